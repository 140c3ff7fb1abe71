"""Texts with what identifies found in them, and blacked out unless it is ticked: what is black is not in the text."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from itertools import chain
from typing import Final

from hru_advocate.domain.identifying.folded_text import FoldedText, TextSpan
from hru_advocate.domain.identifying.items import NEVER, Item, ItemKind, item_id
from hru_advocate.domain.identifying.known_things import KnownName, KnownThing
from hru_advocate.domain.identifying.name_forms import NameSought
from hru_advocate.domain.identifying.own_names import OwnNames
from hru_advocate.domain.identifying.patterns import digits_of
from hru_advocate.domain.identifying.sweep import swept
from hru_advocate.domain.identifying.words_known import WordsKnown
from hru_advocate.domain.text_folding import words_of

BAR: Final = "■■■■"
"""The mark in the place of anything that is held back: always as long, so that nobody counts letters."""
_JOINED: Final = re.compile(r"[ \t\n]{0,2}|[-‐‑'’]")
_WORDS_OF_A_NAME: Final = 2
_SHORTEST: Final = 2
_NAMES: Final = frozenset({"name", "mentioned"})
_INITIALS: Final = re.compile(
    r"(?<![\w'’])(?:[A-Z]\.[ \t]|[A-Za-z]\.|[B-HJ-Z][ \t]"
    r"|(?:(?<=Mr )|(?<=Mrs )|(?<=Ms )|(?<=Miss )|(?<=Dr ))[AI][ \t])+\Z"
)
"""Initials that end where a name begins; *A* and *I* alone are words, but behind a title."""
_INITIALS_BEHIND: Final = re.compile(r",[ \t]?(?:(?:[A-Z]\.){1,3}|[B-HJ-Z](?!\.))(?![\w'’/&-])[ \t]*")
"""Initials behind a name and its comma: *Holt, K.*; without one the sweep finds them."""
_FAR: Final = 12
_BETWEEN: Final = re.compile(r"[ \t'’\-–‑]*")


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of a text and the item that stands there; ``loose`` if it is a name in another form or a slip."""

    span: TextSpan
    item: Item
    loose: bool = False

    @property
    def is_own_name(self) -> bool:
        """True if the very person's name stands there word for word."""
        return self.item.own and self.item.kind == "name" and not self.loose


@dataclass(frozen=True, slots=True)
class ReadText:
    """A text with every identifying item found in it."""

    text: str
    stretches: tuple[Stretch, ...]

    @property
    def standing(self) -> Iterator[Item]:
        """Yield the item of each place it stands at: words beside each other are one place."""
        ends: dict[str, int] = {}
        for one in sorted(self.stretches, key=lambda one: one.span):
            before = ends.get(one.item.id)
            if before is None or (
                one.span.start > before and not _JOINED.fullmatch(self.text[before : one.span.start])
            ):
                yield one.item
            ends[one.item.id] = max(before or 0, one.span.end)

    def redacted(self, ticks: frozenset[str]) -> str:
        """The text with every stretch black that belongs to anything not ticked; a shared word needs all its ticks.

        The person's own name is theirs on their own paper word for word, but where it may be somebody else's as well.
        """
        black = bytearray(len(self.text))
        for one in self.stretches:
            if not leaves(one.item, ticks):
                black[one.span.start : one.span.end] = b"\1" * (one.span.end - one.span.start)
        names = [one for one in self.stretches if one.item.kind in _NAMES and not one.loose and not one.item.own]
        held = [one.span for one in names if not leaves(one.item, ticks)]
        own = [one.span for one in self.stretches if one.is_own_name]
        kept = [span for span in own if not any(_overlap(span, other.span) for other in names)]
        secret = [one.span for one in self.stretches if one.item.kind in NEVER]
        secret += [span for span in own if any(self._is_part_of(span, other) for other in held)]
        for spans, colour in ((kept, b"\0"), (secret, b"\1")):
            for start, end in spans:
                black[start:end] = colour * (end - start)
        return _barred(self.text, black)

    def _is_part_of(self, own: TextSpan, other: TextSpan) -> bool:
        """Say whether one word of the person's name is a part of the name it stands beside: *Marie* of *Marie Dent*."""
        between = self.text[min(own.end, other.end) : max(own.start, other.start)]
        one_word = len(words_of(self.text[own.start : own.end])) < _WORDS_OF_A_NAME
        return one_word and not _overlap(own, other) and bool(_JOINED.fullmatch(between))


def _overlap(one: TextSpan, other: TextSpan) -> bool:
    return one.start < other.end and other.start < one.end


def leaves(item: Item, ticks: frozenset[str]) -> bool:
    """Say whether an item leaves with these ticks."""
    return item.own or (item.offered and item.id in ticks)


