"""Builds whichflow and installs it everywhere: every Python here, by pip and by uv, from wheel and sdist.

    python scripts/installs.py                     a table of what works, and why what does not
    python scripts/installs.py --python PATH       on that Python only; may be given again
    python scripts/installs.py --tests             the quick tests of the unpacked sdist on each Python, too

Each place is a fresh environment, a folder that is not the tree, and a home with nothing in it. The exit code
is 0 if everything works. Needs the package index for what whichflow stands on, and a C compiler.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import subprocess
import sys
import tarfile
import venv
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
FLAGS = "-DPyEval_CallObject=PyObject_CallObject"
EXAMPLE = "order-lifecycle.yaml"
TRIED = (
    (("--version",), 0, "whichflow "),
    (("assess", EXAMPLE), 0, "Start with "),
    (("ask", "when does a state machine pay off?"), 0, "[1]"),
    # The guide names sagas and does not say what they are.
    (("ask", "what is a saga?"), 4, "[1]"),
    (("doctor",), 0, "sound"),
)
"""What is run in each place, the code it has to end with, and what has to stand in its output."""
PINNED = ROOT / "requirements" / "dev.txt"


class FailedError(Exception):
    """A step that did not work; its text is the last thing it said."""


class Python(NamedTuple):
    """An interpreter: where it is and its version."""

    path: Path
    version: tuple[int, int, int]

    def __str__(self) -> str:
        return ".".join(map(str, self.version))


def run(*command: str | Path, cwd: Path, env: dict[str, str], code: int = 0) -> str:
    """Run `command`; returns what it printed.

    Raises:
        FailedError: it did not end with `code`.
    """
    done = subprocess.run(  # noqa: S603
        [str(word) for word in command], cwd=cwd, env=env, capture_output=True, text=True, check=False
    )
    if done.returncode != code:
        lines = [line.strip() for line in (done.stdout + done.stderr).splitlines() if line.strip()]
        said = next((line for line in lines if re.match(r"(?i)(error|.*error:)", line)), "")
        raise FailedError((said or (lines[-1] if lines else f"exit code {done.returncode}"))[:160])
    return done.stdout


def surroundings(folder: Path) -> dict[str, str]:
    """The environment of a person who never had whichflow: nothing of this tree, home or venv."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("PYTHON", "VIRTUAL_ENV", "WHICHFLOW", "XDG_", "PYTEST"))
    }
    home = folder / "home"
    home.mkdir(exist_ok=True)
    # What was downloaded and compiled once is taken from the caches of whoever runs this.
    cache = Path(os.environ.get("XDG_CACHE_HOME", Path.home() / ".cache"))
    return {
        **kept,
        "CPPFLAGS": FLAGS,
        "HOME": str(home),
        "PIP_CACHE_DIR": os.environ.get("PIP_CACHE_DIR", str(cache / "pip")),
        "UV_CACHE_DIR": os.environ.get("UV_CACHE_DIR", str(cache / "uv")),
        "UV_PYTHON_DOWNLOADS": "never",
    }


def pythons(named: list[str]) -> list[Python]:
    """The Pythons named; else one for each minor version from 3.11 on, newest first found."""
    found: dict[tuple[int, int], Python] = {}
    pyenv = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv")) / "versions"
    paths = named or [
        sys.executable,
        *sorted((str(path) for path in pyenv.glob("3.*/bin/python3")), reverse=True),
        *(f"python3.{minor}" for minor in range(11, 20)),
    ]
    ask = "import sys, venv; print(sys.base_prefix, *sys.version_info[:3])"
    for path in paths:
        if (there := shutil.which(path)) is None:
            continue
        # A shim of a version manager is there and does not run.
        done = subprocess.run([there, "-c", ask], capture_output=True, text=True, check=False)  # noqa: S603
        if done.returncode:
            continue
        prefix, *numbers = done.stdout.rsplit(maxsplit=3)
        major, minor, patch = map(int, numbers)
        base = Path(prefix) / "bin" / f"python{major}.{minor}"
        if (major, minor) >= (3, 11):
            found.setdefault(
                (major, minor), Python(base if base.exists() else Path(there), (major, minor, patch))
            )
    return [found[version] for version in sorted(found)]


