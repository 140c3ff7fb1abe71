"""Pages for the office, part by part: what each says, what it says where nothing is known, and what it leaves off."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from itertools import pairwise
from typing import get_args

import pytest

from hru_advocate.documents.blocks import (
    Heading,
    KeepTogether,
    Notice,
    Page,
    Paragraph,
    Table,
    Tone,
)
from hru_advocate.documents.compose.office.chronology import ChronologyPaper, chronology
from hru_advocate.documents.compose.office.chronology_rows import ChronologyRecords
from hru_advocate.documents.compose.office.disclosure import (
    DisclosedLine,
    DisclosedPart,
    DisclosedRecord,
    DisclosurePaper,
    IndexRow,
    disclosure_page,
    index_page,
)
from hru_advocate.documents.compose.office.hand_over import HandOver, KnownRisk, hand_over
from hru_advocate.documents.compose.office.visit_slip import SlipPaper, visit_slip
from hru_advocate.documents.compose.office.whole_record import EntryRow, whole_record_page
from hru_advocate.documents.compose.safe_contact import SafeAt
from hru_advocate.domain.people.contact_now import SafeNow
from tests.documents.composed_cases import record
from tests.documents.page_lines import said

TODAY = date(2026, 11, 23)
NOW = datetime(2026, 11, 23, 10, 4, tzinfo=UTC)
SAFE = SafeAt(SafeNow("now", "Ring now", "R"), NOW)
BARE = HandOver(
    today=TODAY, case_ref="HRU-7K3M-9QXF", copy_number=2, head_code="4f1c", safe=SAFE,
    name="", closed="", level="", living="", flags=(), own_words=(), owed=(), late=(), dates=(), known=(),
    circumstances=(), risks=(), unasked="", orders=(), ended_orders=(), plan="No plan", plan_answer=(), measures=(),
    people=(), open=(), copies=(), lately=(),
)  # fmt: skip
FULL = replace(
    BARE, name="Anna Example", closed="Closed since 2 Nov 2026", level="High", living="They live apart",
    flags=("Two together", "Dog."), own_words=(("Plan, 3 Nov", "No dog, no walk."),),
    owed=(("Ring", "ours", "by 1 Dec"), ("Write", "", "")), late=(("1 Nov", "A call"),), dates=(("1 Dec", "Hearing"),),
    known=(KnownRisk("Watches", True, "He  stood\nthere", "9 Nov"), KnownRisk("Rings", False)),
    circumstances=("Has a dog", "Rents"), risks=(("Rings", "No live measure."),), unasked="3 were not asked.",
    orders=("Bail",), ended_orders=("NMO",), plan="Version 2", plan_answer=(("Yes", "3 Nov"),), measures=("Lock up",),
    people=(("Officer", "PC Vale", ""), ("Family", "Una", "aunt")), open=("A draft",), copies=("Copy 1",),
    lately=(("20 Nov", "He rang"),),
)  # fmt: skip


WORKED_OUT = "Worked out 23 Nov 2026, 10:04, for that moment alone: Ring was allowed."
RULES = [
    "## Safe contact",
    "The rules = R",
    f"{WORKED_OUT} Look at the rules again before any contact.",
]


NONE_KNOWN = (
    "No risk of the risk conversation is known in the record, so none is without cover, and no need that is known. "
    "That says nothing of what was never asked."
)
ALL_COVERED = "Each known risk and need has a measure of its own. That says nothing of what was never asked."


def test_a_hand_over_of_which_nothing_is_known_says_so_part_by_part() -> None:
    page = hand_over(BARE)
    assert said(page) == [
        "# Hand-over summary",
        "HRU-7K3M-9QXF · copy 2 · printed 23 Nov 2026",
        "Name not known",
        *RULES,
        "## What the person wants, in her or his words",
        "Nothing was written down in the person's own words. Ask.",
        "## What is owed, and dates ahead",
        "Actions and promises = No action and no promise of contact is open in the record.",
        "Dates = No date is noted.",
        "## Known risks",
        "High harm first = No risk of the risk conversation is known in the record.",
        "## Open risks and needs",
        "Level, in the advocate's judgement = No level was judged.",
        f"Without cover = {NONE_KNOWN}",
        "## The plan",
        "No plan = ",
        "## People",
        "Numbers and addresses stand in the record, with their rules = Nobody is noted.",
    ]
    assert (page.marking, page.footer) == ("OFFICIAL-SENSITIVE", "HRU-7K3M-9QXF · Copy 2 · Chain head 4F1C")


def test_a_hand_over_says_everything_a_colleague_needs_safe_contact_first() -> None:
    assert said(hand_over(FULL))[2:] == [
        "Anna Example · They live apart",
        "! caution: Closed since 2 Nov 2026",
        "! danger: Two together. Dog.",
        *RULES,
        "## What the person wants, in her or his words",
        "Plan, 3 Nov",
        "> No dog, no walk.",
        "## What is owed, and dates ahead",
        "Actions and promises = Ring, ours, by 1 Dec\nWrite",
        "Late = 1 Nov: A call",
        "Dates = 1 Dec: Hearing",
        "## Known risks",
        "High harm first = Watches (high harm), last 9 Nov. “He stood there”\nRings.",
        "Circumstances = Has a dog; Rents",
        "## Open risks and needs",
        "Level, in the advocate's judgement = High",
        "Without cover = Rings. No live measure.",
        "! caution: 3 were not asked.",
        "Orders, bail, licences = Bail",
        "Ended: nobody can rely on them = NMO",
        "## The plan",
        "Version 2 = Yes: 3 Nov",
        "Measures in force = Lock up",
        "## People",
        "Numbers and addresses stand in the record, with their rules = Officer: PC Vale\nFamily: Una (aunt)",
        "## Also to know",
        "Open as well = A draft",
        "Paper that is out = Copy 1",
        "What happened last = 20 Nov: He rang",
    ]


@pytest.mark.parametrize(
    ("more", "parts"),
    [
        ({"open": ("A draft",)}, ["Open as well"]),
        ({"copies": ("Copy 1",)}, ["Paper that is out"]),
        ({"lately": (("20 Nov", "He rang"),)}, ["What happened last"]),
        ({}, []),
    ],
)
def test_what_else_is_to_be_known_is_said_where_there_is_any(more: dict[str, object], parts: list[str]) -> None:
    lines = said(hand_over(replace(BARE, **more)))  # type: ignore[arg-type]  # as the row names them
    found = lines[lines.index("## Also to know") + 1 :] if "## Also to know" in lines else []
    assert [line.partition(" = ")[0] for line in found] == parts


@pytest.mark.parametrize(
    ("count", "more"), [(7, ""), (8, ""), (9, "And 1 more, in the record."), (12, "And 4 more, in the record.")]
)
def test_eight_lines_of_a_list_are_said_and_the_rest_is_counted(count: int, more: str) -> None:
    lines = said(hand_over(replace(BARE, measures=tuple(f"m{number}" for number in range(count)))))
    (told,) = [line for line in lines if line.startswith("Measures in force")]
    assert told.count("\n") + 1 == min(count, 8) + bool(more)
    assert told.endswith(more or f"m{count - 1}")
    covered = said(hand_over(replace(FULL, risks=())))
    assert (
        "Without cover = Each known risk and need has a measure of its own. That says nothing of what was never asked."
        in covered
    )


def risks(grave: int, others: int) -> tuple[KnownRisk, ...]:
    return tuple(KnownRisk(f"r{number}", high_harm=number < grave) for number in range(grave + others))


@pytest.mark.parametrize(
    ("grave", "others", "lines", "also"),
    [(1, 7, 8, ""), (1, 8, 8, "Also: r8."), (10, 0, 10, ""), (10, 2, 10, "Also: r10; r11.")],
)
def test_every_risk_of_high_harm_has_its_line_and_none_is_only_counted(
    grave: int, others: int, lines: int, also: str
) -> None:
    (told,) = [
        line
        for line in said(hand_over(replace(BARE, known=risks(grave, others))))
        if line.startswith("High harm first")
    ]
    shown = told.split("\n")
    assert len([line for line in shown if not line.startswith("Also")]) == lines
    assert (shown[-1] if also else "") == also


@pytest.mark.parametrize(("letters", "cut"), [(199, False), (200, False), (201, True)])
def test_long_words_about_a_risk_are_cut(letters: int, *, cut: bool) -> None:
    words = "x" * letters
    known = (KnownRisk("Watches", high_harm=False, words=words),)
    (told,) = [line for line in said(hand_over(replace(BARE, known=known))) if line.startswith("High harm first")]
    assert told.endswith(f"“{'x' * 199}…”" if cut else f"“{words}”")


PART = DisclosedPart(
    "Incidents",
    (
        DisclosedRecord("Incident, 20 Nov", (DisclosedLine("What", "He ■■■■"), DisclosedLine("", "I hid", quote=True))),
        DisclosedRecord("", (DisclosedLine("Words", "I ran", quote=True), DisclosedLine("", "Plain"))),
    ),
)
PAPER = DisclosurePaper(
    title="For housing", parts=(PART,), today=TODAY, copy_number=3, case_ref="HRU-1", head_code="ab"
)
HEAD = ["# For housing", "copy 3, made 23 Nov 2026"]
TOLD = [
    "## Incidents", "### Incident, 20 Nov", "What = He ■■■■", "> I hid", "Words = > I ran", " = Plain",
]  # fmt: skip
BLACK = "! note: Where it says ■■■■, something was held back. It is not in this paper, not even under the black."


@pytest.mark.parametrize(
    ("more", "lines"),
    [
        ({}, [*HEAD, *TOLD]),
        (
            {"from_words": "the HRU", "to_words": "Housing"},
            [HEAD[0], f"To: Housing · From: the HRU · {HEAD[1]}", *TOLD],
        ),
        ({"has_black": True}, [*HEAD, BLACK, *TOLD]),
        ({"parts": (DisclosedPart("Orders", ()),)}, HEAD),  # of what was not asked for nothing is said
        ({"parts": (DisclosedPart("Orders", (), missing=True),)}, [*HEAD, "## Orders", "Not recorded."]),
        (
            {"parts": (), "left_out": (("Notes", "Another's"),)},
            [*HEAD, "## What is left out, and why", "What | Why", "Notes | Another's"],
        ),
    ],
)
def test_a_disclosure_says_what_it_is_and_what_is_not_in_it(more: dict[str, object], lines: list[str]) -> None:
    page = disclosure_page(replace(PAPER, **more))  # type: ignore[arg-type]  # as above
    assert said(page) == lines


@pytest.mark.parametrize(
    ("marked", "marking", "footer"),
    [(True, "OFFICIAL-SENSITIVE", "HRU-1 · Copy 3 · Chain head AB"), (False, "", "Copy 3 · Chain head AB")],
)
def test_paper_for_the_person_bears_no_mark_and_no_reference(marking: str, footer: str, *, marked: bool) -> None:
    page = disclosure_page(replace(PAPER, marked=marked))
    assert (page.marking, page.footer) == (marking, footer)


def test_the_index_of_disclosures() -> None:
    rows = (IndexRow("20 Nov", "Housing", "A letter", "Consent", "Copy 3"),)
    page = index_page(rows, TODAY, case_ref="HRU-1", copy_number=4, head_code="ab")
    assert said(page)[:2] == ["# Disclosure index", "copy 4, printed 23 Nov 2026"]
    assert said(page)[3:] == [
        "When | To whom | What | Why, basis, consent | Paper and state",
        "20 Nov | Housing | A letter | Consent | Copy 3",
    ]
    assert (page.marking, page.footer) == ("OFFICIAL-SENSITIVE", "HRU-1 · Copy 4 · Chain head AB")
    assert said(index_page((), TODAY, case_ref="", copy_number=4, head_code=""))[3:] == ["No disclosure is recorded."]
    for block in page.blocks:
        assert not isinstance(block, Table) or sum(block.widths) == pytest.approx(1)


def test_a_whole_record_says_what_it_is_and_each_entry_by_its_code() -> None:
    rows = (EntryRow("d1 7", "23 Nov 2026", "Incident", "Asha", "4f1c"),)
    page = whole_record_page(replace(PAPER, left_out=(("A picture", "Too large"),)), rows)
    lines = said(page)
    assert lines[0] == "# For housing"
    assert lines[1].startswith("! note: This paper is part of a bundle that proves it.")
    assert "A picture | It stands in the files of the bundle, and on no paper." in lines
    assert lines[-4] == "## Every entry"
    assert lines[-2:] == [
        "Device and number | Written down | What | By | Code",
        "d1 7 | 23 Nov 2026 | Incident | Asha | 4f1c",
    ]
    for block in page.blocks:
        assert not isinstance(block, Table) or len(block.widths) == len(block.header)
        assert not isinstance(block, Table) or sum(block.widths) == pytest.approx(1)


SLIP = SlipPaper("A. E.", "", "home", "10:00", "11:00", "Asha", "", "", "", ("Ring 101",))


def test_a_slip_says_what_is_not_known_and_names_nobody() -> None:
    page = visit_slip(replace(SLIP, left_off=("The place is not on it.",), footer="F"))
    assert said(page) == [
        "# Visit slip",
        "Stays in the office. Destroy it when everybody is back.",
        "Initials = A. E.",
        "Area = not known",
        "Kind of place = home",
        "Out = 10:00",
        "Back by = 11:00",
        "Who goes = Asha",
        "Reached by = not written down",
        "Code word reference = not written down",
        "Told, and raises it = not written down",
        "## If nobody is back in time",
        "- Ring 101",
        "! caution: The place is not on it.",
        "Back at = ................................",
    ]
    assert (page.marking, page.footer) == ("OFFICIAL-SENSITIVE", "F")
    known = said(visit_slip(replace(SLIP, area="Halton", reach="radio", reference="Word 3", told="Desk")))
    assert known[3:11:5] == ["Area = Halton", "Reached by = radio"]
    assert known[9:11] == ["Code word reference = Word 3", "Told, and raises it = Desk"]


FACT = {"basis": "fact"}
RANG = record("incident", {"happened": "2026-11-20 21:14", "what": "He rang.", "words": "Again.", **FACT}, 20)
VAGUE = record("incident", {"happened": "when he came back", "what": "He came.", **FACT}, 19)


@pytest.mark.parametrize(
    "page",
    [
        hand_over(FULL),
        hand_over(BARE),
        disclosure_page(replace(PAPER, has_black=True)),
        index_page((), TODAY, case_ref="", copy_number=1, head_code=""),
        visit_slip(replace(SLIP, left_off=("x",))),
        whole_record_page(PAPER, ()),
        chronology(ChronologyPaper(records=ChronologyRecords((RANG, VAGUE)), today=TODAY, author="A", pattern=("x",))),
    ],
    ids=lambda page: page.title,
)
def test_every_run_and_notice_is_of_a_kind_the_page_can_draw(page: Page) -> None:
    parts = [one for block in page.blocks for one in (block.blocks if isinstance(block, KeepTogether) else (block,))]
    tones = {run.tone for block in parts if isinstance(block, Paragraph) for run in block.runs}
    assert tones <= set(get_args(Tone))
    assert {block.kind for block in parts if isinstance(block, Notice)} <= {"note", "caution", "danger"}
    levels = [block.level for block in parts if isinstance(block, Heading)]
    assert levels[0] == 1
    assert all(then - first <= 1 for first, then in pairwise(levels))  # no level is skipped
