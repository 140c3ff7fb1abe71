"""The unit's measures: the program's and its own, with what was said about each, and the changes one can make."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal, get_args

from hru_advocate.casework.checks.measure_checks import recorded
from hru_advocate.casework.records.entries import Saved, save
from hru_advocate.casework.session import Session
from hru_advocate.casework.wording import recorded_in_words
from hru_advocate.domain.forms.answers import value_of
from hru_advocate.domain.ledger.records import Record
from hru_advocate.domain.library.reference import NO_SOURCE, Measure
from hru_advocate.domain.library.unit_measures import OWN, Done, UnitMeasure, read_unit_measure
from hru_advocate.domain.moments import day_in_words
from hru_advocate.domain.text_folding import fold, words_of
from hru_advocate.errors import NotFound

FORM: Final = "measure"
StandingOfMeasure = Literal["practice_point", "signed_off", "reworded", "own", "retired"]
STATES: Final[tuple[StandingOfMeasure, ...]] = get_args(StandingOfMeasure)
_DONE: Final[Mapping[Done, str]] = {
    "add": "Added",
    "sign_off": "Signed off",
    "reword": "Reworded",
    "retire": "Retired",
    "bring_back": "Brought back",
}


@dataclass(frozen=True, slots=True)
class MeasureFilter:
    """A choice of measures; ``""`` is any. ``practice_point`` asks for those still to be signed off."""

    text: str = ""
    section: str = ""
    state: StandingOfMeasure | Literal[""] = ""


@dataclass(frozen=True, slots=True)
class MeasureLine:
    """One measure in a list. ``practice_point``: it rests on practice alone; ``entry``: the record to correct."""

    id: str
    text: str
    section: str
    section_words: str
    practice_point: bool
    signed_off: bool
    reworded: bool
    retired: bool
    own: bool
    entry: str

    @property
    def needs_sign_off(self) -> bool:
        """True while it is marked until the unit signs it off."""
        return self.practice_point and not self.signed_off and not self.retired


@dataclass(frozen=True, slots=True)
class MeasureChange:
    """One change of a measure, in words."""

    entry: str
    what: str
    when_words: str
    author: str
    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class MeasurePage:
    """Everything known of one measure. ``program_text`` are the program's words where the unit has others.

    ``newer_program_text`` says that those words are other ones than when the unit reworded them.
    """

    line: MeasureLine
    short: str
    note: str
    program_text: str
    newer_program_text: bool
    rules: tuple[tuple[str, tuple[str, ...]], ...]
    sources: tuple[str, ...]
    signed: str
    history: tuple[MeasureChange, ...]


def measure_lines(session: Session, wanted: MeasureFilter) -> tuple[MeasureLine, ...]:
    """The measures that fit, in the order of the plan; those of the unit's own after the program's in each part."""
    words = words_of(wanted.text)
    found = [
        line
        for line in _lines(session)
        if wanted.section in ("", line.section) and _in_state(line, wanted.state) and _holds(line, words)
    ]
    order = {one.id: one.order for one in session.library.measures.sections}
    return tuple(sorted(found, key=lambda line: order.get(line.section, 99)))


def sections(session: Session) -> tuple[tuple[str, str], ...]:
    """The parts of a plan, in order."""
    return tuple((one.id, one.label) for one in sorted(session.library.measures.sections, key=lambda one: one.order))


def _lines(session: Session) -> Iterator[MeasureLine]:
    library, entries = session.library, _entries(session)
    labels = dict(sections(session))
    for one in library.every_measure:
        yield _line(session, one, labels, entries.get(one.id, ""))


def _line(session: Session, one: Measure, labels: Mapping[str, str], entry: str) -> MeasureLine:
    library = session.library
    return MeasureLine(
        id=one.id,
        text=one.text,
        section=one.section,
        section_words=labels.get(one.section, one.section),
        practice_point=one.practice_point,
        signed_off=one.id in library.signed_off,
        reworded=one.id in library.reworded,
        retired=one.id in library.retired,
        own=one.id.startswith(OWN),
        entry=entry,
    )


def _entries(session: Session) -> dict[str, str]:
    """The newest entry about each measure."""
    return {value_of(record.answers, "measure"): record.entry for record in reversed(recorded(session))}


def _in_state(line: MeasureLine, state: str) -> bool:
    return not state or (line.needs_sign_off if state == "practice_point" else bool(getattr(line, state)))


def _holds(line: MeasureLine, words: list[str]) -> bool:
    text = fold(f"{line.text} {line.section_words} {line.id}")
    return all(word in text for word in words)


def measure_page(session: Session, measure_id: str) -> MeasurePage:
    """Everything known of one measure; NotFound when there is none."""
    library = session.library
    measure = library.measure(measure_id)
    said = library.unit.get(measure_id)
    versions = _versions(session, measure_id)
    line = _line(session, measure, dict(sections(session)), versions[0].entry if versions else "")
    program = session.program.library.measures_by_id.get(measure_id)
    return MeasurePage(
        line=line,
        short=measure.discreet_text,
        note=measure.advocate_note,
        program_text=program.text if program and program.text != measure.text else "",
        newer_program_text=bool(program and line.reworded and said and said.program_words != program.text),
        rules=tuple(_rules(session, measure)),
        sources=tuple(_sources(session, measure)),
        signed=_signed(said, line),
        history=tuple(_change(record) for record in versions),
    )


def _versions(session: Session, measure_id: str) -> list[Record]:
    """Every version of every record about a measure, the newest first."""
    records = {one.record for one in recorded(session) if value_of(one.answers, "measure") == measure_id}
    found = [version for record in records for version in session.versions(record)]
    return sorted(found, key=lambda one: (one.recorded.utc, one.entry), reverse=True)


def _change(record: Record) -> MeasureChange:
    said = read_unit_measure(record.answers)
    what = _DONE.get(said.done, "Changed")
    if said.done == "sign_off" and said.signed_on:
        what = f"Signed off by {said.signed_by}, {day_in_words(said.signed_on)}, against: {said.signed_against}"
    return MeasureChange(
        entry=record.entry,
        what=what,
        when_words=recorded_in_words(record.recorded.utc),
        author=record.author,
        text=said.text if said.done in ("add", "reword") else "",
        reason=record.reason,
    )


def _signed(said: UnitMeasure | None, line: MeasureLine) -> str:
    if said is None or said.signed_on is None:
        return ""
    words = f"by {said.signed_by}, {day_in_words(said.signed_on)}, against: {said.signed_against}"
    return words if line.signed_off else f"{words}. Its words have changed since: it needs signing off again."


def _rules(session: Session, measure: Measure) -> Iterator[tuple[str, tuple[str, ...]]]:
    """A measure's rules, suggested when, advice first, never, and for whom, each as a head and words."""
    library, plan_file = session.library, session.library.measures
    for head, ids in (
        ("Suggested when any of this is so", measure.when),
        ("Advice first when this is so", measure.advice_first_when),
        ("Never offered when this is so", measure.never_when),
    ):
        yield head, tuple(session.product.label(one) for one in ids)
    plan = library.measures.vocabulary
    if "any" not in measure.living_situation:
        yield "Meant for people who", tuple(plan.living_situation_label[one] for one in measure.living_situation)
    traits = {trait.id: trait.label for trait in plan_file.traits}
    yield "What its words say it does, so that rules about that hold", tuple(traits[one] for one in measure.traits)
    yield "How soon", (plan.priority_meaning[measure.priority],)


