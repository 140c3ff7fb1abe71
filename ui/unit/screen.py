"""The unit's own: measures, consultations, the languages of its papers, the copies that are out, supervision."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import ClassVar, Final

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from hru_advocate.casework.paper.copies import Carrying
from hru_advocate.casework.services.directory import ServicePage, service
from ui.controls.labels import title
from ui.controls.layout.tab_row import TabRow
from ui.controls.theme import theme
from ui.form.fields_keeper import FieldsKeeper
from ui.shell.destinations import UnitDestination, UnitTab
from ui.shell.screen import AnyScreen, Screen, ScreenContext
from ui.unit.behaviours import BehavioursPart
from ui.unit.consultations import ConsultationsPart
from ui.unit.devices.part import DevicesPart
from ui.unit.give_away_words import WordsPart
from ui.unit.languages import LanguagesPart
from ui.unit.letters import LettersPart
from ui.unit.measures import MeasuresPart
from ui.unit.overdue import OverduePart
from ui.unit.paper_out import PaperPart
from ui.unit.part import UnitPart
from ui.unit.people import PeoplePart
from ui.unit.reach import ReachPart, ThresholdsPart
from ui.unit.records_kept import RecordsKeptPart
from ui.unit.supervision import SupervisionPart

TABS: Final[tuple[tuple[UnitTab, str], ...]] = (
    ("measures", "Measures"),
    ("behaviours", "Behaviours"),
    ("letters", "Letters"),
    ("consultations", "Consultations"),
    ("languages", "Languages"),
    ("paper", "Paper out"),
    ("words", "Give-away words"),
    ("reach", "How to reach us"),
    ("people", "People"),
    ("thresholds", "Thresholds"),
    ("overdue", "Overdue visits"),
    ("supervision", "Supervision"),
    ("records_kept", "Records kept"),
    ("devices", "Laptops"),
)
_ROOMY: Final = 720
"""Pixels at a text size of 100 per cent below which the tabs say enough of where one is."""
_PARTS: Final[Mapping[UnitTab, Callable[[AnyScreen], UnitPart]]] = {
    "measures": MeasuresPart,
    "behaviours": BehavioursPart,
    "letters": LettersPart,
    "consultations": ConsultationsPart,
    "languages": LanguagesPart,
    "paper": PaperPart,
    "words": WordsPart,
    "reach": ReachPart,
    "people": PeoplePart,
    "thresholds": ThresholdsPart,
    "overdue": OverduePart,
    "supervision": SupervisionPart,
    "records_kept": RecordsKeptPart,
    "devices": DevicesPart,
}


class UnitScreen(Screen[UnitDestination]):
    """One part at a time below a row of tabs."""

    title: ClassVar[str] = "Unit"
    kinds: ClassVar[frozenset[str]] = frozenset(
        {
            "measure",
            "behaviour",
            "letter_template",
            "consultation",
            "translation",
            "paper",
            "confirmation",
            "setting",
            "unit",
            "thresholds",
            "contact",
            "action",
            "pause",
            "judgement",
            "colleague",
            "closure",
            "retention",
            "erasure",
            "device",
            "package",
        }
    )

    def __init__(self, context: ScreenContext, destination: UnitDestination) -> None:
        super().__init__(context, destination, scrolls=False)
        self._parts: dict[UnitTab, UnitPart] = {}
        self.fields = FieldsKeeper(self, "unit")
        self._tab = destination.tab
        self.tabs = TabRow(TABS, self._tab, "Parts of the unit's page")
        self.tabs.chosen.connect(self.open_tab)
        self._holder = QVBoxLayout()
        self._holder.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(12)
        self._head = title("Unit")
        self.body.addWidget(self._head)
        self.body.addWidget(self.tabs)
        self.body.addLayout(self._holder, 1)
        self._show_part()
        if destination.copies_with:
            self.ask(service, self._only_service, destination.copies_with)
        if destination.consultation and isinstance(self.part, ConsultationsPart):
            self.part.open_one(destination.consultation)
        if destination.measure and isinstance(self.part, MeasuresPart):
            self.part.open_one(destination.measure)

    @property
    def part(self) -> UnitPart:
        """The part that is open."""
        return self._parts[self._tab]

    def refresh(self) -> None:
        self.part.refresh()

    def first_focus(self) -> QWidget | None:
        return self.part.first_focus()

    def panes(self) -> list[QWidget]:
        return [self.tabs, *self.part.panes()]

    def step_back(self) -> bool:
        return self.part.step_back()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._head.setVisible(self.width() >= theme().px(_ROOMY))

    def open_tab(self, tab: UnitTab) -> None:
        """Show another part; each keeps where one was in it."""
        self.part.hide()
        self._tab = tab
        self.on_show = UnitDestination(tab)
        self.tabs.stand(tab)
        self._show_part()
        self.part.refresh()

    def copies_of(self, measure: str, words: str) -> None:
        """Show which copies carry a measure."""
        self.open_tab("paper")
        self._only(Carrying(measure=measure), words)
        focus = self.part.first_focus()
        if focus is not None:
            focus.setFocus()

    def _only_service(self, page: ServicePage) -> None:
        self._only(Carrying(service=page.line.id), page.line.name)

    def _only(self, wanted: Carrying, words: str) -> None:
        if isinstance(self.part, PaperPart):
            self.part.show_only(wanted, words)

    def _show_part(self) -> None:
        if self._tab not in self._parts:
            part = _PARTS[self._tab](self)
            if isinstance(part, MeasuresPart):
                part.copies_wanted.connect(self.copies_of)
            self._parts[self._tab] = part
            self._holder.addWidget(part, 1)
        self.part.show()
