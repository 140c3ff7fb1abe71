"""A bundle leaves as the disclosure it is: behind every gate of one, recorded, and whole or not at all."""

from __future__ import annotations

import hashlib
import shutil
import stat
import subprocess
from pathlib import Path

import pytest

from hru_advocate.casework.disclosure.builder import NothingByDefault
from hru_advocate.casework.paper.copies import copies
from hru_advocate.casework.proof import bag, bundle
from hru_advocate.casework.proof.bag import BagNotWritten, PlaceTaken
from hru_advocate.casework.proof.bundle import NotForThePerson, WhomMissing
from hru_advocate.casework.proof.contents import UnprovenRecord
from hru_advocate.casework.session import Session
from hru_advocate.domain.forms.answers import value_of
from hru_advocate.errors import InvalidAnswer, NotFound, RestrictedCase
from tests.casework.closing.test_restricted import FLAG
from tests.casework.disclosure.told_case import DISCLOSED, text_of, told_case
from tests.casework.open_sessions import add, events_of, id_of, new_case, worked_by
from tests.casework.proof.bags import Files, erased_case, load_verifier, made, read_folder, two_devices
from tests.posix import posix


def recorded(session: Session, case: str) -> tuple[int, int, int]:
    """The disclosures, the copies and the bundles the record tells of."""
    bundles = [one for one in events_of(session) if one[0] == "bundle"]
    return len(session.heads(case, ["disclosure"])), len(copies(session, case)), len(bundles)


def test_a_bundle_is_a_disclosure_a_copy_and_an_event_with_its_sum(session: Session, tmp_path: Path) -> None:
    case = id_of(two_devices(session))
    files = made(session, case, tmp_path / "bag")
    assert recorded(session, case) == (1, 1, 1)
    (record,) = session.heads(case, ["disclosure"])
    assert value_of(record.answers, "fingerprint") == hashlib.sha256(files["data/record.pdf"]).hexdigest()
    assert "nothing held back" in value_of(record.answers, "what")
    told = next(body for name, _case, body in events_of(session) if name == "bundle")
    assert told["sha256"] == hashlib.sha256(files["tagmanifest-sha256.txt"]).hexdigest()
    assert record.entry.encode() in b"".join(files[path] for path in files if "/lanes/" in path)
    assert record.entry in files["data/note.txt"].decode()


def test_the_paper_says_everything_but_what_was_agreed(session: Session, tmp_path: Path) -> None:
    files = made(session, id_of(told_case(session, "Daz Holtby came; lemon curd, she said.")), tmp_path / "bag")
    text = text_of(files["data/record.pdf"])
    assert "Daz Holtby came" in text
    assert "12 Acacia Road" in text
    assert "lemon curd" not in text
    assert "not encrypted" in text
    assert "NOT encrypted" in files["data/README.txt"].decode()
    assert b"lemon curd" in b"".join(files.values())  # the entries themselves say it: that is what the words warn of


def test_the_sums_are_checked_by_the_ordinary_tool(session: Session, tmp_path: Path) -> None:
    made(session, id_of(new_case(session)), tmp_path / "bag")
    tool = shutil.which("sha256sum")
    if tool is None:
        pytest.skip("this computer has no sha256sum")
    for manifest in ("manifest-sha256.txt", "tagmanifest-sha256.txt"):
        done = subprocess.run(
            [tool, "--strict", "-c", manifest], cwd=tmp_path / "bag", capture_output=True, check=False
        )
        assert done.returncode == 0, done.stderr


@posix("modes of files; on Windows they have the rights of their folder")
def test_only_its_owner_can_open_it(session: Session, tmp_path: Path) -> None:
    made(session, id_of(new_case(session)), tmp_path / "bag")
    for one in [tmp_path / "bag", *(tmp_path / "bag").rglob("*")]:
        assert stat.S_IMODE(one.stat().st_mode) & 0o077 == 0, one


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"agency": "Daz"}, "who"),
        ({"agency": ""}, "agency"),
        ({"purpose": ""}, "purpose"),
        ({"basis": []}, "basis"),
        ({"authorised_by": ""}, "authorised_by"),
        ({"consent": "without", "consent_because": ""}, "consent_because"),
        ({"recipient": "marac"}, "consent"),
    ],
    ids=["to the other person", "nobody", "no purpose", "no basis", "no authority", "no reason", "refused by record"],
)
@pytest.mark.parametrize("name", ["bag", "bag.zip"])
def test_each_gate_of_a_disclosure_holds_and_nothing_is_left(
    session: Session, tmp_path: Path, changed: dict[str, object], field: str, name: str
) -> None:
    case = told_case(session, "Daz came.")
    add(
        session,
        case,
        "meeting",
        {"kind": "marac", "basis": ["judgement"], "why": "Made up.", "consent": "no", "state": "planned"}
        | {"on": "2026-12-02", "knows": "yes"},
    )
    with pytest.raises(InvalidAnswer) as refused:
        bundle.make(session, id_of(case), DISCLOSED | changed, tmp_path / name)
    assert refused.value.field == field
    assert [one.name for one in tmp_path.iterdir() if one.name != "vault"] == []
    assert recorded(session, id_of(case)) == (0, 0, 0)


@pytest.mark.parametrize(("recipient", "refused"), [("subject", NotForThePerson), ("employer", NothingByDefault)])
def test_who_is_told_nothing_or_not_of_others_gets_no_bundle(
    session: Session, tmp_path: Path, recipient: str, refused: type[Exception]
) -> None:
    case = id_of(told_case(session, "Daz came."))
    with pytest.raises(refused):
        bundle.make(session, case, DISCLOSED | {"recipient": recipient}, tmp_path / "bag")
    assert recorded(session, case) == (0, 0, 0)


