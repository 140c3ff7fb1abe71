"""New ids and the reference people say aloud; time and randomness are passed in."""

from __future__ import annotations

import uuid
from functools import lru_cache

_CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


def new_id(milliseconds: int, randomness: bytes) -> str:
    """Make a UUIDv7 (RFC 9562) from Unix milliseconds and 10 random bytes."""
    value = (milliseconds & ((1 << 48) - 1)) << 80 | int.from_bytes(randomness[:10], "big")
    value = value & ~(0xF << 76) | (0x7 << 76)
    value = value & ~(0x3 << 62) | (0x2 << 62)
    return str(uuid.UUID(int=value))


@lru_cache(4096)  # a page of all cases asks for each of them, each time it is gone to
def case_ref(case_id: str) -> str:
    """The reference of a case, e.g. ``HRU-7K3M-9QXF``: 40 random bits of its id, no counter to infer from."""
    low = uuid.UUID(case_id).int & ((1 << 40) - 1)
    digits = "".join(_CROCKFORD[(low >> shift) & 31] for shift in range(35, -1, -5))
    return f"HRU-{digits[:4]}-{digits[4:]}"
