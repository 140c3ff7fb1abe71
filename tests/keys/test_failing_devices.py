"""Keychains and disks that fail: nothing is lost, and what happened is said."""

from __future__ import annotations

from pathlib import Path

import pytest

from hru_advocate.errors import (
    HeaderNotWritten,
    KeychainChanged,
    KeychainEntryMissing,
    KeychainFailed,
)
from hru_advocate.keys import envelope
from hru_advocate.keys.envelope import OpenedEnvelope, TwoFactor
from hru_advocate.keys.header_files import FIRST, TWIN, Disk, HeaderFiles
from tests.keys.stand_ins import (
    NEW,
    MemoryKeychain,
    change,
    new_vault,
    open_daily,
)

# ---------------------------------------------------------------------------------------------- keychains that fail us


@pytest.mark.parametrize("kept", ["", "AAAA", "not base 64 at all", "Ł", "A" * 64])
def test_secret_that_came_back_cut_or_spoilt_offers_recovery(
    kept: str, files: HeaderFiles, keychain: MemoryKeychain, vault: OpenedEnvelope
) -> None:
    keychain.kept[next(iter(keychain.kept))] = kept
    with pytest.raises(KeychainEntryMissing):
        open_daily(files, keychain)


def test_other_keychain_than_the_usual_is_named_as_the_cause(
    files: HeaderFiles, keychain: MemoryKeychain, vault: OpenedEnvelope
) -> None:
    with pytest.raises(KeychainChanged):
        open_daily(files, MemoryKeychain(name="KWallet", kept=dict(keychain.kept)))


class Truncating(MemoryKeychain):
    def store(self, entry: str, secret: str) -> None:
        super().store(entry, secret[:20])


class Refusing(MemoryKeychain):
    def store(self, entry: str, secret: str) -> None:
        raise KeychainFailed


class Unforgetting(MemoryKeychain):
    def delete(self, entry: str) -> None:
        raise KeychainFailed


@pytest.mark.parametrize("kind", [Truncating, Refusing])
def test_keychain_that_does_not_keep_the_secret_changes_nothing(
    kind: type[MemoryKeychain], files: HeaderFiles, keychain: MemoryKeychain, vault: OpenedEnvelope
) -> None:
    with pytest.raises(KeychainFailed):
        change(files, vault, TwoFactor(NEW, kind(kept=keychain.kept)))
    assert open_daily(files, keychain).header == vault.header


def test_keychain_that_does_not_keep_the_secret_makes_no_vault(files: HeaderFiles) -> None:
    with pytest.raises(KeychainFailed):
        new_vault(files, Truncating())
    assert not files.exist()


def test_keychain_that_cannot_forget_is_told_of(
    files: HeaderFiles, keychain: MemoryKeychain, vault: OpenedEnvelope
) -> None:
    changed = change(files, vault, TwoFactor(NEW, Unforgetting(kept=keychain.kept)))
    assert changed.notices == (envelope.OLD_HALF_KEPT,)
    assert open_daily(files, keychain, NEW.text).notices == ()


# ------------------------------------------------------------------------------------------------- disks that fail us


class FullDisk(Disk):
    def __init__(self, after: int) -> None:
        self.left = after

    def write(self, file: int, content: bytes) -> int:
        self.left -= 1
        if self.left < 0:
            raise OSError(28, "No space left on device")
        return super().write(file, content)


class ForgetfulDisk(Disk):
    def flush_folder(self, folder: Path) -> None:
        raise OSError(5, "Input/output error")


def test_full_disk_leaves_the_old_passphrase_and_no_second_secret(
    files: HeaderFiles, keychain: MemoryKeychain, vault: OpenedEnvelope
) -> None:
    with pytest.raises(HeaderNotWritten):
        change(HeaderFiles(files.folder, FullDisk(0)), vault, TwoFactor(NEW, keychain))
    assert len(keychain.kept) == 1
    assert open_daily(files, keychain).notices == ()
    assert sorted(path.name for path in files.folder.iterdir()) == [FIRST, TWIN]


def test_disk_full_at_the_twin_counts_as_changed_and_is_mended_later(
    files: HeaderFiles, keychain: MemoryKeychain, vault: OpenedEnvelope
) -> None:
    changed = change(HeaderFiles(files.folder, FullDisk(1)), vault, TwoFactor(NEW, keychain))
    assert changed.notices == (envelope.TWIN_NOT_WRITTEN,)
    assert open_daily(files, keychain, NEW.text).notices == (envelope.TWIN_MENDED,)
    assert open_daily(files, keychain, NEW.text).notices == ()


def test_change_the_disk_did_not_confirm_keeps_both_secrets_until_it_does(
    files: HeaderFiles, keychain: MemoryKeychain, vault: OpenedEnvelope
) -> None:
    old = (files.folder / FIRST).read_bytes()
    changed = change(HeaderFiles(files.folder, ForgetfulDisk()), vault, TwoFactor(NEW, keychain))
    assert changed.notices == (envelope.NOT_FLUSHED,)
    assert len(keychain.kept) == 2
    new = (files.folder / FIRST).read_bytes()
    (files.folder / FIRST).write_bytes(old)  # the power failed, the rename is gone
    assert open_daily(files, keychain).header == vault.header
    (files.folder / FIRST).write_bytes(new)
    assert open_daily(files, keychain, NEW.text).notices == (envelope.TWIN_MENDED,)
    assert len(keychain.kept) == 1


def test_vault_on_a_disk_that_cannot_be_written_still_opens(
    files: HeaderFiles, keychain: MemoryKeychain, vault: OpenedEnvelope
) -> None:
    (files.folder / FIRST).write_bytes(b"")
    opened = open_daily(HeaderFiles(files.folder, FullDisk(0)), keychain)
    assert opened.notices == (envelope.NOT_MENDED,)
    assert open_daily(files, keychain).notices == (envelope.FIRST_MENDED,)
