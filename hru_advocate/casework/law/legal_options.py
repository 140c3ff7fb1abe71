"""The Legal page: legal options found and filtered, one in full, and the unit's confirmation of it. Never advice."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, get_args

from hru_advocate.casework.records.entries import Saved, save
from hru_advocate.casework.session import Session
from hru_advocate.casework.wording import near_day_in_words
from hru_advocate.domain.law.legal_options import (
    KnownChange,
    LegalOption,
    LegalOptions,
    OptionCategory,
    OptionConfidence,
    OptionCost,
    OptionSpeed,
    OptionStatus,
    WhoApplies,
)
from hru_advocate.domain.law.legal_talks import OptionCheck, newest_checks

NOT_ADVICE: Final = "Not legal advice. It informs a conversation; a solicitor, the officer or the court decides."
CHECK_FORM: Final = "legal_check"
CATEGORIES: Final[Mapping[OptionCategory, str]] = {
    "police_civil_order": "Order the police ask for",
    "victim_civil_order": "Order the person asks for",
    "family_order": "Order about children or family",
    "criminal_court_order": "Order of a criminal court",
    "bail": "Bail",
    "offence": "Offence",
    "court_support": "Help at court",
    "victim_right": "Right of a victim",
    "criminal_process": "Sentence",
    "post_conviction": "After a sentence",
    "disclosure": "Being told",
    "multi_agency": "Agencies together",
    "police_power": "Power of the police",
    "health": "Health",
    "immigration": "Immigration",
    "money": "Money",
    "complaint": "Complaint",
    "practical": "Practical step",
}
WHO: Final[Mapping[WhoApplies, str]] = {
    "police": "Police",
    "victim": "The person",
    "prosecution": "Prosecution",
    "council": "Council",
    "professional": "A professional",
    "court": "The court itself",
}
COSTS: Final[Mapping[OptionCost, str]] = {
    "free": "Free",
    "no_fee": "No court fee",
    "fee": "Court fee",
    "may_cost": "May cost something",
    "to_be_confirmed": "Cost to be confirmed",
}
SPEEDS: Final[Mapping[OptionSpeed, str]] = {
    "no_court": "Without a court",
    "court_quick": "Court, with a quick way",
    "court": "Court",
    "criminal_case": "Within a criminal case",
    "to_be_confirmed": "Speed to be confirmed",
}
STATUSES: Final[Mapping[OptionStatus, str]] = {
    "in_force": "In force",
    "pilot_check_area": "Some areas only: check this one",
    "check_commencement": "May not have begun: check",
    "local": "Local: ask what there is here",
    "legacy": "No longer used: do not offer",
}
AREAS: Final[Mapping[OptionStatus, str]] = {
    "in_force": "Everywhere",
    "pilot_check_area": "Some areas only",
    "check_commencement": "May not have begun",
    "local": "By local arrangement",
    "legacy": "No longer used",
}
CONFIDENCE: Final[Mapping[OptionConfidence, str]] = {
    "high": "Well sourced",
    "medium": "Check before relying on it",
    "low": "Main point not confirmed: do not rely on it",
    "unverified": "No source: to be confirmed by the unit",
}


@dataclass(frozen=True, slots=True)
class OptionFilter:
    """A filter of options; an empty text means any."""

    text: str = ""
    need: str = ""
    who: str = ""
    area: str = ""
    cost: str = ""
    speed: str = ""


FilterChoices = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class OptionChoices:
    """The choices of the filter, ``(id, words)`` each, and those of what an option was confirmed against."""

    needs: FilterChoices
    who: FilterChoices
    areas: FilterChoices
    costs: FilterChoices
    speeds: FilterChoices
    against: FilterChoices


@dataclass(frozen=True, slots=True)
class OptionLine:
    """One option in a list. ``state``: fine, caution (check first), danger (not confirmed, not begun, not offered)."""

    id: str
    name: str
    category_words: str
    who_words: str
    area_words: str
    cost_words: str
    speed_words: str
    note: str
    state: str
    confirmed_words: str
    confirmed: bool


@dataclass(frozen=True, slots=True)
class OptionSourceLine:
    """A source with the day it is of, in words."""

    words: str
    url: str


@dataclass(frozen=True, slots=True)
class OptionPage:
    """One option in full. ``standing`` is what has to be read before the rest: each line with its tone.

    ``talk`` says that it can be talked about in a case; a clock cannot.
    """

    line: OptionLine
    standing: tuple[tuple[str, str], ...]
    unit_words: str
    statute: str
    can_do: str
    prompts: tuple[str, ...]
    court: str
    duration: str
    breach: str
    cost: str
    role: str
    dates: tuple[str, ...]
    evidence: tuple[str, ...]
    notes: str
    to_confirm: tuple[str, ...]
    sources: tuple[OptionSourceLine, ...]
    talk: bool = True
    not_advice: str = NOT_ADVICE


def option_choices(session: Session) -> OptionChoices:
    """Everything options can be filtered by, as far as some option has it."""
    options = session.product.legal_options.options
    needs = {need for option in options for need in option.needs}
    against = session.forms.newest(CHECK_FORM).by_id["against"].choices
    return OptionChoices(
        needs=tuple((one.id, one.label) for one in session.product.library.needs.domains if one.id in needs),
        who=tuple(WHO.items()),
        areas=tuple(AREAS.items()),
        costs=tuple(COSTS.items()),
        speeds=tuple(SPEEDS.items()),
        against=tuple((one.id, one.label) for one in against),
    )


def find_options(session: Session, wanted: OptionFilter) -> tuple[OptionLine, ...]:
    """The options that fit, the best first."""
    checks, today = checks_of(session), session.now().date()
    return tuple(
        option_line(option, session.product.legal_options, checks.get(option.id), today)
        for option in session.product.legal_options.found(wanted.text)
        if _wanted(option, wanted)
    )


def option_page(session: Session, option_id: str) -> OptionPage:
    """One option in full; NotFound when there is none."""
    options, today = session.product.legal_options, session.now().date()
    option, check = options.option(option_id), checks_of(session).get(option_id)
    sources = (options.source_by_id[one] for one in option.source_ids)
    return OptionPage(
        line=option_line(option, options, check, today),
        standing=tuple(_standing(option, options.changes_of(option_id), check, today)),
        unit_words=check.words if check else "",
        statute=option.statute,
        can_do=option.what_it_can_do,
        prompts=option.eligibility_prompts,
        court=option.court,
        duration=option.duration,
        breach=option.breach_consequence,
        cost=option.cost_to_victim,
        role=option.victim_role,
        dates=tuple(f"{one.label}: {one.rule}" if one.rule else one.label for one in option.tracking_dates),
        evidence=option.evidence_useful,
        notes=option.notes,
        to_confirm=option.to_confirm,
        sources=tuple(OptionSourceLine(f"{one.title} · {one.publisher} · {one.date}", one.url) for one in sources),
    )


def confirm_option(
    session: Session, option_id: str, *, by: str, against: str, on: str = "", changed: str = ""
) -> Saved:
    """Keep that a named person checked an option; ``changed`` is what is no longer right, in the unit's words.

    Raises:
        NotFound: there is no such option; nothing was saved.
        InvalidAnswer: it names the field; nothing was saved.
    """
    return keep_check(
        session, session.product.legal_options.option(option_id).id, by=by, against=against, on=on, changed=changed
    )


def keep_check(session: Session, checked: str, *, by: str, against: str, on: str, changed: str) -> Saved:
    """Keep that a named person checked an option or a clock, which is there; InvalidAnswer names the field."""
    raw: dict[str, Any] = {
        "option": checked,
        "by": by.strip() or None,
        "on": on.strip() or f"{session.now():%Y-%m-%d}",
        "against": against or None,
        "right": not changed.strip(),
        "words": changed.strip() or None,
    }
    return save(session, CHECK_FORM, raw)


def checks_of(session: Session) -> Mapping[str, OptionCheck]:
    """The unit's say on each option that it checked, as long as no pack has put it out of date."""
    fallen = session.product.packs.fallen
    return newest_checks(record for record in session.heads(None, [CHECK_FORM]) if record.entry not in fallen)


