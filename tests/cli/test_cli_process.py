"""``hru-vault`` as a program of its own, with the product's real keys: few, because each key costs a second."""

from __future__ import annotations

import io
import json
import os
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from hru_advocate.casework import listing
from hru_advocate.cli import hru_vault
from tests.cli.commands import Said, fill_folder, make_cheap, runner
from tests.posix import posix

pytestmark = pytest.mark.xdist_group("program")  # what the module makes is made once

ROOT = Path(__file__).resolve().parents[2]
WORDS = "lantern-orchard-velvet-compass-thistle-harbour"


def vault(place: Path, *arguments: str, passphrase: str = WORDS, text: str = "") -> subprocess.CompletedProcess[str]:
    """Run the program; its passphrase comes in a file."""
    given = place / "passphrase"
    given.write_text(f"{passphrase}\n", encoding="utf-8")
    command = [
        sys.executable,
        "-m",
        "hru_advocate.cli.hru_vault",
        "--home",
        str(place / "vault"),
        "--passphrase-file",
        str(given),
    ]
    return subprocess.run(
        [*command, *arguments], cwd=ROOT, capture_output=True, encoding="utf-8", input=text, check=False, timeout=500
    )


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("program")
    done = vault(place, "init", "--no-keychain", "--author", "Robin Example")
    assert done.returncode == 0, done.stderr
    assert set(json.loads(done.stdout)) == {"recovery_code"}
    return place


@posix("its script is one of a shell")
def test_what_is_shown_without_a_screen_goes_to_its_end(tmp_path: Path) -> None:
    """``make run`` where no window can open: its own script, to the plan on paper and the ledger that holds."""
    place = tmp_path / "shown"
    done = subprocess.run(
        ["packaging/demo.sh", str(place)], cwd=ROOT, capture_output=True, text=True, check=False, timeout=500
    )
    assert done.returncode == 0, done.stderr
    assert (place / "plan.pdf").read_bytes().startswith(b"%PDF-")
    assert "Everything holds." in done.stdout


def test_the_whole_road_with_careful_answers(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """In this process: the script above goes the same road as programs, with the product's keys."""
    run = runner(fill_folder(tmp_path, 2), capsys)
    make_cheap(monkeypatch)
    rows = run("cases", "--json").json()
    assert len(rows) == 2
    ours = run("unit", "--number", Said("01632 960100"), "--by", Said("Robin Example"))
    assert ours.json()["unit"]["number"] == "01632 960100"
    answers = [f"--{question}=not_known" for question in ("searched", "watched", "family-danger")]
    plan = tmp_path / "plan.pdf"
    done = run("document", "full_plan", rows[0]["ref"], "--out", str(plan), *answers, "--because", Said("Talked about"))
    assert done.code == 0, done.err
    assert plan.read_bytes().startswith(b"%PDF-")
    if os.name == "posix":
        assert plan.stat().st_mode & 0o077 == 0
        assert (tmp_path / "home").stat().st_mode & 0o077 == 0


def test_wrong_passphrase_ends_with_3(made: Path) -> None:
    done = vault(made, "cases", passphrase="otter teapot violin meadow cobalt ladle")
    (made / "vault" / "tries").unlink(missing_ok=True)
    assert (done.returncode, done.stdout) == (3, "")
    assert len(done.stderr.splitlines()) == 1


def test_vault_in_use_by_another_program_is_said(made: Path) -> None:
    holding = (
        "import sys; from pathlib import Path; from hru_advocate.casework.vault import opening;"
        f"held = opening.unlock(opening.Home(Path(sys.argv[1])), {WORDS!r});"
        "print('open', flush=True); sys.stdin.read()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", holding, str(made / "vault")],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as holder:
        assert holder.stdout is not None
        assert holder.stdin is not None
        assert holder.stdout.readline() == "open\n"
        done = vault(made, "cases")
        holder.stdin.close()
    assert (done.returncode, done.stdout) == (3, "")
    assert len(done.stderr.splitlines()) == 1
    assert "Traceback" not in done.stderr


@posix("a shell tells how both ends of a pipe ended")
def test_output_nobody_reads_is_no_fault(tmp_path: Path) -> None:
    vault_command = [sys.executable, "-m", "hru_advocate.cli.hru_vault", "--home", str(tmp_path), "forms", "--json"]
    command = f"{shlex.join(vault_command)} | head -c 1"
    done = subprocess.run(
        ["bash", "-o", "pipefail", "-c", command], cwd=ROOT, capture_output=True, text=True, check=False, timeout=500
    )
    assert (done.returncode, done.stderr) == (0, "")


def test_into_a_pipe_everything_is_in_one_alphabet_with_plain_line_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    """A Windows program begins with the console's old letters and its line ends."""
    held = io.BytesIO()
    stream = io.TextIOWrapper(held, encoding="cp1252", newline="\r\n", write_through=True)
    monkeypatch.setattr(sys, "stdout", stream)
    monkeypatch.setattr(sys, "stderr", io.StringIO())
    row = {"id": "made_up", "version": 1, "title": "Somebody’s Łódź", "fields": []}
    monkeypatch.setattr(listing, "forms", lambda: [row, row])
    assert hru_vault.main(["forms"]) == 0
    stream.flush()
    told = held.getvalue()
    assert told.decode("utf-8") == "made_up (version 1): Somebody’s Łódź, 0 fields\n" * 2
