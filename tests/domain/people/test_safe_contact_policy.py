"""When somebody may be got in touch with: one row for each rule, on both sides of each boundary."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from msgspec.structs import replace

from hru_advocate.domain.people.contact_now import SafeNow, judge_now
from hru_advocate.domain.people.safe_contact import (
    DAYS,
    SafeContact,
    Way,
    read_safe_contact,
    rules_in_words,
)
from tests.domain.people.contact_answers import answers_of, ways_of

LONDON = ZoneInfo("Europe/London")
MONDAY = datetime(2026, 11, 23, 0, 0, tzinfo=LONDON)
CONFIRMED = "2026-11-22"


def at(day: str, time: str) -> datetime:
    """A moment of the week of Monday 23 November 2026."""
    hour, minute = (int(part) for part in time.split(":"))
    return MONDAY + timedelta(days=DAYS.index(day), hours=hour, minutes=minute)


def rules(*ways: Way, may: str = "yes", confirmed: str = CONFIRMED) -> SafeContact:
    return SafeContact(may, ways, confirmed=confirmed)


def judged(versions: Iterable[SafeContact], moment: datetime) -> SafeNow:
    """The answer where every way leads somewhere."""
    to = "07700 900123"
    led = [
        replace(one, ways=tuple(way if way.means == "through" else replace(way, number=to) for way in one.ways))
        for one in versions
    ]
    return judge_now(led, moment)


@pytest.mark.parametrize(("days", "chosen"), [((), False), (DAYS, False), (DAYS[:6], True), (("sun",), True)])
def test_days_are_chosen_where_they_are_some_of_the_week(days: tuple[str, ...], *, chosen: bool) -> None:
    assert Way("mobile", days=days).of_chosen_days is chosen


@pytest.mark.parametrize(
    ("needs", "said"),
    [
        ((), ""),
        (("no_voice",), " · voice calls do not work"),
        (("relay", "bsl"), " · ring through Relay UK · BSL interpreter"),
        (("interpreter", "voice_works"), " · interpreter · voice calls work"),
        (("a_later_one",), ""),  # what a later version knows is nothing to stop at
    ],
)
def test_what_a_conversation_needs_is_said_with_the_rules(needs: tuple[str, ...], said: str) -> None:
    given = replace(rules(CALL), needs=needs)
    assert rules_in_words(given, MONDAY.date()) == f"any day · mobile · no voicemail{said}. Confirmed yesterday."


DAYTIME = Way("mobile", days=("mon", "thu"), start="10:00", end="14:30")
NIGHT = Way("mobile", days=("mon",), start="22:15", end="01:45")
FROM = Way("mobile", start="09:30")
UNTIL = Way("mobile", end="17:00")
ANY_TIME = Way("text")
CALL = Way("mobile")
FRIEND = Way("through", through="Imogen")
ON_SUNDAY = Way("landline", days=("sun",))
NO_TIME_AT_ALL = Way("mobile", start="10:00", end="10:00")


@pytest.mark.parametrize(
    ("way", "day", "time", "safe"),
    [
        (DAYTIME, "mon", "09:59", False),
        (DAYTIME, "mon", "10:00", True),
        (DAYTIME, "mon", "14:29", True),
        (DAYTIME, "mon", "14:30", False),
        (DAYTIME, "tue", "12:00", False),
        (DAYTIME, "thu", "12:00", True),
        (NIGHT, "mon", "01:44", False),
        (NIGHT, "mon", "22:14", False),
        (NIGHT, "mon", "22:15", True),
        (NIGHT, "mon", "23:59", True),
        (NIGHT, "tue", "00:00", True),
        (NIGHT, "tue", "01:44", True),
        (NIGHT, "tue", "01:45", False),
        (NIGHT, "tue", "22:15", False),
        (NIGHT, "sun", "23:00", False),
        (FROM, "wed", "09:29", False),
        (FROM, "wed", "09:30", True),
        (FROM, "sun", "23:59", True),
        (UNTIL, "wed", "00:00", True),
        (UNTIL, "wed", "16:59", True),
        (UNTIL, "wed", "17:00", False),
        (ANY_TIME, "sat", "03:00", True),
        (ON_SUNDAY, "sat", "23:59", False),
        (ON_SUNDAY, "sun", "00:00", True),
        (ON_SUNDAY, "sun", "23:59", True),
        (NO_TIME_AT_ALL, "mon", "10:00", False),
        (NO_TIME_AT_ALL, "mon", "09:59", False),
    ],
)
def test_a_way_is_safe_from_its_first_minute_to_the_one_before_its_last(
    way: Way, day: str, time: str, *, safe: bool
) -> None:
    assert way.covers(at(day, time)) is safe
    assert (judged([rules(way)], at(day, time)).safety == "now") is safe


@pytest.mark.parametrize(
    ("ways", "day", "time", "safety", "short"),
    [
        ((DAYTIME,), "mon", "09:59", "later", "not before 10:00"),
        ((DAYTIME,), "mon", "14:30", "later", "not before Thu 10:00"),
        ((DAYTIME,), "thu", "14:30", "later", "not before Mon 10:00"),
        ((DAYTIME, NIGHT), "mon", "14:30", "later", "not before 22:15"),
        ((NIGHT, DAYTIME), "mon", "14:30", "later", "not before 22:15"),
        ((NIGHT,), "tue", "01:45", "later", "not before Mon 22:15"),
        ((NIGHT,), "mon", "00:30", "later", "not before 22:15"),
        ((ON_SUNDAY,), "mon", "00:00", "later", "not before Sun 00:00"),
        ((FROM,), "mon", "09:29", "later", "not before 09:30"),
        ((UNTIL,), "mon", "17:00", "later", "not before Tue 00:00"),
        ((NO_TIME_AT_ALL,), "mon", "09:00", "not_now", "not now"),
        ((DAYTIME, ANY_TIME), "tue", "03:00", "now", "Text now"),
    ],
)
def test_outside_every_window_it_says_when_the_next_one_opens(
    ways: tuple[Way, ...], day: str, time: str, safety: str, short: str
) -> None:
    found = judged([rules(*ways)], at(day, time))
    assert (found.safety, found.word) == (safety, short)
    assert (found.next_start is None) is (safety != "later")


def test_the_next_opening_is_a_whole_minute() -> None:
    found = DAYTIME.next_start(at("mon", "09:59") + timedelta(seconds=13, microseconds=5))
    assert found == at("mon", "10:00")


YES, SOMEONE, THEY_RING, NO = "yes", "through_someone", "they_ring", "no"


@pytest.mark.parametrize(
    ("versions", "safety", "short"),
    [
        ((), "unknown", "no rules yet"),
        ((rules(ANY_TIME),), "now", "Text now · do not ring"),
        ((rules(CALL),), "now", "Ring now"),
        ((rules(ANY_TIME, may=SOMEONE),), "ask_first", "no go-between named"),
        ((rules(CALL, may=SOMEONE),), "ask_first", "no go-between named"),
        ((rules(CALL, Way("through"), may=SOMEONE),), "ask_first", "no go-between named"),
        ((rules(CALL, FRIEND, may=SOMEONE),), "now", "Through someone now · never directly"),
        ((rules(FRIEND),), "now", "Through someone now · do not ring"),
        ((rules(ANY_TIME, may=""),), "ask_first", "not agreed"),
        ((rules(ANY_TIME, may=THEY_RING),), "never", "they ring us"),
        ((rules(ANY_TIME, may=NO),), "never", "do not contact"),
        ((rules(may=NO, confirmed=""),), "never", "do not contact"),
        ((rules(),), "ask_first", "no way agreed"),
        ((rules(ANY_TIME, confirmed=""),), "ask_first", "confirm first"),
        ((rules(ANY_TIME), rules(ANY_TIME)), "never", "two versions"),
        ((rules(ANY_TIME), rules(ANY_TIME, may=NO)), "never", "two versions"),
    ],
)
def test_the_safer_answer_holds(versions: tuple[SafeContact, ...], safety: str, short: str) -> None:
    found = judged(versions, at("mon", "10:00"))
    assert (found.safety, found.short) == (safety, short)


@pytest.mark.parametrize(
    ("confirmed", "safety"),
    [
        ("2026-10-26", "now"),
        ("2026-10-25", "ask_first"),
        ("2026-11-23", "now"),
        ("2026-11-24", "ask_first"),
        ("2062-11-22", "ask_first"),
        ("", "ask_first"),
    ],
)
def test_rules_hold_for_twenty_eight_days_and_not_for_twenty_nine(confirmed: str, safety: str) -> None:
    assert judged([rules(ANY_TIME, confirmed=confirmed)], at("mon", "10:00")).safety == safety


@pytest.mark.parametrize(
    ("confirmed", "words"),
    [
        ("2026-11-23", "Confirmed today."),
        ("2026-11-22", "Confirmed yesterday."),
        ("2026-11-21", "Confirmed 2 days ago."),
        ("2026-08-16", "Confirmed 99 days ago."),
        ("2026-08-15", "Confirmed 15 Aug 2026."),
        ("2026-11-24", "Confirmed on a day still to come, 24 Nov 2026: confirm again."),
        ("", "Not confirmed."),
    ],
)
def test_the_age_of_the_rules_is_said(confirmed: str, words: str) -> None:
    assert rules_in_words(rules(ANY_TIME, confirmed=confirmed), MONDAY.date()).endswith(f" {words}")


@pytest.mark.parametrize(
    ("way", "hidden", "shown"),
    [
        (
            Way("mobile", number="07700 900417"),
            "any day · mobile ending 417 · no voicemail",
            "any day · mobile 07700 900417 · no voicemail",
        ),
        (
            Way("landline", number="01632 960012", voicemail="agreed"),
            "any day · landline ending 012 · only the agreed voicemail",
            "any day · landline 01632 960012 · only the agreed voicemail",
        ),
        (
            Way("mobile", voicemail="any", withheld=True),
            "any day · mobile · withheld number is fine · voicemail is fine",
            "any day · mobile · withheld number is fine · voicemail is fine",
        ),
        (
            Way("mobile", withheld=False),
            "any day · mobile · never withhold the number · no voicemail",
            "any day · mobile · never withhold the number · no voicemail",
        ),
        (
            Way("through", through="Imogen", number="07700 900418"),
            "any day · through Imogen ending 418 · no voicemail",
            "any day · through Imogen 07700 900418 · no voicemail",
        ),
        (
            Way("text", number="07700 900417", voicemail="any"),
            "any day · text message ending 417",
            "any day · text message 07700 900417",
        ),
        (Way("email", email="mo@example.org"), "any day · e-mail", "any day · e-mail mo@example.org"),
        (Way("post", address="1 Any Road"), "any day · post", "any day · post 1 Any Road"),
        (Way("in_person", address="the café"), "any day · meet in person", "any day · meet in person the café"),
        # A number typed before the way was changed belongs to no way that uses one, and must not come back.
        (Way("email", number="07700 900417"), "any day · e-mail", "any day · e-mail"),
        (FROM, "any day from 09:30 · mobile · no voicemail", "any day from 09:30 · mobile · no voicemail"),
        (UNTIL, "any day until 17:00 · mobile · no voicemail", "any day until 17:00 · mobile · no voicemail"),
        (DAYTIME, "Mon, Thu 10:00–14:30 · mobile · no voicemail", "Mon, Thu 10:00–14:30 · mobile · no voicemail"),
    ],
)
def test_a_way_says_its_rules_and_hides_where_it_leads_until_asked(way: Way, hidden: str, shown: str) -> None:
    assert (way.in_words(), way.in_words(reveal=True)) == (hidden, shown)


@pytest.mark.parametrize(
    ("may", "begins"),
    [
        (YES, "any day · text message. "),
        (SOMEONE, "Only through somebody else · no way agreed yet. "),
        (THEY_RING, "Do not ring; they ring us. "),
        (NO, "Do not get in touch. "),
    ],
)
def test_no_way_stands_beside_a_no(may: str, begins: str) -> None:
    assert rules_in_words(rules(ANY_TIME, may=may), MONDAY.date()) == f"{begins}Confirmed yesterday."


def test_everything_agreed_is_said_and_no_way_is_said_to_be_none() -> None:
    full = SafeContact("yes", (), "the library", "Mo", "her mother", " Never before nine. ", CONFIRMED)
    assert rules_in_words(full, MONDAY.date()) == (
        "no way agreed yet · say “the library” · ask for Mo · may also answer: her mother · Never before nine. "
        "Confirmed yesterday."
    )
    two = rules(ANY_TIME, ON_SUNDAY)
    assert rules_in_words(two, MONDAY.date()).startswith("any day · text message or Sun · landline · no voicemail. ")


@pytest.mark.parametrize(
    ("never", "needs", "words"),
    [
        (("voice",), (), "never: a voice call"),
        (("voicemail",), (), "never: voicemail"),
        (("text",), (), "never: a text message"),
        (("email",), (), "never: e-mail"),
        (("video",), (), "never: a video call"),
        (("post",), (), "never: post"),
        (("visit", "post"), (), "never: a visit, post"),
        ((), ("no_voice",), "voice calls do not work"),
        ((), ("voice_works",), "voice calls work"),
        ((), ("relay",), "ring through Relay UK"),
        ((), ("bsl", "interpreter"), "BSL interpreter · interpreter"),
    ],
)
def test_each_way_never_to_be_used_and_each_need_is_said(
    never: tuple[str, ...], needs: tuple[str, ...], words: str
) -> None:
    agreed = SafeContact("yes", (), confirmed=CONFIRMED, never_ways=never, needs=needs)
    assert rules_in_words(agreed, MONDAY.date()) == f"no way agreed yet · {words}. Confirmed yesterday."
    assert judge_now([agreed], MONDAY).never == (words if never else "")


@pytest.mark.parametrize(
    ("method", "words"),
    [("mobile", "mobile"), ("landline", "landline"), ("text", "text message"), ("email", "e-mail"),
     ("video", "video call"), ("post", "post"), ("in_person", "meet in person"), ("through", "through someone")],
)  # fmt: skip
def test_each_way_is_called_by_its_name(method: str, words: str) -> None:
    said = rules_in_words(rules(Way(method)), MONDAY.date())
    assert said.startswith(f"any day · {words}")


@pytest.mark.parametrize(
    ("row", "way"),
    [
        ({"method": "mobile", "number": "07700 900417"}, Way("mobile", number="07700 900417")),
        ({"method": "email", "email": "mo@example.org"}, Way("email", email="mo@example.org")),
        ({"method": "post", "address": "1 Any Road"}, Way("post", address="1 Any Road")),
        ({"method": "text", "days": ["mon"], "from": "10:00"}, Way("text", days=("mon",), start="10:00")),
        ({"method": "text", "to": "11:00"}, Way("text", end="11:00")),
        ({"method": "mobile", "withheld": True}, Way("mobile", withheld=True)),
        ({"method": "mobile", "withheld": False}, Way("mobile", withheld=False)),
        ({"method": "mobile", "voicemail": "agreed"}, Way("mobile", voicemail="agreed")),
    ],
)
def test_a_way_is_read_as_it_was_written(row: dict[str, object], way: Way) -> None:
    assert ways_of(row) == (way,)


def test_the_rules_are_read_as_they_were_written() -> None:
    raw = {"say": "the library", "ask_for": "Mo", "who_answers": "her mother", "never": "before nine"}
    found = read_safe_contact(answers_of({"may_contact": "yes", "confirmed": "2026-11-20"} | raw))
    assert found == SafeContact("yes", (), "the library", "Mo", "her mother", "before nine", "2026-11-20")
    assert read_safe_contact({}) == SafeContact("")
