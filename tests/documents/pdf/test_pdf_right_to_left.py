"""Right-to-left writing on paper: seen as it is written, read back and read aloud as it was typed."""

from __future__ import annotations

import dataclasses
import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageChops

from hru_advocate.documents.blocks import Contact, Contacts, Item, Items, Page, Paragraph, Quote, Run
from hru_advocate.documents.pdf.typesetting.fonts import library
from hru_advocate.documents.pdf.typesetting.lines import break_lines
from hru_advocate.documents.pdf.typesetting.typed_text import printable
from hru_advocate.documents.pdf.typesetting.words import ShapedWords
from hru_advocate.documents.pdf.writer import render
from hru_advocate.documents.style import A4, SHEETS, TextStyle
from hru_advocate.domain.numbers_in_text import has_right_to_left
from tests.documents.checking import FONTS, faults, ink_edges, read_aloud, readings, spoken
from tests.documents.pdf.right_to_left_pages import PAGES
from tests.effort import random_cases

GOLDEN = Path(__file__).resolve().parents[2] / "golden" / "pages"
LANGUAGES = {
    "ur": "اگر وہ میرے گھر آئے تو میں دروازہ نہیں کھولوں گی اور 999 پر فون کروں گی۔ یہ میری غلطی نہیں ہے، کبھی نہیں۔",
    "ar": "إذا جاء إلى بيتي فلن أفتح الباب وسأتصل بالرقم 999 الآن. السلام لا لأن الله معي.",
    "fa": "اگر بیاید در را باز نمی‌کنم و به پلیس زنگ می‌زنم. خانه‌ها را ببین.",
    "ps": "زه به پولیسو ته زنګ ووهم ځکه چې ډېر وېرېږم. ټول ښه دي.",
    "ckb": "ئەگەر هات، پەیوەندی بە پۆلیسەوە دەکەم. ڕێگا و ماڵ بۆ ئێوە.",
    "he": "אם הוא בא, אני מתקשרת למשטרה ויוצאת מהבית. שָׁלוֹם עֲלֵיכֶם",
    "sd": "جيڪڏهن هو اچي ته مان پوليس کي فون ڪنديس ۽ ٻاهر ويندس",
}


def _page(text: str, language: str) -> Page:
    return Page(title="T", language=language, blocks=(Paragraph((Run(text, language=language),)),))


def _letters(text: str) -> str:
    """Letters and digits alone: pdftotext sets spaces on the wrong side of full stops and numbers it turns round."""
    return "".join(char for char in "".join(spoken(text)) if unicodedata.category(char)[0] in "LN")


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_language_is_read_back_and_read_aloud(language: str, tmp_path: Path) -> None:
    text = f"{LANGUAGES[language]} " * 5
    data = render(_page(text, language), FONTS, fixed=True).data
    assert spoken(read_aloud(data)) == spoken(text)
    found = readings(data, tmp_path, right_to_left=True)
    words = spoken(text)
    assert spoken(found["pypdfium2"])[: len(words)] == words
    assert sorted(_letters(found["pypdf"])[: len(_letters(text))]) == sorted(_letters(text))
    if "pdftotext" in found:
        assert _letters(found["pdftotext"]).startswith(_letters(text))


@pytest.mark.parametrize("language", ["ur", "he"])
def test_words_of_one_script_are_read_back_by_all(language: str, tmp_path: Path) -> None:
    text = " ".join(re.findall(r"[^\W\d]+", LANGUAGES[language])) * 4
    for reader, found in readings(render(_page(text, language), FONTS).data, tmp_path, right_to_left=True).items():
        assert spoken(found)[: len(text.split())] == spoken(text), reader


def test_a_telephone_number_is_copied_in_its_order(tmp_path: Path) -> None:
    page = _page("میں 01632 960123 پر فون کروں گی۔ " * 8, "ur")
    for found in readings(render(page, FONTS).data, tmp_path, right_to_left=True).values():
        assert found.replace("\u00a0", " ").count("01632 960123") == 8


