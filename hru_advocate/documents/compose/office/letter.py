"""A letter as a page and as plain text: our lines, the recipient's, date and reference, the words, who signs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from hru_advocate.documents.blocks import BlankField, Block, Heading, KeepTogether, Page, Paragraph, Run
from hru_advocate.domain.letters.filling import closing_for

_ROLE: Final = "Specialist Victim Advocate"
_ROOM_TO_SIGN: Final = "\n\n\n"
_STATEMENT: Final = "Personal statement"


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterPaper:
    """Everything a letter says. ``number`` is the unit's confirmed one, or ""; ``words`` are the person's own."""

    statement: bool
    to_name: str = ""
    to_lines: str = ""
    date: str = ""
    reference: str = ""
    greeting: str = ""
    subject: str = ""
    text: str = ""
    words: str = ""
    advocate: str = ""
    unit: str = ""
    number: str = ""
    copy_number: int = 0


def letter_page(paper: LetterPaper) -> Page:
    """The letter as a page. A statement is the person's words as they stand, and a place for her or his name."""
    copy = f"Copy {paper.copy_number}" if paper.copy_number else ""
    if paper.statement:
        blocks = (Heading(_STATEMENT, 1), *_paragraphs(paper.words), _signed_by_hand())
        return Page(_STATEMENT, blocks, footer=copy)
    *body, last = tuple(_paragraphs(paper.text)) or (_plain(""),)
    close = _plain("\n".join((closing_for(paper.greeting), _ROOM_TO_SIGN.strip(" "), *_signed(paper))))
    blocks_of_letter: tuple[Block, ...] = (
        *_head(paper),
        _plain(f"{paper.greeting},"),
        *((Paragraph((Run(paper.subject, "strong"),)),) if paper.subject else ()),
        *body,
        KeepTogether((last, close)),
    )
    footer = " · ".join(part for part in (paper.reference, copy) if part)
    return Page("Letter", blocks_of_letter, footer=footer)


def letter_as_text(paper: LetterPaper) -> str:
    """The letter as plain text, to be put into a message or a form of somebody else's."""
    if paper.statement:
        return paper.words
    parts = (
        "\n".join(part for part in (paper.to_name, paper.to_lines) if part),
        "\n".join(_references(paper)),
        f"{paper.greeting},",
        paper.subject,
        paper.text.strip(),
        "\n".join((closing_for(paper.greeting), *_signed(paper))),
    )
    return "\n\n".join(part for part in parts if part) + "\n"


def _head(paper: LetterPaper) -> Iterator[Block]:
    if paper.unit:
        yield Paragraph((Run(paper.unit, "strong"),))
    if paper.to_name or paper.to_lines:
        yield _plain("\n".join(part for part in (paper.to_name, paper.to_lines) if part))
    yield _plain("\n".join(_references(paper)))


def _references(paper: LetterPaper) -> Iterator[str]:
    if paper.date:
        yield paper.date
    if paper.reference:
        yield f"Our reference: {paper.reference}"


def _signed(paper: LetterPaper) -> Iterator[str]:
    """Yield who signs: the advocate, the role, the unit, and its number only where it is confirmed."""
    yield paper.advocate
    yield _ROLE
    if paper.unit:
        yield paper.unit
    if paper.number:
        yield f"Telephone {paper.number}"


def _paragraphs(text: str) -> Iterator[Paragraph]:
    """Yield the paragraphs of a text; lines inside one are kept."""
    for part in text.replace("\r\n", "\n").strip("\n").split("\n\n"):
        if part.strip():
            yield _plain(part.strip("\n"))


def _signed_by_hand() -> Block:
    return KeepTogether((BlankField("Signed"), BlankField("Date")))


def _plain(words: str) -> Paragraph:
    return Paragraph((Run(words),))
