"""Takes in entries written on other devices, many at a time, whatever their order.

Each is proven first; the same one twice is one; nothing that is here is overwritten. What does not prove is refused and
named, and everything else goes in, in one transaction with the views.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final, NamedTuple

import msgspec

from hru_advocate.domain.ledger.entry import (
    FORMAT,
    UNREADABLE,
    Entry,
    Header,
    canonical,
    contradiction,
    hash_of,
    is_bound,
)
from hru_advocate.domain.ledger.projection import Project, Projection
from hru_advocate.errors import AdvocateError
from hru_advocate.store import faults
from hru_advocate.store.ledger import ledger, upkeep
from hru_advocate.store.ledger.entries import header_of
from hru_advocate.store.ledger.findings import Check
from hru_advocate.store.ledger.upkeep import Placed
from hru_advocate.store.vault_file.driver import Cursor, Row
from hru_advocate.store.vault_file.vault import Vault

# What is asked of many entries is asked once, with a list: a statement for each would take most of the time.
_KNOWN: Final = """
SELECT entry.id, hash, position, EXISTS (SELECT 1 FROM entry_content WHERE position = entry.position)
FROM json_each(?) AS wanted CROSS JOIN entry ON entry.id = wanted.value"""
_ON_DEVICE: Final = """
SELECT sequence, hash, sequence, header FROM json_each(?3) AS wanted
CROSS JOIN entry ON entry.device = ?1 AND entry.sequence = wanted.value"""
# One look for each kind, because the index of a case's entries has the kind before the lane.
_IN_LANE_OF_KIND: Final = """
SELECT lane_sequence, hash, sequence, header FROM json_each(?3) AS wanted
CROSS JOIN entry INDEXED BY entry_case
ON case_id IS ?2 AND entry.kind = '{kind}' AND entry.device = ?1 AND entry.lane_sequence = wanted.value"""
_IN_LANE: Final = " UNION ALL ".join(_IN_LANE_OF_KIND.format(kind=kind) for kind in ("record", "event", "erasure"))
# What a record was filled in with; of anything else what it is.
_MADE_WITH: Final = "CASE kind WHEN 'record' THEN json_extract(header, '$.form') ELSE kind || ':' END"
_FAMILY: Final = f"SELECT record, case_id, {_MADE_WITH} FROM entry WHERE id = ?"  # noqa: S608 - fixed words
_CHILDREN: Final = f"""
SELECT entry_parent.parent, entry.record, entry.case_id, {_MADE_WITH}, entry.kind FROM json_each(?) AS wanted
CROSS JOIN entry_parent ON entry_parent.parent = wanted.value JOIN entry ON entry.id = entry_parent.child"""  # noqa: S608 - as above


@dataclass(frozen=True, slots=True)
class Refused:
    """An entry that was not taken in, by its id, and why, as a sentence for a person."""

    entry: str
    why: AdvocateError


@dataclass(frozen=True, slots=True)
class TakenIn:
    """All that came of a batch: ids of the entries that are new here, those refused, and what they show to be missing.

    ``missing`` are the ids of entries that some of the new ones correct and that are not here; ``filled`` those that
    were here without the text that has come now.
    """

    new: tuple[str, ...]
    refused: tuple[Refused, ...]
    missing: tuple[str, ...] = ()
    filled: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Arriving:
    """An entry that proved, the hash of its header, and what the views show of it; ``position`` once it has one."""

    entry: Entry
    digest: str
    projection: Projection | None = None
    position: int | None = None

    @property
    def header(self) -> Header:
        return self.entry.header


def _whatever(_entry: Entry) -> None:
    """Nothing is looked for in an entry beyond its proof."""


def take_in(
    vault: Vault, entries: Iterable[Entry], *, project: Project, check: Check, look: Callable[[Entry], None] = _whatever
) -> TakenIn:
    """Take in entries of other devices: all that prove, in one transaction with the views.

    Of what devices rightly wrote, ledger and views are the same whatever order it comes in, in one batch or in many.
    A body an erasure has emptied stays away; one that was missing when its entry first came is filled in. Of two
    entries of a device that bear one number neither is taken, unless one is here already. ``look`` sees each that has
    not been here, or whose body has not, and raises what it is refused for.

    Raises:
        DiskFull, DiskFailed, FileInUse: Nothing was taken in.
    """
    refused: list[Refused] = []
    proven = _proven(entries, check, refused)
    with vault.write() as cursor:
        sieve = _Sieve(cursor, refused)
        sieve.sift(proven)
        sieve.look(look)
        sieve.project(project)
        _place(cursor, sieve)
        vault.filled += len(sieve.filled)
        vault.forget_tails()
        missing = _missing(cursor, sieve.accepted.values())
    return TakenIn(tuple(sieve.accepted), tuple(refused), missing, tuple(sieve.filled))


def _proven(entries: Iterable[Entry], check: Check, refused: list[Refused]) -> dict[str, dict[str, Entry]]:
    """The entries that prove by themselves, by id and hash; of one that came twice, a time with its body."""
    proven: dict[str, dict[str, Entry]] = defaultdict(dict)
    for entry in entries:
        header = entry.header
        if header.format != FORMAT:
            refused.append(Refused(header.id, faults.UnknownFormat()))
            continue
        # A text without bytes has no hash either: what cannot be true is looked for first.
        digest = "" if contradiction(header) else hash_of(header)
        if not digest or not is_bound(entry) or not check(header.device, bytes.fromhex(digest), entry.signature):
            refused.append(Refused(header.id, faults.UnprovenEntry()))
        elif entry.body is not None or digest not in proven[header.id]:
            proven[header.id][digest] = entry
    return proven


_WHOLE_DEVICE: Final = ""
"""Stands where a lane's place has its case; no case has an empty id."""

