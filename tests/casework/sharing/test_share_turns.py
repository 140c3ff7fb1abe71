"""Sharing in turns: it gives way to whoever waits for the vault, and ends where it is told to, between two packages."""

from __future__ import annotations

from pathlib import Path

from hru_advocate.casework.session import Session
from hru_advocate.casework.sharing import roster
from hru_advocate.casework.sharing.share_now import share_now, share_offer
from tests.casework.sharing.two_laptops import share as shared_now
from tests.casework.sharing.two_laptops import shared_case


def test_it_gives_way_to_whoever_waits_for_the_vault_and_goes_on_where_it_was(
    both: list[Session], tmp_path: Path, share: Path
) -> None:
    here, there = both
    cases = [shared_case(both, tmp_path) for _ in range(3)]
    offer, turns = share_offer(here, share), 1
    for one in both:
        one.somebody_waits = lambda: True
    done = share_now(here, share, offer.going)
    while done.more:
        assert len(done.left) == turns
        done, turns = share_now(here, share, offer.going, so_far=done), turns + 1
    assert ([one.ref for one in done.left], turns) == (sorted(case.ref for case in cases), 4)
    came, turns = share_now(there, share, ()), 1
    while came.more:
        came, turns = share_now(there, share, (), so_far=came), turns + 1
    assert (len(came.came), turns) == (3, 4)


def test_what_is_refused_for_now_is_refused_once_however_often_it_gives_way(
    both: list[Session], tmp_path: Path, share: Path
) -> None:
    here, there = both
    for _ in range(2):
        shared_case(both, tmp_path)
    shared_now(here, share)
    roster.remove(there, here.device.device_id, "The laptop was lost", last=1)
    there.somebody_waits = lambda: True
    done = share_now(there, share, ())
    for _turn in range(5):
        done = share_now(there, share, (), so_far=done)
    assert (done.more, len(done.refused)) == (False, 2)


def test_it_stops_after_one_package_where_it_is_told_to(both: list[Session], tmp_path: Path, share: Path) -> None:
    here, there = both
    for _ in range(3):
        shared_case(both, tmp_path)
    done = share_now(here, share, share_offer(here, share).going, stop=lambda: True)
    assert (len(done.left), done.stopped, done.more) == (1, True, False)
    assert done.warnings == ("Stopped as you asked. What came and left before is kept; the rest goes the next time.",)
    assert len(shared_now(here, share).left) == 2
    assert len(share_now(there, share, (), stop=lambda: True).came) == 1
    assert len(shared_now(there, share).came) == 2
