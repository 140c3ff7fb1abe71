"""A mailbox in hands that mean ill: all it does gets a sentence or is without effect, and nothing wrong comes in."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from typing import Any

import msgspec
import pytest

from hru_advocate.casework.session import Session
from hru_advocate.casework.sharing import known_of_shared, notices, sealed_file, taking
from hru_advocate.casework.sharing.notices import NoticeHeader
from hru_advocate.casework.sharing.share_now import share_now
from hru_advocate.casework.vault import checks
from hru_advocate.hub import mailbox as hub_mailbox
from hru_advocate.hub.connecting import HubLine, MailboxRefused, MailboxSilent
from hru_advocate.keys.signing import DeviceKey
from tests.casework.open_sessions import add, id_of
from tests.casework.sharing.mailbox.posted import choose, post
from tests.casework.sharing.two_laptops import everything, laptops, meet, shared_case
from tests.fixed_clock import FixedClock
from tests.hub_cluster import Cluster

pytestmark = pytest.mark.xdist_group("hub")

NOTE = {"lines": [{"text": "Rang back."}]}
COPIES = """
    WITH made AS (INSERT INTO hru.wrapped (name, keys)
        SELECT substr(md5(w.name || n::text), 1, 16) || '.bin', keys FROM hru.wrapped w, generate_series(1, 3) n
        RETURNING number, keys)
    INSERT INTO hru.sealed (number, content)
        SELECT made.number, s.content FROM made JOIN hru.wrapped w ON w.keys = made.keys AND w.number < made.number
        JOIN hru.sealed s ON s.number = w.number
"""
SWAPPED = """
    UPDATE hru.sealed a SET content = b.content FROM hru.sealed b WHERE a.number <> b.number
"""
KEPT_FROM = """
    DROP POLICY look ON hru.wrapped;
    CREATE POLICY look ON hru.wrapped FOR SELECT TO hru_laptop USING ({0});
"""
HONEST = "true"
LOWEST = """
    ALTER TABLE hru.sealed DROP CONSTRAINT sealed_number_fkey;
    ALTER TABLE hru.wrapped ALTER number DROP IDENTITY;
    CREATE TEMP TABLE old AS SELECT min(number) AS lowest, max(number) - 1 AS newest FROM hru.wrapped;
    DELETE FROM hru.sealed s USING old WHERE s.number = old.lowest;
    DELETE FROM hru.wrapped w USING old WHERE w.number = old.lowest;
    UPDATE hru.sealed s SET number = old.lowest FROM old WHERE s.number = old.newest;
    UPDATE hru.wrapped w SET number = old.lowest FROM old WHERE w.number = old.newest;
    DROP TABLE old;
    ALTER TABLE hru.wrapped ALTER number ADD GENERATED ALWAYS AS IDENTITY (START 300000);
    ALTER TABLE hru.sealed ADD CONSTRAINT sealed_number_fkey FOREIGN KEY (number)
        REFERENCES hru.wrapped ON DELETE CASCADE
"""
CUT = """
    ALTER TABLE hru.sealed DROP CONSTRAINT sealed_content_check;
    UPDATE hru.sealed SET content = substr(content, 1, length(content) - 1)
"""
WHOLE = """
    DELETE FROM hru.wrapped;
    ALTER TABLE hru.sealed DROP CONSTRAINT IF EXISTS sealed_content_check;
    ALTER TABLE hru.sealed ADD CONSTRAINT sealed_content_check CHECK (
        octet_length(content) BETWEEN 65564 AND 67108892
        AND ((octet_length(content) - 28) & (octet_length(content) - 29)) = 0
    )
