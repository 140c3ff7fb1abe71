"""A form on one page: sections, live conditions, drafts that keep themselves, and the save that becomes an entry."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from typing import Final

from msgspec.structs import replace
from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from hru_advocate.casework.records.entries import DraftLine, ReasonNeeded, Saved, Start, save
from hru_advocate.domain.forms.answers import Answer
from hru_advocate.domain.forms.definition import FormDefinition, Section
from hru_advocate.domain.forms.kinds import facts_in, fitting_answers
from ui.controls.inputs import ManyLines
from ui.controls.labels import TextLabel, field_label, quiet
from ui.controls.layout.cards import Card
from ui.controls.signals import SignalOf, value_signal
from ui.form.answer_history import AnswerHistory
from ui.form.beginning import Beginning
from ui.form.contact_guard import LATE, ContactGuard
from ui.form.draft_keeper import DraftKeeper
from ui.form.editor import EditorContext
from ui.form.editors.every_kind import make_editor
from ui.form.question.field_frame import FieldFrame
from ui.form.question.name_veil import NameVeil
from ui.form.questions import Questions, complain_at
from ui.form.whole_soon import WholeSoon
from ui.shell.screen import AnyScreen

Answered = dict[str, Answer]


ONLY_WHEN_REFUSED: Final = frozenset({"not_same_person", "shared_why", "named_why", "channel_because", "alone_because"})
"""Reasons that only what was refused asks for: on a first case nobody has to say why it is no other one."""


class FormPage(QWidget):
    """The questions of one form. With ``only`` it asks just those fields; the others keep what they hold.

    With ``at_once`` so many sections are made with the page, the others once it has come to rest, or as soon as the
    keyboard, a save or an answer put in asks for them: they lie below the first screenful. ``whole`` tells of them.

    ``saved`` emits what casework saved. ``refused`` emits the frame that has to be mended.
    """

    saved: SignalOf[Saved] = value_signal()
    refused: SignalOf[QWidget] = value_signal()
    changed = Signal()
    whole = Signal()

    def __init__(
        self, screen: AnyScreen, begun: Beginning, *, only: tuple[str, ...] = (), at_once: int | None = None
    ) -> None:
        super().__init__()
        self._screen = screen
        self.start = begun.start
        self.context: EditorContext = begun.context
        self._other = dict(begun.raw)
        self._sent: dict[str, object] = {}
        self._answers: Answered = {}
        self._only = only
        self._sections: list[tuple[Section, Card | None, Questions]] = []
        self.reason = ManyLines(2)
        self.reason_veil = NameVeil(self.reason, self.context.names, "the reason", self.reason.words)
        self.reason_wrong = TextLabel("", "quiet", tone="danger")
        self.reason_frame = _reason_part(self.reason, self.reason_veil, self.reason_wrong)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(16)
        self._column.addWidget(self.reason_frame)
        self.reason_frame.setVisible(bool(self.start.corrects))
        self.reason.show_words(self.start.reason)
        self.reason_veil.fall()
        sections = list(_in_order(self.form))
        self._left = [] if at_once is None else sections[at_once:]
        self._buttons: QWidget | None = None
        for section in sections[:at_once]:
            self._add_section(section)
        self._answers = fitting_answers(self.form.fields, self.raw(), self.context.asking())
        self._follow()
        self.keeper = _keeper_of(self, screen, begun.drafts)
        history = AnswerHistory(self, self)
        self.changed.connect(history.note)
        self.whole.connect(history.look_again)
        if self.form.purpose == "contact" and self.start.case:
            guard = ContactGuard(self, self, screen, self.start.case)
            self.changed.connect(guard.look_soon)
            self.whole.connect(guard.take_up)
        if self._left:
            made = partial(_frames, self._sections)
            self.whole.connect(WholeSoon(self, made, self.make_whole).deleteLater)

    @property
    def form(self) -> FormDefinition:
        """The definition on show."""
        return self.start.form

    def make_whole(self, sections_only: int | None = None) -> bool:
        """Make the questions that are left, or those of so many sections, below those that stand; say if more are."""
        sections, self._left = self._left[:sections_only], [] if sections_only is None else self._left[sections_only:]
        if not sections:
            return False
        before = len(self._sections)
        for section in sections:
            self._add_section(section)
        for _section, card, questions in self._sections[before:]:
            if card is None:
                questions.show()  # Qt would later: a Tab that waits already would go past them to the buttons
        self._follow()
        if self._left:
            return True
        if self._buttons is not None:
            self.put_buttons(self._buttons)
        self.whole.emit()
        return False

    def raw(self) -> dict[str, object]:
        """Every raw answer, those not on show included."""
        given = dict(self._other)
        for _section, _card, questions in self._sections:
            for field_id in questions.frames:
                given.pop(field_id, None)
            given |= questions.raw()
        return given

    def put_away(self) -> None:
        """Keep what is typed as a draft: another page takes the place of this one."""
        self.keeper.flush()
        self.keeper.let_go_of_page()

    def go_on(self, start: Start) -> None:
        """Correct what was just saved from now on: the keyboard stays, and so does what was typed meanwhile."""
        self.start = start
        self.reason.show_words(start.reason)
        self.keeper = _keeper_of(self, self._screen, ())
        if self.raw() != self._sent:
            self.keeper.touch()

    def collect(self) -> tuple[dict[str, object], str]:
        """Collect what a draft keeps."""
        return self.raw(), self.reason.words()

    def put(self, raw: Mapping[str, object]) -> None:
        """Put answers in as if they were typed, those not on show too; ``None`` empties a question."""
        for field_id, value in raw.items():
            self.make_whole()
            needed = field_id in ONLY_WHEN_REFUSED and value is not None
            frame = self.frame_at(field_id) if needed else self.frame_of(field_id)
            if frame is not None:
                frame.fill(value)
                self._on_change(field_id)
            elif field_id in self.form.by_id:
                self._other = {key: held for key, held in self._other.items() if key != field_id}
                self._other |= {field_id: value} if value is not None else {}
                self.keeper.touch()

    def first(self) -> QWidget | None:
        """Find where typing begins: the reason of a correction, else the first empty question."""
        if not self.reason_frame.isHidden():
            return self.reason_veil
        found = next(
            (frame for frame in _frames(self._sections) if frame.editor.raw() is None and not frame.isHidden()), None
        )
        if found is not None or not self._left:
            return found
        self.make_whole()
        return self.first()

    def take_focus(self) -> None:
        """Put the keyboard where typing begins."""
        first = self.first()
        if first is not None:
            getattr(first, "take_focus", first.setFocus)()

    def save(self) -> None:
        """Make an entry of it; what does not fit is explained where it stands."""
        self.make_whole()
        self.reason_wrong.hide()
        for frame in self.findChildren(FieldFrame):
            frame.complain("")
        raw, reason = self.collect()
        self._sent = raw
        start = self.start
        self._screen.ask_or(
            save,
            self._done,
            self._failed,
            start.form.id,
            raw,
            case=start.case,
            corrects=start.corrects,
            reason=reason,
            draft=start.draft,
        )

    def frame_at(self, path: str) -> FieldFrame | None:
        """The frame of a question by its path."""
        first = path.partition(".")[0]
        for _section, card, questions in self._sections:
            if first in questions.frames:
                if card is not None:
                    card.show()
                questions.held_back.discard(first)
                questions.frames[first].show()
                return questions.frame_at(path)
        return None

    def frame_of(self, field_id: str) -> FieldFrame | None:
        """The frame of a question as it stands, shown or not."""
        found = (questions.frames[field_id] for *_, questions in self._sections if field_id in questions.frames)
        return next(found, None)

    def hold_back(self, field_id: str) -> None:
        """Ask a question only once something makes it needed; ``frame_at`` does."""
        for _section, _card, questions in self._sections:
            if field_id in questions.frames:
                questions.held_back.add(field_id)
        self._follow()

    def put_buttons(self, buttons: QWidget) -> None:
        """Stand buttons below the questions, and above those that are asked only once they are needed."""
        self._buttons = buttons
        if self._left:
            buttons.setParent(self)
            buttons.hide()
            return
        late = next((questions for _s, _card, questions in self._sections if LATE[-1] in questions.frames), None)
        place = -1 if late is None else self._column.indexOf(late)
        self._column.insertWidget(place, buttons)
        buttons.show()

    def _add_section(self, section: Section) -> None:
        """Ask the questions of a section, with what they hold."""
        only = self._only
        fields = [field for field in section.fields if not field.by_program and (not only or field.id in only)]
        if not fields:
            return
        questions = Questions(fields, self.context, make_editor)
        questions.changed.connect(self._on_change)
        card = None
        if only:
            self._column.addWidget(questions)
        else:
            card = Card(section.title)
            if section.help:
                card.rows.addWidget(quiet(section.help))
            card.rows.addWidget(questions)
            self._column.addWidget(card)
        questions.fill(self._other)
        answered = {field for field, value in self._other.items() if value is not None}
        questions.held_back |= ONLY_WHEN_REFUSED.intersection(questions.frames) - answered
        self._sections.append((section, card, questions))

    def _on_change(self, field: str) -> None:
        asked = self.form.by_id[field]
        self._answers.pop(field, None)
        self._answers |= fitting_answers([asked], self.raw(), self.context.asking())
        self._follow()
        self.keeper.touch()
        self.changed.emit()

    def _follow(self) -> None:
        """Ask, hide and fold by the answers so far and what the case knows."""
        so, not_so = facts_in(self.form.asked(self._answers), self._answers)
        present = self.start.present | so
        absent = (self.start.absent | not_so) - present
        for section, card, questions in self._sections:
            questions.follow(self._answers, present, absent)
            if card is not None:
                asked = section.ask_if is None or section.ask_if.holds(self._answers)
                card.setVisible(asked and questions.held_back != set(questions.frames))

    def _done(self, saved: Saved) -> None:
        self.keeper.end()
        self._screen.notify(saved.changed)
        self.saved.emit(saved)

    def _failed(self, error: BaseException) -> None:
        if isinstance(error, ReasonNeeded):
            self.reason_wrong.setText(error.message)
            self.reason_wrong.show()
            self.reason.setFocus()
            self.refused.emit(self.reason_frame)
            return
        frame = complain_at(self.frame_at, error)
        if frame is None:
            self._screen.show_error(error)
        else:
            self.refused.emit(frame)


def bring_into_view(area: QScrollArea, widget: QWidget) -> None:
    """Scroll until a widget is in sight, after what has just been shown has found its place."""
    QTimer.singleShot(0, widget, lambda: area.ensureWidgetVisible(widget, 24, 48))


def _frames(sections: Iterable[tuple[Section, Card | None, Questions]]) -> list[FieldFrame]:
    """The frames of the questions of some sections, from the top."""
    return [frame for *_, questions in sections for frame in questions.frames.values()]


def _in_order(form: FormDefinition) -> Iterator[Section]:
    """The sections of a form; what a contact is asked only once it is needed stands last."""
    if form.purpose != "contact":
        yield from form.sections
        return
    for section in form.sections:
        yield replace(section, fields=tuple(field for field in section.fields if field.id not in LATE))
    late = tuple(form.by_id[field] for field in LATE if field in form.by_id)
    yield replace(form.sections[0], title="And the safe contact rules", help="", ask_if=None, fields=late)


def _reason_part(reason: ManyLines, veil: NameVeil, wrong: TextLabel) -> Card:
    """The card that asks why something is corrected."""
    card = Card("Why this is corrected", tone="caution")
    wrong.hide()
    note = quiet("What was written stays, with this correction and its reason beside it.")
    for widget in (note, field_label("Reason for the correction", reason), veil, wrong):
        card.rows.addWidget(widget)
    return card


def _keeper_of(page: FormPage, screen: AnyScreen, drafts: tuple[DraftLine, ...]) -> DraftKeeper:
    keeper = DraftKeeper(screen, page.start, page.collect, drafts)
    page.destroyed.connect(keeper.let_go_of_page)
    page.reason.textChanged.connect(keeper.touch)
    return keeper
