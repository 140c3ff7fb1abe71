"""``.ci/run`` and ``make test`` end: also when a test crashes, and when something hangs."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests import hanging

ROOT = Path(__file__).resolve().parents[2]
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="make and .ci/run are for systems that have a shell")

MAKE = """#!/bin/bash
echo "make $*"
case "$2" in SLOW) sleep 300; echo "slept" ;; BROKEN) exit 3 ;; esac
"""


@pytest.fixture
def run(tmp_path: Path) -> Path:
    """``.ci/run`` with a make of our own, in a folder with a space in its name."""
    place = tmp_path / "with space"
    for name in (".ci", "packaging", "bin"):
        (place / name).mkdir(parents=True)
    shutil.copy(ROOT / ".ci" / "run", place / ".ci")
    (place / "packaging" / "setup.sh").write_text("#!/bin/sh\n")
    (place / "packaging" / "setup.sh").chmod(0o755)
    return place / ".ci" / "run"


def run_it(run: Path, *, slow: str = "-", broken: str = "-", seconds: int = 100) -> subprocess.CompletedProcess[str]:
    make = run.parents[1] / "bin" / "make"
    make.write_text(MAKE.replace("SLOW", slow).replace("BROKEN", broken), encoding="utf-8")
    make.chmod(0o755)
    environment = os.environ | {"PATH": f"{make.parent}:{os.environ['PATH']}", "HRU_CI_SECONDS": str(seconds)}
    return subprocess.run([run], env=environment, capture_output=True, text=True, check=False, timeout=500)


def test_each_step_is_asked_in_turn(run: Path) -> None:
    done = run_it(run)
    assert (done.returncode, done.stderr) == (0, "")
    assert [line.split()[2] for line in done.stdout.splitlines()] == ["lint", "types", "contracts", "test"]


def test_a_step_that_fails_ends_the_run(run: Path) -> None:
    done = run_it(run, broken="types")
    assert done.returncode == 3
    assert ".ci/run: did not pass: make --no-print-directory types" in done.stderr
    assert "contracts" not in done.stdout


def test_what_hangs_is_ended_and_named(run: Path) -> None:
    done = run_it(run, slow="contracts", seconds=3)
    assert done.returncode == 124
    assert ".ci/run: stopped after" in done.stderr
    assert "contracts" in done.stderr
    assert "slept" not in done.stdout
    assert "test" not in done.stdout


def test_only_a_place_in_memory_is_taken_for_temporary_files(tmp_path: Path) -> None:
    for place in (tmp_path, tmp_path / "not there"):
        done = subprocess.run([ROOT / "packaging" / "in_memory.sh", place], capture_output=True, text=True, check=True)
        assert done.stdout == ""


def options_of_make_test() -> list[str]:
    """What ``make test`` hands to pytest beside the tests themselves."""
    ours = {name: value for name, value in os.environ.items() if not name.startswith(("MAKE", "MFLAGS"))}
    command = ["make", "-n", "test", "LIMIT=20", "PY=python", "WORKERS=2", "ARGS="]
    shown = subprocess.run(command, cwd=ROOT, env=ours, capture_output=True, text=True, check=True).stdout
    words = shown.replace("\\\n", " ").strip().splitlines()[-1].split()
    assert words[1:7] == ["timeout", "--signal=INT", "--kill-after=30", "20", "python", "-m"]
    return words[8:]


@pytest.mark.parametrize(
    ("body", "more", "told"),
    [
        ("os.kill(os.getpid(), signal.SIGSEGV)", [], "crashed while running"),
        ("time.sleep(300)", ["-o", "seconds_a_test_may_take=3"], "crashed while running"),
    ],
)
def test_a_test_that_falls_or_hangs_ends_with_the_summary(
    tmp_path: Path, body: str, more: list[str], told: str
) -> None:
    (tmp_path / "test_it.py").write_text(
        f"import os, signal, time\ndef test_falls(): {body}\ndef test_stands(): pass\n", encoding="utf-8"
    )
    (tmp_path / "pytest.ini").write_text("[pytest]\n", encoding="utf-8")
    options = [*options_of_make_test(), *more, "-p", "tests.hanging", "-p", "no:cacheprovider"]
    done = subprocess.run(
        [sys.executable, "-m", "pytest", *options],
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": str(ROOT), "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1", "PYTEST_PLUGINS": "xdist"},
        capture_output=True,
        text=True,
        check=False,
        timeout=500,
    )
    assert done.returncode == 1
    assert told in done.stdout
    assert "1 failed" in done.stdout.splitlines()[-1]


def test_one_watch_goes_on_over_many_tests_and_is_begun_anew_before_it_is_too_short(
    monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> None:
    now, begun, ended = [0.0], list[tuple[float, float]](), list[float]()
    watch = hanging.Watch(100, end=False)
    with monkeypatch.context() as patched:
        patched.setattr("faulthandler.dump_traceback_later", lambda most, **_: begun.append((now[0], most)))
        patched.setattr("faulthandler.cancel_dump_traceback_later", lambda: ended.append(now[0]))
        patched.setattr("time.monotonic", lambda: now[0])
        for moment, more in ((0.0, True), (10.0, True), (10.5, True), (12.0, False), (12.5, True)):
            now[0] = moment
            for _ in watch.pytest_runtest_protocol(request.node if more else None):
                pass
        assert begun == [(0.0, 110.0), (10.5, 110.0), (12.5, 110.0)]
        assert ended == [12.0]
        watch.pytest_unconfigure()
