"""Headers that cannot be true, each by one thing wrong with it, and both sides of each boundary."""

from __future__ import annotations

import hashlib
from typing import Final

import msgspec
import pytest

from hru_advocate.domain.ledger.entry import (
    FORMAT,
    GENESIS,
    Header,
    Stamp,
    canonical,
    commitment_of,
    contradiction,
    hash_of,
)

A: Final = "00000000-0000-7000-8000-00000000000a"
B: Final = "00000000-0000-7000-8000-00000000000b"
C: Final = "00000000-0000-7000-8000-00000000000c"
HASH: Final = "0123456789abcdef" * 4
MOST: Final = 1 << 53
SOUND: Final = Header(
    format=FORMAT, id=A, device="0123456789abcdef", sequence=2, previous=HASH, case=C, lane_sequence=1,
    lane_previous=GENESIS, record=A, kind="record", form="contact", version=1, definition=HASH, parents=(),
    author="A. Advocate", happened="2026-11-23", recorded=Stamp("2026-11-23T10:04:00.000Z", 0, 0, "boot"),
    commitment=HASH,
)  # fmt: skip


def wrong(**changed: object) -> str:
    stamp = {name: changed.pop(name) for name in ("utc", "offset", "ticks", "boot") if name in changed}
    recorded = msgspec.structs.replace(SOUND.recorded, **stamp)
    return contradiction(msgspec.structs.replace(SOUND, recorded=recorded, **changed))


@pytest.mark.parametrize(
    "changed",
    [
        {},
        {"case": None},
        {"record": B, "parents": (B,)},
        {"record": B, "parents": (B, C)},
        {"kind": "event", "definition": ""},
        {"kind": "erasure", "definition": "", "parents": (B,)},
        {"sequence": 1, "previous": GENESIS},
        {"sequence": 7, "lane_sequence": 7, "lane_previous": HASH},
        {"sequence": MOST},
        {"form": "a"},
        {"form": "a_1" * 21},
        {"author": "x" * 300},
        {"author": ""},
        {"happened": ""},
        {"author": "Zażółć سلام"},
        {"offset": 24 * 60 - 1},
        {"offset": -24 * 60 + 1},
        {"ticks": MOST << 10},
        {"version": 0},
        {"version": MOST},
        {"utc": "0002-01-01T00:00:00.000Z"},
    ],
)
def test_a_header_that_can_be_true_is_none(changed: dict[str, object]) -> None:
    assert wrong(**changed) == ""


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"format": FORMAT + 1}, f"is written in format {FORMAT + 1}, which this program does not know"),
        ({"format": FORMAT - 1}, f"is written in format {FORMAT - 1}, which this program does not know"),
        *(
            (changed, "names what has no id")
            for changed in (
                {"id": "a"},
                {"id": A.upper()},
                {"record": "a"},
                {"case": ""},
                {"case": f"{A}\n"},
                {"parents": (B, "b")},
                {"device": "0123456789abcde"},
                {"device": "0123456789ABCDEF"},
            )
        ),
        *(
            (changed, "names itself, or one entry twice, as what it corrects")
            for changed in ({"parents": (A,)}, {"parents": (B, B)}, {"parents": (B, A)})
        ),
        *((changed, "names no form") for changed in ({"form": ""}, {"form": "Contact"}, {"form": "a" * 65})),
        *(
            (changed, "holds a text that nobody typed")
            for changed in (
                {"author": "x" * 301},
                {"author": "a\x1b[2J"},
                {"author": "a\ud800"},
                {"happened": "x" * 301},
                {"happened": "a\n"},
                {"boot": "x" * 301},
                {"boot": "\x00"},
            )
        ),
        *(
            (changed, "bears numbers that cannot be")
            for changed in (
                {"lane_sequence": 0},
                {"lane_sequence": 3},
                {"sequence": 0},
                {"sequence": MOST + 1},
            )
        ),
        *(
            (changed, "does not fit its own number: only a first entry has none before it")
            for changed in (
                {"previous": GENESIS},
                {"sequence": 1},
                {"lane_previous": HASH},
                {"lane_sequence": 2},
                {"previous": HASH[:-1]},
                {"previous": HASH.upper()},
            )
        ),
        *(
            (changed, "is of a kind that does not fit what it corrects")
            for changed in (
                {"kind": "event", "definition": "", "parents": (B,)},
                {"kind": "erasure", "definition": ""},
            )
        ),
        *(
            (changed, "names the definition of a form, and no form was filled in")
            for changed in ({"kind": "event"}, {"kind": "erasure", "parents": (B,)})
        ),
        *(
            (changed, "does not name the definition of its form")
            for changed in ({"definition": ""}, {"definition": HASH[:-1]}, {"definition": HASH.upper()})
        ),
        *(
            (changed, "was written down at a moment that cannot be")
            for changed in (
                {"utc": "2026-11-23T10:04:00Z"},
                {"utc": "2026-11-23 10:04:00.000Z"},
                {"utc": "2026-13-23T10:04:00.000Z"},
                {"utc": "2026-11-23T24:04:00.000Z"},
                {"utc": "0001-01-01T00:00:00.000Z"},
                {"utc": ""},
                {"offset": 24 * 60},
                {"offset": -24 * 60},
                {"ticks": -1},
                {"ticks": (MOST << 10) + 1},
                {"version": -1},
                {"version": MOST + 1},
            )
        ),
    ],
)
def test_what_cannot_be_true_is_said(changed: dict[str, object], says: str) -> None:
    assert wrong(**changed) == says


def test_the_same_header_is_the_same_bytes_with_its_fields_in_order() -> None:
    assert canonical({"b": 1, "a": "é"}) == '{"a":"é","b":1}'.encode()
    assert hash_of(SOUND) == hashlib.sha256(canonical(SOUND)).hexdigest()
    assert hash_of(msgspec.structs.replace(SOUND, version=2)) != hash_of(SOUND)
    assert commitment_of(b"salt", b"body") == hashlib.sha256(b"saltbody").hexdigest()
    assert (FORMAT, GENESIS) == (2, "0" * 64)
