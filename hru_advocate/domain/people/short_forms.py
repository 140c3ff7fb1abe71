"""The short forms of first names: Bob of Robert, Daz of Darren, Dan of Daniel."""

from __future__ import annotations

from collections import defaultdict
from typing import Final

from hru_advocate.domain.people.spellings import spelt

_SHORT_FORMS: Final = {
    "agnieszka": "aga", "aleksandra": "ola", "alexander": "sasha sandy lex xander zander alec sacha",
    "alexandra": "sasha sandy lex alexa", "alfred": "fred", "amanda": "mandy", "amelia": "millie milly",
    "andrew": "drew", "ann": "nancy nan", "anna": "ania anka", "anne": "nancy", "anthony": "tony ant toni",
    "antonia": "toni", "barbara": "babs basia", "bronwen": "bron", "catherine": "kate katie kitty kathy kat",
    "charles": "chaz chas chuck", "charlotte": "lottie lotte", "christina": "tina", "christopher": "kit topher",
    "darren": "daz dazza", "david": "dave davey", "deborah": "deb debs debbie debra", "edward": "ted teddy ned",
    "eleanor": "nell nellie ellie nora", "elizabeth": "liz lizzie beth betty bess libby eliza betsy lisa",
    "elzbieta": "ela", "frederick": "fred freddie", "gareth": "gary gaz", "gary": "gaz gazza", "gerald": "jerry",
    "grzegorz": "grzesiek", "harold": "harry hal", "helen": "nell nellie", "henry": "harry hal hank",
    "isabel": "bella izzy", "isabella": "bella izzy", "jackie": "jacqui jacky", "jacob": "jake",
    "jacqueline": "jackie jacky jacqui", "james": "jim jimmy jamie", "jan": "janek", "jane": "jenny janie",
    "jeremy": "jez jem", "joan": "jo", "joanna": "jo asia joasia", "john": "jack johnny jon",
    "josephine": "jo josie", "jozef": "jozek", "katarzyna": "kasia", "katherine": "kate katie kitty kathy kat",
    "krzysztof": "krzysiek kris chris", "lauren": "loz lol", "laurence": "larry loz", "lawrence": "larry loz",
    "leonard": "lenny len", "malgorzata": "gosia", "margaret": "maggie meg peg peggy daisy",
    "mary": "molly polly mae", "matilda": "tilly tilda", "michael": "mick mike mickey mikey", "mohamed": "mo",
    "mohammed": "mo", "muhammad": "mo", "nicholas": "nick nicky nico", "patricia": "trish tricia patsy",
    "patrick": "paddy pat", "philip": "pip", "philippa": "pip", "rebecca": "becky becks bex",
    "richard": "dick rick ricky richie", "robert": "bob bobby rob bert", "ronald": "ron ronnie",
    "samantha": "sam sammy", "sarah": "sally", "sharon": "shaz shazza", "stanislaw": "staszek",
    "stephen": "steve steven stevie", "susan": "sue susie suzie", "terence": "terry tez", "teresa": "tess terry",
    "theodore": "theo ted", "theresa": "tess terry", "thomas": "tom tommy", "tomasz": "tomek",
    "victoria": "vicky vicki tori", "virginia": "ginny", "william": "bill billy will willie liam",
    "winifred": "winnie freda", "wojciech": "wojtek", "zachary": "zac zak zach", "zofia": "zosia",
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


def is_short_form(short: str, name: str) -> bool:
    """Say whether a folded word is a spelling or a short form of a folded name, or begins it but for an end: Debs."""
    return any(spelt(name) == spelt(whole) or _begins(whole, name) for whole in (short, *_NAMES.get(short, ())))


def _begins(whole: str, name: str) -> bool:
    stem = whole[:-1] if whole.endswith(("y", "e", "s")) and len(whole) > _SHORTEST_STEM else whole
    return len(stem) >= _SHORTEST_STEM and name.startswith(stem)
