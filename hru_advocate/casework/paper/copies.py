"""Copies on paper: each has a number, and is remembered until it is known to be back or gone."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property, partial
from pathlib import Path
from typing import Final, Literal

from hru_advocate.casework.paper.answers_kept import forget_answers
from hru_advocate.casework.paper.document_kinds import DISCLOSURE, DOCUMENTS, FROM_RECORD, PaperView
from hru_advocate.casework.paper.leaving import file_leaving
from hru_advocate.casework.paper.orders_on_copies import SAYS_ORDERS, OrdersOnCopies
from hru_advocate.casework.people.restricted import hidden_from_us, is_reference
from hru_advocate.casework.records.entries import Saved, save
from hru_advocate.casework.records.going_on import one_that_stands
from hru_advocate.casework.services.directory import lines_for_paper
from hru_advocate.casework.session import Session
from hru_advocate.casework.wording import code_in_fours
from hru_advocate.domain.forms.answers import Answers, value_of
from hru_advocate.domain.ledger.ids import case_ref
from hru_advocate.domain.ledger.records import Record
from hru_advocate.domain.moments import day_in_words
from hru_advocate.domain.phone_numbers import Phone, read_phone
from hru_advocate.domain.plan.suggestions import in_sentence
from hru_advocate.domain.services.confirmations import OUR_LINE, PrintLine
from hru_advocate.domain.text_folding import fold, words_of
from hru_advocate.errors import DeviceError
from hru_advocate.store.ledger import ledger

CopyState = Literal["out", "returned", "destroyed", "lost"]
OUT: Final = frozenset({"out", "lost"})
"""The states of a copy that may still be found by somebody."""
_SAID: Final[Mapping[CopyState, str]] = {"out": "out", "returned": "back", "destroyed": "destroyed", "lost": "lost"}
_LABELS: Final[Mapping[str, str]] = {one.id: one.label for one in (*DOCUMENTS, DISCLOSURE, *FROM_RECORD.values())} | {
    "spoken": "read aloud"
}
_FEWEST_DIGITS: Final = 3


@dataclass(frozen=True, slots=True)
class CopyLine:
    """One copy that was made: where it is now, in words, and what on it no longer holds (see ``changed``)."""

    entry: str
    case: str
    ref: str
    copy_number: int
    document: str
    words: str
    state: str
    services: tuple[str, ...]
    measures: tuple[str, ...]
    destroy_by: date | None
    changed: tuple[str, ...] = ()

    @property
    def out(self) -> bool:
        """True if somebody may still find it."""
        return self.state in OUT


@dataclass(frozen=True)
class Carrying:
    """A search for copies: those that carry a number (as typed), a service's line or a measure; ``""`` is any.

    ``text`` is what a person types who looks for one: part of a number, of a service's name, of a measure's words, or
    of a case's reference.
    """

    number: str = ""
    service: str = ""
    measure: str = ""
    out_only: bool = False
    text: str = ""

    @cached_property
    def phone(self) -> Phone | None:
        """The number that is looked for, as far as it is one."""
        return read_phone(self.number)


@dataclass(frozen=True)
class _PrintedNumber:
    """A number as a copy carries it, and the services whose line it is (none for the person's own)."""

    services: tuple[str, ...]
    number: str

    @cached_property
    def phone(self) -> Phone | None:
        return read_phone(self.number)

    def is_number(self, phone: Phone | None) -> bool:
        return phone is not None and phone == self.phone


def head_code(session: Session) -> str:
    """The short code of the newest entry, for the foot of file copies: an anchor on paper."""
    _sequence, head = ledger.tail(session.vault, session.device.device_id)
    return code_in_fours(head)


def next_copy(session: Session, case: str) -> int:
    """The number the next copy of a case gets."""
    numbers = [value_of(record.answers, "copy_number") or 0 for record in session.heads(case, ["paper"])]
    return max(numbers, default=0) + 1


def record_copy(session: Session, view: PaperView, answers: Mapping[str, object], how: str) -> Saved:
    """Keep that a copy was made: number, pages, fingerprint, what is on it, where it will be kept."""
    raw: dict[str, object] = {
        "made_on": f"{session.now():%Y-%m-%dT%H:%M}",
        **answers,
        "for_whom": view.for_whom,
        "agreed": True if view.for_whom else None,
        "language": view.language,
        "document": view.document,
        "how": how,
        "copy_number": view.copy_number,
        "pages": view.pages,
        "fingerprint": hashlib.sha256(view.pdf).hexdigest(),
        "measures": list(dict.fromkeys(view.measures)),
        "services": [_number_row(service, number) for service, number in view.numbers],
        "state": "destroyed" if how == "spoken" else "out",
    }
    saved = save(
        session, "paper", {key: value for key, value in raw.items() if value not in ("", None, [])}, case=view.case
    )
    forget_answers(session, view.case, view.document)
    return saved


def _number_row(service: str, number: str) -> dict[str, object]:
    of_directory = service and service != OUR_LINE
    return {"service": [f"sv_{service}"], "number": number} if of_directory else {"number": number}


class CopyNotWritten(DeviceError):
    """The file could not be written there. Nothing was recorded; choose another folder and save again."""


def save_copy(  # noqa: PLR0913 - what a copy is, where it goes and as what: each is a part of it
    session: Session,
    view: PaperView,
    answers: Mapping[str, object],
    how: str,
    path: Path,
    *,
    over: bool,
    text: str = "",
) -> Saved | None:
    """Write a copy into a file and keep that it was made; ``None`` where it lies there and nothing can be saved.

    With ``text`` that is what is written, and not the pages. A program that is stopped between the two tells of the
    file at the next opening.

    Raises:
        FileExistsError: There is one, and it is not to be written over.
        CopyNotWritten: Nothing was written and nothing recorded.
        LeftBehind: The same, and a part of it may lie there.
    """
    with file_leaving(session, path) as one:
        try:
            one.write(text.encode() or view.pdf, over=over)
        except FileExistsError:
            raise
        except OSError:
            raise CopyNotWritten from None
        try:
            with session.vault.write():
                saved = record_copy(session, view, answers, how)
                one.arrived()
        except DeviceError:
            return None
        return saved


def not_noted(copy_number: int) -> str:
    """The sentence for a copy that left although nothing could be saved."""
    return (
        f"Copy {copy_number} was made, but nothing can be saved, so it stands in no list of copies. Write down its "
        "number and who has it, and make it again once there is space."
    )


def copies(session: Session, case: str) -> tuple[CopyLine, ...]:
    """Every copy made for a case, newest first, with where it is: the recall list."""
    return tuple(_copy_lines(session, [(case, record) for record in session.heads(case, ["paper"])]))


def recall_list(session: Session, wanted: Carrying) -> tuple[CopyLine, ...]:
    """The copies of every case that carry something, those to come back first come first.

    Read from the current paper records, all at once: a unit has hundreds of them, not millions.
    """
    records = [(one.case or "", one) for one in _every_copy(session)]
    looked = _Looked(session, wanted.text)
    hidden, any_of = hidden_from_us(session), not (wanted.number or wanted.service or wanted.measure)
    # That a copy of a restricted case carries something would be said by its being found.
    records = [one for one in records if one[0] not in hidden or (any_of and is_reference(wanted.text, one[0]))]
    fitting = [one for one in records if _carries(wanted, one[1].answers) and looked.found(one[0], one[1].answers)]
    found = _copy_lines(session, fitting)
    kept = [line for line in found if line.case not in hidden and (line.out or not wanted.out_only)]
    kept.sort(key=lambda one: (not one.out, not one.changed, one.destroy_by or date.max, one.ref))
    shut = {line.case: line for line in found if line.case in hidden}  # not how many, nor whether they are out
    return (*kept, *sorted(shut.values(), key=lambda one: one.ref))


def _carries(wanted: Carrying, answers: Answers) -> bool:
    if not (wanted.number or wanted.service or wanted.measure):
        return True
    printed = _numbers(answers)
    services = {service for one in printed for service in one.services}
    measures = value_of(answers, "measures") or ()
    return (
        (not wanted.number or any(one.is_number(wanted.phone) for one in printed))
        and (not wanted.service or wanted.service.removeprefix("sv_") in services)
        and (not wanted.measure or wanted.measure in measures)
    )


class _Looked:
    """A typed text held against each copy: digits against its numbers, words against what it carries."""

    def __init__(self, session: Session, text: str) -> None:
        self._digits = _digits(fold(text))
        if len(self._digits) < _FEWEST_DIGITS or any(char.isalpha() for char in text):
            self._digits = ""
        self._words = [] if self._digits else words_of(text)
        self._named: frozenset[str] = frozenset()
        if self._words:
            services = {f"sv_{one.id}": one.name for one in session.library.services.services}
            measures = {one.id: one.text for one in session.library.every_measure}
            self._named = frozenset(one for one, name in (services | measures).items() if self._holds(name))

    def found(self, case: str, answers: Answers) -> bool:
        """Say whether a copy carries it; anything does when nothing was typed."""
        if not (self._digits or self._words):
            return True
        printed = _numbers(answers)
        if self._digits:
            return any(self._is_in(one) for one in printed)
        carried = {f"sv_{service}" for one in printed for service in one.services}
        carried |= set(value_of(answers, "measures") or ())
        return not carried.isdisjoint(self._named) or self._holds(case_ref(case))

    def _is_in(self, printed: _PrintedNumber) -> bool:
        """Say whether the digits stand in a number, as it was printed or as it is dialled here."""
        dialled = printed.phone.digits if printed.phone else ""
        return self._digits in _digits(printed.number) or self._digits in dialled

    def _holds(self, text: str) -> bool:
        folded = fold(text)
        return all(word in folded for word in self._words)


def _digits(text: str) -> str:
    """The digits of what may be part of a number, as it is dialled here."""
    found = "".join(char for char in text if char.isdigit())
    return "0" + found.removeprefix("44") if text.strip().startswith("+44") else found


def note_state(session: Session, entry: str, state: CopyState) -> Saved:
    """Keep where a copy is now; the earlier version stays beside it.

    Raises:
        NotCorrectable, Disagreement, NotFound: nothing was saved.
    """
    held = one_that_stands(session, entry)
    known = session.forms.newest("paper").by_id
    raw: dict[str, object] = {field: answer for field, answer in held.answers.items() if field in known}
    return save(
        session, "paper", raw | {"state": state}, case=held.case, corrects=[entry], reason=f"The copy is {_SAID[state]}"
    )


def carried(session: Session, entry: str) -> tuple[str, ...]:
    """Say in words what a copy carries: its measures, then whose numbers; the numbers themselves stay in its record."""
    answers = session.read(ledger.entry(session.vault, entry)).answers
    rows = value_of(answers, "services") or ()
    services = [link for row in rows for link in value_of(row, "service") or ()]
    own = sum(not value_of(row, "service") for row in rows)
    named = [session.product.label(one) for one in (*(value_of(answers, "measures") or ()), *services)]
    if own:
        named.append("1 number of the person's own" if own == 1 else f"{own} numbers of the person's own")
    return tuple(named)


def copies_of_service(session: Session, service: str) -> tuple[int, int]:
    """Count the copies that are out with the line of a service, and those of them with another number than today's."""
    wanted = service.removeprefix("sv_")
    out = [one.answers for one in _every_copy(session) if (value_of(one.answers, "state") or "out") in OUT]
    each = [[one for one in _numbers(answers) if wanted in one.services] for answers in out]
    printed = [numbers for numbers in each if numbers]
    line = next(iter(lines_for_paper(session, (wanted,))), None)
    right = line.phone if line is not None else None
    return len(printed), sum(not all(one.is_number(right) for one in numbers) for numbers in printed)


def _every_copy(session: Session) -> list[Record]:
    """The current record of each copy of every case, read once until anything is written."""
    return session.kept.get(None, "every copy", partial(_read_copies, session))


def _read_copies(session: Session) -> list[Record]:
    return [session.read(one) for one in ledger.heads_of_slot(session.vault, "paper")]


def _copy_lines(session: Session, records: Sequence[tuple[str, Record]]) -> list[CopyLine]:
    """The copies in words; how the services on those that are out stand today is asked once for all of them."""
    out = [record.answers for _case, record in records if (value_of(record.answers, "state") or "out") in OUT]
    services = dict.fromkeys(service for answers in out for one in _numbers(answers) for service in one.services)
    today = {line.service: line for line in lines_for_paper(session, tuple(services))} if services else {}
    orders = OrdersOnCopies(session)
    return [_copy_line(case, record, today, orders) for case, record in records]


def _numbers(answers: Answers) -> list[_PrintedNumber]:
    """The numbers on a copy as printed, with the services they belong to."""
    return [
        _PrintedNumber(
            tuple(link.removeprefix("sv_") for link in value_of(row, "service") or ()), value_of(row, "number") or ""
        )
        for row in value_of(answers, "services") or ()
    ]


def _copy_line(case: str, record: Record, today: Mapping[str, PrintLine], orders: OrdersOnCopies) -> CopyLine:
    answers, printed = record.answers, _numbers(record.answers)
    document, state = value_of(answers, "document") or "other", value_of(answers, "state") or "out"
    where, whose = value_of(answers, "kept_where"), value_of(answers, "for_whom")
    until: date | None = value_of(answers, "destroy_by")
    words = f"Copy {value_of(answers, 'copy_number')}, {in_sentence(_LABELS.get(document, 'another document'))}"
    words += f" for {whose}" if whose else ""
    words += f", kept: {where}" if where else ""
    words += f", until {day_in_words(until)}" if until else ""
    says_of_orders = orders.changed(case, record) if state in OUT and document in SAYS_ORDERS else ()
    return CopyLine(
        entry=record.entry,
        case=case,
        ref=case_ref(case),
        copy_number=value_of(answers, "copy_number") or 0,
        document=document,
        words=words,
        state=state,
        services=tuple(one.number for one in printed),
        measures=tuple(value_of(answers, "measures") or ()),
        destroy_by=until,
        changed=(*_changed(printed, today), *says_of_orders) if state in OUT else (),
    )


def _changed(printed: Sequence[_PrintedNumber], today: Mapping[str, PrintLine]) -> tuple[str, ...]:
    """Say what on a copy no longer holds: a number that was changed, found wrong or may not be printed now."""
    found = []
    lines = [(today.get(service), number) for number in printed for service in number.services]
    for line, number in lines:
        if line is None:
            found.append("A service on it is no longer in the directory.")
        elif line.refused is not None:
            found.append(f"{line.text}: {line.refused}")
        elif not number.is_number(line.phone):
            found.append(f"{line.text}: its number is another now.")
    return tuple(found)
