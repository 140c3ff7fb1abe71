"""Running words as strips: headings, paragraphs, the victim's own words, notices and answers."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from hru_advocate.documents.blocks import AnswerBlock, Heading, Notice, RichText, Run
from hru_advocate.documents.blocks import plain as plain_text
from hru_advocate.documents.pdf.layout_context import LayoutContext, aligned, baseline, line_strips
from hru_advocate.documents.pdf.strips import DrawnRule, DrawnSign, DrawnText, Strip, keep_together
from hru_advocate.documents.pdf.tags import Element
from hru_advocate.documents.pdf.typesetting.lines import break_lines
from hru_advocate.documents.style import TextStyle

_BESIDE: Final = 0.34
"""Share of the text's width after which short answers begin, one under the other."""


def heading(layout: LayoutContext, root: Element, block: Heading) -> list[Strip]:
    """A heading, kept with what follows; a section heading stands on a thin rule."""
    sheet = layout.sheet
    style = {1: sheet.title, 2: sheet.section}.get(block.level, sheet.minor)
    element = root.child(f"H{block.level}")
    strips = line_strips(layout.lines(block.text, style, sheet.width), style, 0.0, layout.elements(element, block.text))
    strips[0].space_before = {1: 0, 2: 5, 3: 4}.get(block.level, 4) * sheet.unit
    strips[0].outline = (block.level, plain_text(block.text))
    if block.level == 2:
        foot = 1.5 * sheet.unit
        strips[-1].drawn.append(DrawnRule(0, style.leading + foot / 2, sheet.width, style.leading + foot / 2, 0.8))
        strips[-1].height += foot
    strips[-1].height += sheet.unit / 2
    for strip in strips:
        strip.keep_with_next = True
    return aligned(layout, strips, block.text)


def paragraph(layout: LayoutContext, root: Element, runs: tuple[Run, ...]) -> list[Strip]:
    """Running text; a paragraph of quiet words only is set in the smaller size."""
    sheet = layout.sheet
    quiet = all(run.tone == "quiet" for run in runs)
    styles = {"plain": sheet.body, "strong": sheet.strong, "quiet": sheet.quiet}
    style = sheet.quiet if quiet else sheet.body
    element = root.child("P")
    pairs = [(run.text, styles[run.tone]) for run in runs] or [("", style)]
    lines = break_lines(layout.words, pairs, sheet.width, layout.right_to_left_runs(runs))
    strips = line_strips(lines, style, 0.0, layout.elements(element, runs))
    strips[0].space_before = 2 * sheet.unit
    return aligned(layout, strips, runs)


def quote(layout: LayoutContext, root: Element, text: RichText, *, space_before: float | None = None) -> list[Strip]:
    """Words as they were said, with a heavy bar where lines begin that runs on over a page's end."""
    sheet = layout.sheet
    element = root.child("BlockQuote").child("P")
    style = sheet.body
    lines = layout.lines(text, style, sheet.width - 4 * sheet.unit)
    strips = line_strips(lines, style, 4 * sheet.unit, layout.elements(element, text))
    pad = sheet.unit
    _pad_top(strips[0], pad)
    strips[-1].height += pad
    for strip in strips:
        strip.drawn.insert(0, DrawnRule(0.28 * pad, 0, 0.28 * pad, strip.height, 0.56 * pad))
    strips[0].space_before = 2 * sheet.unit if space_before is None else space_before
    return aligned(layout, strips, text)


def _pad_top(strip: Strip, by: float) -> None:
    """Add space above the text of a strip, in points."""
    strip.drawn = [replace(item, down=item.down + by) if isinstance(item, DrawnText) else item for item in strip.drawn]
    strip.height += by
    strip.padding += by


def notice(layout: LayoutContext, root: Element, block: Notice) -> list[Strip]:
    """A sentence that must be seen: framed, with its word, and a sign for a caution or a danger."""
    sheet = layout.sheet
    unit = sheet.unit
    style, head = sheet.body, sheet.strong
    element = root.child("Note")
    signed = block.kind != "note"
    indent = (9 if signed else 3) * unit
    word = getattr(layout.phrases, block.kind)
    label = line_strips(layout.lines(word, head, sheet.width - indent), head, indent, (element.child("Lbl"),))
    body = layout.lines(block.text, style, sheet.width - indent - 3 * unit)
    strips = [*label, *line_strips(body, style, indent, layout.elements(element.child("P"), block.text))]
    label[-1].keep_with_next = True
    pad = 2 * unit
    _pad_top(strips[0], pad)
    strips[-1].height += pad
    if block.kind != "note":
        size = 4.5 * unit
        strips[0].drawn.append(DrawnSign(2.25 * unit, pad + (head.leading - size) / 2 + unit / 2, size, block.kind))
    _frame(strips, sheet.width, {"note": 0.6, "caution": 1.0, "danger": 2.0}[block.kind])
    strips[0].space_before = 3 * unit
    if len(strips) <= 12:
        keep_together(strips)
    return aligned(layout, strips, block.text)


def _frame(strips: list[Strip], width: float, weight: float) -> None:
    """A frame around strips, open where they are parted by a page's end."""
    for strip in strips:
        low = strip.height
        strip.drawn += [DrawnRule(0, 0, 0, low, weight), DrawnRule(width, 0, width, low, weight)]
    half = weight / 2
    strips[0].drawn.append(DrawnRule(-half, 0, width + half, 0, weight))
    strips[-1].drawn.append(DrawnRule(-half, strips[-1].height, width + half, strips[-1].height, weight))


def answer(layout: LayoutContext, root: Element, block: AnswerBlock) -> list[Strip]:
    """A question in small strong letters, and under it what was answered; a short answer stands beside it."""
    sheet = layout.sheet
    beside = _answer_beside(layout, root, block)
    if beside is not None:
        return [beside]
    strips: list[Strip] = []
    for text, style in ((block.label, sheet.label), (block.help, sheet.quiet)):
        if text:
            strips += plain(layout, root.child("P"), text, style)
    for strip in strips:
        strip.keep_with_next = True
    if block.quote:
        strips += quote(layout, root, block.text, space_before=sheet.unit / 2)
    else:
        strips += plain(layout, root.child("P"), block.text, sheet.body)
    strips[0].space_before = 2 * sheet.unit
    strips[-1].height += sheet.unit
    return strips


def _answer_beside(layout: LayoutContext, root: Element, block: AnswerBlock) -> Strip | None:
    """One line with the question at the left and its answer in a column of all short answers, where both fit."""
    sheet = layout.sheet
    if block.quote or block.help or sheet.stacked:
        return None
    reversed_words = layout.runs_right_to_left(block.label)
    if reversed_words != layout.runs_right_to_left(block.text):
        return None
    column = _BESIDE * sheet.width
    label = layout.lines(block.label, sheet.label, column - 2 * sheet.unit)
    answered = layout.lines(block.text, sheet.body, sheet.width - column)
    if len(label) != 1 or len(answered) != 1:
        return None
    base = baseline(sheet.body)
    strip = Strip(
        sheet.body.leading,
        [
            DrawnText(0.0, base, label[0], (root.child("P"),)),
            DrawnText(column, base, answered[0], (root.child("P"),)),
        ],
        space_before=sheet.unit,
        leading=sheet.body.leading,
    )
    return aligned(layout, [strip], block.label)[0]


def plain(layout: LayoutContext, element: Element, text: str, style: TextStyle) -> list[Strip]:
    """A text over the full width."""
    return aligned(layout, line_strips(layout.lines(text, style, layout.sheet.width), style, 0.0, (element,)), text)
