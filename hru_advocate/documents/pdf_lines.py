"""Lines: words shaped once per document, and text broken into lines that never lose or glue a word.

A line ends with the space that was typed there, so that every reader of the file finds the words apart; words are
never hyphenated. A word wider than its column is broken where an address may be broken, else between letters.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from hru_advocate.documents.pdf_fonts import Cluster, Embedded, Face, Library
from hru_advocate.documents.pdf_text import printable
from hru_advocate.documents.style import Look

_TOKENS: Final = re.compile(r" +|\n|[^ \n]+")
_SIMPLE: Final = re.compile(
    "[ !-~\u00a0-\u00ac\u00ae-\u024f\u0386-\u03ff\u0400-\u0482\u048a-\u052f"
    "\u1e00-\u1eff\u2010-\u2027\u202f-\u203a\u20a0-\u20bf]+"
)
_ADDRESS_PARTS: Final = re.compile(r"[^/@.?&=_,;]*[/@.?&=_,;]+|[^/@.?&=_,;]+")
_JOINERS: Final = "\u200c\u200d"


class Step(NamedTuple):
    """Glyphs of a stacked word with one rise, and the space after each (both 1/1000 of the size)."""

    shown: str
    rise: float
    space: float


class Piece(NamedTuple):
    """Glyphs of one face in one go: ``shown`` is the inside of a TJ array, ``width`` 1/1000 of the size.

    Where letters are reordered or stacked, ``steps`` has the glyphs instead of ``shown``, ``spoken`` is the text in
    full, and ``tail`` the spaces after it: said together, because some readers of PDF lose them on their own.
    """

    font: Embedded
    shown: str
    width: float
    steps: tuple[Step, ...] = ()
    spoken: str = ""
    tail: tuple[Piece, ...] = ()


class Stretch(NamedTuple):
    """A part of a line in one look and one voice (the index of the run it comes from)."""

    pieces: tuple[Piece, ...]
    look: Look
    voice: int


@dataclass(slots=True)
class Line:
    """One line of text: its stretches from left to right, and its width without the space at its end."""

    stretches: list[Stretch]
    width: float


class Token(NamedTuple):
    """A word, or the spaces between two; ``width`` in points."""

    stretch: Stretch
    width: float
    space: bool
    text: str


class Words:
    """The words of one document, shaped once each, and the fonts they ask for."""

    def __init__(self, faces: Library) -> None:
        self._faces = faces
        self._pieces: dict[tuple[str, bool], tuple[tuple[Piece, ...], float]] = {}
        self.fonts: dict[str, Embedded] = {}

    def pieces(self, word: str, *, strong: bool) -> tuple[tuple[Piece, ...], float]:
        """The pieces of a word and its width in 1/1000 of the size."""
        key = (word, strong)
        found = self._pieces.get(key)
        if found is None:
            made = self._simple(word, strong=strong) if _SIMPLE.fullmatch(word) else None
            if made is None:
                made = tuple(self._shape(face, part) for face, part in self._by_face(word, strong=strong))
            found = self._pieces[key] = (made, sum(piece.width for piece in made))
        return found

    def width(self, text: str, look: Look) -> float:
        """Width of a text set on one line, in points."""
        return self.pieces(printable(text), strong=look.strong)[1] * look.size / 1000

    def missing(self, text: str) -> set[str]:
        """The characters of a text that no face holds."""
        return self._faces.missing(text)

    def _by_face(self, word: str, *, strong: bool) -> Iterator[tuple[Face, str]]:
        start = 0
        face: Face | None = None
        for at, char in enumerate(word):
            if face is not None and (char in _JOINERS or (not char.isalnum() and ord(char) in face.unicodes)):
                continue
            wanted = self._faces.require(char, strong=strong)
            if face is not None and wanted is not face:
                yield face, word[start:at]
                start = at
            face = wanted
        if face is not None:
            yield face, word[start:]

    def _font(self, face: Face) -> Embedded:
        font = self.fonts.get(face.name)
        if font is None:
            font = self.fonts[face.name] = Embedded(face, f"F{len(self.fonts) + 1}")
        return font

    def _simple(self, word: str, *, strong: bool) -> tuple[Piece, ...] | None:
        """A word of everyday letters: glyph by glyph with kerning between two, which needs no shaping."""
        face = self._faces.everyday(strong=strong)
        if not face.characters.issuperset(word):
            return None
        font = self._font(face)
        letters, kerns = font.letters, face.kerns
        shown: list[str] = []
        total = 0.0
        last = ""
        for char in word:
            code, width = letters.get(char) or font.letter(char)
            if last:
                pair = last + char
                kern = kerns.get(pair)
                if kern is None:
                    kern = face.kern(pair)
                if kern:
                    shown.append(f">{-kern}<")
                    total += kern
            shown.append(code)
            total += width
            last = char
        return (Piece(font, f"<{''.join(shown)}>", total),)

    def _shape(self, face: Face, text: str) -> Piece:
        font = self._font(face)
        clusters = face.shape(text)
        if all(cluster.plain for cluster in clusters):
            return _plain(font, clusters)
        return _stacked(font, clusters, text)

    def clusters(self, word: str, *, strong: bool) -> list[str]:
        """A word cut where it may be cut when it is wider than its column: never between a letter and its marks."""
        return [cluster.text for face, part in self._by_face(word, strong=strong) for cluster in face.shape(part)]


def _plain(font: Embedded, clusters: list[Cluster]) -> Piece:
    """Glyphs one to a letter: codes, and kerning where the advance differs from the glyph's own width."""
    shown: list[str] = []
    total = 0.0
    for text, (glyph,) in clusters:
        shown.append(f"{font.code(glyph.number, text):04X}")
        total += glyph.advance
        kern = font.face.width(glyph.number) - glyph.advance
        if abs(kern) >= 1:
            shown.append(f">{kern:.0f}<")
    return Piece(font, f"<{''.join(shown)}>", total)


