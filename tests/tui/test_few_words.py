"""What is told in few words: open questions as runs, sources so that no two of them read the same."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.replies import Citation, Paragraph, Reply
from assistant.tui import draw
from assistant.tui.standing import changing
from tests.tui.fake import FakeTalk

RUNS = [
    ((4,), "1 answer can still change it: 4"),
    ((3, 4), "2 answers can still change it: 3, 4"),
    ((4, 5, 6, 7, 8, 9), "6 answers can still change it: 4 to 9"),
    ((4, 5, 6, 9, 11), "5 answers can still change it: 4 to 6, 9 and 11"),
    ((11, 4, 6, 5), "4 answers can still change it: 4 to 6 and 11"),
    ((1, 3, 5, 7, 9, 11, 13), "7 answers can still change it: 1, 3, 5, 7 and 3 more"),
    (tuple(range(4, 19)), "15 answers can still change it: 4 to 18"),
]


@pytest.mark.parametrize(("numbers", "told"), RUNS)
def test_open_questions_are_told_in_runs(numbers: tuple[int, ...], told: str) -> None:
    view = replace(FakeTalk().view(), turning=numbers, stability="provisional")
    assert changing(view) == told


def test_two_passages_of_a_section_are_two_sources() -> None:
    cites = (
        Citation(1, "models/sequential", "Sequential", "models/sequential#9"),
        Citation(2, "models/sequential", "Sequential", "models/sequential#4"),
        Citation(3, "pitfalls/observability", "Blind", "pitfalls/observability#1"),
    )
    lines = draw.reply(Reply((Paragraph("So it is.", (1, 2, 3)),), cites), 100)
    told = lines[-1].plain
    assert told == "[1] models/sequential#9  [2] models/sequential#4  [3] pitfalls/observability"
