"""Fills a vault with believable made-up cases, for showing the program and for trying it out."""

from __future__ import annotations

import heapq
import random
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import count
from typing import Final

from hru_advocate.casework.checks.contact_checks import REASON, contact_notes
from hru_advocate.casework.checks.referral_checks import cases_against, namesakes
from hru_advocate.casework.records.entries import save
from hru_advocate.casework.session import Session
from hru_advocate.clock import stamp_of
from hru_advocate.demo.case import steps_of
from hru_advocate.demo.cast import Names, Telling, cast
from hru_advocate.demo.consultations import consultations
from hru_advocate.demo.contacts import Pace
from hru_advocate.demo.records.closing import closures, roster
from hru_advocate.demo.step import StoryEntries, StoryStep
from hru_advocate.demo.stories import Story, StoryBook
from hru_advocate.domain.births import read_birth
from hru_advocate.domain.ledger.entry import Stamp

_AREAS: Final = ("warrington", "halton", "cheshire_east", "cheshire_west_and_chester")
_PACES: Final[tuple[Pace, ...]] = ("ahead", "over", "today", "ahead", "ahead")

_NAMESAKE: Final = "Made up, like the other of this name; two people."
_ASKED_FOR: Final = "They had asked for it by text that morning."
"""A made-up reason to go outside the safe contact rules."""


class StoryClock:
    """The time of the story: stands where the next entry is made. Only ever used for made-up cases."""

    def __init__(self, start: datetime) -> None:
        self.moment = start
        self._ticks = count(1)

    def now(self) -> datetime:
        """The moment of the story."""
        return self.moment

    def stamp(self) -> Stamp:
        """The moment as an entry keeps it."""
        ticks = int(self.moment.timestamp() * 1_000_000_000) + next(self._ticks)
        return stamp_of(self.moment, ticks=ticks, boot="made-up")


def fill(session: Session, cases: int, seed: int, *, lived: bool = False) -> tuple[str, ...]:
    """Tell that many made-up cases and save every entry of them; gives their references.

    The same seed and day tell the same cases. Everything is checked as if it had been typed, and all of it is
    saved or nothing. Entries are recorded now and happened in the past; ``lived`` records each at its moment in the
    story instead, so that lists look as they would after months of work. An event says that made-up cases were added.
    """
    session.note_event("made_up_cases", {"cases": cases, "seed": seed, "lived": lived})
    book = StoryBook(session.product.folder / "demo")
    tellings = _tellings(book, cases, seed, session.now())
    told = [StoryEntries() for _ in tellings]
    paces = [_PACES[place % len(_PACES)] for place in range(cases)]
    tales = [
        [(step.at, place, number, step) for number, step in enumerate(steps_of(telling, book, paces[place]))]
        for place, telling in enumerate(tellings)
    ]
    with session.vault.write(), _telling(session, lived=lived) as (teller, clock):
        for at, place, _number, step in heapq.merge(*tales, key=lambda one: one[:3]):
            if clock is not None:
                clock.moment = max(clock.moment, at + timedelta(minutes=12))
            _make(teller, told[place], step)
        consultations(teller, teller.now().date())
        roster(teller, teller.now().date())
        closures(teller, [one.case for one in told if one.case], teller.now().date())
    return tuple(one.ref for one in told)


@contextmanager
def _telling(session: Session, *, lived: bool) -> Iterator[tuple[Session, StoryClock | None]]:
    """The session that entries are made at: this one, or one whose clock goes through the story."""
    if not lived:
        yield session, None
        return
    clock = StoryClock(session.now() - timedelta(days=3650))
    yield replace(session, clock=clock, seen=set()), clock


def _make(session: Session, told: StoryEntries, step: StoryStep) -> None:
    raw = {field: value for field, value in step.make(session, told).items() if value != ""}
    corrects = (told.entries[step.corrects],) if step.corrects else ()
    if step.form == "contact" and told.case and contact_notes(session, told.case, raw).broken:
        raw[REASON] = _ASKED_FOR
    if told.case is None:
        born = read_birth(str(raw.get("born", "")), session.now())
        if namesakes(session, str(raw["victim"]), [born] if born else []):
            raw["not_same_person"] = _NAMESAKE
        if any(cases_against(session, str(raw["victim"]), born)):
            raw.setdefault("decision_reason", _NAMESAKE)
    if step.form == "person" and namesakes(session, str(raw["name"])):
        raw.setdefault("note", _NAMESAKE)
    saved = save(session, step.form, raw, case=told.case, corrects=corrects, reason=step.reason)
    told.case, told.ref = saved.case, saved.ref
    if step.key:
        told.entries[step.key] = saved.entry


def _tellings(book: StoryBook, cases: int, seed: int, now: datetime) -> list[Telling]:
    """The stories to tell: they take turns, so that none comes again before the others were told."""
    rng = random.Random(seed)  # noqa: S311 - made-up people, no secret
    names = Names(book.people, rng)
    turns: dict[str, int] = {}
    tellings = []
    for place, story in zip(range(cases), _deck(book, rng), strict=False):
        turn = turns.setdefault(story.id, rng.randint(0, 3))
        turns[story.id] += 1
        pace = _PACES[place % len(_PACES)]
        quiet = {"over": rng.randint(8, 15), "today": rng.randint(4, 8), "ahead": rng.randint(1, 7)}[pace]
        weeks = rng.randint(*story.weeks)
        one = Telling(
            story,
            names,
            random.Random(rng.getrandbits(64)),  # noqa: S311 - as above
            turn,
            start=now,
            last=now,
            now=now,
        )
        one.last = one.working(now - timedelta(days=quiet))
        one.start = one.working(one.last - timedelta(weeks=weeks))
        area = story.referral.area or rng.choice(_AREAS)
        one.words |= {"area": area, **{f"local_{name}": found for name, found in book.people.local[area].items()}}
        cast(one)
        tellings.append(one)
    return tellings


def _deck(book: StoryBook, rng: random.Random) -> Iterator[Story]:
    """The stories in a fresh order each round; the first round brings one advised and one declined early."""
    taken = [story for story in book.stories if story.referral.decision == "accept"]
    others = [story for story in book.stories if story.referral.decision != "accept"]
    rng.shuffle(taken)
    yield from (*taken[:4], *others, *taken[4:])
    while True:
        deck = [*book.stories]
        rng.shuffle(deck)
        yield from deck
