"""The directory out and in as Open Referral has it: what leaves, what never does, and what comes back as it was."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import msgspec
import pytest

from hru_advocate.casework.product import shipped
from hru_advocate.domain.packs.changes import changes_of
from hru_advocate.domain.packs.hsds_in import UnreadableHsds, read_hsds
from hru_advocate.domain.packs.hsds_out import hsds_id, page_of
from hru_advocate.domain.services.directory import Banned, Directory, Service
from hru_advocate.domain.services.opening_hours import Hours
from tests.domain.packs.made_up_pack import DAY, HARBOUR, HARM, REFUGE, changed, here, made_up, pack, ring, text

BAN = Banned("01632 960 199", "number", "old")


def _with(*services: Service) -> Directory:
    return msgspec.structs.replace(here().directory, services=services)


def _out(*services: Service) -> list[dict[str, Any]]:
    contents: list[dict[str, Any]] = page_of(_with(*services))["contents"]
    return contents


def _back(directory: Directory, **more: Any) -> Service:
    """The one service of a directory, out and in again, with this changed on its way."""
    (told,) = page_of(directory)["contents"]
    read = read_hsds(json.dumps(told | more).encode(), directory, DAY)
    return read.services[0]


GOLDEN = Path(__file__).resolve().parents[2] / "golden" / "hsds_page.json"


def _golden_page() -> str:
    """Two services as they leave: every field, an hour of each sort, a line to ring and one to text."""
    hours = Hours(
        mon="09:00-17:30",
        tue="09:00-17:30",
        wed="24h",
        thu="closed",
        sat="10:00-12:00,13:00-00:00",
        note="Not at Easter.",
    )
    whole = changed(
        HARBOUR, hours=hours, texts=(text("07700 900 123"),), phones=(ring("01632 960 101", "day"),),
        website="https://example.org", email="a@example.org", run_by="Quay Trust",
    )  # fmt: skip
    return json.dumps(page_of(_with(whole, REFUGE)), indent=1, sort_keys=True) + "\n"


def test_a_page_of_services_is_written_as_it_was() -> None:
    assert _golden_page() == GOLDEN.read_text(encoding="utf-8")
    assert page_of(_with())["empty"] is True


@pytest.mark.parametrize(
    ("service", "leaves"),
    [
        (HARBOUR, True),
        (HARM, False),
        (changed(HARBOUR, status="closed"), False),
        (changed(HARBOUR, status="changing"), True),
        (REFUGE, True),
    ],
)
def test_which_services_leave(service: Service, *, leaves: bool) -> None:
    assert bool(_out(service)) is leaves


@pytest.mark.parametrize(
    ("more", "never"),
    [
        ({"summary": "Ring 01632 960 199."}, "960 199"),
        ({"access": "Was 01632-960199 once."}, "960199"),
        ({"phones": (ring("01632 960 101", "not 01632 960199"),)}, "960199"),
        ({"phones": (ring("01632 960 199"),)}, "960 199"),
        ({"hours": Hours(mon="09:00-17:00", note="Was 01632 960 199.")}, "960 199"),
        ({"do_not_print": (Banned("Old Quay", "name", "old"),), "name": "Harbour (Old Quay)"}, "Old Quay"),
        ({"do_not_print": (Banned("Old Quay", "name", "old"),), "run_by": "The old quay trust"}, "old quay"),
        ({"do_not_print": (Banned("old.example", "web", "old"),), "website": "https://old.example/x"}, "old.example"),
        ({"kind": "refuge", "summary": "Come to 12 Quay Street."}, "Quay Street"),
        ({"kind": "refuge", "access": "It is at CH1 2AB."}, "CH1 2AB"),
        ({"summary": "Or ring 01632 960 166."}, "960 166"),
        ({"safety_notes": "Never send a text.", "notes": "Found in 2020."}, "Never send"),
    ],
)
def test_what_never_leaves(more: dict[str, Any], never: str) -> None:
    service = changed(HARBOUR, **({"do_not_print": (BAN,)} | more))
    assert never not in json.dumps(_out(service, HARM))


def test_of_the_whole_directory_no_banned_value_and_no_address_of_a_refuge_leaves() -> None:
    directory = shipped().library.services
    page = page_of(directory)
    assert page["total_items"] == page["size"] == len(page["contents"]) > 80
    for told in page["contents"]:
        numbers = {line["number"] for line in told.get("phones", ())}
        service = next(one for one in directory.services if hsds_id("service", one.id) == told["id"])
        assert numbers <= {line.number for line in service.numbers}
        for ban in service.do_not_print:
            if ban.type in {"number", "web"}:
                assert ban.value not in json.dumps(told)


def test_the_whole_directory_comes_back_as_it_was_but_for_what_did_not_leave() -> None:
    directory = shipped().library.services
    read = read_hsds(json.dumps(page_of(directory)).encode(), directory, DAY)
    here_now = type(here())(directory, shipped().legal_options, here().domains)
    lines = [one.words for one in changes_of(here_now, pack(*read.services))]
    assert [one for one in lines if "Number" in one] == []
    assert len(read.services) > 80
    assert lines == []


@pytest.mark.parametrize(
    ("more", "field", "value"),
    [
        ({"status": "active"}, "status", "active"),
        ({"status": "defunct"}, "status", "closed"),
        ({"status": "inactive"}, "status", "closed"),
        ({"status": "temporarily closed"}, "status", "closed"),
        ({"name": "New <b>name</b>"}, "name", "New name"),
        ({"description": "Two\nlines\u202e."}, "summary", "Two lines."),
        ({"description": None}, "summary", "Listens."),
        ({"url": "javascript:alert(1)"}, "website", ""),
        ({"url": "https://example.org/x"}, "website", "https://example.org/x"),
        ({"service_areas": [{"name": "Wales"}]}, "area", "Wales"),
        ({"service_areas": [{"name": "Atlantis"}]}, "area", "England and Wales"),
        ({"attributes": [{"taxonomy_term": {"code": "hru_kind:refuge"}}]}, "kind", "refuge"),
        ({"attributes": [{"taxonomy_term": {"code": "hru_kind:castle"}}]}, "kind", "national_helpline"),
        ({"phones": [{"number": "01632 960 102"}]}, "phones", (ring("01632 960 102"),)),
        ({"phones": [{"number": '"+44 1632 960102"', "type": "voice"}]}, "phones", (ring("+44 1632 960102"),)),
        ({"phones": [{"number": "07700 900 123", "type": "text"}]}, "texts", (text("07700 900 123"),)),
        ({"phones": [{"number": "01632 960 102", "type": "fax"}]}, "phones", ()),
        ({"phones": [{"number": "12"}]}, "phones", ()),
        ({"phones": None}, "phones", HARBOUR.phones),
        ({"schedules": []}, "hours", HARBOUR.hours),
        ({"contacts": [{"name": "Ann Persona", "phones": [{"number": "1"}]}]}, "phones", HARBOUR.phones),
    ],
)
def test_each_field_comes_in_as_it_can_be_used(more: dict[str, Any], field: str, value: object) -> None:
    assert getattr(_back(_with(HARBOUR), **more), field) == value


def _week(**more: Any) -> dict[str, Any]:
    return {"freq": "WEEKLY", "byday": "TU,WE", "opens_at": "10:00", "closes_at": "12:00"} | more


@pytest.mark.parametrize(
    ("schedules", "hours"),
    [
        ([_week()], Hours(tue="10:00-12:00", wed="10:00-12:00")),
        ([_week(opens_at="10:00:00", closes_at="12:00:00")], Hours(tue="10:00-12:00", wed="10:00-12:00")),
        (
            [_week(), _week(opens_at="13:00", closes_at="15:00", byday="TU")],
            Hours(tue="10:00-12:00,13:00-15:00", wed="10:00-12:00"),
        ),
        ([_week(opens_at="00:00", closes_at="23:59", byday="SU")], Hours(sun="24h")),
        ([_week(opens_at="20:00", closes_at="02:00", byday="FR")], Hours(fri="20:00-02:00")),
        ([_week(valid_to="2026-11-22"), _week(byday="SA")], Hours(sat="10:00-12:00")),
        ([_week(valid_from="2026-11-24"), _week(byday="SA")], Hours(sat="10:00-12:00")),
        ([_week(valid_from="2026-11-23", valid_to="2026-11-23")], Hours(tue="10:00-12:00", wed="10:00-12:00")),
        ([_week(interval=1)], Hours(tue="10:00-12:00", wed="10:00-12:00")),
        ([_week(interval=2)], HARBOUR.hours),
        ([_week(freq="MONTHLY", byday="2MO")], HARBOUR.hours),
        ([_week(bymonthday="3")], HARBOUR.hours),
        ([_week(opens_at="10:00Z")], HARBOUR.hours),
        ([_week(byday="")], HARBOUR.hours),
        ([_week(), _week(opens_at="11:00", closes_at="13:00")], HARBOUR.hours),
    ],
)
def test_hours_are_those_of_an_ordinary_week_or_stay(schedules: list[dict[str, Any]], hours: Hours) -> None:
    assert _back(_with(HARBOUR), schedules=schedules).hours == hours


def test_a_service_nobody_here_knows_asks_for_its_kind_and_area_and_keeps_its_id() -> None:
    told = {"id": "AC148810-d857-441c-9679-408f346de14b", "name": "Quay Line", "status": "active"}
    first, again = (read_hsds(json.dumps([told]).encode(), _with(HARBOUR), DAY) for _one in range(2))
    assert first.services == again.services
    (new,) = first.services
    assert (new.kind, new.status, new.confidence) == ("", "active", "unverified")
    (remark,) = first.remarks
    assert remark.startswith(f"{new.id}: fill in its kind and area; ")


def test_a_day_that_is_closed_here_stays_closed_where_no_schedule_opens_it() -> None:
    ours = made_up(hours=Hours(mon="09:00-17:00", sat="closed", sun="closed"))
    assert _back(_with(ours)).hours == ours.hours
    assert _back(_with(ours), schedules=[_week(byday="SU")]).hours == Hours(sun="10:00-12:00", sat="closed")


@pytest.mark.parametrize(
    "data",
    [b"", b"{}", b"[]", b"[1]", b"[" * 5000, b"\xff", b'{"contents":[]}', b'[{"id":"1","name":"x"}]', b"x" * 9_000_000],
    ids=range(9),
)
def test_what_is_no_list_of_services_is_refused(data: bytes) -> None:
    with pytest.raises(UnreadableHsds):
        read_hsds(data, _with(HARBOUR), DAY)


def test_a_file_with_more_numbers_than_any_directory_is_refused() -> None:
    """Each is read with care: two hundred thousand of them would keep the program busy."""
    numbers = [{"number": "x"}] * 5_000
    services = [{"id": f"quay {place}", "name": "Quay", "status": "active", "phones": numbers} for place in range(2)]
    assert len(read_hsds(json.dumps(services).encode(), here().directory, DAY).services) == 2
    services[0]["phones"] = [*numbers, {"number": "x"}]
    with pytest.raises(UnreadableHsds):
        read_hsds(json.dumps(services).encode(), here().directory, DAY)
