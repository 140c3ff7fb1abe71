"""Plain text and exported messages: where an entry begins, what belongs to it, what is nobody's words."""

from __future__ import annotations

import pytest

from hru_advocate.domain.incidents.diary import refusals
from hru_advocate.domain.incidents.diary.entries import looks_like_messages
from hru_advocate.domain.incidents.diary.entry_lines import minutes_of
from hru_advocate.domain.incidents.diary.preview import DiaryRow, HowToTake
from hru_advocate.domain.incidents.diary.reading import read_diary
from tests.domain.incidents.diary.made_up_diaries import NOW, previewed, starts


@pytest.mark.parametrize(
    ("text", "entries"),
    [
        ("3 Nov 2026 he rang\n4 Nov 2026 he came\n", [("2026-11-03", "he rang"), ("2026-11-04", "he came")]),
        ("03/11/2026 - he rang\r\n04/11/2026: he came", [("2026-11-03", "he rang"), ("2026-11-04", "he came")]),
        ("Tuesday 3 November 2026\nhe rang\n\nand came\n", [("2026-11-03", "he rang\n\nand came")]),
        ("03/11/2026 21:14 -he rang", [("2026-11-03T21:14", "-he rang")]),
        ("3 Nov 2026, 9.30pm, he rang", [("2026-11-03T21:30", "he rang")]),
        ("[3 Nov 2026] he rang", [("2026-11-03", "he rang")]),
        ("(3 Nov 2026): he rang", [("2026-11-03", "he rang")]),
        ("3 Nov 2026. £5 was gone", [("2026-11-03", "£5 was gone")]),
        ("- 3rd November 2026: he rang", [("2026-11-03", "he rang")]),
        ("2026-11-03T21:14 he rang", [("2026-11-03T21:14", "he rang")]),
        ("Nov 3, 2026 he rang 3 times", [("2026-11-03", "he rang 3 times")]),
        ("my diary\n3 Nov 2026 he rang", [(None, "my diary"), ("2026-11-03", "he rang")]),
        ("he rang\n\nhe came", [(None, "he rang"), (None, "he came")]),
        ("3 Nov he rang", [(None, "he rang")]),
        ("3 Nov 2026", [(None, "")]),
        ("3 Nov 2026 he said:\n07700 900123\nring me", [("2026-11-03", "he said:\n07700 900123\nring me")]),
        ("21 Oct 2026 - 23 Oct 2026 he followed", [("2026-10-21..2026-10-23", "he followed")]),
        ("3 Nov 2026 18:40 to 19:00 he stayed", [("2026-11-03T18:40..2026-11-03T19:00", "he stayed")]),
        ("03/11/2026-05/11/2026: he wrote", [("2026-11-03..2026-11-05", "he wrote")]),
        ("3 Nov 2026 - 9pm he rang", [("2026-11-03", "9pm he rang")]),
        ("3 Nov 2026 to 3 of my friends", [("2026-11-03", "to 3 of my friends")]),
        ("3 Nov 2026 he rang\n30 times in a row", [("2026-11-03", "he rang\n30 times in a row")]),
        ("3 Nov 2026 he rang\nThe week after: e-mails", [("2026-11-03", "he rang"), (None, "The week after: e-mails")]),
        ("3 Nov 2026 he rang\nthe week after he wrote", [("2026-11-03", "he rang"), (None, "the week after he wrote")]),
        ("3 Nov 2026 he rang\nEvery day he drove past", [("2026-11-03", "he rang"), (None, "Every day he drove past")]),
        ("3 Nov 2026 he rang\nBonfire night, he came", [("2026-11-03", "he rang"), (None, "Bonfire night, he came")]),
        ("3 Nov 2026 he rang\nFriday he came\nagain", [("2026-11-03", "he rang"), (None, "Friday he came\nagain")]),
        (
            "3 Nov 2026 he rang\nweekend of 10/11 Oct flowers\nfrom 11 to 14 Oct his sister wrote\n5 Nov 2026 he came",
            [
                ("2026-11-03", "he rang"),
                (None, "weekend of 10/11 Oct flowers"),
                (None, "from 11 to 14 Oct his sister wrote"),
                ("2026-11-05", "he came"),
            ],
        ),
        ("3 Nov 2026 he said he\nwould come on 5 Nov", [("2026-11-03", "he said he\nwould come on 5 Nov")]),
        ("3 Nov 2026 he\nDaisy saw it", [("2026-11-03", "he\nDaisy saw it")]),
        ("3 Nov 2026 he rang\n- same day about 6 he came", [("2026-11-03", "he rang\n- same day about 6 he came")]),
        ("3 Nov 2026 he rang\nWeds 4th\nhe came", [("2026-11-03", "he rang"), (None, "Weds 4th\nhe came")]),
        ("3 Nov 2026 he rang\n4th ditto", [("2026-11-03", "he rang"), (None, "4th ditto")]),
        ("3 Nov 2026 he rang\nWeds - he came", [("2026-11-03", "he rang"), (None, "Weds - he came")]),
        ("3 Nov 2026 he rang\nTotal 14 times", [("2026-11-03", "he rang"), (None, "Total 14 times")]),
        ("3 Nov 2026 he rang.\nnext day he came", [("2026-11-03", "he rang."), (None, "next day he came")]),
        # several days are not the first of them
        ("October 2026\n12th - 15th. Nothing", [(None, "October 2026"), (None, "12th - 15th. Nothing")]),
        ("October 2026\n3rd - rang\n12th & 13th. Came", [("2026-10-03", "rang"), (None, "12th & 13th. Came")]),
        ("October 2026\n3rd - rang\n4th - 5 calls", [("2026-10-03", "rang"), ("2026-10-04", "5 calls")]),
        ("12 Oct 2026 - 15th: rang", [(None, "15th: rang")]),
        ("12 Oct 2026 & 13 Oct: rang", [(None, "& 13 Oct: rang")]),
        ("12 Oct 2026 and 3 men came", [("2026-10-12", "and 3 men came")]),
        ("28/29 Oct 2026 banging", [("2026-10-28..2026-10-29", "banging")]),
        ("28-29/10/2026 banging", [("2026-10-28..2026-10-29", "banging")]),
        ("3 Nov 2026 he rang\n28-30/10/2026: came", [("2026-11-03", "he rang"), (None, "came")]),
        ("3 Nov 2026 he rang\n4th/5th. came", [("2026-11-03", "he rang"), (None, "4th/5th. came")]),
        ("3 Nov 2026 he rang\nUndated - tyres", [("2026-11-03", "he rang"), (None, "Undated - tyres")]),
        ("3 Nov 2026 he rang\nLast Tues - came", [("2026-11-03", "he rang"), (None, "Last Tues - came")]),
        ("3 Nov 2026 he rang\nOvernight he came", [("2026-11-03", "he rang"), (None, "Overnight he came")]),
        ("3 Nov 2026 he rang\n12.10 am he came", [("2026-11-03", "he rang\n12.10 am he came")]),
        # the rows of a chronology are numbered
        (
            "1.  03/10/2026  he came\n2.  On or about 10/10/2026 he wrote\n3) 4 Nov 2026 he rang",
            [("2026-10-03", "he came"), (None, "2.  On or about 10/10/2026 he wrote"), ("2026-11-04", "he rang")],
        ),
        ("2026-11-03 he rang\n5. 10 Nov is his birthday", [("2026-11-03", "he rang\n5. 10 Nov is his birthday")]),
        pytest.param(
            f"3 Nov 2026 he rang\n{'1. ' * 1000}he",
            [("2026-11-03", f"he rang\n{'1. ' * 1000}he")],
            id="numbers without an end",
        ),
        ("3 Nov 2026 he rang\n20261104 he came", [("2026-11-03", "he rang"), ("2026-11-04", "he came")]),
        (
            "mine\nAug bank holiday: he\n3 Nov 2026 x",
            [(None, "mine"), (None, "Aug bank holiday: he"), ("2026-11-03", "x")],
        ),
        ("3 Nov '25: he rang", [("2025-11-03", "he rang")]),
        ("3 Nov 25, 9pm: he rang", [("2025-11-03T21:00", "he rang")]),
        ("3 Nov 25 calls", [(None, "25 calls")]),
        ("3 Nov 2026 0130hrs - banging", [("2026-11-03T01:30", "banging")]),
        ("03/11/2026 at 2210 hours: banging", [("2026-11-03T22:10", "banging")]),
        ("03/11/2026 2014 calls", [("2026-11-03", "2014 calls")]),
        ("2026-07-03T21:14:00Z he rang", [("2026-07-03T22:14", "he rang")]),
        ("3/11/26 - 22.00 - he rang", [("2026-11-03", "22.00 - he rang")]),
        ("3/11/26 Tue 9pm he rang", [("2026-11-03T21:00", "he rang")]),
        ("3/11/26 Wed 9pm he rang", [(None, "he rang")]),
        ("3/11/26 sat in his car", [("2026-11-03", "sat in his car")]),
        # every way to write a whole day begins an entry of its own: none gets the day of the entry above it
        *(
            (f"3 Nov 2026 he rang.\n{day} he came", [("2026-11-03", "he rang."), ("2026-11-04", "he came")])
            for day in (
                "4-Nov-2026",
                "4-Nov-26",
                "4/Nov/2026",
                "4.Nov.2026",
                "4 Tachwedd 2026",
                "4ydd o Dachwedd 2026",
                "(3) 4/11/2026",
                "3: 4/11/2026",
                "[3] 4/11/2026",
                "#3 4/11/2026",
                "a) 4/11/2026",
                "No. 3 4/11/2026",
                "Entry 3: 4/11/2026",
                "Date: 4/11/2026",
                "> 4/11/2026",
                "**4/11/2026**",
                '"4/11/2026"',
                "\u2192 4/11/2026",
            )
        ),
        *(
            (f"3 Nov 2026 he rang.\n{day} he came", [("2026-11-03", "he rang."), (None, f"{day} he came")])
            for day in (
                "4Nov2026",
                "Nov-4-2026",
                "2026 Nov 4",
                "4 / 11 / 2026",
                "4\\11\\2026",
                "4_11_2026",
                "4:11:2026",
                "04112026",
                "20261104T1930",
                "Tue4/11/2026",
                "4/11/2026he",
                "3  4/11/2026",
                "7pm 4/11/2026",
                "At 7pm on 4/11/2026",
                "about 4/11/2026",
                "~4/11/2026",
                "c.4/11/2026",
                "Again 4/11/2026",
                "4-11 -",
                "4-11",
            )
        ),
        ("3 Nov 2026 he rang.\nReported 4/11/2026", [("2026-11-03", "he rang.\nReported 4/11/2026")]),
        (
            "3 Nov 2026 he rang.\nI told my sister on 4/11/2026",
            [("2026-11-03", "he rang.\nI told my sister on 4/11/2026")],
        ),
        ("3 Nov 2026 he rang.\nring 01632-960-123", [("2026-11-03", "he rang.\nring 01632-960-123")]),
        ("3 Nov 2026 he rang.\n19:30:12 on his log", [("2026-11-03", "he rang.\n19:30:12 on his log")]),
        ("3 Nov 2026 he rang.\n10-11 times", [("2026-11-03", "he rang.\n10-11 times")]),
        ("3 Nov 2026 4 Nov 2026 rang", [(None, "4 Nov 2026 rang")]),
        ("3/11/2026 4/11/2026 rang", [(None, "4/11/2026 rang")]),
        ("3/11/2026 (and 4/11/2026) rang", [(None, "(and 4/11/2026) rang")]),
        ("3/11/2026 then 4/11/2026 rang", [(None, "then 4/11/2026 rang")]),
    ],
)
def test_an_entry_begins_with_a_date(text: str, entries: list[tuple[str | None, str]]) -> None:
    preview = previewed(text, ".txt")
    assert preview.file.kind == "text"
    assert [(_span(row), row.words) for row in preview.rows] == entries


