"""Adds up what was tried under Wine: ``tally.py FOLDER`` with what ``windows_check.sh`` left; exit 1 if any failed.

A step left ``NAME.code`` there (how it ended, after how many seconds), and one of tests ``NAME.xml`` by pytest.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Final, NamedTuple
from xml.etree import ElementTree as ET

_NOT_SHOWN: Final = (
    "rights of files and folders (NTFS; Wine's icacls does nothing)",
    "how Windows keeps and roams credentials (DPAPI, TPM)",
    "windows kept out of screenshots and sharing",
    "a real lock of the session, a real sleep",
    "Narrator, NVDA, JAWS, high contrast, several screens of several densities",
    "printers' own drivers and the spooler's files",
    "AppLocker, WDAC, SmartScreen, Defender, and scanners that hold a file",
    "a power cut, OneDrive, roaming profiles, BitLocker",
    "the pinned Qt: Wine lacks a library of Windows that Qt 6.10 and later load",
)
"""Things no run under Wine tells; docs/windows.md has the steps for a person at a real Windows."""


_NOTHING_RUN: Final = 5
"""Pytest's exit code if it ran no test: all of a folder's files are left out."""


class Step(NamedTuple):
    """The end of one step. Steps without tests count one."""

    name: str
    passed: int
    failed: tuple[str, ...]
    skipped: int
    seconds: int

    def line(self) -> str:
        """The step in a line of the summary."""
        counts = f"{self.passed:>6} passed {len(self.failed):>4} failed {self.skipped:>4} skipped {self.seconds:>5} s"
        return f"{self.name:<36}{counts}"


def steps_in(folder: Path) -> list[Step]:
    """Every step that was tried, in the order of their names."""
    return [_step(ended) for ended in sorted(folder.glob("*.code"))]


def _step(ended: Path) -> Step:
    code, seconds = map(int, ended.read_text("utf-8").split())
    told = ended.with_suffix(".xml")
    if not told.exists():
        said = f"{ended.stem}: ended with {code}; {ended.with_suffix('.log').name} says more"
        return Step(ended.stem, int(code == 0), (said,) if code else (), 0, seconds)
    cases = list(ET.parse(told).iter("testcase"))  # noqa: S314 - written by our own run a moment ago
    failed = tuple(_named(one) for one in cases if one.find("failure") is not None or one.find("error") is not None)
    skipped = sum(one.find("skipped") is not None for one in cases)
    passed = len(cases) - len(failed) - skipped
    if code != bool(failed) and (code != _NOTHING_RUN or passed or failed):
        failed = (*failed, f"{ended.stem}: ended with {code} before its end")
    return Step(ended.stem, passed, failed, skipped, seconds)


def _named(case: ET.Element) -> str:
    return f"{case.get('classname')}::{case.get('name')}"


def summary(steps: list[Step]) -> list[str]:
    """The words said at the end, in lines."""
    failed = [name for step in steps for name in step.failed]
    whole = Step(
        "together",
        sum(step.passed for step in steps),
        tuple(failed),
        sum(step.skipped for step in steps),
        sum(step.seconds for step in steps),
    )
    lines = [step.line() for step in (*steps, whole)]
    if failed:
        lines += ["", "Failed:", *(f"    {name}" for name in failed)]
    return [*lines, "", "What Wine cannot show, and a person at a real Windows has to (docs/windows.md):"] + [
        f"    {one}" for one in _NOT_SHOWN
    ]


def main(folder: Path) -> int:
    """Print the summary; the exit code."""
    steps = steps_in(folder)
    print("\n".join(summary(steps)))
    return int(not steps or any(step.failed for step in steps))


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
