"""Random entries that an enrolled device of bad will signs: whatever is taken in, no page trips over it."""

from __future__ import annotations

import random
from datetime import date
from typing import Any, Final

import pytest
from msgspec import structs

from hru_advocate.casework.records.records import open_record, record_lines
from hru_advocate.casework.session import Session
from hru_advocate.casework.sharing.receiving import open_package
from hru_advocate.domain.forms.fields import LINK_PREFIXES, Field
from hru_advocate.domain.forms.kinds import fitting_answers
from hru_advocate.domain.ledger.entry import Entry, canonical
from hru_advocate.errors import AdvocateError
from tests.casework.open_sessions import on
from tests.casework.sharing.signed_nonsense import BadDevice, Told
from tests.casework.sharing.two_laptops import everything
from tests.casework.test_every_answer_on_every_page import OF_A_CASE, OF_THE_UNIT, example

UNSEEN: Final = "\u202e"
JUNK: Final[tuple[Any, ...]] = (
    None, True, -1, 0, 5, 1 << 62, 1e308, "", " ", "x", "x" * 300, "\x00", f"a{UNSEEN}b", "a\nb", "2026-02-30",
    "9999-12-31", "0001-01-01", "2200-12-31", "1000-01-01", "2700-01-02", "23:59", "sm_unit_none", "rf_none", "nd_none",
    "ci_none", "tr_none", "bh_none", "sv_none", "wish_none", "answered", "declined", "not_asked", [], ["x"], {}, [[]],
    [{}], {"state": "answered"}, {"state": "declined"}, {"value": 3}, {"told": "x"},
    {"told": "x", "start": "2200-01-01", "end": "2200-12-31"},
)  # fmt: skip
"""Junk where an answer, or a part of one, should stand."""

NAMED: Final = (
    "view", "reveal", "read", "package_sealed", "package_opened", "opened_restricted", "bundle", "visit_mode",
    "diary_taken", "no_such_event", "device_enrolled", "device_removed", "device_added",
)  # fmt: skip


