"""Everything one search finds: people first, then cases, what was written, services, measures and legal options."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from hru_advocate.casework.case_label import CaseLabel
from hru_advocate.casework.cases.cases import CaseFilter, CaseLine, list_cases
from hru_advocate.casework.finding.help_lines import HelpLine, find_help
from hru_advocate.casework.finding.people import PersonFound, all_gathered, find_nearly, find_people
from hru_advocate.casework.law.legal_options import OptionFilter, OptionLine, find_options
from hru_advocate.casework.people.asked_to_erase import waiting
from hru_advocate.casework.people.restricted import hidden_from_us
from hru_advocate.casework.records.searching import SearchHit, find
from hru_advocate.casework.services.directory import DirectoryFilter, ServiceLine, find_services
from hru_advocate.casework.session import Session
from hru_advocate.casework.unit.unit_measures import MeasureFilter, MeasureLine, measure_lines
from hru_advocate.domain.text_folding import holds, ways_to_find
from hru_advocate.store import views

_PEOPLE, _CASES, _ENTRIES, _SERVICES, _OPTIONS, _MEASURES, _HELP, _FOR_WHOM = 8, 8, 40, 8, 5, 5, 4, 3
_SHORTEST: Final = 3
"""Letters from which measures and options are looked through: fewer begin a word of nearly each."""


@dataclass(frozen=True, slots=True)
class SearchQuestion:
    """The words that are looked for. ``here`` is the case one is on; ``for_whom`` are words that follow a command."""

    words: str
    here: str | None = None
    for_whom: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Found:
    """Everything one search found.

    ``named`` are cases by the name of their person, ``cases`` by anything else; ``for_whom`` the cases that the words
    after a command fit; ``here`` the case one is on. ``waiting`` while the people of some cases cannot be found yet.
    """

    wanted: SearchQuestion
    people: tuple[PersonFound, ...] = ()
    named: tuple[CaseLine, ...] = ()
    cases: tuple[CaseLine, ...] = ()
    entries: tuple[SearchHit, ...] = ()
    services: tuple[ServiceLine, ...] = ()
    measures: tuple[MeasureLine, ...] = ()
    options: tuple[OptionLine, ...] = ()
    help: tuple[HelpLine, ...] = ()
    for_whom: tuple[tuple[CaseLabel, ...], ...] = ()
    here: CaseLabel | None = None
    waiting: bool = False
    asked: int = 0
    """The number of cases a colleague asks to be erased: until it is answered no name and no number leads to one."""


def search_all(session: Session, wanted: SearchQuestion) -> Found:
    """Search people and cases of every status, all entries, the directory, the unit's measures, the legal options.

    Where nobody is named and nothing was written, a slip or two in a name is forgiven.
    """
    words = wanted.words
    here = _label_of(session, wanted.here) if wanted.here else None
    if not words:
        return Found(wanted, here=here)
    lines = list_cases(session, CaseFilter(text=words, status="", order="recent"), _CASES)
    ways = ways_to_find(words)
    named = tuple(line for line in lines if line.name and holds(line.name, ways))
    long = len(words) >= _SHORTEST
    people, entries = find_people(session, words, _PEOPLE), find(session, words, _ENTRIES)
    if not (people or lines or entries):
        people = find_nearly(session, words, _PEOPLE)
    return Found(
        wanted,
        people=people,
        named=named,
        cases=tuple(line for line in lines if line not in named),
        entries=entries,
        services=find_services(session, DirectoryFilter(text=words))[:_SERVICES],
        measures=measure_lines(session, MeasureFilter(text=words))[:_MEASURES] if long else (),
        options=find_options(session, OptionFilter(text=words))[:_OPTIONS] if long else (),
        help=find_help(session, words)[:_HELP] if long else (),
        for_whom=tuple(_for_whom(session, one) for one in wanted.for_whom),
        here=here,
        waiting=not all_gathered(session),
        asked=len(views.rows_of_cases(session.vault, sorted(hidden_from_us(session) & waiting(session).keys()))),
    )


def _for_whom(session: Session, words: str) -> tuple[CaseLabel, ...]:
    found = list_cases(session, CaseFilter(text=words, status="", order="recent"), _FOR_WHOM)
    return tuple(line.label for line in found)


def _label_of(session: Session, case: str) -> CaseLabel | None:
    """The label of a case that is open to us."""
    return None if case in hidden_from_us(session) else CaseLabel.of(views.case_row(session.vault, case))
