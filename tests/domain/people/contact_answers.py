"""Answers to the form *Safe contact*, as the form itself checks them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime

from hru_advocate.casework.product import shipped_forms
from hru_advocate.domain.forms.answers import Answers, Asking
from hru_advocate.domain.people.safe_contact import Way, read_safe_contact

_ASKING = Asking(datetime(2026, 11, 23, 10, 0, tzinfo=UTC), frozenset())
_FORM = shipped_forms().newest("safe_contact")


def answers_of(raw: Mapping[str, object]) -> Answers:
    """Typed answers from raw ones."""
    return _FORM.check({"confirmed": "2026-11-20"} | dict(raw), _ASKING)


def ways_of(*rows: Mapping[str, object]) -> tuple[Way, ...]:
    """The ways that rows of the form are read as."""
    return read_safe_contact(answers_of({"may_contact": "yes", "ways": list(rows)})).ways