class Nonsense:
    """Random entries of an enrolled device: mostly right, with something wrong somewhere."""

    def __init__(self, bad: BadDevice, seed: int) -> None:
        self.bad, self.chance = bad, random.Random(seed)
        self.forms = [form for form in bad.mine.forms.current() if form.about == "case"]

    def package(self) -> bytes:
        """One package with one or two of them."""
        made = [self._entry() for _ in range(self.chance.choice((1, 1, 2)))]
        return self.bad.package(*made)

    def _entry(self) -> Entry:
        chance = self.chance
        if chance.random() < 0.15:
            body = {
                chance.choice(("reason", "whom", "to", "package", "from", "x")): chance.choice(JUNK) for _ in range(2)
            }
            said = body if chance.random() < 0.8 else chance.choice(JUNK)
            return self.bad.signed(self.bad.header("event", chance.choice(NAMED), **self._header()), canonical(said))
        form = chance.choice(self.forms)
        raw = {field.id: example(field) for field in form.fields if chance.random() < 0.8}
        answers = fitting_answers(form.fields, raw, self.bad.mine.asking())
        stored = form.to_stored(answers)
        odd = [field for field in form.fields if field.id in stored and chance.random() < 0.3]
        told: Any = {"answers": stored | {field.id: self._odd(field) for field in odd}}
        made = told["answers"].get(form.happened, {}).get("value", "")
        happened = made.get("start", "") if isinstance(made, dict) else made
        header = {"happened": happened, **self._header(form.id)}
        for _ in range(chance.choice((0, 0, 0, 1, 2))):
            told = self._changed(told)
        return self.bad.signed(self.bad.header("record", form.id, **header), canonical(told))

    def _odd(self, field: Field) -> Told:
        """An answer that the question can hold and that nobody gives."""
        chance = self.chance
        if field.kind == "group":
            rows = [{one.id: self._odd(one) for one in field.fields} for _ in range(chance.randrange(3))]
            return {"state": "answered", "value": rows}
        if chance.random() < 0.1:
            return {"state": chance.choice(("declined", "not_known", "unsafe_to_ask"))}
        held = self.bad.theirs.heads(self.bad.case, ["meeting", "incident", "plan", "referral"])
        day = chance.choice(("1850-01-01", "1999-12-31", "2026-11-23", "2200-12-31"))
        least, most = field.least or 0, 4 if field.kind == "scale" else field.most or 1_000_000
        ids = (self.bad.case, self.bad.mine.new_id(), held[0].entry, "HRU-7K3M-9QXF")
        words = ("x", "-", "0", "2026", "9000-01-01", *ids)
        some: dict[str, Any] = {
            "yes_no": chance.random() < 0.5,
            "number": chance.choice((least, most)),
            "scale": chance.choice((least, most)),
            "date": day,
            "born": day,
            "time": chance.choice(("00:00", "23:59")),
            "when": chance.choice(({"told": "x"}, {"told": "x", "start": day, "end": day})),
            "finding": {"present": True, "last": {"told": "x", "start": day, "end": day}},
            "rating": {"value": chance.choice((0, 4)), "advocate": chance.choice((0, 4))},
            "person": {"name": "x"},
            "phone": "07700 900123",
            "email": "a@b.invalid",
            "fingerprint": "0" * 64,
        }
        if field.kind in ("choice", "choices"):
            one = chance.choice(field.choices).id
            return {"state": "answered", "value": one if field.kind == "choice" else [one]}
        if field.kind == "links":
            return {"state": "answered", "value": [f"{LINK_PREFIXES[field.link or 'reason'][0]}none"]}
        return {"state": "answered", "value": some.get(field.kind, chance.choice(words))}

    def _changed(self, told: Any) -> Any:
        """A copy with something else in one place, however deep."""
        chance = self.chance
        if isinstance(told, dict) and told and chance.random() < 0.95:
            name = chance.choice(list(told))
            return {**told, name: self._changed(told[name])}
        if isinstance(told, list) and told and chance.random() < 0.8:
            place = chance.randrange(len(told))
            return [*told[:place], self._changed(told[place]), *told[place + 1 :]]
        return chance.choice(JUNK)

    def _header(self, form: str = "") -> Told:
        """Now and then something of the header is otherwise: what it corrects, who, when, of which form."""
        chance, bad = self.chance, self.bad
        if form and chance.random() < 0.25:
            held = bad.theirs.heads(bad.case, [bad.mine.forms.newest(chance.choice((form, "notes"))).purpose])
            if held:
                return {"parents": (held[0].entry,), "record": held[0].record}
        if chance.random() < 0.8:
            return {}
        stamp = bad.mine.clock.stamp()
        return chance.choice((
            {"author": chance.choice(("", " ", "x" * 301, f"{UNSEEN}x", "Somebody"))},
            {"happened": chance.choice(("x", "9999-12-31", "2026-11-02T25:00"))},
            {"recorded": structs.replace(stamp, utc=f"{chance.choice(('9999', '0002', '2060'))}-12-31T23:59:59.999Z")},
            {"recorded": structs.replace(stamp, offset=chance.choice((840, -720, 1439, -1439)))},
            {"version": chance.choice((0, 2, 1 << 53))},
            {"definition": chance.choice(("", "0" * 64))},
            {"form": chance.choice(("incident", "no_such_form", "erasure", "kept_figures"))},
            {"record": bad.case},
            {"parents": (bad.mine.new_id(),)},
            {"kind": "erasure", "definition": "", "parents": (bad.mine.new_id(),)},
        ))  # fmt: skip


def _every_page(session: Session, case: str) -> None:
    for page in OF_A_CASE.values():
        assert page(session, case) is not None
    for of_unit in OF_THE_UNIT.values():
        assert of_unit(session) is not None
    for line in record_lines(session, case):
        assert open_record(session, line.entry).sections is not None


def _of_bad_will(bad: BadDevice, many: int, seed: int) -> tuple[int, int]:
    """Open so many packages; gives how many were taken and refused. Each that is refused changes nothing."""
    nonsense, taken, before = Nonsense(bad, seed), 0, everything(bad.theirs)
    for _ in range(many):
        data = nonsense.package()
        try:
            open_package(bad.theirs, data)
        except AdvocateError:
            continue
        taken += 1
        assert everything(bad.theirs) != before
        before = everything(bad.theirs)
    assert everything(bad.theirs) == before
    return taken, many - taken


def test_a_hundred_of_bad_will_change_nothing_or_no_page_trips_over_them(bad: BadDevice) -> None:
    taken, refused = _of_bad_will(bad, 100, 12)
    assert min(taken, refused) > 10
    _every_page(on(bad.theirs, date(2026, 11, 24)), bad.case)


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(10))
def test_so_it_is_of_a_thousand(bad: BadDevice, seed: int) -> None:
    _of_bad_will(bad, 100, seed)
    for day in (date(2026, 11, 24), date(2033, 6, 1)):
        _every_page(on(bad.theirs, day), bad.case)
    on(bad.theirs, date(2026, 11, 24))
