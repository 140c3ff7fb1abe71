"""The lines of Today: a day, whose, what, and one key to the thing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from hru_advocate.casework.actions.actions import DueAction
from hru_advocate.casework.actions.pauses import PausedCase
from hru_advocate.casework.actions.reaching import NotReached
from hru_advocate.casework.case_label import CaseLabel
from hru_advocate.casework.today import DateAhead, Due, DueContact, DueReview, RecentLine, Reminder
from hru_advocate.casework.visits.visits import VisitLine
from ui.case_head.safe_contact_strip import rules_below, safety_pill
from ui.case_head.visit_pill import visit_pill, when_of
from ui.controls.buttons import Button, Kind, without_mnemonic
from ui.controls.labels import TextLabel, quiet
from ui.controls.layout.cards import Row
from ui.controls.layout.flow_layout import flowing
from ui.controls.pills import Pill, Shape
from ui.controls.theme import Tone, theme
from ui.shell.destinations import (
    BeforeVisitDestination,
    CaseDestination,
    CasePart,
    Destination,
    RecordDestination,
    UnitDestination,
    form_page,
)

GoTo = Callable[[Destination], object]
_DUE_WIDTH = 118
_NAME_WIDTH = 64
_MOST_KEYS = 9


@dataclass(slots=True)
class _Part:
    """A card as it stands: the lines it shows, the digits and the rules of its rows."""

    shown: object
    first: int
    first_rules: int
    keyed: list[Button] = field(default_factory=list)
    rules: list[QWidget] = field(default_factory=list)


class TodayLines:
    """Makes the rows; the first nine that lead somewhere have a digit for it. ``rules`` are folded until asked for.

    A card that shows what it showed before keeps its rows: after most savings that is all but two or three.
    """

    def __init__(self, go: GoTo) -> None:
        self._go = go
        self.keyed: list[Button] = []
        self.rules: list[QWidget] = []
        self._parts: dict[QWidget, _Part] = {}
        self._open: _Part | None = None

    def begin(self, *, anew: bool) -> None:
        """Begin with the first card: the keys are given out again. ``anew`` no card keeps its rows."""
        self._close()
        self.keyed, self.rules = [], []
        if anew:
            self._parts.clear()

    def stands(self, card: QWidget, shown: object, *, digits: bool = True) -> bool:
        """Say whether a card may keep its rows: they show the same, with the same digits; if not, they come next."""
        self._close()
        before = self._parts.get(card)
        if before is not None and before.shown == shown and (not digits or before.first == len(self.keyed)):
            self.keyed += before.keyed
            self.rules += before.rules
            return True
        self._parts[card] = self._open = _Part(shown, len(self.keyed), len(self.rules))
        return False

    def _close(self) -> None:
        part, self._open = self._open, None
        if part is not None:
            part.keyed, part.rules = self.keyed[part.first :], self.rules[part.first_rules :]

    def contact(self, line: DueContact, *, rules_shown: bool) -> Row:
        """Due and who, what for, the word for this moment and what to do; the rules below, one key away."""
        pill = safety_pill(line.safe)
        step = self._contact_step(line)
        step.setAccessibleDescription(rules_below(line.safe))
        rules = quiet(rules_below(line.safe))
        rules.setVisible(rules_shown)
        self.rules.append(rules)
        notes = [quiet(words) for words in (line.safe.limit, _not_begun(line.next_step)) if words]
        if theme().large:
            whose = (_due_pill(line.due), self.name(line.label, line.what), pill, step)
            return _stacked(whose, TextLabel(line.what), *notes, rules)
        name = self.name(line.label, line.what)
        top = Row().add(_due_pill(line.due), width=_DUE_WIDTH).add(name, width=_NAME_WIDTH)
        words = Row().add_words(TextLabel(line.what)).add(pill).add(step)
        top.line.addWidget(_below(words, *notes, rules), 1)
        return top

    def visit(self, line: VisitLine) -> Row:
        """A visit: how it stands by the clock, whose, when and who goes; overdue leads to how it is raised."""
        overdue = line.standing == "overdue"
        said = f"{when_of(line)} · {line.place}" if line.place else when_of(line)
        words = (TextLabel(said, tone="danger" if overdue else None), quiet(line.who))
        there = BeforeVisitDestination(line.label.case, line.entry)
        what = "Raise it" if overdue else "Before you go"
        step = self._key(what, f"{what}: visit to {line.label.initials}, {line.when}", there)
        return self._lined(visit_pill(line), self.name(line.label, f"visit {line.when}"), words, step)

    def date(self, line: DateAhead) -> Row:
        """A hearing, the end of an order, the last day of a right."""
        there = RecordDestination(line.entry, line.label.case)
        return self._dated(line.due, line.label, line.what, there)

    def review(self, line: DueReview) -> Row:
        """Something to look at again; the plan where it is the plan."""
        case = line.label.case
        part: CasePart | None = line.settled_at if line.settled_at in ("partners", "needs") else None
        if line.settled_at == "plan" or not (line.entry or part or line.settled_at == "kept"):
            part = "plan"
        there: Destination = CaseDestination(case, part) if part else RecordDestination(line.entry, case)
        what, asked = line.what, line.kind == "erasure_asked"
        if asked:  # said in words of the screen: while the case is hidden the line has none
            until = "Until you answer it goes to nobody" if line.what else "It is hidden until you answer"
            what = f"{line.label.ref}: a colleague asks that it be erased. {until}"
        if asked or line.settled_at == "kept":
            there = UnitDestination("records_kept")
        return self._dated(line.due, line.label, what, there)

    def action(self, line: DueAction) -> Row:
        """An action: how it stands, whose case, what, and who owes it."""
        action = line.action
        tone, shape = _look_of(line)
        pill = Pill(_short(line), tone, shape)
        spoken = f"Look at {action.what}, {line.label.initials}"
        step = self._key("Look", spoken, RecordDestination(action.entry, line.label.case))
        name = self.name(line.label, action.what)
        return self._lined(pill, name, (TextLabel(action.what), quiet(f"{action.owner} · {action.words}")), step)

    def reminder(self, line: Reminder) -> Row:
        """A consultation to come back to; it is of no case."""
        there = UnitDestination("consultations", consultation=line.entry)
        step = self._key("Look", f"Look at {line.what}, {line.due.words}", there)
        pill, words = _due_pill(line.due), TextLabel(line.what)
        if theme().large:
            return _stacked((pill, step), words)
        return Row().add(pill, width=_DUE_WIDTH).add_words(words).add(step)

    def unreached(self, line: NotReached) -> Row:
        """Whom nobody has reached for long, and the way to note a try."""
        words = TextLabel(f"{line.words[:1].upper()}{line.words[1:]}", tone="danger" if line.loud else None)
        row = Row().add(self.name(line.label, line.words), width=_NAME_WIDTH).add_words(words)
        spoken = f"Start a contact with {line.label.initials}: {line.words}"
        return row.add(self.link("Start", spoken, form_page("contact", line.label.case)))

    def paused(self, line: PausedCase) -> Row:
        """A case whose reminders rest, and why."""
        said = "Level high: said all the same" if line.said_all_the_same else ""
        words = [quiet(one) for one in (line.line, said) if one]
        row = Row().add(self.name(line.label, line.line), width=_NAME_WIDTH).add_words(*words)
        there = RecordDestination(line.entry, line.label.case)
        return row.add(self.link("Look", f"Look at the pause of {line.label.initials}", there))

    def recent(self, line: RecentLine, *words: QWidget) -> Row:
        """A record written lately: the case it is of, its words, and the way to read it."""
        name = self.name(line.label, f"{line.title}, {line.when_words}")
        spoken = f"Look at {line.title} of {line.label.initials}, {line.when_words}"
        look = self.link("Look", spoken, RecordDestination(line.entry, line.label.case))
        return Row().add(name, width=_NAME_WIDTH).add_words(*words).add(look)

    def name(self, label: CaseLabel, about: str) -> Button:
        """The initials of a case, which lead to it; for who only hears them, what the line is about."""
        there = CaseDestination(label.case)
        return self.link(label.initials, f"Open the case of {label.initials}: {about}", there, kind="name")

    def link(self, words: str, spoken: str, there: Destination, *, kind: Kind = "link") -> Button:
        """A link whose accessible name says what it opens."""
        button = Button(without_mnemonic(words), kind, on_click=lambda: self._go(there))
        button.setAccessibleName(spoken)
        return button

    def all_of(self, words: str, there: Destination) -> Row:
        """The way to all lines of a list that shows its first."""
        return Row().add(self.link(words, words, there))

    def _key(self, words: str, spoken: str, there: Destination) -> Button:
        digit = str(len(self.keyed) + 1) if len(self.keyed) < _MOST_KEYS else ""
        button = Button(without_mnemonic(words), "link", keys=digit, on_click=lambda: self._go(there))
        button.setAccessibleName(f"{spoken}, key {digit}" if digit else spoken)
        if digit:
            self.keyed.append(button)
        return button

    def _contact_step(self, line: DueContact) -> Button:
        label = line.label
        if line.safe.safety == "never":
            return self._key("Look", f"Look at {label.initials}", CaseDestination(label.case))
        there = CaseDestination(label.case, log_contact=True)
        return self._key("Start", f"Start the contact with {label.initials}", there)

    def _dated(self, due: Due, label: CaseLabel, what: str, there: Destination) -> Row:
        step = self._key("Look", f"Look at {what}, {label.initials}", there)
        return self._lined(_due_pill(due), self.name(label, what), (TextLabel(what),), step)

    def _lined(self, pill: Pill, name: Button, words: tuple[QWidget, ...], step: Button) -> Row:
        """Day, whose, what, one key; in large type the words stand below the rest."""
        if theme().large:
            return _stacked((pill, name, step), *words)
        row = Row().add(pill, width=_DUE_WIDTH).add(name, width=_NAME_WIDTH)
        return row.add_words(*words).add(step)


SUPERVISION = UnitDestination("supervision")
"""The way to all lines of whom nobody reached."""

CONSULTATIONS = UnitDestination("consultations")
"""The way to all consultations."""


def _due_pill(due: Due) -> Pill:
    late = due.over_days > 0
    return Pill(due.words, "danger" if late else "quiet", "triangle" if late else "none")


def _stacked(first: tuple[QWidget, ...], *words: QWidget) -> Row:
    """Things side by side as far as they fit, words below them."""
    row = Row()
    holder = QVBoxLayout()
    holder.setSpacing(4)
    for widget in (flowing(*first), *words):
        holder.addWidget(widget)
    row.add_layout(holder, 1)
    return row


def _short(line: DueAction) -> str:
    action = line.action
    if action.late_days:
        return "1 day over" if action.late_days == 1 else f"{action.late_days} days over"
    return "ask after it" if action.chase else action.words.partition(" · ")[0].removeprefix("due ")


def _look_of(line: DueAction) -> tuple[Tone, Shape]:
    if line.action.late_days:
        return "danger", "triangle"
    return ("caution", "dot") if line.action.chase or line.action.standing == "due_today" else ("quiet", "none")


def _not_begun(step: str) -> str:
    return f"Not begun yet: {step}" if step else ""


def _below(row: Row, *words: QWidget) -> Row:
    """A row with words below it, as wide as the row."""
    outer = Row()
    for one in (outer, row):
        one.line.setContentsMargins(0, 0, 0, 0)
    holder = QVBoxLayout()
    holder.setSpacing(2)
    for widget in (row, *words):
        holder.addWidget(widget, 0, Qt.AlignmentFlag(0))
    outer.line.addLayout(holder, 1)
    return outer
