"""What the next version of a measure carries on of the one before: words, rules and sign-off, by what is done."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from hru_advocate.casework.checks.measure_checks import MeasureReasonNeeded
from hru_advocate.casework.records.entries import save
from hru_advocate.casework.session import Session
from hru_advocate.casework.unit import unit_measures
from hru_advocate.domain.forms.answers import value_of
from tests.casework.unit.test_measures_of_unit import LIGHT, LIGHT_ID

Change = Callable[[Session], object]


def reworded(session: Session) -> object:
    return unit_measures.reword(session, LIGHT_ID, text="Leave a light on.", short="", reason="Shorter")


def retired(session: Session) -> object:
    return unit_measures.retire(session, LIGHT_ID, "Not used")


def brought_back(session: Session) -> object:
    retired(session)
    return unit_measures.bring_back(session, LIGHT_ID, "Used again")


def reworded_in_its_form(session: Session) -> object:
    """The form shows the sign-off of the version before, and it comes back as it was."""
    (record,) = session.heads(None, ["measure"])
    held = {name: value_of(record.answers, name) for name in ("signed_by", "signed_on", "signed_against")}
    raw = {"done": "reword", "measure": LIGHT_ID, "text": "Leave a light on.", **held}
    return save(session, "measure", raw, corrects=[record.entry], reason="Shorter")


def signed_again(session: Session) -> object:
    return unit_measures.sign_off(session, LIGHT_ID, by="Bo", against="Newer policy")


def changed(session: Session) -> object:
    (record,) = session.heads(None, ["measure"])
    more = {"section": "home", "when": ["rf_visits_more_than_three"]}
    return save(
        session, "measure", {**LIGHT, **more, "measure": LIGHT_ID}, corrects=[record.entry], reason="Other rule"
    )


@pytest.mark.parametrize(
    ("change", "words", "rule", "signed", "signed_words"),
    [
        (reworded, "Leave a light on.", "rf_watching_following", None, None),
        (reworded_in_its_form, "Leave a light on.", "rf_watching_following", None, None),
        (retired, "same", "rf_watching_following", "Ada", "same"),
        (brought_back, "same", "rf_watching_following", "Ada", "same"),
        (signed_again, "same", "rf_watching_following", "Bo", "same"),
        (changed, "same", "rf_visits_more_than_three", None, None),
    ],
)
def test_what_is_carried_on(  # one column for each thing that could get lost
    session: Session, change: Change, words: str, rule: str, signed: str | None, signed_words: str | None
) -> None:
    save(session, "measure", LIGHT)
    unit_measures.sign_off(session, LIGHT_ID, by="Ada", against="The unit's policy")
    held = "Leave the porch light on when you go out."
    change(session)
    (record,) = session.heads(None, ["measure"])
    assert value_of(record.answers, "text") == (held if words == "same" else words)
    assert list(value_of(record.answers, "when") or ()) == [rule]
    assert list(value_of(record.answers, "never_when") or ()) == ["ci_lives_with"]
    assert value_of(record.answers, "section") == "home"
    assert value_of(record.answers, "signed_by") == signed
    assert value_of(record.answers, "signed_words") == (held if signed_words == "same" else signed_words)


@pytest.mark.parametrize("reason", ["", "  "])
@pytest.mark.parametrize("done", ["reword", "retire"])
def test_the_programs_own_words_change_with_a_reason_alone(session: Session, done: str, reason: str) -> None:
    raw = {"done": done, "measure": "sm_call_999"} | ({"text": "Ring 999."} if done == "reword" else {})
    with pytest.raises(MeasureReasonNeeded):
        save(session, "measure", raw, reason=reason)
    assert session.heads(None, ["measure"]) == []
    save(session, "measure", raw, reason="Plainer")


def test_a_sign_off_of_the_programs_measure_is_of_the_programs_words(session: Session) -> None:
    unit_measures.sign_off(session, "sm_call_999", by="Ada", against="The unit's policy")
    (record,) = session.heads(None, ["measure"])
    program = session.program.library.measure("sm_call_999").text
    assert (value_of(record.answers, "signed_words"), value_of(record.answers, "program_words")) == (program, program)
