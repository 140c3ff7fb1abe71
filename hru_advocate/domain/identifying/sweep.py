"""The sweep of a text for what no record knows: words that may be names, numbers, e-mails, places, plates."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from hru_advocate.domain.identifying.folded_text import FoldedText, TextChunk, TextSpan
from hru_advocate.domain.identifying.items import ItemKind
from hru_advocate.domain.identifying.named_months import may_name_somebody
from hru_advocate.domain.identifying.patterns import Shape, births_in, days_in, inside, numbers_in, shapes_in
from hru_advocate.domain.identifying.words_known import ALLOWED, ALSO_NAMES, NOBODY, TITLES, WordsKnown

_KINDS: Final[Mapping[Shape, ItemKind]] = {
    "email": "email",
    "insurance": "number",
    "ending": "number",
    "dialled": "number",
    "short_number": "number",
    "account": "account",
    "postcode": "place",
    "spot": "place",
    "door": "place",
    "room": "place",
    "road": "place",
    "school": "place",
    "works": "place",
    "born": "born",
    "age": "born",
    "vehicle": "vehicle",
    "code": "number",
}
_MEASURED: Final = re.compile(
    r"\d+(?:s|st|nd|rd|th|mph|k?m|k?g|[cm]m|k|p|am|pm|hrs?|mins?)|\d+(?:am|pm)?[-/]\d+(?:am|pm)", re.IGNORECASE
)
"""Digits and letters that are an amount, a decade or a time of day."""
_SHORTEST: Final = 2
_LONG: Final = 4
"""Letters from which on a word in small letters that nobody knows may be a name."""
_CONTRACTED: Final = re.compile(r"['’](?:t|ll|re|ve|d|m)(?!\w)")
_ALWAYS_TITLES: Final = frozenset({"mr", "mrs", "ms", "miss", "mx", "dr", "prof", "pc", "ds", "dc", "sgt"})
_BEFORE_A_NAME: Final = {"mr", "mrs", "mx", "prof"}
"""Titles, in small letters too, after which nothing but a name comes."""
_RELATIONS: Final = frozenset(
    "sister brother friend friends mate cousin niece nephew neighbour partner girlfriend boyfriend husband wife fiance"
    " fiancee daughter son stepson stepdaughter mother father aunt auntie uncle law boss colleague housemate flatmate"
    " ex nan nana nanny gran granny grandma grandad grandmother grandfather stepdad stepmum stepfather stepmother"
    " called named".split()
)
"""Words right before somebody's name, though it be an everyday word in small letters: *her friend grace*."""
_CALLED: Final = frozenset({"called", "named"})
_AFTER_A_VERB: Final = frozenset(
    "i he she they we you it this that these those there the a an anyone somebody someone not be have also need"
    " never still just only even and or but to in on at".split()
)
"""Words before which *Will*, *May* or *Mark* at the head of a sentence is no name."""
_VERBS: Final = frozenset(
    {"will", "may", "mark", "page", "grant", "chase", "read", "park", "ray", "rob", "sue", "hope"}
)
_AFTER_A_NUMBER: Final = frozenset("k m km mph am pm st nd rd th p x h hrs min mins kg cm mm g".split())


def swept(text: FoldedText, known: WordsKnown) -> Iterator[tuple[ItemKind, TextSpan]]:
    """Yield every stretch that may identify somebody, whatever is known of it; stretches may lie over each other."""
    days = {span for span, _day in days_in(text)}
    for shape, span in shapes_in(text):
        words = text.text[span.start : span.end]
        if shape != "code" or not (inside(span, days) or _MEASURED.fullmatch(words)):
            yield _KINDS[shape], span
    yield from (("born", whole) for whole, _day in births_in(text))
    for span in numbers_in(text):
        yield "number", span
    yield from (("mentioned", span) for span in may_be_names(text, known))


def may_be_names(text: FoldedText, known: WordsKnown) -> Iterator[TextSpan]:
    """Yield words that may be names, those that follow one another as one."""
    chunks = text.chunks
    start, last = -1, -1
    for at, chunk in enumerate(chunks):
        if not _may_be_name(text, at, known, beside=last == at - 1 and start >= 0):
            continue
        if start >= 0 and last == at - 1 and _joined(text, chunks[last], chunk):
            last = at
            continue
        if start >= 0:
            yield TextSpan(chunks[start].span.start, chunks[last].span.end)
        start = last = at
    if start >= 0:
        yield TextSpan(chunks[start].span.start, chunks[last].span.end)


def _joined(text: FoldedText, one: TextChunk, two: TextChunk) -> bool:
    between = text.text[one.span.end : two.span.start]
    return between in (" ", "-", "'", "’", ". ", "‑")


def _may_be_name(text: FoldedText, at: int, known: WordsKnown, *, beside: bool) -> bool:
    chunks = text.chunks
    chunk, letters = chunks[at], chunks[at].letters
    if len(letters) < _SHORTEST:
        return beside and chunk.text.isupper()
    if _CONTRACTED.match(text.text, chunk.span.end) and known.is_word(letters):
        return False
    if not letters.isascii():
        return True  # a writing without capitals, or without our words
    titled = at > 0 and _is_title(chunks[at - 1])
    if titled and letters not in known.ordinary:
        return True
    if _said_to_be_name(text, at, known) or _stands_with_name(text, at, known):
        return True
    if not chunk.capital:
        return _small_names(chunk, known)
    return titled or _capital_names(chunks, at, known)


