"""Pages of the help taken apart, and every page there is: whole, linked, without a number nobody may ring."""

from __future__ import annotations

import re

import pytest

from hru_advocate.casework.product import Product
from hru_advocate.domain.help_pages import HelpBlock, HelpBook, HelpSection, read_page

BOOK = Product().help


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
