"""The unit's measures in the vault: each change an entry with its reason, felt wherever a measure is used."""

from __future__ import annotations

import pypdfium2
import pytest

from hru_advocate.casework import today
from hru_advocate.casework.paper import papers
from hru_advocate.casework.paper.papers import PaperRequest
from hru_advocate.casework.plan import planning
from hru_advocate.casework.records import records
from hru_advocate.casework.records.entries import NotCorrectable, ReasonNeeded, Saved, save
from hru_advocate.casework.records.link_choices import link_choices
from hru_advocate.casework.session import Session
from hru_advocate.casework.unit import languages, unit_measures
from hru_advocate.casework.unit.unit_measures import MeasureFilter, measure_lines, measure_page
from hru_advocate.errors import InvalidAnswer, NotFound
from tests.casework.open_sessions import add, new_case

LIGHT: dict[str, object] = {
    "done": "add",
    "text": "Leave the porch light on\nwhen you go out.",
    "short": "Light",
    "section": "home",
    "when": ["rf_watching_following"],
    "never_when": ["ci_lives_with"],
    "priority": "soon",
}
LIGHT_ID = "sm_unit_leave_the_porch_light"


@pytest.fixture
def case(session: Session) -> Saved:
    case = new_case(session)
    add(session, case, "risk_conversation", {"held_on": "2026-11-21", "rf_watching_following": True})
    return case


def suggested(session: Session, case: Saved) -> dict[str, planning.SuggestedMeasure]:
    return {row.suggestion.measure: row for row in planning.suggest_for(session, case.case or "")}


def plan_with(session: Session, case: Saved, measure: str) -> Saved:
    item = planning.item_from(session, measure, ("rf_watching_following",)) | {"carry": "carry"}
    return add(session, case, "safety_plan", {"items": [item], "review": "2026-12-07"})


def first_offer(session: Session, case: Saved) -> str:
    return next(
        row.suggestion.measure
        for row in suggested(session, case).values()
        if not row.suggestion.refused and not row.suggestion.advice_first
    )


def test_an_added_measure_is_suggested_linked_and_planned(session: Session, case: Saved) -> None:
    saved = save(session, "measure", LIGHT)
    assert "measure" in saved.changed.kinds
    row = suggested(session, case)[LIGHT_ID]
    assert row.suggestion.text == "Leave the porch light on when you go out."
    assert row.suggestion.needs_sign_off
    assert (LIGHT_ID, row.suggestion.text) in link_choices(session, "measure")
    plan_with(session, case, LIGHT_ID)
    assert suggested(session, case)[LIGHT_ID].suggestion.in_plan


def test_an_own_id_is_known_only_once_it_is_recorded(session: Session, case: Saved) -> None:
    item = {"measure": ["sm_unit_dark"], "section": "home", "text": "x", "state": "chosen", "carry": "keep"}
    with pytest.raises(InvalidAnswer, match="measure"):
        add(session, case, "safety_plan", {"items": [item], "review": "2026-12-07"})
    save(session, "measure", LIGHT | {"measure": "sm_unit_dark"})
    add(session, case, "safety_plan", {"items": [item], "review": "2026-12-07"})


def test_a_second_measure_of_the_same_words_has_an_id_of_its_own(session: Session) -> None:
    save(session, "measure", LIGHT)
    save(session, "measure", LIGHT)
    own = [line.id for line in measure_lines(session, MeasureFilter(state="own"))]
    assert own == [LIGHT_ID, f"{LIGHT_ID}_2"]


def test_signing_off_takes_the_mark_away_until_the_words_change(session: Session, case: Saved) -> None:
    marked = next(row for row in suggested(session, case).values() if row.suggestion.needs_sign_off).suggestion.measure
    unit_measures.sign_off(session, marked, by="Ada Example", against="Unit meeting, 20 November")
    row = suggested(session, case)[marked]
    assert (row.suggestion.practice_point, row.suggestion.needs_sign_off) == (True, False)
    page = measure_page(session, marked)
    assert page.line.signed_off
    assert "Ada Example" in page.signed
    unit_measures.reword(session, marked, text="Other words for it.", short="", reason="Plainer")
    assert suggested(session, case)[marked].suggestion.needs_sign_off
    unit_measures.sign_off(session, marked, by="Ada Example", against="Unit meeting, 20 November")
    assert not suggested(session, case)[marked].suggestion.needs_sign_off


