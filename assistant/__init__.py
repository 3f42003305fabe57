"""Who you talk to: the conversation, the two faces over it, sessions and decision records."""
