"""Decision records: a session as a Markdown file in MADR 4.0 form, with its transcript beside it."""