@pytest.mark.parametrize("name", PAGES)
def test_checkers_find_nothing_and_the_same_page_is_the_same_bytes(name: str, tmp_path: Path) -> None:
    data = render(PAGES[name], FONTS, fixed=True).data
    assert faults(data, tmp_path) == []
    assert data == render(PAGES[name], FONTS, fixed=True).data


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for part in value:
            yield from _texts(part)


@pytest.mark.parametrize("name", PAGES)
def test_every_word_is_read_aloud_in_any_block(name: str) -> None:
    said = read_aloud(render(PAGES[name], FONTS).data)
    words = " ".join(spoken(said))
    for block in PAGES[name].blocks:
        for text in filter(has_right_to_left, _texts(dataclasses.astuple(block))):
            assert " ".join(spoken(text)) in words


@pytest.mark.parametrize("name", [name for name in PAGES if "cards" not in name])
def test_nothing_is_drawn_over_the_margins(name: str) -> None:
    side = SHEETS[PAGES[name].carrier].side
    left, right = ink_edges(render(PAGES[name], FONTS).data)
    assert left >= side - 7
    assert right <= A4[0] - side + 7


def _picture(page: Page) -> Image.Image:
    with pypdfium2.PdfDocument(render(page, FONTS, fixed=True).data) as document:
        sheet = document[0]
        picture: Image.Image = sheet.render(scale=0.8, grayscale=True).to_pil()
        sheet.close()
    return picture.quantize(16).convert("L")


@pytest.mark.parametrize("name", PAGES)
def test_pages_look_as_they_did(name: str) -> None:
    """Run this file to draw them anew, and look at them."""
    with Image.open(GOLDEN / f"{name.lower().replace(' ', '_')}.png") as golden:
        apart = ImageChops.difference(_picture(PAGES[name]), golden.convert("L"))
    changed = sum(apart.histogram()[96:])
    assert changed < apart.width * apart.height / 2000


def _places(page: Page, word: str) -> list[float]:
    """The left edge of the first letter of a word, wherever it stands."""
    with pypdfium2.PdfDocument(render(page, FONTS).data) as document:
        sheet = document[0]
        text = sheet.get_textpage()
        found = [
            text.get_charbox(at)[0]
            for at in range(text.count_chars())
            if text.get_text_range(at, len(word)) == word and at + len(word) <= text.count_chars()
        ]
        text.close()
        sheet.close()
    return found


def test_a_page_from_right_to_left_is_the_mirror_of_one_from_left_to_right() -> None:
    def page(language: str) -> Page:
        rows = (Contact("Name", "01632 960 123", "note"),)
        return Page(
            title="T", language=language, blocks=(Items((Item("Text", "aside"),)), Contacts(rows)), footer="Foot"
        )

    forward, mirrored = page("en-GB"), page("ur")
    for word, first, second in (("Text", 80, 490), ("aside", 510, 56), ("Name", 56, 505), ("Foot", 56, 517)):
        assert _places(forward, word)[0] == pytest.approx(first, abs=9)
        assert _places(mirrored, word)[0] == pytest.approx(second, abs=9)
    digits = [_places(mirrored, digit)[0] for digit in ("01632", "960")]
    assert digits == sorted(digits)


def test_time_runs_from_left_to_right_in_a_chart_on_any_page() -> None:
    assert min(_places(PAGES["Urdu"], "3 نومبر")) < 100
    assert min(_places(PAGES["Urdu"], "30 نومبر")) > 450
    assert min(_places(PAGES["Urdu"], "رابطے،")) > 450


def test_a_quote_stands_from_the_side_it_runs_from() -> None:
    def left_edge(text: str, language: str) -> float:
        return ink_edges(render(Page(title="T", language=language, blocks=(Quote(text),)), FONTS).data)[0]

    english = Page(title="T", blocks=(Quote("سلام"), Paragraph((Run("Hello"),))))
    assert ink_edges(render(english, FONTS).data)[0] == pytest.approx(56, abs=2)
    assert left_edge("Hello there", "ur") < 80
    assert _places(Page(title="T", blocks=(Quote("سلام"),)), "س")[0] > 480


