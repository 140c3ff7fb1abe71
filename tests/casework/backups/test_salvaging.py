"""A damaged vault saved into a new one: it opens as before, the report names what is gone, the damaged files stay."""

from __future__ import annotations

import os
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from hru_advocate.casework.cases.cases import CaseFilter, list_cases
from hru_advocate.casework.records.entries import keep_draft
from hru_advocate.casework.vault import backups, checks, codes, opening, salvaging, undoing
from hru_advocate.casework.vault.salvaging import SalvageReport, in_lines
from hru_advocate.errors import AdvocateError, CannotUnlock, WrongPassphrase
from hru_advocate.store import faults
from hru_advocate.store.ledger.gaps import Gap, Textless
from hru_advocate.store.vault_file import pages
from tests.casework.open_sessions import AUTHOR, events_of, home_at, new_case
from tests.keys.stand_ins import MemoryKeychain

SIX = "otter teapot violin meadow cobalt ladle"
CASES = 12


@pytest.fixture(params=[True, False], ids=["keychain", "alone"])
def home(request: pytest.FixtureRequest, tmp_path: Path) -> opening.Home:
    """A closed vault of twelve cases."""
    home = home_at(tmp_path / "vault", MemoryKeychain())
    opened, _created = opening.create(home, SIX, author=AUTHOR, with_keychain=request.param)
    for _case in range(CASES):
        new_case(opened.session)
    opening.lock(opened)
    return home


def many_pages(home: opening.Home) -> int:
    return home.vault.stat().st_size // pages.SIZE


def cut(home: opening.Home, kept: int) -> None:
    os.truncate(home.vault, kept * pages.SIZE)


def flip(home: opening.Home, number: int) -> None:
    data = bytearray(home.vault.read_bytes())
    data[(number - 1) * pages.SIZE + 1000] ^= 1
    home.vault.write_bytes(data)


def test_a_file_cut_short_is_refused_and_what_is_left_opens_with_the_same_passphrase(home: opening.Home) -> None:
    cut(home, many_pages(home) - 3)
    with pytest.raises((faults.DamagedFile, faults.WrongKey)):
        opening.unlock(home, SIX)
    damaged = home.vault.read_bytes()
    report = salvaging.salvage(home, passphrase=SIX)
    assert report.kept is not None
    assert (report.kept / "vault.db").read_bytes() == damaged
    assert report.entries > 0
    opened, found = opening.unlock(home, SIX)
    assert found.author == AUTHOR
    said = [name for name, _case, _body in events_of(opened.session)]
    assert {"device_added", "salvaged"} <= set(said)
    assert len(list_cases(opened.session, CaseFilter())) <= CASES
    verdict = checks.verify(opened.session)
    assert not [line for line in verdict.lines if "changed" in line or "signature" in line]
    new_case(opened.session)
    opening.lock(opened)


def test_nothing_that_a_lost_root_hides_is_missing(home: opening.Home) -> None:
    """The first pages hold the tables' names and roots: without them SQLite finds nothing at all."""
    for number in range(1, 5):
        flip(home, number)
    report = salvaging.salvage(home, passphrase=SIX)
    opened, _found = opening.unlock(home, SIX)
    assert len(list_cases(opened.session, CaseFilter())) == CASES - len({one.case for one in report.textless})
    opening.lock(opened)


def test_a_sound_vault_loses_nothing_and_goes_on(home: opening.Home) -> None:
    report = salvaging.salvage(home, passphrase=SIX)
    assert report.whole
    assert (report.gaps, report.textless, report.cases, report.lost_pages) == ((), (), (), 0)
    assert report.lists
    opened, _found = opening.unlock(home, SIX)
    assert checks.verify(opened.session).lines == ()
    assert len(list_cases(opened.session, CaseFilter())) == CASES
    undoing.let_go(opened)


