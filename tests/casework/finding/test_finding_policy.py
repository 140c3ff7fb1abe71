"""Whom the search of everything names: by a name, by a slip in one, by the number that rang; never who is hidden."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from hru_advocate.casework.finding import people
from hru_advocate.casework.finding.everything import Found, SearchQuestion, search_all
from hru_advocate.casework.finding.people import all_gathered, find_people, gather, number_in
from hru_advocate.casework.people.restricted import guarded, open_restricted
from hru_advocate.casework.readying import ready_next
from hru_advocate.casework.session import Session
from hru_advocate.domain import text_folding
from tests.casework.closing.test_restricted import FLAG
from tests.casework.open_sessions import NewVault, add, copied_session, id_of, new_case, worked_by

RULES: dict[str, object] = {
    "may_contact": "yes",
    "ways": [
        {"method": "mobile", "number": "07700 900222"},
        {"method": "through", "through": {"name": "Wilma Between", "relation": "aunt"}, "number": "01632 960444"},
    ],
    "confirmed": "2026-11-20",
}


@pytest.fixture(scope="module")
def filled(new_vault: NewVault, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Session]:
    """One case that is ours, and one that is restricted to others."""
    folder: Path = tmp_path_factory.mktemp("finding") / "vault"
    with copied_session(new_vault, folder) as session:
        ours = new_case(session, victim="Marlow Vexmoor")
        for role, name, phone in (
            ("perpetrator", "Sandro Quillfeather", "07700 900111"),
            ("their_family", "Odile Quillfeather", "+44 7700 900555"),
            ("officer", "PC 4411 Tansy Wick", "101 ext 4411"),
        ):
            add(session, ours, "person", {"role": role, "name": name, "phone": phone})
        add(session, ours, "safe_contact", RULES)
        shut = new_case(session, victim="Hettie Grabstone")
        add(session, shut, "person", {"role": "perpetrator", "name": "Ottoline Marlowe", "phone": "07700 900333"})
        add(session, shut, "flag", FLAG)
        worked_by(session, "Ash Stranger")
        while gather(session):
            pass
        yield session


def said(found: Found) -> list[str]:
    """Whom a search names, in its order: victims by the initials of their case, others by theirs and their part."""
    victims = [line.label.initials for line in found.named]
    return victims + [f"{one.initials} {one.role_words}{' ?' if one.near else ''}" for one in found.people]


@pytest.mark.parametrize(
    ("typed", "named"),
    [
        ("marlow", ["M. V."]),
        ("Vexmoor, Marlow", ["M. V."]),
        ("vex", ["M. V."]),
        ("quillfeather", ["O. Q. Family or friend of the other person", "S. Q. Alleged perpetrator"]),
        ("odile quill", ["O. Q. Family or friend of the other person"]),
        ("tansy", ["T. W. Police officer"]),
        ("wilma", ["W. B. Go-between"]),
        ("feather", []),  # within a word, which nobody begins a name with
        ("quilfeather", ["O. Q. Family or friend of the other person ?", "S. Q. Alleged perpetrator ?"]),
        ("Sandor Quillfaether", ["S. Q. Alleged perpetrator ?"]),
        ("vexmor", ["M. V. The victim ?"]),
        ("taksy", ["T. W. Police officer ?"]),
        ("takny", []),  # two slips in a short word
        ("wik", []),  # a word of three letters has none
        ("zzzz", []),
        ("q", []),  # one letter names nobody
    ],
)
def test_who_is_found_by_a_name(filled: Session, typed: str, named: list[str]) -> None:
    found = search_all(filled, SearchQuestion(typed))
    assert said(found) == named
    assert not found.waiting


@pytest.mark.parametrize(
    ("typed", "whose", "side"),
    [
        ("07700 900111", "S. Q. Alleged perpetrator", "other"),
        ("07700900111", "S. Q. Alleged perpetrator", "other"),
        ("+44 7700 900 111", "S. Q. Alleged perpetrator", "other"),
        ("0044 (0)7700-900111", "S. Q. Alleged perpetrator", "other"),
        ("447700900111", "S. Q. Alleged perpetrator", "other"),
        ("900111", "S. Q. Alleged perpetrator", "other"),
        ("\u202a+44 7700 900111\u202c", "S. Q. Alleged perpetrator", "other"),  # as telephones copy it
        ("07700\u2011900\u2011111", "S. Q. Alleged perpetrator", "other"),
        ("07700 \u2013 900111", "S. Q. Alleged perpetrator", "other"),
        ("00111", "", ""),  # five figures are too few
        ("07700 900555", "O. Q. Family or friend of the other person", "theirs"),
        ("07700 900222", "M. V. The victim", "own"),
        ("01632 960444", "W. B. Go-between", "own"),
        ("07700 900112", "", ""),
        ("07700 900333", "", ""),  # of a case that is hidden from us
    ],
)
def test_whose_number_rang(filled: Session, typed: str, whose: str, side: str) -> None:
    found = search_all(filled, SearchQuestion(typed)).people
    assert [f"{one.initials} {one.role_words}" for one in found] == ([whose] if whose else [])
    assert [one.side for one in found] == ([side] if side else [])
    assert all(one.by_number for one in found)


@pytest.mark.parametrize("typed", ["1 Nov 2026", "HRU-7K3M-9QXF", "12345", "page 900111", "\u202a", ""])
def test_what_is_no_number_is_not_looked_up_as_one(typed: str) -> None:
    assert number_in(typed) is None


@pytest.mark.parametrize("typed", ["Grabstone", "Grabstoen", "Ottoline", "Otoline", "07700 900333", "hettie"])
def test_nobody_of_a_case_that_is_hidden_is_found_by_any_spelling(filled: Session, typed: str) -> None:
    found = guarded(filled, None, search_all, SearchQuestion(typed))
    assert said(found) == []
    assert found.cases == ()


def test_once_its_reason_is_given_they_are_found(new_vault: NewVault, tmp_path: Path) -> None:
    with copied_session(new_vault, tmp_path / "vault") as session:
        shut = new_case(session, victim="Hettie Grabstone")
        add(session, shut, "flag", FLAG)
        worked_by(session, "Ash Stranger")
        assert said(search_all(session, SearchQuestion("Grabstoen"))) == []
        open_restricted(session, id_of(shut), "The night duty asked.")
        assert said(search_all(session, SearchQuestion("Grabstoen"))) == ["H. G. The victim ?"]


def test_people_not_read_yet_are_said_to_be_missing_and_come_in_pieces(new_vault: NewVault, tmp_path: Path) -> None:
    with copied_session(new_vault, tmp_path / "vault") as session:
        cases = [new_case(session) for _ in range(22)]
        add(session, cases[0], "person", {"role": "child", "name": "Pip Vexmoor"})
        assert search_all(session, SearchQuestion("Pip")).waiting
        assert find_people(session, "Pip", 5) == ()
        assert gather(session), "twenty at a time"
        assert not gather(session)
        assert all_gathered(session)
        assert said(search_all(session, SearchQuestion("Pip"))) == ["P. V. Child"]
        add(session, cases[1], "person", {"role": "child", "name": "Pippa Sample"})
        assert search_all(session, SearchQuestion("Pip")).waiting, "what was written since is not there by itself"
        while ready_next(session):
            pass
        assert sorted(said(search_all(session, SearchQuestion("Pip")))) == ["P. S. Child", "P. V. Child"]


def test_words_after_a_command_fit_cases_and_the_case_one_is_on_has_its_label(filled: Session) -> None:
    ours = search_all(filled, SearchQuestion("marlow")).named[0].label
    found = search_all(filled, SearchQuestion("contact marlow", here=ours.case, for_whom=("marlow", "nobody")))
    assert found.for_whom == ((ours,), ())
    assert found.here == ours


def test_a_name_that_many_have_is_held_against_what_was_typed_once(
    filled: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After ten years a search that found nothing took half a second, most of it for the same first names."""
    asked: list[tuple[str, str]] = []

    def nearly(word: str, known: str) -> bool:
        asked.append((word, known))
        return text_folding.nearly(word, known)

    monkeypatch.setattr(people, "nearly", nearly)
    assert len(people.find_nearly(filled, "quilfeather", 5)) == 2
    assert ("quilfeather", "quillfeather") in asked
    assert len(asked) == len(set(asked))
    assert {known[0] for _word, known in asked} == {"q"}
