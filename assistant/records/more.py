"""The section More Information: what the decision rests on, what speaks against it, the transcript."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from assistant.records.escaping import escape_markdown, fenced
from assistant.records.model import Draft, Ground
from assistant.records.talk import Entry, Talk, Told

_BASIS = {"stated": "stated by the guide", "inferred": "inferred from the guide"}


def resting(text: str, answers: Iterable[str], sources: Iterable[str]) -> str:
    """A sentence with what it rests on in brackets: its answers, then the places in the guide."""
    places = ", ".join(f"§ {escape_markdown(source)}" for source in sources)
    rests_on = "; ".join([*map(escape_markdown, answers), places])
    return f"{escape_markdown(text.removesuffix('.'))} ({rests_on})."


def more_information(draft: Draft) -> Iterator[str]:
    """The lines of the section; a list without items is left out with its lead."""
    lists = (
        ("The answers, by the number of their question:", map(_answer, draft.answers)),
        ("Evidence, the rules in the order in which they fired:", map(_ground, draft.evidence)),
        ("Dissent, rules that fired and point elsewhere:", map(_ground, draft.dissent)),
        ("Conflicts between what the work needs and what the team may use:", map(_ground, draft.conflicts)),
        ("Contradictions among the answers, which stand:", map(_ground, draft.contradictions)),
        ("Questions still open:", _open_questions(draft)),
        ("Policies, choices of ours where the guide gives no order:", _policies(draft)),
        (f"Sections of the guide cited, edition {escape_markdown(draft.guide_edition)}:", _sections(draft)),
        ("To be verified outside the guide:", _verify(draft)),
    )
    for lead, items in lists:
        lines = [f"- {item}" for item in items]
        if lines:
            yield from (lead, "", *lines, "")
    yield from _transcript(draft.talk)


def _answer(told: Told) -> str:
    number = f"Answer {told.number}, " if told.number is not None else ""
    words = f"; said: “{escape_markdown(told.words)}”" if told.words else ""
    note = f"; note: {escape_markdown(told.note)}" if told.note else ""
    answer = f"{escape_markdown(told.short)}: {escape_markdown(told.label)}"
    return f"{number}{answer}{words}{note} (turn {told.turn})"


def _ground(given: Ground) -> str:
    return f"`{given.rule}`, {_BASIS[given.basis]}: {resting(given.because, given.answers, given.sections)}"


def _open_questions(draft: Draft) -> Iterator[str]:
    for question in draft.open_questions:
        number = f"Question {question.number}: " if question.number is not None else ""
        yield f"{number}{escape_markdown(question.ask)} ({escape_markdown(question.why_open)})"


def _policies(draft: Draft) -> Iterator[str]:
    for name, says in draft.rulebook.policies.items():
        yield f"`{name}`: {escape_markdown(says)}"


def _sections(draft: Draft) -> Iterator[str]:
    for section in draft.citations:
        yield f"§ {escape_markdown(section.id)}: {escape_markdown(section.title)}"


def _verify(draft: Draft) -> Iterator[str]:
    for words in draft.verify:
        yield resting(words.text, (), (words.passage,))


def _transcript(talk: Talk) -> Iterator[str]:
    """The turns, folded away. Inside the fence each line's mark tells who speaks, so none can be forged."""
    session = f"session {talk.id}, {talk.mode}, begun {talk.started}"
    yield f"The whole transcript ({escape_markdown(session)}). `>` is said, `*` done, `|` replied."
    yield ""
    yield "<details>"
    yield f"<summary>Transcript, {len(talk.entries)} turns</summary>"
    yield ""
    yield fenced("\n\n".join(map(_entry, talk.entries)))
    yield ""
    yield "</details>"


def _entry(entry: Entry) -> str:
    return "\n".join(
        [
            f"Turn {entry.n}, {entry.at}, {entry.kind}",
            *([f"> {entry.said}"] if entry.said else []),
            *(f"* {line}" for line in entry.done),
            *(f"| {line}".rstrip() for line in entry.reply.splitlines()),
        ]
    )
