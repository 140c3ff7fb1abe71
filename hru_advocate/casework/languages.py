"""The languages papers can be made in: those that come with the program, and those the unit brought in itself."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from hru_advocate.casework.desk import Desk
from hru_advocate.casework.entries import Saved, save
from hru_advocate.casework.product import Product
from hru_advocate.domain.answers import Answers, value_of
from hru_advocate.domain.languages import (
    EASY,
    ENGLISH,
    InvalidTranslation,
    Text,
    Tongue,
    Translation,
    read_translation,
)
from hru_advocate.errors import AdvocateError

FORM: Final = "translation"
MOST: Final = 2 * 1024 * 1024
"""The largest translation file, in bytes."""


class NoSuchLanguage(AdvocateError):
    """There are no words in that language here. Nothing was made; choose one from the list, or bring it in first."""


@dataclass(frozen=True, slots=True)
class LanguageLine:
    """One language in a list: how many of the texts it says, how many a named person has checked, and whose it is."""

    language: str
    name: str
    own_name: str
    texts: int
    checked: int
    outdated: int
    of: int
    ours: bool


@dataclass(frozen=True, slots=True)
class TextLine:
    """One text beside its English; ``state`` is ``draft``, ``checked``, ``outdated`` or ``missing``."""

    id: str
    english: str
    words: str
    state: str
    checked_words: str


def languages(desk: Desk) -> tuple[LanguageLine, ...]:
    """Every language but English, by name."""
    english = desk.product.english
    own = _own(desk)
    lines = [
        _line(found, english, ours=found.language not in own) for found in {**desk.product.translations, **own}.values()
    ]
    return tuple(sorted((line for line in lines if line.language != EASY), key=lambda line: line.name))


def _line(found: Translation, english: Mapping[str, str], *, ours: bool) -> LanguageLine:
    right = [text for text in found.texts if english.get(text.id) == text.english]
    return LanguageLine(
        language=found.language,
        name=found.name,
        own_name=found.own_name,
        texts=len(right),
        checked=sum(text.state == "checked" for text in right),
        outdated=len(found.texts) - len(right),
        of=len(english),
        ours=ours,
    )


def texts(desk: Desk, language: str) -> tuple[TextLine, ...]:
    """Every text of the documents with what this language has for it, in the order of the English.

    Raises:
        NoSuchLanguage: there is no such language.
    """
    held = {text.id: text for text in _translation(desk, language).texts}
    return tuple(_text_line(text_id, words, held.get(text_id)) for text_id, words in desk.product.english.items())


def _text_line(text_id: str, english: str, text: Text | None) -> TextLine:
    if text is None:
        return TextLine(text_id, english, "", "missing", "")
    if text.english != english:
        return TextLine(text_id, english, text.words, "outdated", "")
    by = f"{text.checked_by}, {text.checked_on:%Y-%m-%d}" if text.checked_on else ""
    return TextLine(text_id, english, text.words, text.state, by)


def tongue(desk: Desk, language: str) -> Tongue:
    """How documents speak in a language; "" and ``en-GB`` are English.

    Raises:
        NoSuchLanguage: there is no such language.
    """
    if language in ("", "en", ENGLISH):
        return Tongue(desk.product.english)
    return Tongue(desk.product.english, _translation(desk, language))


def easy_words(desk: Desk) -> Tongue:
    """English in easy words."""
    return tongue(desk, EASY) if EASY in desk.product.translations else Tongue(desk.product.english)


def bring_in(desk: Desk, name: str, data: bytes) -> Saved:
    """Take a translation file into the vault as the unit's own; it stands before one that came with the program.

    Raises:
        InvalidTranslation: it is not a translation, is too large, or its texts are not those of our documents.
    """
    if len(data) > MOST:
        message = "The file is larger than 2 MB. Nothing was changed; a translation is much smaller."
        raise InvalidTranslation(message)
    found = read_translation(name, data)
    if found.language.split("-")[0] == "en":
        message = "English is not a translation. Nothing was changed; a measure is reworded as a measure."
        raise InvalidTranslation(message)
    today = desk.now().date()
    if any(text.checked_on and text.checked_on > today for text in found.texts):
        message = "It says that texts were checked on a day still to come. Nothing was changed; mend the file."
        raise InvalidTranslation(message)
    strange = sorted({text.id for text in found.texts} - desk.product.english.keys())
    if strange:
        message = f"{len(strange)} of its texts are none of ours. Nothing was changed; begin from the template."
        raise InvalidTranslation(message)
    return _keep(desk, found)


def check(desk: Desk, language: str, ids: frozenset[str], by: str) -> Saved:
    """Keep that a named person checked these texts today.

    Raises:
        NoSuchLanguage: there is no such language.
        InvalidAnswer: nobody is named.
    """
    found, today = _translation(desk, language), desk.now().date()
    kept = tuple(
        Text(text.id, text.english, text.words, "checked", by.strip(), today) if text.id in ids and by.strip() else text
        for text in found.texts
    )
    return _keep(desk, _with(found, kept))


def reword(desk: Desk, language: str, text_id: str, words: str) -> Saved:
    """Give one text other words; it is a draft again until somebody checks it.

    Raises:
        NoSuchLanguage: there is no such language.
        InvalidTranslation: there are no words, or the places in braces differ from the English.
    """
    found = _translation(desk, language)
    try:
        new = Text(text_id, desk.product.english[text_id], words)
    except (KeyError, ValueError):
        message = "These words do not fit their English. Nothing was changed; keep what stands in braces as it is."
        raise InvalidTranslation(message) from None
    rest = tuple(text for text in found.texts if text.id != text_id)
    return _keep(desk, _with(found, (*rest, new)))


def template(product: Product, language: str) -> str:
    """A translation file to fill in: every English text, with empty words, as TOML."""
    head = (
        '# Fill in words = "…"; leave out what you do not translate. What stands in {braces} stays as it is.\n\n'
        "schema_version = 1\n"
        'file_kind = "translation"\n'
        f'language = {_quoted(language)}\nname = ""\nown_name = ""\n'
        'direction = "ltr"  # "rtl" for writing that runs from right to left\n'
    )
    return head + "".join(
        f'\n[[text]]\nid = {_quoted(text_id)}\nenglish = {_quoted(words)}\nwords = ""\n'
        for text_id, words in product.english.items()
    )


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _with(found: Translation, kept: tuple[Text, ...]) -> Translation:
    return Translation(
        1, "translation", found.language, found.name, found.own_name, found.direction, kept, found.give_away, found.note
    )


def _translation(desk: Desk, language: str) -> Translation:
    found = _own(desk).get(language) or desk.product.translations.get(language)
    if found is None:
        raise NoSuchLanguage
    return found


def _own(desk: Desk) -> dict[str, Translation]:
    """The unit's own translations by language; of two versions that disagree the newer speaks."""
    return {found.language: found for found in reversed(list(_read_all(desk)))}


