"""The languages papers can be made in: those that come with the program, and those the unit brought in itself."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import msgspec

from hru_advocate.casework.product import Product
from hru_advocate.casework.records.entries import Saved, save
from hru_advocate.casework.session import Session
from hru_advocate.domain.languages import (
    EASY,
    ENGLISH,
    InvalidTranslation,
    OwnText,
    Translation,
    Translator,
    has_other_figures,
    read_translation,
    translation_of,
)
from hru_advocate.errors import AdvocateError, InvalidAnswer

FORM: Final = "translation"
MOST: Final = 2 * 1024 * 1024
"""The largest translation file, in bytes."""


class NoSuchLanguage(AdvocateError):
    """There are no words in that language here. Nothing was made; choose one from the list, or bring it in first."""


class NothingToCheck(AdvocateError):
    """None of these texts says the English of today. Nothing was saved; give them words first."""


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
class TranslationLine:
    """One text beside its English; ``state`` is ``draft``, ``checked``, ``outdated`` or ``missing``."""

    id: str
    english: str
    words: str
    state: str
    checked_words: str


def languages(session: Session) -> tuple[LanguageLine, ...]:
    """Every language but English, by name."""
    english = session.product.english
    own = {said.language for said in _own(session)}
    lines = [_line(found, english, ours=found.language not in own) for found in held(session).values()]
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


def texts(session: Session, language: str) -> tuple[TranslationLine, ...]:
    """Every text of the documents with what this language has for it, in the order of the English.

    Raises:
        NoSuchLanguage: there is no such language.
    """
    held = {text.id: text for text in _translation(session, language).texts}
    return tuple(_text_line(text_id, words, held.get(text_id)) for text_id, words in session.product.english.items())


def _text_line(text_id: str, english: str, text: OwnText | None) -> TranslationLine:
    if text is None:
        return TranslationLine(text_id, english, "", "missing", "")
    if text.english != english:
        return TranslationLine(text_id, english, text.words, "outdated", "")
    by = f"{text.checked_by}, {text.checked_on:%Y-%m-%d}" if text.checked_on else ""
    return TranslationLine(text_id, english, text.words, text.state, by)


def languages_with(session: Session, text_id: str) -> tuple[str, ...]:
    """The names of the languages that say a text in its English of today: other words put them out of date."""
    english = session.product.english.get(text_id)
    others = [one for one in held(session).values() if one.language != EASY]
    with_it = [one.name for one in others for text in one.texts if text.id == text_id and text.english == english]
    return tuple(sorted(with_it))


def translator(session: Session, language: str) -> Translator:
    """The translator of documents into a language; "" and ``en-GB`` are English.

    Raises:
        NoSuchLanguage: there is no such language.
    """
    if language in ("", "en", ENGLISH):
        return Translator(session.product.english)
    return Translator(session.product.english, _translation(session, language))


def easy_words(session: Session) -> Translator:
    """English in easy words."""
    return translator(session, EASY) if EASY in session.product.translations else Translator(session.product.english)


def bring_in(session: Session, name: str, data: bytes) -> Saved:
    """Take a translation file into the vault as the unit's own, text by text; what it leaves out stays as it was.

    Raises:
        InvalidTranslation: it is not a translation, is too large, its texts are not those of our documents or have
            other numbers, or its letters cannot be printed.
    """
    if len(data) > MOST:
        message = "The file is larger than 2 MB. Nothing was changed; a translation is much smaller."
        raise InvalidTranslation(message)
    found = read_translation(name, data)
    if found.language.split("-")[0] == "en":
        message = "English is not a translation. Nothing was changed; a measure is reworded as a measure."
        raise InvalidTranslation(message)
    today = session.now().date()
    if any(text.checked_on and text.checked_on > today for text in found.texts):
        message = "It says that texts were checked on a day still to come. Nothing was changed; mend the file."
        raise InvalidTranslation(message)
    strange = {text.id for text in found.texts} - session.product.english.keys()
    if strange:
        message = f"{len(strange)} of its texts are none of ours. Nothing was changed; begin from the template."
        raise InvalidTranslation(message)
    if not found.texts:
        message = "No text in it has words yet. Nothing was changed; fill some in and bring it in again."
        raise InvalidTranslation(message)
    _refuse_other_figures(found.texts)
    _refuse_unprintable(session, found.texts)
    return keep(session, found, found.texts, found.give_away)


def _refuse_other_figures(texts: Iterable[OwnText]) -> None:
    other = [text.id for text in texts if has_other_figures(text)]
    if other:
        message = (
            f"{len(other)} of these texts have other numbers than their English, the first is {other[0]}. Nothing was "
            "changed; write each number of the English in figures, and no other."
        )
        raise InvalidTranslation(message)


def _refuse_unprintable(session: Session, texts: Iterable[OwnText]) -> None:
    """Said when words come in, not at a kitchen table when they are to be printed."""
    from hru_advocate.documents.pdf.typesetting.fonts import unprintable  # only here does this room need the faces

    lacking = [text.id for text in texts if unprintable(text.words, session.product.fonts)]
    if lacking:
        message = (
            f"{len(lacking)} of these texts have letters no face of this program holds, the first is {lacking[0]}. "
            "Nothing was changed; that writing cannot be printed here, so speak the plan or use an interpreter."
        )
        raise InvalidTranslation(message)


def check(session: Session, language: str, ids: Collection[str], by: str) -> Saved:
    """Keep that a named person checked these texts today. What is missing or out of date cannot be checked.

    Raises:
        NoSuchLanguage: there is no such language.
        NothingToCheck: none of them says the English of today; nothing was saved.
        InvalidAnswer: nobody is named; nothing was saved.
    """
    found, english, today = _translation(session, language), session.product.english, session.now().date()
    if not by.strip():
        raise InvalidAnswer("checked_by", "Name the person who checked it. Nothing was saved.")
    checked = tuple(
        OwnText(text.id, text.english, text.words, "checked", by.strip(), today)
        for text in found.texts
        if text.id in ids and english.get(text.id) == text.english
    )
    if not checked:
        raise NothingToCheck
    return keep(session, found, checked)


def reword(session: Session, language: str, text_id: str, words: str) -> Saved:
    """Give one text other words; it is a draft again until somebody checks it.

    Raises:
        NoSuchLanguage: there is no such language.
        InvalidTranslation: there are no words, places in braces or numbers differ from the English, or it cannot be
            printed.
    """
    found = _translation(session, language)
    try:
        new = OwnText(text_id, session.product.english[text_id], words.strip())
    except (KeyError, ValueError):
        message = "These words do not fit their English. Nothing was changed; keep what stands in braces as it is."
        raise InvalidTranslation(message) from None
    _refuse_other_figures((new,))
    _refuse_unprintable(session, (new,))
    return keep(session, found, (new,))


def template(product: Product, language: str, held: Translation | None = None) -> str:
    """A translation file to fill in, as TOML: every English text, with the words there are, or empty ones."""
    texts = {text.id: text for text in held.texts} if held else {}
    name, own_name, direction = (held.name, held.own_name, held.direction) if held else ("", "", "ltr")
    give_away = ", ".join(_quoted(one) for one in held.give_away) if held else ""
    head = (
        '# Fill in words = "…"; what is left empty is not taken. What stands in {braces} stays as it is.\n\n'
        "schema_version = 1\n"
        'file_kind = "translation"\n'
        f"language = {_quoted(language)}\n"
        f"name = {_quoted(name)}  # in English\n"
        f"own_name = {_quoted(own_name)}  # in the language itself\n"
        f'direction = "{direction}"  # "rtl" for writing that runs from right to left\n'
        f"give_away = [{give_away}]  # words no paper that may be seen should hold; a star stands for any ending\n"
    )
    return head + "".join(_row(text_id, words, texts.get(text_id)) for text_id, words in product.english.items())


def export(session: Session, language: str) -> str:
    """The file of a language with what it has, to go on with; of a new one a template. That it was made is an entry."""
    found = held(session).get(language)
    session.note("translation_exported", {"language": language})
    return template(session.product, language, found)


def _row(text_id: str, english: str, text: OwnText | None) -> str:
    """A text in a file; one whose English has changed is given to be translated again."""
    row = f"\n[[text]]\nid = {_quoted(text_id)}\nenglish = {_quoted(english)}\n"
    if text is None or text.english != english:
        return row + 'words = ""\n'
    row += f"words = {_quoted(text.words)}\n"
    if text.checked_on is None:
        return row
    return f'{row}state = "checked"\nchecked_by = {_quoted(text.checked_by)}\nchecked_on = {text.checked_on}\n'


def _quoted(text: str) -> str:
    return msgspec.json.encode(text).decode()  # what JSON escapes, TOML reads


def _translation(session: Session, language: str) -> Translation:
    found = held(session).get(language)
    if found is None:
        raise NoSuchLanguage
    return found


def held(session: Session) -> dict[str, Translation]:
    """Every translation as it is here: the program's, with each text the unit has in its place."""
    found = dict(session.product.translations)
    layers: dict[str, list[Translation]] = {}
    for said in _own(session):
        layers.setdefault(said.language, []).append(said)
    for language, mine in layers.items():
        found[language] = _laid_over(found.get(language, mine[0]), mine, session.product.english)
    return found


