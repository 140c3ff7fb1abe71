"""Saving what can still be read of a damaged vault into a new one, with a report of what is gone.

The damaged files are only read, and kept whole beside the new ones.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from hru_advocate.casework.product import shipped, shipped_forms
from hru_advocate.casework.session import Session
from hru_advocate.casework.vault import anchoring, as_signed, backup_folder, opening, rebuilding, restoring
from hru_advocate.casework.vault.home import Home, Opened, refuse_in_backup
from hru_advocate.casework.wording import ref_or_words
from hru_advocate.errors import AdvocateError, DeviceError
from hru_advocate.keys import envelope, recovery
from hru_advocate.keys.header_files import HeaderFiles
from hru_advocate.store import faults, settings
from hru_advocate.store.ledger import devices, entries, gaps, lanes
from hru_advocate.store.ledger.gaps import Gap, Textless
from hru_advocate.store.vault_file import exchange, held_open
from hru_advocate.store.vault_file import salvage as saving
from hru_advocate.store.vault_file import vault as vaults

if TYPE_CHECKING:
    from hru_advocate.keys.keychain import Keychain
    from hru_advocate.store.vault_file.vault import Vault

_SHOWN: Final = 20
_NOT_AS_KEPT: Final = (
    "Drafts or settings are missing, or older than they were last kept. Read each draft from its beginning before you "
    "go on with it."
)


class NothingLeft(DeviceError):
    """Not one entry can be read in this file, so nothing was made. Keep the file, and bring back the last backup."""


@dataclass(frozen=True, slots=True)
class SalvageReport:
    """All that came back of a damaged vault, and what did not: by device and number, and by case.

    ``after`` are numbers this computer's keychain remembers beyond the last that came back; of which cases they were
    nobody can say. ``as_kept`` says that drafts and settings are all there as they were last kept. ``kept`` is the
    folder the damaged files lie in now.
    """

    entries: int
    texts: int
    drafts: int
    settings: int
    gaps: tuple[Gap, ...]
    after: tuple[Gap, ...]
    textless: tuple[Textless, ...]
    cases: tuple[str, ...]
    lost_pages: int
    set_aside: int
    lists: bool
    as_kept: bool
    kept: Path | None

    @property
    def whole(self) -> bool:
        """True when no entry, text, draft or setting is known to be missing."""
        return self.as_kept and not (self.gaps or self.after or self.textless or self.set_aside)


def may_help(error: BaseException) -> bool:
    """True for what an opening says of a file that is damaged, or so damaged that no page fits the key."""
    return isinstance(error, faults.DamagedFile | faults.WrongKey)


def salvage(home: Home, *, passphrase: str = "", code: str = "", to: Path | None = None) -> SalvageReport:
    """Make a new vault of what can be read, in the damaged one's place or in another folder; leaves it locked.

    It opens as the damaged one did. What is written from then on is signed by a new key.

    Raises:
        WrongPassphrase, WrongRecoveryCode, InvalidRecoveryCode and their families, WrongKey, NothingLeft, FileInUse,
        NotBroughtBack, DeviceError: Nothing was changed.
    """
    if not home.vault.exists():
        raise faults.MissingFile
    if to is None:
        refuse_in_backup(home)
    held_open.refuse_if_open(home.vault)
    keys, keychain = _keys(home, passphrase, code)
    target = home if to is None else replace(home, folder=to)
    try:
        with restoring.staging(target) as staged:
            key = keys.master.database_key()
            saved = saving.salvage(exchange.counting(home.vault, key), staged / backup_folder.VAULT, key)
            if not saved.rows["entry"]:
                raise NothingLeft
            copy = envelope.own_copy(HeaderFiles(staged), keys, keychain)
            made = _make_good(home, staged, keys, copy, keychain, as_kept=saved.as_kept)
            kept = restoring.put_in_place(target, staged)
            restoring.forget_replaced(target, keychain, kept, secrets=False)
    finally:
        keys.master.wipe()
    found, lists = made
    rows = saved.rows
    return SalvageReport(
        rows["entry"],
        rows["entry_content"],
        rows["draft"],
        rows["setting"],
        found.gaps,
        found.after,
        found.textless,
        found.cases,
        len(saved.lost),
        saved.set_aside,
        lists,
        saved.as_kept,
        kept,
    )


@dataclass(frozen=True, slots=True)
class _Holes:
    gaps: tuple[Gap, ...]
    after: tuple[Gap, ...]
    textless: tuple[Textless, ...]
    cases: tuple[str, ...]


def _make_good(
    home: Home,
    staged: Path,
    before: envelope.OpenedEnvelope,
    keys: envelope.OpenedEnvelope,
    keychain: Keychain | None,
    *,
    as_kept: bool,
) -> tuple[_Holes, bool]:
    """Give the new vault a key to sign with, an author and its lists; note what was done in it.

    ``before`` are the keys of the damaged one, by which this computer remembers how far it reached.
    """
    vault = vaults.open_vault(staged / backup_folder.VAULT, keys.master.database_key())
    try:
        holes = _holes(home, vault, before, keychain)
        device = restoring.add_device(vault, keys, home.clock.now(), "This computer, from a salvage on")
        author = settings.read(vault, "author", str) or _last_author(vault)
        settings.keep(vault, "author", author)
        session = Session(vault, shipped_forms(), shipped(), home.clock, device, author)
        session.note_event(as_signed.ADDED, {"device": as_signed.introduction(devices.own(vault)), "after": "salvaged"})
        lists = _rebuilt(session)
        session.note_event(
            "salvaged",
            {
                "gaps": [[gap.device, gap.first, gap.last] for gap in (*holes.gaps, *holes.after)],
                "textless": len(holes.textless),
                "lists": lists,
                "as_kept": as_kept,
            },
        )
        with suppress(DeviceError):
            opened = Opened(home, session, keys, keychain, generation=keys.header.generation)
            anchoring.begin_anchor(opened)
            anchoring.keep_anchor(opened, closed=True)
    finally:
        in_file = vault.close()
    if not in_file:  # the log it stands in does not go with the file
        raise restoring.NotBroughtBack
    return holes, lists


def _keys(home: Home, passphrase: str, code: str) -> tuple[envelope.OpenedEnvelope, Keychain | None]:
    daily = home.headers.read().header.slot("daily") is not None
    keychain = home.find_keychain() if daily and opening.keychain_name(home) is not None else None
    if code:
        return envelope.unlock_recovery(home.headers, recovery.parse_whole(code), hardness=home.hardness), keychain
    if daily:
        found = home.find_keychain()
        return envelope.unlock_daily(home.headers, found, passphrase, hardness=home.hardness), found
    return envelope.unlock_fallback(home.headers, passphrase, hardness=home.hardness), None


def _holes(home: Home, vault: Vault, keys: envelope.OpenedEnvelope, keychain: Keychain | None) -> _Holes:
    textless = gaps.without_text(vault)
    cases = {lane.case for lane in lanes.held(vault) if lane.missing} | {one.case for one in textless}
    refs = tuple(sorted(ref_or_words(case) for case in cases if case is not None))
    return _Holes(gaps.gaps(vault), _after(home, vault, keys, keychain), textless, refs)


def _after(home: Home, vault: Vault, keys: envelope.OpenedEnvelope, keychain: Keychain | None) -> tuple[Gap, ...]:
    """The numbers this computer's anchor remembers beyond the last that came back."""
    with suppress(AdvocateError):
        anchor = anchoring.last_anchor(home, keychain, keys)
        if anchor is not None and anchor.sequence > (last := gaps.last_numbers(vault).get(anchor.device, 0)):
            return (Gap(anchor.device, last + 1, anchor.sequence),)
    return ()


