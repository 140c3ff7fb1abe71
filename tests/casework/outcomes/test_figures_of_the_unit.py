"""Every figure equals a recount straight from the entries; none tells a number under five; a page for a spreadsheet."""

from __future__ import annotations

import csv
import io
import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

import pytest

from hru_advocate.casework.outcomes import figures as figures_of
from hru_advocate.casework.outcomes.counting import unit_facts
from hru_advocate.casework.outcomes.figures import (
    AreaNeedsYear,
    FiguresPage,
    FiguresRequest,
    NoSuchPeriod,
    choices,
    figures,
    figures_csv,
    figures_pdf,
    period_named,
)
from hru_advocate.casework.outcomes.standing import in_fives
from hru_advocate.casework.records.entries import save
from hru_advocate.casework.session import Session
from hru_advocate.demo.filling import fill
from hru_advocate.domain.forms.answers import value_of
from hru_advocate.domain.ledger.records import Record
from hru_advocate.domain.outcomes.facts import Asked, Closed, CountedCase, CountedOutcome, CountedUnit, NeedPair
from hru_advocate.domain.outcomes.outcome import QUESTIONS
from hru_advocate.domain.outcomes.periods import Period
from hru_advocate.domain.outcomes.report import AREAS, FigureRow, FigureSection, FigureTable, Report
from hru_advocate.store import views
from tests.casework.closing.closed_cases import close
from tests.casework.open_sessions import NOW, add, events_of, id_of, new_case, session_at

TODAY = date(2026, 11, 23)
YEAR = Period(2025)


@pytest.fixture(scope="module")
def lived(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Session]:
    with session_at(tmp_path_factory.mktemp("figures") / "vault") as opened:
        fill(opened, 5, 3, lived=True)
        yield opened


