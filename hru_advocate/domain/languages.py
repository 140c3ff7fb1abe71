"""Other languages on paper: the documents' own words translated text by text, each a draft until somebody checked it.

A translation is a file of data (``resources/languages/pl.toml``) or the unit's own record of the same shape. Every text
keeps the English it was made from: when that English changes, the text is out of date and is not printed.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal, TypeVar

import msgspec

from hru_advocate.domain.forms.answers import Answers, value_of
from hru_advocate.domain.library.reference import Measure, MeasureSection
from hru_advocate.domain.toml_files import UnreadableToml, decode_toml
from hru_advocate.errors import AdvocateError

ENGLISH: Final = "en-GB"
EASY: Final = "en-GB-x-easy"
"""Easy words: English again, in shorter sentences; it stands in place of ours and needs no English beside it."""

OWN_WORDS: Final = "en.toml"
"""The file of the English words themselves, among the translations of them."""

_TAG: Final = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{1,8})*")
_UNKNOWN: Final = re.compile(r"(?s)unknown field .*?(?= - at |\Z)")
_PLACES: Final = re.compile(r"\{(\w*)\}")
T = TypeVar("T")
WritingDirection = Literal["ltr", "rtl"]


class InvalidTranslation(AdvocateError):
    """A translation cannot be used. Nothing was changed; mend the file and bring it in again."""


class OwnWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The documents' own English words by id."""

    schema_version: Literal[1]
    file_kind: Literal["own_words"]
    texts: dict[str, str]


class OwnText(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """One translated text: the English it was made from, the words, and who checked it when (else a draft)."""

    id: str
    english: str
    words: str
    state: Literal["draft", "checked"] = "draft"
    checked_by: str = ""
    checked_on: date | None = None

    def __post_init__(self) -> None:
        """Refuse a check by nobody, and places that differ from the English ones."""
        if not self.words.strip():
            message = f"'{self.id}' has no words"
            raise ValueError(message)
        if self.state == "checked" and not (self.checked_by.strip() and self.checked_on):
            message = f"'{self.id}' says it is checked, and not by whom and when"
            raise ValueError(message)
        if sorted(_PLACES.findall(self.english)) != sorted(_PLACES.findall(self.words)):
            message = f"'{self.id}' has other places in braces than its English"
            raise ValueError(message)


def has_other_figures(text: OwnText) -> bool:
    """Say whether words hold a number that their English does not, or lack one of it, whatever digits they use.

    A slip in 999 stands on the paper of somebody in danger, and whoever checks words may read over it.
    """
    return _figures(text.english) != _figures(text.words)


def _figures(text: str) -> frozenset[str]:
    plain = unicodedata.normalize("NFKC", text)
    return frozenset(re.findall(r"\d+", "".join(str(unicodedata.decimal(one, one)) for one in plain)))


class Translation(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One language: its BCP 47 tag, its names in English and in itself, which way it runs, and its texts.

    ``give_away`` are words of that language no paper that may be seen should hold, as in the unit's own list.
    """

    schema_version: Literal[1]
    file_kind: Literal["translation"]
    language: str
    name: str
    own_name: str
    direction: WritingDirection
    texts: tuple[OwnText, ...] = msgspec.field(default=(), name="text")
    give_away: tuple[str, ...] = ()
    note: str = ""

    def __post_init__(self) -> None:
        """Refuse what is no language tag, and a text that stands there twice."""
        if not _TAG.fullmatch(self.language):
            message = "the language is not a tag such as pl or pt-BR"
            raise ValueError(message)
        ids = [text.id for text in self.texts]
        twice = next((one for one in ids if ids.count(one) > 1), None) if len(set(ids)) != len(ids) else None
        if twice:
            message = f"'{twice}' stands there twice"
            raise ValueError(message)


@dataclass(frozen=True, slots=True)
class TranslatedText:
    """A text in another language with its English; ``checked`` when a named person has checked it."""

    words: str
    english: str
    checked: bool


class Translator:
    """A document's own words in one language. English says them as they are.

    ``english`` holds every text that may be asked for, by id (see ``english_texts``).
    """

    def __init__(self, english: Mapping[str, str], translation: Translation | None = None) -> None:
        self._english = english
        self._translation = translation
        self._texts = {text.id: text for text in translation.texts} if translation else {}
        self.language = translation.language if translation else ENGLISH
        self.name = translation.name if translation else "English"
        self.give_away = translation.give_away if translation else ()
        self.direction: WritingDirection = translation.direction if translation else "ltr"

    @property
    def foreign(self) -> bool:
        """True if English stands beside what nobody has checked."""
        return self._translation is not None and self.language != EASY

    def english(self, text_id: str) -> str:
        """The English words of an id; ``KeyError`` for an id that does not exist is a fault of the program."""
        return self._english[text_id]

    def find(self, text_id: str, english: str | None = None) -> TranslatedText | None:
        """The translation of a text, or ``None`` where there is none made from this very English."""
        wanted = self._english.get(text_id) if english is None else english
        text = self._texts.get(text_id)
        if text is None or text.english != wanted:
            return None
        return TranslatedText(text.words, text.english, text.state == "checked")


def read_own_words(data: bytes) -> OwnWords:
    """Read ``languages/en.toml``.

    Raises:
        InvalidTranslation: with the path of the fault.
    """
    return _decode("languages/en.toml", data, OwnWords)


def read_translation(name: str, data: bytes) -> Translation:
    """Read one translation; texts without words are left out. ``name`` is the file's name, for a refusal.

    Raises:
        InvalidTranslation: with the line or path of the fault; never with the words in it.
    """
    raw = _decode(name, data, dict[str, object])
    if isinstance(rows := raw.get("text"), list):
        raw["text"] = [row for row in rows if not (isinstance(row, dict) and row.get("words") == "")]
    try:
        return msgspec.convert(raw, Translation)
    except msgspec.ValidationError as error:
        raise _fault(name, error) from error


def translation_of(answers: Answers) -> Translation:
    """Read the translation that a record of purpose ``translation`` holds.

    Raises:
        ValueError: its tag, a text or a check is not as a translation has it.
    """
    return Translation(
        1,
        "translation",
        value_of(answers, "language"),
        value_of(answers, "name"),
        value_of(answers, "own_name"),
        value_of(answers, "direction"),
        tuple(_text_of(row) for row in value_of(answers, "texts") or ()),
        tuple((value_of(answers, "give_away") or "").splitlines()),
    )


def _text_of(row: Answers) -> OwnText:
    return OwnText(
        value_of(row, "id"),
        value_of(row, "english"),
        value_of(row, "words"),
        value_of(row, "state"),
        value_of(row, "checked_by") or "",
        value_of(row, "checked_on"),
    )


def english_texts(own: OwnWords, sections: Iterable[MeasureSection], measures: Iterable[Measure]) -> dict[str, str]:
    """Everything that can be translated, by id: own words, section headings, measures and their short words."""
    found = dict(own.texts)
    found |= {f"section.{section.id}": section.label for section in sections}
    for measure in measures:
        found[measure.id] = measure.text
        if measure.discreet_text:
            found[f"{measure.id}.short"] = measure.discreet_text
    return found


def _decode(name: str, data: bytes, shape: type[T]) -> T:
    try:
        return decode_toml(data, shape)
    except UnreadableToml as error:
        raise _fault(name, error) from error


def _fault(name: str, error: Exception) -> InvalidTranslation:
    said = _UNKNOWN.sub("a field it cannot have", str(error))
    return InvalidTranslation(f"{name} cannot be used: {said}. Nothing was changed; mend the file.")
