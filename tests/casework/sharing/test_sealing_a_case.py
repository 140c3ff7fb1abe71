"""What leaves when a case is sealed: a file that tells nothing, for whom it may go to, or nothing at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from hru_advocate.casework.cases.cases import case_page
from hru_advocate.casework.records.entries import save
from hru_advocate.casework.session import Session
from hru_advocate.casework.sharing import sending
from hru_advocate.casework.sharing.receiving import open_package
from hru_advocate.casework.sharing.sealed_file import SMALLEST
from hru_advocate.casework.sharing.sending import seal
from hru_advocate.store.ledger import entries, lanes, ledger
from tests.casework.open_sessions import add, events_of, id_of, new_case
from tests.casework.sharing.two_laptops import CANARY, everything, package, told_case
from tests.store.forged import without_triggers


def test_the_file_holds_nothing_that_can_be_read_and_its_size_says_little(both: list[Session], tmp_path: Path) -> None:
    here, there = both
    small, large = new_case(here), told_case(here)
    for _ in range(12):
        add(here, large, "notes", {"lines": [{"text": f"{CANARY} {number}"} for number in range(5)]})
    made = [seal(here, id_of(case), [there.device.device_id], tmp_path) for case in (small, large)]
    data = [Path(one.place).read_bytes() for one in made]
    assert len(data[0]) == len(data[1]) > SMALLEST
    names = [Path(one.place).stem for one in made]
    assert all(len(name) == 16 and int(name, 16) for name in names)
    words = {CANARY, "Marigold", "Mo Example", "HRU-", "notes", "header", "signature", here.author, there.author}
    words |= {large.ref, id_of(large), here.device.device_id, there.device.device_id, made[1].package}
    ids = {one.header.id for one in ledger.entries_of_case(here.vault, large.case, limit=1000).entries}
    for word in words | ids:
        for told in (word.encode(), word.encode("utf-16-le"), word.encode("utf-16-be"), word.encode().hex().encode()):
            assert all(told not in one for one in data), word
    keys = (here.device.public, there.device.public, there.device.sealing_key().public[:32])
    assert all(key not in one for one in data for key in keys)
    assert len(lanes.of_case(here.vault, id_of(large))) == 1
    assert len(list(entries.written_ever(here.vault))) > 20


def test_a_disk_that_refuses_leaves_the_entry_and_no_file(both: list[Session], tmp_path: Path) -> None:
    here, there = both
    case = told_case(here)
    with pytest.raises(sending.PackageNotWritten):
        seal(here, id_of(case), [there.device.device_id], tmp_path / "no such folder" / "file")
    with pytest.raises(sending.NobodyNamed):
        seal(here, id_of(case), [], tmp_path)
    with pytest.raises(sending.TooLong):
        package(here, case, tmp_path, there, days=91)
    (tmp_path / "taken").write_bytes(b"x")
    with pytest.raises(sending.NameTaken):
        seal(here, id_of(case), [there.device.device_id], tmp_path / "taken")
    assert [name for name, _case, _body in events_of(here)].count("package_sealed") == 1
    assert open_package(there, package(here, case, tmp_path, there)).gaps == ()


def test_a_restricted_case_goes_only_to_whom_it_names(both: list[Session], tmp_path: Path) -> None:
    here, there = both
    case = told_case(here)
    flag: dict[str, object] = {
        "kind": "restricted", "agreed_by": "Sgt Example", "agreed_on": "2026-11-01", "review": "2026-12-01",
        "told": "yes", "may_open": [{"name": "Ash Trusted"}],
    }  # fmt: skip
    saved = add(here, case, "flag", flag)
    before = everything(here)
    with pytest.raises(sending.NotTheirs):
        package(here, case, tmp_path, there)
    assert everything(here) == before
    assert list(tmp_path.glob("*.bin")) == []
    named = flag | {"may_open": [{"name": "Kim Colleague"}]}
    save(here, "flag", named, corrects=[saved.entry], reason="Kim stands in.")
    open_package(there, package(here, case, tmp_path, there))
    assert case.ref in repr(case_page(there, id_of(case)))


def test_a_case_that_does_not_prove_is_not_sealed(both: list[Session], tmp_path: Path) -> None:
    """Whoever opened the package would be told that it was changed on its way."""
    here, there = both
    case = told_case(here)
    with without_triggers(here.vault) as cursor:
        cursor.execute("UPDATE entry_content SET body = CAST(replace(CAST(body AS TEXT), 'seven', 'nine') AS BLOB)")
    before = everything(here)
    with pytest.raises(sending.UnprovenCase):
        package(here, case, tmp_path, there)
    assert everything(here) == before
    assert list(tmp_path.glob("*.bin")) == []
