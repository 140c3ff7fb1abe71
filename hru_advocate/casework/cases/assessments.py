"""The risk picture and the needs picture of a case: what is present, how recent, in whose words. Never a score."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from hru_advocate.casework.cases.pictures import need_changes
from hru_advocate.casework.plan.knowledge import knowledge_of
from hru_advocate.casework.records.records import RecordLine, record_lines
from hru_advocate.casework.session import Session
from hru_advocate.casework.wording import LEVELS, sort_in_words
from hru_advocate.domain.forms.answers import value_of
from hru_advocate.domain.forms.fields import Field
from hru_advocate.domain.ledger.records import Record
from hru_advocate.domain.moments import moment_in_words, moment_on_paper
from hru_advocate.domain.pictures import NeedChanges
from hru_advocate.domain.plan.suggestions import clusters_formed, look_again
from hru_advocate.store import views


@dataclass(frozen=True, slots=True)
class FactorLine:
    """One factor that was asked about."""

    id: str
    label: str
    theme: str
    high_harm: bool
    present: bool
    last_words: str
    last_on_paper: str
    words: str
    told_as_fact: str
    source_words: str


@dataclass(frozen=True, slots=True)
class ClusterLine:
    """Factors that stand together: a reason to look harder."""

    label: str
    why: str


@dataclass(frozen=True, slots=True)
class LookLine:
    """Something happened that asks for a new look: at what, and how soon."""

    label: str
    why: str
    when: str
    checks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RiskPicture:
    """The picture of risk: factors, clusters, events, what was not asked, and the advocate's judgements."""

    factors: tuple[FactorLine, ...]
    clusters: tuple[ClusterLine, ...]
    looks: tuple[LookLine, ...]
    not_asked: int
    not_known: int
    declined: int
    unsafe: int
    level_words: str
    judgements: tuple[RecordLine, ...]
    conversations: tuple[RecordLine, ...]


@dataclass(frozen=True, slots=True)
class NeedLine:
    """One need: the person's rating, the advocate's beside it, and the direction since the one before."""

    id: str
    label: str
    rating: int
    anchor: str
    advocate: int | None
    before: int | None
    direction: str
    wanted: str
    words: str
    when_words: str
    open: bool


@dataclass(frozen=True, slots=True)
class NeedsPicture:
    """The newest rating of each need, and how each changed; never a total."""

    needs: tuple[NeedLine, ...]
    assessments: tuple[RecordLine, ...]
    changes: NeedChanges


def risk_picture(session: Session, case: str) -> RiskPicture:
    """The risk picture of a case."""
    known = knowledge_of(session, case)
    library = session.product.library
    row = views.case_row(session.vault, case)
    states = _states(known.records)
    return RiskPicture(
        factors=tuple(_factor_lines(session, known.records, known.case_facts.present)),
        clusters=tuple(ClusterLine(one.label, one.why) for one in clusters_formed(library, known.facts)),
        looks=tuple(LookLine(one.label, one.why, one.when, one.check) for one in look_again(library, known.facts)),
        not_asked=states["not_asked"],
        not_known=states["not_known"],
        declined=states["declined"],
        unsafe=states["unsafe_to_ask"],
        level_words=LEVELS.get(row.level or "", ""),
        judgements=record_lines(session, case, ("judgement",)),
        conversations=record_lines(session, case, ("risk",)),
    )


def _states(records: tuple[Record, ...]) -> Counter[str]:
    """The state of each factor over all conversations: a later answer counts over an earlier silence."""
    newest: dict[str, str] = {}
    fields: dict[str, Field] = {}
    for record in sorted(records, key=lambda one: one.sort):
        if record.form.purpose != "risk":
            continue
        for field in record.form.fields:
            if field.kind == "finding":
                fields[field.id] = field
                answer = record.answers.get(field.id)
                if answer is not None and answer.stated:
                    newest[field.id] = answer.state
    return Counter(newest.get(field, "not_asked") for field in fields)


def _factor_lines(session: Session, records: tuple[Record, ...], present: frozenset[str]) -> list[FactorLine]:
    library = session.product.library
    themes = {theme.id: theme.label for theme in library.risk.themes}
    found: dict[str, FactorLine] = {}
    for record in sorted((one for one in records if one.form.purpose == "risk"), key=lambda one: one.sort):
        for field in record.form.fields:
            finding = value_of(record.answers, field.id)
            if field.kind != "finding" or finding is None:
                continue
            factor = library.factor(field.fact)
            found[field.fact] = FactorLine(
                id=field.fact,
                label=factor.label,
                theme=themes.get(factor.theme, factor.theme),
                high_harm=factor.high_harm,
                present=field.fact in present,
                last_words=moment_in_words(finding.last) if finding.last else "",
                last_on_paper=moment_on_paper(finding.last) if finding.last else "",
                words=finding.words,
                told_as_fact=finding.fact,
                source_words=f"{record.form.title}, {sort_in_words(record.sort, session.now().date())}",
            )
    return sorted(found.values(), key=lambda one: (not one.present, not one.high_harm, one.theme))


def needs_picture(session: Session, case: str) -> NeedsPicture:
    """The needs picture of a case: newest rating of each, with the one before."""
    library = session.product.library
    today = session.now().date()
    found: dict[str, NeedLine] = {}
    records = session.heads(case, ["needs"])
    for record in sorted(records, key=lambda one: one.sort):
        for field in record.form.fields:
            rating = value_of(record.answers, field.id)
            if field.kind != "rating" or rating is None:
                continue
            before = found[field.fact].rating if field.fact in found else None
            found[field.fact] = NeedLine(
                id=field.fact,
                label=library.domain(field.fact).label,
                rating=rating.value,
                anchor=field.anchors[rating.value] if rating.value < len(field.anchors) else "",
                advocate=rating.advocate,
                before=before,
                direction=_direction(before, rating.value),
                wanted=value_of(record.answers, f"{field.id}_wanted") or "",
                words=rating.words,
                when_words=sort_in_words(record.sort, today),
                open=max(rating.value, rating.advocate or 0) >= 2,
            )
    ordered = sorted(found.values(), key=lambda one: (-max(one.rating, one.advocate or 0), one.label))
    return NeedsPicture(tuple(ordered), record_lines(session, case, ("needs",)), need_changes(session, records))


def _direction(before: int | None, now: int) -> str:
    if before is None:
        return ""
    return "better" if now < before else "worse" if now > before else "the same"
