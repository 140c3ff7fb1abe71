"""Names in a letter: of somebody the case knows, in every form, and words that may name anybody else."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from hru_advocate.domain.identifying.folded_text import FoldedText, TextSpan
from hru_advocate.domain.identifying.sweep import may_be_names
from hru_advocate.domain.letters.items import LetterItem, LetterText, PersonInLetter, Reading
from hru_advocate.domain.people.names import alike
from hru_advocate.domain.text_folding import fold, words_of

_WORD: Final = re.compile(r"[^\W\d_]+(?:[’'ʼ-][^\W\d_]+)*")
_SENTENCE_BEGINS: Final = re.compile(r"(?:^|[.!?:\n•“\"(]|\n\s*[-–])\s*$")
_SHORTEST: Final = 2
_PLAIN_CAPITALS: Final = frozenset(
    "i i'm i've i'd i'll monday tuesday wednesday thursday friday saturday sunday january february march april may june"
    " july august september october november december christmas easter mr mrs ms miss mx dr sir madam rev pc dc ds dci"
    " sgt sergeant constable inspector detective police court courts crown magistrates family county high order act"
    " code council housing gp nhs cps marac mappa iom hru idva isva ok uk england wales english british welsh polish"
    " cheshire warrington halton east west chester specialist victim victims advocate advocates personal statement"
    " special measures dear yours part section non-molestation stalking protection restraining harm reduction unit"
    " school college university hospital children's children internet facebook instagram whatsapp snapchat tiktok"
    " google apple iphone android email e-mail telephone number date he she they we you it his her him their our us"
    " them your my me this that these those there here then when where what who whose which how why if and but or so"
    " as at in on for from with without after before since while because although however also again please thank"
    " thanks not no yes a an the is are was were has have had will would can could should must might do does".split()
)
"""Words with a capital letter that name nobody."""
_FIRST_NAMES_TOO: Final = frozenset({"april", "august", "june", "may", "will"})
"""Those of them that name somebody where they stand as a name does."""
_NEVER_NAMES: Final = _PLAIN_CAPITALS - _FIRST_NAMES_TOO


@dataclass(frozen=True, slots=True)
class _Token:
    start: int
    end: int
    words: str

    @property
    def capital(self) -> bool:
        return self.words != self.words.lower()

    @property
    def bare(self) -> str:
        """The word without a possessive ending."""
        return self.words[:-2] if self.words[-2:].lower() in ("'s", "’s") else self.words.rstrip("’'")

    def overlaps(self, spans: Sequence[TextSpan]) -> bool:
        """Say whether any of it lies in a stretch."""
        return any(span.start < self.end and self.start < span.end for span in spans)


def names_in(seen: LetterText, reading: Reading) -> Iterator[LetterItem]:
    """Yield runs of words that name somebody of the case, and runs of words that may name anybody."""
    yield from _initials(seen.text, reading)
    yield from _Names(seen, reading).runs()


class _Names:
    """The words of one letter, each with whom of the case it names and whether it may name somebody else."""

    def __init__(self, seen: LetterText, reading: Reading) -> None:
        self._text, self._reading = seen.text, reading
        self._tokens = [_Token(found.start(), found.end(), found[0]) for found in _WORD.finditer(seen.text)]
        held = [_HeldNames(person, seen.folded, reading) for person in reading.people]
        self._owned = [frozenset(place for place, one in enumerate(held) if one.has(token)) for token in self._tokens]
        self._maybe = list(may_be_names(seen.folded, reading.words))

    def runs(self) -> Iterator[LetterItem]:
        """Yield each run of words that name somebody, as one item."""
        tokens, owned = self._tokens, self._owned
        at = 0
        while at < len(tokens):
            until = at + 1
            if owned[at]:
                while until < len(tokens) and owned[until] and self._is_of_run(until):
                    until += 1
                yield _named(self._text, tokens[at:until], owned[at:until], self._reading)
            elif self._may_name(tokens[at]):
                while until < len(tokens) and not owned[until] and self._goes_on(tokens[until - 1], tokens[until]):
                    until += 1
                words = _between(self._text, tokens[at:until])
                yield LetterItem("maybe_name", words, "It may name somebody the case does not know.", third_party=True)
            at = until

    def _is_of_run(self, at: int) -> bool:
        """Say whether a name belongs to the one before it; behind a full stop only where somebody has both."""
        before, owned = self._tokens[at - 1], self._owned
        if self._text.startswith(".", before.end) and owned[at - 1].isdisjoint(owned[at]):
            return False
        return _beside(self._text, before, self._tokens[at])

    def _may_name(self, token: _Token) -> bool:
        reading, word = self._reading, fold(token.bare)
        if len(token.bare) < _SHORTEST or word in reading.titles or word in reading.standard:
            return False
        if word in _NEVER_NAMES:
            return False
        if token.overlaps(self._maybe):
            return True
        if not token.words[:1].isupper() or word in _PLAIN_CAPITALS:
            return False
        if _SENTENCE_BEGINS.search(self._text[: token.start]):
            return word not in reading.known_words
        return not (token.bare.isupper() and len(token.bare) <= 3)

    def _goes_on(self, before: _Token, token: _Token) -> bool:
        ended = self._text.startswith(".", before.end)
        return not ended and _beside(self._text, before, token) and self._may_name(token)


class _HeldNames:
    """Somebody's names as they stand in one text."""

    def __init__(self, person: PersonInLetter, text: FoldedText, reading: Reading) -> None:
        self._person, self._reading = person, reading
        words = {
            one for name in person.names for part in name.split() for one in (*words_of(part), "".join(words_of(part)))
        }
        words = {one for one in words if len(one) >= _SHORTEST and one not in reading.titles}
        self._words = words | person.named.words
        self._sure = [
            span
            for span, everyday in person.named.spans(text, reading.words)
            if everyday not in reading.everyday and fold(text.text[span.start : span.end]) not in _PLAIN_CAPITALS
        ]

    def has(self, token: _Token) -> bool:
        """Say whether a word is one of the names, in any form; an everyday word in small letters is none."""
        bare, parts = fold(token.bare), words_of(token.bare)
        if not token.capital and bare in self._reading.everyday:
            return False
        if self._person.passing and bare in self._reading.standard:
            return False
        if not self._words.isdisjoint({bare, *parts, "".join(parts)}):
            return True
        if bare in self._reading.standard:
            return False
        return token.overlaps(self._sure) or (
            token.capital and bare not in self._reading.titles and _short_form(token.bare, self._person)
        )


