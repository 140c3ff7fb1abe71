"""The rules of a legal option talked about, and of the unit's confirmation of one, held against themselves."""

from __future__ import annotations

from datetime import date

from hru_advocate.casework.records.filing import Filing
from hru_advocate.casework.session import Session
from hru_advocate.domain.forms.answers import Answers, value_of
from hru_advocate.errors import InvalidAnswer


def check_talk(_session: Session, answers: Answers, _filing: Filing) -> None:
    """What is wanted and where it stands do not contradict each other. Police may apply for what is not wanted."""
    if value_of(answers, "wants") == "yes" and value_of(answers, "stands") == "not_wanted":
        raise InvalidAnswer(
            "stands",
            "It says that the option is wanted, and that it is not. Nothing was saved; correct one of the two.",
        )


def check_confirmed(session: Session, answers: Answers, _filing: Filing) -> None:
    """Nobody checks an option on a day to come."""
    on: date = value_of(answers, "on")
    if on > session.now().date():
        raise InvalidAnswer("on", "This day has not come yet. Nothing was saved; give the day it was checked.")
