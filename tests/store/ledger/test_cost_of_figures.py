"""What figures ask costs by what they ask about, and not by all that stands in the vault."""

from __future__ import annotations

from typing import Any

from hru_advocate.store import counted
from hru_advocate.store.vault_file.vault import Vault
from tests.store.conftest import Writer

OTHERS = 400
EVERY = 10
"""Steps of SQLite's machine between two calls of the handler that counts them."""


def steps_of_versions(opened: Vault, records: list[str]) -> int:
    steps = [0]

    def count() -> int:
        steps[0] += EVERY
        return 0

    connection: Any = opened.connection()  # the program itself never asks to be told of steps
    connection.set_progress_handler(count, EVERY)
    counted.versions(opened, records)
    connection.set_progress_handler(None, EVERY)
    return steps[0]


def test_the_versions_of_some_records_are_found_without_going_through_the_vault(opened: Vault, writer: Writer) -> None:
    """Going through all of it for each consultation took ten years of a unit minutes instead of a moment."""
    records = []
    for number in range(5):
        first = writer.write(f"first {number}", slot="consultation")
        writer.write(f"second {number}", slot="consultation", record=first.header.record, parents=(first.header.id,))
        records.append(first.header.record)
    before = steps_of_versions(opened, records)
    for _ in range(OTHERS):
        writer.write(case=writer.id())
    assert steps_of_versions(opened, records) < before + OTHERS
    found = sorted((record, b"second" in body) for record, body in counted.versions(opened, records))
    assert found == sorted((record, later) for record in records for later in (False, True))
