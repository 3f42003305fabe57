"""The picture in a record: the chosen shape with the user's own steps, triggers and failures."""

from __future__ import annotations

from collections.abc import Mapping

from assistant.picture.mermaid import mermaid
from assistant.picture.model import Shape
from assistant.picture.shape import shape_of
from assistant.picture.steps import read_steps
from assistant.records.talk import Told


def told_shape(start: str, answers: Mapping[str, Told], steps: str) -> Shape:
    """The shape of a start.

    Args:
        start: The architecture.
        answers: What was told, by fact; what starts a run and how it fails are drawn.
        steps: The steps of the workflow in one line, as they were told; without any, words stand for them.
    """
    failures = answers["failures"].label.split("; ") if "failures" in answers else []
    trigger = answers.get("trigger")
    words = (trigger.words or trigger.label) if trigger else ""
    return shape_of(start, read_steps(steps), failures, words)


def picture(start: str, answers: Mapping[str, Told], steps: str) -> str:
    """As `told_shape`, in Mermaid's language."""
    return mermaid(told_shape(start, answers, steps)).strip("\n")
