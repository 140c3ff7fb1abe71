"""The one road, there and back: save, read, correct, suggest, plan, print, search, prove."""

from __future__ import annotations

import shutil
from importlib.resources import files
from pathlib import Path

import pypdfium2
import pytest

from hru_advocate.casework import overview
from hru_advocate.casework import today as today_page
from hru_advocate.casework.cases import assessments, cases
from hru_advocate.casework.cases.cases import CaseFilter
from hru_advocate.casework.paper import copies, document_kinds, papers
from hru_advocate.casework.paper.papers import PaperRequest
from hru_advocate.casework.plan import planning
from hru_advocate.casework.records import entries, records, searching
from hru_advocate.casework.records.entries import CaseNeeded, NotCorrectable, ReasonNeeded, ReasonUnfit, Saved, save
from hru_advocate.casework.services import directory
from hru_advocate.casework.services.on_plan import add_service
from hru_advocate.casework.session import Session
from hru_advocate.casework.vault import rebuilding
from hru_advocate.domain.catalogue import Catalogue
from hru_advocate.errors import InvalidAnswer
from hru_advocate.store.ledger import ledger
from tests.casework.open_sessions import NOW, add

CONTACT: dict[str, object] = {
    "happened": "about 3 am Tuesday",
    "method": "phone",
    "direction": "out",
    "outside_rules": "The first call: the rules are asked in it.",
    "with_whom": "victim",
    "fact": "Rang from the kitchenette. Łódź",
}


def known_risks(session: Session, case: Saved, **more: object) -> None:
    raw = {"held_on": "2026-11-12", "rf_watching_following": {"present": True, "words": "He was in the car park."}}
    add(session, case, "risk_conversation", raw | more)


def chosen(session: Session, case: Saved, count: int) -> list[dict[str, object]]:
    """The first offered measures, with the advice written down where it comes first."""
    assert case.case is not None
    offered = [row for row in planning.suggest_for(session, case.case) if not row.suggestion.refused][:count]
    return [
        planning.item_from(session, row.suggestion.measure, row.suggestion.answers)
        | ({"advice": "Spoke to DS."} if row.suggestion.advice_first else {})
        for row in offered
    ]


def test_a_referral_opens_a_case_that_can_be_found(session: Session, case: Saved) -> None:
    (line,) = cases.list_cases(session, CaseFilter())
    assert (line.label.ref, line.label.initials) == (case.ref, "M. E.")
    assert (line.status_words, line.area_words) == ("Open", "Warrington")
    assert cases.find_case(session, case.ref.lower()) == case.case
    assert line.safe.safety == "unknown"


def test_a_form_of_a_case_needs_one(session: Session) -> None:
    with pytest.raises(CaseNeeded):
        save(session, "contact", CONTACT)


def test_what_does_not_fit_saves_nothing(session: Session, case: Saved) -> None:
    before = ledger.tail(session.vault, session.device.device_id)
    with pytest.raises(InvalidAnswer, match=r"^method:"):
        add(session, case, "contact", CONTACT | {"method": "pigeon"})
    assert ledger.tail(session.vault, session.device.device_id) == before


def test_a_correction_keeps_both_and_says_why(session: Session, case: Saved) -> None:
    first = add(session, case, "contact", CONTACT)
    with pytest.raises(ReasonNeeded):
        save(session, "contact", CONTACT, corrects=[first.entry])
    for reason in ("x" * 200_001, "Wrong\ud83d"):  # nobody else would take it in
        with pytest.raises(ReasonUnfit):
            save(session, "contact", CONTACT, corrects=[first.entry], reason=reason)
    second = save(
        session, "contact", CONTACT | {"fact": "Rang from home."}, corrects=[first.entry], reason="Wrong place"
    )
    assert second.record == first.record
    view = records.open_record(session, second.entry)
    assert [version.entry for version in view.versions] == [second.entry, first.entry]
    assert view.reason == "Wrong place"
    assert not records.open_record(session, first.entry).head
    with pytest.raises(NotCorrectable):
        save(session, "contact", CONTACT, corrects=[first.entry], reason="Too late")
    assert [hit.entry for hit in searching.find(session, "home")] == [second.entry]
    assert searching.find(session, "kitchenette") == ()


