"""The pictures of a case: risk as present factors and the advocate's judgement, needs with their direction."""

from __future__ import annotations

from functools import partial
from typing import Final

from hru_advocate.casework.cases.assessments import (
    ClusterLine,
    FactorLine,
    LookLine,
    NeedLine,
    NeedsPicture,
    RiskPicture,
    needs_picture,
    risk_picture,
)
from hru_advocate.casework.outcomes.lines import outcome_page
from ui.case.going import GoingCard
from ui.case.tab import CaseTab
from ui.controls.buttons import Button
from ui.controls.chart_view import Pictured
from ui.controls.labels import TextLabel, quiet
from ui.controls.layout.cards import Card, Columns, Row, add_action
from ui.controls.layout.more_rows import add_rows
from ui.controls.pills import Pill, Shape
from ui.controls.theme import Tone
from ui.shell.screen import AnyScreen

_DIRECTIONS: Final[dict[str, tuple[Tone, Shape]]] = {
    "better": ("fine", "tick"),
    "worse": ("danger", "triangle"),
    "the same": ("quiet", "bar"),
}


class RiskTab(CaseTab):
    """The risk as a picture: what is present, how recent, in whose words; never a score."""

    def __init__(self, screen: AnyScreen, case: str) -> None:
        super().__init__(screen, case)
        self.present = Card("Present")
        self.offer_conversation("risk_conversation", self.present, "Go on talking")
        self.offer_conversation("situation", self.present, "The situation")
        self.absent = Card("Asked and not so")
        self.looks = Card("Asks for a new look", tone="caution")
        self.clusters = Card("Stand together", "a reason to look harder, never a score")
        self.judgement = Card("Judgement")
        add_action(self.judgement, Button("New judgement", on_click=partial(self.open_form, "judgement")))
        self.talks = Card("Conversations")
        columns = Columns()
        for card in (self.looks, self.present, self.absent):
            columns.first.addWidget(card)
        for card in (self.judgement, self.clusters, self.talks):
            columns.second.addWidget(card)
        columns.first.addStretch(1)
        columns.second.addStretch(1)
        self.column.addWidget(columns)
        self.column.addStretch(1)

    def refresh(self) -> None:
        self.owner.ask_hiding(risk_picture, self._show, self.case)

    def _show(self, seen: RiskPicture) -> None:
        present = [line for line in seen.factors if line.present]
        absent = [line for line in seen.factors if not line.present]
        asked = (
            (seen.not_asked, "not asked"),
            (seen.not_known, "not known"),
            (seen.declined, "declined"),
            (seen.unsafe, "unsafe to ask"),
        )
        self.present.clear()
        open_questions = " · ".join(f"{count} {words}" for count, words in asked if count)
        if open_questions:
            self.present.add_row(Row().add_words(quiet(open_questions)))
        add_rows(self.present, [partial(factor_row, line) for line in present])
        if not present:
            self.present.say_empty(
                "No factor is known to be present. That is not the same as safe: see what was not asked."
            )
        self.absent.clear()
        self.absent.setVisible(bool(absent))
        add_rows(self.absent, [partial(_absent_row, line) for line in absent])
        self._show_sides(seen)

    def _show_sides(self, seen: RiskPicture) -> None:
        self.looks.clear()
        self.looks.setVisible(bool(seen.looks))
        add_rows(self.looks, [partial(_look_row, look) for look in seen.looks])
        self.clusters.clear()
        self.clusters.setVisible(bool(seen.clusters))
        add_rows(self.clusters, [partial(_cluster_row, cluster) for cluster in seen.clusters])
        nothing = "No judgement yet. The level is yours, dated, with its reason; it may go up on one event."
        self.fill_records(self.judgement, seen.judgements, nothing, narrow=True)
        self.fill_records(self.talks, seen.conversations, "No risk conversation yet.", narrow=True)


class NeedsTab(CaseTab):
    """Each need with its newest rating and where it is going; never a total."""

    def __init__(self, screen: AnyScreen, case: str) -> None:
        super().__init__(screen, case)
        self.needs = Card("Needs")
        self.offer_conversation("needs_assessment", self.needs, "Talk about needs")
        self.changes = Card("How needs have changed", "never a total")
        self.changes.hide()
        self.talks = Card("Assessments")
        self.going = GoingCard(screen, case)
        columns = Columns()
        columns.first.addWidget(self.changes)
        columns.first.addWidget(self.needs)
        columns.second.addWidget(self.going)
        columns.second.addWidget(self.talks)
        columns.first.addStretch(1)
        columns.second.addStretch(1)
        self.column.addWidget(columns)
        self.column.addStretch(1)

    def refresh(self) -> None:
        self.owner.ask_hiding(needs_picture, self._show, self.case)
        self.owner.ask_hiding(outcome_page, self.going.show_page, self.case)

    def _show(self, seen: NeedsPicture) -> None:
        self.changes.clear()
        self.changes.setVisible(bool(seen.changes.rows))
        if seen.changes.rows:
            self.changes.add_row(Pictured(seen.changes))
        self.needs.clear()
        add_rows(self.needs, [partial(need_row, line) for line in seen.needs])
        if not seen.needs:
            self.needs.say_empty("No need was rated yet. Start with the three or four that matter most to the person.")
        self.fill_records(self.talks, seen.assessments, "No needs assessment yet.", narrow=True)


def _absent_row(line: FactorLine) -> Row:
    return Row().add_words(TextLabel(line.label), quiet(line.source_words))


def _look_row(look: LookLine) -> Row:
    checks = [quiet(f"•  {check}") for check in look.checks]
    return Row().add_words(TextLabel(look.label, "strong"), quiet(f"{look.when} · {look.why}"), *checks)


def _cluster_row(cluster: ClusterLine) -> Row:
    return Row().add_words(TextLabel(cluster.label), quiet(cluster.why))


def factor_row(line: FactorLine) -> Row:
    """A present factor: what it is, when last, in whose words, from where."""
    row = Row()
    words = [TextLabel(line.label, "strong" if line.high_harm else "body")]
    if line.words:
        words.append(TextLabel(f"“{line.words}”", "quote"))
    if line.told_as_fact:
        words.append(TextLabel(line.told_as_fact))
    words.append(
        quiet(
            " · ".join(
                part for part in (f"last: {line.last_words}" if line.last_words else "", line.source_words) if part
            )
        )
    )
    row.add_words(*words)
    return row.add(Pill("high harm", "danger")) if line.high_harm else row


def need_row(line: NeedLine) -> Row:
    """A need: the person's rating in the anchor's words, the advocate's beside it, and the direction."""
    row = Row()
    words = [TextLabel(line.label, "strong" if line.open else "body"), TextLabel(line.anchor)]
    if line.words:
        words.append(TextLabel(f"“{line.words}”", "quote"))
    if line.wanted:
        words.append(quiet(f"Would help: {line.wanted}"))
    notes = [line.when_words]
    if line.advocate is not None and line.advocate != line.rating:
        notes.append(f"advocate's rating {line.advocate} of 4")
    if line.before is not None:
        notes.append(f"before: {line.before} of 4")
    words.append(quiet(" · ".join(notes)))
    row.add_words(*words)
    if line.direction:
        tone, shape = _DIRECTIONS[line.direction]
        row.add(Pill(line.direction, tone, shape))
    return row.add(Pill(f"{line.rating} of 4", "caution" if line.open else "quiet", "none"))
