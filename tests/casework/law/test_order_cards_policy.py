"""The cards of orders, state by state: how sure their tone is, what there is to do, which steps may be taken now."""

from __future__ import annotations

from typing import Any

import pytest

from hru_advocate.casework.law.order_cards import OrderCard, orders_page
from hru_advocate.casework.law.orders import NoSuchDay, conditions_on, orders_in_head
from hru_advocate.casework.records.entries import Saved, save
from hru_advocate.casework.session import Session
from tests.casework.open_sessions import add, id_of, new_case
from tests.casework.vault.apart import write_apart

MADE: dict[str, Any] = {"kind": "nmo", "stage": "made", "made_on": "2026-10-01"}
FULL: dict[str, Any] = {
    "conditions": [{"kind": "direct", "words": "Not to contact her."}], "ring": "999 in danger, else 101",
}  # fmt: skip
SERVED: dict[str, Any] = MADE | {"served_on": "2026-10-02", "until": "2027-10-01"} | FULL
NO_CONDITION = "No condition is noted"
NO_RING = "Note who to ring"


def card_of(session: Session, raw: dict[str, Any], *others: dict[str, Any]) -> OrderCard:
    case = new_case(session)
    entry = add(session, case, "order", {name: one for name, one in raw.items() if one is not None}).entry
    for other in others:
        add(session, case, "order", other)
    (card,) = (one for one in orders_page(session, id_of(case)).cards if one.entry == entry)
    return card


def test_an_order_running_here_and_ended_there_is_to_be_settled(session: Session, case: Saved) -> None:
    first = add(session, case, "order", SERVED)
    save(session, "order", SERVED | {"ring": "101"}, case=id_of(case), corrects=[first.entry], reason="Who to ring")
    write_apart(session, first.entry, SERVED | {"stage": "ended", "ended_on": "2026-11-22"}, "Lifted")
    (card,) = orders_page(session, id_of(case)).cards
    assert (card.stage, card.pill) == ("ended", "Non-molestation order: two versions disagree")
    assert card.steps == ()
    assert card.to_do[:1] == (
        "Two versions of this record disagree. Settle them; until then nobody should rely on it.",
    )


TOLD = SERVED | {"served_on": None, "aware_on": "2026-10-02"}
AREA = {"kind": "area", "words": "Keep out of Mill Street."}


@pytest.mark.parametrize(
    ("here", "there", "pill"),
    [
        ({"served_on": "2026-10-05"}, {}, "two versions disagree"),
        ({}, {"served_on": "2026-10-05"}, "two versions disagree"),
        ({"conditions": [*FULL["conditions"], AREA]}, {}, "two versions disagree"),
        ({}, {"conditions": [*FULL["conditions"], AREA]}, "two versions disagree"),
        ({"ring": "101"}, {"court": "Chester"}, "until 1 Oct 2027, not known to be served"),
        # what none of them forbids any more is nothing to disagree about
        (
            {"conditions": [*FULL["conditions"], AREA | {"lifted_on": "2026-11-01"}]},
            {"court": "Chester"},
            "until 1 Oct 2027, not known to be served",
        ),
    ],
)
def test_of_versions_that_disagree_about_service_or_what_it_forbids_neither_is_believed(
    session: Session, case: Saved, here: dict[str, Any], there: dict[str, Any], pill: str
) -> None:
    first = add(session, case, "order", TOLD)
    save(session, "order", TOLD | here, case=id_of(case), corrects=[first.entry], reason="A letter")
    write_apart(session, first.entry, TOLD | there, "A call")
    words = orders_in_head(session, id_of(case))
    assert words.pill.removeprefix("Non-molestation order").removeprefix(":").strip() == pill
    assert words.tone == "caution"


