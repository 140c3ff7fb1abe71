"""Verifies a bundle of HRU Advocate: ``python verify_bundle.py BAG``, a folder or a zip file.

Python's standard library and this file, nothing else; it opens no network and writes nothing. It was written from
docs/format.md. Exit 0: whole. 1: faults, the first one first, each by file, line and entry. 2: not a bag at all.

What it cannot tell: whether what was written was true; entries cut off the end of a lane before the bundle was made;
and whose the keys are. Compare the codes and fingerprints it prints with whoever gave you the bundle.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import stat
import struct
import sys
import time
import unicodedata
import zipfile
import zlib
from collections import Counter
from collections.abc import Generator, Iterator, Sequence
from datetime import datetime
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any, NamedTuple, NoReturn

MOST_BYTES = 1 << 27  # of a whole bag, which is held in memory; of ten years of a case it is a tenth
MOST_FILES = 20_000
MOST_KEYS = 1_000
MOST_LINES = 1_000_000
MOST_HEADER = 1 << 20
MOST_MANIFEST = 1 << 23
MOST_SECONDS = 1_800
MOST_DIGITS = 20
MOST_FAULTS_SHOWN = 1_000
ZEROS = "0" * 64
LABEL = "HRU Advocate bundle 1"
LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
TAGS = ("bag-info.txt", "bagit.txt", "manifest-sha256.txt")
DECLARATION = b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
ID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
HASH = re.compile(r"[0-9a-f]{64}")
UTC = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]{3}Z")
SUM = re.compile(rb"([0-9a-f]{64})  ([A-Za-z0-9._/-]{1,300})")
TEXT = rb'"(?:[^"\\\x00-\x1f]|\\(?:["\\bfnrt]|u00[01][0-9a-f]))*"'
LINE = re.compile(
    rb'\{(?:"body":(?:null|' + TEXT + rb')|"body_hex":"(?:[0-9a-f]{2})*"),"header":' + TEXT
    + rb',"salt":(?:null|"[0-9a-f]{32}"),"signature":"[0-9a-f]{128}"\}'
)  # fmt: skip
SEAL = re.compile(re.escape(LABEL.encode()) + rb"\ndevice ([0-9a-f]{16})\nsignature ([0-9a-f]{128})\n")
LAYOUT = re.compile(
    r"data/(?:README\.txt|record\.pdf|note\.txt|about\.json|lanes/[0-9a-f]{16}\.jsonl|erasures/unit\.jsonl"
    r"|forms/[a-z0-9_]{1,64}\.v[0-9]{1,16}\.toml|keys/[0-9a-f]{16}\.txt)"
)
NEEDED = ("data/README.txt", "data/about.json", "data/note.txt", "data/record.pdf")
MEMBERS = {
    "format", "id", "device", "sequence", "previous", "case", "lane_sequence", "lane_previous", "record", "kind",
    "form", "version", "definition", "parents", "author", "happened", "recorded", "commitment",
}  # fmt: skip

# --- Ed25519 (RFC 8032), verification only -----------------------------------------------------------------------

P = 2**255 - 19
L = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P
ROOT = pow(2, (P - 1) // 4, P)
Point = tuple[int, int, int, int]
NEUTRAL: Point = (0, 1, 1, 0)


def added(one: Point, other: Point) -> Point:
    """The sum of two points in extended coordinates."""
    a = (one[1] - one[0]) * (other[1] - other[0]) % P
    b = (one[1] + one[0]) * (other[1] + other[0]) % P
    c = 2 * one[3] * other[3] * D % P
    d = 2 * one[2] * other[2] % P
    e, f, g, h = b - a, d - c, d + c, b + a
    return (e * f % P, g * h % P, f * g % P, e * h % P)


def point_of(data: bytes) -> Point | None:
    """The point 32 bytes stand for, or ``None`` where they stand for none."""
    y = int.from_bytes(data, "little")
    sign, y = y >> 255, y & ((1 << 255) - 1)
    if y >= P:
        return None
    square = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(square, (P + 3) // 8, P)
    if (x * x - square) % P:
        x = x * ROOT % P
    if (x * x - square) % P or (x == 0 and sign):
        return None
    if x & 1 != sign:
        x = P - x
    return (x, y, 1, x * y % P)


def bytes_of(point: Point) -> bytes:
    """The 32 bytes of a point."""
    over = pow(point[2], P - 2, P)
    x, y = point[0] * over % P, point[1] * over % P
    return (y | (x & 1) << 255).to_bytes(32, "little")


class Multiples:
    """A point with its multiples at hand, so that many signatures of one key are quick."""

    def __init__(self, point: Point) -> None:
        self.rows: list[list[Point]] = []
        for _ in range(64):
            row = [NEUTRAL]
            for _ in range(15):
                row.append(added(row[-1], point))
            self.rows.append(row)
            point = added(row[-1], point)

    def times(self, number: int) -> Point:
        """The point so many times."""
        found = NEUTRAL
        for row in self.rows:
            if number & 15:
                found = added(found, row[number & 15])
            number >>= 4
        return found


BASE = Multiples(point_of((4 * pow(5, P - 2, P) % P).to_bytes(32, "little")) or NEUTRAL)


class PublicKey:
    """A public key that checks signatures. ``usable`` is false for bytes that are no key, or prove nothing."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        point = point_of(data) if len(data) == 32 else None
        self.usable = point is not None
        if point is not None:
            eighth = point
            for _ in range(3):
                eighth = added(eighth, eighth)
            self.usable = bytes_of(eighth) != bytes_of(NEUTRAL)
            self.negative = ((P - point[0]) % P, point[1], 1, (P - point[3]) % P)

    @cached_property
    def minus(self) -> Multiples:
        """The multiples of the key's opposite, once a signature asks for them."""
        return Multiples(self.negative)

    def signed(self, message: bytes, signature: bytes) -> bool:
        """Say whether the key's holder signed this very message."""
        if not self.usable or len(signature) != 64:
            return False
        number = int.from_bytes(signature[32:], "little")
        if number >= L:
            return False
        told = hashlib.sha512(signature[:32] + self.data + message).digest()
        challenge = int.from_bytes(told, "little") % L
        return bytes_of(added(BASE.times(number), self.minus.times(challenge))) == signature[:32]


