"""Bytes made a little wrong: what a damaged disk, another program or somebody hostile would hand to a reader."""

from __future__ import annotations

from random import Random
from typing import Final

SPLINTERS: Final = (
    b"", b"\x00", b"\xff\xfe", b"\xef\xbb\xbf", b"\r", b"\n\n", b'"', b"'", b'"""', b"[", b"]", b"[[", b"]]", b"{",
    b"}", b"=", b".", b",", b";", b":", b"\\", b"\\u0000", b"\\ud800", b"#", b"-", b"9" * 4301, b"-1", b"1e999",
    b"NaN", b"inf", b"null", b"true", b"0x" + b"f" * 400, b"1979-13-45", b"9999-12-31T23:59:60Z", b"2026-02-30",
    b"0000-00-00", b"a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a", b"[" * 3000, b'{"a":' * 2000, b"=1+1", b"@SUM(A1)",
    b"\xe2\x80\xae", b"BEGIN:VEVENT\r\n", b"END:VCALENDAR\r\n", b"DTSTART;TZID=Nowhere/Else:20260101T000000\r\n",
    b"RRULE:FREQ=SECONDLY\r\n", b"99/99/9999", b"25:61", b"x" * 70_000,
)  # fmt: skip
"""Bytes readers trip over, put in at a random place."""


def mutated(whole: bytes, random: Random) -> bytes:
    """A copy of some bytes with one to four things wrong: changed, put in, taken out, doubled, swapped or cut off."""
    data = bytearray(whole)
    for _time in range(random.randint(1, 4)):
        start = random.randrange(len(data) + 1)
        end = min(len(data), start + random.choice((1, 1, 2, 8, 60, 400)))
        other = random.randrange(len(data) + 1)
        match random.randrange(7):
            case 0:
                data[start:end] = bytes(random.randrange(256) for _one in range(start, end))
            case 1 | 2:
                data[start:start] = random.choice(SPLINTERS)
            case 3:
                del data[start:end]
            case 4:
                data[start:start] = data[start:end] * random.choice((1, 2, 50))
            case 5:
                data[start:end] = data[other : other + end - start]
            case _:
                del data[start:]
    return bytes(data)
