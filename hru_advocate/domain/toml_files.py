"""TOML from outside, read within bounds: a form's definition, a translation, a letter, what the program carries."""

from __future__ import annotations

import re
from typing import Final, TypeVar

import msgspec

T = TypeVar("T")

MOST_BYTES: Final = 4 * 1024 * 1024
"""The largest file that is read: ten times the largest one the program carries itself."""
MOST_PARTS: Final = 16
"""The most parts of a dotted key. Python's reader needs a minute and gigabytes for one of some thousand."""
MOST_KEYS: Final = 30_000
"""The most keys and tables; the largest file the program carries has 7,000."""
_PART: Final = rb"""(?:[A-Za-z0-9_-]++|"[^"\n]*+"|'[^'\n]*+')"""
_TWICE: Final = re.compile(r"(?s)(Duplicate inline table key) .*(?= \(at )")
_QUOTED: Final = re.compile(r"(?s)\A(Invalid enum value) .*(?= - at `\$)")
_LONG_KEY: Final = re.compile(rb"(?<![A-Za-z0-9_-])(?:" + _PART + rb"[ \t]*+\.[ \t]*+){16}+")


class UnreadableToml(ValueError):
    """A text that is no TOML, does not fit what it should be, or is larger than anything meant. It says the place."""


class MisshapenToml(UnreadableToml):
    """TOML that can be read and is not what it should be. It says the path."""


def decode_toml(data: bytes, shape: type[T]) -> T:
    """Read TOML as one shape.

    Raises:
        MisshapenToml: it does not fit the shape; with the path, or the unknown name, and never a value.
        UnreadableToml: it is no TOML, or beyond what is read; with the line where there is one.
    """
    beyond = _beyond_bounds(data)
    if beyond:
        raise UnreadableToml(beyond)
    try:
        return msgspec.toml.decode(data, type=shape)
    except msgspec.ValidationError as error:
        raise MisshapenToml(_QUOTED.sub(r"\1", str(error))) from None
    except msgspec.DecodeError as error:
        raise UnreadableToml(_TWICE.sub(r"\1", str(error))) from None
    except (UnicodeDecodeError, RecursionError, ValueError, OverflowError) as error:
        raise UnreadableToml(_why(error)) from None


def _beyond_bounds(data: bytes) -> str:
    """The bound a file is beyond, as the end of a sentence; ``""`` for one that may be read."""
    if len(data) > MOST_BYTES:
        return f"it is larger than {MOST_BYTES // (1024 * 1024)} MB"
    if _LONG_KEY.search(data):
        return f"a key has more than {MOST_PARTS} parts"
    return f"it has more than {MOST_KEYS:,} keys" if data.count(b"=") + data.count(b"\n[") > MOST_KEYS else ""


def _why(error: Exception) -> str:
    """The sentence's end for what Python's reader raises of itself: its own words may hold what stands there."""
    if isinstance(error, UnicodeDecodeError):
        return "it is not written in UTF-8"
    if isinstance(error, RecursionError):
        return "its lists or tables stand too deep in each other"
    return "a number or day in it cannot be used"
