"""Made-up cases: each a story that hangs together, no two alike, nobody real, and everything checked as if typed."""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from importlib.resources import files
from itertools import pairwise
from pathlib import Path

import msgspec
import pytest

from hru_advocate.casework.cases.cases import CaseFilter, list_cases
from hru_advocate.casework.product import shipped
from hru_advocate.casework.session import Session
from hru_advocate.casework.today import look
from hru_advocate.casework.vault import checks
from hru_advocate.demo.cast import Names, Telling, cast
from hru_advocate.demo.filling import fill
from hru_advocate.demo.stories import Story, StoryBook
from hru_advocate.domain.forms.answers import value_of
from hru_advocate.domain.forms.fields import Field
from hru_advocate.domain.ledger.records import Record
from hru_advocate.store import views
from hru_advocate.store.ledger import ledger
from tests.casework.open_sessions import NOW, session_at

pytestmark = pytest.mark.xdist_group("demo")  # what the module makes is made once

CASES = 36
BOOK = StoryBook(files("resources") / "demo")
STORIES = {story.id: story for story in BOOK.stories}
DRAMA = re.compile(r"07700900\d{3}|01632960\d{3}|02079460\d{3}")


def wordings(value: object) -> Iterator[str]:
    """Every text anywhere inside a story, whatever it is made of."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for part in value.values():
            yield from wordings(part)
    elif isinstance(value, (tuple, list)):
        for part in value:
            yield from wordings(part)
    elif isinstance(value, msgspec.Struct):
        for name in value.__struct_fields__:
            yield from wordings(getattr(value, name))


@pytest.fixture(scope="module")
def session(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Session]:
    with session_at(tmp_path_factory.mktemp("demo") / "vault") as opened:
        fill(opened, CASES, 8)
        yield opened


@pytest.fixture(scope="module")
def records(session: Session) -> list[list[Record]]:
    """Every version of every record, case by case, in the order they were written."""
    found = []
    for line in list_cases(session, CaseFilter(status="")):
        entries = ledger.entries_of_case(session.vault, line.label.case, limit=1000).entries
        found.append([session.read(entry) for entry in reversed(entries) if entry.header.kind == "record"])
    return found


def of_form(case: list[Record], form: str) -> list[Record]:
    return [record for record in case if record.form.id == form]


def told(story: Story, turn: int) -> Telling:
    rng = random.Random(turn)
    telling = Telling(story, Names(BOOK.people, rng), rng, turn, start=NOW, last=NOW, now=NOW)
    telling.words |= {"area": "halton"} | {f"local_{key}": one for key, one in BOOK.people.local["halton"].items()}
    cast(telling)
    return telling


def test_there_are_many_stories() -> None:
    assert len(STORIES) == len(BOOK.stories) >= 14
    accounts = [story.referral.account for story in BOOK.stories]
    assert all(
        isinstance(account, tuple) or story.referral.decision != "accept"
        for account, story in zip(accounts, BOOK.stories, strict=True)
    )


@pytest.mark.parametrize("name", STORIES)
def test_every_wording_finds_its_names(name: str) -> None:
    for turn in range(4):
        telling = told(STORIES[name], turn)
        for text in wordings(STORIES[name]):
            filled = telling.fill(text)
            assert "{" not in filled, text
            assert "  " not in filled, text


def test_what_fits_any_story_finds_its_names_in_each() -> None:
    general = [*wordings(BOOK.phrases.events), *wordings(BOOK.phrases.checkins), *wordings(BOOK.phrases.mended)]
    for story in BOOK.stories:
        telling = told(story, 0)
        assert not [text for text in general if "{" in telling.fill(text)]


def test_profiles_find_their_names_in_the_stories_that_use_them() -> None:
    for story in BOOK.stories:
        telling = told(story, 1)
        for one in story.contact:
            assert not [text for text in wordings(BOOK.profile(one)) if "{" in telling.fill(text)]


@pytest.mark.parametrize("name", STORIES)
def test_every_id_a_story_names_is_known(name: str) -> None:
    known = shipped().known
    story = STORIES[name]
    telling = told(story, 0)
    ids = {text for text in wordings(story) if re.fullmatch(r"(rf|nd|tr|ci|sm)_\w+", text)}
    ids |= set(story.plan.said) if story.plan else set()
    services = [one.service for one in story.signpost] + list(story.plan.services if story.plan else ())
    ids |= {f"sv_{telling.fill(one)}" for one in services}
    assert sorted(one for one in ids if one not in known) == []


def test_nothing_says_that_it_was_their_doing() -> None:
    blame = re.compile(
        r"provok|(she|he) asked for it\b(?! to)|should have (left|known|told)|brought (it|this) on"
        r"|let (him|her) back|led (him|her) on"
        r"|own fault|attention.seeking|dramatic|hysteric|refuses to leave|failed to (leave|report)",
        re.IGNORECASE,
    )
    texts = [*wordings(BOOK.stories), *wordings(BOOK.phrases)]
    assert [text for text in texts if blame.search(text)] == []


def test_all_ways_of_living_and_all_decisions_are_told(session: Session) -> None:
    lines = list_cases(session, CaseFilter(status=""))
    assert len(lines) == CASES
    assert {story.lives for story in BOOK.stories} == {"together", "apart", "never"}
    assert {one for story in BOOK.stories for one in story.relationship} >= {
        "partner", "ex_partner", "family", "friend", "colleague", "neighbour", "professional", "unknown",
    }  # fmt: skip
    assert len({line.living_words for line in lines}) == 3
    assert {line.status for line in lines} == {"open", "advised", "declined", "closed"}
    assert {line.level for line in lines if line.status == "open"} == {"high", "medium", "standard"}
    assert len({line.area_words for line in lines}) == 5


def test_even_a_few_cases_bring_an_advised_and_a_declined_one(tmp_path: Path) -> None:
    with session_at(tmp_path / "vault") as opened:
        refs = fill(opened, 6, 1)
        lines = list_cases(opened, CaseFilter(status=""))
        assert {line.label.ref for line in lines} == set(refs)
        assert Counter(line.status for line in lines) == {"open": 4, "advised": 1, "declined": 1}


def test_contacts_are_over_due_today_and_ahead(session: Session) -> None:
    today = session.now().date()
    due = [line.next_contact for line in list_cases(session, CaseFilter()) if line.next_contact]
    assert min(due) < today < max(due)
    assert today in due
    page = look(session)
    assert any(one.due.over_days > 0 for one in page.contacts)
    assert any(one.due.over_days < 0 for one in page.reviews)
    assert sum(one.due.over_days > 7 for one in page.reviews) < 5


def test_safe_contact_differs_and_some_is_stale(session: Session) -> None:
    shorts = {line.safe.word.split(" ")[0] for line in list_cases(session, CaseFilter())}
    assert {"not", "they", "confirm"} <= shorts
    assert any(line.safe.safety == "now" for line in list_cases(session, CaseFilter()))
    rules = {line.safe.rules.split(" · ")[0] for line in list_cases(session, CaseFilter())}
    assert any(rule.startswith("Only through") for rule in rules)


def test_no_two_cases_read_alike(records: list[list[Record]]) -> None:
    accounts = [value_of(of_form(case, "referral")[0].answers, "account") for case in records]
    names = [value_of(of_form(case, "referral")[0].answers, "victim") for case in records]
    assert len(set(accounts)) == len(set(names)) == CASES
    plans = [of_form(case, "safety_plan") for case in records]
    chosen = [tuple(sorted(measures(versions[0]))) for versions in plans if versions]
    assert len(set(chosen)) == len(chosen)
    assert all(5 <= len(one) <= 14 for one in chosen)


def measures(plan: Record) -> list[str]:
    return [link for row in value_of(plan.answers, "items") for link in value_of(row, "measure") or ()]


def test_a_case_holds_all_the_work(records: list[list[Record]]) -> None:
    full = [case for case in records if of_form(case, "safety_plan")]
    assert len(full) > CASES * 0.8
    for case in full:
        counts = Counter(record.form.id for record in case)
        assert counts["contact"] >= 6
        assert counts["person"] >= 3
        assert min(counts[form] for form in ("situation", "risk_conversation", "judgement", "signposting")) >= 1
        assert counts["needs_assessment"] == 2
    assert any(len(of_form(case, "safety_plan")) == 2 for case in full)
    assert any(of_form(case, "paper") for case in full)


def test_promises_stand_in_every_way_they_can(session: Session) -> None:
    page = look(session)
    assert any(one.action.late_days > 0 for one in page.actions)
    assert any(one.action.chase for one in page.actions)
    assert any(one.due.over_days < 0 for one in page.dates)
    assert page.paused


def test_promises_and_talks_belong_to_every_case_taken_on(records: list[list[Record]]) -> None:
    full = [case for case in records if of_form(case, "safety_plan")]
    states = Counter(value_of(record.answers, "state") for case in full for record in of_form(case, "action"))
    assert {"open", "done", "done_late", "refused", "unsafe", "not_yet"} <= set(states)
    for case in full:
        assert len(of_form(case, "action")) >= 3
        assert of_form(case, "legal_talk")
    talks = [record for case in full for record in of_form(case, "legal_talk")]
    assert any(value_of(record.answers, "next_step") for record in talks)
    assert len({value_of(record.answers, "option") for record in talks}) >= 5
    paused = sum(bool(of_form(case, "pause")) for case in full)
    assert 1 <= paused < len(full) / 3


def test_corrections_say_why(records: list[list[Record]]) -> None:
    mended = [record for case in records for record in of_form(case, "contact") if record.parents]
    assert len(mended) >= 5
    assert all(record.reason for record in mended)


def test_risk_is_asked_as_a_conversation_with_all_the_answers_there_are(records: list[list[Record]]) -> None:
    states: Counter[str] = Counter()
    ratings_differ = 0
    for case in records:
        for record in of_form(case, "risk_conversation"):
            states.update(answer.state for answer in record.answers.values())
            assert 4 <= sum(answer.given for answer in record.answers.values()) <= 40
        for record in of_form(case, "needs_assessment"):
            rated = [answer.value for key, answer in record.answers.items() if record.form.by_id[key].kind == "rating"]
            ratings_differ += sum(one.advocate is not None and one.advocate != one.value for one in rated)
    assert {"answered", "not_known", "declined", "unsafe_to_ask"} <= set(states)
    assert ratings_differ > 20


def test_time_runs_forward_and_never_beyond_now(session: Session, records: list[list[Record]]) -> None:
    now = f"{session.now():%Y-%m-%dT%H:%M}"
    for case in records:
        happened = [record.happened.sort for record in of_form(case, "contact") if record.happened]
        assert max(happened) <= now
        received = value_of(of_form(case, "referral")[0].answers, "received").sort
        assert min(happened)[:10] >= received[:10]
        reached = [
            record
            for record in of_form(case, "contact")
            if not record.parents and value_of(record.answers, "next_contact")
        ]
        days = [record.happened.day for record in reached if record.happened and record.happened.day]
        assert days == sorted(days)
        assert all(later - earlier <= timedelta(days=24) for earlier, later in pairwise(days))


def numbers_in(field: Field, value: object) -> Iterator[str]:
    if field.kind == "phone":
        yield str(value)
    elif field.kind == "group" and isinstance(value, tuple):
        for row in value:
            for inner in field.fields:
                if inner.id in row and row[inner.id].given:
                    yield from numbers_in(inner, row[inner.id].value)


def test_nobody_has_these_numbers(records: list[list[Record]]) -> None:
    found = {
        number.replace(" ", "")
        for case in records
        for record in case
        for field in record.form.fields
        if (answer := record.answers.get(field.id)) is not None and answer.given
        for number in numbers_in(field, answer.value)
    }
    assert len(found) > 60
    assert [number for number in found if not DRAMA.fullmatch(number)] == []
    texts = [*wordings(BOOK.stories), *wordings(BOOK.phrases), *wordings(BOOK.people)]
    assert [text for text in texts if re.search(r"(?<!shout_)\d{5}|@(?!post\.example)", text)] == []


def test_advice_was_given_where_it_comes_first_and_nothing_refused_was_chosen(records: list[list[Record]]) -> None:
    rows = [row for case in records for plan in of_form(case, "safety_plan") for row in value_of(plan.answers, "items")]
    assert any(value_of(row, "advice") for row in rows)
    assert not any(value_of(row, "override") for row in rows)
    states = Counter(value_of(row, "state") for row in rows)
    assert {"chosen", "already_do", "done", "not_now", "stopped"} <= set(states)
    assert {value_of(row, "carry") for row in rows} == {"carry", "keep", "speak"}


def test_the_same_seed_tells_the_same_cases(tmp_path: Path) -> None:
    def bodies(folder: Path, seed: int) -> list[tuple[str, str, bytes | None]]:
        with session_at(folder) as opened:
            fill(opened, 7, seed)
            lines = list_cases(opened, CaseFilter(status="", order="name"))
            return [
                (entry.header.form, entry.header.happened, entry.body)
                for line in lines
                for entry in ledger.entries_of_case(opened.vault, line.label.case, limit=1000).entries
            ]

    first = bodies(tmp_path / "one", 5)
    assert first == bodies(tmp_path / "two", 5)
    assert first != bodies(tmp_path / "three", 6)


def test_everything_holds_and_the_ledger_says_it_is_made_up(session: Session) -> None:
    verdict = checks.verify(session)
    assert verdict.lines == ()
    events = [
        entry
        for entry in ledger.entries_of_case(session.vault, None, limit=1000).entries
        if entry.header.kind == "event"
    ]
    assert "made_up_cases" in {entry.header.form for entry in events}


def test_lived_cases_are_recorded_as_they_happened(tmp_path: Path) -> None:
    with session_at(tmp_path / "vault") as opened:
        fill(opened, 5, 2, lived=True)
        late, recorded = 0, []
        for line in list_cases(opened, CaseFilter(status="")):
            for entry in ledger.entries_of_case(opened.vault, line.label.case, limit=1000).entries:
                record = opened.read(entry)
                recorded.append(record.recorded.utc)
                if record.happened and record.happened.day:
                    late += date.fromisoformat(record.recorded.utc[:10]) > record.happened.day + timedelta(days=2)
        assert late < 5
        assert max(recorded) <= "2026-11-23T10:01"
        assert min(recorded) < "2026-11-01"
        assert checks.verify(opened).fine
        assert views.counts_by_status(opened.vault)["open"] >= 3
