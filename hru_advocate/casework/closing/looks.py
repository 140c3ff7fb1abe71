"""Looks: each opening of a case, a record, a number or an address, as the ledger noted it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import msgspec

from hru_advocate.casework.case_label import CaseLabel
from hru_advocate.casework.records.records import title_of_form
from hru_advocate.casework.session import Session
from hru_advocate.casework.wording import EVENTS, recorded_in_words
from hru_advocate.domain.ledger.entry import Entry
from hru_advocate.domain.ledger.ids import case_ref
from hru_advocate.errors import NotFound
from hru_advocate.store import views
from hru_advocate.store.ledger import ledger

LOOKS: Final = ("view", "read", "reveal", "opened_restricted")
"""The events that say that somebody looked."""


@dataclass(frozen=True, slots=True)
class Look:
    """One look: at which case, at what, by whom, when; the reason stands in the words, where one was asked."""

    label: CaseLabel
    words: str
    author: str
    when: str


def looks(session: Session, case: str | None = None, *, limit: int = 200) -> tuple[Look, ...]:
    """Every look at a case, or at all cases, the newest first."""
    found = ledger.events_about_cases(session.vault, LOOKS, limit, case=case)
    return tuple(_look(session, one) for one in found)


def _look(session: Session, event: Entry) -> Look:
    header = event.header
    return Look(
        label=_label(session, header.case or ""),
        words=_words(session, event),
        author=header.author,
        when=recorded_in_words(header.recorded.utc),
    )


def _label(session: Session, case: str) -> CaseLabel:
    """The case of a look; of one that was erased, its reference alone."""
    try:
        return CaseLabel.of(views.case_row(session.vault, case))
    except NotFound:
        return CaseLabel(case, case_ref(case), "?")


def _words(session: Session, event: Entry) -> str:
    title = EVENTS.get(event.header.form, event.header.form)
    if event.body is None:
        return title
    body = msgspec.json.decode(event.body, type=dict[str, object])
    told = body.get("outside_rules") or body.get("reason") or ""
    if not told and isinstance(form := body.get("form"), str):
        told = title_of_form(session, form)
    return f"{title}: {told}" if told else title
