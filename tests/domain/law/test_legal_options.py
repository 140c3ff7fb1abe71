"""The legal options as data: strict, sourced, clean, searched with folded words, joined with what is changing."""

from __future__ import annotations

import re
from importlib.resources import files
from typing import Final

import msgspec
import pytest

from hru_advocate.casework.product import shipped, shipped_forms
from hru_advocate.domain.forms.definition import FormDefinition
from hru_advocate.domain.law.legal_options import (
    InvalidLegalOptions,
    LegalOption,
    LegalOptions,
    read_legal_options,
)
from hru_advocate.errors import NotFound

DATA: Final = files("resources").joinpath("legal_options.toml").read_bytes()
READ: Final = read_legal_options(DATA)
PRODUCT: Final = shipped()
NOT_FOR_PEOPLE: Final = re.compile(
    r"UNVERIFIED|general knowledge|this round|not found\b|low-authority|\bthe app\b|\bTODO\b|\bread in part\b|\?\?"
)
QUICK: Final = re.compile(r"without notice|interim|48 hours|at once|without telling", re.IGNORECASE)


def every_text(option: LegalOption) -> list[str]:
    dates = [text for one in option.tracking_dates for text in (one.label, one.rule)]
    return [option.name, option.statute, option.court, option.what_it_can_do, *option.eligibility_prompts,
            option.duration, option.breach_consequence, option.cost_to_victim, option.victim_role, *dates,
            *option.evidence_useful, option.in_force, option.notes, *option.to_confirm]  # fmt: skip


@pytest.mark.parametrize("option", READ.options, ids=lambda option: option.id)
def test_every_option_is_clean_and_says_where_it_comes_from(option: LegalOption) -> None:
    assert [text for text in every_text(option) if NOT_FOR_PEOPLE.search(text)] == []
    assert all(getattr(option, field).strip() for field in ("name", "court", "what_it_can_do", "duration", "in_force"))
    assert bool(option.source_ids) == (option.confidence != "unverified")
    assert option.to_confirm or option.confidence == "high"
    assert all(READ.source_by_id[one].date and READ.source_by_id[one].url for one in option.source_ids)
    assert len(option.eligibility_prompts) >= 2


@pytest.mark.parametrize("option", READ.options, ids=lambda option: option.id)
def test_filters_say_no_more_than_the_texts(option: LegalOption) -> None:
    """A free option says so in its text; a quick way through court is one that the text tells of."""
    said = option.cost_to_victim.lower()
    if option.cost == "free":
        assert re.match(r"none|no fee|no court fee|free", said), said
    if option.cost in ("fee", "no_fee"):
        assert "fee" in said
    if option.cost != "to_be_confirmed":
        assert "not confirmed" not in said
    if option.speed == "court_quick":
        assert QUICK.search(" ".join((*every_text(option), *(one.label for one in option.tracking_dates)))), option.id
    if option.speed == "no_court":
        assert "Crown Court" not in option.court
        assert "Family court" not in option.court
    assert all(need in PRODUCT.known for need in option.needs)


def test_there_are_as_many_options_as_the_unit_was_promised() -> None:
    assert len(READ.options) == 63
    assert sum(bool(option.answered) for option in READ.options) >= 30


@pytest.mark.parametrize(("option", "words"), [
    ("dapo", ("DAPO and DAPN pilot",)),
    ("spo_conviction_acquittal", ("Crime and Policing Act 2026",)),
    ("vps", ("New Victims' Code",)),
    ("nmo", ()),
])  # fmt: skip
def test_a_known_change_stands_with_the_options_it_touches(option: str, words: tuple[str, ...]) -> None:
    found = READ.changes_of(option)
    assert tuple(change.what[: len(word)] for change, word in zip(found, words, strict=True)) == words


@pytest.mark.parametrize(("text", "first"), [
    ("clare", "dvds_right_to_ask"),
    ("CLARE'S law", "dvds_right_to_ask"),
    ("Cláre’s", "dvds_right_to_ask"),
    ("non-molestation", "nmo"),
    ("non molest", "nmo"),
    ("pha_s3_injunction", "pha_s3_injunction"),
    ("dapo", "dapo"),
    ("compensation", "cica"),
])  # fmt: skip
def test_words_find_an_option_however_they_are_typed(text: str, first: str) -> None:
    assert READ.found(text)[0].id == first


