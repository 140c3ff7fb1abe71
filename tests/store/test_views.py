from __future__ import annotations

from typing import Any

import pytest

from hru_advocate.domain.ledger.ids import case_ref
from hru_advocate.errors import NotFound
from hru_advocate.store import dues, views
from hru_advocate.store.vault_file.vault import Vault
from hru_advocate.store.views import CaseRowFilter


def test_each_column_is_set_by_the_newest_head_that_mentions_it(opened: Vault, writer: Any) -> None:
    case = writer.id()
    writer.write(
        case=case, slot="referral", sort="2026-11-01", columns={"status": "open", "area": "halton", "name": "Mara Kent"}
    )
    writer.write(case=case, sort="2026-11-20", columns={"last_contact": "2026-11-20", "last_reached": "2026-11-20"})
    writer.write(case=case, sort="2026-11-22", columns={"last_contact": "2026-11-22"})
    writer.write(case=case, sort="2026-11-10", columns={"last_contact": "2026-11-10", "safe": "no voicemail"})
    row = views.case_row(opened, case)
    assert (row.status, row.area, row.name) == ("open", "halton", "Mara Kent")
    assert (row.last_contact, row.last_reached, row.safe) == ("2026-11-22", "2026-11-20", "no voicemail")


def test_a_later_head_may_empty_a_column_and_a_correction_gives_it_back(opened: Vault, writer: Any) -> None:
    case = writer.id()
    writer.write(case=case, sort="1", columns={"next_contact": "2026-12-01"})
    emptied = writer.write(case=case, sort="2", columns={"next_contact": None})
    assert views.case_row(opened, case).next_contact is None
    writer.write(case=case, sort="2", record=emptied.header.record, parents=(emptied.header.id,))
    assert views.case_row(opened, case).next_contact == "2026-12-01"


def test_equal_times_are_decided_by_when_they_were_recorded(opened: Vault, writer: Any) -> None:
    case = writer.id()
    writer.write(case=case, sort="2026", columns={"level": "standard"})
    writer.write(case=case, sort="2026", columns={"level": "high"})
    assert views.case_row(opened, case).level == "high"


def test_a_case_is_found_by_its_reference(opened: Vault, writer: Any) -> None:
    case = writer.id()
    writer.write(case=case)
    ref = case_ref(case)
    assert views.row_by_ref(opened, f" {ref.lower()} ").case == case
    assert views.case_row(opened, case).ref == ref
    for ask in (views.row_by_ref, views.case_row):
        with pytest.raises(NotFound):
            ask(opened, "HRU-0000-0000")


@pytest.fixture
def many(opened: Vault, writer: Any) -> dict[str, str]:
    cases = {}
    for name, status, area, level, due in (
        ("Zofia Łoś", "open", "halton", "high", "2026-12-03"),
        ("Anna Kent", "open", "warrington", "standard", "2026-12-01"),
        ("Mara Kent", "closed", "halton", "high", None),
        ("Bea O'Neil", "open", "halton", "medium", "2026-12-02"),
    ):
        cases[name] = writer.id()
        initials = "".join(part[0] for part in name.split())
        columns = {
            "name": name,
            "initials": initials,
            "status": status,
            "area": area,
            "level": level,
            "next_contact": due,
        }
        writer.write(case=cases[name], slot="referral", columns=columns)
    return cases


@pytest.mark.parametrize(
    ("wanted", "names"),
    [
        (CaseRowFilter(), ["Anna Kent", "Bea O'Neil", "Zofia Łoś", "Mara Kent"]),
        (CaseRowFilter(status=("open",)), ["Anna Kent", "Bea O'Neil", "Zofia Łoś"]),
        (CaseRowFilter(status=()), []),
        (CaseRowFilter(area=("halton",), level=("high", "medium")), ["Bea O'Neil", "Zofia Łoś", "Mara Kent"]),
        (CaseRowFilter(text="kent", order="name"), ["Anna Kent", "Mara Kent"]),
        (CaseRowFilter(text="los ZOFIA"), ["Zofia Łoś"]),
        (CaseRowFilter(text="zł"), ["Zofia Łoś"]),
        (CaseRowFilter(text="%"), []),
        (CaseRowFilter(order="name", limit=2, offset=1), ["Bea O'Neil", "Mara Kent"]),
        (CaseRowFilter(order="newest", limit=1), ["Bea O'Neil"]),
    ],
)
def test_cases_are_listed_as_asked(opened: Vault, many: Any, wanted: CaseRowFilter, names: list[str]) -> None:
    assert [row.name for row in views.case_rows(opened, wanted)] == names


def test_the_open_cases_are_those_that_are_listed_as_open(opened: Vault, many: Any) -> None:
    listed = {row.case for row in views.case_rows(opened, CaseRowFilter(status=("open",)))}
    assert set(views.open_cases(opened)) == listed
    assert len(listed) == len(views.open_cases(opened)) == 3


def test_a_case_is_listed_by_its_reference(opened: Vault, many: dict[str, str]) -> None:
    ref = case_ref(many["Mara Kent"])
    assert [row.name for row in views.case_rows(opened, CaseRowFilter(text=ref.lower()))] == ["Mara Kent"]


