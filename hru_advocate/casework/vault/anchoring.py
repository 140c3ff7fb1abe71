"""The anchor of a vault: how far it reached, kept outside its folder, so that what was put back or lost is noticed.

Whatever does not fit at an opening stays in the anchor as a doubt, and is said at every opening, until a person
accepts it. The anchor goes on meanwhile, so that the next loss is noticed as well.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final, Protocol

import msgspec

from hru_advocate.casework.vault import backup_folder
from hru_advocate.clock import ZONE
from hru_advocate.domain.moments import day_in_words
from hru_advocate.errors import DeviceError
from hru_advocate.paths import open_plain, secure_folder, write_whole
from hru_advocate.store import settings
from hru_advocate.store.ledger import anchors, ledger
from hru_advocate.store.ledger.anchor_keeper import AnchorKeeper
from hru_advocate.store.ledger.anchors import MOST_DOUBTS, Anchor, Doubt, Kind
from hru_advocate.store.vault_file import kept as keeping
from hru_advocate.store.vault_file.kept import ANCHOR_BEFORE

if TYPE_CHECKING:
    from hru_advocate.casework.session import Session
    from hru_advocate.casework.vault.home import Home, Opened
    from hru_advocate.keys.envelope import OpenedEnvelope
    from hru_advocate.keys.keychain import Keychain

KEY_FILE: Final = "key_file"
"""The setting that says which change of the key file was begun last, by its number."""
KEY_FILE_COUNTS: Final = "key_file_counts"
"""The setting that says which change of the key file counted last: an older one opens what it does not belong to."""
_MOST_BYTES: Final = 4096
_GRAVEST_FIRST: Final[tuple[Kind, ...]] = (
    "older",
    "changed",
    "header",
    "newer",
    "fewer",
    "log",
    "kept",
    "missing",
    "smaller",
)
_NOT_TOLD: Final = "The keychain could not say what the vault looked like when it was last closed."
_ONLY_A_BACKUP: Final = (
    "This is a backup, opened where it lies. It is not compared with how far the vault reached, and may be older."
)
_WEAKER: Final = (
    "No keychain guards this vault. How far its record reaches is kept in a file of this computer instead, which is "
    "weaker: whoever can put back an older vault here can put back that file too."
)
_ASK: Final = "Ask your supervisor before you go on. This is said at every opening until somebody accepts it."


class AnchorNotKept(DeviceError):
    """The anchor could not be kept outside the vault. What you saved is safe; it is tried again."""


class _Place(Protocol):
    def read(self) -> bytes | None: ...

    def keep(self, sealed: bytes) -> None: ...

    def forget(self) -> None: ...


class _InKeychain:
    """The computer's keychain, which no copy of a folder brings back."""

    def __init__(self, keychain: Keychain, instance: str) -> None:
        self._keychain, self._instance = keychain, instance

    def read(self) -> bytes | None:
        from hru_advocate.keys.keychain import read_anchor  # the keyring library is slow to load

        return read_anchor(self._keychain, self._instance)

    def keep(self, sealed: bytes) -> None:
        from hru_advocate.keys.keychain import store_anchor

        store_anchor(self._keychain, self._instance, sealed)

    def forget(self) -> None:
        from hru_advocate.keys.keychain import forget_anchor

        forget_anchor(self._keychain, self._instance)


class _InFolder:
    """A sealed file in the program's own folder, where no keychain can be trusted; weaker."""

    def __init__(self, folder: Path, instance: str) -> None:
        self._folder, self._path = folder, folder / f"{instance}.anchor"

    def read(self) -> bytes | None:
        try:
            with open_plain(self._path) as file:
                return file.read(_MOST_BYTES)
        except FileNotFoundError:
            return None
        except OSError:
            return b""  # something else stands there, or nobody may read it: what opens nothing was tampered with

    def keep(self, sealed: bytes) -> None:
        try:
            if not self._folder.exists():
                secure_folder(self._folder)
            write_whole(self._path, sealed, over=True)
        except OSError:
            raise AnchorNotKept from None

    def forget(self) -> None:
        with suppress(OSError):
            self._path.unlink(missing_ok=True)


