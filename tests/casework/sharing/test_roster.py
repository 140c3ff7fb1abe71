"""The roster of devices: enrolled by eight words, never overwritten, removed by an entry; all of it is proven."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from hru_advocate.casework.session import Session
from hru_advocate.casework.sharing import roster
from hru_advocate.casework.sharing.cards import DeviceCard, NameMissing, UnreadableCard, read_card, written_card
from hru_advocate.casework.vault import checks
from hru_advocate.keys import sealing, signing
from hru_advocate.keys.signing import DeviceKey
from hru_advocate.store.ledger import devices
from tests.casework.open_sessions import events_of, session_at, worked_by
from tests.casework.sharing.two_laptops import know, laptops, meet
from tests.store.forged import without_triggers


@pytest.fixture
def both(tmp_path: Path) -> Iterator[list[Session]]:
    """Two laptops that have not met yet."""
    with laptops(tmp_path) as opened:
        yield opened


def _card(session: Session) -> DeviceCard:
    return read_card(written_card(session, "advocate"))


def test_two_that_met_see_the_same_words_and_each_has_the_others_keys(both: list[Session]) -> None:
    one, other = both
    words = roster.words_with(one, _card(other))
    assert roster.words_with(other, _card(one)) == words
    assert len(words) == 8
    meet(one, other)
    (member,) = roster.members(one)
    assert (member.device, member.name, member.role_words) == (
        other.device.device_id,
        "Kim Colleague",
        "Specialist Victim Advocate",
    )
    assert member.here
    assert member.sealing == other.device.sealing_key().public
    assert devices.public_keys(one.vault)[member.device] == other.device.public
    assert checks.verify(one).lines == ()
    assert {"device_added", "device_enrolled"} <= {name for name, _case, _body in events_of(one)}


def test_with_other_words_nothing_is_kept(both: list[Session]) -> None:
    one, other = both
    words = list(roster.words_with(one, _card(other)))
    before = events_of(one)
    last = next(word for word in words if word != words[7])
    for typed in ("", " ".join(words[:7]), " ".join([*words[:7], last]), " ".join(reversed(words)), "x" * 100):
        with pytest.raises(roster.WordsDiffer):
            roster.enrol(one, _card(other), typed)
    assert (roster.members(one), events_of(one)) == ((), before)
    assert other.device.device_id not in devices.public_keys(one.vault)
    roster.enrol(one, _card(other), "  ".join(words).upper() + "\n")
    assert len(roster.members(one)) == 1


def test_a_card_exchanged_on_its_way_gives_other_words_on_each_side(both: list[Session], tmp_path: Path) -> None:
    one, other = both
    with session_at(tmp_path / "thief") as thief:
        worked_by(thief, "Kim Colleague")
        assert roster.words_with(one, _card(thief)) != roster.words_with(other, _card(thief))
        with pytest.raises(roster.WordsDiffer):
            roster.enrol(one, _card(thief), " ".join(roster.words_with(other, _card(thief))))


def test_a_card_of_ones_own_or_changed_is_refused(both: list[Session]) -> None:
    one, other = both
    with pytest.raises(roster.OwnCard):
        roster.words_with(one, _card(one))
    good = json.loads(written_card(other, "advocate"))
    stranger = DeviceKey.generate()
    for change in (
        {"name": "Somebody Else"},
        {"sealing": stranger.sealing_key().public.hex()},
        {"signing": stranger.public.hex()},
        {"signing": stranger.public.hex(), "device": stranger.device_id},
        {"role": "king"},
        {"role": "nurse"},
        {"card": 2},
        {"more": "x"},
        {"name": ""},
        {"name": "a\nb"},
        {"signature": "00" * 64},
        {"sealing": "00" * (sealing.PUBLIC_BYTES - 1)},
        {"device": "0" * 16},
    ):
        with pytest.raises(UnreadableCard):
            read_card(json.dumps(good | change).encode())
    for data in (b"", b"{}", b"[" * 4000, b"\xff" * 100, written_card(other, "advocate") * 9, b'{"card":1e999}'):
        with pytest.raises(UnreadableCard):
            read_card(data)


@pytest.mark.parametrize(
    ("name", "read"),
    [
        ("\u0646\u06cc\u200c\u0645\u0627", True),  # the joiner of Persian writing
        ("Robin\u202eExample", False),
        ("Robin\u200bExample", False),
        ("Robin\nExample", False),
        ("Robin\x1b[2J", False),
        (" Robin", False),
        ("x" * 120, True),
        ("x" * 121, False),
    ],
)
def test_a_name_on_a_card_holds_what_can_be_seen_alone(both: list[Session], name: str, *, read: bool) -> None:
    data = written_card(worked_by(both[0], name), "advocate")
    if read:
        assert read_card(data).name == name
        return
    with pytest.raises(UnreadableCard):
        read_card(data)


def test_a_card_says_whose_it_is(both: list[Session]) -> None:
    worked_by(both[0], " ")
    with pytest.raises(NameMissing):
        written_card(both[0], "advocate")


def test_enrolled_twice_is_one_entry_and_a_new_name_is_added(both: list[Session]) -> None:
    one, other = both
    know(one, other)
    before = len(events_of(one))
    know(one, other)
    assert len(events_of(one)) == before
    worked_by(other, "Kim Newname")
    know(one, other)
    assert [member.name for member in roster.members(one)] == ["Kim Newname"]
    assert [body["name"] for name, _case, body in events_of(one) if name == "device_enrolled"] == [
        "Kim Colleague",
        "Kim Newname",
    ]


def test_a_removed_device_stays_removed_and_its_removal_is_an_entry_with_its_number(both: list[Session]) -> None:
    one, other = both
    know(one, other)
    device = other.device.device_id
    with pytest.raises(roster.RemovalUnexplained):
        roster.remove(one, device, "  ")
    with pytest.raises(roster.NotEnrolled):
        roster.remove(one, "0" * 16, "Left")
    roster.remove(one, device, " Left  the unit ", 41)
    (member,) = roster.members(one)
    assert (member.here, member.last, member.because) == (False, 41, "Left the unit")
    for again in (lambda: roster.remove(one, device, "Left"), lambda: know(one, other)):
        with pytest.raises(roster.AlreadyRemoved):
            again()
    assert checks.verify(one).lines == ()
    assert [body for name, _case, body in events_of(one) if name == "device_removed"] == [
        {"device": device, "last": 41, "because": "Left the unit"}
    ]


@pytest.mark.parametrize("forged", ["body", "signature"])
def test_an_enrolment_nobody_here_signed_counts_for_nothing(both: list[Session], forged: str) -> None:
    """Somebody who can write into the open file, but does not hold the key, enrols no device."""
    one, other = both
    know(one, other)
    assert len(roster.members(one)) == 1
    with without_triggers(one.vault) as cursor:
        if forged == "signature":
            enrolled = "json_extract(header, '$.form') = 'device_enrolled'"
            cursor.execute(f"UPDATE entry SET signature = zeroblob(64) WHERE {enrolled}")
            assert roster.members(one) == ()
            return
        cursor.execute(
            "UPDATE entry_content SET body = CAST(replace(body, ?, ?) AS BLOB) WHERE position ="
            " (SELECT position FROM entry WHERE json_extract(header, '$.form') = 'device_enrolled')",
            (b"Kim Colleague", b"Ash Strangers"),
        )
    assert roster.members(one) == ()
    assert signing.device_id(other.device.public) in devices.public_keys(one.vault)


def test_the_unit_s_page_names_this_device_who_works_on_it_and_everybody_enrolled(both: list[Session]) -> None:
    here, there = both
    shown = roster.devices_shown(here)
    assert (shown.device, shown.name, shown.members) == (here.device.device_id, "Robin Example", ())
    meet(here, there)
    assert [one.name for one in roster.devices_shown(here).members] == ["Kim Colleague"]
    assert roster.devices_shown(here).members == roster.members(here)
