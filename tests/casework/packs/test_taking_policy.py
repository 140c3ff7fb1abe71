"""When a pack is taken and when not, and what of it: two people's words, only upwards, each number by its own tick."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from hru_advocate.casework.law.legal_options import checks_of, confirm_option
from hru_advocate.casework.packs.pack_file import PackFile, PackSignature
from hru_advocate.casework.packs.shown import packs_shown
from hru_advocate.casework.packs.signers import end_trust
from hru_advocate.casework.packs.taking import (
    NoSuchTick,
    NotEnoughSigners,
    NothingMore,
    OlderPack,
    PackOfTomorrow,
    PackOver,
    TwoPacksOneVersion,
    look,
    look_again,
    take,
)
from hru_advocate.casework.services.directory import confirm, confirmations, lines_for_paper, service
from hru_advocate.casework.session import Session, TakenPackUnreadable
from hru_advocate.casework.vault import checks
from hru_advocate.domain.services.opening_hours import Hours, write_hours
from hru_advocate.errors import NotFound
from tests.casework.open_sessions import events_of, on
from tests.casework.packs.pack_desk import (
    ALEX,
    BOTH,
    HELPLINE,
    JO,
    KIM,
    Person,
    by_both,
    service_of,
    signed,
    ticks,
    trusting,
)
from tests.casework.sharing.two_laptops import unchanged
from tests.domain.packs.made_up_pack import DAY, OPTION, changed, made_up, option, pack, ring

NEW = "01632 960 131"


@pytest.fixture
def unit(session: Session) -> Session:
    """A unit that trusts two."""
    return trusting(session, *BOTH)


@pytest.mark.parametrize(
    ("who", "taken"),
    [((), False), ((0,), False), ((1,), False), ((0, 1), False), ((1, 2), True), ((0, 1, 2), True)],
    ids=str,
)
def test_two_of_those_who_are_trusted_have_to_have_signed(unit: Session, who: tuple[int, ...], *, taken: bool) -> None:
    made = signed(pack(made_up()), *((ALEX, KIM, JO)[one] for one in who))
    said = look(unit, made)
    assert len(said.signed_by) + said.others == len(who)
    assert bool(said.problem) is not taken
    if taken:
        assert take(unit, made).services == 1
        return
    with unchanged(unit), pytest.raises(NotEnoughSigners):
        take(unit, made)


def test_a_signer_who_is_trusted_no_longer_counts_no_longer_and_what_was_taken_stays(unit: Session) -> None:
    take(unit, by_both(made_up()))
    end_trust(unit, JO.device, "Left the unit.")
    with pytest.raises(NotEnoughSigners):
        take(unit, by_both(made_up(summary="Other."), version=2))
    assert service_of(unit, "harbour_line").summary == "Listens."


DAYS = ("made", "until")


@pytest.mark.parametrize(
    ("made", "until", "refusal"),
    [
        (0, 0, None),
        (-1, 0, None),
        (0, 366, None),
        (-2, -1, PackOver),
        (1, 2, PackOfTomorrow),
    ],
)
def test_a_pack_counts_from_the_day_it_was_made_until_its_last(
    unit: Session, made: int, until: int, refusal: type[Exception] | None
) -> None:
    days = {name: DAY + timedelta(days=one) for name, one in zip(DAYS, (made, until), strict=True)}
    content = signed(pack(made_up(), **days), *BOTH)
    if refusal is None:
        take(unit, content)
        return
    with unchanged(unit), pytest.raises(refusal):
        take(unit, content)


@pytest.mark.parametrize(
    ("then", "refusal"),
    [
        ({"version": 6}, None),
        ({"version": 5}, NothingMore),
        ({"version": 5, "edition": "Another"}, TwoPacksOneVersion),
        ({"version": 4}, OlderPack),
        ({"version": 1, "name": "another_list"}, None),
    ],
)
def test_of_one_list_only_a_higher_version_is_taken(
    unit: Session, then: dict[str, Any], refusal: type[Exception] | None
) -> None:
    take(unit, signed(pack(made_up(), version=5), *BOTH))
    again = signed(pack(made_up(), **then), *BOTH)
    if refusal is None:
        take(unit, again)
        return
    with unchanged(unit), pytest.raises(refusal):
        take(unit, again)


def test_a_pack_is_an_entry_with_who_when_and_which(unit: Session) -> None:
    made = by_both(made_up())
    done = take(unit, made)
    name, case, body = events_of(unit)[-1]
    assert (name, case, body["pack"]["sha256"]) == ("pack_taken", None, made.sha256)
    assert set(body["pack"]["signers"]) == {"Kim Colleague", "Jo Supervisor"}
    assert done.words.startswith("Taken: services 1, legal options 0, ticked changes 0.")
    assert checks.verify(unit).lines == ()


def test_what_was_ticked_and_stays_open_is_counted_as_what_it_is_be_it_a_number_a_text_or_a_page(unit: Session) -> None:
    made = by_both(
        made_up(phones=(ring(NEW),), access="Ring 01632 960 132."),
        changed(service_of(unit, "bsl_999"), website="https://example.net/sign"),
    )
    first, *later = ticks(unit, made)
    for ticked, said in (([first], ("ticked changes 1.", 2)), (later, ("ticked changes 2.", 0))):
        words = take(unit, made, ticked).words
        assert said[0] in words
        assert words.endswith(f"Changes that stay open: {said[1]}.")


def test_a_number_stays_open_until_it_is_ticked_and_is_then_unconfirmed(unit: Session) -> None:
    ours = service_of(unit)
    made = by_both(changed(ours, phones=(ring(NEW),), summary="Listens more."))
    done = take(unit, made)
    assert (service_of(unit).phones, service_of(unit).summary) == (ours.phones, "Listens more.")
    assert done.waiting
    (line,) = packs_shown(unit).packs
    assert NEW in line.waiting[0]
    assert f"A pack would have {NEW} in place of" in service(unit, HELPLINE).questions[-1]
    assert service(unit, HELPLINE).questions[-1].endswith(f"{ours.phones[0].number}; it waits on the page of packs.")
    again = look_again(unit, "harbour_list")
    with unchanged(unit), pytest.raises(NothingMore):
        take(unit, again.pack)
    with unchanged(unit), pytest.raises(NoSuchTick):
        take(unit, again.pack, ["0" * 12])
    assert take(unit, again.pack, [one.id for one in again.to_tick]).waiting == ()
    assert [one.number for one in service_of(unit).phones] == [NEW]
    assert packs_shown(unit).packs[0].waiting == ()
    (printed,) = lines_for_paper(unit, [HELPLINE])
    assert (printed.number, printed.mark) == (NEW, "NOT CHECKED")
    assert "file" not in {name for name, told in events_of(unit)[-1][2].items() if told}
    with pytest.raises(NotFound):
        look_again(unit, "another_list")


def test_what_was_ticked_stands_after_the_vault_is_opened_anew(unit: Session) -> None:
    made = by_both(made_up("quay_line", phones=(ring(NEW),)))
    take(unit, made, ticks(unit, made))
    unit.renew()
    assert [one.number for one in service_of(unit, "quay_line").phones] == [NEW]
    assert unit.product.label("sv_quay_line") == "Harbour Line"
    confirm(unit, "quay_line", "number", NEW, by="Robin Example", against="rang")
    assert lines_for_paper(unit, ["quay_line"])[0].mark == ""


HOURS = Hours(mon="09:00-12:00")


@pytest.mark.parametrize(
    ("what", "value", "right", "theirs", "tick", "kept"),
    [
        ("number", "ours", True, {"summary": "Other."}, True, True),
        ("number", "ours", True, {"hours": HOURS}, True, True),
        ("number", "ours", True, {"phones": (ring(NEW),)}, True, False),
        ("number", "ours", True, {"phones": (ring(NEW),)}, False, True),
        ("number", "ours", False, {"phones": (ring(NEW),)}, True, True),
        ("number", NEW, True, {"phones": (ring(NEW),)}, True, True),
        ("hours", "tue 09:00-16:00", True, {"summary": "Other."}, True, True),
        ("hours", "tue 09:00-16:00", True, {"hours": HOURS}, True, False),
        ("hours", "tue 09:00-16:00", True, {"phones": (ring(NEW),)}, True, True),
        ("hours", write_hours(HOURS), True, {"hours": HOURS}, True, True),
    ],
)
def test_a_confirmation_stays_where_what_was_confirmed_did_not_change(  # noqa: PLR0917 - a row of a table
    unit: Session, what: str, value: str, right: bool, theirs: dict[str, Any], tick: bool, kept: bool
) -> None:
    ours = service_of(unit)
    value = ours.phones[0].number if value == "ours" else value
    confirm(unit, HELPLINE, what, value, by="Robin Example", against="rang", right=right)
    confirm(unit, "respect_phoneline", "hours", "mon 10:00-11:00", by="Robin Example", against="rang")
    made = by_both(changed(ours, **theirs))
    said = look(unit, made)
    falls = (*said.falls, *(said.falls_if if tick else ()))
    take(unit, made, ticks(unit, made) if tick else ())
    assert [one.value for one in confirmations(unit) if one.service == HELPLINE] == [value] * kept
    assert any(value in words for words in falls) is not kept
    assert len([one for one in confirmations(unit) if one.service != HELPLINE]) == 1


@pytest.mark.parametrize(("theirs", "kept"), [({"notes": "Other."}, False), ({}, True)])
def test_a_legal_option_that_changed_is_to_be_confirmed_again(
    unit: Session, theirs: dict[str, Any], *, kept: bool
) -> None:
    confirm_option(unit, OPTION, by="Robin Example", against="law")
    other = option(id="quay_order", name="Quay order")
    take(unit, signed(pack(options=(option(**theirs), other)), *BOTH))
    assert (OPTION in checks_of(unit)) is kept
    assert unit.product.legal_options.by_id["quay_order"].name == "Quay order"
    confirm_option(unit, OPTION, by="Robin Example", against="law")
    assert OPTION in checks_of(unit)


def test_a_replaced_number_is_not_printed_by_its_old_confirmation(unit: Session) -> None:
    ours = service_of(unit)
    confirm(unit, HELPLINE, "number", ours.phones[0].number, by="Robin Example", against="rang")
    made = by_both(changed(ours, phones=(ring(NEW),)))
    take(unit, made, ticks(unit, made))
    (printed,) = lines_for_paper(unit, [HELPLINE])
    assert (printed.number, printed.mark) == (NEW, "NOT CHECKED")


def test_a_pack_whose_days_are_over_is_said_so_and_nothing_more_of_it_is_taken(unit: Session) -> None:
    made = by_both(changed(service_of(unit), phones=(ring(NEW),)))
    take(unit, made)
    assert not packs_shown(unit).packs[0].over
    on(unit, date(2027, 3, 2))
    assert packs_shown(unit).packs[0].over
    with pytest.raises(PackOver):
        take(unit, made, ticks(unit, made))


def test_another_key_under_the_id_of_a_device_that_is_trusted_counts_for_nothing(unit: Session) -> None:
    """An id is half a hash: somebody may find a key with the same one."""
    good, stranger = by_both(made_up()), Person(KIM.name)
    (forged,) = signed(good.content, stranger).signatures
    others = tuple(one for one in good.signatures if one.device != KIM.device)
    made = PackFile(good.content, good.told, (*others, PackSignature(KIM.device, forged.key, forged.signature)))
    assert look(unit, made).others == 1
    with unchanged(unit), pytest.raises(NotEnoughSigners):
        take(unit, made)


def test_a_service_says_that_the_days_of_its_pack_are_over(unit: Session) -> None:
    take(unit, by_both(made_up("quay_line"), changed(service_of(unit), summary="Listens more.")))
    on(unit, date(2027, 3, 1))
    assert "counted until" not in " ".join(service(unit, "quay_line").questions)
    on(unit, date(2027, 3, 2))
    assert "counted until 1 Mar 2027" in service(unit, "quay_line").questions[-1]
    assert "counted until" not in " ".join(service(unit, "respect_phoneline").questions)


def test_a_pack_this_program_cannot_read_is_said_and_nothing_older_stands_in_its_place(unit: Session) -> None:
    take(unit, by_both(made_up("quay_line")))
    confirm(unit, HELPLINE, "hours", "mon 10:00-11:00", by="Robin Example", against="rang")
    unit.note_event("pack_taken", {"pack": {"name": "of_tomorrow"}})
    unit.renew()
    with pytest.raises(TakenPackUnreadable):
        service_of(unit, "quay_line")
    with pytest.raises(TakenPackUnreadable):
        confirmations(unit)
    assert checks.verify(unit).lines == ()


def test_a_key_under_a_name_that_is_trusted_is_a_strangers(unit: Session) -> None:
    made = signed(pack(made_up()), KIM, Person(JO.name))
    assert look(unit, made).others == 1
    with unchanged(unit), pytest.raises(NotEnoughSigners):
        take(unit, made)


def test_a_number_that_a_pack_takes_away_is_asked_about_as_none(unit: Session) -> None:
    ours = service_of(unit)
    assert take(unit, by_both(changed(ours, phones=()))).waiting
    assert service(unit, HELPLINE).questions[-1].startswith("A pack would have none in place of ")
