"""What keeps a measure off the person's paper is said by its words while the plan is written."""

from __future__ import annotations

import pytest

from hru_advocate.casework.paper.off_paper import why_off_paper
from hru_advocate.casework.session import Session
from tests.casework.open_sessions import add, new_case

NUMBER = "On paper it waits for a tick there. It holds a number that nobody has confirmed."


@pytest.mark.parametrize(
    ("text", "more", "why"),
    [
        ("Lock the door.", {}, ""),
        ("Ring 01632 960482.", {}, NUMBER),
        ("Ring 01632 960482.", {"carry": "keep"}, ""),
        ("Ring 01632 960482.", {"carry": "speak"}, ""),
        ("Ring 01632 960482.", {"state": "not_now"}, ""),
        ("The word is marmalade.", {}, "It is left off paper. "),
        ("Go to Ash Other.", {}, "On paper it waits for a tick there. "),
        ("Ring 01632 960482.", {"words": "Ring her.", "words_instead": True}, ""),
        ("Ring her.", {"words": "Ring 01632 960482.", "words_instead": True}, NUMBER),
    ],
)
def test_why(session: Session, text: str, more: dict[str, object], why: str) -> None:
    case = new_case(session)
    assert case.case is not None
    add(session, case, "person", {"role": "family", "name": "Ash Other"})
    add(session, case, "safe_contact", {"may_contact": "yes", "code_word": "marmalade", "confirmed": "2026-11-20"})
    row = {"section": "home", "text": text, "state": "chosen", "carry": "carry", **more}
    found = why_off_paper(session, case.case, {"items": [row]})
    assert set(found) == ({text} if why else set())
    assert found.get(text, "").startswith(why)
