"""Erasure by authority: nothing typed is left in any table nor any page of the file, and what is left proves it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from hru_advocate.casework.cases import review_days
from hru_advocate.casework.cases.cases import CaseFilter, list_cases
from hru_advocate.casework.closing import erasing
from hru_advocate.casework.closing.erasing import ErasureHeld, erase, preview, stubs
from hru_advocate.casework.closing.figures import kept_sums
from hru_advocate.casework.counter import counts
from hru_advocate.casework.outcomes.kept import every_kept, kept_facts
from hru_advocate.casework.people.safe_contact import reveal_safe_contact
from hru_advocate.casework.records.entries import Saved, keep_draft, save
from hru_advocate.casework.records.records import history
from hru_advocate.casework.records.searching import find
from hru_advocate.casework.session import Session
from hru_advocate.casework.today import look
from hru_advocate.casework.typed_words import keep_typed
from hru_advocate.casework.vault.checks import VERIFIED, VaultCheck, verify
from hru_advocate.casework.vault.rebuilding import projection_of, rebuild
from hru_advocate.domain.forms.answers import value_of
from hru_advocate.domain.ledger.entry import Entry
from hru_advocate.errors import InvalidAnswer, NotFound
from hru_advocate.store import settings
from hru_advocate.store.faults import DiskFull
from hru_advocate.store.ledger import entries, ledger
from hru_advocate.store.ledger.comparing import case_rows
from hru_advocate.store.ledger.comparing.digest import ViewDigest, lines_at
from hru_advocate.store.ledger.entries import walk
from hru_advocate.store.ledger.upkeep import BATCH
from hru_advocate.store.vault_file import driver
from hru_advocate.store.vault_file.vault import Vault
from tests.casework.closing.closed_cases import close, close_others
from tests.casework.closing.test_closures import CALL
from tests.casework.open_sessions import add, id_of, new_case, on

WORDS = ("Quendolyn", "Vanterpool", "Yxtaclub", "Jabberwand", "Zwetschke", "Ombrifuge", "Xylotaph", "Kvetchling")
"""Words that stand in no other text, each in another place of the case; the first two are the person's name."""
ASKED: dict[str, object] = {
    "asked_by": "Robin Example",
    "authorised_by": "DCI Overton",
    "reference": "RRD 2032/17",
    "ground": "review",
}
AFTER = date(2032, 11, 23)
PAGE, TAIL, IV = 4096, 80, 16


def told(session: Session) -> Saved:
    """A closed case in which each word stands somewhere else: body, index, draft, event, setting, older version."""
    case = new_case(session, victim=f"{WORDS[0]} {WORDS[1]}", account=f"He waits at the {WORDS[2]}.")
    first = add(session, case, "contact", CALL | {"happened": "2026-11-20", "fact": f"Spoke of {WORDS[3]} at length."})
    save(
        session,
        "contact",
        CALL | {"happened": "2026-11-20", "fact": "Made up."},
        corrects=[first.entry],
        reason=f"It was {WORDS[4]}.",
    )
    for number in range(40):
        raw = {"happened": "2026-11-19", "behaviours": ["bh_called"], "what": f"{WORDS[5]} {number}"}
        add(session, case, "incident", raw)
    reveal_safe_contact(session, id_of(case), f"She asked for it, {WORDS[6]}.")
    for _ in range(BATCH):
        session.note("view", {})  # so many entries later the words that waited stand in the index
    close(session, case)
    keep_draft(session, session.new_id(), "contact", {"fact": f"Half typed {WORDS[7]}"}, case=id_of(case))
    keep_typed(session, f"incidents {id_of(case)}", f"half typed {WORDS[7]}")
    return case


def rows(vault: Vault) -> Iterator[bytes]:
    """Every value of every table, shadow tables of the index included."""
    with vault.read() as cursor:
        tables = [row[0] for row in cursor.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()]
        for table in tables:
            if table != "search":  # holds nothing itself: its words are in its shadow tables
                for row in cursor.execute(f'SELECT * FROM "{table}"').fetchall():
                    yield b"\n".join(one if isinstance(one, bytes) else str(one).encode() for one in row)


