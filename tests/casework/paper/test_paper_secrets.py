"""What a case knows and no paper of the person may say: each kind of secret, from the record it stands in."""

from __future__ import annotations

import pytest

from hru_advocate.casework.paper.papers import PaperRequest, preview
from hru_advocate.casework.records.entries import Saved
from hru_advocate.casework.session import Session
from hru_advocate.domain.forms.kinds import KIND_OF
from tests.casework.open_sessions import add, id_of

SAFE: dict[str, object] = {"may_contact": "yes", "confirmed": "2026-11-20"}


@pytest.mark.parametrize(
    ("form", "raw", "text", "why"),
    [
        ("safe_contact", SAFE | {"code_word": "kumquat"}, "Say kumquat.", "It holds a code word."),
        (
            "safe_contact",
            SAFE | {"ways": [{"method": "in_person", "address": "3 Any Crescent"}]},
            "Meet at 3 any crescent.",
            "It holds an address.",
        ),
        ("person", {"role": "perpetrator", "name": "Zoltan Quirke"}, "If Quirke comes.", "the alleged perpetrator"),
        (
            "person",
            {"role": "perpetrator", "name": "Zoltan Quirke", "called": "Zolly"},
            "If Zolly comes.",
            "the alleged perpetrator",
        ),
        ("person", {"role": "family", "name": "Bea Vale"}, "Ring Bea.", "someone of the family"),
        (
            "person",
            {"role": "family", "name": "Bea Vale", "address": "9 Some Avenue"},
            "Go to 9 Some Avenue.",
            "It holds an address.",
        ),
        ("situation", {"ci_court_coming": True}, "Ring Mo.", "the person the paper is for"),
    ],
)
def test_a_secret_of_the_case_keeps_a_measure_off_paper(
    session: Session, case: Saved, form: str, raw: dict[str, object], text: str, why: str
) -> None:
    add(session, case, form, raw)
    plan = {
        "made_on": "2026-11-23",
        "review": "2026-12-07",
        "items": [{"text": words, "state": "chosen", "carry": "carry"} for words in (text, "Drink tea.")],
    }
    add(session, case, "safety_plan", plan)
    for document in ("full_plan", "large_print", "easy_words"):
        view = preview(session, PaperRequest(id_of(case), document))
        (left,) = [one for one in view.warnings if one.startswith("Left off: ") and "“" in one]
        assert left.startswith(f"Left off: “{text}”")
        assert why in left


@pytest.mark.parametrize(("state", "there"), [("offered", True), ("declined", False)])
def test_a_leaflet_names_the_services_somebody_was_told_of_and_a_plan_does_not(
    session: Session, case: Saved, state: str, *, there: bool
) -> None:
    form = session.forms.newest("signposting")
    raw: dict[str, object] = {one.id: KIND_OF[one.kind].example(one) for one in form.fields}
    add(session, case, "signposting", raw | {"service": ["sv_paladin"], "state": state})
    leaflet = preview(session, PaperRequest(id_of(case), "leaflet"))
    assert ("sv_paladin" in {one.id for one in leaflet.services}) is there
    plan = preview(session, PaperRequest(id_of(case), "full_plan"))
    assert "sv_paladin" not in {one.id for one in plan.services}
