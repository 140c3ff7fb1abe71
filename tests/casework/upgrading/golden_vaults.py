"""Vaults as a version of the program left them, closed, with all that opens them: made-up people, published keys.

At each release one is added and none is ever written anew, so that every later program can be held against it:
``.venv/bin/python -m tests.casework.upgrading.golden_vaults`` writes that of the version that lies here, once.
"""

from __future__ import annotations

import hashlib
import json
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Final

import msgspec

from hru_advocate import __version__
from hru_advocate.casework.cases.cases import CaseFilter, list_cases
from hru_advocate.casework.people.safe_contact import agreed_rules
from hru_advocate.casework.plan.knowledge import current_plan
from hru_advocate.casework.records.entries import drafts, keep_draft, start
from hru_advocate.casework.records.records import record_lines
from hru_advocate.casework.session import Session
from hru_advocate.casework.vault import opening
from hru_advocate.casework.vault.opening import Home
from hru_advocate.demo.filling import fill
from hru_advocate.keys.passphrase import PRODUCT, Hardness
from tests.fixed_clock import FixedClock
from tests.keys.stand_ins import FileKeychain

FOLDER: Final = Path(__file__).resolve().parents[2] / "golden" / "vaults"
WAYS: Final = {"daily": "plum gravel sideways lantern", "alone": "otter teapot violin meadow cobalt ladle"}
"""The two ways a vault is opened, with the passphrase of each: beside a keychain, and by itself."""
AUTHOR: Final = "Robin Example"
WRITTEN: Final = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
DRAFT: Final = {"fact": "She rang back and began to tell"}
_SEED: Final = 7
_TOLD: Final = "told.json"


def home_in(folder: Path, way: str, at: datetime, hardness: Hardness = PRODUCT) -> Home:
    """The place of a vault at a moment, as hard to guess as a real one; its keychain is a file beside it."""
    keychain = FileKeychain(folder / way / "keychain.json")
    clock = FixedClock(WRITTEN, step=timedelta(milliseconds=7))
    clock.advance(at - WRITTEN)
    vault, anchors = folder / way / "vault", folder / way / "anchors"
    return Home(vault, hardness, clock, lambda: keychain, anchors)


@contextmanager
def unlocked(home: Home, way: str) -> Iterator[Session]:
    """The open vault, which nothing is said against, and which is locked again afterwards."""
    opened, told = opening.unlock(home, WAYS[way])
    try:
        assert (told.warnings, told.doubts) == ((), ())
        yield opened.session
    finally:
        opening.lock(opened)


def write(folder: Path, hardness: Hardness) -> None:
    """Make the vaults of this version of the program, and beside them what a later one must find in them."""
    folder.mkdir(parents=True)
    told = {way: _write(folder, way, hardness) for way in WAYS}
    (folder / _TOLD).write_bytes(json.dumps(told, ensure_ascii=False, indent=1).encode() + b"\n")


def _write(folder: Path, way: str, hardness: Hardness) -> dict[str, Any]:
    (folder / way).mkdir()
    home = home_in(folder, way, WRITTEN, hardness)
    opened, created = opening.create(home, WAYS[way], author=AUTHOR, with_keychain=way == "daily")
    if way == "daily":  # the other shows that it opens, and is small
        fill(opened.session, 1, seed=_SEED, lived=True)
        case = case_of(opened.session)
        begun = start(opened.session, "contact", case=case)
        keep_draft(opened.session, begun.draft, "contact", DRAFT, case=case)
    found = read_back(opened.session)
    opening.lock(opened)
    return {"recovery_code": created.recovery_code, "found": found}


def case_of(session: Session) -> str | None:
    """The one case of a vault, if it has one."""
    return next((line.label.case for line in list_cases(session, CaseFilter(status=""))), None)


def read_back(session: Session) -> dict[str, Any]:
    """Read what every later program must find the same: counted, and a plan and rules as they are understood."""
    case = case_of(session)
    counted = Counter(line.form for whose in {None, case} for line in record_lines(session, whose))
    found: dict[str, Any] = {"author": session.author, "records": dict(sorted(counted.items()))}
    if case is not None:
        plan, rules = current_plan(session, case), agreed_rules(session, case)
        found["plan"] = {
            "own_words": plan.own_words,
            "review": plan.review,
            "measures": [[item.measure, item.wording, item.state, item.carry, item.who] for item in plan.items],
        }
        found["safe_contact"] = rules
        found["draft"] = [[line.form, start(session, line.form, draft=line.id).raw] for line in drafts(session)]
    return dict(json.loads(msgspec.json.encode(found)))


def told_of(folder: Path, way: str) -> dict[str, Any]:
    """All that was written down when a vault was made."""
    return dict(json.loads((folder / _TOLD).read_text("utf-8"))[way])


def digest_of(folder: Path) -> str:
    """The SHA-256 of a version's files, by their names and bytes."""
    digest = hashlib.sha256()
    for file in sorted(one for one in folder.rglob("*") if one.is_file()):
        digest.update(f"{file.relative_to(folder).as_posix()}\0{file.stat().st_size}\0".encode())
        digest.update(file.read_bytes())
    return digest.hexdigest()


def main(folder: Path, hardness: Hardness = PRODUCT) -> None:
    """Write the vaults of this version, where there are none of it yet."""
    there = folder / __version__
    if there.exists():
        sys.exit(f"{there.name} has its vaults already, and none is ever written anew.")
    write(there, hardness)
    print(f"{__version__}: {digest_of(there)}")  # noqa: T201 - goes into the table of the test


if __name__ == "__main__":
    main(FOLDER)
