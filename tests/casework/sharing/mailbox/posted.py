"""Two laptops of a unit that share through a mailbox of the tests' own."""

from __future__ import annotations

from pathlib import Path

from hru_advocate.casework.session import Session
from hru_advocate.casework.sharing.mailbox import choose_mailbox
from hru_advocate.casework.sharing.share_now import share_now, share_offer
from hru_advocate.casework.sharing.shared import SharedNow
from hru_advocate.hub.card import MailboxCard, write_card
from tests.hub_cluster import Cluster


def choose(session: Session, hub: Cluster, folder: Path) -> MailboxCard:
    """Let a laptop in, and have it choose the mailbox by its card."""
    card = hub.let_in()
    path = folder / f"{card.user}.toml"
    write_card(path, card)
    choose_mailbox(session, path)
    path.unlink()
    return card


def post(session: Session) -> SharedNow:
    """Share through the mailbox all that is said to go."""
    return share_now(session, "mailbox", share_offer(session, "mailbox").going)
