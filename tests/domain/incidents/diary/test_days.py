"""The day of a row: UK order, asked where it may be another; what cannot be told stays undecided, never guessed."""

from __future__ import annotations

import pytest

from hru_advocate.domain.incidents.diary import days
from hru_advocate.domain.incidents.diary.preview import HowToTake
from tests.domain.incidents.diary.made_up_diaries import previewed, starts


@pytest.mark.parametrize(
    ("when", "start", "missing"),
    [
        ("03/11/2026", "2026-11-03", ""),
        ("3/11/26", "2026-11-03", ""),
        ("3.11.2026", "2026-11-03", ""),
        ("03-11-2026 21:14:05", "2026-11-03T21:14", ""),
        ("2026-11-03", "2026-11-03", ""),
        ("2026/11/03 9:05", "2026-11-03T09:05", ""),
        ("3-Nov-26", "2026-11-03", ""),
        ("28/29 Oct 2026", "2026-10-28", ""),
        ("28/29 Oct", None, days.NO_YEAR),
        ("28-29/10/2026", "2026-10-28", ""),
        ("28/29/10/2026", "2026-10-28", ""),
        ("28-30/10/2026", None, days.UNREAD),
        ("29-28/10/2026", None, days.UNREAD),
        ("Sunday night into Monday 23 November 2026", None, days.OTHER_DAY),
        ("46354 0.9931", None, days.SPREADSHEETS),
        ("46354 23:50", None, days.SPREADSHEETS),
        ("03-Nov-2026 21:40", "2026-11-03T21:40", ""),
        ("03 Nov 2026 21:40", "2026-11-03T21:40", ""),
        ("3/Nov/26", "2026-11-03", ""),
        ("3-nov-25", "2025-11-03", ""),
        ("30-Feb-26", None, days.UNREAD),
        ("3-Nov-27", None, days.AHEAD),
        ("3/11/27", None, days.AHEAD),
        ("3/11/46", None, days.AHEAD),
        ("3/11/99", "1999-11-03", ""),
        ("20261103", "2026-11-03", ""),
        ("2026-11-03T21:14:00Z", "2026-11-03T21:14", ""),
        ("2026-07-03T21:14:00Z", "2026-07-03T22:14", ""),
        ("2026-07-03T21:14:00+02:00", "2026-07-03T20:14", ""),
        ("3 Nov 2026 9pm", "2026-11-03T21:00", ""),
        ("Tuesday, November 3, 2026 9:14 PM", "2026-11-03T21:14", ""),
        ("November 2026", "2026-11-01", ""),
        ("3 Tachwedd 2026", "2026-11-03", ""),  # as it is written in Welsh
        ("3ydd o Dachwedd 2026, 21:14", "2026-11-03T21:14", ""),
        ("dydd Mawrth 3 Tachwedd 2026", "2026-11-03", ""),
        ("3 Tachwedd", None, days.NO_YEAR),
        ("ddoe", None, days.OTHER_DAY),
        ("22/11/2026", "2026-11-22", ""),
        ("23/11/2026 09:59", "2026-11-23T09:59", ""),
        ("23/11/2026 10:01", None, days.AHEAD),
        ("24/11/2026", None, days.AHEAD),
        ("2027-01-01", None, days.AHEAD),
        ("31/02/2026", None, days.NO_DAY),
        ("yesterday", None, days.OTHER_DAY),
        ("last Friday at 3 pm", None, days.OTHER_DAY),
        ("Friday", None, days.NO_YEAR),
        ("3 Nov", None, days.NO_YEAR),
        ("03/11", None, days.NO_YEAR),
        ("46329", None, days.SPREADSHEETS),
        ("46329.88", None, days.SPREADSHEETS),
        ("1793741640", None, days.SPREADSHEETS),
        ("26-11-03", None, days.TWO_WAYS),
        ("31-11-26", None, days.NO_DAY),
        ("27-10-26", "2026-10-27", ""),
        ("03.11.26", "2026-11-03", ""),
        ("some time", None, days.UNREAD),
        ("2026-11-03 25:00", None, days.UNREAD),
        ("", None, days.NO_WHEN),
    ],
)
def test_a_when_is_placed_or_says_what_is_missing(when: str, start: str | None, missing: str) -> None:
    preview = previewed(f'When,What\n"{when}",rang\n2 Nov 2026,came\n')
    assert (starts(preview)[0], preview.rows[0].why) == (start, missing)


