"""The page of a case's whole record: everything that stands now, then each entry in the order it was written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from hru_advocate.documents.blocks import Heading, Notice, Page, Paragraph, Run, Table
from hru_advocate.documents.compose.office.disclosure import DisclosurePaper, disclosure_page

_NOT_ENCRYPTED: Final = (
    "This paper is part of a bundle that proves it. Nobody's name, number or address is held back. The files beside "
    "it are not encrypted and say everything, what was corrected and what was agreed in confidence too."
)
_IN_FILES: Final = "It stands in the files of the bundle, and on no paper."
_INDEX_NOTE: Final = (
    "Each line is an entry as its device wrote it. The code begins the SHA-256 of its header, by which the files of "
    "the bundle name it; times are UTC, as the machine wrote them."
)
_HEAD: Final = ("Device and number", "Written down", "What", "By", "Code")
_WIDTHS: Final = (0.22, 0.2, 0.24, 0.16, 0.18)


@dataclass(frozen=True, slots=True)
class EntryRow:
    """One entry in the index at the end: where it stands, when it was written down, what it is, by whom, its code."""

    place: str
    written: str
    what: str
    author: str
    code: str


def whole_record_page(paper: DisclosurePaper, rows: Sequence[EntryRow]) -> Page:
    """Compose the record of a case for a bundle."""
    page = disclosure_page(replace(paper, left_out=tuple((what, _IN_FILES) for what, _why in paper.left_out)))
    index = Table(_HEAD, tuple((one.place, one.written, one.what, one.author, one.code) for one in rows), _WIDTHS)
    first, *rest = page.blocks
    blocks = (first, Notice(_NOT_ENCRYPTED), *rest, Heading("Every entry"), Paragraph((Run(_INDEX_NOTE),)), index)
    return replace(page, blocks=blocks)
