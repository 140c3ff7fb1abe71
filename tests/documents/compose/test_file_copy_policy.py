"""The unit's own copy of a plan, part by part: what stands on it, in which words, and what is left out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest

from hru_advocate.documents.blocks import AnswerBlock, Block, Contact, Contacts, Heading, Item, Items, Quote, Table
from hru_advocate.documents.compose.office.file_copy import file_copy, footer_of
from hru_advocate.documents.compose.paper import PaperCounts, PlanPaper
from hru_advocate.domain.plan.coverage import Coverage, Covered, CoverState, LineToReview, Subject
from hru_advocate.domain.plan.plan import OwnNumber, PlanItem
from hru_advocate.domain.services.confirmations import PrintLine
from tests.documents.composed_cases import item, line, paper, plan, text_of, when

ONE = item(1, "Lock the back door.", section="home")


def blocks_of(made: PlanPaper) -> tuple[Block, ...]:
    return file_copy(made).page.blocks


def headings(made: PlanPaper) -> list[str]:
    return [str(one.text) for one in blocks_of(made) if isinstance(one, Heading)]


def after(made: PlanPaper, heading: str) -> list[Block]:
    """The blocks under a heading, up to the next."""
    blocks = blocks_of(made)
    start = next(at for at, one in enumerate(blocks) if isinstance(one, Heading) and one.text == heading) + 1
    ends = (at for at in range(start, len(blocks)) if isinstance(blocks[at], Heading))
    return list(blocks[start : next(ends, len(blocks))])


def items_of(made: PlanPaper, heading: str) -> tuple[Item, ...]:
    found = after(made, heading)[0]
    assert isinstance(found, Items)
    return found.items


def the_line(one: PlanItem, **more: object) -> Item:
    """One live measure in section *home* as the file copy says it."""
    made = paper(plan(one, **more))
    (found,) = items_of(made, "At home" if "At home" in headings(made) else headings(made)[1])
    return found


def notes_of(found: Item) -> list[str]:
    return str(found.note).split("\n")


def test_a_plan_of_nothing_is_its_title_alone() -> None:
    made = paper(plan())
    assert headings(made) == ["Safety plan, file copy"]
    assert len(blocks_of(made)) == 2
    assert next(one.level for one in blocks_of(made) if isinstance(one, Heading)) == 1
    assert file_copy(made).page.title == "Safety plan, file copy"


@pytest.mark.parametrize(
    ("changed", "heading", "block"),
    [
        ({"own_words": "No dog, no walk."}, "In her or his own words", Quote("No dog, no walk.")),
        ({"wishes": (("wish_dog", "To walk the dog"),)}, "Wishes", AnswerBlock("Dog", "To walk the dog", quote=True)),
        ({"wishes": (("wish_2", "Sleep"),)}, "Wishes", AnswerBlock("Wish 2", "Sleep", quote=True)),
        ({"wishes": (("wish_", "Sleep"),)}, "Wishes", AnswerBlock("Wish", "Sleep", quote=True)),
        ({"wishes": (("wish_her_dog", "Walks"),)}, "Wishes", AnswerBlock("Her dog", "Walks", quote=True)),
        ({"what_changed": "A new lock."}, "This version", AnswerBlock("What changed and why", "A new lock.")),
    ],
)  # fmt: skip
def test_what_belongs_to_the_whole_plan_stands_under_its_heading(
    changed: dict[str, object], heading: str, block: Block
) -> None:
    made = paper(plan(ONE, **changed))
    assert after(made, heading) == [block]
    assert heading not in headings(paper(plan(ONE)))


@pytest.mark.parametrize(
    ("changed", "about"),
    [
        ({}, "made 23 Nov 2026 · look again by 7 Dec 2026"),
        ({"made_on": None}, "made: not stated · look again by 7 Dec 2026"),
        ({"review": None}, "made 23 Nov 2026 · no date to look again"),
    ],
)  # fmt: skip
def test_its_first_line_says_case_copy_and_days(changed: dict[str, object], about: str) -> None:
    said = f"HRU-7K3M-9QXF · copy 3 · {about} · printed 23 Nov 2026"
    assert said in text_of(file_copy(paper(plan(**changed))).page)


def test_a_copy_without_a_number_says_none() -> None:
    text = text_of(file_copy(paper(plan(), copy_number=0, head_code="")).page)
    assert "HRU-7K3M-9QXF · made 23 Nov 2026" in text
    assert "copy 0" not in text.lower()


@pytest.mark.parametrize(
    ("ref", "number", "head", "foot"),
    [
        ("HRU-1", 3, "4f1c 9a20", "HRU-1 · Copy 3 · Chain head 4F1C 9A20"),
        ("HRU-1", 0, "4f1c", "HRU-1 · Chain head 4F1C"),
        ("HRU-1", 1, "", "HRU-1 · Copy 1"),
        ("HRU-1", 0, "", "HRU-1"),
        ("", 0, "", ""),
    ],
)
def test_its_foot_leaves_out_what_is_not_known(ref: str, number: int, head: str, foot: str) -> None:
    assert footer_of(ref, number, head) == foot


def test_marking_foot_and_counts_are_the_papers_own() -> None:
    composed = file_copy(paper(plan(ONE, item(2, "Move.", state="not_now")), marking="OFFICIAL-SENSITIVE"))
    assert composed.page.marking == "OFFICIAL-SENSITIVE"
    assert composed.page.footer == "HRU-7K3M-9QXF · Copy 3 · Chain head 4F1C 9A20 7BE3"
    assert composed.measures == ("1", "2")
    assert composed.counts == PaperCounts(live=1, carry=1, keep=0, speak=0, on_page=1, meant=1)


@pytest.mark.parametrize(
    ("state", "agreed", "live", "words"),
    [
        ("chosen", True, True, "Chosen"),
        ("already_do", True, True, "Already does this"),
        ("done", True, True, "Done"),
        ("not_now", True, False, "Not now"),
        ("not_right_for_me", True, False, "Not right for me"),
        ("stopped", True, False, "Stopped"),
        ("chosen", False, False, "Chosen"),
    ],
)
def test_what_is_not_in_force_stands_apart(state: str, words: str, *, agreed: bool, live: bool) -> None:
    made = paper(plan(item(1, "Lock it.", section="home", state=state, agreed=agreed)))
    assert ("Not in force" in headings(made)) is not live
    (found,) = items_of(made, "Not in force" if not live else headings(made)[1])
    assert notes_of(found)[0] == f"Measure 1 · {words} · Carry"
    apart = "Stands in one version of the plan only; the versions disagree"
    assert (apart in notes_of(found)) is not agreed
    assert found.box is False


@pytest.mark.parametrize(("carry", "words"), [("carry", "Carry"), ("keep", "Keep with us"), ("speak", "Speak only")])
def test_the_mark_is_said(carry: str, words: str) -> None:
    assert notes_of(the_line(item(7, "Lock it.", carry=carry)))[0] == f"Measure 7 · Chosen · {words}"  # type: ignore[arg-type]  # the three marks


@pytest.mark.parametrize(
    ("more", "wording", "note"),
    [
        ({"words": "My door", "words_instead": True}, "“My door”", "Our words: Lock it."),
        (
            {"words": "My door", "words_instead": False},
            "“My door” · Lock it.",
            "Answers: no risk, need or wish is named",
        ),
        ({"discreet": "Door"}, "Lock it.", "Short words for a card: Door"),
        ({"advice": "Police first"}, "Lock it.", "Advice given first: Police first"),
        ({"override": "She asked."}, "Lock it.", "In the plan all the same, because: She asked."),
        ({"review": date(2026, 12, 1)}, "Lock it.", "Look at it again: 1 Dec 2026"),
        ({"answers": ()}, "Lock it.", "Answers: no risk, need or wish is named"),
        ({"answers": ("rf_very_frightened",)}, "Lock it.", "Answers: risk words (risk)"),
        ({"answers": ("nd_housing",)}, "Lock it.", "Answers: need words (need)"),
        ({"answers": ("tr_breach",)}, "Lock it.", "Answers: event words (event)"),
        ({"answers": ("ci_pets",)}, "Lock it.", "Answers: situation words (situation)"),
        ({"answers": ("wish_dog",)}, "Lock it.", "Answers: “Walk the dog” (wish)"),
        ({"answers": ("wish_sleep",)}, "Lock it.", "Answers: Sleep (wish)"),
        ({"answers": ("other",)}, "Lock it.", "Answers: other words"),
        ({"answers": ("nd_housing", "wish_dog")}, "Lock it.", "Answers: need words (need); “Walk the dog” (wish)"),
    ],
)
def test_all_there_is_to_a_measure_stands_under_it(more: dict[str, object], wording: str, note: str) -> None:
    labels = {"rf": "risk words", "nd": "need words", "tr": "event words", "ci": "situation words"}
    one = replace(item(1, "Lock it.", section="home"), **more)  # type: ignore[arg-type]  # keyword by keyword
    made = paper(
        plan(one, wishes=(("wish_dog", "Walk the dog"),)), label=lambda key: labels.get(key[:2], "other words")
    )
    (found,) = items_of(made, headings(made)[2])
    assert found.text == wording
    assert note in notes_of(found)


def test_what_a_measure_has_not_is_not_said() -> None:
    assert notes_of(the_line(ONE)) == ["Measure 1 · Chosen · Carry", "Answers: no risk, need or wish is named"]


@pytest.mark.parametrize(
    ("who", "moment", "aside"),
    [("me", None, "me"), ("", None, ""), ("Sam", "27 Nov", "Sam, by 27 Nov"), ("", "27 Nov", "by 27 Nov")],
)
def test_who_and_when_stand_at_its_side(who: str, moment: str | None, aside: str) -> None:
    found = the_line(item(1, "Lock it.", section="home", who=who, when=when(moment) if moment else None))
    assert found.aside == aside


@pytest.mark.parametrize(
    ("sections", "expected"),
    [
        (("home", "out"), ["First", "Second"]),
        (("out", "home"), ["First", "Second"]),
        (("", "home"), ["First", "In no section"]),
        (("unheard_of", "out"), ["Second", "In no section"]),
    ],
)
def test_measures_stand_by_section_in_the_papers_order(sections: Sequence[str], expected: list[str]) -> None:
    items = [item(at, f"Number {at}.", section=section) for at, section in enumerate(sections, start=1)]
    made = paper(plan(*items), sections=(("home", "First"), ("out", "Second"), ("bag", "Third")))
    assert headings(made)[1:] == expected
    assert sorted(str(one.text) for head in expected for one in items_of(made, head)) == ["Number 1.", "Number 2."]


def test_numbers_stand_with_how_sure_they_are_and_a_refused_one_without_its_number() -> None:
    sure, refused = line("paladin"), line("respect_phoneline")
    assert refused.refused
    made = paper(plan(own_numbers=(OwnNumber("Mum", "01632 960123"),)), services=(sure, refused))
    contacts, apart = after(made, "Numbers")
    assert isinstance(contacts, Contacts)
    assert [(one.name, one.number) for one in contacts.rows] == [
        (sure.text, sure.number),
        ("Mum", "01632 960123"),
    ]
    assert contacts.rows[1].note == "own number"
    assert apart == Items((Item(refused.text, "never printed", refused.refused or "", box=False),))
    assert file_copy(made).numbers == (("paladin", sure.number), ("", "01632 960123"))


@pytest.mark.parametrize(
    ("services", "own", "kinds"),
    [
        ((), (), []),
        (("paladin",), (), [Contacts]),
        (("respect_phoneline",), (), [Items]),
        ((), (OwnNumber("Mum", "01632 960123"),), [Contacts]),
    ],
)
def test_numbers_have_a_heading_where_there_are_any(
    services: tuple[str, ...], own: tuple[OwnNumber, ...], kinds: list[type[Block]]
) -> None:
    made = paper(plan(own_numbers=own), services=tuple(line(one) for one in services))
    assert ("Numbers" in headings(made)) is bool(kinds)
    assert [type(one) for one in after(made, "Numbers")] == kinds if kinds else True


def test_a_service_says_mark_note_and_hours_and_under_it_how_the_office_and_its_queries() -> None:
    said = PrintLine(
        "made_up", "Made up", mark="Not checked", note="checked 1 Nov", hours="Mon to Fri", how="Press 55",
        office="Ask for Ann", queries=("Open at night?", "Free?"),
    )  # fmt: skip
    (contacts,) = after(paper(plan(), services=(said,)), "Numbers")
    under = "Press 55\nAsk for Ann\nOpen at night?\nFree?"
    assert contacts == Contacts((Contact("Made up", "", "Not checked\nchecked 1 Nov\nMon to Fri", under),))
    assert file_copy(paper(plan(), services=(said,))).numbers == ()


def row(subject: Subject, state: CoverState, *by: str, high_harm: bool = False) -> Covered:
    return Covered("rf_x", subject, "What we know", state, "Sentence.", by=by, high_harm=high_harm)


@pytest.mark.parametrize(
    ("known", "cells"),
    [
        (row("factor", "covered", "1"), ("What we know", "Risk", "Measure 1")),
        (row("need", "covered", "1", "4"), ("What we know", "Need", "Measures 1, 4")),
        (row("trigger", "no live measure"), ("What we know", "Event", "No live measure")),
        (
            row("factor", "nothing in the library", high_harm=True),
            ("What we know (high harm)", "Risk", "Nothing in the library answers this"),
        ),
        (row("wish", "covered", "2"), ("“What we know”", "Wish", "Measure 2")),
    ],
)
def test_what_answers_what_stands_in_a_table(known: Covered, cells: tuple[str, str, str]) -> None:
    made = paper(plan(ONE), coverage=Coverage((known,), (), (), ()))
    table = after(made, "What we know, and what answers it")[-1]
    assert isinstance(table, Table)
    assert len(table.widths) == len(table.header)
    assert sum(table.widths) == pytest.approx(1)
    assert (table.header, table.rows) == (("What we know", "Sort", "Answered by"), (cells,))
    assert sum(table.widths) == pytest.approx(1)


@pytest.mark.parametrize("where", range(3))
def test_measures_astray_are_named_with_why(where: int) -> None:
    lists: list[tuple[LineToReview, ...]] = [(), (), ()]
    lists[where] = (LineToReview("1", "Its reason has gone."),)
    made = paper(plan(ONE, item(2, "Other.")), coverage=Coverage((), *lists))
    assert items_of(made, "Measures to look at again") == (
        Item("Lock the back door.", "measure 1", "Its reason has gone.", box=False),
    )
    assert "What we know, and what answers it" not in headings(made)


def test_a_rule_stands_on_paper_without_the_ids_that_scripts_read() -> None:
    said = "A rule now refuses it. Not offered while this is so: lives with them (ci_lives_with), deaf (ci_a, rf_b)."
    made = paper(plan(ONE), coverage=Coverage((), (), (), (LineToReview("1", said),)))
    (line,) = items_of(made, "Measures to look at again")
    assert line.note == "A rule now refuses it. Not offered while this is so: lives with them, deaf."


def test_without_anything_known_or_astray_neither_is_a_heading() -> None:
    for made in (paper(plan(ONE)), paper(plan(ONE), coverage=Coverage((), (), (), ()))):
        assert headings(made)[2:] == []
    assert headings(replace(paper(plan()), coverage=None)) == ["Safety plan, file copy"]


def test_days_of_police_and_court_stand_where_there_are_any() -> None:
    heading = "Police and court: days that ask for something"
    assert heading not in headings(paper(plan(ONE)))
    made = replace(paper(plan(ONE)), court=(("Thu 26 Nov 2026", "Hearing: Trial"),))
    (table,) = after(made, heading)
    assert isinstance(table, Table)
    assert len(table.widths) == len(table.header)
    assert sum(table.widths) == pytest.approx(1)
    assert table.rows == (("Thu 26 Nov 2026", "Hearing: Trial"),)
