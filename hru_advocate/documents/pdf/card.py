"""Pocket cards: bank-card size, four to a sheet, with cut marks; a card that needs two faces is folded."""

from __future__ import annotations

from typing import NamedTuple

from hru_advocate.documents.blocks import Block, PocketCard, Run
from hru_advocate.documents.pdf.furniture import NoRoomToPrint
from hru_advocate.documents.pdf.layout_context import LayoutContext, baseline
from hru_advocate.documents.pdf.pages import PlacedStrip
from hru_advocate.documents.pdf.strips import DrawnItem, DrawnRule, DrawnText, Strip
from hru_advocate.documents.pdf.tags import Element
from hru_advocate.documents.pdf.typesetting.lines import TypesetLine, break_lines
from hru_advocate.documents.style import (
    CARD,
    CARD_LEADING,
    CARD_PADDING,
    CARD_SIZES,
    CARDS_ON_A_PAGE,
    HAIR,
    MILLIMETRE,
    TextStyle,
)

_GAP = 4 * MILLIMETRE
_MARK = 4 * MILLIMETRE
_TEXT_HEIGHT = CARD[1] - 2 * CARD_PADDING
_AIR = 0.25  # of the size, between entries, so that two short ones are not read as one
_SPILLED = 8.0  # the size when nothing fits two faces and more cards follow


class CardEntry(NamedTuple):
    """The lines of one text or number on a card, and the element they belong to."""

    lines: list[TypesetLine]
    elements: tuple[Element, ...]


class CardFace(NamedTuple):
    """One side of a card: the entries of its left and right column, and the size of the letters."""

    left: list[CardEntry]
    right: list[CardEntry]
    size: float


def card_sheets(layout: LayoutContext, root: Element, blocks: tuple[Block, ...]) -> list[list[PlacedStrip]]:
    """Cards, four to a page.

    Raises:
        NoRoomToPrint: A block is not a card.
    """
    rows: list[list[CardFace]] = []
    for block in blocks:
        if not isinstance(block, PocketCard):
            raise NoRoomToPrint
        faces = _faces(layout, root, block)
        rows += [faces[at : at + 2] for at in range(0, len(faces), 2)] or [[CardFace([], [], CARD_SIZES[0])]]
    pages = [rows[at : at + CARDS_ON_A_PAGE] for at in range(0, len(rows), CARDS_ON_A_PAGE)] or [[]]
    return [
        [PlacedStrip(_card_strip(layout, faces), at * (CARD[1] + _GAP)) for at, faces in enumerate(page)]
        for page in pages
    ]


def _faces(layout: LayoutContext, root: Element, card: PocketCard) -> list[CardFace]:
    """The faces of a card: one if everything fits in a good size, else texts in front and numbers behind, else more."""
    texts, numbers = _listed(root, len(card.texts)), _listed(root, len(card.numbers))
    whole = CARD[0] - 2 * CARD_PADDING
    half = (whole - CARD_PADDING) / 2 if texts and numbers else whole
    for size in CARD_SIZES[:-1]:
        left, right = _text_entries(layout, card, texts, size, half), _number_entries(layout, card, numbers, size, half)
        if _height(left, size) <= _TEXT_HEIGHT and _height(right, size) <= _TEXT_HEIGHT:
            return [CardFace(left, right, size)]
    fronts: list[list[CardEntry]] = []
    behind: list[list[CardEntry]] = []
    size = _SPILLED
    for size in (*CARD_SIZES, _SPILLED):
        fronts = _filled(_text_entries(layout, card, texts, size, whole), size)
        behind = _filled(_number_entries(layout, card, numbers, size, whole), size)
        if len(fronts) <= 1 and len(behind) <= 1:
            break
    return [*(CardFace(entries, [], size) for entries in fronts), *(CardFace([], entries, size) for entries in behind)]


def _style(size: float, *, strong: bool = False) -> TextStyle:
    return TextStyle(size, round(size * CARD_LEADING, 1), strong=strong)


def _text_entries(
    layout: LayoutContext, card: PocketCard, elements: list[Element], size: float, width: float
) -> list[CardEntry]:
    return [
        CardEntry(layout.lines(text, _style(size), width), layout.elements(element, text))
        for text, element in zip(card.texts, elements, strict=True)
    ]


