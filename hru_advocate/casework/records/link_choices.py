"""Choices for questions that link to the product."""

from __future__ import annotations

from hru_advocate.casework.session import Session
from hru_advocate.domain.forms.fields import Linked


def link_choices(session: Session, link: Linked) -> tuple[tuple[str, str], ...]:
    """The ids and words a ``links`` field of this sort offers."""
    return session.product.choices(link)
