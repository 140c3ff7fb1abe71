"""Prompts held against what a case knows: never advice, never a no from silence."""

from __future__ import annotations

from importlib.resources import files
from typing import Final

import msgspec
import pytest

from hru_advocate.domain.law.legal_options import LegalOption, PromptAnswer, read_legal_options
from hru_advocate.domain.law.option_fit import Fit, PromptState, ToldInCase, read_option

OPTIONS: Final = read_legal_options(files("resources").joinpath("legal_options.toml").read_bytes())


def known(*names: str) -> dict[str, ToldInCase]:
    return {name: ToldInCase(name, "e1", "Referral and intake", "2026-11-10") for name in names}


@pytest.mark.parametrize(("option", "names", "prompt", "state", "fit"), [
    # silence is asked
    ("nmo", (), 1, "ask", "ask"),
    ("dapo", (), 1, "ask", "ask"),
    # any alternative of a yes
    ("nmo", ("connected",), 1, "for", "may_fit"),
    ("nmo", ("lived_together",), 1, "for", "may_fit"),
    # a no needs all of its list
    ("nmo", ("ci_stranger",), 1, "ask", "ask"),
    ("nmo", ("never_lived_together",), 1, "ask", "ask"),
    ("nmo", ("ci_stranger", "never_lived_together"), 1, "against", "does_not_fit"),
    # a yes of three needs all three; one no is enough
    ("dapo", ("other:adult", "connected"), 1, "ask", "ask"),
    ("dapo", ("other:adult", "person:16_or_over", "connected"), 1, "for", "may_fit"),
    ("dapo", ("other:under_18",), 1, "against", "does_not_fit"),
    ("dapo", ("person:under_16",), 1, "against", "does_not_fit"),
    # the record says both
    ("dvpn", ("other:adult", "other:under_18"), 2, "ask", "ask"),
    # answered, and it speaks neither way
    ("spo_full", ("order:spo_full",), 6, "said", "ask"),
    ("spo_full", ("area:cheshire",), 4, "for", "may_fit"),
    # a prompt no record can answer
    ("spo_full", ("rf_fixation",), 2, "ask", "may_fit"),
    ("cica", ("ci_police_not_told",), 2, "against", "does_not_fit"),
    ("cica", ("reported:police",), 2, "for", "may_fit"),
    ("pin_legacy", ("rf_fixation",), 1, "ask", "not_offered"),
    # a hospital is no prison
    ("prison_contact_stop", ("ci_perp_in_prison",), 1, "said", "ask"),
    ("prison_contact_stop", ("ci_perp_in_hospital",), 1, "ask", "ask"),
    ("mental_health_act", ("ci_perp_in_hospital",), 1, "for", "may_fit"),
    ("mental_health_act", ("ci_perp_in_prison",), 1, "ask", "ask"),
])  # fmt: skip
def test_a_prompt_is_answered_by_what_is_known_and_else_asked(
    option: str, names: tuple[str, ...], prompt: int, state: PromptState, fit: Fit
) -> None:
    read = read_option(OPTIONS.option(option), known(*names))
    assert (read.prompts[prompt - 1].state, read.fit) == (state, fit)


@pytest.mark.parametrize("option", OPTIONS.options, ids=lambda option: option.id)
def test_nothing_known_is_never_a_no(option: LegalOption) -> None:
    read = read_option(option, {})
    assert {prompt.answer for prompt in read.prompts} == {None}
    assert read.fit in ("ask", "not_offered")
    assert read.known == 0


def test_a_no_of_one_of_several_people_is_none_of_them_all() -> None:
    option, names = OPTIONS.option("dvpn"), known("other:under_18")
    assert read_option(option, names).fit == "does_not_fit"
    read = read_option(option, names, several=True)
    assert read.fit == "ask"
    assert read.prompts[1].told[0].words == "other:under_18"  # it is still said, to ask about


@pytest.mark.parametrize(
    ("answer", "names", "state", "told"),
    [
        (PromptAnswer(1, yes=(("a",),), no=(("b",),)), ("a",), "for", ["a"]),
        (PromptAnswer(1, yes=(("a",),), no=(("b",),)), ("b",), "against", ["b"]),
        (PromptAnswer(1, yes=(("a",),), no=(("b",),)), ("a", "b"), "ask", ["a", "b"]),
        (PromptAnswer(1, yes=(("a",),), no=(("b",),)), (), "ask", []),
        (PromptAnswer(1, yes=(("a",),), no=(("b",),), speaks="either"), ("a",), "said", ["a"]),
        (PromptAnswer(1, yes=(("a",),), no=(("b",),), speaks="either"), ("b",), "said", ["b"]),
        (PromptAnswer(1, yes=(("a", "c"), ("d",))), ("a", "d"), "for", ["d"]),
        (PromptAnswer(1, yes=(("a", "c"), ("d",))), ("a", "c", "d"), "for", ["a", "c"]),  # the first that is whole
        (PromptAnswer(2, yes=(("a",),)), ("a",), "ask", []),  # of another prompt
    ],
)
def test_an_answer_says_what_it_was_told_by(
    answer: PromptAnswer, names: tuple[str, ...], state: PromptState, told: list[str]
) -> None:
    option = msgspec.structs.replace(OPTIONS.option("nmo"), answered=(answer,))
    read = read_option(option, known(*names)).prompts[0]
    assert (read.state, [one.words for one in read.told]) == (state, told)
    assert read.answer == {"for": True, "against": False, "ask": None, "said": names == ("a",)}[state]


def test_every_answer_says_where_it_comes_from() -> None:
    read = read_option(OPTIONS.option("dvpn"), known("connected"))
    assert [one.form for one in read.prompts[2].told] == ["Referral and intake"]
    assert read.prompts[2].told[0].entry == "e1"
