"""Links, pipes and devices put where files of the vault are looked for: none is followed, waited for or taken away."""

from __future__ import annotations

import os
import shutil
import struct
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from hru_advocate.casework.cases.cases import CaseFilter, list_cases
from hru_advocate.casework.vault import backup_folder, backups, checks, opening, restoring, salvaging, undoing
from hru_advocate.casework.vault.home import Home, Opened
from hru_advocate.errors import AdvocateError
from hru_advocate.store import faults
from hru_advocate.store.ledger import entries
from hru_advocate.store.vault_file import crash_log
from tests.casework.open_sessions import AUTHOR, home_at, new_case
from tests.casework.vault.saver import PASSPHRASE
from tests.posix import posix
from tests.write_protected import MountProtected

pytestmark = posix("links and pipes as anybody may make them")


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[Opened]:
    made, _created = opening.create(home_at(tmp_path / "vault"), PASSPHRASE, author=AUTHOR, with_keychain=False)
    new_case(made.session)
    yield made
    undoing.let_go(made)


@pytest.mark.parametrize("ending", ["", ".unfinished", ".going"])
@pytest.mark.parametrize("kind", ["vault", "backup"])
def test_a_link_among_the_backups_takes_nothing_away_of_what_it_leads_to(
    opened: Opened, tmp_path: Path, kind: str, ending: str
) -> None:
    """Half a backup, and one that is too old, is cleared away; what bears such a name may lead to the vault itself."""
    stick = tmp_path / "stick"
    stick.mkdir()
    good = backups.back_up(opened, stick)
    leads_to = opened.home.folder if kind == "vault" else good.path
    before = sorted(one.name for one in leads_to.iterdir())
    old = backup_folder._name(opened.keys.header.vault_id, datetime(2020, 1, 1, tzinfo=UTC))
    for day in range(1, 28):  # enough that the oldest go
        link = backup_folder._name(opened.keys.header.vault_id, datetime(2020, 1, day, tzinfo=UTC))
        (stick / f"{link}{ending}").symlink_to(leads_to)
    backups.back_up(opened, stick)
    assert sorted(one.name for one in leads_to.iterdir()) == before
    assert old not in {line.path.name for line in backups.backups(opened, stick)}
    assert not any(one.name.endswith(".unfinished") for one in stick.iterdir())
    shutil.rmtree(stick)


BESIDE = ("vault.db-wal", "vault.db-shm", "vault.db-journal")
OTHERS = ("vault.header", "vault.header.twin", "vault.header.kept", "tries", "vault.db.next", "vault.db-wal.damaged")
MADE: dict[str, Callable[[Path], object]] = {
    "pipe": lambda place: os.mkfifo(place, 0o600),  # type: ignore[attr-defined, unused-ignore]  # not on Windows
    "folder": Path.mkdir,
    "link without end": lambda place: place.symlink_to("/dev/zero"),
    "link to itself": lambda place: place.symlink_to(place),
}


