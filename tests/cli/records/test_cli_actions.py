"""Actions on the command line: noted, listed, late, settled with a reason, and the supervisor's view."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.cli.commands import Run, Said

pytestmark = pytest.mark.xdist_group("cli")
CASES = 3


@pytest.fixture
def note(run: Run, written: Callable[[object], str]) -> Callable[..., dict[str, str]]:
    def write(ref: str, **raw: object) -> dict[str, str]:
        action = written({"what": "Ring the landlord", "owner": "us"} | raw)
        found: dict[str, str] = run("add", "action", action, "--case", ref).json()
        return found

    return write


def test_an_action_is_noted_listed_and_settled(run: Run, note: Callable[..., dict[str, str]]) -> None:
    ref = str(run("cases", "--status", "open", "--json").json()[0]["ref"])
    entry = note(ref, due="2026-01-05")["entry"]
    rows = run("actions", ref, "--owed", "--json").json()
    before = [row["entry"] for row in rows if row["entry"] != entry]
    assert (rows[0]["entry"], rows[0]["standing"]) == (entry, "late")
    assert entry in [row["entry"] for row in run("late", "--json").json()]
    refused = run("settle", entry, "refused")
    assert (refused.code, "needs its reason" in refused.err) == (1, True)
    ended = run("settle", entry, "refused", "--because", Said("He said no.")).json()
    assert [row["entry"] for row in run("actions", ref, "--owed", "--json").json()] == before
    held = run("actions", ref, "--json").json()
    assert (ended["entry"], "refused", "He said no.") in [(row["entry"], row["words"], row["because"]) for row in held]


def test_supervision_names_what_is_overdue(run: Run, note: Callable[..., dict[str, str]]) -> None:
    ref = str(run("cases", "--status", "open", "--json").json()[0]["ref"])

    def late() -> int:
        told = [row for row in run("supervision", "--json").json() if row["about"] == "overdue" and row["ref"] == ref]
        return next((int(part.split()[0]) for row in told for part in row["words"].split(", ") if "action" in part), 0)

    before = late()
    note(ref, due="2026-01-05")
    assert late() == before + 1


@pytest.mark.parametrize(
    "said", [("put_off", "--because", Said("She asked."), "--day", "2026-12-01"), ("done", "--day", "2026-11-20")]
)
def test_what_cannot_be_settled_here_is_refused_in_a_sentence(run: Run, said: tuple[str, ...]) -> None:
    ref = str(run("cases", "--status", "open", "--json").json()[0]["ref"])
    before = run("show", ref, "--json").json()["records"]
    entry = next(str(record["entry"]) for record in before if record["form"] == "referral")
    refused = run("settle", entry, *said)
    assert refused.code == 1
    assert "Nothing was saved" in refused.err
    assert "Only an action is ended here" in refused.err
    assert run("show", ref, "--json").json()["records"] == before
