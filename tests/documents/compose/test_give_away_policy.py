"""What betrays somebody in a text: one row for each rule, with a text it finds and one it must let pass."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from hru_advocate.documents.compose.documents import compose_plan
from hru_advocate.documents.compose.give_away import GiveAwayCheck, GiveAwayList, JudgedText, Person, ProtectedValue
from hru_advocate.documents.compose.paper import PlanPaper
from hru_advocate.documents.compose.plan import full_plan, identifying
from hru_advocate.domain.plan.plan import OwnNumber
from tests.documents.composed_cases import WORDS, item, paper, plan

FORBIDDEN = frozenset({"08088024040", "99955", "07700900999"})
CHECK = GiveAwayCheck(
    WORDS,
    (
        Person("perpetrator", "Zoltán Quirke", "Zolly"),
        Person("safe_person", "Imogen Vale"),
        Person("child", "Bo Vale"),
        Person("family", "Dr Rose de Lisle"),
        Person("officer", "Ann Example"),
        Person("professional", "Kim Sample"),
        Person("victim", "Mo Example"),
        Person("other", "Pat Nobody"),
    ),
    (
        ProtectedValue("address", "14 Vexford Row\nExampleton, CH1 1AA"),
        ProtectedValue("code_word", "kumquat – ring the police"),
        ProtectedValue("reference", "HRU-7K3M-9QXF"),
        ProtectedValue("unit", "Harm Reduction Unit"),
    ),
    refused=FORBIDDEN,
    dates=(("a hearing", date(2026, 12, 3)),),
    standard=frozenset({"Ring Imogen on 08088024040."}),
)
NEVER, TICK, NOTHING = "never", "tick", ""


def judged(text: str) -> str:
    found = CHECK.find(JudgedText(text))
    if any(one.never for one in found):
        assert found[0].never, "what can never be printed comes first"
        return NEVER
    return TICK if found else NOTHING


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ring 0808 802 4040.", NEVER),
        ("Ring 08088024040", NEVER),
        ("Ring 0808-802-4040", NEVER),
        ("Ring 0808–802–4040", NEVER),
        ("Ring (0808) 802.40/40", NEVER),
        ("Ring +44 808 802 4040", NEVER),
        ("Ring 0044 808 802 4040", NEVER),
        ("2 0808 802 4040", NEVER),
        ("0808 802 4040 2", NEVER),
        ("08088024040123", NEVER),
        ("12308088024040", NEVER),
        ("7 +44 808 802 4040 9", NEVER),
        ("0808, 802, 4040", NEVER),
        ("٠٨٠٨ ٨٠٢ ٤٠٤٠", NEVER),
        ("Ring 07700 900999", NEVER),
        ("Text 99955", NEVER),
        ("Text 999 55", NEVER),
        ("2 99955 now", NEVER),
        ("99955, 3", NEVER),
        ("Text 199955", NOTHING),
        ("Text 999551", NOTHING),
        ("Ring 0808 802 4041", TICK),
        ("Ring 01632 960123", TICK),
        ("Ring 123 4567", TICK),
        ("Ring 123 456", NOTHING),
        ("999, then 5", NOTHING),
        ("On 23-11-2026", NOTHING),
        ("On 23.11.26", NOTHING),
        ("By 2026-11-23", NOTHING),
        ("At 9 or 10", NOTHING),
    ],
)
def test_numbers(text: str, expected: str) -> None:
    assert judged(text) == expected


@pytest.mark.parametrize("number", ["0808 802 4040", "99955", "1 0808 802 4040 2", "7 99955"])
@pytest.mark.parametrize("document", ["full_plan", "plain_sheet", "pocket_card", "large_print", "easy_words"])
def test_no_tick_prints_a_forbidden_number(document: str, number: str) -> None:
    made = paper(
        plan(item(1, f"Ring {number}.", discreet=f"Tea {number}"), item(2, "Tea.", discreet="Tea"),
             own_numbers=(OwnNumber("Tea", "0808 802 4040"), OwnNumber(f"Mum {number}", "01632 960123")),
             own_words=f"I ring {number}"),
        refused_numbers=FORBIDDEN,
    )  # fmt: skip
    everything = replace(made, ticks=frozenset(one.id for one in identifying(made)))
    composed = compose_plan(document, everything)
    text = "".join(char for char in str(composed.page.blocks) if char.isalnum())
    assert "8088024040" not in text
    assert "99955" not in text
    assert composed.measures == ("2",)
    assert composed.numbers == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Zoltan came", NEVER),
        ("zoltán's coat", NEVER),
        ("QUIRKE", NEVER),
        ("Mr Quirke", NEVER),
        ("Zolly rang", NEVER),
        ("Zoltans", NOTHING),
        ("Quirk of fate", NOTHING),
        ("Ring Imogen", TICK),
        ("Ring imogen.", TICK),
        ("Vale", TICK),
        ("Bo sleeps there", TICK),
        ("Boat", NOTHING),
        ("Rose rang", TICK),
        ("a rose", TICK),
        ("Lisle", TICK),
        ("de", NOTHING),
        ("Dr", NOTHING),
        ("Ann knows", TICK),
        ("Kim knows", TICK),
        ("Mo knows", TICK),
        ("Pat Nobody", TICK),
        ("nobody", TICK),
        ("my sister", NOTHING),
        ("", NOTHING),
    ],
)
def test_names(text: str, expected: str) -> None:
    assert judged(text) == expected


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("Mo", "It names the person the paper is for."),
        ("Zolly", "It names the alleged perpetrator."),
        ("Bo", "It names a child."),
        ("Imogen", "It names a safe person."),
        ("Lisle", "It names someone of the family or a friend."),
        ("Ann", "It names a police officer."),
        ("Kim", "It names a professional."),
        ("Nobody", "It names someone of this case."),
        ("a rose", "It may name someone of the family or a friend, or be an everyday word."),
        ("Rose", "It names someone of the family or a friend."),
        ("mo@example.org", "It names the person the paper is for."),
        ("14 Vexford Row", "It holds an address."),
        ("kumquat", "It holds a code word."),
        ("HRU-7K3M-9QXF", "It holds the number of the case."),
        ("the Harm Reduction Unit", "It names the unit."),
        ("high risk", "It states a level of risk."),
        ("3 December", "It holds a date that shows something: a hearing."),
    ],
)
def test_each_find_says_why_it_matters(text: str, why: str) -> None:
    assert why in [one.why for one in CHECK.find(JudgedText(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("14 Vexford Row", NEVER),
        ("14, vexford ROW", NEVER),
        ("CH1 1AA", NEVER),
        ("Exampleton", NOTHING),
        ("Vexford", NOTHING),
        ("2 Any Street", TICK),
        ("L1 1AA", TICK),
        ("Say kumquat", NEVER),
        ("kumquats", NOTHING),
        ("ring the bell", NOTHING),
        ("HRU-7K3M-9QXF", NEVER),
        ("hru 7k3m 9qxf", NEVER),
        ("7K3M", NOTHING),
        ("Harm Reduction Unit", NEVER),
        ("the unit", NOTHING),
        ("high risk", NEVER),
        ("medium risk", NEVER),
        ("standard risk", NEVER),
        ("very high risk", NEVER),
        ("risk level", NEVER),
        ("risk grade", NEVER),
        ("at risk", NOTHING),
        ("write to bea@example.org", TICK),
        ("@home", NOTHING),
        ("bea@home", NOTHING),
    ],
)
def test_places_words_levels_and_addresses(text: str, expected: str) -> None:
    assert judged(text) == expected


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("3 Dec", True),
        ("3rd December", True),
        ("December 3", True),
        ("the 3rd of December", True),
        ("03/12/2026", True),
        ("3.12.26", True),
        ("2026-12-03", True),
        ("12 Mar", False),
        ("4 Dec", False),
        ("13 December", False),
        ("3/11/2026", False),
    ],
)
def test_a_day_that_shows_something_is_found_however_it_is_written(text: str, *, found: bool) -> None:
    assert any("a hearing" in one.why for one in CHECK.find(JudgedText(text))) is found
    assert CHECK.dated(date(2026, 12, 3)) == "a hearing"
    assert CHECK.dated(date(2026, 12, 4)) == ""


@pytest.mark.parametrize(
    ("day", "written"),
    [(1, "1st December"), (2, "2nd Dec"), (3, "3rd of December"), (4, "4th December"), (11, "Dec 11th")],
)
def test_a_day_is_found_by_its_ending(day: int, written: str) -> None:
    check = GiveAwayCheck(WORDS, dates=(("a hearing", date(2026, 12, day)),))
    assert [one.why for one in check.find(JudgedText(written))] == ["It holds a date that shows something: a hearing."]


def test_only_the_very_text_of_the_program_is_not_looked_through() -> None:
    assert CHECK.find(JudgedText("Ring Imogen on 08088024040.")) == ()
    assert judged("Ring Imogen on 08088024040!") == NEVER


@pytest.mark.parametrize(
    ("text", "entry"),
    [
        ("the Police came", "police*"),
        ("policeman", "police*"),
        ("a knife", "knife"),
        ("knifes", ""),
        ("safe person", "safe person"),
        ("safe persons", ""),
        ("unsafe person", ""),
        ("in a refuge", "refuge*"),
        ("Women’s Aid", "women s aid"),
        ("non-molestation", "non molestation"),
        ("tea", ""),
    ],
)
def test_the_give_away_list_is_held_against_whole_words(text: str, entry: str) -> None:
    listed = ("", "*", "police*", "knife", "safe person", "refuge*", "women s aid", "non molestation")
    assert GiveAwayList(listed).first_in(JudgedText(text)) == entry


TWO = ("Ring Imogen.", "Imogen has the key.")
HELD = [
    ("Ring Imogen.", "Imogen has the key."),
    ("Write to bea@example.org", "Not to bea@example.org"),
    ("Ring 01632 960123", "Text 01632 960123"),
    ("Go on 3 December", "Ask on 3 December"),
    ("Wait at 2 Any Street", "Not at 2 Any Street"),
]


def of_case(*texts: str) -> PlanPaper:
    made = plan(*(item(number, text) for number, text in enumerate(texts, start=1)))
    return paper(made, people=(Person("safe_person", "Imogen Vale"),), dates=(("a hearing", date(2026, 12, 3)),))


@pytest.mark.parametrize(("first", "second"), HELD)
def test_a_tick_prints_one_text_and_no_other_with_the_same_find(first: str, second: str) -> None:
    made = of_case(first, second)
    ticks = [one for one in identifying(made, "full_plan") if not one.ticked]
    assert len(ticks) == 2
    for tick, printed in zip(ticks, ("1", "2"), strict=True):
        assert full_plan(replace(made, ticks=frozenset({tick.id}))).measures == (printed,)
    assert full_plan(replace(made, ticks=frozenset(one.id for one in ticks))).measures == ("1", "2")


def test_a_tick_prints_one_find_and_not_the_others_of_the_same_text() -> None:
    made = of_case("Ring Imogen on 01632 960123 or write to bea@example.org.")
    ticks = {one.id for one in identifying(made, "full_plan")}
    assert len(ticks) == 3
    for one in ticks:
        for some in ({one}, ticks - {one}):
            composed = full_plan(replace(made, ticks=frozenset(some)))
            assert composed.measures == ()
            assert set(composed.left_out[0].ticks) == ticks - some
    assert full_plan(replace(made, ticks=frozenset(ticks))).measures == ("1",)


def test_the_same_words_in_a_measure_and_in_own_words_are_one_text() -> None:
    made = replace(of_case("Ring Imogen."), plan=plan(item(1, "Ring Imogen."), own_words="Ring Imogen, she said."))
    ticks = {one.label: one.id for one in identifying(made, "full_plan")}
    assert len(ticks) == 2
    of_measure = next(key for label, key in ticks.items() if "“Ring Imogen.”" in label)
    composed = full_plan(replace(made, ticks=frozenset({of_measure})))
    assert composed.measures == ("1",)
    assert [one.place for one in composed.left_out] == ["own_words"]
