"""The guide's own examples, and the exceptions that are argued."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from rules.checked_rule import Sentence
from rules.plain_yaml import read_yaml
from rules.verifying.asking import Asked
from rules.verifying.report import Report

EXAMPLES = Path(__file__).parent.parent / "guide_examples.yaml"


class Example(BaseModel):
    """What the guide says of one of its examples, as answers, and the architectures that do it justice.

    `differs` says why we advise otherwise, where we do.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    answers: dict[str, str]
    acceptable: Annotated[tuple[str, ...], Field(min_length=1)]
    differs: Sentence | None = None


@cache
def guide_examples() -> tuple[Example, ...]:
    """All of them, in the guide's order."""
    rows = read_yaml(EXAMPLES.read_text(encoding="utf-8")).data["examples"]
    return tuple(Example.model_validate(row) for row in rows)


def check_examples(asked: Asked, report: Report) -> None:
    """17: start or direction is acceptable; where it is not, that is argued, and no argument is left over."""
    with report.open("guide-examples") as check:
        for example in guide_examples():
            check.count += 1
            start, direction, _route = asked.values(example.answers)
            right = not {*start, *direction}.isdisjoint(example.acceptable)
            came = ", ".join(dict.fromkeys((*start, *direction))) or "nothing"
            if not right and not example.differs:
                wanted = " or ".join(example.acceptable)
                check.breach(example.answers, f"{example.id} comes out as {came}; the guide has {wanted}")
            elif right and example.differs:
                check.breach(example.answers, f"{example.id} comes out right; drop its argument")
