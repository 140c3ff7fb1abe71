"""Actions, flags, partner meetings, answers to a repeat question, safeguarding: each held against itself."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from hru_advocate.casework.checks.filing import Filing
from hru_advocate.casework.session import Session
from hru_advocate.domain.actions.action import action_fault, read_action
from hru_advocate.domain.births import Birth
from hru_advocate.domain.forms.answers import Answers, value_of
from hru_advocate.domain.ledger.records import Record
from hru_advocate.domain.partners.flags import flag_fault, read_flag
from hru_advocate.domain.partners.meetings import meeting_fault, meeting_in
from hru_advocate.domain.partners.safeguarding import Safeguarding, read_safeguarding, safeguarding_fault
from hru_advocate.domain.people.names import alike
from hru_advocate.errors import InvalidAnswer, NotFound
from hru_advocate.store.ledger import ledger


def fill_action(_session: Session, raw: Mapping[str, object], _filing: Filing) -> Mapping[str, object]:
    """An action of which nothing else is said is open."""
    return raw if raw.get("state") else {**raw, "state": "open"}


def check_action(session: Session, answers: Answers, filing: Filing) -> None:
    """Refuse a state without what it needs, and an origin that is not an entry of this case.

    Raises:
        InvalidAnswer: it names the field; nothing may be saved.
    """
    fault = action_fault(read_action("", answers))
    if fault is not None:
        raise InvalidAnswer(fault[0], f"{fault[1]} Nothing was saved; add it and save again.")
    origin = value_of(answers, "from_entry")
    if origin and not _is_of_case(session, origin, filing.case):
        raise InvalidAnswer(
            "from_entry",
            "The entry it came from is not one of this case. Nothing was saved; name another, or none.",
        )


def _is_of_case(session: Session, entry: str, case: str | None) -> bool:
    try:
        return ledger.entry(session.vault, entry).header.case == case
    except NotFound:
        return False


def check_flag(_session: Session, answers: Answers, _filing: Filing) -> None:
    """Refuse a flag without its review, its reason or the reason the person does not know."""
    _refuse(flag_fault(read_flag("", answers)))


def _refuse(fault: tuple[str, str] | None) -> None:
    if fault is not None:
        raise InvalidAnswer(fault[0], f"{fault[1]} Nothing was saved; mend it and save again.")


def check_meeting(session: Session, answers: Answers, _filing: Filing) -> None:
    """Refuse a meeting that says too little to be followed, or that was held on a day to come."""
    _refuse(meeting_fault(meeting_in(answers), session.now().date()))


def fill_meeting(_session: Session, raw: Mapping[str, object], _filing: Filing) -> Mapping[str, object]:
    """A meeting of which nothing else is said is to come."""
    return raw if raw.get("state") else {**raw, "state": "planned"}


def check_repeat_look(session: Session, answers: Answers, filing: Filing) -> None:
    """Refuse an answer that names no incident of this case."""
    named = (value_of(answers, "incidents") or "").split()
    if not named or not all(_is_incident(session, one, filing.case) for one in named):
        raise InvalidAnswer(
            "incidents",
            "It does not say which incidents of this case it is about. Nothing was saved; begin it from the question "
            "on the page of the case.",
        )


def _is_incident(session: Session, record: str, case: str | None) -> bool:
    try:
        header = ledger.entry(session.vault, record).header
    except NotFound:
        return False
    return header.case == case and header.form == "incident"


def check_safeguarding(session: Session, answers: Answers, filing: Filing) -> None:
    """Refuse a referral to the wrong front door, without its reason, or that nobody would ask after."""
    referral = read_safeguarding("", answers)
    known = _births_known(session, filing.case, referral) if filing.case is not None else ()
    _refuse(safeguarding_fault(referral, session.now().date(), known))


def _births_known(session: Session, case: str, referral: Safeguarding) -> tuple[Birth, ...]:
    """The births a case has of whom a referral names; an adult's that names nobody is about the person of the case."""
    own = [record for record in session.heads(case, ["victim", "referral"]) if not record.erased]
    others = [record for record in session.heads(case, ["person"]) if not record.erased]
    named = value_of(referral.answers, "whom")
    if named is None:
        return _births(own) if referral.who == "adult" else ()
    titles = session.product.library.paper_words.titles
    held = [(alike(named.name, _names(group), titles), group) for group in (own, *([one] for one in others))]
    fitting = [group for how, group in held if how == "same"] or [group for how, group in held if how == "perhaps"]
    return _births(record for group in fitting for record in group)


def _births(records: Iterable[Record]) -> tuple[Birth, ...]:
    return tuple(born for record in records if (born := value_of(record.answers, "born")) is not None)


def _names(records: Iterable[Record]) -> list[str]:
    fields = ("name", "called", "victim")
    return [name for record in records for field in fields if (name := value_of(record.answers, field))]
