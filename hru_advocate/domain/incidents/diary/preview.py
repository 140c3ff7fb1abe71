"""A diary as it would be taken: every row with how its when was read, what is missing, and what stands twice."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Final, Literal

import msgspec

from hru_advocate.domain.incidents.diary.columns import Role, checked_map, proposed
from hru_advocate.domain.incidents.diary.days import (
    DAY_AS_ABOVE,
    NO_YEAR,
    OTHER_WEEKDAY,
    OVER_NEW_YEAR,
    TIME_ALONE,
    DayOrder,
    DayReader,
    OrderFound,
    WhenRead,
    only_as_above,
    order_of,
)
from hru_advocate.domain.incidents.diary.days_together import (
    is_other_weekday,
    over_new_year,
    weekday_column,
    without_idle_midnights,
    without_idle_times,
)
from hru_advocate.domain.incidents.diary.rows import KIND_WORDS, DiaryFile, GoOn, SourceRow, counted, go_on_always
from hru_advocate.domain.incidents.quick_line import read_often
from hru_advocate.domain.moments import Moment, normal_form
from hru_advocate.domain.pasted_text import cleaned
from hru_advocate.domain.text_folding import words_of

RowState = Literal["ready", "undecided", "duplicate"]
SameKey = tuple[str, tuple[str, ...]]
Noted = Mapping[SameKey, frozenset[str]]
"""Things noted already: a day and words, with the times of day it was noted at, ``""`` where none is exact."""

_MOST: Final[Mapping[Role, int]] = {"where": 200, "times": 120, "seen_by": 500, "reference": 80, "by": 200, "who": 80}
_CALENDAR: Final[dict[Role, int]] = {"when": 0, "what": 1, "words": 2, "where": 3}
_LONGEST: Final = 20_000
_SHORT: Final = 300

NOTHING: Final = "It says nothing of what happened. Say what."
TOO_LONG: Final = "One of its cells is longer than a record takes. Shorten it here or in a copy of the file."
AS_ABOVE: Final = "It only points to another row, which may stand elsewhere in the case. Say what happened."
NO_INCIDENT: Final = "It says that nothing happened, and would count as an incident. Leave it, or say what happened."
_QUIET: Final = re.compile(
    r"\W*(?:nothing|nil|none|(?:all )?quiet|no (?:contact|incidents?|calls?|sign of (?:him|her|them)))"
    r"(?: (?:much|today|tonight|happened|to report|from (?:him|her|them)|this day|all day|again))*\W*",
    re.IGNORECASE,
)
_AS_IN_ROW_ABOVE: Final = "{0} (as in the row above it in the file)"
NOTED_ALREADY: Final = "The case has these words on this day already."
TWICE: Final = "Row {0:,} has the same words on the same day."


@dataclass(frozen=True, slots=True)
class HowToTake:
    """Things said of a file's rows: columns, day order, a year for days without one, whose messages.

    ``columns`` and ``order`` are proposed where they are not given; ``who`` leaves out what others wrote.
    """

    columns: Mapping[Role, int] | None = None
    order: DayOrder = ""
    year: int | None = None
    who: str = ""


@dataclass(frozen=True, slots=True)
class Amended:
    """Words somebody put in place of a row's when or words, as it stands undecided in sight."""

    when: str = ""
    what: str = ""


@dataclass(frozen=True, slots=True)
class DiaryRow:
    """A row as it would be noted. ``why`` says what is missing, or what stands there twice."""

    number: int
    written: str
    when: Moment
    what: str
    words: str
    where: str = ""
    often: str = ""
    by: str = ""
    seen_by: str = ""
    reference: str = ""
    state: RowState = "ready"
    why: str = ""

    @property
    def read_as(self) -> str:
        """The day and time that were read, with the day of the week to compare."""
        return normal_form(self.when, weekday=True)

    @property
    def words_beside(self) -> str:
        """Her or his words, where they stand beside what happened and do not only say it whole."""
        said, whole = (" ".join(text.split()) for text in (self.what, self.words))
        return "" if whole.startswith(said.rstrip("\u2026 ")) else self.words


@dataclass(frozen=True, slots=True)
class DiaryPreview:
    """All rows of a diary as they would be taken, and how that was found out.

    ``columns`` is the mapping in force, ``left_out`` are names of columns that answer nothing. ``order`` is in force
    where ``order_asked`` is false or somebody said it. ``names`` are those who wrote messages, each with how many.
    """

    file: DiaryFile
    columns: Mapping[Role, int]
    order: DayOrder
    order_found: OrderFound
    rows: tuple[DiaryRow, ...]
    names: tuple[tuple[str, int], ...] = ()
    others: int = 0

    @property
    def order_asked(self) -> bool:
        """True while it has to be said whether day or month stands first."""
        return self.order_found.asked and not self.order

    @property
    def left_out(self) -> tuple[str, ...]:
        """The names of columns that are not taken."""
        held = set(self.columns.values())
        return tuple(name for place, name in enumerate(self.file.columns) if place not in held)

    def count(self, state: RowState) -> int:
        """The number of rows that stand so."""
        return sum(row.state == state for row in self.rows)