def _sources(session: Session, measure: Measure) -> Iterator[str]:
    known = {one.key: one for one in session.library.measures.sources}
    for key in measure.sources:
        if key == NO_SOURCE:
            yield "Sensible practice that nobody has published."
        else:
            source = known[key]
            yield " · ".join(part for part in (source.title, source.url) if part)
    if not measure.sources:
        yield "A measure of the unit's own."


def sign_off(session: Session, measure_id: str, *, by: str, against: str, on: date | None = None) -> Saved:
    """Keep that a named person signed a measure off, against what and when (today unless told).

    Raises:
        InvalidAnswer, NotFound: nothing was saved.
    """
    signed = {"signed_by": by, "signed_on": (on or session.now().date()).isoformat(), "signed_against": against}
    return _keep(session, measure_id, "sign_off", signed, f"Signed off by {by.strip()}")


def reword(session: Session, measure_id: str, *, text: str, short: str, reason: str, note: str = "") -> Saved:
    """Give a measure other words, and short words for a card; its sign-off and its translations lapse.

    Raises:
        InvalidAnswer, NotFound: nothing was saved.
    """
    words = {"text": text.strip() or None, "short": short.strip() or None, "note": note.strip() or None}
    return _keep(session, measure_id, "reword", words, reason)


def retire(session: Session, measure_id: str, reason: str) -> Saved:
    """Suggest a measure no longer. Plans that hold it keep it, and it can be read there.

    Raises:
        InvalidAnswer, NotFound: nothing was saved.
    """
    return _keep(session, measure_id, "retire", {}, reason)


def bring_back(session: Session, measure_id: str, reason: str) -> Saved:
    """Suggest a retired measure again.

    Raises:
        InvalidAnswer, NotFound: nothing was saved.
    """
    return _keep(session, measure_id, "bring_back", {}, reason)


def _keep(session: Session, measure_id: str, done: Done, more: Mapping[str, object], reason: str) -> Saved:
    """Save the next version about a measure, going on from the current one."""
    if measure_id not in session.library.measures_by_id:
        raise NotFound
    mine = [one for one in recorded(session) if value_of(one.answers, "measure") == measure_id]
    corrects = [one.entry for one in mine if one.record == mine[0].record]
    return save(session, FORM, {"done": done, "measure": measure_id, **more}, corrects=corrects, reason=reason)


def listed(session: Session, section: str, state: StandingOfMeasure | Literal[""]) -> list[dict[str, object]]:
    """The measures as plain data, for scripts."""
    return [
        {
            "id": line.id,
            "text": line.text,
            "section": line.section,
            "practice_point": line.practice_point,
            "needs_sign_off": line.needs_sign_off,
            "signed_off": line.signed_off,
            "reworded": line.reworded,
            "retired": line.retired,
            "own": line.own,
            "entry": line.entry or None,
        }
        for line in measure_lines(session, MeasureFilter(section=section, state=state))
    ]
