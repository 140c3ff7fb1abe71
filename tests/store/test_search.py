from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hru_advocate.domain.text_folding import words_of
from hru_advocate.store import search
from hru_advocate.store.ledger import upkeep
from hru_advocate.store.vault_file.vault import Vault
from tests.store.many_entries import append_many


def _found(opened: Vault, text: str, **more: Any) -> list[str]:
    return [hit.entry for hit in search.search(opened, text, **more)]


@pytest.fixture(params=["waiting", "indexed"])
def settle(request: pytest.FixtureRequest, opened: Vault) -> Any:
    """Let words wait, or move them into the index: what is found must be the same."""

    def move() -> None:
        if request.param == "indexed":
            with opened.write() as cursor:
                last = cursor.execute("SELECT max(position) FROM entry").fetchone() or (0,)
                upkeep.move_waiting(cursor, 0, last[0])

    return move


def test_words_are_found_however_they_are_typed(opened: Vault, writer: Any, settle: Any) -> None:
    written = writer.write("Met in Łódź; SHE said: “Straße” 07700 900123").header.id
    settle()
    for typed in ("lodz", "ŁÓDŹ", "łód", "strasse said", "she met lo", "07700 9001", "“straße”", "LODZ!!", "-met"):
        assert _found(opened, typed) == [written], typed
    for typed in ("odz", "said strass x", "123", "", "  ", "!!!", "me she"):
        assert _found(opened, typed) == [], typed


def test_every_word_must_be_there_and_only_the_last_may_be_unfinished(opened: Vault, writer: Any, settle: Any) -> None:
    both = writer.write("followed to work").header.id
    writer.write("followed home")
    settle()
    assert _found(opened, "followed wor") == [both]
    assert _found(opened, "follow work") == []
    assert _found(opened, "f") == []


def test_a_single_letter_is_an_initial(opened: Vault, writer: Any, settle: Any) -> None:
    one = writer.write("M. K. rang").header.id
    writer.write("Mara Kent rang")
    settle()
    assert _found(opened, "m") == [one]
    assert _found(opened, "rang k") == [one]


_HOSTILE = (
    '"', '"followed', "followed*", "followed AND", "NOT followed", "followed OR work", "(followed",
    "NEAR(followed work)", "words:followed", "^followed", "followed + work", "'; DROP TABLE entry; --",
    "followed\x00", "{followed}", "%", "_",
)  # fmt: skip


@pytest.mark.parametrize("typed", _HOSTILE)
def test_typed_text_is_words_never_a_query(opened: Vault, writer: Any, settle: Any, typed: str) -> None:
    one = writer.write("and not or near words followed work drop table entry").header.id
    settle()
    assert _found(opened, typed) == ([one] if words_of(typed) else [])


@given(typed=st.text(max_size=30))
def test_no_typed_text_is_an_error(opened: Vault, typed: str) -> None:
    assert search.search(opened, typed) == []


@given(text=st.text(alphabet=st.characters(exclude_categories=["Cs"]), min_size=1, max_size=20))
def test_whatever_is_written_is_found_by_its_own_words(opened: Vault, writer: Any, text: str) -> None:
    written = writer.write(text).header.id
    words = words_of(text)
    if words:
        assert written in _found(opened, text, limit=500)
        with opened.write() as cursor:
            last = cursor.execute("SELECT max(position) FROM entry").fetchone() or (0,)
            upkeep.move_waiting(cursor, 0, last[0])
        assert written in _found(opened, text, limit=500)


def test_a_corrected_entry_is_not_found_and_its_correction_is(opened: Vault, writer: Any, settle: Any) -> None:
    case = writer.id()
    old = writer.write("the mispelling", case=case)
    settle()
    new = writer.write("the misspelling", case=case, record=old.header.record, parents=(old.header.id,))
    settle()
    assert _found(opened, "mispelling") == []
    assert _found(opened, "misspelling") == [new.header.id]


def test_the_most_recent_come_first_and_no_more_than_asked_for(opened: Vault, writer: Any) -> None:
    written = append_many(
        opened, [writer.make(f"again {number}") for number in range(upkeep.BATCH + 40)], sign=writer.sign
    )
    ids = [entry.header.id for entry in written][::-1]
    assert _found(opened, "again", limit=10) == ids[:10]
    assert _found(opened, "again", limit=100) == ids[:100]
    positions = [hit.position for hit in search.search(opened, "aga", limit=500)]
    assert positions == sorted(positions, reverse=True)
    assert len(positions) == upkeep.BATCH + 40


def test_a_search_keeps_to_a_case(opened: Vault, writer: Any, settle: Any) -> None:
    one, two = writer.id(), writer.id()
    first = writer.write("the same words", case=one).header.id
    second = writer.write("the same words", case=two).header.id
    settle()
    assert _found(opened, "same wo", case=one) == [first]
    assert {hit.case for hit in search.search(opened, "same")} == {one, two}
    assert _found(opened, "same") == [second, first]
    assert _found(opened, one) == []
    assert _found(opened, upkeep.case_word(one)) == []


def test_long_text_is_found_by_its_last_word(opened: Vault, writer: Any, settle: Any) -> None:
    one = writer.write("x " * 50_000 + "lastword").header.id
    settle()
    assert _found(opened, "lastw") == [one]


def test_what_is_passed_over_takes_no_place(opened: Vault, writer: Any, settle: Any) -> None:
    hidden = writer.id()
    seen = writer.write("again", case=writer.id()).header.id
    for _more in range(3):
        writer.write("again", case=hidden)
    settle()
    assert _found(opened, "again", limit=2, without=frozenset({hidden})) == [seen]