def test_a_gap_is_named_by_device_number_and_case(home: opening.Home) -> None:
    opened, _found = opening.unlock(home, SIX)
    cases = {line.label.case: line.label.ref for line in list_cases(opened.session, CaseFilter())}
    undoing.let_go(opened)
    sound = home.vault.read_bytes()
    named: set[str] = set()
    for number in range(5, many_pages(home) + 1):
        for one in home.folder.glob("replaced-*"):
            shutil.rmtree(one)
        home.vault.write_bytes(sound)
        page = number * pages.SIZE
        home.vault.write_bytes(sound[: page - pages.SIZE] + bytes(pages.SIZE) + sound[page:])
        report = salvaging.salvage(home, passphrase=SIX, to=home.folder.with_name(f"new{number % 2}"))
        assert set(report.cases) <= set(cases.values())
        missing = sum(gap.last - gap.first + 1 for gap in report.gaps)
        assert missing == 0 or report.lost_pages == 1
        if report.textless or report.gaps:
            named |= set(report.cases)
        if len(named) > 3:
            return
    raise AssertionError(named)


def test_with_a_keychain_the_end_that_is_missing_is_known(tmp_path: Path) -> None:
    keychain = MemoryKeychain()
    home = home_at(tmp_path / "vault", keychain)
    opened, _created = opening.create(home, SIX, author=AUTHOR, with_keychain=True)
    opening.lock(opened)
    older = home.vault.read_bytes()
    opened, _found = opening.unlock(home, SIX)
    for _case in range(3):
        new_case(opened.session)
    device = opened.session.device.device_id
    opening.lock(opened)
    home.vault.write_bytes(older)
    report = salvaging.salvage(home, passphrase=SIX)
    (after,) = report.after
    assert after.device == device
    assert after.last - after.first + 1 == 1 + 3 + 1  # the unlock, three cases, the lock
    assert not report.whole


@pytest.mark.parametrize("to", [None, "elsewhere"])
@pytest.mark.parametrize(
    ("what", "fault"),
    [
        ("wrong words", WrongPassphrase),
        ("no file", faults.MissingFile),
        ("nothing left", salvaging.NothingLeft),
        ("another's file", faults.WrongKey),
    ],
)
def test_what_cannot_be_saved_leaves_everything_as_it_was(
    home: opening.Home, tmp_path: Path, what: str, fault: type[AdvocateError], to: str | None
) -> None:
    words = SIX
    match what:
        case "wrong words":
            words = "none of these words is right"
        case "no file":
            home.vault.unlink()
        case "nothing left":
            cut(home, 1)
        case _:
            home.vault.write_bytes(os.urandom(20 * pages.SIZE))
    before = {one.name: one.read_bytes() for one in home.folder.iterdir() if one.name != "tries"}
    target = None if to is None else tmp_path / to
    with pytest.raises(fault):
        salvaging.salvage(home, passphrase=words, to=target)
    assert {one.name: one.read_bytes() for one in home.folder.iterdir() if one.name != "tries"} == before
    assert target is None or not target.exists() or list(target.iterdir()) == []


def test_the_recovery_code_opens_it_too(tmp_path: Path) -> None:
    home = home_at(tmp_path / "vault", MemoryKeychain())
    opened, created = opening.create(home, SIX, author=AUTHOR, with_keychain=True)
    new_case(opened.session)
    opening.lock(opened)
    flip(home, 1)
    elsewhere = replace(home, find_keychain=home_at(tmp_path / "other").find_keychain)
    with pytest.raises(CannotUnlock):
        salvaging.salvage(elsewhere, passphrase=SIX)
    report = salvaging.salvage(elsewhere, code=created.recovery_code)
    assert report.entries > 0


def _page_of(home: opening.Home, table: str) -> int:
    """The page a small table's rows stand on."""
    opened, _found = opening.unlock(home, SIX)
    question = "SELECT rootpage FROM sqlite_schema WHERE name = ?"
    row = opened.session.vault.connection().execute(question, (table,)).fetchone()
    opening.lock(opened)
    assert row is not None
    return int(row[0])


