"""The contribution of one entry to the views: the list line, the case row, due dates and search.

Made by the domain from a form and its answers, applied by the store in the same transaction
as the entry. Replaying every entry's projection in ledger order rebuilds the views exactly.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

CASE_COLUMNS = (
    "initials",
    "name",
    "status",
    "area",
    "behaviour",
    "living",
    "level",
    "level_on",
    "safe",
    "calls",
    "last_contact",
    "last_reached",
    "next_contact",
    "next_reason",
    "review_due",
)
"""The columns of a case row that records may set."""

BY_RECORDED = frozenset({"review_due"})
"""The columns set by what was recorded last, whenever it happened: a plan answers what was known when it was signed.

``review_due`` is a day, and the events that asked for it where any did (``plan_reviews.due_because``).
"""


@dataclass(frozen=True, slots=True)
class Projection:
    """One record entry as the views see it.

    ``slot`` names what the entry speaks for (``referral``, ``victim``, ``safe_contact``, ``contact``,
    ``risk``, ``needs``, ``plan``, ``judgement`` …). For each column a case row takes the value of the
    newest head of the slot *that has the column in* ``columns`` (newest by ``sort``, then by recorded
    time; those of ``BY_RECORDED`` by recorded time alone); a value of ``None`` empties the column, a
    column that is not mentioned is left to older heads.
    A contact is due while ``next_contact`` lies after the day of ``last_reached``.
    """

    slot: str
    line: str
    sort: str
    search_text: str
    columns: Mapping[str, str | None] = field(default_factory=dict)
    due: str | None = None
    due_label: str = ""
    opens_case: bool = False