@pytest.mark.parametrize("order", list(views._ORDERS))
def test_every_order_works(opened: Vault, many: Any, order: Any) -> None:
    assert len(views.case_rows(opened, CaseRowFilter(order=order))) == 4


def test_contacts_are_due_until_someone_was_reached(opened: Vault, writer: Any, many: dict[str, str]) -> None:
    assert [row.name for row in views.contacts_due(opened, "2026-12-02")] == ["Anna Kent", "Bea O'Neil"]
    writer.write(case=many["Anna Kent"], columns={"last_reached": "2026-12-01T09:00"})
    assert [row.name for row in views.contacts_due(opened, "2026-12-02")] == ["Bea O'Neil"]


def test_due_dates_come_from_heads_only(opened: Vault, writer: Any) -> None:
    case = writer.id()
    old = writer.write("promise", case=case, slot="action", due="2026-11-25")
    writer.write("unit", slot="service", due="2026-11-24")
    writer.write("later", case=case, slot="action", due="2027-01-01")
    assert [(line.line, line.due, line.due_label) for line in dues.of_case(opened, case)] == [
        ("promise", "2026-11-25", "ring back"),
        ("later", "2027-01-01", "ring back"),
    ]
    writer.write("kept", case=case, slot="action", record=old.header.record, parents=(old.header.id,))
    assert [line.line for line in dues.of_case(opened, case)] == ["later"]


def test_recent_cases_come_latest_first_each_once(opened: Vault, writer: Any, many: dict[str, str]) -> None:
    writer.write(case=many["Mara Kent"])
    writer.write(case=many["Anna Kent"], kind="event")
    assert [row.name for row, _line in views.recent(opened, 2)] == ["Mara Kent", "Bea O'Neil"]


def test_of_a_recent_case_the_line_is_what_was_written_there_last(
    opened: Vault, writer: Any, many: dict[str, str]
) -> None:
    old = writer.write("first words", case=many["Mara Kent"])
    writer.write("told of last year", case=many["Mara Kent"], sort="2025-01-01")
    writer.write("corrected words", case=many["Mara Kent"], record=old.header.record, parents=(old.header.id,))
    assert [line.line for _row, line in views.recent(opened, 1)] == ["corrected words"]


def test_cases_are_counted_by_status(opened: Vault, many: Any) -> None:
    assert views.counts_by_status(opened) == {"open": 3, "closed": 1}


def test_lines_are_by_slot_and_newest_first(opened: Vault, writer: Any) -> None:
    case = writer.id()
    for text, slot, sort in (("a", "risk", "2"), ("b", "contact", "1"), ("c", "contact", "3"), ("d", "contact", "2")):
        writer.write(text, case=case, slot=slot, sort=sort)
    assert [line.line for line in views.lines_of_case(opened, case)] == ["c", "d", "b", "a"]
    assert [line.line for line in views.lines_of_case(opened, case, slot="risk")] == ["a"]
    line = views.lines_of_case(opened, case, slot="risk")[0]
    assert (line.case, line.form, line.version, line.disputed, line.due_label) == (case, "risk", 1, False, "")


def test_a_case_begins_when_its_first_record_was_written(opened: Vault, writer: Any) -> None:
    case = writer.id()
    first = writer.write(case=case)
    writer.write(case=case)
    assert views.case_row(opened, case).opened == first.header.recorded.utc


def test_a_column_the_case_row_does_not_have_is_a_bug_and_saves_nothing(opened: Vault, writer: Any) -> None:
    with pytest.raises(KeyError):
        writer.write(case=writer.id(), columns={"shoe_size": "5"})
    assert views.case_rows(opened, CaseRowFilter()) == []


def test_what_is_due_in_open_cases_is_listed(opened: Vault, writer: Any) -> None:
    for status in ("open", "closed"):
        for next_contact, last_reached in (
            ("2026-12-01", None),
            ("2026-12-01", "2026-12-01T09:00"),
            ("2026-12-01", "2026-11-30T09:00"),
            ("2026-12-06", None),
            (None, None),
        ):
            columns = {"status": status, "next_contact": next_contact, "last_reached": last_reached}
            writer.write(case=writer.id(), columns=columns)
        for due, asks in (
            ("2026-12-01", None),
            ("2026-12-05", '["tr_breach"]'),
            ("2026-12-06", None),
            ("2026-12-07", '["tr_arrest","tr_breach"]'),  # the machine's clock went wrong: it asks all the same
            (None, None),
        ):
            columns = {"status": status, "review_due": due, "review_asks": asks}
            writer.write(case=writer.id(), columns=columns)
    assert [row.status for row in views.contacts_due(opened, "2026-12-05")] == ["open", "open"]
    assert [(row.review_due, row.review_asks) for row in views.plans_due(opened, "2026-12-05", 9)] == [
        ("2026-12-01", ()),
        ("2026-12-05", ("tr_breach",)),
        ("2026-12-07", ("tr_arrest", "tr_breach")),
    ]
    assert [row.review_due for row in views.plans_due(opened, "2026-12-05", 1)] == ["2026-12-01"]
