"""Sessions as a conversation would leave them, made from a list of answers."""

from collections.abc import Mapping, Sequence
from datetime import date

from assistant.records.draft import draft_record
from assistant.records.guide_facts import GuideFacts
from assistant.records.model import Draft
from assistant.state import fold
from assistant.turns import Effect, Session, Turn
from rules.reading import shipped_book, shipped_engine
from rules.space import shipped_space
from rules.verdict import conclude

DAY = date(2026, 11, 22)

# Fact to (value, as it was said). Both hard needs, a team that is new to it, no managed services.
ORDERS = {
    "trigger": ("call", "a customer clicks Buy now"),
    "success": ("the parcel is with the carrier", "the parcel is with the carrier"),
    "failures": ("times-out,half-done", "1, 4"),
    "steps": ("4", "about 4"),
    "parallel_steps": ("no", "no"),
    "external_events": ("yes", "yes"),
    "strict_states": ("yes", "1"),
    "experience": ("none", "neither"),
    "managed_services": ("no", "no, policy forbids it"),
    "broker_budget": ("unsure", "no idea"),
}
# A varying order alone, few steps: a sequence as the first stage of something else.
STAGED = {"fixed_order": ("no", "no"), "steps": ("few", "few"), "parallel_steps": ("no", "no")}
SIMPLE = {"fixed_order": ("yes", "yes"), "external_events": ("no", "no"), "strict_states": ("no", "no")}
ODD = {"fixed_order": ("yes", "yes"), "many_branches": ("yes", "yes")}
VOTED = {"many_branches": ("yes", "yes"), "coupling": ("request-reply", "2"), "experience": ("both", "4")}


def session(
    answers: Mapping[str, tuple[str, str]],
    *,
    title: str = "A flow",
    notes: Sequence[str] = (),
    effects: Sequence[Effect] = (),
) -> Session:
    """A session with a turn for each answer, then one for each note, then one with other effects."""
    said: list[tuple[str, tuple[Effect, ...]]] = [
        (text, ({"do": "answer", "fact": fact, "value": value, "text": text}, {"do": "pending"}))
        for fact, (value, text) in answers.items()
    ]
    said += [(f"note {note}", ({"do": "note", "text": note},)) for note in notes]
    said.append(("save", tuple(effects)))
    turns = tuple(
        Turn(
            n,
            "answer",
            text,
            f"Kept: {text}\n\nThe next question?",
            done,
            at=f"2026-11-22T09:{n % 60:02}:00Z",
        )
        for n, (text, done) in enumerate(said, 1)
    )
    return Session("s-1", title, "2026-11-22T09:00:00Z", "guided", turns)


def drafted(
    guide: GuideFacts,
    answers: Mapping[str, tuple[str, str]],
    *,
    title: str = "A flow",
    notes: Sequence[str] = (),
    effects: Sequence[Effect] = (),
    day: date = DAY,
) -> Draft:
    """The draft of such a session, concluded by the shipped rules."""
    talk = session(answers, title=title, notes=notes, effects=effects)
    book = shipped_book()
    verdict = conclude(book, shipped_engine(), fold(talk.turns).values, shipped_space())
    return draft_record(talk, verdict, book, guide, day)
