"""Only a keychain that keeps, gives back and forgets is used; a failing one says so and never hangs the program."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from keyring import errors
from keyring.backend import KeyringBackend
from keyring.backends import SecretService, Windows, chainer, fail, kwallet, libsecret, macOS, null

from hru_advocate.errors import DeviceError, KeychainFailed, KeychainLocked, KeychainMissing, KeychainSilent
from hru_advocate.keys import keychain as room
from hru_advocate.keys.keychain import (
    ALLOWED,
    GuardedKeychain,
    admit,
    forget_anchor,
    prove,
    read_anchor,
    store_anchor,
    system_keychain,
    within,
)
from tests.keys.stand_ins import MemoryKeychain

CANARY = "CANARY of what was stored"


@pytest.fixture(autouse=True)
def _forget_fakes() -> Iterator[None]:
    """The library lists every back end class that was ever made; ours are not to stay among them."""
    known = set(KeyringBackend._classes)
    yield
    KeyringBackend._classes = known


class Sound(KeyringBackend):
    """Keeps everything in a dictionary, as the library's classes do in theirs."""

    def __init__(self) -> None:
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        if self.kept.pop((service, username), None) is None:
            raise errors.PasswordDeleteError(CANARY)


class Losing(Sound):
    def get_password(self, service: str, username: str) -> str | None:
        return None


class Truncating(Sound):
    def set_password(self, service: str, username: str, password: str) -> None:
        super().set_password(service, username, password[:16])


class Changing(Sound):
    def get_password(self, service: str, username: str) -> str | None:
        kept = super().get_password(service, username)
        return kept.swapcase() if kept else kept


class Unforgetting(Sound):
    def delete_password(self, service: str, username: str) -> None:
        raise errors.PasswordDeleteError(CANARY)


class QuietlyUnforgetting(Sound):
    def delete_password(self, service: str, username: str) -> None:
        pass


class Raising(Sound):
    def __init__(self, error: BaseException) -> None:
        super().__init__()
        self.error = error

    def get_password(self, service: str, username: str) -> str | None:
        raise self.error

    def set_password(self, service: str, username: str, password: str) -> None:
        raise self.error

    def delete_password(self, service: str, username: str) -> None:
        raise self.error


class Hanging(Sound):
    """Never answers, until the test lets it go."""

    def __init__(self) -> None:
        super().__init__()
        self.released = threading.Event()
        self.asked = self.answered = 0

    def get_password(self, service: str, username: str) -> str | None:
        self.asked += 1
        self.released.wait(30)
        self.answered += 1
        return None


def guarded(backend: KeyringBackend, seconds: float = 5) -> GuardedKeychain:
    return GuardedKeychain(backend, "Stand-in", seconds)


def test_sound_keychain_passes_its_proof_and_is_left_clean() -> None:
    backend = Sound()
    prove(guarded(backend))
    assert backend.kept == {}


@pytest.mark.parametrize("kind", [Losing, Truncating, Changing, Unforgetting, QuietlyUnforgetting, null.Keyring])
def test_keychain_that_does_not_do_its_work_fails_its_proof(kind: Callable[[], KeyringBackend]) -> None:
    with pytest.raises(KeychainFailed):
        prove(guarded(kind()))


@pytest.mark.parametrize(
    ("error", "ours"),
    [
        (errors.KeyringError(CANARY), KeychainFailed),
        (errors.PasswordSetError(CANARY), KeychainFailed),
        (errors.PasswordDeleteError(CANARY), KeychainFailed),
        (errors.InitError(CANARY), KeychainFailed),
        (errors.NoKeyringError(CANARY), KeychainFailed),
        (errors.KeyringLocked(CANARY), KeychainLocked),
        (OSError(CANARY), KeychainFailed),
        (RuntimeError(CANARY), KeychainFailed),
        (UnicodeDecodeError("utf-8", CANARY.encode(), 0, 1, CANARY), KeychainFailed),
    ],
)
@pytest.mark.parametrize(
    "ask",
    [
        lambda keychain: keychain.store("entry", CANARY),
        lambda keychain: keychain.read("entry"),
        lambda keychain: keychain.delete("entry"),
    ],
)
def test_every_error_becomes_a_sentence_without_what_was_stored(
    error: BaseException, ours: type[DeviceError], ask: Callable[[GuardedKeychain], object]
) -> None:
    with pytest.raises(ours) as caught:
        ask(guarded(Raising(error)))
    shown: BaseException | None = caught.value
    while shown is not None:
        assert "CANARY" not in repr(shown)
        shown = shown.__cause__ or shown.__context__


def test_hanging_keychain_is_given_up_and_keeps_nobody_waiting() -> None:
    backend = Hanging()
    with pytest.raises(KeychainSilent, match="does not answer"):
        guarded(backend, 0.05).read("entry")
    assert (backend.asked, backend.answered) == (1, 0), "it was waited for"
    backend.released.set()


def test_program_can_end_while_a_keychain_hangs(root: Path) -> None:
    script = (
        "import threading\n"
        "from hru_advocate.errors import KeychainSilent\n"
        "from hru_advocate.keys.keychain import within\n"
        "try:\n    within(0.05, threading.Event().wait)\n"
        "except KeychainSilent:\n    print('silent')\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=root, capture_output=True, text=True, timeout=500, check=True
    )
    assert done.stdout == "silent\n"


def test_waiting_is_half_a_minute_by_default() -> None:
    assert room.WAIT_SECONDS == 30
    assert guarded(Sound(), room.WAIT_SECONDS)._seconds == 30
    assert admit.__defaults__ == system_keychain.__defaults__ == (30,)


def test_answers_of_none_are_answers() -> None:
    assert within(5, lambda: None) is None
    assert guarded(Sound()).read("nothing there") is None


