"""Two laptops of a made-up unit that met: each enrolled the other's device by the eight words."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from hru_advocate.casework.session import Session
from hru_advocate.casework.sharing.cards import read_card, written_card
from hru_advocate.casework.sharing.roster import enrol, words_with
from tests.casework.open_sessions import session_at, worked_by

NAMES = ("Robin Example", "Kim Colleague", "Jo Supervisor")


@contextmanager
def laptops(folder: Path, many: int = 2) -> Iterator[list[Session]]:
    """So many vaults, open, of devices that do not know each other yet."""
    with ExitStack() as stack:
        yield [
            worked_by(stack.enter_context(session_at(folder / f"laptop{place}")), NAMES[place]) for place in range(many)
        ]


def meet(one: Session, other: Session) -> None:
    """Hand over both cards, compare the words, enrol each other."""
    know(one, other)
    know(other, one)


def know(one: Session, other: Session) -> None:
    """Enrol the device of the other with this one, by the words its screen shows."""
    mine, theirs = read_card(written_card(one, "advocate")), read_card(written_card(other, "advocate"))
    enrol(one, theirs, " ".join(words_with(other, mine)))
