"""The quick line: the whole of a when is read or kept as told, a count is a number somebody counted or stays words."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from hru_advocate.domain.incidents.quick_line import HowOften, read_line, read_often

NOW = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)  # a Monday


@pytest.mark.parametrize(
    ("line", "told", "start", "what"),
    [
        ("yesterday 3 pm, followed me from the bus", "yesterday 3 pm", "2026-11-22T15:00", "followed me from the bus"),
        ("yesterday 3 pm followed me", "yesterday 3 pm", "2026-11-22T15:00", "followed me"),
        ("followed me yesterday 3 pm", "yesterday 3 pm", "2026-11-22T15:00", "followed me"),
        ("followed me, Friday about 9 pm", "Friday about 9 pm", "2026-11-20T21:00", "followed me"),
        ("Tuesday 3 Nov, about 3 am, he came", "Tuesday 3 Nov, about 3 am", "2026-11-03T03:00", "he came"),
        ("17/11/2026 21:40 - text from a new number", "17/11/2026 21:40", "2026-11-17T21:40", "text from a new number"),
        ("20 Nov, 21 Nov and 22 Nov rang", "20 Nov", None, "21 Nov and 22 Nov rang"),  # of no other year
        ("4 Oct, 6 Oct he rang", "4 Oct", None, "6 Oct he rang"),
        ("4 Oct - 6 Oct, he rang", "4 Oct - 6 Oct", "2026-10-04", "he rang"),
        ("3 Nov: parcel left", "3 Nov", "2026-11-03", "parcel left"),
        ("the 3rd he came again", "the 3rd", "2026-11-03", "he came again"),
        ("on the 3rd flowers came", "on the 3rd", "2026-11-03", "flowers came"),
        ("3/11 2100 outside school, he shouted", "3/11 2100", "2026-11-03T21:00", "outside school, he shouted"),
        ("20 Nov 20:00 to 22:00 parked outside", "20 Nov 20:00 to 22:00", "2026-11-20T20:00", "parked outside"),
        ("between 1 and 20 Nov, rang me", "between 1 and 20 Nov", "2026-11-01", "rang me"),
        ("last night he banged. I rang 999.", "last night", "2026-11-22T20:00", "he banged. I rang 999."),
        ("this morning at school he waited", "this morning", "2026-11-23T06:00", "at school he waited"),
        ("Friday in my yard he stood", "Friday", "2026-11-20", "in my yard he stood"),
        ("yesterday on the bus he stared", "yesterday", "2026-11-22", "on the bus he stared"),
        ("Saturday night gone 11 he rang", "Saturday night gone 11", "2026-11-21T23:00", "he rang"),
        ("Sunday just gone he was there", "Sunday just gone", "2026-11-22", "he was there"),
        ("night before last he sat outside", "night before last", "2026-11-21T20:00", "he sat outside"),
        ("Tuesday morning early doors he sat", "Tuesday morning", "2026-11-17T06:00", "early doors he sat"),
        ("Thursday week gone half eight, he came", "Thursday week gone half eight", None, "he came"),
        ("since May, he waits at the gate", "since May", None, "he waits at the gate"),
        ("Nov 3 shouted at me", "Nov 3", "2026-11-03", "shouted at me"),
        ("Nov 3 followed me home", "Nov 3", "2026-11-03", "followed me home"),
        ("Tues Nov 3 rang my mum", "Tues Nov 3", "2026-11-03", "rang my mum"),
        ("Sept 4 broke the gate", "Sept 4", "2026-09-04", "broke the gate"),
        ("May 3 sat outside", "May 3", "2026-05-03", "sat outside"),
        ("Nov 3 knocked", "Nov 3", "2026-11-03", "knocked"),
        ("3 Nov 14 missed calls", "3 Nov", "2026-11-03", "14 missed calls"),
        ("3/11 14 missed calls", "3/11", "2026-11-03", "14 missed calls"),
        ("3 Nov 3 calls", "3 Nov", "2026-11-03", "3 calls"),
        ("the 3rd 3 calls", "the 3rd", "2026-11-03", "3 calls"),
        ("3 Nov 14 slaps", "3 Nov", "2026-11-03", "14 slaps"),
        ("3 Nov 15 or so texts", "3 Nov", "2026-11-03", "15 or so texts"),
        ("3 Nov 20 minutes outside", "3 Nov", "2026-11-03", "20 minutes outside"),
        ("3 Nov 3 wotsits", "3 Nov", "2026-11-03", "3 wotsits"),
        ("last night 9 wotsits", "last night", "2026-11-22T20:00", "9 wotsits"),
        ("last night 9 he shouted", "last night 9", "2026-11-22T21:00", "he shouted"),
        ("3 Nov twenty texts", "3 Nov", "2026-11-03", "twenty texts"),
        ("last night nine wotsits", "last night", "2026-11-22T20:00", "nine wotsits"),
        ("last night nine he shouted", "last night nine", "2026-11-22T21:00", "he shouted"),
        ("last night at 9 knocked on my door", "last night at 9", "2026-11-22T21:00", "knocked on my door"),
        ("last night quarter to nine knocked", "last night quarter to nine", "2026-11-22T20:45", "knocked"),
        ("last night half past nine knocked", "last night half past nine", "2026-11-22T21:30", "knocked"),
        ("last night ten to eight knocked", "last night ten to eight", "2026-11-22T19:50", "knocked"),
        ("last night twenty-five to 12 knocked", "last night twenty-five to 12", "2026-11-22T23:35", "knocked"),
        ("yesterday ten to twelve texts", "yesterday", "2026-11-22", "ten to twelve texts"),
        ("last night around 10 knocked", "last night", "2026-11-22T20:00", "around 10 knocked"),
        ("Friday about 3 he came", "Friday about 3", "2026-11-20", "he came"),
        ("Friday 14 slaps", "Friday", "2026-11-20", "14 slaps"),
        ("3 Nov 19 outside school", "3 Nov 19", "2019-11-03", "outside school"),
        ("27/28 Oct overnight he sat there", "27/28 Oct overnight", "2026-10-27T20:00", "he sat there"),
        ("3/11/26 140+ texts", "3/11/26", "2026-11-03", "140+ texts"),
        ("yesterday 3 letters came", "yesterday", "2026-11-22", "3 letters came"),
        ("Friday 3 of his mates came", "Friday", "2026-11-20", "3 of his mates came"),
        ("yesterday 3 he rang", "yesterday 3", "2026-11-22", "he rang"),
        ("3 Nov 25 he rang", "3 Nov 25", "2025-11-03", "he rang"),
        ("Sat he rang", "Sat", "2026-11-21", "he rang"),
        ("Sat - outside the flat", "Sat", "2026-11-21", "outside the flat"),
        ("May he began to follow me", "May", "2026-05-01", "he began to follow me"),
        ("4 Oct - 6 Oct he was there", "4 Oct - 6 Oct", "2026-10-04", "he was there"),
        ("Mon - Fri he was there", "Mon - Fri", "2026-11-16", "he was there"),
        ("Friday, 20 Nov he came", "Friday, 20 Nov", "2026-11-20", "he came"),
        ("20/11 19:00 - 20:00 parked outside", "20/11 19:00 - 20:00", "2026-11-20T19:00", "parked outside"),
        ("20/11 2pm, 21/11 3pm he rang", "20/11 2pm", None, "21/11 3pm he rang"),
        ("20th, 21st and 22nd he rang", "20th", None, "21st and 22nd he rang"),
        ("Mon, Tues and Weds he rang", "Mon", None, "Tues and Weds he rang"),
        ("1/2 past 9 last night he rang", "1/2 past 9 last night", "2026-11-22T21:30", "he rang"),
        ("two nights ago at my window", "two nights ago", "2026-11-21T20:00", "at my window"),
        ("while I was at Mum's, he rang", "while I was at Mum's", None, "he rang"),
        ("tomorrow, he will come", "tomorrow", None, "he will come"),
        ("on Friday the car was there from 3 to 5 pm", "on Friday", "2026-11-20", "the car was there from 3 to 5 pm"),
    ],
)  # fmt: skip
def test_when_and_what_are_taken_apart(line: str, told: str, start: str | None, what: str) -> None:
    read = read_line(line, NOW)
    assert read.when is not None
    assert (read.when.told, read.when.start, read.what) == (told, start, what)
    assert read.placed == (start is not None)


@pytest.mark.parametrize(
    "line",
    [
        "he rang",
        "",
        "yesterday",
        "last week of my pregnancy he hit me",  # no last week
        "he said he would kill me on Friday",  # when he said it is not Friday
        "he said he would come at 3 pm on Tuesday",
        "Second time he followed me",
        "the first time he hit me",
        "2nd time he rang my mother",
        "24/7 he watches",
        "the second letter came with flowers",
        "3rd man in the car laughed",
        "Friday in the small hours of Saturday he rang",
        "Friday week gone he rang",  # no Friday of last week
        "sat outside the flat all morning",  # no Saturday
        "sat in his van",
        "sun was shining and he walked past",
        "may have followed me from the bus",
        "march up to the door and back",
        "3 Nov 25 calls",  # last year's, or 25 of them
        "3 Nov 25 slaps",
        "3 Nov 14 wotsits",  # of 2014, or 14 of them
        "3 Nov 14 slaps me",
        "3 Nov 14 shouted at me",  # of 2014, or 14 who shouted
        "Nov 14 shouted at me",  # of 2014, or the 14th
        "Nov 3 missed calls",  # the 3rd, or three of them
        "Nov 3 unanswered calls",
        "Nov 3 red roses",
        "May 14 slaps",  # the 14th of May, or 14 of them
        "Fri 20 texts",  # Friday 20 November, or 20 of them
        "Tuesday 3 Dec he came",  # a slip, and no Tuesday at three
    ],
)
def test_where_nothing_says_when_nothing_is_guessed(line: str) -> None:
    read = read_line(line, NOW)
    assert read.when is None
    assert read.what == line


@pytest.mark.parametrize(
    ("line", "often", "when", "what"),
    [
        ("40 times between 1 and 20 Nov, rang me", HowOften(40), "between 1 and 20 Nov", "rang me"),
        ("yesterday, 12 times, rang", HowOften(12), "yesterday", "rang"),
        ("twice yesterday, drove past", HowOften(2), "yesterday", "drove past"),
        ("about three times a week since May, waits", HowOften(told="about three times a week"), "since May", "waits"),
        ("3 times a week since May, waits", HowOften(told="3 times a week"), "since May", "waits"),
        ("about 40 times yesterday, rang", HowOften(told="about 40 times"), "yesterday", "rang"),
        ("once or twice yesterday, rang", HowOften(), "once or twice yesterday", "rang"),
        ("every day since May: texts", HowOften(told="every day"), "since May", "texts"),
        ("yesterday, rang 12 times", HowOften(), "yesterday", "rang 12 times"),
    ],
)
def test_a_count_is_a_number_or_stays_as_told(line: str, often: HowOften, when: str, what: str) -> None:
    read = read_line(line, NOW)
    assert (read.often, read.when.told if read.when else "", read.what) == (often, when, what)


@pytest.mark.parametrize(
    ("cell", "often"),
    [
        ("5", HowOften(5)), ("1,200", HowOften(1200)), ("5 times", HowOften(5)), ("once", HowOften(1)),
        ("once or twice", HowOften(told="once or twice")),
        ("about 5", HowOften(told="about 5")), ("0", HowOften(told="0")), ("5-6", HowOften(told="5-6")),
        ("daily", HowOften(told="daily")), ("", HowOften()), ("1234567", HowOften(told="1234567")),
    ],
)  # fmt: skip
def test_a_cell_of_how_many(cell: str, often: HowOften) -> None:
    assert read_often(cell) == often


@pytest.mark.parametrize(
    ("line", "what", "words"),
    [
        ('yesterday, followed me "I saw him behind me"', "followed me", "I saw him behind me"),
        ("yesterday, followed me: \u201cI saw him\u201d.", "followed me", "I saw him"),
        ('yesterday, wrote "I will find you" on the car', 'wrote "I will find you" on the car', ""),
        ('"I saw him"', '"I saw him"', ""),
    ],
)
def test_her_words_are_what_stands_in_quotes_at_the_end(line: str, what: str, words: str) -> None:
    read = read_line(line, NOW)
    assert (read.what, read.words) == (what, words)


def test_what_nobody_sees_is_taken_out_and_nothing_else() -> None:
    read = read_line("yesterday,\u200b followed\u00a0me\n home", NOW)
    assert read.what == "followed me home"
