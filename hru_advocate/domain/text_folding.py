"""Folds text so that people find words however they type them: ``lodz`` finds ``Łódź``."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container, Iterable, Iterator, Sequence
from functools import cache
from typing import Final

_LETTERS: Final = {
    "ł": "l",
    "ø": "o",
    "đ": "d",
    "ħ": "h",
    "ŧ": "t",
    "ß": "ss",
    "æ": "ae",
    "œ": "oe",
    "þ": "th",
    "ð": "d",
    "ı": "i",
    "ŋ": "n",
    "ə": "e",
    "ɓ": "b",
    "ɗ": "d",
    "ƙ": "k",
    "ƴ": "y",
    # Letters by their class, signs by their use: the apostrophes of names.
    "ʹ": "'",
    "ʻ": "'",
    "ʼ": "'",
    "ʽ": "'",
    "ʾ": "'",
    "ʿ": "'",
    "ˈ": "'",
    "ꞌ": "'",
    "ʔ": "'",
    # One letter, several keyboards: Arabic, Persian and Urdu forms of alef, yeh, kaf and heh.
    "ٱ": "ا",
    "ى": "ي",
    "ی": "ي",
    "ے": "ي",
    "ې": "ي",
    "ک": "ك",
    "ڪ": "ك",
    "ة": "ه",
    "ہ": "ه",
    "ھ": "ه",
    "ە": "ه",
    "ـ": "",  # a stretch of the line, no letter
}


class _Table(dict[int, str]):
    """The fold of each character, worked out the first time it is met."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        category = unicodedata.category(character)
        if category in {"Cf", "Co", "Cn", "Cs"} or category.startswith("M"):
            folded = ""
        elif category == "Nd":
            folded = str(unicodedata.digit(character))
        else:
            folded = _LETTERS.get(character, character)
        self[code] = folded
        return folded


_TABLE: Final = _Table()
_WORD: Final = re.compile(r"[^\W_]+")


def fold(text: str) -> str:
    """Fold text for search: no accents, no case, one form of each letter and digit; spaces and signs stay.

    Marks go (Unicode category M, after NFKD), invisible and private characters go, Arabic letter
    variants and the digits of every script become one form. Folding twice changes nothing.
    """
    if text.isascii():
        return text.lower()
    spread = unicodedata.normalize("NFKD", text).casefold()
    return unicodedata.normalize("NFKD", spread).translate(_TABLE)


def words_of(text: str) -> list[str]:
    """Split text into its folded words: runs of letters and digits."""
    return _WORD.findall(fold(text))


LONGEST_WORD: Final = 1000
"""Letters by which a word is found. An index cuts a longer one where it likes, within a letter too."""


def searchable_words(text: str) -> list[str]:
    """The words a text is found by: its own, and those that others write in one.

    ``O'Example`` is found as ``oexample`` too, ``07700 900 555`` as ``07700900555``, ``AB12 CDE`` as ``ab12cde``.
    """
    folded = fold(text)
    words: list[str] = []
    signed: list[str] = []
    _take_tokens(folded.split(), words, signed)
    neighbours: list[str] = []
    numbers: list[str] = []
    for line in folded.splitlines():
        if _has_figure(line):
            numbers += _numbers_in_one(_near_figures(line))
        elif len(line) <= _LONGEST_NAME:  # no name has a figure
            neighbours += _neighbours_in_one(line.split())
    words += dict.fromkeys(signed + neighbours + numbers)
    if len(folded) > LONGEST_WORD:
        words = [word[:LONGEST_WORD] for word in words]
    return words


@cache
def words_of_label(label: str) -> tuple[str, ...]:
    """As ``searchable_words``, of words that are the program's own: worked out once. Never of what somebody typed."""
    return tuple(searchable_words(label))


def ways_to_find(text: str) -> list[list[str]]:
    """Each way to look for what was typed, as the words that must all be there; the last may be unfinished.

    As it stands; and with neighbours in one word, for who writes *Maryjane* and *AB12CDE* as one.
    """
    folded = fold(text)
    words = _WORD.findall(folded)
    if not words:
        return []
    found = [words]
    if 1 < len(words) <= _MOST_JOINED:
        found.append(["".join(words)])
        found += [[*words[:at], words[at] + words[at + 1], *words[at + 2 :]] for at in range(len(words) - 1)]
        found.append(_NOT_A_WORD.sub(" ", _SIGNS.sub("", folded)).split())
    for way in list(found):
        found.append([at_home(word) for word in way])
    found = [[word[:LONGEST_WORD] for word in way] for way in found]
    return [way for place, way in enumerate(found) if way and way not in found[:place]]


def holds(text: str, ways: list[list[str]]) -> bool:
    """Say whether a text holds, anywhere in its words, what one of the ways to look asks for."""
    folded = " ".join((fold(text), *searchable_words(text)))
    return any(all(word in folded for word in way) for way in ways)


_MOST_JOINED: Final = 8
"""Words of a search that are tried in one; who types more is looking for a sentence."""

_SIGNS: Final = re.compile(r"(?<=[^\W_])[^\w\s]+(?=[^\W_])")
_NOT_A_WORD: Final = re.compile(r"[\W_]+")
_PIECES: Final = re.compile(r"([^\W_]+)")
"""Cuts a line into its words and what stands between them."""
_FIGURE: Final = re.compile("[0-9]")
_BETWEEN_DIGITS: Final = frozenset(" ./()-")
_BETWEEN_PAIRS: Final = frozenset(" /-")
_PART_OF_PLATE: Final = 8
_LONGEST_TOKEN: Final = 40
_MOST_OF_A_NAME: Final = 6
_LONGEST_NAME: Final = _LONGEST_TOKEN * 2
_FULL_NUMBER: Final = 10
_SHORTEST_FROM_ABROAD: Final = 11
_FROM_ABROAD: Final = re.compile(r"(?:00)?44(?:0)?([1-9]\d{8,9})")
_END_OF_NUMBER: Final = 6
"""Figures of a telephone number that people remember it by: its last six."""


