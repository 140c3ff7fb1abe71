"""A closed vault attacked page by page and piece by piece: nothing that changes what is read is ever silent.

What is silent and legitimate is a page on which nothing that counts stood otherwise: then everything read is the same,
and stays so when the vault is worked in.
"""

from __future__ import annotations

import itertools
import json
import shutil
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from hru_advocate.casework import typed_words
from hru_advocate.casework.records.entries import discard_draft, drafts, keep_draft
from hru_advocate.casework.vault import checks, opening
from hru_advocate.casework.vault.opening import Home
from hru_advocate.errors import AdvocateError
from hru_advocate.keys.header_files import FIRST, KEPT, TWIN
from hru_advocate.store.vault_file import vault as vaults
from hru_advocate.store.vault_file.pages import SIZE
from tests.casework.attacked.killed import report
from tests.casework.open_sessions import AUTHOR, home_at, id_of, new_case
from tests.keys.stand_ins import FileKeychain

OLD = "otter teapot violin meadow cobalt ladle"
NEW = "cobalt ladle otter teapot violin meadow"
RULES = {"confirmed": "2026-11-20", "ways": [{"method": "mobile", "number": "07700 900123"}]}
PIECES = ("file", "header", "anchor", "secret")


@dataclass(frozen=True)
class Aged:
    """A vault as it was closed on three days: a folder each with all that belongs to it; the last one is today."""

    folder: Path
    guarded: bool

    def day(self, number: int) -> Path:
        return self.folder / f"day{number}"

    def copied(self, to: Path) -> Path:
        """Today's, in another folder, to be attacked."""
        shutil.rmtree(to, ignore_errors=True)
        return Path(shutil.copytree(self.day(2), to))

    def file(self, number: int) -> bytes:
        return (self.day(number) / "vault" / "vault.db").read_bytes()

    def home(self, at: Path) -> Home:
        made = replace(home_at(at / "vault"), anchors=at / "anchors")
        keychain = FileKeychain(at / "keychain.json")
        return replace(made, find_keychain=lambda: keychain) if self.guarded else made

    @property
    def pages(self) -> int:
        return len(self.file(2)) // SIZE

    @property
    def words(self) -> str:
        """The passphrase of today."""
        return NEW if self.guarded else OLD


