"""Blanks that are left, how a letter closes, and what it says of orders that is not so on its day."""

from __future__ import annotations

from datetime import date

import pytest

from hru_advocate.domain.letters.filling import (
    LetterFacts,
    blank_words,
    blanks_in,
    closing_for,
    day_written_out,
    filled,
    not_so_any_more,
)
from hru_advocate.domain.letters.templates import LetterParagraph, LetterTemplate

DAY = date(2026, 11, 29)


@pytest.mark.parametrize(
    ("text", "blanks"),
    [
        ("All is written.", 0),
        ("On [[a day]] it was.", 1),
        ("[[a day]] and again [[a day]].", 1),
        ("[[a day]] and [[another day]].", 2),
        ("On [a day] it was.", 1),
        ("[[a day", 1),
        ("a day]]", 1),
        ("On {order_until}.", 1),
        ("A brace { alone.", 1),
        ("Sign here ____.", 1),
        ("A_b and __ are fine.", 0),
        ("On XXX it was.", 1),
        ("Room XX.", 0),
        ("TBC by us.", 1),
        ("The day is TBA", 1),
        ("What? Really.", 0),
        ("On ??? it was", 1),
        ("It goes on ... like this", 0),
        ("It goes on ..... like this", 1),
    ],
)
def test_a_blank_is_seen_however_it_was_left(text: str, blanks: int) -> None:
    assert len(blanks_in(text)) == blanks


@pytest.mark.parametrize(
    ("greeting", "closes"),
    [
        ("Dear Sir or Madam", "Yours faithfully"),
        ("Dear Sir", "Yours faithfully"),
        ("Dear Sirs", "Yours faithfully"),
        ("Dear Madam", "Yours faithfully"),
        ("Dear colleague", "Yours faithfully"),
        ("Dear colleagues", "Yours faithfully"),
        ("Dear Team", "Yours faithfully"),
        ("Dear Housing Team", "Yours faithfully"),
        ("To whom it may concern", "Yours faithfully"),
        ("Dear Ms Example", "Yours sincerely"),
        ("Dear Dr Madamson", "Yours sincerely"),
    ],
)
def test_a_letter_closes_as_it_begins(greeting: str, closes: str) -> None:
    assert closing_for(greeting) == closes


@pytest.mark.parametrize(("blank", "words"), [("[whom]", "whom"), ("{ day }", "day"), ("[ ]", "[ ]"), ("___", "___")])
def test_a_blank_is_named_by_its_words_where_it_has_any(blank: str, words: str) -> None:
    assert blank_words(blank) == words


def test_the_day_is_written_out() -> None:
    assert day_written_out(DAY) == "29 November 2026"
    assert day_written_out(date(2027, 3, 1)) == "1 March 2027"


LIVE = LetterFacts(DAY, {}, {"order_live": True}, live=("Police bail",), gone=("Restraining order",))
NONE = LetterFacts(DAY, {}, {"order_live": False})
UNKNOWN = LetterFacts(DAY, {}, {})


@pytest.mark.parametrize(
    ("text", "live", "none"),
    [
        ("A restraining order was in force until May.", True, True),
        ("No order is in force.", True, True),
        ("There is no order.", True, True),
        ("An order is not in force.", True, True),
        ("Police bail is in force.", True, False),
        ("Police bail is still in force.", True, False),
        ("A court order is in force.", True, False),
        ("The restraining order is in force.", False, False),
        ("RESTRAINING ORDER IS IN FORCE.", False, False),
        ("Police bail remains in place.", True, False),
        ("Conditions are in\nforce.", True, False),
        ("Mary is protected by a court order.", True, False),
        ("Mary is protected by her friends.", True, True),
        ("He is on bail.", True, False),
        ("He was on bail.", True, True),
        ("There is a court order that names the house.", True, False),
        ("The order forbids contact.", True, False),
        ("An order that protects Mary.", True, False),
        ("Police bail is in force until 28 November 2026.", False, False),
        ("Police bail is in force until 29 November 2026.", True, False),
        ("Police bail is in force until 1st Dec 2026.", True, False),
        ("Police bail is in force until 31 February 2026.", True, False),
        ("The heating is in good order.", True, True),
        ("The court has forbidden Vic to come to Chris.", True, False),
        ("If he comes, he breaks the order; ring 999.", True, False),
        ("Vic is banned by the court from the street.", True, False),
        ("He is forbidden by a court order to write.", True, False),
        ("Vic may not come near: he would be in breach of his bail.", True, False),
        ("Ring 999 if he breaches the conditions.", True, False),
        ("By coming here he is breaking the injunction.", True, False),
        ("The police have barred him from the house.", True, False),
        ("The judge ordered him to stay away.", True, True),
        ("Vic is banned from the library.", True, True),
        ("The school has forbidden phones in lessons.", True, True),
        ("He broke the order.", True, True),
        ("Please break the news to her.", True, True),
    ],
)
def test_what_says_that_an_order_holds_needs_one_that_does(text: str, live: bool, none: bool) -> None:
    assert (not_so_any_more(None, text, LIVE) == ()) is live
    assert (not_so_any_more(None, text, NONE) == ()) is none
    assert (not_so_any_more(None, text, UNKNOWN) == ()) is none