_Place = tuple[str, str | None, int]
"""Device, case (or ``_WHOLE_DEVICE``) and number."""


class _Link(NamedTuple):
    """The place of a header in a chain, and the hash of the entry before it there."""

    place: _Place
    previous: str


_ChainOf = Callable[[Header], _Link]


def _by_device(header: Header) -> _Link:
    return _Link((header.device, _WHOLE_DEVICE, header.sequence), header.previous)


def _by_lane(header: Header) -> _Link:
    return _Link((header.device, header.case, header.lane_sequence), header.lane_previous)


class _Sieve:
    """Parts the entries that fit what is here, and each other, from those that do not.

    ``accepted`` are new here, by id; ``filled`` are here already, and their missing bodies have come.
    """

    def __init__(self, cursor: Cursor, refused: list[Refused]) -> None:
        self.accepted: dict[str, _Arriving] = {}
        self.filled: dict[str, _Arriving] = {}
        self._cursor = cursor
        self._refused = refused

    def sift(self, proven: Mapping[str, Mapping[str, Entry]]) -> None:
        """Look at ids first, then numbers and links of devices and of lanes, then at who corrects whom."""
        known = {row[0]: row[1:] for row in self._cursor.execute(_KNOWN, (_listed(proven),)).fetchall()}
        for one, forms in proven.items():
            self._sift_id(one, forms, known.get(one))
        self._sift_chain(_by_device)
        self._sift_chain(_by_lane)
        children = self._children(self.accepted)
        for arriving in list(self.accepted.values()):
            if not self._fits_family(arriving.header, children):
                self._refuse(arriving, faults.ParentOfAnotherRecord())

    def look(self, look: Callable[[Entry], None]) -> None:
        """Refuse what is no entry this program could have written."""
        for arriving in (*self.accepted.values(), *self.filled.values()):
            try:
                look(arriving.entry)
            except AdvocateError as error:
                self._refuse(arriving, error)

    def project(self, project: Project) -> None:
        """Ask what each body that stays here shows, and empty those an erasure has emptied."""
        emptied = {
            parent
            for arriving in self.accepted.values()
            if arriving.header.kind == "erasure"
            for parent in arriving.header.parents
        }
        for pile in (self.accepted, self.filled):
            children = self._children(pile)
            for one, arriving in list(pile.items()):
                if one in emptied or any(kind == "erasure" for *_, kind in children.get(one, ())):
                    self._empty(pile, arriving)
                elif arriving.header.kind == "record" and arriving.entry.body is not None:
                    self._show(pile, arriving, project)

    def _sift_id(self, one: str, forms: Mapping[str, Entry], known: Row | None) -> None:
        for digest, entry in forms.items():
            if known is None and len(forms) == 1:
                self.accepted[one] = _Arriving(entry, digest)
            elif known is None or known[0].hex() != digest:
                self._refused.append(Refused(one, faults.ConflictingEntry()))
            elif entry.body is not None and not known[2]:
                self.filled[one] = _Arriving(entry, digest, position=known[1])

    def _sift_chain(self, chain: _ChainOf) -> None:
        """Keep what links with the entries before and after it, from the lowest number up."""
        places: dict[_Place, list[_Arriving]] = defaultdict(list)
        for arriving in self.accepted.values():
            places[chain(arriving.header).place].append(arriving)
        here = self._near(places)
        for place in sorted(places, key=lambda place: (place[0], place[1] or "", place[2])):
            if len(places[place]) > 1 or place in here:
                for arriving in places.pop(place):
                    self._refuse(arriving, faults.ConflictingEntry())
            elif not _links(places[place][0], chain, places, here):
                self._refuse(places.pop(place)[0], faults.BrokenChain())

    def _near(self, places: Iterable[_Place]) -> dict[_Place, Row]:
        """The entries in the file at these places, and at those before and after them."""
        wanted: dict[tuple[str, str | None], set[int]] = defaultdict(set)
        for device, case, number in places:
            wanted[device, case].update((number - 1, number, number + 1))
        here: dict[_Place, Row] = {}
        for (device, case), numbers in wanted.items():
            question = _ON_DEVICE if case == _WHOLE_DEVICE else _IN_LANE
            for number, *row in self._cursor.execute(question, (device, case, _listed(numbers))).fetchall():
                here[device, case, number] = tuple(row)
        return here

    def _children(self, parents: Iterable[str]) -> dict[str, list[Row]]:
        """Record, case and kind of what in the file corrects or empties these entries."""
        children: dict[str, list[Row]] = defaultdict(list)
        for parent, *row in self._cursor.execute(_CHILDREN, (_listed(parents),)).fetchall():
            children[parent].append(tuple(row))
        return children

    def _fits_family(self, header: Header, children: Mapping[str, list[Row]]) -> bool:
        """Say whether what it corrects, and what corrects it here, is of its family."""
        own = _family_of(header)
        for parent in header.parents:
            held = self.accepted.get(parent)
            family = self._cursor.execute(_FAMILY, (parent,)).fetchone() if held is None else _family_of(held.header)
            if family is not None and not _one_family(header.kind, own, family):
                return False
        return all(_one_family(kind, told, own) for *told, kind in children.get(header.id, ()))

    def _empty(self, pile: dict[str, _Arriving], arriving: _Arriving) -> None:
        if pile is self.filled:
            del pile[arriving.header.id]
        else:
            stub = Entry(arriving.header, arriving.entry.signature, None, None)
            pile[arriving.header.id] = replace(arriving, entry=stub)

    def _show(self, pile: dict[str, _Arriving], arriving: _Arriving, project: Project) -> None:
        try:
            pile[arriving.header.id] = replace(arriving, projection=project(arriving.entry))
        except AdvocateError as error:
            self._refuse(arriving, error)
        except UNREADABLE:
            self._refuse(arriving, faults.UnreadableContent())

    def _refuse(self, arriving: _Arriving, why: AdvocateError) -> None:
        self.accepted.pop(arriving.header.id, None)
        self.filled.pop(arriving.header.id, None)
        self._refused.append(Refused(arriving.header.id, why))


