"""A filled-in form as a page: what was asked, what was answered, and why there is no answer."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from hru_advocate.documents.blocks import Block, Heading, Notice, Page, Paragraph, Run
from hru_advocate.documents.compose.answers import AnswerReading, Audience, read_out, stamp_in_words
from hru_advocate.documents.compose.safe_contact import SafeAt, safe_contact
from hru_advocate.domain.ledger.records import Record
from hru_advocate.domain.moments import moment_on_paper

MARKING: Final = "OFFICIAL-SENSITIVE"


def filled_form(
    record: Record,
    labels: Callable[[str], str],
    *,
    audience: Audience = "file_copy",
    ticks: frozenset[str] = frozenset(),
    footer: str = "",
    safe: SafeAt | None = None,
) -> Page:
    """Print any record with the form it was made with.

    Args:
        record: The record; its own form decides the questions.
        labels: The words for an id of a factor, need, event, situation, measure or service.
        audience: ``file_copy`` for the unit, ``shared`` for anyone else: fields for the file copy are then left out.
        ticks: Paths of protected fields to print all the same, such as ``address`` or ``ways.1.number``.
        footer: What stands at the foot of each page.
        safe: What the safe contact rules of the case allow, for a record that tells of ways of contact.
    """
    form = record.form
    reading = AnswerReading(labels, audience, ticks)
    blocks: list[Block] = [Heading(form.title, 1), Paragraph((Run(_about(record), "quiet"),))]
    if record.parents:
        blocks.append(Notice(correction_in_words(record)))
    if record.erased:
        blocks.append(Notice("The content was erased by authority. That it was there, and when, remains.", "caution"))
    else:
        for section in form.sections:
            if section.ask_if is None or section.ask_if.holds(record.answers):
                said = tuple(read_out(reading, section.fields, record.answers))
                blocks += [Heading(section.title), *said] if said else []
    blocks += safe_contact(safe)
    marking = MARKING if audience == "file_copy" else ""
    return Page(form.title, tuple(blocks), marking=marking, footer=footer)


def correction_in_words(record: Record) -> str:
    """The words for a record that corrects an earlier one (or settles two), and why."""
    many = len(record.parents) > 1
    opening = "This settles versions that disagreed." if many else "This corrects an earlier version."
    return f"{opening} Why: {record.reason}" if record.reason else f"{opening} No reason was written down."


def _about(record: Record) -> str:
    happened = f"Happened: {moment_on_paper(record.happened)}" if record.happened else ""
    written = f"Recorded: {stamp_in_words(record.recorded)}, by {record.author}"
    return " · ".join(filter(None, (happened, written)))