@pytest.mark.parametrize(
    ("raw", "tone", "steps", "to_do"),
    [
        # green is only what is known to be served and to hold for long
        (SERVED, "accent", ("vary", "ended"), ()),
        (SERVED | {"served_on": None, "there": True}, "accent", ("vary", "ended"), ()),
        (SERVED | {"served_on": None, "aware_on": "2026-10-03"}, "caution", ("served", "vary", "ended"),
         ("They know of it, and it is not known to be served. To be confirmed by the unit: made without notice",)),
        (SERVED | {"kind": "spo_full", "served_on": None, "aware_on": "2026-10-03"}, "caution",
         ("served", "vary", "ended"),
         ("They know of it, and it is not known to be served. To be confirmed by the unit: whether being told",)),
        (SERVED | {"served_on": None}, "caution", ("served", "vary", "ended"), ("Ask who serves it and when",)),
        (SERVED | {"until": "2026-12-22"}, "accent", ("vary", "ended"), ()),
        (SERVED | {"until": "2026-12-21"}, "caution", ("vary", "ended"), ("Ask about a new one now",)),
        (SERVED | {"until": "2026-11-30"}, "caution", ("vary", "ended"), ("Ask about a new one now",)),
        (SERVED | {"until": "2026-11-23"}, "caution", ("vary", "ended"), ("Today is its last day.",)),
        (SERVED | {"until": "2026-11-23", "until_at": "16:00"}, "caution", ("vary", "ended"),
         ("It ends today at 16:00.",)),
        (SERVED | {"until": "2026-11-22"}, "caution", ("ended",), ("It has ended. Tell the person",)),
        (SERVED | {"stage": "ended", "ended_on": "2026-11-01"}, "quiet", (), ()),
        (SERVED | {"until": None}, "caution", ("vary", "ended"), ("Ask for the paper: no last day is noted",)),
        (SERVED | {"until": None, "no_end": True}, "accent", ("vary", "ended"), ()),
        ({"kind": "nmo", "stage": "applied"}, "quiet", ("decided",), ("Ask what was decided, and when.",)),
        ({"kind": "nmo", "stage": "refused"}, "quiet", (), ()),
        # what it lacks is said after what is pressing
        (SERVED | {"conditions": None}, "accent", ("vary", "ended"), (NO_CONDITION,)),
        (SERVED | {"ring": None}, "accent", ("vary", "ended"), (NO_RING,)),
        (SERVED | {"served_on": None, "conditions": None, "ring": None}, "caution", ("served", "vary", "ended"),
         ("Ask who serves it", NO_CONDITION, NO_RING)),
        # served or not, it ends on its day
        (SERVED | {"served_on": None, "until": "2026-11-23"}, "caution", ("served", "vary", "ended"),
         ("Ask who serves it", "It ends today, served or not.")),
        (SERVED | {"served_on": None, "until": "2026-11-23", "until_at": "16:00"}, "caution",
         ("served", "vary", "ended"), ("Ask who serves it", "It ends today at 16:00, served or not.")),
        (SERVED | {"served_on": None, "until": "2026-11-24"}, "caution", ("served", "vary", "ended"),
         ("Ask who serves it", "It ends in 1 day, served or not")),
        (SERVED | {"served_on": None, "until": "2026-12-21"}, "caution", ("served", "vary", "ended"),
         ("Ask who serves it", "It ends in 28 days, served or not")),
        (SERVED | {"served_on": None, "until": "2026-12-22"}, "caution", ("served", "vary", "ended"),
         ("Ask who serves it",)),
        (SERVED | {"kind": "child_arrangements", "conditions": None, "ring": None}, "accent", ("vary", "ended"), ()),
        (SERVED | {"kind": "occupation_order"}, "accent", ("vary", "ended"), ("Check whether a power of arrest",)),
        (SERVED | {"kind": "occupation_order", "power_of_arrest": True}, "accent", ("vary", "ended"), ()),
        (SERVED | {"kind": "occupation_order", "power_of_arrest": False}, "accent", ("vary", "ended"),
         ("Check whether a power of arrest",)),
        # what holds until a hearing
        (SERVED | {"stage": "interim"}, "accent", ("full", "vary", "ended"), ("It holds until a hearing",)),
        (SERVED | {"kind": "spo_interim"}, "accent", ("full", "vary", "ended"), ("It holds until a hearing",)),
        # bail and licences are given face to face
        (MADE | FULL | {"kind": "police_bail", "until": "2027-10-01"}, "accent", ("vary", "ended"), ()),
        (MADE | FULL | {"kind": "licence_conditions", "until": "2027-10-01"}, "accent", ("vary", "ended"), ()),
        (SERVED | {"conditions": [{"kind": "direct", "words": "Not to contact her.", "lifted_on": "2026-11-01"}]},
         "caution", ("vary", "ended"), ("Every condition noted was lifted or is over",)),
    ],
)  # fmt: skip
def test_a_card_says_how_sure_it_is_and_what_there_is_to_do(
    shared: Session, raw: dict[str, Any], tone: str, steps: tuple[str, ...], to_do: tuple[str, ...]
) -> None:
    card = card_of(shared, raw)
    assert (card.tone, card.steps) == (tone, steps)
    assert len(card.to_do) == len(to_do), card.to_do
    assert all(said.startswith(wanted) for said, wanted in zip(card.to_do, to_do, strict=True)), card.to_do


