"""Files of translators (``gettext`` PO): written with every text's context, and read within bounds.

What such a file can say beyond ours (plural forms, domains, encodings other than UTF-8) is refused with its line.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

MOST_BYTES: Final = 2 * 1024 * 1024
_MOST_ENTRIES: Final = 20_000
_PART: Final = re.compile(r'(?:(msgctxt|msgid|msgstr)[ \t]+)?"((?:[^"\\\n]++|\\.)*+)"')
_ESCAPES: Final = {"n": "\n", "t": "\t", '"': '"', "\\": "\\"}
_ESCAPE: Final = re.compile(r"\\(.)")


class UnreadablePo(ValueError):
    """A text that is no PO file, or more than one of ours can say. It says the line, and never what stands there."""


@dataclass(frozen=True, slots=True)
class PoEntry:
    """One text: where it stands (its context), its English, the words, and whether they are to be looked at again.

    ``line`` is where it begins in a file that was read; ``about`` and ``previous`` are only written: what the text is
    for, and the English its words were made from where that is another by now.
    """

    context: str
    english: str
    words: str
    fuzzy: bool = False
    line: int = 0
    about: str = ""
    previous: str = ""


@dataclass(frozen=True, slots=True)
class PoFile:
    """The header of a file and its entries."""

    header: Mapping[str, str]
    entries: tuple[PoEntry, ...]


@dataclass(slots=True)
class _BegunMessage:
    """An entry as far as it was read."""

    line: int = 0
    fuzzy: bool = False
    parts: dict[str, str] = field(default_factory=dict)
    last: str = ""


def read_po(data: bytes) -> PoFile:
    """Read a PO file; entries that were taken out of use (``#~``) are left out.

    Raises:
        UnreadablePo: with the line.
    """
    if len(data) > MOST_BYTES:
        raise UnreadablePo("it is larger than 2 MB")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise UnreadablePo("it is not written in UTF-8") from None
    entries = list(_entries(text))
    if not entries or (entries[0].context, entries[0].english) != ("", ""):
        raise UnreadablePo('it does not begin with a header (msgid "")')
    header = dict(line.split(": ", 1) for line in entries[0].words.split("\n") if ": " in line)
    return PoFile(header, tuple(entries[1:]))


def _entries(text: str) -> Iterator[PoEntry]:
    begun, many = _BegunMessage(), 0
    for number, written in enumerate(text.split("\n"), start=1):
        line = written.strip(" \t\r")
        if line.startswith("#") or not line:
            if begun.parts:
                yield _ended(begun)
                begun, many = _BegunMessage(), many + 1
            begun.fuzzy |= line.startswith("#,") and "fuzzy" in line
            continue
        part = _PART.fullmatch(line)
        if part is None:
            raise UnreadablePo(f"line {number} cannot be read; plural forms are not used here")
        if part[1] in begun.parts and "msgstr" in begun.parts:
            yield _ended(begun)
            begun, many = _BegunMessage(), many + 1
        if many >= _MOST_ENTRIES:
            raise UnreadablePo(f"it has more than {_MOST_ENTRIES:,} texts")
        _take(begun, part[1] or "", _unquoted(part[2], number), number)
    if begun.parts:
        yield _ended(begun)


def _take(begun: _BegunMessage, name: str, text: str, number: int) -> None:
    """One line of an entry: a part that begins, or the part before going on."""
    if (name and name in begun.parts) or (not name and not begun.last):
        raise UnreadablePo(f"line {number} stands in no order")
    begun.line = begun.line or number
    begun.last = name or begun.last
    begun.parts[begun.last] = begun.parts.get(begun.last, "") + text


def _ended(begun: _BegunMessage) -> PoEntry:
    if "msgid" not in begun.parts or "msgstr" not in begun.parts:
        raise UnreadablePo(f"the text at line {begun.line} has no msgid or no msgstr")
    parts = begun.parts
    return PoEntry(parts.get("msgctxt", ""), parts["msgid"], parts["msgstr"], begun.fuzzy, begun.line)


def _unquoted(text: str, number: int) -> str:
    def meant(match: re.Match[str]) -> str:
        if match[1] not in _ESCAPES:
            raise UnreadablePo(f"line {number} has a sign after \\ that means nothing")
        return _ESCAPES[match[1]]

    return _ESCAPE.sub(meant, text)


def write_po(header: Mapping[str, str], entries: Iterable[PoEntry]) -> str:
    """Write a PO file; each text has its context, and beside it what it is for."""
    head = "".join(f"{name}: {value}\n" for name, value in header.items())
    return "\n".join((_written(PoEntry("", "", head)), *(_written(one) for one in entries)))


def _written(one: PoEntry) -> str:
    lines = [f"#. {one.about}"] if one.about else []
    lines += ["#, fuzzy"] if one.fuzzy else []
    lines += [f"#| msgid {_quoted(one.previous)}"] if one.previous else []
    lines += [f"msgctxt {_quoted(one.context)}"] if one.context else []
    lines += [f"msgid {_quoted(one.english)}", f"msgstr {_quoted(one.words)}"]
    return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    plain = text.replace("\\", "\\\\").replace('"', '\\"').replace("\t", "\\t").replace("\n", "\\n")
    return f'"{plain}"'
