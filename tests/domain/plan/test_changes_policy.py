"""Two plans held against each other: a row for each change that can be said, each match and each order."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from hru_advocate.domain.moments import Moment
from hru_advocate.domain.plan.comparing import compare
from hru_advocate.domain.plan.matching import ALIKE, likeness, match
from hru_advocate.domain.plan.plan import OwnNumber, Plan
from hru_advocate.domain.plan.safer import safer
from tests.domain.plan.plans import measure, plan

FRIDAY = Moment("Friday", "2026-11-27", "2026-11-27")
SOON = Moment("soon")
DAY = date(2026, 12, 1)
Parts = dict[str, object]


def sentences(old: Plan, new: Plan) -> list[str]:
    found = compare(old, new)
    return [change.sentence for pair in found.measures for change in pair.changes]


@pytest.mark.parametrize(
    ("now", "sentence"),
    [
        ({"words": "her or his"}, "His own words added"),
        ({"words_instead": True}, "Now printed in his words"),
        ({"state": "not_right_for_me"}, "Now not right for him, was chosen; it no longer counts"),
        ({"state": "already_do"}, "Now what he already does, was chosen"),
        ({"decision": "yes"}, "His answer is now yes, was not given"),
        ({"decided_on": FRIDAY}, "The day of his answer is now Friday (27 Nov 2026), was not noted"),
        # what somebody typed is left as it is
        ({"who": "her or his mother"}, "Now done by her or his mother"),
        ({"section": "her or his"}, "Moved to “her or his”, was in “home”"),
    ],
)
def test_a_change_speaks_of_this_person_and_leaves_what_was_typed(now: Parts, sentence: str) -> None:
    old, new = measure("Lock the door"), replace(measure("Lock the door"), **now)  # type: ignore[arg-type]  # field by field
    found = compare(plan(old), plan(new), pronoun="he")
    assert [one.sentence for pair in found.measures for one in pair.changes] == [sentence]


def test_a_change_of_the_words_on_the_whole_plan_speaks_of_this_person() -> None:
    told = replace(plan(), own_words="her or his dog")
    assert [one.sentence for one in compare(plan(), told, pronoun="she").whole] == ["Her own words on the plan added"]


@pytest.mark.parametrize(
    ("before", "now", "there", "back"),
    [
        ({}, {"section": ""}, "Moved to no section, was in “home”", "Moved to “home”, was in no section"),
        ({}, {"words": "w"}, "Her or his own words added", "Her or his own words taken out"),
        ({}, {"discreet": "w"}, "Short words for a card added", "Short words for a card taken out"),
        ({}, {"advice": "w"}, "Advice given first added", "Advice given first taken out"),
        ({}, {"override": "w"}, "Reason to have it all the same added", "Reason to have it all the same taken out"),
        ({}, {"words_instead": True}, "Now printed in her or his words", "Now printed in our words"),
        ({}, {"carry": "keep"}, "Now kept with us, was carried", "Now carried, was kept with us"),
        (
            {"carry": "speak"},
            {"carry": "keep"},
            "Now kept with us, was spoken only",
            "Now spoken only, was kept with us",
        ),
        (
            {},
            {"state": "not_right_for_me"},
            "Now not right for her or him, was chosen; it no longer counts",
            "Now chosen, was not right for her or him; it counts again",
        ),
        (
            {},
            {"state": "already_do"},
            "Now what she or he already does, was chosen",
            "Now chosen, was what she or he already does",
        ),
        ({"state": "not_now"}, {"state": "stopped"}, "Now stopped, was not for now", "Now not for now, was stopped"),
        (
            {},
            {"state": ""},
            "Now without a state, was chosen; it no longer counts",
            "Now chosen, was without a state; it counts again",
        ),
        (
            {},
            {"decision": "no"},
            "Her or his answer is now no, was not given",
            "Her or his answer is now not given, was no",
        ),
        (
            {"decision": "no"},
            {"decision": "later"},
            "Her or his answer is now later, was no",
            "Her or his answer is now no, was later",
        ),
        (
            {},
            {"decided_on": FRIDAY},
            "The day of her or his answer is now Friday (27 Nov 2026), was not noted",
            "The day of her or his answer is now not noted, was Friday (27 Nov 2026)",
        ),
        (
            {},
            {"decision": "yes", "decided_on": FRIDAY},
            "Her or his answer is now yes, was not given",
            "Her or his answer is now not given, was yes",
        ),
        ({}, {"who": "me"}, "Now done by me", "No longer says who does it, was me"),
        ({}, {"when": SOON}, "Now to be done: soon", "No longer says by when, was soon"),
        (
            {},
            {"review": DAY},
            "Now to be looked at again on 1 Dec 2026",
            "No longer has a day to look again, was 1 Dec 2026",
        ),
        ({}, {"answers": ("rf_a", "nd_b")}, "Now also answers: rf_a; nd_b", "No longer answers: rf_a; nd_b"),
        (
            {},
            {"measure": "sm_a"},
            "Now one of the library's measures, was an own measure",
            "Now an own measure, was the library's",
        ),
        (
            {"measure": "sm_b"},
            {"measure": "sm_a"},
            "Now another of the library's measures",
            "Now another of the library's measures",
        ),
    ],
)
def test_each_change_is_said_there_and_back(before: Parts, now: Parts, there: str, back: str) -> None:
    one, other = plan(measure("Lock up", **before)), plan(measure("Lock up", **now))
    assert sentences(one, other) == [there]
    assert sentences(other, one) == [back]
    assert sentences(one, one) == []


def test_a_change_holds_the_words_before_and_now() -> None:
    old, new = measure("Lock up", who="me", when=SOON, review=DAY), measure("Lock  up", who="you", when=FRIDAY)
    found = {change.part: (change.old, change.new) for change in compare(plan(old), plan(new)).measures[0].changes}
    assert found == {
        "text": ("Lock up", "Lock  up"),
        "who": ("me", "you"),
        "when": ("soon", "Friday (27 Nov 2026)"),
        "review": ("1 Dec 2026", ""),
    }


@pytest.mark.parametrize(
    ("before", "now", "said"),
    [
        ({}, {"own_words": "w"}, "Her or his own words on the plan added"),
        ({"own_words": "w"}, {}, "Her or his own words on the plan taken out"),
        ({"own_words": "w"}, {"own_words": "v"}, "Her or his own words on the plan changed"),
        ({}, {"wishes": (("wish_1", "the dog"),)}, "Wish added: “the dog”"),
        ({"wishes": (("wish_1", "the dog"),)}, {}, "Wish taken out: “the dog”"),
        ({"wishes": (("wish_1", "a"),)}, {"wishes": (("wish_2", "a"),)}, "Wish changed: “a”"),
        ({"services": ("x",)}, {}, "Service taken out: sv_x"),
        ({"services": ("x", "x")}, {"services": ("x",)}, "Service taken out: sv_x"),
        ({}, {"own_numbers": (OwnNumber("Mum", "01632 960001"),)}, "Own number added: Mum"),
        (
            {"own_numbers": (OwnNumber("Mum", "01632 960001"),)},
            {"own_numbers": (OwnNumber("Mother", "01632 960001"),)},
            "Own number changed: Mother",
        ),
        (
            {"wishes": (("wish_1", "a"), ("wish_2", "b"))},
            {"wishes": (("wish_2", "b"), ("wish_1", "a"))},
            "Wishes in another order",
        ),
        ({}, {"review": DAY}, "The plan is to be looked at again by 1 Dec 2026"),
        ({"review": DAY}, {}, "The plan has no day to look again, had 1 Dec 2026"),
    ],
)
def test_each_change_of_the_whole_plan_is_said(before: Parts, now: Parts, said: str) -> None:
    assert [change.sentence for change in compare(plan(**before), plan(**now)).whole] == [said]
    assert compare(plan(**now), plan(**now)).whole == ()


@pytest.mark.parametrize(
    ("before", "now", "words"),
    [
        ({"wishes": (("wish_1", "a"),)}, {"wishes": (("wish_1", "b"),)}, ("a", "b")),
        ({"wishes": (("wish_1", "a"),)}, {}, ("a", "")),
        ({}, {"services": ("x",)}, ("", "sv_x")),
        (
            {"own_numbers": (OwnNumber("Mum", "01632 960001"),)},
            {"own_numbers": (OwnNumber("Mum", "01632 960002"),)},
            ("Mum 01632 960001", "Mum 01632 960002"),
        ),
        ({}, {"review": DAY}, ("", "1 Dec 2026")),
        ({"own_words": "w"}, {"own_words": "v"}, ("w", "v")),
    ],
)
def test_a_change_of_the_whole_plan_holds_the_words_before_and_now(
    before: Parts, now: Parts, words: tuple[str, str]
) -> None:
    (change,) = compare(plan(**before), plan(**now)).whole
    assert (change.old, change.new) == words


@pytest.mark.parametrize(
    ("old", "new", "summary"),
    [
        ("abc", "abc", "Nothing changed"),
        ("abc", "ab", "1 taken out"),
        ("ab", "abcd", "2 added"),
        ("abc", "cab", "1 moved"),
        ("abc", "cad", "1 added, 1 taken out, 1 moved"),
    ],
)
def test_changes_are_counted_in_one_line(old: str, new: str, summary: str) -> None:
    made = [plan(*(measure(f"{letter} " * 4) for letter in letters)) for letters in (old, new)]
    assert compare(made[0], made[1]).summary() == summary


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        # what was taken out stands behind what it stood behind
        ("abc", "bc", ["-a", "b", "c"]),
        ("abc", "ac", ["a", "-b", "c"]),
        ("abc", "ab", ["a", "b", "-c"]),
        ("abcd", "ad", ["a", "-b", "-c", "d"]),
        ("ab", "xab", ["+x", "a", "b"]),
        ("ab", "axb", ["a", "+x", "b"]),
        ("ab", "xy", ["-a", "-b", "+x", "+y"]),
        # only what moved is called moved
        ("abcd", "dabc", ["up d", "a", "b", "c"]),
        ("abcd", "bcda", ["b", "c", "d", "down a"]),
        ("abcde", "adbce", ["a", "up d", "b", "c", "e"]),
        ("abcde", "acdbe", ["a", "c", "d", "down b", "e"]),
    ],
)
def test_measures_stand_in_the_new_order_and_say_which_moved(old: str, new: str, expected: list[str]) -> None:
    made = [plan(*(measure(f"{letter} " * 4) for letter in letters)) for letters in (old, new)]
    found = []
    for pair in compare(made[0], made[1]).measures:
        shown = pair.new or pair.old
        assert shown is not None
        mark = {"added": "+", "taken out": "-"}.get(pair.mark, "")
        moved = "".join(f"{change.sentence.removeprefix('Moved ')} " for change in pair.changes)
        found.append(f"{mark}{moved}{shown.text[0]}")
    assert found == expected


def test_a_measure_in_another_section_says_that_and_not_its_place() -> None:
    one, other = measure("One thing"), measure("Another matter")
    found = compare(plan(one, other), plan(replace(other, section="out"), one))
    assert [[change.part for change in pair.changes] for pair in found.measures] == [["section"], []]
    assert [pair.mark for pair in found.measures] == ["moved", "same"]


@pytest.mark.parametrize(
    ("old", "new", "places"),
    [
        # the library's measure before the words, the words before what is only alike
        ([("a b c", "sm_x"), ("d e f", "")], [("d e f", "sm_x")], ((0, 0),)),
        ([("a b c", "")], [("a b d", ""), ("a b c", "")], ((0, 1),)),
        ([("a b c", "")], [("A, b: c!", "")], ((0, 0),)),
        ([("a b c", "sm_x")], [("a b c", "sm_y")], ((0, 0),)),
        ([("a b c d", "sm_x")], [("a b c e", "sm_y")], ()),
        ([("a b c d", "sm_x")], [("a b c e", "")], ((0, 0),)),
        ([("a b c d", "")], [("a b c e", "sm_y")], ((0, 0),)),
        # among equals the nearest
        ([("a", ""), ("a", "")], [("a", ""), ("a", "")], ((0, 0), (1, 1))),
        ([("z", ""), ("a", "")], [("a", ""), ("a", "")], ((1, 1),)),
        # nothing twice
        ([("a", "")], [("a", ""), ("a", "")], ((0, 0),)),
        ([("a b c d e", ""), ("a b c d f", "")], [("a b c d e", "")], ((0, 0),)),
        ([], [("a", "")], ()),
    ],
)
def test_measures_are_matched(
    old: list[tuple[str, str]], new: list[tuple[str, str]], places: tuple[tuple[int, int], ...]
) -> None:
    made = [[measure(text, measure=one) for text, one in these] for these in (old, new)]
    assert match(*made) == places
    assert match(*reversed(made)) == tuple(sorted((other, one) for one, other in places))


@pytest.mark.parametrize(
    "part",
    "section words words_instead discreet who when review state carry advice override decision decided_on".split(),
)
def test_of_two_with_the_same_words_the_one_that_differs_less_is_taken(part: str) -> None:
    other: object = {"words_instead": True, "when": SOON, "review": DAY, "decided_on": SOON}.get(part, "x")
    changed = replace(measure("Lock up"), **{part: other})  # type: ignore[arg-type]  # part by part
    assert match([changed], [measure("Lock up"), changed]) == ((0, 1),)
    assert match([measure("Lock up")], [changed, measure("Lock up")]) == ((0, 1),)


@pytest.mark.parametrize(
    ("one", "other", "share"),
    [
        ("", "", 1.0),
        ("a", "", 0.0),
        ("a b", "A. B!", 1.0),
        ("a b c d e", "a b c x y", 0.6),
        ("a b c d", "a b x y", 0.0),
        ("a b c", "c b a", 1 / 3),
    ],
)
def test_likeness_is_the_share_of_words_that_run_in_both(one: str, other: str, share: float) -> None:
    assert likeness(one, other) == pytest.approx(share)
    assert likeness(other, one) == pytest.approx(share)


def test_six_in_ten_words_make_it_the_same_measure() -> None:
    assert ALIKE == 0.6
    made = [measure("a b c d e"), measure("a b c x y"), measure("a b w x y")]
    assert match(made[:1], made[1:2]) == ((0, 0),)
    assert match(made[:1], made[2:]) == ()


@pytest.mark.parametrize(
    ("first", "second", "held"),
    [
        (("yes", FRIDAY), ("no", SOON), ("no", SOON)),
        (("later", FRIDAY), ("yes", SOON), ("later", FRIDAY)),
        (("", FRIDAY), ("yes", SOON), ("", FRIDAY)),
        (("later", FRIDAY), ("", SOON), ("later", FRIDAY)),
        (("yes", FRIDAY), ("yes", SOON), ("yes", FRIDAY)),
    ],
)
def test_of_two_answers_the_more_careful_holds_with_its_day(
    first: tuple[str, Moment], second: tuple[str, Moment], held: tuple[str, Moment]
) -> None:
    made = [plan(measure("Lock up", decision=said, decided_on=day, review=None)) for said, day in (first, second)]
    (item,) = safer(made).items
    assert (item.decision, item.decided_on) == held


@pytest.mark.parametrize(("days", "held"), [((DAY, None), DAY), ((None, DAY), DAY), ((None, None), None)])
def test_of_two_days_to_look_again_the_one_there_is_holds(
    days: tuple[date | None, date | None], held: date | None
) -> None:
    made = [plan(measure("Lock up", who=str(at), review=day)) for at, day in enumerate(days)]
    assert safer(made).items[0].review == held


def test_a_measure_that_stands_in_no_version_is_agreed_not_to() -> None:
    made = [plan(measure("Lock up", state="stopped", who=who)) for who in ("me", "you")]
    (item,) = safer(made).items
    assert (item.agreed, item.live) == (True, False)
    (item,) = safer([plan(), plan(measure("Lock up", state="stopped"))]).items
    assert item.agreed


def test_a_measure_of_a_third_version_alone_is_shown_last() -> None:
    one, two, three = measure("One thing"), measure("Second matter"), measure("Third of all")
    held = safer([plan(one), plan(one, two), plan(three, one)])
    assert [(item.text, item.agreed) for item in held.items] == [
        ("One thing", True),
        ("Second matter", False),
        ("Third of all", False),
    ]


def test_of_a_wish_worded_twice_the_newest_words_hold() -> None:
    made = [plan(wishes=(("wish_1", "new"),)), plan(wishes=(("wish_1", "old"), ("wish_2", "other")))]
    assert dict(safer(made).wishes) == {"wish_1": "new", "wish_2": "other"}