def begin_anchor(opened: Opened, doubts: tuple[Doubt, ...] = (), check: str = "") -> None:
    """From now on every save is anchored soon after it; what does not fit stays with it until it is accepted."""
    header = opened.keys.header
    keeper = AnchorKeeper(
        msgspec.structs.replace(_anchor_of(opened, doubts), views=check),
        instance=header.instance,
        key=opened.keys.master.derived("anchor"),
        keep=_place(opened.home, opened.keychain, header.instance).keep,
    )
    opened.session.anchor = keeper
    opened.session.guarded = opened.keychain is not None
    opened.session.vault.after_commit = keeper.saved


def expect_key_file(opened: Opened) -> None:
    """Keep in the vault that its key file is about to be changed.

    A stop between that change and the next anchor is then no key file that nothing tells of. Where it cannot be kept,
    on a full disk, the change itself goes before.
    """
    with suppress(DeviceError):
        settings.keep(opened.session.vault, KEY_FILE, opened.keys.header.generation + 1)


def go_on_with_new_keys(opened: Opened) -> None:
    """Seal the anchor anew after the vault was written anew: what was sealed with the keys before opens no more."""
    keeper = opened.session.anchor
    if keeper is not None:
        keeper.end()
        begin_anchor(opened, keeper.doubts, keeper.anchor.views)
        _forget_anchor_before(opened)


def keep_anchor(opened: Opened, *, closed: bool = False) -> None:
    """Keep how far the vault reaches now, where an older copy of the vault cannot reach."""
    keeper = opened.session.anchor
    if keeper is None:
        return
    if closed:
        keeper.end()
    with suppress(DeviceError):
        _keep_what_counts(opened)
    with suppress(DeviceError):
        anchor = _anchor_of(opened, keeper.doubts)
        keeper.renew(msgspec.structs.replace(anchor, closed=closed, views=keeper.anchor.views))


def _keep_what_counts(opened: Opened) -> None:
    """Keep in the vault which key file it was open with last; written only where that is another one."""
    vault, generation = opened.session.vault, opened.keys.header.generation
    if settings.read(vault, KEY_FILE_COUNTS, int) != generation:
        settings.keep(vault, KEY_FILE_COUNTS, generation)


def check_anchor(opened: Opened) -> tuple[str, ...]:
    """Compare the file with what it held when it was last saved or closed; gives what to say, at every opening."""
    header = opened.keys.header
    try:
        sealed = _place(opened.home, opened.keychain, header.instance).read()
    except DeviceError:
        opened.session.not_told = True
        return (_NOT_TOLD,)  # nothing is kept in this session either: it would write over what is not known
    key = opened.keys.master.derived("anchor")
    kept = None if sealed is None else anchors.open_anchor(key, header.instance, sealed)
    if kept is None and sealed is not None:  # a change of keys was cut short before one was kept under the new ones
        before = settings.read(opened.session.vault, ANCHOR_BEFORE, str)
        kept = anchors.open_anchor(bytes.fromhex(before), header.instance, sealed) if before else None
    begin_anchor(opened, _doubts(opened, kept), kept.views if kept is not None else "")
    _forget_anchor_before(opened)
    opened.anchored = datetime.fromisoformat(kept.noted) if kept is not None else None
    return open_doubts(opened.session)


def _forget_anchor_before(opened: Opened) -> None:
    """Forget the key of the anchor of before, once one is kept that the keys of now open."""
    vault, keeper = opened.session.vault, opened.session.anchor
    if keeper is None or settings.read(vault, ANCHOR_BEFORE, str) is None:
        return
    with suppress(DeviceError):
        keeper.renew(keeper.anchor)
        settings.forget_key(vault, ANCHOR_BEFORE)


