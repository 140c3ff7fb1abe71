"""The hand-over summary of a case, gathered from its records as they stand."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Final

from hru_advocate.casework.actions.actions import actions_of_case
from hru_advocate.casework.cases.assessments import risk_picture
from hru_advocate.casework.cases.cases import case_line, closed_words, next_dates, open_contact, people
from hru_advocate.casework.cases.levels import judgement_in_force
from hru_advocate.casework.checks.open_matters import open_matters
from hru_advocate.casework.law.orders import orders_of
from hru_advocate.casework.paper.copies import copies
from hru_advocate.casework.partners.flags import flags_of_case
from hru_advocate.casework.people.safe_contact import safe_for_paper
from hru_advocate.casework.plan.current import PlanNow, plan_now, said_of_plan
from hru_advocate.casework.plan.knowledge import knowledge_of
from hru_advocate.casework.records.going_on import stands_alone
from hru_advocate.casework.records.plan_drafts import PlanStanding, plan_standing
from hru_advocate.casework.records.records import with_labels
from hru_advocate.casework.session import Session
from hru_advocate.casework.wording import DISAGREE, day_of
from hru_advocate.documents.blocks import Page
from hru_advocate.documents.compose.office.hand_over import HandOver, KnownRisk, hand_over
from hru_advocate.domain.actions.action import CHASED, Action, read_action
from hru_advocate.domain.forms.answers import value_of
from hru_advocate.domain.ledger.ids import case_ref
from hru_advocate.domain.library.reference import Factor
from hru_advocate.domain.moments import day_in_words, day_with_other_year
from hru_advocate.store import views
from hru_advocate.store.views import CaseRow

_OWN: Final = (("risk", "worries_most"), ("needs", "first_wish"))
"""Places of the person's greatest worry and wish: slot and question."""
_TOLD_APART: Final = frozenset({"risk", "plan", "order", "contact", "action", "paper", "hearing", "flag"})
"""Sorts of open things that have a place of their own on the page."""
_OWED_ALREADY: Final = frozenset({"action", "contact"})
"""Dates that stand among what is owed: a page has no room for both, and a hearing must not be the one cut off."""
_LATELY: Final = ("contact", "incident")
_MOST_LATELY: Final = 4


def hand_over_page(session: Session, case: str, copy_number: int, head_code: str) -> Page:
    """The hand-over summary as a page."""
    row, now = views.case_row(session.vault, case), plan_now(session, case)
    line, today = case_line(session, row), session.now().date()
    owed = _actions(session, case, today)
    if due := open_contact(row):
        owed.insert(0, (f"Contact: {row.next_reason or 'as promised'}", "us", _by_when(due, today)))
    ahead = [one for one in next_dates(session, case, dated=True) if one.slot not in _OWED_ALREADY]
    return hand_over(
        HandOver(
            today=today,
            case_ref=case_ref(case),
            copy_number=copy_number,
            head_code=head_code,
            safe=safe_for_paper(session, case),
            name=row.name or "",
            closed=closed_words(session, case, dated=True) if row.status == "closed" else "",
            level=_level(session, row, line.level_words),
            living=line.living_words,
            flags=tuple(_sentences(one.on_paper) for one in flags_of_case(session, case) if one.live),
            own_words=_own_words(session, case, now),
            owed=tuple(owed),
            late=tuple((day_with_other_year(one.day, today), one.words) for one in ahead if one.over),
            dates=tuple((day_with_other_year(one.day, today), one.words) for one in ahead if not one.over),
            known=_known_risks(session, case),
            circumstances=_circumstances(session, case),
            risks=tuple((one.label, one.sentence) for one in now.open),
            unasked=now.unasked,
            orders=_orders(session, case, ended=False),
            ended_orders=_orders(session, case, ended=True),
            plan=_plan(now, plan_standing(session, case)),
            plan_answer=said_of_plan(session, case),
            measures=tuple(
                measure.text for section in now.sections for measure in section.measures if measure.in_force
            ),
            people=tuple((one.role, one.name, one.relation) for one in people(session, case)),
            open=tuple(one.words for one in open_matters(session, case) if one.kind not in _TOLD_APART),
            copies=tuple(one.words for one in copies(session, case) if one.out),
            lately=_lately(session, case),
        )
    )


