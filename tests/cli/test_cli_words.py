"""No words of a person on a command line of ``hru-vault``, which other programs and the shell read."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path

import pytest

from hru_advocate.cli import diary, figures, hru_vault, inputs
from tests.cli.commands import Run

TYPED = "Marigold rang from Marsh Lane"
NO_WORDS = {
    inputs.said, inputs.ref, inputs.head_code, inputs.when, inputs.tag, inputs.count, inputs.years, inputs.seed,
    inputs.folder, inputs.file_name, Path, diary._map, diary._year, figures._day,
}  # fmt: skip
"""Readers of an argument: ids, days, numbers, tags and the names of files; ``said`` takes nothing but ``-``."""
PLACES = {inputs.folder, inputs.file_name, Path}
OWN = ("init", "author")
"""The advocate's own name, which stands beside each of her processes already; it may be ``-`` as well."""


def every_argument() -> Iterator[tuple[str, argparse.Action]]:
    """Each argument that takes a value, with its command."""
    parser = hru_vault._parser()
    commands = next(action for action in parser._actions if action.dest == "command").choices
    assert isinstance(commands, dict)
    for name, command in {"": parser, **commands}.items():
        yield from ((name, one) for one in command._actions if one.nargs != 0 and one.dest != "command")


EVERY = {f"{name} {one.option_strings[-1] if one.option_strings else one.dest}": (name, one) for name, one in
         every_argument()}  # fmt: skip


def test_the_walk_sees_every_command() -> None:
    assert len({name for name, _one in EVERY.values()}) > 70
    assert len([one for _name, one in EVERY.values() if one.type is inputs.said]) > 80


@pytest.mark.parametrize("argument", EVERY)
def test_an_argument_is_an_id_a_day_a_number_a_place_or_refused(argument: str) -> None:
    name, one = EVERY[argument]
    if (name, one.dest) == OWN:
        assert isinstance(inputs.own_name("-"), inputs.ToBeSaid)
        return
    assert one.choices or one.type in NO_WORDS, f"{argument} takes words: let it be read by inputs.said"
    if one.choices or one.type in PLACES:
        return
    assert callable(one.type)
    with pytest.raises(argparse.ArgumentTypeError) as refused:
        one.type(TYPED)
    assert "Marigold" not in str(refused.value)


def test_words_in_the_place_of_a_line_say_where_they_belong(run: Run) -> None:
    done = run("search", TYPED)
    assert (done.code, done.out) == (2, "")
    assert "give - and they are asked for" in done.err
    assert "Marigold" not in done.err


@pytest.mark.parametrize(
    "told", ["2026-11-23", "3 Nov", "20 November 2026", "today", "14:30", "at 3 pm", "2026-11-23 14:30", "Monday"]
)
def test_days_and_times_may_stand_on_the_line(told: str) -> None:
    assert inputs.when(told) == told


def test_what_reads_a_line_is_made_once_and_keeps_nothing_of_it() -> None:
    parser = hru_vault._parser()
    assert parser.parse_args(["--json", "add", "contact", "-", "--corrects", "one"]).corrects == ["one"]
    assert hru_vault._parser() is parser
    again = parser.parse_args(["add", "contact", "-"])
    assert (again.corrects, "json" in again) == ([], False)
