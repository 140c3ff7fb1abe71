"""Killed at any moment of anything that writes: nothing acknowledged is lost, nothing half done is silent.

``tests/casework/vault/test_never_lost.py`` does the same to the program as it is started; here the process is a fork,
so that a thousand kills take minutes and not an hour.
"""

from __future__ import annotations

import random
import signal
import sys
from collections.abc import Iterable
from pathlib import Path

import pytest

from hru_advocate.casework.cases.cases import CaseFilter, list_cases
from hru_advocate.casework.proof import bundle
from hru_advocate.casework.proof.export import export
from hru_advocate.casework.records.entries import drafts, keep_draft, save
from hru_advocate.casework.vault import backups, checks, opening, rebuilding, restoring, salvaging
from hru_advocate.errors import DeviceError
from tests.casework.attacked.killed import NEW, OLD, Job, Standing, Tell, do, held_of, report, standing_at
from tests.casework.disclosure.told_case import DISCLOSED
from tests.casework.open_sessions import events_of

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="a killed process is made by a fork")

CALL = {
    "happened": "2026-11-20T10:00",
    "method": "phone",
    "direction": "out",
    "with_whom": "victim",
    "outside_rules": "The first call.",
}


@pytest.fixture(scope="module", params=[True, False], ids=["keychain", "alone"])
def standing(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Standing:
    return standing_at(tmp_path_factory.mktemp("standing"), guarded=request.param)


def saving(at: Standing, tell: Tell) -> None:
    """Open, type, save, type, save, lock, and once more: kills find every moment of a working day."""
    for number in range(10_000):
        opened, _words, _said = at.opened()
        session = opened.session
        for turn in range(1 + number % 3):
            raw = {**CALL, "fact": f"Call {number}.{turn}. " + "Words. " * (number * 37 % 400)}
            keep_draft(session, f"draft{number}.{turn}", "contact", raw, case=at.case)
            tell(f"draft {number}.{turn}")
            saved = save(session, "contact", raw, case=at.case, draft=f"draft{number}.{turn}")
            tell(f"entry {saved.entry}")
        opening.lock(opened)


def backing_up(at: Standing, tell: Tell) -> None:
    opened, _words, _said = at.opened()
    tell(f"entry {save(opened.session, 'contact', CALL | {'fact': 'Before.'}, case=at.case).entry}")
    tell(f"backup {backups.back_up(opened, at.folder / 'backups').path.name}")
    opening.lock(opened)


def bringing_back(at: Standing, tell: Tell) -> None:
    opened, _restored = restoring.restore(at.home, at.backup, at.code, NEW)
    tell("restored")
    opening.lock(opened)


def salvaging_all(at: Standing, tell: Tell) -> None:
    salvaging.salvage(at.home, passphrase=OLD)
    tell("salvaged")


def rebuilding_lists(at: Standing, tell: Tell) -> None:
    opened, _words, _said = at.opened()
    rebuilding.rebuild(opened.session)
    tell("rebuilt")
    opening.lock(opened)


def renewing_keys(at: Standing, tell: Tell) -> None:
    opened, _words, _said = at.opened()
    opening.change_passphrase(opened, OLD, NEW)
    tell("renewed")
    tell(f"entry {save(opened.session, 'contact', CALL | {'fact': 'After.'}, case=at.case).entry}")
    opening.lock(opened)


def bundling(at: Standing, tell: Tell) -> None:
    opened, _words, _said = at.opened()
    bundle.make(opened.session, at.case, DISCLOSED, at.stick / "out")
    tell("left")
    opening.lock(opened)


def exporting(at: Standing, tell: Tell) -> None:
    opened, _words, _said = at.opened()
    export(opened.session, at.stick / "out", "Moving on")
    tell("left")
    opening.lock(opened)


JOBS: dict[str, Job] = {
    "backup": backing_up,
    "restore": bringing_back,
    "salvage": salvaging_all,
    "rebuild": rebuilding_lists,
    "renewal": renewing_keys,
    "bundle": bundling,
    "export": exporting,
}
PUT_BACK = {"restore", "salvage"}
"""Jobs that make a vault over again and say so; the old one lies beside it."""


def after_kill(at: Standing, name: str, told: list[str]) -> None:
    """Open it as the person would the next morning: all is there, and what is half done is said."""
    opened, words, said = at.opened()
    try:
        ids = [line.split()[1] for line in told if line.startswith("entry ")]
        assert held_of(opened, ids) == ids
        if name != "restore" or words == OLD:
            lost = set(at.entries) - set(held_of(opened, list(at.entries)))
            assert not lost or (name == "restore" and any("older copy" in one for one in said)), said
        verdict = checks.verify(opened.session)
        assert [one for one in verdict.lines if name not in PUT_BACK or one not in said] == []
        if name not in PUT_BACK:
            assert [one for one in said if "Ask your supervisor" in one] == []
        if "renewed" in told:
            assert words == NEW
        _drafts_are_there(opened, told)
        if name == "backup":
            lines = backups.backups(opened, at.folder / "backups")
            assert all(line.proven for line in lines)
            assert {line.split()[1] for line in told if line.startswith("backup ")} <= {one.path.name for one in lines}
        if name in {"bundle", "export"}:
            _left_is_told(at, opened, said)
    finally:
        opening.lock(opened)
    assert not (at.folder / "vault" / "coming-back").exists() or name in PUT_BACK
    if name == "restore" and words == NEW:
        (kept,) = (one for one in (at.folder / "vault").glob("replaced-*") if (one / "vault.db").exists())
        again, _recovered = opening.recover(at.home_of(kept), at.code, OLD)
        assert set(held_of(again, list(at.entries))) == set(at.entries)
        opening.lock(again)


def _drafts_are_there(opened: opening.Opened, told: list[str]) -> None:
    """What was last typed is a draft still, unless its entry was saved."""
    typed = [line.split()[1] for line in told if line.startswith("draft ")]
    if typed and told[-1].startswith("draft "):
        with opened.session.vault.read() as cursor:
            question = "SELECT 1 FROM head WHERE line LIKE ?"
            entry = cursor.execute(question, (f"%Call {typed[-1]}.%",)).fetchone()
        assert entry or [one.id for one in drafts(opened.session)] == [f"draft{typed[-1]}"]
    assert len(drafts(opened.session)) <= 1


def _left_is_told(at: Standing, opened: opening.Opened, said: tuple[str, ...]) -> None:
    lies = [one.name for one in at.stick.iterdir()]
    noted = {one for one, _case, _body in events_of(opened.session)} & {"bundle", "export_made"}
    if lies and not noted:
        assert any(str(at.stick) in one for one in said), (lies, said)
    assert not [one for one in lies if one.endswith(".part")]


def kill_many(standing: Standing, folder: Path, name: str, job: Job, kills: int, seed: int) -> int:
    """Kill it so often at random moments of its life; how many of them came before it had ended."""
    chance = random.Random(seed)
    _told, longest = do(standing.copied(folder / "whole"), job, None if name != "saving" else 0.6)
    early = 0
    for _kill in range(kills):
        at = standing.copied(folder / "killed")
        told, lived = do(at, job, chance.random() * longest * 1.05)
        early += lived < longest
        after_kill(at, name, told)
    report(f"{name}, {'guarded' if standing.guarded else 'alone'}: {early} of {kills} killed before the end")
    return early


@pytest.mark.parametrize("name", JOBS)
def test_three_kills_of_anything_lose_nothing(standing: Standing, tmp_path: Path, name: str) -> None:
    kill_many(standing, tmp_path, name, JOBS[name], 3, seed=1)


def test_kills_while_typing_and_saving_lose_nothing(standing: Standing, tmp_path: Path) -> None:
    kill_many(standing, tmp_path, "saving", saving, 4, seed=2)


@pytest.mark.soak
@pytest.mark.parametrize("name", JOBS)
def test_a_hundred_kills_of_anything_lose_nothing(standing: Standing, tmp_path: Path, name: str) -> None:
    kill_many(standing, tmp_path, name, JOBS[name], 50, seed=3)


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(10, 15))
def test_a_thousand_kills_while_typing_and_saving_lose_nothing(standing: Standing, tmp_path: Path, seed: int) -> None:
    kill_many(standing, tmp_path, "saving", saving, 100, seed=seed)


