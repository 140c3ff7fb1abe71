"""People elsewhere who sign packs, each a key with a name, and packs that they signed for the unit that reads them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from hru_advocate.casework.packs.pack_file import PackFile, signed_by
from hru_advocate.casework.packs.signers import TRUSTED
from hru_advocate.casework.packs.taking import look
from hru_advocate.casework.session import Session
from hru_advocate.casework.sharing.cards import DeviceCard
from hru_advocate.domain.packs.content import PackContent, written
from hru_advocate.domain.services.directory import Service
from hru_advocate.keys.signing import DeviceKey
from tests.domain.packs.made_up_pack import pack

HELPLINE = "national_stalking_helpline"


@dataclass
class Person:
    """Somebody with a laptop of another unit, who signs."""

    name: str
    key: DeviceKey = field(default_factory=DeviceKey.generate)

    @property
    def device(self) -> str:
        return self.key.device_id

    @property
    def card(self) -> DeviceCard:
        return DeviceCard(self.device, self.key.public, self.key.sealing_key().public, self.name, "advocate")


KIM, JO, ALEX = Person("Kim Colleague"), Person("Jo Supervisor"), Person("Alex Fourth")
BOTH = (KIM, JO)


def trusting(session: Session, *people: Person) -> Session:
    """A unit that has met these people: the words were compared before."""
    for one in people:
        told: dict[str, object] = {
            "device": one.device,
            "key": one.key.public.hex(),
            "name": one.name,
            "role": "advocate",
        }
        session.note_event(TRUSTED, told)
    return session


def signed(content: PackContent, *people: Person) -> PackFile:
    """A pack of this content, signed by these people."""
    made = PackFile(content, written(content), ())
    for one in people:
        made = signed_by(made, one.key.public, one.key.sign)
    return made


def by_both(*services: Service, **more: Any) -> PackFile:
    """A pack of some services, signed by both who are trusted."""
    return signed(pack(*services, **more), *BOTH)


def service_of(session: Session, service: str = HELPLINE) -> Service:
    """A service as it stands here."""
    return session.product.library.service(service)


def ticks(session: Session, made: PackFile) -> list[str]:
    """Everything of a pack that can be ticked here."""
    return [one.id for one in look(session, made).to_tick]
