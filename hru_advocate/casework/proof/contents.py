"""The contents of a bundle: lanes, keys, forms, erasures and the paper, from the entries as they stand."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from hru_advocate.casework.proof.bag import sealed
from hru_advocate.casework.proof.lines import json_line, line_of, title_of
from hru_advocate.casework.session import Session
from hru_advocate.casework.settings import settings
from hru_advocate.casework.wording import code_in_fours
from hru_advocate.documents.compose.office.whole_record import EntryRow
from hru_advocate.domain.forms.answers import value_of
from hru_advocate.domain.ledger.entry import Entry, Header, is_bound
from hru_advocate.domain.ledger.ids import case_ref
from hru_advocate.errors import AdvocateError
from hru_advocate.keys import signing
from hru_advocate.store.ledger import devices
from hru_advocate.store.ledger.entries import Written, header_of, written_of_case, written_one
from hru_advocate.store.ledger.findings import Check

_README: Final = """\
This folder is one case of HRU Advocate, with everything that is needed to prove it.

It is NOT encrypted. It holds everything the case says: names, numbers, addresses, what was corrected since, code words.
Keep it as you would keep the paper record, encrypt the disk or stick it lies on, and destroy it when it is no longer
needed. No way to encrypt the bundle itself is offered.

record.pdf    the whole record to read, and each entry with its code
note.txt      to whom it was disclosed, why, on which basis and with whose authority
about.json    the case, and the last entry of each device that wrote about it
lanes/        each device's entries about the case, one JSON object a line
erasures/     where content was erased by authority: the unit's own entry that tells so
forms/        the forms the entries were filled in on, as they were then
keys/         the public key of each device

Check it with verify_bundle.py (Python alone, no network), or the sums with: sha256sum -c manifest-sha256.txt
Then compare the keys' fingerprints and each lane's last code with whoever gave it to you. docs/format.md of the program
says all that is needed to write another verifier.
"""


class UnprovenRecord(AdvocateError):
    """An entry of this case does not prove, so a bundle would prove nothing. Nothing was made; check the vault."""


@dataclass(frozen=True, slots=True)
class LaneHead:
    """The last entry of one device in a bundle: how many there are, and its code and the key's, to be compared."""

    device: str
    entries: int
    code: str
    fingerprint: str


@dataclass(frozen=True, slots=True)
class BundleContents:
    """Every file of a bundle, how many entries it holds, the heads of its lanes, and the sum of its tag manifest."""

    files: Mapping[str, bytes]
    entries: int
    lanes: tuple[LaneHead, ...]
    sha256: str


def entry_rows(session: Session, case: str) -> list[EntryRow]:
    """A row for each entry of a case, for the index of its paper."""
    return [_row(session, one) for one in written_of_case(session.vault, case)]


def _row(session: Session, entry: Written) -> EntryRow:
    header = header_of(entry.header)
    told = f"{header.device} {header.lane_sequence}"
    code = hashlib.sha256(entry.header).hexdigest()
    what = f"{title_of(session, header)}{' (erased)' if entry.body is None else ''}"
    return EntryRow(told, header.recorded.utc, what, header.author, code_in_fours(code))


def compose(session: Session, case: str, pdf: bytes, note: str) -> BundleContents:
    """Everything in the bag, from the entries as they stand, the disclosure's own among them."""
    by_device: dict[str, list[Written]] = defaultdict(list)
    for one in written_of_case(session.vault, case):
        by_device[one.device].append(one)
    stubs = stubs_of(session, case)
    keys = devices.public_keys(session.vault)
    entries = [*(one for lane in by_device.values() for one in lane), *stubs]
    signed = signing.signed_by(keys)
    if not all(proves(one, signed) for one in entries):  # a stranger would find it, and believe nothing else
        raise UnprovenRecord
    lanes = tuple(_head(device, lane, keys[device]) for device, lane in sorted(by_device.items()))
    now, own = session.clock.stamp().utc, session.device.device_id
    payload = {
        "README.txt": _README.encode(),
        "record.pdf": pdf,
        "note.txt": f"Disclosure note\n\n{note}\nThe bundle is not encrypted.\n".encode(),
        "about.json": json_line(_about(case, own, now, by_device)),
        **{f"lanes/{device}.jsonl": b"".join(map(line_of, lane)) for device, lane in by_device.items()},
        **({"erasures/unit.jsonl": b"".join(map(line_of, stubs))} if stubs else {}),
        **dict(_forms(session, entries)),
        **{f"keys/{device}.txt": f"{keys[device].hex()}\n".encode() for device in {one.device for one in entries}},
    }
    info = {
        "Source-Organization": settings(session).unit_name or "not said",
        "External-Identifier": case_ref(case),
        "External-Description": "One case of HRU Advocate, whole, with its proof. Not encrypted.",
        "Bagging-Date": now[:10],
    }
    in_bag = {f"data/{path}": data for path, data in payload.items()}
    files = sealed(in_bag, info, own, session.device.sign)
    digest = hashlib.sha256(files["tagmanifest-sha256.txt"]).hexdigest()
    return BundleContents(files, len(entries) - len(stubs), lanes, digest)


def proves(one: Written, signed: Check) -> bool:
    """Say whether an entry that leaves proves where it comes to: signed as it stands, its body the one it was bound to.

    One whose body was erased proves by its header alone.
    """
    entry = Entry(header_of(one.header), one.signature, one.salt, one.body)
    return is_bound(entry) and signed(one.device, hashlib.sha256(one.header).digest(), one.signature)


def stubs_of(session: Session, case: str) -> Sequence[Written]:
    """The unit's own entries that tell of an erasure of this case."""
    found = [one for one in session.heads(None, ["erasure"]) if value_of(one.answers, "case_id") == case]
    return [written_one(session.vault, one.entry) for one in found]


def _head(device: str, lane: Sequence[Written], key: bytes) -> LaneHead:
    code = hashlib.sha256(lane[-1].header).hexdigest()
    return LaneHead(device, len(lane), code_in_fours(code), signing.fingerprint(key))


def _about(case: str, own: str, now: str, lanes: Mapping[str, Sequence[Written]]) -> dict[str, object]:
    return {
        "bundle": 1,
        "case": case,
        "reference": case_ref(case),
        "made": now,
        "made_by": own,
        "lanes": [
            {"device": device, "entries": len(lane), "head": hashlib.sha256(lane[-1].header).hexdigest()}
            for device, lane in sorted(lanes.items())
        ],
    }


def _forms(session: Session, entries: Iterable[Written]) -> Iterable[tuple[str, bytes]]:
    headers: Iterable[Header] = (header_of(one.header) for one in entries)
    for form, version in sorted({(one.form, one.version) for one in headers if one.kind == "record"}):
        name, data = session.forms.source(form, version)
        yield f"forms/{name}", data
