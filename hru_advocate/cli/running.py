"""The ground of every command of ``hru-vault``: opening the vault for one command, printing, writing a file."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

import msgspec

from hru_advocate.casework.case_label import CaseLabel
from hru_advocate.casework.cases.cases import CaseFilter, find_case, list_cases
from hru_advocate.casework.paper.leaving import save_file
from hru_advocate.casework.people.restricted import RESTRICTED
from hru_advocate.casework.session import Session
from hru_advocate.casework.vault import opening
from hru_advocate.casework.vault.opening import Home, Opened
from hru_advocate.cli import inputs
from hru_advocate.domain.people.name_mask import HiddenWords
from hru_advocate.errors import AdvocateError, CannotUnlock, DeviceError
from hru_advocate.paths import write_whole

Arguments = argparse.Namespace
Add = Callable[[str, Callable[[Arguments], None], str], argparse.ArgumentParser]
Row = dict[str, Any]

_ALL: Final = 100_000

_NOT_NOTED: Final = (
    "That this vault was opened, and what was looked at, could not be noted in the record: nothing can be saved."
)


class NotOpened(CannotUnlock):
    """The vault could not be opened. Nothing was changed."""


class FileNotWritten(DeviceError):
    """The file could not be written. The vault is safe; choose another place and try again."""


class WouldOverwrite(AdvocateError):
    """There is a file of that name already. Nothing was written; choose another name or move it away."""


def home(options: Arguments) -> Home:
    """The vault's folder: the one named, else the one this computer gives the program."""
    folder: Path | None = getattr(options, "home", None)
    return Home(folder) if folder is not None else Home.default()


def passphrase(options: Arguments, *, needed: bool = True) -> str:
    """The passphrase, from where the command line says; words that followed it there have had it read already."""
    if (read := getattr(options, "passphrase_read", None)) is not None:
        return str(read)
    return inputs.passphrase(getattr(options, "passphrase_file", None), needed=needed)


@contextmanager
def unlocked(options: Arguments) -> Iterator[Session]:
    """Open the vault for one command, say on standard error what needs a look, lock it again."""
    with opened_vault(options) as opened:
        yield opened.session


@contextmanager
def opened_vault(options: Arguments, given: str | None = None) -> Iterator[Opened]:
    """The same with its keys, for a command about the vault itself; ``given`` is a passphrase that was read before."""
    try:
        opened, found = opening.unlock(home(options), passphrase(options) if given is None else given)
    except AdvocateError as error:
        raise NotOpened(error.message) from error
    for warning in found.warnings:
        print(warning, file=sys.stderr)
    opened.session.reason = getattr(options, "restricted_because", "")
    with locked_after(opened):
        yield opened


@contextmanager
def locked_after(opened: Opened) -> Iterator[None]:
    """Lock a vault once the block has ended, however that was; say so where something of it could not be noted."""
    try:
        yield
    finally:
        opening.lock(opened)
        if opened.session.unnoted:
            print(_NOT_NOTED, file=sys.stderr)


def print_json(value: object) -> None:
    """Print one value as JSON."""
    print(json.dumps(as_data(value), ensure_ascii=False, indent=2))


def as_data(value: object) -> Any:  # noqa: ANN401 - whatever JSON can say
    """Mappings, lists, numbers and texts of a value as they are printed, also texts in which a name is hidden."""
    return msgspec.to_builtins(value, enc_hook=_as_text)


def _as_text(value: object) -> str:
    if isinstance(value, HiddenWords):
        return str(value)
    raise TypeError


def row_about(label: CaseLabel, row: Mapping[str, Any]) -> Row:
    """A row about a case with its reference; of a restricted one that was not opened it says nothing else."""
    if label.initials == RESTRICTED:
        return {"ref": label.ref, "restricted": True}
    return {"ref": label.ref, **row}


def rows_of_cases(
    session: Session, ref: str, rows_of: Callable[[Session, str], Iterable[Mapping[str, Any]]]
) -> list[Row]:
    """The rows of one case, or of every open one; a restricted one is not read, and stands there by its reference.

    Raises:
        NotFound, RestrictedCase: there is no such case, or it is restricted and no reason was given.
    """
    if ref:
        return [{"ref": ref, **row} for row in rows_of(session, find_case(session, ref))]
    found: list[Row] = []
    for label in (line.label for line in list_cases(session, CaseFilter(), _ALL)):
        rows = [{}] if label.initials == RESTRICTED else rows_of(session, label.case)
        found.extend(row_about(label, row) for row in rows)
    return found


def print_list(options: Arguments, rows: Sequence[Mapping[str, Any]], line: Callable[[Mapping[str, Any]], str]) -> None:
    """Print a listing: JSON when asked, else a line a row."""
    if getattr(options, "json", False):
        print_json(rows)
        return
    for row in rows:
        print(f"{row['ref']}  restricted" if row.get("restricted") else line(row))


def write(path: Path, data: bytes, session: Session | None = None) -> None:
    """Write a file that only its owner can read; never over another, and all of it or nothing.

    With a ``session`` the next opening tells of what a stop leaves of it.
    """
    with new_file():
        if session is None:
            write_whole(path, data)
        else:
            save_file(session, path, data, over=False)


@contextmanager
def new_file(*not_written: type[AdvocateError]) -> Iterator[None]:
    """The words of the command line for a file that could not be written, which ``not_written`` say too.

    Raises:
        WouldOverwrite, FileNotWritten: nothing was written.
    """
    refused: tuple[type[Exception], ...] = (OSError, *not_written)
    try:
        yield
    except FileExistsError:
        raise WouldOverwrite from None
    except refused:
        raise FileNotWritten from None
