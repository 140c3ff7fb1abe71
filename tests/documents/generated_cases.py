"""Made-up cases by chance: what is known, a plan built from the suggestions as an advocate would, and its secrets."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Final, get_args

from hru_advocate.documents.compose.give_away import Person, ProtectedValue
from hru_advocate.documents.compose.paper import PlanPaper
from hru_advocate.domain.library.reference import LivingSituation
from hru_advocate.domain.plan.coverage import Coverage, coverage
from hru_advocate.domain.plan.plan import OwnNumber, Plan, PlanItem
from hru_advocate.domain.plan.suggestions import Facts, Suggestion, suggest
from tests.documents.composed_cases import LIBRARY, TODAY, item, line, paper, plan, when
from tests.domain.plan.ways_of_living import FACTS_OF

FACTS: Final = (
    *(factor.id for factor in LIBRARY.risk.factors),
    *(domain.id for domain in LIBRARY.needs.domains),
    *(trigger.id for trigger in LIBRARY.risk.triggers),
    *(one.id for one in LIBRARY.measures.circumstances if one.id != "ci_all"),
)
LIVING: Final[tuple[LivingSituation | None, ...]] = (None, *(one for one in get_args(LivingSituation) if one != "any"))
STATES: Final = ("chosen", "already_do", "done", "not_now", "not_right_for_me", "stopped")
HIDDEN: Final = ("keepmark", "speakmark", "stoppedmark")
PROTECTED: Final = ("Vexford", "kumquat", "Zoltan", "Quirke", "7K3M", "Reduction", "900417")
_WHO: Final = ("me", "", "my advocate", "Imogen", "Zoltan", "police", "Mum at 14 Vexford Row")
_OWN: Final = (
    "A text to Mum at nine", "Zoltan must not know", "meet at 14 Vexford Row", "kumquat", "say it to the police",
    "HRU-7K3M-9QXF", "call 07700 900417", "I go out by the back door", 'he said <he will> & "come" back',
)  # fmt: skip
SERVICES: Final = (
    "police_999", "silent_solution_55", "national_stalking_helpline", "paladin", "national_domestic_abuse_helpline",
    "respect_phoneline",
)  # fmt: skip
PEOPLE: Final = (Person("perpetrator", "Zoltan Quirke"), Person("safe_person", "Imogen Vale", relation="friend"))
SECRETS: Final = (
    ProtectedValue("address", "14 Vexford Row\nExampleton"),
    ProtectedValue("code_word", "kumquat – ring me"),
)


@dataclass(frozen=True, slots=True)
class Case:
    """One case: facts, what is suggested, coverage, and the paper its documents are made from."""

    facts: Facts
    suggestions: tuple[Suggestion, ...]
    coverage: Coverage
    paper: PlanPaper


def case(seed: int) -> Case:
    """The case of this number; the same number is always the same case."""
    chance = Random(seed)
    told = chance.sample(FACTS, chance.randint(0, 24))
    cut = chance.randint(0, len(told))
    lives = chance.choice(LIVING)
    facts = Facts(
        present=frozenset(told[:cut]) | (FACTS_OF[lives] if lives else frozenset()),
        absent=frozenset(told[cut:]),
        recent=frozenset(told[: cut // 2]),
        wishes={"wish_1": "to sleep a whole night"} if chance.random() < 0.5 else {},
    )
    found = suggest(LIBRARY, facts)
    offered = [one for one in found if one.refused is None]
    chosen = chance.sample(offered, min(len(offered), chance.randint(0, 30)))
    items = [_measure(chance, number, one) for number, one in enumerate(chosen, start=1)]
    items += [_own(chance, len(items) + number) for number in range(1, chance.randint(1, 5))]
    made = _plan(chance, items)
    cover = coverage(LIBRARY, facts, items)
    services = tuple(line(one) for one in chance.sample(SERVICES, chance.randint(0, len(SERVICES))))
    return Case(
        facts,
        found,
        cover,
        paper(made, services=services, people=PEOPLE, secrets=SECRETS, coverage=cover, for_whom="Imogen", agreed=True),
    )


def _measure(chance: Random, number: int, one: Suggestion) -> PlanItem:
    made = item(
        number, one.text, chance.choice(("carry", "carry", "keep", "speak")),
        measure=one.measure, section=one.section, discreet=one.discreet_text, answers=one.answers,
        who=chance.choice(_WHO), when=chance.choice((None, when("27 Nov"), when("any time"))),
        state=chance.choice(STATES),
    )  # fmt: skip
    return _marked(made) if chance.random() < 0.4 else made


def _own(chance: Random, number: int) -> PlanItem:
    text, words = chance.choice(_OWN), chance.choice(("", *_OWN))
    made = item(
        number, text, chance.choice(("carry", "keep", "speak")),
        words=words, words_instead=chance.random() < 0.5, discreet=chance.choice(("", "Back door", "Court at ten")),
        section=chance.choice(("home", "court_orders", "")), who=chance.choice(_WHO), state=chance.choice(STATES),
    )  # fmt: skip
    return _marked(made)


def _marked(made: PlanItem) -> PlanItem:
    """Words that show on no page unless the measure does: by its mark, or because it does not stand."""
    mark = "stoppedmark" if not made.live else {"keep": "keepmark", "speak": "speakmark"}.get(made.carry, "")
    if not mark:
        return made
    return item(
        int(made.id), f"{made.text} {mark}", made.carry, measure="", section=made.section, words=made.words,
        words_instead=made.words_instead, discreet=made.discreet and f"{made.discreet} {mark}", who=made.who,
        when=made.when, state=made.state, answers=made.answers,
    )  # fmt: skip


_OWN_NUMBERS = (OwnNumber("Mum", "01632 960123"), OwnNumber("Zoltan", "07700 900123"))


def _plan(chance: Random, items: list[PlanItem]) -> Plan:
    review: date | None = TODAY + timedelta(days=chance.randint(1, 60)) if chance.random() < 0.8 else None
    return plan(
        *items,
        own_words=chance.choice(("", *_OWN)),
        wishes=(("wish_1", "to sleep a whole night"),),
        own_numbers=tuple(chance.sample(_OWN_NUMBERS, chance.randint(0, 2))),
        review=review,
    )
