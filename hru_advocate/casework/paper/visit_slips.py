"""The slip of a visit, made from its record: names, places and numbers that are not ours leave what was typed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from hru_advocate.casework.people.known_of_case import known_of_case
from hru_advocate.casework.people.names import names_of
from hru_advocate.casework.session import Session
from hru_advocate.casework.settings import settings
from hru_advocate.casework.unit.our_number import our_number
from hru_advocate.casework.wording import AREAS, full_day
from hru_advocate.documents.blocks import Page
from hru_advocate.documents.compose.give_away import GiveAwayCheck, JudgedText, ProtectedValue
from hru_advocate.documents.compose.office.visit_slip import SlipPaper, visit_slip
from hru_advocate.domain.disclosure.redaction import BAR, CaseFinder
from hru_advocate.domain.forms.answers import value_of
from hru_advocate.domain.identifying.items import Item, item_id
from hru_advocate.domain.identifying.known_things import KnownName
from hru_advocate.domain.identifying.name_forms import NameSought
from hru_advocate.domain.identifying.words_known import WordsKnown
from hru_advocate.domain.people.initials import without_titles
from hru_advocate.domain.people.name_mask import NameMask
from hru_advocate.domain.text_folding import fold, words_of
from hru_advocate.domain.visits.visit import read_visit
from hru_advocate.errors import NotFound
from hru_advocate.store import views
from hru_advocate.store.ledger import ledger

_UNCONFIRMED: Final = "The unit has not confirmed its own steps: ask the duty supervisor."
_DANGER: Final = "If anybody may be in danger: 999."
_LABELS: Final = ("Who goes:", "Who goes along:", "Told:", "The code word's reference:")
_ALL_LEFT: Final = "is left off: it held an address, a code word or a number that must not be printed."
_PART_LEFT: Final = f"a part is left off: {BAR} stands for a name, a place or a number that is not ours."
_NO_NUMBER: Final = "what is no number of a word or a card is left off."
_REFERENCE: Final = re.compile(
    r"(?:(?:code\s+)?word|card|number|no\b\.?)\s*(?:number|no\b\.?)?\s*\d{1,4}(?!\d)|\d{1,4}$", re.IGNORECASE
)
_BETWEEN_NAMES: Final = re.compile(r"\s*(?:[,;/&+()]|\band\b)\s*")
_ANYBODYS: Final = frozenset("mr mrs ms miss mx dr sister nurse father master lord lady".split())
"""Titles of people who need not be ours."""
_MOST_WORDS: Final = 4
"""Words of one name, without its title."""


@dataclass(frozen=True, slots=True)
class _Safe:
    """Words that may stand on the slip, and what is said of the rest; "" where nothing was taken out."""

    words: str
    left: str = ""


@dataclass(frozen=True, slots=True)
class _Cleaner:
    """Hides names, and takes out a whole text that holds an address or a code word of the case."""

    mask: NameMask
    check: GiveAwayCheck

    def holds(self, text: str) -> bool:
        """Say whether a text may not stand on a slip at all."""
        judged = JudgedText(text)
        return judged.holds_address or any(hit.never for hit in self.check.find(judged))

    def clean(self, text: str) -> str:
        """The text without names; "" where it says where somebody is."""
        return "" if self.holds(text) else self.mask.hide(text)


def slip_page(session: Session, case: str, entry: str, copy_number: int) -> Page:
    """The slip of the visit an entry belongs to.

    Raises:
        NotFound: the entry is no visit of that case, or it was erased.
    """
    found = ledger.entry(session.vault, entry)
    if found.header.case != case or found.header.form != "visit" or found.body is None:
        raise NotFound
    record, row = session.read(found), views.case_row(session.vault, case)
    visit, cleaner = read_visit(record.entry, record.record, record.answers), _cleaner(session, case)
    said = record.said
    words = _words_of(session, case, cleaner, (visit.who, said("with_name"), said("told")))
    who, along, told = (one.words for one in words)
    reference = _reference(cleaner, said("signal_reference"))
    left = [(label, one.left) for label, one in zip(_LABELS, (*words, reference), strict=True) if one.left]
    times = [f"{at:%H:%M}, {full_day(at.date())}" if at else "" for at in (visit.leaves, visit.returns)]
    slip = SlipPaper(
        initials=row.initials or "?",
        area=AREAS.get(row.area or "", ""),
        place=said("place"),
        out=times[0],
        back=times[1],
        who=" ".join(filter(None, (who, f"({_company(said('company'), along)})"))),
        reach=said("reach"),
        reference=reference.words,
        told=told,
        raise_it=(_DANGER, *_steps(session, cleaner)),
        left_off=tuple(f"{label} {why}" for label, why in left),
        footer=f"Copy {copy_number}",
    )
    return visit_slip(slip)


def _reference(cleaner: _Cleaner, typed: str) -> _Safe:
    """The number of a code word on the office's list, and nothing that may be the word itself."""
    found = _REFERENCE.match(typed.strip())
    words = found[0].strip() if found and not cleaner.holds(found[0]) else ""
    return _Safe(words, "" if words == typed.strip() else _NO_NUMBER)


