"""A device's signature proves who wrote, and its key is useless outside its vault."""

from __future__ import annotations

import base64
import hashlib
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hru_advocate.errors import SigningKeyDamaged
from hru_advocate.keys.envelope import OpenedEnvelope
from hru_advocate.keys.master import MasterKey
from hru_advocate.keys.signing import DeviceKey, device_id, fingerprint, signed_by, verify

KEY = DeviceKey.generate()


@given(st.binary(max_size=2000))
def test_signature_fits_its_content_and_no_other(content: bytes) -> None:
    signature = KEY.sign(content)
    assert len(signature) == 64
    assert verify(KEY.public, content, signature)
    assert not verify(KEY.public, content + b"x", signature)
    assert not verify(DeviceKey.generate().public, content, signature)
    assert not verify(KEY.public, content, bytes([signature[0] ^ 1]) + signature[1:])


@pytest.mark.parametrize(("public", "signature"), [(b"", b""), (b"x" * 31, b"x" * 64), (b"x" * 32, b"x" * 63)])
def test_anything_else_is_no_signature(public: bytes, signature: bytes) -> None:
    assert verify(public, b"content", signature) is False


def test_key_comes_back_from_its_own_vault(vault: OpenedEnvelope) -> None:
    wrapped = KEY.wrap(vault.master)
    assert len(wrapped) == 93
    again = DeviceKey.unwrap(wrapped, vault.master)
    assert again.public == KEY.public
    assert verify(KEY.public, b"entry", again.sign(b"entry"))
    assert KEY.wrap(vault.master) != wrapped


def test_key_opens_in_no_other_vault(vault: OpenedEnvelope) -> None:
    wrapped = KEY.wrap(vault.master)
    same_key_other_vault = MasterKey(bytearray(vault.master._open()), "0" * 32)
    for other in (MasterKey.fresh(), same_key_other_vault):
        with pytest.raises(SigningKeyDamaged):
            DeviceKey.unwrap(wrapped, other)


def test_every_flipped_bit_of_a_wrapped_key_is_noticed(vault: OpenedEnvelope) -> None:
    wrapped = KEY.wrap(vault.master)
    for place in range(len(wrapped)):
        for bit in range(8):
            flipped = bytearray(wrapped)
            flipped[place] ^= 1 << bit
            with pytest.raises(SigningKeyDamaged):
                DeviceKey.unwrap(bytes(flipped), vault.master)
    for cut in (b"", wrapped[:-1], wrapped + b"\0"):
        with pytest.raises(SigningKeyDamaged):
            DeviceKey.unwrap(cut, vault.master)


def test_device_is_named_by_its_public_key() -> None:
    assert KEY.device_id == device_id(KEY.public) == hashlib.sha256(KEY.public).hexdigest()[:16]


def test_a_device_proves_what_it_signed_with_the_key_it_is_named_for_and_nothing_else() -> None:
    other, words = DeviceKey.generate(), b"words"
    mine = signed_by({KEY.device_id: KEY.public})
    assert mine(KEY.device_id, words, KEY.sign(words))
    assert not mine(KEY.device_id, b"other words", KEY.sign(words))
    assert not mine(other.device_id, words, other.sign(words))  # nobody here knows its key
    put_in_its_place = signed_by({KEY.device_id: other.public})
    assert not put_in_its_place(KEY.device_id, words, other.sign(words))


def test_fingerprint_can_be_read_aloud_and_compared() -> None:
    shown = fingerprint(KEY.public)
    assert re.fullmatch(r"(?:[0-9A-HJKMNP-TV-Z]{4} ){5}[0-9A-HJKMNP-TV-Z]{4}", shown)
    assert shown == fingerprint(KEY.public)
    assert shown != fingerprint(DeviceKey.generate().public)
    digest = hashlib.sha256(b"HRU Advocate 1 fingerprint" + KEY.public).digest()[:15]
    plain = base64.b32encode(digest).decode()
    crockford = str.maketrans("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", "0123456789ABCDEFGHJKMNPQRSTVWXYZ")
    assert shown.replace(" ", "") == plain.translate(crockford)


def test_key_does_not_show_itself(tmp_path: Path) -> None:
    secret = KEY._private.private_bytes_raw()
    assert secret.hex() not in repr(KEY)
    assert repr(secret) not in repr(KEY)
