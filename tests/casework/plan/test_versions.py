"""The versions of a plan: all of them, those written apart too, and what changed from any to any other."""

from __future__ import annotations

import pypdfium2
import pytest

from hru_advocate.casework import today
from hru_advocate.casework.cases import cases
from hru_advocate.casework.paper import papers
from hru_advocate.casework.paper.papers import PaperRequest
from hru_advocate.casework.plan import planning
from hru_advocate.casework.plan.current import plan_now
from hru_advocate.casework.plan.knowledge import DISAGREES, current_plan
from hru_advocate.casework.plan.review_requests import asks_for_review
from hru_advocate.casework.plan.versions import NoSuchVersion, compare, version, versions
from hru_advocate.casework.records.entries import Saved, save
from hru_advocate.casework.session import Session
from hru_advocate.casework.vault import checks
from hru_advocate.store.ledger.ledger import NewEntry
from tests.casework.open_sessions import add, id_of
from tests.casework.vault.apart import write_apart

Row = dict[str, object]
RING: Row = {
    "text": "Ring 999.",
    "state": "chosen",
    "carry": "carry",
    "section": "emergency",
    "measure": ["sm_call_999"],
}
LOCK: Row = {
    "text": "Lock the back door each night.", "state": "chosen", "carry": "carry", "section": "home", "who": "me",
    "answers": ["rf_watching_following"],
}  # fmt: skip
DESK: Row = {
    "text": "Tell reception what he looks like.", "state": "chosen", "carry": "carry", "section": "work_college",
    "answers": ["rf_very_frightened"],
}  # fmt: skip
RISK: Row = {"held_on": "today", "rf_watching_following": {"present": True}, "rf_very_frightened": {"present": True}}


def plan(*items: Row, review: str = "2026-12-07", **more: object) -> Row:
    return {"items": [dict(item) for item in items], "review": review, **more}


def written_apart(session: Session, case: Saved) -> tuple[Saved, str]:
    """A first version, then ours and a colleague's; ours is the newer entry here."""
    first = add(session, case, "safety_plan", plan(RING, what_changed="First plan."))
    ours_plan = plan(RING, LOCK, DESK, what_changed="After the visit.")
    ours = save(session, "safety_plan", ours_plan, corrects=[first.entry], reason="After the visit.")
    theirs_plan = plan(RING, {**LOCK, "carry": "speak"}, review="2026-12-01", services=["sv_paladin"])
    theirs = write_apart(session, first.entry, theirs_plan, "She rang me")
    return ours, theirs


def test_every_version_is_listed_newest_first_with_what_was_typed_and_what_changed(
    session: Session, case: Saved
) -> None:
    add(session, case, "safety_plan", plan(RING, what_changed="First plan."))
    changed = plan({**RING, "carry": "keep"}, LOCK, what_changed="He was outside.", because=["tr_breach"])
    add(session, case, "safety_plan", changed)
    held = versions(session, id_of(case))
    assert [line.number for line in held.lines] == [2, 1]
    newest, first = held.lines
    assert (newest.current, first.current) == (True, False)
    assert (newest.what_changed, first.what_changed) == ("He was outside.", "First plan.")
    assert newest.because == (session.product.library.trigger("tr_breach").label,)
    assert newest.counts_words == "2 measures: 1 carried, 1 kept with us"
    assert newest.found == "1 added, 1 changed"
    assert (first.found, first.counts_words) == ("The first version", "1 measure: 1 carried")
    assert (newest.after, newest.apart, held.disagrees) == ((1,), (), False)
    assert newest.author == "Robin Example"
    assert newest.signed_words.startswith("23 Nov 2026, 10:00")


def test_one_version_is_read_in_full(session: Session, case: Saved) -> None:
    whole = plan(
        RING, {**LOCK, "words": "I lock it twice.", "decision": "yes"}, own_words="I want to sleep.",
        wishes=[{"wish": "wish_1", "words": "to sleep"}], services=["sv_paladin"],
        own_numbers=[{"label": "Mum", "number": "01632 960001"}],
    )  # fmt: skip
    add(session, case, "safety_plan", whole)
    page = version(session, id_of(case), 1)
    assert dict(page.whole) == {
        "In her or his own words": "“I want to sleep.”",
        "Wish": "“to sleep”",
        "Services": session.product.label("sv_paladin"),
        "Own numbers": "Mum 01632 960001",
        "Look at the plan again by": "7 Dec 2026",
    }
    assert [section.title for section in page.sections] == ["In an emergency", "At home"]
    lock = page.sections[1].measures[0]
    assert (lock.quote, lock.carry_words, lock.state_words) == ("I lock it twice.", "Carried", "Chosen")
    assert lock.notes[0] == "me · she or he said yes"
    assert lock.notes[1].startswith("Answers: ")


