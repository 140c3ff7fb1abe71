"""Erasure of a closed case by authority: what stands against it, what goes, and the stub that proves it."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Final

from hru_advocate.casework.cases.cases import find_case
from hru_advocate.casework.cases.review_days import review_day
from hru_advocate.casework.changed import Changed
from hru_advocate.casework.checks.closure_checks import is_closed
from hru_advocate.casework.closing import check_secret
from hru_advocate.casework.closing.elsewhere import known_elsewhere, note_erased
from hru_advocate.casework.closing.figures import keep_figures
from hru_advocate.casework.records.entries import Saved, save
from hru_advocate.casework.session import Session
from hru_advocate.domain.forms.answers import value_of
from hru_advocate.domain.law.criminal_case import read_criminal_case
from hru_advocate.domain.law.current_orders import current_orders
from hru_advocate.domain.ledger.entry import Entry, canonical, hash_of
from hru_advocate.domain.ledger.ids import case_ref
from hru_advocate.errors import AdvocateError, DeviceError
from hru_advocate.store import drafts, search, settings, views
from hru_advocate.store.ledger import ledger
from hru_advocate.store.ledger.ledger import NewEntry

FORM: Final = "erasure"
_EVERY: Final = 1_000_000
_EMPTY: Final = b"{}"
_UNFINISHED: Final = "erasure_unfinished"
_UNDER_WAY: Final = frozenset({"applying", "applied"})
"""The states of a complaint against the police that was talked about in which it goes on."""


class ErasureHeld(AdvocateError):
    """Something stands against erasing this case. Nothing was removed; look at what is said of it."""


@dataclass(frozen=True, slots=True)
class ErasurePreview:
    """Everything that an erasure would remove, counted, what stands against it, and what it cannot reach."""

    case: str
    ref: str
    entries: int
    records: int
    drafts: int
    holds: tuple[str, ...]
    elsewhere: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ErasureStub:
    """The proof of an erasure: whose, when, by whom, on which authority; ``proven`` while that fits the ledger."""

    entry: str
    case: str
    ref: str
    on: str
    asked_by: str
    authorised_by: str
    reference: str
    ground: str
    entries: int
    proof: str
    proven: bool


@dataclass(frozen=True, slots=True)
class Erased:
    """An erasure that was done. ``thorough`` unless the file could not be written anew, which is still to be done."""

    saved: Saved
    entries: int
    thorough: bool
    changed: Changed


def preview(session: Session, ref: str) -> ErasurePreview:
    """Count what an erasure of a case would remove, and say what stands against it.

    Raises:
        NotFound: there is no such case.
    """
    return preview_of(session, find_case(session, ref))


def preview_of(session: Session, case: str) -> ErasurePreview:
    """The same for a case by its id."""
    going = _with_content(session, case)
    return ErasurePreview(
        case,
        case_ref(case),
        len(going),
        len({one.header.record for one in going if one.header.kind == "record"}),
        len(drafts.list_all(session.vault, case=case)),
        tuple(_holds(session, case)),
        tuple(_elsewhere(session, case)),
    )


def erase(session: Session, ref: str, raw: Mapping[str, object]) -> Erased:
    """Remove what a case says, for good, and leave what proves that and by whom: all of it, or nothing is removed.

    ``raw`` are the answers of the form ``erasure``: who asks, who authorises, the reference of the authority, on
    which ground.

    Raises:
        NotFound: there is no such case.
        ErasureHeld: something stands against it; nothing was removed.
        InvalidAnswer: an answer is missing or names somebody or something of the case, or one person stands for both;
            nothing was removed.
    """
    case, saved, entries = take_out(session, ref, raw)
    return finished(session, case, saved, entries)


def finished(session: Session, case: str, saved: Saved, entries: int) -> Erased:
    """The second half of ``erase``: what was removed leaves the file's pages too, and every screen asks again."""
    thorough = finish(session)
    kinds = frozenset({*(form.purpose for form in session.forms.current()), "draft", "package"})
    return Erased(saved, entries, thorough, Changed(kinds, frozenset({case})))


