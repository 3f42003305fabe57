"""What holds for every test."""

from __future__ import annotations

import os
import shutil
import signal
import sys
from functools import partial
from tempfile import mkdtemp

import pytest

from tests.assistant.processes import SHARED

# Some surroundings forbid Python to keep what it has compiled. An installed program has its bytecode; without
# it every process that a test starts would compile all of whichflow anew, which takes longer than most tests.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False

# What runs in the background of a script is begun with these ignored, and so would be all that tests start.
for _signal, _usual in ((signal.SIGINT, signal.default_int_handler), (signal.SIGHUP, signal.SIG_DFL)):
    if signal.getsignal(_signal) is signal.SIG_IGN:
        signal.signal(_signal, _usual)

_LONGEST = ("test_whole_space", "tests/faults/")


def pytest_configure(config: pytest.Config) -> None:
    """Make the folder to share; the processes that run tests come later, and find its name."""
    if SHARED not in os.environ:
        folder = os.environ[SHARED] = mkdtemp(prefix="whichflow-tests-")
        config.add_cleanup(partial(shutil.rmtree, folder, ignore_errors=True))


def pytest_xdist_auto_num_workers() -> int:
    """Half as many again as there are cores: tests of screens and of processes wait as long as they work."""
    return (os.cpu_count() or 1) * 3 // 2


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with what takes longest, so that no run ends with one process at work."""
    items.sort(key=lambda item: not any(name in item.nodeid for name in _LONGEST))
