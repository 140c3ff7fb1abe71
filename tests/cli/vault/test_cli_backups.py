"""``hru-vault backup`` and ``backups``: a folder chosen once, a backup proven each time, a plain sentence where not."""

from __future__ import annotations

from pathlib import Path

import pytest

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
