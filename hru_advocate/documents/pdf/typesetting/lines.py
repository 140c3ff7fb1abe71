"""Lines: text broken into lines that never lose or glue a word, and the parts of a line put where they stand.

A line ends with the space that was typed there, so that every reader of the file finds the words apart; words are
never hyphenated. A word wider than its column is broken where an address may be broken, else between letters. Lines
are broken in the order words are said in; only then do parts that run from right to left change places.

Each line takes as many words as it holds; a paragraph is never balanced over its lines, and costs one pass. Only a word
that would stand alone in the last line takes the one before it along, where the line above has words enough.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import accumulate, groupby
from operator import itemgetter
from typing import Final, NamedTuple

from hru_advocate.documents.pdf.typesetting.bidi import levels, unbroken_numbers, visual_order
from hru_advocate.documents.pdf.typesetting.fonts import EmbeddedFont
from hru_advocate.documents.pdf.typesetting.words import OutlineMark, Piece, ShapedWords
from hru_advocate.documents.style import TextStyle
from hru_advocate.domain.numbers_in_text import has_right_to_left

_TOKENS: Final = re.compile(r" +|\n|[^ \n]+")
_ROUNDING: Final = 0.01
"""Sums of fractions of a point."""
_ENOUGH_WORDS: Final = 4
"""Words of a line that can give one away: of two or three the line above would be the short one."""
_ADDRESS_PARTS: Final = re.compile(r"[^/@.?&=_,;]*[/@.?&=_,;]+|[^/@.?&=_,;]+")


class Span(NamedTuple):
    """Text of one style, one typed run and one level; ``base`` is the level of its paragraph."""

    text: str
    style: TextStyle
    run_index: int
    level: int = 0
    base: int = 0


class TextRun(NamedTuple):
    """A part of a line in one style; ``run_index`` is the index of the typed run it comes from.

    ``part`` is its place in ``TypesetLine.logical``, where that differs from the order it stands in.
    """

    pieces: tuple[Piece, ...]
    style: TextStyle
    run_index: int
    part: int = 0


@dataclass(slots=True)
class TypesetLine:
    """One line of text: its runs from left to right, and its width in points without the space at its end.

    That space stands before the line, ``indent`` points wide, where the line runs from right to left. ``logical`` is
    the text as it was typed, each part with the index of its typed run, if that is not the order from left to right.
    """

    runs: list[TextRun]
    width: float
    indent: float = 0.0
    logical: tuple[tuple[int, str], ...] = ()


class Token(NamedTuple):
    """A word, or the spaces between two; ``width`` in points."""

    pieces: tuple[Piece, ...]
    width: float
    space: bool
    text: str
    span: Span


def break_lines(
    words: ShapedWords, runs: Sequence[tuple[str, TextStyle]], width: float, right_to_left_runs: Sequence[bool] = ()
) -> list[TypesetLine]:
    """Runs of text (at least one) as lines no wider than ``width`` points.

    ``right_to_left_runs`` tells of each run whether its language is written from right to left; it is empty if none is.
    An empty line holds a space, so that it is there for those who hear the page too.
    """
    lines: list[TypesetLine] = []
    spans = [Span(words.readable(text), style, run_index) for run_index, (text, style) in enumerate(runs)]
    line = _typeset
    blank = [_space(words, spans[0])]
    if any(right_to_left_runs) or any(has_right_to_left(span.text) for span in spans):
        spans = list(_by_level(spans, right_to_left_runs or [False] * len(spans)))
        line = _typeset_both_ways
    for rows in _paragraphs(words, spans, width):
        if lines:
            lines[-1] = _ended(lines[-1])
        if len(rows) > 1:
            rows[-2].give_word_to(rows[-1], width)
        lines += [line(row.tokens() or blank) for row in rows]
    return lines


def _paragraphs(words: ShapedWords, spans: list[Span], width: float) -> Iterator[list[_Row]]:
    """The lines of each paragraph, each with as many words as it holds."""
    rows = [_Row()]
    for unit, size in _units(words, spans):
        if not unit:
            yield rows
            rows = [_Row()]
        elif unit[0].space:
            # Spaces never begin a line: they hang over the end of the one before, where readers of the file find them.
            rows[-1].add(unit, size)
        else:
            for group, wide in ((unit, size),) if size <= width else _cut(words, unit, width):
                if rows[-1].groups and rows[-1].used + wide > width + _ROUNDING:
                    rows.append(_Row())
                rows[-1].add(group, wide)
    yield rows


class _Row:
    """The words and spaces of a line that is not typeset yet, and their width in points."""

    def __init__(self) -> None:
        self.groups: list[tuple[list[Token], float]] = []
        self.used = 0.0

    def add(self, group: list[Token], wide: float) -> None:
        """Put what stays together at the end."""
        self.groups.append((group, wide))
        self.used += wide

    def tokens(self) -> list[Token]:
        """The words and spaces in the order they are said in."""
        return [token for group, _ in self.groups for token in group]

    def give_word_to(self, last: _Row, width: float) -> None:
        """Give the last word to the last line of a paragraph if that has one alone, this has enough, and both fit."""
        if _words_in(last) != 1 or _words_in(self) < _ENOUGH_WORDS:
            return
        at = max(place for place, (group, _) in enumerate(self.groups) if not group[0].space)
        given = self.groups[at:]
        wide = sum(size for _, size in given)
        if at == 0 or not self.groups[at - 1][0][0].space or last.used + wide > width:
            return
        del self.groups[at:]
        self.used -= wide
        last.groups[:0] = given
        last.used += wide


def _words_in(row: _Row) -> int:
    return sum(not group[0].space for group, _ in row.groups)


def _space(words: ShapedWords, span: Span) -> Token:
    pieces, size = words.pieces(" ", strong=span.style.strong)
    return Token(pieces, size * span.style.size / 1000, space=True, text=" ", span=span)


def _by_level(spans: list[Span], right_to_left_runs: Sequence[bool]) -> Iterator[Span]:
    """The spans cut where letters begin to run another way, and where a paragraph ends."""
    whole = unbroken_numbers("".join(span.text for span in spans))
    ends = list(accumulate(len(span.text) for span in spans))
    start = 0
    for paragraph in whole.splitlines(keepends=True):
        end = start + len(paragraph)
        runs = [
            (at, max(start, ends[at] - len(span.text)), min(end, ends[at]))
            for at, span in enumerate(spans)
            if ends[at] > start and ends[at] - len(span.text) < end
        ]
        base, found = levels(
            paragraph, [(first - start, last - start, right_to_left_runs[at]) for at, first, last in runs]
        )
        for at, first, last in runs:
            letters = zip(whole[first:last], found[first - start : last - start], strict=True)
            for level, part in groupby(letters, key=itemgetter(1)):
                yield spans[at]._replace(text="".join(char for char, _ in part), level=level, base=base)
        start = end


def _units(words: ShapedWords, spans: list[Span]) -> Iterator[tuple[list[Token], float]]:
    """Groups of tokens that stay on one line, and their widths: a word (of several runs where they touch), or spaces.

    An empty group is a line break.
    """
    unit: list[Token] = []
    total = 0.0
    for span in spans:
        scale = span.style.size / 1000
        strong = span.style.strong
        tokens: dict[str, Token] = {}  # a word, and above all a space, is in a text more than once
        shape = words.pieces
        if span.level % 2:
            shape = partial(words.right_to_left, beside=span.text)
        for part in _TOKENS.findall(span.text):
            token = tokens.get(part)
            if token is None and part != "\n":
                pieces, size = shape(part, strong=strong)
                token = tokens[part] = Token(pieces, size * scale, part[0] == " ", part, span)
            if token is not None and not token.space:
                total += token.width
                unit.append(token)
                continue
            if unit:
                yield unit, total
                unit, total = [], 0.0
            yield ([token], token.width) if token else ([], 0.0)
    if unit:
        yield unit, total


def _cut(words: ShapedWords, unit: list[Token], width: float) -> Iterator[tuple[list[Token], float]]:
    """A word wider than its column in parts that fit it, each of one token, and their widths."""
    for token in unit:
        for part in _ADDRESS_PARTS.findall(token.text):
            cut = _token(words, part, token)
            if cut.width <= width:
                yield [cut], cut.width
                continue
            if token.span.level % 2:
                yield from (([joined], joined.width) for joined in _joined(words, part, token, width))
                continue
            for cluster in words.clusters(part, strong=token.span.style.strong):
                cut = _token(words, cluster, token)
                yield [cut], cut.width


def _joined(words: ShapedWords, text: str, token: Token, width: float) -> Iterator[Token]:
    """As many letters together as fit, because letters that run from right to left are joined."""
    part: Token | None = None
    for cluster in words.clusters(text, strong=token.span.style.strong):
        longer = _token(words, part.text + cluster if part else cluster, token)
        if part and longer.width > width:
            yield part
            longer = _token(words, cluster, token)
        part = longer
    if part:
        yield part


def _token(words: ShapedWords, text: str, model: Token) -> Token:
    style = model.span.style
    shape = words.right_to_left if model.span.level % 2 else words.pieces
    pieces, size = shape(text, strong=style.strong)
    return Token(pieces, size * style.size / 1000, space=False, text=text, span=model.span)


def _typeset_both_ways(row: list[Token]) -> TypesetLine:
    """A line some of whose parts may run from right to left: each where it stands, the space at the end outside."""
    base = row[-1].span.base
    if not base and not any(token.span.level for token in row):
        return _typeset(row)
    end = len(row)
    while end and row[end - 1].space:
        end -= 1
    logical: list[tuple[int, str]] = []
    parts: list[int] = []
    for (run_index, *_), group in groupby(row, key=lambda token: token.span[2:]):
        texts = [token.text for token in group]
        parts += [len(logical)] * len(texts)
        logical.append((run_index, "".join(texts)))
    runs: list[TextRun] = []
    places = visual_order([*(token.span.level for token in row[:end]), *[base] * (len(row) - end)])
    for part, standing in groupby(places, key=parts.__getitem__):
        runs += (each._replace(part=part) for each in _typeset([row[at] for at in standing]).runs)
    return TypesetLine(
        runs,
        width=sum(token.width for token in row[:end]),
        indent=sum(token.width for token in row[end:]) if base else 0.0,
        logical=tuple(logical),
    )


def _ended(line: TypesetLine) -> TypesetLine:
    """A line where a break was typed; its text as typed must not touch that of the next."""
    for run_index, text in line.logical[-1:]:
        line.logical = (*line.logical[:-1], (run_index, f"{text} "))
    return line


def _typeset(row: list[Token]) -> TypesetLine:
    """Tokens as a line: neighbours of one style and typed run become one run, plain neighbours one piece."""
    return _typeset_plainly(row) or _typeset_in_runs(row)


def _typeset_plainly(row: list[Token]) -> TypesetLine | None:
    """The line of tokens that are all of one style, one font and one typed run, as most are; None for others."""
    span = row[0].span
    font = row[0].pieces[0].font
    shown: list[str] = []
    total = width = inked = 0.0
    for pieces, size, space, _, own in row:
        piece = pieces[0]
        if own is not span or piece.font is not font or len(pieces) > 1 or piece.raised or piece.marks:
            return None
        shown.append(piece.shown)
        total += piece.width
        width += size
        if not space:
            inked = width
    whole = Piece(font, "".join(shown).replace("><", ""), total)
    return TypesetLine([TextRun((whole,), span.style, span.run_index)], inked)


def _typeset_in_runs(row: list[Token]) -> TypesetLine:
    runs: list[TextRun] = []
    width = inked = 0.0
    at = 0
    while at < len(row):
        _, style, run_index, _, _ = row[at].span
        pieces: list[Piece] = []
        while at < len(row) and row[at].span.run_index == run_index:
            token = row[at]
            if token.space and pieces and pieces[-1].raised:
                pieces[-1] = _with_space(pieces[-1], token)
            elif token.space and pieces and (same := _same_font(pieces[-1], token)) is not None:
                pieces.append(same)
            else:
                pieces.extend(token.pieces)
            width += token.width
            if not token.space:
                inked = width
            at += 1
        runs.append(TextRun(_merged(pieces), style, run_index))
    return TypesetLine(runs, inked)


def _with_space(piece: Piece, space: Token) -> Piece:
    """A word spoken as a whole, with the space after it."""
    trailing_spaces = space.pieces
    width = piece.width + sum(each.width for each in trailing_spaces)
    return piece._replace(width=width, actual_text=piece.actual_text + space.text, trailing_spaces=trailing_spaces)


def _same_font(piece: Piece, space: Token) -> Piece | None:
    """Spaces in the font of the letters before them, as wide as they are: pdfium loses a space in a font of its own."""
    font, count = piece.font, len(space.text)
    if " " not in font.face.characters or len(space.pieces) != 1 or space.pieces[0].font is font:
        return None
    code, own = font.letter(" ")
    kern = round(own - space.pieces[0].width / count)
    shown = "".join(f"<{code}>{kern}" if kern else f"<{code}>" for _ in range(count))
    return Piece(font, shown, space.pieces[0].width)


def _merged(pieces: list[Piece]) -> tuple[Piece, ...]:
    """Plain neighbours in one font as one piece."""
    merged: list[Piece] = []
    shown: list[str] = []
    marks: list[OutlineMark] = []
    font: EmbeddedFont | None = None
    total = 0.0
    for piece in pieces:
        plain = not piece.raised
        if font is not None and not (plain and piece.font is font):
            merged.append(Piece(font, "".join(shown).replace("><", ""), total, marks=tuple(marks)))
            font, shown, marks, total = None, [], [], 0.0
        if plain:
            font = piece.font
            shown.append(piece.shown)
            if piece.marks:
                marks += [mark._replace(across=mark.across + total) for mark in piece.marks]
            total += piece.width
        else:
            merged.append(piece)
    if font is not None:
        merged.append(Piece(font, "".join(shown).replace("><", ""), total, marks=tuple(marks)))
    return tuple(merged)
