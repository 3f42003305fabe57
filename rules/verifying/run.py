"""Runs all checks: over a seeded sample, or over the whole space as the engine works it out afresh."""

from __future__ import annotations

from collections.abc import Callable

from rules.errors import RulesError, SpaceError
from rules.model import Book
from rules.space import AnswerSpace, load_space
from rules.space_build import build_space
from rules.verifying.asking import Asked
from rules.verifying.cases import check_every_case, check_moves, check_sample
from rules.verifying.examples import check_examples
from rules.verifying.kept import check_flowless, check_sampled, check_whole
from rules.verifying.living import check_decisive, check_live, check_sections
from rules.verifying.report import Check, Report
from rules.verifying.sampling import QUICK, THOROUGH, Sizes, sampled
from rules.verifying.telling import check_sameness, check_shown
from rules.verifying.turned import check_flips, check_possible, check_sufficient

Progress = Callable[[str, int, int], None]
"""Told what is being done, how much of it is done, and how much there is."""


def verify(
    book: Book,
    sections: frozenset[str],
    *,
    thoroughly: bool,
    workers: int = 1,
    progress: Progress = lambda _what, _done, _all: None,
    space: AnswerSpace | None = None,
) -> list[Check]:
    """Hold `book` against every invariant.

    Args:
        book: The rule book.
        sections: The ids of every section of the guide.
        thoroughly: Work out every complete answer set afresh and look at all of them, and at larger samples
            of what cannot be looked at whole; else at a sample alone.
        workers: So many processes work the answer space out.
        progress: Told how far it is.
        space: The kept answer space; by default the one kept for this book, if there is one.

    Returns:
        The checks, in the order of their numbers. A book that cannot be compiled has few of them.
    """
    report = Report()
    check_sections(book, sections, report)
    with report.open("compiles") as check:
        check.count = len(book.rules)
        try:
            asked = Asked(book)
        except RulesError as error:
            check.breach({}, str(error))
            return report.checks()
    kept = space or load_space(book)
    if not thoroughly:
        _sampled(asked, kept, report, QUICK, progress)
        return report.checks()
    built = _worked_out(book, report, workers, progress)
    if built:
        progress("holding every case against the invariants", 0, 1)
        check_every_case(built, report)
        check_whole(kept, built, report)
        progress("holding every case against the invariants", 1, 1)
    _sampled(asked, built, report, THOROUGH, progress)
    check_flowless(asked, report)
    return report.checks()


def _worked_out(book: Book, report: Report, workers: int, progress: Progress) -> AnswerSpace | None:
    """The answer space afresh; the time goes to the first invariant, which it proves."""
    with report.open("one-verdict") as check:
        try:
            return build_space(
                book,
                workers=workers,
                progress=lambda done, of: progress("working out the answer space", done, of),
            )
        except SpaceError as error:
            # Which answers these are, the sample tells; the whole space stops at the first.
            check.breach({}, f"an overlap: {error}")
            return None


def _sampled(
    asked: Asked, space: AnswerSpace | None, report: Report, sizes: Sizes, progress: Progress
) -> None:
    book = asked.book
    cases = sampled(book, sizes.cases, 1)
    steps: tuple[Callable[[], None], ...] = (
        lambda: check_sample(asked, report, cases),
        lambda: check_moves(asked.outcome, report, cases[: sizes.moved]),
        lambda: check_shown(asked, report, cases[: sizes.told]),
        lambda: check_sameness(asked, report, sizes.told // 4),
        lambda: check_live(asked, space, report, sizes.tries),
        lambda: check_decisive(asked, report, sizes.tries, excused=sizes is THOROUGH),
        lambda: check_possible(asked, space, report, sizes),
        lambda: check_flips(asked, space, report, sizes),
        lambda: check_sufficient(asked, space, report, sizes),
        lambda: check_sampled(asked, space, report, cases),
        lambda: check_examples(asked, report),
    )
    for done, step in enumerate(steps):
        progress("checking samples", done, len(steps))
        with report.drawing():
            step()
    progress("checking samples", len(steps), len(steps))
