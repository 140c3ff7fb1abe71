"""Typed text made ready for drawing: the one place that decides which characters may stand on paper.

There is no mark-up anywhere in the page engine: text reaches a page only as numbers of glyphs, so ``<b>``, ``&amp;``
and ``<img src=…>`` are letters like any others. What is left to decide is what to do with characters that have no
shape. One rule:

* line breaks of every kind become a line break, a tab becomes four spaces;
* a character without a shape that hides nothing is left out: soft hyphen, zero-width space, word joiner, byte order
  mark, variation selectors, the direction marks that keyboards and chat programs put beside words and telephone numbers
  (which way words run is worked out from the letters alone), and joiners where no letter of an Indian or Arabic script
  stands before them (Punjabi, Bengali and Persian need them);
* every other control character, lone surrogate or noncharacter prints as its code point in square brackets, such as
  ``[U+202E]``. It is on the page as something that was there, and cannot act.

Nothing else is dropped. A character that no bundled font holds prints as its name, such as ``[U+E000 private use]``:
one strange letter never keeps a whole log from being printed.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

_LINE_ENDS: Final = re.compile("\r\n|[\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_SILENT: Final = re.compile(
    "[\u00ad\u200b\u200e\u200f\u061c\u2060-\u2064\ufeff\u202a\u202c\u2066\u2068\u2069\ufe00-\ufe0f]"
    "|(?<![\u0620-\u08ff\u0900-\u0dff])[\u200c\u200d]"
)
_LOUD: Final = re.compile(
    "[\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f\u202b\u202d\u202e\u2067\u206a-\u206f\ufff0-\ufffb\ufdd0-\ufdef"
    "\ud800-\udfff\U000e0000-\U000e0fff\U0001fffe\U0001ffff\U0010fffe\U0010ffff\ufffe\uffff]"
)
_ODD: Final = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ud800-\udfff"
    "\ufdd0-\ufdef\ufe00-\ufe0f\ufeff\ufff0-\uffff\U0001fffe-\U0001ffff\U000e0000-\U000e0fff\U0010fffe\U0010ffff]"
)


def printable(text: str) -> str:
    """Text as it will stand on paper, by the rule at the head of this module. Line breaks are line feeds."""
    if (text.isascii() and text.isprintable()) or _ODD.search(text) is None:
        return text
    text = _LINE_ENDS.sub("\n", text).replace("\t", "    ")
    return _LOUD.sub(lambda found: f"[U+{ord(found[0]):04X}]", _SILENT.sub("", text))


def name_of(char: str) -> str:
    """A character as words in its place: ``[U+E000 private use]``, ``[U+2764 heavy black heart]``."""
    kind = {"Co": "private use", "Cn": "not assigned"}.get(unicodedata.category(char), "")
    name = kind or unicodedata.name(char, "").lower()
    if name.startswith("cjk") and "ideograph" in name:  # its name is but its number again
        name = "Chinese character"
    return f"[{f'U+{ord(char):04X} {name}'.strip()}]"
