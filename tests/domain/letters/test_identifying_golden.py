"""Two hundred lines of letters and all that tells who somebody is in them; run this file to write the table anew."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from hru_advocate.domain.letters.identifying import items_in
from tests.domain.letters.test_identifying import READING

GOLDEN: Final = Path(__file__).resolve().parents[2] / "golden" / "letter_items.txt"


def told(text: str) -> str:
    """What is found in a line, in its order: the sort, the words, a sign where they are a third party's, and why."""
    found = items_in(text.replace("¶", "\n"), READING)
    items = (f"{one.kind} <{one.words}>{' 3' if one.third_party else ''} {one.why}" for one in found)
    return "; ".join(items).replace("\n", "¶")


def test_each_line_tells_what_it_did() -> None:
    lines = [line.split(" | ", 1) for line in GOLDEN.read_text(encoding="utf-8").splitlines()]
    assert [(text, found) for text, kept in lines if (found := told(text)) != kept] == []


if __name__ == "__main__":
    texts = [line.split(" | ", 1)[0] for line in GOLDEN.read_text(encoding="utf-8").splitlines()]
    GOLDEN.write_text("".join([f"{text} | {told(text)}\n" for text in texts]), encoding="utf-8", newline="\n")
