"""The rule of a paper: the record answers if it is safe, and nobody on the other side is handed one unasked."""

from __future__ import annotations

from collections.abc import Mapping

from hru_advocate.casework.checks.filing import Filing
from hru_advocate.casework.checks.recipient_checks import sentence, whose
from hru_advocate.casework.plan.knowledge import facts_now
from hru_advocate.casework.session import Session
from hru_advocate.domain.forms.answers import Answer, Answers, value_of
from hru_advocate.domain.plan.case_facts import CaseFacts
from hru_advocate.domain.plan.paper_safety import (
    DANGERS,
    OFFICE,
    QUESTIONS,
    SPOKEN,
    contradictions,
    from_record,
    is_dangerous,
)
from hru_advocate.errors import InvalidAnswer

_OTHER: str = "other"


def fill_paper(session: Session, raw: Mapping[str, object], filing: Filing) -> Mapping[str, object]:
    """The answers with those the record gives where nothing was answered."""
    if filing.case is None or filing.corrects or _text(raw, "document") in OFFICE:
        return raw
    known = from_record(facts_now(session, filing.case))
    return {one.question: one.answer for one in known if one.answer is not None} | dict(raw)


def check_paper(session: Session, answers: Answers, filing: Filing) -> None:
    """Hold the answers about a paper against the record, and its recipient against everybody of the case.

    A copy that is corrected (it came back, it is lost) was judged when it was made.

    Raises:
        InvalidAnswer: it names the question, or the reason that is missing.
    """
    if filing.case is None or filing.corrects:
        return
    document = value_of(answers, "document")
    reason = value_of(answers, "override") or ""
    if document == "safe_person":
        check_recipient(session, filing.case, value_of(answers, "for_whom") or "", reason)
    if document in OFFICE:
        return
    given = {question: answers[question].value for question in QUESTIONS if question in answers}
    check_safe(facts_now(session, filing.case), given, "" if document == SPOKEN else document, reason)


def check_safe(facts: CaseFacts, given: Mapping[str, bool | None], document: str, reason: str) -> None:
    """Refuse an answer against the record, and a document ("": none) where paper is dangerous and no reason is given.

    Raises:
        InvalidAnswer: nothing was printed or saved.
    """
    for question, said in contradictions(from_record(facts), given):
        raise InvalidAnswer(question, said)
    if document and is_dangerous(given) and not reason.strip():
        why = ", ".join(words for question, words in DANGERS.items() if given.get(question) is True)
        raise InvalidAnswer(
            "override",
            f"Paper is not safe here: {why}. Nothing was printed or saved; read it aloud, or give the reason for a "
            "copy all the same.",
        )


def dangers_on_paper(session: Session, case: str) -> tuple[str, ...]:
    """Say in words what makes paper dangerous for the person, as the record answers it."""
    given = {one.question: one.answer for one in from_record(facts_now(session, case))}
    return tuple(words for question, words in DANGERS.items() if given.get(question) is True)


def check_recipient(session: Session, case: str, name: str, reason: str) -> None:
    """Refuse a safe person's copy for the other person; ask for a reason where it may be, or is somebody of theirs.

    Raises:
        InvalidAnswer: nothing was printed or saved.
    """
    owner = whose(session, case, name)
    if owner is None:
        return
    if owner.side == _OTHER and owner.sure:
        raise InvalidAnswer(
            "for_whom",
            "This is the other person, as this case records them. Nothing was printed or saved; "
            "no copy is made for them.",
        )
    if not reason.strip():
        raise InvalidAnswer(
            "override",
            f"{sentence(owner)} Nothing was printed or saved; choose somebody else, or give the reason for a copy "
            "all the same.",
        )


def _text(raw: Mapping[str, object], field: str) -> str:
    value = raw.get(field)
    value = value.value if isinstance(value, Answer) else value
    return value if isinstance(value, str) else ""
