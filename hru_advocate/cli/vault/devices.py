"""The commands of ``hru-vault`` about the devices of the unit, and about cases that go between them, sealed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from hru_advocate.cli import inputs
from hru_advocate.cli.running import Add, Arguments, print_json, print_list, unlocked
from hru_advocate.domain.closing.colleagues import ROLES

if TYPE_CHECKING:
    from hru_advocate.casework.sharing.erased.hearing import ErasureHeard
    from hru_advocate.casework.sharing.opened import PackageOpened
    from hru_advocate.casework.sharing.sending import PackageSealed

_CARD: Final = "the card the other person handed over"


def describe(add: Add) -> None:
    """Add these commands to the command line."""
    add("devices", _devices, "List the devices of the unit: whose they are, since when, which were removed.")
    card = add("device-card", _card, "Write this computer's card: public keys, your name and role; no secret.")
    card.add_argument("--role", choices=tuple(ROLES), default="", help="your role; else the one the unit's people have")
    card.add_argument("--out", type=Path, required=True, metavar="FILE", help="a new file")
    words = add("device-words", _words, "Show the eight words for this computer and another, to be read out to it.")
    words.add_argument("card", type=Path, metavar="CARD", help=_CARD)
    enrol = add("device-enrol", _enrol, "Enrol the device of a card, by the eight words its person reads out.")
    enrol.add_argument("card", type=Path, metavar="CARD", help=_CARD)
    enrol.add_argument("words", type=inputs.said, metavar="-", help="the eight words from the other screen")
    enrol.add_argument(
        "--recovery-holder", action="store_true", help="it is the recovery holder's: what is sealed goes there too"
    )
    holder = add("recovery-holder", _holder, "Say who the recovery holder is; or make this computer the holder's.")
    holder.add_argument("--begin", action="store_true", help="this computer keeps cases to bring them back, for good")
    remove = add("device-remove", _remove, "Remove a device: nothing is sealed for it any more.")
    remove.add_argument("device", type=inputs.ref, metavar="DEVICE")
    remove.add_argument("because", type=inputs.said, metavar="-", help="why; it is recorded")
    remove.add_argument(
        "--last", type=inputs.count, metavar="N", help="the last number of it that counts; else the greatest here"
    )
    _describe_packages(add)


def _describe_packages(add: Add) -> None:
    seal = add("seal", _seal, "Seal everything of one case for devices of the unit, into a new file.")
    seal.add_argument("ref", type=inputs.ref, metavar="REF")
    seal.add_argument("--to", type=inputs.ref, action="append", required=True, metavar="DEVICE", help="for which")
    seal.add_argument("--out", type=Path, required=True, metavar="FILE|FOLDER", help="a new file, or a folder")
    seal.add_argument(
        "--purpose", choices=("share", "hand_over", "cover", "restore"), default="share", help="why it goes there"
    )
    seal.add_argument("--days", type=inputs.count, default=14, metavar="N", help="how long it opens, at most 90")
    opened = add("open", _open, "Open a sealed package: all of it that proves is taken in, or nothing is.")
    opened.add_argument("file", type=Path, metavar="FILE")
    share = add(
        "share", _share, "Share cases through a folder or the mailbox: take what is new, put what colleagues lack."
    )
    where = share.add_mutually_exclusive_group(required=True)
    where.add_argument("folder", type=inputs.folder, nargs="?", metavar="FOLDER")
    where.add_argument("--mailbox", action="store_true", help="through the mailbox that was chosen")
    share.add_argument(
        "--case",
        type=inputs.ref,
        action="append",
        dest="refs",
        metavar="REF",
        help="only these; else all that are shared",
    )
    share.add_argument("--look", action="store_true", help="only say what would leave and come")
    mailbox = add("mailbox", _mailbox, "Say which mailbox was chosen; choose one by its card, or forget it.")
    which = mailbox.add_mutually_exclusive_group()
    which.add_argument("--choose", type=Path, metavar="CARD", help="the card of whoever keeps it")
    which.add_argument("--forget", action="store_true", help="forget it, and its password")
    packages = add("packages", _packages, "List the packages of a case: sealed for whom, opened by whom.")
    packages.add_argument("ref", type=inputs.ref, metavar="REF")


def _devices(options: Arguments) -> None:
    from hru_advocate.casework.sharing.roster import members

    with unlocked(options) as session:
        rows = [_row(asdict(one)) for one in members(session)]
    print_list(options, rows, _line)


def _row(told: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in told.items() if name not in ("sealing", "names")}


def _line(row: Mapping[str, Any]) -> str:
    gone = f" · removed {row['removed']}, counts up to {row['last']}: {row['because']}" if row["removed"] else ""
    return f"{row['device']}  {row['name']}, {row['role_words']} · enrolled {row['enrolled']}{gone}"


def _card(options: Arguments) -> None:
    from hru_advocate.casework.sharing.cards import write_card

    with unlocked(options) as session:
        device = write_card(session, options.out, options.role)
    print_json({"out": str(options.out), "device": device})


def _words(options: Arguments) -> None:
    from hru_advocate.casework.sharing.roster import meeting

    with unlocked(options) as session:
        met = meeting(session, options.card)
    print_json({"device": met.card.device, "name": met.card.name, "role": met.card.role_words, "words": met.words})


def _enrol(options: Arguments) -> None:
    from hru_advocate.casework.sharing.cards import card_in
    from hru_advocate.casework.sharing.roster import enrol, enrol_holder

    card = card_in(options.card)
    with unlocked(options) as session:
        (enrol_holder if options.recovery_holder else enrol)(session, card, options.words)
    print_json({"device": card.device, "name": card.name, "role": card.role_words})


def _holder(options: Arguments) -> None:
    from hru_advocate.casework.sharing.recovery_holder import begin_holding
    from hru_advocate.casework.sharing.roster import holders, roster

    with unlocked(options) as session:
        if options.begin:
            begin_holding(session)
        found = [{"device": one.device, "name": one.name} for one in holders(roster(session))]
        print_json({"this_computer": session.keeps_copies, "holders": found})


def _remove(options: Arguments) -> None:
    from hru_advocate.casework.sharing.roster import remove, roster

    with unlocked(options) as session:
        remove(session, options.device, options.because, options.last)
        held = roster(session)[options.device]
    print_json({"device": held.device, "name": held.name, "last": held.last})


def _seal(options: Arguments) -> None:
    from hru_advocate.casework.sharing.sending import seal_by_ref

    with unlocked(options) as session:
        to, out = options.to, options.out
        made = seal_by_ref(session, options.ref, to, out, purpose=options.purpose, days=options.days)
    print_json(_sealed_row(made))


def _sealed_row(made: PackageSealed) -> dict[str, Any]:
    told = {name: value for name, value in asdict(made).items() if name not in ("changed", "place", "sha256")}
    return {"out": made.place, **told}


def _open(options: Arguments) -> None:
    from hru_advocate.casework.sharing.erased.hearing import ErasureHeard
    from hru_advocate.casework.sharing.erased.opening import open_sealed

    with unlocked(options) as session:
        opened = open_sealed(session, options.file)
    print_json(_heard_row(opened) if isinstance(opened, ErasureHeard) else _opened_row(opened))


def _heard_row(heard: ErasureHeard) -> dict[str, Any]:
    return {"ref": heard.ref, "sender": heard.sender, "words": heard.words, "asks": heard.asks, "new": heard.new}


def _opened_row(opened: PackageOpened) -> dict[str, Any]:
    told = {name: value for name, value in asdict(opened).items() if name not in ("changed", "case")}
    return told | {"warnings": opened.warnings}


def _share(options: Arguments) -> None:
    from hru_advocate.casework.sharing.share_now import Where, share_now, share_offer

    with unlocked(options) as session:
        where: Where = "mailbox" if options.mailbox else options.folder
        offer = share_offer(session, where, options.refs)
        going = [{**asdict(one), "words": one.words} for one in offer.going]
        telling = [{"to": one.to, "names": one.names, "words": one.words} for one in offer.telling]
        told: dict[str, Any] = {"before": {**asdict(offer), "going": going, "telling": telling}}
        if not options.look:
            done = share_now(session, where, offer.going)
            told["left"] = [_sealed_row(one) for one in done.left]
            told["came"] = [_opened_row(one) for one in done.came]
            told["heard"], told["told"] = [_heard_row(one) for one in done.heard], done.told
            told |= {name: getattr(done, name) for name in ("others", "waiting", "taken_away", "lines", "warnings")}
    print_json(told)


def _mailbox(options: Arguments) -> None:
    from hru_advocate.casework.sharing.mailbox import choose_mailbox, forget_mailbox, mailbox_shown

    with unlocked(options) as session:
        if options.choose is not None:
            choose_mailbox(session, options.choose)
        if options.forget:
            forget_mailbox(session)
        shown = mailbox_shown(session)
    print_json({"mailbox": None if shown is None else asdict(shown)})


def _packages(options: Arguments) -> None:
    from hru_advocate.casework.cases.cases import find_case
    from hru_advocate.casework.sharing.receipts import packages_of

    with unlocked(options) as session:
        rows = [asdict(one) for one in packages_of(session, find_case(session, options.ref))]
    print_list(options, rows, _package)


def _package(row: Mapping[str, Any]) -> str:
    opened = f"opened by {'; '.join(row['opened'])}" if row["opened"] else "not known to be opened"
    since = f" · {row['since']} entries written here since" if row["since"] else ""
    return f"{row['sealed']}, {row['by']}: for {', '.join(row['to'])}, {row['purpose']} · {opened}{since}"
