"""What packs brought, entry by entry, and how it lies over the program's own directory and law."""

from __future__ import annotations

from typing import Any

import msgspec

from hru_advocate.casework.product import shipped
from hru_advocate.domain.law.legal_options import KnownChange, OptionSource
from hru_advocate.domain.packs.taken import PackTaken, PackTold, WaitingChange, directory_with, options_with, standing
from tests.domain.packs.made_up_pack import DAY, HARBOUR, REFUGE, changed, here, made_up, option


def told(name: str, version: int) -> PackTold:
    return PackTold(name, version, "edition", "unit", DAY, DAY, "a" * 64)


def taken(name: str, version: int, **more: Any) -> PackTaken:
    return PackTaken(told(name, version), **more)


CHANGE = KnownChange("a new act", (), "low", ())
SOURCE = OptionSource("made_up", "A page", "Somebody", "https://example.org", "2026", "read")
WAITS = WaitingChange("w1", "harbour_line", "Harbour Line", "Number", "1", "2")


def test_of_several_entries_the_newest_of_each_thing_stands() -> None:
    first = taken("one", 1, services=(HARBOUR,), options=(option(),), sources=(SOURCE,), known_changes=(CHANGE,),
                  fallen=("e1",), waiting=(WAITS,), file="pack one")  # fmt: skip
    other = taken("two", 4, services=(changed(HARBOUR, name="Harbour"), made_up("new_line")), fallen=("e2",))
    again = taken("one", 2, options=(option(name="Another name"),))
    found = standing([first, other, again])
    assert {one.id: one.name for one in found.services.values()} == {
        "harbour_line": "Harbour",
        "new_line": "Harbour Line",
    }
    assert {name: (one.name, one.version) for name, one in found.pack_of.items()} == {
        "harbour_line": ("two", 4),
        "new_line": ("two", 4),
    }
    assert [one.name for one in found.options.values()] == ["Another name"]
    assert found.sources == {"made_up": SOURCE}
    assert found.known_changes == {"a new act": CHANGE}
    assert found.fallen == {"e1", "e2"}
    assert {name: one.version for name, one in found.last.items()} == {"one": 2, "two": 4}
    assert found.waiting == {"one": (), "two": ()}  # nothing of it waits any more
    assert found.files == {"one": "pack one"}
    assert standing([first]).waiting == {"one": (WAITS,)}


def test_the_law_of_packs_lies_over_the_program_s_and_leaves_the_rest() -> None:
    program = shipped().legal_options
    assert options_with(program, standing([])) is program
    assert options_with(program, standing([taken("one", 1, sources=(SOURCE,))])) is program
    changes = options_with(program, standing([taken("one", 1, known_changes=(CHANGE,), sources=(SOURCE,))]))
    assert changes.known_changes == (*program.known_changes, CHANGE)
    assert changes.sources == (*program.sources, SOURCE)
    assert changes.options == program.options
    law = options_with(program, standing([taken("one", 1, options=(option(name="Another name"),))]))
    assert [one.id for one in law.options] == [one.id for one in program.options]
    assert law.option(option().id).name == "Another name"
    assert law.known_changes == program.known_changes


def test_the_services_of_packs_lie_over_the_program_s_and_new_ones_behind_them() -> None:
    directory = here().directory
    assert directory_with(directory, {}) is directory
    new, renamed = made_up("new_line"), changed(HARBOUR, name="Harbour")
    found = directory_with(directory, {one.id: one for one in (new, renamed)})
    assert [one.id for one in found.services] == [*(one.id for one in directory.services), "new_line"]
    assert {one.id: one.name for one in found.services}["harbour_line"] == "Harbour"
    kind = msgspec.structs.replace(REFUGE, kind="national_helpline", summary="Come in.")
    kept = {one.id: one for one in directory_with(directory, {REFUGE.id: kind}).services}[REFUGE.id]
    assert (kept.kind, kept.summary) == ("refuge", "Come in.")
    where = msgspec.structs.replace(REFUGE, summary="Come to 12 Quay Street, CH1 2AB.")
    assert {one.id: one for one in directory_with(directory, {REFUGE.id: where}).services}[REFUGE.id] == REFUGE
