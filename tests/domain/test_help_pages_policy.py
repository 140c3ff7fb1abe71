"""A page of the help is read piece by piece: paragraphs, lists, steps, rows of a table, links and marks."""

from __future__ import annotations

import pytest

from hru_advocate.domain.help_pages import CONTENTS, HelpBlock, HelpSection, read_book, read_page

PAGE = """
# The *title*

First words
go on.

Then more.

## A `part`

- one [link](today.md)
- two
  goes on
1. do **this**
2. do that

| what | means |
|---|---|
| `F1` | the *help* |

After [Today](today.md) and [a case](case.md).
"""


def test_a_page_is_taken_apart() -> None:
    page = read_page("made_up", PAGE)
    assert (page.id, page.title, page.first) == ("made_up", "The ‘title’", "First words go on.")
    assert page.sections == (
        HelpSection("", (HelpBlock("text", "Then more."),)),
        HelpSection(
            "A ‘part’",
            (
                HelpBlock("item", "one link"),
                HelpBlock("item", "two goes on"),
                HelpBlock("step", "do ‘this’"),
                HelpBlock("step", "do that"),
                HelpBlock("row", "what", "means"),
                HelpBlock("row", "‘F1’", "the ‘help’"),
                HelpBlock("text", "After Today and a case."),
            ),
        ),
    )
    assert page.links == (("link", "today"), ("a case", "case"))
    assert page.steps == ("do ‘this’", "do that")
    assert page.sections[1].spoken == (
        "one link\ntwo goes on\n1. do ‘this’\n2. do that\nwhat: means\n‘F1’: the ‘help’\nAfter Today and a case."
    )
    assert page.text.splitlines()[:4] == ["First words go on.", "", "Then more.", "A ‘part’"]


@pytest.mark.parametrize(
    ("text", "first", "sections"),
    [
        ("# Title", "", 0),
        ("# Title\n", "", 0),
        ("# Title\n\nWords.", "Words.", 0),
        ("# Title\n## Part\nWords.", "", 1),
        ("# Title\n- item\n- other", "item", 1),
    ],
)
def test_a_short_page(text: str, first: str, sections: int) -> None:
    page = read_page("made_up", text)
    assert (page.title, page.first, len(page.sections)) == ("Title", first, sections)


def test_steps_begin_anew_after_other_words() -> None:
    steps = HelpSection("", tuple(HelpBlock(kind, kind) for kind in ("step", "step", "text", "step")))
    assert list(steps.lines()) == ["1. step", "2. step", "text", "1. step"]


def test_the_contents_order_the_pages() -> None:
    contents = (
        "# Contents\n\n## Every day\n- [Today](today.md)\n- [A case](case.md)\n\n## Beforehand\n- [Safe](safe.md)\n"
    )
    book = read_book({CONTENTS: contents, "today": "# Today", "case": "# A case", "safe": "# Safe"})
    assert book.groups == (("Every day", ("today", "case")), ("Beforehand", ("safe",)))
    assert list(book.pages) == ["today", "case", "safe"]
