"""Pages of the help taken apart, and every page there is: whole, linked, without a number nobody may ring."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from hru_advocate.casework.finding.help_lines import read_help
from hru_advocate.casework.product import Product
from hru_advocate.domain.help_pages import HelpBlock, HelpBook, HelpSection, read_page

BOOK = read_help(Product().folder)


@pytest.mark.parametrize(
    ("body", "blocks"),
    [
        ("One line\nand its end.", [HelpBlock("text", "One line and its end.")]),
        ("One.\n\nTwo.", [HelpBlock("text", "One."), HelpBlock("text", "Two.")]),
        ("- One\n  goes on\n- Two", [HelpBlock("item", "One goes on"), HelpBlock("item", "Two")]),
        ("1. One\n2. Two\n\nThen.", [HelpBlock("step", "One"), HelpBlock("step", "Two"), HelpBlock("text", "Then.")]),
        ("| key | means |\n|---|---|\n| 1 | yes |", [HelpBlock("row", "key", "means"), HelpBlock("row", "1", "yes")]),
        ("Press **Save** or *not now*.", [HelpBlock("text", "Press ‘Save’ or ‘not now’.")]),
        ("See [the\nplan](plan.md).", [HelpBlock("text", "See the plan.")]),
        ("A blank such as [[a day]] stays.", [HelpBlock("text", "A blank such as [[a day]] stays.")]),
    ],
)
def test_a_section_is_taken_apart(body: str, blocks: list[HelpBlock]) -> None:
    page = read_page("it", f"# It\n\nFirst.\n\n## Part\n\n{body}\n")
    assert (page.title, page.first) == ("It", "First.")
    assert page.sections == (HelpSection("Part", tuple(blocks)),)


def test_what_is_heard_of_a_section_has_the_numbers_of_its_steps() -> None:
    page = read_page(
        "it", "# It\n\nFirst.\n\n## Part\n\n1. One\n2. Two\n\nThen [more](other.md) and [it](other.md).\n\n| a | b |\n"
    )
    assert page.sections[0].spoken == "1. One\n2. Two\nThen more and it.\na: b"
    assert page.links == (("more", "other"),)
    assert page.steps == ("One", "Two")


def test_what_stands_before_the_first_heading_is_not_lost() -> None:
    page = read_page("it", "# It\n\nFirst.\n\nSecond.\n\n## Part\n\nThird.\n")
    assert [(part.heading, part.spoken) for part in page.sections] == [("", "Second."), ("Part", "Third.")]


def listed(book: HelpBook) -> list[str]:
    return [page for _group, pages in book.groups for page in pages]


def test_the_contents_list_every_page_once_by_its_title() -> None:
    assert sorted(listed(BOOK)) == sorted(BOOK.pages)
    contents = (Product().folder / "help" / "README.md").read_text("utf-8")
    for page in BOOK.pages.values():
        assert f"[{page.title}]({page.id}.md)" in contents


@pytest.mark.parametrize("page", BOOK.pages)
def test_a_page_is_whole(page: str) -> None:
    """It has a title, a first sentence and a section; no mark of its file is left, and no number is told in it."""
    found = BOOK.pages[page]
    assert found.title
    assert found.first.endswith(".")
    assert found.sections
    assert all(part.blocks for part in found.sections)
    assert not re.search(r"\*\*|\]\(|^#|`", found.text, re.MULTILINE)
    assert {target for _words, target in found.links} <= set(BOOK.pages)
    assert set(re.findall(r"\d{3,}", found.text)) <= {"999", "256"}, "numbers are the directory's, with who confirmed"


EXAMPLES = {
    'yesterday 3 pm, followed me from the bus stop "I ran"', "40 times between 1 and 20 Nov", "yesterday", "3 Nov",
    "about three times a week since May", "not when the children are home", "about 3 am Tuesday", "log contact",
    "Text now · do not ring before Mon 09:00", "Told on…",
}  # fmt: skip
"""Words that are typed or said as an example, and stand on no screen."""


def test_what_a_page_names_is_on_a_screen(root: Path) -> None:
    """A button, a page or an answer that is called otherwise by now is found nowhere by who reads of it."""
    rooms = ("ui", "forms", "hru_advocate/casework", "hru_advocate/domain", "hru_advocate/documents")
    files = [one for room in rooms for one in (root / room).rglob("*") if one.suffix in (".py", ".toml")]
    on_screens = "\n".join(one.read_text(encoding="utf-8") for one in files).casefold().replace("&&", "&")
    missing = []
    for file in sorted((root / "resources" / "help").glob("*.md")):
        text = " ".join(file.read_text(encoding="utf-8").split())
        named = {one or other for one, other in re.findall(r"\*\*(.+?)\*\*|\*(.+?)\*", text)} - EXAMPLES
        if file.stem != "words":
            missing += [f"{file.stem}: {words}" for words in sorted(named) if words.casefold() not in on_screens]
    assert missing == []