def test_search_folds_letters_and_never_shows_a_number(session: Session, case: Saved) -> None:
    saved = add(session, case, "contact", CONTACT)
    assert [hit.entry for hit in searching.find(session, "lodz")] == [saved.entry]
    rules = {"may_contact": "yes", "ways": [{"method": "mobile", "number": "07700 900417"}], "confirmed": "today"}
    add(session, case, "safe_contact", rules | {"code_word": "marmalade"})
    assert searching.find(session, "07700") == ()
    assert searching.find(session, "marmalade") == ()


def test_a_promise_of_contact_stays_until_it_is_kept(session: Session, case: Saved) -> None:
    def due() -> list[int]:
        return [row.due.over_days for row in today_page.look(session).contacts]

    add(session, case, "contact", CONTACT | {"next_contact": "2026-11-21", "next_for": "Weekly call"})
    assert due() == [2]
    add(session, case, "contact", CONTACT | {"happened": "2026-11-22T09:00", "direction": "attempt"})
    add(session, case, "contact", CONTACT | {"happened": "2026-11-22T10:00", "with_whom": "officer"})
    assert due() == [2]
    add(session, case, "contact", CONTACT | {"happened": "2026-11-23T09:00"})
    assert due() == []


def test_the_newest_answer_decides_and_a_silence_changes_nothing(session: Session, case: Saved) -> None:
    assert case.case is not None
    known_risks(session, case)
    add(session, case, "risk_conversation", {"held_on": "2026-11-20", "rf_very_frightened": True})
    known = {row.id for row in planning.board(session, case.case).known}
    assert {"rf_watching_following", "rf_very_frightened"} <= known
    add(session, case, "risk_conversation", {"held_on": "2026-11-22", "rf_watching_following": False})
    assert "rf_watching_following" not in {row.id for row in planning.board(session, case.case).known}
    picture = assessments.risk_picture(session, case.case)
    assert [line.present for line in picture.factors if line.id == "rf_watching_following"] == [False]


FORM_OF_A_UNIT = """
id = "tag_check"
version = 1
title = "Tag check"
purpose = "general"
happened = "checked_on"

[[section]]
id = "check"
title = "Check"

[[section.field]]
id = "checked_on"
kind = "when"
label = "When"

[[section.field]]
id = "found"
kind = "choice"
label = "What was found"
choices = [
    { id = "tag", label = "A tag", means = ["rf_watching_following", "tr_new_incident"] },
    { id = "none", label = "Nothing" },
]

[[section.field]]
id = "frightened"
kind = "finding"
label = "Are you very frightened?"
fact = "rf_very_frightened"
"""


def test_what_a_form_of_the_unit_says_is_suggested_for_and_asks_for_a_new_look(
    session: Session, case: Saved, tmp_path: Path
) -> None:
    forms = tmp_path / "forms"
    shutil.copytree(Path(str(files("forms"))), forms)
    (forms / "tag_check.v1.toml").write_text(FORM_OF_A_UNIT, encoding="utf-8")
    session.forms = Catalogue(forms)
    assert case.case is not None
    add(session, case, "safety_plan", {"items": chosen(session, case, 1), "review": "2026-12-07"})
    add(session, case, "tag_check", {"checked_on": "today", "found": "tag", "frightened": {"present": True}})
    answered = {one for row in planning.suggest_for(session, case.case) for one in row.suggestion.answers}
    assert {"rf_watching_following", "rf_very_frightened"} <= answered
    assert "rf_very_frightened" in {row.id for row in overview.overview(session, case.case).uncovered}
    assert "because" in cases.case_page(session, case.case).plan_line
    assert rebuilding.rebuild(session).entries > 0
    assert "because" in cases.case_page(session, case.case).plan_line


def test_a_dangerous_measure_is_refused_with_its_rule_and_needs_a_reason(session: Session, case: Saved) -> None:
    assert case.case is not None
    add(session, case, "situation", {"ci_tracker_found": True, "ci_device_monitored": True, "ci_has_car": True})
    known_risks(session, case, rf_location_tracking=True)
    library = session.product.library
    never = next(
        one for one in library.measures.measures if {"ci_device_monitored", "ci_tracker_found"} & set(one.never_when)
    )
    item = {"measure": [never.id], "text": never.text, "state": "chosen", "carry": "keep"}
    plan = {"items": [item], "review": "2026-12-07"}
    with pytest.raises(InvalidAnswer, match=r"^items\.1\.override:"):
        add(session, case, "safety_plan", plan)
    rows = [row for row in planning.suggest_for(session, case.case) if row.suggestion.measure == never.id]
    assert all(row.suggestion.refused for row in rows)
    item |= {"override": "Agreed with DS Example after a visit.", "advice": "Given by DS Example."}
    assert add(session, case, "safety_plan", plan | {"items": [item]}).entry


