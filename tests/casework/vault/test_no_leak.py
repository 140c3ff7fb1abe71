"""Words typed into every field of every form reach the disk only sealed."""

from __future__ import annotations

import base64
from pathlib import Path
from typing import Any, Final

from hru_advocate.casework.checks.open_matters import open_matters
from hru_advocate.casework.paper import document_kinds, papers
from hru_advocate.casework.product import shipped_forms
from hru_advocate.casework.records import searching
from hru_advocate.casework.records.entries import keep_draft, save
from hru_advocate.casework.repeats import repeat_question
from hru_advocate.casework.session import Session
from hru_advocate.casework.vault import checks, opening, rebuilding
from hru_advocate.domain.forms.definition import FormDefinition
from hru_advocate.domain.forms.fields import Field
from hru_advocate.domain.forms.kinds import KIND_OF
from tests.casework.open_sessions import AUTHOR, REFERRAL, home_at

CANARY = "Żółwikanarek7Q"
TYPED = ("text", "long_text", "words", "address", "when", "person")


def filled(field: Field) -> Any:
    """An example of a field, with the canary wherever words can be typed."""
    if field.kind in TYPED:
        return CANARY if field.kind != "when" else f"{CANARY} on Tuesday"
    if field.kind == "email":
        return f"{CANARY}@example.invalid"
    if field.kind == "finding":
        return {"present": True, "words": CANARY, "fact": CANARY, "last": f"about {CANARY}"}
    if field.kind == "rating":
        return {"value": 3, "words": CANARY}
    if field.kind == "group":
        return [{inner.id: filled(inner) for inner in field.fields}]
    if field.id == "lives_with":  # the record says they live apart, and paper says as the record does
        return False
    return field.example or KIND_OF[field.kind].example(field)


def shapes() -> list[bytes]:
    """The canary as it could stand in bytes: plain, UTF-16 both ways, base 64 at each of its three places."""
    found = [CANARY.encode(codec) for codec in ("utf-8", "utf-16-le", "utf-16-be")]
    found.append(b"kanarek7Q")
    for shift in range(3):
        encoded = base64.b64encode(b"\0" * shift + CANARY.encode()).rstrip(b"=")
        found.append(encoded[4:-2])
    return found


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


def _answers_of_now(session: Session, case: str, purpose: str) -> dict[str, object]:
    """Answers that name what stands in the case at this moment."""
    if purpose == "repeat_look":
        return {"incidents": _asked_about(session, case)}
    if purpose == "closure":
        open_now = open_matters(session, case)
        return {"open": [{"what": one.words, "key": one.key, "how": "left", "said": CANARY} for one in open_now]}
    return {}


def _asked_about(session: Session, case: str) -> str:
    """The incidents of the question whether the MARAC hears of them again."""
    held = {"kind": "marac", "basis": ["judgement"], "why": CANARY, "on": "20 Nov 2026", "state": "held"}
    save(session, "meeting", held, case=case)
    later = {"happened": "21 Nov 2026", "behaviours": ["bh_called"], "basis": "report", "what": CANARY}
    save(session, "incident", later, case=case)
    asked = repeat_question(session, case)
    assert asked is not None
    return " ".join(asked.incidents)


def test_no_typed_word_reaches_the_disk_in_the_clear(tmp_path: Path) -> None:
    folder = tmp_path / "vault"
    opened, _created = opening.create(
        home_at(folder), opening.suggest_passphrase(4, AUTHOR), author=AUTHOR, with_keychain=True
    )
    session = opened.session
    case = save(session, "referral", REFERRAL | {"victim": CANARY, "account": CANARY}).case
    assert case is not None
    for form in sorted(shipped_forms().all(), key=_after_what_it_stands_on):
        if form.purpose in _OF_AN_ERASURE:
            continue
        raw = {field.id: filled(field) for field in form.fields if not field.by_program}
        keep_draft(session, f"draft-{form.id}", form.id, raw, case=case)
        for by_itself in _FOUND_BY_ITSELF.get(form.purpose, ()):
            raw.pop(by_itself, None)
        raw |= _SUCH.get(form.purpose, {})
        raw |= _answers_of_now(session, case, form.purpose)
        save(session, form.id, raw, case=None if form.about == "unit" else case)
    assert searching.find(session, CANARY)
    hearing = {"what_for": "trial", "on": "20 Nov 2026", "state": "held"}
    save(session, "hearing", hearing, case=case)  # a chronology begins with one that was held
    for document in document_kinds.DOCUMENTS:
        papers.preview(session, papers.PaperRequest(case, document.id, for_whom="Sam Example", agreed=True))
    assert checks.verify(session).fine
    check_disk(tmp_path)
    rebuilding.rebuild(session)
    opening.lock(opened)
    check_disk(tmp_path)


def check_disk(folder: Path) -> None:
    """No file below the folder holds the canary in any shape, in its content or in its name."""
    seen = 0
    for path in folder.rglob("*"):
        assert CANARY not in path.name
        if path.is_file():
            data = path.read_bytes()
            seen += len(data)
            assert [shape for shape in shapes() if shape in data] == [], path.name
    assert seen > 0
