"""Tells what is counted of every case, read from the vault in one pass and kept until something is written."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final
from weakref import WeakKeyDictionary

import msgspec
from msgspec import structs

from hru_advocate.casework.law.court import court_of, everything
from hru_advocate.casework.outcomes.kept import ADDED
from hru_advocate.casework.outcomes.read_before import counted_before, keep_counted
from hru_advocate.casework.people.restricted import restricted_references
from hru_advocate.casework.session import Session
from hru_advocate.casework.wording import day_of
from hru_advocate.domain.ledger.entry import Header
from hru_advocate.domain.outcomes.facts import Asked, Closed, CountedCase, CountedOutcome, CountedUnit, Duty, NeedPair
from hru_advocate.domain.outcomes.outcome import QUESTIONS
from hru_advocate.domain.outcomes.periods import quarter_of
from hru_advocate.store import counted
from hru_advocate.store.counted import CountedLine
from hru_advocate.store.vault_file.vault import Vault

_WITH_BODY: Final = frozenset({"referral", "meeting", "outcome", "equality", "needs", "closure", "consultation"})
_INTERVENING: Final = frozenset({"plan", "action", "order", "signposting"})
_DUTIES: Final[Mapping[str, Duty]] = {"met": "met", "met_late": "met_late", "set_aside": "set_aside"}
_UNIT: Final = ""


class _Stored(msgspec.Struct, gc=False):
    """One answer as a body keeps it."""

    state: str
    value: Any = None


class _Body(msgspec.Struct, gc=False):
    """Of a body only its answers: thousands are read at once, and nothing of them is kept."""

    answers: dict[str, _Stored]


Said = Mapping[str, _Stored]
"""The stored answers of a body by field."""

_READ_BODY: Final = msgspec.json.Decoder(_Body).decode
_NOT_ASKED: Final = _Stored("not_asked")


@dataclass(slots=True)
class _ReadSoFar:
    """Tells what was read, up to a position."""

    position: int = 0
    cases: dict[str, CountedCase] = field(default_factory=dict)
    consultations: tuple[Asked, ...] = ()


@dataclass(slots=True)
class _Begun:
    """A count of everything that goes on step by step; what was written since it began is read again in the end."""

    read: _ReadSoFar
    left: list[str]


_KEPT: Final[WeakKeyDictionary[Vault, _ReadSoFar]] = WeakKeyDictionary()
_BEGUN: Final[WeakKeyDictionary[Vault, _Begun]] = WeakKeyDictionary()
_EVERY: Final = 1_000_000


def unit_facts(session: Session) -> CountedUnit:
    """Everything that is counted, as it stands now; only cases written in since the last time are read again.

    A consultation that became a case that is restricted is counted for nobody: who sees the list of the others would
    know what it was about.
    """
    count_on(session, _EVERY)
    kept = _KEPT[session.vault]
    if again := _catch_up(session, kept):
        keep_counted(session, kept.position, kept.cases, kept.consultations, again)
    today, barred = session.now().date(), restricted_references(session)
    asked = tuple(one for one in kept.consultations if barred.isdisjoint(one.became))
    return CountedUnit(tuple(_by(today, case) for case in kept.cases.values()), asked)


def count_on(session: Session, most: int) -> bool:
    """Count so many more cases, before anybody asks for figures; says False once none is left to be counted."""
    vault = session.vault
    if vault in _KEPT:
        return False
    begun = _BEGUN.get(vault)
    if begun is None:
        if (before := _kept_in_vault(session)) is not None:
            _KEPT[vault] = before
            return False
        begun = _BEGUN[vault] = _Begun(_ReadSoFar(counted.position_now(vault)), [_UNIT, *counted.cases(vault)])
    now, begun.left = begun.left[:most], begun.left[most:]
    _read(session, begun.read, now)
    if begun.left:
        return True
    read = _KEPT[vault] = _BEGUN.pop(vault).read
    _catch_up(session, read)  # a case that was erased since it was counted must not be kept
    keep_counted(session, read.position, read.cases, read.consultations, len(read.cases))
    return False


@dataclass(frozen=True, slots=True)
class CountedSoFar:
    """The cases that were counted, of how many; ``over`` once none is left."""

    done: int
    of: int
    over: bool


def count_some(session: Session, most: int) -> CountedSoFar:
    """Count so many more cases for somebody who waits, and say how far that is."""
    if not count_on(session, most):
        every = len(_KEPT[session.vault].cases)
        return CountedSoFar(every, every, over=True)
    begun = _BEGUN[session.vault]
    done = len(begun.read.cases)
    return CountedSoFar(done, done + len(begun.left), over=False)


def counts_hold(session: Session) -> bool:
    """Say whether what is kept of earlier counts is what counting everything anew gives."""
    kept = _kept_in_vault(session)
    if kept is None:
        return True
    fresh = _ReadSoFar()
    _read(session, fresh, None)
    _catch_up(session, kept)
    return (kept.cases, set(kept.consultations)) == (fresh.cases, set(fresh.consultations))


def _catch_up(session: Session, read: _ReadSoFar) -> int:
    """Read again the cases in which something was written or erased since; says how many those were."""
    now, changed = counted.position_now(session.vault), counted.changed_since(session.vault, read.position)
    for case in changed:
        read.cases.pop(case, None)
    if changed:
        _read(session, read, changed)
    read.position = now
    return len(changed)


def _by(today: date, case: CountedCase) -> CountedCase:
    """The case with those duties alone whose last day has gone by: what is kept of it holds on any day."""
    if all(last < today for last, _stood in case.duties):
        return case
    return structs.replace(case, duties=tuple(one for one in case.duties if one[0] < today))


def _kept_in_vault(session: Session) -> _ReadSoFar | None:
    before = counted_before(session)
    return _ReadSoFar(before.position, dict(before.cases), before.consultations) if before is not None else None


def _read(session: Session, kept: _ReadSoFar, cases: Sequence[str] | None) -> None:
    by_case: dict[str, list[CountedLine]] = defaultdict(list)
    for line in _once(session.vault, counted.lines(session.vault, cases)):
        by_case[line.case].append(line)
    lines = [line for held in by_case.values() for line in held]
    wanted = [line.position for line in lines if line.slot in _WITH_BODY or _unsure(line)]
    reading = _Reading(
        session,
        {at: _READ_BODY(body).answers for at, body in counted.bodies(session.vault, wanted).items()},
        counted.begun(session.vault, [line.position for line in lines if line.slot in ("plan", "action")]),
    )
    for case, held in by_case.items():
        if case == _UNIT:
            kept.consultations = reading.consultations(held)
        else:
            kept.cases[case] = reading.case(case, held)


def _once(vault: Vault, lines: Sequence[CountedLine]) -> Iterable[CountedLine]:
    """Each record once: of versions that disagree, the one that was written last."""
    disputed = [line for line in lines if line.disputed]
    if not disputed:
        return lines
    record_of = counted.records(vault, [line.position for line in disputed])
    newest = {record_of[line.position]: line.position for line in disputed}
    return [line for line in lines if not line.disputed or newest[record_of[line.position]] == line.position]


def _unsure(line: CountedLine) -> bool:
    """A contact that promised its own day does not say in its line whether it reached the person."""
    return line.slot == "contact" and "last_reached" not in line.columns and "next_contact" in line.columns


def _value(said: Said, name: str) -> Any:  # noqa: ANN401 - the kind of the field decides the type
    return said.get(name, _NOT_ASKED).value


def _state(said: Said, name: str) -> str:
    """The value of a choice, or the reason why there is none."""
    answer = said.get(name, _NOT_ASKED)
    return str(answer.value) if answer.state == "answered" else answer.state


_SAID_OF: Final[Mapping[bool | None, str]] = {True: "yes", False: "no"}


class _Reading:
    """Reads cases from their lines and the bodies that are needed."""

    def __init__(self, session: Session, bodies: Mapping[int, Said], begun: Mapping[int, Header]) -> None:
        self._session, self._bodies, self._begun = session, bodies, begun

    def case(self, case: str, lines: Sequence[CountedLine]) -> CountedCase:
        """Tells what is counted of one case."""
        found: dict[str, Any] = {}
        by_slot: dict[str, list[CountedLine]] = defaultdict(list)
        for line in lines:
            by_slot[line.slot].append(line)
        for slot, read in _READ.items():
            if slot in by_slot:
                held = by_slot[slot]
                found |= read([(line, self._bodies.get(line.position)) for line in held])
        contacts = by_slot.get("contact", ())
        days = {day_of(one.sort) for one in contacts}
        found["contacts"] = tuple(sorted({(day.year, quarter_of(day)) for day in days}))
        reached = [one.sort for one in contacts if self._reached(one)]
        found["reached"] = day_of(min(reached)) if reached else None
        found["incidents"] = tuple(
            sorted(day_of(one.sort) for one in by_slot.get("incident", ()) if not one.taken_back)
        )
        intervening = [self._first(one) for slot in _INTERVENING for one in by_slot.get(slot, ())]
        found["intervened"] = min(intervening, default=None)
        if "criminal_case" in by_slot or "hearing" in by_slot:
            found["duties"] = self._duties(case)
        return CountedCase(**found)

    def consultations(self, lines: Iterable[CountedLine]) -> tuple[Asked, ...]:
        """The consultations of the unit."""
        held = [one for one in lines if one.slot == "consultation" and one.position in self._bodies]
        record_of = counted.records(self._session.vault, [one.position for one in held])
        became: dict[str, set[str]] = defaultdict(set)
        for record, body in counted.versions(self._session.vault, record_of.values()):
            became[record].add(str(_value(_READ_BODY(body).answers, "became") or "").strip().upper())
        return tuple(
            Asked(
                day_of(one.sort),
                _state(self._bodies[one.position], "behaviour"),
                tuple(sorted(became[record_of[one.position]] - {""})),
            )
            for one in held
        )

    def _reached(self, line: CountedLine) -> bool:
        if "last_reached" in line.columns:
            return True
        said = self._bodies.get(line.position)
        return said is not None and _value(said, "with_whom") == "victim" and _value(said, "direction") != "attempt"

    def _first(self, line: CountedLine) -> date:
        """The day a record was begun, whatever was written in it since."""
        header = self._begun.get(line.position)
        if header is None:
            return day_of(line.sort)
        return day_of(header.happened) if header.happened else header.recorded.day

    def _duties(self, case: str) -> tuple[tuple[date, Duty], ...]:
        return tuple(
            (reading.last, _DUTIES.get(reading.state, "not_met"))
            for one in everything(court_of(self._session, case))
            for reading in one.readings
            if reading.clock.sort == "duty" and reading.last is not None and reading.state != "not_started"
        )


Held = Sequence[tuple[CountedLine, Said | None]]


def _referral(held: Held) -> dict[str, Any]:
    line, said = held[-1]
    if said is None:
        return {}
    return {
        "referred": day_of(line.sort),
        "area": _value(said, "area") or "",
        "source": _value(said, "source") or "",
        "behaviours": tuple(_value(said, "behaviour") or ()),
        "decision": _value(said, "decision") or "",
        "adds_value": _SAID_OF.get(_value(said, "adds_value"), ""),
    }


def _maracs(held: Held) -> dict[str, Any]:
    return {
        "maracs": tuple(
            (day_of(line.sort), "repeat" in (_value(said, "basis") or ()))
            for line, said in held
            if said and _value(said, "kind") == "marac" and _value(said, "state") == "held"
        )
    }


def _outcomes(held: Held) -> dict[str, Any]:
    return {
        "outcomes": tuple(
            CountedOutcome(
                stage=_value(said, "stage"),
                on=day_of(line.sort),
                answers={name: _state(said, name) for name in QUESTIONS},
                again=_again(said),
            )
            for line, said in held
            if said
        )
    }


def _again(said: Said) -> str:
    both = (_value(said, "again_told"), _value(said, "again_police"))
    return "yes" if True in both else "no" if False in both else "not_known"


def _equality(held: Held) -> dict[str, Any]:
    said = held[-1][1]
    return {} if said is None else {"equality": {name: _state(said, name) for name in said}}


def _needs(held: Held) -> dict[str, Any]:
    rated: dict[str, list[tuple[date, int]]] = defaultdict(list)
    for line, said in sorted(held, key=lambda one: (one[0].sort, one[0].position)):
        for name, answer in (said or {}).items():
            value = answer.value
            if name.startswith("nd_") and isinstance(value, dict) and "value" in value:
                rated[name].append((day_of(line.sort), value["value"]))
    pairs = (NeedPair(need, day, all_[0][1], now) for need, all_ in rated.items() for day, now in all_[1:])
    return {"needs": tuple(pairs)}


def _closed(held: Held) -> dict[str, Any]:
    """A case that was taken up again is not closed."""
    line, said = max(held, key=lambda one: (one[0].sort, one[0].position))
    if said is None or _value(said, "state") != "closed":
        return {}
    return {"closed": Closed(day_of(line.sort), ADDED.get(_value(said, "value_added") or "", ""))}


_READ: Final[Mapping[str, Callable[[Held], dict[str, Any]]]] = {
    "referral": _referral,
    "meeting": _maracs,
    "outcome": _outcomes,
    "equality": _equality,
    "needs": _needs,
    "closure": _closed,
}
