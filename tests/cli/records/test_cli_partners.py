"""Work with partners on the command line."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.cli.commands import Run, Said

pytestmark = pytest.mark.xdist_group("cli")
CASES = 3

FLAG = {"kind": "urgent", "agreed_by": "Sgt Example", "agreed_on": "2026-01-05", "review": "2026-02-05", "told": "yes"}


@pytest.fixture
def note(run: Run, ref: str, written: Callable[[object], str]) -> Callable[..., str]:
    def write(form: str, raw: dict[str, object], *more: str) -> str:
        return str(run("add", form, written(raw), "--case", ref, *more).json()["entry"])

    return write


def test_a_flag_is_listed_late_and_ended(run: Run, ref: str, note: Callable[..., str]) -> None:
    entry = note("flag", FLAG)  # the made-up case may have one of its own
    rows = [row for row in run("flags", ref, "--json").json() if row["entry"] == entry]
    assert [(row["kind"], row["live"], row["ref"]) for row in rows] == [("urgent", True, ref)]
    assert entry in [row["entry"] for row in run("flags", "--json").json()]
    assert entry in [row["entry"] for row in run("late", "--json").json()]
    ended = FLAG | {"ended_on": "2026-02-06", "ended_because": "Moved."}
    last = note("flag", ended, "--corrects", entry, "--reason", Said("Over"))
    assert last not in [row["entry"] for row in run("flags", ref, "--json").json()]
    assert [row["live"] for row in run("flags", ref, "--all", "--json").json() if row["entry"] == last] == [False]


def test_meetings_and_what_may_be_a_repeat_are_listed(run: Run, ref: str, note: Callable[..., str]) -> None:
    raw = {"kind": "marac", "basis": ["judgement"], "why": "Followed daily.", "on": "2026-01-20", "state": "held"}
    entry = note("meeting", raw)
    note("action", {"what": "Marker", "owner": "police", "agreed_at": "meeting", "from_entry": entry})
    rows = [row for row in run("meetings", ref, "--json").json() if row["entry"] == entry]
    assert [(row["title"], [one["what"] for one in row["actions"]]) for row in rows] == [("MARAC", ["Marker"])]
    assert "MARAC" in run("meetings", ref).out
    incident = note("incident", {"happened": "2026-01-21", "behaviours": ["bh_called"], "basis": "report", "what": "x"})
    (asked,) = [one for one in run("repeats", "--json").json() if one["ref"] == ref]
    assert incident in asked["incidents"]
    answer = {
        "decision": "told",
        "because": "Told.",
        "decided_on": "2026-01-22",
        "incidents": " ".join(asked["incidents"]),
    }
    note("repeat_look", answer)
    assert run("repeats", ref, "--json").json() == []


def test_safeguarding_referrals_are_listed_and_refused_at_the_wrong_door(
    run: Run, ref: str, note: Callable[..., str], written: Callable[[object], str]
) -> None:
    raw: dict[str, object] = {
        "who": "child",
        "born": "2018-05-02",
        "authority": "warrington",
        "why": "Hides under the bed.",
        "consent": "yes",
        "state": "to_make",
        "chase_on": "2026-01-10",
    }
    entry = note("safeguarding", raw)
    (row,) = run("safeguarding", ref, "--json").json()
    assert (row["entry"], row["door"], row["owed"]) == (entry, "warrington_childrens_front_door", True)
    assert entry in [one["entry"] for one in run("late", "--json").json()]
    assert "999 first" not in run("safeguarding", ref).out
    note("safeguarding", raw | {"now": True})
    assert "In danger now: 999 first" in run("safeguarding", ref).out
    refused = run("add", "safeguarding", written(raw | {"who": "adult"}), "--case", ref)
    assert (refused.code, "under 18" in refused.err) == (1, True)
