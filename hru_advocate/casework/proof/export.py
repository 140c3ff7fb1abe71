"""The export: the whole vault as documented files that need no program of ours, as a deliberate and noted act."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import chain, islice
from pathlib import Path
from typing import Final

from hru_advocate.casework.people.restricted import cases_behind, hidden_from_us, open_restricted
from hru_advocate.casework.proof.bag import NewFolder, listed, new_folder
from hru_advocate.casework.proof.leaving import leaving
from hru_advocate.casework.proof.lines import json_line, line_of, title_of
from hru_advocate.casework.session import Session
from hru_advocate.documents.spreadsheet import BYTE_ORDER_MARK, csv_rows
from hru_advocate.domain.forms.answers import answer_to
from hru_advocate.domain.forms.kinds import answer_in_words
from hru_advocate.domain.ledger.ids import case_ref
from hru_advocate.errors import AdvocateError, NotFound
from hru_advocate.keys.signing import fingerprint
from hru_advocate.store import views
from hru_advocate.store.ledger import devices, ledger
from hru_advocate.store.ledger.entries import Written, header_of, written_ever

BEGUN: Final = "export_begun"
MADE: Final = "export_made"
_EVERY: Final = 10_000_000
_TOGETHER: Final = 500
_LONGEST_REASON: Final = 300
_ENTRIES: Final = (
    "case", "entry", "record", "kind", "form", "form_version", "title", "author", "happened", "recorded_utc", "device",
    "sequence", "lane_sequence", "parents", "erased", "hash",
)  # fmt: skip
_ANSWERS: Final = (
    "case", "record", "entry", "form", "form_version", "title", "happened", "recorded_utc", "author", "field",
    "question", "state", "answer",
)  # fmt: skip
_CASES: Final = (
    "case", "case_id", "opened", "status", "area", "level", "name", "last_contact", "next_contact", "review_due",
)  # fmt: skip
_README: Final = """\
Everything in a vault of HRU Advocate, for whoever goes on without the program. It is NOT encrypted. It holds everything
about everybody: keep it only as long as it takes to bring it elsewhere, then destroy it.

entries.jsonl   every entry as it was written and signed, one JSON object a line, in the order it came into the vault
devices.jsonl   the public key of each device that wrote
forms/          the form definitions the records were made with
cases.csv       one row a case, as lists show it
answers.csv     one row an answer of each record as it stands now, in words
entries.csv     one row an entry: what, by whom, when, corrected by what
about.json      how much there is, and which restricted cases are not in it

docs/format.md of the program says what each line means and how it is proved; sha256sum -c manifest-sha256.txt checks
the files. A cell that would begin a formula in a spreadsheet has an apostrophe before it. Drafts are no entries, and
are not here.
"""


class ExportReasonMissing(AdvocateError):
    """An export of everything is made with a reason. Nothing was written; say why in a line of at most 300 letters."""


@dataclass(frozen=True, slots=True)
class ExportMade:
    """An export that was written: where, how much, its manifest's sum, and the cases that are not yours to open."""

    place: str
    entries: int
    cases: int
    answers: int
    sha256: str
    left_out: tuple[str, ...]


def export(session: Session, place: Path, reason: str) -> ExportMade:
    """Write the whole vault into a new folder, with an entry before and one after.

    Whoever calls this has asked for the passphrase again. A restricted case that is not theirs to open stays out and
    is named, unless the session has a reason to open such cases, which is then noted of each.

    Raises:
        ExportReasonMissing: no reason was given; nothing was written and nothing noted.
        PlaceTaken, BagNotWritten: it could not be written there; that it was begun stands in the record.
        LeftBehind: the same, and what was written could not be taken away again.
    """
    told = " ".join(reason.split())
    if not told or len(told) > _LONGEST_REASON:
        raise ExportReasonMissing
    if session.reason.strip():
        for case in sorted(hidden_from_us(session)):
            open_restricted(session, case, session.reason)
    with leaving(session, BEGUN, {"reason": told}, place) as on_its_way:
        with new_folder(place, on_its_way.part) as folder:
            made = _Writing(session, hidden_from_us(session)).write(folder, str(place))
        on_its_way.whole = True  # where it cannot be noted after all it goes again: nothing leaves without it
        done = {"entries": made.entries, "sha256": made.sha256, "left_out": len(made.left_out)}
        with session.vault.write():
            session.note_event(MADE, done)
            on_its_way.arrived()
    return made


