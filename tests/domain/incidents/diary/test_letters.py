"""Letters of a file: found by its mark, by what alone fits, else shown as unsure or refused."""

from __future__ import annotations

import pytest

from hru_advocate.domain.incidents.diary import refusals
from hru_advocate.domain.incidents.diary.letters import read_letters

MOST = 20 * 1024 * 1024
WINDOWS = (
    "\u2018\u00c9milie\u2019 \u2026 \u20ac20, na\u00efve \u00d6zil\u2019s"
    " \u201cI\u2019ll\u201d \u2013 \u0152uvre, 20\u00b0, \u00bd, JOS\u00c9"
)
CAFE = "3 Nov 2026, he came to the café — £20"


@pytest.mark.parametrize(
    ("data", "encoding", "sure"),
    [
        (b"plain", "utf-8", True),
        (CAFE.encode(), "utf-8", True),
        (CAFE.encode("utf-8-sig"), "utf-8", True),
        (CAFE.encode("utf-16"), "utf-16", True),
        (b"\xfe\xff" + CAFE.encode("utf-16-be"), "utf-16", True),
        (b"\xff\xfe\x00\x00" + CAFE.encode("utf-32-le"), "utf-32", True),
        (CAFE.encode("utf-16-le"), "utf-16-le", False),
        (CAFE.encode("utf-16-be"), "utf-16-be", False),
        (CAFE.encode("windows-1252"), "windows-1252", False),
        (WINDOWS.encode("windows-1252"), "windows-1252", False),
        (b"the end\x1a", "utf-8", True),
    ],
)
def test_letters_are_found(data: bytes, encoding: str, sure: bool) -> None:
    found = read_letters(data)
    assert (found.encoding, found.sure) == (encoding, sure)
    assert found.text in (CAFE, WINDOWS, "plain", "the end")
    assert not found.text.startswith("\ufeff")


@pytest.mark.parametrize(
    ("data", "error"),
    [
        (b"", refusals.EmptyDiary),
        (b" \r\n\t", refusals.EmptyDiary),
        (b"\xef\xbb\xbf", refusals.EmptyDiary),
        (b"\xff\xfe", refusals.EmptyDiary),
        (b"\x00" * 40, refusals.EmptyDiary),
        (b"3 Nov 2026, he\x00 came", refusals.NotText),
        (b"3 Nov 2026, \x01\x02", refusals.NotText),
        (bytes(range(256)), refusals.NotText),
        (b"PK\x03\x04 a spreadsheet", refusals.OtherProgramsFile),
        (b"%PDF-1.7", refusals.OtherProgramsFile),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", refusals.OtherProgramsFile),
        (b"{\\rtf1 words}", refusals.OtherProgramsFile),
        (b"PK\x05\x06 nothing", refusals.OtherProgramsFile),
        (b"\x89PNG", refusals.OtherProgramsFile),
        (b"\xff\xd8\xff", refusals.OtherProgramsFile),
        (b"GIF89a", refusals.OtherProgramsFile),
        (b"SQLite format 3\x00", refusals.OtherProgramsFile),
        (b"\x1f\x8b", refusals.OtherProgramsFile),
        (b"7z\xbc\xaf", refusals.OtherProgramsFile),
        (b"Rar!", refusals.OtherProgramsFile),
        (b"<!DOCTYPE html><p>x", refusals.OtherProgramsFile),
        ("café ".encode() + "café".encode("cp1252"), refusals.LettersUnclear),
        (b"caf\x81", refusals.LettersUnclear),
        # older Macs and MS-DOS, whose bytes are letters of Windows-1252 too
        ("he said \u201cI\u2019ll wait\u201d".encode("mac-roman"), refusals.LettersUnlikely),
        ("he didn\u2019t go".encode("mac-roman"), refusals.LettersUnlikely),
        ("home \u2013 late".encode("mac-roman"), refusals.LettersUnlikely),
        ("the caf\u00e9".encode("mac-roman"), refusals.LettersUnlikely),
        ("he took \u00a320".encode("cp850"), refusals.LettersUnlikely),
        ("the caf\u00e9".encode("cp850"), refusals.LettersUnlikely),
        (b'<?xml version="1.0"?><smses/>', refusals.OtherProgramsFile),
        (b"\xff\xfeabc", refusals.LettersWrong),
        (b"x" * (MOST + 1), refusals.DiaryTooLarge),
    ],
)
def test_what_is_no_text_is_refused_in_a_sentence(data: bytes, error: type[refusals.DiaryRefused]) -> None:
    with pytest.raises(error) as refused:
        read_letters(data)
    assert type(refused.value) is error
    assert "Nothing was taken" in refused.value.message


def test_a_backup_of_messages_is_not_called_a_web_page() -> None:
    with pytest.raises(refusals.OtherProgramsFile, match="backup of messages"):
        read_letters(b"<smses count='1'/>")


def test_a_file_of_the_largest_size_is_read() -> None:
    assert len(read_letters(b"x" * MOST).text) == MOST


def test_unsure_letters_show_words_to_look_at_and_another_way_can_be_chosen() -> None:
    data = "he left 20 \u20ac at the caf\u00e9".encode("iso-8859-15")
    assert read_letters(data).samples == ("\u00a4", "caf\u00e9")
    assert read_letters(data, "iso-8859-15").samples == ("\u20ac", "caf\u00e9")
    for other in ("utf-8", "utf-7"):  # the second is none of those that are offered
        with pytest.raises(refusals.LettersWrong):
            read_letters(b"he left" if other == "utf-7" else data, other)


def test_letters_damaged_before_are_said_so() -> None:
    assert read_letters("he didn\u00e2\u20ac\u2122t ring".encode()).damaged
    assert not read_letters("he didn\u2019t ring".encode()).damaged
