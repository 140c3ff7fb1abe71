"""A criminal case as its record tells it: its stage, its grounds for enhanced rights, what its clocks begin with."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from hru_advocate.domain.forms.answers import Answer, Answers, answer_to, value_of
from hru_advocate.domain.forms.kinds import answer_in_words
from hru_advocate.domain.law.clocks import Beginning
from hru_advocate.domain.law.victims_code import CodeEdition, VictimsCode
from hru_advocate.domain.ledger.records import Record

_REACHED: Final = frozenset({"warrant", "rearrest"})
"""Events the person is told of after Witness Care had them."""

_CPS: Final = frozenset({"cps_none", "cps_stopped"})
_NOT_CROWN: Final = frozenset({"magistrates", "youth"})
_PLAIN: Final = ("crime_on", "reported_on", "decided_on", "charged_on", "sentenced_on")
_ASKED_FOR: Final = ("expenses_claimed_on", "property_free_on", "complaint_on")
_TOLD: Final = "it runs from the day the person was told of the decision, which is not written down"
_NOT_WRITTEN: Final = {
    "crime_on": "the day of the crime is not written down",
    "reported_on": "the day of the report is not written down",
    "decided_on": "the day of the decision is not written down",
    "charged_on": "the day of the charge is not written down",
    "sentenced_on": "the day of the sentence is not written down",
    "cps_decision_told": _TOLD,
    "police_decision_told": _TOLD,
}


@dataclass(frozen=True, slots=True)
class CriminalCase:
    """One criminal case. ``enhanced`` is ``None`` while nobody has asked for a ground."""

    entry: str
    record: str
    stage: str
    stage_words: str
    offences: tuple[str, ...]
    edition: str
    enhanced: tuple[str, ...] | None
    reported_on: date | None
    sentenced_on: date | None
    sentence_due: date | None
    answers: Answers

    @property
    def references(self) -> tuple[str, ...]:
        """The references it has with police, prosecution and courts."""
        rows = value_of(self.answers, "references") or ()
        return tuple(text for row in rows if (text := value_of(row, "reference")) is not None)

    @property
    def enhanced_on(self) -> date | None:
        """The day a ground for enhanced rights was found, where there is one and its day was written down."""
        day: date | None = value_of(self.answers, "enhanced_on")
        return day if self.enhanced else None

    @property
    def runs(self) -> bool:
        """True if it has not ended; no further action can be reviewed, so it still runs."""
        return self.stage != "ended"


def read_criminal_case(record: Record) -> CriminalCase:
    """Read a criminal case from its record, with the questions alone that its conditions leave standing."""
    answers = record.asked_answers
    stage = answer_to(answers, "stage")
    enhanced = answer_to(answers, "enhanced")
    return CriminalCase(
        entry=record.entry,
        record=record.record,
        stage=stage.value if stage.given else "",
        stage_words=answer_in_words(record.form.by_id["stage"], stage) if stage.given else "Not known",
        offences=tuple(
            text for row in value_of(answers, "offences") or () if (text := value_of(row, "offence")) is not None
        ),
        edition=value_of(answers, "edition") or "",
        enhanced=enhanced.value if enhanced.given else None,
        reported_on=value_of(answers, "reported_on"),
        sentenced_on=value_of(answers, "sentenced_on"),
        sentence_due=value_of(answers, "sentence_due"),
        answers=answers,
    )


def edition_for(code: VictimsCode, case: CriminalCase, written: date) -> CodeEdition | None:
    """The edition a case is worked under: the one written down, or that in force on the day of the report.

    A case keeps it when a new edition begins. Nothing where none is held here for that day.
    """
    chosen = next((edition for edition in code.editions if edition.id == case.edition), None)
    return chosen or code.edition_on(case.reported_on or written)


def case_beginnings(case: CriminalCase, written: date, sentence: date | None) -> Iterator[Beginning]:
    """Everything the clocks of a criminal case begin with.

    ``written`` is the day it was first written down, ``sentence`` the day of sentence as far as it is known.
    """
    yield _beginning(case, "opened", written, happened=True, until=sentence)
    for field in _PLAIN:
        day: date | None = value_of(case.answers, field)
        yield _beginning(case, field, day, happened=day is not None or _happened(case, field), until=sentence)
    for field in _ASKED_FOR:
        day = value_of(case.answers, field)
        yield _beginning(case, field, day, happened=day is not None)
    yield from _events(case)
    yield from _decided(case)
    yield from _sentenced(case)


def _happened(case: CriminalCase, field: str) -> bool:
    if field in ("crime_on", "reported_on"):
        return True
    if field == "decided_on":
        return answer_to(case.answers, "decision").given
    return field == "charged_on" and (case.stage in ("charged", "court") or _decision(case) == "charged")


def _decision(case: CriminalCase) -> str:
    return value_of(case.answers, "decision") or ""


def _beginning(
    case: CriminalCase, event: str, day: date | None, *, happened: bool, until: date | None = None, rest: str = ""
) -> Beginning:
    """A beginning that is met by the days of the record itself."""
    return Beginning(
        event,
        day,
        happened=happened,
        met=_days(case.answers),
        because=_NOT_WRITTEN.get(event, ""),
        until=until,
        rest=rest,
        aside=_aside(case.answers),
    )


def _aside(answers: Answers) -> frozenset[str]:
    """The days there are none of because the person does not want it, or because it is not safe."""
    return frozenset(field for field, answer in answers.items() if answer.state in ("declined", "unsafe_to_ask"))


def _days(answers: Answers) -> dict[str, date | None]:
    return {field: answer.value for field, answer in answers.items() if answer.given and isinstance(answer.value, date)}


def _events(case: CriminalCase) -> Iterator[Beginning]:
    rows: tuple[dict[str, Answer], ...] = tuple(value_of(case.answers, "events") or ())
    for place, row in enumerate(rows, start=1):
        what: str = value_of(row, "what") or ""
        day: date | None = value_of(row, "on")
        met = _days(row)
        words = value_of(row, "told_how") or ""
        yield Beginning(
            f"events.{what}",
            day,
            happened=True,
            met=met,
            words=words,
            because="the day it happened is not written down",
            place=f"events.{place}",
            aside=_aside(row),
        )
        if what in _REACHED:
            yield Beginning(
                f"events.{what}.reached",
                value_of(row, "reached_on"),
                happened=True,
                met=met,
                because="the day Witness Care had it is not written down",
                place=f"events.{place}",
                aside=_aside(row),
            )


def _decided(case: CriminalCase) -> Iterator[Beginning]:
    """A right to review runs from the day the person was told of a decision that ends the case."""
    decision = _decision(case)
    event = "cps_decision_told" if decision in _CPS else "police_decision_told" if decision == "police_none" else ""
    if event:
        yield _beginning(case, event, value_of(case.answers, "decision_told_on"), happened=True)


def _sentenced(case: CriminalCase) -> Iterator[Beginning]:
    day: date | None = case.sentenced_on
    if day is None:
        return
    if value_of(case.answers, "sentence_long") is True:
        yield _beginning(case, "long_sentence", day, happened=True)
    court = value_of(case.answers, "sentence_court")
    if court not in _NOT_CROWN:
        rest = "" if court == "crown" else "If the Crown Court passed it: which court is not written down."
        yield _beginning(case, "crown_sentence", day, happened=True, rest=rest)
