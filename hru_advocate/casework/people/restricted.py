"""Restricted cases: who of the unit may open one, the reason anybody else gives first, and what lists show of it."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any, Concatenate, Final, ParamSpec, TypeVar
from weakref import WeakKeyDictionary

import msgspec

from hru_advocate.casework.case_label import CaseLabel
from hru_advocate.casework.people.asked_to_erase import waiting
from hru_advocate.casework.people.guards import CurrentFlag, proven_flags
from hru_advocate.casework.session import Session
from hru_advocate.casework.settings import name_changes
from hru_advocate.domain.consultations import read_consultation
from hru_advocate.domain.forms.answers import Answers, value_of
from hru_advocate.domain.ledger.ids import case_ref
from hru_advocate.domain.ledger.records import Record
from hru_advocate.domain.partners.flags import read_flag
from hru_advocate.domain.people.names import is_same_name
from hru_advocate.domain.text_folding import fold
from hru_advocate.errors import AdvocateError, RestrictedCase
from hru_advocate.store import views
from hru_advocate.store.vault_file.vault import Vault

P = ParamSpec("P")
T = TypeVar("T")

_KEPT: Final = frozenset("entry record case ref form layout kind safety id draft purpose standing".split())
"""Fields that hold ids: a line without them leads nowhere."""
RESTRICTED: Final = "Restricted"
"""The word in the label of a case, not initials, where whoever works now may not open it."""


@dataclass(frozen=True, slots=True)
class _Flag:
    """A live flag that restricts a case: whom it names, and where it stands among what its device wrote."""

    names: tuple[str, ...]
    device: str
    sequence: int


_READ: Final[
    WeakKeyDictionary[Vault, tuple[Mapping[str, tuple[CurrentFlag, ...]], Mapping[str, tuple[_Flag, ...]]]]
] = WeakKeyDictionary()
"""Of each vault the flags that were proven last, and what of them restricts."""


class _Renamed(msgspec.Struct, frozen=True):
    """A change of the author's name as its event says it."""

    old: str


class ReasonMissing(AdvocateError):
    """A restricted case is opened with a reason. Nothing was shown; say why in a line."""


class NotYoursToRestrict(AdvocateError):
    """Whom a restricted case is for is changed by somebody it names. Nothing was saved; ask one of them."""


class ErasureWaits(RestrictedCase):
    """A colleague asks that this case be erased, by authority: it waits for an answer on Unit, Records kept.

    Until then it is not shown. Say in a line why you open it all the same; it is recorded.
    """


class KeptForRestoring(RestrictedCase):
    """This computer is the recovery holder's: it keeps cases so that they can be brought back, and shows none.

    Say in a line why you open this one; it is recorded.
    """


def hidden_from_us(session: Session) -> frozenset[str]:
    """The cases that whoever works now may not open without a reason, and has given none for.

    Those that are restricted to others, closed ones a colleague asks to be erased, and all of them where a computer
    only keeps them so that they can be brought back. An open case is worked on: asked about, it goes to nobody, and
    stays in sight, or one word of a colleague would take the safe contact and the visit away from whoever is out.
    """
    return untold_to_us(session) | (_closed_and_asked(session) - session.opened)


def _closed_and_asked(session: Session) -> frozenset[str]:
    asked = waiting(session)
    return session.kept.get(None, "closed and asked", partial(_closed_of, session, asked)) if asked else frozenset()


def _closed_of(session: Session, asked: Iterable[str]) -> frozenset[str]:
    rows = views.rows_of_cases(session.vault, sorted(asked))
    return frozenset(asked) - {case for case, row in rows.items() if row.status != "closed"}


def untold_to_us(session: Session) -> frozenset[str]:
    """Those of the hidden cases that no check of a name tells of to whoever works now.

    One that a colleague asks to be erased is none of them unless it is restricted besides: somebody could have it
    hidden to be taken on as the victim of whom he abuses.
    """
    if session.keeps_copies:
        return (
            frozenset(session.kept.get(None, "every case", partial(views.every_case, session.vault))) - session.opened
        )
    restricted = (case for case, flags in _restricted(session).items() if not _names_us(session, flags))
    return frozenset(restricted) - session.opened


def restricted_references(session: Session) -> frozenset[str]:
    """The references of the restricted cases, whoever works now: what leaves them out is the same for everybody."""
    return frozenset(map(case_ref, _restricted(session)))


def check_open(session: Session, case: str) -> None:
    """Refuse to open a restricted case before its reason was given.

    Raises:
        RestrictedCase: nothing was shown.
    """
    if case in hidden_from_us(session):
        if not session.reason.strip():
            raise _shut(session, case)
        open_restricted(session, case, session.reason)