def _known_risks(session: Session, case: str) -> tuple[KnownRisk, ...]:
    """Every risk known to be so, from whatever record, high harm first; with the newest words and the last time."""
    told = {one.id: one for one in risk_picture(session, case).factors}
    known = [
        KnownRisk(
            one.label, one.high_harm, *((told[one.id].words, told[one.id].last_on_paper) if one.id in told else ())
        )
        for one in known_risk_factors(session, case)
    ]
    return tuple(sorted(known, key=lambda one: (not one.high_harm, not one.words)))


def known_risk_factors(session: Session, case: str) -> tuple[Factor, ...]:
    """The risk factors known to be so, from whatever record."""
    present = knowledge_of(session, case).facts.present
    return tuple(one for one in session.product.library.risk.factors if one.id in present)


def _circumstances(session: Session, case: str) -> tuple[str, ...]:
    """The facts of how people live and who they are, as far as a measure hangs on them."""
    present = knowledge_of(session, case).facts.present
    return tuple(
        one.label for one in session.product.library.measures.circumstances if one.id in present and not one.background
    )


def _actions(session: Session, case: str, today: date) -> list[tuple[str, str, str]]:
    """Each action still owed: what, whose, and by which day; a page is read on another day than it is printed."""
    actions = {one.entry: read_action(one.entry, one.answers) for one in session.heads(case, ["action"])}
    owed = (line for line in actions_of_case(session, case) if line.standing != "ended")
    return [(line.what, line.owner, _when(actions[line.entry], today)) for line in owed]


def _when(action: Action, today: date) -> str:
    """The days of an action, where a screen says *due Fri* or *3 days late*."""
    told = [f"due {_by_when(action.due, today)}" if action.due else "no day set"]
    told += ["cannot be done yet"] if action.state == "not_yet" else []
    told += [f"ask after it {day_in_words(action.chase_on)}"] if action.chase_on and action.state in CHASED else []
    return " · ".join(told)


def _sentences(parts: Iterable[str]) -> str:
    """The parts of a flag as sentences of a page."""
    return ". ".join(f"{part[:1].upper()}{part[1:]}" for part in parts)


def _by_when(due: date, today: date) -> str:
    return day_in_words(due, weekday=True) + (", late" if due < today else "")


def _orders(session: Session, case: str, *, ended: bool) -> tuple[str, ...]:
    """The orders that have ended, or those that have not; one that was refused never was one."""
    today = session.now().date()
    told = [(one.state_on(today), one) for one in orders_of(session, case)]
    return tuple(one.in_a_line(today) for state, one in told if state != "refused" and (state == "ended") is ended)


def _level(session: Session, row: CaseRow, words: str) -> str:
    judged = judgement_in_force(session, row)
    if judged is None:
        return ""
    words = words if stands_alone(session, judged.entry) else f"{words} ({DISAGREE})"
    when = judged.happened.day if judged.happened else None
    reason = value_of(judged.answers, "reason") or ""
    return f"{words}{f', {day_in_words(when)}' if when else ''}, by {judged.author}. {reason}".strip()


def _own_words(session: Session, case: str, now: PlanNow) -> tuple[tuple[str, str], ...]:
    """The person's words with where each was said, the newest of a question alone, the plan's first."""
    found = [("The plan", now.own_words)] if now.own_words else []
    for slot, field in _OWN:
        for record in session.heads(case, [slot]):
            if words := value_of(record.answers, field):
                on = record.happened.day if record.happened else None
                found.append((record.form.title + (f", {day_in_words(on)}" if on else ""), str(words)))
                break
    return tuple(found)


def _plan(now: PlanNow, standing: PlanStanding) -> str:
    """The plan as it stands; a draft is said, so that whoever takes the case over asks for it."""
    if not now.current:
        return standing.sentence
    if now.disagrees:
        return "Two versions of the plan disagree. What stands here is the safer of them until they are settled."
    line = now.current[0]
    review = f" {now.review.on_paper}." if now.review.words else ""
    draft = f" {standing.drafts[0].sentence}" if standing.drafts else ""
    return f"Version {line.number}, signed off {line.signed_words} by {line.author}. {now.counts_words}.{review}{draft}"


def _lately(session: Session, case: str) -> tuple[tuple[str, str], ...]:
    today = session.now().date()
    lines = [line for slot in _LATELY for line in views.lines_of_case(session.vault, case, slot=slot)]
    lines.sort(key=lambda line: line.sort, reverse=True)
    titles = {form.id: form.title for form in session.forms.current()}
    return tuple(
        (day_with_other_year(day_of(line.sort), today), f"{titles[line.form]}: {with_labels(session, line.line)}")
        for line in lines[:_MOST_LATELY]
    )