@pytest.fixture(scope="module", params=[True, False], ids=["keychain", "alone"])
def aged(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Aged:
    made = Aged(tmp_path_factory.mktemp("aged"), request.param)
    now = made.folder / "now"
    home = made.home(now)
    opened, _created = opening.create(home, OLD, author=AUTHOR, with_keychain=made.guarded)
    case = id_of(new_case(opened.session))
    for number in range(25):
        new_case(opened.session, victim=f"Person {number} Example")
    keep_draft(opened.session, "rules", "safe_contact", {**RULES, "may_contact": "yes"}, case=case)
    keep_draft(opened.session, "gone", "safe_contact", {**RULES, "may_contact": "yes"}, case=case)
    typed_words.keep_typed(opened.session, "page", "What was typed on Monday. " * 30)
    opening.lock(opened)
    shutil.copytree(now, made.day(0))
    opened, _unlocked = opening.unlock(home, OLD)
    if made.guarded:
        opening.change_passphrase(opened, OLD, NEW)
    keep_draft(opened.session, "rules", "safe_contact", {**RULES, "may_contact": "no"}, case=case)
    discard_draft(opened.session, "gone")
    keep_draft(opened.session, "new", "contact", {"fact": "Words. " * 2_000}, case=case)
    typed_words.keep_typed(opened.session, "page", "")
    opening.lock(opened)
    shutil.copytree(now, made.day(1))
    opened, _unlocked = opening.unlock(home, made.words)
    keep_draft(opened.session, "new", "contact", {"fact": "Few."}, case=case)
    opening.lock(opened)
    shutil.copytree(now, made.day(2))
    return made


@dataclass(frozen=True)
class Seen:
    """All that can be read of a vault, and whether anything was said of it."""

    said: bool
    held: object = None


def look(aged: Aged, at: Path, words: str = "") -> Seen:
    """Open it as the person would, let it be checked as the program does after each opening, and read everything."""
    try:
        opened, unlocked = opening.unlock(aged.home(at), words or aged.words)
    except AdvocateError:
        return Seen(said=True)
    try:
        verdict = checks.verify(opened.session, "quick")
        return Seen(bool(unlocked.doubts) or not verdict.fine, _held(opened.session.vault))
    except AdvocateError:
        return Seen(said=True)
    finally:
        opening.lock(opened)


def _held(vault: vaults.Vault) -> object:
    """Every row but those the opening itself adds or changes."""
    with vault.read() as cursor:
        names = [row[0] for row in cursor.execute("SELECT name FROM sqlite_schema WHERE type = 'table'").fetchall()]
        found = {name: cursor.execute(f"SELECT * FROM {name}").fetchall() for name in names}
        events = {row[0] for row in cursor.execute("SELECT position FROM entry WHERE kind = 'event'").fetchall()}
    found["entry"] = [row for row in found["entry"] if row[0] not in events]
    found["entry_content"] = [row for row in found["entry_content"] if row[0] not in events]
    found["setting"] = [row for row in found["setting"] if row[0] not in {"last_unlock", "kept"}]
    return found


def _works_on(aged: Aged, at: Path) -> bool:
    """Work in it, so that pages that are free now are used, and check everything."""
    opened, unlocked = opening.unlock(aged.home(at), aged.words)
    try:
        for number in range(12):
            new_case(opened.session, victim=f"Later {number} Example")
        keep_draft(opened.session, "later", "contact", {"fact": "Words. " * 3_000})
        verdict = checks.verify(opened.session, "full")
        return verdict.fine and not unlocked.doubts
    except AdvocateError:
        return False
    finally:
        opening.lock(opened)


def silent(aged: Aged, tmp_path: Path, changed: Iterable[tuple[str, bytes]]) -> list[str]:
    """The names of those files that were opened without a word though something else is read from them."""
    whole = look(aged, aged.copied(tmp_path / "whole"))
    assert not whole.said
    found = []
    for name, content in changed:
        at = aged.copied(tmp_path / "attacked")
        (at / "vault" / "vault.db").write_bytes(content)
        seen = look(aged, at)
        if seen.said:
            continue
        if seen.held != whole.held:
            found.append(name)
        elif not _works_on(aged, at):
            found.append(f"{name}, worked in")
    return found


def flipped(aged: Aged, every: int) -> Iterator[tuple[str, bytes]]:
    """One byte of each page, at another place each time."""
    today = aged.file(2)
    for page in range(0, aged.pages, every):
        at = page * SIZE + page * 997 % SIZE
        yield f"page {page + 1}", today[:at] + bytes([today[at] ^ 1 << page % 8]) + today[at + 1 :]


def spliced(aged: Aged, every: int) -> Iterator[tuple[str, bytes]]:
    """Each page that was another one on an earlier day, as it was then; and neighbours together."""
    today = aged.file(2)
    for day in (0, 1):
        before = aged.file(day)
        edges = range(0, min(len(today), len(before)), SIZE)
        others = [at for at in edges if today[at : at + SIZE] != before[at : at + SIZE]]
        for at in others[::every]:
            yield f"page {at // SIZE + 1} of day {day}", today[:at] + before[at : at + SIZE] + today[at + SIZE :]
        for one, other in itertools.islice(itertools.combinations(others, 2), 0, None, every * every):
            content = bytearray(today)
            for at in (one, other):
                content[at : at + SIZE] = before[at : at + SIZE]
            yield f"pages {one // SIZE + 1} and {other // SIZE + 1} of day {day}", bytes(content)


def cut(aged: Aged, every: int) -> Iterator[tuple[str, bytes]]:
    """Cut at the edge of each page, and inside it."""
    today = aged.file(2)
    for page in range(0, aged.pages, every):
        for inside in (0, 1, 2_000, SIZE - 1):
            yield f"{page} pages and {inside} bytes", today[: page * SIZE + inside]


ATTACKS: dict[str, Callable[[Aged, int], Iterator[tuple[str, bytes]]]] = {
    "flipped": flipped,
    "spliced": spliced,
    "cut": cut,
}


@pytest.mark.parametrize("attack", ATTACKS)
def test_some_pages_that_were_attacked_are_never_silent(aged: Aged, tmp_path: Path, attack: str) -> None:
    assert silent(aged, tmp_path, ATTACKS[attack](aged, 9)) == []


@pytest.mark.soak
@pytest.mark.parametrize("attack", ATTACKS)
def test_every_page_that_was_attacked_is_never_silent(aged: Aged, tmp_path: Path, attack: str) -> None:
    changed = list(ATTACKS[attack](aged, 1))
    found = silent(aged, tmp_path, changed)
    report(f"{attack}: {len(found)} of {len(changed)} silent, {aged.pages} pages")
    assert found == []


def _one_page_of(aged: Aged, day: int) -> Iterator[tuple[str, bytes]]:
    """Each page that was another one that day, as it was then."""
    today, before = aged.file(2), aged.file(day)
    for at in range(0, min(len(today), len(before)), SIZE):
        if today[at : at + SIZE] != before[at : at + SIZE]:
            yield f"page {at // SIZE + 1}", today[:at] + before[at : at + SIZE] + today[at + SIZE :]


@pytest.mark.parametrize("day", [0, 1])
def test_an_older_draft_never_comes_back_without_a_word(aged: Aged, tmp_path: Path, day: int) -> None:
    """*May be contacted* was typed on Monday and taken back on Tuesday; one page of Monday must not bring it back."""
    today, back = None, 0
    for _name, content in [("today", aged.file(2)), *_one_page_of(aged, day)]:
        at = aged.copied(tmp_path / "attacked")
        (at / "vault" / "vault.db").write_bytes(content)
        try:
            opened, unlocked = opening.unlock(aged.home(at), aged.words)
        except AdvocateError:
            continue
        try:
            typed = [(one.id, one.saved) for one in drafts(opened.session)]
            today = today or typed
            if typed != today:
                back += 1
                assert any("not as it was last kept" in one for one in unlocked.doubts)
                assert not checks.verify(opened.session).fine
        except AdvocateError:
            pass
        finally:
            opening.lock(opened)
    assert back or day  # Tuesday's draft lay on pages of which another's parts are in use today


def _put_back(aged: Aged, at: Path, day: int, pieces: Iterable[str]) -> None:
    before = aged.day(day)
    for piece in pieces:
        if piece == "file":
            shutil.copy(before / "vault" / "vault.db", at / "vault" / "vault.db")
        elif piece == "header":
            for name in (FIRST, TWIN, KEPT):
                if (before / "vault" / name).exists():
                    shutil.copy(before / "vault" / name, at / "vault" / name)
        elif aged.guarded:
            then = json.loads((before / "keychain.json").read_text())
            now = json.loads((at / "keychain.json").read_text())
            kept = {name: value for name, value in then.items() if name.endswith(" anchor") == (piece == "anchor")}
            (at / "keychain.json").write_text(json.dumps(now | kept))
        elif piece == "anchor":
            shutil.rmtree(at / "anchors")
            shutil.copytree(before / "anchors", at / "anchors")


@pytest.mark.parametrize("day", [0, 1])
def test_whatever_is_put_back_alone_or_together_is_said_unless_it_is_all_of_one_day(
    aged: Aged, tmp_path: Path, day: int
) -> None:
    """File, key file, anchor and keychain's secret of an earlier day beside today's: all but the whole of that day.

    Whoever can put back file *and* anchor, with all that changed beside them, shows that day as it was: what is outside
    (a backup's count, printed head codes) tells.
    """
    whole = look(aged, aged.copied(tmp_path / "whole"))
    found = []
    for many in range(1, len(PIECES) + 1):
        for pieces in itertools.combinations(PIECES, many):
            at = aged.copied(tmp_path / "attacked")
            _put_back(aged, at, day, pieces)
            seen = [look(aged, at, words) for words in {OLD, NEW}]
            if not all(one.said or one.held == whole.held for one in seen):
                found.append(pieces)
    assert found == [pieces for pieces in _all_of_a_day(aged, day) if pieces in found]


@pytest.mark.parametrize("pieces", [("header", "secret"), ("header", "anchor", "secret")])
def test_keys_of_an_earlier_day_beside_the_file_of_today_are_said(
    aged: Aged, tmp_path: Path, pieces: tuple[str, ...]
) -> None:
    """Nothing of what was written is missing then, and whoever knows the words of then reads all of it."""
    if not aged.guarded:
        pytest.skip("without a keychain a change of words writes the file anew, and the keys of then open nothing")
    at = aged.copied(tmp_path / "attacked")
    _put_back(aged, at, 0, pieces)
    for _opening in range(2):
        opened, unlocked = opening.unlock(aged.home(at), OLD)
        assert any("passphrase or recovery code that was changed since" in one for one in unlocked.doubts)
        opening.lock(opened)


def _all_of_a_day(aged: Aged, day: int) -> list[tuple[str, ...]]:
    """What changed between that day and today, and every set that holds it: nothing of today is left to tell."""
    changed_keys = aged.guarded and day == 0
    needed = {"file", "header", "anchor", "secret"} if changed_keys else {"file", "anchor"}
    return [
        pieces
        for many in range(1, len(PIECES) + 1)
        for pieces in itertools.combinations(PIECES, many)
        if needed <= set(pieces)
    ]
