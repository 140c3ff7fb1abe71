"""Random records, read back from the bytes: nothing identifying leaves unticked, and what is everyday stays."""

from __future__ import annotations

import random
import re

import pytest

from hru_advocate.casework.disclosure.builder import DisclosureRequest, build
from hru_advocate.casework.session import Session
from tests.casework.disclosure.planted import FILLER, Somebody, bare, record_text, somebody
from tests.casework.disclosure.told_case import streams_of, text_of
from tests.casework.open_sessions import add, id_of, new_case

_CHANCE = 7
ROLES = ("perpetrator", "child", "safe_person", "officer", "family")


def held(session: Session, seed: int, count: int) -> list[str]:
    """Make a case with so many random records, and say what of them stands in its paper for the police."""
    rng = random.Random(seed)
    people: list[Somebody] = [somebody(rng, role, 10 + seed * 7 % 900 + at) for at, role in enumerate(ROLES)]
    case = new_case(session)
    for one in people:
        add(session, case, "person", one.record | {"shared_why": "Made up."})
    planted = []
    for at in range(count):
        text, found = record_text(rng, people)
        planted += [(text, one) for one in found]
        add(session, case, "incident", {"happened": f"2026-10-{1 + at % 28:02d}", "what": text, "basis": "report"})
    pdf = build(session, DisclosureRequest(id_of(case), "police")).pdf
    shown, streams = text_of(pdf), streams_of(pdf)
    assert any(words in shown for words in FILLER)
    words = set(re.findall(r"[a-z0-9]+", bare_lines(shown)))
    run_on = bare(shown).lower()
    return [
        f"{one.typed!r}: {run}"
        for _text, one in planted
        for run in one.runs
        if run in words or (len(run) >= _CHANCE and (run in run_on or run in streams))
    ]


def bare_lines(text: str) -> str:
    """The words of a text without accents, in small letters."""
    return " ".join(bare(word).lower() for word in re.findall(r"\w+", text))


@pytest.mark.parametrize("seed", [1, 2])
def test_forty_random_records_let_nothing_out(session: Session, seed: int) -> None:
    assert held(session, seed, 20) == []


@pytest.mark.soak
def test_five_hundred_random_records_let_nothing_out(session: Session) -> None:
    assert [leak for seed in range(100, 125) for leak in held(session, seed, 20)] == []
