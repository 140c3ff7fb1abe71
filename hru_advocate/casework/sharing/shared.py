"""All that is said of sharing through a place: before, what would leave for whom; after, what left, came and lacks."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Final

from hru_advocate.casework.changed import Changed
from hru_advocate.casework.sharing.erased.hearing import ErasureHeard
from hru_advocate.casework.sharing.erased.telling import NoticeGoing
from hru_advocate.casework.sharing.opened import PackageOpened
from hru_advocate.casework.sharing.sending import KIND, PackageSealed

NOTHING_LEFT: Final = "Nothing left: nobody is known to lack anything."
_STOPPED: Final = "Stopped as you asked. What came and left before is kept; the rest goes the next time."


@dataclass(frozen=True, slots=True)
class GoingCase:
    """A case that would leave: its reference, and the colleagues' devices that lack something of it, with names."""

    case: str
    ref: str
    to: tuple[str, ...]
    names: tuple[str, ...]

    @property
    def words(self) -> str:
        """It in a line."""
        return f"{self.ref} for {', '.join(self.names)}"


@dataclass(frozen=True, slots=True)
class ShareOffer:
    """All that is said before: which cases would leave for whom, and how many files there wait to be looked at.

    ``over`` is how many packages of this computer would be taken away, ``barred`` how many shared cases stay because
    they are restricted and no reason was given; ``shared`` is how many are shared with anybody at all. ``telling`` are
    the notices that a case was erased which somebody lacks. ``asked`` is how many cases go to nobody because a
    colleague asks that they be erased.
    """

    going: tuple[GoingCase, ...]
    waiting: int
    over: int
    barred: int
    shared: int
    telling: tuple[NoticeGoing, ...] = ()
    asked: int = 0


@dataclass(slots=True)
class SharedNow:
    """All that came of it: what left, came, was refused or stayed and why, was for others, still waits.

    ``heard`` is what colleagues told of cases they erased, ``told`` which notices of such left, in words.
    ``kept_back`` are sentences about what seems not to come through.
    ``more`` says that it gave way to somebody who waited and is to go on; ``stopped`` that it was told to end.
    """

    left: list[PackageSealed] = field(default_factory=list)
    came: list[PackageOpened] = field(default_factory=list)
    heard: list[ErasureHeard] = field(default_factory=list)
    told: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    stayed: list[tuple[str, str]] = field(default_factory=list)
    kept_back: list[str] = field(default_factory=list)
    others: int = 0
    no_packages: int = 0
    waiting: int = 0
    taken_away: int = 0
    looked_at: set[str] = field(default_factory=set)
    more: bool = False
    stopped: bool = False

    @property
    def changed(self) -> Changed:
        """All that screens ask for again."""
        told = [one.changed for one in self.left] + [one.changed for one in self.came]
        told += [one.changed for one in self.heard]
        return Changed(
            frozenset({KIND}.union(*(one.kinds for one in told))), frozenset().union(*(one.cases for one in told))
        )

    @property
    def lines(self) -> tuple[str, ...]:
        """The whole of it, a sentence a line: what came, what left, then what there is to look to."""
        news = [one for one in self.came if one.new]
        said = [one.words for one in news]
        said += [one.words for one in self.heard if not one.asks]
        said = said or ([] if self.heard else ["Nothing new came."])
        left = [f"{one.ref} left. {one.words}" for one in self.left] + [f"Notice left: {words}." for words in self.told]
        said += left or ([] if self.stayed else [NOTHING_LEFT])
        if self.taken_away:
            said.append(f"Taken away: {_packages(self.taken_away)} of this computer, no longer needed there.")
        return tuple(said)

    @property
    def warnings(self) -> tuple[str, ...]:
        """All that a person has to know besides, what is missing of a case last."""
        said = [one.words for one in self.heard if one.asks]
        said += [f"{ref} did not leave. {why}" for ref, why in self.stayed]
        said += [f"{_packages(number)} refused. {why}" for why, number in Counter(self.refused).items()]
        if self.no_packages:
            said.append(f"No package, or not a whole one: {self.no_packages} of the files there. They were left alone.")
        said += self.kept_back
        if self.stopped:
            said.append(_STOPPED)
        if self.waiting:
            said.append(f"Not looked at yet: {self.waiting} more. Share once more.")
        return (*said, *dict.fromkeys(f"{one.ref}: {words}" for one in self.came for words in one.warnings))


def _packages(number: int) -> str:
    return "1 package" if number == 1 else f"{number} packages"
