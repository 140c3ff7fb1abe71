"""What was put back, cut or lost is said at every opening until it is accepted: a row an attack, on real files."""

from __future__ import annotations

import random
import shutil
import struct
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from hru_advocate.casework.vault import accepting, checks, opening
from hru_advocate.casework.vault.anchoring import open_doubts
from hru_advocate.casework.vault.opening import Home
from hru_advocate.errors import AdvocateError, WrongPassphrase, WrongRecoveryCode
from hru_advocate.keys import recovery
from hru_advocate.keys.header_files import FIRST, TWIN
from hru_advocate.store.vault_file import crash_log
from tests.casework.open_sessions import AUTHOR, events_of, home_at, new_case
from tests.casework.vault.crashed import Crashed, crash, opened_after
from tests.casework.vault.saver import PASSPHRASE
from tests.keys.stand_ins import MemoryKeychain

SIX = "otter teapot violin meadow cobalt ladle"
OTHER = "cobalt ladle otter teapot violin meadow"
FRAME = 24 + 4096
REASON = "The disk was changed on 20 November; the copy is from the evening before."


@pytest.fixture(params=["keychain", "alone"])
def home(request: pytest.FixtureRequest, tmp_path: Path) -> Home:
    """A vault with two cases, closed; beside it, in ``older``, its folder as it was with one."""
    made = replace(home_at(tmp_path / "vault", MemoryKeychain()), anchors=tmp_path / "anchors")
    with_keychain = request.param == "keychain"
    opened, _created = opening.create(made, SIX, author=AUTHOR, with_keychain=with_keychain)
    new_case(opened.session)
    opening.lock(opened)
    shutil.copytree(made.folder, tmp_path / "older")
    _work(made)
    return made


def _work(home: Home, words: str = SIX) -> tuple[str, ...]:
    """Open, save a case, close; gives what was said."""
    opened, unlocked = opening.unlock(home, words)
    new_case(opened.session, victim="Second Example")
    opening.lock(opened)
    return unlocked.doubts


def _said(home: Home, words: str = SIX) -> tuple[str, ...]:
    opened, unlocked = opening.unlock(home, words)
    opening.lock(opened)
    assert set(unlocked.doubts) <= set(unlocked.warnings)
    return unlocked.doubts


def _put_back(home: Home, *names: str) -> None:
    for name in names:
        shutil.copy(home.folder.parent / "older" / name, home.folder / name)


def _older_copy(home: Home) -> None:
    _put_back(home, "vault.db", FIRST, TWIN)


def _cut_tail(home: Home) -> None:
    opened, _unlocked = opening.unlock(home, SIX)
    connection = opened.session.vault.connection()
    connection.execute("PRAGMA foreign_keys = OFF")
    for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
        connection.execute(f'DROP TRIGGER "{name}"')
    for table in ("entry_content", "head", "entry"):
        connection.execute(f"DELETE FROM {table} WHERE position > 4")
    connection.execute("DELETE FROM entry_parent WHERE child NOT IN (SELECT id FROM entry)")
    opened.session.anchor = None  # another program's hand: it keeps no anchor
    opened.session.vault.after_commit = None
    opened.session.vault.close()
    opened.keys.master.wipe()


def _no_anchor(home: Home) -> None:
    chain = home.find_keychain()
    assert isinstance(chain, MemoryKeychain)
    for name in [name for name in chain.kept if name.endswith(" anchor")]:
        del chain.kept[name]
    shutil.rmtree(home.anchors, ignore_errors=True)


def _other_anchor(home: Home) -> None:
    """Somebody else's: it cannot be made up without the vault's key."""
    chain = home.find_keychain()
    assert isinstance(chain, MemoryKeychain)
    for name in [name for name in chain.kept if name.endswith(" anchor")]:
        chain.kept[name] = '{"generation":1,"head":"ab","sequence":1,"noted":""}'
    for path in home.anchors.glob("*") if home.anchors.exists() else ():
        path.write_bytes(b"HRUA1" + path.read_bytes()[5:][::-1])


ATTACKS = [
    (_older_copy, "may be an older copy"),
    (_cut_tail, "may be an older copy"),
    (_no_anchor, "not kept on this computer"),
    (_other_anchor, "was tampered with"),
]


@pytest.mark.parametrize(("attack", "words"), ATTACKS, ids=[one.__name__ for one, _words in ATTACKS])
def test_it_is_said_at_every_opening_and_by_verify_until_it_is_accepted(
    home: Home, attack: Callable[[Home], None], words: str
) -> None:
    assert _said(home) == ()
    attack(home)
    for _time in range(2):
        assert words in " ".join(_said(home))
    assert words in " ".join(_work(home))
    opened, unlocked = opening.unlock(home, SIX)
    verdict = checks.verify(opened.session)
    assert not verdict.fine
    assert set(unlocked.doubts) <= set(verdict.lines)
    assert accepting.accept_doubts(opened.session, f"  {REASON} ", "passphrase") == len(unlocked.doubts)
    name, _case, said = events_of(opened.session)[-1]
    assert (name, said["reason"], said["proof"]) == ("anchor_accepted", REASON, "passphrase")
    assert open_doubts(opened.session) == ()
    opening.lock(opened)
    assert _said(home) == ()


