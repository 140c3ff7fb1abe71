"""Input of ``hru-vault``: passphrases, files of answers, words (never on the line itself), with limits."""

from __future__ import annotations

import argparse
import getpass
import itertools
import json
import re
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, NoReturn

from hru_advocate.domain.pasted_text import cleaned
from hru_advocate.errors import AdvocateError, CannotUnlock
from hru_advocate.paths import open_plain

_MOST_ANSWERS: Final = 20 * 1024 * 1024
_MOST_PASSPHRASE: Final = 4096
_MOST_WORDS: Final = 10_000
_MOST_NAME: Final = 120
_TIME: Final = re.compile(
    r"([0-9]{1,4}([-:./][0-9]{1,4}){0,2}(t[0-9:]{4,8})?(am|pm|st|nd|rd|th)?"
    r"|today|tomorrow|yesterday|now|noon|midnight|at|am|pm"
    r"|(jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)(uary|ruary|ch|il|ust|tember|ember|ober)?"
    r"|(mon|tues|wednes|thurs|fri|satur|sun)day|)"
)
_SHORTEST, _LONGEST = 0.05, 20
"""The fewest and the most years a made-up unit can have."""


class UnreadableAnswers(AdvocateError):
    """The answers are not a JSON object of field ids. Nothing was saved; mend the file and try again."""


class UnreadableFile(AdvocateError):
    """The file cannot be read, is no plain file, or is far too large. Nothing was changed; check its name."""


class PassphraseMissing(CannotUnlock):
    """No passphrase was given. Name a file with --passphrase-file, or - to read it from standard input."""


class WordsMissing(AdvocateError):
    """The words that - stands for did not come, or cannot be used. Nothing was changed; give each on a line."""


class UsageParser(argparse.ArgumentParser):
    """Says what is wrong with a command line without repeating what was typed on it."""

    def error(self, message: str) -> NoReturn:
        """Print how the command is used and the fault, without the words that were typed."""
        message = re.sub(r"^unrecognized arguments: .*", "unrecognized arguments", message, flags=re.DOTALL)
        message = re.sub(r"invalid choice: .* \(choose", "invalid choice (choose", message, flags=re.DOTALL)
        message = re.sub(r"invalid (\w+) value: .*", "this value cannot be used", message, flags=re.DOTALL)
        message = re.sub(r"ignored explicit argument .*", "nothing is given to it", message, flags=re.DOTALL)
        super().error(message)

    def read(self, words: Sequence[str] | None) -> argparse.Namespace:
        """Read a command line, or the process's own. Letters that hang on ``-h`` are refused by every Python alike.

        That of Python 3.11.9 and later takes ``-h`` out of them, answers with the help and passes over the rest.
        """
        given = sys.argv[1:] if words is None else words
        if any(word.startswith("-h") and word != "-h" for word in itertools.takewhile("--".__ne__, given)):
            self.error("argument -h/--help: nothing is given to it")
        return self.parse_args(given)


@dataclass(frozen=True, slots=True)
class ToBeSaid:
    """Stands where ``-`` was given for words, until they are asked for or read; counted in the order of the line."""

    number: int


_COUNTED: Final = itertools.count()


def said(text: str) -> ToBeSaid | str:
    """Words of a person as an argument: never themselves, which other programs and the shell's history would read.

    ``-`` stands for them; ``hear`` puts them in its place.
    """
    if text == "-":
        return ToBeSaid(next(_COUNTED))
    if text:
        message = (
            "words do not stand on a command line, where other programs and the shell's history read them; "
            "give - and they are asked for, or read from standard input, a line each"
        )
        raise argparse.ArgumentTypeError(message)
    return ""


def hear(options: argparse.Namespace) -> None:
    """Put words in the place of each ``-`` that stands for some: asked for, or lines of standard input in their order.

    Where the passphrase comes from there too, it is the first line.

    Raises:
        WordsMissing: there are fewer lines than words wanted, or they cannot be used.
        PassphraseMissing: the passphrase cannot be read.
    """
    wanted = sorted(
        (one.number, name, place)
        for name, value in vars(options).items()
        for place, one in enumerate(value if isinstance(value, list) else [value])
        if isinstance(one, ToBeSaid)
    )
    if wanted and getattr(options, "passphrase_file", None) == "-":
        options.passphrase_read = passphrase("-", needed=True)
    for _number, name, place in wanted:
        heard = _line_about(name)
        held = getattr(options, name)
        if isinstance(held, list):
            held[place] = heard
        else:
            setattr(options, name, heard)


def _line_about(name: str) -> str:
    if sys.stdin is None:
        raise WordsMissing
    if sys.stdin.isatty():
        print(f"{name.replace('_', ' ').capitalize()}: ", end="", file=sys.stderr, flush=True)
    data = sys.stdin.buffer.readline(4 * _MOST_WORDS + 2)
    try:
        text = data.decode("utf-8-sig").rstrip("\r\n")
    except UnicodeDecodeError:
        raise WordsMissing from None
    if not data or len(text) > _MOST_WORDS:
        raise WordsMissing
    return cleaned(text, lines=False)


def ref(text: str) -> str:
    """The reference of a case, or of one form, record, item or copy: an id of the program's own, never words."""
    if text and not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9_.:/+@-]{0,119}", text):
        raise argparse.ArgumentTypeError("a reference or an id, as the listings say it")
    return text


def head_code(text: str) -> str:
    """A head code, or a part of one, as paper has it: hexadecimal digits in groups."""
    if not re.fullmatch(r"[0-9A-Fa-fOoIiLl ·:-]{1,80}", text):
        raise argparse.ArgumentTypeError("a head code, as in the foot of a file copy")
    return text


def when(text: str) -> ToBeSaid | str:
    """A day or a time in numbers and the usual words; ``-`` for one told in other words."""
    if text == "-":
        return said(text)
    if not all(_TIME.fullmatch(part) for part in re.split(r"[\s,]+", text.strip().lower())):
        raise argparse.ArgumentTypeError("a day or a time such as 2026-11-23, 3 Nov or 14:30; - to say it in words")
    return text


def own_name(text: str) -> ToBeSaid | str:
    """The name of whoever uses the program, which the login name beside each process says already; or ``-``."""
    if text == "-":
        return said(text)
    if any("\ud800" <= char <= "\udfff" for char in text):
        raise argparse.ArgumentTypeError("it holds a damaged character")
    if len(text) > _MOST_NAME:
        raise argparse.ArgumentTypeError(f"it is longer than {_MOST_NAME} characters")
    return cleaned(text, lines=False)


def file_name(text: str) -> str:
    """The name of a file, or ``-`` for standard input."""
    return text


def folder(text: str) -> Path:
    """A folder as an argument; nothing is not taken for the one we stand in."""
    if not text:
        raise argparse.ArgumentTypeError("a folder is needed")
    return Path(text)


def tag(text: str) -> str:
    """The tag of a language, such as pl or pt-BR."""
    if text and not re.fullmatch(r"[a-z]{2,3}(-[A-Za-z0-9]{1,8})*", text):
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
