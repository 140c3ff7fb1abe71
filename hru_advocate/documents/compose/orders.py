"""Orders on paper: what holds, in full on the person's own plan; all of them, with how they stand, on the file copy."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from hru_advocate.documents.blocks import Block, Heading, Item, Items, Paragraph, Run, joined
from hru_advocate.documents.compose.measures import held_back, shortened, text_ticks
from hru_advocate.documents.compose.paper import IdentifyingItem, LeftOut, PlanPaper
from hru_advocate.documents.compose.speech import TextOnPage
from hru_advocate.domain.law.order_parts import OrderCondition
from hru_advocate.domain.law.orders import HOLDS, OPEN_STATES, Order
from hru_advocate.domain.moments import day_in_words


def orders_in_full(paper: PlanPaper) -> tuple[list[Block], list[LeftOut]]:
    """Say what holds on the day of the paper: each order, its conditions, its end, who to ring; never one that ended.

    An order that may not hold is left off, and so is a condition that names somebody or a place, as any text is.
    """
    speech = paper.speech
    blocks: list[Block] = []
    left: list[LeftOut] = []
    for order in _holding(paper):
        if unnamed := held_back(paper, _place(order), order.name):
            left.append(unnamed)
            continue
        lines, stopped = _conditions(paper, order)
        left.extend(stopped)
        last = order.last_day
        until = speech.words("orders.until", until=last) if last else speech.words("orders.no_end")
        blocks.append(Heading(speech.typed(order.name), 3))
        blocks.append(Paragraph((*_runs(until), *((Run(f" ({order.hour})"),) if order.hour else ()))))
        if not order.served_by(paper.today):
            blocks.append(Paragraph(_runs(speech.words("orders.told"))))
        if lines:
            blocks.append(Items(tuple(lines)))
        blocks.append(Paragraph(_runs(*_ring(paper, order, left))))
    if blocks:
        title = speech.words("orders.title").on_one_line()
        blocks = [Heading(title), Paragraph(_runs(speech.words("orders.known", day=paper.today))), *blocks]
    left.extend(_unsure(paper))
    return blocks, left


def orders_off(paper: PlanPaper) -> list[LeftOut]:
    """The orders left off paper that may be seen: all of them, because a name alone says what the paper is."""
    why = "Paper that may be seen says nothing of orders; say it aloud."
    return [LeftOut(_place(order), order.name, why) for order in _holding(paper)]


def order_ticks(paper: PlanPaper) -> list[IdentifyingItem]:
    """The ticks that the texts of orders need, where they name somebody or hold a number."""
    texts = [text for order in _holding(paper) for text in _texts(paper, order)]
    return [tick for text in dict.fromkeys(filter(None, texts)) for tick in text_ticks(paper, text)]


def _texts(paper: PlanPaper, order: Order) -> tuple[str, ...]:
    return (order.name, *(one.words for one in _live(paper, order)), order.ring)


def orders_on_file(paper: PlanPaper) -> Iterator[Block]:
    """Every order with how it stands, its days, conditions and copies: for the unit's own file."""
    if not paper.orders:
        return
    yield Heading("Orders, bail and licences")
    yield Paragraph((Run(f"As known on {day_in_words(paper.today)}.", "quiet"),))
    for order in paper.orders:
        yield Heading(order.in_a_line(paper.today), 3)
        yield Paragraph((Run(" · ".join(order.known_words(day_in_words)) or "No day noted"),))
        rows = [Item(one.words, one.kind_words, _own_end(paper, order, one), box=False) for one in order.conditions]
        if rows:
            yield Items(tuple(rows))
        yield Paragraph((Run(_if_broken(order)),))


def _holding(paper: PlanPaper) -> list[Order]:
    return [order for order in paper.orders if order.protecting and order.state_on(paper.today) in HOLDS]


def _live(paper: PlanPaper, order: Order) -> list[OrderCondition]:
    return [one for one in order.conditions if one.holds_on(paper.today)]


def _conditions(paper: PlanPaper, order: Order) -> tuple[list[Item], list[LeftOut]]:
    lines: list[Item] = []
    left: list[LeftOut] = []
    for one in _live(paper, order):
        stopped = held_back(paper, f"{_place(order)}.{one.index}", one.words)
        if stopped is not None:
            left.append(stopped)
            continue
        own = one.before(order.last_day)
        until = paper.speech.words("orders.until", until=own).text if own else ""
        lines.append(Item(paper.speech.typed(one.words), until, box=False))
    return lines, left


def _ring(paper: PlanPaper, order: Order, left: list[LeftOut]) -> Sequence[TextOnPage]:
    """Say who to ring if it is broken, as far as it may be printed: in danger it is always 999."""
    stopped = held_back(paper, f"{_place(order)}.ring", order.ring) if order.ring else None
    if stopped is not None:
        left.append(stopped)
    reach = "orders.contact" if paper.voice_fails else "orders.ring"
    if stopped is not None or not order.ring:
        return (paper.speech.words(f"{reach}_only"),)
    return paper.speech.words(reach), TextOnPage(paper.speech.typed(order.ring))


def _unsure(paper: PlanPaper) -> Iterator[LeftOut]:
    """Yield the orders that are not printed because nobody should rely on it."""
    for order in paper.orders:
        if order.protecting and order.state_on(paper.today) in OPEN_STATES:
            why = "It is not known to hold today; ask, and note what you are told."
            yield LeftOut(_place(order), shortened(order.in_a_pill(paper.today)), why)


def _place(order: Order) -> str:
    return f"order.{order.entry}"


def _runs(*said: TextOnPage) -> tuple[Run, ...]:
    text = joined((one.under_one_another() for one in said), " ")
    return (Run(text),) if isinstance(text, str) else text


def _own_end(paper: PlanPaper, order: Order, one: OrderCondition) -> str:
    """Say when a condition ends by itself, and where its order is not known to hold, that it is not either."""
    said = [one.own_end(paper.today, order.last_day, day_in_words)]
    if one.holds_on(paper.today) and order.state_on(paper.today) not in HOLDS:
        said.append(f"not known to hold on {day_in_words(paper.today)}")
    return " · ".join(filter(None, said))


def _if_broken(order: Order) -> str:
    arrest = {True: "Power of arrest.", False: "No power of arrest.", None: "Power of arrest: not known."}
    ring = f"If it is broken: {order.ring}." if order.ring else "Who to ring if it is broken: not noted."
    copies = f"Copies with: {'; '.join(one.words for one in order.copies)}." if order.copies else "No copy noted."
    return " ".join((arrest[order.power_of_arrest], ring, copies))
