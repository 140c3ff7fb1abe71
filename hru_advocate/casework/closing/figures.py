"""Figures kept of cases that were erased: counted with the others, and naming nobody and no case."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from hru_advocate.casework.outcomes.figures import choices, everything_counted
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
from hru_advocate.domain.outcomes.questions import questions
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
    yet: else each erasure would tell its own case by what it adds. Nothing is told where a sum would leave fewer than
    five of those whom a figure of the unit counts with the erased: the others of its table would follow.
    """
    rows = written_figures(session)
    counted = {
        field: _sums([value_of(one, field) or "" for one in rows], known) for field, known in _choices(session).items()
    }
    told = KeptSums(
        cases=in_fives(len(rows)).count,
        counted=counted,
        contacts=_together(rows, "contacts"),
        incidents=_together(rows, "incidents"),
    )
    if _leave_enough(session, told):
        return told
    return KeptSums(None, {field: dict.fromkeys(sums) for field, sums in counted.items()}, None, None)


_NOT_TAKEN_ON: Final = "not_taken_on"
_UNKNOWN: Final = frozenset({"not_stated", "not_asked", "not_known", "missing"})
"""The categories an erased case is in, wherever nothing of its answer was kept."""
_WITH_ERASED: Final = ("adds_value", "reached", "equality.", "start.", "close.")


def _leave_enough(session: Session, told: KeptSums) -> bool:
    """Say whether in every question of the figures five more are unknown than the sums say are erased.

    A reader knows that each erased case is among the unknown of its group. With five to spare any number that is not
    shown can still be five.
    """
    why = told.counted["why"]
    other = why[_NOT_TAKEN_ON] or 0
    taken = sum(count or 0 for one, count in why.items() if one != _NOT_TAKEN_ON)
    least = {"taken": taken, "other": other, "closed": told.cases or 0}
    cases = everything_counted(session).cases
    for asked in questions(choices(session), session.now().date()):
        of = "taken" if asked.of == "asked" else asked.of
        if not least.get(of) or not asked.id.removeprefix(f"{of}.").startswith(_WITH_ERASED):
            continue
        unknown = sum(category in _UNKNOWN for case in cases for _day, category in asked.tell(case))
        if unknown < least[of] + LEAST:
            return False
    return True


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
