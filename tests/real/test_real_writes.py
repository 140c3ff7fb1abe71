"""Whole sessions under the kernel's eyes: what was typed reaches no plain file but the one that was asked for."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.real import desktop as desktops
from tests.real import journey, print_queue
from tests.real.desktop import ROOT, Desktop, end_all
from tests.real.print_queue import PrintQueue
from tests.real.trace import files_with, files_written, missing, traced
from tests.real.visitor import Visitor

pytestmark = [
    pytest.mark.soak,
    pytest.mark.skipif(bool(missing()), reason=f"needs {', '.join(missing())}: make setup installs strace"),
]
LACKING = [*desktops.missing(), *print_queue.missing()]
CANARY = "Kanarek7Qx"
SHAPES = [CANARY.encode(codec) for codec in ("utf-8", "utf-16-le", "utf-16-be")]


def test_watch_sees_a_word_in_a_plain_file(tmp_path: Path) -> None:
    """The watch itself: it would have seen it."""
    told = tmp_path / "told"
    subprocess.run([*traced(told), "sh", "-c", f"echo {CANARY} > {tmp_path / 'plain'}"], check=True)
    assert files_with(told, SHAPES) == {str(tmp_path / "plain")}


def test_session_without_screens_writes_it_nowhere_in_the_clear(tmp_path: Path) -> None:
    home, words = tmp_path / "vault", tmp_path / "words"
    out = tmp_path / "plan.pdf"
    told: list[Path] = []

    def vault(*command: str, typed: str = "") -> str:
        told.append(tmp_path / f"told-{len(told)}")
        start = [sys.executable, "-m", "hru_advocate.cli.hru_vault", "--home", str(home), "--json"]
        opened = ["--passphrase-file", str(words)] if words.exists() else []
        done = subprocess.run(
            [*traced(told[-1]), *start, *opened, *command],
            input=typed, capture_output=True, text=True, check=False, cwd=ROOT,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        return done.stdout

    words.write_text(json.loads(vault("init", "--no-keychain", "--author", CANARY))["passphrase"], encoding="utf-8")
    referral = {
        "victim": f"{CANARY} Marsh", "source": "police_officer", "area": "halton", "behaviour": ["stalking"],
        "decision": "accept", "adds_value": True, "account": f"{CANARY} stood by the shop", "words": f"I said {CANARY}",
    }  # fmt: skip
    made = json.loads(vault("add", "referral", "-", typed=json.dumps(referral)))
    ref = made["ref"]
    assert vault("search", "-", typed=f"{CANARY}\n").count(CANARY) >= 1
    assert CANARY in vault("show", ref)
    vault("document", "file_copy", ref, "--out", str(out))
    vault("verify")
    vault("rebuild")
    written = set().union(*(files_written(one) for one in told))
    assert {str(home / "vault.db"), str(home / "vault.db-wal"), str(out)} <= written
    assert set().union(*(files_with(one, SHAPES) for one in told)) <= {str(out)}


@pytest.mark.skipif(bool(LACKING), reason=f"needs {', '.join(LACKING)}: make setup installs them")
def test_session_on_the_screen_writes_it_nowhere_in_the_clear(tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("w")
    home, told = folder / "vault", folder / "told"
    with (
        PrintQueue(folder) as queue,
        Desktop(folder / "d", more=queue.environment) as desktop,
        Visitor(desktop, folder / "pictures") as visitor,
    ):
        desktop.start(*traced(told), sys.executable, "-m", "ui", "--home", str(home), name="program")
        try:
            passphrase = journey.to_paper(visitor)
            journey.print_copy(visitor)
            queue.printed()
            journey.save_copy(visitor, folder / "saved.pdf")
            visitor.key("ctrl+k")
            visitor.write(journey.CANARY)
            visitor.wait_for("Search results", "list")
            journey.lock_unlock_lock(visitor, passphrase)
        finally:
            end_all(home)
    assert str(home / "vault.db-wal") in files_written(told)
    typed = [journey.CANARY, journey.VICTIM, journey.WORRY, passphrase]
    assert files_with(told, [word.encode(codec) for word in typed for codec in ("utf-8", "utf-16-le")]) == set()
    assert str(folder / "saved.pdf") in files_written(told)
    assert [path for path in files_written(told) if "QtProject" in path] == []
