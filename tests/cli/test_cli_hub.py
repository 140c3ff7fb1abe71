"""``hru-hub``: a mailbox is set up, let into, watched, pruned and shut by its command alone."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from hru_advocate.cli.hub import hru_hub
from hru_advocate.hub import connecting, keeping
from hru_advocate.hub.card import MailboxCard, card_in, write_card
from hru_advocate.hub.connecting import connected
from hru_advocate.hub.mailbox import Mailbox
from tests.hub_cluster import Cluster
from tests.posix import is_of_mode

pytestmark = pytest.mark.xdist_group("hub")

Hub = Callable[..., Any]
KEYS, CONTENT = bytes(9 + 4 * 1168), bytes(65536 + 28)


@pytest.fixture
def keeper(hub: Cluster, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Hub:
    """Runs a command as whoever keeps the mailbox; gives what it printed, or the sentence it ended with."""
    write_card(tmp_path / "keeper.toml", hub.keeper)

    def run(*arguments: str) -> Any:
        code = hru_hub.main(["--as", str(tmp_path / "keeper.toml"), *arguments])
        said = capsys.readouterr()
        assert (code == 0) is (said.err == "")
        return json.loads(said.out) if code == 0 else said.err

    return run


def test_a_mailbox_from_its_making_to_the_last_laptop(keeper: Hub, tmp_path: Path) -> None:
    assert keeper("set-up") == {"steps": [], "ready": True}
    made = keeper("let-in", "--for", str(tmp_path / "keeper.toml"), "--out", str(tmp_path / "laptop.toml"))
    assert made["out"] == str(tmp_path / "laptop.toml")
    assert is_of_mode(tmp_path / "laptop.toml", 0o600)
    card = card_in(tmp_path / "laptop.toml")
    assert card.user == made["user"]
    with connected(card) as line:
        Mailbox(line).put("a" * 16 + ".bin", KEYS, CONTENT)
    told = keeper("watch")
    assert (told["packages"], told["bytes"], told["laptops"]) == (1, len(KEYS) + len(CONTENT), 1)
    assert card.user not in json.dumps(told)
    assert keeper("prune") == {"pruned": 0}
    assert keeper("shut-out", made["user"]) == {"user": made["user"]}
    assert keeper("watch")["packages"] == 1
    assert "knows nobody of that name" in keeper("shut-out", made["user"])


def test_who_watches_has_a_card_for_that_alone(keeper: Hub, tmp_path: Path) -> None:
    keeper("let-in", "--for", str(tmp_path / "keeper.toml"), "--out", str(tmp_path / "watch.toml"), "--watcher")
    with connected(card_in(tmp_path / "watch.toml")) as line:
        assert line.ask("SELECT packages FROM hru.watched") == [(0,)]
        with pytest.raises(connecting.MailboxRefused):
            line.ask("SELECT name FROM hru.wrapped")


def test_what_cannot_be_is_said_in_a_sentence_and_lets_nobody_in(
    keeper: Hub, hub: Cluster, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mine, out = str(tmp_path / "keeper.toml"), str(tmp_path / "laptop.toml")
    assert "no card of a mailbox" in keeper("let-in", "--for", str(tmp_path), "--out", out)
    assert "could not be written" in keeper("let-in", "--for", mine, "--out", mine)
    assert "could not be written" in keeper("let-in", "--for", mine, "--out", str(tmp_path / "none" / "card"))
    with hub.line() as line:
        assert keeping.known(line) == ()
    write_card(tmp_path / "elsewhere.toml", MailboxCard(str(tmp_path), "keeper"))
    write_card(tmp_path / "postgres.toml", hub.of_database("postgres"))
    for card, said in (("elsewhere", "cannot be reached"), ("postgres", "no mailbox yet"), ("none", "no card")):
        assert said in keeper("--as", str(tmp_path / f"{card}.toml"), "watch")
    monkeypatch.setattr(connecting, "_connection_type", _no_driver)
    assert "its part for that was not installed" in keeper("watch")


def _no_driver() -> None:
    raise ImportError
