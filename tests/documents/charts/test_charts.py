"""Charts: words never meet, meaning survives black and white, and what is drawn is also said."""

from __future__ import annotations

import io
import re
from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hru_advocate.documents.blocks import (
    Bar,
    Block,
    Chart,
    Drawing,
    Heading,
    Label,
    Page,
    Paragraph,
    Run,
    SignShape,
    Stroke,
)
from hru_advocate.documents.charts import time_scale
from hru_advocate.documents.charts.charts import PAPER, SIZE, ChartSpace, Picture, chart_of, estimate
from hru_advocate.documents.pdf.writer import render
from hru_advocate.documents.style import SHEETS
from hru_advocate.domain.pictures import CoverRow, Milestone, NeedChanges, PlanCover, TimeLine, TimeLineRow
from tests.documents.charts.chart_values import (
    COVER,
    LONG,
    NEED_CHANGES,
    NEEDS,
    ONE,
    PICTURES,
    PLAN_COVERS,
    TIME_LINES,
    TODAY,
    USUAL,
    days,
)
from tests.documents.checking import FONTS, faults, ink_edges, readings, structure
from tests.effort import random_cases

LARGE_PAPER = ChartSpace(SHEETS["a4_large"].width * SIZE / SHEETS["a4_large"].quiet.size)
WIDTHS = st.sampled_from([PAPER.width, LARGE_PAPER.width, 190.0, 330.0, 900.0])

Box = tuple[float, float, float, float]


def box_of(label: Label) -> Box:
    """Left, top, right and bottom of the letters of a label."""
    left = label.x - {"start": 0.0, "middle": 0.5, "end": 1.0}[label.anchor] * label.room
    return left, label.y - SIZE * 0.76, left + label.room, label.y + SIZE * 0.2


def words_of(drawing: Drawing) -> list[str]:
    return [label.text for label in drawing.labels]


def used(label: Label) -> Label:
    """The label with the room its words take rather than the room they may take."""
    return replace(label, room=min(label.room, estimate(label.text)))


def meeting(drawing: Drawing) -> list[str]:
    """Pairs of labels that lie over one another, and upright lines through the words above the lanes."""
    boxes = [(label.text, box_of(used(label))) for label in drawing.labels if label.text]
    found = [
        f"{one} | {other}"
        for at, (one, a) in enumerate(boxes)
        for other, b in boxes[at + 1 :]
        if a[0] + 0.1 < b[2] and b[0] + 0.1 < a[2] and a[1] + 0.1 < b[3] and b[1] + 0.1 < a[3]
    ]
    upright = [mark for mark in drawing.marks if isinstance(mark, Stroke) and mark.x == mark.to_x]
    found += [
        f"{text} | line at {line.x:.0f}"
        for text, (left, top, right, bottom) in boxes
        for line in upright
        if left + 0.1 < line.x < right - 0.1
        and min(line.y, line.to_y) < bottom - 0.1
        and max(line.y, line.to_y) > top + 0.1
    ]
    return found


def outside(drawing: Drawing) -> list[str]:
    """Labels that leave the drawing."""
    boxes = [(label.text, box_of(used(label))) for label in drawing.labels]
    return [
        text
        for text, (left, top, right, bottom) in boxes
        if left < -0.1 or top < -0.6 or right > drawing.width + 0.6 or bottom > drawing.height + 0.1
    ]


@given(TIME_LINES | NEED_CHANGES | PLAN_COVERS, WIDTHS)
@random_cases(250)
def test_words_never_meet_and_never_leave_the_drawing(picture: Picture, width: float) -> None:
    drawing = chart_of(picture, ChartSpace(width)).drawing
    assert meeting(drawing) == []
    assert outside(drawing) == []


@pytest.mark.parametrize("name", PICTURES)
@pytest.mark.parametrize("width", [PAPER.width, LARGE_PAPER.width, 190.0, 140.0])
def test_words_keep_apart_in_usual_and_in_very_full_pictures(name: str, width: float) -> None:
    drawing = chart_of(PICTURES[name], ChartSpace(width)).drawing
    assert meeting(drawing) == []
    assert outside(drawing) == []


