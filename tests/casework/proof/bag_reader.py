"""A second verifier of bundles, written from docs/format.md alone: Python's own library and one Ed25519 check."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from tests.store.ledger.page_reader import Given, verify_case

TAGS = ("bag-info.txt", "bagit.txt", "manifest-sha256.txt")
FILE = re.compile(
    r"data/(about\.json|record\.pdf|note\.txt|README\.txt|erasures/unit\.jsonl|lanes/[0-9a-f]{16}\.jsonl"
    r"|keys/[0-9a-f]{16}\.txt|forms/[a-z0-9_]+\.v\d+\.toml)"
)
LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
Files = Mapping[str, bytes]


def verify_bag(files: Files) -> list[str]:
    """Everything that does not hold, one sentence each."""
    try:
        return [*_sums(files), *_seal(files), *_entries(files)]
    except (ValueError, KeyError, TypeError, IndexError, AttributeError) as error:
        return [f"it cannot be read: {type(error).__name__}"]


def summed(files: Files, paths: Sequence[str]) -> bytes:
    """The sums of files as the page lays them out."""
    return "".join(f"{hashlib.sha256(files[path]).hexdigest()}  {path}\n" for path in sorted(paths)).encode()


def _sums(files: Files) -> Iterator[str]:
    payload = [path for path in files if path.startswith("data/")]
    if files["manifest-sha256.txt"] != summed(files, payload):
        yield "the manifest has other sums"
    if files["tagmanifest-sha256.txt"] != summed(files, TAGS):
        yield "the tag manifest has other sums"
    if files["bagit.txt"] != b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n":
        yield "it is not BagIt 1.0"
    counted = f"Payload-Oxum: {sum(len(files[path]) for path in payload)}.{len(payload)}\n".encode()
    if not files["bag-info.txt"].endswith(b"\n" + counted):
        yield "its files are counted otherwise"
    if any(FILE.fullmatch(path) is None for path in payload) or set(files) - set(payload) != {
        *TAGS,
        "tagmanifest-sha256.txt",
        "seal.txt",
    }:
        yield "there are other files"


def _seal(files: Files) -> Iterator[str]:
    first, device, signature, rest = files["seal.txt"].decode().split("\n")
    digest = hashlib.sha256(files["tagmanifest-sha256.txt"]).hexdigest()
    about = json.loads(files["data/about.json"])
    if (first, device, rest) != ("HRU Advocate bundle 1", f"device {about['made_by']}", ""):
        yield "the seal is another device's"
    shaped = re.fullmatch(r"signature ([0-9a-f]{128})", signature)
    key = Ed25519PublicKey.from_public_bytes(_key(files, device.removeprefix("device ")))
    try:
        key.verify(bytes.fromhex(shaped[1] if shaped else ""), f"HRU Advocate bundle 1\n{digest}\n".encode())
    except InvalidSignature:
        yield "the seal does not fit"


def _key(files: Files, device: str) -> bytes:
    told = re.fullmatch(rb"([0-9a-f]{64})\n", files[f"data/keys/{device}.txt"])
    key = bytes.fromhex(told[1].decode()) if told else b""
    if hashlib.sha256(key).hexdigest()[:16] != device:
        raise ValueError
    return key


def _lines(data: bytes) -> Iterator[Given]:
    *lines, rest = data.split(b"\n")
    if rest or not lines:
        raise ValueError
    for line in lines:
        told = json.loads(line)
        hexed = "body_hex" in told
        names = {"header", "salt", "signature", "body_hex" if hexed else "body"}
        written = json.dumps(told, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()
        if written != line or set(told) != names:
            raise ValueError
        text = told["body_hex"] if hexed else told["body"]
        body = None if text is None else bytes.fromhex(text) if hexed else text.encode()
        salt = None if told["salt"] is None else bytes.fromhex(told["salt"])
        if (salt is None) != (body is None) or (salt is not None and len(salt) != 16):
            raise ValueError
        yield Given(told["header"].encode(), bytes.fromhex(told["signature"]), salt, body)


def _entries(files: Files) -> Iterator[str]:
    about = json.loads(files["data/about.json"])
    case, lanes, keys = about["case"], {}, []
    for path in sorted(files):
        if path.startswith("data/lanes/"):
            lanes[path[11:27]] = list(_lines(files[path]))
        if path.startswith("data/keys/"):
            keys.append(_key(files, path[10:26]))
    entries = [one for lane in lanes.values() for one in lane]
    unit = list(_lines(files["data/erasures/unit.jsonl"])) if "data/erasures/unit.jsonl" in files else []
    forms = _forms(files, [*entries, *unit])
    yield from forms.pop(("", 0), [])
    definitions = {name: digest for name, digest in forms.items() if isinstance(digest, str)}
    yield from verify_case(case, entries, keys, definitions)
    for one in unit:
        yield from (words for words in verify_case(None, [one], keys, definitions) if "number" not in words)
    yield from _about(files["data/about.json"], about, lanes)
    yield from _pieces([*entries, *unit])
    yield from _erased(case, entries, unit)
    if {hashlib.sha256(key).hexdigest()[:16] for key in keys} != {one.told["device"] for one in [*entries, *unit]}:
        yield "the keys are others than the entries'"


def _forms(files: Files, entries: Sequence[Given]) -> dict[tuple[str, int], Any]:
    """The definitions by form and version; under an empty name what is wrong with them."""
    named = {(one.told["form"], one.told["version"]) for one in entries if one.told["kind"] == "record"}
    paths = {f"data/forms/{form}.v{version}.toml": (form, version) for form, version in named}
    held = {path for path in files if path.startswith("data/forms/")}
    found: dict[tuple[str, int], Any] = {
        name: hashlib.sha256(files[path]).hexdigest() for path, name in paths.items() if path in held
    }
    found["", 0] = ["the forms are others than the records'"] if held != set(paths) else []
    return found


def _about(data: bytes, about: dict[str, Any], lanes: Mapping[str, Sequence[Given]]) -> Iterator[str]:
    low = int(about["case"].replace("-", ""), 16) & ((1 << 40) - 1)
    letters = "".join(LETTERS[low >> shift & 31] for shift in range(35, -1, -5))
    told = {
        "bundle": 1,
        "case": about["case"],
        "made": about["made"],
        "made_by": about["made_by"],
        "reference": f"HRU-{letters[:4]}-{letters[4:]}",
        "lanes": [
            {"device": name, "entries": len(lane), "head": lane[-1].hash} for name, lane in sorted(lanes.items())
        ],
    }
    if json.dumps(told, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode() + b"\n" != data:
        yield "it is about something else"
    for name, lane in lanes.items():
        numbers = [one.told["lane_sequence"] for one in lane]
        if numbers != list(range(1, len(lane) + 1)) or {one.told["device"] for one in lane} != {name}:
            yield f"{name}: its lines are not its lane in order"


def _pieces(entries: Sequence[Given]) -> Iterator[str]:
    at = {(one.told["device"], one.told["sequence"]): one for one in entries}
    if len(at) != len(entries):
        yield "a device's number stands twice"
    for (device, number), one in at.items():
        before = at.get((device, number - 1))
        if before is not None and one.told["previous"] != before.hash:
            yield f"{one.told['id']}: does not follow on its device"


def _erased(case: str, entries: Sequence[Given], unit: Sequence[Given]) -> Iterator[str]:
    by_id = {one.told["id"]: one for one in entries}
    emptied: dict[str, list[str]] = {}
    for one in entries:
        if one.told["kind"] == "erasure":
            stub = json.loads(one.body or b"{}")["stub"]
            emptied.setdefault(stub, []).extend(by_id[parent].hash for parent in one.told["parents"])
            if any(by_id[parent].body is not None for parent in one.told["parents"]):
                yield "what was erased is here"
    if set(emptied) != {one.told["id"] for one in unit}:
        yield "the unit's entries about erasures are others"
    for one in unit:
        answers = json.loads(one.body or b"{}")["answers"]
        hashes = sorted(emptied.get(one.told["id"], []))
        told = [answers[name]["value"] for name in ("case_id", "entries", "proof")]
        if told != [case, len(hashes), hashlib.sha256("".join(hashes).encode()).hexdigest()]:
            yield "the proof of an erasure does not fit"
        if (one.told["form"], one.told["case"]) != ("erasure", None):
            yield "no entry of the unit about an erasure"
