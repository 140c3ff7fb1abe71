"""The man pages say what the parsers read: every option and every command, none that is not there."""

from __future__ import annotations

import argparse
import re
import shutil
import subprocess
from pathlib import Path
from types import ModuleType

import pytest

from hru_advocate.cli import hru_vault
from tests.packaging_script import packaging_script
from ui import arguments


@pytest.fixture(scope="module")
def man_pages() -> ModuleType:
    return packaging_script("man_pages.py")


def told(page: str) -> str:
    """The words of a page without what ``man`` takes out."""
    return re.sub(r"\\f[BIR]|\\&", "", page).replace("\\-", "-").replace("\\e", "\\")


@pytest.mark.parametrize("parser", [hru_vault._parser(), arguments._parser()], ids=lambda one: str(one.prog))
def test_each_option_and_command_is_told(man_pages: ModuleType, parser: argparse.ArgumentParser) -> None:
    page = told(man_pages.page(parser, "2026-11-30", "0.1.0", ["another"]))
    options = {one for action in parser._actions for one in action.option_strings}
    commands = {}
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            commands = dict(action.choices)
    for its in commands.values():
        options |= {one for action in its._actions for one in action.option_strings}
    heads = re.findall(r"^\.TP\n(--?\w[^\n]*)$", page, re.MULTILINE)
    assert {one.split()[0] for head in heads for one in head.split(", ")} == options
    assert sorted(re.findall(r"^\.SS ([\w-]+)", page, re.MULTILINE)) == sorted(commands)
    assert ".SH EXIT STATUS\n0 done, 1 " in page
    assert "another(1)" in page


@pytest.mark.parametrize(
    "head",
    ["actions [REF]", "document NAME REF", "meetings REF"],
    ids=lambda one: str(one).split(" ", maxsplit=1)[0],
)
def test_what_a_command_can_do_without_stands_in_brackets(man_pages: ModuleType, head: str) -> None:
    page = told(man_pages.page(hru_vault._parser(), "2026-11-30", "0.1.0", ["another"]))
    assert f"\n.SS {head}\n" in page


@pytest.mark.skipif(shutil.which("man") is None, reason="there is no man here")
def test_man_itself_has_nothing_to_say_against_them(man_pages: ModuleType, tmp_path: Path) -> None:
    assert man_pages.main(tmp_path) == 0
    for page in sorted(tmp_path.iterdir()):
        asked = ["man", "--warnings", "-Tutf8", "-Z", "-l", str(page)]
        done = subprocess.run(asked, capture_output=True, text=True, check=False)
        assert (done.returncode, done.stderr) == (0, "")
