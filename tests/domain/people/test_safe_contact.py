"""Safe contact: when a call is safe, when it is not, and what is never shown."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import msgspec
import pytest

from hru_advocate.casework.product import shipped_forms
from hru_advocate.domain.forms.answers import Asking
from hru_advocate.domain.people import safe_contact
from hru_advocate.domain.people.contact_now import judge_now
from hru_advocate.domain.people.safe_contact import SafeContact, Way, days_in_words, read_safe_contact, rules_in_words

MONDAY = datetime(2026, 11, 23, 10, 0, tzinfo=ZoneInfo("Europe/London"))
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri")
MOBILE = Way("mobile", number="07700 900417", days=WEEKDAYS, start="10:00", end="14:00", withheld=True)


def rules(*ways: Way, may: str = "yes", days: int = 3) -> SafeContact:
    confirmed = (MONDAY - timedelta(days=days)).date().isoformat()
    return SafeContact(may, ways, say="the library", confirmed=confirmed)


@pytest.mark.parametrize(
    ("hour", "safety", "short"),
    [
        (9, "later", "not before 10:00"),
        (10, "now", "Ring now"),
        (13, "now", "Ring now"),
        (14, "later", "not before Tue 10:00"),
    ],
)
def test_a_window_opens_and_closes(hour: int, safety: str, short: str) -> None:
    found = judge_now([rules(MOBILE)], MONDAY.replace(hour=hour))
    assert (found.safety, found.word) == (safety, short)


def test_a_window_over_midnight() -> None:
    night = Way("mobile", days=("mon",), start="22:00", end="02:00")
    assert night.covers(MONDAY.replace(hour=23))
    assert night.covers(MONDAY.replace(hour=1) + timedelta(days=1))
    assert not night.covers(MONDAY.replace(hour=1))


@pytest.mark.parametrize(("may", "short"), [("no", "do not contact"), ("they_ring", "they ring us")])
def test_a_no_is_never_overruled_by_a_window(may: str, short: str) -> None:
    found = judge_now([rules(MOBILE, may=may)], MONDAY)
    assert (found.safety, found.short) == ("never", short)


def test_what_follows_from_the_rules_is_worked_out_once_for_an_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    """A page of a hundred cases went through what is never to be done four times for each."""
    read: list[str] = []

    def fold(text: str) -> str:
        read.append(text)
        return text.lower()

    monkeypatch.setattr(safe_contact, "fold", fold)
    agreed = msgspec.structs.replace(rules(MOBILE, Way("text", number="07700 900417")), never="No texts")
    assert judge_now([agreed], MONDAY).open == ("ring",)
    assert read == ["No texts"]


def test_two_versions_mean_nothing_until_settled() -> None:
    assert judge_now([rules(MOBILE), rules(MOBILE, may="no")], MONDAY).safety == "never"


def test_no_rules_are_not_a_yes() -> None:
    assert judge_now([], MONDAY).safety == "unknown"
    assert judge_now([rules()], MONDAY).safety == "ask_first"


def test_old_rules_are_asked_again() -> None:
    assert judge_now([rules(MOBILE, days=41)], MONDAY).short == "confirm first"


def test_the_number_shows_only_when_revealed_and_always_with_its_rules() -> None:
    hidden, shown = (
        rules_in_words(rules(MOBILE), MONDAY.date()),
        rules_in_words(rules(MOBILE), MONDAY.date(), reveal=True),
    )
    assert "900417" not in hidden
    assert "ending 417" in hidden
    assert "07700 900417" in shown
    for words in ("weekdays 10:00–14:00", "no voicemail", "withheld number is fine", "“the library”", "3 days ago"):
        assert words in hidden
        assert words in shown


def test_of_several_ways_only_those_that_are_open_show_their_number() -> None:
    other = msgspec.structs.replace(MOBILE, number="01632 960411")
    shown = rules_in_words(rules(MOBILE, other), MONDAY.date(), reveal=True, only=(other,))
    assert "01632 960411" in shown
    assert "07700 900417" not in shown
    assert "ending 417" in shown


@pytest.mark.parametrize(
    ("days", "words"),
    [((), "any day"), (WEEKDAYS, "weekdays"), (("sat", "sun"), "weekends"), (("tue", "thu"), "Tue, Thu")],
)
def test_days_are_said_shortly(days: tuple[str, ...], words: str) -> None:
    assert days_in_words(days) == words


@pytest.mark.parametrize("said", ["none", "NONE".lower(), "agreed"])
def test_rules_are_put_down_the_same_whoever_made_their_words(said: str) -> None:
    """The list is held against the entry letter by letter: words read from a file are not the program's own object."""
    asked = shipped_forms().newest("safe_contact")
    way = {"method": "mobile", "number": "07700 900417", "voicemail": said}
    answers = asked.check({"may_contact": "yes", "ways": [way], "confirmed": "2026-11-20"}, Asking(MONDAY, frozenset()))
    told = msgspec.json.encode(read_safe_contact(answers))
    assert (b"voicemail" in told) is (said == "agreed")
    assert msgspec.json.encode(msgspec.json.decode(told, type=SafeContact)) == told
