"""Commands the search box takes, by the words people say, and the pages one can go to from it.

A command about a case uses the case one is on, or whom the words after it name, or has the case chosen.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Final, Literal, NamedTuple

from hru_advocate.domain.text_folding import nearly, words_of
from ui.shell.destinations import (
    CaseCommand,
    CaseDestination,
    CasesDestination,
    ClosingDestination,
    CoverageDestination,
    Destination,
    DirectoryDestination,
    DisclosureDestination,
    FiguresDestination,
    HelpDestination,
    IncidentTableDestination,
    LateDestination,
    LegalDestination,
    PacksDestination,
    PaperDestination,
    PlanDestination,
    SettingsDestination,
    TodayDestination,
    UnitDestination,
    UnitTab,
    VersionsDestination,
    VisitsDestination,
    WhoseDestination,
    conversation,
    form_page,
)
from ui.shell.screen import WindowCommand

Fit = Literal["name", "also", "near"]
"""A fit of words: they begin words of a command's name; of what else it is called; or do with a slip forgiven."""


class Command(NamedTuple):
    """Something to do or a page to go to.

    ``also`` are other words for it, ``phrases`` those a case may be named after (*contact MK*). ``leads`` is where it
    leads by itself; ``of_case`` names it among the commands of a case; ``window`` is what the window itself does.
    """

    name: str
    also: str = ""
    phrases: tuple[str, ...] = ()
    leads: Destination | None = None
    of_case: CaseCommand | None = None
    window: WindowCommand | None = None
    page: bool = False


class Meant(NamedTuple):
    """A command that typed words mean, and the words that follow it and may name a case."""

    command: Command
    fit: Fit
    rest: str = ""


_OF_CASE: Final[Mapping[CaseCommand, Callable[[str], Destination]]] = {
    "contact": lambda case: CaseDestination(case, log_contact=True),
    "incident": lambda case: CaseDestination(case, "incidents", note_incident=True),
    "incidents": IncidentTableDestination,
    "action": lambda case: form_page("action", case, state="open"),
    "visit": lambda case: form_page("visit", case, state="planned"),
    "risk": lambda case: conversation("risk_conversation", case),
    "needs": lambda case: conversation("needs_assessment", case),
    "situation": lambda case: conversation("situation", case),
    "level": lambda case: form_page("judgement", case),
    "safe_contact": lambda case: form_page("safe_contact", case),
    "plan": PlanDestination,
    "versions": VersionsDestination,
    "coverage": CoverageDestination,
    "card": lambda case: PaperDestination(case, "pocket_card"),
    "paper": PaperDestination,
    "hand_over": lambda case: PaperDestination(case, "hand_over"),
    "person": lambda case: form_page("person", case),
    "flag": lambda case: form_page("flag", case),
    "order": lambda case: form_page("order", case),
    "criminal_case": lambda case: form_page("criminal_case", case),
    "hearing": lambda case: form_page("hearing", case),
    "letter": lambda case: CaseDestination(case, "legal"),
    "meeting": lambda case: form_page("meeting", case, state="planned"),
    "safeguarding": lambda case: form_page("safeguarding", case),
    "signposting": lambda case: form_page("signposting", case),
    "disclosure": DisclosureDestination,
    "notes": lambda case: form_page("notes", case),
    "outcome": lambda case: form_page("outcome", case),
    "pause": lambda case: form_page("pause", case),
    "closing": ClosingDestination,
}

