"""A correction costs as much in a large vault as in a small one: nothing goes through what it does not concern."""

from __future__ import annotations

from typing import Any

import pytest

from hru_advocate.store.ledger import ledger
from hru_advocate.store.vault_file.vault import Vault
from tests.store.conftest import Writer

OTHERS = 400
EVERY = 10
"""Steps of SQLite's machine between two calls of the handler that counts them."""


def steps_of_a_correction(opened: Vault, writer: Writer) -> int:
    """Begin a record in a case of its own and count what its first correction takes."""
    case = writer.id()
    old = writer.write(case=case, columns={"status": "open"})
    new = writer.make(case=case, record=old.header.record, parents=(old.header.id,))
    counted = [0]

    def count() -> int:
        counted[0] += EVERY
        return 0

    connection: Any = opened.connection()  # the program itself never asks to be told of steps
    connection.set_progress_handler(count, EVERY)
    ledger.append(opened, new, sign=writer.sign)
    connection.set_progress_handler(None, EVERY)
    return counted[0]


@pytest.mark.parametrize("kind", ["cases", "one_case"])
def test_a_correction_costs_the_same_however_much_stands_in_the_vault(opened: Vault, writer: Writer, kind: str) -> None:
    steps_of_a_correction(opened, writer)
    before = steps_of_a_correction(opened, writer)
    other = writer.id()
    for _ in range(OTHERS):
        writer.write(case=other if kind == "one_case" else writer.id(), columns={"status": "open"})
    assert steps_of_a_correction(opened, writer) < before + OTHERS
