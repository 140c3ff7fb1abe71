"""Initials name nobody's title, and no sign of the name."""

from __future__ import annotations

import pytest

from hru_advocate.domain.people.initials import initials_of, without_titles


@pytest.mark.parametrize(
    ("name", "initials"),
    [
        ("Mara Kent", "M. K."),
        ("\u201cBee\u201d", "B."),
        ("(Annie) Lee", "A. L."),
        ("\u2018Abd al-Example", "A. A."),
        ("\u202eEve", "E."),
        ("Mr. O\u2019Example", "O."),
        ("Ms.Example", "E."),
        ("PC 1234 Example", "E."),
        ("DI Sam Example", "S. E."),
        ("Di Example", "D. E."),
        ("Det. Sgt. Sam Example", "S. E."),
        ("Rt Hon Dame Ann Example", "A. E."),
        ("The Rt Hon Ann Example", "A. E."),
        ("the Rev\u2019d Ann Example", "A. E."),
        ("The Example", "T. E."),
        ("Det Con Ann Example", "A. E."),
        ("Con Example", "C. E."),
        ("Example, Mrs Ann", "E. A."),
        ("Dr Ann Example OBE", "A. E."),
        ("Father Example", "E."),
        ("Ann Father", "A. F."),
        ("Rev'd Jo Example", "J. E."),
        ("Nurse Jo Example", "J. E."),
        ("Jo Nurse", "J. N."),
        ("Jo Example, 34", "J. E."),
        ("Jo Example III", "J. E."),
        ("Anna Example (n\u00e9e Sample)", "A. E."),
        ("Anna Example aka Annie", "A. E."),
        ("Anna Born", "A. B."),
        ("Ann Constable", "A. C."),
        ("Ann Major Smith", "A. M. S."),
        ("Constable Jo Example", "J. E."),
        ("Mrs", "M."),
        ("1234", "1."),
        ("Łukasz Żółw", "Ł. Ż."),
        ("- -", "?"),
        ("", "?"),
    ],
)
def test_initials_skip_signs_and_titles(name: str, initials: str) -> None:
    assert initials_of(name) == initials


@pytest.mark.parametrize(
    ("name", "bare"),
    [
        ("Ann Constable", "Ann Constable"),
        ("Constable", "Constable"),
        ("Mr Constable", "Constable"),
        ("PC Constable", "Constable"),
        ("PC 1234 Constable", "1234 Constable"),
        ("Constable Example", "Example"),
        ("Constable Ann Example", "Ann Example"),
        ("Det Constable Example", "Example"),
        ("Detective Constable Constable", "Constable"),
        ("Ann Sergeant", "Ann Sergeant"),
        ("Sgt Sergeant", "Sergeant"),
        ("Sergeant Example", "Example"),
        ("Custody Sergeant", "Custody"),
        ("Ann Major", "Ann Major"),
        ("Major", "Major"),
        ("Major Example", "Example"),
        ("Major Ann Example", "Ann Example"),
        ("Major, Ann", "Major, Ann"),
        ("Ann Major Smith", "Ann Major Smith"),
        ("Ann Major OBE", "Ann Major OBE"),
        ("Ann Captain", "Ann Captain"),
        ("Captain Example", "Example"),
        ("Rt Hon Ann Example", "Ann Example"),
        ("Ann Hon", "Ann Hon"),
        ("Ann Example Mrs", "Ann Example"),
        ("Detective Constable", "Detective Constable"),
    ],
)
def test_a_family_name_that_is_a_rank_is_a_name_where_a_family_name_stands(name: str, bare: str) -> None:
    assert without_titles(name) == bare
