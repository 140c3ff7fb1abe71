"""Taking in the notice that a colleague erased a case: until it is answered the case goes to nobody.

Nothing is removed by a notice. A person does that, or says why the case is kept.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

import msgspec

from hru_advocate.casework.changed import Changed
from hru_advocate.casework.checks.closure_checks import check_stub_words
from hru_advocate.casework.closing.elsewhere import shown_to_have
from hru_advocate.casework.people.asked_to_erase import ASKED, AskedErasure, Authority, asked_of, waiting
from hru_advocate.casework.people.restricted import flags_name
from hru_advocate.casework.proof.contents import stubs_of
from hru_advocate.casework.session import Session
from hru_advocate.casework.sharing.erased.notice import ErasedHeader, ErasedNotice
from hru_advocate.casework.sharing.erased.telling import endings_of, note_heard
from hru_advocate.casework.sharing.receiving import SenderRemoved, proven_sender
from hru_advocate.casework.sharing.roster import Member, roster
from hru_advocate.casework.sharing.sealed_file import NotForUs
from hru_advocate.casework.sharing.sending import KIND
from hru_advocate.domain.closing.colleagues import MAY_ASK_TO_ERASE
from hru_advocate.domain.ledger.ids import case_ref
from hru_advocate.domain.moments import day_in_words
from hru_advocate.errors import AdvocateError, InvalidAnswer
from hru_advocate.store.ledger import lanes

_UNTIL_THEN: Final = (
    "Until you answer it is shared with nobody, and not shown once it is closed here: Unit, Records kept."
)
_NEVER_HERE: Final = "It never came here; packages of it are refused."
_REMOVED: Final = "That laptop was removed from the unit since: ask your supervisor before you answer."
_KEPT: Final = "That was answered here: it is kept on, and the sender is told so."


class NotTheirsToAsk(AdvocateError):
    """A notice that a case was erased came from a computer whose role does not erase by authority.

    Nothing was changed, and the case stays as it is. Ask the person, and your supervisor.
    """


class NeverTheirs(AdvocateError):
    """A notice that a case was erased came from a computer that is not known here to have had it.

    Nothing was changed, and the case stays as it is. Ask the person, and your supervisor.
    """


class TellsOfCase(AdvocateError):
    """A notice that a case was erased names somebody or something of the case, which would outlast it here.

    Nothing was kept, and the case stays as it is. Ask the person, and erase it here by an authority that names nobody.
    """


class NotNamedToAsk(AdvocateError):
    """A notice that a case was erased came from somebody its restriction does not name.

    Nothing was changed, and the case stays as it is. Ask the person, and your supervisor.
    """


@dataclass(frozen=True, slots=True)
class ErasureHeard:
    """All that came of a notice: which case, whose word, and that in a sentence; ``asks`` where an answer is wanted.

    ``new`` is False where it was known here before.
    """

    ref: str
    sender: str
    words: str
    asks: bool
    new: bool
    changed: Changed


def take_erased(session: Session, notice: ErasedNotice, held: Mapping[str, Member]) -> ErasureHeard:
    """Take in a notice: remember what is asked of this computer, or what became of a case that was erased here.

    Raises:
        PackageAltered, UnknownSender, SenderRemoved, NotForUs, NotTheirsToAsk, NeverTheirs, NotNamedToAsk,
            TellsOfCase: a sentence each; nothing was changed.
    """
    header = notice.header
    sender, ref = _sender(session, notice, held), case_ref(header.case)
    asks = header.state == "erased" and not stubs_of(session, header.case)
    if asks:
        _check_may_ask(session, header, sender)
    knows = session.device.device_id in header.heard
    news = [note_heard(session, one, header, knows=knows) for one in endings_of(session, header.case)]
    if asks:
        return _asked(session, header, sender)
    words = f"{ref}: {sender.name} {'has it no more' if header.state == 'erased' else 'keeps it on'}."
    return ErasureHeard(ref, sender.name, words, asks=False, new=any(news), changed=Changed(frozenset({KIND})))


def _sender(session: Session, notice: ErasedNotice, held: Mapping[str, Member]) -> Member:
    """The sender, once the signature and for whom the notice is were checked; a removed one's word counts no more."""
    header = notice.header
    sender = proven_sender(session, held, header.sender, notice.signed, notice.signature)
    if session.device.device_id not in header.recipients:
        raise NotForUs
    if not sender.here:
        raise SenderRemoved
    return sender


def _check_may_ask(session: Session, header: ErasedHeader, sender: Member) -> None:
    """Refuse whose word does not hide a case here, so that nobody hides one that was never theirs.

    What somebody asked before hides nothing anew: the recovery holder, say, who carried the same authority out.
    """
    case = header.case
    if any(one.authority.basis == header.authority.basis for one in asked_of(session, case)):
        return
    refused: AdvocateError | None = None
    if sender.role not in MAY_ASK_TO_ERASE:
        refused = NotTheirsToAsk()
    elif not flags_name(session, case, sender.name):
        refused = NotNamedToAsk()
    elif not lanes.of_case(session.vault, case):
        refused = None
    elif sender.device not in shown_to_have(session, case):
        refused = NeverTheirs()
    elif _tells_of_case(session, header):
        refused = TellsOfCase()
    if refused is not None:
        raise type(refused)(f"{case_ref(case)}, {sender.name}, {sender.role_words}: {refused.message}")


def _tells_of_case(session: Session, header: ErasedHeader) -> bool:
    told = {"asked_by": header.asked_by, "authorised_by": header.authorised_by, "reference": header.reference}
    try:
        check_stub_words(session, header.case, told)
    except InvalidAnswer:
        return True
    return False


def _asked(session: Session, header: ErasedHeader, sender: Member) -> ErasureHeard:
    """Ask for an answer, once for each erasure: the same, told once more, was answered or waits already."""
    before = [one.authority for one in asked_of(session, header.case) if one.sender == header.sender]
    asked = AskedErasure(header.case, header.sender, sender.name, header.made, header.authority, header.lanes)
    new = header.authority not in before
    if new:
        session.note_event(ASKED, dict(msgspec.to_builtins(asked)))
    here, waits = bool(lanes.of_case(session.vault, header.case)), header.case in waiting(session)
    follows = (_UNTIL_THEN if here else _NEVER_HERE) if waits else _KEPT
    kinds = frozenset({KIND, *(form.purpose for form in session.forms.current())})
    words = f"{asked_in_words(session, asked)} {follows}"
    changed = Changed(kinds, frozenset({header.case}))
    asks = here and new and waits
    return ErasureHeard(case_ref(header.case), sender.name, words, asks=asks, new=new, changed=changed)


def asked_in_words(session: Session, asked: AskedErasure) -> str:
    """The request in a sentence: who asks, by whose authority, why."""
    told, sender = asked.authority, roster(session).get(asked.sender)
    since = "" if sender is None or sender.here else f" {_REMOVED}"
    return (
        f"{asked.whom} asks that {case_ref(asked.case)} be erased, as there on {_day(told)}: "
        f"by authority of {told.authorised_by}, {told.reference}, asked for by {told.asked_by}. "
        f"Why: {ground_in_words(session, told.ground)}.{since}"
    )


def ground_in_words(session: Session, ground: str) -> str:
    """The ground of an erasure as its form says it."""
    choices = session.forms.newest("erasure").by_id["ground"].choices
    words = next((one.label for one in choices if one.id == ground), ground)
    return words[:1].lower() + words[1:]


def _day(told: Authority) -> str:
    return day_in_words(date.fromisoformat(told.on))
