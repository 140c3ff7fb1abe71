"""The command line, as the bundle starts it."""

from __future__ import annotations

from hru_advocate.cli.hru_vault import run

run()
