"""``hru-vault services``: found by words, area and need; one with what the unit confirmed of it."""

from __future__ import annotations

from collections.abc import Callable

from tests.cli.commands import Run, Said

CHECKED = {
    "service": ["sv_paladin"],
    "what": "number",
    "value": "01632 960777",
    "by": "Robin Example",
    "on": "2026-11-20",
    "against": "rang",
    "right": True,
}


def test_services_are_found_and_one_is_confirmed(vault: Run, written: Callable[[object], str]) -> None:
    rows = {row["id"]: row for row in vault("services", "--json").json()}
    assert rows["paladin"]["number_words"] == "not confirmed"
    assert next(row["id"] for row in vault("services", "--words", Said("pala"), "--json").json()) == "paladin"
    near = {row["id"] for row in vault("services", "--area", "halton", "--json").json()}
    assert near < set(rows)
    vault("add", "confirmation", written(CHECKED)).json()
    page = vault("services", "sv_paladin", "--json").json()[0]
    assert "01632 960777" in page["numbers"]
    told = vault("services", "paladin").out
    assert told.startswith("paladin: Paladin")
    assert "confirmed 20 Nov by Robin Example" in told
    assert "number: 01632 960777 · 20 Nov 2026 · Robin Example · rang it" in told
    assert vault("services", "--words", Said("zebra xylophone")).out == ""
    assert "nothing with that reference" in vault("services", "pala").err
