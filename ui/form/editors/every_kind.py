"""One editor for each kind of question. A new kind is one class and one line here."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from hru_advocate.domain.forms.fields import Field, FieldKind
from ui.form.editor import Editor, EditorContext
from ui.form.editors.fingerprint import FingerprintEditor
from ui.form.editors.group import GroupEditor
from ui.form.editors.links import LinksEditor
from ui.form.editors.moments import BornEditor, DateEditor, TimeEditor, WhenEditor
from ui.form.editors.plain import (
    BoxEditor,
    ChoiceEditor,
    ChoicesEditor,
    FiveKeys,
    LineEditor,
    NumberEditor,
    ScaleEditor,
)
from ui.form.editors.rich import FindingEditor, PersonEditor, PhoneEditor, RatingEditor
from ui.form.questions import MakeEditor


def make_editor(asked: Field, context: EditorContext) -> Editor:
    """The editor of a question, empty."""
    return EDITORS[asked.kind](asked, context)


def _group(asked: Field, context: EditorContext) -> Editor:
    return GroupEditor(asked, context, make_editor)


EDITORS: Final[Mapping[FieldKind, MakeEditor]] = {
    "text": LineEditor,
    "long_text": BoxEditor,
    "words": BoxEditor,
    "yes_no": FiveKeys,
    "finding": FindingEditor,
    "choice": ChoiceEditor,
    "choices": ChoicesEditor,
    "scale": ScaleEditor,
    "rating": RatingEditor,
    "number": NumberEditor,
    "when": WhenEditor,
    "date": DateEditor,
    "born": BornEditor,
    "time": TimeEditor,
    "phone": PhoneEditor,
    "email": LineEditor,
    "address": BoxEditor,
    "person": PersonEditor,
    "links": LinksEditor,
    "fingerprint": FingerprintEditor,
    "group": _group,
}
