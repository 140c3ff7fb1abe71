"""Whoever can write the files, but has no key, can make a vault refuse and nothing else."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from hru_advocate.errors import (
    HeaderAltered,
    WrongPassphrase,
    WrongRecoveryCode,
)
from hru_advocate.keys import envelope
from hru_advocate.keys.envelope import OpenedEnvelope, TwoFactor
from hru_advocate.keys.header import covered_by_mac
from hru_advocate.keys.header_files import FIRST, HeaderFiles
from hru_advocate.keys.passphrase import KdfParameters
from tests.keys.stand_ins import (
    NEW,
    OLD,
    MemoryKeychain,
    change,
    new_vault,
    open_daily,
    open_recovery,
    put,
    with_daily,
    with_kdf,
)

# ------------------------------------------------------------------------------------------------ the five tamperings


def test_wrong_passphrase_is_refused(files: HeaderFiles, keychain: MemoryKeychain, vault: OpenedEnvelope) -> None:
    with pytest.raises(WrongPassphrase):
        open_daily(files, keychain, OLD.text + "s")


def test_wrong_secret_is_refused(files: HeaderFiles, keychain: MemoryKeychain, vault: OpenedEnvelope) -> None:
    name = next(iter(keychain.kept))
    keychain.kept[name] = "A" * 43 + "="
    with pytest.raises(WrongPassphrase):
        open_daily(files, keychain)


def test_slot_moved_to_another_vault_is_refused(
    tmp_path: Path, files: HeaderFiles, keychain: MemoryKeychain, vault: OpenedEnvelope
) -> None:
    (tmp_path / "other").mkdir()
    other = new_vault(HeaderFiles(tmp_path / "other"), keychain)
    moved = msgspec.structs.replace(other.header, slots=vault.header.slots)
    put(files, moved)
    keychain.kept[f"{moved.instance} secret-a"] = keychain.kept[f"{vault.header.instance} secret-a"]
    with pytest.raises(WrongPassphrase):
        open_daily(files, keychain)
    with pytest.raises(WrongRecoveryCode):
        open_recovery(files)


@pytest.mark.parametrize("field", ["passes", "memory_kib", "lanes"])
def test_other_cost_within_the_bounds_is_refused(
    field: str, files: HeaderFiles, keychain: MemoryKeychain, vault: OpenedEnvelope
) -> None:
    put(files, with_kdf(vault.header, lambda kdf: msgspec.structs.replace(kdf, **{field: getattr(kdf, field) * 2})))
    with pytest.raises(WrongPassphrase):
        open_daily(files, keychain)


@pytest.mark.parametrize(("field", "value"), [("memory_kib", 8), ("memory_kib", 2**30), ("passes", 2), ("lanes", 17)])
def test_cost_outside_the_product_bounds_is_refused_before_it_is_computed(
    field: str,
    value: int,
    files: HeaderFiles,
    keychain: MemoryKeychain,
    vault: OpenedEnvelope,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    strong = KdfParameters(memory_kib=65536, passes=3, lanes=4, salt=bytes(16))
    put(files, with_kdf(vault.header, lambda _: msgspec.structs.replace(strong, **{field: value})))
    monkeypatch.setattr("hru_advocate.keys.passphrase.Argon2id", lambda **_: pytest.fail("it was computed"))
    with pytest.raises(HeaderAltered):
        envelope.unlock_daily(files, keychain, OLD.text)


@pytest.mark.parametrize("field", ["id", "created", "label", "entry", "nonce", "ciphertext"])
def test_every_word_of_a_slot_is_bound_to_it(
    field: str, files: HeaderFiles, keychain: MemoryKeychain, vault: OpenedEnvelope
) -> None:
    other = {"id": "0" * 32, "created": "2020", "label": "x", "entry": "secret-b", "nonce": bytes(12)}
    put(files, with_daily(vault.header, lambda slot: msgspec.structs.replace(
        slot, **{field: other.get(field, bytes(48))}
    )))  # fmt: skip
    keychain.kept[f"{vault.header.instance} secret-b"] = keychain.kept[f"{vault.header.instance} secret-a"]
    with pytest.raises(WrongPassphrase):
        open_daily(files, keychain)


# --------------------------------------------------------------------------------------------------- the whole header


def test_removed_slot_is_noticed(files: HeaderFiles, keychain: MemoryKeychain, vault: OpenedEnvelope) -> None:
    put(files, msgspec.structs.replace(vault.header, slots=(vault.header.slots[0],)))
    with pytest.raises(HeaderAltered):
        open_daily(files, keychain)


def test_added_slot_is_noticed(files: HeaderFiles, keychain: MemoryKeychain, vault: OpenedEnvelope) -> None:
    put(files, msgspec.structs.replace(vault.header, foreign=(msgspec.Raw(b'{"kind":"sneaky"}'),)))
    with pytest.raises(HeaderAltered):
        open_daily(files, keychain)
    with pytest.raises(HeaderAltered):
        open_recovery(files)


def test_other_instance_is_noticed(files: HeaderFiles, keychain: MemoryKeychain, vault: OpenedEnvelope) -> None:
    put(files, msgspec.structs.replace(vault.header, instance="0" * 32))
    keychain.kept[f"{'0' * 32} secret-a"] = keychain.kept[f"{vault.header.instance} secret-a"]
    with pytest.raises(HeaderAltered):
        open_daily(files, keychain)


def test_other_generation_is_noticed(files: HeaderFiles, keychain: MemoryKeychain, vault: OpenedEnvelope) -> None:
    put(files, msgspec.structs.replace(vault.header, generation=7))
    with pytest.raises(HeaderAltered):
        open_daily(files, keychain)


def test_slots_of_later_versions_are_kept_through_changes(
    files: HeaderFiles, keychain: MemoryKeychain, vault: OpenedEnvelope
) -> None:
    foreign = (msgspec.Raw(b'{"deep":{"a":[1,2.5,"\xc3\xa9"]},"kind":"security-key"}'),)
    header = msgspec.structs.replace(vault.header, foreign=foreign, mac=b"")
    header = msgspec.structs.replace(header, mac=vault.master.proof(covered_by_mac(header)))
    put(files, header)
    change(files, open_daily(files, keychain), TwoFactor(NEW, keychain))
    assert [bytes(raw) for raw in open_daily(files, keychain, NEW.text).header.foreign] == [bytes(foreign[0])]
    assert bytes(foreign[0]) in (files.folder / FIRST).read_bytes()
