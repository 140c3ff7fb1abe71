"""What was answered is not asked again: it is folded, with its answer; and questions are worded in one way."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

import pytest

from hru_advocate.casework.product import shipped_forms
from hru_advocate.domain.forms.fields import Field, is_folded, known_answer
from hru_advocate.domain.plan.case_facts import CaseFacts, Known
from hru_advocate.domain.plan.situations import ruled_out
from hru_advocate.domain.plan.suggestions import ALWAYS, Facts, suggestion_of
from tests.domain.plan.test_suggestions import LIBRARY

SITUATION = shipped_forms().newest("situation").by_id
EX = ("ci_separated", "ci_former_partner")
NOTHING = frozenset[str]()


@pytest.mark.parametrize(
    ("question", "so", "not_so", "folded"),
    [
        ("ci_address_known", ("ci_address_secret",), (), True),
        ("ci_address_known", (), ("ci_address_secret",), False),
        ("ci_works_with_perp", ("ci_former_partner",), (), True),
        ("ci_works_with_perp", ("ci_works",), (), False),
        ("ci_fellow_pupil", ("ci_former_partner",), (), True),
        ("ci_neighbour", ("ci_former_partner",), (), True),
        ("ci_neighbour", (), (), False),
        ("ci_tracker_found", ("ci_tracker_suspected",), (), True),
        ("ci_tracker_found", (), ("ci_tracker_suspected",), False),
        ("ci_landline_only", ("ci_mobile",), (), True),
        ("ci_landline_only", (), ("ci_mobile",), False),
        ("ci_police_not_told", (), ("ci_police_not_told",), True),
        ("ci_police_not_told", ("ci_police_not_told",), (), False),
        ("ci_online_presence", (), (), True),
        ("ci_device_monitored", (), (), False),
    ],
)
def test_what_follows_from_an_answer_is_folded_and_nothing_else(
    question: str, so: tuple[str, ...], not_so: tuple[str, ...], *, folded: bool
) -> None:
    assert is_folded(SITUATION[question].fold, frozenset(so), frozenset(not_so)) == folded


@pytest.mark.parametrize(
    ("question", "so", "words"),
    [
        ("lives_together", ("ci_separated",), "No, not any more"),
        ("lives_together", ("ci_separated", "ci_never_lived_with"), "No, we never did"),
        ("lives_together", (), ""),
        ("relationship", ("ci_former_partner",), "Former partner"),
        ("relationship", ("ci_former_partner", "ci_works_with_perp"), "Former partner, Works in the same place"),
        ("ci_mobile", ("ci_mobile",), "Yes"),
        ("children", ("ci_shared_children",), ""),
    ],
)
def test_the_answer_that_facts_give_is_told_in_the_words_of_the_question(
    question: str, so: tuple[str, ...], words: str
) -> None:
    assert known_answer(SITUATION[question], frozenset(so), NOTHING) == words


@pytest.mark.parametrize(("purpose", "on", "told"), [
    ("referral", "2026-11-23", True), ("referral", "2026-11-09", True), ("referral", "2026-11-08", False),
    ("situation", "2026-11-23", False),
])  # fmt: skip
def test_only_what_another_form_told_in_the_last_fortnight_needs_no_asking(
    purpose: str, on: str, *, told: bool
) -> None:
    known = CaseFacts({"ci_separated": Known("ci_separated", True, "", "", on, purpose=purpose)})
    assert bool(known.told_elsewhere("situation", date(2026, 11, 23))) == told


@pytest.mark.parametrize(
    ("so", "cannot_be"),
    [
        ("ci_former_partner", {"ci_stranger_unknown", "rf_unknown_person"}),
        ("ci_address_secret", {"ci_address_known"}),
        ("ci_tracker_suspected", {"ci_tracker_found"}),
        ("ci_mobile", {"ci_landline_only"}),
        ("ci_stranger_unknown", set()),
        ("ci_works", set()),
    ],
)
def test_a_fact_rules_out_what_it_says_is_not_so(so: str, cannot_be: set[str]) -> None:
    assert ruled_out({so}) == cannot_be
    assert not ruled_out({so, *cannot_be}) & cannot_be, "what is said to be so all the same stays so"


def test_no_suggestion_asks_who_it_is_where_that_was_said() -> None:
    """Former partner was given twice, and *check first* said that nobody knows whether it is known who it is."""
    asks = LIBRARY.measure("sm_tell_key_people")
    who = {"rf_unknown_person", "ci_stranger_unknown"}
    assert who <= set(suggestion_of(LIBRARY, asks, Facts(), ALWAYS).check_first)
    assert not who & set(suggestion_of(LIBRARY, asks, Facts(frozenset(EX)), ALWAYS).check_first)


def labels_of_facts() -> Iterator[tuple[str, str]]:
    yield from ((one.id, one.label) for one in LIBRARY.risk.factors)
    yield from ((one.id, one.label) for one in LIBRARY.risk.triggers)
    yield from ((one.id, one.label) for one in LIBRARY.measures.circumstances)


def texts_of(field: Field) -> Iterator[str]:
    yield from (field.label, field.help, field.why, field.note, *(one.label for one in field.choices))
    for inner in field.fields:
        yield from texts_of(inner)


def every_text() -> Iterator[tuple[str, str]]:
    for form in shipped_forms().current():
        yield form.id, form.help
        for section in form.sections:
            yield from ((f"{form.id} {section.id}", text) for text in (section.title, section.help))
            for field in section.fields:
                yield from ((f"{form.id} {field.id}", text) for text in texts_of(field))
    for measure in LIBRARY.measures.measures:
        yield from ((measure.id, text) for text in (measure.text, measure.discreet_text, measure.advocate_note))
    for template in LIBRARY.templates.templates:
        yield from ((template.id, text) for text in (template.label, template.note))
    yield from labels_of_facts()


def test_no_text_on_a_screen_shows_a_sign_of_markup() -> None:
    """*Legal & court* stood on the screen with its stars."""
    assert not [(where, text) for where, text in every_text() if re.search(r"\*\w|\w\*|__|`", text)]


def test_yes_stands_before_no_wherever_both_are_to_choose() -> None:
    for form in shipped_forms().current():
        for field in form.fields:
            first = [one.label.partition(",")[0] for one in field.choices]
            if "Yes" in first and "No" in first:
                assert first.index("Yes") < first.index("No"), (form.id, field.id)


CALLED_OTHERWISE = r"\b(?:[Tt]he|a) person(?:'s)? (?:is|works|knows|lives)\b|(?:with|from|on) the person\b(?! who)"


def test_what_is_known_calls_whoever_does_it_the_other_person() -> None:
    """The person is the one we support: *is the person suicidal* asked who, beside *lives apart from the person*."""
    for fact, label in labels_of_facts():
        assert not re.search(CALLED_OTHERWISE, label), (fact, label)
        assert not re.match(r"Person\b", label), (fact, label)
    for field in SITUATION.values():
        assert "the person" not in field.label, field.id
    for field in shipped_forms().newest("risk_conversation").fields:
        assert "the person" not in field.label, field.id
