"""The program as a screen reader meets it, over the real accessibility bus: names, titles, actions, announcements."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.real.desktop import Desktop, missing, programs_on, wait_until
from tests.real.filled_vault import fill
from tests.real.visitor import Visitor, pictures_folder, unnamed

pytestmark = pytest.mark.skipif(bool(missing()), reason=f"needs {', '.join(missing())}: make setup installs them")
TITLE = "HRU Advocate"
CANARY = "Kanarek7Qx"
TABS = ("Contacts", "Incidents", "Risk", "Needs", "Plan", "Legal & court", "Services", "History", "Overview")


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A vault with made-up cases, and what opens it."""
    folder = tmp_path_factory.mktemp("r")
    return folder, fill(folder / "vault")


@pytest.fixture
def visitor(filled: tuple[Path, str], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Visitor]:
    folder, _passphrase = filled
    place = tmp_path_factory.mktemp("d") / "d"
    with Desktop(place) as desktop, Visitor(desktop, pictures_folder(folder) / "reader") as made:
        desktop.program(folder / "vault")
        made.wait_focus("Passphrase")
        yield made


def look_closely(visitor: Visitor, where: str) -> None:
    """Nothing here is without a name, and no title bar says more than the program's name."""
    visitor.picture(where)
    assert unnamed(visitor.look()) == [], where
    assert set(visitor.titles()) == {TITLE}, where
    assert [name for name in visitor.desktop.window_names() if CANARY in name] == [], where
    assert TITLE in visitor.desktop.window_names()


def unlock(visitor: Visitor, passphrase: str) -> None:
    visitor.write(passphrase)
    visitor.key("Return")
    visitor.wait_for("Contacts due")


@pytest.mark.soak
def test_every_place_can_be_read_and_no_title_tells(visitor: Visitor, filled: tuple[Path, str]) -> None:
    look_closely(visitor, "locked")
    unlock(visitor, filled[1])
    look_closely(visitor, "today")
    for key, place in (("ctrl+3", "Directory"), ("ctrl+7", "Settings"), ("F1", "Help"), ("ctrl+2", "Cases")):
        visitor.key(key)
        visitor.wait_for(place, "filler")
        look_closely(visitor, place)
    visitor.wait_for("Case: ", "table cell", begins=True)
    visitor.key("Down", "Return")
    visitor.wait_for("Log contact")
    for tab in TABS:
        visitor.click(tab, "check box")
        visitor.wait_checked(tab)
        look_closely(visitor, tab)
    visitor.click("Risk conversation")
    visitor.wait_for("Next, Enter")
    look_closely(visitor, "conversation")
    visitor.key("ctrl+k")
    visitor.write(CANARY)
    visitor.wait_for("Search results", "list")
    look_closely(visitor, "search")


def test_controls_work_by_their_actions_and_outcomes_are_announced(visitor: Visitor, filled: tuple[Path, str]) -> None:
    folder, passphrase = filled
    visitor.write("not the words")
    visitor.press("Unlock")
    visitor.wait_heard("That passphrase does not open this vault.")
    visitor.key("ctrl+a")
    visitor.write(passphrase)
    visitor.press("Unlock")
    visitor.wait_for("Contacts due")
    visitor.press("Open the case of", begins=True)
    visitor.press("Log contact")
    for answer in ("Telephone", "They contacted us", "The victim"):
        visitor.press(answer, "check box")
    visitor.press("Save entry, Ctrl S")
    visitor.wait_heard("Contact saved")
    (before,) = programs_on(folder / "vault")
    visitor.press("Lock, Ctrl L")
    visitor.wait_heard("Locked")
    wait_until(lambda: before not in programs_on(folder / "vault"), what="the end of the old process")
    visitor.wait_focus("Passphrase")
