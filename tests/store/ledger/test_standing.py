"""One reading of the lists finds every line and every place of the index that may not be as it must, and no other."""

from __future__ import annotations

from typing import Any, Final

import pytest

from hru_advocate.store.ledger import upkeep, verify
from hru_advocate.store.ledger.comparing import digest, heads
from hru_advocate.store.ledger.comparing.standing import LineMarks
from hru_advocate.store.vault_file.vault import Vault

_LINE: Final = "INSERT INTO head (position, slot, sort, line, words) VALUES ({}, 'contact', '2026', 'Rang.', {})"
_WITHOUT_ENTRY: Final = "without its entry"
_NOT_CURRENT: Final = "it is not current, but in the lists"
_DISAGREES: Final = "whether versions of it disagree"
_FOUND_WRONGLY: Final = "it is found, and should not be"
_NOT_FOUND: Final = "no search finds it"

_DONE: Final = {
    "nothing": ("SELECT 1", set()),
    "said to disagree": ("UPDATE head SET disputed = 1 WHERE position = 2", {_DISAGREES}),
    "behind the last entry": (_LINE.format(1000, "' x '"), {_WITHOUT_ENTRY}),
    "before the first": (_LINE.format(-5, "' x '"), {_WITHOUT_ENTRY}),
    "of what was corrected": (_LINE.format(4, "' x '"), {_NOT_CURRENT, "its words wait"}),
    "of an erasure": (_LINE.format(32, "' x '"), {_NOT_CURRENT}),
    "said to be in the index": (_LINE.format(32, "NULL"), {_NOT_CURRENT, _NOT_FOUND}),
    "waiting too long": ("UPDATE head SET words = ' x ' WHERE position = 2", {"its words wait", _FOUND_WRONGLY}),
    "out of the index": (f"DELETE FROM search WHERE rowid = {upkeep.NEWEST - 3}", {_NOT_FOUND}),
    "in the index without a line": (
        f"INSERT INTO search (rowid, words) VALUES ({upkeep.NEWEST - 32}, 'x')",
        {_FOUND_WRONGLY},
    ),
    "in the index behind the last": (
        f"INSERT INTO search (rowid, words) VALUES ({upkeep.NEWEST - 1000}, 'x')",
        {_FOUND_WRONGLY},
    ),
    "in the index before the first": (
        f"INSERT INTO search (rowid, words) VALUES ({upkeep.NEWEST + 5}, 'x')",
        {_FOUND_WRONGLY},
    ),
}
_ALL_SAID: Final = (_WITHOUT_ENTRY, _NOT_CURRENT, _DISAGREES, _FOUND_WRONGLY, _NOT_FOUND, "its words wait")


@pytest.fixture
def written(opened: Vault, writer: Any, monkeypatch: pytest.MonkeyPatch) -> Vault:
    monkeypatch.setattr(upkeep, "BATCH", 16)
    case = writer.id()
    entries = [writer.write(f"contact {number}", case=case) for number in range(30)]
    writer.write("corrected", case=case, record=entries[3].header.record, parents=(entries[3].header.id,))
    erased = entries[5].header
    writer.write(case=case, kind="erasure", record=erased.record, parents=(erased.id,))
    return opened


@pytest.mark.parametrize(("statement", "said"), _DONE.values(), ids=_DONE)
def test_what_stands_wrongly_is_named(written: Vault, writer: Any, statement: str, said: set[str]) -> None:
    with written.write() as cursor:
        cursor.execute(statement)
    report = verify.verify(written, check=writer.verify, project=writer.project)
    sentences = [one.sentence for one in report.found]
    assert {words for words in _ALL_SAID if any(words in sentence for sentence in sentences)} == said


@pytest.mark.parametrize(("statement", "said"), _DONE.values(), ids=_DONE)
def test_the_lines_in_doubt_are_those_that_looking_at_each_line_finds(
    written: Vault, statement: str, said: set[str]
) -> None:
    with written.write() as cursor:
        cursor.execute(statement)
        standing = LineMarks(32)
        standing.take(0, digest.lines_at(cursor, 0, 32).marks)
        odd = standing.odd(cursor, {32})
        assert list(heads.strays_among(odd, cursor)) == list(heads.strays(cursor))
        assert len(odd) <= upkeep.BATCH + len(said)  # most lines are in no doubt: the newest wait for the index
