"""A week away from the network: 2,000 entries of a colleague, taken in through a folder while the window is open.

They are of 50 cases, and then of one: a package is taken in one step, and whoever asks the vault for something waits
for its end. Each case was shared before, so what comes is whole cases of which a part is new. The window's loop is
asked every five milliseconds meanwhile; the longest it was away stands beside the longest while the vault had nothing
to do. Both are by the clock, so another program that takes the processor shows in both.
"""

from __future__ import annotations

import sys
import tempfile
import time
from concurrent.futures import Future
from datetime import UTC, datetime
from pathlib import Path
from typing import Final, NoReturn

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication

from hru_advocate.casework.records.entries import save
from hru_advocate.casework.session import Session
from hru_advocate.casework.sharing import roster
from hru_advocate.casework.sharing.cards import read_card, written_card
from hru_advocate.casework.sharing.receiving import open_package
from hru_advocate.casework.sharing.share_now import share_now, share_offer
from hru_advocate.casework.sharing.shared import SharedNow
from hru_advocate.casework.vault.opening import Home, Unlocked
from hru_advocate.errors import KeychainMissing
from hru_advocate.keys.passphrase import Bounds, Cost, Hardness
from tests.casework.open_sessions import id_of, new_case, session_at, worked_by
from tests.casework.sharing.two_laptops import package
from tests.fixed_clock import FixedClock
from ui.controls.theme import apply_theme
from ui.shell.async_bridge import AsyncBridge
from ui.shell.collecting import ScreenThreadCollector, collect
from ui.shell.main_window import MainWindow
from ui.shell.vault_access import VaultAccess
from ui.workspace import Workspace

_ENTRIES: Final = 2_000
_CASES: Final = (50, 1)
_BAR_S: Final = 10.0
_BAR_MS: Final = 100.0
_IDLE_S: Final = 3.0
_EVERY_MS: Final = 5
_NOW: Final = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
_COST: Final = Cost(memory_kib=64, passes=1, lanes=1)
_CHEAP: Final = Hardness(daily=_COST, fallback=_COST, bounds=Bounds(memory_kib=(8, 4096), passes=(1, 8), lanes=(1, 8)))
_PASSPHRASE: Final = "lantern-orchard-velvet-compass-thistle-harbour"  # noqa: S105 - opens people who do not exist
_FACT: Final = "the car was in the street once more, for an hour, with the lights on, and he knew what she had bought."


class _Loop(QObject):
    """Asks the window's loop again and again, and keeps how long it was away at most."""

    def __init__(self) -> None:
        super().__init__()
        self._before, self.longest = time.perf_counter(), 0.0
        self._timer = QTimer(self, interval=_EVERY_MS, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._asked)
        self._timer.start()

    def _asked(self) -> None:
        now = time.perf_counter()
        self.longest = max(self.longest, now - self._before)
        self._before = now

    def taken(self) -> float:
        """The longest since this was asked before, in milliseconds."""
        longest, self.longest = self.longest, 0.0
        return longest * 1000


def main() -> int:
    """Print the table; 1 when a bar is missed."""
    app = QApplication(["sharing", "-platform", "offscreen"])
    apply_theme(app)
    collector = ScreenThreadCollector(app)  # as in the program
    with tempfile.TemporaryDirectory() as name, session_at(Path(name) / "there") as there:
        folder = Path(name)
        home = Home(folder / "here", hardness=_CHEAP, clock=FixedClock(_NOW), find_keychain=_no_keychain)
        access = VaultAccess(lambda: home, made_up=True)
        access.create_made_up(_PASSPHRASE, cases=14).result()
        _meet(access, worked_by(there, "Kim Colleague"))
        for cases in _CASES:
            _prepare(access, there, folder, cases)
        window = MainWindow()
        window.resize(1366, 768)
        window.show()
        workspace = Workspace(app, access, AsyncBridge(), Unlocked("Made-up advocate", _NOW, 0, ()))
        window.show_frame(workspace.frame)
        met = _measure(app, access, folder)
        window.hide()
        window.deleteLater()
        access.close()
    collector.stop()
    return int(not met)


def _no_keychain() -> NoReturn:
    raise KeychainMissing


def _meet(access: VaultAccess, there: Session) -> None:
    ask = access.worker().ask
    mine = read_card(ask(written_card, "advocate").result())
    theirs = read_card(written_card(there, "advocate"))
    words = " ".join(roster.words_with(there, mine))
    roster.enrol(there, mine, words)
    ask(roster.enrol, theirs, words).result()


def _prepare(access: VaultAccess, there: Session, folder: Path, many: int) -> None:
    """Have both share so many cases, and a week pass in which one of them writes."""
    ask, share = access.worker().ask, folder / f"{many}"
    share.mkdir()
    cases = [new_case(there) for _ in range(many)]
    for case in cases:
        ask(open_package, package(there, case, folder, ask(lambda session: session).result())).result()
    for number in range(_ENTRIES):
        contact = {"happened": "20 Nov 2026", "method": "phone", "direction": "in", "with_whom": "victim"}
        save(there, "contact", contact | {"fact": f"Call {number}: {_FACT}"}, case=id_of(cases[number % many]))
    refs = [case.ref for case in cases]
    sent = share_now(there, share, share_offer(there, share, refs).going)
    print(f"{len(sent.left)} packages, {sum(one.entries for one in sent.left)} entries in them", flush=True)


def _measure(app: QApplication, access: VaultAccess, folder: Path) -> bool:
    loop = _Loop()
    collect()  # what was made here and not in the program is not to be gone through
    idle = 0.0
    for _time in range(2):  # the page comes in the first
        loop.taken()
        until = time.perf_counter() + _IDLE_S
        while time.perf_counter() < until:
            app.processEvents()
        idle = loop.taken()
    print(f"{'':34}{'seconds':>9}{'busy':>7}{'bar':>6}{'window away':>14}{'bar':>9}")
    print(f"{'nothing to do':34}{'':22}{idle:11.0f} ms{_BAR_MS:6.0f} ms", flush=True)
    met = [_taken(app, access, loop, (folder, many, idle)) for many in _CASES]
    return all(met)


def _taken(app: QApplication, access: VaultAccess, loop: _Loop, asked: tuple[Path, int, float]) -> bool:
    """Take in what lies in a folder, and say how long it and the window took; whether both are within their bars."""
    folder, many, idle = asked
    loop.taken()
    began, busy = time.perf_counter(), time.process_time()
    future: Future[SharedNow] = access.worker().ask_in_turns(share_now, folder / f"{many}", (), bool)
    while not future.done():
        app.processEvents()
        time.sleep(0.0005)
    seconds, busy, away = time.perf_counter() - began, time.process_time() - busy, loop.taken()
    done = future.result()
    new = sum(one.new for one in done.came)
    words = f"{new} new entries, {len(done.came)} packages"
    print(f"{words:34}{seconds:9.2f}{busy:7.2f}{_BAR_S:6.1f}{away:11.0f} ms{_BAR_MS:6.0f} ms", flush=True)
    whole = new >= _ENTRIES and not done.warnings
    return whole and min(seconds, busy) < _BAR_S and away < max(_BAR_MS, 2 * idle)


if __name__ == "__main__":
    sys.exit(main())