def test_history_keeps_every_change_with_who_and_why(session: Session) -> None:
    unit_measures.reword(session, "sm_call_999", text="Ring 999.", short="999", reason="Shorter")
    unit_measures.sign_off(session, "sm_call_999", by="Ada", against="Policy 3")
    unit_measures.retire(session, "sm_call_999", "Said elsewhere")
    unit_measures.bring_back(session, "sm_call_999", "Needed after all")
    page = measure_page(session, "sm_call_999")
    assert [one.what.split(" by ")[0] for one in page.history] == ["Brought back", "Retired", "Signed off", "Reworded"]
    assert page.history[2].what == "Signed off by Ada, 23 Nov 2026, against: Policy 3"
    assert [one.reason for one in page.history] == [
        "Needed after all",
        "Said elsewhere",
        "Signed off by Ada",
        "Shorter",
    ]
    assert page.line.signed_off
    assert page.line.text == "Ring 999."
    assert page.program_text.startswith("If you are in danger")
    assert len(session.heads(None, ["measure"])) == 1


def test_a_retired_measure_stays_in_the_plans_that_hold_it(session: Session, case: Saved) -> None:
    measure = first_offer(session, case)
    plan = plan_with(session, case, measure)
    unit_measures.retire(session, measure, "No longer advised")
    assert measure not in suggested(session, case)
    assert measure not in dict(link_choices(session, "measure"))
    words = [
        answer.words for section in records.open_record(session, plan.entry).sections for answer in section.answers
    ]
    assert measure not in "\n".join(words)
    again = planning.item_from(session, measure, ()) | {"carry": "keep"}
    add(session, case, "safety_plan", {"items": [again], "review": "2026-12-08"})
    assert unit_measures.measure_lines(session, MeasureFilter(state="retired"))[0].id == measure


def test_reworded_words_are_on_paper_and_their_translation_is_out_of_date(session: Session, case: Saved) -> None:
    measure = first_offer(session, case)
    before = {text.id: text for text in languages.texts(session, "pl")}[measure]
    unit_measures.reword(session, measure, text="Do it the quiet way.", short="", reason="Plainer")
    after = {text.id: text for text in languages.texts(session, "pl")}[measure]
    assert (before.state, after.state, after.english) == ("draft", "outdated", "Do it the quiet way.")
    plan_with(session, case, measure)
    view = papers.preview(session, PaperRequest(case.case or "", "full_plan", language="pl"))
    pages = pypdfium2.PdfDocument(view.pdf)
    text = " ".join(page.get_textpage().get_text_bounded() for page in pages)
    assert "Do it the quiet way." in " ".join(text.split())
    assert before.words not in text


def test_an_unsigned_wording_is_looked_through_like_anything_typed(session: Session, case: Saved) -> None:
    measure = first_offer(session, case)
    unit_measures.reword(session, measure, text="Ring Mo Example at once.", short="", reason="Slip")
    plan_with(session, case, measure)
    view = papers.preview(session, PaperRequest(case.case or "", "full_plan"))
    assert any("Ring Mo Example" in one for one in view.warnings)


@pytest.mark.parametrize(
    ("raw", "field"),
    [
        ({"done": "reword", "measure": "sm_nowhere", "text": "x"}, "measure"),
        ({"done": "sign_off", "measure": "sm_call_999"}, "signed_by"),
        ({"done": "sign_off", "measure": "sm_call_999", "signed_by": "A", "signed_on": "2026-11-20"}, "signed_by"),
        (
            {
                "done": "sign_off",
                "measure": "sm_call_999",
                "signed_by": "A",
                "signed_on": "2026-12-20",
                "signed_against": "P",
            },
            "signed_on",
        ),
        ({"done": "reword", "measure": "sm_call_999"}, "text"),
        ({"done": "reword", "measure": "sm_call_999", "text": "x", "never_when": ["ci_has_pet"]}, "section"),
        ({"done": "retire", "measure": "sm_call_999", "text": "x"}, "text"),
        ({"done": "bring_back", "measure": "sm_call_999"}, "done"),
        (LIGHT | {"measure": "sm_call_999"}, "measure"),
        (LIGHT | {"measure": "sm_unit_Łódź"}, "measure"),
        (LIGHT | {"section": None}, "section"),
        (LIGHT | {"when": None}, "when"),
        (LIGHT | {"when": ["wish_sleep"]}, "when"),
        (LIGHT | {"text": None}, "text"),
    ],
)
def test_what_does_not_fit_is_refused_and_nothing_is_saved(
    session: Session, raw: dict[str, object], field: str
) -> None:
    with pytest.raises(InvalidAnswer) as refused:
        save(session, "measure", raw, reason="why")
    assert refused.value.field == field
    assert session.heads(None, ["measure"]) == []


