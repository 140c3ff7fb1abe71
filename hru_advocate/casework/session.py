"""The session of an unlocked vault. Only the worker's thread uses it."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import partial
from typing import Any, Final
from weakref import WeakMethod, ref

import msgspec

from hru_advocate.casework.kept_of_case import FoundInEntries, KeptOfCase, KeptOfCases
from hru_advocate.casework.product import Product, UnitProduct
from hru_advocate.clock import Clock
from hru_advocate.domain.catalogue import Catalogue
from hru_advocate.domain.forms.answers import Asking, value_of
from hru_advocate.domain.forms.pronouns import Pronoun
from hru_advocate.domain.incidents.behaviours import UnitBehaviour, read_unit_behaviour
from hru_advocate.domain.ledger.entry import UNREADABLE, Entry, Stamp, canonical
from hru_advocate.domain.ledger.ids import new_id
from hru_advocate.domain.ledger.records import Record, read_record
from hru_advocate.domain.library.unit_measures import UnitLibrary, UnitMeasure, read_unit_measure
from hru_advocate.domain.packs.taken import PackTaken, TakenPacks, standing
from hru_advocate.domain.pasted_text import cleaned
from hru_advocate.errors import AdvocateError, DeviceError
from hru_advocate.keys.signing import DeviceKey
from hru_advocate.store.ledger import entries, ledger
from hru_advocate.store.ledger.anchor_keeper import AnchorKeeper
from hru_advocate.store.ledger.ledger import NewEntry
from hru_advocate.store.vault_file.vault import Vault

PACK_TAKEN: Final = "pack_taken"
"""The event that a pack of directory and law was taken."""
KEEPS_COPIES: Final = "recovery_holding_begun"
"""The event that a computer became the recovery holder's: it keeps cases so that they can be brought back."""
CLOCK_SLACK: Final = timedelta(minutes=5)
"""A wall clock that moves more than this against the running clock, or back, is worth an entry."""


class TakenPackUnreadable(AdvocateError):
    """A pack that was taken here cannot be read by this program, so the directory and the law are not shown.

    What you saved is safe. A newer version of the program may have taken it: install that one.
    """


class OnlyForRestoring(AdvocateError):
    """This computer is the recovery holder's, and nothing is written into a case here. Nothing was saved.

    Have it written on the computer of whoever works on the case.
    """


