"""Each bound and interval that is policy, in plain figures: tests elsewhere stand on both sides of it by its name."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

import pytest

from hru_advocate.domain import births, moments, numbers_in_text, phone_numbers, po_files, text_folding, toml_files
from hru_advocate.domain.forms import kind, kinds, plain_kinds, rich_kinds, time_kinds
from hru_advocate.domain.incidents import pattern, quick_line
from hru_advocate.domain.incidents import rows as incident_rows
from hru_advocate.domain.incidents.diary import calendar, cells, columns, days, days_together, letters, preview
from hru_advocate.domain.incidents.diary import rows as diary_rows
from hru_advocate.domain.law import legal_talks, orders
from hru_advocate.domain.ledger import entry
from hru_advocate.domain.outcomes import first_contact, outcome, periods, questions, suppression
from hru_advocate.domain.packs import content, hsds_in
from hru_advocate.domain.partners import safeguarding, thresholds
from hru_advocate.domain.people import contact_check, safe_contact
from hru_advocate.domain.plan import because, ranking, worked_out
from hru_advocate.domain.services import opening_hours
from hru_advocate.domain.time_words import frame
from hru_advocate.domain.time_words import periods as word_periods
from hru_advocate.domain.visits import visit

MEGABYTE: Final = 1024 * 1024
DAY: Final = timedelta(days=1)
BOUNDS: Final[dict[str, tuple[object, object]]] = {
    # how long something is relied on, and from when its end is said
    "safe contact is asked again": (safe_contact.STALE_AFTER, 28 * DAY),
    "a confirmation is told by its date": (safe_contact._TOLD_IN_DAYS, 100),
    "a safe day is looked for": (contact_check._MOST_AHEAD, 15),
    "an order is about to end": (orders.ENDING, 28 * DAY),
    "an order ends this week": (orders.ENDING_WEEK, 7 * DAY),
    "a check of the law is old": (legal_talks.MONTHS, 6),
    "a visit lasts": (visit.LONGEST, DAY),
    "opening hours are looked ahead": (opening_hours._HORIZON, 15),
    "a pattern looks back": (pattern.WEEKS, 4),
    "meetings count as a repeat": (thresholds.REPEAT_MONTHS, 12),
    "a start is asked about": (outcome.START_DAYS, 28),
    "a case is followed up": (questions.FOLLOWED, 90),
    "a pack counts": (content.MOST_DAYS, 366),
    # ages
    "of age": (safeguarding._OF_AGE, 18),
    "nearly of an age, in months": (worked_out._NEARLY, 6),
    "nobody is older": (births.OLDEST, 120),
    "years somebody can mean": ((frame.FIRST_YEAR, frame.LAST_YEAR), (1850, 2200)),
    "a year alone is no time of day": (word_periods._YEARS_ALONE, 1960),
    # what is shown of counts
    "the smallest count shown": (suppression.LEAST, 5),
    "people half of whom are told, and quarters": ((first_contact.FOR_HALF, first_contact.FOR_QUARTERS), (11, 21)),
    "quarters of a year": (periods.QUARTERS, 4),
    # a plan
    "an open need": (rich_kinds.OPEN_NEED, 2),
    "a pressing need": (ranking.PRESSING, 3),
    "begun with": ((ranking.FIRST, ranking.BEGIN, ranking.OF_ONE_SECTION, ranking.BEGIN_OF_ONE_SECTION), (10, 7, 3, 4)),
    "reasons named": (because.NAMED, 3),
    # sizes that are read
    "a diary": ((letters.MOST_BYTES, diary_rows.MOST_ROWS), (20 * MEGABYTE, 100_000)),
    "a line of a diary": (diary_rows.LONGEST_LINE, 128 * 1024),
    "a cell of a diary, and of it what happened": ((preview._LONGEST, preview._SHORT), (20_000, 300)),
    "cells of a row": (cells._MOST_COLUMNS, 200),
    "a cell that may be a day": (columns._LONGEST_DAY, 60),
    "an event of a calendar, and parts in each other": ((calendar._LONGEST_DAYS, calendar._DEEPEST), (366, 8)),
    "a year typed wrong": (days._TYPED_WRONG, 20),
    "days turn back over a New Year": (days_together._HALF_YEAR, 183),
    "pasted rows": (incident_rows._MOST_ROWS, 2000),
    "words of a time, and years two figures mean": (
        (quick_line._LONGEST_TIME, quick_line._NEAR_YEARS, quick_line._LIKELY_YEARS), (12, 5, 50),
    ),
    "a text, a time as told, an id, a link": (
        (kind.LONGEST, time_kinds._LONGEST_TIME, kinds._LONGEST_ID, plain_kinds._LONGEST_LINK), (200_000, 200, 60, 600),
    ),
    "a definition": (
        (toml_files.MOST_BYTES, toml_files.MOST_KEYS, toml_files.MOST_PARTS), (4 * MEGABYTE, 30_000, 16)
    ),
    "a translation": ((po_files.MOST_BYTES, po_files._MOST_ENTRIES), (2 * MEGABYTE, 20_000)),
    "a pack, and a text of one": ((content.MOST_BYTES, content._LONGEST), (2 * MEGABYTE, 4000)),
    "a list of services": (
        (hsds_in.MOST_BYTES, hsds_in._MOST_SERVICES, hsds_in._LONGEST), (8 * MEGABYTE, 2000, 2000)
    ),
    "a header": ((entry.FORMAT, entry._WIDEST_OFFSET, entry._LONGEST_TEXT, entry._MOST), (2, 1440, 300, 2**53)),
    "a telephone number": ((phone_numbers._FULL_LENGTH, phone_numbers._MOST), (11, 40)),
    "figures that may be a number": (numbers_in_text._DIGITS, 6),
    "a word that is found": (text_folding.LONGEST_WORD, 1000),
    "about an hour": (moments._HOUR, timedelta(hours=1)),
}  # fmt: skip


@pytest.mark.parametrize("bound", BOUNDS)
def test_each_bound_is_where_it_was_set(bound: str) -> None:
    found, set_to = BOUNDS[bound]
    assert found == set_to
