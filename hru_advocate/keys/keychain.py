"""The computer's own keychain, and nothing that merely calls itself one.

The library would choose a back end by environment and configuration, perhaps one that stores nothing, or stores
plain text. So the allowed classes are named here, built here, and proved by a round trip before use.
A keychain is one factor of two: the force's own administrators may be able to open it.
"""

from __future__ import annotations

import base64
import os
import secrets
import sys
import threading
from collections.abc import Callable
from typing import Protocol, TypeVar

from keyring.backend import KeyringBackend
from keyring.backends import SecretService, Windows, kwallet, macOS
from keyring.errors import KeyringLocked, PasswordDeleteError

from hru_advocate.errors import AdvocateError, KeychainFailed, KeychainLocked, KeychainMissing, KeychainSilent

WAIT_SECONDS = 30.0
"""The seconds a keychain may take: a person may have to answer its own question first."""

_SERVICE = "HRU Advocate"
_Answer = TypeVar("_Answer")
_Backend = TypeVar("_Backend", bound=KeyringBackend)

ALLOWED: dict[type[KeyringBackend], str] = {
    Windows.WinVaultKeyring: "Windows Credential Manager",
    macOS.Keyring: "macOS Keychain",
    SecretService.Keyring: "Secret Service",
    kwallet.DBusKeyring: "KWallet",
}
"""The exact classes that may hold a secret, with the names a header gives them; no subclass, no other."""


class Keychain(Protocol):
    """Somewhere this computer keeps short texts for this user, sealed by the operating system."""

    @property
    def name(self) -> str:
        """The name the header calls it by, e.g. ``Secret Service``."""

    def store(self, entry: str, secret: str) -> None:
        """Keep ``secret`` under ``entry``, over whatever was there; raises a :class:`DeviceError` if it cannot."""

    def read(self, entry: str) -> str | None:
        """Gives what is kept under ``entry``, or None; raises a :class:`DeviceError` if it cannot tell."""

    def delete(self, entry: str) -> None:
        """Forget ``entry``; nothing happens if there is none."""


class GuardedKeychain:
    """A back end of the keyring library whose failures, silences and messages stay inside.

    Each call runs in a thread of its own and is given up after ``seconds``; a thread that is given up
    dies with the process.
    """

    def __init__(self, backend: KeyringBackend, name: str, seconds: float = WAIT_SECONDS) -> None:
        self.name = name
        self._backend = backend
        self._seconds = seconds

    def store(self, entry: str, secret: str) -> None:
        """Keep a secret; see :class:`Keychain`."""
        self._ask(lambda: self._backend.set_password(_target(entry), _SERVICE, secret))

    def read(self, entry: str) -> str | None:
        """Read a secret; see :class:`Keychain`."""
        found = self._ask(lambda: self._backend.get_password(_target(entry), _SERVICE))
        return str(found) if found else None

    def delete(self, entry: str) -> None:
        """Forget a secret; see :class:`Keychain`."""

        def forget() -> None:
            # Some back ends say "no such entry" and "may not" with the same error, so look afterwards.
            try:
                self._backend.delete_password(_target(entry), _SERVICE)
            except PasswordDeleteError:
                if self._backend.get_password(_target(entry), _SERVICE) is not None:
                    raise

        self._ask(forget)

    def _ask(self, question: Callable[[], _Answer]) -> _Answer:
        return within(self._seconds, question)


def within(seconds: float, question: Callable[[], _Answer]) -> _Answer:
    """Ask a keychain something with a time limit; every failure becomes a :class:`DeviceError` of ours.

    Raises:
        KeychainSilent: no answer in ``seconds``.
        KeychainLocked: the keychain is locked and stayed so.
        KeychainFailed: anything else, without the library's text, which may name what was stored.
    """
    answers: list[_Answer] = []
    failures: list[AdvocateError] = []

    def ask() -> None:
        try:
            answers.append(question())
        except KeyringLocked:
            failures.append(KeychainLocked())
        except AdvocateError as failure:
            failures.append(failure)
        except Exception:  # noqa: BLE001 - an edge: each back end raises its own system's errors
            failures.append(KeychainFailed())

    thread = threading.Thread(target=ask, name="keychain", daemon=True)
    thread.start()
    thread.join(seconds)
    if answers:
        return answers[0]
    raise failures[0] if failures else KeychainSilent()


