"""Copies on paper: each has a number, and is remembered until it is known to be back or gone."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from hru_advocate.casework.desk import Desk
from hru_advocate.casework.entries import Saved, save
from hru_advocate.casework.paper_kinds import DOCUMENTS, PaperView
from hru_advocate.domain.answers import Answers, value_of
from hru_advocate.domain.moments import say_day
from hru_advocate.store import ledger


@dataclass(frozen=True, slots=True)
class CopyLine:
    """One copy that was made: where it is now, in words."""

    entry: str
    copy_number: int
    document: str
    words: str
    state: str
    services: tuple[str, ...]


def head_code(desk: Desk) -> str:
    """The short code of the newest entry, for the foot of file copies: an anchor on paper."""
    _sequence, head = ledger.tail(desk.vault, desk.device.device_id)
    return " ".join(head[start : start + 4] for start in range(0, 16, 4))


def next_copy(desk: Desk, case: str) -> int:
    """The number the next copy of a case gets."""
    numbers = [value_of(record.answers, "copy_number") or 0 for record in desk.heads(case, ["paper"])]
    return max(numbers, default=0) + 1


def record_copy(desk: Desk, view: PaperView, answers: Mapping[str, object], how: str) -> Saved:
    """Keep that a copy was made: number, pages, fingerprint, what is on it, where it will be kept."""
    raw: dict[str, object] = {
        "made_on": f"{desk.now():%Y-%m-%dT%H:%M}",
        **answers,
        "document": view.document,
        "how": how,
        "copy_number": view.copy_number,
        "pages": view.pages,
        "fingerprint": hashlib.sha256(view.pdf).hexdigest(),
        "measures": list(dict.fromkeys(view.measures)),
        "services": [{"service": [f"sv_{service}"], "number": number} for service, number in view.numbers if service],
        "state": "destroyed" if how == "spoken" else "out",
    }
    return save(
        desk, "paper", {key: value for key, value in raw.items() if value not in ("", None, [])}, case=view.case
    )


def note_saved(desk: Desk, view: PaperView) -> Saved:
    """Keep that a document was saved as a file by a script."""
    return record_copy(desk, view, {}, "saved")


def copies(desk: Desk, case: str) -> tuple[CopyLine, ...]:
    """Every copy made for a case, newest first, with where it is: the recall list."""
    return tuple(_copy_line(record.entry, record.answers) for record in desk.heads(case, ["paper"]))


def _copy_line(entry: str, answers: Answers) -> CopyLine:
    labels = {one.id: one.label for one in DOCUMENTS}
    document = value_of(answers, "document") or "other"
    where = value_of(answers, "kept_where")
    until: date | None = value_of(answers, "destroy_by")
    words = f"Copy {value_of(answers, 'copy_number')}, {labels.get(document, 'another document').lower()}"
    if where:
        words += f", kept: {where}"
    if until:
        words += f", until {say_day(until)}"
    return CopyLine(
        entry=entry,
        copy_number=value_of(answers, "copy_number") or 0,
        document=document,
        words=words,
        state=value_of(answers, "state") or "out",
        services=tuple(value_of(row, "number") or "" for row in value_of(answers, "services") or ()),
    )