def test_verify_names_what_was_here_once(home: Home) -> None:
    _older_copy(home)
    opened, _unlocked = opening.unlock(home, SIX)
    verdict = checks.verify(opened.session)
    opening.lock(opened)
    assert any("was here once" in line for line in verdict.lines)


def test_the_right_file_put_back_says_nothing_more_of_what_is_here_again(home: Home) -> None:
    """Only what was written into the older copy meanwhile is missing now."""
    shutil.copytree(home.folder, home.folder.parent / "right")
    _older_copy(home)
    _work(home)
    shutil.rmtree(home.folder)
    shutil.copytree(home.folder.parent / "right", home.folder)
    said = _said(home)
    assert len(said) == 1
    assert "is not the one that stood" in said[0] or "entries are missing" in said[0]


def test_another_loss_is_noticed_while_the_first_is_not_accepted(home: Home) -> None:
    _no_anchor(home)
    _work(home)
    _older_copy(home)
    said = " ".join(_said(home))
    assert "not kept on this computer" in said
    assert "may be an older copy" in said


def test_a_count_of_drafts_and_settings_that_has_gone_with_the_anchor_is_said_too(home: Home) -> None:
    """Every vault has one from its first day on: none is begun quietly where neither says what was kept."""
    opened, _unlocked = opening.unlock(home, SIX)
    opened.session.vault.connection().execute("DELETE FROM setting WHERE key = 'kept'")
    opening.lock(opened)
    _no_anchor(home)
    said = " ".join(_said(home))
    assert "not kept on this computer" in said
    assert "not as it was last kept" in said


def test_an_older_key_file_is_said_though_the_entries_are_whole(home: Home) -> None:
    opened, _unlocked = opening.unlock(home, SIX)
    older = {name: (home.folder / name).read_bytes() for name in (FIRST, TWIN)}
    chain = home.find_keychain()
    assert isinstance(chain, MemoryKeychain)
    secrets = {name: kept for name, kept in chain.kept.items() if "secret" in name}
    opening.change_passphrase(opened, SIX, OTHER)
    opening.lock(opened)
    assert _said(home, OTHER) == ()
    for name, content in older.items():
        (home.folder / name).write_bytes(content)
    chain.kept.update(secrets)
    if not secrets:  # the vault was written anew under other keys: an older key file opens nothing
        with pytest.raises(WrongPassphrase):
            _said(home)
        return
    for _time in range(2):
        assert "key file is older" in " ".join(_said(home))


@pytest.mark.parametrize(
    ("reason", "error"),
    [("", accepting.AcceptanceNeedsReason), ("  ", accepting.AcceptanceNeedsReason), ("x" * 2001, AdvocateError)],
)
def test_it_is_accepted_only_with_a_reason(home: Home, reason: str, error: type[AdvocateError]) -> None:
    _older_copy(home)
    opened, _unlocked = opening.unlock(home, SIX)
    with pytest.raises(error):
        accepting.accept_doubts(opened.session, reason, "passphrase")
    opening.lock(opened)
    assert _said(home)


def test_where_nothing_is_wrong_nothing_is_accepted(home: Home) -> None:
    opened, _unlocked = opening.unlock(home, SIX)
    with pytest.raises(accepting.NothingToAccept):
        accepting.accept_doubts(opened.session, REASON, "passphrase")
    with pytest.raises(WrongRecoveryCode):
        accepting.prove(opened, recovery.format_code(recovery.new_code()))
    opening.lock(opened)


def test_a_recovery_says_an_older_key_file_too(tmp_path: Path) -> None:
    """The recovery itself changes the key file, so it is compared as it was found."""
    home = replace(home_at(tmp_path / "vault", MemoryKeychain()), anchors=tmp_path / "anchors")
    opened, created = opening.create(home, SIX, author=AUTHOR, with_keychain=True)
    older = {name: (home.folder / name).read_bytes() for name in (FIRST, TWIN)}
    opening.change_passphrase(opened, SIX, OTHER)
    opening.lock(opened)
    for name, content in older.items():
        (home.folder / name).write_bytes(content)
    opened, recovered = opening.recover(home, created.recovery_code, SIX)
    assert any("key file is older" in one for one in recovered.doubts)
    assert accepting.prove(opened, recovered.recovery_code) == "recovery_code"
    assert accepting.prove(opened, SIX) == "passphrase"
    opening.lock(opened)


# ------------------------------------------------------------------------------------------------ the log after a kill


@pytest.fixture(scope="module")
def crashed(tmp_path_factory: pytest.TempPathFactory) -> Crashed:
    return crash(tmp_path_factory.mktemp("crashed"), 40)


def test_a_kill_alone_loses_nothing_and_is_nothing_to_accept(crashed: Crashed, tmp_path: Path) -> None:
    assert crash_log.look(crashed.vault / "vault.db").kind == "sound"
    assert opened_after(crashed.copied(tmp_path / "copy"), crashed.acknowledged) == (0, ())