def _number_entries(
    layout: LayoutContext, card: PocketCard, elements: list[Element], size: float, width: float
) -> list[CardEntry]:
    """Labels and numbers; a number stays on one line if a line can hold it."""
    strong = _style(size, strong=True)
    entries: list[CardEntry] = []
    for (name, number), element in zip(card.numbers, elements, strict=True):
        whole = number.replace(" ", "\u00a0")
        shown = whole if layout.words.width(whole, strong) <= width else number
        named = (Run(name, language=layout.language),) if isinstance(name, str) else name
        named = tuple(run for run in named if run.text)
        runs = [(run.text, _style(size)) for run in named]
        runs[-1:] = [(f"{text} ", style) for text, style in runs[-1:]]
        right_to_left_runs = [*(layout.right_to_left_runs(named) if named else []), *layout.right_to_left_runs(shown)]
        lines = break_lines(layout.words, [*runs, (shown, strong)], width, right_to_left_runs)
        name_elements = layout.elements(element, named) if runs else ()
        entries.append(CardEntry(lines, (*name_elements, element)))
    return entries


def _listed(root: Element, count: int) -> list[Element]:
    """A list of so many bodies."""
    if not count:
        return []
    listed = root.child("L", extra="/A <</O /List /ListNumbering /None>>")
    return [listed.child("LI").child("LBody") for _ in range(count)]


def _height(entries: list[CardEntry], size: float) -> float:
    """Height of entries under one another, a little air between them."""
    lines = sum(len(entry.lines) for entry in entries)
    return lines * _style(size).leading + max(0, len(entries) - 1) * _AIR * size


def _filled(entries: list[CardEntry], size: float) -> list[list[CardEntry]]:
    """Entries dealt out to faces; an entry is split only if no face could hold it."""
    capacity = int(_TEXT_HEIGHT // _style(size).leading)
    faces: list[list[CardEntry]] = []
    for lines, elements in entries:
        for at in range(0, len(lines), capacity):
            part = CardEntry(lines[at : at + capacity], elements)
            if not faces or _height([*faces[-1], part], size) > _TEXT_HEIGHT:
                faces.append([])
            faces[-1].append(part)
    return faces


def _card_strip(layout: LayoutContext, faces: list[CardFace]) -> Strip:
    """One card with its faces side by side, cut marks at its corners and a fold line between two faces."""
    width = len(faces) * CARD[0]
    x = (layout.sheet.width - width) / 2
    drawn: list[DrawnItem] = _cut_marks(x, width)
    for at, face in enumerate(faces):
        start = x + at * CARD[0]
        if at:
            drawn.append(DrawnRule(start, 0, start, CARD[1], 0.5, 0.3, dashed=True))
        drawn += _drawn_face(face, start)
    return Strip(CARD[1], drawn, right_to_left=layout.right_to_left)


def _cut_marks(x: float, width: float) -> list[DrawnItem]:
    """A hair of an outline to cut along, and marks outside its corners."""
    low, right = CARD[1], x + width
    drawn: list[DrawnItem] = [
        DrawnRule(x, 0, right, 0, 0.3, HAIR),
        DrawnRule(x, low, right, low, 0.3, HAIR),
        DrawnRule(x, 0, x, low, 0.3, HAIR),
        DrawnRule(right, 0, right, low, 0.3, HAIR),
    ]
    short = _GAP / 2 - 0.5
    for down, out in ((0.0, -1.0), (low, 1.0)):
        drawn += [DrawnRule(x - _MARK, down, x - 2, down), DrawnRule(right + 2, down, right + _MARK, down)]
        drawn += [DrawnRule(edge, down + out, edge, down + out * short) for edge in (x, right)]
    return drawn


def _drawn_face(face: CardFace, x: float) -> list[DrawnItem]:
    drawn: list[DrawnItem] = []
    middle = x + CARD[0] / 2
    if face.left and face.right:
        drawn.append(DrawnRule(middle, CARD_PADDING, middle, CARD[1] - CARD_PADDING, 0.4, HAIR))
    style = _style(face.size)
    right = middle + CARD_PADDING / 2 if face.left else x + CARD_PADDING
    for entries, start in ((face.left, x + CARD_PADDING), (face.right, right)):
        down = CARD_PADDING + baseline(style)
        for lines, elements in entries:
            for line in lines:
                drawn.append(DrawnText(start, down, line, elements))
                down += style.leading
            down += _AIR * face.size
    return drawn
