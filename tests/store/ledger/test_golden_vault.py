"""Every vault a released version made still opens, verifies and says the same; its key is published beside it."""

from __future__ import annotations

import hashlib
import shutil
from pathlib import Path

import pytest

from hru_advocate.keys import signing
from hru_advocate.store import drafts, search, settings, views
from hru_advocate.store.ledger import devices, lanes, ledger, verify
from hru_advocate.store.vault_file import migrate, vault
from hru_advocate.store.vault_file.vault import Vault
from hru_advocate.store.views import CaseRowFilter

KEY = bytes(range(32))
VERSIONS = [step.number for step in migrate.migrations()]


def _statements(opened: Vault) -> list[tuple[str, str]]:
    with opened.read() as cursor:
        rows = cursor.execute("SELECT name, sql FROM sqlite_schema ORDER BY name").fetchall()
    return [(name, sql) for name, sql in rows]


@pytest.fixture(params=VERSIONS)
def golden(request: pytest.FixtureRequest, root: Path, tmp_path: Path) -> Path:
    copy = tmp_path / "golden.vault"
    shutil.copyfile(root / "tests" / "golden" / f"vault_v{request.param}.db", copy)
    return copy


def test_a_golden_vault_has_the_schema_of_a_new_one(golden: Path, tmp_path: Path) -> None:
    old = vault.open_vault(golden, KEY)
    new = vault.create(tmp_path / "new.vault", KEY)
    assert _statements(old) == _statements(new)
    old.close()
    new.close()


def test_a_golden_vault_verifies_and_says_the_same(golden: Path, root: Path) -> None:
    opened = vault.open_vault(golden, KEY)
    public = {device.id: device.public_key for device in devices.all_of(opened)}

    def check(name: str, digest: bytes, signature: bytes) -> bool:
        return signing.verify(public[name], digest, signature)

    form = (root / "tests" / "golden" / "made_up_form.v1.toml").read_bytes()
    digest = hashlib.sha256(form).hexdigest()
    report = verify.verify(opened, check=check, definition_of=lambda _form, _version: digest, every_signature=True)
    assert report.found == ()
    assert report.entries == 11
    assert [(lane.case is None, lane.entries, lane.whole) for lane in lanes.held(opened)] == [
        (True, 1, True),
        (False, 5, True),
        (False, 2, True),
        (False, 3, True),
    ]
    rows = {row.name: row for row in views.case_rows(opened, CaseRowFilter(order="name"))}
    assert list(rows) == ["Mara Kent", "Zofia Łoś"]
    assert (rows["Zofia Łoś"].disputed, rows["Zofia Łoś"].next_contact) == (1, "2026-12-02")
    assert rows["Mara Kent"].initials is None  # the correction does not mention them
    assert [hit.case for hit in search.search(opened, "960002")] == [rows["Mara Kent"].case]
    assert search.search(opened, "960001") == []
    assert search.search(opened, "erasedword") == []
    kinds = [entry.header.kind for entry in ledger.entries_of_case(opened, rows["Mara Kent"].case).entries]
    assert kinds == ["event", "erasure", "record", "record", "record"]
    assert drafts.load(opened, "draft-1").body == b'{"note":"typing"}'
    assert settings.read(opened, "lock_minutes", int) == 5
    opened.close()
