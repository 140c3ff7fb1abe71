"""The pages of the help in lines, all of them or those that hold some words."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from hru_advocate.casework.session import Session
from hru_advocate.domain.help_pages import HelpBook, HelpPage
from hru_advocate.domain.text_folding import words_of


@dataclass(frozen=True, slots=True)
class HelpLine:
    """One page in a list: its id, its title, its group."""

    id: str
    title: str
    group: str


def help_book(session: Session) -> HelpBook:
    """All pages, as the program came with them."""
    return session.product.help


def find_help(session: Session, text: str) -> tuple[HelpLine, ...]:
    """The pages in which every word of a text begins a word, those named so first; all of them without words."""
    typed, book = words_of(text), session.product.help
    lines = [HelpLine(page, book.pages[page].title, group) for group, pages in book.groups for page in pages]
    if not typed:
        return tuple(lines)
    named = [line for line in lines if _all_begin(typed, tuple(words_of(line.title)))]
    held = [line for line in lines if line not in named and _all_begin(typed, _words(book.pages[line.id]))]
    return (*named, *held)


def _all_begin(typed: list[str], words: tuple[str, ...]) -> bool:
    return all(any(known.startswith(word) for known in words) for word in typed)


@cache
def _words(page: HelpPage) -> tuple[str, ...]:
    """The different words of a page, worked out once: the pages are the program's own."""
    return tuple(dict.fromkeys((*words_of(page.title), *words_of(page.text))))
