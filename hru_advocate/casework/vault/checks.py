"""Proving the vault: verify everything, and look at the machine."""

from __future__ import annotations

import sys
from collections.abc import Container
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, Literal

import msgspec

from hru_advocate import __version__
from hru_advocate.casework.closing import check_secret
from hru_advocate.casework.outcomes.counting import counts_hold
from hru_advocate.casework.session import Session
from hru_advocate.casework.vault import as_signed
from hru_advocate.casework.vault.anchoring import apart, open_doubts, unknown
from hru_advocate.casework.vault.rebuilding import projection_of
from hru_advocate.casework.wording import ref_or_words
from hru_advocate.domain.ledger.entry import UNREADABLE, hash_of
from hru_advocate.domain.projecting import LISTS
from hru_advocate.errors import AdvocateError, NotFound
from hru_advocate.keys import signing
from hru_advocate.store.counted import entry_at
from hru_advocate.store.faults import DamagedFile
from hru_advocate.store.ledger import devices, entries, lanes, ledger
from hru_advocate.store.ledger import verify as verifying
from hru_advocate.store.ledger.findings import Discrepancy, Proven, Report

if TYPE_CHECKING:
    from hru_advocate.casework.vault.home import Home


Depth = Literal["quick", "full"]
VERIFIED: Final = "verified"
"""The event that tells that the vault was checked."""

_NOT_CHECKED: Final = (
    "Not checked: each signature by itself, the words the search finds entries by, and the figures that were counted. "
    "Only a full check looks at them."
)
_SET_BACK: Final = "The clock of this computer went back, and entries say so; how many times: {}."


class _Verified(msgspec.Struct, frozen=True):
    """An earlier check, as far as the next one begins from it."""

    lists: int
    program: str
    last: str = ""
    views: str = ""
    ledger: str = ""
    cases: str = ""


@dataclass(frozen=True, slots=True)
class LaneLine:
    """A device's entries about a case, as far as they are here; ``ref`` is None for the unit's own entries."""

    ref: str | None
    device: str
    entries: int
    last: int
    head: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """All that verifying found: one line a fault; none when everything holds.

    ``whole_cases`` is the number of cases of which everything each device wrote up to its last entry here is here and
    proven, ``partial_cases`` the references of the others. ``lanes`` say how far each device's entries about each
    case reach here: two vaults that hold the same of a case have the same heads. ``how`` says in words what was
    checked, ``notes`` what is no fault and worth knowing.
    """

    fine: bool
    lines: tuple[str, ...]
    entries: int
    whole_cases: int = 0
    partial_cases: tuple[str, ...] = ()
    lanes: tuple[LaneLine, ...] = ()
    how: str = ""
    notes: tuple[str, ...] = ()
    depth: Depth = "full"
    apart: str = ""
    """The words for a vault that is not held against how far it reached, though nothing is doubted: a backup."""

    @property
    def not_checked(self) -> str:
        """In words what was not checked and is therefore not proven; nothing after a full check of a vault in use."""
        return " ".join(filter(None, ("" if self.depth == "full" else _NOT_CHECKED, self.apart)))


@dataclass(frozen=True, slots=True)
class SoFar:
    """The way a check has come: entries gone through, of how many, and the verdict once there is one."""

    entries: int
    total: int
    verdict: Verdict | None = None


