"""Colours, sizes and the style sheet: one look, light or dark, at the text size the person reads best."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Final, Literal, NamedTuple

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontMetrics, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QWidget

import resources

LookName = Literal["system", "light", "dark"]
Tone = Literal["quiet", "accent", "fine", "caution", "danger"]
TEXT_SIZES: Final = (100, 125, 150, 200)
# importlib.resources would be tidier and costs 10 ms of the time to the first window.
_STYLE: Final = Path(resources.__file__).with_name("style") / "hru.qss"
_FACE: Final = "Noto Sans"
_FACE_FILES: Final = tuple(
    Path(resources.__file__).with_name("fonts") / f"NotoSans-{weight}.ttf" for weight in ("Regular", "SemiBold")
)
"""The two weights a screen is written in: the same on every computer, and the face of paper."""


class Tokens(NamedTuple):
    """Every colour by what it is for, as ``#RRGGBB``; each text colour reads at 4.5:1 or more where it is used."""

    page: str
    surface: str
    line: str
    edge: str
    text: str
    quiet: str
    accent: str
    accent_soft: str
    accent_strong: str
    on_accent: str
    danger: str
    danger_soft: str
    caution: str
    caution_soft: str
    fine: str
    fine_soft: str


LIGHT: Final = Tokens(
    page="#F6F7F9",
    surface="#FFFFFF",
    line="#D9DEE4",
    edge="#84909C",
    text="#1B1F24",
    quiet="#566170",
    accent="#1F5E7A",
    accent_soft="#E4EFF4",
    accent_strong="#174A61",
    on_accent="#FFFFFF",
    danger="#A4262C",
    danger_soft="#FBE9EA",
    caution="#7A5200",
    caution_soft="#FCF3DF",
    fine="#1E6B3C",
    fine_soft="#E6F2EA",
)
DARK: Final = Tokens(
    page="#14181D",
    surface="#1C2229",
    line="#303842",
    edge="#71808F",
    text="#E8ECF1",
    quiet="#A9B3BE",
    accent="#7CC0DC",
    accent_soft="#1D3744",
    accent_strong="#A4D6EA",
    on_accent="#0F1A20",
    danger="#F2959A",
    danger_soft="#3D2327",
    caution="#E6B95C",
    caution_soft="#3A301C",
    fine="#86CFA1",
    fine_soft="#1E3527",
)


LARGE: Final = 125
"""The text size in per cent above which type is large."""


class Theme(NamedTuple):
    """The colours, the text size in per cent, and whether it is worn at a table beside somebody who looks on."""

    tokens: Tokens = LIGHT
    text_size: int = 100
    table: bool = False

    @property
    def large(self) -> bool:
        """True when type is so large that a page folds what else would leave no room for its work."""
        return self.text_size > LARGE

    @property
    def least(self) -> QSize:
        """The least size of what is pressed, larger at the table."""
        return QSize(44, 44) if self.table else QSize(32, 32)

    def px(self, size: float) -> int:
        """A size given at 100 per cent, in pixels at the chosen text size. Use it for type and what must hold type."""
        return round(size * self.text_size / 100)

    def ink(self, tone: Tone) -> QColor:
        """The colour of words and shapes in a tone."""
        return _colour(_of(self.tokens, tone))

    def ground(self, tone: Tone) -> QColor:
        """The soft colour such words stand on."""
        return _colour(self.tokens.page if tone == "quiet" else _of(self.tokens, f"{tone}_soft"))

    def font(self, size: int = 15, *, strong: bool = False) -> QFont:
        """The screen face at 13, 15, 18 or 24, for what is painted by hand."""
        return _font(self.px(size), strong)

    def metrics(self, size: int = 15, *, strong: bool = False) -> QFontMetrics:
        """The measures of that face, in pixels."""
        return _metrics(self.px(size), strong)


@cache
def _colour(name: str) -> QColor:
    """One colour for all that is painted in it: it is handed out, and never changed."""
    return QColor(name)


