"""The next steps of a case: from safe contact to paper, each done, begun or not asked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final, Literal

from hru_advocate.casework.cases.cases import plan_words
from hru_advocate.casework.cases.levels import level_of
from hru_advocate.casework.paper.copies import CopyLine, copies
from hru_advocate.casework.people.told_since import told_since
from hru_advocate.casework.plan.agreements import plan_not_agreed
from hru_advocate.casework.plan.asked import TALKS, talk_of
from hru_advocate.casework.plan.knowledge import Knowledge, knowledge_of
from hru_advocate.casework.plan.review_requests import PlanReview, review_of
from hru_advocate.casework.records.entries import DraftLine, drafts
from hru_advocate.casework.records.plan_drafts import plan_drafts
from hru_advocate.casework.session import Session
from hru_advocate.domain.forms.answers import value_of
from hru_advocate.domain.forms.definition import Layout
from hru_advocate.domain.moments import day_in_words
from hru_advocate.domain.people.safe_contact import read_safe_contact
from hru_advocate.domain.plan.worked_out import worked_out
from hru_advocate.store import views

StepState = Literal["done", "begun", "not_asked"]
_NOT_ASKED: Final = "not asked yet"
_COURT: Final = "ci_court_coming"
_SLOTS: Final = (
    ("safe_contact", "Safe contact"),
    ("situation", "The situation"),
    ("risk", "Risk conversation"),
    ("judgement", "Level"),
    ("needs", "Needs assessment"),
    ("plan", "Plan"),
    ("paper", "Paper"),
)


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a case: how far it is, in words, and the form it is taken in ("" for paper).

    ``draft`` is the draft to go on with, ``corrects`` the entries that are renewed rather than begun anew.
    """

    title: str
    state: StepState
    words: str
    form: str
    layout: Layout = "page"
    draft: str | None = None
    corrects: tuple[str, ...] = ()


def next_steps(session: Session, case: str) -> tuple[Step, ...]:
    """The steps of a case in the order they are usually taken; any of them may be taken at any time."""
    return steps_known(session, case, knowledge_of(session, case), copies(session, case), review_of(session, case))


def steps_known(
    session: Session, case: str, known: Knowledge, made: Sequence[CopyLine], review: PlanReview
) -> tuple[Step, ...]:
    """The same, for who has worked out already what is known of the case, which copies were made, the plan's review."""
    begun = {line.form: line for line in reversed(drafts(session, case=case))}  # the newest of each
    of_plan = {line.id: line.words for line in plan_drafts(session, case)}
    talks = {form: _talk(session, known, purpose) for purpose, form in TALKS.items()}
    steps = (
        _safe_contact(session, case),
        *_court(session, known),
        talks["situation"],
        talks["risk_conversation"],
        _level(session, case),
        talks["needs_assessment"],
        _plan(session, case, known, review),
        _paper(made),
    )
    return tuple(_with_draft(step, begun.get(step.form), of_plan) for step in steps)


def first_open(steps: Iterable[Step]) -> Step | None:
    """The step to take next: the first that is not done."""
    return next((step for step in steps if step.state != "done"), None)


def first_not_begun(session: Session, case: str) -> str:
    """The title of the first step nothing has been written for, or "": for lists, where every case costs a moment."""
    begun = views.slots_of_case(session.vault, case, [slot for slot, _title in _SLOTS])
    return next((title for slot, title in _SLOTS if slot not in begun), "")


def _with_draft(step: Step, draft: DraftLine | None, of_plan: Mapping[str, str]) -> Step:
    """A draft of a step is what one goes on with; a step nothing was written for is begun by it."""
    if draft is None:
        return step
    typed = of_plan.get(draft.id) or f"a draft, last typed {day_in_words(draft.saved.date())} {draft.saved:%H:%M}"
    if step.state == "not_asked":
        return replace(step, state="begun", words=typed, draft=draft.id)
    return replace(step, words=f"{step.words}; {typed}", draft=draft.id)


def _safe_contact(session: Session, case: str) -> Step:
    form = session.forms.newest("safe_contact")
    records = session.heads(case, ["safe_contact"])
    if not records:
        return Step("Safe contact", "not_asked", _NOT_ASKED, form.id, form.layout)
    entries = tuple(record.entry for record in records)
    if len(records) > 1:
        return Step("Safe contact", "begun", "two versions disagree", form.id, form.layout, corrects=entries)
    confirmed = value_of(records[0].answers, "confirmed")
    words = f"confirmed {day_in_words(confirmed)}" if confirmed else "written, not confirmed"
    rules = read_safe_contact(records[0].answers)
    since, none_agreed = told_since(session, case, rules), rules.may_contact == "yes" and not rules.ways
    words += ", no way agreed yet" if none_agreed else ""
    words += ", to be agreed anew" if since else ""
    state: StepState = "done" if confirmed and not since and not none_agreed else "begun"
    return Step("Safe contact", state, words, form.id, form.layout, corrects=entries)


def _court(session: Session, known: Knowledge) -> Iterator[Step]:
    """The hearing to note, where a court date is coming and none that lies ahead is noted."""
    today = session.now().date()
    noted = (record for record in known.records if record.form.purpose == "hearing")
    if _COURT in known.case_facts.present and not any(_COURT in worked_out(one, today)[0] for one in noted):
        form = session.forms.newest("hearing")
        words = "a court date is coming: note which court, and the day"
        yield Step("Court date", "not_asked", words, form.id, form.layout)


def _talk(session: Session, known: Knowledge, purpose: str) -> Step:
    """A conversation is done when nothing that applies is left unasked; a stated reason counts as asked."""
    talk = talk_of(session, known.records, known.case_facts, purpose)
    form = talk.form
    if not talk.held:
        return Step(form.title, "not_asked", _NOT_ASKED, form.id, form.layout)
    if not talk.left:
        return Step(form.title, "done", "all asked", form.id, form.layout)
    return Step(form.title, "begun", f"{talk.stated} of {talk.of} asked", form.id, form.layout)


def _level(session: Session, case: str) -> Step:
    form = session.forms.newest("judgement")
    level = level_of(session, case)
    if not level.label:
        return Step("Level", "not_asked", "not judged yet", form.id, form.layout)
    words = f"{level.label}, {level.when_words}"
    if level.stale:
        return Step("Level", "begun", f"{words}, before the last risk conversation", form.id, form.layout)
    return Step("Level", "done", words, form.id, form.layout)


def _plan(session: Session, case: str, known: Knowledge, review: PlanReview) -> Step:
    form = session.forms.newest("safety_plan")
    if not session.heads(case, ["plan"]):
        return Step("Plan", "not_asked", "no signed-off plan yet", form.id, form.layout)
    words = plan_words(session, case)
    if review.asked:
        return Step("Plan", "begun", f"{words}; to be looked at again", form.id, form.layout)
    without = plan_not_agreed(session, case)
    if without is not None and without.answer:
        return Step("Plan", "begun", f"{words}; not agreed to", form.id, form.layout)
    return Step("Plan", "done" if known.plan.live and not known.disagrees else "begun", words, form.id, form.layout)


def _paper(made: Sequence[CopyLine]) -> Step:
    if not made:
        return Step("Paper", "not_asked", "nothing handed over or read aloud yet", "")
    out = sum(copy.out for copy in made)
    words = f"{out} {'copy' if out == 1 else 'copies'} out" if out else "no copy out"
    return Step("Paper", "done", words, "")
