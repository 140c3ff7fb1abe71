"""Which copies may still be found, what they carry, and where each went."""

from __future__ import annotations

import pytest

from hru_advocate.casework import today
from hru_advocate.casework.paper import copies, papers
from hru_advocate.casework.paper.copies import Carrying, recall_list
from hru_advocate.casework.records.entries import NotCorrectable, Saved
from hru_advocate.casework.services import directory
from hru_advocate.casework.session import Desk
from tests.casework.desks import add, id_of, new_case

HELPLINE = "national_stalking_helpline"
NUMBER = "0808 802 0300"


def copy(desk: Desk, case: Saved, number: int, **more: object) -> Saved:
    raw: dict[str, object] = {
        "made_on": "2026-11-20",
        "document": "full_plan",
        "copy_number": number,
        "measures": ["sm_call_999"],
        "services": [{"service": [f"sv_{HELPLINE}"], "number": NUMBER}],
        "destroy_by": "2026-11-23",
        "state": "out",
    }
    return add(desk, case, "paper", raw | more)


def entries_of(desk: Desk, **wanted: object) -> list[str]:
    return [line.entry for line in recall_list(desk, Carrying(**wanted))]  # type: ignore[arg-type]  # as Carrying takes them


@pytest.mark.parametrize("typed", ["0808 802", "0808-802-0300", "+44 808 802", "stalking helpline", "call 999"])
def test_what_is_typed_finds_the_copies_that_carry_it(desk: Desk, typed: str) -> None:
    case = new_case(desk)
    mine = copy(desk, case, 1)
    copy(desk, case, 2, measures=["sm_change_locks"], services=[{"number": "01632 960123"}])
    assert entries_of(desk, text=typed) == [mine.entry]


def test_a_case_is_found_by_its_reference_and_nothing_by_nonsense(desk: Desk) -> None:
    one, other = new_case(desk), new_case(desk)
    mine = copy(desk, one, 1)
    copy(desk, other, 1)
    assert entries_of(desk, text=one.ref) == [mine.entry]
    assert entries_of(desk, text="quokka") == []
    assert len(entries_of(desk)) == 2


def test_a_state_is_a_correction_and_ends_the_reminder(desk: Desk) -> None:
    case = new_case(desk)
    first = copy(desk, case, 1)
    assert [due.entry for due in today.look(desk).reviews if due.entry == first.entry] == [first.entry]
    back = copies.note_state(desk, first.entry, "destroyed")
    assert back.record == first.record
    (line,) = recall_list(desk, Carrying())
    assert (line.state, line.out, line.measures) == ("destroyed", False, ("sm_call_999",))
    assert [due for due in today.look(desk).reviews if due.entry in (first.entry, back.entry)] == []
    with pytest.raises(NotCorrectable):
        copies.note_state(desk, first.entry, "lost")


def test_a_lost_copy_is_still_out(desk: Desk) -> None:
    copies.note_state(desk, copy(desk, new_case(desk), 1).entry, "lost")
    assert [line.state for line in recall_list(desk, Carrying(out_only=True))] == ["lost"]


def test_copies_of_a_service_are_counted_with_those_of_an_older_number(desk: Desk) -> None:
    case = new_case(desk)
    directory.confirm(desk, HELPLINE, "number", NUMBER, by="Robin", against="rang")
    copy(desk, case, 1)
    copy(desk, case, 2, services=[{"service": [f"sv_{HELPLINE}"], "number": "020 7946 0123"}])
    copy(desk, case, 3, state="returned")
    assert copies.copies_of_service(desk, HELPLINE) == (2, 1)
    directory.confirm(desk, HELPLINE, "number", NUMBER, by="Robin", against="rang", right=False)
    assert copies.copies_of_service(desk, HELPLINE) == (2, 2)
    assert copies.copies_of_service(desk, "police_999") == (0, 0)


def test_a_paper_with_nothing_on_it_says_so(desk: Desk, case: Saved) -> None:
    def said(document: str) -> str:
        return " ".join(papers.preview(desk, papers.PaperRequest(id_of(case), document)).warnings)

    assert "No measure is on it." in said("full_plan")
    assert "Only the emergency number is on it." in said("leaflet")
    item = {"text": "Ring 999.", "state": "chosen", "section": "emergency"}
    add(desk, case, "safety_plan", {"items": [item | {"carry": "speak"}], "review": "2026-12-07"})
    assert "No measure is on it." in said("full_plan")
    add(desk, case, "safety_plan", {"items": [item | {"carry": "carry"}], "review": "2026-12-07"})
    assert "No measure is on it." not in said("full_plan")
