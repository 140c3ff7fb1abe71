"""Everything in a letter that tells who somebody is, however it is written; and what does not."""

from __future__ import annotations

from datetime import date

import pytest

from hru_advocate.casework.checks.letter_known import small_words
from hru_advocate.casework.product import Product
from hru_advocate.domain.letters.identifying import items_in, left_open
from hru_advocate.domain.letters.items import PersonInLetter, Reading
from hru_advocate.domain.letters.templates import LetterTemplate
from hru_advocate.domain.text_folding import words_of

MARY = PersonInLetter(
    "the person",
    own=True,
    names=("Mary O'Neill-Kowalska", "Marysia"),
    numbers=("07700 900417",),
    emails=("mary@example.org",),
    addresses=("Flat 2, 14 Acacia Road, Warrington, WA1 1AA",),
    born=(date(1990, 3, 4),),
)
DARREN = PersonInLetter("the other person", names=("Darren Łukasz Hope",), numbers=("+44 7700 900666",))
TOMAS = PersonInLetter("a child", names=("Tomás Kowalski",), born=(date(2018, 12, 1),))
DI = PersonInLetter("a friend", names=("Di Lord",))
READING = Reading(
    words=Product().words_known,
    people=(MARY, DARREN, TOMAS, DI),
    code_words=("pineapple – she is in danger",),
    references=("Cheshire 1234",),
    standard=frozenset({"housing", "team"}),
    known_words=frozenset({"please", "nothing", "yesterday"}),
    everyday=frozenset({"hope"}),
    titles=frozenset({"mr", "mrs"}),
)


def found(text: str) -> set[tuple[str, str]]:
    return {(one.kind, one.words) for one in items_in(text, READING)}


@pytest.mark.parametrize(
    ("text", "kind", "words"),
    [
        ("Mary came.", "name", "Mary"),
        ("I saw mary there.", "name", "mary"),
        ("MARY'S door", "name", "MARY"),
        ("Mary’s door", "name", "Mary"),
        ("Ms Kowalska came.", "name", "Kowalska"),
        ("Mary O’Neill‑Kowalska came", "name", "Mary O’Neill-Kowalska"),
        ("mary oneill came", "name", "mary oneill"),
        ("Kowalska, Mary: a note", "name", "Kowalska"),
        ("Mar\u00adysia came", "name", "Marysia"),
        ("Tomas is at school.", "name", "Tomas"),
        ("Lukasz rang.", "name", "Lukasz"),
        ("It was Daz Hope.", "name", "Daz Hope"),
        ("We saw Daren Hope.", "name", "Daren Hope"),
        ("They met D. L. H. there", "name", "D. L. H."),
        ("Her friend Ania Nowak knows.", "maybe_name", "Ania Nowak"),
        ("Yesterday Ania knew.", "maybe_name", "Ania"),
        ("Ania knew.", "maybe_name", "Ania"),
        ("Ring 07700 900417.", "number", "07700 900417"),
        ("Ring 07700-900-417 now", "number", "07700-900-417"),
        ("Ring +44 (0)7700 900666", "number", "+44 (0)7700 900666"),
        ("Ring 01632 960 123", "number", "01632 960 123"),
        ("NHS 943 476 5919", "number", "943 476 5919"),
        ("write to Mary@Example.org.", "email", "Mary@Example.org"),
        ("write to x.y@example.co.uk,", "email", "x.y@example.co.uk"),
        ("at 14 acacia road", "address", "14 Acacia Road"),
        ("at 9 Other Street", "address", "9 Other Street"),
        ("near wa12bb there", "address", "wa12bb"),
        ("near WA1 2BB there", "address", "WA1 2BB"),
        ("born 4 March 1990", "born", "4 March 1990"),
        ("on 4/3/1990", "born", "4/3/1990"),
        ("on 04.03.90", "born", "04.03.90"),
        ("on 1990-03-04", "born", "1990-03-04"),
        ("on 4th of March, 1990", "born", "4th of March, 1990"),
        ("on March 4, 1990", "born", "March 4, 1990"),
        ("on 1 Dec 2018", "born", "1 Dec 2018"),
        ("DOB: 7/8/1999", "born", "7/8/1999"),
        ("aged 36", "age", "aged 36"),
        ("a 36-year-old woman", "age", "36-year-old"),
        ("crime CR/1234/26", "reference", "CR/1234/26"),
        ("file cheshire 1234", "reference", "Cheshire 1234"),
        ("say Pineapple", "code_word", "pineapple"),
        ("thepineapples", "code_word", "pineapple"),  # inside other words too
        # what only disclosures found before: names in every form, and words that may be names in small letters
        ("then dazza came", "name", "dazza"),
        ("d a r r e n came", "name", "d a r r e n"),
        ("it was darren88", "name", "darren"),
        ("xmarysiax wrote", "name", "xmarysiax"),
        ("DLH rang", "name", "DLH"),
        ("so Di came", "name", "Di"),
        ("then di came", "name", "di"),
        ("Ms Lord came", "name", "Lord"),
        ("then kev came", "maybe_name", "kev"),
        ("mr butcher came", "maybe_name", "butcher"),
        ("her cousin trawick came", "maybe_name", "trawick"),
        ("So May Testley came", "maybe_name", "May Testley"),
        ("so she met ANIA there", "maybe_name", "ANIA"),
        # numbers, e-mails, accounts, vehicles
        ("code 12345", "number", "12345"),
        ("ring 0770O 900417", "number", "0770O 900417"),
        ("number ending 417", "number", "417"),
        ("insurance qq 12 34 56 c", "number", "qq 12 34 56 c"),
        ("mary at example dot org", "email", "mary at example dot org"),
        ("it is @made_up88", "account", "@made_up88"),
        ("see www.example.com/x", "account", "www.example.com/x"),
        ("in ab12 cde", "vehicle", "ab12 cde"),
        # where somebody lives, works, goes
        ("by acacia rd", "address", "acacia rd"),
        ("at 14 acacia", "address", "14 acacia"),
        ("at 12 The Close", "address", "12 The Close"),
        ("at 9 Old Great North West Road", "address", "9 Old Great North West Road"),
        ("he works at the chippy", "place", "the chippy"),
        ("she attends st testings", "place", "st testings"),
        ("at St Testing's Primary School", "place", "St Testing's Primary School"),
        # days of birth: the month first, a full stop before it
        ("on 3/4/1990", "born", "3/4/1990"),
        ("on 4/March/1990", "born", "4/March/1990"),
        ("D.O.B. 7/8/1999", "born", "7/8/1999"),
        ("say pine-apple", "code_word", "pineapple"),
    ],
)
def test_what_tells_who_somebody_is_is_listed(text: str, kind: str, words: str) -> None:
    assert (kind, words) in found(text)