def test_a_whole_word_is_worth_more_than_the_beginning_of_one() -> None:
    one = READ.options[0]
    whole = msgspec.structs.replace(one, id="whole", name="zeb")
    begun = msgspec.structs.replace(one, id="begun", name="zebra")
    assert [option.id for option in msgspec.structs.replace(READ, options=(begun, whole)).found("zeb")] == [
        "whole",
        "begun",
    ]


@pytest.mark.parametrize("text", ["zebra", "clare zebra", "olestation"])
def test_every_word_has_to_begin_a_word(text: str) -> None:
    assert READ.found(text) == ()


@pytest.mark.parametrize("text", ["", "  ", " - "])
def test_without_words_every_option_stands_in_its_own_order(text: str) -> None:
    assert READ.found(text) == READ.options


@pytest.mark.parametrize(("old", "new", "says"), [
    (b'id = "spo_interim"', b'id = "spo_full"', "one id"),
    (b'source_ids = ["S01", "S02", "S87"]', b'source_ids = ["S01", "S999"]', "source that is not there"),
    (b'affects = ["licence_conditions"]', b'affects = ["nothing"]', "touches an option"),
    (b'{ prompt = 1, yes = [["rf_fixation"]', b'{ prompt = 9, yes = [["rf_fixation"]', "prompt that is not there"),
    (b'{ prompt = 4, yes = [["area:cheshire"]] }', b"{ prompt = 4 }", "with nothing"),
    (b'[["area:cheshire"]]', b'[["area:mars"]]', "what no case can know"),
    (b'status = "in_force"', b'status = "maybe"', "Invalid enum"),
    (b'confidence = "high"\nto_confirm', b'confidence = "certain"\nto_confirm', "Invalid enum"),
    (b'statute = "Stalking', b'sort = "x"\nstatute = "Stalking', "unknown field"),
])  # fmt: skip
def test_a_faulty_file_is_refused_and_says_what_is_wrong(old: bytes, new: bytes, says: str) -> None:
    assert old in DATA
    with pytest.raises(InvalidLegalOptions, match=says):
        read_legal_options(DATA.replace(old, new, 1))


def test_what_is_named_of_a_case_is_a_fact_or_a_kind_of_order() -> None:
    kinds = {choice.id for choice in _form("order").by_id["kind"].choices} | {"any"}
    for option in READ.options:
        for name in (name for answer in option.answered for name in answer.named):
            known = name.removeprefix("not ")
            if known.startswith(("ci_", "rf_")):
                assert known in PRODUCT.known, (option.id, name)
            elif known.startswith(("order:", "applied:", "ended:")):
                assert known.partition(":")[2] in kinds, (option.id, name)


@pytest.mark.parametrize("form", ["legal_talk", "legal_check"])
def test_the_forms_offer_the_very_options_of_the_page(form: str) -> None:
    choices = _form(form).by_id["option"].choices
    clocks = PRODUCT.victims_code.clocks if form == "legal_check" else ()
    expected = [(one.id, one.name) for one in READ.options]
    assert [(choice.id, choice.label) for choice in choices] == expected + [
        (f"clock_{one.id}", f"Clock: {one.label}") for one in clocks
    ]


def test_who_applies_is_asked_in_the_words_of_the_data() -> None:
    offered = {choice.id for choice in _form("legal_talk").by_id["who_applies"].choices}
    assert offered == {*READ.meta.who_applies_values, "undecided"}


def test_an_option_that_is_not_there_is_not_found() -> None:
    with pytest.raises(NotFound):
        READ.option("magic_wand")


def test_reading_keeps_the_shape() -> None:
    assert isinstance(READ, LegalOptions)
    assert READ.option("nmo").who_applies == ("victim", "court")


def _form(form: str) -> FormDefinition:
    return shipped_forms().newest(form)
