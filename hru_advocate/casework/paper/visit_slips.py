"""The slip of a visit, made from its record: whatever was typed into it loses names, and addresses leave it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from hru_advocate.casework.people.names import names_of
from hru_advocate.casework.session import Session
from hru_advocate.casework.settings import settings
from hru_advocate.casework.unit.our_number import our_number
from hru_advocate.casework.wording import AREAS, full_day
from hru_advocate.documents.blocks import Page
from hru_advocate.documents.compose.give_away import GiveAwayCheck, JudgedText, ProtectedValue
from hru_advocate.documents.compose.office.visit_slip import SlipPaper, visit_slip
from hru_advocate.domain.forms.answers import answer_to, value_of
from hru_advocate.domain.forms.kinds import answer_in_words
from hru_advocate.domain.people.name_mask import NameMask
from hru_advocate.domain.visits.visit import read_visit
from hru_advocate.errors import NotFound
from hru_advocate.store import views
from hru_advocate.store.ledger import ledger

_UNCONFIRMED: Final = "The unit has not confirmed its own steps: ask the duty supervisor."
_DANGER: Final = "If anybody may be in danger: 999."


@dataclass(frozen=True, slots=True)
class _Cleaner:
    """Hides names, and takes out a whole text that holds an address or a code word of the case."""

    mask: NameMask
    check: GiveAwayCheck

    def holds(self, text: str) -> bool:
        """Say whether a text may not stand on a slip at all."""
        judged = JudgedText(text)
        return judged.holds_address or any(hit.never for hit in self.check.find(judged))

    def clean(self, text: str) -> str:
        """The text without names; "" where it says where somebody is."""
        return "" if self.holds(text) else self.mask.hide(text)


def slip_page(session: Session, case: str, entry: str, copy_number: int) -> Page:
    """The slip of the visit an entry belongs to.

    Raises:
        NotFound: the entry is no visit of that case, or it was erased.
    """
    found = ledger.entry(session.vault, entry)
    if found.header.case != case or found.header.form != "visit" or found.body is None:
        raise NotFound
    record, row = session.read(found), views.case_row(session.vault, case)
    visit, cleaner = read_visit(record.entry, record.record, record.answers), _cleaner(session, case)
    answers = visit.answers

    def said(field: str) -> str:
        answer = answer_to(answers, field)
        return answer_in_words(record.form.by_id[field], answer) if answer.given else ""

    company = _company(said("company"), said("with_name"))
    typed = {
        "Who goes": f"{visit.who} ({company})",
        "The code word's reference": said("signal_reference"),
        "Told": said("told"),
    }
    left = tuple(
        f"{label} is left off: it held an address, a code word or a number that must not be printed."
        for label, text in typed.items()
        if cleaner.holds(text)
    )
    who, reference, told = (cleaner.clean(text) for text in typed.values())
    times = [f"{at:%H:%M}, {full_day(at.date())}" if at else "" for at in (visit.leaves, visit.returns)]
    slip = SlipPaper(
        initials=row.initials or "?",
        area=AREAS.get(row.area or "", ""),
        place=said("place"),
        out=times[0],
        back=times[1],
        who=who,
        reach=said("reach"),
        reference=reference,
        told=told,
        raise_it=(_DANGER, *_steps(session, cleaner)),
        left_off=left,
        footer=f"Copy {copy_number}",
    )
    return visit_slip(slip)


def _company(company: str, name: str) -> str:
    return f"with {name}" if name else company.lower()


def _steps(session: Session, cleaner: _Cleaner) -> Iterable[str]:
    unit, ours = settings(session), our_number(session)
    steps = [line for line in unit.overdue_steps.splitlines() if line.strip()]
    yield from (cleaner.clean(line) for line in steps)
    if not steps:
        yield _UNCONFIRMED
    if ours is not None:
        line = ours.line(session.now().date(), unit.number_days)
        yield f"Duty number: {ours.number}{f' ({line.mark.lower()})' if line.mark else ''}"


def _cleaner(session: Session, case: str) -> _Cleaner:
    secrets = [
        ProtectedValue("address", address)
        for record in session.heads(case, ["victim", "person"])
        if (address := value_of(record.answers, "address"))
    ]
    for record in session.heads(case, ["safe_contact"]):
        if word := value_of(record.answers, "code_word"):
            secrets.append(ProtectedValue("code_word", word))
        ways = (value_of(row, "address") for row in value_of(record.answers, "ways") or ())
        secrets += [ProtectedValue("address", address) for address in ways if address]
    refused = session.product.library.services.refused_numbers
    check = GiveAwayCheck(session.product.library.paper_words, (), secrets, refused=refused)
    return _Cleaner(names_of(session, case), check)
