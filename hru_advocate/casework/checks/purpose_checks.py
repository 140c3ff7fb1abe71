"""The rules that a record has to satisfy beyond its form, by its purpose, and what the program fills in for it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Final, NamedTuple

from hru_advocate.casework.checks.closure_checks import (
    check_closure,
    check_colleague,
    check_erasure,
    check_kept_figures,
    check_retention,
    fill_closure,
)
from hru_advocate.casework.checks.consultation_checks import check_consultation
from hru_advocate.casework.checks.contact_checks import check_contact, check_hours, fill_contact
from hru_advocate.casework.checks.court_checks import (
    check_confirmed,
    check_criminal_case,
    check_hearing,
    check_talk,
)
from hru_advocate.casework.checks.disclosure_checks import (
    check_disclosure,
    check_request,
    fill_disclosure,
    fill_request,
)
from hru_advocate.casework.checks.filing import Filing
from hru_advocate.casework.checks.incident_checks import (
    check_behaviour,
    check_incident,
    fill_behaviour,
    fill_incident,
)
from hru_advocate.casework.checks.letter_checks import check_letter, check_letter_template, fill_letter_template
from hru_advocate.casework.checks.measure_checks import check_measure, fill_measure
from hru_advocate.casework.checks.order_checks import check_order, check_orders_told
from hru_advocate.casework.checks.outcome_checks import check_outcome
from hru_advocate.casework.checks.paper_checks import check_paper, fill_paper
from hru_advocate.casework.checks.partner_checks import (
    check_action,
    check_flag,
    check_meeting,
    check_repeat_look,
    check_safeguarding,
    fill_action,
    fill_meeting,
)
from hru_advocate.casework.checks.recipient_checks import check_recipients
from hru_advocate.casework.checks.referral_checks import check_person, check_referral
from hru_advocate.casework.checks.visit_checks import check_visit
from hru_advocate.casework.plan.agreements import check_agreement, check_countersign, fill_plan
from hru_advocate.casework.plan.knowledge import facts_now
from hru_advocate.casework.plan.wanted import long_ago
from hru_advocate.casework.session import Session
from hru_advocate.casework.settings import settings
from hru_advocate.domain.forms.answers import Answers, value_of
from hru_advocate.domain.forms.definition import FormDefinition, Purpose
from hru_advocate.domain.forms.pronouns import Pronoun, spoken_of
from hru_advocate.domain.languages import EASY, translation_of
from hru_advocate.domain.plan.as_written import as_written
from hru_advocate.domain.plan.gates import closed_gates, refusing
from hru_advocate.domain.plan.plan import PlanItem, read_plan
from hru_advocate.domain.plan.suggestions import Facts, advice_asked, misfit, standing_refusal
from hru_advocate.domain.services.confirmations import (
    Confirmation,
    PrintRules,
    RefusedConfirmation,
    check_confirmation,
)
from hru_advocate.errors import InvalidAnswer, NotFound


def print_rules(session: Session) -> PrintRules:
    """The print rules of this unit: how long a confirmation holds, and what must never be printed."""
    unit = settings(session)
    return PrintRules(session.product.library.services, unit.number_days, unit.hours_days)


class PurposeRules(NamedTuple):
    """The check of one purpose, which raises InvalidAnswer, and what is filled in before the form is checked."""

    check: Callable[[Session, Answers, Filing], None]
    fill_in: Callable[[Session, Mapping[str, object], Filing], Mapping[str, object]] | None = None


def checked_answers(session: Session, form: FormDefinition, raw: Mapping[str, object], filing: Filing) -> Answers:
    """Answers as the form takes them, held against what the program knows.

    Raises:
        InvalidAnswer: an answer does not fit; it names the field, and nothing may be saved.
    """
    rules = _RULES.get(form.purpose)
    if rules is not None and rules.fill_in is not None:
        raw = rules.fill_in(session, raw, filing)
    answers = form.check(raw, session.asking())
    _check_ticked(form, answers)
    if rules is not None:
        rules.check(session, answers, filing)
    check_recipients(session, form.purpose, answers, filing)
    return answers


def _check_ticked(form: FormDefinition, answers: Answers) -> None:
    """Refuse an answer of which nothing is ticked where one is needed: a threshold without its basis is met by nothing.

    What was saved so before is read all the same; asked is only who saves now.
    """
    for field in form.asked(answers):
        if field.required and field.kind == "choices" and value_of(answers, field.id) == ():
            raise InvalidAnswer(
                field.id, "Nothing is ticked. Nothing was saved; tick what fits, or say why there is no answer."
            )


def _confirmation(session: Session, answers: Answers, _filing: Filing) -> None:
    service = session.product.library.service(value_of(answers, "service")[0].removeprefix("sv_"))
    on: date = value_of(answers, "on")
    confirmation = Confirmation(
        service=service.id,
        what=value_of(answers, "what"),
        value=value_of(answers, "value"),
        by=value_of(answers, "by"),
        on=on,
        against=value_of(answers, "against"),
        right=value_of(answers, "right") is not False,
    )
    try:
        check_confirmation(service, confirmation, session.now().date(), rules=print_rules(session))
    except RefusedConfirmation as error:
        raise InvalidAnswer("value", error.message) from None


def _plan(session: Session, answers: Answers, filing: Filing) -> None:
    """A measure that would be dangerous, or is meant for other lives, needs a reason; one may need advice first.

    Some rules no reason sets aside: see ``StandingRule``.
    """
    plan = read_plan(answers)
    live = [item for item in plan.live if item.measure or _has_traits(session, item)]
    if not live or filing.case is None:
        return
    found = facts_now(session, filing.case)
    past = long_ago(found.known.values(), session.now().date())
    facts = Facts(found.present, found.absent, long_ago=past).settled()
    pronoun = session.pronoun_of(filing.case)
    for item in live:
        _check_item(session, item, facts, pronoun)


def _has_traits(session: Session, item: PlanItem) -> bool:
    """Say whether the words of an own measure call for any rule."""
    written = as_written(session.library, item)
    return written is not None and bool(written.traits)


def _check_item(session: Session, item: PlanItem, facts: Facts, pronoun: Pronoun) -> None:
    library = session.product.library
    measure = as_written(library, item)
    if measure is None:
        raise NotFound
    if stands := standing_refusal(library, measure, facts):
        raise InvalidAnswer(
            f"items.{item.id}.state",
            f"No reason can set this rule aside. {stands} "
            "Nothing was saved; take it out, or say that it is not right or not for now.",
        )
    if not item.override.strip():
        never = [fact for fact in measure.never_when if fact in facts.present]
        if never:
            raise InvalidAnswer(
                f"items.{item.id}.override",
                f"This measure is not offered while this is so: {_words(session, never)}. "
                "Nothing was saved; take it out, or give the reason.",
            )
        for one in refusing(closed_gates(library, measure, facts)):
            why = spoken_of(one.gate.why, pronoun)
            raise InvalidAnswer(
                f"items.{item.id}.override",
                f"This measure is not offered while this is so: {_words(session, one.facts)}. {why} "
                "Nothing was saved; take it out, or give the reason.",
            )
        if meant := misfit(library, measure, facts):
            raise InvalidAnswer(
                f"items.{item.id}.override",
                f"This measure is not offered here: {meant}. Nothing was saved; take it out, or give the reason.",
            )
    first, advised = advice_asked(library, measure, facts)
    if first and not item.advice.strip():
        reasons = f"Advice comes first here, because: {_words(session, first)}."
        rest = "Nothing was saved; write down the advice given, and by whom."
        said = (reasons, spoken_of(advised, pronoun), rest)
        raise InvalidAnswer(f"items.{item.id}.advice", " ".join(part for part in said if part))


def _words(session: Session, facts: Iterable[str]) -> str:
    return ", ".join(session.product.label(fact) for fact in facts)


def _translation(_session: Session, answers: Answers, _filing: Filing) -> None:
    """A translation is one that papers can be made with."""
    try:
        found = translation_of(answers)
    except ValueError:
        raise InvalidAnswer(
            "texts",
            "The tag is not one such as pl, or a text has other places in braces than its English, stands there twice, "
            "or is checked by nobody. Nothing was saved; mend it.",
        ) from None
    if found.language.split("-")[0] == "en" and found.language != EASY:
        raise InvalidAnswer("language", "English is not a translation. Nothing was saved; reword the measure.")


_RULES: Final[Mapping[Purpose, PurposeRules]] = {
    "action": PurposeRules(check_action, fill_action),
    "agreement": PurposeRules(
        lambda session, answers, filing: check_agreement(session, answers, filing.case),
        lambda session, raw, filing: fill_plan(session, raw, filing.case),
    ),
    "countersign": PurposeRules(
        lambda session, answers, filing: check_countersign(session, answers, filing.case),
        lambda session, raw, filing: fill_plan(session, raw, filing.case),
    ),
    "closure": PurposeRules(check_closure, fill_closure),
    "colleague": PurposeRules(check_colleague),
    "confirmation": PurposeRules(_confirmation),
    "disclosure": PurposeRules(check_disclosure, fill_disclosure),
    "material_request": PurposeRules(check_request, fill_request),
    "behaviour": PurposeRules(check_behaviour, fill_behaviour),
    "contact": PurposeRules(check_contact, fill_contact),
    "consultation": PurposeRules(check_consultation),
    "criminal_case": PurposeRules(check_criminal_case),
    "erasure": PurposeRules(check_erasure),
    "flag": PurposeRules(check_flag),
    "hearing": PurposeRules(check_hearing),
    "incident": PurposeRules(check_incident, fill_incident),
    "kept_figures": PurposeRules(check_kept_figures),
    "legal_check": PurposeRules(check_confirmed),
    "legal_option": PurposeRules(check_talk),
    "letter": PurposeRules(check_letter),
    "letter_template": PurposeRules(check_letter_template, fill_letter_template),
    "measure": PurposeRules(check_measure, fill_measure),
    "meeting": PurposeRules(check_meeting, fill_meeting),
    "order": PurposeRules(check_order),
    "outcome": PurposeRules(check_outcome),
    "paper": PurposeRules(check_paper, fill_paper),
    "plan": PurposeRules(_plan),
    "person": PurposeRules(check_person),
    "referral": PurposeRules(check_referral),
    "repeat_look": PurposeRules(check_repeat_look),
    "retention": PurposeRules(check_retention),
    "safe_contact": PurposeRules(check_hours),
    "safeguarding": PurposeRules(check_safeguarding),
    "situation": PurposeRules(check_orders_told),
    "translation": PurposeRules(_translation),
    "visit": PurposeRules(check_visit),
}
