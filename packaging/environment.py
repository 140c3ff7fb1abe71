"""Looks after the Python environment that ``setup.sh`` made. It runs in that environment and asks no network.

``environment.py settle FOLDER`` makes the environment in FOLDER name the place where it lies now.
``environment.py whole`` exits 0 when what is installed can open the program, newest pins or not.
"""

from __future__ import annotations

import importlib.metadata
import shlex
import sys
import tomllib
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
_LONGEST_INTERPRETER = 127
"""The bytes Linux reads of a script's first line; one longer, or with a space, is handed on by ``sh``."""


def settle(folder: Path) -> None:
    """Let the programs of a moved or copied environment start its own interpreter."""
    for named in (folder / "pyvenv.cfg", *(folder / "bin").glob("[aA]ctivate*")):
        named.unlink(missing_ok=True)  # not written over: see _replace
    venv.EnvBuilder(symlinks=True, with_pip=False).create(folder)  # writes them anew, keeps the rest
    python = folder.resolve() / "bin" / "python"
    for script in (folder / "bin").iterdir():
        if script.is_symlink() or not script.is_file():
            continue
        body = _without_interpreter(script.read_bytes())
        if body is not None:
            _replace(script, _interpreter(python) + body)


def _without_interpreter(script: bytes) -> bytes | None:
    """A script after the lines that name a Python; None for anything else, a compiled program say."""
    first, _end, rest = script.partition(b"\n")
    if first.startswith(b"#!") and b"/python" in first:
        return rest
    if first == b"#!/bin/sh" and rest.startswith(b"'''exec' "):
        return rest.partition(b"\n' '''\n")[2]
    return None


def _interpreter(python: Path) -> bytes:
    plain = f"#!{python}\n"
    if " " not in plain and len(plain) <= _LONGEST_INTERPRETER:
        return plain.encode()
    return f"#!/bin/sh\n'''exec' {shlex.quote(str(python))} \"$0\" \"$@\"\n' '''\n".encode()


def _replace(script: Path, text: bytes) -> None:
    """By a new file: the old one may be the same file as the original's, where a copy was made with hard links."""
    new = script.with_name(f"{script.name}.new")
    new.write_bytes(text)
    new.chmod(script.stat().st_mode)
    new.replace(script)


def whole() -> bool:
    """Say whether every package the program asks for is there in a version it can use, and whether it can be loaded."""
    from packaging.requirements import Requirement

    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    for wanted in map(Requirement, project["dependencies"]):
        try:
            found = importlib.metadata.version(wanted.name)
        except importlib.metadata.PackageNotFoundError:
            return False
        if not wanted.specifier.contains(found):
            return False
    sys.path.insert(0, str(ROOT))
    try:
        import hru_advocate.cli.hru_vault  # noqa: F401 - to see whether it can be
        import ui.app  # noqa: F401 - as above
    except ImportError as error:
        return ".so" in str(error)  # the system lacks a library: no matter of packages, and the program says which
    return True


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["settle", folder]:
            settle(Path(folder))
        case ["whole"]:
            sys.exit(0 if whole() else 1)
        case _:
            sys.exit("usage: environment.py settle FOLDER | whole")
