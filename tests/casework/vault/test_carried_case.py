"""A case made on one laptop and carried to another is proven there; what misses is named by the case's reference."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import pytest

from hru_advocate.casework.cases import cases
from hru_advocate.casework.people import safe_contact
from hru_advocate.casework.session import Session
from hru_advocate.casework.vault import checks
from hru_advocate.domain.catalogue import Catalogue
from hru_advocate.domain.ledger.entry import Entry
from hru_advocate.store.ledger import devices, ledger
from tests.casework.open_sessions import add, new_case, session_at
from tests.casework.vault.apart import known, receive


@pytest.fixture
def here(tmp_path: Path) -> Iterator[Session]:
    with session_at(tmp_path / "here") as session:
        session.forms = Catalogue(files("forms"))  # of its own: some tests change what it says
        yield session


@pytest.fixture
def there(tmp_path: Path, here: Session) -> Iterator[Session]:
    """Another laptop, empty, that knows this one's device."""
    with session_at(tmp_path / "there") as session:
        key = here.device
        known(session, devices.Device(key.device_id, key.public, None, "Laptop", "2026-11-23T10:00:00Z"))
        yield session


def _forty(session: Session) -> tuple[str, str, list[Entry]]:
    """Two cases told by turns; the first one's id, reference and forty entries, views among them."""
    one, other = new_case(session), new_case(session)
    assert one.case is not None
    cases.case_page(session, one.case)
    while ledger.lane_tail(session.vault, session.device.device_id, one.case)[0] < 40:
        add(session, one, "notes", {"lines": [{"text": "Rang back."}]})
        add(session, other, "notes", {"lines": [{"text": "Wrote."}]})
        session.note_event("view", {})
    entries = ledger.entries_of_case(session.vault, one.case, limit=1000).entries
    return one.case, one.ref, list(entries)


def test_a_case_of_forty_entries_is_whole_on_an_empty_laptop(here: Session, there: Session) -> None:
    case, ref, entries = _forty(here)
    assert {entry.header.kind for entry in entries} == {"record", "event"}
    assert (len(receive(there, entries).new), len(entries)) == (40, 40)
    verdict = checks.verify(there)
    assert (verdict.lines, verdict.whole_cases, verdict.partial_cases) == ((), 1, ())
    mine = next(lane for lane in checks.verify(here).lanes if lane.ref == ref)
    assert next(lane for lane in verdict.lanes if lane.ref == ref) == mine
    assert cases.case_page(there, case).line.label.ref == ref


def test_a_missing_entry_is_named_and_its_case_is_not_whole(here: Session, there: Session) -> None:
    _case, ref, entries = _forty(here)
    gone = next(entry for entry in entries if entry.header.lane_sequence == 17)
    receive(there, [entry for entry in entries if entry is not gone])
    verdict = checks.verify(there)
    device = here.device.device_id
    assert verdict.lines == (f"case {ref}, written on device {device}: number 17 is missing",)
    assert (verdict.whole_cases, verdict.partial_cases) == (0, (ref,))
    receive(there, [gone])
    assert checks.verify(there).partial_cases == ()


def test_a_case_with_every_number_but_a_changed_text_is_not_whole(here: Session) -> None:
    broken, whole = new_case(here), new_case(here)
    with here.vault.write() as cursor:
        cursor.execute("DROP TRIGGER entry_content_is_never_changed")
        cursor.execute(
            "UPDATE entry_content SET body = x'7b7d' WHERE position = (SELECT position FROM entry WHERE id = ?)",
            (broken.entry,),
        )
    verdict = checks.verify(here)
    assert (verdict.whole_cases, verdict.partial_cases) == (1, (broken.ref,))
    assert whole.ref != broken.ref


def test_lists_that_do_not_fit_leave_a_case_whole(here: Session) -> None:
    new_case(here)
    with here.vault.write() as cursor:
        cursor.execute("DELETE FROM head")
    verdict = checks.verify(here)
    assert (verdict.fine, verdict.whole_cases, verdict.partial_cases) == (False, 1, ())


def test_what_is_done_in_a_case_is_of_its_lane(here: Session) -> None:
    case = new_case(here)
    assert case.case is not None
    add(here, case, "safe_contact", {"may_contact": "yes", "confirmed": "2026-11-22"})
    before = ledger.lane_tail(here.vault, here.device.device_id, case.case)[0]
    cases.case_page(here, case.case)
    safe_contact.reveal_safe_contact(here, case.case)
    assert ledger.lane_tail(here.vault, here.device.device_id, case.case)[0] == before + 2


def test_a_record_is_bound_to_the_definition_file_it_was_made_with(here: Session, root: Path) -> None:
    import hashlib

    saved = new_case(here)
    header = ledger.entry(here.vault, saved.entry).header
    file = root / "forms" / f"{header.form}.v{header.version}.toml"
    assert header.definition == hashlib.sha256(file.read_bytes()).hexdigest()
    here.forms._digests[file.name] = "0" * 64  # the file was edited after its release
    (line,) = checks.verify(here).lines
    assert line == (
        f"entry {saved.entry} of case {saved.ref}: made with another definition of form {header.form},"
        f" version {header.version}"
    )


def test_a_form_this_program_lacks_is_said_and_stops_no_check(here: Session) -> None:
    saved = new_case(here)
    header = ledger.entry(here.vault, saved.entry).header
    del here.forms._files[f"{header.form}.v{header.version}.toml"]
    (line,) = checks.verify(here).lines
    assert line.endswith(f"made with form {header.form}, version {header.version}, which this program lacks")
