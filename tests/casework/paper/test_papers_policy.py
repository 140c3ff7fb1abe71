"""Paper beyond the plan: one record as a page, what may be ticked and what is refused, copies in words."""

from __future__ import annotations

import io
import re
from typing import Any

import pikepdf
import pytest
from pikepdf import PasswordError

from hru_advocate.casework.paper import copies, papers
from hru_advocate.casework.paper.document_kinds import DOCUMENT_IDS, FROM_RECORD, NO_DUTY_NUMBER, holds_plan
from hru_advocate.casework.paper.hand_over import hand_over_page
from hru_advocate.casework.paper.papers import NothingToTick, PaperRequest
from hru_advocate.casework.records.entries import Saved, save
from hru_advocate.casework.session import Session
from hru_advocate.errors import InvalidAnswer, NotFound
from tests.casework.open_sessions import add, id_of, new_case
from tests.casework.paper.test_copies import HELPLINE, planned, printed

CONTACT = {
    "happened": "2026-11-22T10:00",
    "method": "phone",
    "direction": "out",
    "with_whom": "victim",
    "fact": "Rang.",
    "outside_rules": "The first call.",
}


def test_a_record_is_a_page_of_its_own_case(session: Session, case: Saved) -> None:
    """Neither another case's record, nor the unit's, nor an event."""
    saved = add(session, case, "contact", CONTACT)
    view = papers.make_record(session, saved.entry)
    assert (view.case, view.document, view.copy_number) == (id_of(case), "record", 1)
    assert view.counts_words == "Contact, as it was recorded"
    copies.record_copy(session, view, {}, "printed")
    assert papers.make_record(session, saved.entry).copy_number == 2
    event = session.note_event("view", {}, case=id_of(case))
    unit = save(session, "unit_number", {"name": "Unit", "number": "01632 960500", "by": "Ada", "on": "2026-11-20",
                                         "against": "rang"})  # fmt: skip
    other = id_of(new_case(session))
    for entry in (event.header.id, unit.entry):
        with pytest.raises(NotFound):
            papers.make_record(session, entry)
    with pytest.raises(NotFound):
        papers.preview(session, PaperRequest(other, "record", record=saved.entry))


def ticked(view: Any) -> set[str]:  # any view of paper
    return {one.id for one in papers.may_be_ticked(view)}


def test_what_may_be_ticked_is_what_tells_and_what_nobody_confirmed(session: Session) -> None:
    case = planned(session, "sm_call_999")
    wanted = PaperRequest(id_of(case), "full_plan")
    view = papers.preview(session, wanted)
    names = ticked(view)
    assert f"sv_{HELPLINE}" in names
    assert {one.id for one in view.identifying} < names
    fine = {one.id for one in view.services if one.state == "fine"}
    assert fine
    assert not fine & names
    helpline = next(one for one in papers.may_be_ticked(view) if one.id == f"sv_{HELPLINE}")
    assert not helpline.ticked
    again = papers.preview(session, PaperRequest(id_of(case), "full_plan", frozenset({helpline.id})))
    assert next(one for one in papers.may_be_ticked(again) if one.id == helpline.id).ticked


def test_a_tick_for_nothing_is_refused(session: Session) -> None:
    """Whoever made it would believe it printed; a service that is fine without one may be named too."""
    view = papers.preview(session, PaperRequest(id_of(planned(session, "sm_call_999")), "full_plan"))
    papers.check_ticks(view, frozenset())
    papers.check_ticks(view, frozenset(ticked(view)))
    papers.check_ticks(view, frozenset(one.id for one in view.services))
    for wrong in ("sv_no_such", "", f"sv_{HELPLINE}_x"):
        with pytest.raises(NothingToTick):
            papers.check_ticks(view, frozenset({wrong, f"sv_{HELPLINE}"}))


def test_no_way_to_us_is_nothing_to_tick_on_the_units_own_copy(session: Session) -> None:
    case = planned(session, "sm_call_999")
    view = papers.preview(session, PaperRequest(id_of(case), "file_copy"))
    assert not view.without_us
    with pytest.raises(NothingToTick):
        papers.check_ticks(view, frozenset({NO_DUTY_NUMBER}))


@pytest.mark.parametrize("count", [0, 1, 3])
def test_further_copies_go_on_from_the_first(session: Session, count: int) -> None:
    case = planned(session, "sm_call_999")
    views = papers.further(session, PaperRequest(id_of(case), "pocket_card", first=4), count)
    assert [one.copy_number for one in views] == list(range(5, 5 + count))


