"""Servers that a killed run of tests left are ended by the next one, and those of runs that go on are not."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests import hub_cluster

pytestmark = pytest.mark.skipif(bool(hub_cluster.missing()), reason="NOT TRIED: the mailbox needs a server's programs")


def test_a_folder_goes_with_the_process_it_bears_the_number_of(tmp_path: Path) -> None:
    gone = subprocess.Popen([sys.executable, "-c", ""])
    gone.wait()
    for number in (gone.pid, os.getpid()):
        (tmp_path / f"hru-hub-{number}-0011" / "data").mkdir(parents=True)
    (tmp_path / "hru-hub-0011").mkdir()
    hub_cluster.end_left(tmp_path)
    assert {one.name for one in tmp_path.iterdir()} == {f"hru-hub-{os.getpid()}-0011", "hru-hub-0011"}
