"""Printed head codes: the entry a code in the foot of a file copy belongs to, and whether all up to it is unchanged."""

from __future__ import annotations

from dataclasses import dataclass

from hru_advocate.casework.session import Session
from hru_advocate.casework.wording import code_in_fours, recorded_in_words, ref_or_words
from hru_advocate.errors import AdvocateError
from hru_advocate.keys import signing
from hru_advocate.store.ledger import codes, devices


class InvalidHeadCode(AdvocateError):
    """This is no head code: it has 16 letters and figures, 0 to 9 and A to F. Type it as it stands in the footer."""


class UnknownHeadCode(AdvocateError):
    """No entry here has this head code.

    Look at each letter again. If it is typed as printed, the paper is of another vault, or this one has lost or
    changed what it held then: keep paper and vault as they are, and tell your supervisor.
    """


@dataclass(frozen=True, slots=True)
class CheckedCode:
    """The entry of a head code, and what is wrong with any entry up to it; ``faults`` is empty when all is unchanged.

    ``ref`` is the case it is about, or ``""``; ``after`` how many entries this device wrote since.
    """

    code: str
    entry: str
    ref: str
    recorded: str
    number: int
    after: int
    erased: int
    faults: tuple[str, ...]

    @property
    def words(self) -> str:
        """Say what was found, in two sentences."""
        about = f" about {self.ref}" if self.ref else ""
        found = f"The code is of entry {self.number} of this vault{about}, recorded {self.recorded}."
        if self.faults:
            return f"{found} What stands before it is not as it was: {'; '.join(self.faults)}. Tell your supervisor."
        gone = f" {self.erased} of them were erased by authority." if self.erased else ""
        return f"{found} All {self.number} entries up to it are unchanged.{gone}"


def check_code(session: Session, typed: str) -> CheckedCode:
    """Compare a printed head code with the ledger.

    Raises:
        InvalidHeadCode, UnknownHeadCode: there is nothing to compare.
    """
    code = codes.read_code(typed)
    if code is None:
        raise InvalidHeadCode
    found = codes.find_code(session.vault, code)
    if found is None:
        session.note("code_checked", {"found": False})
        raise UnknownHeadCode
    signed = signing.signed_by(devices.public_keys(session.vault))
    proof = codes.follow_to(session.vault, found.device, found.sequence, signed)
    session.note("code_checked", {"found": True, "number": found.sequence, "unchanged": not proof.faults})
    return CheckedCode(
        code_in_fours(code),
        found.entry,
        ref_or_words(found.case) if found.case else "",
        recorded_in_words(found.recorded),
        found.sequence,
        found.newest - found.sequence,
        proof.erased,
        proof.faults,
    )
