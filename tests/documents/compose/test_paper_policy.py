"""Which document may hold what: the table of what each paper holds and never holds, and both sides of each age."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Final

import pytest

from hru_advocate.documents.blocks import Item
from hru_advocate.documents.compose.documents import PLAN_PAPERS, compose_plan
from hru_advocate.documents.compose.give_away import Person, ProtectedValue
from hru_advocate.documents.compose.paper import NoConsent, PlanPaper
from hru_advocate.documents.compose.plan import identifying, safe_person
from hru_advocate.domain.plan.plan import OwnNumber
from hru_advocate.domain.services.confirmations import Confirmation, PrintLine, PrintRules, print_line
from tests.documents.composed_cases import LIBRARY, TODAY, item, paper, plan, text_of, when

SERVICE: Final = LIBRARY.service("paladin")
NUMBER: Final = SERVICE.phones[0].number
DOCUMENTS: Final = tuple(PLAN_PAPERS)
PERSONS: Final = tuple(one for one in DOCUMENTS if one != "file_copy")
FULL: Final = {"full_plan", "large_print", "easy_words"}
SEEN: Final = {"plain_sheet", "pocket_card"}
FILE: Final = {"file_copy"}


def line(*, days: int | None = 5, service: str = "paladin", right: bool = True) -> PrintLine:
    """A service as it stands when its number was checked so many days ago, or never."""
    found = LIBRARY.service(service)
    on = TODAY - timedelta(days=days or 0)
    check = Confirmation(service, "number", found.phones[0].number, "A. Advocate", on, "their page", right)
    return print_line(found, [] if days is None else [check], TODAY, rules=PrintRules(LIBRARY.services))


def of_everything() -> PlanPaper:
    """One of each thing a paper could hold, each under a word of its own."""
    made = plan(
        item(1, "Fullapple text.", discreet="Shortpear", words="Wordcherry", who="Imogen Vale", section="home"),
        item(2, "Keptplum text.", "keep", discreet="Keptshort"),
        item(3, "Spokenfig text.", "speak", discreet="Spokenshort"),
        item(4, "Zoltan comes.", discreet="Zolly"),
        item(5, "Go to 14 Vexford Row.", discreet="14 Vexford Row"),
        item(6, "Say kumquat.", discreet="kumquat"),
        item(7, "You are at high risk.", discreet="high risk"),
        item(8, "For HRU-7K3M-9QXF of the Harm Reduction Unit.", discreet="Harm Reduction Unit"),
        item(9, "Police grape.", discreet="Police grape", who="me"),
        item(10, "Stoppedlime.", state="stopped", discreet="Stoppedshort"),
        item(11, "Advisedkiwi.", who="me", advice="Advicemango", override="Overridepeach"),
        own_words="Ownquince", own_numbers=(OwnNumber("Aunt", "01632 960123"),), what_changed="Changedmelon",
        wishes=(("wish_a", "Wishdate"),),
    )  # fmt: skip
    return paper(
        made,
        services=(line(service="police_999", days=None), line(), line(service="respect_phoneline", days=None)),
        people=(Person("perpetrator", "Zoltán Quirke", "Zolly"), Person("safe_person", "Imogen Vale")),
        secrets=(ProtectedValue("address", "14 Vexford Row"), ProtectedValue("code_word", "kumquat")),
        for_whom="Imogen Vale",
        agreed=True,
    )


def all_ticked(made: PlanPaper) -> PlanPaper:
    return replace(made, ticks=frozenset(one.id for one in identifying(made)) | {"sv_paladin"})


@pytest.mark.parametrize(
    ("words", "holds"),
    [
        ("Fullapple", FULL | FILE | {"plain_sheet", "safe_person"}),
        ("Shortpear", SEEN | FILE),
        ("Wordcherry", FULL | FILE),
        ("Keptplum", FILE),
        ("Keptshort", FILE),
        ("Spokenfig", FILE),
        ("Spokenshort", FILE),
        ("Zoltan", FILE),
        ("Zolly", FILE),
        ("Vexford", FILE),
        ("kumquat", FILE),
        ("high risk", FILE),
        ("HRU-7K3M-9QXF", FILE),
        ("Harm Reduction Unit", FILE),
        ("Police grape", FULL | FILE),
        ("Stoppedlime", FILE),
        ("Stoppedshort", FILE),
        ("Advisedkiwi", FULL | FILE | {"plain_sheet"}),
        ("Advicemango", FILE),
        ("Overridepeach", FILE),
        ("Ownquince", FULL | FILE | {"plain_sheet"}),
        ("01632 960123", FULL | FILE | SEEN),
        ("Changedmelon", FILE),
        ("Wishdate", FILE),
        ("999", FULL | FILE | SEEN | {"leaflet"}),
        (NUMBER, FULL | FILE | SEEN | {"leaflet"}),
        ("Paladin", FULL | FILE | {"leaflet"}),
        ("Respect", FILE),
        ("0808 802 4040", set()),
        ("Chain head", FILE),
        ("OFFICIAL-SENSITIVE", FILE),
        ("At home", FULL | FILE),
    ],
)
def test_each_document_holds_this_when_everything_is_ticked_and_no_other_does(words: str, holds: set[str]) -> None:
    made = all_ticked(of_everything())
    if words == "Fullapple":  # the short words stand on the plain sheet, the full ones where there are none
        bare = replace(made.plan.items[0], discreet="")
        made = all_ticked(replace(made, plan=replace(made.plan, items=(bare, *made.plan.items[1:]))))
    held = {document for document in DOCUMENTS if words in text_of(compose_plan(document, made).page)}
    assert held == holds


@pytest.mark.parametrize(
    ("words", "waits"),
    [
        ("Imogen", {"full_plan", "large_print", "easy_words", "plain_sheet"}),
        ("01632 960123", {"full_plan", "large_print", "easy_words", "plain_sheet", "pocket_card"}),
    ],
)
def test_what_identifies_waits_for_its_tick_on_each_paper_of_the_person(words: str, waits: set[str]) -> None:
    bare, ticked = of_everything(), all_ticked(of_everything())
    for document in PERSONS:
        assert words not in text_of(compose_plan(document, bare).page), document
    held = {document for document in PERSONS if words in text_of(compose_plan(document, ticked).page)}
    assert held == waits


@pytest.mark.parametrize(
    ("document", "marking", "footer", "carrier"),
    [
        ("full_plan", False, False, "a4"),
        ("plain_sheet", False, False, "a4"),
        ("pocket_card", False, False, "card"),
        ("large_print", False, False, "a4_large"),
        ("easy_words", False, False, "a4_large"),
        ("safe_person", False, False, "a4"),
        ("leaflet", False, False, "a4"),
        ("file_copy", True, True, "a4"),
    ],
)
def test_only_the_units_own_copy_is_marked_and_numbered(
    document: str, carrier: str, *, marking: bool, footer: bool
) -> None:
    page = compose_plan(document, of_everything()).page
    assert (bool(page.marking), bool(page.footer), page.carrier) == (marking, footer, carrier)


@pytest.mark.parametrize(
    ("days", "prints", "marked"),
    [(0, True, False), (89, True, False), (90, True, False), (91, False, True), (None, False, True)],
)
@pytest.mark.parametrize("document", ["full_plan", "plain_sheet", "pocket_card", "leaflet"])
def test_a_number_confirmed_ninety_days_ago_prints_and_an_older_one_waits_for_a_tick(
    document: str, days: int | None, *, prints: bool, marked: bool
) -> None:
    made = paper(plan(item(1, "Tea.", discreet="Tea")), services=(line(days=days),))
    assert (("paladin", NUMBER) in compose_plan(document, made).numbers) is prints
    ticked = compose_plan(document, replace(made, ticks=frozenset({"sv_paladin"})))
    assert ("paladin", NUMBER) in ticked.numbers
    assert ("not checked" in text_of(ticked.page).lower()) is marked


@pytest.mark.parametrize("ticks", [frozenset(), frozenset({"sv_paladin", "sv_respect_phoneline"})])
@pytest.mark.parametrize("document", PERSONS)
def test_no_tick_prints_a_refused_service_or_a_number_found_wrong(document: str, ticks: frozenset[str]) -> None:
    refused = (line(days=3, right=False), line(service="respect_phoneline", days=3))
    made = paper(of_everything().plan, services=refused, ticks=ticks, for_whom="Imogen Vale", agreed=True)
    composed = compose_plan(document, made)
    assert composed.numbers == ()
    assert NUMBER not in text_of(composed.page)


@pytest.mark.parametrize(
    ("for_whom", "agreed", "made"),
    [("Imogen Vale", True, True), ("Imogen Vale", False, False), ("", True, False), (" .", True, False)],
)
def test_a_safe_persons_copy_is_made_only_with_a_name_and_a_yes(for_whom: str, *, agreed: bool, made: bool) -> None:
    wanted = replace(of_everything(), for_whom=for_whom, agreed=agreed)
    if made:
        assert safe_person(wanted).measures == ("1",)
        return
    with pytest.raises(NoConsent):
        safe_person(wanted)


@pytest.mark.parametrize(
    ("who", "for_whom", "theirs"),
    [
        ("Imogen Vale", "Imogen Vale", True),
        ("Imogen", "Imogen Vale", True),
        ("imogen vale", "Imogen Vale", True),
        ("Imogen Vale and me", "Imogen Vale", True),
        ("me", "Imogen Vale", False),
        ("Bea", "Imogen Vale", False),
        ("Imogenia", "Imogen Vale", False),
        ("Bea", "Bea", True),
        ("Beatrice", "Bea", False),
    ],
)
def test_a_safe_person_is_given_what_names_them_and_nothing_else(who: str, for_whom: str, *, theirs: bool) -> None:
    made = replace(of_everything(), plan=plan(item(1, "Feed the cat.", who=who)), for_whom=for_whom)
    assert (safe_person(made).measures == ("1",)) is theirs


@pytest.mark.parametrize(
    ("who", "people", "printed"),
    [
        ("me", (), "me"),
        ("my sister", (), "my sister"),
        ("", (), ""),
        ("Bea", (), ""),
        ("Imogen", (Person("safe_person", "Imogen Vale"),), "someone you trust"),
        ("Imogen", (Person("family", "Imogen Vale"),), "someone you trust"),
        ("Imogen", (Person("child", "Imogen Vale"),), "someone you trust"),
        ("Imogen", (Person("officer", "Imogen Vale"),), ""),
        ("Imogen", (Person("professional", "Imogen Vale"),), ""),
        ("Imogen", (Person("perpetrator", "Imogen Vale"),), ""),
        ("Imogen and Sam", (Person("safe_person", "Imogen Vale"), Person("officer", "Sam Example")), ""),
    ],
)
def test_who_does_it_is_neutral_until_it_is_ticked(who: str, people: tuple[Person, ...], printed: str) -> None:
    made = paper(plan(item(1, "Feed the cat.", who=who)), people=people)
    (shown,) = (part for block in compose_plan("full_plan", made).page.blocks for part in getattr(block, "items", ()))
    assert isinstance(shown, Item)
    assert shown.aside == printed
    ticked = replace(made, ticks=frozenset(one.id for one in identifying(made)))
    (named,) = (part for block in compose_plan("full_plan", ticked).page.blocks for part in getattr(block, "items", ()))
    assert named.aside == ("" if people and people[0].role == "perpetrator" else who)


@pytest.mark.parametrize(
    ("section", "day", "waits"),
    [
        ("court_orders", "4 Dec", True),
        ("court_orders", "any time", False),
        ("home", "3 Dec", True),
        ("home", "4 Dec", False),
    ],
)
def test_a_day_that_shows_something_waits_for_its_tick(section: str, day: str, *, waits: bool) -> None:
    made = paper(plan(item(1, "Go.", section=section, when=when(day))), dates=(("a hearing", date(2026, 12, 3)),))
    left = [one.place for one in compose_plan("full_plan", made).left_out]
    assert ("item.1.when" in left) is waits
    ticked = replace(made, ticks=frozenset(one.id for one in identifying(made)))
    assert compose_plan("full_plan", ticked).left_out == ()


@pytest.mark.parametrize("document", DOCUMENTS)
def test_a_measure_that_stands_in_one_of_two_versions_is_on_no_paper_of_the_person(document: str) -> None:
    made = of_everything()
    items = tuple(replace(one, agreed=False) for one in made.plan.items)
    composed = compose_plan(document, all_ticked(replace(made, plan=replace(made.plan, items=items))))
    assert (composed.measures == ()) is (document != "file_copy")


def test_a_card_has_room_for_five_numbers_and_not_for_a_sixth() -> None:
    for many, fit in ((5, 5), (6, 5)):
        own = tuple(OwnNumber(f"Tea {at}", f"01632 96012{at}") for at in range(many))
        made = paper(plan(item(1, "Tea.", discreet="Tea"), own_numbers=own))
        composed = compose_plan("pocket_card", replace(made, ticks=frozenset(one.id for one in identifying(made))))
        assert len(composed.numbers) == fit
        assert [one.why for one in composed.left_out] == ["A card holds 5 numbers."] * (many - fit)
