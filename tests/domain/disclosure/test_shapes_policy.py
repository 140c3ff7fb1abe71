"""Shapes that tell who or where somebody is though every word of them is an everyday one; what looks alike stays."""

from __future__ import annotations

import re

import pytest

from hru_advocate.domain.identifying import patterns
from tests.domain.disclosure.test_redaction_policy import black


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # an age in words, in short, of a small child; what is counted otherwise stays
        ("8yo; 8 y/o; 8 yrs old; aged eight; ages 6 and 10", "■■■■; ■■■■; ■■■■; ■■■■; ■■■■"),
        ("twenty-two years old; a 10 month old; 10-week-old", "■■■■; a ■■■■; ■■■■"),
        ("he turns 8 soon; turned 3 times; turned up at 10.30", "he ■■■■ soon; turned 3 times; turned up at 10.30"),
        ("for two years, in three weeks, ages ago", "for two years, in three weeks, ages ago"),
        # an account of everyday words, behind its platform or a word for one, or by its shape
        ("insta: wish_dog; snap big.wish came; his gamertag is night wish 77",
         "■■■■: ■■■■; snap ■■■■ came; his ■■■■ is ■■■■"),
        ("on tiktok as wish and she; u/wish_dog; wish#1234; wish_dog77", "on tiktok as ■■■■ and she; ■■■■; ■■■■; ■■■■"),
        ("insta: wish_88 wrote to her; on facebook as well; facebook: he was rude; her username is not known",
         "■■■■: ■■■■ wrote to her; on facebook as well; facebook: he was rude; her username is not known"),
        # a place by three words
        ("at ///wish.stone.door or wish.stone.door then", "at ■■■■ or ■■■■ then"),
        ("it ended.then we left", "it ended.then we left"),
        # a road without a number, a school in small letters, a room; the road, a school and a room stay
        ("lives on brook street, near marsh lane", "lives on ■■■■, near ■■■■"),
        ("on the street, in a long drive, in close contact, on her own road",
         "on the street, in a long drive, in close contact, on her own road"),
        ("to little acorns nursery; at st wish primary school; at north general",
         "to ■■■■; at ■■■■; at ■■■■"),
        ("at the school, at high school, from work to school, at a local hospital",
         "at the school, at high school, from work to school, at a local hospital"),
        ("flat 3b and room 14; the room was cold", "■■■■ and ■■■■; the room was cold"),
        # a plate with its spaces, a part of one behind the word for it
        ("AB 12 CDE and A B 1 2 C D E; at 10 for two", "■■■■ and ■■■■; at 10 for two"),
        ("reg ab 12 cde; reg starts KX07; plate ends CDE; the plate was broken",
         "■■■■; ■■■■ starts ■■■■; plate ends ■■■■; the plate was broken"),
        # the few digits of an officer or an office, a number in words, a driving licence
        ("Then PC Holtby 4127 and DC 88 came; PC Holtby at 10", "Then PC ■■■■ and DC ■■■■ came; PC ■■■■ at 10"),
        ("PC 4127; collar number 4127; ext 412; by 10:30", "■■■■; collar number ■■■■; ext ■■■■; by 10:30"),
        ("oh seven seven double oh nine hundred one two three", "■■■■"),
        ("one or two, three or four", "one or two, three or four"),
        ("wishx 805028 d99ab", "■■■■"),
        # an everyday word that is a name stands beside one, or says who somebody is
        ("kev and sue came; hope & kev; sue came", "■■■■ and ■■■■ came; ■■■■ & ■■■■; sue came"),
        ("hope and faith, rain and snow", "hope and faith, rain and snow"),
        ("his ex, hazel, said; her ex, who came", "his ex, ■■■■, said; her ex, who came"),
        ("nan rose and granny smith", "nan ■■■■ and granny ■■■■"),
    ],
)  # fmt: skip
def test_what_identifies_by_its_shape_is_black_and_what_only_looks_so_stays(text: str, expected: str) -> None:
    assert black(text) == expected


LONG = {
    "one word": "a" * 300_000,
    "words with full stops": "a.b." * 75_000,
    "digits apart": "1 " * 150_000,
    "letters and digits apart": "A B 1 2 " * 37_500,
    "short words": "at aaa " * 40_000,
}


@pytest.mark.parametrize("text", LONG.values(), ids=LONG)
def test_no_shape_is_looked_for_from_every_letter_of_a_long_word(text: str) -> None:
    """A picture pasted as letters is one word of a hundred thousand: a search begun anew at each of them hangs."""
    shapes = [one for one in vars(patterns).values() if isinstance(one, re.Pattern)]
    assert len(shapes) > 20
    for shape in shapes:
        for _found in shape.finditer(text):
            pass
