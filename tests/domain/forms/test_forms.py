"""Forms: definitions are read or refused with their place, answers are checked, stored and spoken."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any, get_args
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hru_advocate.casework.product import shipped, shipped_forms
from hru_advocate.domain.catalogue import read_form
from hru_advocate.domain.forms.answers import Answer, Asking
from hru_advocate.domain.forms.definition import FormDefinition
from hru_advocate.domain.forms.fields import Choice, Field, FieldKind
from hru_advocate.domain.forms.kinds import (
    KIND_OF,
    answer_in_words,
    check_answer,
    check_answers,
    read_answers,
    store_answers,
)
from hru_advocate.errors import InvalidAnswer, InvalidForm

NOW = datetime(2026, 11, 23, 10, 0, tzinfo=ZoneInfo("Europe/London"))


class Everything:
    """Knows every id."""

    def __contains__(self, known: object) -> bool:
        return True


ASKING = Asking(NOW, Everything())
FORMS = shipped_forms().all()


def field_of(kind: FieldKind) -> Field:
    shapes: dict[str, dict[str, Any]] = {
        "choice": {"choices": (Choice("a", "A", means=("ci_has_car",)), Choice("b", "B", rules_out=("ci_has_car",)))},
        "choices": {"choices": (Choice("a", "A"), Choice("b", "B"))},
        "links": {"link": "factor"},
        "finding": {"fact": "rf_very_frightened"},
        "rating": {"fact": "nd_housing", "anchors": ("None", "A little", "Some", "Much", "Now")},
        "group": {"fields": (Field("who", "text", "Who", required=True), Field("sure", "yes_no", "Sure?"))},
    }
    return Field("q", kind, "Question", **shapes.get(kind, {}))


def plain() -> st.SearchStrategy[object]:
    leaves = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=30) | st.binary(max_size=5)
    return st.recursive(
        leaves, lambda part: st.lists(part, max_size=3) | st.dictionaries(st.text(max_size=8), part, max_size=3)
    )


def test_every_kind_has_its_object() -> None:
    assert set(KIND_OF) == set(get_args(FieldKind))


@pytest.mark.parametrize("kind", get_args(FieldKind))
def test_a_kind_takes_its_example_and_gives_it_back(kind: FieldKind) -> None:
    field = field_of(kind)
    answer = check_answer(field, KIND_OF[kind].example(field), ASKING)
    stored = json.loads(json.dumps(store_answers([field], {"q": answer})))
    assert read_answers([field], stored) == {"q": answer}
    assert answer_in_words(field, answer).strip()
    assert check_answer(field, answer, ASKING) == answer


@pytest.mark.parametrize("kind", get_args(FieldKind))
@given(raw=plain())
def test_a_kind_checks_or_refuses_whatever_comes(kind: FieldKind, raw: object) -> None:
    field = field_of(kind)
    try:
        answer = check_answer(field, raw, ASKING)
    except InvalidAnswer as refused:
        assert refused.field.startswith("q")  # noqa: PT017 - a refusal is as good an end as an answer
        return
    stored = json.loads(json.dumps(store_answers([field], {"q": answer})))
    assert read_answers([field], stored) == ({"q": answer} if answer.stated else {})
    assert answer_in_words(field, answer).strip()


@pytest.mark.parametrize("kind", get_args(FieldKind))
@pytest.mark.parametrize("state", ["declined", "not_known", "unsafe_to_ask"])
def test_a_reason_is_an_answer(kind: FieldKind, state: str) -> None:
    field = field_of(kind)
    answer = check_answer(field, {"state": state}, ASKING)
    assert answer.stated
    assert not answer.given
    assert read_answers([field], store_answers([field], {"q": answer})) == {"q": answer}


@pytest.mark.parametrize("kind", ["text", "long_text", "words", "address"])
@pytest.mark.parametrize(
    "typed",
    ['he said <he will> & "come" back', "<img src=file:///etc/passwd>", "Łódź żółć", "a" * 400, "تهديد"],
)
def test_words_stay_as_typed(kind: FieldKind, typed: str) -> None:
    assert check_answer(field_of(kind), typed, ASKING).value == typed


@pytest.mark.parametrize("typed", ["", "   ", "\x00", "\u200b", "\ud800", 7, ["a"], {"a": 1}])
def test_words_that_cannot_be_kept_are_refused(typed: object) -> None:
    with pytest.raises(InvalidAnswer):
        check_answer(field_of("long_text"), typed, ASKING)


@pytest.mark.parametrize(
    ("typed", "kept"), [("a\x00b", "ab"), ("a\x1bb", "ab"), ("x\u202ey", "xy"), ("a\x0bb", "a\nb")]
)
def test_what_nobody_sees_is_taken_out(typed: str, kept: str) -> None:
    assert check_answer(field_of("long_text"), typed, ASKING).value == kept


def test_every_question_that_needs_an_answer_and_has_none_is_told_at_once_in_a_row_too() -> None:
    row = (Field("who", "text", "Who", required=True), Field("when", "text", "When", value_only=True))
    fields = (Field("a", "text", "A", required=True), Field("b", "text", "B"), Field("c", "text", "C", value_only=True))
    with pytest.raises(InvalidAnswer) as refused:
        check_answers(fields, {"b": "x"}, ASKING)
    assert (refused.value.field, [one.field for one in refused.value.others]) == ("a", ["c"])
    assert refused.value.message.endswith("save again. So must c.")
    with pytest.raises(InvalidAnswer) as refused:
        check_answers((Field("g", "group", "G", fields=row),), {"g": [{}]}, ASKING)
    assert (refused.value.field, [one.field for one in refused.value.others]) == ("g.1.who", ["g.1.when"])


def test_a_required_question_wants_an_answer_or_a_reason() -> None:
    fields = (Field("a", "text", "A", required=True), Field("b", "text", "B", value_only=True))
    assert check_answers(fields, {"a": {"state": "declined"}, "b": "x"}, ASKING)["a"] == Answer("declined")
    with pytest.raises(InvalidAnswer, match=r"^a:"):
        check_answers(fields, {"b": "x"}, ASKING)
    with pytest.raises(InvalidAnswer, match=r"^b:"):
        check_answers(fields, {"a": "x", "b": {"state": "declined"}}, ASKING)


def test_an_unknown_field_is_said_and_neither_it_nor_typed_words_are_repeated() -> None:
    with pytest.raises(InvalidAnswer, match=r"^\?: This form has no field of an id that was given") as refused:
        check_answers((), {"nonsense": "typed"}, ASKING)
    assert "nonsense" not in refused.value.message
    assert "typed" not in refused.value.message
    with pytest.raises(InvalidAnswer) as caught:
        check_answers((), {"he said he would come": "x"}, ASKING)
    assert "come" not in str(caught.value)


def test_a_fault_inside_a_group_names_its_row() -> None:
    with pytest.raises(InvalidAnswer) as caught:
        check_answer(field_of("group"), [{"who": "Sam"}, {"sure": True}], ASKING)
    assert caught.value.field == "q.2.who"


@pytest.mark.parametrize("form", FORMS, ids=lambda form: f"{form.id}.v{form.version}")
def test_a_shipped_form_takes_its_examples(form: FormDefinition) -> None:
    raw = {field.id: KIND_OF[field.kind].example(field) for field in form.fields}
    answers = form.check(raw, ASKING)
    assert set(answers) == set(raw)
    assert form.from_stored(json.loads(json.dumps(form.to_stored(answers)))) == answers


@pytest.mark.parametrize("form", FORMS, ids=lambda form: f"{form.id}.v{form.version}")
def test_a_shipped_form_says_every_fact_the_product_knows(form: FormDefinition) -> None:

    known = shipped().known
    for field in form.fields:
        named = [field.fact, *(fact for choice in field.choices for fact in choice.means + choice.rules_out)]
        if field.fold:
            named += [*field.fold.absent, *field.fold.one_absent, *field.fold.present, *field.fold.until]
        assert [fact for fact in named if fact and fact not in known] == []


HEAD = 'id = "x"\nversion = 1\ntitle = "X"\npurpose = "general"\n[[section]]\nid = "s"\ntitle = "S"\n'


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("id = \n", "line 1"),
        (HEAD + "[[section.field]]\nid = 'a'\nkind = 'wish'\nlabel = 'A'\n", "field[0].kind"),
        (HEAD + "[[section.field]]\nid = 'a'\nkind = 'text'\n", "label"),
        (HEAD + "[[section.field]]\nid = 'A b'\nkind = 'text'\nlabel = 'A'\n", "lower-case"),
        (HEAD + "[[section.field]]\nid = 'a'\nkind = 'choice'\nlabel = 'A'\n", "choices"),
        (HEAD + "[[section.field]]\nid = 'a'\nkind = 'text'\nlabel = 'A'\ncolour = 'red'\n", "colour"),
        (
            HEAD + "[[section.field]]\nid = 'a'\nkind = 'text'\nlabel = 'A'\nask_if = { field = 'b', is = 1 }\n",
            "not an earlier field",
        ),
        (HEAD + "[[section.field]]\nid = 'a'\nkind = 'text'\nlabel = 'A'\nask_if = { is = 1 }\n", "condition"),
        (
            HEAD
            + "[[section.field]]\nid='a'\nkind='text'\nlabel='A'\n" * 1
            + "[[section.field]]\nid='a'\nkind='text'\nlabel='B'\n",
            "two fields",
        ),
        (HEAD.replace("general", "contact"), "needs the field 'happened'"),
        (
            HEAD.replace("general", "signposting")
            + "[[section.field]]\nid='service'\nkind='links'\nlabel='A'\nlink='service'\n"
            + "[[section.field]]\nid='state'\nkind='choice'\nlabel='A'\n"
            + "choices=[{id='a',label='A',means=['rf_feared_harm']}]\n",
            "facts are not read",
        ),
        (HEAD.replace('id = "x"', 'id = "y"', 1), "y.v1.toml"),
    ],
)
def test_a_faulty_definition_is_refused_with_its_place(text: str, says: str) -> None:
    with pytest.raises(InvalidForm) as caught:
        read_form("x.v1.toml", text.encode())
    assert says in caught.value.message
    assert "x.v1.toml" in caught.value.message


def test_a_condition_that_hides_a_question_keeps_its_answer_and_never_requires_it() -> None:
    form = shipped_forms().newest("referral")
    raw = {
        "victim": "Mo Example",
        "source": "self",
        "area": "halton",
        "behaviour": ["stalking"],
        "decision": "pending",
    }
    assert "decision_reason" not in form.check(raw, ASKING)
    answers = form.check(raw | {"decision_reason": "kept"}, ASKING)
    assert answers["decision_reason"].value == "kept"
    assert "decision_reason" not in {field.id for field in form.asked(answers)}
