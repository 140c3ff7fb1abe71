"""Everything of the law that the unit confirms: legal options, and beside them the clocks of the Victims' Code."""

from __future__ import annotations

from typing import Final

from hru_advocate.casework.law.legal_options import (
    OptionFilter,
    OptionLine,
    OptionPage,
    OptionSourceLine,
    check_words,
    checks_of,
    confirm_option,
    find_options,
    keep_check,
    option_page,
)
from hru_advocate.casework.records.entries import Saved
from hru_advocate.casework.session import Session
from hru_advocate.domain.law.legal_talks import OptionCheck
from hru_advocate.domain.law.readings import counted
from hru_advocate.domain.law.victims_code import CodeClock
from hru_advocate.domain.text_folding import fold
from hru_advocate.errors import NotFound

CLOCK: Final = "clock_"
"""The beginning of the id of a clock, where options stand beside it."""

_SURE: Final = {
    "high": ("fine", "Its source is sure"),
    "medium": ("caution", "Its source is likely right: check before relying on it"),
    "low": ("danger", "Its source is weak: check before relying on it"),
    "unverified": ("danger", "No source was read: check before relying on it"),
}


def find_law(session: Session, wanted: OptionFilter) -> tuple[OptionLine, ...]:
    """The options that fit, and after them the clocks, where words are looked for and nothing else."""
    found = find_options(session, wanted)
    asked = fold(wanted.text).split()
    if not asked or wanted != OptionFilter(wanted.text):
        return found
    clocks = session.product.victims_code.clocks
    fitting = [clock for clock in clocks if all(word in fold(f"Victims' Code clock {clock.label}") for word in asked)]
    checks = checks_of(session) if fitting else {}
    return (*found, *(_line(session, clock, checks.get(f"{CLOCK}{clock.id}")) for clock in fitting))


def law_page(session: Session, about: str) -> OptionPage:
    """One option or one clock in full; NotFound when there is none."""
    return _page(session, _clock(session, about)) if about.startswith(CLOCK) else option_page(session, about)


def confirm_law(session: Session, about: str, *, by: str, against: str, on: str = "", changed: str = "") -> Saved:
    """Keep that a named person checked an option or the number of a clock; ``changed`` is what is right instead.

    Raises:
        NotFound, InvalidAnswer: nothing was saved.
    """
    if not about.startswith(CLOCK):
        return confirm_option(session, about, by=by, against=against, on=on, changed=changed)
    _clock(session, about)
    return keep_check(session, about, by=by, against=against, on=on, changed=changed)


def is_there(session: Session, about: str) -> bool:
    """Say whether an id is that of an option or a clock."""
    known = session.product.victims_code.clock_by_id
    return about in session.product.legal_options.by_id or (about.startswith(CLOCK) and about[len(CLOCK) :] in known)


def _clock(session: Session, about: str) -> CodeClock:
    found = session.product.victims_code.clock_by_id.get(about.removeprefix(CLOCK))
    if found is None:
        raise NotFound
    return found


def _line(session: Session, clock: CodeClock, check: OptionCheck | None) -> OptionLine:
    today = session.now().date()
    fresh = check is not None and check.right and not check.old(today)
    tone = _SURE[clock.confidence][0]
    return OptionLine(
        id=f"{CLOCK}{clock.id}",
        name=clock.label,
        category_words="Clock of a criminal case",
        who_words=f"{'for' if clock.sort == 'right' else 'owed by'} "
        + session.product.victims_code.owner_words[clock.owed_by],
        area_words="",
        cost_words="",
        speed_words=counted(clock),
        note="",
        state="fine" if fresh else "danger" if tone == "danger" else "caution",
        confirmed_words=check_words(check, today),
        confirmed=fresh,
    )


def _page(session: Session, clock: CodeClock) -> OptionPage:
    code, check = session.product.victims_code, checks_of(session).get(f"{CLOCK}{clock.id}")
    line = _line(session, clock, check)
    edition = next((one.name for one in code.editions if one.id == clock.edition), "")
    said = line.confirmed_words[:1].upper() + line.confirmed_words[1:]
    against = f", against: {check.against}" if check else ""
    sources = [one for one in code.sources if one.id in clock.sources]
    return OptionPage(
        line=line,
        standing=(("fine" if line.confirmed else "caution", f"{said}{against}"), _SURE[clock.confidence]),
        unit_words=check.words if check else "",
        statute=f"right {clock.right} of the {edition}" if clock.right and edition else "",
        can_do=f"{clock.label}: {counted(clock)}.",
        prompts=(),
        court="",
        duration=counted(clock),
        breach="",
        cost="",
        role="",
        dates=(),
        evidence=(),
        notes=clock.note,
        to_confirm=(),
        sources=tuple(OptionSourceLine(" · ".join(filter(None, (one.title, one.date))), one.url) for one in sources),
        talk=False,
    )
