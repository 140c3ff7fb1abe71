"""What tests of the keys share: a cheap cost, keychains in memory, and a disk that can stop."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import msgspec

from hru_advocate.keys import envelope
from hru_advocate.keys.envelope import OpenedEnvelope, PassphraseOnly, TwoFactor, create_vault_keys
from hru_advocate.keys.header import Slot, VaultHeader, encode
from hru_advocate.keys.header_files import FIRST, TWIN, Disk, HeaderFiles
from hru_advocate.keys.passphrase import AcceptedPassphrase, Bounds, Cost, Hardness, KdfParameters

ANY = Cost(memory_kib=64, passes=1, lanes=1)
CHEAP = Hardness(daily=ANY, fallback=ANY, bounds=Bounds(memory_kib=(8, 4096), passes=(1, 8), lanes=(1, 8)))
OLD = AcceptedPassphrase("plum gravel sideways lantern", "daily")
NEW = AcceptedPassphrase("otter teapot violin meadow", "daily")
SIX = AcceptedPassphrase("otter teapot violin meadow cobalt ladle", "fallback")
CODE = bytes(range(20))
PIECE = 700
CREATED = "2026-11-23T10:00:00.000Z"


class Stopped(BaseException):
    """The process was stopped here; like a kill, no except clause for errors sees it."""


@dataclass
class Steps:
    """Counts what the world is asked to do and stops at one step, before or after doing it."""

    stop_at: int = 0
    after: bool = False
    count: int = 0

    def take(self, action: Callable[[], None]) -> None:
        self.count += 1
        if self.count == self.stop_at and not self.after:
            raise Stopped
        action()
        if self.count == self.stop_at:
            raise Stopped


@dataclass
class MemoryKeychain:
    name: str = "Secret Service"
    kept: dict[str, str] = field(default_factory=dict)
    steps: Steps = field(default_factory=Steps)

    def store(self, entry: str, secret: str) -> None:
        self.steps.take(lambda: self.kept.__setitem__(entry, secret))

    def read(self, entry: str) -> str | None:
        return self.kept.get(entry)

    def delete(self, entry: str) -> None:
        self.steps.take(lambda: self._forget(entry))

    def _forget(self, entry: str) -> None:
        self.kept.pop(entry, None)


class FileKeychain:
    """Outlives the process that wrote to it; each change is one rename."""

    name = "Secret Service"

    def __init__(self, path: Path, before: Callable[[str], None] = lambda _: None) -> None:
        self._path = path
        self._before = before

    def _kept(self) -> dict[str, str]:
        return dict(json.loads(self._path.read_text(encoding="utf-8"))) if self._path.exists() else {}

    def _keep(self, kept: dict[str, str]) -> None:
        new = self._path.with_suffix(".part")
        new.write_text(json.dumps(kept), encoding="utf-8")
        new.replace(self._path)

    def store(self, entry: str, secret: str) -> None:
        self._before("store")
        self._keep(self._kept() | {entry: secret})

    def read(self, entry: str) -> str | None:
        return self._kept().get(entry)

    def delete(self, entry: str) -> None:
        self._before("delete")
        self._keep({name: secret for name, secret in self._kept().items() if name != entry})


class StoppingDisk(Disk):
    """A real disk that stops at one of its steps; a header is written in two pieces."""

    def __init__(self, steps: Steps) -> None:
        self._steps = steps

    def create(self, path: Path) -> int:
        made: list[int] = []
        try:
            self._steps.take(lambda: made.append(super(StoppingDisk, self).create(path)))
        except Stopped:
            for (
                file
            ) in made:  # the system takes back what a killed process held, and Windows moves nothing that is open
                self.close(file)
            raise
        return made[0]

    def write(self, file: int, content: bytes) -> int:
        written: list[int] = []
        self._steps.take(lambda: written.append(super(StoppingDisk, self).write(file, content[:PIECE])))
        return written[0]

    def flush(self, file: int) -> None:
        self._steps.take(lambda: super(StoppingDisk, self).flush(file))

    def replace(self, new: Path, old: Path) -> None:
        self._steps.take(lambda: super(StoppingDisk, self).replace(new, old))

    def flush_folder(self, folder: Path) -> None:
        self._steps.take(lambda: super(StoppingDisk, self).flush_folder(folder))


class WaitingDisk(Disk):
    """A real disk that tells of each step before taking it, so that the process can be killed there."""

    def __init__(self, before: Callable[[str], None]) -> None:
        self._before = before

    def create(self, path: Path) -> int:
        self._before("create")
        return super().create(path)

    def write(self, file: int, content: bytes) -> int:
        self._before("write")
        return super().write(file, content[:PIECE])

    def flush(self, file: int) -> None:
        self._before("flush")
        super().flush(file)

    def close(self, file: int) -> None:
        self._before("close")
        super().close(file)

    def replace(self, new: Path, old: Path) -> None:
        self._before("replace")
        super().replace(new, old)

    def flush_folder(self, folder: Path) -> None:
        self._before("flush_folder")
        super().flush_folder(folder)


def new_vault(files: HeaderFiles, keychain: MemoryKeychain | FileKeychain, code: bytes = CODE) -> OpenedEnvelope:
    """A cheap vault opened with OLD."""
    way = TwoFactor(OLD, keychain)
    return create_vault_keys(files, way, recovery_code=code, created=CREATED, hardness=CHEAP)


def new_lonely_vault(files: HeaderFiles) -> OpenedEnvelope:
    """A cheap vault opened with SIX alone."""
    return create_vault_keys(files, PassphraseOnly(SIX), recovery_code=CODE, created=CREATED, hardness=CHEAP)


def put(files: HeaderFiles, header: VaultHeader) -> None:
    """Write both copies as somebody with the files, but not the keys, could."""
    for name in (FIRST, TWIN):
        (files.folder / name).write_bytes(encode(header))


def with_daily(header: VaultHeader, change: Callable[[Slot], Slot]) -> VaultHeader:
    slots = tuple(change(slot) if slot.kind == "daily" else slot for slot in header.slots)
    return msgspec.structs.replace(header, slots=slots)


def with_kdf(header: VaultHeader, change: Callable[[KdfParameters], KdfParameters]) -> VaultHeader:
    return with_daily(header, lambda slot: msgspec.structs.replace(slot, kdf=change(slot.kdf)))


def open_daily(files: HeaderFiles, keychain: MemoryKeychain, passphrase: str = OLD.text) -> OpenedEnvelope:
    return envelope.unlock_daily(files, keychain, passphrase, hardness=CHEAP)


def open_recovery(files: HeaderFiles, code: bytes = CODE) -> OpenedEnvelope:
    return envelope.unlock_recovery(files, code, hardness=CHEAP)


def change(files: HeaderFiles, vault: OpenedEnvelope, way: TwoFactor | PassphraseOnly) -> OpenedEnvelope:
    return envelope.change_passphrase(files, vault, way, created=CREATED, hardness=CHEAP)
