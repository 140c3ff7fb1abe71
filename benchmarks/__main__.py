"""``make bench``: every benchmark in a process of its own, each a table with its ratio and its bar.

``python -m benchmarks saving searching`` runs only some. Exit 1 when a bar is missed.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final

_HERE: Final = Path(__file__).resolve().parent


def names() -> tuple[str, ...]:
    """Every benchmark: a file here with a ``main`` of its own."""
    return tuple(
        sorted(
            path.stem
            for path in _HERE.glob("*.py")
            if not path.stem.startswith("_") and "\ndef main()" in path.read_text("utf-8")
        )
    )


def wanted_of(words: Sequence[str]) -> list[str]:
    """The benchmarks a command line asks for; ends the process where it asks for help or for one there is not."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description="Speed, beside the bare libraries.")
    known = names()
    parser.add_argument("name", nargs="*", help=f"run only these, of {', '.join(known)}; all without a name")
    wanted: list[str] = parser.parse_args(words).name
    if not set(wanted) <= {*known}:
        parser.error(f"there is no such benchmark; there are {', '.join(known)}")
    return wanted


def run(wanted: list[str]) -> int:
    """Run the benchmarks one after the other, so that none disturbs another."""
    missed = []
    for name in wanted or names():
        print(f"\n{name.replace('_', ' ')}", flush=True)
        done = subprocess.run([sys.executable, "-m", f"benchmarks.{name}"], cwd=_HERE.parent, check=False)
        if done.returncode:
            missed.append(name)
    print(f"\nBars missed: {', '.join(missed)}" if missed else "\nEvery bar is met.")
    return int(bool(missed))


if __name__ == "__main__":
    sys.exit(run(wanted_of(sys.argv[1:])))
