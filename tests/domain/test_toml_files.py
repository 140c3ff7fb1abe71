"""TOML from outside: each bound and the last that is within it, and no sentence with the words that stand there."""

from __future__ import annotations

from typing import Literal

import pytest

from hru_advocate.domain.toml_files import MOST_BYTES, MOST_KEYS, MOST_PARTS, MisshapenToml, UnreadableToml, decode_toml

DEEP = 2_000


def dotted(parts: int, sign: str = ".") -> bytes:
    return (sign.join(["a"] * parts) + " = 1\n").encode()


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"#" * (MOST_BYTES + 1), "it is larger than 4 MB"),
        (dotted(MOST_PARTS + 1), "a key has more than 16 parts"),
        (dotted(MOST_PARTS + 1, " . "), "a key has more than 16 parts"),
        (dotted(40_000), "a key has more than 16 parts"),
        (b".".join([b'"a"'] * 40_000) + b" = 1", "a key has more than 16 parts"),
        (b".".join([b"'a'"] * 17) + b" = 1", "a key has more than 16 parts"),
        (b"[" + b".".join([b"a"] * 17) + b"]\nb = 1", "a key has more than 16 parts"),
        (b"".join(b"a%d = 1\n" % one for one in range(MOST_KEYS + 1)), "it has more than 30,000 keys"),
        (b"\n[[a]]" * (MOST_KEYS + 1), "it has more than 30,000 keys"),
        (b"a = " + b"[" * DEEP, "its lists or tables stand too deep in each other"),
        (b"a = " + b"{a = " * DEEP, "its lists or tables stand too deep in each other"),
        (b"a = " + b"9" * 5000, "a number or day in it cannot be used"),
        (b"a = 'caf\xe9'", "it is not written in UTF-8"),
    ],
)
def test_what_is_beyond_a_bound_is_refused_by_its_name(data: bytes, why: str) -> None:
    with pytest.raises(UnreadableToml) as fault:
        decode_toml(data, dict)
    assert str(fault.value) == why


@pytest.mark.parametrize(
    "data",
    [
        b"a = 1\n" + b"#" * (MOST_BYTES - 6),
        dotted(MOST_PARTS),
        b"".join(b"a%d = 1\n" % one for one in range(MOST_KEYS)),
        b"a = " + b"[" * 50 + b"]" * 50,
        b"a = " + b"9" * 4300,
    ],
)
def test_what_is_just_within_is_read(data: bytes) -> None:
    assert decode_toml(data, dict)


def test_what_does_not_fit_is_told_by_its_path() -> None:
    with pytest.raises(MisshapenToml, match=r"Expected `int`, got `str` - at `\$\[\.\.\.\]`"):
        decode_toml(b"a = 'Marigoldsecret'", dict[str, int])


def test_a_word_that_is_none_of_those_allowed_is_not_repeated() -> None:
    with pytest.raises(MisshapenToml) as refused:
        decode_toml(b"a = 'Marigold - at `$ secret'", dict[str, Literal["x", "y"]])
    assert str(refused.value) == "Invalid enum value - at `$[...]`"
