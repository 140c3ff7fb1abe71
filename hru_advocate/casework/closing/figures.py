"""Figures kept of cases that were erased: counted with the others, and naming nobody and no case."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from hru_advocate.casework.outcomes.kept import FORM, let_wait, waiting_figures, written_figures
from hru_advocate.casework.outcomes.standing import in_fives
from hru_advocate.casework.records.entries import save
from hru_advocate.casework.session import Session
from hru_advocate.casework.wording import day_of
from hru_advocate.domain.closing.closures import read_closure
from hru_advocate.domain.forms.answers import Answers, value_of
from hru_advocate.domain.incidents.incident import read_incident
from hru_advocate.domain.ledger.entry import canonical
from hru_advocate.domain.ledger.records import Record
from hru_advocate.domain.outcomes.suppression import LEAST, protect_parts
from hru_advocate.store import views


@dataclass(frozen=True, slots=True)
class KeptSums:
    """The erased cases in sums, in full fives; ``None`` stands for a number under five, or one it follows from.

    ``counted`` says why the cases ended and with which outcome, by the ids of the choices. What the figures of the unit
    count of them too stands there alone: taken from those, sums of it would leave the few that are still here.
    """

    cases: int | None
    counted: Mapping[str, Mapping[str, int | None]]
    contacts: int | None
    incidents: int | None


def kept_sums(session: Session) -> KeptSums:
    """The figures of erased cases in sums, with small numbers left out.

    In full fives, so that the sums of two days do not tell of those erased between. Those that wait are not in them
    yet: else each erasure would tell its own case by what it adds.
    """
    rows = written_figures(session)
    return KeptSums(
        cases=in_fives(len(rows)).count,
        counted={
            field: _sums([value_of(one, field) or "" for one in rows], choices)
            for field, choices in _choices(session).items()
        },
        contacts=_together(rows, "contacts"),
        incidents=_together(rows, "incidents"),
    )


def _together(rows: Sequence[Answers], field: str) -> int | None:
    return in_fives(sum(value_of(one, field) or 0 for one in rows)).count if len(rows) >= LEAST else None


def _choices(session: Session) -> Mapping[str, tuple[str, ...]]:
    """The choices of each figure that is counted by them, "" for what was not stated."""
    fields = session.forms.newest("closure").by_id
    return {field: (*(one.id for one in fields[field].choices), "") for field in ("why", "outcome")}


def _sums(said: Sequence[str], choices: Sequence[str]) -> dict[str, int | None]:
    """The number of cases of each choice; what is no choice any more is not stated."""
    parts = [said.count(one) for one in choices]
    parts[-1] = len(said) - sum(parts[:-1])
    told = protect_parts(parts, total=True)[0] if len(said) >= LEAST else (False,) * len(parts)
    return {one: in_fives(part).count if fit else None for one, part, fit in zip(choices, parts, told, strict=True)}


def keep_figures(session: Session, case: str) -> None:
    """Keep what is counted of a case that is about to be erased, and write it once that of several others waits.

    They are written in the order of what they say, which tells nothing of the order of the erasures.
    """
    rows = [*waiting_figures(session), {key: value for key, value in _figures(session, case).items() if value != ""}]
    if len(rows) >= LEAST:
        for row in sorted(rows, key=canonical):
            save(session, FORM, row)
        rows = []
    let_wait(session, rows)


def _figures(session: Session, case: str) -> dict[str, str | int]:
    row = views.case_row(session.vault, case)
    referral, closed = _newest(session, case, "referral"), _newest(session, case, "closure")
    incidents = session.heads(case, ["incident"])
    closure = read_closure("", closed.answers) if closed else None
    answers = referral.answers if referral else {}
    return {
        "area": row.area or "",
        "source": value_of(answers, "source") or "",
        "decision": value_of(answers, "decision") or "",
        "behaviours": " ".join(value_of(answers, "behaviour") or ()),
        "opened": f"{day_of(referral.sort if referral else row.opened):%Y-%m}",
        "closed": f"{closure.on:%Y-%m}" if closure and closure.on else "",
        "why": closure.why if closure else "",
        "outcome": closure.outcome if closure else "",
        "value_added": closure.value_added if closure else "",
        "level": row.level or "",
        "contacts": len({one.record for one in session.heads(case, ["contact"])}),
        "incidents": len({one.record for one in incidents if not read_incident(one).taken_back}),
    }


def _newest(session: Session, case: str, slot: str) -> Record | None:
    return next((one for one in session.heads(case, [slot]) if not one.erased), None)
