"""Days of a diary looked at together: a New Year between them, names of days beside them, days that stand once."""

from __future__ import annotations

import pytest

from hru_advocate.domain.incidents.diary.days import (
    AHEAD,
    DAY_AS_ABOVE,
    OTHER_WEEKDAY,
    OVER_NEW_YEAR,
    TIME_ALONE,
    UNREAD,
    DayReader,
    WhenRead,
)
from hru_advocate.domain.incidents.diary.preview import AS_ABOVE, NO_INCIDENT, NOTHING, HowToTake, looked_over
from hru_advocate.domain.incidents.diary.reading import read_diary
from hru_advocate.domain.incidents.diary.refusals import DiaryStopped
from tests.domain.incidents.diary.made_up_diaries import NOW, previewed, starts


@pytest.mark.parametrize(
    ("days", "year", "expected"),
    [
        (("28 Dec", "31 Dec", "1 Jan", "3 Jan"), 2025, [None] * 4),
        (("3 Jan", "1 Jan", "31 Dec", "28 Dec"), 2025, [None] * 4),
        (("1 Nov", "28 Dec", "2 Feb", "3 Feb"), 2024, [None] * 4),
        (("28 Dec", "31 Dec", "1 Jan"), 2026, [None, None, "2026-01-01"]),
        (("1 Jan", "3 Jan", "28 Dec"), 2025, ["2025-01-01", "2025-01-03", "2025-12-28"]),
        (("28 Dec", "3 Jan", "1 Jan"), 2025, ["2025-12-28", "2025-01-03", "2025-01-01"]),
        (("3 Oct", "1 Oct", "5 Oct"), 2025, ["2025-10-03", "2025-10-01", "2025-10-05"]),
        (("31 Dec 2024", "1 Jan", "2 Jan"), 2025, ["2024-12-31", "2025-01-01", "2025-01-02"]),
        (("30/12", "2/1"), 2025, [None, None]),
    ],
)
def test_one_year_is_not_taken_for_days_on_both_sides_of_a_new_year(
    days: tuple[str, ...], year: int, expected: list[str | None]
) -> None:
    text = "date,what\n" + "".join(f"{day},he rang {place}\n" for place, day in enumerate(days))
    preview = previewed(text, how=HowToTake(year=year))
    assert starts(preview) == expected
    assert {row.why for row in preview.rows if row.state != "ready"} <= {OVER_NEW_YEAR, AHEAD}


def test_a_file_whose_year_was_said_can_be_stopped_while_its_days_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    read, untouched = set[str](), DayReader.read

    def noted(reader: DayReader, told: str) -> WhenRead:
        read.add(told)
        return untouched(reader, told)

    monkeypatch.setattr(DayReader, "read", noted)
    file = read_diary(("date,what\n" + "".join(f"day {number},rang\n" for number in range(600))).encode(), ".csv", NOW)
    with pytest.raises(DiaryStopped):
        looked_over(file, HowToTake(year=2025), NOW, noted={}, go_on=lambda _rows: False)
    assert len(read) <= 256


def test_a_column_of_days_of_the_week_is_held_against_the_dates() -> None:
    preview = previewed("Day,Date,What\nMon,5/10/26,rang\nTues,6/10/26,came\nWed,8/10/26,wrote\n,9/10/26,x\n")
    assert starts(preview) == ["2026-10-05", "2026-10-06", None, "2026-10-09"]
    assert preview.rows[2].why == OTHER_WEEKDAY


def test_a_time_without_its_day_stays_in_sight_and_says_so() -> None:
    preview = previewed('Date,Time,What\n5 Oct 2026,9pm,rang\n,10pm,came\n"""",11pm,wrote\nTotal,,3\n')
    assert [row.written for row in preview.rows] == ["5 Oct 2026 9pm", "10pm", '" 11pm', "Total"]
    assert [row.why for row in preview.rows] == ["", TIME_ALONE, DAY_AS_ABOVE, UNREAD]


@pytest.mark.parametrize("words", ["ditto", "as above", "Same again.", '"', "- \u201d -", "do.", "the same as before"])
def test_words_that_only_point_to_another_row_say_nothing_of_their_own(words: str) -> None:
    row = previewed(f"3 Nov 2026\t{words}\n4 Nov 2026\tx\n", ".tsv").rows[0]
    assert (row.state, row.why) == ("undecided", AS_ABOVE)


@pytest.mark.parametrize("words", ["same again, 3 times", "do not ring, he said", "the same car", "\U0001f621", "?"])
def test_words_that_say_more_are_taken(words: str) -> None:
    assert previewed(f"3 Nov 2026\t{words}\n4 Nov 2026\tx\n", ".tsv").rows[0].state == "ready"


def test_a_dash_says_nothing() -> None:
    assert previewed("When,What\n3 Nov 2026,-\n").rows[0].why == NOTHING


def test_days_that_stand_once_for_several_rows_are_the_when_under_any_name() -> None:
    preview = previewed("Datum;Zeit;Vorfall\n05.10.2026;21:14;rang\n;22:00;came\n;23:00;wrote\n;23:30;rang\n")
    assert starts(preview) == ["2026-10-05T21:14", None, None, None]


