"""What is kept of the case in hand: read once for a page, and never once anything was written, undone or left."""

from __future__ import annotations

from functools import partial
from typing import cast

import pytest

from hru_advocate.casework.kept_of_case import KeptOfCase
from hru_advocate.casework.people.names import names_of
from hru_advocate.casework.plan.knowledge import knowledge_of
from hru_advocate.casework.session import Session
from hru_advocate.domain.ledger.entry import Entry
from hru_advocate.store.vault_file.vault import Vault
from tests.casework.open_sessions import add, id_of, new_case
from tests.casework.vault.apart import receive, signed_apart


def reads_of(session: Session, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of what was made, not taken from what is kept, from now on."""
    made: list[str] = []
    inner = session.read

    def counted(_session: Session, entry: object) -> object:
        made.append("read")
        return inner(entry)  # type: ignore[arg-type]  # an entry, handed on

    monkeypatch.setattr(Session, "read", counted)
    return made


def test_a_page_reads_its_records_once_and_again_after_any_entry(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    case, other = new_case(session), new_case(session)
    knowledge_of(session, id_of(case))
    made = reads_of(session, monkeypatch)
    first = knowledge_of(session, id_of(case))
    assert (knowledge_of(session, id_of(case)), made) == (first, [])
    add(session, case, "person", {"name": "Sam Example", "role": "victim"})
    assert names_of(session, id_of(case)).hide("Sam rang") == "S. rang"
    assert made
    made.clear()
    knowledge_of(session, id_of(other))
    assert made, "another case is another case"


def test_what_was_undone_is_read_again(session: Session) -> None:
    case = new_case(session)

    def undone() -> None:
        with session.vault.write():
            add(session, case, "person", {"name": "Sam Example", "role": "victim"})
            assert names_of(session, id_of(case)).hide("Sam rang") == "S. rang"
            raise KeyError

    with pytest.raises(KeyError):
        undone()
    assert names_of(session, id_of(case)).hide("Sam rang") == "Sam rang"


@pytest.mark.parametrize(
    ("form", "raw", "less"),
    [
        ("person", {"name": "Sam Blenkinsop", "role": "family"}, {"name": "Lee Sample"}),
        ("incident", {"happened": "21 Nov 2026", "what": "Came.", "by": [{"who": {"name": "Sam Blenkinsop"}}]}, {}),
    ],
)
def test_a_body_that_comes_later_than_its_entry_is_read(
    session: Session, form: str, raw: dict[str, object], less: dict[str, object]
) -> None:
    case = new_case(session)
    begun = add(session, case, form, {key: value for key, value in raw.items() if key != "by"} | less)
    entry = signed_apart(session, begun.entry, raw, "", anew=True)
    receive(session, [Entry(entry.header, entry.signature, None, None)])
    assert names_of(session, id_of(case)).hide("Blenkinsop rang") == "Blenkinsop rang"
    assert receive(session, [entry]).filled == (entry.header.id,)
    assert names_of(session, id_of(case)).hide("Blenkinsop rang") == "B. rang"


class States:
    """Stands for a vault: says in which state it is."""

    def __init__(self) -> None:
        self.now = (1, 1)

    def state(self) -> tuple[int, int]:
        return self.now


@pytest.mark.parametrize(
    ("asked", "made"),
    [
        (["a", "a"], ["a"]),
        (["a", "b", "a"], ["a", "b", "a"]),  # of one case at a time
        (["a", None, "a"], ["a", None]),  # the unit's own lets nothing go
        ([None, "a", None, "b", None], [None, "a", "b"]),
        (["a", "!", "a"], ["a", "a"]),
        ([None, "!", None], [None, None]),
        (["a", "!", None, "a"], ["a", None, "a"]),
        (["a", "b", "!", "b", "b"], ["a", "b", "b"]),
    ],
)
def test_what_is_asked_again_is_made_again_only_where_it_may_be_another(
    asked: list[str | None], made: list[str | None]
) -> None:
    states = States()
    kept, found = KeptOfCase(cast("Vault", states)), list[str | None]()

    def make(one: str | None) -> str | None:
        found.append(one)
        return one

    for one in asked:
        if one == "!":  # something was written
            states.now = (states.now[0], states.now[1] + 1)
        else:
            assert kept.get(one, "what", partial(make, one)) == one
    assert found == made
    assert kept.get("z", "other", lambda: 7) == 7
