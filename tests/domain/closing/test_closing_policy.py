"""Closing: what is unsettled, how safe contact stands afterwards, when a record is looked at again, who is here."""

from __future__ import annotations

from datetime import date
from typing import Literal

import pytest

from hru_advocate.casework.product import shipped, shipped_forms
from hru_advocate.domain.closing.closures import (
    CONTACT_AFTER,
    KIND_WORDS,
    Closure,
    MatterKind,
    OpenMatter,
    Settled,
    counted,
    read_closure,
    review_due,
    unsettled,
)
from hru_advocate.domain.closing.colleagues import ROLES, colleague_fault, in_order, read_colleague
from hru_advocate.domain.closing.retention import InvalidRetention, read_retention, years_after
from hru_advocate.domain.forms.answers import Answer, Answers

DAY = date(2026, 11, 23)
RETENTION = shipped().retention


def said(**given: object) -> Answers:
    return {field: Answer(value=value) for field, value in given.items() if value is not None}


def matter(key: str, kind: Literal["order", "action", "draft"] = "action") -> OpenMatter:
    return OpenMatter(key, kind, key)


@pytest.mark.parametrize(
    ("row", "left"),
    [
        ({"key": "a", "how": "handed_on", "said": "To the police"}, ["b"]),
        ({"key": "a", "how": "handed_on", "said": " "}, ["a", "b"]),
        ({"key": "a", "how": "handed_on"}, ["a", "b"]),
        ({"key": "a", "said": "To the police"}, ["a", "b"]),
        ({"key": "b", "how": "left", "said": "She rings herself"}, ["a"]),
        ({"key": "c", "how": "left", "said": "Nobody asked"}, ["a", "b"]),
    ],
)
def test_nothing_open_is_passed_over_in_silence(row: dict[str, str], left: list[str]) -> None:
    closure = read_closure("", said(state="closed", open=(said(**row),)))
    assert [one.key for one in unsettled([matter("a"), matter("b")], closure)] == left


def test_each_answer_of_a_closure_is_read_in_its_place() -> None:
    row = said(key="a", what="A promise", how="left", said="Why")
    closure = read_closure(
        "e",
        said(
            state="closed", on=DAY, why="safe", because="B", open=(row,), review=date(2032, 11, 23), review_because="R",
            outcome="O", value_added="V", safe_after="she_rings", safe_words="W", **{"class": "group_3"},
        ),
    )  # fmt: skip
    assert closure == Closure(
        "e", True, DAY, "safe", "B", (Settled("a", "A promise", "left", "Why"),), "group_3", date(2032, 11, 23), "R",
        "O", "V", "the person gets in touch, we do not", "W",
    )  # fmt: skip
    assert read_closure("", said(reopened_because="Again")).because == "Again"
    assert read_closure("", said()) == Closure("", False, None, "", "", (), "", None, "", "", "")


@pytest.mark.parametrize("kind", KIND_WORDS)
def test_one_and_several_of_each_sort_are_told_apart(kind: MatterKind) -> None:
    one, several = (counted([OpenMatter(str(n), kind, "") for n in range(most)]) for most in (1, 2))
    assert several.startswith("2 ")
    assert one[0] not in "0123456789"
    assert one != several.removeprefix("2 ")


def test_open_things_are_counted_in_the_order_of_their_sorts() -> None:
    found = [matter("d", "draft"), matter("a"), matter("b"), matter("o", "order")]
    assert counted(found) == "an order that stands, or whose end is not written down, 2 actions, a draft"
    assert counted([]) == ""


@pytest.mark.parametrize(
    ("answers", "due"),
    [
        ({"state": "closed", "review": DAY}, ("2026-11-23", "Retention review")),
        ({"state": "reopened", "review": DAY}, (None, "")),
        ({"state": "closed"}, (None, "")),
        ({"review": DAY}, (None, "")),
    ],
)
def test_a_record_is_reviewed_only_while_its_case_is_closed(
    answers: dict[str, object], due: tuple[str | None, str]
) -> None:
    assert review_due(said(**answers)) == due


@pytest.mark.parametrize(
    ("after", "now"), [("no_contact", "never"), ("she_rings", "never"), ("not_known", "ask_first"), ("as_now", None)]
)
def test_whoever_would_ring_after_a_closure_is_told(after: str, now: str | None) -> None:
    found = CONTACT_AFTER.get(after)
    assert (found[0] if found else None) == now
    assert found is None or found[1].startswith("closed: ")
    assert read_closure("", said(safe_after=after)).safe_after


@pytest.mark.parametrize(
    ("day", "years", "then"),
    [
        (date(2026, 11, 23), 6, date(2032, 11, 23)),
        (date(2024, 2, 29), 6, date(2030, 3, 1)),  # never a day too early
        (date(2024, 2, 29), 4, date(2028, 2, 29)),
        (date(2024, 2, 28), 6, date(2030, 2, 28)),
    ],
)
def test_years_are_counted_to_the_day(day: date, years: int, then: date) -> None:
    assert years_after(day, years) == then


