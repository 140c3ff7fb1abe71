"""The program tried once on this computer with a made-up case: ``--self-check`` of both programs.

What it makes stands in a folder of its own and is gone afterwards. It asks nobody anything, says a line for each thing
that works, and ends by itself: an installer may have started it where nobody looks and nothing can be printed.
"""

from __future__ import annotations

import os
import shutil
import stat
import tempfile  # noqa: TID251 - for people who do not exist; the folder is gone at the end
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final

from hru_advocate import __version__
from hru_advocate.demo import MADE_UP_PASSPHRASE
from hru_advocate.errors import AdvocateError

if TYPE_CHECKING:
    from hru_advocate.casework.session import Session
    from hru_advocate.casework.vault.opening import Home

MINUTES: Final = 10
"""After them it has failed: whoever installs it by a script must not wait for ever."""

_PREFIX: Final = "hru-self-check-"
_LEFT: Final = 3600
"""Seconds after which the folder of one that is not there any more is taken away: none goes on for so long."""

Say = Callable[[str], object]
Trial = Callable[[Path, Say], None]
"""Tries something in an empty folder and says a line for each thing that works; raises at the first that does not."""


class NotSound(AdvocateError):
    """The program does not work here as it should. Nothing of yours was touched; tell whoever looks after it."""


class NotEnded(AdvocateError):
    """The program stood still in the middle. Nothing of yours was touched; tell whoever looks after it."""


def run(trial: Trial, say: Say, *, minutes: float = MINUTES, end: Callable[[int], object] = os._exit) -> int:
    """Try everything once, and say in the last line what came of it; the exit code.

    ``end`` ends the process where it stands still for so many minutes.
    """
    with _folder() as folder, _ended_after(minutes, folder, say, end):
        try:
            trial(folder, say)
        except AdvocateError as error:
            return _failed(say, error)
        except Exception as error:  # noqa: BLE001 - the edge: a sentence, where nobody could answer a dialog
            return _failed(say, NotSound(f"{NotSound().message} It was: {type(error).__name__}."))
    say("Everything works here.")
    return 0


def core(folder: Path, say: Say) -> None:
    """Try everything but the window: the machine, saving, reading back, checking, and paper in every language."""
    from hru_advocate.casework.vault import checks, opening
    from hru_advocate.demo.filling import fill

    home = home_in(folder)
    say(f"fine    HRU Advocate {__version__}")
    for fine, says in checks.machine(home):
        say(f"{'fine' if fine else 'look'}    {says}")
    opened, _created = opening.create(home, MADE_UP_PASSPHRASE, author="Made-up advocate", with_keychain=False)
    try:
        fill(opened.session, 1, seed=1, lived=True)
    finally:
        opening.lock(opened)
    opened, _told = opening.unlock(home, MADE_UP_PASSPHRASE)
    try:
        say("fine    a made-up case was saved in a vault, and read back with the passphrase")
        if not checks.verify(opened.session, "full").fine:
            raise NotSound
        say("fine    every entry, list and signature holds")
        _compose(opened.session, say)
    finally:
        opening.lock(opened)


def home_in(folder: Path) -> Home:
    """A vault's place of which nothing stands outside the folder."""
    from hru_advocate.casework.vault.opening import Home

    return Home(folder / "vault", anchors=folder / "anchors")


def tell(line: str) -> None:
    """Print a line at once; where nobody takes it the exit code says as much."""
    with suppress(OSError, ValueError):
        print(line, flush=True)  # noqa: T201 - both programs answer by printing


def _compose(session: Session, say: Say) -> None:
    from hru_advocate.casework.cases.cases import CaseFilter, list_cases
    from hru_advocate.casework.paper.papers import PaperRequest, preview

    case = list_cases(session, CaseFilter(status=""))[0].label.case
    languages = ["", *session.product.translations]
    for language in languages:
        paper = preview(session, PaperRequest(case=case, document="full_plan", language=language))
        if not paper.pages or not paper.pdf.startswith(b"%PDF-"):
            raise NotSound
    say(f"fine    a safety plan was composed in each of {len(languages)} languages, with the program's own fonts")


def _failed(say: Say, error: AdvocateError) -> int:
    say(f"FAILED  {error.message}")
    return 1


@contextmanager
def _folder() -> Iterator[Path]:
    """An empty folder that is gone afterwards, whatever was written in it."""
    folder = Path(tempfile.mkdtemp(prefix=_PREFIX))
    _take_away_left(folder)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _take_away_left(ours: Path) -> None:
    """Take away what one that was killed left beside the folder of this one; nobody else's, and nothing young."""
    made = ours.stat()
    for one in ours.parent.glob(f"{_PREFIX}*"):
        with suppress(OSError):
            told = one.lstat()
            if stat.S_ISDIR(told.st_mode) and told.st_uid == made.st_uid and told.st_mtime < made.st_mtime - _LEFT:
                shutil.rmtree(one, ignore_errors=True)


@contextmanager
def _ended_after(minutes: float, folder: Path, say: Say, end: Callable[[int], object]) -> Iterator[None]:
    def give_up() -> None:
        shutil.rmtree(folder, ignore_errors=True)
        end(_failed(say, NotEnded()))

    watch = threading.Timer(minutes * 60, give_up)
    watch.daemon = True
    watch.start()
    try:
        yield
    finally:
        watch.cancel()
