"""Taking back what was begun: a vault half made leaves no trace, a vault half opened is closed again."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from hru_advocate.casework.vault import anchoring
from hru_advocate.errors import DeviceError
from hru_advocate.keys import envelope
from hru_advocate.keys.header_files import FIRST, NEW, TWIN
from hru_advocate.store.vault_file import copying

if TYPE_CHECKING:
    from hru_advocate.casework.vault.home import Home, Opened
    from hru_advocate.keys.keychain import Keychain
    from hru_advocate.store.vault_file.vault import Vault


@dataclass(slots=True)
class Made:
    """The parts of a vault that are made so far."""

    keys: envelope.OpenedEnvelope | None = None
    vault: Vault | None = None


@contextmanager
def undone_if_refused(home: Home, keychain: Keychain | None) -> Iterator[Made]:
    """Take back what was made in the block if anything is raised in it; what was there before is not touched."""
    folder, headers, file = home.folder, home.headers, home.vault
    missing = [place for place in (folder, *folder.parents) if not place.exists()]
    was_there = headers.exist()
    made = Made()
    try:
        yield made
    except BaseException:
        if made.vault is not None:
            made.vault.after_commit = None
            with suppress(DeviceError):
                made.vault.close()
            with suppress(DeviceError):
                copying.remove(file)
        if not was_there:
            _forget_keys(home, made.keys, keychain)
        for place in missing:  # the innermost first
            with suppress(OSError):
                place.rmdir()
        raise


def _forget_keys(home: Home, keys: envelope.OpenedEnvelope | None, keychain: Keychain | None) -> None:
    for name in (FIRST, TWIN, FIRST + NEW, TWIN + NEW):
        with suppress(OSError):
            (home.folder / name).unlink(missing_ok=True)
    if keys is None:
        return
    with suppress(DeviceError):
        anchoring.forget_anchor(home, keychain, keys.header.instance)
    if keychain is not None:
        with suppress(DeviceError):
            envelope.forget_secrets(keychain, keys.header.instance)
    keys.master.wipe()


@contextmanager
def let_go_if_refused(opened: Opened) -> Iterator[None]:
    """Whatever stops an opening: file and key are given back, or the next try finds the file in use."""
    try:
        yield
    except BaseException:
        let_go(opened)
        raise


def let_go(opened: Opened) -> None:
    """Give back file and key, whatever stands in the way of either."""
    try:
        if opened.session.anchor is not None:
            opened.session.anchor.close()
    finally:
        try:
            opened.session.vault.close()
        finally:
            opened.keys.master.wipe()
