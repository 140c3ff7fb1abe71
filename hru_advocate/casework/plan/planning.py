"""The plan builder's board: what we know, what is suggested for it, and the plan itself."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Final, Literal

from hru_advocate.casework.plan.asked import Asked, asked_of
from hru_advocate.casework.plan.knowledge import Knowledge, facts_now, knowledge_of
from hru_advocate.casework.plan.marks import MarksToChange, marks_to_change, proposed_for_own, proposed_mark
from hru_advocate.casework.plan.order_hours import hours_come
from hru_advocate.casework.plan.review_requests import review_of
from hru_advocate.casework.session import Session
from hru_advocate.domain.forms.answers import Answer, Answers
from hru_advocate.domain.forms.kinds import KIND_OF, check_answer
from hru_advocate.domain.forms.pronouns import Pronoun, spoken_of
from hru_advocate.domain.library.library import Library
from hru_advocate.domain.plan.coverage import Coverage, Covered, LineToReview
from hru_advocate.domain.plan.plan import Carry, Plan, read_plan
from hru_advocate.domain.plan.ranking import first_ten, turning
from hru_advocate.domain.plan.situations import situations
from hru_advocate.domain.plan.suggestions import Suggestion, in_sentence, suggest, suggestion_of, without_ids
from hru_advocate.errors import InvalidAnswer, NotFound
from hru_advocate.store.ledger import ledger

Mark = Literal["covered", "action", "general", "none", "nothing"]
_CHILD_VERSION: Final = "v_spoken_child"
_TOO_YOUNG: Final = (
    "The child we know of is under seven. Words for a child are for seven and up; for a younger child the adult plans."
)
BARE: Final = "bare"  # the name what ``bare`` counts is kept by
_KINDS: Final = {"factor": "risk", "need": "need", "trigger": "event", "wish": "wish"}


@dataclass(frozen=True, slots=True)
class KnownRow:
    """One thing we know.

    ``covered`` by live measures of its own, an open ``action`` and no measure, ``general`` advice only, ``none`` live
    yet, or ``nothing`` in the library. ``action`` says what an action is to it, or nothing.
    """

    id: str
    label: str
    kind: str
    mark: Mark
    count: int
    said: str
    sentence: str
    high_harm: bool
    action: str = ""


@dataclass(frozen=True, slots=True)
class StillOpen:
    """The present risks, events and open needs no live measure of its own answers, and what was not asked, in words.

    ``unasked`` is empty when everything that applies was asked.
    """

    rows: tuple[KnownRow, ...]
    unasked: str


@dataclass(frozen=True, slots=True)
class SuggestedMeasure:
    """One measure as it is suggested in the words of this case, with its section, what it answers, how it presses."""

    suggestion: Suggestion
    section_label: str
    answers_words: tuple[str, ...] = ()
    priority_words: str = ""

    @property
    def refused_words(self) -> str:
        """The rule that refuses it, for people: without the ids that scripts read."""
        return without_ids(self.suggestion.refused or "")


@dataclass(frozen=True, slots=True)
class TemplateRow:
    """A situation a plan can start from; ``proposed`` when what we know asks for it. It adds nothing by itself."""

    id: str
    label: str
    note: str
    proposed: bool
    offers: tuple[SuggestedMeasure, ...]


@dataclass(frozen=True, slots=True)
class MeasureToReview:
    """A live line of the plan, by its id, that needs a look: why, and the reason it was kept, if one was given."""

    item: str
    sentence: str
    kept: str


@dataclass(frozen=True, slots=True)
class ChildTalk:
    """Words for a child: the measures of the library written for one, how to go about it.

    ``closed`` says why it is not opened here, or "".
    """

    measures: frozenset[str]
    label: str
    guidance: str
    closed: str


@dataclass(frozen=True, slots=True)
class Board:
    """Everything the plan builder shows. ``first_ten`` are the ids of the measures to begin with.

    ``turns`` are the circumstances the case turns on, each with how many measures can be added for it.
    """

    known: tuple[KnownRow, ...]
    suggestions: tuple[SuggestedMeasure, ...]
    sections: tuple[tuple[str, str], ...]
    plan: Plan
    gone: tuple[str, ...]
    warnings: tuple[str, ...]
    not_asked: int
    unsafe: int
    templates: tuple[TemplateRow, ...]
    looks: tuple[MeasureToReview, ...]
    overtaken: MarksToChange | None
    child: ChildTalk
    first_ten: tuple[str, ...]
    turns: tuple[KnownRow, ...]
    asked: Asked
    signed: bool
    """True once a version of the plan was signed off."""
    own_marks: Mapping[str, Carry]
    """The mark proposed for a measure of one's own, by section."""
    pronoun: Pronoun = ""


def board(session: Session, case: str, raw: Mapping[str, object] | None = None) -> Board:
    """The board for a case; ``raw`` are the answers of the plan being written, as far as they are valid.

    It is worked out once until something is written, the day changes or an order ends by the hour.
    """
    now = session.now()
    key = ("board", now.date(), hours_come(session, case, now), repr(raw))
    return session.kept.get(case, key, partial(_board, session, case, raw))


