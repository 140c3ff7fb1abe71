"""Answering a colleague who asks that a case be erased: it is erased here too, or kept on with the reason."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from hru_advocate.casework.changed import Changed
from hru_advocate.casework.checks.closure_checks import is_closed
from hru_advocate.casework.closing.erasing import (
    Erased,
    entries_of,
    finished,
    holds_as_asked,
    take_out_as_asked,
)
from hru_advocate.casework.people.asked_to_erase import KEPT_ON, AskedErasure, waiting
from hru_advocate.casework.people.restricted import check_ours_to_answer, is_restricted_to_others
from hru_advocate.casework.session import Session
from hru_advocate.casework.sharing import known_of_shared
from hru_advocate.casework.sharing.erased.hearing import asked_in_words
from hru_advocate.casework.sharing.sending import KIND
from hru_advocate.domain.ledger.entry import Header
from hru_advocate.domain.ledger.ids import case_ref
from hru_advocate.domain.pasted_text import cleaned
from hru_advocate.errors import AdvocateError
from hru_advocate.store.ledger import lanes

KEPT: Final = "kept_from_erasure"


class NothingAsked(AdvocateError):
    """Nobody asks that this case be erased, or it was answered already. Nothing was changed."""


class KeptUnexplained(AdvocateError):
    """A case is kept on with a reason. Nothing was changed; say why in a line."""


@dataclass(frozen=True, slots=True)
class ErasureAsked:
    """A case somebody asks to be erased: the request in a sentence, and what here may speak against it.

    ``entries`` is how many of it say something here, ``unseen`` how many records the sender did not have; ``here`` is
    False for one that never came, ``open_here`` True for one that is not closed here. Nothing of what the case says is
    in it, so it is shown though the case is hidden.
    """

    ref: str
    words: str
    entries: int
    unseen: int
    holds: tuple[str, ...]
    here: bool
    open_here: bool = False

    @property
    def about(self) -> str:
        """The part of it that is here, in a sentence."""
        if not self.here:
            return "It never came here; packages of it are refused."
        many = "1 entry of it says" if self.entries == 1 else f"{self.entries} entries of it say"
        unseen = f"; {self.unseen} written since, unknown to whoever erased it" if self.unseen else ""
        still = "It is an open case here. " if self.open_here else ""
        return f"{still}{many} something here{unseen}."


def erasures_asked(session: Session) -> tuple[ErasureAsked, ...]:
    """The cases that wait for an answer, by reference."""
    found = (_shown(session, one) for one in waiting(session).values())
    return tuple(sorted(found, key=lambda one: one.ref))


def carry_out(session: Session, ref: str) -> Erased:
    """Erase a case here as a colleague asks, by the same authority.

    Raises:
        NothingAsked, RestrictedCase, ErasureHeld, InvalidAnswer: nothing was removed.
    """
    asked = _asked(session, ref)
    if not lanes.of_case(session.vault, asked.case):
        raise NothingAsked
    check_ours_to_answer(session, asked.case)
    told = asked.authority
    raw = {"asked_by": told.asked_by, "authorised_by": told.authorised_by}
    saved, entries = take_out_as_asked(session, asked.case, {**raw, "reference": told.reference, "ground": told.ground})
    return finished(session, asked.case, saved, entries)


def carried_out(session: Session, ref: str) -> Changed:
    """The same for a page, which asks again for whatever changed; errors as ``carry_out``."""
    return carry_out(session, ref).changed


def keep_on(session: Session, ref: str, because: str) -> Changed:
    """Keep a case on here with the reason: it is shown and shared again, and whoever asked is told so.

    The reason stands in the case, and goes if that is erased one day.

    Raises:
        NothingAsked, KeptUnexplained: nothing was changed.
    """
    asked = _asked(session, ref)
    reason = " ".join(cleaned(because, lines=False).split())
    if not reason:
        raise KeptUnexplained
    here = bool(lanes.of_case(session.vault, asked.case))
    with session.vault.write():
        if here:
            session.note_event(KEPT, {"reason": reason}, case=asked.case)
        body: dict[str, object] = {"case": asked.case}
        session.note_event(KEPT_ON, body if here else body | {"reason": reason})
        if not here:
            known_of_shared.look_anew(session)
    kinds = frozenset({KIND, *(form.purpose for form in session.forms.current())})
    return Changed(kinds, frozenset({asked.case}))


def _asked(session: Session, ref: str) -> AskedErasure:
    found = [one for one in waiting(session).values() if case_ref(one.case) == ref.strip().upper()]
    if not found:
        raise NothingAsked
    # Whoever makes an id up can have it bear the reference of another case: the one that is here comes first.
    return next((one for one in found if lanes.of_case(session.vault, one.case)), found[0])


def _shown(session: Session, asked: AskedErasure) -> ErasureAsked:
    going = entries_of(session, asked.case)
    far = asked.lanes
    beyond = [one for one in going if one.header.kind == "record" and _is_beyond(one.header, far)]
    here = bool(lanes.of_case(session.vault, asked.case))
    ours = here and not is_restricted_to_others(session, asked.case)
    return ErasureAsked(
        case_ref(asked.case),
        asked_in_words(session, asked),
        len(going),
        len(beyond),
        holds_as_asked(session, asked.case) if ours else (),
        here,
        ours and not is_closed(session, asked.case),
    )


def _is_beyond(header: Header, far: Mapping[str, int]) -> bool:
    return header.lane_sequence > far.get(header.device, 0)
