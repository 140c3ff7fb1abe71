"""Kinds of question whose answer has parts or a shape: findings, ratings, numbers to ring, addresses, people."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

import msgspec

from hru_advocate.domain.forms.answers import Asking
from hru_advocate.domain.forms.fields import Field
from hru_advocate.domain.forms.kind import Kind, clean_text, is_clean
from hru_advocate.domain.forms.plain_kinds import facts_of, read_number, read_yes_no
from hru_advocate.domain.forms.time_kinds import is_kept, read_time_told
from hru_advocate.domain.moments import Moment, moment_in_words
from hru_advocate.domain.phone_numbers import InvalidPhone, check_phone
from hru_advocate.errors import InvalidAnswer

_COPIED_EMAIL: Final = re.compile(
    r"(?:mailto:\s*(?P<bare>[^<>?]+)(?:\?.*)?|[^<>@]*<(?:mailto:)?(?P<in_brackets>[^<>]+)>)", re.IGNORECASE
)
"""An address as a mail program copies it: a link, or in brackets behind a name."""
_NOT_IN_EMAIL: Final = re.compile(r"\s|[<>,;:()\[\]]|\.\.|@.*@")
OPEN_NEED: Final = 2
"""A need rated this or more, by the victim or the advocate, is open."""

HOW_WE_KNOW: Final[Mapping[str, str]] = {
    "victim_said": "the victim said",
    "advocate_saw": "I saw it",
    "police_record": "police record",
    "partner_agency": "partner agency",
    "family_or_friend": "family or friend",
    "document_or_device": "document or device",
}


class Finding(msgspec.Struct, frozen=True, omit_defaults=True):
    """A factor that is present or absent; when last; in her or his words; as fact; how we know."""

    present: bool
    last: Moment | None = None
    words: str = ""
    fact: str = ""
    how: tuple[str, ...] = ()


class Rating(msgspec.Struct, frozen=True, omit_defaults=True):
    """A rating of how much help is needed, 0 to 4: the person's rating, the advocate's beside it, the words said."""

    value: int
    advocate: int | None = None
    words: str = ""


class Named(msgspec.Struct, frozen=True, omit_defaults=True):
    """A person named in passing: a name and what they are to the victim."""

    name: str
    relation: str = ""


def _parts(field: Field, raw: object, allowed: frozenset[str]) -> dict[str, object]:
    """A raw answer with named parts; unknown parts are refused."""
    if not isinstance(raw, Mapping) or not all(isinstance(key, str) for key in raw):
        raise InvalidAnswer(field.id, "This does not fit the question. Nothing was saved; answer again.")
    if set(raw) - allowed:
        raise InvalidAnswer(field.id, f"It may have only these parts: {', '.join(sorted(allowed))}. Nothing was saved.")
    return {key: value for key, value in raw.items() if value is not None and value != ""}


def _words(field: Field, parts: Mapping[str, object], part: str) -> str:
    return clean_text(field, parts[part], lines=True) if part in parts else ""


def _are_words(text: str) -> bool:
    """Say whether words beside an answer are as they are kept; there need not be any."""
    return not text or is_clean(text, lines=True)


class FindingKind(Kind[Finding]):
    """A risk factor asked about: present or absent, with what there is to say of it."""

    def __init__(self) -> None:
        super().__init__(Finding)

    def check(self, field: Field, raw: object, asking: Asking) -> Finding:
        """Take yes or no, or parts: present (or value), last, words, fact, how."""
        if not isinstance(raw, Mapping):
            return Finding(read_yes_no(field, raw))
        parts = _parts(field, raw, frozenset({"present", "value", "last", "words", "fact", "how"}))
        how = parts.get("how", ())
        how = [how] if isinstance(how, str) else how
        if not isinstance(how, (list, tuple)) or not all(part in HOW_WE_KNOW for part in how):
            raise InvalidAnswer(field.id, "How we know is not one of the choices. Nothing was saved; choose again.")
        return Finding(
            read_yes_no(field, parts.get("present", parts.get("value"))),
            read_time_told(field, parts["last"], asking) if "last" in parts else None,
            _words(field, parts, "words"),
            _words(field, parts, "fact"),
            tuple(dict.fromkeys(how)),
        )

    def keeps(self, field: Field, value: Finding) -> bool:
        """Words that can be seen, a time that can be, ways to know that there are, each once."""
        known = len(set(value.how)) == len(value.how) and set(value.how) <= HOW_WE_KNOW.keys()
        return known and (value.last is None or is_kept(value.last)) and all(map(_are_words, (value.words, value.fact)))

    def in_words(self, field: Field, value: Finding) -> str:
        """Yes or No, when last, how we know, the fact; the victim's words stand apart."""
        parts = ["Yes" if value.present else "No"]
        if value.last:
            parts.append(f"last: {moment_in_words(value.last)}")
        if value.how:
            parts.append("known from: " + ", ".join(HOW_WE_KNOW[part] for part in value.how))
        if value.fact:
            parts.append(value.fact)
        return " · ".join(parts)

    def example(self, field: Field) -> object:
        """A yes with its parts."""
        return {"present": True, "last": "yesterday", "words": "It happened again.", "how": ["victim_said"]}

    def facts(self, field: Field, value: Finding) -> tuple[frozenset[str], frozenset[str]]:
        """The factor, present or absent."""
        return facts_of(field.fact, present=value.present)