# ------------------------------------------------------------------------------------------- the disk fills on the way


def filling(pages: int) -> Job:
    """Type and save until a file may grow no further than so many pages from where it is: the disk is full there."""

    def job(at: Standing, tell: Tell) -> None:
        import resource

        opened, _words, _said = at.opened()
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)  # type: ignore[attr-defined, unused-ignore]  # not on Windows
        log = at.home.vault.with_name("vault.db-wal")
        most = max(at.home.vault.stat().st_size, log.stat().st_size) + pages * 1024
        resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))  # type: ignore[attr-defined, unused-ignore]  # not on Windows
        session = opened.session
        for number in range(400):
            raw = {**CALL, "fact": f"Call {number}.0. " + "Words. " * 200}
            try:
                keep_draft(session, f"draft{number}.0", "contact", raw, case=at.case)
                tell(f"draft {number}.0")
                tell(f"entry {save(session, 'contact', raw, case=at.case, draft=f'draft{number}.0').entry}")
            except DeviceError:
                assert list_cases(session, CaseFilter())  # all can still be read
                break
        else:
            raise AssertionError("the disk never filled")
        opening.lock(opened)
        tell("locked")

    return job


def fill_many(standing: Standing, folder: Path, grown: Iterable[int]) -> None:
    for pages in grown:
        at = standing.copied(folder / "filled")
        told, _lived = do(at, filling(pages), None)
        assert told[-1] == "locked"
        after_kill(at, "full", told[:-1])


def test_a_disk_that_fills_at_any_write_of_a_save_loses_nothing(standing: Standing, tmp_path: Path) -> None:
    fill_many(standing, tmp_path, (0, 3, 17, 41))


@pytest.mark.soak
def test_a_disk_that_fills_at_each_write_of_a_save_loses_nothing(standing: Standing, tmp_path: Path) -> None:
    fill_many(standing, tmp_path, range(120))
