"""The connection: only to the server whose certificate was named, and no longer than somebody has patience."""

from __future__ import annotations

import os
import socket
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec
import pytest

from hru_advocate.hub import connecting
from hru_advocate.hub.card import CertificateMissing, MailboxCard, NoMailboxCard, card_in, write_card
from hru_advocate.hub.connecting import MailboxSilent, connected
from tests.hub_cluster import AF_UNIX, Cluster, certify

pytestmark = pytest.mark.xdist_group("hub")


@pytest.fixture
def over_tls(hub: Cluster) -> MailboxCard:
    """A laptop that comes over the network, to this computer's own address."""
    return msgspec.structs.replace(hub.let_in(), host="localhost", certificate=str(hub.certificate))


def test_with_the_certificate_that_was_named_it_is_reached_by_tls_alone(over_tls: MailboxCard) -> None:
    with connected(over_tls) as line:
        question = "SELECT ssl, version FROM pg_stat_ssl WHERE pid = pg_backend_pid()"
        assert line.ask(question) == [(True, "TLSv1.3")]


def _other_certificate(card: MailboxCard, folder: Path) -> MailboxCard:
    certify(folder / "key", folder / "crt")
    return msgspec.structs.replace(card, certificate=str(folder / "crt"))


def _other_name(card: MailboxCard, _folder: Path) -> MailboxCard:
    return msgspec.structs.replace(card, host="127.0.0.2")


def _no_certificate(card: MailboxCard, folder: Path) -> MailboxCard:
    return msgspec.structs.replace(card, certificate=str(folder / "none"))


def _trusted_by_the_system(card: MailboxCard, _folder: Path) -> MailboxCard:
    return msgspec.structs.replace(card, certificate="")


UNKNOWN: dict[str, Callable[[MailboxCard, Path], MailboxCard]] = {
    "another certificate": _other_certificate,
    "another name than the certificate's": _other_name,
    "no certificate": _no_certificate,
    "whatever the system trusts": _trusted_by_the_system,
}


@pytest.mark.parametrize("what", UNKNOWN)
def test_a_server_that_is_not_the_one_that_was_named_is_not_spoken_to(
    over_tls: MailboxCard, hub: Cluster, tmp_path: Path, what: str
) -> None:
    before = hub.log.read_text(encoding="utf-8").count(f"user={over_tls.user}")
    with pytest.raises(MailboxSilent), connected(UNKNOWN[what](over_tls, tmp_path)):
        pass
    assert hub.log.read_text(encoding="utf-8").count(f"user={over_tls.user}") == before


def test_nothing_of_the_environment_leads_elsewhere_or_weakens_it(
    over_tls: MailboxCard, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in {"PGHOSTADDR": "127.0.0.3", "PGSERVICE": "none", "PGSSLMODE": "disable", "PGOPTIONS": "-c x=y",
                        "PGPASSWORD": "wrong", "PGREQUIREAUTH": "none"}.items():  # fmt: skip
        monkeypatch.setenv(name, value)
    with connected(over_tls) as line:
        assert line.ask("SELECT 1") == [(1,)]
    assert not [name for name in os.environ if name.startswith("PG")]


@pytest.fixture
def mute(tmp_path: Path) -> Iterator[MailboxCard]:
    """A server that takes a connection and says nothing."""
    with socket.socket(AF_UNIX) as listening:
        listening.bind(str(tmp_path / ".s.PGSQL.5432"))
        listening.listen()
        yield MailboxCard(str(tmp_path), "laptop_00000000")


def test_a_server_that_says_nothing_is_given_up(mute: MailboxCard, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connecting, "_CONNECTS", 2)
    with pytest.raises(MailboxSilent), connected(mute):
        pass


def test_a_server_that_stops_answering_is_given_up_sooner_where_somebody_waits(
    hub: Cluster, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Held up at a lock that another holds: the long patience is left as it is, and only the short one can end it."""
    monkeypatch.setattr(connecting, "_OTHERS_WAIT", 0.2)
    monkeypatch.setattr(connecting, "_ANSWERS", 100)
    waits = threading.Event()
    with hub.line() as keeper, connected(hub.let_in(), waits.is_set) as line:
        keeper.ask("BEGIN")
        keeper.ask("LOCK TABLE hru.wrapped")
        waits.set()
        with pytest.raises(MailboxSilent):
            line.ask("SELECT name FROM hru.wrapped")
        keeper.ask("ROLLBACK")


def test_one_question_has_its_time_also_where_nobody_waits(hub: Cluster, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connecting, "_ANSWERS", 0.2)
    with hub.line() as line, pytest.raises(MailboxSilent):
        line.ask("SELECT pg_sleep(60)")


WRONG: dict[str, str] = {
    "nothing": "",
    "no TOML": "host",
    "no host": 'user = "laptop_1"',
    "a host with options": 'host = "hub sslmode=disable"\nuser = "a"',
    "a quote in the password": 'host = "/tmp"\nuser = "a"\npassword = "a\'b"',
    "a user that is none": 'host = "/tmp"\nuser = "a b"',
    "a line after the host": 'host = "/tmp\\n"\nuser = "a"',
    "a line after the user": 'host = "/tmp"\nuser = "a\\n"',
    "a line after the password": 'host = "/tmp"\nuser = "a"\npassword = "b\\n"',
    "a port that is none": 'host = "/tmp"\nuser = "a"\nport = 0',
    "something besides": 'host = "/tmp"\nuser = "a"\nsslmode = "disable"',
    "over the network without a certificate": 'host = "hub.example"\nuser = "a"',
    "far too much": "# " + "x" * 70_000,
}


@pytest.mark.parametrize("what", WRONG)
def test_what_is_no_card_is_refused(tmp_path: Path, what: str) -> None:
    (tmp_path / "card.toml").write_text(WRONG[what], encoding="utf-8")
    with pytest.raises(NoMailboxCard):
        card_in(tmp_path / "card.toml")


def test_a_card_comes_back_as_it_was_written_with_its_certificate_beside_it(tmp_path: Path) -> None:
    card = MailboxCard("hub.example", "laptop_1", "hru", 5433, "p-_w", "hub.crt")
    write_card(tmp_path / "card.toml", card)
    with pytest.raises(CertificateMissing):
        card_in(tmp_path / "card.toml")
    (tmp_path / "hub.crt").write_text("words", encoding="utf-8")
    with pytest.raises(CertificateMissing):
        card_in(tmp_path / "card.toml")
    certify(tmp_path / "key", tmp_path / "hub.crt")
    assert card_in(tmp_path / "card.toml") == msgspec.structs.replace(card, certificate=str(tmp_path / "hub.crt"))
    with (tmp_path / "hub.crt").open("a", encoding="ascii") as file:
        file.write("#" * (1 << 20))
    with pytest.raises(CertificateMissing):
        card_in(tmp_path / "card.toml")
