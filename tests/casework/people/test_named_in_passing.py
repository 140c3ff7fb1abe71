"""Whoever is named in a record that is no record of a person is hidden as initials too, and no office or role is."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from hru_advocate.casework.people.names import names_of
from hru_advocate.casework.product import shipped_forms
from hru_advocate.casework.session import Session
from hru_advocate.domain.forms.fields import Field
from tests.casework.open_sessions import add, id_of, new_case

CONTACT = {"happened": "21 Nov 2026", "method": "phone", "direction": "in", "with_whom": "family", "fact": "Rang us."}
HEARING = {"what_for": "trial", "on": "2026-12-14"}
MEETING = {"kind": "marac", "basis": ["judgement"], "why": "It gets worse.", "state": "planned", "on": "2026-12-02"}
ORDER = {"kind": "nmo", "stage": "made"}
TOLD: Mapping[str, tuple[str, Mapping[str, object]]] = {
    "who did it": (
        "incident",
        {"happened": "21 Nov 2026", "what": "Stood there.", "by": [{"who": {"name": "Kasper Blenkinsop"}}]},
    ),
    "who saw it": (
        "incident",
        {"happened": "21 Nov 2026", "what": "Stood there.", "seen_by": "the man next door, Kasper Blenkinsop"},
    ),
    "who rang": ("contact", CONTACT | {"person": {"name": "Kasper Blenkinsop", "relation": "uncle"}}),
    "whom an order binds": ("order", ORDER | {"against": {"name": "Kasper Blenkinsop", "relation": "his brother"}}),
    "whom an order protects": ("order", ORDER | {"protects": "the person, and Kasper Blenkinsop"}),
    "who goes to court with": ("hearing", HEARING | {"goes_with": [{"who": {"name": "Kasper Blenkinsop"}}]}),
    "whom somebody is afraid of": ("meeting", MEETING | {"afraid_of": "His uncle Kasper Blenkinsop, too"}),
    "which child it is about": (
        "safeguarding",
        {
            "who": "child",
            "whom": {"name": "Kasper Blenkinsop"},
            "authority": "halton",
            "why": "Was there.",
            "consent": "yes",
            "state": "to_make",
            "chase_on": "2026-12-01",
        },
    ),
}


@pytest.mark.parametrize("told", TOLD)
def test_whoever_is_named_in_passing_is_hidden(session: Session, told: str) -> None:
    case = new_case(session)
    shown = "Kasper Blenkinsop rang, and blenkinsop's son."
    assert names_of(session, id_of(case)).hide(shown) == shown
    add(session, case, *TOLD[told])
    assert names_of(session, id_of(case)).hide(shown) == "K. B. rang, and B.'s son."


@pytest.mark.parametrize(
    "said",
    [
        "Duty officer",
        "Housing team",
        "The police",
        "her sister",
        "Social services, Halton",
        "Detective Constable",
        "Reception at the surgery",
        "Robin Example",  # who works here
    ],
)
def test_an_office_a_role_and_our_own_stay(session: Session, said: str) -> None:
    case = new_case(session, victim="Mo Sample")
    add(session, case, "contact", CONTACT | {"with_whom": "partner_agency", "person": {"name": said}})
    shown = f"{said} rang. An officer of the housing team, the social worker and a sister came."
    assert names_of(session, id_of(case)).hide(shown) == shown


@pytest.mark.parametrize(
    ("said", "shown", "hidden"),
    [
        ("Sgt Power", "Sgt Power has the power", "Sgt P. has the power"),
        ("PC Marigold Blenkinsop", "Marigold has left", "M. has left"),
        ("hortensia blenkinsop", "Hortensia said", "H. said"),
        ("李 小明", "小明", "小."),
        ("Robin Blenkinsop", "Robin Blenkinsop rang", "R. B. rang"),  # shares a name with one of us
        ("April", "April rang", "A. rang"),
        ("Dara", "Dara rang", "D. rang"),
        ("Di Blenkinsop", "Di rang", "D. rang"),
    ],
)
def test_a_name_that_is_a_word_is_hidden_with_a_capital(session: Session, said: str, shown: str, hidden: str) -> None:
    case = new_case(session)
    add(session, case, "contact", CONTACT | {"person": {"name": said}})
    assert names_of(session, id_of(case)).hide(shown) == hidden


def test_what_was_corrected_stays_hidden_and_every_form_that_names_somebody_is_gone_through(session: Session) -> None:
    case = new_case(session)
    naming = {
        form.id for form in shipped_forms().current() if form.about == "case" and any(map(_asks_who, form.fields))
    }
    assert naming == {
        "contact",
        "criminal_case",
        "disclosure",
        "hearing",
        "incident",
        "material_request",
        "order",
        "safe_contact",
        "safeguarding",
    }
    for number in range(3):
        add(session, case, "contact", CONTACT | {"person": {"name": f"Kasper Blenkin{'abc'[number]}op"}})
        names_of(session, id_of(case))
    assert names_of(session, id_of(case)).hide("Blenkinaop, Blenkinbop, Blenkincop") == "B., B., B."


def _asks_who(field: Field) -> bool:
    return field.kind == "person" or any(map(_asks_who, field.fields))