def plan_with(session: Session, measure: str, **more: object) -> dict[str, object]:
    """A plan of one measure of the library."""
    row = {**planning.item_from(session, measure, ()), "advice": "Given by DS Example."}
    return {"items": [row | more], "review": "2026-12-07"}


def test_a_rule_that_stands_is_not_set_aside_by_any_reason(session: Session, case: Saved) -> None:
    add(session, case, "situation", {"ci_landline_only": True})
    with pytest.raises(InvalidAnswer, match=r"^items\.1\.state: No reason can set this rule aside") as caught:
        add(session, case, "safety_plan", plan_with(session, "sm_silent_55", override="Agreed with DS Example."))
    assert "mobiles" in str(caught.value)
    assert add(session, case, "safety_plan", plan_with(session, "sm_silent_55", state="not_right_for_me")).entry


def test_words_for_a_child_need_an_older_child_and_a_reason(session: Session, case: Saved) -> None:
    reason = "For the older one, who is nine."
    add(session, case, "situation", {"ci_child_under_7": True})
    with pytest.raises(InvalidAnswer, match=r"^items\.1\.state"):
        add(session, case, "safety_plan", plan_with(session, "sm_child_call", override=reason))
    add(session, case, "situation", {"ci_child_under_7": True, "ci_child_7_plus": True})
    with pytest.raises(InvalidAnswer, match=r"^items\.1\.override"):
        add(session, case, "safety_plan", plan_with(session, "sm_child_call"))
    assert add(session, case, "safety_plan", plan_with(session, "sm_child_call", override=reason)).entry


def test_a_measure_for_other_lives_needs_a_reason(session: Session, case: Saved) -> None:
    with pytest.raises(InvalidAnswer, match=r"^items\.1\.override") as caught:
        add(session, case, "safety_plan", plan_with(session, "sm_best_way_out"))
    assert "lives with them" in str(caught.value)
    assert add(session, case, "safety_plan", plan_with(session, "sm_best_way_out", override="At her father's.")).entry


def test_the_plan_covers_what_it_answers(session: Session, case: Saved) -> None:
    assert case.case is not None
    known_risks(session, case)
    assert "rf_watching_following" in {row.id for row in overview.overview(session, case.case).uncovered}
    add(session, case, "safety_plan", {"items": chosen(session, case, 12), "review": "2026-12-07"})
    assert "rf_watching_following" not in {row.id for row in overview.overview(session, case.case).uncovered}
    second = add(session, case, "safety_plan", {"items": chosen(session, case, 3), "review": "2026-12-14"})
    assert len(records.open_record(session, second.entry).versions) == 2


def test_paper_says_what_was_typed_and_nothing_else(session: Session, case: Saved) -> None:
    assert case.case is not None
    known_risks(session, case)
    typed = 'If he said <he will> & "come" back, I ring my sister'
    own = {"text": typed, "state": "chosen", "carry": "carry"}
    kept = {"text": "The spare key is with the neighbour", "state": "chosen", "carry": "keep"}
    plan = {
        "own_words": "I want to walk the dog.",
        "items": [*chosen(session, case, 3), own, kept],
        "services": ["sv_national_stalking_helpline", "sv_respect_phoneline"],
        "review": "2026-12-07",
    }
    add(session, case, "safety_plan", plan)
    view = papers.preview(session, PaperRequest(case.case, "full_plan"))
    words = text_of(view.pdf)
    assert typed in words
    assert "I want to walk the dog." in words
    for hidden in ("spare key", "0808 802 0300", "0808 802 4040", "HRU", "Mo Example", "OFFICIAL"):
        assert hidden not in words
    (tick,) = [one for one in view.services if one.id == "sv_national_stalking_helpline"]
    assert tick.state == "tick"
    ticked = papers.preview(session, PaperRequest(case.case, "full_plan", frozenset({tick.id})))
    assert "0808 802 0300" in text_of(ticked.pdf)
    assert "NOT CHECKED" in text_of(ticked.pdf)
    directory.confirm(session, "national_stalking_helpline", "number", "0808 802 0300", by="Robin", against="rang")
    assert "checked 23 Nov 2026" in text_of(papers.preview(session, PaperRequest(case.case, "full_plan")).pdf)


