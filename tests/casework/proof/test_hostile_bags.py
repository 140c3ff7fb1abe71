"""A bag made to harm or to deceive whoever checks it: a fault is named, nothing is followed, nothing is filled."""

from __future__ import annotations

import hashlib
import io
import json
import os
import struct
import subprocess
import sys
import warnings
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from hru_advocate.casework.proof.bag import zipped
from hru_advocate.keys.signing import DeviceKey
from tests.casework.proof.bags import (
    ROOT,
    TAGS,
    Files,
    erasure_of_nothing,
    load_verifier,
    name_of,
    put_folder,
    sealed_by,
    summed_again,
)
from tests.posix import posix

SCRIPT = ROOT / "packaging" / "verify_bundle.py"
NAME = "HRU-0000-0000"


def ran(place: Path) -> tuple[int, str]:
    """Run as a stranger runs it, with half a gigabyte to spend."""
    limited = "import resource; resource.setrlimit(resource.RLIMIT_AS, (1 << 29, 1 << 29))"
    program = f"{limited if sys.platform != 'win32' else ''}\nimport runpy, sys\nsys.argv = sys.argv[1:]\n"
    program += f"runpy.run_path({str(SCRIPT)!r}, run_name='__main__')"
    command = [sys.executable, "-I", "-c", program, str(SCRIPT), str(place)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert "Traceback" not in done.stdout + done.stderr, done.stderr
    return done.returncode, done.stdout + done.stderr


def zip_of(members: list[tuple[str, bytes]], change: Callable[[zipfile.ZipInfo], None] = lambda _one: None) -> bytes:
    out = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(out, "w") as file:
        warnings.simplefilter("ignore")  # that a name stands twice is the point
        for name, data in members:
            info = zipfile.ZipInfo(name)
            change(info)
            file.writestr(info, data)
    return out.getvalue()


def members(files: Files) -> list[tuple[str, bytes]]:
    return [(f"{NAME}/{path}", data) for path, data in sorted(files.items())]


def _with_huge_size(files: Files) -> bytes:
    """The directory says of one file that it has four thousand million bytes."""
    whole = bytearray(zipped(files, NAME))
    at = whole.index(b"PK\x01\x02")
    whole[at + 24 : at + 28] = struct.pack("<I", 0xFFFFFFF0)
    return bytes(whole)


def _linked(info: zipfile.ZipInfo) -> None:
    info.create_system, info.external_attr = 3, 0o120777 << 16


def _packed(files: Files) -> bytes:
    """A hundred megabytes of nothing in a few kilobytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in members(files):
            file.writestr(name, data)
        file.writestr(f"{NAME}/data/note2.txt", bytes(100 << 20))
    return out.getvalue()


ZIPS: dict[str, Callable[[Files], bytes]] = {
    "out of its folder": lambda files: zip_of([*members(files), (f"{NAME}/../../outside.txt", b"x")]),
    "from the root": lambda files: zip_of([*members(files), ("/outside.txt", b"x")]),
    "with a drive": lambda files: zip_of([*members(files), ("C:\\outside.txt", b"x")]),
    "a name twice": lambda files: zip_of([*members(files), (f"{NAME}/bagit.txt", b"x")]),
    "a name twice but for case": lambda files: zip_of([*members(files), (f"{NAME}/BAGIT.TXT", b"x")]),
    "links": lambda files: zip_of(members(files), _linked),
    "a huge size": _with_huge_size,
    "packed small": _packed,
    "cut": lambda files: zipped(files, NAME)[:-30],
    "something before it": lambda files: b"#!/bin/sh\n" + zipped(files, NAME),
    "something behind it": lambda files: zipped(files, NAME) + b"PK\x05\x06" + bytes(18),
}


@pytest.mark.parametrize("name", ZIPS)
def test_a_zip_file_that_deceives_is_a_fault_and_nothing_is_written(bag: Files, tmp_path: Path, name: str) -> None:
    place = tmp_path / "here" / "bundle.zip"
    place.parent.mkdir()
    place.write_bytes(ZIPS[name](bag))
    before = sorted(tmp_path.rglob("*"))
    code, text = ran(place)
    assert code in {1, 2}, text
    assert sorted(tmp_path.rglob("*")) == before


TWICE = '"case":"x","case":'
JSON: dict[str, Callable[[str], str]] = {
    "a name twice": lambda about: about.replace('"case":', TWICE, 1),
    "no number": lambda about: about.replace('"bundle":1', '"bundle":NaN', 1),
    "minus infinity": lambda about: about.replace('"bundle":1', '"bundle":-Infinity', 1),
    "a number beyond all": lambda about: about.replace('"bundle":1', '"bundle":1e999', 1),
    "a fraction": lambda about: about.replace('"bundle":1', '"bundle":1.0', 1),
    "true for one": lambda about: about.replace('"bundle":1', '"bundle":true', 1),
    "half a letter": lambda about: about.replace('"made":"', '"made":"\\ud800', 1),
    "a nought": lambda about: about.replace('"made":"', '"made":"\\u0000', 1),
    "spaces": lambda about: about.replace('"bundle":1', '"bundle": 1', 1),
    "a mark before it": lambda about: "\ufeff" + about,
}


@pytest.mark.parametrize("name", JSON)
def test_what_json_allows_and_two_readers_read_differently_is_a_fault(bag: Files, name: str) -> None:
    about = JSON[name](bag["data/about.json"].decode())
    assert about != bag["data/about.json"].decode()
    found = load_verifier().check(summed_again({**bag, "data/about.json": about.encode()})).faults
    assert any(one.file == "data/about.json" for one in found)


@pytest.mark.parametrize("name", ["a name twice", "half a letter", "a nought", "a number beyond all"])
def test_so_it_is_in_a_lane(bag: Files, name: str) -> None:
    path = next(one for one in sorted(bag) if one.startswith("data/lanes/"))
    first, rest = bag[path].decode().split("\n", 1)
    changed = {
        "a name twice": first.replace('{"body":', '{"body":"x","body":', 1),
        "half a letter": first.replace('\\"author\\":\\"', '\\"author\\":\\"\\\\ud800', 1),
        "a nought": first.replace('\\"author\\":\\"', '\\"author\\":\\"\\\\u0000', 1),
        "a number beyond all": first.replace('\\"lane_sequence\\":1', '\\"lane_sequence\\":1e999', 1),
    }[name]
    assert changed != first
    found = load_verifier().check(summed_again({**bag, path: f"{changed}\n{rest}".encode()})).faults
    assert any(one.file == path and one.line == 1 for one in found)


LIES: dict[str, Callable[[str], str]] = {
    "fewer bytes": lambda info: info.replace("Payload-Oxum: ", "Payload-Oxum: 1", 1),
    "no count": lambda info: info[: info.index("Payload-Oxum")],
    "twice": lambda info: info + info[info.index("Payload-Oxum") :],
    "a huge count": lambda info: info[: info.index("Payload-Oxum")] + "Payload-Oxum: " + "9" * 5_000 + ".1\n",
}


@pytest.mark.parametrize("name", LIES)
def test_a_bag_that_says_something_else_of_itself_is_a_fault(bag: Files, name: str) -> None:
    info = LIES[name](bag["bag-info.txt"].decode())
    files = {**bag, "bag-info.txt": info.encode()}
    sums = "".join(f"{hashlib.sha256(files[tag]).hexdigest()}  {tag}\n" for tag in TAGS)
    found = load_verifier().check({**files, "tagmanifest-sha256.txt": sums.encode()}).faults
    assert any(one.file == "bag-info.txt" for one in found)


@pytest.mark.parametrize(
    "name",
    [
        *(pytest.param(one, marks=posix("there it is the same file")) for one in ("Bagit.txt", "data/Note.txt")),
        *("data/no\u0301te.txt", "data/n\u00f3te.txt", "data/a b/c"),
    ],
)
def test_a_name_that_another_disk_takes_for_the_same_is_a_file_too_many(bag: Files, tmp_path: Path, name: str) -> None:
    place = put_folder(tmp_path / "bag", {**bag, name: b"x"})
    found = load_verifier().verify(str(place)).faults
    assert name.encode("ascii", "backslashreplace").decode() in {one.file for one in found}


@pytest.mark.skipif(sys.platform == "win32", reason="links and pipes of Linux")
@pytest.mark.parametrize("kind", ["link to a file", "link to itself", "link to the root", "pipe", "folder"])
def test_what_is_no_file_is_neither_followed_nor_waited_for(bag: Files, tmp_path: Path, kind: str) -> None:
    place = put_folder(tmp_path / "bag", bag)
    note = place / "data" / "note.txt"
    note.unlink()
    match kind:
        case "link to a file":
            (tmp_path / "note.txt").write_bytes(bag["data/note.txt"])
            note.symlink_to(tmp_path / "note.txt")
        case "link to itself":
            note.symlink_to(note)
        case "link to the root":
            (place / "data" / "more").symlink_to("/")
        case "pipe":
            os.mkfifo(note)  # type: ignore[attr-defined, unused-ignore]  # not on Windows
        case _:
            note.mkdir()
    code, text = ran(place)
    assert code == 1
    assert "data/note.txt" in text


def test_nobody_seals_a_bundle_anew_with_a_key_that_is_not_shown(bag: Files) -> None:
    """With an entry of one's own about an erasure of nothing any bag could be sealed: only the unit's keys stood."""
    stranger, verifier = DeviceKey.generate(), load_verifier()
    forged = sealed_by(erasure_of_nothing({**bag, "data/record.pdf": b"%PDF-1.4 another"}, stranger), stranger)
    verdict = verifier.check(forged)
    assert [one.what for one in verdict.faults] == ["it tells of an erasure, and nothing here was emptied in its name"]
    shown = [line for line in verdict.told if line.endswith(verifier.fingerprint(stranger.public))]
    assert [line.split(" ", 1)[0] for line in shown] == ["Erased", "Sealed"]


def test_who_sealed_it_is_told_with_the_key(bag: Files) -> None:
    verifier = load_verifier()
    maker = json.loads(bag["data/about.json"])["made_by"]
    key = verifier.fingerprint(bytes.fromhex(bag[f"data/keys/{maker}.txt"].decode()))
    assert f"Sealed by device {maker}, key {key}" in verifier.check(bag).told


@pytest.mark.parametrize("folder", [NAME, "..", "C:", "a b", ""])
def test_the_folder_in_a_zip_file_is_named_after_the_case(bag: Files, tmp_path: Path, folder: str) -> None:
    place = tmp_path / "bundle.zip"
    place.write_bytes(zipped(bag, name_of(bag)))
    assert load_verifier().verify(str(place)).faults == []
    place.write_bytes(zipped(bag, folder))
    assert load_verifier().verify(str(place)).faults


def test_more_than_any_bundle_is_not_read(bag: Files, tmp_path: Path) -> None:
    """A gigabyte of nothing lies in a megabyte of a zip file, and in no byte of a disk."""
    place = put_folder(tmp_path / "bag", bag)
    with (place / "data" / "record.pdf").open("wb") as file:
        file.truncate(1 << 30)
    with zipfile.ZipFile(tmp_path / "bag.zip", "w", zipfile.ZIP_DEFLATED) as packed:
        packed.write(place / "data" / "record.pdf", f"{name_of(bag)}/data/record.pdf")
    assert ran(place) == (2, "Not a bundle: it is larger than any bundle.\n")
    code, text = ran(tmp_path / "bag.zip")
    assert code == 1
    assert "data/record.pdf: the files in the zip file say that they are larger than it" in text
