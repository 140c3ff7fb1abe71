"""Workers are handed whole files and groups, so that what a file makes once is made once, and tell what counts."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
CONFTEST = """
from tests.sharing_out import FileByFile
def pytest_xdist_make_scheduler(config, log): return FileByFile(config, log)
"""
ONLY_XDIST = {"PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1", "PYTEST_PLUGINS": "xdist"}
"""Each process of these runs would load Qt's bindings for a plugin that none of them needs."""
TESTS = """
import os, pathlib, pytest
GROUP
@pytest.mark.parametrize("turn", range(TURNS))
def test_it(turn):
    place = pathlib.Path(__file__)
    (place.parent / f"{place.stem}-{turn}.worker").write_text(os.environ["PYTEST_XDIST_WORKER"])
"""
GROUP = "pytestmark = pytest.mark.xdist_group('one')"

TELLING = """
import pathlib
from tests.sharing_out import tell_less
def pytest_configure(config): tell_less(config)
def _hear(config, told):
    if not hasattr(config, "workerinput"):
        with (pathlib.Path(__file__).parent / "heard").open("a") as file: file.write(told + chr(10))
def pytest_runtest_logreport(report): _hear(CONFIG[0], f"{report.head_line} {report.when} {report.outcome}")
def pytest_runtest_logstart(nodeid): _hear(CONFIG[0], f"{nodeid.partition('::')[2]} begins")
def pytest_sessionstart(session): CONFIG.append(session.config)
CONFIG = []
"""
OF_EACH_SORT = """
import pytest
@pytest.fixture
def broken(): raise ValueError
@pytest.fixture
def left(): yield; raise ValueError
@pytest.fixture
def says(): print("said")
def test_a_passes(): pass
def test_b_fails(): assert 0
def test_c_skips(): pytest.skip()
def test_d_begins_broken(broken): pass
def test_e_ends_broken(left): pass
def test_f_says(says): pass
def test_g_last(): pass
"""


def run(tmp_path: Path, files: dict[str, tuple[str, int]], workers: int = 2) -> None:
    """Run files of so many tests, each in a group or in none."""
    (tmp_path / "conftest.py").write_text(CONFTEST, encoding="utf-8")
    for name, (group, turns) in files.items():
        text = TESTS.replace("GROUP", group).replace("TURNS", str(turns))
        (tmp_path / f"test_{name}.py").write_text(text, encoding="utf-8")
    done = pytest_in(tmp_path, "-n", str(workers), "--dist", "loadgroup")
    assert done.returncode == 0, done.stdout


def pytest_in(folder: Path, *more: str) -> subprocess.CompletedProcess[str]:
    """Run the tests of a folder, as if there were no others."""
    command = [sys.executable, "-m", "pytest", "-q", *more, "-p", "no:cacheprovider"]
    command += ["--rootdir", str(folder), "-c", "/dev/null", "-o", f"pythonpath={ROOT}", str(folder)]
    return subprocess.run(
        command, cwd=ROOT, env=os.environ | ONLY_XDIST, capture_output=True, text=True, check=False, timeout=500
    )


def test_a_file_goes_to_one_worker_and_so_does_a_group(tmp_path: Path) -> None:
    run(tmp_path, {"alone": ("", 6), "other": ("", 6), "first": (GROUP, 6), "second": (GROUP, 6)})
    workers: dict[str, set[str]] = {}
    for path in tmp_path.glob("*.worker"):
        name = path.name.partition("-")[0].removeprefix("test_")
        workers.setdefault(name, set()).add(path.read_text(encoding="utf-8"))
    assert {name: len(one) for name, one in workers.items()} == dict.fromkeys(("alone", "other", "first", "second"), 1)
    assert workers["first"] == workers["second"]
    assert set.union(*workers.values()) == {"gw0", "gw1"}


def test_a_group_is_begun_before_files_of_more_tests(tmp_path: Path) -> None:
    """It takes long for their number, and nothing long is left for the end. Of two workers either may be quicker."""
    run(tmp_path, {"many": ("", 9), "some": ("", 5), "others": ("", 5), "group": (GROUP, 1)}, workers=1)
    begun = {
        name: min(path.stat().st_mtime_ns for path in tmp_path.glob(f"test_{name}-*.worker"))
        for name in ("some", "others", "group")
    }
    assert min(begun, key=lambda name: begun[name]) == "group"


@pytest.mark.parametrize("more", [(), ("--durations=1",)])
def test_a_worker_leaves_out_what_went_as_it_should_and_the_summary_is_the_same(
    tmp_path: Path, more: tuple[str, ...]
) -> None:
    (tmp_path / "conftest.py").write_text(TELLING, encoding="utf-8")
    (tmp_path / "test_sorts.py").write_text(OF_EACH_SORT, encoding="utf-8")
    done = pytest_in(tmp_path, "-n", "1", *more)
    assert "2 failed" not in done.stdout
    assert "1 failed, 4 passed, 1 skipped, 2 errors" in done.stdout.splitlines()[-1]
    assert "[100%]" in done.stdout
    heard = (tmp_path / "heard").read_text(encoding="utf-8").splitlines()
    last = ["test_g_last begins", *(f"test_g_last {when} passed" for when in ("setup", "call", "teardown"))]
    if more:
        assert "test_a_passes setup passed" in heard
        return
    assert heard == [
        "test_a_passes call passed",
        "test_b_fails call failed",
        "test_c_skips call skipped",
        "test_d_begins_broken setup failed",
        "test_e_ends_broken call passed",
        "test_e_ends_broken teardown failed",
        "test_f_says setup passed",
        "test_f_says call passed",
        "test_f_says teardown passed",
        *last,
    ]
