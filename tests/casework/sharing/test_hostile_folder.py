"""A folder in hands that mean ill, a program killed on its way, files lost and doubled: nothing of it is believed."""

from __future__ import annotations

import os
import random
import sys
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from hru_advocate.casework.changed import Changed
from hru_advocate.casework.records.entries import Saved, save
from hru_advocate.casework.session import Session
from hru_advocate.casework.sharing import sealed_file
from hru_advocate.casework.sharing.receiving import open_package
from hru_advocate.casework.sharing.roster import remove
from hru_advocate.casework.vault import checks, opening
from hru_advocate.domain.ledger.ids import case_ref
from hru_advocate.keys.signing import DeviceKey
from hru_advocate.store.ledger import ledger
from tests.casework.attacked.killed import Standing, Tell, do, standing_at
from tests.casework.open_sessions import add, id_of, worked_by
from tests.casework.sharing.two_laptops import everything, laptops, meet, package, told_case
from tests.casework.sharing.two_laptops import share as shared_now
from tests.fixed_clock import FixedClock

NOTE = {"lines": [{"text": "Rang back."}]}


class Shared:
    """Two that share a case through a folder, in which one package lies that the other has not taken yet."""

    def __init__(self, both: list[Session], folder: Path) -> None:
        self.here, self.there = both
        self.folder, self.outside = folder / "share", folder / "elsewhere"
        self.folder.mkdir()
        self.outside.mkdir()
        self.case = told_case(self.here)
        open_package(self.there, package(self.here, self.case, self.outside, self.there))
        add(self.here, self.case, "notes", NOTE)
        (left,) = shared_now(self.here, self.folder, [self.case.ref]).left
        self.put = Path(left.place)
        self.data = self.put.read_bytes()

    def plant(self, name: str, data: bytes) -> None:
        (self.folder / name).write_bytes(data)

    def instead(self, data: bytes) -> None:
        """Leave something else under the name of the package."""
        self.put.write_bytes(data)


@pytest.fixture(scope="module")
def same_two(tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[Session]]:
    """The two laptops of all tests here: each shares a case of its own in a folder of its own."""
    with laptops(tmp_path_factory.mktemp("laptops")) as opened:
        meet(*opened)
        yield opened


@pytest.fixture
def shared(same_two: list[Session], tmp_path: Path) -> Shared:
    return Shared(same_two, tmp_path)


A = "a" * 16 + ".bin"
NO_PACKAGE = "No package, or not a whole one: 1 of the files there."
MANY = "No package, or not a whole one: 40 of the files there."


def _links(shared: Shared) -> None:
    shared.put.unlink()
    (shared.folder / A).symlink_to("/dev/zero")
    (shared.folder / ("b" * 16 + ".bin")).symlink_to(shared.there.vault.path)
    (shared.folder / ("c" * 16 + ".bin")).symlink_to(shared.folder)


def _fifo(shared: Shared) -> None:
    shared.put.unlink()
    os.mkfifo(shared.folder / A)  # type: ignore[attr-defined, unused-ignore]  # not on Windows


def _folder(shared: Shared) -> None:
    shared.put.unlink()
    (shared.folder / A).mkdir()


def _crowd(shared: Shared) -> None:
    shared.put.unlink()
    for number in range(40):
        shared.plant(f"{number:016x}.bin", b"x" * number)


def _odd_names(shared: Shared) -> None:
    shared.put.unlink()
    for name in ("\u202egnp.bin", "A" * 16 + ".bin", "x" * 16 + ".bin", f"{A}.exe", "-rf", "\x1b[2J", ".part", "=1+1"):
        shared.plant(name, shared.data)
    (shared.folder / os.fsdecode(b"\xff\xfe.bin")).write_bytes(b"x")


def _foreign(shared: Shared) -> None:
    shared.instead(sealed_file.sealed(b"x", [DeviceKey.generate().sealing_key().public]))


def _strangers(shared: Shared) -> None:
    shared.instead(sealed_file.sealed(b"x", [shared.there.device.sealing_key().public]))


def _swapped(shared: Shared) -> None:
    """The outside of one package, the inside of another."""
    other = sealed_file.sealed(b"x", [shared.there.device.sealing_key().public])
    middle = 9 + 4 * 1168
    shared.instead(other[:middle] + shared.data[middle:])


def _huge(shared: Shared) -> None:
    shared.put.unlink()
    with (shared.folder / A).open("wb") as file:
        file.truncate(1 << 36)


