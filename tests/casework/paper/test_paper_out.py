"""Which copies may still be found, what they carry, and where each went."""

from __future__ import annotations

import pytest

from hru_advocate.casework import today
from hru_advocate.casework.paper import copies, papers
from hru_advocate.casework.paper.copies import Carrying, recall_list
from hru_advocate.casework.records.entries import NotCorrectable, Saved
from hru_advocate.casework.services import directory
from hru_advocate.casework.session import Session
from tests.casework.open_sessions import add, id_of, new_case

HELPLINE = "national_stalking_helpline"
NUMBER = "0808 802 0300"


def copy(session: Session, case: Saved, number: int, **more: object) -> Saved:
    raw: dict[str, object] = {
        "made_on": "2026-11-20",
        "document": "full_plan",
        "copy_number": number,
        "measures": ["sm_call_999"],
        "services": [{"service": [f"sv_{HELPLINE}"], "number": NUMBER}],
        "destroy_by": "2026-11-23",
        "state": "out",
    }
    return add(session, case, "paper", raw | more)


def entries_of(session: Session, **wanted: object) -> list[str]:
    return [line.entry for line in recall_list(session, Carrying(**wanted))]  # type: ignore[arg-type]  # as Carrying takes them


@pytest.mark.parametrize("typed", ["0808 802", "0808-802-0300", "+44 808 802", "stalking helpline", "call 999"])
def test_what_is_typed_finds_the_copies_that_carry_it(session: Session, typed: str) -> None:
    case = new_case(session)
    mine = copy(session, case, 1)
    copy(session, case, 2, measures=["sm_change_locks"], services=[{"number": "01632 960123"}])
    assert entries_of(session, text=typed) == [mine.entry]


def test_a_case_is_found_by_its_reference_and_nothing_by_nonsense(session: Session) -> None:
    one, other = new_case(session), new_case(session)
    mine = copy(session, one, 1)
    copy(session, other, 1)
    assert entries_of(session, text=one.ref) == [mine.entry]
    assert entries_of(session, text="quokka") == []
    assert len(entries_of(session)) == 2


def test_a_state_is_a_correction_and_ends_the_reminder(session: Session) -> None:
    case = new_case(session)
    first = copy(session, case, 1)
    assert [due.entry for due in today.look(session).reviews if due.entry == first.entry] == [first.entry]
    back = copies.note_state(session, first.entry, "destroyed")
    assert back.record == first.record
    (line,) = recall_list(session, Carrying())
    assert (line.state, line.out, line.measures) == ("destroyed", False, ("sm_call_999",))
    assert [due for due in today.look(session).reviews if due.entry in (first.entry, back.entry)] == []
    with pytest.raises(NotCorrectable):
        copies.note_state(session, first.entry, "lost")


def test_a_lost_copy_is_still_out(session: Session) -> None:
    copies.note_state(session, copy(session, new_case(session), 1).entry, "lost")
    assert [line.state for line in recall_list(session, Carrying(out_only=True))] == ["lost"]


def test_copies_of_a_service_are_counted_with_those_of_an_older_number(session: Session) -> None:
    case = new_case(session)
    directory.confirm(session, HELPLINE, "number", NUMBER, by="Robin", against="rang")
    copy(session, case, 1)
    copy(session, case, 2, services=[{"service": [f"sv_{HELPLINE}"], "number": "020 7946 0123"}])
    copy(session, case, 3, state="returned")
    assert copies.copies_of_service(session, HELPLINE) == (2, 1)
    directory.confirm(session, HELPLINE, "number", NUMBER, by="Robin", against="rang", right=False)
    assert copies.copies_of_service(session, HELPLINE) == (2, 2)
    assert copies.copies_of_service(session, "police_999") == (0, 0)


def test_a_paper_with_nothing_on_it_says_so(session: Session, case: Saved) -> None:
    def said(document: str) -> str:
        return " ".join(papers.preview(session, papers.PaperRequest(id_of(case), document)).warnings)

    assert "No measure is on it." in said("full_plan")
    assert "Only the emergency number is on it." in said("leaflet")
    item = {"text": "Ring 999.", "state": "chosen", "section": "emergency"}
    add(session, case, "safety_plan", {"items": [item | {"carry": "speak"}], "review": "2026-12-07"})
    assert "No measure is on it." in said("full_plan")
    add(session, case, "safety_plan", {"items": [item | {"carry": "carry"}], "review": "2026-12-07"})
    assert "No measure is on it." not in said("full_plan")
