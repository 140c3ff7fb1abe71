"""A header says what can be true whatever else is there; one row for what cannot, and both sides of bounds."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec
import pytest

from hru_advocate.domain.ledger.entry import FORMAT, GENESIS, Header, Stamp, contradiction

ID = "01936f3e-0000-7000-8000-00000000000a"
STAMP = Stamp("2026-11-23T10:00:00.000Z", 0, 5, "one start")
GOOD = Header(
    format=FORMAT, id=ID, device="0123456789abcdef", sequence=1, previous=GENESIS, case=ID, lane_sequence=1,
    lane_previous=GENESIS, record=ID, kind="record", form="contact", version=1, definition="a" * 64, parents=(),
    author="A. Advocate", happened="2026-11-23T09:00", recorded=STAMP, commitment="b" * 64,
)  # fmt: skip


def with_stamp(**parts: object) -> dict[str, object]:
    return {"recorded": msgspec.structs.replace(STAMP, **parts)}


@pytest.mark.parametrize(
    "changed",
    [
        {},
        {"author": "Zoë O’Neill-Łoś"},
        {"author": ""},
        {"author": "x" * 300},
        {"form": "risk_conversation"},
        {"happened": ""},
        with_stamp(utc="2027-02-28T23:59:59.999Z"),
        with_stamp(offset=60),
        with_stamp(offset=-1439),
        with_stamp(ticks=0),
    ],
)
def test_what_a_program_writes_holds(changed: Mapping[str, object]) -> None:
    assert contradiction(msgspec.structs.replace(GOOD, **changed)) == ""


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"form": "contact\nEverything holds."}, "names no form"),
        ({"form": "Contact"}, "names no form"),
        ({"form": ""}, "names no form"),
        ({"form": "x" * 65}, "names no form"),
        ({"author": "A\x1b[2J"}, "holds a text that nobody typed"),
        ({"author": "x" * 301}, "holds a text that nobody typed"),
        ({"author": "\ud800"}, "holds a text that nobody typed"),
        ({"happened": "2026\n"}, "holds a text that nobody typed"),
        (with_stamp(boot="\x00"), "holds a text that nobody typed"),
        (with_stamp(utc="garbage"), "was written down at a moment that cannot be"),
        (with_stamp(utc="2026-13-01T10:00:00.000Z"), "was written down at a moment that cannot be"),
        (with_stamp(utc="2026-11-23T10:00:00Z"), "was written down at a moment that cannot be"),
        (with_stamp(utc="2026-02-29T10:00:00.000Z"), "was written down at a moment that cannot be"),
        (with_stamp(offset=1440), "was written down at a moment that cannot be"),
        (with_stamp(offset=10**15), "was written down at a moment that cannot be"),
        (with_stamp(ticks=-1), "was written down at a moment that cannot be"),
        ({"version": -1}, "was written down at a moment that cannot be"),
        ({"version": 1 << 54}, "was written down at a moment that cannot be"),
    ],
)
def test_what_cannot_be_is_said(changed: Mapping[str, object], says: str) -> None:
    assert contradiction(msgspec.structs.replace(GOOD, **changed)) == says
