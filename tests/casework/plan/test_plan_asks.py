"""An event recorded since the plan was signed off makes it due: on Today, on the case, at the sign-off."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from hru_advocate.casework import counter, today
from hru_advocate.casework.cases import cases
from hru_advocate.casework.plan.review_requests import asks_for_review, review_of
from hru_advocate.casework.product import shipped
from hru_advocate.casework.records import entries
from hru_advocate.casework.records.entries import Saved, save
from hru_advocate.casework.session import Session
from hru_advocate.casework.vault import checks, opening, rebuilding
from hru_advocate.store import views
from tests.casework.open_sessions import AUTHOR, NOW, add, home_at, id_of, new_case
from tests.fixed_clock import FixedClock
from tests.keys.stand_ins import MemoryKeychain

PLAN: dict[str, object] = {
    "items": [{"text": "Ring 999.", "state": "chosen", "carry": "carry", "section": "emergency"}],
    "review": "2026-12-07",
}


def contact(*triggers: str, when: str = "today") -> dict[str, object]:
    return {
        "happened": when, "method": "phone", "direction": "in", "with_whom": "victim", "fact": "Rang.",
        "triggers": list(triggers),
    }  # fmt: skip


def asked(session: Session, case: Saved) -> list[str]:
    """What asks for a new look; the case row, Today and the case's head must say the same."""
    found = [ask.trigger for ask in asks_for_review(session, id_of(case))]
    row = views.case_row(session.vault, id_of(case))
    lines = [line.what for line in today.look(session).reviews if line.label.case == case.case]
    assert list(row.review_asks) == found
    review = review_of(session, id_of(case))
    assert cases.case_page(session, id_of(case)).line.review_due == review.day
    if found:
        assert [line.due.day for line in today.look(session).reviews if line.label.case == case.case] == [review.day]
    assert any("look again, because" in line for line in lines) == bool(found)
    assert ("because" in cases.case_page(session, id_of(case)).plan_line) == bool(found)
    return found


def test_an_event_after_the_sign_off_makes_the_plan_due_until_a_newer_version(session: Session, case: Saved) -> None:
    add(session, case, "safety_plan", PLAN)
    assert asked(session, case) == []
    add(session, case, "contact", contact("tr_breach"))
    assert asked(session, case) == ["tr_breach"]
    add(session, case, "contact", contact())
    assert asked(session, case) == ["tr_breach"]
    add(session, case, "safety_plan", PLAN | {"because": ["tr_breach"]})
    assert asked(session, case) == []


def test_without_a_plan_every_event_asks(session: Session, case: Saved) -> None:
    add(session, case, "contact", contact("tr_court_hearing", when="2026-11-20"))
    assert asked(session, case) == ["tr_court_hearing"]


def test_what_was_recorded_before_the_sign_off_is_answered_whenever_it_happened(session: Session, case: Saved) -> None:
    add(session, case, "contact", contact("tr_breach"))
    add(session, case, "safety_plan", PLAN | {"made_on": "2026-11-16"})
    assert asked(session, case) == []
    add(session, case, "contact", contact("tr_arrest", when="2026-11-23"))
    assert asked(session, case) == ["tr_arrest"]


def test_what_is_heard_of_late_asks_too(session: Session, case: Saved) -> None:
    add(session, case, "safety_plan", PLAN)
    add(session, case, "contact", contact("tr_breach", when="2026-11-12"))
    add(session, case, "contact", contact(when="today"))
    assert asked(session, case) == ["tr_breach"]


def test_a_judgement_that_names_an_event_asks_and_the_plan_itself_does_not(session: Session, case: Saved) -> None:
    add(session, case, "safety_plan", PLAN | {"because": ["tr_breach"]})
    assert asked(session, case) == []
    judged = {"level": "high", "reason": "A threat.", "review": "2026-12-01", "prompted_by": ["tr_threat_to_kill"]}
    add(session, case, "judgement", judged)
    assert asked(session, case) == ["tr_threat_to_kill"]


def test_a_correction_that_takes_the_event_back_stops_it(session: Session, case: Saved) -> None:
    add(session, case, "safety_plan", PLAN)
    wrong = add(session, case, "contact", contact("tr_breach"))
    assert asked(session, case) == ["tr_breach"]
    save(session, "contact", contact(), corrects=[wrong.entry], reason="Not a breach")
    assert asked(session, case) == []


def test_today_says_what_asks_and_since_when(session: Session, case: Saved) -> None:
    add(session, case, "safety_plan", PLAN)
    add(session, case, "contact", contact("tr_breach"))
    assert isinstance(session.clock, FixedClock)
    session.clock.advance(timedelta(days=2))
    line = next(line for line in today.look(session).reviews if line.label.case == case.case)
    assert line.what.startswith("Safety plan: look again, because: ")
    assert session.product.library.trigger("tr_breach").label[1:] in line.what
    assert (line.due.over_days, line.due.words) == (2, "2 days over")
    assert [one.label.case for one in today.look(session).reviews].count(id_of(case)) == 1
    assert counter.counts(session).today == 1
    review = review_of(session, id_of(case))
    assert (review.due, review.day) == (True, line.due.day)
    assert review.sentence.startswith("Look again, because: ")
    assert any("because" in one.words and one.over for one in cases.next_dates(session, id_of(case)))