def _short_form(word: str, person: PersonInLetter) -> bool:
    """Say whether a word with a capital stands for a name: Dan of Daniel."""
    return len(word) > _SHORTEST and bool(alike(word, person.names))


def _beside(text: str, one: _Token, two: _Token) -> bool:
    """Say whether nothing but what joins names stands between two words; a new line does not."""
    return text[one.end : two.start].strip(" -’'.") == ""


def _named(text: str, run: list[_Token], owned: list[frozenset[int]], reading: Reading) -> LetterItem:
    whose = frozenset.intersection(*owned) or frozenset.union(*owned)
    people = [reading.people[place] for place in sorted(whose)]
    third = not any(person.own for person in people)
    who = " or ".join(dict.fromkeys(person.who for person in people))
    return LetterItem("name", _between(text, run), f"It names {who}.", third_party=third)


def _between(text: str, run: list[_Token]) -> str:
    words = text[run[0].start : run[-1].end]
    return " ".join(words[: len(words) - (len(run[-1].words) - len(run[-1].bare))].split())


_INITIALS: Final = re.compile(r"\b(?:[A-Z]\.\s?){2,4}")


def _initials(text: str, reading: Reading) -> Iterator[LetterItem]:
    for found in _INITIALS.finditer(text):
        letters = "".join(words_of(found[0]))
        for person in reading.people:
            if any(letters == "".join(part[0] for part in words_of(name)) for name in person.names):
                why = f"They are the initials of {person.who}."
                yield LetterItem("name", found[0].strip(), why, third_party=not person.own)
                break
