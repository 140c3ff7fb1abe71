"""What a unit tells, entry by entry, in numbers that stand for its ids; a program that prints it of a seed.

``python -m tests.demo.told_unit FOLDER YEARS SEED`` makes the years in a vault of its own.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from hru_advocate.casework.session import Session
from hru_advocate.demo.years.years import fill_years
from hru_advocate.domain.ledger.ids import case_ref
from hru_advocate.store.ledger.entries import walk
from tests.casework.open_sessions import session_at

ID = re.compile(r"[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}")
"""An id of anything: an entry, a record, a case."""


class Told:
    """What a unit tells, entry by entry: every id is the number of its first place, every reference that of its case.

    Left out is what no two vaults share: ids and references of cases themselves, devices, keys, signatures, salts, the
    ticks of the clock and the events about opening and locking. All else is equal: form, version, author, the moment it
    happened and was written down, what it corrects, and every answer.
    """

    def __init__(self, session: Session) -> None:
        self._numbers: dict[str, str] = {}
        self.entries = list(self._read(session))

    def _read(self, session: Session) -> Iterator[tuple[object, ...]]:
        for _position, entry in walk(session.vault.connection().cursor()):
            header, body = entry.header, (entry.body or b"").decode()
            if header.kind != "record":
                continue
            if header.case is not None:
                self._numbers.setdefault(case_ref(header.case), f"ref {self._number(header.case)}")
            yield (
                header.form,
                header.version,
                header.definition,
                header.author,
                header.happened,
                header.recorded.utc,
                header.recorded.offset,
                self._number(header.id),
                self._number(header.record),
                self._number(header.case or ""),
                tuple(map(self._number, header.parents)),
                self._in_numbers(body),
            )

    def _number(self, one: str) -> str:
        return self._numbers.setdefault(one, f"#{len(self._numbers)}") if one else ""

    def _in_numbers(self, body: str) -> str:
        told = ID.sub(lambda found: self._number(found[0]), body)
        return re.sub(r"HRU-[0-9A-Z]{4}-[0-9A-Z]{4}", lambda found: self._numbers.get(found[0], found[0]), told)


def main(folder: str, years: str, seed: str) -> None:
    """Write what the years of a seed tell, a line an entry."""
    with session_at(Path(folder) / "vault") as session:
        fill_years(session, float(years), int(seed))
        for entry in Told(session).entries:
            sys.stdout.write(f"{json.dumps(entry)}\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
