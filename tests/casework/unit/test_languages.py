"""Papers in other languages: a draft keeps its English beside it, a checked text stands alone, a stale one is left."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from contextlib import nullcontext
from datetime import date

import pypdfium2
import pytest

from hru_advocate.casework.paper import papers
from hru_advocate.casework.paper.papers import PaperRequest
from hru_advocate.casework.product import shipped
from hru_advocate.casework.records import searching
from hru_advocate.casework.records.entries import Saved
from hru_advocate.casework.session import Session
from hru_advocate.casework.unit import languages
from hru_advocate.domain.languages import EASY, InvalidTranslation, Translation, has_other_figures, read_translation
from hru_advocate.domain.text_folding import words_of as words_in
from hru_advocate.errors import InvalidAnswer
from tests.casework.open_sessions import add, new_case

PRODUCT = shipped()
SHIPPED = tuple(PRODUCT.translations.values())
ITEMS: list[dict[str, object]] = [
    {"measure": ["sm_call_999"], "section": "emergency", "text": PRODUCT.english["sm_call_999"],
     "discreet": PRODUCT.english["sm_call_999.short"], "state": "chosen", "carry": "carry"},
    {"measure": ["sm_busy_place"], "section": "emergency", "text": PRODUCT.english["sm_busy_place"],
     "discreet": PRODUCT.english["sm_busy_place.short"], "state": "chosen", "carry": "carry"},
    {"section": "home", "text": "A text to Mum at nine", "state": "chosen", "carry": "carry"},
]  # fmt: skip


QUOTED = re.compile(r"(?:^|(?<=\s))['‘].*?['’](?=\W|$)")
"""Words that somebody is to say, inside a measure: *say 'ask the grown-up I live with'*."""


def test_paper_speaks_to_the_person_and_never_as_her_or_him() -> None:
    """A plan said *My plan* and *If I cannot speak* between measures that say *you*; only a quote is the person's."""
    easy = {text.id: text.words for text in PRODUCT.translations[EASY].texts}
    said = {**{f"easy {key}": words for key, words in easy.items()}, **PRODUCT.english}
    as_her = {key for key, words in said.items() if {"i", "my", "me", "mine"} & set(words_in(QUOTED.sub("", words)))}
    assert as_her == set()


@pytest.fixture
def case(session: Session) -> Saved:
    opened = new_case(session)
    add(session, opened, "safety_plan", {"items": ITEMS, "review": "2026-12-20"})
    return opened


def lithuanian(**more: object) -> bytes:
    """A language nobody foresaw, of a few texts."""
    words = {
        "plan.title": "Mano planas",
        "plain.title": "Užrašai",
        "sm_call_999": "Jei gresia pavojus, skambinkite 999. Pirmiausia pasakykite, kur esate.",
        "sm_busy_place.short": "Eikite kur žmonės",
        "plan.made": "Sudaryta {made} · peržiūrėti iki {review} arba anksčiau",
    }
    rows = [{"id": one, "english": PRODUCT.english[one], "words": said} for one, said in words.items()]
    whole: dict[str, object] = {
        "schema_version": 1, "file_kind": "translation", "language": "lt", "name": "Lithuanian",
        "own_name": "lietuvių", "direction": "ltr", "text": rows,
    }  # fmt: skip
    return toml(whole | more)


def toml(whole: Mapping[str, object]) -> bytes:
    """A file of plain values and tables in arrays; a text in JSON is a text in TOML."""
    tables = [(name, value) for name, value in whole.items() if isinstance(value, list)]
    lines = [f"{name} = {plain(value)}" for name, value in whole.items() if not isinstance(value, list)]
    for name, rows in tables:
        for row in rows:
            lines += ["", f"[[{name}]]", *(f"{key} = {plain(value)}" for key, value in row.items())]
    return "\n".join(lines).encode()


def plain(value: object) -> str:
    return value.isoformat() if isinstance(value, date) else json.dumps(value, ensure_ascii=False)


