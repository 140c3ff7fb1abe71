"""One made-up order from its application to its end: facts, measures, head, Today, plan and paper, day by day."""

from __future__ import annotations

import io
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any, Final

from pypdf import PdfReader

from hru_advocate.casework import overview, today
from hru_advocate.casework.cases import cases
from hru_advocate.casework.cases.pictures import time_line
from hru_advocate.casework.law.order_cards import orders_page
from hru_advocate.casework.law.order_steps import note_ended, note_served
from hru_advocate.casework.law.orders import conditions_live
from hru_advocate.casework.paper.papers import PaperRequest, preview
from hru_advocate.casework.plan.current import plan_now
from hru_advocate.casework.plan.knowledge import facts_now
from hru_advocate.casework.plan.planning import suggest_for
from hru_advocate.casework.records.entries import Saved, save
from hru_advocate.casework.session import Session
from hru_advocate.casework.unit.our_number import keep_our_number
from tests.casework.open_sessions import add, id_of
from tests.fixed_clock import FixedClock

ORDERS: Final = {"ci_order_in_place", "ci_no_order", "ci_order_ended", "ci_order_ending"}
BREACH: Final = "sm_breach_call"
PLAN: Final[Mapping[str, Any]] = {
    "items": [
        {"measure": "sm_diary", "text": "Keep a diary.", "state": "chosen", "carry": "carry", "section": "evidence"},
        {
            "text": "If he breaks the order I ring at once.",
            "state": "chosen",
            "carry": "carry",
            "section": "court_orders",
        },
    ],
    "review": "2027-12-01",
    "what_changed": "First plan.",
}
CONDITIONS: Final = [
    {"kind": "direct", "words": "Not to contact her in any way."},
    {"kind": "area", "words": "Not to go into the town centre."},
]


ASKED: Final[Mapping[str, Any]] = {
    "kind": "nmo",
    "stage": "applied",
    "applied_on": "2026-11-20",
    "court": "Family court, Warrington",
}
INTERIM: Final[Mapping[str, Any]] = {
    **ASKED,
    "stage": "interim",
    "made_on": "2026-11-27",
    "without_notice": True,
    "there": False,
    "no_end": True,
    "ring": "999 in danger, else 101",
    "conditions": CONDITIONS[:1],
}
FULL: Final[Mapping[str, Any]] = {key: value for key, value in INTERIM.items() if key != "no_end"} | {
    "stage": "made",
    "made_on": "2027-01-11",
    "there": True,
    "until": "2027-07-10",
}


class Story:
    """A case on a clock that moves: what each part of the program says of its order on the day it has reached."""

    def __init__(self, session: Session, case: Saved) -> None:
        self.session, self.case = session, id_of(case)
        self.saved = case

    def go_to(self, day: date) -> None:
        clock = self.session.clock
        assert isinstance(clock, FixedClock)
        clock.advance(timedelta(days=(day - self.session.now().date()).days))

    def note(self, raw: Mapping[str, Any], reason: str = "") -> None:
        corrects = [self.saved.entry] if reason else []
        self.saved = save(self.session, "order", raw, case=self.case, corrects=corrects, reason=reason)

    @property
    def facts(self) -> set[str]:
        return set(facts_now(self.session, self.case).present & ORDERS)

    @property
    def refused(self) -> bool:
        """True while the measure about a broken order is refused, or not offered at all."""
        rows = {row.suggestion.measure: row for row in suggest_for(self.session, self.case)}
        return BREACH not in rows or bool(rows[BREACH].suggestion.refused)

    @property
    def head(self) -> str:
        return cases.case_page(self.session, self.case).orders.pill

    @property
    def today(self) -> list[tuple[str, str]]:
        found = today.look(self.session).dates
        return [(review.what, review.due.words) for review in found if "order" in review.what.lower()]

    @property
    def ahead(self) -> list[str]:
        found = overview.overview(self.session, self.case).next
        return [line.words for line in found if "order" in line.words.lower() and not line.words.startswith("Safety")]

    @property
    def beside_measure(self) -> list[str]:
        sections = plan_now(self.session, self.case).sections
        return [one.notes[0] for part in sections for one in part.measures if "breaks the order" in one.text]

    def paper(self, document: str) -> str:
        pdf = preview(self.session, PaperRequest(self.case, document)).pdf
        return " ".join(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages).split())

    def breach(self, day: date) -> list[tuple[str, bool]]:
        return [(line.words, line.sure) for line in conditions_live(self.session, self.case, day)]


def asked_for(story: Story) -> None:
    """23 November: asked for. Nothing protects yet, and nothing says that it does."""
    story.note(ASKED)
    assert (story.facts, story.refused) == ({"ci_no_order"}, True)
    assert (story.head, story.today) == ("Non-molestation order: asked for, not made", [])
    assert "Not to contact" not in story.paper("full_plan")
    assert orders_page(story.session, story.case).cards[0].steps == ("decided",)


