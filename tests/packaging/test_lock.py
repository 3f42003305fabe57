"""The pinned environment: exact versions with hashes, and no address."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
LOCK = (ROOT / "requirements" / "dev.txt").read_text(encoding="utf-8")
PINS = [Requirement(line.split(" \\")[0]) for line in LOCK.splitlines() if line[0] not in " #"]
WANTED = [*PROJECT["dependencies"], *PROJECT["optional-dependencies"]["dev"]]


@pytest.mark.parametrize("wanted", WANTED)
def test_what_is_asked_for_is_pinned_within_its_range(wanted: str) -> None:
    asked = Requirement(wanted)
    pinned = [pin for pin in PINS if canonicalize_name(pin.name) == canonicalize_name(asked.name)]
    assert pinned, "renew the lock: see CONTRIBUTING.md"
    for pin in pinned:
        (version,) = pin.specifier
        assert version.operator == "=="
        assert asked.specifier.contains(version.version)


@pytest.mark.parametrize("minor", [11, 12, 13])
def test_each_python_has_one_version_of_each(minor: int) -> None:
    here = {"python_version": f"3.{minor}", "python_full_version": f"3.{minor}.0"}
    names = [pin.name for pin in PINS if pin.marker is None or pin.marker.evaluate(here)]
    assert len(names) == len(set(names)) > len(WANTED)


def test_each_pin_has_hashes_and_no_address() -> None:
    assert len(re.findall(r"^[^ #].* \\\n    --hash=sha256:[0-9a-f]{64}", LOCK, re.MULTILINE)) == len(PINS)
    assert "://" not in LOCK
    assert "index" not in LOCK
