"""Translations the unit checks, mends and brings in: small entries laid over what comes with the program."""

from __future__ import annotations

import pytest

from hru_advocate.casework.session import Session
from hru_advocate.casework.unit import languages
from hru_advocate.casework.unit.languages import NoSuchLanguage, NothingToCheck
from hru_advocate.domain.languages import InvalidTranslation, read_translation
from hru_advocate.errors import InvalidAnswer
from hru_advocate.store.ledger import ledger

FRENCH = """
schema_version = 1
file_kind = "translation"
language = "fr"
name = "French"
own_name = "français"
direction = "ltr"
give_away = ["polic*"]

[[text]]
id = "plan.title"
english = "Your plan"
words = "Mon plan"

[[text]]
id = "plain.title"
english = "Notes"
words = ""
"""


def line_of(session: Session, language: str) -> languages.LanguageLine:
    return next(one for one in languages.languages(session) if one.language == language)


def text_of(session: Session, language: str, text_id: str) -> languages.TranslationLine:
    return next(one for one in languages.texts(session, language) if one.id == text_id)


def test_checking_one_text_is_a_small_entry_and_leaves_the_others(session: Session) -> None:
    before = languages.texts(session, "pl")
    saved = languages.check(session, "pl", {"plan.title"}, "Ada Example ")
    assert len(ledger.entry(session.vault, saved.entry).body or b"") < 2000
    changed = [one for one, was in zip(languages.texts(session, "pl"), before, strict=True) if one != was]
    assert [(one.id, one.state) for one in changed] == [("plan.title", "checked")]
    assert changed[0].checked_words == "Ada Example, 2026-11-23"
    assert (line_of(session, "pl").checked, line_of(session, "pl").ours) == (1, False)
    assert languages.translator(session, "pl").find("plan.title").checked  # type: ignore[union-attr]  # it is there


def test_many_can_be_checked_at_once_and_again(session: Session) -> None:
    ids = [one.id for one in languages.texts(session, "cy") if one.words]
    languages.check(session, "cy", ids[:5], "Ada")
    languages.check(session, "cy", ids[:300], "Bo")
    assert line_of(session, "cy").checked == 300
    assert text_of(session, "cy", ids[0]).checked_words.startswith("Bo")


def test_other_words_are_a_draft_again(session: Session) -> None:
    languages.check(session, "pl", {"plan.title"}, "Ada")
    languages.reword(session, "pl", "plan.title", " Plan dla mnie ")
    found = text_of(session, "pl", "plan.title")
    assert (found.words, found.state) == ("Plan dla mnie", "draft")


def test_a_check_needs_a_name_and_something_that_can_be_checked(session: Session) -> None:
    with pytest.raises(InvalidAnswer, match="checked_by"):
        languages.check(session, "pl", {"plan.title"}, "  ")
    with pytest.raises(NothingToCheck):
        languages.check(session, "pl", {"no.such"}, "Ada")
    with pytest.raises(NoSuchLanguage):
        languages.check(session, "xx", {"plan.title"}, "Ada")
    assert session.heads(None, ["translation"]) == []


@pytest.mark.parametrize(("text_id", "words"), [("plan.title", "  "), ("plan.made", "Bez nawiasów"), ("no.such", "x")])
def test_words_that_do_not_fit_change_nothing(session: Session, text_id: str, words: str) -> None:
    with pytest.raises(InvalidTranslation):
        languages.reword(session, "pl", text_id, words)
    assert session.heads(None, ["translation"]) == []


def test_a_file_brings_a_language_in_and_a_second_one_adds_to_it(session: Session) -> None:
    languages.bring_in(session, "fr.toml", FRENCH.encode())
    assert (line_of(session, "fr").texts, line_of(session, "fr").ours) == (1, False)
    second = FRENCH.replace('words = ""', 'words = "Mes notes"').replace("Mon plan", "").replace("polic*", "gendarm*")
    languages.bring_in(session, "fr.toml", second.encode())
    assert text_of(session, "fr", "plan.title").words == "Mon plan"
    assert text_of(session, "fr", "plain.title").words == "Mes notes"
    assert languages.translator(session, "fr").give_away == ("polic*", "gendarm*")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"fr"', '"en-GB"'),
        ('id = "plan.title"', 'id = "plan.nothing"'),
        ('"Mon plan"', '""'),
        ('"ltr"', '"up"'),
        ("schema_version = 1", "schema_version = 1\nx = " + "[" * 3000),
        ("schema_version = 1", "schema_version = 1\ntext = 7"),
    ],
)
def test_a_file_that_cannot_be_used_changes_nothing(session: Session, old: str, new: str) -> None:
    with pytest.raises(InvalidTranslation, match="Nothing was changed") as refused:
        languages.bring_in(session, "fr.toml", FRENCH.replace(old, new, 1).encode())
    assert "Mon plan" not in refused.value.message
    assert session.heads(None, ["translation"]) == []


def test_a_file_that_is_too_large_is_not_read(session: Session) -> None:
    with pytest.raises(InvalidTranslation, match="2 MB"):
        languages.bring_in(session, "fr.toml", b"#" * (languages.MOST + 1))


def test_what_is_saved_as_a_file_comes_back_as_it_was(session: Session) -> None:
    languages.check(session, "ur", {"plan.title"}, 'Ada "A" Example')
    found = read_translation("ur.toml", languages.export(session, "ur").encode())
    assert found.direction == "rtl"
    assert {text.id: text.words for text in found.texts} == {
        one.id: one.words for one in languages.texts(session, "ur") if one.words
    }
    assert [text.checked_by for text in found.texts if text.state == "checked"] == ['Ada "A" Example']


def test_a_template_is_a_file_that_can_be_read(session: Session) -> None:
    empty = languages.export(session, "fr")
    assert read_translation("fr.toml", empty.encode()).texts == ()
    filled = empty.replace('words = ""', 'words = "Mon plan"', 1)
    assert [text.id for text in read_translation("fr.toml", filled.encode()).texts] == ["plan.title"]


def test_a_newer_text_of_the_program_is_not_hidden_by_the_units_old_one(session: Session) -> None:
    old = FRENCH.replace('"fr"', '"pl"').replace('"Your plan"', '"My old plan"').replace("Mon plan", "Stary plan")
    languages.bring_in(session, "pl.toml", old.encode())
    assert text_of(session, "pl", "plan.title").words == "Twój plan"
    assert text_of(session, "pl", "plan.title").state == "draft"
