"""One conversation as it stands: its themes and questions, the one in front, what is left."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from hru_advocate.casework.records.entries import Start
from hru_advocate.domain.forms.answers import NOT_ASKED, Answer, Asking
from hru_advocate.domain.forms.definition import Section
from hru_advocate.domain.forms.fields import Field, is_folded, known_answer
from hru_advocate.domain.forms.kinds import facts_in, fitting_answers
from hru_advocate.domain.plan.situations import ruled_out

PICKED: str = "start_with"
"""The question in which the person picks the needs to begin with; those themes then come first."""


@dataclass(frozen=True, slots=True)
class ThemeLine:
    """A theme in the rail: how many questions are left, and which of how many is in front (0: none of them)."""

    id: str
    title: str
    left: int
    of: int
    at: int
    folded: bool


class Conversation:
    """One conversation: the raw answers so far, and the question in front.

    ``present`` and ``absent`` are what the case knew before; what is answered here is added to it.
    """

    def __init__(self, start: Start, raw: Mapping[str, object], asking: Callable[[], Asking]) -> None:
        self.form = start.form
        self.raw: dict[str, object] = dict(raw)
        self._asking = asking
        self._known = start.present, start.absent
        self._told = start.present & start.told, start.absent & start.told
        self._section_of = {field.id: section for section in self.form.sections for field in section.fields}
        self._opened: set[str] = set()
        self.answers: dict[str, Answer] = fitting_answers(self.form.fields, self.raw, self._asking())
        self._facts = self._work_out_facts()
        self.front = self._first()

    @property
    def field(self) -> Field:
        """The question in front."""
        return self.form.by_id[self.front]

    @property
    def section(self) -> Section:
        """The theme of the question in front."""
        return self._section_of[self.front]

    def answer(self, field: str, raw: object) -> None:
        """Take an answer; ``None`` is not asked."""
        self.raw.pop(field, None)
        self.answers.pop(field, None)
        if raw is not None:
            self.raw[field] = raw
            self.answers |= fitting_answers([self.form.by_id[field]], self.raw, self._asking())
        self._facts = self._work_out_facts()

    def sections(self) -> list[Section]:
        """The themes in the order they are talked about: the opening, what the person picked, the rest."""
        picked = self.answers.get(PICKED, NOT_ASKED).value or ()
        first = [one for one in self.form.sections if any(field.fact in picked for field in one.fields if field.fact)]
        first.sort(key=lambda one: min(picked.index(field.fact) for field in one.fields if field.fact in picked))
        head = list(self.form.sections[:1])
        return (
            head
            + [one for one in first if one not in head]
            + [one for one in self.form.sections[1:] if one not in first]
        )

    def asked(self, section: Section) -> list[Field]:
        """The questions of a theme that the answers so far ask for, the folded ones too."""
        if section.ask_if is not None and not section.ask_if.holds(self.answers):
            return []
        return [field for field in section.fields if field.ask_if is None or field.ask_if.holds(self.answers)]

    def folded(self, field: Field) -> bool:
        """True when what is known folds a question away; answering or opening it unfolds it."""
        if field.id in self._opened or self.answers.get(field.id, NOT_ASKED).stated:
            return False
        if field.fold is not None and field.fold.known and known_answer(field, *self._told):
            return True
        section = self._section_of[field.id]
        return is_folded(field.fold, *self._facts) or (
            section.id not in self._opened and is_folded(section.fold, *self._facts)
        )

    def known(self, field: Field) -> str:
        """The answer that what is known gives to a folded question, in words, or an empty text."""
        told = self._told if field.fold is not None and field.fold.known else self._facts
        return known_answer(field, *told)

    def stated(self, field: Field) -> bool:
        """True when a question has an answer or a reason, or something typed that does not fit yet."""
        return field.id in self.raw

    def themes(self) -> list[ThemeLine]:
        """The rail: every theme with what is left of it."""
        return [self._theme(section) for section in self.sections() if self.asked(section)]

    def go(self, field: str) -> None:
        """Put a question in front."""
        if field in self.form.by_id:
            self.front = field

    def open(self, folded: str) -> None:
        """Unfold a question or a theme and put it in front."""
        self._opened.add(folded)
        if folded in self.form.by_id:
            self.front = folded
        else:
            self.enter(folded)

    def enter(self, section_id: str) -> None:
        """Go to a theme: its first question without an answer, else its first."""
        section = next(one for one in self.form.sections if one.id == section_id)
        if is_folded(section.fold, *self._facts):
            self._opened.add(section.id)
        fields = [field for field in self.asked(section) if not self.folded(field)] or self.asked(section)
        if fields:
            self.front = next((field.id for field in fields if not self.stated(field)), fields[0].id)

    def step(self, by: int) -> bool:
        """Go to the next (1) or the one before (-1); ``False`` at the end."""
        road = self.road()
        place = road.index(self.front) if self.front in road else 0
        if not 0 <= place + by < len(road):
            return False
        self.front = road[place + by]
        return True

    def road(self) -> list[str]:
        """The questions in the order they are gone through; the one in front is always on it."""
        return [
            field.id
            for section in self.sections()
            for field in self.asked(section)
            if not self.folded(field) or field.id == self.front
        ]

    def _theme(self, section: Section) -> ThemeLine:
        fields = self.asked(section)
        open_ = [field for field in fields if not self.folded(field)]
        ids = [field.id for field in open_ or fields]
        left = sum(not self.stated(field) for field in open_)
        at = ids.index(self.front) + 1 if self.front in ids else 0
        return ThemeLine(section.id, section.title, left, len(ids), at, folded=not open_)

    def _first(self) -> str:
        """The question to begin with: the first that has no answer yet."""
        road = [field.id for section in self.sections() for field in self.asked(section) if not self.folded(field)]
        return next((one for one in road if one not in self.raw), road[0] if road else self.form.fields[0].id)

    def _work_out_facts(self) -> tuple[frozenset[str], frozenset[str]]:
        so, not_so = facts_in(self.form.asked(self.answers), self.answers)
        present = (self._known[0] - not_so) | so
        return present, (self._known[1] | not_so | ruled_out(present)) - present


def add_to_answer(field: Field, raw: object, part: str, text: str) -> object:
    """A raw answer with a noted line added to its words or its fact; ``None`` when the question takes no words.

    ``part`` is ``words`` or ``fact``. A finding that is not answered yet becomes a yes: something was said of it.
    """
    if field.kind in ("text", "long_text", "words"):
        return f"{raw}\n{text}" if isinstance(raw, str) and raw else text
    if field.kind == "finding" or (field.kind == "rating" and part == "words" and raw is not None):
        if isinstance(raw, Mapping) and "state" not in raw:
            parts = dict(raw)
        elif field.kind == "rating":
            parts = {"value": raw}
        else:
            parts = {"present": raw if isinstance(raw, bool) else True}
        held = parts.get(part)
        parts[part] = f"{held}\n{text}" if held else text
        return parts
    return None
