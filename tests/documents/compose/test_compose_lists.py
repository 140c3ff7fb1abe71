"""The summary of risk and needs, and the contact log."""

from __future__ import annotations

from dataclasses import replace

from hru_advocate.documents.blocks import (
    AnswerBlock,
    Block,
    Chart,
    KeepTogether,
    Notice,
    Page,
    Quote,
    Table,
    plain,
)
from hru_advocate.documents.compose.office.lists import CasePaper, contact_log, risk_needs_summary
from hru_advocate.domain.forms.answers import Answer
from hru_advocate.domain.forms.rich_kinds import Finding
from hru_advocate.domain.pictures import need_changes_of
from tests.documents.composed_cases import TODAY, case_paper, record, text_of, words_for


def flat(page: Page) -> list[Block]:
    found: list[Block] = []
    for block in page.blocks:
        found.extend(block.blocks if isinstance(block, KeepTogether) else (block,))
    return found


def said(page: Page, label: str) -> list[str]:
    return [block.text for block in flat(page) if isinstance(block, AnswerBlock) and block.label == label]


def test_present_factors_say_when_last_and_how_known_with_the_words_apart() -> None:
    page = risk_needs_summary(case_paper())
    (line,) = said(page, "Very frightened (high harm)")
    assert line.startswith("Last: the night of 22 Nov 2026")
    assert "known from: the victim said, I saw it" in line
    assert "As fact: Hands shaking" in line
    assert "I can't sleep" not in line
    assert Quote("I can't sleep") in flat(page)


def test_declining_later_is_never_a_no() -> None:
    (line,) = said(risk_needs_summary(case_paper()), "Threat to kill that was believed (high harm)")
    assert line.endswith("Asked again, 22 Nov 2026: chose not to say")


def test_a_later_no_is_a_no() -> None:
    later = record("risk_conversation", {"held_on": "2026-11-23", "rf_threat_to_kill": False}, 23)
    page = risk_needs_summary(replace(case_paper(), records=(*case_paper().records, later)))
    assert said(page, "Threat to kill that was believed (high harm)") == []


def test_two_versions_of_one_conversation_that_disagree_leave_the_graver() -> None:
    one = record("risk_conversation", {"held_on": "2026-11-23", "rf_threat_to_kill": True}, 22)
    other = replace(
        one, entry="zz", answers={**one.answers, "rf_threat_to_kill": Answer("answered", Finding(present=False))}
    )
    page = risk_needs_summary(CasePaper(records=(one, other), today=TODAY, label=words_for))
    assert len(said(page, "Threat to kill that was believed (high harm)")) == 1


def test_what_has_no_answer_is_told_apart() -> None:
    page = risk_needs_summary(case_paper())
    assert said(page, "Not known")[0] == "What they fear will happen"
    assert said(page, "Chose not to say") == ["Sexual harm or pressure", "Somewhere to live"]
    assert said(page, "Not now, or unsafe to ask") == ["Weapon or object used or shown"]
    assert "Very frightened" not in said(page, "Not asked")[0]
    assert "Given up on services" in said(page, "Not asked")[0]


def test_needs_have_both_ratings_and_nothing_is_added_up() -> None:
    page = risk_needs_summary(case_paper())
    (line,) = said(page, "Safety at home")
    assert "Own rating 3 of 4" in line
    assert "Advocate's rating 4 of 4" in line
    assert Quote("the back door does not lock") in flat(page)
    assert said(page, "What would help?") == ["a new lock"]
    assert "7 of" not in text_of(page)


def test_the_judgement_is_dated_with_its_reason_and_the_page_says_what_it_is_not() -> None:
    page = risk_needs_summary(case_paper())
    assert said(page, "Level") == ["High"]
    assert said(page, "Why") == ["Followed to work twice in a week."]
    assert "21 Nov 2026, by A. Advocate" in text_of(page)
    assert "not a DASH or S-DASH" in text_of(page)
    assert (page.marking, page.footer) == ("OFFICIAL-SENSITIVE", "HRU-7K3M-9QXF · Copy 2 · Chain head 4F1C 9A20 7BE3")


def test_judgements_that_disagree_both_stand() -> None:
    paper = case_paper()
    first = next(one for one in paper.records if one.form.purpose == "judgement")
    rival = replace(first, entry="zz", answers={**first.answers, "level": Answer("answered", "medium")})
    page = risk_needs_summary(replace(paper, records=(*paper.records, rival)))
    assert sorted(said(page, "Level")) == ["High", "Medium"]
    assert any(isinstance(block, Notice) and "disagree" in block.text for block in page.blocks)


