"""The words that name nobody, and first names: what a word in a text can be taken for."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from dataclasses import dataclass, field
from typing import Final

from hru_advocate.domain.identifying.named_months import ALSO_MONTHS, ALSO_TOOLS
from hru_advocate.domain.people import initials
from hru_advocate.domain.people.name_mask import JOINT, WORD
from hru_advocate.domain.text_folding import fold

ALSO_NAMES: Final = frozenset(
    "amber april art august baker best bill bishop black bond bright brown case chance chase church cook dale dawn day"
    " dean don drew earl early faith field frank gene good grace grant green guy hall hill hope ivy jack joy june king"
    " lane lily little love major mark max may miles moon noble norm north page park pat penny poppy price ray read"
    " rich rob rose short small stone street sue summer wade west white wood young mercy patience charity will mo les"
    " carol jean robin terry tony toby ruby pearl violet olive hazel heather holly rowan willow autumn sky bob dick"
    " mike nick peter sandy sunny woody cliff clay mason archer carter taylor smith harper hunter parker turner walker"
    " ward wells knight butler potter shepherd fisher gardener gardner miller marsh brook brooks ford fox swan bird"
    " wolf lamb bull rice bacon pepper ginger basil sage daisy iris cooper wright palmer porter barber weaver chandler"
    " pope prince duke marshall gray grey wood woods hills ford lake pond rivers banks bush berry flowers reed birch"
    " ash oak heath moss rock sands waters bridges gates castle house kitchen bell ball bates cross savage swift sharp"
    " strong wise wild power powers cash chambers parsons crane crow drake finch hare hart hawk jay lyon martin peacock"
    " pike salmon bass cherry peach plum lemon penny sterling pound french english scott holland york lancaster chester"
    " winter winters summers spring frost snow rain storm friday noon rider driver farmer ranger clark squire steward"
    " warden piper player major general judge law laws crook rogue khan".split()
)
"""Names that are words as well: at the head of a sentence nobody can tell which they are."""

ALLOWED: Final = frozenset(
    "i im id ill ive monday tuesday wednesday thursday friday saturday sunday january february march april may june"
    " july august september october november december jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed"
    " thu thur thurs fri sat sun english welsh scottish irish british polish romanian punjabi urdu bengali arabic"
    " england wales uk christmas easter eid diwali ramadan god am pm ok tv gps dna cctv sim dash dara marac mappa iom"
    " idva isva cps nhs gp ae dvpn dvpo dapn dapo spo spos oic pip iopc ico sar cpia vps vrr pnc pnd niche facebook"
    " instagram whatsapp snapchat tiktok messenger telegram twitter youtube google gmail apple iphone android samsung"
    " police court crown magistrates family social services council housing officer officers sergeant constable"
    " inspector detective advocate probation mum mummy dad daddy nan nana gran grandma grandad nanny auntie uncle"
    " mondays tuesdays wednesdays thursdays fridays saturdays sundays"
    " cheshire warrington halton bail order code victims".split()
)
"""Words that may have a capital anywhere and name nobody: days, months, agencies, the words of the work."""

NOBODY: Final = frozenset(
    "a an and any are as at be been but by can cannot could did do does each either every everybody everyone few for"
    " from had has have he her here hers herself him himself his how if in into is it its itself many might more most"
    " mostly much must my myself neither no nobody none nor not nothing now of off on once one only onto or other our"
    " ours out over own perhaps several shall she should since so some somebody someone something sometimes such than"
    " that the their theirs them themselves then there these they this those though three through to too two under"
    " unless until up us very was we well were what when where whether which while who whom whose why with without"
    " would yes yet you your yours yourself time times first last next again also always never still just both all"
    " dear sir madam yesterday today tomorrow".split()
)
"""Words that are nobody's name, with a capital or without."""

TITLES: Final = initials.TITLES | frozenset("lady lord ps di sister brother aunt auntie uncle nan nurse coach".split())
"""Words after which a name comes, whatever else it means."""

_ENDINGS: Final = ("s", "es", "ed", "d", "ing", "ly", "er", "ers", "ness", "able", "ally", "ies", "ied", "ier", "y")
_SHORTEST: Final = 3


