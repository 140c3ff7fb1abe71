"""Numbers on the person's paper: their order, the silent call, the names they stand under, and what each paper asks."""

from __future__ import annotations

from dataclasses import replace

import pytest

from hru_advocate.documents.blocks import Contact
from hru_advocate.documents.compose.documents import compose_plan
from hru_advocate.documents.compose.give_away import Person, ProtectedValue
from hru_advocate.documents.compose.numbers import EMERGENCY, SILENT, NumberToPrint, neutral_numbers, numbers_of
from hru_advocate.documents.compose.paper import PlanPaper
from hru_advocate.documents.compose.plan import identifying
from hru_advocate.domain.phone_numbers import read_phone
from hru_advocate.domain.plan.plan import OwnNumber, PlanItem
from hru_advocate.domain.services.confirmations import OUR_LINE, PrintLine
from tests.documents.composed_cases import CONFIRMED, ENGLISH, item, line, paper, plan, when

PALADIN = CONFIRMED["paladin"]


def rows_of(made: PlanPaper) -> list[NumberToPrint]:
    return numbers_of(made)[0]


def with_lines(*services: str, **more: object) -> PlanPaper:
    return paper(plan(), services=tuple(line(one) for one in services), **more)


@pytest.mark.parametrize(
    ("services", "expected"),
    [
        ((EMERGENCY,), [(EMERGENCY, "")]),
        ((EMERGENCY, SILENT), [(EMERGENCY, "55")]),
        ((SILENT, EMERGENCY), [(EMERGENCY, "55")]),
        (("paladin", EMERGENCY), [(EMERGENCY, ""), ("paladin", "")]),
        (("paladin", SILENT, EMERGENCY), [(EMERGENCY, "55"), ("paladin", "")]),
        (("paladin", "paladin"), [("paladin", "")]),
        ((), []),
    ],
)
def test_the_emergency_number_comes_first_and_bears_the_silent_call(
    services: tuple[str, ...], expected: list[tuple[str, str]]
) -> None:
    assert [(one.service, one.under) for one in rows_of(with_lines(*services))] == expected


def test_the_silent_call_stands_alone_where_the_emergency_number_does_not() -> None:
    assert [one.service for one in rows_of(with_lines(SILENT, "paladin"))] == [SILENT, "paladin"]


@pytest.mark.parametrize(("services", "silent"), [((EMERGENCY,), False), ((EMERGENCY, SILENT), True)])
def test_how_to_call_in_silence_is_said_under_the_number(services: tuple[str, ...], *, silent: bool) -> None:
    made = with_lines(*services)
    contact = rows_of(made)[0].contact(made.speech)
    assert (contact.name, contact.number) == (ENGLISH.english("number.emergency"), "999")
    assert contact.under == (ENGLISH.english("number.silent") if silent else "")


@pytest.mark.parametrize(
    ("services", "number"), [((EMERGENCY,), "999"), ((EMERGENCY, SILENT), "999, then 55 when asked")]
)
def test_on_paper_that_may_be_seen_the_silent_call_is_two_digits(services: tuple[str, ...], number: str) -> None:
    made = with_lines(*services)
    (row,), left = neutral_numbers(made, rows_of(made))
    name = ENGLISH.english("number.now")
    assert (row.contact(made.speech).number, row.contact(made.speech).under) == (number, "")
    assert row.on_card(made.speech) == (name, number)
    assert row.contact(made.speech).name == name
    assert left == []


@pytest.mark.parametrize(
    ("mark", "note", "number", "said", "card"),
    [
        ("", "", "01632 960123", "", "Made up"),
        ("", "checked", "01632 960123", "checked", "Made up"),
        ("NOT CHECKED", "", "01632 960123\nNOT CHECKED", "{ask}", "Made up ({unchecked})"),
        ("NOT CHECKED", "checked", "01632 960123\nNOT CHECKED", "{ask}\nchecked", "Made up ({unchecked})"),
    ],
)
def test_a_number_nobody_confirmed_says_so_beside_it(mark: str, note: str, number: str, said: str, card: str) -> None:
    speech = paper(plan()).speech
    row = NumberToPrint("made_up", "Made up", "01632 960123", None, note, "Press 1", mark)
    ask, unchecked = ENGLISH.english("number.ask_first"), ENGLISH.english("number.unchecked")
    assert row.contact(speech) == Contact("Made up", number, said.format(ask=ask), "Press 1")
    assert row.on_card(speech) == (card.format(unchecked=unchecked), "01632 960123")


