"""What no pack holds, each fault on both sides of its boundary, and that only what we write is read."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from hru_advocate.domain.packs.content import (
    MOST_BYTES,
    MOST_DAYS,
    PackContent,
    UnreadablePack,
    UnusableDraft,
    digest_of,
    fault_of,
    made_from,
    read_content,
    written,
)
from hru_advocate.domain.services.confirmations import OUR_LINE
from tests.domain.packs.made_up_pack import DAY, HARBOUR, changed, made_up, option, pack, ring

WHOLE = pack(HARBOUR, made_up("other_line"))
TWICE = "two entries have one id"
OF_A_SERVICE = "the id of a service is small letters, digits and _"
OF_AN_OPTION = "the id of an option is small letters, digits and _"
DAYS = f"it counts from the day it is made for at most {MOST_DAYS} days"
UNSEEN = "a text has a sign that nobody sees, or more than 4,000 characters"
ADDRESS = "service harbour_line has a web address that is none"


def with_line(**more: Any) -> PackContent:
    return pack(changed(HARBOUR, **more))


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (WHOLE, ""),
        (pack(HARBOUR, until=DAY), ""),
        (pack(HARBOUR, until=DAY - timedelta(days=1)), DAYS),
        (pack(HARBOUR, until=DAY + timedelta(days=MOST_DAYS)), ""),
        (pack(HARBOUR, until=DAY + timedelta(days=MOST_DAYS + 1)), DAYS),
        (pack(HARBOUR, HARBOUR), TWICE),
        (pack(options=(option(), option())), TWICE),
        (pack(options=(option(),)), ""),
        (pack(made_up("a" * 80)), ""),
        (pack(made_up("a" * 81)), OF_A_SERVICE),
        (pack(made_up("Harbour")), OF_A_SERVICE),
        (pack(made_up(OUR_LINE)), OF_A_SERVICE),
        (pack(options=(option(id="an option"),)), OF_AN_OPTION),
        (pack(options=(option(id="clock_late"),)), OF_AN_OPTION),
        (pack(options=(option(id="late_clock_"),)), ""),
        (with_line(website="https://example.org/x"), ""),
        (with_line(website="http://example.org"), ""),
        (with_line(website="example.org"), ADDRESS),
        (with_line(website="javascript:alert(1)"), ADDRESS),
        (with_line(webchat="ftp://example.org"), ADDRESS),
        (with_line(website="https://" + "a" * 500), ""),
        (with_line(website="https://" + "a" * 501), ADDRESS),
        (with_line(summary="x" * 4000), ""),
        (with_line(summary="x" * 4001), UNSEEN),
        (with_line(summary="two\nlines"), UNSEEN),
        (with_line(summary="turned \u202eround"), UNSEEN),
        (with_line(phones=(ring("01632 960 101", "a\u200bb"),)), UNSEEN),
        (pack(HARBOUR, edition="a\u200bb"), UNSEEN),
        (with_line(summary=""), ""),
    ],
)
def test_what_no_pack_holds(content: PackContent, fault: str) -> None:
    assert fault_of(content) == fault
    if fault:
        with pytest.raises(UnreadablePack):
            read_content(written(content))
    else:
        assert read_content(written(content)) == content


@pytest.mark.parametrize(
    "told",
    [
        b"",
        b"{}",
        b"[" * 100_000,
        written(WHOLE) + b"\n",
        written(WHOLE).replace(b'"version":1', b'"version":0'),
        written(WHOLE).replace(b'"version":1', b'"more":2,"version":1'),
        b" " * (MOST_BYTES + 1),
    ],
)
def test_only_what_is_written_here_is_read(told: bytes) -> None:
    with pytest.raises(UnreadablePack):
        read_content(told)


def test_a_pack_is_known_by_the_digest_of_its_very_bytes() -> None:
    assert digest_of(b"") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"


DRAFT = 'name = "harbour_list"\nversion = 2\nedition = "Winter"\nissued_by = "Unit"\nuntil = 2026-12-31\n'
CHANGE = '[[known_change]]\nwhat = "x"\naffects = []\nconfidence = "low"\nsource_urls = []\n'


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ("not toml", "The file cannot be used: "),
        (DRAFT.replace("version = 2", 'version = "2"'), "The file cannot be used: "),
        (DRAFT.replace("version = 2", "version = 0"), "The file cannot be used: "),
        (DRAFT + "more = 1\n", "The file cannot be used: "),
        (DRAFT, "There is no [[service]] and no [[option]] in it."),
        (DRAFT + CHANGE, "There is no [[service]] and no [[option]] in it."),
    ],
)
def test_a_draft_that_cannot_be_used_says_why(data: str, said: str) -> None:
    with pytest.raises(UnusableDraft) as refused:
        made_from(data.encode(), DAY)
    assert refused.value.message.startswith(said)


SERVICE = """[[service]]
id = "harbour_line"
name = "Harbour Line"
run_by = "Unit"
kind = "national_helpline"
status = "active"
summary = "Listens."
who_for = "Anybody."
area = "England and Wales"
phones = []
"""


def test_a_draft_is_made_into_a_pack_of_today() -> None:
    made = made_from((DRAFT + SERVICE).encode(), DAY)
    assert (made.name, made.version, made.made) == ("harbour_list", 2, DAY)
    assert [one.id for one in made.services] == ["harbour_line"]
    with pytest.raises(UnusableDraft, match="No pack can be made of it: it counts from the day"):
        made_from((DRAFT.replace("2026-12-31", "2026-11-22") + SERVICE).encode(), DAY)