def take_out(session: Session, ref: str, raw: Mapping[str, object]) -> tuple[str, Saved, int]:
    """The first half of ``erase``: what the case says is gone from every entry, and ``finish`` is still to be called.

    Gives the case, the saved proof and the number of entries. May be a part of a longer step.

    Raises:
        as ``erase``.
    """
    case = find_case(session, ref)
    holds = [*_holds(session, case), *_too_early(session, case, raw)]
    if holds:
        raise ErasureHeld(f"{' '.join(holds)} Nothing was removed.")
    return case, *_taken_out(session, case, raw)


def take_out_as_asked(session: Session, case: str, raw: Mapping[str, object]) -> tuple[Saved, int]:
    """The same for a case that a colleague erased and asks to be erased here, by the authority she had.

    That it was closed, and when it is to be reviewed, was said where it was erased, and cannot come here any more;
    what is open in it here holds all the same.

    Raises:
        as ``erase``, and an erased case is none.
    """
    if holds := [*_open_matters(session, case)]:
        raise ErasureHeld(f"{' '.join(holds)} Nothing was removed.")
    return _taken_out(session, case, raw)


def holds_as_asked(session: Session, case: str) -> tuple[str, ...]:
    """Everything that stands against erasing a case as a colleague asks, a sentence each."""
    return tuple(_open_matters(session, case))


def entries_of(session: Session, case: str) -> tuple[Entry, ...]:
    """The entries of a case that an erasure would empty."""
    return tuple(_with_content(session, case))


def _taken_out(session: Session, case: str, raw: Mapping[str, object]) -> tuple[Saved, int]:
    going = _with_content(session, case)
    proof = {"case_id": case, "entries": len(going), "proof": _proof(hash_of(one.header) for one in going)}
    with _erasing(session), session.vault.write():
        keep_figures(session, case)
        told = {**raw, "case": case_ref(case), "on": session.now().date().isoformat(), **proof}
        saved = save(session, FORM, told)
        note_erased(session, known_elsewhere(session, case, saved.entry))
        for record, entries in _by_record(going):
            _remove(session, case, record, entries, saved.entry)
        session.ended_drafts.update(drafts.delete_of_case(session.vault, case))
        settings.forget(session.vault, case)
        check_secret.change(session.vault)  # what checks of before came to tells nothing of this case from now on
        settings.keep(session.vault, _UNFINISHED, value=True)
    session.seen.discard(case)
    return saved, len(going)


def unfinished(session: Session) -> bool:
    """Say whether what was removed may still lie in pages of the encrypted file that are not in use."""
    return bool(settings.read(session.vault, _UNFINISHED, bool))


def finish(session: Session) -> bool:
    """Take removed words out of the index and the file for good; says False where there is no room for that now."""
    if not unfinished(session):
        return True
    try:
        search.purge(session.vault)
        session.vault.write_anew()
        settings.keep(session.vault, _UNFINISHED, value=False)
        session.vault.checkpoint()
    except DeviceError:
        return False
    return True


def stubs(session: Session, most: int = -1) -> tuple[ErasureStub, ...]:
    """Every erasure that was done here, or the newest so many, the newest first, each held against the ledger."""
    return tuple(
        ErasureStub(
            entry=one.entry,
            case=value_of(one.answers, "case_id") or "",
            ref=value_of(one.answers, "case") or "",
            on=value_of(one.answers, "on").isoformat(),
            asked_by=value_of(one.answers, "asked_by") or "",
            authorised_by=value_of(one.answers, "authorised_by") or "",
            reference=value_of(one.answers, "reference") or "",
            ground=value_of(one.answers, "ground") or "",
            entries=value_of(one.answers, "entries") or 0,
            proof=value_of(one.answers, "proof") or "",
            proven=_proof(_gone(session, value_of(one.answers, "case_id"))) == value_of(one.answers, "proof"),
        )
        for one in map(session.read, ledger.newest_of_slot(session.vault, None, FORM, most))
    )


def _gone(session: Session, case: str) -> list[str]:
    """The hashes of the entries of a case whose bodies are gone."""
    return [hashlib.sha256(told).hexdigest() for told in ledger.emptied(session.vault, case)]


