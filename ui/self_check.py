"""``hru-advocate --self-check``: one made-up case through the whole program, on this computer, in the installed bundle.

It makes a vault in a folder of its own, fills it, opens every page, draws a document and throws all of it away.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QElapsedTimer, QTemporaryDir
from PySide6.QtWidgets import QApplication

from hru_advocate.errors import AdvocateError
from hru_advocate.logs import quieten_libraries
from ui.app import MADE_UP_PASSPHRASE
from ui.shell.vault_access import VaultAccess

if TYPE_CHECKING:
    from ui.workspace import Workspace

_SECONDS = 20


class NotSound(AdvocateError):
    """The program does not work here as it should. Nothing of yours was touched."""


def check(say: Callable[[str], object] = sys.stdout.write) -> int:
    """Try everything once and say what works, a line each; 0 when all of it does."""
    app = QApplication.instance() or QApplication(["HRU Advocate"])
    quieten_libraries()
    temporary = QTemporaryDir()
    folder = Path(temporary.path()) / "vault"
    try:
        if not isinstance(app, QApplication):
            raise NotSound
        _through(app, folder, say)
    except AdvocateError as error:
        say(f"FAILED  {error.message}\n")
        return 1
    finally:
        temporary.remove()
    say("Everything works here.\n")
    return 0


def _through(app: QApplication, folder: Path, say: Callable[[str], object]) -> None:
    from hru_advocate.casework.vault.opening import Home
    from ui.controls.theme import apply_theme, dress
    from ui.shell.async_bridge import AsyncBridge
    from ui.workspace import Workspace

    apply_theme(app)
    access = VaultAccess(lambda: Home(folder), made_up=True)
    try:
        access.create_made_up(MADE_UP_PASSPHRASE, cases=1).result()
        say("fine    a vault was made, and a made-up case told in it\n")
        workspace = Workspace(app, access, AsyncBridge(), None)
        dress(workspace.frame)
        workspace.frame.resize(1366, 768)
        workspace.frame.show()
        _open_pages(app, workspace, say)
        _draw(access, say)
        workspace.frame.close()
        access.worker().lock().result()
        access.unlock(MADE_UP_PASSPHRASE).result()
        say("fine    locked, and opened again with its passphrase\n")
    finally:
        access.close()


def _open_pages(app: QApplication, workspace: Workspace, say: Callable[[str], object]) -> None:
    from hru_advocate.casework.cases.cases import CaseFilter, list_cases
    from ui.shell.destinations import CaseDestination, Destination, PlanDestination, SearchDestination

    case = workspace.context.worker.ask(list_cases, CaseFilter(status="")).result()[0].label.case
    destinations: list[Destination] = [one.entry.destination for one in workspace.frame.rail.buttons.values()]
    destinations += [SearchDestination("a"), CaseDestination(case), PlanDestination(case)]
    for destination in destinations:
        workspace.frame.go_to(destination)
        _wait_for(app, lambda: not workspace.context.bridge.waiting)
        screen = workspace.frame.here()
        if screen is None or screen.banner.text() or screen.grab().isNull():
            raise NotSound
        say(f"fine    page: {screen.title}\n")


def _draw(access: VaultAccess, say: Callable[[str], object]) -> None:
    from hru_advocate.casework.cases.cases import CaseFilter, list_cases
    from hru_advocate.casework.paper.papers import PaperRequest, preview
    from ui.shell.printing import pages

    worker = access.worker()
    case = worker.ask(list_cases, CaseFilter(status="")).result()[0].label.case
    paper = worker.ask(preview, PaperRequest(case=case, document="contact_log")).result()
    if len(pages(paper.pdf, width=600)) != paper.pages:
        raise NotSound
    say(f"fine    a document of {paper.pages} pages was drawn\n")


def _wait_for(app: QApplication, done: Callable[[], bool]) -> None:
    watch = QElapsedTimer()
    watch.start()
    app.processEvents()
    while not done():
        if watch.elapsed() > _SECONDS * 1000:
            raise NotSound
        app.processEvents()
    app.processEvents()