def _span(row: DiaryRow) -> str | None:
    """The beginning of a row, with its end where that is another day or time; nothing where it is undecided."""
    if row.state == "undecided":
        return None
    return row.when.start if row.when.end == row.when.start else f"{row.when.start}..{row.when.end}"


@pytest.mark.parametrize(
    "text",
    [
        "[03/11/2026, 21:14] Sam: I see you\nand him\n[03/11/2026, 21:15:09] Alex: stop: now\n",
        "03/11/2026, 21:14 - Sam: I see you\nand him\n03/11/2026, 21:15 - Alex: stop: now\n",
        "\u200e[03/11/2026, 9:14:00\u202fpm] Sam: I see you\nand him\n[03/11/2026, 9:15:00\u202fPM] Alex: stop: now\n",
        "3/11/26, 21:14 - Sam: I see you\r\nand him\r\n3/11/26, 21:15 - Alex: stop: now\r\n",
    ],
)
def test_messages_are_read_with_who_wrote_them(text: str) -> None:
    preview = previewed(text, ".txt")
    assert preview.file.kind == "messages"
    assert [row.what for row in preview.rows] == ["Sam: I see you\nand him", "Alex: stop: now"]
    assert [row.words for row in preview.rows] == ["", ""], "what somebody else wrote is no word of the victim's"
    assert starts(preview) == ["2026-11-03T21:14", "2026-11-03T21:15"]
    assert preview.names == (("Sam", 1), ("Alex", 1))


