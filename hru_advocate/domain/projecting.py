"""From a record to what the views need of it: its line, its case row columns, its due date, its words."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Final

import msgspec

from hru_advocate.domain.actions.action import read_action
from hru_advocate.domain.closing.closures import review_due
from hru_advocate.domain.consultations import reminder_of
from hru_advocate.domain.disclosure.disclosures import read_disclosure
from hru_advocate.domain.disclosure.requests import read_request
from hru_advocate.domain.forms.answers import Answers, value_of
from hru_advocate.domain.forms.definition import ONLY_COUNTED
from hru_advocate.domain.forms.fields import Field
from hru_advocate.domain.forms.kinds import answer_in_words, facts_in
from hru_advocate.domain.law.due import line_of_order, order_due
from hru_advocate.domain.law.hearings import SETTLED
from hru_advocate.domain.law.legal_talks import talk_due
from hru_advocate.domain.law.orders import read_order
from hru_advocate.domain.ledger.projection import REOPENED, Projection, review_asks
from hru_advocate.domain.ledger.records import Record
from hru_advocate.domain.letters.letter import read_letter
from hru_advocate.domain.outcomes.outcome import asked_again_on
from hru_advocate.domain.partners.flags import FLAG_WORDS, read_flag
from hru_advocate.domain.partners.meetings import meeting_in
from hru_advocate.domain.partners.safeguarding import DANGER, FIRST, read_safeguarding
from hru_advocate.domain.people.initials import initials_of
from hru_advocate.domain.people.safe_contact import read_safe_contact
from hru_advocate.domain.plan.agreements import asked_again
from hru_advocate.domain.plan.reviews import events_in
from hru_advocate.domain.visits.visit import read_visit

LISTS: Final = 21
"""Raised whenever ``project`` comes to say something else, so that lists made before are worked out again."""

_TOGETHER: Final = frozenset({"together", "some_nights"})
CaseColumns = dict[str, str | None]
_LINE: Final = 160
_UNSEARCHED: Final = frozenset({"phone", "born", "email", "address"})
"""Kinds that search leaves out: a number or address appears only with its rules. Figures and links hold no words."""
_WORDLESS: Final = frozenset({"yes_no", "scale", "number", "date", "choices", "links"})
"""Kinds whose answers hold no words of their own."""
_SILENT: Final = _UNSEARCHED | _WORDLESS
_PARTS: Final = ("words", "fact", "told", "name", "relation")
"""The searched parts of an answer that has several."""

_NOT_SEARCHED: Final = ONLY_COUNTED | {"translation", "kept_figures", "erasure"}
"""Purposes search leaves out: the words of a translation are the documents' own, an erased case is not to be found by
what proves that it is gone; the others are only counted."""

STATUS: Final[Mapping[str, str]] = {"accept": "open", "advise": "advised", "decline": "declined", "pending": "deciding"}


def project(record: Record) -> Projection:
    """Work out the lines this version of a record adds to the views."""
    purpose = record.form.purpose
    slot = "victim" if purpose == "person" and value_of(record.answers, "role") == "victim" else purpose
    columns = _COLUMNS.get(slot, _no_columns)(record) | _asked_again(record) | calls_said(record)
    due, label = _DUE.get(purpose, _nothing_due)(record)
    typed, labels = ([], []) if purpose in _NOT_SEARCHED else _searched(record)
    return Projection(
        slot=slot,
        line=line_of(record),
        sort=record.sort,
        search_text="\n".join(typed),
        search_labels=tuple(dict.fromkeys(labels)),
        columns=columns,
        due=due,
        due_label=label,
        opens_case=purpose == "referral",
    )


def line_of(record: Record) -> str:
    """One line for lists, without anything protected."""
    if record.erased:
        return f"{record.form.title}: erased by authority"
    if record.form.purpose == "order":
        return _cut(line_of_order(read_order(record)))
    parts = []
    for wanted in record.form.line:
        field, answer = record.form.by_id[wanted], record.answers.get(wanted)
        if answer is not None and answer.given and not field.protected:
            parts.append(" ".join(answer_in_words(field, answer).split()))
    line = " · ".join(parts) or record.form.title
    return _cut(f"Taken back: {line}" if value_of(record.answers, "taken_back") else line)


def _cut(line: str) -> str:
    return line if len(line) <= _LINE else line[: _LINE - 1].rstrip() + "…"


def search_text(record: Record) -> str:
    """Every word of a record that search may find, answer by answer on lines of their own."""
    found: list[str] = []
    _answered_words(record.form.in_order(record.answers), record.answers, found, found)
    return "\n".join(found)


def _searched(record: Record) -> tuple[list[str], list[str]]:
    """All that search may find of a record: texts that were typed, and the labels of the choices that were made."""
    typed: list[str] = []
    labels: list[str] = []
    _answered_words(record.form.in_order(record.answers), record.answers, typed, labels)
    return typed, labels


def _answered_words(fields: Iterable[Field], answers: Answers, typed: list[str], labels: list[str]) -> None:
    for field in fields:
        if field.kind in _SILENT or field.protected or (field.by_program and field.paper == "never"):
            continue  # not what is protected, nor the ids the program keeps
        answer = answers.get(field.id)
        if answer is None or answer.state != "answered":
            continue
        value = answer.value
        if not isinstance(value, str):
            _words_of_parts(field, value, typed, labels)
        elif (label := field.labels.get(value)) is None:
            typed.append(value)
        else:
            labels.append(label)


def _words_of_parts(field: Field, value: object, typed: list[str], labels: list[str]) -> None:
    if isinstance(value, tuple):  # the rows of a group
        for row in value:
            _answered_words(field.fields, row, typed, labels)
        return
    for part in _PARTS:
        text = getattr(value, part, None)
        if isinstance(text, str) and text:
            typed.append(text)


def _no_columns(_record: Record) -> CaseColumns:
    return {}


def _referral(record: Record) -> CaseColumns:
    answers = record.answers
    name = value_of(answers, "victim") or ""
    return {
        "initials": initials_of(name),
        "name": name,
        "status": STATUS.get(value_of(answers, "decision") or "", "deciding"),
        "area": value_of(answers, "area"),
    } | _situation(record)


def _situation(record: Record) -> CaseColumns:
    """Living together or apart now, where it was asked: she went back, or got away."""
    lives = value_of(record.answers, "lives_together")
    return {"living": lives} if lives else {}


def _person(record: Record) -> CaseColumns:
    """Living together, as the page of whoever does it says. Living apart there is of one alone: there may be others."""
    lives = value_of(record.asked_answers, "lives_together")
    return {"living": lives} if lives in _TOGETHER else {}


def _victim(record: Record) -> CaseColumns:
    name = value_of(record.answers, "called") or value_of(record.answers, "name") or ""
    return {"initials": initials_of(value_of(record.answers, "name") or name), "name": name}


def _safe_contact(record: Record) -> CaseColumns:
    return {"safe": msgspec.json.encode(read_safe_contact(record.answers)).decode()}


def _contact(record: Record) -> CaseColumns:
    """A promise of contact stays due until a later contact reaches the victim, or makes a new promise.

    A promise for the very day it is made on ("I ring back this afternoon") is not kept by the contact that makes it.
    """
    answers = record.answers
    columns: CaseColumns = {"last_contact": record.sort}
    due = value_of(answers, "next_contact")
    reached = value_of(answers, "with_whom") == "victim" and value_of(answers, "direction") != "attempt"
    if reached and not (due and due.isoformat() <= record.sort[:10]):
        columns["last_reached"] = record.sort
    if due:
        columns |= {"next_contact": due.isoformat(), "next_reason": value_of(answers, "next_for")}
    return columns


def _judgement(record: Record) -> CaseColumns:
    return {"level": value_of(record.answers, "level"), "level_on": record.sort}


def _closure(record: Record) -> CaseColumns:
    """A case is closed until its closure says that it was taken up again."""
    return {"status": "closed" if value_of(record.answers, "state") == "closed" else REOPENED}


def _plan(record: Record) -> CaseColumns:
    review = value_of(record.answers, "review")
    return {"review_due": review.isoformat() if review else None, "review_asks": None}


def _asked_again(record: Record) -> CaseColumns:
    """An event makes the plan due from the day it was recorded, until a newer version is signed off."""
    events = events_in(record)
    if not events:
        return {}
    return {"review_due": record.recorded.day.isoformat(), "review_asks": review_asks(events)}


NO_CALLS: Final = frozenset({"ci_deaf", "ci_text_or_relay_only"})
"""The facts that say that a voice call may not work for the person."""


def calls_said(record: Record) -> CaseColumns:
    """Say whether voice calls work, by a record that speaks of hearing or of text and relay alone."""
    asked = NO_CALLS & record.form.spoken_of
    if record.form.purpose == "plan" or all(record.form.telling(one).isdisjoint(record.answers) for one in asked):
        return {}
    so, not_so = facts_in(record.form.asked(record.answers), record.answers)
    if NO_CALLS & so:
        return {"calls": "no"}
    return {"calls": "yes"} if not_so >= asked else {}


_COLUMNS: Final[Mapping[str, Callable[[Record], CaseColumns]]] = {
    "referral": _referral,
    "situation": _situation,
    "person": _person,
    "victim": _victim,
    "safe_contact": _safe_contact,
    "contact": _contact,
    "judgement": _judgement,
    "plan": _plan,
    "closure": _closure,
}


def _nothing_due(_record: Record) -> tuple[str | None, str]:
    return None, ""


def _due(field: str, label: str) -> Callable[[Record], tuple[str | None, str]]:
    def find(record: Record) -> tuple[str | None, str]:
        day = value_of(record.answers, field)
        return (day.isoformat(), label) if day else (None, "")

    return find


def _paper_due(record: Record) -> tuple[str | None, str]:
    """A copy that came back or was destroyed asks for nothing more."""
    if value_of(record.answers, "state") in ("returned", "destroyed"):
        return None, ""
    return _due("destroy_by", "Paper to destroy or change")(record)


def _hearing_due(record: Record) -> tuple[str | None, str]:
    """A hearing is due until it is written how it went; the clocks of a criminal case need the calendar, not this."""
    if value_of(record.answers, "state") in SETTLED:
        return None, ""
    return _due("on", "Hearing")(record)


def _action_due(record: Record) -> tuple[str | None, str]:
    """The first day that asks something of us: to ask after it, or that it is due; nothing once it has ended."""
    action = read_action("", record.answers)
    return (action.asks_on.isoformat(), f"Action: {action.what}") if action.asks_on else (None, "")


def _flag_due(record: Record) -> tuple[str | None, str]:
    """A flag is looked at again while it holds."""
    flag = read_flag("", record.answers)
    return (flag.asks_on.isoformat(), f"Flag: {FLAG_WORDS[flag.kind]}") if flag.asks_on else (None, "")


def _meeting_due(record: Record) -> tuple[str | None, str]:
    """A meeting is due until it is written how it went, then once more when it is looked at again."""
    asks = meeting_in(record.answers).asks
    return (asks[0].isoformat(), asks[1]) if asks else (None, "")


def _safeguarding_due(record: Record) -> tuple[str | None, str]:
    """A safeguarding referral is asked after until it has ended."""
    referral = read_safeguarding("", record.answers)
    words = "Safeguarding referral to make" if referral.state == "to_make" else "Safeguarding: ask after it"
    if referral.danger:
        words = f"{DANGER}, {FIRST}: {words[:1].lower()}{words[1:].replace(':', ',')}"
    return (referral.asks_on.isoformat(), words) if referral.asks_on else (None, "")


def _disclosure_due(record: Record) -> tuple[str | None, str]:
    """A disclosure is asked after while it is to come back or to be destroyed."""
    one = read_disclosure("", record.answers)
    return (one.asks_on.isoformat(), one.asks_words) if one.asks_on else (None, "")


def _request_due(record: Record) -> tuple[str | None, str]:
    """A request for material is due until it is answered."""
    one = read_request("", record.answers)
    return (one.asks_on.isoformat(), "Request for material: answer it") if one.asks_on else (None, "")


def _letter_due(record: Record) -> tuple[str | None, str]:
    """A letter is due while it is to be sent, then until it is answered."""
    asks = read_letter("", record.answers).asks
    return (asks[0].isoformat(), asks[1]) if asks else (None, "")


def _visit_due(record: Record) -> tuple[str | None, str]:
    """A visit asks on its day until who went is back; by the clock it is looked at on Today."""
    visit = read_visit("", "", record.answers)
    return (visit.asks_on.isoformat(), "Visit") if visit.asks_on else (None, "")


_DUE: Final[Mapping[str, Callable[[Record], tuple[str | None, str]]]] = {
    "judgement": _due("review", "Risk judgement"),
    "plan": _due("review", "Safety plan"),
    "signposting": _due("follow_up", "Referral: how it went on"),
    "paper": _paper_due,
    "order": lambda record: order_due(record.answers, record.recorded.day),
    "legal_option": talk_due,
    "hearing": _hearing_due,
    "action": _action_due,
    "pause": _due("until", "Reminders come back"),
    "flag": _flag_due,
    "meeting": _meeting_due,
    "safeguarding": _safeguarding_due,
    "disclosure": _disclosure_due,
    "material_request": _request_due,
    "letter": _letter_due,
    "visit": _visit_due,
    "consultation": lambda record: reminder_of(record.answers),
    "agreement": lambda record: asked_again(record.answers),
    "closure": lambda record: review_due(record.answers),
    "retention": _due("next", "Retention review"),
    "outcome": lambda record: asked_again_on(record.answers),
}
