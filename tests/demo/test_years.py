"""Made-up years of a unit: whole entries in the order of time, all or nothing, and every figure equals a recount."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest

from hru_advocate.casework import counter
from hru_advocate.casework.cases.cases import CaseFilter, list_cases
from hru_advocate.casework.closing.erasing import stubs
from hru_advocate.casework.outcomes.counting import unit_facts
from hru_advocate.casework.outcomes.figures import FiguresRequest, figures
from hru_advocate.casework.session import Session
from hru_advocate.casework.today import look
from hru_advocate.casework.vault import checks
from hru_advocate.demo.years import years
from hru_advocate.demo.years.years import MadeYears, SoFar, fill_years
from hru_advocate.domain.forms.answers import value_of
from hru_advocate.domain.ledger.records import Record
from hru_advocate.store.ledger import entries as reading
from hru_advocate.store.ledger import ledger
from tests.casework.open_sessions import NOW, session_at

pytestmark = pytest.mark.xdist_group("years")  # what the module makes is made once

SHORT = 0.1
DRAMA = re.compile(r"07700900\d{3}|01632960\d{3}|02079460\d{3}")
NUMBER = re.compile(r"(?:\+44|0)(?:[ -]?\d){9,10}\b")


class Told:
    """Keeps what was said of how far it has come."""

    def __init__(self) -> None:
        self.said: list[SoFar] = []

    def __call__(self, far: SoFar) -> None:
        """Keep it."""
        self.said.append(far)


def made_at(folder: Path, span: float) -> Iterator[tuple[Session, MadeYears, Told]]:
    """A vault with that many years."""
    with session_at(folder / "vault") as opened, pytest.MonkeyPatch.context() as patch:
        patch.setattr(years, "_SECONDS", 0.0)
        told = Told()
        yield opened, fill_years(opened, span, 5, tell=told), told


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Session, MadeYears, Told]]:
    yield from made_at(tmp_path_factory.mktemp("years"), SHORT)


@pytest.fixture(scope="module")
def session(made: tuple[Session, MadeYears, Told]) -> Session:
    return made[0]


def records_of(session: Session) -> list[Record]:
    """The newest version of every record of a case, straight from the entries: no list is asked."""
    newest: dict[str, Record] = {}
    for _position, entry in reading.walk(session.vault.connection().cursor()):
        if entry.header.kind == "record" and entry.header.case is not None:
            newest[entry.header.record] = session.read(entry)
    return [one for one in newest.values() if not one.erased]


def status_of(records: list[Record]) -> str:
    """The way a case stands by its own records: what its closing says, else what its referral does."""
    closings = [one for one in records if one.form.id == "closure"]
    if closings and value_of(max(closings, key=lambda one: one.recorded.utc).answers, "state") == "closed":
        return "closed"
    (referral,) = [one for one in records if one.form.id == "referral"]
    said = {"accept": "open", "advise": "advised", "decline": "declined", "pending": "deciding"}
    return said[value_of(referral.answers, "decision")]


def by_case(session: Session) -> dict[str, list[Record]]:
    """The records of each case."""
    found: dict[str, list[Record]] = {}
    for one in records_of(session):
        found.setdefault(one.case or "", []).append(one)
    return found


def recounted_equals(session: Session) -> None:
    """Hold the lists, the rail and the figures against a recount of the entries."""
    cases = by_case(session)
    standing = Counter(status_of(records) for records in cases.values())
    listed = Counter(line.status for line in list_cases(session, CaseFilter(status=""), 100_000))
    assert listed == standing
    assert counter.counts(session).open_cases == standing["open"]
    facts = unit_facts(session)
    assert len(facts.cases) == len(cases)
    for form, told in (("incident", "incidents"), ("outcome", "outcomes")):
        counted = sum(len(getattr(case, told)) for case in facts.cases)
        assert counted == sum(one.form.id == form for records in cases.values() for one in records)
    due = sorted(
        label.case for label in (line.label for line in look(session).contacts)
    )  # one line a case: what its newest contact promised
    assert due == sorted(case for case, records in cases.items() if status_of(records) == "open" and owed(records))


def owed(records: list[Record]) -> bool:
    """Say whether a contact that was promised is due: nobody was reached since the newest promise."""
    contacts = sorted(
        (one for one in records if one.form.id == "contact"), key=lambda one: (one.sort, one.recorded.utc)
    )
    promised = [day for one in contacts if (day := value_of(one.answers, "next_contact"))]
    reached = [
        one.sort[:10]
        for one in contacts
        if value_of(one.answers, "with_whom") == "victim" and value_of(one.answers, "direction") != "attempt"
    ]
    last: date | None = promised[-1] if promised else None
    return last is not None and last <= NOW.date() and not (reached and max(reached) >= last.isoformat())


def test_every_entry_is_whole_and_in_the_order_of_time(session: Session) -> None:
    assert checks.verify(session).lines == ()
    walked = [entry.header for _position, entry in reading.walk(session.vault.connection().cursor())]
    begun = next(at for at, header in enumerate(walked) if header.form == "colleague")
    moments = [header.recorded.utc for header in walked[begun:] if header.kind == "record"]
    assert all(before <= after for before, after in pairwise(moments))
    assert moments[-1] <= NOW.isoformat()


def test_the_lists_and_figures_equal_a_recount_of_the_entries(session: Session) -> None:
    recounted_equals(session)


def test_the_figures_are_the_same_read_anew_and_from_what_was_kept(session: Session) -> None:
    from hru_advocate.casework.outcomes import counting
    from hru_advocate.casework.outcomes.read_before import forget_counted

    wanted = FiguresRequest(period="2026-3", with_cover=False)
    first = figures(session, wanted)
    counting._KEPT.clear()
    assert figures(session, wanted) == first
    counting._KEPT.clear()
    forget_counted(session)
    assert figures(session, wanted) == first


def test_it_is_in_proportion(made: tuple[Session, MadeYears, Told]) -> None:
    session, all_of_it, _told = made
    cases = by_case(session)
    taken = [one for one in cases.values() if any(record.form.id == "incident" for record in one)]
    contacts = sum(one.form.id == "contact" for records in cases.values() for one in records)
    assert len(cases) >= SHORT * 300 - len(stubs(session))
    assert contacts > 4 * len(taken)
    assert {"order", "meeting", "safety_plan", "closure", "action", "outcome"} <= set(all_of_it.written)


def test_only_numbers_kept_for_drama_stand_in_it(session: Session) -> None:
    bodies = [entry.body or b"" for _at, entry in reading.walk(session.vault.connection().cursor())]
    numbers = {re.sub(r"[ -]", "", found) for body in bodies for found in NUMBER.findall(body.decode())}
    assert numbers
    assert [one for one in numbers if not DRAMA.fullmatch(one)] == []


def test_it_says_how_far_it_has_come(made: tuple[Session, MadeYears, Told]) -> None:
    _session, all_of_it, told = made
    entries = [one.entries for one in told.said]
    assert entries == sorted(entries)
    assert entries[-1] == all_of_it.entries
    assert told.said[-1].seconds_left < told.said[len(told.said) // 4].seconds_left
    assert all(one.entries <= one.about for one in told.said)


def test_nothing_of_it_is_kept_where_it_is_interrupted(tmp_path: Path) -> None:
    with session_at(tmp_path / "vault") as session:
        before = ledger.tail(session.vault, session.device.device_id)

        def stop(far: SoFar) -> None:
            if far.entries > 60:
                raise KeyboardInterrupt

        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(years, "_SECONDS", 0.0)
            with pytest.raises(KeyboardInterrupt):
                fill_years(session, SHORT, 5, tell=stop)
        assert ledger.tail(session.vault, session.device.device_id) == before
        assert list_cases(session, CaseFilter(status=""), 10) == ()
        assert checks.verify(session).lines == ()


@pytest.mark.soak
def test_ten_years_are_whole_and_every_figure_equals_a_recount(tmp_path: Path) -> None:
    for session, _made, _told in made_at(tmp_path, 10):
        recounted_equals(session)
        cases = by_case(session)
        forms = Counter(one.form.id for records in cases.values() for one in records)
        erased = len(stubs(session))
        assert erased
        assert all(one.proven for one in stubs(session))
        assert len(cases) + erased == 3000
        assert 60_000 < forms["contact"] < 75_000
        assert 50_000 < forms["incident"] < 65_000
        assert 400 < erased < 650
        assert 40 < sum(status_of(records) == "open" for records in cases.values()) < 110
        assert checks.verify(session).lines == ()
