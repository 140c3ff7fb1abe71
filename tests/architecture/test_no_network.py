"""No network: no module of ours imports what reaches one, and of what the libraries load nothing is unknown here."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Collection
from pathlib import Path
from typing import Final

import pytest

from tests.architecture.test_rooms import ROOT
from tests.architecture.trees import imports_of

BANNED: Final = frozenset(
    {
        "socket", "ssl", "http", "urllib.request", "urllib3", "ftplib", "smtplib", "imaplib", "poplib", "nntplib",
        "telnetlib", "socketserver", "xmlrpc", "asyncio", "multiprocessing", "requests", "httpx", "aiohttp",
        "websockets", "webbrowser", "PySide6.QtNetwork", "PySide6.QtNetworkAuth", "PySide6.QtWebSockets",
        "PySide6.QtWebEngineCore", "PySide6.QtWebEngineWidgets", "PySide6.QtWebView", "PySide6.QtHttpServer",
        "PySide6.QtRemoteObjects", "PySide6.QtBluetooth", "psycopg", "psycopg_binary", "psycopg2", "asyncpg",
    }
)  # fmt: skip
"""Modules that reach networks, or could."""

LOADED_BY_LIBRARIES: Final = {
    "socket": "the session bus of the keychain, and reportlab",
    "ssl": "urllib.request, which reportlab loads",
    "http": "urllib.request, which reportlab loads",
    "urllib.request": "reportlab, for pictures from addresses, which no page of ours has",
}
"""Modules loaded all the same, by whom; that nobody uses them is seen: ``tests/real/test_real_network.py``."""

_LOAD_ALL: Final = """
import json, pkgutil, sys
import hru_advocate, ui
for package in (hru_advocate, ui):
    for module in pkgutil.walk_packages(package.__path__, package.__name__ + "."):
        if not module.name.endswith("__main__"):
            __import__(module.name)
print(json.dumps(sorted(sys.modules)))
"""

_WITHOUT_DRIVER = f"""
import sys
sys.modules["psycopg"] = sys.modules["psycopg_binary"] = None
{_LOAD_ALL}
from hru_advocate.hub.card import MailboxCard
from hru_advocate.hub.connecting import NoDriver, connected
try:
    with connected(MailboxCard("/tmp", "laptop_1")):
        raise SystemExit("reached")
except NoDriver as error:
    assert "was not installed" in error.message
"""


def banned_in(names: Collection[str]) -> set[str]:
    return {one for one in BANNED for name in names if name == one or name.startswith(f"{one}.")}


@pytest.mark.parametrize("name", ["socket", "http.client", "urllib.request.urlopen", "PySide6.QtNetwork.QTcpSocket"])
def test_the_ban_knows_a_network_when_it_sees_one(name: str) -> None:
    assert banned_in({name})


def test_no_module_of_ours_imports_what_reaches_a_network() -> None:
    paths = [path for room in ("hru_advocate", "ui") for path in (ROOT / room).rglob("*.py")]
    assert len(paths) > 500
    found = {path.relative_to(ROOT).as_posix(): names for path in paths if (names := banned_in(imports_of(path)))}
    assert found == {
        "ui/loading.py": {"socket"},  # asks whether the screen answers
        "hru_advocate/hub/connecting.py": {"psycopg"},  # the mailbox, once somebody chose one and shares through it
    }
    asks = (ROOT / "ui" / "loading.py").read_text(encoding="utf-8")
    assert asks.count("socket.socket(") == asks.count("socket.socket(socket.AF_UNIX") == 1


def test_of_what_is_loaded_with_every_module_nothing_more_reaches_a_network(tmp_path: Path) -> None:
    """Qt's network modules least of all: no library brings another of the banned ones in unnoticed."""
    done = subprocess.run(
        [sys.executable, "-c", _LOAD_ALL], cwd=ROOT, capture_output=True, text=True, check=True, timeout=500
    )
    loaded = banned_in(set(json.loads(done.stdout)))
    assert loaded <= set(LOADED_BY_LIBRARIES)


def test_the_one_module_that_reaches_a_mailbox_is_asked_by_sharing_and_by_hru_hub_alone() -> None:
    paths = [path for room in ("hru_advocate", "ui") for path in (ROOT / room).rglob("*.py")]
    asking = {
        path.relative_to(ROOT).as_posix()
        for path in paths
        if any(one.startswith("hru_advocate.hub.connecting.connected") for one in imports_of(path))
    }
    assert asking == {"hru_advocate/casework/sharing/mailbox.py", "hru_advocate/cli/hub/hru_hub.py"}


def test_where_the_driver_is_not_installed_everything_but_a_mailbox_works(tmp_path: Path) -> None:
    """Every module loads, and what would reach a mailbox says in a sentence what is missing."""
    subprocess.run(
        [sys.executable, "-c", _WITHOUT_DRIVER], cwd=ROOT, capture_output=True, text=True, check=True, timeout=100
    )
