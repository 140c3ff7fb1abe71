"""Packs made wrong on their way, or by two people who both mean ill: refused in a sentence, and nothing changes."""

from __future__ import annotations

import json
from pathlib import Path
from random import Random
from typing import Any, Final

import pytest

from hru_advocate.casework.packs.pack_file import MOST_BYTES, PackFile, PackSignature, pack_in, read_pack, written_pack
from hru_advocate.casework.packs.taking import here_of, look, take
from hru_advocate.casework.product import shipped
from hru_advocate.casework.session import Session
from hru_advocate.domain.ledger.entry import canonical
from hru_advocate.domain.packs.changes import changes_of, taken_of
from hru_advocate.domain.packs.content import UnreadablePack, read_content, written
from hru_advocate.domain.packs.taken import directory_with
from hru_advocate.domain.services.confirmations import holds_address
from hru_advocate.domain.services.directory import PERPETRATOR_KIND
from hru_advocate.domain.services.guarding import harmful_digits
from hru_advocate.errors import AdvocateError
from tests.casework.packs.pack_desk import BOTH, HELPLINE, KIM, by_both, signed, trusting
from tests.casework.sharing.two_laptops import unchanged
from tests.domain.packs.made_up_pack import HARBOUR, made_up, option, pack
from tests.hostile.mutations import mutated

_OURS: Final = {one.id: one for one in shipped().library.services.services}
_HARM: Final = _OURS["respect_phoneline"]
_OF_HARM: Final = _HARM.phones[0].number
_REFUGE: Final = next(one for one in _OURS.values() if one.kind == "refuge")
WHOLE: Final = pack(_OURS[HELPLINE], _HARM, _REFUGE, _OURS["bsl_999"], made_up("quay_line"), options=(option(),))


@pytest.fixture(scope="module")
def unit(shared: Session) -> Session:
    return trusting(shared, *BOTH)


def _wrong_bytes(unit: Session, times: int) -> None:
    random, good = Random(12), written_pack(signed(WHOLE, *BOTH))
    with unchanged(unit):
        for _one in range(times):
            data = mutated(good, random)
            if data == good:
                continue
            with pytest.raises(UnreadablePack) as refused:
                read_pack(data)
            assert str(refused.value).endswith(".")


def test_of_three_hundred_packs_changed_on_their_way_none_is_read(unit: Session) -> None:
    _wrong_bytes(unit, 300)


@pytest.mark.soak
def test_of_ten_thousand_packs_changed_on_their_way_none_is_read(unit: Session) -> None:
    _wrong_bytes(unit, 10_000)


ODD: Final[tuple[object, ...]] = (
    None, True, 0, -1, 2**70, 1.5, "", " ", "\u202e", "x" * 5000, "unit_us", "perpetrator_helpline", "closed", "active",
    "national_helpline", _OF_HARM, "12 Quay Street, CH1 2AB", "https://example.org/", "javascript:alert(1)", "spo_full",
    "0000-00-00", "2026-11-23", "harbour_line", [], {}, ["nd_money"], "24h", "09:00-25:00", "\n", "<b>x</b>",
)  # fmt: skip


