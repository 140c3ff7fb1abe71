"""Makes ``vault_v1.db``: made-up people, a published key. Run once for each schema version, never again for an old one.

Key of the file: the bytes 0 to 31. Signing key of the device: the bytes 32 to 63; of a colleague's: 64 to 95.
The form is ``made_up_form.v1.toml``. docs/format.md takes its worked example from here.
"""

from __future__ import annotations

import hashlib
import random
import sys
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from hru_advocate.domain.ledger.entry import Entry, EntryKind, Stamp, canonical
from hru_advocate.domain.ledger.ids import new_id
from hru_advocate.domain.ledger.projection import Projection
from hru_advocate.keys import signing
from hru_advocate.keys.signing import DeviceKey
from hru_advocate.store import drafts, settings
from hru_advocate.store.ledger import arrivals, devices, ledger
from hru_advocate.store.ledger.ledger import NewEntry
from hru_advocate.store.vault_file import vault

KEY = bytes(range(32))
DEFINITION = hashlib.sha256((Path(__file__).parent / "made_up_form.v1.toml").read_bytes()).hexdigest()
START = 1_795_428_000_000


class _Maker:
    def __init__(self, opened: vault.Vault, first_byte: int) -> None:
        self.opened = opened
        self.key = DeviceKey(Ed25519PrivateKey.from_private_bytes(bytes(range(first_byte, first_byte + 32))))
        self.chance = random.Random(first_byte)
        self.minute = first_byte

    def id(self) -> str:
        self.minute += 1
        return new_id(START + self.minute * 60_000, self.chance.randbytes(10))

    def write(
        self, text: str, *, case: str | None, old: tuple[Entry, ...] = (), kind: EntryKind = "record", **columns: str
    ) -> Entry:
        one = self.id()
        utc = f"2026-11-23T{10 + self.minute // 60:02}:{self.minute % 60:02}:00.000Z"
        new = NewEntry(
            id=one,
            device=self.key.device_id,
            record=old[0].header.record if old else one,
            form="contact",
            version=1,
            author="made-up worker",
            recorded=Stamp(utc, 0, self.minute * 60_000_000_000, "made-up boot"),
            body=canonical({"answers": {"note": {"state": "answered", "value": text}}}),
            case=case,
            kind=kind,
            definition=DEFINITION if kind == "record" else "",
            parents=tuple(entry.header.id for entry in old),
            happened=utc[:10],
            projection=_shown(text, utc, **columns) if kind == "record" else None,
            salt=self.chance.randbytes(16),
        )
        return ledger.append(self.opened, new, sign=self.key.sign)


def _shown(text: str, utc: str, **columns: str) -> Projection:
    return Projection("contact", text, utc, text, columns, "2026-12-01", "ring")


def _colleague(opened: vault.Vault, case: str) -> None:
    """Take in what a colleague wrote about one case; what else she wrote between is not here."""
    there = vault.create(opened.path.with_name("colleague.vault"), KEY)
    maker = _Maker(there, 64)
    devices.add(there, devices.Device(maker.key.device_id, maker.key.public, b"made-up wrap", "", "2026-11-23"))
    written = []
    for words in ("Rang from 01632 960003", "Wrote a letter"):
        maker.write("about another case", case=maker.id())
        written.append(maker.write(words, case=case))
    there.close()
    there.path.unlink()
    devices.add(opened, devices.Device(maker.key.device_id, maker.key.public, None, "her laptop", "2026-11-23"))
    shown = {entry.header.id: _shown("from her", entry.header.recorded.utc) for entry in written}
    arrivals.take_in(
        opened,
        written,
        project=lambda entry: shown[entry.header.id],
        check=lambda _device, content, signature: signing.verify(maker.key.public, content, signature),
    )


def main(path: Path) -> None:
    """Make the vault at ``path``; there must be none."""
    opened = vault.create(path, KEY)
    maker = _Maker(opened, 32)
    key = maker.key
    devices.add(opened, devices.Device(key.device_id, key.public, b"made-up wrap", "made-up laptop", "2026-11-23"))
    mara, zofia = maker.id(), maker.id()
    first = maker.write(
        "Rang from 01632 960001, said “Łódź”", case=mara, name="Mara Kent", initials="MK", status="open"
    )
    maker.write("Rang from 01632 960002", case=mara, old=(first,), name="Mara Kent", status="open")
    second = maker.write("سلام، ਸਤ ਸ੍ਰੀ ਅਕਾਲ", case=zofia, name="Zofia Łoś", status="open", next_contact="2026-12-01")
    for words in ("One worker's view", "Another worker's view"):
        maker.write(words, case=zofia, old=(second,), name="Zofia Łoś", status="open", next_contact="2026-12-02")
    gone = maker.write("erasedword", case=mara)
    maker.write("by authority", case=mara, old=(gone,), kind="erasure")
    maker.write("viewed", case=mara, kind="event")
    maker.write("a service of the unit", case=None)
    _colleague(opened, zofia)
    drafts.save(opened, drafts.Draft("draft-1", mara, "contact", 1, "record-1", (), b'{"note":"typing"}', "2026-11-23"))
    settings.keep(opened, "lock_minutes", 5)
    opened.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
