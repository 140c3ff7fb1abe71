"""The clocks of a criminal case beside the legal options: found by their words, confirmed, and grown old."""

from __future__ import annotations

from datetime import date

import msgspec
import pytest

from hru_advocate.casework.law.confirmable import CLOCK, confirm_law, find_law, is_there, law_page
from hru_advocate.casework.law.legal_options import FILTERS, OptionFilter, checks_of, option_choices, option_line
from hru_advocate.casework.session import Session
from hru_advocate.errors import InvalidAnswer, NotFound
from tests.casework.open_sessions import on

CRIME = f"{CLOCK}crime_recorded"
CLAIM = f"{CLOCK}compensation_claim"


@pytest.mark.parametrize(
    ("wanted", "clocks"),
    [
        (OptionFilter("crime number"), True),
        (OptionFilter("CRIME Number held"), True),
        (OptionFilter("victims' code clock crime number"), True),
        (OptionFilter("crime zebra"), False),
        (OptionFilter("   "), False),
        (OptionFilter(), False),
        (OptionFilter("crime number", who="police"), False),  # a filter is of options alone
        (OptionFilter("crime number", cost="free"), False),
    ],
)
def test_clocks_are_found_by_words_and_by_nothing_else(shared: Session, wanted: OptionFilter, *, clocks: bool) -> None:
    found = [line.id for line in find_law(shared, wanted)]
    assert (CRIME in found) is clocks
    assert [one.startswith(CLOCK) for one in found] == sorted(one.startswith(CLOCK) for one in found)


@pytest.mark.parametrize(
    ("clock", "who", "state"),
    [(CRIME, "owed by police", "caution"), (CLAIM, "for the person, with our help", "caution")],
)
def test_a_clock_in_a_line_says_whose_it_is_and_that_nobody_confirmed_it(
    shared: Session, clock: str, who: str, state: str
) -> None:
    line = law_page(shared, clock).line
    assert (line.who_words.lower(), line.state, line.confirmed) == (who, state, False)
    assert line.category_words == "Clock of a criminal case"
    assert line.confirmed_words == "not yet confirmed by the unit"


def test_a_weak_source_is_no_caution_but_a_danger(shared: Session) -> None:
    states = {one.id: law_page(shared, f"{CLOCK}{one.id}") for one in shared.product.victims_code.clocks}
    weak = {one.id for one in shared.product.victims_code.clocks if one.confidence in ("low", "unverified")}
    assert weak
    assert {name for name, page in states.items() if page.line.state == "danger"} == weak
    assert {page.standing[1][0] for name, page in states.items() if name in weak} == {"danger"}
    assert states["crime_recorded"].statute.startswith("right 2 of the ")
    assert states["compensation_claim"].statute == ""
    assert not any(page.talk for page in states.values())


@pytest.mark.parametrize(("today", "fresh"), [(date(2027, 5, 20), True), (date(2027, 5, 21), False)])
def test_a_confirmed_clock_is_green_for_six_months(session: Session, today: date, *, fresh: bool) -> None:
    on(session, date(2026, 11, 23))
    confirm_law(session, CRIME, by="A. Sergeant", against="law", on="2026-11-20")
    page = law_page(on(session, today), CRIME)
    assert (page.line.confirmed, page.line.state) == (fresh, "fine" if fresh else "caution")
    assert page.standing[0][0] == ("fine" if fresh else "caution")
    assert page.standing[0][1].startswith("Confirmed 20 Nov 2026 by A. Sergeant")
    assert page.standing[0][1].endswith("against: The law as it stands today")
    assert [line.confirmed for line in find_law(session, OptionFilter("crime number")) if line.id == CRIME] == [fresh]
    assert not law_page(session, CLAIM).line.confirmed


def test_a_clock_that_is_another_now_says_what_is_right_instead(session: Session) -> None:
    confirm_law(session, CRIME, by="A. Sergeant", against="law", changed="Ten days here.")
    page = law_page(session, CRIME)
    assert (page.unit_words, page.line.confirmed) == ("Ten days here.", False)
    assert page.line.confirmed_words == "changed, says the unit: today by A. Sergeant"
    confirm_law(session, "nmo", by="B. Sergeant", against="law")
    assert set(checks_of(session)) == {CRIME, "nmo"}
    assert law_page(session, "nmo").line.confirmed


@pytest.mark.parametrize("about", [f"{CLOCK}no_such", "no_such", CLOCK, "crime_recorded"])
def test_what_is_not_there_is_not_confirmed(shared: Session, about: str) -> None:
    assert not is_there(shared, about)
    for ask in (lambda: law_page(shared, about), lambda: confirm_law(shared, about, by="A", against="law")):
        with pytest.raises(NotFound):
            ask()
    assert is_there(shared, CRIME)
    assert is_there(shared, "nmo")


def test_a_check_of_a_clock_names_who_and_against_what(shared: Session) -> None:
    for given, field in (({"by": " ", "against": "law"}, "by"), ({"by": "A", "against": ""}, "against")):
        with pytest.raises(InvalidAnswer) as refused:
            confirm_law(shared, CRIME, **given)
        assert refused.value.field == field


@pytest.mark.parametrize(
    ("more", "state"),
    [
        ({}, "caution"),
        ({"confidence": "medium"}, "caution"),
        ({"confidence": "low"}, "danger"),
        ({"confidence": "unverified"}, "danger"),
        ({"status": "legacy"}, "danger"),
        ({"status": "check_commencement"}, "danger"),
        ({"status": "pilot_check_area"}, "caution"),
        ({"status": "local"}, "caution"),
    ],
)
def test_an_option_that_nobody_is_sure_of_is_red_until_it_is_confirmed(
    shared: Session, more: dict[str, str], state: str
) -> None:
    options = shared.product.legal_options
    sure = msgspec.structs.replace(options.options[0], confidence="high", status="in_force")
    line = option_line(msgspec.structs.replace(sure, **more), options, None, date(2026, 11, 23))
    assert line.state == state


def test_the_filter_offers_what_some_option_has_and_nothing_else(shared: Session) -> None:
    choices = option_choices(shared)
    options = shared.product.legal_options.options
    assert {need for need, _words in choices.needs} == {need for one in options for need in one.needs}
    assert {one for one, _words in choices.who} == set(FILTERS["who"])
    assert {one for one, _words in choices.areas} == set(FILTERS["area"])
    assert {one for one, _words in choices.costs} == set(FILTERS["cost"])
    assert {one for one, _words in choices.speeds} == set(FILTERS["speed"])
    assert [one for one, _words in choices.against] == [
        one.id for one in shared.forms.newest("legal_check").by_id["against"].choices
    ]
