"""Everybody of every case, found by a name, perhaps with a slip in it, or by the number a call came from.

What a case knows of its people is read once and kept until something is written in the case; with many cases that is
done piece by piece (``gather``), so that whoever types waits for none of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import partial
from typing import Final

from hru_advocate.casework.case_label import CaseLabel
from hru_advocate.casework.checks.recipient_checks import everyone
from hru_advocate.casework.people.restricted import hidden_from_us
from hru_advocate.casework.session import Session
from hru_advocate.domain.identifying.patterns import digits_of
from hru_advocate.domain.people.initials import initials_of
from hru_advocate.domain.people.whose import KnownPerson, Side
from hru_advocate.domain.text_folding import fold, nearly, searchable_words, ways_to_find, words_of
from hru_advocate.store import views
from hru_advocate.store.views import NamedCase

_WHAT: Final = "people to find"
_VICTIM: Final = "victim"
_GO_BETWEEN: Final = {"go_between": "Go-between", _VICTIM: "The victim"}
_CASES_A_PIECE: Final = 20
_FEWEST_DIGITS: Final = 6
"""Figures of a number from which it is looked up: people remember one by its last six."""
_SHORTEST_SLIP: Final = 4
"""Letters of a word from which a slip is forgiven: in fewer, a name is nearly every other."""
_NUMBER: Final = re.compile(r"[\d\s+().\-‐–—/]+")


@dataclass(frozen=True, slots=True)
class PersonFound:
    """Somebody of a case; ``entry`` is the record to open, "" where the case itself is.

    ``initials`` stand for the name, ``by_number`` where a number was theirs, ``near`` where a slip was forgiven.
    """

    label: CaseLabel
    entry: str
    initials: str
    role_words: str
    side: Side
    by_number: bool = False
    near: bool = False


@dataclass(frozen=True, slots=True)
class _Sought:
    """Somebody as they are looked for: the words of their names, in one text too, each after a space; their numbers."""

    shown: PersonFound
    role: str
    text: str
    words: tuple[str, ...]
    numbers: tuple[str, ...]


def gather(session: Session) -> bool:
    """Read the people of some more cases, so that they can be found; says if more are left."""
    kept = _gathered(session)
    left = [case.case for case in _cases(session) if case.case not in kept]
    for case in left[:_CASES_A_PIECE]:
        _people_of(session, case)
    return len(left) > _CASES_A_PIECE


def all_gathered(session: Session) -> bool:
    """Say whether the people of every case can be found."""
    kept = _gathered(session)
    return all(case.case in kept for case in _cases(session))


def find_people(session: Session, text: str, limit: int) -> tuple[PersonFound, ...]:
    """Those a text names, or whose number it is: of the cases gathered so far, never of one that is hidden from us.

    A victim is not among those found by a name: that leads to the case.
    """
    if (digits := number_in(text)) is not None:
        return tuple(_by_number(session, digits))[:limit]
    ways = ways_to_find(text)
    if not ways or len("".join(ways[0])) < 2:
        return ()
    found = [one.shown for one in _others(session) if any(all(f" {word}" in one.text for word in way) for way in ways)]
    return tuple(found[:limit])


def find_nearly(session: Session, text: str, limit: int) -> tuple[PersonFound, ...]:
    """Those who are named by a text with a slip or two in it; the victim of a case too."""
    typed = words_of(text)
    near: list[PersonFound] = []
    if any(len(word) >= _SHORTEST_SLIP for word in typed) and number_in(text) is None:
        hidden = hidden_from_us(session)
        victims = (one for one in _victims(session) if one.shown.label.case not in hidden)
        everybody = (*victims, *_others(session))
        known = {word for one in everybody for word in one.words}  # a first name is that of hundreds after ten years
        fitting = [{one for one in known if one[0] == word[0] and _fits(word, one)} for word in typed]
        near = [
            replace(one.shown, near=True)
            for one in everybody
            if all(not words.isdisjoint(one.words) for words in fitting)
        ]
    return tuple(near[:limit])


def _fits(word: str, known: str) -> bool:
    return known.startswith(word) or nearly(word, known)


def number_in(text: str) -> str | None:
    """The figures of a text that is a telephone number or the end of one, as it is dialled here."""
    shown = fold(text).strip()  # a number copied from a telephone or a message has signs around it that nobody sees
    if not _NUMBER.fullmatch(shown):
        return None
    digits = digits_of(shown)
    return digits if len(digits) >= _FEWEST_DIGITS else None


def _by_number(session: Session, digits: str) -> Iterator[PersonFound]:
    """Whoever has a number that is these figures, begins or ends with them; the same person of a case once."""
    seen: set[tuple[str, str, str]] = set()
    for one in _everybody(session):
        theirs = any(number.startswith(digits) or number.endswith(digits) for number in one.numbers)
        shown = one.shown
        key = (shown.label.case, one.role, shown.initials if one.role != _VICTIM else "")
        if theirs and key not in seen:
            seen.add(key)
            yield replace(shown, by_number=True)


def _cases(session: Session) -> list[NamedCase]:
    return session.kept.get(None, "cases to find people of", partial(views.named, session.vault))


def _victims(session: Session) -> tuple[_Sought, ...]:
    return session.kept.get(None, "victims to find", lambda: tuple(map(_as_victim, _cases(session))))


def _gathered(session: Session) -> dict[str, tuple[_Sought, ...]]:
    return session.kept_of_cases.all_of(_WHAT, session.now().date())


def _everybody(session: Session) -> Iterator[_Sought]:
    """Everybody of the cases gathered so far that are not hidden from us."""
    hidden, gathered = hidden_from_us(session), _gathered(session)
    for case in _cases(session):
        if case.case not in hidden:
            yield from gathered.get(case.case, ())


def _others(session: Session) -> Iterator[_Sought]:
    """Everybody but the victims: they are found by the names of the cases."""
    return (one for one in _everybody(session) if one.role != _VICTIM)


def _people_of(session: Session, case: str) -> tuple[_Sought, ...]:
    return session.kept_of_cases.get(case, _WHAT, session.now().date(), partial(_read, session, case))


def _read(session: Session, case: str) -> tuple[_Sought, ...]:
    label = CaseLabel.of(views.case_row(session.vault, case))
    records = {one.record: one for one in session.heads(case, ("person", "victim"))}
    roles = {role: words for one in records.values() for role, words in one.form.by_id["role"].labels.items()}
    known = everyone(session, case)
    return tuple(
        _sought(label, one, known.side_of(one), records[one.record].entry if one.record in records else "", roles)
        for one in known.known
    )


def _sought(label: CaseLabel, known: KnownPerson, side: Side, entry: str, roles: dict[str, str]) -> _Sought:
    role_words = _GO_BETWEEN.get(known.role) or roles.get(known.role, "").partition(":")[0]
    initials = label.initials if known.role == _VICTIM else initials_of(known.names[0]) if known.names else ""
    words = tuple(dict.fromkeys(word for name in known.names for word in searchable_words(name)))
    shown = PersonFound(label, entry if known.role != _VICTIM else "", initials, role_words, side)
    return _Sought(shown, known.role, f" {' '.join(words)}", words, tuple(filter(None, map(digits_of, known.numbers))))


def _as_victim(case: NamedCase) -> _Sought:
    shown = PersonFound(CaseLabel.of(case), "", case.initials, _GO_BETWEEN[_VICTIM], "own")
    return _Sought(shown, _VICTIM, "", tuple(searchable_words(case.name)), ())
