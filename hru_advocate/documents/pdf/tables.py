"""Tables as strips: numbers to ring in aligned columns, and tables whose header comes back on each page."""

from __future__ import annotations

from hru_advocate.documents.blocks import Contact, Contacts, RichText, Table
from hru_advocate.documents.pdf.layout_context import LayoutContext, baseline, drawn_lines
from hru_advocate.documents.pdf.strips import DrawnItem, DrawnRule, Strip, height_of, keep_last_two, keep_together
from hru_advocate.documents.pdf.tags import Element
from hru_advocate.documents.style import HAIR, TextStyle

_COLUMN_HEADER = "/A <</O /Table /Scope /Column>>"
_ROW_HEADER = "/A <</O /Table /Scope /Row>>"
_NUMBERS, _NUMBERS_AT_MOST, _NOTES = 0.27, 0.41, 0.29  # shares of the width


def contacts(layout: LayoutContext, root: Element, block: Contacts) -> list[Strip]:
    """Name, number set large, and what is known of it; each row one strip with a hairline under it."""
    if not block.rows:
        return []
    sheet = layout.sheet
    grid = root.child("Table")
    widest = max(
        layout.words.width(line, sheet.number) for row in block.rows for line in row.number.splitlines() or [""]
    )
    numbers = min(max(_NUMBERS * sheet.width, widest + 4 * sheet.unit), _NUMBERS_AT_MOST * sheet.width)
    columns = ((1 - _NOTES) * sheet.width - numbers, (1 - _NOTES) * sheet.width)
    strips = [
        _stacked_contact(layout, grid.child("TR"), contact)
        if sheet.stacked
        else _contact(layout, grid.child("TR"), contact, columns)
        for contact in block.rows
    ]
    strips[0].space_before = sheet.unit
    return keep_together(strips) if height_of(strips) < sheet.height / 2 else keep_last_two(strips)


def _contact(layout: LayoutContext, row: Element, contact: Contact, columns: tuple[float, float]) -> Strip:
    """One row; ``columns`` are where numbers and notes begin."""
    sheet = layout.sheet
    gap = 4 * sheet.unit
    numbers_at, notes_at = columns
    pad = 1.25 * sheet.unit
    head = row.child("TH", extra=_ROW_HEADER)
    names = layout.lines(contact.name, sheet.body, numbers_at - gap)
    drawn = drawn_lines(names, sheet.body, 0, pad, layout.elements(head.child("P"), contact.name))
    height = len(names) * sheet.body.leading
    if contact.under:
        more = layout.lines(contact.under, sheet.quiet, numbers_at - gap)
        drawn += drawn_lines(more, sheet.quiet, 0, pad + height, layout.elements(head.child("P"), contact.under))
        height += len(more) * sheet.quiet.leading
    numbers = layout.lines(contact.number, sheet.number, notes_at - numbers_at - gap)
    raised = baseline(sheet.body) - baseline(sheet.number)
    drawn += drawn_lines(numbers, sheet.number, numbers_at, pad + raised, (row.child("TD"),))
    notes = layout.lines(contact.note, sheet.quiet, sheet.width - notes_at)
    cell = row.child("TD")
    if contact.note:
        drawn += drawn_lines(notes, sheet.quiet, notes_at, pad, layout.elements(cell, contact.note))
    height = max(height, len(numbers) * sheet.number.leading, len(notes) * sheet.quiet.leading) + 2 * pad
    drawn.append(DrawnRule(0, height, sheet.width, height, 0.5, HAIR))
    return Strip(height, drawn, leading=sheet.body.leading, padding=pad)


def _stacked_contact(layout: LayoutContext, row: Element, contact: Contact) -> Strip:
    """The same row for large print, everything under one another."""
    sheet = layout.sheet
    pad = 1.25 * sheet.unit
    height = pad
    drawn: list[DrawnItem] = []
    head = row.child("TH", extra=_ROW_HEADER)
    parts: list[tuple[RichText, TextStyle, Element]] = [
        (contact.name, sheet.body, head.child("P")),
        (contact.under, sheet.quiet, head.child("P") if contact.under else head),
        (contact.number, sheet.number, row.child("TD")),
        (contact.note, sheet.quiet, row.child("TD")),
    ]
    for text, style, element in parts:
        if not text:
            continue
        lines = layout.lines(text, style, sheet.width)
        drawn += drawn_lines(lines, style, 0, height, layout.elements(element, text))
        height += len(lines) * style.leading
    height += pad
    drawn.append(DrawnRule(0, height, sheet.width, height, 0.5, HAIR))
    return Strip(height, drawn, leading=sheet.body.leading, padding=pad)


def table(layout: LayoutContext, root: Element, block: Table) -> list[Strip]:
    """A header row and rows; a row never splits unless it alone is higher than a page.

    A row with fewer cells than the header is filled up with empty ones; a longer one is refused (ValueError), as is
    a table whose widths do not fit its header.
    """
    columns = len(block.header)
    if len(block.widths) != columns or any(len(cells) > columns for cells in block.rows):
        msg = "a table's header, widths and rows differ in length"
        raise ValueError(msg)
    if not columns:
        return []
    shares = tuple(width / sum(block.widths) for width in block.widths)
    grid = root.child("Table")
    sheet = layout.sheet
    header_strip = _row(layout, grid.child("TR"), block.header, shares, header=True)
    header_strip.space_before = 2 * sheet.unit
    header_strip.keep_with_next = bool(block.rows)
    strips = [header_strip]
    for cells in block.rows:
        filled = cells + ("",) * (columns - len(cells))
        strip = _row(layout, grid.child("TR"), filled, shares, header=False)
        strip.repeated_header = header_strip
        strips.append(strip)
    strips[-1].height += 2 * sheet.unit
    return keep_last_two(strips)


def _row(
    layout: LayoutContext, row: Element, cells: tuple[RichText, ...], widths: tuple[float, ...], *, header: bool
) -> Strip:
    sheet = layout.sheet
    style = _cell_style(layout, header=header)
    pad, gap = sheet.unit, 2.5 * sheet.unit
    drawn: list[DrawnItem] = []
    left = height = 0.0
    for at, (text, share) in enumerate(zip(cells, widths, strict=True)):
        cell = row.child("TH" if header else "TD", extra=_COLUMN_HEADER if header else "")
        wide = share * sheet.width - (gap if at < len(cells) - 1 else 0.0)
        lines = layout.lines(text, style, max(wide, style.size * 2))
        if text:
            drawn += drawn_lines(lines, style, left, pad, layout.elements(cell, text))
        height = max(height, len(lines) * style.leading)
        left += share * sheet.width
    height += 2 * pad
    weight, grey = (0.8, 0.0) if header else (0.5, HAIR)
    drawn.append(DrawnRule(0, height, sheet.width, height, weight, grey))
    return Strip(height, drawn, leading=style.leading, padding=pad)


def _cell_style(layout: LayoutContext, *, header: bool) -> TextStyle:
    return layout.sheet.label if header else layout.sheet.body