def pages(path: Path, key: bytes) -> bytes:
    """Every page of the encrypted file in the clear, pages that nothing uses included, and its log."""
    assert path.with_name(f"{path.name}-wal").stat().st_size == 0
    data, clear = path.read_bytes(), []
    for start in range(0, len(data), PAGE):
        page = data[start : start + PAGE]
        body, vector = page[16 if not start else 0 : PAGE - TAIL], page[PAGE - TAIL : PAGE - TAIL + IV]
        unlock = Cipher(algorithms.AES256(key), modes.CBC(vector)).decryptor()
        clear.append(unlock.update(body) + unlock.finalize())
    return b"".join(clear)


def left_of(words: tuple[str, ...], held: bytes) -> list[str]:
    """The words that stand somewhere, typed or folded; the index may hold the beginning of one apart from its end."""
    lower = held.lower()
    return [word for word in words if word[2:].lower().encode() in lower]


@pytest.fixture
def keys(monkeypatch: pytest.MonkeyPatch) -> list[bytes]:
    """The keys under which files are opened while the test runs."""
    seen: list[bytes] = []
    real = driver.connect

    def connect(path: Path, key: bytes) -> driver.Connection:
        seen.append(key)
        return real(path, key)

    monkeypatch.setattr(driver, "connect", connect)
    return seen


def test_nothing_typed_is_left_anywhere_and_the_chain_still_holds(keys: list[bytes], session: Session) -> None:
    other = new_case(session, victim="Bo Otherwise", account="Another case stays.")
    case = told(session)
    assert left_of(WORDS, b"\n".join(rows(session.vault))) == list(WORDS)
    session.vault.checkpoint()
    assert left_of(WORDS, pages(session.vault.path, keys[-1])) == list(WORDS)
    seen = preview(on(session, AFTER), case.ref)
    assert (seen.holds, seen.drafts) == ((), 1)
    done = erase(session, case.ref, ASKED)
    assert done.thorough
    with session.vault.read() as cursor:
        assert cursor.execute("PRAGMA freelist_count").fetchone() == (0,)
    assert left_of(WORDS, pages(session.vault.path, keys[-1])) == []
    assert left_of(WORDS, b"\n".join(rows(session.vault))) == []
    assert verify(session).lines == ()
    for word in WORDS:
        assert find(session, word) == ()
    assert [line.label.ref for line in list_cases(session, CaseFilter(status=""))] == [other.ref]
    assert look(session).drafts == ()
    with pytest.raises(NotFound):
        preview(session, case.ref)
    assert rebuild(session).entries > 0
    assert left_of(WORDS, b"\n".join(rows(session.vault))) == []
    assert [hit.label.ref for hit in find(session, "another") if hit.label] == [other.ref]
    (stub,) = stubs(session)
    assert (stub.ref, stub.entries, stub.proven) == (case.ref, seen.entries, True)
    assert (stub.asked_by, stub.authorised_by, stub.reference) == ("Robin Example", "DCI Overton", "RRD 2032/17")
    lines, _older = history(session, id_of(case))
    assert any(line.kind == "erasure" for line in lines)
    assert left_of(WORDS, repr(lines).encode()) == []
    (kept,) = every_kept(session)
    said = {
        "area": "warrington",
        "source": "police_officer",
        "decision": "accept",
        "behaviours": "stalking",
        "opened": "2026-11",
        "closed": "2026-11",
        "why": "aims_met",
        "outcome": "less",
        "contacts": 1,
        "incidents": 40,
    }
    assert {field: value_of(kept, field) for field in said} == said


@pytest.mark.parametrize(
    ("form", "raw", "said"),
    [
        ("order", {"kind": "nmo", "stage": "made", "made_on": "2026-10-01", "until": "2040-10-01"}, "order"),
        ("order", {"kind": "nmo", "stage": "made", "made_on": "2026-10-01", "until": "2027-10-01"}, None),
        ("order", {"kind": "nmo", "stage": "made", "made_on": "2026-10-01"}, "order"),
        ("order", {"kind": "nmo", "stage": "ended", "ended_on": "2026-10-01"}, None),
        ("criminal_case", {"stage": "investigating"}, "criminal case"),
        ("criminal_case", {"stage": "ended"}, None),
        ("criminal_case", {"stage": "ended", "complaint_on": "2026-11-01"}, "complaint"),
        (
            "criminal_case",
            {"stage": "ended", "complaint_on": "2026-11-01", "complaint_answered_on": "2026-11-09"},
            None,
        ),
        ("legal_talk", {"option": "police_complaint", "stands": "applied", "wants": "yes"}, "complaint"),
        ("legal_talk", {"option": "police_complaint", "stands": "not_wanted", "wants": "no"}, None),
    ],
)
def test_what_is_still_wanted_stops_an_erasure(
    session: Session, case: Saved, form: str, raw: dict[str, object], said: str | None
) -> None:
    add(session, case, form, raw)
    close(session, case)
    on(session, AFTER)
    if said is None:
        assert erase(session, case.ref, ASKED).entries > 0
        return
    assert said in " ".join(preview(session, case.ref).holds)
    with pytest.raises(ErasureHeld) as refused:
        erase(session, case.ref, ASKED)
    assert said in refused.value.message
    assert stubs(session) == ()
    assert find(session, "example") != ()


