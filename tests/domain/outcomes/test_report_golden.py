"""The figures of a made-up unit of 260 cases, whole: a year, a quarter, an area; run this file to write them anew."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Final

import pytest

from hru_advocate.domain.outcomes.facts import Asked, Closed, CountedCase, CountedOutcome, CountedUnit, NeedPair
from hru_advocate.domain.outcomes.outcome import QUESTIONS
from hru_advocate.domain.outcomes.periods import Period
from hru_advocate.domain.outcomes.report import AREAS, Report

GOLDEN: Final = Path(__file__).resolve().parents[2] / "golden" / "figures.txt"
TODAY: Final = date(2026, 11, 23)
FIRST: Final = date(2025, 12, 20)
CHOICES: Final = {
    "source": (("police", "The police"), ("self", "Themself"), ("health", "Health")),
    "behaviour": (("stalking", "Stalking"), ("harassment", "Harassment")),
    "need": (("nd_home", "Home"), ("nd_money", "Money")),
    "equality": (("age", "Age"),),
    "equality.age": (("18_24", "18 to 24"), ("25_34", "25 to 34")),
    "consultation": (("stalking", "Stalking"), ("other", "Other")),
}
ASKED: Final = (
    (Period(2026), None), (Period(2026, 1), None), (Period(2026, 3), None), (Period(2026), "halton"),
    (Period(2025), None),
)  # fmt: skip
DECISIONS: Final = ("accept", "accept", "accept", "advise", "decline", "", "accept")
SAID: Final = ("yes", "partly", "no", "declined", "not_asked", "yes", "yes", "no")
DUTIES: Final = ("met", "met_late", "not_met", "set_aside", "met")


def unit() -> CountedUnit:
    """A unit whose every case follows from its number: nothing is drawn."""
    return CountedUnit(
        tuple(map(_case, range(260))),
        tuple(Asked(FIRST + timedelta(days=7 * n), ("stalking", "other", "else")[n % 3], ()) for n in range(45)),
    )


def _case(n: int) -> CountedCase:
    came = FIRST + timedelta(days=n * 13 % 330)
    stages = ("start", "review", "close", "after")[: 1 + n % 4]
    outcomes = (
        CountedOutcome(stage, came + timedelta(days=30 * at), dict.fromkeys(QUESTIONS, SAID[(n + at) % 8]),
                       ("yes", "no", "not_known")[(n + at) % 3])
        for at, stage in enumerate(stages)
    )  # fmt: skip
    return CountedCase(
        area=[area for area, _words in AREAS][n % 7 % 6] if n % 11 else "elsewhere",
        referred=came if n % 17 else None,
        source=("police", "self", "health", "unknown")[n % 4],
        behaviours=(("stalking",), ("harassment",), ("stalking", "harassment"))[n % 3],
        decision=DECISIONS[n % 7],
        adds_value=("yes", "no", "")[n % 3],
        contacts=tuple((2026, quarter) for quarter in range(1, 5) if (n + quarter) % 3),
        reached=came + timedelta(days=n % 9) if n % 5 else None,
        incidents=(came + timedelta(days=n % 120),) if n % 2 else (),
        intervened=came + timedelta(days=2) if n % 3 else None,
        maracs=((came + timedelta(days=5), n % 2 == 0),) if n % 6 == 0 else (),
        duties=((came + timedelta(days=9), DUTIES[n % 5]),),
        outcomes=tuple(outcomes),
        needs=(NeedPair(("nd_home", "nd_money")[n % 2], came + timedelta(days=60), 3, 2 + n % 3),) if n % 4 else (),
        closed=Closed(came + timedelta(days=100), ("yes", "partly", "no", "")[n % 4]) if n % 3 == 0 else None,
        equality={"age": ("18_24", "25_34", "")[n % 3]} if n % 8 else None,
    )


UNIT: Final = unit()


def told(period: Period, area: str | None) -> Iterator[str]:
    """One report as the table writes it: each number with its share, a dash for what is not shown."""
    yield f"# {period.year} quarter {period.quarter} area {area}"
    for section in Report(UNIT, CHOICES, period, TODAY, area).sections:
        yield f"## {section.title}"
        for table in section.tables:
            head = f"{table.id}: {table.title} [{', '.join(table.columns)}] {table.shows}"
            yield f"{head} {table.note} {table.said}".rstrip()
            for row in table.rows:
                figures = (
                    "-"
                    if one.count is None
                    else f"{one.count}" + (f" ({one.share} %)" if one.share is not None else "")
                    for one in row.figures
                )
                yield f"  {row.words}: {', '.join(figures)}"


@pytest.mark.parametrize("place", range(len(ASKED)))
def test_the_figures_are_what_they_were(place: int) -> None:
    kept = GOLDEN.read_text(encoding="utf-8").split("\n# ")[place].removeprefix("# ").strip("\n").split("\n")
    found = list(told(*ASKED[place]))
    assert [one for one in zip(["# " + kept[0], *kept[1:]], found, strict=True) if one[0] != one[1]] == []


if __name__ == "__main__":
    lines = (line for one in ASKED for line in told(*one))
    GOLDEN.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8", newline="\n")
