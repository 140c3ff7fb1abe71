"""The notice of a change is light: the screens hold it before the core is loaded."""

from __future__ import annotations

import subprocess
import sys

_LOADED = """
import sys
import hru_advocate.casework.changed
heavy = ("msgspec", "sqlcipher3", "cryptography", "hru_advocate.store", "hru_advocate.keys", "hru_advocate.domain")
print(*(name for name in heavy if name in sys.modules))
"""


def test_a_notice_of_a_change_loads_nothing_of_the_core() -> None:
    done = subprocess.run([sys.executable, "-c", _LOADED], capture_output=True, text=True, check=True, timeout=500)
    assert done.stdout.split() == []
