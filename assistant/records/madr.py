"""A draft as Markdown: MADR 4.0's sections in MADR's order, every text escaped on its way in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from assistant.records.escaping import escape_markdown, mid_sentence
from assistant.records.frontmatter import front_matter
from assistant.records.model import Argument, Draft, Ground
from assistant.records.more import more_information, resting
from assistant.records.naming import Place
from assistant.records.options import label
from assistant.records.talk import Told

_TOLD = {
    "trigger": "Starts",
    "success": "Ends well",
    "failures": "Can fail",
    "steps": "Steps",
    "today": "Built today as",
    "symptoms": "Hurts today",
}
"""The facts that describe the workflow, and how the context names them."""

_STABILITY = {
    "settled": "settled, as no answer that is still open can change where to start.",
    "provisional": "provisional, as answers that are still open can change where to start{}.",
}
_AGREEMENT = {
    "unanimous": "unanimous, as no rule that fired points elsewhere.",
    "dissent": "dissent, as rules that fired point elsewhere; they are kept under More Information.",
    "conflict": "conflict, as a limit pulls against what the work needs; see the consequences.",
}


def render(draft: Draft, place: Place, transcript_sha256: str) -> str:
    """Write a record.

    Args:
        draft: What it says.
        place: Its number and file names.
        transcript_sha256: The hash of the transcript's file.

    Returns:
        The whole Markdown file.
    """
    parts = (
        ("", (f"# {escape_markdown(draft.title)}",)),
        ("## Context and Problem Statement", _context(draft)),
        ("## Decision Drivers", _drivers(draft)),
        ("## Considered Options", (f"- {escape_markdown(case.label)}" for case in draft.options)),
        ("## Decision Outcome", _outcome(draft)),
        ("### Consequences", _arguments(draft.consequences)),
        ("### Confirmation", _confirmation(draft)),
        ("## Pros and Cons of the Options", ()),
        *((f"### {escape_markdown(case.label)}", _arguments(case.arguments)) for case in draft.options),
        ("## More Information", more_information(draft)),
    )
    sections = ("\n\n".join(filter(None, (heading, "\n".join(lines)))) for heading, lines in parts)
    return front_matter(draft, place, transcript_sha256) + "\n" + "\n\n".join(sections) + "\n"


def _context(draft: Draft) -> Iterator[str]:
    yield f"Which architecture should carry the workflow “{escape_markdown(draft.title)}”?"
    answers = {told.fact: told for told in draft.answers}
    lines = [f"- {name}: {_in_words(answers[fact])}" for fact, name in _TOLD.items() if fact in answers]
    lines += [f"- Note: {escape_markdown(note)}" for note in draft.notes]
    if lines:
        yield from ("", "It was described like this:", "", *lines)


def _in_words(told: Told) -> str:
    said = f", in their words “{escape_markdown(told.words)}”" if told.words else ""
    note = f" (note: {escape_markdown(told.note)})" if told.note else ""
    return f"{escape_markdown(told.label)}{said}{note}"


def _drivers(draft: Draft) -> Iterator[str]:
    for driver in draft.drivers:
        yield f"- {driver.kind}: {_sentence(driver.ground)}"


def _sentence(ground: Ground) -> str:
    return resting(mid_sentence(ground.because), ground.answers, ground.sections)


def _outcome(draft: Draft) -> Iterator[str]:
    outcome = draft.outcome
    chosen, direction = label(outcome.start), label(outcome.direction)
    yield f'Chosen option: "{chosen}", because {" And ".join(map(_sentence, outcome.because))}'
    yield ""
    if outcome.heading_for:
        yield f"- Direction: {direction}; {chosen} is its first stage. {_reasons(outcome.heading_for)}"
    else:
        yield f"- Direction: {direction}, which is also where to start."
    yield f"- Route: {outcome.route}. {_reasons(outcome.getting_there)}"
    others = " or ".join(label(start) for start in outcome.possible if start != outcome.start)
    yield f"- Stability: {_STABILITY[outcome.stability].format(f', to {others}' if others else '')}"
    yield f"- Agreement: {_AGREEMENT[outcome.agreement]}"


def _reasons(grounds: Iterable[Ground]) -> str:
    return " ".join(resting(given.because, (), given.sections) for given in grounds)


def _confirmation(draft: Draft) -> Iterator[str]:
    for words in draft.confirmation:
        yield f"- {resting(words.text, (), (words.passage,))}"
    answers = {told.fact: told for told in draft.answers}
    if "success" in answers:
        yield f"- The ordinary case has to end like this: {escape_markdown(answers['success'].value)}"
    if "failures" in answers:
        yield f"- The edge cases have to cover: {_in_words(answers['failures'])}"


def _arguments(arguments: Iterable[Argument]) -> Iterator[str]:
    for given in arguments:
        yield f"- {given.tone}, because {resting(mid_sentence(given.text), given.answers, given.sources)}"
