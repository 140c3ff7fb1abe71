"""What is safe now, by which way: no moment outside a way's window is ever green for it, whatever the rules."""

from __future__ import annotations

import random
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from hru_advocate.domain.people.contact_now import judge_now
from hru_advocate.domain.people.safe_contact import DAYS, SafeContact, Way
from tests.domain.people.contact_answers import way_to

LONDON = ZoneInfo("Europe/London")
SATURDAY = datetime(2026, 11, 28, 16, 0, tzinfo=LONDON)
RING = way_to("mobile", number="07700 900123", days=("mon",), start="10:00", end="11:00")
METHODS = ("mobile", "landline", "text", "email", "video", "post", "in_person", "through", "pigeon")
NEVER = ("voice", "voicemail", "text", "email", "video", "post", "visit")
OTHERS = ("post", "email", "text", "in_person", "video")


def rules(*ways: Way, **more: object) -> SafeContact:
    given: dict[str, object] = {"may_contact": "yes", "ways": ways, "confirmed": "2026-11-27"} | more
    return SafeContact(**given)  # type: ignore[arg-type]  # a table of rules, by name


@pytest.mark.parametrize("other", OTHERS)
def test_a_way_that_is_not_ringing_never_makes_ringing_safe(other: str) -> None:
    found = judge_now([rules(RING, way_to(other))], SATURDAY)
    assert found.safety == "now"
    assert "ring" not in found.open
    assert found.limit == "do not ring before Mon 10:00"
    assert not found.word.lower().startswith("ring")


@pytest.mark.parametrize(
    ("given", "safety", "short"),
    [
        (rules(way_to("text"), way_to("mobile")), "now", "Text or ring now"),
        (rules(way_to("text"), way_to("email"), way_to("post")), "now", "Text, e-mail or post now · do not ring"),
        (rules(way_to("mobile"), never_ways=("voice",)), "ask_first", "no safe way"),
        (rules(way_to("mobile"), way_to("text"), never_ways=("voice",)), "now", "Text now · do not ring"),
        (rules(way_to("mobile"), way_to("text"), never_ways=("text",)), "now", "Ring now"),
        (rules(way_to("mobile"), way_to("text"), needs=("no_voice",)), "now", "Text now · do not ring"),
        (rules(way_to("mobile"), needs=("no_voice", "relay")), "now", "Ring by relay now"),
        (
            rules(way_to("mobile"), way_to("text"), never="Never a voice call; he is deaf."),
            "now",
            "Text now · do not ring",
        ),
        (rules(way_to("mobile"), way_to("text"), never="Do not ring her"), "now", "Text now · do not ring"),
        (rules(way_to("mobile"), never="Never ring before nine"), "now", "Ring now · read “never” first"),
        (rules(way_to("mobile"), never="not when the children are home"), "now", "Ring now · read “never” first"),
        (rules(way_to("mobile"), never="Not in half term."), "now", "Ring now · read “never” first"),
        (rules(way_to("mobile"), never="on Saturdays"), "now", "Ring now · read “never” first"),
        (
            rules(way_to("text"), RING, never="No calls; if his car is there, nothing"),
            "now",
            "Text now · do not ring, read “never” first",
        ),
        (rules(way_to("mobile"), never="Never mention the police"), "now", "Ring now"),
        (rules(way_to("mobile"), never="NO CALLS!!"), "ask_first", "no safe way"),
        (rules(way_to("mobile"), never="please don’t call me"), "ask_first", "no safe way"),
        (rules(way_to("mobile"), never="Never, ever phone"), "ask_first", "no safe way"),
        (rules(way_to("mobile"), way_to("text"), never="no contact at all"), "ask_first", "no safe way"),
        (rules(way_to("mobile"), way_to("post"), never="Never send anything by post"), "now", "Ring now"),
        (rules(way_to("mobile"), never="no voicemail"), "now", "Ring now"),
        (rules(way_to("pigeon")), "ask_first", "no safe way"),
        (rules(Way("mobile")), "ask_first", "no number noted"),
        (rules(Way("landline"), Way("text"), Way("video")), "ask_first", "no number noted"),
        (rules(Way("email"), Way("post")), "ask_first", "no address noted"),
        (rules(Way("mobile"), Way("post")), "ask_first", "no number noted or no address noted"),
        (rules(Way("mobile"), way_to("text")), "now", "Text now · do not ring"),
        (rules(Way("in_person")), "now", "Meet now · do not ring"),
        (rules(Way("mobile", days=("sun",))), "later", "not before Sun 00:00 · then ring"),
        (rules(way_to("text", days=("sun",)), RING), "later", "not before Sun 00:00 · then text"),
        (rules(way_to("text", days=("sat",), end="15:00")), "later", "not before next Sat 00:00 · then text"),
    ],
)
def test_the_word_names_the_way(given: SafeContact, safety: str, short: str) -> None:
    found = judge_now([given], SATURDAY)
    assert (found.safety, found.short) == (safety, short)


