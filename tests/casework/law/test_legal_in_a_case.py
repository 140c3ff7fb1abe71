"""Legal options in a vault: what the record answers, what was talked about, what the unit confirmed, day by day."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Final

import pypdfium2
import pytest

from hru_advocate.casework.cases.cases import next_dates
from hru_advocate.casework.law.legal_options import (
    NOT_ADVICE,
    OptionFilter,
    confirm_option,
    find_options,
    option_page,
)
from hru_advocate.casework.law.legal_talks import fit_of, legal_card, order_begun, talks_of
from hru_advocate.casework.paper.papers import PaperRequest, preview
from hru_advocate.casework.records.entries import Saved, save
from hru_advocate.casework.records.records import record_lines
from hru_advocate.casework.records.searching import find
from hru_advocate.casework.session import Session
from hru_advocate.casework.today import look
from hru_advocate.errors import InvalidAnswer, NotFound
from tests.casework.open_sessions import add, id_of, new_case
from tests.fixed_clock import FixedClock

TALK: Final[dict[str, object]] = {
    "option": "nmo", "talked_on": "2026-11-20", "told_by": "Us", "said": "Told what it can do.",
    "wants": "wants_time", "who_applies": "victim", "stands": "talked_about", "next_on": "2026-11-27",
    "next_step": "See the solicitor", "decided_because": "Wants to think",
}  # fmt: skip
Records = tuple[tuple[str, dict[str, object]], ...]
ORDER: Final[dict[str, object]] = {"kind": "spo_full", "stage": "made", "made_on": "2026-10-01",
                                   "served_on": "2026-10-02", "until": "2028-10-01"}  # fmt: skip
INCIDENT: Final[dict[str, object]] = {"happened": "2026-11-12", "what": "Stood outside.", "basis": "fact"}


def on(session: Session, day: str) -> None:
    when = datetime.fromisoformat(f"{day}T10:00").replace(tzinfo=UTC)
    session.clock = FixedClock(when, step=timedelta(milliseconds=7))


def answered(session: Session, case: Saved, option: str, place: int) -> tuple[str, str]:
    line = fit_of(session, id_of(case), option).prompts[place - 1]
    return line.state, line.words


@pytest.mark.parametrize(("more", "records", "prompt", "state", "says"), [
    # relationship and living together
    ({}, (), ("nmo", 1), "for", "Yes, as recorded: Former partner (Referral and intake, 10 Nov 2026)"),
    ({"relationship": None, "lives_together": None}, (), ("nmo", 1), "ask", "Not known: ask."),
    ({"relationship": "stranger", "lives_together": "never"}, (), ("nmo", 1), "against", "No, as recorded: A stranger"),
    ({"relationship": "stranger", "lives_together": None}, (), ("nmo", 1), "ask", "Not known: ask."),
    ({"relationship": "neighbour", "lives_together": "apart"}, (), ("nmo", 1), "for", "They lived together"),
    ({"relationship": "neighbour", "lives_together": "never"}, (), ("nmo", 1), "ask", "Not known: ask."),
    ({"lives_together": "together"}, (), ("occupation_order", 1), "for", "Lives with the other person now"),
    ({}, (), ("dvds_right_to_ask", 1), "for", "Former partner"),
    ({"relationship": "colleague"}, (), ("dvds_right_to_ask", 1), "ask", "Not known: ask."),
    # ages: only what is certain
    ({"other_born": "17"}, (), ("dvpn", 2), "against", "The other person is under 18"),
    ({"other_born": "2008-11-24"}, (), ("dvpn", 2), "against", "under 18"),
    ({"other_born": "2008-11-23"}, (), ("dvpn", 2), "for", "The other person is 18 or over"),
    ({"other_born": "about 18"}, (), ("dvpn", 2), "ask", "Not known: ask."),
    ({}, (), ("dvpn", 2), "ask", "Not known: ask."),
    ({"other_born": "40", "born": "15"}, (), ("dapo", 1), "against", "She or he is under 16"),
    ({"other_born": "40", "born": "30"}, (), ("dapo", 1), "for", "16 or over"),
    ({"born": "30"}, (("person", {"role": "perpetrator", "name": "Al Example", "born": "40"}),), ("dapo", 1), "for",
     "The other person is 18 or over (Person"),
    # area
    ({}, (), ("spo_full", 4), "for", "lives in Warrington"),
    ({"area": "outside", "decision_reason": "Near."}, (), ("spo_full", 4), "ask", "Not known: ask."),
    # orders, by their days
    ({}, (("order", ORDER),), ("spo_full", 6), "said", "Yes, as recorded: Stalking protection order"),
    ({}, (("order", ORDER | {"until": "2026-11-22"}),), ("spo_full", 6), "ask", "Not known: ask."),
    ({}, (("order", ORDER | {"kind": "dvpn", "until": "2026-11-22"}),), ("dvpo", 1), "for", "Domestic violence"),
    ({}, (("order", {"kind": "spo_full", "stage": "applied"}),), ("spo_interim", 1), "for", "Stalking protection"),
    ({}, (("order", {"kind": "spo_full", "stage": "refused"}),), ("spo_interim", 1), "ask", "Not known: ask."),
    # reported or not
    ({}, (("situation", {"asked_on": "2026-11-20", "ci_police_not_told": True}),), ("cica", 2), "against",
     "Not reported to the police"),
    ({}, (("criminal_case", {"stage": "reported"}),), ("cica", 2), "for", "There is a criminal case"),
    ({}, (("incident", INCIDENT | {"reported_to": ["police"]}),), ("cica", 2), "for", "reported to police"),
    ({}, (("incident", INCIDENT | {"reported_to": ["employer"]}),), ("cica", 2), "ask", "Not known: ask."),
    ({}, (), ("cica", 2), "ask", "Not known: ask."),
    # two occasions
    ({}, (("incident", INCIDENT), ("incident", INCIDENT | {"happened": "2026-11-13"})), ("offence_pha_s2", 1), "for",
     "2 incidents are noted"),
    ({}, (("incident", INCIDENT),), ("offence_pha_s2", 1), "ask", "Not known: ask."),
    ({}, (("incident", INCIDENT), ("incident", INCIDENT | {"happened": "2026-11-13", "basis": "opinion"})),
     ("offence_pha_s2", 1), "ask", "Not known: ask."),
    # charged or not
    ({}, (("criminal_case", {"stage": "charged"}),), ("post_charge_bail", 1), "for", "Charged"),
    ({}, (("criminal_case", {"stage": "investigating"}),), ("post_charge_bail", 1), "against", "Not charged"),
    ({}, (("criminal_case", {"stage": "investigating"}), ("criminal_case", {"stage": "court"})),
     ("post_charge_bail", 1), "for", "Charged"),
    ({}, (), ("post_charge_bail", 1), "ask", "Not known: ask."),
])  # fmt: skip
def test_a_prompt_is_answered_from_the_record_with_its_source(
    session: Session, more: dict[str, object], records: Records, prompt: tuple[str, int], state: str, says: str
) -> None:
    case = new_case(session, **more)
    for form, raw in records:
        add(session, case, form, raw)
    found, words = answered(session, case, *prompt)
    assert found == state
    assert says in words


def test_one_of_several_people_rules_nothing_out(session: Session) -> None:
    case = new_case(session, other_born="17")
    add(session, case, "person", {"role": "perpetrator", "name": "Al Example", "born": "17"})
    assert fit_of(session, id_of(case), "dvpn").fit == "does_not_fit"
    add(session, case, "person", {"role": "proxy", "name": "Bo Example"})
    line = fit_of(session, id_of(case), "dvpn")
    assert line.prompts[1].words.startswith("The record says both, or not of everyone: ask.")
    assert line.fit == "may_fit"  # connected: a former partner


def test_the_card_of_a_case_says_what_may_fit_and_never_advises(session: Session, case: Saved) -> None:
    card = legal_card(session, id_of(case))
    assert card.not_advice == NOT_ADVICE
    assert len(card.may_fit) + len(card.others) == 63
    assert all(line.because for line in card.may_fit)
    assert {line.fit_words for line in (*card.may_fit, *card.others)} <= {
        "may fit", "does not fit", "not known: ask", "not offered any more",
    }  # fmt: skip


@pytest.mark.parametrize(("more", "today", "says", "due"), [
    ({}, "2026-11-23", "See the solicitor: 27 Nov", True),
    ({}, "2026-11-27", "See the solicitor: today", True),
    ({}, "2026-11-28", "See the solicitor: 1 day over", True),
    ({}, "2026-11-20", "See the solicitor: 27 Nov", True),
    ({"next_on": "2026-12-30"}, "2026-11-20", "See the solicitor: 30 Dec", False),
    ({"next_on": None, "next_step": None}, "2026-11-28", "", False),
    ({"stands": "refused"}, "2026-11-28", "", False),
    ({"stands": "not_wanted", "wants": "no"}, "2026-11-28", "", False),
    ({"stands": "applied"}, "2026-11-28", "See the solicitor: 1 day over", True),
])  # fmt: skip
def test_the_next_step_of_a_talk_is_due_until_it_is_over(
    session: Session, case: Saved, more: dict[str, object], today: str, says: str, due: bool
) -> None:
    add(session, case, "legal_talk", TALK | more)
    on(session, today)
    (line,) = talks_of(session, id_of(case))
    assert (line.next_words, line.late) == (says, "over" in says)
    shown = [one.what for one in look(session).dates if one.what.startswith("Legal")]
    assert shown == (["Legal option: Non-molestation order"] if due else [])
    dates = [one.words for one in next_dates(session, id_of(case)) if one.words.startswith("Legal")]
    assert bool(dates) == bool(says)


def test_talks_stand_by_their_next_step_and_what_is_over_last(session: Session, case: Saved) -> None:
    later: dict[str, object] = {"option": "occupation_order", "next_on": "2026-12-01"}
    none: dict[str, object] = {"option": "cica", "next_on": None, "next_step": None}
    over: dict[str, object] = {"option": "dapo", "stands": "refused"}
    for more in ({}, later, none, over):
        add(session, case, "legal_talk", TALK | more)
    assert [one.option for one in talks_of(session, id_of(case))] == ["nmo", "occupation_order", "cica", "dapo"]


def test_a_talk_is_found_listed_and_printed(session: Session, case: Saved) -> None:
    saved = add(session, case, "legal_talk", TALK)
    assert find(session, "solicitor", 5)
    assert find(session, "molestation", 5)
    lines = [line for line in record_lines(session, id_of(case), ("legal_option",)) if line.entry == saved.entry]
    assert lines[0].line == "Non-molestation order · Wants time · Talked about · 27 Nov 2026"
    paper = preview(session, PaperRequest(id_of(case), "record", record=saved.entry))
    text = " ".join(pypdfium2.PdfDocument(paper.pdf)[0].get_textpage().get_text_bounded().split())
    assert "Non-molestation order" in text
    assert "See the solicitor" in text


@pytest.mark.parametrize(("more", "order", "begun"), [
    ({}, "nmo", {"kind": "nmo"}),
    ({"stands": "applied"}, "nmo", {"kind": "nmo", "stage": "applied"}),
    ({"stands": "applying"}, "nmo", {"kind": "nmo", "stage": "applied"}),
    ({"stands": "refused"}, "", {}),
    ({"option": "cica"}, "", {}),
])  # fmt: skip
def test_an_order_is_begun_from_a_talk(
    session: Session, case: Saved, more: dict[str, object], order: str, begun: dict[str, object]
) -> None:
    add(session, case, "legal_talk", TALK | more)
    (line,) = talks_of(session, id_of(case))
    assert line.order == order
    if order:
        assert order_begun(line) == begun
        days = {"made_on": "2026-11-01"} if "stage" not in begun else {}
        add(session, case, "order", {"stage": "made", **begun, **days})


def test_what_is_wanted_cannot_stand_as_not_wanted(session: Session, case: Saved) -> None:
    with pytest.raises(InvalidAnswer) as refused:
        add(session, case, "legal_talk", TALK | {"wants": "yes", "stands": "not_wanted"})
    assert refused.value.field == "stands"


@pytest.mark.parametrize(("today", "says", "fresh"), [
    ("2026-11-03", "confirmed today by A. Sergeant", True),
    ("2026-11-23", "confirmed 3 Nov by A. Sergeant", True),
    ("2027-05-03", "confirmed 3 Nov 2026 by A. Sergeant", True),
    ("2027-05-04", "confirmed 3 Nov 2026 by A. Sergeant, older than 6 months: check again", False),
])  # fmt: skip
def test_a_confirmation_is_in_sight_and_grows_old(session: Session, today: str, says: str, fresh: bool) -> None:
    before = option_page(session, "nmo")
    assert before.line.confirmed_words == "not yet confirmed by the unit"
    assert before.standing[0][1] == "Not yet confirmed by the unit"
    on(session, "2026-11-23")
    confirm_option(session, "nmo", by="A. Sergeant", against="law", on="2026-11-03")
    on(session, today)
    page = option_page(session, "nmo")
    assert (page.line.confirmed_words, page.line.confirmed) == (says, fresh)
    assert page.standing[0] == (
        "fine" if fresh else "caution",
        f"{says[0].upper()}{says[1:]}, against: The law as it stands today",
    )


@pytest.mark.parametrize(("checked", "last_fresh"), [
    ("2026-08-31", date(2027, 2, 28)), ("2026-03-30", date(2026, 9, 30)), ("2026-06-30", date(2026, 12, 30)),
])  # fmt: skip
def test_six_months_of_a_short_month_end_with_it(session: Session, checked: str, last_fresh: date) -> None:
    on(session, checked)
    confirm_option(session, "nmo", by="A. Sergeant", against="law")
    for day, fresh in ((last_fresh, True), (last_fresh + timedelta(days=1), False)):
        on(session, day.isoformat())
        assert option_page(session, "nmo").line.confirmed is fresh


def test_what_has_changed_stands_beside_our_words(session: Session) -> None:
    ours = option_page(session, "dapo").can_do
    confirm_option(session, "dapo", by="A. Sergeant", against="force", changed="Made here since 2 Nov.")
    page = option_page(session, "dapo")
    assert page.unit_words == "Made here since 2 Nov."
    assert page.can_do == ours
    assert page.line.confirmed_words == "changed, says the unit: today by A. Sergeant"
    assert not page.line.confirmed
    confirm_option(session, "dapo", by="B. Sergeant", against="law")
    assert option_page(session, "dapo").line.confirmed_words == "confirmed today by B. Sergeant"


def test_the_check_of_the_latest_day_decides_whenever_it_was_typed(session: Session) -> None:
    confirm_option(session, "nmo", by="New", against="law", on="2026-11-20")
    confirm_option(session, "nmo", by="Old", against="law", on="2026-11-02")
    assert option_page(session, "nmo").line.confirmed_words == "confirmed 20 Nov by New"


@pytest.mark.parametrize(("given", "field"), [
    ({"by": "", "against": "law"}, "by"),
    ({"by": "A", "against": ""}, "against"),
    ({"by": "A", "against": "law", "on": "2026-11-24"}, "on"),
    ({"by": "A", "against": "law", "on": "soon"}, "on"),
])  # fmt: skip
def test_a_check_that_names_nobody_nothing_or_a_day_to_come_is_refused(
    session: Session, given: dict[str, str], field: str
) -> None:
    with pytest.raises(InvalidAnswer) as refused:
        confirm_option(session, "nmo", **given)
    assert refused.value.field == field
    assert option_page(session, "nmo").line.confirmed_words == "not yet confirmed by the unit"


def test_a_change_without_words_is_refused(session: Session) -> None:
    raw = {"option": "nmo", "by": "A", "on": "2026-11-20", "against": "law", "right": False}
    with pytest.raises(InvalidAnswer):
        save(session, "legal_check", raw)


def test_an_option_that_is_not_there_is_not_confirmed(session: Session) -> None:
    with pytest.raises(NotFound):
        confirm_option(session, "magic_wand", by="A", against="law")


@pytest.mark.parametrize(("option", "words"), [
    ("dapo", ("Known change: DAPO and DAPN pilot", "Some areas only: check this one", "Check before relying on it")),
    ("spo_conviction_acquittal", ("May not have begun: check", "Known change: Crime and Policing Act 2026",
                                  "Main point not confirmed: do not rely on it")),
    ("unduly_lenient_sentence", ("May not have begun: check", "No source: to be confirmed by the unit")),
    ("spo_full", ("In force", "Well sourced")),
    ("pin_legacy", ("No longer used: do not offer",)),
])  # fmt: skip
def test_how_far_it_can_be_relied_on_stands_first(session: Session, option: str, words: tuple[str, ...]) -> None:
    said = "\n".join(line for _tone, line in option_page(session, option).standing)
    assert all(part in said for part in words), said


@pytest.mark.parametrize(("wanted", "has", "lacks"), [
    (OptionFilter(need="nd_money"), "cica", "nmo"),
    (OptionFilter(who="council"), "homelessness_priority", "nmo"),
    (OptionFilter(area="pilot_check_area"), "dapo", "nmo"),
    (OptionFilter(cost="fee"), "pha_s3_injunction", "nmo"),
    (OptionFilter(speed="court_quick"), "nmo", "child_arrangements"),
    (OptionFilter(text="order", who="police", speed="no_court"), "", "nmo"),
    (OptionFilter(text="children", need="nd_family_court"), "child_arrangements", "marac_referral"),
])  # fmt: skip
def test_filters_narrow_the_list_and_work_together(
    session: Session, wanted: OptionFilter, has: str, lacks: str
) -> None:
    found = {line.id for line in find_options(session, wanted)}
    assert not has or has in found
    assert lacks not in found
    assert len(found) < 63
