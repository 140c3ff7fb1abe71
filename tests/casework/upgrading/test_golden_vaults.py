"""A vault that any released version left is opened by today's program: it says the same, and is worked with further."""

from __future__ import annotations

import re
import shutil
from datetime import timedelta
from pathlib import Path

import pytest

import hru_advocate
from hru_advocate.casework.records.entries import save
from hru_advocate.casework.records.records import record_lines
from hru_advocate.casework.session import Session
from hru_advocate.casework.vault import checks, opening
from hru_advocate.keys.passphrase import PRODUCT, Hardness
from tests.casework.open_sessions import REFERRAL
from tests.casework.upgrading import golden_vaults
from tests.casework.upgrading.golden_vaults import FOLDER, WAYS, WRITTEN, case_of, home_in, read_back, told_of, unlocked
from tests.keys.stand_ins import CHEAP

RELEASES = {
    "0.1.0": "9b6f3b6b328057ad83b212e1c82a6b358fdff829ea1fb5f2988dd0ea97f0433b",
}
"""Each version, and what its files are by ``digest_of``: a line is added at each release, and none of them changes."""
MOST_BYTES = 400_000
LATER = WRITTEN + timedelta(days=190)
EVERY = [(version, way) for version in RELEASES for way in WAYS]


def copied(version: str, to: Path) -> Path:
    """A copy that may be written in."""
    return Path(shutil.copytree(FOLDER / version, to / version))


def written_once_more(session: Session) -> str:
    """One more entry: of the case there is, or a case; its id."""
    case = case_of(session)
    if case is None:
        return save(session, "referral", REFERRAL).entry
    raw = {"happened": "2027-05-31", "method": "phone", "direction": "in", "with_whom": "officer", "fact": "Rang back"}
    return save(session, "contact", raw, case=case).entry


def check_goes_on(folder: Path, way: str, hardness: Hardness = PRODUCT) -> None:
    """Open it, hold it against what was written down, write in it, lock it, and open it again."""
    home = home_in(folder, way, LATER, hardness)
    with unlocked(home, way) as session:
        before = checks.verify(session, "full")
        assert before.fine, before.lines
        assert read_back(session) == told_of(folder, way)["found"]
        entry = written_once_more(session)
    with unlocked(home, way) as session:
        assert entry in {line.entry for line in record_lines(session, case_of(session))}
        after = checks.verify(session, "full")
        assert after.fine, after.lines
        assert after.entries > before.entries


@pytest.mark.parametrize(("version", "way"), EVERY)
def test_a_vault_of_every_version_opens_says_the_same_and_goes_on(version: str, way: str, tmp_path: Path) -> None:
    check_goes_on(copied(version, tmp_path), way)


@pytest.mark.parametrize("version", RELEASES)
def test_the_recovery_code_of_every_version_opens_its_vault(version: str, tmp_path: Path) -> None:
    folder = copied(version, tmp_path)
    home, told = home_in(folder, "daily", LATER), told_of(folder, "daily")
    opened, recovered = opening.recover(home, told["recovery_code"], "meadow kettle harbour thistle velvet compass")
    try:
        assert (recovered.warnings, recovered.doubts) == ((), ())
        assert read_back(opened.session) == told["found"]
    finally:
        opening.lock(opened)


@pytest.mark.parametrize("version", RELEASES)
def test_no_vault_was_written_anew(version: str) -> None:
    assert golden_vaults.digest_of(FOLDER / version) == RELEASES[version]


@pytest.mark.parametrize("version", RELEASES)
def test_a_version_s_vaults_are_small(version: str) -> None:
    assert sum(file.stat().st_size for file in (FOLDER / version).rglob("*") if file.is_file()) < MOST_BYTES


def test_every_version_has_its_vaults(root: Path) -> None:
    named = set(re.findall(r"^## (\d+\.\d+\.\d+)", (root / "CHANGELOG.md").read_text("utf-8"), re.MULTILINE))
    assert hru_advocate.__version__ in named
    assert set(RELEASES) == {folder.name for folder in FOLDER.iterdir()} == named


def test_what_is_written_at_the_next_release_is_what_is_read_and_is_written_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(golden_vaults, "__version__", "9.9.9")
    golden_vaults.main(tmp_path, CHEAP)
    made = golden_vaults.digest_of(tmp_path / "9.9.9")
    with pytest.raises(SystemExit, match="none is ever written anew"):
        golden_vaults.main(tmp_path)
    assert golden_vaults.digest_of(tmp_path / "9.9.9") == made
    for way in WAYS:
        check_goes_on(tmp_path / "9.9.9", way, CHEAP)
