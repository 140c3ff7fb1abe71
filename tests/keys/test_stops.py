"""Stopped anywhere in a change, a vault opens with exactly one of old and new."""

from __future__ import annotations

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path

import pytest

from hru_advocate.errors import CannotUnlock
from hru_advocate.keys import envelope
from hru_advocate.keys.envelope import TwoFactor
from hru_advocate.keys.header_files import FIRST, TWIN, HeaderFiles
from hru_advocate.keys.keychain import Keychain
from tests.keys.stand_ins import (
    CHEAP,
    CODE,
    CREATED,
    NEW,
    OLD,
    FileKeychain,
    MemoryKeychain,
    Steps,
    Stopped,
    StoppingDisk,
    new_vault,
)

STEPS = 14
"""Storing a secret, six for each copy (its write comes in more than one piece), forgetting a secret: at least."""


def ways_in(files: HeaderFiles, keychain: Keychain) -> list[str]:
    opened = []
    for passphrase in (OLD, NEW):
        with suppress(CannotUnlock):
            envelope.unlock_daily(files, keychain, passphrase.text, hardness=CHEAP)
            opened.append(passphrase.text)
    return opened


def change_until(folder: Path, steps: Steps) -> tuple[HeaderFiles, MemoryKeychain, bool]:
    """A fresh vault whose passphrase is being changed until one step; whether the change came to its end."""
    folder.mkdir()
    files, keychain = HeaderFiles(folder), MemoryKeychain()
    vault = new_vault(files, keychain)
    keychain.steps = steps
    stopping = HeaderFiles(folder, StoppingDisk(steps))
    try:
        envelope.change_passphrase(stopping, vault, TwoFactor(NEW, keychain), created=CREATED, hardness=CHEAP)
    except Stopped:
        keychain.steps = Steps()
        return files, keychain, False
    return files, keychain, True


def steps_of_a_change(folder: Path) -> int:
    steps = Steps()
    change_until(folder, steps)
    return steps.count


@pytest.mark.parametrize("after", [False, True])
def test_stopped_at_every_step_exactly_one_passphrase_opens(tmp_path: Path, after: bool) -> None:
    total = steps_of_a_change(tmp_path / "whole")
    assert total >= STEPS
    seen = []
    for stop in range(1, total + 1):
        files, keychain, ended = change_until(tmp_path / f"{stop}", Steps(stop_at=stop, after=after))
        assert not ended
        first = ways_in(files, keychain)
        assert len(first) == 1, f"step {stop}: {first}"
        assert ways_in(files, keychain) == first, f"step {stop}: it opened otherwise the second time"
        assert (files.folder / FIRST).read_bytes() == (files.folder / TWIN).read_bytes()
        assert envelope.unlock_recovery(files, CODE, hardness=CHEAP).notices == ()
        if first == [NEW.text]:
            assert len(keychain.kept) == 1, f"step {stop}: the old secret was left"
        seen.append(first[0])
    assert seen == sorted(seen, key=[OLD.text, NEW.text].index)
    assert set(seen) == {OLD.text, NEW.text}


@pytest.mark.parametrize("after", [False, True])
def test_change_cut_short_can_be_made_again(tmp_path: Path, after: bool) -> None:
    for stop in range(1, STEPS + 1):
        files, keychain, _ = change_until(tmp_path / f"{stop}", Steps(stop_at=stop, after=after))
        vault = envelope.unlock_recovery(files, CODE, hardness=CHEAP)
        envelope.change_passphrase(files, vault, TwoFactor(NEW, keychain), created=CREATED, hardness=CHEAP)
        assert ways_in(files, keychain) == [NEW.text]
        assert len(keychain.kept) == 1


@pytest.mark.parametrize("after", [False, True])
def test_new_vault_stopped_at_every_step_is_whole_or_not_there(tmp_path: Path, after: bool) -> None:
    steps = Steps()
    (tmp_path / "whole").mkdir()
    new_vault(HeaderFiles(tmp_path / "whole", StoppingDisk(steps)), MemoryKeychain(steps=steps))
    for stop in range(1, steps.count + 1):
        folder = tmp_path / f"{stop}"
        folder.mkdir()
        keychain = MemoryKeychain(steps=Steps(stop_at=stop, after=after))
        with pytest.raises(Stopped):
            new_vault(HeaderFiles(folder, StoppingDisk(keychain.steps)), keychain)
        keychain.steps = Steps()
        files = HeaderFiles(folder)
        if files.exist():
            assert ways_in(files, keychain) == [OLD.text]
        else:
            new_vault(files, keychain)


KILLED = """
import sys
from pathlib import Path
from hru_advocate.keys import envelope
from hru_advocate.keys.header_files import HeaderFiles
from tests.keys.stand_ins import CHEAP, CREATED, NEW, OLD, FileKeychain, WaitingDisk

left = int(sys.argv[2])

def before(step):
    global left
    left -= 1
    if left == 0:
        print("here", step, flush=True)
        sys.stdin.read()

folder = Path(sys.argv[1])
keychain = FileKeychain(folder / "keychain.json", before)
files = HeaderFiles(folder, WaitingDisk(before))
vault = envelope.unlock_daily(files, keychain, OLD.text, hardness=CHEAP)
way = envelope.TwoFactor(NEW, keychain)
envelope.change_passphrase(files, vault, way, created=CREATED, hardness=CHEAP)
print("done", left, flush=True)
"""


def kill_at(folder: Path, step: int, root: Path) -> tuple[str, list[str]]:
    """Kill a process as it waits before one step of its change; what it waited for, and what opens then."""
    folder.mkdir()
    files, keychain = HeaderFiles(folder), FileKeychain(folder / "keychain.json")
    new_vault(files, keychain)
    with subprocess.Popen(
        [sys.executable, "-c", KILLED, str(folder), str(step)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=root,
    ) as process:
        assert process.stdout is not None
        said = process.stdout.readline().split()
        process.kill()
        process.wait()
    return said[-1] if said[:1] == ["here"] else "the end", ways_in(files, keychain)


def test_killed_process_leaves_exactly_one_passphrase(tmp_path: Path, root: Path) -> None:
    steps = range(1, 20)
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(lambda step: kill_at(tmp_path / f"{step}", step, root), steps))
    waited = [name for name, _ in found]
    assert waited.index("the end") > STEPS
    assert {"store", "create", "write", "flush", "replace", "flush_folder", "delete"} <= set(waited)
    assert all(len(opened) == 1 for _, opened in found), found
    assert [opened[0] for _, opened in found].count(OLD.text) == waited.index("replace") + 1
