"""F12 on the real screen: every pixel of the window is the cover's, whatever stood there."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PIL import Image, ImageChops

from tests.real.desktop import Desktop, missing, wait_until
from tests.real.filled_vault import fill
from tests.real.visitor import Visitor, pictures_folder

pytestmark = pytest.mark.skipif(bool(missing()), reason=f"needs {', '.join(missing())}: make setup installs them")


@pytest.fixture
def at_the_door(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Visitor, str]]:
    folder = tmp_path_factory.mktemp("c")
    passphrase = fill(folder / "vault")
    with Desktop(folder / "d") as desktop, Visitor(desktop, pictures_folder(folder) / "cover") as visitor:
        desktop.program(folder / "vault")
        visitor.wait_focus("Passphrase")
        yield visitor, passphrase


def resting(visitor: Visitor) -> Image.Image:
    """The screen once nothing on it moves, with the pointer out of the way."""
    visitor.point(1, 766)

    def look() -> Image.Image | None:
        before, after = visitor.desktop.picture(), visitor.desktop.picture()
        return after if differ(before, after) is None else None

    found = wait_until(look, what="the screen to rest")
    assert found is not None
    return found


def differ(one: Image.Image, other: Image.Image) -> tuple[int, int, int, int] | None:
    """The box of everything that is not the same, or nothing."""
    return ImageChops.difference(one, other).getbbox()


@pytest.mark.soak
def test_cover_leaves_no_pixel_of_what_it_covers(at_the_door: tuple[Visitor, str]) -> None:
    visitor, passphrase = at_the_door
    before = resting(visitor)
    visitor.key("F12")
    wait_until(lambda: differ(before, visitor.desktop.picture()), what="the cover at the door")
    cover = resting(visitor)
    visitor.picture("cover")
    visitor.key("F12")
    wait_until(lambda: differ(cover, visitor.desktop.picture()), what="the door again")
    visitor.wait_focus("Passphrase")
    visitor.write(passphrase)
    visitor.key("Return")
    visitor.wait_for("Contacts due")
    visitor.key("ctrl+2")
    visitor.wait_for("Case: ", "table cell", begins=True)
    places = (("ctrl+3", "Directory"), ("ctrl+5", "Settings"), ("ctrl+2", "Cases"), ("ctrl+1", "Today"))
    for key, place in places:
        visitor.key(key)
        visitor.wait_for(place, "filler")
        shown = visitor.desktop.picture()
        visitor.key("F12")
        wait_until(lambda: differ(cover, visitor.desktop.picture()) is None, what=f"the cover over {place}")
        visitor.key("x", "Escape", "Return", "ctrl+k")
        visitor.write("still covered")
        assert differ(cover, resting(visitor)) is None, place
        visitor.key("F12")
        wait_until(lambda: differ(cover, visitor.desktop.picture()), what=f"{place} again")
        visitor.wait_for(place, "filler")
        assert differ(shown, cover) is not None
