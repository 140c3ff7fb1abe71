"""Words: each shaped once per document, as pieces of one face that a canvas can show.

There are three kinds of pieces. Everyday letters are codes and kerning, without shaping. Letters that are reordered or
stacked (Punjabi, Bengali) are placed glyph by glyph and carry their text whole. Words from right to left stand in the
file as they stand on the page, from left to right and one letter to a glyph, because readers of PDF expect that and
turn them round. There a letter without a shape of its own is said by a glyph without outline, and marks above and below
letters are drawn as outlines, because readers take a glyph that is moved for a gap between two words.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple

from reportlab.pdfgen.pathobject import PDFPathObject

from hru_advocate.documents.pdf.typesetting.fonts import EmbeddedFont, FontFace, FontLibrary, GlyphCluster
from hru_advocate.documents.style import TextStyle

_JOINERS: Final = "\u200c\u200d"


class RaisedGlyphs(NamedTuple):
    """Glyphs of a stacked word with one rise, and the space after each (both 1/1000 of the size)."""

    shown: str
    rise: float
    space: float


class OutlineMark(NamedTuple):
    """A shape of a face drawn beside the text, from the start of its piece (1/1000 of the size)."""

    across: float
    up: float
    outline: PDFPathObject
    scale: float


class Piece(NamedTuple):
    """Glyphs of one face in one go: ``shown`` is the inside of a TJ array, ``width`` 1/1000 of the size.

    Where letters are reordered or stacked, ``raised`` has the glyphs instead of ``shown``, ``actual_text`` is the text
    in full, and ``trailing_spaces`` the spaces after it: said together, because some readers of PDF lose them on their
    own. ``marks`` are drawn over the glyphs of a word that runs from right to left.
    """

    font: EmbeddedFont
    shown: str
    width: float
    raised: tuple[RaisedGlyphs, ...] = ()
    actual_text: str = ""
    trailing_spaces: tuple[Piece, ...] = ()
    marks: tuple[OutlineMark, ...] = ()


ShapedWord = tuple[tuple[Piece, ...], float]
"""The pieces of a word as they stand from left to right, and its width in 1/1000 of the size."""


class ShapedWords:
    """The words of one document, shaped once each, and the fonts they ask for."""

    def __init__(self, faces: FontLibrary) -> None:
        self._faces = faces
        self._pieces: tuple[dict[str, ShapedWord], dict[str, ShapedWord]] = ({}, {})
        self._right_to_left: dict[tuple[str, bool, FontFace | None], ShapedWord] = {}
        self._everyday: dict[bool, EmbeddedFont] = {}
        self.fonts: dict[str, EmbeddedFont] = {}

    def pieces(self, word: str, *, strong: bool) -> ShapedWord:
        """The pieces of a word that runs from left to right, and its width."""
        found = self._pieces[strong].get(word)
        if found is None:
            pieces = self._simple(word, strong=strong)
            if pieces is None:
                pieces = tuple(self._shape(face, part) for face, part in self._by_face(word, strong=strong))
            width = pieces[0].width if len(pieces) == 1 else sum([piece.width for piece in pieces])
            found = self._pieces[strong][word] = (pieces, width)
        return found

    def right_to_left(self, word: str, *, strong: bool, beside: str = "") -> ShapedWord:
        """The pieces of a word that runs from right to left, as they stand from left to right, and its width.

        Spaces are of the face of the words ``beside`` them: what is one piece is best read back.
        """
        face = self._faces.require(beside.strip(" ")[:1] or " ", strong=strong) if word[0] == " " else None
        key = (word, strong, face)
        found = self._right_to_left.get(key)
        if found is None:
            parts = [(face, word)] if face and ord(" ") in face.unicodes else self._by_face(word, strong=strong)
            shaped = [(self._font(face), face.shape(part, right_to_left=True)) for face, part in parts]
            made = tuple(_right_to_left(font, clusters) for font, clusters in reversed(shaped))
            found = self._right_to_left[key] = (made, sum(piece.width for piece in made))
        return found

    def width(self, text: str, style: TextStyle) -> float:
        """Width of a text set on one line, in points."""
        return self.pieces(self.readable(text), strong=style.strong)[1] * style.size / 1000

    def readable(self, text: str) -> str:
        """Text as it will stand on paper."""
        return self._faces.readable(text)

    def _by_face(self, word: str, *, strong: bool) -> Iterator[tuple[FontFace, str]]:
        start = 0
        face: FontFace | None = None
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

    def _font(self, face: FontFace) -> EmbeddedFont:
        font = self.fonts.get(face.name)
        if font is None:
            font = self.fonts[face.name] = EmbeddedFont(face, f"F{len(self.fonts) + 1}")
        return font

    def _simple(self, word: str, *, strong: bool) -> tuple[Piece, ...] | None:
        """A word of everyday letters: glyph by glyph with kerning between two, which needs no shaping."""
        font = self._everyday.get(strong)
        face = font.face if font else self._faces.everyday(strong=strong)
        if not (word and face.letters.issuperset(word)):
            return None
        if font is None:
            font = self._everyday[strong] = self._font(face)
        steps = font.steps
        code, total = font.letters.get(word[0]) or font.letter(word[0])
        shown = [code]
        for pair in map(str.__add__, word, word[1:]):
            code, width = steps.get(pair) or font.step(pair)
            shown.append(code)
            total += width
        return (Piece(font, f"<{''.join(shown)}>", total),)

    def _shape(self, face: FontFace, text: str) -> Piece:
        font = self._font(face)
        clusters = face.shape(text)
        if all(cluster.plain for cluster in clusters):
            return _plain(font, clusters)
        return _stacked(font, clusters, text)

    def clusters(self, word: str, *, strong: bool) -> list[str]:
        """A word cut where it may be cut when it is wider than its column: never between a letter and its marks."""
        return [cluster.text for face, part in self._by_face(word, strong=strong) for cluster in face.shape(part)]


def _plain(font: EmbeddedFont, clusters: list[GlyphCluster]) -> Piece:
    """Glyphs one to a letter: codes, and kerning where the advance differs from the glyph's own width."""
    shown: list[str] = []
    total = 0.0
    for text, (glyph,) in clusters:
        shown.append(f"{font.code(glyph.number, text):04X}")
        total += glyph.advance
        kern = font.face.width(glyph.number) - glyph.advance
        if abs(kern) >= 1:
            shown.append(f">{kern:.0f}<")
    return Piece(font, f"<{''.join(shown)}>", total * font.zoom)


