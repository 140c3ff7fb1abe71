"""An action held against its own state before it is saved: an honest ending has its reason or its true day."""

from __future__ import annotations

from collections.abc import Mapping

from hru_advocate.casework.records.filing import Filing
from hru_advocate.casework.session import Session
from hru_advocate.domain.actions.action import action_fault, read_action
from hru_advocate.domain.forms.answers import Answers, value_of
from hru_advocate.errors import InvalidAnswer, NotFound
from hru_advocate.store.ledger import ledger


def fill_action(_session: Session, raw: Mapping[str, object], _filing: Filing) -> Mapping[str, object]:
    """An action of which nothing else is said is open."""
    return raw if raw.get("state") else {**raw, "state": "open"}


def check_action(session: Session, answers: Answers, filing: Filing) -> None:
    """Refuse a state without what it needs, and an origin that is not an entry of this case.

    Raises:
        InvalidAnswer: it names the field; nothing may be saved.
    """
    fault = action_fault(read_action("", answers))
    if fault is not None:
        raise InvalidAnswer(fault[0], f"{fault[1]} Nothing was saved; add it and save again.")
    origin = value_of(answers, "from_entry")
    if origin and not _is_of_case(session, origin, filing.case):
        raise InvalidAnswer(
            "from_entry",
            "The entry it came from is not one of this case. Nothing was saved; name another, or none.",
        )


def _is_of_case(session: Session, entry: str, case: str | None) -> bool:
    try:
        return ledger.entry(session.vault, entry).header.case == case
    except NotFound:
        return False