def test_lines_are_broken_in_the_order_words_are_said_in() -> None:
    words = ShapedWords(library(FONTS))
    text = "میں Sam Example کو 01632 960123 پر فون کروں گی (رات کو) and then I leave. " * 3
    lines = break_lines(words, [(text, TextStyle(11.5, 16))], 180, [True])
    assert len(lines) > 6
    assert "".join(said for line in lines for _, said in line.logical).replace("\u00a0", " ") == text
    assert all(line.width <= 180.01 for line in lines)


def test_a_word_wider_than_its_column_stays_joined_as_far_as_it_goes() -> None:
    words = ShapedWords(library(FONTS))
    lines = break_lines(words, [("ببببببببببببببببببب" * 20, TextStyle(11.5, 16))], 90, [True])
    assert all(60 < line.width <= 90.01 for line in lines[:-1])


def test_a_paragraph_over_two_pages_is_read_aloud_in_one_go() -> None:
    text = f"{LANGUAGES['ur']} 01632 960123 (Sam) " * 60
    made = render(_page(text, "ur"), FONTS)
    assert made.pages == 2
    assert spoken(read_aloud(made.data)) == spoken(text)


def test_control_characters_cannot_turn_words_round(tmp_path: Path) -> None:
    text = "میں \u202eevil\u202c اور \u2067یہ\u2069 \u200fوہ\u200e ہے"
    shown = "میں [U+202E]evil اور [U+2067]یہ وہ ہے"
    assert printable(text) == shown
    data = render(_page(text, "ur"), FONTS).data
    assert spoken(read_aloud(data)) == spoken(shown)
    assert "evil" in readings(data, tmp_path, right_to_left=True)["pypdfium2"]


def test_marks_are_drawn_and_said_once(tmp_path: Path) -> None:
    plain, marked = (render(_page(text, "ar"), FONTS).data for text in ("محمد بيت", "مُحَمَّد بَيْت"))
    assert spoken(read_aloud(marked)) == spoken("مُحَمَّد بَيْت")
    pictures = []
    for data in (plain, marked):
        with pypdfium2.PdfDocument(data) as document:
            sheet = document[0]
            pictures.append(sum(sheet.render(scale=4, grayscale=True).to_pil().histogram()[:128]))
            sheet.close()
    assert pictures[1] > pictures[0] * 1.05
    assert spoken(readings(marked, tmp_path)["pypdf"])[:2] == spoken("مُحَمَّد بَيْت")


WORDS = "سلام پولیس میں لا الله שלום בית مُحَمَّد می\u200cروم hello Sam’s AB12 999 01632 960123 ٢٤ ۱۲ অ क्षि → 😡"
SIGNS = "( ) “ ” « » . ، ؟ , : - / % +"
ATOMS = st.sampled_from([*WORDS.split(), *SIGNS.split(), " ", "  ", "\n", "(0)"])


@random_cases(40)
@given(
    parts=st.lists(st.tuples(ATOMS, st.sampled_from(["", " "])), max_size=60), language=st.sampled_from(["en-GB", "ur"])
)
def test_any_mixture_is_read_aloud_as_typed(parts: list[tuple[str, str]], language: str, tmp_path: Path) -> None:
    text = "".join(part + gap for part, gap in parts)
    page = Page(
        title="T",
        language=language,
        blocks=(
            Paragraph((Run(text, language=language),)),
            Items((Item((Run(text, language="he"), Run(text)), box=False),)),
        ),
    )
    data = render(page, FONTS, fixed=True).data
    assert spoken(read_aloud(data)) == spoken(f"{text} {text}{text}") or "\n" in text
    assert "".join(spoken(read_aloud(data))) == "".join(spoken(text * 3))
    assert faults(data, tmp_path) == []
    # One reader takes a dash at the end of a line for a hyphen, and reads the folio before what follows it.
    with pypdfium2.PdfDocument(data) as document:
        folios = "".join(f"page {number + 1} of {len(document)}" for number in range(len(document)))
    found = _letters(readings(data, tmp_path)["pypdfium2"])
    assert sorted(found) == sorted(_letters(text * 3 + folios))


if __name__ == "__main__":
    for each, made_page in PAGES.items():
        _picture(made_page).save(GOLDEN / f"{each.lower().replace(' ', '_')}.png", optimize=True)
