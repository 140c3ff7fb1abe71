"""What a practice case came to, as docs/practice-cases.md prints it: to be read aloud, and held by a test."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from textwrap import wrap

from tests.casework.practice.journey import Walked

_PAPERS = {
    "full_plan": "the full plan",
    "plain_sheet": "a plain sheet",
    "spoken": "nothing on paper: the plan is spoken",
}


def lines_of(walked: Walked) -> Iterator[str]:
    """The first ten, what is refused though it would fit, and the paper that is proposed."""
    yield "*Begins with*:"
    yield ""
    for number, row in enumerate(walked.ten, start=1):
        yield f"{number}. {row.suggestion.text}{' (advice first)' if row.suggestion.advice_first else ''}"
    yield ""
    refused = sorted(
        (_reason(row.suggestion.refused), row.suggestion.text)
        for row in walked.offers
        if row.suggestion.refused is not None
    )
    yield f"*Refused, though it would answer something* ({len(refused)}):"
    yield ""
    if not refused:
        yield "- nothing"
    for reason, rows in groupby(refused, key=lambda one: one[0]):
        yield from wrap(f"- {reason}: {' / '.join(text for _reason_, text in rows)}", 118, subsequent_indent="  ")
    yield ""
    stopped = len(walked.refused)
    papers = _PAPERS.get(walked.proposed, walked.proposed)
    yield f"*Paper*: {papers}{f'; {stopped} papers for the person are made only with a reason' if stopped else ''}."


def _reason(refused: str | None) -> str:
    """The first fact that refuses, without what follows it."""
    words = (refused or "").removeprefix("Not offered while this is so: ").removeprefix("Not offered: ")
    if words.startswith("it is meant for"):
        return "not for this way of living or knowing each other"
    return words.split(" (ci_")[0].split(" (rf_")[0].split(" (tr_")[0]
