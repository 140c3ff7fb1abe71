"""The short forms of first names: Bob of Robert, Daz of Darren, Dan of Daniel."""

from __future__ import annotations

from collections import defaultdict
from typing import Final

_SHORT_FORMS: Final = {
    "alexander": "sasha sandy lex xander zander alec sacha", "alexandra": "sasha sandy lex alexa", "alfred": "fred",
    "amanda": "mandy", "amelia": "millie milly", "andrew": "drew", "ann": "nancy nan", "anne": "nancy",
    "anthony": "tony ant toni", "antonia": "toni", "catherine": "kate katie kitty kathy kat",
    "charles": "chaz chas chuck", "charlotte": "lottie lotte", "christina": "tina", "christopher": "kit topher",
    "darren": "daz dazza", "david": "dave davey", "edward": "ted teddy ned", "eleanor": "nell nellie ellie nora",
    "elizabeth": "liz lizzie beth betty bess libby eliza betsy lisa", "frederick": "fred freddie",
    "gareth": "gary gaz", "gary": "gaz gazza", "gerald": "jerry", "harold": "harry hal", "helen": "nell nellie",
    "henry": "harry hal hank", "isabel": "bella izzy", "isabella": "bella izzy", "jacob": "jake",
    "james": "jim jimmy jamie", "jane": "jenny janie", "jeremy": "jez jem", "joan": "jo", "john": "jack johnny jon",
    "katherine": "kate katie kitty kathy kat", "lauren": "loz lol", "laurence": "larry loz", "lawrence": "larry loz",
    "leonard": "lenny len", "margaret": "maggie meg peg peggy daisy", "mary": "molly polly mae",
    "matilda": "tilly tilda", "michael": "mick mike mickey mikey", "mohamed": "mo", "mohammed": "mo",
    "muhammad": "mo", "nicholas": "nick nicky nico", "patricia": "trish tricia patsy", "patrick": "paddy pat",
    "rebecca": "becky becks bex", "richard": "dick rick ricky richie", "robert": "bob bobby rob bert",
    "ronald": "ron ronnie", "sarah": "sally", "sharon": "shaz shazza", "stephen": "steve steven stevie",
    "susan": "sue susie suzie", "terence": "terry tez", "teresa": "tess terry", "theodore": "theo ted",
    "theresa": "tess terry", "thomas": "tom tommy", "victoria": "vicky vicki tori", "virginia": "ginny",
    "william": "bill billy will willie liam", "winifred": "winnie freda", "zachary": "zac zak zach",
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
    """Say whether a folded word is a short form of a folded name, or its first letters, but for its ending."""
    return any(name == whole or _begins(whole, name) for whole in (short, *_NAMES.get(short, ())))


def _begins(whole: str, name: str) -> bool:
    stem = whole[:-1] if whole.endswith(("y", "e")) and len(whole) > _SHORTEST_STEM else whole
    return len(stem) >= _SHORTEST_STEM and name.startswith(stem)