def _with_content(session: Session, case: str) -> list[Entry]:
    """The entries of a case that say something; what is left of an erasure stays, and so does a look at the case."""
    found = ledger.entries_of_case(session.vault, case, limit=_EVERY).entries
    return [one for one in found if one.header.kind != "erasure" and one.body not in (None, _EMPTY)]


def _proof(hashes: Iterable[str]) -> str:
    return hashlib.sha256("".join(sorted(hashes)).encode()).hexdigest()


def _by_record(entries: Iterable[Entry]) -> Iterator[tuple[str, list[str]]]:
    found: dict[str, list[str]] = defaultdict(list)
    for one in entries:
        found[one.header.record].append(one.header.id)
    yield from found.items()


def _remove(session: Session, case: str, record: str, entries: list[str], stub: str) -> None:
    """Empty the entries of a record; why is said once, in the stub of the unit, which this names by its id."""
    session.append(
        NewEntry(
            id=session.new_id(),
            device=session.device.device_id,
            record=record,
            form=FORM,
            version=1,
            author=session.author,
            recorded=session.clock.stamp(),
            body=canonical({"stub": stub}),
            case=case,
            kind="erasure",
            parents=tuple(sorted(entries)),
        )
    )


@contextmanager
def _erasing(session: Session) -> Iterator[None]:
    session.erasing = True
    try:
        yield
    finally:
        session.erasing = False


def _holds(session: Session, case: str) -> Iterator[str]:
    """Yield what stands against an erasure, a sentence each."""
    if not is_closed(session, case):
        yield "The case is not closed."
    yield from _open_matters(session, case)
    if views.disputed(session.vault, case):
        yield "Two versions of a record disagree."


def _open_matters(session: Session, case: str) -> Iterator[str]:
    """Yield what is open in a case and holds it, closed or not."""
    now, orders = session.now(), session.heads(case, ["order"])
    standing = (one.state_on(now.date()) for one in current_orders(orders, now.date(), now))
    if any(state not in ("ended", "refused") for state in standing):
        yield "An order is in place, or its end is not known."
    criminal = [read_criminal_case(one) for one in session.heads(case, ["criminal_case"])]
    if any(one.runs for one in criminal):
        yield "A criminal case has not ended."
    complaints = [one for one in criminal if value_of(one.answers, "complaint_on")]
    talks = [one.answers for one in session.heads(case, ["legal_option"])]
    talked = [one for one in talks if value_of(one, "option") == "police_complaint"]
    if any(not value_of(one.answers, "complaint_answered_on") for one in complaints) or any(
        value_of(one, "stands") in _UNDER_WAY for one in talked
    ):
        yield "A complaint is not settled."
    if any(line.due for line in views.lines_of_case(session.vault, case, slot="material_request")):
        yield "A request for material is not answered."


def _too_early(session: Session, case: str, raw: Mapping[str, object]) -> Iterator[str]:
    day = review_day(session, case)
    if raw.get("ground") == "review" and (day is None or day > session.now().date()):
        yield "Its review day has not come."


def _elsewhere(session: Session, case: str) -> Iterator[str]:
    """Yield what an erasure cannot reach: it is said beforehand, so that nobody believes otherwise."""
    out = [
        one for one in session.heads(case, ["paper"]) if value_of(one.answers, "state") not in ("returned", "destroyed")
    ]
    if out:
        yield f"{len(out)} {'copy is' if len(out) == 1 else 'copies are'} out and not known to be destroyed."
    ref = case_ref(case)
    if any(value_of(one.answers, "became") == ref for one in session.heads(None, ["consultation"])):
        yield "A consultation of the unit names this case and stays; look at it."
    if had := known_elsewhere(session, case, "").had:
        many = "1 other laptop" if len(had) == 1 else f"{len(had)} other laptops"
        yield f"It is on {many} as far as is known here: those enrolled here are asked with the next sharing."
    yield "Copies of the vault's file, and what was printed, saved or sent, are not removed by this."