def check_all_open(session: Session, cases: Iterable[str | None]) -> None:
    """The same for every case that something leads to; what is the unit's own is nobody's to bar.

    Raises:
        RestrictedCase: nothing was shown.
    """
    for case in dict.fromkeys(cases):
        if case is not None:
            check_open(session, case)


def check_restricting(session: Session, case: str | None, flags: Iterable[Answers]) -> None:
    """Refuse to set, change or end what restricts a case to whom it does not name, whatever reason opened it.

    ``flags`` are the answers of a flag as they were and as they shall be.

    Raises:
        NotYoursToRestrict: nothing was saved.
    """
    live = _restricted(session).get(case or "")
    if live is None or _names_us(session, live):
        return
    if any(value_of(flag, "kind") == "restricted" for flag in flags):
        raise NotYoursToRestrict


def may_be_sent_to(session: Session, case: str, name: str) -> bool:
    """Say whether a case may go to the device of somebody: a restricted one only to whom each of its flags names.

    One that a colleague asks to be erased goes to nobody.
    """
    if case in waiting(session):
        return False
    return flags_name(session, case, name)


def flags_name(session: Session, case: str, name: str) -> bool:
    """Say whether each flag that restricts a case names somebody; of a case that is not restricted, always."""
    return all(is_same_name(name, flag.names) for flag in _restricted(session).get(case, ()))


def is_restricted_to_others(session: Session, case: str) -> bool:
    """Say whether a case is restricted, not to whoever works now, and no reason was given to open it."""
    flags = _restricted(session).get(case)
    return flags is not None and not _names_us(session, flags) and case not in session.opened


def check_ours_to_answer(session: Session, case: str) -> None:
    """Refuse to decide of a restricted case, asked to be erased or not, before the reason to open it was given.

    Raises:
        RestrictedCase: nothing was changed.
    """
    if is_restricted_to_others(session, case):
        if not session.reason.strip():
            raise RestrictedCase
        open_restricted(session, case, session.reason)


def is_reference(text: str, case: str) -> bool:
    """Say whether what was typed is a part of the reference of a case: all that leads to a hidden one."""
    return fold(text).strip() in fold(case_ref(case))


def cases_behind(session: Session, record: Record) -> frozenset[str]:
    """The cases a record tells of that may not be opened now: its own, or what came of a consultation of the unit.

    Of a consultation every version counts: the first told the same before a case came of it. The reference is worked
    out from the case itself, so that no list decides.
    """
    hidden = hidden_from_us(session)
    if not hidden or record.case is not None:
        return hidden & {record.case or ""}
    if record.form.purpose != "consultation":
        return frozenset()
    became = references_of(session, record.record)
    return frozenset(case for case in hidden if case_ref(case) in became)


def references_of(session: Session, consultation: str) -> frozenset[str]:
    """The references of the cases that came of a consultation, by any of its versions."""
    told = (read_consultation(one.answers).became for one in session.versions(consultation))
    return frozenset(ref.strip().upper() for ref in told if ref)


def open_restricted(session: Session, case: str, reason: str) -> None:
    """Note why a restricted case is opened; from then on it is open for as long as the vault is.

    Raises:
        ReasonMissing: no reason was given.
    """
    told = " ".join(reason.split())
    if not told:
        raise ReasonMissing
    session.note_event("opened_restricted", {"reason": told}, case=case)
    session.opened.add(case)


def guarded(
    session: Session,
    case: str | None,
    function: Callable[Concatenate[Session, P], T],
    /,
    *args: P.args,
    **kwargs: P.kwargs,
) -> T:
    """The answer of a function of casework, as far as whoever works now may see it.

    About one case: refused where that is restricted. About many: of a restricted one only the reference is left.

    Raises:
        RestrictedCase: nothing was shown.
    """
    if case is not None:
        check_open(session, case)
        return function(session, *args, **kwargs)
    return only_references(session, function(session, *args, **kwargs))


def only_references(session: Session, value: T) -> T:
    """The same lines; those of a restricted case say its reference and nothing else."""
    hidden = hidden_from_us(session)
    return _without(value, hidden) if hidden else value


def _shut(session: Session, case: str) -> RestrictedCase:
    """The refusal that says why a case is not shown."""
    if case in waiting(session):
        return ErasureWaits()
    return KeptForRestoring() if session.keeps_copies else RestrictedCase()


def why_shut(session: Session, case: str) -> str:
    """The reason, in words, that a case is not shown, where it is another than that it is restricted."""
    shut = _shut(session, case)
    return shut.message.split(chr(10))[0] if type(shut) is not RestrictedCase else ""


