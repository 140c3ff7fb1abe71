"""The commands of ``hru-vault`` about orders, bail and licences: how they stand, what held on a day, a new one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from hru_advocate.cli import inputs
from hru_advocate.cli.running import Add, Arguments, print_json, unlocked

if TYPE_CHECKING:
    from hru_advocate.casework.law.order_cards import OrdersPage
    from hru_advocate.casework.law.orders import ConditionLine


def describe(add: Add) -> None:
    """Add these commands to the command line."""
    order = add("order", _order, "List the orders, bail and licences of a case as they stand; --add notes one.")
    order.add_argument("ref", type=inputs.ref, metavar="REF")
    order.add_argument(
        "--add",
        type=inputs.file_name,
        metavar="ANSWERS.json",
        default="",
        help="note one first: answers by field id; - is standard input",
    )
    order.add_argument("--on", type=inputs.when, default="", metavar="DAY", help="list the conditions of a day instead")


def _order(options: Arguments) -> None:
    from hru_advocate.casework.cases import cases
    from hru_advocate.casework.law.order_cards import orders_page
    from hru_advocate.casework.law.orders import conditions_on
    from hru_advocate.casework.records.entries import save

    raw = inputs.answers(options.add) if options.add else None
    with unlocked(options) as session:
        case = cases.find_case(session, options.ref)
        if raw is not None:
            save(session, "order", raw, case=case)
        held = conditions_on(session, case, options.on) if options.on else ()
        page = orders_page(session, case)
    if getattr(options, "json", False):
        print_json(held if options.on else page)
    elif options.on:
        _print_conditions(held)
    else:
        _print_orders(page)


def _print_conditions(held: Sequence[ConditionLine]) -> None:
    for line in held:
        doubt = "" if line.sure else " (not known to have held)"
        print(f"{line.id}  {line.order_words}: {line.words}{doubt}")


def _print_orders(page: OrdersPage) -> None:
    for card in page.cards:
        print(f"{card.pill} · {card.entry}")
        conditions = (f"{one.kind_words}: {one.words}" for one in card.conditions)
        for told in filter(None, (*card.to_do, " · ".join(card.days), *conditions)):
            print(f"  {told}")
    if page.gap:
        print(page.gap)