def test_of_two_columns_that_may_say_what_happened_the_filled_one_does() -> None:
    head = "Message Date,Sender Name,Subject,Text\n"
    preview = previewed(f"{head}2026-10-05 21:14:03,Sam,,where are you\n2026-10-05 21:15:44,Sam,,I see you\n")
    assert [row.what for row in preview.rows] == ["Sam: where are you", "Sam: I see you"]


def test_ditto_marks_in_a_table_pasted_from_a_document_are_cells() -> None:
    preview = previewed('Date\tDay\tWhat\tWho saw\n5/10/26\tMon\tRang\tMum\n5/10/26\tMon\t"\t"\n', "")
    assert preview.file.kind == "csv"
    assert [row.what for row in preview.rows] == ["Rang", '"']


@pytest.mark.parametrize(
    "words", ["Nothing.", "nothing today", "Quiet", "no contact from him", "All quiet again", "nil"]
)
def test_a_day_on_which_nothing_happened_is_no_incident(words: str) -> None:
    row = previewed(f"3 Nov 2026\t{words}\n4 Nov 2026\tx\n", ".tsv").rows[0]
    assert (row.state, row.why) == ("undecided", NO_INCIDENT)


@pytest.mark.parametrize("words", ["Nothing I do stops him", "no contact order broken", "quiet man at the gate"])
def test_words_that_begin_like_a_quiet_day_are_taken(words: str) -> None:
    assert previewed(f"3 Nov 2026\t{words}\n4 Nov 2026\tx\n", ".tsv").rows[0].state == "ready"


def test_a_ditto_mark_beside_the_words_says_where_it_points() -> None:
    preview = previewed('Date\tWhat\tWhere\tWitness\n3 Nov 2026\trang\tHome\tMum\n3 Nov 2026\tcame\t"\tas above\n')
    row = preview.rows[1]
    assert row.where == '" (as in the row above it in the file)'
    assert row.seen_by == "as above (as in the row above it in the file)"


@pytest.mark.parametrize(
    ("head", "cell", "start"),
    [
        ("All day event", "True", "2026-11-03"),
        ("All Day Event", "TRUE", "2026-11-03"),
        ("all_day", "1", "2026-11-03"),
        ("All-day event:", "Yes", "2026-11-03"),
        ("All day event", "False", "2026-11-03T00:00"),
        ("All day event", "", "2026-11-03T00:00"),
        ("Private", "True", "2026-11-03T00:00"),
    ],
)
def test_the_midnight_of_a_whole_day_in_a_calendars_list_is_no_time(head: str, cell: str, start: str) -> None:
    text = f"Subject,Start Date,Start Time,{head}\nTexts,03/11/2026,00:00:00,{cell}\n"
    assert starts(previewed(text)) == [start]


@pytest.mark.parametrize(
    ("whens", "expected"),
    [
        (("03/11/2026 00:00", "04/11/2026 00:00"), ["2026-11-03", "2026-11-04"]),
        (("2026-11-03 00:00:00", "2026-11-04T00:00:00.000"), ["2026-11-03", "2026-11-04"]),
        (("03/11/2026,00:00:00", "04/11/2026,00:00:00"), ["2026-11-03", "2026-11-04"]),
        (("03/11/2026 0:00", "04/11/2026"), ["2026-11-03T00:00", "2026-11-04"]),  # one alone was told
        (("03/11/2026 00:00", "04/11/2026 00:01"), ["2026-11-03T00:00", "2026-11-04T00:01"]),
        (
            ("03/11/2026 00:00", "04/11/2026 00:00", "5/11/2026 9pm"),
            ["2026-11-03T00:00", "2026-11-04T00:00", "2026-11-05T21:00"],
        ),
        (
            ("03/11/2026 00:00", "04/11/2026 00:00", "5/11/2026 noon"),
            ["2026-11-03T00:00", "2026-11-04T00:00", "2026-11-05T12:00"],
        ),
    ],
)
def test_a_midnight_behind_every_day_of_a_spreadsheet_is_no_time(whens: tuple[str, ...], expected: list[str]) -> None:
    head = "Date,Time,What" if "," in whens[0] else "Date,What"
    text = f"{head}\n" + "".join(f"{when},he rang {place}\n" for place, when in enumerate(whens))
    assert starts(previewed(text)) == expected


def test_midnight_of_a_message_is_its_time() -> None:
    text = "03/11/2026, 00:00 - Sam: here\n04/11/2026, 00:00 - Sam: there\n"
    assert starts(previewed(text, ".txt")) == ["2026-11-03T00:00", "2026-11-04T00:00"]


@pytest.mark.parametrize(
    ("stamp", "start"),
    [
        ("03.11.26, 19.31.12", "2026-11-03T19:31"),
        ("03.11.26 10.12.30", "2026-11-03T10:12"),
        ("3/11/26, 7.31.12 pm", "2026-11-03T19:31"),
    ],
)
def test_seconds_behind_a_dot_are_no_year(stamp: str, start: str) -> None:
    assert starts(previewed(f"[{stamp}] Sam: here\n", ".txt")) == [start]
