"""What Today says of orders is what their entries say, counted over: every open case, nothing of one that is closed."""

from __future__ import annotations

from datetime import timedelta

import pytest

from hru_advocate.casework import today
from hru_advocate.casework.law.orders import conditions_live, orders_of
from hru_advocate.casework.plan.knowledge import facts_now
from hru_advocate.casework.records.entries import save
from hru_advocate.casework.session import Session
from hru_advocate.domain.law.due import notices_of
from hru_advocate.domain.law.order_facts import IN_PLACE
from hru_advocate.errors import InvalidAnswer
from tests.casework.open_sessions import add, id_of, new_case, on
from tests.casework.vault.apart import write_apart


def test_a_recount_from_the_entries_equals_what_today_says(session: Session) -> None:
    now = session.now().date()
    cases = [new_case(session) for _ in range(4)] + [new_case(session, decision="advise", decision_reason="Made up.")]
    for number, away in enumerate((-400, -29, -28, -1, 0, 1, 7, 8, 28, 29, 400)):
        until = (now + timedelta(away)).isoformat()
        made = (now - timedelta(500)).isoformat()
        raw = {"kind": "nmo", "stage": "made", "made_on": made, "there": number % 3 > 0, "until": until}
        add(session, cases[number % 5], "order", raw)
    add(session, cases[0], "order", {"kind": "police_bail", "stage": "made", "until": now.isoformat()})
    add(session, cases[1], "order", {"kind": "spo_full", "stage": "made", "made_on": now.isoformat(), "there": True})
    far = {"kind": "nmo", "stage": "made", "made_on": "2026-01-05", "there": True, "until": "2028-01-05"}
    one = add(session, cases[2], "order", far)
    add(session, cases[3], "order", far | {"until": now.isoformat(), "until_at": "10:00"})
    newer = far | {"ring": "101"}
    save(session, "order", newer, case=id_of(cases[2]), corrects=[one.entry], reason="Who to ring")
    write_apart(session, one.entry, far | {"until": "2027-06-05"}, "Read the paper again")
    expected = sorted(
        (notice.day, notice.words, id_of(case))
        for case in cases[:4]
        for order in orders_of(session, id_of(case))
        for notice in notices_of(order, now)
        if notice.soon
    )
    said = [
        (review.due.day, review.what, review.label.case)
        for review in today.look(session).dates
        if review.entry and review.what.split(":")[0].split(" ")[0] in ("Non-molestation", "Police", "Stalking")
    ]
    assert sorted(said) == expected
    assert len(expected) > 5
    assert "Non-molestation order: two versions disagree" in [words for _day, words, _case in expected]


def test_a_licence_is_noted_before_the_release_and_holds_from_that_day(session: Session) -> None:
    case, now = new_case(session), session.now().date()
    release = now + timedelta(20)
    raw = {"kind": "licence_conditions", "stage": "made", "made_on": release.isoformat(), "no_end": True,
           "conditions": [{"kind": "direct", "words": "No contact."}]}  # fmt: skip
    add(session, case, "order", raw)
    (line,) = [one for one in today.look(session).dates if one.what.startswith("Licence")]
    assert (line.what, line.due.day) == ("Licence begins", release)
    assert conditions_live(session, id_of(case), now) == ()
    assert IN_PLACE not in facts_now(session, id_of(case)).present
    on(session, release)
    assert not [one for one in today.look(session).dates if one.what.startswith("Licence")]
    assert [one.words for one in conditions_live(session, id_of(case), release)] == ["No contact."]
    assert IN_PLACE in facts_now(session, id_of(case)).present


@pytest.mark.parametrize(
    ("kind", "stage", "away", "taken"),
    [
        ("licence_conditions", "made", 1, True),
        ("licence_conditions", "varied", 1, False),
        ("nmo", "made", 1, False),
        ("police_bail", "made", 1, False),
        ("nmo", "made", 0, True),
    ],
)
def test_only_a_licence_begins_on_a_day_to_come(
    session: Session, kind: str, stage: str, away: int, *, taken: bool
) -> None:
    case, made = new_case(session), session.now().date() + timedelta(away)
    raw = {"kind": kind, "stage": stage, "made_on": made.isoformat(), "no_end": True}
    if taken:
        add(session, case, "order", raw)
    else:
        with pytest.raises(InvalidAnswer, match="Only a licence"):
            add(session, case, "order", raw)