@pytest.mark.parametrize(
    ("labels", "own", "name"),
    [
        ({}, "", "P"),
        ({"paladin": "Piano"}, "", "Piano"),
        ({"other": "Piano"}, "", "P"),
        ({}, "Dentist", "Dentist"),
        ({"paladin": "Piano"}, "Dentist", "Piano"),
        ({"paladin": "Police"}, "", "P"),
        ({"paladin": "Zoltan"}, "", "P"),
        ({"paladin": "kumquat"}, "", "P"),
        ({"paladin": "Imogen"}, "", "P"),
    ],
)
def test_a_service_stands_under_chosen_words_that_give_nothing_away_or_its_first_letters(
    labels: dict[str, str], own: str, name: str
) -> None:
    made = paper(
        plan(own_numbers=(OwnNumber(own, PALADIN),) if own else ()),
        services=(replace(line("paladin"), text="Paladin"),),
        card_labels=labels,
        people=(Person("perpetrator", "Zoltán Quirke"), Person("safe_person", "Imogen Vale")),
        secrets=(ProtectedValue("code_word", "kumquat"),),
    )
    rows = rows_of(made)
    assert [(one.service, one.number) for one in rows] == [("paladin", PALADIN)]
    assert [one.name for one in neutral_numbers(made, rows)[0]] == [name]


def test_our_own_number_keeps_its_name_where_others_are_shortened() -> None:
    ours = PrintLine(OUR_LINE, "Made Up", read_phone("01632 960500"))
    made = paper(plan(), services=(ours, replace(line("paladin"), text="Made Up Line")))
    assert [one.name for one in neutral_numbers(made, rows_of(made))[0]] == ["Made Up", "MUL"]


@pytest.mark.parametrize(("text", "name"), [("Made Up Line", "MUL"), ("…", "Line")])
def test_first_letters_are_of_every_word(text: str, name: str) -> None:
    made = paper(plan(), services=(replace(line("paladin"), text=text),))
    assert [one.name for one in neutral_numbers(made, rows_of(made))[0]] == [name]


def test_a_number_whose_note_would_give_it_away_stays_off_paper_that_may_be_seen() -> None:
    made = paper(plan(), services=(replace(line("paladin"), how="Ask for the police"), line(EMERGENCY)))
    rows, left = neutral_numbers(made, rows_of(made))
    assert [one.service for one in rows] == [EMERGENCY]
    assert [(one.place, one.why) for one in left] == [
        ("sv_paladin", "Its words would give it away; choose other words for it.")
    ]


def unprintable(**more: object) -> PrintLine:
    return replace(line("paladin"), **more)  # type: ignore[arg-type]  # keyword by keyword


@pytest.mark.parametrize(
    ("service", "ticked", "why", "asks"),
    [
        (unprintable(refused="It rings there."), True, "It rings there.", ()),
        (unprintable(phone=None), True, "There is no number yet.", ()),
        (unprintable(needs_tick=True, office="ring it first"), False, "Ring it first.", ("sv_paladin",)),
        (unprintable(needs_tick=True, office="ring it first"), True, "", ()),
        (unprintable(), False, "", ()),
    ],
)
def test_what_may_not_be_printed_says_why_and_which_tick_would_print_it(
    service: PrintLine, why: str, asks: tuple[str, ...], *, ticked: bool
) -> None:
    rows, left = numbers_of(paper(plan(), services=(service,), ticks=frozenset({"sv_paladin"} if ticked else ())))
    assert bool(rows) is (why == "")
    assert [(one.place, one.why, one.ticks) for one in left] == ([("sv_paladin", why, asks)] if why else [])


