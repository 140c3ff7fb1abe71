"""A name is found in a text in any order and however its parts are joined, and an ordinary word is nobody's name."""

from __future__ import annotations

import pytest

from hru_advocate.domain.people.names import NamedText


@pytest.mark.parametrize(
    ("text", "name", "found"),
    [
        ("She is Mo Example, of this town.", "Mo Example", True),
        ("mo example rang", "Mo Example", True),
        ("Example, Mo: rang twice", "Mo Example", True),
        ("Mo Jane Example rang", "Mo Example", True),
        ("Mo rang. Her son and the Example family too", "Mo Example", False),
        ("Example alone", "Mo Example", False),
        ("Mo Examples", "Mo Example", False),
        ("OExample Mo", "Mo O'Example", False),
        ("Mo OExample", "Mo O'Example", True),
        ("Mo O'Example", "Mo OExample", True),
        ("Mo Other-Example", "Mo Other Example", True),
        ("Zoë Éxample", "Zoe Example", True),
        ("He told Will of it", "Will", True),
        ("what will he do", "Will", False),
        ("Mo Example", "", False),
        ("", "Mo Example", False),
    ],
)
def test_a_name_in_a_text(text: str, name: str, found: bool) -> None:
    assert NamedText(text).holds(name) is found
