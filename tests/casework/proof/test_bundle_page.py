"""docs/format.md is enough for bundles: a second verifier written from it alone, its example, and both agree."""

from __future__ import annotations

import hashlib
import random
import re
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from hru_advocate.casework.session import Session
from tests.casework.open_sessions import id_of
from tests.casework.proof.bag_reader import verify_bag
from tests.casework.proof.bags import (
    ATTACKS,
    Files,
    attacked,
    erased_case,
    load_verifier,
    made,
    one_byte_changed,
    summed_again,
    two_devices,
)


@pytest.fixture
def page(root: Path) -> str:
    return (root / "docs" / "format.md").read_text(encoding="utf-8")


def disagreed(files: Files, count: int) -> list[str]:
    """The damaged bags that one verifier takes for whole and the other does not."""
    chance, found = random.Random(14), []
    for number in range(count):
        if number % 2:
            changed, path, _line = one_byte_changed(files, chance)
        else:
            changed, path = attacked(files, list(ATTACKS)[number // 2 % len(ATTACKS)], chance)
        bags = (changed, summed_again(changed))
        if any(bool(verify_bag(bag)) != bool(load_verifier().check(bag).faults) for bag in bags):
            found.append(f"{number}: {path}")
    return found


def test_a_verifier_written_from_the_page_takes_what_the_program_makes(session: Session, tmp_path: Path) -> None:
    assert verify_bag(made(session, id_of(two_devices(session)), tmp_path / "bag")) == []
    assert verify_bag(made(session, id_of(erased_case(session)), tmp_path / "erased")) == []


def test_both_verifiers_agree_on_damaged_bundles(session: Session, tmp_path: Path) -> None:
    assert disagreed(made(session, id_of(two_devices(session)), tmp_path / "bag"), 40) == []


@pytest.mark.soak
def test_both_verifiers_agree_on_five_hundred(session: Session, tmp_path: Path) -> None:
    assert disagreed(made(session, id_of(two_devices(session)), tmp_path / "bag"), 500) == []
    assert disagreed(made(session, id_of(erased_case(session)), tmp_path / "erased"), 500) == []


def test_the_pages_line_is_its_own_entry(page: str) -> None:
    told = re.search(r"```jsonl\n(.*?)\n```", page, re.DOTALL)
    header = re.search(r"```json\n(.*?)\n```", page, re.DOTALL)
    assert told is not None
    assert header is not None
    line = told[1].replace("\n", "").encode()
    verifier = load_verifier()
    key = bytes.fromhex("2543b92ff1095511476adc8369db6ddc933665a11978dda1404ee1066ca9559d")
    faults: list[object] = []
    held = verifier.read_entry("x", 1, line, {"03396219237f75a6": verifier.PublicKey(key)}, faults)
    assert faults == []
    assert held.digest == hashlib.sha256(header[1].encode()).hexdigest()
    assert f"`{verifier.grouped(held.digest)}`" in page
    assert f"`{verifier.fingerprint(key)}`" in page


def test_the_pages_seal_fits_its_sum(page: str) -> None:
    seal = re.search(r"```seal\n(.*?)\n```", page, re.DOTALL)
    digest = re.search(r"tag manifest whose SHA-256 is `([0-9a-f]{64})`", page)
    public = re.search(r"first vector \(public `([0-9a-f]{64})`\)", page)
    assert seal is not None
    assert digest is not None
    assert public is not None
    told = load_verifier().SEAL.fullmatch(f"{seal[1]}\n".encode())
    key = bytes.fromhex(public[1])
    assert told[1].decode() == hashlib.sha256(key).hexdigest()[:16]
    text = f"HRU Advocate bundle 1\n{digest[1]}\n".encode()
    Ed25519PublicKey.from_public_bytes(key).verify(bytes.fromhex(told[2].decode()), text)
