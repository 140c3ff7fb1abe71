"""A vault with made-up cases, made as anybody can: by the program without screens."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from tests.real.desktop import ROOT


def command(home: Path, *words: str) -> list[str]:
    """The words that run one command of the program without screens on a folder."""
    return [sys.executable, "-m", "hru_advocate.cli.hru_vault", "--home", str(home), "--passphrase-file", "-", *words]


def tell(home: Path, *words: str, passphrase: str = "") -> str:
    """Run one command; what it says."""
    done = subprocess.run(
        command(home, *words), input=passphrase, capture_output=True, text=True, check=False, cwd=ROOT
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def fill(home: Path, *, cases: int = 2) -> str:
    """Make the vault and its made-up cases; the passphrase that opens it."""
    words = [sys.executable, "-m", "hru_advocate.cli.hru_vault", "--home", str(home), "--json"]
    made = subprocess.run(
        [*words, "init", "--no-keychain", "--author", "Ann Example"],
        capture_output=True, check=True, cwd=ROOT,
    )  # fmt: skip
    passphrase = str(json.loads(made.stdout)["passphrase"])
    tell(home, "demo", "--cases", str(cases), passphrase=passphrase)
    return passphrase
