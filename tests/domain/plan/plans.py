"""Made-up plans, drawn at will, for what must hold of every two plans."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from hypothesis import strategies as st

from hru_advocate.domain.moments import Moment
from hru_advocate.domain.plan.plan import EMPTY, OwnNumber, Plan, PlanItem

WORDS = "ring my sister the dog lock back door text our word each night Friday école ключ".split()
MEASURES = ("", "", "", "sm_call_999", "sm_door_chain", "sm_change_route")
STATES = ("chosen", "already_do", "done", "not_now", "stopped")

sentences = st.lists(st.sampled_from(WORDS), max_size=9).map(" ".join)
days = st.none() | st.dates(date(2026, 11, 1), date(2027, 2, 1))
moments = st.none() | st.sampled_from((Moment("Friday", "2026-11-27", "2026-11-27"), Moment("soon")))
items = st.builds(
    PlanItem,
    id=st.just(""),
    measure=st.sampled_from(MEASURES),
    section=st.sampled_from(("home", "out", "")),
    text=sentences,
    words=st.just("") | sentences,
    words_instead=st.booleans(),
    discreet=st.sampled_from(("", "the library")),
    answers=st.lists(st.sampled_from(("rf_a", "nd_b", "tr_c")), unique=True, max_size=3).map(tuple),
    who=st.sampled_from(("", "me", "my sister")),
    when=moments,
    review=days,
    state=st.sampled_from(STATES),
    carry=st.sampled_from(("carry", "keep", "speak")),
    advice=st.sampled_from(("", "Told first")),
    override=st.sampled_from(("", "She asked")),
    decision=st.sampled_from(("", "yes", "no", "later")),
    decided_on=moments,
)


def numbered(these: list[PlanItem]) -> tuple[PlanItem, ...]:
    return tuple(replace(item, id=str(number)) for number, item in enumerate(these, start=1))


plans = st.builds(
    Plan,
    made_on=st.none(),
    own_words=sentences,
    wishes=st.lists(st.tuples(st.sampled_from(("wish_1", "wish_2")), sentences), max_size=2).map(tuple),
    items=st.lists(items, max_size=7).map(numbered),
    services=st.lists(st.sampled_from(("paladin", "shelter", "rasasc")), unique=True).map(tuple),
    own_numbers=st.lists(
        st.builds(OwnNumber, st.sampled_from(("Mum", "Sam")), st.sampled_from(("01632 960001", "01632 960002"))),
        max_size=2,
    ).map(tuple),
    review=days,
    what_changed=st.just(""),
)


_twists: st.SearchStrategy[dict[str, Any]] = st.sampled_from(
    (
        {},
        {"carry": "speak"},
        {"carry": "carry"},
        {"state": "stopped"},
        {"text": "ring my sister each night"},
        {"who": "me"},
    )
)


@st.composite
def versions(draw: st.DrawFn, count: int = 2) -> list[Plan]:
    """Plans that have much in common: each takes measures from one pool, some changed, in an order of its own."""
    pool = draw(st.lists(items, min_size=1, max_size=6))
    found = []
    for _number in range(count):
        taken = draw(st.permutations(pool))[: draw(st.integers(0, len(pool)))]
        changed = [replace(item, **draw(_twists)) if draw(st.booleans()) else item for item in taken]
        found.append(replace(draw(plans), items=numbered(changed)))
    return found


def measure(text: str, **more: object) -> PlanItem:
    """One measure; what is not said of it is what most measures are."""
    usual: dict[str, object] = {
        "id": "1", "measure": "", "section": "home", "text": text, "words": "", "words_instead": False,
        "discreet": "", "answers": (), "who": "", "when": None, "review": None, "state": "chosen", "carry": "carry",
        "advice": "", "override": "",
    }  # fmt: skip
    return PlanItem(**(usual | more))  # type: ignore[arg-type]  # a test names only what it is about


def plan(*these: PlanItem, **more: object) -> Plan:
    return replace(EMPTY, items=numbered(list(these)), **more)  # type: ignore[arg-type]  # as above
