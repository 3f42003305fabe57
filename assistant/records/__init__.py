"""Decision records: a session as a Markdown file in MADR 4.0 form, with its transcript beside it."""

from assistant.records.draft import draft_record
from assistant.records.folder import save_record
from assistant.records.guide_facts import GuideFacts
from assistant.records.listing import RecordLine, list_records
from assistant.records.model import Draft, RecordError

__all__ = [
    "Draft",
    "GuideFacts",
    "RecordError",
    "RecordLine",
    "draft_record",
    "list_records",
    "save_record",
]
