"""Gates: rules about every measure of one kind, such as whatever is written or kept, in the facts of one case.

A measure is tied to a gate by its traits and never by its id, so that a new measure, or one of the unit's own, meets
the same gate as the library's.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final, Protocol

from hru_advocate.domain.library.library import Library
from hru_advocate.domain.library.reference import Gate, Measure, Trait

_REFUSING: Final = ("refused", "never")


class GateFacts(Protocol):
    """The facts of a case as gates read them; ``long_ago`` are the present ids dated to longer ago than a month."""

    @property
    def present(self) -> frozenset[str]: ...
    @property
    def absent(self) -> frozenset[str]: ...
    @property
    def long_ago(self) -> frozenset[str]: ...


@dataclass(frozen=True, slots=True)
class ClosedGate:
    """A gate that stands in the way of a measure here, and the present ids that close it."""

    gate: Gate
    facts: tuple[str, ...]

    @property
    def refuses(self) -> bool:
        """True if the measure is not offered; otherwise advice comes first."""
        return self.gate.outcome in _REFUSING


def closed_gates(library: Library, measure: Measure, facts: GateFacts) -> tuple[ClosedGate, ...]:
    """The gates that stand in the way of a measure in these facts, in the file's order."""
    return tuple(
        ClosedGate(gate, met)
        for gate in library.measures.gates
        if gate.trait in measure.traits and (met := _met(gate, facts)) and facts.present.isdisjoint(gate.unless)
    )


def _met(gate: Gate, facts: GateFacts) -> tuple[str, ...]:
    so = facts.long_ago if gate.longer_ago else facts.present
    met = tuple(one for one in gate.when if one in so)
    beside = tuple(one for one in gate.together_with if one in facts.present)
    return (*met, *beside) if met and (beside or not gate.together_with) else ()


def to_ask(library: Library, measure: Measure) -> Iterator[str]:
    """The ids an advocate asks about before a measure is offered, since a gate would close."""
    for gate in library.measures.gates:
        if gate.ask and gate.trait in measure.traits:
            yield from gate.when


def cannot_apply(library: Library, measure: Measure, facts: GateFacts) -> str:
    """The reason a measure has nothing to do with this case (a dog, and there is none), or an empty text."""
    traits = _traits(library)
    for name in measure.traits:
        trait = traits.get(name)
        if trait is not None and (lacking := _lacking(trait, facts)):
            words = "; ".join(library.label(one) for one in lacking)
            return f"It is about this: {trait.label}. Nothing we know says that it applies here ({words})."
    return ""


def _lacking(trait: Trait, facts: GateFacts) -> tuple[str, ...]:
    """The ids that say that a trait has no place here: none known of those it takes, or one so that rules it out."""
    ruled_out = tuple(one for one in trait.not_with if one in facts.present)
    if ruled_out:
        return ruled_out
    if trait.only_with and facts.present.isdisjoint(trait.only_with):
        return trait.only_with[:1]
    if trait.not_without and facts.absent.issuperset(trait.not_without):
        return trait.not_without[:1]
    return ()


def _traits(library: Library) -> Mapping[str, Trait]:
    return {trait.id: trait for trait in library.measures.traits}


def refusing(closed: Iterable[ClosedGate]) -> tuple[ClosedGate, ...]:
    """Those of some closed gates that refuse a measure."""
    return tuple(one for one in closed if one.refuses)
