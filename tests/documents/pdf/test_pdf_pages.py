"""Pages of every shape pass the checkers, keep together what belongs together, and are the same bytes twice."""

from __future__ import annotations

import io
import re
import socket
from importlib.resources import files
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hru_advocate.documents.blocks import (
    AnswerBlock,
    BlankField,
    Block,
    Contact,
    Contacts,
    Heading,
    Item,
    Items,
    KeepTogether,
    Notice,
    Page,
    PageBreak,
    Paragraph,
    PocketCard,
    Quote,
    Run,
    Table,
)
from hru_advocate.documents.pdf.typesetting.typed_text import printable
from hru_advocate.documents.pdf.writer import NoRoomToPrint, render
from hru_advocate.documents.style import A4, CARD, MILLIMETRE, SHEETS
from tests.documents import pages
from tests.documents.checking import FONTS, faults, ink_edges, ink_heights, readings, structure
from tests.effort import random_cases

SHAPES = {
    "plan": pages.plan(),
    "plan of four pages": pages.plan(rounds=4),
    "large print": pages.plan("a4_large"),
    "file copy": pages.file_copy(),
    "blank form": pages.blank_form(),
    "cards": pages.cards(),
    "nothing at all": Page(title="", blocks=()),
    "no cards": Page(title="Card", blocks=(), carrier="card"),
    "empty blocks": Page(
        title="Empty",
        blocks=(
            Heading("", 1),
            Paragraph(()),
            Quote(""),
            Notice(""),
            Items(()),
            Items((Item(""),)),
            AnswerBlock("", ""),
            Table((), (), ()),
        ),
    ),
    "Polish": Page(
        title="Mój plan", language="pl", blocks=(Heading("Mój plan", 1), Notice("Nie pisz.", "caution"), pages.NUMBERS)
    ),
    "Bengali": Page(title="আমার পরিকল্পনা", language="bn", blocks=(Heading("আমার পরিকল্পনা", 1), Quote("আমি যদি ভয় পাই"))),
}


@pytest.mark.parametrize("name", SHAPES)
def test_checkers_find_nothing(name: str, tmp_path: Path) -> None:
    assert faults(render(SHAPES[name], FONTS, fixed=True).data, tmp_path) == []


@pytest.mark.parametrize("name", SHAPES)
def test_the_same_page_is_the_same_bytes(name: str) -> None:
    assert render(SHAPES[name], FONTS, fixed=True) == render(SHAPES[name], FONTS, fixed=True)


@pytest.mark.parametrize("name", [name for name in SHAPES if name != "cards"])
def test_nothing_is_drawn_over_the_margins(name: str) -> None:
    left, right = ink_edges(render(SHAPES[name], FONTS).data)
    assert left >= 49
    assert right <= 546


def test_two_copies_differ_and_hold_no_time_and_no_name() -> None:
    one, other = render(pages.plan(), FONTS).data, render(pages.plan(), FONTS).data
    assert one != other
    with pikepdf.open(io.BytesIO(one)) as pdf:
        assert set(pdf.docinfo.keys()) == {"/Title"}
        assert b"Date" not in pdf.Root.Metadata.read_bytes()


TITLES = st.text(
    st.one_of(st.sampled_from("()\\<>[]/%#€•Łąсلא—\n\t"), st.characters(exclude_categories=["Cs"])), max_size=40
)


@random_cases(60)
@given(title=TITLES, heading=st.text("ab()\\ąс€• ", max_size=20), subject=TITLES)
def test_title_subject_and_bookmarks_are_as_typed(title: str, heading: str, subject: str) -> None:
    data = render(Page(title=title, subject=subject, blocks=(Heading(heading, 1),)), FONTS).data
    with pikepdf.open(io.BytesIO(data)) as pdf:
        said = {key: str(value) for key, value in pdf.docinfo.items()}
        subjects = {"/Subject": " ".join(printable(subject).split())} if printable(subject).split() else {}
        assert said == {"/Title": " ".join(printable(title).split()) or "Sheet", **subjects}
        with pdf.open_outline() as outline:
            assert [mark.title for mark in outline.root] == [" ".join(heading.split())]


@pytest.mark.parametrize("notice", [Notice("Mind.", "caution"), Notice("Mind.", "danger")])
def test_a_sign_is_black_whatever_was_drawn_before_it(notice: Notice) -> None:
    grey_rule = Items((Item("Do it", box=False),))
    data = render(Page(title="T", blocks=(grey_rule, notice)), FONTS).data
    with pypdfium2.PdfDocument(data) as document:
        sheet = document[0]
        shades = sheet.render(scale=4, grayscale=True).to_pil().crop((245, 400, 345, 490)).histogram()
        sheet.close()
    assert sum(shades[:40]) > 900
    assert sum(shades[40:216]) < sum(shades[:40]) / 2  # the soft edges


