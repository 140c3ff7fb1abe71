"""Pocket cards: bank-card size, four to a sheet, with cut marks; a card that needs two faces is folded."""

from __future__ import annotations

from typing import NamedTuple

from hru_advocate.documents.blocks import Block, Card
from hru_advocate.documents.pdf_desk import Desk, baseline
from hru_advocate.documents.pdf_furniture import NoRoomToPrint
from hru_advocate.documents.pdf_lines import Line, break_lines
from hru_advocate.documents.pdf_pages import Placed
from hru_advocate.documents.pdf_strips import Ink, RuleInk, Strip, TextInk
from hru_advocate.documents.pdf_tags import Element
from hru_advocate.documents.pdf_text import CannotPrintText, RightToLeftText
from hru_advocate.documents.style import (
    CARD,
    CARD_LEADING,
    CARD_PADDING,
    CARD_SIZES,
    CARDS_ON_A_PAGE,
    HAIR,
    MILLIMETRE,
    Look,
)

_GAP = 4 * MILLIMETRE
_MARK = 4 * MILLIMETRE


class Entry(NamedTuple):
    """The lines of one text or number on a card, and the element they belong to."""

    lines: list[Line]
    voices: tuple[Element, ...]


class Face(NamedTuple):
    """One side of a card: the entries of its left and right column, and their look."""

    left: list[Entry]
    right: list[Entry]
    look: Look


def card_sheets(desk: Desk, root: Element, blocks: tuple[Block, ...]) -> list[list[Placed]]:
    """Cards, four to a page.

    Raises:
        NoRoomToPrint: A block is not a card.
    """
    rows: list[list[Face]] = []
    for part, block in enumerate(blocks, 1):
        if not isinstance(block, Card):
            raise NoRoomToPrint
        try:
            faces = _faces(desk, root, block)
        except CannotPrintText as error:
            raise CannotPrintText(error.characters, part) from None
        except RightToLeftText:
            raise RightToLeftText(part) from None
        rows += [faces[at : at + 2] for at in range(0, len(faces), 2)]
    pages = [rows[at : at + CARDS_ON_A_PAGE] for at in range(0, len(rows), CARDS_ON_A_PAGE)] or [[]]
    return [
        [Placed(_row(desk, faces), at * (CARD[1] + _GAP)) for at, faces in enumerate(page)] for page in pages
    ]


def _faces(desk: Desk, root: Element, card: Card) -> list[Face]:
    """The faces of a card: one if some size lets everything fit, else as many as the smallest good size needs."""
    texts = _listed(root, len(card.texts))
    numbers = _listed(root, len(card.numbers))
    inner = CARD[0] - 2 * CARD_PADDING
    column = (inner - CARD_PADDING) / 2 if texts and numbers else inner
    faces: list[Face] = []
    for size in (*CARD_SIZES, CARD_SIZES[1]):
        look = Look(size, round(size * CARD_LEADING, 1))
        left = [
            Entry(desk.lines(text, look, column), (voice,)) for text, voice in zip(card.texts, texts, strict=True)
        ]
        right = [
            Entry(_number(desk, name, number, look, column), (voice, voice))
            for (name, number), voice in zip(card.numbers, numbers, strict=True)
        ]
        faces = _dealt(left, right, look)
        if len(faces) == 1:
            break
    return faces


def _listed(root: Element, count: int) -> list[Element]:
    """A list of so many bodies."""
    if not count:
        return []
    listed = root.child("L", extra="/A <</O /List /ListNumbering /None>>")
    return [listed.child("LI").child("LBody") for _ in range(count)]


def _number(desk: Desk, name: str, number: str, look: Look, width: float) -> list[Line]:
    """A label and its number; the number stays on one line if a line can hold it."""
    strong = Look(look.size, look.leading, strong=True)
    whole = number.replace(" ", "\u00a0")
    shown = whole if desk.words.width(whole, strong) <= width else number
    label = f"{name} " if name else ""
    return break_lines(desk.words, [(label, look), (shown, strong)], width)


def _dealt(left: list[Entry], right: list[Entry], look: Look) -> list[Face]:
    """Entries dealt out to faces; an entry is split only if no face could hold it."""
    capacity = int((CARD[1] - 2 * CARD_PADDING) // look.leading)
    lefts, rights = _filled(left, capacity), _filled(right, capacity)
    count = max(len(lefts), len(rights), 1)
    lefts += [[]] * (count - len(lefts))
    rights += [[]] * (count - len(rights))
    return [Face(some, other, look) for some, other in zip(lefts, rights, strict=True)]


def _filled(entries: list[Entry], capacity: int) -> list[list[Entry]]:
    columns: list[list[Entry]] = []
    used = capacity
    for lines, voices in entries:
        for at in range(0, len(lines), capacity):
            part = lines[at : at + capacity]
            if used + len(part) > capacity:
                columns.append([])
                used = 0
            columns[-1].append(Entry(part, voices))
            used += len(part)
    return columns


def _row(desk: Desk, faces: list[Face]) -> Strip:
    """One card with its faces side by side, cut marks at its corners and a fold line between two faces."""
    width = len(faces) * CARD[0]
    x = (desk.sheet.width - width) / 2
    inks: list[Ink] = _cut_marks(x, width)
    for at, face in enumerate(faces):
        start = x + at * CARD[0]
        if at:
            inks.append(RuleInk(start, -_MARK, start, CARD[1] + _MARK, 0.5, 0.3, dashed=True))
        inks += _face_inks(face, start)
    return Strip(CARD[1], inks)


def _cut_marks(x: float, width: float) -> list[Ink]:
    """A hair of an outline to cut along, and marks outside its corners."""
    low, right = CARD[1], x + width
    inks: list[Ink] = [
        RuleInk(x, 0, right, 0, 0.3, HAIR),
        RuleInk(x, low, right, low, 0.3, HAIR),
        RuleInk(x, 0, x, low, 0.3, HAIR),
        RuleInk(right, 0, right, low, 0.3, HAIR),
    ]
    short = _GAP / 2 - 0.5
    for down, out in ((0.0, -1.0), (low, 1.0)):
        inks += [RuleInk(x - _MARK, down, x - 2, down), RuleInk(right + 2, down, right + _MARK, down)]
        inks += [RuleInk(edge, down + out * 1, edge, down + out * short) for edge in (x, right)]
    return inks


def _face_inks(face: Face, x: float) -> list[Ink]:
    inks: list[Ink] = []
    middle = x + CARD[0] / 2
    if face.left and face.right:
        inks.append(RuleInk(middle, CARD_PADDING, middle, CARD[1] - CARD_PADDING, 0.4, HAIR))
    right = middle + CARD_PADDING / 2 if face.left else x + CARD_PADDING
    for entries, start in ((face.left, x + CARD_PADDING), (face.right, right)):
        down = CARD_PADDING + baseline(face.look)
        for lines, voices in entries:
            for line in lines:
                inks.append(TextInk(start, down, line, voices))
                down += face.look.leading
    return inks
