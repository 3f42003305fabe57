"""What is made of the guide and of the rules and can be made again: the guide's base, the answer space."""

from __future__ import annotations

import os
from pathlib import Path

from assistant.care.concern import Concern
from assistant.errors import Trouble
from assistant.household import Household


def guide_base(house: Household) -> Concern:
    """The guide's base that is kept in the home folder."""

    def look() -> list[str]:
        from knowledge.base import FILE_NAME  # noqa: PLC0415  (loads SQLite)

        if _is_damaged(house.home / FILE_NAME):
            return [f"{house.home / FILE_NAME} is damaged; whatever needs the guide builds it anew"]
        found = house.base.check()
        if house.base.path is None:
            found.append(
                f"cannot be kept in {house.home}, and no session can; give another folder with --home"
            )
        return found

    def mend() -> list[str]:
        from knowledge.base import FILE_NAME  # noqa: PLC0415  (as above)

        if not _is_damaged(house.home / FILE_NAME):
            return []
        return [f"{house.base.path} is built anew."] if house.base.path else []

    return Concern("guide base", look, mend)


def answer_space(house: Household) -> Concern:
    """The answer space: the one that ships with the rules, or that a changed book has in the home folder."""
    from rules.space import SHIPPED  # noqa: PLC0415  (loads the rules)

    kept = house.home / SHIPPED.name

    def look() -> list[str]:
        from rules.reading import shipped_book  # noqa: PLC0415  (loads Pydantic)
        from rules.space import load_space  # noqa: PLC0415

        if _is_broken_space(kept):
            return [f"{kept} is damaged; where it is needed it is worked out anew"]
        if load_space(shipped_book(), (SHIPPED, kept)) is None:
            return [
                f"{SHIPPED} does not belong to this rule book; an interview works it out into {house.home}"
            ]
        return []

    def mend() -> list[str]:
        from assistant.mind import mind_at  # noqa: PLC0415  (only mending needs to reason)
        from rules.reading import shipped_book  # noqa: PLC0415
        from rules.space import load_space  # noqa: PLC0415

        told = []
        if _is_broken_space(kept):
            _removed(kept)
            told.append(f"{kept} was damaged and is gone.")
        if load_space(shipped_book(), (SHIPPED, kept)) is None:
            mind_at(house.home)
            told.append(f"The answer space is worked out anew in {kept}.")
        return told

    return Concern("answer space", look, mend)


def leftovers(home: Path) -> Concern:
    """Files that a process left half written when it was killed. Nothing reads them."""

    def look() -> list[str]:
        return [f"{path} was left half written by a killed process" for path in _left(home)]

    def mend() -> list[str]:
        found = _left(home)
        for path in found:
            _removed(path)
        return [f"{path} is removed." for path in found]

    return Concern("leftovers", look, mend)


def _left(home: Path) -> list[Path]:
    from rules.space import SHIPPED  # noqa: PLC0415  (as above)

    try:
        parts = [*home.glob("*.part"), *home.glob(f"{SHIPPED.stem}.[0-9]*")]
    except OSError:
        return []
    return sorted(path for path in parts if path.is_file())


def _is_damaged(path: Path) -> bool:
    from knowledge.seal import is_whole  # noqa: PLC0415  (loads SQLite)

    try:
        return not is_whole(path)
    except FileNotFoundError:
        return False
    except OSError:
        # Not to be read, or a folder in its place. Where there is no home at all, that is what is wrong.
        return os.path.isdir(path.parent)  # noqa: PTH112  (a path that cannot be is no folder, and no error)


def _is_broken_space(path: Path) -> bool:
    from rules.errors import SpaceError  # noqa: PLC0415
    from rules.space import AnswerSpace  # noqa: PLC0415

    try:
        AnswerSpace.from_json(path.read_text(encoding="utf-8"))
    except (FileNotFoundError, NotADirectoryError):
        return False
    except (OSError, UnicodeDecodeError, SpaceError):
        return True
    return False


def _removed(path: Path) -> None:
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        raise Trouble(f"{path} cannot be removed ({error.strerror}).") from None
