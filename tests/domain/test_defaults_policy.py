"""Nothing is so that nobody said: what a value is where nobody gives one, for every class of the domain.

A flag is off, a number is none, a text is empty. Each class where that would be wrong has its row with the reason.
"""

from __future__ import annotations

import dataclasses
import importlib
import pkgutil
from collections.abc import Iterator
from typing import Any, Final

import msgspec
import pytest

from hru_advocate import domain

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


def defaults() -> Iterator[tuple[str, Any]]:
    """The value of each field of each class of the domain where nobody gives one, by class and field."""
    for module in pkgutil.walk_packages(domain.__path__, f"{domain.__name__}."):
        for name, held in vars(importlib.import_module(module.name)).items():  # noqa: TID251 - every module there is
            if isinstance(held, type) and held.__module__ == module.name:
                yield from ((f"{name}.{field}", value) for field, value in _of_class(held))


def _of_class(held: type) -> Iterator[tuple[str, Any]]:
    if issubclass(held, msgspec.Struct):
        fields = msgspec.structs.fields(held)
        yield from ((one.name, one.default) for one in fields if one.default is not msgspec.NODEFAULT)
    elif dataclasses.is_dataclass(held):
        missing = dataclasses.MISSING
        yield from ((one.name, one.default) for one in dataclasses.fields(held) if one.default is not missing)


FOUND: Final = dict(defaults())


def test_what_nobody_gives_is_off_none_or_empty() -> None:
    plain = {name: value for name, value in FOUND.items() if isinstance(value, bool | int | str) and name not in SAID}
    assert len(plain) > 200
    assert {name: value for name, value in plain.items() if value} == {}


@pytest.mark.parametrize("name", SAID)
def test_what_is_otherwise_has_its_reason(name: str) -> None:
    assert FOUND[name] == SAID[name]
