"""A bag (BagIt, RFC 8493): files with their SHA-256 sums, sealed by a device's key, as a folder or as one zip file.

The zip is laid out in one way only, so that a changed byte shows wherever it is; docs/format.md says which.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import struct
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

from hru_advocate.errors import AdvocateError, DeviceError
from hru_advocate.paths import give_name

SEAL_LABEL: Final = "HRU Advocate bundle 1"
_DECLARATION: Final = b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
_FIXED_DAY: Final = 0x21  # 1 January 1980, as a zip file writes it: when a file was written is said inside
_NEW_FILE: Final = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)

MOST_BYTES: Final = 1 << 27
"""The bytes of a whole bag that a verifier holds in memory (docs/format.md): of ten years of a case it is a tenth."""

Files = Mapping[str, bytes]
"""Files by their path inside the bag, with ``/`` between its parts."""


class PlaceTaken(AdvocateError):
    """There is something of that name already. Nothing was written; choose another name or move it away."""


class BagNotWritten(DeviceError):
    """It could not be written there. Nothing left; that it was begun stands in the record. Choose another place."""


class BagTooLarge(AdvocateError):
    """This case is larger than any bundle that can be checked. Nothing left; that it was begun stands in the record.

    Tell whoever looks after the program. The case as paper, and an export of the vault, have no such bound.
    """


def sealed(payload: Files, info: Mapping[str, str], device: str, sign: Callable[[bytes], bytes]) -> dict[str, bytes]:
    """Put the payload (paths below ``data/``) into a bag: sums of all of it, and the seal of the device that made it.

    The seal signs the sum of the tag manifest, which holds the sums of everything else: whoever changes a byte and
    works the sums out again cannot seal it again.
    """
    counted = f"{sum(map(len, payload.values()))}.{len(payload)}"
    told = {**info, "Payload-Oxum": counted}
    lines = [f"{name}: {' '.join(words.split())}\n" for name, words in told.items()]
    tags = {
        "bagit.txt": _DECLARATION,
        "bag-info.txt": "".join(lines).encode(),
        "manifest-sha256.txt": _sums(payload),
    }
    tag_manifest = _sums(tags)
    digest = hashlib.sha256(tag_manifest).hexdigest()
    signature = sign(f"{SEAL_LABEL}\n{digest}\n".encode()).hex()
    seal = f"{SEAL_LABEL}\ndevice {device}\nsignature {signature}\n".encode()
    return {**tags, "tagmanifest-sha256.txt": tag_manifest, "seal.txt": seal, **payload}


def zipped(files: Files, folder: str) -> bytes:
    """The bag as a zip file: stored, sorted by path, without times or rights; the same bag is the same bytes."""
    out, directory = bytearray(), bytearray()
    for path in sorted(files):
        name, data = f"{folder}/{path}".encode(), files[path]
        shape = (20, 0, 0, 0, _FIXED_DAY, zlib.crc32(data), len(data), len(data), len(name), 0)
        directory += struct.pack("<4s6H3L5H2L", b"PK\1\2", 20, *shape, 0, 0, 0, 0, len(out)) + name
        out += struct.pack("<4s5H3L2H", b"PK\3\4", *shape) + name + data
    end = struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, len(files), len(files), len(directory), len(out), 0)
    return bytes(out + directory + end)


def write_folder(place: Path, files: Files, part: Path) -> None:
    """Write a bag as a folder that only its owner can open: all of it under its name, or nothing.

    Raises:
        PlaceTaken: there is something of that name; nothing was written.
        BagNotWritten: the disk refused; nothing is left behind.
        BagTooLarge: no verifier would take it; nothing was written.
    """
    refuse_too_large(sum(map(len, files.values())))
    with new_folder(place, part) as folder:
        for path, data in files.items():
            folder.put(path, [data])


class NewFolder:
    """A folder that is being written under another name; ``sums`` are those of the files put there so far."""

    def __init__(self, part: Path) -> None:
        self._part = part
        self.sums: dict[str, str] = {}

    def put(self, path: str, pieces: Iterable[bytes]) -> None:
        """Write one file, piece by piece; ``path`` has ``/`` between its parts."""
        file, digest = self._part / path, hashlib.sha256()
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with os.fdopen(os.open(file, _NEW_FILE, 0o600), "wb") as opened:
            for piece in pieces:
                opened.write(piece)
                digest.update(piece)
            opened.flush()
            os.fsync(opened.fileno())
        self.sums[path] = digest.hexdigest()


@contextmanager
def new_folder(place: Path, part: Path) -> Iterator[NewFolder]:
    """Let a folder be filled that is called ``part`` until everything is in it; errors as ``write_folder``."""
    if os.path.lexists(place):
        raise PlaceTaken
    try:
        part.mkdir(mode=0o700)
        yield NewFolder(part)
        give_name(part, place)
    except OSError:
        raise BagNotWritten from None
    finally:
        with suppress(OSError):
            shutil.rmtree(part)


def _sums(files: Files) -> bytes:
    return listed({path: hashlib.sha256(data).hexdigest() for path, data in files.items()})


def refuse_too_large(size: int) -> None:
    """Refuse what is sealed and would then be refused by whoever checks it; raises :class:`BagTooLarge`."""
    if size > MOST_BYTES:
        raise BagTooLarge


def listed(sums: Mapping[str, str]) -> bytes:
    """The sums of files as ``sha256sum`` writes and checks them."""
    return "".join(f"{sums[path]}  {path}\n" for path in sorted(sums)).encode()
