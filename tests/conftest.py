"""What every test stands on: no screen, no real home, a clock that stands still, and no trace left behind."""

from __future__ import annotations

import gc
import itertools
import os
import sys
import tempfile  # noqa: TID251 - only to turn it away from the real temporary folder
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

# Qt reads this when it is first imported, so it comes before everything else.
if os.environ.get("HRU_ONSCREEN") != "1":
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
os.environ.setdefault("QT_ACCESSIBILITY", "0")

import pytest
from hypothesis import HealthCheck, settings
from xdist.remote import Producer

from tests import hub_cluster
from tests.effort import set_whole
from tests.fixed_clock import FixedClock
from tests.sharing_out import FileByFile, read_own_part, tell_less
from tests.unlocked_memory import lock_no_memory

pytest_plugins = ["tests.hanging", "tests.write_protected"]
ROOT = Path(__file__).resolve().parent.parent
NOW = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)

settings.register_profile(
    "ours",
    database=None,  # nothing is written beside the tests
    deadline=None,  # two cores, many workers: time is the benchmarks' business
    max_examples=30,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
settings.load_profile("ours")

_HOMES = {
    "HOME": "home",
    "USERPROFILE": "home",
    "XDG_DATA_HOME": "home/.local/share",
    "XDG_CONFIG_HOME": "home/.config",
    "XDG_CACHE_HOME": "home/.cache",
    "XDG_STATE_HOME": "home/.local/state",
    "APPDATA": "home/roaming",
    "LOCALAPPDATA": "home/local",
    "WIN_PD_OVERRIDE_APPDATA": "home/roaming",  # Windows itself is asked otherwise, and heeds no variable
    "WIN_PD_OVERRIDE_LOCAL_APPDATA": "home/local",
    "TMPDIR": "home/tmp",
    "TEMP": "home/tmp",
    "TMP": "home/tmp",
}


class _Watch:
    """Remembers every file opened for writing while a test runs."""

    def __init__(self) -> None:
        self.on = False
        self.written: list[str] = []

    def hear(self, event: str, args: tuple[object, ...]) -> None:
        """Take an event of Python's own audit; a million of others come between two of these."""
        if event not in _TELLING or not self.on or (event == "open" and not _is_writing(args[2])):
            return
        path = args[1] if event in {"os.rename", "os.symlink"} else args[0]
        if isinstance(path, str | bytes | os.PathLike):
            self.written.append(os.path.abspath(os.fsdecode(path)))  # noqa: PTH100 - resolve() would touch the disk


_TELLING = frozenset({"open", "os.mkdir", "os.rename", "os.symlink"})


def pytest_configure(config: pytest.Config) -> None:
    """The long runs have the memory of the real program, and try all of what is drawn; workers tell what counts."""
    tell_less(config)
    long = config.option.markexpr.startswith("soak")
    set_whole(whole=long)
    if not long:
        lock_no_memory()


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> FileByFile | None:
    """Share tests out file by file."""
    return FileByFile(config, log) if config.option.dist == "loadgroup" else None


@pytest.hookimpl(wrapper=True)
def pytest_collection(session: pytest.Session) -> Iterator[None]:
    """Collect no garbage while tests are collected: every look would go through all of them, a third of the time."""
    gc.disable()
    try:
        read_own_part(session.config)
        return (yield)
    finally:
        gc.enable()


def pytest_collection_finish() -> None:
    """Leave thousands of tests out of every later collecting of what nobody reaches: they are there to the end."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 50)  # what one test makes is gone with it; the screens have a collector of their own


def _is_writing(flags: object) -> bool:
    return isinstance(flags, int) and bool(flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_APPEND))


_NUMBER = itertools.count()
_HOME: list[Path] = []
"""The home of the test before, when nothing was written in it: the next one may have it."""
_NOWHERE = os.path.abspath(os.devnull)  # noqa: PTH100 - as the watch does it
_CACHES = ("__pycache__", ".pytest_cache", ".hypothesis", ".import_linter_cache")
_WATCH = _Watch()
sys.addaudithook(_WATCH.hear)


def _is_allowed(path: str, temporary: str) -> bool:
    """Temporary folders of tests, devices, caches that hold no content, and where pictures were asked for."""
    inside = (temporary, "/dev/", "/proc/self/", os.environ.get("HRU_PICTURES", temporary))
    return path.startswith(inside) or any(cache in path for cache in _CACHES) or path == _NOWHERE


def _is_untouched(home: Path) -> bool:
    return [one.name for one in home.iterdir()] == ["tmp"] and not any((home / "tmp").iterdir())


@pytest.fixture(autouse=True)
def _own_home(
    monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest
) -> Iterator[None]:
    """Give each test a home of its own and fail it when it writes anywhere else."""
    # Pytest's own way looks through all folders for the next number, and removes one for each test of an earlier run.
    place = _HOME[0] if _HOME else tmp_path_factory.getbasetemp() / f"own{next(_NUMBER)}"
    for name, folder in _HOMES.items():
        monkeypatch.setenv(name, str(place / folder))
    (place / "home" / "tmp").mkdir(parents=True, exist_ok=True)
    monkeypatch.setattr(tempfile, "tempdir", str(place / "home" / "tmp"))
    for name in ("OneDrive", "OneDriveCommercial", "OneDriveConsumer"):
        monkeypatch.delenv(name, raising=False)
    temporary = str(tmp_path_factory.getbasetemp())
    mask = os.umask(0o022)  # the programs close theirs when they start; the next test must not inherit it
    _WATCH.written.clear()
    _WATCH.on = True
    yield
    _WATCH.on = False
    os.umask(mask)
    _HOME[:] = [place] if not _WATCH.written and _is_untouched(place / "home") else []
    left = sorted({path for path in _WATCH.written if not _is_allowed(path, temporary)})
    assert not left, f"{request.node.name} wrote outside its temporary folder: {left[:5]}"


@pytest.fixture
def clock() -> FixedClock:
    """Monday 23 November 2026, 10:00 in the morning, for as long as the test runs."""
    return FixedClock(NOW)


@pytest.fixture
def root() -> Path:
    """The top of the project."""
    return ROOT


@pytest.fixture(scope="session")
def hub_server() -> Iterator[hub_cluster.Cluster]:
    """A PostgreSQL of this process's own; tests that ask for it are of the group ``hub``, so that there is one."""
    if lacking := hub_cluster.missing():
        words = f"NOT TRIED: the mailbox needs {lacking}, which is missing here"
        if os.environ.get("CI") == "true":
            pytest.fail(words)
        pytest.skip(words)
    with hub_cluster.cluster() as made:
        yield made


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say loudly what this computer cannot try."""
    if lacking := hub_cluster.missing():
        terminalreporter.write_line(f"NOT TRIED: the mailbox, which needs {lacking}.", red=True, bold=True)


@pytest.fixture
def hub(hub_server: hub_cluster.Cluster) -> hub_cluster.Cluster:
    """Its mailbox, with nothing in it and nobody let in."""
    hub_server.empty()
    return hub_server
