"""What a damaged SQLite file still holds: every row of every table page that can be read at all.

SQLite finds rows by way of other pages, and gives up where one of those is broken. Here each page is read for
itself, by the file format that sqlite.org documents: the header, the freelist, leaf pages of tables, overflow
pages, and the frames of a write-ahead log.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass

Value = int | float | bytes | str | None

_LEAF = 0x0D
_MOST_CELLS = 8191
_WAL_MAGIC = (0x377F0682, 0x377F0683)
_WAL_HEAD, _FRAME_HEAD = 32, 24
_SIZES = dict(enumerate((0, 1, 2, 3, 4, 6, 8, 8, 0, 0)))


@dataclass(frozen=True, slots=True)
class Row:
    """A row as it was found. `whole` is false where part of its values could not be read."""

    rowid: int
    values: tuple[Value, ...]
    whole: bool


class Pages:
    """The pages of a database, its write-ahead log laid over them."""

    def __init__(self, data: bytes, log: bytes = b"") -> None:
        """`data` is the database's file, `log` the file beside it that ends in -wal."""
        told = int.from_bytes(data[16:18]) or 4096
        told = 65536 if told == 1 else told
        # A power of two from 512 on; anything else is a broken header over pages of the usual size.
        self.size = told if told >= 512 and told & (told - 1) == 0 else 4096
        reserved = data[20] if len(data) > 20 and data[20] < 64 else 0
        self._usable = self.size - reserved
        self.pages = {
            at // self.size + 1: data[at : at + self.size] for at in range(0, len(data), self.size)
        } | _logged(log, self.size)

    def rows(self) -> Iterator[Row]:
        """Every row in a page that is in use."""
        free = self._free()
        for number, page in sorted(self.pages.items()):
            head = 100 if number == 1 else 0
            # One bit of the page's kind may be what was flipped; a page of another kind holds no such rows.
            if number in free or len(page) < head + 8 or (page[head] ^ _LEAF).bit_count() > 1:
                continue
            for cell in _cells(page, head):
                with suppress(IndexError, ValueError, OverflowError):
                    yield self._row(page, cell)

    def _row(self, page: bytes, cell: int) -> Row:
        length, at = _varint(page, cell)
        rowid, at = _varint(page, at)
        if not 2 <= length <= len(self.pages) * self.size:
            raise ValueError("no row is that long")
        values, whole = _values(self._payload(page, at, length), length)
        return Row(rowid - (1 << 64) if rowid >> 63 else rowid, values, whole)

    def _payload(self, page: bytes, at: int, length: int) -> bytes:
        """The bytes of a row, as many of them as its overflow pages still hold."""
        most = self._usable - 35
        if length <= most:
            return page[at : at + length]
        least = (self._usable - 12) * 32 // 255 - 23
        kept = least + (length - least) % (self._usable - 4)
        local = kept if kept <= most else least
        found = [page[at : at + local]]
        left, following = length - local, page[at + local : at + local + 4]
        seen: set[int] = set()
        while left > 0 and (number := int.from_bytes(following)) in self.pages and number not in seen:
            seen.add(number)
            more = self.pages[number]
            found.append(more[4 : min(self._usable, 4 + left)])
            left -= len(found[-1])
            following = more[:4]
        return b"".join(found)

    def _free(self) -> set[int]:
        """The pages that were given back: what was deleted must not come to life again."""
        free: set[int] = set()
        number = int.from_bytes(self.pages.get(1, b"")[32:36])
        while number in self.pages and number not in free:
            trunk = self.pages[number]
            free.add(number)
            many = min(int.from_bytes(trunk[4:8]), self.size // 4 - 2)
            free.update(int.from_bytes(trunk[at : at + 4]) for at in range(8, 8 + 4 * many, 4))
            number = int.from_bytes(trunk[:4])
        return free


def _logged(log: bytes, size: int) -> dict[int, bytes]:
    """The pages of a write-ahead log up to its last commit."""
    if int.from_bytes(log[:4]) not in _WAL_MAGIC:
        return {}
    salts = log[16:24]
    pages: dict[int, bytes] = {}
    waiting: dict[int, bytes] = {}
    for at in range(_WAL_HEAD, len(log) - size - _FRAME_HEAD + 1, size + _FRAME_HEAD):
        head = log[at : at + _FRAME_HEAD]
        if head[8:16] != salts:
            break
        waiting[int.from_bytes(head[:4])] = log[at + _FRAME_HEAD : at + _FRAME_HEAD + size]
        if any(head[4:8]):
            pages |= waiting
            waiting = {}
    return pages


def _cells(page: bytes, head: int) -> Iterator[int]:
    many = min(int.from_bytes(page[head + 3 : head + 5]), _MOST_CELLS)
    for at in range(head + 8, min(head + 8 + 2 * many, len(page) - 1), 2):
        cell = int.from_bytes(page[at : at + 2])
        if head + 8 <= cell < len(page):
            yield cell


def _varint(data: bytes, at: int) -> tuple[int, int]:
    """A number of SQLite's own kind, and where it ends."""
    value = 0
    for _ in range(8):
        value = value << 7 | data[at] & 0x7F
        at += 1
        if data[at - 1] < 0x80:
            return value, at
    return value << 8 | data[at], at + 1


def _values(payload: bytes, length: int) -> tuple[tuple[Value, ...], bool]:
    """The values of a row, and whether all of them could be read."""
    end, at = _varint(payload, 0)
    serials = []
    while at < end:
        serial, at = _varint(payload, at)
        serials.append(serial)
    whole = at == end and len(payload) == length
    values: list[Value] = []
    for serial in serials:
        size = _SIZES[serial] if serial in _SIZES else (serial - 12) // 2
        if serial in {10, 11} or size > length:
            raise ValueError("no value is of that kind")
        value, sound = _value(serial, payload[at : at + size])
        whole &= sound and at + size <= len(payload)
        values.append(value)
        at += size
    return tuple(values), whole


def _value(serial: int, data: bytes) -> tuple[Value, bool]:
    if serial == 0:
        return None, True
    if serial in {8, 9}:
        return serial - 8, True
    if serial < 7:
        return int.from_bytes(data, signed=True), True
    if serial == 7 or serial % 2 == 0:
        return data, True
    try:
        return data.decode(), True
    except UnicodeDecodeError:
        return data.decode(errors="replace"), False
