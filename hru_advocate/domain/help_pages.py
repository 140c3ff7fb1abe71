"""Pages of the help: short Markdown files for people, taken apart into what a screen lays out.

A page is a title, one paragraph, and sections of paragraphs, items, steps and rows of two cells. Words that name
something on the screen stand in asterisks and come with quotation marks; links lead to other pages of the help.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final, Literal

CONTENTS: Final = "README"
"""The page that lists all others by group."""
_LINK: Final = re.compile(r"\[([^\]\[]+)\]\((\w+)\.md\)")
_NAMED: Final = re.compile(r"\*\*(.+?)\*\*|\*(.+?)\*|`(.+?)`")
_ITEM: Final = re.compile(r"- |\d+\. ")
_RULE: Final = re.compile(r"\|(?:-+\|)+")

BlockKind = Literal["text", "item", "step", "row"]


@dataclass(frozen=True, slots=True)
class HelpBlock:
    """A piece of a section; of a row ``words`` is the first cell and ``means`` the second."""

    kind: BlockKind
    words: str
    means: str = ""


@dataclass(frozen=True, slots=True)
class HelpSection:
    """A part of a page below its heading, which is "" for what stands before the first."""

    heading: str
    blocks: tuple[HelpBlock, ...]

    @property
    def spoken(self) -> str:
        """All of it in the order it is read; steps with their numbers."""
        return "\n".join(self.lines())

    def lines(self) -> Iterator[str]:
        """Yield its pieces as text, steps with their numbers."""
        number = 0
        for block in self.blocks:
            number = number + 1 if block.kind == "step" else 0
            start = f"{number}. " if block.kind == "step" else ""
            yield f"{start}{block.words}{': ' + block.means if block.means else ''}"


@dataclass(frozen=True, eq=False)
class HelpPage:
    """One page; ``first`` is its first paragraph, ``links`` the pages it names, with the words there."""

    id: str
    title: str
    first: str
    sections: tuple[HelpSection, ...]
    links: tuple[tuple[str, str], ...] = ()

    @cached_property
    def steps(self) -> tuple[str, ...]:
        """The steps of the page, in their order."""
        return tuple(block.words for part in self.sections for block in part.blocks if block.kind == "step")

    @cached_property
    def text(self) -> str:
        """Every word of it below the title."""
        return "\n".join((self.first, *(f"{part.heading}\n{part.spoken}" for part in self.sections)))


@dataclass(frozen=True, slots=True)
class HelpBook:
    """All pages by id, and their ids by group, in the order of the contents."""

    groups: tuple[tuple[str, tuple[str, ...]], ...]
    pages: Mapping[str, HelpPage]


def read_page(name: str, text: str) -> HelpPage:
    """Read one page."""
    title, _, rest = text.strip().partition("\n")
    first, *others = re.split(r"^## ", rest, flags=re.MULTILINE)
    blocks = list(_blocks(first.splitlines()))
    opening, rest_of_first = (blocks[0].words, blocks[1:]) if blocks else ("", [])
    sections = [HelpSection("", tuple(rest_of_first))] if rest_of_first else []
    for part in others:
        heading, _, body = part.partition("\n")
        sections.append(HelpSection(_plain(heading.strip()), tuple(_blocks(body.splitlines()))))
    links = {page: words for words, page in reversed(_LINK.findall(" ".join(rest.split())))}
    named = tuple((words, page) for page, words in reversed(links.items()))
    return HelpPage(name, _plain(title.removeprefix("# ")), opening, tuple(sections), named)


def read_book(files: Mapping[str, str]) -> HelpBook:
    """Read all pages, by name, and the contents that order them."""
    pages = {name: read_page(name, text) for name, text in files.items() if name != CONTENTS}
    groups = re.split(r"^## ", files[CONTENTS], flags=re.MULTILINE)[1:]
    ordered = ((part.partition("\n")[0].strip(), [page for _words, page in _LINK.findall(part)]) for part in groups)
    return HelpBook(tuple((name, tuple(those)) for name, those in ordered), pages)


def _blocks(lines: Iterable[str]) -> Iterator[HelpBlock]:
    """Yield the pieces of a section; a line goes on the piece before unless it begins one."""
    held: list[str] = []
    kind: BlockKind = "text"
    for line in (*lines, ""):
        start = _ITEM.match(line)
        if start or not line.strip() or line.startswith("|"):
            if held:
                yield HelpBlock(kind, _plain(" ".join(held)))
            held, kind = [], "text"
        if line.startswith("|"):
            if not _RULE.fullmatch(line.strip()):
                first, _, second = line.strip().strip("|").partition("|")
                yield HelpBlock("row", _plain(first.strip()), _plain(second.strip()))
        elif start:
            held, kind = [line[start.end() :].strip()], "item" if start[0] == "- " else "step"
        elif line.strip():
            held.append(line.strip())


def _plain(words: str) -> str:
    """The words without their marks: what names something on the screen has quotation marks, a link is its words."""
    unlinked = _LINK.sub(r"\1", words)
    return _NAMED.sub(lambda found: f"‘{found[1] or found[2] or found[3]}’", unlinked)
