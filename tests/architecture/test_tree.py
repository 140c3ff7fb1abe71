"""What may be committed, and what must not."""

from __future__ import annotations

import ast
import hashlib
import re
import subprocess
from functools import cache
from pathlib import Path

import pytest

from tests.architecture.trees import tree_of

ROOT = Path(__file__).resolve().parents[2]
PINS = (
    "requirements.txt",
    "requirements-hub.txt",
    "requirements-bundle.txt",
    "requirements-dev.txt",
    "requirements-setup.txt",
    "windows/requirements.txt",
    "windows/requirements-python.txt",
)
OUTSIDE = "/work" + "/shared"
PLACES = re.compile(r"(?<![\w.])/(?:home|root|Users|work)/[a-z]")
OPTION = re.compile(r"--(?:(?:extra-)?index-url|find-(?:links)|(?:registry))\b|^(?:extra-)?index-url\s*=", re.MULTILINE)
INDEX = re.compile(r"https?://[^\s\"'<>)]*/simple(?:[/\s\"'<>)]|$)", re.MULTILINE)
HOST = re.compile(r"(?<![\w.@-])[a-z0-9-]+(?:\.[a-z0-9-]+)+")
REGISTRIES = {  # SHA-256 of the names of the hosts that packages come from: no file may spell one, this one included
    "00a7dc5a0cc388586b8665846e7d8ae94a6dd096f2aa1aa3b4aab4ac484f998a",
    "03e390c8d8a6f2cf7bd2459306b376972ea6d6d28453d4a52dcd6c6c06fc9091",
    "03eabd6c5c4ff24dcf640c4a5ab812c13b01334ff66f5ff111f66b1ee90c266e",
    "0fd460f0568e29c129d5164443c22dc23e1fa5ade91d6cc915a0c74ce08fba57",
    "271dacc9f4d0caf8ff708d7751532df465f1b6bf192cc169e6afc639faed6894",
    "2c77714df232b07f0e8ff768526d166e1a94e606d989d4608c3f1713a0712ae5",
    "3530c4415dd857fb74a542a51c41453902e3a51739cd5f266999c93cc0022aab",
    "3ca29e55be4befa48f875d24c27f9bed32fe06588819ed6264084b6670a1ebb0",
    "51c6b9f69c48a75b146d2785c3d70d336d5fdce24868f2e22db377d736f2ef24",
    "71741fe2460a615058687c4585f665af5e825968e51a512ffb14c6f2684a397d",
    "789e46d79514e28093cabe2bb4a0798266f584b0e508ef269ebabb6e57859290",
    "8743857e3ea00fd1c64bbc68b8af241954ad2c285e7a60340eec7ea5dcb200db",
    "87d14f070cb9686970d008f9f94e668075fd37620381409858bf040ae1271d51",
    "8b5bb5eb9d758455b8635855cf8aaf05b68775e3f83f0291e800ef338fb9783c",
    "a4aa2ac280bb8d1a0ce7a1be5a7bfb10292b49fe9435ad5cff19f421f3c70e41",
    "c3db8466ffcd858989be3a43536c07568731e95124fb23850abac30074fac4f3",
    "d6d7019ca9fcbf07c769e445342515ef0c92e4f18a96adbb3bf6460f5b0ba17f",
    "f65219c547f9c032a914ee1f7c955347b58b47d17eb867c6fe148595947e5a5a",
}
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


def registries(text: str) -> list[str]:
    """What of a text is the host of a package registry, or a host below one."""
    return sorted(
        name for name in set(HOST.findall(text.lower())) if not REGISTRIES.isdisjoint(map(digest, ends(name)))
    )


def ends(name: str) -> list[str]:
    """A dotted name and those above it: a.b.c, b.c."""
    parts = name.split(".")
    return [".".join(parts[start:]) for start in range(len(parts) - 1)]


@cache
def digest(name: str) -> str:
    return hashlib.sha256(name.encode()).hexdigest()


def test_no_file_names_a_package_registry() -> None:
    assert [f"{name}: {found[0]}" for name, text in texts() if (found := registries(text))] == []


def test_no_file_names_an_address_of_a_package_index() -> None:
    assert [(name, hit[0]) for name, text in texts() for shape in (OPTION, INDEX) if (hit := shape.search(text))] == []


@pytest.mark.parametrize("around", ["https://{}/project/x", "install -i {}", "see files.{}.", "`TEST.{}`", "'{}:443'"])
def test_a_registry_would_be_found(monkeypatch: pytest.MonkeyPatch, around: str) -> None:
    monkeypatch.setitem(globals(), "REGISTRIES", {digest("packages.example")})
    assert registries(around.format("packages.example")) != []
    assert registries(around.format("packages.example.com")) == []
    assert registries(around.format("example.com")) == []


def test_an_index_would_be_found() -> None:
    assert INDEX.search("https://packages.example/" + "simple/")
    assert INDEX.search("https://packages.example/x/" + "simple")
    assert not INDEX.search("https://example.com/" + "simplest")
    assert OPTION.search("install --" + "index-url x")
    assert OPTION.search("extra-index-url" + " = x")


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
    for name in (
        ".ci/run",
        *(f"packaging/{name}.sh" for name in ("bare_root", "bundle", "deb", "demo", "pins", "run", "setup", "stage")),
        *(f"packaging/windows{name}.sh" for name in ("_check", "/in_wine", "/installer", "/programs")),
    ):
        path = ROOT / name
        assert path.stat().st_mode & 0o111, name
        done = subprocess.run(["bash", "-n", str(path)], capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr


def test_continuous_integration_asks_cheapest_first() -> None:
    text = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    steps = re.findall(r"^step \d+ (?:make --no-print-directory )?(\S+)", text, flags=re.MULTILINE)
    assert steps == ["packaging/setup.sh", "lint", "types", "contracts", "test"]
    assert "set -euo pipefail" in text


def _ends_of_lines(tree: ast.AST) -> list[int]:
    """Lines of patterns of shapes whose end is that of a line: what is written after it comes in with the text."""
    return [
        node.value.lineno
        for node in ast.walk(tree)
        if isinstance(node, ast.keyword) and node.arg == "pattern" and isinstance(node.value, ast.Constant)
        and str(node.value.value).endswith("$")
    ]  # fmt: skip


def test_the_pattern_of_a_shape_ends_where_the_text_does() -> None:
    found = [
        f"{path.relative_to(ROOT)}:{line}"
        for room in ("hru_advocate", "ui")
        for path in sorted((ROOT / room).rglob("*.py"))
        for line in _ends_of_lines(tree_of(path))
    ]
    assert found == []
    assert _ends_of_lines(ast.parse('Meta(pattern="^[a-f]$")')) == [1]
    assert _ends_of_lines(ast.parse('Meta(pattern=r"^[a-f]\\Z")')) == []


def _turned_round(tree: ast.AST) -> list[int]:
    return [node.lineno for node in ast.walk(tree) if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Invert)]


def test_no_flags_of_qt_are_turned_round() -> None:
    """On Windows Qt's mask of modifiers is negative: ``held & ~Shift`` is nothing, and Ctrl with a key the key."""
    screens = sorted((ROOT / "ui").rglob("*.py"))
    assert [f"{path.relative_to(ROOT)}:{line}" for path in screens for line in _turned_round(tree_of(path))] == []
    assert _turned_round(ast.parse("held & ~SHIFT")) == [1]
