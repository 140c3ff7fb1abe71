"""The choice of the function that lays out each kind of block; mypy fails here when a new kind has none."""

from __future__ import annotations

from itertools import pairwise
from typing import assert_never

from hru_advocate.documents.blocks import (
    AnswerBlock,
    BlankField,
    Block,
    Chart,
    Contacts,
    Heading,
    Items,
    KeepTogether,
    Notice,
    PageBreak,
    Paragraph,
    PocketCard,
    Quote,
    Table,
)
from hru_advocate.documents.pdf import charts, lists, prose, tables
from hru_advocate.documents.pdf.layout_context import LayoutContext
from hru_advocate.documents.pdf.strips import Strip, as_one, height_of, keep_together
from hru_advocate.documents.pdf.tags import Element


def flow(layout: LayoutContext, root: Element, blocks: tuple[Block, ...]) -> list[Strip]:
    """Blocks one after the other; measures under a heading take it along to the next page."""
    strips: list[Strip] = []
    before: list[Strip] = []
    for above, block in pairwise((PageBreak(), *blocks)):
        laid = lay_out(layout, root, block)
        if isinstance(above, Heading) and isinstance(block, Items):
            again = as_one(before)
            for strip in laid:
                strip.repeated_header = again
        strips += laid
        before = laid
    return strips


def lay_out(layout: LayoutContext, root: Element, block: Block) -> list[Strip]:
    """One block as strips, its elements added to ``root``."""
    match block:
        case Heading() | Paragraph() | Quote() | Notice() | AnswerBlock():
            return _lay_out_prose(layout, root, block)
        case Chart():
            return charts.chart(layout, root, block)
        case KeepTogether():
            strips = [strip for inner in block.blocks for strip in lay_out(layout, root, inner)]
            return keep_together(strips) if height_of(strips) <= layout.sheet.height else strips
        case _:
            strips = _lay_out_grid(layout, root, block)
            for strip in strips:
                strip.right_to_left = layout.right_to_left
            return strips


def _lay_out_prose(
    layout: LayoutContext, root: Element, block: Heading | Paragraph | Quote | Notice | AnswerBlock
) -> list[Strip]:
    match block:
        case Heading():
            return prose.heading(layout, root, block)
        case Paragraph():
            return prose.paragraph(layout, root, block.runs)
        case Quote():
            return prose.quote(layout, root, block.text)
        case Notice():
            return prose.notice(layout, root, block)
        case AnswerBlock():
            return prose.answer(layout, root, block)
        case _:
            assert_never(block)


def _lay_out_grid(
    layout: LayoutContext, root: Element, block: Items | Contacts | Table | BlankField | PocketCard | PageBreak
) -> list[Strip]:
    match block:
        case Items():
            return lists.items(layout, root, block)
        case Contacts():
            return tables.contacts(layout, root, block)
        case Table():
            return tables.table(layout, root, block)
        case BlankField():
            return lists.blank_field(layout, root, block)
        case PocketCard():
            return lists.card_as_text(layout, root, block)
        case PageBreak():
            return [Strip(0.0, page_break_before=True)]
        case _:
            assert_never(block)
