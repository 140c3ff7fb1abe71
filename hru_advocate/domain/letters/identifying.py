"""Everything in a letter that tells who somebody is: names, places, numbers, days of birth. Each waits for its tick."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Final, Literal

from hru_advocate.domain.moments import month_in_words
from hru_advocate.domain.people.names import alike
from hru_advocate.domain.phone_numbers import read_phone
from hru_advocate.domain.text_folding import fold, words_of

ItemKind = Literal["name", "maybe_name", "number", "address", "email", "born", "age", "reference", "code_word"]

_WORD: Final = re.compile(r"[^\W\d_]+(?:[’'ʼ-][^\W\d_]+)*")
_DIGITS: Final = re.compile(r"\+?\(?\d[\d \u00a0\u202f().\-/]*\d")
_POSTCODE: Final = re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]?\s?\d[A-Z]{2}\b", re.IGNORECASE)
_STREET: Final = re.compile(
    r"(?<![\d:/.])\b(?:flat\s+|apartment\s+|apt\s+)?\d{1,4}[a-z]?,?\s+"
    r"(?!(?:at|on|in|of|the|to|for|and|or|by|from|is|was|days?|weeks?|months?|years?|hours?|minutes?|times?|steps?|"
    r"january|february|march|april|may|june|july|august|september|october|november|december)\b)(?:[A-Z][\w'’-]+,?\s+){1,4}?"
    r"(?:Street|Str|St|Road|Rd|Lane|Ln|Avenue|Ave|Close|Cl|Drive|Dr|Court|Ct|Way|Place|Pl|Crescent|Cres|Terrace|"
    r"Gardens|Gdns|Grove|Square|Sq|Row|Mews|Hill|Walk|Park|Green|View|House|Rise)\b",
    re.IGNORECASE,
)
_EMAIL: Final = re.compile(r"[^\s@<>()\[\],;:]+@[^\s@<>()\[\],;:]+\.[^\s@<>()\[\],;:.]+(?:\.[^\s@<>()\[\],;:.]+)*")
_CODE: Final = re.compile(r"[A-Za-z0-9]+(?:[/-][A-Za-z0-9]+)*")
_CODE_DIGITS: Final = 3
_MONTHS: Final = tuple(month_in_words(date(2000, month, 1)).lower() for month in range(1, 13))
_NAMED: Final = "|".join(f"{name[:3]}(?:{name[3:]})?" for name in _MONTHS)
_DATE: Final = re.compile(
    rf"\b(?P<d>\d{{1,2}})(?:st|nd|rd|th)?(?:\s+of)?[\s.-]+(?P<m>{_NAMED})\.?,?[\s.-]+(?P<y>\d{{4}}|\d{{2}})\b"
    rf"|\b(?P<m2>{_NAMED})\.?\s+(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<y2>\d{{4}})\b"
    r"|\b(?P<d3>\d{1,2})\s?[/.-]\s?(?P<m3>\d{1,2})\s?[/.-]\s?(?P<y3>\d{4}|\d{2})\b"
    r"|\b(?P<y4>\d{4})-(?P<m4>\d{1,2})-(?P<d4>\d{1,2})\b",
    re.IGNORECASE,
)
_BORN: Final = re.compile(r"\b(?:born|birth|birthday|d\.?o\.?b\.?)\b[^.\n]{0,30}$", re.IGNORECASE)
_AGE: Final = re.compile(
    r"\b(?:aged?|age of)\s+\d{1,3}\b|\b\d{1,3}[\s-]+years?[\s-]+(?:old|of age)\b|\b\d{1,3}-year-old\b", re.IGNORECASE
)
_SENTENCE_BEGINS: Final = re.compile(r"(?:^|[.!?:\n•“\"(]|\n\s*[-–])\s*$")
_FEWEST_DIGITS: Final = 6
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


@dataclass(frozen=True, slots=True)
class LetterItem:
    """One thing in a letter that tells who somebody is: the words as they stand, why they matter, how often.

    ``third_party`` is about somebody else than the person; ``never`` goes out on no paper, ticked or not.
    """

    kind: ItemKind
    words: str
    why: str
    third_party: bool = False
    never: bool = False

    @property
    def key(self) -> tuple[str, str]:
        """The kind and words a tick is for: the same words again need no second one."""
        return self.kind, _key(self.words)


@dataclass(frozen=True, slots=True)
class PersonInLetter:
    """Somebody of the case, as far as it can be told from a text. ``who`` says who it is: *the person*, *a child*."""

    who: str
    own: bool = False
    names: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()
    addresses: tuple[str, ...] = ()
    born: tuple[date, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything a text is held against.

    ``standard`` are words of the template itself and of the recipient's lines, ``everyday`` names that are words as
    well, ``titles`` words within names that name nobody, ``known_words`` plain words that may begin a sentence.
    """

    people: tuple[PersonInLetter, ...] = ()
    code_words: tuple[str, ...] = ()
    references: tuple[str, ...] = ()
    standard: frozenset[str] = frozenset()
    known_words: frozenset[str] = frozenset()
    everyday: frozenset[str] = frozenset()
    titles: frozenset[str] = field(default_factory=frozenset)


