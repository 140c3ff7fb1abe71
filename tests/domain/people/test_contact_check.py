"""A contact held against the rules: one row for each rule, on both sides of each boundary."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from hru_advocate.domain.moments import Moment
from hru_advocate.domain.people.contact_check import ContactMade, broken_rule, next_contact_fault, next_safe
from hru_advocate.domain.people.safe_contact import SafeContact, Way
from tests.domain.people.contact_answers import way_to

RING = way_to("mobile", days=("mon",), start="10:00", end="14:00")
NIGHT = way_to("mobile", days=("mon",), start="22:00", end="02:00")
LATE = way_to("mobile", days=("mon",), start="23:55")
TEXT = way_to("text")
SHOWN = way_to("mobile", withheld=False)
HOLIDAY = date(2026, 12, 28)
MONDAY = datetime(2026, 11, 30, 15, 0, tzinfo=ZoneInfo("Europe/London"))

FROM_TEN = way_to("mobile", days=("mon",), start="10:00")
TO_TWO = way_to("mobile", days=("mon",), end="14:00")


def rules(*ways: Way, may: str = "yes", never: str = "", never_ways: tuple[str, ...] = ()) -> SafeContact:
    return SafeContact(may, ways, never=never, confirmed="2026-11-27", never_ways=never_ways)


def made(  # the contact in a row, as short as it can be written
    method: str, start: str | None = None, end: str | None = None, *, voicemail: bool = False, withheld: bool = False
) -> ContactMade:
    return ContactMade(method, Moment("as told", start, end or start), voicemail, withheld)


@pytest.mark.parametrize(
    ("given", "contact", "broken"),
    [
        (rules(RING), made("phone", "2026-11-30T09:59"), "ring only Mon 10:00–14:00"),
        (rules(RING), made("phone", "2026-11-30T10:00"), ""),
        (rules(RING), made("phone", "2026-11-30T13:59"), ""),
        (rules(RING), made("phone", "2026-11-30T14:00"), "ring only Mon 10:00–14:00"),
        (rules(RING), made("phone", "2026-11-30", "2026-11-30"), ""),
        (rules(RING), made("phone", "2026-12-01", "2026-12-01"), "ring only Mon 10:00–14:00"),
        (rules(RING), made("phone", "2026-11-29", "2026-11-29"), "ring only Mon 10:00–14:00"),
        (rules(RING), made("phone", "2026-11-28", "2026-11-30"), ""),
        (rules(LATE), made("phone", "2026-11-30", "2026-11-30"), ""),
        (rules(RING), made("phone", "2026-11-30T12:00", "2026-11-30T18:00"), ""),
        (rules(RING), made("phone", "2026-11-30T14:00", "2026-11-30T18:00"), "ring only Mon 10:00–14:00"),
        (rules(RING), made("phone"), ""),
        (rules(RING), ContactMade("phone", Moment("as told", "2026-11-30T10:00"), False, False), ""),
        (
            rules(RING),
            ContactMade("phone", Moment("as told", "2026-11-30T14:00"), False, False),
            "ring only Mon 10:00–14:00",
        ),
        (rules(NIGHT), made("phone", "2026-12-01T01:59"), ""),
        (rules(NIGHT), made("phone", "2026-12-01T02:00"), "ring only Mon 22:00–02:00"),
        (
            rules(FROM_TEN),
            made("phone", "2026-11-30T09:59"),
            "ring only Mon from 10:00",
        ),
        (rules(FROM_TEN), made("phone", "2026-11-30T10:00"), ""),
        (
            rules(TO_TWO),
            made("phone", "2026-11-30T14:00"),
            "ring only Mon until 14:00",
        ),
        (rules(TO_TWO), made("phone", "2026-11-30T13:59"), ""),
        (rules(RING), made("text"), "nothing of a text message: it is not among the ways"),
        (rules(RING), made("other"), "nothing of this way"),
        (rules(RING, TEXT), made("text", "2026-12-01T03:00"), ""),
        (rules(TEXT), made("phone"), "nothing of a telephone call: it is not among the ways"),
        (rules(RING, TEXT, never_ways=("voice",)), made("phone", "2026-11-30T10:00"), "never a telephone call"),
        (rules(TEXT, never="Never a voice call"), made("phone"), "never a telephone call"),
        (rules(RING, may="no"), made("phone", "2026-11-30T10:00"), "do not get in touch"),
        (rules(may="they_ring"), made("letter"), "do not ring, they ring us"),
        (rules(RING, may="through_someone"), made("phone", "2026-11-30T10:00"), "only through somebody else"),
        (rules(), made("phone"), "ask first, no way is agreed yet"),
        (rules(RING), made("phone", "2026-11-30T10:00", voicemail=True), "no voicemail"),
        (rules(Way("mobile", voicemail="any")), made("phone", voicemail=True), ""),
        (rules(SHOWN), made("phone", withheld=True), "never withhold the number"),
        (rules(SHOWN), made("phone", withheld=False), ""),
        (rules(Way("mobile", withheld=True)), made("phone", withheld=True), ""),
        (rules(Way("mobile")), made("phone", withheld=True), ""),
        (rules(SHOWN, Way("landline", withheld=True)), made("phone", withheld=True), ""),
        (
            rules(Way("mobile", voicemail="any"), never_ways=("voicemail",)),
            made("phone", voicemail=True),
            "no voicemail",
        ),
    ],
)
def test_a_contact_breaks_the_rule_it_breaks(given: SafeContact, contact: ContactMade, broken: str) -> None:
    assert broken_rule(given, contact) == broken


@pytest.mark.parametrize(
    ("given", "day", "fault", "offered"),
    [
        (rules(RING), HOLIDAY, "Monday 28 Dec 2026 is a bank holiday", "Monday 4 Jan 2027 from 10:00, ring"),
        (rules(TEXT), HOLIDAY, "", ""),  # any day
        (rules(RING, TEXT), HOLIDAY, "", ""),
        (rules(RING), date(2026, 12, 29), "no agreed way is open on Tuesday", "Monday 4 Jan 2027 from 10:00, ring"),
        (rules(RING), date(2026, 12, 22), "no agreed way is open on Tuesday", "Monday 4 Jan 2027 from 10:00, ring"),
        (rules(RING), date(2026, 12, 7), "", ""),
        (rules(RING), date(2026, 12, 8), "no agreed way is open on Tuesday", "Monday 14 Dec 2026 from 10:00, ring"),
        (rules(RING), date(2026, 11, 30), "no agreed way is open on Monday", "Monday 7 Dec 2026 from 10:00, ring"),
        (rules(NIGHT), date(2026, 11, 30), "", ""),
        (rules(NIGHT), date(2026, 12, 1), "", ""),
        (rules(NIGHT), date(2026, 12, 2), "no agreed way is open on Wednesday", "Monday 7 Dec 2026 from 22:00, ring"),
        (rules(TEXT), date(2026, 12, 2), "", ""),
        (rules(Way("text")), date(2026, 12, 2), "no number noted for what is agreed on Wednesday 2 Dec 2026.", ""),
        (rules(Way("email")), HOLIDAY, "no address noted for what is agreed on Monday 28 Dec 2026.", ""),
        (rules(Way("text"), TEXT), date(2026, 12, 2), "", ""),
        (
            rules(Way("text", days=("tue",)), RING),
            date(2026, 12, 8),
            "no number noted",
            "Monday 14 Dec 2026 from 10:00, ring",
        ),
        (rules(Way("in_person")), date(2026, 12, 2), "", ""),
        (rules(RING, never_ways=("voice",)), date(2026, 12, 7), "no agreed way can be used.", ""),
        (rules(RING, may="through_someone"), date(2026, 12, 7), "no agreed way can be used.", ""),
        (rules(may="they_ring"), date(2026, 12, 2), "they asked to ring us themselves", ""),
        (rules(may="no"), date(2026, 12, 2), "they asked not to be contacted", ""),
    ],
)
def test_a_next_contact_outside_the_rules_is_said_with_the_next_safe_time(
    given: SafeContact, day: date, fault: str, offered: str
) -> None:
    said = next_contact_fault(given, day, MONDAY, {HOLIDAY})
    assert (fault in said) if fault else (said == "")
    if fault:
        found = next_safe(given, day, MONDAY, {HOLIDAY})
        assert (found.words if found else "") == offered
