"""A colleague who means harm, with a laptop that is enrolled or was: what she knows no more of, and what she says."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from hru_advocate.casework.closing.elsewhere import shown_to_have
from hru_advocate.casework.people.restricted import hidden_from_us
from hru_advocate.casework.records.entries import Saved
from hru_advocate.casework.session import Session
from hru_advocate.casework.sharing import sealed_file
from hru_advocate.casework.sharing.erased.hearing import NeverTheirs
from hru_advocate.casework.sharing.erased.opening import open_sealed
from hru_advocate.casework.sharing.receiving import PackageRefused, open_package
from hru_advocate.casework.sharing.sealed_file import NotForUs, PackageAltered
from hru_advocate.casework.sharing.share_now import share_offer
from hru_advocate.keys import sealing
from hru_advocate.keys.master import unseal
from hru_advocate.keys.signing import DeviceKey
from tests.casework.closing.closed_cases import close
from tests.casework.open_sessions import add, events_of, id_of
from tests.casework.sharing.erased.erasing_laptops import notice_by
from tests.casework.sharing.signed_nonsense import BadDevice
from tests.casework.sharing.two_laptops import laptops, meet, package, share, told_case, unchanged
from tests.fixed_clock import FixedClock

NOTE = {"lines": [{"text": "Rang back."}]}


@pytest.fixture
def three(tmp_path: Path) -> Iterator[list[Session]]:
    with laptops(tmp_path / "laptops", 3) as opened:
        first, second, third = opened
        for one, other in ((first, second), (first, third), (second, third)):
            meet(one, other)
        yield opened


def _offered(session: Session, folder: Path) -> list[str]:
    return [one.words for one in share_offer(session, folder).going]


def test_who_knows_no_more_than_the_id_of_a_case_is_offered_nothing_of_it(three: list[Session], tmp_path: Path) -> None:
    here, there, _third = three
    case = told_case(here)
    (place := tmp_path / "share").mkdir()
    bad = BadDevice(there, here, id_of(case))
    for _time in range(2):  # what she said before shows nothing either
        opened = open_package(here, bad.package())
        assert opened.new
        assert any("Nothing in it shows that Kim Colleague had this case before." in one for one in opened.warnings)
        assert _offered(here, place) == []
    assert there.device.device_id not in shown_to_have(here, id_of(case))
    package(here, case, tmp_path, there)
    assert there.device.device_id in shown_to_have(here, id_of(case)), "somebody chose"
    assert _offered(here, place) == [f"{case.ref} for Kim Colleague"]


def test_nor_does_she_hide_it_by_a_notice_that_it_was_erased(three: list[Session], tmp_path: Path) -> None:
    here, there, third = three
    case = told_case(here)
    close(here, case)
    bad = BadDevice(there, here, id_of(case))
    open_package(here, bad.package())
    for one in (there, third):
        file = tmp_path / f"{one.author}.bin"
        file.write_bytes(notice_by(one, id_of(case), here))
        with unchanged(here), pytest.raises(NeverTheirs):
            open_sealed(here, file)
    assert hidden_from_us(here) == frozenset()


@pytest.mark.parametrize("first", [True, False], ids=["from whom it is", "by way of another"])
def test_who_had_it_shows_that_by_what_is_here_whichever_way_it_came(
    three: list[Session], tmp_path: Path, *, first: bool
) -> None:
    """Whose case it is, and who has it from her: what each sends holds something that is here."""
    here, there, third = three
    (place := tmp_path / "share").mkdir()
    case = told_case(there)
    open_package(third, package(there, case, tmp_path, third))
    for one in (there, third) if first else (third, there):
        opened = open_package(here, package(one, case, tmp_path, here))
        assert (bool(opened.new), opened.had) == (True, True)
    add(here, case, "notes", NOTE)
    (going,) = share_offer(here, place).going
    assert (going.ref, set(going.names)) == (case.ref, {"Jo Supervisor", "Kim Colleague"})


def _case_with_the_reference_of(case: Saved, session: Session, patch: pytest.MonkeyPatch) -> Saved:
    made, low = session.new_id, (1 << 40) - 1

    def first_of_all(*_self: object) -> str:
        patch.undo()
        return str(uuid.UUID(int=uuid.UUID(made()).int & ~low | uuid.UUID(id_of(case)).int & low))

    patch.setattr(Session, "new_id", first_of_all)
    return told_case(session)


def test_a_case_that_bears_the_reference_of_another_keeps_nothing_else_from_coming(
    three: list[Session], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here, there, third = three
    (place := tmp_path / "share").mkdir()
    case = told_case(here)
    made_up = _case_with_the_reference_of(case, there, monkeypatch)
    assert (made_up.ref, id_of(made_up) == id_of(case)) == (case.ref, False)
    data = package(there, made_up, tmp_path, here)
    with unchanged(here), pytest.raises(PackageRefused):
        open_package(here, data)
    (place / f"{'0' * 16}.bin").write_bytes(data)
    (place / f"{'1' * 16}.bin").write_bytes(package(third, other := told_case(third), tmp_path, here))
    done = share(here, place)
    assert [one.ref for one in done.came] == [other.ref]
    assert done.refused == [PackageRefused().message]


@pytest.mark.parametrize(("days", "said"), [(0, False), (1, False), (2, True), (36_500, True)])
def test_what_a_clock_far_ahead_wrote_is_said_once_it_comes(
    three: list[Session], tmp_path: Path, *, days: int, said: bool
) -> None:
    here, there, _third = three
    case = told_case(here)
    open_package(there, package(here, case, tmp_path, there))
    assert isinstance(there.clock, FixedClock)
    there.clock.advance(timedelta(days=days))
    add(there, case, "notes", NOTE)
    data = package(there, case, tmp_path, here)
    opened = open_package(here, data)
    assert bool(opened.ahead) is said
    assert any("still to come by the one here" in one for one in opened.warnings) is said
    assert open_package(here, data).ahead == "", "it was said"


def test_many_keys_wrapped_for_one_open_nothing_more_than_the_first(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each try goes through all of it: of sixty-four a file of 64 MiB would keep a laptop busy for long."""
    mine, tried = DeviceKey.generate().sealing_key(), []
    whole = sealed_file.sealed(b"x", [mine.public])
    wraps = b"".join(sealing.wrap_for(mine.public, bytes([number]) * 32) for number in range(64))
    data = sealed_file.MARK + bytes([64]) + wraps + whole[-(sealed_file.SMALLEST + 28) :]

    def noted(key: bytes, *rest: bytes) -> bytearray:
        tried.append(key)
        return unseal(key, *rest)

    monkeypatch.setattr(sealed_file, "unseal", noted)
    with pytest.raises(PackageAltered):
        sealed_file.opened(data, mine)
    assert len(tried) == 1
    assert sealed_file.opened(sealed_file.sealed(b"x", [mine.public] * 9), mine) == b"x"
    with pytest.raises(NotForUs):
        sealed_file.opened(whole, DeviceKey.generate().sealing_key())


def test_that_somebody_showed_nothing_is_told_with_the_case(three: list[Session]) -> None:
    here, there, _third = three
    case = told_case(here)
    open_package(here, BadDevice(there, here, id_of(case)).package())
    assert events_of(here)[-1][2]["had"] is False
