"""The repeat question: an incident within the clock of a MARAC, asked until somebody refers again or says why not."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import partial

from hru_advocate.casework.case_label import CaseLabel
from hru_advocate.casework.session import Session
from hru_advocate.casework.wording import day_of
from hru_advocate.clock import ZONE
from hru_advocate.domain.forms.answers import value_of
from hru_advocate.domain.incidents.incident import read_incident
from hru_advocate.domain.moments import day_in_words
from hru_advocate.domain.partners.meetings import Meeting, read_meeting
from hru_advocate.domain.partners.repeats import Happening, asked_about, last_referred
from hru_advocate.domain.partners.thresholds import Thresholds, read_thresholds
from hru_advocate.store import views
from hru_advocate.store.ledger import ledger


@dataclass(frozen=True, slots=True)
class RepeatQuestion:
    """The question of a case after a MARAC: which incidents may be a repeat, since when it stands.

    ``meeting`` is the entry of the newest of the MARACs, ``incidents`` are the records it is asked about.
    """

    words: str
    since: date
    meeting: str
    incidents: tuple[str, ...]


def thresholds(session: Session) -> Thresholds:
    """The thresholds as they stand; without any number of its own while nobody confirmed one."""
    found = next((record for record in session.heads(None, ["thresholds"]) if not record.erased), None)
    return read_thresholds(found.answers) if found is not None else Thresholds()


def repeat_question(session: Session, case: str) -> RepeatQuestion | None:
    """The question of one case, or ``None``."""
    return session.kept_of_cases.get(case, "repeat", session.now().date(), partial(_question, session, case))


def repeat_questions(session: Session) -> tuple[tuple[CaseLabel, RepeatQuestion], ...]:
    """The questions of open cases, whatever rests there; the longest asked first."""
    cases = dict.fromkeys(line.case for line in views.lines_of_slot(session.vault, "meeting", "open") if line.case)
    asked = [(case, found) for case in cases if (found := repeat_question(session, case))]
    asked.sort(key=lambda pair: (pair[1].since, pair[0]))
    rows = views.rows_of_cases(session.vault, [case for case, _found in asked])
    return tuple((CaseLabel.of(rows[case]), found) for case, found in asked)


def _question(session: Session, case: str) -> RepeatQuestion | None:
    maracs = [read_meeting(record) for record in session.heads(case, ["meeting"]) if not record.erased]
    maracs = [one for one in maracs if one.kind == "marac"]
    told = last_referred(maracs)
    happened = _noted_since(session, case, told) if told is not None else []
    if not happened:
        return None
    months = thresholds(session)
    pairs = asked_about(maracs, happened, _looked_at(session, case), months.repeat_months)
    if not pairs:
        return None
    newest = max((marac for marac, _ in pairs), key=lambda one: (one.on or one.referred_on or date.min, one.entry))
    asks = "Is it a repeat?" if newest.state == "held" else "Does the MARAC know of it, and is it a repeat?"
    words = f"{_what(pairs)} after the {_named(newest)}, within {months.repeat_words}. {asks}"
    return RepeatQuestion(words, pairs[0][1].noted, newest.entry, tuple(one.record for _, one in pairs))


def _noted_since(session: Session, case: str, told: date) -> list[Happening]:
    """The incidents written down after the day of the last referral: no other one asks, and a case may hold hundreds.

    A correction makes nothing new of one: the day it was first written down counts.
    """
    found = []
    since = datetime.combine(told + timedelta(days=1), time(), ZONE).astimezone(UTC)
    for entry, begun in ledger.heads_begun_since(session.vault, case, "incident", since.isoformat()):
        record = session.read(entry)
        incident = read_incident(record)
        if record.erased or incident.taken_back:
            continue
        noted = day_of(begun)
        last = date.fromisoformat(incident.when.end[:10]) if incident.when.end else noted
        found.append(Happening(record.record, incident.day, min(last, noted), noted))
    return found


def _looked_at(session: Session, case: str) -> frozenset[str]:
    held = [record for record in session.heads(case, ["repeat_look"]) if not record.erased]
    return frozenset(one for record in held for one in (value_of(record.answers, "incidents") or "").split())


def _what(pairs: tuple[tuple[Meeting, Happening], ...]) -> str:
    if len(pairs) > 1:
        return f"{len(pairs)} incidents"
    (_, incident) = pairs[0]
    day = incident.first if incident.first == incident.last else None
    return f"An incident on {day_in_words(day)}" if day else "An incident, on a day that is not certain,"


def _named(marac: Meeting) -> str:
    """Name a MARAC by the day it met, or by the day it was referred while it is to come."""
    day = marac.referred_on if marac.state == "planned" else None
    if day is not None:
        return f"MARAC referral of {day_in_words(day)}"
    return f"MARAC of {day_in_words(marac.on)}" if marac.on else "MARAC"