def test_fonts_are_embedded_as_small_subsets_with_their_letters_named() -> None:
    data = render(pages.plan(), FONTS).data
    assert len(data) < 40_000
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for font in pdf.pages[0].Resources.Font.values():
            assert "/FontFile2" in font.DescendantFonts[0].FontDescriptor
            assert "/ToUnicode" in font


def test_the_tree_names_what_is_on_the_page() -> None:
    page = Page(
        title="T",
        blocks=(
            Heading("One", 1),
            Paragraph((Run("English "), Run("po polsku", language="pl"), Run(" again."))),
            Quote("Said."),
            Notice("Mind."),
            Items((Item("Do it", "me", "soon"),)),
            pages.NUMBERS.__class__(pages.NUMBERS.rows[:1]),
            Table(("A", "B"), (("1", "2"),), (0.5, 0.5)),
        ),
    )
    assert structure(render(page, FONTS).data) == (
        "Document|  H1|  P|    Span|  BlockQuote|    P|  Note|    Lbl|    P|  L|    LI|      Lbl|      LBody|        P|"
        "        P|        P|  Table|    TR|      TH|        P|        P|      TD|      TD|  Table|    TR|      TH|"
        "      TH|    TR|      TD|      TD"
    ).split("|")


def test_a_paragraph_over_two_pages_is_one_element() -> None:
    data = render(Page(title="T", blocks=(Paragraph((Run("word " * 1000),)),)), FONTS).data
    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert len(pdf.pages) == 2
        paragraph = pdf.Root.StructTreeRoot.K.K
        assert paragraph.S == "/P"
        assert len(paragraph.K) == 2
        assert paragraph.K[1].Pg.objgen == pdf.pages[1].objgen


TEXTS = st.text("abcdefgh <&ąŵ\n", max_size=300) | st.text("abc سلامكש١9(،.\n", max_size=300)
BLOCKS: st.SearchStrategy[Block] = st.one_of(
    st.builds(Heading, TEXTS, st.integers(1, 3)),
    st.builds(Paragraph, st.lists(st.builds(Run, TEXTS, st.sampled_from(["plain", "quiet", "strong"]))).map(tuple)),
    st.builds(Quote, TEXTS),
    st.builds(Notice, TEXTS, st.sampled_from(["note", "caution", "danger"])),
    st.builds(Items, st.lists(st.builds(Item, TEXTS, TEXTS, TEXTS, st.booleans()), max_size=5).map(tuple)),
    st.builds(Contacts, st.lists(st.builds(Contact, TEXTS, TEXTS, TEXTS, TEXTS), max_size=3).map(tuple)),
    st.builds(AnswerBlock, TEXTS, TEXTS, st.booleans(), TEXTS),
    st.builds(BlankField, TEXTS, TEXTS, st.integers(0, 60), st.lists(TEXTS, max_size=4).map(tuple)),
    st.builds(
        lambda cells: Table(("A", "B"), cells, (0.3, 0.7)), st.lists(st.tuples(TEXTS, TEXTS), max_size=9).map(tuple)
    ),
    st.just(PageBreak()),
)
PAGES = st.lists(st.one_of(BLOCKS, st.builds(KeepTogether, st.lists(BLOCKS, max_size=6).map(tuple))), max_size=12).map(
    tuple
)


@random_cases(25)
@given(blocks=PAGES, large=st.booleans(), language=st.sampled_from(["en-GB", "ur"]))
def test_any_mixture_of_blocks_is_drawn_whole(
    blocks: tuple[Block, ...], large: bool, language: str, tmp_path: Path
) -> None:
    page = Page("Mixture", blocks, "a4_large" if large else "a4", language, marking="OFFICIAL")
    data = render(page, FONTS, fixed=True).data
    skipping = {"HDG-001", "HDG-002", "HDG-010", "HDG-011"}  # the order of headings is for those who write the page
    assert [fault for fault in faults(data, tmp_path) if fault.split(":")[0].split()[1] not in skipping] == []
    sheet = SHEETS[page.carrier]
    assert all(low >= 18 and high <= A4[1] - 18 for low, high in ink_heights(data))
    left, right = ink_edges(data)
    assert left >= sheet.side - 3
    assert right <= A4[0] - sheet.side + 3