@cache
def _font(pixels: int, strong: bool) -> QFont:
    """One face for all that is painted: it is handed out, and never changed."""
    font = QFont(QGuiApplication.font())
    font.setPixelSize(pixels)
    font.setWeight(QFont.Weight.DemiBold if strong else QFont.Weight.Normal)
    return font


@cache
def _metrics(pixels: int, strong: bool) -> QFontMetrics:
    return QFontMetrics(_font(pixels, strong))


_current = [Theme()]
_WORN: Final = "look_is_on"


def theme() -> Theme:
    """Give the theme of this moment; ask again at each painting."""
    return _current[0]


def apply_theme(app: QApplication, look: LookName = "system", text_size: int = 100, *, table: bool = False) -> Theme:
    """Put a look and a text size on: colours and type for the whole program, and anew on all that is dressed.

    ``text_size`` is one of 100, 125, 150 and 200; another value becomes the nearest. ``table`` makes targets large.
    """
    size = min(TEXT_SIZES, key=lambda known: abs(known - text_size))
    dark = look == "dark" or (look == "system" and app.styleHints().colorScheme() == Qt.ColorScheme.Dark)
    current = Theme(DARK if dark else LIGHT, size, table)
    if app.property(_WORN) and current == theme():
        return current  # dressing again would measure every widget anew
    _current[0] = current
    app.setProperty(_WORN, True)
    app.setPalette(_palette(current.tokens))
    app.setFont(_face(app, current.px(15)))
    _font.cache_clear()
    _metrics.cache_clear()
    if app.styleSheet():
        dress(app)
    for window in app.topLevelWidgets():
        if window.styleSheet():
            dress(window)
    return current


def _face(app: QApplication, pixels: int) -> QFont:
    """Our own face, known to this program alone; what it cannot write is left to the system's, as it always was."""
    if app.property(_FACE) is None:
        app.setProperty(_FACE, [QFontDatabase.addApplicationFont(str(file)) for file in _FACE_FILES])
    face = QFont(_FACE)
    face.setPixelSize(pixels)
    return face


def dress(window: QWidget | QApplication) -> None:
    """Give a window the style sheet, which all that comes into it then wears; what has a parent needs none.

    The program as a whole has none. Qt would dress every part anew at each step of being put together, before it is in
    any window: a quarter of what a page costs.
    """
    window.setStyleSheet(style_sheet(theme()))


def style_sheet(current: Theme) -> str:
    """The style sheet with its colours and sizes filled in.

    ``@name`` is a token; ``15u`` is 15 pixels at a text size of 100 per cent and grows with it.
    """
    text = _STYLE.read_text(encoding="utf-8")
    tokens = current.tokens._asdict() | {"least": f"{current.least.height()}px"}
    text = re.sub(r"@([a-z_]+)", lambda found: str(tokens[found[1]]), text)
    return re.sub(r"\b(\d+)u\b", lambda found: f"{current.px(int(found[1]))}px", text)


def _of(tokens: Tokens, name: str) -> str:
    return str(getattr(tokens, name))


def _palette(tokens: Tokens) -> QPalette:
    role = QPalette.ColorRole
    palette = QPalette()
    for names, colour in (
        ((role.Window, role.AlternateBase), tokens.page),
        ((role.Base, role.Button, role.ToolTipBase), tokens.surface),
        ((role.WindowText, role.Text, role.ButtonText, role.ToolTipText), tokens.text),
        ((role.PlaceholderText,), tokens.quiet),
        ((role.Highlight, role.Accent), tokens.accent),
        ((role.HighlightedText,), tokens.on_accent),
        ((role.Link, role.LinkVisited), tokens.accent),
        ((role.Mid, role.Midlight, role.Light, role.Dark), tokens.line),
    ):
        for name in names:
            palette.setColor(name, QColor(colour))
    for name in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, name, QColor(tokens.quiet))
    return palette
