"""Packages made wrong on their way, or by an insider who has every key: refused in a sentence, and nothing changes."""

from __future__ import annotations

import hashlib
import json
import random
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from hru_advocate.casework.records.entries import Saved
from hru_advocate.casework.session import Session
from hru_advocate.casework.sharing import contents, receiving, sealed_file
from hru_advocate.casework.sharing.cards import UnreadableCard, read_card, written_card
from hru_advocate.casework.sharing.receiving import open_package
from hru_advocate.casework.sharing.roster import remove
from hru_advocate.casework.sharing.sealed_file import NotForUs, NotSealed, PackageAltered
from hru_advocate.domain.ledger.entry import GENESIS, canonical
from hru_advocate.errors import AdvocateError
from hru_advocate.keys import sealing, signing
from hru_advocate.keys.signing import DeviceKey
from tests.casework.open_sessions import add
from tests.casework.sharing.two_laptops import everything, know, laptops, meet, package, told_case
from tests.hostile.mutations import mutated
from tests.store.forged import without_triggers

Told = dict[str, Any]
NEW_ID = "01a207f8-41c0-7b75-8725-9cd1994dc7b3"


@dataclass
class Met:
    """Two that met, a case and a package of it that was not opened yet."""

    here: Session
    there: Session
    case: Saved
    data: bytes

    def inside(self) -> tuple[Told, bytes]:
        """The header and the lines of the package, as its recipient reads them."""
        whole = sealed_file.opened(self.data, self.there.device.sealing_key())
        first, _end, lines = whole.partition(b"\n")
        return json.loads(json.loads(first)["header"]), lines

    def sealed_anew(self, header: Told, lines: bytes, key: DeviceKey | None = None) -> bytes:
        """A package with this inside, rightly signed and sealed."""
        told = canonical(header)
        signature = (key or self.here.device).sign(contents._signed(told)).hex()
        first = canonical({"header": told.decode(), "signature": signature})
        return sealed_file.sealed(first + b"\n" + lines, [self.there.device.sealing_key().public])

    def with_lines(self, header: Told, lines: bytes) -> bytes:
        """The same, with the sum and the number of the lines as they are now."""
        told = {"sha256": hashlib.sha256(lines).hexdigest(), "entries": lines.count(b"\n")}
        return self.sealed_anew(header | told, lines)


@pytest.fixture
def met(tmp_path: Path) -> Iterator[Met]:
    with laptops(tmp_path) as (here, there):
        meet(here, there)
        case = told_case(here)
        yield Met(here, there, case, package(here, case, tmp_path, there))


def test_a_removed_laptop_says_an_old_number_anew_and_vouches_for_nobody(tmp_path: Path) -> None:
    """Whoever stole it invents a laptop, and lets it write in whose name she likes."""
    with laptops(tmp_path, 3) as (here, there, invented):
        for one in (there, invented):
            meet(here, one)
        know(invented, there)
        case = told_case(here)
        data = package(here, case, tmp_path, there, invented)
        known = Met(here, there, case, data)
        number = known.inside()[0]["number"]
        for one in (there, invented):
            open_package(one, data)
        remove(there, here.device.device_id, "Stolen")
        add(invented, case, "notes", {"lines": [{"text": "He has moved away."}]})
        header, lines = replace(known, data=package(invented, case, tmp_path, there)).inside()
        told = header | {"sender": here.device.device_id, "number": number}
        assert isinstance(_refused(known, known.sealed_anew(told, lines)), PackageAltered), "of another package"
        told |= {one: known.inside()[0][one] for one in ("id", "recipients", "purpose", "until")}
        assert isinstance(_refused(known, known.sealed_anew(told, lines)), receiving.VouchedByRemoved)
        know(there, invented)
        assert open_package(there, known.sealed_anew(told, lines)).unmet == ()


def test_what_stands_for_a_hash_beside_another_entry_proves_no_entry(met: Met, tmp_path: Path) -> None:
    """Whoever wrote in the file put it there, and an insider sent the entry with what stands for a signature."""
    open_package(met.there, met.data)
    add(met.here, met.case, "notes", {"lines": [{"text": "Rang back."}]})
    header, lines = replace(met, data=package(met.here, met.case, tmp_path, met.there)).inside()
    told = [json.loads(line) for line in lines.splitlines()]
    told[-1]["signature"] = "00" * 64
    digest = hashlib.sha256(told[-1]["header"].encode()).digest()
    with without_triggers(met.there.vault) as cursor:
        beside = "SELECT max(position) FROM entry WHERE case_id IS NOT NULL"
        cursor.execute(
            f"UPDATE entry SET hash = ?, signature = zeroblob(64) WHERE position = ({beside})",
            (digest,),
        )
    changed = b"".join(canonical(one) + b"\n" for one in told)
    assert isinstance(_refused(met, met.with_lines(header, changed)), receiving.PackageRefused)


