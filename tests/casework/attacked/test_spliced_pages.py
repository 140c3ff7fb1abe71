"""One page of an older copy, put into the closed file, for every page: never silent, and never *safe now*."""

from __future__ import annotations

import dataclasses
import shutil
from pathlib import Path

import pytest

from hru_advocate.casework.cases.cases import CaseFilter, list_cases
from hru_advocate.casework.people.safe_contact import safe_now
from hru_advocate.casework.records.entries import save
from hru_advocate.casework.session import Session
from hru_advocate.casework.vault import checks
from hru_advocate.errors import AdvocateError
from hru_advocate.store import views
from hru_advocate.store.vault_file.pages import SIZE
from tests.casework.open_sessions import NOW, NewVault, add, copied_session, id_of, new_case, new_vault_at

RULES = {"may_contact": "yes", "confirmed": "2026-11-20", "ways": [{"method": "mobile", "number": "07700 900123"}]}


@dataclasses.dataclass(frozen=True)
class Aged:
    """A vault, its file as it was when contact was safe, and the case of which it is said no more."""

    new: NewVault
    old: bytes
    case: str


@pytest.fixture(scope="module")
def aged(tmp_path_factory: pytest.TempPathFactory) -> Aged:
    folder = tmp_path_factory.mktemp("aged")
    new = new_vault_at(folder / "new")
    with copied_session(new, folder / "vault") as session:
        others = [new_case(session) for _ in range(12)]
        told = new_case(session)
        agreed = add(session, told, "safe_contact", RULES)
        for number in range(40):
            add(session, others[number % 12], "notes", {"lines": [{"text": f"Rang back {number}. " + "word " * 60}]})
        assert safe_now(session, views.case_row(session.vault, id_of(told))).safety == "now"
        assert checks.verify(session, "full", noted=True).lines == ()
        last, passed = session._last, session.now() - NOW
    old = (folder / "vault" / "vault.db").read_bytes()
    later = dataclasses.replace(new, folder=folder / "vault", last=last, passed=passed)
    with copied_session(later, folder / "later") as session:
        save(session, "safe_contact", RULES | {"may_contact": "no"}, corrects=[agreed.entry], reason="He reads it.")
        add(session, others[0], "notes", {"lines": [{"text": "Rang again."}]})
        assert _is_never(session, id_of(told))
        assert checks.verify(session, "full", noted=True).lines == ()
        last, passed = session._last, session.now() - NOW
    return Aged(dataclasses.replace(later, folder=folder / "later", last=last, passed=passed), old, id_of(told))


def _held(session: Session) -> list[object]:
    """Everything a question could find: a page that was only written again, with nothing else in it, is no older."""
    with session.vault.read() as cursor:
        rows = cursor.execute("SELECT name FROM sqlite_schema WHERE type = 'table'").fetchall()
        found: list[object] = [cursor.execute(f"SELECT * FROM {name}").fetchall() for (name,) in rows]
        return [*found, cursor.execute("SELECT status, case_id FROM case_row ORDER BY status, case_id").fetchall()]


def _is_never(session: Session, case: str) -> bool:
    here = safe_now(session, views.case_row(session.vault, case)).safety
    listed = {line.label.case: line.safe.safety for line in list_cases(session, CaseFilter())}
    return {here, listed.get(case, "never")} == {"never"}


def test_every_page_of_an_older_copy_is_noticed_and_none_makes_contact_safe(aged: Aged, tmp_path: Path) -> None:
    now = (aged.new.folder / "vault.db").read_bytes()
    places = range(0, min(len(aged.old), len(now)), SIZE)
    spliced = [place for place in places if aged.old[place : place + SIZE] != now[place : place + SIZE]]
    assert len(spliced) > 8
    with copied_session(aged.new, tmp_path / "whole") as session:
        held = _held(session)
    silent, safe = [], []
    for place in spliced:
        folder = tmp_path / f"page{place}"
        shutil.copytree(aged.new.folder, folder / "of")
        (folder / "of" / "vault.db").write_bytes(now[:place] + aged.old[place : place + SIZE] + now[place + SIZE :])
        try:
            with copied_session(dataclasses.replace(aged.new, folder=folder / "of"), folder / "vault") as session:
                try:
                    never = _is_never(session, aged.case)
                except AdvocateError:
                    never = True
                if not never:
                    safe.append(place // SIZE + 1)
                if checks.verify(session, "quick").fine and _held(session) != held:
                    silent.append(place // SIZE + 1)
        except AdvocateError:
            pass  # it does not open
        shutil.rmtree(folder)
    assert (silent, safe) == ([], [])
