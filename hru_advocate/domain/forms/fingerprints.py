"""The question for a file's SHA-256: it shows later that a file is the same, without the file being kept."""

from __future__ import annotations

import re
from typing import Final

from hru_advocate.domain.forms.answers import Asking
from hru_advocate.domain.forms.fields import Field
from hru_advocate.domain.forms.kind import Kind, clean_text
from hru_advocate.errors import InvalidAnswer

_SPACES: Final = re.compile(r"[\s:-]")
_WHOLE: Final = re.compile(r"[0-9a-f]{64}", re.ASCII)


class FingerprintKind(Kind[str]):
    """A SHA-256 in 64 hexadecimal digits."""

    def __init__(self) -> None:
        super().__init__(str)

    def check(self, field: Field, raw: object, asking: Asking) -> str:
        """Take the digits as any program writes them: capitals, spaces, colons and hyphens do not count."""
        text = _SPACES.sub("", clean_text(field, raw, lines=False, most=400)).lower()
        if not _WHOLE.fullmatch(text):
            raise InvalidAnswer(
                field.id, "A SHA-256 has 64 digits and letters a to f. Nothing was saved; choose the file again."
            )
        return text

    def in_words(self, field: Field, value: str) -> str:
        """The digits in eights, as people compare them."""
        return " ".join(value[place : place + 8] for place in range(0, len(value), 8))

    def example(self, field: Field) -> object:
        """The SHA-256 of nothing at all."""
        return "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