def _read_all(desk: Desk) -> Iterator[Translation]:
    for record in desk.heads(None, [FORM]):
        yield _read(record.answers)


def _read(answers: Answers) -> Translation:
    rows = value_of(answers, "texts") or ()
    return Translation(
        1,
        "translation",
        value_of(answers, "language"),
        value_of(answers, "name"),
        value_of(answers, "own_name"),
        value_of(answers, "direction"),
        tuple(_read_text(row) for row in rows),
        tuple((value_of(answers, "give_away") or "").splitlines()),
    )


def _read_text(row: Answers) -> Text:
    return Text(
        value_of(row, "id"),
        value_of(row, "english"),
        value_of(row, "words"),
        value_of(row, "state"),
        value_of(row, "checked_by") or "",
        value_of(row, "checked_on"),
    )


def _keep(desk: Desk, found: Translation) -> Saved:
    raw: dict[str, object] = {
        "language": found.language,
        "name": found.name,
        "own_name": found.own_name,
        "direction": found.direction,
        "texts": [_raw(text) for text in found.texts],
    }
    if found.give_away:
        raw["give_away"] = "\n".join(found.give_away)
    before = [record for record in desk.heads(None, [FORM]) if value_of(record.answers, "language") == found.language]
    if before:
        return save(desk, FORM, raw, corrects=[one.entry for one in before], reason="A newer translation")
    return save(desk, FORM, raw)


def _raw(text: Text) -> dict[str, object]:
    row: dict[str, object] = {"id": text.id, "english": text.english, "words": text.words, "state": text.state}
    if text.checked_on is not None:
        row |= {"checked_by": text.checked_by, "checked_on": text.checked_on.isoformat()}
    return row
