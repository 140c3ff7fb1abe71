"""The order of suggestions: what this person rated, wished for and wants to start with stands beside risk.

The weights order a list and are never shown, added over a case or kept: they are no score of anybody.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from itertools import zip_longest
from typing import Final, Protocol, TypeVar

from hru_advocate.domain.library.library import Library
from hru_advocate.domain.text_folding import words_of

FIRST: Final = 10
"""The size of a first choice of measures."""
OF_ONE_SECTION: Final = 3
"""The most of them that come from one part of the plan, but for what a case of a kind begins with."""
BEGIN_OF_ONE_SECTION: Final = 4
BEGIN: Final = 7
"""The most of them that a case begins with because of its kind: the rest answers what else this person told."""
ALWAYS: Final = "ci_all"
PRESSING: Final = 3
"""A need rated this or more is one a first choice answers."""

_PRIORITY: Final[Mapping[str, int]] = {"immediate": 5, "soon": 2, "later": 0}
_RATED: Final = (0, 1, 2, 5, 8)
_HIGH_HARM, _DECIDES, _TURNS, _RISK, _EVENT, _CIRCUMSTANCE = 8, 8, 5, 3, 4, 1
_RECENT, _WANTED, _WISHED = 3, 6, 6
_FULLY: Final = 3
"""Reasons that count in full; each further one counts as one."""
_SHORT: Final = 3
_BROAD: Final = 8
_HELP: Final = "999"
_PLAIN_WORDS: Final = frozenset(
    "about again alone away because been before being could does done dont down even every feel from have here into "
    "just know left like live make more much never only other over safe some than that their them then there they "
    "thing things this time want what when where which will with without would your".split()
)


class WeighedFacts(Protocol):
    """The facts of a case as the order reads them."""

    @property
    def present(self) -> frozenset[str]: ...
    @property
    def recent(self) -> frozenset[str]: ...
    @property
    def ratings(self) -> Mapping[str, int]: ...
    @property
    def first(self) -> frozenset[str]: ...
    @property
    def wishes(self) -> Mapping[str, str]: ...


class Weighed(Protocol):
    """A suggestion as the order reads it."""

    @property
    def measure(self) -> str: ...
    @property
    def text(self) -> str: ...
    @property
    def section(self) -> str: ...
    @property
    def priority(self) -> str: ...
    @property
    def answers(self) -> tuple[str, ...]: ...
    @property
    def refused(self) -> str | None: ...
    @property
    def advice_first(self) -> tuple[str, ...]: ...


W = TypeVar("W", bound=Weighed)


def ranked(library: Library, facts: WeighedFacts, found: Iterable[W]) -> tuple[W, ...]:
    """Suggestions in order: refused last, then by weight, by the plan's sections, and by id."""
    scales = _Scales(library, facts)
    order = {section.id: section.order for section in library.measures.sections}
    return tuple(
        sorted(
            found,
            key=lambda one: (one.refused is not None, -scales.weight(one), order[one.section], one.measure),
        )
    )


def turning(library: Library) -> frozenset[str]:
    """The circumstances a case turns on, where they are so."""
    return frozenset(one.id for one in library.measures.circumstances if one.turns)


def first_ten(library: Library, facts: WeighedFacts, offers: Sequence[W]) -> tuple[W, ...]:
    """The ten to begin with, of suggestions in order: balanced, and for each grave thing one that is about it.

    The first is a way to 999 that works for this person; then what a case of this kind begins with; then what is done
    at once, before what can wait or needs advice. Grave are high-harm factors, what decides everything else, needs
    rated high or chosen to start with, and wishes. What the case turns on (work, a shared child, a court date) is
    answered in the room that is left, by what is most about it.
    Words for a child, refused measures and general advice are not taken for an answer to one of them.
    """
    scales = _Scales(library, facts)
    child = {measure.id for measure in library.measures.measures if measure.child_facing}
    left = [one for one in offers if one.refused is None and one.measure not in child]
    help_now = min((one for one in left if _HELP in one.text), key=scales.help_order, default=None)
    first = [] if help_now is None else [help_now]
    begin = _begin(library, facts, [one for one in left if one not in first])
    taken = list(begin)
    left = [one for one in left if one not in first and one not in taken]
    room = FIRST - len(first)
    for aims, best in ((scales.aims(), scales.fit), (scales.turns(), scales.urgent)):
        _answer(scales, aims.difference(*map(scales.aimed, (*first, *taken))), best, left, taken, room)
    for one in [one for one in left if not scales.general(one)] + [one for one in left if scales.general(one)]:
        if len(taken) < room and _has_room(one, taken):
            taken.append(one)
    places = {one.measure: place for place, one in enumerate(offers)}
    rest = sorted(taken[len(begin) :], key=lambda one: (*_at_once(one), places[one.measure]))
    return (*first, *sorted(begin, key=_at_once), *rest)


def _begin(library: Library, facts: WeighedFacts, left: Sequence[W]) -> list[W]:
    """The measures a case of this kind begins with: one for each fact in the file's order, then the next for each.

    What is not offered takes no fact's turn: pictures of young people stand before no grown-up's own support.
    """
    offered = {one.measure: one for one in left}
    lists = [
        [measure for measure in beginning.measures if measure in offered]
        for beginning in library.measures.beginnings
        if beginning.fact in facts.present
    ]
    rounds = (measure for row in zip_longest(*lists) for measure in row if measure is not None)
    taken: list[W] = []
    for measure in dict.fromkeys(rounds):
        if len(taken) < BEGIN and _has_room(offered[measure], taken, BEGIN_OF_ONE_SECTION):
            taken.append(offered[measure])
    return taken


