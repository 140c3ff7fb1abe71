"""Contact after a case was closed: as its closure says, and never in green."""

from __future__ import annotations

import pytest

from hru_advocate.casework.cases.cases import case_page
from hru_advocate.casework.checks.contact_checks import contact_notes
from hru_advocate.casework.people.safe_contact import said_at_closing
from hru_advocate.casework.records.entries import Saved, save
from hru_advocate.casework.session import Session
from hru_advocate.domain.closing.closures import SAFE_AFTER
from hru_advocate.errors import InvalidAnswer
from tests.casework.closing.closed_cases import CLOSURE, answered, close
from tests.casework.closing.test_closures import CALL
from tests.casework.open_sessions import add, id_of
from tests.casework.vault.apart import write_apart


@pytest.mark.parametrize(
    ("after", "happened", "refused"),
    [
        ("as_now", "2026-11-23", False),
        ("no_contact", "2026-11-23", True),
        ("she_rings", "2026-11-23", True),
        ("not_known", "2026-11-23", True),
        ("no_contact", "2026-11-22", False),
    ],
)
def test_contact_after_closing_asks_for_its_reason_as_the_closure_says(
    session: Session, case: Saved, after: str, happened: str, *, refused: bool
) -> None:
    add(session, case, "safe_contact", {"may_contact": "yes", "ways": [{"method": "text"}], "confirmed": "2026-11-20"})
    close(session, case, safe_after=after)
    text = {field: said for field, said in CALL.items() if field != "outside_rules"}
    text |= {"happened": happened, "method": "text"}
    if refused:
        assert "This case is closed" in contact_notes(session, id_of(case), text).broken
        with pytest.raises(InvalidAnswer, match="This case is closed") as fault:
            add(session, case, "contact", text)
        assert fault.value.field == "outside_rules"
        text |= {"outside_rules": "She wrote to us first."}
    add(session, case, "contact", text)


def test_a_closed_case_is_never_green(session: Session, case: Saved) -> None:
    add(session, case, "safe_contact", {"may_contact": "yes", "ways": [{"method": "text"}], "confirmed": "2026-11-20"})
    assert not case_page(session, id_of(case)).line.safe.closed
    close(session, case, safe_after="as_now")
    assert case_page(session, id_of(case)).line.safe.closed


@pytest.mark.parametrize(
    ("older", "newer", "answer"),
    [
        ("no_contact", "not_known", "never"),
        ("not_known", "no_contact", "never"),
        ("no_contact", "as_now", "never"),
        ("as_now", "not_known", "ask_first"),
    ],
)
def test_of_two_versions_of_a_closure_the_graver_holds_and_both_are_said(
    session: Session, case: Saved, older: str, newer: str, answer: str
) -> None:
    add(session, case, "safe_contact", {"may_contact": "yes", "ways": [{"method": "text"}], "confirmed": "2026-11-20"})
    here, there = (CLOSURE | {"open": answered(session, case), "safe_after": one} for one in (older, newer))
    first = close(session, case)
    save(session, "closure", here, case=case.case, corrects=[first.entry], reason="A letter")
    write_apart(session, first.entry, there, "A call")
    after = said_at_closing(session, id_of(case))
    assert after is not None
    assert after[0] == answer
    page = case_page(session, id_of(case))
    assert page.line.safe.safety == answer
    assert all(SAFE_AFTER[one] in page.closed_line for one in (older, newer))
    assert "(two versions disagree)" in page.closed_line
