"""Follows the two chains every entry stands in, its device's and its lane's, entry by entry, and names what breaks."""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial
from typing import Final, NamedTuple

import msgspec

from hru_advocate.domain.ledger.entry import FORMAT, GENESIS, Header, canonical, commitment_of, contradiction
from hru_advocate.store.ledger.comparing.digest import LedgerDigest
from hru_advocate.store.ledger.comparing.heads import Met
from hru_advocate.store.ledger.entries import header_of
from hru_advocate.store.ledger.findings import Check, Discrepancy, Fault, lane_name, stretch
from hru_advocate.store.vault_file.driver import Cursor, Row

_ROWS: Final = """
SELECT entry.header, entry.hash, entry.signature, entry.id, entry.device, entry.sequence, entry.case_id,
    entry.lane_sequence, entry.record, entry.kind, entry.recorded, entry.position, content.salt, content.body
FROM entry LEFT JOIN entry_content AS content ON content.position = entry.position
WHERE (entry.device, entry.sequence) > (?, ?) AND entry.position <= ?
ORDER BY entry.device, entry.sequence LIMIT ? + 0"""
_PAGE: Final = 250
_SLACK: Final = timedelta(minutes=5)
"""A clock that is set by the network may go back so far and nobody notices."""


class Definition(NamedTuple):
    """A version of a form, and the hash of the definition file that records name as theirs."""

    form: str
    version: int
    digest: str


@dataclass(slots=True)
class Use:
    """The first entry that names a definition, the case it is about, and how many entries do."""

    entry: str
    case: str | None
    entries: int = 0


class _Proof(NamedTuple):
    """All that the signature of an entry is checked with later."""

    device: str
    entry: str
    case: str | None
    digest: bytes
    signature: bytes


@dataclass(slots=True)
class _Lane:
    """A device's entries about one case, as far as they have been followed."""

    last: int = 0
    heads: tuple[str, ...] = (GENESIS,)
    """Hashes the next entry may name; two only where two entries bear one number."""
    missing: dict[int, int] = field(default_factory=dict)
    """Stretches not met yet: first number to last."""

    def met_late(self, number: int) -> bool:
        """Take a number out of the missing ones; say whether it was among them."""
        for first, last in self.missing.items():
            if first <= number <= last:
                del self.missing[first]
                if first < number:
                    self.missing[first] = number - 1
                if number < last:
                    self.missing[number + 1] = last
                return True
        return False


