"""A flag held against itself before it is saved."""

from __future__ import annotations

from hru_advocate.casework.records.filing import Filing
from hru_advocate.casework.session import Session
from hru_advocate.domain.forms.answers import Answers
from hru_advocate.domain.partners.flags import flag_fault, read_flag
from hru_advocate.errors import InvalidAnswer


def check_flag(_session: Session, answers: Answers, _filing: Filing) -> None:
    """Refuse a flag without its review, its reason or the reason the person does not know."""
    _refuse(flag_fault(read_flag("", answers)))


def _refuse(fault: tuple[str, str] | None) -> None:
    if fault is not None:
        raise InvalidAnswer(fault[0], f"{fault[1]} Nothing was saved; mend it and save again.")