def _own(session: Session) -> list[Translation]:
    """The unit's entries about translations, oldest first, so that the newest speaks last."""
    return [translation_of(record.answers) for record in reversed(session.heads(None, [FORM])) if not record.erased]


def _laid_over(under: Translation, layers: Sequence[Translation], english: Mapping[str, str]) -> Translation:
    """Layers over one another; a text made from the English of today is never hidden by one that was not."""
    texts = {text.id: text for text in under.texts}
    for text in (text for layer in layers for text in layer.texts):
        held = texts.get(text.id)
        if held is None or text.english == english.get(text.id) or held.english != english.get(text.id):
            texts[text.id] = text
    newest = layers[-1]
    return msgspec.structs.replace(
        under,
        name=newest.name,
        own_name=newest.own_name,
        direction=newest.direction,
        texts=tuple(texts.values()),
        give_away=tuple(dict.fromkeys(word for one in (under, *layers) for word in one.give_away)),
    )


def keep(session: Session, whose: Translation, texts: Iterable[OwnText], give_away: Iterable[str] = ()) -> Saved:
    """Save the texts that were changed, and nothing else."""
    raw: dict[str, object] = {
        "language": whose.language,
        "name": whose.name,
        "own_name": whose.own_name,
        "direction": whose.direction,
        "texts": [_raw(text) for text in texts],
    }
    if words := "\n".join(give_away):
        raw["give_away"] = words
    return save(session, FORM, raw)


def _raw(text: OwnText) -> dict[str, object]:
    row: dict[str, object] = {"id": text.id, "english": text.english, "words": text.words, "state": text.state}
    if text.checked_on is not None:
        row |= {"checked_by": text.checked_by, "checked_on": text.checked_on.isoformat()}
    return row
