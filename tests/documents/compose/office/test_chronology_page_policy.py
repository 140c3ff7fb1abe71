"""The page of a chronology: numbered, its facts side by side, since a hearing, and what was changed said as that."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from hru_advocate.documents.compose.office.chronology import ChronologyPaper, SinceHearing, chronology
from hru_advocate.documents.compose.office.chronology_rows import ChronologyRecords
from tests.documents.composed_cases import record
from tests.documents.page_lines import said

TODAY = date(2026, 11, 23)
FACT = {"basis": "fact"}
RANG = record("incident", {"happened": "2026-11-20 21:14", "what": "He rang.", "words": "Again.", **FACT}, 20)
VAGUE = record("incident", {"happened": "when he came back", "what": "He came.", "basis": "fact"}, 19)
LONG = record(
    "incident", {"happened": "2 Nov 2026", "what": "He wrote.", "basis": "report", "where": "At work, " * 9}, 18
)


def lines_of(*records: object, **more: object) -> list[str]:
    given = ChronologyPaper(records=ChronologyRecords(records), today=TODAY, author="Asha", **more)  # type: ignore[arg-type]  # as above
    return said(chronology(given))


def test_a_chronology_numbers_its_entries_those_without_a_day_last() -> None:
    lines = lines_of(RANG, VAGUE, LONG, case_ref="HRU-1", copy_number=2)
    assert lines[:3] == [
        "# Chronology",
        "HRU-1 · copy 2 · printed 23 Nov 2026",
        "Up to and including 23 Nov 2026. 3 entries. Put together by Asha. The notes were written by A. Advocate.",
    ]
    assert [line for line in lines if line.startswith("##")] == [
        "## In order of time",
        "### 1. Mon 2 Nov 2026",
        "### 2. Fri 20 Nov 2026, 21:14",
        "## Without a day",
        "### 3. No day",
    ]
    assert "> “Again.”" in lines
    assert "Incident\nHe rang." in lines


def test_short_facts_stand_side_by_side_and_long_ones_alone() -> None:
    (facts,) = [line for line in lines_of(LONG) if line.startswith("How we know it")]
    first, *rest = facts.split("\n")
    assert " · " in first
    assert rest[0].startswith("Where: At work, At work")
    assert rest[-1].startswith("Recorded ")


@pytest.mark.parametrize(
    ("records", "opening"),
    [
        ((), "0 entries. Put together by Asha."),
        ((RANG,), "1 entry. Put together by Asha. The notes were written by A. Advocate."),
    ],
)
def test_how_many_entries_and_who_wrote_them(records: tuple[object, ...], opening: str) -> None:
    lines = lines_of(*records)
    assert lines[2] == f"Up to and including 23 Nov 2026. {opening}"
    assert ("Nothing with a day is recorded." in lines) is not bool(records)
    assert lines[1] == "printed 23 Nov 2026"


@pytest.mark.parametrize(("day", "entries"), [(date(2026, 11, 20), 2), (date(2026, 11, 21), 1), (date(2026, 11, 2), 3)])
def test_since_a_hearing_that_day_is_in_it_and_so_is_what_nobody_can_date(day: date, entries: int) -> None:
    lines = lines_of(RANG, VAGUE, LONG, since=SinceHearing(day, "the plea"))
    assert lines[0] == "# Chronology since the last hearing"
    assert lines[2] == "Since: the plea. That day is in it."
    assert len([line for line in lines if line.startswith("### ")]) == entries


def test_a_changed_record_says_since_when_and_why_and_two_versions_that_disagree_are_said() -> None:
    changed = replace(RANG, parents=("e0",), reason="A slip.")
    (source,) = [line for line in lines_of(changed) if "Corrected" in line]
    assert "Corrected" in source
    assert "why: A slip. The text here is the current one." in source
    bare = replace(RANG, parents=("e0",))
    assert any("no reason was written down. The text here" in line for line in lines_of(bare))
    records = ChronologyRecords((changed,), first={RANG.record: "20 Nov 2026, by B"})
    paper = ChronologyPaper(records=records, today=TODAY, author="Asha")
    assert any("First recorded 20 Nov 2026, by B. Corrected" in line for line in said(chronology(paper)))
    other = replace(record("incident", {"happened": "2026-11-20", "what": "Other.", "basis": "fact"}, 20), entry="zz")
    disputed = "! caution: Two versions of this record disagree. Both stand here until it is settled."
    assert lines_of(RANG, other).count(disputed) == 2
    assert disputed not in lines_of(RANG)


def test_how_often_is_said_where_it_was_counted() -> None:
    lines = lines_of(RANG, pattern=("Twice in four weeks.", "Once before."))
    assert "Twice in four weeks.\nOnce before." in lines[lines.index("## How often, as noted") + 1]
    assert "## How often, as noted" not in lines_of(RANG)
    page = chronology(ChronologyPaper(records=ChronologyRecords((RANG,)), today=TODAY, author="A"))
    assert page.marking == "OFFICIAL-SENSITIVE"
