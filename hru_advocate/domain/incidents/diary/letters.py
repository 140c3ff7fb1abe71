"""From bytes to letters: how a file is written is found conservatively and always shown, never silently guessed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import islice
from typing import Final

from hru_advocate.domain.incidents.diary.refusals import (
    DiaryTooLarge,
    EmptyDiary,
    LettersUnclear,
    LettersUnlikely,
    LettersWrong,
    NotText,
    OtherProgramsFile,
)

MOST_BYTES: Final = 20 * 1024 * 1024
"""A larger file is refused."""

ENCODINGS: Final = {
    "utf-8": "UTF-8",
    "windows-1252": "Windows-1252, as older Windows programs write",
    "utf-16": "UTF-16",
    "utf-16-le": "UTF-16, low byte first",
    "utf-16-be": "UTF-16, high byte first",
    "iso-8859-15": "ISO 8859-15 (Latin 9)",
    "mac-roman": "Mac Roman, as older Macs write",
    "cp850": "MS-DOS, code page 850",
}
"""The ways letters may be written that somebody may choose, with their words."""

_MARKS: Final = (
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
_MAGIC: Final = (
    (b"PK\x03\x04", "a spreadsheet, a document or a zip folder"),
    (b"PK\x05\x06", "an empty zip folder"),
    (b"\xd0\xcf\x11\xe0", "an older spreadsheet or document"),
    (b"%PDF-", "a PDF"),
    (b"{\\rtf", "a word processor's document"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"SQLite format 3\x00", "a database"),
    (b"\x1f\x8b", "a packed file"),
    (b"7z\xbc\xaf", "a packed file"),
    (b"Rar!", "a packed file"),
)
_PAGE: Final = re.compile(r"\s*<(?:!doctype\s+html|html)\b", re.IGNORECASE)
_XML: Final = re.compile(r"\s*<(?:\?xml\b|smses\b)", re.IGNORECASE)
_UNLIKELY: Final = re.compile(
    "[a-z][\u00c0-\u00de\u017d\u0160\u0178]|\\b[\u00d0-\u00d5](?=\\s|[A-Z]?[a-z]|[A-Z]\u00d5)|[A-Z]\u00d5[a-z]"
    "|\u0153(?=\\d)|[A-Za-z][\u201a\u201e\u02c6\u2021\u00a1\u00a2\u00a4\u00a8\u00b4](?![A-Z])"
)
"""Signs no English words have, *n\u00d5t*, *caf\u201a*: older Macs and MS-DOS wrote those bytes for others."""
_CONTROL: Final = re.compile("[\x00-\x08\x0e-\x19\x1b-\x1f\x7f]")
_FOLD: Final = re.compile(rb"\r?\n[ \t]")
_SEQUENCE: Final = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_HIGH: Final = re.compile(rb"[\x80-\xff]+")
_OTHER: Final = re.compile("[^\x00-\x7f]")
_SPACE: Final = re.compile(r"[\s,;]")
_SEVERAL_TIMES: Final = re.compile("\u00e2\u20ac|\u00c3[\u0080-\u00bf\u2018-\u203a]|\ufffd")
_SAMPLES: Final = 4
_AROUND: Final = 20


@dataclass(frozen=True, slots=True)
class Letters:
    """The text of a file, and how its letters were read.

    ``sure`` is false where another way cannot be ruled out. ``samples`` are words with letters beyond plain English, to
    look at: they are wrong first. ``damaged``: the file holds signs that were damaged before it came here.
    """

    text: str
    encoding: str
    sure: bool
    samples: tuple[str, ...] = ()
    damaged: bool = False

    @property
    def words(self) -> str:
        """The way its letters were read, in words."""
        return ENCODINGS.get(self.encoding, self.encoding.upper())


def read_letters(data: bytes, chosen: str = "") -> Letters:
    """The text of a file; ``chosen`` is one of ``ENCODINGS``, or nothing where it is to be found out.

    Raises:
        DiaryRefused: one of its kinds; nothing is guessed.
    """
    if len(data) > MOST_BYTES:
        raise DiaryTooLarge
    if not data.strip(b"\x00 \t\r\n\xef\xbb\xbf"):
        raise EmptyDiary
    if chosen and chosen not in ENCODINGS:
        raise LettersWrong
    if what := next((words for magic, words in _MAGIC if data.startswith(magic)), ""):
        raise OtherProgramsFile(what)
    data = data if chosen else _with_whole_letters(data)
    encoding, sure = (chosen, True) if chosen else _found(data)
    text = _checked(_decoded(data, encoding))
    found = dict.fromkeys(_word_at(text, one.start()) for one in islice(_OTHER.finditer(text), 50))
    return Letters(text, encoding, sure, tuple(found)[:_SAMPLES], _SEVERAL_TIMES.search(text) is not None)


def _with_whole_letters(data: bytes) -> bytes:
    """A calendar folds its lines by bytes, so that a letter may be parted: it is whole once they are one line again."""
    if _is_utf8(data) or not data.lstrip()[:15].upper().startswith(b"BEGIN:VCALENDAR"):
        return data
    joined = _FOLD.sub(b"", data)
    return joined if _is_utf8(joined) else data


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _word_at(text: str, place: int) -> str:
    """The word around a letter, at most twenty letters on each side: a line may have no end."""
    before, after = text[max(place - _AROUND, 0) : place], text[place : place + _AROUND]
    return _SPACE.split(before)[-1] + _SPACE.split(after)[0]


def _checked(text: str) -> str:
    """The text, if it is one that people write."""
    if _CONTROL.search(text):
        raise NotText
    if _PAGE.match(text):
        raise OtherProgramsFile("a web page")
    if _XML.match(text):
        raise OtherProgramsFile("an XML file, such as a backup of messages")
    if not text.strip():
        raise EmptyDiary
    return text


def _decoded(data: bytes, encoding: str) -> str:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        raise LettersWrong from None
    return text.removeprefix("\ufeff").removesuffix("\x1a")


def _found(data: bytes) -> tuple[str, bool]:
    """The way a file is written: its own mark, else what alone fits; Windows-1252 only as something to look at."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return encoding, True
    if b"\x00" in data:
        return _without_mark(data), False
    return ("utf-8", True) if _is_utf8(data) else (_older(data), False)


def _without_mark(data: bytes) -> str:
    """UTF-16 without its mark: zeros on one side of every pair only, as English has them; all else is no text."""
    even, odd = data[::2].count(0), data[1::2].count(0)
    half = len(data) // 2
    if len(data) % 2 == 0 and half and min(even, odd) == 0 and max(even, odd) * 10 >= half * 9:
        return "utf-16-le" if odd else "utf-16-be"
    raise NotText


def _older(data: bytes) -> str:
    """Windows-1252, if the file holds no UTF-8 letters beside others, and its words have no letters none has there."""
    for run in _HIGH.finditer(data):
        if _SEQUENCE.fullmatch(run.group()):
            raise LettersUnclear
    try:
        text = data.decode("windows-1252")
    except UnicodeDecodeError:
        raise LettersUnclear from None
    if _UNLIKELY.search(text):
        raise LettersUnlikely
    return "windows-1252"
