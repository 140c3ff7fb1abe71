"""Writes a man page for each program out of the very parsers that read its command line: ``man_pages.py FOLDER``."""

from __future__ import annotations

import argparse
import os
import re
import sys
from collections.abc import Collection, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def page(parser: argparse.ArgumentParser, day: str, version: str, others: Sequence[str]) -> str:
    """One page in the language of ``man``: usage, options, commands; ``others`` are to be seen as well."""
    about = parser.description or ""
    said, _, ends = (parser.epilog or "").partition("Exit: ")
    ends, _, more = ends.partition(". ")
    return "\n".join(
        [
            f'.TH {parser.prog.upper()} 1 "{day}" "HRU Advocate {version}"',
            ".SH NAME",
            f"{parser.prog} \\- {_text(about.split('.')[0])}",
            ".SH SYNOPSIS",
            _synopsis(parser),
            ".SH DESCRIPTION",
            _text(f"{about} {said}{more}"),
            ".SH OPTIONS",
            *_options(parser),
            *_commands(parser),
            ".SH EXIT STATUS",
            _text(ends),
            ".SH SEE ALSO",
            ", ".join(f"\\fB{_text(other)}\\fR(1)" for other in others),
            "",
        ]
    )


def _commands(parser: argparse.ArgumentParser) -> Iterator[str]:
    shared = {one.dest for one in parser._actions}
    for chosen in parser._actions:
        if not isinstance(chosen, argparse._SubParsersAction):
            continue
        yield ".SH COMMANDS"
        for command, its in chosen.choices.items():
            taken = (_as_given(one) for one in its._actions if one.dest not in shared and not one.option_strings)
            yield f".SS {_text(' '.join([command, *taken]))}"
            yield _text(its.description or "")
            yield from _options(its, apart_from=shared)


def _synopsis(parser: argparse.ArgumentParser) -> str:
    usage = parser.format_usage().removeprefix("usage: ")
    first, _, rest = " ".join(usage.split()).partition(" ")
    return f".B {_text(first)}\n{_text(rest)}"


def _options(parser: argparse.ArgumentParser, apart_from: Collection[str] = ()) -> Iterator[str]:
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction) or action.dest in apart_from:
            continue
        taken = f"\\fI{_text(_taken(action))}\\fR"
        named = ", ".join(f"\\fB{_text(one)}\\fR" for one in action.option_strings)
        yield ".TP"
        yield (f"{named} {taken}" if _taken(action) else named) if named else taken
        yield _text(_help(action)) or "\\&"


def _taken(action: argparse.Action) -> str:
    if action.nargs == 0:
        return ""
    if isinstance(action.metavar, str):
        return action.metavar
    return "|".join(map(str, action.choices)) if action.choices is not None else action.dest.upper()


def _as_given(action: argparse.Action) -> str:
    """One word behind a command, in brackets where it may be left out."""
    return f"[{_taken(action)}]" if action.nargs in ("?", "*") else _taken(action)


def _help(action: argparse.Action) -> str:
    text = action.help or ""
    return re.sub(r"%\((\w+)\)s", lambda found: str(getattr(action, found[1], "")), text).replace("%%", "%")


def _text(words: str) -> str:
    """Words as ``man`` takes them: a hyphen that may be typed, no line that begins like a request."""
    plain = " ".join(words.split()).replace("\\", "\\e").replace("-", "\\-")
    return f"\\&{plain}" if plain.startswith((".", "'")) else plain


def main(folder: Path) -> int:
    """Write both pages; the exit code."""
    sys.path.insert(0, str(ROOT))
    from hru_advocate import __version__
    from hru_advocate.cli import hru_vault
    from ui import arguments

    day = datetime.fromtimestamp(int(os.environ.get("SOURCE_DATE_EPOCH", "0")), UTC).date().isoformat()
    parsers = {parser.prog: parser for parser in (arguments._parser(), hru_vault._parser())}
    for name, parser in parsers.items():
        text = page(parser, day, __version__, [other for other in parsers if other != name])
        (folder / f"{parser.prog}.1").write_text(text, encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