@pytest.mark.parametrize(
    ("day", "way", "short"),
    [
        (28, way_to("mobile", days=("mon", "tue")), "Ring now · bank holiday: check first"),  # Boxing Day's substitute
        (28, way_to("mobile"), "Ring now"),
        (29, way_to("mobile", days=("mon", "tue")), "Ring now"),
    ],
)
def test_on_a_bank_holiday_who_is_out_on_other_mondays_may_be_at_home(day: int, way: Way, short: str) -> None:
    at = datetime(2026, 12, day, 11, 0, tzinfo=LONDON)
    found = judge_now([rules(way, confirmed="2026-12-20")], at, holidays={datetime(2026, 12, 28, tzinfo=LONDON).date()})
    assert found.short == short
    assert found.read_first is ("bank" in short)


@pytest.mark.parametrize(
    ("ways", "short"),
    [
        ((way_to("mobile", days=("mon", "tue")),), "not before Mon 00:00 (bank holiday) · then ring"),
        ((way_to("mobile", days=("tue",)),), "not before Tue 00:00 · then ring"),
        ((way_to("mobile", start="09:00", end="10:00"),), "not before Mon 09:00 · then ring"),  # on any day
        ((way_to("post"), way_to("mobile", days=("mon",))), "Post now · do not ring before Mon 00:00 (bank holiday)"),
        ((way_to("mobile", days=("mon",)), way_to("text", days=("mon",), start="09:00")),
         "not before Mon 00:00 (bank holiday) · then ring"),
        # of several ways to ring the first to open is the one that is said
        ((way_to("post"), way_to("mobile", start="11:00", end="12:00"), way_to("landline", start="09:00", end="10:00")),
         "Post now · do not ring before Mon 09:00"),
        ((way_to("mobile", start="11:00", end="12:00"), way_to("text", start="09:00", end="10:00")),
         "not before Mon 09:00 · then text"),
    ],
)  # fmt: skip
def test_the_next_agreed_time_says_that_it_is_a_bank_holiday(ways: tuple[Way, ...], short: str) -> None:
    at = datetime(2026, 12, 27, 20, 0, tzinfo=LONDON)
    found = judge_now(
        [rules(*ways, confirmed="2026-12-20")], at, holidays={datetime(2026, 12, 28, tzinfo=LONDON).date()}
    )
    assert found.short == short


def test_a_bank_holiday_takes_nothing_from_what_never_says() -> None:
    at = datetime(2026, 12, 28, 11, 0, tzinfo=LONDON)
    given = rules(way_to("mobile", days=("mon", "tue")), never="Not while he is home", confirmed="2026-12-20")
    assert judge_now([given], at, holidays={at.date()}).short == (
        "Ring now · read “never” first, bank holiday: check first"
    )


