"""Plain data for scripts: forms, cases, records, suggestions and search listed, and a record added."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

import msgspec

from hru_advocate.casework.cases.cases import CaseFilter, case_page, find_case, list_cases
from hru_advocate.casework.next_steps import next_steps
from hru_advocate.casework.people.safe_contact import reveal_safe_contact
from hru_advocate.casework.plan import planning
from hru_advocate.casework.product import shipped_forms
from hru_advocate.casework.records import searching
from hru_advocate.casework.records.entries import save
from hru_advocate.casework.records.records import about_person, answer_views
from hru_advocate.casework.session import Session
from hru_advocate.casework.wording import recorded_in_words
from hru_advocate.domain.forms.answers import STATES
from hru_advocate.domain.forms.definition import ONLY_COUNTED
from hru_advocate.domain.forms.fields import Field
from hru_advocate.domain.forms.kinds import KIND_OF
from hru_advocate.domain.forms.pronouns import Pronoun
from hru_advocate.domain.ledger.records import Record
from hru_advocate.store import views
from hru_advocate.store.ledger import ledger

Row = dict[str, Any]


def forms() -> list[Row]:
    """Every form with its fields; each field with a plain example that it accepts."""
    return [
        {
            "id": form.id,
            "version": form.version,
            "title": form.title,
            "purpose": form.purpose,
            "records": form.records,
            "about": form.about,
            "states": list(STATES[1:]),
            "fields": [_field(field) for field in form.fields],
        }
        for form in shipped_forms().current()
    ]


def _field(field: Field) -> Row:
    row: Row = {
        "id": field.id,
        "kind": field.kind,
        "label": field.label,
        "required": field.required or field.value_only,
        "value_only": field.value_only,
        "choices": [{"id": choice.id, "label": choice.label} for choice in field.choices],
        "example": field.example or KIND_OF[field.kind].example(field),
    }
    if field.ask_if is not None:
        row["ask_if"] = msgspec.to_builtins(field.ask_if)
    if field.fields:
        row["fields"] = [_field(inner) for inner in field.fields]
    for name in ("fact", "link", "protected", "least", "most"):
        if value := getattr(field, name):
            row[name] = value
    return row


def add(
    session: Session, form: str, raw: Mapping[str, object], *, ref: str | None, corrects: Sequence[str], reason: str
) -> Row:
    """Save answers as one entry and give its ids."""
    case = find_case(session, ref) if ref else None
    saved = save(session, form, raw, case=case, corrects=corrects, reason=reason)
    return {"entry": saved.entry, "record": saved.record, "ref": saved.ref or None}


def cases(session: Session, *, text: str = "", status: str = "") -> list[Row]:
    """Every case, the open ones first, then by what was written last."""
    lines = list_cases(session, CaseFilter(text=text, status=status, order="recent"), limit=100_000)
    lines = tuple(sorted(lines, key=lambda line: line.status != "open"))
    return [
        {
            "ref": line.label.ref,
            "initials": line.label.initials,
            "status": line.status,
            "status_words": line.status_words,
            "area": line.area_words,
            "level": line.level,
            "level_words": line.level_words,
            "living": line.living_words,
            "next_contact": line.next_contact,
            "overdue": line.overdue,
            "safe": {"safety": line.safe.safety, "short": line.safe.short},
            "review_due": line.review_due,
            "disputed": line.disputed,
        }
        for line in lines
    ]


def show(session: Session, ref: str, *, protected: bool, because: str = "") -> Row:
    """A case as it stands now: its head and every current record with its answers.

    With ``protected`` the numbers and addresses too; ``because`` is why, where the rules do not allow it now.
    """
    case = find_case(session, ref)
    page = case_page(session, case)
    safe = page.line.safe
    rules = reveal_safe_contact(session, case, because, all_ways=True).words if protected else safe.rules
    found = planning.still_open(session, case)
    pronoun = session.pronoun_of(case)
    lines = [line for line in views.lines_of_case(session.vault, case) if line.slot not in ONLY_COUNTED]
    return {
        "ref": page.line.label.ref,
        "initials": page.line.label.initials,
        "name": page.line.name,
        "status": page.line.status,
        "status_words": page.line.status_words,
        "level": page.line.level,
        "level_words": page.line.level_words,
        "level_line": page.level_line,
        "safe": {"safety": safe.safety, "short": safe.short},
        "safe_contact": rules,
        "next_contact": page.line.next_contact,
        "disputes": page.disputes,
        "uncovered": [{"id": row.id, "label": row.label} for row in found.rows if row.mark != "action"],
        "covered_by_action": [
            {"id": row.id, "label": row.label, "action": row.action} for row in found.rows if row.mark == "action"
        ],
        "not_asked": found.unasked,
        "records": [_record(session, line, pronoun, protected=protected) for line in lines],
    }


def _record(session: Session, line: views.RecordRow, pronoun: Pronoun, *, protected: bool) -> Row:
    record = about_person(session.read(ledger.entry(session.vault, line.entry)), pronoun)
    shown = [field for field in record.form.fields if protected or not field.protected]
    return {
        "entry": record.entry,
        "record": record.record,
        "form": record.form.id,
        "version": record.form.version,
        "title": record.form.title,
        "author": record.author,
        "recorded": record.recorded.utc,
        "recorded_words": recorded_in_words(record.recorded.utc),
        "reason": record.reason,
        "corrects": record.parents,
        "disputed": line.disputed,
        "answers": _answers(record, shown, protected=protected),
        "said": [
            {"field": view.field, "label": view.label, "words": view.words, "quote": view.quote}
            for field in shown
            if (answer := record.answers.get(field.id)) is not None
            and answer.stated
            and (protected or field.kind != "group" or not any(inner.protected for inner in field.fields))
            for view in answer_views(session, field, answer, pronoun)
        ],
    }


def _answers(record: Record, shown: Sequence[Field], *, protected: bool) -> Row:
    stored = record.form.to_stored(record.answers)
    kept = {field.id: stored[field.id] for field in shown if field.id in stored}
    if protected:
        return kept
    for field in shown:
        hidden = {inner.id for inner in field.fields if inner.protected}
        answer = kept.get(field.id)
        if hidden and isinstance(answer, dict) and isinstance(answer.get("value"), list):
            rows = [{key: value for key, value in row.items() if key not in hidden} for row in answer["value"]]
            kept[field.id] = {"state": "answered", "value": rows}
    return kept


def steps(session: Session, ref: str) -> list[Row]:
    """The next steps of a case, in the order they are usually taken."""
    return [asdict(step) for step in next_steps(session, find_case(session, ref))]


def suggestions(session: Session, ref: str) -> list[Row]:
    """The measures for a case: offered first, then the refused ones with their rule."""
    return [_suggested(row) for row in planning.suggest_for(session, find_case(session, ref))]


def plan(session: Session, ref: str) -> Row:
    """The beginning of a plan: the first ten measures, what no measure of its own answers, what was not asked."""
    case = find_case(session, ref)
    found = planning.still_open(session, case)
    return {
        "first_ten": [_suggested(row) for row in planning.first_choice(session, case)],
        "uncovered": [
            {"id": row.id, "label": row.label, "sentence": row.sentence} for row in found.rows if row.mark != "action"
        ],
        "covered_by_action": [
            {"id": row.id, "label": row.label, "sentence": row.sentence} for row in found.rows if row.mark == "action"
        ],
        "not_asked": found.unasked,
    }


def _suggested(row: planning.SuggestedMeasure) -> Row:
    said = row.suggestion
    return {
        "measure": said.measure,
        "text": said.text,
        "discreet": said.discreet_text,
        "section": said.section,
        "answers": said.answers,
        "why": said.why,
        "advice_first": said.advice_first,
        "advice": said.advice,
        "check_first": said.check,
        "refused": said.refused,
        "refused_for_good": said.stands or None,
        "priority": said.priority,
        "priority_words": row.priority_words,
        "practice_point": said.practice_point,
        "needs_sign_off": said.needs_sign_off,
        "in_plan": said.in_plan,
    }


def search(session: Session, text: str, limit: int) -> list[Row]:
    """Entries that hold the words."""
    return [
        {
            "entry": hit.entry,
            "ref": hit.label.ref if hit.label else None,
            "title": hit.title,
            "snippet": hit.snippet,
            "when": hit.when_words,
        }
        for hit in searching.find(session, text, limit)
    ]