def test_what_one_of_them_wrote_is_taken_alone() -> None:
    text = "[03/11/2026, 21:14] Sam: here\n[03/11/2026, 21:15] Alex: go\n"
    preview = previewed(text, ".txt", how=HowToTake(who="Sam"))
    assert [row.what for row in preview.rows] == ["Sam: here"]
    assert preview.others == 1


def test_a_line_of_the_program_itself_stays_in_sight_undecided() -> None:
    text = "03/11/2026, 21:10 - Messages are end-to-end encrypted.\n03/11/2026, 21:14 - Sam: here\n"
    preview = previewed(text, ".txt")
    assert [row.state for row in preview.rows] == ["undecided", "ready"]


@pytest.mark.parametrize(
    ("line", "state"),
    [
        (
            "Sam: \u200eMessages and calls are end-to-end encrypted. Nobody else reads them.",
            "undecided",
        ),
        ("Sam: Messages to this chat are now secured with end-to-end encryption.", "undecided"),
        ('Sam created group "Us: again"', "undecided"),
        ('Sam "ex" Marsh: here', "ready"),
        ("Sam: are my messages end-to-end encrypted?", "ready"),
        ("Sam: <Media omitted>", "ready"),  # that something came is told, and what it was is not
        ("Sam: \u200eMissed voice call", "ready"),
    ],
)
def test_a_line_of_the_program_with_a_name_before_it_is_no_message_of_that_name(line: str, state: str) -> None:
    for text in (f"[03/11/2026, 21:10] {line}\n[03/11/2026, 21:14] Sam: x\n", f"03/11/2026, 21:10 - {line}\n" * 2):
        assert previewed(text, ".txt").rows[0].state == state


