"""A header is read exactly as it was written, or not at all."""

from __future__ import annotations

import hashlib
import random

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hru_advocate.errors import CannotUnlock, HeaderDamaged, NewerVault, NotAVault, VaultMissing
from hru_advocate.keys import envelope
from hru_advocate.keys.envelope import OpenedEnvelope
from hru_advocate.keys.header import MOST_BYTES, VaultHeader, canonical, decode, encode
from hru_advocate.keys.header_files import FIRST, TWIN, HeaderFiles
from tests.keys.stand_ins import CHEAP, OLD, MemoryKeychain, new_vault
from tests.posix import is_of_mode


def checked(fields: dict[str, object]) -> bytes:
    """A header with these fields and the checksum that fits them."""
    fields = {name: value for name, value in fields.items() if name != "checksum"}
    return canonical(fields | {"checksum": hashlib.sha256(canonical(fields)).hexdigest()})


def fields_of(vault: OpenedEnvelope) -> dict[str, object]:
    return dict(msgspec.json.decode(encode(vault.header), type=dict[str, object]))


def test_what_is_written_is_read_again(vault: OpenedEnvelope) -> None:
    content = encode(vault.header)
    assert decode(content) == vault.header
    assert encode(decode(content)) == content
    assert content == canonical(msgspec.json.decode(content))


def test_both_copies_are_written_for_their_owner_alone(files: HeaderFiles, vault: OpenedEnvelope) -> None:
    assert sorted(path.name for path in files.folder.iterdir()) == [FIRST, TWIN]
    assert all(is_of_mode(path, 0o600) for path in files.folder.iterdir())
    reading = files.read()
    assert (reading.header, reading.source, reading.whole) == (vault.header, "first", True)


@pytest.mark.parametrize(
    "change",
    [
        {"extra": 1},
        {"vault_id": "x" * 32},
        {"vault_id": "0" * 31},
        {"instance": "x" * 32},
        {"instance": ""},
        {"generation": 0},
        {"generation": -1},
        {"generation": 1.5},
        {"generation": 2**60},
        {"generation": "1"},
        {"mac": ""},
        {"mac": "AAAA"},
        {"min_reader": 0},
        {"slots": {}},
        {"slots": [{}]},
        {"slots": [1]},
        {"slots": [{"kind": "x"}] * 17},
        {"slots": [{"kind": "daily"}]},
    ],
)
def test_other_shapes_are_damage_though_their_checksum_fits(change: dict[str, object], vault: OpenedEnvelope) -> None:
    with pytest.raises(HeaderDamaged):
        decode(checked(fields_of(vault) | change))


@pytest.mark.parametrize(
    "change",
    [
        {"extra": ""},
        {"kdf": {"name": "md5", "memory_kib": 65536, "passes": 3, "lanes": 4, "salt": "A" * 22 + "=="}},
        {"kdf": {"name": "argon2id", "memory_kib": 65536, "passes": 3, "lanes": 4, "salt": "AAAA"}},
        {"nonce": "AAAA"},
        {"ciphertext": "A" * 100},
        {"label": "x" * 65},
        {"entry": "secret-c"},
        {"id": "not hex"},
    ],
)
def test_slots_of_our_own_kinds_are_read_strictly(change: dict[str, object], vault: OpenedEnvelope) -> None:
    fields = fields_of(vault)
    slots = fields["slots"]
    assert isinstance(slots, list)
    with pytest.raises(HeaderDamaged):
        decode(checked(fields | {"slots": [slots[0] | change, slots[1]]}))


def test_two_slots_of_one_kind_are_damage(vault: OpenedEnvelope) -> None:
    slots = (*vault.header.slots, vault.header.slots[0])
    with pytest.raises(HeaderDamaged):
        decode(encode(msgspec.structs.replace(vault.header, slots=slots)))


def test_missing_field_is_damage(vault: OpenedEnvelope) -> None:
    fields = fields_of(vault)
    for name in fields:
        with pytest.raises(HeaderDamaged if name != "magic" else NotAVault):
            decode(checked({kept: value for kept, value in fields.items() if kept != name}) if name != "checksum" else
                   canonical({kept: value for kept, value in fields.items() if kept != name}))  # fmt: skip


def test_other_writing_of_the_same_header_is_damage(vault: OpenedEnvelope) -> None:
    content = encode(vault.header)
    doubled = content.replace(b'"format":1', b'"format":1,"format":1')
    for other in (content + b"\n", b" " + content, content.replace(b",", b", ", 1), doubled):
        with pytest.raises(HeaderDamaged):
            decode(other)


@pytest.mark.parametrize("change", [{"format": 2}, {"format": 99, "slots": "otherwise"}, {"min_reader": 2}])
def test_newer_header_is_told_from_a_damaged_one(change: dict[str, object], vault: OpenedEnvelope) -> None:
    with pytest.raises(NewerVault, match="newer version"):
        decode(checked(fields_of(vault) | change))


