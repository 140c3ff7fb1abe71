"""A made-up case's safety plan, chosen from what the program really suggests for it, and its paper."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final

from hru_advocate.casework.plan import planning
from hru_advocate.casework.session import Session
from hru_advocate.demo.cast import Raw, Telling, placed
from hru_advocate.demo.stories import Own, PlanStory, StoryPhrases
from hru_advocate.domain.moments import read_moment
from hru_advocate.domain.plan.as_written import as_written
from hru_advocate.domain.plan.suggestions import Suggestion

_IN_ONE_SECTION: Final = 3
_LOOKED_AT: Final = 24
"""Rows of the list a person looks at beyond what she or he would pick anyway."""


def plan(telling: Telling, phrases: StoryPhrases, session: Session, case: str, *, at: datetime, last: bool) -> Raw:
    """The first version: what the person picks among the measures that are offered, and her or his own."""
    story = _story(telling)
    offered = _offered(session, case)
    items = [_item(telling, phrases, session, row, at) for row in _picked(telling, story, offered)]
    items += [_own(telling, own) for own in story.own]
    items = _allowed(session, case, items)
    raw: Raw = {
        "made_on": telling.told(at),
        "own_words": telling.say(story.words),
        "items": items,
        "review": _review(telling, at, last=last),
    }
    if story.wish:
        raw["wishes"] = [{"wish": "wish_first", "words": telling.say(story.wish)}]
    if story.services:
        raw["services"] = [f"sv_{telling.fill(one)}" for one in story.services]
    if "safe" in telling.cast and telling.happens(0.6):
        label = telling.words["safe"]
        raw["own_numbers"] = [{"label": label, "number": telling.mobile()}]
    return raw


def second_plan(telling: Telling, phrases: StoryPhrases, session: Session, case: str, before: Raw) -> Raw:
    """The next version: something is done, something stopped, something new answers what happened since."""
    story = _story(telling)
    at = telling.at(0.66)
    items: list[Raw] = [dict(row) for row in _rows(before)]
    for place, row in enumerate(items):
        if row["state"] == "chosen" and place % 3 == 0:
            row["state"] = "done"
    stopped = telling.rng.randrange(len(items))
    items[stopped]["state"] = "stopped"
    items[stopped]["words"] = telling.say(phrases.stopped)
    known = {one for row in items for one in _links(row)}
    offered = [one for one in _offered(session, case) if one.measure not in known]
    items += [_item(telling, phrases, session, row, at) for row in _picked(telling, story, offered)[:4]]
    return before | {
        "made_on": telling.told(at),
        "items": _allowed(session, case, items),
        "what_changed": telling.say(story.changed),
        "review": _review(telling, at, last=True),
    }


def paper(telling: Telling, phrases: StoryPhrases, made: Raw, at: datetime) -> Raw:
    """The copy that was made of a plan, or that it was read aloud."""
    story = _story(telling)
    document = story.paper
    carried = [row for row in _rows(made) if row["carry"] == "carry" and row["state"] in ("chosen", "already_do")]
    raw: Raw = {
        "made_on": telling.told(at),
        "document": document,
        "how": "spoken" if document == "spoken" else "printed",
        "copy_number": 1,
        "state": "out",
    }
    if document == "spoken":
        return raw | {"state": {"state": "not_asked"}}
    measures = [one for row in carried for one in _links(row)]
    days = telling.rng.randint(-3, 40)
    return raw | {
        "override": "Talked about; a small card in the phone case is what the person wants.",
        "kept_where": telling.say(story.kept or phrases.paper_kept),
        "pages": 1 if document == "pocket_card" else 2,
        "measures": measures,
        "destroy_by": (telling.now.date() + timedelta(days=days)).isoformat(),
    }


def _story(telling: Telling) -> PlanStory:
    if telling.story.plan is None:
        message = f"{telling.story.id} has no plan to tell"
        raise ValueError(message)
    return telling.story.plan


def _rows(raw: Raw) -> list[Raw]:
    rows = raw["items"]
    return rows if isinstance(rows, list) else []


def _links(row: Raw) -> list[str]:
    links = row.get("measure", [])
    return links if isinstance(links, list) else []


def _offered(session: Session, case: str) -> list[Suggestion]:
    rows = (row.suggestion for row in planning.suggest_for(session, case))
    return [one for one in rows if one.refused is None]


def _picked(telling: Telling, story: PlanStory, offered: Sequence[Suggestion]) -> list[Suggestion]:
    """The measures chosen: what this story's person would pick first, then the most pressing, spread over sections."""
    by_id = {row.measure: row for row in offered if row.measure not in story.refuses}
    wanted = [by_id[one] for one in story.prefer if one in by_id and telling.happens(0.78)]
    rest = [row for row in by_id.values() if row.measure not in story.prefer and not row.advice_first][:_LOOKED_AT]
    telling.rng.shuffle(rest)
    count = telling.rng.randint(8, 14)
    sections: Counter[str] = Counter()
    picked: list[Suggestion] = []
    for row in (*wanted, *rest):
        if len(picked) < count and sections[row.section] < _IN_ONE_SECTION:
            sections[row.section] += 1
            picked.append(row)
    return picked


