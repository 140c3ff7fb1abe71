"""Where a conversation stands: order, folds, what is left, and notes filed word for word."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from hru_advocate.casework.product import shipped, shipped_forms
from hru_advocate.casework.records.conversation import Conversation, add_to_answer
from hru_advocate.casework.records.entries import Start
from hru_advocate.domain.forms.fields import Field
from ui.form.editor import EditorContext

NOW = datetime(2026, 11, 23, 10, 4, tzinfo=UTC)
AROUND = EditorContext(lambda: NOW, {"need": shipped().choices("need")})


def talk_of(
    form_id: str, *, present: frozenset[str] = frozenset(), absent: frozenset[str] = frozenset()
) -> Conversation:
    form = shipped_forms().newest(form_id)
    start = Start(form, {}, "draft", (), "", present, absent, "case", from_draft=False)
    return Conversation(start, {}, AROUND.asking)


def test_it_begins_with_the_first_question_and_ends_with_the_last() -> None:
    talk = talk_of("risk_conversation")
    assert talk.front == "held_on"
    assert not talk.step(-1)
    while talk.step(1):
        pass
    assert talk.front == talk.form.sections[-1].fields[-1].id


def test_what_is_left_counts_down_and_a_blank_is_never_an_answer() -> None:
    talk = talk_of("risk_conversation")
    fear = next(line for line in talk.themes() if line.id == "fear_and_voice")
    talk.answer("rf_very_frightened", {"state": "declined"})
    after = next(line for line in talk.themes() if line.id == "fear_and_voice")
    assert after.left == fear.left - 1
    talk.answer("rf_very_frightened", None)
    assert "rf_very_frightened" not in talk.raw
    assert next(line for line in talk.themes() if line.id == "fear_and_voice").left == fear.left


def test_no_pet_folds_the_question_about_animals_and_one_press_opens_it() -> None:
    talk = talk_of("risk_conversation", absent=frozenset({"ci_has_pet"}))
    animal = talk.form.by_id["rf_animal_harm"]
    assert talk.folded(animal)
    assert "rf_animal_harm" not in talk.road()
    talk.open("rf_animal_harm")
    assert talk.front == "rf_animal_harm"
    assert "rf_animal_harm" in talk.road()


def test_a_yes_to_a_sign_of_stalking_opens_the_stalking_set() -> None:
    talk = talk_of("risk_conversation")
    folded = [field.id for field in talk.form.fields if field.fold and field.fold.until]
    assert folded
    assert not set(folded) & set(talk.road())
    talk.answer("rf_constant_contact", {"present": True})
    assert set(folded) <= set(talk.road())


def test_an_answer_never_folds_away() -> None:
    talk = talk_of("risk_conversation", absent=frozenset({"ci_has_pet"}))
    talk.answer("rf_animal_harm", True)
    assert not talk.folded(talk.form.by_id["rf_animal_harm"])


def test_the_needs_the_person_picks_come_first() -> None:
    talk = talk_of("needs_assessment")
    talk.answer("start_with", ["nd_housing", "nd_home_safety"])
    assert [line.id for line in talk.themes()][:3] == ["opening", "housing", "home_safety"]


def test_a_need_asks_what_would_help_only_when_help_is_needed() -> None:
    talk = talk_of("needs_assessment")
    assert "nd_housing_wanted" not in talk.road()
    talk.answer("nd_housing", {"value": 0})
    assert "nd_housing_wanted" not in talk.road()
    talk.answer("nd_housing", {"value": 2})
    assert "nd_housing_wanted" in talk.road()


def test_a_theme_is_entered_at_its_first_open_question() -> None:
    talk = talk_of("risk_conversation")
    talk.answer("rf_very_frightened", True)
    talk.enter("fear_and_voice")
    assert talk.front == "rf_believes_could_be_killed"


def test_a_theme_whose_questions_are_all_answered_is_entered_at_its_first() -> None:
    talk = talk_of("risk_conversation")
    theme = next(one for one in talk.form.sections if one.id == "fear_and_voice")
    for field in talk.asked(theme):
        talk.answer(field.id, {"state": "declined"})
    talk.enter("fear_and_voice")
    assert talk.front == talk.asked(theme)[0].id


def test_the_rail_says_which_question_of_how_many_is_in_front() -> None:
    talk = talk_of("risk_conversation")
    talk.enter("fear_and_voice")
    places = {line.id: (line.at, line.of) for line in talk.themes()}
    assert places["fear_and_voice"][0] == 1
    assert {at for theme, (at, _of) in places.items() if theme != "fear_and_voice"} == {0}
    assert talk.step(1)
    assert next(line.at for line in talk.themes() if line.id == "fear_and_voice") == 2
    assert talk.step(-1)
    assert next(line.at for line in talk.themes() if line.id == "fear_and_voice") == 1


def test_one_goes_to_a_question_there_is_and_to_no_other() -> None:
    talk = talk_of("risk_conversation")
    talk.go("rf_threat_to_kill")
    assert talk.front == "rf_threat_to_kill"
    talk.go("no_such_question")
    assert talk.front == "rf_threat_to_kill"


FINDING = Field(id="f", kind="finding", label="F", fact="rf_very_frightened")


@pytest.mark.parametrize(
    ("field", "raw", "part", "after"),
    [
        (FINDING, None, "words", {"present": True, "words": "he waved"}),
        (FINDING, {"present": True, "fact": "a"}, "fact", {"present": True, "fact": "a\nhe waved"}),
        (FINDING, {"state": "declined"}, "words", {"present": True, "words": "he waved"}),
        (Field(id="w", kind="words", label="W"), "first", "words", "first\nhe waved"),
        (Field(id="r", kind="rating", label="R"), 3, "words", {"value": 3, "words": "he waved"}),
        (Field(id="r", kind="rating", label="R"), None, "words", None),
        (Field(id="r", kind="rating", label="R"), 3, "fact", None),
        (
            Field(id="r", kind="rating", label="R"),
            {"value": 2, "words": "a"},
            "words",
            {"value": 2, "words": "a\nhe waved"},
        ),
        (FINDING, False, "words", {"present": False, "words": "he waved"}),
        (FINDING, True, "fact", {"present": True, "fact": "he waved"}),
        (Field(id="t", kind="text", label="T"), "", "words", "he waved"),
        (Field(id="t", kind="long_text", label="T"), None, "fact", "he waved"),
        (Field(id="y", kind="yes_no", label="Y"), True, "words", None),
    ],
)
def test_a_note_is_filed_word_for_word(field: Field, raw: object, part: str, after: object) -> None:
    assert add_to_answer(field, raw, part, "he waved") == after
