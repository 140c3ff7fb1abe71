"""Run inside a private session bus: a real Secret Service, one scene of it, and what came of it as JSON."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import secretstorage
from jeepney.bus_messages import message_bus  # type: ignore[import-untyped]  # the library has no types
from jeepney.io.blocking import Proxy  # type: ignore[import-untyped]  # as above

from hru_advocate.errors import AdvocateError
from hru_advocate.keys import envelope
from hru_advocate.keys.header_files import HeaderFiles
from hru_advocate.keys.keychain import read_anchor, store_anchor, system_keychain
from tests.keys.stand_ins import CHEAP, CODE, CREATED, NEW, OLD

Findings = dict[str, object]


@contextmanager
def daemon() -> Iterator[None]:
    """The desktop's own keychain, unlocked as a desktop does when its user signs in."""
    with subprocess.Popen(
        ["gnome-keyring-daemon", "--foreground", "--unlock", "--components=secrets"],
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
    ) as process:
        assert process.stdin is not None
        process.stdin.write(b"made-up sign-in")
        process.stdin.close()
        while not is_there():
            time.sleep(0.02)
        try:
            yield
        finally:
            process.terminate()


def is_there() -> bool:
    with closing(secretstorage.dbus_init()) as bus:
        return bool(Proxy(message_bus, bus).NameHasOwner("org.freedesktop.secrets")[0])


def secrets_kept() -> list[str]:
    with closing(secretstorage.dbus_init()) as bus:
        collection = secretstorage.get_default_collection(bus)
        return sorted(item.get_label() for item in collection.get_all_items())


def make(files: HeaderFiles) -> Findings:
    keychain = system_keychain()
    after_proof = secrets_kept()
    way = envelope.TwoFactor(OLD, keychain)
    vault = envelope.create_vault_keys(files, way, recovery_code=CODE, created=CREATED, hardness=CHEAP)
    instance = vault.header.instance
    nothing_yet = read_anchor(keychain, instance)
    for sequence in (1, 2):
        store_anchor(keychain, instance, bytes([sequence]) * 500)
    return {
        "name": keychain.name,
        "after_proof": after_proof,
        "nothing_yet": nothing_yet,
        "kept": [label.replace(instance, "ID") for label in secrets_kept()],
        "key": vault.master.database_key().hex(),
    }


def come_back(files: HeaderFiles) -> Findings:
    """Another day, another process, another daemon."""
    keychain = system_keychain()
    vault = envelope.unlock_daily(files, keychain, OLD.text, hardness=CHEAP)
    anchor = read_anchor(keychain, vault.header.instance)
    way = envelope.TwoFactor(NEW, keychain)
    changed = envelope.change_passphrase(files, vault, way, created=CREATED, hardness=CHEAP)
    again = envelope.unlock_daily(files, keychain, NEW.text, hardness=CHEAP)
    key, count = again.master.database_key().hex(), len(secrets_kept())
    envelope.forget_secrets(keychain, vault.header.instance)
    envelope.forget_secrets(keychain, vault.header.instance)
    return {
        "key": key,
        "sequence": anchor[0] if anchor else None,
        "notices": changed.notices,
        "count": count,
        "left": len(secrets_kept()),
        "then": named(lambda: envelope.unlock_daily(files, keychain, NEW.text, hardness=CHEAP)),
    }


def locked(files: HeaderFiles) -> Findings:
    keychain = system_keychain()
    keychain.store("entry", "secret")
    with closing(secretstorage.dbus_init()) as bus:
        secretstorage.get_default_collection(bus).lock()
    return {
        "read": named(lambda: keychain.read("entry")),
        "store": named(lambda: keychain.store("entry", "other")),
        "delete": named(lambda: keychain.delete("entry")),
        "system": named(system_keychain),
    }


def none(files: HeaderFiles) -> Findings:
    return {"system": named(system_keychain)}


def named(action: Callable[[], object]) -> str:
    try:
        action()
    except AdvocateError as error:
        return type(error).__name__
    return "nothing"


SCENES: dict[str, Callable[[HeaderFiles], Findings]] = {
    "make": make,
    "come_back": come_back,
    "locked": locked,
    "none": none,
}

if __name__ == "__main__":
    scene, folder = SCENES[sys.argv[1]], HeaderFiles(Path(sys.argv[2]))
    if scene is none:
        found = none(folder)
    else:
        with daemon():
            found = scene(folder)
    sys.stdout.write(json.dumps(found))
