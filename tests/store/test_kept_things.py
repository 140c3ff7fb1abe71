from __future__ import annotations

from typing import Any

import pytest

from hru_advocate.errors import NotFound
from hru_advocate.store import drafts, faults, settings
from hru_advocate.store.drafts import Draft
from hru_advocate.store.ledger import anchors, devices, ledger
from hru_advocate.store.ledger.devices import Device
from hru_advocate.store.vault_file.vault import Vault


def test_a_draft_is_kept_changed_listed_and_thrown_away(opened: Vault) -> None:
    first = Draft("a", "case", "contact", 1, "r", ("p", "q"), b'{"x":1}', "2026-11-23T10:00:00.000Z")
    second = Draft("b", None, "plan", 2, "s", (), b"{}", "2026-11-23T10:05:00.000Z")
    for draft in (first, second):
        drafts.save(opened, draft)
    assert drafts.list_all(opened) == [second, first]
    assert drafts.list_all(opened, case="case") == [first]
    later = Draft("a", "case", "contact", 1, "r", (), b'{"x":2}', "2026-11-23T10:10:00.000Z")
    drafts.save(opened, later)
    assert drafts.load(opened, "a") == later
    assert drafts.list_all(opened) == [later, second]
    drafts.delete(opened, "a")
    drafts.delete(opened, "a")
    with pytest.raises(NotFound):
        drafts.load(opened, "a")


def test_a_draft_takes_any_text(opened: Vault) -> None:
    body = ("“<b>&\u202e\x00" + "x" * 100_000).encode()
    drafts.save(opened, Draft("a", None, "contact", 1, "r", (), body, "2026"))
    assert drafts.load(opened, "a").body == body


def test_devices_are_kept_with_their_keys(opened: Vault) -> None:
    with pytest.raises(NotFound):
        devices.own(opened)
    colleague = Device("b" * 16, bytes(32), None, "colleague", "2026-11-25")
    mine = Device("a" * 16, bytes(range(32)), b"wrapped", "laptop", "2026-11-23")
    for device in (colleague, mine):
        devices.add(opened, device)
    assert devices.own(opened) == mine
    assert devices.all_of(opened) == (mine, colleague)
    assert "wrapped" not in repr(mine)
    for refused in (mine, Device("c" * 16, bytes(31), None, "", "")):
        with pytest.raises(faults.RefusedByFile):
            devices.add(opened, refused)


@pytest.mark.parametrize("value", [5, "dark", True, None, {"look": ["a", 1.5]}, "“&\u202e"])
def test_settings_keep_any_plain_value(opened: Vault, value: Any) -> None:
    settings.keep(opened, "k", "before")
    settings.keep(opened, "k", value)
    assert settings.read(opened, "k", type(value)) == value
    assert settings.read(opened, "other", str) is None


def test_a_setting_of_another_shape_counts_as_none(opened: Vault) -> None:
    settings.keep(opened, "k", "text")
    assert settings.read(opened, "k", int) is None


def test_an_anchor_is_compared_with_the_entry_of_its_number(opened: Vault, writer: Any) -> None:
    for _ in range(3):
        writer.write()
    sequence, digest = ledger.tail(opened, writer.device)
    assert anchors.hash_at(opened, writer.device, sequence) == digest
    assert anchors.hash_at(opened, writer.device, 4) is None
