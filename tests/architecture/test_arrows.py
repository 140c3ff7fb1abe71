"""The screens drawn as folders: how many arrows there are between what lies on the top floor of ``ui``."""

from __future__ import annotations

from pathlib import Path

from tests.architecture.trees import imports_of

UI = Path(__file__).resolve().parents[2] / "ui"
MOST_ARROWS = 90
"""Every screen stands on the shell and on controls, and is known to the workspace: more is a tangle."""


def entry_of(path: Path) -> str:
    """The folder or file on the top floor that a module belongs to."""
    parts = path.relative_to(UI).parts
    return parts[0] if len(parts) > 1 else path.stem


ENTRIES = frozenset(entry_of(path) for path in UI.rglob("*.py"))


def arrows() -> set[tuple[str, str]]:
    """Pairs of different entries of which one imports the other."""
    found: set[tuple[str, str]] = set()
    for path in UI.rglob("*.py"):
        for name in imports_of(path):
            room, _, rest = name.partition(".")
            target = rest.partition(".")[0]
            target = target if target in ENTRIES else "__init__"  # a name of the package itself
            if room == "ui" and target in ENTRIES and target != entry_of(path):
                found.add((entry_of(path), target))
    return found


def test_few_arrows_on_the_top_floor_of_the_screens() -> None:
    found = arrows()
    assert ("app", "workspace") in found, "an import for type checking alone counts"
    assert ("makers", "plan") in found, "an import inside a function counts"
    assert len(found) <= MOST_ARROWS, sorted(found)


def test_every_arrow_leads_down() -> None:
    """No entry leads back to one that leads to it, by whatever way."""
    found = arrows()
    below: dict[str, set[str]] = {entry: {to for start, to in found if start == entry} for entry in ENTRIES}
    while below:
        ends = {entry for entry, to in below.items() if not to & below.keys()}
        assert ends, f"a loop among {sorted(below)}"
        below = {entry: to for entry, to in below.items() if entry not in ends}