def _refused(met: Met, data: bytes) -> AdvocateError:
    before = everything(met.there)
    with pytest.raises(AdvocateError) as found:
        open_package(met.there, data)
    assert everything(met.there) == before
    assert found.value.message.endswith(".")
    return found.value


def _wrong_packages(met: Met, many: int, seed: int) -> None:
    chance, before = random.Random(seed), everything(met.there)
    for _ in range(many):
        data = mutated(met.data, chance)
        if data == met.data:
            continue
        with pytest.raises((NotSealed, NotForUs, PackageAltered)):
            open_package(met.there, data)
    assert everything(met.there) == before


def _wrong_inside(met: Met, many: int, seed: int) -> None:
    """An insider's: wrong inside, and rightly sealed and signed; refused in a sentence, or no more than is true."""
    chance = random.Random(seed)
    whole = sealed_file.opened(met.data, met.there.device.sealing_key())
    header, lines = met.inside()
    public = [met.there.device.sealing_key().public]
    before = everything(met.there)
    for place in range(many):
        if place % 2:
            data = sealed_file.sealed(mutated(whole, chance), public)
        else:
            data = met.with_lines(header, mutated(lines, chance))
        with pytest.raises((AdvocateError, _Undone)):
            _opened_and_undone(met, data)
    assert everything(met.there) == before


class _Undone(Exception):
    """It opened: an entry less is still true, and it is said what is missing."""


def _opened_and_undone(met: Met, data: bytes) -> None:
    with met.there.vault.write():
        open_package(met.there, data)
        raise _Undone


def test_three_hundred_changed_packages_change_nothing(met: Met) -> None:
    _wrong_packages(met, 300, 12)


def test_three_hundred_that_an_insider_sealed_wrong_never_fall_over(met: Met) -> None:
    _wrong_inside(met, 300, 12)


@pytest.mark.soak
def test_ten_thousand_changed_packages_change_nothing(met: Met) -> None:
    _wrong_packages(met, 10_000, 1)
    _wrong_inside(met, 2_000, 1)


def test_each_byte_outside_the_seal_counts(met: Met) -> None:
    """Also one of a key that was wrapped for somebody else."""
    head = 9 + 4 * sealing.WRAP_BYTES + 12
    places = [*range(9), *range(9, head, 97), *range(head - 12, head + 16), len(met.data) - 1]
    for place in places:
        changed = bytearray(met.data)
        changed[place] ^= 1
        with pytest.raises((NotSealed, NotForUs, PackageAltered)):
            open_package(met.there, bytes(changed))
    for cut in (0, 8, 9, 100, head, len(met.data) - 1, len(met.data) - sealed_file.SMALLEST):
        with pytest.raises(NotSealed):
            open_package(met.there, met.data[:cut])
    assert open_package(met.there, met.data).new


_STRANGER = DeviceKey.generate()
HEADERS: dict[str, Callable[[Told], Told]] = {
    "another number of the layout": lambda told: told | {"package": 2},
    "another case": lambda told: told | {"case": told["id"]},
    "no case": lambda told: told | {"case": "x"},
    "more": lambda told: told | {"more": 1},
    "less": lambda told: {name: value for name, value in told.items() if name != "until"},
    "no such purpose": lambda told: told | {"purpose": "x"},
    "a day that is none": lambda told: told | {"until": "for ever"},
    "nobody": lambda told: told | {"recipients": []},
    "no lanes": lambda told: told | {"lanes": []},
    "a key that is another's": lambda told: told | {"keys": dict.fromkeys(told["keys"], "00" * 32)},
    "no keys": lambda told: told | {"keys": {}},
    "a key more": lambda told: told | {"keys": told["keys"] | {_STRANGER.device_id: _STRANGER.public.hex()}},
    "fewer entries": lambda told: told | {"entries": told["entries"] - 1},
    "another sum": lambda told: told | {"sha256": "0" * 64},
    "a number that cannot be": lambda told: told | {"number": 1 << 60},
    "a number of another entry": lambda told: told | {"number": told["number"] - 1},
    "the id of another package": lambda told: told | {"id": told["case"]},
    "another purpose": lambda told: told | {"purpose": "cover"},
    "more days": lambda told: told | {"until": "2027-11-23T10:00:00.000Z"},
    "somebody more": lambda told: told | {"recipients": [*told["recipients"], "0" * 16]},
    "a line after its id": lambda told: told | {"id": told["id"] + "\n"},
    "a line after the moment it was made": lambda told: told | {"made": told["made"] + "\n"},
    "a line after its last moment": lambda told: told | {"until": told["until"] + "\n"},
    "a line after a recipient": lambda told: told | {"recipients": [*told["recipients"], "0" * 16 + "\n"]},
    "a line after a key": lambda told: told | {"keys": {one: f"{key}\n" for one, key in told["keys"].items()}},
    "a line after the head of a lane": lambda told: (
        told | {"lanes": [lane | {"head": lane["head"] + "\n"} for lane in told["lanes"]]}
    ),
}


