"""What is stopped on its way out is taken away by the next opening, or told of: nobody is left not knowing."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest

from hru_advocate.casework.disclosure.builder import DisclosureRequest, build
from hru_advocate.casework.disclosure.receipts import NotWritten, disclose_to_file
from hru_advocate.casework.paper import copies, leaving, papers
from hru_advocate.casework.paper.document_kinds import PaperView
from hru_advocate.casework.paper.leaving import UNFINISHED, LeftBehind, NotIntoTheVault, UnreadablePlace, look_for_left
from hru_advocate.casework.proof import bundle
from hru_advocate.casework.proof.bag import BagNotWritten
from hru_advocate.casework.proof.export import export
from hru_advocate.casework.records.entries import Saved
from hru_advocate.casework.session import Session
from hru_advocate.casework.vault import opening
from hru_advocate.casework.vault.as_signed import settings_differ
from hru_advocate.errors import DeviceError, InvalidAnswer
from hru_advocate.store import settings
from tests.casework.disclosure.told_case import DISCLOSED, told_case
from tests.casework.open_sessions import NewVault, copied_session, events_of, home_at, id_of
from tests.fixed_clock import FixedClock
from tests.keys.stand_ins import MemoryKeychain


def _incident(session: Session, case: Saved) -> PaperView:
    return papers.make_record(session, session.heads(id_of(case), ["incident"])[0].entry)


WAYS: dict[str, Callable[[Session, Saved, Path], object]] = {
    "export": lambda session, _case, stick: export(session, stick / "out", "Moving on"),
    "bundle": lambda session, case, stick: bundle.make(session, id_of(case), DISCLOSED, stick / "out"),
    "zip": lambda session, case, stick: bundle.make(session, id_of(case), DISCLOSED, stick / "out.zip"),
}
SAVES: dict[str, Callable[[Session, Saved, Path], object]] = {
    "disclosure": lambda session, case, stick: disclose_to_file(
        session,
        build(session, DisclosureRequest(id_of(case), "police", frozenset())),
        {name: said for name, said in DISCLOSED.items() if name not in ("recipient", "what")},
        stick / "out.pdf",
    ),
    "copy": lambda session, case, stick: copies.save_copy(
        session, _incident(session, case), {}, "saved", stick / "out.pdf", over=True
    ),
    "paper": lambda session, _case, stick: leaving.save_file(session, stick / "out.pdf", b"%PDF- of a paper"),
}
"""The saves to one file, over another if there is one: disclosures, papers, figures, whatever a command writes."""
BEGUN = {"export": ["export_begun"], "bundle": ["bundle_begun"], "zip": ["bundle_begun"]}
"""The record's entries from the beginning; of a file that is saved it says so once that is whole."""

killed = pytest.mark.skipif(sys.platform == "win32", reason="a killed program is played by a fork")


@pytest.fixture(params=list(WAYS))
def leave(request: pytest.FixtureRequest) -> Callable[[Session, Saved, Path], object]:
    return WAYS[request.param]


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    (tmp_path / "stick").mkdir()
    return tmp_path / "stick"


@pytest.fixture
def case(session: Session) -> Saved:
    return told_case(session, "Daz came.")


def kept(session: Session) -> bool:
    return UNFINISHED in settings.all_of(session.vault)


def stop_at(monkeypatch: pytest.MonkeyPatch, what: str, how: Callable[..., object]) -> None:
    """Let it end as the file is being made safe on the disk, or once it is whole and the entry is to be written.

    ``named`` is the moment in which one file has got its name.
    """
    if what == "part":
        monkeypatch.setattr(os, "fsync", how)
        return
    if what == "named":
        naming = os.replace
        monkeypatch.setattr(os, "replace", lambda one, other: (naming(one, other), how()))
        return
    noting = Session.note_event

    def noted(self: Session, name: str, body: dict[str, object], *, case: str | None = None) -> object:
        return how() if name in ("bundle", "export_made") else noting(self, name, body, case=case)

    monkeypatch.setattr(Session, "note_event", noted)


