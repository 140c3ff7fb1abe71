"""The recall list: which copies exist, which may still be found, and which carry a number or a measure."""

from __future__ import annotations

from datetime import date
from random import Random

import pytest

from hru_advocate.casework.paper import copies, papers
from hru_advocate.casework.paper.copies import Carrying, CopyLine
from hru_advocate.casework.paper.papers import PaperRequest
from hru_advocate.casework.records.entries import Saved, save
from hru_advocate.casework.services import directory
from hru_advocate.casework.session import Session
from hru_advocate.store.ledger import ledger
from tests.casework.open_sessions import add, new_case

HELPLINE = "national_stalking_helpline"
STATES = ("out", "returned", "destroyed", "lost")


def planned(session: Session, *measures: str) -> Saved:
    case = new_case(session)
    items = [
        {"measure": [one], "section": "emergency", "text": session.product.library.measure(one).text,
         "state": "chosen", "carry": "carry"}
        for one in measures
    ]  # fmt: skip
    raw = {"items": items, "services": [f"sv_{HELPLINE}"], "own_numbers": [{"label": "Mum", "number": "01632 960123"}],
           "review": "2026-12-20"}  # fmt: skip
    add(session, case, "safety_plan", raw)
    return case


def printed(session: Session, case: Saved, document: str = "full_plan", **answers: object) -> Saved:
    wanted = PaperRequest(case.case or "", document, frozenset({f"sv_{HELPLINE}"}))
    every = frozenset(tick.id for tick in papers.preview(session, wanted).identifying)
    view = papers.preview(session, PaperRequest(case.case or "", document, wanted.ticks | every))
    return copies.record_copy(session, view, answers, "printed")


def told(session: Session, copy: Saved, state: str) -> None:
    """Record where a copy is now."""
    record = session.heads(copy.case, ["paper"])
    entry = next(one for one in record if one.record == copy.record)
    raw = {field: answer for field, answer in entry.answers.items() if answer.given}
    save(session, "paper", raw | {"state": state}, corrects=[entry.entry], reason="It was found")


def numbers(lines: tuple[CopyLine, ...]) -> set[tuple[str, int]]:
    return {(line.case, line.copy_number) for line in lines}


def test_copies_are_found_by_number_service_and_measure_in_every_case(session: Session) -> None:
    chance = Random(7)
    known: list[tuple[str, int, tuple[str, ...], str]] = []
    for _ in range(4):
        measures = tuple(chance.sample(("sm_call_999", "sm_busy_place", "sm_get_out"), 2))
        case = planned(session, *measures)
        for copy in range(1, 4):
            state = chance.choice(STATES)
            told(session, printed(session, case), state)
            known.append((case.case or "", copy, measures, state))
    for measure in ("sm_call_999", "sm_busy_place", "sm_get_out", "sm_lock_up"):
        found = copies.recall_list(session, Carrying(measure=measure))
        assert numbers(found) == {(case, copy) for case, copy, measures, _state in known if measure in measures}
        out = copies.recall_list(session, Carrying(measure=measure, out_only=True))
        assert numbers(out) == {
            (case, copy) for case, copy, held, state in known if measure in held and state in ("out", "lost")
        }
    every = {(case, copy) for case, copy, _measures, _state in known}
    assert numbers(copies.recall_list(session, Carrying(number="+44 1632 960 123"))) == every
    assert numbers(copies.recall_list(session, Carrying(service=f"sv_{HELPLINE}"))) == every
    assert numbers(copies.recall_list(session, Carrying(service="police_999"))) == every
    assert copies.recall_list(session, Carrying(number="01632 960999")) == ()


def test_a_copy_that_is_out_says_when_its_number_is_another_now(session: Session) -> None:
    directory.confirm(session, HELPLINE, "number", "0808 802 0300", by="Robin", against="rang", on=date(2026, 11, 20))
    case = planned(session, "sm_call_999")
    kept, back = printed(session, case), printed(session, case, "pocket_card")
    told(session, back, "destroyed")
    assert [line.changed for line in copies.copies(session, case.case or "")] == [(), ()]
    directory.confirm(session, HELPLINE, "number", "0808 802 0300", by="Robin", against="rang", right=False)
    by_state = {line.state: line for line in copies.copies(session, case.case or "")}
    assert by_state["destroyed"].changed == ()
    assert len(by_state["out"].changed) == 1
    assert "found wrong" in by_state["out"].changed[0]
    first = copies.recall_list(session, Carrying())[0]
    assert (first.entry, first.out) == (kept.entry, True)


def test_what_must_come_back_first_comes_first(session: Session) -> None:
    case = planned(session, "sm_call_999")
    for day in ("2027-01-10", "2026-12-01", ""):
        printed(session, case, **({"destroy_by": day} if day else {}))
    found = [line.destroy_by for line in copies.recall_list(session, Carrying(out_only=True))]
    assert found == [date(2026, 12, 1), date(2027, 1, 10), None]


def test_a_safe_persons_copy_says_whose_it_is_and_a_translated_one_its_language(session: Session) -> None:
    case = planned(session, "sm_call_999")
    wanted = PaperRequest(case.case or "", "safe_person", for_whom="Sam Example", agreed=True, language="pl")
    copies.record_copy(session, papers.preview(session, wanted), {}, "printed")
    (line,) = copies.copies(session, case.case or "")
    assert line.words == "Copy 1, safe person's copy for Sam Example"
    (record,) = session.heads(case.case, ["paper"])
    assert record.answers["language"].value == "pl"
    assert record.answers["agreed"].value is True


def test_numbers_of_ones_own_on_paper_are_not_found_by_search(session: Session) -> None:
    from hru_advocate.casework.records import searching

    case = planned(session, "sm_call_999")
    printed(session, case)
    assert [hit.title for hit in searching.find(session, "960123")] == []


def test_a_copy_whose_number_is_another_now_comes_before_one_due_back_sooner(session: Session) -> None:
    directory.confirm(session, HELPLINE, "number", "0808 802 0300", by="Robin", against="rang", on=date(2026, 11, 20))
    case = planned(session, "sm_call_999")
    wrong = printed(session, case, destroy_by="2027-01-10")
    bare = {"document": "other", "copy_number": 2, "how": "printed", "destroy_by": "2026-12-01"}
    sound = add(session, case, "paper", bare)
    directory.confirm(session, HELPLINE, "number", "0808 802 0300", by="Robin", against="rang", right=False)
    assert [line.entry for line in copies.recall_list(session, Carrying())] == [wrong.entry, sound.entry]


def test_a_copy_of_which_nobody_said_where_it_is_is_out(session: Session) -> None:
    case = planned(session, "sm_call_999")
    row = {"service": [f"sv_{HELPLINE}"], "number": "0808 802 0300"}
    add(session, case, "paper", {"document": "other", "copy_number": 1, "how": "printed", "services": [row]})
    (line,) = copies.copies(session, case.case or "")
    assert (line.state, line.out, line.words) == ("out", True, "Copy 1, another document")
    assert copies.copies_of_service(session, f"sv_{HELPLINE}")[0] == 1
    assert len(copies.recall_list(session, Carrying(out_only=True))) == 1


def test_the_copies_of_every_case_are_read_by_one_question(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each was looked up by its id: a unit has a thousand after ten years."""
    for _ in range(2):
        case = planned(session, "sm_call_999")
        printed(session, case)
    monkeypatch.delattr(ledger, "entry")
    assert len(copies.recall_list(session, Carrying())) == 2
    assert copies.copies_of_service(session, f"sv_{HELPLINE}")[0] == 2