@pytest.mark.parametrize("name", PICTURES)
def test_marks_stay_in_the_drawing(name: str) -> None:
    drawing = chart_of(PICTURES[name]).drawing
    for mark in drawing.marks:
        if isinstance(mark, Bar):
            assert mark.x >= 0
            assert mark.x + mark.width <= drawing.width + 0.01
            assert mark.y + mark.height <= drawing.height
        if isinstance(mark, SignShape):
            assert mark.size / 2 - 0.5 <= mark.x <= drawing.width
            assert mark.size / 2 - 0.5 <= mark.y <= drawing.height


def test_the_estimate_is_never_less_than_our_face_takes() -> None:
    from hru_advocate.documents.pdf.typesetting.fonts import library
    from hru_advocate.documents.pdf.typesetting.words import ShapedWords
    from hru_advocate.documents.style import TextStyle

    words, style = ShapedWords(library(FONTS)), TextStyle(SIZE, SIZE)
    texts = [
        *map(chr, range(32, 127)),
        *"äłżâŵ’“”…–é",
        "Followed or watched",
        "Judgement: High",
        *words_of(chart_of(USUAL).drawing),
    ]
    for text in texts:
        taken = words.width(text, style)
        assert taken <= estimate(text) + 0.01, text
        assert len(text) == 1 or estimate(text) <= taken * 1.15, text


def test_every_contact_is_in_a_bar_and_one_scale_serves_all_lanes() -> None:
    drawing = chart_of(USUAL).drawing
    by_look = {
        kind: [mark for mark in drawing.marks if isinstance(mark, Bar) and (mark.filled, mark.tint) == style]
        for kind, style in {
            "incident": (True, "strong"),
            "contact": (True, "accent"),
            "attempt": (False, "quiet"),
        }.items()
    }
    for lane in USUAL.lanes:
        weeks = Counter(day.isocalendar()[:2] for day in lane.days)
        bars = by_look[lane.kind]
        assert len(bars) == len(weeks)
        per = 30 / max(max(Counter(day.isocalendar()[:2] for day in one.days).values()) for one in USUAL.lanes)
        assert sorted(round(bar.height / per) for bar in bars) == sorted(weeks.values())


def test_a_moment_stands_over_the_week_it_fell_in() -> None:
    line = TimeLine(TODAY, (TimeLineRow("contact", days(20, 20)),), (Milestone(date(2026, 10, 7), "event", "x"),))
    drawing = chart_of(line).drawing
    sign = next(mark for mark in drawing.marks if isinstance(mark, SignShape))
    scale = time_scale.scale_of(line.days[0], TODAY, sign.x, PAPER.width)
    assert scale.unit == "week"
    assert scale.period(date(2026, 10, 7)) == scale.period(date(2026, 10, 5))
    assert scale.period(date(2026, 10, 12)) == scale.period(date(2026, 10, 7)) + 1


@pytest.mark.parametrize(
    ("weeks", "unit"),
    [(0, "week"), (1, "week"), (40, "week"), (90, "month"), (300, "month"), (1200, "quarter"), (9000, "year")],
)
def test_bars_stand_for_longer_times_when_the_time_is_long(weeks: int, unit: str) -> None:
    first = max(TODAY - timedelta(weeks=weeks), date(1850, 1, 1))
    drawing = chart_of(TimeLine(TODAY, (TimeLineRow("contact", (first, TODAY)),))).drawing
    assert f"by {unit}" in words_of(drawing)
    assert any(re.search(r"\d{4}$", text) for text in words_of(drawing))


def test_a_moment_is_named_in_place_or_listed_in_full_below() -> None:
    for line in (USUAL, ONE, LONG):
        for room in (PAPER, LARGE_PAPER):
            texts = words_of(chart_of(line, room).drawing)
            said = " ".join(texts)
            for one in line.milestones[: 14 if room is PAPER else 6]:
                assert one.words in said


