"""The file copy of a plan, for the unit: every measure with its reasons, marks and advice, and what answers what."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from hru_advocate.documents.blocks import (
    AnswerBlock,
    Block,
    Contact,
    Contacts,
    Heading,
    Item,
    Items,
    Page,
    Paragraph,
    Quote,
    Run,
    Table,
)
from hru_advocate.documents.charts.charts import chart_of
from hru_advocate.documents.compose.by_when import by_when_in_words
from hru_advocate.documents.compose.orders import orders_on_file
from hru_advocate.documents.compose.paper import Composed, PlanPaper, count
from hru_advocate.documents.compose.safe_contact import safe_contact
from hru_advocate.domain.forms.pronouns import spoken_of
from hru_advocate.domain.moments import day_in_words, moment_on_paper
from hru_advocate.domain.pictures import plan_cover_of
from hru_advocate.domain.plan.coverage import Covered, CoverState, LineToReview
from hru_advocate.domain.plan.plan import PlanItem
from hru_advocate.domain.plan.suggestions import without_ids
from hru_advocate.domain.services.confirmations import PrintLine

FILE_TITLE: Final = "Safety plan, file copy"
CARRY_WORDS: Final = {"carry": "Carry", "keep": "Keep with us", "speak": "Speak only"}
STATE_WORDS: Final = {
    "chosen": "Chosen",
    "already_do": "Already does this",
    "done": "Done",
    "not_now": "Not now",
    "not_right_for_me": "Not right for me",
    "stopped": "Stopped",
}
_SORTS: Final = {"rf": "risk", "nd": "need", "tr": "event", "ci": "situation", "wish": "wish"}
_SUBJECTS: Final = {"factor": "Risk", "need": "Need", "trigger": "Event", "wish": "Wish"}
_OPEN: Final[dict[CoverState, str]] = {
    "only an action": "An action is open, and no measure",
    "only general advice": "Only general advice",
    "no live measure": "No live measure",
    "nothing in the library": "Nothing in the library answers this",
}
_NO_SECTION: Final = ("", "In no section")


def file_copy(paper: PlanPaper) -> Composed:
    """Everything the plan holds, marked, numbered and with the head code of the chain in the footer."""
    plan = paper.plan
    blocks: list[Block] = [Heading(FILE_TITLE, 1), Paragraph((Run(_about(paper), "quiet"),))]
    if plan.own_words:
        blocks += [Heading(spoken_of("In her or his own words", paper.pronoun)), Quote(plan.own_words)]
    if plan.wishes:
        blocks += [
            Heading("Wishes"),
            *(AnswerBlock(_wish_name(name), words, quote=True) for name, words in plan.wishes),
        ]
    blocks.extend(safe_contact(paper.safe))
    blocks.extend(_by_section(paper, plan.live))
    rest = [item for item in plan.items if not item.live]
    if rest:
        blocks += [Heading("Not in force"), Items(tuple(_line(paper, item) for item in rest))]
    blocks.extend(orders_on_file(paper))
    if paper.court:
        blocks += [
            Heading("Police and court: days that ask for something"),
            Table(("When", "What"), paper.court, (0.22, 0.78)),
        ]
    blocks.extend(_numbers(paper))
    blocks.extend(_coverage(paper))
    if paper.said_of_plan:
        blocks += [Heading("The plan as a whole"), *(AnswerBlock(what, words) for what, words in paper.said_of_plan)]
    if plan.what_changed:
        blocks += [Heading("This version"), AnswerBlock("What changed and why", plan.what_changed)]
    page = Page(FILE_TITLE, tuple(blocks), marking=paper.marking, footer=file_footer(paper))
    numbers = [(line.service, line.number) for line in paper.services if line.number]
    return Composed(
        page=page,
        counts=count(plan, len(plan.live)),
        numbers=(*numbers, *(("", own.number) for own in plan.own_numbers)),
        measures=tuple(item.id for item in plan.items),
    )


def file_footer(paper: PlanPaper) -> str:
    """Case, copy and chain head, as the foot of the unit's own copies says them."""
    return footer_of(paper.case_ref, paper.copy_number, paper.head_code)


def footer_of(case_ref: str, copy_number: int, head_code: str) -> str:
    """Case, copy number and the head code of the chain; what is not known is left out.

    A footer is not read aloud, so nothing in it may look like a sentence: the code stands in capitals.
    """
    copy = f"Copy {copy_number}" if copy_number else ""
    return " · ".join(filter(None, (case_ref, copy, f"Chain head {head_code.upper()}" if head_code else "")))


def _about(paper: PlanPaper) -> str:
    plan = paper.plan
    made = f"made {moment_on_paper(plan.made_on)}" if plan.made_on else "made: not stated"
    again = f"look again by {day_in_words(plan.review)}" if plan.review else "no date to look again"
    copy = f"copy {paper.copy_number}" if paper.copy_number else ""
    return " · ".join(filter(None, (paper.case_ref, copy, made, again, f"printed {day_in_words(paper.today)}")))