@pytest.mark.parametrize(("letters", "cut"), [(70, False), (71, True)])
def test_a_sentence_is_said_again_as_far_as_seventy_letters(letters: int, *, cut: bool) -> None:
    sentence = f"The order is in force {'a' * (letters - 23)}."
    (said,) = not_so_any_more(None, sentence, NONE)
    assert said.startswith(f"“{sentence[:69]}…”" if cut else f"“{sentence}”")


@pytest.mark.parametrize(
    ("text", "none"),
    [
        ("Mary is protected by an NMO.", False),
        ("There's a restraining order against him.", False),
        ("He was violent, and there's a restraining order against him.", False),
        ("He is on bail not to contact her.", False),
        ("He’s on police bail.", False),
        ("The injunction still stands.", False),
        ("She has a non-mol.", False),
        ("An SPO was granted in March.", False),
        ("There is a no-contact order.", False),
        ("He has not kept to the order.", False),
        ("He is out on licence.", False),
        ("The RO names the school.", False),
        ("He is not allowed here: bail says so.", False),
        ("She asks you to keep to the order.", False),
        ("There is no NMO.", True),
        ("There isn’t an injunction.", True),
        ("She does not have an order.", True),
        ("He is not on bail.", True),
        ("He is no longer on licence.", True),
        ("The injunction has lapsed.", True),
        ("The order was made in 2024 and has expired.", True),
        ("An earlier order has ended.", True),
        ("She never had an injunction.", True),
        ("She wants to apply for a non-molestation order.", True),
        ("She would like advice about an injunction.", True),
        ("Please tell me whether the court may make an order.", True),
        ("If an order is made, I will tell you.", True),
        ("A court order is about the children.", True),
        ("The child arrangements order says who collects.", True),
        ("Please write to me in order to plan this, in order of time.", True),
        ("She has a driving licence.", True),
        ("The police asked roughly when it began.", True),
    ],
)
def test_whatever_names_an_order_without_a_denial_says_that_there_is_one(text: str, none: bool) -> None:
    assert not_so_any_more(None, text, LetterFacts(DAY, {}, {"order_live": True})) == ()
    assert (not_so_any_more(None, text, NONE) == ()) is none
    assert (not_so_any_more(None, text, UNKNOWN) == ()) is none


HEARING = LetterTemplate(
    "h", "H", "x", (LetterParagraph("Please be at {hearing_court} on {hearing_day} in good time.", ("hearing_ahead",)),)
)
COURT = {"hearing_court": "Chester Crown Court", "hearing_day": "2 December 2026"}


@pytest.mark.parametrize(
    ("values", "holds", "fine"),
    [
        (COURT, {"hearing_ahead": True}, True),
        (COURT | {"hearing_day": "9 December 2026"}, {"hearing_ahead": True}, False),
        (COURT | {"hearing_court": ""}, {"hearing_ahead": True}, True),
        ({}, {"hearing_ahead": False}, False),
        ({}, {}, False),
    ],
)
def test_a_hearing_that_moved_or_is_over_is_seen(values: dict[str, str], holds: dict[str, bool], fine: bool) -> None:
    text = filled(HEARING, LetterFacts(DAY, COURT, {"hearing_ahead": True})).text
    wrapped = f"One line.\n{text.replace(' on ', '  on ')}\nAnother."
    assert (not_so_any_more(HEARING, wrapped, LetterFacts(DAY, values, holds)) == ()) is fine


POST = "Letters are sent by post."
TWICE = LetterTemplate(
    "t",
    "T",
    "x",
    (LetterParagraph(POST, ("order_live",)), LetterParagraph(POST, ("hearing_ahead",)), LetterParagraph("Yours.")),
)


@pytest.mark.parametrize(
    ("holds", "fine"),
    [
        ({"order_live": True, "hearing_ahead": True}, True),
        ({"order_live": True, "hearing_ahead": False}, True),
        ({"order_live": False, "hearing_ahead": True}, True),
        ({"order_live": False, "hearing_ahead": False}, False),
    ],
)
def test_a_sentence_of_two_paragraphs_is_so_while_one_of_them_is(holds: dict[str, bool], fine: bool) -> None:
    assert (not_so_any_more(TWICE, POST, LetterFacts(DAY, {}, holds)) == ()) is fine


@pytest.mark.parametrize(
    "place",
    "order order_court order_made order_until order_rules hearing hearing_day hearing_time hearing_court".split(),
)
def test_what_is_of_a_day_has_to_be_right_on_the_day_a_letter_goes(place: str) -> None:
    template = LetterTemplate("p", "P", "x", (LetterParagraph(f"Please note: {{{place}}}, as we said."),))
    text = filled(template, LetterFacts(DAY, {place: "one thing"})).text
    for now, fine in (("one thing", True), ("another", False), ("", True)):
        assert (not_so_any_more(template, text, LetterFacts(DAY, {place: now}, {"order_live": True})) == ()) is fine


def test_a_value_of_the_case_is_never_read_as_a_place() -> None:
    found = filled(HEARING, LetterFacts(DAY, COURT | {"hearing_court": "{person} [[x]]"}, {"hearing_ahead": True}))
    assert blanks_in(found.text), "what is put in is not filled again, and is seen as a blank"