def test_what_is_shortened_has_a_number_that_the_list_explains() -> None:
    texts = words_of(chart_of(USUAL).drawing)
    (short,) = [text for text in texts if text.endswith("…")]
    number = short.split()[0]
    at = len(texts) - 1 - texts[::-1].index(number)
    assert texts[at + 1].startswith("5 Oct 2026, Order made by the court")


def test_a_list_too_long_says_how_many_it_leaves_out() -> None:
    texts = words_of(chart_of(LONG, LARGE_PAPER).drawing)
    assert re.fullmatch(r"and \d+ more that are not named in this picture\.", texts[-1])


def test_needs_are_shown_hollow_at_first_and_filled_now() -> None:
    drawing = chart_of(NEEDS).drawing
    signs = [mark for mark in drawing.marks if isinstance(mark, SignShape)][:-4]  # without the key
    own = [(sign.filled, round(sign.x)) for sign in signs if sign.shape == "circle"]
    columns = sorted({x for _filled, x in own})
    assert own[0][0] is False
    assert own[0][1] > own[1][1]
    assert own[2][1] < own[3][1]
    assert len([one for one in own if one[1] == columns[0]]) == 1
    assert {sign.shape for sign in signs} == {"circle", "square"}
    texts = " ".join(words_of(drawing))
    assert "own 4 at first, 2 now: better" in texts
    assert "own 2 at first, 3 now: worse" in texts
    assert "3 at first, 3 now: the same" in texts
    assert "advocate 3 at first, not rated since" in texts


def test_nothing_is_added_up_over_needs_or_sorts() -> None:
    for picture in (NEEDS, COVER):
        chart = chart_of(picture)
        said = " ".join([chart.alternative, *words_of(chart.drawing)]).lower()
        assert not re.search(r"total|score|%|per cent|average|sum", said)
    assert "11" not in chart_of(COVER).alternative


@given(PLAN_COVERS)
@settings(deadline=None)
def test_there_is_a_square_for_each_known_thing(cover: PlanCover) -> None:
    squares = [mark for mark in chart_of(cover).drawing.marks if isinstance(mark, Bar)]
    assert sum(mark.filled for mark in squares) == sum(row.covered for row in cover.rows)
    assert sum(not mark.filled for mark in squares) == sum(row.open for row in cover.rows)
    assert len({(mark.x, mark.y) for mark in squares}) == len(squares)


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (CoverRow("factor", 0, 0), "none recorded"),
        (CoverRow("factor", 1, 0), "1 has a measure of its own"),
        (CoverRow("factor", 3, 0), "all 3 have a measure of their own"),
        (CoverRow("factor", 0, 1, 1), "1 has no measure of its own, which is high harm"),
        (CoverRow("factor", 0, 3), "none of 3 has a measure of its own"),
        (CoverRow("factor", 1, 2, 1), "1 has a measure of its own, 2 have none, 1 of them high harm"),
        (CoverRow("factor", 2, 1), "2 have a measure of their own, 1 has none"),
    ],
)
def test_cover_is_said_in_plain_words(row: CoverRow, words: str) -> None:
    assert chart_of(PlanCover((row,))).alternative == f"Risks that are present: {words}."


@pytest.mark.parametrize("name", PICTURES)
def test_the_alternative_is_in_sentences(name: str) -> None:
    said = chart_of(PICTURES[name]).alternative
    assert said.endswith(".")
    assert said[0].isupper()
    assert "\n" not in said


def test_the_alternative_of_a_time_line_tells_counts_and_moments() -> None:
    said = chart_of(USUAL).alternative
    assert "9 incidents, 14 contacts and 3 tries, no answer." in said
    assert "20 Nov 2026, Followed or watched." in said
    assert "48 older, then" in chart_of(LONG).alternative
    assert chart_of(ONE).alternative == (
        "From 23 Nov 2026 to 23 Nov 2026: 1 contact. Marked: 23 Nov 2026, Plan, version 1."
    )


def page_of(carrier: str = "a4", *names: str) -> Page:
    room = LARGE_PAPER if carrier == "a4_large" else PAPER
    blocks: list[Heading | Chart] = [Heading("Charts", 1)]
    for name in names or PICTURES:
        blocks += [Heading(name), chart_of(PICTURES[name], room)]
    return Page("Charts", tuple(blocks), "a4_large" if carrier == "a4_large" else "a4", marking="OFFICIAL-SENSITIVE")


