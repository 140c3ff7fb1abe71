"""The plan being written, as raw answers: rows added, moved, marked, answered, changed. No widgets."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any, Final, NewType

from hru_advocate.domain.forms.raw_answers import text_of, words_in

CARRY: Final = ("carry", "keep", "speak")
DECISIONS: Final[Mapping[str, str]] = {"yes": "chosen", "no": "not_right_for_me", "later": "not_now"}
"""The person's answer to a measure, and the state that follows."""
LIVE: Final = frozenset({"chosen", "already_do", "done"})
SheetRow = dict[str, Any]
Snapshot = NewType("Snapshot", str)
"""A plan as it stood at one moment. It is text, so nothing that happens later can change it."""


class PlanSheet:
    """The raw answers of one version of a plan. ``rows`` are its measures in their order."""

    def __init__(self, raw: Mapping[str, object]) -> None:
        self._other = {one: value for one, value in raw.items() if one != "items"}
        held = raw.get("items")
        self.rows: list[SheetRow] = [dict(row) for row in held] if isinstance(held, list) else []

    def raw(self) -> dict[str, object]:
        """Every answer, for the board, a draft, a paper or saving."""
        rows = {"items": [dict(row) for row in self.rows]} if self.rows else {}
        return {**self._other, **rows}

    def snapshot(self) -> Snapshot:
        """The plan as it stands now, as a value."""
        return Snapshot(json.dumps(self.raw(), sort_keys=True))

    @classmethod
    def at(cls, snapshot: Snapshot) -> PlanSheet:
        """The plan as it stood."""
        return cls(json.loads(snapshot))

    def take(self, answers: Mapping[str, object], fields: Iterable[str]) -> None:
        """Take answers to questions other than the measures."""
        for field in fields:
            self._other.pop(field, None)
            if answers.get(field) is not None:
                self._other[field] = answers[field]

    def add(self, row: Mapping[str, object]) -> int:
        """Add a measure after the others of its section; gives its place, counted from 0."""
        new = dict(row)
        same = [place for place, held in enumerate(self.rows) if held.get("section") == new.get("section")]
        place = same[-1] + 1 if same else len(self.rows)
        self.rows.insert(place, new)
        return place

    def own_measure(self, section: str, answers: Iterable[str], carry: str) -> int:
        """Add an empty measure of one's own, with the mark that is proposed where it stands."""
        row: SheetRow = {"section": section, "text": "", "state": "chosen", "carry": carry}
        reasons = list(answers)
        return self.add({**row, "answers": reasons} if reasons else row)

    def wish(self, words: str) -> str:
        """Add a wish in the person's own words; gives the id that measures point to."""
        wishes = self._wishes()
        taken = {text_of(row.get("wish")) for row in wishes}
        number = next(count for count in range(1, len(wishes) + 2) if f"wish_{count}" not in taken)
        self._other["wishes"] = [*wishes, {"wish": f"wish_{number}", "words": words}]
        return f"wish_{number}"

    def rename_wish(self, wish: str, words: str) -> None:
        """Put a wish in other words; the measures that answer it still do."""
        self._other["wishes"] = [
            {**row, "words": words} if _is_wish(row, wish) and words.strip() else row for row in self._wishes()
        ]

    def drop_wish(self, wish: str) -> None:
        """Take a wish out; a measure that answered it keeps saying so, and is then shown as without its reason."""
        left = [row for row in self._wishes() if not _is_wish(row, wish)]
        self._other.pop("wishes", None)
        if left:
            self._other["wishes"] = left

    def mark(self, place: int, carry: str) -> None:
        """Say whether a measure is carried, kept with us, or only spoken."""
        if carry in CARRY:
            self.rows[place]["carry"] = carry

    def decide(self, place: int, decision: str, on: str) -> None:
        """Take what the person said to a measure, and when; a yes leaves what is done or done already as it is."""
        row, state = self.rows[place], DECISIONS[decision]
        row["decision"], row["decided_on"] = decision, on
        if decision != "yes" or text_of(row.get("state")) not in LIVE:
            row["state"] = state

    def say(self, place: int, field: str, words: str) -> None:
        """Put words into one answer of a measure; empty words take the answer away."""
        self.rows[place].pop(field, None)
        if words.strip():
            self.rows[place][field] = words

    def change(self, place: int, row: Mapping[str, object]) -> None:
        """Put other answers in the place of a measure's; what is not asked in its editor stays."""
        self.rows[place] = dict(row)

    def move(self, place: int, by: int) -> int:
        """Move a measure before or after its neighbour in the same section; gives its new place."""
        same = self._section_of(place)
        aim = same.index(place) + by
        return self.move_to(place, same[aim]) if 0 <= aim < len(same) else place

    def move_to(self, place: int, aim: int) -> int:
        """Move a measure to the place of another of the same section; gives its new place."""
        same = self._section_of(place)
        if aim not in same or aim == place:
            return place
        rows = [self.rows[one] for one in same]
        rows.insert(same.index(aim), rows.pop(same.index(place)))
        for one, row in zip(same, rows, strict=True):
            self.rows[one] = row
        return aim

    def drop(self, place: int) -> None:
        """Take a measure out of this version."""
        del self.rows[place]

    def measures(self) -> frozenset[str]:
        """The library's measures in the plan."""
        return frozenset(one for row in self.rows for one in words_in(row.get("measure")))

    def _section_of(self, place: int) -> list[int]:
        """The places of the measures that stand with this one."""
        section = self.rows[place].get("section")
        return [one for one, row in enumerate(self.rows) if row.get("section") == section]

    def _wishes(self) -> list[SheetRow]:
        held = self._other.get("wishes")
        return [dict(row) for row in held] if isinstance(held, list) else []


def said(row: Mapping[str, object]) -> str:
    """The words of a measure for the person: hers or his in place of ours where that was chosen."""
    words = text_of(row.get("words"))
    return words if words and row.get("words_instead") is True else text_of(row.get("text"))


def beside(row: Mapping[str, object]) -> str:
    """Hers or his own words after ours, when both are said."""
    words = text_of(row.get("words"))
    return words if words and row.get("words_instead") is not True and words != row.get("text") else ""


def _is_wish(row: Mapping[str, object], wish: str) -> bool:
    """Measures point to a wish with ``wish_`` before its name, however it was written down."""
    return text_of(row.get("wish")).removeprefix("wish_") == wish.removeprefix("wish_")
