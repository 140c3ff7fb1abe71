"""The figures of the unit: a period and an area are chosen, everything is counted, small numbers stay out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final
from weakref import WeakKeyDictionary

from hru_advocate.casework.outcomes.counting import unit_facts
from hru_advocate.casework.outcomes.kept import kept_facts
from hru_advocate.casework.outcomes.standing import standing
from hru_advocate.casework.session import Session
from hru_advocate.casework.settings import settings
from hru_advocate.documents.compose.office.figures import figures_paper
from hru_advocate.documents.pdf import writer
from hru_advocate.documents.spreadsheet import BYTE_ORDER_MARK, csv_rows
from hru_advocate.domain.consultations import BEHAVIOURS
from hru_advocate.domain.outcomes.facts import CountedUnit
from hru_advocate.domain.outcomes.periods import Period, ended, period_between, periods_ended
from hru_advocate.domain.outcomes.questions import Choices
from hru_advocate.domain.outcomes.report import AREAS, FigureSection, FigureTable, Report
from hru_advocate.errors import AdvocateError
from hru_advocate.store.vault_file.vault import Vault

WHOLE_UNIT: Final = "The whole unit"
_HEAD: Final = ("Section", "Table", "Row", "Column", "Number", "Per cent")


class NoSuchPeriod(AdvocateError):
    """Figures are told for a whole quarter or a whole year that has ended. Nothing was counted; choose one of those."""


class AreaNeedsYear(AdvocateError):
    """One area is told for a whole year: a quarter of it has too few people. Nothing was counted; choose a year."""


@dataclass(frozen=True, slots=True)
class FiguresRequest:
    """A question for figures.

    ``period`` is ``2025`` or ``2025-3`` for its third quarter, "" the newest year or quarter that has ended; ``area``
    "" is the whole unit. ``with_cover`` counts the plans without cover too, which takes longer.
    """

    period: str = ""
    area: str = ""
    with_cover: bool = True


@dataclass(frozen=True, slots=True)
class FiguresPage:
    """The figures of a period; ``periods`` and ``areas`` are what may be chosen, by id and words."""

    period: str
    period_words: str
    area: str
    area_words: str
    periods: tuple[tuple[str, str], ...]
    areas: tuple[tuple[str, str], ...]
    sections: tuple[FigureSection, ...]
    made_on: date

    @property
    def nothing(self) -> bool:
        """True where no period has ended yet in which anybody was referred."""
        return not self.period


def figures(session: Session, wanted: FiguresRequest) -> FiguresPage:
    """The figures asked for.

    Raises:
        NoSuchPeriod, AreaNeedsYear: nothing was counted.
    """
    today, facts = session.now().date(), everything_counted(session)
    periods = _periods(facts, today)
    areas = (("", WHOLE_UNIT), *((area, words) for area, words in AREAS if area))
    if not periods and not wanted.period:
        return FiguresPage("", "", "", WHOLE_UNIT, (), areas, (), today)
    period = _chosen(wanted.period, periods, today)
    if wanted.area and wanted.area not in dict(areas):
        raise NoSuchPeriod
    if wanted.area and period.quarter:
        raise AreaNeedsYear
    today_only = (standing(session, with_cover=wanted.with_cover),) if not wanted.area else ()
    sections = _told(session, facts, period, wanted.area)
    return FiguresPage(
        period=_id(period),
        period_words=period.words,
        area=wanted.area,
        area_words=dict(areas)[wanted.area],
        periods=tuple((_id(one), one.words) for one in periods),
        areas=areas,
        sections=(*today_only, *sections),
        made_on=today,
    )


@dataclass(slots=True)
class _Told:
    """Keeps what the figures were last worked out from, and what they came to, by period and area."""

    of: tuple[CountedUnit, Choices, date]
    pages: dict[tuple[Period, str], tuple[FigureSection, ...]] = field(default_factory=dict)


_TOLD: Final[WeakKeyDictionary[Vault, _Told]] = WeakKeyDictionary()


def _told(session: Session, facts: CountedUnit, period: Period, area: str) -> tuple[FigureSection, ...]:
    """The sections of a period; the same as before while nothing that is counted is another."""
    of = (facts, choices(session), session.now().date())
    told = _TOLD.get(session.vault)
    if told is None or told.of != of:
        told = _TOLD[session.vault] = _Told(of)
    if (period, area) not in told.pages:
        told.pages[period, area] = Report(*of[:2], period, of[2], area or None).sections
    return told.pages[period, area]


def everything_counted(session: Session) -> CountedUnit:
    """Every case that is here, and what stays counted of those that were erased."""
    found = unit_facts(session)
    return CountedUnit((*found.cases, *kept_facts(session)), found.consultations)


def choices(session: Session) -> Choices:
    """The choices of the forms that questions count."""

    def of(form: str, field: str) -> tuple[tuple[str, str], ...]:
        return tuple((one.id, one.label) for one in session.forms.newest(form).by_id[field].choices)

    equality = session.forms.newest("equality").fields
    needs = session.forms.newest("needs_assessment").fields
    return {
        "decision": of("referral", "decision"),
        "source": of("referral", "source"),
        "behaviour": of("referral", "behaviour"),
        "need": tuple((one.id, session.product.label(one.fact)) for one in needs if one.kind == "rating"),
        "consultation": tuple(BEHAVIOURS.items()),
        "equality": tuple((one.id, one.label) for one in equality),
        **{f"equality.{one.id}": of("equality", one.id) for one in equality},
    }


def _periods(facts: CountedUnit, today: date) -> tuple[Period, ...]:
    days = [case.referred for case in facts.cases if case.referred is not None]
    days += [one.on for one in facts.consultations]
    return periods_ended(min(days), today) if days else ()


def _id(period: Period) -> str:
    return f"{period.year}-{period.quarter}" if period.quarter else str(period.year)


def _chosen(wanted: str, periods: Sequence[Period], today: date) -> Period:
    if not wanted:
        return next((one for one in periods if not one.quarter), periods[0])
    year, _, quarter = wanted.partition("-")
    if not (year.isdecimal() and len(year) == 4 and quarter in ("", "1", "2", "3", "4")):
        raise NoSuchPeriod
    period = Period(int(year), int(quarter or 0))
    if int(year) < 1 or not ended(period, today):
        raise NoSuchPeriod
    return period


def period_named(first: date, last: date) -> str:
    """The period that begins and ends on these days.

    Raises:
        NoSuchPeriod: it is no whole quarter and no whole year.
    """
    found = period_between(first, last)
    if found is None:
        raise NoSuchPeriod
    return _id(found)


def figures_csv(page: FiguresPage) -> bytes:
    """Every number of the page in rows, as a spreadsheet reads it; no cell begins a formula."""
    rows: list[Sequence[object]] = [[f"{page.period_words}, {page.area_words}, made {page.made_on.isoformat()}"], _HEAD]
    rows += [row for section in page.sections for table in section.tables for row in _rows(section, table)]
    return BYTE_ORDER_MARK + csv_rows(rows)


def _rows(section: FigureSection, table: FigureTable) -> Iterator[list[object]]:
    for row in table.rows:
        for column, figure in zip(table.columns, row.figures, strict=False):
            number = "not shown" if figure.count is None else figure.count
            words = (section.title, table.title, row.words, column)
            yield [*words, number, "" if figure.share is None else figure.share]
    if table.said:
        yield [section.title, table.title, table.said, "", "", ""]


def figures_pdf(session: Session, wanted: FiguresRequest) -> bytes:
    """The figures as PDF for a meeting; that they were made is noted.

    Raises:
        NoSuchPeriod, AreaNeedsYear: nothing was made.
    """
    page = figures(session, wanted)
    if page.nothing:
        raise NoSuchPeriod
    paper = figures_paper(settings(session).unit_name, page.period_words, page.area_words, page.sections, page.made_on)
    made = writer.render(paper, session.product.fonts).data
    session.note("figures", {"period": page.period, "area": page.area})
    return made


def listed(page: FiguresPage) -> dict[str, Any]:
    """The figures as plain data, for scripts: a number that is not shown is null."""
    return {
        "period": page.period,
        "period_words": page.period_words,
        "area": page.area,
        "made_on": page.made_on.isoformat(),
        "sections": [
            {
                "title": section.title,
                "tables": [
                    {
                        "id": table.id,
                        "title": table.title,
                        "note": table.note,
                        "said": table.said,
                        "columns": table.columns,
                        "rows": [
                            {
                                "row": row.words,
                                "numbers": [figure.count for figure in row.figures],
                                "per_cent": [figure.share for figure in row.figures],
                            }
                            for row in table.rows
                        ],
                    }
                    for table in section.tables
                ],
            }
            for section in page.sections
        ],
    }
