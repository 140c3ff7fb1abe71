"""Before one goes: what changed since the last contact, what is safe now and then, flags, what to take along."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from hru_advocate.casework.actions.actions import actions_of_case
from hru_advocate.casework.case_label import CaseLabel
from hru_advocate.casework.cases.cases import next_dates, note_look, open_contact
from hru_advocate.casework.checks.visit_checks import broken_by
from hru_advocate.casework.paper.copies import copies
from hru_advocate.casework.paper.safety import safety
from hru_advocate.casework.partners.flags import FlagLine, flags_of_case
from hru_advocate.casework.people.safe_contact import safe_now
from hru_advocate.casework.plan.knowledge import facts_now
from hru_advocate.casework.records.records import with_labels
from hru_advocate.casework.session import Session
from hru_advocate.casework.visits.visits import OneVisit, VisitLine, line_of_visit, visit_of
from hru_advocate.casework.wording import near_day_in_words, sort_in_words
from hru_advocate.clock import ZONE
from hru_advocate.domain.forms.answers import value_of
from hru_advocate.domain.people.contact_now import SafeNow
from hru_advocate.domain.plan.paper_safety import SPOKEN
from hru_advocate.store import views
from hru_advocate.store.ledger import ledger
from hru_advocate.store.views import RecordRow

MOST: Final = 40
"""Lines of what changed that are shown; how many more there are is said."""

AHEAD: Final = timedelta(days=14)
"""The span of the dates told before a visit."""

_UNTOLD: Final = frozenset({"contact", "visit", "paper", "notes", "equality"})
"""Slots whose entries are no change of the case: what was said there stands with the thing it was about."""

_TAKE: Final = {
    "ci_interpreter": "An interpreter: never family, friends or a child",
    "ci_bsl": "A BSL interpreter",
    "ci_deaf": "A quiet place, face to face; paper to write on if that is safe",
    "ci_text_or_relay_only": "Text or relay: voice calls do not work",
    "ci_sight": "Large print, or read aloud",
    "ci_learning": "Easy words, short sentences, time",
    "ci_mobility": "A place without steps",
    "ci_capacity_doubt": "Time, and somebody to support the decision if it is wished",
    "ci_reads_no_english": "English is not read: say it aloud, or bring it translated",
}
"""Things to take or think of, by what the case knows."""


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """One thing that is new since the last contact: what kind of record, when written, in words, and its entry."""

    kind: str
    when: str
    text: str
    entry: str


@dataclass(frozen=True, slots=True)
class BeforeGoing:
    """The page before a visit.

    ``rules_then`` says that the rules are against the time of the visit, "" where they are not; ``more`` how many
    changes are not shown. ``last_words`` is what was written for the next who goes.
    """

    line: VisitLine
    since: str
    changes: tuple[ChangeLine, ...]
    more: int
    ahead: tuple[str, ...]
    promises: tuple[str, ...]
    safe: SafeNow
    rules_then: str
    flags: tuple[FlagLine, ...]
    risks: tuple[str, ...]
    last_words: tuple[str, ...]
    take: tuple[str, ...]
    if_in_trouble: tuple[str, ...]


def before_going(session: Session, entry: str) -> BeforeGoing:
    """Everything to know before one goes on a visit; it tells as much as the case's page, so it is a look at the case.

    Raises:
        NotFound: the entry is no visit.
    """
    one = visit_of(session, entry)
    case = one.record.case or ""
    note_look(session, case)
    row, today = views.case_row(session.vault, case), session.now().date()
    since, changes = changes_since(session, case)
    return BeforeGoing(
        line=line_of_visit(session, CaseLabel.of(row), one.visit, session.now()),
        since=since,
        changes=changes[:MOST],
        more=max(len(changes) - MOST, 0),
        ahead=tuple(
            f"{line.day_words}: {line.words}"
            for line in next_dates(session, case)
            if line.day <= today + AHEAD and line.slot != "visit"
        ),
        promises=_promises(session, case),
        safe=safe_now(session, row),
        rules_then=broken_by(session, case, one.visit),
        flags=tuple(flag for flag in flags_of_case(session, case) if flag.live),
        risks=_risks(one),
        last_words=_last_words(session, case, one),
        take=_take(session, case),
        if_in_trouble=_if_in_trouble(one),
    )


def changes_since(session: Session, case: str) -> tuple[str, tuple[ChangeLine, ...]]:
    """List what was written since the last contact with the person: ``(since when, lines)``, the newest first."""
    last = _last_reached(session, case)
    lines = [line for line in views.lines_of_case(session.vault, case) if line.slot not in _UNTOLD]
    new = [line for line in lines if not last or _written(line, last) >= last]
    new.sort(key=lambda line: (line.recorded, line.entry), reverse=True)
    today = session.now().date()
    words = (
        f"since the last contact, {sort_in_words(last, today)}" if last else "since the beginning: nobody was reached"
    )
    titles = {form.id: form.title for form in session.forms.all()}
    found = tuple(
        ChangeLine(
            titles.get(line.form, line.form),
            near_day_in_words(datetime.fromisoformat(_local(line)).date(), today),
            with_labels(session, line.line),
            line.entry,
        )
        for line in new
    )
    return words, found


def _last_reached(session: Session, case: str) -> str:
    """The moment the person was last reached, as its record sorts; "" where nobody was. A try is no contact."""
    for line in views.lines_of_case(session.vault, case, slot="contact"):
        answers = session.read(ledger.entry(session.vault, line.entry)).answers
        if value_of(answers, "with_whom") == "victim" and value_of(answers, "direction") != "attempt":
            return line.sort
    return ""


def _written(line: RecordRow, last: str) -> str:
    """The moment a line was written, as far as the last contact says its own: a whole day counts from its beginning."""
    return line.recorded if last.endswith("Z") else _local(line)[: len(last)]


def _local(line: RecordRow) -> str:
    stamp = datetime.fromisoformat(line.recorded)
    return f"{stamp.astimezone(ZONE):%Y-%m-%dT%H:%M}"


def _promises(session: Session, case: str) -> tuple[str, ...]:
    """List what is owed to the person: the next contact, and actions that have not ended."""
    row, today = views.case_row(session.vault, case), session.now().date()
    due = open_contact(row)
    contact = f"Contact promised {near_day_in_words(due, today)}: {row.next_reason or 'no reason noted'}" if due else ""
    owed = [
        f"{action.owner}: {action.what} ({action.words})"
        for action in actions_of_case(session, case)
        if action.standing != "ended"
    ]
    return tuple(part for part in (contact, *owed) if part)


def _risks(one: OneVisit) -> tuple[str, ...]:
    said = (one.record.said(field) for field in ("risks", "risk_notes"))
    return tuple(part for part in said if part)


def _last_words(session: Session, case: str, one: OneVisit) -> tuple[str, ...]:
    """List what was written for the next who goes after earlier visits, the newest first."""
    held = [record for record in session.heads(case, ["visit"]) if record.record != one.visit.record]
    said = [value_of(record.answers, "afterwards") or "" for record in held if not record.erased]
    return tuple(words for words in said if words)[:3]


def _take(session: Session, case: str) -> tuple[str, ...]:
    """List what to take along: paper or none, language, interpreter, a conversation's needs, copies to bring back."""
    found = safety(session, case).proposal
    facts = facts_now(session, case)
    paper = "No paper: speak it" if found.document == SPOKEN else "Paper may be taken; ask again before it is left"
    lines = [f"{paper}. {found.why}".strip()]
    spoken = (value_of(record.answers, "language") for record in session.heads(case, ["victim"]))
    lines += [f"Language: {language}" for language in spoken if language]
    lines += [words for fact, words in _TAKE.items() if fact in facts.present]
    out = [copy for copy in copies(session, case) if copy.out]
    old = [copy for copy in out if copy.changed or (copy.destroy_by and copy.destroy_by <= session.now().date())]
    if old:
        lines.append(f"Copies to bring back or change: {', '.join(str(copy.copy_number) for copy in old)}")
    return tuple(dict.fromkeys(lines))


def _if_in_trouble(one: OneVisit) -> tuple[str, ...]:
    answers = one.visit.answers
    parts = (("Reached by", "reach"), ("Code word", "signal_reference"), ("Told and raises it", "told"))
    return tuple(f"{words}: {value_of(answers, field) or 'not written down'}" for words, field in parts)
