"""The one-page description of a workflow that the guide asks for first: its border, its flow, its steps."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from assistant.advice import LABELS
from assistant.models import DESCRIBED_IN
from assistant.picture.cells import shortened
from assistant.picture.steps import read_steps
from assistant.picture.text import drawn
from assistant.records.escaping import escape_markdown, fenced
from assistant.records.more import resting
from assistant.records.pages.workflow import Workflow
from assistant.records.picturing import told_shape
from assistant.records.talk import Told
from assistant.records.telling import by_number
from rules.model import UNSURE, Book

WIDTH = 76
"""Columns of the picture."""
_MAX_NAMED = 12
"""So many steps are named in a line; the picture shows more of them."""
_LONGEST = 300
"""Cells of the longest thing said; the record has all of it."""
_ASKED_FOR = "synthesis/next-actions"
_BORDER = "process/step-1-boundaries"
_FLOW = "process/step-2-flow"
_DRAWN = ("trigger", "failures", "steps")
"""The facts that show in a picture."""


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of the page: what it is called, the fact that it tells, its sections, and words for values."""

    name: str
    fact: str
    sections: tuple[str, ...]
    words: Mapping[str, str]


_EDGES = (
    _Line("Starts", "trigger", (_BORDER,), {}),
    _Line("Ends well", "success", (_BORDER,), {}),
    _Line("Can fail", "failures", (_BORDER, "pitfalls/error-handling"), {}),
)
_DIMENSIONS = (
    _Line(
        "Linear",
        "fixed_order",
        (_FLOW, "checklist/flow-linearity"),
        {
            "yes": "yes, all runs take the steps in one order",
            "no": "no, the order of the steps is not the same in all runs",
        },
    ),
    _Line(
        "Parallel",
        "parallel_steps",
        (_FLOW, "checklist/parallelism"),
        {
            "yes": "yes, steps of one run can go on side by side",
            "no": "no, nothing in a run goes on side by side",
        },
    ),
    _Line(
        "Conditional",
        "many_branches",
        (_FLOW,),
        {"yes": "yes, many conditions decide where a run goes", "no": "no, a run hardly forks"},
    ),
    _Line(
        "Asynchronous",
        "external_events",
        (_FLOW, "checklist/external-events"),
        {
            "yes": "yes, a run waits for things outside that come when they come",
            "no": "no, a run waits for nothing outside that comes at no known time",
        },
    ),
)


def one_page(workflow: Workflow, start: str | None, book: Book) -> str:
    """Describe a workflow on one page.

    Args:
        workflow: What was told of it.
        start: The architecture in whose shape its steps are drawn; None where none is advised.
        book: The rule book, for its questions.

    Returns:
        Markdown of at most some 50 lines, the same for the same answers, each line with the number of the
        answer and the section of the guide that it rests on.
    """
    answers = workflow.told(book)
    blocks = (
        [f"# {escape_markdown(workflow.title)}"],
        [f"This workflow on one page (§ {_ASKED_FOR}). An answer's number is that of its question."],
        ["## Border"],
        [*(_edge(line, answers, book) for line in _EDGES), *_inside(workflow, answers, book)],
        ["## Flow"],
        [_dimension(line, answers, book) for line in _DIMENSIONS],
        ["## Steps"],
        *_steps(workflow, start, answers, book),
    )
    return "\n\n".join("\n".join(block) for block in blocks) + "\n"


def _edge(line: _Line, answers: Mapping[str, Told], book: Book) -> str:
    answer = answers.get(line.fact)
    if answer is None or answer.value == UNSURE:
        return _unknown(line, answer, book)
    # What was said in a sentence says more than the choice that it was taken for.
    said = f"{answer.label}, told as “{answer.words}”" if answer.words else answer.label
    return _known(line, said, answer)


def _dimension(line: _Line, answers: Mapping[str, Told], book: Book) -> str:
    answer = answers.get(line.fact)
    if answer is None or answer.value == UNSURE:
        return _unknown(line, answer, book)
    return _known(line, line.words.get(answer.value, answer.label), answer)


def _known(line: _Line, said: str, answer: Told) -> str:
    return f"- {line.name}: {resting(shortened(said, _LONGEST) + _note(answer), _by(answer), line.sections)}"


def _note(answer: Told) -> str:
    return f" (note: {shortened(answer.note, _LONGEST)})" if answer.note else ""


def _unknown(line: _Line, answer: Told | None, book: Book) -> str:
    question = book.facts_by_id[line.fact].question
    asks = f"; question {question.number} asks: {question.ask}" if question else ""
    if answer is None:
        return f"- {line.name}: {resting(f'not answered yet{asks}', (), line.sections)}"
    said = "still unknown, the answer was unsure"
    return f"- {line.name}: {resting(said + _note(answer), _by(answer), line.sections)}"


def _by(answer: Told) -> tuple[str, ...]:
    return (f"answer {answer.number}",) if answer.number is not None else ()


def _inside(workflow: Workflow, answers: Mapping[str, Told], book: Book) -> Iterator[str]:
    """What lies between the edges, and what of it comes from outside."""
    line = _Line("Inside", "steps", (_BORDER,), {})
    answer, steps = answers.get("steps"), read_steps(workflow.flow)
    count = answer if answer is not None and answer.value != UNSURE else None
    if steps:
        ends = f", from “{steps[0].name}” to “{steps[-1].name}”" if len(steps) > 1 else ""
        said = f"the {len(steps)} steps below{ends}" if len(steps) > 1 else f"one step, “{steps[0].name}”"
        yield f"- {line.name}: {resting(said, _by(count) if count else (), line.sections)}"
    elif count is not None:
        number = count.label.lower()
        said = f"{number} step{'s' * (number != '1')}, not named yet"
        yield _known(line, said, count)
    else:
        yield _unknown(line, answer, book)
    outside = [f"“{step.name}”" for step in steps if step.outside]
    if outside:
        events = answers.get("external_events")
        yield f"- From outside: {resting(_named(outside), _by(events) if events else (), (_BORDER, _FLOW))}"


def _named(names: list[str]) -> str:
    left = len(names) - _MAX_NAMED
    return ", ".join(names[:_MAX_NAMED]) + (f" and {left} more" if left > 0 else "")


def _steps(
    workflow: Workflow, start: str | None, answers: Mapping[str, Told], book: Book
) -> Iterator[list[str]]:
    """The steps by name, and the picture of them."""
    steps = read_steps(workflow.flow)
    count = answers.get("steps")
    if steps:
        yield [resting(_named([step.name for step in steps]), _by(count) if count else (), (_FLOW,))]
    else:
        yield [resting("Not named yet; words of ours stand for them in a picture", (), (_FLOW,))]
    if start not in DESCRIBED_IN:
        yield [
            resting("A picture needs an advised architecture, and so an answer about the flow", (), (_FLOW,))
        ]
        return
    seen = by_number(book, [name for name in _DRAWN if name in answers])
    yield [resting(f"Drawn as what the answers lead to, {LABELS[start]}", seen, (DESCRIBED_IN[start],))]
    yield [fenced("\n".join(drawn(told_shape(start, answers, workflow.flow), WIDTH)))]
