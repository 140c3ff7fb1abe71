"""Which room may know which: import contracts, and what they cannot see."""

from __future__ import annotations

import ast
import importlib.util
import subprocess
import sys
import tomllib
from pathlib import Path

import hru_advocate
from tests.architecture.trees import imports_of, tree_of

ROOT = Path(__file__).resolve().parents[2]
UI_MAY_USE = (
    "hru_advocate.casework",
    "hru_advocate.clock",
    "hru_advocate.demo",
    "hru_advocate.documents.blocks",
    "hru_advocate.documents.charts",
    "hru_advocate.domain",
    "hru_advocate.errors",
    "hru_advocate.logs",
    "hru_advocate.paths",
    "hru_advocate.process",
)


def importers_of(library: str, *rooms: str) -> set[str]:
    return {
        path.relative_to(ROOT).as_posix()
        for room in rooms
        for path in (ROOT / room).rglob("*.py")
        if any(name.split(".")[0] == library for name in imports_of(path))
    }


def test_import_contracts_are_kept(tmp_path: Path) -> None:
    command = [sys.executable, "-c", "from importlinter.cli import lint_imports_command as run; run()", "--no-cache"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=500)
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-2000:]


def test_only_one_file_knows_the_keychain_library() -> None:
    assert importers_of("keyring", "hru_advocate", "ui") <= {"hru_advocate/keys/keychain.py"}


def test_only_pdf_files_know_reportlab() -> None:
    stray = [
        name
        for name in importers_of("reportlab", "hru_advocate", "ui")
        if not (name.startswith("hru_advocate/documents/pdf/"))
    ]
    assert stray == []


def test_only_documents_and_the_preview_know_pdf_libraries() -> None:
    assert all(name.startswith("hru_advocate/documents/") for name in importers_of("pikepdf", "hru_advocate", "ui"))


def test_screens_use_only_the_open_rooms_of_the_core() -> None:
    stray = {
        f"{path.relative_to(ROOT)}: {name}"
        for path in (ROOT / "ui").rglob("*.py")
        for name in imports_of(path)
        if name.startswith("hru_advocate.") and name != "hru_advocate.__version__" and not name.startswith(UI_MAY_USE)
    }
    assert stray == set()


def test_tests_of_the_core_do_not_need_qt() -> None:
    stray = {
        name
        for name in importers_of("PySide6", "tests")
        if name.split("/")[1] not in {"ui", "real", "architecture", "conftest.py", "waiting.py"}
    }
    assert stray == set()


def test_four_packages_lie_side_by_side() -> None:
    """Their names are plain: another distribution could bring a `resources` of its own and hide ours."""
    homes = set()
    for name in ("hru_advocate", "ui", "forms", "resources"):
        spec = importlib.util.find_spec(name)
        assert spec is not None
        assert spec.origin is not None
        homes.add(Path(spec.origin).resolve().parent.parent)
    assert homes == {ROOT}


def test_packaging_folder_does_not_hide_the_library_of_that_name() -> None:
    assert not (ROOT / "packaging" / "__init__.py").exists()
    spec = importlib.util.find_spec("packaging.requirements")
    assert spec is not None
    assert not str(spec.origin).startswith(str(ROOT / "packaging"))


def test_data_packages_hold_no_code() -> None:
    for name in ("forms", "resources"):
        assert [path.name for path in (ROOT / name).rglob("*.py")] == ["__init__.py"]
        body = tree_of(ROOT / name / "__init__.py").body
        assert all(isinstance(node, ast.Expr) for node in body)


def test_one_version_everywhere() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert project["tool"]["hatch"]["version"]["path"] == "hru_advocate/__init__.py"
    assert f"## {hru_advocate.__version__}" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