def _names_us(session: Session, flags: tuple[_Flag, ...]) -> bool:
    """Say whether one of the flags is for whoever works now: a name that was taken on is not who they are.

    Under such a name one of them is for us only where it was set here since.
    """
    taken = _name_taken(session)
    if taken is None:
        return is_same_name(session.author, (name for flag in flags for name in flag.names))
    return any(flag.device == session.device.device_id and flag.sequence > taken for flag in flags)


def _name_taken(session: Session) -> int | None:
    """The place, among what this device wrote, where the name of now was taken on; ``None`` where it is the vault's.

    That is the name the vault was made under. Somebody who goes back to it is believed once they gave the passphrase.
    """
    changes = session.kept.get(None, "renamed", partial(name_changes, session))
    if changes is None:
        return None
    first, last = changes
    old = msgspec.json.decode(first.body, type=_Renamed).old if first.body is not None else ""
    return None if not session.renamed and is_same_name(session.author, [old]) else last.header.sequence


def _restricted(session: Session) -> Mapping[str, tuple[_Flag, ...]]:
    """The live flags of each restricted case, by its id."""
    return session.kept.get(None, "restricted", partial(_flagged, session))


def _flagged(session: Session) -> Mapping[str, tuple[_Flag, ...]]:
    """From the signed flags; they are gone through again when one of them has news."""
    proven = proven_flags(session)
    read = _READ.get(session.vault)
    if read is None or read[0] is not proven:
        read = _READ[session.vault] = proven, _restricting(proven)
    return read[1]


def _restricting(proven: Mapping[str, tuple[CurrentFlag, ...]]) -> Mapping[str, tuple[_Flag, ...]]:
    """The live ones that restrict; one that cannot be proven, or is shown and not found, does so for everybody."""
    found: dict[str, tuple[_Flag, ...]] = {}
    for case, flags in proven.items():
        for one in flags:
            record = one.record
            names: list[str] = []
            if record is not None:
                flag = read_flag(record.entry, record.answers)
                if flag.kind != "restricted" or not flag.live:
                    continue
                names = [value_of(row, "name") or "" for row in value_of(record.answers, "may_open") or ()]
                names.insert(0, record.author)
            found[case] = (*found.get(case, ()), _Flag(tuple(names), one.device, one.sequence))
    return found


def _case_of(value: object) -> str:
    label = getattr(value, "label", None)
    if isinstance(label, CaseLabel):
        return label.case
    case = getattr(value, "case", "")
    return case if isinstance(case, str) else ""


def _without(value: Any, hidden: frozenset[str]) -> Any:  # noqa: ANN401 - whatever casework gives a screen
    if isinstance(value, tuple | list):
        inside = [_without(one, hidden) for one in _last(value, hidden)]
        return type(value)(*inside) if hasattr(value, "_fields") else type(value)(inside)
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        if _case_of(value) in hidden:
            return _emptied(value)
        held = {one.name: getattr(value, one.name) for one in dataclasses.fields(value) if one.init}
        changed = {name: after for name, one in held.items() if (after := _without(one, hidden)) is not one}
        return dataclasses.replace(value, **changed) if changed else value
    return value


def _last(lines: Sequence[Any], hidden: frozenset[str]) -> Sequence[Any]:
    """Lines of one kind with those of hidden cases last, by reference: where one stands tells when something is due."""
    if not dataclasses.is_dataclass(next(iter(lines), None)) or len({type(one) for one in lines}) > 1:
        return lines
    shut = sorted((one for one in lines if _case_of(one) in hidden), key=lambda one: case_ref(_case_of(one)))
    return [*(one for one in lines if _case_of(one) not in hidden), *shut] if shut else lines


def _emptied(value: Any) -> Any:  # noqa: ANN401 - as above
    """A line without any words, days and signs; labels say the reference."""
    if isinstance(value, CaseLabel):
        return CaseLabel(value.case, case_ref(value.case), RESTRICTED)
    if isinstance(value, str):
        return ""
    if isinstance(value, bool):
        return False
    if isinstance(value, tuple | list):
        return type(value)() if not hasattr(value, "_fields") else type(value)(*[_emptied(one) for one in value])
    if isinstance(value, msgspec.Struct):
        return value
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        fields = [one for one in dataclasses.fields(value) if one.init and one.name not in _KEPT]
        may_lack = {one.name for one in fields if "None" in str(one.type)}
        held = {one.name: getattr(value, one.name) for one in fields}
        days = {name: None for name, one in held.items() if name in may_lack and isinstance(one, date)}
        return dataclasses.replace(value, **({k: _emptied(v) for k, v in held.items()} | days))
    return value
