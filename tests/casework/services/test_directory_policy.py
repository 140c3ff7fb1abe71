"""The directory in words: what was confirmed, when it opens, what is filtered by, and which state a line is in."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from hru_advocate.casework.services import directory
from hru_advocate.casework.services.directory import DirectoryFilter
from hru_advocate.casework.session import Session
from hru_advocate.errors import NotFound

HELPLINE = "national_stalking_helpline"
NUMBER = "0808 802 0300"
ROUTES = {
    "self": "people refer themselves",
    "professional": "professionals refer",
    "both": "people refer themselves, and professionals refer",
}
TODAY = date(2026, 11, 23)


def line(session: Session, service: str = HELPLINE) -> directory.ServiceLine:
    return directory.service(session, service).line


@pytest.mark.parametrize(
    ("days", "against", "right", "words"),
    [
        (0, "rang", True, f"number: {NUMBER} · 23 Nov 2026 · Ada · rang it"),
        (90, "own_page", True, f"number: {NUMBER} · 25 Aug 2026 · Ada · their own page"),
        (91, "written", True, f"number: {NUMBER} · 24 Aug 2026 (long ago) · Ada · in writing"),
        (1, "in_person", False, f"number: found wrong: {NUMBER} · 22 Nov 2026 · Ada · told in person"),
    ],
)
def test_a_confirmation_in_words(session: Session, days: int, against: str, right: bool, words: str) -> None:
    on = TODAY - timedelta(days=days)
    directory.confirm(session, HELPLINE, "number", NUMBER, by="Ada", against=against, on=on, right=right)
    assert directory.service(session, HELPLINE).confirmations == (words,)


def test_confirmations_come_newest_first_and_only_the_services_own(session: Session) -> None:
    for day in ("2026-11-20", "2026-11-21"):
        directory.confirm(session, HELPLINE, "number", NUMBER, by=day, against="rang", on=date.fromisoformat(day))
    directory.confirm(session, "police_101", "number", "101", by="Other", against="rang")
    said = directory.service(session, HELPLINE).confirmations
    assert [one.split(" · ")[2] for one in said] == ["2026-11-21", "2026-11-20"]
    assert [one.by for one in directory.confirmations(session)] == ["2026-11-20", "2026-11-21", "Other"]


@pytest.mark.parametrize(
    ("days", "state", "words"),
    [
        (None, "caution", "not confirmed"),
        (0, "fine", "confirmed today by Ada"),
        (90, "fine", "by Ada"),
        (91, "caution", "by Ada"),
    ],
)
def test_a_number_is_fresh_for_ninety_days(session: Session, days: int | None, state: str, words: str) -> None:
    if days is not None:
        on = TODAY - timedelta(days=days)
        directory.confirm(session, HELPLINE, "number", NUMBER, by="Ada", against="rang", on=on)
    found = line(session)
    assert found.state == state
    assert words in found.number_words
    assert found.numbers == (NUMBER,)


def test_who_works_with_the_other_person_is_never_fine(session: Session) -> None:
    found = [one for one in directory.find_services(session, DirectoryFilter()) if one.for_perpetrators]
    assert found
    assert {one.state for one in found} == {"danger"}


def test_what_is_filtered_by_is_what_there_is(session: Session) -> None:
    found = directory.choices(session)
    known = session.library.services
    used = [kind for kind, _words in found.kinds]
    assert set(used) == {one.kind for one in known.services}
    order = {one.id: one.order for one in known.kinds}
    assert used == sorted(used, key=lambda kind: order[kind])
    assert found.needs == tuple((one.id, one.label) for one in known.needs)
    assert found.areas == tuple((one.id, one.label) for one in known.authorities)
    for kind, _words in found.kinds:
        listed = directory.find_services(session, DirectoryFilter(kind=kind))
        assert {one.kind_words for one in listed} == {dict(found.kinds)[kind]}
    everything = len(directory.find_services(session, DirectoryFilter()))
    assert 0 < len(directory.find_services(session, DirectoryFilter(need=found.needs[0][0]))) < everything


def test_nothing_that_is_closed_is_found_where_what_is_open_now_that_is_asked(session: Session) -> None:
    every = directory.find_services(session, DirectoryFilter())
    now = directory.find_services(session, DirectoryFilter(open_now=True))
    assert len({one.open_state for one in every}) == 3
    assert [one.id for one in every if one.open_state == "open"] == [one.id for one in now if one.open_state == "open"]
    assert {one.open_words for one in now} == {"open now", "hours not known"}  # who may be open is worth a try


def test_a_closed_service_says_when_it_opens(session: Session) -> None:
    every = directory.find_services(session, DirectoryFilter())
    for one in every:
        said = directory.service(session, one.id).hours_lines
        assert any(words.startswith("opens ") for words in said) <= (one.open_state == "closed")
        assert said[1] == one.open_words
        assert said[-1].startswith("Bank holidays: ")
    closed = [one.id for one in every if one.open_state == "closed"]
    assert any(words.startswith("opens ") for one in closed for words in directory.service(session, one).hours_lines)


def test_a_page_keeps_ringing_and_texting_apart(session: Session) -> None:
    for one in directory.find_services(session, DirectoryFilter()):
        page = directory.service(session, one.id)
        assert [number for number, _words in (*page.phones, *page.texts)] == sorted(
            one.numbers, key=lambda number: number in dict(page.texts)
        )
        assert page.referral_route == ROUTES[session.library.service(one.id).referral_route]
        assert "_" not in page.confidence_words


def test_lines_for_paper_stand_as_asked_for_and_leave_out_what_nobody_knows(session: Session) -> None:
    lines = directory.lines_for_paper(session, ("police_101", "no_such", HELPLINE))
    assert [one.service for one in lines] == ["police_101", HELPLINE]
    with pytest.raises(NotFound):
        directory.service(session, "no_such")