def _last_author(vault: Vault) -> str:
    last = ""
    with vault.read() as cursor:
        for _position, entry in entries.walk(cursor):
            last = entry.header.author
    return last


def _rebuilt(session: Session) -> bool:
    try:
        rebuilding.rebuild(session, anyway=True)  # what is missing stands in the report and in the entry
    except Exception:  # noqa: BLE001 - whatever an entry turns out to hold, what was saved must be kept
        rebuilding.not_made(session)
        return False
    return True


def in_lines(report: SalvageReport) -> tuple[str, ...]:
    """The report in sentences: what came back, what is gone, where it was, where the damaged files lie."""
    beside = f"{_many(report.drafts, 'draft', 'drafts')} and {_many(report.settings, 'setting', 'settings')} too."
    lines = [f"{_many(report.entries, 'entry', 'entries')} came back, {report.texts:,} with their text; {beside}"]
    lines += [f"Missing, from device {gap.device}: {_numbers(gap)}." for gap in report.gaps[:_SHOWN]]
    lines += [f"Missing at the end, from device {gap.device}: {_numbers(gap)}." for gap in report.after]
    lines += [
        f"Number {one.sequence} of device {one.device} came without its text." for one in report.textless[:_SHOWN]
    ]
    unsaid = max(len(report.gaps) - _SHOWN, 0) + max(len(report.textless) - _SHOWN, 0)
    if unsaid:
        lines.append(f"And {unsaid:,} more of these.")
    if report.cases:
        lines.append(f"Cases with something missing: {', '.join(report.cases)}.")
    if report.set_aside:
        lines.append(f"{report.set_aside:,} entries bear the place of another one and were left out.")
    if not report.as_kept:
        lines.append(_NOT_AS_KEPT)
    if report.whole:
        lines.append("Nothing is known to be missing. What was written at the very end may be: look at the newest.")
    if not report.lists:
        lines.append("The lists could not be worked out; run hru-vault rebuild --anyway, and tell force IT.")
    if report.kept is not None:
        lines.append(f"The damaged files are kept in the folder {report.kept.name} beside the vault. Leave them there.")
    return tuple(lines)


def _many(count: int, one: str, more: str) -> str:
    return f"{count:,} {one if count == 1 else more}"


def _numbers(gap: Gap) -> str:
    return f"number {gap.first}" if gap.first == gap.last else f"numbers {gap.first} to {gap.last}"