@pytest.mark.parametrize(
    ("needs", "calls_work", "short"),
    [
        ((), None, "Ring or text now"),
        ((), True, "Ring or text now"),
        ((), False, "Text now · do not ring"),
        (("voice_works",), False, "Ring or text now"),
        (("relay",), False, "Ring by relay or text now"),
    ],
)
def test_what_the_case_knows_of_hearing_counts(needs: tuple[str, ...], *, calls_work: bool | None, short: str) -> None:
    given = rules(way_to("mobile"), way_to("text"), needs=needs)
    assert judge_now([given], SATURDAY, calls_work=calls_work).short == short


def any_way(chance: random.Random) -> Way:
    times = ["", *(f"{hour:02}:{minute:02}" for hour in range(0, 24, 3) for minute in (0, 30))]
    days = tuple(day for day in DAYS if chance.random() < 0.3)
    through = "Imogen" if chance.random() < 0.5 else ""
    return way_to(
        chance.choice(METHODS), days=days, start=chance.choice(times), end=chance.choice(times), through=through
    )


def any_rules(chance: random.Random) -> SafeContact:
    return SafeContact(
        chance.choice(("yes", "yes", "yes", "through_someone", "they_ring", "no", "")),
        tuple(any_way(chance) for _ in range(chance.randrange(5))),
        confirmed=chance.choice(("", "2026-11-27", "2026-11-27", "2026-11-27", "2062-11-27", "2026-01-01")),
        never_ways=tuple(never for never in NEVER if chance.random() < 0.1),
        needs=("no_voice",) if chance.random() < 0.2 else (),
    )


def test_no_moment_outside_the_window_of_a_way_is_green_for_it() -> None:
    chance = random.Random(8)
    green = 0
    for _ in range(6000):
        given, at = any_rules(chance), SATURDAY + timedelta(minutes=chance.randrange(0, 7 * 24 * 60, 15))
        found = judge_now([given], at)
        assert (found.safety == "now") is bool(found.open)
        for means in found.open:
            assert any(way.means == means and way.covers(at) for way in given.ways)
            assert given.may_contact == "yes" or (given.may_contact, means) == ("through_someone", "through")
            assert means not in given.forbidden_means
            assert given.confirmed == "2026-11-27"
            green += 1
        rings = any(way.method in ("mobile", "landline") and way.covers(at) for way in given.ways)
        assert rings or "ring" not in found.open
        assert found.safety != "now" or "ring" in found.open or found.limit
        if found.next_start is not None:
            assert any(way.covers(found.next_start) and not way.covers(at) for way in given.usable)
    assert green > 300


def test_nothing_changes_before_the_moment_it_is_said_to_change() -> None:
    chance = random.Random(9)
    for _ in range(300):
        given, at = any_rules(chance), SATURDAY + timedelta(minutes=chance.randrange(0, 7 * 24 * 60))
        found = judge_now([given], at)
        assert found.changes_at is not None
        assert at < found.changes_at <= (at + timedelta(days=1)).replace(hour=0, minute=0)
        moment = at
        while moment < found.changes_at:
            again = judge_now([given], moment)
            assert (again.short, again.rules) == (found.short, found.rules)
            moment += timedelta(minutes=7)


@pytest.mark.parametrize(
    ("at", "changes"),
    [
        (datetime(2026, 11, 30, 9, 59, 30, tzinfo=LONDON), "2026-11-30T10:00:00+00:00"),
        (datetime(2026, 11, 30, 10, 0, tzinfo=LONDON), "2026-11-30T11:00:00+00:00"),
        (datetime(2026, 11, 30, 11, 0, tzinfo=LONDON), "2026-12-01T00:00:00+00:00"),
        (datetime(2027, 3, 28, 0, 30, tzinfo=LONDON), "2027-03-28T02:00:00+01:00"),
        (datetime(2026, 10, 25, 0, 30, tzinfo=LONDON), "2026-10-25T01:00:00+00:00"),
    ],
)
def test_the_next_change_is_known_over_midnight_and_where_the_clocks_change(at: datetime, changes: str) -> None:
    found = judge_now([rules(RING)], at)
    assert found.changes_at is not None
    assert found.changes_at.isoformat() == changes
