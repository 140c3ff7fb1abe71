"""Safe contact of a case: what is allowed now, the numbers shown with their rules, and a contact held against them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Final, Literal

import msgspec

from hru_advocate.casework.people.guards import in_doubt
from hru_advocate.casework.people.names import names_of
from hru_advocate.casework.people.told_since import told_since
from hru_advocate.casework.plan.knowledge import facts_now
from hru_advocate.casework.session import Session
from hru_advocate.documents.compose.safe_contact import SafeAt
from hru_advocate.domain.closing.closures import CONTACT_AFTER
from hru_advocate.domain.forms.answers import value_of
from hru_advocate.domain.people.contact_now import SafeNow, confirm_first, judge_now, next_midnight, with_calls
from hru_advocate.domain.people.safe_contact import SafeContact, Way, read_safe_contact, rules_in_words
from hru_advocate.domain.projecting import NO_CALLS
from hru_advocate.errors import AdvocateError
from hru_advocate.store import views
from hru_advocate.store.views import CaseRow

_IN_DOUBT: Final = (
    "What the lists say of safe contact is not what the signed entries say. Do not get in touch: check the vault under "
    "Settings, and ask your supervisor."
)


class OutsideRules(AdvocateError):
    """The safe contact rules do not allow this now, so no number was shown. Say in one line why it has to be."""


@dataclass(frozen=True, slots=True)
class Revealed:
    """The rules with numbers; ``held_back`` while some stay hidden because their way is not open now."""

    words: str
    held_back: bool


def safe_now(session: Session, row: CaseRow) -> SafeNow:
    """The word of a case's safe contact rules at this moment; the safer value when versions disagree."""
    if in_doubt(session, row):
        return _doubted(session)
    return _after_closing(session, row, _judged(session, row, session.now()))


def _doubted(session: Session) -> SafeNow:
    """The answer where the lists and the signed entries differ: the safer one, whichever of the two is right."""
    return SafeNow("never", "check the vault", _IN_DOUBT, changes_at=next_midnight(session.now()))


def _after_closing(session: Session, row: CaseRow, found: SafeNow) -> SafeNow:
    """The answer once a case is closed: what the closure says of contact from then on stands above the rules."""
    if row.status != "closed" or found.safety in ("never", "unknown"):
        return found
    after = said_at_closing(session, row.case)
    return SafeNow(*after, found.rules) if after is not None else replace(found, closed=True)


def doubt_of(session: Session, case: str) -> str:
    """The sentence on a case of which nobody can say whether contact is safe; "" where nothing is in doubt."""
    return _IN_DOUBT if in_doubt(session, views.case_row(session.vault, case)) else ""


def said_at_closing(
    session: Session, case: str, day: date | None = None
) -> tuple[Literal["never", "ask_first"], str] | None:
    """The answer a closed case's closure gives to contact on a day, or from now on; ``None`` where it gives none.

    Of versions that disagree it is the graver.
    """
    if views.case_row(session.vault, case).status != "closed":
        return None
    found = []
    for record in session.heads(case, ["closure"]):
        after = CONTACT_AFTER.get(value_of(record.answers, "safe_after") or "")
        closed_on = value_of(record.answers, "on")
        if after is not None and (day is None or closed_on is None or day >= closed_on):
            found.append(after)
    return min(found, key=lambda after: after[0] != "never", default=None)


def safe_for_paper(session: Session, case: str) -> SafeAt:
    """The same for the unit's own paper, with its moment; what it says of other times is told by date."""
    row, now = views.case_row(session.vault, case), session.now()
    if in_doubt(session, row):
        return SafeAt(_doubted(session), now)
    return SafeAt(_after_closing(session, row, _judged(session, row, now, dated=True)), now)


def _judged(session: Session, row: CaseRow, now: datetime, *, dated: bool = False) -> SafeNow:
    versions, holidays = _versions(session, row), session.product.bank_holidays
    found = judge_now(versions, now, calls_work=_calls_work(session, row), dated=dated, holidays=holidays)
    if found.safety not in ("now", "later", "not_now"):
        return found
    since = told_since(session, row.case, versions[0])
    return confirm_first(found, since) if since else found


