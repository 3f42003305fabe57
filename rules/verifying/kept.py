"""The kept answer space against the engine: the same diagram, and the same outcome for partial answers."""

from __future__ import annotations

from rules.space import UNDETERMINED, AnswerSpace
from rules.verifying.asking import Asked
from rules.verifying.report import Report
from rules.verifying.sampling import every_case, flowless
from rules.verifying.single import show


def check_sampled(
    asked: Asked, space: AnswerSpace | None, report: Report, cases: list[dict[str, str]]
) -> None:
    """19, over a sample: what the diagram says is what the engine concludes."""
    with report.open("answer-space") as check:
        for known in cases if space else ():
            outcome = asked.outcome(known)
            if outcome is None or space is None:
                continue
            check.count += 1
            if space.outcome(known) != outcome:
                check.breach(known, f"kept is {show(space.outcome(known))}; the engine says {show(outcome)}")


def check_whole(kept: AnswerSpace | None, built: AnswerSpace, report: Report) -> None:
    """19, over everything: the kept diagram is the one just worked out, to the byte."""
    with report.open("answer-space") as check:
        if kept is None:
            check.breach({}, "no kept answer space is this book's; python -m rules.space_build makes it")
            return
        cases = 0
        for known in every_case(built):
            cases += 1
            if kept.outcome(known) != built.outcome(known):
                told = f"kept is {show(kept.outcome(known))}; the engine says {show(built.outcome(known))}"
                check.breach(known, told)
        check.count += cases
        if not check.broken and kept.to_json() != built.to_json():
            check.breach({}, "the kept answer space is not written as it would be now")


def check_flowless(asked: Asked, report: Report) -> None:
    """1, where nothing of the flow is known: every partial set there is comes to no advice."""
    with report.open("one-verdict") as check:
        for known in flowless(asked.book):
            check.count += 1
            if asked.outcome(known) != UNDETERMINED:
                check.breach(known, "advises something although nothing of the flow is known")
