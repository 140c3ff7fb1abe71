"""The words around a find: as typed, on one line, cut where it is long, and whose case it is."""

from __future__ import annotations

import pytest

from hru_advocate.casework.case_label import CaseLabel
from hru_advocate.casework.records.searching import find, snippet_of
from hru_advocate.casework.session import Session
from hru_advocate.store import views
from tests.casework.open_sessions import add, id_of, new_case

BEFORE = "aaaa bbbb cccc dddd eeee ffff gggg hhhh iiii jjjj kkkk llll mmmm nnnn"
AFTER = " ".join(f"word{number:02}" for number in range(40))


@pytest.mark.parametrize(
    ("text", "words", "snippet"),
    [
        ("Rang about the dog.", ["dog"], "Rang about the dog."),
        ("Rang about\nthe  DOG.", ["dog"], "Rang about the DOG."),
        ("Łódź again", ["lodz"], "Łódź again"),
        ("one two", ["three"], "one two"),
        ("", ["three"], ""),
        (f"{BEFORE} found", ["found"], f"… {BEFORE[10:]} found"),
        (f"found {AFTER}", ["found"], f"found {AFTER[:174]} …"),
        (f"{'x' * 70} found", ["found"], "… found"),
        ("first second", ["second", "first"], "first second"),
    ],
)
def test_the_words_around_a_find(text: str, words: list[str], snippet: str) -> None:
    assert snippet_of(text, words) == snippet


def test_a_find_says_whose_it_is(session: Session) -> None:
    case = new_case(session)
    saved = add(session, case, "contact", {
        "happened": "today", "method": "phone", "direction": "in", "with_whom": "victim", "fact": "Kitchenette.",
    })  # fmt: skip
    (hit,) = find(session, "kitchenette")
    row = views.case_row(session.vault, id_of(case))
    assert (hit.entry, hit.label) == (saved.entry, CaseLabel(row.case, row.ref, "M. E."))
    assert find(session, "kitchenette", case="none") == ()
