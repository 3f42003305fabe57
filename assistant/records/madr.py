"""A draft as Markdown: MADR 4.0's sections in MADR's order, every text escaped on its way in.

What is generated stands between markers, a part under each heading; see `marking`. The headings, the front
matter's other keys and whatever people write between the parts are theirs.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from assistant.records.deciding import drivers, outcome
from assistant.records.escaping import escape_heading, escape_markdown, mid_sentence
from assistant.records.frontmatter import PROPOSED, front_matter
from assistant.records.history import event, history
from assistant.records.marking import marked
from assistant.records.model import Argument, Draft, OptionCase
from assistant.records.more import more_information, resting, task_line, transcript
from assistant.records.naming import Place
from assistant.records.options import label
from assistant.records.sealing import seals
from assistant.records.talk import Told

DESCRIBING = {
    "trigger": "Starts",
    "success": "Ends well",
    "failures": "Can fail",
    "steps": "Number of steps",
    "today": "Runs today as",
    "symptoms": "Hurts today",
}
"""The facts that describe the workflow, and how the context names them."""
_LINTED = "<!-- markdownlint-disable MD013 MD024 MD026 MD033 -->"
"""A sentence stands on one line, a title is anything, and the transcript is folded with HTML."""


def render(draft: Draft, place: Place, transcript_sha256: str) -> str:
    """Write a record.

    Args:
        draft: What it says.
        place: Its number and file names.
        transcript_sha256: The hash of the transcript's file.

    Returns:
        The whole Markdown file.
    """
    parts = generated_parts(draft)
    blocks = (
        front_matter(draft, place, transcript_sha256, seals(parts)) + "\n" + _LINTED,
        f"# {escape_heading(draft.title)}",
        parts["summary"],
        "## Context and Problem Statement",
        parts["context"],
        "## Decision Drivers",
        parts["drivers"],
        "## Considered Options",
        parts["options"],
        "## Decision Outcome",
        parts["outcome"],
        "### Consequences",
        parts["consequences"],
        "### Confirmation",
        parts["confirmation"],
        "## Pros and Cons of the Options",
        parts["pros-and-cons"],
        "## More Information",
        parts["more"],
        history([event(PROPOSED, draft.decided)]),
        parts["transcript"],
    )
    return "\n\n".join(blocks) + "\n"


def generated_parts(draft: Draft) -> dict[str, str]:
    """The parts of a record that are written anew when it is renewed, by name, markers included."""
    lines = {
        "summary": _summary(draft),
        "context": _context(draft),
        "drivers": drivers(draft),
        "options": map(_option, draft.options),
        "outcome": outcome(draft),
        "consequences": _consequences(draft),
        "confirmation": _confirmation(draft),
        "pros-and-cons": _pros_and_cons(draft),
        "more": more_information(draft, left_out=DESCRIBING),
        "transcript": transcript(draft.talk),
    }
    return {name: marked(name, content) for name, content in lines.items()}


def _summary(draft: Draft) -> Iterator[str]:
    advice, standing = map(escape_markdown, draft.summary)
    yield f"In short: {mid_sentence(advice)} ({standing}). To be reviewed by {draft.review_by.isoformat()}."


def _context(draft: Draft) -> Iterator[str]:
    yield f"Which architecture should carry the workflow “{escape_markdown(draft.title)}”?"
    answers = {told.fact: told for told in draft.answers}
    lines = [f"- {name}: {_in_words(answers[fact])}" for fact, name in DESCRIBING.items() if fact in answers]
    lines += [f"- Steps: {escape_markdown(draft.steps)}"] if draft.steps else []
    lines += [f"- Note: {escape_markdown(note)}" for note in draft.notes]
    if lines:
        yield from ("", *lines)


def _in_words(told: Told) -> str:
    said = f", in their words “{escape_markdown(told.words)}”" if told.words else ""
    note = f" (note: {escape_markdown(told.note)})" if told.note else ""
    return f"{escape_markdown(told.label)}{said}{note}"


def _option(case: OptionCase) -> str:
    return f"- {escape_markdown(case.label)}{' (what runs today)' if case.runs else ''}"


def _consequences(draft: Draft) -> Iterator[str]:
    yield from _arguments(draft.consequences)
    if draft.duties:
        yield "- Bad, because it comes with duties of its own:"
        yield from (f"  - {task_line(duty)}" for duty in draft.duties)
    if draft.pitfalls:
        yield "- Bad, because there are pitfalls on its way:"
        yield from (f"  - {resting(trap.text, trap.answers, trap.sources)}" for trap in draft.pitfalls)


def _confirmation(draft: Draft) -> Iterator[str]:
    start = label(draft.outcome.start)
    yield f"- `whichflow record check` tells whether the rules and the guide of today still lead to {start}."
    for words in draft.confirmation:
        yield f"- {resting(words.text, (), (words.passage,))}"
    answers = {told.fact: told for told in draft.answers}
    if "success" in answers:
        yield f"- The ordinary case has to end like this: {escape_markdown(answers['success'].value)}"
    if "failures" in answers:
        yield f"- The edge cases have to cover: {_in_words(answers['failures'])}"


def _pros_and_cons(draft: Draft) -> Iterator[str]:
    for case in draft.options:
        yield from (f"### {escape_markdown(case.label)}", "", *_arguments(case.arguments), "")


def _arguments(arguments: Iterable[Argument]) -> Iterator[str]:
    for given in arguments:
        yield f"- {given.tone}, because {resting(mid_sentence(given.text), given.answers, given.sources)}"