def _board(session: Session, case: str, raw: Mapping[str, object] | None) -> Board:
    known = knowledge_of(session, case, None if raw is None else read_plan(loose_answers(session, raw)))
    library = session.product.library
    cover = known.cover
    asked = asked_of(session, known.records, known.case_facts)
    offers = suggest(library, known.facts, live_measures=live_measures_of(known))
    return Board(
        known=tuple(_known_row(known, row) for row in cover.rows),
        suggestions=tuple(suggested_in_words(library, one, known.pronoun) for one in offers),
        sections=tuple((one.id, one.label) for one in sorted(library.measures.sections, key=lambda one: one.order)),
        plan=known.plan,
        gone=tuple(one.item for one in cover.reason_gone),
        warnings=tuple(_first(session, case, known)),
        not_asked=asked.left,
        unsafe=unsafe_to_ask(known),
        templates=templates(session, known),
        looks=tuple(_look(known, one) for one in (*cover.now_refused, *cover.reason_gone)),
        overtaken=marks_to_change(library, known.plan, known.case_facts),
        child=child_talk(session, known),
        first_ten=tuple(one.measure for one in first_ten(library, known.facts.settled(), offers)),
        turns=_turns(known, library, offers),
        asked=asked,
        signed=bool(ledger.heads_of_case(session.vault, case, slot="plan")),
        own_marks={one.id: proposed_for_own(one.id, known.case_facts) for one in library.measures.sections},
        pronoun=known.pronoun,
    )


def _first(session: Session, case: str, known: Knowledge) -> Iterator[str]:
    """Warnings to read before a plan is worked on: what asks for a new look, and that versions of it disagree."""
    review = review_of(session, case)
    if review.due:
        yield f"{review.sentence}."
    yield from known.warnings


def suggestions(session: Session, known: Knowledge) -> tuple[SuggestedMeasure, ...]:
    """Every measure that some known thing asks for, the most pressing first, refused ones last with their rule."""
    library = session.product.library
    found = suggest(library, known.facts, live_measures=live_measures_of(known))
    return tuple(suggested_in_words(library, one, known.pronoun) for one in found)


def templates(session: Session, known: Knowledge) -> tuple[TemplateRow, ...]:
    """The situations a plan can start from, those that what we know asks for first, each measure with its rule."""
    library = session.product.library
    facts, live = known.facts.settled(), live_measures_of(known)
    rows = []
    for one in library.templates.templates:
        measures = [library.measure(measure) for measure in one.measures if measure not in library.retired]
        found = [suggestion_of(library, measure, facts, one.answers) for measure in measures]
        offers = tuple(
            suggested_in_words(library, replace(row, in_plan=row.measure in live), known.pronoun) for row in found
        )
        proposed = one.proposed(facts.present, situations(facts.present))
        rows.append(TemplateRow(one.id, one.label, one.note, proposed, offers))
    return tuple(sorted(rows, key=lambda row: not row.proposed))


def child_talk(session: Session, known: Knowledge) -> ChildTalk:
    """Words for a child, or the reason for none where the only child we know of is under seven."""
    plan = session.product.library.measures
    version = next(one for one in plan.versions if one.id == _CHILD_VERSION)
    present = known.facts.settled().present
    young = "ci_child_under_7" in present and "ci_child_7_plus" not in present
    return ChildTalk(
        frozenset(one.id for one in plan.measures if one.child_facing),
        version.label,
        version.rule,
        _TOO_YOUNG if young else "",
    )


def suggest_for(session: Session, case: str) -> tuple[SuggestedMeasure, ...]:
    """The suggestions for a case as it stands."""
    return suggestions(session, knowledge_of(session, case))


def first_choice(session: Session, case: str) -> tuple[SuggestedMeasure, ...]:
    """The ten measures to begin with, for a case as it stands."""
    known, library = knowledge_of(session, case), session.product.library
    offers = suggest(library, known.facts, live_measures=live_measures_of(known))
    ten = first_ten(library, known.facts.settled(), offers)
    return tuple(suggested_in_words(library, one, known.pronoun) for one in ten)


def still_open(session: Session, case: str) -> StillOpen:
    """The open lines of a case with what was not asked, worked out together: neither comforts without the other."""
    known = knowledge_of(session, case)
    cover = known.cover
    return StillOpen(open_rows(known, cover), asked_of(session, known.records, known.case_facts).words)


def wishes_of(session: Session, case: str) -> tuple[tuple[str, str], ...]:
    """The own wishes of the current plan, those without a measure first: the id and the words of each."""
    return tuple((row.id, row.label) for row in knowledge_of(session, case).cover.rows if row.subject == "wish")


def bare(session: Session, case: str) -> tuple[int, int]:
    """Count what is known of a case that has neither a measure nor an action, and what of it is of high harm.

    It is kept until something is written in the case.
    """
    kept = session.kept_of_cases
    return kept.get(case, BARE, session.now().date(), partial(_count_bare, session, case))


