"""Every id a rule is about is one that a form, the library or a document has: a rule about another never speaks."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterable, Iterator, Mapping
from types import ModuleType
from typing import Final, Literal, get_args, get_origin

import pytest

from hru_advocate import casework, documents, domain
from hru_advocate.casework.paper.document_kinds import DISCLOSURE, DOCUMENT_IDS, LETTER, RECORD, SLIP
from hru_advocate.casework.product import shipped, shipped_forms
from hru_advocate.domain import catalogue, projecting
from hru_advocate.domain.actions import action
from hru_advocate.domain.closing import closures, colleagues
from hru_advocate.domain.disclosure import disclosures, requests
from hru_advocate.domain.forms import answers, fields, kinds, pronouns
from hru_advocate.domain.forms.definition import FormDefinition
from hru_advocate.domain.forms.fields import FieldKind
from hru_advocate.domain.identifying import items, patterns, sweep
from hru_advocate.domain.incidents.diary import columns, preview
from hru_advocate.domain.law import criminal_case, due, hearings, legal_talks, order_changes, order_facts, orders
from hru_advocate.domain.letters import identifying, letter
from hru_advocate.domain.outcomes import outcome, questions, report
from hru_advocate.domain.partners import agencies, flags, meetings, repeats, safeguarding
from hru_advocate.domain.people import contact_check, contact_now, safe_contact, whose
from hru_advocate.domain.plan import agreements, coverage, measure_changes, paper_safety, plan, situations, worked_out
from hru_advocate.domain.visits import visit

FORMS: Final[Mapping[str, FormDefinition]] = {form.purpose: form for form in shipped_forms().current()}
KNOWN: Final = shipped().known


def choices(place: str) -> frozenset[str]:
    """The ids that may be chosen in a question, such as ``order.kind`` or ``safe_contact.ways.method``."""
    purpose, *names = place.split(".")
    found = FORMS[purpose].by_id[names[0]]
    for name in names[1:]:
        found = next(one for one in found.fields if one.id == name)
    return frozenset(one.id for one in found.choices)


@pytest.mark.parametrize(
    ("ids", "place", "named", "about"),
    [
        (orders.BAIL, "order.kind", "police_bail post_charge_bail", True),
        (orders.OF_CHILDREN, "order.kind", "child_arrangements prohibited_steps", True),
        (orders._NOT_PROTECTING, "order.kind", "child_arrangements prohibited_steps barring_order_91_14", True),
        (orders.TOLD_AS_GIVEN, "order.kind", "police_bail post_charge_bail licence_conditions undertaking", True),
        (
            orders._SHORT,
            "order.kind",
            (
                "restraining_order_conviction restraining_order_acquittal police_bail post_charge_bail"
                " licence_conditions undertaking prohibited_steps barring_order_91_14"
            ),
            True,
        ),
        (criminal_case._REACHED, "criminal_case.events.what", "warrant rearrest", True),
        (criminal_case._CPS, "criminal_case.decision", "cps_none cps_stopped", True),
        (criminal_case._NOT_CROWN, "criminal_case.sentence_court", "crown", False),
        (hearings.SETTLED, "hearing.state", "ahead", False),
        (hearings._GONE, "hearing.state", "held adjourned", True),
        (hearings._CRIMINAL, "hearing.what_for", "first plea trial sentence appeal bail breach", True),
        (legal_talks.OVER, "legal_option.stands", "refused not_wanted", True),
        (requests._TESTS, "material_request.tests", "", False),
        (disclosures._COMES_BACK, "disclosure.back_how", "keep", False),
        (disclosures._BACK_WORDS, "disclosure.back_how", "keep", False),
        (disclosures._ENDED, "disclosure.state", "with_them", False),
        ({disclosures.THE_PERSON}, "disclosure.recipient", "subject", True),
        ({disclosures.EMPLOYER}, "disclosure.recipient", "employer", True),
        (visit._OPEN, "visit.state", "planned out", True),
        (projecting._TOGETHER, "referral.lives_together", "together some_nights", True),
        (repeats._HEARD, "meeting.state", "planned held", True),
        (agencies._WORKS, "person.role", "officer professional", True),
        (safeguarding._OWED, "safeguarding.state", "to_make made", True),
        (safeguarding._ANSWERED, "safeguarding.state", "to_make made", False),
        (whose.OTHERS, "person.role", "perpetrator proxy", True),
        (whose._AT_WORK, "person.role", "officer professional", True),
        ({whose.THEIR_FAMILY}, "person.role", "their_family", True),
        (worked_out.OTHERS, "person.role", "perpetrator proxy", True),
        (plan.LIVE, "plan.items.state", "chosen already_do done", True),
        (contact_check._MEANS, "contact.method", "court other", False),
        (safe_contact._NEVER_MEANS, "safe_contact.never_ways", "voicemail", False),
        (safe_contact._FORBIDDEN, "safe_contact.never_ways", "", False),
        (safe_contact._WITH_VOICEMAIL, "safe_contact.ways.method", "mobile landline through", True),
        (safe_contact._BY_NUMBER, "safe_contact.ways.method", "email post in_person", False),
        (closures.CONTACT_AFTER, "closure.safe_after", "as_now", False),
        (outcome.ONCE, "outcome.stage", "start close", True),
        (letter.GONE, "letter.state", "sent answered", True),
        (letter.FINISHED, "letter.state", "draft withdrawn", False),
        (action.OWED, "action.state", "open not_yet", True),
        (action.CHASED, "action.state", "open done_on_paper not_yet", True),
        (action.DONE, "action.state", "done done_late", True),
        (action.NEEDS_REASON, "action.state", "open done done_late", False),
    ],
)
def test_a_rule_is_about_these_that_can_be_chosen_or_about_all_but_these(
    ids: Iterable[str], place: str, named: str, *, about: bool
) -> None:
    known = choices(place)
    assert set(named.split()) <= known
    assert set(ids) == (set(named.split()) if about else known - set(named.split()))


@pytest.mark.parametrize(
    ("words", "place"),
    [
        (safe_contact.MEANS_OF, "safe_contact.ways.method"),
        (safe_contact._METHODS, "safe_contact.ways.method"),
        (safe_contact._NEVER_WORDS, "safe_contact.never_ways"),
        (safe_contact._NEED_WORDS, "safe_contact.needs"),
        (closures.SAFE_AFTER, "closure.safe_after"),
        (outcome.STAGE_WORDS, "outcome.stage"),
        (action.STATE_WORDS, "action.state"),
        (flags.FLAG_WORDS, "flag.kind"),
        (meetings.MEETING_WORDS, "meeting.kind"),
        (meetings.BASIS_WORDS, "meeting.basis"),
        (projecting.STATUS, "referral.decision"),
        (measure_changes.STATE_SAID, "plan.items.state"),
        (measure_changes.CARRY_SAID, "plan.items.carry"),
        (colleagues.ROLES, "colleague.role"),
        (agreements._SAID, "agreement.answer"),
    ],
)
def test_whatever_can_be_chosen_has_its_words(words: Iterable[str], place: str) -> None:
    assert set(words) == choices(place)


def test_words_for_what_the_program_works_out_miss_nothing() -> None:
    assert set(visit.STANDING_WORDS) == set(get_args(visit.VisitStanding))
    assert set(contact_now.MEANS_WORDS) == set(contact_check._DOING) == set(get_args(safe_contact.Means))
    assert set(columns.ROLES) == set(get_args(columns.Role))
    for named in (columns._NAMES, columns._LEAST, preview._MOST, preview._CALENDAR):
        assert set(named) <= set(get_args(columns.Role))
    assert set(items.KIND_WORDS) == set(get_args(items.ItemKind))
    assert set(sweep._KINDS) == set(get_args(patterns.Shape))
    assert set(answers.STATE_WORDS) == set(get_args(answers.AnswerState))
    assert set(kinds.KIND_OF) | {"group"} == set(get_args(FieldKind))
    assert set(get_args(FieldKind)) >= projecting._UNSEARCHED
    assert set(safe_contact.MEANS_OF.values()) == set(get_args(safe_contact.Means))


@pytest.mark.parametrize(
    "facts",
    [
        (*order_facts.ORDER_FACTS, order_facts.ON_BAIL, order_facts.CHILDREN),
        [fact for named in paper_safety.QUESTIONS.values() for fact in named],
        [fact for fact, _document, _why in paper_safety._SUITED],
        paper_safety._NO_VOICE,
        situations._OF_RELATIONSHIP,
        (situations.LIVES_WITH, situations.LIVES_APART, situations.NEVER_LIVED_WITH),
        (*worked_out._VICTIM.values(), *worked_out._OTHER.values()),
    ],
)
def test_a_fact_a_rule_reads_is_one_the_library_knows(facts: Iterable[str]) -> None:
    assert [fact for fact in facts if fact not in KNOWN] == []


def test_documents_and_kinds_of_question_named_in_rules_are_there() -> None:
    made = {*DOCUMENT_IDS, RECORD.id, DISCLOSURE.id, LETTER.id, SLIP.id}
    assert made >= paper_safety.OFFICE
    assert {document for _fact, document, _why in paper_safety._SUITED} <= made | {paper_safety.SPOKEN}
    assert set(paper_safety.DANGERS) == set(paper_safety.QUESTIONS)
    assert all(field.kind in get_args(FieldKind) for form in FORMS.values() for field in form.fields)


NAMED: Final = (
    catalogue,
    action, closures, answers, fields, kinds, pronouns, items, sweep, columns, preview, due, order_changes, identifying,
    outcome, questions, report, flags, meetings, contact_check, contact_now, agreements, coverage, visit,
)  # fmt: skip
IN_PART: Final = frozenset(
    "FIELDS_REASONED_ABOUT _FORMS _LEAST _MOST _CALENDAR _GAPS _BECAME _SHAPES _WARNINGS _PLACE _RULES _CHECKS _SAYS"
    " _WHAT _LINES _HELP _OPEN".split()
)
"""Tables that say only what is not the same for all the others."""


def tables_of(module: ModuleType) -> Iterator[tuple[str, set[str], set[str]]]:
    """The tables of a module that have a closed list of ids for their keys: the keys, and those that may be."""
    for name, said in vars(module).get("__annotations__", {}).items():
        if "Mapping[" not in said and "dict[" not in said:
            continue
        kind = eval(said, vars(module))
        kind = get_args(kind)[0] if get_origin(kind) is Final else kind
        keys = get_args(kind)[0] if get_origin(kind) in (Mapping, dict) else None
        if get_origin(keys) is Literal:
            yield name, set(getattr(module, name)), set(get_args(keys))


def everywhere() -> Iterator[ModuleType]:
    for room in (domain, casework, documents):
        for one in pkgutil.walk_packages(room.__path__, f"{room.__name__}."):
            yield importlib.import_module(one.name)  # noqa: TID251 - every module there is, whatever its name


@pytest.mark.parametrize("module", NAMED, ids=lambda module: module.__name__.rpartition(".")[2])
def test_a_table_has_every_id_it_can_be_asked_for(module: ModuleType) -> None:
    tables = list(tables_of(module))
    assert tables
    for name, held, known in tables:
        assert held <= known, name
        assert name in IN_PART or held == known, name


def test_so_has_every_other_table_of_the_program() -> None:
    faults = [
        f"{module.__name__}.{name}"
        for module in everywhere()
        for name, held, known in tables_of(module)
        if not held <= known or (name not in IN_PART and held != known)
    ]
    assert faults == []