def _versions(session: Session, row: CaseRow) -> list[SafeContact]:
    """The versions as the lists tell them: asked only where those are not in doubt."""
    if row.disputed:
        return [read_safe_contact(record.answers) for record in session.heads(row.case, ["safe_contact"])]
    return [msgspec.json.decode(row.safe, type=SafeContact)] if row.safe else []


def _calls_work(session: Session, row: CaseRow) -> bool | None:
    """Say whether voice calls work as far as is known; where versions disagree, not if one says that they do not."""
    if row.disputed and row.calls == "yes" and not NO_CALLS.isdisjoint(facts_now(session, row.case).present):
        return False
    return None if row.calls is None else row.calls == "yes"


def agreed_rules(session: Session, case: str) -> SafeContact | None:
    """The rules of a case as they stand, with what it knows of hearing and speech; ``None`` for none or two."""
    versions = standing_rules(session, case)
    return versions[0] if len(versions) == 1 else None


def standing_rules(session: Session, case: str) -> list[SafeContact]:
    """Every version of the rules that stands, with what the case knows of hearing and speech: none, one, or two."""
    row = views.case_row(session.vault, case)
    if in_doubt(session, row):
        return []
    return [with_calls(version, calls_work=_calls_work(session, row)) for version in _versions(session, row)]


def reveal_safe_contact(
    session: Session, case: str, reason: str = "", *, all_ways: bool = False, named: bool = True
) -> Revealed:
    """The rules with the number or address of every way that is open now; that it was shown is an entry.

    With a ``reason``, in one line, every number is shown, and the reason stands in the entry; ``all_ways`` asks for
    one as long as any number would stay hidden. Without ``named`` names come as initials. Never the code word.

    Raises:
        OutsideRules: no way with a number is open now and no reason was given; nothing was shown.
    """
    row, now = views.case_row(session.vault, case), session.now()
    found = safe_now(session, row)
    rules = agreed_rules(session, case)
    reason = " ".join(reason.split())
    if rules is None or not any(_leads_somewhere(way) for way in rules.ways):
        session.note("reveal", {"outside_rules": reason} if reason else {}, case=case)
        return Revealed(found.rules if named else names_of(session, case).hide(found.rules), held_back=False)
    if reason:
        session.note("reveal", {"outside_rules": reason}, case=case)
        words = rules_in_words(rules, now.date(), reveal=True)
        return Revealed(words if named else names_of(session, case).hide(words), held_back=False)
    open_ways = [way for way in rules.usable if way.covers(now)] if found.safety == "now" else []
    held_back = any(_leads_somewhere(way) and way not in open_ways for way in rules.ways)
    if (held_back and all_ways) or not any(_leads_somewhere(way) for way in open_ways):
        raise OutsideRules
    session.note("reveal", {}, case=case)
    words = rules_in_words(rules, now.date(), reveal=True, only=open_ways)
    return Revealed(words if named else names_of(session, case).hide(words), held_back)


def open_to_write(session: Session, case: str, reason: str = "") -> None:
    """Note that every number of a case is seen now, because its safe contact rules are written again.

    Raises:
        OutsideRules: not every way is open now, or two versions disagree, and no reason was given.
    """
    if views.case_row(session.vault, case).disputed and not reason.strip():
        raise OutsideRules
    reveal_safe_contact(session, case, reason, all_ways=True)


def _leads_somewhere(way: Way) -> bool:
    return bool(way.number or way.email or way.address)


def code_word(session: Session, case: str) -> str:
    """The code word, kept apart from everything else; that it was shown is an entry."""
    session.note("reveal", {"code_word": True}, case=case)
    for record in session.heads(case, ["safe_contact"]):
        word = value_of(record.answers, "code_word")
        if word:
            return str(word)
    return ""
