"""What the summary of `make windows-check` says of steps that passed, failed, crashed or were stopped."""

from __future__ import annotations

from pathlib import Path
from types import ModuleType

import pytest

from tests.packaging_script import packaging_script

ROOT = Path(__file__).resolve().parents[2]
PASSED, LEFT_OUT = '<testcase classname="a" name="one"/>', '<testcase classname="a" name="two"><skipped/></testcase>'
FAILED = '<testcase classname="a" name="three"><failure/></testcase>'
BROKEN = '<testcase classname="a" name="four"><error/></testcase>'


@pytest.fixture(scope="module")
def tally() -> ModuleType:
    return packaging_script("windows/tally.py")


@pytest.mark.parametrize(
    ("code", "cases", "counts", "names"),
    [
        (0, None, (1, 0), []),
        (1, None, (0, 0), ["step: ended with 1; step.log says more"]),
        (124, None, (0, 0), ["step: ended with 124; step.log says more"]),
        (0, [PASSED, LEFT_OUT], (1, 1), []),
        (1, [PASSED, FAILED], (1, 0), ["a::three"]),
        (1, [PASSED, BROKEN, LEFT_OUT], (1, 1), ["a::four"]),
        (1, [PASSED], (1, 0), ["step: ended with 1 before its end"]),
        (5, [], (0, 0), []),
        (5, [LEFT_OUT], (0, 1), []),
        (5, [FAILED], (0, 0), ["a::three", "step: ended with 5 before its end"]),
        (5, [PASSED], (1, 0), ["step: ended with 5 before its end"]),
        (124, [PASSED], (1, 0), ["step: ended with 124 before its end"]),
    ],
)
def test_a_step_is_what_its_tests_and_its_end_say(
    tally: ModuleType, tmp_path: Path, code: int, cases: list[str] | None, counts: tuple[int, int], names: list[str]
) -> None:
    """A run that a crash ends after its last line, or before its first, has not passed."""
    (tmp_path / "step.code").write_text(f"{code} 7\n", encoding="utf-8")
    if cases is not None:
        told = f"<testsuites><testsuite>{''.join(cases)}</testsuite></testsuites>"
        (tmp_path / "step.xml").write_text(told, encoding="utf-8")
    (step,) = tally.steps_in(tmp_path)
    assert (step.passed, step.skipped, list(step.failed), step.seconds) == (*counts, names, 7)
    assert tally.main(tmp_path) == int(bool(names))


def test_nothing_tried_is_no_success(tally: ModuleType, tmp_path: Path) -> None:
    assert tally.main(tmp_path) == 1
