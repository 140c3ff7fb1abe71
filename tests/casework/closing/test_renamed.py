"""A change of the author's name: an entry of the record, and no key to a restricted case."""

from __future__ import annotations

from pathlib import Path

import pytest

from hru_advocate.casework.cases.cases import find_case
from hru_advocate.casework.closing.looks import looks
from hru_advocate.casework.people.restricted import NotYoursToRestrict, hidden_from_us, open_restricted
from hru_advocate.casework.records.entries import save
from hru_advocate.casework.settings import keep_author
from hru_advocate.casework.vault import opening
from hru_advocate.casework.vault.opening import Opened
from hru_advocate.domain.ledger.ids import case_ref
from hru_advocate.errors import RestrictedCase
from hru_advocate.keys.signing import DeviceKey
from hru_advocate.store.ledger import devices
from hru_advocate.store.ledger.devices import Device
from tests.casework.closing.test_restricted import ENDED, FLAG
from tests.casework.open_sessions import AUTHOR, add, events_of, home_at, id_of, new_case, worked_by
from tests.store.forged import without_triggers

STRANGER = "Ash Stranger"


class Reopened:
    """A vault of a stranger that can be locked and unlocked, in which others restricted cases."""

    def __init__(self, folder: Path) -> None:
        self.home = home_at(folder)
        self.passphrase = opening.suggest_passphrase(4, STRANGER)
        self.opened: Opened
        self.opened, _created = opening.create(self.home, self.passphrase, author=STRANGER, with_keychain=True)

    def again(self) -> None:
        """Lock and unlock."""
        opening.lock(self.opened)
        self.opened, _unlocked = opening.unlock(self.home, self.passphrase)

    def restricted_by_others(self, victim: str = "Mo Example") -> str:
        """A case from another computer with a flag of somebody else, for a colleague's eyes."""
        session = self.opened.session
        mine = session.author, session.device
        session.device = there = DeviceKey.generate()
        devices.add(session.vault, Device(there.device_id, there.public, None, "Another", "2026-11-20T10:00:00.000Z"))
        case = new_case(worked_by(session, AUTHOR), victim=victim)
        add(session, case, "flag", FLAG)
        session.author, session.device = mine
        return id_of(case)


@pytest.fixture
def vault(tmp_path: Path) -> Reopened:
    return Reopened(tmp_path / "vault")


@pytest.mark.parametrize("taken", [AUTHOR, "Kim Colleague", "kim  colleague"])
def test_a_name_that_was_taken_on_opens_no_restricted_case(vault: Reopened, taken: str) -> None:
    case = vault.restricted_by_others()
    assert hidden_from_us(vault.opened.session) == {case}
    keep_author(vault.opened.session, taken)
    assert hidden_from_us(vault.opened.session) == {case}
    vault.again()
    session = vault.opened.session
    assert session.author == taken
    later = vault.restricted_by_others("Bo Otherwise")
    with pytest.raises(RestrictedCase):
        find_case(session, case_ref(case))
    open_restricted(session, case, "The night duty asked.")
    assert hidden_from_us(session) == {later}
    with pytest.raises(NotYoursToRestrict):
        save(session, "flag", FLAG, case=case)
    opening.lock(vault.opened)


@pytest.mark.parametrize("digest", ["hash", "zeroblob(32)"])
def test_a_flag_that_is_not_signed_says_of_nobody_that_it_was_set_here_since(vault: Reopened, digest: str) -> None:
    """Under a name that was taken on, one this device set since is for whoever works: a header proves no such thing."""
    case = vault.restricted_by_others()
    session = vault.opened.session
    keep_author(session, AUTHOR)
    with without_triggers(session.vault) as cursor:
        cursor.execute(
            "INSERT INTO entry SELECT position + 1000, 'more', device, 1000, case_id, 1000, 'more', kind, recorded,"
            f" json_set(header, '$.id', 'more', '$.device', ?, '$.sequence', 1000), {digest}, signature FROM entry"
            " WHERE position = (SELECT position FROM head WHERE slot = 'flag')",
            (session.device.device_id,),
        )
    assert hidden_from_us(session) == {case}
    opening.lock(vault.opened)


def test_a_change_of_name_is_an_entry_with_both_names(vault: Reopened) -> None:
    session = vault.opened.session
    keep_author(session, f" {STRANGER} ")
    assert "renamed" not in [name for name, _case, _body in events_of(session)]
    keep_author(session, "Kim Colleague")
    assert events_of(session)[-1] == ("renamed", None, {"old": STRANGER, "new": "Kim Colleague"})
    opening.lock(vault.opened)


def test_a_reason_that_was_given_under_one_name_is_asked_for_under_the_next(vault: Reopened) -> None:
    case, session = vault.restricted_by_others(), vault.opened.session
    open_restricted(session, case, "The night duty asked.")
    keep_author(session, "Bo Sample")
    assert hidden_from_us(session) == {case}
    open_restricted(session, case, "The day duty asked.")
    assert [one.author for one in looks(session, case) if one.label] == ["Bo Sample", STRANGER]
    opening.lock(vault.opened)


def test_the_name_a_vault_was_made_under_counts_again_once_its_passphrase_was_given(vault: Reopened) -> None:
    session = vault.opened.session
    case = new_case(session)
    flag = add(session, case, "flag", FLAG)
    for name in ("Kim Colleague", STRANGER):
        keep_author(session, name)
        assert hidden_from_us(session) == {id_of(case)}
    vault.again()
    assert hidden_from_us(vault.opened.session) == frozenset()
    save(vault.opened.session, "flag", FLAG | ENDED, corrects=[flag.entry], reason="It ended.")
    opening.lock(vault.opened)


def test_what_somebody_restricts_under_a_new_name_stays_theirs(vault: Reopened) -> None:
    keep_author(vault.opened.session, "Ash Married")
    case = new_case(vault.opened.session)
    flag = add(vault.opened.session, case, "flag", FLAG)
    vault.again()
    session = vault.opened.session
    assert hidden_from_us(session) == frozenset()
    save(session, "flag", FLAG | {"reference": "R 7"}, corrects=[flag.entry], reason="Its reference.")
    keep_author(session, "Kim Colleague")
    keep_author(session, "Ash Married")
    assert hidden_from_us(session) == {id_of(case)}
    opening.lock(vault.opened)


def test_who_has_looked_names_both_names_of_one_person_and_reaches_behind_whatever_else_was_noted(
    vault: Reopened,
) -> None:
    session = vault.opened.session
    case = new_case(session)
    session.note_event("view", {}, case=id_of(case))
    keep_author(session, "Kim Colleague")
    with session.vault.write():
        for _one in range(450):  # more than are gone through at a time
            session.note_event("preview", {}, case=id_of(case))
    session.note_event("view", {}, case=id_of(case))
    found = [(one.label.case if one.label else None, one.author, one.words) for one in looks(session)]
    renamed = (None, STRANGER, f"Name of the author changed: from {STRANGER} to Kim Colleague")
    here = id_of(case)
    assert found == [
        (here, "Kim Colleague", "Looked at the case"), renamed, (here, STRANGER, "Looked at the case"),
    ]  # fmt: skip
    assert looks(session, here) == looks(session)
    assert [one.author for one in looks(session, limit=2)] == ["Kim Colleague", STRANGER]
    opening.lock(vault.opened)
