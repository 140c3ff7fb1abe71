"""The one thread that owns the open vault. Screens and scripts get a Future."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path
from typing import Concatenate, ParamSpec, Protocol, TypeVar

from hru_advocate.casework.session import Session
from hru_advocate.casework.turns import Turns
from hru_advocate.casework.vault import accepting, backups, codes, opening, restoring, salvaging
from hru_advocate.casework.vault.opening import Created, Home, Recovered, Unlocked
from hru_advocate.errors import VaultLocked

P = ParamSpec("P")
T = TypeVar("T")


class InTurns(Protocol):
    """Something long as far as it has come; ``more`` says that it gave way to others and is to go on."""

    @property
    def more(self) -> bool: ...


A = TypeVar("A", bound=InTurns)


class OpenVault:
    """Runs everything that is asked of the open vault, one thing after the other, on one thread.

    ``ask`` takes a casework function whose first argument is the session. What is asked while locked
    fails with VaultLocked; what was asked before a lock is finished first.
    """

    def __init__(self) -> None:
        self._turns = Turns("vault")
        self._opened: opening.Opened | None = None
        self._far = (0, 0)

    def change_passphrase(self, old: str, new: str) -> Future[tuple[str, ...]]:
        """Set a new passphrase after the old one; the notices to show come back."""
        return self._turns.submit(lambda: opening.change_passphrase(self._open(), old, new, self._tell))

    def alone(self) -> Future[bool]:
        """Say whether the passphrase guards the open vault alone, without a keychain."""
        return self._turns.submit(lambda: self._open().keychain is None)

    def suggest(self, count: int, author: str = "") -> Future[str]:
        """Words for a passphrase of the open vault."""
        return self._turns.submit(lambda: opening.suggest_passphrase(count, author or self._open().session.author))

    def judge(self, text: str, author: str, *, alone: bool) -> Future[str | None]:
        """Ask what is wrong with a passphrase for the open vault; ``None`` is nothing."""
        mine = author
        return self._turns.submit(
            lambda: opening.check_passphrase(text, mine or self._open().session.author, alone=alone)
        )

    def new_code(self, passphrase: str, *, halves: bool) -> Future[str]:
        """A new recovery code to be written down and typed back, after the passphrase."""
        return self._turns.submit(lambda: codes.new_code(self._open(), passphrase, halves=halves))

    def suspect(self, old: str, new: str, *, halves: bool) -> Future[str]:
        """A new recovery code to be typed back; then every key is new, because somebody may know one."""
        return self._turns.submit(lambda: codes.suspect(self._open(), old, new, halves=halves))

    def confirm_code(self, typed: str) -> Future[tuple[str, ...] | None]:
        """Have the new code typed back: from then on it counts; ``None`` when it is another."""
        return self._turns.submit(lambda: codes.confirm(self._open(), typed, self._tell))

    def prove(self, passphrase: str) -> Future[None]:
        """Check the passphrase of the open vault again; errors as for unlocking."""
        return self._turns.submit(lambda: opening.proves_itself(self._open(), passphrase))

    def accept(self, reason: str, typed: str) -> Future[int]:
        """Accept that the vault is not as it was left, after the passphrase or the recovery code."""

        def work() -> int:
            opened = self._open()
            return accepting.accept_doubts(opened.session, reason, accepting.prove(opened, typed))

        return self._turns.submit(work)

    def back_up(self) -> Future[backups.BackupMade]:
        """Make a backup of the open vault in the chosen folder."""
        return self._turns.submit(lambda: backups.back_up(self._open()))

    def backups(self) -> Future[tuple[backups.BackupLine, ...]]:
        """Open, check and count every backup in the chosen folder."""
        return self._turns.submit(lambda: backups.backups(self._open()))

    def ask(self, function: Callable[Concatenate[Session, P], T], *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        """Run a casework function on the vault's thread; once that has ended the future says the vault is locked."""
        try:
            return self._turns.submit(lambda: function(self._open().session, *args, **kwargs))
        except RuntimeError:  # the thread has ended: a keeper's clock ran out after the lock
            ended: Future[T] = Future()
            ended.set_exception(VaultLocked())
            return ended

    def ask_in_turns(self, function: Callable[..., A], *args: object) -> Future[A]:
        """Run a casework function turn by turn, each with what came of it so far, until there is no more to do.

        Whatever else was asked meanwhile has its turn between two of them.
        """
        told: Future[A] = Future()

        def ended(turn: Future[A]) -> None:
            if turn.cancelled():
                told.cancel()
            elif (error := turn.exception()) is not None:
                told.set_exception(error)
            elif turn.result().more:
                self.ask(function, *args, turn.result()).add_done_callback(ended)
            else:
                told.set_result(turn.result())

        self.ask(function, *args, None).add_done_callback(ended)
        return told

    def written_anew(self) -> tuple[int, int]:
        """Say how much of the vault is left to be written anew, and of how much; may be asked on any thread."""
        return self._far

    def _tell(self, left: int, total: int) -> None:
        self._far = (left, total) if left else (0, 0)

    def _open(self) -> opening.Opened:
        if self._opened is None:
            raise VaultLocked
        self._opened.session.somebody_waits = self._turns.somebody_waits
        return self._opened


class VaultWorker(OpenVault):
    """Opens a vault on the thread that holds it from then on, and gives it back."""

    def create(self, home: Home, *, passphrase: str, author: str, with_keychain: bool) -> Future[Created]:
        """Make a new vault and leave it unlocked."""

        def work() -> Created:
            self._opened, created = opening.create(home, passphrase, author=author, with_keychain=with_keychain)
            return created

        return self._turns.submit(work)

    def unlock(self, home: Home, passphrase: str) -> Future[Unlocked]:
        """Open the vault with its passphrase."""

        def work() -> Unlocked:
            self._opened, unlocked = opening.unlock(home, passphrase)
            return unlocked

        return self._turns.submit(work)

    def recover(self, home: Home, code: str, new_passphrase: str) -> Future[Recovered]:
        """Open the vault with the recovery code; set a new passphrase and a new code."""

        def work() -> Recovered:
            self._opened, recovered = opening.recover(home, code, new_passphrase, until_typed_back=True)
            return recovered

        return self._turns.submit(work)

    def restore(self, home: Home, place: Path, code: str, passphrase: str) -> Future[restoring.Restored]:
        """Bring a backup back by the recovery code, and leave it unlocked."""

        def work() -> restoring.Restored:
            self._opened, restored = restoring.restore(home, place, code, passphrase, until_typed_back=True)
            return restored

        return self._turns.submit(work)

    def salvage(self, home: Home, passphrase: str) -> Future[salvaging.SalvageReport]:
        """Save what can be read of a damaged vault into a new one in its place; it stays locked."""
        return self._turns.submit(lambda: salvaging.salvage(home, passphrase=passphrase))

    def lock(self) -> Future[None]:
        """Finish what was asked, note the lock, keep the anchor outside the file, close."""

        def work() -> None:
            opened, self._opened = self._opened, None
            if opened is not None:
                opening.lock(opened)

        return self._turns.submit(work)

    def close(self) -> None:
        """Lock and end the thread."""
        self.lock().result()
        self._turns.end()