def option_line(option: LegalOption, options: LegalOptions, check: OptionCheck | None, today: date) -> OptionLine:
    """One option as a list shows it."""
    marks = [STATUSES[option.status]] if option.status != "in_force" else []
    marks += ["the law is changing"] if options.changes_of(option.id) else []
    marks += [CONFIDENCE[option.confidence]] if option.confidence != "high" else []
    danger = option.confidence in ("low", "unverified") or option.status in ("legacy", "check_commencement")
    fresh = check is not None and check.right and not check.old(today)
    return OptionLine(
        id=option.id,
        name=option.name,
        category_words=CATEGORIES[option.category],
        who_words=" or ".join(_one_after_another(WHO[who] for who in option.who_applies)),
        area_words=AREAS[option.status],
        cost_words=COSTS[option.cost],
        speed_words=SPEEDS[option.speed],
        note=" · ".join(marks),
        state="fine" if fresh else "danger" if danger else "caution",
        confirmed_words=check_words(check, today),
        confirmed=fresh,
    )


def check_words(check: OptionCheck | None, today: date) -> str:
    """Say whether the unit confirmed an option, when, who, and whether that is long ago."""
    if check is None:
        return "not yet confirmed by the unit"
    what = "confirmed" if check.right else "changed, says the unit:"
    said = f"{what} {near_day_in_words(check.on, today)} by {check.by}"
    return f"{said}, older than 6 months: check again" if check.old(today) else said


def _standing(
    option: LegalOption, changes: Iterable[KnownChange], check: OptionCheck | None, today: date
) -> Iterable[tuple[str, str]]:
    """Everything that says how far an option can be relied on, the unit's own word first."""
    tone = "fine" if check and check.right and not check.old(today) else "caution"
    words = check_words(check, today)
    yield tone, words[0].upper() + words[1:] + (f", against: {check.against}" if check else "")
    status = "fine" if option.status == "in_force" else "danger"
    yield status, f"{STATUSES[option.status]} · {option.in_force}"
    for change in changes:
        yield "caution", f"Known change: {change.what} How sure: {change.confidence}."
    sure = {"high": "fine", "medium": "caution"}.get(option.confidence, "danger")
    yield sure, CONFIDENCE[option.confidence]


def _wanted(option: LegalOption, wanted: OptionFilter) -> bool:
    return all(
        not asked or asked in held
        for asked, held in (
            (wanted.need, option.needs),
            (wanted.who, option.who_applies),
            (wanted.area, (option.status,)),
            (wanted.cost, (option.cost,)),
            (wanted.speed, (option.speed,)),
        )
    )


def _one_after_another(words: Iterable[str]) -> list[str]:
    """Several words as one row: only the first begins with a capital letter."""
    first, *rest = words
    return [first, *(word[0].lower() + word[1:] for word in rest)]


FILTERS: Final = {
    "who": get_args(WhoApplies),
    "area": get_args(OptionStatus),
    "cost": get_args(OptionCost),
    "speed": get_args(OptionSpeed),
}
"""The parts of the filter that have values of their own, with them; a need is one of the library's."""