def words_of(session: Session, case: Saved, document: str, language: str) -> str:
    data = papers.preview(session, PaperRequest(case.case or "", document, language=language)).pdf
    pages = [page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(data)]
    return " ".join(" ".join(pages).split())


@pytest.mark.parametrize("shipped", SHIPPED, ids=lambda one: one.language)
def test_shipped_languages_say_what_they_promise(shipped: Translation) -> None:
    held = {text.id: text for text in shipped.texts}
    assert held.keys() <= PRODUCT.english.keys()
    assert [one for one, text in held.items() if text.english != PRODUCT.english[one]] == []
    if shipped.language == EASY:
        return
    assert {text.state for text in shipped.texts} == {"draft"}
    wanted = [one for one in PRODUCT.english if not one.startswith("sm_") or one.endswith(".short")]
    wanted += [one.id for one in PRODUCT.library.measures.measures if one.section == "emergency"]
    assert [one for one in wanted if one not in held] == []
    assert shipped.give_away


@pytest.mark.parametrize("shipped", [one for one in SHIPPED if one.language != EASY], ids=lambda one: one.language)
def test_a_draft_never_prints_without_its_english_and_the_mark(
    session: Session, case: Saved, shipped: Translation
) -> None:
    held = {text.id: text.words for text in shipped.texts}
    for document in ("full_plan", "plain_sheet", "pocket_card", "large_print", "leaflet"):
        read = words_of(session, case, document, shipped.language)
        plan = document in ("full_plan", "large_print")
        if plan:
            assert holds(read, held["plan.title"])
        if document in ("full_plan", "plain_sheet", "large_print"):
            assert holds(read, "A text to Mum at nine")
        said = [one for one, words in held.items() if words in read and one.startswith(("sm_", "plan.", "section."))]
        assert said or document == "leaflet"
        for one in said:
            english = PRODUCT.english[one]
            assert "{" in english or holds(read, english), (document, one)
        assert "◇" in read
        assert holds(read, PRODUCT.english["draft.legend"]) or document == "pocket_card"


def holds(read: str, text: str) -> bool:
    """Whether every word stands there; where lines run from the right, readers differ in the order of ours."""
    return set(words_in(text)) <= set(words_in(read))


def test_what_stands_in_braces_in_a_folio_is_never_taken_for_an_order(session: Session, case: Saved) -> None:
    odd = "{page} iš {pages} { {x.__class__} {page!r:>}"
    text = [{"id": "page.folio", "english": PRODUCT.english["page.folio"], "words": odd}]
    languages.bring_in(session, "lt.toml", lithuanian(text=text))
    assert "page 1 of 1" in words_of(session, case, "full_plan", "lt")  # short: unchecked, it stands in English alone
    languages.check(session, "lt", frozenset({"page.folio"}), "Ona Vertėja")
    read = words_of(session, case, "full_plan", "lt")
    assert "1 iš 1 { {x.__class__} {page!r:>}" in read
    assert "page 1 of 1" not in read
    assert "23 November 2026 ◇ 23 November 2026" not in words_of(session, case, "plain_sheet", "lt")


def test_a_folio_longer_than_its_line_gives_way_to_the_english_one(session: Session, case: Saved) -> None:
    text = [
        {"id": "page.folio", "english": PRODUCT.english["page.folio"], "words": "{page} iš {pages}" + " puslapių" * 30}
    ]
    languages.bring_in(session, "lt.toml", lithuanian(text=text))
    languages.check(session, "lt", frozenset({"page.folio"}), "Ona Vertėja")
    assert "page 1 of 1" in words_of(session, case, "full_plan", "lt")


def test_a_language_nobody_foresaw_is_brought_in_and_used(session: Session, case: Saved) -> None:
    languages.bring_in(session, "lt.toml", lithuanian())
    line = next(one for one in languages.languages(session) if one.language == "lt")
    assert (line.name, line.texts, line.checked, line.ours) == ("Lithuanian", 5, 0, False)
    read = words_of(session, case, "full_plan", "lt")
    assert "Mano planas ◇ Your plan" in read
    assert "skambinkite 999. Pirmiausia pasakykite, kur esate. ◇ If you are in danger, call 999." in read
    assert "Sudaryta 23 November 2026" in read
    assert "If you are followed, go where there are people" in read
    assert "Užrašai" in words_of(session, case, "plain_sheet", "lt")


