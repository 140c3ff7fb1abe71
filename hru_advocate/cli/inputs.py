"""Input of ``hru-vault``: passphrases, files of answers and words on the command line, each with its limits."""

from __future__ import annotations

import argparse
import getpass
import json
import re
import sys
from pathlib import Path
from typing import Final, NoReturn

from hru_advocate.domain.pasted_text import cleaned
from hru_advocate.errors import AdvocateError, CannotUnlock
from hru_advocate.paths import open_plain

_MOST_ANSWERS: Final = 20 * 1024 * 1024
_MOST_PASSPHRASE: Final = 4096
_MOST_WORDS: Final = 10_000
_MOST_NAME: Final = 120
_SHORTEST, _LONGEST = 0.05, 20
"""The fewest and the most years a made-up unit can have."""


class UnreadableAnswers(AdvocateError):
    """The answers are not a JSON object of field ids. Nothing was saved; mend the file and try again."""


class UnreadableFile(AdvocateError):
    """The file cannot be read, is no plain file, or is far too large. Nothing was changed; check its name."""


class PassphraseMissing(CannotUnlock):
    """No passphrase was given. Name a file with --passphrase-file, or - to read it from standard input."""


class UsageParser(argparse.ArgumentParser):
    """Says what is wrong with a command line without repeating what was typed on it."""

    def error(self, message: str) -> NoReturn:
        """Print how the command is used and the fault, without the words that were typed."""
        message = re.sub(r"^unrecognized arguments: .*", "unrecognized arguments", message, flags=re.DOTALL)
        message = re.sub(r"invalid choice: .* \(choose", "invalid choice (choose", message, flags=re.DOTALL)
        message = re.sub(r"invalid (\w+) value: .*", "this value cannot be used", message, flags=re.DOTALL)
        super().error(message)


def words(text: str) -> str:
    """Words typed as an argument: whole characters, not endless; what nobody sees of them is taken out."""
    if any("\ud800" <= char <= "\udfff" for char in text):
        raise argparse.ArgumentTypeError("it holds a damaged character")
    if len(text) > _MOST_WORDS:
        raise argparse.ArgumentTypeError(f"it is longer than {_MOST_WORDS:,} characters")
    return cleaned(text, lines=False)


def name(text: str) -> str:
    """A person's name as an argument."""
    if len(text) > _MOST_NAME:
        raise argparse.ArgumentTypeError(f"it is longer than {_MOST_NAME} characters")
    return words(text)


def folder(text: str) -> Path:
    """A folder as an argument; nothing is not taken for the one we stand in."""
    if not text:
        raise argparse.ArgumentTypeError("a folder is needed")
    return Path(text)


def tag(text: str) -> str:
    """The tag of a language, such as pl or pt-BR."""
    if not re.fullmatch(r"[a-z]{2,3}(-[A-Za-z0-9]{1,8})*", text):
        raise argparse.ArgumentTypeError("a language tag such as pl")
    return text


def file(source: str, most: int) -> bytes:
    """Read a file of at most so many bytes.

    Raises:
        UnreadableFile: it cannot be read, or is larger.
    """
    data = _read(source, most)
    if data is None:
        raise UnreadableFile
    return data


def text(data: bytes) -> str:
    """The text of a file; a byte order mark before it does not count.

    Raises:
        UnreadableFile: it is no plain text.
    """
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise UnreadableFile from None


def count(text: str) -> int:
    """A whole number as an argument."""
    if not text.isascii() or not text.isdigit() or not 1 <= int(text[:9]) <= 100_000:
        raise argparse.ArgumentTypeError("a whole number from 1 to 100000")
    return int(text)


def years(text: str) -> float:
    """A number of years, parts of one included."""
    if not re.fullmatch(r"[0-9]{1,2}(\.[0-9]{1,3})?", text) or not _SHORTEST <= float(text) <= _LONGEST:
        raise argparse.ArgumentTypeError(f"a number of years from {_SHORTEST} to {_LONGEST}")
    return float(text)


def seed(text: str) -> int:
    """The number made-up cases grow from."""
    if not re.fullmatch(r"-?[0-9]{1,18}", text):
        raise argparse.ArgumentTypeError("a whole number")
    return int(text)


def passphrase(source: str | None, *, needed: bool) -> str:
    """Read a passphrase: from a file, from standard input (``-``), or asked for without showing it.

    Line ends after it and a byte order mark before it do not count. ``""`` when there is none and none is needed.
    """
    if source is not None:
        return _passphrase_of(_read(source, _MOST_PASSPHRASE))
    if sys.stdin is not None and sys.stdin.isatty():
        return getpass.getpass("Passphrase: ") if needed else ""
    if needed:
        raise PassphraseMissing
    return ""


def _passphrase_of(data: bytes | None) -> str:
    try:
        if data is not None:
            return data.decode("utf-8-sig").rstrip("\r\n")
    except UnicodeDecodeError:
        pass
    message = (
        "The passphrase file cannot be read. Nothing was changed; check its name, and that it is short plain text."
    )
    raise PassphraseMissing(message)


def answers(source: str) -> dict[str, object]:
    """Read an object of answers by field id from a file or standard input (``-``).

    Raises:
        UnreadableAnswers: it cannot be read, is too large, is not JSON, or names a field twice.
    """
    data = _read(source, _MOST_ANSWERS)
    if data is None:
        message = "The file of answers cannot be read, or is larger than 20 MB. Nothing was saved; check its name."
        raise UnreadableAnswers(message)
    try:
        raw = json.loads(data.decode("utf-8-sig"), object_pairs_hook=_once, parse_constant=_refused)
    except (ValueError, RecursionError):
        raise UnreadableAnswers from None
    if not isinstance(raw, dict):
        raise UnreadableAnswers
    return raw


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) != len(pairs):
        message = "A field stands in the answers twice. Nothing was saved; leave it there once and try again."
        raise UnreadableAnswers(message)
    return found


def _refused(_constant: str) -> NoReturn:
    raise UnreadableAnswers


def _read(source: str, most: int) -> bytes | None:
    """All of a file or of standard input, or ``None`` when it cannot be read or is longer than ``most``."""
    try:
        if source == "-":
            data = sys.stdin.buffer.read(most + 1) if most > _MOST_PASSPHRASE else sys.stdin.buffer.readline(most + 1)
        else:
            with open_plain(Path(source)) as file:
                data = file.read(most + 1)
    except (OSError, ValueError):
        return None
    return data if len(data) <= most else None