def _words_of(session: Session, case: str, cleaner: _Cleaner, typed: Sequence[str]) -> tuple[_Safe, ...]:
    """Everything typed on who goes, who goes along and who is told, swept as a disclosure is: ours alone stay."""
    known = session.product.words_known
    *going, told = typed
    names = {name for text in going for name in _names_alone(text, known, first_names=False)}
    ours = [session.author, *names, *_names_alone(told, known, first_names=True)]
    ours += [value_of(one.answers, "name") or "" for one in session.heads(None, ["colleague"]) if not one.erased]
    things = [*known_of_case(session, case).things, *(_of_ours(case, name) for name in ours if words_of(name))]
    read = CaseFinder(case, things, known).read(typed)
    return tuple(_safe(cleaner, one.text, one.redacted(frozenset())) for one in read)


def _safe(cleaner: _Cleaner, typed: str, swept: str) -> _Safe:
    if cleaner.holds(typed):
        return _Safe("", _ALL_LEFT)
    return _Safe(swept, "" if swept == typed else _PART_LEFT)


def _of_ours(case: str, name: str) -> KnownName:
    item = Item(item_id(case, "name", f"ours {' '.join(words_of(name))}"), "name", "ours", name, own=True)
    titles = [one for one in name.split() if one not in without_titles(name).split()]
    return KnownName(item, NameSought((name, *titles), loosely=False))


def _names_alone(text: str, known: WordsKnown, *, first_names: bool) -> Sequence[str]:
    """The names of a text that holds nothing else, else those with a rank alone.

    ``first_names``: only those that begin with one, where somebody other than ours is easily typed.
    """
    parts = [part for part in _BETWEEN_NAMES.split(text) if part.strip()]
    shaped = [part for part in parts if _is_name(part, known, first_names=first_names)]
    return shaped if len(shaped) == len(parts) else [part for part in shaped if _has_rank(part)]


def _is_name(part: str, known: WordsKnown, *, first_names: bool) -> bool:
    named = without_titles(part).split()
    if len(named) > _MOST_WORDS or not all(word[:1].isupper() for word in named):
        return False
    first = fold(named[0])
    if _has_rank(part) or first in known.first_names:
        return True
    return not first_names and not known.is_ordinary(first)


def _has_rank(part: str) -> bool:
    titled = without_titles(part).split() != part.split()
    return titled and fold(part.split(maxsplit=1)[0]).strip(".") not in _ANYBODYS


def _company(company: str, name: str) -> str:
    return f"with {name}" if name else company.lower()


def _steps(session: Session, cleaner: _Cleaner) -> Iterable[str]:
    unit, ours = settings(session), our_number(session)
    steps = [line for line in unit.overdue_steps.splitlines() if line.strip()]
    yield from (cleaner.clean(line) for line in steps)
    if not steps:
        yield _UNCONFIRMED
    if ours is not None:
        line = ours.line(session.now().date(), unit.number_days)
        yield f"Duty number: {ours.number}{f' ({line.mark.lower()})' if line.mark else ''}"


def _cleaner(session: Session, case: str) -> _Cleaner:
    secrets = [
        ProtectedValue("address", address)
        for record in session.heads(case, ["victim", "person"])
        if (address := value_of(record.answers, "address"))
    ]
    for record in session.heads(case, ["safe_contact"]):
        if word := value_of(record.answers, "code_word"):
            secrets.append(ProtectedValue("code_word", word))
        ways = (value_of(row, "address") for row in value_of(record.answers, "ways") or ())
        secrets += [ProtectedValue("address", address) for address in ways if address]
    refused = session.product.library.services.refused_numbers
    check = GiveAwayCheck(session.product.library.paper_words, (), secrets, refused=refused)
    return _Cleaner(names_of(session, case), check)