@pytest.mark.parametrize("table", ["draft", "setting"])
def test_a_draft_or_a_setting_that_is_lost_is_reported_and_then_accepted(home: opening.Home, table: str) -> None:
    opened, _found = opening.unlock(home, SIX)
    keep_draft(opened.session, "draft", "contact", {"fact": "Half a sentence"})
    opening.lock(opened)
    flip(home, _page_of(home, table))
    report = salvaging.salvage(home, passphrase=SIX)
    assert (report.as_kept, report.whole) == (False, False)
    assert report.drafts == (0 if table == "draft" else 1)
    assert any("Read each draft" in line for line in in_lines(report))
    opened, found = opening.unlock(home, SIX)
    assert found.doubts == ()
    assert checks.verify(opened.session).fine
    (body,) = [body for name, _case, body in events_of(opened.session) if name == "salvaged"]
    assert body["as_kept"] is False
    opening.lock(opened)


@pytest.mark.parametrize("halves", [False, True])
def test_a_vault_with_renewed_keys_is_saved_by_its_new_code(home: opening.Home, *, halves: bool) -> None:
    opened, _found = opening.unlock(home, SIX)
    code = codes.new_code(opened, SIX, halves=halves)
    assert codes.confirm(opened, code) is not None
    opening.lock(opened)
    flip(home, many_pages(home) - 1)
    report = salvaging.salvage(home, code=code)
    assert report.lost_pages == 1
    opened, _found = opening.unlock(home, SIX)
    assert len(list_cases(opened.session, CaseFilter())) >= CASES - len({one.case for one in report.textless})
    opening.lock(opened)


def test_a_damaged_backup_is_saved_into_another_folder(home: opening.Home, tmp_path: Path) -> None:
    (tmp_path / "stick").mkdir()
    opened, _found = opening.unlock(home, SIX)
    made = backups.back_up(opened, tmp_path / "stick")
    opening.lock(opened)
    place = replace(home, folder=made.path)
    flip(place, many_pages(place) - 1)
    before = place.vault.read_bytes()
    report = salvaging.salvage(place, passphrase=SIX, to=tmp_path / "saved")
    assert (report.lost_pages, place.vault.read_bytes()) == (1, before)
    opened, _found = opening.unlock(replace(home, folder=tmp_path / "saved"), SIX)
    assert len(list_cases(opened.session, CaseFilter())) >= CASES - len({one.case for one in report.textless})
    opening.lock(opened)


WHOLE = SalvageReport(1, 1, 0, 1, (), (), (), (), 0, 0, lists=True, as_kept=True, kept=None)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({}, "1 entry came back, 1 with their text; 0 drafts and 1 setting too."),
        ({}, "Nothing is known to be missing."),
        ({"gaps": (Gap("a", 3, 3),)}, "Missing, from device a: number 3."),
        ({"gaps": (Gap("a", 3, 5),)}, "Missing, from device a: numbers 3 to 5."),
        ({"after": (Gap("a", 9, 11),)}, "Missing at the end, from device a: numbers 9 to 11."),
        ({"textless": (Textless("a", 4, None),)}, "Number 4 of device a came without its text."),
        ({"gaps": tuple(Gap("a", one, one) for one in range(30))}, "And 10 more of these."),
        ({"cases": ("HRU-1", "HRU-2")}, "Cases with something missing: HRU-1, HRU-2."),
        ({"set_aside": 2}, "2 entries bear the place of another one"),
        ({"as_kept": False}, "Read each draft from its beginning"),
        ({"lists": False}, "hru-vault rebuild"),
        ({"kept": Path("somewhere/replaced-1")}, "in the folder replaced-1 beside the vault"),
    ],
)
def test_the_report_says_it_in_sentences(change: dict[str, object], said: str) -> None:
    told = "\n".join(in_lines(replace(WHOLE, **change)))  # type: ignore[arg-type]  # a row changes one field
    assert said in told
    missing = {"gaps", "after", "textless", "set_aside", "as_kept"} & set(change)
    assert ("Nothing is known" in told) == (not missing)


@pytest.mark.parametrize(
    ("error", "helps"),
    [
        (faults.DamagedFile(), True),
        (faults.WrongKey(), True),
        (faults.FileInUse(), False),
        (WrongPassphrase(), False),
        (OSError(), False),
    ],
)
def test_salvage_is_offered_where_the_file_is_damaged_and_nowhere_else(error: BaseException, *, helps: bool) -> None:
    assert salvaging.may_help(error) is helps