ROWS: dict[str, tuple[Callable[[Shared], None], str]] = {
    "cut": (lambda shared: shared.instead(shared.data[:-1]), NO_PACKAGE),
    "cut to nothing": (lambda shared: shared.instead(b""), NO_PACKAGE),
    "longer": (lambda shared: shared.instead(shared.data + b"x"), NO_PACKAGE),
    "one byte changed": (lambda shared: shared.instead(shared.data[:-1] + bytes([shared.data[-1] ^ 1])), NO_PACKAGE),
    "swapped": (_swapped, NO_PACKAGE),
    "foreign": (_foreign, ""),
    "sealed by nobody that is known": (_strangers, NO_PACKAGE),
    "huge": (_huge, NO_PACKAGE),
    "links": (_links, "No package, or not a whole one: 3 of the files there."),
    "a pipe": (_fifo, NO_PACKAGE),
    "a folder": (_folder, NO_PACKAGE),
    "very many": (_crowd, MANY),
    "odd names": (_odd_names, ""),
}


@pytest.mark.skipif(sys.platform == "win32", reason="no pipes, and links ask for rights")
@pytest.mark.parametrize("what", ROWS)
def test_whatever_lies_there_gets_a_sentence_and_changes_nothing(shared: Shared, what: str) -> None:
    plant, said = ROWS[what]
    plant(shared)
    lying = sorted(shared.folder.iterdir())
    before = _entries(shared.there)
    done = shared_now(shared.there, shared.folder, [])
    assert (done.came, _entries(shared.there)) == ([], before)
    assert any(one.startswith(said) for one in done.warnings) if said else done.warnings == ()
    assert sorted(shared.folder.iterdir()) == lying
    again = shared_now(shared.there, shared.folder, [])
    assert again.came == []
    assert "refused" not in " ".join(again.warnings)


def _entries(session: Session) -> list[object]:
    """All that stands in the file, but for what is remembered of folders."""
    return [table for table in everything(session) if table[0] != "setting"]  # type: ignore[index]  # a pair


AS_LARGE: dict[str, Callable[[bytes], bytes]] = {
    "another, which seems to be for others": lambda data: data[:9] + bytes(one ^ 1 for one in data[9:]),
    "one byte changed": lambda data: data[:-1] + bytes([data[-1] ^ 1]),
    "nothing but zeros": lambda data: bytes(len(data)),
}


@pytest.mark.parametrize("what", AS_LARGE)
def test_what_took_the_place_of_a_package_is_taken_for_it_by_nobody_though_it_is_as_large(
    shared: Shared, what: str
) -> None:
    told = shared.put.stat()
    shared.instead(AS_LARGE[what](shared.data))
    os.utime(shared.put, ns=(told.st_atime_ns, told.st_mtime_ns))
    assert shared_now(shared.there, shared.folder, []).came == []
    assert [one.ref for one in shared_now(shared.here, shared.folder, [shared.case.ref]).left] == [shared.case.ref]
    assert [one.ref for one in shared_now(shared.there, shared.folder, []).came] == [shared.case.ref]


def test_a_package_replayed_under_many_names_changes_nothing(shared: Shared) -> None:
    assert len(shared_now(shared.there, shared.folder, []).came) == 1
    before = _entries(shared.there)
    for number in range(5):
        shared.plant(f"{number:016x}.bin", shared.data)
    done = shared_now(shared.there, shared.folder, [])
    assert ([one.new for one in done.came], done.lines[0]) == ([0] * 5, "Nothing new came.")
    assert _entries(shared.there) == before