def test_any_two_are_compared_part_by_part(session: Session, case: Saved) -> None:
    add(session, case, "safety_plan", plan(RING, LOCK))
    add(session, case, "safety_plan", plan(RING, {**LOCK, "carry": "speak"}))
    add(session, case, "safety_plan", plan({**RING, "who": "me"}, DESK, review="2026-12-20"))
    found = compare(session, id_of(case), 1, 3)
    assert found.summary == "1 added, 1 taken out, 1 changed, the day to look again changed"
    parts = {section.title: [part.mark for part in section.parts] for section in found.sections}
    assert parts == {
        "The whole plan": ["changed"],
        "In an emergency": ["changed"],
        "At home": ["taken out"],
        "At work or college": ["added"],
    }
    emergency = found.sections[1].parts[0]
    assert emergency.sentences == ("Now done by me",)
    assert (emergency.old, emergency.new) != (None, None)
    assert compare(session, id_of(case), 2, 2).summary == "Nothing changed"
    assert compare(session, id_of(case), 3, 1).summary == found.summary
    assert found.sections[0].parts[0].old_words == "7 Dec 2026"


@pytest.mark.parametrize("number", [0, -1, 2])
def test_a_version_that_is_not_there_is_refused(session: Session, case: Saved, number: int) -> None:
    add(session, case, "safety_plan", plan(RING))
    for ask in (lambda: version(session, id_of(case), number), lambda: compare(session, id_of(case), 1, number)):
        with pytest.raises(NoSuchVersion):
            ask()


def test_without_a_plan_there_is_nothing_to_list(session: Session, case: Saved) -> None:
    held = versions(session, id_of(case))
    assert (held.lines, held.disagrees, held.review.due) == ((), False, False)
    assert plan_now(session, id_of(case)).current == ()


def test_two_versions_written_apart_are_both_shown_until_one_settles_them(session: Session, case: Saved) -> None:
    ours, theirs = written_apart(session, case)
    held = versions(session, id_of(case))
    assert held.disagrees
    assert held.can_settle
    assert {line.entry for line in held.lines if line.current} == {ours.entry, theirs}
    assert {line.number: (line.after, line.apart) for line in held.lines} == {
        1: ((), ()), 2: ((1,), (3,)), 3: ((1,), (2,)),
    }  # fmt: skip
    assert next(line for line in held.lines if line.entry == theirs).author == "B. Colleague"
    both = [ours.entry, theirs]
    save(session, "safety_plan", plan(RING, LOCK, what_changed="Asked her."), corrects=both, reason="Asked her.")
    settled = versions(session, id_of(case))
    assert not settled.disagrees
    newest = settled.lines[0]
    assert (newest.number, newest.after, newest.current, newest.apart) == (4, (2, 3), True, ())
    assert newest.found == (
        "Against version 2: 1 taken out; against version 3: 1 changed, services changed, the day to look again changed"
    )
    assert checks.verify(session).lines == ()


def test_while_they_disagree_the_safer_holds_everywhere(session: Session, case: Saved) -> None:
    add(session, case, "risk_conversation", RISK)
    written_apart(session, case)
    held = current_plan(session, id_of(case))
    marks = {item.text: (item.live, item.stands, item.carry) for item in held.items}
    assert marks[str(RING["text"])] == (True, True, "carry")
    assert marks[str(LOCK["text"])] == (True, True, "speak")
    assert marks[str(DESK["text"])] == (False, True, "speak")
    assert held.services == ()
    assert [row.id for row in planning.still_open(session, id_of(case)).rows] == ["rf_very_frightened"]
    now = plan_now(session, id_of(case))
    assert now.disagrees
    assert [one.label for one in now.open] == [session.product.label("rf_very_frightened")]
    assert [one.agreed for section in now.sections for one in section.measures] == [True, True, False]
    assert cases.case_page(session, id_of(case)).line.review_due == held.review
    assert [line.due for line in today.look(session).reviews if line.label.case == case.case] == []
    suggested = {row.suggestion.measure: row.suggestion.in_plan for row in planning.suggest_for(session, id_of(case))}
    assert suggested.get("sm_call_999", True)


