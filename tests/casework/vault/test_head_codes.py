"""A printed head code leads to its entry, and says whether all up to it is unchanged."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from hru_advocate.casework.paper.copies import head_code
from hru_advocate.casework.session import Session
from hru_advocate.casework.vault.head_codes import InvalidHeadCode, UnknownHeadCode, check_code
from tests.casework.open_sessions import events_of, new_case, session_at


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    with session_at(tmp_path / "vault") as opened:
        new_case(opened)
        new_case(opened, victim="Third Example")
        yield opened


@pytest.mark.parametrize(
    "typed",
    [
        lambda code: code,
        lambda code: f"Chain head {code.upper()}",
        lambda code: code.replace(" ", ""),
        lambda code: code.replace(" ", "-").replace("0", "O").replace("1", "l"),
        lambda code: f"  {code} · ",
    ],
)
def test_a_code_is_found_however_it_is_typed(session: Session, typed: object) -> None:
    code = head_code(session)
    new_case(session, victim="Second Example")
    assert callable(typed)
    found = check_code(session, typed(code))
    assert found.faults == ()
    assert found.code == code.upper()
    assert found.after >= 1
    assert f"All {found.number} entries up to it are unchanged." in found.words
    assert events_of(session)[-1][::2] == ("code_checked", {"found": True, "number": found.number, "unchanged": True})


@pytest.mark.parametrize(
    ("typed", "error"),
    [("", InvalidHeadCode), ("4f1c 9a20 7be3", InvalidHeadCode), ("4f1c 9a20 7be3 zzzz", InvalidHeadCode),
     ("4f1c 9a20 7be3 0001", UnknownHeadCode), ("ab" * 32, UnknownHeadCode)],
)  # fmt: skip
def test_what_is_no_code_of_this_vault_is_said(session: Session, typed: str, error: type[Exception]) -> None:
    with pytest.raises(error):
        check_code(session, typed)


_HEADER = "UPDATE entry SET header = replace(header, '\"version\":', '\"version\":1')"
_ATTACKS = [
    (f"{_HEADER} WHERE position = 2", "does not follow"),
    ("UPDATE entry_content SET body = X'7B7D' WHERE position = 2", "content of number 2 was changed"),
    ("DELETE FROM entry_content WHERE position = 2", "content of number 2 is missing"),
    ("DELETE FROM entry WHERE position = 2", "numbers 2 to 2 are missing"),
    ("UPDATE entry SET header = 'x' WHERE position = 2", "number 2 cannot be read"),
    (f"{_HEADER} WHERE position = (SELECT max(position) FROM entry)", "signature"),
]


@pytest.mark.parametrize(("sql", "said"), _ATTACKS, ids=[said for _sql, said in _ATTACKS])
def test_what_was_changed_before_it_is_named(session: Session, sql: str, said: str) -> None:
    code = head_code(session)
    connection = session.vault.connection()
    connection.execute("PRAGMA foreign_keys = OFF")
    for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
        connection.execute(f'DROP TRIGGER "{name}"')
    connection.execute(sql)
    found = check_code(session, code)
    assert any(said in fault for fault in found.faults)
    assert "not as it was" in found.words