def _stacked(font: EmbeddedFont, clusters: list[GlyphCluster], text: str) -> Piece:
    """Glyphs with marks above, below and before their letter: placed one by one, and spoken as the whole word.

    The way from one glyph to the next is letter spacing: readers of PDF take a number in a TJ array for a space.
    """
    glyphs = [
        (glyph, said)
        for cluster in clusters
        for glyph, said in zip(cluster.glyphs, cluster.letters_by_glyph(), strict=True)
    ]
    raised: list[RaisedGlyphs] = []
    starts = [glyph.across for glyph, _ in glyphs[1:]] + [0.0]
    for (glyph, said), start in zip(glyphs, starts, strict=True):
        shown = f"{font.code(glyph.number, said):04X}"
        space = round(glyph.advance - glyph.across + start - font.face.width(glyph.number))
        rise = round(glyph.up)
        if raised and raised[-1].rise == rise and raised[-1].space == space:
            raised[-1] = RaisedGlyphs(raised[-1].shown + shown, rise, space)
        else:
            raised.append(RaisedGlyphs(shown, rise, space))
    first = round(glyphs[0][0].across)
    width = sum(glyph.advance for glyph, _ in glyphs) * font.zoom
    return Piece(font, str(-first) if first else "", width, tuple(raised), text)


def _right_to_left(font: EmbeddedFont, clusters: list[GlyphCluster]) -> Piece:
    """Glyphs of a word from right to left, one letter to a glyph, in the order they stand from left to right."""
    face = font.face
    blank, zoom = face.blank, font.zoom
    shown: list[str] = []
    marks: list[OutlineMark] = []
    pen_x = 0.0
    for text, glyphs in clusters:
        main = max(range(len(glyphs)), key=lambda at: (not glyphs[at].up, glyphs[at].advance))
        start, x = pen_x, 0.0
        for at, glyph in enumerate(glyphs):
            if at == main:
                x = pen_x + glyph.across
            elif outline := face.outline(glyph.number):
                marks.append(OutlineMark((pen_x + glyph.across) * zoom, glyph.up * zoom, outline, face.scale * zoom))
            pen_x += glyph.advance
        if blank:
            shown += [f"{font.code(blank, letter):04X}" for letter in reversed(text[1:])]
        if abs(x - start) >= 1:
            shown.append(f">{start - x:.0f}<")
        shown.append(f"{font.code(glyphs[main].number, text[0] if blank else text[::-1]):04X}")
        back = x + face.width(glyphs[main].number) - pen_x
        if abs(back) >= 1:
            shown.append(f">{back:.0f}<")
    return Piece(font, f"<{''.join(shown)}>", pen_x * zoom, marks=tuple(marks))
