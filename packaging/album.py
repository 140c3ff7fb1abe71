"""Grabs every screen in light, dark and 200 per cent text, and every document, into a folder of pictures.

``make album`` runs it. The people in the pictures are made up, and the clock stands on one day.
"""

from __future__ import annotations

import argparse
import shutil
import sys
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import NoReturn

from album_incidents import draw_head, draw_incidents
from album_papers import draw_documents
from album_visits import draw_mode, draw_visits, stay_out
from PySide6.QtCore import QElapsedTimer, QThread
from PySide6.QtWidgets import QApplication

from hru_advocate.casework.cases.cases import CaseFilter, list_cases
from hru_advocate.casework.plan.planning import item_from
from hru_advocate.casework.records.entries import keep_draft, start
from hru_advocate.casework.records.records import record_lines
from hru_advocate.casework.unit.unit_measures import reword, sign_off
from hru_advocate.casework.vault.opening import Home, Unlocked
from hru_advocate.demo import MADE_UP_PASSPHRASE
from hru_advocate.errors import KeychainMissing
from hru_advocate.keys.passphrase import Bounds, Cost, Hardness
from tests.fixed_clock import FixedClock
from ui.case_head.case_head import TABS as CASE_TABS
from ui.controls.layout.in_good_time import still_to_come
from ui.controls.theme import LookName, apply_theme
from ui.figures.screen import FiguresScreen
from ui.makers import RAIL
from ui.paper.preview.page_preview import PagePreview
from ui.plan.offer import Refused
from ui.plan.screen import PlanScreen
from ui.plan_draft.side_by_side import SideView
from ui.shell.async_bridge import AsyncBridge
from ui.shell.cover import Cover
from ui.shell.destinations import (
    CaseDestination,
    ClosingDestination,
    CoverageDestination,
    Destination,
    DirectoryDestination,
    DisclosureDestination,
    ErasureDestination,
    FiguresDestination,
    HelpDestination,
    LateDestination,
    LegalDestination,
    LetterDestination,
    PacksDestination,
    PaperDestination,
    PlanDestination,
    RecordDestination,
    RestrictedDestination,
    ResultDestination,
    SearchDestination,
    TodayDestination,
    UnitDestination,
    VersionsDestination,
    conversation,
    form_page,
)
from ui.shell.frame import Frame
from ui.shell.main_window import MainWindow
from ui.shell.vault_access import VaultAccess
from ui.unit.consultations import ConsultationsPart
from ui.unit.languages import LanguagesPart
from ui.unit.measures import MeasuresPart
from ui.unit.screen import TABS as UNIT_TABS
from ui.unit.screen import UnitScreen
from ui.vault.set_up import MadeUpScreen, SetUpScreen
from ui.vault.unlock import UnlockScreen
from ui.workspace import VISIT_SIZE, Workspace

ROOT = Path(__file__).resolve().parent.parent
NOW = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
REWORDED = "sm_call_999"
"""A measure the made-up unit has other words for."""
LOOKS: tuple[tuple[LookName, int], ...] = (("light", 100), ("dark", 100), ("light", 200))
CHEAP = Hardness(
    daily=Cost(memory_kib=64, passes=1, lanes=1),
    fallback=Cost(memory_kib=64, passes=1, lanes=1),
    bounds=Bounds(memory_kib=(8, 4096), passes=(1, 8), lanes=(1, 8)),
)


def no_keychain() -> NoReturn:
    """The pictures show a computer without a keychain, which has more to say."""
    raise KeychainMissing


