"""How a text is blacked out: names in every form, everyday words left, numbers, places, days; one row a rule."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from hru_advocate.casework.product import Product
from hru_advocate.domain.disclosure.redaction import CaseFinder
from hru_advocate.domain.disclosure.templates import LawfulBasis, read_templates
from hru_advocate.domain.identifying.items import Item, item_id
from hru_advocate.domain.identifying.known_things import KnownDay, KnownName, KnownNumber, KnownThing, KnownWords
from hru_advocate.domain.identifying.name_forms import NameSought

PRODUCT = Product()
CASE = "a case"


def name(*names: str) -> KnownName:
    item = Item(item_id(CASE, "name", names[0]), "name", "somebody", names[0])
    maybe = Item(item_id(CASE, "initials", names[0]), "initials", "somebody", names[0])
    return KnownName(item, NameSought(names), maybe)


def thing(kind: str, value: str) -> Item:
    return Item(f"{kind}-{value}", kind, "", value)  # type: ignore[arg-type]  # the table says which


def black(text: str, *things: KnownThing, ticks: frozenset[str] = frozenset()) -> str:
    (read,) = CaseFinder(CASE, things, PRODUCT.words_known).read([text])
    return read.redacted(ticks)


def items(text: str, *things: KnownThing) -> list[tuple[str, str]]:
    (read,) = CaseFinder(CASE, things, PRODUCT.words_known).read([text])
    return list(dict.fromkeys((one.kind, one.value) for one in read.standing))


@pytest.mark.parametrize(
    ("names", "text", "expected"),
    [
        # as it is, turned round, possessive, capitals, none
        ("Darren Holt", "Darren Holt came.", "■■■■ came."),
        ("Darren Holt", "holt, darren", "■■■■, ■■■■"),
        ("Darren Holt", "It was Darren's and Holt’s.", "It was ■■■■'s and ■■■■’s."),
        ("Darren Holt", "DARREN CAME BACK", "■■■■ CAME BACK"),
        # a family name that is a rank as well is a name; before a name it is a rank
        ("Ann Constable", "Mrs Constable and Ann came.", "Mrs ■■■■ and ■■■■ came."),
        ("Ann Sergeant", "Sergeant came with the Constable.", "■■■■ came with the Constable."),
        ("Sergeant Testley", "The Sergeant was here: Testley.", "The Sergeant was here: ■■■■."),
        ("Major, Ann", "Major was at home with Ann.", "■■■■ was at home with ■■■■."),
        # short forms, endings, a slip of a letter
        ("Darren Holt", "daz, Dazza, Daren and Darrne", "■■■■, ■■■■, ■■■■ and ■■■■"),
        ("Darren Holt", "h0lt and D4RR3N; a h0t day and 10 m", "■■■■ and ■■■■; a h0t day and 10 m"),
        ("Ali Testley", "a1i came", "■■■■ came"),
        ("Al Testley", "4L came", "■■■■ came"),
        ("Elizabeth Testley", "Lizzie or beth or Liz's mum", "■■■■ or ■■■■ or ■■■■'s mum"),
        ("Christopher Testley", "chris was with Kit", "■■■■ was with ■■■■"),
        ("Darren Holt", "the Holts and Holty", "the ■■■■ and ■■■■"),
        ("Sharon Testley", "shaz rang", "■■■■ rang"),
        # inside other words: beside digits and signs, in accounts, in one run
        ("Darren Holt", "darren88 darrenholt_x MrDarren @holtd xdarrenx", "■■■■"),
        # over lines, with hyphens, with signs between
        ("Darren Holt", "Dar-\nren\nleft", "■■■■\nleft"),
        ("Darren Holt", "Dar\nren left", "■■■■ left"),
        ("Darren Holt", "D-a-r-r-e-n and H.o.l.t and d a r r e n", "■■■■ and ■■■■ and ■■■■"),
        # spread letters are a name of four letters or more
        ("Mara Testley", "M a r a and M-a-r-a came", "■■■■ and ■■■■ came"),
        ("Eve Testley", "E v e came", "E v e came"),
        ("B Testley", "it was b", "it was b"),  # one letter is nobody's name
        ("Bo Testley", "it was bo", "it was ■■■■"),
        ("Anna van der Testley", "the van came", "the van came"),
        ("Van Testley", "the van and Van", "the ■■■■ and ■■■■"),
        ("Ann Bo Cee Dee", "ABCD came", "■■■■ came"),
        ("Darren Holt", "D. Holt, K. Holt and D Holt", "■■■■, ■■■■ and ■■■■"),
        # initials of two words
        ("Darren Holt", "D.H. and DH and D. H. rang", "■■■■ and ■■■■ and ■■■■ rang"),
        # accents, apostrophes, hyphens: typed or left out
        ("Zoë O’Brien-Smith", "zoe obrien smith, Zoe\u0308 O'Brien, Brien", "■■■■, ■■■■, ■■■■"),
        ("Małgorzata", "Malgorzata i MALGORZATA", "■■■■ i ■■■■"),
        # an accent that stands by itself behind its letter, and what nobody sees, part no name
        ("Björn Testley", "Bjo\u0308rn came, bjo\u0308rn88 again", "■■■■ came, ■■■■ again"),
        ("Özil Testley", "O\u0308zil and o\u0308zil", "■■■■ and ■■■■"),
        ("Émile Testley", "E\u0301mile's", "■■■■'s"),
        ("Darren Holt", "Ho\u200blt and Dar\u00adren", "■■■■ and ■■■■"),
        # what is an everyday word stays one where it is not the name
        ("Ann Testley", "She planned it and an annual plan began.", "She planned it and an annual plan began."),
        ("Mark Testley", "The market was marked and he remarked.", "The market was marked and he remarked."),
        ("Art Testley", "It started at a party.", "It started at a party."),
        ("Carol Testley", "The car was there.", "The car was there."),
        ("Dan Testley", "There was danger and a dance.", "There was danger and a dance."),
        # a name that is a word: black even in small letters, by an item of its own
        ("Will Testley", "she will come", "she ■■■■ come"),
        ("Will Testley", "She was willing.", "She was willing."),
        ("Grace Park", "we went to the park", "we went to the ■■■■"),
        # what is a title or a small word elsewhere is a name where it stands as one
        ("Di Testley", "then di rang", "then ■■■■ rang"),
        ("Al Testley", "Al rang and al came", "■■■■ rang and ■■■■ came"),
        ("David Lord", "Ms Lord came.", "Ms ■■■■ came."),
        ("DI Testley", "the DI came", "the DI came"),
        ("Lord Testley", "a lord came", "a lord came"),
        ("Ana de Testley", "so de it is", "so de it is"),
        ("Yusuf al-Testley", "altestley and al came", "■■■■ and al came"),
    ],
)
def test_a_known_name_is_black_in_every_form(names: str, text: str, expected: str) -> None:
    assert black(text, name(names)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # whoever no record knows: by a capital, as a first name, after a title, in capitals
        ("Then Quorndon rang.", "Then ■■■■ rang."),
        ("Quorndon rang.", "■■■■ rang."),
        ("then kev and jane came", "then ■■■■ and ■■■■ came"),
        ("I saw Mr Butcher and PC Miller.", "I saw Mr ■■■■ and PC ■■■■."),
        ("HE WAS THERE WITH KYLE AGAIN", "HE WAS THERE WITH ■■■■ AGAIN"),
        ("Will came. Grace rang.", "■■■■ came. ■■■■ rang."),
        ("Will he come? May I go?", "Will he come? May I go?"),
        ("Will he", "Will he"),  # nothing need follow
        ("She met Rose Cottage people at Red Lion.", "She met ■■■■ people at ■■■■."),
        ("mr butcher and dr quorn said hello", "mr ■■■■ and dr ■■■■ said hello"),
        ("her cousin trawick came; we were bewildered", "her cousin ■■■■ came; we were bewildered"),
        ("wish_dog stands for the dog; kev_88 does not", "wish_dog stands for the dog; ■■■■ does not"),
        ("He said, It was Park again. it was in the park", "He said, It was ■■■■ again. it was in the park"),
        ("Smith came. Khan rang.", "■■■■ came. ■■■■ rang."),
        ("then Bjo\u0308rn and quorn\u00e9e\u0301s came", "then ■■■■ and ■■■■ came"),
        ("the cafe\u0301 was full", "the cafe\u0301 was full"),
        # words of one name, by whatever sign they hang together
        ("Met Quorndon-Trawick, Quorndon\u2011Trawick, Quorndon'Trawick", "Met ■■■■, ■■■■, ■■■■"),
        ("Met Quorndon/Trawick; Quorndon, Trawick", "Met ■■■■/■■■■; ■■■■, ■■■■"),
        ("Don't go. Won't she? He wasn't.", "Don't go. Won't she? He wasn't."),
        ("Мария and محمد were there", "■■■■ and ■■■■ were there"),
        ("the number ending 123; insurance qq 12 34 56 c", "the number ending ■■■■; insurance ■■■■"),
        # everyday words at the head of a sentence, days and agencies are nobody
        ("Yesterday he rang. Nobody came.", "Yesterday he rang. Nobody came."),
        ("On Monday the Police and the MARAC met in May.", "On Monday the Police and the MARAC met in May."),
        ("I'm scared. I've told Mum.", "I'm scared. I've told Mum."),
        # a month that is a name is a month beside what tells a time, and somebody anywhere else
        ("April told me. Then June rang Jan.", "■■■■ told me. Then ■■■■ rang ■■■■."),
        ("She rang May. With Dec and June in the car.", "She rang ■■■■. With ■■■■ and ■■■■ in the car."),
        ("In June, last May, 3 April 2026, May 3rd, Jan/Feb.", "In June, last May, 3 April 2026, May 3rd, Jan/Feb."),
        ("From May to August, since Dec, the June hearing", "From May to August, since Dec, the June hearing"),
        ("It was Aug to May. Then Aug and June.", "It was Aug to May. Then Aug and June."),
        ("at the end of May; a text from April", "at the end of May; a text from ■■■■"),
        ("He spoke of June. From April he took it.", "He spoke of ■■■■. From ■■■■ he took it."),
        ("May he? It may. May came.", "■■■■ he? It may. ■■■■ came."),  # named once, each with its capital may be her
        # a tool that is a first name as well
        ("Dara let him in.", "■■■■ let him in."),
        ("The DARA, a Dara form, her Dara score.", "The DARA, a Dara form, her Dara score."),
        # whatever follows a title or says who somebody is, in small letters too
        ("mr baker and mrs may rang", "mr ■■■■ and mrs ■■■■ rang"),
        ("her friend grace and a girl called hope", "her friend ■■■■ and a girl called ■■■■"),
        ("Her sister June. Her cousin Dash came.", "Her sister ■■■■. Her cousin ■■■■ came."),
        ("her friend will come; his wife said so", "her friend will come; his wife said so"),
        ("told by j.smith", "told by ■■■■"),
        # initials go with the name they stand before; A and I alone are words
        ("Told by K. Quorndon and J.R. Quorndon; B Quorndon", "Told by ■■■■ and ■■■■; ■■■■"),
        ("I saw Quorndon. A Quorndon, a B. Then plan C.", "I saw ■■■■. A ■■■■, a B. Then plan C."),
        ("her sister. Police came; her boss MARAC", "her sister. Police came; her boss MARAC"),
        # a name met once with its capital is met without it as well
        ("Quorndon rang. then quorndon came", "■■■■ rang. then ■■■■ came"),
        # numbers, however they are grouped; short ones and days are none
        ("Ring 0 7 7 0 0 900 123 or 07700-900-456.", "Ring ■■■■ or ■■■■."),
        ("ref 06CC12345 of 14 calls at 10:32 on 21 Nov 2026", "ref ■■■■ of 14 calls at 10:32 on 21 Nov 2026"),
        ("Mail a.b@example.com or joe at example dot com", "Mail ■■■■ or ■■■■"),
        ("He is @made_up88 on www.example.com/x", "He is ■■■■ on ■■■■"),
        # places, work, school, vehicles, birthdays
        ("at 12 acacia road, wa4 6xx", "at ■■■■, ■■■■"),
        ("he works at the chippy and she attends st testings", "he works at ■■■■ and she attends ■■■■"),
        ("in ab12 cde", "in ■■■■"),
        ("She was born on 3 May 1990. He left.", "She was ■■■■. He left."),
        # a day of birth with full stops, on either side of it; ages
        ("DOB 07.08.1999, she said", "■■■■, she said"),
        ("D.O.B. 7/8/1999; she said, after the birth", "■■■■; she said, after the birth"),
        ("born on 7.8.1999", "■■■■"),
        ("after the birth, on 7.8.1999", "after the ■■■■"),
        ("It is aged 36; a 36-year-old, 36 years old", "It is ■■■■; a ■■■■, ■■■■"),
        # what looks like a day and is none is a number; an o is typed for a nought
        ("sort code 20-45-67 then", "sort code ■■■■ then"),
        ("on 12 34 5678 then", "on ■■■■ then"),
        ("ring 0770O 900417", "ring ■■■■"),
        ("it cost 12 for 3 of 4 at 10-11am, 250g, 1990s", "it cost 12 for 3 of 4 at 10-11am, 250g, 1990s"),
        # references, e-mails with any sign, streets of many words
        ("ref abc123 and cr/1234/26", "ref ■■■■ and ■■■■"),
        ("on 4-mar-2026 then", "on 4-mar-2026 then"),
        ("write to m#x@example.org, then", "write to ■■■■, then"),
        ("at 9 old great north west road", "at ■■■■"),
    ],
)  # fmt: skip
def test_the_sweep_finds_what_no_record_knows(text: str, expected: str) -> None:
    assert black(text) == expected


@pytest.mark.parametrize(
    ("known", "text", "expected"),
    [
        (KnownNumber(thing("number", "07700 900123")), "+44 (0)7700 900123, 900123", "■■■■, ■■■■"),
        (KnownDay(thing("born", "x"), date(2014, 5, 2)), "2/5/14, 2nd of May 2014, 2014-05-02", "■■■■, ■■■■, ■■■■"),
        (KnownDay(thing("born", "x"), date(2014, 5, 2)), "on 3/5/14", "on 3/5/14"),
        (KnownDay(thing("born", "x"), date(2014, 5, 2)), "2014 May 2 or 2014, 2nd", "■■■■ or 2014, 2nd"),
        (KnownDay(thing("born", "x"), date(1925, 5, 2)), "2/5/25 or 5/2/1925", "■■■■ or ■■■■"),
        (KnownDay(thing("born", "x"), date(1990, 3, 4)), "mar. 4, 1990; 4/march/1990", "■■■■; ■■■■"),
        (
            KnownWords(thing("address", "12 Acacia Road, WA4 6XX")),
            "acacia rd; 12 Acacia; by acacia",
            "■■■■; ■■■■; by ■■■■",
        ),
        (KnownWords(thing("address", "Rose Cottage, Flat 2, WA4 6XX")), "rose cottage, flat 2", "■■■■, ■■■■"),
        (KnownWords(thing("email", "daz.holt@example.com")), "daz.holt on x", "■■■■ on x"),
        (KnownWords(thing("secret", "red shoes"), everywhere=True), "redshoes, Red-Shoes", "■■■■, ■■■■"),
        (KnownWords(thing("secret", "tea"), everywhere=True), "the team had tea", "the team had ■■■■"),
        (KnownWords(thing("secret", "rain"), everywhere=True), "the train had rain", "the train had ■■■■"),
        (KnownWords(thing("secret", "tulip"), everywhere=True), "mytulips", "my■■■■s"),  # from five letters on
    ],
)
def test_what_a_record_knows_is_found_however_it_is_written(known: KnownThing, text: str, expected: str) -> None:
    assert black(text, known) == expected


@pytest.mark.parametrize(
    "roads",
    ["Road Rd", "Street St", "Street Str", "Avenue Ave", "Avenue Av", "Lane Ln", "Close Cl", "Drive Dr", "Court Ct",
     "Place Pl", "Crescent Cres", "Terrace Terr", "Gardens Gdns", "Grove Gr", "Square Sq"],
)  # fmt: skip
def test_a_road_is_found_by_its_short_form_and_by_its_whole(roads: str) -> None:
    whole, short = roads.split()
    for known, written in ((whole, short), (short, whole)):
        address = KnownWords(thing("address", f"12 Acacia {known}, Warrington"))
        assert black(f"by acacia {written.lower()} then", address) == "by ■■■■ then"


def test_a_tick_belongs_to_the_person_in_every_form() -> None:
    her = name("Elizabeth Testley")
    text = "Lizzie, beth, Testley's and ELIZABETH"
    assert black(text, her, ticks=frozenset({her.item.id})) == text


@pytest.mark.parametrize(
    ("names", "short"),
    [
        ("David Testley", "Dave"),
        ("Thomas Testley", "tom"),
        ("Gareth Testley", "gary"),
        *(("Darren Testley", f"da{tail}") for tail in ("zza", "zzer", "zz", "z", "zo", "rsy", "rbo", "rkins")),
        *(("Quintus Testley", f"quint{tail}") for tail in ("y", "ie", "ey", "o", "s", "er", "ers", "a")),
    ],
)
def test_a_short_form_is_the_person_and_nobody_else(names: str, short: str) -> None:
    assert items(f"then {short} came", name(names)) == [("name", names)]


def test_one_number_in_two_forms_is_one_item() -> None:
    assert items("07700 900123 or +447700900123") == [("number", "07700 900123")]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("{} the man.", "Will May Mark Page Grant Chase Read Park Ray Rob Sue Hope"),
        ("Will {} be", "i he she they we you it this that these those there the a an anyone somebody someone"),
        ("Will {} be", "not be have also need never still just only even and or but to in on at"),
        ("He walked 3{} away.", "K M KM MPH AM PM ST ND RD TH P X H HRS MIN MINS KG CM MM G"),
    ],
)
def test_a_verb_at_the_head_of_a_sentence_and_a_measure_in_capitals_are_nobody(text: str, words: str) -> None:
    said = [text.format(word) for word in words.split()]
    assert [black(one) for one in said] == said


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("Bo Testley", 1), ("Testley-Bo came", 1), ("Bo Bo came", 1),  # words beside each other are one place
        ("Bo, Testley", 2), ("Bo. Bo came", 2), ("Bo came and Testley rang", 2),
    ],
)  # fmt: skip
def test_a_name_stands_in_as_many_places_as_have_words_between_them(text: str, places: int) -> None:
    (read,) = CaseFinder(CASE, [name("Bo Testley")], PRODUCT.words_known).read([text])
    assert [one.value for one in read.standing] == ["Bo Testley"] * places


@pytest.mark.parametrize(("kind", "of_own", "offered"), [
    ("name", False, True), ("name", True, False), ("secret", False, False), ("secret", True, False),
])  # fmt: skip
def test_a_secret_and_what_is_the_person_s_own_are_never_offered(kind: str, *, of_own: bool, offered: bool) -> None:
    assert replace(thing(kind, "x"), own=of_own).offered is offered


def test_an_everyday_word_that_is_a_name_is_ticked_by_itself() -> None:
    him = name("Will Testley")
    assert items("Will came. she will see", him) == [("name", "Will Testley"), ("initials", "Will Testley")]
    assert (
        black("Will came. she will see", him, ticks=frozenset({str(him.maybe and him.maybe.id)}))
        == "■■■■ came. she will see"
    )


def test_a_bar_is_always_as_long() -> None:
    assert black("Bo rang.", name("Bo")) == black("Bartholomew rang.", name("Bartholomew"))


def test_every_basis_says_where_it_comes_from_and_that_it_is_to_be_confirmed() -> None:
    known = read_templates((PRODUCT.folder / "disclosure.toml").read_bytes())
    assert all(one.confirm for one in known.bases)
    assert all("[" in one.words for one in known.bases)
    assert {basis for one in known.templates for basis in one.basis} <= {one.id for one in known.bases}


@pytest.mark.parametrize(
    ("sources", "confirm", "words"),
    [
        (("a", "b"), True, "It says so. [a, b] To be confirmed by the unit."),
        ((), False, "It says so. [no source read]"),
    ],
)
def test_a_basis_says_what_stands_behind_it(sources: tuple[str, ...], words: str, *, confirm: bool) -> None:
    assert LawfulBasis("b", "Basis", "It says so.", sources, "medium", confirm).words == words


def own(*names: str) -> KnownName:
    item = Item(item_id(CASE, "name", names[0]), "name", "the person", names[0], own=True)
    return KnownName(item, NameSought(names))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # a word of the person's own name is black where it is a part of somebody else's, before it or behind it
        ("Testley came.", "Testley came."),
        ("Marie Testley came with Testley.", "Marie Testley came with Testley."),
        ("Marie Dent came with Marie.", "■■■■ came with Marie."),
        ("Dent Marie came with Marie.", "■■■■ came with Marie."),
        ("Marie, Dent came.", "Marie, ■■■■ came."),
        ("Marie and Dent came.", "Marie and ■■■■ came."),
        ("Marie Testley Dent came.", "Marie ■■■■ came."),
        # initials that are not the person's before her name are somebody's of her family
        ("M. Testley came with M.T. Testley.", "M. Testley came with M.T. Testley."),
        ("D. Testley and K Testley came.", "■■■■ and ■■■■ came."),
        ("A Testley came; M. K. Testley rang.", "A Testley came; ■■■■ rang."),
    ],
)
def test_the_person_s_own_name_stands(text: str, expected: str) -> None:
    assert black(text, own("Marie Testley"), name("Carol Dent")) == expected


@pytest.mark.parametrize(
    ("names", "text", "expected"),
    [
        # the letter of her family name is not hers before that name: it is somebody's of the family
        (["Mo Example"], "E. Example, M. Example, E Example and M Example.", "■■■■, M. Example, ■■■■ and M Example."),
        (["Ann Holt"], "H. Holt rang A. Holt.", "■■■■ rang A. Holt."),
        (["Ann Holt"], "A.H. Holt rang A.H.", "A.H. Holt rang A.H."),
        (["Emma Example"], "E. Example and E.E. Example", "E. Example and E.E. Example"),
        (["Mo Jane Example"], "M. J. Example, J. Example; J. E. Example", "M. J. Example, J. Example; ■■■■"),
        (["Mo Example", "Annie"], "A. Example and N. Example", "A. Example and ■■■■"),  # what she is called by
        (["Mo Example", "Mo Sample"], "S. Example and M. Sample", "■■■■ and M. Sample"),
        (["Example, Mo"], "E. Example and M. Example", "■■■■ and M. Example"),
        (["Mrs Mo Example"], "Mrs M. Example and Mrs E. Example", "Mrs M. Example and Mrs ■■■■"),
        (["William Williams"], "W. Williams and A. Williams", "W. Williams and ■■■■"),
        # a first name with the letter of another family
        (["Ann Holt"], "Ann K. and Ann H. came; Ann H came.", "■■■■. and Ann H. came; Ann H came."),
        (["Ann Holt"], "K. Ann and H. Ann came.", "■■■■ and H. Ann came."),
        # behind the name and its comma, unless they begin the next one; A behind a title
        (["Mo Example"], "Example, E. and Example, M. came", "■■■■ and Example, M. came"),
        (
            ["Mo Example"],
            "Example, K came. Example, I think, and A Example.",
            "■■■■ came. Example, I think, and A Example.",
        ),
        (["Mo Example"], "M. Example, K. Quorndon", "M. Example, ■■■■"),
        (["Mo Example"], "Mr A Example and Miss M Example came.", "Mr ■■■■ and Miss M Example came."),
    ],
)
def test_initials_beside_the_person_s_own_name_stand_where_they_are_the_person_s(
    names: list[str], text: str, expected: str
) -> None:
    assert black(text, own(*names)) == expected


def test_initials_beside_somebody_else_s_name_go_with_it() -> None:
    assert (
        black("Holt, K. and Mr A Holt and D. Holt, K. Holt.", name("Darren Holt")) == "■■■■ and Mr ■■■■ and ■■■■, ■■■■."
    )


def test_beside_a_name_that_leaves_the_person_s_own_name_stands_too() -> None:
    dent = name("Carol Dent")
    said = black("Marie Dent came.", own("Marie Testley"), dent, ticks=frozenset({dent.item.id}))
    assert said == "Marie Dent came."


def test_words_two_people_share_are_hers_where_her_whole_name_stands() -> None:
    hers, his = name("Lena Holt"), name("Darren Holt")
    ticks = frozenset({hers.item.id})
    assert black("Lena Holt came. Holt rang.", hers, his, ticks=ticks) == "Lena Holt came. ■■■■ rang."
    assert black("Lena came; Holt rang.", hers, his, ticks=ticks) == "Lena came; ■■■■ rang."
