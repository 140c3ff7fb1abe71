"""Two laptops write apart: both versions are kept, both shown, the safer holds, a person settles it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from hru_advocate.casework.cases import cases
from hru_advocate.casework.people import safe_contact
from hru_advocate.casework.records import records
from hru_advocate.casework.records.entries import Disagreement, NotCorrectable, save
from hru_advocate.casework.vault import checks, opening, rebuilding
from hru_advocate.keys.signing import DeviceKey
from hru_advocate.store.ledger import devices, ledger
from tests.casework.open_sessions import AUTHOR, add, home_at, new_case
from tests.casework.vault.apart import known, receive
from tests.keys.stand_ins import MemoryKeychain

FOUR = "otter teapot violin meadow"
RULES: dict[str, object] = {
    "may_contact": "yes",
    "ways": [{"method": "mobile", "number": "07700 900417"}],
    "confirmed": "2026-11-22",
}


def test_versions_written_apart_are_both_kept_until_settled(tmp_path: Path) -> None:
    chain = MemoryKeychain()
    home = home_at(tmp_path / "here", chain)
    opened, _created = opening.create(home, FOUR, author=AUTHOR, with_keychain=True)
    case = new_case(opened.session)
    assert case.case is not None
    first = add(opened.session, case, "safe_contact", RULES)
    opening.lock(opened)
    shutil.copytree(tmp_path / "here", tmp_path / "there")

    there, _unlocked = opening.unlock(home_at(tmp_path / "there", MemoryKeychain(kept=dict(chain.kept))), FOUR)
    colleague = DeviceKey.generate()
    there.session.device = colleague
    theirs = save(
        there.session, "safe_contact", RULES | {"may_contact": "no"}, corrects=[first.entry], reason="She rang"
    )
    arrived = ledger.entry(there.session.vault, theirs.entry)
    opening.lock(there)

    session = (here := opening.unlock(home, FOUR)[0]).session
    dentist = RULES | {"say": "the dentist"}
    ours = save(session, "safe_contact", dentist, corrects=[first.entry], reason="New name")
    laptop = devices.Device(colleague.device_id, colleague.public, None, "Other laptop", "2026-11-23T10:00:00Z")
    known(session, laptop)

    assert receive(session, [arrived]).new == (theirs.entry,)
    page = cases.case_page(session, case.case)
    assert page.line.safe.safety == "never"
    assert [set(dispute.entries) for dispute in page.disputes] == [{ours.entry, theirs.entry}]
    assert "disagree" in safe_contact.reveal_safe_contact(session, case.case).words
    assert checks.verify(session).lines == ()

    with pytest.raises(Disagreement):
        add(session, case, "safe_contact", RULES)
    settled = save(session, "safe_contact", dentist, corrects=[ours.entry, theirs.entry], reason="Asked her")
    assert checks.verify(session).lines == ()
    assert cases.case_page(session, case.case).disputes == ()
    assert cases.case_page(session, case.case).line.safe.safety == "now"
    assert len(records.open_record(session, settled.entry).versions) == 4
    with pytest.raises(NotCorrectable):
        save(session, "safe_contact", RULES, corrects=[theirs.entry], reason="Too late")
    rebuilding.rebuild(session)
    assert checks.verify(session).lines == ()
    opening.lock(here)