def items_in(text: str, reading: Reading) -> tuple[LetterItem, ...]:
    """Everything in a text that tells who somebody is, each once, what can never go out first."""
    seen = _seen(text)
    found: list[LetterItem] = []
    for finder in (_code_words, _names, _emails, _dates, _ages, _addresses, _numbers, _references):
        found += finder(seen, reading)
    places = [f" {one.key[1]} " for one in found if one.kind in ("address", "reference", "email")]
    first: dict[tuple[str, str], LetterItem] = {}
    for one in found:
        inside = one.kind in ("maybe_name", "number") and any(f" {one.key[1]} " in place for place in places)
        if not inside:
            first.setdefault(one.key, one)
    return tuple(sorted(first.values(), key=lambda one: (not one.never, one.third_party)))


def left_open(items: Iterable[LetterItem], kept: Iterable[tuple[str, str]]) -> tuple[LetterItem, ...]:
    """The items that nobody ticked, and those no tick can let out."""
    ticked = {(kind, _key(words)) for kind, words in kept}
    return tuple(one for one in items if one.never or one.key not in ticked)


def _key(words: str) -> str:
    return " ".join(words_of(words)) or words


def _seen(text: str) -> str:
    """The text as it is read: without signs that nobody sees, spaces of every kind as one."""
    kept = "".join(
        " " if unicodedata.category(char) == "Zs" else char
        for char in unicodedata.normalize("NFC", text)
        if unicodedata.category(char) not in ("Cf", "Co")
    )
    return re.sub("[\u2010\u2011]", "-", kept).replace("\r\n", "\n")


def _code_words(text: str, reading: Reading) -> Iterator[LetterItem]:
    line = f" {' '.join(words_of(text))} "
    for word in reading.code_words:
        first = re.split(r"[–—:;=,(\n]| - | means | is ", word, maxsplit=1)[0]
        for part in dict.fromkeys((_key(word), _key(first))):
            if part and f" {part} " in line:
                yield LetterItem(
                    "code_word", first.strip(), "It holds the code word, which goes on no paper.", never=True
                )
                break


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


def _names(text: str, reading: Reading) -> Iterator[LetterItem]:
    """Yield runs of words that name somebody of the case, and runs with capitals that may name anybody."""
    tokens = [_Token(found.start(), found.end(), found[0]) for found in _WORD.finditer(text)]
    held = [_tokens_of(person, reading) for person in reading.people]
    owned = [_owners(token, reading, held) for token in tokens]
    at = 0
    while at < len(tokens):
        until = at + 1
        if owned[at]:
            while until < len(tokens) and owned[until] and _beside(text, tokens[until - 1], tokens[until]):
                until += 1
            yield _named(text, tokens[at:until], owned[at:until], reading)
        elif _may_name(text, tokens[at], reading):
            while (
                until < len(tokens) and not owned[until] and _goes_on(text, tokens[until - 1], tokens[until], reading)
            ):
                until += 1
            words = _between(text, tokens[at:until])
            yield LetterItem("maybe_name", words, "It may name somebody the case does not know.", third_party=True)
        at = until
    yield from _initials(text, reading)