def test_a_header_that_does_not_fit_is_refused_though_its_sender_signed_it(met: Met) -> None:
    header, lines = met.inside()
    found = {what: type(_refused(met, met.sealed_anew(change(header), lines))) for what, change in HEADERS.items()}
    assert found == dict.fromkeys(HEADERS, PackageAltered)
    assert open_package(met.there, met.sealed_anew(header, lines)).new


def test_what_somebody_else_signed_in_the_senders_name_is_refused(met: Met) -> None:
    header, lines = met.inside()
    assert isinstance(_refused(met, met.sealed_anew(header, lines, DeviceKey.generate())), PackageAltered)
    assert isinstance(_refused(met, met.sealed_anew(header, lines, met.there.device)), PackageAltered)


def test_nobody_signs_with_a_key_of_their_own_in_the_name_of_a_laptop_nobody_has_met(met: Met, tmp_path: Path) -> None:
    with laptops(tmp_path / "more", 1) as (third,):
        meet(third, met.here)
        case = told_case(third)
        open_package(met.here, package(third, case, tmp_path, met.here))
        passed_on = Met(met.here, met.there, case, package(met.here, case, tmp_path, met.there))
        device = third.device.device_id
        header, lines = passed_on.inside()
        keys = header["keys"] | {device: _STRANGER.public.hex()}
        own = [json.loads(line) for line in lines.splitlines()]
        forged = [
            line | {"signature": _STRANGER.sign(line["header"].encode()).hex()}
            if json.loads(line["header"])["device"] == device
            else line
            for line in own
        ]
        assert forged != own
        altered = b"".join(canonical(line) + b"\n" for line in forged)
        refused = _refused(passed_on, passed_on.with_lines(header | {"keys": keys}, altered))
        assert isinstance(refused, PackageAltered)
        assert open_package(met.there, passed_on.data).new


def test_nobody_vouches_for_a_key_with_which_anybody_signs(met: Met) -> None:
    """Its entries would stand in the case, and no bundle of it would hold for a stranger."""
    neutral = (1).to_bytes(32, "little")
    header, lines = met.inside()
    device = signing.device_id(neutral)
    first = json.loads(lines.splitlines()[0])
    place = {"device": device, "sequence": 1, "lane_sequence": 1, "previous": GENESIS, "lane_previous": GENESIS}
    told = canonical(json.loads(first["header"]) | place | {"id": NEW_ID, "record": NEW_ID}).decode()
    forged = canonical(first | {"header": told, "signature": neutral.hex() + "00" * 32}) + b"\n"
    lane = {"device": device, "entries": 1, "last": 1, "head": hashlib.sha256(told.encode()).hexdigest()}
    more = {"keys": header["keys"] | {device: neutral.hex()}, "lanes": [*header["lanes"], lane]}
    refused = _refused(met, met.with_lines(header | more, lines + forged))
    assert isinstance(refused, PackageAltered | receiving.PackageRefused)


def test_a_package_passed_on_by_its_recipient_does_not_open_for_a_third(met: Met, tmp_path: Path) -> None:
    """Sealed for Kim, handed on by Kim as if it were the sender's: the third was never named."""
    whole = sealed_file.opened(met.data, met.there.device.sealing_key())
    with laptops(tmp_path / "more", 1) as (third,):
        know(third, met.here)
        before = everything(third)
        with pytest.raises(NotForUs):
            open_package(third, sealed_file.sealed(whole, [third.device.sealing_key().public]))
        assert everything(third) == before


