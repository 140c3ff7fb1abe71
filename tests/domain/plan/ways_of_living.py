"""The facts that make each living situation so, for tests that go through all of them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from hru_advocate.domain.library.reference import LivingSituation

FACTS_OF: Final[Mapping[LivingSituation, frozenset[str]]] = {
    "living_with": frozenset({"ci_lives_with", "ci_partner"}),
    "separated": frozenset({"ci_separated", "ci_former_partner"}),
    "never_lived_with": frozenset({"ci_separated", "ci_never_lived_with", "ci_former_partner"}),
    "acquaintance": frozenset({"ci_separated", "ci_never_lived_with", "ci_acquaintance"}),
    "neighbour": frozenset({"ci_separated", "ci_never_lived_with", "ci_neighbour"}),
    "colleague": frozenset({"ci_separated", "ci_never_lived_with", "ci_works_with_perp"}),
    "family_member": frozenset({"ci_separated", "ci_never_lived_with", "ci_family_member"}),
    "stranger_or_unknown": frozenset({"ci_separated", "ci_never_lived_with", "ci_stranger"}),
}

MEANT_FOR: Final[Mapping[LivingSituation, frozenset[LivingSituation]]] = {
    "living_with": frozenset({"living_with"}),
    "separated": frozenset({"separated", "never_lived_with"}),
    "never_lived_with": frozenset({"never_lived_with"}),
    "acquaintance": frozenset({"acquaintance", "never_lived_with"}),
    "neighbour": frozenset({"neighbour", "never_lived_with"}),
    "colleague": frozenset({"colleague", "never_lived_with"}),
    "family_member": frozenset({"family_member", "never_lived_with"}),
    "stranger_or_unknown": frozenset({"stranger_or_unknown", "never_lived_with"}),
}
"""The words of a measure's list that fit somebody of whom these facts, and no others, are known."""
