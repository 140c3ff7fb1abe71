"""Links, pipes and devices put where files of the vault are looked for: none is followed, waited for or taken away."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from hru_advocate.casework.vault import backup_folder, backups, opening, undoing
from hru_advocate.casework.vault.home import Opened
from tests.casework.open_sessions import AUTHOR, home_at, new_case
from tests.casework.vault.saver import PASSPHRASE
from tests.posix import posix

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
