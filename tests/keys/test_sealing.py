"""What is sealed for a device opens there and nowhere else; eight words stand for both devices' keys and no others."""

from __future__ import annotations

import itertools
import random

import pytest

from hru_advocate.keys import sealing
from hru_advocate.keys.eight_words import eight_words
from hru_advocate.keys.signing import DeviceKey

KEY = bytes(range(32))
WORDS = tuple("".join(letters) for letters in itertools.product("bdfgklmnprstvz", "aeiou", "bdfgklmnprst", "aeiou"))


def test_a_key_wrapped_for_a_device_opens_with_its_own_key_and_no_other() -> None:
    mine, other = DeviceKey.generate().sealing_key(), DeviceKey.generate().sealing_key()
    wrapped = sealing.wrap_for(mine.public, KEY)
    assert (len(mine.public), len(wrapped)) == (sealing.PUBLIC_BYTES, sealing.WRAP_BYTES)
    assert mine.unwrap(wrapped) == KEY
    assert other.unwrap(wrapped) is None
    assert sealing.wrap_for(mine.public, KEY) != wrapped


def test_a_device_keeps_its_sealing_key_and_shares_none_of_it_with_what_it_signs_with() -> None:
    device = DeviceKey.generate()
    assert device.sealing_key().public == device.sealing_key().public
    assert device.sealing_key().unwrap(sealing.wrap_for(device.sealing_key().public, KEY)) == KEY
    assert device.public not in device.sealing_key().public


def test_both_halves_are_needed() -> None:
    """The classical half of one device with the other half of another opens nothing."""
    one, two = DeviceKey.generate().sealing_key(), DeviceKey.generate().sealing_key()
    mixed = one.public[:-32] + two.public[-32:]
    wrapped = sealing.wrap_for(mixed, KEY)
    assert one.unwrap(wrapped) is None
    assert two.unwrap(wrapped) is None


def test_every_changed_byte_of_a_wrapped_key_is_noticed() -> None:
    mine, chance = DeviceKey.generate().sealing_key(), random.Random(1)
    wrapped = sealing.wrap_for(mine.public, KEY)
    for place in range(0, len(wrapped), 7):
        changed = bytearray(wrapped)
        changed[place] ^= chance.randrange(1, 256)
        assert mine.unwrap(bytes(changed)) is None
    for wrong in (b"", wrapped[:-1], wrapped + b"x", bytes(len(wrapped))):
        assert mine.unwrap(wrong) is None


@pytest.mark.parametrize("public", [b"", bytes(sealing.PUBLIC_BYTES - 1), b"\xff" * sealing.PUBLIC_BYTES])
def test_what_is_no_key_is_refused_before_anything_is_sealed_for_it(public: bytes) -> None:
    with pytest.raises(sealing.NoSealingKey):
        sealing.check_public(public)


def test_one_sealed_for_nobody_looks_like_any_other() -> None:
    assert len(sealing.wrap_for_nobody(KEY)) == sealing.WRAP_BYTES
    assert DeviceKey.generate().sealing_key().unwrap(sealing.wrap_for_nobody(KEY)) is None


def test_both_sides_see_the_same_eight_words_and_another_key_gives_others() -> None:
    one, two, third = (DeviceKey.generate().public + DeviceKey.generate().sealing_key().public for _ in range(3))
    words = eight_words(one, two, WORDS)
    assert len(words) == 8
    assert eight_words(two, one, WORDS) == words
    assert eight_words(one, third, WORDS) != words
    changed = one[:-1] + bytes([one[-1] ^ 1])
    assert eight_words(changed, two, WORDS) != words
