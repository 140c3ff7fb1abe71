"""The open cases whose plan is to be held against their orders: a newer order, or one whose days have come."""

from __future__ import annotations

from typing import Final

from hru_advocate.store.vault_file.vault import Vault

_TO_COMPARE: Final = """
SELECT DISTINCT entry.case_id FROM head CROSS JOIN entry ON entry.position = head.position
WHERE head.slot = 'order' AND head.case_id IN (SELECT case_id FROM case_row WHERE status = 'open')
AND (head.due <= ? OR entry.recorded >= (
    SELECT min(signed.recorded) FROM head AS plan CROSS JOIN entry AS signed ON signed.position = plan.position
    WHERE plan.case_id = head.case_id AND plan.slot = 'plan'
)) ORDER BY entry.case_id"""


def to_compare(vault: Vault, until: str) -> list[str]:
    """List the open cases that hold an order written after the plan, or one of which a day up to ``until`` asks."""
    with vault.read() as cursor:
        return [row[0] for row in cursor.execute(_TO_COMPARE, (until,))]
