"""The measures of paper: sizes, spaces and greys. No drawing here.

All lengths are points (1/72 inch). The everyday sheet stands on a 4 point grid; large print
scales the grid with the letters, so that the page keeps its proportions.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from hru_advocate.documents.blocks import Carrier

MILLIMETRE: Final = 72 / 25.4
A4: Final = (210 * MILLIMETRE, 297 * MILLIMETRE)

BLACK: Final = 0.0
QUIET: Final = 0.27  # nine to one against white, and still there after a photocopy
HAIR: Final = 0.6  # rules between items: seen, never read


@dataclass(frozen=True, slots=True)
class TextStyle:
    """One kind of text: ``size`` and ``leading`` in points, ``strong`` for the heavier face, ``grey`` 0 is black."""

    size: float
    leading: float
    strong: bool = False
    grey: float = BLACK


@dataclass(frozen=True, slots=True)
class Sheet:
    """The measures of one carrier, in points; ``unit`` is the grid. ``stacked`` puts asides under texts."""

    unit: float
    title: TextStyle
    section: TextStyle
    minor: TextStyle
    body: TextStyle
    strong: TextStyle
    quiet: TextStyle
    small: TextStyle
    label: TextStyle
    number: TextStyle
    marking: TextStyle
    side: float
    top: float
    bottom: float
    stacked: bool = False

    @property
    def width(self) -> float:
        """Width of the text, in points."""
        return A4[0] - 2 * self.side

    @property
    def height(self) -> float:
        """Height for the text between the margins, in points."""
        return A4[1] - self.top - self.bottom


_EVERYDAY: Final = Sheet(
    unit=4,
    title=TextStyle(22, 28, strong=True),
    section=TextStyle(14, 20, strong=True),
    minor=TextStyle(12, 16, strong=True),
    body=TextStyle(11.5, 16),
    strong=TextStyle(11.5, 16, strong=True),
    quiet=TextStyle(10, 16, grey=QUIET),
    small=TextStyle(9.5, 12, grey=QUIET),
    label=TextStyle(10, 16, strong=True),
    number=TextStyle(13, 16, strong=True),
    marking=TextStyle(10, 12, strong=True),
    side=56,
    top=56,
    bottom=60,
)

_LARGE: Final = Sheet(
    unit=6,
    title=TextStyle(32, 42, strong=True),
    section=TextStyle(24, 30, strong=True),
    minor=TextStyle(20, 30, strong=True),
    body=TextStyle(18, 27),
    strong=TextStyle(18, 27, strong=True),
    quiet=TextStyle(18, 27, grey=QUIET),
    small=TextStyle(16, 20, grey=QUIET),
    label=TextStyle(18, 27, strong=True),
    number=TextStyle(22, 30, strong=True),
    marking=TextStyle(16, 20, strong=True),
    side=50,
    top=54,
    bottom=66,
    stacked=True,
)

SHEETS: Final[dict[Carrier, Sheet]] = {"a4": _EVERYDAY, "a4_large": _LARGE, "card": _EVERYDAY}

# A pocket card is a bank card (ISO/IEC 7810 ID-1), so that it fits every wallet.
CARD: Final = (85.6 * MILLIMETRE, 54 * MILLIMETRE)
CARD_SIZES: Final = (9.0, 8.5, 8.0, 7.5, 7.0)
CARD_LEADING: Final = 1.34
CARD_PADDING: Final = 4.5 * MILLIMETRE
CARDS_ON_A_PAGE: Final = 4

# Each bundled face with its heavier partner, in the order they are asked for a character.
FACES: Final[tuple[tuple[str, str], ...]] = (
    ("NotoSans-Regular", "NotoSans-SemiBold"),
    ("NotoSansGurmukhi-Regular", "NotoSansGurmukhi-SemiBold"),
    ("NotoSansBengali-Regular", "NotoSansBengali-SemiBold"),
    ("NotoNaskhArabic-Regular", "NotoNaskhArabic-SemiBold"),
    ("NotoSansHebrew-Regular", "NotoSansHebrew-SemiBold"),
    ("NotoSansSymbols-Regular", "NotoSansSymbols-Regular"),
    ("NotoSansSymbols2-Regular", "NotoSansSymbols2-Regular"),
    ("NotoSansMath-Regular", "NotoSansMath-Regular"),
    ("NotoEmoji-Regular", "NotoEmoji-Regular"),
    ("NotoSansDevanagari-Regular", "NotoSansDevanagari-SemiBold"),
    ("NotoSansGujarati-Regular", "NotoSansGujarati-SemiBold"),
    ("NotoSansTamil-Regular", "NotoSansTamil-SemiBold"),
    ("NotoSansEthiopic-Regular", "NotoSansEthiopic-SemiBold"),
    ("NotoSansThai-Regular", "NotoSansThai-SemiBold"),
    ("NotoSansGeorgian-Regular", "NotoSansGeorgian-SemiBold"),
    ("NotoSansArmenian-Regular", "NotoSansArmenian-SemiBold"),
)

# Arabic letters are drawn small for their size: this much larger they are as easy to read as Latin ones beside them.
ZOOMS: Final = {"NotoNaskhArabic": 1.14}