@dataclass(slots=True, weakref_slot=True)
class Session:
    """The open vault, the forms, what the program knows, the clock, this device's key and who is working.

    ``product`` is the program's with the unit's say about measures laid over it, which is read from the vault when a
    measure is first needed. ``seen`` holds the cases already viewed in this session, so that one visit is one view
    entry; ``ended_drafts`` those that were saved or thrown away, so that a late keeping brings none of them back.
    """

    vault: Vault
    forms: Catalogue
    program: Product
    clock: Clock
    device: DeviceKey
    author: str
    seen: set[str] = field(default_factory=set)
    ended_drafts: set[str] = field(default_factory=set)
    about_paper: dict[tuple[str, str, bool], object] = field(default_factory=dict, repr=False)
    """Answers about a form of paper of a case before its copy was made, in the office or at the table."""
    erasing: bool = False
    """True while a case is erased by authority, and at no other time."""
    reason: str = ""
    """The reason a script gives for a restricted case it may come to."""
    opened: set[str] = field(default_factory=set)
    """The restricted cases for which this session gave a reason."""
    renamed: bool = False
    """True once the name of who works was changed since the passphrase was given."""
    unnoted: list[NewEntry] = field(default_factory=list)
    """Events that could not be written, as on a full disk: with the next entry that can be, they are."""
    anchor: AnchorKeeper | None = None
    """The anchor, which says outside the file how far it reaches; ``None`` where that could not be read."""
    not_told: bool = False
    """True where the keychain did not say how far the vault reached: no check is green then."""
    guarded: bool = True
    """False where no keychain helps to guard the vault, and its anchor is only a file."""
    keeps_copies: bool = False
    """True on the recovery holder's computer: no case is shown there without a reason, and none is written into."""
    somebody_waits: Callable[[], bool] = bool
    """Says whether something else was asked meanwhile of the thread that owns the vault."""
    _last: Stamp | None = None
    product: UnitProduct = field(init=False)
    kept: KeptOfCase = field(init=False, repr=False, compare=False)
    kept_of_cases: KeptOfCases = field(init=False, repr=False, compare=False)
    named_in_passing: FoundInEntries = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Lay the unit's measures over what comes with the program."""
        self.go_on_with(self.vault)

    def go_on_with(self, vault: Vault) -> None:
        """Work with a vault from here on; nothing that was read from the one before is kept."""
        self.vault = vault
        self.kept, self.kept_of_cases = KeptOfCase(vault), KeptOfCases(vault)
        self.named_in_passing = FoundInEntries(vault)
        self.keeps_copies = bool(entries.unit_events(vault, (KEEPS_COPIES,)))
        self.renew()

    @property
    def library(self) -> UnitLibrary:
        """Measures, factors, needs and services as they are here."""
        return self.product.library

    def renew(self) -> None:
        """Read the unit's measures, behaviours and packs again when they are next needed: one was changed."""
        reading = WeakMethod(self._unit_measures)  # the product must not keep an open vault alive that nobody holds
        listing, whose = WeakMethod(self._unit_behaviours), ref(self)

        def units() -> list[UnitMeasure]:
            read = reading()
            return read() if read is not None else []

        def listed() -> list[UnitBehaviour]:
            read = listing()
            return read() if read is not None else []

        def taken() -> TakenPacks:
            session = whose()
            return packs_in(session.vault) if session is not None else TakenPacks()

        self.product = UnitProduct(self.program, units, listed, taken)

    def _unit_behaviours(self) -> list[UnitBehaviour]:
        return [read_unit_behaviour(one.answers) for one in self.heads(None, ["behaviour"]) if not one.erased]

    def _unit_measures(self) -> list[UnitMeasure]:
        return [read_unit_measure(record.answers) for record in self.heads(None, ["measure"]) if not record.erased]

    def now(self) -> datetime:
        """The local time, aware."""
        return self.clock.now()

    def asking(self) -> Asking:
        """The moment and the ids that a check of answers may know."""
        return Asking(self.now(), self.product.known)

    def new_id(self) -> str:
        """A new id for an entry, a record, a case or a draft."""
        return new_id(int(self.now().timestamp() * 1000), secrets.token_bytes(10))

    def append(self, new: NewEntry) -> Entry:
        """Write one entry, signed with this device's key; a clock that jumped becomes an entry before it.

        What a record was made with is bound to it here: the hash of its form's definition.
        """
        *before, new = self._in_order(new)
        self._note_late()
        for one in before:
            ledger.append(self.vault, one, sign=self.device.sign)
        return ledger.append(self.vault, new, sign=self.device.sign)

    def append_many(self, news: Iterable[NewEntry]) -> list[Entry]:
        """Write many entries in one step, all of them or none, as ``append`` would write each."""
        self._note_late()
        ready = [one for new in news for one in self._in_order(new)]
        return ledger.append_many(self.vault, ready, sign=self.device.sign)

    def _in_order(self, new: NewEntry) -> list[NewEntry]:
        """An entry as it is written, after the event that tells of a clock that jumped since the last one.

        At the moment of the entry it stands before: no entry bears a time before those that precede it.
        """
        if self.keeps_copies and new.kind == "record" and new.case is not None:
            raise OnlyForRestoring
        jump = _jump(self._last, new.recorded) if self._last is not None else ""
        events = [replace(self._event("clock", {"jump": jump}, None), recorded=new.recorded)] if jump else []
        self._last = new.recorded
        if self.anchor is not None:
            self.anchor.moment = new.recorded.utc
        bound = replace(new, definition=self.forms.digest(new.form, new.version)) if new.kind == "record" else new
        return [*events, bound]

    def note_event(self, name: str, body: dict[str, object], *, case: str | None = None) -> Entry:
        """Write an event (unlock, view, print, clock …): part of the same provable ledger."""
        return self.append(self._event(name, body, case))

    def note(self, name: str, body: dict[str, object], *, case: str | None = None) -> bool:
        """Write an event about what needs no writing itself; says False where it could not be written.

        Reading goes on where nothing can be saved. The event is kept in memory, with its moment, and written before the
        next entry that can be; ``unnoted`` says how many wait.
        """
        event = self._event(name, body, case)
        try:
            self.append(event)
        except DeviceError:
            self.unnoted.append(event)
            return False
        return True

    def _event(self, name: str, body: dict[str, object], case: str | None) -> NewEntry:
        event = self.new_id()
        return NewEntry(
            id=event,
            device=self.device.device_id,
            record=event,
            form=name,
            version=1,
            author=self.author,
            recorded=self.clock.stamp(),
            body=canonical(body if case is None else _cleaned(body)),
            case=case,
            kind="event",
        )

    def _note_late(self) -> None:
        """Write the events that wait, oldest first, as far as it goes."""
        with suppress(DeviceError):
            while self.unnoted:
                ledger.append(self.vault, self.unnoted[0], sign=self.device.sign)
                del self.unnoted[0]

    def read(self, entry: Entry) -> Record:
        """An entry of kind ``record`` with the form it was made with."""
        return read_record(entry, self.forms.version(entry.header.form, entry.header.version))

    def heads(self, case: str | None, slots: Iterable[str]) -> list[Record]:
        """The current records of a case in some slots, newest first within each slot."""

        def read(slot: str) -> list[Record]:
            return [self.read(entry) for entry in ledger.heads_of_case(self.vault, case, slot=slot)]

        return [record for slot in slots for record in self.kept.get(case, slot, partial(read, slot))]

    def versions(self, record: str) -> list[Record]:
        """Every version of a record, the oldest first, what was erased included."""
        entries = ledger.entries_of_record(self.vault, record)
        return [self.read(entry) for entry in entries if entry.header.kind == "record"]

    def pronoun_of(self, case: str | None) -> Pronoun:
        """The way the victim of a case asked to be spoken of; "" where nobody asked, or where two records disagree."""
        found = {value_of(record.answers, "pronoun") for record in self.heads(case, ["victim"])} if case else set()
        found.discard(None)
        return found.pop() if len(found) == 1 else ""


