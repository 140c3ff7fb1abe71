"""Words that mean a command or a page, and the order in which everything found stands: one row a rule."""

from __future__ import annotations

from typing import get_args

import pytest

from hru_advocate.casework.case_label import CaseLabel
from hru_advocate.casework.finding.everything import Found, SearchQuestion
from hru_advocate.casework.finding.people import PersonFound
from hru_advocate.casework.law.legal_options import OptionLine
from hru_advocate.casework.records.searching import SearchHit
from hru_advocate.casework.services.directory import ServiceLine
from hru_advocate.casework.unit.unit_measures import MeasureLine
from ui.cases.commands import CASE_COMMANDS, COMMANDS, meant_by, of_case
from ui.cases.results import ResultRow, rows_of
from ui.controls.lists.line_list import marked, underlined
from ui.makers import MAKERS, RAIL
from ui.shell.destinations import (
    CaseCommand,
    CaseDestination,
    PacksDestination,
    PaperDestination,
    RecordDestination,
    UnitDestination,
    WhoseDestination,
    case_of,
)
from ui.unit.screen import TABS as UNIT_TABS

HERE = CaseLabel("here", "HRU-HERE-0001", "H. E.")
MARY = CaseLabel("mary", "HRU-MARY-0002", "M. Y.")


@pytest.mark.parametrize(
    ("typed", "first", "fit", "rest"),
    [
        ("log a contact", "Log a contact", "name", ""),
        ("log contact for mary", "Log a contact", "name", "mary"),
        ("contact HRU-7K3M-9QXF", "Log a contact", "name", "hru 7k3m 9qxf"),
        ("incident mary", "New incident", "name", "mary"),
        ("new ref", "New referral", "name", ""),
        ("confirm a num", "Confirm a number", "name", ""),
        ("print card", "Print a card", "name", ""),
        ("card mary", "Print a card", "name", "mary"),
        ("lock", "Lock", "name", ""),
        ("cover", "Cover", "name", ""),
        ("hide the screen", "Cover", "also", ""),
        ("handover", "Hand-over summary", "also", ""),
        ("recall", "Unit: paper out", "also", ""),
        ("shortcut", "Every key", "also", ""),
        ("reterral", "New referral", "near", ""),
        ("sefaguarding", "Safeguarding referral", "near", ""),
    ],
)
def test_what_words_mean(typed: str, first: str, fit: str, rest: str) -> None:
    order = ("name", "also", "near")
    meant = sorted(meant_by(typed), key=lambda one: order.index(one.fit))
    found = [one for one in meant if one.command.name == first]
    assert [(one.fit, one.rest) for one in found] == [(fit, rest)]
    assert meant[0].fit == fit, "nothing fits better"


@pytest.mark.parametrize("typed", ["", "l", "the", "mary", "07700 900111", "mary contact", "contact"])
def test_words_that_name_no_case_after_a_command(typed: str) -> None:
    assert [one for one in meant_by(typed) if one.rest] == []


def test_every_command_leads_somewhere_and_to_a_page_that_is_there() -> None:
    assert {one.of_case for one in CASE_COMMANDS} == set(get_args(CaseCommand))
    for command in COMMANDS:
        ways = [command.leads, command.of_case, command.window]
        assert sum(way is not None for way in ways) == 1, command.name
        leads = of_case(command.of_case, "here") if command.of_case else command.leads
        assert leads is None or type(leads) in MAKERS.kinds, command.name
        assert (leads is not None and case_of(leads) == "here") is bool(command.of_case), command.name
    assert len({command.name for command in COMMANDS}) == len(COMMANDS)


def test_every_page_of_the_rail_and_of_the_unit_is_among_the_pages() -> None:
    pages = {command.leads for command in COMMANDS if command.page}
    assert {entry.destination for entry in RAIL} <= pages
    assert {UnitDestination(tab) for tab, _words in UNIT_TABS} <= pages
    assert PacksDestination() in pages, "the directory alone leads there"


def person(initials: str, *, by_number: bool = False, near: bool = False, entry: str = "p") -> PersonFound:
    return PersonFound(MARY, entry, initials, "Child", "own", by_number, near)


def service(name: str) -> ServiceLine:
    return ServiceLine(name, name, "", "Helpline", "", "", (), "", "", "open", "", "fine", for_perpetrators=False)


def option(name: str) -> OptionLine:
    return OptionLine(name, name, "", "", "", "", "", "", "fine", "", confirmed=True)


