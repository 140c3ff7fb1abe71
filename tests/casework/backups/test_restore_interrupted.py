"""A restore that is ended by Ctrl C: until the backup is in place, the vault that was here is as it was."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import pytest

from hru_advocate.casework.vault import opening, restoring
from tests.casework.backups.test_restoring import OTHER, SIX, Place, bytes_in, cases_in, place

__all__ = ["place"]

STEPS: Final = 9
"""Three copies beside, three that are kept, three names."""


@pytest.mark.parametrize("after", [False, True])
@pytest.mark.parametrize("last", range(1, STEPS + 1))
def test_ended_at_any_step_what_was_here_is_here(
    place: Place,
    monkeypatch: pytest.MonkeyPatch,
    last: int,
    *,
    after: bool,
) -> None:
    before, count = bytes_in(place.folder), 0
    with monkeypatch.context() as patch:
        for name in ("_copy", "give_name"):
            real = getattr(restoring, name)

            def step(source: Path, target: Path, real: object = real) -> None:
                nonlocal count
                count += 1
                if count == last and not after:
                    raise KeyboardInterrupt
                assert callable(real)
                real(source, target)
                if count == last:
                    raise KeyboardInterrupt

            patch.setattr(restoring, name, step)
        with pytest.raises(KeyboardInterrupt):
            restoring.restore(place.home, place.backup, place.code, OTHER)
    assert bytes_in(place.folder) == before
    assert [one.name for one in place.folder.iterdir() if one.is_dir()] == []
    opened, unlocked = opening.unlock(place.home, SIX)
    assert not unlocked.doubts
    assert cases_in(opened) == 2
    opening.lock(opened)
