"""Retention in the made-up years: a closed case whose day has come is kept on, erased by authority, or waits."""

from __future__ import annotations

import random
from datetime import date, timedelta
from typing import Final

from hru_advocate.casework.closing.erasing import ErasureHeld, take_out
from hru_advocate.demo.years.batch_saving import BatchSaving, CaseInYears
from hru_advocate.demo.years.year_book import YearBook

_ERASED: Final = 0.72
"""The share of reviews at which nothing speaks for keeping the record."""
_AUTHORITY: Final = "Sam Overton"


def review(road: BatchSaving, told: CaseInYears, words: YearBook, rng: random.Random) -> date | None:
    """Look at a closed case on its day: erased, or kept on until the day that is given."""
    if rng.random() < _ERASED and erase(road, told, rng, "review"):
        return None
    today = road.session.now().date()
    again = today + timedelta(days=rng.choice((365, 730, 1095)))
    raw = {
        "on": today.isoformat(),
        "by": told.author,
        "because": rng.choice(words.reasons.kept),
        "next": again.isoformat(),
    }
    road.write(told, "retention", raw)
    return again


def erase(road: BatchSaving, told: CaseInYears, rng: random.Random, ground: str) -> bool:
    """Erase a closed case by authority, as part of the years; says False where something stands against it."""
    raw = {
        "asked_by": told.author,
        "authorised_by": _AUTHORITY,
        "reference": f"MADEUP-ER-{rng.randint(1000, 9999)}",
        "ground": ground,
    }
    road.catch_up()
    try:
        take_out(road.session, told.ref, raw)
    except ErasureHeld:
        return False
    road.written["erasure"] = road.written.get("erasure", 0) + 1
    return True