@pytest.mark.parametrize(
    ("day", "more", "fault"),
    [
        (date(2032, 11, 22), {}, ErasureHeld),
        (date(2032, 11, 23), {}, None),
        (date(2026, 11, 23), {"ground": "request"}, None),
        (date(2026, 11, 23), {"ground": "in_error"}, None),
        (AFTER, {"authorised_by": "Robin  example"}, InvalidAnswer),
        (AFTER, {"authorised_by": None}, InvalidAnswer),
        (AFTER, {"asked_by": None}, InvalidAnswer),
        (AFTER, {"reference": None}, InvalidAnswer),
        (AFTER, {"ground": None}, InvalidAnswer),
    ],
)
def test_an_erasure_takes_its_day_two_people_and_a_reference(
    session: Session, case: Saved, day: date, more: dict[str, object], fault: type[Exception] | None
) -> None:
    close(session, case)
    raw = {key: value for key, value in (ASKED | more).items() if value}
    on(session, day)
    if fault is None:
        erase(session, case.ref, raw)
        assert list_cases(session, CaseFilter(status="")) == ()
        return
    with pytest.raises(fault):
        erase(session, case.ref, raw)
    assert [line.status for line in list_cases(session, CaseFilter(status=""))] == ["closed"]
    assert every_kept(session) == ()


def test_what_a_check_came_to_tells_no_name_of_a_case_that_was_erased(keys: list[bytes], session: Session) -> None:
    """An entry says it, which stays and is exported: whoever tries names finds none that comes to the same."""
    case = new_case(session, victim=f"{WORDS[0]} {WORDS[1]}")
    close(session, case)
    assert verify(session, "full", noted=True).fine
    (noted,) = entries.unit_events(session.vault, [VERIFIED])[-1:]
    said = json.loads(noted.body or b"")
    until = entries.place_of(session.vault, said["last"]) or 0
    tried = ViewDigest(until, lambda one: projection_of(session, one), b"")
    with session.vault.read() as cursor:
        tried.take(cursor, lines_at(cursor, 0, tried.until))
        assert case_rows.sums(cursor, b"") != said["cases"]
    assert tried.value() != said["views"]
    secret = settings.all_of(session.vault)["check_secret"].strip('"').encode()
    assert len(secret) == 64
    erase(on(session, AFTER), case.ref, ASKED)
    assert not any(secret in row for row in rows(session.vault))
    session.vault.checkpoint()
    assert secret not in pages(session.vault.path, keys[-1])
    assert verify(session, "quick", noted=True).fine


def test_a_check_during_which_a_case_was_erased_says_no_more_than_what_it_found(session: Session, case: Saved) -> None:
    close(session, case)
    check = VaultCheck(session, "quick")
    verdict = check.finish()
    erase(on(session, AFTER), case.ref, ASKED)
    check.note(verdict)
    (noted,) = entries.unit_events(session.vault, [VERIFIED])[-1:]
    assert json.loads(noted.body or b"").keys() == {"depth", "entries", "found", "lists", "program"}


def test_what_proves_an_erasure_is_no_find_and_its_words_stand_once(session: Session, case: Saved) -> None:
    close(session, case)
    erase(on(session, AFTER), case.ref, ASKED | {"reference": "Zwirnfaden 17", "asked_by": "Xaverl Wondrak"})
    for _ in range(BATCH):
        session.note("view", {})
    assert (find(session, "Zwirnfaden"), find(session, "Xaverl")) == ((), ())
    held = [row for row in rows(session.vault) if b"Zwirnfaden" in row]
    assert len(held) == 1
    (stub,) = stubs(session)
    bodies = [one.body for one in ledger.entries_of_case(session.vault, id_of(case), limit=10_000).entries]
    assert json.dumps({"stub": stub.entry}, separators=(",", ":")).encode() in bodies


