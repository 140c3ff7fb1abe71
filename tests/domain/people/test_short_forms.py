"""First names and what people are called by: one missing here is somebody referred again and not seen."""

from __future__ import annotations

import pytest

from hru_advocate.domain.people import short_forms
from hru_advocate.domain.people.names import alike, share_a_name
from hru_advocate.domain.people.short_forms import is_short_form
from hru_advocate.domain.people.spellings import gathered, spelt

CALLED = """
abigail abby abbie | agnieszka aga | albert al bert | aleksander alex olek | aleksandra ola alex
alexander sasha sandy lex xander zander alec sacha | alexandra sasha sandy lex alexa | alfred fred | amanda mandy
amelia millie milly | andrew drew | ann nancy nan | anna ania anka | anne nancy | anthony tony ant toni
antonia toni | barbara babs basia | belinda linda | benjamin benji | bronwen bron | charles charlie chaz chas chuck
charlotte charlie lottie lotte | christina tina | christopher kit topher | cynthia cindy | daria dasha
darren daz dazza | david dave davey | deborah deb debs debra | dmitri dima | dorothy dot dolly | edmund ed eddie eddy
edward ed eddie eddy ted teddy ned | edwin ed eddie eddy | eleanor nell ellie nora
elizabeth liz beth betty bess libby eliza betsy lisa elspeth elsie | ellen ellie nell | elzbieta ela | evelyn evie
frances frankie | francesca frankie | francis frank | francisco paco | frederick fred | gabriel gabi | gabriella gabi
gareth gary gaz | gary gaz gazza | georgina gina | gerald jerry gerry | gillian jill | grzegorz grzesiek
harold harry hal | harriet hattie harry | helen nell | henry harry hal hank | isabel bella izzy | isabella bella izzy
jackie jacqui jacky | jacob jake | jacqueline jackie jacky jacqui | james jim jimmy jamie | jan janek
jane jenny janie | jeremy jez jem | joan jo | joanna jo asia joasia | joanne jo | john jack johnny jon
jonathan john jon | jose pepe | joseph joe joey jo | josephine jo josie | jozef jozek | katarzyna kasia
kateryna katya | katherine kate katie kitty kathy kat | krzysztof krzysiek kris chris | lauren loz lol
laurence larry loz | lawrence larry loz | leonard lenny len | madeleine maddy | malgorzata gosia
margaret maggie meg peg peggy daisy | mary molly polly mae | matilda tilly tilda | michael mick mike mikey
muhammad mo | natasha tasha | nicholas nick nicky nico | oksana xenia ksenia | oliver ollie olly
patricia trish tricia patsy | patrick paddy pat | philip pip | philippa pip | rebecca becky becks bex becca bekah
richard dick rick ricky richie | robert bob bobby rob bert | ronald ron | samantha sam sammy | samuel sammy
sarah sally sadie | sharon shaz shazza | stanislaw staszek | stephen steve stevie | susan sue susie suzie
svetlana sveta | tatiana tanya | terence terry tez | theodore theo ted | theresa tess terry | thomas tom tommy
tomasz tomek | victoria vicky vicki tori | virginia ginny | william bill billy will liam | winifred winnie freda
wojciech wojtek | zachary zac zak zach | zofia zosia
"""
BEGUN = """
abigail abi | alexander alex | alexandra alex | alfred alf | andrew andy | belinda bel | benjamin ben benny
catherine kate kathy cath | christina chris | christopher chris | daniel dan danny | danielle dani | deborah debbie
dorothy dottie | elizabeth lizzie lizzy | evelyn eve | florence flo | frances fran | francesca fran | francis frankie
frederick freddie freddy | gabriella gabby | georgina georgie | gillian gill | jennifer jen jenny
jessica jess jessie | jonathan jonny | kenneth ken kenny | madeleine maddie | matthew matt matty | mohamed mo
mohammed mo | natasha nat | oliver oli | patricia pat | penelope pen penny | philip phil | richard rich
robert robbie | ronald ronnie | rosemary rose rosie | samuel sam | stephanie steph | stephen steven
teresa tess terry | vincent vin vinny vince
"""


def pairs(groups: str) -> list[tuple[str, str]]:
    told = [group.split() for group in groups.strip().replace("\n", " | ").split(" | ")]
    return [(name, short) for name, *forms in told for short in forms]


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
    known = pairs(CALLED)
    every = [*known, *pairs(BEGUN)]
    assert [(name, short) for name, short in every if not is_short_form(short, name)] == []
    assert [(name, short) for name, short in known if not is_short_form(name, short)] == []
    apart = [(name, short) for name, short in every if not alike(f"{short} example", [f"{name} example"])]
    assert apart == []
    assert {(name, short) for name, forms in short_forms._SHORT_FORMS.items() for short in forms.split()} <= {*known}


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