def _said_to_be_name(text: FoldedText, at: int, known: WordsKnown) -> bool:
    """Say whether what stands right before a word tells that it is a name, whatever else it means."""
    chunk = text.chunks[at]
    if at == 0 or chunk.letters in NOBODY:
        return False
    before = text.chunks[at - 1]
    between = text.text[before.span.end : chunk.span.start]
    if len(before.letters) == 1 and between == ".":  # *j.smith*
        return not chunk.capital and known.may_be_name(chunk.letters)
    if chunk.opens:
        return False
    if before.letters in _BEFORE_A_NAME:
        return True
    if before.letters not in _RELATIONS or between != " " or _is_verb(text.chunks, at):
        return False
    if chunk.capital:
        return not chunk.shouted
    told = before.letters in _CALLED or chunk.letters not in _VERBS
    return told and known.may_be_name(chunk.letters)


def _stands_with_name(text: FoldedText, at: int, known: WordsKnown) -> bool:
    """Say whether an everyday word in small letters that is a name as well stands beside one: *bob and sue*.

    So it is between commas behind a word for whose friend it is: *her ex, hazel, said*.
    """
    chunk = text.chunks[at]
    if chunk.capital or not known.may_be_name(chunk.letters):
        return False
    before = text.chunks[at - 1] if at else None
    if before is not None and before.letters in _RELATIONS:
        between = text.text[before.span.end : chunk.span.start]
        return between == ", " and text.text[chunk.span.end : chunk.span.end + 1] in (",", "")
    return any(_is_surely_name(text.chunks[one], known) for one in _listed_with(text, at))


def _listed_with(text: FoldedText, at: int) -> Iterator[int]:
    """Yield the words that *and* or a sign for it binds a word to."""
    chunks = text.chunks
    for step in (-1, 1):
        near, far = at + step, at + 2 * step
        if 0 <= far < len(chunks) and chunks[near].letters == "and":
            yield far
        if 0 <= near < len(chunks):
            one, two = sorted((at, near))
            if text.text[chunks[one].span.end : chunks[two].span.start].strip() in ("&", "+"):
                yield near


def _is_surely_name(chunk: TextChunk, known: WordsKnown) -> bool:
    return chunk.letters in known.first_names and not known.is_ordinary(chunk.letters)


def _is_title(before: TextChunk) -> bool:
    return before.letters in TITLES and (before.capital or before.letters in _ALWAYS_TITLES)


def _small_names(chunk: TextChunk, known: WordsKnown) -> bool:
    """Judge a word in small letters: a first name, or no word that anybody knows."""
    if chunk.letters in known.first_names:
        return not known.is_ordinary(chunk.letters)
    if not chunk.text.isalpha():  # an account, or an id: *wish_dog* names nobody
        return any(one in known.first_names and not known.is_ordinary(one) for one in chunk.inner)
    return len(chunk.letters) >= _LONG and not known.is_word(chunk.letters)


def _capital_names(chunks: Sequence[TextChunk], at: int, known: WordsKnown) -> bool:
    """Judge a word with a capital: by where it stands, and if it is an everyday word or one of the work."""
    chunk, letters = chunks[at], chunks[at].letters
    if chunk.text[:1].isdigit() and letters in _AFTER_A_NUMBER:
        return False
    ordinary = known.is_ordinary(letters)
    if letters in NOBODY:
        return False
    if may_name_somebody(chunks, at):
        return not (chunk.opens and _is_verb(chunks, at))
    if letters in ALLOWED and not (letters in ALSO_NAMES and not chunk.opens and _next_is_name(chunks, at, known)):
        return False
    if chunk.opens or _shouting(chunks, at):
        if not ordinary:
            return True
        return known.may_be_name(letters) and not _is_verb(chunks, at)
    if letters in TITLES:
        return False
    return not (ordinary and chunk.shouted and len(letters) > _SHORTEST and not known.may_be_name(letters))


def _next_is_name(chunks: Sequence[TextChunk], at: int, known: WordsKnown) -> bool:
    """Say whether a word with a capital follows that is no everyday one: *May Testley*."""
    after = chunks[at + 1] if at + 1 < len(chunks) else None
    return after is not None and after.capital and not after.opens and not known.is_ordinary(after.letters)


def _is_verb(chunks: Sequence[TextChunk], at: int) -> bool:
    after = chunks[at + 1].letters if at + 1 < len(chunks) else ""
    return chunks[at].letters in _VERBS and after in _AFTER_A_VERB


def _shouting(chunks: Sequence[TextChunk], at: int) -> bool:
    """Say whether the words beside it are all in capitals: then a capital says nothing."""
    near = [one for one in chunks[max(at - 2, 0) : at + 3] if len(one.letters) > 1]
    return len(near) > 1 and all(one.shouted for one in near)