@pytest.mark.parametrize("done", ["reword", "retire"])
def test_words_and_retiring_need_a_reason_from_the_first_time_on(session: Session, done: str) -> None:
    more = {"text": "Ring 999."} if done == "reword" else {}
    with pytest.raises(InvalidAnswer, match="reason"):
        save(session, "measure", {"done": done, "measure": "sm_call_999", **more})


def test_a_measure_has_one_record_and_a_retired_one_is_first_brought_back(session: Session) -> None:
    first = unit_measures.retire(session, "sm_call_999", "No")
    with pytest.raises(InvalidAnswer, match="record already"):
        save(session, "measure", {"done": "retire", "measure": "sm_call_999"}, reason="No")
    with pytest.raises(InvalidAnswer, match="bring it back"):
        unit_measures.reword(session, "sm_call_999", text="Ring.", short="", reason="x")
    other = save(session, "measure", LIGHT)
    with pytest.raises(InvalidAnswer, match="stays with its measure"):
        save(session, "measure", {"done": "bring_back", "measure": LIGHT_ID}, corrects=[first.entry], reason="x")
    with pytest.raises(ReasonNeeded):
        save(session, "measure", LIGHT | {"measure": LIGHT_ID}, corrects=[other.entry])
    with pytest.raises(NotFound):
        unit_measures.retire(session, "sm_nowhere", "x")


def test_another_forms_entry_cannot_be_corrected_as_a_measure(session: Session) -> None:
    with pytest.raises(NotCorrectable):
        save(session, "measure", LIGHT, corrects=[new_case(session).entry], reason="x")


def test_a_change_of_an_own_measure_drops_its_old_sign_off(session: Session) -> None:
    save(session, "measure", LIGHT)
    signed = unit_measures.sign_off(session, LIGHT_ID, by="Ada", against="Policy 3")
    held = {key: answer for key, answer in session.heads(None, ["measure"])[0].answers.items() if key != "done"}
    more = {"done": "add", "never_when": ["ci_has_pet"]}
    save(session, "measure", {**held, **more}, corrects=[signed.entry], reason="Dogs bark at it")
    line = measure_page(session, LIGHT_ID).line
    assert not line.signed_off
    assert session.library.measure(LIGHT_ID).never_when == ("ci_has_pet",)


def test_lists_are_found_by_words_part_and_state(session: Session) -> None:
    save(session, "measure", LIGHT)
    unit_measures.reword(session, "sm_call_999", text="Ring 999.", short="999", reason="Shorter")

    def ids(**wanted: str) -> list[str]:
        return [line.id for line in measure_lines(session, MeasureFilter(**wanted))]  # type: ignore[arg-type]  # words and states

    assert ids(text="PORCH light") == [LIGHT_ID]
    assert ids(state="reworded") == ["sm_call_999"]
    assert LIGHT_ID in ids(section="home")
    assert len(ids(state="practice_point")) == 138
    assert len(ids()) == len(session.program.library.measures.measures) + 1


def test_today_reads_nothing_of_it(session: Session, case: Saved) -> None:
    save(session, "measure", LIGHT)
    today.look(session)
    assert "unit" not in vars(session.product.library)
    assert session.library.measure(LIGHT_ID).id == LIGHT_ID
    assert "unit" in vars(session.product.library)


def test_a_page_says_rules_and_sources_in_words(session: Session) -> None:
    page = measure_page(session, "sm_change_locks")
    rules = dict(page.rules)
    said = "\n".join((*rules["Suggested when any of this is so"], *page.sources))
    assert "rf_" not in said
    assert "ci_" not in said
    assert page.sources
    assert page.history == ()


def test_a_page_tells_when_the_program_has_newer_words(session: Session) -> None:
    unit_measures.reword(session, "sm_call_999", text="Ring 999.", short="", reason="Shorter")
    assert not measure_page(session, "sm_call_999").newer_program_text
    head = session.heads(None, ["measure"])[0]
    assert head.answers["program_words"].value == session.program.library.measure("sm_call_999").text