@lru_cache(maxsize=64)
def key_of(data: bytes) -> PublicKey:
    """The key of these bytes: whoever checks many bundles of one unit works its multiples out once."""
    return PublicKey(data)


# --- Faults, and JSON within bounds ------------------------------------------------------------------------------


class Fault(NamedTuple):
    """One thing that does not hold, by file, line (0: the file as a whole) and entry ("": none)."""

    file: str
    line: int
    entry: str
    what: str

    def __str__(self) -> str:
        line = f", line {self.line}" if self.line else ""
        entry = f", entry {self.entry}" if self.entry else ""
        return f"{self.file}{line}{entry}: {self.what}"


class NotABag(Exception):
    """It is no bag at all."""


def number_of(text: str) -> int:
    """A whole number as JSON writes it, of a bounded length."""
    if len(text) > MOST_DIGITS:
        raise ValueError("a number is too long")
    return int(text)


def refused(_text: str) -> NoReturn:
    """Refuse what is no whole number."""
    raise ValueError("no whole number")


def once(pairs: Sequence[tuple[str, Any]]) -> dict[str, Any]:
    """An object in which no name stands twice."""
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a name stands twice")
    return found


def read_json(data: bytes) -> Any:  # noqa: ANN401 - any JSON value; each reader looks at its shape
    """Any JSON value of whole numbers and texts, or ``None`` where it is none."""
    try:
        return json.loads(
            data.decode(), object_pairs_hook=once, parse_int=number_of, parse_float=refused, parse_constant=refused
        )
    except (ValueError, RecursionError):
        return None


def canonical(value: object) -> bytes:
    """A value as JSON in the one way this format writes it; empty where it has no bytes."""
    try:
        return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()
    except (ValueError, RecursionError):
        return b""


def grouped(digest: str) -> str:
    """The beginning of a hash as people compare it."""
    return " ".join(digest[at : at + 4] for at in range(0, 16, 4)).upper()


def fingerprint(key: bytes) -> str:
    """The fingerprint of a key as people compare it."""
    number = int.from_bytes(hashlib.sha256(b"HRU Advocate 1 fingerprint" + key).digest()[:15], "big")
    letters = "".join(LETTERS[number >> shift & 31] for shift in range(115, -1, -5))
    return " ".join(letters[at : at + 4] for at in range(0, 24, 4))


def reference(case: str) -> str:
    """The reference people say aloud for a case's id."""
    low = int(case.replace("-", ""), 16) & ((1 << 40) - 1)
    letters = "".join(LETTERS[low >> shift & 31] for shift in range(35, -1, -5))
    return f"HRU-{letters[:4]}-{letters[4:]}"


# --- Reading the bag ---------------------------------------------------------------------------------------------


def read_bag(place: str) -> tuple[dict[str, bytes], list[Fault]]:
    """Every file of a bag by its path inside, and what is wrong with what holds them."""
    files: dict[str, bytes] = {}
    faults: list[Fault] = []
    if Path(place).is_dir():
        read_folder(place, files, faults)
    elif Path(place).is_file():
        read_zip(place, files, faults)
    else:
        raise NotABag("there is no such folder or file")
    if not faults and not any(name in files for name in (*TAGS, "tagmanifest-sha256.txt")):
        raise NotABag("it has neither bagit.txt nor a manifest")
    return files, faults


