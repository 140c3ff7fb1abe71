"""First names and what people are called by: one missing here is somebody referred again and not seen."""

from __future__ import annotations

import pytest

from hru_advocate.domain.people.names import alike, share_a_name
from hru_advocate.domain.people.short_forms import is_short_form
from hru_advocate.domain.people.spellings import gathered, spelt

CALLED = """
abigail abi abby abbie | agnieszka aga | albert al bert | aleksander alex olek | aleksandra ola alex
alexander alex sandy xander alec | alexandra alex sasha alexa | alfred fred alf | amanda mandy | amelia millie
andrew andy drew | ann nan | anna ania anka | anne nancy | anthony tony ant | antonia toni | barbara babs basia
belinda bel linda | benjamin ben benny benji | bronwen bron | catherine kate kathy cath | charles charlie chaz chas
charlotte charlie lottie | christina tina chris | christopher chris kit | cynthia cindy | daniel dan danny
danielle dani | darren daz dazza | david dave | deborah deb debbie debs | dorothy dot dottie
edward ed eddie eddy ted ned | edwin ed eddie | eleanor nell nora ellie
elizabeth liz lizzie lizzy beth betty eliza lisa | ellen ellie nell | elzbieta ela | evelyn eve evie | florence flo
frances fran frankie | francesca fran frankie | francis frank frankie | frederick fred freddie freddy
gabriella gabby gabi | gareth gaz gary | gary gaz gazza | georgina georgie gina | gerald gerry jerry
gillian gill jill | grzegorz grzesiek | harold harry hal | harriet hattie | helen nell | henry harry hank
isabel bella izzy | isabella bella izzy | jackie jacqui | jacob jake | jacqueline jackie | james jim jamie | jan janek
jane jenny | jennifer jen jenny | jeremy jez jem | jessica jess jessie | joan jo | joanna jo asia | joanne jo
john jack jon johnny | jonathan jon jonny | joseph joe joey | josephine jo josie | jozef jozek | katarzyna kasia
katherine kate kathy kat | kenneth ken kenny | krzysztof krzysiek kris chris | lauren loz | laurence larry
lawrence larry | leonard len | madeleine maddie | malgorzata gosia | margaret maggie meg peggy | mary molly polly
matilda tilly | matthew matt matty | michael mick mike | mohamed mo | mohammed mo | muhammad mo | natasha nat tasha
nicholas nick nico | oliver ollie oli | patricia trish pat | patrick paddy pat | penelope pen penny | philip pip phil
philippa pip | rebecca becky bex | richard dick rick rich | robert bob rob robbie bert | ronald ron ronnie
rosemary rose rosie | samantha sam sammy | samuel sam sammy | sarah sally | sharon shaz | stanislaw staszek
stephanie steph | stephen steve steven | susan sue susie | terence terry tez | teresa tess terry | theodore theo ted
theresa tess | thomas tom tommy | tomasz tomek | victoria vicky tori | vincent vin vinny vince | virginia ginny
william bill will liam | winifred winnie | wojciech wojtek | zachary zac zak | zofia zosia
"""
PAIRS = [
    (group.split()[0], short)
    for group in CALLED.replace("\n", "|").split("|")
    if group.strip()
    for short in group.split()[1:]
]


