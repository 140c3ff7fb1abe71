"""The words that decide about paper are read as they are compared; a word that could never be found is refused."""

from __future__ import annotations

from importlib.resources import files

import pytest

from hru_advocate.domain.library.library import InvalidLibrary, read_paper_words

DATA = (files("resources") / "paper_words.toml").read_bytes()


def test_no_word_stands_twice_in_its_list() -> None:
    words = read_paper_words(DATA)
    assert len(set(words.give_away)) == len(words.give_away) == 57
    assert (len(words.everyday_names), len(words.titles), len(words.names_nobody)) == (104, 22, 115)


@pytest.mark.parametrize(
    ("right", "wrong", "listed"),
    [
        ('"police*"', '"Police*"', "give_away"),
        ('"women s aid"', '"women\'s aid"', "give_away"),
        ('"eve"', '"Eve"', "everyday_names"),
        ('"mrs"', '"mrs."', "titles"),
        ('"high risk"', '"high-risk"', "risk_levels"),
        ('"sister"', '"sïster"', "names_nobody"),
    ],
)
def test_a_word_that_no_text_could_hold_is_refused(right: str, wrong: str, listed: str) -> None:
    data = DATA.replace(right.encode(), wrong.encode())
    assert data != DATA
    with pytest.raises(InvalidLibrary, match=listed):
        read_paper_words(data)
