"""The language of a page: the documents' own words in it, with the English beside what nobody has checked.

In English a text is a plain string. In another language it is runs: the translation in its own language and, unless a
named person has checked it, the English after a sign. What is typed is never translated.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from hru_advocate.documents.blocks import Phrases, RichText, Run, joined, plain
from hru_advocate.domain.languages import EASY, ENGLISH, TranslatedText, Translator
from hru_advocate.domain.moments import month_in_words

UNCHECKED: Final = "◇"
"""The sign of a translation nobody has checked; the English stands after it."""


@dataclass(frozen=True, slots=True)
class TextOnPage:
    """A text in the page's language, and the English that stands beside it when nobody has checked it (else "")."""

    text: RichText
    beside: str = ""

    def on_one_line(self) -> RichText:
        """Both one after the other, for headings and names."""
        return self._joined("  ")

    def under_one_another(self) -> RichText:
        """Both, the English on a line of its own."""
        return self._joined("\n")

    def _joined(self, by: str) -> RichText:
        return joined((self.text, (Run(f"{by}{UNCHECKED} {self.beside}", "quiet"),) if self.beside else ""), "")


@dataclass(frozen=True, slots=True)
class PageLanguage:
    """The own words of one document in one language."""

    translator: Translator

    @property
    def language(self) -> str:
        """The page's language; easy words are English to whoever reads them aloud."""
        return ENGLISH if self.translator.language == EASY else self.translator.language

    @property
    def foreign(self) -> bool:
        """True if the page is in another language than English."""
        return self.translator.foreign

    def words(self, text_id: str, **days: date) -> TextOnPage:
        """One of the own words; ``days`` are put in their places in the way of the language."""
        english = self._filled(self.translator.english(text_id), {name: english_day(day) for name, day in days.items()})
        found = self.translator.find(text_id)
        if found is None:
            return TextOnPage(self.typed(english))
        told = {name: self._day(day) for name, day in days.items()}
        words = self._filled(found.words, {name: day.words for name, day in told.items()})
        checked = found.checked and all(day.checked for day in told.values())
        return self._told(TranslatedText(words, english, checked))

    def typed(self, text: str) -> RichText:
        """A typed text as it was typed: never translated, and taken for English."""
        return (Run(text),) if self.foreign and text else text

    def text(self, text_id: str, english: str) -> TextOnPage:
        """A text of the library that a plan holds: translated if it still stands there as the library has it."""
        found = self.translator.find(text_id, english) if text_id else None
        if found is None:
            return TextOnPage(self.typed(english))
        return self._told(found)

    def line(self, text_id: str, **days: date) -> str:
        """The same as a plain string on one line, for footers."""
        return plain(self.words(text_id, **days).on_one_line())

    def phrases(self) -> Phrases:
        """The words the page itself adds, in the page's language; an unchecked folio stays English, to stay short."""
        folio = self.translator.find("page.folio")
        return Phrases(
            folio=folio.words if folio and folio.checked else self.translator.english("page.folio"),
            note=self.line("notice.note"),
            caution=self.line("notice.caution"),
            danger=self.line("notice.danger"),
        )

    def sentences(self, *text_ids: str) -> tuple[Run, ...]:
        """Several sentences after one another as one quiet paragraph, the English of the unchecked ones under it."""
        said = [self.words(text_id) for text_id in text_ids]
        text = joined((one.text for one in said), " ")
        runs = (Run(text),) if isinstance(text, str) else text
        beside = " ".join(one.beside for one in said if one.beside)
        under = (Run(f"\n{UNCHECKED} {beside.removeprefix(f'{UNCHECKED} ')}"),) if beside else ()
        return tuple(Run(run.text, "quiet", run.language) for run in (*runs, *under))

    def _told(self, found: TranslatedText) -> TextOnPage:
        if not self.foreign:
            return TextOnPage(found.words)
        return TextOnPage((Run(found.words, language=self.language),), "" if found.checked else found.english)

    def day(self, day: date) -> TextOnPage:
        """A day, as a letter in that language would have it."""
        said = self._day(day)
        return self._told(said) if self.foreign and said.words != said.english else TextOnPage(self.typed(said.words))

    def _day(self, day: date) -> TranslatedText:
        """A day as the language says it; English where it has no words for it."""
        pattern, month = self.translator.find("date.day"), self.translator.find(f"month.{day.month}")
        if pattern is None or month is None:
            return TranslatedText(english_day(day), english_day(day), checked=False)
        words = self._filled(pattern.words, {"day": str(day.day), "month": month.words, "year": str(day.year)})
        return TranslatedText(words, english_day(day), pattern.checked and month.checked)

    @staticmethod
    def _filled(text: str, places: dict[str, str]) -> str:
        for name, words in places.items():
            text = text.replace(f"{{{name}}}", words)
        return text


def english_day(day: date) -> str:
    """A date as a letter says it: 23 November 2026."""
    return f"{day.day} {month_in_words(day)} {day.year}"
