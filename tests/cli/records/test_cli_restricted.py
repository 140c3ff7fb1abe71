"""Restricted cases on the command line: a list over all cases says their reference, and nothing else of them."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path

import pytest

from hru_advocate.casework.records.entries import save
from hru_advocate.casework.settings import keep_author
from hru_advocate.casework.vault import opening
from hru_advocate.casework.vault.opening import Home
from hru_advocate.cli import running
from tests.casework.closing.closed_cases import close
from tests.casework.closing.test_open_matters import COPY
from tests.casework.closing.test_restricted import FLAG
from tests.casework.open_sessions import add, home_at, id_of, new_case
from tests.cli.commands import PASSPHRASE, Run, Said, cheap_home, fill_folder, make_cheap, runner
from tests.fixed_clock import FixedClock

pytestmark = pytest.mark.xdist_group("cli")

REASON = ("--restricted-because", Said("The night duty asked."))
VISIT = {"who": "Harbour One", "company": "alone", "on": "2026-11-23", "out": "08:00", "back": "23:59", "place": "home"}
HELD: list[tuple[str, dict[str, object]]] = [
    ("flag", FLAG | {"kind": "urgent", "what": "The harbour.", "told": "no", "not_told_because": "Harbour."}),
    ("action", {"what": "Ring the harbour", "owner": "us", "due": "2026-11-20", "state": "open"}),
    ("meeting", {"kind": "marac", "basis": ["judgement"], "why": "Harbour.", "on": "2026-11-02", "state": "held"}),
    ("incident", {"happened": "2026-11-12", "behaviours": ["bh_called"], "what": "At the harbour."}),
    ("contact", {"happened": "2026-11-12", "method": "phone", "direction": "out", "with_whom": "victim",
                 "fact": "Harbour.", "outside_rules": "Harbour.",
                 "next_contact": "2026-11-14", "next_for": "the harbour"}),
    ("paper", COPY | {"kept_where": "The harbour"}),
    ("visit", VISIT | {"state": "planned", "reach": "07700 900123", "told": "Harbour Desk",
                       "signal_reference": {"state": "not_known"}, "outside_rules": "Harbour"}),
]  # fmt: skip
SAID = ("harbour", "M. E.", "07700 900123", "MARAC", "Urgent", "urgent")
EVERY = ("actions", "flags", "repeats", "late", "supervision", "visits", "looked", "copies")


def evening(options: running.Arguments) -> Home:
    """The same home after the visit was to be over."""
    home = cheap_home(options)
    assert isinstance(home.clock, FixedClock)
    home.clock.advance(timedelta(hours=14))
    return home


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    place = fill_folder(tmp_path_factory.mktemp("vault"), cases=1)
    opened, _found = opening.unlock(home_at(place / "home"), PASSPHRASE)
    case = new_case(opened.session)
    for form, raw in [*HELD, ("flag", FLAG)]:
        save(opened.session, form, raw, case=id_of(case))
    ended = new_case(opened.session, victim="Mo Ended")
    add(opened.session, ended, "flag", FLAG)
    close(opened.session, ended, review="2026-12-24", review_because="The harbour.")
    keep_author(opened.session, "Ash Stranger")
    opening.lock(opened)
    return place, case.ref


@pytest.fixture
def run(filled: tuple[Path, str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    make_cheap(monkeypatch)
    return runner(filled[0], capsys)


@pytest.mark.parametrize("command", EVERY)
def test_a_list_over_all_cases_says_only_the_reference_of_a_restricted_one(
    run: Run, filled: tuple[Path, str], command: str
) -> None:
    ref = filled[1]
    run("show", ref, *REASON)  # somebody looked, so that there is a look to list
    told, data = run(command), run(command, "--json")
    assert ref in told.out
    ours = [line for line in told.out.splitlines() if ref in line] + [
        json.dumps(row) for row in data.json() if row["ref"] == ref
    ]
    for word in SAID:
        assert word not in " ".join(ours)
    assert "harbour" not in f"{told.out}{data.out}".lower()


@pytest.mark.parametrize("more", [(), ("--out-only",)])
def test_of_copies_of_a_restricted_case_only_its_reference_is_said_once(
    run: Run, filled: tuple[Path, str], more: tuple[str, ...]
) -> None:
    told = [row for row in run("copies", *more, "--json").json() if row["ref"] == filled[1]]
    assert told == [{"ref": filled[1], "restricted": True}]
    assert f"{filled[1]}  restricted\n" in run("copies", *more).out


def test_an_overdue_return_of_a_restricted_case_is_said_and_its_numbers_with_a_reason(
    run: Run, filled: tuple[Path, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(running, "home", evening)
    found = run("overdue")
    assert found.code == 4
    assert filled[1] in found.out
    assert "ring 999" in found.out
    assert "Say in a line why" in found.out
    for word in ("Harbour", "07700 900123"):
        assert word not in found.out
    told = run("overdue", *REASON)
    assert told.code == 4
    assert "Ring who goes: 07700 900123" in told.out


def test_of_a_closed_case_that_is_restricted_the_list_of_those_kept_says_the_reference(run: Run) -> None:
    (row,) = run("kept", "--all", "--json").json()
    assert row == {"ref": row["ref"], "restricted": True}
    assert run("kept", "--all").out == f"{row['ref']}  restricted\n"
    assert run("closing", row["ref"]).code == 1


def test_what_an_incident_asks_for_is_said_of_a_restricted_case_with_a_reason(
    run: Run, filled: tuple[Path, str]
) -> None:
    (row,) = run("incidents", filled[1], "--json", *REASON).json()
    refused = run("afterwards", row["entry"])
    assert (refused.code, refused.out) == (1, "")
    assert "restricted" in refused.err
    assert run("afterwards", row["entry"], *REASON).json()["entry"] == row["entry"]


BY_ENTRY: list[tuple[str, ...]] = [
    ("visit-out", "visit"),
    ("visit-back", "visit"),
    ("visit-longer", "visit", "30"),
    ("visit-off", "visit", Said("Not now.")),
    ("overdue", "visit", "--note", Said("Rang.")),
    ("settle", "action", "done"),
    ("settle", "action", "put_off", "--because", Said("Not now."), "--day", "2026-11-30"),
    ("afterwards", "incident"),
    ("afterwards", "incident", "--plan", "no"),
    ("evidence", "incident", "--what", Said("A photo")),
    ("visit-slip", "visit", "--out", "FILE"),
    ("record", "incident", "--out", "FILE"),
    ("add", "action", "ANSWERS", "--corrects", "action", "--reason", Said("Not so.")),
    ("add", "flag", "ANSWERS", "--corrects", "flag", "--reason", Said("Mine now.")),
]


@pytest.mark.parametrize("command", BY_ENTRY, ids=" ".join)
def test_what_leads_to_a_restricted_case_by_an_entry_is_refused_as_its_page_is(
    run: Run, filled: tuple[Path, str], tmp_path: Path, command: tuple[str, ...]
) -> None:
    named = run("show", filled[1], "--json", *REASON).json()["records"]
    entries = {row["form"]: row["entry"] for row in named}
    answers = tmp_path / "answers.json"
    wanted = dict(HELD)[command[1]] if command[0] == "add" else {}
    if command[1] == "flag":
        wanted = FLAG | {"may_open": [{"name": "Ash Stranger"}]}
    answers.write_text(json.dumps(wanted), encoding="utf-8")
    given = {"FILE": str(tmp_path / "file.pdf"), "ANSWERS": str(answers)} | entries
    form = command[1] if command[0] == "add" else ""
    asked = [command[0], *([form] if form else []), *(given.get(one, one) for one in command[2 if form else 1 :])]
    refused = run(*asked)
    assert (refused.code, refused.out) == (1, "")
    assert refused.err == run("show", filled[1]).err
    assert not (tmp_path / "file.pdf").exists()
