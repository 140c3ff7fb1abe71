"""The choice of a document and its language, and for a safe person's copy whose it is and that this was agreed."""

from __future__ import annotations

from functools import cached_property
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from hru_advocate.casework.paper.chronologies import SINCE_HEARING, HearingChoice
from hru_advocate.casework.paper.document_kinds import DOCUMENTS, FROM_RECORD, LETTER_IDS
from hru_advocate.casework.unit.languages import LanguageLine
from hru_advocate.domain.plan.paper_safety import OFFICE, SPOKEN
from ui.controls.inputs import bare
from ui.controls.labels import field_label, quiet
from ui.controls.layout.kept_heights import ByWidth
from ui.controls.tick_boxes import Dropdown, TickBox

SAFE_PERSON: Final = "safe_person"
_NEWEST: Final = (("", "The newest that was held"),)
_ONE_LANGUAGE: Final = OFFICE | LETTER_IDS | {"easy_words"}
_SUITS: Final = {document.id: document.for_words for document in (*DOCUMENTS, *FROM_RECORD.values())} | {
    SPOKEN: "side by side; nothing is left behind"
}


class PaperChoice(ByWidth):
    """The choice of a document. ``changed`` when another is wanted; ``at_table`` papers of the office are no choice."""

    changed = Signal()

    def __init__(self, document: str, *, at_table: bool = False) -> None:
        super().__init__()
        kinds = [(kind.id, kind.label) for kind in DOCUMENTS if not (at_table and kind.id in OFFICE)]
        choices = ((SPOKEN, "Nothing on paper: read aloud"), *kinds)
        if document in FROM_RECORD:  # one came from the record, and leaves it by going back
            choices = ((document, FROM_RECORD[document].label),)
        self.forms = Dropdown("Which form", choices)
        self.forms.setSizeAdjustPolicy(Dropdown.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.languages = Dropdown("Language", (("", "English"),))
        self.languages.setSizeAdjustPolicy(Dropdown.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.suits, self.drafts = quiet(), quiet()
        self._lines: dict[str, LanguageLine] = {}
        self._hearings: tuple[tuple[str, str], ...] = _NEWEST
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(self.forms, 3)
        top.addWidget(self.languages, 2)
        self._column = bare(self, gap=4)
        self._column.addLayout(top)
        self._column.addWidget(self.suits)
        self._column.addWidget(self.drafts)
        self.forms.choose(document)
        self._follow()
        for box in (self.forms, self.languages):
            box.currentIndexChanged.connect(lambda _index: self._on_change())

    @cached_property
    def person(self) -> _WhoseCopy:
        """The questions about a safe person's copy, made when one is first chosen: most papers have none."""
        part = _WhoseCopy()
        part.whose.editingFinished.connect(self._on_change)
        part.agreed.toggled.connect(lambda _on: self._on_change())
        self._column.addWidget(part)
        return part

    @cached_property
    def since(self) -> _SinceHearing:
        """The question which hearing a paper begins with, made when such a paper is first chosen."""
        part = _SinceHearing()
        part.hearings.set_choices(self._hearings)
        part.hearings.currentIndexChanged.connect(lambda _index: self._on_change())
        self._column.addWidget(part)
        return part

    @property
    def document(self) -> str:
        """The id of the document that is wanted."""
        return self.forms.chosen()

    @property
    def language(self) -> str:
        """The tag of the language, "" for English."""
        return "" if self.document in _ONE_LANGUAGE else self.languages.chosen()

    @property
    def hearing(self) -> str:
        """The hearing a chronology begins with, "" for the newest that was held."""
        return self.since.hearings.chosen() if self.document == SINCE_HEARING else ""

    @property
    def for_whom(self) -> str:
        """The person whose copy it is, "" for a paper that is nobody's in particular."""
        return self.person.whose.text().strip() if self.document == SAFE_PERSON else ""

    @property
    def agreed(self) -> bool:
        """True when the person whose plan it is agreed that this person has it."""
        return self.document == SAFE_PERSON and self.person.agreed.isChecked()

    def offer_hearings(self, hearings: tuple[HearingChoice, ...]) -> None:
        """Offer the hearings there were; what is chosen stays chosen."""
        self._hearings = (*_NEWEST, *((one.entry, one.words) for one in hearings))
        if "since" in self.__dict__:  # else it is made with these
            self.since.hearings.set_choices(self._hearings)

    def words_for(self, document: str) -> str:
        """The name of a document as the list says it."""
        place = self.forms.findData(document)
        return self.forms.itemText(place) if place >= 0 else document

    def offer(self, lines: tuple[LanguageLine, ...]) -> None:
        """Offer the languages there are."""
        chosen = self.languages.chosen()
        self._lines = {line.language: line for line in lines}
        self.languages.blockSignals(True)  # what is chosen stays chosen
        self.languages.set_choices((("", "English"), *((line.language, line.name) for line in lines)))
        self.languages.choose(chosen if chosen in self._lines else "")
        self.languages.blockSignals(False)
        self._follow()

    def _on_change(self) -> None:
        self._follow()
        self.changed.emit()

    def _follow(self) -> None:
        self.suits.setText(_SUITS.get(self.document, ""))
        self.languages.setEnabled(self.document not in _ONE_LANGUAGE)
        line = self._lines.get(self.language)
        words = ""
        if line is not None:
            words = f"{line.checked} of {line.texts} texts are checked. The others have their English beside them."
        self.drafts.setText(words)
        self.drafts.setVisible(bool(words))
        if self.document == SAFE_PERSON or "person" in self.__dict__:
            self.person.setVisible(self.document == SAFE_PERSON)
        if self.document == SINCE_HEARING or "since" in self.__dict__:
            self.since.setVisible(self.document == SINCE_HEARING)


class _WhoseCopy(QWidget):
    """The questions of a safe person's copy: whose it is, and that this was agreed."""

    def __init__(self) -> None:
        super().__init__()
        self.whose = QLineEdit()
        self.whose.setMaxLength(120)
        self.whose.setDragEnabled(False)
        self.agreed = TickBox("The person whose plan it is agreed that this person has it")
        column = bare(self, gap=4)
        column.addWidget(field_label("Whose copy it is", self.whose))
        column.addWidget(self.whose)
        column.addWidget(self.agreed)


class _SinceHearing(QWidget):
    """The hearing a paper begins with."""

    def __init__(self) -> None:
        super().__init__()
        self.hearings = Dropdown("Since which hearing")
        self.hearings.setSizeAdjustPolicy(Dropdown.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        column = bare(self, gap=4)
        column.addWidget(field_label("Since which hearing", self.hearings))
        column.addWidget(self.hearings)
