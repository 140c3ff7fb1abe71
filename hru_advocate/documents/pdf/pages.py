"""Pages: strips put on pages so that nothing stands alone that belongs together."""

from __future__ import annotations

from typing import Final, NamedTuple

from hru_advocate.documents.pdf.strips import Strip, height_of

_SLACK: Final = 0.01  # sums of fractions of a point
_FEW: Final = 3  # lines worth beginning on a page


class PlacedStrip(NamedTuple):
    """A strip and how far its top is below the top of the text, in points; ``repeated`` for a repeated header row."""

    strip: Strip
    down: float
    repeated: bool = False


class Paginator:
    """Fills pages of one height from the top."""

    def __init__(self, height: float) -> None:
        self._height = height
        self._at = 0.0
        self.pages: list[list[PlacedStrip]] = [[]]

    def place(self, strips: list[Strip]) -> list[list[PlacedStrip]]:
        """All strips, on as many pages as they need; no strips are one empty page."""
        strips = _with_page_breaks(strips)
        start = 0
        for at, strip in enumerate(strips):
            if at + 1 == len(strips) or not strip.keep_with_next or strips[at + 1].page_break_before:
                self._place_group(strips[start : at + 1])
                start = at + 1
        return self.pages

    def _place_group(self, group: list[Strip]) -> None:
        """Strips that belong together: here, else on the next page, else one by one from where a few of them fit."""
        if group[0].page_break_before:
            self._new_page()
        whole = height_of(group)
        if whole > self._free(group[0]):
            if whole <= self._height - _repeated(group[0]):
                self._new_page()
            else:
                if _beginning(group) > self._free(group[0]):
                    self._new_page()
                for strip in group:
                    self._place_single(strip)
                return
        for strip in group:
            self._put(strip)

    def _place_single(self, strip: Strip) -> None:
        """One strip, on its own page if that holds it, else cut at line ends over as many as it needs."""
        while strip.height > self._free(strip):
            fits_alone = strip.height <= self._height - _repeated(strip)
            if self.pages[-1] and (fits_alone or self._free(strip) < strip.padding + _FEW * strip.leading):
                self._new_page()
                continue
            upper, strip = strip.cut(self._free(strip))
            self._put(upper)
            self._new_page()
        self._put(strip)

    def _free(self, strip: Strip) -> float:
        """The height this strip may have here."""
        if not self.pages[-1]:
            return self._height - _repeated(strip) + _SLACK
        return self._height - self._at - strip.space_before + _SLACK

    def _new_page(self) -> None:
        """Start a new page, unless this one is still empty."""
        if self.pages[-1]:
            self.pages.append([])
        self._at = 0.0

    def _put(self, strip: Strip) -> None:
        page = self.pages[-1]
        if page:
            self._at += strip.space_before
        elif _repeated(strip) and strip.repeated_header is not None:
            page.append(PlacedStrip(strip.repeated_header, 0.0, repeated=True))
            self._at = strip.repeated_header.height
        page.append(PlacedStrip(strip, self._at))
        self._at += strip.height


def _beginning(group: list[Strip]) -> float:
    """The height a group too high for any page needs to begin here: a few of its lines."""
    return sum(min(strip.height, strip.padding + _FEW * strip.leading) for strip in group[:_FEW])


def _with_page_breaks(strips: list[Strip]) -> list[Strip]:
    """The strips without bare page breaks: the strip after a break carries it, and a last one makes no empty page."""
    kept: list[Strip] = []
    page_break_before = False
    for strip in strips:
        if strip.page_break_before and not strip.height:
            page_break_before = True
            continue
        strip.page_break_before = strip.page_break_before or page_break_before
        page_break_before = False
        kept.append(strip)
    return kept


def _repeated(strip: Strip) -> float:
    """Height of the header that is repeated above a strip at the top of a page; a huge one is not."""
    return 0.0 if strip.repeated_header is None or strip.repeated_header.height > 200 else strip.repeated_header.height
