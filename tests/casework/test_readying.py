"""What is worked out in pauses spares the first visit to a page, and is what the page would have worked out itself."""

from __future__ import annotations

from typing import Any

import pytest

from hru_advocate.casework.closing.erasing import take_out
from hru_advocate.casework.outcomes.counting import count_some, unit_facts
from hru_advocate.casework.outcomes.read_before import counted_before
from hru_advocate.casework.plan.planning import still_open
from hru_advocate.casework.readying import ready_next
from hru_advocate.casework.session import Session
from hru_advocate.casework.supervision import plans_without_cover
from hru_advocate.casework.vault.checks import begin, go_on
from hru_advocate.store import counted, views
from hru_advocate.store.settings import all_of
from hru_advocate.store.vault_file.vault import Vault
from hru_advocate.store.views import CaseRowFilter
from tests.casework.closing.closed_cases import close, close_others
from tests.casework.open_sessions import add, id_of, new_case, on
from tests.casework.proof.bags import AFTER, ASKED
from tests.casework.test_cost_of_today import CONTACT, INCIDENT, Counted, working

CASES = 90
"""More than are counted in two steps."""


def facts(session: Session) -> set[Any]:
    return {repr(case) for case in unit_facts(session).cases}


def test_a_page_of_many_cases_reads_none_of_them_on_its_first_visit(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(12):
        case = working(session)
        if number < 3:
            found = {"present": True, "how": ["victim_said"]}
            add(session, case, "risk_conversation", {"held_on": "20 Nov 2026", "rf_isolated": found})
    pieces = 1
    while ready_next(session):
        pieces += 1
    assert pieces > 12, "each case is a piece of its own, between which others come"
    reads = Counted(session, monkeypatch)
    assert reads.of(plans_without_cover)[0] == 0
    told = {one.label.case: one.count for one in plans_without_cover(session)}
    opened = {row.case: still_open(session, row.case).rows for row in views.case_rows(session.vault, CaseRowFilter())}
    bare = {case: sum(row.mark != "action" for row in rows) for case, rows in opened.items()}
    assert told == {case: count for case, count in bare.items() if count}
    assert len(told) == 3


def test_what_is_written_while_it_is_made_ready_counts(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    cases = [new_case(session) for _ in range(CASES)]
    add(session, cases[0], "contact", CONTACT | {"happened": "2026-11-11"})
    while len(counted_so_far(session)) == 0:
        assert ready_next(session)
    for case in (cases[0], cases[-1]):
        add(session, case, "incident", INCIDENT)
    late = new_case(session, received="2026-10-02")
    while ready_next(session):
        pass
    asked: list[str] = []
    inner = counted.lines

    def lines(vault: Any, of: Any = None) -> Any:
        asked.extend(of or ["all"])
        return inner(vault, of)

    monkeypatch.setattr(counted, "lines", lines)
    ready = facts(session)
    assert "all" not in asked
    assert set(asked) <= {id_of(cases[0]), id_of(cases[-1]), id_of(late), ""}
    forget(session)
    assert ready == facts(session)
    assert len(ready) >= 2


def test_what_was_erased_while_it_is_made_ready_is_not_kept_with_what_was_counted(session: Session) -> None:
    """Outside the ledger nothing is left of what an erased case counted as."""
    cases = [new_case(session, received="2026-10-02") for _ in range(2)]
    close_others(session)
    for _ in range(CASES - 9):
        new_case(session)
    for case in cases:
        close(session, case)
    while not set(map(id_of, cases)) <= counted_so_far(session).keys():
        assert ready_next(session)
    take_out(on(session, AFTER), cases[0].ref, ASKED)
    while ready_next(session):
        pass
    kept = counted_before(session)
    assert kept is not None
    assert (id_of(cases[0]) in kept.cases, id_of(cases[1]) in kept.cases) == (False, True)
    assert id_of(cases[0]) not in repr(all_of(session.vault))


def test_who_waits_for_the_first_count_is_told_how_far_it_is(session: Session) -> None:
    for _ in range(5):
        new_case(session)
    forget(session)
    told = [count_some(session, 2)]
    while not told[-1].over:
        told.append(count_some(session, 2))
    cases = len(unit_facts(session).cases)
    assert [one.done for one in told] == sorted({one.done for one in told})
    assert {one.of for one in told} == {cases}
    assert told[-1].done == cases


def counted_so_far(session: Session) -> dict[str, Any]:
    from hru_advocate.casework.outcomes import counting

    begun = counting._BEGUN.get(session.vault)
    return begun.read.cases if begun is not None else {}


def forget(session: Session) -> None:
    """Count everything anew when it is next asked for."""
    from hru_advocate.casework.outcomes import counting
    from hru_advocate.casework.outcomes.read_before import forget_counted

    counting._KEPT.clear()
    forget_counted(session)


def test_the_next_piece_is_found_without_reading_the_row_of_each_case(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Reading them cost as much as a piece itself, and was done again for each."""
    for _ in range(3):
        new_case(session)
    while ready_next(session):
        pass
    monkeypatch.delattr(views, "case_rows")
    assert not ready_next(session)


def test_what_was_gone_through_is_given_back_once_all_is_ready(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    new_case(session)
    given_back: list[Vault] = []
    monkeypatch.setattr(Vault, "give_back_memory", lambda vault: given_back.append(vault))  # noqa: PLW0108 - a method of Python alone is handed its vault
    while ready_next(session):
        assert not given_back, "what comes next asks for the same pages"
    assert given_back == [session.vault]


def test_what_a_check_went_through_is_given_back_at_its_end(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    new_case(session)
    given_back: list[Vault] = []
    monkeypatch.setattr(Vault, "give_back_memory", lambda vault: given_back.append(vault))  # noqa: PLW0108 - a method of Python alone is handed its vault
    check = begin(session, "quick")
    while go_on(session, check).verdict is None:
        assert not given_back
    assert given_back == [session.vault]
