"""``hru-vault mailbox`` and ``share --mailbox``: a case from one vault to another through a mailbox, by commands."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.commands import Run
from tests.hub_cluster import Cluster

pytestmark = pytest.mark.xdist_group("hub")


def test_a_mailbox_is_chosen_said_and_forgotten_and_a_case_goes_through_it_and_comes_back(
    vault: Run,
    other: tuple[str, ...],
    ref: str,
    tmp_path: Path,
    written: Callable[[object], str],
    hub: Cluster,
) -> None:
    *there, device = other
    assert vault("mailbox").json() == {"mailbox": None}
    refused = vault("share", "--mailbox")
    assert (refused.code, refused.err.count("\n")) == (1, 1)
    assert "No mailbox was chosen" in refused.err
    for given in ((), there):
        card = hub.card_file(tmp_path)
        told = vault(*given, "mailbox", "--choose", str(card))
        assert told.json()["mailbox"]["host"] == str(hub.folder)
        assert "password" not in told.out
        card.unlink()
    (tmp_path / "stick").mkdir()
    made = vault("seal", ref, "--to", device, "--out", str(tmp_path / "stick")).json()
    vault(*there, "open", made["out"]).json()
    looked = vault("share", "--mailbox", "--look").json()
    assert [one["words"] for one in looked["before"]["going"]] == [f"{ref} for Kim Colleague"]
    assert [one["ref"] for one in vault("share", "--mailbox").json()["left"]] == [ref]
    vault(*there, "add", "notes", written({"lines": [{"text": "Rang back."}]}), "--case", ref).json()
    assert [one["ref"] for one in vault(*there, "share", "--mailbox").json()["came"]] == [ref]
    assert [one["sender"] for one in vault("share", "--mailbox").json()["came"]] == ["Kim Colleague"]
    assert vault(*there, "show", ref).out == vault("show", ref).out
    assert vault("verify", "--json").json()["fine"]
    assert vault("mailbox", "--forget").json() == {"mailbox": None}
    assert vault("share", "--mailbox").code == 1
    assert vault("share").code == vault("share", str(tmp_path), "--mailbox").code == 2
