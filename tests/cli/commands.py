"""Runs ``hru-vault`` in this process, on a vault that is cheap to unlock."""

from __future__ import annotations

import io
import json
import sys
import tarfile
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

import pytest

from hru_advocate.casework.vault.opening import Home
from hru_advocate.cli import hru_vault, running
from tests.casework.open_sessions import home_at


class Said(str):
    """Words of a person for a command: ``-`` stands for them on its line, and they follow on standard input."""

    __slots__ = ()


PASSPHRASE = "otter teapot violin meadow cobalt ladle"


@dataclass
class Done:
    """How a command ended and what it printed."""

    code: int
    out: str
    err: str

    def json(self) -> Any:
        """What it printed, as data; it must have gone well."""
        assert self.code == 0, self.err
        return json.loads(self.out)


Run = Callable[..., Done]


def cheap_home(options: running.Arguments) -> Home:
    """The home a command names, with a cheap key."""
    home = home_at(options.home)
    return replace(
        home, anchors=home.folder.with_name("anchors")
    )  # each test has its own state folder; a vault is shared


CHEAPLY: Final = (
    "import sys; from hru_advocate.cli import hru_vault, running; from tests.cli.commands import cheap_home; "
    "running.home = cheap_home; sys.exit(hru_vault.main())"
)
"""The program for a process of its own, with cheap keys, where it is not looked at what a guess costs."""


def make_cheap(patch: pytest.MonkeyPatch) -> None:
    """Let commands unlock cheaply."""
    patch.setattr(running, "home", cheap_home)


REACHED = {"number": "01632 960100", "by": "Robin Example", "on": "2026-11-20", "against": "rang"}
"""The made-up unit's number: what paper that says us cannot do without."""


_FILLED: Final[dict[int, bytes]] = {}
"""Each vault that was filled, its rights with it, by its number of cases."""


def fill_folder(place: Path, cases: int) -> Path:
    """Put a vault with made-up cases into ``place / "home"``, its passphrase beside it; it is made once, and copied."""
    if cases in _FILLED:
        with tarfile.open(fileobj=io.BytesIO(_FILLED[cases])) as made:
            made.extractall(place, filter="fully_trusted")
        return place
    (place / "passphrase").write_text(f"{PASSPHRASE}\n", encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        make_cheap(patch)
        given = ["--home", str(place / "home"), "--passphrase-file", str(place / "passphrase")]
        assert hru_vault.main([*given, "init", "--no-keychain", "--author", "Robin Example"]) == 0
        assert hru_vault.main([*given, "demo", "--cases", str(cases), "--seed", "3"]) == 0
        number = place / "unit_number.json"
        number.write_text(json.dumps(REACHED), encoding="utf-8")
        assert hru_vault.main([*given, "add", "unit_number", str(number)]) == 0
    kept = io.BytesIO()
    with tarfile.open(fileobj=kept, mode="w") as made:
        made.add(place, arcname=".")
    _FILLED[cases] = kept.getvalue()
    return place


def runner(place: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run commands on that vault; a second ``--home`` or ``--passphrase-file`` among them wins."""
    capsys.readouterr()

    def go(*arguments: str) -> Done:
        given = ["--home", str(place / "home"), "--passphrase-file", str(place / "passphrase")]
        lines = "".join(f"{one}\n" for one in arguments if isinstance(one, Said))
        with pytest.MonkeyPatch.context() as patch:
            if lines:
                patch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(lines.encode("utf-8", "surrogateescape"))))
            try:
                code = hru_vault.main([*given, *("-" if isinstance(one, Said) else one for one in arguments)])
            except SystemExit as left:
                code = int(left.code or 0)
        printed = capsys.readouterr()
        return Done(code, printed.out, printed.err)

    return go
