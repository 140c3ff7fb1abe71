"""Bundles to be judged: made by the program, read by the stand-alone verifier, and damaged as an attacker would."""

from __future__ import annotations

import hashlib
import importlib.util
import json
import random
import sys
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from hru_advocate.casework.closing.erasing import take_out
from hru_advocate.casework.proof import bundle
from hru_advocate.casework.records.entries import Saved, save
from hru_advocate.casework.session import Session
from hru_advocate.domain.ledger.entry import FORMAT, GENESIS, Header, Stamp, canonical, commitment_of, hash_of
from hru_advocate.keys.signing import DeviceKey
from hru_advocate.store.ledger import devices, ledger
from hru_advocate.store.ledger.ledger import NewEntry
from tests.casework.closing.closed_cases import close
from tests.casework.disclosure.told_case import DISCLOSED, told_case
from tests.casework.open_sessions import id_of, on

ROOT = Path(__file__).resolve().parents[3]
Files = dict[str, bytes]
ASKED: dict[str, object] = {
    "asked_by": "Robin Example",
    "authorised_by": "DCI Overton",
    "reference": "RRD 2032/17",
    "ground": "review",
}
AFTER = date(2032, 11, 23)
TAGS = ("bag-info.txt", "bagit.txt", "manifest-sha256.txt")


def load_verifier() -> Any:
    """Load ``packaging/verify_bundle.py``, which imports nothing of ours."""
    if "verify_bundle" not in sys.modules:
        spec = importlib.util.spec_from_file_location("verify_bundle", ROOT / "packaging" / "verify_bundle.py")
        assert spec is not None
        assert spec.loader is not None
        module = importlib.util.module_from_spec(spec)
        sys.modules["verify_bundle"] = module
        spec.loader.exec_module(module)
    return sys.modules["verify_bundle"]


def two_devices(session: Session, colleague_is: str = "") -> Saved:
    """A case with a correction, and with entries of a colleague's device among its own.

    ``colleague_is`` is an id that device goes by in the place of the one its key gives it.
    """
    case = told_case(session, "Daz came, and Kev.", "It was seven times.")
    first = session.heads(id_of(case), ["incident"])[0]
    save(
        session,
        "incident",
        {"happened": "2026-11-02", "what": "It was eight times.", "basis": "report"},
        corrects=[first.entry],
        reason="Counted again.",
    )
    colleague = DeviceKey.generate()
    name = colleague_is or colleague.device_id
    known = devices.Device(name, colleague.public, None, "Jo", "2026-11-20T10:00:00.000Z")
    devices.add(session.vault, known)
    for _ in range(3):
        one = session.new_id()
        looked = NewEntry(
            id=one,
            device=name,
            record=one,
            form="view",
            version=1,
            author="Jo Example",
            recorded=session.clock.stamp(),
            body=canonical({}),
            case=id_of(case),
            kind="event",
        )
        ledger.append(session.vault, looked, sign=colleague.sign)
    return case


def erased_case(session: Session) -> Saved:
    """A case whose content was erased by authority."""
    case = told_case(session, "Daz came.")
    close(session, case)
    later = on(session, AFTER)
    take_out(later, case.ref, ASKED)
    return case


def made(session: Session, case: str, place: Path) -> Files:
    """The files of a bundle that was just made in a folder."""
    bundle.make(session, case, DISCLOSED, place)
    return read_folder(place)


def read_folder(place: Path) -> Files:
    """Every file of a folder by its path."""
    return {one.relative_to(place).as_posix(): one.read_bytes() for one in place.rglob("*") if one.is_file()}


def name_of(files: Files) -> str:
    """The name of the one folder of a bag's zip file."""
    return str(json.loads(files["data/about.json"])["reference"])


def sealed_by(files: Mapping[str, bytes], key: DeviceKey) -> Files:
    """The bag of somebody who works every sum out again and seals it with a key of their own."""
    about = canonical({**json.loads(files["data/about.json"]), "made_by": key.device_id}) + b"\n"
    found = summed_again({**files, "data/about.json": about})
    told = f"HRU Advocate bundle 1\n{hashlib.sha256(found['tagmanifest-sha256.txt']).hexdigest()}\n"
    seal = key.sign(told.encode()).hex()
    return {**found, "seal.txt": f"HRU Advocate bundle 1\ndevice {key.device_id}\nsignature {seal}\n".encode()}


