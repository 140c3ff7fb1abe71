"""The agencies of a case: who they are, what part each has, and what the person lets them know."""

from __future__ import annotations

import pytest

from hru_advocate.casework.partners.agencies import agencies_of_case
from hru_advocate.casework.session import Session
from hru_advocate.domain.partners.agencies import agency_key
from hru_advocate.errors import InvalidAnswer
from tests.casework.open_sessions import add, id_of, new_case

OFFICER: dict[str, object] = {"role": "officer", "name": "PC Sam Example"}
WORKER: dict[str, object] = {
    "role": "professional",
    "name": "Jo Example",
    "agency": "The Harbour Trust",
    "post": "Key worker",
}
GIVEN: dict[str, object] = {
    "recipient": "other",
    "agency": "Harbour Trust",
    "what": "That she is safe.",
    "purpose": "So that the key worker can go on.",
    "basis": ["consent"],
    "consent": "yes",
    "necessary": "No more than that.",
    "authorised_by": "Sgt Example",
    "channel": "spoken",
    "conflict": "no",
    "state": "with_them",
    "back_how": "keep",
}
MEETING: dict[str, object] = {
    "kind": "marac",
    "basis": ["judgement"],
    "why": "It gets worse.",
    "on": "2026-11-12",
    "state": "held",
    "came": [{"agency": "harbour trust", "who": "Jo"}, {"agency": "Housing Example"}],
}


@pytest.mark.parametrize(
    ("form", "raw", "agency", "words", "live"),
    [
        ("person", OFFICER, "Police", "", True),
        ("person", OFFICER | {"agency": "Example Force"}, "Example Force", "", True),
        ("person", WORKER, "The Harbour Trust", "Key worker", True),
        # gone from today on, and still there on the day before; the post says more than what they are to her
        (
            "person",
            WORKER | {"left_on": "2026-11-22"},
            "The Harbour Trust",
            "Key worker, no longer part of this case since 22 Nov 2026",
            False,
        ),
        ("person", WORKER | {"post": None, "relation": "her key worker"}, "The Harbour Trust", "her key worker", True),
        ("person", {"role": "professional", "name": "Jo Example"}, "Jo Example", "", True),
        ("disclosure", GIVEN, "Harbour Trust", "something was disclosed to them on 23 Nov 2026 (with them)", False),
        (
            "disclosure",
            GIVEN | {"back_how": "give_back", "back_by": "2026-12-12"},
            "Harbour Trust",
            "something was disclosed to them on 23 Nov 2026 (with them)",
            True,
        ),
        ("disclosure", GIVEN | {"state": "withdrawn", "ended": "Never read."}, "", "", False),
        (
            "action",
            {"what": "Fit the locks", "owner": "service", "owner_name": "Harbour Trust", "state": "open"},
            "Harbour Trust",
            "owes: Fit the locks (no day set)",
            True,
        ),
        ("action", {"what": "Ring her", "owner": "us", "state": "open"}, "", "", False),
        (
            "action",
            {"what": "See her", "owner": "probation", "due": "2026-11-22", "state": "open"},
            "Probation",
            "owes: See her (1 day late)",
            True,
        ),
        (
            "safeguarding",
            {
                "who": "child",
                "born": "2014-05-02",
                "authority": "halton",
                "why": "He hides.",
                "consent": "yes",
                "state": "made",
                "referred_on": "2026-11-20",
                "chase_on": "2026-12-01",
            },
            "Halton: children's services",
            "safeguarding referral on 20 Nov 2026 (made",
            True,
        ),
        (
            "material_request",
            {
                "kind": "of_us",
                "from_whom": "Example Solicitors",
                "what": "Our log.",
                "asked_on": "2026-11-20",
                "answer_by": "2026-12-04",
            },
            "Example Solicitors",
            "asks for material on 20 Nov 2026 (",
            True,
        ),
        (
            "criminal_case",
            {"stage": "charged", "officers": [{"role": "witness_care", "who": {"name": "Una Example"}}]},
            "Witness Care Unit",
            "criminal case: witness care unit",
            True,
        ),
        (
            "signposting",
            {
                "service": ["sv_paladin"],
                "why": "She asked.",
                "consent": "given",
                "state": "waiting",
                "outcome": "They ring on Monday.",
            },
            "Paladin",
            "service: waiting",
            True,
        ),
        (
            "signposting",
            {"service": ["sv_paladin"], "why": "She asked.", "consent": "refused", "state": "declined"},
            "",
            "",
            False,
        ),
    ],
)
def test_each_record_says_its_part(
    session: Session, form: str, raw: dict[str, object], agency: str, words: str, live: bool
) -> None:
    case = new_case(session)
    add(session, case, form, {key: value for key, value in raw.items() if value is not None})
    found = agencies_of_case(session, id_of(case))
    if not agency:
        assert found == ()
        return
    (one,) = found
    (part,) = one.parts
    assert one.name.startswith(agency)
    assert part.words.startswith(words)
    assert one.live == part.live == live


