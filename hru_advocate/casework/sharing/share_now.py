"""Cases shared through a place, when somebody says so: what is new there is taken, what colleagues lack is put there.

A case goes to whom it went before: for whom it was sealed here, or who sealed it for here. It goes to nobody else.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from contextlib import closing
from pathlib import Path
from typing import Literal

from hru_advocate.casework.people import asked_to_erase
from hru_advocate.casework.session import Session
from hru_advocate.casework.sharing import known_of_shared
from hru_advocate.casework.sharing.erased.telling import put_notice, to_be_told
from hru_advocate.casework.sharing.known_of_shared import PutThere, Reached
from hru_advocate.casework.sharing.lacking import colleagues, going, may_have, wanted
from hru_advocate.casework.sharing.mailbox import PackageMailbox
from hru_advocate.casework.sharing.notices import lacking_here, not_heard, put_notices
from hru_advocate.casework.sharing.package_folder import PackageFolder
from hru_advocate.casework.sharing.places import FileThere, Place, PlaceSeen, fresh_name
from hru_advocate.casework.sharing.roster import Member, roster
from hru_advocate.casework.sharing.sending import PackageSealed, seal, slot_in
from hru_advocate.casework.sharing.shared import GoingCase, SharedNow, ShareOffer
from hru_advocate.casework.sharing.taking import Turn, fresh, take_all
from hru_advocate.casework.vault.anchoring import in_utc
from hru_advocate.errors import AdvocateError, DeviceError
from hru_advocate.store import views
from hru_advocate.store.ledger import lanes

Where = Path | Place | Literal["mailbox"]
"""A folder, the mailbox that was chosen, or any other place packages lie in."""


def share_offer(session: Session, where: Where, refs: Collection[str] | None = None) -> ShareOffer:
    """Say what sharing through a place would do, and do nothing.

    Raises:
        VaultsOwnFolder, FolderUnreadable, FolderTooFull, NoMailbox, NoDriver, MailboxSilent, MailboxRefused: nothing
            was looked at.
        NotFound, RestrictedCase, SharedWithNobody: one of the cases that were named is none, or not to go.
    """
    with closing(_place(session, where)) as place:
        there = _look(session, place).files
        held = roster(session)
        known = colleagues(session, held)
        shared = wanted(session, known, refs)
        over = known_of_shared.over(session, may_have(known)) & there.keys()
        lying = {name: file for name, file in there.items() if name not in over}
        would_go = tuple(going(session, shared, place, lying))
        telling = tuple(to_be_told(session, held, place, lying))
    barred = len(known) - len(shared) if refs is None else 0
    asked = len(views.rows_of_cases(session.vault, sorted(asked_to_erase.waiting(session))))
    return ShareOffer(would_go, len(fresh(session, place, there)), len(over), barred, len(known), telling, asked)


def share_now(
    session: Session,
    where: Where,
    said: Collection[GoingCase],
    stop: Callable[[], bool] = bool,
    so_far: SharedNow | None = None,
) -> SharedNow:
    """Take what is new in a place, then put there what was said before, for whom it was said and still lacks it.

    Each package is taken whole or not at all, each that is put there is whole once it bears its name; stopped in the
    middle, it goes on where it is done again. Between two packages it asks whether to ``stop``, and gives way to
    whoever waits for the vault: then there is ``more``, and it is called again with what came of it ``so_far``.

    Raises:
        VaultsOwnFolder, FolderUnreadable, FolderTooFull, NoMailbox, NoDriver, MailboxSilent, MailboxRefused: nothing
            left and nothing was taken.
    """
    with closing(_place(session, where)) as place:
        done = so_far or SharedNow()
        done.more, done.waiting = False, 0
        turn = Turn(session, stop, done)
        try:
            seen = _look(session, place)
            lying = _take_away(session, place, seen, turn)
        except AdvocateError as error:
            if so_far is None:
                raise
            done.refused.append(error.message)
            return done
        done.no_packages += 0 if so_far else seen.odd
        take_all(session, place, seen, turn)
        if not turn.over:
            _put_erased(session, place, lying, turn)
        if not turn.over:
            _put_all(session, place, lying, said, turn)
        if place.has_notices and not turn.over:
            _tell(session, place, seen, turn)
        return done


def _tell(session: Session, place: Place, seen: PlaceSeen, turn: Turn) -> None:
    """Tell each colleague how far this laptop holds what is shared, and say what theirs give away."""
    shared, done = turn.shared(), turn.done
    try:
        # What the recovery holder keeps is hidden there, and colleagues hear all the same how far it came.
        told = shared if session.keeps_copies else wanted(session, shared, None)
        put_notices(session, place, seen, told)
    except AdvocateError as error:
        done.stayed.append(("The notice of how far this laptop holds what is shared", error.message))
    if done.waiting:  # it may be among what was not looked at yet
        return
    done.kept_back = list(lacking_here(session, shared))
    if done.kept_back:  # what was kept back once is looked for again
        known_of_shared.keep_reached(session, Reached())
    done.kept_back += not_heard(session, shared)


def _place(session: Session, where: Where) -> Place:
    if isinstance(where, Path):
        return PackageFolder(where, session.vault.path)
    return PackageMailbox(session) if where == "mailbox" else where


def _look(session: Session, place: Place) -> PlaceSeen:
    again = {name for name, one in known_of_shared.looked_at(session, place.kind).items() if one.again}
    return place.look(again | known_of_shared.own_files(session).keys())


def _put_all(
    session: Session, place: Place, lying: Mapping[str, FileThere], said: Collection[GoingCase], turn: Turn
) -> None:
    held = turn.held
    known, stayed = colleagues(session, held), {ref for ref, _why in turn.done.stayed}
    for one in said:
        members = [member for member in known.get(one.case, ()) if member.device in one.to]
        if one.ref in stayed or not members:
            continue
        try:
            for lacks in going(session, {one.case: members}, place, lying):
                turn.done.left.append(_put(session, place, lacks, held))
                if not turn.goes_on():
                    return
        except AdvocateError as error:
            turn.done.stayed.append((one.ref, error.message))
            if isinstance(error, DeviceError):  # the stick is full, or was pulled out
                return


def _put_erased(session: Session, place: Place, lying: Mapping[str, FileThere], turn: Turn) -> None:
    """Tell whoever had it of each case that was erased here, and who has just told the same what became of it."""
    stayed = {what for what, _why in turn.done.stayed}
    for one in to_be_told(session, turn.held, place, lying):
        what = f"The notice ({one.words})"
        try:
            put_notice(session, place, one, turn.held)
        except AdvocateError as error:
            turn.done.stayed += [] if what in stayed else [(what, error.message)]
            return
        turn.done.told.append(one.words)
        if not turn.goes_on():
            return


def _put(session: Session, place: Place, one: GoingCase, held: Mapping[str, Member]) -> PackageSealed:
    """Seal a case into the place, under a name that is known as this computer's before anything bears it."""
    name = fresh_name()
    known_of_shared.note_file(session, name, in_utc(session.clock.now()))
    made = seal(session, one.case, one.to, slot_in(place, name), known=held, besides=False)
    reach = lanes.said_up_to(session.vault, one.case)
    with session.vault.write():
        known_of_shared.note_file(session, name, made.until)
        known_of_shared.note_put(session, one.case, PutThere(name, made.bytes, made.sha256, one.to, made.until, reach))
    return made


def _take_away(session: Session, place: Place, seen: PlaceSeen, turn: Turn) -> dict[str, FileThere]:
    """Take this computer's own away that are not to lie anywhere any more; gives what lies there besides."""
    over = known_of_shared.over(session, may_have(turn.shared()))
    gone = frozenset(name for name in over & seen.files.keys() if place.withdraw(name))
    for name in over & (seen.traces - seen.files.keys()):
        place.withdraw(name)
    turn.done.taken_away += len(gone)
    known_of_shared.forget_files(session, gone)
    return {name: file for name, file in seen.files.items() if name not in over}