def admit(backend: KeyringBackend, seconds: float = WAIT_SECONDS) -> Keychain:
    """Take a back end if it is exactly one of the allowed classes; else :class:`KeychainMissing`."""
    name = ALLOWED.get(type(backend))
    if name is None:
        raise KeychainMissing
    return GuardedKeychain(backend, name, seconds)


def prove(keychain: Keychain) -> None:
    """Write a random text, read it back, delete it and find it gone; else :class:`KeychainFailed`.

    A keychain that keeps nothing, cuts texts short or cannot forget is noticed here, before a key depends on it.
    """
    entry, text = f"proof {secrets.token_hex(8)}", secrets.token_urlsafe(64)
    keychain.store(entry, text)
    kept = keychain.read(entry)
    keychain.delete(entry)
    if kept != text or keychain.read(entry) is not None:
        raise KeychainFailed


def system_keychain(seconds: float = WAIT_SECONDS) -> Keychain:
    """This computer's keychain, proved by a round trip.

    Raises:
        KeychainMissing: there is none of the allowed ones.
        KeychainLocked, KeychainSilent, KeychainFailed: there is one, but it does not work now.
    """
    for build in _builders():
        backend = within(seconds, build)
        if backend is not None:
            keychain = admit(backend, seconds)
            prove(keychain)
            return keychain
    raise KeychainMissing


def _builders() -> tuple[Callable[[], KeyringBackend | None], ...]:
    if sys.platform == "win32":
        return (_windows,)
    elif sys.platform == "darwin":  # noqa: RET505 - mypy reads only what stands under the platform it is asked about
        return (_macos,)
    else:
        return (_secret_service, _kwallet)


def _built(kind: type[_Backend]) -> _Backend | None:
    """A back end of one class as its code says, or None where this computer lacks what it needs."""
    try:
        kind.priority  # noqa: B018 - the library tells whether a class can work here by raising from this property
    except RuntimeError:
        return None
    make: Callable[[], _Backend] = kind
    backend = make()
    for variable in os.environ:
        # The environment may name a collection that ends with the session, or another length of keeping.
        _, found, attribute = variable.partition("KEYRING_PROPERTY_")
        if found:
            vars(backend).pop(attribute.lower(), None)
    return backend


def _windows() -> KeyringBackend | None:
    backend = _built(Windows.WinVaultKeyring)
    if backend is not None:
        # The library's own default roams with the user's profile to other computers.
        backend.persist = "local machine"
    return backend


def _macos() -> KeyringBackend | None:
    backend = _built(macOS.Keyring)
    if backend is not None:
        backend.keychain = None
    return backend


def _secret_service() -> KeyringBackend | None:
    backend = _built(SecretService.Keyring)
    if backend is not None:
        backend.appid = _SERVICE
    return backend


def _kwallet() -> KeyringBackend | None:
    backend = _built(kwallet.DBusKeyring)
    if backend is not None:
        backend.appid = _SERVICE
    return backend


def _target(entry: str) -> str:
    """A name of its own per entry: two users of one name make Windows move entries about."""
    return f"{_SERVICE} {entry}"


def store_anchor(keychain: Keychain, instance: str, sealed: bytes) -> None:
    """Keep the sealed anchor of one copy of a vault beside its secret, over the one before."""
    keychain.store(_anchor_name(instance), base64.b64encode(sealed).decode())


def read_anchor(keychain: Keychain, instance: str) -> bytes | None:
    """The sealed anchor of a copy, ``None`` when there is none; what is no base 64 gives nothing that opens."""
    kept = keychain.read(_anchor_name(instance))
    try:
        return None if kept is None else base64.b64decode(kept, validate=True)
    except ValueError:
        return b""


def forget_anchor(keychain: Keychain, instance: str) -> None:
    """Forget the anchor of a copy that is no more."""
    keychain.delete(_anchor_name(instance))


def _anchor_name(instance: str) -> str:
    return f"{instance} anchor"
