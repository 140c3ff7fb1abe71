"""A telephone's calendar: times of every kind, what repeats, and calendars that break their own rules."""

from __future__ import annotations

import pytest

from hru_advocate.domain.incidents.diary import calendar, days, refusals
from tests.domain.incidents.diary.made_up_diaries import previewed


def of(*lines: str) -> str:
    """A calendar with one event of these lines."""
    return "\r\n".join(
        ("BEGIN:VCALENDAR", "VERSION:2.0", "BEGIN:VEVENT", *lines, "SUMMARY:He rang", "END:VEVENT", "END:VCALENDAR", "")
    )


@pytest.mark.parametrize(
    ("lines", "start", "end"),
    [
        (("DTSTART:20261103T211400Z",), "2026-11-03T21:14", "2026-11-03T21:14"),
        (("DTSTART:20260703T211400Z",), "2026-07-03T22:14", "2026-07-03T22:14"),
        (("DTSTART:20260703T211400",), "2026-07-03T21:14", "2026-07-03T21:14"),
        (("DTSTART;TZID=Europe/London:20260703T211400",), "2026-07-03T21:14", "2026-07-03T21:14"),
        (("DTSTART;TZID=Europe/Paris:20260703T211400",), "2026-07-03T20:14", "2026-07-03T20:14"),
        (('DTSTART;TZID="GMT Standard Time":20260703T211400',), "2026-07-03T21:14", "2026-07-03T21:14"),
        (("DTSTART;TZID=/example.com/2026/Europe/London:20260703T211400",), "2026-07-03T21:14", "2026-07-03T21:14"),
        (("DTSTART;VALUE=DATE:20261103",), "2026-11-03", "2026-11-03"),
        (("DTSTART;VALUE=DATE:20261103", "DTEND;VALUE=DATE:20261104"), "2026-11-03", "2026-11-03"),
        (("DTSTART;VALUE=DATE:20261103", "DTEND;VALUE=DATE:20261106"), "2026-11-03", "2026-11-05"),
        (("DTSTART:20261103T210000Z", "DTEND:20261103T230000Z"), "2026-11-03T21:00", "2026-11-03T23:00"),
        (("DTSTART:20261103T210000Z", "DURATION:PT2H"), "2026-11-03T21:00", "2026-11-03T23:00"),
        (("DTSTART:20261103T230000Z", "DTEND:20261104T010000Z"), "2026-11-03T23:00", "2026-11-04T01:00"),
        (("DTSTART:20261025T003000Z",), "2026-10-25T01:30", "2026-10-25T01:30"),
    ],
)
def test_a_time_is_read_as_uk_clocks_showed_it(lines: tuple[str, ...], start: str, end: str) -> None:
    row = previewed(of(*lines), ".ics").rows[0]
    assert (row.state, row.when.start, row.when.end) == ("ready", start, end)


@pytest.mark.parametrize(
    ("lines", "missing"),
    [
        (("DTSTART:20261103T211400Z", "RRULE:FREQ=DAILY;COUNT=4"), calendar.REPEATS),
        (("DTSTART:20261103T211400Z", "RDATE:20261104T211400Z"), calendar.REPEATS),
        (("DTSTART:20261103T211400Z", "STATUS:CANCELLED"), calendar.CALLED_OFF),
        (("LOCATION:home",), calendar.NO_START),
        (("DTSTART:2026-11-03",), calendar.BAD_START),
        (("DTSTART:20261399",), calendar.BAD_START),
        (("DTSTART;VALUE=DATE:20261103T211400",), calendar.BAD_START),
        (("DTSTART;TZID=Mine:20261103T211400",), calendar.OTHER_ZONE),
        (("DTSTART;TZID=../../etc/passwd:20261103T211400",), calendar.OTHER_ZONE),
        (("DTSTART:20261103T211400Z", "DTEND:20261103T201400Z"), calendar.BAD_END),
        (("DTSTART:20261103T211400Z", "DTEND;VALUE=DATE:20261104"), calendar.BAD_END),
        (("DTSTART:20261103T211400Z", "DURATION:long"), calendar.BAD_END),
        (("DTSTART:20261103T211400Z", "DURATION:P99999999W"), calendar.BAD_END),
        (("DTSTART:20261124",), calendar.AHEAD),
        (("DTSTART:20261123T100100Z",), calendar.AHEAD),
        (("DTSTART:20261025T013000",), calendar.CHANGING),
        (("DTSTART:20260329T013000",), calendar.CHANGING),
    ],
)
def test_what_cannot_be_told_stays_undecided_with_a_sentence(lines: tuple[str, ...], missing: str) -> None:
    row = previewed(of(*lines), ".ics").rows[0]
    assert (row.state, row.why, row.what) == ("undecided", missing, "He rang")


