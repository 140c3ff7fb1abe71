"""Identifying items: what on a paper can tell who, or where, somebody is, each with an id of its own."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal

ItemKind = Literal[
    "name",
    "initials",
    "mentioned",
    "relation",
    "number",
    "email",
    "account",
    "address",
    "place",
    "born",
    "vehicle",
    "way",
    "secret",
]
KIND_WORDS: Final[Mapping[ItemKind, str]] = {
    "name": "Name",
    "initials": "A word that may be the name",
    "mentioned": "A word that may be a name",
    "relation": "Who somebody is",
    "number": "Number",
    "email": "E-mail address",
    "account": "Account or web address",
    "address": "Address",
    "place": "Place, work or school",
    "born": "Date of birth or age",
    "vehicle": "Vehicle",
    "way": "Safe contact answer",
    "secret": "Code word or agreed words",
}
NEVER: Final = frozenset({"secret"})
"""The kinds that leave on no paper, whatever is ticked."""


@dataclass(frozen=True, slots=True)
class Item:
    """One identifying item: what sort, whose as far as is known, and the words of it.

    ``own`` is what belongs to the very person a paper is made for, and needs no tick there.
    """

    id: str
    kind: ItemKind
    whose: str
    value: str
    own: bool = False

    @property
    def offered(self) -> bool:
        """True if it may be ticked."""
        return self.kind not in NEVER and not self.own

    @property
    def words(self) -> str:
        """Say what it is, without the words of it."""
        return f"{KIND_WORDS[self.kind]}: {self.whose}" if self.whose else KIND_WORDS[self.kind]


def item_id(case: str, kind: ItemKind, normal: str) -> str:
    """The id of an item: the same for the same thing of one case, so that a tick never slips to another."""
    digest = hashlib.sha256(f"{case}|{kind}|{normal}".encode()).hexdigest()
    return f"{kind}-{digest[:10]}"
