"""Settings of the unit and the advocate, and words typed into fields that belong to no form."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from hru_advocate.casework import settings as own
from hru_advocate.casework.records.entries import save
from hru_advocate.casework.session import Session
from hru_advocate.casework.settings import ListNotKept, Settings
from hru_advocate.casework.sharing.cards import read_card, written_card
from hru_advocate.casework.typed_words import keep_typed, typed
from hru_advocate.store import settings as rows
from tests.casework.open_sessions import NOW, REFERRAL


def test_what_was_never_set_has_its_default(session: Session) -> None:
    found = own.settings(session)
    assert (found.lock_minutes, found.look, found.text_size, found.unit_name) == (5, "system", 100, "")
    assert (found.number_days, found.hours_days, found.capture_shield) == (90, 30, True)
    assert "polic*" in " ".join(found.give_away) or len(found.give_away) > 20


@pytest.mark.parametrize(
    ("name", "fits", "refused"),
    [
        ("lock_minutes", (1, 15), (0, 16)),
        ("text_size", (100, 200), (101, 225)),
        ("number_days", (1, 365), (0, 366)),
        ("hours_days", (1, 365), (0, 366)),
        ("unit_name", ("", "a" * 80), ("a" * 81,)),
        ("look", ("system", "light", "dark"), ("bright",)),
        ("give_away", ((), ("a" * 60,), ("a",) * 400), (("",), ("a" * 61,), ("a",) * 401)),
    ],
)
def test_a_setting_is_kept_within_its_bounds(
    session: Session, name: str, fits: tuple[Any, ...], refused: tuple[Any, ...]
) -> None:
    """No vault stays open for an hour, and none locks at once."""
    for value in fits:
        changed = own.keep_settings(session, msgspec.structs.replace(own.settings(session), **{name: value}))
        assert changed.kinds == {"setting"}
        assert getattr(own.settings(session), name) == value
    for value in refused:
        with pytest.raises(msgspec.ValidationError):
            own.keep_settings(session, msgspec.structs.replace(Settings(), **{name: value}))
    assert getattr(own.settings(session), name) == fits[-1]


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("", ()),
        ("Police\nrefuge", ("police", "refuge")),
        ("  two   words \n\n * \n", ("two words",)),
        ("refuge\nREFUGE\nrefug*", ("refuge", "refug*")),
    ],
)
def test_give_away_words_are_one_to_a_line(session: Session, text: str, kept: tuple[str, ...]) -> None:
    assert own.keep_give_away(session, text).kinds == {"setting"}
    assert own.settings(session).give_away == kept


@pytest.mark.parametrize("text", ["a" * 61, "\n".join(f"word{number}" for number in range(401))])
def test_a_list_that_is_too_long_changes_nothing(session: Session, text: str) -> None:
    own.keep_give_away(session, "refuge")
    with pytest.raises(ListNotKept):
        own.keep_give_away(session, text)
    assert own.settings(session).give_away == ("refuge",)


@pytest.mark.parametrize(
    ("name", "refused"),
    [
        ("\u202e \u200b", own.AuthorMissing),
        ("x" * 120, None),
        ("x" * 121, own.AuthorUnfit),
        (f"{'x' * 120}\u200b ", None),
        ("Sam\ud83d", own.AuthorUnfit),
    ],
)
def test_a_name_is_one_that_every_card_and_every_other_computer_takes(
    session: Session, name: str, refused: type[Exception] | None
) -> None:
    before = own.author(session)
    if refused is None:
        own.keep_author(session, name)
        assert read_card(written_card(session, "advocate")).name == own.author(session) == "x" * 120
        return
    with pytest.raises(refused):
        own.keep_author(session, name)
    assert own.author(session) == before


def test_another_name_counts_for_what_is_written_from_then_on(session: Session) -> None:
    first = save(session, "referral", REFERRAL)
    assert own.keep_author(session, "  Sam Sample ").kinds == {"setting"}
    assert own.author(session) == "Sam Sample"
    second = save(session, "referral", REFERRAL | {"victim": "Other Example"})
    authors = [session.heads(one.case, ["referral"])[0].author for one in (first, second)]
    assert authors == ["Robin Example", "Sam Sample"]
    assert rows.read(session.vault, "author", str) == "Sam Sample"


def test_typed_words_are_kept_by_their_place_until_taken_out(session: Session) -> None:
    assert typed(session, "search") == ""
    when = keep_typed(session, "search", "half a sen")
    keep_typed(session, "reason", "because")
    assert (typed(session, "search"), typed(session, "reason")) == ("half a sen", "because")
    assert when.date() == NOW.date()
    keep_typed(session, "search", "")
    assert (typed(session, "search"), typed(session, "reason")) == ("", "because")
