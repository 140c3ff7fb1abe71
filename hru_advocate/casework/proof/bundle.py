"""A bundle: one case leaves as a bag that a stranger can check, recorded as the disclosure it is."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Final

from hru_advocate.casework.cases.cases import find_case
from hru_advocate.casework.changed import Changed
from hru_advocate.casework.disclosure.builder import DisclosureView, NothingByDefault, whole_paper
from hru_advocate.casework.disclosure.receipts import check_disclosure, disclose
from hru_advocate.casework.paper.copies import head_code
from hru_advocate.casework.paper.leaving import Leaving, leaving
from hru_advocate.casework.people.restricted import check_open
from hru_advocate.casework.proof.bag import BagNotWritten, PlaceTaken, refuse_too_large, write_folder, zipped
from hru_advocate.casework.proof.contents import BundleContents, LaneHead, compose, entry_rows, stubs_of
from hru_advocate.casework.session import Session
from hru_advocate.documents.compose.office.disclosure import DisclosurePaper
from hru_advocate.documents.compose.office.whole_record import whole_record_page
from hru_advocate.documents.pdf import writer
from hru_advocate.domain.forms.answers import answer_to, value_of
from hru_advocate.domain.forms.kinds import answer_in_words
from hru_advocate.domain.ledger.ids import case_ref
from hru_advocate.domain.ledger.records import Record
from hru_advocate.errors import AdvocateError, NotFound
from hru_advocate.store import drafts, views
from hru_advocate.store.ledger.entries import written_of_case

BEGUN: Final = "bundle_begun"
EVENT: Final = "bundle"
ZIP: Final = ".zip"
_ERASED: Final = "The case was erased by authority; the unit's own entry beside it says by whose."
_WHAT: Final = "The whole record as a bundle that proves it: every entry with everything it says, and nothing held back"


class WhomMissing(AdvocateError):
    """The proof of an erased case leaves with a word on to whom it goes, and why. Nothing was made; say both."""


class NotForThePerson(AdvocateError):
    """A bundle holds other people's data too. Nothing was made; make the paper of the person's own data instead."""


@dataclass(frozen=True, slots=True)
class BundlePreview:
    """A bundle before it is made: how much would leave, and the drafts that are not in it.

    ``gone`` says that the whole case was erased: nothing of it is left but the proof that it was.
    """

    case: str
    ref: str
    entries: int
    erased: int
    devices: int
    drafts: int
    gone: bool = False


@dataclass(frozen=True, slots=True)
class BundleMade:
    """A bundle that left: where it is, how much it holds, what the record keeps of it."""

    place: str
    files: int
    entries: int
    sha256: str
    lanes: tuple[LaneHead, ...]
    entry: str
    changed: Changed


def preview(session: Session, ref: str) -> BundlePreview:
    """Count what a bundle of the case with this reference would hold.

    Raises:
        NotFound, RestrictedCase: there is no such case, or it is not yours to open.
    """
    return preview_of(session, _case_of(session, ref))


def preview_of(session: Session, case: str) -> BundlePreview:
    """The same for a case by its id."""
    check_open(session, case)
    held = written_of_case(session.vault, case)
    return BundlePreview(
        case,
        case_ref(case),
        len(held),
        sum(one.body is None for one in held),
        len({one.device for one in held}),
        len(drafts.list_all(session.vault, case=case)),
        _is_gone(session, case),
    )


def make(session: Session, case: str, answers: Mapping[str, object], place: Path) -> BundleMade:
    """Write the bundle of a case and record it as a disclosure: both, or neither.

    Args:
        session: The open vault.
        case: The case's id.
        answers: The answers of the form *Disclosure*: to whom, why, on which basis.
        place: A folder that is not there yet, or a file whose name ends in ``.zip``.

    Raises:
        RestrictedCase: the case is not yours to open.
        InvalidAnswer: the disclosure does not hold; it names the field.
        WhomMissing: the case was erased, and it was not said to whom its proof goes and why.
        NotForThePerson, NothingByDefault: this sort of recipient gets no whole record.
        PlaceTaken: there is something of that name. In each case nothing left and nothing was recorded.
        UnprovenRecord, BagNotWritten: an entry does not prove, or it could not be written there. Nothing left; that it
            was begun stands in the record.
        BagTooLarge: nobody could check it. Nothing left either.
        LeftBehind: the same, and what was written could not be taken away again.
    """
    check_open(session, case)
    if _is_gone(session, case):
        return _make_of_erased(session, case, answers, place)
    view = _whole_view(session, case, _recipient(session, answers))
    answered = {**answers, "what": _what(answers)}
    check_disclosure(session, view, answered)
    with _leaving(session, case, place) as one:
        saved = disclose(
            session,
            view,
            answered,
            "saved",
            lambda pdf: one.write(compose(session, case, pdf, _note(session, case))),
        )
    return one.made(saved.entry, saved.changed.kinds)


def make_by_ref(session: Session, ref: str, answers: Mapping[str, object], place: Path) -> BundleMade:
    """The same for the case with this reference."""
    return make(session, _case_of(session, ref), answers, place)


def _case_of(session: Session, ref: str) -> str:
    """The case with this reference; of one that was erased, the id its proof names."""
    try:
        return find_case(session, ref)
    except NotFound:
        for one in session.heads(None, ["erasure"]):
            case = value_of(one.answers, "case_id")
            if case and ref.strip().upper() == case_ref(case):
                return str(case)
        raise


def _is_gone(session: Session, case: str) -> bool:
    try:
        views.case_row(session.vault, case)
    except NotFound:
        return bool(stubs_of(session, case))
    return False


def _make_of_erased(session: Session, case: str, answers: Mapping[str, object], place: Path) -> BundleMade:
    """The proof of a case of which nothing is left: no record is disclosed, and that it left is an event."""
    whom = {name: str(answers.get(name) or "").strip() for name in ("agency", "purpose")}
    if not all(whom.values()):
        raise WhomMissing
    paper = DisclosurePaper(
        title="What is left of an erased case",
        parts=(),
        today=session.now().date(),
        case_ref=case_ref(case),
        head_code=head_code(session),
    )
    drawn = writer.render(whole_record_page(paper, entry_rows(session, case)), session.product.fonts)
    note = "\n".join(("Case: " + case_ref(case), _ERASED, f"To: {whom['agency']}", f"For: {whom['purpose']}", ""))
    with _leaving(session, case, place, whom) as one, session.vault.write():
        one.write(compose(session, case, drawn.data, note))
    return one.made(one.entry, frozenset())


@dataclass(slots=True)
class _OnItsWay:
    """A bundle on its way out, and the entry about it."""

    session: Session
    case: str
    leaving: Leaving
    whom: Mapping[str, str]
    bundle: BundleContents | None = None
    entry: str = ""

    def write(self, bundle: BundleContents) -> None:
        """Write it, then the entry that says so."""
        _write(self.leaving, bundle.files, case_ref(self.case))
        self.bundle = bundle
        told = {"files": len(bundle.files), "entries": bundle.entries, "sha256": bundle.sha256}
        self.entry = self.session.note_event(EVENT, {**self.whom, **told}, case=self.case).header.id
        self.leaving.arrived()

    def made(self, entry: str, kinds: frozenset[str]) -> BundleMade:
        """Tell what left."""
        assert self.bundle is not None  # noqa: S101 - it was written, or an error was raised
        bundle, changed = self.bundle, Changed(kinds | {EVENT}, frozenset({self.case}))
        place, files = str(self.leaving.place), len(bundle.files)
        return BundleMade(place, files, bundle.entries, bundle.sha256, bundle.lanes, entry, changed)


@contextmanager
def _leaving(
    session: Session, case: str, place: Path, whom: Mapping[str, str] = MappingProxyType({})
) -> Iterator[_OnItsWay]:
    """Note that a bundle begins to leave, among the unit's own, so that what is not the case's is not in it.

    It is taken away again where the record of it could not be kept: nothing leaves without it.
    """
    if os.path.lexists(place):
        raise PlaceTaken
    with leaving(session, BEGUN, {"case": case_ref(case)}, place) as one:
        yield _OnItsWay(session, case, one, whom)


def _recipient(session: Session, answers: Mapping[str, object]) -> str:
    """The sort of recipient, refused where a paper of the whole record would be: those told nothing, and the person."""
    told = answers.get("recipient")
    recipient = told if isinstance(told, str) else ""
    template = session.product.disclosure_templates.by_id.get(recipient)
    if template is not None and template.everything:
        raise NotForThePerson
    if template is not None and not template.parts:
        raise NothingByDefault
    return recipient


def _what(answers: Mapping[str, object]) -> str:
    said = answers.get("what")
    return f"{_WHAT}. {said}" if isinstance(said, str) and said.strip() else f"{_WHAT}."


def _whole_view(session: Session, case: str, recipient: str) -> DisclosureView:
    """The PDF of the whole record, with a copy number of its own."""
    paper = whole_paper(session, case)
    drawn = writer.render(whole_record_page(paper, entry_rows(session, case)), session.product.fonts)
    return DisclosureView(case, recipient, paper.title, drawn.data, drawn.pages, paper.copy_number, (), (), ())


def _note(session: Session, case: str) -> str:
    """The disclosure as it was just recorded, in words."""
    record = max(session.heads(case, ["disclosure"]), key=lambda one: one.entry)
    lines = [f"Case: {case_ref(case)}", f"Entry: {record.entry}", f"Recorded by: {record.author}"]
    return "\n".join([*lines, *_answers(record), ""])


def _answers(record: Record) -> Iterable[str]:
    for field in record.form.asked(record.answers):
        answer = answer_to(record.answers, field.id)
        if answer.stated:
            yield f"{field.label}: {answer_in_words(field, answer)}"


def _write(one: Leaving, files: Mapping[str, bytes], ref: str) -> None:
    if one.place.suffix.lower() != ZIP:
        write_folder(one.place, files, one.part)
        one.whole = True
        return
    whole = zipped(files, ref)
    refuse_too_large(len(whole))
    try:
        one.write(whole)
    except FileExistsError:
        raise PlaceTaken from None
    except OSError:
        raise BagNotWritten from None
