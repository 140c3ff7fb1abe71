"""A number is read once: with the directory, the plan or the check it stands in, and never again for a page."""

from __future__ import annotations

from collections import Counter

import phonenumbers
import pytest

from hru_advocate.casework.paper import papers
from hru_advocate.casework.paper.papers import PaperRequest
from hru_advocate.casework.product import Product, UnitProduct
from hru_advocate.casework.services import directory
from hru_advocate.casework.services.directory import DirectoryFilter
from hru_advocate.casework.session import Session
from hru_advocate.domain import phone_numbers
from hru_advocate.domain.packs.taken import TakenPacks
from tests.casework.open_sessions import add, new_case

HELPLINE = "national_stalking_helpline"
OWN = ("01632960001", "01632 960002")


class Counts:
    """What was looked up in the table of ranges, and what was read at all, by the text that was read."""

    def __init__(self) -> None:
        self.looked_up: Counter[str] = Counter()
        self.read: Counter[str] = Counter()

    def clear(self) -> None:
        self.looked_up.clear()
        self.read.clear()


@pytest.fixture
def counts(monkeypatch: pytest.MonkeyPatch) -> Counts:
    counted = Counts()
    look_up, read = phonenumbers.parse, phone_numbers._plain

    def looking_up(text: str, region: str | None = None) -> phonenumbers.PhoneNumber:
        counted.looked_up[text] += 1
        return look_up(text, region)

    def reading(text: str) -> str:
        counted.read[text] += 1
        return read(text)

    monkeypatch.setattr(phonenumbers, "parse", looking_up)
    monkeypatch.setattr(phone_numbers, "_plain", reading)
    return counted


@pytest.fixture
def fresh(session: Session, monkeypatch: pytest.MonkeyPatch) -> Session:
    """A session whose directory has not been read."""
    monkeypatch.setattr(session, "product", UnitProduct(Product(), list, list, TakenPacks))
    return session


def test_reading_the_directory_reads_each_listing_once_and_looks_up_no_range(counts: Counts) -> None:
    services = Product().library.services.services
    listings = Counter(line.number for one in services for line in one.phones)
    listings.update(line.number for one in services for line in one.texts)
    after_relay = {text.removeprefix("18001 ") for text in listings if text.startswith("18001 ")}
    read = counts.read - Counter(after_relay)
    held_against = Counter(ban.target or ban.value for one in services for ban in one.do_not_print)
    assert listings <= read
    assert read - listings <= held_against
    assert not counts.looked_up


def test_a_second_listing_reads_no_number_of_the_directory_again(fresh: Session, counts: Counts) -> None:
    directory.confirm(fresh, HELPLINE, "number", "0808 802 0300", by="A. Advocate", against="own_page")
    directory.confirm(fresh, "paladin", "number", "02038664107", by="A. Advocate", against="own_page")
    first = directory.find_services(fresh, DirectoryFilter())
    assert not counts.looked_up or max(counts.looked_up.values()) == 1
    counts.clear()
    assert directory.find_services(fresh, DirectoryFilter()) == first
    assert not counts.looked_up
    assert counts.read == {"0808 802 0300": 1, "02038664107": 1}  # the checks are records, and read anew


@pytest.mark.parametrize("document", ["pocket_card", "full_plan", "plain_sheet", "file_copy"])
def test_a_page_looks_each_number_up_once_and_the_second_page_none(
    fresh: Session, counts: Counts, document: str
) -> None:
    case = new_case(fresh)
    own = [{"label": label, "number": number} for label, number in zip(("Mum", "Sam"), OWN, strict=True)]
    items = [{"section": "emergency", "text": "Ring my sister", "state": "chosen", "carry": "carry"}]
    raw = {"items": items, "services": [f"sv_{HELPLINE}", "sv_paladin"], "own_numbers": own, "review": "2026-12-20"}
    add(fresh, case, "safety_plan", raw)
    fresh.product.library.services  # noqa: B018 - read, so that only the page is counted
    counts.clear()
    wanted = PaperRequest(case.case or "", document, frozenset({f"sv_{HELPLINE}"}))
    first = papers.preview(fresh, wanted)
    assert not counts.looked_up or max(counts.looked_up.values()) == 1
    counts.clear()
    assert papers.preview(fresh, wanted).numbers == first.numbers
    assert not counts.looked_up
    assert not [text for text, times in counts.read.items() if times > 1]
