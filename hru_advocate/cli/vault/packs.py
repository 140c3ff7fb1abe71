"""The commands of ``hru-vault`` about packs of directory and law: made, signed, looked at, taken, and by whose word."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from hru_advocate.cli import inputs
from hru_advocate.cli.running import Add, Arguments, print_json, unlocked, write

if TYPE_CHECKING:
    from hru_advocate.casework.packs.taking import PackDone, PackLook

_PACK: Final = "a pack of directory and law"


def describe(add: Add) -> None:
    """Add these commands to the command line."""
    add("packs", _packs, "List who may sign packs, the packs that were taken, and the changes that stay open.")
    trust = add("pack-trust", _trust, "Let the signature of a card's device count, by the eight words its person says.")
    trust.add_argument("card", type=Path, metavar="CARD", help="the card the signer handed over")
    trust.add_argument("words", type=inputs.said, metavar="-", help="the eight words from the other screen")
    end = add("pack-distrust", _end, "Let the signature of a device count no longer; what was taken stays.")
    end.add_argument("device", type=inputs.ref, metavar="DEVICE")
    end.add_argument("because", type=inputs.said, metavar="-", help="why; it is recorded")
    draft = add("pack-draft", _draft, "Write services and legal options as they stand here, to make a pack from.")
    draft.add_argument("ids", type=inputs.ref, nargs="*", metavar="ID", help="only these; else all")
    draft.add_argument("--out", type=Path, required=True, metavar="FILE", help="a new TOML file")
    make = add("pack-make", _make, "Make a pack of a TOML file, signed by this computer.")
    make.add_argument("file", type=Path, metavar="FILE", help="as pack-draft writes it")
    make.add_argument("--out", type=Path, required=True, metavar="PACK", help="a new file")
    sign = add("pack-sign", _sign, "Sign a pack that somebody made, as the second person; look at it first.")
    sign.add_argument("file", type=Path, metavar="PACK", help=_PACK)
    sign.add_argument("--out", type=Path, required=True, metavar="PACK", help="a new file")
    look = add("pack-look", _look, "Say who signed a pack, if it can be taken, and every line it would change.")
    look.add_argument("file", type=Path, metavar="PACK", help=_PACK)
    take = add("pack-take", _take, "Take a pack; of its numbers only those that are ticked, each by its id.")
    take.add_argument("file", type=Path, metavar="PACK", help=_PACK)
    take.add_argument("--tick", type=inputs.ref, action="append", default=[], metavar="ID", help="as pack-look says it")
    out = add("hsds-out", _hsds_out, "Write the directory for other programs, as Open Referral has it (HSDS 3, JSON).")
    out.add_argument("--out", type=Path, required=True, metavar="FILE", help="a new file; it is not encrypted")
    come = add("hsds-in", _hsds_in, "Write services of an Open Referral file (HSDS 3) as a draft to make a pack from.")
    come.add_argument("file", type=Path, metavar="FILE", help="a page of services, a list, or one")
    come.add_argument("--out", type=Path, required=True, metavar="FILE", help="a new TOML file")


def _packs(options: Arguments) -> None:
    from hru_advocate.casework.packs.shown import packs_shown

    with unlocked(options) as session:
        shown = packs_shown(session)
    signers = [{name: one for name, one in asdict(signer).items() if name != "key"} for signer in shown.signers]
    print_json({"signers": signers, "packs": [asdict(one) for one in shown.packs]})


def _trust(options: Arguments) -> None:
    from hru_advocate.casework.packs.signers import trust_card

    with unlocked(options) as session:
        signer = trust_card(session, options.card, options.words)
    print_json({"device": signer.device, "name": signer.name, "role": signer.role_words})


def _end(options: Arguments) -> None:
    from hru_advocate.casework.packs.signers import end_trust

    with unlocked(options) as session:
        end_trust(session, options.device, options.because)
    print_json({"device": options.device})


def _draft(options: Arguments) -> None:
    from hru_advocate.casework.packs.making import draft

    with unlocked(options) as session:
        write(options.out, draft(session, options.ids).encode(), session)
    print_json({"out": str(options.out)})


def _make(options: Arguments) -> None:
    from hru_advocate.casework.packs.making import make

    with unlocked(options) as session:
        made = make(session, options.file, options.out)
    print_json({"out": str(options.out), **asdict(made)})


def _sign(options: Arguments) -> None:
    from hru_advocate.casework.packs.making import sign

    with unlocked(options) as session:
        made = sign(session, options.file, options.out)
    print_json({"out": str(options.out), **asdict(made)})


def _look(options: Arguments) -> None:
    from hru_advocate.casework.packs.taking import look_in

    with unlocked(options) as session:
        look = look_in(session, options.file)
    print_json(_looked(look))


def _looked(look: PackLook) -> dict[str, Any]:
    told = ("sha256", "title", "days", "signed_by", "others", "problem", "falls", "falls_if")
    changes = [{"id": one.id, "sort": one.sort, "words": one.words, "asks": one.asks} for one in look.changes]
    return {**{name: getattr(look, name) for name in told}, "changes": changes}


def _take(options: Arguments) -> None:
    from hru_advocate.casework.packs.taking import look_in, take

    with unlocked(options) as session:
        done = take(session, look_in(session, options.file).pack, options.tick)
    print_json(_done(done))


def _done(done: PackDone) -> dict[str, Any]:
    return {name: value for name, value in asdict(done).items() if name != "changed"} | {"words": done.words}


def _hsds_out(options: Arguments) -> None:
    from hru_advocate.casework.packs.hsds import hsds_of

    with unlocked(options) as session:
        told = hsds_of(session)
        write(options.out, told.data, session)
    print_json({"out": str(options.out), "services": told.services})


def _hsds_in(options: Arguments) -> None:
    from hru_advocate.casework.packs.hsds import draft_of_hsds

    with unlocked(options) as session:
        made = draft_of_hsds(session, options.file)
        write(options.out, made.text.encode(), session)
    print_json({"out": str(options.out), "services": made.services, "remarks": made.remarks})