@dataclass(slots=True)
class _Seen:
    """Everything noted before, and said by earlier rows of the file."""

    noted: Noted
    rows: dict[SameKey, dict[str, int]] = field(default_factory=dict)

    def why_twice(self, row: DiaryRow) -> str:
        clock = clock_of(row.when)
        keys = same_keys(row.when, row.what, row.words)
        if any(_meets(clock, self.noted.get(key, ())) for key in keys):
            return NOTED_ALREADY
        first = next((at for key in keys if (at := _first(clock, self.rows.get(key, {})))), 0)
        for key in keys if not first else ():
            self.rows.setdefault(key, {}).setdefault(clock, row.number)
        return TWICE.format(first) if first else ""


def looked_over(
    file: DiaryFile,
    how: HowToTake,
    now: datetime,
    *,
    noted: Noted,
    amended: Mapping[int, Amended] | None = None,
    go_on: GoOn = go_on_always,
) -> DiaryPreview:
    """Every row as it would be noted; nothing is guessed, and nothing is left out unsaid.

    Raises:
        NoSuchColumn: the mapping does not fit the file.
        DiaryStopped: it was not to go on.
    """
    columns = (
        _CALENDAR
        if file.kind == "calendar"
        else proposed(file.columns, [row.cells for row in file.rows])
        if how.columns is None
        else checked_map(how.columns, file.columns)
    )
    file = without_idle_midnights(without_idle_times(file, columns), columns)
    found = order_of((_when(row, columns) for row in file.rows if row.moment is None), now)
    order: DayOrder = how.order or found.order
    days, said = DayReader(now, order, how.year), DayReader(now, "day_first", how.year)
    reading = _WhensRead(file, columns, days)
    if how.year:
        reading.hold_against(DayReader(now, order), go_on)
    seen, rows, others = _Seen(noted), [], 0
    for place, source in enumerate(file.rows, start=1):
        counted(place, go_on)
        name = _cell(source, columns, "who")
        if how.who and name != how.who:
            others += 1
            continue
        change = (amended or {}).get(source.number, Amended())
        row = _row(source, columns, change, said.read(change.when) if change.when else reading.read(source))
        twice = seen.why_twice(row) if row.state == "ready" else ""
        rows.append(replace(row, state="duplicate", why=twice) if twice else row)
    return DiaryPreview(file, columns, order, found, tuple(rows), _names(file, columns), others)


def raw_of_row(row: DiaryRow, file: DiaryFile, sha256: str, behaviours: tuple[str, ...] = ()) -> dict[str, object]:
    """The raw answers of a row: told to us, in her or his words, with the file it came from and its row."""
    often = read_often(row.often) if row.often else None
    raw: dict[str, object] = {
        "happened": msgspec.to_builtins(row.when),
        "behaviours": list(behaviours) or None,
        "what": row.what,
        "basis": "report",
        "words": row.words or None,
        "times": often.times if often else None,
        "times_told": (often.told or None) if often else None,
        "where": row.where or None,
        "by": [{"who": row.by}] if row.by else None,
        "seen_by": row.seen_by or None,
        "reference": row.reference or None,
        "items": [{"what": f"From a diary file ({KIND_WORDS[file.kind]}), row {row.number}", "sha256": sha256}],
    }
    return {name: value for name, value in raw.items() if value is not None}


def same_keys(when: Moment, what: str, words: str) -> tuple[SameKey, ...]:
    """The things two notes of one thing have in common: the first day, and the words."""
    if when.day is None:
        return ()
    day = when.day.isoformat()
    said = dict.fromkeys(tuple(words_of(text)) or (text.strip(),) for text in (words, what) if text.strip())
    return tuple((day, text) for text in said)


def clock_of(when: Moment) -> str:
    """The time of day, where it is exact: two notes of one day at two such times are two."""
    return (when.start or "")[11:16] if when.exact else ""


def _meets(clock: str, others: frozenset[str] | tuple[str, ...]) -> bool:
    return bool(others) and (not clock or "" in others or clock in others)


def _first(clock: str, others: Mapping[str, int]) -> int:
    """The first row at that time of day, or at any where one of the two says none."""
    if not others:
        return 0
    if not clock:
        return min(others.values())
    return min((others[one] for one in (clock, "") if one in others), default=0)


def _when(source: SourceRow, columns: Mapping[Role, int]) -> str:
    """The words for the when of a row: a time of day alone is no day, and stays in sight."""
    return f"{_cell(source, columns, 'when')} {_cell(source, columns, 'time')}".strip()


