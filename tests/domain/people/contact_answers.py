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


def way_to(method: str, **more: object) -> Way:
    """A way that leads somewhere: with a made-up number, e-mail or address where it needs one."""
    given: dict[str, object] = {"email": "mo@example.invalid"} if method == "email" else {}
    given |= {"address": "1 Example Row"} if method == "post" else {}
    given |= {"number": "07700 900123"} if method in ("mobile", "landline", "text", "video") else {}
    return Way(method, **given | more)  # type: ignore[arg-type]  # a row of a table, by name
