"""Writes the notices of everything in the bundle that others wrote: ``notices.py FILE``, in the bundle's environment.

The words are those that the installed packages bring with them; ``audit.toml`` names a licence where they name none.
"""

from __future__ import annotations

import re
import sys
import sysconfig
import tomllib
from collections.abc import Iterator
from importlib.metadata import Distribution
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parent.parent
_LICENCE: Final = re.compile(r"(licen[cs]e|copying|notice|authors)", re.IGNORECASE)
_PINNED: Final = re.compile(r"^([\w.-]+)==", re.MULTILINE)
_RULE: Final = "=" * 100
_STARTER: Final = "pyinstaller"
"""It builds, and the two programs begin with a piece of it."""
_FIRST: Final = """HRU Advocate is under the MIT licence (LICENSE.txt). It is made with the work of others, named here
with their terms.

Qt and PySide6 (Shiboken) are used under the GNU Lesser General Public License, version 3. Their libraries lie in this
folder as files of their own, so that whoever has the program may put changed ones in their place; their source is
published by The Qt Company under the versions named below.
"""


def notices(pins: str, named: dict[str, str], python: Path) -> Iterator[str]:
    """The whole text in parts: Python, each pinned package that is installed here, and the fonts."""
    yield _FIRST
    yield _part(f"Python {sys.version.split()[0]}", "PSF-2.0", [_read(python / "LICENSE.txt")])
    for name in sorted({*_PINNED.findall(pins), _STARTER}):
        found = next(iter(Distribution.discover(name=name)), None)
        if found is not None:  # not one for another system
            yield _part(f"{name} {found.version}", named.get(name) or _licence(found), list(_texts(found)))
    for file in sorted((ROOT / "packaging" / "licences").iterdir()):  # of those that name theirs and bring no words
        yield _part(file.stem, "The terms of Qt, PySide6 and Shiboken", [_read(file)])
    yield _part("Noto fonts", "OFL-1.1", [(ROOT / "resources" / "fonts" / "OFL.txt").read_text("utf-8")])


def _of_python() -> Path:
    """The folder with Python's own licence: that of its modules, on Windows that of its program."""
    places = [Path(sysconfig.get_path("stdlib")), Path(sys.base_prefix)]
    return next((place for place in places if (place / "LICENSE.txt").is_file()), places[0])


def _part(title: str, licence: str, texts: list[str]) -> str:
    head = f"{_RULE}\n{title}\n{licence}\n{_RULE}"
    return "\n\n".join([head, *(text.strip() for text in texts if text.strip())]) + "\n"


def _licence(found: Distribution) -> str:
    said = [found.metadata[name] for name in ("License-Expression", "License") if name in found.metadata]
    return said[0].strip().partition("\n")[0] if said else "see below"


def _texts(found: Distribution) -> Iterator[str]:
    """The licence files a package brings, each text once."""
    seen = set()
    for file in sorted(found.files or (), key=str):
        inside = any(part.endswith(".dist-info") for part in file.parts)
        if inside and (_LICENCE.search(file.name) or "licenses" in file.parts) and file.suffix not in {".py", ".pyc"}:
            text = _read(Path(str(found.locate_file(file))))
            if text not in seen:
                seen.add(text)
                yield text


def _read(file: Path) -> str:
    return file.read_text("utf-8", errors="replace") if file.is_file() else ""


def main(out: Path) -> int:
    """Write the file."""
    policy = tomllib.loads((ROOT / "packaging" / "audit.toml").read_text("utf-8"))
    named = {one["package"]: one["licence"] for one in policy["named"]}
    pins = (ROOT / "packaging" / "requirements.txt").read_text("utf-8")
    text = "\n".join(notices(pins, named, _of_python()))
    out.write_text(text, encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
