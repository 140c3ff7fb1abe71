"""What may be written again and when: safe contact rules, closures, words that wait where no draft is."""

from __future__ import annotations

from typing import Any

import pytest

from hru_advocate.casework.closing.erasing import preview
from hru_advocate.casework.people.safe_contact import (
    OutsideRules,
    agreed_rules,
    doubt_of,
    open_to_write,
    said_at_closing,
    standing_rules,
)
from hru_advocate.casework.records.entries import Saved, save
from hru_advocate.casework.session import Session
from hru_advocate.casework.typed_words import (
    answers_typed,
    fields_typed,
    keep_answers,
    keep_fields,
    keep_typed,
    typed,
)
from tests.casework.closing.closed_cases import close
from tests.casework.open_sessions import add, events_of, id_of, new_case
from tests.casework.vault.apart import write_apart

OPEN: dict[str, Any] = {"method": "mobile", "number": "01632 960411"}
SHUT: dict[str, Any] = {"method": "landline", "number": "01632 960412", "days": ["sun"]}
RULES: dict[str, Any] = {"may_contact": "yes", "confirmed": "2026-11-20", "shared_why": "Agreed."}


def looks(session: Session, case: Saved) -> list[object]:
    return [said for name, about, said in events_of(session) if (name, about) == ("reveal", id_of(case))]


@pytest.mark.parametrize(
    ("ways", "reason", "opens"),
    [
        ([OPEN], "", True),
        ([SHUT], "", False),
        ([OPEN, SHUT], "", False),
        ([OPEN, SHUT], "  ", False),
        ([OPEN, SHUT], "She gave us a new one", True),
        ([], "", True),
    ],
)
def test_rules_are_written_again_where_every_number_may_be_seen(
    session: Session, case: Saved, ways: list[dict[str, Any]], reason: str, *, opens: bool
) -> None:
    add(session, case, "safe_contact", RULES | {"ways": ways})
    if not opens:
        with pytest.raises(OutsideRules):
            open_to_write(session, id_of(case), reason)
        assert looks(session, case) == []
        return
    open_to_write(session, id_of(case), reason)
    assert looks(session, case) == [{"outside_rules": reason} if reason else {}]


def test_versions_that_disagree_are_written_again_with_a_reason_alone(session: Session, case: Saved) -> None:
    first = add(session, case, "safe_contact", RULES | {"ways": [OPEN]})
    assert agreed_rules(session, id_of(case)) is not None
    assert len(standing_rules(session, id_of(case))) == 1
    save(session, "safe_contact", RULES | {"ways": [OPEN], "say": "x"}, corrects=[first.entry], reason="Name")
    write_apart(session, first.entry, RULES | {"ways": [OPEN], "may_contact": "no"}, "She rang")
    assert len(standing_rules(session, id_of(case))) == 2
    assert agreed_rules(session, id_of(case)) is None
    for reason in ("", " "):
        with pytest.raises(OutsideRules):
            open_to_write(session, id_of(case), reason)
    open_to_write(session, id_of(case), "To settle them")
    assert doubt_of(session, id_of(case)) == ""
    assert preview(session, case.ref).holds == ("The case is not closed.", "Two versions of a record disagree.")


@pytest.mark.parametrize(
    ("after", "answer"),
    [
        ("as_now", None),
        ("no_contact", "never"),
        ("she_rings", "never"),
        ("not_known", "ask_first"),
    ],
)
def test_what_a_closure_says_of_contact_holds_from_its_day_on(shared: Session, after: str, answer: str | None) -> None:
    case = new_case(shared)
    assert said_at_closing(shared, id_of(case)) is None
    close(shared, case, safe_after=after)
    today = shared.now().date()
    for day, said in ((None, answer), (today, answer), (today.replace(day=24), answer), (today.replace(day=22), None)):
        found = said_at_closing(shared, id_of(case), day)
        assert (found[0] if found else None) == said


def test_words_wait_in_their_place_until_they_are_taken_out(session: Session) -> None:
    keep_typed(session, "incidents a", "half a sen")
    keep_typed(session, "incidents b", "other")
    assert (typed(session, "incidents a"), typed(session, "incidents b"), typed(session, "c")) == (
        "half a sen",
        "other",
        "",
    )
    keep_typed(session, "incidents a", "")
    assert (typed(session, "incidents a"), typed(session, "incidents b")) == ("", "other")


def test_fields_of_a_page_wait_each_for_itself(session: Session) -> None:
    assert fields_typed(session, "unit") == {}
    keep_fields(session, "unit", {"name": "HRU", "steps": "Ring"})
    keep_fields(session, "unit", {"steps": "Ring twice"})
    assert fields_typed(session, "unit") == {"name": "HRU", "steps": "Ring twice"}
    keep_fields(session, "unit", {"name": ""})
    assert fields_typed(session, "unit") == {"steps": "Ring twice"}
    assert fields_typed(session, "another") == {}
    assert typed(session, "unit") == ""


def test_answers_of_a_page_wait_whole(session: Session) -> None:
    assert answers_typed(session, "disclosure x") == {}
    when = keep_answers(session, "disclosure x", {"agency": "Council", "rows": [1]})
    assert when.date() == session.now().date()
    assert answers_typed(session, "disclosure x") == {"agency": "Council", "rows": [1]}
    keep_answers(session, "disclosure x", {})
    assert answers_typed(session, "disclosure x") == {}
