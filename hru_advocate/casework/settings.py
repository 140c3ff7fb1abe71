"""The unit's and the advocate's settings, kept inside the vault."""

from __future__ import annotations

import hashlib
from typing import Annotated, Final, Literal

import msgspec

from hru_advocate.casework.changed import Changed
from hru_advocate.casework.product import program_give_away
from hru_advocate.casework.session import Session
from hru_advocate.domain.forms.kind import is_clean
from hru_advocate.domain.ledger.entry import Entry
from hru_advocate.domain.pasted_text import cleaned
from hru_advocate.errors import AdvocateError
from hru_advocate.store import settings as rows
from hru_advocate.store.ledger import ledger

CHANGED: Final = "settings_changed"
RENAMED: Final = "renamed"
"""The events that tell of a change of settings and of the author's name."""

LONGEST_NAME: Final = 120
"""Characters of the name of whoever works here: a card has it, and every entry."""

GiveAway = Annotated[str, msgspec.Meta(min_length=1, max_length=60)]


class AuthorMissing(AdvocateError):
    """A name is needed, so that entries say who wrote them. Nothing was made; type your name."""


class AuthorUnfit(AdvocateError):
    """This is longer than a name can be (120 characters), or a character in it is damaged. Nothing was kept.

    Type your name as colleagues know it.
    """


class Settings(msgspec.Struct, frozen=True, forbid_unknown_fields=False):
    """Settings of the unit and the advocate. Times are in minutes or days; text size in per cent.

    ``number_days`` and ``hours_days`` say how long a confirmed number and confirmed hours count as fresh;
    ``quiet_days`` and ``silent_days`` after how many days without reaching the person a case says so, and says so
    loudly. ``overdue_steps`` is what the unit does when a visit is overdue, a step a line, as ``overdue_by`` confirmed;
    ``visit_grace`` how many minutes past the time back visit mode stays open. ``give_away`` are the words no paper that
    may be seen should hold; a star at the end stands for any ending. ``single_keys`` lets pages hear letters and digits
    by themselves.
    """

    lock_minutes: Annotated[int, msgspec.Meta(ge=1, le=15)] = 5
    look: Literal["system", "light", "dark"] = "system"
    text_size: Literal[100, 125, 150, 175, 200] = 100
    unit_name: Annotated[str, msgspec.Meta(max_length=80)] = ""
    number_days: Annotated[int, msgspec.Meta(ge=1, le=365)] = 90
    hours_days: Annotated[int, msgspec.Meta(ge=1, le=365)] = 30
    quiet_days: Annotated[int, msgspec.Meta(ge=1, le=365)] = 14
    silent_days: Annotated[int, msgspec.Meta(ge=1, le=365)] = 30
    capture_shield: bool = True
    single_keys: bool = True
    overdue_steps: Annotated[str, msgspec.Meta(max_length=2000)] = ""
    overdue_by: Annotated[str, msgspec.Meta(max_length=120)] = ""
    visit_grace: Annotated[int, msgspec.Meta(ge=1, le=60)] = 15
    give_away: Annotated[tuple[GiveAway, ...], msgspec.Meta(max_length=400)] = msgspec.field(
        default_factory=program_give_away
    )


def settings(session: Session) -> Settings:
    """The settings of this vault; what was never set has its default."""
    return rows.read(session.vault, "settings", Settings) or Settings()


def keep_settings(session: Session, wanted: Settings) -> Changed:
    """Keep settings; they are checked again here. What changed is an entry, with the hash of the whole."""
    checked = msgspec.convert(msgspec.to_builtins(wanted), Settings)
    before, now = msgspec.to_builtins(settings(session)), msgspec.to_builtins(checked)
    changed = {name: value for name, value in now.items() if value != before[name]}
    if not changed:
        return Changed(frozenset({"setting"}))
    with session.vault.write():
        whole = hashlib.sha256(msgspec.json.encode(checked)).hexdigest()
        session.note_event(CHANGED, {"changed": changed, "now": whole})
        rows.keep(session.vault, "settings", checked)
    return Changed(frozenset({"setting"}))


class _Changes(msgspec.Struct, frozen=True):
    """The ids of the events of the first change of the author's name and of the last."""

    first: str
    last: str


class ListNotKept(AdvocateError):
    """The list is too long: at most 400 words of at most 60 characters. Nothing was changed; shorten it."""


def keep_give_away(session: Session, text: str) -> Changed:
    """Keep the give-away words, one to a line; empty lines and doubles fall away.

    Raises:
        ListNotKept: nothing was changed.
    """
    try:
        return keep_settings(session, msgspec.structs.replace(settings(session), give_away=give_away_in(text)))
    except msgspec.ValidationError:
        raise ListNotKept from None


def give_away_in(text: str) -> tuple[str, ...]:
    """The give-away words of a text with one to a line, as they are kept."""
    return tuple(dict.fromkeys(" ".join(line.split()).lower() for line in text.splitlines() if line.strip(" *")))


def author(session: Session) -> str:
    """The name that entries are written under."""
    return session.author


def name_changes(session: Session) -> tuple[Entry, Entry] | None:
    """The events of the first change of the author's name and of the last, or ``None`` where it never changed."""
    kept = rows.read(session.vault, "renamed", _Changes)
    return None if kept is None else (ledger.entry(session.vault, kept.first), ledger.entry(session.vault, kept.last))


def author_as_typed(name: str) -> str:
    """The name of whoever works here as it is kept, and as every other computer takes it.

    Raises:
        AuthorMissing, AuthorUnfit: it is none.
    """
    kept = cleaned(name, lines=False)
    if not kept:
        raise AuthorMissing
    if not is_clean(kept, lines=False, most=LONGEST_NAME):
        raise AuthorUnfit
    return kept


def keep_author(session: Session, name: str) -> Changed:
    """Write further entries under another name; earlier ones keep theirs.

    The change is an entry under the name before. Whoever goes by the new one has looked at nothing yet and has given
    no reason for a restricted case.

    Raises:
        AuthorMissing, AuthorUnfit: it is the one before.
    """
    old, new = session.author, author_as_typed(name)
    if new == old:
        return Changed(frozenset())
    before = rows.read(session.vault, "renamed", _Changes)
    with session.vault.write():
        event = session.note_event(RENAMED, {"old": old, "new": new}).header.id
        rows.keep(session.vault, "renamed", _Changes(before.first if before else event, event))
        rows.keep(session.vault, "author", new)
    session.author, session.renamed = new, True
    session.seen.clear()
    session.opened.clear()
    return Changed(frozenset({"setting"}))
