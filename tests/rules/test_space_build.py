"""A build of the answer space that was cut off goes on where it stood; a changed book gets its own."""

from __future__ import annotations

from pathlib import Path

import pytest

import assistant.mind
from assistant.mind import mind_at
from rules.engine import Engine
from rules.model import Book
from rules.reading import shipped_book
from rules.space import SHIPPED, load_space
from rules.space_build import build_space
from tests.rules.making import changed


class CutOffError(Exception):
    """Somebody pulled the plug."""


@pytest.fixture
def small() -> Book:
    names = ("parallel_steps", "external_events", "strict_states", "experience", "managed_services", "steps")
    shipped = shipped_book()
    facts = [fact for fact in shipped.facts if fact.id in names]
    return changed(shipped, facts=facts, rules=shipped.outcome_rules)


def test_a_build_that_was_cut_off_goes_on_where_it_stood(small: Book, tmp_path: Path) -> None:
    parts = tmp_path / "space.parts"

    def cut_off(done: int, _of: int) -> None:
        if done == 20:
            raise CutOffError

    with pytest.raises(CutOffError):
        build_space(small, progress=cut_off, parts=parts)
    with parts.open("a", encoding="utf-8") as file:
        file.write('["half a line')
    seen: list[int] = []
    built = build_space(small, progress=lambda done, _of: seen.append(done), parts=parts)
    assert seen[0] == 21
    assert not parts.exists()
    assert built == build_space(small)


def test_a_changed_book_gets_a_space_of_its_own_and_keeps_it(
    small: Book, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(assistant.mind, "shipped_book", lambda: small)
    monkeypatch.setattr(assistant.mind, "shipped_engine", lambda: Engine(small.verdict_rules))
    home = tmp_path / "home"
    verdict = mind_at(home).verdict({"external_events": "yes", "strict_states": "yes"})
    assert verdict.stability == "settled"
    assert "100%" in capsys.readouterr().err
    kept = load_space(small, [home / SHIPPED.name])
    assert kept is not None
    mind_at(home)
    assert capsys.readouterr().err == ""
