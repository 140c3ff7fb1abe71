"""Things somebody may have done: the list of ``resources/behaviours.toml`` with the unit's own say laid over it."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal

import msgspec

from hru_advocate.domain.forms.answers import Answers, value_of
from hru_advocate.domain.text_folding import id_from_words
from hru_advocate.domain.toml_files import UnreadableToml, decode_toml
from hru_advocate.errors import AdvocateError

OWN: Final = "bh_unit_"
"""The beginning of the id of a behaviour of the unit's own."""

BehaviourDone = Literal["add", "hide", "show"]


class InvalidBehaviours(AdvocateError):
    """The file of behaviours cannot be used. No record is touched; install the program again."""


class Behaviour(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One thing that may have been done.

    ``factor`` is the risk factor it may point to. ``says``: noting it says that the factor is so, on the day it
    happened. ``asks`` are the events to ask about once it was noted. ``hidden``: no longer offered, still readable.
    """

    id: str
    label: str
    factor: str = ""
    says: bool = False
    asks: tuple[str, ...] = ()
    hidden: bool = False


class BehaviourFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The file of behaviours."""

    schema_version: int
    file_kind: Literal["behaviours"]
    prepared: str
    behaviours: tuple[Behaviour, ...] = msgspec.field(name="behaviour")


@dataclass(frozen=True, slots=True)
class UnitBehaviour:
    """The unit's present word on one behaviour: one of its own, or one of the program's hidden or shown again."""

    behaviour: str
    done: BehaviourDone
    label: str = ""
    factor: str = ""


def read_behaviours(data: bytes) -> tuple[Behaviour, ...]:
    """Read the program's list.

    Raises:
        InvalidBehaviours: it is not readable, or an id stands there twice.
    """
    try:
        read = decode_toml(data, BehaviourFile).behaviours
    except UnreadableToml as error:
        message = f"behaviours.toml cannot be used: {error}. No record is touched; install the program again."
        raise InvalidBehaviours(message) from None
    if len({one.id for one in read}) != len(read):
        raise InvalidBehaviours
    return read


def read_unit_behaviour(answers: Answers) -> UnitBehaviour:
    """The typed view of a record of purpose ``behaviour``."""
    factor = value_of(answers, "factor") or ()
    return UnitBehaviour(
        behaviour=value_of(answers, "behaviour") or "",
        done=value_of(answers, "done"),
        label=value_of(answers, "label") or "",
        factor=factor[0] if factor else "",
    )


def laid_over(program: Sequence[Behaviour], unit: Iterable[UnitBehaviour]) -> tuple[Behaviour, ...]:
    """The program's list with the unit's say, the newest first; the unit's own come before *something else*."""
    said: dict[str, UnitBehaviour] = {}
    for one in unit:
        said.setdefault(one.behaviour, one)
    held = [_hidden(one, said.get(one.id)) for one in program]
    own = [
        Behaviour(one.behaviour, one.label, one.factor, hidden=one.done == "hide")
        for one in sorted(said.values(), key=lambda one: one.label.casefold())
        if one.behaviour.startswith(OWN) and one.label
    ]
    return (*held[:-1], *own, *held[-1:])


def _hidden(one: Behaviour, said: UnitBehaviour | None) -> Behaviour:
    return msgspec.structs.replace(one, hidden=said is not None and said.done == "hide")


def own_behaviour_id(label: str, taken: Container[str]) -> str:
    """A new id for a behaviour of the unit's own, from the first words of its label: ``bh_unit_left_notes_on_car``."""
    return id_from_words(OWN, label, "behaviour", taken)


def signs_in(known: Mapping[str, Behaviour], behaviours: Iterable[str]) -> tuple[str, ...]:
    """The risk factors that noted behaviours say are so, each once."""
    found = [known[one] for one in behaviours if one in known]
    return tuple(dict.fromkeys(one.factor for one in found if one.says and one.factor))


def events_asked(known: Mapping[str, Behaviour], behaviours: Iterable[str]) -> tuple[str, ...]:
    """The events to ask about after noting behaviours, each once; that there is a new incident comes first."""
    found = [event for one in behaviours if one in known for event in known[one].asks]
    return tuple(dict.fromkeys(("tr_new_incident", *found)))
