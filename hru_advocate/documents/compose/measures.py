"""Measures as the person's paper says them: the words, who and when; what would identify somebody waits for a tick."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from hru_advocate.documents.blocks import Item, joined, plain
from hru_advocate.documents.compose.by_when import by_when_in_words, placed_by_when
from hru_advocate.documents.compose.give_away import GiveAway
from hru_advocate.documents.compose.paper import IdentifyingItem, LeftOut, PlanPaper, tick_id
from hru_advocate.documents.compose.speech import UNCHECKED, TextOnPage
from hru_advocate.domain.plan.plan import PlanItem

_TRUSTED: Final = frozenset({"safe_person", "family", "child"})


@dataclass(frozen=True, slots=True)
class MeasureText:
    """One measure as a page says it."""

    item: PlanItem
    line: Item


def carried(paper: PlanPaper) -> tuple[PlanItem, ...]:
    """The measures that stand and that the person carries."""
    return tuple(item for item in paper.plan.live if item.carry == "carry" and item.wording)


def measures_in_full(paper: PlanPaper, items: Iterable[PlanItem]) -> tuple[list[MeasureText], list[LeftOut]]:
    """Measures in full: the person's own words lead as a quote, ours after them, who and when at the right."""
    told: list[MeasureText] = []
    left: list[LeftOut] = []
    for item in items:
        place = f"item.{item.id}"
        stopped = held_back(paper, place, item.wording)
        if stopped is not None:
            left.append(stopped)
            continue
        said = spoken(paper, item, item.wording)
        notes = [f"{UNCHECKED} {said.beside}"] if said.beside else []
        lead = ""
        if item.words and item.words != item.wording:
            stopped = held_back(paper, f"{place}.words", item.words)
            lead = f"“{item.words}”" if stopped is None else ""
            left.extend([stopped] if stopped else [])
        aside, missing = who_and_when(paper, item)
        left.extend(missing)
        speech = paper.speech
        beside = speech.typed("\n".join(notes))
        words = speech.typed(lead) if lead else said.text
        under = joined((said.text, beside) if beside else (said.text,), "\n") if lead else beside
        told.append(MeasureText(item, Item(words, speech.typed(aside), under, box=_can_be_ticked(item))))
    return told, left


def _can_be_ticked(item: PlanItem) -> bool:
    """Say whether a measure is done once and ticked: what to do in an emergency is never ticked off."""
    return item.section != "emergency"


def spoken(paper: PlanPaper, item: PlanItem, text: str) -> TextOnPage:
    """A text of a measure in the page's language, where it stands as the library has it; else as it was typed."""
    if not item.measure or text == item.words:
        return TextOnPage(paper.speech.typed(text))
    short = f"{item.measure}.short"
    return paper.speech.text(short if text == item.discreet and text != item.text else item.measure, text)


def measures_in_neutral_words(paper: PlanPaper, items: Iterable[PlanItem]) -> tuple[list[MeasureText], list[LeftOut]]:
    """Measures for paper that may be seen: hers or his in place of ours, else the short words, else ours.

    The first of them that gives nothing away is printed. The full words of a measure of the library say what the
    whole paper is about, so they wait for a tick.
    """
    told: list[MeasureText] = []
    left: list[LeftOut] = []
    for item in items:
        place = f"item.{item.id}"
        kept: list[LeftOut] = []
        own = item.words if item.words_instead else ""
        for text in dict.fromkeys(filter(None, (own, item.discreet, item.text))):
            said = spoken(paper, item, text)
            stopped = too_plain(paper, place, text, said) or held_back(paper, place, text) or in_full(paper, item, text)
            if stopped is None:
                aside, missing = who_and_when(paper, item)
                left.extend(missing)
                seen = "" if paper.give_away_word(aside) else aside
                beside = f"{UNCHECKED} {said.beside}" if said.beside else ""
                words, under = paper.speech.typed(seen), paper.speech.typed(beside)
                told.append(MeasureText(item, Item(said.text, words, under, box=_can_be_ticked(item))))
                break
            kept.append(stopped)
        else:
            left.append(kept[0])
    return told, left


def held_back(paper: PlanPaper, place: str, text: str) -> LeftOut | None:
    """The reason a text stays off the person's paper for now, or ``None``."""
    hits = paper.found_in(text)
    never = tuple(hit for hit in hits if hit.never)
    if never:
        return LeftOut(place, text, _reasons(never))
    waiting = tuple(hit for hit in hits if hit_tick(text, hit) not in paper.ticks)
    if waiting:
        return LeftOut(place, text, _reasons(waiting), tuple(hit_tick(text, hit) for hit in waiting))
    return None


