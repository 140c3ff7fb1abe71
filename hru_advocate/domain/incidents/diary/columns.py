"""Columns of a diary and the questions they answer: proposed from heads or cells, changed by whoever looks."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Final, Literal

from hru_advocate.domain.incidents.diary.refusals import NoSuchColumn
from hru_advocate.domain.incidents.line_words import MONTH_NAME
from hru_advocate.domain.text_folding import fold

Role = Literal["when", "time", "what", "words", "where", "times", "who", "by", "seen_by", "reference"]
ROLES: Final[Mapping[Role, str]] = {
    "when": "When",
    "time": "Time of day, where it stands apart",
    "what": "What happened",
    "words": "In her or his own words",
    "where": "Where",
    "times": "How many times",
    "who": "Who wrote it",
    "by": "Who did it",
    "seen_by": "Who else saw it",
    "reference": "Reference",
}
"""The questions a column may answer, in words."""

_NAMES: Final[Mapping[Role, str]] = {
    "when": "when|date|day|date and time|datetime|date time|start|happened|timestamp|date of incident|when it happened"
    "|incident date|event date|message date|sent date|date sent|dyddiad|pryd",
    "time": "time|hour|clock|at|time of day|start time|time of incident|amser",
    "what": "what|what happened|incident|event|description|details|detail|what he did|what she did|text|message|entry"
    "|content|contents|body|message body|message text|message content|sms"
    "|diary|note|notes|subject|summary|happening|comments|comment"
    "|narrative|account|beth ddigwyddodd|digwyddiad|disgrifiad|manylion",
    "words": "words|own words|in her own words|in his own words|in her or his own words|in my words"
    "|quote|said|what i felt|how it felt|geiriau",
    "where": "where|place|location|address|ble|lle|lleoliad",
    "times": "times|how many|how many times|count|number|how often|frequency|sawl gwaith",
    "who": "name|from|sender|author|who wrote it|sender name|contact name",
    "by": "who|by|by whom|person|who did it|done by|pwy|gan bwy",
    "seen_by": "witness|witnesses|seen by|who saw|who else|who saw it|who else saw it|tyst|tystion",
    "reference": "reference|ref|cyfeirnod|crime number|crime reference|log number|incident number|crime ref",
}
_ROLE_OF: Final[Mapping[str, Role]] = {name: role for role, names in _NAMES.items() for name in names.split("|")}
_DAYLIKE: Final = re.compile(
    r"\b\d{1,4}[/.-]\d{1,2}(?:[/.-]\d{2,4})?\b|\b\d{8}\b"
    rf"|\b{MONTH_NAME}\b|\b(?:19|20)\d\d\b|\byesterday\b|\btoday\b",
    re.IGNORECASE,
)
_CLOCK: Final = re.compile(r"\s*\d{1,2}(?:[:.]\d{2}(?::\d{2})?)?\s*(?:[ap]\.?m\.?)?\s*", re.IGNORECASE)
_LONG_FIGURES: Final = re.compile(r"\W*\d[\d ()-]{6,}\W*")
"""Telephone numbers."""
_FIGURES: Final = re.compile(rf"{_LONG_FIGURES.pattern}|\s*\d{{1,2}}:\d{{2}}(?::\d{{2}})?\s*")
"""Telephone numbers and times of day."""
_WAYS: Final = frozenset(
    "answered rejected voicemail cancelled"
    " received sent incoming outgoing inbox outbox in out inbound outbound from to draft failed missed".split()
)
"""The ways of a message, as exports of telephones have them: whose words it is hangs on them, and on no name beside."""
_OF_EITHER: Final = frozenset({"name", "contact name"})
"""Names of a column that says with whom, and not who wrote it."""
_LOOK: Final = 200
_MERGED: Final = 10
"""Rows, on the average, that one day may stand for."""
_TITLE: Final = 5
"""Rows of a title that may stand above the names of the columns."""
_LONGEST_DAY: Final = 60


_LEAST: Final[Mapping[Role, float]] = {"when": 0.5, "time": 0.5, "what": 0.0}
"""The share a column without a known name must pass, before it is proposed for a question."""


def head_place(lines: Sequence[Sequence[str]], *, headed: bool | None) -> int:
    """The row that names the columns: the first, or one below a title, where it names two known ones."""
    if headed is not None or heads_of(lines, headed=None):
        return 0
    for place, cells in enumerate(lines[1 : _TITLE + 1], start=1):
        if sum(name_of_column(cell) in _ROLE_OF for cell in cells) > 1 and not any(_daylike(cell) for cell in cells):
            return place
    return 0


def heads_of(lines: Sequence[Sequence[str]], *, headed: bool | None) -> tuple[str, ...]:
    """The names of the columns, if the first row names them; ``headed`` where somebody said so."""
    first = [" ".join(cell.split()) for cell in lines[0]]
    if headed is None:
        known = [one for one in first if name_of_column(one) in _ROLE_OF]
        days = [one for one in first if _daylike(one) or one[:1].isdigit()]
        headed = bool(known) and not days
        if not known and not days and len(lines) > 1:
            headed = any(_daylike(cell) for cell in lines[1]) and all(len(one) <= _LONGEST_DAY for one in first)
    if not headed:
        return ()
    while first and not first[-1]:
        first.pop()
    return tuple(one or f"Column {place}" for place, one in enumerate(first, start=1))


def proposed(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> dict[Role, int]:
    """The column that seems to answer each question, by its name first, else by what its cells look like."""
    look = [row for row in rows[:_LOOK] if len(row) == len(columns)]
    found = _by_name(columns, look)
    way = _answered_by_way(columns, look, found)
    for place in _free(columns, found):  # a title, and what it is the title of: neither is left out
        if (
            "words" not in found
            and _ROLE_OF.get(name_of_column(columns[place])) == "what"
            and any(row[place].strip() for row in look)
        ):
            found["words"] = place
    guesses: tuple[tuple[Role, Callable[[Sequence[str]], float]], ...] = (
        ("when", _days_in),
        ("time", _clocks_in),
        ("what", _words_in),
    )
    for role, fits in guesses:
        free = [place for place in _free(columns, found) if place != way]
        if (
            role in found
            or not free
            or (role == "what" and "words" in found)
            or (role == "time" and "when" not in found)
        ):
            continue
        best = max(free, key=lambda place: (fits([row[place] for row in look]), -place))
        if fits([row[best] for row in look]) > _LEAST[role]:
            found[role] = best
    return found


def _by_name(columns: Sequence[str], look: Sequence[Sequence[str]]) -> dict[Role, int]:
    """The column that answers each question by its name; of two the one that is filled in."""
    found: dict[Role, int] = {}
    for place, name in enumerate(columns):
        role = _ROLE_OF.get(name_of_column(name))
        if role == "times" and any(_LONG_FIGURES.fullmatch(row[place]) for row in look):
            continue  # *Number* above telephone numbers counts nothing
        if role is not None and (
            role not in found or _better(role, [row[place] for row in look], [row[found[role]] for row in look])
        ):
            found[role] = place
    return found


def _answered_by_way(columns: Sequence[str], look: Sequence[Sequence[str]], found: dict[Role, int]) -> int | None:
    """The column of ways, *received* or *sent*, if there is one; never words, however short those beside it are.

    It says who wrote, or in a list of calls what happened.
    """
    free = _free(columns, found)
    way = next((at for at in free if _all_ways([row[at] for row in look])), None)
    if way is None:
        return None
    if "what" not in found and not any(_words_in([row[at] for row in look]) >= 1 for at in free if at != way):
        found["what"] = way
    elif "who" not in found or name_of_column(columns[found["who"]]) in _OF_EITHER:
        found["who"] = way
    return way


def _free(columns: Sequence[str], found: Mapping[Role, int]) -> list[int]:
    """The columns that answer nothing yet."""
    return [place for place in range(len(columns)) if place not in found.values()]


def _better(role: Role, cells: Sequence[str], others: Sequence[str]) -> bool:
    """Say whether a column answers better than one of its name before it: *Date* has the days, *Day* only names."""
    if role == "when" and _days_in(cells) != _days_in(others):
        return _days_in(cells) > _days_in(others)
    return any(cell.strip() for cell in cells) and not any(cell.strip() for cell in others)


def _days_in(cells: Sequence[str]) -> float:
    """The share of filled cells that seem to say a day; one day may stand for several rows, where cells were merged."""
    held = [cell for cell in cells if cell.strip()]
    share = sum(_daylike(cell) for cell in held) / len(held) if held else 0.0
    return share if len(held) * _MERGED >= len(cells) else 0.0


def _clocks_in(cells: Sequence[str]) -> float:
    """One where every cell with words is a time of day, else nothing."""
    held = [cell for cell in cells if cell.strip()]
    return float(bool(held) and all(_CLOCK.fullmatch(cell) and not cell.strip().isdigit() for cell in held))


def _all_ways(cells: Sequence[str]) -> bool:
    """Say whether every cell is the way of a message, and not all of them are empty."""
    held = [cell.strip().lower() for cell in cells if cell.strip()]
    return bool(held) and len(held) == len(cells) and _WAYS.issuperset(held)


def _words_in(cells: Sequence[str]) -> float:
    """The letters written in these cells; times and telephone numbers hardly count beside words."""
    return sum(len(cell) / (1_000_000 if _FIGURES.fullmatch(cell) else 1) for cell in cells)


def checked_map(given: Mapping[Role, int], columns: Sequence[str]) -> dict[Role, int]:
    """A mapping somebody chose.

    Raises:
        NoSuchColumn: the file has no such column, or it answers two questions.
    """
    places = list(given.values())
    if any(not 0 <= place < len(columns) for place in places) or len(set(places)) != len(places):
        raise NoSuchColumn
    return dict(given)


def name_of_column(head: str) -> str:
    """The name of a column as it is compared, however it is marked or written."""
    return fold(head).strip(" :?._*").replace("_", " ")


def _daylike(cell: str) -> bool:
    return len(cell) <= _LONGEST_DAY and _DAYLIKE.search(cell) is not None and any(one.isdigit() for one in cell)