def test_a_crowd_of_what_is_refused_does_not_keep_out_what_is_right(
    shared: Shared, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Names that sort before it, each sealed for this laptop by one that was never met."""
    monkeypatch.setattr("hru_advocate.casework.sharing.taking.MOST_FILES", 3)
    with laptops(shared.outside, 1) as (stranger,):
        meet(stranger, shared.there)
        remove(shared.there, stranger.device.device_id, "Stolen", last=1)
        case = told_case(stranger)
        for number in range(6):
            shared.plant(f"{number:016x}.bin", package(stranger, case, shared.outside, shared.there))
    came = [shared_now(shared.there, shared.folder, []) for _ in range(3)]
    assert [len(one.came) for one in came] == [0, 0, 1]
    assert "3 packages refused." in came[0].warnings[0]


def test_a_name_of_ones_own_that_became_a_folder_is_left_where_it_is(shared: Shared) -> None:
    shared.put.unlink()
    shared.put.mkdir()
    (shared.put / "kept").write_bytes(b"x")
    for session in (shared.here, shared.there):
        assert isinstance(session.clock, FixedClock)
        session.clock.advance(timedelta(days=15))
    shared_now(shared.here, shared.folder, [])
    assert (shared.put / "kept").exists()


def _apart(both: list[Session], folder: Path, seed: int) -> None:
    """Both write and share in turns; files are lost, doubled, cut and put back; in the end both hold the same."""
    chance, shared = random.Random(seed), Shared(both, folder)
    kept: list[bytes] = []
    for _step in range(16):
        writer = chance.choice(both)
        _write(writer, shared.case, chance)
        shared_now(writer, shared.folder, [shared.case.ref])
        for file in sorted(shared.folder.iterdir()):
            roll = chance.random()
            kept.append(file.read_bytes())
            if roll < 0.1:
                file.unlink()
            elif roll < 0.2:
                file.write_bytes(kept[-1][: chance.randrange(len(kept[-1]))])
            elif roll < 0.3:
                shared.plant(f"{chance.randrange(1 << 60):016x}.bin", chance.choice(kept))
    for _turn in range(3):
        for session in both:
            shared_now(session, shared.folder, [shared.case.ref])
    said = [_said(session, shared.case) for session in both]
    assert said[0] == said[1]
    assert [checks.verify(session, "quick").lines for session in both] == [(), ()]
    assert [shared_now(session, shared.folder, [shared.case.ref]).left for session in both] == [[], []]


def _write(session: Session, case: Saved, chance: random.Random) -> None:
    incidents = session.heads(id_of(case), ["incident"])
    raw = {"happened": "2026-11-02", "what": f"Said {chance.randrange(1000)}.", "basis": "report"}
    if incidents and chance.random() < 0.5:
        save(session, "incident", raw, corrects=[chance.choice(incidents).entry], reason="Asked again.")
    else:
        add(session, case, "notes", NOTE)


def _said(session: Session, case: Saved) -> tuple[object, ...]:
    records = ledger.entries_of_case(session.vault, id_of(case), kind="record", limit=10_000).entries
    return {one.header.id for one in records}, [one.header.id for one in ledger.heads_of_case(session.vault, case.case)]


@pytest.mark.parametrize("seed", range(2))
def test_with_files_lost_cut_and_doubled_both_hold_the_same_in_the_end(
    same_two: list[Session], tmp_path: Path, seed: int
) -> None:
    _apart(same_two, tmp_path, seed)


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(2, 42))
def test_so_it_is_over_many_seeds(same_two: list[Session], tmp_path: Path, seed: int) -> None:
    _apart(same_two, tmp_path, seed)


@pytest.fixture
def standing(tmp_path: Path) -> Iterator[tuple[Standing, Session]]:
    """A closed vault that met a colleague's laptop and shares a case with it."""
    made = standing_at(tmp_path / "standing", guarded=False)
    with laptops(tmp_path / "other", 1) as (there,):
        opened, _words, _warnings = made.opened()
        meet(opened.session, worked_by(there, "Kim Colleague"))
        open_package(there, package(opened.session, _case_of(made), tmp_path, there))
        opening.lock(opened)
        yield made, there


def _case_of(at: Standing) -> Saved:
    return Saved("", "", at.case, case_ref(at.case), Changed(frozenset()))


def sharing(at: Standing, tell: Tell) -> None:
    opened, _words, _warnings = at.opened()
    for number in range(4):
        add(opened.session, _case_of(at), "notes", NOTE)
        done = shared_now(opened.session, at.stick)
        tell(f"left {number} {len(done.left)}")
    opening.lock(opened)


@pytest.mark.skipif(sys.platform == "win32", reason="a killed process is made by a fork")
def test_killed_on_its_way_nothing_half_is_taken_and_the_next_time_it_goes_on(
    standing: tuple[Standing, Session],
) -> None:
    at, there = standing
    told, lived = do(at, sharing, None)
    chance, case = random.Random(7), _case_of(at)
    for _kill in range(8):
        do(at, sharing, lived * chance.random())
        in_the_middle = shared_now(there, at.stick)
        assert in_the_middle.warnings == ()
        opened, _words, _warnings = at.opened()
        shared_now(opened.session, at.stick)
        assert [one.name for one in at.stick.iterdir() if one.name.endswith(".part")] == []
        assert shared_now(there, at.stick).warnings == ()
        assert _said(opened.session, case) == _said(there, case)
        assert checks.verify(opened.session, "quick").lines == ()
        opening.lock(opened)
    assert told == [f"left {number} 1" for number in range(4)]
