"""The verdict of each start fits on a screen of 80 columns and 24 lines, sources and all."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from assistant.answer_files import read_answer_file
from assistant.composing import Composer
from assistant.mind import shipped_mind
from assistant.tui.draw import ONE_SCREEN, reply

EXAMPLES = Path(__file__).parents[2] / "examples"
WIDTH = 77
"""Columns of 80 that are left beside the margins and the bar at the right."""
_SOURCE = re.compile(r"\[\d+\] [a-z]")

pytestmark = pytest.mark.long


@pytest.mark.parametrize("flow", ["", "order placed, paid (event), packed, shipped (event), delivered"])
@pytest.mark.parametrize("name", sorted(path.stem for path in EXAMPLES.glob("*.yaml")))
def test_a_verdict_fits_on_one_screen(name: str, flow: str) -> None:
    mind = shipped_mind()
    values = read_answer_file(EXAMPLES / f"{name}.yaml", mind.book).values
    composer = Composer(lambda section: section)
    composer.add(mind.advice(values, composer, flow))
    lines = [line.plain for line in reply(composer.reply(), WIDTH)]
    sources = [line for line in lines if _SOURCE.match(line)]
    assert lines[-1] in sources, "the sources stand last"
    # Where what runs today is checked as well and something speaks against, sources may stand below.
    full = {"Today", "Against"} <= {line.partition(" ")[0] for line in lines}
    assert len(lines) - (len(sources) if full else 0) <= ONE_SCREEN, "\n".join(lines)