def test_one_agency_is_one_however_its_name_was_typed(session: Session) -> None:
    case = new_case(session)
    add(session, case, "meeting", MEETING)
    add(session, case, "disclosure", GIVEN)
    add(session, case, "person", WORKER)
    harbour, housing = agencies_of_case(session, id_of(case))
    assert (harbour.name, housing.name) == ("The Harbour Trust", "Housing Example")
    assert [part.who for part in harbour.parts] == ["Jo Example", "", "Jo"]
    assert (harbour.live, harbour.known, housing.live, housing.known) == (True, True, False, False)
    assert housing.parts[0].words == "came to the MARAC on 12 Nov 2026"
    held = {"kind": "of_holder", "from_whom": "The police", "holder": "housing example", "what": "Its log.",
            "asked_on": "2026-11-20", "answer_by": "2026-12-04"}  # fmt: skip
    add(session, case, "material_request", held)
    parts = {one.name: [part.words for part in one.parts] for one in agencies_of_case(session, id_of(case))}
    assert parts["Housing Example"][0] == "holds material that is asked for on 20 Nov 2026"
    assert parts["The police"][0].startswith("asks for material on 20 Nov 2026 (")


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("The Harbour Trust", "harbour trust", True),
        ("Housing and Homes", "Homes & Housing", True),
        ("Harbour Trust", "Harbour", False),
        ("Probation", "Probation Service", False),
        ("Café Żółw", "cafe zolw", True),
    ],
)
def test_a_name_is_known_again_by_its_words(one: str, other: str, same: bool) -> None:
    assert (agency_key(one) == agency_key(other)) is same


@pytest.mark.parametrize(
    ("knows", "more", "refused"),
    [
        ("nothing", {}, True),
        ("nothing", {"consent": "not_needed", "consent_because": "A court asked."}, True),
        (
            "nothing",
            {"consent": "without", "consent_because": "A child is in danger.", "basis": ["safeguarding"]},
            False,
        ),
        (
            "nothing",
            {"consent": "not_asked", "consent_because": "The phone is read.", "basis": ["safeguarding"]},
            False,
        ),
        ("nothing", {"agency": "Harbour Homes"}, False),
        ("nothing", {"agency": "Elsewhere", "who": {"name": "Jo Example", "relation": "the key worker"}}, True),
        ("nothing", {"agency": "Elsewhere", "who": {"name": "Jo", "relation": "The Harbour Trust"}}, True),
        ("only_that", {}, False),
        ("only_that", {"copy_number": 3}, True),
        ("as_disclosed", {"copy_number": 3}, False),
        ("as_disclosed", {}, False),
    ],
)
def test_nothing_goes_as_agreed_to_an_agency_that_is_to_know_nothing(
    session: Session, knows: str, more: dict[str, object], refused: bool
) -> None:
    case = new_case(session)
    add(session, case, "person", WORKER | {"may_know": knows})
    (one,) = agencies_of_case(session, id_of(case))
    assert one.refused is (knows == "nothing")
    if not refused:
        add(session, case, "disclosure", GIVEN | more)
        return
    with pytest.raises(InvalidAnswer, match="wants nothing known at this agency") as fault:
        add(session, case, "disclosure", GIVEN | more)
    assert fault.value.field == "consent"


def test_an_officer_of_the_criminal_case_belongs_where_the_record_of_that_person_says(session: Session) -> None:
    case = new_case(session)
    officers = [{"role": "in_case", "who": {"name": "PC Sam Example"}}, {"role": "in_case", "who": {"name": "PC Lee"}}]
    add(session, case, "criminal_case", {"stage": "charged", "officers": officers})
    add(session, case, "person", OFFICER | {"agency": "Example Force"})
    found = {one.name: [part.who for part in one.parts] for one in agencies_of_case(session, id_of(case))}
    assert found == {"Example Force": ["PC Sam Example", "PC Sam Example"], "Police": ["PC Lee"]}


GONE_WITHOUT = {
    "consent": "without", "consent_because": "A child is in danger.", "state": "sent", "sent_on": "2026-11-21",
    "agreed_on": None, "goes_by": "post",
}  # fmt: skip


@pytest.mark.parametrize(
    ("to", "more", "refused"),
    [
        ({"to_name": "Jo Example"}, {}, True),
        ({"to_name": "The manager", "to_lines": "Harbour Trust\nQuay Road"}, {}, True),
        ({"to_name": "Jo Example"}, GONE_WITHOUT, False),
        ({"to_name": "Housing Example"}, {}, False),
    ],
)
def test_no_letter_goes_with_consent_to_where_nothing_is_to_be_known(
    session: Session, to: dict[str, object], more: dict[str, object], refused: bool
) -> None:
    case = new_case(session)
    add(session, case, "person", WORKER | {"may_know": "nothing"})
    letter: dict[str, object] = {
        "title": "A question", "kind": "letter", "text": "made up.", "consent": "yes", "state": "agreed",
        "agreed_on": "2026-11-20",
    }  # fmt: skip
    raw = letter | to | more
    add(session, case, "letter", raw | {"state": "draft", "agreed_on": None})  # while it is written it may say anything
    if not refused:
        add(session, case, "letter", raw)
        return
    with pytest.raises(InvalidAnswer, match="wants nothing known where this letter goes") as fault:
        add(session, case, "letter", raw)
    assert fault.value.field == "consent"