def read_folder(place: str, files: dict[str, bytes], faults: list[Fault]) -> None:
    """Read a folder; links and devices are not followed."""
    left = MOST_BYTES
    for folder, names, found in os.walk(place):
        names.sort()
        for name in [*names, *sorted(found)]:
            full = Path(folder, name)
            path = full.relative_to(place).as_posix()
            shown = path.encode("ascii", "backslashreplace").decode()
            mode = full.lstat().st_mode
            if stat.S_ISDIR(mode):
                continue
            if not stat.S_ISREG(mode):
                faults.append(Fault(shown, 0, "", "it is no ordinary file"))
                continue
            with full.open("rb") as opened:  # room is made for all that is asked for, so no more is than there is
                data = opened.read(min(left, os.fstat(opened.fileno()).st_size) + 1)
            left -= len(data)
            if left < 0 or len(files) >= MOST_FILES:
                raise NotABag("it is larger than any bundle")
            files[shown] = data


def read_zip(place: str, files: dict[str, bytes], faults: list[Fault]) -> None:
    """Read a zip file, and hold its very bytes against the one way a bundle is zipped."""
    if Path(place).stat().st_size > MOST_BYTES:
        raise NotABag("it is larger than any bundle")
    with Path(place).open("rb") as opened:
        whole = opened.read(min(MOST_BYTES, os.fstat(opened.fileno()).st_size))
    name = Path(place).name.encode("ascii", "backslashreplace").decode()
    top = ""
    try:
        with zipfile.ZipFile(place) as held:
            infos = held.infolist()
            swollen = largest_of_too_large(infos, len(whole))
            if swollen is not None:
                what = "the files in the zip file say that they are larger than it, this one the most"
                faults.append(Fault(swollen or name, 0, "", what))
                return
            tops = Counter(one.filename.partition("/")[0] for one in infos).most_common(1)
            top = tops[0][0] if tops else ""
            for one in infos:
                read_member(held, one, top, files, faults)
    except NotABag:
        raise
    except Exception:  # noqa: BLE001 - the library raises a dozen sorts for a damaged file
        if not (whole.startswith(b"PK") or place.lower().endswith(".zip")):
            raise NotABag("it is neither a folder nor a zip file") from None
        faults.append(Fault(name, 0, "", "the zip file is damaged: its directory cannot be read"))
        return
    check_top(name, top, files, faults)
    again = zipped(files, top)
    if again != whole:
        at = first_difference(again, whole)
        what = f"byte {at} is not what a bundle with these files has there; unpack it to check the files alone"
        faults.append(Fault(name, 0, "", what))


def largest_of_too_large(infos: list[zipfile.ZipInfo], size: int) -> str | None:
    """Name the largest file where all say they are larger than the zip file: a bundle stores them as they are."""
    if len(infos) > MOST_FILES:
        raise NotABag("it is larger than any bundle")
    if sum(one.file_size for one in infos) <= size:
        return None
    largest = max(infos, key=lambda one: one.file_size)
    return largest.filename.partition("/")[2].encode("ascii", "backslashreplace").decode()


def check_top(name: str, top: str, files: dict[str, bytes], faults: list[Fault]) -> None:
    """Hold the name of the one folder in a zip file against the case."""
    about = read_json(files.get("data/about.json", b""))
    if not isinstance(about, dict) or about.get("reference") != top:
        faults.append(Fault(name, 0, "", "the folder in it is not named after the case"))


def read_member(
    held: zipfile.ZipFile, one: zipfile.ZipInfo, top: str, files: dict[str, bytes], faults: list[Fault]
) -> None:
    """Read one file of a zip file."""
    shown = one.filename.encode("ascii", "backslashreplace").decode()
    path = shown[len(top) + 1 :] if shown.startswith(f"{top}/") else ""
    if one.is_dir() and not one.file_size:
        return
    if not path or path in files:
        faults.append(Fault(shown, 0, "", "it stands outside the bag, or twice in it"))
        return
    try:
        with held.open(one) as opened:
            files[path] = opened.read(one.file_size + 1)
    except Exception:  # noqa: BLE001 - as above
        faults.append(Fault(path, 0, "", "it cannot be unpacked: its bytes were changed"))


def first_difference(one: bytes | bytearray, other: bytes) -> int:
    """The first place at which two texts of bytes differ."""
    at, step = 0, 1 << 16
    while step:
        while at < len(one) and one[at : at + step] == other[at : at + step]:
            at += step
        step >>= 4
    return min(at, len(one), len(other))


