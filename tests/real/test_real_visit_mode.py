"""Visit mode over the real accessibility bus: nothing of any other case is there to be read, on show or not."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.casework.open_sessions import REFERRAL
from tests.real.desktop import Desktop, missing, wait_until
from tests.real.filled_vault import fill, tell
from tests.real.visitor import Visitor, pictures_folder

pytestmark = [
    pytest.mark.skipif(bool(missing()), reason=f"needs {', '.join(missing())}: make setup installs them"),
    pytest.mark.soak,
]
CANARY = "Vexmoor"


@pytest.fixture
def filled(tmp_path: Path) -> tuple[Path, str]:
    """A vault with one made-up case that is visited today, and cases whose every text has one word in it."""
    passphrase = fill(tmp_path / "vault", cases=1)
    home = tmp_path / "vault"
    (case,) = json.loads(tell(home, "cases", "--json", passphrase=passphrase))
    for number in range(3):
        answers = tmp_path / f"{number}.json"
        more = {"victim": f"Quill {CANARY}{number}", "received": "today"}
        answers.write_text(json.dumps(REFERRAL | more | {"not_same_person": "Made up"}), encoding="utf-8")
        tell(home, "add", "referral", str(answers), passphrase=passphrase)
    when = ("--on", "today", "--out-at", "00:01", "--back-by", "23:59")
    who = ("--who", "-", "--with", "-", "--place", "home", "--outside-rules", "-")
    tell(home, "visit-plan", case["ref"], *when, *who, passphrase=f"{passphrase}\nRobin\nBen\nAgreed\n")
    return tmp_path, passphrase


@pytest.fixture
def visitor(filled: tuple[Path, str], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Visitor]:
    folder, _passphrase = filled
    place = tmp_path_factory.mktemp("d") / "d"
    with Desktop(place) as desktop, Visitor(desktop, pictures_folder(folder) / "visit") as made:
        desktop.program(folder / "vault")
        made.wait_focus("Passphrase")
        yield made


def of_others(visitor: Visitor) -> list[str]:
    """Every text about another case, shown or not; asked for until the page rests that changes under its reader."""
    told = wait_until(lambda: visitor._ask("texts"), what="the page to rest")
    return [text for text in told if CANARY.lower() in text.lower() or "Q. V." in text]


def test_nothing_of_another_case_is_read_in_a_visit(visitor: Visitor, filled: tuple[Path, str]) -> None:
    visitor.write(filled[1])
    visitor.key("Return")
    visitor.wait_for("Contacts due")
    visitor.key("ctrl+2")
    visitor.wait_for("Case: ", "table cell", begins=True)
    assert of_others(visitor)  # here they are
    visitor.key("ctrl+1")
    visitor.press("Before you go: visit to ", begins=True)
    visitor.press("Begin visit mode, V")
    visitor.wait_for("Talk about what worries, 2", "push button")
    assert of_others(visitor) == []
    for number in range(1, 9):
        visitor.key(str(number))
        visitor.wait_gone("Talk about what worries, 2")
        visitor.picture(f"part-{number}")
        assert of_others(visitor) == [], number
        visitor.key("ctrl+k", "ctrl+2", "ctrl+t")
        visitor.wait_for("Talk about what worries, 2", "push button")
    visitor.key("ctrl+l")
    visitor.wait_focus("Passphrase")
    visitor.write(filled[1])
    visitor.key("Return")
    visitor.wait_for("Talk about what worries, 2", "push button")
    assert of_others(visitor) == []
