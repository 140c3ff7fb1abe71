"""The rules of a record about a measure, and what the program fills into it before it is checked."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Final

from hru_advocate.casework.checks.filing import Filing, corrected_version
from hru_advocate.casework.session import Session
from hru_advocate.domain.forms.answers import Answer, Answers, value_of
from hru_advocate.domain.forms.raw_answers import value_in
from hru_advocate.domain.ledger.records import Record
from hru_advocate.domain.library.unit_measures import OWN, RULES, UnitMeasure, own_id, read_unit_measure
from hru_advocate.errors import InvalidAnswer

_ID: Final = re.compile(rf"{OWN}[a-z0-9_]{{1,60}}")
_WORDS: Final = ("text", "short", "note")
_SIGNED: Final = ("signed_by", "signed_on", "signed_against")
_NEED_REASON: Final = frozenset({"reword", "retire", "bring_back"})


class MeasureReasonNeeded(InvalidAnswer):
    """A measure is not reworded, retired or brought back without a reason."""

    def __init__(self) -> None:
        super().__init__("done", "This needs a reason. Nothing was saved; say why and save again.")


def fill_measure(session: Session, raw: Mapping[str, object], filing: Filing) -> dict[str, object]:
    """The answers with what the program adds: an id for a new measure, and the words of today.

    Where words and rules are not what changes, those of the version before are carried on.
    """
    filled = dict(raw)
    before = corrected_version(session, filing)
    measure = _text(filled, "measure") or (value_of(before.answers, "measure") if before else "")
    done = _text(filled, "done")
    if done == "add" and not measure:
        measure = own_id(_text(filled, "text"), session.library.measures_by_id)
    filled["measure"] = measure or None
    if text := _text(filled, "text"):
        filled["text"] = " ".join(text.split())
    if before is not None:
        carried = (*_WORDS, *RULES) if done not in ("add", "reword") else RULES if done == "reword" else ()
        signed = _SIGNED if done in ("retire", "bring_back") else ()
        for field in (*carried, *signed):
            if filled.get(field) is None and field in before.answers:
                filled[field] = before.answers[field]
        if done in ("add", "reword") and all(_same(filled.get(one), before.answers.get(one)) for one in _SIGNED):
            filled = {key: value for key, value in filled.items() if key not in _SIGNED}
    return filled | _words_of_today(session, filled, measure, before)


def _words_of_today(
    session: Session, filled: Mapping[str, object], measure: str, before: Record | None
) -> dict[str, object]:
    known = session.program.library.measures_by_id.get(measure)
    program = known.text if known else None
    signed: object = None
    if filled.get("signed_by") is not None:
        carried = _text(filled, "done") in ("retire", "bring_back")
        held = value_of(before.answers, "signed_words") if before is not None and carried else ""
        signed = held or _text(filled, "text") or program
    return {"program_words": program, "signed_words": signed}


def check_measure(session: Session, answers: Answers, filing: Filing) -> None:
    """Hold a record about a measure against what is there; raises InvalidAnswer, then nothing is saved."""
    said = read_unit_measure(answers)
    before = corrected_version(session, filing)
    earlier = read_unit_measure(before.answers) if before else None
    _check_identity(session, said, before)
    _check_state(said, earlier, session.now().date())
    _check_text(said)
    if said.done == "sign_off" and not (said.signed_by.strip() and said.signed_on and said.signed_against.strip()):
        raise InvalidAnswer("signed_by", "Say who signed it off, when, and against what. Nothing was saved.")
    if said.done in _NEED_REASON and not filing.reason.strip():
        raise MeasureReasonNeeded
    if said.done in ("sign_off", "retire", "bring_back"):
        _check_unchanged(said, earlier)
    if said.own:
        _check_own(said)
    elif any(value_of(answers, field) not in (None, False, ()) for field in RULES):
        raise InvalidAnswer(
            "section", "The rules of the program's measures stay as they are. Nothing was saved; change its words only."
        )


def _check_state(said: UnitMeasure, before: UnitMeasure | None, today: date) -> None:
    retired = before is not None and before.retired
    if retired and said.done not in ("retire", "bring_back"):
        raise InvalidAnswer("done", "This measure is retired. Nothing was saved; bring it back first.")
    if said.done == "bring_back" and not retired:
        raise InvalidAnswer("done", "This measure is not retired. Nothing was saved.")
    if said.signed_on is not None and said.signed_on > today:
        raise InvalidAnswer(
            "signed_on", "That day is still to come. Nothing was saved; give the day it was signed off."
        )


def _check_identity(session: Session, said: UnitMeasure, before: Record | None) -> None:
    if said.done == "add" and not _ID.fullmatch(said.measure):
        raise InvalidAnswer("measure", f"An own measure's id is {OWN} and a word. Nothing was saved; leave it out.")
    if said.measure not in session.library.measures_by_id and said.done != "add":
        raise InvalidAnswer("measure", "There is no such measure. Nothing was saved; look at hru-vault measures.")
    if before is not None and value_of(before.answers, "measure") != said.measure:
        raise InvalidAnswer("measure", "A correction stays with its measure. Nothing was saved; name the right entry.")
    if before is None and any(value_of(one.answers, "measure") == said.measure for one in recorded(session)):
        raise InvalidAnswer(
            "measure", "This measure has a record already. Nothing was saved; correct that entry, with a reason."
        )


def _check_text(said: UnitMeasure) -> None:
    if said.done in ("add", "reword") and not said.text.strip():
        raise InvalidAnswer("text", "The measure needs its words. Nothing was saved; write them.")


def _check_unchanged(said: UnitMeasure, before: UnitMeasure | None) -> None:
    """Signing off, retiring and bringing back change no words."""
    if (said.text, said.short) != ((before.text, before.short) if before else ("", "")):
        raise InvalidAnswer("text", "This changes no words. Nothing was saved; reword it first.")


def _check_own(said: UnitMeasure) -> None:
    if not said.section:
        raise InvalidAnswer("section", "Say in which part of the plan it stands. Nothing was saved.")
    if not said.when:
        raise InvalidAnswer("when", "Say when it is suggested, or that it is for everyone. Nothing was saved.")
    for field in ("when", "advice_first_when", "never_when"):
        if any(one.startswith("wish_") for one in getattr(said, field)):
            raise InvalidAnswer(field, "A wish belongs to one person. Nothing was saved; take it out.")


def recorded(session: Session) -> list[Record]:
    """The current records about measures, the newest first."""
    return session.heads(None, ["measure"])


def _text(raw: Mapping[str, object], field: str) -> str:
    value = value_in(raw.get(field))
    return value if isinstance(value, str) else ""


def _same(given: object, before: Answer | None) -> bool:
    """True when a field is as it was; a day may be given as its text."""
    value, held = value_in(given), before.value if before is not None else None
    return str(value or "") == str(held or "")