def build(folder: Path, env: dict[str, str]) -> tuple[Path, Path, Path]:
    """Build the sdist from the tree and the wheel from the sdist; returns both, and a uv to install with."""
    venv.create(folder / "tools", with_pip=True)
    tools = folder / "tools" / "bin"
    run(tools / "pip", "install", "-q", "build", "uv", cwd=folder, env=env)
    run(tools / "python", "-m", "build", "--outdir", folder / "dist", ROOT, cwd=folder, env=env)
    (sdist,), (wheel,) = (folder / "dist").glob("*.tar.gz"), (folder / "dist").glob("*.whl")
    return wheel, sdist, tools / "uv"


def try_one(python: Python, tool: str, what: list[str | Path], uv: Path, env: dict[str, str]) -> None:
    """Install into an environment of its own and try it there.

    Raises:
        FailedError: a step did not work.
    """
    with TemporaryDirectory() as name:
        place = Path(name)
        env = {**env, **surroundings(place)}
        shutil.copy(ROOT / "examples" / EXAMPLE, place)
        bins = place / "env" / "bin"
        if tool == "pip":
            run(python.path, "-m", "venv", place / "env", cwd=place, env=env)
            install: list[str | Path] = [bins / "pip", "install", "-q"]
        else:
            run(uv, "venv", "-q", "--python", python.path, place / "env", cwd=place, env=env)
            install = [uv, "pip", "install", "-q", "--python", bins / "python"]
        for step in (what[:-1], [*(["--no-deps"] if what[1:] else []), what[-1]]):
            if step:
                run(*install, *step, cwd=place, env=env)
        for words, code, expected in TRIED:
            if expected not in run(bins / "whichflow", *words, cwd=place, env=env, code=code):
                raise FailedError(f"whichflow {words[0]} does not say {expected!r}")


def tests(python: Python, sdist: Path, env: dict[str, str]) -> None:
    """Run the quick tests of the unpacked sdist in the pinned environment.

    Raises:
        FailedError: one of them failed.
    """
    with TemporaryDirectory() as name:
        place = Path(name)
        with tarfile.open(sdist) as packed:
            packed.extractall(place, filter="data")
        (tree,) = place.iterdir()
        run(python.path, "-m", "venv", place / "env", cwd=place, env=env)
        pip = (place / "env" / "bin" / "pip", "install", "-q")
        run(*pip, "-r", tree / "requirements" / "dev.txt", cwd=tree, env=env)
        run(*pip, "--no-deps", "-e", ".", cwd=tree, env=env)
        run(place / "env" / "bin" / "pytest", cwd=tree, env=env)


def results(found: list[Python], folder: Path, *, with_tests: bool) -> Iterator[tuple[str, str, str, str]]:
    """A row for each Python, tool and artefact, as it comes: the three, and what became of it."""
    env = surroundings(folder)
    wheel, sdist, uv = build(folder, env)
    kinds: dict[str, list[str | Path]] = {"wheel": [wheel], "sdist": [sdist], "pinned": ["-r", PINNED, sdist]}
    for python in found:
        for tool in ("pip", "uv"):
            for kind, what in kinds.items():
                try:
                    try_one(python, tool, what, uv, env)
                    yield str(python), tool, kind, "works"
                except FailedError as error:
                    yield str(python), tool, kind, str(error)
        if with_tests:
            try:
                tests(python, sdist, env)
                yield str(python), "pip", "tests of the sdist", "pass"
            except FailedError as error:
                yield str(python), "pip", "tests of the sdist", str(error)


def main() -> int:
    """Print the table; returns the exit code."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--python", action="append", default=[], help="only this Python (may be given again)")
    parser.add_argument("--tests", action="store_true", help="run the sdist's quick tests on each, too")
    given = parser.parse_args()
    good = True
    print("| Python | by | from | |\n|---|---|---|---|")  # noqa: T201
    with TemporaryDirectory() as name:
        for row in results(pythons(given.python), Path(name), with_tests=given.tests):
            print(f"| {' | '.join(row)} |", flush=True)  # noqa: T201
            good = good and row[3] in ("works", "pass")
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
