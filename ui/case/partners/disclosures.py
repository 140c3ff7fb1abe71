"""The log of disclosures and requests for material on the page of a case: what is owed first, steps one key away."""

from __future__ import annotations

from functools import partial
from typing import Final

from PySide6.QtWidgets import QWidget

from hru_advocate.casework.disclosure.log import DisclosureLine, DisclosurePage, RequestLine, disclosure_page_of
from ui.case.tab import CaseTab, stacked_row
from ui.controls.buttons import Button
from ui.controls.labels import TextLabel, quiet
from ui.controls.layout.cards import Card, add_action, row_button
from ui.controls.layout.flow_layout import flowing
from ui.controls.layout.more_rows import add_rows
from ui.controls.pills import Pill, Shape
from ui.controls.theme import Tone
from ui.shell.destinations import DisclosureDestination, PaperDestination
from ui.shell.screen import AnyScreen

_DISCLOSED: Final[dict[str, tuple[Tone, Shape]]] = {
    "with_them": ("accent", "diamond"),
    "given_back": ("quiet", "none"),
    "destroyed": ("quiet", "none"),
    "kept": ("quiet", "none"),
    "withdrawn": ("quiet", "dash"),
}
_ASKED: Final[dict[str, tuple[Tone, Shape]]] = {
    "asked": ("accent", "diamond"),
    "agreed": ("fine", "tick"),
    "partly": ("caution", "square"),
    "refused": ("caution", "cross"),
    "withdrawn": ("quiet", "dash"),
}


class DisclosuresPiece(CaseTab):
    """Two cards: what left, and requests for material."""

    def __init__(self, screen: AnyScreen, case: str) -> None:
        super().__init__(screen, case)
        self.disclosed, self.requests = Card("Disclosed"), Card("Requests for material")
        self.build_button = Button("Disclose something", on_click=self._build)
        self.subject_button = Button("The person's own data", on_click=partial(self._build, "subject"))
        self.note_button = Button("Note what was said", on_click=partial(self.open_form, "disclosure"))
        self.index_button = Button("Index", "link", on_click=self._index)
        self.ask_button = Button("Note a request", on_click=partial(self.open_form, "material_request"))
        buttons = (self.index_button, self.build_button)
        for card, actions in ((self.disclosed, buttons), (self.requests, (self.ask_button,))):
            for action in actions:
                add_action(card, action)
            self.column.addWidget(card)
        self.disclosed.put_below_head(flowing(self.note_button, self.subject_button))

    def refresh(self) -> None:
        self.owner.ask_hiding(disclosure_page_of, self._show, self.case)

    def first_focus(self) -> QWidget | None:
        return self.build_button

    def _show(self, page: DisclosurePage) -> None:
        for card, lines in ((self.disclosed, page.disclosed), (self.requests, page.requests)):
            card.clear()
            card.set_tone("danger" if any(line.over_days for line in lines) else None)
        add_rows(self.disclosed, [partial(self._disclosure, line) for line in page.disclosed])
        add_rows(self.requests, [partial(self._request, line) for line in page.requests])
        if not page.disclosed:
            self.disclosed.say_empty("Nothing of this case was disclosed. What is only said is noted here as well.")
        if not page.requests:
            self.requests.say_empty("Nobody asked for material. Note a request on the day it comes: it has its days.")

    def _disclosure(self, line: DisclosureLine) -> QWidget:
        pill = Pill(line.state_words.lower(), *_DISCLOSED[line.state])
        head = f"{line.when} · {line.whom}"
        words: list[QWidget] = [flowing(TextLabel(head, "strong", wrap=False), pill), TextLabel(line.what)]
        if line.owed:
            late = f" ({line.over_days} day{'' if line.over_days == 1 else 's'} over)" if line.over_days else ""
            words.append(TextLabel(f"{line.owed[:1].upper()}{line.owed[1:]}{late}", "strong" if late else "body"))
        facts = (line.why, f"Consent: {line.consent}" if line.consent else "", line.channel, line.paper)
        items = f"Left on it: {', '.join(line.items)}" if line.items else ""
        words += [quiet(text) for text in (" · ".join(filter(None, facts)), items) if text]
        steps = [row_button("Open", head, partial(self.open_record, line.entry))]
        if line.state == "with_them":
            steps.append(row_button("It came back", head, partial(self.go_on_with, "disclosure", line.entry)))
        return stacked_row(*words, flowing(*steps))

    def _request(self, line: RequestLine) -> QWidget:
        pill = Pill(line.state_words.lower(), *_ASKED[line.state])
        head = f"{line.asked} · {line.whom}"
        words: list[QWidget] = [flowing(TextLabel(head, "strong", wrap=False), pill), TextLabel(line.what)]
        if line.days:
            days = f"{line.days[:1].upper()}{line.days[1:]}"
            words.append(TextLabel(days, "strong" if line.over_days else "body"))
        notice = f"The person told: {line.notice}" if line.notice else ""
        words += [quiet(text) for text in (line.kind, notice, line.answer) if text]
        steps = [row_button("Open", head, partial(self.open_record, line.entry))]
        if line.state == "asked":
            steps.append(row_button("Answer", head, partial(self.go_on_with, "material_request", line.entry)))
        return stacked_row(*words, flowing(*steps))

    def _build(self, template: str = "") -> None:
        self.owner.go_to(DisclosureDestination(self.case, template))

    def _index(self) -> None:
        self.owner.go_to(PaperDestination(self.case, "disclosure_index"))
