"""What decided, and the choice: how firm it is, when to grow, and a picture of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from assistant.records.escaping import escape_markdown, fenced, mid_sentence
from assistant.records.model import Draft, Ground, Outcome
from assistant.records.more import resting
from assistant.records.options import label

_STABILITY = {
    "settled": "settled, as no answer that is still open can change where to start{}.",
    "provisional": "provisional, as answers that are still open can change where to start{}.",
}
_AGREEMENT = {
    "unanimous": "unanimous, as no rule that fired points elsewhere.",
    "dissent": "dissent, as rules that fired point elsewhere; they are kept under More Information.",
    "conflict": "conflict, as a limit pulls against what the work needs; see the consequences.",
}


_ROUTE = {
    "direct": "direct, built at once.",
    "managed": "managed, on services that others run.",
    "staged": "staged, with a first stage that is meant to be outgrown.",
    "conflict": "conflict, against a constraint that stands.",
}


def drivers(draft: Draft) -> Iterator[str]:
    """The lines of Decision Drivers; an answer that a line has told is not told by the next ones."""
    told: set[str] = set()
    for driver in draft.drivers:
        given = driver.ground
        answers = [answer for answer in given.answers if answer not in told] or given.answers
        told.update(answers)
        yield f"- {driver.kind}: {resting(mid_sentence(given.because), answers, given.sections)}"


def outcome(draft: Draft) -> Iterator[str]:
    """The lines of Decision Outcome."""
    given = draft.outcome
    chosen, direction = label(given.start), label(given.direction)
    because = " And ".join(_shortly(mid_sentence(ground.because), ground) for ground in given.because)
    yield f'Chosen option: "{chosen}", because {because}'
    yield ""
    if given.start == given.direction:
        yield f"- Start with: {chosen}, which is also the direction. {_settled_by(given)}".rstrip()
    else:
        yield f"- Start with: {chosen}, as a first stage. {_settled_by(given)}".rstrip()
        yield f"- Direction: {direction}. {_reasons(draft, given.heading_for)}".rstrip()
    for ground in given.growth:
        yield f"- Grow into {direction} when {resting(ground.because, (), ground.sections)}"
    route = _ROUTE.get(given.route, f"{given.route}.")
    yield f"- Route: {route} {_reasons(draft, given.getting_there)}".rstrip()
    others = " or ".join(label(start) for start in given.possible if start != given.start)
    yield f"- Stability: {_STABILITY[given.stability].format(f', to {others}' if others else '')}"
    yield f"- Agreement: {_AGREEMENT[given.agreement]}"
    whose = "the workflow's own steps" if draft.steps else "words of ours for steps that were not told"
    yield from ("", f"The shape, with {whose}:", "", fenced(draft.picture, "mermaid"))


def _settled_by(given: Outcome) -> str:
    """The smallest answers that are enough, where that is known."""
    if not given.settled_by:
        return ""
    sets = ", or ".join(given.settled_by)
    one = given.settled_by[-1].startswith("answer ")
    return escape_markdown(f"{sets[:1].upper()}{sets[1:]} alone settle{'s' * one} it, whatever the rest is.")


def _shortly(text: str, ground: Ground) -> str:
    return resting(text, ground.short, ground.sections)


def _reasons(draft: Draft, grounds: Iterable[Ground]) -> str:
    """Why, but for what the drivers say already."""
    told = {driver.ground.rule for driver in draft.drivers}
    return " ".join(_shortly(given.because, given) for given in grounds if given.rule not in told)
