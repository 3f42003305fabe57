"""What the full screen costs beside a bare Textual app: first paint, a turn, going on with a long session."""
