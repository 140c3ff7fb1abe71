"""Every key one can work with, by where it works."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

KEYS: Final[Mapping[str, tuple[tuple[str, str], ...]]] = {
    "Everywhere": (
        ("F12", "Cover everything with a calendar; F12 again shows it. Nothing else does."),
        ("Ctrl L", "Lock: drafts are saved, the vault is closed, the program starts afresh."),
        ("Ctrl K", "Search everything, or say what to do. Enter opens the first, arrow down goes into the results."),
        ("Ctrl I", "Note an incident: yesterday 3 pm, what was done. Where no case is open, choose whose first."),
        ("Ctrl 1 … 7", "Today, Cases, Directory, Legal, Unit, Figures, Settings."),
        ("F6", "The next part of the window."),
        ("Tab, Shift Tab", "The next thing, the one before. It stops once at a row of answers or tabs."),
        ("Space, Enter", "Press what has the keyboard. Beside an answer Enter goes on."),
        ("Esc", "One step back. What you typed is kept as a draft."),
        ("Alt ←", "One step back, also from within a list or a view."),
        ("F1", "The help for the page one is on."),
    ),
    "On Today": (
        ("1 … 9", "Go to the line that carries the number."),
        ("R", "Show or fold the safe contact rules."),
        ("L", "Go through what is late: a digit chooses, Ctrl S saves and goes on."),
        ("Ctrl O", "Of what is late: open the thing itself."),
        ("P", "Show the cases whose reminders are paused."),
        ("V", "Choose today's visits."),
    ),
    "Answers and tabs": (
        ("← → ↑ ↓", "The answer or the tab before or after. Where one answer stands, it is chosen at once."),
        ("Home End", "The first, the last."),
        ("1 … 9", "The answer with this number; further answers of a long row have a letter."),
        ("Space", "Choose; where several may stand, also take back."),
        ("Del Backspace", "Take the answer back."),
        ("Alt N", "Say why there is no answer: not known, declined, not now or unsafe."),
        ("← →", "On a row of several: from one thing to do with it to the next."),
        ("Alt ↑ ↓", "Move a row of several up or down."),
        ("Ctrl Z, Ctrl Shift Z", "In a form: take the last answer back; give it again. In a text: what was typed."),
        ("Ctrl S", "Save the entry."),
    ),
    "In a conversation": (
        ("1 … 5", "Yes, no, not known, declined, not now or unsafe to ask; the next question comes by itself."),
        ("0 … 4", "A rating; the next question comes by itself."),
        ("M", "Say more of the answer given last: when, how we know, in which words."),
        ("Ctrl Z", "Take the answer given last back. In a text: undo what was typed."),
        ("W", "Write, where a question is answered in words."),
        ("Enter, Ctrl Enter", "The next question; with Ctrl also from within words."),
        ("B", "The question before."),
        ("S", "Skip for now; it stays not asked."),
        ("F", "Ask the first folded question after all."),
        ("Alt 1 … 5", "Keep the typed note as risk, need, incident, promise, quote."),
        ("Ctrl S", "Save the entry."),
    ),
    "On a visit": (
        ("V", "On the page before one goes: begin visit mode. O out, B back, M longer, S the slip."),
        ("1 … 8", "In visit mode: the parts of the table."),
        ("Ctrl T", "In visit mode: back to the table."),
        ("Alt M", "In visit mode, once the time is over: stay longer."),
        ("Alt E", "In visit mode: end the visit. It is asked once more."),
    ),
    "On a case": (
        ("C, I, A", "Log a contact; note an incident; note an action. Where nothing is typed or answered."),
        ("V, R, P, D", "Plan a visit; the risk conversation; the plan; documents to print."),
        ("L, N, F", "Change the level, the next contact, a flag, in the head."),
        ("1 … 9, 0", "The parts of the case, in their order."),
        ("Ctrl PgUp PgDn", "The part of the case before or after."),
        ("Ctrl P", "Print, on the page of papers, of a letter and of a disclosure."),
        ("Ctrl N", "On the page of closing: write the closure, or go on with it."),
        ("Ctrl T", "Note an action: what, who, by when."),
        ("↑ ↓", "In a card: the button above or below."),
    ),
    "In a table of incidents": (
        ("Tab, Shift Tab", "The next cell, the one before."),
        ("Enter", "The next row."),
        ("Ctrl V", "Put in rows copied from a spreadsheet, from this cell on."),
        ("Del", "Empty the marked cells."),
        ("Ctrl Del", "Take the row out."),
        ("Ctrl S", "Save all rows in one step."),
    ),
    "In a plan": (
        ("← →", "What we know, the suggestions, the plan."),
        ("↑ ↓", "The thing, the suggestion or the measure above or below."),
        ("Enter, +", "Add the suggestion and go on to the next; Enter on a measure: say who and when."),
        ("N", "The next risk, event, need or wish without a measure."),
        ("W", "Her or his own words for the measure; on a suggestion, add it in own words."),
        ("C, K, S", "Carry, keep with us, speak only."),
        ("T", "Make the measure an action."),
        ("Alt ↑ ↓", "Move the measure among those of its situation."),
        ("Del", "Take the measure out."),
        ("B", "Keep a measure that needs a look, because."),
        ("A", "In a situation: add what is ticked."),
        ("H", "Hide or show, side by side, what is only spoken."),
        ("Ctrl Z, Ctrl Shift Z", "Undo; do it again."),
        ("Ctrl S", "Ask for the sign-off; once more, sign off."),
    ),
    "Side by side": (
        ("Y, N, L", "Yes, no, later."),
        ("← → Home End", "From answer to answer; Space chooses."),
        ("W", "My own words."),
        ("↑ ↓", "The measure above or below."),
        ("Esc", "Put the view away."),
    ),
    "In lists": (
        ("↑ ↓", "The line above or below."),
        ("Enter", "Open the line."),
        ("Tab", "Out of the list, to the next thing."),
        ("Ctrl Enter", "In the unit's texts of a language: check the text."),
        ("Ctrl N", "In the unit's consultations: a new one."),
    ),
}
"""Every key there is, by where it works. Keys after a Ctrl, Alt or Shift share it; a comma begins anew."""

_BESIDE: Final[Mapping[str, tuple[str, ...]]] = {
    "today": ("On Today",),
    "late": ("On Today",),
    "form": ("Answers and tabs",),
    "safe_contact": ("Answers and tabs",),
    "new_case": ("Answers and tabs",),
    "conversation": ("In a conversation",),
    "plan": ("In a plan", "Side by side"),
    "incident_table": ("In a table of incidents",),
    "before_visit": ("On a visit",),
    "visit_mode": ("On a visit",),
    "visits": ("In lists",),
    "cases": ("In lists",),
    "directory": ("In lists",),
    "legal_options": ("In lists",),
    "first_day": ("Everywhere",),
}
"""The parts of the table that belong to a page of the help."""

_BESIDE_GROUP: Final[Mapping[str, tuple[str, ...]]] = {"case": ("On a case",), "unit": ("In lists",)}


def keys_beside(page: str) -> tuple[tuple[str, tuple[tuple[str, str], ...]], ...]:
    """The keys that work where a page of the help is about; on each part of a case those of a case."""
    names = _BESIDE.get(page, _BESIDE_GROUP.get(page.partition("_")[0], ()))
    return tuple((name, KEYS[name]) for name in names)
