"""Every page of seven made-up cases says what it said, on the day, two days later and after the year has turned.

The cases are told in the files beside this one, and what each page says of them stands in ``tests/golden/told``: read
it as a person would, against the case. A rule that is changed changes lines there; ``python -m
tests.casework.told.test_told_pages FOLDER`` writes them anew from a vault in a folder that is not there yet. Read what
changed before it is kept.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any, Final

import pytest

from hru_advocate.casework.session import Session
from tests.casework.open_sessions import NOW, session_at
from tests.casework.told import asked, pages, papers, unit_pages
from tests.casework.told.commands import written
from tests.casework.told.lines_of import Names, changed_lines, lines_of
from tests.casework.told.telling import Telling
from tests.casework.told.variations import TakenAndRefused

pytestmark = pytest.mark.xdist_group("told")

GOLDEN: Final = Path(__file__).resolve().parents[2] / "golden" / "told"
DAYS: Final = (NOW, NOW + timedelta(hours=46), NOW + timedelta(days=70, hours=-1))
ONCE: Final[dict[str, tuple[Callable[[Session, str], Any], tuple[str, ...]]]] = {
    "of_each_record": (pages.of_each_record, ("ada", "bea", "dee")),
    "papers": (papers.papers, ("ada", "bea")),
    "papers_of_records": (papers.papers_of_records, ("ada",)),
    "disclosures": (papers.disclosures, ("ada",)),
    **{name: (ask, ("ada", "bea")) for name, ask in asked.OF_SOME_CASES.items()},
}
"""Long pages: of the cases with most in them, and on the first day alone."""


def _asked(ask: Callable[[Session, str], Any], case: str, session: Session) -> Any:
    return ask(session, case)


class Told:
    """The made-up cases in one vault, and what any page says of them."""

    def __init__(self, session: Session) -> None:
        self._telling = Telling(session)
        self._names = Names(self._telling)

    def every_page(self) -> dict[str, str]:
        """All pages by their names, always in one order: who looked at a case stands on some of them."""
        return {name: self._page(name) for name in PAGES}

    def _page(self, name: str) -> str:
        """One page, case by case and day by day: in full on the first day, then what has changed."""
        return "\n".join(self._parts(name)) + "\n"

    def _parts(self, name: str) -> Iterator[str]:
        if name in unit_pages.OF_THE_UNIT:
            yield from self._days("the unit", unit_pages.OF_THE_UNIT[name], DAYS)
            return
        ask, days = (ONCE[name][0], DAYS[:1]) if name in ONCE else (OF_A_CASE[name], DAYS)
        for case, entry in self._telling.cases.items():
            if name not in ONCE or case in ONCE[name][1]:
                yield from self._days(case, partial(_asked, ask, entry), days)

    def _days(self, whose: str, ask: Callable[[Session], Any], days: tuple[datetime, ...]) -> Iterator[str]:
        before: list[str] = []
        for day in days:
            found = ask(self._telling.at(day))
            now = lines_of(list(found) if isinstance(found, Iterator) else found, self._names)
            yield f"== {whose}, {day.day} {day:%b %Y %H:%M}"
            yield from changed_lines(before, now) if before else now
            before = now


OF_A_CASE: Final[dict[str, Callable[[Session, str], Any]]] = {**pages.OF_A_CASE, **pages.WORKED_OUT}
REFUSED: Final = "taken_and_refused"
WRITTEN: Final = "commands"
PAGES: Final = sorted((*OF_A_CASE, *unit_pages.OF_THE_UNIT, *ONCE))


@pytest.fixture(scope="module")
def told(shared: Session) -> dict[str, str]:
    return Told(shared).every_page()


@pytest.mark.parametrize("name", PAGES)
def test_page_says_what_it_said(told: dict[str, str], name: str) -> None:
    assert told[name] == (GOLDEN / f"{name}.txt").read_text(encoding="utf-8")


def taken_and_refused(session: Session) -> str:
    """What was taken and refused of each form, by the names of what it is about."""
    found = TakenAndRefused()
    names = Names(Telling(session, found))
    return "\n".join(names.put(line) for form in sorted(found.lines) for line in found.lines[form]) + "\n"


def test_what_is_taken_and_what_is_refused_and_why(session: Session) -> None:
    assert taken_and_refused(session) == (GOLDEN / f"{REFUSED}.txt").read_text(encoding="utf-8")


def commands_in_words(session: Session) -> str:
    """Every command with what it wrote, or why it was refused."""
    telling = Telling(session)
    lines = lines_of(list(written(telling, telling.at(DAYS[0]))), Names(telling))
    return "\n".join(lines) + "\n"


def test_what_each_command_writes_and_what_it_refuses(session: Session) -> None:
    assert commands_in_words(session) == (GOLDEN / f"{WRITTEN}.txt").read_text(encoding="utf-8")


def test_no_golden_page_is_left_over() -> None:
    assert sorted(path.stem for path in GOLDEN.glob("*.txt")) == sorted((*PAGES, REFUSED, WRITTEN))


def write_anew(folder: Path) -> None:
    """Write every page as it is now, from vaults made in a folder."""
    GOLDEN.mkdir(parents=True, exist_ok=True)
    with session_at(folder / "vault") as session:
        for name, text in Told(session).every_page().items():
            _write(name, text)
    with session_at(folder / "another") as session:
        _write(REFUSED, taken_and_refused(session))
    with session_at(folder / "commanded") as session:
        _write(WRITTEN, commands_in_words(session))


def _write(name: str, text: str) -> None:
    (GOLDEN / f"{name}.txt").write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    write_anew(Path(sys.argv[1]))
