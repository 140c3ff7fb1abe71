"""Letters of a made-up story: one to a landlord or an employer, some of them sent and waited for."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import timedelta
from typing import Final

from hru_advocate.casework.letters.letters import begin_letter, look_at
from hru_advocate.casework.session import Session
from hru_advocate.demo.cast import Raw, Telling
from hru_advocate.demo.step import StoryEntries, StoryStep

_WANTED: Final = {
    "housing_safety": (
        "Housing team",
        {"what is needed": "new locks and a door viewer", "a day": "the end of this week"},
    ),
    "employer": ("Personnel department", {"such as parking": "parking near the door, and calls screened"}),
    "gp": ("The practice manager", {"such as an appointment": "an appointment alone"}),
}
"""Made-up letters: the template, to whom, and what is written into its blanks, by how each of them begins."""
_KEPT_FROM_THEM: Final = "Made up: it goes to one manager by name, who does not work with them."


def letters(telling: Telling) -> Iterator[StoryStep]:
    """A letter, where the story is an accepted one; drawn by a lot of its own."""
    if telling.story.referral.decision != "accept":
        return
    rng = random.Random(f"letters {telling.words['victim']} {telling.turn}")  # noqa: S311 - made-up people, no secret
    at = telling.start + timedelta(hours=50)
    if at + timedelta(days=8) >= telling.last or rng.random() < 0.5:
        return
    template = rng.choice(tuple(_WANTED))
    sent = rng.random() < 0.6

    def make(session: Session, told: StoryEntries) -> Raw:
        return _letter(session, told, template, telling, sent=sent)

    yield StoryStep(at, "letter", make)


def _letter(session: Session, told: StoryEntries, template: str, telling: Telling, *, sent: bool) -> Raw:
    whom, written = _WANTED[template]
    raw: Raw = dict(begin_letter(session, told.case or "", template).answers)
    text = str(raw["text"])
    for begins, words in written.items():
        before, _, rest = text.partition(f"[[{begins}")
        text = f"{before}{words}{rest.partition(']]')[2]}"
    raw |= {"text": text, "to_name": whom, "to_lines": "1 Example Street\nExampleton", "consent": "yes"}
    if look_at(session, told.case or "", raw).fault_field == "shared_why":
        raw |= {"shared_why": _KEPT_FROM_THEM}
    draft = raw | {"send_by": (telling.now.date() + timedelta(days=3)).isoformat()}
    looked = look_at(session, told.case or "", raw)
    raw |= {
        "state": "sent",
        "goes_by": "post",
        "kept": [{"kind": one.kind, "what": one.words} for one in looked.items],
        "sent_on": session.now().date().isoformat(),
        "answer_by": (telling.now.date() + timedelta(days=5)).isoformat(),
    }
    return raw if sent and look_at(session, told.case or "", raw).ready else draft
