"""The keys from the command line: a code counts once it is typed back, and what opened the vault before does not."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path

import pytest

from tests.cli.commands import Run

NEW = "cobalt ladle otter teapot violin meadow"


class Typist:
    """Types back what was printed last, or something else."""

    def __init__(self, out: io.StringIO, *, right: bool) -> None:
        self._out, self._right = out, right

    def readline(self) -> str:
        return self._out.getvalue().replace("\n", " ") if self._right else "ABCD"


@pytest.mark.parametrize("right", [True, False])
@pytest.mark.parametrize("command", [["code", "--new"], ["code", "--new", "--halves"], ["suspected"]])
def test_a_new_code_counts_once_it_is_typed_back(
    vault: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: list[str], *, right: bool
) -> None:
    (tmp_path / "new").write_text(NEW, encoding="utf-8")
    words = [*command, "--new-file", str(tmp_path / "new")] if command == ["suspected"] else command
    shown = io.StringIO()
    monkeypatch.setattr(sys, "stdout", shown)
    monkeypatch.setattr(sys, "stdin", Typist(shown, right=right))
    done = vault(*words)
    assert done.code == (0 if right else 1), done.err
    said = shown.getvalue() or done.out
    if right:
        assert json.loads(said[said.index("{") :])
    else:
        assert "was not typed back" in done.err


def test_the_passphrase_is_changed(vault: Run, tmp_path: Path) -> None:
    (tmp_path / "new").write_text(NEW, encoding="utf-8")
    assert vault("passphrase", "--new-file", str(tmp_path / "new")).json()["changed"] is True
    assert vault("cases").code == 3
    assert vault("--passphrase-file", str(tmp_path / "new"), "cases").code == 0
