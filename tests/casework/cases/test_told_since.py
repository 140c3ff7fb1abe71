"""Rules of safe contact that were confirmed before something was told against them are no longer green."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from hru_advocate.casework.next_steps import next_steps
from hru_advocate.casework.people.safe_contact import OutsideRules, reveal_safe_contact, safe_for_paper, safe_now
from hru_advocate.casework.records.entries import Saved, save
from hru_advocate.casework.session import Session
from hru_advocate.domain.moments import day_in_words
from hru_advocate.domain.people.contact_now import SafeNow
from hru_advocate.store import views
from tests.casework.open_sessions import REFERRAL, add, id_of, new_case

Raw = dict[str, Any]
TEXT: Raw = {"method": "text", "number": "07700 900123"}
RING: Raw = {"method": "mobile", "number": "07700 900123"}
LANDLINE: Raw = {"method": "landline", "number": "01632 960123"}
POST: Raw = {"method": "post", "address": "1 Test Street"}
MEET: Raw = {"method": "in_person"}
SEARCHED: Raw = {"ci_phone_searched": True}


def rules(*ways: Raw, confirmed: str = "2026-11-12", **more: Any) -> Raw:
    return {"may_contact": "yes", "confirmed": confirmed, "ways": list(ways), **more}


def now(session: Session, case: Saved) -> SafeNow:
    return safe_now(session, views.case_row(session.vault, id_of(case)))


@pytest.mark.parametrize(
    ("agreed", "told", "short"),
    [
        ((TEXT,), SEARCHED, "confirm first"),
        ((RING,), SEARCHED, "confirm first"),
        ((TEXT,), {"ci_device_monitored": True}, "confirm first"),
        ((LANDLINE,), SEARCHED, "Ring now"),
        ((LANDLINE,), {"lives_together": "together"}, "confirm first"),
        ((MEET,), {"lives_together": "some_nights"}, "confirm first"),
        ((POST,), {"ci_post_read": True}, "confirm first"),
        ((POST,), SEARCHED, "Post now · do not ring"),
        ((TEXT,), {"ci_post_read": True}, "Text now · do not ring"),
        ((TEXT,), {"ci_phone_searched": False}, "Text now · do not ring"),
        ((TEXT,), {"lives_together": "apart"}, "Text now · do not ring"),
        ((TEXT,), {"ci_belongings_searched": True}, "Text now · do not ring"),
    ],
)
def test_what_was_told_after_the_rules_were_confirmed_asks_for_them_anew(
    session: Session, agreed: tuple[Raw, ...], told: Raw, short: str
) -> None:
    case = new_case(session)
    add(session, case, "safe_contact", rules(*agreed))
    add(session, case, "situation", {"asked_on": "2026-11-16"} | told)
    assert now(session, case).short == short


@pytest.mark.parametrize(
    ("confirmed", "asked", "safe"),
    [
        ("2026-11-15", "2026-11-16", False),
        ("2026-11-16", "2026-11-16", True),  # of one day: agreed with her who told it
        ("2026-11-17", "2026-11-16", True),
    ],
)
def test_rules_confirmed_on_that_day_or_after_it_know_of_it(
    session: Session, confirmed: str, asked: str, *, safe: bool
) -> None:
    case = new_case(session)
    add(session, case, "safe_contact", rules(TEXT, confirmed=confirmed))
    add(session, case, "situation", {"asked_on": asked} | SEARCHED)
    assert (now(session, case).safety == "now") is safe


def test_what_was_known_before_and_is_told_again_changes_nothing(session: Session) -> None:
    case = new_case(session, lives_together="together", received="2026-11-10")
    add(session, case, "safe_contact", rules(TEXT))
    add(session, case, "situation", {"asked_on": "2026-11-16", "lives_together": "together"})
    assert now(session, case).safety == "now"


def test_a_correction_counts_from_the_day_it_was_written(session: Session) -> None:
    case = new_case(session)
    talk = add(session, case, "situation", {"asked_on": "2026-11-10", "ci_phone_searched": False})
    add(session, case, "safe_contact", rules(TEXT))
    assert now(session, case).safety == "now"
    told = {"asked_on": "2026-11-10"} | SEARCHED
    save(session, "situation", told, case=case.case, corrects=(talk.entry,), reason="She said so today.")
    assert now(session, case).short == "confirm first"


@pytest.mark.parametrize("form", ["situation", "person", "referral"])
def test_a_correction_of_something_else_tells_nothing_new(session: Session, form: str) -> None:
    """Each mended spelling asked for the ways anew, of what had been agreed with her: soon nobody reads that."""
    first: Raw = {"lives_together": "together", "received": "2026-11-10"} if form == "referral" else {}
    case = new_case(session, **first)
    told = {"situation": {"asked_on": "2026-11-10"} | SEARCHED, "person": {"role": "perpetrator", "name": "Lee Sample"}}
    raw = told.get(form, {}) | ({"lives_together": "together"} if form == "person" else {})
    entry = case.entry if form == "referral" else add(session, case, form, raw).entry
    session.clock.advance(timedelta(days=1))  # type: ignore[attr-defined]  # the tests' own
    add(session, case, "safe_contact", rules(LANDLINE, TEXT, confirmed=session.now().date().isoformat()))
    session.clock.advance(timedelta(days=1))  # type: ignore[attr-defined]  # the tests' own
    whole = REFERRAL | first | {"area": "warrington"} if form == "referral" else raw | {"note": "Spelt so."}
    save(session, form, whole, case=case.case, corrects=(entry,), reason="Spelling.")
    assert now(session, case).safety == "now"


def test_the_day_that_is_said_is_the_one_it_was_told_on(session: Session) -> None:
    case = new_case(session)
    talk = add(session, case, "situation", {"asked_on": "2026-11-10", "ci_phone_searched": False})
    add(session, case, "safe_contact", rules(TEXT))
    told = {"asked_on": "2026-11-10"} | SEARCHED
    save(session, "situation", told, case=case.case, corrects=(talk.entry,), reason="She said so today.")
    today = day_in_words(session.now().date())
    assert f"looked through ({today})" in safe_for_paper(session, id_of(case)).found.rules


def test_a_number_asks_for_its_reason_the_paper_says_why_and_the_step_is_open_again(session: Session) -> None:
    case = new_case(session)
    add(session, case, "safe_contact", rules(TEXT))
    add(session, case, "situation", {"asked_on": "2026-11-16"} | SEARCHED)
    with pytest.raises(OutsideRules):
        reveal_safe_contact(session, id_of(case))
    assert "07700 900123" in reveal_safe_contact(session, id_of(case), "She asked for a text.").words
    since = "Since these rules were confirmed it was told that the phone is looked through (16 Nov 2026)"
    assert safe_for_paper(session, id_of(case)).found.rules.startswith(since)
    step = next_steps(session, id_of(case))[0]
    assert (step.state, step.words) == ("begun", "confirmed 12 Nov 2026, to be agreed anew")


@pytest.mark.parametrize("agreed", [{"may_contact": "they_ring", "ways": []}, {"may_contact": "no", "ways": []}])
def test_what_forbids_contact_stays_as_it_is(session: Session, agreed: Raw) -> None:
    case = new_case(session)
    add(session, case, "safe_contact", rules() | agreed)
    add(session, case, "situation", {"asked_on": "2026-11-16", "lives_together": "together"} | SEARCHED)
    assert now(session, case).safety == "never"
