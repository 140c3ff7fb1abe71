"""A first contact on the command line: before any safe contact rules it asks for its reason, as the screen does."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.casework.open_sessions import REFERRAL
from tests.cli.commands import Done, Run, fill_folder, make_cheap, runner

pytestmark = pytest.mark.xdist_group("cli")

RANG = {"happened": "2026-11-20", "method": "phone", "direction": "out", "with_whom": "victim"}
WHY = {"outside_rules": "The first call: the rules are asked in it."}
RULES = {"may_contact": "yes", "confirmed": "2026-11-20", "ways": [{"method": "mobile", "number": "07700 900123"}]}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return fill_folder(tmp_path_factory.mktemp("vault"), cases=1)


@pytest.fixture
def run(folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    make_cheap(monkeypatch)
    return runner(folder, capsys)


@pytest.fixture
def add(run: Run, tmp_path: Path) -> Callable[..., Done]:
    def write(form: str, raw: dict[str, object], *more: str) -> Done:
        path = tmp_path / "answers.json"
        path.write_text(json.dumps(raw), encoding="utf-8")
        return run("add", form, str(path), *more)

    return write


@pytest.mark.parametrize(
    ("name", "rules", "raw", "saved"),
    [
        ("Mo Example", False, RANG, False),
        ("Kit Example", False, RANG | WHY, True),
        ("Una Example", False, RANG | {"outside_rules": "  "}, False),
        ("Ida Example", False, RANG | {"direction": "in"}, True),  # who rings us breaks no rule
        ("Bea Example", False, RANG | {"with_whom": "officer"}, True),
        ("Eve Example", False, RANG | {"direction": "attempt"}, False),
        ("Zoe Example", True, RANG, True),
    ],
)
def test_a_first_contact_needs_rules_or_its_reason(
    add: Callable[..., Done], name: str, raw: dict[str, object], *, rules: bool, saved: bool
) -> None:
    ref = str(add("referral", REFERRAL | {"victim": name}).json()["ref"])
    if rules:
        assert add("safe_contact", RULES, "--case", ref).code == 0
    done = add("contact", raw, "--case", ref)
    assert (done.code == 0) is saved, done.err
    if not saved:
        assert done.err.startswith("outside_rules: No safe contact rules are recorded for this case yet.")
        assert add("contact", raw | WHY, "--case", ref).code == 0
