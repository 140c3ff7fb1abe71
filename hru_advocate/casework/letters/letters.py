"""Letters of a case: begun from a template, looked at as they will be printed, listed, and copied as text."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Final

from hru_advocate.casework.checks.filing import Filing
from hru_advocate.casework.checks.letter_checks import check_works_there, letter_items, no_longer_so
from hru_advocate.casework.checks.letter_known import letter_facts, letter_template, letter_templates
from hru_advocate.casework.checks.recipient_checks import check_recipients
from hru_advocate.casework.paper import papers
from hru_advocate.casework.paper.copies import record_copy
from hru_advocate.casework.paper.document_kinds import LETTER, PaperView
from hru_advocate.casework.paper.letter_papers import check_ready, letter_document, letter_in, letter_paper
from hru_advocate.casework.paper.papers import PaperRequest
from hru_advocate.casework.paper.safety import may_be_made
from hru_advocate.casework.records.entries import Saved, save
from hru_advocate.casework.session import Session
from hru_advocate.casework.wording import near_day_in_words
from hru_advocate.documents.compose.office.letter import letter_as_text, letter_page
from hru_advocate.documents.pdf import writer
from hru_advocate.domain.forms.answers import Answer
from hru_advocate.domain.forms.kinds import check_answer
from hru_advocate.domain.ledger.records import Record
from hru_advocate.domain.letters.filling import blank_words, filled
from hru_advocate.domain.letters.identifying import left_open
from hru_advocate.domain.letters.letter import GONE, Letter, read_letter, ready_fault
from hru_advocate.domain.moments import day_in_words
from hru_advocate.errors import InvalidAnswer, NotFound

FORM: Final = "letter"


@dataclass(frozen=True, slots=True)
class TemplateChoice:
    """A template one can begin a letter with."""

    id: str
    title: str
    to: str
    statement: bool
    note: str


@dataclass(frozen=True, slots=True)
class BegunLetter:
    """A letter as its template fills it from the case: raw answers of the form."""

    answers: dict[str, object]


@dataclass(frozen=True, slots=True)
class ItemTick:
    """One thing in a letter that tells who somebody is, and whether it was ticked. ``never``: no tick lets it out."""

    kind: str
    words: str
    why: str
    third_party: bool
    never: bool
    ticked: bool


@dataclass(frozen=True, slots=True)
class LetterLook:
    """A letter as it will be printed, and what is left to do: blanks, what is not so, what was not ticked.

    ``fault`` says what else keeps it from going out, and ``fault_field`` of which question; ``prompts`` are what a
    statement is asked along, ``note`` what the advocate is told with the template.
    """

    pdf: bytes
    pages: int
    blanks: tuple[str, ...]
    items: tuple[ItemTick, ...]
    not_so: tuple[str, ...]
    fault: str
    fault_field: str = ""
    prompts: tuple[str, ...] = ()
    note: str = ""

    @property
    def ready(self) -> bool:
        """True if it may go out."""
        return not (self.blanks or self.not_so or self.fault or any(not one.ticked for one in self.items))


@dataclass(frozen=True, slots=True)
class LetterLine:
    """One letter of a case in words. ``document`` is the paper it is printed as."""

    entry: str
    title: str
    to: str
    state: str
    state_words: str
    when: str
    due: str
    over_days: int
    consent: str
    answer: str
    document: str
    open: bool


def templates_to_choose(session: Session) -> tuple[TemplateChoice, ...]:
    """The templates that are in use here."""
    held = [one for one, retired in letter_templates(session) if not retired]
    return tuple(TemplateChoice(one.id, one.title, one.to, one.kind == "statement", one.note) for one in held)


def begin_letter(session: Session, case: str, template: str) -> BegunLetter:
    """A letter filled from a case; nothing is saved, nobody's address or number is filled in.

    Raises:
        NotFound: there is no template of that id.
    """
    found = letter_template(session, template)
    if found is None:
        raise NotFound
    said = filled(found, letter_facts(session, case, session.now().date()))
    answers: dict[str, object] = {"title": found.title, "template": found.id, "kind": found.kind, "state": "draft"}
    if found.kind == "letter":
        answers |= {"subject": said.subject, "greeting": said.greeting, "text": said.text}
    return BegunLetter({field: value for field, value in answers.items() if value})


def look_at(session: Session, case: str, raw: Mapping[str, object]) -> LetterLook:
    """Look at a letter that is being written: the very page, and what is left to do before it can go."""
    letter = _as_typed(session, raw)
    drawn = writer.render(letter_page(letter_paper(session, case, letter)), session.product.fonts)
    items = letter_items(session, case, letter)
    undone = set(left_open(items, letter.kept))
    template = letter_template(session, letter.template)
    facts = letter_facts(session, case, session.now().date())
    gone = letter.state in GONE
    fault = _fault(session, case, letter)
    return LetterLook(
        pdf=drawn.data,
        pages=drawn.pages,
        blanks=tuple(blank_words(one) for one in letter.blanks),
        items=tuple(
            ItemTick(one.kind, one.words, one.why, one.third_party, one.never, one not in undone) for one in items
        ),
        not_so=() if gone else no_longer_so(session, case, letter),
        fault=fault[1],
        fault_field=fault[0],
        prompts=filled(template, facts).prompts if template is not None else (),
        note=template.note if template is not None else "",
    )


def _as_typed(session: Session, raw: Mapping[str, object]) -> Letter:
    """A letter as far as what is typed fits its questions."""
    form = session.forms.newest(FORM)
    answers: dict[str, Answer] = {}
    for field in form.fields:
        if raw.get(field.id) is not None:
            with suppress(InvalidAnswer):
                answers[field.id] = check_answer(field, raw[field.id], session.asking())
    return read_letter("", answers)


def _fault(session: Session, case: str, letter: Letter) -> tuple[str, str]:
    """Name the question, and the sentence, of what else keeps a letter from going out."""
    try:
        check_recipients(session, "letter", letter.answers, Filing(case))
        if letter.state not in GONE:
            check_works_there(session, case, letter)
    except InvalidAnswer as error:
        return error.field, error.sentence
    fault = None if letter.blanks else ready_fault(letter)
    return fault or ("", "")


def letter_lines(session: Session, case: str) -> tuple[LetterLine, ...]:
    """The letters of a case: what asks for something first, by its day, then the newest."""
    today = session.now().date()
    held = [record for record in session.heads(case, ["letter"]) if not record.erased]
    pairs = [(read_letter(record.entry, record.asked_answers), record) for record in held]
    pairs.sort(key=lambda pair: _order(pair[0]))
    return tuple(_line(letter, record, today) for letter, record in pairs)


def _order(letter: Letter) -> tuple[bool, date, bool]:
    asks = letter.asks[0] if letter.asks else date.max
    return letter.asks is None, asks, letter.state not in ("draft", "agreed", "sent")


def _line(letter: Letter, record: Record, today: date) -> LetterLine:
    said = partial(record.form.said, letter.answers)
    over = max((today - letter.asks[0]).days, 0) if letter.asks else 0
    due = (
        f"{letter.asks[1].partition(':')[0].lower()} by {near_day_in_words(letter.asks[0], today)}"
        if letter.asks
        else ""
    )
    consent = {"yes": "with consent", "without": "without consent", "not_yet": "not asked yet"}.get(letter.consent, "")
    by = said("goes_by").lower()
    when = f"{day_in_words(letter.sent_on)}, {by}" if letter.sent_on and by else ""
    return LetterLine(
        entry=letter.entry,
        title=letter.title,
        to="" if letter.statement else letter.to_name or " ".join(letter.to_lines.split("\n")[:1]),
        state=letter.state,
        state_words=said("state") or "Draft",
        when=when,
        due=f"{due}, {over} day{'' if over == 1 else 's'} over" if over else due,
        over_days=over,
        consent=consent,
        answer=" ".join(said("answer").split()),
        document=letter_document(letter),
        open=letter.state in ("draft", "agreed", "sent"),
    )


def document_of(session: Session, case: str, entry: str) -> str:
    """The document a letter is printed as: one the person carries is asked about first."""
    return letter_document(letter_in(session, case, entry))


@dataclass(frozen=True, slots=True)
class MadeLetter:
    """A finished letter as it leaves: its entry, its page and its text. ``paper`` is what was answered about paper."""

    entry: str
    view: PaperView
    text: str
    paper: Mapping[str, object]


def make_letter(session: Session, case: str, raw: Mapping[str, object], paper: Mapping[str, object]) -> MadeLetter:
    """Save a letter and make it ready to leave: its page and its text.

    Raises:
        InvalidAnswer: the letter cannot be saved so, or paper is not safe for who carries it; nothing was made.
        LetterNotFinished: it says what is missing; the letter is kept as it stands.
        NotAskedYet: it was not asked whether paper is safe.
    """
    check_ready(session, case, _as_typed(session, raw))
    saved = save(session, FORM, raw, case=case)
    return finished_letter(session, case, saved.entry, paper)


def finished_letter(session: Session, case: str, entry: str, paper: Mapping[str, object]) -> MadeLetter:
    """A letter that is kept, ready to leave.

    Raises:
        LetterNotFinished, InvalidAnswer, NotAskedYet: as ``make_letter``.
    """
    letter = letter_in(session, case, entry)
    view = papers.preview(session, PaperRequest(case, letter_document(letter), record=entry))
    may_be_made(session, view, paper, frozenset())
    to = {"goes_to": letter.to_name} if letter.to_name and not letter.statement else {}
    return MadeLetter(entry, view, letter_as_text(letter_paper(session, case, letter)), {**to, **paper})


def copy_as_text(session: Session, case: str, entry: str) -> tuple[MadeLetter, Saved]:
    """The text of a finished letter, to be put into somebody else's form; that it left is a copy with its number.

    Text leaves no paper at the person's home, so nobody is asked about paper.

    Raises:
        LetterNotFinished: it says what is missing; nothing left.
    """
    letter = letter_in(session, case, entry)
    view = papers.preview(session, PaperRequest(case, LETTER.id, record=entry))
    to = {"goes_to": letter.to_name} if letter.to_name and not letter.statement else {}
    made = MadeLetter(entry, view, letter_as_text(letter_paper(session, case, letter)), to)
    return made, record_copy(session, view, to, "copied")
