"""Everything a case knows that identifies somebody: names, numbers, e-mails, addresses, birthdays, secrets."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

from hru_advocate.casework.session import Session
from hru_advocate.domain.births import days_of_birth
from hru_advocate.domain.forms.answers import Answer, Answers, value_of
from hru_advocate.domain.forms.fields import Field
from hru_advocate.domain.forms.kinds import answer_in_words
from hru_advocate.domain.forms.rich_kinds import Named
from hru_advocate.domain.identifying.items import Item, ItemKind, item_id
from hru_advocate.domain.identifying.known_things import (
    KnownDay,
    KnownName,
    KnownNumber,
    KnownThing,
    KnownWords,
    code_word_of,
)
from hru_advocate.domain.identifying.name_forms import NameSought
from hru_advocate.domain.identifying.patterns import digits_of
from hru_advocate.domain.ledger.records import Record
from hru_advocate.domain.text_folding import fold, words_of
from hru_advocate.store import views

_NAMES = {"referral": ("victim",), "person": ("name", "called"), "safe_contact": ("ask_for",)}
"""The answers in plain text that are somebody's name, by purpose."""
_SECRETS = {"safe_contact": ("code_word", "say", "who_answers")}
"""Answers agreed with the person; of the code word the word alone is one as well, without what it means."""
_KINDS: dict[str, ItemKind] = {"phone": "number", "email": "email", "address": "address", "born": "born"}
THE_PERSON = "the person"


@dataclass
class KnownOfCase:
    """The things of a case and the item of each; ``own`` marks what is the person's as needing no tick."""

    case: str
    own: bool = False
    things: list[KnownThing] = field(default_factory=list)
    _items: dict[tuple[ItemKind, str], Item] = field(default_factory=dict)

    def item(self, kind: ItemKind, value: str, whose: str, normal: str = "") -> Item:
        """The item of a value: one for the same value, whoever says it; the first to say it says whose it is."""
        normal = normal or normal_of(kind, value)
        known = self._items.get((kind, normal))
        if known is None:
            own = self.own and whose == THE_PERSON and kind != "secret"
            known = Item(item_id(self.case, kind, normal), kind, whose, value, own)
            self._items[kind, normal] = known
            self._look_for(known)
        return known

    def name(self, names: Iterable[str], whose: str) -> Item:
        """The item of somebody's names, looked for in every form."""
        told = tuple(dict.fromkeys(" ".join(name.split()) for name in names if name.strip()))
        normal = normal_of("name", told[0])
        fresh = ("name", normal) not in self._items
        item = self.item("name", told[0], whose, normal)
        if fresh or len(told) > 1:
            maybe = Item(item_id(self.case, "initials", normal), "initials", whose, told[0], item.own)
            self.things.append(KnownName(item, NameSought(told), maybe))
        return item

    def day(self, item: Item, day: date) -> None:
        """Look for a day of birth, however it is written."""
        self.things.append(KnownDay(item, day))

    def _look_for(self, item: Item) -> None:
        if item.kind == "number":
            self.things.append(KnownNumber(item))
        elif item.kind in ("email", "address", "account", "secret"):
            self.things.append(KnownWords(item, everywhere=item.kind == "secret"))


def normal_of(kind: ItemKind, value: str) -> str:
    """A value to compare by."""
    if kind == "number":
        return digits_of(value)
    return fold(value.strip()) if kind == "email" else " ".join(words_of(value))


def known_of_case(session: Session, case: str, *, own: bool = False) -> KnownOfCase:
    """Gather from every current record of a case; victims and people first, for they say whose a thing is."""
    found = KnownOfCase(case, own)
    slots = sorted(views.slots_of_case(session.vault, case), key=lambda slot: (slot not in _FIRST, slot))
    for record in session.heads(case, slots):
        if not record.erased:
            _gather(found, record)
    return found


_FIRST = ("victim", "person", "referral", "safe_contact")


def _gather(found: KnownOfCase, record: Record) -> None:
    purpose, whose = record.form.purpose, whose_record(record)
    names = [value_of(record.answers, one) for one in _NAMES.get(purpose, ())]
    if told := [name for name in names if isinstance(name, str) and words_of(name)]:
        found.name(told, whose)
    secrets = [value_of(record.answers, one) or "" for one in _SECRETS.get(purpose, ())]
    for words in (*secrets, code_word_of(value_of(record.answers, "code_word") or "")):
        if words_of(words):
            found.item("secret", words, whose)
    for asked, value in _values(record.form.fields, record.answers):
        _take(found, asked, value, whose if purpose in _FIRST else "")


def _values(fields: Iterable[Field], answers: Answers) -> Iterator[tuple[Field, object]]:
    for one in fields:
        if one.by_program:
            continue
        value = value_of(answers, one.id)
        if one.kind == "group":
            for row in value or ():
                yield from _values(one.fields, row)
        elif value is not None:
            yield one, value


def _take(found: KnownOfCase, asked: Field, value: object, whose: str) -> None:
    if isinstance(value, Named):
        if words_of(value.name):
            found.name((value.name,), value.relation or whose or "named in passing")
    elif asked.kind in _KINDS:
        item = whole_item(found, asked, value, whose)
        if asked.kind == "born":
            first, last = days_of_birth(value)  # type: ignore[arg-type]  # the kind of the field says it
            if first == last:
                found.day(item, first)
    elif asked.kind == "text" and asked.protected and isinstance(value, str) and words_of(value):
        found.item("secret" if asked.paper == "never" else "account", value, whose)


def whole_item(found: KnownOfCase, asked: Field, value: object, whose: str) -> Item:
    """The item of an answer that is one as a whole: a number, an e-mail, an address, a day of birth."""
    words = answer_in_words(asked, Answer("answered", value))
    return found.item(_KINDS[asked.kind], words, whose)


def whose_record(record: Record) -> str:
    """Say whose the ways and names of a record are."""
    purpose = record.form.purpose
    role = value_of(record.answers, "role") if purpose == "person" else "victim" if purpose in _FIRST else ""
    if role == "victim":
        return THE_PERSON
    label = record.form.by_id["role"].labels.get(role, "") if role else ""
    return label.partition(":")[0].lower()