def text_of(pdf: bytes) -> str:
    with pypdfium2.PdfDocument(pdf) as document:
        return "\n".join(page.get_textpage().get_text_range() for page in document)


@pytest.mark.parametrize("document", ["full_plan", "plain_sheet", "pocket_card", "large_print"])
def test_paper_holds_only_what_every_version_carries_and_says_so(session: Session, case: Saved, document: str) -> None:
    written_apart(session, case)
    view = papers.preview(session, PaperRequest(id_of(case), document))
    assert DISAGREES in view.warnings
    words = text_of(view.pdf).replace("\r\n", " ").replace("\n", " ")
    assert "999" in words
    assert "back door" not in words
    assert "reception" not in words


def test_a_draft_settles_nothing_on_paper_before_it_is_signed_off(session: Session, case: Saved) -> None:
    written_apart(session, case)
    draft = plan(RING, LOCK, DESK)
    view = papers.preview(session, PaperRequest(id_of(case), "full_plan", raw=draft))
    assert DISAGREES in view.warnings
    assert "back door" not in text_of(view.pdf)


def test_the_file_copy_says_what_stands_in_one_version_only(session: Session, case: Saved) -> None:
    written_apart(session, case)
    words = " ".join(text_of(papers.preview(session, PaperRequest(id_of(case), "file_copy")).pdf).split())
    assert "Stands in one version of the plan only; the versions disagree" in words


def test_without_a_disagreement_nothing_is_said_of_it(session: Session, case: Saved) -> None:
    add(session, case, "safety_plan", plan(RING, LOCK))
    view = papers.preview(session, PaperRequest(id_of(case), "full_plan"))
    assert DISAGREES not in view.warnings
    assert "back door" in text_of(view.pdf)


def test_an_event_that_one_of_two_versions_could_not_know_of_asks(session: Session, case: Saved) -> None:
    first = add(session, case, "safety_plan", plan(RING))
    save(session, "safety_plan", plan(RING, LOCK), corrects=[first.entry], reason="After the visit.")
    contact = {
        "happened": "today", "method": "phone", "direction": "in", "with_whom": "victim", "fact": "Rang.",
        "triggers": ["tr_breach"],
    }  # fmt: skip
    add(session, case, "contact", contact)
    write_apart(session, first.entry, plan(RING), "She rang me")
    assert [ask.trigger for ask in asks_for_review(session, id_of(case))] == ["tr_breach"]
    assert any("look again, because" in line.what for line in today.look(session).reviews)
    assert "because" in cases.case_page(session, id_of(case)).plan_line


def test_a_version_that_was_erased_keeps_its_place_and_shows_nothing(session: Session, case: Saved) -> None:
    first = add(session, case, "safety_plan", plan(RING, what_changed="Words that had to go."))
    add(session, case, "safety_plan", plan(RING, LOCK))
    erase(session, case, first.entry)
    lines = versions(session, id_of(case)).lines
    assert [(line.number, line.erased) for line in lines] == [(2, False), (1, True)]
    assert (lines[1].what_changed, lines[1].found) == ("", "Erased by authority")
    assert lines[0].found == "The version before was erased by authority"
    assert version(session, id_of(case), 1).sections == ()
    erase(session, case, lines[0].entry)
    assert [line.current for line in versions(session, id_of(case)).lines] == [False, False]


def erase(session: Session, case: Saved, entry: str) -> None:
    record = next(line for line in versions(session, id_of(case)).lines if line.number == 1).entry
    erasure = session.new_id()
    session.append(
        NewEntry(
            id=erasure, device=session.device.device_id, record=record, form="safety_plan", version=2,
            author=session.author,
            recorded=session.clock.stamp(), body=b"{}", case=case.case, kind="erasure", parents=(entry,),
        )
    )  # fmt: skip