def _page_texts(page: Page, folder: Path) -> list[list[str]]:
    """The lines of each page, as drawn."""
    with pypdfium2.PdfDocument(render(page, FONTS).data) as document:
        found = []
        for sheet in document:
            text = sheet.get_textpage()
            found.append([line.strip() for line in text.get_text_range().splitlines()])
            text.close()
            sheet.close()
    return found


FILLERS = range(30, 46)


@pytest.mark.parametrize("lines", FILLERS)
def test_a_heading_never_stands_alone_at_the_foot(lines: int, tmp_path: Path) -> None:
    blocks = (Paragraph((Run("\n".join(["filler"] * lines)),)), Heading("Next part"), Quote("First\nsecond"))
    for texts in _page_texts(Page(title="T", blocks=blocks), tmp_path):
        assert ("Next part" in texts) == ("First" in texts) == ("second" in texts)


@pytest.mark.parametrize("lines", FILLERS)
def test_no_line_of_a_paragraph_stands_alone(lines: int, tmp_path: Path) -> None:
    five = Paragraph((Run("\n".join(f"line{at}" for at in range(5))),))
    blocks = (Paragraph((Run("\n".join(["filler"] * lines)),)), five)
    for texts in _page_texts(Page(title="T", blocks=blocks), tmp_path):
        assert sum(text.startswith("line") for text in texts) != 1


@pytest.mark.parametrize("lines", FILLERS)
def test_no_measure_stands_alone_under_its_heading_at_the_foot_or_at_the_top(lines: int, tmp_path: Path) -> None:
    measures = Items(tuple(Item(f"measure{at}") for at in range(5)))
    blocks = (Paragraph((Run("\n".join(["filler"] * lines)),)), Heading("At home"), measures)
    for texts in _page_texts(Page(title="T", blocks=blocks), tmp_path):
        here = sum(text.startswith("measure") for text in texts)
        assert here != 1
        assert texts.count("At home") == bool(here)


def test_measures_that_go_on_take_their_heading_along_and_it_is_heard_once(tmp_path: Path) -> None:
    measures = Items(tuple(Item(f"measure{at}") for at in range(60)))
    page = Page(title="T", blocks=(Heading("At home"), measures, Heading("At work"), Items((Item("last"),))))
    texts = _page_texts(page, tmp_path)
    assert len(texts) > 2
    assert all(lines.count("At home") == 1 for lines in texts)
    assert [lines.count("At work") for lines in texts] == [0] * (len(texts) - 1) + [1]
    data = render(page, FONTS).data
    assert structure(data).count("  H2") == 2
    with pikepdf.open(io.BytesIO(data)) as pdf, pdf.open_outline() as outline:
        assert [mark.title for mark in outline.root] == ["At home", "At work"]


@pytest.mark.parametrize("lines", FILLERS)
def test_items_rows_and_kept_blocks_never_split(lines: int, tmp_path: Path) -> None:
    tall = "\n".join(f"item{at}" for at in range(6))
    kinds: list[Block] = [
        Items((Item(tall),)),
        Table(("Head",), ((tall,),), (1.0,)),
        KeepTogether((AnswerBlock("item-label", "item-text"), Paragraph((Run(tall),)))),
    ]
    for block in kinds:
        blocks = (Paragraph((Run("\n".join(["filler"] * lines)),)), block)
        counts = {
            sum(text.startswith("item") for text in texts)
            for texts in _page_texts(Page(title="T", blocks=blocks), tmp_path)
        }
        assert counts <= {0, 6, 7}  # a short answer stands on the line of its question


def test_a_table_repeats_its_header_once_tagged(tmp_path: Path) -> None:
    rows = tuple((f"row{at}", "x") for at in range(90))
    page = Page(title="T", blocks=(Table(("Column", "Other"), rows, (0.5, 0.5)),))
    texts = _page_texts(page, tmp_path)
    assert len(texts) > 2
    assert all(any("Column" in line for line in lines) for lines in texts)
    assert structure(render(page, FONTS).data).count("      TH") == 2


@pytest.mark.parametrize(
    "block", [Items((Item("word " * 4000, "me"),)), Table(("A", "B"), (("word " * 4000, "x"),), (0.9, 0.1))]
)
def test_what_is_higher_than_a_page_is_printed_all_the_same(block: Block, tmp_path: Path) -> None:
    data = render(Page(title="T", blocks=(block,)), FONTS).data
    assert faults(data, tmp_path) == []
    for found in readings(data, tmp_path).values():
        assert found.split().count("word") == 4000


