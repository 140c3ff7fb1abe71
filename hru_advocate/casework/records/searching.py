"""Search over everything that was written, with the words around what was found."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from hru_advocate.casework.case_label import CaseLabel
from hru_advocate.casework.people.names import masks_of_cases
from hru_advocate.casework.people.restricted import cases_behind, hidden_from_us
from hru_advocate.casework.session import Session
from hru_advocate.casework.wording import sort_in_words
from hru_advocate.domain.projecting import search_text
from hru_advocate.domain.text_folding import fold, searchable_words, ways_to_find
from hru_advocate.store import search, views
from hru_advocate.store.ledger import ledger

_AROUND: Final = 60


@dataclass(frozen=True, slots=True)
class SearchHit:
    """One entry that holds every word, with a snippet around the first; without a ``label`` it is the unit's own."""

    entry: str
    label: CaseLabel | None
    title: str
    snippet: str
    when_words: str


def find(session: Session, text: str, limit: int = 50, *, case: str | None = None) -> tuple[SearchHit, ...]:
    """Find current entries by words, the last one perhaps unfinished; newest first. Names are hidden as initials.

    No word leads to a restricted case that is not open: that a word is in it would be said.
    """
    hidden = hidden_from_us(session)
    hits = search.search(session.vault, text, limit=limit, case=case, without=hidden)
    words = [word for way in ways_to_find(text) for word in way]
    today = session.now().date()
    found = []
    masks = masks_of_cases(session)
    for entry in ledger.entries(session.vault, [hit.entry for hit in hits]):
        record = session.read(entry)
        if cases_behind(session, record):
            continue
        snippet = snippet_of(search_text(record), words)
        found.append(
            SearchHit(
                entry=record.entry,
                label=CaseLabel.of(views.case_row(session.vault, record.case)) if record.case else None,
                title=record.form.title,
                snippet=masks(record.case).hide(snippet) if record.case else snippet,
                when_words=sort_in_words(record.sort, today),
            )
        )
    return tuple(found)


def snippet_of(text: str, words: list[str]) -> str:
    """The words around the first one found, as typed, on one line."""
    tokens = text.split()
    wanted = [word for word in words if len(word) > 1] or words
    place = next((number for number, token in enumerate(tokens) if _holds_one(token, wanted)), 0)
    start = place
    length = 0
    while start > 0 and length + len(tokens[start - 1]) < _AROUND:
        start -= 1
        length += len(tokens[start]) + 1
    snippet = " ".join(tokens[start : place + 1])
    for token in tokens[place + 1 :]:
        if len(snippet) + len(token) > _AROUND * 3:
            return ("… " if start else "") + snippet + " …"
        snippet += " " + token
    return ("… " if start else "") + snippet


def _holds_one(token: str, words: list[str]) -> bool:
    written = (fold(token), *searchable_words(token))
    return any(word in one for one in written for word in words)
