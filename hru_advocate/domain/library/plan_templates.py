"""Situations a plan can start from (``resources/plan_templates.toml``): measures proposed in an order, none added."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

import msgspec

from hru_advocate.domain.library.reference import LivingSituation


class PlanTemplate(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One situation: when it is proposed, for whom it is written, and its measures (``sm_*``) in their order.

    ``answers`` is the circumstance its measures answer where nothing more particular is known.
    """

    id: str
    label: str
    when: tuple[str, ...]
    when_living: tuple[LivingSituation, ...]
    living: tuple[LivingSituation, ...]
    answers: str
    note: str
    measures: tuple[str, ...]

    def proposed(self, present: frozenset[str], living: frozenset[LivingSituation]) -> bool:
        """Say whether what is known to be so, and the situations that makes, brings it to the top."""
        if living and self.living and living.isdisjoint(self.living):
            return False
        return not (living.isdisjoint(self.when_living) and present.isdisjoint(self.when))


class PlanTemplates(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The templates file."""

    schema_version: int
    file_kind: Literal["plan_templates"]
    prepared: str
    jurisdiction: str
    templates: tuple[PlanTemplate, ...] = msgspec.field(name="template")


def faults_in(read: PlanTemplates, measures: frozenset[str]) -> Iterator[str]:
    """Yield the faults of the templates, each with its path; none when they hold together."""
    ids = [template.id for template in read.templates]
    for number, template in enumerate(read.templates):
        if ids.count(template.id) > 1:
            yield f"template[{number}].id: {template.id} stands there twice"
        for measure in template.measures:
            if measure not in measures:
                yield f"template[{number}]: there is no {measure}"
            if template.measures.count(measure) > 1:
                yield f"template[{number}]: {measure} stands there twice"
