"""The unit's own number on paper: fresh to its last day, marked from the next, and nothing while there is none."""

from __future__ import annotations

import pytest

from hru_advocate.casework.session import Session
from hru_advocate.casework.settings import keep_settings, settings
from hru_advocate.casework.unit import our_number as ours
from hru_advocate.errors import InvalidAnswer

KEPT = {
    "name": "Example Unit", "number": "01632 960500", "label": "", "when": "Mon to Fri", "by": "Ada",
    "on": "2026-11-20", "against": "rang",
}  # fmt: skip


def test_there_is_no_line_while_nobody_filled_it_in(session: Session) -> None:
    assert ours.our_number(session) is None
    assert ours.our_lines(session) == ()


def test_what_is_kept_is_what_stands_and_a_new_version_takes_its_place(session: Session) -> None:
    first = ours.keep_our_number(session, KEPT)
    found = ours.our_number(session)
    assert found is not None
    assert (found.name, found.number, found.label, found.when, found.by, found.against) == (
        "Example Unit", "01632 960500", "Us", "Mon to Fri", "Ada", "rang"
    )  # fmt: skip
    second = ours.keep_our_number(session, KEPT | {"number": "01632 960501", "label": "Our desk"})
    assert second.record == first.record
    (line,) = ours.our_lines(session)
    assert line.phone is not None
    assert (line.text, line.phone.digits, line.hours) == ("Our desk", "01632960501", "Mon to Fri")
    with pytest.raises(InvalidAnswer):
        ours.keep_our_number(session, KEPT | {"number": "no number"})


@pytest.mark.parametrize(("texts", "said"), [(None, "Us (by relay)"), (False, "Us (by relay)"), (True, "Us (by text)")])
def test_who_cannot_use_a_voice_call_reads_how_to_reach_us_without_one(
    session: Session, *, texts: bool | None, said: str
) -> None:
    ours.keep_our_number(session, KEPT | {"texts": texts})
    assert [line.text for line in ours.our_lines(session, by_voice=False)] == [said]
    assert [line.text for line in ours.our_lines(session)] == ["Us"]


@pytest.mark.parametrize(
    ("on", "days", "fresh"),
    [("2026-11-23", 90, True), ("2026-08-25", 90, True), ("2026-08-24", 90, False), ("2026-11-22", 1, True),
     ("2026-11-21", 1, False)],
)  # fmt: skip
def test_a_number_nobody_confirmed_lately_is_marked_and_waits_for_a_tick(
    session: Session, on: str, days: int, fresh: bool
) -> None:
    kept = settings(session)
    keep_settings(session, type(kept)(number_days=days))
    ours.keep_our_number(session, KEPT | {"on": on})
    (line,) = ours.our_lines(session)
    assert line.needs_tick != fresh
    assert line.note.startswith("checked ") == fresh
    assert line.mark.startswith("NOT CHECKED SINCE ") != fresh
    assert line.office.startswith("our number, confirmed ")