def packs_in(vault: Vault) -> TakenPacks:
    """Everything that packs brought, as the entries of a vault say.

    Raises:
        TakenPackUnreadable: one of them cannot be read.
    """
    told = (one.body for one in entries.unit_events(vault, (PACK_TAKEN,)) if one.body is not None)
    try:
        return standing(msgspec.json.decode(body, type=PackTaken) for body in told)
    except UNREADABLE:  # without it an older number would stand, and an older confirmation of it
        raise TakenPackUnreadable from None


def waiting_to_be_noted(session: Session) -> int:
    """The number of events that could not be written yet, because nothing can be saved."""
    return len(session.unnoted)


def _cleaned(told: Any) -> Any:  # noqa: ANN401 - a body of any parts
    """The body of an event of a case, each text in one line and as typed text is kept: it may leave with its case."""
    if isinstance(told, str):
        return cleaned(told, lines=False)
    if isinstance(told, dict):
        return {name: _cleaned(one) for name, one in told.items()}
    return [_cleaned(one) for one in told] if isinstance(told, (list, tuple)) else told


def _jump(last: Stamp, now: Stamp) -> str:
    """Names how the clock misbehaved since the last entry: ``back``, ``jump``, ``offset``, or ``""``."""
    before, after = datetime.fromisoformat(last.utc), datetime.fromisoformat(now.utc)
    if after < before:
        return "back"
    if last.boot == now.boot:
        ran = timedelta(microseconds=(now.ticks - last.ticks) / 1000)
        if abs((after - before) - ran) > CLOCK_SLACK:
            return "jump"
    return "offset" if last.offset != now.offset else ""