def _barred(text: str, black: bytearray) -> str:
    found: list[str] = []
    at = 0
    while at < len(text):
        if not black[at]:
            found.append(text[at])
            at += 1
            continue
        while at < len(text) and black[at]:
            at += 1
            gap = _BETWEEN.match(text, at)
            end = gap.end() if gap else at
            if end > at and end < len(text) and black[end]:
                at = end
        found.append(BAR)
    return "".join(found)


class CaseFinder:
    """Finds, in every text of one paper, what its case knows and what the sweep turns up."""

    def __init__(self, case: str, things: Iterable[KnownThing], known: WordsKnown) -> None:
        self._case, self._words = case, known
        self._things = tuple(things)
        own = (one.forms.names for one in self._things if isinstance(one, KnownName) and one.item.own)
        self._own_names = OwnNames.of(chain.from_iterable(own))
        self._made: dict[str, Item] = {}

    def read(self, texts: Sequence[str]) -> tuple[ReadText, ...]:
        """Read texts that go on one paper together: a name found in one is looked for in all."""
        folded = [FoldedText(text) for text in texts]
        first = [tuple(self._known(one, self._things)) for one in folded]
        turned_up = [tuple(self._swept(one, held)) for one, held in zip(folded, first, strict=True)]
        more = self._mentioned(folded, turned_up)
        read = []
        for one, held, found in zip(folded, first, turned_up, strict=True):
            settled = [one_held for one_held in held if _settles(one_held)]
            free = tuple(one_more for one_more in self._known(one, more) if not _covered(one_more.span, settled))
            named = tuple(self._stretch(one, kind, span) for kind, span in found if kind != "mentioned")
            spans = [span for kind, span in found if kind == "mentioned"]
            spans = [span for span in spans if not _met(span, free) and not self._is_own_initial(one.text, span, held)]
            known = (*held, *free, *_as_mentioned(one, spans, more))
            names = _whole_names(one.text, (*_with_initials(one.text, known), *self._namesakes(one.text, known)))
            read.append(ReadText(one.text, (*names, *named)))
        return tuple(read)

    def _known(self, text: FoldedText, things: Iterable[KnownThing]) -> Iterator[Stretch]:
        for thing in things:
            for span, item in thing.spans(text, self._words):
                loose = isinstance(thing, KnownName) and not thing.forms.is_word(text.text[span.start : span.end])
                yield Stretch(span, item, loose)

    def _swept(self, text: FoldedText, held: Sequence[Stretch]) -> Iterator[tuple[ItemKind, TextSpan]]:
        taken = [one.span for one in held if _settles(one)]
        for kind, span in swept(text, self._words):
            left = _without(span, taken)
            for part in left if kind == "mentioned" else ([span] if left else []):
                if any(char.isalnum() for char in text.text[part.start : part.end]):
                    yield kind, part
                    taken.append(part)

    def _mentioned(
        self, texts: Sequence[FoldedText], found: Sequence[Sequence[tuple[ItemKind, TextSpan]]]
    ) -> tuple[KnownName, ...]:
        """The names the sweep turned up, one item for each; a single word of a longer one belongs to that one."""
        names = defaultdict[tuple[str, ...], str](str)
        for text, stretches in zip(texts, found, strict=True):
            for kind, span in stretches:
                value = " ".join(text.text[span.start : span.end].split())
                if kind == "mentioned" and (words := tuple(words_of(value))):
                    names[words] = names[words] or value
        whole = [words for words in names if not any(set(words) < set(other) for other in names)]
        return tuple(self._name(names[words], words) for words in whole)

    def _stretch(self, text: FoldedText, kind: ItemKind, span: TextSpan) -> Stretch:
        """The item of something the sweep found: one for the same thing, called as it was first met."""
        value = " ".join(text.text[span.start : span.end].split())
        normal = digits_of(value) if kind == "number" else " ".join(words_of(value))
        fresh = Item(item_id(self._case, kind, normal), kind, "", value)
        return Stretch(span, self._made.setdefault(fresh.id, fresh))

    def _namesakes(self, text: str, held: Sequence[Stretch]) -> Iterator[Stretch]:
        """Yield where initials that are not the person's stand beside the person's own name: somebody of the family."""
        for one, with_initials in zip(held, _with_initials(text, held), strict=True):
            start, end = with_initials.span
            if one.item.own and one.item.kind == "name" and with_initials != one:
                initials = f"{text[start : one.span.start]} {text[one.span.end : end]}"
                if not self._own_names.may_be(initials, words_of(text[one.span.start : one.span.end])):
                    value = " ".join(text[start:end].split())
                    yield replace(with_initials, item=self._name(value, tuple(words_of(value))).item)

    def _is_own_initial(self, text: str, span: TextSpan, held: Sequence[Stretch]) -> bool:
        """Say whether what the sweep found is an initial of the person's, right behind the name: *H* of *Ann H.*."""
        initials = text[span.start : span.end]
        beside = [text[one.span.start : one.span.end] for one in held if one.is_own_name and one.span.end == span.start]
        alone = max(map(len, words_of(initials)), default=0) == 1
        return alone and any(self._own_names.may_be(initials, words_of(word)) for word in beside)

    def _name(self, value: str, words: tuple[str, ...]) -> KnownName:
        item = Item(item_id(self._case, "mentioned", " ".join(words)), "mentioned", "", value)
        return KnownName(item, NameSought((value,), loosely=False))


