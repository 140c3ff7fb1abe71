"""Saving what was filled in: entries, corrections and drafts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

import msgspec

from hru_advocate.casework.case_label import CaseLabel
from hru_advocate.casework.changed import Changed
from hru_advocate.casework.checks.filing import Filing
from hru_advocate.casework.checks.purpose_checks import checked_answers
from hru_advocate.casework.people.restricted import cases_behind, check_all_open, check_open, check_restricting
from hru_advocate.casework.plan.knowledge import facts_now
from hru_advocate.casework.records.asks import with_asks
from hru_advocate.casework.records.projections import entry_of
from hru_advocate.casework.session import Session
from hru_advocate.casework.wording import recorded_in_words
from hru_advocate.clock import ZONE
from hru_advocate.domain.forms.answers import Answer, Answers, value_of
from hru_advocate.domain.forms.definition import FormDefinition, Layout
from hru_advocate.domain.forms.kind import is_clean
from hru_advocate.domain.forms.kinds import store_answers
from hru_advocate.domain.forms.pronouns import Pronoun, form_about
from hru_advocate.domain.forms.raw_answers import loose_answer, plain_answer
from hru_advocate.domain.ledger.entry import Entry, canonical
from hru_advocate.domain.ledger.ids import case_ref
from hru_advocate.domain.ledger.records import Record
from hru_advocate.domain.pasted_text import cleaned
from hru_advocate.errors import AdvocateError, NotFound
from hru_advocate.store import drafts as draft_rows
from hru_advocate.store import views
from hru_advocate.store.ledger import ledger


class CaseNeeded(AdvocateError):
    """This form belongs to a case. Nothing was saved; name the case and save again."""


class ReasonNeeded(AdvocateError):
    """A correction needs its reason. Nothing was saved; say why and save again."""


class ReasonUnfit(AdvocateError):
    """This reason is longer than 200,000 characters, or a character in it is damaged. Nothing was saved; shorten it."""


class NotCorrectable(AdvocateError):
    """That entry was corrected already, or belongs to another form. Nothing was saved; look at the newest version."""


class Disagreement(AdvocateError):
    """Two versions of this disagree. Nothing was saved; look at both, then settle them with a reason."""


@dataclass(frozen=True, slots=True)
class Saved:
    """The saved entry: entry, record and case ids, the case's reference, and what changed."""

    entry: str
    record: str
    case: str | None
    ref: str
    changed: Changed


@dataclass(frozen=True, slots=True)
class Start:
    """The start of a form, which speaks with ``pronoun``: answers, what is known, what other forms ``told`` lately."""

    form: FormDefinition
    raw: Answers
    draft: str
    corrects: tuple[str, ...]
    reason: str
    present: frozenset[str]
    absent: frozenset[str]
    case: str | None
    from_draft: bool
    pronoun: Pronoun = ""
    told: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class DraftLine:
    """A draft in a list, labelled with its case if it has one; ``layout`` says on which screen it is gone on with.

    ``overtaken`` is when a version was signed that it knows nothing of, in words or empty; ``mark`` that of its body.
    """

    id: str
    form: str
    layout: Layout
    title: str
    label: CaseLabel | None
    saved: datetime
    corrects: tuple[str, ...]
    overtaken: str = ""
    mark: str = ""

    @property
    def case(self) -> str | None:
        """The case it belongs to, if any."""
        return self.label.case if self.label else None


class DraftBody(msgspec.Struct, frozen=True):
    """The body of a draft: raw answers as the editors give them, the reason, the versions that stood first.

    By ``mark`` a page knows if another kept it since.
    """

    raw: dict[str, object]
    reason: str = ""
    begun_from: tuple[str, ...] = ()
    mark: str = ""


def save(  # noqa: PLR0913 - what goes with a filing, all by name
    session: Session,
    form_id: str,
    raw: Mapping[str, object],
    *,
    case: str | None = None,
    corrects: Sequence[str] = (),
    reason: str = "",
    draft: str | None = None,
) -> Saved:
    """Check what was filled in and write it as one entry, with its views and search, in one transaction.

    A referral without a case opens one. A form of which a case has one record goes on from its current
    version; anything else is corrected only by naming the entry and a reason.

    Raises:
        InvalidAnswer: an answer does not fit; it names the field, nothing was saved.
        CaseNeeded, ReasonNeeded, ReasonUnfit, NotCorrectable, Disagreement, NotFound: nothing was saved.
        RestrictedCase, NotYoursToRestrict: the case is restricted; nothing was saved.
    """
    corrected = _corrected(session, form_id, case, corrects)
    form, reason = session.forms.newest(form_id), cleaned(reason, lines=True).strip()
    about = case or (corrected[0].header.case if corrected else None)
    answers = checked_answers(session, form, raw, Filing(about, tuple(corrects), reason))
    if form.purpose == "flag":
        check_restricting(session, about, [answers, *(session.read(entry).answers for entry in corrected)])
    _check_reason(reason, needed=bool(corrected))
    case = _case_for(session, form, about)
    entry = session.new_id()
    family = corrected or _goes_on(session, case, form)
    parents, record = tuple(one.header.id for one in family), family[0].header.record if family else entry
    if family and not set(parents) <= {head.header.id for head in ledger.heads(session.vault, record)}:
        raise NotCorrectable
    written = Record(
        entry=entry,
        record=record,
        case=case,
        form=form,
        answers=answers,
        reason=reason,
        author=session.author,
        recorded=session.clock.stamp(),
        parents=parents,
    )
    return _saved(written, draft, _append(session, written, draft), session)


