"""Cases shared through a mailbox, on a real PostgreSQL: as through a folder, and nothing is looked at twice."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path

import msgspec
import pytest

from hru_advocate.casework.closing.erasing import take_out
from hru_advocate.casework.session import Session
from hru_advocate.casework.sharing import known_of_shared, lacking, mailbox, roster, sealed_file, taking
from hru_advocate.casework.sharing.erased.answering import carry_out
from hru_advocate.casework.sharing.erased.telling import erasures_told
from hru_advocate.casework.sharing.receiving import open_package
from hru_advocate.casework.sharing.share_now import share_offer
from hru_advocate.casework.vault import checks
from hru_advocate.domain.ledger.entry import Entry
from hru_advocate.hub.card import NoMailboxCard, write_card
from hru_advocate.hub.mailbox import Mailbox
from hru_advocate.store.ledger import entries
from tests.casework.closing.closed_cases import close
from tests.casework.open_sessions import add, id_of, on
from tests.casework.proof.bags import AFTER, ASKED
from tests.casework.sharing.erased.erasing_laptops import erase_it, on_all
from tests.casework.sharing.mailbox.posted import choose, post
from tests.casework.sharing.two_laptops import know, laptops, meet, package, shared_case, told_case, unchanged
from tests.casework.sharing.two_laptops import share as shared_now
from tests.fixed_clock import FixedClock
from tests.hub_cluster import Cluster

pytestmark = pytest.mark.xdist_group("hub")

NOTE = {"lines": [{"text": "Rang back."}]}


@pytest.fixture
def posted(both: list[Session], hub: Cluster, tmp_path: Path) -> list[Session]:
    for one in both:
        choose(one, hub, tmp_path)
    return both


def packages(hub: Cluster, *sessions: Session) -> set[str]:
    """The packages that lie there, without the notices of these laptops."""
    with hub.line() as line:
        there = {str(name) for (name,) in line.ask("SELECT name FROM hru.wrapped JOIN hru.sealed USING (number)")}
    notices = {put.name for one in sessions for put in known_of_shared.notices(one).values()}
    assert notices <= there
    return there - notices


def test_what_one_adds_the_other_has_and_it_comes_back_once(
    posted: list[Session], hub: Cluster, tmp_path: Path
) -> None:
    here, there = posted
    case = shared_case(posted, tmp_path)
    assert [one.ref for one in post(here).left] == [case.ref]
    add(there, case, "notes", NOTE)
    assert share_offer(there, "mailbox").waiting == 2, "a package and a notice"
    done = post(there)
    assert ([one.ref for one in done.came], [one.ref for one in done.left]) == ([case.ref], [case.ref])
    back = post(here)
    assert (len(back.came), back.left, back.warnings) == (1, [], ())
    assert len(here.heads(id_of(case), ["notes"])) == 2
    for session in posted:
        again = post(session)
        assert (again.came, again.left, again.lines[0]) == ([], [], "Nothing new came.")
        assert checks.verify(session).lines == ()
    assert len(packages(hub, here, there)) == 2


def test_what_was_looked_at_is_not_asked_for_again_and_what_is_for_others_is_not_fetched(
    posted: list[Session], hub: Cluster, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here, there = posted
    fetch, fetched = Mailbox.content, []

    def content(box: Mailbox, name: str, size: int) -> bytes | None:
        fetched.append(name)
        return fetch(box, name, size)

    monkeypatch.setattr(Mailbox, "content", content)
    with laptops(tmp_path / "more", 1) as (third,):
        meet(third, there)
        choose(third, hub, tmp_path)
        for _ in range(2):
            shared_case(posted, tmp_path)
        shared_case([there, third], tmp_path)
        post(here)
        post(there)
        with monkeypatch.context() as patched:
            patched.setattr(taking, "_MOST_BYTES", 200_000)  # two packages and a half, of what is moved
            assert (post(third).others, len(fetched)) == (4, 5)
    post(there)
    assert share_offer(there, "mailbox").waiting == 0
    assert known_of_shared.looked_at(there, "mailbox") == {}
    assert known_of_shared.reached(there).number > 0
    assert (post(there).came, len(fetched)) == ([], 6)


def test_what_is_shared_is_gone_through_once_between_two_packages_and_a_notice_of_what_came_counts(
    posted: list[Session], hub: Cluster, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here, there = posted
    with laptops(tmp_path / "more", 3) as others:
        for one in others:
            meet(one, there)
            choose(one, hub, tmp_path)
            shared_case([there, one], tmp_path)
            post(one)
        case = told_case(here)
        package(here, case, tmp_path, there)
        post(here)
        walk, walked = lacking.colleagues, 0

        def counted(session: Session, held: Mapping[str, roster.Member]) -> dict[str, list[roster.Member]]:
            nonlocal walked
            walked += 1
            return walk(session, held)

        monkeypatch.setattr(taking, "colleagues", counted)
        done = post(there)
    assert (len(done.came), done.warnings, walked) == (1, (), 2), "three notices, a package, a notice"
    assert [*known_of_shared.of_case(there, id_of(case)).told] == [here.device.device_id]


def test_what_is_refused_for_now_is_looked_at_again_and_a_folder_between_changes_nothing(
    both: list[Session], hub: Cluster, tmp_path: Path, share: Path
) -> None:
    here, there = both
    with laptops(tmp_path / "more", 1) as (third,):
        meet(third, here)
        for one in (here, there, third):
            choose(one, hub, tmp_path)
        know(third, there)
        case = told_case(third)
        open_package(here, package(third, case, tmp_path, here))
        sent = package(third, case, tmp_path, there)
        with hub.line() as line:
            Mailbox(line).put("0" * 16 + ".bin", *sealed_file.halves(sent))
        assert "not enrolled here" in post(there).warnings[0]
        shared_now(there, share)
        know(there, third)
        assert [one.ref for one in post(there).came] == [case.ref]
        assert post(there).came == []


def test_after_the_mailbox_was_made_anew_everything_is_looked_at_again(
    posted: list[Session], hub: Cluster, tmp_path: Path
) -> None:
    """Restored or set up anew its numbers are others; whoever went on after the last would miss what comes now."""
    here, there = posted
    case = shared_case(posted, tmp_path)
    post(here)
    post(there)
    known_of_shared.keep_reached(there, known_of_shared.Reached(known_of_shared.reached(there).count, 1 << 40))
    add(here, case, "notes", NOTE)
    post(here)
    assert [one.ref for one in post(there).came if one.new] == [case.ref]
    known_of_shared.keep_reached(there, known_of_shared.Reached("another", 1 << 40))
    add(here, case, "notes", NOTE)
    post(here)
    assert [one.ref for one in post(there).came if one.new] == [case.ref]


def test_ones_own_go_when_their_days_are_over_or_the_case_is_erased_and_nobody_elses(
    posted: list[Session], hub: Cluster, tmp_path: Path
) -> None:
    here, there = posted
    case = shared_case(posted, tmp_path)
    on(here, AFTER)
    post(here)
    mine = packages(hub, here)
    add(there, case, "notes", NOTE)
    post(there)
    theirs = packages(hub, here, there) - mine
    assert (len(mine), len(theirs)) == (1, 1)
    for one in posted:
        assert isinstance(one.clock, FixedClock)
        one.clock.advance(timedelta(days=14, hours=1))
    assert post(here).taken_away == 2, "the notice of before too"
    assert not mine & packages(hub)
    add(here, case, "notes", NOTE)
    post(here)
    mine = packages(hub, here, there) - theirs
    close(here, case)
    take_out(here, case.ref, ASKED)
    assert (len(mine), post(here).taken_away) == (1, 2), "the notice too: nothing is shared with her any more"
    assert len(packages(hub, here, there) - theirs) == 1, "the notice that it was erased"


def test_an_erasure_is_told_and_answered_through_it_and_then_nothing_more_is_said(
    posted: list[Session], tmp_path: Path
) -> None:
    here, there = posted
    case = on_all(tmp_path, here, there)
    post(here)
    erase_it(here, case)
    assert post(here).told == [f"{case.ref} was erased, for Kim Colleague"]
    assert post(here).told == [], "it lies there"
    assert [one.asks for one in post(there).heard] == [True]
    carry_out(there, case.ref)
    assert post(there).told == [f"{case.ref} was erased, for Robin Example"]
    assert [one.words for one in post(here).heard] == [f"{case.ref}: Kim Colleague has it no more."]
    assert [one.heard for one in erasures_told(here)] == [True]
    for one in (there, here):
        done = post(one)
        assert (done.told, done.heard, done.came, done.left, done.warnings) == ([], [], [], [], ())


def test_what_lies_there_for_a_removed_laptop_is_taken_away_and_its_notice_too(
    posted: list[Session], hub: Cluster, tmp_path: Path
) -> None:
    here, there = posted
    shared_case(posted, tmp_path)
    post(here)
    assert len(packages(hub, here)) == 1
    roster.remove(here, there.device.device_id, "The laptop was lost")
    assert post(here).taken_away == 2
    assert (packages(hub), known_of_shared.notices(here)) == (set(), {})
    done = post(there)
    assert (done.came, done.refused) == ([], [])


def test_a_removed_laptop_gets_nothing_new_and_brings_nothing(posted: list[Session], tmp_path: Path) -> None:
    here, there = posted
    case = shared_case(posted, tmp_path)
    roster.remove(here, there.device.device_id, "The laptop was lost", last=1)
    add(here, case, "notes", NOTE)
    assert share_offer(here, "mailbox").going == ()
    add(there, case, "notes", NOTE)
    post(there)
    done = post(here)
    assert (done.left, done.came) == ([], [])
    assert "2 packages refused. This package was sealed by a device after" in done.warnings[0]


def test_over_tls_the_certificate_is_the_vaults_own_wherever_the_card_lay(
    both: list[Session], hub: Cluster, tmp_path: Path
) -> None:
    """Card and certificate come on a stick that is gone by then; a file put in its place is not believed."""
    stick = tmp_path / "stick"
    for session in both:
        stick.mkdir()
        shutil.copy(hub.certificate, stick / "hub.crt")
        card = msgspec.structs.replace(hub.let_in(), host="localhost", certificate="hub.crt")
        write_card(stick / "card.toml", card)
        mailbox.choose_mailbox(session, stick / "card.toml")
        shutil.rmtree(stick)
        session.vault.path.with_name("mailbox.crt").write_text("another", encoding="utf-8")
    case = shared_case(both, tmp_path)
    assert [one.ref for one in post(both[0]).left] == [case.ref]
    assert len(post(both[1]).came) == 1
    mailbox.forget_mailbox(both[0])
    assert not both[0].vault.path.with_name("mailbox.crt").exists()


def test_choosing_and_forgetting_are_entries_that_hold_no_password(
    session: Session, hub: Cluster, tmp_path: Path
) -> None:
    card = choose(session, hub, tmp_path)
    shown = mailbox.mailbox_shown(session)
    assert shown is not None
    assert (shown.host, shown.user) == (card.host, card.user)
    assert checks.verify(session).lines == ()
    mailbox.forget_mailbox(session)
    assert mailbox.mailbox_shown(session) is None
    told = [one for one in _events(session) if one.header.form == mailbox.CHOSEN]
    assert [card.password.encode() in (one.body or b"") for one in told] == [False, False]
    with pytest.raises(mailbox.NoMailbox):
        post(session)
    (tmp_path / "words").write_text("words", encoding="utf-8")
    with unchanged(session), pytest.raises(NoMailboxCard):
        mailbox.choose_mailbox(session, tmp_path / "words")


def _events(session: Session) -> list[Entry]:
    return list(entries.unit_events(session.vault, (mailbox.CHOSEN,)))
