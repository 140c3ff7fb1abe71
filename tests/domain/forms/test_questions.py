"""What a question asks is what its answer records: yes means that it is so, open ones take words."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from hru_advocate.casework.product import shipped, shipped_forms
from hru_advocate.domain.forms.fields import Field, Fold, is_folded

READ_ALOUD = tomllib.loads((Path(__file__).parent / "questions_read_aloud.toml").read_text("utf-8"))
FORMS = shipped_forms().current()
YES_NO = ("yes_no", "finding")
QUESTIONS = [
    (form.id, part) for form in FORMS for field in form.fields for part in (field, *field.fields) if part.kind in YES_NO
]
OPEN = re.compile(
    r"(?:^|[.?!;] |, and )(?:and |or |if not,? )?(?:how|what|which|who|whom|whose|when|where|why)\b"
    r"|\bhow (?:many|much|often|long|low|scared)\b|\bdo you know (?:who|what|where|when|how|whether)\b"
    r"|^from what .* to what",
    re.IGNORECASE,
)
NEGATIVE = re.compile(r"^(?:is|are|do|does|did|has|have|can|could|will|would)n.t\b|^is it not\b", re.IGNORECASE)


def is_open(label: str) -> bool:
    """True when the words ask for more than a yes or a no, or ask two things at once."""
    asks = label.rstrip("?").count("?") > 0
    return bool(OPEN.search(label)) or asks


@pytest.mark.parametrize(("form", "field"), QUESTIONS, ids=lambda one: getattr(one, "id", one))
def test_a_yes_or_no_question_was_read_aloud_and_asks_one_thing(form: str, field: Field) -> None:
    assert READ_ALOUD.get(form, {}).get(field.id) == field.label, "read it aloud; then write it to the table"
    assert not is_open(field.label)
    assert not NEGATIVE.search(field.label)
    assert field.label.endswith("?")


def test_the_table_names_no_question_that_is_gone() -> None:
    asked = {(form, field.id) for form, field in QUESTIONS}
    assert {(form, one) for form, rows in READ_ALOUD.items() for one in rows} == asked


@pytest.mark.parametrize(
    "label",
    [
        "Do you know who this is? If not, what makes you think it is one person?",
        "How do they try to reach you, and how many times a day or week?",
        "How many times in the last week have they come to your home, work, or anywhere you go?",
        "How long has this gone on, and have there been breaks?",
        "What have they spent in time, travel, money or risk to reach you?",
        "What do you think they might do next, and to whom?",
        "How low has this got for you? Have there been times you did not want to be here?",
        "How scared of them are you at the moment, from not at all to badly scared?",
        "Has the relationship ended in the last year, or have you tried or talked about ending it? Do they know?",
        "Do they decide what you do? What happens if you do not go along with it?",
        "Where do they wait?",
        "Do you know where they live now?",
        "They come, and how often is it?",
    ],
)
def test_open_questions_are_caught_by_their_words(label: str) -> None:
    assert is_open(label)


def test_what_a_factor_asks_is_what_the_conversation_asks() -> None:
    """The words beside a suggestion and those of the conversation are one question, with one way to answer it."""
    library = shipped().library
    form = shipped_forms().newest("risk_conversation")
    assert {one.id: one.prompt for one in library.risk.factors} == {
        field.fact: field.label for field in form.fields if field.kind == "finding"
    }


STRANGER = frozenset({"ci_partner", "ci_former_partner", "ci_family_member", "ci_grown_up_child", "ci_acquaintance"})
NO_CHILDREN = frozenset({"ci_shared_children", "ci_children_in_home", "ci_child_under_7", "ci_child_7_plus"})
CHILDREN = {"rf_children_hurt", "rf_threat_to_take_children", "rf_child_contact_conflict", "rf_children_used_to_track"}


@pytest.mark.parametrize(
    ("present", "absent", "folded"),
    [
        ({"ci_stranger"}, STRANGER, {"rf_pregnant_or_new_baby", "rf_separation", "rf_ex_partner_who_threatened"}),
        ({"ci_no_children"}, NO_CHILDREN, {*CHILDREN, "nd_children", "outcome_8"}),
        (set(), {"ci_shared_children"}, {"rf_child_contact_conflict"}),
        ({"ci_no_pet"}, {"ci_has_pet"}, {"rf_animal_harm", "nd_pets"}),
        (set(), {"ci_pregnant"}, {"rf_pregnant_or_new_baby"}),
        (set(), {"ci_stranger_unknown"}, {"rf_unknown_person"}),
        (set(), {"ci_smart_home", "ci_shared_car"}, {"rf_smart_home_or_car"}),
        (set(), {"ci_care_needs", "ci_carer_is_other"}, {"rf_care_needs"}),
        (
            set(),
            {
                "ci_partner",
                "ci_former_partner",
                "ci_family_member",
                "ci_grown_up_child",
                "ci_lives_with",
                "ci_carer_is_other",
            },
            {
                "rf_coercive_control",
                "rf_economic_abuse",
                "rf_separation",
                "rf_ex_partner_who_threatened",
                "rf_pregnant_or_new_baby",
                "ci_planning_to_leave",
                "ci_recently_left",
                "ci_joint_finances",
                "ci_money_counted",
                "ci_shared_car",
            },
        ),
        ({"ci_lives_with"}, set(), {"ci_address_secret", "ci_address_known", "ci_in_refuge", "ci_neighbour"}),
        (set(), {"ci_lives_with"}, set()),
        (set(), {"ci_lives_with", "ci_partner"}, {"ci_planning_to_leave"}),
        ({"ci_under_16"}, set(), {"ci_shared_tenancy", "ci_rents", "ci_joint_finances", "ci_has_car"}),
        (set(), {"ci_mobile"}, {"ci_phone_searched", "ci_iphone"}),
        (set(), {"ci_works"}, {"ci_works_with_perp"}),
        (set(), {"ci_perp_in_prison", "ci_perp_in_hospital"}, {"ci_release_due"}),
        ({"ci_perp_in_hospital"}, {"ci_perp_in_prison"}, set()),
        (set(), {"ci_perp_in_prison"}, set()),
        (set(), set(), set()),
        (set(), {"ci_former_partner"}, {"rf_ex_partner_who_threatened"}),
        ({"ci_former_partner"}, {"ci_partner"}, {"ci_works_with_perp", "ci_fellow_pupil", "ci_neighbour"}),
        (set(), {"ci_police_not_told"}, set()),
        ({"ci_address_secret"}, set(), {"ci_address_known"}),
        ({"ci_tracker_suspected"}, set(), {"ci_tracker_found"}),
        ({"ci_mobile"}, set(), {"ci_landline_only"}),
    ],
)
def test_what_is_known_folds_what_it_rules_out_and_nothing_else(
    present: set[str], absent: set[str], folded: set[str]
) -> None:
    folding = [field for form in FORMS for field in form.fields if field.fold and not field.fold.until]
    asked = [field for field in folding if field.fold and not field.fold.later]
    folded = folded - {field.id for field in folding if field not in asked}
    found = {field.id for field in asked if is_folded(field.fold, frozenset(present), frozenset(absent))}
    own = {field.id for field in asked if field.fact in present | absent}
    if "ci_stranger" in present or "ci_no_children" in present:
        assert folded <= found
    else:
        assert found - own == folded - own


@pytest.mark.parametrize(
    ("fold", "present", "absent", "right"),
    [
        (Fold(absent=("a", "b")), set(), {"a"}, False),
        (Fold(absent=("a", "b")), set(), {"a", "b"}, True),
        (Fold(one_absent=("a", "b")), set(), {"b"}, True),
        (Fold(one_absent=("a", "b")), {"a"}, set(), False),
        (Fold(present=("a", "b")), {"b"}, set(), True),
        (Fold(present=("a",)), set(), {"a"}, False),
        (Fold(absent=("a",), present=("b",)), {"b"}, set(), True),
        (Fold(), {"a"}, {"b"}, False),
        (None, {"a"}, {"b"}, False),
    ],
)
def test_each_rule_of_a_fold(fold: Fold | None, present: set[str], absent: set[str], right: bool) -> None:
    assert is_folded(fold, frozenset(present), frozenset(absent)) is right
