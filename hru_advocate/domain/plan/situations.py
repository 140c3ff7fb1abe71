"""Living together and being something to each other, brought to the words a measure's list is written in."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Final

from hru_advocate.domain.library.reference import LivingSituation

LIVES_WITH: Final = "ci_lives_with"
LIVES_APART: Final = "ci_separated"
NEVER_LIVED_WITH: Final = "ci_never_lived_with"

_OF_RELATIONSHIP: Final[Mapping[str, LivingSituation | None]] = {
    "ci_partner": None,
    "ci_former_partner": None,
    "ci_family_member": "family_member",
    "ci_grown_up_child": "family_member",
    "ci_works_with_perp": "colleague",
    "ci_fellow_pupil": "colleague",
    "ci_neighbour": "neighbour",
    "ci_acquaintance": "acquaintance",
    "ci_professional_contact": "acquaintance",
    "ci_landlord_is_other": "acquaintance",
    "ci_stranger": "stranger_or_unknown",
    "ci_stranger_unknown": "stranger_or_unknown",
}
"""The relationship to the victim, and the situation it makes; of partners only living together or apart counts."""

_ASKED_OF_ALL: Final = frozenset({"ci_works_with_perp", "ci_fellow_pupil", "ci_neighbour"})
"""The facts of a relationship that have a question of their own, about whoever does it."""
OF_ONE: Final = frozenset(_OF_RELATIONSHIP) - _ASKED_OF_ALL
"""The facts that say what one of them is to the victim."""

_OF_LIVING: Final[frozenset[LivingSituation]] = frozenset({"living_with", "separated", "never_lived_with"})
_OF_BEING: Final = frozenset(situation for situation in _OF_RELATIONSHIP.values() if situation)


_WHO_IT_IS: Final = frozenset(_OF_RELATIONSHIP) - {"ci_stranger_unknown"}
_RULED_OUT: Final[Mapping[str, frozenset[str]]] = {
    **dict.fromkeys(_WHO_IT_IS, frozenset({"ci_stranger_unknown", "rf_unknown_person"})),
    "ci_address_secret": frozenset({"ci_address_known"}),
    "ci_tracker_suspected": frozenset({"ci_tracker_found"}),
    "ci_mobile": frozenset({"ci_landline_only"}),
    "ci_no_children": frozenset({"ci_shared_children", "ci_children_in_home", "ci_child_under_7", "ci_child_7_plus"}),
}
"""The facts one rules out by its own words: who is a former partner is not unknown, a secret address is not known."""


def ruled_out(present: Collection[str]) -> frozenset[str]:
    """The facts that cannot be so by what is; what somebody said to be so all the same is not among them."""
    return frozenset(one for fact in present for one in _RULED_OUT.get(fact, ())).difference(present)


def living_settled(present: frozenset[str], absent: frozenset[str]) -> tuple[frozenset[str], frozenset[str]]:
    """The facts with living together decided first: who lives with one of several people does not live apart."""
    if LIVES_WITH in present:
        apart = {LIVES_APART, NEVER_LIVED_WITH}
        return present - apart, absent | apart
    if NEVER_LIVED_WITH in present:
        present |= {LIVES_APART}
    return present, absent | {LIVES_WITH} if LIVES_APART in present else absent


def situations(present: frozenset[str]) -> frozenset[LivingSituation]:
    """The situations these facts make; living together leaves no other."""
    if LIVES_WITH in present:
        return frozenset({"living_with"})
    found: set[LivingSituation] = {
        situation for fact, situation in _OF_RELATIONSHIP.items() if situation and fact in present
    }
    if NEVER_LIVED_WITH in present:
        found.add("never_lived_with")
    elif LIVES_APART in present:
        found.add("separated")
    return frozenset(found)


def living_is_known(present: frozenset[str]) -> bool:
    """True when it was told whether they live together."""
    return not present.isdisjoint({LIVES_WITH, LIVES_APART, NEVER_LIVED_WITH})


def fits(meant: Collection[LivingSituation], present: frozenset[str]) -> bool:
    """Say whether a measure meant for these situations may fit; what nobody told rules nothing out.

    A measure for those who never lived together fits everybody who lives apart.
    """
    if "any" in meant:
        return True
    possible = situations(present)
    if "separated" in possible:
        possible |= {"never_lived_with"}
    if LIVES_WITH not in present and present.isdisjoint(_OF_RELATIONSHIP):
        possible |= _OF_BEING
    if not living_is_known(present):
        possible |= _OF_LIVING
    return not possible.isdisjoint(meant)
