"""The lists of a vault that was salvaged with something missing: made of what is left, or said at every opening."""

from __future__ import annotations

from pathlib import Path
from typing import NoReturn

import pytest

from hru_advocate.casework import today
from hru_advocate.casework.cases.cases import CaseFilter, list_cases
from hru_advocate.casework.session import Session
from hru_advocate.casework.vault import opening, rebuilding, salvaging
from hru_advocate.domain.ledger.entry import Entry
from hru_advocate.store.vault_file import pages
from tests.casework.backups.test_salvaging import CASES, SIX, many_pages
from tests.casework.open_sessions import AUTHOR, events_of, home_at, new_case
from tests.keys.stand_ins import MemoryKeychain


@pytest.fixture
def salvaged(tmp_path: Path) -> tuple[opening.Home, salvaging.SalvageReport]:
    """A vault of twelve cases in which a page was lost that held entries."""
    home = home_at(tmp_path / "vault", MemoryKeychain())
    opened, _created = opening.create(home, SIX, author=AUTHOR, with_keychain=False)
    for _case in range(CASES):
        new_case(opened.session)
    opening.lock(opened)
    return home, lose_a_page(home)


def lose_a_page(home: opening.Home) -> salvaging.SalvageReport:
    sound = home.vault.read_bytes()
    for number in range(5, many_pages(home) + 1):
        page = number * pages.SIZE
        home.vault.write_bytes(sound[: page - pages.SIZE] + bytes(pages.SIZE) + sound[page:])
        report = salvaging.salvage(home, passphrase=SIX)
        if report.gaps:
            return report
        assert report.kept is not None
    raise AssertionError


def test_the_lists_are_made_of_what_is_left_and_the_gaps_are_named(
    salvaged: tuple[opening.Home, salvaging.SalvageReport],
) -> None:
    home, report = salvaged
    assert report.lists
    assert any(line.startswith("Missing, from device") for line in salvaging.in_lines(report))
    opened, _unlocked = opening.unlock(home, SIX)
    assert 0 < len(list_cases(opened.session, CaseFilter())) <= CASES
    assert today.look(opened.session).lists_made
    (body,) = [body for name, _case, body in events_of(opened.session) if name == "rebuilt"][-1:]
    assert body["missing"]
    opening.lock(opened)


def test_lists_that_cannot_be_made_are_said_at_every_opening(
    salvaged: tuple[opening.Home, salvaging.SalvageReport], monkeypatch: pytest.MonkeyPatch
) -> None:
    home, _report = salvaged

    def unreadable(_session: Session, _entry: Entry) -> NoReturn:
        raise ValueError

    monkeypatch.setattr(rebuilding, "projection_of", unreadable)
    assert not salvaging.salvage(home, passphrase=SIX).lists
    for _time in range(2):
        opened, unlocked = opening.unlock(home, SIX)
        (said,) = [line for line in unlocked.warnings if "could not be worked out" in line]
        assert "something due may be missing" in said
        assert "is safe" not in said
        assert not today.look(opened.session).lists_made
        opening.lock(opened)