def _by_section(paper: PlanPaper, items: Sequence[PlanItem]) -> Iterator[Block]:
    known = {key for key, _heading in paper.sections}
    for key, heading in (*paper.sections, _NO_SECTION):
        here = [item for item in items if (item.section if item.section in known else "") == key]
        if here:
            yield Heading(heading)
            yield Items(tuple(_line(paper, item) for item in here))


def _line(paper: PlanPaper, item: PlanItem) -> Item:
    """One measure with all there is to it: the victim's own words at the top where there are any, then the rest."""
    when = by_when_in_words(item.when, paper.today) if item.when else ""
    notes = [f"Measure {item.id} · {STATE_WORDS.get(item.state, item.state)} · {CARRY_WORDS[item.carry]}"]
    if not item.agreed:
        notes.append("Stands in one version of the plan only; the versions disagree")
    if item.words and item.words_instead:
        notes.append(f"Our words: {item.text}")
    parts = (
        ("Short words for a card", item.discreet),
        ("Answers", "; ".join(_reason(paper, one) for one in item.answers) or "no risk, need or wish is named"),
        ("Advice given first", item.advice),
        ("In the plan all the same, because", item.override),
        ("Look at it again", day_in_words(item.review) if item.review else ""),
    )
    notes.extend(f"{name}: {words}" for name, words in parts if words)
    own = f"“{item.words}”" if item.words else ""
    said = " · ".join(filter(None, (own, "" if own and item.words_instead else item.text)))
    return Item(said, ", ".join(filter(None, (item.who, when))), "\n".join(notes), box=False)


def _reason(paper: PlanPaper, one: str) -> str:
    """A risk, need, event, situation or wish in words."""
    sort = _SORTS.get(one.partition("_")[0], "")
    if sort == "wish":
        words = dict(paper.plan.wishes).get(one, "")
        return f"“{words}” (wish)" if words else f"{_wish_name(one)} (wish)"
    return f"{paper.label(one)} ({sort})" if sort else paper.label(one)


def _wish_name(one: str) -> str:
    name = one.removeprefix("wish_").replace("_", " ").strip().capitalize()
    return f"Wish {name}".strip() if not name or name.isdigit() else name


def _numbers(paper: PlanPaper) -> Iterator[Block]:
    """Services with how sure their numbers are; a refused one with the reason and without a number."""
    rows = [_service(line) for line in paper.services if line.refused is None]
    rows += [Contact(own.label, own.number, "own number") for own in paper.plan.own_numbers]
    refused = [line for line in paper.services if line.refused is not None]
    if rows or refused:
        yield Heading("Numbers")
    if rows:
        yield Contacts(tuple(rows))
    if refused:
        yield Items(tuple(Item(line.text, "never printed", line.refused or "", box=False) for line in refused))


def _service(line: PrintLine) -> Contact:
    note = "\n".join(filter(None, (line.mark, line.note, line.hours)))
    under = "\n".join(filter(None, (line.how, line.office, *line.queries)))
    return Contact(line.text, line.number, note, under)


def _coverage(paper: PlanPaper) -> Iterator[Block]:
    if paper.coverage is None:
        return
    rows = paper.coverage.rows
    if rows or paper.unasked:
        yield Heading("What we know, and what answers it")
    if paper.unasked:
        yield Paragraph((Run(f"{paper.unasked}."),))
    if rows:
        yield chart_of(plan_cover_of(paper.coverage))
        yield Table(("What we know", "Sort", "Answered by"), tuple(_covered(row) for row in rows), (0.5, 0.14, 0.36))
    astray = (*paper.coverage.reason_gone, *paper.coverage.without_reason, *paper.coverage.now_refused)
    if astray:
        yield Heading("Measures to look at again")
        yield Items(tuple(_astray(paper, one) for one in astray))


def _covered(row: Covered) -> tuple[str, str, str]:
    measures = ("measure " if len(row.by) == 1 else "measures ") + ", ".join(row.by)
    label = f"“{row.label}”" if row.subject == "wish" else row.label
    return (
        f"{label} (high harm)" if row.high_harm else label,
        _SUBJECTS[row.subject],
        _answered_by(row, measures),
    )


def _answered_by(row: Covered, measures: str) -> str:
    state = _OPEN.get(row.state, "")
    return f"{state}: {measures}" if state and row.by else state or measures.capitalize()


def _astray(paper: PlanPaper, one: LineToReview) -> Item:
    said = next((item.wording for item in paper.plan.items if item.id == one.item), "")
    return Item(said, f"measure {one.item}", without_ids(one.sentence), box=False)
