"""An event recorded since the plan was signed off makes it due: on Today, on the case, at the sign-off."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from hru_advocate.casework import today
from hru_advocate.casework.cases import cases
from hru_advocate.casework.plan.review_requests import asks_for_review, review_of
from hru_advocate.casework.product import Product
from hru_advocate.casework.records import entries
from hru_advocate.casework.records.entries import Saved, save
from hru_advocate.casework.session import Desk
from hru_advocate.casework.vault import checks, opening, rebuilding
from hru_advocate.clock import FixedClock
from hru_advocate.store import views
from tests.casework.desks import AUTHOR, add, home_at, id_of, new_case
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


def asked(desk: Desk, case: Saved) -> list[str]:
    """What asks for a new look; the case row, Today and the case's head must say the same."""
    found = [ask.trigger for ask in asks_for_review(desk, id_of(case))]
    row = views.case_row(desk.vault, id_of(case))
    lines = [line.what for line in today.look(desk).reviews if line.case == case.case]
    assert set(row.asks.split(",")) - {""} <= set(found)
    assert bool(row.asks) == bool(found)
    assert any("look again, because" in line for line in lines) == bool(found)
    assert ("because" in cases.case_page(desk, id_of(case)).plan_line) == bool(found)
    return found


def test_an_event_after_the_sign_off_makes_the_plan_due_until_a_newer_version(desk: Desk, case: Saved) -> None:
    add(desk, case, "safety_plan", PLAN)
    assert asked(desk, case) == []
    add(desk, case, "contact", contact("tr_breach"))
    assert asked(desk, case) == ["tr_breach"]
    add(desk, case, "contact", contact())
    assert asked(desk, case) == ["tr_breach"]
    add(desk, case, "safety_plan", PLAN | {"because": ["tr_breach"]})
    assert asked(desk, case) == []


def test_without_a_plan_every_event_asks(desk: Desk, case: Saved) -> None:
    add(desk, case, "contact", contact("tr_court_hearing", when="2026-11-20"))
    assert asked(desk, case) == ["tr_court_hearing"]


def test_what_was_recorded_before_the_sign_off_is_answered_whenever_it_happened(desk: Desk, case: Saved) -> None:
    add(desk, case, "contact", contact("tr_breach"))
    add(desk, case, "safety_plan", PLAN | {"made_on": "2026-11-16"})
    assert asked(desk, case) == []
    add(desk, case, "contact", contact("tr_arrest", when="2026-11-23"))
    assert asked(desk, case) == ["tr_arrest"]


def test_what_is_heard_of_late_asks_too(desk: Desk, case: Saved) -> None:
    add(desk, case, "safety_plan", PLAN)
    add(desk, case, "contact", contact("tr_breach", when="2026-11-12"))
    add(desk, case, "contact", contact(when="today"))
    assert asked(desk, case) == ["tr_breach"]


def test_a_judgement_that_names_an_event_asks_and_the_plan_itself_does_not(desk: Desk, case: Saved) -> None:
    add(desk, case, "safety_plan", PLAN | {"because": ["tr_breach"]})
    assert asked(desk, case) == []
    judged = {"level": "high", "reason": "A threat.", "review": "2026-12-01", "prompted_by": ["tr_threat_to_kill"]}
    add(desk, case, "judgement", judged)
    assert asked(desk, case) == ["tr_threat_to_kill"]


def test_a_correction_that_takes_the_event_back_stops_it(desk: Desk, case: Saved) -> None:
    add(desk, case, "safety_plan", PLAN)
    wrong = add(desk, case, "contact", contact("tr_breach"))
    assert asked(desk, case) == ["tr_breach"]
    save(desk, "contact", contact(), corrects=[wrong.entry], reason="Not a breach")
    assert asked(desk, case) == []