def test_newer_header_is_never_passed_over_for_an_older_twin(files: HeaderFiles, vault: OpenedEnvelope) -> None:
    (files.folder / FIRST).write_bytes(checked(fields_of(vault) | {"format": 2}))
    with pytest.raises(NewerVault):
        files.read()


@pytest.mark.parametrize(
    "content",
    [b"", b"{}", b"[]", b"null", b"\xff\xfe", b"SQLite format 3\0", b"[" * 60_000, b'{"a":' * 9_000, b"1" * 60_000],
)
def test_anything_else_is_not_ours(content: bytes, files: HeaderFiles) -> None:
    with pytest.raises(NotAVault):
        decode(content)
    (files.folder / FIRST).write_bytes(content)
    with pytest.raises(NotAVault):
        files.read()


def test_too_large_a_file_is_refused_unread(files: HeaderFiles, vault: OpenedEnvelope) -> None:
    grown = msgspec.structs.replace(
        vault.header, foreign=tuple(msgspec.Raw(canonical({"kind": "x", "pad": "x" * 8000})) for _ in range(9))
    )
    assert len(encode(grown)) > MOST_BYTES
    with pytest.raises(HeaderDamaged):
        decode(encode(grown))
    with pytest.raises(NotAVault):
        decode(b"x" * (MOST_BYTES + 1))


def test_folder_without_a_header_says_so(files: HeaderFiles) -> None:
    for place in (files, HeaderFiles(files.folder / "missing")):
        assert not place.exist()
        with pytest.raises(VaultMissing):
            place.read()


def test_damaged_first_copy_falls_back_to_the_twin_and_is_mended(
    files: HeaderFiles, keychain: MemoryKeychain, vault: OpenedEnvelope
) -> None:
    sound = (files.folder / TWIN).read_bytes()
    for damage in (b"", sound[:-1], sound[1:], b"x" * len(sound), None):
        if damage is None:
            (files.folder / FIRST).unlink()
        else:
            (files.folder / FIRST).write_bytes(damage)
        reading = files.read()
        assert (reading.header, reading.source, reading.whole) == (vault.header, "twin", False)
        opened = envelope.unlock_daily(files, keychain, OLD.text, hardness=CHEAP)
        assert opened.notices == (envelope.FIRST_MENDED,)
        assert (files.folder / FIRST).read_bytes() == sound


def test_two_damaged_copies_are_told_from_a_wrong_passphrase(files: HeaderFiles, vault: OpenedEnvelope) -> None:
    for name in (FIRST, TWIN):
        content = (files.folder / name).read_bytes()
        (files.folder / name).write_bytes(content.replace(b"secret-a", b"secret-b"))
    with pytest.raises(HeaderDamaged, match="backup"):
        files.read()
    (files.folder / FIRST).write_bytes(b"something else")
    with pytest.raises(HeaderDamaged):
        files.read()


def test_folder_in_the_place_of_a_copy_is_damage(files: HeaderFiles, vault: OpenedEnvelope) -> None:
    (files.folder / FIRST).unlink()
    (files.folder / FIRST).mkdir()
    assert files.read().source == "twin"


def test_every_flipped_bit_is_noticed(vault: OpenedEnvelope) -> None:
    content = encode(vault.header)
    for place in range(len(content)):
        for bit in range(8):
            flipped = bytearray(content)
            flipped[place] ^= 1 << bit
            with pytest.raises((HeaderDamaged, NotAVault)):
                decode(bytes(flipped))


@given(st.integers(0, 2**32))
def test_mutations_of_both_copies_never_open_otherwise(tmp_path_factory: pytest.TempPathFactory, seed: int) -> None:
    chance = random.Random(seed)
    files, keychain = HeaderFiles(tmp_path_factory.mktemp("vault")), MemoryKeychain()
    vault = new_vault(files, keychain)
    for name in (FIRST, TWIN):
        content = bytearray((files.folder / name).read_bytes())
        for _ in range(chance.randrange(3)):
            start = chance.randrange(len(content))
            content[start : start + chance.randrange(4)] = chance.randbytes(chance.randrange(4))
        (files.folder / name).write_bytes(content)
    try:
        opened = envelope.unlock_daily(files, keychain, OLD.text, hardness=CHEAP)
    except CannotUnlock as refusal:
        assert isinstance(refusal, HeaderDamaged | NotAVault)  # noqa: PT017 - opening rightly is the other good outcome
    else:
        assert opened.master.database_key() == vault.master.database_key()
        assert opened.header == vault.header
        assert files.read().whole


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused_with_a_sentence(content: bytes) -> None:
    with pytest.raises(CannotUnlock):
        decode(content)


def test_foreign_slot_with_anything_inside_comes_back_byte_for_byte(vault: OpenedEnvelope) -> None:
    inside = b'{"a":[1e300,0.1,123456789012345678901234567890,"\xf0\x9f\x99\x82"],"kind":"later","z":{"b":null}}'
    header: VaultHeader = decode(encode(msgspec.structs.replace(vault.header, foreign=(msgspec.Raw(inside),))))
    assert bytes(header.foreign[0]) == inside
