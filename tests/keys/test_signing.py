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
from hru_advocate.keys.signing import DeviceKey, can_prove, device_id, fingerprint, signed_by, verify
from tests.casework.proof.bags import load_verifier

KEY = DeviceKey.generate()
PRIME, ORDER = 2**255 - 19, 2**252 + 27742317777372353535851937790883648493
OF_EIGHT = "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05"
HEIGHTS = {
    "of order 1": 1,
    "of order 2": PRIME - 1,
    "of order 4": 0,
    "of order 8": int.from_bytes(bytes.fromhex(OF_EIGHT), "little"),
    "the other of order 8": PRIME - int.from_bytes(bytes.fromhex(OF_EIGHT), "little"),
    "0 written otherwise": PRIME,
    "1 written otherwise": PRIME + 1,
    "a point written otherwise": PRIME + 3,
    "the greatest that can be written": 2**255 - 1,
}


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


@pytest.mark.parametrize("sign", [0, 1])
@pytest.mark.parametrize("height", HEIGHTS.values(), ids=HEIGHTS)
def test_a_key_with_which_anybody_signs_proves_nothing(height: int, sign: int) -> None:
    """The library takes some of these, and what they are said to have signed then stands in no bundle that holds."""
    public = (height | sign << 255).to_bytes(32, "little")
    points = [(one | bit << 255).to_bytes(32, "little") for one in HEIGHTS.values() for bit in (0, 1)]
    forged = [(b"%d" % turn, point + bytes(32)) for turn in range(16) for point in points]
    assert not can_prove(public)
    assert [one for one in forged if verify(public, *one)] == []
    assert not load_verifier().PublicKey(public).usable


def test_a_signature_has_one_way_to_be_written() -> None:
    signature = KEY.sign(b"words")
    more = int.from_bytes(signature[32:], "little") + ORDER
    again = signature[:32] + more.to_bytes(32, "little")
    assert can_prove(KEY.public)
    assert not verify(KEY.public, b"words", again)
    assert not load_verifier().PublicKey(KEY.public).signed(b"words", again)


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