@pytest.fixture(scope="module")
def shut(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A vault that is locked, and the folder of its anchor beside it."""
    folder = tmp_path_factory.mktemp("shut")
    made, created = opening.create(_home(folder), PASSPHRASE, author=AUTHOR, with_keychain=False)
    new_case(made.session)
    opening.lock(made)
    (folder / "code").write_text(created.recovery_code, encoding="utf-8")
    return folder


@pytest.fixture
def copied(shut: Path, tmp_path: Path) -> Path:
    return shutil.copytree(shut, tmp_path / "copied")


def _home(folder: Path) -> Home:
    return replace(home_at(folder / "vault"), anchors=folder / "anchors")


def _put(place: Path, kind: str) -> None:
    place.unlink(missing_ok=True)
    MADE[kind](place)


@pytest.mark.parametrize("kind", MADE)
@pytest.mark.parametrize("name", [*BESIDE, *OTHERS])
def test_what_is_no_file_keeps_no_opening_waiting(copied: Path, name: str, kind: str) -> None:
    """SQLite opens its logs by itself, and would wait without end for whoever writes into a pipe."""
    _put(copied / "vault" / name, kind)
    if name in BESIDE:
        with pytest.raises(faults.CannotReachFile):
            opening.unlock(_home(copied), PASSPHRASE)
    else:
        undoing.let_go(opening.unlock(_home(copied), PASSPHRASE)[0])


@pytest.mark.parametrize("kind", [*MADE, "nobody may read it"])
def test_an_anchor_that_cannot_be_read_is_said_until_it_is_accepted(copied: Path, kind: str) -> None:
    """Something else in its place is as good as taking it away, and no check is green over an older copy for it."""
    (anchor,) = (copied / "anchors").iterdir()
    if kind == "nobody may read it":
        if os.geteuid() == 0:  # type: ignore[attr-defined, unused-ignore]  # not on Windows
            pytest.skip("root may read everything")
        anchor.chmod(0)
    else:
        _put(anchor, kind)
    opened, told = opening.unlock(_home(copied), PASSPHRASE)
    assert any("tampered with" in one for one in told.doubts)
    assert not checks.verify(opened.session).fine
    undoing.let_go(opened)


def test_where_a_keychain_does_not_say_how_far_it_reached_no_check_is_green(opened: Opened) -> None:
    opened.session.not_told = True
    verdict = checks.verify(opened.session)
    assert (verdict.fine, "could not say" in "".join(verdict.lines)) == (False, True)


@pytest.mark.parametrize("kind", MADE)
@pytest.mark.parametrize("name", [*BESIDE[:1], *OTHERS[1:3]])
def test_a_backup_with_something_else_in_it_is_not_waited_for(copied: Path, name: str, kind: str) -> None:
    code = (copied / "code").read_text(encoding="utf-8")
    backup = shutil.copytree(copied / "vault", copied / "backup")
    _put(backup / name, kind)
    with suppress(AdvocateError):
        undoing.let_go(restoring.restore(_home(copied), backup, code, PASSPHRASE)[0])
    undoing.let_go(opening.unlock(_home(copied), PASSPHRASE)[0])


@pytest.mark.parametrize("kind", MADE)
def test_nor_does_a_salvage_wait_for_a_log_that_is_none(copied: Path, kind: str) -> None:
    _put(copied / "vault" / "vault.db-wal", kind)
    with suppress(AdvocateError):
        salvaging.salvage(_home(copied), passphrase=PASSPHRASE, to=copied / "saved")


@pytest.mark.parametrize("crashed", [False, True])
@pytest.mark.parametrize("after", [False, True])
def test_the_log_of_another_vault_is_never_written_into_this_one(
    copied: Path, opened: Opened, crashed: bool, after: bool
) -> None:
    """SQLite takes it where it fits itself; what it overwrote was lost, and the opening that did it failed."""
    other = opened.session.vault.path.with_name("vault.db-wal").read_bytes()
    mine, _told = opening.unlock(_home(copied), PASSPHRASE)
    saved = mine.session.note_event("print", {})
    log = copied / "vault" / "vault.db-wal"
    own = log.read_bytes()
    if crashed:
        left = shutil.copytree(copied, copied.with_name("left"))
        undoing.let_go(mine)
    else:
        opening.lock(mine)
        left, own = copied, b""
    (left / "vault" / log.name).write_bytes(_followed_by(own, other) if after and own else other)
    again, told = opening.unlock(_home(left), PASSPHRASE)
    assert [line for line in checks.verify(again.session).lines if "damaged: " in line] == []
    assert any("damaged" in one for one in told.doubts) == crashed  # of one that was closed the anchor knows all
    if after or not crashed:
        assert entries.entry(again.session.vault, saved.header.id) == saved
    assert (left / "vault" / "vault.db-wal.damaged").read_bytes()
    undoing.let_go(again)


def _followed_by(own: bytes, other: bytes) -> bytes:
    """A log with a page of another vault behind its own, summed on as SQLite would."""
    begun = crash_log._begin(own[:32])
    assert begun is not None
    order, size, salts, _sums = begun
    last = struct.unpack(">2I", own[len(own) - size + 16 : len(own) - size + 24])
    head, page = struct.pack(">2I", 2, 90), other[32 + 24 : 32 + size]
    sums = crash_log._summed(crash_log._summed(last, head, order), page, order)
    return own + head + struct.pack(">4I", *salts, *sums) + page


def test_a_new_vaults_file_put_back_without_its_log_is_said_to_be_damaged(opened: Opened, tmp_path: Path) -> None:
    """Copied while it was open: all that was written stood in the log, and the sentence was about a reference."""
    copied = tmp_path / "vault.db"
    shutil.copy(opened.home.vault, copied)
    opening.lock(opened)
    shutil.copy(copied, opened.home.vault)
    with pytest.raises(faults.DamagedFile, match="open your last backup"):
        opening.unlock(opened.home, PASSPHRASE)


@pytest.mark.parametrize("whole", [True, False])
@pytest.mark.parametrize("way", ["a write-protected disk", "a backup"])
def test_the_log_of_a_crash_is_read_where_nothing_can_be_written(
    opened: Opened, tmp_path: Path, mount_protected: MountProtected, way: str, *, whole: bool
) -> None:
    """What stands in it is there, a damage in it is said, and it keeps nobody from looking up a number."""
    home = replace(opened.home, folder=tmp_path / "crashed")
    opening.lock(opened)
    second, _unlocked = opening.unlock(opened.home, PASSPHRASE)
    new_case(second.session)
    shutil.copytree(opened.home.folder, home.folder)
    undoing.let_go(second)
    if not whole:
        log = crash_log.log_of(home.vault)
        data = bytearray(log.read_bytes())
        data[len(data) // 2] ^= 1
        log.write_bytes(data)
    if way == "a backup":
        (home.folder / backup_folder.MARK).touch()
    else:
        home = replace(home, folder=mount_protected(home.folder))
    again, _unlocked = opening.unlock(home, PASSPHRASE)
    assert again.session.vault.read_only
    assert again.log == ("sound" if whole else "damaged")
    assert len(list_cases(again.session, CaseFilter())) == (2 if whole else 1)
    undoing.let_go(again)
