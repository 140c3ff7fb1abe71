"""The recovery code: 160 random bits as a person reads, says, copies and types them.

32 characters of Crockford's base 32 (no I, L, O, U) and 4 check characters, in nine groups of four.
The check is two Reed-Solomon codes over GF(32), one over the even places and one over the odd ones, each
of 16 data and 2 check characters. So any one or two wrong characters are noticed, a single one is traced to
its place, and neighbours that changed places are one error in each code: noticed and traced too.
"""

from __future__ import annotations

import secrets
import unicodedata

from hru_advocate.errors import InvalidRecoveryCode

CODE_BYTES = 20
GROUP = 4
DATA = 32
CHECKS = 4
GROUPS = (DATA + CHECKS) // GROUP
_STRANDS = 2
_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_VALUES = {letter: value for value, letter in enumerate(_ALPHABET)} | {"O": 0, "I": 1, "L": 1}
_POLYNOMIAL = 0b100101  # x^5 + x^2 + 1, primitive: its root runs through all 31 values but zero


def _powers() -> tuple[int, ...]:
    """The powers 0 to 30 of the root of the polynomial."""
    powers = [1]
    while len(powers) < 31:
        double = powers[-1] << 1
        powers.append(double ^ _POLYNOMIAL if double >> 5 else double)
    return tuple(powers)


_POWER = _powers()
_LOG = {value: exponent for exponent, value in enumerate(_POWER)}


def _times(left: int, right: int) -> int:
    """Multiply by what is not 0."""
    return _POWER[(_LOG[left] + _LOG[right]) % 31] if left else 0


def _over(left: int, right: int) -> int:
    """Divide by what is not 0."""
    return _POWER[(_LOG[left] - _LOG[right]) % 31] if left else 0


def _syndromes(strand: list[int]) -> tuple[int, int]:
    """The plain sum and the sum weighted by place; both 0 for a sound strand, their quotient is the wrong place."""
    plain = weighted = 0
    for place, value in enumerate(strand):
        plain ^= value
        weighted ^= _times(value, _POWER[place])
    return plain, weighted


def _checks(data: list[int]) -> tuple[int, int]:
    """The two characters that bring both sums of a strand to 0, for the two places after its data."""
    plain, weighted = _syndromes(data)
    first, second = _POWER[len(data)], _POWER[len(data) + 1]
    # a + b = plain and a·first + b·second = weighted, solved for b.
    last = _over(weighted ^ _times(plain, first), first ^ second)
    return plain ^ last, last


def new_code() -> bytes:
    """A fresh recovery code: 20 random bytes, kept only on paper."""
    return secrets.token_bytes(CODE_BYTES)


def format_code(code: bytes) -> str:
    """The code as it is printed: nine groups of four with dashes, e.g. ``7K3M-9QXF-…``."""
    number = int.from_bytes(code, "big")
    data = [(number >> shift) & 31 for shift in range(5 * (DATA - 1), -1, -5)]
    even, odd = _checks(data[0::2]), _checks(data[1::2])
    letters = [_ALPHABET[value] for value in (*data, even[0], odd[0], even[1], odd[1])]
    return "-".join("".join(letters[start : start + GROUP]) for start in range(0, len(letters), GROUP))


def parse_code(typed: str) -> bytes:
    """Read a code however it was typed: any case, O for 0, I or L for 1, spaces and dashes anywhere.

    Returns:
        The 20 bytes.

    Raises:
        InvalidRecoveryCode: it names the groups to look at again, never what was typed.
    """
    letters = _letters(typed)
    unknown = sorted({place // GROUP + 1 for place, letter in enumerate(letters) if letter not in _VALUES})
    if len(letters) != DATA + CHECKS:
        raise InvalidRecoveryCode(
            f"A recovery code has {GROUPS} groups of {GROUP} characters, {DATA + CHECKS} in all; "
            f"{len(letters)} were typed. Nothing was changed; compare it with the sheet."
        )
    if unknown:
        raise InvalidRecoveryCode(
            f"There is a character in {_named(unknown)} that no recovery code has. "
            "Nothing was changed; look there again.",
            tuple(unknown),
        )
    values = [_VALUES[letter] for letter in letters]
    _check(values)
    number = 0
    for value in values[:DATA]:
        number = number << 5 | value
    return number.to_bytes(CODE_BYTES, "big")


def split_code(code: bytes) -> tuple[bytes, bytes]:
    """Two halves for two people, each as long as the code: random bytes, and what they leave of it.

    Either alone says nothing about the code.
    """
    first = secrets.token_bytes(CODE_BYTES)
    return first, _joined(first, code)


def parse_whole(typed: str) -> bytes:
    """Read a code, or its two halves one after the other in either order; as :func:`parse_code`.

    Raises:
        InvalidRecoveryCode: it names the groups to look at again.
    """
    letters = _letters(typed)
    if len(letters) != 2 * (DATA + CHECKS):
        return parse_code(typed)
    return _joined(parse_code(letters[: DATA + CHECKS]), parse_code(letters[DATA + CHECKS :]))


def _joined(first: bytes, second: bytes) -> bytes:
    return bytes(one ^ other for one, other in zip(first, second, strict=True))


def _letters(typed: str) -> str:
    """Upper case, without anything that only separates."""
    wide = unicodedata.normalize("NFKC", typed).upper()
    return "".join(letter for letter in wide if not letter.isspace() and unicodedata.category(letter) not in _SILENT)


_SILENT = {"Pd", "Cf", "Cc"}
"""Dashes of every kind, and characters that cannot be seen (they come along with a paste)."""


def _check(values: list[int]) -> None:
    """Refuse a code whose sums are not 0; name the groups if each strand has at most one wrong place."""
    wrong: set[int] = set()
    traced = True
    for strand in range(_STRANDS):
        plain, weighted = _syndromes(values[strand::_STRANDS])
        if not plain and not weighted:
            continue
        place = _LOG[_over(weighted, plain)] if plain and weighted else DATA
        if place >= len(values) // _STRANDS:
            traced = False
        else:
            wrong.add((place * _STRANDS + strand) // GROUP + 1)
    if not traced:
        raise InvalidRecoveryCode(
            "More than one character of the recovery code is wrong. "
            "Nothing was changed; compare every group with the sheet."
        )
    if wrong:
        groups = sorted(wrong)
        raise InvalidRecoveryCode(
            f"Something in {_named(groups)} is not as on the sheet. "
            "Nothing was changed; look there first, then at the others.",
            tuple(groups),
        )


def _named(groups: list[int]) -> str:
    if len(groups) == 1:
        return f"group {groups[0]}"
    return f"groups {', '.join(str(group) for group in groups[:-1])} and {groups[-1]}"
