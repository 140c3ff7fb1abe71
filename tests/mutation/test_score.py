"""How many deliberate bugs the tests notice, room by room: ``make soak`` prints the score and every survivor."""

from __future__ import annotations

import os
from typing import Final

import pytest

from tests.mutation.changes import Change
from tests.mutation.planting import GOAL, Plantation, Planted, Score

FLOORS: Final = {"domain": 0.88, "compose": 0.87, "casework": 0.87, "keys": 0.85}
"""Each room's score so far; it rises with the rows that are written for survivors, up to the goal."""
MOST: Final = 300
MINUTES: Final = 10.0
ROOMS: Final = {
    "domain": ("hru_advocate/domain",),
    "compose": ("hru_advocate/documents/compose",),
    "casework": ("hru_advocate/casework",),
    "keys": ("hru_advocate/keys/passphrase.py", "hru_advocate/keys/recovery.py", "hru_advocate/keys/throttle.py"),
}
"""Which sample, how many bugs and how many minutes a room may be set: HRU_BUGS_SEED, HRU_BUGS, HRU_BUGS_MINUTES."""


@pytest.fixture(scope="module")
def plantation(tmp_path_factory: pytest.TempPathFactory) -> Plantation:
    return Plantation(tmp_path_factory.mktemp("bugs"))


@pytest.mark.soak
def test_what_is_sound_survives_and_what_is_broken_does_not(plantation: Plantation) -> None:
    path = "hru_advocate/domain/plan/plan.py"
    score = plantation.judge([(path, Change(1, "", "", 0, "raise SystemExit\n"))])
    assert score.killed == 1.0
    sound = plantation.sound(path)
    assert plantation.judge([(path, sound)]).killed == 0.0


@pytest.mark.soak
@pytest.mark.parametrize("room", ROOMS)
def test_the_tests_notice_most_bugs(plantation: Plantation, room: str, capsys: pytest.CaptureFixture[str]) -> None:
    score = plantation.score(
        ROOMS[room],
        most=int(os.environ.get("HRU_BUGS", MOST)),
        seed=int(os.environ.get("HRU_BUGS_SEED", "1")),
        minutes=float(os.environ.get("HRU_BUGS_MINUTES", MINUTES)),
    )
    with capsys.disabled():
        print(f"\n{score.say(room)}")  # noqa: T201 - the score is what this is run for
    assert len(score.planted) >= 20
    assert score.killed >= FLOORS[room], f"the goal is {GOAL:.0%}; read every survivor above"


def test_the_score_counts_what_was_noticed_and_names_what_was_not() -> None:
    change = Change(7, "a < b", "(a <= b)", 3, "")
    planted = [Planted("m.py", change, outcome) for outcome in ("killed", "killed", "slow", "survived", "unmet")]
    score = Score(tuple(planted), left=2)
    assert score.killed == 0.6
    said = score.say("a room")
    assert said.splitlines()[0] == "m.py:7: survived: a < b  ->  (a <= b)"
    assert "5 bugs, 2 killed, 1 timed out, 1 survived, 1 that no test runs, 2 not tried" in said
    assert "score 60.0% (goal 90%)" in said
