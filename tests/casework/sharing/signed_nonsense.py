"""A device of the unit with a bad will: it signs whatever it likes, rightly, and seals it for a colleague."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import msgspec

from hru_advocate.casework.session import Session
from hru_advocate.casework.sharing import contents, sealed_file
from hru_advocate.casework.sharing.contents import LaneTold, PackageHeader
from hru_advocate.casework.sharing.sending import SEALED
from hru_advocate.casework.vault.anchoring import in_utc
from hru_advocate.domain.forms.answers import value_of
from hru_advocate.domain.ledger.entry import GENESIS, Entry, Header, canonical, commitment_of, hash_of
from hru_advocate.domain.moments import Moment
from hru_advocate.store.ledger import ledger
from hru_advocate.store.ledger.entries import Written

SALT = b"s" * 16
Told = dict[str, Any]
Change = Callable[[Told], Told]


@dataclass
class BadDevice:
    """An enrolled device, as far as its two chains reach at its colleague's; what is refused there leads nowhere."""

    mine: Session
    theirs: Session
    case: str
    sent: list[Header] = field(default_factory=list)

    def header(self, kind: str = "event", form: str = "note", /, **more: Any) -> Header:
        """The header of the next entry, as this program would write it but for what is said otherwise."""
        device = self.mine.device.device_id
        number, previous = ledger.tail(self.theirs.vault, device)
        lane, lane_previous = ledger.lane_tail(self.theirs.vault, device, self.case)
        if self.sent:
            last = self.sent[-1]
            number, lane, previous = last.sequence, last.lane_sequence, hash_of(last)
            lane_previous = previous
        fresh = self.mine.new_id()
        made = Header(
            format=2, id=fresh, device=device, sequence=number + 1, previous=previous if number else GENESIS,
            case=self.case, lane_sequence=lane + 1, lane_previous=lane_previous if lane else GENESIS, record=fresh,
            kind="event", form=form, version=1, definition="", parents=(), author=self.mine.author, happened="",
            recorded=self.mine.clock.stamp(), commitment="",
        )  # fmt: skip
        definition = ""
        if kind == "record":
            known = self.mine.forms.newest(form)
            definition = self.mine.forms.digest(form, known.version)
            made = msgspec.structs.replace(made, version=known.version)
        return msgspec.structs.replace(made, **{"kind": kind, "definition": definition, **more})

    def signed(self, header: Header, body: bytes | None) -> Entry:
        """An entry with this header and body, bound and signed as the real ones are."""
        header = msgspec.structs.replace(header, commitment=commitment_of(SALT, body or b""))
        self.sent.append(header)
        signature = self.mine.device.sign(bytes.fromhex(hash_of(header)))
        return Entry(header, signature, None if body is None else SALT, body)

    def package(self, *entries: Entry) -> bytes:
        """These entries, sealed for the colleague with the one that says so."""
        told = self.mine.new_id()
        now = in_utc(self.mine.clock.now())
        until = now.replace("2026", "2027")
        device, to = self.mine.device.device_id, self.theirs.device.device_id
        said = {"package": told, "to": [to], "purpose": "share", "until": until, "whom": self.theirs.author}
        event = self.signed(self.header("event", SEALED), canonical(said))
        self.sent = []
        held = [_written(one) for one in (*entries, event)]
        lines = contents.lines_of(held)
        last = event.header
        header = PackageHeader(
            package=1, id=told, case=self.case, sender=device, number=last.sequence, made=now, until=until,
            purpose="share", recipients=(to,),
            lanes=(LaneTold(device, last.lane_sequence, last.lane_sequence, hash_of(last)),),
            keys={device: self.mine.device.public.hex()}, entries=len(held), sha256=hashlib.sha256(lines).hexdigest(),
        )  # fmt: skip
        inside = contents.composed(header, lines, self.mine.device.sign)
        return sealed_file.sealed(inside, [self.theirs.device.sealing_key().public])


def _written(entry: Entry) -> Written:
    header = entry.header
    return Written(canonical(header), entry.signature, entry.salt, entry.body, header.device, header.case)


def record(bad: BadDevice, form: str, raw: dict[str, Any], change: Change = lambda told: told, **header: Any) -> Entry:
    """A record of a form, filled in rightly and then changed in what is stored; its header says when it happened."""
    known = bad.mine.forms.newest(form)
    answers = known.check(raw, bad.mine.asking())
    told = change({"answers": known.to_stored(answers)})
    made = known.happened and value_of(answers, known.happened)
    happened = (made.sort if isinstance(made, Moment) else made.isoformat()) if made else ""
    return bad.signed(bad.header("record", form, **{"happened": happened, **header}), canonical(told))
