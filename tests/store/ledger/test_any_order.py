"""Whatever the order in which entries of two devices arrive, all is as if they had been written here."""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from hru_advocate.domain.ledger.entry import Entry
from hru_advocate.domain.ledger.projection import Projection
from hru_advocate.store import search, views
from hru_advocate.store.ledger import arrivals, devices, lanes, rebuild, verify
from hru_advocate.store.vault_file import vault
from hru_advocate.store.vault_file.vault import Vault
from tests.store.conftest import KEY, Writer

STEP = some.fixed_dictionaries(
    {
        "device": some.integers(0, 1),
        "case": some.integers(0, 2),
        "kind": some.sampled_from(["new", "new", "corrects", "corrects", "settles", "event", "erasure"]),
        "which": some.integers(0, 50),
        "sort": some.integers(1, 9),
        "columns": some.sampled_from(
            [
                {},
                {"name": "A"},
                {"name": None},
                {"level": "high"},
                {"level": "standard"},
                {"review_due": "2026-12-01"},
                {"review_due": "2026-11-23", "review_asks": '["tr_breach"]'},
            ]
        ),
    }
)


def _story(steps: Sequence[dict[str, Any]], writers: Sequence[Writer], cases: Sequence[str | None]) -> list[Entry]:
    """What two devices, each knowing all the other wrote, made of these steps; written directly into one vault."""
    made: list[Entry] = []
    for step in steps:
        writer, case = writers[step["device"]], cases[step["case"]]
        more: dict[str, Any] = {"case": case, "sort": str(step["sort"]), "columns": dict(step["columns"])}
        olds = [one.header for one in made if one.header.case == case and one.header.kind == "record"]
        if step["kind"] == "event":
            more["kind"] = "event"
        elif step["kind"] != "new" and olds:
            old = olds[step["which"] % len(olds)]
            more |= {"record": old.record, "parents": (old.id,)}
            if step["kind"] == "settles":
                more["parents"] = tuple(one.id for one in olds if one.record == old.record)
            elif step["kind"] == "erasure":
                more["kind"] = "erasure"
        made.append(writer.write(f"words{len(made)}", **more))
    return made


def _everything(opened: Vault, cases: Sequence[str | None]) -> object:
    """What ledger, lanes, lists and search say, but for the order in which it came."""
    with opened.read() as cursor:
        rows = cursor.execute(
            "SELECT header, hash, signature, salt, body FROM entry"
            " LEFT JOIN entry_content AS content ON content.position = entry.position ORDER BY id"
        ).fetchall()
        heads = cursor.execute(
            "SELECT id, slot, sort, line, due, columns, words IS NULL, disputed FROM head"
            " JOIN entry ON entry.position = head.position ORDER BY id"
        ).fetchall()
        case_rows = cursor.execute("SELECT * FROM case_row ORDER BY case_id").fetchall()
    found = [sorted(hit.entry for hit in search.search(opened, f"words{number}")) for number in range(40)]
    lines = [views.lines_of_case(opened, case) for case in cases]
    return rows, heads, case_rows, found, lines, lanes.held(opened)


@settings(deadline=None, max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=some.lists(STEP, min_size=1, max_size=30), chance=some.randoms(use_true_random=False))
def test_whatever_the_order_of_arrival_it_is_as_if_written_here(
    tmp_path_factory: pytest.TempPathFactory, steps: list[dict[str, Any]], chance: random.Random
) -> None:
    folder = tmp_path_factory.mktemp("arrivals")
    direct, there = vault.create(folder / "direct.vault", KEY), vault.create(folder / "there.vault", KEY)
    writers = [Writer(direct, device="a" * 16, seed=1), Writer(direct, device="b" * 16, seed=2)]
    writers[1].now = writers[0].now + 500  # never the same moment twice
    cases = [writers[0].id(), writers[0].id(), None]
    entries = _story(steps, writers, cases)
    for writer in writers:
        devices.add(there, writer.known_elsewhere())

    def check(device: str, digest: bytes, signature: bytes) -> bool:
        return any(writer.verify(device, digest, signature) for writer in writers)

    def project(entry: Entry) -> Projection | None:
        return writers[0].project(entry) or writers[1].project(entry)

    chance.shuffle(entries)
    while entries:
        count = chance.randint(1, len(entries))
        batch, entries = entries[:count], entries[count:]
        taken = arrivals.take_in(there, batch, project=project, check=check)
        assert (len(taken.new), taken.refused) == (count, ())
    assert _everything(there, cases) == _everything(direct, cases)
    assert verify.verify(there, check=check, project=project, every_signature=True).found == ()
    before = _everything(there, cases)
    rebuild.rebuild(there, project)
    assert _everything(there, cases)[2:] == before[2:]  # type: ignore[index]  # rebuilding moves all words into the index
    direct.close()
    there.close()
