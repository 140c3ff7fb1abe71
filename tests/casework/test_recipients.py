"""Who is named and how somebody is reached, held against everybody of the case, at every place it is saved."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from hru_advocate.casework.checks.recipient_checks import whose
from hru_advocate.casework.records.entries import Saved, save
from hru_advocate.casework.session import Session
from hru_advocate.domain.people.whose import Owner
from hru_advocate.errors import InvalidAnswer
from tests.casework.disclosure.told_case import DISCLOSED
from tests.casework.open_sessions import REFERRAL, add

OTHER: dict[str, object] = {
    "role": "perpetrator",
    "name": "Darren Holt",
    "called": "Daz",
    "phone": "07700 900123",
    "email": "daz@post.example",
    "address": "12 Mill Road, WA1 1AA",
}
MOTHER: dict[str, object] = {"role": "their_family", "name": "Sheila Holt", "phone": "07700 900124"}
CONTACT: dict[str, object] = {"happened": "2026-11-20", "method": "phone", "direction": "out", "with_whom": "victim"}
WHY = "They share the telephone; she keeps it by day."


@pytest.fixture
def known(session: Session, case: Saved) -> Saved:
    """A case that knows the other person and his mother."""
    add(session, case, "person", OTHER)
    add(session, case, "person", MOTHER)
    return case


def way(**more: object) -> dict[str, object]:
    return {"may_contact": "yes", "confirmed": "2026-11-20", "ways": [more]}


def field_refused(session: Session, case: Saved, form: str, raw: Mapping[str, object]) -> str:
    with pytest.raises(InvalidAnswer) as refused:
        add(session, case, form, raw)
    for secret in ("Holt", "Daz", "900123", "900124", "900456", "Mill", "post.example"):
        assert secret.lower() not in str(refused.value).lower()
    return refused.value.field


def test_whom_an_order_binds_is_the_other_person_without_a_record_of_a_person(session: Session, case: Saved) -> None:
    raw = way(method="through", through={"name": "Darren Holt"}) | {"shared_why": WHY}
    add(session, case, "order", {"kind": "nmo", "stage": "made", "against": {"name": "Darren Holt"}})
    assert field_refused(session, case, "safe_contact", raw) == "ways.1.through"
    assert case.case is not None
    found = whose(session, case.case, "Mr D. Holt")
    assert found is not None
    assert found.side == "other"


def test_an_order_that_binds_the_person_too_makes_nobody_the_other_one(session: Session, case: Saved) -> None:
    assert case.case is not None
    victim = str(REFERRAL["victim"])
    add(session, case, "order", {"kind": "child_arrangements", "stage": "made", "against": {"name": victim}})
    assert whose(session, case.case, victim) is None


def bound(session: Session, victim: str, against: str, *others: Mapping[str, object]) -> tuple[Saved, Owner | None]:
    """A case of somebody of a name in which an order binds whom it names, and whose that name is then."""
    one = save(session, "referral", REFERRAL | {"victim": victim})
    for person in others:
        add(session, one, "person", person)
    add(session, one, "order", {"kind": "nmo", "stage": "made", "against": {"name": against}})
    assert one.case is not None
    return one, whose(session, one.case, against)


@pytest.mark.parametrize(
    ("victim", "against", "role"),
    [
        ("Mo Example", "Mr Example", ""),
        ("Mo Example", "M Example", ""),
        ("Jo Example", "Joe Example", ""),
        ("Mo Example", "Example", ""),
        ("Ada Vale", "PC Lee Sample", ""),
        ("Ada Vale", "Lee Sample", "officer"),
        ("Ada Vale", "PC Lee Sample", "officer"),
        ("Ada Vale", "Lee Sample", "professional"),
        ("Ada Vale", "PC 1234 Lee Sample", "professional"),
        ("Ada Vale", "Lee Sample", "family"),
        ("Ada Vale", "Lee Sample", "child"),
        ("Ada Vale", "Lee Sample", "safe_person"),
    ],
)
def test_whom_an_order_binds_is_the_other_person_whoever_else_has_a_name_like_his(
    session: Session, victim: str, against: str, role: str
) -> None:
    others = [{"role": role, "name": "PC Lee Sample" if role == "officer" else "Lee Sample"}] if role else []
    one, owner = bound(session, victim, against, *others)
    assert owner is not None
    assert owner.side == "other"
    raw = way(method="through", through={"name": against})
    assert field_refused(session, one, "safe_contact", raw) in ("ways.1.through", "shared_why")


@pytest.mark.parametrize("against", ["PC Lee Sample", "Lee Sample"])
@pytest.mark.parametrize("through", ["Lee Sample", "PC Lee Sample", "Sample, Lee"])
def test_whom_an_order_binds_alone_is_surely_the_other_person_with_a_rank_or_without(
    session: Session, against: str, through: str
) -> None:
    one, _owner = bound(session, "Ada Vale", against)
    assert (
        field_refused(session, one, "safe_contact", way(method="through", through={"name": through}))
        == "ways.1.through"
    )


@pytest.mark.parametrize(
    ("victim", "against", "others"),
    [
        ("Mo Example", "Mo Example", []),
        ("Mo Example", "Ms Mo Example", []),
        ("Mo Example", "Mo EXAMPLE", [{"role": "perpetrator", "name": "Darren Holt"}]),
    ],
)
def test_a_cross_order_against_the_person_by_the_full_name_makes_nobody_the_other_one(
    session: Session, victim: str, against: str, others: list[Mapping[str, object]]
) -> None:
    assert bound(session, victim, against, *others)[1] is None


@pytest.mark.parametrize("name", ["Darren Holt", "Holt, Darren", "Mr Darren HOLT", "Daz Holt"])
def test_no_message_goes_through_the_other_person_whatever_the_reason(
    session: Session, known: Saved, name: str
) -> None:
    raw = way(method="through", through={"name": name, "relation": "brother"}) | {"shared_why": WHY}
    assert field_refused(session, known, "safe_contact", raw) == "ways.1.through"


@pytest.mark.parametrize(
    "row",
    [
        {"method": "through", "through": {"name": "D. Holt"}},
        {"method": "through", "through": {"name": "Sheila Holt"}},
        {"method": "through", "through": {"name": "Una Vale", "relation": "his sister"}},
        {"method": "through", "through": {"name": "Una Vale"}, "number": "07700 900124"},
        {"method": "mobile", "number": "+44 7700 900123"},
        {"method": "text", "number": "07700900124"},
        {"method": "email", "email": "DAZ@post.example"},
        {"method": "email", "email": "mailto:daz@post.example"},
        {"method": "email", "email": "Una Vale <daz@post.example>;"},
        {"method": "post", "address": "12 Mill Rd, WA11AA"},
        {"method": "in_person", "address": "12 Mill Road"},
    ],
)
def test_a_way_that_is_theirs_wants_a_reason_which_is_kept(
    session: Session, known: Saved, row: dict[str, object]
) -> None:
    assert field_refused(session, known, "safe_contact", way(**row)) == "shared_why"
    add(session, known, "safe_contact", way(**row) | {"shared_why": WHY})
    (held,) = session.heads(known.case, ["safe_contact"])
    assert held.answers["shared_why"].value == WHY


@pytest.mark.parametrize(
    ("hours", "kept"),
    [
        ({"from": "10:00", "to": "10am"}, False),
        ({"from": "00:00", "to": "midnight"}, False),
        ({"from": "22:00", "to": "02:00"}, True),
        ({"from": "10:00"}, True),
        ({}, True),
    ],
)
def test_a_way_that_would_never_open_is_refused(
    session: Session, known: Saved, hours: dict[str, object], *, kept: bool
) -> None:
    rows = way(method="text", number="07700 900125", **hours)
    if kept:
        assert add(session, known, "safe_contact", rows).entry
    else:
        assert field_refused(session, known, "safe_contact", rows) == "ways.1.to"


@pytest.mark.parametrize(
    "email", ["a@post..example", "a@b@post.example", "a@post.example, b@post.example", "a:b@post.example"]
)
def test_what_is_no_one_address_is_refused(session: Session, known: Saved, email: str) -> None:
    assert field_refused(session, known, "safe_contact", way(method="email", email=email)) == "ways.1.email"


@pytest.mark.parametrize(
    "row",
    [
        {"method": "through", "through": {"name": "Una Vale", "relation": "sister"}, "number": "07700 900125"},
        {"method": "mobile", "number": "07700 900125"},
        {"method": "post", "address": "14 Mill Road, WA1 1AA"},
    ],
)
def test_a_way_of_nobody_elses_is_saved(session: Session, known: Saved, row: dict[str, object]) -> None:
    saved = add(session, known, "safe_contact", way(**row))
    add(session, known, "safe_contact", way(**row) | {"say": "the library"})  # its own numbers are not held against it
    assert saved.entry


@pytest.mark.parametrize(
    "more",
    [{"phone": "07700 900456"}, {"email": "mo@post.example"}, {"address": "3 High Street"}, {"name": "Una Vale"}],
)
def test_the_other_person_with_a_way_of_the_victims_is_asked_about(
    session: Session, case: Saved, more: dict[str, object]
) -> None:
    rows = [
        {"method": "mobile", "number": "07700 900456"},
        {"method": "email", "email": "Mo@post.example"},
        {"method": "post", "address": "3 High St"},
        {"method": "through", "through": "Una Vale"},
    ]
    add(session, case, "safe_contact", {"may_contact": "yes", "confirmed": "2026-11-20", "ways": rows})
    raw = {"role": "perpetrator", "name": "Darren Holt"} | more
    assert field_refused(session, case, "person", raw) == "shared_why"
    assert add(session, case, "person", raw | {"shared_why": WHY}).entry


def test_one_home_of_both_is_no_surprise_while_they_live_together(session: Session, case: Saved) -> None:
    home = {"address": "3 High Street"}
    add(session, case, "person", {"role": "victim", "name": "Mo Example"} | home)
    assert field_refused(session, case, "person", {"role": "perpetrator", "name": "Darren Holt"} | home) == "shared_why"
    save(session, "referral", REFERRED, case=case.case)
    assert add(session, case, "person", {"role": "perpetrator", "name": "Darren Holt"} | home).entry


REFERRED: dict[str, object] = REFERRAL | {"lives_together": "together"}


@pytest.mark.parametrize(
    "raw",
    [
        {"role": "safe_person", "name": "Darren Holt"},
        {"role": "safe_person", "name": "Una Vale", "phone": "07700 900123"},
        {"role": "family", "name": "Una Vale", "address": "12 Mill Road WA1 1AA"},
    ],
)
def test_a_safe_person_who_is_theirs_is_asked_about(session: Session, known: Saved, raw: dict[str, object]) -> None:
    assert field_refused(session, known, "person", raw) == "shared_why"
    assert add(session, known, "person", raw | {"shared_why": WHY}).entry


def test_a_person_put_right_is_not_held_against_the_version_before(session: Session, known: Saved) -> None:
    (held,) = [one for one in session.heads(known.case, ["person"]) if one.answers["role"].value == "perpetrator"]
    raw = {**OTHER, "note": "Moved."}
    assert save(session, "person", raw, case=known.case, corrects=[held.entry], reason="He moved").entry


@pytest.mark.parametrize(
    ("more", "refused"),
    [
        ({"with_whom": "safe_person", "direction": "in", "person": "Darren Holt"}, True),
        ({"with_whom": "other", "direction": "out", "person": "Darren Holt"}, True),
        ({"with_whom": "other", "direction": "attempt", "person": "Darren Holt"}, True),
        ({"with_whom": "other", "direction": "in", "person": "Darren Holt"}, False),
        ({"with_whom": "family", "direction": "in", "person": "Darren Holt"}, True),
        ({"with_whom": "officer", "person": {"name": "Una Vale", "relation": "Darren's probation"}}, False),
        ({"with_whom": "service", "person": {"name": "Una Vale", "relation": "Darren's probation"}}, False),
        ({"with_whom": "court", "person": {"name": "Una Vale", "relation": "Darren's probation"}}, False),
        ({"with_whom": "other", "person": {"name": "Una Vale", "relation": "Darren's aunt"}}, True),
        ({"with_whom": "family", "direction": "out", "person": {"name": "Una Vale", "relation": "his aunt"}}, True),
        ({"with_whom": "family", "direction": "out", "person": {"name": "Una Vale", "relation": "aunt"}}, False),
        ({"with_whom": "partner_agency", "person": {"name": "Una Vale", "relation": "Darren's probation"}}, False),
        ({"with_whom": "partner_agency", "person": {"name": "Darren Holt"}}, True),
        ({"direction": "in", "next_contact": "2026-11-30", "next_for": "Ring Daz Holt about the keys"}, True),
        ({"direction": "in", "next_contact": "2026-11-30", "next_for": "Ring 07700-900124"}, True),
        ({"direction": "in", "next_contact": "2026-11-30", "next_for": "Ask about the hearing of Darren Holt"}, False),
        ({"direction": "in", "next_contact": "2026-11-30", "next_for": "Ring Mo about the hearing"}, False),
    ],
)
def test_a_contact_with_them_or_a_next_one_says_why(
    session: Session, known: Saved, more: dict[str, object], *, refused: bool
) -> None:
    raw = CONTACT | more
    if refused:
        assert field_refused(session, known, "contact", raw) == "outside_rules"
        raw |= {"outside_rules": WHY}
    assert add(session, known, "contact", raw).entry


OFFICER: dict[str, object] = {"role": "perpetrator", "name": "Marcus Dent", "called": "Mac", "works_for": "police"}
LETTER: dict[str, object] = {"title": "A question", "kind": "letter", "text": "Made up.", "state": "draft"}
NOT_SURE = [
    "PC 1234 Dent", "PC1234 Dent", "Sgt Dent", "DS M. Dent", "Detective Sergeant Dent", "DCI Dent",
    "Chief Inspector M Dent", "Det. Ch. Supt. Dent", "Mr M J Dent", "The Dents", "Household of Dent", "Dennt",
    "D e n t", "PC D.e.n.t", "D\u0435nt", "\u039carcus Dennt", "For the attention of PC Dent", "FAO: PC Dent",
    "c/o Dent family", "Ms Priya Dent", "Dent Priya", "M Dent Esq", "M. Dent BA", "Mr M Dent (tenant)", "PC M Dent MBE",
]  # fmt: skip
"""Names that may be his, or of somebody of that name: each asks for a reason."""
SURE = ["PC Marcus Dent", "DS 1234 Dent, Marcus", "D\u0435nt, M\u0430rcus", "Chief Superintendent Marcus J Dent"]
"""Names that are his, however they are written."""
NOBODY = [
    "PC 1234 Kent", "Sgt Bent", "Detective Sergeant Example", "14 Dent Street", "Housing team", "Denton Council",
    "Chief Constable",
]  # fmt: skip
"""Names of nobody this case knows."""


@pytest.mark.parametrize("name", [*NOT_SURE, *SURE, *NOBODY])
def test_a_letter_to_somebody_of_that_name_is_asked_about_whatever_the_rank(
    session: Session, case: Saved, name: str
) -> None:
    add(session, case, "person", OFFICER)
    raw = LETTER | {"to_name": name}
    if name in NOBODY:
        assert add(session, case, "letter", raw).entry
    else:
        field = "to_name" if name in SURE else "shared_why"
        assert field_refused(session, case, "letter", raw) == field
        assert field_refused(session, case, "letter", LETTER | {"to_lines": f"{name}\nStation Road"}) in (
            "to_lines",
            "shared_why",
        )
    if name in NOT_SURE:
        assert add(session, case, "letter", raw | {"shared_why": WHY}).entry


@pytest.mark.parametrize("name", [*NOT_SURE, *SURE, *NOBODY])
def test_a_disclosure_to_somebody_of_that_name_is_asked_about_whatever_the_rank(
    session: Session, case: Saved, name: str
) -> None:
    add(session, case, "person", OFFICER)
    raw = DISCLOSED | {"who": {"name": name}}
    if name in NOBODY:
        assert add(session, case, "disclosure", raw).entry
    else:
        assert field_refused(session, case, "disclosure", raw) == ("who" if name in SURE else "channel_because")


def test_who_is_known_to_stand_beside_the_person_is_no_stranger_of_that_name(session: Session, case: Saved) -> None:
    add(session, case, "person", OFFICER)
    add(session, case, "person", {"role": "professional", "name": "Priya Dent", "shared_why": WHY})
    assert add(session, case, "letter", LETTER | {"to_name": "Ms Priya Dent"}).entry
