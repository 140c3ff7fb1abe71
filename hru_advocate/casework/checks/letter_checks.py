"""The rules of letters and their templates: nothing unfinished, untrue of its day or unticked is ever sent."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from hru_advocate.casework.checks.filing import Filing, corrected_version
from hru_advocate.casework.checks.letter_known import letter_facts, letter_reading, letter_template, letter_templates
from hru_advocate.casework.checks.recipient_checks import (
    IN_AGENCY,
    IN_POLICE,
    IN_SAME_PLACE,
    WORKS_THERE,
    check_recipients,
    refused_at,
)
from hru_advocate.casework.plan.knowledge import facts_now
from hru_advocate.casework.session import Session
from hru_advocate.domain.forms.answers import Answers, value_of
from hru_advocate.domain.letters.filling import not_so_any_more
from hru_advocate.domain.letters.identifying import items_in, left_open
from hru_advocate.domain.letters.items import LetterItem
from hru_advocate.domain.letters.letter import FINISHED, GONE, Letter, letter_fault, read_letter
from hru_advocate.domain.letters.templates import OWN, read_unit_template, template_fault
from hru_advocate.domain.text_folding import id_from_words, words_of
from hru_advocate.errors import InvalidAnswer

NOT_TICKED = (
    "Something in it tells who somebody is, and nobody ticked it. Nothing was saved or printed; "
    "take it out, or tick it."
)
_REFUSED_THERE: Final = (
    "By a record of this case the person wants nothing known where this letter goes. Nothing was saved or printed; "
    "say that it goes without consent and why, or ask again and correct that record first."
)
NOT_SO = (
    "It says something that is not known to be so on that day, such as an order that has ended. Nothing was saved or "
    "printed; mend it, or begin the letter again."
)


_READ_AT: Final[Mapping[str, tuple[str, ...]]] = {
    "police_complaint": (IN_POLICE,),
    "court_special_measures": (IN_POLICE, IN_AGENCY),
    "court_support": (IN_AGENCY,),
    "housing_safety": (IN_AGENCY,),
    "priority_move": (IN_AGENCY,),
    "gp": (IN_AGENCY,),
    "employer": (IN_SAME_PLACE,),
}
"""The facts of the other person's work that each of the program's templates is read by."""
_NAMED_BY: Final[Mapping[str, frozenset[str]]] = {
    IN_POLICE: frozenset({"police", "constabulary", "cps", "prosecutor"}),
    IN_AGENCY: frozenset({"council", "housing", "probation", "court", "nhs", "hospital", "surgery", "cps"}),
    IN_SAME_PLACE: frozenset({"employer", "personnel"}),
}
"""Words of a recipient that say the same of any other letter."""


def letter_items(session: Session, case: str, letter: Letter) -> tuple[LetterItem, ...]:
    """Everything in a letter that tells who somebody is."""
    reading = letter_reading(session, case, letter.template, f"{letter.to_name}\n{letter.to_lines}")
    return items_in("\n\n".join(letter.texts), reading)


def no_longer_so(session: Session, case: str, letter: Letter) -> tuple[str, ...]:
    """Everything a letter says that is not so on the day it goes; of the person's own words nobody asks."""
    if letter.statement:
        return ()
    facts = letter_facts(session, case, letter.sent_on or session.now().date())
    text = "\n".join(letter.texts[:3])
    return not_so_any_more(letter_template(session, letter.template), text, facts)


def check_letter(session: Session, answers: Answers, filing: Filing) -> None:
    """Refuse a letter that says it is finished and is not.

    Raises:
        InvalidAnswer: it names the field; nothing was saved.
    """
    letter, corrected = read_letter("", answers), corrected_version(session, filing)
    before = read_letter("", corrected.answers) if corrected is not None and not corrected.erased else None
    fault = letter_fault(letter, before)
    check_recipients(session, "letter", answers, filing)
    if fault is not None:
        raise InvalidAnswer(fault[0], f"{fault[1]} Nothing was saved.")
    if filing.case is None or letter.state not in FINISHED or (before is not None and before.state in GONE):
        return
    check_finished(session, filing.case, letter)


def check_finished(session: Session, case: str, letter: Letter) -> None:
    """Refuse a letter that holds an item nobody ticked, or something that is not so on its day.

    Raises:
        InvalidAnswer: it names the field with the words.
    """
    field = "words" if letter.statement else "text"
    check_works_there(session, case, letter)
    to = (letter.to_name, *letter.to_lines.splitlines())
    if value_of(letter.answers, "consent") != "without" and refused_at(session, case, to):
        raise InvalidAnswer("consent", _REFUSED_THERE)
    if left_open(letter_items(session, case, letter), letter.kept):
        raise InvalidAnswer(field, NOT_TICKED)
    if no_longer_so(session, case, letter):
        raise InvalidAnswer(field, NOT_SO)


def check_works_there(session: Session, case: str, letter: Letter) -> None:
    """Refuse a letter to where the other person works, by the record, without saying how it is kept from them.

    Raises:
        InvalidAnswer: it names the field for the reason.
    """
    if (value_of(letter.answers, "shared_why") or "").strip():
        return
    present, read_at = facts_now(session, case).present, _reads_it(letter)
    for fact, words in WORKS_THERE.items():
        if fact in present and fact in read_at:
            raise InvalidAnswer(
                "shared_why",
                f"By this record the other person works {words}, and this letter goes there. Nothing was saved or "
                "printed; say how it is kept from them, or change the record.",
            )


def _reads_it(letter: Letter) -> frozenset[str]:
    """The facts of where the other person works that matter to a letter: by its template, and by to whom it goes."""
    words = {word for text in (letter.to_name, letter.to_lines, letter.texts[1]) for word in words_of(text)}
    named = (fact for fact, told in _NAMED_BY.items() if not told.isdisjoint(words))
    return frozenset((*_READ_AT.get(letter.template, ()), *named))


def fill_letter_template(session: Session, raw: Mapping[str, object], _filing: Filing) -> Mapping[str, object]:
    """The answers with an id for a template of the unit's own."""
    title = raw.get("title")
    if raw.get("template") or not isinstance(title, str):
        return raw
    taken = {one.id for one, _retired in letter_templates(session)}
    return {**raw, "template": id_from_words(OWN, title, "letter", taken)}


def check_letter_template(session: Session, answers: Answers, filing: Filing) -> None:
    """Refuse a template with a place or condition that there is not, or that is none of ours and none of the program's.

    Raises:
        InvalidAnswer: it names the field; nothing was saved.
    """
    said = read_unit_template(answers)
    held = {one.id for one, _retired in letter_templates(session)}
    if said.template not in held and not said.template.startswith(OWN):
        raise InvalidAnswer("template", "There is no letter template of that id. Nothing was saved; choose one.")
    if said.words is None:
        if said.done == "add":
            raise InvalidAnswer("paragraphs", "A template needs at least one paragraph. Nothing was saved; write one.")
        return
    fault = template_fault(said.words)
    if fault is not None:
        raise InvalidAnswer(fault[0], f"{fault[1]} Nothing was saved; mend it.")
    del filing
