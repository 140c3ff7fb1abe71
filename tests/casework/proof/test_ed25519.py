"""The stand-alone verifier's Ed25519: the vectors of RFC 8032, and agreement with the library that signs."""

from __future__ import annotations

import hashlib
import random

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from tests.casework.proof.bags import load_verifier

VECTORS = {
    "1": (
        "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
        "",
        (
            "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b"
        ),
    ),
    "2": (
        "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
        "72",
        (
            "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00"
        ),
    ),
    "3": (
        "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
        "af82",
        (
            "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a"
        ),
    ),
    "SHA(abc)": (
        "ec172b93ad5e563bf4932c70e1245034c35467ef2efd4d64ebf819683467e2bf",
        hashlib.sha512(b"abc").hexdigest(),
        (
            "dc2a4459e7369633a52b1bf277839a00201009a3efbf3ecb69bea2186c26b58909351fc9ac90b3ecfdfbc7c66431e0303dca179c138ac17ad9bef1177331a704"
        ),
    ),
}
"""Public key, message and signature, from section 7.1 of RFC 8032."""
ORDER = 2**252 + 27742317777372353535851937790883648493


@pytest.mark.parametrize("name", VECTORS)
def test_the_vectors_of_the_standard(name: str) -> None:
    key, message, signature = (bytes.fromhex(one) for one in VECTORS[name])
    public = load_verifier().PublicKey(key)
    assert public.signed(message, signature)
    assert not public.signed(message + b"x", signature)
    for place in range(0, 64, 7):
        changed = bytearray(signature)
        changed[place] ^= 1
        assert not public.signed(message, bytes(changed)), place


def test_it_agrees_with_the_library_on_right_and_wrong_signatures() -> None:
    chance = random.Random(8032)
    for _ in range(10):
        key = Ed25519PrivateKey.from_private_bytes(chance.randbytes(32))
        public, message = key.public_key().public_bytes_raw(), chance.randbytes(32)
        signature = bytearray(key.sign(message))
        if chance.random() < 0.5:
            signature[chance.randrange(64)] ^= 1 << chance.randrange(8)
        try:
            Ed25519PublicKey.from_public_bytes(public).verify(bytes(signature), message)
            wanted = True
        except InvalidSignature:
            wanted = False
        assert load_verifier().PublicKey(public).signed(message, bytes(signature)) is wanted


def test_a_signature_has_one_form_only() -> None:
    """Adding the group's order to the second half would give another signature for the same text."""
    key, message, signature = (bytes.fromhex(one) for one in VECTORS["2"])
    second = (int.from_bytes(signature[32:], "little") + ORDER).to_bytes(32, "little")
    assert not load_verifier().PublicKey(key).signed(message, signature[:32] + second)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        bytes(31),
        bytes(32),  # a point of order 4: every text would be signed by it
        (1).to_bytes(32, "little"),  # the neutral point
        (2**255 - 19).to_bytes(32, "little"),  # a second way to write 0
        b"\xff" * 32,
        (2).to_bytes(32, "little"),  # no point of the curve
    ],
    ids=range(7),
)
def test_what_is_no_key_proves_nothing(data: bytes) -> None:
    key = load_verifier().PublicKey(data)
    assert not key.usable
    assert not key.signed(b"", bytes(64))
    assert not key.signed(b"", (1).to_bytes(32, "little") + bytes(32))