def _stacked(font: Embedded, clusters: list[Cluster], text: str) -> Piece:
    """Glyphs with marks above, below and before their letter: placed one by one, and spoken as the whole word.

    The way from one glyph to the next is letter spacing: readers of PDF take a number in a TJ array for a space.
    """
    glyphs = [(glyph, said) for cluster in clusters for glyph, said in zip(cluster.glyphs, cluster.said(), strict=True)]
    steps: list[Step] = []
    starts = [glyph.across for glyph, _ in glyphs[1:]] + [0.0]
    for (glyph, said), start in zip(glyphs, starts, strict=True):
        shown = f"{font.code(glyph.number, said):04X}"
        space = round(glyph.advance - glyph.across + start - font.face.width(glyph.number))
        rise = round(glyph.up)
        if steps and steps[-1].rise == rise and steps[-1].space == space:
            steps[-1] = Step(steps[-1].shown + shown, rise, space)
        else:
            steps.append(Step(shown, rise, space))
    first = round(glyphs[0][0].across)
    return Piece(font, str(-first) if first else "", sum(glyph.advance for glyph, _ in glyphs), tuple(steps), text)


def break_lines(words: Words, runs: Sequence[tuple[str, Look]], width: float) -> list[Line]:
    """Runs of text (at least one) as lines no wider than ``width`` points.

    An empty line holds a space, so that it is there for those who hear the page too.
    """
    lines: list[Line] = []
    row: list[Token] = []
    used = 0.0
    blank = [_space(words, runs[0][1])]
    for unit, size in _units(words, runs):
        if not unit:
            lines.append(_line(row or blank))
            row, used = [], 0.0
            continue
        fits = size <= width or unit[0].space
        for group in (unit,) if fits else _cut(words, unit, width):
            wide = size if fits else group[0].width
            if row and used + wide > width + 0.01 and not group[0].space:
                lines.append(_line(row))
                row, used = [], 0.0
            row.extend(group)
            used += wide
    lines.append(_line(row or blank))
    return lines


def _space(words: Words, look: Look) -> Token:
    pieces, size = words.pieces(" ", strong=look.strong)
    return Token(Stretch(pieces, look, 0), size * look.size / 1000, space=True, text=" ")


def _units(words: Words, runs: Sequence[tuple[str, Look]]) -> Iterator[tuple[list[Token], float]]:
    """What must stay on one line, and its width: a word (of several runs where they touch), or spaces.

    Nothing at all is a line break.
    """
    unit: list[Token] = []
    total = 0.0
    for voice, (text, look) in enumerate(runs):
        scale = look.size / 1000
        strong = look.strong
        for part in _TOKENS.findall(printable(text)):
            space = part[0] == " "
            if unit and (space or part == "\n" or unit[0].space):
                yield unit, total
                unit, total = [], 0.0
            if part == "\n":
                yield [], 0.0
                continue
            pieces, size = words.pieces(part, strong=strong)
            size *= scale
            total += size
            unit.append(Token(Stretch(pieces, look, voice), size, space, part))
    if unit:
        yield unit, total


def _cut(words: Words, unit: list[Token], width: float) -> Iterator[list[Token]]:
    """A word wider than its column in parts that fit it, each of one token."""
    for token in unit:
        for part in _ADDRESS_PARTS.findall(token.text):
            cut = _token(words, part, token)
            if cut.width <= width:
                yield [cut]
                continue
            for cluster in words.clusters(part, strong=token.stretch.look.strong):
                yield [_token(words, cluster, token)]


def _token(words: Words, text: str, model: Token) -> Token:
    look = model.stretch.look
    pieces, size = words.pieces(text, strong=look.strong)
    return Token(Stretch(pieces, look, model.stretch.voice), size * look.size / 1000, space=False, text=text)


def _line(row: list[Token]) -> Line:
    """Tokens put together: neighbours of one look and voice become one stretch, plain neighbours one piece."""
    stretches: list[Stretch] = []
    width = ink = 0.0
    at = 0
    while at < len(row):
        _, look, voice = row[at].stretch
        pieces: list[Piece] = []
        while at < len(row) and row[at].stretch.voice == voice:
            token = row[at]
            if token.space and pieces and pieces[-1].steps:
                pieces[-1] = _with_space(pieces[-1], token)
            else:
                pieces.extend(token.stretch.pieces)
            width += token.width
            if not token.space:
                ink = width
            at += 1
        stretches.append(Stretch(_merged(pieces), look, voice))
    return Line(stretches, ink)


def _with_space(piece: Piece, space: Token) -> Piece:
    """A word spoken as a whole, with the space after it."""
    tail = space.stretch.pieces
    width = piece.width + sum(each.width for each in tail)
    return piece._replace(width=width, spoken=piece.spoken + space.text, tail=tail)


def _merged(pieces: list[Piece]) -> tuple[Piece, ...]:
    """Plain neighbours in one font as one piece."""
    merged: list[Piece] = []
    shown: list[str] = []
    font: Embedded | None = None
    total = 0.0
    for piece in pieces:
        plain = not piece.steps
        if font is not None and not (plain and piece.font is font):
            merged.append(Piece(font, "".join(shown).replace("><", ""), total))
            font, shown, total = None, [], 0.0
        if plain:
            font = piece.font
            shown.append(piece.shown)
            total += piece.width
        else:
            merged.append(piece)
    if font is not None:
        merged.append(Piece(font, "".join(shown).replace("><", ""), total))
    return tuple(merged)
