"""The plan on the person's own paper: in full, in large print, as a plain sheet, and the part of a safe person."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from hru_advocate.documents.blocks import Block, Contacts, Heading, Items, Page, Paragraph, Quote, Run
from hru_advocate.documents.compose_measures import (
    Told,
    carried,
    held_back,
    tell_measures,
    tell_neutrally,
    text_ticks,
    too_plain,
    when_tick,
    who_tick,
)
from hru_advocate.documents.compose_numbers import Rung, neutral_numbers, number_ticks, numbers_of
from hru_advocate.documents.compose_paper import Composed, LeftOut, NoConsent, PlanPaper, Tick, count, long_day
from hru_advocate.domain.folding import words_of
from hru_advocate.domain.plan import PlanItem

TITLE: Final = "My plan"
PLAIN_TITLE: Final = "Notes"
PART_TITLE: Final = "My part"
KEEP: Final = "Keep this where only I will find it"
KEEP_SAFE: Final = "Keep this where nobody else will find it"
CLOSING: Final = (
    "No plan can promise safety. What someone else does is never my fault. "
    "If I feel unsafe, I trust that and act on it."
)
_OWN_SECTION: Final = ("", "My own steps")


def full_plan(paper: PlanPaper) -> Composed:
    """The plan for someone who can keep paper safely: own words, carried measures by section, numbers, next look."""
    told, left = tell_measures(paper, carried(paper))
    rows, without = numbers_of(paper)
    words, stopped = _own_words(paper)
    blocks: list[Block] = [Heading(TITLE, 1), Paragraph((Run(_made(paper), "quiet"),)), *words]
    blocks.extend(_by_section(paper, told))
    if rows:
        blocks += [Heading("People I can ring"), Contacts(tuple(row.contact for row in rows))]
    blocks.append(Paragraph((Run(CLOSING, "quiet"),)))
    page = Page(TITLE, tuple(blocks), language=paper.language, footer=KEEP)
    return _composed(paper, page, told, rows, (*stopped, *left, *without))


def large_print(paper: PlanPaper) -> Composed:
    """The full plan in large letters."""
    made = full_plan(paper)
    return replace(made, page=replace(made.page, carrier="a4_large"))


def plain_sheet(paper: PlanPaper) -> Composed:
    """One side in neutral words: no headings, no named services, nothing of the give-away list."""
    told, left = tell_neutrally(paper, carried(paper))
    every, without = numbers_of(paper)
    rows, plain = neutral_numbers(paper, every)
    blocks: list[Block] = [Heading(PLAIN_TITLE, 1), Paragraph((Run(long_day(_made_on(paper)), "quiet"),))]
    words, stopped = _own_words(paper, neutral=True)
    blocks.extend(words)
    if told:
        blocks.append(Items(tuple(one.line for one in told)))
    if rows:
        blocks.append(Contacts(tuple(row.contact for row in rows)))
    page = Page(PLAIN_TITLE, tuple(blocks), language=paper.language)
    return _composed(paper, page, told, rows, (*stopped, *left, *without, *plain))


def safe_person(paper: PlanPaper, name: str, *, consent: bool) -> Composed:
    """Only what one trusted person does, for that person.

    Raises:
        NoConsent: The person whose plan it is has not agreed.
    """
    if not consent or not words_of(name):
        raise NoConsent
    # Their own name on their own sheet gives nothing away; everybody else's still waits for a tick.
    them = [person for person in paper.people if words_of(name) in (words_of(person.name), words_of(person.called))]
    rest = replace(paper, people=tuple(person for person in paper.people if person not in them))
    wanted = f" {' '.join(words_of(name))} "
    theirs = [
        replace(item, who="", words=item.words if item.words_instead else "")
        for item in carried(paper)
        if wanted in f" {' '.join(words_of(item.who))} " or any(one in them for one in paper.watch.names(item.who))
    ]
    told, left = tell_measures(rest, theirs)
    blocks: list[Block] = [Heading(PART_TITLE, 1), Paragraph((Run(long_day(_made_on(paper)), "quiet"),))]
    if told:
        blocks.append(Items(tuple(one.line for one in told)))
    page = Page(PART_TITLE, tuple(blocks), language=paper.language, footer=KEEP_SAFE)
    return _composed(paper, page, told, (), left)


def identifying(paper: PlanPaper, document: str = "") -> tuple[Tick, ...]:
    """Every identifying item a document would hold if ticked; unticked, it is left out or replaced.

    Without a document, those of all the person's papers together. A file copy needs no ticks.
    """
    if document == "file_copy":
        return ()
    card = document == "pocket_card"
    ticks = [] if card else text_ticks(paper, paper.plan.own_words)
    for item in carried(paper):
        for text in dict.fromkeys(filter(None, _texts(item, document))):
            ticks += text_ticks(paper, text)
        pair = () if card else (who_tick(paper, item), when_tick(paper, item))
        ticks += [tick for tick in pair if tick is not None]
    ticks += number_ticks(paper)
    return tuple({tick.id: tick for tick in ticks}.values())


def _texts(item: PlanItem, document: str) -> tuple[str, ...]:
    """The texts of a measure that a document may print."""
    if document == "pocket_card":
        return (item.discreet,)
    if document in ("full_plan", "large_print", "safe_person"):
        return item.said, item.words
    return item.said, item.words, item.text, item.discreet


def _composed(
    paper: PlanPaper, page: Page, told: Sequence[Told], rows: Sequence[Rung], left: Sequence[LeftOut]
) -> Composed:
    return Composed(
        page=page,
        counts=count(paper.plan, len(told)),
        left_out=tuple(left),
        numbers=tuple((row.service, row.number) for row in rows),
        measures=tuple(one.item.id for one in told),
    )


def _made_on(paper: PlanPaper) -> date:
    """The day the plan was made, as far as it was said; else today."""
    made = paper.plan.made_on
    return (made.day if made else None) or paper.today


def _made(paper: PlanPaper) -> str:
    review = paper.plan.review
    again = f"by {long_day(review)}, or sooner if anything changes" if review else "if anything changes"
    return f"Made on {long_day(_made_on(paper))} · look at it again {again}"


def _own_words(paper: PlanPaper, *, neutral: bool = False) -> tuple[list[Block], list[LeftOut]]:
    """The person's own words as a quote, or why they are not there."""
    words = paper.plan.own_words
    if not words:
        return [], []
    stopped = (too_plain(paper, "own_words", words) if neutral else None) or held_back(paper, "own_words", words)
    return ([], [stopped]) if stopped else ([Quote(words)], [])


def _by_section(paper: PlanPaper, told: Sequence[Told]) -> Iterator[Block]:
    """Measures under the product's headings in its order; those of no section come last."""
    known = {key for key, _heading in paper.sections}
    for key, heading in (*paper.sections, _OWN_SECTION):
        here = [one for one in told if (one.item.section if one.item.section in known else "") == key]
        if here:
            yield Heading(heading)
            yield Items(tuple(one.line for one in here))
