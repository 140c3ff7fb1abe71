"""The numbers on the person's paper: judged services and own numbers, each with what is known of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from hru_advocate.documents.blocks import Contact, RichText, joined
from hru_advocate.documents.compose.measures import held_back, text_ticks
from hru_advocate.documents.compose.paper import IdentifyingItem, LeftOut, PlanPaper, tick_id
from hru_advocate.documents.compose.speech import PageLanguage, TextOnPage
from hru_advocate.domain.phone_numbers import Phone
from hru_advocate.domain.plan.plan import OwnNumber
from hru_advocate.domain.services.confirmations import OUR_LINE, PrintLine

EMERGENCY: Final = "police_999"
SILENT: Final = "silent_solution_55"
_URGENT: Final = frozenset({EMERGENCY, "bsl_999", "text_999_emergencysms", "relay_uk_18000", SILENT})
"""The services that stand first on every paper, in the order that is this person's; then how to reach us."""
_SHORT_NAMES: Final = {"bsl_999": "Sign", "text_999_emergencysms": "Text", "relay_uk_18000": "Relay"}
"""Names of emergency lines on paper that may be seen: a text code without its word would be rung."""
CARD_NUMBERS: Final = 5
_NAMED: Final = ("number.emergency", "number.now")
"""Names of a number that are the documents' own words, by id."""
_SILENT_TOO: Final = "55"
US: Final = ("number.us", "number.us_short")
"""Words under our own number, by id: that it is who a page means by *us*, and what to do where nobody answers."""


@dataclass(frozen=True, slots=True)
class NumberToPrint:
    """One number that may be printed: the service (empty for an own number), its words, and what is known of it.

    ``number`` is the number as it is printed, ``phone`` the same to compare by.
    ``mark`` is the loud sign of a number nobody confirmed lately; it stands with the number, as large as it.
    """

    service: str
    name: str
    number: str
    phone: Phone | None = None
    note: str = ""
    under: str = ""
    mark: str = ""
    then: str = ""

    def contact(self, speech: PageLanguage) -> Contact:
        """The row on a page."""
        number = f"{self.number}\n{self.mark}" if self.mark else f"{self.number}{self._then(speech)}"
        said = "number.silent" if self._silent else self.under if self.under in US else ""
        under = speech.words(said) if said else TextOnPage(speech.typed(self.under))
        asked = speech.words("number.ask_first").under_one_another() if self.mark else ""
        note = joined((asked, speech.typed(self.note) if self.note else ""), "\n")
        return Contact(self._named(speech).under_one_another(), number, note, under.under_one_another())

    def on_card(self, speech: PageLanguage) -> tuple[RichText, str]:
        """The line on a card."""
        name = self._named(speech).on_one_line()
        if self.mark:
            name = joined((joined((name, speech.words("number.unchecked").on_one_line()), " ("), ")"), "")
        return name, f"{self.number}{self._then(speech)}"

    @property
    def _silent(self) -> bool:
        return self.service == EMERGENCY and self.under == _SILENT_TOO

    def _named(self, speech: PageLanguage) -> TextOnPage:
        return speech.words(self.name) if self.name in _NAMED else TextOnPage(speech.typed(self.name))

    def _then(self, speech: PageLanguage) -> str:
        return f", {speech.line('number.then')}" if self.then else ""


def numbers_of(paper: PlanPaper) -> tuple[list[NumberToPrint], list[LeftOut]]:
    """Every number that may be printed, emergency first, then services, then own numbers; and what may not be."""
    lines, left = _judge(paper)
    silent = any(line.service == SILENT for line in lines)
    rows = [
        _row(line, silent=silent)
        for line in sorted(lines, key=lambda line: (line.service not in _URGENT, line.service != OUR_LINE))
        if line.service != SILENT or not any(other.service == EMERGENCY for other in lines)
    ]
    own, stopped = _own_numbers(paper, rows)
    return rows + own, left + stopped


