"""What a device signs has one way to be written, so that no two readers read two things in one signature."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from typing import Any, Final

import pytest

from hru_advocate.casework.sharing import contents, notices
from hru_advocate.casework.sharing.erased import notice as erased
from hru_advocate.casework.sharing.sealed_file import PackageAltered
from hru_advocate.domain.ledger.entry import canonical

DEVICE: Final = "0123456789abcdef"
CASE: Final = "01a207f8-41c0-7b75-8725-9cd1994dc7b2"
MADE: Final = "2026-11-23T10:00:00.000Z"
SIGNATURE: Final = "00" * 64

ENTRY: Final = {
    "format": 2, "id": CASE, "device": DEVICE, "sequence": 1, "previous": "0" * 64, "case": CASE, "lane_sequence": 1,
    "lane_previous": "0" * 64, "record": CASE, "kind": "event", "form": "view", "version": 1, "definition": "",
    "parents": [], "author": "Kim Colleague", "happened": "", "commitment": "0" * 64,
    "recorded": {"utc": MADE, "offset": 0, "ticks": 1, "boot": "b"},
}  # fmt: skip
LINE: Final = {"header": canonical(ENTRY).decode(), "signature": SIGNATURE, "salt": "00" * 16, "body": "{}"}
ONE_LINE: Final = canonical(LINE) + b"\n"
PACKAGE: Final = {
    "package": 1, "id": CASE, "case": CASE, "sender": DEVICE, "number": 1, "made": MADE, "until": MADE,
    "purpose": "share", "recipients": [DEVICE], "keys": {DEVICE: "0" * 64}, "entries": 1,
    "lanes": [{"device": DEVICE, "entries": 1, "last": 1, "head": "0" * 64}],
    "sha256": hashlib.sha256(ONE_LINE).hexdigest(),
}  # fmt: skip
NOTICE: Final = {"notice": 1, "sender": DEVICE, "recipient": DEVICE, "made": MADE, "cases": {CASE: {DEVICE: 1}}}
ERASED: Final = {
    "erased": 1, "state": "erased", "case": CASE, "sender": DEVICE, "recipients": [DEVICE], "made": MADE,
    "on": "2026-11-22", "asked_by": "Kim Colleague", "authorised_by": "Jo Supervisor", "reference": "R 1",
    "ground": "review", "lanes": {DEVICE: 1}, "heard": [],
}  # fmt: skip


def _package(told: str) -> object:
    return contents.read(canonical({"header": told, "signature": SIGNATURE}) + b"\n" + ONE_LINE)


def _notice(told: str) -> object:
    return notices.read_notice(notices._MARK + canonical({"header": told, "signature": SIGNATURE}))


def _erased(told: str) -> object:
    return erased.read_erased_notice(erased._MARK + canonical({"header": told, "signature": SIGNATURE}))


READERS: Final[dict[str, tuple[Callable[[str], object], dict[str, Any]]]] = {
    "a package": (_package, PACKAGE),
    "a notice": (_notice, NOTICE),
    "a notice that a case was erased": (_erased, ERASED),
}
CHANGES: Final[dict[str, Callable[[str], str]]] = {
    "a name twice": lambda told: told[:-1] + f',"sender":"{DEVICE}"}}',
    "a name twice, and another word": lambda told: told[:-1] + ',"sender":"fedcba9876543210"}',
    "a name twice within": lambda told: (
        told.replace(f'{{"{DEVICE}":', f'{{"{DEVICE}":1,"{DEVICE}":', 1)
        if f'{{"{DEVICE}":1' in told
        else told.replace('{"device":', f'{{"device":"{DEVICE}","device":', 1)
    ),
    "a space": lambda told: told.replace(":", ": ", 1),
    "a line": lambda told: told + "\n",
    "another order": lambda told: "{" + ",".join([*told[1:-1].split(",")[1:], told[1:-1].split(",")[0]]) + "}",
    "a sign spelt out": lambda told: told.replace(MADE, MADE.replace("Z", "\\u005a"), 1),
    "a mark at its beginning": lambda told: "\ufeff" + told,
}


@pytest.mark.parametrize("what", READERS)
def test_what_is_signed_is_read_in_its_one_way(what: str) -> None:
    read, header = READERS[what]
    told = canonical(header).decode()
    assert read(told)
    for change, altered in CHANGES.items():
        assert altered(told) != told, change
        with pytest.raises(PackageAltered):
            read(altered(told))