@pytest.mark.parametrize(
    ("one", "two", "perhaps"),
    [
        ("Kaitlyn Example", "Caitlin Example", True),  # as it is heard
        ("Harprit Example", "Harpreet Example", True),
        ("Keira Example", "Ciara Example", True),
        ("Md. Example", "Mohammed Example", True),
        ("Stephen Filips", "Steven Phillips", True),  # both words, one of them a known spelling
        ("Lana Example", "Svetlana Example", True),  # the end of a longer name
        ("Tunde Example", "Babatunde Example", True),
        ("Ann Example", "Joann Example", False),  # too short to be one
        ("Lana Example", "Alana Example", True),  # one letter
        ("J. P. Example", "Jane Example", True),  # a middle name by its letter
        ("J. P. Example", "Anna Example", False),
        ("Jo Ann Example", "Joanne Example", True),
        ("Mo Example", "Jo Example", False),  # in one run, but for a letter
        ("Becca Example", "Rebekah Example", True),
        ("Sadie Example", "Sarah Example", True),
        ("Kaitlyn Example", "Caitlin Sample", False),  # another family
        ("Lana Example", "Svetlana Sample", False),
        ("Maud Example", "Olga Example", False),
    ],
)
def test_a_name_that_is_heard_cut_or_run_together_may_be_that_persons(one: str, two: str, *, perhaps: bool) -> None:
    assert bool(alike(one, [two])) is perhaps
    assert bool(alike(two, [one])) is perhaps


def test_whoever_is_called_by_it_may_be_that_person() -> None:
    assert [(name, short) for name, short in PAIRS if not is_short_form(short, name)] == []
    apart = [(name, short) for name, short in PAIRS if not alike(f"{short} example", [f"{name} example"])]
    assert apart == []


@pytest.mark.parametrize(
    ("short", "name", "yes"),
    [
        ("dan", "daniel", True),  # what begins a name by three letters
        ("dani", "daniel", True),
        ("debs", "deborah", True),  # but for an end
        ("sandy", "sandra", True),
        ("danny", "daniel", True),  # a letter doubled before its end
        ("robbie", "robert", True),
        ("lizzy", "elizabeth", True),
        ("bobby", "rebecca", False),
        ("teddy", "terence", False),
        ("eddy", "edna", False),
        ("ally", "alan", False),
        ("sue", "sunil", False),  # an end falls off only where three letters stay
        ("al", "alan", False),  # two letters are no stem
        ("bob", "rebecca", False),
        ("jim", "john", False),
        ("hal", "harry", True),  # of Harold, or of Henry
        ("peggy", "meg", True),
        ("hal", "hamza", False),
        ("daniel", "dan", False),
        ("mohd", "muhammad", True),
        ("robert", "robert", True),
    ],
)
def test_what_is_a_short_form_and_what_is_not(short: str, name: str, *, yes: bool) -> None:
    assert is_short_form(short, name) is yes


@pytest.mark.parametrize(
    ("one", "two", "shared"),
    [
        ("Jo Example", "Jo Sample", True),
        ("J Example", "J Sample", False),  # one letter is nobody's name
        ("J Example", "Jo Sample", False),
        ("Danny Example", "Daniel Sample", True),
        ("Daniel Example", "Danny Sample", True),
        ("Daren Example", "Darren Sample", True),
        ("Anna Example", "Olga Sample", False),
    ],
)
def test_two_people_share_a_name_of_two_letters_or_more(one: str, two: str, *, shared: bool) -> None:
    assert share_a_name(one, two) is shared


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("macdonald", "mcdonald", True),
        ("mack", "mck", False),  # too short to be told apart
        ("macks", "mcks", True),
        ("mueller", "muller", True),
        ("schroeder", "schroder", True),
        ("baecker", "backer", True),
        ("joel", "jol", False),
        ("aerts", "arts", False),  # not at the beginning
        ("muhammad", "mohammed", True),
        ("smith", "smyth", True),
        ("smith", "smits", False),
        ("ali", "aly", True),
        ("st", "saint", True),
    ],
)
def test_one_spelling_for_the_ways_a_name_is_written(one: str, other: str, *, alike: bool) -> None:
    assert (spelt(one) == spelt(other)) is alike


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("van der berg", ["vanderberg"]),
        ("anna van der berg", ["anna", "vanderberg"]),
        ("mc example", ["mcexample"]),
        ("example mc", ["example", "mc"]),
        ("anna example", ["anna", "example"]),
        ("", []),
    ],
)
def test_a_particle_is_in_one_with_the_name_that_follows_it(name: str, words: list[str]) -> None:
    assert list(gathered(name.split())) == words