def _answer(
    scales: _Scales,
    open_aims: set[str],
    fit: Callable[[Weighed], tuple[int, ...]],
    left: list[W],
    taken: list[W],
    room: int,
) -> None:
    """Take, of what is left, one measure after the other that is about something nothing taken answers."""
    while open_aims and len(taken) < room:
        best = max(
            (one for one in left if scales.aimed(one) & open_aims and _has_room(one, taken)),
            key=lambda one: (scales.worth(scales.aimed(one) & open_aims), *fit(one)),
            default=None,
        )
        if best is None:
            return
        left.remove(best)
        taken.append(best)
        open_aims -= scales.aimed(best)


def _at_once(one: Weighed) -> tuple[bool, bool]:
    """The order to do things in: what is pressing first, and of it what needs no advice."""
    return (one.priority != "immediate", bool(one.advice_first))


def _has_room(one: Weighed, taken: Sequence[Weighed], most: int = OF_ONE_SECTION) -> bool:
    return sum(other.section == one.section for other in taken) < most


class _Scales:
    """The weights of one case, each id weighed once."""

    def __init__(self, library: Library, facts: WeighedFacts) -> None:
        self._library, self._facts = library, facts
        self._high_harm = {factor.id for factor in library.risk.factors if factor.high_harm}
        self._decides = {one.id for one in library.measures.circumstances if one.decides}
        self._turns = turning(library)
        self._told_by = {one.id: frozenset(one.told_by) for one in library.measures.measures if one.told_by}
        self._general = {one.id for one in library.measures.measures if ALWAYS in one.when}
        self._breadths = {one.id: len(one.when) for one in library.measures.measures}
        self._of_wish = {wish: _content(words) for wish, words in facts.wishes.items()}
        self._weights = {one: self._weigh(one) for one in facts.present}

    def weight(self, one: Weighed) -> int:
        """The weight of a suggestion here; general advice weighs half of what it answers.

        What is about a thing nobody has told of weighs nothing.
        """
        told_by = self._told_by.get(one.measure)
        if told_by and told_by.isdisjoint(one.answers):
            return 0
        held = sorted((self._weights.get(answer, 0) for answer in one.answers), reverse=True)
        sum_held = sum(held[:_FULLY]) + len(held[_FULLY:])
        if self.general(one):
            sum_held //= 2
        return sum_held + _PRIORITY[one.priority] + (_WISHED if any(self._wished(one)) else 0)

    def general(self, one: Weighed) -> bool:
        """True for what fits nearly everyone."""
        return one.measure in self._general

    def help_order(self, one: Weighed) -> tuple[bool, bool, int]:
        """The order of ways to 999: the one for everybody where it works, else one that works today, of two the nearer.

        Nearer is what is about less: signing to somebody who signs comes before a relay for whoever cannot ring.
        """
        return (not self.general(one), one.priority != "immediate", self.breadth(one))

    def fit(self, one: Weighed) -> tuple[bool, bool, int, int]:
        """The measure of how well one answers what it answers: not for later, no advice first, about little else."""
        return (one.priority != "later", not one.advice_first, -self.breadth(one), self.weight(one))

    def urgent(self, one: Weighed) -> tuple[bool, bool, int, int]:
        """The measure of how much of the case speaks for one that is not for later and asks for no advice first."""
        at_once, no_advice, close, weight = self.fit(one)
        return (at_once, no_advice, weight, close)

    def aims(self) -> set[str]:
        """The grave things a first choice has to answer."""
        facts = self._facts
        pressing = {need for need, rating in facts.ratings.items() if rating >= PRESSING}
        grave = self._high_harm | self._decides | pressing | facts.first
        return {*(facts.present & grave), *self._of_wish}

    def turns(self) -> set[str]:
        """The things this case turns on."""
        return {*(self._facts.present & self._turns)}

    def breadth(self, one: Weighed) -> int:
        """The number of reasons a measure has: of two that answer the same, the one with fewer is more about it."""
        return self._breadths.get(one.measure, 0)

    def aimed(self, one: Weighed) -> set[str]:
        """The grave things a suggestion is about; advice for nearly everyone, or for very much, is about none."""
        broad = self.general(one) or self.breadth(one) > _BROAD
        return set() if broad else {*one.answers, *self._wished(one)}

    def worth(self, aims: Collection[str]) -> int:
        """The weight of some grave things together."""
        return sum(self._weights.get(aim, _WISHED) for aim in aims)

    def _wished(self, one: Weighed) -> Iterator[str]:
        """The wishes whose words a measure shares, in its text or in what it answers."""
        if not self._of_wish:
            return
        needs = [answer for answer in one.answers if answer.startswith("nd_")]
        said = _content(" ".join((one.text, *(self._library.label(need) for need in needs))))
        yield from (wish for wish, words in self._of_wish.items() if words & said)

    def _weigh(self, fact: str) -> int:
        facts, kind = self._facts, fact.partition("_")[0]
        recent = _RECENT if fact in facts.recent else 0
        if kind == "nd":
            rating = max(0, min(facts.ratings.get(fact, 2), len(_RATED) - 1))
            return _RATED[rating] + recent + (_WANTED if fact in facts.first else 0)
        if kind == "tr":
            return _EVENT + recent
        if kind == "rf":
            return (_HIGH_HARM if fact in self._high_harm else _RISK) + recent
        if fact == ALWAYS:
            return 0
        turns = _TURNS if fact in self._turns else _CIRCUMSTANCE
        return (_DECIDES if fact in self._decides else turns) + recent


def _content(words: str) -> frozenset[str]:
    """The words that say what something is about."""
    return frozenset(word for word in words_of(words) if len(word) > _SHORT and word not in _PLAIN_WORDS)
