"""Safe contact on the unit's paper: the rules and the moment they were worked out, never a promise."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from hru_advocate.documents.blocks import AnswerBlock, Block, Heading, KeepTogether, Page, Table, plain
from hru_advocate.documents.compose.documents import compose_plan
from hru_advocate.documents.compose.office.file_copy import file_copy
from hru_advocate.documents.compose.office.lists import contact_log
from hru_advocate.documents.compose.safe_contact import SafeAt, safe_contact
from hru_advocate.domain.people.contact_now import judge_now
from hru_advocate.domain.people.safe_contact import SafeContact
from tests.documents.composed_cases import case_paper, record, stalked_at_work, strings_of
from tests.domain.people.contact_answers import way_to

NOT_BEFORE = "do not ring before 30 Nov 2026, 09:00"
LONDON = ZoneInfo("Europe/London")
SATURDAY = datetime(2026, 11, 28, 10, 0, tzinfo=LONDON)
MONDAY_MORNING = datetime(2026, 11, 30, 9, 30, tzinfo=LONDON)
RULES = SafeContact(
    may_contact="yes",
    ways=(
        way_to("mobile", days=("mon",), start="09:00", end="12:00"),
        way_to("text"),
    ),
    confirmed="2026-11-23",
)


def safe(at: datetime, *rules: SafeContact) -> SafeAt:
    return SafeAt(judge_now(rules, at, dated=True), at)


def said(safe_at: SafeAt) -> str:
    return " ".join(text for block in safe_contact(safe_at) for text in strings_of(block))


@pytest.mark.parametrize(
    ("at", "expected"),
    [
        (
            SATURDAY,
            f"Worked out 28 Nov 2026, 10:00, for that moment alone: Text was allowed; {NOT_BEFORE}.",
        ),
        (MONDAY_MORNING, "Worked out 30 Nov 2026, 09:30, for that moment alone: Ring or text was allowed."),
    ],
)
def test_what_was_allowed_is_told_with_its_moment(at: datetime, expected: str) -> None:
    found = said(safe(at, RULES))
    assert expected in found
    assert " now" not in found
    assert "Confirmed 23 Nov 2026." in found
    assert "before Mon 09:00" not in found
    assert "Look at the rules again before any contact." in found


@pytest.mark.parametrize(("rules", "word"), [((), "no rules yet"), ((RULES, RULES), "two versions")])
def test_what_is_not_agreed_is_said_as_well(rules: tuple[SafeContact, ...], word: str) -> None:
    assert f"for that moment alone: {word}." in said(safe(SATURDAY, *rules))


def test_the_rules_stand_whole_before_what_they_allowed() -> None:
    (together,) = safe_contact(safe(SATURDAY, RULES))
    assert isinstance(together, KeepTogether)
    heading, rules, _worked_out = together.blocks
    assert heading == Heading("Safe contact")
    assert rules == AnswerBlock("The rules", judge_now([RULES], SATURDAY, dated=True).rules)


def _labels(page: Page) -> list[str]:
    blocks: list[Block] = []
    for block in page.blocks:
        blocks += block.blocks if isinstance(block, KeepTogether) else [block]
    return [str(getattr(block, "label", "") or getattr(block, "text", "")) for block in blocks]


def test_contact_log_and_file_copy_carry_them_before_any_way_of_contact() -> None:
    at = safe(SATURDAY, RULES)
    log = _labels(contact_log(replace(case_paper(), safe=at)))
    copy = _labels(file_copy(replace(stalked_at_work(), safe=at)).page)
    assert log.index("Safe contact") == 2
    assert copy.index("Safe contact") < copy.index("Numbers")
    assert "Safe contact" not in _labels(contact_log(case_paper()))


def test_the_victims_words_lead_each_contact_of_the_log() -> None:
    call = record("contact", {
        "happened": "about 3 pm on Thursday", "method": "phone", "direction": "in", "with_whom": "victim",
        "fact": "She rang.", "report": "He was outside.", "words": "He just stood there.",
    }, 19)  # fmt: skip
    (table,) = [one for one in contact_log(replace(case_paper(), records=(call,))).blocks if isinstance(one, Table)]
    (told,) = [plain(cell) for _when, cell in table.rows]
    assert told.index("In her or his own words") < told.index("As fact: what I saw or did")


def test_no_paper_of_the_person_says_when_something_was_told() -> None:
    for document in ("full_plan", "plain_sheet", "large_print", "easy_words", "pocket_card"):
        assert "told on" not in " ".join(strings_of(compose_plan(document, stalked_at_work()).page)), document


def test_the_file_copy_speaks_of_the_person_as_they_asked() -> None:
    copy = " ".join(strings_of(file_copy(replace(stalked_at_work(), pronoun="they")).page))
    assert "In their own words" in copy
    assert "her or his" not in copy
