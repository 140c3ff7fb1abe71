"""The form screen: every shipped form opens, keeps drafts, saves, and explains what does not fit where it stands."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from hru_advocate.casework.product import shipped_forms
from hru_advocate.casework.records import entries, records
from hru_advocate.casework.records.entries import Saved
from hru_advocate.domain.forms.answers import Asking
from hru_advocate.domain.forms.kinds import KIND_OF
from tests.effort import every_third
from tests.ui.case_room import CaseRoom, type_words
from tests.ui.made_up_case import CONTACT, NOW, WRITTEN, write
from ui.form.page import ONLY_WHEN_REFUSED, FormPage
from ui.form.question.field_frame import FieldFrame
from ui.form.screen import FormScreen
from ui.form.words_keeper import PAUSE
from ui.shell.destinations import CaseDestination, FormDestination, FormRequest, RecordDestination, Visit

BEGUN_ELSEWHERE = frozenset({"repeat_look", "closure", "retention", "erasure", "kept_figures"})
"""Forms that a page of their own fills in with what it knows of the case; their tests begin there."""
FORMS = [form.id for form in shipped_forms().all() if form.layout != "conversation" and form.id not in BEGUN_ELSEWHERE]
BY_PROGRAM = {"agreement": {"plan"}, "countersign": {"plan"}, "letter_template": {"template"}}
"""Answers the program writes itself as one saves: the version that stood, the id it made."""
SECRET = "Nobody may read zebra words outside."


def page_of(screen: FormScreen) -> FormPage:
    """The page of a form that has been asked for."""
    assert screen.page is not None
    return screen.page


def frame(screen: FormScreen, path: str) -> FieldFrame:
    """The frame of a question."""
    found = page_of(screen).frame_at(path)
    assert found is not None
    return found


@pytest.mark.parametrize("form_id", every_third(FORMS))
def test_every_form_opens_saves_and_reads_back(room: CaseRoom, form_id: str) -> None:
    form = shipped_forms().newest(form_id)
    screen = room.show(FormScreen, FormDestination(FormRequest(form_id, room.case)))
    raw = {field.id: field.example or KIND_OF[field.kind].example(field) for field in form.fields}
    raw |= dict(next((written for name, written in WRITTEN if name == form_id), {}))
    if form_id == "confirmation":
        raw |= {"service": ["sv_national_stalking_helpline"], "value": "mon 09:30-16:00", "what": "hours"}
        raw["on"] = "2026-11-20"
    if form_id == "countersign":
        raw["head"] = {"state": "not_asked"}  # of no copy that was made here
    if form_id == "paper":
        raw["lives_with"] = False  # as the record of this case has it
    page = page_of(screen)
    for _section, _card, questions in page._sections:
        questions.fill({one: raw[one] for one in questions.frames})
    before = form.check(page.raw(), Asking(NOW, page.context.known))
    saved: list[Saved] = []
    page.saved.connect(saved.append)
    screen.save()
    room.settle()
    complaints = {one.asked.id: one.complaint() for one in screen.findChildren(FieldFrame) if one.complaint()}
    assert room.back_requests == [True], [screen.banner.text(), complaints]
    again = room.show(FormScreen, FormDestination(FormRequest(form_id, saved[0].case, corrects=(saved[0].entry,))))
    if again.gate.isVisible():  # this moment lies outside the rules that were written
        again.gate.given.emit("To read them back.")
        room.settle()
    # What asked for a version is asked anew for the next; the words of a measure's day are written by the program.
    made = {"because", "signed_words", "program_words"}
    made |= BY_PROGRAM.get(form_id, set())
    kept = form.check(page_of(again).raw(), Asking(NOW, page.context.known))
    before, kept = ({one: held[one] for one in held if one not in made} for held in (before, kept))
    assert kept == before


def test_a_draft_is_kept_within_two_seconds_and_offered_again(room: CaseRoom) -> None:
    screen = room.show(FormScreen, FormDestination(FormRequest("contact", room.case)))
    assert PAUSE < 2000
    frame(screen, "fact").editor.take_focus()
    type_words("Rang, no an")
    room.qtbot.waitUntil(lambda: bool(room.notices))
    assert room.notices[-1] == "Draft saved 10:04"
    again = room.show(FormScreen, FormDestination(FormRequest("contact", room.case)))
    assert "draft of this" in again.banner.text()
    again.banner._act()
    room.settle()
    assert page_of(again).raw()["fact"] == "Rang, no an"


def test_a_draft_with_a_half_typed_answer_shows_it_as_it_was(room: CaseRoom) -> None:
    screen = room.show(FormScreen, FormDestination(FormRequest("safe_contact", room.case)))
    page = page_of(screen)
    raw = {**page.raw(), "ways": [{"method": "mobile", "number": "07700 9"}, {"method": {"state": "not_known"}}]}
    room.worker.ask(entries.keep_draft, page.start.draft, "safe_contact", raw, case=room.case).result()
    again = room.show(FormScreen, FormDestination(FormRequest("safe_contact", room.case, draft=page.start.draft)))
    assert page_of(again).raw()["ways"] == raw["ways"]


def test_leaving_hands_an_unsaved_draft_over(room: CaseRoom) -> None:
    screen = room.show(FormScreen, FormDestination(FormRequest("contact", room.case)))
    frame(screen, "fact").editor.take_focus()
    type_words("left at once")
    screen.leave()
    room.settle()
    lines = room.worker.ask(entries.drafts, case=room.case).result()
    assert [line.form for line in lines] == ["contact"]


def test_what_does_not_fit_is_explained_at_its_field_even_in_a_row(room: CaseRoom) -> None:
    screen = room.show(FormScreen, FormDestination(FormRequest("safe_contact", room.case)))
    page = page_of(screen)
    rows = frame(screen, "ways").editor
    held = rows.raw()
    assert isinstance(held, list)
    rows.fill([*held, {"method": "text", "number": "12"}])
    screen.save()
    room.settle()
    wrong = frame(screen, "ways.2.number")
    assert "UK number" in wrong.complaint()
    assert wrong.isVisible()
    focus = QApplication.focusWidget()
    assert focus is not None
    assert wrong.isAncestorOf(focus)
    assert screen.save_button.isEnabled()
    assert page.keeper is not None


def test_a_required_question_is_named_before_anything_is_saved(room: CaseRoom) -> None:
    screen = room.show(FormScreen, FormDestination(FormRequest("contact", room.case)))
    screen.save()
    room.settle()
    assert frame(screen, "happened").complaint().startswith("This must be answered")
    assert room.back_requests == []


def test_every_question_that_needs_an_answer_says_so_from_the_first_and_all_without_one_are_told_at_once(
    room: CaseRoom,
) -> None:
    screen = room.show(FormScreen, FormDestination(FormRequest("referral")))
    frames = {one.asked.id: one for one in screen.findChildren(FieldFrame)}

    def needed() -> set[str]:
        return {one for one, held in frames.items() if held.label.text() == f"{held.asked.label} · needed"}

    assert needed() == {"victim", "source", "area", "behaviour", "decision"}
    screen.save()
    room.settle()
    first, *others = [one for one in frames.values() if one.complaint()]
    assert {first.asked.id, *(one.asked.id for one in others)} == needed()
    assert first.asked.id == "victim"
    assert first.complaint().endswith("So must 4 other questions here.")
    focus = QApplication.focusWidget()
    assert focus is not None
    assert first.isAncestorOf(focus)
    frames["source"].fill("police_officer")
    frames["source"]._on_change()
    assert "source" not in needed()
    assert frames["source"].complaint() == ""


def test_a_correction_asks_why_and_keeps_the_old_version(room: CaseRoom) -> None:
    old = room.worker.ask(records.record_lines, room.case, ("contact",)).result()[0]
    screen = room.show(FormScreen, FormDestination(FormRequest("contact", room.case, corrects=(old.entry,))))
    page = page_of(screen)
    assert page.reason_frame.isVisible()
    assert page.raw()["fact"] == CONTACT["fact"]
    screen.save()
    room.settle()
    assert page.reason_wrong.isVisible()
    page.reason.insertPlainText("The time was wrong.")
    screen.save()
    room.settle()
    new = room.worker.ask(records.record_lines, room.case, ("contact",)).result()[0]
    assert room.visits == [RecordDestination(new.entry, room.case)]
    view = room.worker.ask(records.open_record, new.entry).result()
    assert view.reason == "The time was wrong."
    assert len(view.versions) == 2


def test_two_versions_are_settled_by_one_correction_of_both(room: CaseRoom) -> None:
    old = room.worker.ask(records.record_lines, room.case, ("contact",)).result()[0]
    screen = room.show(
        FormScreen, FormDestination(FormRequest("contact", room.case, corrects=(old.entry, "other-head")))
    )
    assert page_of(screen).start.corrects == (old.entry, "other-head")


def test_a_first_referral_opens_its_case(room: CaseRoom) -> None:
    screen = room.show(FormScreen, FormDestination(FormRequest("referral")))
    visits: list[Visit] = []
    screen.visit_requested.connect(visits.append)
    raw = {
        "victim": "Ewa Made-Up",
        "source": "police_officer",
        "area": "halton",
        "behaviour": ["stalking"],
        "decision": "accept",
        "adds_value": True,
    }
    for _section, _card, questions in page_of(screen)._sections:
        questions.fill({**questions.raw(), **{one: raw[one] for one in questions.frames if one in raw}})
    screen.save()
    room.settle()
    assert len(visits) == 1
    there = visits[0].destination
    assert isinstance(there, CaseDestination)
    assert there.case not in ("", room.case)
    assert visits[0].replacing, "a step back would lead to the referral, to be saved once more"


def test_the_reason_against_a_refusal_is_asked_once_it_is_refused(room: CaseRoom) -> None:
    """On a first case nobody is asked why it is not the person of another one."""
    screen = room.show(FormScreen, FormDestination(FormRequest("referral")))
    asked = page_of(screen).frame_of("not_same_person")
    assert asked is not None
    assert not asked.isVisible()
    raw = {"victim": "Mary Kowalska", "source": "police_officer", "area": "halton", "decision": "advise"}
    page_of(screen).put({**raw, "behaviour": ["stalking"], "decision_reason": "Another unit knows her."})
    assert not asked.isVisible()
    screen.save()
    room.settle()
    assert asked.isVisible()
    assert "case of this name" in asked.complaint()
    asked.editor.take_focus()
    type_words("Another woman, born in another year.")
    screen.save()
    room.settle()
    assert room.notices


@pytest.mark.parametrize("form_id", ["referral", "person", "safe_contact", "consultation", "disclosure", "visit"])
def test_a_reason_that_was_given_is_in_sight_again(room: CaseRoom, form_id: str) -> None:
    form = shipped_forms().newest(form_id)
    reasons = ONLY_WHEN_REFUSED.intersection(form.by_id)
    assert reasons
    answers = dict.fromkeys(reasons, "Agreed with the sergeant.") | ({"company": "alone"} if form_id == "visit" else {})
    case = None if form_id in ("referral", "consultation") else room.case
    page = page_of(room.show(FormScreen, FormDestination(FormRequest(form_id, case, answers=answers))))
    room.rest()
    page.make_whole()
    frames = [page.frame_of(one) for one in reasons]
    assert all(one is not None and not one.isHidden() for one in frames)


def test_a_draft_is_thrown_away_only_after_saying_so_twice(room: CaseRoom) -> None:
    screen = room.show(FormScreen, FormDestination(FormRequest("contact", room.case)))
    frame(screen, "fact").editor.take_focus()
    type_words("x")
    page_of(screen).keeper.flush()
    room.settle()
    screen.throw_button.click()
    assert "Throw this draft away?" in screen.banner.text()
    assert room.worker.ask(entries.drafts, case=room.case).result()
    screen.banner._act()
    room.settle()
    assert room.worker.ask(entries.drafts, case=room.case).result() == ()
    assert room.back_requests == [True]


def test_ctrl_s_saves(room: CaseRoom) -> None:
    screen = room.show(FormScreen, FormDestination(FormRequest("contact", room.case, answers=CONTACT)))
    QTest.keyClick(screen, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    room.settle()
    assert room.back_requests == [True]


def test_typed_words_never_reach_titles_or_the_log(room: CaseRoom, caplog: pytest.LogCaptureFixture) -> None:
    screen = room.show(FormScreen, FormDestination(FormRequest("contact", room.case, answers={"fact": SECRET})))
    screen.save()
    room.settle()
    assert SECRET not in caplog.text
    assert SECRET not in screen.windowTitle() + screen.accessibleName()
    assert all(SECRET not in notice for notice in room.notices)


def test_news_from_elsewhere_do_not_overwrite_what_is_typed(room: CaseRoom) -> None:
    screen = room.show(FormScreen, FormDestination(FormRequest("safe_contact", room.case)))
    frame(screen, "say").editor.fill("the dentist")
    page_of(screen)._on_change("say")
    saved = write(room.worker, "person", {"role": "family", "name": "Made Up"}, room.case)
    room.context.notifier.notify(saved.changed)
    room.settle()
    assert page_of(screen).raw()["say"] == "the dentist"