def text_of(pdf: bytes) -> str:
    """The words of a PDF, as another program reads them."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        words = " ".join(page.get_textpage().get_text_bounded() for page in document)
    finally:
        document.close()
    return " ".join(words.split())


def test_a_copy_is_remembered_with_its_numbers(session: Session, case: Saved) -> None:
    assert case.case is not None
    known_risks(session, case)
    add(session, case, "safety_plan", {"items": chosen(session, case, 3), "review": "2026-12-07"})
    for number in (1, 2):
        view = papers.preview(session, PaperRequest(case.case, "pocket_card"))
        assert view.copy_number == number
        copies.record_copy(session, view, {"kept_where": "phone case"}, "printed")
    assert {copy.state for copy in copies.copies(session, case.case)} == {"out"}
    assert "phone case" in overview.overview(session, case.case).paper_words


@pytest.mark.parametrize("document", [one.id for one in document_kinds.DOCUMENTS])
def test_every_document_can_be_made_of_a_case_with_almost_nothing(session: Session, case: Saved, document: str) -> None:
    assert case.case is not None
    if document == "chronology_since_hearing":
        hearing = {"what_for": "trial", "on": "20 Nov 2026", "state": "held"}
        entries.save(session, "hearing", hearing, case=case.case)
    assert papers.preview(session, PaperRequest(case.case, document, for_whom="Sam Example", agreed=True)).pages >= 1


def test_a_draft_is_there_again_as_it_was_typed(session: Session, case: Saved) -> None:
    typed = {"method": "phone", "fact": "half a sen", "next_contact": "not a da"}
    kept = entries.keep_draft(session, "d1", "contact", typed, case=case.case, reason="because")
    assert kept.date() == NOW.date()
    (line,) = entries.drafts(session)
    assert line.label is not None
    assert (line.label.ref, line.title) == (case.ref, "Contact")
    begun = entries.start(session, "contact", draft="d1")
    assert {key: answer.value for key, answer in begun.raw.items()} == typed
    assert begun.reason == "because"
    add_with_draft = save(session, "contact", CONTACT, case=case.case, draft="d1")
    assert "draft" in add_with_draft.changed.kinds
    assert entries.drafts(session) == ()


def test_changed_rules_hold_at_once(session: Session, case: Saved) -> None:
    assert case.case is not None
    rules = {"may_contact": "yes", "ways": [{"method": "mobile", "number": "07700 900417"}], "confirmed": "today"}
    first = add(session, case, "safe_contact", rules)
    apart = save(session, "safe_contact", rules | {"may_contact": "no"}, corrects=[first.entry], reason="Asked again")
    assert cases.case_page(session, case.case).line.safe.safety == "never"
    assert records.open_record(session, apart.entry).head


def test_a_look_at_a_case_and_a_jump_of_the_clock_are_entries(session: Session, case: Saved) -> None:
    assert case.case is not None
    cases.case_page(session, case.case)
    cases.case_page(session, case.case)
    kinds = [line.title for line in records.history(session, case.case)[0]]
    assert kinds.count("Looked at the case") == 1


def test_a_service_goes_on_the_plan_that_is_being_written(session: Session, case: Saved) -> None:
    assert case.case is not None
    known_risks(session, case)
    add(
        session,
        case,
        "safety_plan",
        {"items": chosen(session, case, 2), "review": "2026-12-07", "services": ["sv_paladin"]},
    )
    draft = add_service(session, case.case, "national_stalking_helpline")
    assert add_service(session, case.case, "national_stalking_helpline") == draft
    begun = entries.start(session, "safety_plan", draft=draft)
    raw = {field: answer.value for field, answer in begun.raw.items()}
    assert list(raw["services"]) == ["sv_paladin", "sv_national_stalking_helpline"]
    saved = save(session, "safety_plan", raw, case=case.case, draft=draft)
    assert len(records.open_record(session, saved.entry).versions) == 2
