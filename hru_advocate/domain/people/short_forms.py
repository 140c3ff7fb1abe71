"""The short forms of first names: Bob of Robert, Daz of Darren, Dan of Daniel."""

from __future__ import annotations

from collections import defaultdict
from functools import lru_cache
from typing import Final

from hru_advocate.domain.people.spellings import spelt

_SHORT_FORMS: Final = {
    "abigail": "abby abbie", "agnieszka": "aga", "albert": "al bert", "aleksander": "alex olek",
    "aleksandra": "ola alex", "alexander": "sasha sandy lex xander zander alec sacha",
    "alexandra": "sasha sandy lex alexa", "alfred": "fred", "amanda": "mandy", "amelia": "millie milly",
    "andrew": "drew", "ann": "nancy nan", "anna": "ania anka", "anne": "nancy", "anthony": "tony ant toni",
    "antonia": "toni", "barbara": "babs basia", "belinda": "linda", "benjamin": "benji", "bronwen": "bron",
    "charles": "charlie chaz chas chuck", "charlotte": "charlie lottie lotte", "christina": "tina",
    "christopher": "kit topher", "cynthia": "cindy", "daria": "dasha", "darren": "daz dazza", "david": "dave davey",
    "deborah": "deb debs debra", "dmitri": "dima", "dorothy": "dot dolly", "edmund": "ed eddie eddy",
    "edward": "ed eddie eddy ted teddy ned", "edwin": "ed eddie eddy", "eleanor": "nell ellie nora",
    "elizabeth": "liz beth betty bess libby eliza betsy lisa elspeth elsie", "ellen": "ellie nell", "elzbieta": "ela",
    "evelyn": "evie", "frances": "frankie", "francesca": "frankie", "francis": "frank", "francisco": "paco",
    "frederick": "fred", "gabriel": "gabi", "gabriella": "gabi", "gareth": "gary gaz", "gary": "gaz gazza",
    "georgina": "gina", "gerald": "jerry gerry", "gillian": "jill", "grzegorz": "grzesiek", "harold": "harry hal",
    "harriet": "hattie harry", "helen": "nell", "henry": "harry hal hank", "isabel": "bella izzy",
    "isabella": "bella izzy", "jackie": "jacqui jacky", "jacob": "jake", "jacqueline": "jackie jacky jacqui",
    "james": "jim jimmy jamie", "jan": "janek", "jane": "jenny janie", "jeremy": "jez jem", "joan": "jo",
    "joanna": "jo asia joasia", "joanne": "jo", "john": "jack johnny jon", "jonathan": "john jon", "jose": "pepe",
    "joseph": "joe joey jo", "josephine": "jo josie", "jozef": "jozek", "katarzyna": "kasia", "kateryna": "katya",
    "katherine": "kate katie kitty kathy kat", "krzysztof": "krzysiek kris chris", "lauren": "loz lol",
    "laurence": "larry loz", "lawrence": "larry loz", "leonard": "lenny len", "madeleine": "maddy",
    "malgorzata": "gosia", "margaret": "maggie meg peg peggy daisy", "mary": "molly polly mae",
    "matilda": "tilly tilda", "michael": "mick mike mikey", "muhammad": "mo", "natasha": "tasha",
    "nicholas": "nick nicky nico", "oksana": "xenia ksenia", "oliver": "ollie olly", "patricia": "trish tricia patsy",
    "patrick": "paddy pat", "philip": "pip", "philippa": "pip", "rebecca": "becky becks bex becca bekah",
    "richard": "dick rick ricky richie", "robert": "bob bobby rob bert", "ronald": "ron", "samantha": "sam sammy",
    "samuel": "sammy", "sarah": "sally sadie", "sharon": "shaz shazza", "stanislaw": "staszek",
    "stephen": "steve stevie", "susan": "sue susie suzie", "svetlana": "sveta", "tatiana": "tanya",
    "terence": "terry tez", "theodore": "theo ted", "theresa": "tess terry", "thomas": "tom tommy", "tomasz": "tomek",
    "victoria": "vicky vicki tori", "virginia": "ginny", "william": "bill billy will liam", "winifred": "winnie freda",
    "wojciech": "wojtek", "zachary": "zac zak zach", "zofia": "zosia",
}  # fmt: skip
_SHORTEST_STEM: Final = 3
"""Letters a short form shares with the name at least: Rob of Robert, Dan of Daniel."""


def _names_by_short_form() -> dict[str, list[str]]:
    found = defaultdict[str, list[str]](list)
    for name, forms in _SHORT_FORMS.items():
        for form in forms.split():
            found[form].append(name)
    return dict(found)


_NAMES: Final = _names_by_short_form()
_ENDS: Final = ("ie", "ey", "y", "i", "e", "s")
"""Ends put behind a short form: Robb-ie of Robert, Dann-y of Daniel, Deb-s of Deborah."""


def is_short_form(short: str, name: str) -> bool:
    """Say whether a folded word is a spelling or a short form of a folded name, or begins it but for an end: Debs.

    So are two short forms of one name: Hal and Harry.
    """
    wholes = _wholes(short)
    if not {spelt(whole) for whole in wholes}.isdisjoint(spelt(whole) for whole in _wholes(name)):
        return True
    return any(name.startswith(stem) for whole in wholes for stem in _stems(whole) if len(stem) >= _SHORTEST_STEM)


@lru_cache(maxsize=8192)
def _wholes(word: str) -> tuple[str, ...]:
    """A word, and the names it is a short form of."""
    return tuple(dict.fromkeys((word, *(whole for stem in _stems(word) for whole in _NAMES.get(stem, ())))))


@lru_cache(maxsize=8192)
def _stems(word: str) -> tuple[str, ...]:
    """A word, and what is left of it without an end, and then without the letter that was doubled before it."""
    found = [word]
    for end in _ENDS:
        stem = word.removesuffix(end)
        if stem != word and len(stem) >= _SHORTEST_STEM:
            found += [stem] if stem[-1] != stem[-2] else [stem, stem[:-1]]
    return tuple(found)
