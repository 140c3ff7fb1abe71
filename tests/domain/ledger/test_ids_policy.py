"""Ids and the reference said aloud, bit by bit."""

from __future__ import annotations

import uuid

import pytest

from hru_advocate.domain.ledger.ids import case_ref, new_id


@pytest.mark.parametrize(
    ("milliseconds", "randomness", "made"),
    [
        (0, bytes(10), "00000000-0000-7000-8000-000000000000"),
        (0, b"\xff" * 10, "00000000-0000-7fff-bfff-ffffffffffff"),
        ((1 << 48) - 1, bytes(10), "ffffffff-ffff-7000-8000-000000000000"),
        ((1 << 48) + 5, bytes(10), "00000000-0005-7000-8000-000000000000"),
        (1, bytes(9) + b"\x01\xff", "00000000-0001-7000-8000-000000000001"),
        (0x0123456789AB, bytes(range(0x10, 0x1A)), "01234567-89ab-7011-9213-141516171819"),
    ],
)
def test_an_id_is_a_uuid_of_version_seven(milliseconds: int, randomness: bytes, made: str) -> None:
    found = new_id(milliseconds, randomness)
    assert found == made
    assert (uuid.UUID(found).version, uuid.UUID(found).variant) == (7, uuid.RFC_4122)


@pytest.mark.parametrize(
    ("low", "ref"),
    [
        ("0000000000", "HRU-0000-0000"),
        ("ffffffffff", "HRU-ZZZZ-ZZZZ"),
        ("0000000001", "HRU-0000-0001"),
        ("8000000000", "HRU-G000-0000"),
        ("0011223344", "HRU-008J-4CT4"),
    ],
)
def test_a_reference_is_the_last_forty_bits_in_letters_that_are_not_misheard(low: str, ref: str) -> None:
    assert case_ref(f"ffffffff-ffff-7fff-bfff-ff{low}") == case_ref(f"00000000-0000-7000-8000-00{low}") == ref
    assert not set(ref[4:]) & set("ILOU")
