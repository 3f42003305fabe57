"""The log of every turn, in SQLite: begin, go on with, list, search, show and delete sessions."""

from assistant.sessions.database import FILE_NAME
from assistant.sessions.layout import SCHEMA
from assistant.sessions.store import Clock, SessionLog, Sessions, utc_now

__all__ = ["FILE_NAME", "SCHEMA", "Clock", "SessionLog", "Sessions", "utc_now"]
