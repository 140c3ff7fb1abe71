"""Dates, levels and states in the words of lists and pages."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Final

from hru_advocate.clock import ZONE
from hru_advocate.domain.forms.answers import value_of
from hru_advocate.domain.ledger.entry import Stamp
from hru_advocate.domain.ledger.ids import case_ref
from hru_advocate.domain.ledger.records import Record
from hru_advocate.domain.moments import (
    day_in_words,
    day_with_other_year,
    month_in_words,
    weekday_in_words,
)
from hru_advocate.domain.projecting import line_of

DISAGREE: Final = "two versions disagree"
"""Said beside whatever two versions of one record tell, until a person settles them."""

LEVELS: Final[Mapping[str, str]] = {
    "high": "High",
    "medium": "Medium",
    "standard": "Standard",
    "not_graded_yet": "Not graded yet",
}
STATUSES: Final[Mapping[str, str]] = {
    "open": "Open",
    "advised": "Advised",
    "declined": "Declined",
    "deciding": "Not decided yet",
    "closed": "Closed",
}
AREAS: Final[Mapping[str, str]] = {
    "warrington": "Warrington",
    "halton": "Halton",
    "cheshire_east": "Cheshire East",
    "cheshire_west_and_chester": "Cheshire West and Chester",
    "outside": "Outside the four areas",
}
LIVING: Final[Mapping[str, str]] = {
    "together": "lives with them",
    "some_nights": "lives with them some nights",
    "apart": "lives apart",
    "never": "never lived together",
}
EVENTS: Final[Mapping[str, str]] = {
    "unlock": "Unlocked",
    "lock": "Locked",
    "view": "Looked at the case",
    "read": "Read",
    "opened_restricted": "Opened the restricted case",
    "erasure": "Erased by authority",
    "reveal": "Safe contact details shown",
    "clock": "The computer's clock changed",
    "vault_made": "Vault made",
    "recovery_used": "Recovery code used",
    "recovery_code_made": "New recovery code typed back",
    "recovery_code_found": "Recovery code found in its envelope",
    "keys_renewed": "Every key made anew",
    "renamed": "Name of the author changed",
    "passphrase_changed": "Passphrase changed",
    "settings_changed": "Settings changed",
    "device_added": "Another device made known",
    "device_enrolled": "Device of the unit enrolled",
    "device_removed": "Device removed from the unit",
    "signer_trusted": "Somebody trusted to sign packs",
    "signer_ended": "Somebody no longer trusted to sign packs",
    "pack_signed": "Pack of directory and law signed",
    "pack_taken": "Pack of directory and law taken",
    "directory_exported": "Directory saved for other programs",
    "package_sealed": "Sealed for another device",
    "package_opened": "Sealed package opened",
    "case_erased": "Case erased by authority, and who had it",
    "erasure_asked": "A colleague asks that a case be erased",
    "erasure_kept_on": "Case kept on, though its erasure was asked for",
    "kept_from_erasure": "Kept, though its erasure was asked for",
    "recovery_holding_begun": "Made the recovery holder's computer",
    "mailbox_chosen": "Mailbox for sharing chosen or forgotten",
    "verified": "Vault checked",
    "preview": "Page previewed",
    "rebuilt": "Lists rebuilt",
    "anchor_accepted": "Accepted that the vault is not as it was left",
    "code_checked": "Printed head code checked",
    "backup_made": "Backup made and proven",
    "backup_failed": "Backup failed",
    "restored": "Brought back from a backup",
    "salvaged": "Saved from a damaged file",
    "backup_folder": "Folder for backups changed",
    "translation_exported": "Translation saved as a file",
    "visit_mode": "Visit mode begun or left",
    "figures": "Figures made as a page",
    "bundle_begun": "Bundle that proves a case begun",
    "bundle": "Left as a bundle that proves it",
    "export_begun": "Export of the whole vault begun",
    "export_made": "Export of the whole vault written",
    "diary_taken": "Incidents taken from a diary file",
}


def moment_of(stamp: Stamp) -> datetime:
    """The moment an entry was recorded, in UK time."""
    return datetime.fromisoformat(stamp.utc).astimezone(ZONE)


def day_of(moment: str) -> date:
    """The day of a moment as lists keep it, in UK time: told local moments stay as they are."""
    found = datetime.fromisoformat(moment)
    return found.astimezone(ZONE).date() if found.tzinfo else found.date()


def recorded_in_words(utc: str) -> str:
    """The recorded moment in words: 3 Nov 2026, 14:02."""
    moment = datetime.fromisoformat(utc).astimezone(ZONE)
    return f"{day_in_words(moment.date())}, {moment:%H:%M}"


def sort_in_words(sort: str, today: date) -> str:
    """The told moment in words, from its sortable form, as short as it can be said."""
    return near_day_in_words(day_of(sort), today) if sort else ""


def near_day_in_words(day: date, today: date) -> str:
    """A day near today: today, yesterday, tomorrow, 24 Nov, or with its year when far."""
    gap = (day - today).days
    near = {0: "today", -1: "yesterday", 1: "tomorrow"}.get(gap)
    if near:
        return near
    return day_with_other_year(day, today)


def due_in_words(day: date, today: date) -> str:
    """A due date in words: 2 days over, today, tomorrow, 24 Nov."""
    over = (today - day).days
    if over > 0:
        return "1 day over" if over == 1 else f"{over} days over"
    return near_day_in_words(day, today)


def full_day(day: date) -> str:
    """Monday 23 November 2026."""
    return f"{weekday_in_words(day)} {day.day} {month_in_words(day)} {day.year}"


def code_in_fours(digest: str) -> str:
    """The first 16 digits of an entry's hash as the foot of a file copy says them."""
    return " ".join(digest[start : start + 4] for start in range(0, 16, 4)).upper()


def ref_or_words(case: str) -> str:
    """The reference of a case, or that there is none: an id that somebody else's hand wrote may hold anything."""
    try:
        return case_ref(case)
    except ValueError:
        return "a case without a reference"


def line_in_list(record: Record) -> str:
    """The line a record makes in a list that is shown: a plan is called by the day it was signed off.

    The line that is stored of a plan ends with the day to look at it again, which alone would be taken for its own.
    """
    if record.erased or record.form.purpose != "plan":
        return line_of(record)
    review, changed = value_of(record.answers, "review"), value_of(record.answers, "what_changed")
    signed = f"Signed off {day_in_words(record.recorded.day)}"
    again = f"look again {day_in_words(review)}" if review else ""
    return " · ".join(filter(None, (signed, " ".join((changed or "").split()), again)))