def made_without_notice(story: Story) -> None:
    """27 November: an interim order, made without telling him. Nobody knows whether he knows."""
    story.go_to(date(2026, 11, 27))
    story.note(INTERIM, "decided")
    assert story.facts == set()
    assert story.head == "Interim non-molestation order: made, not known to be served"
    assert story.today == [("Interim non-molestation order: made, not known to be served", "today")]
    assert story.breach(date(2026, 11, 27)) == [("Not to contact her in any way.", False)]
    assert "What they must not do" not in story.paper("full_plan")


def served(story: Story) -> None:
    """30 November: served."""
    story.go_to(date(2026, 11, 30))
    story.saved = note_served(story.session, story.saved.entry, "29 Nov", "PC Hill, by telephone")
    assert (story.facts, story.refused) == ({"ci_order_in_place"}, False)
    assert (story.head, story.today) == ("Interim non-molestation order: no last day set", [])
    page = story.paper("full_plan")
    assert "What they must not do" in page
    assert "As known on 30 November 2026" in page
    assert "Not to contact her in any way." in page
    assert "999 in danger, else 101" in page
    assert story.beside_measure == ["Interim non-molestation order: no last day set"]
    for seen in ("plain_sheet", "pocket_card"):
        assert "contact her" not in story.paper(seen)


def full_order_and_its_terms_changed(story: Story) -> None:
    """11 January: the full order, until 10 July; on 1 March its terms are changed."""
    story.go_to(date(2027, 1, 11))
    story.note(FULL, "full order made")
    assert story.head == "Non-molestation order until 10 Jul"
    story.go_to(date(2027, 3, 1))
    varied = {**FULL, "stage": "varied", "varied_on": "2027-03-01", "conditions": CONDITIONS}
    story.note(varied, "varied")

    # A breach picker asks by the terms of the day it happened on.
    assert story.breach(date(2026, 11, 28)) == [("Not to contact her in any way.", False)]
    assert story.breach(date(2027, 1, 5)) == [("Not to contact her in any way.", True)]
    assert [words for words, _sure in story.breach(date(2027, 2, 28))] == ["Not to contact her in any way."]
    assert len(story.breach(date(2027, 3, 1))) == 2


def its_last_weeks(story: Story) -> None:
    """Its end: 29, 28, 7, 0 days before, and the day after."""
    last = date(2027, 7, 10)
    days = [
        (29, "until 10 Jul", "Non-molestation order: last day", {"ci_order_in_place"}, False),
        (28, "until 10 Jul", "ends: ask about a new one now", {"ci_order_in_place", "ci_order_ending"}, True),
        (8, "until 10 Jul", "ends: ask about a new one now", {"ci_order_in_place", "ci_order_ending"}, True),
        (7, "ends in 7 days", "ends in 7 days", {"ci_order_in_place", "ci_order_ending"}, True),
        (0, "last day today", "today is its last day", {"ci_order_in_place", "ci_order_ending"}, True),
        (-1, "ended 10 Jul", "has ended: say what comes now", {"ci_no_order", "ci_order_ended"}, True),
        (-40, "ended 10 Jul", "has ended: say what comes now", {"ci_no_order", "ci_order_ended"}, True),
    ]
    for away, head, asks, facts, on_today in days:
        story.go_to(last - timedelta(away))
        assert story.facts == facts, away
        assert story.head.endswith(head), away
        assert [words for words in story.ahead if words.endswith(asks)], away
        assert bool([words for words, _due in story.today if words.endswith(asks)]) is on_today, away
        assert story.refused is (away < 0), away
        assert ("Not to contact her" in story.paper("full_plan")) is (away >= 0), away
        assert story.beside_measure[0].endswith(head), away
    assert "Non-molestation order ended 10 Jul" in story.paper("file_copy")
    assert "sm_order_ended" in {
        row.suggestion.measure for row in suggest_for(story.session, story.case) if not row.suggestion.refused
    }


def its_end_written_down(story: Story) -> None:
    """Its end is written down: it leaves Today, and stays in the head and on the time line."""
    story.saved = note_ended(story.session, story.saved.entry, "11 July 2027", "ran out; told by us")
    assert (story.today, story.ahead) == ([], [])
    assert story.head == "Non-molestation order ended 10 Jul"
    assert [(one.day, one.words) for one in time_line(story.session, story.case).milestones if one.kind == "order"] == [
        (date(2026, 11, 20), "Non-molestation order asked for"),
        (date(2027, 1, 11), "Non-molestation order made"),
        (date(2027, 3, 1), "Non-molestation order terms changed"),
        (date(2027, 7, 11), "Non-molestation order ended"),
    ]


def test_an_order_from_application_to_end(session: Session, case: Saved) -> None:
    keep_our_number(session, {"number": "01632 960100", "by": "Robin Example", "on": "2026-11-20", "against": "rang"})
    add(session, case, "safety_plan", PLAN)
    story = Story(session, case)
    asked_for(story)
    made_without_notice(story)
    served(story)
    full_order_and_its_terms_changed(story)
    its_last_weeks(story)
    its_end_written_down(story)
