from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from knowledge.seal import PIECE, SEAL, is_whole, sealed

SIZES = (SEAL.stop, SEAL.stop + 1, PIECE - 1, PIECE + SEAL.stop, 3 * PIECE + 7)


def written(folder: Path, data: bytes) -> Path:
    path = folder / "base"
    path.write_bytes(data)
    return path


@pytest.mark.parametrize("size", SIZES)
def test_what_was_sealed_is_whole(tmp_path: Path, size: int) -> None:
    data = sealed(bytes(number % 251 for number in range(size)))

    assert len(data) == size
    assert is_whole(written(tmp_path, data))


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.integers(0, 3 * PIECE + 6), st.integers(1, 255))
def test_a_changed_byte_is_noticed_wherever_it_is(tmp_path: Path, at: int, change: int) -> None:
    data = bytearray(sealed(bytes(3 * PIECE + 7)))
    data[at] ^= change

    assert not is_whole(written(tmp_path, bytes(data)))


@pytest.mark.parametrize("left", [0, 1, SEAL.start, SEAL.stop, PIECE, 2 * PIECE])
def test_a_file_cut_short_is_not_whole(tmp_path: Path, left: int) -> None:
    assert not is_whole(written(tmp_path, sealed(b"x" * (3 * PIECE))[:left]))
