"""The slip of a visit for the office: initials, area, out and back, the code word's reference; no name, no address."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from hru_advocate.documents.blocks import AnswerBlock, Block, Heading, Item, Items, Notice, Page, Paragraph, Run

TITLE: Final = "Visit slip"


@dataclass(frozen=True, slots=True)
class SlipPaper:
    """The words of a slip, with every name and address taken out before; "" where it is not known."""

    initials: str
    area: str
    place: str
    out: str
    back: str
    who: str
    reach: str
    reference: str
    told: str
    raise_it: tuple[str, ...]
    left_off: tuple[str, ...] = ()
    footer: str = ""


def visit_slip(slip: SlipPaper) -> Page:
    """Compose the slip that stays in the office while somebody is out."""
    rows = (
        ("Initials", slip.initials),
        ("Area", slip.area or "not known"),
        ("Kind of place", slip.place),
        ("Out", slip.out),
        ("Back by", slip.back),
        ("Who goes", slip.who),
        ("Reached by", slip.reach or "not written down"),
        ("Code word reference", slip.reference or "not written down"),
        ("Told, and raises it", slip.told or "not written down"),
    )
    blocks: list[Block] = [
        Heading(TITLE, 1),
        Paragraph((Run("Stays in the office. Destroy it when everybody is back.", "quiet"),)),
        *(AnswerBlock(label, text) for label, text in rows),
        Heading("If nobody is back in time"),
        Items(tuple(Item(line) for line in slip.raise_it)),
        *(Notice(line, "caution") for line in slip.left_off),
        AnswerBlock("Back at", "................................"),
    ]
    return Page(TITLE, tuple(blocks), marking="OFFICIAL-SENSITIVE", footer=slip.footer)
