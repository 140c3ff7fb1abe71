"""The commands of ``hru-vault`` about the devices of the unit, and about cases that go between them, sealed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any, Final

from hru_advocate.cli import inputs
from hru_advocate.cli.running import Add, Arguments, print_json, print_list, unlocked, write
from hru_advocate.domain.closing.colleagues import ROLES

_CARD: Final = "the card the other person handed over"


def describe(add: Add) -> None:
    """Add these commands to the command line."""
    add("devices", _devices, "List the devices of the unit: whose they are, since when, which were removed.")
    card = add("device-card", _card, "Write this computer's card: public keys, your name and role; no secret.")
    card.add_argument("--role", choices=tuple(ROLES), default="advocate", help="your role in the unit")
    card.add_argument("--out", type=Path, required=True, metavar="FILE", help="a new file")
    words = add("device-words", _words, "Show the eight words for this computer and another, to be read out to it.")
    words.add_argument("card", type=inputs.file_name, metavar="CARD", help=_CARD)
    enrol = add("device-enrol", _enrol, "Enrol the device of a card, by the eight words its person reads out.")
    enrol.add_argument("card", type=inputs.file_name, metavar="CARD", help=_CARD)
    enrol.add_argument("words", type=inputs.said, metavar="-", help="the eight words from the other screen")
    remove = add("device-remove", _remove, "Remove a device: nothing is sealed for it any more.")
    remove.add_argument("device", type=inputs.ref, metavar="DEVICE")
    remove.add_argument("because", type=inputs.said, metavar="-", help="why; it is recorded")
    remove.add_argument(
        "--last", type=inputs.count, metavar="N", help="the last number of it that counts; else the greatest here"
    )


def _devices(options: Arguments) -> None:
    from hru_advocate.casework.sharing.roster import members

    with unlocked(options) as session:
        rows = [_row(asdict(one)) for one in members(session)]
    print_list(options, rows, _line)


def _row(told: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in told.items() if name != "sealing"}


def _line(row: Mapping[str, Any]) -> str:
    gone = f" · removed {row['removed']}, counts up to {row['last']}: {row['because']}" if row["removed"] else ""
    return f"{row['device']}  {row['name']}, {row['role_words']} · enrolled {row['enrolled']}{gone}"


def _card(options: Arguments) -> None:
    from hru_advocate.casework.sharing.cards import written_card

    with unlocked(options) as session:
        data, device = written_card(session, options.role), session.device.device_id
    write(options.out, data)
    print_json({"out": str(options.out), "device": device})


def _words(options: Arguments) -> None:
    from hru_advocate.casework.sharing.cards import MOST_BYTES, read_card
    from hru_advocate.casework.sharing.roster import words_with

    card = read_card(inputs.file(options.card, MOST_BYTES))
    with unlocked(options) as session:
        words = words_with(session, card)
    print_json({"device": card.device, "name": card.name, "role": card.role_words, "words": list(words)})


def _enrol(options: Arguments) -> None:
    from hru_advocate.casework.sharing.cards import MOST_BYTES, read_card
    from hru_advocate.casework.sharing.roster import enrol

    card = read_card(inputs.file(options.card, MOST_BYTES))
    with unlocked(options) as session:
        enrol(session, card, options.words)
    print_json({"device": card.device, "name": card.name, "role": card.role_words})


def _remove(options: Arguments) -> None:
    from hru_advocate.casework.sharing.roster import remove, roster

    with unlocked(options) as session:
        remove(session, options.device, options.because, options.last)
        held = roster(session)[options.device]
    print_json({"device": held.device, "name": held.name, "last": held.last})
