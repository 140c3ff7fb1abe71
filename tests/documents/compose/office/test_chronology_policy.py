"""A chronology row by row: what each record tells of a day, in whose words, and what is left out of it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from hru_advocate.documents.compose.office.chronology_rows import ChronologyRecords, ChronologyRow, rows_of
from hru_advocate.domain.law.orders import read_order
from hru_advocate.domain.ledger.records import Record
from tests.documents.composed_cases import TODAY, record

Raw = dict[str, object]
UNKNOWN: Raw = {"state": "not_known"}
HAPPENED: Raw = {"happened": "2026-11-20 21:14", "what": "He rang.", "basis": "fact"}
SPOKEN: Raw = {"happened": "2026-11-20 10:30", "method": "phone", "direction": "out", "with_whom": "victim"}
HEARING: Raw = {"what_for": "trial", "on": "2026-11-10", "at": "10:00", "court": "Chester", "room": "2",
                "state": "held", "outcome": "Guilty"}  # fmt: skip
ORDER: Raw = {"kind": "nmo", "stage": "made", "made_on": "2026-11-01", "served_on": "2026-11-02"}


def rows(*records: Record, **more: object) -> tuple[ChronologyRow, ...]:
    given = ChronologyRecords(records, **more)  # type: ignore[arg-type]  # as a test names them
    return rows_of(given, TODAY, lambda one: f"<{one}>")


TOLD_LATER = {"told": "last Friday", "start": "2026-11-20", "end": "2026-11-20", "on": "2026-11-23"}


def incident(**more: object) -> ChronologyRow:
    (row,) = rows(record("incident", HAPPENED | more, 20))
    return row


@pytest.mark.parametrize(
    ("happened", "when", "sort", "told"),
    [
        ("2026-11-20 21:14", "Fri 20 Nov 2026, 21:14", "2026-11-20T21:14", "day and time stated"),
        ("20 Nov 2026", "Fri 20 Nov 2026", "2026-11-20", "day stated, no time"),
        ("last Friday", "Fri 20 Nov 2026", "2026-11-20", "day stated as “last Friday”, no time"),
        (TOLD_LATER, "Fri 20 Nov 2026", "2026-11-20", "day stated as “last Friday” (told 23 Nov 2026), no time"),
        (
            "about 9pm on 20 Nov 2026",
            "Fri 20 Nov 2026, about 21:00",
            "2026-11-20T21:00",
            "about then, told as “about 9pm on 20 Nov 2026”",
        ),
        (
            "20 Nov 2026, 21:00 to 22:00",
            "Fri 20 Nov 2026, 21:00 to 22:00",
            "2026-11-20T21:00",
            "at some time in these hours, or over them, told as “20 Nov 2026, 21:00 to 22:00”",
        ),
        (
            "the evening of 20 Nov 2026",
            "Fri 20 Nov 2026, 17:00 to 22:00",
            "2026-11-20T17:00",
            "at some time in these hours, or over them, told as “the evening of 20 Nov 2026”",
        ),
        (
            "between 2 Nov and 9 Nov 2026",
            "Mon 2 Nov 2026 to Mon 9 Nov 2026",
            "2026-11-02",
            "at some time in these days, or over them, told as “between 2 Nov and 9 Nov 2026”",
        ),
        (
            "in the spring, I think, or before",
            "No day",
            "",
            "told as “in the spring, I think, or before”; no day can be said",
        ),
    ],
)
def test_a_row_says_how_sure_its_day_is(happened: object, when: str, sort: str, told: str) -> None:
    row = incident(happened=happened)
    assert (row.when, row.sort) == (when, sort)
    assert dict(row.facts)["When"] == told


@pytest.mark.parametrize(
    ("more", "name", "words"),
    [
        ({}, "How we know it", "Fact: seen, recorded or admitted"),
        ({"basis": None}, "How we know it", "not stated"),
        ({"times": 40}, "How many times", "40 times"),
        ({"times_told": "often"}, "How many times", "as told, not counted: “often”"),
        ({}, "How many times", None),
        ({"where": "At home"}, "Where", "At home"),
        ({"seen_by": "Una"}, "Seen or heard by", "Una"),
        ({"reported_to": "police"}, "Reported to", "Police"),
        ({"reported_to": "police", "reference": "R1"}, "Reference", "R1"),
        ({"reported_to": "police", "reported_on": "2026-11-21"}, "Reported on", "21 Nov 2026"),
        ({}, "Where", None),
    ],
)
def test_an_incident_tells_what_was_noted_of_it(more: Raw, name: str, words: str | None) -> None:
    assert dict(incident(**more).facts).get(name) == words


@pytest.mark.parametrize(
    ("what", "words", "text"),
    [
        ("He rang.", "", "He rang."),
        ("He rang", "He rang.", ""),  # the same once more
        ("He rang and…", "He rang and rang. Then he came.", ""),  # cut short
        ("He rang", "He rang and rang.", "He rang"),
        ("She saw him", "He rang.", "She saw him"),
    ],
)
def test_words_that_a_happening_only_repeats_are_printed_once(what: str, words: str, text: str) -> None:
    row = incident(what=what, words=words or None)
    assert row.text == text
    assert row.quotes == ((words,) if words else ())


def test_the_persons_words_and_what_she_or_he_felt_are_quotes_and_behaviours_the_heading() -> None:
    row = incident(words="He rang and rang.", felt="Afraid", behaviours=["bh_called", "bh_watched"])
    assert row.quotes == ("He rang and rang.", "Afraid")
    assert row.title == "<bh_called> · <bh_watched>"


def test_evidence_says_who_has_it_and_its_fingerprint() -> None:
    print_of = "ab" * 32
    row = incident(items=[{"what": "A letter", "held_by": "Us"}, {"what": "A film", "sha256": print_of}])
    facts = dict(row.facts)
    assert facts["Evidence 1"] == "A letter; held by Us"
    assert facts["Evidence 2"] == f"A film; who has it: not noted; SHA-256 {print_of}"


@pytest.mark.parametrize(
    ("made", "there"),
    [
        (record("incident", HAPPENED, 20), True),
        (record("incident", HAPPENED | {"taken_back": True}, 20), False),
        (replace(record("incident", HAPPENED, 20), erased=True), False),
        (record("contact", SPOKEN, 20), False),  # a contact that tells of no event is in the log
        (record("contact", SPOKEN | {"triggers": ["tr_arrest"]}, 20), True),
        (record("hearing", HEARING, 9), True),
        (record("hearing", HEARING | {"on": "2026-11-23"}, 9), True),
        (record("hearing", HEARING | {"on": "2026-11-24", "state": "ahead"}, 9), False),
        (
            record("judgement", {"made_on": "2026-11-12", "level": "high", "reason": "R", "review": "2026-12-01"}, 12),
            False,
        ),
    ],
)
def test_what_a_chronology_is_made_from(made: Record, *, there: bool) -> None:
    assert bool(rows(made)) is there


def test_a_contact_keeps_fact_report_and_opinion_apart() -> None:
    said: Raw = {"triggers": ["tr_arrest"], "fact": "F", "report": "R", "opinion": "O", "words": "W"}
    (row,) = rows(record("contact", SPOKEN | said, 20))
    assert (row.kind, row.title, row.quotes, row.sort) == ("Contact", "<tr_arrest>", ("W",), "2026-11-20T10:30")
    assert row.facts == (
        ("Contact", "Telephone · We made contact · The victim"),
        ("When", "day and time stated"),
        ("As fact", "F"),
        ("As report", "R"),
        ("As opinion", "O"),
    )


@pytest.mark.parametrize(
    ("more", "facts"),
    [
        ({}, (("Where", "Chester, 2"), ("What became of it", "It was held"), ("Outcome", "Guilty"))),
        ({"room": None}, (("Where", "Chester"), ("What became of it", "It was held"), ("Outcome", "Guilty"))),
        ({"state": None, "outcome": None}, (("Where", "Chester, 2"), ("What became of it", "not written down"))),
        (
            {"until_on": "2026-11-12", "outcome": None},
            (("Where", "Chester, 2"), ("Until", "12 Nov 2026"), ("What became of it", "It was held")),
        ),
        (
            {"reference": "T2026", "outcome": None},
            (("Where", "Chester, 2"), ("Reference", "T2026"), ("What became of it", "It was held")),
        ),
        ({"until_on": "2026-11-10", "outcome": None}, (("Where", "Chester, 2"), ("What became of it", "It was held"))),
        (
            {"state": "adjourned", "outcome": None, "next_on": "2026-12-01", "sentence_on": "2026-12-02"},
            (
                ("Where", "Chester, 2"),
                ("What became of it", "Put off to another day"),
                ("Next hearing", "1 Dec 2026"),
                ("Day of sentence set", "2 Dec 2026"),
            ),
        ),
    ],
)
def test_a_hearing_tells_where_and_what_became_of_it(more: Raw, facts: tuple[tuple[str, str], ...]) -> None:
    (row,) = rows(record("hearing", HEARING | more, 9))
    assert (row.title, row.when, row.sort) == ("Trial", "Tue 10 Nov 2026, 10:00", "2026-11-10T10:00")
    assert row.facts == facts


def told(made: Record) -> list[tuple[str, str]]:
    return [(row.sort, row.title) for row in rows(made)]


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ({"stage": "reported"}, [("", "Reported")]),
        ({"stage": "reported", "reported_on": "2026-11-02"}, [("2026-11-02", "Reported to the police")]),
        # a stage that a day of its own tells is not told twice
        (
            {"stage": "reported", "reported_on": "2026-11-02", "stage_on": "2026-11-02"},
            [("2026-11-02", "Reported to the police")],
        ),
        ({"stage": "court", "stage_on": "2026-11-06"}, [("2026-11-06", "Since then: at court")]),
        ({"stage": "charged", "stage_on": "2026-11-06"}, [("2026-11-06", "Since then: charged")]),
        (
            {"stage": "charged", "charged_on": "2026-11-05", "stage_on": "2026-11-06"},
            [("2026-11-05", "Charged")],
        ),
        (
            {"stage": "charged", "decided_on": "2026-11-05", "decision": "charged"},
            [("2026-11-05", "Decision: To charge")],
        ),
        ({"stage": "charged", "decided_on": "2026-11-05"}, [("", "Charged")]),
        (
            {"stage": "court", "events": [{"what": "warrant", "on": "2026-11-08"}]},
            [("2026-11-08", "Warrant for arrest")],
        ),
        ({"stage": "court", "events": [{"what": "warrant", "on": {"state": "not_known"}}]}, [("", "At court")]),
        ({"stage": "court", "sentenced_on": "2026-11-23"}, [("2026-11-23", "Sentence")]),
    ],
)
def test_a_criminal_case_tells_each_of_its_days(raw: Raw, expected: list[tuple[str, str]]) -> None:
    assert told(record("criminal_case", raw, 9)) == expected


def test_what_lies_ahead_of_the_day_is_not_told() -> None:
    made = record("criminal_case", {"stage": "court", "reported_on": "2026-11-02", "sentenced_on": "2026-11-20"}, 9)
    for day, count in ((19, 1), (20, 2)):
        found = rows_of(ChronologyRecords((made,)), TODAY.replace(day=day), str)
        assert len(found) == count


def test_a_criminal_case_says_its_offences_and_references_beside_each_day() -> None:
    raw: Raw = {
        "stage": "reported", "reported_on": "2026-11-02", "offences": [{"offence": "Stalking"}, {"offence": "Threats"}],
        "references": [{"kind": "crime_number", "reference": "C1"}, {"kind": UNKNOWN, "reference": "X9"}],
    }  # fmt: skip
    (row,) = rows(record("criminal_case", raw, 9))
    assert row.facts == (("Offences", "Stalking; Threats"), ("References", "Crime number C1; X9"))


CONDITION: Raw = {"kind": "area", "words": "Mill Street", "until": "2026-11-10"}


@pytest.mark.parametrize(
    ("more", "facts"),
    [
        ({}, ()),
        ({"court": "Chester"}, (("Court or force", "Chester"),)),
        ({"protects": "Anna"}, (("For", "Anna"),)),
        ({"without_notice": True}, (("Made", "without telling them first"),)),
        ({"there": True}, (("Made", "in their presence"),)),
        ({"until": "2027-01-01"}, (("Last day", "1 Jan 2027"),)),
        ({"until": "2027-01-01", "until_at": "16:00"}, (("Last day", "1 Jan 2027, 16:00"),)),
        ({"conditions": [CONDITION]}, (("Condition 1", "Mill Street (until 10 Nov 2026)"),)),
        (  # with its order, and no longer
            {"conditions": [CONDITION], "until": "2026-11-10", "until_at": "10:00"},
            (("Condition 1", "Mill Street"), ("Last day", "10 Nov 2026, 10:00")),
        ),
        (
            {"conditions": [{"kind": "area", "words": "Mill Street", "lifted_on": "2026-11-11"}]},
            (("Condition 1", "Mill Street (lifted 11 Nov 2026)"),),
        ),
    ],
)
def test_an_order_tells_its_terms_on_the_day_it_was_made(more: Raw, facts: tuple[tuple[str, str], ...]) -> None:
    first = rows(record("order", ORDER | more, 9))[0]
    assert (first.title, first.when, first.facts) == ("Non-molestation order: made", "Sun 1 Nov 2026", facts)


def test_of_an_order_whose_days_nobody_knows_it_is_said_how_it_stands() -> None:
    (row,) = rows(record("order", {"kind": "nmo", "stage": "made", "court": "Chester"}, 9))
    assert (row.title, row.when) == ("Non-molestation order: made, not known to be served", "No day")
    assert row.facts == (("Court or force", "Chester"),)


def test_the_end_of_an_order_says_how_it_ended_and_its_older_terms_stay() -> None:
    ended: Raw = {"stage": "ended", "ended_on": "2026-11-09", "ended_how": "The court", "varied_on": "2026-11-05"}
    now, before = record("order", ORDER | ended, 9), record("order", ORDER | {"conditions": [CONDITION]}, 2)
    found = rows(now, orders={now.record: (read_order(before),)})
    assert [(row.sort, row.title.rpartition(": ")[2], row.facts) for row in found] == [
        ("2026-11-01", "made", (("Condition 1", "Mill Street (until 10 Nov 2026)"),)),
        ("2026-11-02", "they were served with it", ()),
        ("2026-11-05", "its terms were changed", ()),
        ("2026-11-09", "lifted or ended", (("How it ended", "The court"),)),
    ]


def test_rows_stand_in_order_of_time_and_those_without_a_day_last() -> None:
    first, same = record("incident", HAPPENED, 21), record("incident", HAPPENED, 20)
    vague = record("incident", HAPPENED | {"happened": "some time back"}, 19)
    early = record("hearing", HEARING, 22)
    found = rows(vague, first, same, early)
    assert [row.record.entry for row in found] == [one.entry for one in (early, same, first, vague)]


def test_two_versions_that_say_the_same_are_one_row() -> None:
    one = record("incident", HAPPENED, 20)
    assert len(rows(one, replace(one, entry="other"))) == 1
    assert len(rows(one, replace(record("incident", HAPPENED | {"where": "Home"}, 20), entry="other"))) == 2