@pytest.mark.parametrize(
    ("dates", "how", "read", "asked", "row"),
    [
        (("03/11/2026", "04/10/2026"), "", ["2026-11-03", "2026-10-04"], False, 1),
        (("03/11/2026", "25/10/2026"), "", ["2026-11-03", "2026-10-25"], False, 1),
        (("03/04/2026", "10/12/2026"), "", [None, None], True, 2),  # UK order alone lies ahead
        (("03/11/2026", "10/25/2026"), "", [None, None], True, 2),
        (("03/11/2026", "10/25/2026"), "month_first", ["2026-03-11", "2026-10-25"], False, 2),
        (("03/11/2026", "10/25/2026"), "day_first", ["2026-11-03", None], False, 2),
        (("25/10/2026", "10/25/2026"), "", [None, None], True, 2),
        (("25/10/2026", "10/25/2026"), "month_first", [None, "2026-10-25"], False, 2),
        (("2026-11-03", "10/25/2026"), "", ["2026-11-03", None], True, 2),
        (("12/12/2025", "11/13/2025"), "", [None, None], True, 2),
        (("12/12/2025", "12/12/2024"), "", ["2025-12-12", "2024-12-12"], False, 1),
    ],
)
def test_day_and_month_are_asked_once_for_the_file(
    dates: tuple[str, str], how: days.DayOrder, read: list[str | None], asked: bool, row: int
) -> None:
    text = "When,What\n" + "".join(f"{day},thing {place}\n" for place, day in enumerate(dates))
    preview = previewed(text, how=HowToTake(order=how))
    assert (starts(preview), preview.order_asked, preview.order_found.row) == (read, asked, row)


def test_a_month_first_day_is_told_in_an_order_nobody_here_reads_wrongly() -> None:
    preview = previewed("When,What\n10/09/2026 21:14,rang\n", how=HowToTake(order="month_first"))
    assert preview.rows[0].when.told == "2026-10-09 21:14"
    assert preview.rows[0].read_as == "Fri 9 Oct 2026, 21:14"


def test_a_year_is_said_once_for_days_without_one() -> None:
    text = "When,What\n3 Nov,a\n3 Nov 9pm,b\n03/11,c\n31/12,d\n5 Nov 2024,e\n"
    assert starts(previewed(text, how=HowToTake(year=2025))) == [
        "2025-11-03",
        "2025-11-03T21:00",
        "2025-11-03",
        "2025-12-31",
        "2024-11-05",
    ]


@pytest.mark.parametrize(
    ("when", "start", "end"),
    [
        ("10 Nov 09:30", "2025-11-10T09:30", "2025-11-10T09:30"),
        ("10 Nov 00:30", "2025-11-10T00:30", "2025-11-10T00:30"),
        ("10 nov 14.05", "2025-11-10T14:05", "2025-11-10T14:05"),
        ("10 Nov 11 pm", "2025-11-10T23:00", "2025-11-10T23:00"),
        ("10 Nov 24", "2024-11-10", "2024-11-10"),
        ("10-Nov-24 14:05", "2024-11-10T14:05", "2024-11-10T14:05"),
        ("between 11 and 14 Nov", "2025-11-11", "2025-11-14"),
        ("11 to 14 Nov", "2025-11-11", "2025-11-14"),
    ],
)
def test_figures_after_a_day_without_its_year_are_an_hour_or_another_day(when: str, start: str, end: str) -> None:
    row = previewed(f"When,What\n{when},rang\n", how=HowToTake(year=2025)).rows[0]
    assert (row.state, row.when.start, row.when.end) == ("ready", start, end)