def test_words_in_a_code_that_is_not_read_here_are_said_by_somebody() -> None:
    text = of("DTSTART:20261103T211400Z", "DESCRIPTION;ENCODING=QUOTED-PRINTABLE;CHARSET=UTF-8:He=20rang")
    row = previewed(text, ".ics").rows[0]
    assert (row.state, row.why) == ("undecided", calendar.ENCODED)
    plain = of("DTSTART:20261103T211400Z", "DESCRIPTION;ENCODING=8BIT:He rang")
    assert previewed(plain, ".ics").rows[0].state == "ready"


def test_an_event_of_an_hour_or_less_is_told_with_both_its_ends() -> None:
    text = of("DTSTART:20261103T193000Z", "DTEND:20261103T203000Z")
    assert previewed(text, ".ics").rows[0].read_as == "Tue 3 Nov 2026, 19:30 to 20:30"


def test_folded_lines_escapes_and_alarms() -> None:
    text = of(
        "DTSTART:20261103T211400Z",
        "DESCRIPTION:He rang\\, twice\\nand sh",
        " outed\\; I hid \\\\",
        "LOCATION;LANGUAGE=en:At home",
        "BEGIN:VALARM",
        "DESCRIPTION:Reminder",
        "DTSTART:20200101",
        "END:VALARM",
    )
    row = previewed(text, ".ics").rows[0]
    assert (row.what, row.words, row.where) == ("He rang", "He rang, twice\nand shouted; I hid \\", "At home")


def test_an_alarm_before_the_day_of_its_event_and_lines_of_the_calendar_itself_say_nothing_of_it() -> None:
    alarm = ("BEGIN:VALARM", "DTSTART:20200101", "STATUS:CANCELLED", "END:VALARM")
    text = of(*alarm, "DTSTART:20261103", "SUMMARY:He rang").replace("BEGIN:VEVENT", "STATUS:CANCELLED\nBEGIN:VEVENT")
    row = previewed(text, ".ics").rows[0]
    plain = previewed(of("DTSTART:20261103", "SUMMARY:He rang"), ".ics").rows[0]
    assert row == plain


@pytest.mark.parametrize(
    "text",
    [
        of("DTSTART:20261103").replace("END:VCALENDAR", ""),
        of("DTSTART:20261103").replace("END:VEVENT", ""),
        of("DTSTART:20261103").replace("VERSION:2.0", "VERSION:1.0"),
        of("no sign in this line"),
        of("BEGIN:VEVENT", "END:VEVENT"),
        of('DTSTART;TZID="open:20261103'),
        of("DESCRIPTION:" + "x" * 140_000),
        of("DESCRIPTION:x", *[" " + "x" * 1000] * 140),
        "\r\n".join(["BEGIN:VCALENDAR", *["BEGIN:X"] * 50]),
        of("DTSTART:20261103") + "more",
        "Date,What\n3 Nov 2026,x\n",
        "END:VCALENDAR",
    ],
)
def test_a_broken_calendar_is_refused_by_its_line(text: str) -> None:
    with pytest.raises(refusals.BrokenCalendar) as refused:
        previewed(text, ".ics")
    assert refused.value.message.startswith(f"Line {refused.value.line:,} of the calendar: ")
    assert "He rang" not in refused.value.message


def test_a_calendar_without_events_is_empty() -> None:
    with pytest.raises(refusals.EmptyDiary):
        previewed("BEGIN:VCALENDAR\nVERSION:2.0\nEND:VCALENDAR\n", ".ics")


def test_a_blank_where_a_line_was_folded_is_kept() -> None:
    rows = previewed(
        of("DTSTART:20261103T211400", "DESCRIPTION:He stood at the ", " gate and ", " ", " waited"), ".ics"
    ).rows
    assert rows[0].words == "He stood at the gate and waited"


def test_a_letter_parted_where_a_line_was_folded_is_whole_again() -> None:
    text = of("DTSTART:20261103T211400", "DESCRIPTION:at the caf\u00e9 again").encode()
    folded = text.replace(b"\xc3\xa9", b"\xc3\r\n \xa9")
    preview = previewed(folded, ".ics")
    assert preview.rows[0].words == "at the caf\u00e9 again"
    assert (preview.file.letters.encoding, preview.file.letters.sure) == ("utf-8", True)