def _owners(token: _Token, reading: Reading, held: list[frozenset[str]]) -> frozenset[int]:
    bare = fold(token.bare)
    parts = {bare, *(part for part in words_of(token.bare))}
    joined = "".join(words_of(token.bare))
    if bare in reading.titles or len(joined) < _SHORTEST or (not token.capital and bare in reading.everyday):
        return frozenset()
    found = set()
    for place, person in enumerate(reading.people):
        exact = not held[place].isdisjoint(parts | {joined})
        if exact or (token.capital and bare not in reading.standard and _short_form(token.bare, person)):
            found.add(place)
    return frozenset(found)


def _tokens_of(person: PersonInLetter, reading: Reading) -> frozenset[str]:
    words = {
        one for name in person.names for part in name.split() for one in (*words_of(part), "".join(words_of(part)))
    }
    return frozenset(one for one in words if len(one) >= _SHORTEST and one not in reading.titles)


def _short_form(word: str, person: PersonInLetter) -> bool:
    """Say whether a word with a capital stands for a name: Dan of Daniel."""
    return len(word) > _SHORTEST and bool(alike(word, person.names))


def _beside(text: str, one: _Token, two: _Token) -> bool:
    between = text[one.end : two.start]
    return between.strip(" -’'.") == "" and "\n\n" not in between


def _named(text: str, run: list[_Token], owned: list[frozenset[int]], reading: Reading) -> LetterItem:
    whose = frozenset.intersection(*owned) or frozenset.union(*owned)
    people = [reading.people[place] for place in sorted(whose)]
    third = not any(person.own for person in people)
    who = " or ".join(dict.fromkeys(person.who for person in people))
    return LetterItem("name", _between(text, run), f"It names {who}.", third_party=third)


def _between(text: str, run: list[_Token]) -> str:
    words = text[run[0].start : run[-1].end]
    return " ".join(words[: len(words) - (len(run[-1].words) - len(run[-1].bare))].split())


def _may_name(text: str, token: _Token, reading: Reading) -> bool:
    word = fold(token.bare)
    if not token.capital or len(token.bare) < _SHORTEST or not token.words[:1].isupper():
        return False
    if word in _PLAIN_CAPITALS or word in reading.titles or word in reading.standard:
        return False
    if _SENTENCE_BEGINS.search(text[: token.start]):
        return word not in reading.known_words
    return not (token.bare.isupper() and len(token.bare) <= 3)


def _goes_on(text: str, before: _Token, token: _Token, reading: Reading) -> bool:
    same_line = text[before.end : token.start].strip(" -’'.") == "" and "\n" not in text[before.end : token.start]
    ended = text[before.end : token.start].startswith(".")
    return same_line and not ended and _may_name(text, token, reading)


_INITIALS: Final = re.compile(r"\b(?:[A-Z]\.\s?){2,4}")


def _initials(text: str, reading: Reading) -> Iterator[LetterItem]:
    for found in _INITIALS.finditer(text):
        letters = "".join(words_of(found[0]))
        for person in reading.people:
            if any(letters == "".join(part[0] for part in words_of(name)) for name in person.names):
                why = f"They are the initials of {person.who}."
                yield LetterItem("name", found[0].strip(), why, third_party=not person.own)
                break


def _emails(text: str, reading: Reading) -> Iterator[LetterItem]:
    for found in (match for word in text.split() if "@" in word for match in _EMAIL.finditer(word)):
        words = fold(found[0])
        whose = next((one for one in reading.people if words in {fold(held) for held in one.emails}), None)
        why = f"It is an e-mail address of {whose.who}." if whose else "It is an e-mail address."
        yield LetterItem("email", found[0], why, third_party=whose is None or not whose.own)


