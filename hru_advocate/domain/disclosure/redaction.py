"""Texts with what identifies found in them, and blacked out unless it is ticked: what is black is not in the text."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from hru_advocate.domain.identifying.folded_text import FoldedText, TextSpan
from hru_advocate.domain.identifying.items import NEVER, Item, ItemKind, item_id
from hru_advocate.domain.identifying.known_things import KnownName, KnownThing
from hru_advocate.domain.identifying.name_forms import NameSought
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
_BEGINS: Final = re.compile(r"(?:[A-Z]\.[ \t]|[A-Za-z]\.|[B-HJ-Z][ \t])+")
"""Initials; *A* and *I* alone are words."""
_INITIALS: Final = re.compile(rf"(?<![\w'’]){_BEGINS.pattern}\Z")
"""Initials that end where a name begins."""
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
            missed = tuple(_as_mentioned(one, [span for span in spans if not _met(span, free)], more))
            named_here = _with_initials(one.text, (*held, *free, *missed))
            names = _whole_names(one.text, (*named_here, *self._namesakes(one.text, named_here)))
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
        """Yield where initials that are not the person's stand before the person's own name: somebody of the family."""
        own = [one for one in held if one.item.own and one.item.kind == "name"]
        letters = {word[0] for one in own for word in words_of(one.item.value)}
        for one in own:
            found = _BEGINS.match(text, *one.span)
            if found and not set("".join(words_of(found[0]))) <= letters:
                value = " ".join(text[one.span.start : one.span.end].split())
                yield Stretch(one.span, self._name(value, tuple(words_of(value))).item)

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
    """The same stretches, a name with the initials right before it: of *K. Holt* the first letter is no less hers."""
    return tuple(
        replace(one, span=TextSpan(found.start(), one.span.end))
        if one.item.kind in _NAMES and (found := _INITIALS.search(text, max(one.span.start - _FAR, 0), one.span.start))
        else one
        for one in held
    )


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
    for one in names:
        end = max((other.span.end for other in runs[-1]), default=0) if runs else 0
        if runs and (one.span.start < end or _JOINED.fullmatch(text[end : one.span.start])):
            runs[-1].append(one)
        else:
            runs.append([one])
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