def test_a_plan_is_asked_for_once_though_the_clock_was_ahead_when_its_event_and_its_order_were_written(
    session: Session, case: Saved
) -> None:
    add(session, case, "safety_plan", PLAN)
    right = session.clock
    session.clock = FixedClock(NOW + timedelta(days=20), step=timedelta(milliseconds=7))
    add(session, case, "contact", contact("tr_breach"))
    add(session, case, "order", {"kind": "nmo", "stage": "made", "made_on": "2026-11-20"})
    session.clock = right
    page = today.look(session)
    plans = [line for line in page.reviews if line.what.startswith("Safety plan")]
    assert len(plans) == len(page.reviews) == 1
    assert "is broken" in plans[0].what
    assert counter.counts(session).today == 1 + sum(one.due.over_days >= 0 for one in page.dates)


def test_a_plan_that_is_over_its_own_date_keeps_that_date(session: Session, case: Saved) -> None:
    add(session, case, "safety_plan", PLAN | {"review": "2026-11-30"})
    assert isinstance(session.clock, FixedClock)
    session.clock.advance(timedelta(days=10))
    assert review_of(session, id_of(case)).sentence == "Look again: 3 days over"
    assert cases.case_page(session, id_of(case)).plan_line == "look again: 3 days over"
    add(session, case, "contact", contact("tr_breach"))
    line = next(line for line in today.look(session).reviews if line.label.case == case.case)
    assert (line.due.over_days, "because" in line.what) == (3, True)
    assert views.case_row(session.vault, id_of(case)).review_due == "2026-11-30"


def test_several_events_are_told_once_each_the_first_first(session: Session, case: Saved) -> None:
    first = add(session, case, "contact", contact("tr_breach"))
    add(session, case, "contact", contact("tr_arrest", "tr_breach"))
    found = asks_for_review(session, id_of(case))
    assert [ask.trigger for ask in found] == ["tr_breach", "tr_arrest"]
    assert (found[0].entry, found[0].title, found[0].day_words) == (first.entry, "Contact", "today")
    assert found[0].soon
    assert found[0].checks


def test_it_is_kept_over_a_restart_and_a_rebuild(tmp_path: Path) -> None:
    chain = MemoryKeychain()
    home = home_at(tmp_path / "vault", chain)
    words = opening.suggest_passphrase(4, AUTHOR)
    opened, _created = opening.create(home, words, author=AUTHOR, with_keychain=True)
    case = new_case(opened.session)
    add(opened.session, case, "safety_plan", PLAN)
    add(opened.session, case, "contact", contact("tr_breach"))
    opening.lock(opened)
    again, _unlocked = opening.unlock(home_at(tmp_path / "vault", chain), words)
    assert asked(again.session, case) == ["tr_breach"]
    rebuilding.rebuild(again.session)
    assert asked(again.session, case) == ["tr_breach"]
    assert checks.verify(again.session).lines == ()
    opening.lock(again)


def test_a_closed_door_is_not_knocked_at(session: Session) -> None:
    declined = new_case(session, decision="decline", decision_reason="Not for us")
    add(session, declined, "contact", contact("tr_breach"))
    assert today.look(session).reviews == ()


def test_the_quick_reading_of_event_words_is_the_whole_one() -> None:
    product = shipped()
    assert product.events == {one.id: one.label for one in product.library.risk.triggers}


def test_what_asks_is_offered_as_the_reason_of_the_next_version(session: Session, case: Saved) -> None:
    def offered(corrects: tuple[str, ...] = (), draft: str | None = None) -> object:
        begun = entries.start(session, "safety_plan", case=case.case, corrects=corrects, draft=draft)
        answer = begun.raw.get("because")
        return answer.value if answer else None

    first = add(session, case, "safety_plan", PLAN | {"because": ["tr_arrest"]})
    assert offered() is None
    assert offered(corrects=(first.entry,)) == ("tr_arrest",)
    add(session, case, "contact", contact("tr_breach"))
    assert offered() == ("tr_breach",)
    assert offered(corrects=(first.entry,)) == ("tr_arrest", "tr_breach")
    entries.keep_draft(session, "draft-1", "safety_plan", {"own_words": "x"}, case=case.case)
    assert offered(draft="draft-1") == ("tr_breach",)
    entries.keep_draft(session, "draft-2", "safety_plan", {"because": ["tr_arrest"]}, case=case.case)
    loose = entries.start(session, "safety_plan", draft="draft-2").raw["because"]
    assert list(loose.value) == ["tr_arrest"]