def zipped(files: dict[str, bytes], folder: str) -> bytearray:
    """The zip file of a bundle, in the only way one is written."""
    out, directory = bytearray(), bytearray()
    for path in sorted(files):
        name, data = f"{folder}/{path}".encode(), files[path]
        shape = (20, 0, 0, 0, 0x21, zlib.crc32(data), len(data), len(data), len(name), 0)
        directory += struct.pack("<4s6H3L5H2L", b"PK\1\2", 20, *shape, 0, 0, 0, 0, len(out)) + name
        out += struct.pack("<4s5H3L2H", b"PK\3\4", *shape) + name + data
    count = len(files)
    out += directory + struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, count, count, len(directory), len(out), 0)
    return out


# --- The bag: sums, tags, seal -----------------------------------------------------------------------------------


def check_bag(files: dict[str, bytes], keys: dict[str, PublicKey]) -> Iterator[Fault]:
    """Everything that BagIt asks for, and the seal over it."""
    listed = yield from check_sums(files, "manifest-sha256.txt")
    payload = [path for path in files if path.startswith("data/")]
    yield from (Fault(path, 0, "", "it is not in the manifest") for path in sorted(set(payload) - listed))
    outside = sorted(path for path in listed if not path.startswith("data/"))
    yield from (Fault("manifest-sha256.txt", 0, "", f"it lists {path}, which is no payload") for path in outside)
    tags = yield from check_sums(files, "tagmanifest-sha256.txt")
    if tags != set(TAGS):
        yield Fault("tagmanifest-sha256.txt", 0, "", f"it does not list {', '.join(TAGS)}, and those alone")
    known = {*TAGS, "tagmanifest-sha256.txt", "seal.txt"}
    for path in sorted(files):
        if path not in known and LAYOUT.fullmatch(path) is None:
            yield Fault(path, 0, "", "a bundle has no such file")
    for path in NEEDED:
        if path not in files:
            yield Fault(path, 0, "", "it is missing")
    if files.get("bagit.txt") != DECLARATION:
        yield Fault("bagit.txt", 0, "", "it does not declare BagIt 1.0 in UTF-8")
    counted = f"Payload-Oxum: {sum(len(files[path]) for path in payload)}.{len(payload)}".encode()
    info = files.get("bag-info.txt", b"")
    if not info.endswith(b"\n" + counted + b"\n") or info.lower().count(b"payload-oxum") != 1:
        yield Fault("bag-info.txt", 0, "", "it does not count these files and bytes")
    yield from check_seal(files, keys)


def check_sums(files: dict[str, bytes], manifest: str) -> Generator[Fault, None, set[str]]:
    """Hold every file a manifest lists against its sum; gives the listed paths."""
    listed = yield from read_sums(files, manifest)
    if list(listed) != sorted(listed):
        yield Fault(manifest, 0, "", "its lines are not in order")
    for path, digest in listed.items():
        if path not in files:
            yield Fault(path, 0, "", f"it is missing, and {manifest} lists it")
        elif hashlib.sha256(files[path]).hexdigest() != digest:
            yield Fault(path, 0, "", f"its bytes are not those whose sum {manifest} has")
    return set(listed)


def read_sums(files: dict[str, bytes], manifest: str) -> Generator[Fault, None, dict[str, str]]:
    """Read the sums of a manifest by the paths it lists."""
    listed: dict[str, str] = {}
    data = files.get(manifest)
    if data is None:
        yield Fault(manifest, 0, "", "it is missing")
        return listed
    *lines, rest = data[:MOST_MANIFEST].split(b"\n")
    if rest or len(data) > MOST_MANIFEST:
        yield Fault(manifest, 0, "", "its last line is cut off, or it is longer than any")
    for number, line in enumerate(lines, start=1):
        told = SUM.fullmatch(line)
        if told is not None and told[2].decode() not in listed:
            listed[told[2].decode()] = told[1].decode()
        else:
            yield Fault(manifest, number, "", "the line is no sum with two spaces and a path, or names one twice")
    return listed


def check_seal(files: dict[str, bytes], keys: dict[str, PublicKey]) -> Iterator[Fault]:
    """The signature of the device that made the bundle, over all that the sums cover."""
    told = SEAL.fullmatch(files.get("seal.txt", b""))
    if told is None:
        yield Fault("seal.txt", 0, "", "it is missing or not written as a seal is")
        return
    digest = hashlib.sha256(files.get("tagmanifest-sha256.txt", b"")).hexdigest()
    device, signature = told[1].decode(), bytes.fromhex(told[2].decode())
    if device not in keys or not keys[device].signed(f"{LABEL}\n{digest}\n".encode(), signature):
        yield Fault("seal.txt", 0, "", f"device {device} did not seal these sums")
    about = read_json(files.get("data/about.json", b""))
    if isinstance(about, dict) and about.get("made_by") != device:
        yield Fault("data/about.json", 1, "", "another device sealed the bundle than the one that made it")


