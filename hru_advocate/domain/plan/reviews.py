"""Events that ask for the plan to be looked at again, as a record names them."""

from __future__ import annotations

from typing import Final

from hru_advocate.domain.ledger.records import Record
from hru_advocate.domain.plan.case_facts import PURPOSES_WITH_FACTS

_EVENT: Final = "tr_"


def events_in(record: Record) -> tuple[str, ...]:
    """The events a record says have happened."""
    if record.form.purpose not in PURPOSES_WITH_FACTS or record.form.telling(_EVENT).isdisjoint(record.answers):
        return ()
    present, _absent = record.form.facts(record.answers)
    return tuple(sorted(one for one in present if one.startswith(_EVENT)))
