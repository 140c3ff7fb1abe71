"""A reader of the ledger, written from docs/format.md alone: Python's own library and one Ed25519 check."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

ZEROS = "0" * 64
MEMBERS = {
    "format", "id", "device", "sequence", "previous", "case", "lane_sequence", "lane_previous", "record", "kind",
    "form", "version", "definition", "parents", "author", "happened", "recorded", "commitment",
}  # fmt: skip


@dataclass(frozen=True)
class Given:
    """One entry as it was handed over."""

    header: bytes
    signature: bytes
    salt: bytes | None
    body: bytes | None

    @property
    def told(self) -> dict[str, Any]:
        return json.loads(self.header)  # type: ignore[no-any-return]  # any JSON; step 1 looks at its shape

    @property
    def hash(self) -> str:
        return hashlib.sha256(self.header).hexdigest()


def verify_case(
    case: str | None, entries: Sequence[Given], keys: Sequence[bytes], definitions: Mapping[tuple[str, int], str]
) -> list[str]:
    """Everything that does not hold, one sentence each."""
    found: list[str] = []
    by_id: dict[str, Given] = {}
    lanes: dict[str, list[Given]] = {}
    for entry in entries:
        wrong = list(_shape(entry))
        found += wrong
        if wrong:
            continue
        told = entry.told
        found += _alone(entry, keys, definitions)
        if told["case"] != case:
            found.append(f"{told['id']}: foreign")
            continue
        if by_id.get(told["id"], entry).hash != entry.hash:
            found.append(f"{told['id']}: stands twice, and differs")
        if told["id"] not in by_id:
            by_id[told["id"]] = entry
            lanes.setdefault(told["device"], []).append(entry)
    found += _families(by_id)
    for lane in lanes.values():
        found += _follow(sorted(lane, key=lambda entry: int(entry.told["lane_sequence"])))
    return found


def _shape(entry: Given) -> Iterator[str]:
    try:
        told = entry.told
    except ValueError:
        yield "a header cannot be read"
        return
    if told.get("format") != 2:
        yield f"{told.get('id')}: format {told.get('format')}"
    elif set(told) != MEMBERS or _written(told) != entry.header:
        yield f"{told.get('id')}: the header's bytes are not as they should be"


def _written(told: dict[str, Any]) -> bytes:
    return json.dumps(told, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def _alone(entry: Given, keys: Sequence[bytes], definitions: Mapping[tuple[str, int], str]) -> Iterator[str]:
    told = entry.told
    key = next((key for key in keys if hashlib.sha256(key).hexdigest()[:16] == told["device"]), None)
    try:
        if key is None:
            raise InvalidSignature
        Ed25519PublicKey.from_public_bytes(key).verify(entry.signature, bytes.fromhex(entry.hash))
    except InvalidSignature:
        yield f"{told['id']}: not signed by its device"
    content = (entry.salt or b"") + (entry.body or b"")
    if (entry.salt or entry.body) and hashlib.sha256(content).hexdigest() != told["commitment"]:
        yield f"{told['id']}: its content was changed"
    wanted = definitions.get((told["form"], told["version"])) if told["kind"] == "record" else ""
    if told["definition"] != wanted:
        yield f"{told['id']}: another definition"


def _families(by_id: Mapping[str, Given]) -> Iterator[str]:
    erased = {parent for one in by_id.values() if one.told["kind"] == "erasure" for parent in one.told["parents"]}
    for one, entry in by_id.items():
        told = entry.told
        if entry.body is None and one not in erased:
            yield f"{one}: its content is missing, and no erasure says so"
        for parent in told["parents"]:
            if parent not in by_id:
                yield f"{one}: {parent} is missing"
            elif by_id[parent].told["record"] != told["record"]:
                yield f"{one}: corrects another record"


def _follow(lane: Sequence[Given]) -> Iterator[str]:
    number, hashed, place = 0, ZEROS, 0
    for entry in lane:
        told = entry.told
        if told["lane_sequence"] == number:
            yield f"{told['id']}: number {number} stands twice"
        elif told["lane_sequence"] > number + 1:
            yield f"number {number + 1} is missing"
        elif told["lane_previous"] != hashed:
            yield f"{told['id']}: does not follow number {number}"
        if told["sequence"] <= place:
            yield f"{told['id']}: was written before number {number}"
        if told["sequence"] == place + 1 and told["previous"] != hashed:
            yield f"{told['id']}: does not follow on its device"
        yield from _beginnings(told)
        number, hashed, place = told["lane_sequence"], entry.hash, told["sequence"]


def _beginnings(told: dict[str, Any]) -> Iterator[str]:
    for of, before in (("sequence", "previous"), ("lane_sequence", "lane_previous")):
        if (told[of] == 1) != (told[before] == ZEROS) or not re.fullmatch("[0-9a-f]{64}", told[before]):
            yield f"{told['id']}: only a first entry follows none"
