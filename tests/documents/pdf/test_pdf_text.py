"""Words typed are words on paper, whatever was typed."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hru_advocate.documents.blocks import (
    AnswerBlock,
    Contact,
    Contacts,
    Heading,
    Item,
    Items,
    Page,
    Paragraph,
    PocketCard,
    Quote,
    Run,
    Table,
)
from hru_advocate.documents.pdf.typesetting.fonts import library
from hru_advocate.documents.pdf.typesetting.lines import break_lines
from hru_advocate.documents.pdf.typesetting.typed_text import printable
from hru_advocate.documents.pdf.typesetting.words import ShapedWords
from hru_advocate.documents.pdf.writer import NoRoomToPrint, render, unprintable
from hru_advocate.documents.style import TextStyle
from tests.documents.checking import FONTS, ink_edges, readings, spoken

HOSTILE = [
    'he said <he will> & "come" back',
    '<img src="file:///etc/passwd">',
    "&amp; &#65; &lt;b&gt;",
    "<b>never <i>closed </b> <para> </font>",
    '<font color="[[[getattr(pow, Word)]]]">red</font>',
    "\\( ) [ ] { } % /Name << >> endstream endobj (",
    "{{ name }} ${HOME} %s %(x)s #{1} ' \"",
    "a  b   c",
    "non\u00a0breaking 1\u202f000 co-op and/or",
    "fi ff ffi fl office affluent",
    "he sent 😡 and 👍 then ❤ → 1 ≤ 2 ✓ ☎",
]
LANGUAGES = {
    "pl": "Zażółć gęślą jaźń, nie boję się – „on stoi” przed domem każdego wieczoru i czeka aż wyjdę do pracy.",
    "cy": "Ŵyr â ŷd yn dŵr, mae'r tŷ'n ddiogel; ffoniwch yr heddlu cyn gynted â phosibl os ydych yn anniogel.",
    "ro": "Ștefan și Țara: înțelege că nu e vina ta, sună la poliție dacă te urmărește cineva pe stradă.",
    "uk": "Якщо він прийде, я дзвоню в поліцію і виходжу з дому до сусідки.",
    "pa": "ਜੇ ਮੈਨੂੰ ਡਰ ਲੱਗੇ ਤਾਂ ਮੈਂ ਪੁਲਿਸ ਨੂੰ ਫ਼ੋਨ ਕਰਾਂਗੀ ਅਤੇ ਬਾਹਰ ਜਾਵਾਂਗੀ। ਸ਼੍ਰੀ ਕ੍ਰਿਪਾ ਪ੍ਰਧਾਨ 999 ਤੇ ਫ਼ੋਨ ਕਰੋ।",
    "bn": "আমি যদি ভয় পাই তাহলে পুলিশকে ফোন করব এবং বাইরে যাব। রাস্তা পরিবর্তন করব কোথায় ক্ষমা স্ত্রী কৌশল হৃদয়",
    "hi": "अगर मुझे डर लगे तो मैं पुलिस को फ़ोन करूँगी और बाहर चली जाऊँगी। क्षमा स्त्री शक्ति ज्ञान",
    "gu": "જો મને ડર લાગે તો હું પોલીસને ફોન કરીશ અને બહાર જઈશ. ક્ષમા સ્ત્રી જ્ઞાન",
    "ta": "எனக்கு பயமாக இருந்தால் நான் காவல்துறையை அழைத்து வெளியே செல்வேன். கொடுமை",
    "ti": "ፍርሒ እንተተሰሚዑኒ ንፖሊስ ክድውል እየ። ካብ ገዛ ክወጽእ እየ።",
    "th": "ถ้าฉันกลัว ฉันจะโทรหาตำรวจ และออกจากบ้าน น้ำ ที่นี่",
    "ka": "თუ შემეშინდა, პოლიციას დავურეკავ და გარეთ გავალ.",
    "hy": "Եթե վախենամ, կզանգեմ ոստիկանություն և դուրս կգամ։",
}
LETTERS = (
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
    "ąćęłńóśźżĄĆĘŁŃÓŚŹŻâêîôûŵŷáéíóúẃýäëïöüẅÿŴŶăîșțĂÎȘȚ.,;:!?'\"()&<>/@£€–—’“”"
)
SCRIPTS = {
    "pa": "ਅਆਇਈਉਊਏਐਓਔਕਖਗਘਚਛਜਝਟਠਡਢਣਤਥਦਧਨਪਫਬਭਮਯਰਲਵੜਸਹ",
    "bn": "অআইঈউঊএঐওঔকখগঘঙচছজঝঞটঠডঢণতথদধনপফবভমযরলশষসহ",
    "hi": "अआइईउऊएऐओऔकखगघचछजझटठडढणतथदधनपफबभमयरलवशषसह",
    "gu": "અઆઇઈઉઊએઐઓઔકખગઘચછજઝટઠડઢણતથદધનપફબભમયરલવશષસહ",
    "ta": "அஆஇஈஉஊஎஏஐஒஓகஙசஞடணதநபமயரலவழளறன",
    "th": "กขคงจฉชซญดตถทธนบปผฝพฟภมยรลวศษสหอ",
}
SIGNS = {
    "pa": ["", "ਾ", "ਿ", "ੀ", "ੁ", "ੂ", "ੇ", "ੈ", "ੋ", "ੌ", "ਂ", "ੰ", "੍ਰ"],
    "bn": ["", "া", "ি", "ী", "ু", "ূ", "ে", "ৈ", "্র", "্য", "ং"],
    "hi": ["", "ा", "ि", "ी", "ु", "ू", "े", "ै", "ो", "्र", "्य", "ं"],
    "gu": ["", "ા", "િ", "ી", "ુ", "ૂ", "ે", "ૈ", "ો", "્ર", "્ય", "ં"],
    "ta": ["", "ா", "ி", "ீ", "ு", "ூ", "ெ", "ே", "ை", "ொ", "ோ", "்"],
    "th": ["", "ั", "า", "ิ", "ี", "ึ", "ุ", "ู", "่", "้", "ี่", "ู้"],
}


def _page(text: str, language: str = "en-GB") -> Page:
    return Page(title="Test", language="en-GB", blocks=(Paragraph((Run(text, language=language),)),))


def _body(text: str) -> list[str]:
    """The words of a reading without the folios."""
    words = spoken(text)
    kept: list[str] = []
    at = 0
    while at < len(words):
        if words[at] == "page" and words[at + 2 : at + 3] == ["of"]:
            at += 4
        else:
            kept.append(words[at])
            at += 1
    return kept


def _assert_read(page: Page, text: str, folder: Path) -> None:
    for reader, found in readings(render(page, FONTS, fixed=True).data, folder).items():
        assert _body(found) == spoken(printable(text)), reader


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_stands_on_paper_as_typed(text: str, tmp_path: Path) -> None:
    _assert_read(_page(text), text, tmp_path)


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_language_is_read_back_word_for_word(language: str, tmp_path: Path) -> None:
    text = f"{LANGUAGES[language]} " * 6
    _assert_read(_page(text, language), text, tmp_path)


def test_letters_typed_in_parts_are_read_back(tmp_path: Path) -> None:
    text = unicodedata.normalize("NFD", LANGUAGES["pl"] + LANGUAGES["cy"]) + " x\u0323\u0307 q\u0308"
    _assert_read(_page(text), text, tmp_path)


@given(words=st.lists(st.text(LETTERS, min_size=1, max_size=18), min_size=1, max_size=120))
def test_any_latin_words_are_read_back_in_order(words: list[str], tmp_path: Path) -> None:
    text = " ".join(words)
    _assert_read(_page(text), text, tmp_path)


@pytest.mark.parametrize("language", SCRIPTS)
def test_any_shaped_words_are_read_back_in_order(language: str, tmp_path: Path) -> None:
    syllable = st.builds(str.__add__, st.sampled_from(SCRIPTS[language]), st.sampled_from(SIGNS[language]))
    word = st.lists(syllable, min_size=1, max_size=6).map("".join)

    @settings(max_examples=20)
    @given(words=st.lists(word, min_size=1, max_size=60))
    def check(words: list[str]) -> None:
        text = " ".join(words)
        _assert_read(_page(text, language), text, tmp_path)

    check()


@pytest.mark.parametrize("strong", [False, True])
def test_everyday_words_stand_as_if_shaped_whole(strong: bool) -> None:
    faces = library(FONTS)
    words = ShapedWords(faces)
    for word in {*" ".join(LANGUAGES.values()).split(), "AVATAR", "Tower", "Yo.", "L’eau", "P,", "7.11.", "“We"}:
        if all(char < "\u0530" for char in word):
            shaped = sum(
                glyph.advance for cluster in faces.everyday(strong=strong).shape(word) for glyph in cluster.glyphs
            )
            assert words.pieces(word, strong=strong)[1] == pytest.approx(shaped, abs=len(word) / 2)


@pytest.mark.parametrize(
    "block",
    [
        Heading(HOSTILE[0]),
        Quote(HOSTILE[0]),
        Items((Item(HOSTILE[0]),)),
        Contacts((Contact(HOSTILE[0], ""),)),
        AnswerBlock(HOSTILE[0], ""),
        AnswerBlock("", HOSTILE[0], quote=True),
        Table((HOSTILE[0],), (), (1.0,)),
        PocketCard((HOSTILE[0],), ()),
    ],
    ids=lambda block: type(block).__name__,
)
def test_every_block_prints_text_as_typed(block: Heading | Quote | Items, tmp_path: Path) -> None:
    _assert_read(Page(title="Test", blocks=(block,)), HOSTILE[0], tmp_path)


def test_marking_footer_and_title_are_text_too(tmp_path: Path) -> None:
    page = Page(title=HOSTILE[0], subject=HOSTILE[1], marking="<b>&", footer=HOSTILE[0], blocks=())
    for found in readings(render(page, FONTS).data, tmp_path).values():
        assert spoken(HOSTILE[0]) == spoken(found)[1 : 1 + len(spoken(HOSTILE[0]))]


def test_control_characters_are_seen_and_cannot_act() -> None:
    assert printable("a\x00b\x1b[0m \u202eevil\u202c") == "a[U+0000]b[U+001B][0m [U+202E]evil"
    assert printable("\ud83d alone \ufffe") == "[U+D83D] alone [U+FFFE]"
    assert printable("x\ty\r\nz\rq\u2028r") == "x    y\nz\nq\nr"
    assert printable("\u202a+44 1632 960123\u202c \ufeffso\u00adft 0\u200b1") == "+44 1632 960123 soft 01"


def test_joiners_stay_only_where_a_script_needs_them() -> None:
    assert printable("ক্\u200dষ") == "ক্\u200dষ"
    assert printable("می\u200cخواهم") == "می\u200cخواهم"
    assert printable("no\u200djoin 👩\u200d👧") == "nojoin 👩👧"


@given(text=st.text(max_size=200))
def test_any_text_is_printed(text: str, tmp_path: Path) -> None:
    data = render(_page(text), FONTS, fixed=True).data
    found = "".join(readings(data, tmp_path)["pypdfium2"].split())
    for word in printable(text).split():
        if word.isascii():
            assert word in found


def test_a_character_without_a_font_is_said_by_its_name_and_the_rest_of_the_log_is_printed(tmp_path: Path) -> None:
    text = "before \ue000 and 漢 and \u2fff after"
    data = render(Page(title="T", blocks=(Items((Item(text),)), Items((Item("The next line."),)))), FONTS).data
    found = " ".join(readings(data, tmp_path)["pypdfium2"].split())
    assert "before [U+E000 private use] and [U+6F22 Chinese character] and [U+2FFF " in found
    assert "The next line." in found
    assert unprintable("before \ue000 and 漢", FONTS) == {"\ue000", "漢"}


def test_a_footer_without_room_is_refused() -> None:
    with pytest.raises(NoRoomToPrint):
        render(Page(title="T", blocks=(), footer="words " * 400), FONTS)


def test_a_hundred_kilobytes_in_one_answer(tmp_path: Path) -> None:
    text = "He came back and stood there again. " * 2900
    _assert_read(Page(title="T", blocks=(AnswerBlock("", text),)), text, tmp_path)


def test_a_word_of_ten_thousand_letters_wraps_inside_the_margins(tmp_path: Path) -> None:
    word = "abcdefghij" * 1000
    made = render(_page(word), FONTS)
    assert made.pages == 3
    left, right = ink_edges(made.data)
    assert left >= 55
    assert right <= 541
    for found in readings(made.data, tmp_path).values():
        assert "".join(_body(found)) == word


def test_a_long_address_is_broken_where_addresses_break(tmp_path: Path) -> None:
    text = "https://example.test/" + "/".join(["one-long-part"] * 12)
    found = readings(render(_page(text), FONTS).data, tmp_path)["pypdfium2"]
    assert "".join(_body(found)) == text
    assert all(part.endswith(("/", "part")) for part in _body(found))


BODY = TextStyle(11.5, 16)


@pytest.mark.parametrize(
    ("typed", "lines"),
    [
        ("ask her now what is best", ["ask her now what", "is best"]),  # two words below: nothing moves
        ("ask her now what best", ["ask her now", "what best"]),
        ("ask her whatever best", ["ask her whatever", "best"]),  # of three words the line above would be short
        ("ask\nher now what is best", ["ask", "her now what", "is best"]),
        ("best\nask her now what", ["best", "ask her now what"]),  # a paragraph of one word has nothing above it
        ("ask her now what best\nask her now what best", ["ask her now", "what best"] * 2),
        ("ask her now what best  ", ["ask her now", "what best"]),
        ("ask her now what " * 2 + "best", ["ask her now what", "ask her now", "what best"]),
    ],
)
@pytest.mark.parametrize("cut", [0, 10])
def test_no_word_stands_alone_in_the_last_line(typed: str, lines: list[str], cut: int) -> None:
    words = ShapedWords(library(FONTS))
    room = max(words.width(line, BODY) for line in ("ask her now what", "ask her whatever")) + 1
    made = break_lines(words, [(part, BODY) for part in (typed[:cut], typed[cut:]) if part], room)
    assert [line.width for line in made] == pytest.approx([words.width(line, BODY) for line in lines], abs=1)
