"""The parts of the bundle: what of Python, Qt and the libraries is left out, and which of the system's libraries stay.

``bundle/bundle.spec`` reads it. ``--self-check`` of the bundle shows that nothing of what is left out is missed.
"""

from __future__ import annotations

from collections.abc import Iterable
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Final, NamedTuple

MODULES: Final = (
    "PIL._avif",
    "PIL._imagingcms",
    "PIL._imagingft",
    "PIL._imagingmath",
    "PIL._imagingmorph",
    "PIL._imagingtk",
    "PIL._webp",
    "PIL.AvifImagePlugin",
    "PIL.ImageTk",
    "PIL.WebPImagePlugin",
    "PySide6.QtNetwork",
    "asyncio.windows_events",
    "curses",
    "distutils",
    "ensurepip",
    "idlelib",
    "lib2to3",
    "lxml.html",
    "lxml.isoschematron",
    "lxml.objectify",
    "lxml.sax",
    "pip",
    "pkg_resources",
    "pydoc",
    "pydoc_data",
    "readline",
    "setuptools",
    "sqlite3",
    "ssl",
    "test",
    "tkinter",
    "unittest",
    "wheel",
    "xmlrpc",
)
"""Modules nobody needs: what draws other sorts of picture, what builds, what talks to a network."""

FILES: Final = (
    "*.dist-info/*",
    "PySide6/QtDBus.pyd",
    "PySide6/QtNetwork.*",
    "PySide6/opengl32sw.dll",
    "PySide6/translations/*",
    "PySide6/Qt/translations/*",
    "dateutil/zoneinfo/*",
    "libQt6Egl*",
    "libQt6Network.*",
    "Qt6DBus.dll",
    "Qt6Network.dll",
)
"""Files nobody needs, by name or place in the bundle: Windows puts Qt's one folder higher than Linux, without a bus."""

PLUGINS: Final = (
    "accessiblebridge/*",
    "imageformats/*qsvg.*",
    "iconengines/*",
    "platforminputcontexts/*compose*",
    "platforminputcontexts/*ibus*",
    "platforms/*qoffscreen.*",
    "platforms/*qwayland.*",
    "platforms/*qwindows.*",
    "platforms/*qxcb.*",
    "platformthemes/*xdgdesktopportal.*",
    "printsupport/*",
    "styles/*",
    "wayland-decoration-client/*",
    "wayland-graphics-integration-client/*wayland-egl.*",
    "wayland-shell-integration/*xdg-shell.*",
)
"""The plug-ins of Qt that stay. One that loads what draws by the graphics card is of no use to a window of widgets."""

_SYSTEM: Final = ("/lib/", "/lib64/", "/usr/lib/", "/usr/lib64/")


class Part(NamedTuple):
    """One file of the bundle: where it goes, where it comes from, what PyInstaller calls its kind."""

    name: str
    source: str
    kind: str


def kept(parts: Iterable[tuple[str, str, str]], packages: Path, python: Path) -> list[Part]:
    """The parts that stay. ``packages`` holds the pinned packages, ``python`` is where Python itself is installed."""
    return [part for part in map(Part._make, parts) if _is_wanted(part) and _is_ours(part, packages, python)]


def _is_wanted(part: Part) -> bool:
    name = part.name.replace("\\", "/")
    if any(fnmatchcase(name, left_out) or fnmatchcase(Path(name).name, left_out) for left_out in FILES):
        return False
    _before, found, plugin = name.partition("/plugins/")
    return not found or any(fnmatchcase(plugin, stays) for stays in PLUGINS)


def _is_ours(part: Part, packages: Path, python: Path) -> bool:
    """Say if a file is Python's or a pinned package's.

    The system's own libraries stay with the system, which mends them: a Debian package asks for them by name.
    """
    source = Path(part.source)
    if (
        part.kind not in {"BINARY", "EXTENSION"}
        or source.is_relative_to(packages)
        or source.name.startswith("libpython")
    ):
        return True
    return source.is_relative_to(python) and (part.kind == "EXTENSION" or not part.source.startswith(_SYSTEM))