def test_today_says_what_asks_and_since_when(desk: Desk, case: Saved) -> None:
    add(desk, case, "safety_plan", PLAN)
    add(desk, case, "contact", contact("tr_breach"))
    assert isinstance(desk.clock, FixedClock)
    desk.clock.advance(timedelta(days=2))
    line = next(line for line in today.look(desk).reviews if line.case == case.case)
    assert line.what.startswith("Safety plan: look again, because: ")
    assert desk.product.library.trigger("tr_breach").label[1:] in line.what
    assert (line.over_days, line.due_words) == (2, "2 days over")
    assert [one.case for one in today.look(desk).reviews].count(id_of(case)) == 1
    assert cases.counts(desk).today == 1
    review = review_of(desk, id_of(case))
    assert (review.due, review.day) == (True, line.due)
    assert review.words.startswith("Look again, because: ")
    assert any("because" in one.words and one.over for one in cases.next_dates(desk, id_of(case)))


def test_a_plan_that_is_over_its_own_date_keeps_that_date(desk: Desk, case: Saved) -> None:
    add(desk, case, "safety_plan", PLAN | {"review": "2026-11-30"})
    assert isinstance(desk.clock, FixedClock)
    desk.clock.advance(timedelta(days=10))
    assert review_of(desk, id_of(case)).words == "Look again: 3 days over"
    assert cases.case_page(desk, id_of(case)).plan_line == "look again, 3 days over"
    add(desk, case, "contact", contact("tr_breach"))
    line = next(line for line in today.look(desk).reviews if line.case == case.case)
    assert (line.over_days, "because" in line.what) == (3, True)
    assert views.case_row(desk.vault, id_of(case)).review_due == "2026-12-03"


def test_several_events_are_told_once_each_the_first_first(desk: Desk, case: Saved) -> None:
    first = add(desk, case, "contact", contact("tr_breach"))
    add(desk, case, "contact", contact("tr_arrest", "tr_breach"))
    found = asks_for_review(desk, id_of(case))
    assert [ask.trigger for ask in found] == ["tr_breach", "tr_arrest"]
    assert (found[0].entry, found[0].title, found[0].day_words) == (first.entry, "Contact", "today")
    assert found[0].soon
    assert found[0].checks


def test_it_is_kept_over_a_restart_and_a_rebuild(tmp_path: Path) -> None:
    chain = MemoryKeychain()
    home = home_at(tmp_path / "vault", chain)
    words = opening.suggest_passphrase(4, AUTHOR)
    opened, _created = opening.create(home, words, author=AUTHOR, with_keychain=True)
    case = new_case(opened.desk)
    add(opened.desk, case, "safety_plan", PLAN)
    add(opened.desk, case, "contact", contact("tr_breach"))
    opening.lock(opened)
    again, _unlocked = opening.unlock(home_at(tmp_path / "vault", chain), words)
    assert asked(again.desk, case) == ["tr_breach"]
    rebuilding.rebuild(again.desk)
    assert asked(again.desk, case) == ["tr_breach"]
    assert checks.verify(again.desk).lines == ()
    opening.lock(again)


def test_a_closed_door_is_not_knocked_at(desk: Desk) -> None:
    declined = new_case(desk, decision="decline", decision_reason="Not for us")
    add(desk, declined, "contact", contact("tr_breach"))
    assert today.look(desk).reviews == ()


def test_the_quick_reading_of_event_words_is_the_whole_one() -> None:
    product = Product()
    assert product.events == {one.id: one.label for one in product.library.risk.triggers}


def test_what_asks_is_offered_as_the_reason_of_the_next_version(desk: Desk, case: Saved) -> None:
    def offered(**how: str) -> object:
        answer = entries.start(desk, "safety_plan", case=case.case, **how).raw.get("because")
        return answer.value if answer else None

    first = add(desk, case, "safety_plan", PLAN | {"because": ["tr_arrest"]})
    assert offered() is None
    assert offered(corrects=first.entry) == ("tr_arrest",)
    add(desk, case, "contact", contact("tr_breach"))
    assert offered() == ("tr_breach",)
    assert offered(corrects=first.entry) == ("tr_arrest", "tr_breach")
    entries.keep_draft(desk, "draft-1", "safety_plan", {"own_words": "x"}, case=case.case)
    assert offered(draft="draft-1") == ("tr_breach",)
    entries.keep_draft(desk, "draft-2", "safety_plan", {"because": ["tr_arrest"]}, case=case.case)
    loose = entries.start(desk, "safety_plan", draft="draft-2").raw["because"]
    assert list(loose.value) == ["tr_arrest"]
