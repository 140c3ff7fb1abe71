"""The people nobody has reached for long: the days since the person was last spoken to, and the tries since."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial

from hru_advocate.casework.case_label import CaseLabel
from hru_advocate.casework.session import Session
from hru_advocate.casework.settings import settings
from hru_advocate.casework.wording import day_of
from hru_advocate.domain.forms.answers import value_of
from hru_advocate.domain.ledger.records import Record
from hru_advocate.store import views
from hru_advocate.store.ledger import ledger
from hru_advocate.store.views import CaseRow


@dataclass(frozen=True, slots=True)
class NotReached:
    """A case whose person nobody has reached for so many days; ``tries`` went unanswered since.

    ``loud`` once it has lasted the unit's longer time. ``ever`` is false where nobody has reached them at all: the
    days count from the referral then.
    """

    label: CaseLabel
    days: int
    tries: int
    loud: bool
    ever: bool

    @property
    def words(self) -> str:
        """Say how long, and how often it was tried: nobody reached for 16 days, 3 tries since."""
        tried = (
            "not tried since" if not self.tries else "1 try since" if self.tries == 1 else f"{self.tries} tries since"
        )
        since = "" if self.ever else " since the referral"
        return f"nobody reached for {self.days} day{'' if self.days == 1 else 's'}{since}, {tried}"


def not_reached(session: Session, resting: Iterable[str] = ()) -> tuple[NotReached, ...]:
    """The open cases whose person nobody has reached for the unit's days or longer, the longest first."""
    rest, unit, today = frozenset(resting), settings(session), session.now().date()
    least = min(unit.quiet_days, unit.silent_days)
    rows = views.not_reached(session.vault, (today - timedelta(days=least)).isoformat())
    found = [_look(session, row, today, unit.silent_days) for row in rows if row.case not in rest]
    found = [one for one in found if one.days >= least]
    return tuple(sorted(found, key=lambda one: (-one.days, one.label.case)))


def reach_words(session: Session, row: CaseRow) -> str:
    """Say on the page of a case that nobody has reached the person for long, or nothing."""
    unit = settings(session)
    if row.status != "open":
        return ""
    found = _look(session, row, session.now().date(), unit.silent_days)
    words = found.words if found.days >= min(unit.quiet_days, unit.silent_days) else ""
    return f"{words[:1].upper()}{words[1:]}"


def _look(session: Session, row: CaseRow, today: date, silent_days: int) -> NotReached:
    """Read the contacts since the row says the person was reached: one that promised its own day reached as well.

    ``silent_days`` is the unit's longer time, from which on it is said loudly.
    """
    make = partial(_since_reached, session, row)
    reached, tries = session.kept_of_cases.get(row.case, "reached", today, make)
    days = (today - day_of(reached or row.opened)).days
    return NotReached(CaseLabel.of(row), days, tries, days >= silent_days, ever=bool(reached))


def _since_reached(session: Session, row: CaseRow) -> tuple[str, int]:
    """The moment the person was last reached, "" for never, and the tries since; of a long case no more is read."""
    since = row.last_reached or ""
    later = [] if _settled(row) else ledger.heads_after(session.vault, row.case, "contact", since)
    records = [session.read(entry) for entry in later]
    reached = max((record.sort for record in records if _reached(record)), default=since)
    return reached, sum(_tried(record) for record in records if record.sort > reached)


def _settled(row: CaseRow) -> bool:
    """True where no contact came after the one that reached the person, so that none needs to be read."""
    return not row.last_contact or row.last_contact == row.last_reached


def _reached(record: Record) -> bool:
    return bool(value_of(record.answers, "with_whom") == "victim" and not _attempt(record))


def _tried(record: Record) -> bool:
    return bool(value_of(record.answers, "with_whom") == "victim" and _attempt(record))


def _attempt(record: Record) -> bool:
    return bool(value_of(record.answers, "direction") == "attempt")