class Album:
    """One window, dressed in each look in turn, and the folder its pictures go into."""

    def __init__(self, app: QApplication, access: VaultAccess, folder: Path, only: Sequence[str] = ()) -> None:
        self.app, self.access, self.folder, self.only = app, access, folder, tuple(only)
        self.bridge = AsyncBridge()
        self.count = 0

    def draw(self, look: LookName, size: int) -> None:
        """Every screen in one look."""
        apply_theme(self.app, look, size)
        self.place = self.folder / f"{look}-{size}"
        self.place.mkdir(parents=True, exist_ok=True)
        self.window = MainWindow()
        self.window.resize(1366, 768)
        self.window.show()
        self._draw_door()
        self._draw_inside(look, size)
        cover = Cover(self.app)
        cover.put_on(NOW.date())
        self._grab("cover")
        cover.take_off()
        self.window.hide()
        self.window.deleteLater()

    def _draw_door(self) -> None:
        unlock = UnlockScreen(self.access, self.bridge)
        self.window.show_locked(unlock)
        self._grab("unlock")
        unlock.banner.show_message(
            "That passphrase does not open this vault. Nothing was changed; type it again.", "danger"
        )
        self._grab("unlock-refused")
        self.window.show_locked(SetUpScreen(self.access, self.bridge))
        self._grab("set-up")
        self.window.show_locked(MadeUpScreen(self.access, self.bridge, MADE_UP_PASSPHRASE))
        self._grab("made-up")

    def _draw_inside(self, look: LookName, size: int) -> None:
        greeting = Unlocked("Made-up advocate", NOW.replace(hour=8, minute=51), 0, ())
        workspace = Workspace(self.app, self.access, self.bridge, greeting)
        frame = workspace.frame
        self.window.show_frame(frame)
        frame.header.show_left(252)
        frame.count()
        for name, destination in self._destinations(workspace):
            if not self._wanted(name):
                continue
            frame.go_to(destination)
            self._settle()
            frame.header.search.clearFocus()
            self._grab(name)
        draw_incidents(frame, self._case(workspace), self.place, self._grab)
        draw_head(frame, self._case(workspace), self._settle, self._grab)
        if self._wanted("plan", within=True):
            self._draw_plan(workspace, self._case(workspace))
        if self._wanted("unit", within=True):
            self._draw_unit(frame)
        if self._wanted("figures", within=True):
            self._draw_figures(frame)
        if not self.only:
            frame.go_to(TodayDestination())
            self._settle()
            frame.warn(30)
            self._grab("lock-warning")
            frame.banner.clear()
        if self._wanted("visit", within=True):
            visit = draw_visits(workspace, self._grab)
            apply_theme(self.app, look, max(size, VISIT_SIZE), table=True)
            draw_mode(workspace, self.window, visit, self._grab)
            apply_theme(self.app, look, size)

    def _draw_plan(self, workspace: Workspace, case: str) -> None:
        """The plan builder in the states a visit goes through; nothing of it is kept."""
        workspace.frame.go_to(PlanDestination(case))
        self._settle()
        plan = workspace.frame.here()
        if not isinstance(plan, PlanScreen) or plan.board is None:
            return
        plan.middle.show_situations()
        self._grab("plan-situations")
        plan.middle.situations.open(plan.board.templates[0].id)
        for offer in [one for one in plan.middle.situations.offers if one.tick is not None][:2]:
            if offer.tick is not None:
                offer.tick.setChecked(True)
        self._grab("plan-situation")
        plan.middle.show_suggestions()
        self._draw_refused(plan)
        plan.column.rows[plan.column.order[0]].open_at("who")
        self._grab("plan-row")
        plan.plan_draft.pause()
        plan.extras.open_sign_off()
        self._grab("plan-sign-off")
        plan.extras.put_away()
        plan.views.show_side()
        if isinstance(plan.views.shown, SideView):
            for part, answer in zip(plan.views.shown.parts.values(), ("yes", "later"), strict=False):
                part.show_answer(answer)
        self._grab("plan-side")
        plan.views.put_away()
        for measure in sorted(plan.board.child.measures)[:3]:
            plan.plan_draft.sheet.add(workspace.context.worker.ask(item_from, measure, ()).result())
        plan.views.show_child()
        self._grab("plan-child")
        plan.views.put_away()

    def _draw_refused(self, plan: PlanScreen) -> None:
        """A rule with the box for the reason that sets it aside."""
        board = plan.board
        known = {one.id for one in board.known} if board is not None else set()
        rows = (
            [one for one in board.suggestions if one.suggestion.refused and not one.suggestion.stands]
            if board is not None
            else []
        )
        row = next((one for one in rows if known.intersection(one.suggestion.answers)), None)
        if row is None:
            return
        plan.choose(next(one for one in row.suggestion.answers if one in known))
        self._settle()
        plan.middle.offers.unfold(refused=True)
        refused = next((one for one in plan.middle.offers.findChildren(Refused) if one.open is not None), None)
        if refused is not None and refused.open is not None:
            refused.open.click()
            self._settle()
            plan.middle_pane.area.ensureWidgetVisible(refused.part.add, 0, 24)
        self._grab("plan-refused")

    def _draw_unit(self, frame: Frame) -> None:
        """The parts of the unit's page, each with something chosen in it."""
        frame.go_to(UnitDestination())
        self._settle()
        screen = frame.here()
        if not isinstance(screen, UnitScreen):
            return
        for tab, _words in UNIT_TABS:
            screen.open_tab(tab)
            self._grab(f"unit-{tab}")
            part = screen.part
            if isinstance(part, MeasuresPart):
                part.both.go_to(REWORDED)
                self._grab("unit-measure")
            elif isinstance(part, ConsultationsPart):
                part.both.list.choose(1)
                self._grab("unit-consultation")
                part.figures.click()
                self._grab("unit-consultation-figures")
            elif isinstance(part, LanguagesPart):
                part.open_language("ur")
                self._settle()
                part.texts.both.go_to("plan.trust")
                self._grab("unit-language")

    def _draw_figures(self, frame: Frame) -> None:
        """A list and a table of answers among the figures."""
        frame.go_to(FiguresDestination())
        self._settle()
        screen = frame.here()
        if isinstance(screen, FiguresScreen):
            for table in ("Referrals/behaviour", "Needs before and after/needs"):
                screen.both.go_to(table)
                self._settle()
                self._grab(f"figures-{table.rpartition('/')[2]}")

    def _destinations(self, workspace: Workspace) -> Iterator[tuple[str, Destination]]:
        ask, case = workspace.context.worker.ask, self._case(workspace)
        entry = ask(record_lines, case).result()[0].entry
        for entry_of_rail in RAIL:
            yield entry_of_rail.icon, entry_of_rail.destination
        yield "help", HelpDestination(about=CaseDestination(case, "legal"))
        yield "help-moment", HelpDestination("moment_he_is_there")
        yield "help-keys", HelpDestination("keys")
        yield "late", LateDestination()
        yield "search", SearchDestination("park")
        yield "search-acts", SearchDestination("plan", case)
        yield "directory-service", DirectoryDestination("national_stalking_helpline")
        yield "directory-packs", PacksDestination()
        yield "legal-option", LegalDestination("dapo")
        yield "legal-clock", LegalDestination("clock_support_referral")
        for part, _words in CASE_TABS:
            yield f"case-{part}", CaseDestination(case, part)
        yield "record", RecordDestination(entry, case)
        yield "referral", form_page("referral")
        yield "form-measure", form_page("measure", done="add")
        yield "form-consultation", form_page("consultation", asked_on="2026-11-20")
        for form in (
            "contact",
            "action",
            "pause",
            "safe_contact",
            "person",
            "signposting",
            "judgement",
            "notes",
            "criminal_case",
            "hearing",
            "flag",
            "meeting",
            "safeguarding",
            "outcome",
            "equality",
            "legal_talk",
        ):
            yield f"form-{form}", form_page(form, case)
        for form in ("risk_conversation", "needs_assessment", "situation"):
            yield f"conversation-{form}", conversation(form, case)
        talked = ask(record_lines, case, ("risk",)).result()
        if talked:
            yield "result", ResultDestination(case, talked[0].entry)
        yield "plan", PlanDestination(case)
        yield "versions", VersionsDestination(case)
        yield "coverage", CoverageDestination(case)
        yield "paper", PaperDestination(case)
        yield "disclose", DisclosureDestination(case, "marac")
        yield "own-data", DisclosureDestination(case, "subject")
        yield "letter", LetterDestination(case, "housing_safety")
        yield "statement", LetterDestination(case, "personal_statement")
        yield "closing", ClosingDestination(case)
        yield "form-closure", form_page("closure", case)
        yield "erasure", ErasureDestination(case)
        yield "restricted", RestrictedDestination(case, TodayDestination())
        yield "unit-letters", UnitDestination("letters")

    def _case(self, workspace: Workspace) -> str:
        """The case most is to be seen of."""
        cases = workspace.context.worker.ask(list_cases, CaseFilter()).result()
        return next((line.label.case for line in cases if line.level == "high"), cases[0].label.case)

    def _settle(self) -> None:
        watch = QElapsedTimer()
        watch.start()
        quiet, rest = 0, 40 if self.window.findChild(PagePreview) else 4  # a preview is drawn once its size rests
        while quiet < rest and watch.elapsed() < 10_000:
            self.app.processEvents()
            quiet = 0 if self.bridge.waiting or still_to_come() else quiet + 1
            QThread.msleep(10)

    def _wanted(self, name: str, *, within: bool = False) -> bool:
        """A page is drawn if its name begins as one asked for; ``within``: if one asked for may stand below it."""
        if not self.only or name.startswith(self.only):
            return True
        return within and any(one.startswith(name) for one in self.only)

    def _grab(self, name: str) -> None:
        self._settle()
        if not self._wanted(name):
            return
        self.count += 1
        if not self.window.grab().save(str(self.place / f"{name}.png")):
            message = f"{name} could not be saved"
            raise OSError(message)