def _saved(written: Record, draft: str | None, joined: Sequence[str], session: Session) -> Saved:
    """The record that is kept now, and what changed with it; a draft it was written from has ended."""
    if draft is not None:
        session.ended_drafts.add(draft)
    form, case = written.form, written.case
    kinds = frozenset({form.purpose, form.id, *(["draft"] if draft else []), *joined})
    changed = Changed(kinds, frozenset({case} if case else ()))
    return Saved(written.entry, written.record, case, case_ref(case) if case else "", changed)


def _check_reason(reason: str, *, needed: bool) -> None:
    if needed and not reason:
        raise ReasonNeeded
    if reason and not is_clean(reason, lines=True):  # every other computer would refuse its case
        raise ReasonUnfit


def _corrected(session: Session, form_id: str, case: str | None, corrects: Sequence[str]) -> list[Entry]:
    """The entries that are to be corrected: records of this form, in cases that whoever asks may open."""
    found = [ledger.entry(session.vault, entry) for entry in corrects]
    behind = [cases_behind(session, session.read(entry)) for entry in found]
    check_all_open(session, [case, *frozenset().union(*behind)])
    if any(entry.header.form != form_id or entry.header.kind != "record" for entry in found):
        raise NotCorrectable
    return found


def _join_consultation(session: Session, referral: Record) -> tuple[str, ...]:
    """Say in a consultation which case came of it; gives the kinds of records that changed.

    Two versions of it that disagree are left to a person; the referral names it all the same.
    """
    begun_from = value_of(referral.answers, "consultation") if referral.form.purpose == "referral" else None
    if not begun_from or referral.case is None or referral.parents:
        return ()
    heads = [session.read(head) for head in ledger.heads(session.vault, begun_from)]
    if len(heads) != 1 or heads[0].erased or heads[0].form.purpose != "consultation":
        return ()
    held, form = heads[0], session.forms.newest(heads[0].form.id)
    raw = {name: plain_answer(form.by_id[name], answer) for name, answer in held.answers.items() if name in form.by_id}
    raw |= {"became": case_ref(referral.case), "outcome": "referral"}
    save(session, form.id, raw, corrects=[held.entry], reason="A case came of it")
    return (form.purpose,)


def _append(session: Session, record: Record, draft: str | None) -> tuple[str, ...]:
    """Write a record, and into the consultation a case came from which case it was: both or neither."""
    new = entry_of(session, record, draft)
    with session.vault.write():
        session.append(new)
        joined = _join_consultation(session, record)
    if record.form.purpose in ("measure", "behaviour"):
        session.renew()
    return joined


def _case_for(session: Session, form: FormDefinition, case: str | None) -> str | None:
    """The case an entry belongs to; a first referral opens one."""
    if form.about == "unit":
        return None
    if case is not None:
        views.case_row(session.vault, case)
        return case
    if form.purpose != "referral":
        raise CaseNeeded
    while True:
        fresh = session.new_id()
        try:
            views.row_by_ref(session.vault, case_ref(fresh))
        except NotFound:
            return fresh


def _goes_on(session: Session, case: str | None, form: FormDefinition) -> list[Entry]:
    """The version that a new one of this form goes on from; nothing where a case has many."""
    current = _current(session, case, form) if form.records == "one" else []
    if len(current) > 1:
        raise Disagreement
    return current


def _current(session: Session, case: str | None, form: FormDefinition) -> list[Entry]:
    return [
        entry for entry in ledger.heads_of_case(session.vault, case, slot=form.purpose) if entry.header.form == form.id
    ]


def start(
    session: Session,
    form_id: str,
    *,
    case: str | None = None,
    corrects: tuple[str, ...] = (),
    draft: str | None = None,
) -> Start:
    """Begin a draft again, a correction, the next version of what a case has one of, or a fresh form.

    Several entries to correct are versions that disagree: the first is begun from, all of them are corrected. A draft
    or an entry of another case than the one that is named is not found.
    """
    if draft is not None:
        begun = _from_draft(session, draft)
        if case not in (None, begun.case):
            raise NotFound
        return begun
    form = session.forms.newest(form_id)
    raw: Answers = {}
    if corrects:
        entry = ledger.entry(session.vault, corrects[0])
        if case not in (None, entry.header.case):
            raise NotFound
        raw, case = session.read(entry).answers, entry.header.case
    elif (
        form.records == "one"
        and (case is not None or form.about == "unit")
        and (current := _current(session, case, form))
    ):
        raw = {} if form.purpose == "closure" else session.read(current[0]).answers
    raw = with_asks(session, form, case, raw, keep=bool(corrects)) if case is not None else raw
    return _started(session, form, raw, session.new_id(), case, corrects)


