"""The facts of a case move with the day: age, orders, who lives with whom, and whose answer decides."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta

import pytest

from hru_advocate.casework.product import shipped, shipped_forms
from hru_advocate.domain.forms.answers import Asking
from hru_advocate.domain.ledger.entry import Stamp
from hru_advocate.domain.ledger.records import Record
from hru_advocate.domain.plan.because import reason_of
from hru_advocate.domain.plan.case_facts import CaseFacts, facts_of

FORMS = shipped_forms()
TODAY = date(2026, 11, 23)
ORDER_FACTS = {"ci_order_in_place", "ci_no_order", "ci_order_ended", "ci_order_ending"}


def told(form_id: str, raw: Mapping[str, object], *, on: date = TODAY, record: str = "") -> Record:
    form = FORMS.newest(form_id)
    now = datetime(on.year, on.month, on.day, 10, 4, tzinfo=UTC)
    answers = {
        field.id: answer
        for field in form.fields
        if field.id in raw
        for answer in [
            form.check({field.id: raw[field.id]} | _needed(form_id, raw), Asking(now, shipped().known))[field.id]
        ]
    }
    stamp = Stamp(f"{on.isoformat()}T10:04:00.000Z", 0, 0, "boot")
    name = record or f"{form_id}-{on.isoformat()}"
    return Record(name, name, "case", form, answers, "", "Robin Example", stamp, ())


def _needed(form_id: str, raw: Mapping[str, object]) -> dict[str, object]:
    must: dict[str, dict[str, object]] = {
        "referral": {
            "victim": "Mo Example",
            "source": "self",
            "area": "halton",
            "behaviour": ["stalking"],
            "decision": "pending",
        },
        "person": {"name": "Sam Example", "role": raw.get("role", "victim")},
        "safe_contact": {"may_contact": "yes", "confirmed": TODAY.isoformat()},
        "hearing": dict(raw),
        "order": {"kind": raw.get("kind", "nmo"), "stage": raw.get("stage", "made")},
        "incident": {"happened": raw.get("happened", "today"), "what": raw.get("what", "x")},
    }
    return must.get(form_id, {})


def person(role: str, **more: object) -> Mapping[str, object]:
    return {"role": role, "name": "Sam Example", **more}


def states(found: CaseFacts, *facts: str) -> list[bool | None]:
    return [True if one in found.present else False if one in found.absent else None for one in facts]


def order(made: int | None, until: int | None, **more: object) -> dict[str, object]:
    """An order made, served and ending so many days from today."""
    days = {"made_on": made, "served_on": made, "until": until}
    told_of = {key: (TODAY + timedelta(days)).isoformat() for key, days in days.items() if days is not None}
    return {"kind": "nmo", "stage": "made"} | told_of | more


def noted(rows: list[dict[str, object]]) -> list[Record]:
    return [told("order", row, record=f"order-{number}") for number, row in enumerate(rows)]


UNSERVED: dict[str, object] = {"made_on": "2026-11-13", "served_on": {"state": "not_known"}}
BAIL: dict[str, object] = {"kind": "police_bail"}


@pytest.mark.parametrize(
    ("rows", "present", "told_nothing"),
    [
        ([order(-10, 100)], {"ci_order_in_place"}, False),
        ([order(-10, 29)], {"ci_order_in_place"}, False),
        ([order(-10, 28)], {"ci_order_in_place", "ci_order_ending"}, False),
        ([order(-10, 0)], {"ci_order_in_place", "ci_order_ending"}, False),
        ([order(-10, -1)], {"ci_no_order", "ci_order_ended"}, False),
        ([order(0, 100)], {"ci_order_in_place"}, False),
        ([order(None, 100, there=True)], {"ci_order_in_place"}, False),
        ([order(-10, None, no_end=True)], {"ci_order_in_place"}, False),
        ([order(-10, None)], set(), True),
        ([order(-10, None, no_end=False)], set(), True),
        ([order(-10, 100) | UNSERVED], set(), True),
        ([order(None, 100)], set(), True),
        ([order(None, 100) | BAIL], {"ci_order_in_place"}, False),
        ([order(-10, None), order(-300, -10)], set(), True),
        ([order(-10, 200), order(-300, -10)], {"ci_order_in_place"}, False),
        ([order(-10, None), order(-10, 5)], {"ci_order_in_place", "ci_order_ending"}, False),
        ([order(None, None, stage="applied")], {"ci_no_order"}, False),
        ([order(None, None, stage="applied"), order(-300, -10)], {"ci_no_order", "ci_order_ended"}, False),
        ([order(-10, 100, kind="child_arrangements")], set(), True),
        ([], set(), True),
    ],
)
def test_an_order_is_what_its_days_make_it(
    rows: list[dict[str, object]], present: set[str], *, told_nothing: bool
) -> None:
    found = facts_of(noted(rows), TODAY)
    assert found.present & ORDER_FACTS == present
    assert found.absent & ORDER_FACTS == (set() if told_nothing else ORDER_FACTS - present)


def test_an_order_moves_with_the_day() -> None:
    records = noted([order(-10, 40)])
    for days, present in (
        (-11, {"ci_no_order"}),
        (0, {"ci_order_in_place"}),
        (12, {"ci_order_in_place", "ci_order_ending"}),
        (41, {"ci_no_order", "ci_order_ended"}),
    ):
        assert facts_of(records, TODAY + timedelta(days)).present & ORDER_FACTS == present


@pytest.mark.parametrize("days", [-30, 0, 3])
@pytest.mark.parametrize(
    ("rows", "present"),
    [
        ([order(-10, 40)], {"ci_order_in_place"}),
        ([order(-90, -10)], {"ci_no_order", "ci_order_ended"}),
        ([order(-10, None)], set()),
        ([order(-10, 40, kind="child_arrangements")], {"ci_no_order"}),
        ([], {"ci_no_order"}),
    ],
)
def test_what_a_conversation_said_of_orders_gives_way_to_what_is_noted(
    rows: list[dict[str, object]], present: set[str], days: int
) -> None:
    none = told("situation", {"any_order": "none"}, on=TODAY + timedelta(days))
    later = TODAY + timedelta(4)
    assert facts_of([none, *noted(rows)], later).present & ORDER_FACTS == present
    some = told("situation", {"any_order": "some"}, on=TODAY + timedelta(days))
    told_without = present if rows and rows[0]["kind"] == "nmo" else set()
    assert facts_of([some, *noted(rows)], later).present & ORDER_FACTS == told_without


@pytest.mark.parametrize(
    ("rows", "said", "on_bail"),
    [
        ([order(-10, 40) | BAIL], None, True),
        ([order(-10, 40) | BAIL], False, True),
        ([order(-10, 40, kind="post_charge_bail")], None, True),
        ([order(-10, -1) | BAIL], None, False),
        ([order(-10, -1) | BAIL], True, False),
        ([order(-10, None) | BAIL], None, None),
        ([order(-10, 40)], None, None),
        ([], True, None),  # released under investigation, without bail, is no bail
    ],
)
def test_bail_is_what_its_record_says_and_under_investigation_stays_asked(
    rows: list[dict[str, object]], said: bool | None, on_bail: bool | None
) -> None:
    asked = [told("situation", {"ci_on_bail": said})] if said is not None else []
    facts = facts_of([*asked, *noted(rows)], TODAY)
    assert states(facts, "ci_on_bail") == [on_bail]
    assert states(facts, "ci_released_no_bail") == [said]


@pytest.mark.parametrize(("until", "known"), [(40, True), (-1, False)])
def test_a_live_order_about_the_children_is_one_whatever_was_said_before(until: int, *, known: bool) -> None:
    asked = told("situation", {"ci_court_ordered_contact": False, "ci_shared_children": True})
    found = facts_of([asked, *noted([order(-50, until, kind="child_arrangements")])], TODAY)
    assert ("ci_court_ordered_contact" in found.present) is known


@pytest.mark.parametrize(
    ("born", "right"),
    [
        ("2008-11-24", [True, False]), ("2008-11-23", [False, False]), ("2010-11-24", [True, True]),
        ("2010-11-23", [True, False]), ("17", [True, False]), ("18", [False, False]), ("about 17", [True, True]),
        ("15 to 21", [True, True]), ("14 to 21", [None, None]),  # open by six years at most
        ("about 40", [False, False]), ("over 12", [None, None]),
    ],
)  # fmt: skip
def test_under_18_and_under_16_follow_from_a_birth_or_an_age(born: str, right: list[bool | None]) -> None:
    for record in (told("person", person("victim", born=born)), told("referral", {"born": born})):
        assert states(facts_of([record], TODAY), "ci_under_18", "ci_under_16") == right
    for record in (told("person", person("perpetrator", born=born)), told("referral", {"other_born": born})):
        found = facts_of([record], TODAY)
        assert states(found, "ci_other_under_18", "ci_under_18", "ci_under_16") == [right[0], None, None]


def test_somebody_grows_up_while_the_case_is_open() -> None:
    record = told("person", person("victim", born="2008-12-01"))
    assert "ci_under_18" in facts_of([record], TODAY).present
    assert "ci_under_18" in facts_of([record], date(2026, 12, 1)).absent


@pytest.mark.parametrize(
    ("role", "fact"), [("officer", None), ("safe_person", None), ("family", None), ("child", None)]
)
def test_the_age_of_anybody_else_says_nothing_of_the_victim(role: str, fact: bool | None) -> None:
    found = facts_of([told("person", person(role, born="2011-01-01", interpreter=True))], TODAY)
    assert states(found, "ci_under_18", "ci_other_under_18", "ci_interpreter") == [fact] * 3


@pytest.mark.parametrize(
    ("born", "facts"),
    [
        ("2020-01-01", {"ci_child_under_7"}),
        ("2015-01-01", {"ci_child_7_plus"}),
        ("2000-01-01", set()),
        ("2008-11-23", set()),
    ],
)
def test_a_child_of_the_case_is_a_child_whatever_was_said_before(born: str, facts: set[str]) -> None:
    before = told("situation", {"children": "none"}, on=TODAY - timedelta(3))
    found = facts_of([before, told("person", person("child", born=born))], TODAY)
    assert found.present & {"ci_child_under_7", "ci_child_7_plus"} == facts
    assert ("ci_no_children" in found.present) is not bool(facts)
    alone = facts_of([told("person", person("child", born=born))], TODAY)
    assert ("ci_no_children" in alone.absent) is bool(facts)  # though nobody asked


LIVING = ("ci_lives_with", "ci_separated", "ci_never_lived_with")
WITH, APART, NEVER = [True, False, False], [False, True, False], [False, True, True]


@pytest.mark.parametrize(
    ("first", "then", "right"),
    [
        ("apart", "together", WITH),
        ("apart", "some_nights", WITH),
        ("together", "apart", APART),
        ("never", "together", WITH),
        ("together", {"state": "declined"}, WITH),
        ("never", None, NEVER),
    ],
)
def test_she_went_back_is_one_answer_in_the_situation(first: str, then: object, right: list[bool]) -> None:
    referred = told("referral", {"lives_together": first}, on=TODAY - timedelta(20))
    again = told("situation", {} if then is None else {"lives_together": then})
    for records in ([referred, again], [again, referred]):
        assert states(facts_of(records, TODAY), *LIVING) == right


def test_of_one_day_what_was_written_down_last_decides() -> None:
    referred = told("referral", {"lives_together": "together", "received": "2026-11-23T14:00"})
    again = told("situation", {"lives_together": "apart", "asked_on": "2026-11-23"})
    again = Record(
        "z", "z", "case", again.form, again.answers, "", "A", Stamp("2026-11-23T16:00:00.000Z", 0, 0, "b"), ()
    )
    assert states(facts_of([referred, again], TODAY), *LIVING) == APART


def test_one_of_several_who_do_it_says_nothing_of_the_others() -> None:
    here = told("person", person("perpetrator", lives_together="together", relationship=["partner"]), record="one")
    there = told("person", person("proxy", lives_together="never", relationship=["stranger"]), record="two")
    for records in ([here, there], [there, here]):
        found = facts_of(records, TODAY)
        assert states(found, *LIVING) == WITH
        assert {"ci_partner", "ci_stranger", "ci_several_people"} <= found.present
    assert "ci_several_people" not in facts_of([here], TODAY).known
    later = told("situation", {"lives_together": "apart"}, on=TODAY + timedelta(1))
    assert states(facts_of([here, there, later], TODAY + timedelta(1)), *LIVING) == APART


@pytest.mark.parametrize(
    ("second", "kept"),
    [
        (person("perpetrator", relationship=["neighbour"]), True),
        (person("proxy", relationship=["neighbour"]), True),
        (person("safe_person"), False),  # then the newest answer is about the one there is
    ],
)
def test_a_conversation_about_one_of_several_takes_nothing_from_what_another_is(
    second: Mapping[str, object], *, kept: bool
) -> None:
    before = TODAY - timedelta(9)
    ex = told("person", person("perpetrator", relationship=["ex_partner", "colleague"]), on=before, record="r1")
    other = told("person", second, on=before, record="r2")
    talk = told("situation", {"relationship": ["stranger"], "ci_works_with_perp": False})
    present = facts_of([ex, other, talk], TODAY).present
    assert ("ci_former_partner" in present) is kept
    assert "ci_stranger" in present
    assert "ci_works_with_perp" not in present  # that was asked of all of them


def test_a_stranger_is_not_somebody_unknown_and_a_former_partner_can_be_a_colleague() -> None:
    facts = ("ci_stranger", "ci_stranger_unknown", "ci_former_partner", "ci_works_with_perp")
    one = facts_of([told("referral", {"relationship": ["stranger"]})], TODAY)
    assert states(one, *facts) == [True, False, False, None]
    unknown = facts_of([told("referral", {"relationship": ["unknown"]})], TODAY)
    assert states(unknown, *facts) == [None, True, None, None]
    both = facts_of([told("referral", {"relationship": ["ex_partner", "colleague"]})], TODAY)
    assert states(both, *facts) == [False, False, True, True]
    found_out = told("situation", {"relationship": ["colleague"]}, on=TODAY + timedelta(1))
    known = facts_of([told("referral", {"relationship": ["unknown"]}), found_out], TODAY + timedelta(1))
    assert states(known, *facts) == [None, False, None, True]


def test_no_children_and_no_animal_are_known_and_a_child_outweighs_it() -> None:
    none = told("situation", {"children": "none", "ci_has_pet": False})
    facts = ("ci_no_children", "ci_shared_children", "ci_children_in_home", "ci_no_pet", "ci_has_pet")
    assert states(facts_of([none], TODAY), *facts) == [True, False, False, True, False]
    later = told("situation", {"ci_children_in_home": True, "ci_has_pet": True}, on=TODAY + timedelta(1))
    assert states(facts_of([none, later], TODAY), *facts) == [False, False, True, False, True]
    assert "ci_no_pet" not in facts_of([told("situation", {"ci_has_pet": {"state": "declined"}})], TODAY).known


@pytest.mark.parametrize(
    ("needs", "right"),
    [
        (["no_voice"], [True, False, None, None]),
        (["voice_works"], [False, True, None, None]),
        (["no_voice", "voice_works"], [True, False, None, None]),  # the safer of two answers
        (["bsl"], [None, None, True, None]),
        (["interpreter"], [None, None, None, True]),
        (["relay"], [None, None, None, None]),
    ],
)
def test_what_a_conversation_needs_is_known_of_the_whole_case(needs: list[str], right: list[bool | None]) -> None:
    facts = ("ci_text_or_relay_only", "ci_voice_works", "ci_bsl", "ci_interpreter")
    assert states(facts_of([told("safe_contact", {"needs": needs})], TODAY), *facts) == right


def test_access_needs_are_told_of_the_victim_in_either_form() -> None:
    for form, raw in (
        ("person", person("victim", access_needs=["bsl", "mobility"])),
        ("situation", {"access_needs": ["bsl", "mobility"]}),
    ):
        assert {"ci_bsl", "ci_deaf", "ci_mobility"} <= facts_of([told(form, raw)], TODAY).present
    other = told("person", person("perpetrator", access_needs=["bsl"]))
    assert "ci_bsl" not in facts_of([other], TODAY).known
    none = facts_of([told("situation", {"access_needs": ["none"]})], TODAY)
    assert {"ci_deaf", "ci_mobility", "ci_interpreter"} <= none.absent


@pytest.mark.parametrize("id_", ["relationship", "lives_together", "access_needs"])
def test_the_same_question_means_the_same_in_every_form(id_: str) -> None:
    asked = [
        [(one.id, one.means, one.rules_out) for one in form.by_id[id_].choices]
        for form in map(FORMS.newest, ("situation", "referral", "person"))
        if id_ in form.by_id
    ]
    assert len(asked) > 1
    assert all(one == asked[0] for one in asked)


@pytest.mark.parametrize(
    ("happened", "last", "said"),
    [
        ("last night", "2026-11-09", "last on 9 November"),
        ("yesterday 23:30", "2026-11-09", "last on 9 November"),
        ("between 3 Nov and 8 Nov 2026", "2026-11-08", ""),
        ("8 Nov 2026 22:00 to 9 Nov 2026 06:00", "2026-11-09", ""),
        ("some time or other", "", ""),
    ],
)
def test_what_was_done_until_midnight_was_done_on_that_day(happened: str, last: str, said: str) -> None:
    today = date(2026, 11, 10)
    raw = {"happened": happened, "what": "x", "basis": "fact", "signs": ["rf_watching_following"]}
    known = facts_of([told("incident", raw, on=today)], today).known["rf_watching_following"]
    assert (known.last, known.spanned) == (last, bool(last) and not said)
    assert reason_of(known, today).last == said


@pytest.mark.parametrize(
    ("first", "then", "last", "spanned"),
    [
        ("8 Nov 2026", "3 Nov 2026", "2026-11-08", False),
        ("3 Nov 2026", "8 Nov 2026", "2026-11-08", False),
        ("3 Nov 2026", "between 3 Nov and 8 Nov 2026", "2026-11-08", True),
        ("8 Nov 2026", "between 3 Nov and 8 Nov 2026", "2026-11-08", True),
        ("some time or other", "3 Nov 2026", "", False),
    ],
)
def test_of_two_incidents_the_later_day_is_last(first: str, then: str, last: str, *, spanned: bool) -> None:
    today, raw = date(2026, 11, 10), {"what": "x", "basis": "fact", "signs": ["rf_watching_following"]}
    records = [
        told("incident", raw | {"happened": happened}, on=today - timedelta(2 - at), record=f"incident-{at}")
        for at, happened in enumerate((first, then))
    ]
    known = facts_of(records, today).known["rf_watching_following"]
    assert (known.last, known.spanned) == (last, spanned)


def test_what_was_said_of_a_need_and_a_factor_is_kept_and_of_a_choice_only_that_it_is_so() -> None:
    records = [
        told("needs_assessment", {"nd_housing": {"value": 3, "words": "No lock"}}),
        told("risk_conversation", {"rf_loiters": {"present": True, "words": "By the gate", "how": ["victim_said"]}}),
        told("situation", {"lives_together": "apart"}),
    ]
    known = facts_of(records, TODAY).known
    assert (known["nd_housing"].words, known["rf_loiters"].words) == ("No lock", "By the gate")
    assert all(known[one].said for one in ("nd_housing", "rf_loiters"))
    assert known["rf_loiters"].how == ("victim_said",)
    assert (known["ci_separated"].said, known["ci_separated"].words, known["ci_separated"].how) == ("", "", ())
