"""What is kept beside the entries is held against them cell by cell; which faults lists cannot be worked out over."""

from __future__ import annotations

from datetime import datetime, timedelta
from types import SimpleNamespace
from typing import Any, get_args

import pytest

from hru_advocate.casework.session import Session
from hru_advocate.casework.settings import Settings, keep_author, keep_settings
from hru_advocate.casework.vault import checks, rebuilding
from hru_advocate.casework.vault.as_signed import devices_brought, devices_differ, settings_differ
from hru_advocate.domain.projecting import LISTS
from hru_advocate.store import settings
from hru_advocate.store.ledger import verify as verifying
from hru_advocate.store.ledger.findings import Discrepancy, Fault
from tests.store.forged import without_triggers

ENTRIES = ("file", "header", "chain", "gap", "lane", "content", "parent", "anchor")
"""Entries are missing, cut off, out of order or changed: lists made from what is left would make that look whole."""


@pytest.mark.parametrize("fault", get_args(Fault))
def test_lists_are_worked_out_over_any_fault_but_those_of_entries(
    shared: Session, monkeypatch: pytest.MonkeyPatch, fault: Fault
) -> None:
    found = [Discrepancy(fault, f"A fault of {fault}.")]
    monkeypatch.setattr(verifying, "verify", lambda *_vault, **_how: SimpleNamespace(found=found))
    assert rebuilding.not_there(shared) == ((f"A fault of {fault}.",) if fault in ENTRIES else ())


def said(session: Session) -> list[str]:
    """What is kept of settings otherwise than entries tell."""
    return [one.sentence.removeprefix("table setting: ") for one in settings_differ(session)]


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("lists", LISTS, ""),
        ("lists", LISTS + 1, "lists is not what this program keeps"),
        ("author", "Somebody Else", "author is not the name that entries tell"),
        ("renamed", {"first": "a", "last": "b"}, "renamed does not name the entries that changed the name"),
        ("settings", Settings(quiet_days=3), "settings were changed, and no entry tells of it"),
        ("of nothing", "Words.", "1 kept that nothing of the program asks for"),
        ("shared notices", {}, ""), ("typed in a field", "Words.", ""),
        ("counted", 1, ""), ("check_secret", 1, ""), ("key_file", 1, ""), ("key_file_counts", 1, ""),
        ("kept_figures_waiting", 1, ""),
        ("erasure_unfinished", 1, ""), ("leaving_unfinished", 1, ""), ("visit_mode", 1, ""), ("backup_folder", 1, ""),
        ("backup_last", 1, ""),
    ],
)  # fmt: skip
def test_whatever_is_kept_is_as_entries_tell_it_or_named_as_kept_by_itself(
    session: Session, name: str, value: object, sentence: str
) -> None:
    assert said(session) == []
    settings.keep(session.vault, name, value)
    assert said(session) == ([sentence] if sentence else [])


def test_settings_and_names_that_were_changed_are_told_by_their_entries_alone(session: Session) -> None:
    keep_settings(session, Settings(quiet_days=3, unit_name="Made up"))
    keep_settings(session, Settings(quiet_days=4, unit_name="Made up"))
    keep_author(session, "Alex Example")
    keep_author(session, "Sam Example")
    assert said(session) == []
    settings.keep(session.vault, "settings", Settings(quiet_days=5, unit_name="Made up"))
    assert said(session) == ["settings are not what entries tell (quiet_days)"]
    settings.keep(session.vault, "settings", Settings(quiet_days=4, unit_name="Made up", single_keys=False))
    assert said(session) == ["settings are not what entries tell (those never changed)"]
    settings.keep(session.vault, "author", "Robin Example")
    assert said(session)[0] == "author is not the name that entries tell"


@pytest.mark.parametrize("opening", ["unlock", "recovery_used"])
@pytest.mark.parametrize(("apart", "fits"), [(0, True), (120, True), (-120, True), (121, False), (-121, False)])
def test_the_last_opening_is_the_one_an_entry_tells_within_two_minutes(
    session: Session, opening: str, apart: int, *, fits: bool
) -> None:
    session.note_event(opening, {})
    told = session._last.utc if session._last is not None else ""
    settings.keep(session.vault, "last_unlock", (datetime.fromisoformat(told) + timedelta(seconds=apart)).isoformat())
    assert said(session) == ([] if fits else ["last_unlock is not the moment of the last opening that an entry tells"])


@pytest.mark.parametrize(
    ("column", "value"), [("public_key", bytes(32)), ("label", "Other"), ("created", "2020-01-01")]
)
def test_a_device_is_what_the_entry_that_introduced_it_tells_cell_by_cell(
    session: Session, column: str, value: object
) -> None:
    assert list(devices_differ(session)) == []
    assert list(devices_brought(session)) == []
    with without_triggers(session.vault) as cursor:
        cursor.execute(f"UPDATE device SET {column} = ?", (value,))
    device = session.device.device_id
    assert [one.sentence for one in devices_differ(session)] == [
        f"device {device}: it is not what its entry tells (table device: {column})"
    ]


@pytest.mark.parametrize(
    ("after", "words"),
    [
        ("restored", "A backup was brought back, and from then on entries bear a new signing key"),
        ("salvaged", "A damaged vault was saved into a new one, and from then on entries bear a new signing key"),
        ("met", ""),
    ],
)
def test_each_check_tells_after_which_work_a_device_introduced_itself(session: Session, after: str, words: str) -> None:
    session.note_event("device_added", {"after": after, "device": {"id": "ab" * 8}})
    found = list(devices_brought(session))
    assert [one.partition(": device")[0] for one in found] == ([words] if words else [])
    # It is told, and not there.
    assert [one.sentence for one in devices_differ(session)] == [
        f"device {'ab' * 8}: an entry introduced it, and it is missing (table device)"
    ]


@pytest.mark.parametrize(("how", "all_checked"), [({}, True), ({"depth": "full"}, True), ({"depth": "quick"}, False)])
def test_a_verdict_says_what_was_not_checked_unless_it_was_all(how: dict[str, Any], *, all_checked: bool) -> None:
    assert (checks.Verdict(fine=True, lines=(), entries=0, **how).not_checked == "") is all_checked