def killed_at(what: str, way: str, new: NewVault, folder: Path) -> None:
    """Do it in a copy of this process that dies on the way: nothing is tidied up there."""
    (folder / "stick").mkdir(exist_ok=True)
    child = 1
    if sys.platform != "win32":
        child = os.fork()
    if not child:
        try:
            with copied_session(new, folder / "vault") as session, pytest.MonkeyPatch.context() as patched:
                case = told_case(session, "Daz came.")
                stop_at(patched, what, lambda *_any: os._exit(9))
                (WAYS | SAVES)[way](session, case, folder / "stick")
        finally:
            os._exit(3)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 9


@contextmanager
def opened_again(new: NewVault, folder: Path) -> Iterator[tuple[Session, list[str]]]:
    """The next opening, and what it told of things not encrypted."""
    home = home_at(folder / "vault", MemoryKeychain(kept=dict(new.kept)))
    assert isinstance(home.clock, FixedClock)
    home.clock.advance(timedelta(hours=1))
    opened, unlocked = opening.unlock(home, new.passphrase)
    try:
        yield opened.session, [one for one in unlocked.warnings if "not encrypted" in one]
    finally:
        opening.lock(opened)


@killed
@pytest.mark.parametrize("way", list(WAYS | SAVES))
def test_a_part_that_a_killed_program_left_is_gone_with_the_next_opening(
    new_vault: NewVault, tmp_path: Path, way: str
) -> None:
    killed_at("part", way, new_vault, tmp_path)
    assert [one.suffix for one in (tmp_path / "stick").iterdir()] == [".part"]
    with opened_again(new_vault, tmp_path) as (session, told):
        assert told == []
        assert list((tmp_path / "stick").iterdir()) == []
        assert not kept(session)
        begun = [name for name, _case, _body in events_of(session) if name in ("bundle_begun", "export_begun")]
        assert begun == BEGUN.get(way, [])


@killed
@pytest.mark.parametrize("way", list(WAYS))
def test_what_was_whole_when_the_program_was_killed_is_told_until_it_is_gone(
    new_vault: NewVault, tmp_path: Path, way: str
) -> None:
    """It bears a name of a person's choice, so a person deletes it."""
    killed_at("whole", way, new_vault, tmp_path)
    (whole,) = (tmp_path / "stick").iterdir()
    assert whole.stem == "out"
    with opened_again(new_vault, tmp_path) as (session, told):
        assert [str(whole) in one for one in told] == [True]
        assert kept(session)
        assert list(settings_differ(session)) == []
        assert whole.exists()
        assert not {"bundle", "export_made"} & {name for name, _case, _body in events_of(session)}
        leaving._take_away(whole)
        assert look_for_left(session) == ()
        assert not kept(session)


@killed
@pytest.mark.parametrize("way", list(WAYS | SAVES))
def test_a_stick_that_is_away_is_told_of_until_it_is_back(new_vault: NewVault, tmp_path: Path, way: str) -> None:
    killed_at("part", way, new_vault, tmp_path)
    stick = tmp_path / "stick"
    away = stick.rename(tmp_path / "pulled out")
    with opened_again(new_vault, tmp_path) as (session, told):
        assert [(str(stick) in one, "delete it" in one) for one in told] == [(True, True)]
        assert look_for_left(session) == tuple(told)
        away.rename(stick)
        assert look_for_left(session) == ()
        assert list(stick.iterdir()) == []
        assert not kept(session)


