"""The way to reach us: the unit's name and duty number, confirmed like any other, and the line it makes on paper."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from hru_advocate.casework.records.entries import Saved, save
from hru_advocate.casework.session import Session
from hru_advocate.casework.settings import settings
from hru_advocate.domain.forms.answers import value_of
from hru_advocate.domain.moments import day_in_words
from hru_advocate.domain.phone_numbers import read_phone
from hru_advocate.domain.services.confirmations import NOT_CHECKED, OUR_LINE, PrintLine

FORM = "unit_number"


@dataclass(frozen=True, slots=True)
class OurNumber:
    """The unit's name and duty number, when somebody answers, and who confirmed it on which day against what.

    ``texts`` says whether it takes text messages; ``None`` where nobody said.
    """

    name: str
    number: str
    label: str
    when: str
    by: str
    on: date
    against: str
    texts: bool | None = None

    def line(self, today: date, days: int, *, by_voice: bool = True) -> PrintLine:
        """The line on paper; what nobody confirmed for so many days is marked and waits for a tick.

        Where a voice call does not work for whoever reads it, it says how else: a text only where somebody said so.
        """
        fresh = 0 <= (today - self.on).days <= days
        said = day_in_words(self.on)
        mark = "" if fresh else f"{NOT_CHECKED} SINCE {said}"
        return PrintLine(
            OUR_LINE,
            self.label if by_voice else f"{self.label} ({'by text' if self.texts else 'by relay'})",
            read_phone(self.number),
            hours=self.when,
            note=f"checked {said}" if fresh else "",
            mark=mark,
            needs_tick=bool(mark),
            office=f"our number, confirmed {said}",
        )


def our_number(session: Session) -> OurNumber | None:
    """The unit's number as it stands, or ``None`` while nobody filled it in."""
    found = next(iter(session.heads(None, ["unit"])), None)
    if found is None or found.erased:
        return None
    answers = found.answers

    def text(field: str) -> str:
        return value_of(answers, field) or ""

    return OurNumber(
        text("name"),
        text("number"),
        text("label") or "Us",
        text("when"),
        text("by"),
        value_of(answers, "on"),
        text("against"),
        value_of(answers, "texts"),
    )


def our_lines(session: Session, *, by_voice: bool = True) -> tuple[PrintLine, ...]:
    """The line of the unit's own number for paper; nothing while there is none.

    ``by_voice`` is false where voice calls do not work for whoever reads it.
    """
    ours = our_number(session)
    return (ours.line(session.now().date(), settings(session).number_days, by_voice=by_voice),) if ours else ()


def keep_our_number(session: Session, answers: Mapping[str, object]) -> Saved:
    """Keep how to reach us, as a new version of what was kept before.

    Raises:
        InvalidAnswer: it names the field; nothing was saved.
    """
    return save(session, FORM, {field: value for field, value in answers.items() if value not in ("", None)})
