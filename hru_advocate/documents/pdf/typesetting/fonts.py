"""Fonts: which bundled face holds a character, the shapes of a word, and the subset that goes into a file.

HarfBuzz (a part of ReportLab's shaping extra) reads, shapes and cuts the fonts; ReportLab's own font parser is not
used, because it knows neither shaping by glyph number nor more than 256 glyphs to a font.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from hashlib import sha256
from importlib.resources.abc import Traversable
from typing import Final, NamedTuple

import uharfbuzz
from reportlab.pdfgen.pathobject import PDFPathObject

from hru_advocate.documents.pdf.typesetting.typed_text import name_of, printable
from hru_advocate.documents.style import FACES, ZOOMS

_FEATURES: Final = {"liga": False, "dlig": False, "clig": False}
_DROPPED: Final = tuple(
    int.from_bytes(tag, "big") for tag in (b"GSUB", b"GPOS", b"GDEF", b"cmap", b"name", b"post", b"OS/2", b"kern")
)
_SIMPLE: Final = re.compile(
    "[ !-~\u00a0-\u00ac\u00ae-\u024f\u0386-\u03ff\u0400-\u0482\u048a-\u052f"
    "\u1e00-\u1eff\u2010-\u2027\u202f-\u203a\u20a0-\u20bf]"
)
_PLACEHOLDER: Final = "\u200b"  # what a glyph says that is one of several for one letter


class Glyph(NamedTuple):
    """One shape of a word: its number in the face, and where it stands (1/1000 of the size)."""

    number: int
    advance: float
    across: float
    up: float


class GlyphCluster(NamedTuple):
    """Letters that cannot be parted on paper, and the glyphs that show them from left to right."""

    text: str
    glyphs: list[Glyph]

    @property
    def plain(self) -> bool:
        """True if one glyph, standing where it falls, says all of it."""
        return len(self.glyphs) == 1 and not (self.glyphs[0].across or self.glyphs[0].up)

    def letters_by_glyph(self) -> list[str]:
        """The letters dealt out to the glyphs, so that read in order they are the letters as typed."""
        text, count = self.text, len(self.glyphs)
        if count == 1:
            return [text]
        if len(text) < count:
            text = unicodedata.normalize("NFD", text)
        if len(text) < count:
            return [*text, *[_PLACEHOLDER] * (count - len(text))]
        return [*text[: count - 1], text[count - 1 :]]


class FontFace:
    """One font file, read once for the whole process."""

    __slots__ = (
        "_blank",
        "_font",
        "_kerns",
        "_outlines",
        "_widths",
        "ascent",
        "characters",
        "descent",
        "face",
        "letters",
        "name",
        "scale",
        "unicodes",
    )

    def __init__(self, name: str, data: bytes) -> None:
        self.name = name
        self.face = uharfbuzz.Face(data)
        self._font = uharfbuzz.Font(self.face)
        self.unicodes = frozenset(self.face.unicodes)
        self.scale = 1000 / self.face.upem
        extents = self._font.get_font_extents("ltr")
        self.ascent = round(extents.ascender * self.scale)
        self.descent = round(extents.descender * self.scale)
        self._widths: dict[int, float] = {}
        self.characters = frozenset(map(chr, self.unicodes))
        self.letters = frozenset(filter(_SIMPLE.match, self.characters))
        self._kerns: dict[str, int] = {}
        self._outlines: dict[int, PDFPathObject | None] = {}
        self._blank: int | None = None

    def width(self, glyph: int) -> float:
        """Own width of a glyph, in 1/1000 of the size."""
        found = self._widths.get(glyph)
        if found is None:
            found = self._widths[glyph] = round(self._font.get_glyph_h_advance(glyph) * self.scale, 2)
        return found

    def glyph(self, char: str) -> int:
        """The glyph of a character the face holds."""
        number: int = self._font.get_nominal_glyph(ord(char))
        return number

    @property
    def blank(self) -> int:
        """A glyph without outline and width, to say a letter that has none of its own; 0 if the face has none."""
        if self._blank is None:
            every = range(1, self.face.glyph_count)
            self._blank = next((one for one in every if not self.width(one) and not self.outline(one)), 0)
        return self._blank

    def outline(self, glyph: int) -> PDFPathObject | None:
        """The shape of a glyph as a path in units of the face; None for an empty one."""
        if glyph not in self._outlines:
            path = PDFPathObject()
            self._font.draw_glyph(glyph, _draw_functions(), path)
            self._outlines[glyph] = path if path.getCode() else None
        return self._outlines[glyph]

    def kern(self, pair: str) -> int:
        """The kerning of two everyday letters, in 1/1000 of the size: below 0 they stand nearer together."""
        found = self._kerns.get(pair)
        if found is None:
            moved = sum(glyph.advance - self.width(glyph.number) for part in self.shape(pair) for glyph in part.glyphs)
            found = self._kerns[pair] = round(moved)
        return found

    def shape(self, text: str, *, right_to_left: bool = False) -> list[GlyphCluster]:
        """A text as clusters from left to right: letters that cannot be parted, and the glyphs they take."""
        buffer = uharfbuzz.Buffer()
        buffer.flags = (
            uharfbuzz.BufferFlags.REMOVE_DEFAULT_IGNORABLES | uharfbuzz.BufferFlags.DO_NOT_INSERT_DOTTED_CIRCLE
        )
        buffer.add_str(text)
        buffer.guess_segment_properties()
        buffer.direction = "rtl" if right_to_left else "ltr"
        buffer.language = "en"  # never the locale of the machine: the same page everywhere
        uharfbuzz.shape(self._font, buffer, _FEATURES)
        infos, positions = buffer.glyph_infos, buffer.glyph_positions
        scale = self.scale
        starts = sorted({info.cluster for info in infos})
        if not starts:
            return []
        first, starts[0] = starts[0], 0  # a joiner at the very beginning has no glyph of its own
        clusters = {
            at: GlyphCluster(text[at:end], []) for at, end in zip(starts, [*starts[1:], len(text)], strict=True)
        }
        for info, place in zip(infos, positions, strict=True):
            clusters[0 if info.cluster == first else info.cluster].glyphs.append(
                Glyph(info.codepoint, place.x_advance * scale, place.x_offset * scale, place.y_offset * scale)
            )
        return list(clusters.values())[:: -1 if right_to_left else 1]


@cache
def _draw_functions() -> uharfbuzz.DrawFuncs:
    """The functions by which HarfBuzz draws an outline into a path of ReportLab's, with curves as PDF has them.

    The ends of a curve are whole units of the face already, its handles are rounded to them, which nobody sees.
    """
    made = uharfbuzz.DrawFuncs()
    made.set_move_to_func(lambda x, y, path: path.moveTo(x, y))
    made.set_line_to_func(lambda x, y, path: path.lineTo(x, y))
    made.set_cubic_to_func(lambda a, b, c, d, x, y, path: path.curveTo(round(a), round(b), round(c), round(d), x, y))
    made.set_close_path_func(lambda path: path.close())
    return made


class FontLibrary:
    """All bundled faces of one folder, opened when a character first asks for them."""

    def __init__(self, folder: Traversable) -> None:
        self._folder = folder
        self._faces: dict[str, FontFace] = {}
        self._found: dict[tuple[str, bool], FontFace | None] = {}

    def _face(self, name: str) -> FontFace:
        face = self._faces.get(name)
        if face is None:
            face = self._faces[name] = FontFace(name, self._folder.joinpath(f"{name}.ttf").read_bytes())
        return face

    def everyday(self, *, strong: bool) -> FontFace:
        """The face that is asked first."""
        return self._face(FACES[0][strong])

    def find(self, char: str, *, strong: bool) -> FontFace | None:
        """The first face that holds a character, or None."""
        key = (char, strong)
        if key not in self._found:
            self._found[key] = self._search(char, strong=strong)
        return self._found[key]

    def _search(self, char: str, *, strong: bool) -> FontFace | None:
        code = ord(char)
        for names in FACES:
            face = self._face(names[strong])
            if code in face.unicodes:
                return face
        return None

    def missing(self, text: str) -> set[str]:
        """The characters of a text that no face holds."""
        return {
            char for char in set(printable(text)) - {"\n", "\u200c", "\u200d"} if self.find(char, strong=False) is None
        }

    def readable(self, text: str) -> str:
        """Text as it will stand on paper; a character that no face holds is said by its name."""
        text = printable(text)
        if text.isascii():
            return text
        missing = self.missing(text)
        return "".join(name_of(char) if char in missing else char for char in text) if missing else text

    def require(self, char: str, *, strong: bool) -> FontFace:
        """The face for a character of readable text."""
        return self.find(char, strong=strong) or self.everyday(strong=strong)


_libraries: dict[str, FontLibrary] = {}


def library(fonts: Traversable) -> FontLibrary:
    """The faces of a folder, kept for the life of the process (fonts hold nothing anyone typed)."""
    key = str(fonts)
    if key not in _libraries:
        _libraries[key] = FontLibrary(fonts)
    return _libraries[key]


def unprintable(text: str, fonts: Traversable) -> set[str]:
    """The characters of a text that cannot be printed: no bundled font holds them."""
    return library(fonts).missing(text)


class EmbeddedFont:
    """The part of one face that one file needs. A code stands for a glyph *and* what it says there.

    ``zoom`` is how much larger than the size that was asked for its letters are drawn.
    """

    __slots__ = ("_codes", "face", "letters", "name", "steps", "zoom")

    def __init__(self, face: FontFace, name: str) -> None:
        self.face = face
        self.name = name
        self.zoom = ZOOMS.get(face.name.partition("-")[0], 1.0)
        self._codes: dict[tuple[int, str], int] = {}
        self.letters: dict[str, tuple[str, float]] = {}
        self.steps: dict[str, tuple[str, float]] = {}

    def code(self, glyph: int, text: str) -> int:
        """The two-byte code of a glyph that says this text in this file."""
        return self._codes.setdefault((glyph, text), len(self._codes) + 1)

    def letter(self, char: str) -> tuple[str, float]:
        """The code, as it is written on a page, and the width of a letter that is always the same glyph."""
        glyph = self.face.glyph(char)
        made = (f"{self.code(glyph, char):04X}", self.face.width(glyph))
        self.letters[char] = made
        return made

    def step(self, pair: str) -> tuple[str, float]:
        """The second of two letters as it is written after the first, kerned, and how far it goes on."""
        code, width = self.letters.get(pair[1]) or self.letter(pair[1])
        kern = self.face.kern(pair)
        made = self.steps[pair] = (f">{-kern}<{code}", width + kern) if kern else (code, width)
        return made

    def objects(self) -> FontParts:
        """The subset font and the tables that go with it."""
        wanted = uharfbuzz.SubsetInput()
        wanted.glyph_set.update(glyph for glyph, _ in self._codes)
        wanted.drop_table_tag_set.update(_DROPPED)
        wanted.flags = (
            uharfbuzz.SubsetFlags.NO_HINTING
            | uharfbuzz.SubsetFlags.NOTDEF_OUTLINE
            | uharfbuzz.SubsetFlags.NO_LAYOUT_CLOSURE
        )
        plan = uharfbuzz.SubsetPlan(self.face.face, wanted)
        program = plan.execute().blob.data
        numbers = plan.old_to_new_glyph_mapping
        order = [glyph for glyph, _ in self._codes]
        tag = "".join(chr(65 + byte % 26) for byte in sha256(program + repr(order).encode()).digest()[:6])
        return FontParts(
            name=f"{tag}+{self.face.name}",
            program=program,
            glyphs=b"\0\0" + b"".join(numbers[glyph].to_bytes(2, "big") for glyph in order),
            widths=" ".join(f"{self.face.width(glyph):g}" for glyph in order),
            to_unicode=_to_unicode_table([text for _, text in self._codes]),
        )


class FontParts(NamedTuple):
    """The parts of one font that a PDF holds."""

    name: str
    program: bytes
    glyphs: bytes
    widths: str
    to_unicode: bytes


def _to_unicode_table(texts: list[str]) -> bytes:
    """The table from codes to text (ToUnicode) that copying, searching and speaking read."""
    lines = [f"<{code:04X}> <{text.encode('utf-16-be').hex().upper()}>" for code, text in enumerate(texts, 1)]
    parts = [lines[at : at + 100] for at in range(0, len(lines), 100)]
    table = "\n".join(f"{len(part)} beginbfchar\n" + "\n".join(part) + "\nendbfchar" for part in parts)
    return (
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
        "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
        "1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n"
        f"{table}\nendcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n"
    ).encode("ascii")