def test_commas_in_exported_messages_part_no_cells() -> None:
    preview = previewed("03/11/2026, 21:14 - Sam: here, and here\n03/11/2026, 21:15 - Sam: x\n", ".csv")
    assert preview.file.kind == "messages"
    assert [row.what for row in preview.rows] == ["Sam: here, and here", "Sam: x"]


def test_a_message_without_words_is_none_of_the_message_before() -> None:
    preview = previewed("03/11/2026, 21:14 - Sam: here\n03/11/2026, 21:15 -\n03/11/2026, 21:16 - Sam: x\n", ".txt")
    assert [row.what for row in preview.rows] == ["Sam: here", "", "Sam: x"]
    assert [row.state for row in preview.rows] == ["ready", "undecided", "ready"]


def test_a_line_without_an_end_is_refused() -> None:
    with pytest.raises(refusals.BrokenRow):
        previewed("3 Nov 2026 " + "x" * 140_000, ".txt")


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("3 Nov 2026, he rang, I hid\n4 Nov 2026, quiet\n", "text"),
        ("Date\tWhat\n3 Nov 2026\tx\n", "csv"),
        ("3 Nov 2026,x\n4 Nov 2026,y\n", "csv"),
        ("BEGIN:VCALENDAR\nVERSION:2.0\nBEGIN:VEVENT\nDTSTART:20261103\nEND:VEVENT\nEND:VCALENDAR", "calendar"),
    ],
)
def test_what_kind_a_file_is_shows_without_its_name(text: str, kind: str) -> None:
    assert previewed(text, "").file.kind == kind