def _family_of(header: Header) -> tuple[str, str | None, str]:
    """The record, the case and the form of a record; of anything else what it is."""
    return header.record, header.case, header.form if header.kind == "record" else f"{header.kind}:"


def _one_family(kind: str, child: Sequence[object], parent: Sequence[object]) -> bool:
    """Say whether one corrects the other: of one record, case and form. An erasure empties whatever it names."""
    much = 2 if kind == "erasure" else 3
    return tuple(child[:much]) == tuple(parent[:much])


def _links(
    arriving: _Arriving, chain: _ChainOf, places: Mapping[_Place, list[_Arriving]], here: Mapping[_Place, Row]
) -> bool:
    """Say whether it names the entry before it, if that is here or arrives too, and the one after it here names it."""
    link = chain(arriving.header)
    device, case, number = link.place
    before, after = (device, case, number - 1), here.get((device, case, number + 1))
    sequence = arriving.header.sequence
    if before in places:
        found = places[before][0]
        if found.digest != link.previous or found.header.sequence >= sequence:
            return False
    elif before in here and (here[before][0].hex() != link.previous or here[before][1] >= sequence):
        return False
    return after is None or (chain(header_of(after[2])).previous == arriving.digest and after[1] > sequence)


def _listed(values: Iterable[object]) -> str:
    return msgspec.json.encode(list(values)).decode()


def _place(cursor: Cursor, sieve: _Sieve) -> None:
    """Write everything accepted, oldest first, many rows to a statement, and then work the views out."""
    order = sorted(
        sieve.accepted.values(), key=lambda one: (one.header.recorded.utc, one.header.device, one.header.sequence)
    )
    row = cursor.execute("SELECT coalesce(max(position), 0) FROM entry").fetchone()
    first = 1 + (row[0] if row else 0)
    numbered = list(enumerate(order, first))
    filled = [(one.position or 0, one) for one in sieve.filled.values()]
    cursor.executemany(
        ledger.INSERT_ENTRY,
        [(position, *ledger.entry_row(one.entry, canonical(one.header))) for position, one in numbered],
    )
    cursor.executemany(
        ledger.INSERT_PARENT, [(parent, one.header.id) for one in order for parent in one.header.parents]
    )
    contents = [(position, one.entry.salt, one.entry.body) for position, one in (*numbered, *filled)]
    cursor.executemany(ledger.INSERT_CONTENT, [row for row in contents if row[1] is not None])
    erasures = [one.header for one in order if one.header.kind == "erasure"]
    cursor.executemany(ledger.EMPTY_CONTENT, [(parent,) for header in erasures for parent in header.parents])
    upkeep.apply_many(cursor, [Placed(position, one.header, one.projection) for position, one in (*numbered, *filled)])


def _missing(cursor: Cursor, accepted: Iterable[_Arriving]) -> tuple[str, ...]:
    parents = dict.fromkeys(parent for one in accepted for parent in one.header.parents)
    return tuple(one for one in parents if cursor.execute(_FAMILY, (one,)).fetchone() is None)
