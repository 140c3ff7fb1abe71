"""Words typed into every field of every form reach the disk only sealed."""

from __future__ import annotations

import base64
from pathlib import Path
from typing import Any

from hru_advocate.casework.paper import document_kinds, papers
from hru_advocate.casework.records import searching
from hru_advocate.casework.records.entries import save
from hru_advocate.casework.vault import checks, opening, rebuilding
from hru_advocate.domain.forms.fields import Field
from hru_advocate.domain.forms.kinds import KIND_OF
from tests.casework.every_form import fill_every_form
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


def test_no_typed_word_reaches_the_disk_in_the_clear(tmp_path: Path) -> None:
    folder = tmp_path / "vault"
    opened, _created = opening.create(
        home_at(folder), opening.suggest_passphrase(4, AUTHOR), author=AUTHOR, with_keychain=True
    )
    session = opened.session
    case = save(session, "referral", REFERRAL | {"victim": CANARY, "account": CANARY}).case
    assert case is not None
    fill_every_form(session, case, filled, CANARY, drafts=True)
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
