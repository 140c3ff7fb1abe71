"""Words on paper, each with its other side: ticks, us and our number, neutral words, by when, and languages."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from hru_advocate.documents.blocks import Notice
from hru_advocate.documents.compose import measures
from hru_advocate.documents.compose.blank import HOW, HOW_FINDING, blank_form
from hru_advocate.documents.compose.by_when import by_when_in_words
from hru_advocate.documents.compose.card import pocket_card
from hru_advocate.documents.compose.form import filled_form
from hru_advocate.documents.compose.give_away import GiveAwayCheck, JudgedText, Person, ProtectedValue
from hru_advocate.documents.compose.measures import full_tick, shortened, when_tick, who_tick
from hru_advocate.documents.compose.numbers import number_ticks
from hru_advocate.documents.compose.office.lists import risk_needs_summary
from hru_advocate.documents.compose.paper import PlanPaper
from hru_advocate.documents.compose.plan import full_plan, plain_sheet, safe_person
from hru_advocate.documents.compose.speech import PageLanguage
from hru_advocate.domain.languages import OwnText, Translation, Translator
from hru_advocate.domain.phone_numbers import read_phone
from hru_advocate.domain.pictures import need_changes_of
from hru_advocate.domain.plan.plan import OwnNumber
from hru_advocate.domain.services.confirmations import OUR_LINE, PrintLine
from tests.documents.compose.test_compose_lists import said
from tests.documents.composed_cases import (
    FORMS,
    LIBRARY,
    TODAY,
    WORDS,
    case_paper,
    item,
    known,
    line,
    paper,
    plan,
    record,
    text_of,
    when,
    words_for,
)

OURS = PrintLine(OUR_LINE, "Us", read_phone("01632 960500"))


def with_us(made: PlanPaper, *, ours: bool) -> PlanPaper:
    return replace(made, services=(line("police_999"), line("paladin"), *((OURS,) if ours else ())))


@pytest.mark.parametrize(("words", "ours", "without"), [
    ("Ring us", True, False), ("Ring us", False, True), ("Ring Mum", True, False), ("Ring Mum", False, False),
])  # fmt: skip
def test_a_card_that_says_us_wants_our_number_among_the_others(words: str, ours: bool, without: bool) -> None:
    made = paper(plan(item(1, "Keep the phone charged.", discreet=words)))
    assert pocket_card(with_us(made, ours=ours)).without_us == without


@pytest.mark.parametrize(("words", "ours", "printed"), [
    ("Ring us at once.", True, True), ("Ring us at once.", False, False), ("Ring Mum at once.", True, False),
])  # fmt: skip
def test_a_safe_persons_sheet_holds_our_number_where_it_says_us(words: str, ours: bool, printed: bool) -> None:
    made = paper(plan(item(1, words, who="Imogen Vale")), for_whom="Imogen Vale", agreed=True)
    composed = safe_person(with_us(made, ours=ours))
    assert ("01632 960500" in text_of(composed.page)) == printed
    assert "paladin" not in dict(composed.numbers)


@pytest.mark.parametrize(("words", "neutral"), [("I walk the dog.", True), ("The police know.", False)])
def test_own_words_that_hold_a_listed_word_stand_on_the_full_plan_alone(words: str, neutral: bool) -> None:
    made = paper(plan(item(1, "Walk."), own_words=words))
    assert words in text_of(full_plan(made).page)
    assert (words in text_of(plain_sheet(made).page)) == neutral


def test_each_part_of_a_person_is_named_for_what_it_is() -> None:
    parts = {
        "proxy": "It names somebody who does it for the alleged perpetrator.",
        "their_family": "It names someone close to the other person.",
        "family": "It names someone of the family or a friend.",
        "perpetrator": "It names the alleged perpetrator.",
    }
    for role, why in parts.items():
        check = GiveAwayCheck(WORDS, (Person(role, "Zoltan Quirke"),), ())
        assert [one.why for one in check.find(JudgedText("Zoltan comes."))] == [why]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("at Orchard House", True),  # the first line says where, though it has no number
        ("at 7 Vexford Row", True),  # so does a later line with one
        ("in Great Exampleton", False),  # a town alone says little
        ("Orchard", False),
    ],
)
def test_which_part_of_an_address_betrays_it(text: str, found: bool) -> None:
    address = ProtectedValue("address", "Orchard House\n7 Vexford Row\nGreat Exampleton")
    assert bool(GiveAwayCheck(WORDS, (), (address,)).find(JudgedText(text))) == found


def plain_measure() -> str:
    """A measure of the library whose full words hold nothing of the give-away list."""
    empty = paper(plan())
    return next(one.id for one in LIBRARY.measures.measures if not empty.give_away_word(one.text))


def test_a_measure_whose_short_words_are_its_full_words_needs_no_tick_for_them() -> None:
    long = known(1, plain_measure(), discreet="")
    assert full_tick(paper(plan(long)), long) is not None
    same = replace(long, discreet=long.text)
    assert full_tick(paper(plan(same)), same) is None
    own = item(2, "Walk the dog.")
    assert full_tick(paper(plan(own)), own) is None


@pytest.mark.parametrize(
    ("short", "ticked", "printed"),
    [("Walk the dog.", False, "short"), ("Walk the dog.", True, "short"), ("", False, ""), ("", True, "full")],
)
def test_neutral_paper_says_the_short_words_and_the_full_ones_only_where_they_are_ticked(
    short: str, printed: str, *, ticked: bool
) -> None:
    one = known(1, plain_measure(), discreet=short)
    tick = full_tick(paper(plan(one)), one)
    assert tick is not None
    made = replace(paper(plan(one)), ticks=frozenset({tick.id} if ticked else ()))
    said = text_of(plain_sheet(made).page)
    assert (bool(short) and short in said, one.text in said) == (printed == "short", printed == "full")


@pytest.mark.parametrize(
    ("who", "people", "asked"),
    [
        ("me", (), False),
        ("mum", (), False),
        ("Imogen", (), True),
        ("me", (Person("family", "Me Example", "Me"),), True),
        ("me", (Person("family", "Ann Example"),), False),
    ],
)
def test_who_does_it_needs_a_tick_unless_the_words_name_nobody_here(
    who: str, people: tuple[Person, ...], asked: bool
) -> None:
    one = item(1, "Walk.", who=who)
    assert (who_tick(paper(plan(one), people=people), one) is not None) == asked


def test_a_tick_is_shown_as_ticked_once_it_is() -> None:
    court = item(1, "Go.", section="court_orders", when=when("3 Dec 2026"), who="Ann Example")
    made = paper(plan(court), people=(Person("family", "Ann Example"),))
    long = known(2, plain_measure(), discreet="")
    for ask, one in ((when_tick, court), (who_tick, court), (full_tick, long)):
        tick = ask(made, one)
        assert tick is not None
        assert not tick.ticked
        again = ask(replace(made, ticks=frozenset({tick.id})), one)
        assert again is not None
        assert again.ticked
    (found,) = measures.text_ticks(made, "Ann Example comes.")
    assert not found.ticked
    (found,) = measures.text_ticks(replace(made, ticks=frozenset({found.id})), "Ann Example comes.")
    assert found.ticked


def test_a_number_of_ones_own_asks_for_itself_and_for_each_name_in_its_words() -> None:
    own = plan(own_numbers=(OwnNumber("Imogen", "01632 960123"),))
    made = paper(own, people=(Person("safe_person", "Imogen Vale"),))
    number, name = number_ticks(made)
    assert (number.ticked, name.ticked) == (False, False)
    assert name.why == "It names a safe person."
    for one in (number, name):
        again = number_ticks(replace(made, ticks=frozenset({one.id})))
        assert [tick.id for tick in again if tick.ticked] == [one.id]


@pytest.mark.parametrize(
    ("text", "words"),
    [("a" * 60, "a" * 60), ("a" * 61, "a" * 59 + "…"), ("a\n b", "a b"), (f"{'a' * 58} {'b' * 9}", "a" * 58 + "…")],
)
def test_a_text_is_shortened_from_its_sixty_first_letter_on(text: str, words: str) -> None:
    assert shortened(text) == words


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ("27 Nov", "by 27 Nov"),
        ("3 January", "by 3 Jan 2027"),
        ("tomorrow", "by 24 Nov"),
        ("Friday", "Friday (27 Nov)"),
        ("any time", "any time"),
        ("tomorrow 9am", "24 Nov 2026, 09:00"),
        ("from this week", "from 23 Nov"),
    ],
)
def test_by_when_is_said_so_that_it_is_right_on_another_day_too(told: str, words: str) -> None:
    assert by_when_in_words(when(told), TODAY) == words


def test_how_to_write_a_finding_is_said_where_some_question_is_one() -> None:
    """Not only where every question is."""
    assert HOW_FINDING in text_of(blank_form(FORMS["risk_conversation"], words_for))
    contact = text_of(blank_form(FORMS["contact"], words_for))
    assert HOW in contact
    assert HOW_FINDING not in contact


def test_an_erased_record_is_a_caution() -> None:
    erased = replace(record("risk_conversation", {"held_on": "2026-11-20"}, 3), erased=True, answers={})
    (notice,) = [one for one in filled_form(erased, words_for).blocks if isinstance(one, Notice)]
    assert notice.kind == "caution"


def test_each_need_says_its_own_change_and_no_other() -> None:
    before = record("needs_assessment", {
        "held_on": "2026-11-03", "nd_home_safety": {"value": 4, "advocate": 1},
        "nd_housing": {"value": 0, "advocate": 3}, "nd_out_safety": 3,
    }, 3)  # fmt: skip
    after = record("needs_assessment", {
        "held_on": "2026-11-22", "nd_home_safety": {"value": 2, "advocate": 2},
        "nd_housing": {"value": 1, "advocate": 1}, "nd_out_safety": 2,
    }, 22)  # fmt: skip
    records = (before, after)
    page = risk_needs_summary(replace(case_paper(), records=records, needs=need_changes_of(records, words_for)))
    changes = (("nd_home_safety", "4 at first, 2", "1 at first, 2"), ("nd_housing", "0 at first, 1", "3 at first, 1"))
    for need, own, ours in changes:
        (text,) = said(page, words_for(need))
        assert text.count("Since the first time: own rating") == 1
        assert text.count("Since the first time: advocate's rating") == 1
        assert f"own rating {own} now" in text
        assert f"advocate's rating {ours} now" in text
    (text,) = said(page, words_for("nd_out_safety"))
    assert "own rating 3 at first, 2 now" in text
    assert "advocate's rating" not in text


def translated(**states: str) -> PageLanguage:
    english = {"date.day": "{day} {month} {year}", "month.11": "November", "month.12": "December"}
    texts = tuple(
        OwnText(
            key,
            english[key],
            words,
            "checked" if states.get(key) == "checked" else "draft",
            *(("Ada", date(2026, 11, 1)) if states.get(key) == "checked" else ()),
        )
        for key, words in (("date.day", "{day} {month} {year} r."), ("month.11", "listopada"))
        if key in states
    )
    return PageLanguage(Translator(english, Translation(1, "translation", "pl", "Polish", "polski", "ltr", texts)))


@pytest.mark.parametrize(
    ("states", "day", "words", "checked"),
    [
        ({"date.day": "checked", "month.11": "checked"}, date(2026, 11, 3), "3 listopada 2026 r.", True),
        ({"date.day": "checked", "month.11": "draft"}, date(2026, 11, 3), "3 listopada 2026 r.", False),
        ({"date.day": "draft", "month.11": "checked"}, date(2026, 11, 3), "3 listopada 2026 r.", False),
        ({"date.day": "checked", "month.11": "checked"}, date(2026, 12, 3), "3 December 2026", True),
        ({"month.11": "checked"}, date(2026, 11, 3), "3 November 2026", True),
    ],
)
def test_a_day_is_in_the_language_where_it_has_the_words_and_checked_where_both_are(
    states: dict[str, str], day: date, words: str, checked: bool
) -> None:
    found = translated(**states).day(day)
    text = found.text if isinstance(found.text, str) else "".join(run.text for run in found.text)
    assert text == words
    assert (found.beside == "") == checked
