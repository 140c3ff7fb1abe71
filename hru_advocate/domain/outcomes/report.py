"""The figures of one period, and of one area in a year: tables of counts with what may not be shown left out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property, partial
from typing import Final

from hru_advocate.domain.consultations import UNCOUNTED
from hru_advocate.domain.outcomes.caseload import Caseload
from hru_advocate.domain.outcomes.counts import Counts
from hru_advocate.domain.outcomes.facts import CountedCase, CountedUnit
from hru_advocate.domain.outcomes.first_contact import Waits, gives_nobody_away
from hru_advocate.domain.outcomes.outcome import STAGE_WORDS, Stage
from hru_advocate.domain.outcomes.periods import QUARTERS, Period, quarter_of
from hru_advocate.domain.outcomes.questions import (
    FOLLOWED,
    GROUPS,
    Choices,
    CountedCategory,
    Question,
    first_contact_days,
    questions,
    sorted_cases,
)

AREAS: Final[tuple[CountedCategory, ...]] = (
    ("warrington", "Warrington"),
    ("halton", "Halton"),
    ("cheshire_east", "Cheshire East"),
    ("cheshire_west_and_chester", "Cheshire West and Chester"),
    ("outside", "Outside these four"),
    ("", "Not known"),
)
_PLACE: Final = {area: place for place, (area, _words) in enumerate(AREAS)}
PUBLISHED: Final = (
    "Published, and not ours to compare person by person: 17.6 % of Cheshire people who had completed a health "
    "intervention offended again (the unit's case study, quoting UCL 2020; how sure: medium). It counts other people "
    "and other things than this table."
)
_ERASED: Final = "A case that was erased counts as"
_WHO: Final[Mapping[Stage, str]] = {
    "start": f"Of the cases taken on in the period, whenever they were asked. {_ERASED} not asked.",
    "review": "Each time it was asked counts.",
    "close": f"Of the cases closed in the period. {_ERASED} not asked.",
    "after": "Each time it was asked counts.",
}


_EACH: Final = "Each one counts; several may be of one case."

HOW: Final = (
    "A dash stands for a number under five, nought among them, or for one from which such a number could be worked "
    "out. Shares are of the numbers shown as all. A quarter with too few people is left out of its year where the year "
    "would tell its number. Where each time something was due, done or asked counts, several may be of one person: a "
    "table says so where it is. Nothing is added up for a person."
)


@dataclass(frozen=True, slots=True)
class Figure:
    """One number, or ``None`` where it is not shown.

    ``share`` is of the row's or table's total, in per cent, where both are shown.
    """

    count: int | None
    share: int | None = None


@dataclass(frozen=True, slots=True)
class FigureRow:
    """A row of a table: its words, and a figure for each column."""

    words: str
    figures: tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class FigureTable:
    """One table; ``note`` says who is counted, ``said`` what else can be said of it in a sentence."""

    id: str
    title: str
    columns: tuple[str, ...]
    rows: tuple[FigureRow, ...]
    note: str = ""
    said: str = ""

    @property
    def shows(self) -> bool:
        """True where any number of it is shown."""
        return any(figure.count is not None for row in self.rows for figure in row.figures)


@dataclass(frozen=True, slots=True)
class FigureSection:
    """Tables that belong together."""

    title: str
    tables: tuple[FigureTable, ...]


class Report:
    """The figures of one period; ``area`` "" is the whole unit, else one area in a whole year."""

    def __init__(
        self, facts: CountedUnit, choices: Choices, period: Period, today: date, area: str | None = None
    ) -> None:
        self._facts, self._choices, self._period, self._today = facts, choices, period, today
        self._area = None if area is None else _PLACE[area]
        self._asked = {one.id: one for one in questions(choices, today)}
        self._counts: dict[str, Counts] = {}
        self._sorted = sorted_cases(facts.cases, period.year)

    @cached_property
    def sections(self) -> tuple[FigureSection, ...]:
        """Everything, in the order of the page."""
        found = [
            FigureSection("Referrals", tuple(self._referrals())),
            FigureSection("Cases", tuple(self._cases())),
            *self._stages(),
            FigureSection("Needs before and after", (self._needs(),)),
            FigureSection("Law and partners", (self._list("duty", _EACH), self._list("marac", _EACH))),
        ]
        if self._area is None:
            found.append(FigureSection("Consultations", (self._consultations(),)))
        found.append(FigureSection("Equality", tuple(self._equality())))
        return tuple(found)

    def counts(self, question: str) -> Counts:
        """The counts of one question over the year of the period."""
        if question not in self._counts:
            asked = self._asked[question]
            self._counts[question] = Counts(self._cube(asked), asked.apart)
        return self._counts[question]

    def _cube(self, asked: Question) -> list[list[list[int]]]:
        place = {one: at for at, (one, _words) in enumerate(asked.categories)}
        cube = [[[0] * len(AREAS) for _ in range(QUARTERS)] for _ in place]
        year = self._period.year
        for case in self._sorted[asked.of]:
            area = _PLACE.get(case.area, _PLACE[""])
            for day, category in asked.tell(case):
                if day.year == year:
                    cube[place[category]][quarter_of(day) - 1][area] += 1
        return cube

    def _total(self, counts: Counts) -> int | None:
        """Everybody counted, or ``None`` where that is not shown."""
        if self._period.quarter:
            at = self._period.quarter - 1
            return counts.total_of_quarter(at) if counts.totals.by_quarter[at] else None
        if self._area is None:
            return counts.total_of_year if counts.totals.year else None
        return counts.total_of_area(self._area) if counts.totals.by_area[self._area] else None

    def _count(self, counts: Counts, category: int) -> int | None:
        if self._period.quarter:
            at = self._period.quarter - 1
            return counts.quarter(category, at) if counts.shown_in_quarter[at][category] else None
        if self._area is None:
            return counts.year(category) if counts.shown_in_year[category] else None
        return counts.area(category, self._area) if counts.shown_in_area[category][self._area] else None

    def _figures(self, question: str) -> tuple[Figure, ...]:
        counts = self.counts(question)
        total = self._total(counts)
        return tuple(_figure(self._count(counts, at), total) for at in range(counts.categories))

    def _list(self, question: str, note: str = "", said: str = "") -> FigureTable:
        """A question as a table of one column: its categories, and all of them at the foot."""
        asked = self._asked[question]
        rows = [
            FigureRow(words, (figure,))
            for (_id, words), figure in zip(asked.categories, self._figures(question), strict=True)
        ]
        rows.append(FigureRow("All", (Figure(self._total(self.counts(question))),)))
        return FigureTable(question, asked.words, ("Number",), tuple(rows), note, said)

    def _grid(self, name: str, title: str, asked: Sequence[str], note: str = "") -> FigureTable:
        """Questions with the same categories as the rows of one table, with all of each at the end."""
        categories = self._asked[asked[0]].categories
        rows = [
            FigureRow(self._asked[one].words, (*self._figures(one), Figure(self._total(self.counts(one)))))
            for one in asked
        ]
        return FigureTable(name, title, (*(words for _id, words in categories), "All"), tuple(rows), note)

    def _by_group(self, field: str, title: str) -> FigureTable:
        """A question of referrals: those taken on and those not taken on side by side, each with all of them."""
        columns = [self._figures(f"{group}.{field}") for group in GROUPS]
        categories = self._asked[f"taken.{field}"].categories
        rows = [FigureRow(words, tuple(column[at] for column in columns)) for at, (_id, words) in enumerate(categories)]
        totals = [Figure(self._total(self.counts(f"{group}.{field}"))) for group in GROUPS]
        return FigureTable(field, title, tuple(GROUPS.values()), (*rows, FigureRow("All", tuple(totals))))

    def _referrals(self) -> Iterator[FigureTable]:
        yield self._by_group("source", "Referrals by where they came from")
        if not self._period.quarter and self._area is None:
            yield self._by_area()
        yield self._behaviours()
        yield self._list("decision")
        yield self._by_group("adds_value", "The unit can add something, as seen at the start")

    def _by_area(self) -> FigureTable:
        both = [self.counts(f"{group}.adds_value") for group in GROUPS]
        rows = [
            FigureRow(
                words,
                tuple(
                    _figure(one.total_of_area(at) if one.totals.by_area[at] else None, self._total(one)) for one in both
                ),
            )
            for at, (_id, words) in enumerate(AREAS)
        ]
        return FigureTable(
            "area", "Referrals by where the alleged perpetrator lives", tuple(GROUPS.values()), tuple(rows)
        )

    def _behaviours(self) -> FigureTable:
        rows = [
            FigureRow(words, tuple(self._figures(f"{group}.behaviour.{one}")[0] for group in GROUPS))
            for one, words in self._choices["behaviour"]
        ]
        note = "One referral may have several, so they do not add up."
        return FigureTable("behaviour", "Referrals by problem behaviour", tuple(GROUPS.values()), tuple(rows), note)

    def _cases(self) -> Iterator[FigureTable]:
        yield FigureTable(
            "caseload",
            "Cases worked on",
            ("Number",),
            (FigureRow("Cases with a contact in the period", (Figure(self._caseload()),)),),
            "A case counts once, however many contacts it had.",
        )
        yield self._list(
            "reached", f"Of the cases taken on in the period. {_ERASED} nobody reached.", self._first_contact()
        )
        yield self._list(
            "repeat",
            f"Of the cases whose {FOLLOWED} days of follow-up after the first plan, action, order or service ended in "
            "the period: with an incident noted within them. A case without a note is not proof that nothing happened.",
            PUBLISHED,
        )
        yield self._list("added_value_end", "Of the cases closed in the period.")

    def _caseload(self) -> int | None:
        year = Caseload([(case.area, case.contacts) for case in self._facts.cases], self._period.year)
        if self._period.quarter:
            return year.quarter(self._period.quarter)
        return year.year if self._area is None else year.area(AREAS[self._area][0], [area for area, _words in AREAS])

    def _first_contact(self) -> str:
        """The waits of the period, unless they give others away: a quarter is told before its year, so it stays."""
        counts, area, quarter = self.counts("reached"), self._area, self._period.quarter
        waits = partial(_waits, counts, self._sorted["taken"], self._period.year)
        if quarter:
            return waits((quarter - 1,)).sentence
        year = waits(counts.totals.quarters)
        if not gives_nobody_away(year, [waits((at,)) for at in counts.totals.quarters]):
            year = replace(year, told=False)
        if area is None:
            return year.sentence
        by_area = [waits(counts.totals.quarters, at) for at in range(len(AREAS))]
        return by_area[area].sentence if gives_nobody_away(year, by_area) else ""

    def _stages(self) -> Iterator[FigureSection]:
        stages: tuple[Stage, ...] = ("start", "review", "close", "after")
        for stage in stages:
            asked = [one for one in self._asked if one.startswith(f"{stage}.") and not one.endswith(".again")]
            tables = [self._grid(stage, "What people said", asked, _WHO[stage])]
            if stage != "start":
                tables.append(self._list(f"{stage}.again", "Yes if the person or a police check says so."))
            yield FigureSection(f"How it is going, {STAGE_WORDS[stage]}", tuple(tables))

    def _needs(self) -> FigureTable:
        asked = [one for one in self._asked if one.startswith("need.")]
        note = "Each time somebody rated a need again in the period counts: that rating beside the first one."
        return self._grid("needs", "How needs changed", asked, note)

    def _consultations(self) -> FigureTable:
        known = self._choices["consultation"]
        cube = [[[0] for _ in range(QUARTERS)] for _ in known]
        place = {one: at for at, (one, _words) in enumerate(known)}
        for asked in self._facts.consultations:
            if asked.on.year == self._period.year and asked.behaviour in place:
                cube[place[asked.behaviour]][quarter_of(asked.on) - 1][0] += 1
        counts = Counts(cube)
        total = self._total(counts)
        rows = [FigureRow(words, (_figure(self._count(counts, at), total),)) for at, (_id, words) in enumerate(known)]
        rows.append(FigureRow("All", (Figure(total),)))
        return FigureTable("consultation", "Consultations asked for", ("Number",), tuple(rows), UNCOUNTED)

    def _equality(self) -> Iterator[FigureTable]:
        for one in self._asked:
            if one.startswith("equality."):
                yield self._list(one, "Of the cases taken on in the period.")


def _figure(count: int | None, total: int | None) -> Figure:
    share = None if count is None or not total else round(100 * count / total)
    return Figure(count, share)


def _waits(
    counts: Counts, cases: Iterable[CountedCase], year: int, quarters: Sequence[int], area: int | None = None
) -> Waits:
    """The waits of some quarters of the year, of one area or of the whole unit."""
    wanted = {(year, at + 1) for at in quarters}
    waits = (_waited(case, wanted, area) for case in cases)
    whole = area is None
    if whole and len(quarters) == 1:
        everybody, told = counts.total_of_quarter(quarters[0]), counts.totals.by_quarter[quarters[0]]
        known = counts.shown_in_quarter[quarters[0]][0]
    elif area is None:
        everybody, told, known = (
            sum(map(counts.total_of_quarter, quarters)),
            counts.totals.year,
            counts.shown_in_year[0],
        )
    else:
        everybody, told = counts.total_of_area(area), counts.totals.by_area[area]
        known = counts.shown_in_area[0][area]
    return Waits(everybody, tuple(one for one in waits if one is not None), told, known)


def _waited(case: CountedCase, wanted: set[tuple[int, int]], area: int | None) -> int | None:
    """The days one case waited for its first contact, if it came in one of these quarters and is of the area."""
    found = first_contact_days(case)
    if found is None or (found[0].year, quarter_of(found[0])) not in wanted:
        return None
    return found[1] if area in (None, _PLACE.get(case.area, _PLACE[""])) else None
