"""The hand-over summary: safe contact first, everything a colleague needs, on two or three tagged pages."""

from __future__ import annotations

import io
from datetime import UTC, datetime, timedelta

import pikepdf
import pypdfium2

from hru_advocate.casework.paper.papers import PaperRequest, preview
from hru_advocate.casework.records.entries import Saved, keep_draft
from hru_advocate.casework.session import Session
from tests.casework.closing.closed_cases import close
from tests.casework.open_sessions import add, id_of
from tests.fixed_clock import FixedClock

WAY: dict[str, object] = {"method": "mobile", "number": "07700 900417", "days": ["mon"], "from": "09:00", "to": "12:00"}


def text_of(data: bytes) -> str:
    document = pypdfium2.PdfDocument(data)
    return " ".join(" ".join(page.get_textpage().get_text_range() for page in document).split())


def fill(session: Session, case: Saved) -> None:
    add(
        session,
        case,
        "safe_contact",
        {"may_contact": "yes", "ways": [WAY], "confirmed": "2026-11-20", "code_word": "blue"},
    )
    add(session, case, "person", {"role": "perpetrator", "name": "Ash Other", "relation": "former partner"})
    add(session, case, "risk_conversation", {
        "held_on": "2026-11-20", "worries_most": "That he will be in the car park again.",
        "rf_very_frightened": {"present": True, "how": ["victim_said"]},
    })  # fmt: skip
    add(session, case, "judgement", {
        "level": "high", "reason": "Followed twice.", "made_on": "2026-11-20", "review": "2026-12-20",
    })  # fmt: skip
    add(session, case, "hearing", {"what_for": "trial", "on": "2026-12-14", "court": "Exampleton"})
    add(session, case, "order", {"kind": "nmo", "stage": "made", "made_on": "2026-10-01", "until": "2027-10-01"})
    for number in range(30):
        add(session, case, "action", {"what": f"Step {number}", "owner": "us", "due": "2026-11-30", "state": "open"})


def test_it_says_everything_in_order_on_three_pages_at_most_and_no_number(session: Session, case: Saved) -> None:
    fill(session, case)
    view = preview(session, PaperRequest(id_of(case), "hand_over"))
    text = text_of(view.pdf)
    wanted = (
        "Hand-over summary", "Mo Example", "Safe contact", "mobile ending 417", "in her or his words",
        "That he will be in the car park again.", "What is owed", "Step 0", "more, in the record", "14 Dec",
        "Open risks", "High, 20 Nov 2026", "Followed twice.", "Orders, bail, licences Non-molestation order",
        "There is no signed-off plan yet.", "People", "Ash Other",
    )  # fmt: skip
    places = [text.find(words) for words in wanted]
    assert -1 not in places, [words for words in wanted if words not in text]
    assert places == sorted(places)
    assert 2 <= view.pages <= 3
    assert "07700 900417" not in text
    assert "blue" not in text


def test_a_draft_of_the_plan_is_said_to_whoever_takes_the_case_over(session: Session, case: Saved) -> None:
    row = {"measure": "ms_phone_charged", "state": "chosen"}
    keep_draft(session, "d1", "safety_plan", {"items": [row, row]}, case=id_of(case))
    text = text_of(preview(session, PaperRequest(id_of(case), "hand_over")).pdf)
    assert "There is no signed-off plan yet. A draft of 2 measures, last written" in text
    assert "stands open: it is not signed off." in text


def test_it_is_tagged_and_says_when_the_case_is_closed(session: Session, case: Saved) -> None:
    close(session, case)
    view = preview(session, PaperRequest(id_of(case), "hand_over"))
    with pikepdf.open(io.BytesIO(view.pdf)) as document:
        assert "/StructTreeRoot" in document.Root
        assert bool(document.Root.MarkInfo.Marked)
    assert "Closed 23 Nov 2026: nothing here reminds any more but its review and how it went." in text_of(view.pdf)


def test_an_order_that_ended_and_what_is_late_are_said_as_such(session: Session, case: Saved) -> None:
    ended = {"kind": "nmo", "stage": "made", "made_on": "2025-10-01", "until": "2026-11-17"}
    add(session, case, "order", ended)
    add(session, case, "hearing", {"what_for": "trial", "on": "2026-11-16", "court": "Exampleton"})
    add(session, case, "contact", {
        "happened": "2026-11-10", "method": "phone", "direction": "in", "with_whom": "victim",
        "fact": "Calm.", "next_contact": "2026-11-24", "next_for": "about the locks",
    })  # fmt: skip
    session.clock = FixedClock(datetime(2026, 11, 26, 10, 0, tzinfo=UTC), step=timedelta(milliseconds=7))
    text = text_of(preview(session, PaperRequest(id_of(case), "hand_over")).pdf)
    assert "Ended: nobody can rely on them Non-molestation order ended 17 Nov" in text
    assert "Orders, bail, licences" not in text
    assert "Late 16 Nov: How did it go? Hearing: Trial, Exampleton" in text
    assert "17 Nov: Non-molestation order has ended: say what comes now" in text
    assert "Contact: about the locks, us, Tue 24 Nov 2026, late" in text


def test_an_order_is_told_whatever_it_is_called(session: Session, case: Saved) -> None:
    """Dates of promises to get in touch were left out by their first word, and with them what was only called so."""
    called = {"kind": "other", "called": "Contact order", "stage": "made", "made_on": "2025-10-01"}
    add(session, case, "order", called | {"until": "2026-11-17"})
    text = text_of(preview(session, PaperRequest(id_of(case), "hand_over")).pdf)
    assert "17 Nov: Contact order has ended: say what comes now" in text


