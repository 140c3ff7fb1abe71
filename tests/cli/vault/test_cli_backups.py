"""``hru-vault backup`` and ``backups``: a folder chosen once, a backup proven each time, a plain sentence where not."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from hru_advocate.casework.vault import opening
from hru_advocate.casework.vault.home import Opened
from hru_advocate.store import faults
from tests.cli.commands import Run


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    folder = tmp_path / "stick"
    folder.mkdir()
    return folder


def test_a_backup_is_made_listed_and_counted(vault: Run, stick: Path) -> None:
    made = vault("backup", "--to", str(stick)).json()
    assert Path(made["backup"]).parent == stick.resolve()
    assert made["cases"] == 1
    (line,) = vault("backups", "--to", str(stick), "--json").json()
    assert (line["backup"], line["proven"]) == (made["backup"], True)
    assert (line["entries"], line["cases"]) == (made["entries"], 1)
    told = vault("backups", "--to", str(stick))
    assert f"{made['entries']} entries, 1 cases" in told.out


def test_the_folder_is_chosen_once_and_each_lock_backs_up_then(vault: Run, stick: Path, tmp_path: Path) -> None:
    refused = vault("backup")
    assert (refused.code, refused.out) == (1, "")
    assert "No folder for backups was chosen yet" in refused.err
    vault("backup", "--choose", str(stick)).json()
    assert len(list(stick.iterdir())) == 1
    vault("cases")
    assert len(list(stick.iterdir())) == 1
    vault("add", "unit_number", str(tmp_path / "unit_number.json"))
    assert [line["proven"] for line in vault("backups", "--json").json()] == [True, True]


@pytest.mark.parametrize("where", ["nowhere", "home"])
def test_a_folder_that_cannot_be_is_refused_in_a_sentence(vault: Run, tmp_path: Path, where: str) -> None:
    refused = vault("backup", "--choose", str(tmp_path / where))
    assert (refused.code, refused.out) == (1, "")
    assert refused.err.count("\n") == 1
    assert str(tmp_path) not in refused.err


def test_a_damaged_backup_is_said_to_be_none(vault: Run, stick: Path) -> None:
    made = vault("backup", "--to", str(stick)).json()
    file = Path(made["backup"]) / "vault.db"
    file.write_bytes(file.read_bytes()[:-5000])
    assert "DOES NOT OPEN" in vault("backups", "--to", str(stick)).out


def test_a_backup_comes_back_on_a_new_computer_by_its_code(vault: Run, stick: Path, tmp_path: Path) -> None:
    made = vault("init", "--no-keychain", "--home", str(tmp_path / "other"), "--author", "A. Advocate").json()
    (tmp_path / "code").write_text(made["recovery_code"] + "\n", encoding="utf-8")
    other = ("--home", str(tmp_path / "other"))
    backup = vault(*other, "backup", "--to", str(stick)).json()
    given = ("restore", backup["backup"], "--to", str(tmp_path / "new"), "--code-file", str(tmp_path / "code"))
    told = vault(*given).json()
    assert (told["entries"], told["cases"], told["kept"], told["newer"]) == (backup["entries"], 0, None, None)
    assert told["recovery_code"] != made["recovery_code"]
    assert vault("cases", "--home", str(tmp_path / "new")).code == 0
    refused = vault(*given)  # the vault there has a newer code now, the backup the old one: it is kept aside again
    assert refused.json()["kept"] is not None


@pytest.mark.parametrize(("code", "exit_code"), [("", 3), ("nothing at all", 3), (None, 3)])
def test_a_restore_without_its_code_changes_nothing(
    vault: Run, stick: Path, tmp_path: Path, code: str | None, exit_code: int
) -> None:
    backup = vault("backup", "--to", str(stick)).json()["backup"]
    given = ["restore", backup, "--to", str(tmp_path / "new")]
    if code is not None:
        (tmp_path / "code").write_text(code, encoding="utf-8")
        given += ["--code-file", str(tmp_path / "code")]
    refused = vault(*given)
    assert (refused.code, refused.out) == (exit_code, "")
    assert not list((tmp_path / "new").glob("*")) or [one.name for one in (tmp_path / "new").iterdir()] == []
    assert code is None or not code or code not in refused.err


def test_a_damaged_vault_is_saved_in_its_place_and_the_report_says_what_is_gone(vault: Run, tmp_path: Path) -> None:
    file = tmp_path / "home" / "vault.db"
    cases = vault("cases", "--json").json()
    data = bytearray(file.read_bytes())
    data[500] ^= 1
    file.write_bytes(data)
    assert vault("cases").code == 3
    elsewhere = vault("salvage", "--to", str(tmp_path / "new"), "--json").json()
    assert (elsewhere["whole"], elsewhere["lost_pages"], elsewhere["kept"]) == (True, 1, None)
    assert file.read_bytes() == bytes(data)
    told = vault("salvage")
    assert told.code == 0
    assert "came back" in told.out
    assert vault("cases", "--json").json() == cases
    assert vault("verify").code == 0  # before the other is opened: on one computer two copies of a vault are told apart
    assert vault("cases", "--json", "--home", str(tmp_path / "new")).json() == cases


def test_a_backup_of_before_the_keys_were_renewed_is_named_as_such(vault: Run, stick: Path, tmp_path: Path) -> None:
    vault("backup", "--to", str(stick)).json()
    (tmp_path / "other words").write_text("clatter zesty garden mint noon wrap", encoding="utf-8")
    assert vault("passphrase", "--new-file", str(tmp_path / "other words")).json()["changed"] is True
    (tmp_path / "passphrase").write_text("clatter zesty garden mint noon wrap", encoding="utf-8")
    (line,) = vault("backups", "--to", str(stick), "--json").json()
    assert (line["proven"], line["older_keys"]) == (False, True)
    told = vault("backups", "--to", str(stick)).out
    assert "only the recovery code of then opens it" in told
    assert "DOES NOT OPEN" not in told


def test_the_new_code_is_out_before_anything_can_fail_at_the_lock(
    vault: Run, stick: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody else knows it, nor the passphrase that was made: without them nothing opens the vault any more."""
    made = vault("init", "--no-keychain", "--home", str(tmp_path / "other"), "--author", "A. Advocate").json()
    (tmp_path / "code").write_text(made["recovery_code"], encoding="utf-8")
    backup = vault("--home", str(tmp_path / "other"), "backup", "--to", str(stick)).json()["backup"]
    real = opening.lock

    def refused(opened: Opened) -> None:
        real(opened)
        raise faults.DiskFailed

    monkeypatch.setattr(opening, "lock", refused)
    done = vault("restore", backup, "--to", str(tmp_path / "new"), "--code-file", str(tmp_path / "code"))
    assert done.code != 0
    assert json.loads(done.out)["recovery_code"] != made["recovery_code"]
