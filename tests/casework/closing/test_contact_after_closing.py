"""Contact after a case was closed: as its closure says, and never in green."""

from __future__ import annotations

import pytest

from hru_advocate.casework.cases.cases import case_page
from hru_advocate.casework.checks.contact_checks import contact_notes
from hru_advocate.casework.records.entries import Saved
from hru_advocate.casework.session import Session
from hru_advocate.errors import InvalidAnswer
from tests.casework.closing.closed_cases import close
from tests.casework.closing.test_closures import CALL
from tests.casework.open_sessions import add, id_of


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