@pytest.mark.parametrize(
    ("text", "entries"),
    [
        ("OCTOBER 2026\nMon 5th\nhe rang\n6th - he came\n", [("2026-10-05", "he rang"), ("2026-10-06", "he came")]),
        ("October '26:\nMonday the 5th he rang\n", [("2026-10-05", "he rang")]),
        ("October\nMon 5th: he rang\n", [(None, "he rang")]),
        ("October 2026\nTues 5th: he rang\n", [(None, "he rang")]),
        ("October 2026\n5th he rang\n2nd letter came\n", [("2026-10-05", "he rang"), (None, "2nd letter came")]),
        ("October 2026\nquiet\n", [(None, "October 2026"), (None, "quiet")]),
        (
            "October 2026\n5th he rang\n3/11/26 he came\n6th he wrote\n",
            [("2026-10-05", "he rang"), ("2026-11-03", "he came"), (None, "6th he wrote")],
        ),
        (
            "Monday 5 October 2026\n8am - at the stop\nwith a friend\n1pm rang work\n",
            [("2026-10-05T08:00", "at the stop\nwith a friend"), ("2026-10-05T13:00", "rang work")],
        ),
        (
            "5/10/2026\nat the stop\n20:15 he rang\n1am in the garden\n",
            [("2026-10-05", "at the stop"), ("2026-10-05T20:15", "he rang"), (None, "in the garden")],
        ),
        ("5/10/2026\n12.15pm he rang\n12am he came\n", [("2026-10-05T12:15", "he rang"), (None, "he came")]),
        ("5/10/2026 he rang\n9pm he came\n", [("2026-10-05", "he rang\n9pm he came")]),
        ("5/10/2026\n9.15 he rang\n", [("2026-10-05", "9.15 he rang")]),
    ],
)
def test_a_heading_dates_the_lines_below_it_or_leaves_them_undecided(
    text: str, entries: list[tuple[str | None, str]]
) -> None:
    assert [(_span(row), row.words) for row in previewed(text, ".txt").rows] == entries


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("5/10/2026\n8pm he rang\n1am he came\n", "earlier than the one above"),
        ("3 Nov 25 calls", "a year or a number of things"),
        ("3 Nov 2026 and 4 Nov 2026 he rang", "more than one day"),
        ("3 Nov - 5th: he rang", "more than one day"),
        ("3/11/26 Wed he rang", "day of the week is not that of its date"),
    ],
)
def test_what_is_not_dated_says_why(text: str, why: str) -> None:
    assert why in previewed(text, ".txt").rows[-1].why


@pytest.mark.parametrize(
    ("lines", "messages"),
    [
        ("my chat\n{0}", False),
        ("my chat\n{0}\n{0}", True),
        ("{0}\nand on\nand on", True),
        ("my chat\n\n\n{0}\n{0}", True),
        ("[03/11/2026, 21:14] nobody's name\nmore", False),
    ],
)
def test_a_text_is_messages_where_its_first_or_most_of_its_lines_are_stamped(lines: str, *, messages: bool) -> None:
    stamped = "[03/11/2026, 21:14] Sam: here"
    assert looks_like_messages(lines.format(stamped)) is messages


@pytest.mark.parametrize(
    ("clock", "minutes"),
    [
        ("00:00", 0),
        ("07:45", 465),
        ("21.14", 1274),
        ("0930", 570),
        ("2359", 1439),
        ("7pm", 1140),
        ("7 a.m.", 420),
        ("9.30pm", 1290),
        ("12.15am", 15),
        ("12am", 0),
        ("12pm", 720),
        ("12:40 PM", 760),
        ("1145pm", 1425),
    ],
)
def test_a_time_of_day_is_so_many_minutes_after_midnight(clock: str, minutes: int) -> None:
    assert minutes_of(clock) == minutes


@pytest.mark.parametrize("begins", ["3 Nov 2026 he rang", "[03/11/2026, 21:14] Sam: here"])
def test_one_entry_of_many_lines_can_be_stopped(begins: str) -> None:
    text = f"{begins}\n" + "and on\n" * 600
    with pytest.raises(refusals.DiaryStopped):
        read_diary(text.encode(), ".txt", NOW, go_on=lambda _rows: False)