@pytest.mark.parametrize("hour", ["20260308T023000", "20261101T013000"])
def test_an_hour_the_clocks_of_another_country_changed_in_is_asked_for(hour: str) -> None:
    row = previewed(of(f"DTSTART;TZID=America/New_York:{hour}"), ".ics").rows[0]
    assert (row.state, row.why) == ("undecided", calendar.CHANGING)


def test_a_known_moment_in_the_hour_that_came_twice_says_which() -> None:
    one = previewed(of("DTSTART:20261025T003000Z"), ".ics").rows[0]
    two = previewed(of("DTSTART:20261025T013000Z"), ".ics").rows[0]
    assert (one.when.told, two.when.told) == ("25 Oct 2026, 01:30 BST", "25 Oct 2026, 01:30 GMT")
    both = previewed(of("DTSTART:20261025T003000Z", "DTEND:20261025T013000Z"), ".ics").rows[0]
    assert (both.when.told, both.when.exact) == ("25 Oct 2026, 01:30 BST to 01:30 GMT", False)


def test_every_description_of_a_journal_is_kept() -> None:
    rows = previewed(of("DTSTART:20261103", "DESCRIPTION:first", "DESCRIPTION:second", "COMMENT:third"), ".ics").rows
    assert rows[0].words == "first\nsecond\nthird"


def test_a_task_stays_in_sight_undecided() -> None:
    text = of("DTSTART:20261103T211400").replace("VEVENT", "VTODO")
    row = previewed(text, ".ics").rows[0]
    assert (row.state, row.what, row.why) == ("undecided", "He rang", calendar.TASK)


@pytest.mark.parametrize(
    "lines",
    [
        ("DTSTART;VALUE=DATE:20261122", "DTEND;VALUE=DATE:20261126"),
        ("DTSTART:20261123T093000", "DTEND:20261123T110000"),
    ],
)
def test_an_event_that_goes_on_is_said_by_somebody(lines: tuple[str, str]) -> None:
    row = previewed(of(*lines), ".ics").rows[0]
    assert (row.state, row.why) == ("undecided", days.ENDS_AHEAD)


def several(*events: tuple[str, ...], method: str = "PUBLISH") -> str:
    """A calendar of several events."""
    inside = [line for event in events for line in ("BEGIN:VEVENT", *event, "SUMMARY:He rang", "END:VEVENT")]
    return "\r\n".join(("BEGIN:VCALENDAR", "VERSION:2.0", f"METHOD:{method}", *inside, "END:VCALENDAR", ""))


FIRST = ("UID:a", "DTSTART:20261103T193000Z")
MOVED = ("UID:a", "SEQUENCE:1", "DTSTART:20261104T193000Z")


@pytest.mark.parametrize(
    ("events", "whys"),
    [
        ((FIRST, MOVED), [calendar.NEWER, ""]),
        ((MOVED, FIRST), ["", calendar.NEWER]),
        ((FIRST, MOVED, (*MOVED[:1], "SEQUENCE:2", "DTSTART:20261105")), [calendar.NEWER, calendar.NEWER, ""]),
        ((FIRST, FIRST, MOVED), [calendar.NEWER, calendar.NEWER, ""]),  # each of several older ones
        ((FIRST, MOVED, (*MOVED[:2], "DTSTART:20261105"), FIRST), [calendar.NEWER, "", "", calendar.NEWER]),
        ((FIRST, (*MOVED[:2], "RECURRENCE-ID:20261104T193000Z", MOVED[2])), ["", ""]),  # another day of a series
        ((FIRST, ("UID:b", *MOVED[1:])), ["", ""]),
        ((FIRST[1:], MOVED[1:]), ["", ""]),  # nobody says that they are one
        ((FIRST, (*FIRST[:1], "DTSTART:20261104T193000Z")), ["", ""]),
        (((*FIRST, "DTSTART:20261104T193000Z"),), [calendar.TWO_TIMES]),
        (((*FIRST, "DTEND:20261103T203000Z", "DTEND:20261103T213000Z"),), [calendar.TWO_TIMES]),
    ],
)
def test_an_event_in_two_versions_is_one_and_two_beginnings_are_none(
    events: tuple[tuple[str, ...], ...], whys: list[str]
) -> None:
    assert [row.why for row in previewed(several(*events), ".ics").rows] == whys


@pytest.mark.parametrize(
    ("method", "why"), [("CANCEL", calendar.CALLED_OFF), ("cancel", calendar.CALLED_OFF), ("REQUEST", "")]
)
def test_a_calendar_that_calls_off_calls_off_every_event_in_it(method: str, why: str) -> None:
    assert [row.why for row in previewed(several(FIRST, ("UID:b", MOVED[2]), method=method), ".ics").rows] == [why] * 2