def test_a_copy_says_in_words_what_it_carries_and_never_a_number(session: Session) -> None:
    case = planned(session, "sm_call_999", "sm_busy_place")
    words = copies.carried(session, printed(session, case).entry)
    label = session.product.label
    assert set(words) == {
        label("sm_call_999"), label("sm_busy_place"), label(f"sv_{HELPLINE}"), label("sv_police_999"),
        "1 number of the person's own",
    }  # fmt: skip
    assert words[-1] == "1 number of the person's own"
    assert not any("960123" in one for one in words)


def test_several_numbers_of_ones_own_are_counted(session: Session, case: Saved) -> None:
    raw = {
        "made_on": "2026-11-23", "document": "full_plan", "how": "printed", "copy_number": 1, "pages": 1,
        "services": [{"number": "01632 960123"}, {"number": "01632 960124"}], "state": "out",
    }  # fmt: skip
    assert copies.carried(session, add(session, case, "paper", raw).entry) == ("2 numbers of the person's own",)
    raw["services"] = []
    assert copies.carried(session, add(session, case, "paper", raw).entry) == ()


@pytest.mark.parametrize(("how", "state"), [("printed", "out"), ("saved", "out"), ("spoken", "destroyed")])
def test_what_is_kept_of_a_copy(session: Session, how: str, state: str) -> None:
    """A reading aloud leaves no paper that could be found."""
    case = planned(session, "sm_call_999")
    every = frozenset(ticked(papers.preview(session, PaperRequest(id_of(case), "full_plan"))))
    view = papers.preview(session, PaperRequest(id_of(case), "full_plan", every))
    saved = copies.record_copy(session, view, {}, how)
    (record,) = session.heads(id_of(case), ["paper"])
    kept = {field: answer.value for field, answer in record.answers.items() if answer.given}
    assert record.entry == saved.entry
    assert (kept["how"], kept["state"], kept["document"]) == (how, state, "full_plan")
    assert (kept["copy_number"], kept["pages"]) == (1, view.pages)
    assert len(kept["fingerprint"]) == 64
    assert set(kept["measures"]) == set(view.measures) == {"sm_call_999"}
    assert "for_whom" not in kept


@pytest.mark.parametrize(
    ("answers", "words"),
    [
        ({}, "Copy 1, full plan, A4"),
        ({"kept_where": "at work"}, "Copy 1, full plan, A4, kept: at work"),
        ({"destroy_by": "2026-12-20"}, "Copy 1, full plan, A4, until 20 Dec 2026"),
        (
            {"kept_where": "at work", "destroy_by": "2026-12-20"},
            "Copy 1, full plan, A4, kept: at work, until 20 Dec 2026",
        ),
    ],
)
def test_a_copy_in_words(session: Session, answers: dict[str, Any], words: str) -> None:
    printed(session, case := planned(session, "sm_call_999"), **answers)
    (line,) = copies.copies(session, id_of(case))
    assert line.words == words
    assert line.out


@pytest.mark.parametrize(("state", "out"), [("returned", False), ("destroyed", False), ("lost", True), ("out", True)])
def test_where_a_copy_is_now_is_a_correction_with_its_reason(session: Session, state: Any, out: bool) -> None:
    case = planned(session, "sm_call_999")
    first = printed(session, case, kept_where="at work")
    copies.note_state(session, first.entry, state)
    (line,) = copies.copies(session, id_of(case))
    (record,) = session.heads(id_of(case), ["paper"])
    assert (line.state, line.out, line.copy_number) == (state, out, 1)
    assert record.reason == {"returned": "The copy is back"}.get(state, f"The copy is {state}")
    assert record.parents == (first.entry,)
    assert papers.preview(session, PaperRequest(id_of(case), "full_plan")).copy_number == 2


def test_a_copy_that_could_not_be_noted_says_its_number() -> None:
    assert copies.not_noted(7).startswith("Copy 7 was made, but nothing can be saved")


@pytest.mark.parametrize(
    ("document", "raw", "warning"),
    [
        ("full_plan", None, "No measure is on it."),
        ("leaflet", None, "Only the emergency number is on it."),
        ("safe_person", None, "No measure that is carried names this person."),
    ],
)
def test_an_empty_paper_says_why(session: Session, case: Saved, document: str, raw: Any, warning: str) -> None:
    view = papers.preview(session, PaperRequest(id_of(case), document, raw=raw, for_whom="Sam", agreed=True))
    assert any(one.startswith(warning) for one in view.warnings)
    full = papers.preview(session, PaperRequest(id_of(planned(session, "sm_call_999")), "full_plan"))
    assert not any(one.startswith("No measure is on it") for one in full.warnings)


