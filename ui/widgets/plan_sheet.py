"""The plan being written, as raw answers: rows added, moved, marked, changed. No widgets."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

from ui.widgets.editor import text_of, words_in

CARRY: Final = ("carry", "keep", "speak")
Row = dict[str, Any]


class PlanSheet:
    """The raw answers of one version of a plan. ``rows`` are its measures in their order."""

    def __init__(self, raw: Mapping[str, object]) -> None:
        self._other = {one: value for one, value in raw.items() if one != "items"}
        held = raw.get("items")
        self.rows: list[Row] = [dict(row) for row in held] if isinstance(held, list) else []

    def raw(self) -> dict[str, object]:
        """Every answer, for the board, a draft, a paper or saving."""
        rows = {"items": [dict(row) for row in self.rows]} if self.rows else {}
        return {**self._other, **rows}

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

    def own_measure(self, section: str, answers: Iterable[str]) -> int:
        """Add an empty measure of one's own, kept off paper until somebody says otherwise."""
        row: Row = {"section": section, "text": "", "state": "chosen", "carry": "speak"}
        reasons = list(answers)
        return self.add({**row, "answers": reasons} if reasons else row)

    def wish(self, words: str) -> str:
        """Add a wish in the person's own words; gives the id that measures point to."""
        held = self._other.get("wishes")
        wishes = [dict(row) for row in held] if isinstance(held, list) else []
        taken = {text_of(row.get("wish")) for row in wishes}
        number = next(count for count in range(1, len(wishes) + 2) if f"wish_{count}" not in taken)
        wishes.append({"wish": f"wish_{number}", "words": words})
        self._other["wishes"] = wishes
        return f"wish_{number}"

    def mark(self, place: int, carry: str) -> None:
        """Say whether a measure is carried, kept with us, or only spoken."""
        if carry in CARRY:
            self.rows[place]["carry"] = carry

    def change(self, place: int, row: Mapping[str, object]) -> None:
        """Put other answers in the place of a measure's; what is not asked in its editor stays."""
        self.rows[place] = dict(row)

    def move(self, place: int, by: int) -> int:
        """Move a measure before or after its neighbour in the same section; gives its new place."""
        section = self.rows[place].get("section")
        same = [one for one, row in enumerate(self.rows) if row.get("section") == section]
        aim = same.index(place) + by
        if not 0 <= aim < len(same):
            return place
        other = same[aim]
        self.rows[place], self.rows[other] = self.rows[other], self.rows[place]
        return other

    def drop(self, place: int) -> None:
        """Take a measure out of this version."""
        del self.rows[place]

    def measures(self) -> frozenset[str]:
        """The library's measures in the plan."""
        return frozenset(one for row in self.rows for one in words_in(row.get("measure")))


def said(row: Mapping[str, object]) -> str:
    """The words of a measure for the person: hers or his in place of ours where that was chosen."""
    words = text_of(row.get("words"))
    return words if words and row.get("words_instead") is True else text_of(row.get("text"))


def beside(row: Mapping[str, object]) -> str:
    """Hers or his own words after ours, when both are said."""
    words = text_of(row.get("words"))
    return words if words and row.get("words_instead") is not True and words != row.get("text") else ""
