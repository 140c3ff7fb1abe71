"""A sealed file from somebody's hand: a package of a case, or a notice that one was erased; and such a notice made."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from hru_advocate.casework.session import Session
from hru_advocate.casework.sharing import sealed_file
from hru_advocate.casework.sharing.erased.hearing import ErasureHeard, take_erased
from hru_advocate.casework.sharing.erased.notice import is_erased_notice, read_erased_notice
from hru_advocate.casework.sharing.erased.telling import NoticeNotWritten, note_unheard, notice_of
from hru_advocate.casework.sharing.opened import PackageOpened
from hru_advocate.casework.sharing.receiving import ErasedHere, file_in, open_package, read_package
from hru_advocate.casework.sharing.roster import roster
from hru_advocate.casework.sharing.sending import PackageNotWritten, put_file
from hru_advocate.domain.ledger.ids import case_ref


def open_sealed(session: Session, path: Path) -> PackageOpened | ErasureHeard:
    """Open what was sealed for this computer.

    Raises:
        UnreadablePackage, NotSealed, NotForUs, PackageAltered, UnknownSender, SenderRemoved, PackageExpired,
        VouchedByRemoved, UnknownForm, ErasedThere, ErasedHere, ErasureIsAsked, PackageRefused, NotTheirsToAsk: a
        sentence each; nothing was taken.
    """
    data = file_in(path)
    inside = sealed_file.opened(data, session.device.sealing_key())
    if is_erased_notice(inside):
        return take_erased(session, read_erased_notice(inside), roster(session))
    try:
        return open_package(session, data)
    except ErasedHere:
        note_unheard(session, read_package(session, data))
        raise


@dataclass(frozen=True, slots=True)
class NoticeWritten:
    """A notice that a case was erased, written into a file: where, of which case, for whom."""

    place: str
    ref: str
    recipients: tuple[str, ...]

    @property
    def words(self) -> str:
        """It in a sentence."""
        return f"Sealed: that {self.ref} was erased, for {', '.join(self.recipients)}."


def write_notice(session: Session, ref: str, place: Path) -> NoticeWritten:
    """Write the notice that a case was erased here into a new file, for everybody who had it and is still here.

    Raises:
        NotFound, NobodyNamed, NameTaken, NoticeNotWritten: nothing was written.
    """
    made = notice_of(session, ref, roster(session))
    try:
        return NoticeWritten(put_file(place, made.data), case_ref(made.case), made.names)
    except PackageNotWritten:
        raise NoticeNotWritten from None