def test_a_restricted_case_wants_its_reason(session: Session, tmp_path: Path) -> None:
    case = new_case(session)
    add(session, case, "flag", FLAG)
    worked_by(session, "Another Name")
    session.opened.clear()
    with pytest.raises(RestrictedCase):
        bundle.make(session, id_of(case), DISCLOSED, tmp_path / "bag")
    with pytest.raises(RestrictedCase):
        bundle.preview(session, case.ref)
    assert not (tmp_path / "bag").exists()
    session.reason = "Asked by the court"
    bundle.make_by_ref(session, case.ref, DISCLOSED, tmp_path / "bag")
    assert ("opened_restricted", id_of(case), {"reason": "Asked by the court"}) in events_of(session)


@pytest.mark.parametrize("name", ["bag", "bag.zip"])
def test_nothing_is_written_over_and_nothing_recorded(session: Session, tmp_path: Path, name: str) -> None:
    case = id_of(new_case(session))
    (tmp_path / name).write_text("made up", encoding="utf-8")
    with pytest.raises(PlaceTaken):
        bundle.make(session, case, DISCLOSED, tmp_path / name)
    with pytest.raises(BagNotWritten):
        bundle.make(session, case, DISCLOSED, tmp_path / "no such folder" / name)
    assert (tmp_path / name).read_text(encoding="utf-8") == "made up"
    assert recorded(session, case) == (0, 0, 0)


@pytest.mark.parametrize("name", ["bag", "bag.zip"])
def test_what_cannot_be_recorded_does_not_leave(
    session: Session, tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = id_of(new_case(session))

    def full(*_arguments: object, **_named: object) -> None:
        raise BagNotWritten

    monkeypatch.setattr(Session, "note_event", full)
    with pytest.raises(BagNotWritten):
        bundle.make(session, case, DISCLOSED, tmp_path / name)
    monkeypatch.undo()
    assert not (tmp_path / name).exists()
    assert recorded(session, case) == (0, 0, 0)


def test_a_record_that_does_not_prove_makes_no_bundle(session: Session, tmp_path: Path) -> None:
    case = id_of(told_case(session, "Daz came."))
    with session.vault.write() as cursor:
        names = [row[0] for row in cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall()]
        for one in names:
            cursor.execute(f'DROP TRIGGER "{one}"')
        cursor.execute("UPDATE entry_content SET body = CAST(replace(CAST(body AS TEXT), 'Daz', 'Baz') AS BLOB)")
    with pytest.raises(UnprovenRecord):
        bundle.make(session, case, DISCLOSED, tmp_path / "bag")
    assert not (tmp_path / "bag").exists()


def test_a_device_that_goes_by_an_id_its_key_does_not_give_it_makes_no_bundle(session: Session, tmp_path: Path) -> None:
    """Whoever checks the bundle would find that it is not the key of this device, and believe nothing else."""
    case = id_of(two_devices(session, "0" * 16))
    with pytest.raises(UnprovenRecord):
        bundle.make(session, case, DISCLOSED, tmp_path / "bag")
    assert not (tmp_path / "bag").exists()


def test_an_erased_case_leaves_as_its_proof(session: Session, tmp_path: Path) -> None:
    case = erased_case(session)
    before = bundle.preview(session, case.ref)
    assert before.gone
    assert before.erased > 0
    with pytest.raises(WhomMissing):
        bundle.make_by_ref(session, case.ref, {"agency": "Made-up Commissioner"}, tmp_path / "bag")
    whom = {"agency": "Made-up Commissioner", "purpose": "To show that it is gone"}
    bundle.make_by_ref(session, case.ref, whom, tmp_path / "bag")
    files: Files = read_folder(tmp_path / "bag")
    assert not any(words in b"".join(files.values()) for words in (b"Daz came", b"Holtby", b"Acacia", b"lemon curd"))
    told = next(body for name, _case, body in events_of(session) if name == "bundle")
    assert told["agency"] == "Made-up Commissioner"
    with pytest.raises(NotFound):
        bundle.preview(session, "HRU-0000-0000")


def test_a_preview_counts_what_would_leave(session: Session, tmp_path: Path) -> None:
    case = two_devices(session)
    seen = bundle.preview(session, case.ref)
    assert (seen.devices, seen.erased, seen.drafts, seen.gone) == (2, 0, 0, False)
    files = made(session, id_of(case), tmp_path / "bag")
    lines = sum(data.count(b"\n") for path, data in files.items() if "/lanes/" in path)
    assert lines == seen.entries + 2  # the disclosure and the copy that say it left


@pytest.mark.parametrize("name", ["bag", "bag.zip"])
def test_what_no_verifier_would_take_does_not_leave(
    session: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """To the byte: what leaves is taken by the one in packaging, and what it refuses for its size never leaves."""
    assert bag.MOST_BYTES == load_verifier().MOST_BYTES
    case = id_of(told_case(session, "Daz came."))
    bundle.make(session, case, DISCLOSED, tmp_path / f"first {name}")
    place = tmp_path / f"first {name}"
    size = place.stat().st_size if place.is_file() else sum(map(len, read_folder(place).values()))
    before = recorded(session, case)
    monkeypatch.setattr(bag, "MOST_BYTES", size // 2)
    with pytest.raises(bag.BagTooLarge, match="larger than any bundle that can be checked"):
        bundle.make(session, case, DISCLOSED, tmp_path / name)
    assert recorded(session, case) == before
    assert sorted(one.name for one in tmp_path.iterdir() if "bag" in one.name) == [f"first {name}"]


def test_a_bag_of_the_greatest_size_leaves_and_one_byte_more_does_not(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bag, "MOST_BYTES", 10)
    bag.refuse_too_large(10)
    with pytest.raises(bag.BagTooLarge):
        bag.refuse_too_large(11)