def heads(typed: str, **found: object) -> list[str]:
    rows = rows_of(Found(SearchQuestion(typed), **found), meant_by(typed))  # type: ignore[arg-type]  # by its name
    return [row.line.head.partition(" · ")[0] for row in rows]


def test_people_then_services_pages_and_commands_by_name_then_by_other_words_then_with_a_slip() -> None:
    measure = MeasureLine("m", "Tell figures", "", "", *(False,) * 5, entry="")
    assert heads(
        "figures",
        people=(person("N. R.", near=True), person("A. A.", entry="twice"), person("C. R.", by_number=True)),
        entries=(SearchHit("e", MARY, "Note", "", ""), SearchHit("twice", MARY, "Person", "", "")),
        services=(service("Other help"), service("Figures Trust")),
        measures=(measure,),
        options=(option("Figures order"),),
    ) == ["C. R.", "A. A.", "Figures Trust", "Figures order", "Figures", "M. Y.", "Other help", "Tell figures", "N. R."]


@pytest.mark.parametrize(
    ("typed", "first"),
    [("cover", "Cover"), ("lock", "Lock"), ("figures", "Figures"), ("risk", "Risk conversation"), ("help", "Help")],
)
def test_the_command_whose_name_begins_so_is_first(typed: str, first: str) -> None:
    assert heads(typed)[0] == first


@pytest.mark.parametrize(
    ("typed", "found", "leads"),
    [
        ("print a card", {"here": HERE}, [PaperDestination("here", "pocket_card")]),
        ("print a card", {}, [WhoseDestination("card")]),
        ("log contact mary", {"here": HERE, "for_whom": ((MARY, HERE),)}, [
            CaseDestination("mary", log_contact=True), CaseDestination("here", log_contact=True)
        ]),
        ("log contact mary", {"here": HERE, "for_whom": ((),)}, []),
    ],
)  # fmt: skip
def test_a_command_takes_the_case_named_or_the_one_here_or_asks(
    typed: str, found: dict[str, object], leads: list[object]
) -> None:
    wanted = SearchQuestion(typed, for_whom=tuple(dict.fromkeys(one.rest for one in meant_by(typed) if one.rest)))
    rows = rows_of(Found(wanted, **found), meant_by(typed))  # type: ignore[arg-type]  # by its name
    assert [row.leads for row in rows][: len(leads)] == leads
    assert leads or rows == []


@pytest.mark.parametrize(
    ("one", "leads"),
    [
        (person("A. A."), RecordDestination("p", "mary")),
        (person("A. A.", entry=""), CaseDestination("mary")),
        (person("A. A.", by_number=True), CaseDestination("mary")),  # whoever rang is met with the case's rules
    ],
)
def test_where_somebody_leads(one: PersonFound, leads: object) -> None:
    assert [row.leads for row in rows_of(Found(SearchQuestion("zzz"), people=(one,)), ())] == [leads]


@pytest.mark.parametrize(
    ("side", "pill"),
    [("other", ("The other person", "danger", "triangle")), ("theirs", ("On their side", "caution")), ("own", None)],
)
def test_whoever_stands_against_the_person_is_marked_in_words(side: str, pill: object) -> None:
    one = PersonFound(MARY, "p", "A. A.", "Role", side, by_number=True)  # type: ignore[arg-type]  # one of the three
    rows: list[ResultRow] = rows_of(Found(SearchQuestion("07700 900111"), people=(one,)), ())
    assert rows[0].line.pill == pill
    assert "this is their number" in rows[0].line.note


@pytest.mark.parametrize(
    ("text", "marks", "places"),
    [
        ("Park by the parking", ("park",), [(0, 4), (12, 4)]),
        ("The ballpark", ("park",), []),
        ("Łódź road", ("lodz",), [(0, 4)]),
        ("Straße", ("stra",), [(0, 6)]),  # its letters are folded to more: the whole word
        ("A park", (), []),
        ("parking", ("p", "park"), [(0, 4)]),
    ],
)
def test_what_is_marked(text: str, marks: tuple[str, ...], places: list[tuple[int, int]]) -> None:
    assert marked(text, marks) == places


def test_what_is_underlined_is_counted_as_qt_counts() -> None:
    """A face is two of its signs: after one the line would stand a letter too far to the left."""
    text = "\U0001f600 In the park"
    (look,) = underlined(text, marked(text, ("park",)))
    drawn = text.encode("utf-16-le")[look.start * 2 : (look.start + look.length) * 2]
    assert drawn.decode("utf-16-le") == "park"
