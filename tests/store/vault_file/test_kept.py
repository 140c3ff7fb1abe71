"""Drafts and settings are counted and summed with each change; whatever changes them otherwise does not fit."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from hru_advocate.store import drafts, settings
from hru_advocate.store.vault_file import kept, pages
from hru_advocate.store.vault_file.page_versions import PageVersions
from hru_advocate.store.vault_file.vault import Vault
from tests.store.conftest import KEY, Writer


def _draft(name: str, body: bytes = b"{}", case: str | None = None) -> drafts.Draft:
    return drafts.Draft(name, case, "contact", 1, "r", (), body, "2026-11-23")


@pytest.fixture
def filled(opened: Vault) -> Vault:
    drafts.save(opened, _draft("one", b"first"))
    drafts.save(opened, _draft("two", case="c"))
    settings.keep(opened, "lock", 5)
    settings.keep(opened, "page", "typed about c")
    return opened


CHANGES: dict[str, tuple[Callable[[Vault], object], int]] = {
    "a draft anew": (lambda vault: drafts.save(vault, _draft("three")), 1),
    "a draft": (lambda vault: drafts.save(vault, _draft("one", b"second")), 1),
    "a draft as it was": (lambda vault: drafts.save(vault, _draft("one", b"first")), 0),
    "a draft gone": (lambda vault: drafts.delete(vault, "one"), 1),
    "no draft gone": (lambda vault: drafts.delete(vault, "none"), 0),
    "drafts of a case": (lambda vault: drafts.delete_of_case(vault, "c"), 1),
    "a setting": (lambda vault: settings.keep(vault, "lock", 7), 1),
    "a setting as it was": (lambda vault: settings.keep(vault, "lock", 5), 0),
    "a setting gone": (lambda vault: settings.forget_key(vault, "lock"), 1),
    "settings that name a case": (lambda vault: settings.forget(vault, "about c"), 1),
    "what was counted": (lambda vault: settings.keep(vault, kept.COUNTED, {"a": 1}), 0),
}


@pytest.mark.parametrize("name", CHANGES)
def test_each_change_counts_one_and_fits(filled: Vault, name: str) -> None:
    change, more = CHANGES[name]
    before = kept.standing(filled)
    assert (before.fits, before.turn) == (True, 4)
    change(filled)
    assert kept.standing(filled) == kept.Standing(before.turn + more, fits=True)
    assert kept.turn(filled) == before.turn + more


def test_a_draft_that_becomes_an_entry_counts_too(filled: Vault) -> None:
    writer = Writer(filled)
    writer.write("made of it", draft="one")
    assert [one.id for one in drafts.list_all(filled)] == ["two"]
    assert kept.standing(filled) == kept.Standing(5, fits=True)


@pytest.mark.parametrize(
    "words",
    [
        "UPDATE draft SET body = x'00' WHERE id = 'one'",
        "UPDATE draft SET saved = '2026-11-22' WHERE id = 'one'",
        "DELETE FROM draft WHERE id = 'one'",
        "INSERT INTO draft SELECT 'four', case_id, form, version, record, parents, body, saved FROM draft LIMIT 1",
        "UPDATE setting SET value = '7' WHERE key = 'lock'",
        "DELETE FROM setting WHERE key = 'page'",
        "UPDATE setting SET value = '[9,\"00000000000000000000000000000000\"]' WHERE key = 'kept'",
        "UPDATE setting SET value = '[\"x\"]' WHERE key = 'kept'",
        "DELETE FROM setting WHERE key = 'kept'",
    ],
)
def test_a_change_that_was_not_counted_does_not_fit_until_it_is_accepted(filled: Vault, words: str) -> None:
    filled.connection().execute(words)
    assert not kept.standing(filled).fits
    drafts.save(filled, _draft("later"))  # what comes after does not make it good
    assert not kept.standing(filled).fits
    kept.accept(filled)
    assert kept.standing(filled).fits


def _save_and_fail(vault: Vault) -> None:
    with vault.write():
        drafts.save(vault, _draft("three"))
        raise ZeroDivisionError


def test_what_is_undone_was_never_counted(filled: Vault) -> None:
    with pytest.raises(ZeroDivisionError):
        _save_and_fail(filled)
    assert filled.turn is None
    assert kept.standing(filled) == kept.Standing(4, fits=True)
    told: list[int | None] = []
    filled.after_commit = lambda _tails, turn: told.append(turn)
    drafts.save(filled, _draft("three"))
    assert told == [5]


def test_free_pages_hold_nothing(path: Path, filled: Vault) -> None:
    drafts.save(filled, _draft("long", b"nobody may read this again " * 2_000))
    drafts.delete(filled, "long")
    filled.close()
    with PageVersions(path, KEY) as versions:
        free = versions._free()
        held = [versions.today(number) or b"x" for number in free]
    assert len(free) > 10
    assert all(b"nobody" not in page for page in held)
    assert sum(set(page[8:]) == {0} for page in held) >= len(free) - 1  # all but the one that lists them
    assert path.stat().st_size > len(free) * pages.SIZE
