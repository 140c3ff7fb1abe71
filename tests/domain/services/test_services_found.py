from __future__ import annotations

from datetime import date, datetime

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hru_advocate.casework.product import shipped
from hru_advocate.domain.services.directory import Service
from hru_advocate.domain.services.signposting import AskedAt, ServiceFound, find, needs_for

LIBRARY = shipped().library
DIRECTORY = LIBRARY.services
AUTHORITIES = [one.id for one in DIRECTORY.authorities]


def ids(found: tuple[ServiceFound, ...]) -> list[str]:
    return [one.service.id for one in found]


@pytest.mark.parametrize("word", ["a", "and", "for", "in", "of", "or", "the", "to"])
def test_a_word_that_says_nothing_is_not_looked_for(word: str) -> None:
    assert find(DIRECTORY, f"samaritans {word}") == find(DIRECTORY, "samaritans") != ()
    assert find(DIRECTORY, f"{word} samaritans")[0].service.id == "samaritans"


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("national stalking", "national_stalking_helpline"),
        ("STALKNG helplin", "national_stalking_helpline"),
        ("paldin", "paladin"),
        ("samaritens", "samaritans"),
        ("karma nirvna", "karma_nirvana"),
        ("warrington womens aid", "warrington_womens_aid"),
        ("Warrington Women’s Aid", "warrington_womens_aid"),
        ("action fraud", "report_fraud"),
        ("0845 30 30 900", "victim_support"),
        ("0808 802 03", "national_stalking_helpline"),
        ("85258", "shout_85258"),
        ("pálàdin", "paladin"),
        ("the samaritans", "samaritans"),
    ],
)
def test_words_find_a_service_however_they_are_typed(text: str, first: str) -> None:
    assert ids(find(DIRECTORY, text))[0] == first


@pytest.mark.parametrize("text", ["zzzz", "paladin zzzz", "xq", "0999 999 999", "<img src=x>"])
def test_every_word_has_to_be_found_somewhere(text: str) -> None:
    assert find(DIRECTORY, text) == ()


def test_no_words_find_everything_local_first_and_in_one_order() -> None:
    found = find(DIRECTORY)
    assert len(found) == 98
    assert found == find(msgspec.structs.replace(DIRECTORY, services=DIRECTORY.services[::-1]))
    serves = [one.serves for one in found]
    assert serves == sorted(serves, reverse=True)


@pytest.mark.parametrize("area", AUTHORITIES)
def test_wider_areas_count_as_serving_and_areas_outside_do_not(area: str) -> None:
    found = set(ids(find(DIRECTORY, area=area)))
    assert {"national_stalking_helpline", "national_domestic_abuse_helpline", "cheshire_cares"} <= found
    assert not found & {"live_fear_free", "safe2speak_st_helens", "hestia", "cats_protection_lifeline"}


def test_a_borough_has_its_own_services_and_not_its_neighbours() -> None:
    halton = set(ids(find(DIRECTORY, area="halton")))
    assert {"halton_da_service", "mersey_care_crisis_line"} <= halton
    assert not halton & {"cheshire_east_da_hub", "warrington_homelessness", "cwp_crisis_line"}


def test_a_need_is_named_by_its_own_id_or_its_domain() -> None:
    assert ids(find(DIRECTORY, needs={"pets"})) == ids(find(DIRECTORY, needs={"nd_pets"}))
    assert "dogs_trust_freedom" in ids(find(DIRECTORY, needs={"pets"}))
    assert find(DIRECTORY, needs={"nd_nothing"}) == ()
    assert set(ids(find(DIRECTORY, needs={"pets", "deaf"}))) > set(ids(find(DIRECTORY, needs={"deaf"})))


def test_a_kind_is_a_filter() -> None:
    found = find(DIRECTORY, kind="tech_safety")
    assert len(found) == 5
    assert {one.service.kind for one in found} == {"tech_safety"}


def test_who_answers_now_leaves_out_the_closed_and_puts_not_known_last() -> None:
    night = find(DIRECTORY, open_at=AskedAt(datetime.fromisoformat("2026-11-22T03:00")))
    states = [one.state for one in night]
    assert "closed" not in states
    assert states == sorted(states, key=lambda state: state == "not known")
    assert "samaritans" in ids(night)
    assert "mens_advice_line" not in ids(night)
    assert "paladin" in ids(night)  # nobody stated its hours: not known, never closed


def test_a_bank_holiday_is_minded() -> None:
    christmas = AskedAt(datetime.fromisoformat("2026-12-25T12:00"), frozenset({date(2026, 12, 25)}))
    by_id = {one.service.id: one for one in find(DIRECTORY, open_at=christmas)}
    assert "cheshire_cares" not in by_id
    assert by_id["mens_advice_line"].state == "not known"
    assert by_id["samaritans"].state == "open"


def test_every_need_that_can_be_signposted_has_a_service_in_every_authority() -> None:
    served = {domain for need in DIRECTORY.needs for domain in need.domains}
    assert {"nd_housing", "nd_digital", "nd_money", "nd_pets", "nd_children", "nd_immigration"} <= served
    for domain in served - {"nd_substance"}:  # drug and alcohol services are a known gap of the directory
        for area in AUTHORITIES:
            assert any(one.serves for one in find(DIRECTORY, needs={domain}, area=area)), (domain, area)


def test_a_need_never_leads_a_victim_to_the_line_for_those_who_harm_or_to_what_has_closed() -> None:
    for need in DIRECTORY.needs:
        found = {one.service.id: one.serves for one in find(DIRECTORY, needs={need.id})}
        assert not found.keys() & {"respect_phoneline", "ask_for_ani"}
        assert not any(found.get(elsewhere) for elsewhere in ("live_fear_free", "safe2speak_st_helens"))
    assert "respect_phoneline" in ids(find(DIRECTORY, "respect phoneline"))


def test_which_needs_speak_to_a_domain() -> None:
    assert needs_for(DIRECTORY, "nd_digital") == ("stalking", "tech")
    assert needs_for(DIRECTORY, "nd_nothing") == ()


@given(st.text(max_size=40))
def test_any_words_at_all_give_services_or_none(text: str) -> None:
    found = ids(find(DIRECTORY, text))
    assert len(set(found)) == len(found)


@given(st.sampled_from(DIRECTORY.services), st.data())
def test_one_slip_in_a_long_word_still_finds_its_service(service: Service, data: st.DataObject) -> None:
    names = [word for word in service.name.split() if word.isalpha() and word.isascii() and len(word) > 5]
    if names:
        word = data.draw(st.sampled_from(names))
        place = data.draw(st.integers(1, len(word) - 1))
        slipped = word[:place] + word[place + 1 :]
        assert service.id in ids(find(DIRECTORY, slipped))
