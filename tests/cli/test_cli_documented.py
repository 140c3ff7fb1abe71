"""What the guides show is true: their example answers save, their example form reads, their commands exist."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import get_args

import pytest

from hru_advocate.casework import listing
from hru_advocate.casework.paper.document_kinds import DOCUMENT_IDS
from hru_advocate.cli import hru_vault
from hru_advocate.domain.catalogue import read_form
from hru_advocate.domain.forms.definition import Layout, Purpose
from hru_advocate.domain.forms.fields import FieldKind
from tests.casework.open_sessions import new_case, session_at


@pytest.fixture
def guide(root: Path) -> str:
    return (root / "docs" / "hru-vault.md").read_text(encoding="utf-8")


@pytest.fixture
def forms_guide(root: Path) -> str:
    return (root / "docs" / "adding-a-form.md").read_text(encoding="utf-8")


def block(text: str, language: str) -> str:
    found = re.search(rf"```{language}\n(.*?)```", text, flags=re.DOTALL)
    assert found
    return found[1]


def test_example_answers_save(guide: str, tmp_path: Path) -> None:
    raw = json.loads(block(guide, "json"))
    with session_at(tmp_path / "vault") as session:
        ref = new_case(session).ref
        assert listing.add(session, "contact", raw, ref=ref, corrects=(), reason="")["ref"] == ref


def test_every_command_and_document_is_in_the_guide(guide: str) -> None:
    rows = re.findall(r"^\| (`[a-z][^|]*)\|", guide, flags=re.MULTILINE)  # one row may tell of several commands
    listed = [command for row in rows for command in re.findall(r"`([a-z-]+)", row)]
    choices = next(action for action in hru_vault._parser()._actions if action.dest == "command").choices
    assert sorted(choices or ()) == sorted(listed)
    assert all(f"`{one}`" in guide for one in DOCUMENT_IDS)


def test_example_form_reads_and_every_kind_is_told(forms_guide: str) -> None:
    form = read_form("bail_check.v1.toml", block(forms_guide, "toml").encode())
    assert [field.id for field in form.fields] == ["checked_on", "rules_fit", "gap"]
    assert [kind for kind in get_args(FieldKind) if f"`{kind}`" not in forms_guide] == []


def test_every_purpose_and_layout_of_a_form_is_told(forms_guide: str) -> None:
    assert [one for one in (*get_args(Purpose), *get_args(Layout)) if f"`{one}`" not in forms_guide] == []
