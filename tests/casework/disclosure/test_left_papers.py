"""A paper that was on its way into a file when the program was killed: its part goes, and the whole is told of."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import NoReturn

import pytest

from hru_advocate.casework.disclosure import receipts
from hru_advocate.casework.disclosure.builder import DisclosureRequest, build
from hru_advocate.casework.paper import copies, papers
from hru_advocate.casework.session import Session
from hru_advocate.casework.vault import opening
from hru_advocate.errors import InvalidAnswer
from tests.casework.disclosure.told_case import DISCLOSED, told_case
from tests.casework.open_sessions import NewVault, copied_session, home_at, id_of
from tests.fixed_clock import FixedClock
from tests.keys.stand_ins import MemoryKeychain

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="a killed program is played by a fork")


def _disclose(session: Session, case: str, path: Path) -> None:
    view = build(session, DisclosureRequest(case, "housing"))
    receipts.disclose_to_file(session, view, DISCLOSED, path)


def _copy(session: Session, case: str, path: Path) -> None:
    entry = session.heads(case, ["incident"])[0].entry
    copies.save_copy(session, papers.make_record(session, entry), {}, "saved", path, over=True)


WAYS: dict[str, Callable[[Session, str, Path], None]] = {"disclosure": _disclose, "copy": _copy}


def _die(*_given: object) -> NoReturn:
    os._exit(9)


def killed(new: NewVault, folder: Path, way: str, *, whole: bool) -> None:
    """Do it in a copy of this process that dies as the part is written, or once the file bears its name."""
    child = os.fork()  # type: ignore[attr-defined, unused-ignore]  # not on Windows
    if not child:
        try:
            with copied_session(new, folder / "vault") as session, pytest.MonkeyPatch.context() as patched:
                case = id_of(told_case(session, "Daz came."))
                if not whole:
                    patched.setattr(os, "fsync", _die)
                else:
                    real = os.replace
                    patched.setattr(os, "replace", lambda one, other: (real(one, other), _die()))
                WAYS[way](session, case, folder / "stick" / "paper.pdf")
        finally:
            os._exit(3)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 9


def said_next(new: NewVault, folder: Path) -> list[str]:
    """All that the next opening says of something that is not encrypted."""
    home = home_at(folder / "vault", MemoryKeychain(kept=dict(new.kept)))
    assert isinstance(home.clock, FixedClock)
    home.clock.advance(timedelta(hours=1))
    opened, unlocked = opening.unlock(home, new.passphrase)
    opening.lock(opened)
    return [one for one in unlocked.warnings if "not encrypted" in one]


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    (tmp_path / "stick").mkdir()
    return tmp_path / "stick"


@pytest.mark.parametrize("way", WAYS)
def test_a_part_is_gone_with_the_next_opening(new_vault: NewVault, tmp_path: Path, stick: Path, way: str) -> None:
    (stick / "paper.pdf").write_bytes(b"an older one of that name")
    killed(new_vault, tmp_path, way, whole=False)
    assert [one.suffix for one in stick.iterdir() if one.name != "paper.pdf"] == [".part"]
    assert said_next(new_vault, tmp_path) == []
    assert [(one.name, one.read_bytes()) for one in stick.iterdir()] == [("paper.pdf", b"an older one of that name")]


@pytest.mark.parametrize("way", WAYS)
def test_the_whole_that_no_entry_tells_of_is_told_until_it_is_gone(
    new_vault: NewVault, tmp_path: Path, stick: Path, way: str
) -> None:
    (stick / "paper.pdf").write_bytes(b"an older one of that name")
    killed(new_vault, tmp_path, way, whole=True)
    assert (stick / "paper.pdf").read_bytes().startswith(b"%PDF")
    for _time in range(2):
        assert [str(stick / "paper.pdf") in one for one in said_next(new_vault, tmp_path)] == [True]
    (stick / "paper.pdf").unlink()
    assert said_next(new_vault, tmp_path) == []


@pytest.mark.parametrize("way", WAYS)
def test_what_left_as_it_should_is_told_of_by_its_entry_alone(
    new_vault: NewVault, tmp_path: Path, stick: Path, way: str
) -> None:
    with copied_session(new_vault, tmp_path / "vault") as session:
        case = id_of(told_case(session, "Daz came."))
        WAYS[way](session, case, stick / "paper.pdf")
        assert len(copies.copies(session, case)) == 1
    assert said_next(new_vault, tmp_path) == []
    assert (stick / "paper.pdf").exists()


def test_a_disclosure_that_is_refused_leaves_no_file(session: Session, stick: Path) -> None:
    case = id_of(told_case(session, "Daz came."))
    view = build(session, DisclosureRequest(case, "housing"))
    with pytest.raises(InvalidAnswer):
        receipts.disclose_to_file(session, view, DISCLOSED | {"agency": "Daz"}, stick / "paper.pdf")
    assert list(stick.iterdir()) == []


def test_a_vault_that_takes_nothing_keeps_no_copy_from_being_made(session: Session, stick: Path) -> None:
    """The vault takes nothing more, the stick does: the paper is made, and that it is in no list is said."""
    case = id_of(told_case(session, "Daz came."))
    entry = session.heads(case, ["incident"])[0].entry
    view = papers.make_record(session, entry)
    session.vault.read_only = True
    assert copies.save_copy(session, view, {}, "saved", stick / "paper.pdf", over=True) is None
    session.vault.read_only = False
    assert (stick / "paper.pdf").read_bytes() == view.pdf
