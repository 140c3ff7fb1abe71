"""Translations out to translators and in from them as ``gettext`` PO, which their own programs open.

In, each text stands by itself: one that cannot be used is refused in a sentence with its line, and the others are
taken, as drafts until a named person has checked them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from hru_advocate.casework.records.entries import Saved
from hru_advocate.casework.session import Session
from hru_advocate.casework.unit import languages
from hru_advocate.domain.forms.kind import is_clean
from hru_advocate.domain.languages import InvalidTranslation, OwnText, Translation, has_other_figures
from hru_advocate.domain.po_files import PoEntry, PoFile, UnreadablePo, read_po, write_po

_MARKUP: Final = re.compile(r"</?[A-Za-z][^<>]*>|&[A-Za-z]{2,8};|&#\d")
_LONGEST: Final = 1000
_HEADER: Final = ("X-Name", "X-Own-Name", "X-Direction")
_ABOUT: Final = (
    ("section.", "A part of the plan, as its heading says it."),
    (".short", "A measure on a small card. It should mean little to anyone else."),
    ("sm_", "A measure of the plan, said to the person."),
)


@dataclass(frozen=True, slots=True)
class PoTaken:
    """The outcome of a PO file: the entry it became, how many texts it holds, and a sentence for each refused one.

    ``saved`` is ``None`` where none of its texts is other than here.
    """

    saved: Saved | None
    texts: int
    refused: tuple[str, ...]

    @property
    def words(self) -> str:
        """It in a sentence."""
        said = f"Texts taken as drafts: {self.texts}."
        return f"{said} Refused: {len(self.refused)}. {' '.join(self.refused[:3])}" if self.refused else said


def export_po(session: Session, language: str) -> str:
    """The PO file of a language, with the words it has; words whose English has changed are marked fuzzy."""
    held = languages.held(session).get(language)
    session.note("translation_exported", {"language": language})
    texts = {text.id: text for text in held.texts} if held else {}
    header = {
        "Project-Id-Version": "HRU Advocate",
        "Language": language,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "X-Name": held.name if held else "",
        "X-Own-Name": held.own_name if held else "",
        "X-Direction": held.direction if held else "ltr",
    }
    rows = (_entry(text_id, english, texts.get(text_id)) for text_id, english in session.product.english.items())
    return write_po(header, rows)


def _entry(text_id: str, english: str, text: OwnText | None) -> PoEntry:
    about = next((words for part, words in _ABOUT if part in text_id), "Words of a document.")
    if text is None:
        return PoEntry(text_id, english, "", about=about)
    old = text.english != english
    return PoEntry(text_id, english, text.words, fuzzy=old, about=about, previous=text.english if old else "")


def bring_in_po(session: Session, data: bytes) -> PoTaken:
    """Take the texts of a PO file that can be used, as drafts of the unit; those that are here already stay.

    Raises:
        InvalidTranslation: it is no PO file, of no language, or not one text of it can be used.
    """
    try:
        read = read_po(data)
    except UnreadablePo as error:
        raise InvalidTranslation(f"The file cannot be used: {error}. Nothing was changed; mend the file.") from None
    whose = _whose(session, read)
    here = {text.id: text.words for text in whose.texts if text.english == session.product.english.get(text.id)}
    twice = _twice(read)
    taken, refused = [], []
    for one in read.entries:
        fault = _fault(session, one) if one.context not in twice else "stands there twice"
        if fault and (one.words or one.context in twice):
            known = one.context if one.context in session.product.english else "a text that is none of ours"
            refused.append(f"Line {one.line} ({known}): it {fault}.")
        elif one.words and here.get(one.context) != one.words:
            taken.append(OwnText(one.context, one.english, one.words))
    if refused and not taken:
        message = f"Not one new text can be used. {refused[0]} Nothing was changed; mend the file."
        raise InvalidTranslation(message)
    saved = languages.keep(session, whose, taken) if taken else None
    return PoTaken(saved, len(taken), tuple(refused))


def _whose(session: Session, read: PoFile) -> Translation:
    """The language of a file: as it is here, or by the names in its header."""
    language = read.header.get("Language", "").strip().replace("_", "-")
    if language.split("-")[0] == "en":
        message = "English is not a translation. Nothing was changed; a measure is reworded as a measure."
        raise InvalidTranslation(message)
    if (known := languages.held(session).get(language)) is not None:
        return known
    name, own_name, direction = (read.header.get(one, "").strip() for one in _HEADER)
    fits = all(is_clean(one, lines=False, most=100) for one in (name, own_name)) and direction in {"ltr", "rtl"}
    try:
        if fits:
            return Translation(1, "translation", language, name, own_name, "rtl" if direction == "rtl" else "ltr")
    except ValueError:
        pass
    message = (
        "Its header names no language that can be used (Language, X-Name, X-Own-Name, X-Direction). Nothing was "
        "changed; begin from a file that was saved here."
    )
    raise InvalidTranslation(message)


def _twice(read: PoFile) -> frozenset[str]:
    many = Counter(one.context for one in read.entries)
    return frozenset(context for context, times in many.items() if times > 1)


def _fault(session: Session, one: PoEntry) -> str:
    """The reason words cannot be used, as the end of a sentence that begins with "it"; "" where they can."""
    english: Mapping[str, str] = session.product.english
    if one.context not in english:
        return "is none of the texts of our documents"
    if one.english != english[one.context]:
        return "was made from another English than today's"
    if one.fuzzy:
        return "is marked fuzzy, so somebody has still to look at it"
    return _fault_of_words(session, one)


def _fault_of_words(session: Session, one: PoEntry) -> str:
    from hru_advocate.documents.pdf.typesetting.fonts import unprintable  # only for what comes in

    if _MARKUP.search(one.words):
        return "has markup, which would stand on the paper as it is"
    if not is_clean(one.words, lines=False, most=_LONGEST):
        return "has a sign nobody sees, a line's end, or more than 1,000 letters"
    try:
        text = OwnText(one.context, one.english, one.words)
    except ValueError:
        return "has other places in braces than its English"
    if has_other_figures(text):
        return "has other numbers than its English"
    if unprintable(one.words, session.product.fonts):
        return "has letters no face of this program holds"
    return ""
