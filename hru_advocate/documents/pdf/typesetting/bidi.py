"""The bidirectional algorithm: a level for each letter of a paragraph, and the parts of a line from left to right.

This is Unicode's bidirectional algorithm (UAX #9) without its control characters: none of them reaches a page (see
``pdf_text``), so there is nothing to embed, override or isolate. A level says how deep a letter lies: even levels run
from left to right, odd ones from right to left.

One rule is added. A number of several parts, which the algorithm would turn, is one (``domain.numbers_in_text``): it
stays on one line, runs from left to right, and readers of PDF find it so, because its spaces do not break.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from functools import cache
from itertools import groupby
from typing import Final

from hru_advocate.domain.numbers_in_text import has_right_to_left, places_of_numbers, with_numbers

_LANGUAGES: Final = frozenset("ar arc bal ckb dv fa he iw ks lrc mzn nqo pnb prs ps sd skr syr ug ur yi".split())
_SCRIPTS: Final = frozenset({"arab", "aran", "hebr", "nkoo", "syrc", "thaa"})
_OBJECT: Final = "\ufffc"  # a neutral character that stands for words that run as one
_STRONG: Final = {"L": "L", "R": "R", "AL": "R", "EN": "R", "AN": "R"}  # what a kind is to the neutrals beside it
_NEUTRAL: Final = frozenset({"ON", "WS", "S", "B"})
_SAME_BRACKET: Final = {"\u2329": "\u3008", "\u232a": "\u3009"}  # two brackets of two code points each
_DEEPEST: Final = 63  # brackets open at once


@cache
def is_right_to_left(language: str) -> bool:
    """True for a language (BCP 47) that is written from right to left."""
    first, *others = language.lower().split("-")
    scripts = [part for part in others if len(part) == 4]
    return scripts[0] in _SCRIPTS if scripts else first in _LANGUAGES


def base_level(text: str, *, right_to_left: bool) -> int:
    """The level of a paragraph, whose page runs from right to left or not.

    On a page from right to left one letter of such a script is enough, so that a sentence may begin with a foreign
    name; else a paragraph runs as its first letter does (rules P2 and P3), else as the page.
    """
    if right_to_left and has_right_to_left(text):
        return 1
    for char in text:
        kind = unicodedata.bidirectional(char)
        if kind in {"L", "R", "AL"}:
            return int(kind != "L")
    return int(right_to_left)


def unbroken_numbers(text: str) -> str:
    """A text of the same length whose numbers of several parts, such as telephone numbers, do not break."""
    return with_numbers(text, lambda number: number.replace(" ", "\u00a0"))


def levels(text: str, runs: Sequence[tuple[int, int, bool]]) -> tuple[int, list[int]]:
    """The level of a paragraph, and of each character of it.

    ``runs`` are its parts (from where to where) and whether the language of each is written from right to left. A part
    that runs another way than the paragraph does so as a whole, its full stop with it.
    """
    base = base_level(text, right_to_left=runs[0][2])
    parts: list[tuple[int, int]] = []
    for start, end, right_to_left in runs:
        inside = text[start:end]
        if right_to_left != bool(base) and base_level(inside, right_to_left=right_to_left) != base:
            first, last = _without_edges(inside)
            parts.append((start + first, start + last))
    outer = list(text)
    for start, end in reversed(parts):
        outer[start:end] = _OBJECT
    found = _levels("".join(outer), base)
    for start, end in parts:
        found[start : start + 1] = _levels(text[start:end], base + 1)
    return base, found


def _without_edges(text: str) -> tuple[int, int]:
    """The start and end of a part without the spaces and signs that stand between it and other words."""
    start, end = 0, len(text.rstrip())
    while start < end and (text[start].isspace() or unicodedata.category(text[start]).startswith("S")):
        start += 1
    return start, end


def _levels(text: str, base: int) -> list[int]:
    given = [unicodedata.bidirectional(char) or "L" for char in text]
    for start, end in places_of_numbers(text):
        given[start:end] = ["EN"] * (end - start)
    kept = [at for at, kind in enumerate(given) if kind != "BN"]
    kinds = [given[at] for at in kept]
    base_kind = "R" if base % 2 else "L"
    _resolve_marks(kinds, base_kind)
    _resolve_numbers(kinds)
    _resolve_separators(kinds, base_kind)
    _resolve_brackets([text[at] for at in kept], [given[at] for at in kept], kinds, base_kind)
    _resolve_neutrals(kinds, base_kind)
    depth = {"L": base % 2, "R": 1 - base % 2, "EN": 2 - base % 2, "AN": 2 - base % 2}
    found_levels = [base] * len(text)
    for at, kind in zip(kept, kinds, strict=True):
        found_levels[at] = base + depth[kind]
    for at, kind in enumerate(given):
        if kind == "BN" and at:
            found_levels[at] = found_levels[at - 1]
    return found_levels


def visual_order(row: Sequence[int]) -> list[int]:
    """The places of parts with these levels, in the order they stand from left to right (rule L2)."""
    order = list(range(len(row)))
    for level in range(max(row, default=0), 0, -1):
        turned: list[int] = []
        for reversed_part, part in groupby(order, key=lambda at: row[at] >= level):
            places = list(part)
            turned += places[::-1] if reversed_part else places
        order = turned
    return order


def _resolve_marks(kinds: list[str], base_kind: str) -> None:
    """Marks run as what they stand on, and digits after Arabic letters are Arabic (rules W1 to W3)."""
    strong = base_kind
    for at in range(len(kinds)):
        if kinds[at] == "NSM":
            kinds[at] = kinds[at - 1] if at else base_kind
        if kinds[at] == "EN" and strong == "AL":
            kinds[at] = "AN"
        if kinds[at] in {"L", "R", "AL"}:
            strong = kinds[at]
    kinds[:] = ["R" if kind == "AL" else kind for kind in kinds]


def _resolve_numbers(kinds: list[str]) -> None:
    """Let what stands between and beside digits belong to them (rules W4 and W5)."""
    for at in range(1, len(kinds) - 1):
        before, after = kinds[at - 1], kinds[at + 1]
        if before == after and (kinds[at], before) in {("ES", "EN"), ("CS", "EN"), ("CS", "AN")}:
            kinds[at] = before
    start = 0
    for kind, part in groupby(list(kinds)):
        end = start + len(list(part))
        if kind == "ET" and "EN" in kinds[max(0, start - 1) : start] + kinds[end : end + 1]:
            kinds[start:end] = ["EN"] * (end - start)
        start = end


def _resolve_separators(kinds: list[str], base_kind: str) -> None:
    """Other signs are neutral, and digits after Latin letters run with them (rules W6 and W7)."""
    strong = base_kind
    for at, kind in enumerate(kinds):
        if kind in {"ES", "ET", "CS"}:
            kinds[at] = "ON"
        elif kind == "EN" and strong == "L":
            kinds[at] = "L"
        elif kind in {"L", "R"}:
            strong = kind


def _resolve_brackets(text: list[str], given: list[str], kinds: list[str], base_kind: str) -> None:
    """Brackets that belong together run the same way (rule N0), and marks on them with them."""
    for opened, closed in _pairs(text, kinds):
        inside = {_STRONG.get(kind) for kind in kinds[opened + 1 : closed]} - {None}
        if not inside:
            continue
        way = base_kind
        if base_kind not in inside:
            before = (_STRONG[kind] for kind in reversed(kinds[:opened]) if kind in _STRONG)
            way = next(before, base_kind)
        for at in (opened, closed):
            end = at + 1
            while end < len(kinds) and given[end] == "NSM":
                end += 1
            kinds[at:end] = [way] * (end - at)


def _pairs(text: list[str], kinds: list[str]) -> list[tuple[int, int]]:
    """The places of brackets that open and close each other."""
    found: list[tuple[int, int]] = []
    waiting: list[tuple[str, int]] = []
    for at, char in enumerate(text):
        if kinds[at] != "ON" or not unicodedata.mirrored(char):
            continue
        shape = _SAME_BRACKET.get(char, char)
        kind = unicodedata.category(char)
        if kind == "Ps":
            if len(waiting) == _DEEPEST:
                break
            gap = 1 if unicodedata.category(chr(ord(shape) + 1)) == "Pe" else 2  # () but [\]
            waiting.append((chr(ord(shape) + gap), at))
        elif kind == "Pe":
            for back in range(len(waiting) - 1, -1, -1):
                if waiting[back][0] == shape:
                    found.append((waiting[back][1], at))
                    del waiting[back:]
                    break
    return sorted(found)


def _resolve_neutrals(kinds: list[str], base_kind: str) -> None:
    """Let neutral characters run as their neighbours do where these agree, else as the paragraph (N1, N2)."""
    start = 0
    for neutral, part in groupby(list(kinds), key=_NEUTRAL.__contains__):
        end = start + len(list(part))
        if neutral:
            before = _STRONG[kinds[start - 1]] if start else base_kind
            after = _STRONG[kinds[end]] if end < len(kinds) else base_kind
            kinds[start:end] = [before if before == after else base_kind] * (end - start)
        start = end