@pytest.mark.parametrize("way", list(WAYS | SAVES))
def test_a_stick_pulled_out_on_the_way_is_said_at_once(
    session: Session, case: Saved, stick: Path, way: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def pulled_out(*_any: object) -> None:
        stick.rename(stick.with_name("pulled out"))
        raise OSError

    with monkeypatch.context() as patched:
        stop_at(patched, "part", pulled_out)
        with pytest.raises(LeftBehind):
            (WAYS | SAVES)[way](session, case, stick)
    assert kept(session)
    stick.with_name("pulled out").rename(stick)
    assert look_for_left(session) == ()
    assert list(stick.iterdir()) == []


@pytest.mark.parametrize("what", ["part", "whole"])
def test_what_fails_and_is_taken_away_leaves_nothing_to_tell(
    session: Session,
    case: Saved,
    stick: Path,
    leave: Callable[[Session, Saved, Path], object],
    what: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def refused(*_any: object) -> None:
        raise OSError if what == "part" else BagNotWritten

    with monkeypatch.context() as patched:
        stop_at(patched, what, refused)
        with pytest.raises(BagNotWritten):
            leave(session, case, stick)
    assert list(stick.iterdir()) == []
    assert not kept(session)
    assert events_of(session)[-1][0] in ("bundle_begun", "export_begun")


def test_what_arrived_is_forgotten(
    session: Session, case: Saved, stick: Path, leave: Callable[[Session, Saved, Path], object]
) -> None:
    leave(session, case, stick)
    assert not kept(session)
    assert look_for_left(session) == ()
    assert [one.stem for one in stick.iterdir()] == ["out"]


def test_what_is_refused_before_anything_is_written_was_not_begun(session: Session, case: Saved, stick: Path) -> None:
    before = events_of(session)
    with pytest.raises(InvalidAnswer):
        bundle.make(session, id_of(case), DISCLOSED | {"purpose": ""}, stick / "out")
    assert events_of(session) == before


@pytest.mark.parametrize("way", [*WAYS, *SAVES])
def test_nothing_goes_in_the_clear_into_the_vaults_own_folder(
    session: Session, case: Saved, stick: Path, way: str
) -> None:
    """Least of all over a file of the vault, which a save over another would put an end to."""
    folder = session.vault.path.parent
    there = {one.name for one in folder.iterdir()}
    places = [folder, folder / "deeper", stick / ".." / folder.name]
    if os.name == "posix":  # elsewhere nobody but an administrator makes links
        (stick / "link").symlink_to(folder, target_is_directory=True)
        places.append(stick / "link")
    for place in places:
        with pytest.raises(NotIntoTheVault):
            (WAYS | SAVES)[way](session, case, place)
    assert {one.name for one in folder.iterdir()} == there
    assert not kept(session)
    (WAYS | SAVES)[way](session, case, stick)


def test_no_file_of_the_vault_is_written_over(session: Session) -> None:
    before = session.vault.path.read_bytes()
    with pytest.raises(NotIntoTheVault):
        leaving.save_file(session, session.vault.path, b"%PDF- of a paper")
    assert session.vault.path.read_bytes() == before


@pytest.mark.parametrize("name", ["out\0", "out\udcff"])
def test_a_name_that_is_no_text_is_refused_in_a_sentence(session: Session, case: Saved, stick: Path, name: str) -> None:
    ways: list[Callable[[Path], object]] = [
        lambda place: export(session, place, "Moving on"),
        lambda place: bundle.make(session, id_of(case), DISCLOSED, place),
        lambda place: leaving.save_file(session, place, b"%PDF- of a paper"),
    ]
    for way in ways:
        with pytest.raises(UnreadablePlace):
            way(stick / name)
    assert not kept(session)


def test_nothing_but_a_part_of_ours_is_ever_deleted(session: Session, stick: Path) -> None:
    """Whoever writes into the setting deletes no file with it."""
    for name in ("letter.pdf", ".0123456789abcdef.part"):
        (stick / name).mkdir()
    elsewhere = str(stick.parent / "vault" / "out")
    for part, place in ((stick / "letter.pdf", str(stick / "out")), (stick / ".0123456789abcdef.part", elsewhere)):
        settings.keep(session.vault, UNFINISHED, [{"place": place, "part": str(part), "disk": 0}])
        assert look_for_left(session) == ()
        assert part.exists()
    shutil.rmtree(stick)


@killed
@pytest.mark.parametrize("way", list(SAVES))
def test_a_save_over_another_file_that_was_cut_short_leaves_that_file_and_nothing_to_tell(
    new_vault: NewVault, tmp_path: Path, way: str
) -> None:
    (tmp_path / "stick").mkdir()
    (tmp_path / "stick" / "out.pdf").write_bytes(b"as it was")
    killed_at("part", way, new_vault, tmp_path)
    with opened_again(new_vault, tmp_path) as (session, told):
        assert told == []
        assert [one.read_bytes() for one in (tmp_path / "stick").iterdir()] == [b"as it was"]
        assert not kept(session)


@killed
@pytest.mark.parametrize("way", ["disclosure", "copy"])
def test_the_whole_that_no_entry_tells_of_is_told_until_it_is_gone(
    new_vault: NewVault, tmp_path: Path, way: str
) -> None:
    (tmp_path / "stick").mkdir()
    whole = tmp_path / "stick" / "out.pdf"
    whole.write_bytes(b"an older one of that name")
    killed_at("named", way, new_vault, tmp_path)
    assert whole.read_bytes().startswith(b"%PDF")
    for _time in range(2):
        with opened_again(new_vault, tmp_path) as (_session, told):
            assert [str(whole) in one for one in told] == [True]
    whole.unlink()
    with opened_again(new_vault, tmp_path) as (_session, told):
        assert told == []


@pytest.mark.parametrize("way", ["disclosure", "copy"])
def test_what_left_as_it_should_is_told_of_by_its_entry_alone(
    new_vault: NewVault, tmp_path: Path, stick: Path, way: str
) -> None:
    with copied_session(new_vault, tmp_path / "vault") as session:
        case = told_case(session, "Daz came.")
        SAVES[way](session, case, stick)
        assert len(copies.copies(session, id_of(case))) == 1
    with opened_again(new_vault, tmp_path) as (_session, told):
        assert told == []
    assert (stick / "out.pdf").exists()


def test_a_disclosure_that_is_refused_leaves_no_file(session: Session, case: Saved, stick: Path) -> None:
    view = build(session, DisclosureRequest(id_of(case), "housing"))
    with pytest.raises(InvalidAnswer):
        disclose_to_file(session, view, DISCLOSED | {"agency": "Daz"}, stick / "out.pdf")
    assert list(stick.iterdir()) == []


def test_a_vault_that_takes_nothing_keeps_no_copy_from_being_made(session: Session, case: Saved, stick: Path) -> None:
    """The vault takes nothing more, the stick does: the paper is made, and that it is in no list is said."""
    view = _incident(session, case)
    session.vault.read_only = True
    assert copies.save_copy(session, view, {}, "saved", stick / "out.pdf", over=True) is None
    session.vault.read_only = False
    assert (stick / "out.pdf").read_bytes() == view.pdf


def test_a_file_that_was_whole_when_it_stopped_is_told_once_and_stays(
    session: Session, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Somebody wanted it there: it is not told again at each opening, as what no entry tells of is."""

    def stopped(_leaving: leaving.Leaving) -> None:
        raise DeviceError

    with monkeypatch.context() as patched:
        patched.setattr(leaving.Leaving, "arrived", stopped)
        leaving.save_file(session, stick / "out.csv", b"figures")
    assert ["A file was being saved" in one and "out.csv" in one for one in look_for_left(session)] == [True]
    assert look_for_left(session) == ()
    assert (stick / "out.csv").read_bytes() == b"figures"


@pytest.mark.parametrize("way", list(SAVES))
def test_a_file_that_was_saved_or_refused_leaves_nothing_to_tell(
    session: Session, case: Saved, stick: Path, way: str
) -> None:
    SAVES[way](session, case, stick)
    assert [one.name for one in stick.iterdir()] == ["out.pdf"]
    assert not kept(session)
    with pytest.raises((OSError, NotWritten, copies.CopyNotWritten)):
        SAVES[way](session, case, stick / "no such folder")
    assert not kept(session)
