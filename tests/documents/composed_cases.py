"""Three made-up cases whose papers are composed in tests, and a page's words as plain text."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime

from hru_advocate.casework.product import shipped, shipped_forms
from hru_advocate.documents.blocks import Block, Drawing, Page
from hru_advocate.documents.compose.give_away import Person, ProtectedValue
from hru_advocate.documents.compose.office.lists import CasePaper
from hru_advocate.documents.compose.paper import PlanPaper
from hru_advocate.domain.forms.answers import Asking
from hru_advocate.domain.forms.definition import FormDefinition
from hru_advocate.domain.forms.kinds import KIND_OF
from hru_advocate.domain.languages import Translator
from hru_advocate.domain.ledger.entry import Stamp
from hru_advocate.domain.ledger.records import Record
from hru_advocate.domain.moments import Moment, read_moment
from hru_advocate.domain.pictures import need_changes_of, time_line_of
from hru_advocate.domain.plan.coverage import coverage
from hru_advocate.domain.plan.plan import Carry, OwnNumber, Plan, PlanItem
from hru_advocate.domain.plan.suggestions import Facts
from hru_advocate.domain.services.confirmations import Confirmation, PrintLine, PrintRules, print_line
from hru_advocate.errors import NotFound

NOW = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
TODAY = NOW.date()
LIBRARY = shipped().library
SECTIONS = tuple((one.id, one.label) for one in LIBRARY.measures.sections)
STANDARD = frozenset(text for one in LIBRARY.measures.measures for text in (one.text, one.discreet_text) if text)
PRODUCT = shipped()
ENGLISH = Translator(PRODUCT.english)
RULES = PrintRules(LIBRARY.services)
CONFIRMED = {"national_stalking_helpline": "0808 802 0300", "paladin": "020 3866 4107"}
WORDS = LIBRARY.paper_words
REFUSED = LIBRARY.services.refused_numbers


class _Everything(frozenset[str]):
    def __contains__(self, one: object) -> bool:
        return True


ASKING = Asking(NOW, _Everything())
FORMS = {form.id: form for form in shipped_forms().current()}


def when(text: str) -> Moment:
    return read_moment(text, NOW, "future")


def line(service: str) -> PrintLine:
    number = CONFIRMED.get(service)
    checks = (
        [Confirmation(service, "number", number, "A. Advocate", date(2026, 11, 14), "their page")] if number else []
    )
    return print_line(LIBRARY.service(service), checks, TODAY, rules=RULES)


def words_for(one: str) -> str:
    try:
        return LIBRARY.service(one[3:]).name if one.startswith("sv_") else LIBRARY.label(one)
    except NotFound:
        return one


def item(number: int, text: str, carry: Carry = "carry", **more: object) -> PlanItem:
    plain = PlanItem(
        id=str(number), measure="", section="home", text=text, words="", words_instead=False, discreet="", answers=(),
        who="me", when=None, review=None, state="chosen", carry=carry, advice="", override="",
    )  # fmt: skip
    return dataclasses.replace(plain, **more)  # type: ignore[arg-type]  # keyword by keyword, as the test names them


def known(number: int, measure: str, carry: Carry = "carry", **more: object) -> PlanItem:
    one = LIBRARY.measure(measure)
    return item(
        number, one.text, carry, **{"measure": measure, "section": one.section, "discreet": one.discreet_text} | more
    )


def plan(*items: PlanItem, **more: object) -> Plan:
    plain = Plan(when("23 Nov 2026"), "", (), items, (), (), date(2026, 12, 7), "")
    return dataclasses.replace(plain, **more)  # type: ignore[arg-type]  # as above


def paper(made: Plan, **more: object) -> PlanPaper:
    plain = PlanPaper(
        plan=made, today=TODAY, translator=ENGLISH, sections=SECTIONS, standard_texts=STANDARD, words=WORDS,
        give_away=WORDS.give_away,
        refused_numbers=REFUSED, label=words_for,
        case_ref="HRU-7K3M-9QXF", unit_name="Harm Reduction Unit", copy_number=3, head_code="4f1c 9a20 7be3",
    )  # fmt: skip
    return dataclasses.replace(plain, **more)  # type: ignore[arg-type]  # as above


def stalked_at_work() -> PlanPaper:
    items = (
        known(1, "sm_call_999", who="me", when=when("any time"), answers=("rf_very_frightened",)),
        item(2, "Change your route.", section="out", words="I go round by the canal", words_instead=True,
             discreet="Different way", when=when("from this week"), answers=("wish_dog", "rf_very_frightened")),
        item(3, "Sam at reception knows who must not be let in.", section="work_college", who="my advocate",
             discreet="Ask for Sam at the desk", when=when("27 Nov"), words="Sam is lovely"),
        item(4, "A camera at the back door.", who="Sam Example", when=when("Friday"), words="only at night please"),
        item(5, "We have your new address.", "keep", advice="Police asked first, 21 Nov"),
        item(6, "The code word is said on the phone.", "speak", section="code_words", override="She asked for it."),
        item(7, "Move away.", state="not_now", section="housing"),
    )  # fmt: skip
    made = plan(
        *items,
        own_words="I want to walk the dog again without looking over my shoulder.",
        wishes=(("wish_dog", "I want to walk the dog"),),
        own_numbers=(OwnNumber("Mum", "01632 960123"), OwnNumber("Dentist", "020 3866 4107")),
        what_changed="A new route.",
    )
    facts = Facts(
        present=frozenset({"rf_very_frightened", "nd_housing"}), wishes={"wish_dog": "I want to walk the dog"}
    )
    services = ("police_999", "silent_solution_55", *CONFIRMED, "national_domestic_abuse_helpline", "respect_phoneline")
    return paper(
        made,
        services=tuple(line(one) for one in services),
        people=(Person("perpetrator", "Dave Green"), Person("safe_person", "Sam Example", relation="friend")),
        coverage=coverage(LIBRARY, facts, items),
    )


def living_with_him() -> PlanPaper:
    """Almost nothing may be on paper; what was typed holds what must not be."""
    made = plan(
        item(1, "If Dave shouts, go next door.", discreet="Next door"),
        item(2, "Keep the bag at 14 Vexford Row.", discreet="Bag"),
        item(3, "Say kumquat and ring off.", discreet="Fruit"),
        item(4, "You are at high risk, so keep your phone charged.", discreet="Phone charged"),
        item(5, "Go to court with Ann.", section="court_orders", when=when("3 Dec 2026"), who="Ann Example"),
        item(6, "Plan for the night he drinks.", "speak"),
        own_words="Dave must not see this",
        review=None,
        made_on=None,
    )
    return paper(
        made,
        services=(line("police_999"),),
        people=(Person("perpetrator", "Dave Green", "Davey"), Person("officer", "Ann Example")),
        secrets=(
            ProtectedValue("address", "14 Vexford Row\nExampleton"),
            ProtectedValue("code_word", "kumquat – ring the police"),
        ),
        dates=(("a hearing", date(2026, 12, 3)),),
    )


def odd_words() -> PlanPaper:
    """Hostile and foreign text, and a plan with no numbers."""
    made = plan(
        item(1, 'he said <he will> & "come" back', words="<img src=x onerror=alert(1)> {{x}} %s", section="nowhere"),
        item(2, "Żółć i łódź", words="Rwy'n cerdded\nadref", discreet="<b>5</b>"),
        own_words="line one\nline two\ttabbed & <b>bold</b>",
    )
    return paper(made)


CASES = {"stalked_at_work": stalked_at_work, "living_with_him": living_with_him, "odd_words": odd_words}


def record(form: str, raw: Mapping[str, object], day: int, **more: object) -> Record:
    made = FORMS[form]
    stamp = Stamp(f"2026-11-{day:02}T10:32:00.000Z", 0, 1, "boot")
    plain = Record(
        f"e{form}{day}", f"r{form}{day}", "case", made, made.check(raw, ASKING), "", "A. Advocate", stamp, ()
    )
    return dataclasses.replace(plain, **more)  # type: ignore[arg-type]  # as above


def filled(form: FormDefinition, day: int = 21) -> Record:
    raw: dict[str, object] = {one.id: KIND_OF[one.kind].example(one) for one in form.fields}
    return record(form.id, raw, day)


def case_paper() -> CasePaper:
    said = {"present": True, "last": "last night", "words": "I can't sleep", "fact": "Hands shaking",
            "how": ["victim_said", "advocate_saw"]}  # fmt: skip
    risk = record("risk_conversation", {
        "held_on": "21 Nov 2026", "worries_most": "That he comes to the school", "rf_very_frightened": said,
        "rf_threat_to_kill": True, "rf_recent_injury": False, "rf_sexual_harm": {"state": "declined"},
        "rf_weapons_or_objects": {"state": "unsafe_to_ask"}, "rf_feared_harm": {"state": "not_known"},
        "seen": "Two missed calls during the visit.", "opinion": "He is closer than before.",
    }, 21)  # fmt: skip
    later = record("risk_conversation", {"held_on": "22 Nov 2026", "rf_threat_to_kill": {"state": "declined"}}, 22)
    needs = record("needs_assessment", {
        "held_on": "22 Nov 2026", "first_wish": "One night of sleep", "nd_safe_contact": 0,
        "nd_home_safety": {"value": 3, "advocate": 4, "words": "the back door does not lock"},
        "nd_home_safety_wanted": "a new lock", "nd_housing": {"state": "declined"},
    }, 22)  # fmt: skip
    judged = record("judgement", {
        "made_on": "21 Nov 2026", "level": "high", "reason": "Followed to work twice in a week.",
        "because": ["rf_very_frightened"], "review": "2026-12-01",
    }, 21)  # fmt: skip
    call = record("contact", {
        "happened": "about 3 pm on Thursday", "method": "phone", "direction": "in", "with_whom": "victim",
        "fact": "She rang.", "report": "She said he was outside the school.", "opinion": "This is an escalation.",
        "words": "He just stood there.", "triggers": ["tr_new_incident"], "next_contact": "2026-11-24",
    }, 19)  # fmt: skip
    visit = record("contact", {
        "happened": "2026-11-20 10:30", "method": "visit", "direction": "out", "with_whom": "officer",
        "person": {"name": "DC Example", "relation": "officer"}, "fact": "Went through the plan.",
    }, 20, parents=("e1",), reason="The time was wrong.")  # fmt: skip
    records = (risk, later, needs, judged, visit, call)
    return CasePaper(
        records=records, today=TODAY, label=words_for, time_line=time_line_of(records, (), NOW, words_for),
        needs=need_changes_of(records, words_for),
        case_ref="HRU-7K3M-9QXF", copy_number=2, head_code="4f1c 9a20 7be3",
    )  # fmt: skip


def strings_of(part: object) -> Iterator[str]:
    """Every text anywhere in a page, as it stands."""
    if isinstance(part, str):
        yield part
    elif isinstance(part, tuple):
        for one in part:
            yield from strings_of(one)
    elif dataclasses.is_dataclass(part):
        for field in dataclasses.fields(part):
            if field.name != "phrases":  # words for notices, drawn only where there is one
                yield from strings_of(getattr(part, field.name))


def text_of(page: Page) -> str:
    return "\n".join(strings_of(page))


def drawn(page: Page) -> str:
    """A page as a text to compare: one line for each thing said, indented inside its block."""
    head = [f"PAGE {page.title} · {page.carrier} · {page.language}", f"MARKING {page.marking}", f"FOOTER {page.footer}"]
    return "\n".join([*head, *(one for block in page.blocks for one in _block(block, ""))]) + "\n"


def _block(part: Block | object, indent: str) -> Iterator[str]:
    parts = [
        (field.name, getattr(part, field.name)) for field in dataclasses.fields(part)  # type: ignore[arg-type]  # blocks and their parts are dataclasses
    ]  # fmt: skip
    plain = " ".join(
        f"{name}={value!r}" for name, value in parts if not _holds_parts(value) and not isinstance(value, Drawing)
    )
    yield f"{indent}{type(part).__name__} {plain}".rstrip()
    for _name, value in parts:
        if isinstance(value, Drawing):
            yield from (f"{indent}  {label.text}" for label in value.labels)
        if _holds_parts(value):
            for one in value:
                yield from _block(one, indent + "  ")


def _holds_parts(value: object) -> bool:
    return isinstance(value, tuple) and bool(value) and dataclasses.is_dataclass(value[0])