def last_anchor(home: Home, keychain: Keychain | None, keys: OpenedEnvelope) -> Anchor | None:
    """The anchor of a vault whose file may not open; ``None`` where there is none of it.

    Raises:
        DeviceError: The keychain could not say.
    """
    instance = keys.header.instance
    sealed = _place(home, keychain, instance).read()
    return None if sealed is None else anchors.open_anchor(keys.master.derived("anchor"), instance, sealed)


def open_doubts(session: Session) -> tuple[str, ...]:
    """All that does not fit and that nobody has accepted yet: a sentence each."""
    return () if session.anchor is None else tuple(doubt_in_words(one) for one in session.anchor.doubts)


@dataclass(frozen=True, slots=True)
class Standing:
    """The doubts about an open vault, a sentence each, and what is weaker about one no keychain guards.

    ``unknown`` says why it is not compared in this session; there is nothing to accept then.
    """

    doubts: tuple[str, ...]
    weaker: str
    unknown: str = ""


def standing(session: Session) -> Standing:
    """All there is to say of whether the vault is as it was left."""
    if of_then := apart(session):
        return Standing((), "", of_then)
    weaker = "" if session.guarded else _WEAKER
    return Standing(open_doubts(session), weaker, _NOT_TOLD if session.anchor is None else "")


def apart(session: Session) -> str:
    """Says of a backup that is open where it lies that it is held against nothing; "" of a vault in use."""
    return _ONLY_A_BACKUP if backup_folder.is_backup(session.vault.path.parent) else ""


def unknown(session: Session) -> tuple[str, ...]:
    """Says that an open vault was not held against how far it reached, where that could not be read."""
    return (_NOT_TOLD,) if session.not_told else ()


def forget_anchor(home: Home, keychain: Keychain | None, instance: str) -> None:
    """Forget the anchor of a copy of a vault that was not made after all, or that another took the place of."""
    _place(home, keychain, instance).forget()


def doubt_in_words(doubt: Doubt) -> str:
    """Say what does not fit, what may have happened, and what to do."""
    return f"{_what(doubt)} {_ASK}"


def _what(doubt: Doubt) -> str:
    when = _day(doubt.noted)
    if doubt.kind != "older":
        return _WHAT[doubt.kind].format(when=when, wanted=doubt.wanted, found=doubt.found)
    missing = doubt.wanted - doubt.found
    gone = "1 entry is missing" if missing == 1 else f"{missing} entries are missing"
    return (
        f"This vault reached entry {doubt.wanted} on {when} and now ends at entry {doubt.found}: {gone}. It may be an "
        "older copy, or its log or its end was lost."
    )


_WHAT: Final[Mapping[Kind, str]] = {
    "changed": (
        "Entry {wanted} is not the one that stood in this vault on {when}. It may be an older copy that was written in "
        "since, or its record was rewritten."
    ),
    "fewer": "This vault held {wanted} entries on {when} and now holds {found}: some are missing.",
    "smaller": "The vault's file is shorter than when it was closed on {when}: it may be an older copy, or cut.",
    "header": (
        "The vault's key file is older than the one of {when}: a passphrase or recovery code that was changed since "
        "then may open this vault again."
    ),
    "newer": (
        "The vault's key file was changed after {when}, and nothing in this vault tells of it: a change of the "
        "passphrase was cut short, or the vault's file is an older copy."
    ),
    "log": (
        "The program ended without closing this vault, and the log it left beside the file has gone or is damaged. "
        "What was saved last before {when} may be missing."
    ),
    "kept": (
        "What is typed and not yet saved, or a setting, is not as it was last kept before {when}: part of it may be "
        "older, may be missing, or may have been thrown away and be here again. Read each draft from its beginning "
        "before you go on with it."
    ),
    "missing": (
        "How far this vault reached is not kept on this computer, or was tampered with, so it cannot be said whether "
        "this is an older copy. On a new computer that is to be expected."
    ),
}


