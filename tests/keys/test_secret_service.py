"""The real keychain of a Linux desktop, in a session bus of its own: no fake, no screen, nothing of the user's."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

TOOLS = ("dbus-run-session", "gnome-keyring-daemon")
MISSING = [tool for tool in TOOLS if shutil.which(tool) is None]

pytestmark = pytest.mark.skipif(
    bool(MISSING), reason=f"needs {' and '.join(MISSING)}: apt-get install dbus gnome-keyring"
)

Play = Callable[..., dict[str, object]]
_FELL = "Bail out! GLib"
"""The daemon's words when it ends by a fault of its own, now and then on a busy machine: the scene begins again."""
_SOCKETS = shutil.ignore_patterns("run")


@pytest.fixture
def play(tmp_path: Path, root: Path) -> Play:
    """Plays one scene of ``secret_service_session.py`` with a home and a bus of its own."""
    (tmp_path / "run").mkdir(mode=0o700)
    (tmp_path / "vault").mkdir()

    def one(scene: str, *, bus: bool = True, **more: str) -> dict[str, object]:
        own = {
            "PATH": os.environ["PATH"],
            "HOME": str(tmp_path),
            "XDG_DATA_HOME": str(tmp_path / "data"),
            "XDG_RUNTIME_DIR": str(tmp_path / "run"),
            "PYTHONPATH": str(root),
            "PYTHONDONTWRITEBYTECODE": "1",
            "PYTHONPYCACHEPREFIX": sys.pycache_prefix or "",
        }
        scene_script = str(root / "tests" / "keys" / "secret_service_session.py")
        command = [sys.executable, scene_script, scene, str(tmp_path / "vault")]
        done = None
        for again in (2, 1, 0):
            shutil.copytree(tmp_path, before := tmp_path.with_name(f"{tmp_path.name}-{scene}-{again}"), ignore=_SOCKETS)
            done = subprocess.run(
                ["dbus-run-session", "--", *command] if bus else command,
                env=own | more,
                cwd=tmp_path,
                capture_output=True,
                text=True,
                timeout=500,
                check=False,
            )
            if not (again and done.returncode and _FELL in done.stderr):
                break
            for folder in ("vault", "data"):
                shutil.rmtree(tmp_path / folder, ignore_errors=True)
                if (before / folder).is_dir():
                    shutil.copytree(before / folder, tmp_path / folder)
        assert done is not None
        assert done.returncode == 0, done.stderr
        return dict(json.loads(done.stdout))

    return one


def test_vault_opens_on_another_day_and_a_change_leaves_one_secret(play: Play) -> None:
    made = play("make")
    assert made["name"] == "Secret Service"
    assert made["after_proof"] == []
    assert made["nothing_yet"] is None
    assert made["kept"] == [
        "Password for 'HRU Advocate' on 'HRU Advocate ID anchor'",
        "Password for 'HRU Advocate' on 'HRU Advocate ID secret-a'",
    ]
    came_back = play("come_back")
    assert came_back["key"] == made["key"]
    assert (came_back["sequence"], came_back["notices"]) == (2, [])
    assert (came_back["count"], came_back["left"], came_back["then"]) == (2, 1, "KeychainEntryMissing")


def test_locked_keychain_is_told_from_a_missing_one(play: Play) -> None:
    assert play("locked") == dict.fromkeys(("read", "store", "delete", "system"), "KeychainLocked")


def test_environment_cannot_choose_another_keychain(play: Play) -> None:
    made = play(
        "make",
        PYTHON_KEYRING_BACKEND="keyring.backends.null.Keyring",
        KEYRING_PROPERTY_PREFERRED_COLLECTION="/org/freedesktop/secrets/collection/session",
        KEYRING_PROPERTY_APPID="other",
        KEYRING_PROPERTY_SCHEME="KeePassXC",
    )
    assert made["name"] == "Secret Service"
    assert play("come_back")["key"] == made["key"]


def test_computer_without_a_session_has_no_keychain(play: Play) -> None:
    assert play("none", bus=False) == {"system": "KeychainMissing"}


def test_desktop_nobody_signed_in_to_gives_an_answer_in_time(play: Play) -> None:
    assert play("none")["system"] in {"KeychainMissing", "KeychainLocked", "KeychainFailed"}
