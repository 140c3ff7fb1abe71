"""The one thread of an open vault: each thing asked of it reaches what it names, and nothing reaches a locked one."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from hru_advocate.casework.session import Session
from hru_advocate.casework.settings import author
from hru_advocate.casework.vault import accepting, backups, codes, opening, restoring, salvaging
from hru_advocate.casework.vault.home import Home
from hru_advocate.casework.vault.worker import VaultWorker
from hru_advocate.errors import InvalidRecoveryCode, VaultLocked, WrongPassphrase
from tests.casework.open_sessions import AUTHOR, home_at, new_case
from tests.casework.vault.test_opening_policy import FOUR, OTHER, SIX, WRONG
from tests.fixed_clock import FixedClock


@dataclass(frozen=True)
class Bit:
    """A thing done in turns: how far it has come."""

    done: int

    @property
    def more(self) -> bool:
        return self.done < 3


@pytest.fixture
def worker() -> Iterator[VaultWorker]:
    made = VaultWorker()
    yield made
    made.close()


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return home_at(tmp_path / "vault")


def later(home: Home) -> None:
    assert isinstance(home.clock, FixedClock)
    home.clock.advance(timedelta(hours=1))


def _noting(seen: list[Any], answer: object) -> Callable[..., object]:
    """Something that notes what it is asked with."""

    def ask(*args: object, **named: object) -> object:
        seen.append((args, named))
        return answer

    return ask


ASKED: dict[str, Callable[[VaultWorker], Any]] = {
    "change_passphrase": lambda worker: worker.change_passphrase(FOUR, OTHER),
    "alone": lambda worker: worker.alone(),
    "suggest": lambda worker: worker.suggest(4),
    "judge": lambda worker: worker.judge(FOUR, "", alone=False),
    "new_code": lambda worker: worker.new_code(FOUR, halves=False),
    "suspect": lambda worker: worker.suspect(FOUR, OTHER, halves=False),
    "confirm_code": lambda worker: worker.confirm_code("code"),
    "prove": lambda worker: worker.prove(FOUR),
    "accept": lambda worker: worker.accept("A reason", FOUR),
    "back_up": lambda worker: worker.back_up(),
    "backups": lambda worker: worker.backups(),
    "ask": lambda worker: worker.ask(author),
    "ask_in_turns": lambda worker: worker.ask_in_turns(lambda _session, _so_far: Bit(9)),
}


@pytest.mark.parametrize("name", ASKED)
def test_nothing_is_done_to_a_vault_that_is_locked(worker: VaultWorker, name: str) -> None:
    with pytest.raises(VaultLocked):
        ASKED[name](worker).result()


def test_what_is_asked_of_an_open_vault_is_done_on_its_thread_with_its_session(home: Home, worker: VaultWorker) -> None:
    made = worker.create(home, passphrase=FOUR, author=AUTHOR, with_keychain=True).result()
    assert made.recovery_code
    assert worker.ask(author).result() == AUTHOR
    assert worker.ask(lambda _session, *given, **named: (given, named), 1, two=2).result() == ((1,), {"two": 2})
    on = worker.ask(lambda session: (threading.current_thread().name, session.somebody_waits())).result()
    assert on[0] != threading.current_thread().name
    assert on[1] is False
    assert worker.alone().result() is False
    assert len(worker.suggest(5).result().split()) == 5
    assert worker.judge(WRONG, "", alone=False).result() is None
    assert worker.judge("robin example robin example", "", alone=False).result()
    assert worker.judge(FOUR, "", alone=True).result()  # four words guard nothing alone
    worker.prove(FOUR).result()
    with pytest.raises(WrongPassphrase):
        worker.prove(WRONG).result()


def test_what_goes_on_in_turns_is_given_how_far_it_has_come_until_there_is_no_more(
    home: Home, worker: VaultWorker
) -> None:
    worker.create(home, passphrase=FOUR, author=AUTHOR, with_keychain=True).result()
    seen: list[object] = []

    def count(_session: Session, by: int, so_far: Bit | None) -> Bit:
        seen.append(so_far)
        return Bit((so_far.done if so_far else 0) + by)

    assert worker.ask_in_turns(count, 1).result(10) == Bit(3)
    assert seen == [None, Bit(1), Bit(2)]

    def fail(_session: Session, _so_far: Bit | None) -> Bit:
        raise WrongPassphrase

    with pytest.raises(WrongPassphrase):
        worker.ask_in_turns(fail).result(10)


def test_the_vault_is_locked_unlocked_and_its_passphrase_changed(home: Home, worker: VaultWorker) -> None:
    worker.create(home, passphrase=FOUR, author=AUTHOR, with_keychain=True).result()
    ref = worker.ask(lambda session: new_case(session).ref).result()
    assert worker.change_passphrase(FOUR, OTHER).result() == ()
    worker.lock().result()
    worker.lock().result()  # a second time there is nothing to lock
    with pytest.raises(VaultLocked):
        worker.ask(author).result()
    with pytest.raises(WrongPassphrase):
        worker.unlock(home, FOUR).result()
    later(home)
    worker.unlock(home, OTHER).result()
    assert worker.ask(lambda session: session.vault.path.exists()).result()
    assert ref
    ended = VaultWorker()
    ended.close()
    with pytest.raises(VaultLocked):
        ended.ask(author).result()


def test_a_new_code_counts_once_it_was_typed_back_and_opens_the_vault(home: Home, worker: VaultWorker) -> None:
    old = worker.create(home, passphrase=FOUR, author=AUTHOR, with_keychain=True).result().recovery_code
    code = worker.new_code(FOUR, halves=False).result()
    assert worker.confirm_code(old).result() is None
    assert worker.confirm_code(code).result() is not None
    assert worker.written_anew() == (0, 0)
    worker.lock().result()
    later(home)
    recovered = worker.recover(home, code, SIX).result()
    assert recovered.recovery_code not in (old, code)
    worker.prove(SIX).result()


def test_what_is_left_to_be_written_anew_is_told_while_it_is(worker: VaultWorker) -> None:
    for told, said in (((7, 9), (7, 9)), ((1, 9), (1, 9)), ((0, 9), (0, 0))):
        worker._tell(*told)
        assert worker.written_anew() == said


@pytest.mark.parametrize(
    "asked",
    [
        (codes, "new_code", lambda worker: worker.new_code("p", halves=True), (("p",), {"halves": True})),
        (codes, "suspect", lambda worker: worker.suspect("p", "q", halves=True), (("p", "q"), {"halves": True})),
        (opening, "check_passphrase", lambda worker: worker.judge("t", "", alone=True), None),
        (backups, "back_up", lambda worker: worker.back_up(), ((), {})),
        (backups, "backups", lambda worker: worker.backups(), ((), {})),
    ],
)
def test_each_thing_asked_reaches_what_it_names(
    home: Home, worker: VaultWorker, monkeypatch: pytest.MonkeyPatch, asked: tuple[Any, str, Any, Any]
) -> None:
    room, name, ask, given = asked
    worker.create(home, passphrase=FOUR, author=AUTHOR, with_keychain=True).result()
    seen: list[Any] = []
    monkeypatch.setattr(room, name, _noting(seen, "answer"))
    assert ask(worker).result() == "answer"
    ((args, named),) = seen
    if given is None:
        assert (args, named) == (("t", AUTHOR), {"alone": True})
    else:
        assert (args[1:], named) == given
        assert args[0].session.author == AUTHOR


def test_doubts_are_accepted_by_who_proves_to_know_the_passphrase(
    home: Home, worker: VaultWorker, monkeypatch: pytest.MonkeyPatch
) -> None:
    worker.create(home, passphrase=FOUR, author=AUTHOR, with_keychain=True).result()
    monkeypatch.setattr(accepting, "prove", lambda _opened, typed: f"proof of {typed}")
    monkeypatch.setattr(accepting, "accept_doubts", lambda session, reason, proof: (session.author, reason, proof))
    assert worker.accept("Why", "typed").result() == (AUTHOR, "Why", "proof of typed")  # type: ignore[comparison-overlap]  # a stand-in answers


def test_a_backup_is_brought_back_and_a_damaged_file_salvaged_without_a_vault_that_is_open(
    home: Home, worker: VaultWorker, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises((InvalidRecoveryCode, restoring.NoBackupHere)):
        worker.restore(home, tmp_path, "no code", SIX).result()
    seen: list[Any] = []
    monkeypatch.setattr(restoring, "restore", _noting(seen, (None, "restored")))
    monkeypatch.setattr(salvaging, "salvage", _noting(seen, "salvaged"))
    assert worker.restore(home, tmp_path, "code", SIX).result() == "restored"  # type: ignore[comparison-overlap]  # a stand-in answers
    assert worker.salvage(home, FOUR).result() == "salvaged"  # type: ignore[comparison-overlap]  # a stand-in answers
    assert seen == [((home, tmp_path, "code", SIX), {"until_typed_back": True}), ((home,), {"passphrase": FOUR})]
