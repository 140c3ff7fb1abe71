"""The pages of the help in lines, all of them or those that hold some words."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources.abc import Traversable
from typing import Final

from hru_advocate.casework.session import Session
from hru_advocate.domain.help_pages import HelpBook, HelpPage, read_book
from hru_advocate.domain.text_folding import words_of

_BOOKS: Final[dict[str, HelpBook]] = {}
"""The pages that were read, by their folder: the program's own, the same for every vault."""


@dataclass(frozen=True, slots=True)
class HelpLine:
    """One page in a list: its id, its title, its group."""

    id: str
    title: str
    group: str


def help_book(session: Session) -> HelpBook:
    """All pages, as the program came with them."""
    return read_help(session.product.folder)


def read_help(folder: Traversable) -> HelpBook:
    """The pages that lie in the folder of the product's resources, read when first asked for."""
    place = str(folder)
    if place not in _BOOKS:
        files = ((one.name.removesuffix(".md"), one) for one in (folder / "help").iterdir() if one.name.endswith(".md"))
        _BOOKS[place] = read_book({name: one.read_text("utf-8") for name, one in files})
    return _BOOKS[place]


def find_help(session: Session, text: str) -> tuple[HelpLine, ...]:
    """The pages in which every word of a text begins a word, those named so first; all of them without words."""
    typed, book = words_of(text), help_book(session)
    lines = [HelpLine(page, book.pages[page].title, group) for group, pages in book.groups for page in pages]
    if not typed:
        return tuple(lines)
    named = [line for line in lines if _all_begin(typed, f" {' '.join(words_of(line.title))}")]
    held = [line for line in lines if line not in named and _all_begin(typed, _words(book.pages[line.id]))]
    return (*named, *held)


def _all_begin(typed: list[str], words: str) -> bool:
    return all(f" {word}" in words for word in typed)


@cache
def _words(page: HelpPage) -> str:
    """The different words of a page, each after a space, worked out once: the pages are the program's own."""
    return " ".join(("", *dict.fromkeys((*words_of(page.title), *words_of(page.text)))))
