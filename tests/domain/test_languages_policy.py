"""A paper in another language: which text is said, and whether English has to stand beside it."""

from __future__ import annotations

from datetime import date

import pytest

from hru_advocate.domain.forms.answers import Answer, Answers
from hru_advocate.domain.languages import (
    EASY,
    InvalidTranslation,
    OwnText,
    TranslatedText,
    Translation,
    Translator,
    read_translation,
    translation_of,
)

ENGLISH = {"greeting": "Hello", "sm_call_999": "Ring 999."}
DAY = date(2026, 11, 20)
CHECKED = OwnText("greeting", "Hello", "Dzień dobry", "checked", "Una Vale", DAY)
DRAFT = OwnText("sm_call_999", "Ring 999.", "Zadzwoń pod 999.", "draft")
POLISH = Translation(1, "translation", "pl", "Polish", "polski", "ltr", (CHECKED, DRAFT), ("przemoc",))


def test_a_text_is_said_in_the_language_and_is_known_to_be_checked_or_not() -> None:
    translator = Translator(ENGLISH, POLISH)
    assert translator.find("greeting") == TranslatedText("Dzień dobry", "Hello", checked=True)
    assert translator.find("sm_call_999") == TranslatedText("Zadzwoń pod 999.", "Ring 999.", checked=False)
    assert (translator.language, translator.name, translator.give_away) == ("pl", "Polish", ("przemoc",))
    assert translator.english("greeting") == "Hello"


@pytest.mark.parametrize(
    ("text", "english", "found"),
    [
        ("greeting", None, True),
        ("greeting", "Hello", True),
        ("greeting", "Good day", False),  # it was made from other English than stands here now
        ("other", None, False),
        ("other", "Hello", False),
    ],
)
def test_a_translation_is_of_its_very_english(text: str, english: str | None, *, found: bool) -> None:
    assert (Translator(ENGLISH, POLISH).find(text, english) is not None) is found
    assert (Translator({}, POLISH).find(text) is not None) is False


@pytest.mark.parametrize(("language", "foreign"), [("pl", True), (EASY, False), (None, False)])
def test_english_stands_beside_another_language_and_not_beside_easy_words(
    language: str | None, *, foreign: bool
) -> None:
    made = Translation(1, "translation", language, "N", "n", "ltr", ()) if language else None
    assert Translator(ENGLISH, made).foreign is foreign
    assert Translator(ENGLISH).name == "English"


@pytest.mark.parametrize(
    ("language", "good"),
    [("pl", True), ("pt-BR", True), ("", False), ("Polish language", False), ("../pl", False)],
)
def test_a_language_has_a_tag(language: str, *, good: bool) -> None:
    if good:
        assert Translation(1, "translation", language, "N", "n", "ltr", ()).language == language
        return
    with pytest.raises(ValueError, match="tag"):
        Translation(1, "translation", language, "N", "n", "ltr", ())


def test_no_text_stands_there_twice() -> None:
    with pytest.raises(ValueError, match="'greeting' stands there twice"):
        Translation(1, "translation", "pl", "Polish", "polski", "ltr", (CHECKED, DRAFT, CHECKED))


def said(**given: object) -> Answers:
    return {field: Answer(value=value) for field, value in given.items()}


def test_a_record_is_the_translation_it_holds() -> None:
    rows = (
        said(
            id="greeting", english="Hello", words="Dzień dobry", state="checked", checked_by="Una Vale", checked_on=DAY
        ),
        said(id="sm_call_999", english="Ring 999.", words="Zadzwoń pod 999.", state="draft"),
    )
    given = said(language="pl", name="Polish", own_name="polski", direction="ltr", texts=rows, give_away="przemoc")
    assert translation_of(given) == POLISH
    bare = said(language="pl", name="Polish", own_name="polski", direction="rtl")
    assert translation_of(bare) == Translation(1, "translation", "pl", "Polish", "polski", "rtl", ())
    two = translation_of({**given, **said(give_away="przemoc\npolicja")})
    assert two.give_away == ("przemoc", "policja")


HEAD = b"""schema_version = 1
file_kind = "translation"
language = "pl"
name = "Polish"
own_name = "polski"
direction = "ltr"
"""
ROW = '\n[[text]]\nid = "greeting"\nenglish = "Hello"\nwords = "{}"\nstate = "draft"\n'


def test_a_file_is_read_without_the_texts_nobody_has_written() -> None:
    found = read_translation("pl.toml", HEAD + ROW.format("Cześć").encode())
    assert [(one.id, one.words) for one in found.texts] == [("greeting", "Cześć")]
    assert read_translation("pl.toml", HEAD + ROW.format("").encode()).texts == ()


@pytest.mark.parametrize(
    "data",
    [b"", b"[", HEAD + b"text = 3\n", HEAD + b'secret_words = "x"\n', HEAD.replace(b'"pl"', b'"p l"')],
)
def test_a_file_that_is_none_is_refused_without_its_words(data: bytes) -> None:
    with pytest.raises(InvalidTranslation) as refused:
        read_translation("pl.toml", data)
    assert refused.value.message.startswith("pl.toml cannot be used: ")
    assert refused.value.message.endswith("Nothing was changed; mend the file.")
    assert "secret_words" not in refused.value.message


@pytest.mark.parametrize(
    ("english", "words", "by", "on", "fault"),
    [
        ("Hello", "Hej", "Una", DAY, ""),
        ("Hello", "Hej", "", DAY, "not by whom and when"),
        ("Hello", "Hej", " ", DAY, "not by whom and when"),
        ("Hello", "Hej", "Una", None, "not by whom and when"),
        ("Hello", " ", "Una", DAY, "has no words"),
        ("By {day}", "Do {day}", "Una", DAY, ""),
        ("By {day}", "Do jutra", "Una", DAY, "other places in braces"),
        ("By {day}", "Do {dnia}", "Una", DAY, "other places in braces"),
        ("{a} and {b}", "{b} i {a}", "Una", DAY, ""),
    ],
)
def test_a_checked_text_says_by_whom_and_when_and_keeps_its_places(
    english: str, words: str, by: str, on: date | None, fault: str
) -> None:
    if not fault:
        assert OwnText("t", english, words, "checked", by, on).words == words
        return
    with pytest.raises(ValueError, match=fault):
        OwnText("t", english, words, "checked", by, on)