def asked_for(words: Sequence[str]) -> tuple[Path, list[str]]:
    """The folder a command line names, and the only pages to draw, if it names some.

    Ends the process where it asks for help, or names a folder that is no album's.
    """
    parser = argparse.ArgumentParser(prog="album.py", description="Draws every screen and document into a folder.")
    parser.add_argument("folder", nargs="?", type=Path, default=ROOT / "build" / "album", help="build/album otherwise")
    parser.add_argument(
        "--only",
        nargs="+",
        default=[],
        metavar="PAGE",
        help="only screens whose name begins so; 'documents' for the papers",
    )
    asked = parser.parse_args(words)
    folder: Path = asked.folder.resolve()
    if folder.exists() and not (folder / f"{LOOKS[0][0]}-{LOOKS[0][1]}").is_dir() and any(folder.iterdir()):
        parser.error("that folder holds something other than an album, and drawing one would remove it")
    return folder, asked.only


def main(words: Sequence[str]) -> int:
    """Draw the album into the folder named on the command line, or build/album."""
    folder, only = asked_for(words)
    vault = folder.with_name(f"{folder.name}-vault")
    for old in (folder, vault):
        shutil.rmtree(old, ignore_errors=True)
    # The pictures must not depend on somebody's desktop.
    app = QApplication(["HRU Advocate", "-platform", "offscreen"])
    clock = FixedClock(NOW - timedelta(hours=1))
    home = Home(vault, hardness=CHEAP, clock=clock, find_keychain=no_keychain)
    access = VaultAccess(lambda: home, made_up=True)
    access.create_made_up(MADE_UP_PASSPHRASE, cases=14).result()
    worker = access.worker()
    case = worker.ask(list_cases, CaseFilter()).result()[0].label.case
    begun = worker.ask(start, "contact", case=case).result()
    worker.ask(keep_draft, begun.draft, "contact", {"fact": "Rang at the agreed time."}, case=case).result()
    worker.ask(reword, REWORDED, text="If you are in danger, ring 999.", short="999", reason="Shorter").result()
    worker.ask(sign_off, REWORDED, by="A. Sergeant", against="Unit meeting of 20 November 2026").result()
    worker.ask(stay_out, case).result()
    clock.advance(timedelta(hours=1))
    album = Album(app, access, folder, only)
    for look, size in LOOKS:
        album.draw(look, size)
    count = draw_documents(worker, folder / "documents") if not only or "documents" in only else 0
    access.close()
    shutil.rmtree(vault, ignore_errors=True)
    print(f"{album.count} screens and {count} pages are in {folder}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