def _dates(text: str, reading: Reading) -> Iterator[LetterItem]:
    for found, day in _days_in(text):
        whose = next((one for one in reading.people if day in one.born), None)
        if whose is not None:
            yield LetterItem("born", found[0], f"It is the day {whose.who} was born.", third_party=not whose.own)
        elif _BORN.search(text[: found.start()]):
            yield LetterItem("born", found[0], "It tells when somebody was born.", third_party=True)


def _days_in(text: str) -> Iterator[tuple[re.Match[str], date]]:
    for found in _DATE.finditer(text):
        parts = {name: value for name, value in found.groupdict().items() if value}
        day, month, year = (next(parts[one] for one in parts if one[0] == letter) for letter in "dmy")
        number = (
            int(month)
            if month.isdigit()
            else next(place for place, name in enumerate(_MONTHS, start=1) if name.startswith(month[:3].lower()))
        )
        for whole in (int(year),) if len(year) == 4 else (1900 + int(year), 2000 + int(year)):
            try:
                yield found, date(whole, number, int(day))
            except ValueError:
                continue


def _ages(text: str, _reading: Reading) -> Iterator[LetterItem]:
    for found in _AGE.finditer(text):
        yield LetterItem("age", found[0], "It tells how old somebody is.")


def _addresses(text: str, reading: Reading) -> Iterator[LetterItem]:
    line = f" {' '.join(words_of(text))} "
    for person in reading.people:
        for address in person.addresses:
            for part in _telling(address):
                if f" {_key(part)} " in line:
                    why = f"It is where {person.who} can be found."
                    yield LetterItem("address", part, why, third_party=not person.own)
    for pattern, why in ((_STREET, "It is a street with its number."), (_POSTCODE, "It is a postcode.")):
        for found in pattern.finditer(text):
            yield LetterItem("address", " ".join(found[0].split()), why)


def _telling(address: str) -> Iterator[str]:
    """Yield the parts of an address that say where: the first line, or one with a number in it."""
    parts = [" ".join(part.split()) for part in re.split(r"[\n,]", address) if part.strip()]
    for at, part in enumerate(parts):
        if len(words_of(part)) > 1 and (at == 0 or any(char.isdigit() for char in part)):
            yield part


def _numbers(text: str, reading: Reading) -> Iterator[LetterItem]:
    days = [found.span() for found, _day in _days_in(text)]
    for found in _DIGITS.finditer(text):
        digits = "".join(str(unicodedata.digit(char)) for char in found[0] if char.isdigit())
        if len(digits) < _FEWEST_DIGITS or any(begin <= found.start() and found.end() <= end for begin, end in days):
            continue
        phone = read_phone(found[0])
        plain = phone.digits if phone else digits
        whose = next((one for one in reading.people if not _held(one).isdisjoint({plain, digits})), None)
        why = f"It is a number of {whose.who}." if whose else "It is a number."
        yield LetterItem("number", found[0].strip(), why, third_party=whose is None or not whose.own)


def _held(person: PersonInLetter) -> set[str]:
    phones = [(read_phone(number), number) for number in person.numbers]
    return {phone.digits if phone else "".join(char for char in number if char.isdigit()) for phone, number in phones}


def _references(text: str, reading: Reading) -> Iterator[LetterItem]:
    for found in _CODE.finditer(text):
        digits = sum(char.isdigit() for char in found[0])
        mixed = digits >= _CODE_DIGITS and any(char.isalpha() for char in found[0])
        if mixed and not _POSTCODE.fullmatch(found[0]):
            yield LetterItem("reference", found[0], "It is a reference that finds somebody in a system.")
    line = f" {' '.join(words_of(text))} "
    for reference in reading.references:
        if _key(reference) and f" {_key(reference)} " in line:
            yield LetterItem("reference", reference, "It is a reference that finds somebody in a system.")
