"""Rules for a passphrase, and its stretching, so that guessing is slow.

Costs are data and travel in the header beside the key they protect (RFC 9106 for Argon2id).
Whoever can write the header could ask for a weak or a ruinous cost, so a cost is held
against :class:`Bounds` before anything is computed.
"""

from __future__ import annotations

import re
import secrets
import unicodedata
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING, Annotated, Literal

import msgspec
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from hru_advocate.errors import HeaderAltered, NotEnoughMemory, WeakPassphrase

if TYPE_CHECKING:
    from zxcvbn_rs_py import Entropy

KEY_BYTES = 32
SALT_BYTES = 16
SHORTEST = 14
LONGEST = 256
DAILY_WORDS = 4
FALLBACK_WORDS = 6
FEWEST_LISTED_WORDS = 2048
STRONG_SCORE = 4
"""Of zxcvbn's 0 to 4: 4 stands for at least ten thousand million guesses."""
_ALONE = (
    "A vault without a keychain needs six of this program's words, drawn by the program. Nothing was changed; take the "
    "words that are offered, or make the vault where there is a keychain."
)

Way = Literal["daily", "fallback"]
"""``daily``: passphrase and keychain together; ``fallback``: the passphrase alone."""


class KdfParameters(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The way one passphrase was stretched; stands in the header, ``salt`` is 16 random bytes."""

    name: Literal["argon2id"] = "argon2id"
    memory_kib: int
    passes: int
    lanes: int
    salt: Annotated[bytes, msgspec.Meta(min_length=SALT_BYTES, max_length=SALT_BYTES)]


@dataclass(frozen=True)
class Cost:
    """The work one guess takes: kibibytes of memory, passes over it, lanes side by side."""

    memory_kib: int
    passes: int
    lanes: int

    def with_fresh_salt(self) -> KdfParameters:
        """This cost with a new random salt."""
        return KdfParameters(
            memory_kib=self.memory_kib,
            passes=self.passes,
            lanes=self.lanes,
            salt=secrets.token_bytes(SALT_BYTES),
        )


DAILY = Cost(memory_kib=64 * 1024, passes=3, lanes=4)
"""RFC 9106's second recommended option; a second factor stands beside it."""

FALLBACK = Cost(memory_kib=256 * 1024, passes=3, lanes=4)
"""No second factor, so the cost and six generated words carry all of it."""


@dataclass(frozen=True)
class Bounds:
    """The least and the most of each cost that is accepted when a header is read, both included."""

    memory_kib: tuple[int, int] = (64 * 1024, 1024 * 1024)
    passes: tuple[int, int] = (3, 16)
    lanes: tuple[int, int] = (1, 16)

    def check(self, parameters: KdfParameters) -> None:
        """Refuse a cost outside the bounds with :class:`HeaderAltered`, before it is computed."""
        for value, (least, most) in (
            (parameters.memory_kib, self.memory_kib),
            (parameters.passes, self.passes),
            (parameters.lanes, self.lanes),
        ):
            if not least <= value <= most:
                raise HeaderAltered


PRODUCT_BOUNDS = Bounds()


@dataclass(frozen=True)
class Hardness:
    """The costs new slots are made with and the bounds old ones are read within."""

    daily: Cost = DAILY
    fallback: Cost = FALLBACK
    bounds: Bounds = PRODUCT_BOUNDS


PRODUCT = Hardness()
"""The hardness the product uses; only tests pass anything else."""


def normalise(passphrase: str) -> str:
    """The same text however it was typed: NFKC, single spaces, none at the ends."""
    return " ".join(unicodedata.normalize("NFKC", passphrase).split())


def stretch(passphrase: str, parameters: KdfParameters, bounds: Bounds = PRODUCT_BOUNDS) -> bytes:
    """Turn a passphrase into 32 bytes, slowly.

    Raises:
        HeaderAltered: the cost lies outside ``bounds``; nothing was computed.
        NotEnoughMemory: the computer cannot give the memory the cost asks for.
    """
    # A lone surrogate must not become an encoding error that carries the passphrase.
    return stretch_bytes(normalise(passphrase).encode("utf-8", "surrogatepass"), parameters, bounds)


def stretch_bytes(secret: bytes, parameters: KdfParameters, bounds: Bounds = PRODUCT_BOUNDS) -> bytes:
    """As :func:`stretch`, for a secret that is bytes already (the recovery code)."""
    bounds.check(parameters)
    try:
        return Argon2id(
            salt=parameters.salt,
            length=KEY_BYTES,
            iterations=parameters.passes,
            lanes=parameters.lanes,
            memory_cost=parameters.memory_kib,
        ).derive(secret)
    except MemoryError:
        raise NotEnoughMemory from None


@dataclass(frozen=True)
class AcceptedPassphrase:
    """A new passphrase that a :class:`PassphrasePolicy` let through for one way of opening."""

    text: str = field(repr=False)
    way: Way


@dataclass(frozen=True)
class PassphrasePolicy:
    """Rules for a new passphrase: long, hard to guess and not made of what others know.

    Args:
        words: the list generated words are drawn from, at least 2,048 different ones.
        known: what a guesser near the advocate would try: the force, the unit, the user's own name.
    """

    words: Sequence[str] = field(repr=False)
    known: Sequence[str] = field(default=(), repr=False)

    def __post_init__(self) -> None:
        if len(set(self.words)) < FEWEST_LISTED_WORDS:
            message = f"a word list needs at least {FEWEST_LISTED_WORDS} different words"
            raise ValueError(message)

    def generate_words(self, count: int) -> str:
        """A passphrase of ``count`` different random words with single spaces, none of them a known one."""
        known = self._known()
        drawn = list(islice((word for word in _shuffled(set(self.words)) if not _holds(word, known)), count))
        if len(drawn) < count:
            message = f"the list has only {len(drawn)} words that are free"
            raise ValueError(message)
        return " ".join(drawn)

    def accept_daily(self, passphrase: str) -> AcceptedPassphrase:
        """Let through four listed words, or 14 characters that are hard to guess; else :class:`WeakPassphrase`."""
        text = self._measured(passphrase)
        if self._listed(text) < DAILY_WORDS:
            self._check_own_making(text)
        return AcceptedPassphrase(text, "daily")

    def accept_fallback(self, passphrase: str) -> AcceptedPassphrase:
        """Let through six different listed words, whatever stands with them: no second half helps to guard the vault.

        What is of one's own counts nothing: no estimate knows that a line comes from somebody's favourite song.
        """
        text = self._measured(passphrase)
        if len({part.casefold() for part in _parts(text)} & set(self.words)) < FALLBACK_WORDS:
            raise WeakPassphrase(_ALONE)
        return AcceptedPassphrase(text, "fallback")

    def _measured(self, passphrase: str) -> str:
        text = normalise(passphrase)
        if len(text) > LONGEST:
            raise WeakPassphrase(
                f"A passphrase may have at most {LONGEST} characters. Nothing was changed; take a shorter one."
            )
        if _holds(text, self._known()):
            raise WeakPassphrase(
                "Leave out names and words from the work: whoever knows you would try them first. "
                "Nothing was changed; choose other words."
            )
        return text

    def _listed(self, text: str) -> int:
        """The number of different listed words it is made of; 0 when a word of one's own stands among them."""
        parts = {part.casefold() for part in _parts(text)}
        return len(parts) if parts <= set(self.words) else 0

    def _check_own_making(self, text: str) -> None:
        if len(text) < SHORTEST:
            raise WeakPassphrase(
                f"A passphrase needs at least {SHORTEST} characters. "
                "Nothing was changed; make it longer, or take four of this program's words."
            )
        if int(self._estimate(text).score) < STRONG_SCORE:
            raise WeakPassphrase(
                "That passphrase is easy to guess. "
                "Nothing was changed; add a word or two that have nothing to do with the others."
            )

    def _estimate(self, text: str) -> Entropy:
        from zxcvbn_rs_py import zxcvbn  # a library of one MiB that nobody needs who only unlocks

        # A word said twice adds nothing, and the estimate is slow on long texts: judge each word once, 100 characters.
        return zxcvbn(" ".join(_parts(text))[:100], list(self.known))

    def _known(self) -> frozenset[str]:
        """The known words, folded; a name of several words counts word by word."""
        return frozenset(part for name in (*self.known, *CASE_WORDS) for part in _fold(name).split() if len(part) > 2)


CASE_WORDS = (
    "advocate advocacy police policing constable sergeant inspector detective force station victim "
    "survivor stalker stalking harassment domestic abuse safeguarding marac idva isva idsva warrant"
).split()
"""Words of the work, known to everyone who might try."""


def _parts(text: str) -> tuple[str, ...]:
    """The different words of a passphrase, whether blanks, hyphens or full stops stand between them."""
    return tuple(dict.fromkeys(part for part in re.split(r"[\s.-]+", text) if part))


def _shuffled(words: AbstractSet[str]) -> Iterator[str]:
    """The words in an order of chance, each drawn when it is asked for."""
    left = sorted(words)
    while left:
        yield left.pop(secrets.randbelow(len(left)))


def _fold(text: str) -> str:
    """Lower case letters without accents, everything else a space."""
    plain = unicodedata.normalize("NFKD", text).casefold()
    return "".join(
        character if character.isalnum() else " " for character in plain if not unicodedata.combining(character)
    )


def _holds(text: str, known: frozenset[str]) -> bool:
    """True when a known word stands in it: a short one as a whole word, one of 4 letters or more also inside a word."""
    parts = set(_fold(text).split())
    return any(word in parts or (len(word) > 3 and any(word in part for part in parts)) for word in known)
