"""A small made-up unit at random: late, corrected, taken back, written at midnight, closed and taken up again."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

from hru_advocate.casework.session import Session
from hru_advocate.demo.years.batch_saving import BatchSaving, CaseInYears, Kept
from hru_advocate.domain.outcomes.outcome import QUESTIONS
from tests.casework.open_sessions import NOW
from tests.fixed_clock import FixedClock

Raw = dict[str, object]
Step = tuple[datetime, int, Callable[[], object]]
ANSWERS = ("yes", "partly", "no", {"state": "declined"}, {"state": "not_known"}, {"state": "unsafe_to_ask"})
NEEDS = ("nd_home_safety", "nd_wellbeing")
ERASED_BEFORE = 9
"""The erased cases whose figures were kept: more than are too few to show."""


class RandomUnit:
    """Writes the unit, everything at its moment, each case by dice of its own."""

    def __init__(self, session: Session, seed: int) -> None:
        self.rng = random.Random(f"figures {seed}")
        self.session = replace(session, clock=FixedClock(NOW), seen=set())
        self.road = BatchSaving(self.session)
        self.steps: list[Step] = []

    def write(self) -> None:
        """Write all of it."""
        for _ in range(self.rng.randint(24, 48)):
            self._case(date(2025, 1, 1) + timedelta(days=self.rng.randrange(660)))
        for _ in range(self.rng.randint(8, 30)):
            self._consultation(date(2025, 1, 1) + timedelta(days=self.rng.randrange(690)))
        self.session.erasing = True
        with self.session.vault.write():
            for moment, _number, act in sorted(self.steps, key=lambda step: step[:2]):
                self.session.clock = FixedClock(moment, step=timedelta(milliseconds=7))
                act()
            self.road.catch_up()
            self._erased()
            self.road.catch_up()

    def _at(self, day: date, act: Callable[[], object]) -> None:
        """Some day, sometimes in the hour after midnight here, which in summer is the day before elsewhere."""
        hour = self.rng.choice((9, 14, 23))
        moment = datetime.combine(day, time(hour, self.rng.randrange(60)), UTC)
        if moment < NOW - timedelta(days=1):
            self.steps.append((moment, len(self.steps), act))

    def _later(self, day: date, most: int) -> date:
        return day + timedelta(days=self.rng.randint(1, most))

    def _case(self, day: date) -> None:
        rng, told = self.rng, CaseInYears(author="Robin Example")
        decision = rng.choice(("accept", "accept", "accept", "decline", "advise", "pending"))
        referral: Raw = {
            "victim": f"Made-up {len(self.steps)}",
            "received": day.isoformat(),
            "source": rng.choice(("police_officer", "self")),
            "area": rng.choice(("warrington", "halton", {"state": "not_known"})),
            "behaviour": rng.sample(["stalking", "harassment", "fire_setting"], rng.randint(1, 2)),
            "decision": decision,
            "decision_reason": "Made up.",
            "adds_value": rng.choice((True, False, None)),
        }
        self._at(day, lambda: self.road.write(told, "referral", referral))
        if decision == "accept":
            for act in (self._work, self._asked, self._law, self._end):
                act(told, day)

    def _new(self, told: CaseInYears, day: date, form: str, raw: Raw, **changed: object) -> None:
        """A record on a day; sometimes mended some weeks later, as ``changed`` says or word for word."""
        made: list[Kept] = []
        self._at(day, lambda: made.append(self.road.write(told, form, raw)))
        if changed or self.rng.random() < 0.2:
            mended = raw | changed
            self._at(
                self._later(day, 40) + timedelta(days=1),
                lambda: self.road.correct(told, made[0], mended, "A word was wrong."),
            )

    def _work(self, told: CaseInYears, day: date) -> None:
        rng = self.rng
        for _ in range(rng.randint(0, 5)):
            on = self._later(day, 200)
            raw: Raw = {
                "happened": on.isoformat(),
                "method": "phone",
                "direction": rng.choice(("out", "out", "attempt")),
                "with_whom": rng.choice(("victim", "victim", "officer")),
                "fact": "Made up.",
                "outside_rules": "Made up.",
            }
            if rng.random() < 0.4:
                raw |= {"next_contact": self._later(on, 3).isoformat(), "next_for": "As promised"}
            self._new(told, on, "contact", raw)
        for _ in range(rng.randint(0, 4)):
            on = self._later(day, 260)
            raw = {"happened": on.isoformat(), "behaviours": ["bh_called"], "what": "Two calls.", "basis": "report"}
            self._new(told, on, "incident", raw, **({"taken_back": True} if rng.random() < 0.3 else {}))
        for _ in range(rng.randint(0, 2)):
            on = self._later(day, 120)
            self._new(
                told, on, "action", {"what": "Ring the school", "owner": "us", "state": "open", "due": "2026-12-01"}
            )

    def _asked(self, told: CaseInYears, day: date) -> None:
        rng = self.rng
        for stage, after in (("start", 30), ("review", 150), ("review", 250), ("close", 300), ("after", 400)):
            if rng.random() < 0.6:
                on = self._later(day, after)
                raw: Raw = {
                    "stage": stage,
                    "on": on.isoformat(),
                    "again_told": rng.choice((True, False, {"state": "not_known"})),
                }
                raw |= {name: rng.choice(ANSWERS) for name in QUESTIONS}
                if rng.random() < 0.3:
                    raw |= {"again_police": rng.choice((True, False)), "again_police_on": on.isoformat()}
                self._new(told, on, "outcome", {name: one for name, one in raw.items() if one is not None})
        if rng.random() < 0.7:
            sex = rng.choice(("female", "male", {"state": "declined"}))
            fields = self.session.forms.newest("equality").fields
            unsaid: Raw = {one.id: {"state": "declined"} for one in fields}
            self._new(told, self._later(day, 60), "equality", unsaid | {"sex": sex})
        for _ in range(rng.randint(0, 3)):
            on = self._later(day, 200)
            raw = {"held_on": on.isoformat(), **{need: {"value": rng.randint(0, 4)} for need in NEEDS}}
            self._new(told, on, "needs_assessment", raw)

    def _law(self, told: CaseInYears, day: date) -> None:
        rng = self.rng
        for _ in range(rng.randint(0, 2)):
            on = self._later(day, 200)
            raw: Raw = {
                "kind": rng.choice(("marac", "marac", "mappa")),
                "basis": ["judgement", *(["repeat"] if rng.random() < 0.4 else [])],
                "why": "Made up.",
                "on": on.isoformat(),
                "state": rng.choice(("held", "held", "planned")),
            }
            self._new(told, on, "meeting", raw)
        if rng.random() < 0.5:
            on = self._later(day, 60)
            raw = {"reported_on": on.isoformat(), "stage": "reported", "offences": [{"offence": "Stalking"}]}
            if rng.random() < 0.6:
                raw["recorded_on"] = self._later(on, 4).isoformat()
            self._new(told, on + timedelta(days=5), "criminal_case", raw)

    def _end(self, told: CaseInYears, day: date) -> None:
        rng, on = self.rng, self._later(day, 300) + timedelta(days=20)
        if rng.random() < 0.4:
            return
        raw: Raw = {"state": "closed", "on": on.isoformat(), "why": "aims_met", "because": "Made up.", "told": "no"}
        raw |= {"told_words": "Made up.", "safe_after": "she_rings", "feedback": "asked", "outcome": "less"}
        raw |= {"value_added": rng.choice(("yes", "in_part", "no", "unknown")), "class": "group_3", "by": "R"}
        raw |= {"review": "2035-01-01"}
        self._at(on, lambda: self.road.write(told, "closure", raw))
        if rng.random() < 0.3:
            again = on + timedelta(days=30)
            reopened: Raw = {"state": "reopened", "on": again.isoformat(), "reopened_because": "Made up.", "by": "R"}
            self._at(again, lambda: self.road.write(told, "closure", reopened))

    def _consultation(self, day: date) -> None:
        raw: Raw = {
            "asked_on": day.isoformat(),
            "who": "Made-up clerk",
            "from": "council",
            "behaviour": self.rng.choice(("fire_setting", "querulant")),
            "question": "What now?",
        }
        self._new(CaseInYears(), day, "consultation", raw)

    def _erased(self) -> None:
        for _ in range(self.rng.choice((0, 2, ERASED_BEFORE))):
            opened = self.rng.randint(1, 9)
            raw: Raw = {"opened": f"2025-{opened:02}", "decision": self.rng.choice(("accept", "decline"))}
            raw |= {"source": "self", "area": "halton", "behaviours": "stalking harassment", "contacts": 3}
            raw |= {"closed": f"2025-{opened + 3:02}", "value_added": self.rng.choice(("yes", "in_part"))}
            self.road.write(CaseInYears(), "kept_figures", raw)
