"""A stranger's case from the first window to paper, by nothing but clicks and keys on the real program."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pypdfium2
import pytest

from tests.real import desktop as desktops
from tests.real import journey, print_queue
from tests.real.desktop import Desktop, kill, programs_on, wait_until
from tests.real.print_queue import PrintQueue
from tests.real.visitor import Visitor, pictures_folder

LACKING = [*desktops.missing(), *print_queue.missing()]
pytestmark = pytest.mark.skipif(bool(LACKING), reason=f"needs {', '.join(LACKING)}: make setup installs them")
needs_keychain = pytest.mark.skipif(shutil.which("gnome-keyring-daemon") is None, reason="needs gnome-keyring")


@contextmanager
def at_the_desk(folder: Path, name: str, *, keychain: bool = False) -> Iterator[tuple[Visitor, PrintQueue]]:
    """A desktop with a printer, the program on it for the first time, and somebody in front of it."""
    with (
        PrintQueue(folder) as queue,
        Desktop(folder / "d", keychain=keychain, more=queue.environment) as desktop,
        Visitor(desktop, pictures_folder(folder) / name) as visitor,
    ):
        desktop.program(folder / "vault")
        yield visitor, queue


@pytest.fixture
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Short: the name of a socket may have 107 letters."""
    return tmp_path_factory.mktemp("j")


def lock(visitor: Visitor, home: Path) -> None:
    """Ctrl+L: the process is gone and another, locked one is there."""
    (before,) = programs_on(home)
    visitor.key("ctrl+l")
    wait_until(lambda: before not in programs_on(home), what="the end of the old process")
    visitor.wait_for("Unlock", "push button")
    (after,) = programs_on(home)
    assert after != before


def test_stranger_takes_a_case_to_paper(folder: Path) -> None:
    with at_the_desk(folder, "journey") as (visitor, queue):
        passphrase = journey.set_up(visitor, alone=True)
        journey.refer(visitor)
        journey.agree_on_contact(visitor)
        journey.talk_about_risk(visitor)
        journey.rate_needs(visitor)
        added = journey.plan(visitor)
        journey.open_paper(visitor)
        journey.print_copy(visitor)
        paper = words_on(queue.printed())
        assert [measure for measure in added if " ".join(measure.split()) not in paper] == []
        assert journey.VICTIM not in paper
        lock(visitor, folder / "vault")
        journey.unlock(visitor, passphrase)
        journey.open_case(visitor)
        assert visitor.titles()[0] == "HRU Advocate"
        told = queue.told()
        assert [word for word in (journey.CANARY, journey.VICTIM, "Keira") if word in told] == []


def words_on(paper: bytes) -> str:
    pages = (page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(paper))
    return " ".join(" ".join(pages).split())


@pytest.mark.soak
@needs_keychain
def test_half_typed_form_is_offered_again_after_a_crash(folder: Path) -> None:
    """With the desktop's real keychain, which holds half of the key."""
    home = folder / "vault"
    with at_the_desk(folder, "crash", keychain=True) as (visitor, _queue):
        passphrase = journey.set_up(visitor, alone=False)
        journey.refer(visitor)
        visitor.click("Log contact")
        visitor.fill("As fact: what I saw or did", journey.WORRY)
        visitor.picture("contact")
        visitor.wait_for("Draft saved", begins=True)
        (running,) = programs_on(home)
        kill(running)
        wait_until(lambda: running not in visible(visitor), what="the end of the window")
        visitor.desktop.program(home)
        journey.unlock(visitor, passphrase)
        visitor.picture("today with a draft")
        visitor.click("Finish", begins=True)
        field = visitor.wait_for("As fact: what I saw or did", "text")
        assert field.text == journey.WORRY
        visitor.picture("draft offered again")


def visible(visitor: Visitor) -> set[int]:
    return {each.pid for each in visitor.look()}