class _WhensRead:
    """The whens of the rows of a file."""

    def __init__(self, file: DiaryFile, columns: Mapping[Role, int], days: DayReader) -> None:
        self._file, self._columns, self._days = file, columns, days
        self._weekday = weekday_column(file, columns.values()) if file.kind == "csv" else None
        self._bare: DayReader | None = None

    def hold_against(self, bare: DayReader, go_on: GoOn) -> None:
        """Take no year that was said for all where the days go over a New Year; ``bare`` reads them without it."""
        if over_new_year(list(self._completed(bare, go_on))):
            self._bare = bare

    def read(self, source: SourceRow) -> WhenRead:
        """The when of a row, or what is missing."""
        if source.moment is not None:
            return WhenRead(source.moment)
        told = _when(source, self._columns)
        day = _cell(source, self._columns, "when")
        if told and (not day or only_as_above(day)):
            return WhenRead(Moment(told), DAY_AS_ABOVE if day else TIME_ALONE)
        if self._bare is not None and self._bare.read(told).missing == NO_YEAR:
            return WhenRead(Moment(told), OVER_NEW_YEAR)
        read = self._days.read(told)
        if self._weekday is not None and is_other_weekday(source.cells[self._weekday], read.moment.one_day):
            return WhenRead(Moment(told), OTHER_WEEKDAY)
        return read

    def _completed(self, bare: DayReader, go_on: GoOn) -> Iterator[date]:
        """The days that got the year that was said for all, as the rows follow each other."""
        for place, row in enumerate(self._file.rows, start=1):
            counted(place, go_on)
            told = _when(row, self._columns)
            if row.moment is None and bare.read(told).missing == NO_YEAR and (day := self._days.read(told).moment.day):
                yield day


def _row(source: SourceRow, columns: Mapping[Role, int], change: Amended, read: WhenRead) -> DiaryRow:
    what, words = _said(source, columns, change)
    held: dict[Role, str] = {role: _told_beside(_cell(source, columns, role), role) for role in _MOST}
    long = any(len(held[role]) > most for role, most in _MOST.items()) or max(len(what), len(words)) > _LONGEST
    missing = "" if change.when or change.what else source.trouble
    missing = missing or read.missing or _unsaid(what) or (TOO_LONG if long else "")
    return DiaryRow(
        number=source.number,
        written=_when(source, columns) or (source.moment.told if source.moment else ""),
        when=read.moment,
        what=what,
        words=words,
        where=held["where"],
        often=held["times"],
        by=held["by"],
        seen_by=held["seen_by"],
        reference=held["reference"],
        state="undecided" if missing else "ready",
        why=missing,
    )


def _told_beside(cell: str, role: Role) -> str:
    """The words of a cell beside them: a ditto mark means nothing away from its file, so it says where it points."""
    return _AS_IN_ROW_ABOVE.format(cell) if role not in ("times", "who") and only_as_above(cell) else cell


def _unsaid(what: str) -> str:
    """Say what is missing where no words say what happened."""
    if _QUIET.fullmatch(what):
        return NO_INCIDENT
    return AS_ABOVE if only_as_above(what) else "" if what.strip(" -\u2013\u2014._/") else NOTHING


def _said(source: SourceRow, columns: Mapping[Role, int], change: Amended) -> tuple[str, str]:
    """The happening, in short where it is long, and her or his words whole and unchanged.

    What somebody else wrote, as a message, is no word of hers or his: it stands with its writer's name.
    """
    text = change.what or _lines(source, columns, "what")
    own = _lines(source, columns, "words")
    if writer := _cell(source, columns, "who"):
        text = text.removeprefix(f"{writer}: ")  # as it stood there, when somebody mended it
        return (f"{writer}: {text}" if text else "", own)
    if not text:
        return (_shortened(own), own)
    return (text, own) if own else (_shortened(text), text)


def _shortened(text: str) -> str:
    line = " ".join(text.split())
    if len(line) <= _SHORT:
        return text if len(text) <= _SHORT else line
    return (
        line[:_SHORT].rpartition(" ")[0].rstrip(" ,;:") + " \u2026"
        if " " in line[:_SHORT]
        else line[:_SHORT] + "\u2026"
    )


def _lines(source: SourceRow, columns: Mapping[Role, int], role: Role) -> str:
    return cleaned(source.cells[columns[role]], lines=True).strip() if role in columns else ""


def _cell(source: SourceRow, columns: Mapping[Role, int], role: Role) -> str:
    return cleaned(source.cells[columns[role]], lines=False) if role in columns else ""


def _names(file: DiaryFile, columns: Mapping[Role, int]) -> tuple[tuple[str, int], ...]:
    counts: dict[str, int] = {}
    for name in _writers(file, columns):
        counts[name] = counts.get(name, 0) + 1
    return tuple(sorted(counts.items(), key=lambda one: -one[1]))


def _writers(file: DiaryFile, columns: Mapping[Role, int]) -> Iterator[str]:
    return (name for row in file.rows if (name := _cell(row, columns, "who")))
