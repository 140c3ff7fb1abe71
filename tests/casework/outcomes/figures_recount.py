"""Recounts every figure of the unit from the decrypted entries: headers and JSON alone, none of the program's reading.

Only the clocks of the Victims' Code are asked of the program: how each stands is held to the day in the tests of law.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any, Final

from hru_advocate.casework.law.court import court_of, everything
from hru_advocate.casework.session import Session
from hru_advocate.store.ledger.entries import walk

LEAST: Final = 5
QUESTIONS: Final = ("safer", "in_control", "own_safety", "kept_informed", "support_investigation", "satisfied")
STAGES: Final = {"start": "at the start", "review": "at a review", "close": "at the end", "after": "after the end"}
SAID: Final = {"yes": "Yes", "partly": "In part", "no": "No", "not_asked": "Not asked"}
UNSAID: Final = "Declined, unsafe to ask or not known"
DUTY: Final = {
    "met": "Met in time",
    "met_late": "Met late",
    "set_aside": "Set aside, with the reason",
}
UNMET: Final = "Not met, or its day is not written down"
AREAS: Final = {
    "warrington": "Warrington",
    "halton": "Halton",
    "cheshire_east": "Cheshire East",
    "cheshire_west_and_chester": "Cheshire West and Chester",
    "outside": "Outside these four",
    "": "Not known",
}
DECIDED: Final = {"advise": "Advise and watch", "decline": "Decline", "pending": "Not decided yet"}
ADDED: Final = {"yes": "Yes", "in_part": "In part", "no": "No"}
BEHAVIOURS: Final = {
    "fire_setting": "Fire setting",
    "sexual_violence": "Sexual violence",
    "querulant": "Querulant behaviour",
    "other": "Another behaviour",
}
FOLLOWED: Final = timedelta(days=90)
ALL: Final = "All"
Cell = tuple[str, str, str]
"""A place on the page: the id of the table, the words of the row, the words of the column."""
Told = tuple[Cell, date, str]
"""A cell that somebody counts in, on a day, of an area."""


@dataclass
class Version:
    """One version of a record as it was decrypted."""

    header: Any
    answers: Mapping[str, Any]
    position: int

    @property
    def day(self) -> date:
        """The day it happened, else the day it was written down where that was."""
        return happened_or_written(self.header)

    def value(self, name: str) -> Any:
        """The value of an answer, or nothing."""
        return self.answers.get(name, {}).get("value")

    def state(self, name: str) -> str:
        """The value of a choice, or why there is none."""
        said = self.answers.get(name, {"state": "not_asked"})
        return str(said["value"]) if said["state"] == "answered" else str(said["state"])


def happened_or_written(header: Any) -> date:
    if header.happened:
        return date.fromisoformat(header.happened[:10])
    return (datetime.fromisoformat(header.recorded.utc) + timedelta(minutes=header.recorded.offset)).date()


@dataclass
class CaseRead:
    """The current records of a case by form, and the first day of each record."""

    held: dict[str, list[Version]] = field(default_factory=lambda: defaultdict(list))
    begun: dict[str, date] = field(default_factory=dict)

    def of(self, *forms: str) -> list[Version]:
        """The records of some forms in the order they were written."""
        return sorted((one for form in forms for one in self.held.get(form, ())), key=lambda one: one.position)

    @property
    def referral(self) -> Version | None:
        """The referral as it stands."""
        return next(reversed(self.of("referral")), None)

    @property
    def area(self) -> str:
        """The area of the alleged perpetrator."""
        return (self.referral.value("area") or "") if self.referral else ""


class UnitRead:
    """A unit read from its entries, with everybody who counts in any cell of its figures."""

    def __init__(self, session: Session) -> None:
        self.session, self.today = session, session.now().date()
        self.cases: dict[str, CaseRead] = defaultdict(CaseRead)
        self.asked: list[Version] = []
        self.kept: list[Version] = []
        self.consultation_versions: dict[str, list[Version]] = defaultdict(list)
        self._read(session)
        self.told: list[Told] = list(self._everything())
        self.waits: list[tuple[date, str, int]] = list(self._waits())

    def _read(self, session: Session) -> None:
        newest: dict[str, list[Version]] = defaultdict(list)
        for position, entry in walk(session.vault.connection().cursor()):
            if entry.header.kind == "record":
                answers = json.loads(entry.body)["answers"] if entry.body is not None else None
                version = Version(entry.header, answers or {}, position)
                self._begun(version)
                before = [one for one in newest[entry.header.record] if one.header.id not in entry.header.parents]
                newest[entry.header.record] = [*before, version] if answers is not None else []
        for heads in newest.values():
            if heads:
                self._place(heads[-1])  # of two that disagree the one written last

    def _begun(self, version: Version) -> None:
        if version.header.case is not None:
            self.cases[version.header.case].begun.setdefault(version.header.record, version.day)
        if version.header.form == "consultation":
            self.consultation_versions[version.header.record].append(version)

    def _place(self, one: Version) -> None:
        if one.header.case is not None:
            self.cases[one.header.case].held[one.header.form].append(one)
        elif one.header.form == "consultation":
            self.asked.append(one)
        elif one.header.form == "kept_figures":
            self.kept.append(one)

    def _everything(self) -> Iterator[Told]:
        for case_id, case in self.cases.items():
            for cell, day in self._of_case(case_id, case):
                yield cell, day, case.area
        for one in self.kept:
            for cell, day in self._of_erased(one):
                yield cell, day, one.value("area") or ""
        for one in self.asked:
            became = {version.value("became") for version in self.consultation_versions[one.header.record]} - {None}
            if not became & self.restricted:
                yield ("consultation", BEHAVIOURS[one.value("behaviour")], "Number"), one.day, ""
                yield ("consultation", ALL, "Number"), one.day, ""

    @property
    def restricted(self) -> set[str]:
        """The references of the cases with a flag that restricts them."""
        found = set()
        for case in self.cases.values():
            for one in case.of("flag"):
                if one.value("kind") == "restricted" and one.value("ended_on") is None:
                    number = one.header.case.replace("-", "")
                    found.add(_reference(number))
        return found

    def _label(self, form: str, name: str, choice: str | None) -> str:
        choices = {one.id: one.label for one in self.session.forms.newest(form).by_id[name].choices}
        return choices.get(choice or "", "Not stated")

    def _of_case(self, case_id: str, case: CaseRead) -> Iterator[tuple[Cell, date]]:
        yield from self._of_referral(case)
        yield from _of_outcomes(case)
        yield from self._of_needs(case)
        yield from _of_work(case, self.today)
        yield from self._of_duties(case_id, case)

    def _of_referral(self, case: CaseRead) -> Iterator[tuple[Cell, date]]:
        one = case.referral
        if one is None:
            return
        decision, day = one.value("decision") or "", one.day
        group = "Taken on" if decision == "accept" else "Not taken on"
        adds = {True: "Yes", False: "No"}.get(one.value("adds_value"), "Not stated")
        yield from _twice("source", self._label("referral", "source", one.value("source")), group, day)
        yield from _twice("adds_value", adds, group, day)
        yield ("area", AREAS[case.area], group), day
        yield from (
            (("behaviour", self._label("referral", "behaviour", name), group), day)
            for name in one.value("behaviour") or ()
        )
        if decision != "accept":
            yield from _twice("decision", DECIDED.get(decision, DECIDED["pending"]), "Number", day)
            return
        found = first_reached(case)
        yield from _twice("reached", "Reached" if found else "Nobody reached yet", "Number", day)
        held = case.of("equality")
        for asked in self.session.forms.newest("equality").fields:
            said = held[-1].state(asked.id) if held else ""
            known = {choice.id: choice.label for choice in asked.choices}
            yield from _twice(f"equality.{asked.id}", known.get(said, "Not stated"), "Number", day)

    def _of_needs(self, case: CaseRead) -> Iterator[tuple[Cell, date]]:
        rated: dict[str, list[tuple[str, int, date, int]]] = defaultdict(list)
        for one in case.of("needs_assessment"):
            moment = one.header.happened or one.header.recorded.utc
            for name in one.answers:
                value = one.value(name)
                if name.startswith("nd_") and isinstance(value, dict) and "value" in value:
                    rated[name].append((moment, one.position, one.day, value["value"]))
        fields = self.session.forms.newest("needs_assessment").by_id
        for name, ratings in rated.items():
            ratings.sort()
            label = self.session.product.label(fields[name].fact)
            for _moment, _position, day, now in ratings[1:]:
                before = ratings[0][3]
                words = "Better" if now < before else "Worse" if now > before else "The same"
                yield ("needs", label, words), day
                yield ("needs", label, ALL), day

    def _of_duties(self, case_id: str, case: CaseRead) -> Iterator[tuple[Cell, date]]:
        if not case.of("criminal_case", "hearing"):
            return
        for one in everything(court_of(self.session, case_id)):
            for reading in one.readings:
                begun = reading.clock.sort == "duty" and reading.state != "not_started"
                if begun and reading.last is not None and reading.last < self.today:
                    yield from _twice("duty", DUTY.get(reading.state, UNMET), "Number", reading.last)

    def _of_erased(self, one: Version) -> Iterator[tuple[Cell, date]]:
        opened, closed = (_first_of(one.value(name)) for name in ("opened", "closed"))
        decision = one.value("decision") or ""
        group = "Taken on" if decision == "accept" else "Not taken on"
        if opened is not None:
            yield from _twice("source", self._label("referral", "source", one.value("source")), group, opened)
            yield from _twice("adds_value", "Not stated", group, opened)
            yield ("area", AREAS[one.value("area") or ""], group), opened
            for name in (one.value("behaviours") or "").split():
                yield ("behaviour", self._label("referral", "behaviour", name), group), opened
            if decision == "accept":
                yield from _twice("reached", "Nobody reached yet", "Number", opened)
                for asked in self.session.forms.newest("equality").fields:
                    yield from _twice(f"equality.{asked.id}", "Not stated", "Number", opened)
                yield from _unasked("start", opened)
            else:
                yield from _twice("decision", DECIDED.get(decision, DECIDED["pending"]), "Number", opened)
        if closed is not None:
            yield from _twice("added_value_end", ADDED.get(one.value("value_added"), "Not stated"), "Number", closed)
            yield from _unasked("close", closed)
            yield from _twice("close.again", "Not known, or not asked", "Number", closed)

    def _waits(self) -> Iterator[tuple[date, str, int]]:
        for case in self.cases.values():
            one, found = case.referral, first_reached(case)
            if one is not None and one.value("decision") == "accept" and found:
                yield one.day, case.area, max((found - one.day).days, 0)


def _first_of(month: str | None) -> date | None:
    return date.fromisoformat(f"{month}-01") if month else None


def _reference(number: str) -> str:
    from hru_advocate.domain.ledger.ids import case_ref

    return case_ref(f"{number[:8]}-{number[8:12]}-{number[12:16]}-{number[16:20]}-{number[20:]}")


def _twice(table: str, row: str, column: str, day: date) -> Iterator[tuple[Cell, date]]:
    """In its row, and in the one for everybody."""
    yield (table, row, column), day
    yield (table, ALL, column), day


def _words_of(field_id: str) -> str:
    return {
        "safer": "Feels safer",
        "in_control": "Feels in control",
        "own_safety": "Able to look after own safety",
        "kept_informed": "Kept informed",
        "support_investigation": "Able to support the investigation",
        "satisfied": "Satisfied with the help",
    }[field_id]


def _unasked(stage: str, day: date) -> Iterator[tuple[Cell, date]]:
    for one in QUESTIONS:
        yield (stage, _words_of(one), SAID["not_asked"]), day
        yield (stage, _words_of(one), ALL), day


def first_reached(case: CaseRead) -> date | None:
    """The first day on which the person was spoken with."""
    days = [
        one.day
        for one in case.of("contact")
        if one.value("with_whom") == "victim" and one.value("direction") != "attempt"
    ]
    return min(days, default=None)


def _of_outcomes(case: CaseRead) -> Iterator[tuple[Cell, date]]:
    closing = closed_on(case)
    taken = case.referral.day if case.referral and case.referral.value("decision") == "accept" else None
    for stage in STAGES:
        asked = [one for one in case.of("outcome") if one.value("stage") == stage]
        days: list[tuple[date, Version | None]] = [(one.day, one) for one in asked]
        if stage in ("start", "close"):
            once = taken if stage == "start" else closing
            days = [(once, asked[0] if asked else None)] if once else []
        for day, one in days:
            if one is None:
                yield from _unasked(stage, day)
            else:
                for name in QUESTIONS:
                    yield (stage, _words_of(name), SAID.get(one.state(name), UNSAID)), day
                    yield (stage, _words_of(name), ALL), day
            if stage != "start":
                both = {one.value("again_told"), one.value("again_police")} if one else set()
                again = "Yes" if True in both else "No" if False in both else "Not known, or not asked"
                yield from _twice(f"{stage}.again", again, "Number", day)


def closed_on(case: CaseRead) -> date | None:
    """The day it was closed, unless it was taken up again since."""
    held = case.of("closure")
    return held[-1].day if held and held[-1].value("state") == "closed" else None


def _of_work(case: CaseRead, today: date) -> Iterator[tuple[Cell, date]]:
    closing = closed_on(case)
    if closing is not None:
        added = case.of("closure")[-1].value("value_added")
        yield from _twice("added_value_end", ADDED.get(added, "Not stated"), "Number", closing)
    for one in case.of("meeting"):
        if one.value("kind") == "marac" and one.value("state") == "held":
            words = "A repeat" if "repeat" in (one.value("basis") or ()) else "Not a repeat"
            yield from _twice("marac", words, "Number", one.day)
    begun = [case.begun[one.header.record] for one in case.of("safety_plan", "action", "order", "signposting")]
    if begun and min(begun) + FOLLOWED <= today:
        since, until = min(begun), min(begun) + FOLLOWED
        days = [one.day for one in case.of("incident") if not one.value("taken_back")]
        again = any(since < day <= until for day in days)
        yield from _twice("repeat", "Yes" if again else "No", "Number", until)
    for quarter in {(one.day.year, (one.day.month - 1) // 3) for one in case.of("contact")}:
        yield ("caseload", "Cases with a contact in the period", "Number"), date(quarter[0], 1 + 3 * quarter[1], 1)
