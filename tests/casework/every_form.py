"""Every question of every form answered in one case, for tests that look at everything there is."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from hru_advocate.casework.checks.open_matters import open_matters
from hru_advocate.casework.product import shipped_forms
from hru_advocate.casework.records.entries import keep_draft, save
from hru_advocate.casework.repeats import repeat_question
from hru_advocate.casework.session import Session
from hru_advocate.domain.forms.definition import FormDefinition
from hru_advocate.domain.forms.fields import Field

_FOUND_BY_ITSELF: Final[dict[str, tuple[str, ...]]] = {
    "behaviour": ("behaviour",),
    "measure": ("measure",),
    "agreement": ("plan",),
    "countersign": ("plan", "head"),
}
"""Ids the program makes or finds: the unit's own content, the version of the plan that stands."""
_SUCH: Final[dict[str, dict[str, object]]] = {
    "confirmation": {"value": "0808 802 0300", "what": "number"},
    "translation": {"language": "xx"},
    "closure": {"outcome": "less"},
    "agreement": {"on": "23 Nov 2026"},
    "countersign": {"on": "23 Nov 2026"},
    "retention": {"next": "20 Nov 2030"},
    "visit": {"signal": "Another word than the one of the person", "signal_reference": "Card 4"},
}
"""Answers that are of one kind only."""


def _after_what_it_stands_on(form: FormDefinition) -> tuple[int, str]:
    found = form.purpose in _STANDS_ON_OTHERS
    return _STANDS_ON_OTHERS.index(form.purpose) + 1 if found else 0, form.id


_STANDS_ON_OTHERS: Final = ("agreement", "countersign", "repeat_look", "closure", "retention")
_OF_AN_ERASURE: Final = ("erasure", "kept_figures")
"""Records of a case that is gone, made with it: ``tests/casework/closing`` looks for its words."""


def _answers_of_now(session: Session, case: str, purpose: str, words: str) -> dict[str, object]:
    """Answers that name what stands in the case at this moment."""
    if purpose == "repeat_look":
        return {"incidents": _asked_about(session, case, words)}
    if purpose == "closure":
        open_now = open_matters(session, case)
        return {"open": [{"what": one.words, "key": one.key, "how": "left", "said": words} for one in open_now]}
    return {}


def _asked_about(session: Session, case: str, words: str) -> str:
    """The incidents of the question whether the MARAC hears of them again."""
    held = {"kind": "marac", "basis": ["judgement"], "why": words, "on": "20 Nov 2026", "state": "held"}
    save(session, "meeting", held, case=case)
    later = {"happened": "21 Nov 2026", "behaviours": ["bh_called"], "basis": "report", "what": words}
    save(session, "incident", later, case=case)
    asked = repeat_question(session, case)
    assert asked is not None
    return " ".join(asked.incidents)


def fill_every_form(
    session: Session, case: str, filled: Callable[[Field], Any], words: str, *, drafts: bool = False
) -> None:
    """Save one record of every form that is written by hand, each question answered; with ``drafts`` a draft too."""
    for form in sorted(shipped_forms().all(), key=_after_what_it_stands_on):
        if form.purpose in _OF_AN_ERASURE:
            continue
        raw = {field.id: filled(field) for field in form.fields if not field.by_program}
        if drafts:
            keep_draft(session, f"draft-{form.id}", form.id, raw, case=case)
        for by_itself in _FOUND_BY_ITSELF.get(form.purpose, ()):
            raw.pop(by_itself, None)
        raw |= _SUCH.get(form.purpose, {})
        raw |= _answers_of_now(session, case, form.purpose, words)
        save(session, form.id, raw, case=None if form.about == "unit" else case)
