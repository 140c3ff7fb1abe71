"""The words that decide what may stand on paper a person carries, as ``resources/paper_words.toml`` lists them."""

from __future__ import annotations

from typing import Literal

import msgspec


class PaperWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Lists of words for the checks of a victim's paper, folded as texts are before they are compared.

    ``give_away`` are words no paper that may be seen should hold (a star stands for any ending), ``everyday_names``
    names that are also words, ``titles`` what names nobody on its own, ``risk_levels`` what is never stated, and
    ``names_nobody`` the words that say who does a thing without naming anyone.
    """

    schema_version: Literal[1]
    file_kind: Literal["paper_words"]
    give_away: tuple[str, ...]
    everyday_names: frozenset[str]
    titles: frozenset[str]
    risk_levels: tuple[str, ...]
    names_nobody: frozenset[str]
