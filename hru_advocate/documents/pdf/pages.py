"""Pages: strips put on pages so that nothing stands alone that belongs together."""

from __future__ import annotations

from typing import Final, NamedTuple

from hru_advocate.documents.pdf.strips import Strip, height_of

_SLACK: Final = 0.01  # sums of fractions of a point
_FEW: Final = 3  # lines worth beginning on a page


class Placed(NamedTuple):
    """A strip and how far its top is below the top of the text, in points; ``repeated`` for a repeated header row."""

    strip: Strip
    down: float
    repeated: bool = False


class Paginator:
    """Fills pages of one height from the top."""

    def __init__(self, height: float) -> None:
        self._height = height
        self._at = 0.0
        self.pages: list[list[Placed]] = [[]]

    def place(self, strips: list[Strip]) -> list[list[Placed]]:
        """All strips, on as many pages as they need; no strips are one empty page."""
        strips = _turned(strips)
        start = 0
        for at, strip in enumerate(strips):
            if at + 1 == len(strips) or not strip.glued or strips[at + 1].turn:
                self._group(strips[start : at + 1])
                start = at + 1
        return self.pages

    def _group(self, group: list[Strip]) -> None:
        """Strips that belong together: here, else on the next page, else one by one from where a few of them fit."""
        if group[0].turn:
            self._turn()
        whole = height_of(group)
        if whole > self._free(group[0]):
            if whole <= self._height - _repeated(group[0]):
                self._turn()
            else:
                if _beginning(group) > self._free(group[0]):
                    self._turn()
                for strip in group:
                    self._single(strip)
                return
        for strip in group:
            self._put(strip)

    def _single(self, strip: Strip) -> None:
        """One strip, on its own page if that holds it, else cut at line ends over as many as it needs."""
        while strip.height > self._free(strip):
            fits_alone = strip.height <= self._height - _repeated(strip)
            if self.pages[-1] and (fits_alone or self._free(strip) < strip.lead + _FEW * strip.step):
                self._turn()
                continue
            upper, strip = strip.cut(self._free(strip))
            self._put(upper)
            self._turn()
        self._put(strip)

    def _free(self, strip: Strip) -> float:
        """The height this strip may have here."""
        if not self.pages[-1]:
            return self._height - _repeated(strip) + _SLACK
        return self._height - self._at - strip.before + _SLACK

    def _turn(self) -> None:
        """Start a new page, unless this one is still empty."""
        if self.pages[-1]:
            self.pages.append([])
        self._at = 0.0

    def _put(self, strip: Strip) -> None:
        page = self.pages[-1]
        if page:
            self._at += strip.before
        elif _repeated(strip) and strip.head is not None:
            page.append(Placed(strip.head, 0.0, repeated=True))
            self._at = strip.head.height
        page.append(Placed(strip, self._at))
        self._at += strip.height


def _beginning(group: list[Strip]) -> float:
    """The height a group too high for any page needs to begin here: a few of its lines."""
    return sum(min(strip.height, strip.lead + _FEW * strip.step) for strip in group[:_FEW])


def _turned(strips: list[Strip]) -> list[Strip]:
    """The strips without bare page breaks: the strip after a break carries it, and a last one makes no empty page."""
    kept: list[Strip] = []
    turn = False
    for strip in strips:
        if strip.turn and not strip.height:
            turn = True
            continue
        strip.turn = strip.turn or turn
        turn = False
        kept.append(strip)
    return kept


def _repeated(strip: Strip) -> float:
    """Height of the header that is repeated above a strip at the top of a page; a huge one is not."""
    return 0.0 if strip.head is None or strip.head.height > 200 else strip.head.height
