"""Rows read straight from one decrypted page of a table, without the tables around it: for a file that is damaged.

Format: sqlite.org/fileformat2.html, sections 1.6 and 2.1. Only what this program's own tables use is read. Nothing a
page says is believed: every place is held against the page's bounds, and a row that does not fit is left out.
"""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

Value = None | int | float | str | bytes
Overflow = Callable[[int], bytes | None]
"""Gives a further page of a long row, decrypted, by its number; ``None`` where it is lost."""

USABLE: Final = 4096 - 80
"""Bytes of a page that SQLite uses; the rest is the vector and the seal."""

_TABLE_LEAF: Final = 0x0D
_INDEX_LEAF: Final = 0x0A
_INDEX_INNER: Final = 0x02
_FIRST_PAGE_STARTS: Final = 100
_LEAST: Final = (USABLE - 12) * 32 // 255 - 23
_MOST_IN_TABLE: Final = USABLE - 35
_MOST_IN_INDEX: Final = (USABLE - 12) * 64 // 255 - 23
_LONGEST: Final = 1 << 27
_WIDTHS: Final = (0, 1, 2, 3, 4, 6, 8, 8, 0, 0)
_FLOAT: Final = 7
_ZERO: Final = 8
_ONE: Final = 9


class _DoesNotFitError(Exception):
    """Nothing that stands here is a row."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One row: its rowid (``None`` in an index) and its values."""

    rowid: int | None
    values: tuple[Value, ...]


def told(page: bytes, number: int) -> int:
    """The number of rows a page says it holds; 0 for a page of another kind."""
    start = _FIRST_PAGE_STARTS if number == 1 else 0
    many = _number(page, start + 3, 2) if page[start] in {_TABLE_LEAF, _INDEX_LEAF, _INDEX_INNER} else 0
    return min(many, USABLE // 2)


def cells(page: bytes, number: int, overflow: Overflow) -> Iterator[Cell]:
    """The rows of a page that holds any, in order; of other pages none."""
    start = _FIRST_PAGE_STARTS if number == 1 else 0
    kind = page[start]
    if kind not in {_TABLE_LEAF, _INDEX_LEAF, _INDEX_INNER}:
        return
    first = start + (12 if kind == _INDEX_INNER else 8)
    for place in range(first, min(first + 2 * _number(page, start + 3, 2), USABLE - 1), 2):
        try:
            yield _cell(page, kind, _number(page, place, 2), overflow)
        except (_DoesNotFitError, IndexError, UnicodeDecodeError, struct.error):
            continue


def _cell(page: bytes, kind: int, place: int, overflow: Overflow) -> Cell:
    if kind == _INDEX_INNER:
        place += 4
    length, place = _varint(page, place)
    rowid = None
    if kind == _TABLE_LEAF:
        rowid, place = _varint(page, place)
    return Cell(rowid, _values(_payload(page, place, length, in_table=kind == _TABLE_LEAF, overflow=overflow)))


def _payload(page: bytes, place: int, length: int, *, in_table: bool, overflow: Overflow) -> bytes:
    """All bytes of a row, those on further pages too."""
    most = _MOST_IN_TABLE if in_table else _MOST_IN_INDEX
    if not 0 < length <= _LONGEST:
        raise _DoesNotFitError
    here = length
    if length > most:
        here = _LEAST + (length - _LEAST) % (USABLE - 4)
        here = here if here <= most else _LEAST
    if place + here + (4 if here < length else 0) > USABLE:
        raise _DoesNotFitError
    found = bytearray(page[place : place + here])
    number = _number(page, place + here, 4) if here < length else 0
    while len(found) < length:
        further = overflow(number) if number else None
        if further is None:
            raise _DoesNotFitError
        found += further[4 : 4 + min(length - len(found), USABLE - 4)]
        number = _number(further, 0, 4)
    return bytes(found)


def _values(row: bytes) -> tuple[Value, ...]:
    size, place = _varint(row, 0)
    if not place <= size <= len(row):
        raise _DoesNotFitError
    found: list[Value] = []
    at = size
    while place < size:
        kind, place = _varint(row, place)
        width = _WIDTHS[kind] if kind < len(_WIDTHS) else (kind - 12) // 2
        if width < 0 or at + width > len(row):
            raise _DoesNotFitError
        found.append(_value(kind, row[at : at + width]))
        at += width
    if at != len(row):
        raise _DoesNotFitError
    return tuple(found)


def _value(kind: int, piece: bytes) -> Value:
    if kind == 0:
        return None
    if kind in {_ZERO, _ONE}:
        return kind - _ZERO
    if kind == _FLOAT:
        return float(struct.unpack(">d", piece)[0])
    if kind < _FLOAT:
        return int.from_bytes(piece, "big", signed=True)
    if kind < 12:
        raise _DoesNotFitError
    return piece.decode() if kind % 2 else piece


def _number(data: bytes, place: int, width: int) -> int:
    if place + width > len(data):
        raise _DoesNotFitError
    return int.from_bytes(data[place : place + width], "big")


def _varint(data: bytes, place: int) -> tuple[int, int]:
    """A number of one to nine bytes, as a signed one of 64 bits, and where it ends."""
    found = 0
    for step in range(8):
        byte = data[place + step]
        found = found << 7 | byte & 0x7F
        if byte < 0x80:
            return found, place + step + 1
    found = found << 8 | data[place + 8]
    return found - (1 << 64) if found >= 1 << 63 else found, place + 9
