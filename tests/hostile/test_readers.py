"""Every reader of bytes from outside says what is wrong in a sentence, or reads: nothing else ever comes out of it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from typing import Final

import msgspec
import pytest

from hru_advocate.casework.packs.pack_file import read_pack, written_pack
from hru_advocate.cli import inputs
from hru_advocate.domain.catalogue import Catalogue, read_form
from hru_advocate.domain.forms.answers import Answers, Asking
from hru_advocate.domain.forms.fields import Field
from hru_advocate.domain.forms.kinds import answer_in_words, check_answers, read_answers, store_answers
from hru_advocate.domain.incidents.diary.preview import HowToTake, looked_over
from hru_advocate.domain.incidents.diary.reading import read_diary
from hru_advocate.domain.languages import read_translation
from hru_advocate.domain.ledger.entry import canonical
from hru_advocate.domain.letters.templates import read_template
from hru_advocate.domain.packs.content import made_from
from hru_advocate.domain.packs.hsds_in import read_hsds
from hru_advocate.domain.packs.hsds_out import page_of
from hru_advocate.domain.po_files import PoEntry, UnreadablePo, read_po, write_po
from hru_advocate.errors import AdvocateError, InvalidAnswer
from hru_advocate.keys import header
from hru_advocate.keys.passphrase import KdfParameters
from tests.casework.packs.pack_desk import BOTH, signed
from tests.domain.packs.made_up_pack import HARBOUR, HARM, here, pack
from tests.hostile.mutations import mutated

ROOT: Final = Path(__file__).resolve().parents[2]
NOW: Final = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
ASKING: Final = Asking(NOW)
FORMS: Final = Catalogue(ROOT / "forms")
TEXT: Final = b"Mon 2 Nov 2026, 14:30\nHe stood by the gate again.\n\n3/11/2026 about 9pm\nTwo letters, no stamp.\n"
CELLS: Final = b'Date,Time,What happened\n02/11/2026,14:30,He stood there\n03/11/2026,21:00,"Two letters, unsigned"\n'
CALENDAR: Final = (
    b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nUID:1@example.org\r\nDTSTART;TZID=Europe/London:20261102T143000\r\n"
    b"DTEND:20261102T150000Z\r\nSUMMARY:He stood by the gate\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
)
POLISH: Final = write_po({"Language": "pl"}, [PoEntry("plan.title", "Your plan", "M\u00f3j plan")] * 20).encode()
DRAFT: Final = (
    b'name = "harbour_list"\nversion = 1\nedition = "Winter"\nissued_by = "Harbour"\nuntil = 2027-01-01\n\n'
    b'[[service]]\nid = "harbour_line"\nname = "Harbour"\nrun_by = ""\nkind = "police"\nstatus = "active"\n'
    b'summary = "Listens."\nwho_for = "All"\narea = "Wales"\n'
    b'phones = [{ number = "01632 960101", label = "", cost_note = "" }]\n'
)
CONTACT: Final = {
    "happened": "yesterday about 3pm", "method": "phone", "direction": "in", "with_whom": "other",
    "person": {"name": "Ivo Other", "relation": "a neighbour"}, "fact": "Told us.", "minutes": 5,
    "next_contact": "2026-11-30", "triggers": [],
}  # fmt: skip


@dataclass(frozen=True)
class Reader:
    """A reader, the endings or names its files have, and files it reads."""

    read: Callable[[bytes, Path], object]
    files: Callable[[], list[bytes]]


def _folder(name: str) -> Callable[[], list[bytes]]:
    return lambda: [one.read_bytes() for one in sorted((ROOT / name).glob("*.toml"))]


def _diary(ending: str) -> Callable[[bytes, Path], object]:
    def read(data: bytes, _folder: Path) -> object:
        return looked_over(read_diary(data, ending, NOW), HowToTake(), NOW, noted={})

    return read


def _answers(data: bytes, folder: Path) -> None:
    path = folder / "answers.json"
    path.write_bytes(data)
    form = FORMS.newest("contact")
    answers = form.check(inputs.answers(str(path)), ASKING)
    said_again(form.fields, answers)


def _header(data: bytes, _folder: Path) -> None:
    """As it lies there, and as somebody hostile would leave it: with a checksum that is right."""
    with suppress(AdvocateError):
        header.decode(data)
    with suppress(msgspec.MsgspecError, RecursionError, UnicodeDecodeError):
        everything = msgspec.json.decode(data, type=dict[str, object])
        everything.pop("checksum", None)
        plain = header.canonical(everything)
        header.decode(header.canonical(everything | {"checksum": hashlib.sha256(plain).hexdigest()}))


def _translators(data: bytes, _folder: Path) -> object:
    try:
        return read_po(data)
    except UnreadablePo as fault:
        raise AdvocateError(f"{fault}.") from None


def _headers() -> list[bytes]:
    kdf = KdfParameters(salt=bytes(16), memory_kib=65536, passes=3, lanes=4)
    slot = header.Slot(
        id="ab" * 16, kind="daily", kdf=kdf, nonce=bytes(12), ciphertext=bytes(48), created="2026-11-23T10:00:00Z",
        label="daily", backend="secret service", entry="secret-a",
    )  # fmt: skip
    return [
        header.encode(
            header.VaultHeader(vault_id="cd" * 16, instance="ef" * 16, generation=3, slots=(slot,), mac=bytes(32))
        )
    ]


READERS: Final = {
    "form": Reader(lambda data, _folder: read_form("contact.v1.toml", data), _folder("forms")),
    "translation": Reader(lambda data, _folder: read_translation("pl.toml", data), _folder("resources/languages")),
    "letter": Reader(lambda data, _folder: read_template("letters/gp.toml", data), _folder("resources/letters")),
    "diary in cells": Reader(_diary(".csv"), lambda: [CELLS]),
    "diary in words": Reader(_diary(".txt"), lambda: [TEXT]),
    "diary as calendar": Reader(_diary(".ics"), lambda: [CALENDAR]),
    "answers": Reader(_answers, lambda: [json.dumps(CONTACT).encode()]),
    "header": Reader(_header, _headers),
    "pack": Reader(lambda data, _folder: read_pack(data), lambda: [written_pack(signed(pack(HARBOUR, HARM), *BOTH))]),
    "services of others": Reader(
        lambda data, _folder: read_hsds(data, here().directory, NOW.date()),
        lambda: [json.dumps(page_of(here().directory)).encode()],
    ),
    "translators' file": Reader(_translators, lambda: [POLISH]),
    "draft of a pack": Reader(lambda data, _folder: made_from(data, NOW.date()), lambda: [DRAFT]),
}


def said_again(fields: Sequence[Field], answers: Answers) -> None:
    """What was taken can be kept as bytes, read again, and said in words."""
    kept = canonical(store_answers(fields, answers))
    assert read_answers(fields, json.loads(kept)) == answers
    assert all(answer_in_words(field, answers[field.id]) for field in fields if field.id in answers)


def read_wrong_files(name: str, folder: Path, times: int) -> tuple[int, int]:
    """Read so many wrong files of a kind: how many were taken and how many refused, each in sentences."""
    reader, random, files = READERS[name], Random(name), READERS[name].files()
    taken = refused = 0
    for _number in range(times):
        data = mutated(random.choice(files), random)
        try:
            reader.read(data, folder)
            taken += 1
        except AdvocateError as fault:
            refused += str(fault).endswith(".")
    return taken, refused


@pytest.mark.parametrize("name", READERS)
def test_a_wrong_file_is_refused_in_a_sentence_or_read(name: str, tmp_path: Path) -> None:
    taken, refused = read_wrong_files(name, tmp_path, 500)
    assert taken + refused == 500


@pytest.mark.soak
@pytest.mark.parametrize("name", READERS)
def test_of_ten_thousand_wrong_files_none_does_anything_else(name: str, tmp_path: Path) -> None:
    taken, refused = read_wrong_files(name, tmp_path, 10_000)
    assert taken + refused == 10_000


ODD: Final[tuple[object, ...]] = (
    True, False, 0, -1, 1.5, 1e308, float("inf"), float("nan"), 10**400, 10**5000, -(10**19), "", " ", "\ud800", "\x00",
    "x" * 100_000, "9" * 5000, "0000-00-00", "9999-12-31", "2026-02-30", [], [[]], [None], [1], [True], ["a", {"a": 1}],
    {}, {"": 1}, {"state": None}, {"state": ["declined"]}, {"state": {"state": "declined"}}, {"state": "answered"},
    {"state": "answered", "value": {"state": "answered", "value": 1}}, {"value": {}}, {"told": {}}, {"told": 10**400},
    {"name": []}, {"name": 10**400}, {"id": None, "level": []}, {"told": "today", "start": 1, "end": []},
    [{}], [{"a": []}],    ["x" * 70] * 5000, {"sha256": "0" * 64, "bytes": -1}, {"sha256": 0, "size": 10**400},
)  # fmt: skip


@pytest.mark.parametrize("form", sorted(form.id for form in FORMS.current()))
def test_no_odd_value_of_json_does_more_than_be_refused(form: str) -> None:
    """Each field of each form, each odd value: refused by the field's name, or kept, read again and said in words."""
    refused = []
    for field in FORMS.newest(form).fields:
        for odd in ODD:
            try:
                answers = check_answers([field], {field.id: odd}, ASKING)
            except InvalidAnswer as fault:
                refused.append((fault.field.partition(".")[0].partition("[")[0], str(fault)[-1]))
                assert refused[-1] == (field.id, "."), odd
            else:
                said_again([field], answers)
    assert refused
