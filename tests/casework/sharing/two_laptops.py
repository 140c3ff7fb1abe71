"""Two laptops of a made-up unit that met: each enrolled the other's device by the eight words."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from hru_advocate.casework.cases.cases import case_page
from hru_advocate.casework.records.entries import Saved, save
from hru_advocate.casework.session import Session
from hru_advocate.casework.sharing.cards import read_card, written_card
from hru_advocate.casework.sharing.receiving import open_package
from hru_advocate.casework.sharing.roster import enrol, words_with
from hru_advocate.casework.sharing.sending import seal
from hru_advocate.casework.sharing.share_now import share_now, share_offer
from hru_advocate.casework.sharing.shared import SharedNow
from hru_advocate.store.ledger import lanes
from tests.casework.open_sessions import NewVault, add, copied_session, id_of, new_case, new_vault_at, worked_by

CANARY = "Marigold waits by the harbour gate"
_NEW: list[NewVault] = []
"""The vaults just made that no open laptop is a copy of, the one to be taken next at the end."""
NAMES = ("Robin Example", "Kim Colleague", "Jo Supervisor", "Alex Fourth")


@contextmanager
def laptops(folder: Path, many: int = 2) -> Iterator[list[Session]]:
    """So many vaults, open, of devices that do not know each other yet."""
    with ExitStack() as stack:
        yield [
            worked_by(stack.enter_context(_laptop(folder / f"laptop{place}")), NAMES[place]) for place in range(many)
        ]


@contextmanager
def _laptop(folder: Path) -> Iterator[Session]:
    """A copy of a vault just made, and of none that a laptop open now is a copy of.

    Devices that met in an earlier test meet again: their eight words, which cost what a passphrase costs, are known.
    """
    if not _NEW:
        _NEW.append(new_vault_at(folder.with_name(f"new {folder.name}") / "vault"))
    new = _NEW.pop()
    try:
        with copied_session(new, folder) as opened:
            yield opened
    finally:
        _NEW.append(new)


def meet(one: Session, other: Session) -> None:
    """Hand over both cards, compare the words, enrol each other."""
    know(one, other)
    know(other, one)


def know(one: Session, other: Session) -> None:
    """Enrol the device of the other with this one, by the words its screen shows."""
    mine, theirs = read_card(written_card(one, "advocate")), read_card(written_card(other, "advocate"))
    enrol(one, theirs, " ".join(words_with(other, mine)))


def package(sender: Session, case: Saved, folder: Path, *to: Session, days: int = 14) -> bytes:
    """A package of a case for some of them, as the file has it."""
    made = seal(sender, id_of(case), [one.device.device_id for one in to], folder, days=days)
    return Path(made.place).read_bytes()


def share(session: Session, folder: Path, refs: Collection[str] | None = None) -> SharedNow:
    """Share through a folder all that is said to go, as the command does."""
    return share_now(session, folder, share_offer(session, folder, refs).going)


def shared_case(both: list[Session], folder: Path) -> Saved:
    """A case that went over once, as it is chosen for whom."""
    here, there = both
    case = told_case(here)
    open_package(there, package(here, case, folder, there))
    return case


def told_case(session: Session) -> Saved:
    """A case that says things: safe contact, notes, a flag, a correction, a look."""
    case = new_case(session)
    add(session, case, "safe_contact", {"may_contact": "yes", "confirmed": "2026-11-22"})
    add(session, case, "notes", {"lines": [{"text": CANARY}]})
    first = add(session, case, "incident", {"happened": "2026-11-02", "what": "It was seven times.", "basis": "report"})
    save(
        session,
        "incident",
        {"happened": "2026-11-02", "what": "It was eight times.", "basis": "report"},
        corrects=[first.entry],
        reason="Counted again.",
    )
    case_page(session, id_of(case))
    return case


def held(session: Session, case: Saved) -> dict[str, tuple[int, str]]:
    """How far each device's lane of a case reaches: equal heads are equal lanes."""
    return {one.device: (one.last, one.head) for one in lanes.of_case(session.vault, id_of(case)) if one.whole}


def everything(session: Session) -> tuple[object, ...]:
    """All that stands in the file: rows of every table, so that one changed byte shows."""
    with session.vault.read() as cursor:
        names = [row[0] for row in cursor.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")]
        wanted = [name for name in names if not name.startswith(("sqlite_", "search"))]
        return tuple((name, cursor.execute(f"SELECT * FROM {name}").fetchall()) for name in wanted)


@contextmanager
def unchanged(session: Session) -> Iterator[None]:
    """Whatever happens meanwhile changes nothing of a file."""
    before = everything(session)
    yield
    assert everything(session) == before