class VaultCheck:
    """A check of the vault in short steps; only the vault's thread goes on with it.

    Where the vault is written anew meanwhile, under other keys, the check begins once more with what is there then.

    ``quick`` checks the last signature of each chain, which proves all before it, and holds the lists against what they
    came to when they were last checked; ``full`` checks every signature and works every line out again.
    """

    def __init__(self, session: Session, depth: Depth) -> None:
        self.depth: Final = depth
        self._session = session
        self._begin()

    def _begin(self) -> None:
        session, depth = self._session, self.depth
        public = devices.public_keys(session.vault)
        self._vault = session.vault
        self._renamed = {device for device, key in public.items() if not _is_its_key(session, device, key)}
        self._proven: Proven | None = None
        self._secret = check_secret.of_now(session.vault)
        asked = verifying.Asked(
            check=signing.signed_by(public),
            project=lambda entry: projection_of(session, entry),
            anchors=session.anchor.known() if session.anchor is not None else {},
            definition_of=lambda form, version: _definition(session, form, version),
            every_signature=depth == "full",
            every_word=depth == "full",
            somebody_waits=session.somebody_waits,
            proven=proven_before(session) if depth == "quick" else None,
            secret=self._secret,
        )
        self._running = verifying.Verification(session.vault, asked)

    def step(self) -> SoFar:
        """Go a little further."""
        if self._session.vault is not self._vault:
            self._begin()
        if self._running.step():
            return SoFar(self._running.entries, self._running.total)
        return SoFar(self._running.entries, self._running.total, self.finish())

    def finish(self) -> Verdict:
        """Go to the end; that it was checked, and what came of it, can then be noted."""
        report = self._running.finish()
        differ = _differ(self._session)
        if self.depth == "full" and not report.found and not counts_hold(self._session):
            differ.append(Discrepancy("setting", "table setting: counted is not what counting everything anew gives"))
        keys = [
            Discrepancy("device", f"device {device}: its key is not the one it was named for")
            for device in sorted(self._renamed)
        ]
        found = (*report.found, *differ, *keys)
        self._proven = None if found else report.proven
        return _verdict(self._session, replace(report, found=found), self._renamed, self.depth)

    def note(self, verdict: Verdict) -> None:
        """Write down that the vault was checked, how, and what came of it; the next quick check begins from there."""
        body: dict[str, object] = {
            "depth": self.depth,
            "entries": verdict.entries,
            "found": len(verdict.lines),
            "lists": LISTS,
            "program": __version__,
        }
        if not check_secret.is_kept(self._session.vault, self._secret):
            self._proven = None  # something was erased meanwhile, or nothing can be saved
        if self._proven is not None:
            last = entry_at(self._session.vault, self._proven.position)
            body |= {
                "last": last or "",
                "views": self._proven.digest,
                "ledger": self._proven.ledger,
                "cases": self._proven.cases,
            }
        noted = self._session.note(VERIFIED, body)
        anchor, vault = self._session.anchor, self._session.vault
        if noted and self._proven is not None and anchor is not None:
            _number, head = ledger.tail(vault, self._session.device.device_id)
            anchor.proven(head)


def verify(session: Session, depth: Depth = "full", *, noted: bool = False) -> Verdict:
    """Check every chain, content and form, devices, settings, lists, search, the file's rules and the file itself.

    ``noted`` writes down that it was checked and what came of it.
    """
    check = VaultCheck(session, depth)
    verdict = check.finish()
    if noted:
        check.note(verdict)
    return verdict


def begin(session: Session, depth: Depth) -> VaultCheck:
    """Begin a check that goes on between other work."""
    return VaultCheck(session, depth)


def go_on(session: Session, check: VaultCheck) -> SoFar:
    """Go a little further with a check; its end is noted."""
    far = check.step()
    if far.verdict is not None:
        check.note(far.verdict)
        session.vault.give_back_memory()
    return far


def _differ(session: Session) -> list[Discrepancy]:
    """All that is kept of devices and settings beside what entries tell of them."""
    try:
        return [*as_signed.devices_differ(session), *as_signed.settings_differ(session)]
    except DamagedFile:
        return [Discrepancy("file", "the file is damaged: what is kept of devices or settings cannot be read")]


def _brought(session: Session) -> tuple[str, ...]:
    try:
        return tuple(as_signed.devices_brought(session))
    except DamagedFile:
        return ()


def _verdict(session: Session, report: Report, renamed: Container[str], depth: Depth) -> Verdict:
    held = lanes.held(session.vault)
    # Lists can be worked out again from whole cases; any other fault in a case is one of what it holds. Of a damaged
    # file nobody can say what is not there, and a device whose key is another's proves nothing.
    unsure = any(one.fault == "file" for one in report.found)
    broken = {one.lane for one in report.found if one.fault != "view"}
    partial = {lane.case for lane in held if unsure or lane.case in broken or lane.device in renamed} - {None}
    cases = {lane.case for lane in held} - {None}
    doubts = (*open_doubts(session), *unknown(session))
    return Verdict(
        not (report.found or doubts),
        (*report.findings, *doubts),
        report.entries,
        len(cases - partial),
        tuple(sorted(ref_or_words(case) for case in partial if case)),
        tuple(_line(lane) for lane in held),
        _how(depth, report),
        (*((_SET_BACK.format(report.set_back),) if report.set_back else ()), *_brought(session)),
        depth,
        apart(session),
    )