def _as_mentioned(text: FoldedText, spans: Iterable[TextSpan], names: Sequence[KnownName]) -> Iterator[Stretch]:
    """Yield what the sweep took for a name where it stood, though it is an everyday word elsewhere: *mr baker*."""
    whole = {end for chunk in text.chunks for end in chunk.span}
    for span in spans:
        if not whole.issuperset(span) or span.end - span.start < _SHORTEST:
            continue  # what is left of a word, or of a name, of which a part is known
        words = set(words_of(text.text[span.start : span.end]))
        owner = next((one for one in names if words <= set(words_of(one.item.value))), None)
        if owner is not None:
            yield Stretch(span, owner.item)


def _with_initials(text: str, held: Sequence[Stretch]) -> tuple[Stretch, ...]:
    """The same stretches, a name with the initials beside it: of *K. Holt* the first letter is no less hers."""
    names = {one.span.start for one in held}
    return tuple(replace(one, span=_wide(text, one.span, names)) if one.item.kind in _NAMES else one for one in held)


def _wide(text: str, span: TextSpan, names: AbstractSet[int]) -> TextSpan:
    """A name with the initials right before it, or right behind it unless a name begins there."""
    before = _INITIALS.search(text, max(span.start - _FAR, 0), span.start)
    behind = _INITIALS_BEHIND.match(text, span.end)
    if behind is not None and not names.isdisjoint(range(span.end, behind.end() + 1)):
        behind = None
    end = len(behind[0].rstrip()) if behind is not None else 0
    return TextSpan(before.start() if before else span.start, span.end + end)


def _met(span: TextSpan, held: Sequence[Stretch]) -> bool:
    return any(_overlap(span, one.span) for one in held)


def _settles(held: Stretch) -> bool:
    """Say whether the sweep need not look there: a slip of the person's own name may be somebody's who is called so."""
    return not (held.item.own and held.item.kind == "name" and held.loose)


def _whole_names(text: str, held: Sequence[Stretch]) -> tuple[Stretch, ...]:
    """Give words that several share to the one whose whole name stands there: *Lena Holtby* is hers alone.

    A shared word that stands by itself stays everybody's.
    """
    names = sorted((one for one in held if one.item.kind in _NAMES), key=lambda one: one.span)
    runs: list[list[Stretch]] = []
    end = 0
    for one in names:
        if runs and (one.span.start < end or _JOINED.fullmatch(text[end : one.span.start])):
            runs[-1].append(one)
            end = max(end, one.span.end)
        else:
            runs.append([one])
            end = one.span.end
    dropped = {id(other) for run in runs for other in _others_in(run)}
    return tuple(one for one in held if id(one) not in dropped)


def _others_in(run: Sequence[Stretch]) -> Iterator[Stretch]:
    """The stretches of everybody but the one who has every word of a run, and one of them alone."""
    owners = defaultdict[TextSpan, set[str]](set)
    for one in run:
        owners[one.span].add(one.item.id)
    if len(owners) < _WORDS_OF_A_NAME:
        return
    every = set.intersection(*owners.values())
    alone = {next(iter(held)) for held in owners.values() if len(held) == 1}
    mine = every & alone
    if len(mine) == 1:
        yield from (one for one in run if one.item.id not in mine)


def _without(span: TextSpan, taken: Sequence[TextSpan]) -> list[TextSpan]:
    """The rest of a stretch without those already taken."""
    left = [span]
    for one in taken:
        left = [
            part
            for piece in left
            for part in (
                TextSpan(piece.start, min(piece.end, one.start)),
                TextSpan(max(piece.start, one.end), piece.end),
            )
            if part.end > part.start
        ]
    return left


def _covered(span: TextSpan, held: Sequence[Stretch]) -> bool:
    return any(one.span.start <= span.start and span.end <= one.span.end for one in held)
