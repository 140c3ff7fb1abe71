"""The languages of paper on the unit's page: checked text by text, reworded, brought in and saved as a file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog

from hru_advocate.casework.unit import languages
from tests.ui.unit.unit_page import said
from ui.controls.buttons import Button
from ui.shell.screen import ScreenContext
from ui.unit.languages import LanguagesPart
from ui.unit.screen import UnitScreen


@pytest.fixture
def part(unit: UnitScreen, calm: Callable[[], None]) -> LanguagesPart:
    unit.open_tab("languages")
    calm()
    assert isinstance(unit.part, LanguagesPart)
    return unit.part


@pytest.fixture
def polish(part: LanguagesPart, calm: Callable[[], None]) -> LanguagesPart:
    next(one for one in part.findChildren(Button) if one.accessibleName() == "Open: Polish").click()
    calm()
    return part


def test_texts_are_marked_as_checked_one_after_the_other(
    polish: LanguagesPart, context: ScreenContext, calm: Callable[[], None]
) -> None:
    texts = polish.texts
    texts.both.go_to("plan.title")
    calm()
    texts.by.setText("Anna Example")
    texts.mark.click()
    calm()
    assert texts._all["plan.title"].checked_words.startswith("Anna Example")
    assert texts.both.shown == "plain.title"
    texts.mark.click()
    calm()
    assert "2 of " in texts._counts.text()


def test_several_texts_are_marked_at_once_and_nobody_unnamed_checks(
    polish: LanguagesPart, calm: Callable[[], None]
) -> None:
    texts = polish.texts
    texts._state.choose("draft")
    texts.both.list.selectAll()
    assert texts.mark.text().startswith("Mark 3")
    texts.by.setText(" ")
    texts.mark.click()
    calm()
    assert "Name the person" in polish.owner.banner.text()
    texts.by.setText("Anna Example")
    texts.mark.click()
    calm()
    assert texts.both.list.model().rowCount() == 0


def test_other_words_are_kept_as_a_draft_and_wrong_places_refused(
    polish: LanguagesPart, calm: Callable[[], None]
) -> None:
    texts = polish.texts
    texts.both.go_to("plan.made")
    calm()
    assert not texts.page.keep.isEnabled()
    texts.page.words.show_words("Bez nawiasów")
    texts.page.keep.click()
    calm()
    assert "braces" in polish.owner.banner.text()
    texts.page.words.show_words("Plan z {made}, przejrzeć {review}")
    texts.page.keep.click()
    calm()
    assert texts._all["plan.made"].words == "Plan z {made}, przejrzeć {review}"


def test_esc_goes_back_to_all_languages(polish: LanguagesPart) -> None:
    assert polish.step_back()
    assert polish.shelf.isVisible()
    assert not polish.step_back()


def test_a_file_is_saved_filled_in_and_brought_in(
    part: LanguagesPart, calm: Callable[[], None], chosen: Callable[[Path], None], tmp_path: Path
) -> None:
    file = tmp_path / "fr.toml"
    chosen(file)
    part.shelf.tag.setText("French")
    part.shelf.save.click()
    assert "tag" in part.owner.banner.text()
    part.shelf.tag.setText("fr")
    part.shelf.save.click()
    calm()
    text = file.read_text(encoding="utf-8")
    text = text.replace('own_name = ""', 'own_name = "français"').replace('name = ""', 'name = "French"', 1)
    file.write_text(text.replace('words = ""', 'words = "Mon plan"', 1), encoding="utf-8")
    part.shelf.bring_in.click()
    calm()
    assert "French · français" in said(part.owner)
    file.write_bytes(b"#" * (languages.MOST + 1))
    part.shelf.bring_in.click()
    calm()
    assert "larger" in part.owner.banner.text()


def test_a_dialog_that_is_left_changes_nothing(
    part: LanguagesPart, calm: Callable[[], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    options: list[object] = []

    def leave(*given: object) -> tuple[str, str]:
        options.append(given[-1])
        return "", ""

    monkeypatch.setattr(QFileDialog, "getOpenFileName", leave)
    part.shelf.bring_in.click()
    calm()
    assert part.owner.banner.text() == ""
    assert options == [QFileDialog.Option.DontUseNativeDialog]


def test_a_translators_file_says_how_many_texts_were_taken_and_why_one_was_not(
    part: LanguagesPart, calm: Callable[[], None], chosen: Callable[[Path], None], tmp_path: Path
) -> None:
    file = tmp_path / "ro.po"
    chosen(file)
    part.shelf.tag.setText("ro")
    part.shelf.save.click()
    calm()
    text = file.read_text(encoding="utf-8")
    for text_id, words in (("plan.title", "Planul nou"), ("plan.made", "Fără locuri")):
        block = next(one for one in text.split("\n\n") if f'msgctxt "{text_id}"' in one)
        head, _old = block.rsplit("msgstr", 1)
        text = text.replace(block, f'{head}msgstr "{words}"')
    file.write_text(text, encoding="utf-8")
    part.shelf.bring_in.click()
    calm()
    assert "Texts taken as drafts: 1. Refused: 1. Line " in part.owner.banner.text()
    assert "(plan.made): it has other places in braces than its English." in part.owner.banner.text()
