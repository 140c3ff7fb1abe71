from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hru_advocate.domain.ledger.ids import new_id
from hru_advocate.logs import EventLog, NotLoggable
from tests.fixed_clock import FixedClock
from tests.posix import is_of_mode

CANARY = "Maryam Testowa 07700 900123"
CASE = new_id(1_763_892_000_000, bytes(range(10)))


def lines_of(folder: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in (folder / "events.jsonl").read_text().splitlines()]


def test_an_event_is_one_line_with_its_ids(tmp_path: Path, clock: FixedClock) -> None:
    EventLog(tmp_path, clock.stamp).note("saved", case=CASE, count=3)
    assert lines_of(tmp_path) == [{"at": "2026-11-23T10:00:00.000Z", "event": "saved", "case": CASE, "count": 3}]
    assert is_of_mode(tmp_path / "events.jsonl", 0o600)


@pytest.mark.parametrize(("event", "about"), [("Maryam", {}), ("saved", {"case": CANARY}), ("saved", {"name": CASE})])
def test_anything_else_is_refused_and_not_written(
    event: str, about: dict[str, str | int], tmp_path: Path, clock: FixedClock
) -> None:
    with pytest.raises(NotLoggable) as refused:
        EventLog(tmp_path, clock.stamp).note(event, **about)
    assert not (tmp_path / "events.jsonl").exists()
    assert "Maryam" not in str(refused.value)


@given(typed=st.text(max_size=80))
def test_no_typed_text_passes_for_an_id(typed: str, tmp_path: Path, clock: FixedClock) -> None:
    with pytest.raises(NotLoggable):
        EventLog(tmp_path, clock.stamp).note("saved", case=typed)


def raise_in_our_code() -> None:
    from hru_advocate.domain.ledger.ids import case_ref

    case_ref(CANARY)


def test_a_fault_names_the_kind_and_our_lines_but_not_the_words(tmp_path: Path, clock: FixedClock) -> None:
    log = EventLog(tmp_path, clock.stamp)
    try:
        raise_in_our_code()
    except ValueError as error:
        log.fault(error)
    (line,) = lines_of(tmp_path)
    assert line["kind"] == "ValueError"
    assert str(line["frames"]).startswith("['hru_advocate.domain.ledger.ids:")
    assert "Maryam" not in (tmp_path / "events.jsonl").read_text()


def test_the_log_is_bounded(tmp_path: Path, clock: FixedClock) -> None:
    log = EventLog(tmp_path, clock.stamp, most_bytes=4000)
    for number in range(500):
        log.note("saved", count=number)
    assert sum(path.stat().st_size for path in tmp_path.iterdir()) <= 4000
    assert lines_of(tmp_path)[-1]["count"] == 499


def test_a_full_or_missing_disk_does_not_stop_the_work(tmp_path: Path, clock: FixedClock) -> None:
    EventLog(tmp_path / "gone", clock.stamp).note("saved", count=1)
    assert not (tmp_path / "gone").exists()


@pytest.mark.parametrize("way", ["error", "own handler", "warning", "thread", "collected"])
def test_libraries_keep_their_messages_to_themselves(way: str) -> None:
    """In a process of its own: it is shut up for good."""
    says = {
        "error": "logging.getLogger('somebody.else').error('could not parse %s', CANARY)",
        "own handler": "own = logging.getLogger('other'); own.addHandler(logging.StreamHandler()); own.error(CANARY)",
        "warning": "warnings.warn(CANARY)",
        "thread": "thread = threading.Thread(target=lambda: int(CANARY)); thread.start(); thread.join()",
        "collected": "exec('class Held:\\n def __del__(self): int(CANARY)\\nHeld()', globals())",
    }[way]
    begin = f"import logging, threading, warnings; CANARY = {CANARY!r}; "
    hush = "from hru_advocate.logs import quieten_libraries; quieten_libraries(); "
    loud, quiet = (
        subprocess.run([sys.executable, "-c", begin + before + says], capture_output=True, text=True, check=True)
        for before in ("", hush)
    )
    assert CANARY in loud.stderr
    assert (quiet.stdout, quiet.stderr) == ("", "")
