"""docs/format.md is enough: a reader written from it alone verifies the golden vault, and names what was done to it."""

from __future__ import annotations

import dataclasses
import hashlib
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from hru_advocate.store.vault_file import vault
from tests.store.conftest import KEY
from tests.store.ledger import page_reader
from tests.store.ledger.page_reader import Given, verify_case


@dataclasses.dataclass
class Golden:
    """What was handed over of the golden vault: keys, definitions, and the entries of each case."""

    keys: list[bytes]
    definitions: dict[tuple[str, int], str]
    cases: dict[str | None, list[Given]]


@pytest.fixture
def golden(root: Path, tmp_path: Path) -> Golden:
    copy = tmp_path / "golden.vault"
    shutil.copyfile(root / "tests" / "golden" / "vault_v1.db", copy)
    opened = vault.open_vault(copy, KEY)
    with opened.read() as cursor:
        keys = [row[0] for row in cursor.execute("SELECT public_key FROM device").fetchall()]
        rows = cursor.execute(
            "SELECT case_id, header, signature, salt, body FROM entry"
            " LEFT JOIN entry_content AS content ON content.position = entry.position ORDER BY entry.position"
        ).fetchall()
    opened.close()
    cases: dict[str | None, list[Given]] = {}
    for case, header, *rest in rows:
        cases.setdefault(case, []).append(Given(header.encode(), *rest))
    form = (root / "tests" / "golden" / "made_up_form.v1.toml").read_bytes()
    return Golden(keys, {("contact", 1): hashlib.sha256(form).hexdigest()}, cases)


def _verify(golden: Golden, case: str | None) -> list[str]:
    return verify_case(case, golden.cases[case], golden.keys, golden.definitions)


def test_each_case_of_the_golden_vault_verifies_by_itself(golden: Golden) -> None:
    assert {case: _verify(golden, case) for case in golden.cases} == {case: [] for case in golden.cases}
    assert sorted(len(entries) for entries in golden.cases.values()) == [1, 5, 5]


def test_the_page_s_example_is_the_golden_vault_s(golden: Golden, root: Path) -> None:
    page = (root / "docs" / "format.md").read_text("utf-8")
    key, header, rest = re.findall(r"```(?:text|json)\n(.*?)\n```", page, re.DOTALL)
    hashed, signature, salt, body = rest.splitlines()
    example = Given(header.encode(), bytes.fromhex(signature), bytes.fromhex(salt), body.encode())
    assert example.hash == hashed
    assert bytes.fromhex(key) in golden.keys
    assert example in golden.cases[example.told["case"]]
    second = golden.cases[example.told["case"]][-1].told
    assert (second["sequence"], second["lane_previous"]) == (4, hashed)
    named = set(re.findall(r"^\| `(\w+)` \|", page, re.MULTILINE))
    assert named == page_reader.MEMBERS == set(example.told)


Change = Callable[[list[Given], list[Given]], list[Given]]
ATTACKS: dict[str, tuple[Change, str]] = {
    "removed": (lambda case, _o: [case[0], *case[2:]], "number 2 is missing"),
    "first removed": (lambda case, _o: case[1:], "number 1 is missing"),
    "foreign": (lambda case, others: [*case, others[0]], "foreign"),
    "another's signature": (
        lambda case, _o: [dataclasses.replace(case[0], signature=case[1].signature), *case[1:]],
        "not signed by its device",
    ),
    "body changed": (lambda case, _o: [dataclasses.replace(case[0], body=b"{}"), *case[1:]], "content was changed"),
    "body removed": (
        lambda case, _o: [dataclasses.replace(case[0], salt=None, body=None), *case[1:]],
        "no erasure says so",
    ),
    "header changed": (
        lambda case, _o: [dataclasses.replace(case[0], header=case[0].header.replace(b"worker", b"wirker")), *case[1:]],
        "not signed by its device",
    ),
    "a space": (
        lambda case, _o: [dataclasses.replace(case[0], header=case[0].header.replace(b":", b": ", 1)), *case[1:]],
        "bytes are not as they should be",
    ),
    "another format": (
        lambda case, _o: [dataclasses.replace(case[0], header=case[0].header.replace(b'"format":2', b'"format":3'))],
        "format 3",
    ),
    "no header": (lambda case, _o: [dataclasses.replace(case[0], header=b"{")], "cannot be read"),
}


@pytest.mark.parametrize("attack", ATTACKS)
def test_the_page_s_reader_names_what_was_done(golden: Golden, attack: str) -> None:
    change, words = ATTACKS[attack]
    case, other = (one for one in golden.cases if one is not None)
    golden.cases[case] = change(golden.cases[case], golden.cases[other])
    found = _verify(golden, case)
    assert any(words in sentence for sentence in found), found


def test_the_page_s_reader_wants_the_very_definition(golden: Golden) -> None:
    golden.definitions["contact", 1] = "0" * 64
    assert all("another definition" in sentence for case in golden.cases for sentence in _verify(golden, case))
    assert _verify(golden, None)


def test_every_byte_of_a_header_counts(golden: Golden) -> None:
    case = next(one for one in golden.cases if one is not None)
    whole = golden.cases[case]
    for place in range(len(whole[1].header)):
        header = bytearray(whole[1].header)
        header[place] ^= 1
        golden.cases[case] = [whole[0], dataclasses.replace(whole[1], header=bytes(header)), *whole[2:]]
        assert _verify(golden, case), place
