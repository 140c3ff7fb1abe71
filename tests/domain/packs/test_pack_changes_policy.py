"""What a pack may change, field by field: what comes, what is ticked, and what no pack ever changes."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from typing import Any

import msgspec
import pytest

from hru_advocate.casework.product import shipped
from hru_advocate.domain.law.legal_options import KnownChange, LegalOption, OptionSource, faults_of_option
from hru_advocate.domain.packs import changes
from hru_advocate.domain.packs.changes import OPTION_FIELDS, SERVICE_FIELDS, changes_of, taken_of
from hru_advocate.domain.packs.content import PackContent
from hru_advocate.domain.packs.numbers import every_line
from hru_advocate.domain.packs.taken import PackTaken, PackTold, directory_with, options_with, standing
from hru_advocate.domain.services.directory import Banned, ListedNumber, Service
from hru_advocate.domain.services.opening_hours import Hours
from tests.domain.packs.made_up_pack import (
    DAY,
    HARBOUR,
    HARM,
    OPTION,
    PAGE,
    REFUGE,
    changed,
    here,
    made_up,
    option,
    pack,
    ring,
    text,
)


def _lines(content: PackContent) -> list[tuple[str, str]]:
    return [(one.sort, one.words) for one in changes_of(here(), content)]


def _all_ticked(content: PackContent) -> tuple[Service, ...]:
    return taken_of(here(), content, {one.id for one in changes_of(here(), content)}).services


def _numbers(service: Service) -> list[str]:
    return [line.number for line in every_line(service)]


A, B, C = "01632 960 101", "01632 960 102", "01632 960 103"
OLD, OF_HARM = "01632 960 199", "01632 960 166"
UNSTATED = "bank holidays not stated"
NEVER = "This number is of a line for people who do harm; it never becomes a number for a victim."
STAYS = "It stays what it is here: what guards a person hangs on it."
NOTHING = "Nothing of it is taken."


@pytest.mark.parametrize(
    ("theirs", "lines"),
    [
        (HARBOUR, []),
        (changed(HARBOUR, phones=(ring("01632960101"),)), []),  # the same number, written in one run
        (changed(HARBOUR, phones=(ring(B),)), [("ticked", f"Number to ring: {A} becomes {B}")]),
        (changed(HARBOUR, phones=(ring(A), ring(B))), [("ticked", f"Number to ring: {B}")]),
        (changed(HARBOUR, phones=()), [("ticked", f"Number to ring: {A} goes")]),
        (changed(HARBOUR, phones=(ring(A, "option 2"),)), [("comes", f"Words beside {A}:  ·  becomes option 2 · ")]),
        (changed(HARBOUR, texts=(text("07700 900 123", "BLUE"),)), [
            ("ticked", "Number to text: 07700 900 123, with the word BLUE")
        ]),
        (changed(HARBOUR, phones=(), texts=(text(A),)), [
            ("ticked", f"Number to ring: {A} goes"),
            ("ticked", f"Number to text: {A}"),
        ]),
        (changed(HARBOUR, hours=Hours(mon="10:00-17:00")), [
            ("comes", f"Hours: mon 09:00-17:00; {UNSTATED} becomes mon 10:00-17:00; {UNSTATED}")
        ]),
        (changed(HARBOUR, status="closed"), [("comes", "Status: active becomes closed")]),
        (changed(HARBOUR, do_not_print=()), []),  # ours stays, and nothing is to be said
        (changed(HARBOUR, phones=(ring(OLD),)), [
            ("refused", f"Number to ring: {A} becomes {OLD}. Not to be printed for Harbour Line: an old number.")
        ]),
        (changed(HARBOUR, phones=(ring(OF_HARM),)), [
            ("refused", f"Number to ring: {A} becomes {OF_HARM}. {NEVER}")
        ]),
        (changed(HARBOUR, phones=(ring(f"141 {OF_HARM}"),)), [  # what is dialled first makes it nobody else's
            ("refused", f"Number to ring: {A} becomes 141 {OF_HARM}. {NEVER}")
        ]),
        (changed(HARBOUR, phones=(ring(f"18001 {OLD}"),)), [
            ("refused", f"Number to ring: {A} becomes 18001 {OLD}. Not to be printed for Harbour Line: an old number.")
        ]),
        (changed(HARBOUR, phones=(ring(f"{A} ext 7"),)), [("ticked", f"Number to ring: {A} becomes {A} ext 7")]),
        (changed(HARBOUR, access=f"Ring {B}."), [("ticked", f"How to reach it: Ring {B}.")]),
        (changed(HARBOUR, access="Ring ٠١٦٣٢ ٩٦٠١٠٢."), [("ticked", "How to reach it: Ring ٠١٦٣٢ ٩٦٠١٠٢.")]),
        *((changed(HARBOUR, access=words), [(sort, f"How to reach it: {words}")]) for sort, words in (
            ("ticked", "Text HELP to 61016, 24 hours a day."), ("ticked", "Or 116 123."), ("ticked", "Or 118 500."),
            ("ticked", "Or ring Childline, 0800 1111."), ("comes", "Ring 999, 101 or 111, from 18001 by text."),
            ("comes", "Since 1998, for 60,000 people; 24/7, 365 days."), ("comes", "Reference 610167, room 51016."),
        )),
        (changed(HARBOUR, phones=(ring(A, "or text 61016"),)), [
            ("refused", f"{NOTHING} The words beside a number hold another one.")
        ]),
        (changed(HARBOUR, access=f"Ring {A}, from 1 April 2026."), [
            ("comes", f"How to reach it: Ring {A}, from 1 April 2026.")
        ]),
        (changed(HARBOUR, phones=(ring(A, f"now {B}"),)), [
            ("refused", f"{NOTHING} The words beside a number hold another one.")
        ]),
        (changed(HARBOUR, phones=(ring(A, "from abroad +44 1632 960 101"),)), [
            ("comes", f"Words beside {A}:  ·  becomes from abroad +44 1632 960 101 · ")
        ]),
        (changed(HARBOUR, kind="perpetrator_helpline", phones=(ring(A), ring(OF_HARM))), [
            ("ticked", f"Number to ring: {OF_HARM}"),  # it becomes a line for people who do harm
            ("comes", "Kind: national_helpline becomes perpetrator_helpline"),
        ]),
        (changed(PAGE, website="https://example.net/sign"), [
            ("ticked", "Web page: https://example.org/sign becomes https://example.net/sign")
        ]),
        (changed(HARBOUR, website="https://example.net/"), [("comes", "Web page: https://example.net/")]),
        (changed(REFUGE, kind="national_helpline"), [
            ("refused", f"Kind: refuge becomes national_helpline. {STAYS}")
        ]),
        (changed(REFUGE, summary="A refuge at 12 Quay Street."), [
            ("refused", "Nothing of it is taken. The address of a refuge is never stored.")
        ]),
        (changed(REFUGE, kind="national_helpline", access="Come to CH1 2AB."), [
            ("refused", "Nothing of it is taken. The address of a refuge is never stored.")
        ]),
        (changed(REFUGE, phones=(ring(A, "ask at 12 Quay Street"),)), [
            ("refused", "Nothing of it is taken. The address of a refuge is never stored.")
        ]),
        (changed(HARBOUR, summary="A refuge.", phones=(ring(A, "CH1 2AB"),)), [  # whatever kind it is said to be of
            ("refused", "Nothing of it is taken. The address of a refuge is never stored.")
        ]),
        (changed(HARBOUR, kind="shelter"), [("refused", f"{NOTHING} Its kind is none this program knows.")]),
        (changed(HARBOUR, area="Atlantis"), [("refused", f"{NOTHING} Its area is none this program knows.")]),
        *((changed(HARBOUR, do_not_print=(ban,)), [("refused", f"{NOTHING} Its do-not-print list cannot be used.")])
          for ban in (
            Banned("x", "mislabel", "why", "", "Quay"), Banned("x", "mislabel", "why", A, ""),
            Banned("x", "mislabel", "why", A, "..."), Banned("...", "name", "why"), Banned(" ", "web", "why"),
            Banned("none", "number", "why"),
        )),
        (changed(HARBOUR, needs=("gold",)), [
            ("refused", "Nothing of it is taken. It names a need this program does not know.")
        ]),
    ],
)  # fmt: skip
def test_each_change_of_a_service_is_a_line_of_its_sort(theirs: Service, lines: list[tuple[str, str]]) -> None:
    own = next(one.name for one in here().directory.services if one.id == theirs.id)
    assert _lines(pack(theirs)) == [(sort, f"{own}: {words}") for sort, words in lines]


@pytest.mark.parametrize("field", sorted(set(Service.__struct_fields__) - {"id", "phones", "texts"}))
def test_no_field_of_a_service_changes_without_a_line(field: str) -> None:
    other: dict[str, Any] = {
        "status": "changing",
        "kind": "housing",
        "area": "Wales",
        "confidence": "two_sources",
        "hours_confidence": "two_sources",
        "referral_route": "self",
        "needs": ("stalking",),
        "hours": Hours(tue="24h"),
        "website_seen_in_source": True,
        "do_not_print": (Banned("01632 960 198", "number", "old too"),),
    }
    several = isinstance(getattr(HARBOUR, field), tuple)
    new = other.get(field, ("https://example.net/",) if several else "https://example.net/")
    (line,) = _lines(pack(changed(HARBOUR, **{field: new})))
    assert line[1].startswith(f"Harbour Line: {SERVICE_FIELDS[field]}: ")


@pytest.mark.parametrize("field", [one for one in option().__struct_fields__ if one != "id"])
def test_no_field_of_a_legal_option_changes_without_a_line(field: str) -> None:
    other: dict[str, Any] = {
        "category": "bail",
        "needs": ("nd_money",),
        "cost": "fee",
        "speed": "court_quick",
        "who_applies": ("court",),
        "status": "local",
        "confidence": "low",
        "tracking_dates": (),
        "answered": (),
        "source_ids": option().source_ids[:1],
    }
    new = other.get(field, ("Other",) if isinstance(getattr(option(), field), tuple) else "Other")
    if field == "eligibility_prompts":
        new = (*option().eligibility_prompts, "Other?")
    (line,) = _lines(pack(options=(option(**{field: new}),)))
    assert line == ("comes", line[1])
    assert line[1].startswith(f"{option().name}: {OPTION_FIELDS[field]}: ")


SOURCE = OptionSource("made_up", "Made up", "Nobody", "https://example.org/", "2026", "read")


@pytest.mark.parametrize(
    ("part", "lines"),
    [
        ({"options": (option(),)}, []),
        ({"options": (option(id="quay_order", name="Quay order"),)}, ["comes"]),
        ({"options": (option(needs=("nd_gold",)),)}, ["refused"]),
        ({"options": (option(source_ids=("made_up",)),)}, ["refused"]),
        ({"options": (option(source_ids=("made_up",)),), "sources": (SOURCE,)}, ["comes", "comes"]),
        ({"options": (option(eligibility_prompts=()),)}, ["refused"]),
        ({"known_changes": (KnownChange("Made up", (OPTION,), "low", ()),)}, ["comes"]),
        ({"known_changes": (KnownChange("Made up", ("nothing",), "low", ()),)}, []),
    ],
)
def test_each_change_of_the_law_is_a_line(part: dict[str, Any], lines: list[str]) -> None:
    found = changes_of(here(), pack(**part))
    assert sorted({one.sort for one in found}) == sorted(set(lines))
    assert bool(taken_of(here(), pack(**part), ()).options) == ("comes" in lines and "options" in part)


def test_a_number_that_is_not_ticked_stays_as_it_is_and_open_and_each_stands_by_itself() -> None:
    theirs = changed(HARBOUR, phones=(ring(B), ring(C)), texts=(text("07700 900 123"),), summary="Listens more.")
    content = pack(theirs)
    ids = {one.now: one.id for one in changes_of(here(), content) if one.sort == "ticked"}
    for ticked, numbers in (
        ((), [A]),
        ((B,), [B]),
        ((C,), [A, C]),
        (("07700 900 123",), [A, "07700 900 123"]),
        ((B, C, "07700 900 123"), [B, C, "07700 900 123"]),
    ):
        taken = taken_of(here(), content, {ids[one] for one in ticked})
        assert _numbers(taken.services[0]) == numbers
        assert taken.services[0].summary == "Listens more."
        assert len(taken.waiting) == 3 - len(ticked)


def test_a_new_service_comes_without_a_number_until_each_was_ticked() -> None:
    new = made_up("quay_line", name="Quay Line", phones=(ring(B), ring(C)))
    assert _numbers(taken_of(here(), pack(new), ()).services[0]) == []
    assert _numbers(_all_ticked(pack(new))[0]) == [B, C]
    assert ("comes", "Quay Line: New service: Listens.") in _lines(pack(new))


def test_words_with_a_number_come_once_they_are_ticked_and_not_before() -> None:
    words: dict[str, Any] = {
        "summary": f"Listens on {B}.",
        "hours": Hours(mon="09:00-17:00", note=f"else {B}"),
        "safety_notes": f"Try {B}.",
    }
    for theirs in (changed(HARBOUR, who_for="All.", **words), made_up("quay_line", who_for="All.", **words)):
        (before,) = taken_of(here(), pack(theirs), ()).services
        assert before.who_for == "All."
        assert B not in f"{before}"
        (after,) = _all_ticked(pack(theirs))
        assert {field: getattr(after, field) for field in words} == words
    for name in (f"Ring {B}", "Quay 116 123", "Text 61016"):
        assert _lines(pack(made_up("quay_line", name=name)))[0][0] == "refused"


def test_ticking_everything_takes_nothing_that_is_refused() -> None:
    listed = (ring(OLD), ring(OF_HARM), ring(B))
    (taken,) = _all_ticked(pack(changed(HARBOUR, phones=listed, do_not_print=())))
    assert set(_numbers(taken)) <= {A, B}
    assert taken.do_not_print == HARBOUR.do_not_print
    (kept,) = _all_ticked(pack(changed(HARM, kind="national_helpline", summary="For victims.")))
    assert (kept.kind, kept.summary) == ("perpetrator_helpline", "For victims.")
    page = changed(PAGE, website="https://example.net/sign", summary="Other words.")
    assert taken_of(here(), pack(page), ()).services[0].website == PAGE.website
    assert _all_ticked(pack(page))[0].website == page.website


@pytest.mark.parametrize(
    ("field", "value"),
    [("website", "https://old.example/"), ("webchat", "https://old.example/"), ("email", "a@old.example")],
)
def test_a_page_that_must_not_be_printed_does_not_come(field: str, value: str) -> None:
    ours = made_up("quay_line", do_not_print=(Banned("old.example", "web", "old"),), **{field: "https://new.example/"})
    stands = here(ours)
    theirs = changed(ours, **{field: value, "summary": "Other words.", "do_not_print": ()})
    refused = [one.words for one in changes_of(stands, pack(theirs)) if one.sort == "refused"]
    assert len(refused) == 1
    assert refused[0].endswith("Not to be printed for Harbour Line: old.")
    (taken,) = taken_of(stands, pack(theirs), ()).services
    assert (getattr(taken, field), taken.summary) == ("https://new.example/", "Other words.")


def test_a_new_service_with_a_number_of_a_line_for_people_who_do_harm_comes_without_it() -> None:
    new = made_up("quay_line", name="Quay Line", phones=(ring(OF_HARM), ring(B)))
    assert _numbers(_all_ticked(pack(new))[0]) == [B]
    line = made_up("bay_change", name="Bay Change", kind="perpetrator_helpline", phones=(ring(C),))
    for both in ((line, changed(new, phones=(ring(C),))), (changed(new, phones=(ring(C),)), line)):
        taken = {one.id: _numbers(one) for one in _all_ticked(pack(*both))}
        assert taken == {"bay_change": [C], "quay_line": []}, "one pack never brings a number as both"


def _taken(*services: Service, version: int = 1) -> PackTaken:
    told = PackTold("harbour_list", version, "Winter", "Harbour", DAY, DAY, "00")
    return PackTaken(told, services)


def test_what_was_taken_last_stands_and_the_program_guards_it_all_the_same() -> None:
    first, second = changed(HARBOUR, summary="One."), changed(HARBOUR, summary="Two.", phones=(ring(B),))
    stands = standing([_taken(first), _taken(second, made_up("quay_line"), version=2)])
    directory = directory_with(here().directory, stands.services)
    found = {one.id: one for one in directory.services}
    assert (found["harbour_line"].summary, _numbers(found["harbour_line"])) == ("Two.", [B])
    assert [one.id for one in directory.services][-1] == "quay_line"
    assert stands.last["harbour_list"].version == 2
    forged = changed(HARM, kind="national_helpline"), changed(HARBOUR, do_not_print=(), phones=(ring(OF_HARM),))
    guarded = {one.id: one for one in directory_with(here().directory, standing([_taken(*forged)]).services).services}
    assert guarded["harm_line"].kind == "perpetrator_helpline"
    assert guarded["harbour_line"].do_not_print == HARBOUR.do_not_print
    assert _numbers(guarded["harbour_line"]) == []
    told = changed(REFUGE, access="Come to CH1 2AB."), made_up("bay_refuge", name="Bay Refuge", notes="12 Quay Street")
    kept = directory_with(here().directory, standing([_taken(*told)]).services)
    assert kept.services == here().directory.services


def test_without_a_pack_the_programs_own_files_are_what_stands() -> None:
    product = shipped()
    assert directory_with(product.library.services, {}) is product.library.services
    assert options_with(product.legal_options, standing([])) is product.legal_options


def test_the_whole_directory_and_law_of_the_program_are_a_pack_that_changes_nothing() -> None:
    product = shipped()
    directory, law = product.library.services, product.legal_options
    stands = msgspec.structs.replace(here().directory, services=directory.services)
    whole = pack(*directory.services, options=law.options, sources=law.sources, known_changes=law.known_changes)
    assert changes_of(type(here())(stands, law, here().domains), whole) == ()
    assert ListedNumber is type(directory.services[0].phones[0])


def test_each_option_is_looked_at_a_few_times_however_many_changes_of_the_law_come(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Once for each change that is known of, a pack anybody hands over would keep the program busy for minutes."""
    looked: list[str] = []

    def noted(one: LegalOption, sources: AbstractSet[str]) -> Iterator[str]:
        looked.append(one.id)
        return faults_of_option(one, sources)

    monkeypatch.setattr(changes, "faults_of_option", noted)
    known = tuple(KnownChange(f"Made up {number}", ("quay_1",), "low", ()) for number in range(50))
    whole = pack(options=tuple(option(id=f"quay_{number}") for number in range(5)), known_changes=known)
    assert len(taken_of(here(), whole, ()).known_changes) == len(known)
    assert len([one for one in changes_of(here(), whole) if one.name == "The law"]) == len(known)
    assert len(looked) <= 5 * 5