class _Writing:
    """One export being written."""

    def __init__(self, session: Session, hidden: frozenset[str]) -> None:
        self._session, self._hidden = session, hidden
        self._forms: set[tuple[str, int]] = set()
        self._counts = {"entries": 0, "answers": 0}

    def write(self, folder: NewFolder, place: str) -> ExportMade:
        """Write every file; the manifest is the last."""
        cases = [
            row
            for row in views.case_rows(self._session.vault, views.CaseRowFilter(order="ref", limit=_EVERY))
            if row.case not in self._hidden
        ]
        folder.put("README.txt", [_README.encode()])
        folder.put("entries.jsonl", (line_of(one) for one in self._entries()))
        folder.put("entries.csv", _sheet(_ENTRIES, self._entry_rows()))
        folder.put("answers.csv", _sheet(_ANSWERS, self._answer_rows([None, *(row.case for row in cases)])))
        folder.put("cases.csv", _sheet(_CASES, (_case_row(row) for row in cases)))
        folder.put("devices.jsonl", map(_device_line, devices.all_of(self._session.vault)))
        for form, version in sorted(self._forms):
            with suppress(NotFound):  # made with a form this program lacks; its entries stand here all the same
                name, data = self._session.forms.source(form, version)
                folder.put(f"forms/{name}", [data])
        left_out = tuple(sorted(map(case_ref, self._hidden)))
        told = {"export": 1, "made": self._session.clock.stamp().utc, "cases": len(cases), "left_out": left_out}
        folder.put("about.json", [json_line(told | self._counts)])
        manifest = listed(folder.sums)
        folder.put("manifest-sha256.txt", [manifest])
        digest = hashlib.sha256(manifest).hexdigest()
        return ExportMade(place, self._counts["entries"], len(cases), self._counts["answers"], digest, left_out)

    def _entries(self) -> Iterator[Written]:
        for one in written_ever(self._session.vault):
            if not self._is_hidden(one):
                self._counts["entries"] += 1
                yield one

    def _is_hidden(self, one: Written) -> bool:
        """Say whether an entry tells of a restricted case that is not ours to open."""
        if one.case is not None or not self._hidden:
            return one.case in self._hidden
        header = header_of(one.header)
        if header.kind != "record" or one.body is None:
            return False
        try:
            record = self._session.read(ledger.entry(self._session.vault, header.id))
        except NotFound:
            return False
        return bool(cases_behind(self._session, record))

    def _entry_rows(self) -> Iterator[Sequence[object]]:
        for one in written_ever(self._session.vault):
            if self._is_hidden(one):
                continue
            header = header_of(one.header)
            if header.kind == "record":
                self._forms.add((header.form, header.version))
            yield (
                case_ref(header.case) if header.case else "",
                header.id,
                header.record,
                header.kind,
                header.form,
                header.version,
                title_of(self._session, header),
                header.author,
                header.happened,
                header.recorded.utc,
                header.device,
                header.sequence,
                header.lane_sequence,
                " ".join(header.parents),
                "yes" if one.body is None else "no",
                hashlib.sha256(one.header).hexdigest(),
            )

    def _answer_rows(self, cases: Iterable[str | None]) -> Iterator[Sequence[object]]:
        for case in cases:
            for entry in ledger.heads_of_case(self._session.vault, case):
                try:
                    record = self._session.read(entry)
                except NotFound:  # made with a form this program lacks: its body stands in entries.jsonl
                    continue
                if case is None and cases_behind(self._session, record):
                    continue
                header = entry.header
                beginning = (
                    case_ref(case) if case else "",
                    header.record,
                    header.id,
                    header.form,
                    header.version,
                    record.form.title,
                    header.happened,
                    header.recorded.utc,
                    header.author,
                )
                for field in record.form.asked(record.answers):
                    answer = answer_to(record.answers, field.id)
                    if answer.stated:
                        self._counts["answers"] += 1
                        yield (*beginning, field.id, field.label, answer.state, answer_in_words(field, answer))


def _sheet(head: Sequence[str], rows: Iterable[Sequence[object]]) -> Iterator[bytes]:
    yield BYTE_ORDER_MARK
    every = iter(chain([head], rows))
    while some := list(islice(every, _TOGETHER)):
        yield csv_rows(some)


def _case_row(row: views.CaseRow) -> Sequence[object]:
    said = (row.status, row.area, row.level, row.name, row.last_contact, row.next_contact, row.review_due)
    return (row.ref, row.case, row.opened, *(one or "" for one in said))


def _device_line(device: devices.Device) -> bytes:
    told = {"device": device.id, "public_key": device.public_key.hex(), "fingerprint": fingerprint(device.public_key)}
    return json_line(told | {"label": device.label, "created": device.created})