def _from_draft(session: Session, draft: str) -> Start:
    row = draft_rows.load(session.vault, draft)
    form = session.forms.version(row.form, row.version)
    body = msgspec.json.decode(row.body, type=DraftBody)
    raw = {key: loose_answer(value) for key, value in body.raw.items() if key in form.by_id}
    if row.case is not None and (form.purpose == "closure" or "because" not in raw):
        raw = dict(with_asks(session, form, row.case, raw))
    started = _started(session, form, raw, draft, row.case, row.parents)
    return replace(started, reason=body.reason, from_draft=True)


def _started(
    session: Session, form: FormDefinition, raw: Answers, draft: str, case: str | None, corrects: tuple[str, ...]
) -> Start:
    present = absent = told = frozenset[str]()
    if case is not None:
        views.case_row(session.vault, case)  # NotFound where there is no such case
        check_open(session, case)
        known = facts_now(session, case)
        present, absent, told = known.present, known.absent, known.told_elsewhere(form.purpose, session.now().date())
    else:
        for entry in corrects:
            check_all_open(session, cases_behind(session, session.read(ledger.entry(session.vault, entry))))
    pronoun = session.pronoun_of(case)
    about = form_about(form, pronoun)
    return Start(about, raw, draft, corrects, "", present, absent, case, from_draft=False, pronoun=pronoun, told=told)


def keep_draft(  # noqa: PLR0913 - as save
    session: Session,
    draft: str,
    form_id: str,
    raw: Mapping[str, object],
    *,
    case: str | None = None,
    corrects: Sequence[str] = (),
    reason: str = "",
    mark: str = "",
) -> datetime:
    """Keep what is being typed, inside the vault; gives the time it was kept. Never evidence, never checked.

    What became an entry or was thrown away meanwhile is not kept again.
    """
    form, now = session.forms.newest(form_id), session.now()
    if draft in session.ended_drafts:
        return now
    plain = {key: _plain(form, key, value) for key, value in raw.items()}
    body = canonical(DraftBody(plain, reason, _begun_from(session, draft, form, case), mark))
    row = draft_rows.Draft(draft, case, form.id, form.version, draft, tuple(corrects), body, session.clock.stamp().utc)
    draft_rows.save(session.vault, row)
    return now


def _begun_from(session: Session, draft: str, form: FormDefinition, case: str | None) -> tuple[str, ...]:
    """The versions that stood when the draft was first kept; typing on does not bring in what was signed since."""
    try:
        row = draft_rows.load(session.vault, draft)
    except NotFound:
        return _standing(session, form, case)
    return msgspec.json.decode(row.body, type=DraftBody).begun_from


def _standing(session: Session, form: FormDefinition, case: str | None) -> tuple[str, ...]:
    """The current versions of a form of which a case, or the unit, has one record."""
    unasked = form.records != "one" or (case is None and form.about != "unit")
    return () if unasked else tuple(entry.header.id for entry in _current(session, case, form))


def _plain(form: FormDefinition, key: str, value: object) -> object:
    """A raw answer as plain data, whether the editor gave an Answer or plain values."""
    if isinstance(value, Answer):
        field = form.by_id[key]
        stored = store_answers([field], {key: value}).get(key, {"state": "not_asked"})
        kept = msgspec.to_builtins(stored)
        return kept["value"] if kept.get("state") == "answered" else kept
    return msgspec.to_builtins(value)


def drafts(session: Session, *, case: str | None = None) -> tuple[DraftLine, ...]:
    """Every draft, newest first."""
    return tuple(_draft_line(session, row) for row in draft_rows.list_all(session.vault, case=case))


def _draft_line(session: Session, row: draft_rows.Draft) -> DraftLine:
    form, body = session.forms.version(row.form, row.version), msgspec.json.decode(row.body, type=DraftBody)
    return DraftLine(
        row.id,
        row.form,
        form.layout,
        form.title,
        CaseLabel.of(views.case_row(session.vault, row.case)) if row.case else None,
        datetime.fromisoformat(row.saved).astimezone(ZONE),
        row.parents,
        _overtaken(session, row, form, body.begun_from),
        body.mark,
    )


def _overtaken(session: Session, row: draft_rows.Draft, form: FormDefinition, begun_from: tuple[str, ...]) -> str:
    """The moment a version was signed since the draft was begun, in words; a correction names its own."""
    standing = () if row.parents else _standing(session, form, row.case)
    newer = [ledger.entry(session.vault, entry).header.recorded.utc for entry in standing if entry not in begun_from]
    return recorded_in_words(max(newer)) if newer else ""


def discard_draft(session: Session, draft: str) -> Changed:
    """Throw a draft away because the person said so."""
    session.ended_drafts.add(draft)
    draft_rows.delete(session.vault, draft)
    return Changed(frozenset({"draft"}))
