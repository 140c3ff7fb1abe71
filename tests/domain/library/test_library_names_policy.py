"""A file of the library that cannot be used is named, and so is the sort of entry at fault in it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from hru_advocate.casework.product import shipped
from hru_advocate.domain.library import library
from hru_advocate.domain.library.library import InvalidLibrary
from hru_advocate.domain.library.unit_measures import own_id

READERS: dict[str, Callable[[bytes], object]] = {
    "measures.toml": library.read_measures,
    "risk_factors.toml": library.read_risk,
    "needs.toml": library.read_needs,
    "services.toml": library.read_services,
    "bank_holidays.toml": library.read_bank_holidays,
    "paper_words.toml": library.read_paper_words,
    "plan_templates.toml": lambda data: library.read_templates(data, shipped().library.measures),
}


def data_of(name: str) -> str:
    return (shipped().folder / name).read_bytes().decode()


@pytest.mark.parametrize("name", READERS)
def test_a_file_that_cannot_be_used_is_named(name: str) -> None:
    assert READERS[name](data_of(name).encode())
    with pytest.raises(InvalidLibrary) as refused:
        READERS[name](b"x = [")
    assert refused.value.message.startswith(f"{name}: ")


SORTS: dict[str, str] = {
    "measures.toml": "measure circumstance trait gate",
    "risk_factors.toml": "factor dynamic_trigger cluster",
    "needs.toml": "domain",
    "services.toml": "service",
}


@pytest.mark.parametrize(("name", "table"), [(name, table) for name, sorts in SORTS.items() for table in sorts.split()])
def test_two_entries_of_one_id_are_refused_by_the_sort_they_are_of(name: str, table: str) -> None:
    text = data_of(name)
    entry = text[text.index(f"[[{table}]]\nid = ") :]
    once = entry[: entry.find("\n[[", 1)] if "\n[[" in entry else entry
    with pytest.raises(InvalidLibrary) as refused:
        READERS[name](f"{text}\n{once}\n".encode())
    assert refused.value.message.startswith(f"{name}: {table}[")


@pytest.mark.parametrize(
    ("text", "taken", "found"),
    [
        ("A light at the porch", (), "sm_unit_a_light_at_the"),
        ("", (), "sm_unit_measure"),
        ("!?", ("sm_unit_measure",), "sm_unit_measure_2"),
    ],
)
def test_a_measure_of_the_unit_has_an_id_of_its_first_words(text: str, taken: tuple[str, ...], found: str) -> None:
    assert own_id(text, taken) == found
