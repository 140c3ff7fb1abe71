"""Proving the vault: verify everything, and look at the machine."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

from hru_advocate.casework.session import Session
from hru_advocate.casework.vault.anchoring import open_doubts
from hru_advocate.casework.vault.rebuilding import projection_of
from hru_advocate.domain.ledger.ids import case_ref
from hru_advocate.errors import AdvocateError, NotFound
from hru_advocate.keys import signing
from hru_advocate.store.ledger import devices, lanes
from hru_advocate.store.ledger import verify as verifying

if TYPE_CHECKING:
    from hru_advocate.casework.vault.home import Home


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
    case reach here: two vaults that hold the same of a case have the same heads.
    """

    fine: bool
    lines: tuple[str, ...]
    entries: int
    whole_cases: int = 0
    partial_cases: tuple[str, ...] = ()
    lanes: tuple[LaneLine, ...] = ()


def verify(session: Session) -> Verdict:
    """Check every entry's chains, signature, content and form, the devices' keys, the views, and the file itself."""
    public = {device.id: device.public_key for device in devices.all_of(session.vault)}
    renamed = {device for device, key in public.items() if not _is_its_key(session, device, key)}

    def signed(device: str, content: bytes, signature: bytes) -> bool:
        return device in public and signing.verify(public[device], content, signature)

    report = verifying.verify(
        session.vault,
        check=signed,
        project=lambda entry: projection_of(session, entry),
        anchors=session.anchor.known() if session.anchor is not None else None,
        definition_of=lambda form, version: _definition(session, form, version),
        every_signature=True,
    )
    held = lanes.held(session.vault)
    # Lists can be worked out again from whole cases; any other fault in a case is one of what it holds. Of a damaged
    # file nobody can say what is not there, and a device whose key is another's proves nothing.
    unsure = any(one.fault == "file" for one in report.found)
    broken = {one.lane for one in report.found if one.fault != "view"}
    partial = {lane.case for lane in held if unsure or lane.case in broken or lane.device in renamed} - {None}
    cases = {lane.case for lane in held} - {None}
    keys = tuple(f"device {device}: its key is not the one it was named for" for device in sorted(renamed))
    doubts = open_doubts(session)
    return Verdict(
        not (report.found or keys or doubts),
        (*report.findings, *keys, *doubts),
        report.entries,
        len(cases - partial),
        tuple(sorted(_ref(case) for case in partial if case)),
        tuple(_line(lane) for lane in held),
    )


def _is_its_key(session: Session, device: str, public: bytes) -> bool:
    """True for the key a device was named for; this computer's is also the one it signs with."""
    own = session.device
    return device == signing.device_id(public) and (device != own.device_id or public == own.public)


def _ref(case: str) -> str:
    try:
        return case_ref(case)
    except ValueError:  # a case's id that was written by somebody else's hand; it may hold anything
        return "a case without a reference"


def _definition(session: Session, form: str, version: int) -> str | None:
    try:
        return session.forms.digest(form, version)
    except NotFound:
        return None


def _line(lane: lanes.Lane) -> LaneLine:
    ref = _ref(lane.case) if lane.case else None
    return LaneLine(ref, lane.device, lane.entries, lane.last, lane.head)


def doctor(home: Home) -> tuple[tuple[bool, str], ...]:
    """Look at the machine without opening anything: ``(fine, sentence)`` each."""
    from hru_advocate.casework.vault.opening import keychain_name, vault_state

    keychain = keychain_name(home)
    state = vault_state(home)
    return (
        (True, f"Python {sys.version_info.major}.{sys.version_info.minor}.{sys.version_info.micro}"),
        _driver(),
        (
            keychain is not None,
            f"Keychain: {keychain or 'none that can be trusted; a passphrase-only vault is possible'}",
        ),
        (not state.trouble, state.trouble or ("There is a vault here." if state.exists else "There is no vault here.")),
        _content(),
    )


def _driver() -> tuple[bool, str]:
    from hru_advocate.store.vault_file import driver

    try:
        driver.assert_driver()
    except AdvocateError as error:
        return False, error.message
    return True, "The encrypted store is of a version that is safe to use"


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
