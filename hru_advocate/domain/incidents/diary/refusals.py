"""Refusals of a diary file: a sentence each, and nothing of the file is taken."""

from __future__ import annotations

from typing import Final

from hru_advocate.errors import AdvocateError

_SAFE: Final = "Nothing was taken, and the file is as it was"


class DiaryRefused(AdvocateError):
    """This diary file cannot be read. Nothing was taken, and the file is as it was; choose another file."""


class DiaryStopped(AdvocateError):
    """The reading was stopped. Nothing was taken, and the file is as it was; choose it again when you want."""


class DiaryTooLarge(DiaryRefused):
    """The file is larger than 20 MB. Nothing was taken, and the file is as it was; divide it and bring in each part."""


class TooManyDiaryRows(DiaryRefused):
    """The file has more than 100,000 rows. Nothing was taken, and it is as it was; divide it and bring in each part."""


class EmptyDiary(DiaryRefused):
    """There are no words in this file. Nothing was taken, and the file is as it was; check that it is the right one."""


class NotText(DiaryRefused):
    """This file is no text. Nothing was taken, and it is as it was; save the diary as CSV or text, choose that."""


class OtherProgramsFile(DiaryRefused):
    """A file only another program can read: a spreadsheet, a document, a page, a picture."""

    def __init__(self, what: str) -> None:
        super().__init__(f"This file is {what}. {_SAFE}; open it there, save it as CSV or plain text, and choose that.")


class LettersUnclear(DiaryRefused):
    """It cannot be told how the letters of this file are written: some are UTF-8 and some are not.

    Nothing was taken, and the file is as it was; choose how its letters are written, and look at the words.
    """


class LettersUnlikely(DiaryRefused):
    """It cannot be told how the letters of this file are written: an older Mac or MS-DOS may have written them.

    Nothing was taken, and the file is as it was; choose how its letters are written, and look at the words.
    """


class LettersWrong(DiaryRefused):
    """The letters of this file are not written in the way chosen. Nothing was taken; choose another way."""


class BrokenRow(DiaryRefused):
    """A row that makes it unclear where the rows after it begin and end. ``row`` counts from 1."""

    def __init__(self, row: int, what: str) -> None:
        super().__init__(f"Row {row:,}: {what} {_SAFE}; mend that row in a copy of the file and choose the copy.")
        self.row = row


class BrokenCalendar(DiaryRefused):
    """A calendar file that breaks its own rules. ``line`` counts from 1."""

    def __init__(self, line: int, what: str) -> None:
        super().__init__(f"Line {line:,} of the calendar: {what} {_SAFE}; export it from the phone again.")
        self.line = line


OTHERWISE_PERHAPS: Final = (LettersUnclear, LettersUnlikely, LettersWrong, NotText, BrokenRow, BrokenCalendar)
"""Refusals after which a file may be read, once it is said how its letters are written or what kind it is."""


class NoSuchColumn(DiaryRefused):
    """A column was chosen that this file does not have, or one question was given two. Nothing was taken; map again."""