def test_forgetting_what_is_not_there_is_no_failure() -> None:
    guarded(Sound()).delete("nothing there")


def test_entries_do_not_share_a_name() -> None:
    backend = Sound()
    keychain = guarded(backend)
    keychain.store("a", "1")
    keychain.store("b", "2")
    assert len({service for service, _ in backend.kept}) == 2
    assert (keychain.read("a"), keychain.read("b")) == ("1", "2")


# ------------------------------------------------------------------------------------------------------ the allow-list


def test_four_classes_are_allowed_and_no_other() -> None:
    assert set(ALLOWED) == {
        Windows.WinVaultKeyring,
        macOS.Keyring,
        SecretService.Keyring,
        kwallet.DBusKeyring,
    }


class Pretender(SecretService.Keyring):
    """A subclass may do anything with what it is given."""


REFUSED = [
    null.Keyring,
    fail.Keyring,
    chainer.ChainerBackend,
    libsecret.Keyring,
    kwallet.DBusKeyringKWallet4,
    Sound,
    Pretender,
]


@pytest.mark.parametrize("kind", REFUSED)
def test_any_other_class_is_refused(kind: Callable[[], KeyringBackend]) -> None:
    with pytest.raises(KeychainMissing, match="recovery code"):
        admit(kind())


@pytest.mark.parametrize(
    ("kind", "name"), [(SecretService.Keyring, "Secret Service"), (kwallet.DBusKeyring, "KWallet")]
)
def test_allowed_class_is_admitted_under_its_own_name(kind: Callable[[], KeyringBackend], name: str) -> None:
    assert admit(kind()).name == name


def test_plain_text_keychains_are_not_installed() -> None:
    assert importlib.util.find_spec("keyrings") is None


@pytest.mark.parametrize(
    ("platform", "builders"),
    [
        ("win32", [room._windows]),
        ("darwin", [room._macos]),
        ("linux", [room._secret_service, room._kwallet]),
        ("freebsd14", [room._secret_service, room._kwallet]),
    ],
)
def test_each_system_is_asked_for_its_own_keychain(
    platform: str, builders: list[object], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "platform", platform)
    assert list(room._builders()) == builders


def test_windows_keeps_the_secret_on_this_computer(monkeypatch: pytest.MonkeyPatch) -> None:
    class Constants:
        CRED_PERSIST_LOCAL_MACHINE = 2
        CRED_PERSIST_ENTERPRISE = 3

    monkeypatch.setattr(Windows, "missing_deps", None)
    monkeypatch.setattr(Windows, "win32cred", Constants, raising=False)
    monkeypatch.setenv("KEYRING_PROPERTY_PERSIST", "enterprise")
    backend = room._windows()
    assert isinstance(backend, Windows.WinVaultKeyring)
    assert backend.persist == Constants.CRED_PERSIST_LOCAL_MACHINE


def test_macos_looks_into_no_other_keychain_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("platform.system", lambda: "Darwin")
    monkeypatch.setattr(macOS, "api", object(), raising=False)
    monkeypatch.setenv("KEYRING_PROPERTY_KEYCHAIN", "/somewhere/else")
    backend = room._macos()
    assert isinstance(backend, macOS.Keyring)
    assert backend.keychain is None


class RunningKWallet:
    """As much of the bus binding as the library asks before it builds its class."""

    DBusException = OSError

    def SessionBus(self, **_: object) -> RunningKWallet:
        return self

    def name_has_owner(self, name: str) -> bool:
        return name == "org.kde.kwalletd5"

    def list_activatable_names(self) -> list[str]:
        return ["org.kde.kwalletd5"]


def test_kwallet_is_told_who_asks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kwallet, "dbus", RunningKWallet(), raising=False)
    monkeypatch.setattr(kwallet, "DBusGMainLoop", object, raising=False)
    backend = room._kwallet()
    assert isinstance(backend, kwallet.DBusKeyring)
    assert backend.appid == "HRU Advocate"


def test_computer_with_no_allowed_keychain_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room, "_builders", lambda: (lambda: None, lambda: None))
    with pytest.raises(KeychainMissing):
        system_keychain()


def test_keychain_that_keeps_nothing_is_not_taken_for_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room, "ALLOWED", {Losing: "Losing"})
    monkeypatch.setattr(room, "_builders", lambda: (Losing,))
    with pytest.raises(KeychainFailed):
        system_keychain()


def test_hanging_system_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    released = threading.Event()
    monkeypatch.setattr(room, "_builders", lambda: (lambda: released.wait(30),))
    with pytest.raises(KeychainSilent):
        system_keychain(0.05)
    released.set()


# ------------------------------------------------------------------------------------------------------------- anchors


def test_anchor_is_kept_beside_the_secret_and_replaced() -> None:
    keychain = MemoryKeychain()
    assert read_anchor(keychain, "0" * 32) is None
    for sealed in (b"one", b"\x00\xfftwo"):
        store_anchor(keychain, "0" * 32, sealed)
    assert read_anchor(keychain, "0" * 32) == b"\x00\xfftwo"
    assert read_anchor(keychain, "1" * 32) is None
    assert list(keychain.kept) == [f"{'0' * 32} anchor"]
    forget_anchor(keychain, "0" * 32)
    assert read_anchor(keychain, "0" * 32) is None


@pytest.mark.parametrize("kept", ["", "x", "{}", "[" * 5000, "\u00e9"])
def test_spoilt_anchor_is_there_and_says_nothing(kept: str) -> None:
    """Not the same as none: whoever spoils it is not taken for a new computer."""
    assert read_anchor(MemoryKeychain(kept={f"{'0' * 32} anchor": kept}), "0" * 32) == b""
