"""A seal on the base's file, which tells a whole base from one that was damaged or edited since it was built.

SQLite notices broken pages but not a changed letter, and a passage quoted wrongly is worse than a base
built again.
"""

import zlib

# The application id: four bytes that SQLite's header leaves to whoever makes the file.
SEAL = slice(68, 72)


def sealed(data: bytes) -> bytes:
    """Put the seal on the bytes of a base."""
    return data[: SEAL.start] + _checksum(data) + data[SEAL.stop :]


def is_whole(data: bytes) -> bool:
    """Tell whether the bytes are those that were sealed."""
    return data[SEAL] == _checksum(data)


def _checksum(data: bytes) -> bytes:
    return zlib.crc32(data[SEAL.stop :], zlib.crc32(data[: SEAL.start])).to_bytes(4)