def recounted(session: Session, case: str) -> CountedCase:
    """What is counted of a case, read from its records one by one."""

    def held(slot: str) -> list[Record]:
        return [one for one in session.heads(case, [slot]) if not one.erased]

    def day(record: Record) -> date:
        return date.fromisoformat(record.sort[:10])

    def first(record: Record) -> date:
        return min(day(one) for one in session.versions(record.record)[:1])

    (referral,) = held("referral")
    said = referral.answers
    reached = [
        one
        for one in held("contact")
        if value_of(one.answers, "with_whom") == "victim" and value_of(one.answers, "direction") != "attempt"
    ]
    rated: dict[str, list[tuple[str, date, int]]] = {}
    for one in held("needs"):
        for name, answer in one.answers.items():
            if name.startswith("nd_") and hasattr(answer.value, "advocate"):
                rated.setdefault(name, []).append((one.sort, day(one), answer.value.value))
    pairs = [(need, all_[0], one) for need, ratings in rated.items() if (all_ := sorted(ratings)) for one in all_[1:]]
    return CountedCase(
        area=value_of(said, "area") or "",
        referred=day(referral),
        source=value_of(said, "source") or "",
        behaviours=tuple(value_of(said, "behaviour") or ()),
        decision=value_of(said, "decision"),
        adds_value={True: "yes", False: "no"}.get(value_of(said, "adds_value"), ""),
        contacts=tuple(sorted({(day(one).year, (day(one).month + 2) // 3) for one in held("contact")})),
        reached=min((day(one) for one in reached), default=None),
        incidents=tuple(sorted(day(one) for one in held("incident") if not value_of(one.answers, "taken_back"))),
        intervened=min(
            (first(one) for slot in ("plan", "action", "order", "signposting") for one in held(slot)), default=None
        ),
        needs=tuple(NeedPair(need, again[1], first_one[2], again[2]) for need, first_one, again in pairs),
    )


def test_what_is_counted_of_each_case_is_what_its_records_say(lived: Session) -> None:
    cases = [row.case for row in views.named(lived.vault)]
    found = {(one.referred, one.source, one.area, one.reached): one for one in unit_facts(lived).cases}
    assert len(found) == len(cases)
    for case in cases:
        expected = recounted(lived, case)
        one = found[expected.referred, expected.source, expected.area, expected.reached]
        assert replace_beyond(one) == replace_beyond(expected)
        assert len(one.outcomes) == len(lived.heads(case, ["outcome"]))
        assert (one.equality is not None) == bool(lived.heads(case, ["equality"]))


def replace_beyond(facts: CountedCase) -> CountedCase:
    """Without what the recount does not look at; needs in one order."""
    needs = tuple(sorted(facts.needs, key=lambda pair: (pair.need, pair.on)))
    return CountedCase(
        **{name: getattr(facts, name) for name in facts.__struct_fields__ if name not in _APART}, needs=needs
    )


_APART = {"needs", "maracs", "duties", "outcomes", "closed", "equality"}


def test_what_was_read_once_is_read_again_only_where_something_was_written(lived: Session) -> None:
    before = unit_facts(lived)
    assert unit_facts(lived).cases == before.cases
    case = views.named(lived.vault)[0].case
    raw = {"stage": "after", "on": "2026-11-20", "again_told": True} | dict.fromkeys(QUESTIONS, "yes")
    save(lived, "outcome", raw, case=case)
    after = unit_facts(lived)
    assert sum(len(one.outcomes) for one in after.cases) == sum(len(one.outcomes) for one in before.cases) + 1
    assert len(after.cases) == len(before.cases)


def test_a_taken_back_incident_and_an_attempt_are_not_counted(session: Session) -> None:
    case = new_case(session)
    incident = {"happened": "2026-11-14", "what": "Two calls.", "basis": "report", "behaviours": ["bh_called"]}
    contact = {"happened": "2026-11-12 10:00", "method": "phone", "with_whom": "victim", "fact": "Rang."}
    contact["outside_rules"] = "The first call."
    add(session, case, "contact", contact | {"direction": "attempt"})
    (facts,) = unit_facts(session).cases
    assert (facts.reached, facts.contacts) == (None, ((2026, 4),))
    promised = contact | {"direction": "out", "happened": "2026-11-13 10:00", "next_contact": "2026-11-13"}
    add(session, case, "contact", promised | {"next_for": "As promised"})
    (facts,) = unit_facts(session).cases
    assert facts.reached == date(2026, 11, 13), "a contact that promised its own day reached the person all the same"
    noted = add(session, case, "incident", incident)
    assert unit_facts(session).cases[0].incidents == (date(2026, 11, 14),)
    save(session, "incident", incident | {"taken_back": True}, corrects=(noted.entry,), reason="Another case")
    assert unit_facts(session).cases[0].incidents == ()
    assert id_of(case)


def made_up_unit(cases: int, seed: int) -> CountedUnit:
    rng = random.Random(seed)
    areas, sources = [one for one, _words in AREAS], ["police_officer", "self", "marac", "health", "odd"]
    found = []
    for _ in range(cases):
        day = date(2025, 1, 1) + timedelta(days=rng.randrange(365))
        outcomes = [
            CountedOutcome(stage, day, {one: rng.choice(("yes", "no", "declined")) for one in QUESTIONS}, "no")
            for stage in ("start", "review", "close", "after")
            if rng.random() < 0.6
        ]
        found.append(
            CountedCase(
                area=rng.choice(areas),
                referred=day,
                source=rng.choice(sources),
                behaviours=tuple(rng.sample(["stalking", "harassment", "other"], rng.randint(1, 3))),
                decision=rng.choice(("accept", "accept", "advise", "decline", "pending", "")),
                adds_value=rng.choice(("yes", "no", "")),
                contacts=((2025, rng.randint(1, 4)),),
                reached=day + timedelta(days=rng.randrange(9)) if rng.random() < 0.9 else None,
                incidents=(day + timedelta(days=rng.randrange(200)),),
                intervened=day if rng.random() < 0.7 else None,
                maracs=((day, rng.random() < 0.3),) if rng.random() < 0.3 else (),
                duties=((day, rng.choice(("met", "met_late", "not_met"))),),
                outcomes=tuple(outcomes),
                needs=(NeedPair("nd_home_safety", day, rng.randint(0, 4), rng.randint(0, 4)),),
                closed=Closed(day, rng.choice(("yes", "partly", ""))) if rng.random() < 0.5 else None,
                equality={"age": "25_34", "sex": rng.choice(("female", "male"))} if rng.random() < 0.7 else None,
            )
        )
    asked = [Asked(date(2025, rng.randint(1, 12), 3), rng.choice(("fire_setting", "querulant")), ()) for _ in range(40)]
    return CountedUnit(tuple(found), tuple(asked))


def row_of(report: Report, table: str, row: str) -> FigureRow:
    tables = {one.id: one for section in report.sections for one in section.tables}
    return next(one for one in tables[table].rows if one.words == row)


class Recount:
    """Holds numbers of a report against a plain recount: each is equal, or not shown; counts those that are shown."""

    def __init__(self, report: Report) -> None:
        self.report, self.shown = report, 0

    def holds(self, table: str, row: str, *expected: int) -> None:
        for figure, number in zip(row_of(self.report, table, row).figures, expected, strict=False):
            assert figure.count in (number, None), (table, row)
            self.shown += figure.count is not None


@pytest.mark.parametrize(("seed", "area"), [(1, None), (2, None), (3, "halton")])
def test_what_is_shown_is_a_plain_recount(session: Session, seed: int, area: str | None) -> None:
    unit = made_up_unit(900, seed)
    told = Recount(Report(unit, choices(session), YEAR, TODAY, area))
    cases = [one for one in unit.cases if area in (None, one.area)]
    taken = [one for one in cases if one.decision == "accept"]
    rest = [one for one in cases if one.decision != "accept"]
    for source, words in (*choices(session)["source"], ("odd", "Not stated")):
        told.holds("source", words, *(Counter(one.source for one in group)[source] for group in (taken, rest)))
    told.holds("source", "All", len(taken), len(rest))
    told.holds("decision", "Decline", sum(one.decision == "decline" for one in rest))
    if area is None:
        for one, words in AREAS:
            told.holds("area", words, *(sum(case.area == one for case in group) for group in (taken, rest)))
        told.holds("consultation", "All", len(unit.consultations))
    for one, words in choices(session)["behaviour"]:
        told.holds("behaviour", words, *(sum(one in case.behaviours for case in group) for group in (taken, rest)))
    told.holds("reached", "Reached", sum(one.reached is not None for one in taken))
    starts = [(one.intervened, one.incidents) for one in cases if one.intervened is not None]
    followed = [(start, days) for start, days in starts if (start + timedelta(days=90)).year == YEAR.year]
    told.holds("repeat", "All", len(followed))
    again = [any(start < day <= start + timedelta(days=90) for day in days) for start, days in followed]
    told.holds("repeat", "Yes", sum(again))
    closed = [one for one in cases if one.closed]
    asked = [said for one in closed for said in one.outcomes if said.stage == "close"]
    safer = Counter(said.answers["safer"] for said in asked)
    missing = len(closed) - len(asked)
    told.holds("close", "Feels safer", safer["yes"], 0, safer["no"], safer["declined"], missing, len(closed))
    pairs = [one.needs[0] for one in cases]
    told.holds("needs", "Safety at home", sum(pair.now < pair.before for pair in pairs))
    told.holds("duty", "Met late", sum(one.duties[0][1] == "met_late" for one in cases))
    told.holds("marac", "A repeat", sum(repeat for one in cases for _day, repeat in one.maracs))
    told.holds("equality.sex", "Female", sum((one.equality or {}).get("sex") == "female" for one in taken))
    assert told.shown > (25 if area is None else 12)


@pytest.mark.parametrize(("cases", "seed"), [(9, 1), (60, 2), (300, 3)])
@pytest.mark.parametrize("asked", [("2025", None), ("2025-2", None), ("2025", "halton")])
def test_no_report_holds_a_number_under_five(
    session: Session, cases: int, seed: int, asked: tuple[str, str | None]
) -> None:
    year, _, quarter = asked[0].partition("-")
    period = Period(int(year), int(quarter or 0))
    report = Report(made_up_unit(cases, seed), choices(session), period, TODAY, asked[1])
    numbers = [
        figure.count for section in report.sections for table in section.tables for row in table.rows
        for figure in row.figures
    ]  # fmt: skip
    assert all(number is None or number >= 5 for number in numbers)
    assert any(numbers) or cases == 9


@pytest.mark.parametrize(("first", "last"), [("2025-01-01", "2025-12-30"), ("2025-01-02", "2025-12-31")])
def test_a_period_that_differs_by_a_day_is_refused(first: str, last: str) -> None:
    with pytest.raises(NoSuchPeriod):
        period_named(date.fromisoformat(first), date.fromisoformat(last))
    assert period_named(date(2025, 1, 1), date(2025, 12, 31)) == "2025"


@pytest.mark.parametrize(
    ("period", "area", "error"),
    [
        ("2026", "", NoSuchPeriod),
        ("2026-4", "", NoSuchPeriod),
        ("2026-3", "halton", AreaNeedsYear),
        ("2025", "odd", NoSuchPeriod),
        ("20255", "", NoSuchPeriod),
        ("2025-5", "", NoSuchPeriod),
    ],
)
def test_only_what_is_over_is_told_and_one_area_by_the_year(
    session: Session, period: str, area: str, error: type[Exception]
) -> None:
    new_case(session, received="2025-05-05")
    with pytest.raises(error):
        figures(session, FiguresRequest(period, area))
    assert figures(session, FiguresRequest()).period == "2025"
    assert figures(session, FiguresRequest("2026-3")).period_words == "July to September 2026"


def test_a_vault_without_a_period_that_is_over_says_so(session: Session) -> None:
    new_case(session, received="2026-11-10")
    page = figures(session, FiguresRequest())
    assert page.nothing
    with pytest.raises(NoSuchPeriod):
        figures_pdf(session, FiguresRequest())


def test_statistics_of_erased_cases_stay(session: Session) -> None:
    new_case(session, received="2025-05-05")
    erased = {"opened": "2025-05", "decision": "accept", "source": "self", "area": "halton", "behaviours": "stalking"}
    session.erasing = True  # as while a case is erased
    for _ in range(6):
        save(session, "kept_figures", erased | {"contacts": 3, "closed": "2025-09", "value_added": "in_part"})
    session.erasing = False
    report = figures(session, FiguresRequest("2025"))
    (table,) = [one for one in report.sections[1].tables if one.id == "source"]
    assert table.rows[-1].figures[0].count == 7
    (added,) = [one for section in report.sections for one in section.tables if one.id == "added_value_end"]
    assert added.rows[-1].figures[0].count == 6


def test_a_closure_is_counted_until_the_case_is_taken_up_again(session: Session) -> None:
    case = new_case(session)
    close(session, case)
    assert unit_facts(session).cases[0].closed == Closed(date(2026, 11, 23), "partly")
    again = {"state": "reopened", "on": "2026-11-23", "reopened_because": "He came back."}
    save(session, "closure", again, case=case.case, reason="Taken up again")
    assert unit_facts(session).cases[0].closed is None


@pytest.mark.parametrize(("count", "told"), [(0, None), (4, None), (5, 5), (9, 5), (10, 10), (14, 10)])
def test_open_work_is_told_in_full_fives(count: int, told: int | None) -> None:
    assert in_fives(count).count == told


def page_with(words: str) -> FiguresPage:
    table = FigureTable("one", words, ("Number",), (FigureRow(words, (in_fives(15),)),), said=words)
    return FiguresPage("2025", "2025", "", "The whole unit", (), (), (FigureSection(words, (table,)),), TODAY)


@pytest.mark.parametrize("words", ["=1+1", "+44", "-1", "@SUM(A1)", "\t=1", "\r=1"])
def test_no_cell_of_a_spreadsheet_begins_a_formula(words: str) -> None:
    rows = list(csv.reader(io.StringIO(figures_csv(page_with(words)).decode("utf-8-sig"), newline="")))
    assert not [cell for row in rows for cell in row if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]
    assert rows[2][4] == "15"


def test_what_is_not_shown_says_so_in_a_spreadsheet() -> None:
    page = page_with("Quiet")
    (section,) = page.sections
    hidden = replace(section.tables[0], rows=(FigureRow("Quiet", (in_fives(3),)),))
    page = replace(page, sections=(replace(section, tables=(hidden,)),))
    assert b"not shown" in figures_csv(page)
    assert b",3," not in figures_csv(page)


def test_a_page_for_a_meeting_is_made_and_noted(session: Session) -> None:
    for number in range(6):
        new_case(session, victim=f"Made-up {number}", received="2025-05-05")
    assert figures_pdf(session, FiguresRequest("2025")).startswith(b"%PDF")
    assert events_of(session)[-1] == ("figures", None, {"period": "2025", "area": ""})
    assert NOW.year == 2026
    assert figures_of.WHOLE_UNIT
