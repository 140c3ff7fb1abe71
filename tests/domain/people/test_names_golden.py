"""Eighty names held against one another: who is the same, who may be, and how each is said; people read it too.

Run this file to write the table anew.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

import pytest

from hru_advocate.domain.people.initials import TITLES, initials_of, without_titles
from hru_advocate.domain.people.name_mask import NameMask
from hru_advocate.domain.people.names import NamedText, alike, share_a_name
from hru_advocate.domain.people.same_person import KnownBy, may_be_one
from hru_advocate.domain.people.written_names import is_road, of_that_family, plain_name

GOLDEN: Final = Path(__file__).resolve().parents[2] / "golden" / "names.txt"
NAMES: Final = [line[2:] for line in GOLDEN.read_text(encoding="utf-8").splitlines() if line.startswith("# ")]
MASK: Final = NameMask(["Mary O'Neill-Kowalska", "Darren Holt", "Van der Berg", "Will Park"])


def told(name: str) -> list[str]:
    """What is told of one name: how it is said, and every other it is, may be, shares a word or a family with."""
    found = {other: alike(name, [other], TITLES) for other in NAMES}
    one = {other: may_be_one(KnownBy((name,)), KnownBy((other,))) for other in NAMES}
    said = (
        ("said", [initials_of(name), without_titles(name), plain_name(name), MASK.hide(name), str(is_road(name))]),
        ("same", [other for other, how in found.items() if how == "same" and other != name]),
        ("perhaps", [other for other, how in found.items() if how == "perhaps"]),
        ("same person", [other for other, how in one.items() if how == "same" and other != name]),
        ("perhaps one person", [other for other, how in one.items() if how == "perhaps"]),
        ("shares a word", [other for other in NAMES if share_a_name(name, other) and other != name]),
        ("of the family", [other for other in NAMES if of_that_family(name, [other]) and other != name]),
        ("stands in", [other for other in NAMES if NamedText(f"Then {other} came").holds(name) and other != name]),
    )
    return [f"  {head}: {' ; '.join(rest)}" for head, rest in said if rest]


def table() -> dict[str, list[str]]:
    """The table by name."""
    found: dict[str, list[str]] = {}
    for line in GOLDEN.read_text(encoding="utf-8").splitlines():
        if line.startswith("# "):
            found[line[2:]] = []
        else:
            next(reversed(found.values())).append(line)
    return found


TABLE: Final = table()


@pytest.mark.parametrize("part", range(8))
def test_each_name_is_told_of_as_it_was(part: int) -> None:
    assert [(name, found) for name in NAMES[part::8] if (found := told(name)) != TABLE[name]] == []


if __name__ == "__main__":
    lines = [line for name in NAMES for line in (f"# {name}", *told(name))]
    GOLDEN.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8", newline="\n")