@dataclass(frozen=True)
class WordsKnown:
    """Everyday words, first names, and words met more rarely, folded; all come with the program.

    With a capital an everyday word alone is taken for one: many rarer words are family names. In small letters a word
    that is neither may be a name.
    """

    ordinary: frozenset[str]
    first_names: frozenset[str]
    rarer: frozenset[str] = frozenset()
    _judged: dict[str, bool] = field(default_factory=dict, compare=False, repr=False)

    def is_ordinary(self, word: str) -> bool:
        """Say whether a folded word is an everyday one, in one of its forms."""
        found = self._judged.get(word)
        if found is None:
            found = word in self.ordinary or any(self._with_ending(word, ending) for ending in _ENDINGS)
            self._judged[word] = found
        return found

    def _with_ending(self, word: str, ending: str) -> bool:
        if not word.endswith(ending) or word in self.first_names:
            return False
        stem = word[: len(word) - len(ending)]
        if len(stem) < _SHORTEST:
            return False
        stems = (stem, f"{stem}e", f"{stem}y") + ((stem[:-1],) if stem[-1:] == stem[-2:-1] else ())
        return any(one in self.ordinary for one in stems)

    def is_word(self, word: str) -> bool:
        """Say whether a folded word is one at all, an everyday one or a rarer one."""
        return word in self.rarer or word in ALLOWED or word in TITLES or self.is_ordinary(word)

    def may_be_name(self, word: str) -> bool:
        """Say whether a folded word is a first name, or a word that is a name as well."""
        return word in self.first_names or word in ALSO_NAMES


def words_that_name(text: str, known: WordsKnown, *, is_name: bool = False) -> tuple[str, ...]:
    """The words of a text that may be somebody's name: none of an office, a role, a title or an everyday word.

    An everyday word with a capital is one where a name follows it: Marigold Example. Where the text ``is_name``, April,
    Dara and Jo with a capital are somebody, and no month, no tool and no word; so is what a family may be called
    behind a first name or a title: Kim Long, PC Fry.
    """
    words = WORD.findall(text)
    nobody = _NAMES_NOBODY - _ALSO_SOMEBODY if is_name else _NAMES_NOBODY
    names = [_may_name(word, known, nobody, _ALSO_SOMEBODY if is_name else frozenset()) for word in words]
    follows = [*names, False][1:]
    pairs = zip(words, names, follows, strict=True)
    found = [
        word for word, name, before in pairs if name or (before and _has_capital(word) and fold(word) not in nobody)
    ]
    return tuple(dict.fromkeys((*found, *_family_in(text, found)))) if is_name else tuple(found)


def _family_in(text: str, names: Container[str]) -> Iterator[str]:
    """Yield the last word of a name where it has a capital, and all before it are names, or a title alone is."""
    first = WORD.findall(_BEHIND_A_NAME.split(text, maxsplit=1)[0])
    words = [word for word in first if fold(word) not in TITLES and len(word) > 1]
    family = words[-1] if words else ""
    titled = len(words) == 1 and first[0] != family
    named = len(words) > 1 and all(word in names for word in words[:-1])
    if (titled or named) and _has_capital(family) and _NO_FAMILIES.isdisjoint(JOINT.split(fold(family))):
        yield family


def _may_name(word: str, known: WordsKnown, nobody: frozenset[str], somebody: frozenset[str]) -> bool:
    folded = fold(word)
    parts = JOINT.split(folded)
    if len(parts) > 1 and all(one in ALLOWED or known.is_ordinary(one) for one in parts):
        return False
    if folded in nobody or len(folded) == 1:
        return False
    may_be = folded in somebody or known.may_be_name(folded)
    return not known.is_ordinary(folded) or (_has_capital(word) and may_be)


_NAMES_NOBODY: Final = ALLOWED | NOBODY | TITLES
_SHORT_NAMES: Final = frozenset("al asia betsy dee di dolly dot ho jo pen pip vi".split())
"""First names, most of them short ones, that are words or parts of words as well."""
_ALSO_SOMEBODY: Final = ALSO_MONTHS | ALSO_TOOLS | _SHORT_NAMES
"""Months, tools, words and a rank that are first names as well."""
_ALSO_FAMILIES: Final = frozenset("may english welsh scottish irish french friday".split())
"""Words that name nobody by themselves, and a family behind a first name."""
_ROLES: Final = frozenset(
    "manager worker practitioner consultant lead team unit desk reception support service".split()
)
_NO_FAMILIES: Final = (_NAMES_NOBODY - _ALSO_FAMILIES) | _ROLES
_BEHIND_A_NAME: Final = re.compile(r"[,;:(/\n]|\s[-–—]\s|\b(?:from|of|at|and|for)\b")
"""Words and signs behind which an office, a role or another person stands."""


def _has_capital(word: str) -> bool:
    return not word[:1].islower()