def read_keys(files: dict[str, bytes], faults: list[Fault]) -> dict[str, PublicKey]:
    """The public keys by their devices' ids."""
    keys: dict[str, PublicKey] = {}
    for path in sorted(files):
        if not path.startswith("data/keys/"):
            continue
        if len(keys) >= MOST_KEYS:
            faults.append(Fault(path, 0, "", "there are more keys than in any bundle"))
            break
        device, data = path[len("data/keys/") : -len(".txt")], files[path]
        if re.fullmatch(rb"[0-9a-f]{64}\n", data) is None:
            faults.append(Fault(path, 1, "", "it is no key: 64 hex digits and a line's end"))
            continue
        key = key_of(bytes.fromhex(data.decode()))
        if hashlib.sha256(key.data).hexdigest()[:16] != device or not key.usable:
            faults.append(Fault(path, 1, "", "it is not the key of this device"))
        else:
            keys[device] = key
    return keys


# --- Entries -----------------------------------------------------------------------------------------------------


class Held(NamedTuple):
    """One entry that could be read, with its place."""

    file: str
    line: int
    header: dict[str, Any]
    digest: str
    body: bytes | None

    def fault(self, what: str) -> Fault:
        """A fault of this entry."""
        return Fault(self.file, self.line, self.header["id"], what)


def read_entries(files: dict[str, bytes], path: str, keys: dict[str, PublicKey], faults: list[Fault]) -> list[Held]:
    """Every entry of a file that can be read, each proven by itself."""
    data = files[path]
    lines = data.split(b"\n")
    if lines.pop():
        faults.append(Fault(path, len(lines) + 1, "", "the last line is cut off"))
    if not lines or len(lines) > MOST_LINES:
        faults.append(Fault(path, 0, "", "it holds no entries, or more than any bundle"))
        return []
    found = []
    for number, line in enumerate(lines, start=1):
        if time.monotonic() > DEADLINE[0]:
            faults.append(Fault(path, number, "", "the time is up, and nothing from here on was looked at"))
            break
        held = read_entry(path, number, line, keys, faults)
        if held is not None:
            found.append(held)
    return found


def read_entry(path: str, number: int, line: bytes, keys: dict[str, PublicKey], faults: list[Fault]) -> Held | None:
    """One line as an entry, or ``None`` where its header cannot be read."""
    told = read_json(line) if LINE.fullmatch(line) else None
    raw = told["header"].encode("utf-8", "replace") if isinstance(told, dict) else b""
    header = read_json(raw) if 0 < len(raw) <= MOST_HEADER else None
    wrong = "its header cannot be read" if told else "the line is not written as an entry is"
    if isinstance(header, dict) and told is not None:
        wrong = wrong_in(header) or ("" if canonical(header) == raw else "its header is not written in the one way")
    if wrong or not isinstance(header, dict) or told is None:
        named = header.get("id") if isinstance(header, dict) else ""
        entry = named if isinstance(named, str) and ID.fullmatch(named) else ""
        faults.append(Fault(path, number, entry, wrong))
        return None
    if canonical(told) != line:
        faults.append(Fault(path, number, header["id"], "the line is not written in the one way"))
    body = bytes.fromhex(told["body_hex"]) if "body_hex" in told else None
    body = told["body"].encode() if told.get("body") is not None else body
    held = Held(path, number, header, hashlib.sha256(raw).hexdigest(), body)
    key = keys.get(header["device"])
    if key is None:
        faults.append(held.fault("the key of its device is not here"))
    elif not key.signed(bytes.fromhex(held.digest), bytes.fromhex(told["signature"])):
        faults.append(held.fault("its signature does not fit"))
    salt = bytes.fromhex(told["salt"] or "")
    if (body is None) != (not salt):
        faults.append(held.fault("it has a salt without content, or content without a salt"))
    elif body is not None and hashlib.sha256(salt + body).hexdigest() != header["commitment"]:
        faults.append(held.fault("its content was changed"))
    return held


def wrong_in(header: dict[str, Any]) -> str:
    """The thing in a header that no header has, whatever else is there."""
    if header.get("format") != 2:
        return "its header is not of format 2"
    stamp = header.get("recorded")
    shaped = set(header) == MEMBERS and isinstance(stamp, dict) and set(stamp) == {"utc", "offset", "ticks", "boot"}
    if not shaped or not isinstance(stamp, dict) or not isinstance(header["parents"], list):
        return "its header has not the members of one"
    texts = [header[name] for name in MEMBERS - {"format", "case", "recorded", "parents"} if name not in NUMBERS]
    texts += [stamp["utc"], stamp["boot"], *header["parents"], "" if header["case"] is None else header["case"]]
    numbers = [header[name] for name in NUMBERS] + [stamp["offset"], stamp["ticks"]]
    if any(type(one) is not str for one in texts) or any(type(one) is not int for one in numbers):
        return "its header has a text where a number belongs, or the other way round"
    return wrong_texts(header, stamp) or wrong_numbers(header, stamp) or wrong_kind(header)