def erasure_of_nothing(files: Mapping[str, bytes], key: DeviceKey, emptied: Sequence[str] = ()) -> Files:
    """A bag with one more entry of the unit's own, signed with a key of one's own, about an erasure that never was."""
    form = (ROOT / "forms" / "erasure.v1.toml").read_bytes()
    proof = hashlib.sha256("".join(sorted(emptied)).encode()).hexdigest()
    said = {"case_id": json.loads(files["data/about.json"])["case"], "entries": len(emptied), "proof": proof}
    body = canonical({"answers": {name: {"state": "answered", "value": value} for name, value in said.items()}})
    entry = "01a207d9-36c4-78c1-bfa5-f754515a4a8c"
    header = Header(
        format=FORMAT,
        id=entry,
        device=key.device_id,
        sequence=1,
        previous=GENESIS,
        case=None,
        lane_sequence=1,
        lane_previous=GENESIS,
        record=entry,
        kind="record",
        form="erasure",
        version=1,
        definition=hashlib.sha256(form).hexdigest(),
        parents=(),
        author="Robin Example",
        happened="",
        recorded=Stamp("2026-11-23T10:00:00.000Z", 0, 1, "boot"),
        commitment=commitment_of(bytes(16), body),
    )
    signature = key.sign(bytes.fromhex(hash_of(header)))
    line = {
        "body": body.decode(),
        "header": canonical(header).decode(),
        "salt": bytes(16).hex(),
        "signature": signature.hex(),
    }
    return {
        **files,
        "data/erasures/unit.jsonl": canonical(line) + b"\n",
        "data/forms/erasure.v1.toml": form,
        f"data/keys/{key.device_id}.txt": f"{key.public.hex()}\n".encode(),
    }


def put_folder(place: Path, files: Mapping[str, bytes]) -> Path:
    """Write files into a folder as anybody could."""
    for path, data in files.items():
        (place / path).parent.mkdir(parents=True, exist_ok=True)
        (place / path).write_bytes(data)
    return place


def summed_again(files: Mapping[str, bytes]) -> Files:
    """The bag of somebody who works every sum out again, and has no key to seal it."""
    found = dict(files)
    payload = {path: data for path, data in found.items() if path.startswith("data/")}
    info = found["bag-info.txt"].decode("latin-1").splitlines()[:-1]
    counted = f"Payload-Oxum: {sum(map(len, payload.values()))}.{len(payload)}"
    found["bag-info.txt"] = "".join(f"{line}\n" for line in [*info, counted]).encode("latin-1")
    found["manifest-sha256.txt"] = _sums(payload)
    found["tagmanifest-sha256.txt"] = _sums({path: found[path] for path in TAGS})
    return found


def _sums(files: Mapping[str, bytes]) -> bytes:
    return "".join(f"{hashlib.sha256(files[path]).hexdigest()}  {path}\n" for path in sorted(files)).encode()


def one_byte_changed(files: Mapping[str, bytes], chance: random.Random) -> tuple[Files, str, int]:
    """A bag with one byte of one file changed; each file is hit as often as any other, whatever its size.

    Gives the files, the path, and the line the byte stood on.
    """
    path = chance.choice(sorted(files))
    data = bytearray(files[path])
    at = chance.randrange(len(data))
    data[at] ^= chance.randrange(1, 256)
    return {**files, path: bytes(data)}, path, files[path][:at].count(b"\n") + 1


Lines = list[bytes]
Attack = Callable[[Lines, random.Random], Lines]


def _forged(line: bytes) -> bytes:
    """A line of somebody without the key: another author under the same signature."""
    return line.replace(b"Robin Example", b"Robyn Example", 1)


def _cut(lines: Lines, chance: random.Random) -> Lines:
    whole = b"".join(lines)
    return whole[: chance.randrange(len(whole) - 1)].splitlines(keepends=True)


def _inserted(lines: Lines, chance: random.Random) -> Lines:
    at = chance.randrange(len(lines) + 1)
    return [*lines[:at], _forged(chance.choice(lines)), *lines[at:]]


def _deleted(lines: Lines, chance: random.Random) -> Lines:
    at = chance.randrange(len(lines))
    return [*lines[:at], *lines[at + 1 :]]


def _swapped(lines: Lines, chance: random.Random) -> Lines:
    one, other = chance.sample(range(len(lines)), 2)
    found = list(lines)
    found[one], found[other] = found[other], found[one]
    return found


def _duplicated(lines: Lines, chance: random.Random) -> Lines:
    at = chance.randrange(len(lines))
    return [*lines[: at + 1], lines[at], *lines[at + 1 :]]


ATTACKS: dict[str, Attack] = {
    "insert": _inserted,
    "delete": _deleted,
    "swap": _swapped,
    "truncate": _cut,
    "duplicate": _duplicated,
}


def attacked(files: Mapping[str, bytes], attack: str, chance: random.Random) -> tuple[Files, str]:
    """A bag in which something was done to the entries of one lane; gives it and the lane's path."""
    path = chance.choice(sorted(one for one in files if one.startswith("data/lanes/")))
    lines = files[path].splitlines(keepends=True)
    return {**files, path: b"".join(ATTACKS[attack](lines, chance))}, path


def named(faults: Sequence[Any], path: str) -> list[Any]:
    """The faults that name a file."""
    return [one for one in faults if path in str(one)]
