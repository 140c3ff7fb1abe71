"""``hru-advocate --self-check``: one made-up case through the whole program, on this computer, in the installed bundle.

It tries what stands below the window first, then opens every page, draws a document and throws all of it away.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QElapsedTimer
from PySide6.QtGui import QFontDatabase, QImage
from PySide6.QtWidgets import QApplication

from hru_advocate.demo import MADE_UP_PASSPHRASE
from hru_advocate.demo.self_check import NotEnded, NotSound, Say, core, home_in
from hru_advocate.errors import DeviceError
from ui.shell.vault_access import VaultAccess

if TYPE_CHECKING:
    from ui.workspace import Workspace

_SECONDS: Final = 20
"""The longest one page may take."""


class NoFont(DeviceError):
    """This computer has no fonts for the window to write with. Nothing of yours was touched; install some."""


def whole(folder: Path, say: Say) -> None:
    """Try what stands below the window, and then every page of it."""
    from hru_advocate.logs import quieten_libraries

    app = QApplication.instance() or QApplication(["HRU Advocate"])
    quieten_libraries()
    if not isinstance(app, QApplication):
        raise NotSound
    core(folder, say)
    _window(app, folder / "window", say)


def _window(app: QApplication, folder: Path, say: Say) -> None:
    from ui.controls.theme import apply_theme, dress
    from ui.shell.async_bridge import AsyncBridge
    from ui.workspace import Workspace

    if not QFontDatabase.families():
        raise NoFont
    apply_theme(app)
    say(f"fine    Qt draws by way of {app.platformName()!r}, with {len(QFontDatabase.families())} families of fonts")
    access = VaultAccess(lambda: home_in(folder), made_up=True)
    try:
        access.create_made_up(MADE_UP_PASSPHRASE, cases=1).result()
        workspace = Workspace(app, access, AsyncBridge(), None)
        dress(workspace.frame)
        workspace.frame.resize(1366, 768)
        workspace.frame.show()
        _open_pages(app, workspace, say)
        _draw(access, say)
        workspace.frame.close()
    finally:
        access.close()


def _open_pages(app: QApplication, workspace: Workspace, say: Say) -> None:
    from hru_advocate.casework.cases.cases import CaseFilter, list_cases
    from ui.shell.destinations import CaseDestination, Destination, PlanDestination, SearchDestination

    case = workspace.context.worker.ask(list_cases, CaseFilter(status="")).result()[0].label.case
    destinations: list[Destination] = [one.entry.destination for one in workspace.frame.rail.buttons.values()]
    destinations += [SearchDestination("a"), CaseDestination(case), PlanDestination(case)]
    for destination in destinations:
        workspace.frame.go_to(destination)
        _wait_for(app, lambda: not workspace.context.bridge.waiting)
        screen = workspace.frame.here()
        if screen is None or screen.banner.text() or _is_empty(screen.grab().toImage()):
            raise NotSound
        say(f"fine    page: {screen.title}")


def _draw(access: VaultAccess, say: Say) -> None:
    from hru_advocate.casework.cases.cases import CaseFilter, list_cases
    from hru_advocate.casework.paper.papers import PaperRequest, preview
    from ui.shell.printing import pages

    worker = access.worker()
    case = worker.ask(list_cases, CaseFilter(status="")).result()[0].label.case
    paper = worker.ask(preview, PaperRequest(case=case, document="contact_log")).result()
    drawn = pages(paper.pdf, width=600)
    if len(drawn) != paper.pages or any(map(_is_empty, drawn)):
        raise NotSound
    say(f"fine    a document of {paper.pages} pages was drawn")


def _is_empty(picture: QImage) -> bool:
    """Say if a picture has one colour alone: nothing was drawn on it."""
    small = picture.scaled(64, 64).convertToFormat(QImage.Format.Format_RGB32)
    return len({small.pixel(x, y) for x in range(small.width()) for y in range(small.height())}) < 2


def _wait_for(app: QApplication, done: Callable[[], bool]) -> None:
    watch = QElapsedTimer()
    watch.start()
    app.processEvents()
    while not done():
        if watch.elapsed() > _SECONDS * 1000:
            raise NotEnded
        app.processEvents()
    app.processEvents()