def _item(telling: Telling, phrases: StoryPhrases, session: Session, row: Suggestion, at: datetime) -> Raw:
    story, rng = _story(telling), telling.rng
    item: Raw = planning.item_from(session, row.measure, row.answers)
    if row.measure in story.said:
        item["words"] = telling.say(story.said[row.measure])
        if rng.random() < 0.4:
            item["words_instead"] = True
    if row.advice_first:
        item["advice"] = f"{telling.say(phrases.advice)} {row.advice}"
    dice = rng.random()
    if dice < 0.16:
        item["state"] = "already_do"
    elif dice < 0.24:
        item |= {"state": "not_now", "words": telling.say(phrases.not_now)}
    if story.paper == "spoken":
        item["carry"] = "speak" if item["carry"] == "carry" else "keep"
    if item["state"] == "chosen":
        item |= _arranged(telling, phrases, row.section, at)
    return item


def _arranged(telling: Telling, phrases: StoryPhrases, section: str, at: datetime) -> Raw:
    """Agrees who does it, by when, and the day to look at it again."""
    raw: Raw = {}
    who = phrases.who.get(section, phrases.who["any"])
    if telling.happens(0.65):
        raw["who"] = telling.say(who[telling.rng.randrange(len(who))])
    if telling.happens(0.4):
        soon = phrases.soon[telling.rng.randrange(len(phrases.soon))]
        raw["when"] = placed(read_moment(soon, at, "future"))
    if telling.happens(0.25):
        raw["review"] = (telling.now.date() + timedelta(days=telling.rng.randint(1, 30))).isoformat()
    return raw


def _own(telling: Telling, own: Own) -> Raw:
    raw: Raw = {
        "section": own.section,
        "text": telling.say(own.text),
        "answers": list(own.answers),
        "state": "chosen" if telling.happens(0.6) else "already_do",
        "carry": own.carry,
    }
    for part in ("words", "who", "discreet"):
        if said := getattr(own, part):
            raw[part] = telling.say(said)
    return raw


def _allowed(session: Session, case: str, items: Sequence[Raw]) -> list[Raw]:
    """The measures with the advice their words ask for; those that a rule refuses in these words are left out."""
    board = planning.board(session, case, {"made_on": "2026-01-01", "items": items})
    refused = {look.item for look in board.looks if "a rule now refuses it" in look.sentence}
    found: list[Raw] = []
    for item, line in zip(items, board.plan.items, strict=True):
        if line.id in refused:
            continue
        known, written = session.library.measures_by_id.get(line.measure), as_written(session.library, line)
        more: Raw = {}
        if written is not None and written.traits and written is not known:
            more["advice"] = "Talked through with the supervisor."
        found.append(more | item)
    return found


def _review(telling: Telling, at: datetime, *, last: bool) -> str:
    day = telling.now.date() + timedelta(days=telling.rng.randint(-5, 26)) if last else at.date() + timedelta(days=28)
    return day.isoformat()
