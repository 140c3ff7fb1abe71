"""The names of one person, and which initials beside a word of one are that person's own."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from hru_advocate.domain.people.initials import without_titles
from hru_advocate.domain.text_folding import words_of


@dataclass(frozen=True, slots=True)
class OwnNames:
    """The words of each name one person is known by, folded, the family's last."""

    names: tuple[tuple[str, ...], ...]

    @classmethod
    def of(cls, names: Iterable[str]) -> OwnNames:
        """Take names apart; of *Example, Ann* the family's stands before the comma."""
        return cls(tuple(words for name in names if (words := tuple(_in_order(name)))))

    def may_be(self, initials: str, beside: Sequence[str]) -> bool:
        """Say whether initials beside some words of a name are the person's: of Mo Example *M. Example* alone is.

        They begin the other words of the name, and no family name where the words are one; or they are all of a name.
        """
        folded = "".join(words_of(initials))
        if len(folded) > 1 and any(folded == "".join(word[0] for word in name) for name in self.names):
            return True
        every = {word for name in self.names for word in name}
        families = {name[-1] for name in self.names if len(name) > 1}
        here = every.intersection(beside)
        others = every - here - (families if families & here else set())
        return set(folded) <= {word[0] for word in others}


def _in_order(name: str) -> list[str]:
    """The words of a name without a title, the family's last."""
    before, comma, behind = without_titles(name).partition(",")
    return [*words_of(behind), *words_of(before)] if comma else words_of(before)