NUMBERS = ("sequence", "lane_sequence", "version")


def wrong_texts(header: dict[str, Any], stamp: dict[str, Any]) -> str:
    """The wrong id, name, text or moment in a header."""
    ids = [header["id"], header["record"], *header["parents"], *([] if header["case"] is None else [header["case"]])]
    if not all(ID.fullmatch(one) for one in ids) or re.fullmatch("[0-9a-f]{16}", header["device"]) is None:
        return "its header names what has no id"
    if len({header["id"], *header["parents"]}) <= len(header["parents"]):
        return "its header names itself, or one entry twice, as what it corrects"
    free = (header["author"], header["happened"], stamp["boot"])
    if any(len(one) > 300 or any(unicodedata.category(sign) in {"Cc", "Cs"} for sign in one) for one in free):
        return "its header holds a text that nobody typed"
    if re.fullmatch("[a-z0-9_]{1,64}", header["form"]) is None or HASH.fullmatch(header["commitment"]) is None:
        return "its header names no form or no content"
    try:
        known = UTC.fullmatch(stamp["utc"]) and datetime.strptime(stamp["utc"], "%Y-%m-%dT%H:%M:%S.%f%z").year > 1
    except ValueError:
        known = False
    return "" if known else "its header was written down at a moment that cannot be"


def wrong_numbers(header: dict[str, Any], stamp: dict[str, Any]) -> str:
    """The number in a header that cannot be, or the first entry that follows one."""
    most = 1 << 53
    if not (1 <= header["lane_sequence"] <= header["sequence"] <= most and 0 <= header["version"] <= most):
        return "its header bears numbers that cannot be"
    if abs(stamp["offset"]) >= 1440 or not 0 <= stamp["ticks"] <= most << 10:
        return "its header was written down at a moment that cannot be"
    for number, before in (("sequence", "previous"), ("lane_sequence", "lane_previous")):
        if (header[number] == 1) != (header[before] == ZEROS) or HASH.fullmatch(header[before]) is None:
            return "its header does not fit its own number: only a first entry has none before it"
    return ""


def wrong_kind(header: dict[str, Any]) -> str:
    """The kind in a header that does not fit the rest of it."""
    kind, parents, definition = header["kind"], header["parents"], header["definition"]
    if (
        kind not in ("record", "event", "erasure")
        or ((kind == "event") and parents)
        or (kind == "erasure") > bool(parents)
    ):
        return "its header is of a kind that does not fit what it corrects"
    if kind == "record":
        return "" if HASH.fullmatch(definition) else "its header does not name the definition of its form"
    return "its header names the definition of a form, and no form was filled in" if definition else ""


# --- Chains, families, erasures, forms ---------------------------------------------------------------------------


def check_lane(path: str, lane: Sequence[Held], case: object) -> Iterator[Fault]:
    """One device's entries about the case: whole, in order, each following the one before."""
    device, last, digest, place = path[len("data/lanes/") : -len(".jsonl")], 0, ZEROS, 0
    for one in lane:
        number = one.header["lane_sequence"]
        if one.header["device"] != device or one.header["case"] != case:
            yield one.fault("it belongs to another device or another case")
            continue
        if number == last:
            yield one.fault(f"number {number} stands twice")
        elif number < last:
            yield one.fault(f"number {number} stands after number {last}")
        elif number > last + 1:
            yield one.fault(f"before it, number {last + 1} of the lane is missing")
        elif one.header["lane_previous"] != digest:
            yield one.fault(f"it does not follow number {last} of the lane")
        if one.header["sequence"] <= place:
            yield one.fault("its device wrote it before the one it stands after")
        last, digest, place = number, one.digest, one.header["sequence"]


def check_devices(entries: Sequence[Held]) -> Iterator[Fault]:
    """The pieces of each device's chain: where two numbers follow each other, the second names the first."""
    chains: dict[tuple[str, int], Held] = {}
    for one in entries:
        there = chains.setdefault((one.header["device"], one.header["sequence"]), one)
        if there is not one:
            yield one.fault(f"its device's number {one.header['sequence']} stands twice")
    for (device, number), one in chains.items():
        before = chains.get((device, number - 1))
        if before is not None and one.header["previous"] != before.digest:
            yield one.fault(f"it does not follow number {number - 1} of its device")


