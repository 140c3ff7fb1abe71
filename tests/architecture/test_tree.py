"""What may be committed, and what must not."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PINS = ("requirements.txt", "requirements-dev.txt", "requirements-setup.txt")
OUTSIDE = "/work" + "/shared"
PLACES = re.compile(r"(?<![\w.])/(?:home|root|Users|work)/[a-z]")
INDEXES = re.compile(r"--(?:extra-)?index-url|--find-links|pypi\.org/simple|files\.pythonhosted|/simple/?\b")
TEXTS = {
    ".cfg",
    ".ini",
    ".json",
    ".md",
    ".py",
    ".qss",
    ".sh",
    ".sql",
    ".svg",
    ".toml",
    ".txt",
    ".xml",
    ".yaml",
    ".yml",
    "",
}


def committed() -> list[Path]:
    """Files git knows or would take, those of somebody's half-finished merge left out."""
    done = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    if done.returncode == 0:
        return [ROOT / name for name in done.stdout.splitlines() if (ROOT / name).is_file()]
    top = ("hru_advocate", "ui", "forms", "resources", "tests", "packaging", "docs", ".ci")
    return [path for name in top for path in (ROOT / name).rglob("*") if path.is_file()]


def texts() -> list[tuple[str, str]]:
    return [
        (path.relative_to(ROOT).as_posix(), path.read_text(encoding="utf-8", errors="replace"))
        for path in committed()
        if path.suffix in TEXTS
    ]


def test_no_file_leans_on_a_place_outside() -> None:
    assert [name for name, text in texts() if OUTSIDE in text] == []


def test_no_file_names_a_place_on_one_machine() -> None:
    named = [
        f"{name}: {found[0]}"
        for name, text in texts()
        if not name.startswith("tests/") and (found := PLACES.search(text))
    ]
    assert named == []


def test_no_file_names_an_address_of_a_package_index() -> None:
    mine = Path(__file__).relative_to(ROOT).as_posix()
    scripts = {mine, "packaging/pins.sh"}
    assert [name for name, text in texts() if name not in scripts and INDEXES.search(text)] == []


def test_pins_hold_versions_and_hashes_and_nothing_else() -> None:
    for name in PINS:
        text = (ROOT / "packaging" / name).read_text(encoding="utf-8")
        for entry in text.replace("\\\n", " ").splitlines():
            assert re.fullmatch(r"[a-z0-9.-]+==[\w.]+(?: ; [^#]+?)?(?:\s+--hash=sha256:[0-9a-f]{64})+", entry), entry


def test_the_program_needs_a_part_of_what_the_tests_need() -> None:
    def pins(name: str) -> set[str]:
        text = (ROOT / "packaging" / name).read_text(encoding="utf-8")
        return set(re.findall(r"^[a-z0-9.-]+==[\w.]+", text, flags=re.MULTILINE))

    assert pins("requirements.txt") <= pins("requirements-dev.txt")


def test_a_lock_file_with_addresses_is_ignored() -> None:
    ignored = (ROOT / ".gitignore").read_text(encoding="utf-8").split()
    assert "uv.lock" in ignored
    assert not any(path.name == "uv.lock" for path in committed())


def test_scripts_can_be_run() -> None:
    for name in (".ci/run", "packaging/setup.sh", "packaging/run.sh", "packaging/demo.sh", "packaging/stage.sh"):
        path = ROOT / name
        assert path.stat().st_mode & 0o111, name
        done = subprocess.run(["bash", "-n", str(path)], capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr


def test_continuous_integration_asks_cheapest_first() -> None:
    text = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    steps = [line.split()[-1] for line in text.splitlines() if line.startswith("make ")]
    assert steps == ["lint", "types", "contracts", "test"]
    assert "set -euo pipefail" in text
