"""The people whose signatures count: at most three, each met in person, each somebody else."""

from __future__ import annotations

from pathlib import Path

import pytest

from hru_advocate.casework.packs import hsds, making
from hru_advocate.casework.packs.signers import (
    EndUnexplained,
    NoSuchSigner,
    SameSigner,
    SignersFull,
    end_trust,
    signers,
    trust,
    trust_own,
)
from hru_advocate.casework.packs.taking import look
from hru_advocate.casework.session import Session
from hru_advocate.casework.sharing.cards import read_card, written_card
from hru_advocate.casework.sharing.roster import AlreadyRemoved, WordsDiffer, enrol, members, remove, words_with
from hru_advocate.casework.vault import checks
from hru_advocate.store.ledger import devices
from tests.casework.open_sessions import events_of
from tests.casework.packs.pack_desk import ALEX, BOTH, JO, KIM, Person, by_both, signed, trusting
from tests.domain.packs.made_up_pack import HARBOUR, pack
from tests.store.forged import without_triggers


def _heard(session: Session, one: Person) -> str:
    return " ".join(words_with(session, one.card))


def test_a_signer_is_met_by_the_eight_words_and_is_no_colleague(session: Session) -> None:
    with pytest.raises(WordsDiffer):
        trust(session, KIM.card, "otter teapot violin")
    assert signers(session) == {}
    trust(session, KIM.card, _heard(session, KIM).upper())
    (signer,) = signers(session).values()
    assert (signer.device, signer.name, signer.key) == (KIM.device, "Kim Colleague", KIM.key.public)
    assert members(session) == ()
    assert KIM.device not in devices.public_keys(session.vault)
    before = len(events_of(session))
    trust(session, KIM.card, _heard(session, KIM))
    assert len(events_of(session)) == before
    assert checks.verify(session).lines == ()


def test_a_card_that_was_exchanged_on_its_way_has_other_words(session: Session) -> None:
    with pytest.raises(WordsDiffer):
        trust(session, Person(KIM.name).card, _heard(session, KIM))


def test_this_computer_is_one_of_the_three_without_words(session: Session) -> None:
    trust(session, read_card(written_card(session, "advocate")), "")
    assert list(signers(session)) == [session.device.device_id]


def test_a_laptop_that_was_removed_from_the_unit_signs_no_pack_any_more(session: Session) -> None:
    """A stolen one with its vault open would be one of two still, and of every pack to come."""
    enrol(session, KIM.card, _heard(session, KIM))
    trusting(session, *BOTH)
    assert look(session, by_both(HARBOUR)).problem == ""
    remove(session, KIM.device, "Stolen")
    assert list(signers(session)) == [JO.device]
    assert "Fewer than two" in look(session, by_both(HARBOUR)).problem
    with pytest.raises(AlreadyRemoved):
        trust(session, KIM.card, _heard(session, KIM))
    trust(session, ALEX.card, _heard(session, ALEX))
    assert look(session, signed(pack(HARBOUR), JO, ALEX)).problem == ""


def test_there_are_three_at_most_and_an_end_makes_room(session: Session) -> None:
    trusting(session, *BOTH)
    trust(session, read_card(written_card(session, "advocate")), "")
    with pytest.raises(SignersFull):
        trust(session, ALEX.card, _heard(session, ALEX))
    with pytest.raises(EndUnexplained):
        end_trust(session, KIM.device, "  ")
    end_trust(session, KIM.device, " Left  the unit ")
    assert events_of(session)[-1][2] == {"device": KIM.device, "because": "Left the unit"}
    with pytest.raises(NoSuchSigner):
        end_trust(session, KIM.device, "Left")
    trust(session, ALEX.card, _heard(session, ALEX))
    assert [signer.name for signer in signers(session).values()] == [JO.name, session.author, ALEX.name]


def test_two_laptops_of_one_person_are_one_signer(session: Session) -> None:
    again = Person("kim  COLLEAGUE")
    with pytest.raises(SameSigner):
        trust(trusting(session, KIM), again.card, _heard(session, again))
    assert list(signers(session)) == [KIM.device]


def test_a_trust_nobody_here_signed_counts_for_nothing(session: Session) -> None:
    trusting(session, *BOTH)
    assert len(signers(session)) == 2
    with without_triggers(session.vault) as cursor:
        trusted = "json_extract(header, '$.form') = 'signer_trusted'"
        cursor.execute(f"UPDATE entry SET signature = zeroblob(64) WHERE {trusted}")
        assert signers(session) == {}


def test_this_computer_s_own_signature_counts_once_it_is_said_and_needs_no_words(session: Session) -> None:
    assert trust_own(session).kinds
    (signer,) = signers(session).values()
    assert (signer.device, signer.name, signer.key) == (
        session.device.device_id, "Robin Example", session.device.public
    )  # fmt: skip
    assert not trust_own(session).kinds


def test_a_draft_and_the_directory_are_written_into_new_files_alone(session: Session, tmp_path: Path) -> None:
    making.write_draft(session, tmp_path / "draft.toml")
    assert (tmp_path / "draft.toml").read_text(encoding="utf-8") == making.draft(session, ())
    told = hsds.write_directory(session, tmp_path / "directory.json")
    assert (tmp_path / "directory.json").read_bytes() == told.data
    assert events_of(session)[-1] == ("directory_exported", None, {"services": told.services})
    came = hsds.write_draft_of_hsds(session, tmp_path / "directory.json", tmp_path / "came.toml")
    assert (tmp_path / "came.toml").read_text(encoding="utf-8") == came.text
    for name in ("draft.toml", "directory.json", "came.toml", "no_such_folder/draft.toml"):
        with pytest.raises(making.PackNotWritten):
            making.write_draft(session, tmp_path / name)
        with pytest.raises(making.PackNotWritten):
            hsds.write_directory(session, tmp_path / name)