def _how(depth: Depth, report: Report) -> str:
    if depth == "full":
        return "Full check: every entry and signature, and every line of the lists and of the search worked out again."
    if report.replayed:
        return "Quick check: every entry, the last signatures, and every line of the lists worked out again."
    if report.followed:
        return "Quick check: every entry, the last signatures, and the lists against the last check."
    return "Quick check: entries and lists against the last check, every entry since, and the last signatures."


def proven_before(session: Session) -> Proven | None:
    """All that the file came to at the last check here that found nothing, if this program made it.

    Only the check is believed that the anchor outside the file names, by the hash of its entry: who can write into the
    file, and even sign with its key, cannot have a check stand there that was never made.
    """
    try:
        return proven_in(session, session.anchor.anchor.views) if session.anchor is not None else None
    except DamagedFile:  # a header that is none: the check itself says which
        return None


def proven_in(session: Session, named: str) -> Proven | None:
    """All that the file came to at the check whose entry has that hash; nothing of one by another program."""
    for event in reversed(entries.unit_events(session.vault, (VERIFIED,)) if named else []):
        if event.body is None or hash_of(event.header) != named:
            continue
        try:
            body = msgspec.json.decode(event.body, type=_Verified)
        except UNREADABLE:
            return None
        if body.views and (body.lists, body.program) == (LISTS, __version__):
            place = entries.place_of(session.vault, body.last)
            return None if place is None else Proven(place, body.views, body.ledger, body.cases)
    return None


def _is_its_key(session: Session, device: str, public: bytes) -> bool:
    """True for the key a device was named for; this computer's is also the one it signs with."""
    own = session.device
    return device == signing.device_id(public) and (device != own.device_id or public == own.public)


def _definition(session: Session, form: str, version: int) -> str | None:
    try:
        return session.forms.digest(form, version)
    except NotFound:
        return None


def _line(lane: lanes.Lane) -> LaneLine:
    ref = ref_or_words(lane.case) if lane.case else None
    return LaneLine(ref, lane.device, lane.entries, lane.last, lane.head)


def doctor(home: Home) -> tuple[tuple[bool, str], ...]:
    """Look at the machine and the vault's folder without opening anything: ``(fine, sentence)`` each."""
    from hru_advocate.casework.vault.opening import vault_state

    state = vault_state(home)
    said = state.trouble or ("There is a vault here." if state.exists else "There is no vault here.")
    python, driver, keychain, *rest = machine(home)
    return (python, driver, keychain, (not state.trouble, said), *rest)


def machine(home: Home) -> tuple[tuple[bool, str], ...]:
    """Look at the machine alone, as :func:`doctor`."""
    from hru_advocate.casework.vault.opening import keychain_name

    keychain = keychain_name(home)
    return (
        (True, f"Python {sys.version_info.major}.{sys.version_info.minor}.{sys.version_info.micro}"),
        _driver(),
        (
            keychain is not None,
            f"Keychain: {keychain or 'none that can be trusted; a passphrase-only vault is possible'}",
        ),
        _content(),
        _memory(),
    )


def _driver() -> tuple[bool, str]:
    from hru_advocate.store.vault_file import driver

    try:
        driver.assert_driver()
    except AdvocateError as error:
        return False, error.message
    return True, "The encrypted store is of a version that is safe to use"


def _memory() -> tuple[bool, str]:
    from hru_advocate.process import guarded

    found = guarded()
    if False in (found.no_core_file, found.not_dumpable):
        return False, "Memory: a crash of this program may leave what it held on the disk"
    if found.no_core_file is None:
        return True, "Memory: this computer has no switch for what a crash leaves on the disk"
    return True, "Memory: a crash of this program leaves nothing on the disk"


def _content() -> tuple[bool, str]:
    from importlib.resources import files

    from hru_advocate.casework.product import Product
    from hru_advocate.domain.catalogue import Catalogue

    try:
        forms = Catalogue(files("forms")).current()
        library = Product().library
        counts = len(library.measures.measures), len(library.services.services)
    except AdvocateError as error:
        return False, error.message
    return True, f"{len(forms)} forms, {counts[0]} measures, {counts[1]} services"
