"""The pocket card: short texts that mean little to anyone else, and a few numbers under chosen words."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from hru_advocate.documents.blocks import Page, PocketCard, RichText
from hru_advocate.documents.compose.measures import carried, held_back, spoken, too_plain
from hru_advocate.documents.compose.numbers import CARD_NUMBERS, NumberToPrint, neutral_numbers, numbers_of
from hru_advocate.documents.compose.orders import orders_off
from hru_advocate.documents.compose.paper import Composed, LeftOut, PlanPaper, count
from hru_advocate.domain.plan.plan import PlanItem
from hru_advocate.domain.services.confirmations import OUR_LINE

CARD_TITLE: Final = "Notes"
"""The name of the file: as discreet as the card."""


def pocket_card(paper: PlanPaper, *, cards: int = 4) -> Composed:
    """Cards to cut out, four to a page, each with the short words of the carried measures and up to five numbers."""
    texts, on_it, left = _short_texts(paper, carried(paper))
    every, without = numbers_of(paper)
    rows, plain = neutral_numbers(paper, every)
    rows, more = rows[:CARD_NUMBERS], rows[CARD_NUMBERS:]
    left += [*orders_off(paper), *without, *plain, *(_no_room(row) for row in more)]
    card = PocketCard(texts, tuple(row.on_card(paper.speech) for row in rows))
    return Composed(
        page=Page(
            CARD_TITLE, (card,) * cards, carrier="card", language=paper.speech.language, phrases=paper.speech.phrases()
        ),
        counts=count(paper.plan, len(on_it)),
        left_out=tuple(left),
        numbers=tuple((row.service, row.number) for row in rows),
        measures=on_it,
        without_us=any("us" in paper.words_in(item.discreet) for item in carried(paper) if item.id in on_it)
        and all(row.service != OUR_LINE for row in rows),
    )


def _short_texts(
    paper: PlanPaper, items: Iterable[PlanItem]
) -> tuple[tuple[RichText, ...], tuple[str, ...], list[LeftOut]]:
    """The short words that may be on a card, each once; the measures they stand for; what is not on it."""
    texts: list[RichText] = []
    on_it: list[str] = []
    left: list[LeftOut] = []
    for item in items:
        place = f"item.{item.id}"
        if not item.discreet:
            left.append(LeftOut(place, item.wording, "It has no short words for a card."))
            continue
        said = spoken(paper, item, item.discreet)
        stopped = too_plain(paper, place, item.discreet, said) or held_back(paper, place, item.discreet)
        if stopped is not None:
            left.append(stopped)
            continue
        texts.append(said.under_one_another())
        on_it.append(item.id)
    return tuple(dict.fromkeys(texts)), tuple(on_it), left


def _no_room(row: NumberToPrint) -> LeftOut:
    place = f"sv_{row.service}" if row.service else "number"
    return LeftOut(place, row.name, f"A card holds {CARD_NUMBERS} numbers.")
