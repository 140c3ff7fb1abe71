"""The order of what a search found, and the row of each: by name before by other words, and people first in both."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from typing import Final, NamedTuple

from hru_advocate.casework.case_label import CaseLabel
from hru_advocate.casework.cases.cases import CaseLine
from hru_advocate.casework.finding.everything import Found
from hru_advocate.casework.finding.help_lines import HelpLine
from hru_advocate.casework.finding.people import PersonFound
from hru_advocate.casework.law.legal_options import OptionLine
from hru_advocate.casework.records.searching import SearchHit
from hru_advocate.casework.services.directory import ServiceLine
from hru_advocate.casework.unit.unit_measures import MeasureLine
from hru_advocate.domain.people.whose import Side
from hru_advocate.domain.text_folding import words_of
from ui.cases.commands import Meant, of_case, whose
from ui.controls.lists.line_list import ListLine
from ui.controls.pills import Shape, level_look
from ui.controls.theme import Tone
from ui.shell.destinations import (
    CaseDestination,
    Destination,
    DirectoryDestination,
    HelpDestination,
    LegalDestination,
    RecordDestination,
    UnitDestination,
)
from ui.shell.screen import WindowCommand

_MOST_COMMANDS: Final = 6
_NEAR: Final = "spelled a little differently"
_SIDES: Final[Mapping[Side, tuple[str, Tone, Shape] | tuple[str, Tone]]] = {
    "other": ("The other person", "danger", "triangle"),
    "theirs": ("On their side", "caution"),
}
"""The word and look of who stands against the person of a case."""


class ResultRow(NamedTuple):
    """A row of what was found: what it says, and where it leads or what the window does."""

    line: ListLine
    leads: Destination | None = None
    window: WindowCommand | None = None


def rows_of(found: Found, meant: Iterable[Meant]) -> list[ResultRow]:
    """Everything found in its order: people, cases, services, measures, pages, commands; what was written after them.

    What has the words in its name stands before what is found by others; what has a slip in it is last.
    """
    meant, typed = list(meant), words_of(found.wanted.words)
    held = {person.entry for person in found.people}
    services = [(_is_named(line.name, typed), _service(line)) for line in found.services]
    options = [(_is_named(line.name, typed), _option(line)) for line in found.options]
    helping = [(_is_named(line.title, typed), _help(line)) for line in found.help]
    numbers = [_person(one) for one in found.people if one.by_number]
    people = [_person(one) for one in found.people if not one.by_number and not one.near]
    near = [_person(one) for one in found.people if one.near]
    cases = ([_case(line) for line in found.named], [_case(line) for line in found.cases])
    by_name = (
        *(numbers, cases[0], people, cases[1]),
        *(_those(services), _those(options), _doing(meant, "name", found), _those(helping)),
    )
    otherwise = (
        [_entry(hit) for hit in found.entries if hit.entry not in held],
        _those(services, named=False),
        [_measure(line) for line in found.measures],
        _those(options, named=False),
        _doing(meant, "also", found),
        _those(helping, named=False),
    )
    rows = list(chain(*by_name, *otherwise, near, _doing(meant, "near", found)))
    return [row._replace(line=row.line._replace(marks=tuple(typed))) for row in rows]


def _those(rows: Iterable[tuple[bool, ResultRow]], *, named: bool = True) -> list[ResultRow]:
    return [row for is_named, row in rows if is_named is named]


def _is_named(name: str, typed: list[str]) -> bool:
    words = words_of(name)
    return all(any(known.startswith(word) for known in words) for word in typed)


def _doing(meant: Iterable[Meant], fit: str, found: Found) -> list[ResultRow]:
    """The pages and then the commands that fit so, of both first those whose name begins with what was typed.

    A command whose words end with a case stands once for each case that fits.
    """
    typed = words_of(found.wanted.words)

    def order(one: Meant) -> tuple[bool, bool]:
        name = words_of(one.command.name)
        begins = all(known.startswith(word) for known, word in zip(name, typed, strict=False))
        return not begins, not one.command.page

    those = sorted((one for one in meant if one.fit == fit), key=order)
    return list(chain.from_iterable(_commands(one, found) for one in those))[:_MOST_COMMANDS]


def _commands(meant: Meant, found: Found) -> Iterator[ResultRow]:
    command = meant.command
    kind = "Page" if command.page else "Command"
    if command.of_case is None:
        yield ResultRow(ListLine(command.name, kind), command.leads, command.window)
    elif meant.rest:
        place = found.wanted.for_whom.index(meant.rest)
        for label in found.for_whom[place] if place < len(found.for_whom) else ():
            yield ResultRow(ListLine(f"{command.name} · {_of(label)}", kind), of_case(command.of_case, label.case))
    elif found.here is not None:
        leads = of_case(command.of_case, found.here.case)
        yield ResultRow(ListLine(f"{command.name} · {_of(found.here)}", _join(kind, "the case you were on")), leads)
    else:
        yield ResultRow(ListLine(command.name, _join(kind, "choose the case next")), whose(command.of_case))


def _of(label: CaseLabel) -> str:
    return f"{label.initials} · {label.ref}"


def _person(person: PersonFound) -> ResultRow:
    """Somebody, by initials and part in the case; whoever rang is told from the other person at a glance."""
    label = person.label
    head = _join(person.initials, person.role_words)
    how = "this is their number" if person.by_number else _NEAR if person.near else ""
    note = _join("Person", how, f"case of {_of(label)}")
    entry = person.entry and not person.by_number
    leads = RecordDestination(person.entry, label.case) if entry else CaseDestination(label.case)
    return ResultRow(ListLine(head, note, _SIDES.get(person.side)), leads)


def _case(line: CaseLine) -> ResultRow:
    pill = (line.level_words, *level_look(line.level)) if line.level_words else None
    note = _join("Case", line.status_words, line.area_words)
    return ResultRow(ListLine(_of(line.label), note, pill), CaseDestination(line.label.case))


def _entry(hit: SearchHit) -> ResultRow:
    whose_entry = f"{hit.label.initials} · " if hit.label else ""
    line = ListLine(f"{whose_entry}{hit.title} · {hit.when_words}", hit.snippet)
    return ResultRow(line, RecordDestination(hit.entry, hit.label.case if hit.label else None))


def _service(line: ServiceLine) -> ResultRow:
    return ResultRow(ListLine(line.name, _join("Service", line.kind_words, line.area)), DirectoryDestination(line.id))


def _measure(line: MeasureLine) -> ResultRow:
    note = _join("Measure", line.section_words, "retired" if line.retired else "")
    return ResultRow(ListLine(line.text, note), UnitDestination("measures", measure=line.id))


def _option(line: OptionLine) -> ResultRow:
    note = _join("Legal option", line.confirmed_words, line.note)
    return ResultRow(ListLine(line.name, note), LegalDestination(line.id))


def _help(line: HelpLine) -> ResultRow:
    return ResultRow(ListLine(line.title, _join("Help", line.group)), HelpDestination(line.id))


def _join(*words: str) -> str:
    return " · ".join(word for word in words if word)
