"""The plan on the person's own paper: in full, large, in easy words, plain, and a safe person's part of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from hru_advocate.documents.blocks import Block, Contacts, Heading, Items, Page, Paragraph, Quote, Run, plain
from hru_advocate.documents.compose.measures import (
    MeasureText,
    carried,
    full_tick,
    held_back,
    measures_in_full,
    measures_in_neutral_words,
    text_ticks,
    too_plain,
    when_tick,
    who_tick,
)
from hru_advocate.documents.compose.numbers import NumberToPrint, neutral_numbers, number_ticks, numbers_of
from hru_advocate.documents.compose.orders import order_ticks, orders_in_full, orders_off
from hru_advocate.documents.compose.paper import Composed, IdentifyingItem, LeftOut, NoConsent, PlanPaper, count
from hru_advocate.documents.compose.speech import TextOnPage
from hru_advocate.domain.plan.plan import PlanItem
from hru_advocate.domain.services.confirmations import OUR_LINE

_OWN_SECTION: Final = ("", "")
_WITH_ORDERS: Final = ("full_plan", "large_print", "easy_words")


def full_plan(paper: PlanPaper) -> Composed:
    """The plan for someone who can keep paper safely: own words, carried measures by section, numbers, next look."""
    speech = paper.speech
    told, left = measures_in_full(paper, carried(paper))
    rows, without = numbers_of(paper)
    words, stopped = _own_words(paper)
    title = speech.words("plan.title")
    blocks: list[Block] = [Heading(title.on_one_line(), 1), *_quietly(_made(paper)), *words]
    blocks.extend(_by_section(paper, told))
    rules, kept = orders_in_full(paper)
    blocks.extend(rules)
    if rules or speaks_of_us(paper, (one.item for one in told)):
        rows = _saying_who_we_are(rows, "number.us")
    if rows:
        over = speech.words("plan.contact" if paper.voice_fails else "plan.ring")
        blocks += [Heading(over.on_one_line()), _contacts(paper, rows)]
    blocks.extend(_no_way_to_us(paper, told, rows))
    blocks.append(Paragraph(speech.sentences("plan.keep", "plan.no_promise", "plan.no_blame", "plan.trust")))
    blocks.extend(_legend(paper))
    page = _page(paper, plain(title.text), blocks)
    return _composed(paper, page, told, rows, (*stopped, *left, *kept, *without))


def large_print(paper: PlanPaper) -> Composed:
    """The full plan in large letters."""
    made = full_plan(paper)
    return replace(made, page=replace(made.page, carrier="a4_large"))


def easy_words(paper: PlanPaper) -> Composed:
    """The full plan in easy words and large letters; what was typed stays as it was typed."""
    return large_print(replace(paper, translator=paper.easy) if paper.easy is not None else paper)


def plain_sheet(paper: PlanPaper) -> Composed:
    """One side in neutral words: no headings, no named services, nothing of the give-away list."""
    speech = paper.speech
    told, left = measures_in_neutral_words(paper, carried(paper))
    every, without = numbers_of(paper)
    if speaks_of_us(paper, (one.item for one in told)):
        every = _saying_who_we_are(every, "number.us_short")
    rows, too_telling = neutral_numbers(paper, every)
    title = speech.words("plain.title")
    blocks: list[Block] = [Heading(title.on_one_line(), 1), *_quietly(_on_day(paper))]
    words, stopped = _own_words(paper, neutral=True)
    blocks.extend(words)
    if told:
        blocks.append(Items(tuple(one.line for one in told)))
    if rows:
        blocks.append(_contacts(paper, rows))
    blocks.extend(_no_way_to_us(paper, told, rows))
    blocks.extend(_legend(paper))
    page = _page(paper, plain(title.text), blocks)
    return _composed(paper, page, told, rows, (*stopped, *left, *orders_off(paper), *without, *too_telling))


def leaflet(paper: PlanPaper) -> Composed:
    """The services somebody may ring, each with what it does in a line; not a word about a plan."""
    speech = paper.speech
    every, left = numbers_of(replace(paper, plan=replace(paper.plan, own_numbers=())))
    rows = [replace(row, under=row.under or paper.about.get(row.service, "")) for row in every]
    title = speech.words("leaflet.contact" if paper.voice_fails else "leaflet.title")
    blocks: list[Block] = [Heading(title.on_one_line(), 1), *_quietly(_on_day(paper))]
    if rows:
        blocks.append(_contacts(paper, rows))
    blocks.extend(_legend(paper))
    page = _page(paper, plain(title.text), blocks)
    return replace(_composed(paper, page, (), rows, left), counts=count(paper.plan, 0, 0))


def safe_person(paper: PlanPaper) -> Composed:
    """Only what one trusted person does, for that person.

    Raises:
        NoConsent: The person whose plan it is has not agreed, or nobody is named.
    """
    name, speech = paper.for_whom, paper.speech
    if not paper.agreed or not paper.words_in(name):
        raise NoConsent
    # Their own name on their own sheet gives nothing away; everybody else's still waits for a tick.
    them = [
        person
        for person in paper.people
        if paper.words_in(name) in (paper.words_in(person.name), paper.words_in(person.called))
    ]
    rest = replace(paper, people=tuple(person for person in paper.people if person not in them))
    wanted = f" {' '.join(paper.words_in(name))} "
    theirs = [
        replace(item, who="", words=item.words if item.words_instead else "")
        for item in carried(paper)
        if wanted in f" {' '.join(paper.words_in(item.who))} " or any(one in them for one in paper.named_in(item.who))
    ]
    told, left = measures_in_full(rest, theirs)
    rows = [row for row in numbers_of(paper)[0] if row.service == OUR_LINE]
    title = speech.words("part.title")
    blocks: list[Block] = [Heading(title.on_one_line(), 1), *_quietly(_on_day(paper))]
    if told:
        blocks.append(Items(tuple(one.line for one in told)))
    if rows and without_us(paper, (one.item for one in told), ()):
        blocks.append(_contacts(paper, _saying_who_we_are(rows, "number.us")))
    blocks.extend(_no_way_to_us(paper, told, rows))
    blocks.append(Paragraph(speech.sentences("part.keep")))
    blocks.extend(_legend(paper))
    page = _page(paper, plain(title.text), blocks)
    return replace(_composed(paper, page, told, rows, left), counts=count(paper.plan, len(told), len(theirs)))


def identifying(paper: PlanPaper, document: str = "") -> tuple[IdentifyingItem, ...]:
    """Every identifying item a document would hold if ticked; unticked, it is left out or replaced.

    Without a document, those of all the person's papers together. A file copy needs no ticks.
    """
    if document in ("file_copy", "leaflet"):
        return ()
    card = document == "pocket_card"
    ticks = [] if card else text_ticks(paper, paper.plan.own_words)
    for item in carried(paper):
        for text in dict.fromkeys(filter(None, _texts(item, document))):
            ticks += text_ticks(paper, text)
        pair = () if card else (who_tick(paper, item), when_tick(paper, item))
        if document in ("", "plain_sheet") and not item.discreet:
            pair = (*pair, full_tick(paper, item))
        ticks += [tick for tick in pair if tick is not None]
    if document in ("", *_WITH_ORDERS):
        ticks += order_ticks(paper)
    ticks += number_ticks(paper)
    return tuple({tick.id: tick for tick in ticks}.values())


def _texts(item: PlanItem, document: str) -> tuple[str, ...]:
    """The texts of a measure that a document may print."""
    if document == "pocket_card":
        return (item.discreet,)
    if document in ("full_plan", "large_print", "easy_words", "safe_person"):
        return item.wording, item.words
    return item.wording, item.words, item.text, item.discreet


def without_us(paper: PlanPaper, items: Iterable[PlanItem], rows: Iterable[NumberToPrint]) -> bool:
    """Say whether measures speak of us while no number of ours stands beside them."""
    return speaks_of_us(paper, items) and all(row.service != OUR_LINE for row in rows)


def speaks_of_us(paper: PlanPaper, items: Iterable[PlanItem]) -> bool:
    """Say whether measures tell somebody to tell us, ask us or ring us."""
    return any("us" in paper.words_in(text) for item in items for text in (item.wording, item.discreet))


def _saying_who_we_are(rows: Sequence[NumberToPrint], words: str) -> list[NumberToPrint]:
    """The same numbers, with the words under ours that it is who the page means by *us*."""
    return [replace(row, under=words) if row.service == OUR_LINE else row for row in rows]


def _no_way_to_us(paper: PlanPaper, told: Sequence[MeasureText], rows: Sequence[NumberToPrint] = ()) -> Iterator[Block]:
    """Yield the plain word that how to reach us is not filled in, where the page speaks of us."""
    if without_us(paper, (one.item for one in told), rows):
        yield Paragraph(paper.speech.sentences("plan.no_us"))


def _composed(
    paper: PlanPaper, page: Page, told: Sequence[MeasureText], rows: Sequence[NumberToPrint], left: Sequence[LeftOut]
) -> Composed:
    return Composed(
        page=page,
        counts=count(paper.plan, len(told)),
        left_out=tuple(left),
        numbers=tuple((row.service, row.number) for row in rows),
        measures=tuple(one.item.id for one in told),
        without_us=without_us(paper, (one.item for one in told), rows),
    )


def _page(paper: PlanPaper, title: str, blocks: Sequence[Block]) -> Page:
    return Page(title, tuple(blocks), language=paper.speech.language, phrases=paper.speech.phrases())


def _contacts(paper: PlanPaper, rows: Sequence[NumberToPrint]) -> Contacts:
    return Contacts(tuple(row.contact(paper.speech) for row in rows))


def _legend(paper: PlanPaper) -> Iterator[Block]:
    """Yield the meaning of the sign of an unchecked translation, on a page in another language."""
    if paper.speech.foreign:
        yield Paragraph(paper.speech.sentences("draft.legend"))


def _quietly(said: TextOnPage) -> Iterator[Block]:
    """A line in small letters, its English under it."""
    words = said.under_one_another()
    runs = words if isinstance(words, tuple) else (Run(words),)
    yield Paragraph(tuple(replace(run, tone="quiet") for run in runs))


def _made_on(paper: PlanPaper) -> date:
    """The day the plan was made, as far as it was said; else it was signed off; of one that is being written today."""
    made = paper.plan.made_on
    return (made.day if made else None) or paper.signed_off or paper.today


def _on_day(paper: PlanPaper) -> TextOnPage:
    return paper.speech.day(_made_on(paper))


def _made(paper: PlanPaper) -> TextOnPage:
    review = paper.plan.review
    if review is None:
        return paper.speech.words("plan.made_open", made=_made_on(paper))
    return paper.speech.words("plan.made", made=_made_on(paper), review=review)


def _own_words(paper: PlanPaper, *, neutral: bool = False) -> tuple[list[Block], list[LeftOut]]:
    """The person's own words as a quote, or why they are not there."""
    words = paper.plan.own_words
    if not words:
        return [], []
    stopped = (too_plain(paper, "own_words", words) if neutral else None) or held_back(paper, "own_words", words)
    return ([], [stopped]) if stopped else ([Quote(paper.speech.typed(words))], [])


def _by_section(paper: PlanPaper, told: Sequence[MeasureText]) -> Iterator[Block]:
    """Measures under the product's headings in its order; those of no section come last."""
    known = {key for key, _heading in paper.sections}
    for key, heading in (*paper.sections, _OWN_SECTION):
        here = [one for one in told if (one.item.section if one.item.section in known else "") == key]
        if here:
            said = paper.speech.text(f"section.{key}", heading) if key else paper.speech.words("plan.own_steps")
            yield Heading(said.on_one_line())
            yield Items(tuple(one.line for one in here))
