"""What the guide says: its sections as files, the SQLite base built from them, and the search over it."""
