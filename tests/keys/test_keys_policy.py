"""Who may unlock: one row for each rule about passphrases, costs, codes, waiting and keychains, with both sides."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import pytest

from hru_advocate.errors import CannotUnlock, HeaderAltered, InvalidRecoveryCode, WeakPassphrase
from hru_advocate.keys.envelope import (
    PassphraseOnly,
    TwoFactor,
    create_vault_keys,
    unlock_daily,
    unlock_fallback,
    unlock_recovery,
)
from hru_advocate.keys.header_files import HeaderFiles
from hru_advocate.keys.passphrase import (
    CASE_WORDS,
    PRODUCT_BOUNDS,
    AcceptedPassphrase,
    KdfParameters,
    PassphrasePolicy,
)
from hru_advocate.keys.recovery import format_code, parse_code
from hru_advocate.keys.throttle import Throttle, pause
from tests.keys.stand_ins import CHEAP, CODE, CREATED, NEW, SIX, MemoryKeychain
from tests.keys.test_passphrase import POLICY, WORDS

LISTED: Final = "otter teapot violin meadow cobalt ladle gravel".split()
DAILY: Final = POLICY.accept_daily
ALONE: Final = POLICY.accept_fallback


def taken(accept: Callable[[str], AcceptedPassphrase], text: str) -> bool:
    try:
        return accept(text).text == " ".join(text.split())
    except WeakPassphrase:
        return False


@pytest.mark.parametrize("gap", [" ", "-", "   ", " - "])
@pytest.mark.parametrize(
    ("words", "with_keychain", "without"),
    [(1, False, False), (2, False, False), (4, True, False), (5, True, False), (6, True, True), (7, True, True)],
)
def test_four_listed_words_open_with_a_keychain_and_six_without(
    words: int, gap: str, *, with_keychain: bool, without: bool
) -> None:
    text = gap.join(LISTED[:words])
    assert taken(DAILY, text) is with_keychain
    assert taken(ALONE, text) is without


def test_three_listed_words_are_judged_as_ones_own_making_with_a_keychain_and_refused_without() -> None:
    short = " ".join(word for word in WORDS if len(word) == 4).split()[:3]
    assert not taken(DAILY, " ".join(short[:3])[:13])
    assert not taken(ALONE, " ".join(LISTED[:3]))


@pytest.mark.parametrize("accept", [DAILY, ALONE])
def test_a_listed_word_said_again_counts_once(accept: Callable[[str], AcceptedPassphrase]) -> None:
    assert not taken(accept, " ".join([LISTED[0], LISTED[1]] * 4))
    assert not taken(accept, " ".join([LISTED[0]] * 6))


def test_one_word_that_is_not_listed_makes_it_ones_own() -> None:
    assert POLICY._listed(" ".join(LISTED[:6])) == 6
    assert POLICY._listed(" ".join([*LISTED[:5], "zzzz"])) == 0
    assert POLICY._listed("") == 0
    assert POLICY._listed("-otter. teapot - violin meadow.") == 4  # signs are no words


OWN: Final = "x9#Lq2!vTz8@Wm4kPw7&Rd3%"


@pytest.mark.parametrize(("length", "passes"), [(12, False), (13, False), (14, True), (15, True), (24, True)])
def test_ones_own_has_fourteen_characters_and_is_never_enough_alone(length: int, *, passes: bool) -> None:
    assert taken(DAILY, OWN[:length]) is passes
    assert not taken(ALONE, OWN[:length])


@pytest.mark.parametrize("accept", [DAILY, ALONE])
@pytest.mark.parametrize(("length", "passes"), [(255, True), (256, True), (257, False), (5000, False)])
def test_a_passphrase_has_at_most_256_characters(
    length: int, accept: Callable[[str], AcceptedPassphrase], *, passes: bool
) -> None:
    words = " ".join(word for word in WORDS if len(word) == 4)[: 50 * 5 - 1].split()
    text = " ".join([*words, "otter"]) if length == 255 else " ".join([*words, "teapot"])
    text = text.ljust(length, "x") if length > 256 else text
    assert len(text) == length
    assert taken(accept, text) is passes


@pytest.mark.parametrize("accept", [DAILY, ALONE])
@pytest.mark.parametrize("known", [*CASE_WORDS, "Wessex", "rosalind", "ashdown"])
def test_no_word_of_the_work_or_of_the_user_stands_in_it(
    known: str, accept: Callable[[str], AcceptedPassphrase]
) -> None:
    assert taken(accept, " ".join(LISTED[:6]))
    for written in (known, known.upper(), f"my{known}s"):
        assert not taken(accept, " ".join([*LISTED[:6], written]))


@pytest.mark.parametrize(
    ("known", "text", "passes"),
    [
        ("Bo Li", "boat", True),  # names of two letters are no hint
        ("Bo Li", "bo", True),
        ("Ann", "annex", True),  # one of three only as a whole word
        ("Ann", "ann", False),
        ("Anna", "annabel", False),  # one of four also inside a word
    ],
)
def test_a_short_name_is_looked_for_as_a_whole_word(known: str, text: str, *, passes: bool) -> None:
    policy = PassphrasePolicy(WORDS, (known,))
    assert taken(policy.accept_daily, f"{text} kipper 7 lozenges of granite") is passes


@pytest.mark.parametrize(
    ("memory", "passes", "lanes", "allowed"),
    [
        (65536, 3, 1, True),
        (65535, 3, 1, False),
        (1048576, 3, 1, True),
        (1048577, 3, 1, False),
        (65536, 2, 1, False),
        (65536, 16, 1, True),
        (65536, 17, 1, False),
        (65536, 3, 0, False),
        (65536, 3, 16, True),
        (65536, 3, 17, False),
    ],
)
def test_a_cost_outside_its_bounds_is_refused(memory: int, passes: int, lanes: int, *, allowed: bool) -> None:
    asked = KdfParameters(memory_kib=memory, passes=passes, lanes=lanes, salt=bytes(16))
    if allowed:
        PRODUCT_BOUNDS.check(asked)
        return
    with pytest.raises(HeaderAltered):
        PRODUCT_BOUNDS.check(asked)


@pytest.mark.parametrize(
    ("failures", "seconds"),
    [(0, 0), (1, 0), (2, 1), (3, 2), (4, 4), (5, 8), (6, 16), (7, 32), (8, 60), (9, 60), (12, 60), (13, 60), (99, 60)],
)
def test_the_pause_after_so_many_failures(
    failures: int, seconds: float, tmp_path_factory: pytest.TempPathFactory
) -> None:
    throttle = Throttle(tmp_path_factory.mktemp("tries") / "tries")
    for _ in range(failures):
        throttle.failed(1000.0)
    assert pause(failures) == seconds
    assert throttle.wait(1000.0) == seconds
    assert throttle.wait(1000.0 + seconds) == 0
    if seconds:
        assert throttle.wait(1000.0 + seconds - 0.5) == 0.5
    throttle.succeeded()
    assert throttle.wait(1000.0) == 0


def test_every_check_character_of_a_code_counts() -> None:
    good = format_code(CODE)
    assert parse_code(good) == CODE
    for place in (-1, -2, -3, -4):
        letters = list(good)
        letters[place] = "Z" if letters[place] != "Z" else "Y"
        with pytest.raises(InvalidRecoveryCode):
            parse_code("".join(letters))


@pytest.mark.parametrize(
    ("change", "reads"),
    [
        (str.lower, True),
        (lambda code: code.replace("-", ""), True),
        (lambda code: code.replace("-", " "), True),
        (lambda code: code.replace("0", "O"), True),
        (lambda code: code.replace("1", "L"), True),
        (lambda code: code.replace("1", "i"), True),
        (lambda code: code[:-1], False),
        (lambda code: f"{code}0", False),
        (lambda code: f"U{code[1:]}", False),
        (lambda code: "", False),
    ],
)
def test_a_code_is_read_however_it_is_typed_and_only_whole(change: Callable[[str], str], *, reads: bool) -> None:
    typed = change(format_code(CODE))
    if reads:
        assert parse_code(typed) == CODE
        return
    with pytest.raises(InvalidRecoveryCode):
        parse_code(typed)


@pytest.mark.parametrize("words", [1, 3, 4, 5])
def test_a_vault_without_a_keychain_is_never_made_with_words_accepted_for_one_with(words: int) -> None:
    with pytest.raises(WeakPassphrase):
        POLICY.accept_fallback(" ".join(LISTED[:words]))


@pytest.mark.parametrize("way", ["fallback", "daily"])
def test_each_way_opens_with_its_own_passphrase_and_no_other(
    files: HeaderFiles, keychain: MemoryKeychain, way: str
) -> None:
    accepted = SIX if way == "fallback" else NEW
    made = PassphraseOnly(SIX) if way == "fallback" else TwoFactor(NEW, keychain)
    vault = create_vault_keys(files, made, recovery_code=CODE, created=CREATED, hardness=CHEAP)

    def opened(text: str) -> str:
        if way == "fallback":
            return unlock_fallback(files, text, hardness=CHEAP).header.vault_id
        return unlock_daily(files, keychain, text, hardness=CHEAP).header.vault_id

    assert opened(accepted.text) == vault.header.vault_id
    assert opened(f"  {accepted.text.replace(' ', '   ')} ") == vault.header.vault_id
    for wrong in (accepted.text.upper(), accepted.text[:-1], f"{accepted.text} x", ""):
        with pytest.raises(CannotUnlock):
            opened(wrong)
    assert unlock_recovery(files, CODE, hardness=CHEAP).header.vault_id == vault.header.vault_id
    with pytest.raises(CannotUnlock):
        unlock_recovery(files, CODE[::-1], hardness=CHEAP)


@pytest.mark.parametrize(
    ("text", "enough"),
    [
        # six listed words, however they are joined, and more of them
        ("otter teapot violin meadow cobalt ladle", True),
        ("Otter Teapot Violin Meadow Cobalt Ladle", True),
        ("otter.teapot.violin.meadow.cobalt.ladle", True),
        ("otter-teapot violin-meadow cobalt-ladle gravel", True),
        ("otter teapot violin meadow cobalt ladle password", True),
        # fewer, and something beside them
        ("otter teapot violin password", False),
        ("otter teapot violin meadow 2019", False),
        ("otter teapot violin meadow cobalt the", False),
        ("otter teapot violin meadow cobalt !", False),
        ("otter teapot violin meadow cobalt xq7zvw", False),
        ("otter teapot violin meadow \u017c\u00f3\u0142ty", False),
        # four or five, cut, lengthened, turned round, with digits or with what nobody sees in them
        ("ott-er tea-pot vio-lin mea-dow", False),
        ("otters teapots violins meadows cobalts", False),
        ("otter1 teapot2 violin3 meadow4", False),
        ("0tt3r t3ap0t vi0lin m3ad0w", False),
        ("otter, teapot, violin, meadow, cobalt", False),
        ("otter\u200b teapot\u200b violin\u200b meadow\u200b cobalt", False),
        ("otterteapotviolinmeadowcobaltladle", False),
        ("Otter otter OTTER oTTER otteR OttER", False),
        # lines of one's own, also when an estimate takes them for random letters
        ("correct horse battery staple", False),
        ("to be or not to be that is the question", False),
        ("treacle gumboots zeppelin crumpets isotope yodelling", False),
        ("x9#Lq2!vTz8@Wm4kPw7&Rd3%", False),
        ("", False),
    ],
)
def test_a_passphrase_alone_has_six_listed_words(text: str, *, enough: bool) -> None:
    assert taken(ALONE, text) is enough


@pytest.mark.parametrize(
    "joined", [" ".join, "".join, ", ".join, "1 ".join, "s ".join, "\u200b ".join, "/".join, "'".join]
)
@pytest.mark.parametrize("count", [4, 5])
def test_four_or_five_drawn_words_are_never_enough_alone(count: int, joined: Callable[[list[str]], str]) -> None:
    for _draw in range(40):
        assert not taken(ALONE, joined(POLICY.generate_words(count).split()))
