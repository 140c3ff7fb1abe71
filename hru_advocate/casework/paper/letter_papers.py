"""Letters on paper: a letter that is finished, with its date, our reference and the unit's confirmed number."""

from __future__ import annotations

from dataclasses import replace

from hru_advocate.casework.checks.filing import Filing
from hru_advocate.casework.checks.letter_checks import check_finished, letter_items, no_longer_so
from hru_advocate.casework.checks.letter_known import letter_facts
from hru_advocate.casework.checks.recipient_checks import check_recipients
from hru_advocate.casework.paper.document_kinds import LETTER, LETTER_IN_HAND
from hru_advocate.casework.session import Session
from hru_advocate.documents.compose.office.letter import LetterPaper
from hru_advocate.domain.forms.answers import value_of
from hru_advocate.domain.letters.filling import day_written_out
from hru_advocate.domain.letters.letter import GONE, Letter, read_letter, ready_fault
from hru_advocate.domain.moments import day_in_words
from hru_advocate.errors import AdvocateError, InvalidAnswer, NotFound
from hru_advocate.store.ledger import ledger


class LetterNotFinished(AdvocateError):
    """This letter is not finished. Nothing was made; go on with it first."""


def letter_in(session: Session, case: str, entry: str) -> Letter:
    """The letter of a case as one version of its record says it.

    Raises:
        NotFound: no letter of that case has that id, or it was erased by authority.
    """
    found = ledger.entry(session.vault, entry)
    if found.header.case != case or found.header.kind != "record":
        raise NotFound
    record = session.read(found)
    if record.form.purpose != "letter" or record.erased:
        raise NotFound
    return read_letter(record.entry, record.asked_answers)


def letter_document(letter: Letter) -> str:
    """The document a letter is: one that the person carries is asked about as paper at home is."""
    return LETTER_IN_HAND.id if letter.goes_by == "person" or letter.statement else LETTER.id


def letter_paper(session: Session, case: str, letter: Letter, copy_number: int = 0) -> LetterPaper:
    """Everything a letter says on the day it goes."""
    day = letter.sent_on or session.now().date()
    values = letter_facts(session, case, day).values

    def text(field: str) -> str:
        return value_of(letter.answers, field) or ""

    return LetterPaper(
        statement=letter.statement,
        to_name=letter.to_name.strip(),
        to_lines=letter.to_lines.strip(),
        date=day_written_out(day),
        reference=values.get("reference", ""),
        greeting=text("greeting").strip().rstrip(",") or "Dear Sir or Madam",
        subject=text("subject").strip(),
        text=text("text"),
        words=text("words"),
        advocate=session.author,
        unit=values.get("unit", ""),
        number=values.get("unit_number", ""),
        copy_number=copy_number,
    )


def check_ready(session: Session, case: str, letter: Letter) -> None:
    """Refuse to let out a letter that is not finished; one that was sent stands as it was.

    Raises:
        LetterNotFinished: it says what is missing.
    """
    fault = ready_fault(letter)
    if fault is not None:
        message = f"{fault[1]} Nothing was made; go on with the letter first."
        raise LetterNotFinished(message)
    try:
        check_recipients(session, "letter", letter.answers, Filing(case))
        if letter.state not in GONE:
            check_finished(session, case, letter)
    except InvalidAnswer as error:
        raise LetterNotFinished(error.message) from None


def ticked_words(session: Session, case: str, letter: Letter) -> str:
    """The number of identifying items that stand in a letter because somebody ticked them, in words."""
    count = len(letter_items(session, case, letter))
    if not count:
        return "Nothing in it tells who anybody is"
    return f"{count} identifying item{'' if count == 1 else 's'} in it, each ticked"


def said_then(session: Session, case: str, letter: Letter) -> tuple[str, ...]:
    """A caution where a letter that was sent says what was so on its day and is not known to be so today."""
    today = replace(letter, sent_on=None)
    if letter.state not in GONE or letter.sent_on is None or not no_longer_so(session, case, today):
        return ()
    return (f"It is the letter of {day_in_words(letter.sent_on)}: something in it is not known to be so any more.",)