def test_figures_are_told_in_sums_and_no_row_lies_beside_its_stub(session: Session) -> None:
    def erased(behaviour: str) -> None:
        case = new_case(session, behaviour=[behaviour])
        close(session, case)
        erase(session, case.ref, ASKED | {"ground": "request"})

    def written() -> list[Entry]:
        walked = walk(session.vault.connection().cursor())
        return [one for _position, one in walked if one.header.form == "kept_figures"]

    close_others(session)
    for _ in range(4):
        erased("stalking")
    assert written() == []
    assert len(every_kept(session)) == len(kept_facts(session)) == 4
    assert kept_sums(session).cases is None
    assert not any(count for counts in kept_sums(session).counted.values() for count in counts.values())
    erased("harassment")
    assert len(written()) == len(every_kept(session)) == 5
    in_order = [value_of(session.read(one).answers, "behaviours") for one in written()]
    assert in_order == ["harassment", *["stalking"] * 4]  # by what they say: the last to come is not the last
    sums = kept_sums(session)
    assert sums.cases == 5
    assert not any(0 < (count or 0) < 5 for counts in sums.counted.values() for count in counts.values())
    erased("harassment")
    assert kept_sums(session) == sums
    assert len(kept_facts(session)) == 6


def test_an_open_case_is_never_erased(session: Session, case: Saved) -> None:
    with pytest.raises(ErasureHeld):
        erase(session, case.ref, ASKED | {"ground": "request"})


@pytest.mark.parametrize(
    ("form", "raw"), [("erasure", ASKED | {"case": "HRU", "on": "2026-11-23"}), ("kept_figures", {})]
)
def test_no_stub_is_written_by_hand(session: Session, form: str, raw: dict[str, object]) -> None:
    with pytest.raises(InvalidAnswer):
        save(session, form, raw)


def test_an_erasure_that_found_no_room_is_finished_later(
    session: Session, case: Saved, monkeypatch: pytest.MonkeyPatch
) -> None:
    close(session, case)

    def full(_vault: Vault) -> None:
        raise DiskFull

    with monkeypatch.context() as patch:
        patch.setattr(Vault, "write_anew", full)
        assert not erase(on(session, AFTER), case.ref, ASKED).thorough
        assert erasing.unfinished(session)
        assert not erasing.finish(session)
    assert erasing.finish(session)
    assert not erasing.unfinished(session)


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({}, None),
        ({"next": "2032-11-23"}, "next"),
        ({"next": "2032-11-24"}, None),
        ({"on": "2032-11-01", "next": "2032-11-23"}, "next"),
        ({"because": None}, "because"),
        ({"by": None}, "by"),
    ],
)
def test_a_case_is_kept_on_with_a_reason_and_a_day_ahead(
    session: Session, case: Saved, more: dict[str, object], field: str | None
) -> None:
    close(session, case)
    due = [one.label.ref for one in review_days.kept_cases(session, date(2032, 11, 22))]
    assert due == []
    on(session, AFTER)
    assert [(one.label.ref, one.over_days) for one in review_days.kept_cases(session, AFTER)] == [(case.ref, 0)]
    assert [(one.what, one.label.ref) for one in look(session).reviews] == [("Retention review", case.ref)]
    assert counts(session).today == 1
    kept = {"on": "2032-11-23", "by": "Robin Example", "because": "New contact in 2031.", "next": "2038-11-23"} | more
    raw = {key: value for key, value in kept.items() if value}
    if field is None:
        add(session, case, "retention", raw)
        assert review_days.kept_cases(session, AFTER) == ()
        assert (look(session).reviews, counts(session).today) == ((), 0)
        (one,) = review_days.kept_cases(session)
        assert (str(one.day), one.kept_because) == (kept["next"], "New contact in 2031.")
        return
    with pytest.raises(InvalidAnswer) as refused:
        add(session, case, "retention", raw)
    assert refused.value.field == field


def test_an_open_case_is_not_reviewed(session: Session, case: Saved) -> None:
    with pytest.raises(InvalidAnswer):
        add(session, case, "retention", {"on": "2026-11-23", "by": "R", "because": "x", "next": "2027-11-23"})