def neutral_numbers(paper: PlanPaper, rows: Sequence[NumberToPrint]) -> tuple[list[NumberToPrint], list[LeftOut]]:
    """The same numbers for paper that may be seen: under chosen words, or under a name's first letters."""
    told: list[NumberToPrint] = []
    left: list[LeftOut] = []
    for at, row in enumerate(rows, start=1):
        name = neutral_name(paper, row)
        silent = row.service == EMERGENCY and bool(row.under)
        under = "" if silent else row.under
        shown = paper.speech.line(name) if name in _NAMED else name
        said = paper.speech.line(under) if under in US else under
        if paper.give_away_word(f"{shown} {row.note} {said}"):
            left.append(LeftOut(_place(row, at), row.name, "Its words would give it away; choose other words for it."))
        else:
            told.append(replace(row, name=name, under=under, then=_SILENT_TOO if silent else ""))
    return told, left


def neutral_name(paper: PlanPaper, row: NumberToPrint) -> str:
    """The words chosen for a number, or the first letters of its name, which say little to anyone else."""
    if not row.service or row.service == OUR_LINE:
        return row.name
    if row.service in _SHORT_NAMES:
        return _SHORT_NAMES[row.service]
    if row.service in (EMERGENCY, SILENT):
        return _NAMED[1]
    own = next((one.label for one in paper.plan.own_numbers if _same(one, row)), "")
    chosen = paper.card_labels.get(row.service) or own
    if chosen and not paper.give_away_word(chosen) and not held_back(paper, "", chosen):
        return chosen
    return "".join(word[0] for word in paper.words_in(row.name)).upper() or "Line"


def number_ticks(paper: PlanPaper) -> list[IdentifyingItem]:
    """The ticks own numbers need: each one, and every name in its words."""
    rows = [_row(line, silent=False) for line in _judge(paper)[0]]
    ticks: list[IdentifyingItem] = []
    for own in paper.plan.own_numbers:
        if paper.check.is_refused(own) or any(_same(own, row) for row in rows):
            continue
        key = _own_tick(own)
        why = "A number of one's own can show who someone is."
        ticks.append(IdentifyingItem(key, str(own), why, key in paper.ticks))
        ticks.extend(text_ticks(paper, own.label))
    return ticks


def _judge(paper: PlanPaper) -> tuple[list[PrintLine], list[LeftOut]]:
    """The service lines that may be printed now; a refused one never, one with a mark only when ticked."""
    printed: list[PrintLine] = []
    left: list[LeftOut] = []
    for line in paper.services:
        key = f"sv_{line.service}"
        if line.refused is not None or not (line.number or line.page):
            left.append(LeftOut(key, line.text, line.refused or "There is no number yet."))
        elif line.needs_tick and key not in paper.ticks:
            left.append(LeftOut(key, line.text, f"{line.office.capitalize()}.", (key,)))
        elif all(line.service != other.service for other in printed):
            printed.append(line)
    return printed, left


def _row(line: PrintLine, *, silent: bool) -> NumberToPrint:
    if line.service == EMERGENCY:
        under = _SILENT_TOO if silent else ""
        return NumberToPrint(line.service, _NAMED[0], line.number, line.phone, line.hours, under)
    note = "\n".join(filter(None, (line.note, line.hours)))
    return NumberToPrint(line.service, line.text, line.number or line.page, line.phone, note, line.how, line.mark)


def _own_numbers(paper: PlanPaper, rows: Sequence[NumberToPrint]) -> tuple[list[NumberToPrint], list[LeftOut]]:
    """Own numbers that are ticked; one that is a printed service's only lends that service its words."""
    told: list[NumberToPrint] = []
    left: list[LeftOut] = []
    for at, own in enumerate(paper.plan.own_numbers, start=1):
        place = f"number.{at}"
        key = _own_tick(own)
        stopped = held_back(paper, place, own.label)
        if paper.check.is_refused(own):
            left.append(LeftOut(place, str(own), "This number must never be printed."))
        elif any(_same(own, row) for row in rows):
            continue
        elif stopped is not None:
            left.append(stopped)
        elif key not in paper.ticks:
            left.append(LeftOut(place, str(own), "A number of one's own can show who someone is.", (key,)))
        else:
            told.append(NumberToPrint("", own.label, own.number, own.phone))
    return told, left


def _same(own: OwnNumber, row: NumberToPrint) -> bool:
    """Say whether an own number is the printed one; what cannot be read as a number is the same as nothing."""
    return own.phone is not None and own.phone == row.phone


def _own_tick(own: OwnNumber) -> str:
    return tick_id("number", own.label, own.number)


def _place(row: NumberToPrint, at: int) -> str:
    return f"sv_{row.service}" if row.service else f"number.{at}"
