"""Numbers however they are written, of a person and of a service: what is kept, shown and said; people read it too.

Run this file to write the table anew. Every number is one of Ofcom's for drama, or short.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

from hru_advocate.domain.phone_numbers import InvalidPhone, check_phone

GOLDEN: Final = Path(__file__).resolve().parents[1] / "golden" / "numbers.txt"


def told(text: str) -> str:
    """One number as the table writes it: for a person and then for a service, or why it is refused."""
    return " | ".join(_told(text, service=service) for service in (False, True))


def _told(text: str, *, service: bool) -> str:
    try:
        phone = check_phone(text, service=service)
    except InvalidPhone as refused:
        return f"({refused.message.removesuffix(' Nothing was saved; write it again.')})"
    parts = (phone.shown, phone.digits, phone.whose, phone.kind, phone.extension, phone.warning)
    return ", ".join(part or "-" for part in parts)


def test_each_number_is_read_as_it_was() -> None:
    lines = [line.split(" | ", 1) for line in GOLDEN.read_text(encoding="utf-8").splitlines()]
    assert [(text, found) for text, kept in lines if (found := told(text)) != kept] == []


if __name__ == "__main__":
    texts = [line.split(" | ", 1)[0] for line in GOLDEN.read_text(encoding="utf-8").splitlines()]
    GOLDEN.write_text("".join([f"{text} | {told(text)}\n" for text in texts]), encoding="utf-8", newline="\n")