def _count_bare(session: Session, case: str) -> tuple[int, int]:
    rows = [row for row in still_open(session, case).rows if row.mark != "action"]
    return len(rows), sum(row.high_harm for row in rows)


def open_rows(known: Knowledge, cover: Coverage) -> tuple[KnownRow, ...]:
    """The rows of a coverage that no live measure of its own answers; one an action covers says so by its mark."""
    return tuple(_known_row(known, row) for row in cover.rows if row.state != "covered")


def item_from(session: Session, measure: str, answers: tuple[str, ...], case: str = "") -> dict[str, object]:
    """A plan item made from a measure of the library, as raw answers ready to edit.

    Where the record of ``case`` says that paper may be found, it is proposed as spoken only.
    """
    found = session.product.library.measure(measure)
    row: dict[str, object] = {
        "measure": [measure],
        "section": found.section,
        "text": found.text,
        "answers": list(answers),
        "state": "chosen",
        "carry": proposed_mark(found, facts_now(session, case) if case else None),
    }
    if found.discreet_ok and found.discreet_text:
        row["discreet"] = found.discreet_text
    return row


def loose_answers(session: Session, raw: Mapping[str, object]) -> Answers:
    """The answers of a plan being written that are valid so far; a half-typed row does not hide the others."""
    form = session.forms.newest("safety_plan")
    asking = session.asking()
    answers: dict[str, Answer] = {}
    for field in form.fields:
        if field.id not in raw:
            continue
        value = raw[field.id]
        value = value.value if isinstance(value, Answer) else value
        if field.kind == "group" and isinstance(value, (list, tuple)):
            rows = []
            for row in value:
                try:
                    rows.extend(KIND_OF["group"].check(field, [row], asking))
                except InvalidAnswer:
                    continue
            answers[field.id] = Answer("answered", tuple(rows))
            continue
        try:
            answers[field.id] = check_answer(field, value, asking)
        except InvalidAnswer:
            continue
    return answers


def unsafe_to_ask(known: Knowledge) -> int:
    """Counts the questions of the newest risk conversation that it was unsafe to ask."""
    risk = next((record for record in known.records if record.form.purpose == "risk"), None)
    if risk is None:
        return 0
    findings = [field.id for field in risk.form.fields if field.kind == "finding"]
    return sum(risk.answers[one].state == "unsafe_to_ask" for one in findings if one in risk.answers)


def _known_row(known: Knowledge, row: Covered) -> KnownRow:
    source = known.case_facts.known.get(row.id)
    marks: dict[str, Mark] = {
        "covered": "covered",
        "only an action": "action",
        "only general advice": "general",
        "no live measure": "none",
        "nothing in the library": "nothing",
    }
    said = (source.words or source.said) if source else ""
    return KnownRow(
        id=row.id,
        label=row.label,
        kind=_KINDS[row.subject],
        mark=marks[row.state],
        count=len(row.by),
        said=said,
        sentence=row.sentence,
        high_harm=row.high_harm,
        action=row.action,
    )


def _turns(known: Knowledge, library: Library, offers: Sequence[Suggestion]) -> tuple[KnownRow, ...]:
    """The circumstances the case turns on, in the order of the first measure suggested for each."""
    so = known.facts.settled().present & turning(library)
    free = Counter(
        answer for one in offers if one.refused is None and not one.in_plan for answer in one.answers if answer in so
    )
    return tuple(
        KnownRow(
            one, library.label(one), "turn", "nothing", count, "", f"{count} measures can be added", high_harm=False
        )
        for one, count in free.items()
    )


def live_measures_of(known: Knowledge) -> frozenset[str]:
    """The measures of the library that stand in the plan."""
    return frozenset(item.measure for item in known.plan.items if item.stands and item.measure)


def _look(known: Knowledge, astray: LineToReview) -> MeasureToReview:
    kept = next((item.override.strip() for item in known.plan.items if item.id == astray.item), "")
    return MeasureToReview(astray.item, without_ids(astray.sentence), kept)


def suggested_in_words(library: Library, one: Suggestion, pronoun: Pronoun) -> SuggestedMeasure:
    """A suggestion in the words of this case."""
    plan, say = library.measures, partial(spoken_of, pronoun=pronoun)
    said = replace(
        one,
        why=say(one.why),
        advice=say(one.advice),
        check=say(one.check),
        refused=say(one.refused) if one.refused is not None else None,
        needs_sign_off=one.practice_point and one.measure not in library.signed_off,
        note=say(one.note),
        reminder=say(one.reminder),
        stands=say(one.stands),
    )
    return SuggestedMeasure(
        said,
        section_label=next((row.label for row in plan.sections if row.id == one.section), one.section),
        answers_words=tuple(say(library.label(known)) for known in one.answers),
        priority_words=in_sentence(plan.vocabulary.priority_meaning[one.priority].rstrip(".")),
    )


def label_of(session: Session, known_id: str) -> str:
    """The words for an id, or the id when this edition of the product no longer holds it."""
    try:
        return session.product.label(known_id)
    except NotFound:
        return known_id