class ChainWalk:
    """Goes through every entry, device by device in the order of its numbers.

    With a ``digest`` of what was proven before, entries from before are followed by what stands beside their headers:
    whoever walks must then hold the digest against what it was.

    A device in ``whole`` must have all its numbers here. Of any other only lanes need be whole: what it wrote about
    other cases is elsewhere, and its chain has gaps here by nature. ``anchors`` are kept outside the file.
    """

    def __init__(
        self,
        check: Check,
        *,
        whole: Container[str],
        anchors: Mapping[str, tuple[int, str]],
        every_signature: bool,
        until: int = sys.maxsize,
        digest: LedgerDigest | None = None,
    ) -> None:
        self.entries = 0
        self.done = False
        """True once every entry up to the place ``until`` was followed."""
        self.parents: set[tuple[str, str]] = set()
        """Every pair of what is corrected and what corrects it, as the headers say it."""
        self.set_back = 0
        """The times a clock went back, and an entry says so."""
        self.empty: list[int] = []
        """The places of entries without content."""
        self.others: set[int] = set()
        """The places of entries that are no records."""
        self.turned: set[str] = set()
        """The devices of which an entry stands at a place before that of an earlier one."""
        self.definitions: dict[Definition, Use] = {}
        """Every definition that a record names as its own."""
        self._check = check
        self._whole = whole
        self._anchors = anchors
        self._every_signature = every_signature
        self._until = until
        self._digest = digest
        self._place: tuple[str, int] = ("", 0)
        self._proofs: list[_Proof] = []
        self._device = ""
        self._at = 0
        self._sequence = 0
        self._previous = GENESIS
        self._latest = ""
        self._last: _Proof | None = None
        self._lanes: dict[str | None, _Lane] = {}
        self._unmet = dict(anchors)

    def page(self, cursor: Cursor) -> tuple[list[Discrepancy], list[Met]]:
        """Check the next few hundred entries; gives what was found and the entries that could be read."""
        rows = cursor.execute(_ROWS, (*self._place, self._until, _PAGE)).fetchall()
        found: list[Discrepancy] = []
        met: list[Met] = []
        place = self._at
        for row in rows:
            if row[4] != self._device:
                found += self._end()
                self._device, place = row[4], 0
            if row[11] < place:
                self.turned.add(self._device)
            place = row[11]
            if self._digest is not None and self._digest.take(self._device, row[11], row):
                self._follow(row)
            else:
                found += self._step(row, met)
        self._at = place
        self.entries += len(rows)
        self.empty += [row[11] for row in rows if row[13] is None]
        self.others.update(row[11] for row in rows if row[9] != "record")
        if len(rows) == _PAGE:
            self._place = rows[-1][4], rows[-1][5]
            return found, met
        self.done = True
        found += self._end()
        for device, (sequence, _) in sorted(self._unmet.items()):
            found.append(Discrepancy("anchor", f"device {device}: number {sequence} was here once and is missing"))
        return found, met

    def signatures_of_page(self, shares: int) -> list[Callable[[], list[Discrepancy]]]:
        """Give what checks the signatures of the entries followed since this was last asked, for so many threads."""
        proofs, self._proofs = self._proofs, []
        each = -(-len(proofs) // shares)
        parts = [proofs[first : first + each] for first in range(0, len(proofs), max(each, 1))]
        return [partial(self._prove_all, part) for part in parts]

    def _prove_all(self, proofs: Sequence[_Proof]) -> list[Discrepancy]:
        return [one for proof in proofs for one in self._prove(proof)]

    def _step(self, row: Row, met: list[Met]) -> Iterator[Discrepancy]:
        text, stored, signature, *columns, position, salt, body = row
        told = text.encode()
        digest = hashlib.sha256(told).digest()
        proof = _Proof(self._device, columns[0], columns[3], digest, signature)
        try:
            header = header_of(told)
        except msgspec.DecodeError:
            yield _unreadable(told, columns[0], columns[3])
            # Its hash is still what the next entries name, and what stands beside it says where it belongs.
            yield from self._pass(columns[2], columns[3], columns[4], digest.hex())
            self._last = proof
            return
        fits, named = digest == stored, digest.hex()
        if not (fits and _stands_as_signed(header, told, columns)):
            yield from _header(header, told, columns, fits=fits)
        yield from self._place_in_chains(header, named)
        if body is not None and commitment_of(salt, body) != header.commitment:
            yield _about(header, "content", "its content was changed")
        if self._every_signature:
            self._proofs.append(proof)
        if header.definition:
            self._note_form(header)
        self.parents.update((parent, header.id) for parent in header.parents)
        met.append(Met(position, header, signature, salt, body))
        self._last = proof

    def _follow(self, row: Row) -> None:
        """Go on past an entry that was proven before and is as it was then."""
        _text, stored, signature, entry, device, sequence, case, number, _record, _kind, recorded, *_content = row
        digest = stored.hex()
        self._sequence, self._previous = sequence, digest
        went_back = recorded < self._latest and _went_back(self._latest, recorded)
        self.set_back += went_back  # an entry about the clock, or it would not have been proven
        self._latest = recorded if went_back else max(recorded, self._latest)
        lane = self._lanes.get(case)
        if lane is None:
            lane = self._lanes[case] = _Lane()
        lane.last, lane.heads = number, (digest,)
        if self._unmet.get(device) == (sequence, digest):
            del self._unmet[device]
        self._last = _Proof(device, entry, case, stored, signature)

    def _moment(self, header: Header) -> Iterator[Discrepancy]:
        """Hold the moment an entry was written down against those before it: a clock goes forward."""
        now, latest = header.recorded.utc, self._latest
        self._latest = now
        if now >= latest or not _went_back(latest, now):
            self._latest = max(now, latest)
        elif header.kind == "event" and header.form == "clock":
            self.set_back += 1
        else:
            yield _about(header, "clock", "it is dated before the entry its device wrote before it")

    def _place_in_chains(self, header: Header, digest: str) -> Iterator[Discrepancy]:
        """Go on to an entry; most are simply the next ones, and then nothing more is looked at."""
        if not self._follows(header, digest):
            yield from self._link(header, digest)
        if not self._follows_in_lane(header, digest):
            yield from self._link_in_lane(header, digest)
        if header.recorded.utc >= self._latest:
            self._latest = header.recorded.utc
        else:
            yield from self._moment(header)

    def _follows(self, header: Header, digest: str) -> bool:
        """Go on to an entry that is simply the next one of its device; say whether it is."""
        anchor = self._anchors.get(header.device)
        if (
            header.sequence != self._sequence + 1
            or header.previous != self._previous
            or (anchor is not None and anchor[0] == header.sequence)
        ):
            return False
        self._sequence, self._previous = header.sequence, digest
        return True

    def _follows_in_lane(self, header: Header, digest: str) -> bool:
        """Go on to an entry that is simply the next one of its lane; say whether it is."""
        lane = self._lanes.get(header.case)
        if lane is None or header.lane_sequence != lane.last + 1 or header.lane_previous not in lane.heads:
            return False
        lane.last, lane.heads = header.lane_sequence, (digest,)
        return True

    def _link(self, header: Header, digest: str) -> Iterator[Discrepancy]:
        wanted = self._sequence + 1
        if header.sequence != wanted:
            # Where numbers are missing no later signature proves the entry before them.
            yield from self._prove_last()
            if header.device in self._whole:
                yield Discrepancy("gap", f"device {header.device}: {stretch(wanted, header.sequence - 1)}")
        elif header.previous != self._previous:
            yield from self._prove_last()
            yield _about(header, "chain", f"it does not follow number {self._sequence} of device {header.device}")
        self._sequence, self._previous = header.sequence, digest
        anchor = self._anchors.get(header.device)
        if anchor is not None and anchor[0] == header.sequence:
            self._unmet.pop(header.device, None)
            if anchor[1] != digest:
                yield _about(header, "anchor", "it is not the one that was here once")

    def _link_in_lane(self, header: Header, digest: str) -> Iterator[Discrepancy]:
        lane = self._lanes.setdefault(header.case, _Lane())
        number = header.lane_sequence
        if number > lane.last:
            if number > lane.last + 1:
                lane.missing[lane.last + 1] = number - 1
            elif header.lane_previous not in lane.heads:
                yield _about(header, "lane", f"it does not follow number {lane.last} of its device there")
            lane.last, lane.heads = number, (digest,)
        elif lane.met_late(number):
            yield _about(header, "lane", f"it bears number {number}, but its device wrote it after number {lane.last}")
        else:
            yield _about(header, "lane", f"another entry of its device there bears number {number} too")
            if number == lane.last:
                lane.heads = (*lane.heads, digest)

    def _pass(self, sequence: int, case: str | None, number: int, digest: str) -> Iterator[Discrepancy]:
        """Go on past an entry whose header says nothing."""
        if sequence != self._sequence + 1:
            yield from self._prove_last()
            if self._device in self._whole:
                yield Discrepancy("gap", f"device {self._device}: {stretch(self._sequence + 1, sequence - 1)}")
        self._sequence, self._previous = sequence, digest
        lane = self._lanes.setdefault(case, _Lane())
        if number > lane.last + 1:
            lane.missing[lane.last + 1] = number - 1
        lane.last, lane.heads = number, (digest,)

    def _note_form(self, header: Header) -> None:
        named = Definition(header.form, header.version, header.definition)
        self.definitions.setdefault(named, Use(header.id, header.case)).entries += 1

    def _prove_last(self) -> Iterator[Discrepancy]:
        if self._last is not None and not self._every_signature:
            yield from self._prove(self._last)

    def _prove(self, proof: _Proof) -> Iterator[Discrepancy]:
        if not self._check(proof.device, proof.digest, proof.signature):
            where = f"entry {proof.entry} of {lane_name(proof.case)}"
            yield Discrepancy("signature", f"{where}: its signature does not fit", proof.entry, proof.case or "")

    def _end(self) -> Iterator[Discrepancy]:
        """Finish a device: its last signature, and the numbers that no lane of it has met."""
        yield from self._prove_last()
        for case, lane in self._lanes.items():
            for first, last in sorted(lane.missing.items()):
                where = f"{lane_name(case)}, written on device {self._device}"
                yield Discrepancy("lane", f"{where}: {stretch(first, last)}", None, case or "")
        self._last, self._sequence, self._previous, self._lanes, self._latest = None, 0, GENESIS, {}, ""


def _went_back(latest: str, now: str) -> bool:
    """Say whether a moment lies further before another than a clock may go back unnoticed."""
    try:
        return datetime.fromisoformat(latest) - datetime.fromisoformat(now) > _SLACK
    except (ValueError, TypeError):  # no moment: the header cannot be true, which is said
        return False


def _header(header: Header, told: bytes, columns: list[object], *, fits: bool) -> Iterator[Discrepancy]:
    """Compare a header with its hash, with what stands beside it, and with what any header must be."""
    _id, _device, _sequence, case, *_rest = columns
    if header.case != case and fits:
        kept = lane_name(str(case) if case else None)
        yield _about(header, "header", f"it was signed for this, but is kept under {kept}")
    elif not fits or columns != _beside(header) or canonical(header) != told:
        where = f"entry {columns[0]} of {lane_name(header.case)}"
        yield Discrepancy("header", f"{where}: its header was changed", str(columns[0]), header.case or "")
    elif wrong := contradiction(header):
        yield _about(header, "header" if header.format == FORMAT else "format", f"its header {wrong}")


def _stands_as_signed(header: Header, told: bytes, columns: list[object]) -> bool:
    """Say that there is nothing to find in a header, as in most."""
    return columns == _beside(header) and canonical(header) == told and not contradiction(header)


def _beside(header: Header) -> list[object]:
    """The cells that stand beside a header, as it says them itself."""
    return [
        header.id,
        header.device,
        header.sequence,
        header.case,
        header.lane_sequence,
        header.record,
        header.kind,
        header.recorded.utc,
    ]


class _Numbered(msgspec.Struct):
    """A header of any format: only its number is looked at."""

    format: int


def _unreadable(told: bytes, entry: str, case: str | None) -> Discrepancy:
    where = f"entry {entry} of {lane_name(case)}"
    try:
        number = msgspec.json.decode(told, type=_Numbered).format
    except (msgspec.DecodeError, RecursionError, UnicodeDecodeError):
        number = FORMAT
    if number == FORMAT:
        return Discrepancy("header", f"{where}: its header cannot be read", entry, case or "")
    what = f"its header is written in format {number}, which this program does not know"
    return Discrepancy("format", f"{where}: {what}", entry, case or "")


def _about(header: Header, fault: Fault, what: str) -> Discrepancy:
    where = f"entry {header.id} of {lane_name(header.case)}"
    return Discrepancy(fault, f"{where}: {what}", header.id, header.case or "")