def test_a_checked_text_stands_alone_and_says_by_whom(session: Session, case: Saved) -> None:
    languages.check(session, "pl", frozenset({"plan.title", "sm_call_999"}), "Anna Tłumacz")
    read = words_of(session, case, "full_plan", "pl")
    assert "◇ Your plan" not in read
    assert PRODUCT.english["sm_call_999"] not in read
    assert f"◇ {PRODUCT.english['sm_busy_place']}" in read
    line = next(one for one in languages.texts(session, "pl") if one.id == "plan.title")
    assert (line.state, line.checked_words) == ("checked", "Anna Tłumacz, 2026-11-23")
    mine = next(one for one in languages.languages(session) if one.language == "pl")
    assert (mine.checked, mine.ours) == (2, False)


def test_other_words_are_a_draft_again(session: Session, case: Saved) -> None:
    languages.check(session, "pl", frozenset({"plan.title"}), "Anna Tłumacz")
    languages.reword(session, "pl", "plan.title", "Plan")
    assert "Plan ◇ Your plan" in words_of(session, case, "full_plan", "pl")
    with pytest.raises(InvalidTranslation):
        languages.reword(session, "pl", "plan.made", "Sporządzono dziś")
    with pytest.raises(InvalidTranslation):
        languages.reword(session, "pl", "plan.title", "  ")


def test_writing_without_a_face_is_refused_when_it_comes_in(session: Session) -> None:
    chinese = [{"id": "plan.title", "english": "Your plan", "words": "我的计划"}]
    with pytest.raises(InvalidTranslation, match=r"plan\.title") as told:
        languages.bring_in(session, "zh.toml", lithuanian(language="zh", text=chinese))
    assert "计" not in str(told.value)
    with pytest.raises(InvalidTranslation):
        languages.reword(session, "pl", "plan.title", "计划")
    assert "zh" not in {one.language for one in languages.languages(session)}


def test_nobody_checks_nothing(session: Session) -> None:
    with pytest.raises(InvalidAnswer):
        languages.check(session, "pl", frozenset({"plan.title"}), "   ")
    assert next(one for one in languages.languages(session) if one.language == "pl").checked == 0


def test_a_text_whose_english_has_changed_is_not_printed(session: Session, case: Saved) -> None:
    stale = [{"id": "plan.title", "english": "My safety plan", "words": "Planas senas"}]
    languages.bring_in(session, "lt.toml", lithuanian(text=stale))
    assert "Planas senas" not in words_of(session, case, "full_plan", "lt")
    line = next(one for one in languages.languages(session) if one.language == "lt")
    assert (line.texts, line.outdated) == (0, 1)
    assert next(one for one in languages.texts(session, "lt") if one.id == "plan.title").state == "outdated"


def test_a_measure_somebody_reworded_is_said_as_it_stands(session: Session) -> None:
    opened = new_case(session)
    other = [ITEMS[0] | {"text": "Ring 999 and say the street first."}]
    add(session, opened, "safety_plan", {"items": other, "review": "2026-12-20"})
    read = words_of(session, opened, "full_plan", "pl")
    assert "Ring 999 and say the street first." in read
    assert next(text.words for text in PRODUCT.translations["pl"].texts if text.id == "sm_call_999") not in read


