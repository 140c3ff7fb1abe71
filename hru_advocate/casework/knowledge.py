"""What is known of a case, in the words suggestions and coverage are made from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, get_args

from hru_advocate.casework.desk import Desk
from hru_advocate.casework.purpose_checks import FACT_SLOTS
from hru_advocate.domain.answers import value_of
from hru_advocate.domain.because import reason_of
from hru_advocate.domain.case_facts import CaseFacts, facts_of
from hru_advocate.domain.plan import EMPTY, Plan, read_plan
from hru_advocate.domain.records import Record
from hru_advocate.domain.reference import LivingSituation
from hru_advocate.domain.suggestions import Facts

_RECENT: Final = timedelta(days=31)


@dataclass(frozen=True, slots=True)
class Knowledge:
    """The facts of a case with their sources, the same as suggestions take them, and its current records."""

    case_facts: CaseFacts
    facts: Facts
    records: tuple[Record, ...]
    plan: Plan


def knowledge_of(desk: Desk, case: str, plan: Plan | None = None) -> Knowledge:
    """Work out what is known of a case now; ``plan`` is the one being written, else the current one."""
    records = desk.heads(case, FACT_SLOTS)
    found = facts_of(records)
    plan = plan if plan is not None else current_plan(desk, case)
    today = desk.now().date()
    return Knowledge(
        found,
        Facts(
            present=found.present,
            absent=found.absent,
            living_situation=_living(found.living_situation),
            reasons={fact: reason_of(known, today) for fact, known in found.known.items() if known.present},
            recent=_recent(records, today),
            wishes=dict(plan.wishes),
        ),
        tuple(records),
        plan,
    )


def current_plan(desk: Desk, case: str) -> Plan:
    """The current plan of a case; where two versions disagree, the newer, until a person settles it."""
    heads = desk.heads(case, ["plan"])
    return read_plan(heads[0].answers) if heads else EMPTY


def _living(situation: str | None) -> LivingSituation | None:
    return next((known for known in get_args(LivingSituation) if known == situation and known != "any"), None)


def _recent(records: list[Record], today: date) -> frozenset[str]:
    """The facts whose last occurrence, as told, lies within the last month."""
    found = set()
    for record in records:
        for field in record.form.fields:
            if field.kind != "finding":
                continue
            finding = value_of(record.answers, field.id)
            if (
                finding
                and finding.present
                and finding.last
                and finding.last.day
                and today - finding.last.day <= _RECENT
            ):
                found.add(field.fact)
    return frozenset(found)
