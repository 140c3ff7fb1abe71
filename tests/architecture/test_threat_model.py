"""Every line of the threat model names the tests that hold it, and each of them is there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROWS = re.compile(r"^\| (?!who tries|what may|---)(.+) \|$", flags=re.MULTILINE)
TEST = re.compile(r"`(tests/[a-z_/]+\.py)(?:::(test_\w+))?`")


@pytest.fixture
def rows(root: Path) -> list[str]:
    return ROWS.findall((root / "docs" / "threat-model.md").read_text(encoding="utf-8"))


def test_every_line_names_what_holds_it_or_says_that_nothing_does(rows: list[str]) -> None:
    assert len(rows) > 40
    assert [row for row in rows if not TEST.search(row.split(" | ")[-1]) and "not held" not in row] == []


def test_every_test_it_names_is_there(root: Path, rows: list[str]) -> None:
    named = {one for row in rows for one in TEST.findall(row)}
    assert len(named) > 60
    for file, test in named:
        path = root / file
        assert path.is_file(), file
        assert not test or f"\ndef {test}(" in path.read_text(encoding="utf-8"), f"{file}::{test}"
