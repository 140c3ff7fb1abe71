"""No network, under the kernel's eyes: whole sessions make no socket but local ones (screen, session bus, keychain)."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.commands import CHEAPLY
from tests.real import desktop as desktops
from tests.real import journey
from tests.real.desktop import ROOT, Desktop, end_all
from tests.real.trace import families, missing, traced_sockets
from tests.real.visitor import Visitor

pytestmark = pytest.mark.skipif(bool(missing()), reason=f"needs {', '.join(missing())}: make setup installs strace")
LOCAL = {"AF_UNIX"}


def test_the_watch_sees_a_socket_that_leaves_the_computer(tmp_path: Path) -> None:
    """The watch itself: a name that is looked up, or a number that is reached, would be seen."""
    told = tmp_path / "told"
    reach = "import socket; socket.socket(socket.AF_INET, socket.SOCK_DGRAM).connect(('192.0.2.1', 9))"
    subprocess.run([*traced_sockets(told), sys.executable, "-c", reach], check=False, capture_output=True)
    assert "AF_INET" in families(told)


def test_a_session_without_screens_makes_no_socket_but_local_ones(tmp_path: Path) -> None:
    home, told = tmp_path / "vault", tmp_path / "told"

    def vault(*command: str, typed: str = "") -> str:
        start = [sys.executable, "-c", CHEAPLY, "--home", str(home), "--json", *command]
        done = subprocess.run(
            [*traced_sockets(told), *start], input=typed, capture_output=True, text=True, check=False, cwd=ROOT
        )
        assert done.returncode == 0, done.stderr
        assert families(told) <= LOCAL
        return done.stdout

    passphrase = json.loads(vault("init", "--no-keychain", "--author", "Robin Example"))["passphrase"]
    read = ("--passphrase-file", "-")
    (ref,) = json.loads(vault(*read, "demo", "--cases", "1", typed=passphrase))["cases"]
    vault(*read, "search", "-", typed=f"{passphrase}\nshop\n")
    answers = ("--searched", "not_known", "--watched", "not_known", "--family-danger", "not_known", "--because", "-")
    out = tmp_path / "copy.pdf"
    vault(*read, "document", "file_copy", ref, "--out", str(out), *answers, typed=f"{passphrase}\nMade up\n")
    assert out.read_bytes().startswith(b"%PDF-")
    vault(*read, "verify", typed=passphrase)
    vault("doctor")


@pytest.mark.soak
@pytest.mark.skipif(bool(desktops.missing()), reason=f"needs {', '.join(desktops.missing())}: make setup installs them")
def test_a_session_on_the_screen_makes_no_socket_but_local_ones(tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("n")
    home, told = folder / "vault", folder / "told"
    with Desktop(folder / "d") as desktop, Visitor(desktop, folder / "pictures") as visitor:
        desktop.start(*traced_sockets(told), sys.executable, "-m", "ui", "--home", str(home), name="program")
        try:
            passphrase = journey.to_paper(visitor)
            journey.save_copy(visitor, folder / "saved.pdf")
            journey.lock_unlock_lock(visitor, passphrase)
        finally:
            end_all(home)
    assert families(told) == LOCAL  # the screen and the session bus; nothing else