@pytest.mark.parametrize("left", [None, 0, 20, 32 + FRAME * 3, 32 + FRAME * 3 + 500])
def test_a_log_that_was_deleted_or_cut_is_said_each_time(crashed: Crashed, tmp_path: Path, left: int | None) -> None:
    home = crashed.copied(tmp_path / "copy")
    log = crash_log.log_of(home.vault)
    if left is None:
        log.unlink()
    else:
        log.write_bytes(log.read_bytes()[:left])
    lost, said = opened_after(home, crashed.acknowledged)
    assert lost > 10
    assert said
    assert opened_after(home, crashed.acknowledged) == (lost, said)


def test_a_log_lost_in_the_first_moments_after_an_opening_is_said(tmp_path: Path) -> None:
    """Nothing is waited for: no anchor was kept yet because of a save."""
    home = replace(home_at(tmp_path / "vault"), anchors=tmp_path / "anchors")
    opened, _created = opening.create(home, PASSPHRASE, author=AUTHOR, with_keychain=False)
    opening.lock(opened)
    opened, _unlocked = opening.unlock(home, PASSPHRASE)
    new_case(opened.session)
    left = Crashed(home.folder, home.anchors, []).copied(tmp_path / "copy")
    opening.lock(opened)
    crash_log.log_of(left.vault).unlink()
    assert opened_after(left, [])[1]


def _damage(log: Path, chance: random.Random) -> None:
    """Change one byte of one frame, or of the head of the log."""
    content = bytearray(log.read_bytes())
    frames = (len(content) - 32) // FRAME
    frame = chance.randrange(frames + 1)
    place = chance.randrange(32) if frame == frames else 32 + frame * FRAME + chance.randrange(FRAME)
    content[place] ^= 1 << chance.randrange(8)
    log.write_bytes(content)


def damage_many(crashed: Crashed, folder: Path, times: int, seed: int) -> int:
    """How many of so many damaged logs lost something; none may be silent."""
    chance = random.Random(seed)
    losing = 0
    for number in range(times):
        home = crashed.copied(folder / "copy")
        _damage(crash_log.log_of(home.vault), chance)
        lost, said = opened_after(home, crashed.acknowledged)
        assert said, f"damage {number} of seed {seed} is silent and lost {lost}"
        losing += lost > 0
    return losing


def test_forty_damaged_logs_are_said(crashed: Crashed, tmp_path: Path) -> None:
    assert damage_many(crashed, tmp_path, 40, seed=1) > 20


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(10))
def test_four_hundred_damaged_logs_are_said(crashed: Crashed, tmp_path: Path, seed: int) -> None:
    assert damage_many(crashed, tmp_path, 40, seed=seed + 2) > 20


def test_every_frame_of_a_log_is_watched(crashed: Crashed, tmp_path: Path) -> None:
    """Its last one too: it holds what was saved last, which no anchor knows yet."""
    whole = crash_log.log_of(crashed.vault / "vault.db").read_bytes()
    frames = (len(whole) - 32) // FRAME
    assert frames > 40
    places = [(frames - 1, place) for place in (0, 4, 5, 6, 7, 9, 14, 17, 100, FRAME - 1)]
    places += [(frame, frame * 7 % FRAME) for frame in range(0, frames, max(1, frames // 25))]
    for frame, place in places:
        home = crashed.copied(tmp_path / "copy")
        content = bytearray(whole)
        content[32 + frame * FRAME + place] ^= 0x10
        crash_log.log_of(home.vault).write_bytes(content)
        _lost, said = opened_after(home, crashed.acknowledged)
        assert "is damaged" in " ".join(said), (frame, place)


def test_what_an_earlier_log_left_behind_is_no_damage(crashed: Crashed, tmp_path: Path) -> None:
    whole = crash_log.log_of(crashed.vault / "vault.db").read_bytes()
    (salt,) = struct.unpack(">I", whole[16:20])
    old = bytearray(whole[32 : 32 + FRAME])
    old[8:12] = struct.pack(">I", (salt - 1) & 0xFFFFFFFF)
    heads = [whole[32 + number * FRAME : 56 + number * FRAME] for number in range(40)]
    end = 1 + max(number for number, head in enumerate(heads) if head[4:8] != bytes(4))
    log = tmp_path / "vault.db-wal"
    for more, found in ((bytes(old), "sound"), (bytes(old) * 3, "sound"), (bytes(old) + whole[32:][:FRAME], "damaged")):
        log.write_bytes(whole[: 32 + end * FRAME] + more)
        assert crash_log.look(tmp_path / "vault.db").kind == found


def test_a_damaged_log_is_kept_beside_the_vault(crashed: Crashed, tmp_path: Path) -> None:
    home = crashed.copied(tmp_path / "copy")
    log = crash_log.log_of(home.vault)
    content = bytearray(log.read_bytes())
    content[32 + 2 * FRAME + 99] ^= 1
    log.write_bytes(content)
    opened_after(home, crashed.acknowledged)
    assert (home.folder / f"vault.db{crash_log.ASIDE}").read_bytes() == bytes(content)