def too_plain(paper: PlanPaper, place: str, text: str, said: TextOnPage | None = None) -> LeftOut | None:
    """The word of the give-away list that keeps a text, or its translation, off neutral paper, or ``None``."""
    words = f"{text}\n{plain(said.text)}" if said else text
    entry = paper.give_away_word(words)
    if not entry:
        return None
    return LeftOut(place, text, f"It holds a word of the give-away list: {entry.strip().rstrip('*')}.")


def in_full(paper: PlanPaper, item: PlanItem, text: str) -> LeftOut | None:
    """The reason a measure's full words stay off neutral paper until somebody ticks them, or ``None``."""
    tick = full_tick(paper, item)
    if tick is None or text != item.text or tick.ticked:
        return None
    return LeftOut(f"item.{item.id}", text, tick.why, (tick.id,))


def full_tick(paper: PlanPaper, item: PlanItem) -> IdentifyingItem | None:
    """The tick that prints a measure of the library in its full words on paper that may be seen."""
    if not item.measure or item.text == item.discreet or paper.give_away_word(item.text):
        return None
    key = tick_id("full", item.measure, item.text)
    why = "It has no short words that are printed instead; in full it can show what the paper is for."
    return IdentifyingItem(key, f"“{shortened(item.text)}”, in full", why, key in paper.ticks)


def hit_tick(text: str, hit: GiveAway) -> str:
    """The id of the tick that lets this find in this text be printed."""
    return tick_id("found", text, hit.found, hit.why)


def who_and_when(paper: PlanPaper, item: PlanItem) -> tuple[str, tuple[LeftOut, ...]]:
    """Write who does it and by when, as far as both may be printed."""
    left: list[LeftOut] = []
    who, stopped = printable_who(paper, item)
    left.extend([stopped] if stopped else [])
    when = by_when_in_words(item.when, paper.today) if item.when else ""
    dated = when_tick(paper, item)
    if dated is not None and dated.id not in paper.ticks:
        left.append(LeftOut(f"item.{item.id}.when", when, dated.why, (dated.id,)))
        when = ""
    return ", ".join(filter(None, (who, when))), tuple(left)


def printable_who(paper: PlanPaper, item: PlanItem) -> tuple[str, LeftOut | None]:
    """Write who does it: neutral words as they are; a name only when ticked, else *someone you trust* or nothing."""
    place = f"item.{item.id}.who"
    stopped = held_back(paper, place, item.who)
    if stopped is not None and not stopped.ticks:
        return "", stopped
    tick = who_tick(paper, item)
    if tick is None or tick.ticked:
        return item.who, None
    people = paper.named_in(item.who)
    trusted = people and all(person.role in _TRUSTED for person in people)
    instead = paper.speech.translator.english("item.someone") if trusted else ""
    why = f"{tick.why} Printed instead: {instead}." if instead else tick.why
    return instead, LeftOut(place, item.who, why, (tick.id,))


def who_tick(paper: PlanPaper, item: PlanItem) -> IdentifyingItem | None:
    """The tick a *who* needs, unless its words name nobody or it can never be printed."""
    hits = paper.found_in(item.who)
    if any(hit.never for hit in hits) or (not hits and paper.words.names_nobody.issuperset(paper.words_in(item.who))):
        return None
    key = tick_id("who", item.who)
    return IdentifyingItem(
        key, f"“{item.who}”, who does it", _reasons(hits) or "It may say who someone is.", key in paper.ticks
    )


def when_tick(paper: PlanPaper, item: PlanItem) -> IdentifyingItem | None:
    """The tick a *when* needs: a day in court, or a day known to show something."""
    day = placed_by_when(item.when).day if item.when else None
    if item.when is None or day is None:
        return None
    label = paper.check.dated(day) or ("a day in court" if item.section == "court_orders" else "")
    if not label:
        return None
    key = tick_id("when", item.wording, item.when.told)
    words = by_when_in_words(item.when, paper.today)
    return IdentifyingItem(key, f"“{words}”, by when", f"The day may show something: {label}.", key in paper.ticks)


def text_ticks(paper: PlanPaper, text: str) -> list[IdentifyingItem]:
    """The ticks a text needs; none when something in it can never be printed."""
    hits = paper.found_in(text)
    if any(hit.never for hit in hits):
        return []
    ids = [hit_tick(text, hit) for hit in hits]
    return [
        IdentifyingItem(key, f"“{hit.found}” in “{shortened(text)}”", hit.why, key in paper.ticks)
        for key, hit in zip(ids, hits, strict=True)
    ]


def shortened(text: str, most: int = 60) -> str:
    """The beginning of a text on one line, for a list on the screen."""
    line = " ".join(text[: most * 4].split())
    return line if len(line) <= most else line[: most - 1].rstrip() + "…"


def _reasons(hits: Sequence[GiveAway]) -> str:
    return " ".join(dict.fromkeys(hit.why for hit in hits))