def _near_figures(line: str) -> str:
    """The part of a line from the word before its first figure to the word after its last: no other is near one."""
    figure = _FIGURE.search(line)
    if not line.isascii():
        return line
    if figure is None:
        return ""
    first = figure.start()
    backwards = _FIGURE.search(line[::-1])
    last = len(line) - backwards.end() if backwards is not None else first
    word = line.rfind(" ", 0, first)
    start = line.rfind(" ", 0, word) + 1 if word > 0 else 0
    word = line.find(" ", last)
    end = line.find(" ", word + 1) if word >= 0 else -1
    return line[start:] if end < 0 else line[start:end]


def _has_figure(line: str) -> bool:
    return bool(_FIGURE.search(line)) or (not line.isascii() and any(char.isdigit() for char in line))


def _take_tokens(tokens: Iterable[str], words: list[str], signed: list[str]) -> None:
    """Take in the words of a text, and those of its tokens that have a sign inside once more without it.

    Most tokens are a word as they stand, most others one with a full stop or a comma at its end, which is not inside.
    """
    for token in tokens:
        if token.isalnum():
            words.append(token)
        elif token[:-1].isalnum():
            words.append(token[:-1])
        else:
            parts = _WORD.findall(token)
            words += parts
            if len(parts) > 1 and len(token) <= _LONGEST_TOKEN:
                signed.append("".join(parts))


def _neighbours_in_one(tokens: Sequence[str]) -> list[str]:
    """A name whose parts others write in one: ``Mc Donagh`` as ``mcdonagh``; a sentence is no name."""
    if not 1 < len(tokens) <= _MOST_OF_A_NAME:
        return []
    names = [token if token.isalpha() else "".join(_WORD.findall(token)) for token in tokens]
    if not all(map(str.isalpha, names)):
        return []
    return [*map(str.__add__, names, names[1:]), "".join(names)]


def _numbers_in_one(line: str) -> Iterator[str]:
    """Telephone numbers, number plates and collar numbers of one line without their spaces."""
    run = before = ""
    pieces = _PIECES.split(line)
    for gap, word in zip(pieces[::2], pieces[1::2], strict=False):  # behind the last word stands a gap alone
        if word.isalpha() and not run and (not before or before.isalpha()):
            before = word  # most of a text: no figure is near
            continue
        if before and gap in _BETWEEN_PAIRS and _are_plate(before, word):
            yield before + word
        goes_on = word.isdigit() and len(gap) < 4 and set(gap) <= _BETWEEN_DIGITS
        if run and not (goes_on and len(run) + len(word) <= _LONGEST_TOKEN):
            yield from _as_dialled(run)
            run = ""
        if word.isdigit():
            run += word
        elif (dialled := at_home(word)) != word:
            yield dialled
        before = word
    if run:
        yield from _as_dialled(run)


def _are_plate(one: str, other: str) -> bool:
    pair = one + other
    return max(len(one), len(other)) <= _PART_OF_PLATE and not (pair.isdigit() or pair.isalpha())


def _as_dialled(run: str) -> Iterator[str]:
    yield at_home(run)
    if len(run) >= _FULL_NUMBER:
        yield run[-_END_OF_NUMBER:]


def at_home(word: str) -> str:
    """A number of this country as it is dialled here: 447700900555 is 07700900555."""
    if len(word) < _SHORTEST_FROM_ABROAD:
        return word
    found = _FROM_ABROAD.fullmatch(word)
    return f"0{found[1]}" if found else word


def nearly(word: str, known: str) -> bool:
    """Say whether a word begins another with a slip or two: a letter wrong, missing, too many, or two swapped.

    One slip is forgiven in words of four letters, two from eight; the first letter has to be right.
    """
    slips = 0 if len(word) < 4 else 1 if len(word) < 8 else 2
    return slips > 0 and word[0] == known[:1] and _slips_between(word, known, slips) <= slips


def _slips_between(word: str, known: str, limit: int) -> int:
    """Count the slips between a word and the nearest beginning of another, as far as ``limit`` and one more.

    Optimal string alignment: a letter wrong, missing, too many, or two neighbours swapped.
    """
    known = known[: len(word) + limit]
    before: list[int] = []
    row = list(range(len(known) + 1))
    for place, letter in enumerate(word, 1):
        above, row = row, [place]
        for column, other in enumerate(known, 1):
            cost = min(above[column] + 1, row[column - 1] + 1, above[column - 1] + (letter != other))
            if place > 1 and column > 1 and letter == known[column - 2] and word[place - 2] == other:
                cost = min(cost, before[column - 2] + 1)
            row.append(cost)
        if min(row) > limit:
            return limit + 1
        before = above
    return min(row)


def id_from_words(begins: str, text: str, otherwise: str, taken: Container[str]) -> str:
    """A new id from the first words of a text, with a number where it is taken; ``otherwise`` stands for no words."""
    words = [word for word in words_of(text) if word.isascii()][:4]
    plain = begins + ("_".join(words)[:40].rstrip("_") or otherwise)
    number, found = 1, plain
    while found in taken:
        number += 1
        found = f"{plain}_{number}"
    return found