def test_nothing_late_and_nothing_ended_is_not_said(session: Session, case: Saved) -> None:
    add(session, case, "hearing", {"what_for": "trial", "on": "2026-12-14", "court": "Exampleton"})
    order = {"kind": "nmo", "stage": "made", "made_on": "2026-10-01", "until": "2027-10-01", "served_on": "2026-10-02"}
    add(session, case, "order", order)
    text = text_of(preview(session, PaperRequest(id_of(case), "hand_over")).pdf)
    assert "Late " not in text
    assert "nobody can rely" not in text


def test_known_risks_are_named_before_those_without_cover(session: Session, case: Saved) -> None:
    add(session, case, "risk_conversation", {
        "held_on": "2026-11-20",
        "rf_gifts_letters": {"present": True, "how": ["victim_said"], "words": "A card, every week."},
        "rf_strangulation": {"present": True, "how": ["victim_said"], "last": "2026-10-12",
                             "words": "He put his hands round my neck."},
        "rf_threat_to_kill": {"present": False, "how": ["victim_said"]},
    })  # fmt: skip
    add(session, case, "incident", {
        "happened": "2026-11-21", "basis": "report", "what": "Watched.", "signs": ["rf_watching_following"],
    })  # fmt: skip
    text = text_of(preview(session, PaperRequest(id_of(case), "hand_over")).pdf)
    label = session.product.label
    wanted = (
        "Known risks High harm first",
        f"{label('rf_strangulation')} (high harm), last 12 Oct 2026. “He put his hands round my neck.”",
        label("rf_gifts_letters"), "“A card, every week.”", "Without cover",
    )  # fmt: skip
    places = [text.find(words) for words in wanted]
    assert -1 not in places, [words for words in wanted if words not in text]
    assert places == sorted(places)
    known = text[places[0] : places[-1]]
    assert label("rf_watching_following") in known
    assert label("rf_threat_to_kill") not in text


def test_of_many_risks_none_of_high_harm_is_counted_away(session: Session, case: Saved) -> None:
    factors = session.product.library.risk.factors
    fields = session.forms.newest("risk_conversation").by_id
    told: dict[str, object] = {one.id: {"present": True, "how": ["victim_said"]} for one in factors if one.id in fields}
    assert sum(one.high_harm for one in factors if one.id in told) > 8
    add(session, case, "risk_conversation", {"held_on": "2026-11-20"} | told)
    text = text_of(preview(session, PaperRequest(id_of(case), "hand_over")).pdf)
    known = text[text.find("Known risks") : text.find("Without cover")]
    assert [one.label for one in factors if one.id in told and " ".join(one.label.split()) not in known] == []
    assert known.find("Also:") > known.rfind("(high harm)")


def test_where_nothing_was_asked_nothing_is_said_to_have_a_measure(session: Session, case: Saved) -> None:
    text = text_of(preview(session, PaperRequest(id_of(case), "hand_over")).pdf)
    assert "has a measure of its own" not in text
    assert "No risk of the risk conversation is known in the record, so none is without cover" in text
    assert "says nothing of what was never asked" in text


def test_no_day_stands_by_another_on_the_page(session: Session, case: Saved) -> None:
    add(session, case, "risk_conversation", {
        "held_on": "2026-11-20", "rf_gifts_letters": {"present": True, "how": ["victim_said"], "last": "yesterday"},
    })  # fmt: skip
    add(session, case, "contact", {
        "happened": "today", "method": "phone", "direction": "in", "with_whom": "victim", "fact": "Calm.",
        "next_contact": "2026-11-24", "next_for": "about the locks",
    })  # fmt: skip
    add(session, case, "hearing", {"what_for": "trial", "on": "2026-11-24", "court": "Exampleton"})
    for what, more in {
        "Fit locks": {"due": "2026-11-20"}, "Ring": {"due": "2026-11-27"}, "Write": {"due": "2026-11-23"},
        "Ask": {"due": "2026-12-01", "state": "not_yet", "because": "Nobody is there."},
        "See": {}, "Look": {"owner": "police", "chase_on": "2026-11-25"},
    }.items():  # fmt: skip
        add(session, case, "action", {"what": what, "owner": "us", "state": "open"} | more)
    add(session, case, "flag", {
        "kind": "not_alone", "what": "a dog", "agreed_by": "Sgt Example", "agreed_on": "2026-11-10",
        "review": "2026-12-20", "told": "yes",
    })  # fmt: skip
    text = text_of(preview(session, PaperRequest(id_of(case), "hand_over")).pdf)
    for wanted in (
        "Fit locks, Us, due Fri 20 Nov 2026, late", "Ring, Us, due Fri 27 Nov 2026", "Write, Us, due Mon 23 Nov 2026",
        "Ask, Us, due Tue 1 Dec 2026 · cannot be done yet", "See, Us, no day set",
        "Look, Police, no day set · ask after it 25 Nov 2026", "24 Nov: Hearing", "23 Nov: Contact", "last 22 Nov 2026",
        "Do not visit alone. A dog. Agreed by Sgt Example on 10 Nov 2026. Look again 20 Dec 2026.",
    ):  # fmt: skip
        assert wanted in text, wanted
    for near in ("today", "Today", "yesterday", "tomorrow", "days late", "due Fri ."):
        assert near not in text, near


def test_what_is_known_of_the_circumstances_stands_beside_the_risks(session: Session, case: Saved) -> None:
    add(session, case, "person", {"role": "perpetrator", "name": "Ash Other", "works_for": "police"})
    add(session, case, "person", {"role": "victim", "name": "Mo Example", "born": "16", "access_needs": ["deaf"]})
    text = text_of(preview(session, PaperRequest(id_of(case), "hand_over")).pdf)
    there = text[text.find("Circumstances") : text.find("Open risks and needs")]
    for fact in ("ci_other_in_police", "ci_under_18", "ci_deaf"):
        assert session.product.label(fact) in there
