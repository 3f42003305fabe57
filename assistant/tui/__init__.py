"""The Textual face: the same session as the plain one, on a screen. Nothing else imports textual."""