def test_a_class_without_a_number_asks_the_unit_and_says_how_sure_it_is() -> None:
    for one in RETENTION.classes:
        assert one.review_after(DAY) == (years_after(DAY, one.years) if one.years else None)
        assert ("To be confirmed by the unit." in RETENTION.told(one)) == (one.confidence != "high")
        assert RETENTION.of(one.id) is one
        titles = [source.title for source in RETENTION.sources]
        assert [title in RETENTION.told(one) for title in titles] == [
            source.id in one.sources for source in RETENTION.sources
        ]
    assert RETENTION.of("no_such_class") is None


@pytest.mark.parametrize(
    "sources", ['["S1"]', '["S1", "S2"]', "[]", '["S2"]'], ids=["known", "one unknown", "none", "unknown"]
)
def test_a_class_names_a_source_that_stands_in_the_file(sources: str) -> None:
    text = (
        'to_confirm = "All"\n[[source]]\nid = "S1"\ntitle = "A made-up source"\naddress = "example.org"\n'
        'dated = "2026"\n[[class]]\nid = "c"\nlabel = "C"\nrule = "Kept."\nconfidence = "high"\n'
        f"sources = {sources}\n"
    )
    if sources == '["S1"]':
        assert read_retention(text.encode()).told(read_retention(text.encode()).classes[0]) == (
            "Kept. From: A made-up source."
        )
        return
    with pytest.raises(InvalidRetention):
        read_retention(text.encode())


LEAVE = {"from": date(2026, 12, 1), "until": date(2026, 12, 4), "stands_in": "Iris Underwood"}
COLLEAGUE = {"name": "Asha Merriweather", "role": "advocate", "from": date(2026, 1, 5), "until": date(2026, 12, 31)}


@pytest.mark.parametrize(
    ("day", "here", "away"),
    [
        ("2026-01-04", False, False),
        ("2026-01-05", True, False),
        ("2026-11-30", True, False),
        ("2026-12-01", True, True),
        ("2026-12-04", True, True),
        ("2026-12-05", True, False),
        ("2026-12-31", True, False),
        ("2027-01-01", False, False),
    ],
)
def test_first_and_last_days_count(day: str, *, here: bool, away: bool) -> None:
    one, on = read_colleague("", said(**COLLEAGUE, leave=(said(**LEAVE),))), date.fromisoformat(day)
    assert (one.here_on(on), one.away_on(on) is not None) == (here, away)
    always = read_colleague("", said(name="Asha Merriweather"))
    assert always.here_on(on)


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({}, None),
        ({"until": date(2026, 1, 4)}, "until"),
        ({"until": date(2026, 1, 5)}, None),
        ({"phone": "01632 960101"}, "confirmed_by"),
        ({"phone": "01632 960101", "confirmed_by": "Asha"}, "confirmed_by"),
        ({"phone": "01632 960101", "confirmed_on": DAY}, "confirmed_by"),
        ({"phone": "01632 960101", "confirmed_by": "Asha", "confirmed_on": DAY}, None),
        ({"leave": (said(**LEAVE), said(**LEAVE | {"until": date(2026, 11, 30)}))}, "leave.2.until"),
        ({"leave": (said(**LEAVE | {"until": date(2026, 12, 1)}),)}, None),
    ],
)
def test_what_somebody_on_the_roster_needs(more: dict[str, object], field: str | None) -> None:
    fault = colleague_fault(read_colleague("", said(**COLLEAGUE | more)))
    assert (fault[0] if fault else None) == field
    assert fault is None or fault[1].endswith(".")


def test_each_role_of_the_form_has_its_words_in_the_order_of_the_roster() -> None:
    asked = shipped_forms().newest("colleague").by_id["role"].choices
    assert list(ROLES.items()) == [(one.id, one.label) for one in asked]


def test_the_roster_is_read_by_role_then_by_name_and_another_role_has_its_own_words() -> None:
    found = [
        read_colleague("1", said(name="Zora", role="sergeant")),
        read_colleague("2", said(name="Bea", role="other", role_words="Analyst")),
        read_colleague("3", said(name="Bea", role="advocate", role_words="Analyst")),
        read_colleague("4", said(name="Ada", role="advocate")),
        read_colleague("5", said(name="Cleo")),
    ]
    assert [one.entry for one in in_order(found)] == ["1", "4", "3", "2", "5"]
    assert [one.role_words for one in found] == [
        "Detective sergeant", "Analyst", "Specialist Victim Advocate", "Specialist Victim Advocate", "Another role",
    ]  # fmt: skip
