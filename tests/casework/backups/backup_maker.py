"""Records and makes backups until it is killed; says each backup's name once it is acknowledged."""

from __future__ import annotations

import sys
from pathlib import Path

from hru_advocate.casework.vault import backups, opening
from tests.casework.open_sessions import home_at, new_case
from tests.casework.vault.saver import PASSPHRASE


def run(folder: Path, to: Path) -> None:
    """Open the vault, then back up for ever."""
    opened, _unlocked = opening.unlock(home_at(folder), PASSPHRASE)
    while True:
        new_case(opened.session)
        sys.stdout.write(backups.back_up(opened, to).path.name + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    run(Path(sys.argv[1]), Path(sys.argv[2]))