def test_a_page_break_starts_a_page_and_a_last_one_makes_none() -> None:
    words = Paragraph((Run("word"),))
    assert (
        render(Page(title="T", blocks=(PageBreak(), words, PageBreak(), PageBreak(), words, PageBreak())), FONTS).pages
        == 2
    )


def test_the_folio_counts_and_the_marking_stands_twice(tmp_path: Path) -> None:
    texts = _page_texts(pages.file_copy(), tmp_path)
    for at, lines in enumerate(texts, 1):
        assert any(f"page {at} of {len(texts)}" in line for line in lines)
        assert lines.count("OFFICIAL-SENSITIVE") == 2


def test_large_print_is_eighteen_points() -> None:
    with pikepdf.open(io.BytesIO(render(pages.plan("a4_large"), FONTS).data)) as pdf:
        content = pdf.pages[0].Contents.read_bytes().decode("ascii")
    sizes = {float(size) for size in re.findall(r"/F\d+ ([\d.]+) Tf", content)}
    assert min(sizes) == 16
    assert 18 in sizes


def test_four_cards_fit_a_sheet_and_a_fifth_takes_another() -> None:
    card = PocketCard(("Out first",), (("Now", "999"),))
    assert render(Page(title="C", blocks=(card,) * 4, carrier="card"), FONTS).pages == 1
    assert render(Page(title="C", blocks=(card,) * 5, carrier="card"), FONTS).pages == 2


@pytest.mark.parametrize("count", [1, 8, 20, 400])
def test_a_card_is_never_clipped(count: int, tmp_path: Path) -> None:
    card = PocketCard(("Different way home",) * count, (("Someone", "01632 960 123"),) * count)
    data = render(Page(title="C", blocks=(card,), carrier="card"), FONTS).data
    for found in readings(data, tmp_path).values():
        assert found.split().count("Different") == count
        assert found.split().count("Someone") == count
    assert all(_in_a_card(low, high) for low, high in ink_heights(data) if low > 60)


def _in_a_card(low: float, high: float) -> bool:
    """Whether ink stands inside one of the four rows of cards of a sheet, in from the cut."""
    pitch, tall = CARD[1] + 4 * MILLIMETRE, CARD[1]
    tops = [A4[1] - 56 - at * pitch for at in range(4)]
    return any(top - tall + 6 <= low and high <= top - 6 for top in tops)


def test_only_cards_stand_on_cards() -> None:
    with pytest.raises(NoRoomToPrint):
        render(Page(title="C", blocks=(Heading("Plan"),), carrier="card"), FONTS)


def test_a_password_locks_the_file_and_lets_screen_readers_in(tmp_path: Path) -> None:
    data = render(pages.plan(), FONTS, password="made-up words here").data
    with pytest.raises(pikepdf.PasswordError):
        pikepdf.open(io.BytesIO(data))
    with pikepdf.open(io.BytesIO(data), password="made-up words here") as pdf:
        assert pdf.encryption.bits == 256
        assert pdf.allow.accessibility
        assert int(pdf.encryption.P) & 512
        assert pdf.Root.MarkInfo.Marked
        opened = io.BytesIO()
        pdf.save(opened)
    assert faults(opened.getvalue(), tmp_path) == []


def test_nothing_is_fetched_or_read_for_what_was_typed(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        pytest.fail("a page opened a connection")

    monkeypatch.setattr(socket, "socket", refuse)
    text = '<img src="http://example.test/x.png"/> <a href="file:///etc/passwd">x</a>'
    data = render(Page(title="T", blocks=(Paragraph((Run(text),)),)), FONTS).data
    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert "/XObject" not in pdf.pages[0].Resources
        assert "/Annots" not in pdf.pages[0]


def test_a_table_whose_parts_differ_is_a_fault_of_ours() -> None:
    with pytest.raises(ValueError, match="differ in length"):
        render(Page(title="T", blocks=(Table(("A",), (("1", "2"),), (1.0,)),)), FONTS)


def test_bundled_fonts_come_with_their_licence_and_stay_small() -> None:
    folder = files("resources").joinpath("fonts")
    assert "SIL OPEN FONT LICENSE" in folder.joinpath("OFL.txt").read_text(encoding="utf-8")
    assert sum(len(file.read_bytes()) for file in folder.iterdir() if file.name.endswith(".ttf")) < 5_000_000
