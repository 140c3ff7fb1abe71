"""Commands on a full or write-protected disk: reading works and says so; what is refused leaves nothing behind."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from hru_advocate.casework.paper import copies
from hru_advocate.store import faults
from hru_advocate.store.ledger import ledger
from hru_advocate.store.vault_file import driver
from tests.casework.open_sessions import REFERRAL
from tests.cli.commands import Run, Said, fill_folder, make_cheap, runner

READING = ("cases", "search ~flat", "forms", "copies", "suggest {ref}", "show {ref}")


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return fill_folder(tmp_path_factory.mktemp("filled"), 2)


@pytest.fixture
def place(filled: Path, tmp_path: Path) -> Path:
    """A copy of its own for each test."""
    return shutil.copytree(filled, tmp_path, dirs_exist_ok=True)


@pytest.fixture
def run(place: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    make_cheap(monkeypatch)
    return runner(place, capsys)


@pytest.fixture
def ref(run: Run) -> str:
    found: str = run("cases", "--json").json()[0]["ref"]
    return found


def _full(patch: pytest.MonkeyPatch) -> None:
    def refuse(*_given: object, **_more: object) -> None:
        raise faults.DiskFull

    patch.setattr(ledger, "append", refuse)


def _protected(patch: pytest.MonkeyPatch) -> None:
    def refuse(_path: Path, _key: bytes) -> driver.Connection:
        raise faults.CannotReachFile

    patch.setattr(driver, "connect", refuse)


@pytest.mark.parametrize("way", [_full, _protected])
@pytest.mark.parametrize("command", READING)
def test_reading_needs_no_writing(
    run: Run, ref: str, monkeypatch: pytest.MonkeyPatch, way: Callable[[pytest.MonkeyPatch], None], command: str
) -> None:
    words = [Said(one[1:]) if one.startswith("~") else one for one in command.format(ref=ref).split()]
    before = run(*words)
    way(monkeypatch)
    done = run(*words)
    assert done.code == 0
    assert done.out == before.out
    if command != "forms":  # which opens no vault
        assert "Nothing can be saved" in done.err
        assert "could not be noted" in done.err


def test_what_would_be_saved_is_refused(run: Run, place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    referral = place / "referral.json"
    referral.write_text(json.dumps(REFERRAL), encoding="utf-8")
    _full(monkeypatch)
    done = run("add", "referral", str(referral))
    assert done.code == 1
    assert "was not saved" in done.err


def test_a_document_whose_copy_cannot_be_noted_says_its_number(
    run: Run, ref: str, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _full(monkeypatch)
    done = run("document", "file_copy", ref, "--out", str(place / "plan.pdf"))
    assert (place / "plan.pdf").read_bytes().startswith(b"%PDF")
    assert copies.not_noted(done.json()["copy"]) in done.err


def test_a_refused_init_leaves_what_is_there(run: Run, place: Path) -> None:
    for header in (place / "home").glob("vault.header*"):
        header.unlink()
    before = {one.name: one.read_bytes() for one in (place / "home").iterdir()}
    said = run("cases")
    refused = run("init", "--no-keychain", "--author", "Ann Example")
    assert refused.code == 1
    assert "Nothing was changed" in refused.err
    assert {one.name: one.read_bytes() for one in (place / "home").iterdir()} == before
    again = run("cases")
    assert (again.code, again.err) == (said.code, said.err)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 2 MiB."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", str(disk)],
        check=False,
        capture_output=True,
    )
    if mounted.returncode:
        pytest.skip("nobody but root may mount")
    yield disk
    subprocess.run(["umount", str(disk)], check=False, capture_output=True)


@pytest.mark.skipif(sys.platform != "linux", reason="mounts are Linux's")
def test_a_disk_that_is_really_full(run: Run, small_disk: Path, place: Path) -> None:
    home = ("--home", str(small_disk / "vault"))
    assert run(*home, "init", "--no-keychain", "--author", "Ann Example").code == 0
    referral = place / "referral.json"
    told = {
        "victim": "Mo Example",
        "source": "self",
        "area": "halton",
        "behaviour": ["stalking"],
        "decision": "accept",
        "adds_value": True,
    }
    referral.write_text(json.dumps(told), encoding="utf-8")
    made = run(*home, "add", "referral", str(referral)).json()
    fill = small_disk / "fill"
    with fill.open("wb", buffering=0) as file, suppress(OSError):  # the error is what it writes for
        while True:
            file.write(bytes(4096))
    listed = run(*home, "cases")
    assert (listed.code, listed.out[:12]) == (0, made["ref"][:12])
    assert "Nothing can be saved: the disk is full" in listed.err
    refused = run(*home, "document", "file_copy", made["ref"], "--out", str(small_disk / "plan.pdf"))
    assert refused.code == 1
    assert not (small_disk / "plan.pdf").exists()
    new = run("--home", str(small_disk / "another"), "init", "--no-keychain", "--author", "Ann Example")
    assert new.code == 1
    assert sorted(one.name for one in small_disk.iterdir()) == ["anchors", "fill", "vault"]
    fill.unlink()
    done = run(*home, "document", "file_copy", made["ref"], "--out", str(small_disk / "plan.pdf"))
    assert done.code == 0
    assert "Nothing can be saved" not in done.err