@pytest.mark.parametrize(
    ("other", "full"),
    [
        (SERVED | {"kind": "spo_full"}, True),
        (SERVED | {"kind": "spo_full", "stage": "varied"}, True),
        (SERVED | {"kind": "spo_interim", "stage": "made"}, True),
        ({"kind": "spo_full", "stage": "applied"}, False),
        (SERVED | {"kind": "spo_full", "stage": "ended", "ended_on": "2026-11-01"}, False),
        (SERVED, False),
    ],
)
def test_an_interim_order_asks_for_its_hearing_until_the_full_one_is_noted(
    shared: Session, other: dict[str, Any], *, full: bool
) -> None:
    card = card_of(shared, SERVED | {"kind": "spo_interim"}, other)
    wanted = "A full order of this kind is noted as well." if full else "It holds until a hearing: ask when that is."
    assert card.to_do[0].startswith(wanted)


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"power_of_arrest": True}, "999 in danger, else 101 · power of arrest"),
        ({"power_of_arrest": False}, "999 in danger, else 101 · no power of arrest"),
        ({}, "999 in danger, else 101"),
        ({"ring": None, "power_of_arrest": True}, "power of arrest"),
        ({"ring": None}, ""),
    ],
)
def test_what_is_done_if_it_is_broken(shared: Session, more: dict[str, Any], words: str) -> None:
    assert card_of(shared, SERVED | more).if_broken == words


@pytest.mark.parametrize(
    ("more", "day"),
    [
        ({"until": "2026-11-22"}, "23 Nov 2026"),
        ({"until": "2026-10-31"}, "1 Nov 2026"),
        ({"until": "2026-11-23"}, "today"),
        ({}, "today"),
    ],
)
def test_the_day_to_write_down_for_its_end_is_the_one_after_its_last(
    shared: Session, more: dict[str, Any], day: str
) -> None:
    assert card_of(shared, SERVED | more).ended_on == day


def test_each_condition_says_whether_it_holds_and_until_when(shared: Session) -> None:
    conditions = [
        {"kind": "direct", "words": "Not to contact her."},
        {"kind": "area", "words": "Not into the town.", "until": "2026-11-22"},
        {"kind": "area", "words": "Not to the school.", "until": "2026-11-23"},
        {"kind": "area", "words": "Not to the shop.", "lifted_on": "2026-11-01"},
    ]
    card = card_of(shared, SERVED | {"conditions": conditions})
    assert [one.holds for one in card.conditions] == [True, False, True, False]
    assert [bool(one.state_words) for one in card.conditions] == [False, True, True, True]
    unserved = card_of(shared, SERVED | {"served_on": None, "conditions": conditions})
    assert [one.holds for one in unserved.conditions] == [False] * 4


@pytest.mark.parametrize(
    ("told", "gap", "head"),
    [
        (None, "Not asked yet", ""),
        ("none", "None at all, as told yesterday.", ""),
        ("some", "There is one, as told yesterday, and none is noted", "An order was told of, none is noted"),
    ],
)
def test_what_was_told_of_orders_and_noted_nowhere_is_said(
    shared: Session, told: str | None, gap: str, head: str
) -> None:
    case = new_case(shared)
    if told:
        add(shared, case, "situation", {"asked_on": "2026-11-22", "any_order": told})
    page = orders_page(shared, id_of(case))
    assert page.gap.startswith(gap)
    assert (orders_in_head(shared, id_of(case)).pill == head) or not head
    add(shared, case, "order", SERVED)
    assert orders_page(shared, id_of(case)).gap == ""
    assert orders_in_head(shared, id_of(case)).pill != "An order was told of, none is noted"


def test_the_newest_conversation_about_orders_counts(shared: Session) -> None:
    case = new_case(shared)
    add(shared, case, "situation", {"asked_on": "2026-11-20", "any_order": "some"})
    add(shared, case, "situation", {"asked_on": "2026-11-18", "any_order": "none"})
    assert orders_page(shared, id_of(case)).gap.startswith("There is one, as told 20 Nov")
    add(shared, case, "situation", {"asked_on": "2026-11-21", "ci_rural": True})
    assert orders_page(shared, id_of(case)).gap.startswith("There is one, as told 20 Nov")


@pytest.mark.parametrize(
    ("day", "sure"),
    [
        ("1 Oct 2026", [False]),
        ("2 Oct 2026", [True]),
        ("yesterday", [True]),
        ("1 Oct 2027", [True]),
        ("2 Oct 2027", []),
    ],
)
def test_the_conditions_of_a_day_told_in_words(shared: Session, day: str, sure: list[bool]) -> None:
    case = new_case(shared)
    add(shared, case, "order", SERVED)
    add(shared, case, "order", SERVED | {"kind": "child_arrangements"})  # forbids nobody to do harm
    assert [one.sure for one in conditions_on(shared, id_of(case), day)] == sure
    with pytest.raises(NoSuchDay):
        conditions_on(shared, id_of(case), "between 1 and 3 Nov")
