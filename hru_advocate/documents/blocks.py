"""Blocks: what a page says, as plain frozen data, a closed union that the PDF file draws.

Text in a block is always plain text as typed; only the drawing escapes it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal

Tone = Literal["plain", "quiet", "strong"]
Carrier = Literal["a4", "a4_large", "card"]


@dataclass(frozen=True, slots=True)
class Run:
    """RichText of one language and one tone. ``language`` is a BCP 47 tag, e.g. ``en-GB`` or ``pl``."""

    text: str
    tone: Tone = "plain"
    language: str = "en-GB"


RichText = str | tuple[Run, ...]
"""A text in the page's language, or runs of several (a translation with its English under it)."""


def plain(words: RichText) -> str:
    """A text without its tones and languages."""
    return words if isinstance(words, str) else "".join(run.text for run in words)


def joined(parts: Iterable[RichText], by: str) -> RichText:
    """Texts after one another with something between them; those that say nothing are left out."""
    said = [part for part in parts if part]
    if all(isinstance(part, str) for part in said):
        return by.join(plain(part) for part in said)
    runs: list[Run] = []
    for at, part in enumerate(said):
        runs += [Run(by)] if at else []
        runs += [Run(part)] if isinstance(part, str) else part
    return tuple(runs)


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading. ``level`` is 1 for the title, then 2 and 3, never skipping one."""

    text: RichText
    level: int = 2


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text; line breaks in it are kept."""

    runs: tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Quote:
    """The victim's own words, unchanged, set apart with a rule at the left."""

    text: RichText


@dataclass(frozen=True, slots=True)
class Notice:
    """A boxed or barred sentence that must be seen: word and shape, never colour alone."""

    text: RichText
    kind: Literal["note", "caution", "danger"] = "note"


@dataclass(frozen=True, slots=True)
class Item:
    """One line of a list: what, then on the right who and when. ``box`` draws an empty tick box."""

    text: RichText
    aside: RichText = ""
    note: RichText = ""
    box: bool = True


@dataclass(frozen=True, slots=True)
class Items:
    """A list of measures or promises; an item never splits over two pages."""

    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Contact:
    """A number to ring: name, the number set large, and what we know of it (checked when, hours)."""

    name: RichText
    number: str
    note: RichText = ""
    under: RichText = ""


@dataclass(frozen=True, slots=True)
class Contacts:
    """The numbers on a page, in aligned columns; a row never splits."""

    rows: tuple[Contact, ...]


@dataclass(frozen=True, slots=True)
class AnswerBlock:
    """A question and what was answered; ``quote`` when they are the victim's own words."""

    label: str
    text: str
    quote: bool = False
    help: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under a header row; the header repeats on each page and rows never split.

    ``widths`` are shares of the text width and add up to 1.
    """

    header: tuple[RichText, ...]
    rows: tuple[tuple[RichText, ...], ...]
    widths: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class BlankField:
    """A place for handwriting: a label, help, and ``lines`` ruled lines or tick boxes for ``choices``."""

    label: str
    help: str = ""
    lines: int = 1
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PocketCard:
    """A pocket card: short texts at the left, numbers under chosen labels at the right. Four to a page."""

    texts: tuple[RichText, ...]
    numbers: tuple[tuple[RichText, str], ...]


Tint = Literal["strong", "quiet", "line", "hair", "accent", "danger", "caution", "fine"]
"""The use of a stroke: paper turns it into a grey, the screen into a colour; its meaning never hangs on either."""


@dataclass(frozen=True, slots=True)
class Stroke:
    """A straight line of a drawing."""

    x: float
    y: float
    to_x: float
    to_y: float
    weight: float = 0.5
    tint: Tint = "line"


@dataclass(frozen=True, slots=True)
class Bar:
    """An upright rectangle of a drawing, filled or only outlined, from its top left corner."""

    x: float
    y: float
    width: float
    height: float
    filled: bool = True
    tint: Tint = "strong"


@dataclass(frozen=True, slots=True)
class SignShape:
    """A small shape of a drawing around its middle; a hollow one covers what lies under it."""

    x: float
    y: float
    size: float
    shape: Literal["triangle", "square", "circle"]
    filled: bool = True
    tint: Tint = "strong"


@dataclass(frozen=True, slots=True)
class Label:
    """A text of a drawing on the baseline ``y``: it starts, has its middle or ends at ``x``.

    ``room`` is the width it may take. A face too wide for that is set smaller, never over its neighbour.
    """

    x: float
    y: float
    text: str
    room: float
    anchor: Literal["start", "middle", "end"] = "start"
    tint: Tint = "strong"
    strong: bool = False


Mark = Stroke | Bar | SignShape | Label


@dataclass(frozen=True, slots=True)
class Drawing:
    """A picture as plain data, in points from its top left corner; labels are of the size ``size``.

    ``marks`` are painted in this order; its labels are in the order they are read.
    """

    width: float
    height: float
    size: float
    marks: tuple[Mark, ...]

    @property
    def labels(self) -> tuple[Label, ...]:
        """The texts, in the order they are read."""
        return tuple(mark for mark in self.marks if isinstance(mark, Label))


@dataclass(frozen=True, slots=True)
class Chart:
    """A picture of figures, never split and kept with its title.

    ``alternative`` says in full plain sentences what the picture shows, for those who hear the page.
    """

    title: RichText
    alternative: str
    drawing: Drawing


@dataclass(frozen=True, slots=True)
class PageBreak:
    """A break: the blocks after it start on a new page."""


@dataclass(frozen=True, slots=True)
class KeepTogether:
    """Blocks that belong on one page if they fit on one."""

    blocks: tuple[Block, ...]


Block = (
    Heading
    | Paragraph
    | Quote
    | Notice
    | Items
    | Contacts
    | AnswerBlock
    | Table
    | BlankField
    | PocketCard
    | Chart
    | PageBreak
    | KeepTogether
)


@dataclass(frozen=True, slots=True)
class Phrases:
    """The words the page itself adds: the folio, with places for ``page`` and ``pages``, and what a notice is."""

    folio: str = "page {page} of {pages}"
    note: str = "Note"
    caution: str = "Take care"
    danger: str = "Danger"

    def folio_of(self, number: int, count: int) -> str:
        """The folio of one page; only its two places are filled, whatever else stands in braces."""
        return self.folio.replace("{page}", str(number)).replace("{pages}", str(count))


@dataclass(frozen=True, slots=True)
class Page:
    """A whole document before it is drawn.

    ``title`` goes into the PDF's metadata and window bar, so it must be as discreet as the paper.
    ``marking`` (e.g. OFFICIAL-SENSITIVE) heads and foots each page of the unit's own copies; ``footer``
    stands at the foot at the left with "page x of y" at the right.
    """

    title: str
    blocks: tuple[Block, ...]
    carrier: Carrier = "a4"
    language: str = "en-GB"
    marking: str = ""
    footer: str = ""
    subject: str = field(default="")
    phrases: Phrases = Phrases()
