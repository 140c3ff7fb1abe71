"""The one line of what is never to be done forbids once: words that forbid by themselves do not stand after *never*."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from hru_advocate.domain.people.safe_contact import SafeContact, never_in_words, read_safe_contact


def rules(ways: tuple[str, ...], typed: str) -> SafeContact:
    return replace(read_safe_contact({}), never_ways=ways, never=typed)


@pytest.mark.parametrize(
    ("ways", "typed", "words"),
    [
        ((), "", ""),
        ((), "her work", "never: her work"),
        ((), "Do not ring her work.", "Do not ring her work"),
        ((), "Don't ring her work", "Don't ring her work"),
        ((), "Don’t ring her work", "Don’t ring her work"),
        ((), "NO letters", "NO letters"),
        ((), "Not on Sundays", "Not on Sundays"),
        ((), "Please never ring her work", "Please never ring her work"),
        ((), "notes through the door", "never: notes through the door"),
        ((), "November calls", "never: November calls"),
        (("voicemail", "post"), "", "never: voicemail, post"),
        (("voicemail", "post"), "her work", "never: voicemail, post, her work"),
        (("voicemail", "post"), "Do not ring her work", "never: voicemail, post · Do not ring her work"),
    ],
)
def test_it_forbids_once(ways: tuple[str, ...], typed: str, words: str) -> None:
    assert never_in_words(rules(ways, typed)) == words
