"""A made-up case in a real vault, for tests of screens; nobody in it lives."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from hru_advocate.casework.records.entries import Saved, save
from hru_advocate.casework.session import Session
from hru_advocate.casework.vault.opening import Home, suggest_passphrase
from hru_advocate.casework.vault.worker import VaultWorker
from hru_advocate.keys.passphrase import Bounds, Cost, Hardness
from tests.fixed_clock import FixedClock
from ui.shell.async_bridge import AsyncBridge
from ui.shell.change_notifier import ChangeNotifier
from ui.shell.screen import ScreenContext

NOW: Final = datetime(2026, 11, 23, 10, 4, tzinfo=UTC)
CHEAP: Final = Hardness(
    daily=Cost(memory_kib=64, passes=1, lanes=1),
    fallback=Cost(memory_kib=64, passes=1, lanes=1),
    bounds=Bounds(memory_kib=(8, 4096), passes=(1, 8), lanes=(1, 8)),
)

Raw = Mapping[str, object]

REFERRAL: Final[Raw] = {
    "received": "12 Oct 2026",
    "source": "police_officer",
    "victim": "Mary Kowalska",
    "area": "warrington",
    "behaviour": ["stalking"],
    "lives_together": "apart",
    "decision": "accept",
    "adds_value": True,
    "not_same_person": "Another made-up person of this name.",
}
SAFE: Final[Raw] = {
    "may_contact": "yes",
    "ways": [
        {
            "method": "mobile",
            "number": "07700 900417",
            "days": ["mon", "tue", "wed", "thu", "fri"],
            "from": "10:00",
            "to": "14:00",
            "withheld": True,
            "voicemail": "none",
        }
    ],
    "say": "the library",
    "confirmed": "2026-11-20",
}
RISK: Final[Raw] = {
    "held_on": "21 Nov 2026",
    "worries_most": "That he will be in the car park again.",
    "rf_very_frightened": {"present": True, "words": "I look behind me all the time.", "how": ["victim_said"]},
    "rf_watching_following": {
        "present": True,
        "last": "Saturday 21 November, about 8 am",
        "words": "He was in the car park again. He just waved.",
        "how": ["victim_said", "police_record"],
    },
    "rf_location_tracking": {"present": True, "last": "last week"},
    "rf_constant_contact": {"present": True, "last": "17 Nov 2026", "fact": "14 calls in one night"},
    "rf_strangulation": {"state": "unsafe_to_ask"},
    "rf_fire_setting": False,
    "rf_sexual_harm": {"state": "declined"},
}
CONTACT: Final[Raw] = {
    "happened": "Friday 20 Nov 2026 11:30",
    "method": "phone",
    "direction": "out",
    "with_whom": "victim",
    "fact": "Rang at the agreed time. Talked about the hearing.",
    "words": "I just want to walk the dog again.",
    "next_contact": "2026-11-24",
    "next_for": "Weekly call, ask about the hearing",
}
NEEDS: Final[Raw] = {
    "held_on": "20 Nov 2026",
    "first_wish": "To walk the dog again without looking over my shoulder.",
    "nd_housing": {"value": 3, "words": "I want to move before the hearing."},
    "nd_home_safety": {"value": 2, "advocate": 3},
}
SITUATION: Final[Raw] = {
    "asked_on": "20 Nov 2026",
    "ci_tracker_suspected": True,
    "ci_device_monitored": True,
    "ci_has_car": True,
    "ci_works": True,
    "ci_shared_children": False,
    "ci_children_in_home": False,
    "ci_has_pet": True,
}
JUDGEMENT: Final[Raw] = {
    "made_on": "12 Nov 2026",
    "level": "high",
    "reason": "Followed to work twice in a week, and calls at night.",
    "review": "2026-11-26",
}
PLAN: Final[Raw] = {
    "made_on": "12 Nov 2026",
    "own_words": "I want to walk the dog again without looking over my shoulder.",
    "wishes": [{"wish": "wish_dog", "words": "to walk the dog again"}],
    "items": [
        {
            "measure": ["sm_call_999"],
            "section": "emergency",
            "text": "Ring 999. If I cannot speak, I press 55 when asked.",
            "discreet": "Now 999, then 55 when asked",
            "answers": ["rf_very_frightened"],
            "who": "me",
            "when": "any time",
            "state": "chosen",
            "carry": "carry",
        },
        {
            "section": "emergency",
            "text": "If I text our word, my sister rings the police.",
            "words": "If I text our word, my sister rings the police.",
            "words_instead": True,
            "answers": ["wish_dog"],
            "who": "my sister",
            "state": "chosen",
            "carry": "speak",
        },
        {
            "section": "devices",
            "text": "Keep messages, do not answer. Send pictures of them to us each Friday.",
            "answers": ["rf_constant_contact"],
            "who": "me",
            "review": "2026-11-27",
            "state": "already_do",
            "carry": "keep",
        },
    ],
    "services": ["sv_national_stalking_helpline"],
    "review": "2026-12-07",
    "what_changed": "First plan.",
}
PERSON: Final[Raw] = {"role": "safe_person", "name": "Anna Kowalska", "relation": "sister", "phone": "07700 900321"}
WRITTEN: Final[tuple[tuple[str, Raw], ...]] = (
    ("safe_contact", SAFE),
    ("person", PERSON),
    ("judgement", JUDGEMENT),
    ("contact", CONTACT),
    ("needs_assessment", NEEDS),
    ("situation", SITUATION),
    ("risk_conversation", RISK),
    ("safety_plan", PLAN),
)


@contextmanager
def open_vault(folder: Path) -> Iterator[VaultWorker]:
    """A new, unlocked vault in an empty folder."""
    worker = VaultWorker()
    home = Home(folder, hardness=CHEAP, clock=FixedClock(NOW), anchors=folder.with_name("anchors"))
    worker.create(home, passphrase=suggest_passphrase(6), author="A. Advocate", with_keychain=False).result(timeout=20)
    try:
        yield worker
    finally:
        worker.close()


def write_case(worker: VaultWorker) -> str:
    """Open the made-up case with a record of each kind; gives its id."""
    return worker.ask(_written_at_once).result(timeout=20)


def _written_at_once(session: Session) -> str:
    """The case in one step of the file: each by itself would wait for the disk."""
    with session.vault.write():
        case = save(session, "referral", dict(REFERRAL)).case
        assert case is not None
        for form, raw in WRITTEN:
            save(session, form, dict(raw), case=case)
    return case


def write(worker: VaultWorker, form: str, raw: Raw, case: str | None) -> Saved:
    """Save one record of a case."""
    return worker.ask(save, form, dict(raw), case=case).result(timeout=20)


def session_of(worker: VaultWorker) -> ScreenContext:
    """What a screen is handed, with a clock that stands still."""
    clock = FixedClock(NOW)
    return ScreenContext(worker, AsyncBridge(), ChangeNotifier(), clock.now)
