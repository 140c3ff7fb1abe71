"""Lists as strips: measures with a box to tick, and the lines and boxes of a form for handwriting."""

from __future__ import annotations

from hru_advocate.documents.blocks import BlankField, Contact, Contacts, Item, Items, PocketCard, RichText
from hru_advocate.documents.pdf.layout_context import LayoutContext, drawn_lines, line_strips
from hru_advocate.documents.pdf.strips import DrawnBox, DrawnItem, DrawnRule, Strip, keep_together, keep_two_at_ends
from hru_advocate.documents.pdf.tables import contacts
from hru_advocate.documents.pdf.tags import Element
from hru_advocate.documents.pdf.typesetting.lines import TypesetLine
from hru_advocate.documents.style import HAIR, TextStyle

_TICK = "/ActualText <FEFF2610>"  # an empty ballot box, for those who hear the page
_ASIDE = 0.34  # share of the width an aside may take
_RULED = 28.0  # between ruled lines: room for a hand
_KEPT = 6  # ruled lines that stay on one page


def items(layout: LayoutContext, root: Element, block: Items) -> list[Strip]:
    """One strip to an item, a hairline under each."""
    if not block.items:
        return []
    listed = root.child("L", extra="/A <</O /List /ListNumbering /None>>")
    strips = [_item(layout, listed, item) for item in block.items]
    strips[0].space_before = layout.sheet.unit
    return keep_two_at_ends(strips)


def _item(layout: LayoutContext, listed: Element, item: Item) -> Strip:
    """The measure at the left, who and when at the right (or below, in large print), a remark under it."""
    sheet = layout.sheet
    unit = sheet.unit
    entry = listed.child("LI")
    pad = 1.25 * unit
    drawn: list[DrawnItem] = []
    left = 0.0
    if item.box:
        left = 7 * unit if not sheet.stacked else 6 * unit
        drawn.append(_tick(entry, 0.4, pad, sheet.body))
    body = entry.child("LBody")
    aside = _aside(layout, item.aside) if item.aside and not sheet.stacked else []
    taken = max((line.width for line in aside), default=-4.0 * unit) + 4 * unit
    lines = layout.lines(item.text, sheet.body, sheet.width - left - max(0.0, taken))
    drawn += drawn_lines(lines, sheet.body, left, pad, layout.elements(body.child("P"), item.text))
    height = len(lines) * sheet.body.leading
    if aside:
        elements = layout.elements(body.child("P"), item.aside)
        for at, line in enumerate(aside):
            drawn += drawn_lines(
                [line], sheet.quiet, sheet.width - line.width, pad + at * sheet.quiet.leading, elements
            )
        height = max(height, len(aside) * sheet.quiet.leading)
    below: list[RichText] = [item.aside, item.note] if sheet.stacked else [item.note]
    for text in (part for part in below if part):
        more = layout.lines(text, sheet.quiet, sheet.width - left)
        drawn += drawn_lines(more, sheet.quiet, left, pad + height, layout.elements(body.child("P"), text))
        height += len(more) * sheet.quiet.leading
    height += 2 * pad
    drawn.append(DrawnRule(0, height, sheet.width, height, 0.5, HAIR))
    return Strip(height, drawn, leading=sheet.body.leading, padding=pad)


def _aside(layout: LayoutContext, text: RichText) -> list[TypesetLine]:
    sheet = layout.sheet
    return layout.lines(text, sheet.quiet, sheet.width * _ASIDE)


def _tick(entry: Element, x: float, down: float, style: TextStyle) -> DrawnBox:
    """An empty box on the height of the first line's letters."""
    size = round(style.size * 0.86, 1)
    return DrawnBox(x, down + (style.leading - size) / 2 - 0.3, size, entry.child("Lbl", extra=_TICK))


def blank_field(layout: LayoutContext, root: Element, block: BlankField) -> list[Strip]:
    """A label, help, then boxes to tick and ruled lines to write on, all on one page where they fit."""
    sheet = layout.sheet
    strips: list[Strip] = []
    for text, style in ((block.label, sheet.strong), (block.help, sheet.quiet)):
        if text:
            strips += line_strips(layout.lines(text, style, sheet.width), style, 0.0, (root.child("P"),))
    if block.choices:
        strips += _choices(layout, root.child("L", extra="/A <</O /List /ListNumbering /None>>"), block.choices)
    pitch = _RULED * sheet.unit / 4
    strips += [
        Strip(pitch, [DrawnRule(0, pitch - 1, sheet.width, pitch - 1, 0.6, 0.35)], leading=pitch)
        for _ in range(block.lines)
    ]
    if not strips:
        return []
    strips[0].space_before = 3 * sheet.unit
    strips[-1].height += 2 * sheet.unit
    keep_together(strips if block.lines <= _KEPT else strips[: 3 - block.lines])
    return strips


def _choices(layout: LayoutContext, listed: Element, choices: tuple[str, ...]) -> list[Strip]:
    """Boxes with their words side by side, as many to a line as fit."""
    sheet = layout.sheet
    unit, style = sheet.unit, sheet.body
    indent = 5 * unit
    strips: list[Strip] = []
    used = sheet.width
    for choice in choices:
        lines = layout.lines(choice, style, sheet.width - indent)
        wide = indent + max(line.width for line in lines) + 6 * unit
        if used + wide - 6 * unit > sheet.width or len(lines) > 1:
            strips.append(Strip(unit + style.leading, [], leading=style.leading, padding=unit))
            used = 0.0
        entry = listed.child("LI")
        strip = strips[-1]
        strip.drawn.append(_tick(entry, used + 0.4, unit, style))
        strip.drawn += drawn_lines(lines, style, used + indent, unit, (entry.child("LBody"),))
        strip.height = max(strip.height, unit + len(lines) * style.leading)
        used = sheet.width if len(lines) > 1 else used + wide
    return strips


def card_as_text(layout: LayoutContext, root: Element, card: PocketCard) -> list[Strip]:
    """A card's words on an ordinary sheet: short texts, then the numbers."""
    texts = items(layout, root, Items(tuple(Item(text, box=False) for text in card.texts)))
    numbers = contacts(layout, root, Contacts(tuple(Contact(name, number) for name, number in card.numbers)))
    return [*texts, *numbers]
