"""Asks for everything a form needs before it can be shown: where to begin, the product's words, drafts of the same."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace

from PySide6.QtCore import QObject

from hru_advocate.casework.closing.people import names_of_ours
from hru_advocate.casework.people.names import names_of
from hru_advocate.casework.plan import planning
from hru_advocate.casework.records import entries, link_choices
from hru_advocate.casework.records.entries import DraftLine, Start
from hru_advocate.domain.forms.definition import FormDefinition
from hru_advocate.domain.forms.fields import Linked
from hru_advocate.domain.forms.raw_answers import plain_answer
from ui.form.editor import EditorContext, LinkChoices
from ui.shell.async_bridge import is_there
from ui.shell.destinations import FormRequest
from ui.shell.screen import AnyScreen


@dataclass(frozen=True, slots=True)
class Beginning:
    """Everything a form on the screen begins with; ``raw`` are the answers to show, raw."""

    start: Start
    raw: Mapping[str, object]
    context: EditorContext
    drafts: tuple[DraftLine, ...]


class FormStart(QObject):
    """Asks one thing after the other and hands a ``Beginning`` to ``done``."""

    def __init__(self, screen: AnyScreen, request: FormRequest, done: Callable[[Beginning], object]) -> None:
        super().__init__(screen)
        self._screen, self._request, self._done = screen, request, done
        self._start: Start | None = None
        self._links: dict[Linked, LinkChoices] = {}
        self._drafts: tuple[DraftLine, ...] = ()
        self._offered: tuple[str, ...] = ()

    def ask(self) -> None:
        """Begin to ask."""
        wanted = self._request
        self._screen.ask(
            entries.start, self._started, wanted.form, case=wanted.case, corrects=wanted.corrects, draft=wanted.draft
        )

    def _started(self, start: Start) -> None:
        self._start = start
        if start.case:  # before anything is shown: it is answered first
            self._screen.ask(names_of, self._screen.names.learn, start.case)
        self._screen.ask(entries.drafts, self._found, case=start.case)

    def _found(self, drafts: tuple[DraftLine, ...]) -> None:
        self._drafts = drafts
        start = self._start
        if start and offers_names(start.form):
            self._screen.ask(names_of_ours, self._take_names)
        wanted = list(links_in(start.form)) if start else []
        for link in wanted:
            self._screen.ask(link_choices.link_choices, self._taker(link), link)
        if start and "reason" in wanted and start.case:
            self._screen.ask_hiding(planning.wishes_of, self._add_wishes, start.case)
        else:
            # asked last, so everything asked before it has been answered when it comes back
            self._screen.ask(link_choices.link_choices, lambda _choices: self._finish(), "need")

    def _take_names(self, names: tuple[str, ...]) -> None:
        self._offered = names

    def _taker(self, link: Linked) -> Callable[[LinkChoices], None]:
        def take(choices: LinkChoices) -> None:
            self._links[link] = choices

        return take

    def _add_wishes(self, wishes: tuple[tuple[str, str], ...]) -> None:
        said = tuple((wish, f"Own wish: {words}") for wish, words in wishes)
        self._links["reason"] = said + self._links.get("reason", ())
        self._finish()

    def _finish(self) -> None:
        start = self._start
        if start is None:
            return
        raw = {field_id: plain_answer(start.form.by_id[field_id], answer) for field_id, answer in start.raw.items()}
        if not start.from_draft:
            start = replace(start, reason=start.reason or self._request.reason)
            raw |= {
                field_id: value for field_id, value in self._request.answers.items() if field_id in start.form.by_id
            }
        now, names = self._screen.context.now, self._screen.names
        context = EditorContext(now, self._links, start.pronoun, names, self._offered)
        if is_there(self._done):
            self._done(Beginning(start, raw, context, self._drafts))
        self.deleteLater()


def offers_names(form: FormDefinition) -> bool:
    """Say whether a question of a form offers names of ours."""
    return any(part.offers for field in form.fields for part in (field, *field.fields))


def links_in(form: FormDefinition) -> Iterator[Linked]:
    """Yield what the questions of a form link to, each once."""
    found: dict[Linked, None] = {}
    for field in form.fields:
        for part in (field, *field.fields):
            if part.link is not None:
                found[part.link] = None
    yield from found
