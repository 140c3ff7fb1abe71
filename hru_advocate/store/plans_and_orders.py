"""The open cases whose plan is to be held against their orders: a newer order, or one whose days have come."""

from __future__ import annotations

from typing import Final

from hru_advocate.store.vault_file.vault import Vault

_TO_COMPARE: Final = """
SELECT DISTINCT entry.case_id FROM head CROSS JOIN entry ON entry.position = head.position
CROSS JOIN case_row ON case_row.case_id = entry.case_id
WHERE head.slot = 'order' AND case_row.status = 'open' AND (head.due <= ? OR entry.recorded >= (
    SELECT min(signed.recorded) FROM entry AS signed CROSS JOIN head AS plan ON plan.position = signed.position
    WHERE signed.case_id = entry.case_id AND plan.slot = 'plan'
)) ORDER BY entry.case_id"""


def to_compare(vault: Vault, until: str) -> list[str]:
    """List the open cases that hold an order written after the plan, or one of which a day up to ``until`` asks."""
    with vault.read() as cursor:
        return [row[0] for row in cursor.execute(_TO_COMPARE, (until,))]