@pytest.mark.parametrize("carrier", ["a4", "a4_large"])
def test_checkers_find_nothing_in_charts(carrier: str, tmp_path: Path) -> None:
    data = render(page_of(carrier), FONTS, fixed=True).data
    assert faults(data, tmp_path) == []
    left, right = ink_edges(data)
    assert left >= SHEETS["a4_large"].side - 1
    assert right <= 546


def test_a_chart_is_a_figure_with_its_sentence_and_its_place() -> None:
    data = render(page_of("a4", "needs"), FONTS).data
    assert structure(data) == ["Document", "  H1", "  H2", "  P", "  Figure"]
    with pikepdf.open(io.BytesIO(data)) as pdf:
        figure = pdf.Root.StructTreeRoot.K.K[-1]
        assert str(figure.Alt) == chart_of(NEEDS).alternative
        left, bottom, right, top = (float(value) for value in figure.A.BBox)
        assert right - left == pytest.approx(SHEETS["a4"].width, abs=0.1)
        assert top - bottom == pytest.approx(chart_of(NEEDS).drawing.height, abs=0.1)
        assert 0 < bottom < top < 842


def test_the_words_of_a_chart_are_read_in_its_order(tmp_path: Path) -> None:
    data = render(page_of("a4", "time line", "needs", "cover"), FONTS).data
    wanted = [
        word
        for name in ("time line", "needs", "cover")
        for text in words_of(chart_of(PICTURES[name]).drawing)
        for word in text.split()
    ]
    for reader, text in readings(data, tmp_path).items():
        found = iter(text.split())
        missing = [word for word in wanted if word not in found]
        assert missing == [], reader


@pytest.mark.parametrize("carrier", ["a4", "a4_large"])
def test_a_chart_is_never_split_nor_parted_from_its_heading(carrier: str) -> None:
    room = LARGE_PAPER if carrier == "a4_large" else PAPER
    for lines in range(0, 46, 3):
        before = tuple(Paragraph((Run("One line."),)) for _ in range(lines))
        blocks: tuple[Block, ...] = (*before, Heading("Heading of it", 2), chart_of(NEEDS, room))
        data = render(Page("T", blocks, "a4_large" if carrier == "a4_large" else "a4"), FONTS).data
        with pypdfium2.PdfDocument(data) as document:
            texts = [page.get_textpage().get_text_range() for page in document]
        homes = {
            next(at for at, text in enumerate(texts) if part in text)
            for part in ("Heading of it", "How needs", "Children", "own rating now")
        }
        assert len(homes) == 1


def test_a_chart_higher_than_a_page_is_made_to_fit(tmp_path: Path) -> None:
    many = NeedChanges(NEEDS.rows * 12)
    data = render(Page("T", (Heading("T", 1), chart_of(many))), FONTS, fixed=True)
    assert data.pages == 1
    assert faults(data.data, tmp_path) == []


def test_black_and_white_paper_tells_everything_apart() -> None:
    """Painted in one black, no two signs that mean different things look the same."""
    drawings = [chart_of(picture).drawing for picture in (USUAL, NEEDS, COVER)]
    for drawing in drawings:
        styles: dict[tuple[str, bool], set[str]] = {}
        for mark in drawing.marks:
            if isinstance(mark, SignShape):
                styles.setdefault((mark.shape, mark.filled), set()).add(mark.tint)
        assert all(len(tints) == 1 for tints in styles.values())


def test_paper_holds_no_colour() -> None:
    data = render(page_of(), FONTS).data
    with pikepdf.open(io.BytesIO(data)) as pdf:
        operators = {str(one.operator) for page in pdf.pages for one in pikepdf.parse_content_stream(page)}
    assert operators.isdisjoint({"rg", "RG", "k", "K", "sc", "SC", "scn", "SCN", "cs", "CS", "sh"})
    assert {"re", "c", "f*", "B*", "S"} <= operators
