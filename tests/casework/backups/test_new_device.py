"""The new device after a restore: it is in the file before that is used, or nothing is brought back."""

from __future__ import annotations

from pathlib import Path
from typing import NoReturn

import pytest

from hru_advocate.casework.vault import backups, checks, opening, restoring, undoing
from hru_advocate.store import faults
from hru_advocate.store.ledger import devices
from tests.casework.open_sessions import AUTHOR, events_of, home_at, new_case
from tests.keys.stand_ins import MemoryKeychain

SIX = "otter teapot violin meadow cobalt ladle"
OTHER = "ladle cobalt meadow violin teapot otter"

Live = tuple[opening.Home, Path, str, str]


@pytest.fixture(params=[True, False], ids=["keychain", "alone"])
def live(request: pytest.FixtureRequest, tmp_path: Path) -> Live:
    """A vault with a backup that is older than it; its code, and its device."""
    home = home_at(tmp_path / "vault", MemoryKeychain())
    opened, made = opening.create(home, SIX, author=AUTHOR, with_keychain=request.param)
    (tmp_path / "stick").mkdir()
    backup = backups.back_up(opened, tmp_path / "stick").path
    new_case(opened.session)
    device = opened.session.device.device_id
    opening.lock(opened)
    return home, backup, made.recovery_code, device


def refused(*_args: object, **_named: object) -> NoReturn:
    raise faults.DiskFull


def test_where_it_cannot_be_written_the_vault_that_was_here_stays(live: Live, monkeypatch: pytest.MonkeyPatch) -> None:
    home, backup, code, device = live
    before = home.vault.read_bytes()
    with monkeypatch.context() as patch:
        patch.setattr(devices, "add", refused)
        with pytest.raises(faults.DiskFull):
            restoring.restore(home, backup, code, OTHER)
    assert home.vault.read_bytes() == before
    assert not list(home.folder.glob("replaced-*"))
    opened, _unlocked = opening.unlock(home, SIX)
    assert opened.session.device.device_id == device
    opening.lock(opened)


def test_stopped_once_it_is_in_place_nothing_is_written_with_the_old_device(
    live: Live, monkeypatch: pytest.MonkeyPatch
) -> None:
    home, backup, code, device = live
    with monkeypatch.context() as patch:
        patch.setattr(opening, "recover", refused)
        with pytest.raises(restoring.InPlaceUnopened):
            restoring.restore(home, backup, code, OTHER)
    opened, _recovered = opening.recover(home, code, OTHER)
    assert opened.session.device.device_id != device
    undoing.let_go(opened)


def test_the_new_device_introduced_itself_with_its_first_entry(live: Live) -> None:
    home, backup, code, device = live
    opened, _restored = restoring.restore(home, backup, code, OTHER)
    assert opened.session.device.device_id != device
    names = [name for name, _case, _body in events_of(opened.session)]
    assert names.index("device_added") < names.index("recovery_used") < names.index("restored")
    assert checks.verify(opened.session).fine
    opening.lock(opened)
