"""A desktop of its own for one test: a screen without a monitor, a session bus, a screen reader's eyes, hands on keys.

Nothing here reaches the desktop, the keychain or the printers of whoever runs the tests.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import Self, TypeVar

from PIL import Image, ImageGrab

ROOT = Path(__file__).resolve().parents[2]
TOOLS = ("Xvfb", "dbus-daemon", "matchbox-window-manager", "xdotool")
SYSTEM_PYTHON = "/usr/bin/python3"
READERS_SERVICE = Path("/usr/share/dbus-1/services/org.a11y.Bus.service")
BUS = """<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>{address}</listen>
  <auth>EXTERNAL</auth>
  <servicedir>{services}</servicedir>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
"""
WIDTH, HEIGHT = 1366, 768
PATIENCE = 60.0
T = TypeVar("T")


def missing() -> list[str]:
    """What this computer lacks of a desktop: names of tools, and the screen reader's library."""
    lacking = [tool for tool in TOOLS if shutil.which(tool) is None]
    probe = "import gi; gi.require_version('Atspi', '2.0'); from gi.repository import Atspi"
    if not READERS_SERVICE.exists():
        lacking.append("at-spi2-core")
    if (
        not Path(SYSTEM_PYTHON).exists()
        or subprocess.run([SYSTEM_PYTHON, "-c", probe], capture_output=True, check=False).returncode
    ):
        lacking.append("gir1.2-atspi-2.0")
    return lacking


def wait_until(look: Callable[[], T], *, what: str, seconds: float = PATIENCE) -> T:
    """Look again until something is there; fails with ``what`` was waited for."""
    end = time.monotonic() + seconds
    while True:
        found = look()
        if found:
            return found
        if time.monotonic() > end:
            message = f"waited {seconds:.0f} s in vain for {what}"
            raise AssertionError(message)
        time.sleep(0.05)