CASE_COMMANDS: Final = (
    Command("Log a contact", "note write call phone rang text spoke", ("log contact", "contact"), of_case="contact"),
    Command("New incident", "note log happened", ("new incident", "note incident", "incident"), of_case="incident"),
    Command("Many incidents at once", "table diary", ("many incidents", "incidents"), of_case="incidents"),
    Command("New action", "note promise do task", ("new action", "action"), of_case="action"),
    Command("Plan a visit", "go see out", ("plan visit", "visit"), of_case="visit"),
    Command("Risk conversation", "ask talk factors", ("risk conversation", "risk"), of_case="risk"),
    Command("Needs assessment", "ask talk", ("needs assessment", "needs"), of_case="needs"),
    Command("The situation", "home living paper searched", ("situation",), of_case="situation"),
    Command("Judge the level", "risk high medium standard grade", ("judge level", "level"), of_case="level"),
    Command("Safe contact rules", "when ring number code word", ("safe contact",), of_case="safe_contact"),
    Command("Work on the plan", "safety measures builder", ("work plan", "safety plan", "plan"), of_case="plan"),
    Command("Versions of the plan", "compare settle", ("versions",), of_case="versions"),
    Command("What covers what", "coverage gaps bare", ("coverage",), of_case="coverage"),
    Command("Print a card", "pocket wallet paper", ("print card", "pocket card", "card"), of_case="card"),
    Command("Print for a case", "paper plan sheet leaflet log copy", ("print",), of_case="paper"),
    Command("Hand-over summary", "handover colleague takes over print", ("hand over", "handover"), of_case="hand_over"),
    Command("Add a person", "child officer professional family", ("add person", "person"), of_case="person"),
    Command("Raise a flag", "alone urgent restricted marker warning", ("raise flag", "flag"), of_case="flag"),
    Command("Note an order", "bail licence court injunction", ("note order", "order"), of_case="order"),
    Command("Note a criminal case", "crime police report", ("criminal case",), of_case="criminal_case"),
    Command("Note a hearing", "court trial special measures", ("note hearing", "hearing"), of_case="hearing"),
    Command("Write a letter", "housing employer school statement", ("write letter", "letter"), of_case="letter"),
    Command("Partner meeting", "marac mappa iom strategy refer", ("partner meeting", "marac"), of_case="meeting"),
    Command("Safeguarding referral", "child adult council", ("safeguarding",), of_case="safeguarding"),
    Command("Refer to a service", "signpost refuge helpline", ("signpost",), of_case="signposting"),
    Command("Disclose something", "share police housing agency", ("disclose",), of_case="disclosure"),
    Command("Write notes", "talk first quote", ("write notes", "notes"), of_case="notes"),
    Command("How it is going", "outcome review feedback satisfied", ("outcome",), of_case="outcome"),
    Command("Pause reminders", "rest until", ("pause",), of_case="pause"),
    Command("Close the case", "end closure countersign", ("close case",), of_case="closing"),
)
_TABS: Final[tuple[tuple[UnitTab, str, str], ...]] = (
    ("measures", "Unit: measures", "library practice point sign off"),
    ("behaviours", "Unit: behaviours", "incident list"),
    ("letters", "Unit: letters", "templates"),
    ("consultations", "Unit: consultations", "advice fire setting querulant"),
    ("languages", "Unit: languages", "translation translate"),
    ("paper", "Unit: paper out", "recall copies"),
    ("words", "Unit: give-away words", "paper may be seen"),
    ("reach", "Unit: how to reach us", "duty number"),
    ("people", "Unit: people", "roster colleague leave"),
    ("thresholds", "Unit: thresholds", "marac mappa repeat months"),
    ("overdue", "Unit: overdue visits", "not back steps"),
    ("supervision", "Unit: supervision", "supervisor countersign cover"),
    ("records_kept", "Unit: records kept", "retention review erase who looked"),
    ("devices", "Unit: laptops", "sharing package card eight words sealed"),
)
COMMANDS: Final = (
    *CASE_COMMANDS,
    Command("New referral", "case intake open accept", leads=form_page("referral")),
    Command("Confirm a number", "ring check hours service directory", leads=DirectoryDestination()),
    Command("New consultation", "advice professional asks", leads=form_page("consultation")),
    Command("Choose today's visits", "going out", leads=VisitsDestination()),
    Command("Lock", "leave close vault away", window="lock"),
    Command("Cover", "hide screen calendar", window="cover"),
    Command("Today", "due start", leads=TodayDestination(), page=True),
    Command("What is late", "overdue supervision", leads=LateDestination(), page=True),
    Command("Cases", "list everybody", leads=CasesDestination(), page=True),
    Command("Directory", "services helplines", leads=DirectoryDestination(), page=True),
    Command("Packs", "directory law signed take signatures", leads=PacksDestination(), page=True),
    Command("Legal options", "law orders clocks", leads=LegalDestination(), page=True),
    *(Command(name, also, leads=UnitDestination(tab), page=True) for tab, name, also in _TABS),
    Command("Figures", "count quarter year report", leads=FiguresDestination(), page=True),
    Command("Settings", "backup look text size lock minutes passphrase", leads=SettingsDestination(), page=True),
    Command("Help", "how guide manual", leads=HelpDestination(), page=True),
    Command("Every key", "keyboard shortcut help", leads=HelpDestination("keys"), page=True),
)
_SMALL: Final = frozenset("a an the for of to in on with at her his their".split())
"""Words that say nothing of what is wanted."""


def of_case(command: CaseCommand, case: str) -> Destination:
    """Say where a command leads for a case."""
    return _OF_CASE[command](case)


def name_of(command: CaseCommand) -> str:
    """The name of a command of a case."""
    return next(one.name for one in CASE_COMMANDS if one.of_case == command)


def whose(command: CaseCommand) -> Destination:
    """Say where the case of a command is chosen."""
    return WhoseDestination(command)


def meant_by(text: str) -> Iterator[Meant]:
    """Yield the commands and pages that words mean, as they stand in the list."""
    typed = [word for word in words_of(text) if word not in _SMALL]
    if not typed or len(typed[0]) < 2:
        return
    for command in COMMANDS:
        fit = _fit(command, typed)
        if fit:
            yield Meant(command, fit)
        elif command.of_case and (rest := _after_a_phrase(command, typed)):
            yield Meant(command, "name", rest)


def _fit(command: Command, typed: list[str]) -> Fit | None:
    name, also = words_of(command.name), words_of(command.also)
    if all(any(known.startswith(word) for known in (*name, *also)) for word in typed):
        return "name" if any(known.startswith(word) for word in typed for known in name) else "also"
    return "near" if all(any(nearly(word, known) for known in name) for word in typed) else None


def _after_a_phrase(command: Command, typed: list[str]) -> str:
    """The words after one of the phrases of a command, which may name a case."""
    for phrase in command.phrases:
        words = phrase.split()
        if typed[: len(words)] == words and len(typed) > len(words):
            return " ".join(typed[len(words) :])
    return ""
