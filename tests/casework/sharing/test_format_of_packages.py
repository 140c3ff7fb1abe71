"""docs/format.md is enough for cards and sealed packages: read here with what the page says and nothing of ours."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.mlkem import MLKEM768PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, MLKEM768X25519PrivateKey, Suite
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from hru_advocate.casework.session import Session
from hru_advocate.casework.sharing.cards import read_card, written_card
from hru_advocate.casework.sharing.erased.opening import write_notice
from hru_advocate.casework.sharing.roster import words_with
from hru_advocate.store.ledger.entries import written_of_case
from tests.casework.open_sessions import id_of
from tests.casework.sharing.erased.erasing_laptops import erase_it, on_all
from tests.casework.sharing.two_laptops import package, told_case


def _plain(told: dict[str, Any]) -> bytes:
    return json.dumps(told, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def _private(signing: Ed25519PrivateKey) -> MLKEM768X25519PrivateKey:
    public = signing.public_key().public_bytes_raw()

    def derived(name: str) -> bytes:
        info = f"HRU Advocate 1 sealing key {name}".encode()
        return HKDF(algorithm=SHA256(), length=32, salt=public, info=info).derive(signing.private_bytes_raw())

    mlkem = MLKEM768PrivateKey.from_seed_bytes(derived("d") + derived("z"))
    return MLKEM768X25519PrivateKey(mlkem, X25519PrivateKey.from_private_bytes(derived("x25519")))


def _inside(data: bytes, private: MLKEM768X25519PrivateKey) -> bytes:
    assert data[:8] == hashlib.sha256(b"HRU Advocate sealed file 1").digest()[:8]
    many = data[8]
    end = 9 + many * 1168
    suite = Suite(KEM.MLKEM768_X25519, KDF.HKDF_SHA256, AEAD.AES_256_GCM)
    keys = []
    for start in range(9, end, 1168):
        try:
            keys.append(suite.decrypt(data[start : start + 1168], private, info=b"HRU Advocate 1 wrapped key"))
        except Exception:  # noqa: BLE001 - wrapped for somebody else, or for nobody
            continue
    (key,) = keys
    padded = AESGCM(key).decrypt(data[end : end + 12], data[end + 12 :], data[:end])
    assert len(padded).bit_count() == 1
    length = int.from_bytes(padded[:8], "big")
    assert not any(padded[8 + length :])
    return padded[8 : 8 + length]


def test_a_package_is_read_by_the_page_alone(both: list[Session], tmp_path: Path) -> None:
    here, there = both
    case = told_case(here)
    inside = _inside(package(here, case, tmp_path, there), _private(there.device._private))
    first, *lines = inside.decode().split("\n")[:-1]
    outer = json.loads(first)
    header = json.loads(outer["header"])
    assert _plain(header).decode() == outer["header"]
    label = f"HRU Advocate sealed package 1\n{hashlib.sha256(outer['header'].encode()).hexdigest()}\n"
    Ed25519PublicKey.from_public_bytes(here.device.public).verify(bytes.fromhex(outer["signature"]), label.encode())
    assert sorted(header) == sorted(
        "package id case made until purpose sender number recipients lanes keys entries sha256".split()
    )
    assert header["sha256"] == hashlib.sha256("".join(f"{line}\n" for line in lines).encode()).hexdigest()
    held = written_of_case(here.vault, id_of(case))
    assert [json.loads(line)["header"] for line in lines] == [one.header.decode() for one in held]
    last = json.loads(json.loads(lines[-1])["header"])
    assert (last["form"], last["sequence"]) == ("package_sealed", header["number"])
    (lane,) = header["lanes"]
    assert (lane["last"], lane["entries"]) == (last["lane_sequence"], len(lines))
    assert lane["head"] == hashlib.sha256(held[-1].header).hexdigest()
    assert header["keys"] == {here.device.device_id: here.device.public.hex()}


def test_a_notice_that_a_case_was_erased_is_read_by_the_page_alone(both: list[Session], tmp_path: Path) -> None:
    here, there = both
    case = on_all(tmp_path, here, there)
    erase_it(here, case)
    data = Path(write_notice(here, case.ref, tmp_path).place).read_bytes()
    mark, told = _inside(data, _private(there.device._private)).split(b"\n", 1)
    assert mark == b"HRU Advocate erased notice 1"
    outer = json.loads(told)
    header = json.loads(outer["header"])
    assert _plain(header).decode() == outer["header"]
    signed = mark + b"\n" + hashlib.sha256(outer["header"].encode()).hexdigest().encode()
    Ed25519PublicKey.from_public_bytes(here.device.public).verify(bytes.fromhex(outer["signature"]), signed)
    assert sorted(header) == sorted(
        "erased state case sender recipients made on asked_by authorised_by reference ground lanes heard".split()
    )
    assert (header["erased"], header["state"], header["case"], header["heard"]) == (1, "erased", case.case, [])
    assert header["recipients"] == [there.device.device_id]
    assert set(header["lanes"]) == {here.device.device_id}


def test_a_card_and_the_words_are_worked_out_by_the_page_alone(both: list[Session], root: Path) -> None:
    cards = [written_card(session, "advocate") for session in both]
    pairs = []
    for data in cards:
        told = json.loads(data)
        assert data == _plain(told) + b"\n"
        signed = b"HRU Advocate card 1\n" + _plain(told | {"signature": ""})
        key = Ed25519PublicKey.from_public_bytes(bytes.fromhex(told["signing"]))
        key.verify(bytes.fromhex(told["signature"]), signed)
        pairs.append(bytes.fromhex(told["signing"]) + bytes.fromhex(told["sealing"]))
    label = b"HRU Advocate 1 eight words"
    both_hashed = b"".join(hashlib.sha256(keys).digest() for keys in sorted(pairs))
    argon = Argon2id(salt=hashlib.sha256(label).digest()[:16], length=32, iterations=3, lanes=4, memory_cost=64 * 1024)
    number = int.from_bytes(argon.derive(label + both_hashed), "big")
    words = (root / "resources" / "words.txt").read_text(encoding="utf-8").split()
    drawn = []
    for _place in range(8):
        number, which = divmod(number, len(words))
        drawn.append(words[which])
    assert tuple(drawn) == words_with(both[0], read_card(cards[1]))
