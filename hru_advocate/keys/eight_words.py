"""Words that two people compare aloud: worked out from both devices' keys, so that no third key fits between them.

Somebody who hands each of them another key than the real one would have to find two keys that give the same words.
Each try of that costs what a passphrase costs, as long and with as much memory.
"""

from __future__ import annotations

import hashlib
from functools import lru_cache
from typing import Final

from hru_advocate.keys.passphrase import DAILY, KdfParameters, stretch_bytes

MANY: Final = 8
_LABEL: Final = b"HRU Advocate 1 eight words"


def eight_words(one: bytes, other: bytes, words: tuple[str, ...]) -> tuple[str, ...]:
    """The words for two devices, each told by all of its public keys; the same whoever asks.

    Eight of a list of 2,048 words or more carry 88 bits or more.
    """
    return _drawn(b"".join(hashlib.sha256(keys).digest() for keys in sorted((one, other))), words)


@lru_cache(maxsize=16)
def _drawn(both: bytes, words: tuple[str, ...]) -> tuple[str, ...]:
    """They are shown, and then held against what was typed: worked out once. Nothing of it is a secret."""
    salt = hashlib.sha256(_LABEL).digest()[:16]
    cost = KdfParameters(memory_kib=DAILY.memory_kib, passes=DAILY.passes, lanes=DAILY.lanes, salt=salt)
    number = int.from_bytes(stretch_bytes(_LABEL + both, cost), "big")
    drawn = []
    for _place in range(MANY):
        number, which = divmod(number, len(words))
        drawn.append(words[which])
    return tuple(drawn)
