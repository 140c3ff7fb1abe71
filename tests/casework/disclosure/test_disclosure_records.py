"""Disclosures and requests for material as records: what each needs, to whom nothing goes, and the day it is owed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from hru_advocate.casework.disclosure.builder import DisclosureRequest, build
from hru_advocate.casework.disclosure.log import disclosure_page_of
from hru_advocate.casework.disclosure.receipts import disclose
from hru_advocate.casework.late import late
from hru_advocate.casework.paper import papers
from hru_advocate.casework.records.entries import Saved, save
from hru_advocate.casework.records.searching import find
from hru_advocate.casework.session import Session
from hru_advocate.casework.today import look
from hru_advocate.errors import InvalidAnswer
from tests.casework.disclosure.told_case import DISCLOSED, MARAC, text_of, told_case
from tests.casework.open_sessions import add, id_of, new_case, session_at

ASKED: dict[str, object] = {
    "kind": "of_us",
    "from_whom": "Made-up Solicitors",
    "what": "The contact notes.",
    "asked_on": "2026-11-10",
    "answer_by": "2026-11-24",
}
HOLDER: dict[str, object] = {
    "kind": "of_holder",
    "notice": "yes",
    "notice_on": "2026-11-09",
    "state": "agreed",
    "answered_on": "2026-11-20",
    "tests": ["held", "line", "needed"],
}
RECIPIENTS = ("marac", "mappa", "police", "cps", "housing", "children", "health", "employer", "other")


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Session]:
    """One vault for the rows of the tables: each refuses, or adds one record more."""
    with session_at(tmp_path_factory.mktemp("shared") / "vault") as opened:
        yield opened


@pytest.fixture(scope="module")
def told(shared: Session) -> Saved:
    case = told_case(shared)
    add(shared, case, "person", {"role": "their_family", "name": "Lena Other", "relation": "his mother"})
    sharer = {"role": "other", "name": "Una Sharer", "phone": "07700 900123", "shared_why": "One phone in the house."}
    add(shared, case, "person", sharer)
    return case


def refusal(session: Session, case: Saved, form: str, raw: dict[str, object]) -> InvalidAnswer | None:
    """Save answers without those that are ``None``; how they were refused, if they were."""
    try:
        add(session, case, form, {name: value for name, value in raw.items() if value is not None})
    except InvalidAnswer as refused:
        return refused
    return None


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({}, None),
        # consent, or why without; nothing rests on a consent that was not given
        ({"consent": "without"}, "consent_because"),
        ({"consent": "not_asked", "consent_because": "She would be in danger."}, "basis"),
        ({"consent": "not_asked", "consent_because": "She would be in danger.", "basis": ["part3"]}, None),
        ({"consent": "not_needed", "basis": ["cpia"]}, None),
        # the recipient's own conflict is asked, and a yes or no answer to it needs words
        ({"conflict": "yes"}, "conflict_because"),
        ({"conflict": {"state": "not_known"}}, "conflict_because"),
        ({"conflict": {"state": "not_known"}, "conflict_because": "Only the lead opens it."}, None),
        ({"conflict": None}, "conflict"),
        # an employer is told nothing without consent
        ({"recipient": "employer"}, None),
        ({"recipient": "employer", "consent": "not_needed", "basis": ["part3"]}, "consent"),
        ({"recipient": "employer", "consent": "not_needed", "basis": ["court_order"]}, None),
        # what is out has its day; that day is not before it left
        ({"back_how": None}, "back_how"),
        ({"back_by": None}, "back_by"),
        ({"back_by": "2026-11-22"}, None),
        ({"back_by": "2026-11-21"}, "back_by"),
        ({"back_how": "keep", "back_by": None}, None),
        ({"state": "destroyed"}, "ended"),
        ({"state": "destroyed", "ended": "The lead said so today."}, None),
        ({"authorised_by": None}, "authorised_by"),
        ({"necessary": None}, "necessary"),
        ({"on": "2026-11-24"}, "on"),
    ],
)
def test_what_a_disclosure_needs(shared: Session, told: Saved, more: dict[str, object], field: str | None) -> None:
    refused = refusal(shared, told, "disclosure", DISCLOSED | more)
    assert (refused and refused.field) == field


@pytest.mark.parametrize(
    ("more", "field"),
    [
        # never to the other person, by name or by any way of theirs, whatever reason is given
        ({"agency": "Darren Holtby"}, "who"),
        ({"who": {"name": "Holtby, Darren"}}, "who"),
        ({"sent_to": "ring +44 7700 900123", "channel_because": "They asked."}, "who"),
        ({"sent_to": "daz.holtby85@example.com"}, "who"),
        ({"sent_to": "12 Acacia Rd, WA4 6XX"}, "who"),
        ({"sent_to": "c/o Darren Holtby, at the garage"}, "who"),
        ({"sent_to": "the desk\nfor the attention of Holtby, Darren"}, "who"),
        ({"sent_to": "01632 960009 / 07700 900123"}, "who"),
        ({"sent_to": "01632 960009 07700 900123"}, "who"),
        ({"sent_to": "ring 0770O 900123"}, "who"),
        ({"sent_to": "daz.holtby85 at example dot com"}, "who"),
        # somebody of theirs, or who shares a way with them, asks for a reason
        ({"who": {"name": "Lena Other"}}, "channel_because"),
        ({"who": {"name": "Lena Other"}, "channel_because": "She is the social worker's manager."}, None),
        ({"who": {"name": "Una Sharer"}}, "channel_because"),
        ({"who": {"name": "Elena", "relation": "Darren's sister"}}, "channel_because"),
        ({"who": {"name": "Elena", "relation": "the duty officer"}}, None),
        # a namesake of one name only may be them
        ({"who": {"name": "Daz"}}, "who"),
        ({"who": {"name": "Grace Parkinson"}}, None),
        ({"sent_to": "duty@example.org"}, None),
    ],
)
def test_nothing_goes_to_the_other_persons_side(
    shared: Session, told: Saved, more: dict[str, object], field: str | None
) -> None:
    refused = refusal(shared, told, "disclosure", DISCLOSED | more)
    assert (refused and refused.field) == field
    assert refused is None or "Holtby" not in refused.message


@pytest.mark.parametrize(
    ("works", "recipient", "refused"),
    [
        *(("police", one, one in ("police", "cps", "marac", "mappa")) for one in RECIPIENTS),
        *(
            ("partner_agency", one, one in ("marac", "mappa", "housing", "children", "health", "cps"))
            for one in RECIPIENTS
        ),
        *(("neither", one, False) for one in RECIPIENTS),
    ],
)
def test_where_the_other_person_works_answers_the_question_of_conflict(
    shared: Session, works: str, recipient: str, *, refused: bool
) -> None:
    case = new_case(shared)
    add(shared, case, "person", {"role": "perpetrator", "name": "Ash Other", "works_for": works})
    found = refusal(shared, case, "disclosure", DISCLOSED | {"recipient": recipient})
    assert (found is not None and found.field == "conflict") == refused


@pytest.mark.parametrize("kind", ["marac", "mappa"])
@pytest.mark.parametrize(
    ("meetings", "refused"),
    [
        ([("no", "2026-12-01")], True),
        ([("yes", "2026-12-01")], False),
        ([("without", "2026-12-01")], False),
        # the newest of them counts: the one whose consent the paper prints
        ([("no", "2026-10-01"), ("without", "2026-12-01")], False),
        ([("no", "2026-12-01"), ("yes", "2026-10-01")], True),
    ],
)
def test_nothing_goes_to_a_meeting_the_person_said_no_to(
    session: Session, kind: str, meetings: list[tuple[str, str]], *, refused: bool
) -> None:
    case = new_case(session)
    for consent, on in meetings:
        add(session, case, "meeting", MARAC | {"kind": kind, "consent": consent, "on": on})
    raw = {name: one for name, one in DISCLOSED.items() if name not in ("what", "recipient")}
    view = build(session, DisclosureRequest(id_of(case), kind))
    said = f"By the {kind.upper()} record the person said no."
    assert (said in view.missing) == refused
    found = refusal(session, case, "disclosure", DISCLOSED | {"recipient": kind})
    assert (found is not None and found.field == "consent" and said in found.message) == refused
    assert refusal(session, case, "disclosure", DISCLOSED) is None
    # naming another sort of recipient beside the meeting's paper opens nothing
    for given in (raw, raw | {"recipient": "other"}):
        if refused:
            with pytest.raises(InvalidAnswer, match="the person said no"):
                disclose(session, view, given, "saved")
        else:
            disclose(session, view, given, "saved")


def test_paper_for_the_person_meets_what_the_record_says_of_paper(session: Session) -> None:
    case = new_case(session, lives_together="together")
    own = DISCLOSED | {"recipient": "subject", "channel": "post", "basis": ["subject_access"], "back_how": "keep"}
    own.pop("back_by")
    with pytest.raises(InvalidAnswer) as refused:
        add(session, case, "disclosure", own)
    assert refused.value.field == "channel_because"
    add(session, case, "disclosure", own | {"channel_because": "Read at the unit's office, and left there."})


def test_a_disclosure_is_due_until_it_is_back(session: Session) -> None:
    case = new_case(session)
    entry = add(session, case, "disclosure", DISCLOSED | {"back_by": "2026-11-22"}).entry
    assert [one.what for one in look(session).reviews] == ["Disclosed: to be destroyed"]
    assert entry in [one.entry for one in late(session)]
    (line,) = disclosure_page_of(session, id_of(case)).disclosed
    assert (line.over_days, line.state) == (1, "with_them")
    save(
        session,
        "disclosure",
        DISCLOSED | {"state": "destroyed", "ended": "By e-mail."},
        corrects=[entry],
        reason="Gone",
    )
    assert look(session).reviews == ()


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({}, None),
        ({"answer_by": None}, "answer_by"),
        ({"answer_by": "2026-11-09"}, "answer_by"),
        # the person's own data: one month, filled in, and never later
        ({"kind": "subject", "answer_by": None}, None),
        ({"kind": "subject", "answer_by": "2026-12-10"}, None),
        ({"kind": "subject", "answer_by": "2026-12-11"}, "answer_by"),
        ({"notice": "no"}, "notice_because"),
        ({"notice": "yes"}, "notice_on"),
        ({"state": "refused", "answered_on": "2026-11-20", "notice": "not_yet"}, "because"),
        ({"state": "refused", "answered_on": "2026-11-20", "because": "No reason was given."}, "notice"),
        ({"state": "refused", "notice": "not_yet", "because": "No reason was given."}, "answered_on"),
        ({"state": "withdrawn", "answered_on": "2026-11-20"}, None),
        # another holder is asked only where all three tests were met
        (HOLDER, None),
        (HOLDER | {"tests": ["held", "line"]}, "tests"),
        (HOLDER | {"tests": ["held"], "state": "refused", "because": "Two are missing."}, None),
        (HOLDER | {"counselling": True}, "reason"),
        (HOLDER | {"counselling": True, "reason": "The defence case turns on it."}, None),
    ],
)
def test_what_a_request_needs(shared: Session, told: Saved, more: dict[str, object], field: str | None) -> None:
    refused = refusal(shared, told, "material_request", ASKED | more)
    assert (refused and refused.field) == field


def test_a_subject_access_request_falls_due_in_a_month(session: Session) -> None:
    case = new_case(session)
    raw = ASKED | {"kind": "subject", "asked_on": "2026-10-31"}
    raw.pop("answer_by")
    add(session, case, "material_request", raw)
    (due,) = look(session).reviews
    assert (due.what, due.due.day) == ("Request for material: answer it", date(2026, 11, 30))
    (line,) = disclosure_page_of(session, id_of(case)).requests
    assert line.days.startswith("answer it ")


def test_what_was_disclosed_is_searched_by_what_and_never_by_where_it_went(session: Session) -> None:
    add(session, new_case(session), "disclosure", DISCLOSED | {"sent_to": "duty@example.org"})
    assert find(session, "Made-up Council")
    assert not find(session, "duty@example.org")


def test_the_index_names_every_disclosure(session: Session) -> None:
    case = new_case(session)
    add(session, case, "disclosure", DISCLOSED)
    add(session, case, "disclosure", DISCLOSED | {"agency": "Another Council", "on": "2026-11-20"})
    text = text_of(papers.preview(session, papers.PaperRequest(id_of(case), "disclosure_index")).pdf)
    assert text.index("Another Council") < text.index("Made-up Council")
    assert "By Sgt Example" in text
