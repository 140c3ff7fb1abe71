"""All that came of opening a package, in the order a person needs it: who signed, what is new, what is missing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from hru_advocate.casework.changed import Changed
from hru_advocate.casework.wording import recorded_in_words

_MOST_GAPS: Final = 3
_MOST_NAMED: Final = 5


@dataclass(frozen=True, slots=True)
class UnmetDevice:
    """A device nobody here has met, the names its entries bear, and those of them whose own laptop is another here."""

    device: str
    names: tuple[str, ...]
    borrowed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PackageOpened:
    """All that came of opening a package: from whom, why, how many entries are new, and what is missing all the same.

    An entry that was here without its text counts as new once that has come.

    ``unmet`` are devices nobody here has met: their entries are taken on the sender's word. ``left`` is how many
    entries a removed device wrote after its last number that counts; they were not taken. ``empty`` is how many of its
    entries say nothing here, because somebody erased them by authority; ``misnamed`` are the people whose device signed
    entries under another name than theirs. ``had`` is False where nothing shows that the sender had the case before;
    ``ahead`` is the last moment at which anything new was written down, where that is still to come here.
    """

    ref: str
    case: str
    sender: str
    purpose: str
    new: int
    entries: int
    gaps: tuple[str, ...]
    unmet: tuple[UnmetDevice, ...]
    left: int
    empty: int
    misnamed: tuple[str, ...]
    changed: Changed
    had: bool = True
    ahead: str = ""

    @property
    def words(self) -> str:
        """The whole of it in a sentence."""
        new = "Nothing is new" if not self.new else "1 entry is new" if self.new == 1 else f"{self.new} entries are new"
        return f"{new} in {self.ref}, from {self.sender}: {self.purpose}."

    @property
    def warnings(self) -> tuple[str, ...]:
        """All that a person has to know of it besides: of people first, and last what the case lacks here."""
        return (*self._of_people(), *self._of_entries(), *self._of_gaps())

    def _of_people(self) -> Iterator[str]:
        if self.unmet:
            told = [f"device {one.device} signs as {_listed(one.names, ' and as ')}" for one in self.unmet]
            met = "these laptops" if len(told) > 1 else "this laptop"
            yield f"Nobody here has met {met}; taken on the word of {self.sender}: {_listed(told, '; ')}."
        if borrowed := tuple(dict.fromkeys(name for one in self.unmet for name in one.borrowed)):
            whose = _listed(borrowed, " and of ")
            yield f"The laptop of {whose} that is known here is another. Ask in person whose the one nobody has met is."
        if self.misnamed:
            yield f"Signed under another name by the laptop of {' and that of '.join(self.misnamed)}. Ask who wrote it."
        if not self.had:
            yield (
                f"Nothing in it shows that {self.sender} had this case before. By itself nothing of it goes there: "
                "ask, and seal the case where that is right."
            )

    def _of_entries(self) -> Iterator[str]:
        if self.ahead:
            yield (
                f"Written down on {recorded_in_words(self.ahead)} by the clock there, which is still to come by the "
                "one here. Have the wrong clock set right, and correct what bears such a day: it passes for the newest."
            )
        if self.left:
            yield f"Left out: {self.left} that a removed device wrote after its last number that counts."
        if self.empty:
            many = "1 entry says" if self.empty == 1 else f"{self.empty} entries say"
            yield f"{many} nothing here: erased by authority. The history of the case says by whom."

    def _of_gaps(self) -> Iterator[str]:
        yield from (f"Not here: {gap}" for gap in self.gaps[:_MOST_GAPS])
        if (more := len(self.gaps) - _MOST_GAPS) > 0:
            yield f"Not here besides: {more} more like these. The command hru-vault open names each."


def _listed(some: Sequence[str], between: str) -> str:
    """Several in a row; of very many the first few and how many more there are, so that what follows is read too."""
    more = len(some) - _MOST_NAMED
    return between.join((*some[:_MOST_NAMED], *([f"{more} more"] if more > 0 else ())))