@pytest.mark.parametrize(
    ("own", "ticked", "printed", "why"),
    [
        (OwnNumber("Tea", "01632 960123"), True, True, ""),
        (OwnNumber("Tea", "01632 960123"), False, False, "A number of one's own can show who someone is."),
        (OwnNumber("Tea", "0808 802 4040"), True, False, "This number must never be printed."),
        (OwnNumber("Tea", PALADIN), True, False, ""),
        (OwnNumber("Tea", "the bell at the side door"), True, True, ""),  # no number, and not the page of a service
        (OwnNumber("Zoltan", "01632 960123"), True, False, "It names"),
    ],
)
def test_a_number_of_ones_own_waits_for_its_tick_and_a_services_own_is_not_said_twice(
    own: OwnNumber, why: str, *, ticked: bool, printed: bool
) -> None:
    made = paper(
        plan(own_numbers=(own,)),
        services=(line("paladin"), line("bsl_999")),
        people=(Person("perpetrator", "Zoltán Quirke"),),
    )
    if ticked:
        made = replace(made, ticks=frozenset(one.id for one in identifying(made)))
    rows, left = numbers_of(made)
    assert ((own.label, own.number) in [(one.name, one.number) for one in rows]) is printed
    assert [one.place for one in left] == (["number.1"] if why else [])
    assert all(one.why.startswith(why) for one in left)


ENDS = {"Ola, who": "“ola”, who does it", "by when": ", by when", "in full": ", in full"}
TICKED = item(
    1, "Ask Imogen.", discreet="Tea with Bea", words="Sam knows", who="Ola", section="court_orders", when=when("4 Dec")
)
LIBRARYS = replace(TICKED, measure="sm_x", discreet="")


@pytest.mark.parametrize(
    ("document", "one", "asks"),
    [
        ("full_plan", TICKED, {"imogen", "sam", "Ola, who", "by when"}),
        ("large_print", TICKED, {"imogen", "sam", "Ola, who", "by when"}),
        ("easy_words", TICKED, {"imogen", "sam", "Ola, who", "by when"}),
        ("safe_person", TICKED, {"imogen", "sam", "Ola, who", "by when"}),
        ("plain_sheet", TICKED, {"imogen", "sam", "bea", "Ola, who", "by when"}),
        ("pocket_card", TICKED, {"bea"}),
        ("", TICKED, {"imogen", "sam", "bea", "Ola, who", "by when"}),
        ("file_copy", TICKED, set()),
        ("leaflet", TICKED, set()),
        ("plain_sheet", LIBRARYS, {"imogen", "sam", "Ola, who", "by when", "in full"}),
        ("", LIBRARYS, {"imogen", "sam", "Ola, who", "by when", "in full"}),
        ("full_plan", LIBRARYS, {"imogen", "sam", "Ola, who", "by when"}),
        ("plain_sheet", replace(TICKED, measure="", discreet=""), {"imogen", "sam", "Ola, who", "by when"}),
        ("plain_sheet", replace(LIBRARYS, text="Ask police."), {"sam", "Ola, who", "by when"}),
    ],
)  # fmt: skip
def test_each_document_asks_only_about_what_it_could_hold(document: str, one: PlanItem, asks: set[str]) -> None:
    people = tuple(Person("safe_person", name) for name in ("Imogen", "Sam", "Bea", "Ola"))
    offered = [tick.label.lower() for tick in identifying(paper(plan(one), people=people), document)]
    found = {ask for ask in ("imogen", "sam", "bea") if any(words.startswith(f"“{ask}”") for words in offered)}
    found |= {name for name, end in ENDS.items() if any(words.endswith(end) for words in offered)}
    assert found == asks
    assert len(offered) == len(asks)


def test_a_name_nobody_knows_says_why_it_waits() -> None:
    (tick,) = identifying(paper(plan(item(1, "Feed the cat.", who="Bea"))))
    assert (tick.why, tick.ticked) == ("It may say who someone is.", False)
    (known,) = identifying(paper(plan(item(1, "Feed it.", who="Bea")), people=(Person("other", "Bea"),)))
    assert known.why == "It names someone of this case."


@pytest.mark.parametrize("document", ["full_plan", "plain_sheet"])
def test_own_words_that_stay_off_are_named_by_their_place(document: str) -> None:
    made = paper(plan(own_words="Zoltan again"), people=(Person("perpetrator", "Zoltán Quirke"),))
    assert [one.place for one in compose_plan(document, made).left_out] == ["own_words"]
