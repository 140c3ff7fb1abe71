"""Nothing is so that nobody said: what a value is where nobody gives one, for every class of the domain.

A flag is off, a number is none, a text is empty. Each class where that would be wrong has its row with the reason.
"""

from __future__ import annotations

import dataclasses
import importlib
import pkgutil
from collections.abc import Iterator
from types import ModuleType
from typing import Any, Final

import msgspec
import pytest

from hru_advocate import domain
from hru_advocate.domain import help_pages, languages, moments, phone_numbers, pictures, po_files
from hru_advocate.domain.closing import closures, retention
from hru_advocate.domain.disclosure import redaction
from hru_advocate.domain.disclosure import templates as disclosure_templates
from hru_advocate.domain.forms import answers, definition, fields, rich_kinds
from hru_advocate.domain.identifying import items as identifying_items
from hru_advocate.domain.identifying import known_things, name_forms
from hru_advocate.domain.incidents import behaviours, incident, pattern, quick_line
from hru_advocate.domain.incidents import rows as incident_rows
from hru_advocate.domain.incidents.diary import (
    calendar,
    days,
    entries,
    entry_lines,
    letters,
    preview,
    reading,
)
from hru_advocate.domain.incidents.diary import (
    rows as diary_rows,
)
from hru_advocate.domain.law import (
    clocks as law_clocks,
)
from hru_advocate.domain.law import (
    due,
    legal_options,
    option_fit,
    order_head,
    order_history,
    orders,
    readings,
    victims_code,
)
from hru_advocate.domain.ledger import projection, records
from hru_advocate.domain.letters import items as letter_items
from hru_advocate.domain.letters import templates as letter_templates
from hru_advocate.domain.library import reference, unit_measures
from hru_advocate.domain.outcomes import facts, periods, report, suppression
from hru_advocate.domain.packs import changes, numbers, taken
from hru_advocate.domain.partners import agencies, thresholds
from hru_advocate.domain.people import contact_check, contact_now, safe_contact, whose
from hru_advocate.domain.plan import (
    agreements,
    because,
    case_facts,
    comparing,
    coverage,
    measure_changes,
    paper_safety,
    plan,
    suggestions,
)
from hru_advocate.domain.services import confirmations, directory, opening_hours, signposting
from hru_advocate.domain.time_words import clocks as word_clocks
from hru_advocate.domain.time_words import frame, parsing, phrases

MODULES: Final = (
    help_pages, languages, moments, phone_numbers, pictures, po_files, closures, retention, redaction,
    disclosure_templates, answers, definition, fields, rich_kinds, identifying_items, known_things, name_forms,
    behaviours, incident, pattern, quick_line, incident_rows, calendar, days, entries, entry_lines, letters, preview,
    reading, diary_rows, law_clocks, due, legal_options, option_fit, order_head, order_history, orders,
    readings, victims_code, projection, records, letter_items, letter_templates, reference, unit_measures,
    facts, periods, report, suppression, changes, numbers, taken, agencies, thresholds, contact_check,
    contact_now, safe_contact, whose, agreements, because, case_facts, comparing, coverage, measure_changes,
    paper_safety, plan, suggestions, confirmations, directory, opening_hours, signposting, word_clocks, frame,
    parsing, phrases,
)  # fmt: skip
SAID: Final[dict[str, object]] = {
    # an answer is one, a row is taken and a confirmation is right unless somebody says otherwise
    "Answer.state": "answered",
    "DiaryRow.state": "ready",
    "Confirmation.right": True,
    "PlanItem.agreed": True,
    "Owner.sure": True,
    # the safer of two: no voicemail is left, a source is not verified, nobody says that it is open
    "Way.voicemail": "none",
    "Service.confidence": "unverified",
    "Service.hours_confidence": "not_stated",
    "Hours.bank_holidays": "not stated",
    # the plain case of a form, a direction, an order, a letter, a pack, a search
    "FormDefinition.records": "many",
    "FormDefinition.layout": "page",
    "FormDefinition.about": "case",
    "Field.direction": "past",
    "Field.paper": "always",
    "Days.sort": "told",
    "NameSought.loosely": True,
    "OrderNotice.soon": True,
    "HeadWords.tone": "quiet",
    "PromptAnswer.speaks": "for",
    "LetterTemplate.kind": "letter",
    "LetterTemplate.greeting": "Dear Sir or Madam",
    "OwnText.state": "draft",
    "PackChange.sort": "comes",
    "UnitMeasure.priority": "soon",
    "Service.referral_route": "both",
    "PrintLine.means": "ring",
    "ServiceNumber.means": "ring",
    # days that a printed number and printed hours stay fresh; what one pair of measures costs; no clock was found
    "PrintRules.number_days": 90,
    "PrintRules.hours_days": 30,
    "Arc.cost": 1,
    "_Reading.clock": -1,
}


def of_module(module: ModuleType) -> Iterator[tuple[str, Any]]:
    """The value of each field of each class of a module where nobody gives one, by class and field."""
    for name, held in vars(module).items():
        if isinstance(held, type) and held.__module__ == module.__name__:
            fields = ((f"{name}.{field}", value) for field, value in _of_class(held))
            yield from ((field, value) for field, value in fields if isinstance(value, bool | int | str))


def _of_class(held: type) -> Iterator[tuple[str, Any]]:
    if issubclass(held, msgspec.Struct):
        fields = msgspec.structs.fields(held)
        yield from ((one.name, one.default) for one in fields if one.default is not msgspec.NODEFAULT)
    elif dataclasses.is_dataclass(held):
        missing = dataclasses.MISSING
        yield from ((one.name, one.default) for one in dataclasses.fields(held) if one.default is not missing)


FOUND: Final = dict(found for module in MODULES for found in of_module(module))


def test_what_nobody_gives_is_off_none_or_empty() -> None:
    assert {name: value for name, value in FOUND.items() if value and name not in SAID} == {}


@pytest.mark.parametrize("name", SAID)
def test_what_is_otherwise_has_its_reason(name: str) -> None:
    assert FOUND[name] == SAID[name]


def test_no_module_is_forgotten() -> None:
    names = (one.name for one in pkgutil.walk_packages(domain.__path__, f"{domain.__name__}."))
    every = [importlib.import_module(name) for name in names]  # noqa: TID251 - every module there is
    assert {one.__name__ for one in every if next(of_module(one), None) is not None} == {
        one.__name__ for one in MODULES
    }
