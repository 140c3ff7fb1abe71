"""Plants a sample of deliberate bugs, one at a time, in copies of the project, and counts those that tests notice."""

from __future__ import annotations

import json
import random
import shutil
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import IO, Final

from tests.mutation.changes import Change, changes
from tests.mutation.meetings import Meetings, functions, modules, note_anew

ROOT: Final = Path(__file__).resolve().parents[2]
TESTS: Final = ("tests/domain", "tests/documents/compose", "tests/casework", "tests/keys", "tests/cli", "tests/demo")
"""The tests a bug is held against; those of the screens are slow and come on top."""
GOAL: Final = 0.90
_LAYERS: Final = (
    ("errors", "domain"),
    ("clock", "logs", "paths", "process"),
    ("documents", "store", "keys"),
    ("casework",),
)
"""The rooms of the core from the bottom: none loads one above it, nor one beside it."""
_LEFT_OUT: Final = shutil.ignore_patterns(".git", ".venv", "build", "dist", "__pycache__", ".*_cache", ".hypothesis")


@dataclass(frozen=True, slots=True)
class Planted:
    """One bug, in which file, and what became of it.

    It was ``killed``, made the tests ``slow`` until they were stopped, ``survived``, or is ``unmet``: no test runs it.
    """

    path: str
    change: Change
    outcome: str

    def say(self) -> str:
        """The bug in one line."""
        return (
            f"{self.path}:{self.change.line}: {self.outcome}: {_short(self.change.was)}  ->  {_short(self.change.now)}"
        )


def _short(text: str, most: int = 70) -> str:
    return text if len(text) <= most else text[: most - 1] + "…"


@dataclass(frozen=True, slots=True)
class Score:
    """What became of a sample of bugs."""

    planted: tuple[Planted, ...]
    left: int = 0
    """How many of the sample were not tried, because the time was up."""

    @property
    def killed(self) -> float:
        """The share that some test noticed, a test that no longer ends among them."""
        noticed = sum(one.outcome in ("killed", "slow") for one in self.planted)
        return noticed / len(self.planted) if self.planted else 0.0

    def say(self, name: str) -> str:
        """The whole answer: the counts, every bug that survived, the score."""
        counts = Counter(one.outcome for one in self.planted)
        lines = [one.say() for one in self.planted if one.outcome in ("survived", "unmet")]
        lines.append(
            f"{name}: {len(self.planted)} bugs, {counts['killed']} killed, {counts['slow']} timed out, "
            f"{counts['survived']} survived, {counts['unmet']} that no test runs"
            + (f", {self.left} not tried for want of time" if self.left else "")
            + f"; score {self.killed:.1%} (goal {GOAL:.0%})"
        )
        return "\n".join(lines)


class Plantation:
    """Copies of the project in ``folder``, one for each worker, and which test calls what.

    ``again`` takes the copy and the calls of the run before: noting them takes as long as the tests. With ``anew`` the
    copy is taken anew and these tests alone are noted, for what was written since.
    """

    def __init__(
        self,
        folder: Path,
        tests: Sequence[str] = TESTS,
        workers: int = 2,
        *,
        again: bool = False,
        anew: Sequence[str] = (),
    ) -> None:
        self._sound, marked, record = folder / "sound", folder / "marked", folder / "calls.json"
        if not again or not record.exists():
            record.unlink(missing_ok=True)
            # One copy first: what somebody changes meanwhile must not come between the calls and the bugs.
            _copy(_copy(ROOT, self._sound), marked)
        elif anew:
            newer = _copy(ROOT, folder / "newer")
            note_anew(_copy(newer, marked), record, anew, functions(self._sound))
            _copy(newer, self._sound)  # only now: the notes before are by the places of the copy before
        self._meetings = Meetings(marked, record, tests)
        self._trees = [_copy(self._sound, folder / f"tree{one}") for one in range(workers)]

    def score(self, paths: Iterable[str], *, most: int, seed: int, minutes: float = 600.0) -> Score:
        """Plant a sample of the bugs that fit into some files, given as files or folders of the project."""
        every = [
            (path.relative_to(self._sound).as_posix(), change)
            for start in paths
            for path in modules(self._sound / start)
            for change in changes(path.read_text(encoding="utf-8"))
        ]
        sample = every if len(every) <= most else random.Random(seed).sample(every, most)
        return self.judge(sample, minutes)

    def sound(self, path: str) -> Change:
        """No bug at all in a file, to see that nothing is noticed then."""
        return Change(1, "", "", 0, (self._sound / path).read_text(encoding="utf-8"))

    def judge(self, sample: Sequence[tuple[str, Change]], minutes: float = 600.0) -> Score:
        """Plant some bugs, each by itself, as far as the time goes."""
        waiting: SimpleQueue[tuple[str, Change]] = SimpleQueue()
        for one in sample:
            waiting.put(one)
        end = time.monotonic() + 60 * minutes
        below = _below({path for path, _change in sample})
        with ThreadPoolExecutor(len(self._trees)) as pool:
            parts = pool.map(lambda tree: self._work(tree, below, waiting, end), self._trees)
            found = [one for part in parts for one in part]
        found.sort(key=lambda one: (one.path, one.change.line))
        return Score(tuple(found), len(sample) - len(found))

    def _work(
        self, tree: Path, below: Sequence[str], waiting: SimpleQueue[tuple[str, Change]], end: float
    ) -> list[Planted]:
        found: list[Planted] = []
        process = subprocess.Popen(
            [sys.executable, "-m", "tests.mutation.worker", *below],
            cwd=tree, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip
        with process as worker:
            if worker.stdin is None or worker.stdout is None:
                raise RuntimeError("the worker has no pipes")
            while time.monotonic() < end:
                try:
                    path, change = waiting.get_nowait()
                except Empty:
                    break
                found.append(Planted(path, change, self._ask(worker.stdin, worker.stdout, path, change)))
            worker.stdin.close()
        return found

    def _ask(self, to: IO[str], answers: IO[str], path: str, change: Change) -> str:
        stages = self._meetings.stages(path, change.function)
        if not stages:
            return "unmet"
        to.write(json.dumps({"path": path, "text": change.text, "stages": stages}) + "\n")
        to.flush()
        return answers.readline().strip() or "broken"


def _below(paths: Iterable[str]) -> list[str]:
    """The rooms below every bug, which none of them can change: the worker loads them once."""
    rooms = {Path(path).with_suffix("").parts[1] for path in paths}
    lowest = next((at for at, layer in enumerate(_LAYERS) if rooms.intersection(layer)), len(_LAYERS))
    return [f"hru_advocate/{one}" for layer in _LAYERS[:lowest] for one in layer]


def _copy(source: Path, tree: Path) -> Path:
    shutil.rmtree(tree, ignore_errors=True)
    shutil.copytree(source, tree, ignore=_LEFT_OUT)
    (tree / ".venv").symlink_to(ROOT / ".venv", target_is_directory=True)  # the project's own scripts begin there
    return tree