def in_utc(moment: datetime) -> str:
    """A moment as it is kept outside entries: UTC in ISO 8601, with milliseconds."""
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _day(noted: str) -> str:
    moment = datetime.fromisoformat(noted).astimezone(ZONE)
    return f"{day_in_words(moment.date())} at {moment:%H:%M}"


def _place(home: Home, keychain: Keychain | None, instance: str) -> _Place:
    return _InFolder(home.anchors, instance) if keychain is None else _InKeychain(keychain, instance)


def _anchor_of(opened: Opened, doubts: tuple[Doubt, ...]) -> Anchor:
    session = opened.session
    device = session.device.device_id
    sequence, head = ledger.tail(session.vault, device)
    count, pages = anchors.counted(session.vault)
    noted = in_utc(opened.home.clock.now())
    turn, generation = keeping.turn(session.vault), opened.keys.header.generation
    return Anchor(device, sequence, head, count, pages, generation, noted, doubts=doubts, turn=turn)


def _doubts(opened: Opened, kept: Anchor | None) -> tuple[Doubt, ...]:
    """The doubts from before that are not put right, and the new ones: one of a kind, the gravest first."""
    held = [one for one in (kept.doubts if kept else ()) if not _is_put_right(opened, one)]
    by_kind = {one.kind: one for one in (*_found(opened, kept), *held)}
    return tuple(by_kind[kind] for kind in _GRAVEST_FIRST if kind in by_kind)[:MOST_DOUBTS]


def _is_put_right(opened: Opened, doubt: Doubt) -> bool:
    """True where the very entry that was missing is here again; nothing else mends by itself."""
    return bool(doubt.head) and anchors.hash_at(opened.session.vault, doubt.device, doubt.wanted) == doubt.head


def _found(opened: Opened, kept: Anchor | None) -> Iterator[Doubt]:
    vault = opened.session.vault
    now = in_utc(opened.home.clock.now())
    if kept is None:
        yield Doubt("missing", now)
    older = list(_missing(opened, kept)) if kept is not None else []
    beside = keeping.standing(vault)
    aside = not beside.fits or (kept is not None and beside.turn < kept.turn)
    # A full disk leaves half a frame, and closing cannot clear the log: the anchor of the closing names all there was.
    whole = kept is not None and kept.closed and not older and not aside
    if opened.log == "damaged" and not whole:
        yield Doubt("log", now)
    if aside and (not beside.fits or not older):
        yield Doubt("kept", kept.noted if kept else now, kept.turn if kept else 0, beside.turn)
    if kept is None:
        return
    anew = settings.read(vault, ANCHOR_BEFORE, str) is not None  # a file that was just written has no log yet
    if opened.log == "none" and not (kept.closed or anew or anchors.ends_locked(vault, kept.device)):
        yield Doubt("log", now)
    counts = max(kept.generation, settings.read(vault, KEY_FILE_COUNTS, int) or 0)
    if opened.generation < counts:  # put back together with the anchor of then it is told by the file
        yield Doubt("header", kept.noted, counts, opened.generation)
    elif opened.generation > max(kept.generation, settings.read(vault, KEY_FILE, int) or 0):
        yield Doubt("newer", kept.noted, kept.generation, opened.generation)
    yield from older


def _missing(opened: Opened, kept: Anchor) -> Iterator[Doubt]:
    vault = opened.session.vault
    last, _head = ledger.tail(vault, kept.device)
    here = anchors.hash_at(vault, kept.device, kept.sequence)
    count, pages = anchors.counted(vault)
    if kept.sequence and here is None:
        yield Doubt("older", kept.noted, kept.sequence, last, kept.device, kept.head)
    elif kept.sequence and here != kept.head:
        yield Doubt("changed", kept.noted, kept.sequence, last, kept.device, kept.head)
    elif count < kept.count:
        yield Doubt("fewer", kept.noted, kept.count, count)
    elif kept.closed and last == kept.sequence and pages < kept.pages:
        yield Doubt("smaller", kept.noted, kept.pages, pages)
