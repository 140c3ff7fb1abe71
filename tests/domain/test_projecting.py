"""What each form's records say in the lists stays what it was, unless ``LISTS`` is raised with it.

Run as a file, it writes the golden file anew.
"""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

import pytest

from hru_advocate.casework.product import shipped, shipped_forms
from hru_advocate.domain.forms.answers import Asking
from hru_advocate.domain.forms.definition import FormDefinition
from hru_advocate.domain.forms.kinds import KIND_OF, check_answer
from hru_advocate.domain.ledger.entry import Stamp
from hru_advocate.domain.ledger.records import Record
from hru_advocate.domain.projecting import LISTS, project

GOLDEN: Final = Path(__file__).resolve().parents[1] / "golden" / "lists.json"
FORMS: Final = {f"{form.id}.v{form.version}": form for form in shipped_forms().all()}
ASKING: Final = Asking(datetime(2026, 11, 23, 10, 4, tzinfo=UTC), shipped().known)


def said(form: FormDefinition) -> dict[str, object]:
    """The projection of a record with an example for every answer."""
    answers = {field.id: check_answer(field, KIND_OF[field.kind].example(field), ASKING) for field in form.fields}
    stamp = Stamp("2026-11-23T10:04:00.000Z", 0, 0, "boot")
    return asdict(project(Record("entry", "record", "case", form, answers, "", "Robin Example", stamp, ())))


def golden() -> dict[str, Any]:
    return {"lists": LISTS, "forms": {name: said(form) for name, form in sorted(FORMS.items())}}


KEPT: Final = json.loads(GOLDEN.read_text(encoding="utf-8")) if GOLDEN.exists() else golden()


@pytest.mark.parametrize("name", sorted(KEPT["forms"]))
def test_lists_made_by_an_earlier_program_say_the_same_or_are_worked_out_again(name: str) -> None:
    assert KEPT["lists"] == LISTS, "write the golden file anew: python tests/domain/test_projecting.py"
    now = json.loads(json.dumps(said(FORMS[name])))
    assert now == KEPT["forms"][name], "raise LISTS, then write the golden file anew"


if __name__ == "__main__":
    GOLDEN.write_text(json.dumps(golden(), ensure_ascii=False, indent=1, sort_keys=True) + "\n", encoding="utf-8")
