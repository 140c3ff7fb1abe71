"""The builder: every identifying item listed and unticked; what is not ticked is not among the bytes."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from hru_advocate.casework.disclosure.builder import (
    DisclosureRequest,
    DisclosureView,
    NothingByDefault,
    NothingToTickThere,
    build,
    list_items,
    templates,
)
from hru_advocate.casework.session import Session
from hru_advocate.domain.disclosure.redaction import CaseFinder
from tests.casework.disclosure.told_case import RULES, leaks, text_of, told_case
from tests.casework.open_sessions import add, id_of, new_case

TEXTS = (
    "Daz's van AB12 CDE stood outside. He rang 0 7 7 0 0 900-123 twice, then +44 7700 900123.",
    "DARREN HOLTBY, darrenholtby85, mr_holtby; Holtby, Darren; the Holtbys; D.H. D A R R E N. Dar-\nren. Dazza.",
    "Zoe OTester Lee and zoë o'tester-lee cried. ZOE ran.",
    "He stood at 12 Acacia Rd, then in acacia road, wa46xx. Says Lemon-Curd is the word, lemoncurd.",
    "He knows 2 May 2014, 02/05/2014 and 2.5.14. Mail daz.holtby85@example.com or daz.holtby85.",
    "Kev and jane from work told shaz at the pub. Kevin Roberts waited; kev's too. At St Testing's Primary School.",
    "GRACE WAS THERE WITH KEV. grace parkinson rang from 01632960011. Ring gill at testgill's.",
)
SECRETS = (
    "daz", "darren", "holtby", "d.h.", "zoe", "otester", "07700900123", "900123", "ab12cde", "acacia", "wa46xx",
    "2 May 2014", "02/05/2014", "2.5.14", "daz.holtby85", "kev", "jane", "shaz", "roberts", "testing", "grace",
    "parkinson", "01632960011", "testgill", "lemon", "lemoncurd", "quiet mews", "kyle",
)  # fmt: skip


def built(session: Session, case: str, template: str = "marac", *ticks: str) -> DisclosureView:
    return build(session, DisclosureRequest(case, template, frozenset(ticks)))


def by_value(view: DisclosureView, value: str) -> str:
    return next(one.id for one in view.items if one.value == value and one.offered)


def test_nothing_identifying_leaves_unticked(session: Session) -> None:
    case = id_of(told_case(session, *TEXTS))
    for one in templates(session):
        if one.id in ("employer", "subject"):
            continue
        view = built(session, case, one.id)
        assert leaks(view.pdf, *SECRETS) == [], one.id
        assert view.ticked == ()


def test_what_is_left_still_reads(session: Session) -> None:
    view = built(session, id_of(told_case(session, TEXTS[0])), "police")
    assert "■■■■'s van ■■■■ stood outside. He rang ■■■■ twice, then ■■■■." in text_of(view.pdf)
    assert "other police work" not in text_of(view.pdf)


@pytest.mark.parametrize(
    ("value", "shown", "still_black"),
    [
        ("Darren Holtby", ["Daz", "DARREN", "Dazza"], ["zoe", "07700900123", "kev", "acacia"]),
        ("07700 900123", ["900-123", "+44 7700 900123"], ["daz", "01632960011"]),
        ("Kevin Roberts", ["Kevin Roberts waited"], ["shaz", "darren", "kev's"]),
        ("12 Acacia Road, Warrington, WA4 6XX", ["acacia road", "wa46xx"], ["darren"]),
    ],
)
def test_a_tick_lets_that_item_leave_and_no_other(
    session: Session, value: str, shown: list[str], still_black: list[str]
) -> None:
    case = id_of(told_case(session, *TEXTS))
    first = built(session, case, "police")
    view = built(session, case, "police", by_value(first, value))
    assert [one.value for one in view.ticked] == [value]
    assert all(words in text_of(view.pdf) for words in shown)
    assert leaks(view.pdf, *still_black) == []


def test_a_code_word_is_named_and_never_offered(session: Session) -> None:
    case = id_of(told_case(session, *TEXTS))
    view = built(session, case, "police")
    secret = next(one for one in view.items if one.value == "lemon curd")
    assert not secret.offered
    with pytest.raises(NothingToTickThere):
        built(session, case, "police", secret.id)
    everything = built(session, case, "police", *(one.id for one in view.items if one.offered))
    assert leaks(everything.pdf, "lemon", "lemoncurd") == []


def test_a_code_word_is_black_without_what_it_means_as_well(session: Session) -> None:
    case = new_case(session)
    add(session, case, "safe_contact", RULES | {"code_word": "pineapple – she is in danger"})
    add(session, case, "incident", {"happened": "2026-11-01", "what": "She says pineapple then.", "basis": "report"})
    assert leaks(built(session, id_of(case), "police").pdf, "pineapple") == []


def test_every_item_says_where_it_stands(session: Session) -> None:
    view = built(session, id_of(told_case(session, *TEXTS)), "police")
    him = next(one for one in view.items if one.value == "Darren Holtby")
    assert him.what == "Name: alleged perpetrator"
    assert any(place.startswith("Incident, 1 Nov 2026: ") for place in him.places)
    assert him.count > 5


def test_a_word_that_two_share_needs_both_ticks_where_it_stands_alone(session: Session) -> None:
    case = told_case(session, "Darren Holtby and Lena Holtby came. The Holtbys left. Holtby rang.")
    add(session, case, "person", {"role": "child", "name": "Lena Holtby"})
    first = built(session, id_of(case), "police")
    his, hers = by_value(first, "Darren Holtby"), by_value(first, "Lena Holtby")
    one = text_of(built(session, id_of(case), "police", his).pdf)
    assert "Darren Holtby and ■■■■ came. The ■■■■ left. ■■■■ rang." in one
    both = text_of(built(session, id_of(case), "police", his, hers).pdf)
    assert "Darren Holtby and Lena Holtby came. The Holtbys left. Holtby rang." in both


def test_marac_is_whole_for_its_reader(session: Session) -> None:
    case = id_of(told_case(session, TEXTS[0]))
    first = built(session, case)
    assert first.missing == ("No dated judgement of the risk is recorded.",)
    text = text_of(first.pdf)
    assert "[x] Professional judgement" in text
    assert "[ ] Repeat" in text.replace("[  ]", "[ ]")
    assert "Shared without consent" in text
    assert "her life is in danger" in text
    assert "I want ■■■■ kept away from ■■■■." in text
    way = next(one for one in first.items if one.what.startswith("Safe contact answer"))
    number = by_value(first, "07700 900456")
    assert leaks(built(session, case, "marac", number).pdf, "07700 900456") == []
    assert "07700 900456" in text_of(built(session, case, "marac", number, way.id).pdf)


@pytest.mark.parametrize("template", ["marac", "mappa"])
def test_the_level_and_its_reason_reach_those_who_hear_the_case(session: Session, template: str) -> None:
    case = told_case(session)
    judged = {"made_on": "2026-11-20", "level": "high", "reason": "Daz follows her to work.", "review": "2026-12-04"}
    add(session, case, "judgement", judged | {"prompted_by": []})
    text = text_of(built(session, id_of(case), template).pdf)
    assert "High" in text
    assert "■■■■ follows her to work." in text
    assert "4 Dec 2026" in text
    assert "Factors and needs it rests on" not in text
    assert "No dated judgement of the risk is recorded." not in text


def test_a_rating_and_what_would_help_name_their_need(session: Session) -> None:
    case = told_case(session)
    rated = {"held_on": "2026-11-20", "nd_housing": {"value": 3}, "nd_housing_wanted": "A door that locks."}
    add(session, case, "needs_assessment", rated)
    need = session.product.label("nd_housing")
    for template in ("marac", "housing", "health", "subject"):
        text = text_of(built(session, id_of(case), template).pdf)
        assert f"{need}: How much help do you need with this right now?" in text, template
        assert f"{need}: What would help?" in text, template


@pytest.mark.parametrize(
    ("order", "stands"),
    [
        ({"until": "2026-11-17"}, "Ended 17 Nov 2026"),
        ({"stage": "ended", "ended_on": "2026-11-18"}, "Ended 18 Nov 2026"),
        ({"until": "2027-10-01"}, "Holds until 1 Oct 2027, not known to be served"),
        ({"until": "2026-11-26", "served_on": "2026-10-02"}, "Holds until 26 Nov 2026"),
        ({"until": "2026-11-23", "served_on": "2026-10-02"}, "Holds until 23 Nov 2026"),
        ({"no_end": True, "served_on": "2026-10-02"}, "Holds, no last day set"),
        ({"until": "2027-10-01", "aware_on": None}, "Made, not known to be served"),
        ({"stage": "applied", "made_on": None, "aware_on": None}, "Asked for, not made"),
    ],
)
def test_an_order_says_first_how_it_stands_on_the_day_of_the_paper(
    session: Session, order: dict[str, object], stands: str
) -> None:
    case = told_case(session)
    raw: dict[str, object] = {"kind": "nmo", "stage": "made", "made_on": "2026-10-01", "aware_on": "2026-10-02"} | order
    add(session, case, "order", {key: value for key, value in raw.items() if value is not None})
    for template in ("marac", "mappa", "police", "housing", "subject"):
        text = text_of(built(session, id_of(case), template).pdf)
        said = f"How it stands on 23 Nov 2026 {stands}"
        assert said in text, (template, text)
        assert text.count("Where it stands") == 1, template
        assert text.find("Where it stands") > text.find(said), template


def test_no_paper_says_what_an_advocate_should_note(session: Session) -> None:
    case = told_case(session)
    add(session, case, "situation", {"any_order": "some"})
    text = text_of(built(session, id_of(case), "marac").pdf)
    assert "Yes, now or before" in text
    assert "Legal & court" not in text


def test_an_employer_is_told_nothing_from_the_record(session: Session) -> None:
    case = id_of(told_case(session))
    with pytest.raises(NothingByDefault):
        built(session, case, "employer")


def test_the_person_has_everything_but_other_people(session: Session) -> None:
    case = told_case(session, *TEXTS)
    add(
        session,
        case,
        "contact",
        {
            "happened": "2026-11-20",
            "method": "phone",
            "direction": "out",
            "with_whom": "victim",
            "fact": "Mo was calm. Daz had rung.",
        },
    )
    view = built(session, id_of(case), "subject")
    text = text_of(view.pdf)
    assert "Mo was calm. ■■■■ had rung." in text
    assert "3 Quiet Mews" in text
    assert "07700 900456" in text
    theirs = [one for one in SECRETS if one != "quiet mews"]
    assert leaks(view.pdf, *theirs) == []
    assert "What is left out, and why" in text
    assert "Code words and agreed words" in text
    assert "OFFICIAL" not in text


def test_a_name_told_in_a_time_is_not_let_out_by_the_heading(session: Session) -> None:
    case = told_case(session)
    add(
        session,
        case,
        "incident",
        {"happened": "the night before last, when Kyle came", "what": "Shouting.", "basis": "report"},
    )
    assert leaks(built(session, id_of(case), "police").pdf, "kyle") == []


def test_a_name_inside_an_address_needs_its_own_tick(session: Session) -> None:
    case = told_case(session)
    address = "c/o Darren Holtby, 9 Other Walk"
    add(session, case, "person", {"role": "family", "name": "Una Third", "address": address})
    first = built(session, id_of(case), "police")
    view = built(session, id_of(case), "police", by_value(first, address))
    assert leaks(view.pdf, "darren") == []
    assert "9 Other Walk" in text_of(view.pdf)


def test_the_items_are_listed_before_the_paper_is_drawn_and_found_once_until_something_is_written(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    told, looked, read = told_case(session, *TEXTS), list[int](), CaseFinder.read
    case = id_of(told)

    def counted(finder: CaseFinder, texts: Sequence[str]) -> object:
        looked.append(len(texts))
        return read(finder, texts)

    monkeypatch.setattr(CaseFinder, "read", counted)
    listed = list_items(session, DisclosureRequest(case, "police"))
    view = built(session, case, "police")
    assert (listed.items, listed.missing) == (view.items, view.missing)
    ticked = list_items(session, DisclosureRequest(case, "police", frozenset({by_value(view, "Darren Holtby")})))
    assert [one.value for one in ticked.ticked] == ["Darren Holtby"]
    assert len(looked) == 1
    built(session, case, "marac")
    assert len(looked) == 2, "another recipient is told other records"
    add(session, told, "incident", {"happened": "2026-11-20", "what": "Kev Newcomer came along.", "basis": "report"})
    assert "Kev Newcomer" in [one.value for one in built(session, case, "police").items]
    assert len(looked) == 3
