"""A damaged vault gives back every entry that is not on a lost page, whatever page that is."""

from __future__ import annotations

import random
import shutil
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

import pytest

from hru_advocate.store import drafts, faults, settings
from hru_advocate.store.ledger import devices, ledger, rebuild, verify
from hru_advocate.store.vault_file import cells, pages, salvage, vault
from hru_advocate.store.vault_file.vault import Vault
from tests.store.conftest import KEY, Writer

MANY = 50
FRAME = 24


@dataclass(eq=False)
class Sound:
    """A vault of fifty entries that was closed, and on which of its pages each entry and each text stands."""

    path: Path
    writer: Writer
    entries: list[Any] = field(default_factory=list)
    texts: dict[str, list[str]] = field(default_factory=dict)

    @property
    def many_pages(self) -> int:
        return self.path.stat().st_size // pages.SIZE

    def pages(self) -> dict[int, bytes]:
        data = self.path.read_bytes()
        numbers = range(1, len(data) // pages.SIZE + 1)
        return {one: pages.opened(KEY, one, data[(one - 1) * pages.SIZE : one * pages.SIZE]) for one in numbers}

    @cached_property
    def on_pages(self) -> tuple[dict[str, set[int]], dict[str, set[int]]]:
        """By entry: the pages its header stands on, and those its text does. Found by looking for their bytes."""
        found = self.pages()
        headers = {one.header.id: set[int]() for one in self.entries}
        bodies = {one.header.id: set[int]() for one in self.entries}
        for one in self.entries:
            for number, page in found.items():
                if one.header.commitment.encode() in page:
                    headers[one.header.id].add(number)
                if any(mark.encode() in page for mark in self.texts[one.header.id]):
                    bodies[one.header.id].add(number)
        assert all(headers.values())
        assert all(bodies.values())
        return headers, bodies


def fill(path: Path, many: int) -> Sound:
    """Entries of all lengths: a line, a page, several pages."""
    held = vault.create(path, KEY)
    writer = Writer(held)
    sound = Sound(path, writer)
    case = writer.id()
    for number in range(many):
        pieces = (1, 4, 1, 8, 27, 55)[number % 6]
        marks = [f"mark{number:05}x{piece:03}" for piece in range(pieces)]
        text = " ".join(f"{mark} {'word ' * 30}" for mark in marks)
        entry = writer.write(text, case=case)
        sound.entries.append(entry)
        sound.texts[entry.header.id] = marks
    settings.keep(held, "author", "Robin Example")
    drafts.save(held, drafts.Draft("d", case, "contact", 1, "r", (), b"{}", "2026-11-23"))
    held.close()
    return sound


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Sound:
    return fill(tmp_path_factory.mktemp("sound") / "unit.vault", MANY)


def saved_from(
    path: Path, target: Path, writer: Writer, *, verified: bool = True
) -> tuple[salvage.Salvaged, set[str], set[str]]:
    """What came back: the ids of entries, those of them with their texts; the new vault is rebuilt and verified."""
    for ending in ("", "-wal", "-shm"):
        target.with_name(target.name + ending).unlink(missing_ok=True)
    told = salvage.salvage(path, target, KEY)
    saved = vault.open_vault(target, KEY)
    try:
        with saved.read() as cursor:
            ids = {row[0] for row in cursor.execute("SELECT id FROM entry")}
            whole = {row[0] for row in cursor.execute("SELECT id FROM entry JOIN entry_content USING (position)")}
        if not verified:
            return told, ids, whole
        assert rebuild.rebuild(saved, writer.project) == told.rows["entry"]
        found = verify.verify(saved, check=writer.verify).found
        if len(whole) == len(writer.projections):
            assert found == ()
        assert [one for one in found if "was changed" in one.sentence] == []
        return told, ids, whole
    finally:
        saved.close()


def lose_nothing_more(
    sound: Sound, damaged: Path, target: Path, lost: set[int], *, verified: bool = True
) -> salvage.Salvaged:
    """Check that what came back is all that stands on no lost page, at the least."""
    headers, bodies = sound.on_pages
    told, ids, whole = saved_from(damaged, target, sound.writer, verified=verified)
    assert ids >= {one for one, on in headers.items() if not on & lost}
    assert whole >= {one for one, on in bodies.items() if not on & lost and not headers[one] & lost}
    return told


def test_a_sound_file_comes_back_whole(sound: Sound, tmp_path: Path) -> None:
    told = lose_nothing_more(sound, sound.path, tmp_path / "saved", set())
    assert told == salvage.Salvaged(
        {"entry": MANY, "entry_content": MANY, "draft": 1, "device": 1, "setting": 1}, (), 0, 0, as_kept=True
    )


def damage_pages(sound: Sound, tmp_path: Path, flavour: str, numbers: Iterable[int]) -> None:
    data = sound.path.read_bytes()
    damaged = tmp_path / "damaged"
    for number in numbers:
        start = (number - 1) * pages.SIZE
        page = bytearray(data[start : start + pages.SIZE])
        if flavour == "one bit":
            page[2000] ^= 1
        else:
            page[:] = bytes(pages.SIZE)
        damaged.write_bytes(data[:start] + page + data[start + pages.SIZE :])
        before = damaged.read_bytes()
        lose_nothing_more(sound, damaged, tmp_path / "saved", {number}, verified=number % 9 == 1)
        assert damaged.read_bytes() == before


def cut_short(sound: Sound, tmp_path: Path, keeping: Iterable[int]) -> None:
    data, many = sound.path.read_bytes(), sound.many_pages
    damaged = tmp_path / "damaged"
    for kept in keeping:
        inside = (0, 1, 2000, 4095)[kept % 4]
        damaged.write_bytes(data[: kept * pages.SIZE + inside])
        lost = set(range(kept + 1, many + 1))
        lose_nothing_more(sound, damaged, tmp_path / "saved", lost, verified=kept % 9 == 1)


@pytest.mark.parametrize("flavour", ["one bit", "zeros"])
def test_a_damaged_page_costs_what_stood_on_it_and_nothing_else(sound: Sound, tmp_path: Path, flavour: str) -> None:
    damage_pages(sound, tmp_path, flavour, range(1, sound.many_pages + 1, 6))


@pytest.mark.soak
@pytest.mark.parametrize("flavour", ["one bit", "zeros"])
def test_every_damaged_page_costs_what_stood_on_it(sound: Sound, tmp_path: Path, flavour: str) -> None:
    damage_pages(sound, tmp_path, flavour, range(1, sound.many_pages + 1))


def test_a_cut_costs_what_stood_behind_it_and_nothing_else(sound: Sound, tmp_path: Path) -> None:
    cut_short(sound, tmp_path, range(1, sound.many_pages, 5))


@pytest.mark.soak
def test_every_cut_costs_what_stood_behind_it(sound: Sound, tmp_path: Path) -> None:
    cut_short(sound, tmp_path, range(1, sound.many_pages))


@pytest.fixture
def with_log(sound: Sound, tmp_path: Path) -> Path:
    """A copy of a vault that was killed: the last twelve of its entries stand in the log only."""
    shutil.copy(sound.path, tmp_path / "open.vault")
    held = vault.open_vault(tmp_path / "open.vault", KEY)
    copied = Writer(held)
    copied.now += 10_000_000  # ids of their own
    for number in range(12):
        entry = copied.write(f"late {number} " + "word " * (300 * (number % 4)))
        sound.writer.projections[entry.header.id] = copied.projections[entry.header.id]
    (tmp_path / "killed").mkdir()
    for ending in ("", "-wal"):
        shutil.copy(tmp_path / f"open.vault{ending}", tmp_path / "killed" / f"unit.vault{ending}")
    held.close()
    return tmp_path / "killed" / "unit.vault"


@pytest.fixture
def _forget_late(sound: Sound) -> Iterator[None]:
    known = dict(sound.writer.projections)
    yield
    sound.writer.projections.clear()
    sound.writer.projections.update(known)


def damage_log(sound: Sound, with_log: Path, tmp_path: Path, every: int) -> None:
    log = with_log.with_name(f"{with_log.name}-wal")
    data = log.read_bytes()
    frames = (len(data) - 32) // (FRAME + pages.SIZE)
    assert frames > 12
    for frame in range(0, frames, every):
        place = 32 + frame * (FRAME + pages.SIZE) + (FRAME + 2000 if frame // every % 2 else 3)
        log.write_bytes(data[:place] + bytes([data[place] ^ 1]) + data[place + 1 :])
        _told, ids, _whole = saved_from(with_log, tmp_path / "saved", sound.writer, verified=frame % 9 == 1)
        assert len(ids) >= MANY + 12 - 1, frame  # the page is in the log again after the next save, but for its last


@pytest.mark.usefixtures("_forget_late")
def test_a_log_is_read_and_a_damaged_page_of_it_costs_no_more_than_itself(
    sound: Sound, with_log: Path, tmp_path: Path
) -> None:
    told, _ids, whole = saved_from(with_log, tmp_path / "saved", sound.writer)
    assert (told.rows["entry"], len(whole), told.lost) == (MANY + 12, MANY + 12, ())
    damage_log(sound, with_log, tmp_path, every=9)
    with_log.with_name(f"{with_log.name}-wal").unlink()
    _told, ids, whole = saved_from(with_log, tmp_path / "saved", sound.writer)
    assert (len(ids), len(whole)) == (MANY, MANY)


@pytest.mark.soak
@pytest.mark.usefixtures("_forget_late")
def test_every_damaged_page_of_a_log_costs_no_more_than_itself(sound: Sound, with_log: Path, tmp_path: Path) -> None:
    damage_log(sound, with_log, tmp_path, every=1)


@pytest.mark.usefixtures("_forget_late")
def test_a_file_that_is_gone_but_for_its_log_gives_what_the_log_holds(
    sound: Sound, with_log: Path, tmp_path: Path
) -> None:
    with_log.write_bytes(b"")
    told, ids, _whole = saved_from(with_log, tmp_path / "saved", sound.writer)
    assert len(ids) >= 12
    assert told.rows["setting"] == 0


def test_what_was_thrown_away_or_erased_does_not_come_back(path: Path, opened: Vault, writer: Writer) -> None:
    secret = "nobody may read this again " * 400
    entry = writer.write(secret)
    drafts.save(opened, drafts.Draft("gone", None, "contact", 1, "r", (), secret.encode(), "2026-11-23"))
    drafts.save(opened, drafts.Draft("kept", None, "contact", 1, "r2", (), b"{}", "2026-11-23"))
    settings.keep(opened, "lock", 5)
    opened.checkpoint()
    drafts.delete(opened, "gone")
    settings.keep(opened, "lock", 7)
    writer.write("erased", kind="erasure", record=entry.header.record, parents=(entry.header.id,))
    for close_first in (False, True):
        if close_first:
            opened.close()
        target = path.with_name(f"saved{close_first}")
        told = salvage.salvage(path, target, KEY)
        assert (told.rows["draft"], told.rows["setting"], told.rows["entry"]) == (1, 1, 2)
        saved = vault.open_vault(target, KEY)
        assert ledger.entry(saved, entry.header.id).body is None
        assert settings.read(saved, "lock", int) == 7
        assert [one.id for one in drafts.list_all(saved)] == ["kept"]
        saved.close()


def test_a_signing_key_is_taken_from_any_page_its_name_proves(sound: Sound, tmp_path: Path) -> None:
    told = salvage.salvage(sound.path, tmp_path / "saved", KEY)
    assert told.rows["device"] == 1
    saved = vault.open_vault(tmp_path / "saved", KEY)
    assert devices.own(saved) == sound.writer.known_here()
    saved.close()


def test_another_key_brings_back_nothing_and_leaves_nothing(sound: Sound, tmp_path: Path) -> None:
    with pytest.raises(faults.WrongKey):
        salvage.salvage(sound.path, tmp_path / "saved", bytes(32))
    with pytest.raises(faults.MissingFile):
        salvage.salvage(tmp_path / "nowhere", tmp_path / "saved", KEY)
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_is_there_already_is_left_alone(sound: Sound, tmp_path: Path) -> None:
    (tmp_path / "saved").write_bytes(b"something else")
    with pytest.raises(faults.FileExists):
        salvage.salvage(sound.path, tmp_path / "saved", KEY)
    assert (tmp_path / "saved").read_bytes() == b"something else"


def read_garbled(sound: Sound, times: int, seed: int) -> None:
    """Pages with bytes changed at random, and pages of chance: rows or nothing, never a fault, and it ends."""
    chance = random.Random(seed)
    known = sound.pages()
    for _time in range(times):
        number = chance.choice(list(known))
        page = bytearray(known[number])
        for _change in range(chance.choice((1, 3, 40, 4016))):
            page[chance.randrange(len(page))] = chance.choice((0, 1, 0x0D, 0x7F, 0x80, 0xFF, chance.randrange(256)))
        found = list(cells.cells(bytes(page), number, known.get))
        assert len(found) <= cells.told(bytes(page), number) <= cells.USABLE


def test_garbled_pages_raise_nothing(sound: Sound) -> None:
    read_garbled(sound, 500, seed=1)


@pytest.mark.soak
def test_ten_thousand_garbled_pages_raise_nothing(sound: Sound) -> None:
    read_garbled(sound, 10_000, seed=2)


@pytest.mark.soak
def test_a_large_vault_loses_only_what_stood_on_its_lost_pages(tmp_path: Path) -> None:
    large = fill(tmp_path / "large.vault", 5_000)
    data = large.path.read_bytes()
    chance = random.Random(3)
    for turn in range(20):
        lost = set(chance.sample(range(1, len(data) // pages.SIZE + 1), 1 + turn * 5))
        damaged = bytearray(data)
        for number in lost:
            damaged[number * pages.SIZE - 1000] ^= 1
        (tmp_path / "damaged").write_bytes(damaged)
        lose_nothing_more(large, tmp_path / "damaged", tmp_path / "saved", lost)
