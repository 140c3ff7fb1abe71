"""Several entries in one transaction, as a diary or an erasure writes them: all of them or none."""

from __future__ import annotations

from collections.abc import Iterable

from hru_advocate.domain.ledger.entry import Entry
from hru_advocate.store.ledger import ledger
from hru_advocate.store.ledger.ledger import NewEntry, Sign
from hru_advocate.store.vault_file.vault import Vault


def append_many(vault: Vault, news: Iterable[NewEntry], *, sign: Sign) -> list[Entry]:
    """Write them one after the other; errors as ``append``."""
    with vault.write():
        return [ledger.append(vault, new, sign=sign) for new in news]
