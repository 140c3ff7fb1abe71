"""A conversation: themes at the left, one question in front, notes at the right. Stop anywhere, go on next time."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from typing import ClassVar, Final

from PySide6.QtCore import QElapsedTimer
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent, QShortcut, Qt
from PySide6.QtWidgets import QBoxLayout, QWidget

from hru_advocate.casework.people.names import names_of
from hru_advocate.casework.records import entries
from hru_advocate.casework.records.conversation import Conversation, add_to_answer
from hru_advocate.casework.records.entries import ReasonNeeded, Saved
from hru_advocate.domain.moments import day_in_words, short_day_in_words
from hru_advocate.errors import InvalidAnswer
from ui.case_head.case_head import CaseHead
from ui.controls.announcements import announce
from ui.controls.buttons import Button
from ui.controls.inputs import ManyLines, bare
from ui.controls.keyboard.arrows import unmodified
from ui.controls.keyboard.single_keys import single_key
from ui.controls.labels import field_label
from ui.controls.layout.scrolling import scrolling
from ui.controls.theme import theme
from ui.conversation.last_answer import Return
from ui.conversation.notes_pane import NotesPane
from ui.conversation.question_card import QuestionCard
from ui.conversation.theme_rail import ThemeRail
from ui.form.beginning import Beginning, FormStart
from ui.form.draft_keeper import DraftKeeper, offer_draft
from ui.form.page import bring_into_view
from ui.form.question.name_veil import NameVeil
from ui.shell.destinations import CasePart, ConversationDestination, ResultDestination
from ui.shell.screen import Screen, ScreenContext

NARROW, ROOMIER = 900, 980
"""Below this width, at a text size of 100 per cent, the three panes stand one below the other."""
_OF_THE_DIGIT: Final = 600
"""Milliseconds after a digit has gone on in which an Enter is still of its answer: many end every answer with it."""
_PARTS: Final[Mapping[str, CasePart]] = {"risk_conversation": "risk", "needs_assessment": "needs"}


class ConversationScreen(Screen[ConversationDestination]):
    """One question at a time, by single keys; the draft is kept, what was not asked stays not asked."""

    title: ClassVar[str] = "Conversation"
    kinds: ClassVar[frozenset[str]] = frozenset({"safe_contact", "person"})

    def __init__(self, context: ScreenContext, destination: ConversationDestination) -> None:
        super().__init__(context, destination)
        self.case = destination.case
        self.talk: Conversation | None = None
        self.keeper: DraftKeeper | None = None
        self._begun: Beginning | None = None
        self._since_digit = QElapsedTimer()
        self.head = CaseHead(self, self.case, _PARTS.get(destination.request.form, "overview"))
        self.head.leave_for_case_page()
        self.head.name_toggled.connect(self.head.refresh)
        self.names.follow(self._show_around)
        self.rail, self.card, self.notes = ThemeRail(), QuestionCard(), NotesPane(self, self.case)
        self.save_button = Button("Save entry", keys="Ctrl S", on_click=self.save)
        self.stop_button = Button("Stop for now", "link", on_click=self.back_requested.emit)
        self.reason = ManyLines(1)
        self._reason_veil = NameVeil(self.reason, self.names, "the reason", self.reason.words)
        self._reason_part = QWidget()
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._side = QWidget()
        self._stood: QWidget | None = None
        self._themes = scrolling(self._side)
        self._lay_out()
        self.card.answered.connect(self._answered)
        self.card.stepped.connect(self.step)
        self.card.last.wanted.connect(self._return)
        self.card.unfolded.connect(partial(self._go, Conversation.open))
        self.rail.entered.connect(partial(self._go, Conversation.enter))
        self.notes.filing.connect(self._file)
        QShortcut(QKeySequence("Ctrl+S"), self).activated.connect(self.save)
        QShortcut(QKeySequence("Ctrl+Z"), self).activated.connect(self.card.last.take_back)
        QShortcut(QKeySequence("Ctrl+Return"), self).activated.connect(self.card.next.click)

    def begin(self) -> None:
        """Ask for the form once; what is being answered is never overwritten."""
        self.stale = False
        if self.talk is None:
            FormStart(self, self.destination.request, self._start).ask()
        elif self.keeper is not None:
            self.keeper.come_back(partial(_go_on, self, self._start))
            self.notes.come_back()
        self.refresh()

    def refresh(self) -> None:
        self.head.refresh()
        self.ask(names_of, self.names.learn, self.case)

    def first_focus(self) -> QWidget | None:
        return self.card.begins()

    def panes(self) -> list[QWidget]:
        return [self.card, self.notes, self.rail, self.head]

    def leave(self) -> None:
        self.head.hide_secrets()
        if self.keeper is not None:
            self.keeper.flush()
        self.notes.leave()

    def step(self, by: int, *, by_digit: bool = False) -> None:
        """Go on (1), skip (2) or go back (-1). A digit goes on once it has answered, whatever it answered."""
        frame = self.card.frame
        if self.talk is None or (by_digit and (frame is None or frame.editor.raw() is None)):
            return
        if self.talk.step(1 if by > 0 else -1):
            self._show(waits=by_digit)
        elif by > 0:
            self.banner.show_message(
                "That was the last question. What was not asked stays visible as not asked.",
                "accent",
                action="Save entry",
                on_action=self.save,
            )

    def save(self) -> None:
        """Make an entry of what was talked about."""
        if self.talk is None or self._begun is None:
            return
        start = self._begun.start
        self.save_button.setEnabled(False)
        self.ask_or(
            entries.save,
            self._saved,
            self._refused,
            start.form.id,
            self.talk.raw,
            case=start.case,
            corrects=start.corrects,
            reason=self.reason.words(),
            draft=start.draft,
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Single keys, wherever nothing is being typed. A key held down counts once."""
        buttons = {
            Qt.Key.Key_Return: self.card.next,
            Qt.Key.Key_Enter: self.card.next,
            Qt.Key.Key_B: self.card.back,
            Qt.Key.Key_S: self.card.skip,
            Qt.Key.Key_W: self.card.write,
            Qt.Key.Key_M: self.card.last.more,
        }
        button = buttons.get(Qt.Key(event.key()))
        switched_off = event.text().isalnum() and not single_key(self, event)
        if not unmodified(event) or self.talk is None or switched_off:
            super().keyPressEvent(event)
        elif event.isAutoRepeat() or (button is self.card.next and _belongs_to_digit(self._since_digit)):
            event.accept()
        elif event.text().isdigit() and self.card.press_number(event.text()):
            self.step(1, by_digit=True)
        elif button is not None:
            if button.isVisible():
                button.click()
        elif not (event.key() == Qt.Key.Key_F and self.card.open_first_fold()):
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        narrow = event.size().width() < theme().px(NARROW if not theme().large else ROOMIER)
        way = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        if self._row.direction() != way or not self._row.count():
            self._row.setDirection(way)
            panes = (self.card, self.notes, self._themes) if narrow else (self._themes, self.card, self.notes)
            for pane in panes:
                self._row.removeWidget(pane)
                self._row.addWidget(pane, 1 if pane is self.card else 0)
        self._themes.setMinimumHeight(self._side.sizeHint().height() if narrow else 0)
        for side, width in ((self._themes, 216), (self.notes, 246)):
            side.setMinimumWidth(0 if narrow else theme().px(width))
            side.setMaximumWidth(16_777_215 if narrow else theme().px(width))
        super().resizeEvent(event)

    def _lay_out(self) -> None:
        side = QBoxLayout(QBoxLayout.Direction.TopToBottom, self._side)
        side.setContentsMargins(0, 0, 0, 0)
        side.setSpacing(8)
        side.addWidget(self.rail)
        side.addStretch(1)
        self.card.add_below(self.save_button, self.stop_button)
        part = bare(self._reason_part, gap=4)
        part.addWidget(field_label("Why this is corrected; what was written stays", self.reason))
        part.addWidget(self._reason_veil)
        self._reason_part.hide()
        self._row.setSpacing(16)
        self.body.setSpacing(12)
        self.body.addWidget(self.head)
        self.body.addWidget(self._reason_part)
        self.body.addLayout(self._row, 1)

    def _start(self, begun: Beginning) -> None:
        form = begun.start.form
        now = self.context.now()
        self._begun = begun
        self.setAccessibleName(form.title)
        self.talk = Conversation(begun.start, begun.raw, begun.context.asking)
        if form.happened and form.happened not in self.talk.raw:
            self.talk.answer(form.happened, f"{day_in_words(now.date())}, {now:%H:%M}")
            self.talk.step(1 if self.talk.front == form.happened else 0)
        self.reason.show_words(begun.start.reason)
        self._reason_veil.fall()
        self._reason_part.setVisible(bool(begun.start.corrects))
        self.keeper = DraftKeeper(
            self, begun.start, lambda: (dict(self.talk.raw) if self.talk else {}, self.reason.words()), begun.drafts
        )
        self.reason.textChanged.connect(self.keeper.touch)
        self.rail.head.setText(f"{form.title}, {short_day_in_words(now.date())}")
        if self.notes.keeper is None:  # they go on where they are; only the questions begin from another draft
            self.notes.begin(begun.drafts)
        offer_draft(self, begun.start, begun.drafts, partial(_go_on, self, self._start))
        self._show()

    def _show(self, *, waits: bool = False) -> None:
        """Put the question in front on the screen; its keys get the keyboard, a text only where nothing ``waits``."""
        talk, begun = self.talk, self._begun
        if talk is None or begun is None:
            return
        self._since_digit.invalidate()
        if waits:
            self._since_digit.start()
        section = talk.section
        help_ = f"{section.title}. {section.help}" if section.help else section.title
        self.card.last.move_on()
        frame = self.card.ask(talk.field, talk.raw.get(talk.front), begun.context, help_, waits=waits)
        bar = self.card.bar()
        if bar is not None:
            bar.numbered.connect(lambda _digit: self.step(1, by_digit=True))
        self.notes.question = talk.field.label
        self.card.back.setEnabled(talk.road().index(talk.front) > 0)
        self._show_around()
        if self.area is not None and self._row.direction() == QBoxLayout.Direction.TopToBottom:
            bring_into_view(self.area, frame)
        elif self.area is not None:
            self.area.verticalScrollBar().setValue(0)  # the question below its safe contact rules
        announce(self, talk.field.label)

    def _show_around(self) -> None:
        if self.talk is not None:
            self.card.last.show_last(self.talk, self.names)
            self.rail.show_themes(self.talk.themes())
            standing = self.rail.standing()
            if standing is not None and standing is not self._stood:
                bring_into_view(self._themes, standing)
            self._stood = standing
            section = self.talk.section
            folded = [
                (field, self.talk.known(field))
                for field in self.talk.asked(section)
                if self.talk.folded(field) and field.id != self.talk.front
            ]
            self.card.show_folded(folded)

    def _answered(self, field: str) -> None:
        if self.talk is None or self.card.frame is None or self.card.frame.asked.id != field:
            return
        self._since_digit.invalidate()
        self.card.last.note(field, self.talk.raw.get(field))
        self.talk.answer(field, self.card.frame.editor.raw())
        if self.keeper is not None:
            self.keeper.touch()
        self._show_around()

    def _return(self, wish: Return) -> None:
        """Go back to a question: its answer as it stood before, or what there is to say of a yes or a rating."""
        if self.talk is None:
            return
        if wish.undoing:
            self.talk.answer(wish.field, wish.before)
            self.show_status("The last answer is taken back")
            if self.keeper is not None:
                self.keeper.touch()
        self.talk.go(wish.field)
        self._show()
        below = None if wish.undoing else self.card.inputs_below()
        if below is not None:
            below.setFocus(Qt.FocusReason.TabFocusReason)

    def _go(self, move: Callable[[Conversation, str], None], where: str) -> None:
        """Go to a theme, or open what is folded."""
        if self.talk is not None:
            move(self.talk, where)
            self._show()

    def _file(self, part: str, text: str) -> None:
        """Put a noted line, word for word, into the question in front."""
        if self.talk is None:
            return
        filed = add_to_answer(self.talk.field, self.talk.raw.get(self.talk.front), part, text)
        if filed is None:
            self.banner.show_message(
                "This question takes no words. The note is kept; go to the question it belongs to.", "caution"
            )
            return
        self.talk.answer(self.talk.front, filed)
        if self.keeper is not None:
            self.keeper.touch()
        self._show()

    def _refused(self, error: BaseException) -> None:
        self.save_button.setEnabled(True)
        if (
            isinstance(error, InvalidAnswer)
            and self.talk is not None
            and error.field.partition(".")[0] in self.talk.form.by_id
        ):
            self.talk.go(error.field.partition(".")[0])
            self._show()
            if self.card.frame is not None:
                self.card.frame.complain(error.sentence)
            return
        self.show_error(error)
        if isinstance(error, ReasonNeeded):
            self.reason.setFocus()

    def _saved(self, saved: Saved) -> None:
        if self.keeper is not None:
            self.keeper.end()
        self.notes.save()
        self.notify(saved.changed)
        self.show_status(f"{self.accessibleName()} saved")
        part = _PARTS.get(self.destination.request.form, "overview")
        self.go_to(ResultDestination(self.case, saved.entry, part), replacing=True)


def _belongs_to_digit(since: QElapsedTimer) -> bool:
    """Say if an Enter so soon after a digit was meant for its answer: it would pass over a question unseen."""
    return since.isValid() and not since.hasExpired(_OF_THE_DIGIT)


def _go_on(screen: ConversationScreen, start: Callable[[Beginning], None], draft: str | None) -> None:
    """Go on with a draft in place of what stands here; without one, begin again as it was opened."""
    if screen.keeper is not None:
        screen.keeper.hand_over(FormStart(screen, replace(screen.destination.request, draft=draft), start).ask)
