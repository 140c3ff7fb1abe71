"""The clock between two starts: a jump leaves an entry and is said at the unlock; drift and summer time are nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import msgspec
import pytest

from hru_advocate.casework.session import Session
from hru_advocate.casework.vault import opening
from hru_advocate.casework.vault.clock_jumps import jump_between
from hru_advocate.clock import ZONE, stamp_of
from hru_advocate.store.ledger import ledger
from tests.casework.open_sessions import AUTHOR, home_at, new_case
from tests.fixed_clock import FixedClock

WORDS = "otter teapot violin meadow"
LAST = datetime(2026, 11, 28, 16, 0, tzinfo=UTC)
MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)


@pytest.mark.parametrize(
    ("passed", "ran", "jump"),
    [
        # another start of the machine: nothing else says how long it really was
        (timedelta(0), None, ""),
        (-timedelta(milliseconds=1), None, "back"),
        (-5 * MINUTE, None, "back"),
        (-5 * MINUTE - timedelta(seconds=1), None, "back"),
        (-264 * DAY, None, "back"),
        (14 * DAY, None, ""),
        (180 * DAY, None, ""),
        (180 * DAY + MINUTE, None, "jump"),
        (9131 * DAY, None, "jump"),
        # the same start: its own clock ran on
        (3 * DAY, 3 * DAY, ""),
        (200 * DAY, 200 * DAY, ""),
        (DAY + 5 * MINUTE, DAY, ""),
        (DAY + 6 * MINUTE, DAY, "jump"),
        (DAY - 5 * MINUTE, DAY, ""),
        (DAY - 6 * MINUTE, DAY, "back"),
    ],
)
def test_which_clock_has_jumped(passed: timedelta, ran: timedelta | None, jump: str) -> None:
    last = stamp_of(LAST, ticks=10**9, boot="one")
    ticks = 5 if ran is None else 10**9 + ran // timedelta(microseconds=1) * 1000
    now = stamp_of(LAST + passed, ticks=ticks, boot="another" if ran is None else "one")
    assert jump_between(last, now) == jump


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("2026-10-25T01:55+01:00", "2026-10-25T01:05+00:00"),  # the hour that comes twice
        ("2026-03-29T00:55+00:00", "2026-03-29T02:05+01:00"),  # the hour that is left out
        ("2026-10-24T16:00+01:00", "2026-10-26T09:00+00:00"),
    ],
)
def test_summer_time_is_no_jump(before: str, after: str) -> None:
    moments = [datetime.fromisoformat(text).astimezone(ZONE) for text in (before, after)]
    last, now = (stamp_of(moment, ticks=0, boot=str(moment)) for moment in moments)
    assert jump_between(last, now) == ""


def _clock_events(session: Session) -> list[str]:
    with session.vault.read() as cursor:
        ids = [row[0] for row in cursor.execute("SELECT id FROM entry WHERE kind = 'event' ORDER BY position")]
    events = [entry for entry in ledger.entries(session.vault, ids) if entry.header.form == "clock"]
    said = [msgspec.json.decode(entry.body or b"", type=dict[str, str]) for entry in events]
    assert all(datetime.fromisoformat(one["before"]).tzinfo for one in said)
    return [one["jump"] for one in said]


@pytest.mark.parametrize(
    ("starts", "jumps"),
    [
        (("2019-12-01", "2051-12-01", "2026-12-01"), ["back", "jump", "back"]),
        (("2026-03-02",), ["back"]),
        (("2026-11-24", "2027-01-04"), []),
    ],
)
def test_a_jump_between_two_starts_is_an_entry_and_is_said(
    tmp_path: Path, starts: tuple[str, ...], jumps: list[str]
) -> None:
    home = home_at(tmp_path / "vault")
    opened, _created = opening.create(home, WORDS, author=AUTHOR, with_keychain=True)
    opening.lock(opened)
    said: list[str] = []
    found: list[str] = []
    for start in starts:
        home = replace(home, clock=FixedClock(datetime.fromisoformat(f"{start}T09:00Z")))
        opened, unlocked = opening.unlock(home, WORDS)
        new_case(opened.session)
        said += [warning for warning in unlocked.warnings if "clock" in warning]
        found = _clock_events(opened.session)
        opening.lock(opened)
    assert found == jumps
    assert len(said) == len(jumps)
    for start, sentence in zip(starts, said, strict=False):
        assert start[:4] in sentence


def test_the_recovery_code_says_it_too(tmp_path: Path) -> None:
    home = home_at(tmp_path / "vault")
    opened, created = opening.create(home, WORDS, author=AUTHOR, with_keychain=True)
    opening.lock(opened)
    home = replace(home, clock=FixedClock(datetime(2019, 12, 1, 9, tzinfo=UTC)))
    opened, recovered = opening.recover(home, created.recovery_code, "cobalt ladle garden window")
    assert _clock_events(opened.session) == ["back"]
    opening.lock(opened)
    assert any("clock" in warning for warning in recovered.warnings)
