"""Words that fill the years between the stories, read from ``resources/demo/years.toml`` and checked when read."""

from __future__ import annotations

from typing import Final

from hru_advocate.casework.session import Session
from hru_advocate.demo.stories import StoryPart
from hru_advocate.domain.toml_files import decode_toml

_FILE: Final = "years.toml"


class Talk(StoryPart, frozen=True):
    """A talk about a case with somebody else than the person."""

    who: str
    fact: tuple[str, ...]


class OftenDone(StoryPart, frozen=True):
    """An incident as it comes again and again: what was done, in which words, how many times at most."""

    done: tuple[str, ...]
    what: tuple[str, ...]
    where: tuple[str, ...]
    most: int


class YearReasons(StoryPart, frozen=True):
    """Reasons for what is decided about a case."""

    advise: tuple[str, ...]
    decline: tuple[str, ...]
    in_error: tuple[str, ...]
    reopened: tuple[str, ...]
    closed: tuple[str, ...]
    kept: tuple[str, ...]
    handed_on: tuple[str, ...]
    value: tuple[str, ...]


class YearMeeting(StoryPart, frozen=True):
    """The words of a partner meeting."""

    why: tuple[str, ...]
    narrative: tuple[str, ...]
    outcome: tuple[str, ...]
    agencies: tuple[str, ...]
    courts: tuple[str, ...]


class YearBook(StoryPart, frozen=True, rename={"talks": "talk", "incidents": "incident"}):
    """Everything of the file."""

    talks: tuple[Talk, ...]
    incidents: tuple[OftenDone, ...]
    reasons: YearReasons
    meeting: YearMeeting


def read_year_book(session: Session) -> YearBook:
    """The words that fill the years."""
    return decode_toml((session.product.folder / "demo" / _FILE).read_bytes(), YearBook)
