"""An enrolled device signs what no form can hold: refused in a sentence, and what was taken in no page trips over."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

import pytest
from msgspec import structs

from hru_advocate.casework.partners.meetings import meetings_page
from hru_advocate.casework.sharing.receiving import PackageRefused, open_package
from hru_advocate.domain.ledger.entry import Entry, Stamp, canonical
from tests.casework.sharing.signed_nonsense import BadDevice, Told, record
from tests.casework.sharing.two_laptops import everything
from tests.casework.test_every_answer_on_every_page import example

INCIDENT: Final = {"happened": "2026-11-02", "what": "It was seven times.", "basis": "report", "times": 7}
RISK: Final = {"held_on": "20 Nov 2026", "rf_isolated": {"present": True, "last": "yesterday", "how": ["victim_said"]}}
NEEDS: Final = {"nd_housing": {"value": 3, "advocate": 2, "words": "Soon."}}
UNSEEN: Final = "\u202e"


def stored(field: str, value: Any) -> Callable[[Told], Told]:
    """Put something else where an answer stands."""
    return lambda told: {**told, "answers": {**told["answers"], field: {"state": "answered", "value": value}}}


def within(field: str, part: str, value: Any) -> Callable[[Told], Told]:
    """Put something else in a part of an answer."""

    def change(told: Told) -> Told:
        answer = told["answers"][field]
        return stored(field, {**answer["value"], part: value})(told)

    return change


def answers(**more: Any) -> Callable[[Told], Told]:
    return lambda told: {**told, "answers": {**told["answers"], **more}}


def less(field: str) -> Callable[[Told], Told]:
    return lambda told: {"answers": {name: one for name, one in told["answers"].items() if name != field}}


ROWS: Final[dict[str, Callable[[BadDevice], Entry]]] = {
    "as it should be": lambda bad: record(bad, "incident", INCIDENT),
    "a question the form does not have": lambda bad: record(bad, "incident", INCIDENT, stored("more", "x")),
    "another form's question": lambda bad: record(bad, "incident", INCIDENT, stored("rf_isolated", {"present": True})),
    "a number for words": lambda bad: record(bad, "incident", INCIDENT, stored("what", 7)),
    "words for a number": lambda bad: record(bad, "incident", INCIDENT, stored("times", "7")),
    "a truth for a number": lambda bad: record(bad, "incident", INCIDENT, stored("times", True)),
    "a number too small": lambda bad: record(bad, "incident", INCIDENT, stored("times", 0)),
    "the least number": lambda bad: record(bad, "incident", INCIDENT, stored("times", 1)),
    "the greatest number": lambda bad: record(bad, "incident", INCIDENT, stored("times", 100_000)),
    "a number too great": lambda bad: record(bad, "incident", INCIDENT, stored("times", 100_001)),
    "no such choice": lambda bad: record(bad, "incident", INCIDENT, stored("basis", "rumour")),
    "a link of another sort": lambda bad: record(bad, "incident", INCIDENT, stored("behaviours", ["sm_call_999"])),
    "a link that is no id": lambda bad: record(bad, "incident", INCIDENT, stored("behaviours", ["bh_\n"])),
    "a link of another unit": lambda bad: record(bad, "incident", INCIDENT, stored("behaviours", ["bh_unit_horn"])),
    "one link twice": lambda bad: record(bad, "incident", INCIDENT, stored("behaviours", ["bh_followed"] * 2)),
    "too many links": lambda bad: record(
        bad, "incident", INCIDENT, stored("behaviours", [f"bh_{number}" for number in range(41)])
    ),
    "no words": lambda bad: record(bad, "incident", INCIDENT, stored("what", "  ")),
    "words that are endless": lambda bad: record(bad, "incident", INCIDENT, stored("what", "x" * 200_001)),
    "the most words": lambda bad: record(bad, "incident", INCIDENT, stored("what", "x" * 200_000)),
    "words turned round": lambda bad: record(bad, "incident", INCIDENT, stored("what", f"It was {UNSEEN}seven.")),
    "a control sign": lambda bad: record(bad, "incident", INCIDENT, stored("what", "It\x1b[2J was")),
    "a zero-width space": lambda bad: record(bad, "incident", INCIDENT, stored("what", "It\u200bwas")),
    "no state": lambda bad: record(bad, "incident", INCIDENT, answers(words={"value": "x"})),
    "no such state": lambda bad: record(bad, "incident", INCIDENT, answers(words={"state": "perhaps"})),
    "a reason with a value": lambda bad: record(
        bad, "incident", INCIDENT, answers(words={"state": "declined", "value": "x"})
    ),
    "a reason": lambda bad: record(bad, "incident", INCIDENT, answers(words={"state": "declined"})),
    "an answer that is none": lambda bad: record(bad, "incident", INCIDENT, answers(words=["x"])),
    "an answer that is needed and lacks": lambda bad: record(bad, "incident", INCIDENT, less("what")),
    "more beside the answers": lambda bad: record(bad, "incident", INCIDENT, lambda told: {**told, "more": 1}),
    "no answers": lambda bad: record(bad, "incident", INCIDENT, lambda _told: {}),
    "a reason turned round": lambda bad: record(bad, "incident", INCIDENT, lambda told: {**told, "reason": UNSEEN}),
    "a reason that can be read": lambda bad: record(bad, "incident", INCIDENT, lambda told: {**told, "reason": "Why"}),
    "another moment than it tells": lambda bad: record(bad, "incident", INCIDENT, happened="2026-11-03"),
    "a moment nobody told": lambda bad: record(
        bad, "incident", INCIDENT, within("happened", "start", "2026-13-45"), happened="2026-13-45"
    ),
    "a moment where the calendar ends": lambda bad: record(
        bad, "incident", INCIDENT, stored("happened", {"told": "x", "start": "9999-12-31", "end": "9999-12-31"}),
        happened="9999-12-31",
    ),
    "a moment further off than words go": lambda bad: record(
        bad, "incident", INCIDENT, stored("happened", {"told": "x", "start": "2700-01-02", "end": "2700-01-02"}),
        happened="2700-01-02",
    ),
    "a moment as far off as words go": lambda bad: record(
        bad, "incident", INCIDENT, stored("happened", {"told": "x", "start": "2700-01-01", "end": "2700-01-01"}),
        happened="2700-01-01",
    ),
    "a moment that ends before it begins": lambda bad: record(
        bad, "incident", INCIDENT, within("happened", "end", "2026-11-01")
    ),
    "a finding that is neither": lambda bad: record(
        bad, "risk_conversation", RISK, within("rf_isolated", "present", 1)
    ),
    "a finding known from nowhere": lambda bad: record(
        bad, "risk_conversation", RISK, within("rf_isolated", "how", ["x"])
    ),
    "a finding as it should be": lambda bad: record(bad, "risk_conversation", RISK),
    "a rating of five": lambda bad: record(bad, "needs_assessment", NEEDS, within("nd_housing", "value", 5)),
    "a rating of four": lambda bad: record(bad, "needs_assessment", NEEDS, within("nd_housing", "value", 4)),
    "a row with a question more": lambda bad: record(
        bad, "notes", {"lines": [{"text": "x"}]}, stored("lines", [{"more": {"state": "answered", "value": "x"}}])
    ),
    "a row without its words": lambda bad: record(bad, "notes", {"lines": [{"text": "x"}]}, stored("lines", [{}])),
    "rows that are none": lambda bad: record(bad, "notes", {"lines": [{"text": "x"}]}, stored("lines", ["x"])),
    "too many rows": lambda bad: record(
        bad, "notes", {"lines": [{"text": "x"}]},
        stored("lines", [{"text": {"state": "answered", "value": "x"}}] * 501),
    ),
    "a form of the unit's": lambda bad: record(
        bad, "thresholds", {field.id: example(field) for field in bad.mine.forms.newest("thresholds").fields}
    ),
    "a record that begins in another": lambda bad: record(bad, "incident", INCIDENT, record=bad.case),
    "a clock that lost its battery": lambda bad: record(bad, "incident", INCIDENT, recorded=at(bad, "1970")),
    "a year before clocks": lambda bad: record(bad, "incident", INCIDENT, recorded=at(bad, "1969")),
    "the last year": lambda bad: record(bad, "incident", INCIDENT, recorded=at(bad, "2700")),
    "a year after the last": lambda bad: record(bad, "incident", INCIDENT, recorded=at(bad, "2701")),
    "the end of the calendar": lambda bad: record(bad, "incident", INCIDENT, recorded=at(bad, "9999")),
    "a name with a line break": lambda bad: record(bad, "incident", INCIDENT, author="Robin\u2028Example"),
    "a name turned round": lambda bad: record(bad, "incident", INCIDENT, author=f"Robin {UNSEEN}Example"),
    "a name in Arabic letters": lambda bad: record(bad, "incident", INCIDENT, author="\u0646\u0648\u0631\u200f"),
    "an event with words turned round": lambda bad: event(bad, {"reason": f"x{UNSEEN}"}),
    "an event with a break in a name": lambda bad: event(bad, {"whom": ["Kim\nColleague"]}),
    "an event whose part has such a name": lambda bad: event(bad, {"why": {f"{UNSEEN}": 1}}),
    "an event that can be read": lambda bad: event(bad, {"reason": "A call", "more": {"n": [1, None, "x"]}}),
    "an event with a version": lambda bad: event(bad, {}, version=2),
    "an event that happened": lambda bad: event(bad, {}, happened="2026-11-02"),
    "an event that says two things": lambda bad: said(bad, b'{"reason":"A call","reason":"A visit"}'),
    "an event with spaces": lambda bad: said(bad, b'{"reason": "A call"}'),
    "an event in another order": lambda bad: said(bad, b'{"whom":"Kim","reason":"A call"}'),
    "an event with signs spelt out": lambda bad: said(bad, b'{"reason":"\\u0041 call"}'),
    "a body nested without end": lambda bad: bad.signed(
        bad.header("record", "incident", happened="2026-11-02"), b'{"answers":' + b"[" * 9000
    ),
    "a body that is no text": lambda bad: bad.signed(bad.header("record", "incident"), b"\xff\xfe"),
    "a correction of what is of another form": lambda bad: corrected(bad, "notes"),
    "a correction": lambda bad: corrected(bad, "incident"),
}  # fmt: skip
TAKEN: Final = {
    "as it should be", "the least number", "the greatest number", "a link of another unit", "the most words",
    "a reason", "a reason that can be read", "a finding as it should be", "a rating of four",
    "a moment as far off as words go",
    "a name in Arabic letters", "an event that can be read", "a correction", "a clock that lost its battery",
    "the last year",
}  # fmt: skip


def at(bad: BadDevice, year: str) -> Stamp:
    """The last moment of a year."""
    return structs.replace(bad.mine.clock.stamp(), utc=f"{year}-12-31T23:59:59.999Z", offset=60)


def event(bad: BadDevice, body: Told, **header: Any) -> Entry:
    return bad.signed(bad.header("event", "opened_restricted", **header), canonical(body))


def said(bad: BadDevice, body: bytes, kind: str = "event", form: str = "opened_restricted") -> Entry:
    return bad.signed(bad.header(kind, form), body)


def corrected(bad: BadDevice, form: str) -> Entry:
    first = bad.theirs.heads(bad.case, [form])[0]
    return record(bad, "incident", INCIDENT, parents=(first.entry,), record=first.record)


class _Undone(Exception):
    """It opened, and stays no longer than this test."""


def _opens(bad: BadDevice, data: bytes) -> str:
    """Open a package and let go of what it brought; the refusal where it was refused, and then nothing was changed."""
    before = everything(bad.theirs)
    try:
        with bad.theirs.vault.write():
            open_package(bad.theirs, data)
            raise _Undone
    except _Undone:
        return ""
    except PackageRefused as refused:
        assert everything(bad.theirs) == before
        return refused.message


@pytest.mark.parametrize("what", ROWS)
def test_an_entry_is_taken_in_where_its_form_can_hold_what_it_holds(bad: BadDevice, what: str) -> None:
    refused = _opens(bad, bad.package(ROWS[what](bad)))
    assert (refused == "") == (what in TAKEN), refused
    assert not refused or "What was found: " in refused


ACTION: Final = {"what": "Ring the school", "owner": "us", "due": "2026-11-22", "state": "open"}


def test_an_action_of_a_meeting_that_is_not_here_stands_with_no_meeting(bad: BadDevice) -> None:
    """The entry it names may be missing: another laptop has it alone, and pages open all the same."""
    lost = record(bad, "action", ACTION, stored("from_entry", bad.mine.new_id()))
    assert open_package(bad.theirs, bad.package(lost)).new
    assert bad.theirs.heads(bad.case, ["action"])
    assert meetings_page(bad.theirs, bad.case).lines
