"""A passphrase that would be guessed is refused, and guessing is slow."""

from __future__ import annotations

import re
import unicodedata
from importlib.resources import files as resource_files
from typing import get_args

import pytest
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from hypothesis import given
from hypothesis import strategies as st

from hru_advocate.errors import HeaderAltered, NotEnoughMemory, WeakPassphrase
from hru_advocate.keys import passphrase
from hru_advocate.keys.passphrase import (
    DAILY,
    FALLBACK,
    PRODUCT,
    PRODUCT_BOUNDS,
    Bounds,
    Cost,
    KdfParameters,
    PassphrasePolicy,
    Way,
    normalise,
    stretch,
)
from tests.keys.stand_ins import CHEAP

WORDS = resource_files("resources").joinpath("words.txt").read_text(encoding="utf-8").split()
KNOWN = ("Wessex Police", "Rosalind Ashdown", "Unit Seven")
POLICY = PassphrasePolicy(WORDS, KNOWN)
FIXED = KdfParameters(memory_kib=64, passes=1, lanes=1, salt=bytes(range(16)))


def test_product_is_as_strong_as_decided() -> None:
    assert (Cost(65536, 3, 4), Cost(262144, 3, 4)) == (DAILY, FALLBACK)
    assert (PRODUCT.daily, PRODUCT.fallback, PRODUCT.bounds) == (DAILY, FALLBACK, PRODUCT_BOUNDS)
    assert Bounds(memory_kib=(65536, 1048576), passes=(3, 16), lanes=(1, 16)) == PRODUCT_BOUNDS
    assert stretch.__defaults__ == (PRODUCT_BOUNDS,)
    for cost in (DAILY, FALLBACK):
        PRODUCT_BOUNDS.check(cost.with_fresh_salt())


@pytest.mark.parametrize("memory", [65535, 1048577, 0, -1, 2**80])
def test_memory_outside_the_bounds_is_refused(memory: int) -> None:
    with pytest.raises(HeaderAltered):
        stretch("x", KdfParameters(memory_kib=memory, passes=3, lanes=4, salt=bytes(16)))


@pytest.mark.parametrize(("passes", "lanes"), [(2, 4), (17, 4), (3, 0), (3, 17), (-3, 4), (2**70, 1)])
def test_passes_and_lanes_outside_the_bounds_are_refused(passes: int, lanes: int) -> None:
    with pytest.raises(HeaderAltered):
        stretch("x", KdfParameters(memory_kib=65536, passes=passes, lanes=lanes, salt=bytes(16)))


def test_stretching_is_plain_argon2id() -> None:
    expected = Argon2id(salt=bytes(range(16)), length=32, iterations=1, lanes=1, memory_cost=64).derive(b"caf\xc3\xa9")
    assert stretch("cafe\u0301", FIXED, CHEAP.bounds) == expected


def test_too_little_memory_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    def exhausted(**_: object) -> None:
        raise MemoryError

    monkeypatch.setattr(passphrase, "Argon2id", exhausted)
    with pytest.raises(NotEnoughMemory):
        stretch("x", FIXED, CHEAP.bounds)


@given(st.text())
def test_any_text_can_be_stretched(text: str) -> None:
    assert len(stretch(text, FIXED, CHEAP.bounds)) == 32
    assert normalise(normalise(text)) == normalise(text)
    assert normalise(unicodedata.normalize("NFD", text)) == normalise(text)


def test_fresh_salts_differ() -> None:
    assert len({DAILY.with_fresh_salt().salt for _ in range(50)}) == 50


@pytest.mark.parametrize(
    "good", ["otter teapot violin meadow", "otter-teapot-violin-meadow", "Kw9!vex oblong trumpery"]
)
def test_good_passphrases_are_taken(good: str) -> None:
    accepted = POLICY.accept_daily(f"  {good} ")
    assert (accepted.text, accepted.way) == (good, "daily")


@pytest.mark.parametrize(
    ("weak", "said"),
    [
        ("", "14 characters"),
        ("short one 9", "14 characters"),
        ("aaaaaaaaaaaaaaaa", "easy to guess"),
        ("passwordpassword", "easy to guess"),
        ("qwertyuiop123456", "easy to guess"),
        ("otter otter otter otter", "easy to guess"),
        ("otter teapot violin ashdown", "Leave out names"),
        ("my ROSALIND and the sea", "Leave out names"),
        ("w\u00e9ssex plum gravel lantern", "Leave out names"),
        ("plum policeman gravel lantern", "Leave out names"),
        ("unit of plum gravel lantern", "Leave out names"),
        ("x" * 257, "at most 256"),
        ("very long " * 10_000, "at most 256"),
    ],
)
def test_weak_passphrases_are_refused_with_what_to_do(weak: str, said: str) -> None:
    with pytest.raises(WeakPassphrase, match=said) as caught:
        POLICY.accept_daily(weak)
    assert "Nothing was changed" in caught.value.message
    assert not weak.strip() or weak not in caught.value.message


@given(st.integers(4, 8))
def test_generated_words_are_taken(count: int) -> None:
    text = POLICY.generate_words(count)
    parts = text.split()
    assert len(set(parts)) == count
    assert set(parts) <= set(WORDS)
    assert POLICY.accept_daily(text).text == text
    if count >= 6:
        assert POLICY.accept_fallback(text).way == "fallback"


def test_generated_words_leave_out_what_is_known() -> None:
    few = [*sorted(set(WORDS) - {"otter"})[:2047], "otter"]
    policy = PassphrasePolicy(few, ("Otter Force",))
    assert "otter" not in policy.generate_words(2000).split()


def test_more_words_than_are_free_are_refused() -> None:
    few = sorted(set(WORDS))[:2048]
    policy = PassphrasePolicy(few, few[:50])
    with pytest.raises(ValueError, match="free"):
        policy.generate_words(2048)


def test_generated_words_are_spread_evenly() -> None:
    drawn = {word for _ in range(12) for word in POLICY.generate_words(1000).split()}
    assert len(drawn) > 0.97 * len(WORDS)


def test_short_word_list_is_refused() -> None:
    with pytest.raises(ValueError, match="2048"):
        PassphrasePolicy(WORDS[:2047])
    with pytest.raises(ValueError, match="2048"):
        PassphrasePolicy(["same"] * 5000)


def test_bundled_words_are_plain_distinct_and_many() -> None:
    assert len(WORDS) == len(set(WORDS)) >= 2048
    assert sorted(WORDS) == WORDS
    assert all(re.fullmatch(r"[a-z]{4,8}", word) for word in WORDS)
    known = POLICY._known()
    assert [word for word in WORDS if word in passphrase.CASE_WORDS] == []
    assert sum(any(name in word for name in known) for word in WORDS) < 20


def test_neither_policy_nor_passphrase_shows_itself() -> None:
    assert "Rosalind" not in repr(POLICY)
    assert "otter" not in repr(POLICY.accept_daily("otter teapot violin meadow"))
    assert get_args(Way) == ("daily", "fallback")
