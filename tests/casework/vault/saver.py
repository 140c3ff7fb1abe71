"""Saves entries and drafts until it is killed; says each entry's id once it is acknowledged."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

from hru_advocate.casework.cases.cases import CaseFilter, list_cases
from hru_advocate.casework.records.entries import keep_draft, save
from hru_advocate.casework.vault import opening
from tests.casework.open_sessions import home_at

PASSPHRASE = "otter teapot violin meadow cobalt ladle"


def run(folder: Path, anchors: Path) -> None:
    """Open the vault, then save for ever."""
    opened, _unlocked = opening.unlock(replace(home_at(folder), anchors=anchors), PASSPHRASE)
    session = opened.session
    case = list_cases(session, CaseFilter())[0].label.case
    number = 0
    while True:
        number += 1
        raw = {
            "happened": "2026-11-20T10:00",
            "method": "phone",
            "direction": "out",
            "with_whom": "victim",
            "outside_rules": "The first call.",
            "fact": f"Entry {number}. " + "Words. " * (number % 300),
        }
        keep_draft(session, "draft", "contact", raw, case=case)
        sys.stdout.write(save(session, "contact", raw, case=case, draft="draft").entry + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    run(Path(sys.argv[1]), Path(sys.argv[2]))
