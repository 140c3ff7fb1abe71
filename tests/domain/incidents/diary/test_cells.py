"""Cells of a spreadsheet's file: what parts them, heads, quotes, and rows that do not fit."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hru_advocate.domain.incidents.diary import refusals
from hru_advocate.domain.incidents.diary.columns import Role
from hru_advocate.domain.incidents.diary.preview import HowToTake
from hru_advocate.domain.incidents.diary.reading import HowToRead, read_diary
from hru_advocate.domain.incidents.diary.rows import MOST_ROWS
from tests.domain.incidents.diary.made_up_diaries import NOW, previewed, starts

ROW = ("03/11/2026", "came; shouted, left\tthen", "at home")


def test_a_table_in_upright_strokes_is_cells_whatever_its_name() -> None:
    text = "Date|Time|What happened\n03/11/2026|19:30|He rang\n04/11/2026|20:00|He came, knocked; left\n"
    for ending in (".csv", ".txt"):
        preview = previewed(text, ending)
        assert starts(preview) == ["2026-11-03T19:30", "2026-11-04T20:00"]
        assert [row.what for row in preview.rows] == ["He rang", "He came, knocked; left"]


@pytest.mark.parametrize("sign", [",", ";", "\t", "|"])
@pytest.mark.parametrize("head", [("Date", "What happened", "Where"), ()])
def test_cells_are_parted_by_any_of_four_signs(sign: str, head: tuple[str, ...]) -> None:
    written = io.StringIO()
    csv.writer(written, delimiter=sign).writerows([head, ROW, ROW] if head else [ROW, ROW])
    preview = previewed(written.getvalue())
    assert preview.file.headed is bool(head)
    assert [row.what for row in preview.rows] == ["came; shouted, left\tthen"] * 2
    assert [row.where for row in preview.rows] == (["at home"] * 2 if head else ["", ""])
    assert preview.left_out == (() if head else ("Column 3",))
    assert starts(preview) == ["2026-11-03"] * 2


@pytest.mark.parametrize(
    ("text", "columns"),
    [
        ("Date,What\n3 Nov 2026,x\n", {"when": 0, "what": 1}),
        ("what_happened;DATE\nx;3 Nov 2026\n", {"what": 0, "when": 1}),
        ("3 Nov 2026,x\n", {"when": 0, "what": 1}),
        ("he rang and rang,3 Nov 2026,21:14\nhe came to us,4 Nov 2026,22:00\n", {"when": 1, "time": 2, "what": 0}),
        ("46329,x\n46330,y\n", {"what": 0}),
        ("A,B\n3 Nov 2026,x\n", {"when": 0, "what": 1}),
        ("sep=;\nDate;What\n3 Nov 2026;x\n", {"when": 0, "what": 1}),
    ],
)
def test_columns_are_proposed(text: str, columns: dict[str, int]) -> None:
    assert previewed(text).columns == columns


@pytest.mark.parametrize(
    ("head", "row", "start"),
    [
        ("Day,Month,Year,What", "3,11,2026,x", "2026-11-03"),
        ("Day,Month,Year,What", "3rd,Nov,26,x", "2026-11-03"),
        ("Year,MM,DD,Time,What", "2026,11,3,21:14,x", "2026-11-03T21:14"),
        ("Diwrnod,Mis,Blwyddyn,Beth ddigwyddodd", "3,Tachwedd,2026,x", "2026-11-03"),
        ("Day,Month,Year,What", "31,2,2026,x", None),
        ("Day,Month,Year,What", "11,13,2026,x", None),  # a month is not read as a day
        ("Day,Month,Year,What", "3,11,,x", None),
    ],
)
def test_a_day_in_three_columns_is_one_day_or_undecided(head: str, row: str, start: str | None) -> None:
    preview = previewed(f"{head}\n{row}\n")
    assert preview.file.columns[0] == "Date"
    assert starts(preview) == [start]
    assert preview.rows[0].what == "x"


@pytest.mark.parametrize("year", ["Year", "YYYY", "YY", "Y", "Blwyddyn"])
@pytest.mark.parametrize("month", ["Month", "MM", "M", "Mis"])
@pytest.mark.parametrize("day", ["Day", "DD", "D", "Diwrnod", "Dydd"])
def test_the_parts_of_a_day_are_known_by_their_names(day: str, month: str, year: str) -> None:
    assert starts(previewed(f"{year},{month},{day},What\n2026,11,3,x\n")) == ["2026-11-03"]


@pytest.mark.parametrize("head", ["Day,Month,Year,Date,What", "Day,Month,Day,What", "Day,Month,What"])
def test_columns_that_are_no_day_in_three_stay_as_they_are(head: str) -> None:
    cells = ",".join(("3", "11", "2026", "3 Nov 2026", "x")[: head.count(",") + 1])
    assert previewed(f"{head}\n{cells}\n").file.columns == tuple(head.split(","))


def test_a_chosen_mapping_is_followed_or_refused() -> None:
    text = "A,B,C\n3 Nov 2026,he rang,work\n"
    assert previewed(text, how=HowToTake({"when": 0, "words": 1, "where": 2})).rows[0].words == "he rang"
    wrongs: tuple[dict[Role, int], ...] = ({"when": 3}, {"when": 0, "what": 0}, {"when": -1})
    for wrong in wrongs:
        with pytest.raises(refusals.NoSuchColumn):
            previewed(text, how=HowToTake(wrong))


def test_the_first_row_is_a_head_or_not_as_somebody_says() -> None:
    assert len(previewed("Date,What\n3 Nov 2026,x\n", read=HowToRead(headed=False)).rows) == 2
    assert len(previewed("3 Nov 2026,x\n4 Nov 2026,y\n", read=HowToRead(headed=True)).rows) == 1


@pytest.mark.parametrize("words", ["=cmd|' /C calc'!A0", "+44 1632 960123", "-he came", "@home", '"', "a\nb", "'"])
def test_words_are_kept_whatever_they_begin_with(words: str) -> None:
    written = io.StringIO()
    csv.writer(written).writerow(("3 Nov 2026", words))
    assert previewed(written.getvalue()).rows[0].words == words


@pytest.mark.parametrize(
    ("text", "row", "state"),
    [
        ("Date,What\n3 Nov 2026,came, shouted, left\n", 1, "undecided"),
        ("Date,What\n3 Nov 2026,came,,\n", 1, "ready"),
        ("Date,What\n3 Nov 2026\n", 1, "undecided"),
        ("Date,What\n\n ,\n3 Nov 2026,came\n", 1, "ready"),
        (f"Date,What,Where\n3 Nov 2026,came,{'x' * 200}\n", 1, "ready"),
        (f"Date,What,Where\n3 Nov 2026,came,{'x' * 201}\n", 1, "undecided"),
    ],
)
def test_a_row_that_does_not_fit_stays_in_sight(text: str, row: int, state: str) -> None:
    preview = previewed(text)
    assert [(one.number, one.state) for one in preview.rows] == [(row, state)]
    assert bool(preview.rows[0].why) is (state == "undecided")


@pytest.mark.parametrize(
    "text",
    [
        'When,What\n3 Nov 2026,"never closed\n4 Nov 2026,x\n',
        'When,What\n3 Nov 2026,"closed" and on\n',
        "When,What\n3 Nov 2026," + "x" * 140_000,
        "3 Nov 2026," + '"' * 100_001,
        ",".join("x" * 201) + "\n",
    ],
)
def test_a_row_without_a_certain_end_is_refused_by_its_number(text: str) -> None:
    with pytest.raises(refusals.BrokenRow) as refused:
        previewed(text)
    assert refused.value.message.startswith(f"Row {refused.value.row}: ")
    assert "Nov" not in refused.value.message


def test_a_row_of_two_hundred_cells_is_taken() -> None:
    assert len(previewed(",".join(["Date", "What", *"x" * 198]) + "\n3 Nov 2026,rang\n").file.columns) == 200


@pytest.mark.parametrize("text", ["Date,What\n", ",,\n,,\n", "sep=;\n;;\n"])
def test_a_head_alone_or_cells_without_a_word_are_an_empty_diary(text: str) -> None:
    with pytest.raises(refusals.EmptyDiary):
        previewed(text)


def test_a_hundred_thousand_rows_are_read_and_one_more_is_refused() -> None:
    lines = ["Date,What"] + ["3 Nov 2026,x"] * MOST_ROWS
    assert len(read_diary("\n".join(lines).encode(), ".csv", NOW).rows) == MOST_ROWS
    with pytest.raises(refusals.TooManyDiaryRows):
        read_diary("\n".join([*lines, "3 Nov 2026,x"]).encode(), ".csv", NOW)


def test_reading_tells_how_far_it_is_and_can_be_stopped() -> None:
    told: list[int] = []

    def go_on(rows: int) -> bool:
        told.append(rows)
        return rows < 1000

    with pytest.raises(refusals.DiaryStopped):
        read_diary(b"3 Nov 2026,x\n" * 2000, ".csv", NOW, None, go_on)
    assert 1000 <= told[-1] < 1500


@given(
    st.lists(
        st.text(st.characters(exclude_categories=["C", "Z"], include_characters=' ,;"\n='), min_size=1).filter(
            lambda text: text == text.strip() != ""
        ),
        min_size=1,
        max_size=8,
    ),
    st.sampled_from([",", ";", "\t"]),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
)
def test_what_csv_writes_is_read_back_unchanged(texts: list[str], sign: str, encoding: str) -> None:
    written = io.StringIO()
    csv.writer(written, delimiter=sign).writerows([("Date", "What"), *(("3 Nov 2026", text) for text in texts)])
    preview = previewed(written.getvalue().encode(encoding))
    assert [row.cells[1] for row in preview.file.rows] == texts


def test_quotes_mean_nothing_in_a_table_pasted_from_a_document() -> None:
    text = (
        'Date\tWhat happened\n3 Nov 2026\t"He rang" is what Jo said\n4 Nov 2026\t"I will find you\n'
        '5 Nov 2026\tstood 6" away\n6 Nov 2026\twaved"\n'
    )
    preview = previewed(text, ".txt")
    assert preview.file.parted_by == "tabs"
    assert starts(preview) == ["2026-11-03", "2026-11-04", "2026-11-05", "2026-11-06"]
    assert [row.what for row in preview.rows] == [
        '"He rang" is what Jo said',
        '"I will find you',
        'stood 6" away',
        'waved"',
    ]


def test_quotes_of_a_spreadsheet_saved_with_tabs_are_no_words() -> None:
    preview = previewed('Date\tWhat\n3 Nov 2026\t"he said ""no""\nand left"\n4 Nov 2026\tcame\n', ".txt")
    assert [row.what for row in preview.rows] == ['he said "no"\nand left', "came"]


def test_a_quote_over_two_lines_of_a_pasted_table_joins_no_rows() -> None:
    preview = previewed('Date\tWhat\n"3 Nov 2026\trang\n4 Nov 2026"\tcame\n', ".txt")
    assert [row.what for row in preview.rows] == ["rang", "came"]


def test_a_title_above_the_names_of_the_columns_is_no_entry() -> None:
    preview = previewed(
        "My diary 2026,,\n,,\nKept by me,,\nDate,What happened,Where\n3 Nov 2026,rang,home\n4 Nov 2026,came,work\n"
    )
    assert preview.file.columns == ("Date", "What happened", "Where")
    assert [(row.state, row.written, row.what, row.where) for row in preview.rows] == [
        ("undecided", "My diary 2026", "", ""),
        ("undecided", "Kept by me", "", ""),
        ("ready", "3 Nov 2026", "rang", "home"),
        ("ready", "4 Nov 2026", "came", "work"),
    ]