@pytest.mark.parametrize(
    ("when", "order", "start", "end"),
    [
        ("1/2 - 3/2", "", "2025-02-01", "2025-02-03"),  # the year that was said is that of both ends
        ("1/2 - 3/2", "month_first", "2025-01-02", "2025-03-02"),
        ("31/2 - 3/3", "", None, None),
        ("3/2 - 31/2", "", None, None),
        ("10/28-10/29/2026", "month_first", None, None),  # and no hour behind one that tells its own
        ("2/1 to 3/2/2026", "month_first", None, None),
        ("?", "", None, None),  # and no day where nothing is said of one
        ("some time", "", None, None),
        ("summer", "", "2025-06-01", "2025-08-31"),
        ("1 Jan to 31 Dec", "", "2025-01-01", "2025-12-31"),
    ],
)
def test_the_year_that_was_said_for_a_file_is_that_of_its_days_and_nothing_else(
    when: str, order: days.DayOrder, start: str | None, end: str | None
) -> None:
    row = previewed(f"When,What\n{when},rang\n", how=HowToTake(order=order, year=2025)).rows[0]
    assert (row.state, row.when.start, row.when.end) == ("ready" if start else "undecided", start, end)


@pytest.mark.parametrize(
    ("when", "order", "start", "end"),
    [
        ("02/03/2026 - 02/05/2026", "month_first", "2026-02-03", "2026-02-05"),
        ("02/14/2026-02/16/2026", "month_first", "2026-02-14", "2026-02-16"),
        ("14/02/26-16/02/26", "", "2026-02-14", "2026-02-16"),
        ("14/02/2026 10:00-11:00", "", "2026-02-14T10:00", "2026-02-14T11:00"),
        ("14/02/2026 22:00 to 01:00", "", "2026-02-14T22:00", "2026-02-15T01:00"),
    ],
)
def test_both_ends_of_a_span_are_read_in_the_order_of_the_file(
    when: str, order: days.DayOrder, start: str, end: str
) -> None:
    row = previewed(f"When,What\n{when},rang\n", how=HowToTake(order=order)).rows[0]
    assert (row.state, row.when.start, row.when.end) == ("ready", start, end)


def test_a_day_without_its_year_beside_a_month_first_one_is_not_guessed() -> None:
    row = previewed("When,What\n02/03 to 02/05/2026,rang\n", how=HowToTake(order="month_first")).rows[0]
    assert row.when.start in (None, "2026-02-03")


def test_the_second_end_of_a_span_tells_the_order_too() -> None:
    preview = previewed("When,What\n02/03/2026 - 02/14/2026,rang\n")
    assert preview.order_asked


@pytest.mark.parametrize("when", ["20/11/2026 to 25/11/2026", "23/11/2026 09:00 to 11:00"])
def test_a_span_that_ends_ahead_is_said_by_somebody(when: str) -> None:
    row = previewed(f"When,What\n{when},followed\n").rows[0]
    assert (row.state, row.why) == ("undecided", days.ENDS_AHEAD)


def test_an_hour_that_came_twice_says_which_where_the_file_does() -> None:
    text = "When,What\n2026-10-25T00:30:00Z,rang\n2026-10-25T01:30:00Z,came\n2026-10-25T02:30:00Z,left\n"
    assert [row.when.told for row in previewed(text).rows] == [
        "2026-10-25 01:30 BST",
        "2026-10-25 01:30 GMT",
        "2026-10-25 02:30",
    ]


@pytest.mark.parametrize("when", ["25/10/2026 01:30", "29/03/2026 01:30"])
def test_an_hour_the_clocks_change_in_is_not_exact(when: str) -> None:
    assert previewed(f"When,What\n{when},rang\n").rows[0].when.exact is False


def test_a_time_in_a_column_of_its_own_is_read_with_its_day() -> None:
    preview = previewed("Date,Time,What happened\n03/11/2026,21:14,rang\n04/11/2026,,came\n,21:00,shouted\n")
    assert starts(preview) == ["2026-11-03T21:14", "2026-11-04", None]
