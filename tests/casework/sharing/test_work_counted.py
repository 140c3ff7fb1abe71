"""What opening a package does no more often than need be: counted, not timed."""

from __future__ import annotations

from pathlib import Path

import pytest

from hru_advocate.casework.session import Session
from hru_advocate.casework.sharing.receiving import open_package
from hru_advocate.keys import signing
from hru_advocate.store.ledger.entries import signatures_of_case
from tests.casework.open_sessions import add, id_of
from tests.casework.sharing.two_laptops import package, told_case


def test_a_signature_that_stands_here_is_not_checked_again(
    both: list[Session], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each package holds all of its case; after the first one, what is new in it is a part."""
    here, there = both
    case = told_case(here)
    open_package(there, package(here, case, tmp_path, there))
    before = signatures_of_case(there.vault, id_of(case)).keys()
    add(here, case, "notes", {"lines": [{"text": "Rang back."}]})
    data = package(here, case, tmp_path, there)
    verify, checked = signing.verify, [b""]

    def counted(public: bytes, content: bytes, signature: bytes) -> bool:
        checked.append(content)
        return verify(public, content, signature)

    monkeypatch.setattr(signing, "verify", counted)
    assert open_package(there, data).new == 2
    new = signatures_of_case(there.vault, id_of(case)).keys() - before
    assert new & {*checked}
    assert not before & {*checked}