def check_families(entries: Sequence[Held]) -> Iterator[Fault]:
    """Check what corrects what, and that content that is gone was erased."""
    by_id: dict[str, Held] = {}
    for one in entries:
        if by_id.setdefault(one.header["id"], one) is not one:
            yield one.fault("an entry of this id stands twice")
    erased = {parent for one in entries if one.header["kind"] == "erasure" for parent in one.header["parents"]}
    for one in entries:
        if one.body is None and one.header["id"] not in erased:
            yield one.fault("its content is missing, and no erasure says so")
        if one.body is not None and one.header["id"] in erased:
            yield one.fault("its content is here, and an erasure says it went")
        yield from check_parents(one, by_id)


def check_parents(one: Held, by_id: dict[str, Held]) -> Iterator[Fault]:
    """Check that what an entry corrects is here, and of the same record and case."""
    for parent in one.header["parents"]:
        there = by_id.get(parent)
        if there is None:
            yield one.fault(f"what it corrects, {parent}, is missing")
        elif (there.header["record"], there.header["case"]) != (one.header["record"], one.header["case"]):
            yield one.fault(f"it corrects {parent}, which is of another record")


def check_erasures(entries: Sequence[Held], stubs: Sequence[Held], case: object) -> Iterator[Fault]:
    """The unit's own entries about erasures, each held against what was emptied in its name."""
    by_id = {one.header["id"]: one for one in entries}
    emptied: dict[str, list[str]] = {}
    for one in entries:
        told = read_json(one.body or b"") if one.header["kind"] == "erasure" else None
        stub = told.get("stub") if isinstance(told, dict) else None
        if isinstance(stub, str):
            digests = (by_id[parent].digest for parent in one.header["parents"] if parent in by_id)
            emptied.setdefault(stub, []).extend(digests)
            if stub not in {held.header["id"] for held in stubs}:
                yield one.fault(f"the unit's entry {stub}, which says by whose authority, is missing")
    for one in stubs:
        told = read_json(one.body or b"")
        answers = told.get("answers") if isinstance(told, dict) else None
        said = {name: one_of(answers, name) for name in ("case_id", "entries", "proof")}
        proof = hashlib.sha256("".join(sorted(emptied.get(one.header["id"], []))).encode()).hexdigest()
        count = len(emptied.get(one.header["id"], []))
        if one.header["case"] is not None or one.header["form"] != "erasure" or said["case_id"] != case:
            yield one.fault("it is no entry of the unit about an erasure of this case")
        elif (said["proof"], said["entries"]) != (proof, count):
            yield one.fault("its proof does not fit what was emptied")
        elif not count:  # with such an entry of one's own a bundle could be sealed by anybody
            yield one.fault("it tells of an erasure, and nothing here was emptied in its name")


def one_of(answers: object, name: str) -> object:
    """The value of one answer, or ``None``."""
    answer = answers.get(name) if isinstance(answers, dict) else None
    return answer.get("value") if isinstance(answer, dict) else None


def check_forms(files: dict[str, bytes], entries: Sequence[Held]) -> Iterator[Fault]:
    """The definitions that entries name, and no others."""
    used = set()
    for one in entries:
        if one.header["kind"] != "record":
            continue
        path = f"data/forms/{one.header['form']}.v{one.header['version']}.toml"
        used.add(path)
        if path not in files:
            yield one.fault(f"the definition of its form, {path}, is missing")
        elif hashlib.sha256(files[path]).hexdigest() != one.header["definition"]:
            yield one.fault(f"it was made with another definition than {path}")
    for path in sorted(files):
        if path.startswith("data/forms/") and path not in used:
            yield Fault(path, 0, "", "no entry was made with it")


def check_about(files: dict[str, bytes], about: object, lanes: dict[str, list[Held]]) -> Iterator[Fault]:
    """Hold what the bundle says of itself against what is in it."""
    path = "data/about.json"
    case = about.get("case") if isinstance(about, dict) else None
    if not isinstance(about, dict) or not isinstance(case, str) or not ID.fullmatch(case):
        yield Fault(path, 1, "", "it cannot be read, or names no case")
        return
    made = about.get("made")
    heads = [
        {"device": device, "entries": len(lane), "head": lane[-1].digest}
        for device, lane in sorted(lanes.items())
        if lane
    ]
    wanted = {
        "bundle": 1, "case": case, "reference": reference(case), "made": made, "made_by": about.get("made_by"),
        "lanes": heads,
    }  # fmt: skip
    if about.get("lanes") != heads:
        yield Fault(path, 1, "", "the number or the head of a lane is not what it says")
    if canonical(wanted) + b"\n" != files[path] or not isinstance(made, str) or not UTC.fullmatch(made):
        yield Fault(path, 1, "", "it does not say what this bundle is")
    for device in sorted(
        {name[len("data/keys/") : -4] for name in files if name.startswith("data/keys/")} - set(lanes)
    ):
        if f'"device":"{device}"'.encode() not in files.get("data/erasures/unit.jsonl", b"").replace(b"\\", b""):
            yield Fault(f"data/keys/{device}.txt", 0, "", "no entry is of this device")