class Desktop:
    """Screen, bus and, when asked, a keychain; everything it starts ends with it."""

    def __init__(self, folder: Path, *, keychain: bool = False, more: Mapping[str, str] | None = None) -> None:
        self.folder = folder
        self._keychain = keychain
        self._stack = ExitStack()
        self.programs: list[subprocess.Popen[bytes]] = []
        self._log = folder / "log"
        for name in ("run", "home", "log"):
            (folder / name).mkdir(mode=0o700, parents=True)
        self.environment = {
            "PATH": f"{os.environ['PATH']}:/usr/sbin:/sbin",
            "HOME": str(folder / "home"),
            "XDG_RUNTIME_DIR": str(folder / "run"),
            "XDG_DATA_HOME": str(folder / "home" / "data"),
            "XDG_CONFIG_HOME": str(folder / "home" / "config"),
            "XDG_CACHE_HOME": str(folder / "home" / "cache"),
            "TMPDIR": str(folder / "home"),
            "DBUS_SESSION_BUS_ADDRESS": f"unix:path={folder / 'run' / 'bus'}",
            "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
            "QT_QPA_PLATFORM": "xcb",
            "PYTHONPATH": str(ROOT),
            "PYTHONDONTWRITEBYTECODE": "1",
            "PYTHONPYCACHEPREFIX": sys.pycache_prefix or "",  # what is compiled already is read
            "PYTHONFAULTHANDLER": "1",
            "LANG": "C.UTF-8",
            **(more or {}),
        }

    def __enter__(self) -> Self:
        with ExitStack() as stack:
            self._stack = stack
            self._open_screen()
            self.start("matchbox-window-manager", "-use_titlebar", "no", "-use_cursor", "no", name="windows")
            self._open_bus()
            if self._keychain:
                self._open_keychain()
            self._stack = stack.pop_all()
        return self

    def __exit__(self, *_told: object) -> None:
        self._stack.close()

    @property
    def display(self) -> str:
        """The name of the screen, such as ``:7``."""
        return self.environment["DISPLAY"]

    def start(self, *command: str, name: str, stdin: int = subprocess.DEVNULL) -> subprocess.Popen[bytes]:
        """Start a command on this desktop; it is ended with the desktop, its words go to a file of its own."""
        log = self._stack.enter_context((self._log / f"{name}.txt").open("ab"))
        process = subprocess.Popen(command, env=self.environment, stdin=stdin, stdout=log, stderr=log, cwd=self.folder)
        self._stack.callback(end, process)
        return process

    def said(self, name: str) -> str:
        """What a command that was started under this name has written."""
        return (self._log / f"{name}.txt").read_text(encoding="utf-8", errors="replace")

    def program(self, home: Path, *arguments: str) -> subprocess.Popen[bytes]:
        """The real program on a folder of its own; ones it starts itself afresh end with the desktop too."""
        self._stack.callback(end_all, home)
        started = self.start(*_window(), "--home", str(home), *arguments, name="program")
        self.programs.append(started)
        return started

    def picture(self) -> Image.Image:
        """What the screen shows at this moment."""
        return ImageGrab.grab(xdisplay=self.display).convert("RGB")

    def window_names(self) -> set[str]:
        """The names of all windows on the screen, hidden ones too, as a task bar would read them."""
        found = self.ask("xdotool", "search", "--name", ".*").decode().split()
        return {self.ask("xdotool", "getwindowname", window).decode().strip() for window in found}

    def _open_screen(self) -> None:
        ours, theirs = os.pipe()
        size = f"{WIDTH}x{HEIGHT}x24"
        log = self._stack.enter_context((self._log / "screen.txt").open("wb"))
        process = subprocess.Popen(
            ["Xvfb", "-displayfd", str(theirs), "-screen", "0", size, "-nolisten", "tcp", "-noreset"],
            pass_fds=(theirs,), stdout=log, stderr=log,
        )  # fmt: skip
        self._stack.callback(end, process)
        os.close(theirs)
        with os.fdopen(ours) as told:
            self.environment["DISPLAY"] = f":{int(told.readline())}"

    def _open_bus(self) -> None:
        """A bus on which nothing starts by itself but the screen reader's part; a keychain is there when asked for."""
        services = self.folder / "run" / "services"
        services.mkdir()
        shutil.copy(READERS_SERVICE, services)
        config = self.folder / "run" / "bus.conf"
        address = self.environment["DBUS_SESSION_BUS_ADDRESS"]
        config.write_text(BUS.format(address=address, services=services), encoding="utf-8")
        self.start("dbus-daemon", f"--config-file={config}", "--nofork", "--nopidfile", name="bus")
        wait_until((self.folder / "run" / "bus").exists, what="the session bus")

    def _open_keychain(self) -> None:
        """The desktop's own keychain, unlocked as a desktop does when its user signs in."""
        command = ["gnome-keyring-daemon", "--foreground", "--unlock", "--components=secrets"]
        process = self.start(*command, name="keychain", stdin=subprocess.PIPE)
        if process.stdin is not None:
            process.stdin.write(b"made-up sign-in")
            process.stdin.close()
        asked = ["dbus-send", "--session", "--print-reply", "--dest=org.freedesktop.DBus", "/",
                 "org.freedesktop.DBus.NameHasOwner", "string:org.freedesktop.secrets"]  # fmt: skip
        wait_until(lambda: b"true" in self.ask(*asked), what="the keychain")

    def ask(self, *command: str) -> bytes:
        """Run a short command on this desktop and hand back what it wrote."""
        return subprocess.run(
            command, env=self.environment, capture_output=True, timeout=PATIENCE, check=False, cwd=self.folder
        ).stdout


def _window() -> list[str]:
    """The words that start the window: of this checkout, or of the bundle in the folder that HRU_BUNDLE names."""
    bundle = os.environ.get("HRU_BUNDLE")
    return [str(Path(bundle).resolve() / "hru-advocate")] if bundle else [sys.executable, "-m", "ui"]


def end(process: subprocess.Popen[bytes]) -> None:
    """Ask a process to go, and make it go when it does not."""
    if process.poll() is None:
        process.terminate()
        with suppress(subprocess.TimeoutExpired):
            process.wait(5)
    if process.poll() is None:
        process.kill()
        process.wait(PATIENCE)


def programs_on(home: Path) -> list[int]:
    """The process ids of every program that runs on this folder, also one that was started afresh by a lock."""
    found = []
    for entry in Path("/proc").iterdir():
        with suppress(OSError):
            if entry.name.isdigit() and _is_on((entry / "cmdline").read_bytes(), home):
                found.append(int(entry.name))
    return sorted(found)


def _is_on(command: bytes, home: Path) -> bool:
    words = command.split(b"\0")
    is_ours = b"ui" in words or words[0].endswith(b"/hru-advocate")
    return is_ours and b"--home" in words and os.fsencode(home) in words


def end_all(home: Path) -> None:
    """End what was started afresh on a folder that belongs to one test alone."""
    for process in programs_on(home):
        with suppress(ProcessLookupError):
            kill(process)


def kill(process: int) -> None:
    """End a process as a power cut would: without a word to it."""
    if sys.platform != "win32":
        os.kill(process, signal.SIGKILL)
