"""Three hundred texts as they leave one made-up case: what is black, and as what it would be offered for a tick.

The case knows its victim Elizabeth Testley (whose own paper it is), Darren Holt, Grace Park, a number, an address, an
e-mail, a day of birth and two words that were agreed. Run this file to write the table anew; people read it too.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Final

from hru_advocate.casework.product import shipped
from hru_advocate.domain.disclosure.redaction import CaseFinder
from hru_advocate.domain.identifying.items import Item, item_id
from hru_advocate.domain.identifying.known_things import KnownDay, KnownName, KnownNumber, KnownThing, KnownWords
from hru_advocate.domain.identifying.name_forms import NameSought
from tests.domain.disclosure.test_redaction_policy import CASE, name, thing

GOLDEN: Final = Path(__file__).resolve().parents[2] / "golden" / "blacked_out.txt"
OWN: Final = Item(item_id(CASE, "name", "Elizabeth Testley"), "name", "the person", "Elizabeth Testley", own=True)
THINGS: Final[tuple[KnownThing, ...]] = (
    KnownName(OWN, NameSought(("Elizabeth Testley",))),
    name("Darren Holt", "Daz"),
    name("Grace Park"),
    KnownNumber(thing("number", "07700 900123")),
    KnownWords(thing("address", "12 Acacia Road, Warrington, WA4 6XX")),
    KnownWords(thing("email", "daz.holt@example.com")),
    KnownDay(thing("born", "3 May 1990"), date(1990, 5, 3)),
    KnownWords(thing("secret", "red shoes"), everywhere=True),
)


def left(text: str) -> str:
    """A text as the table writes it: what stays of it, then each item that stands in it."""
    (read,) = CaseFinder(CASE, THINGS, shipped().words_known).read([text])
    items = "; ".join(f"{one.kind} {one.value}" for one in read.standing)
    ticked = read.redacted(frozenset({"number-07700 900123", THINGS[1].item.id}))
    return f"{read.redacted(frozenset())} | {ticked} | {items}"


def test_each_text_leaves_as_it_did() -> None:
    lines = [line.split(" | ", 1) for line in GOLDEN.read_text(encoding="utf-8").splitlines()]
    assert [
        (text, found) for text, kept in lines if (found := left(text.replace("¶", "\n")).replace("\n", "¶")) != kept
    ] == []


if __name__ == "__main__":
    texts = [line.split(" | ", 1)[0] for line in GOLDEN.read_text(encoding="utf-8").splitlines()]
    rows = (f"{text} | {left(text.replace('¶', chr(10))).replace(chr(10), '¶')}\n" for text in texts)
    GOLDEN.write_text("".join(list(rows)), encoding="utf-8", newline="\n")
