from __future__ import annotations

import re

import pytest
from PySide6.QtGui import QFontInfo
from PySide6.QtWidgets import QApplication, QLabel

from tests.ui.contrast import contrast
from ui.controls.theme import DARK, LIGHT, TEXT_SIZES, Theme, Tokens, apply_theme, style_sheet, theme

TEXTS = [
    ("text", "page"), ("text", "surface"), ("quiet", "page"), ("quiet", "surface"), ("accent", "surface"),
    ("accent", "page"), ("accent", "accent_soft"), ("text", "accent_soft"), ("quiet", "accent_soft"),
    ("on_accent", "accent"), ("on_accent", "accent_strong"), ("danger", "surface"), ("danger", "page"),
    ("danger", "danger_soft"), ("text", "danger_soft"), ("caution", "surface"), ("caution", "page"),
    ("caution", "caution_soft"), ("text", "caution_soft"), ("fine", "surface"), ("fine", "page"),
    ("fine", "fine_soft"), ("text", "fine_soft"), ("surface", "caution"),
]  # fmt: skip
EDGES = [("edge", "surface"), ("edge", "page"), ("accent", "surface"), ("accent", "page"), ("danger", "surface")]


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("pair", TEXTS, ids="-on-".join)
def test_words_can_be_read(tokens: Tokens, pair: tuple[str, str]) -> None:
    ink, ground = (getattr(tokens, name) for name in pair)
    assert contrast(ink, ground) >= 4.5


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("pair", EDGES, ids="-on-".join)
def test_edges_of_controls_and_the_focus_can_be_seen(tokens: Tokens, pair: tuple[str, str]) -> None:
    ink, ground = (getattr(tokens, name) for name in pair)
    assert contrast(ink, ground) >= 3


def test_contrast_is_the_formula_of_wcag() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("worn", [Theme(LIGHT, 100), Theme(DARK, 200)], ids=["light", "dark"])
def test_style_sheet_has_every_colour_and_size_filled_in(worn: Theme) -> None:
    sheet = style_sheet(worn)
    assert "@" not in sheet
    assert re.findall(r"\d+u\b", sheet) == []
    assert worn.tokens.accent in sheet


def test_text_size_grows_what_holds_text(qapp: QApplication) -> None:
    apply_theme(qapp, "light", 200)
    assert theme().px(15) == 30
    assert qapp.font().pixelSize() == 30
    assert "font-size: 48px" in qapp.styleSheet()


def test_a_text_size_between_two_becomes_the_nearest(qapp: QApplication) -> None:
    assert apply_theme(qapp, "dark", 175).text_size in TEXT_SIZES
    assert apply_theme(qapp, "dark", 111).text_size == 100
    assert theme().tokens is DARK


@pytest.mark.parametrize(("strong", "weight"), [(False, "Regular"), (True, "SemiBold")])
@pytest.mark.parametrize("size", [100, 200])
def test_the_screen_is_written_in_our_own_face(qapp: QApplication, size: int, strong: bool, weight: str) -> None:
    apply_theme(qapp, "light", size)
    for font in (theme().font(15, strong=strong), theme().font(24, strong=strong)):
        used = QFontInfo(font)
        assert (used.family(), used.styleName()) == ("Noto Sans", weight)
        assert used.pixelSize() == font.pixelSize()
    assert QFontInfo(QLabel().font()).family() == "Noto Sans"
