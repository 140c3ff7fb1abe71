"""What is said of an opened package, in which order, and that the last of it is never cut off."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any, Final

import pytest

from hru_advocate.casework.changed import Changed
from hru_advocate.casework.session import Session
from hru_advocate.casework.sharing.opened import PackageOpened, UnmetDevice
from hru_advocate.casework.sharing.receiving import open_package
from tests.casework.sharing.two_laptops import laptops, meet, package, told_case

OPENED: Final = PackageOpened(
    ref="HRU-7K3M-9QXF", case="", sender="Kim Colleague", purpose="to work on it together", new=2, entries=9, gaps=(),
    unmet=(), left=0, empty=0, misnamed=(), changed=Changed(frozenset()),
)  # fmt: skip
STRANGER: Final = UnmetDevice("0" * 16, ("Robin Example",), ())
NOUGHT: Final = f"{STRANGER.device} signs as Robin Example"
VOUCHED: Final = "taken on the word of Kim Colleague:"
NAMED_ELSEWHERE: Final = "like these. The command hru-vault open names each."
NOT_HAD: Final = "Nothing in it shows that Kim Colleague had this case before."
AHEAD: Final = "by the clock there, which is still to come by the one here. Have the wrong clock set right, and"
ROWS: Final[tuple[tuple[dict[str, Any], tuple[str, ...]], ...]] = (
    ({}, ()),
    ({"gaps": ("a", "b", "c")}, ("Not here: a", "Not here: b", "Not here: c")),
    (
        {"gaps": tuple("abcdef")},
        ("Not here: a", "Not here: b", "Not here: c", f"Not here besides: 3 more {NAMED_ELSEWHERE}"),
    ),
    (
        {"gaps": ("a",), "empty": 1, "left": 3, "misnamed": ("Jo",), "unmet": (STRANGER,)},
        (
            f"Nobody here has met this laptop; {VOUCHED} device {NOUGHT}.",
            "Signed under another name by the laptop of Jo. Ask who wrote it.",
            "Left out: 3 that a removed device wrote after its last number that counts.",
            "1 entry says nothing here: erased by authority. The history of the case says by whom.",
            "Not here: a",
        ),
    ),
    (
        {"had": False, "ahead": "2126-11-24T10:00:00.000Z", "misnamed": ("Jo",), "gaps": ("a",)},
        (
            "Signed under another name by the laptop of Jo. Ask who wrote it.",
            f"{NOT_HAD} By itself nothing of it goes there: ask, and seal the case where that is right.",
            f"Written down on 24 Nov 2126, 10:00 {AHEAD} correct what bears such a day: it passes for the newest.",
            "Not here: a",
        ),
    ),
    (
        {"unmet": (UnmetDevice("1" * 16, ("Ash", "Jo"), ("Jo",)), STRANGER), "misnamed": ("Al", "Bo"), "empty": 2},
        (
            f"Nobody here has met these laptops; {VOUCHED} device {'1' * 16} signs as Ash and as Jo; device {NOUGHT}.",
            "The laptop of Jo that is known here is another. Ask in person whose the one nobody has met is.",
            "Signed under another name by the laptop of Al and that of Bo. Ask who wrote it.",
            "2 entries say nothing here: erased by authority. The history of the case says by whom.",
        ),
    ),
)  # fmt: skip


@pytest.mark.parametrize(("found", "said"), ROWS)
def test_people_are_named_first_and_what_is_missing_stands_last(found: dict[str, Any], said: tuple[str, ...]) -> None:
    assert replace(OPENED, **found).warnings == said


def test_of_very_many_strangers_the_first_are_named_and_the_rest_counted() -> None:
    many = tuple(replace(STRANGER, device=f"{number:016}") for number in range(200))
    (told,) = replace(OPENED, unmet=many).warnings
    assert told.count("signs as") == 5
    assert told.endswith("; 195 more.")


def test_a_stranger_that_signs_as_somebody_whose_laptop_is_known_is_said(tmp_path: Path) -> None:
    with laptops(tmp_path, 4) as (here, there, third, stranger):
        meet(there, third)
        meet(there, stranger)
        meet(third, here)
        stranger.author = here.author
        case = told_case(stranger)
        _passed_on(stranger, there, case, tmp_path)
        opened = open_package(third, package(there, case, tmp_path, third))
        assert opened.unmet == (UnmetDevice(stranger.device.device_id, (here.author,), (here.author,)),)


def _passed_on(sender: Session, receiver: Session, case: Any, folder: Path) -> None:
    assert open_package(receiver, package(sender, case, folder, receiver)).new