def test_another_reader_gets_neither_opinion_nor_level() -> None:
    page = risk_needs_summary(replace(case_paper(), audience="shared"))
    assert said(page, "Level") == said(page, "My view, as opinion") == []
    assert "He is closer than before." not in text_of(page)
    assert "Judgement: High" not in text_of(page)
    assert "Judgement" in text_of(page)


def test_contacts_and_events_are_in_a_chart_and_in_words() -> None:
    blocks = flat(risk_needs_summary(case_paper()))
    at = next(at for at, block in enumerate(blocks) if isinstance(block, Chart) and block.title == "Time line")
    assert "2 contacts" in text_of(Page("", (blocks[at - 1],)))
    table = blocks[at + 1]
    assert isinstance(table, Table)
    assert ("21 Nov 2026", "Judgement: High") in table.rows
    without = risk_needs_summary(replace(case_paper(), time_line=None, needs=None))
    assert [block for block in flat(without) if isinstance(block, Chart)] == []


def test_a_changed_need_says_so_beside_the_need_too() -> None:
    before = record("needs_assessment", {"held_on": "2026-11-03", "nd_home_safety": 4}, 3)
    paper = case_paper()
    records = (*paper.records, before)
    page = risk_needs_summary(replace(paper, records=records, needs=need_changes_of(records, words_for)))
    (line,) = said(page, "Safety at home")
    assert "Since the first time: own rating 4 at first, 3 now: better" in line
    (chart,) = [block for block in flat(page) if isinstance(block, Chart) and block.title == "How needs have changed"]
    assert "Safety at home: own rating 4 at first, 3 now: better; advocate's rating 4, rated once." in chart.alternative


def test_an_empty_case_says_so_and_takes_no_blank_for_a_no() -> None:
    text = text_of(risk_needs_summary(CasePaper(records=(), today=TODAY)))
    assert "No judgement is recorded." in text
    assert "A blank is never a no" in text
    assert "No need has been rated." in text
    assert "No contact is recorded." in text_of(contact_log(CasePaper(records=(), today=TODAY)))


def contact_rows(page: Page) -> list[tuple[str, str]]:
    (table,) = [block for block in page.blocks if isinstance(block, Table)]
    return [(plain(when), plain(told)) for when, told in table.rows]


def test_contacts_are_rows_in_order_of_time_with_fact_report_and_opinion_apart() -> None:
    (when, told), (later, more) = contact_rows(contact_log(case_paper()))
    assert when.startswith("about 3 pm on Thursday (19 Nov 2026)\nTelephone\nThey contacted us\nThe victim\nRecorded")
    assert later.startswith("20 Nov 2026, 10:30\nVisit\nWe made contact\nPolice officer\nRecorded")
    assert told.splitlines()[:7] == [
        "In her or his own words: “He just stood there.”",
        "As fact: what I saw or did",
        "She rang.",
        "As report: what I was told, and by whom",
        "She said he was outside the school.",
        "As opinion: what I make of it",
        "This is an escalation.",
    ]
    assert "As fact: what I saw or did\nWent through the plan." in more
    assert not told.endswith("\n")


def test_short_answers_of_a_contact_share_a_line_and_long_ones_and_her_words_do_not() -> None:
    head = {"method": "phone", "direction": "out", "with_whom": "victim", "happened": "about 3 pm on Thursday"}
    long = {"fact": "Went through the first page of the plan with her.", "words": "Not now."}
    kept = record("contact", {**head, **long, "minutes": 25, "risk_change": "no"}, 19)
    ((_when, told),) = contact_rows(contact_log(replace(case_paper(), records=(kept,))))
    assert told.splitlines() == [
        "In her or his own words: “Not now.”",
        "Minutes: 25",
        "As fact: what I saw or did",
        "Went through the first page of the plan with her.",
        "Has the risk changed? No change seen",
    ]
    brief = record("contact", {**head, "minutes": 25, "risk_change": "no"}, 19)
    ((_when, told),) = contact_rows(contact_log(replace(case_paper(), records=(brief,))))
    assert told == "Minutes: 25 · Has the risk changed? No change seen"


def test_a_contact_of_which_nothing_more_is_recorded_says_so() -> None:
    head = {"method": "phone", "direction": "attempt", "with_whom": "victim"}
    bare = record("contact", {"happened": "about 3 pm on Thursday", **head}, 19)
    (row,) = contact_rows(contact_log(replace(case_paper(), records=(bare,))))
    assert row[1] == "Nothing more is recorded."


def test_corrected_contacts_are_marked_and_erased_ones_left_out() -> None:
    paper = case_paper()
    told = contact_rows(contact_log(paper))[1][1]
    assert told.startswith("This corrects an earlier version. Why: The time was wrong.\n")
    erased = replace(paper, records=tuple(replace(one, erased=True) for one in paper.records))
    assert "No contact is recorded." in text_of(contact_log(erased))