@pytest.mark.parametrize(
    "wrong",
    [
        {"language": "not a tag"},
        {"language": "en"},
        {"direction": "up"},
        {"file_kind": "own_words"},
        {"text": [{"id": "no_such", "english": "x", "words": "y"}]},
        {"text": [{"id": "plan.title", "english": "Your plan", "words": ""}]},
        {"text": [{"id": "plan.title", "english": "Your plan", "words": "y", "state": "checked"}]},
        {"text": [{"id": "plan.made", "english": PRODUCT.english["plan.made"], "words": "y"}]},
        {"text": [{"id": "plan.title", "english": "Your plan", "words": "y"}] * 2},
        {"more": 1},
    ],
)
def test_a_faulty_file_is_refused_with_a_sentence_and_changes_nothing(
    session: Session, wrong: dict[str, object]
) -> None:
    before = languages.languages(session)
    with pytest.raises(InvalidTranslation) as refused:
        languages.bring_in(session, "lt.toml", lithuanian(**wrong))
    assert "Nothing was changed" in refused.value.message
    assert languages.languages(session) == before


def test_what_is_no_toml_or_too_large_is_refused(session: Session) -> None:
    for data in (b"\xff\xfe", b"= 1", b"#" * (languages.MOST + 1)):
        with pytest.raises(InvalidTranslation):
            languages.bring_in(session, "x.toml", data)
    with pytest.raises(languages.NoSuchLanguage):
        languages.translator(session, "xx")


def test_easy_words_stand_in_place_of_ours(session: Session, case: Saved) -> None:
    easy = {text.id: text.words for text in PRODUCT.translations[EASY].texts}
    assert len(easy) > 100
    read = words_of(session, case, "easy_words", "")
    assert "◇" not in read
    for one in ("sm_call_999", "sm_busy_place"):
        assert easy.get(one, PRODUCT.english[one]) in read


def test_the_words_of_documents_are_not_found_by_search(session: Session) -> None:
    languages.bring_in(session, "lt.toml", lithuanian())
    assert searching.find(session, "planas") == ()


def test_the_template_is_a_translation_once_it_is_filled(session: Session) -> None:
    empty = languages.template(PRODUCT, "sk").replace('name = ""', 'name = "Slovak"')
    filled = empty.replace('words = ""', 'words = "slová {made}{review}{day}{month}{year}{page}{pages}"')
    with pytest.raises(InvalidTranslation):
        read_translation("sk.toml", filled.encode())
    one = empty.split("\n[[text]]")[0] + '\n[[text]]\nid = "plan.title"\nenglish = "Your plan"\nwords = "Môj plán"\n'
    assert read_translation("sk.toml", one.encode()).texts[0].words == "Môj plán"
    assert all(words in empty.replace('\\"', '"') for words in PRODUCT.english.values())


def test_who_checked_is_asked_with_the_day(session: Session) -> None:
    checked = [
        {"id": "plan.title", "english": "Your plan", "words": "Mano", "state": "checked", "checked_by": "J. Vertėja",
         "checked_on": date(2026, 11, 2)}
    ]  # fmt: skip
    languages.bring_in(session, "lt.toml", lithuanian(text=checked))
    assert next(one for one in languages.languages(session) if one.language == "lt").checked == 1
    late = [checked[0] | {"checked_on": date(2031, 1, 1)}]
    with pytest.raises(InvalidTranslation):
        languages.bring_in(session, "lt.toml", lithuanian(text=late))


def test_every_number_of_the_english_stands_in_each_translation_and_no_other(session: Session) -> None:
    """Of those of the program, in a file that is brought in, and in words somebody types."""
    for held in PRODUCT.translations.values():
        assert [text.id for text in held.texts if has_other_figures(text)] == []
    english = PRODUCT.english["sm_call_999.short"]
    for words, taken in (("998: vieta", False), ("Vieta", False), ("999 ir 112: vieta", False), ("999: vieta", True)):
        text = [{"id": "sm_call_999.short", "english": english, "words": words}]
        with nullcontext() if taken else pytest.raises(InvalidTranslation, match=r"sm_call_999\.short"):
            languages.bring_in(session, "lt.toml", lithuanian(text=text))
        with nullcontext() if taken else pytest.raises(InvalidTranslation, match=r"sm_call_999\.short"):
            languages.reword(session, "pl", "sm_call_999.short", words)
