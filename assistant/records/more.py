"""The section More Information: what speaks against it, what is to do, what it rests on, the transcript."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator

from assistant.records.escaping import escape_markdown, fenced
from assistant.records.model import Draft, Ground, Task
from assistant.records.talk import Entry, OpenQuestion, Talk, Told

_BASIS = {
    "stated": "stated by the guide",
    "inferred": "inferred from the guide",
    "policy": "a policy of ours",
}


def resting(text: str, answers: Iterable[str], sources: Iterable[str]) -> str:
    """A sentence with what it rests on in brackets: its answers, then the places in the guide."""
    places = ", ".join(f"§ {escape_markdown(source)}" for source in sources)
    rests_on = "; ".join(filter(None, [*map(escape_markdown, answers), places]))
    return escape_markdown(text.removesuffix(".")) + (f" ({rests_on})." if rests_on else ".")


def more_information(draft: Draft, left_out: Container[str] = ()) -> Iterator[str]:
    """The lines of the section up to the history; a list without items is left out with its lead.

    Args:
        draft: What the record says.
        left_out: The facts whose answers are told elsewhere.
    """
    answers = (told for told in draft.answers if told.fact not in left_out)
    lists = (
        ("What would flip it, each by itself:", (escape_markdown(flip.words) for flip in draft.flips)),
        ("Dissent, rules that fired and point elsewhere:", map(_ground, draft.dissent)),
        ("Contradictions among the answers, which stand:", map(_ground, draft.contradictions)),
        ("What runs today, held against the answers:", map(_ground, draft.audit)),
        ("Follow-ups, beside the duties among the consequences:", map(task_line, draft.follow_ups)),
        ("Questions still open:", _open_questions(draft)),
        ("To be verified outside the guide:", _verify(draft)),
        ("The other answers, by the number of their question:", map(_answer, answers)),
        (f"Evidence; the rules fired in this order: {_fired(draft)}. Beside the drivers:", _evidence(draft)),
    )
    for lead, items in lists:
        lines = [f"- {item}" for item in items]
        if lines:
            yield from (lead, "", *lines, "")
    yield from (_policies(draft), "", _sections(draft))


def task_line(task: Task) -> str:
    """A task as an item of a list, not ticked yet."""
    return f"[ ] {resting(task.text, (), task.sections)}"


def _fired(draft: Draft) -> str:
    return ", ".join(f"`{given.rule}`" for given in draft.evidence)


def _evidence(draft: Draft) -> Iterator[str]:
    """What the drivers say already is not said again."""
    told = {driver.ground.rule for driver in draft.drivers}
    yield from (_ground(given) for given in draft.evidence if given.rule not in told)


def _answer(told: Told) -> str:
    number = f"{told.number}, " if told.number is not None else ""
    words = f"; said: “{escape_markdown(told.words)}”" if told.words else ""
    note = f"; note: {escape_markdown(told.note)}" if told.note else ""
    answer = f"{escape_markdown(told.short)}: {escape_markdown(told.label)}"
    return f"{number}{answer}{words}{note} (turn {told.turn})"


def _ground(given: Ground) -> str:
    return f"`{given.rule}`, {_BASIS[given.basis]}: {resting(given.because, given.short, given.sections)}"


def _open_questions(draft: Draft) -> Iterator[str]:
    """A line for each reason why questions are open."""
    for why in dict.fromkeys(question.why_open for question in draft.open_questions):
        several = [_open(question) for question in draft.open_questions if question.why_open == why]
        yield f"{escape_markdown(why[:1].upper() + why[1:])}: {', '.join(several)}"


def _open(question: OpenQuestion) -> str:
    short = escape_markdown(question.short)
    return short if question.number is None else f"question {question.number} ({short})"


def _policies(draft: Draft) -> str:
    names = ", ".join(f"`{name}`" for name in draft.rulebook.policies)
    return f"Where the guide gives no order, policies of ours do; the front matter has their words: {names}."


def _sections(draft: Draft) -> str:
    titles = "; ".join(f"§ {section.id} ({section.title})" for section in draft.citations)
    return escape_markdown(f"Cited of the guide, edition {draft.guide_edition}: {titles}.")


def _verify(draft: Draft) -> Iterator[str]:
    for words in draft.verify:
        yield resting(words.text, (), (words.passage,))


def transcript(talk: Talk) -> Iterator[str]:
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