def _changed_line(lines: bytes, place: int, change: Callable[[Told], Told]) -> bytes:
    found = lines.splitlines(keepends=True)
    found[place] = canonical(change(json.loads(found[place]))) + b"\n"
    return b"".join(found)


LINES: dict[str, Callable[[Told], Told]] = {
    "another signature": lambda line: line | {"signature": "00" * 64},
    "another author": lambda line: line | {"header": line["header"].replace("Robin", "Robyn")},
    "another body": lambda line: line | {"body": line["body"] + " "},
    "another salt": lambda line: line | {"salt": "00" * 16},
    "no salt": lambda line: line | {"salt": None},
    "no body": lambda line: line | {"body": None},
    "no header": lambda line: line | {"header": "{}"},
    "a header without end": lambda line: line | {"header": "[" * 9000},
    "half a letter": lambda line: line | {"body_hex": "f"},
    "more": lambda line: line | {"more": 1},
}


def test_one_wrong_entry_stops_the_whole_package(met: Met) -> None:
    """Whether that entry is new or stands here already."""
    header, lines = met.inside()
    for new in (True, False):
        for what, change in LINES.items():
            refused = _refused(met, met.with_lines(header, _changed_line(lines, 2, change)))
            assert isinstance(refused, PackageAltered | receiving.PackageRefused), what
        assert bool(open_package(met.there, met.data).new) is new


def test_entries_of_another_case_or_of_the_unit_do_not_come_in_with_one(met: Met, tmp_path: Path) -> None:
    other = told_case(met.here)
    more = Met(met.here, met.there, other, package(met.here, other, tmp_path, met.there))
    header, lines = met.inside()
    assert isinstance(_refused(met, met.with_lines(header, lines + more.inside()[1])), PackageAltered)


def test_a_lane_with_a_hole_says_what_is_missing(met: Met) -> None:
    header, lines = met.inside()
    kept = lines.splitlines(keepends=True)
    short = b"".join(kept[:2] + kept[4:])
    opened = open_package(met.there, met.with_lines(header, short))
    assert opened.gaps == (
        f"Device {met.here.device.device_id}: numbers 3 to 4 are missing.",
        "1 entry that is corrected here is missing.",
    )
    assert open_package(met.there, met.data).gaps == ()


def test_a_lane_of_which_the_sender_says_more_than_came_has_an_end_that_is_missing(met: Met) -> None:
    header, lines = met.inside()
    (lane,) = header["lanes"]
    more = header | {"lanes": [lane | {"last": lane["last"] + 2, "entries": lane["entries"] + 2}]}
    opened = open_package(met.there, met.sealed_anew(more, lines))
    first = lane["last"] + 1
    assert opened.gaps == (f"Device {met.here.device.device_id}: numbers {first} to {first + 1} are missing.",)


def test_a_length_inside_that_cannot_be_is_refused() -> None:
    mine = DeviceKey.generate().sealing_key()
    good = sealed_file.sealed(b"words", [mine.public])
    assert sealed_file.opened(good, mine) == b"words"
    for padded in (b"\xff" * 8 + bytes(100), bytes(7) + b"\x05words" + bytes(50) + b"x"):
        with pytest.raises(PackageAltered):
            sealed_file._unpadded(padded)


@pytest.mark.parametrize(("many", "wraps"), [(1, 4), (4, 4), (5, 8), (64, 64)])
def test_nobody_can_count_for_how_many_it_is(many: int, wraps: int) -> None:
    publics = [DeviceKey.generate().sealing_key().public] * many
    data = sealed_file.sealed(b"x", publics)
    assert data[8] == wraps
    assert len(data) == 9 + wraps * sealing.WRAP_BYTES + 12 + sealed_file.SMALLEST + 16


def test_what_is_too_much_is_not_sealed() -> None:
    public = DeviceKey.generate().sealing_key().public
    for inside, publics in ((bytes(64 * 1024 * 1024), [public]), (b"x", [public] * 65), (b"x", [])):
        with pytest.raises(sealed_file.TooMuch):
            sealed_file.sealed(inside, publics)


def test_of_five_hundred_wrong_cards_none_is_taken_for_another(met: Met) -> None:
    chance, card = random.Random(5), written_card(met.here, "advocate")
    taken = []
    for _ in range(500):
        with suppress(UnreadableCard):
            taken.append(read_card(mutated(card, chance)))
    assert set(taken) <= {read_card(card)}
