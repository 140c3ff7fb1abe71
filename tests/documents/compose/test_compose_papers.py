"""What the person's papers say and never say, over made-up plans."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hru_advocate.documents.blocks import Heading, Item, Page, PocketCard, Quote
from hru_advocate.documents.compose.documents import PLAN_PAPERS, compose_plan
from hru_advocate.documents.compose.give_away import GiveAwayList, JudgedText, Person, ProtectedValue
from hru_advocate.documents.compose.office.file_copy import CARRY_WORDS, STATE_WORDS
from hru_advocate.documents.compose.paper import Composed, NoConsent, NoSuchPaper, PlanPaper
from hru_advocate.documents.compose.plan import full_plan, identifying, plain_sheet, safe_person
from hru_advocate.domain.forms.plain_kinds import label_of
from hru_advocate.domain.plan.plan import Carry, OwnNumber, PlanItem
from hru_advocate.domain.text_folding import words_of
from tests.documents.composed_cases import (
    CASES,
    FORMS,
    SECTIONS,
    WORDS,
    item,
    line,
    living_with_him,
    paper,
    plan,
    stalked_at_work,
    strings_of,
    text_of,
    when,
)
from tests.effort import random_cases

VICTIMS = [name for name in PLAN_PAPERS if name not in ("file_copy", "safe_person")]
PEOPLE = (Person("perpetrator", "Zoltán Quirke", "Zolly"), Person("safe_person", "Imogen Vale"))
SECRETS = (
    ProtectedValue("address", "14 Vexford Row\nExampleton CH1 1AA"),
    ProtectedValue("code_word", "kumquat: ring the police"),
)
GIVEN_AWAY = (
    *("Zoltan", "QUIRKE", "zolly’s coat", "14 Vexford Row", "14, vexford row", "kumquat", "HRU-7K3M-9QXF"),
    *("Harm Reduction Unit", "high risk", "0808 8024040", "99955"),
)
PLAIN = ("walk", "the dog", "ring & go", "<b>", "Żółć", "{{x}}", "at 9", "%s", "later", "Imogen", "07700 900123")
STATES = tuple(STATE_WORDS)
SERVICES = tuple(
    line(one) for one in ("police_999", "paladin", "respect_phoneline", "national_domestic_abuse_helpline")
)


@st.composite
def measures(draw: st.DrawFn) -> PlanItem:
    number = draw(st.integers(1, 10**6))
    parts = draw(st.lists(st.sampled_from((*PLAIN, *GIVEN_AWAY, *WORDS.give_away[:6])), max_size=3))
    carry = draw(st.sampled_from(get_args(Carry)))
    mark = "fine" if carry == "carry" else "hidden"
    words = draw(st.sampled_from(("", f"{mark}words{number}")))
    return item(
        number,
        " ".join([f"{mark}text{number}", *parts]),
        carry,
        words=words,
        words_instead=draw(st.booleans()),
        discreet=draw(st.sampled_from(("", f"{mark}card{number}", *GIVEN_AWAY))),
        who=draw(st.sampled_from(("me", "Imogen", "Zolly", "police", "someone called Bea"))),
        when=draw(st.sampled_from((None, when("27 Nov"), when("any time")))),
        section=draw(st.sampled_from(("home", "court_orders", "", "no_such"))),
        state=draw(st.sampled_from(STATES)),
    )


LISTED = GiveAwayList(WORDS.give_away)
OWN_NUMBERS = (OwnNumber("Mum", "01632 960123"), OwnNumber("Zoltan", "07700 900123"), OwnNumber("Tea", "0808 802 4040"))


@st.composite
def plans(draw: st.DrawFn) -> PlanPaper:
    items = draw(st.lists(measures(), max_size=6, unique_by=lambda one: one.id))
    numbers = draw(
        st.lists(
            st.sampled_from(OWN_NUMBERS),
            unique=True,
        )
    )
    own = draw(st.sampled_from(("", "my own words", *GIVEN_AWAY)))
    made = paper(
        plan(*items, own_words=own, own_numbers=tuple(numbers)), services=SERVICES, people=PEOPLE, secrets=SECRETS
    )
    offered = [*sorted(tick.id for tick in identifying(made)), "sv_national_domestic_abuse_helpline"]
    return replace(made, ticks=frozenset(draw(st.lists(st.sampled_from(offered), unique=True))))


def every_paper(made: PlanPaper) -> dict[str, Composed]:
    papers = {name: compose_plan(name, made) for name in VICTIMS}
    return papers | {"safe_person": safe_person(replace(made, for_whom="Imogen Vale", agreed=True))}


def folded(page: Page) -> str:
    return f" {' '.join(words_of(text_of(page)))} "


@random_cases(100)
@given(plans())
def test_no_hidden_measure_and_nothing_that_gives_away_is_on_any_page_of_the_person(made: PlanPaper) -> None:
    for name, composed in every_paper(made).items():
        words = folded(composed.page)
        assert "hidden" not in words, name
        for secret in ("zoltan", "quirke", "zolly", "vexford", "kumquat", "7k3m", "reduction", "high risk", "0808 802"):
            assert f" {secret} " not in words, (name, secret)
        assert "0808802" not in "".join(words.split()), name
        assert not any(label in text_of(composed.page) for label in ("Not now", "Chosen", "not_now", "Keep with us"))
        assert composed.page.marking == ""


@random_cases(100)
@given(plans())
def test_refused_services_are_on_no_page_and_unchecked_ones_are_marked(made: PlanPaper) -> None:
    for name, composed in every_paper(made).items():
        text = text_of(composed.page)
        assert "Respect" not in text, name
        there = ("national_domestic_abuse_helpline", "0808 2000 247") in composed.numbers
        assert ("0808 2000 247" in text) is there
        if there:
            assert "sv_national_domestic_abuse_helpline" in made.ticks
            assert "not checked" in text.lower(), name


@random_cases(100)
@given(plans())
def test_no_word_of_the_list_is_on_paper_that_may_be_seen(made: PlanPaper) -> None:
    for name in ("plain_sheet", "pocket_card"):
        for text in strings_of(compose_plan(name, made).page):
            assert not LISTED.first_in(JudgedText(text)), (name, text)


@random_cases(100)
@given(plans())
def test_nothing_identifying_prints_unless_it_was_ticked(made: PlanPaper) -> None:
    bare = replace(made, ticks=frozenset())
    for name, composed in every_paper(bare).items():
        words = folded(composed.page)
        assert " bea " not in words
        assert "900123" not in words
        assert "960123" not in words
        assert " imogen " not in words or name == "safe_person"


@random_cases(100)
@given(plans())
def test_what_is_not_on_the_page_is_said_to_be_left_out(made: PlanPaper) -> None:
    for name in ("full_plan", "plain_sheet", "pocket_card"):
        composed = compose_plan(name, made)
        carried = {one.id for one in made.plan.live if one.carry == "carry"}
        out = {left.place.removeprefix("item.") for left in composed.left_out if left.place.count(".") == 1}
        assert set(composed.measures) <= carried
        assert carried - set(composed.measures) <= out
        assert composed.counts.on_page == len(composed.measures)
        assert composed.counts.live == composed.counts.carry + composed.counts.keep + composed.counts.speak


@random_cases(100)
@given(plans())
def test_ticks_that_would_print_something_are_among_those_offered(made: PlanPaper) -> None:
    for name in VICTIMS:
        offered = {tick.id for tick in identifying(made, name)} | {f"sv_{one.service}" for one in SERVICES}
        for left in compose_plan(name, made).left_out:
            assert set(left.ticks) <= offered, (name, left)


TYPED = st.text(alphabet=st.characters(codec="utf-8", exclude_categories=["Cs", "Nd"]), min_size=1).filter(str.strip)


@given(st.lists(st.tuples(TYPED, st.sampled_from(("", "instead", "after"))), min_size=1, max_size=5))
def test_every_carried_measure_is_on_the_full_plan_once_and_letter_for_letter(typed: list[tuple[str, str]]) -> None:
    items = [
        item(at, f"[{at}]{text}", words=f"({at}){text}" if how else "", words_instead=how == "instead")
        for at, (text, how) in enumerate(typed, start=1)
    ]
    composed = full_plan(paper(plan(*items)))
    kept_back = {left.place for left in composed.left_out}
    said = blocks_of(composed.page, Item)
    for made, (_text, how) in zip(items, typed, strict=True):
        if f"item.{made.id}" in kept_back:
            continue
        assert text_of(composed.page).count(made.wording) >= 1
        leads = how == "after" and f"item.{made.id}.words" not in kept_back
        told = (f"“{made.words}”", made.wording) if leads else (made.wording, "")
        assert [(one.text, one.note) for one in said].count(told) == 1


def blocks_of(part: object, kind: type[Item]) -> list[Item]:
    found = [part] if isinstance(part, kind) else []
    parts = part if isinstance(part, tuple) else getattr(part, "blocks", getattr(part, "items", ()))
    return found + [one for inner in parts for one in blocks_of(inner, kind)]


@pytest.mark.parametrize(
    "hostile", ['he said <he will> & "come" back', "<img src=x onerror=1>", "a\u202eb", "{0} %s \\n", "x" * 100_000]
)
def test_hostile_words_pass_through_unchanged(hostile: str) -> None:
    made = paper(plan(item(1, hostile), item(2, "Ours", words=hostile, words_instead=True), own_words=hostile))
    page = full_plan(made).page
    assert [one.text for one in blocks_of(page, Item)] == [hostile, hostile]
    assert Quote(hostile) in page.blocks


def test_the_perpetrators_name_is_never_silent_and_never_ticked() -> None:
    composed = full_plan(living_with_him())
    left = {one.place: one for one in composed.left_out}
    assert left["item.1"].why == "It names the alleged perpetrator."
    assert left["item.1"].ticks == ()
    assert left["own_words"].ticks == ()
    assert not any("Dave" in tick.label for tick in identifying(living_with_him()))


def test_a_name_that_is_also_a_word_waits_for_a_tick_when_written_small() -> None:
    made = paper(plan(item(1, "You will see it."), item(2, "Will rang.")), people=(Person("perpetrator", "Will Moss"),))
    left = {one.place: one for one in full_plan(made).left_out}
    assert left["item.2"].ticks == ()
    (tick,) = left["item.1"].ticks
    assert full_plan(replace(made, ticks=frozenset({tick}))).measures == ("1",)


def test_the_products_own_words_are_not_looked_through_for_names() -> None:
    made = paper(plan(item(1, "You will see it.")), people=(Person("perpetrator", "Will Moss"),))
    assert full_plan(replace(made, standard_texts=frozenset({"You will see it."}))).measures == ("1",)


def test_a_tick_does_not_pass_to_another_text() -> None:
    made = paper(plan(item(1, "Ring Imogen.")), people=PEOPLE)
    ticked = replace(made, ticks=frozenset(one.id for one in identifying(made)))
    assert full_plan(ticked).measures == ("1",)
    changed = replace(ticked, plan=plan(item(1, "Imogen lives here.")))
    assert full_plan(changed).measures == ()


def test_who_is_named_becomes_someone_i_trust_until_ticked() -> None:
    made = paper(plan(item(1, "Walk home together.", who="Imogen")), people=PEOPLE)
    (shown,) = blocks_of(full_plan(made).page, Item)
    assert shown.aside == "someone you trust"
    ticked = replace(made, ticks=frozenset(one.id for one in identifying(made)))
    assert blocks_of(full_plan(ticked).page, Item)[0].aside == "Imogen"


def test_a_day_in_court_waits_for_a_tick() -> None:
    made = paper(
        plan(item(1, "Be there.", section="court_orders", when=when("3 Dec")), item(2, "Ask again on 3rd December.")),
        dates=(("a hearing", date(2026, 12, 3)),),
    )
    assert [one.aside for one in blocks_of(full_plan(made).page, Item)] == ["me"]
    ticked = replace(made, ticks=frozenset(one.id for one in identifying(made)))
    assert [one.aside for one in blocks_of(full_plan(ticked).page, Item)] == ["me", "me, by 3 Dec"] or [
        one.aside for one in blocks_of(full_plan(ticked).page, Item)
    ] == ["me", "me, by 3 Dec"][::-1]


def test_counts_are_said_as_the_screen_says_them() -> None:
    composed = compose_plan("pocket_card", stalked_at_work())
    assert (
        composed.counts.in_words(short=True)
        == "2 of 6 measures are on it in short words; 2 left off, 1 kept with us, 1 only spoken."
    )
    assert (
        full_plan(stalked_at_work()).counts.in_words()
        == "3 of 6 measures are on it; 1 left off, 1 kept with us, 1 only spoken."
    )


def test_a_card_holds_five_numbers_under_chosen_words() -> None:
    made = replace(stalked_at_work(), card_labels={"national_stalking_helpline": "Library", "paladin": "Court line"})
    card = compose_plan("pocket_card", made).page.blocks[0]
    assert isinstance(card, PocketCard)
    assert card.numbers[:2] == (("Now", "999, then 55 when asked"), ("Library", "0808 802 0300"))
    assert card.numbers[2][0] == "PNSAS"  # the chosen words would give it away
    own = tuple(OwnNumber(f"Tea {at}", f"01632 96012{at}") for at in range(5))
    many = replace(made, plan=replace(made.plan, own_numbers=own))
    ticked = replace(many, ticks=frozenset(one.id for one in identifying(many)))
    composed = compose_plan("pocket_card", ticked)
    assert len(composed.numbers) == 5
    assert sum(left.why == "A card holds 5 numbers." for left in composed.left_out) == 3


def test_sections_stand_in_the_products_order() -> None:
    items = [item(at, f"Text {at}", section=key) for at, (key, _heading) in enumerate(reversed(SECTIONS), start=1)]
    page = full_plan(paper(plan(*items, item(99, "Mine", section="mine")))).page
    headings = [block.text for block in page.blocks if isinstance(block, Heading) and block.level == 2]
    assert headings == [*(heading for _key, heading in SECTIONS), "Your own steps"]


def test_large_print_says_the_same_in_large_letters() -> None:
    made = stalked_at_work()
    large = compose_plan("large_print", made).page
    assert replace(large, carrier="a4") == full_plan(made).page
    assert large.carrier == "a4_large"


def test_a_safe_persons_copy_needs_consent_and_holds_only_their_part() -> None:
    made = stalked_at_work()
    with pytest.raises(NoConsent):
        safe_person(replace(made, for_whom="Sam Example"))
    with pytest.raises(NoConsent):
        safe_person(replace(made, for_whom=" ", agreed=True))
    composed = safe_person(replace(made, for_whom="Sam Example", agreed=True))
    assert composed.measures == ("4",)
    assert "only at night please" not in text_of(composed.page)
    assert composed.numbers == ()


def test_the_file_copy_holds_everything() -> None:
    made = stalked_at_work()
    composed = compose_plan("file_copy", made)
    text = text_of(composed.page)
    for one in made.plan.items:
        for part in (one.text, one.words, one.discreet, one.advice, one.override):
            assert part in text
    assert {CARRY_WORDS[one.carry] for one in made.plan.items} == {"Carry", "Keep with us", "Speak only"}
    for part in ("Keep with us", "Speak only", "Not now", "Very frightened (risk)", "A new route.", "No live measure"):
        assert part in text
    assert composed.page.marking == "OFFICIAL-SENSITIVE"
    assert composed.page.footer == "HRU-7K3M-9QXF · Copy 3 · Chain head 4F1C 9A20 7BE3"
    assert "Respect Phoneline" in text
    assert "0808 802 4040" not in text
    assert identifying(made, "file_copy") == ()


def test_marks_and_states_are_called_what_the_form_calls_them() -> None:
    fields = {one.id: one for one in FORMS["safety_plan"].by_id["items"].fields}
    assert {key: label_of(fields["carry"], key) for key in CARRY_WORDS} == CARRY_WORDS
    assert {choice.id: choice.label for choice in fields["state"].choices} == STATE_WORDS


def test_papers_have_the_ids_of_the_form_that_records_copies() -> None:
    offered = {choice.id for choice in FORMS["paper"].by_id["document"].choices}
    assert {*PLAN_PAPERS, "safe_person"} <= offered
    with pytest.raises(NoSuchPaper):
        compose_plan("no_such_paper", stalked_at_work())


@pytest.mark.parametrize("case", sorted(CASES))
@pytest.mark.parametrize("document", ["plain_sheet", "pocket_card"])
def test_neutral_paper_has_a_neutral_title_and_no_other_heading(case: str, document: str) -> None:
    page = compose_plan(document, CASES[case]()).page
    assert page.title == "Notes"
    assert [block.text for block in page.blocks if isinstance(block, Heading)] in ([], ["Notes"])
    assert page.footer == ""


def test_the_plain_sheet_prefers_short_words_and_keeps_chosen_ones() -> None:
    said = [one.text for one in blocks_of(plain_sheet(stalked_at_work()).page, Item)]
    assert said == ["999: say the place first", "I go round by the canal", "A camera at the back door."]
