"""The letter templates of the unit: what each says, and the unit's own word on it, kept as entries."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from hru_advocate.casework.checks.letter_known import letter_template, letter_templates
from hru_advocate.casework.records.entries import Saved, save
from hru_advocate.casework.session import Session
from hru_advocate.domain.forms.answers import value_of
from hru_advocate.domain.ledger.records import Record
from hru_advocate.domain.letters.templates import CONDITIONS, FIELDS, OWN, LetterParagraph, LetterTemplate, TemplateDone
from hru_advocate.domain.moments import day_in_words
from hru_advocate.domain.text_folding import fold
from hru_advocate.errors import NotFound

FORM: Final = "letter_template"


@dataclass(frozen=True, slots=True)
class LetterTemplateLine:
    """One template in the unit's list; ``entry`` is the record to correct, if the unit said anything of it."""

    id: str
    title: str
    to: str
    statement: bool
    own: bool
    changed: bool
    retired: bool
    signed: str
    signed_off: bool
    entry: str


@dataclass(frozen=True, slots=True)
class ParagraphLine:
    """One paragraph as it is written, and in words what it hangs on."""

    text: str
    hangs_on: str
    source: str


@dataclass(frozen=True, slots=True)
class LetterTemplatePage:
    """One template in full, and the raw answers a change of it begins with."""

    line: LetterTemplateLine
    subject: str
    greeting: str
    note: str
    paragraphs: tuple[ParagraphLine, ...]
    answers: Mapping[str, object]


def template_lines(session: Session, text: str = "") -> tuple[LetterTemplateLine, ...]:
    """The templates, those in use first; only those that hold some words where they are given."""
    said = _said(session)
    wanted = fold(text).split()
    held = [
        (one, retired)
        for one, retired in letter_templates(session)
        if all(word in fold(" ".join((one.title, one.to, *one.texts))) for word in wanted)
    ]
    lines = [_line(one, said.get(one.id), retired=retired) for one, retired in held]
    return tuple(sorted(lines, key=lambda one: one.retired))


def template_page(session: Session, template: str) -> LetterTemplatePage:
    """One template in full.

    Raises:
        NotFound: there is none of that id.
    """
    said = _said(session)
    found = next(((one, retired) for one, retired in letter_templates(session) if one.id == template), None)
    if found is None:
        raise NotFound
    one, retired = found
    return LetterTemplatePage(
        line=_line(one, said.get(one.id), retired=retired),
        subject=one.subject,
        greeting=one.greeting,
        note=one.note,
        paragraphs=tuple(ParagraphLine(part.text, hangs_on(part), part.source) for part in one.paragraphs),
        answers=_answers(one, "add"),
    )


def set_retired(session: Session, template: str, *, retired: bool, reason: str = "") -> Saved:
    """Take a template out of use, or bring it back; letters that were made with it stay.

    Raises:
        NotFound: there is none of that id; nothing was saved.
    """
    one = letter_template(session, template)
    if one is None:
        raise NotFound
    record = _said(session).get(template)
    done: TemplateDone = "retire" if retired else "bring_back"
    why = reason.strip() or ("No longer used here" if retired else "Used here again")
    said = _answers(one, done)
    if not template.startswith(OWN) and (record is None or not value_of(record.answers, "paragraphs")):
        del said["paragraphs"]  # its words stay the program's
    return save(session, FORM, said, corrects=[record.entry] if record else [], reason=why)


def listed(session: Session, text: str = "") -> list[dict[str, Any]]:
    """The templates as plain data, for scripts."""
    return [
        {
            "id": line.id,
            "title": line.title,
            "to": line.to,
            "kind": "statement" if line.statement else "letter",
            "own": line.own,
            "changed": line.changed,
            "retired": line.retired,
            "signed": line.signed,
            "entry": line.entry or None,
        }
        for line in template_lines(session, text)
    ]


def places() -> tuple[tuple[str, str], ...]:
    """Every place that can be filled from a case, and what its blank says."""
    return tuple((f"{{{field}}}", words) for field, words in FIELDS.items())


def hangs_on(paragraph: LetterParagraph) -> str:
    """Everything a paragraph hangs on, in words; nothing where it always stands."""
    so = [CONDITIONS[one].lower() for one in paragraph.when]
    not_so = [f"not: {CONDITIONS[one].lower()}" for one in paragraph.when_not]
    return f"Only when: {'; '.join((*so, *not_so))}" if so or not_so else ""


def _said(session: Session) -> dict[str, Record]:
    """The unit's newest word on each template."""
    records = [one for one in session.heads(None, ["letter_template"]) if not one.erased]
    return {value_of(one.answers, "template") or "": one for one in reversed(records)}


def _line(template: LetterTemplate, said: Record | None, *, retired: bool) -> LetterTemplateLine:
    own = template.id.startswith(OWN)
    by = value_of(said.answers, "signed_by") if said is not None else None
    on = value_of(said.answers, "signed_on") if said is not None else None
    day = f" on {day_in_words(on)}" if on else ""
    return LetterTemplateLine(
        id=template.id,
        title=template.title,
        to=template.to,
        statement=template.kind == "statement",
        own=own,
        changed=said is not None and bool(value_of(said.answers, "paragraphs")) and not own,
        retired=retired,
        signed=f"Signed off by {by}{day}" if by else "Not signed off by the unit yet",
        signed_off=bool(by),
        entry=said.entry if said is not None else "",
    )


def _answers(template: LetterTemplate, done: TemplateDone) -> dict[str, object]:
    """The raw answers of the form that say what a template says."""
    raw: dict[str, object] = {
        "done": done,
        "template": template.id,
        "title": template.title,
        "to": template.to,
        "kind": template.kind,
        "subject": template.subject,
        "greeting": template.greeting,
        "note": template.note,
        "paragraphs": [_row(one.text, one.when, one.when_not) for one in template.paragraphs],
    }
    return {field: value for field, value in raw.items() if value}


def _row(text: str, when: Sequence[str], when_not: Sequence[str]) -> dict[str, object]:
    row = {"text": text, "when": list(when), "when_not": list(when_not)}
    return {field: value for field, value in row.items() if value}