"""


class Posted:
    """Two that share a case through a mailbox, in which a package and a notice lie that the other has not taken."""

    def __init__(self, both: list[Session], hub: Cluster, folder: Path) -> None:
        self.here, self.there = both
        self.hub = hub
        self.cards = [choose(one, hub, folder) for one in both]
        for one in both:
            known_of_shared.keep_reached(one, known_of_shared.Reached())
        self.case = shared_case(both, folder)
        for _ in range(2):
            for one in both:
                post(one)
        add(self.here, self.case, "notes", NOTE)
        assert len(post(self.here).left) == 1

    def do(self, script: str) -> None:
        with self.hub.line() as line:
            line.do(script)

    def keep_from(self, shown: str) -> None:
        """Show laptops only what a condition lets through."""
        self.do(KEPT_FROM.format(shown))

    def put(self, data: bytes) -> None:
        with self.hub.line() as line:
            hub_mailbox.Mailbox(line).put(f"{random.randrange(1 << 60):016x}.bin", *sealed_file.halves(data))

    def notes(self) -> list[int]:
        """How many notes each of the two has."""
        return [len(one.heads(id_of(self.case), ["notes"])) for one in (self.here, self.there)]


@pytest.fixture(scope="module")
def same_two(tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[Session]]:
    """The two laptops of all tests here: each test shares a case of its own."""
    with laptops(tmp_path_factory.mktemp("laptops")) as opened:
        meet(*opened)
        yield opened


@pytest.fixture
def posted(same_two: list[Session], hub: Cluster, tmp_path: Path) -> Iterator[Posted]:
    made = Posted(same_two, hub, tmp_path)
    yield made
    made.keep_from(HONEST)
    for one in same_two:  # the next test has the same laptops
        known = known_of_shared.of_case(one, id_of(made.case))
        known_of_shared._keep(one, id_of(made.case), msgspec.structs.replace(known, told={}))


PACKAGE = "(SELECT max(number) - 1 FROM hru.wrapped)"
"""The package lies before the notice that tells of it."""
NO_PACKAGE = "No package, or not a whole one:"
HOLDS_MORE = "Robin Example holds more of it than has come here."


def _foreign(posted: Posted) -> None:
    posted.do(f"DELETE FROM hru.wrapped WHERE number >= {PACKAGE}")
    posted.put(sealed_file.sealed(b"x", [DeviceKey.generate().sealing_key().public]))


def _invented(posted: Posted) -> None:
    for inside in (b"x", b'HRU Advocate notice 1\n{"header":"{}","signature":"00"}'):
        posted.put(sealed_file.sealed(inside, [posted.there.device.sealing_key().public]))


ROWS: dict[str, tuple[Callable[[Posted], Any], bool, str]] = {
    "honest": (lambda _posted: None, True, ""),
    "replays, three times each": (lambda posted: posted.do(COPIES), True, ""),
    "gives other numbers, in another order": (
        lambda posted: posted.do(
            "ALTER TABLE hru.sealed DROP CONSTRAINT sealed_number_fkey;"
            "ALTER TABLE hru.wrapped ALTER number DROP IDENTITY;"
            "UPDATE hru.wrapped SET number = 1000000 - number; UPDATE hru.sealed SET number = 1000000 - number;"
            "ALTER TABLE hru.wrapped ALTER number ADD GENERATED ALWAYS AS IDENTITY (START 2000000);"
            "ALTER TABLE hru.sealed ADD CONSTRAINT sealed_number_fkey FOREIGN KEY (number)"
            " REFERENCES hru.wrapped ON DELETE CASCADE"
        ),
        True,
        "",
    ),
    "drops all of it": (lambda posted: posted.do("DELETE FROM hru.wrapped"), False, ""),
    "drops the package and not the notice": (
        lambda posted: posted.do(f"DELETE FROM hru.wrapped WHERE number = {PACKAGE}"), False, HOLDS_MORE
    ),
    "keeps the package back": (
        lambda posted: posted.keep_from(f"number <> {_number(posted, PACKAGE)}"), False, HOLDS_MORE
    ),
    "alters a byte inside": (
        lambda posted: posted.do(
            f"UPDATE hru.sealed SET content = set_byte(content, 70, get_byte(content, 70) # 1) WHERE number = {PACKAGE}"
        ),
        False,
        NO_PACKAGE,
    ),
    "alters the keys": (
        lambda posted: posted.do(
            f"UPDATE hru.wrapped SET keys = substr(keys, 1, 9) || sha256(keys) || substr(keys, 42) WHERE number = {PACKAGE}"  # noqa: E501 - one statement
        ),
        False,
        HOLDS_MORE,
    ),
    "numbers the package below what was looked at": (
        lambda posted: posted.do(LOWEST),
        False,
        HOLDS_MORE,
    ),
    "gives it the name of one that this laptop put": (
        lambda posted: posted.do(
            f"DELETE FROM hru.wrapped WHERE name = '{_own_name(posted)}';"
            f"UPDATE hru.wrapped SET name = '{_own_name(posted)}' WHERE number = {PACKAGE}"
        ),
        False,
        HOLDS_MORE,
    ),
    "cuts a byte off": (lambda posted: posted.do(CUT), False, NO_PACKAGE),
    "exchanges what is inside": (lambda posted: posted.do(SWAPPED), False, NO_PACKAGE),
    "gives nothing but zeros": (
        lambda posted: posted.do("UPDATE hru.sealed SET content = decode(repeat('00', length(content)), 'hex')"),
        False,
        NO_PACKAGE,
    ),
    "invents packages and notices for this laptop": (_invented, True, f"{NO_PACKAGE} 2"),
    "gives one that seems to be for others": (_foreign, False, ""),
}  # fmt: skip


def _number(posted: Posted, question: str) -> int:
    with posted.hub.line() as line:
        return int(line.ask(f"SELECT {question}")[0][0])


def _own_name(posted: Posted) -> str:
    return next(iter(known_of_shared.own_files(posted.there)))


@pytest.mark.parametrize("what", ROWS)
def test_whatever_it_does_is_said_or_without_effect_and_heals_once_it_is_honest(posted: Posted, what: str) -> None:
    do, comes, said = ROWS[what]
    do(posted)
    notes = posted.notes()
    done = post(posted.there)
    assert posted.notes() == ([notes[0], notes[1] + 1] if comes else notes)
    assert any(said in one for one in done.warnings) if said else done.warnings == ()
    assert checks.verify(posted.there, "quick").lines == ()
    posted.do(WHOLE)  # an honest one again, which lost what it had
    posted.keep_from(HONEST)
    for session in (posted.here, posted.there, posted.here):
        post(session)
    assert posted.notes() == [notes[0]] * 2
    assert post(posted.there).warnings == ()


def test_what_is_kept_back_for_a_while_comes_once_it_is_shown_again(posted: Posted) -> None:
    notes = posted.notes()
    posted.keep_from(f"number <> {_number(posted, PACKAGE)}")
    assert any(HOLDS_MORE in one for one in post(posted.there).warnings)
    posted.keep_from(HONEST)
    assert post(posted.there).warnings == ()
    assert posted.notes() == [notes[0]] * 2


def test_nothing_is_said_to_be_kept_back_while_something_still_waits_to_be_looked_at(
    posted: Posted, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patched:
        patched.setattr(taking, "MOST_FILES", 1)
        posted.do("UPDATE hru.wrapped SET name = '0' || substr(name, 2)")
        for _ in range(2):
            post(posted.here)
        known_of_shared.note_told(posted.there, id_of(posted.case), posted.here.device.device_id, {"0" * 16: 1})
        warnings = post(posted.there).warnings
        assert "Share once more." in " ".join(warnings)
        assert HOLDS_MORE not in " ".join(warnings)


def test_where_each_sees_only_its_own_who_put_it_hears_that_nothing_says_it_came(posted: Posted) -> None:
    """A view split whole: after a week each laptop says of what it put that nobody told of it."""
    posted.keep_from("put_by = session_user")
    add(posted.there, posted.case, "notes", NOTE)
    for session in (posted.there, posted.here):
        assert post(session).warnings == ()
    for days, said in ((6, False), (2, True), (7, True), (7, True)):  # its days over, it was put again
        for session in (posted.here, posted.there):
            assert isinstance(session.clock, FixedClock)
            session.clock.advance(timedelta(days=days))
            warnings = post(session).warnings
            assert any("nothing says that it came" in one for one in warnings) is said, (days, warnings)


def test_of_what_is_known_to_have_come_nobody_hears_that_nothing_says_so(posted: Posted) -> None:
    for session in (posted.there, posted.here):
        post(session)
    for session in (posted.there, posted.here):  # both: of one that is ahead it would be said
        assert isinstance(session.clock, FixedClock)
        session.clock.advance(timedelta(days=8))
    add(posted.here, posted.case, "notes", NOTE)
    assert post(posted.here).warnings == ()


ANSWERS: dict[str, object] = {
    "nothing": [],
    "too few": [("x",)],
    "words for numbers": [("x", "y")],
    "a number below none": [("x", -1)],
    "too much": [("x" * 10_000, 2**70)],
    "a list in it": [([], {})],
}


def test_an_answer_that_is_none_is_refused_in_a_sentence(posted: Posted, monkeypatch: pytest.MonkeyPatch) -> None:
    before = everything(posted.there)
    for answer in ANSWERS.values():
        with monkeypatch.context() as patched:
            patched.setattr(HubLine, "ask", lambda *_a, _answer=answer, **_k: _answer)
            with pytest.raises(MailboxRefused):
                share_now(posted.there, "mailbox", ())
    assert everything(posted.there) == before


@pytest.mark.parametrize(
    "after", [one if one in {2, 5, 8} else pytest.param(one, marks=pytest.mark.soak) for one in range(1, 12)]
)
def test_a_connection_that_breaks_at_any_question_loses_nothing(
    posted: Posted, monkeypatch: pytest.MonkeyPatch, after: int
) -> None:
    add(posted.there, posted.case, "notes", NOTE)
    ask, asked = HubLine.ask, 0

    def breaking(line: HubLine, *values: Any, **more: Any) -> Any:
        nonlocal asked
        asked += 1
        if asked > after:
            raise MailboxSilent
        return ask(line, *values, **more)

    with monkeypatch.context() as patched:
        patched.setattr(HubLine, "ask", breaking)
        with suppress(MailboxSilent):
            post(posted.there)
    for session in (posted.there, posted.here):
        post(session)
    assert post(posted.there).warnings == ()
    assert len(set(posted.notes())) == 1


def _header(posted: Posted) -> NoticeHeader:
    case = {id_of(posted.case): {posted.here.device.device_id: 5000}}
    mine, theirs = posted.here.device.device_id, posted.there.device.device_id
    return NoticeHeader(1, mine, theirs, "2026-11-23T10:00:00.000Z", case)


NOT_SHARED = "00000000-0000-4000-8000-000000000000"
NOTICES: tuple[dict[str, Any], ...] = (
    {"recipient": "0" * 16},
    {"sender": "0" * 16},
    {"notice": 2},
    {"cases": {NOT_SHARED: {"0" * 16: 1}}},
    {"cases": {"words": {"0" * 16: 1}}},
    {"cases": {NOT_SHARED: {"0" * 16: -1}}},
)
"""For another laptop, from nobody known, of another layout, of a case that is not shared, of none, of wrong numbers."""


def test_a_notice_counts_as_its_colleague_wrote_it_and_in_no_other_way(posted: Posted) -> None:
    post(posted.there)
    for changes in NOTICES:
        posted.put(_sealed(posted, posted.here, msgspec.structs.replace(_header(posted), **changes)))
    posted.put(_sealed(posted, posted.there, _header(posted)))  # signed by another than it names
    assert not [one for one in post(posted.there).warnings if HOLDS_MORE in one]
    assert known_of_shared.of_case(posted.there, NOT_SHARED).told == {}
    posted.put(_sealed(posted, posted.here, _header(posted)))
    assert [one for one in post(posted.there).warnings if HOLDS_MORE in one and posted.case.ref in one]


def _sealed(posted: Posted, signer: Session, header: NoticeHeader) -> bytes:
    return sealed_file.sealed(notices._composed(signer, header), [posted.there.device.sealing_key().public])