@pytest.mark.parametrize(
    ("carry", "why"), [("carry", ""), ("keep", "It is kept with us."), ("speak", "It is only spoken.")]
)
def test_a_measure_marked_to_stay_is_named_beside_the_persons_paper(
    session: Session, case: Saved, carry: str, why: str
) -> None:
    item = {"text": "Leave by the back door.", "state": "chosen", "carry": carry}
    add(session, case, "safety_plan", {"items": [item], "review": "2026-12-20"})
    for document in ("full_plan", "file_copy"):
        view = papers.preview(session, PaperRequest(id_of(case), document))
        named = [one for one in view.warnings if one == f"Left off: “Leave by the back door.”. {why}"]
        assert bool(named) == (bool(why) and document == "full_plan")


def test_a_card_counts_in_short_words_and_a_plan_in_full_ones(session: Session) -> None:
    case = planned(session, "sm_call_999")
    card, full = (papers.preview(session, PaperRequest(id_of(case), one)) for one in ("pocket_card", "full_plan"))
    assert "in short words" in card.counts_words
    assert "in short words" not in full.counts_words


def test_a_service_to_tick_says_what_the_office_knows_of_it(session: Session) -> None:
    case = planned(session, "sm_call_999")
    (line,) = [one for one in papers.preview(session, PaperRequest(id_of(case), "full_plan")).services
               if one.id == f"sv_{HELPLINE}"]  # fmt: skip
    assert (line.state, line.ticked) == ("tick", False)
    assert line.note


@pytest.mark.parametrize(
    ("name", "reason", "field"),
    [
        ("Darren Holt", "", "for_whom"),
        ("Darren Holt", "She wants it", "for_whom"),  # no reason makes a copy for them
        ("Una Holt", "", "override"),
        ("Una Holt", "She wants it", ""),
        ("Imogen Vale", "", ""),
    ],
)
def test_whom_a_safe_persons_copy_is_for_is_held_against_the_case(
    session: Session, case: Saved, name: str, reason: str, field: str
) -> None:
    add(session, case, "person", {"role": "perpetrator", "name": "Darren Holt"})
    add(session, case, "person", {"role": "their_family", "name": "Una Holt", "relation": "his mother"})
    raw = {"document": "safe_person", "how": "printed", "copy_number": 1, "pages": 1, "state": "out",
           "for_whom": name, "agreed": True, "override": reason or None}  # fmt: skip
    if not field:
        assert add(session, case, "paper", raw).entry
        return
    with pytest.raises(InvalidAnswer) as caught:
        add(session, case, "paper", raw)
    assert caught.value.field == field


def test_a_hand_over_says_the_four_latest_things_the_newest_first(session: Session, case: Saved) -> None:
    for day, form in ((17, "contact"), (18, "incident"), (19, "contact"), (20, "incident"), (21, "contact")):
        told = {"happened": f"2026-11-{day}"}
        talk = {"method": "phone", "direction": "in", "with_whom": "victim", "fact": "Talked."}
        add(session, case, form, told | (talk if form == "contact" else {"what": "Rang.", "basis": "report"}))
    page = repr(hand_over_page(session, id_of(case), 1, "ABCD"))
    assert re.findall(r"(\d\d) Nov\W+(Contact|Incident): ", page) == [
        ("21", "Contact"), ("20", "Incident"), ("19", "Contact"), ("18", "Incident"),
    ]  # fmt: skip


@pytest.mark.parametrize("document", [*DOCUMENT_IDS, *FROM_RECORD, "disclosure", "spoken"])
def test_the_measures_of_a_plan_stand_on_its_papers_and_are_read_aloud(document: str) -> None:
    held = {
        "full_plan",
        "plain_sheet",
        "pocket_card",
        "large_print",
        "easy_words",
        "safe_person",
        "file_copy",
        "spoken",
    }
    assert holds_plan(document) is (document in held)


def test_a_file_with_a_password_opens_with_it_alone_and_says_the_same(shared: Session) -> None:
    view = papers.preview(shared, PaperRequest(id_of(new_case(shared)), "leaflet"))
    locked = papers.encrypt(shared, view, "four words of ours")
    assert locked.pdf != view.pdf
    with pytest.raises(PasswordError):
        pikepdf.open(io.BytesIO(locked.pdf))
    with pikepdf.open(io.BytesIO(locked.pdf), password="four words of ours") as document:
        assert len(document.pages) == view.pages
