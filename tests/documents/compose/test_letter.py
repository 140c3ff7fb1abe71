"""A letter on paper: laid out as letters here are, readable aloud, its words as typed; a statement is one's own."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
import pytest

from hru_advocate.documents.compose.office.letter import LetterPaper, letter_as_text, letter_page
from hru_advocate.documents.pdf import writer
from hru_advocate.documents.style import SHEETS
from tests.documents.checking import FONTS, faults, readings

LETTER = LetterPaper(
    statement=False,
    to_name="Ms Example",
    to_lines="Housing team\n1 Example Street\nExampleton",
    date="29 November 2026",
    reference="HRU-7K3M-9QXF",
    greeting="Dear Ms Example",
    subject="Safety at home",
    text="First line\nsecond line.\n\nA < B & “quoted”, Łódź.",
    advocate="Robin Example",
    unit="Harm Reduction Unit",
    number="01632 960100",
    copy_number=3,
)
WORDS = "i  dont sleep\n\nI look behind me.   Always"
STATEMENT = LetterPaper(statement=True, words=WORDS, advocate="Robin Example", unit="Unit", number="01632 960100")


def lines_of(paper: LetterPaper) -> list[str]:
    data = writer.render(letter_page(paper), FONTS).data
    pages = pypdfium2.PdfDocument(data)
    text = "\n".join(page.get_textpage().get_text_range() for page in pages)
    return [" ".join(line.split()) for line in text.splitlines() if line.strip()]


def test_a_letter_has_everything_in_its_place() -> None:
    assert lines_of(LETTER) == [
        "Harm Reduction Unit",
        "Ms Example",
        "Housing team",
        "1 Example Street",
        "Exampleton",
        "29 November 2026",
        "Our reference: HRU-7K3M-9QXF",
        "Dear Ms Example,",
        "Safety at home",
        "First line",
        "second line.",
        "A < B & “quoted”, Łódź.",
        "Yours sincerely",
        "Robin Example",
        "Specialist Victim Advocate",
        "Harm Reduction Unit",
        "Telephone 01632 960100",
        "HRU-7K3M-9QXF · Copy 3 page 1 of 1",
    ]
    assert 11 <= SHEETS["a4"].body.size <= 12


@pytest.mark.parametrize(
    ("more", "gone"),
    [
        ({"number": ""}, "Telephone"),
        ({"unit": ""}, "Harm Reduction"),
        ({"subject": ""}, "Safety at home"),
        ({"to_name": "", "to_lines": ""}, "Housing"),
    ],
)
def test_what_is_not_known_leaves_no_label_behind(more: dict[str, str], gone: str) -> None:
    from dataclasses import replace

    without = replace(LETTER, **more)  # type: ignore[arg-type]  # each is a text
    assert gone in " ".join(lines_of(LETTER))
    assert gone not in " ".join(lines_of(without))
    assert gone not in letter_as_text(without)


def test_a_statement_is_the_persons_words_and_nobody_elses() -> None:
    assert lines_of(STATEMENT) == [
        "Personal statement",
        "i dont sleep",
        "I look behind me. Always",
        "Signed",
        "Date",
        "page 1 of 1",
    ]
    assert letter_as_text(STATEMENT) == WORDS


@pytest.mark.parametrize("paper", [LETTER, STATEMENT], ids=["letter", "statement"])
def test_two_checkers_find_nothing_and_every_reader_reads_it(paper: LetterPaper, tmp_path: Path) -> None:
    data = writer.render(letter_page(paper), FONTS).data
    assert faults(data, tmp_path) == []
    wanted = "Yours sincerely" if not paper.statement else "I look behind me."
    assert all(wanted in text for text in readings(data, tmp_path).values())


def test_the_sign_off_never_stands_alone_on_a_page() -> None:
    from dataclasses import replace

    for count in range(30, 46):
        pages = pypdfium2.PdfDocument(
            writer.render(
                letter_page(replace(LETTER, text="\n\n".join([f"Line {one}." for one in range(count)]))), FONTS
            ).data
        )
        last = pages[len(pages) - 1].get_textpage().get_text_range()
        assert "Yours sincerely" in last
        assert "Line" in last
