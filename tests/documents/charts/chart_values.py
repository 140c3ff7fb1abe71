"""Made-up pictures for the tests of charts: usual ones, odd ones, and any that could be."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from hypothesis import strategies as st

from hru_advocate.documents.charts.charts import Picture
from hru_advocate.domain.pictures import (
    LANES,
    MILESTONES,
    SUBJECTS,
    CoverRow,
    Milestone,
    NeedChange,
    NeedChanges,
    NeedStep,
    PicturePeriod,
    PlanCover,
    TimeLine,
    TimeLineRow,
)

TODAY: Final = date(2026, 11, 23)


def days(count: int, weeks: int, seed: int = 4) -> tuple[date, ...]:
    """So many days in the last weeks."""
    rng = random.Random(seed)
    return tuple(sorted(TODAY - timedelta(days=rng.randint(0, weeks * 7)) for _ in range(count)))


USUAL: Final = TimeLine(
    TODAY,
    (TimeLineRow("incident", days(9, 9, 2)), TimeLineRow("contact", days(14, 10)), TimeLineRow("attempt", days(3, 10))),
    (
        Milestone(date(2026, 9, 18), "judgement", "Judgement: Medium"),
        Milestone(date(2026, 9, 20), "plan", "Plan, version 1"),
        Milestone(date(2026, 10, 5), "order", "Order made by the court, with no contact by any way, until the autumn"),
        Milestone(date(2026, 11, 2), "event", "Something new has happened"),
        Milestone(date(2026, 11, 12), "judgement", "Judgement: High"),
        Milestone(date(2026, 11, 12), "plan", "Plan, version 2"),
        Milestone(date(2026, 11, 20), "event", "Followed or watched"),
    ),
)
NEEDS: Final = NeedChanges(
    (
        NeedChange("nd_a", "Safety at home", NeedStep(4, 2), NeedStep(4, 3)),
        NeedChange("nd_b", "Safety outside, travelling and at work", NeedStep(2, 3), NeedStep(None, 3)),
        NeedChange("nd_c", "Somewhere to live", NeedStep(3, 3)),
        NeedChange("nd_d", "Children and family", NeedStep(1, 0), NeedStep(3, None)),
    )
)
COVER: Final = PlanCover(
    (CoverRow("factor", 5, 2, 1), CoverRow("trigger", 0, 1), CoverRow("need", 3, 0), CoverRow("wish", 0, 0))
)
LONG: Final = TimeLine(
    TODAY,
    (TimeLineRow("contact", days(400, 300)),),
    tuple(Milestone(day, MILESTONES[at % 4], f"Moment number {at}") for at, day in enumerate(days(60, 300, 9))),
)
SPANS: Final = TimeLine(
    TODAY,
    (
        TimeLineRow(
            "incident",
            days(9, 9, 2),
            ((date(2026, 10, 1), date(2026, 10, 9)), (date(2026, 10, 5), date(2026, 10, 20)), (TODAY, TODAY)),
            2,
        ),
        TimeLineRow("contact", days(14, 10)),
    ),
    (Milestone(date(2026, 11, 2), "paper", "Copy 3: Full plan, A4"), *USUAL.milestones),
)
ONE: Final = TimeLine(TODAY, (TimeLineRow("contact", (TODAY,)),), (Milestone(TODAY, "plan", "Plan, version 1"),))
PICTURES: Final[dict[str, Picture]] = {
    "time line": USUAL,
    "time line of one day": ONE,
    "time line of 300 weeks": LONG,
    "time line of spans": SPANS,
    "time line by month": replace(USUAL, period="month"),
    "long time line by week": replace(LONG, period="week"),
    "time line of what names no day": TimeLine(TODAY, (TimeLineRow("incident", (), (), 3), *USUAL.lanes[1:])),
    "time line of nothing": TimeLine(TODAY),
    "moments without contacts": TimeLine(TODAY, (), USUAL.milestones),
    "needs": NEEDS,
    "no needs": NeedChanges(),
    "cover": COVER,
    "cover of very many": PlanCover((CoverRow("factor", 60, 40, 7),)),
    "no cover": PlanCover(),
}

_DAY = st.dates(date(2010, 1, 1), date(2027, 6, 1)) | st.dates(TODAY - timedelta(days=40), TODAY)
_WORDS = st.text(min_size=0, max_size=90) | st.sampled_from(
    ["Judgement: High", "Plan, version 2", "W" * 60, "word " * 20]
)
_RATING = st.integers(0, 4)
PERIODS: Final[tuple[PicturePeriod, ...]] = ("", "week", "month")
TIME_LINES = st.builds(
    lambda lanes, milestones, period: TimeLine(TODAY, tuple(lanes), tuple(milestones), period),
    st.lists(
        st.builds(
            lambda kind, found, spans, undated: TimeLineRow(
                kind, tuple(sorted(found)), tuple(sorted((min(span), max(span)) for span in spans)), undated
            ),
            st.sampled_from(LANES),
            st.lists(_DAY, max_size=40),
            st.lists(st.tuples(_DAY, _DAY), max_size=5),
            st.integers(0, 3),
        ),
        max_size=3,
        unique_by=lambda lane: lane.kind,
    ),
    st.lists(st.builds(Milestone, _DAY, st.sampled_from(MILESTONES), _WORDS), max_size=25),
    st.sampled_from(PERIODS),
)
NEED_CHANGES = st.builds(
    lambda rows: NeedChanges(tuple(rows)),
    st.lists(
        st.builds(
            NeedChange,
            st.just("nd_a"),
            _WORDS,
            st.builds(NeedStep, st.none() | _RATING, _RATING),
            st.none() | st.builds(NeedStep, _RATING, st.none() | _RATING),
        ),
        max_size=8,
    ),
)
PLAN_COVERS = st.builds(
    lambda counts: PlanCover(
        tuple(
            CoverRow(subject, covered, bare, min(bare, grave))
            for subject, (covered, bare, grave) in zip(SUBJECTS, counts, strict=True)
        )
    ),
    st.lists(st.tuples(st.integers(0, 70), st.integers(0, 70), st.integers(0, 3)), min_size=4, max_size=4),
)
