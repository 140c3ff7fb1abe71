"""Records kept: closed cases by their day of review, kept on with a reason or erased by authority; the stubs."""

from __future__ import annotations

from functools import partial
from typing import Final

from PySide6.QtWidgets import QWidget

from hru_advocate.casework.cases.review_days import KeptCase
from hru_advocate.casework.closing import erasing
from hru_advocate.casework.closing.erasing import ErasureStub
from hru_advocate.casework.closing.kept_page import KeptPage, KeptSince, kept_page, kept_since
from hru_advocate.casework.closing.looks import Look
from ui.controls.buttons import Button, without_mnemonic
from ui.controls.labels import TextLabel, quiet
from ui.controls.layout.cards import Card, Row, row_button
from ui.controls.layout.flow_layout import flowing
from ui.controls.layout.in_good_time import InGoodTime
from ui.controls.layout.more_rows import add_rows
from ui.controls.pills import Pill
from ui.shell.destinations import CaseDestination, ErasureDestination, ProofDestination, RecordDestination, form_page
from ui.shell.screen import AnyScreen
from ui.unit.erasures.asked_card import AskedCard
from ui.unit.erasures.told_card import ToldCard
from ui.unit.part import UnitPart

_UNFINISHED: Final = (
    "An erasure is done, but there was no room to write the file anew: what was removed may still lie in unused pages "
    "of the encrypted file."
)


class RecordsKeptPart(UnitPart):
    """The queue first, then closed cases whose day lies ahead, then what was erased and its proof."""

    def __init__(self, screen: AnyScreen) -> None:
        super().__init__(screen)
        self.due = Card("To be reviewed")
        self.ahead = Card("Kept until a later day")
        self.asked = AskedCard(screen)
        self.erased = Card("Erased by authority")
        self.told = ToldCard(screen)
        self.looked = Card("Who has looked")
        self._below = InGoodTime(self)
        self.lay_out(self.asked, self.due, self.ahead, self.erased, self.told, self.looked)

    def refresh(self) -> None:
        self.asked.refresh()
        self.owner.ask(kept_page, self._show)

    def first_focus(self) -> QWidget | None:
        return next(iter(self.findChildren(Button)), None)

    def panes(self) -> list[QWidget]:
        shown = (one for one in (self.asked, self.told) if not one.isHidden())
        return [*shown, self.due, self.ahead, self.erased, self.looked]

    def step_back(self) -> bool:
        return self.asked.step_back()

    def _show(self, page: KeptPage) -> None:
        self.due.clear()
        self.due.note.setText(str(page.due_count or ""))
        self.due.set_tone("caution" if page.due else None)
        self.due.rows.addWidget(quiet(page.to_confirm))
        add_rows(self.due, [partial(self._kept_row, one, due=True) for one in page.due])
        if not page.due:
            self.due.say_empty("No closed case is to be reviewed today.")
        self.ahead.clear()
        self.ahead.note.setText(str(page.ahead_count or ""))
        add_rows(self.ahead, [partial(self._kept_row, one, due=False) for one in page.ahead])
        if not page.ahead:
            self.ahead.say_empty("No closed case waits for a later day.")
        self._below.fill(partial(self.owner.ask, kept_since, self._show_below))

    def _show_below(self, page: KeptSince) -> None:
        self._show_erased(page)
        self.told.refresh()
        self.looked.clear()
        add_rows(self.looked, [partial(self._look_row, line) for line in page.looked])
        if not page.looked:
            self.looked.say_empty("Nobody has opened a case in this vault yet.")

    def _look_row(self, line: Look) -> Row:
        words = (TextLabel(line.words), quiet(f"{line.when} · {line.author}"))
        if line.label is None:
            return Row().add(quiet("Unit"), width=150).add_words(*words)
        name = Button(without_mnemonic(line.label.ref), "name", on_click=partial(self._go, line.label.case))
        name.setAccessibleName(f"Open the case {line.label.ref}: {line.words}, {line.when}")
        return Row().add(name, width=150).add_words(*words)

    def _kept_row(self, one: KeptCase, *, due: bool) -> Row:
        name = Button(without_mnemonic(one.label.ref), "name", on_click=partial(self._go, one.label.case))
        name.setAccessibleName(f"Open the case {one.label.ref}")
        about = " · ".join(part for part in (f"closed {one.closed}" if one.closed else "", one.retention_class) if part)
        kept = [quiet(f"Kept because: {one.kept_because}")] if one.kept_because else []
        row = Row().add(name, width=150).add_words(TextLabel(about), quiet(one.rule), *kept)
        row.add(Pill(one.due_words, "caution" if due else "quiet", "dot" if due else "none"))
        if due:
            row.add(row_button("Keep on", one.label.ref, partial(self._keep, one.label.case)))
        return row.add(row_button("Erase", one.label.ref, partial(self._erase, one.label.case)))

    def _show_erased(self, page: KeptSince) -> None:
        self.erased.clear()
        if page.unfinished:
            self.erased.add_row(Row().add_words(TextLabel(_UNFINISHED, tone="danger")))
            self.erased.rows.addWidget(flowing(Button("Finish the erasure", on_click=self._finish)))
        add_rows(self.erased, [partial(self._stub_row, stub) for stub in page.erased])
        if not page.erased:
            self.erased.say_empty("Nothing was erased here.")

    def _stub_row(self, stub: ErasureStub) -> Row:
        words = f"{stub.on} · asked by {stub.asked_by}, authorised by {stub.authorised_by} · {stub.reference}"
        proof = f"{stub.entries} entries emptied; proof {stub.proof[:16]}…"
        row = Row().add(TextLabel(stub.ref, "strong", wrap=False), width=150).add_words(TextLabel(words), quiet(proof))
        row.add(Pill("proven", "fine", "tick") if stub.proven else Pill("does not fit the ledger", "danger"))
        row.add(row_button("Prove", stub.ref, partial(self._prove, stub.case)))
        return row.add(row_button("Open", stub.ref, partial(self._read, stub.entry)))

    def _go(self, case: str) -> None:
        self.owner.go_to(CaseDestination(case))

    def _read(self, entry: str) -> None:
        self.owner.go_to(RecordDestination(entry))

    def _prove(self, case: str) -> None:
        self.owner.go_to(ProofDestination(case))

    def _keep(self, case: str) -> None:
        self.owner.go_to(form_page("retention", case, on=f"{self.owner.context.now():%Y-%m-%d}"))

    def _erase(self, case: str) -> None:
        self.owner.go_to(ErasureDestination(case))

    def _finish(self) -> None:
        self.owner.ask(erasing.finish, self._finished)

    def _finished(self, thorough: bool) -> None:
        words = "The file was written anew" if thorough else "There is still no room; nothing was lost"
        self.owner.show_status(words)
        self.refresh()
