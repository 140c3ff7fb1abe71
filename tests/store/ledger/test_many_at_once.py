"""Entries written many at a time leave the file, the lists and the search as the same entries one by one do."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import pytest

from hru_advocate.store import faults, search
from hru_advocate.store.ledger import ledger, verify
from hru_advocate.store.ledger.ledger import NewEntry
from hru_advocate.store.vault_file import vault
from hru_advocate.store.vault_file.vault import Vault
from tests.store.conftest import KEY, Writer
from tests.store.ledger.test_any_order import _everything

COLUMNS: list[dict[str, str | None]] = [
    {},
    {"level": "high"},
    {"level": "standard", "level_on": "2026-11-20"},
    {"last_contact": "2026-11-21"},
    {"last_contact": "2026-11-22", "next_contact": "2026-12-01"},
    {"next_contact": None},
    {"name": "A"},
    {"review_due": "2026-12-01"},
    {"review_due": "2026-11-23", "review_asks": '["tr_breach"]'},
    {"living": "apart"},
]


def told(writer: Writer, chance: random.Random, steps: int, cases: list[str | None]) -> list[NewEntry]:
    """What one device writes, now and then correcting, settling or erasing what it wrote before."""
    made: list[NewEntry] = []
    for number in range(steps):
        case = chance.choice(cases)
        sort = str(number if chance.random() < 0.6 else chance.randrange(steps)).zfill(3)
        more: dict[str, Any] = {"case": case, "sort": sort, "columns": dict(chance.choice(COLUMNS))}
        olds = [one for one in made if one.case == case and one.kind == "record"]
        kind = chance.choice(["new"] * 8 + ["corrects", "corrects", "settles", "event", "erasure"])
        if kind == "event":
            more["kind"] = "event"
        elif kind != "new" and olds:
            old = chance.choice(olds)
            more |= {"record": old.record, "parents": (old.id,)}
            if kind == "settles":
                more["parents"] = tuple(one.id for one in olds if one.record == old.record)
            elif kind == "erasure":
                more["kind"] = "erasure"
        made.append(writer.make(f"words{number}", **more))
    return made


def positions(opened: Vault) -> list[tuple[object, ...]]:
    with opened.read() as cursor:
        return cursor.execute("SELECT position, id FROM entry ORDER BY position").fetchall()


def lists_of(opened: Vault) -> list[list[tuple[object, ...]]]:
    with opened.read() as cursor:
        return [cursor.execute(f"SELECT * FROM {table} ORDER BY 1").fetchall() for table in ("case_row", "head")]


@pytest.mark.parametrize("seed", range(12))
def test_many_at_once_are_as_they_are_one_by_one(tmp_path: Path, seed: int) -> None:
    slow, fast = vault.create(tmp_path / "slow.vault", KEY), vault.create(tmp_path / "fast.vault", KEY)
    writer, other, chance = Writer(slow), Writer(fast), random.Random(seed)
    cases = [writer.id(), writer.id(), None]
    news = told(writer, chance, 70, cases)
    waiting = list(news)
    while waiting:
        many = chance.choice((1, 2, 3, 5, 9, 20))
        batch, waiting = waiting[:many], waiting[many:]
        for new in batch:
            ledger.append(slow, new, sign=writer.sign)
        ledger.append_many(fast, batch, sign=other.sign)
        assert lists_of(fast) == lists_of(slow), "a later batch would work the row of its case out anew"
    assert _everything(fast, cases) == _everything(slow, cases)
    assert positions(fast) == positions(slow)
    assert verify.verify(fast, check=writer.verify, project=writer.project, every_signature=True).found == ()
    slow.close()
    fast.close()


def test_hundreds_at_once_are_found_by_their_words(tmp_path: Path) -> None:
    """The words of whole batches move into the index, of which some positions may have been written one by one."""
    opened = vault.create(tmp_path / "vault", KEY)
    writer = Writer(opened)
    for number in range(200):
        writer.write(f"single{number}")
    news = [writer.make(f"together{number}") for number in range(700)]
    ledger.append_many(opened, news, sign=writer.sign)
    assert [hit.entry for hit in search.search(opened, "together611")] == [news[611].id]
    assert len(search.search(opened, "single199")) == 1
    with opened.read() as cursor:
        waiting = cursor.execute("SELECT min(position) FROM head WHERE words IS NOT NULL").fetchone()
    assert waiting == (3 * 256 + 1,)
    opened.close()


def test_what_is_written_in_one_step_knows_what_stands_before_it_in_the_step(opened: Vault, writer: Any) -> None:
    case = writer.id()
    first = writer.make(case=case)
    second = writer.make(case=case, record=first.record, parents=(first.id,))
    other = writer.make(case=writer.id())
    for fault, more in (
        (faults.ParentOfAnotherRecord, {"case": case, "record": other.record, "parents": (first.id,)}),
        (faults.ParentOfAnotherRecord, {"case": other.case, "record": first.record, "parents": (first.id,)}),
        (faults.RecordExists, {"case": case, "record": first.record}),
    ):
        with pytest.raises(fault):
            ledger.append_many(opened, [first, other, writer.make(**more)], sign=writer.sign)
    with pytest.raises(faults.RefusedByFile):
        ledger.append_many(opened, [first, other, first], sign=writer.sign)
    assert ledger.tail(opened, writer.device)[0] == 0
    ledger.append_many(opened, [first, second], sign=writer.sign)
    assert [one.header.id for one in ledger.heads(opened, first.record)] == [second.id]


def test_a_draft_goes_with_its_entry_in_one_step(opened: Vault, writer: Any) -> None:
    with opened.write() as cursor:
        values = ("one", None, "contact", 1, "one", "[]", b"{}", "2026-11-23")
        cursor.execute("INSERT INTO draft VALUES (?, ?, ?, ?, ?, ?, ?, ?)", values)
    ledger.append_many(opened, [writer.make(), writer.make(draft="one")], sign=writer.sign)
    with opened.read() as cursor:
        assert cursor.execute("SELECT count(*) FROM draft").fetchone() == (0,)