def _places(part: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    rows = part.items() if isinstance(part, dict) else enumerate(part) if isinstance(part, list) else ()
    return [path, *(one for key, value in rows for one in _places(value, (*path, key)))]


def _with_odd(told: Any, random: Random) -> bytes:
    """The content with one to three of its parts other, taken out or doubled, written as a pack is."""
    told = json.loads(json.dumps(told))
    for _time in range(random.randint(1, 3)):
        path = random.choice(_places(told)[1:])
        part = told
        for key in path[:-1]:
            part = part[key]
        match random.randrange(3):
            case 0:
                part[path[-1]] = random.choice(ODD)
            case 1:
                part[path[-1]] = random.choice(("Quay Refuge, 12 Quay Street", "CH1 2AB", _OF_HARM))
            case _ if isinstance(part, list):
                part.append(part[path[-1]])
            case _:
                del part[path[-1]]
    return canonical(told)


def _of_ill_will(unit: Session, times: int) -> tuple[int, int]:
    """Both who are trusted sign whatever they like: how many were refused, how many could be taken."""
    random, told = Random(13), json.loads(written(WHOLE))
    here, refused, could = here_of(unit), 0, 0
    harmful = harmful_digits(here.directory.services)
    for _one in range(times):
        try:
            content = read_content(_with_odd(told, random))
            look(unit, signed(content, *BOTH))
        except AdvocateError as fault:
            refused += str(fault).endswith(".")
            continue
        taken = taken_of(here, content, {one.id for one in changes_of(here, content)})
        directory = directory_with(here.directory, {one.id: one for one in taken.services})
        after = {one.id: one for one in directory.services}
        for ours in here.directory.services:
            assert set(ours.do_not_print) <= set(after[ours.id].do_not_print)
            assert ours.kind not in {PERPETRATOR_KIND, "refuge"} or after[ours.id].kind == ours.kind
        for one in taken.services:
            assert one.kind == PERPETRATOR_KIND or harmful.isdisjoint(line.phone.digits for line in one.numbers)
            assert one.kind != "refuge" or not holds_address(one.summary + one.access + one.notes)
        could += 1
    return refused, could


def test_whatever_two_trusted_people_sign_what_guards_a_person_stays(unit: Session) -> None:
    with unchanged(unit):
        refused, could = _of_ill_will(unit, 150)
    assert refused + could == 150
    assert min(refused, could) > 10


@pytest.mark.soak
def test_of_ten_thousand_packs_of_ill_will_none_takes_a_guard_away(unit: Session) -> None:
    with unchanged(unit):
        refused, could = _of_ill_will(unit, 10_000)
    assert refused + could == 10_000


GOOD: Final = by_both(HARBOUR)
OUTER: Final = json.loads(written_pack(GOOD))
SIGNATURE: Final = OUTER["signatures"][0]


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"{}",
        b"[" * 4000,
        b"\xff" * 100,
        written_pack(GOOD) + b"\n",
        written_pack(GOOD)[:-1],
        b" " + written_pack(GOOD),
        canonical(OUTER | {"pack": 2}) + b"\n",
        canonical(OUTER | {"more": 1}) + b"\n",
        canonical(OUTER | {"content": OUTER["content"].replace("Listens.", "Listens!")}) + b"\n",
        canonical(OUTER | {"content": OUTER["content"] + " "}) + b"\n",
        canonical(OUTER | {"signatures": [SIGNATURE, SIGNATURE]}) + b"\n",
        canonical(OUTER | {"signatures": [SIGNATURE | {"signature": "00" * 64}]}) + b"\n",
        canonical(OUTER | {"signatures": [SIGNATURE | {"device": "0" * 16}]}) + b"\n",
        canonical(OUTER | {"signatures": [SIGNATURE | {"key": "abc"}]}) + b"\n",
        b"x" * (MOST_BYTES + 1),
    ],
    ids=range(16),
)
def test_what_is_no_pack_is_refused(data: bytes) -> None:
    with pytest.raises(UnreadablePack):
        read_pack(data)


def test_a_pack_is_read_from_a_plain_file_alone(tmp_path: Path) -> None:
    (tmp_path / "pack").write_bytes(written_pack(GOOD))
    assert pack_in(tmp_path / "pack").sha256 == GOOD.sha256
    for place in (tmp_path, tmp_path / "none", Path("/dev/zero")):
        with pytest.raises(UnreadablePack):
            pack_in(place)


def test_a_signature_of_something_else_is_no_signature_of_a_pack(unit: Session) -> None:
    """What a device signs of its own record, by anybody's wish, is never a pack."""
    assert not _reads(KIM.key.sign(GOOD.told))
    assert not _reads(KIM.key.sign(bytes.fromhex(GOOD.sha256)))
    before = look(unit, GOOD)
    assert before.problem == ""
    with unchanged(unit), pytest.raises(AdvocateError):
        take(unit, PackFile(GOOD.content, GOOD.told, GOOD.signatures[:1]))


def _reads(signature: bytes) -> bool:
    forged = PackSignature(KIM.device, KIM.key.public.hex(), signature.hex())
    try:
        read_pack(written_pack(PackFile(GOOD.content, GOOD.told, (forged,))))
    except UnreadablePack:
        return False
    return True
