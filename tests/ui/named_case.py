"""A case in which the whole names of everybody stand in many texts, and what a page shows of them; nobody lives."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from PySide6.QtCore import QAbstractTableModel, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)

from hru_advocate.casework.records.entries import keep_draft, save
from hru_advocate.domain.ledger.ids import new_id
from tests.ui import made_up_case
from tests.ui.looking import shown
from tests.ui.made_up_case import Raw
from ui.shell.screen import Worker

VICTIM, OTHER, CHILD = "Zenobia Featherstonhaugh", "Ludovic Cholmondeley", "Perpetua Mainwaring"
IN_PASSING: Final = "Kasper Blenkinsop"
"""Has no record of a person: is named where it is said who did something."""
SURNAMES: Final = tuple(name.split()[1].casefold() for name in (VICTIM, OTHER, CHILD, IN_PASSING))
TOLD: Final = f"{VICTIM} says {OTHER} followed {CHILD} through the park."
_WORDED: Final = frozenset({"words", "fact", "text", "next_for", "reason", "worries_most", "first_wish", "own_words"})


def named(value: object) -> object:
    """Raw answers with the whole names in every text of theirs that is told."""
    if isinstance(value, Mapping):
        return {key: TOLD if key in _WORDED and one else named(one) for key, one in value.items()}
    return [named(one) for one in value] if isinstance(value, list) else value


MORE: Final[tuple[tuple[str, Raw], ...]] = (
    ("person", {"role": "perpetrator", "name": OTHER, "relation": f"once with {VICTIM}", "note": TOLD}),
    ("person", {"role": "child", "name": CHILD, "relation": f"child of {VICTIM}", "note": TOLD}),
    (
        "incident",
        {
            "happened": "21 Nov 2026",
            "what": TOLD,
            "words": f"{TOLD} {IN_PASSING} stood by.",
            "where": f"at {CHILD}'s school",
            "by": [{"who": {"name": IN_PASSING, "relation": "his friend"}}],
        },
    ),
    (
        "action",
        {
            "what": TOLD,
            "owner": "us",
            "state": "open",
            "due": "2026-11-22",
            "owner_name": IN_PASSING,
            "targets": ["rf_constant_contact"],
        },
    ),
    (
        "order",
        {
            "kind": "nmo",
            "called": f"{VICTIM} against {OTHER}",
            "stage": "made",
            "against": {"name": OTHER, "relation": "once with her"},
            "protects": f"{VICTIM} and {CHILD}",
        },
    ),
    ("hearing", {"what_for": "trial", "on": "2026-12-14", "court": f"Court of {OTHER}", "outcome": TOLD}),
    (
        "flag",
        {
            "kind": "not_alone",
            "what": TOLD,
            "agreed_by": "Sgt Example",
            "agreed_on": "2026-11-10",
            "review": "2026-11-20",
            "told": "no",
            "not_told_because": TOLD,
        },
    ),
    (
        "meeting",
        {
            "kind": "marac",
            "basis": ["judgement"],
            "why": TOLD,
            "wants": TOLD,
            "afraid_of": OTHER,
            "place": f"{CHILD}'s school",
            "research": [{"agency": "Housing", "found": TOLD}],
            "on": "2026-11-02",
            "state": "held",
            "outcome": TOLD,
        },
    ),
    (
        "letter",
        {
            "title": f"About {VICTIM}",
            "kind": "letter",
            "to_name": "Housing team",
            "subject": f"{VICTIM}: safety at home",
            "greeting": "Dear Sir or Madam",
            "text": f"{TOLD} Please write to {VICTIM} [[by which way]].",
            "state": "draft",
        },
    ),
    (
        "safeguarding",
        {
            "who": "child",
            "whom": {"name": CHILD, "relation": f"child of {VICTIM}"},
            "born": "2016-03-04",
            "authority": "halton",
            "why": TOLD,
            "consent": "without",
            "consent_because": TOLD,
            "state": "accepted",
            "referred_on": "2026-11-10",
            "chase_on": "2026-11-20",
            "came_back": TOLD,
        },
    ),
    (
        "signposting",
        {"service": ["sv_national_stalking_helpline"], "why": TOLD, "consent": "given", "state": "offered"},
    ),
    ("notes", {"taken": "20 Nov 2026", "lines": [{"text": TOLD, "at": "10:00", "mark": "quote"}]}),
)
DRAFTS: Final[tuple[tuple[str, Raw], ...]] = (
    ("incident", {"what": TOLD, "words": TOLD}),
    ("risk_conversation", {"worries_most": TOLD, "rf_fire_setting": {"present": True, "words": TOLD}}),
    ("notes", {"taken": "20 Nov 2026", "lines": [{"text": TOLD, "at": "10:00"}]}),
)


def write_named_case(worker: Worker) -> str:
    """Open the case with a record of each kind, and some drafts; gives its id."""
    referral = {**made_up_case.REFERRAL, "victim": VICTIM, "account": TOLD}
    case = worker.ask(save, "referral", referral).result(timeout=20).case
    assert case is not None
    for form, raw in (*made_up_case.WRITTEN, *MORE):
        held = named(raw)
        assert isinstance(held, dict)
        if form == "safety_plan":
            held["items"][0] = made_up_case.PLAN["items"][0]  # type: ignore[index]  # a raw plan holds a list
        worker.ask(save, form, held, case=case).result(timeout=20)
    for form, raw in DRAFTS:
        draft = new_id(1_795_000_000_000, form.encode().ljust(10, b"x")[:10]) + case[-4:]
        worker.ask(keep_draft, draft, form, dict(raw), case=case).result(timeout=20)
    return case


def surnames_on(page: QWidget, looked_for: tuple[str, ...] = SURNAMES) -> list[str]:
    """What of a page says a surname, to the eye, to the ear or to the mouse."""
    return [
        f"{type(one).__name__}: {words}"
        for one in (page, *shown(page))
        for words in _said(one)
        if any(name.casefold() in words.casefold() for name in looked_for)
    ]


def _said(widget: QWidget) -> Iterator[str]:
    yield from (widget.accessibleName(), widget.accessibleDescription(), widget.toolTip())
    if isinstance(widget, QLabel | QLineEdit | QAbstractButton):
        yield widget.text()
    if isinstance(widget, QPlainTextEdit | QTextEdit):
        yield widget.toPlainText()
    if isinstance(widget, QComboBox):
        yield from (widget.itemText(place) for place in range(widget.count()))
    if isinstance(widget, QAbstractItemView) and (model := widget.model()) is not None:
        roles = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole)
        for row in range(model.rowCount()):
            for column in range(model.columnCount() if isinstance(model, QAbstractTableModel) else 1):
                yield from (str(model.index(row, column).data(role) or "") for role in roles)