# --- All of it ---------------------------------------------------------------------------------------------------

DEADLINE = [float("inf")]


class Verdict(NamedTuple):
    """All that was found: faults in the order of the bag, and the lines that tell a person what it is."""

    faults: list[Fault]
    told: list[str]


def verify(place: str) -> Verdict:
    """Check everything of a bag in a folder or a zip file."""
    files, faults = read_bag(place)
    return check(files, faults)


def check(files: dict[str, bytes], found: Sequence[Fault] = ()) -> Verdict:
    """Check the files of a bag, in the time there is for it; ``found`` is what was wrong with what holds them."""
    DEADLINE[0] = time.monotonic() + MOST_SECONDS
    try:
        return checked(files, list(found))
    finally:
        DEADLINE[0] = float("inf")


def checked(files: dict[str, bytes], faults: list[Fault]) -> Verdict:
    """Check the files of a bag, however long it takes."""
    keys = read_keys(files, faults)
    faults.extend(check_bag(files, keys))
    about = read_json(files.get("data/about.json", b""))
    case = about.get("case") if isinstance(about, dict) else None
    lanes: dict[str, list[Held]] = {}
    for path in sorted(files):
        if re.fullmatch(r"data/lanes/[0-9a-f]{16}\.jsonl", path):
            lane = lanes[path[len("data/lanes/") : -len(".jsonl")]] = read_entries(files, path, keys, faults)
            faults.extend(check_lane(path, lane, case))
    unit = "data/erasures/unit.jsonl"
    stubs = read_entries(files, unit, keys, faults) if unit in files else []
    entries = [one for lane in lanes.values() for one in lane]
    faults.extend(check_about(files, about, lanes))
    faults.extend(check_devices([*entries, *stubs]))
    faults.extend(check_families(entries))
    faults.extend(check_erasures(entries, stubs, case))
    faults.extend(check_forms(files, [*entries, *stubs]))
    return Verdict(list(dict.fromkeys(faults)), list(told_of(case, lanes, stubs, keys, files)))


def told_of(
    case: object,
    lanes: dict[str, list[Held]],
    stubs: Sequence[Held],
    keys: dict[str, PublicKey],
    files: dict[str, bytes],
) -> Iterator[str]:
    """Say what it is, for a person to compare: each key whose word any of it is, the seal's too."""
    if isinstance(case, str) and ID.fullmatch(case):
        yield f"Case {reference(case)}"
    for device, lane in sorted(lanes.items()):
        key = key_told(device, keys)
        head = f", head code {grouped(lane[-1].digest)}" if lane else ""
        yield f"Device {device}: {len(lane)} entries{head}, {key}"
    gone = sum(one.body is None for lane in lanes.values() for one in lane)
    for one in stubs:
        by = f"by device {one.header['device']}, {key_told(one.header['device'], keys)}"
        yield f"Erased by authority, recorded {one.header['recorded']['utc']} in entry {one.header['id']} {by}"
    if gone:
        yield f"{gone} entries are empty, and an erasure names each" if stubs else f"{gone} entries are empty"
    if (seal := SEAL.fullmatch(files.get("seal.txt", b""))) is not None:
        yield f"Sealed by device {seal[1].decode()}, {key_told(seal[1].decode(), keys)}"


def key_told(device: str, keys: dict[str, PublicKey]) -> str:
    """The fingerprint of a device's key."""
    return f"key {fingerprint(keys[device].data)}" if device in keys else "no key"


def main(arguments: Sequence[str]) -> int:
    """Check one bag; gives the exit code."""
    if len(arguments) != 1 or arguments[0].startswith("-"):
        print("usage: python verify_bundle.py FOLDER|ZIP", file=sys.stderr)
        return 2
    try:
        faults, told = verify(arguments[0])
    except NotABag as error:
        print(f"Not a bundle: {error}.", file=sys.stderr)
        return 2
    except OSError:
        print("Not a bundle: it cannot be read.", file=sys.stderr)
        return 2
    except Exception as error:  # noqa: BLE001 - whatever it holds, a person reads a sentence
        print(f"NOT WHOLE. It could not be looked at to the end: {type(error).__name__}.")
        return 1
    print("\n".join(told))
    if not faults:
        print("Whole: every sum, signature, chain, content and form fits.")
        return 0
    print(f"NOT WHOLE. {len(faults)} {'fault' if len(faults) == 1 else 'faults'}, the first one first:")
    for one in faults[:MOST_FAULTS_SHOWN]:
        print(f"  {one}")
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
