"""Everything a letter may say of a case on a day, what in it tells who somebody is, and the templates there are."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import lru_cache, partial
from typing import Final

from hru_advocate.casework.checks.recipient_checks import everyone, whose
from hru_advocate.casework.people.known_of_case import known_of_case
from hru_advocate.casework.plan.knowledge import facts_now
from hru_advocate.casework.product import Product
from hru_advocate.casework.session import Session
from hru_advocate.casework.settings import settings
from hru_advocate.casework.wording import AREAS
from hru_advocate.domain.forms.answers import Answers, answer_to, value_of
from hru_advocate.domain.forms.kinds import answer_in_words
from hru_advocate.domain.identifying.known_things import KnownDay, KnownName
from hru_advocate.domain.law.criminal_case import read_criminal_case
from hru_advocate.domain.law.current_orders import current_orders
from hru_advocate.domain.law.hearings import HearingView, read_hearing
from hru_advocate.domain.law.orders import BAIL, HOLDS, OPEN_STATES, Order
from hru_advocate.domain.ledger.ids import case_ref
from hru_advocate.domain.letters.filling import LetterFacts, day_written_out
from hru_advocate.domain.letters.items import PersonInLetter, Reading
from hru_advocate.domain.letters.templates import LetterTemplate, laid_over, read_unit_template
from hru_advocate.domain.people.initials import without_titles
from hru_advocate.domain.people.whose import KnownPerson
from hru_advocate.domain.text_folding import words_of

_WHO: Final = {
    "victim": "the person",
    "perpetrator": "the other person",
    "proxy": "somebody who does it for the other person",
    "child": "a child",
    "safe_person": "a safe person",
    "go_between": "whoever passes messages on",
    "family": "somebody of the family, or a friend",
    "their_family": "somebody close to the other person",
    "officer": "a police officer",
    "professional": "a professional",
}
_RELATED: Final = ("ci_partner", "ci_former_partner", "ci_family_member", "ci_grown_up_child")
"""The facts that say that the other person is or was a partner, or is family."""
_REFERENCES: Final = "references"


def letter_templates(session: Session) -> tuple[tuple[LetterTemplate, bool], ...]:
    """Every template as it is here, each with whether it is retired: the program's, and what the unit says of them."""
    said = [read_unit_template(one.answers) for one in session.heads(None, ["letter_template"]) if not one.erased]
    return laid_over(session.program.letter_templates, said)


def letter_template(session: Session, template: str) -> LetterTemplate | None:
    """One template by its id, retired or not; ``None`` where there is none of that id."""
    return next((one for one, _retired in letter_templates(session) if one.id == template), None)


def letter_facts(session: Session, case: str, day: date) -> LetterFacts:
    """Everything known of a case that a letter of that day may say; what is not known is not there."""
    held = [one for one in session.heads(case, ["order"]) if not one.erased]
    orders = [one for one in current_orders(held, day, session.now()) if one.protecting]
    live = [one for one in orders if one.state_on(day) in HOLDS]
    hearings = [read_hearing(one) for one in session.heads(case, ["hearing"]) if not one.erased]
    ahead = sorted((one for one in hearings if one.comes(day)), key=lambda one: (one.day or day, one.at, one.entry))
    holds = {fact: known.present for fact, known in facts_now(session, case).known.items() if fact.startswith("ci_")}
    holds |= dict(_of_orders(orders, live, day, holds))
    related = [holds[one] for one in _RELATED if one in holds]
    if related:
        holds["partner_or_family"] = any(related)
    if hearings:
        holds["hearing_ahead"] = bool(ahead)
    values = {
        "reference": case_ref(case),
        "date": day_written_out(day),
        "advocate": session.author,
        **_of_people(session, case),
        **(_of_order(live[0], day) if live else {}),
        **(_of_hearing(session, ahead[0]) if ahead else {}),
        **_of_crime(session, case),
        **_of_unit(session, day),
    }
    if values.get("measures"):
        holds["measures_wanted"] = True
    if session.heads(case, ["criminal_case"]):
        holds["reported"] = True
        holds["ci_police_not_told"] = False
    holds["unit_number"] = bool(values.get("unit_number"))
    gone = tuple(one.name for one in orders if one.state_on(day) not in HOLDS)
    return LetterFacts(day, values, holds, gone, tuple(one.name for one in live))