@pytest.mark.parametrize("title", ["mr", "mrs", "ms", "miss", "mx", "dr", "prof", "pc", "ds", "dc", "sgt", "Rev"])
def test_whoever_has_a_title_before_it_is_somebody(title: str) -> None:
    assert ("maybe_name", "butcher") in found(f"then {title} butcher came")
    assert found("then the butcher came") == set()


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("WHEN WILL YOU COME BACK HERE", False),  # all in capitals: a capital says nothing
        ("When WILL YOU COME BACK HERE", True),
        ("so WILL YOU come back here", True),
        ("Will you come", False),
    ],
)
def test_a_word_that_is_a_name_too_is_one_where_a_capital_says_something(text: str, *, named: bool) -> None:
    assert any(words.casefold() == "will" for _kind, words in found(text)) is named


@pytest.mark.parametrize("name", ["April", "August", "June", "May", "Will"])
def test_a_month_that_is_a_name_too_is_one_before_another_name(name: str) -> None:
    assert found(f"I met {name} Testley there") == {("maybe_name", f"{name} Testley")}
    assert found("I met Monday Testley there") == {("maybe_name", "Testley")}


@pytest.mark.parametrize(
    "text",
    [
        "Please tell me by Monday 2 December 2026 what you decide.",
        "I hope that this helps.",
        "Nothing was done.",
        "The Housing Team in Warrington can help.",
        "A hearing is on 2 December 2026 at 10:00 at Chester Crown Court.",
        "The Housing Act 1996, Part 7, section 78.",
        "It cost £1,250 and took 3 weeks.",
        "I am a Specialist Victim Advocate.",
        "Please ring 999 at once.",
        "Will you help? May I ask what the next step is?",
        "We walked 3 weeks at the court and 10 minutes by the road.",
    ],
)
def test_what_names_nobody_costs_no_tick(text: str) -> None:
    assert found(text) == set()


def test_whose_it_is_and_third_parties_are_said() -> None:
    items = {one.words: one for one in items_in("Mary, Tomas, Hope, Ania. 07700 900666. pineapple", READING)}
    assert [(words, one.third_party) for words, one in items.items() if one.kind in ("name", "maybe_name")] == [
        ("Mary", False),
        ("Tomas", True),
        ("Hope", True),
        ("Ania", True),
    ]
    assert "the other person" in items["07700 900666"].why
    assert [words for words, one in items.items() if one.never] == ["pineapple"]


@pytest.mark.parametrize(
    ("text", "items"),
    [
        ("Mary. Darren came", [("Mary", False), ("Darren", True)]),  # two sentences, and one of them is a third party
        ("Mary. Kowalska came", [("Mary. Kowalska", False)]),
        ("Mary Hope came", [("Mary Hope", False)]),
    ],
)
def test_behind_a_full_stop_another_s_name_is_an_item_of_its_own(text: str, items: list[tuple[str, bool]]) -> None:
    assert [(one.words, one.third_party) for one in items_in(text, READING) if one.kind == "name"] == items


def test_a_tick_is_for_the_words_it_was_given_for() -> None:
    items = items_in("Mary and MARY and Tomas. Please say pineapple.", READING)
    keys = {one.key for one in items}
    assert len(keys) == len(items) == 3, "written twice is one item"
    assert {one.words for one in left_open(items, [("name", "mary"), ("code_word", "pineapple")])} == {
        "Tomas",
        "pineapple",
    }
    assert left_open(items_in("Mary", READING), [("number", "Mary")]), "a tick for a number is none for a name"


@pytest.mark.parametrize("template", Product().letter_templates, ids=lambda one: one.id)
def test_the_words_of_a_template_cost_no_tick(template: LetterTemplate) -> None:
    reading = Reading(
        words=READING.words,
        standard=frozenset(word for text in template.texts for word in words_of(text)),
        known_words=small_words(Product()),
    )
    assert [item.words for text in template.texts for item in items_in(text, reading)] == []
