"""The packs of a unit as a page shows them: who may sign, the last of each list, and what stays open of it."""

from __future__ import annotations

from dataclasses import dataclass

from hru_advocate.casework.packs.signers import Signer, signers
from hru_advocate.casework.session import Session
from hru_advocate.domain.moments import day_in_words


@dataclass(frozen=True, slots=True)
class PackLine:
    """The last pack of one list: in a line, whether its days are over, and the changes that stay open."""

    name: str
    words: str
    days: str
    over: bool
    sha256: str
    waiting: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PacksShown:
    """Those who may sign, and the packs that were taken."""

    device: str
    signers: tuple[Signer, ...]
    packs: tuple[PackLine, ...]


def packs_shown(session: Session) -> PacksShown:
    """Everything of packs as it stands now."""
    taken, today = session.product.packs, session.now().date()
    lines = tuple(
        PackLine(
            told.name,
            f"{told.edition}, version {told.version} of {told.name}, from {told.issued_by}",
            f"signed by {' and '.join(told.signers)}; counts until {day_in_words(told.until)}",
            told.until < today,
            told.sha256,
            tuple(f"{one.name}: {one.what}: {one.was or 'none'} would become {one.now or 'none'}" for one in waiting),
        )
        for told in taken.last.values()
        for waiting in (taken.waiting[told.name],)
    )
    return PacksShown(session.device.device_id, tuple(signers(session).values()), lines)
