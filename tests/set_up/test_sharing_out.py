"""Workers are handed whole files and whole groups, so that what a file makes once is made once."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
CONFTEST = "from tests.conftest import pytest_xdist_make_scheduler"
TESTS = """
import os, pathlib, pytest
GROUP
@pytest.mark.parametrize("turn", range(TURNS))
def test_it(turn):
    place = pathlib.Path(__file__)
    (place.parent / f"{place.stem}-{turn}.worker").write_text(os.environ["PYTEST_XDIST_WORKER"])
"""
GROUP = "pytestmark = pytest.mark.xdist_group('one')"


def run(tmp_path: Path, files: dict[str, tuple[str, int]], workers: int = 2) -> None:
    """Run files of so many tests, each in a group or in none."""
    (tmp_path / "conftest.py").write_text(CONFTEST, encoding="utf-8")
    for name, (group, turns) in files.items():
        text = TESTS.replace("GROUP", group).replace("TURNS", str(turns))
        (tmp_path / f"test_{name}.py").write_text(text, encoding="utf-8")
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-q",
        "-n",
        str(workers),
        "--dist",
        "loadgroup",
        "-p",
        "no:cacheprovider",
    ]
    command += ["--rootdir", str(tmp_path), "-c", "/dev/null", "-o", f"pythonpath={ROOT}", str(tmp_path)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=500)
    assert done.returncode == 0, done.stdout


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
