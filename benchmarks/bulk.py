"""Very many made-up cases on the short road: whole records with their real projection, many to a transaction.

The words come from made-up cases told in full; each entry mixes them anew and adds names and marks of its own, so
that the search has common words and rare ones. Made for measuring: 2,000 cases with 100,000 entries, or 50,000 with a
million.
"""

from __future__ import annotations

import random
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, timedelta
from itertools import islice
from pathlib import Path
from typing import Final

from hru_advocate.casework.session import Session
from hru_advocate.casework.vault import checks, opening, rebuilding
from hru_advocate.clock import stamp_of
from hru_advocate.demo.filling import fill
from hru_advocate.domain.forms.answers import Answer, Answers
from hru_advocate.domain.ledger.entry import canonical
from hru_advocate.domain.ledger.ids import case_ref, new_id
from hru_advocate.domain.ledger.records import Record, body_of
from hru_advocate.domain.moments import Moment, day_in_words
from hru_advocate.domain.projecting import project
from hru_advocate.store import views
from hru_advocate.store.ledger import ledger
from hru_advocate.store.ledger.ledger import NewEntry

_MODELS: Final = 40
_A_TIME: Final = 5_000
_YEARS: Final = 3
_HEAD_FORMS: Final = (
    "referral",
    "person",
    "safe_contact",
    "situation",
    "risk_conversation",
    "needs_assessment",
    "judgement",
    "safety_plan",
    "signposting",
    "paper",
)
_SOUNDS: Final = "ba ce di fo gu ha jo ki la me ni or pa que ri sta tho un ve wyn yor zel".split()


@dataclass
class Bulk:
    """Makes entries for many cases out of the records of a few that were told in full."""

    session: Session
    cases: int
    entries: int
    seed: int
    case_ids: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._random = random.Random(self.seed)  # noqa: S311 - made-up people, no secret
        refs = fill(self.session, _MODELS, self.seed)
        self._models = [self._records(ref) for ref in refs]
        self._models = [model for model in self._models if "safety_plan" in {one.form.id for one in model}]
        self._contacts = [one for model in self._models for one in model if one.form.id == "contact"]
        self._last = self.session.now()
        self._step = timedelta(days=365 * _YEARS) / max(self.entries, 1)
        self._moment = self._last - timedelta(days=365 * _YEARS)

    def _records(self, ref: str) -> list[Record]:
        vault = self.session.vault
        case = views.row_by_ref(vault, ref).case
        lines = views.lines_of_case(vault, case)
        return [self.session.read(entry) for entry in ledger.entries(vault, [line.entry for line in lines])]

    def notifier(self) -> Iterator[NewEntry]:
        """Every entry: first what opens each case, then contacts spread over all cases."""
        yield self._set_back()
        made = 0
        for _ in range(self.cases):
            for new in self._opening():
                if made < self.entries:
                    made += 1
                    yield new
        for _ in range(self.entries - made):
            yield self._new(self._random.choice(self._contacts), self._random.choice(self.case_ids))

    def _set_back(self) -> NewEntry:
        """The entry that a clock set back leaves: all after it is dated before what the vault begins with."""
        event = self._id()
        return NewEntry(
            id=event,
            device=self.session.device.device_id,
            record=event,
            kind="event",
            form="clock",
            version=1,
            author=self.session.author,
            recorded=stamp_of(self._moment, ticks=int(self._moment.timestamp() * 1e9), boot="made-up"),
            body=canonical({"jump": "back"}),
        )

    def _opening(self) -> Iterator[NewEntry]:
        case = self._id()
        self.case_ids.append(case)
        model = self._random.choice(self._models)
        heads = sorted(
            (one for one in model if one.form.id in _HEAD_FORMS), key=lambda one: _HEAD_FORMS.index(one.form.id)
        )
        seen: set[str] = set()
        for record in heads:
            if record.form.id not in seen:
                seen.add(record.form.id)
                yield self._new(record, case)

    def _new(self, model: Record, case: str) -> NewEntry:
        entry = self._id()
        record = replace(
            model,
            entry=entry,
            record=entry,
            case=case,
            answers=self._mixed(model),
            reason="",
            recorded=stamp_of(self._moment, ticks=int(self._moment.timestamp() * 1e9), boot="made-up"),
            parents=(),
        )
        happened = record.happened
        return NewEntry(
            id=entry,
            device=self.session.device.device_id,
            record=entry,
            form=record.form.id,
            version=record.form.version,
            definition=self.session.forms.digest(record.form.id, record.form.version),
            author=self.session.author,
            recorded=record.recorded,
            body=body_of(record.form, record.answers),
            case=case,
            happened=happened.sort if happened else "",
            projection=project(record),
            salt=self._random.randbytes(16),
        )

    def _mixed(self, model: Record) -> Answers:
        """The model's answers with another's words, a name and a mark of its own, and its own time."""
        answers = dict(model.answers)
        form = model.form.id
        if form == "contact":
            other = self._random.choice(self._contacts)
            for part in ("words", "report", "opinion"):
                if part in other.answers:
                    answers[part] = other.answers[part]
            fact = answers["fact"].value if "fact" in answers else "Rang."
            answers["fact"] = Answer("answered", f"{fact} {self._name()} {self._name()}, seen at {self._mark()}.")
            if "next_contact" in answers:
                due = self._moment.date() + timedelta(days=self._random.randint(2, 21))
                answers["next_contact"] = Answer("answered", due)
        elif form in ("referral", "person"):
            answers["victim" if form == "referral" else "name"] = Answer("answered", f"{self._name()} {self._name()}")
        if model.form.happened in answers and form != "safe_contact":
            answers[model.form.happened] = Answer("answered", self._when())
        return answers

    def _when(self) -> Moment:
        told = f"{day_in_words(self._moment.date())}, {self._moment:%H:%M}"
        start = f"{self._moment:%Y-%m-%dT%H:%M}"
        return Moment(told, start, start, exact=True)

    def _id(self) -> str:
        later = self._moment.astimezone(UTC) + self._step  # by the wall an hour of each spring would come twice
        self._moment = min(later.astimezone(self._last.tzinfo), self._last)
        return new_id(int(self._moment.timestamp() * 1000), self._random.randbytes(10))

    def _name(self) -> str:
        return "".join(self._random.choices(_SOUNDS, k=self._random.choice((2, 2, 3)))).capitalize()

    def _mark(self) -> str:
        return f"{self._random.choice(_SOUNDS).upper()}{self._random.randint(10, 9999)}"


