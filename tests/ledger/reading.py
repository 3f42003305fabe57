"""The two tables of this folder, read once."""

from __future__ import annotations

from pathlib import Path
from typing import Any, cast

from rules.plain_yaml import read_yaml
from rules.reading import shipped_book

HERE = Path(__file__).parent
CONSEQUENCES = ("duties", "pitfalls", "tools", "next-actions", "audit")
"""The tables that follow from a verdict and never move it."""


def table(name: str, key: str) -> object:
    data = read_yaml((HERE / name).read_text(encoding="utf-8")).data
    assert isinstance(data, dict)
    return data[key]


CLAIMS = cast(dict[str, dict[str, Any]], table("claims.yaml", "claims"))
SCENARIOS = cast(list[dict[str, Any]], table("scenarios.yaml", "scenarios"))
RULES = {rule.id: rule for rule in shipped_book().rules if rule.table in CONSEQUENCES}
