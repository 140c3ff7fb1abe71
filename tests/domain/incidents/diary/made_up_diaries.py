"""Made-up diaries read as they would be taken, for the rows of these tests."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from hru_advocate.domain.incidents.diary.preview import DiaryPreview, HowToTake, Noted, looked_over
from hru_advocate.domain.incidents.diary.reading import HowToRead, read_diary

NOW = datetime(2026, 11, 23, 10, 0, tzinfo=ZoneInfo("Europe/London"))


def previewed(
    text: str | bytes,
    ending: str = ".csv",
    *,
    how: HowToTake | None = None,
    read: HowToRead | None = None,
    noted: Noted | None = None,
) -> DiaryPreview:
    """A diary looked over on Monday 23 November 2026."""
    data = text.encode() if isinstance(text, str) else text
    return looked_over(read_diary(data, ending, NOW, read), how or HowToTake(), NOW, noted=noted or {})


def starts(preview: DiaryPreview) -> list[str | None]:
    """The beginning of each row, or nothing where it is undecided."""
    return [row.when.start if row.state != "undecided" else None for row in preview.rows]