def _of_orders(
    orders: list[Order], live: list[Order], day: date, holds: Mapping[str, bool]
) -> Iterator[tuple[str, bool]]:
    states = {one.state_on(day) for one in orders}
    if live:
        yield "order_live", True
    elif (orders and not states & OPEN_STATES) or holds.get("ci_no_order") is True:
        yield "order_live", False
    if orders:
        yield "order_ended", "ended" in states


def _of_order(order: Order, day: date) -> dict[str, str]:
    last = order.last_day
    at = f"{order.hour} on " if order.hour else ""
    until = f"until {at}{day_written_out(last)}" if last else "until a court ends it" if order.no_end else ""
    rules = [one.words.strip().rstrip(".") for one in order.conditions if one.holds_on(day) and one.words.strip()]
    return {
        "order": _with_article(order),
        "order_court": order.court,
        "order_made": day_written_out(order.made_on) if order.made_on else "",
        "order_until": until,
        "order_rules": "; ".join(rules),
    }


def _with_article(order: Order) -> str:
    name = order.name if order.name[:2].isupper() else f"{order.name[:1].lower()}{order.name[1:]}"
    if order.kind in BAIL:
        return name
    return f"{'an' if name[:1].lower() in 'aeiou' or name[:3] == 'FGM' else 'a'} {name}"


def _of_hearing(session: Session, hearing: HearingView) -> dict[str, str]:
    form = session.forms.newest("hearing")
    inner = {field.id: field for field in form.by_id["measures"].fields}
    wanted = value_of(hearing.answers, "measures_wanted") != "no"
    rows = (value_of(hearing.answers, "measures") or ()) if wanted else ()
    named = (answer_in_words(inner["measure"], row["measure"]) for row in rows if answer_to(row, "measure").given)
    return {
        "hearing": hearing.what[:1].lower() + hearing.what[1:],
        "hearing_day": day_written_out(hearing.day) if hearing.day else "",
        "hearing_time": hearing.at,
        "hearing_court": hearing.court,
        "measures": "; ".join(f"{one[:1].lower()}{one[1:]}" for one in named),
    }


def _of_people(session: Session, case: str) -> dict[str, str]:
    """The names the person and an only child are called by; where two records disagree nobody is named."""
    victims = [one.answers for one in session.heads(case, ["victim"]) if not one.erased]
    referrals = [one.answers for one in session.heads(case, ["referral"]) if not one.erased]
    names = {value_of(one, "name") or "" for one in victims} or {value_of(one, "victim") or "" for one in referrals}
    called = {value_of(one, "called") or _first_name(value_of(one, "name") or "") for one in victims}
    called = called or {_first_name(name) for name in names}
    children = [one.answers for one in session.heads(case, ["person"]) if value_of(one.answers, "role") == "child"]
    areas = {value_of(one, "area") or "" for one in referrals} - {"outside"}
    return {
        "person_name": _only(names),
        "person": _only(called),
        "child": _only(value_of(one, "called") or _first_name(value_of(one, "name") or "") for one in children),
        "area": AREAS.get(_only(areas), ""),
    }


def _only(values: Iterable[str]) -> str:
    """The one thing that is said; nothing where nobody said it, or two things are said."""
    found = list(values)
    return found[0] if len(found) == 1 else ""


def _first_name(name: str) -> str:
    """The first name of a name in full. Of a name in initials, or of one word, it is not known which it is."""
    words = without_titles(name).split()
    return words[0] if len(words) > 1 and len(words[0].strip(".")) > 1 else ""


def _of_crime(session: Session, case: str) -> dict[str, str]:
    records = [one for one in session.heads(case, ["criminal_case"]) if not one.erased]
    running = [one for one in map(read_criminal_case, records) if one.runs]
    numbers = [
        value_of(row, "reference") or ""
        for one in running
        for row in value_of(one.answers, _REFERENCES) or ()
        if value_of(row, "kind") == "crime_number"
    ]
    officers: list[str] = []
    for role in ("in_case", "in_charge"):
        officers = officers or [name for one in running for name in _officers(one.answers, role)]
    named = dict.fromkeys(officers)
    officer = _only(named)
    return {
        "crime_number": " and ".join(dict.fromkeys(one for one in numbers if one)),
        "officer": officer if officer and whose(session, case, officer) is None else "",
    }


