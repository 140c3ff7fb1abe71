"""The seals of all pages of the file, empty ones too, looked at while something else is asked of it."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import Final

from hru_advocate.store.ledger.findings import Discrepancy
from hru_advocate.store.vault_file import pages
from hru_advocate.store.vault_file.vault import Vault

_PAGES: Final = 1_000
"""The pages of the file whose seals are looked at in one go: four megabytes."""


class PageSeals:
    """Looks at the seals page by page, from the first to the last; of whole pages alone while the log is left.

    Where something was written the log was moved into the file in between, so it looks only while the vault's thread
    waits for it, or asks something itself.
    """

    def __init__(self, vault: Vault, *, whole_alone: bool) -> None:
        self.done = False
        """True once all were looked at."""
        self._vault = vault
        self._whole_alone = whole_alone
        self._after = 0
        self._wrong: list[int] = []

    def go_on(self) -> None:
        """Look at some more."""
        wrong, more = self._vault.wrong_pages(self._after, _PAGES)
        if self._whole_alone:
            whole = self._vault.path.stat().st_size // pages.SIZE
            wrong = [page for page in wrong if page <= whole]
        self._wrong += wrong
        self._after += _PAGES
        self.done = not more

    @contextmanager
    def beside(self) -> Iterator[None]:
        """Go on with it on a thread of its own for as long as the block lasts, if there is so much to look at."""
        ended = threading.Event()

        def look() -> None:
            while not (self.done or ended.is_set()):
                self.go_on()

        with ThreadPoolExecutor(1, thread_name_prefix="seals") as other:
            looking = other.submit(look)
            try:
                yield
            finally:
                ended.set()
        looking.result()

    def found(self) -> list[Discrepancy]:
        """The pages that are not as they were written, as far as it has come."""
        what = "the file is damaged: page {} is not as it was written"
        return [Discrepancy("file", what.format(page)) for page in self._wrong]
