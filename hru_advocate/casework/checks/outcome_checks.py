"""Tells what the person says of how it is going: held against itself, and once for each stage that comes once."""

from __future__ import annotations

from hru_advocate.casework.checks.filing import Filing
from hru_advocate.casework.session import Session
from hru_advocate.domain.forms.answers import Answers
from hru_advocate.domain.outcomes.outcome import ONCE, STAGE_WORDS, outcome_fault, read_outcome
from hru_advocate.errors import InvalidAnswer


def check_outcome(session: Session, answers: Answers, filing: Filing) -> None:
    """Refuse a police check without its day, and a second start or end of one case.

    Raises:
        InvalidAnswer: it names the field; nothing may be saved.
    """
    fault = outcome_fault(answers)
    if fault is not None:
        raise InvalidAnswer(fault[0], f"{fault[1]} Nothing was saved; mend it and save again.")
    stage = read_outcome(answers).stage
    if stage not in ONCE or filing.case is None:
        return
    others = [
        one for one in session.heads(filing.case, ["outcome"]) if not one.erased and one.entry not in filing.corrects
    ]
    if any(read_outcome(one.answers).stage == stage for one in others):
        raise InvalidAnswer(
            "stage",
            f"This case has its answers {STAGE_WORDS[stage]} already. Nothing was saved; correct those, or say "
            "that this is a review.",
        )