def _officers(answers: Answers, role: str) -> Iterator[str]:
    for row in value_of(answers, "officers") or ():
        who = value_of(row, "who")
        if value_of(row, "role") == role and who is not None and who.name:
            yield who.name


def _of_unit(session: Session, day: date) -> dict[str, str]:
    """The unit's name, and its number while somebody's confirmation of it holds."""
    unit = settings(session)
    found = next((one.answers for one in session.heads(None, ["unit"]) if not one.erased), None)
    confirmed: date | None = value_of(found, "on") if found is not None else None
    fresh = confirmed is not None and 0 <= (session.now().date() - confirmed).days <= unit.number_days
    del day  # a number is confirmed for now, whatever day the letter has
    return {
        "unit": (value_of(found, "name") if found is not None else None) or unit.unit_name,
        "unit_number": str(value_of(found, "number") or "") if fresh and found is not None else "",
    }


def letter_reading(session: Session, case: str, template: str, recipient: str) -> Reading:
    """Everything a letter of a case is held against: its people, their ways, and the words that name nobody."""
    words = session.library.paper_words
    own = letter_template(session, template)
    standard = {word for text in own.texts for word in words_of(text)} if own is not None else set()
    records = [one for one in session.heads(case, ["criminal_case"]) if not one.erased]
    references = [
        value_of(row, "reference") or "" for one in records for row in value_of(one.answers, _REFERENCES) or ()
    ]
    codes = [value_of(one.answers, "code_word") or "" for one in session.heads(case, ["safe_contact"])]
    return Reading(
        words=session.program.words_known,
        people=session.kept.get(case, "people_in_letters", partial(_people_in_letters, session, case)),
        code_words=tuple(one for one in codes if one),
        references=tuple(one for one in references if one),
        standard=frozenset(standard | set(words_of(recipient))),
        known_words=small_words(session.program),
        everyday=frozenset(words.everyday_names),
        titles=frozenset(words.titles),
    )


def _people_in_letters(session: Session, case: str) -> tuple[PersonInLetter, ...]:
    born = {
        one.record: value_of(one.answers, "born")
        for one in session.heads(case, ["victim", "person"])
        if isinstance(value_of(one.answers, "born"), date)
    }
    found = [_in_letter(one, born.get(one.record)) for one in everyone(session, case).known]
    between = [
        PersonInLetter(_WHO["go_between"], names=(name,))
        for one in session.heads(case, ["safe_contact"])
        if (name := value_of(one.answers, "ask_for") or "")
    ]
    people = (*found, *between)
    return (*people, *_named_in_passing(session, case, people))


def _named_in_passing(session: Session, case: str, people: Iterable[PersonInLetter]) -> Iterator[PersonInLetter]:
    """Whoever only some other record names, and every number, e-mail, address and birthday that any record has."""
    words = frozenset[str]().union(*(one.named.words for one in people))
    for thing in known_of_case(session, case).things:
        who, value = "somebody this case names", thing.item.value
        if isinstance(thing, KnownName) and not thing.forms.words <= words:
            yield PersonInLetter(who, passing=True, names=thing.forms.names)
        elif isinstance(thing, KnownDay):
            yield PersonInLetter(who, passing=True, born=(thing.day,))
        elif thing.item.kind == "number":
            yield PersonInLetter(who, passing=True, numbers=(value,))
        elif thing.item.kind == "email":
            yield PersonInLetter(who, passing=True, emails=(value,))
        elif thing.item.kind == "address":
            yield PersonInLetter(who, passing=True, addresses=(value,))


def _in_letter(known: KnownPerson, born: date | None) -> PersonInLetter:
    return PersonInLetter(
        who=_WHO.get(known.role, "somebody of this case"),
        own=known.role == "victim",
        names=known.names,
        numbers=known.numbers,
        emails=known.emails,
        addresses=known.addresses,
        born=(born,) if born else (),
    )


@lru_cache(maxsize=4)
def small_words(program: Product) -> frozenset[str]:
    """Words that stand in small letters in what the program says: where a sentence begins they name nobody."""
    texts = [text for one in program.letter_templates for text in one.texts]
    texts += [one.text for one in program.library.every_measure]
    small = {word for text in texts for word in re.findall(r"\b[a-z]+\b", text)}
    return frozenset(small | set(program.library.paper_words.names_nobody))
