"""The checks of a closure, of what is kept after it, and of the unit's people; what a closure begins with."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Final

from hru_advocate.casework.checks.filing import Filing
from hru_advocate.casework.checks.open_matters import open_matters
from hru_advocate.casework.people.known_of_case import THE_PERSON, known_of_case
from hru_advocate.casework.session import Session
from hru_advocate.domain.closing.closures import Closure, OpenMatter, counted, read_closure, unsettled
from hru_advocate.domain.closing.colleagues import colleague_fault, read_colleague
from hru_advocate.domain.forms.answers import Answer, Answers, value_of
from hru_advocate.domain.forms.kinds import fitting_answers
from hru_advocate.domain.forms.raw_answers import value_in
from hru_advocate.domain.identifying.folded_text import FoldedText
from hru_advocate.domain.identifying.known_things import KnownName
from hru_advocate.domain.identifying.sweep import swept
from hru_advocate.domain.identifying.words_known import TITLES, WordsKnown
from hru_advocate.domain.incidents.incident import read_incident
from hru_advocate.domain.moments import day_in_words
from hru_advocate.domain.people.initials import without_titles
from hru_advocate.domain.people.names import alike, is_same_name, share_a_name
from hru_advocate.domain.text_folding import fold, words_of
from hru_advocate.errors import InvalidAnswer
from hru_advocate.store import views

_OF_A_STUB: Final = ("asked_by", "authorised_by", "reference")
"""Typed answers of an erasure that stay when the case is gone."""
_NEVER_LEFT: Final = frozenset({"place", "email", "born"})
"""Finds of the sweep that have no business in any of these, known to a record of the case or not."""
_RANK: Final = (
    r"(?:[TD]?(?:PC|DC|PS|DS|DI|CI|DCI)|PCSO|DSU|DCS|ACC|DCC|CC|(?:Det(?:ective)? )?(?:Chief )?"
    r"(?:Sgt|Sergeant|Constable|Insp|Inspector|Supt|Superintendent))"
)
_BY_RANK: Final = re.compile(rf"{_RANK}\.? (?P<family>[^\W\d_]+(?:['’-][^\W\d_]+)*)")
"""A police rank with a family name and nothing else."""
_LONGEST_RANK: Final = 4
_WHOLE_NAME: Final = re.compile(r"(?:\w+\. |[TD]?[A-Z]{2,3} )?(?:[A-Z][\w'’-]+ ){1,2}[A-Z][\w'’-]+")
"""A first name and a family name, with or without a title, and nothing else."""
_STAYS: Final = (
    "This has a name, an address or a number of the case in it, and it would stay for good. Nothing was removed; "
    "say the rank and collar number of an officer, or the bare number of the decision."
)
_NOTHING_SAVED: Final = "Nothing was saved; mend it and save again."


def closure_begun(session: Session, case: str, raw: Answers) -> Answers:
    """Begin a closure: a closed case is taken up again; else every open thing waits for what becomes of it.

    ``raw`` is a draft that goes on, with what has come open since added; nothing of the closure before is taken over.
    """
    now = Answer("answered", session.now().date())
    if not raw:
        state = "reopened" if is_closed(session, case) else "closed"
        raw = {"state": Answer("answered", state), "on": now, "by": Answer("answered", session.author)}
    if value_of(raw, "state") != "closed":
        return raw
    rows = list(value_of(raw, "open") or ())
    known = {value_in(row.get(field)) for row in rows for field in ("key", "what")}
    rows += [
        {"key": Answer("answered", one.key), "what": Answer("answered", one.words)}
        for one in open_matters(session, case)
        if one.key not in known and one.words not in known
    ]
    return {**raw, "open": Answer("answered", tuple(rows))} if rows else raw


def is_closed(session: Session, case: str) -> bool:
    """Say whether a case is closed now."""
    return views.case_row(session.vault, case).status == "closed"


def fill_closure(session: Session, raw: Mapping[str, object], filing: Filing) -> Mapping[str, object]:
    """The review day is worked out from the class; an open thing named by its words gets the key of that thing."""
    form = session.forms.newest("closure")
    held = read_closure("", fitting_answers(form.fields, raw, session.asking()))
    if not held.closed:
        return raw
    worked_out = _worked_out(session, held)
    if held.review is None and worked_out is not None:
        raw = {**raw, "review": worked_out.isoformat()}
    rows = raw.get("open")
    rows = rows.value if isinstance(rows, Answer) else rows
    if filing.case is None or not isinstance(rows, (list, tuple)):
        return raw
    keys = {one.words: one.key for one in open_matters(session, filing.case)}
    named = [
        row
        if not isinstance(row, Mapping) or row.get("key")
        else {**row, "key": keys.get(str(value_in(row.get("what"))), "")}
        for row in rows
    ]
    return {**raw, "open": named}


def _worked_out(session: Session, closure: Closure) -> date | None:
    wanted = session.program.retention.of(closure.retention_class)
    return wanted.review_after(closure.on) if wanted is not None and closure.on is not None else None


def check_closure(session: Session, answers: Answers, filing: Filing) -> None:
    """Refuse a closure that passes over anything open, or that opens what is not closed.

    Raises:
        InvalidAnswer: nothing may be saved.
    """
    if filing.case is None:
        return
    closure = read_closure("", answers)
    _check_state(session, closure, filing)
    if not closure.closed:
        return
    _check_review(session, closure)
    _check_outcome(session, closure, filing.case)
    left = unsettled(open_matters(session, filing.case), closure)
    if left:
        raise InvalidAnswer(_place(closure, left), f"{_not_said(left)} Nothing was saved; say it for each of them.")


def _check_state(session: Session, closure: Closure, filing: Filing) -> None:
    case = filing.case or ""
    closed = is_closed(session, case)
    if filing.corrects:
        return
    if closure.closed and closed:
        raise InvalidAnswer(
            "state", "This case is closed already. Nothing was saved; take it up again, or correct its closure."
        )
    if not closure.closed and not closed:
        raise InvalidAnswer("state", "This case is not closed: there is nothing to take up again. Nothing was saved.")
    before = [read_closure("", record.answers) for record in session.heads(case, ["closure"])]
    if closure.on and any(one.on and closure.on < one.on for one in before):
        raise InvalidAnswer("on", f"This day lies before the one it was last closed or opened on. {_NOTHING_SAVED}")


def _check_review(session: Session, closure: Closure) -> None:
    if closure.review is None:
        raise InvalidAnswer(
            "review", f"For this class no number of years is known, so the unit says the day. {_NOTHING_SAVED}"
        )
    if closure.on and closure.review <= closure.on:
        raise InvalidAnswer("review", f"The day of review comes after the day of closing. {_NOTHING_SAVED}")
    worked_out = _worked_out(session, closure)
    if worked_out is not None and closure.review != worked_out and not closure.review_because.strip():
        raise InvalidAnswer(
            "review_because", f"This is another day than the class gives, which needs its reason. {_NOTHING_SAVED}"
        )


def _check_outcome(session: Session, closure: Closure, case: str) -> None:
    """Refuse that no incident is known since the referral where one is; one that may be older than that is none."""
    received = [value_of(one.answers, "received") for one in session.heads(case, ["referral"]) if not one.erased]
    began = [date.fromisoformat(one.end[:10]) for one in received if one is not None and one.end]
    if closure.outcome != "stopped" or not began:
        return
    incidents = [read_incident(one) for one in session.heads(case, ["incident"]) if not one.erased]
    days = [one.day for one in incidents if one.day is not None and not one.taken_back]
    since = [day for day in days if day > min(began)]
    if since:
        raise InvalidAnswer(
            "outcome",
            f"An incident on {day_in_words(max(since))} is known, after our work began. {_NOTHING_SAVED}",
        )


def _not_said(left: tuple[OpenMatter, ...]) -> str:
    return f"It is not said what becomes of this, and why or to whom: {counted(left)}."


def _place(closure: Closure, left: tuple[OpenMatter, ...]) -> str:
    """The first row that is not answered, or the rows as a whole where one is missing."""
    keys = [one.key for one in closure.open]
    number = min((keys.index(one.key) + 1 for one in left if one.key in keys), default=0)
    if not number:
        return "open"
    return f"open.{number}.said" if closure.open[number - 1].how else f"open.{number}.how"


def check_retention(session: Session, answers: Answers, filing: Filing) -> None:
    """Refuse a review of a case that is not closed, or whose next day does not lie ahead."""
    if filing.case is not None and not is_closed(session, filing.case):
        raise InvalidAnswer("on", "This case is open: it is kept as it is. Nothing was saved; close it first.")
    on, following = value_of(answers, "on"), value_of(answers, "next")
    if following <= max(on, session.now().date()):
        raise InvalidAnswer("next", f"The next day it is looked at lies ahead. {_NOTHING_SAVED}")


def check_colleague(session: Session, answers: Answers, filing: Filing) -> None:
    """Refuse a number nobody confirmed, days in the wrong order, and one person twice."""
    fault = colleague_fault(read_colleague("", answers))
    if fault is not None:
        raise InvalidAnswer(fault[0], f"{fault[1]} {_NOTHING_SAVED}")
    others = [one for one in session.heads(None, ["colleague"]) if one.entry not in filing.corrects]
    name = value_of(answers, "name") or ""
    if any(is_same_name(name, [value_of(one.answers, "name") or ""]) for one in others if not one.erased):
        raise InvalidAnswer(
            "name", "Somebody of this name is on the roster. Nothing was saved; correct that line, or tell them apart."
        )


def check_erasure(session: Session, answers: Answers, filing: Filing) -> None:
    """Two people stand for an erasure, it is written by removing a case, never by hand, and tells nothing of it."""
    if is_same_name(value_of(answers, "authorised_by") or "", [value_of(answers, "asked_by") or ""]):
        raise InvalidAnswer(
            "authorised_by",
            "Whoever asks for an erasure does not authorise it as well. Nothing was removed; let somebody else decide.",
        )
    check_kept_figures(session, answers, filing)
    case = value_of(answers, "case_id")
    if case:
        check_stub_words(session, case, {field: value_of(answers, field) or "" for field in _OF_A_STUB})


def check_stub_words(session: Session, case: str, words: Mapping[str, str]) -> None:
    """Refuse words for a stub, by the field they are for, that tell of the case it outlasts.

    Raises:
        InvalidAnswer: one of them names somebody or something of the case.
    """
    for field, said in words.items():
        if _tells_of(session, case, field, said):
            raise InvalidAnswer(field, _STAYS)


def _tells_of(session: Session, case: str, field: str, words: str) -> bool:
    """Say whether words name anything that the case knows, or any place, e-mail address or birthday."""
    things, known = known_of_case(session, case).things, session.product.words_known
    if field != "reference" and _may_sign(session, words, [one for one in things if isinstance(one, KnownName)]):
        return False
    text = FoldedText(words)
    return any(True for thing in things for _found in thing.spans(text, known)) or any(
        kind in _NEVER_LEFT for kind, _span in swept(text, known)
    )


def _may_sign(session: Session, words: str, named: Sequence[KnownName]) -> bool:
    """Say whether somebody may stand for an erasure who shares a word of a name with the case.

    One of ours may, named in the case or not, who is not called as the person is. Anybody else may whose whole name is
    not near one of the case's and has a word no name of the case has; so may a rank with a family name, unless the
    case knows anybody by it: a rank is typed before any name, and the family name alone would stay.
    """
    if _is_ours(session, words):
        return not _any_alike(words, [one for one in named if one.item.whose == THE_PERSON], "same")
    if by_rank := _BY_RANK.fullmatch(words.strip()):
        family = by_rank["family"]
        shared = any(share_a_name(family, name) for one in named for name in one.forms.names)
        return not shared and not _any_alike(family, named, "same", "perhaps")
    known = session.product.words_known
    parts = [part for part in without_titles(words).split() if _may_be_a_name(part, known)]
    strange = set(words_of(" ".join(parts))).difference(*(one.forms.words for one in named))
    return bool(strange and _WHOLE_NAME.fullmatch(words.strip())) and not _any_alike(words, named, "same", "perhaps")


def _may_be_a_name(part: str, known: WordsKnown) -> bool:
    """Say whether a word may be somebody's first name: no short form of a rank, and no word for what somebody does."""
    word = fold(part)
    if part.isupper() and len(word) <= _LONGEST_RANK:
        return False
    return word not in TITLES and (known.may_be_name(word) or not known.is_word(word))


def _any_alike(words: str, named: Iterable[KnownName], *how: str) -> bool:
    return any(alike(words, one.forms.names) in how for one in named)


def _is_ours(session: Session, words: str) -> bool:
    held = session.heads(None, ["colleague"])
    ours = [session.author, *(value_of(one.answers, "name") or "" for one in held if not one.erased)]
    named = words_of(without_titles(words))
    return bool(named) and any(named == words_of(without_titles(one)) for one in ours)


def check_kept_figures(session: Session, _answers: Answers, _filing: Filing) -> None:
    """Refuse what is left of an erased case where nothing is erased: it is never written by hand."""
    if not session.erasing:
        raise InvalidAnswer(
            "case", "This is written by the program when a case is erased. Nothing was saved; erase it under Unit."
        )
