"""Reading what the program knows: one reader per file of ``resources``, and ``Library`` that answers by id.

A reader turns a file's bytes into frozen structs and refuses a faulty file with the path of its fault.
``Library`` reads each file when something in it is first asked for; opening the program reads none.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cached_property
from importlib.resources.abc import Traversable
from typing import NamedTuple, Protocol, TypeVar

from hru_advocate.domain.library.paper_words import PaperWords
from hru_advocate.domain.library.plan_templates import PlanTemplates, faults_in
from hru_advocate.domain.library.reference import (
    Circumstance,
    Cluster,
    Domain,
    Factor,
    Measure,
    Measures,
    MeasureSection,
    Needs,
    Risk,
    Source,
    Trigger,
)
from hru_advocate.domain.library.traits import faults_of_beginnings, faults_of_gates
from hru_advocate.domain.services.bank_holidays import KnownBankHolidays
from hru_advocate.domain.services.confirmations import listing_fault
from hru_advocate.domain.services.directory import Directory, Service
from hru_advocate.domain.text_folding import words_of
from hru_advocate.domain.toml_files import UnreadableToml, decode_toml
from hru_advocate.errors import AdvocateError, NotFound

T = TypeVar("T")


class InvalidLibrary(AdvocateError):
    """A reference file of the program cannot be used. No record is touched; install the program again."""


class _Identified(Protocol):
    @property
    def id(self) -> str: ...


class _Sourced(Protocol):
    @property
    def id(self) -> str: ...
    @property
    def sources(self) -> tuple[str, ...]: ...


K = TypeVar("K", bound=_Identified)


class _PlanIndex(NamedTuple):
    measures: Mapping[str, Measure]
    circumstances: Mapping[str, Circumstance]
    sections: Mapping[str, MeasureSection]


class _RiskIndex(NamedTuple):
    factors: Mapping[str, Factor]
    triggers: Mapping[str, Trigger]
    clusters: Mapping[str, Cluster]


def read_measures(data: bytes) -> Measures:
    """Read ``measures.toml``; ids are unique, every section and source exists.

    Raises:
        InvalidLibrary: with the path of the fault, e.g. ``measures.toml: measure[3].priority …``.
    """
    name = "measures.toml"
    read = _decode(name, data, Measures)
    _check_unique(name, "measure", read.measures)
    _check_unique(name, "circumstance", read.circumstances)
    _check_sources(name, "measure", read.measures, read.sources)
    sections = {section.id for section in read.sections}
    for number, measure in enumerate(read.measures):
        if measure.section not in sections:
            raise _fault(name, f"measure[{number}].section: there is no section {measure.section}")
        if bool(measure.discreet_text) != measure.discreet_ok:
            raise _fault(name, f"measure[{number}].discreet_text: words if, and only if, discreet_ok")
    _check_standing_rules(name, read)
    for table in ("trait", "gate"):
        _check_unique(name, table, read.traits if table == "trait" else read.gates)
    for fault in (*faults_of_gates(read), *faults_of_beginnings(read)):
        raise _fault(name, fault)
    return read


def read_risk(data: bytes) -> Risk:
    """Read ``risk_factors.toml``; ids are unique, every theme, factor named and source exists.

    Raises:
        InvalidLibrary: with the path of the fault.
    """
    name = "risk_factors.toml"
    read = _decode(name, data, Risk)
    _check_unique(name, "factor", read.factors)
    _check_unique(name, "dynamic_trigger", read.triggers)
    _check_unique(name, "cluster", read.clusters)
    _check_sources(name, "factor", read.factors, read.sources)
    _check_sources(name, "dynamic_trigger", read.triggers, read.sources)
    _check_sources(name, "cluster", read.clusters, read.sources)
    factors = {factor.id for factor in read.factors}
    _check_named(name, "factor", ((f.theme,) for f in read.factors), {theme.id for theme in read.themes})
    _check_named(name, "cluster", (c.all_of + c.any_of for c in read.clusters), factors)
    _check_named(name, "dynamic_trigger", (t.look_again_at for t in read.triggers), factors)
    return read


def read_needs(data: bytes) -> Needs:
    """Read ``needs.toml``; ids are unique and every source exists.

    Raises:
        InvalidLibrary: with the path of the fault.
    """
    name = "needs.toml"
    read = _decode(name, data, Needs)
    _check_unique(name, "domain", read.domains)
    _check_sources(name, "domain", read.domains, read.sources)
    return read


def read_services(data: bytes) -> Directory:
    """Read ``services.toml``; ids are unique, every kind, area and need has its words.

    Raises:
        InvalidLibrary: with the path of the fault.
    """
    name = "services.toml"
    read = _decode(name, data, Directory)
    services = read.services
    _check_unique(name, "service", services)
    _check_named(name, "service", ((s.kind,) for s in services), {kind.id for kind in read.kinds})
    _check_named(name, "service", ((s.area,) for s in services), {area.name for area in read.areas})
    _check_named(name, "service", (s.needs for s in services), {need.id for need in read.needs})
    _check_named(name, "area", (a.authorities for a in read.areas), {place.id for place in read.authorities})
    for number, service in enumerate(services):
        if not all(ban.is_usable for ban in service.do_not_print):
            fault = "a mislabel names target and wrong_owner, any other has a value to be held against"
            raise _fault(name, f"service[{number}].do_not_print: {fault}")
        if reason := listing_fault(service):
            raise _fault(name, f"service[{number}]: {reason}")
    return read


def read_bank_holidays(data: bytes) -> KnownBankHolidays:
    """Read ``bank_holidays.toml``; every day lies in the years it speaks for.

    Raises:
        InvalidLibrary: with the path of the fault.
    """
    name = "bank_holidays.toml"
    read = _decode(name, data, KnownBankHolidays)
    if any(not read.first_year <= day.year <= read.last_year for day in read.days):
        raise _fault(name, "days: one lies outside the years it speaks for")
    return read


def read_paper_words(data: bytes) -> PaperWords:
    """Read ``paper_words.toml``; every word is written as texts are compared, or it would never be found.

    Raises:
        InvalidLibrary: with the list at fault.
    """
    name = "paper_words.toml"
    read = _decode(name, data, PaperWords)
    for listed in ("give_away", "everyday_names", "titles", "risk_levels", "names_nobody"):
        if any(" ".join(words_of(word)) != word.removesuffix("*") for word in getattr(read, listed)):
            raise _fault(name, f"{listed}: a word is not in small letters without accents and signs")
    return read


def read_templates(data: bytes, measures: Measures) -> PlanTemplates:
    """Read ``plan_templates.toml``; ids are unique, every measure exists and stands once.

    Raises:
        InvalidLibrary: with the path of the fault.
    """
    name = "plan_templates.toml"
    read = _decode(name, data, PlanTemplates)
    for fault in faults_in(read, frozenset(measure.id for measure in measures.measures)):
        raise _fault(name, fault)
    return read


class LibraryFiles:
    """The files of the reference content, each read when first needed and kept.

    ``folder`` holds the four TOML files (``importlib.resources.files("resources")`` or any path). A faulty file
    raises ``InvalidLibrary``.
    """

    def __init__(self, folder: Traversable) -> None:
        self.folder = folder

    @cached_property
    def measures(self) -> Measures:
        """The measures with their sections, circumstances, versions and rules."""
        return self._read("measures.toml", read_measures)

    @cached_property
    def templates(self) -> PlanTemplates:
        """The situations a plan can start from."""
        return self._read("plan_templates.toml", lambda data: read_templates(data, self.measures))

    @cached_property
    def risk(self) -> Risk:
        """The risk factors with themes, clusters, triggers and thresholds."""
        return self._read("risk_factors.toml", read_risk)

    @cached_property
    def needs(self) -> Needs:
        """The needs domains with the rating scale and the outcome statements."""
        return self._read("needs.toml", read_needs)

    @cached_property
    def services(self) -> Directory:
        """The starting directory of services."""
        return self._read("services.toml", read_services)

    @cached_property
    def bank_holidays(self) -> KnownBankHolidays:
        """The bank holidays of England in the years to come."""
        return self._read("bank_holidays.toml", read_bank_holidays)

    @cached_property
    def paper_words(self) -> PaperWords:
        """The words that decide what may stand on paper a person carries."""
        return self._read("paper_words.toml", read_paper_words)

    def _read(self, name: str, reader: Callable[[bytes], T]) -> T:
        try:
            data = self.folder.joinpath(name).read_bytes()
        except OSError as error:
            raise _fault(name, "it cannot be read") from error
        return reader(data)


class Library(LibraryFiles):
    """All reference content, answered by id. Asking for an id that is not there raises ``NotFound``."""

    @property
    def every_measure(self) -> tuple[Measure, ...]:
        """Every measure there is to read, also those that are no longer suggested."""
        return self.measures.measures

    @property
    def measures_by_id(self) -> Mapping[str, Measure]:
        """Every measure there is to read, by its id."""
        return self._plan.measures

    @property
    def retired(self) -> frozenset[str]:
        """The measures that are no longer suggested."""
        return frozenset()

    @property
    def signed_off(self) -> frozenset[str]:
        """The measures the unit has signed off."""
        return frozenset()

    def label(self, known: str) -> str:
        """The words for any ``rf_``, ``tr_``, ``nd_``, ``ci_``, ``cl_`` or ``sm_`` id (a measure's text)."""
        prefix = known.partition("_")[0]
        if prefix == "sm":
            return self.measure(known).text
        if prefix == "nd":
            return self.domain(known).label
        if prefix == "ci":
            return self.circumstance(known).label
        if prefix == "tr":
            return self.trigger(known).label
        if prefix == "cl":
            return self.cluster(known).label
        return self.factor(known).label

    def factor(self, factor_id: str) -> Factor:
        """The risk factor with this ``rf_`` id."""
        return _find(self._risk.factors, factor_id)

    def trigger(self, trigger_id: str) -> Trigger:
        """The trigger with this ``tr_`` id."""
        return _find(self._risk.triggers, trigger_id)

    def cluster(self, cluster_id: str) -> Cluster:
        """The cluster with this ``cl_`` id."""
        return _find(self._risk.clusters, cluster_id)

    def domain(self, domain_id: str) -> Domain:
        """The needs domain with this ``nd_`` id."""
        return _find(self._domains, domain_id)

    def circumstance(self, circumstance_id: str) -> Circumstance:
        """The circumstance with this ``ci_`` id."""
        return _find(self._plan.circumstances, circumstance_id)

    def measure(self, measure_id: str) -> Measure:
        """The measure with this ``sm_`` id."""
        return _find(self._plan.measures, measure_id)

    def section(self, section_id: str) -> MeasureSection:
        """The section of the plan with this id."""
        return _find(self._plan.sections, section_id)

    def service(self, service_id: str) -> Service:
        """The service with this id."""
        return _find(self._services, service_id)

    @cached_property
    def _plan(self) -> _PlanIndex:
        known = self.measures
        return _PlanIndex(_by_id(self.every_measure), _by_id(known.circumstances), _by_id(known.sections))

    @cached_property
    def _risk(self) -> _RiskIndex:
        known = self.risk
        return _RiskIndex(_by_id(known.factors), _by_id(known.triggers), _by_id(known.clusters))

    @cached_property
    def _domains(self) -> Mapping[str, Domain]:
        return _by_id(self.needs.domains)

    @cached_property
    def _services(self) -> Mapping[str, Service]:
        return _by_id(self.services.services)


def _fault(name: str, what: str) -> InvalidLibrary:
    return InvalidLibrary(f"{name}: {what}. No record is touched; install the program again.")


def _by_id(rows: Iterable[K]) -> Mapping[str, K]:
    return {row.id: row for row in rows}


def _find(rows: Mapping[str, T], row_id: str) -> T:
    try:
        return rows[row_id]
    except KeyError:
        raise NotFound from None


def _decode(name: str, data: bytes, shape: type[T]) -> T:
    try:
        return decode_toml(data, shape)
    except UnreadableToml as error:
        raise _fault(name, str(error).replace("`$.", "`")) from error


def _check_standing_rules(name: str, read: Measures) -> None:
    """A rule that no reason sets aside is about measures that the fact refuses already."""
    _check_unique(name, "standing_rule", read.standing_rules)
    refused = {measure.id: measure.never_when for measure in read.measures}
    for number, rule in enumerate(read.standing_rules):
        for measure in rule.measures:
            if rule.fact not in refused.get(measure, ()):
                raise _fault(name, f"standing_rule[{number}]: {rule.fact} does not refuse {measure}")


def _check_unique(name: str, table: str, rows: Iterable[_Identified]) -> None:
    seen: set[str] = set()
    for number, row in enumerate(rows):
        if row.id in seen:
            raise _fault(name, f"{table}[{number}].id: {row.id} stands there twice")
        seen.add(row.id)


def _check_sources(name: str, table: str, rows: Iterable[_Sourced], sources: Iterable[Source]) -> None:
    _check_named(name, table, (row.sources for row in rows), {source.key for source in sources})


def _check_named(name: str, table: str, named: Iterable[tuple[str, ...]], known: set[str]) -> None:
    for number, ids in enumerate(named):
        for missing in ids:
            if missing not in known:
                raise _fault(name, f"{table}[{number}]: there is no {missing}")
