"""A checkout of its own with stand-ins for the system: no package is fetched and nothing outside it is touched.

The environment in it is a real one; what installs into it (``apt-get``, ``pip``, ``uv``) writes down what it was asked.
A file in ``told`` changes the world: ``offline``, ``apt-broken``, ``no-venv``, ``account``.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
OF_ONE = {"SSL_CERT_FILE", "SSL_CERT_DIR", "PIP_CERT", "REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE", "UV_SYSTEM_CERTS"}
CERTIFICATES = "UV_SYSTEM_CERTS SSL_CERT_FILE PIP_CERT REQUESTS_CA_BUNDLE"

APT = """#!/bin/bash
echo "apt-get $*" | grep -oE 'apt-get|update|install' | xargs >>"$TOLD/log"
[ ! -e "$TOLD/apt-broken" ] || exit 100
case "$*" in *install*) touch "$TOLD/installed" "$HRU_CERTIFICATES"; rm -f "$TOLD/no-venv" ;; esac
"""
DPKG_QUERY = """#!/bin/bash
[ -e "$TOLD/installed" ] && echo installed
"""
ID = """#!/bin/bash
cat "$TOLD/account" 2>/dev/null || echo 0
"""
SUDO = """#!/bin/bash
exit 1
"""
UV = """#!/bin/bash
told=()
for name in NAMES; do [ -z "${!name:-}" ] || told+=("$name=${!name}"); done
echo "uv ${told[*]} ${*: -2}" >>"$TOLD/log"
case "$*" in *--offline*) exit 0 ;; esac
[ ! -e "$TOLD/offline" ] || { echo "error: no network" >&2; exit 1; }
"""
PIP = """
import os, shutil, sys
from pathlib import Path
told = Path(os.environ["TOLD"])
names = [f"{name}={os.environ[name]}" for name in "NAMES".split() if name in os.environ]
with (told / "log").open("a") as log:
    log.write(" ".join(["pip", *names, *sys.argv[-2:]]) + "\\n")
if (told / "offline").exists():
    sys.exit("no network")
shutil.copy(told.parent / "uv", Path(sys.prefix, "bin", "uv"))
"""
PYTHON = """#!/bin/bash
case "$*" in
    *ensurepip*) [ ! -e "$TOLD/no-venv" ] ;;
    "-m venv"*) REAL "$@" --without-pip && REAL "$TOLD/../furnish.py" "${!#}" ;;
    "-m pip"*) exit 1 ;;
    *) exec REAL "$@" ;;
esac
"""
FURNISH = """
import sys
from pathlib import Path
folder = Path(sys.argv[1]).resolve()
packages = next(folder.glob("lib/python*/site-packages"))
(packages / "pip").mkdir()
(packages / "pip" / "__init__.py").touch()
(packages / "pip" / "__main__.py").write_text(PIP)
(packages / "real.pth").write_text(PACKAGES)
python = folder / "bin" / "python"
start = f"#!{python}\\n" if " " not in str(python) else f"#!/bin/sh\\n'''exec' '{python}' \\"$0\\" \\"$@\\"\\n' '''\\n"
tool = folder / "bin" / "tool"
tool.write_text(start + "import sys; print(sys.prefix)\\n")
tool.chmod(0o755)
"""


class Checkout:
    """A folder with what ``setup.sh`` reads, and the stand-ins beside it."""

    def __init__(self, place: Path, name: str = "checkout") -> None:
        self.place, self.folder = place, place / name
        self.told, self.tools = place / "told", place / "bin"
        self.certificates = place / "ca-certificates.crt"
        for folder in (self.folder, self.told, self.tools):
            folder.mkdir(parents=True)
        shutil.copytree(ROOT / "packaging", self.folder / "packaging")
        shutil.copy(ROOT / "pyproject.toml", self.folder)
        for room in ("hru_advocate", "ui", "forms", "resources"):
            (self.folder / room).symlink_to(ROOT / room)
        real = str(Path(sys.executable).resolve())
        tools = {"apt-get": APT, "dpkg-query": DPKG_QUERY, "id": ID, "sudo": SUDO, "../uv": UV, "python": PYTHON}
        for tool, text in tools.items():
            written = text.replace("NAMES", CERTIFICATES).replace("REAL", f"'{real}'")
            (self.tools / tool).write_text(written, encoding="utf-8")
            (self.tools / tool).chmod(0o755)
        pip = PIP.replace("NAMES", CERTIFICATES)
        furnish = FURNISH.replace("PIP", repr(pip)).replace("PACKAGES", repr(sysconfig.get_path("purelib") + "\n"))
        (place / "furnish.py").write_text(furnish, encoding="utf-8")

    def set_up(self, purpose: str = "run", **environment: str) -> subprocess.CompletedProcess[str]:
        """Run ``setup.sh``."""
        kept = {name: value for name, value in os.environ.items() if name not in OF_ONE}
        ours = {
            "PATH": f"{self.tools}:/usr/bin:/bin",
            "PYTHON": str(self.tools / "python"),
            "TOLD": str(self.told),
            "HRU_CERTIFICATES": str(self.certificates),
        }
        return subprocess.run(
            ["packaging/setup.sh", purpose],
            cwd=self.folder, env={**kept, **ours, **environment}, capture_output=True, text=True, check=False,
            timeout=500,
        )  # fmt: skip

    def let(self, *facts: str) -> None:
        """Change the world."""
        for fact in facts:
            (self.told / fact).touch()

    def log(self) -> list[str]:
        """What was asked of the stand-ins since this was last asked."""
        log = self.told / "log"
        lines = log.read_text(encoding="utf-8").splitlines() if log.exists() else []
        log.unlink(missing_ok=True)
        return lines

    def change_pins(self) -> None:
        """As after a pull."""
        with (self.folder / "packaging" / "requirements.txt").open("a", encoding="utf-8") as pins:
            pins.write("\n")
