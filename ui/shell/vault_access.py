"""The way in: everything that can be asked before the vault is open, off the screens' thread.

The core is loaded behind the first window, not before it: reading its libraries takes longer than drawing.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, TypeVar

if TYPE_CHECKING:
    from concurrent.futures import Future, ThreadPoolExecutor

    from hru_advocate.casework.vault.backup_folder import BackupPlace
    from hru_advocate.casework.vault.home import WhoseCode
    from hru_advocate.casework.vault.opening import Created, Home, Recovered, Unlocked, VaultState
    from hru_advocate.casework.vault.restoring import Restored
    from hru_advocate.casework.vault.worker import VaultWorker

T = TypeVar("T")
Opening = Literal["", "unlock", "new code"]


class VaultQuestions:
    """Answers what can be asked of a vault without opening it. Every answer is a Future; nothing blocks the screens.

    ``find_home`` says where the vault lives; it is asked on this object's own thread.
    """

    def __init__(self, find_home: Callable[[], Home]) -> None:
        self._find_home = find_home
        self._thread: ThreadPoolExecutor | None = None
        self._home: Home | None = None

    def state(self) -> Future[VaultState]:
        """Ask what can be said of the vault without opening it."""

        def work() -> VaultState:
            from hru_advocate.casework.vault.opening import vault_state

            return vault_state(self.home())

        return self._run(work)

    def backups_at(self, folder: str) -> Future[tuple[BackupPlace, ...]]:
        """Ask which backups lie in a folder."""

        def work() -> tuple[BackupPlace, ...]:
            from hru_advocate.casework.vault.restoring import backups_at

            return backups_at(Path(folder))

        return self._run(work)

    def suggest(self, count: int, author: str = "") -> Future[str]:
        """Words for a passphrase: four beside a keychain, six alone."""

        def work() -> str:
            from hru_advocate.casework.vault.opening import suggest_passphrase

            return suggest_passphrase(count, author)

        return self._run(work)

    def judge(self, text: str, author: str, *, alone: bool) -> Future[str | None]:
        """Ask what is wrong with a passphrase; ``None`` is nothing."""

        def work() -> str | None:
            from hru_advocate.casework.vault.opening import check_passphrase

            return check_passphrase(text, author, alone=alone)

        return self._run(work)

    def keychain(self) -> Future[str | None]:
        """The name of this computer's keychain if it can be trusted."""

        def work() -> str | None:
            from hru_advocate.casework.vault.opening import keychain_name

            return keychain_name(self.home())

        return self._run(work)

    def whose_code(self, code: str) -> Future[WhoseCode]:
        """Ask whose vault a recovery code opens, before a new passphrase is chosen; nothing is left open."""

        def work() -> WhoseCode:
            from hru_advocate.casework.vault.opening import whose_code

            return whose_code(self.home(), code)

        return self._run(work)

    def behind(self, work: Callable[[], object]) -> None:
        """Do something behind the screens that nobody waits for; what goes wrong is said where it is needed."""
        self._run(work)

    def home(self) -> Home:
        """Give the place where the vault lives."""
        if self._home is None:
            self._home = self._find_home()
        return self._home

    def _run(self, work: Callable[[], T]) -> Future[T]:
        if self._thread is None:
            from concurrent.futures import ThreadPoolExecutor

            self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="vault-access")
        return self._thread.submit(work)


class VaultAccess(VaultQuestions):
    """Looks at, makes, opens and recovers one vault. Every answer is a Future; nothing blocks the screens.

    ``made_up`` marks the demonstration, which has a passphrase everybody may know.
    """

    def __init__(self, find_home: Callable[[], Home], *, made_up: bool = False) -> None:
        super().__init__(find_home)
        self.made_up = made_up
        self._worker: VaultWorker | None = None
        self._way: Opening = ""
        self._opening: Future[Any] | None = None

    def unlock(self, passphrase: str) -> Future[Unlocked]:
        """Open the vault with its passphrase."""
        return self._opens("unlock", lambda: self.worker().unlock(self.home(), passphrase).result())

    def prove(self, passphrase: str) -> Future[None]:
        """Check the passphrase of the open vault again, before what is on its screen is shown."""
        return self._run(lambda: self.worker().prove(passphrase).result())

    def recover(self, code: str, new_passphrase: str) -> Future[Recovered]:
        """Open the vault with its recovery code and set a new passphrase."""
        return self._opens("new code", lambda: self.worker().recover(self.home(), code, new_passphrase).result())

    def restore(self, place: Path, code: str, passphrase: str) -> Future[Restored]:
        """Bring a backup back by its recovery code and set a new passphrase; it is open afterwards."""
        return self._opens("new code", lambda: self.worker().restore(self.home(), place, code, passphrase).result())

    def salvage(self, passphrase: str) -> Future[tuple[str, ...]]:
        """Save what can be read of a damaged vault into a new one in its place; gives the report. It stays locked."""

        def work() -> tuple[str, ...]:
            from hru_advocate.casework.vault.salvaging import in_lines

            return in_lines(self.worker().salvage(self.home(), passphrase).result())

        return self._run(work)

    def create(self, passphrase: str, *, author: str, with_keychain: bool) -> Future[Created]:
        """Make a vault; it is open afterwards."""

        def work() -> Created:
            making = self.worker().create(
                self.home(), passphrase=passphrase, author=author, with_keychain=with_keychain
            )
            return making.result()

        return self._opens("new code", work)

    def create_made_up(self, passphrase: str, *, cases: int = 12) -> Future[Created]:
        """Make the demonstration vault and fill it with people who do not exist; it is open afterwards."""

        def work() -> Created:
            from hru_advocate.demo.filling import fill

            worker = self.worker()
            making = worker.create(self.home(), passphrase=passphrase, author="Made-up advocate", with_keychain=False)
            created = making.result()
            worker.ask(fill, cases, seed=1, lived=True).result()
            return created

        return self._opens("unlock", work)

    def confirm_code(self, typed: str) -> Future[tuple[str, ...] | None]:
        """Have the new recovery code typed back; ``None`` when it is not the code that was shown."""
        return self._run(lambda: self.worker().confirm_code(typed).result())

    def written_anew(self) -> tuple[int, int]:
        """Say how much of the vault is left to be written anew, and of how much."""
        return self.worker().written_anew()

    def worker(self) -> VaultWorker:
        """The thread that holds the open vault; made when first needed."""
        if self._worker is None:
            from hru_advocate.casework.vault.worker import VaultWorker

            self._worker = VaultWorker()
        return self._worker

    def close(self) -> None:
        """Lock the vault and end both threads; what was begun before is finished first, what was not is left out."""
        thread, self._thread = self._thread, None
        if thread is not None:
            thread.shutdown(cancel_futures=True)
        # Only now: what this object's thread was still doing may have made the worker, and opened the file on it.
        worker, self._worker = self._worker, None
        if worker is not None:
            worker.close()

    @property
    def opening(self) -> Opening:
        """The way the vault is being opened, or was: an unlock, or one that shows a new code; ``""`` for neither."""
        opening = self._opening
        if opening is None or (opening.done() and (opening.cancelled() or opening.exception() is not None)):
            return ""
        return self._way

    def _opens(self, way: Opening, work: Callable[[], T]) -> Future[T]:
        self._way = way
        self._opening = opening = self._run(work)
        return opening