def fill_bulk(session: Session, cases: int, entries: int, seed: int) -> tuple[str, ...]:
    """Write that many cases and entries besides the few told in full; gives the references of the cases."""
    bulk = Bulk(session, cases, entries, seed)
    notifier = bulk.notifier()
    while batch := list(islice(notifier, _A_TIME)):
        ledger.append_many(session.vault, batch, sign=session.device.sign)
    session.vault.checkpoint()
    return tuple(case_ref(case) for case in bulk.case_ids)


@dataclass(frozen=True, slots=True)
class Took:
    """The time something took: by the clock, of the processor, and its longest step, for which a save waits."""

    seconds: float
    busy: float
    longest: float
    what: str


def check(session: Session, depth: checks.Depth, *, noted: bool) -> Took:
    """Check the vault as the window does, step by step; ``noted`` lets the next quick check begin from there."""
    start, busy, longest = time.perf_counter(), time.process_time(), 0.0
    running, far = checks.begin(session, depth), None
    while far is None or far.verdict is None:
        step = time.thread_time()
        far = running.step()
        longest = max(longest, time.thread_time() - step)
    if far.verdict.lines:
        raise SystemExit("\n".join(far.verdict.lines))
    if noted:
        running.note(far.verdict)
    return Took(time.perf_counter() - start, time.process_time() - busy, longest, far.verdict.how)


def rebuild(session: Session) -> Took:
    """Work the lists and the search out again, after the look whether entries are missing."""
    start, busy = time.perf_counter(), time.process_time()
    rebuilding.rebuild(session)
    took = time.process_time() - busy
    return Took(time.perf_counter() - start, took, took, "Rebuild")


def main(arguments: list[str]) -> int:
    """Fill a throw-away vault, check it and rebuild it, and say how long each took: ``bulk.py [CASES ENTRIES]``."""
    cases, entries = (int(arguments[0]), int(arguments[1])) if len(arguments) == 2 else (2_000, 100_000)
    with tempfile.TemporaryDirectory() as folder:
        home = opening.Home(Path(folder) / "vault")
        made, _ = opening.create(home, opening.suggest_passphrase(6), author="Bench", with_keychain=False)
        start = time.perf_counter()
        fill_bulk(made.session, cases, entries, seed=1)
        seconds = time.perf_counter() - start
        size = home.vault.stat().st_size / 2**20
        each = size * 2**20 / entries
        print(f"{cases} cases, {entries} entries: {seconds:.1f} s, {size:.0f} MiB, {each:.0f} bytes an entry")
        print(f"{'seconds':>9}{'of them busy':>14}{'longest step':>14}")
        session = made.session
        for took in (
            check(session, "quick", noted=False),
            check(session, "full", noted=True),
            check(session, "quick", noted=True),
            rebuild(session),
        ):
            print(f"{took.seconds:9.1f}{took.busy:14.1f}{took.longest:14.2f}  {took.what}")
        opening.lock(made)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
