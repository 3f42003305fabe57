"""Mermaid's own parser reads what is drawn; it needs Node and the packages of scripts/mermaid."""

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from assistant.picture.mermaid import mermaid
from assistant.picture.model import Shape
from assistant.picture.shape import shape_of
from assistant.picture.steps import Step
from tests.picture.making import EVIL, SHAPES, SIX, STARTS

SCRIPT = Path(__file__).parents[2] / "scripts" / "mermaid"
pytestmark = pytest.mark.long


@pytest.fixture(scope="module")
def node() -> str:
    program = shutil.which("node")
    if not program:
        pytest.skip("Node is not installed, so Mermaid's own parser cannot be asked")
    if not (SCRIPT / "node_modules" / "mermaid").is_dir():
        pytest.skip("Mermaid is not installed: run `npm ci` in scripts/mermaid")
    return program


def read(node: str, texts: list[str]) -> list[dict[str, Any]]:
    done = subprocess.run(
        [node, "check.mjs"],
        input=json.dumps(texts),
        capture_output=True,
        text=True,
        check=False,
        cwd=SCRIPT,
        timeout=180,
    )
    assert done.stdout, done.stderr
    results: list[dict[str, Any]] = json.loads(done.stdout)
    assert done.returncode == any(result["error"] for result in results)
    return results


def assert_read_as_drawn(node: str, shapes: list[Shape]) -> None:
    for shape, result in zip(shapes, read(node, list(map(mermaid, shapes))), strict=True):
        assert not result["error"], mermaid(shape)
        states = shape.start == "state-machine"
        assert result["type"] == ("stateDiagram" if states else "flowchart-v2")
        # The dots that a run starts and ends at have no words of their own.
        dots = {"start", "end"} if states else set()
        assert result["nodes"] == {node.id: node.label for node in shape.nodes if node.kind not in dots}


def test_the_parser_refuses_what_is_broken(node: str) -> None:
    broken, whole = read(node, ['flowchart LR\n    s1["a" b"]\n', 'flowchart LR\n    s1["a"]\n'])
    assert broken["error"]
    assert not whole["error"]


def test_every_start_is_read(node: str) -> None:
    some: list[tuple[Step, ...]] = [(), SIX, (Step("x"),), tuple(Step(str(n)) for n in range(30))]
    assert_read_as_drawn(
        node, [shape_of(start, steps, ["a", "b"], "c") for start in STARTS for steps in some]
    )


@pytest.mark.thorough
def test_hostile_names_stay_names(node: str) -> None:
    assert_read_as_drawn(
        node, [shape_of(start, [Step(evil)] * 3, [evil], evil) for start in STARTS for evil in EVIL]
    )


@pytest.mark.thorough
@settings(max_examples=3, deadline=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_any_names_stay_names(node: str, data: st.DataObject) -> None:
    # Many at once: a start of Node costs more than all of them.
    assert_read_as_drawn(node, data.draw(st.lists(SHAPES, min_size=40, max_size=60)))
