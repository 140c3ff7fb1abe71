"""Every way in opens with exactly its own secrets, and nothing else does."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from hru_advocate.errors import (
    AdvocateError,
    CannotUnlock,
    HeaderAltered,
    HeaderNotWritten,
    KeychainEntryMissing,
    OtherWayNeeded,
    VaultLocked,
    WeakPassphrase,
    WrongPassphrase,
    WrongRecoveryCode,
)
from hru_advocate.keys import envelope, recovery
from hru_advocate.keys.envelope import OpenedEnvelope, PassphraseOnly, TwoFactor
from hru_advocate.keys.header import decode
from hru_advocate.keys.header_files import FIRST, HeaderFiles
from hru_advocate.keys.master import Purpose
from hru_advocate.keys.passphrase import PRODUCT, Bounds, KdfParameters, stretch
from tests.keys.stand_ins import (
    CHEAP,
    CODE,
    CREATED,
    NEW,
    OLD,
    SIX,
    MemoryKeychain,
    change,
    new_lonely_vault,
    new_vault,
    open_daily,
    open_recovery,
    put,
)


def test_passphrase_and_recovery_code_open_the_same_vault(
    files: HeaderFiles, keychain: MemoryKeychain, vault: OpenedEnvelope
) -> None:
    keys = {vault.master.database_key(), open_daily(files, keychain).master.database_key()}
    keys.add(open_recovery(files).master.database_key())
    assert len(keys) == 1
    assert len(keys.pop()) == 32


def test_each_purpose_has_a_key_of_its_own_and_each_vault_other_ones(tmp_path: Path, vault: OpenedEnvelope) -> None:
    (tmp_path / "other").mkdir()
    other = new_vault(HeaderFiles(tmp_path / "other"), MemoryKeychain())
    purposes: tuple[Purpose, ...] = ("database", "header-mac", "signing-key")
    assert len({key.master.derived(purpose) for purpose in purposes for key in (vault, other)}) == 6


def test_passphrase_may_be_typed_with_other_spaces_and_letter_forms(
    files: HeaderFiles, keychain: MemoryKeychain, vault: OpenedEnvelope
) -> None:
    typed = "  plum\u00a0gravel  sideways \uff4c\uff41\uff4e\uff54\uff45\uff52\uff4e\n"
    assert open_daily(files, keychain, typed).master.database_key() == vault.master.database_key()


def test_lonely_vault_opens_with_its_six_words_alone(files: HeaderFiles) -> None:
    vault = new_lonely_vault(files)
    opened = envelope.unlock_fallback(files, SIX.text, hardness=CHEAP)
    assert opened.master.database_key() == vault.master.database_key()
    with pytest.raises(WrongPassphrase):
        envelope.unlock_fallback(files, OLD.text, hardness=CHEAP)


def test_lonely_vault_refuses_a_passphrase_of_ones_own_making(files: HeaderFiles) -> None:
    with pytest.raises(WeakPassphrase):
        envelope.create_vault_keys(files, PassphraseOnly(OLD), recovery_code=CODE, created=CREATED, hardness=CHEAP)
    assert not files.exist()


def test_way_the_vault_does_not_have_is_named(tmp_path: Path, keychain: MemoryKeychain) -> None:
    for name in "ab":
        (tmp_path / name).mkdir()
    lonely, daily = HeaderFiles(tmp_path / "a"), HeaderFiles(tmp_path / "b")
    new_lonely_vault(lonely)
    new_vault(daily, keychain)
    with pytest.raises(OtherWayNeeded):
        open_daily(lonely, keychain)
    with pytest.raises(OtherWayNeeded):
        envelope.unlock_fallback(daily, OLD.text, hardness=CHEAP)


def test_new_vault_never_overwrites_one(files: HeaderFiles, keychain: MemoryKeychain, vault: OpenedEnvelope) -> None:
    with pytest.raises(HeaderNotWritten, match="already"):
        new_vault(files, keychain)
    assert open_daily(files, keychain).master.database_key() == vault.master.database_key()


# ----------------------------------------------------------------------------------------------------------- changes


def test_new_passphrase_opens_and_the_old_one_does_not(
    files: HeaderFiles, keychain: MemoryKeychain, vault: OpenedEnvelope
) -> None:
    changed = change(files, vault, TwoFactor(NEW, keychain))
    assert changed.header.generation == vault.header.generation + 1
    assert open_daily(files, keychain, NEW.text).master.database_key() == vault.master.database_key()
    with pytest.raises(WrongPassphrase):
        open_daily(files, keychain)
    assert open_recovery(files).header == changed.header


def test_old_header_and_old_passphrase_are_useless_after_a_change(
    files: HeaderFiles, keychain: MemoryKeychain, vault: OpenedEnvelope
) -> None:
    old = (files.folder / FIRST).read_bytes()
    secrets = set(keychain.kept.values())
    change(files, vault, TwoFactor(NEW, keychain))
    assert not secrets & set(keychain.kept.values())
    put(files, decode(old))
    with pytest.raises(KeychainEntryMissing):
        open_daily(files, keychain)


def test_many_changes_leave_one_secret_and_fresh_salts(
    files: HeaderFiles, keychain: MemoryKeychain, vault: OpenedEnvelope
) -> None:
    salts, secrets = set(), set()
    for _ in range(5):
        vault = change(files, vault, TwoFactor(NEW, keychain))
        slot = vault.header.slot("daily")
        assert slot is not None
        salts.add((slot.kdf.salt, slot.nonce, slot.ciphertext, slot.id))
        assert len(keychain.kept) == 1
        secrets |= set(keychain.kept.values())
    assert len(salts) == len(secrets) == 5


def test_way_can_change_in_both_directions(files: HeaderFiles, keychain: MemoryKeychain, vault: OpenedEnvelope) -> None:
    alone = change(files, vault, PassphraseOnly(SIX))
    assert [slot.kind for slot in alone.header.slots] == ["fallback", "recovery"]
    envelope.forget_secrets(keychain, alone.header.instance)
    assert keychain.kept == {}
    again = change(files, envelope.unlock_fallback(files, SIX.text, hardness=CHEAP), TwoFactor(NEW, keychain))
    assert [slot.kind for slot in again.header.slots] == ["daily", "recovery"]
    assert open_daily(files, keychain, NEW.text).master.database_key() == vault.master.database_key()


def test_replaced_recovery_code_opens_nothing_any_more(
    files: HeaderFiles, keychain: MemoryKeychain, vault: OpenedEnvelope
) -> None:
    fresh = recovery.new_code()
    envelope.replace_recovery(files, vault, fresh, created=CREATED, hardness=CHEAP)
    assert open_recovery(files, fresh).master.database_key() == vault.master.database_key()
    assert open_daily(files, keychain).header.generation == 2
    with pytest.raises(WrongRecoveryCode):
        open_recovery(files)


def test_two_hundred_vaults_without_their_keychain_are_recovered_by_code(tmp_path: Path) -> None:
    refused = recovered = 0
    for number in range(200):
        folder = tmp_path / str(number)
        folder.mkdir()
        files, keychain, code = HeaderFiles(folder), MemoryKeychain(), recovery.new_code()
        vault = new_vault(files, keychain, code)
        keychain.kept.clear()
        with pytest.raises(KeychainEntryMissing, match="recovery code"):
            open_daily(files, keychain)
        opened = open_recovery(files, recovery.parse_code(recovery.format_code(code).lower()))
        recovered += opened.master.database_key() == vault.master.database_key()
        try:
            open_recovery(files, recovery.new_code())
        except WrongRecoveryCode:
            refused += 1
    assert (recovered, refused) == (200, 200)


# ---------------------------------------------------------------------------------------------- what is said and kept


def test_passphrase_is_stretched_once_per_unlock(
    files: HeaderFiles, keychain: MemoryKeychain, vault: OpenedEnvelope, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls = []

    def counted(passphrase: str, parameters: KdfParameters, bounds: Bounds) -> bytes:
        calls.append(parameters.salt)
        return stretch(passphrase, parameters, bounds)

    monkeypatch.setattr("hru_advocate.keys.envelope.stretch", counted)
    open_daily(files, keychain)
    assert len(calls) == 1


def test_product_costs_open_a_vault_of_both_kinds(tmp_path: Path, keychain: MemoryKeychain) -> None:
    for name, way in (("a", TwoFactor(OLD, keychain)), ("b", PassphraseOnly(SIX))):
        (tmp_path / name).mkdir()
        files = HeaderFiles(tmp_path / name)
        envelope.create_vault_keys(files, way, recovery_code=CODE, created=CREATED)
        slots = files.read().header.slots
        costs = [(slot.kdf.memory_kib, slot.kdf.passes, slot.kdf.lanes) for slot in slots]
        assert costs == [(65536 if name == "a" else 262144, 3, 4), (65536, 3, 4)]
        for slot in slots:
            PRODUCT.bounds.check(slot.kdf)
    envelope.unlock_daily(HeaderFiles(tmp_path / "a"), keychain, OLD.text)
    envelope.unlock_fallback(HeaderFiles(tmp_path / "b"), SIX.text)


def test_cheap_vault_is_refused_by_the_product(
    files: HeaderFiles, keychain: MemoryKeychain, vault: OpenedEnvelope
) -> None:
    with pytest.raises(HeaderAltered):
        envelope.unlock_daily(files, keychain, OLD.text)
    with pytest.raises(HeaderAltered):
        envelope.unlock_recovery(files, CODE)


def test_header_holds_no_secret_and_no_person(
    files: HeaderFiles, keychain: MemoryKeychain, vault: OpenedEnvelope
) -> None:
    text = (files.folder / FIRST).read_text(encoding="utf-8")
    for secret in (*keychain.kept.values(), *OLD.text.split(), vault.master.database_key().hex(), CODE.hex()):
        assert secret not in text
    assert len(text) < 2048


def test_nothing_shown_of_an_open_vault_holds_a_key(vault: OpenedEnvelope) -> None:
    shown = f"{vault!r} {vault.master!r} {OLD!r} {TwoFactor(OLD, MemoryKeychain())!r}"
    assert "gravel" not in shown
    assert vault.master.database_key().hex() not in shown
    assert str(vault.master._secret) not in shown


def test_wiped_key_is_gone_and_says_so(vault: OpenedEnvelope) -> None:
    buffer = vault.master._secret
    vault.master.wipe()
    assert bytes(buffer) == bytes(32)
    with pytest.raises(VaultLocked):
        vault.master.database_key()


def test_passphrase_is_in_no_error(files: HeaderFiles, keychain: MemoryKeychain, vault: OpenedEnvelope) -> None:
    for typed in ("CANARY words", "\ud800CANARY", "CANARY" * 20_000):
        with pytest.raises(WrongPassphrase) as caught:
            open_daily(files, keychain, typed)
        error: BaseException | None = caught.value
        while error is not None:
            assert "CANARY" not in f"{error!r}"
            error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)


def test_every_refusal_says_what_happened_what_is_safe_and_what_to_do() -> None:
    ours = [*AdvocateError.__subclasses__(), *CannotUnlock.__subclasses__()]
    own = {"WrongPassphrase", "KeychainEntryMissing", "HeaderDamaged", "NewerVault", "NotAVault", "WrongRecoveryCode"}
    sentences = {kind.__name__: kind().message for kind in ours if kind.__name__ in own}
    assert len(set(sentences.values())) == 6
    for sentence in sentences.values():
        assert len(re.findall(r"[.:;] ?", sentence)) >= 2
        assert "othing" in sentence