class RatingKind(Kind[Rating]):
    """A need rated 0 to 4 by the person, and by the advocate beside it. Never averaged."""

    def __init__(self) -> None:
        super().__init__(Rating)

    def check(self, field: Field, raw: object, asking: Asking) -> Rating:
        """Take a number 0 to 4, or parts: value, advocate, words."""
        if not isinstance(raw, Mapping):
            return Rating(read_number(field, raw, (0, 4)))
        parts = _parts(field, raw, frozenset({"value", "advocate", "words"}))
        advocate = read_number(field, parts["advocate"], (0, 4)) if "advocate" in parts else None
        return Rating(read_number(field, parts.get("value"), (0, 4)), advocate, _words(field, parts, "words"))

    def in_words(self, field: Field, value: Rating) -> str:
        """The rating with its anchor's words, the advocate's after it."""
        words = f"{value.value} of 4"
        if value.value < len(field.anchors):
            words += f" · {field.anchors[value.value]}"
        return words if value.advocate is None else f"{words} · advocate's rating {value.advocate} of 4"

    def example(self, field: Field) -> object:
        """A rating of three."""
        return {"value": 3, "words": "I need help with this soon."}

    def facts(self, field: Field, value: Rating) -> tuple[frozenset[str], frozenset[str]]:
        """The need is open when either rating is 2 or more: the safer of the two."""
        return facts_of(field.fact, present=max(value.value, value.advocate or 0) >= OPEN_NEED)


class PhoneKind(Kind[str]):
    """A telephone number, kept as people write it in the United Kingdom."""

    def __init__(self) -> None:
        super().__init__(str)

    def check(self, field: Field, raw: object, asking: Asking) -> str:
        """Take a number that can exist; spaces, dashes and +44 are understood."""
        try:
            return check_phone(clean_text(field, raw, lines=False, most=60)).shown
        except InvalidPhone as error:
            raise InvalidAnswer(field.id, error.message) from None

    def in_words(self, field: Field, value: str) -> str:
        """The number, in groups."""
        return value

    def example(self, field: Field) -> object:
        """A number from the drama ranges, which nobody has."""
        return "07700 900123"


class EmailKind(Kind[str]):
    """An e-mail address."""

    def __init__(self) -> None:
        super().__init__(str)

    def check(self, field: Field, raw: object, asking: Asking) -> str:
        """Take one address; its shape is checked, not whether it lives."""
        text = clean_text(field, raw, lines=False, most=254).strip().rstrip(",;")
        if (copied := _COPIED_EMAIL.fullmatch(text)) is not None:
            text = copied["bare"] or copied["in_brackets"]
        name, _, place = text.rpartition("@")
        if not name or "." not in place.strip(".") or _NOT_IN_EMAIL.search(text):
            raise InvalidAnswer(field.id, "This needs an e-mail address. Nothing was saved; type it again.")
        return text

    def in_words(self, field: Field, value: str) -> str:
        """The address."""
        return value

    def example(self, field: Field) -> object:
        """An address that cannot exist."""
        return "someone@example.invalid"


class PersonKind(Kind[Named]):
    """A person named in passing."""

    def __init__(self) -> None:
        super().__init__(Named)

    def check(self, field: Field, raw: object, asking: Asking) -> Named:
        """Take a name, or parts: name, relation."""
        if isinstance(raw, str):
            return Named(clean_text(field, raw, lines=False, most=200))
        parts = _parts(field, raw, frozenset({"name", "relation"}))
        relation = clean_text(field, parts["relation"], lines=False, most=200) if "relation" in parts else ""
        return Named(clean_text(field, parts.get("name"), lines=False, most=200), relation)

    def in_words(self, field: Field, value: Named) -> str:
        """Name, then what they are to the victim."""
        return f"{value.name} ({value.relation})" if value.relation else value.name

    def example(self, field: Field) -> object:
        """Somebody's sister."""
        return {"name": "Sam Example", "relation": "sister"}
