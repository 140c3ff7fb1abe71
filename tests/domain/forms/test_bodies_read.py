"""Bodies read in one go: the same answers as read one by one, and no others where a body is not as a check made it."""

from __future__ import annotations

import json
from typing import Any

import msgspec
import pytest

from hru_advocate.casework.product import shipped_forms
from hru_advocate.domain.catalogue import read_form
from hru_advocate.domain.forms.answers import STATES, Answer, Answers
from hru_advocate.domain.forms.definition import FormDefinition
from hru_advocate.domain.forms.kinds import KIND_OF
from hru_advocate.domain.ledger.entry import GENESIS, Entry, Header, Stamp
from hru_advocate.domain.ledger.records import body_of, read_record
from tests.domain.forms.test_forms import ASKING, HEAD

FORMS = shipped_forms().all()
FEW = read_form(
    "x.v1.toml",
    (
        HEAD
        + "[[section.field]]\nid = 'note'\nkind = 'text'\nlabel = 'Note'\n"
        + "[[section.field]]\nid = 'count'\nkind = 'number'\nlabel = 'Count'\n"
        + "[[section.field]]\nid = 'rows'\nkind = 'group'\nlabel = 'Rows'\n"
        + "[[section.field.field]]\nid = 'who'\nkind = 'text'\nlabel = 'Who'\n"
        + "[[section.field.field]]\nid = 'sure'\nkind = 'yes_no'\nlabel = 'Sure?'\n"
    ).encode(),
)


def one_by_one(form: FormDefinition, body: bytes) -> Answers:
    return form.from_stored(msgspec.json.decode(body)["answers"])


@pytest.mark.parametrize("form", FORMS, ids=lambda form: f"{form.id}.v{form.version}")
def test_every_form_is_read_as_one_by_one(form: FormDefinition) -> None:
    raw = {field.id: KIND_OF[field.kind].example(field) for field in form.fields}
    answered = form.check(raw, ASKING)
    reasons = {one: Answer(STATES[2 + place % 3]) for place, one in enumerate(answered)}
    for answers in ({}, answered, reasons, dict(reversed(list(answered.items())))):
        body = body_of(form, answers, "because")
        read = form.body_reader.read(body)
        assert read == (one_by_one(form, body), "because")
        assert list(read[0]) == [field.id for field in form.fields if field.id in answers]
        values = [(type(one.value), one.value) for one in read[0].values()]
        assert values == [(type(one.value), one.value) for one in one_by_one(form, body).values()]


def _kept(state: str = "answered", **value: Any) -> dict[str, Any]:
    return {"state": state, **value}


@pytest.mark.parametrize(
    ("answers", "in_one_go"),
    [
        ({"note": _kept(value="a"), "gone": _kept(value="of an older form")}, True),
        ({"note": _kept("declined")}, True),
        ({"note": _kept("declined", value="said all the same")}, True),
        ({"rows": _kept(value=[{"sure": _kept(value=True), "who": _kept(value="Sam")}, {}])}, True),
        ({"rows": _kept(value=[])}, True),
        ({"note": None, "count": _kept(value=3)}, False),
        ({"note": _kept("no such reason")}, False),
        ({"note": _kept("declined", value=None)}, False),
        ({"rows": _kept("declined", value=5)}, False),
    ],
)
def test_what_no_check_gives_is_read_as_it_was(answers: dict[str, Any], in_one_go: bool) -> None:
    body = json.dumps({"answers": answers}).encode()
    assert (FEW.body_reader.read(body) is not None) is in_one_go
    assert read_record(_entry(body), FEW).answers == one_by_one(FEW, body)
    assert list(read_record(_entry(body), FEW).answers) == list(one_by_one(FEW, body))


@pytest.mark.parametrize(
    ("answers", "refused"),
    [
        ({"note": _kept()}, KeyError),
        ({"note": {}}, KeyError),
        ({"note": _kept(value=None)}, msgspec.ValidationError),
        ({"note": _kept(value=3)}, msgspec.ValidationError),
        ({"count": _kept(value="3")}, msgspec.ValidationError),
        ({"note": "plain"}, TypeError),
        ({"rows": _kept(value=[{"who": _kept()}])}, KeyError),
        ({"rows": _kept(value={"who": _kept(value="Sam")})}, msgspec.ValidationError),
    ],
)
def test_what_cannot_be_read_is_refused_as_it_was(answers: dict[str, Any], refused: type[Exception]) -> None:
    body = json.dumps({"answers": answers}).encode()
    for read in (lambda: one_by_one(FEW, body), lambda: read_record(_entry(body), FEW)):
        with pytest.raises(refused):
            read()


@pytest.mark.parametrize(
    "body", [b"", b"[]", b"{}", b'{"answers": {}, "reason": 3}', b"\xff", b'{"answers": ' + b"[" * 9999]
)
def test_what_is_no_body_is_none(body: bytes) -> None:
    assert FEW.body_reader.read(body) is None
    with pytest.raises((msgspec.DecodeError, RecursionError, UnicodeDecodeError)):
        read_record(_entry(body), FEW)


def test_an_erased_body_has_no_answers() -> None:
    record = read_record(_entry(None), FEW)
    assert (record.answers, record.reason, record.erased) == ({}, "", True)


def _entry(body: bytes | None) -> Entry:
    header = Header(
        format=2,
        id="1",
        device="d",
        sequence=1,
        previous=GENESIS,
        case=None,
        lane_sequence=1,
        lane_previous=GENESIS,
        record="1",
        kind="record",
        form="x",
        version=1,
        definition="",
        parents=(),
        author="A",
        happened="",
        recorded=Stamp("2026-11-23T10:00:00.000Z", 0, 0, "b"),
        commitment="",
    )
    return Entry(header, b"", b"", body)
