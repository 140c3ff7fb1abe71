from __future__ import annotations

from datetime import date, timedelta
from typing import Any, Literal

import msgspec
import pytest

from hru_advocate.casework.product import shipped
from hru_advocate.domain.phone_numbers import read_phone
from hru_advocate.domain.services.confirmations import (
    ASK_HOURS,
    Confirmation,
    PrintLine,
    PrintRules,
    RefusedConfirmation,
    banned,
    check_confirmation,
    holds_address,
    lines_of,
    listing_fault,
    print_line,
)
from hru_advocate.domain.services.directory import Banned, ListedNumber, Service, TextLine
from hru_advocate.domain.services.opening_hours import Hours

LIBRARY = shipped().library
DIRECTORY = LIBRARY.services
RULES = PrintRules(DIRECTORY)
TODAY = date(2026, 11, 23)
HOURS = "mon 09:30-16:00; tue 09:30-16:00; sat closed; sun closed; bank holidays closed"


def service(service_id: str) -> Service:
    return LIBRARY.service(service_id)


def checked(
    service_id: str, value: str, *, days: int = 0, what: Literal["number", "hours"] = "number", right: bool = True
) -> Confirmation:
    return Confirmation(service_id, what, value, "A. Advocate", TODAY - timedelta(days=days), "their own page", right)


def line(service_id: str, *checks: Confirmation, number: str = "", name: str = "") -> PrintLine:
    return print_line(service(service_id), checks, TODAY, rules=RULES, number=number, name=name)


def test_everything_starts_unconfirmed_and_prints_only_with_a_tick() -> None:
    for one in DIRECTORY.services:
        printed = print_line(one, [], TODAY, rules=RULES)
        if printed.number and printed.number != "999":
            assert printed.mark == "NOT CHECKED"
            assert printed.needs_tick
            assert printed.note == ""


@pytest.mark.parametrize(
    ("days", "note", "mark"),
    [
        (0, "checked 23 Nov 2026", ""),
        (9, "checked 14 Nov 2026", ""),
        (90, "checked 25 Aug 2026", ""),
        (91, "", "NOT CHECKED SINCE 24 Aug 2026"),
        (-1, "", "NOT CHECKED"),
    ],
)
def test_a_confirmation_holds_ninety_days(days: int, note: str, mark: str) -> None:
    printed = line("paladin", checked("paladin", "02038664107", days=days))
    assert (printed.note, printed.mark, printed.needs_tick) == (note, mark, bool(mark))
    assert printed.number == "020 3866 4107"


def test_how_long_a_confirmation_holds_is_the_units_setting() -> None:
    short = PrintRules(DIRECTORY, number_days=7, hours_days=1)
    printed = print_line(service("paladin"), [checked("paladin", "020 3866 4107", days=8)], TODAY, rules=short)
    assert printed.needs_tick


def test_hours_are_confirmed_apart_from_the_number_and_left_off_when_they_are_not() -> None:
    number = checked("national_stalking_helpline", "0808 802 0300", days=9)
    fresh = checked("national_stalking_helpline", HOURS, days=30, what="hours")
    old = checked("national_stalking_helpline", HOURS, days=31, what="hours")
    assert line("national_stalking_helpline", number).hours == ASK_HOURS
    assert line("national_stalking_helpline", number, old).hours == ASK_HOURS
    printed = line("national_stalking_helpline", number, fresh)
    assert printed.hours == "Mon and Tue 09:30 to 16:00; closed Sat and Sun"
    assert printed.office == "number confirmed 9 days ago; hours confirmed 30 days ago"
    assert "hours confirmed 31 days ago: left off" in line("national_stalking_helpline", number, old).office


def test_the_newest_check_decides_and_of_one_day_the_last_made() -> None:
    right, wrong = checked("paladin", "020 3866 4107"), checked("paladin", "020 3866 4107", right=False)
    assert "found wrong on 23 Nov 2026" in (line("paladin", right, wrong).refused or "")
    assert line("paladin", wrong, right).refused is None
    assert line("paladin", checked("paladin", "020 3866 4107", days=5, right=False), right).refused is None


def test_a_number_found_wrong_gives_way_to_the_right_one() -> None:
    wrong = checked("paladin", "020 3866 4107", days=2, right=False)
    mine = checked("paladin", "020 7946 0123", days=1)
    printed = line("paladin", wrong, mine)
    assert printed.number == "020 7946 0123"
    assert printed.note == "checked 22 Nov 2026"


def test_a_confirmation_for_another_service_counts_for_nothing() -> None:
    assert line("paladin", checked("flows", "020 3866 4107")).mark == "NOT CHECKED"


def test_nobody_has_to_confirm_the_emergency_number() -> None:
    printed = line("police_999")
    assert (printed.number, printed.hours, printed.mark, printed.needs_tick) == ("999", "any time", "", False)


def test_a_refused_line_carries_no_number() -> None:
    for one in DIRECTORY.services:
        for ban in one.do_not_print:
            printed = print_line(one, [], TODAY, rules=RULES, number=ban.target or ban.value)
            if ban.type in ("number", "mislabel"):
                assert (printed.number == "") == (printed.refused is not None)


@pytest.mark.parametrize(
    ("service_id", "value"),
    [(one.id, ban.value) for one in DIRECTORY.services for ban in one.do_not_print if ban.type == "number"],
)
def test_a_banned_number_is_neither_printed_nor_confirmed(service_id: str, value: str) -> None:
    printed = print_line(service(service_id), [checked(service_id, "020 7946 0123")], TODAY, rules=RULES, number=value)
    assert printed.refused is not None
    assert printed.number == ""
    with pytest.raises(RefusedConfirmation, match="Not to be printed for"):
        check_confirmation(service(service_id), checked(service_id, value), TODAY, rules=RULES)
    with pytest.raises(RefusedConfirmation):
        check_confirmation(service(service_id), checked(service_id, f" {value.replace(' ', '')} "), TODAY, rules=RULES)


@pytest.mark.parametrize(
    ("service_id", "value"),
    [(one.id, ban.value) for one in DIRECTORY.services for ban in one.do_not_print if ban.type in ("web", "name")],
)
def test_a_banned_name_or_address_stands_nowhere_on_its_line(service_id: str, value: str) -> None:
    assert banned(service(service_id), value) is not None
    assert banned(service(service_id), f"https://www.{value}/help".replace(" ", "-")) is not None
    assert value.lower() not in service(service_id).printed_name.lower() or service(service_id).status == "closed"


def test_an_old_name_is_refused_as_a_label_and_dropped_from_brackets() -> None:
    assert line("report_fraud").text == "Report Fraud"
    assert line("report_fraud").refused is None
    assert "name replaced" in (line("report_fraud", name="Ring Action Fraud").refused or "")
    assert line("live_fear_free").text == "Live Fear Free (Wales)"


def test_a_mislabel_bans_the_pair_and_never_the_number() -> None:
    helpline = "0808 802 0300"
    assert line("national_stalking_helpline", checked("national_stalking_helpline", helpline)).refused is None
    refused = line("national_stalking_helpline", name="Women’s Aid tech safety clinic").refused
    assert refused is not None
    assert "different organisation" in refused
    assert banned(service("womens_aid"), "0808 2000 247") is not None
    assert banned(service("national_domestic_abuse_helpline"), "0808 2000 247") is None
    assert line("national_domestic_abuse_helpline", name="Women's Aid").refused is not None
    assert banned(service("karma_nirvana"), "helpline@womensaid.org.uk") is not None


def test_the_line_for_those_who_harm_never_stands_on_a_victims_paper() -> None:
    printed = line("respect_phoneline", checked("respect_phoneline", "0808 802 4040"), name="Advice")
    assert "never stands on a victim's paper" in (printed.refused or "")
    wrong = line("respect_phoneline", checked("respect_phoneline", "0808 802 4040", right=False))
    assert wrong.refused == printed.refused
    assert printed.number == ""


def test_a_closed_service_is_refused() -> None:
    assert "has closed" in (line("ask_for_ani").refused or "")


def test_a_number_to_text_is_never_one_to_ring() -> None:
    printed = line("shout_85258", checked("shout_85258", "85258"))
    assert (printed.means, printed.how) == ("text", "text SHOUT to this number; do not ring it")
    assert line("british_transport_police").number == "0800 40 50 40"
    assert line("british_transport_police", number="61016").means == "text"
    assert [one.means for one in lines_of(service("financial_support_line"))] == ["ring"]
    confirmed = lines_of(service("alice_ruggles_trust"), [checked("alice_ruggles_trust", "60000")])
    assert [one.means for one in confirmed] == ["text"]
    assert "once registered" in line("text_999_emergencysms").how


def test_a_number_neither_listed_nor_confirmed_is_refused() -> None:
    assert "neither listed nor confirmed" in (line("paladin", number="020 7946 0123").refused or "")
    assert line("cheshire_hru").refused == "There is no number yet."
    own = checked("cheshire_hru", "01632 960123")
    assert line("cheshire_hru", own).number == "01632 960123"


def test_a_service_on_a_page_of_its_own_is_that_page_until_a_number_is_confirmed() -> None:
    printed = line("bsl_999")
    assert (printed.number, printed.page, printed.refused) == ("", "999bsl.co.uk", None)
    confirmed = line("bsl_999", checked("bsl_999", "01632 960123"))
    assert (confirmed.number, confirmed.page) == ("01632 960123", "")
    assert "neither listed nor confirmed" in (line("bsl_999", number="01632 960123").refused or "")


def test_the_listing_says_which_option_to_choose() -> None:
    assert line("nhs_111_mental_health").label == "choose the mental health option"


@pytest.mark.parametrize(
    ("service_id", "value", "question"),
    [
        ("ncdv", "0870 123 4567", "costs the caller extra"),
        ("paladin", "0845 30 30 900", "do-not-print list. Victim Support"),
        ("paladin", "0808 802 0300", "lists this number for National Stalking Helpline, not for this service"),
        ("paladin", "141 0845 30 30 900", "do-not-print list. Victim Support"),  # what is dialled first changes nothing
        ("paladin", "18001 0808 802 0300", "lists this number for National Stalking Helpline, not for this service"),
        ("rights_of_women", "020 7251 6578", "One digit differs"),
        ("rights_of_women", "141 020 7251 6578", "One digit differs"),
        ("safe2speak_st_helens", "01925 220541", "not Cheshire"),
        ("my_cwa", "01270 250390", "marked “changing”"),
    ],
)
def test_a_doubtful_number_raises_a_question(service_id: str, value: str, question: str) -> None:
    asked = check_confirmation(service(service_id), checked(service_id, value), TODAY, rules=RULES)
    assert any(question in one for one in asked)


@pytest.mark.parametrize(
    ("status", "asks"), [("current", False), ("changing", True), ("changed", True), ("unknown", True)]
)
def test_a_service_that_may_not_run_as_described_raises_a_question(status: Any, *, asks: bool) -> None:
    listed = msgspec.structs.replace(service("paladin"), status=status)
    asked = check_confirmation(listed, checked("paladin", "020 3866 4107"), TODAY, rules=RULES)
    assert asked == ((f"The service is marked “{status}”; check that it still runs as described.",) if asks else ())


def test_a_sure_number_raises_none() -> None:
    assert check_confirmation(service("paladin"), checked("paladin", "020 3866 4107"), TODAY, rules=RULES) == ()


@pytest.mark.parametrize(
    ("confirmation", "sentence"),
    [
        (checked("paladin", "0808 1644 6600"), "has 11 digits"),
        (checked("paladin", "1800 341 900"), "another country"),
        (checked("paladin", "+48 22 555 0123"), "not a UK number"),
        (checked("paladin", "ring <b>us</b>"), "digits and spaces"),
        (checked("paladin", "020 3866 4107", days=-1), "cannot lie in the future"),
        (checked("paladin", "open late", what="hours"), "hours cannot be read"),
        (checked("flows", "020 3866 4107"), "cannot be confirmed for this service"),
        (Confirmation("paladin", "number", "020 3866 4107", " ", TODAY, "page"), "who checked"),
        (Confirmation("paladin", "number", "020 3866 4107", "A", TODAY, ""), "against what"),
    ],
)
def test_a_confirmation_that_proves_nothing_is_refused(confirmation: Confirmation, sentence: str) -> None:
    with pytest.raises(RefusedConfirmation, match=sentence) as caught:
        check_confirmation(service("paladin"), confirmation, TODAY, rules=RULES)
    assert "Nothing was saved" in caught.value.message


def test_hours_and_a_number_found_wrong_can_be_confirmed() -> None:
    assert check_confirmation(service("paladin"), checked("paladin", HOURS, what="hours"), TODAY, rules=RULES) == ()
    gone = checked("paladin", "020 7840 8960", right=False)
    assert check_confirmation(service("paladin"), gone, TODAY, rules=RULES) == ()


def test_every_entry_of_the_directory_passes_its_own_check() -> None:
    for one in DIRECTORY.services:
        assert listing_fault(one) is None


REFUGE = Service(
    id="r", name="A refuge", run_by="", kind="refuge", status="active", summary="", who_for="", area="Warrington"
)


@pytest.mark.parametrize("text", ["WA1 1AA", "ring the bell at 12 Mill Lane", "12a Old Chapel Street", "ch12ab"])
def test_the_address_of_a_refuge_is_never_stored(text: str) -> None:
    assert holds_address(text)
    for words in (
        {"notes": text},
        {"source_note": text},
        {"other_sources": ("a leaflet", text)},
        {"hours": Hours(note=text)},
        {"phones": (ListedNumber("01632 960123", text, ""),)},
        {"phones": (ListedNumber("01632 960123", "", text),)},
        {"texts": (TextLine("07700 900123", text, "", ""),)},
        {"do_not_print": (Banned("old.example", "web", text),)},
    ):
        assert "never stored" in (listing_fault(msgspec.structs.replace(REFUGE, **words)) or "")


@pytest.mark.parametrize("text", ["Open 24 hours", "Ask for 2 rooms", "Phone 020 7946 0123", "28 days on average"])
def test_ordinary_words_are_no_address(text: str) -> None:
    assert not holds_address(text)


def test_an_own_entry_with_a_wrong_or_banned_value_is_refused() -> None:
    with pytest.raises(ValueError, match="has 11 digits"):
        ListedNumber("0808 1644 6600", "", "")
    old = service("ncdv").do_not_print[0].value
    banned_phone = msgspec.structs.replace(service("ncdv"), phones=(ListedNumber(old, "", ""),))
    banned_chat = msgspec.structs.replace(service("womens_aid"), webchat="https://chat.womensaid.org.uk/start")
    for listed in (banned_phone, banned_chat):
        assert (listing_fault(listed) or "").startswith("Not to be printed")


OBSERVED_NUMBERS = [
    ("0800 2000 247", "national_domestic_abuse_helpline"),
    ("0808 1644 6600", "shelter_helpline"),
    ("0808 80 10 100", "live_fear_free"),
    ("020 7395 7771", "national_domestic_abuse_helpline"),
    ("1800 341 900", "womens_aid"),
    ("0808 802 9999", "rape_crisis_247_line"),
    ("0845 30 30 900", "victim_support"),
    ("0844 8044 999", "ncdv"),
    ("0300 303 3972", "cwp_crisis_line"),
    ("020 7251 6575", "rights_of_women"),
]


@pytest.mark.parametrize(("printed", "service_id"), OBSERVED_NUMBERS)
def test_a_wrong_number_really_seen_in_public_cannot_be_confirmed(printed: str, service_id: str) -> None:
    assert printed in {error.printed for error in DIRECTORY.observed_errors}
    with pytest.raises(RefusedConfirmation):
        check_confirmation(service(service_id), checked(service_id, printed), TODAY, rules=RULES)


def test_the_other_faults_really_seen_in_public_are_caught_by_their_own_rule() -> None:
    assert banned(service("womens_aid"), "chat.womensaid.org.uk") is not None
    assert banned(service("text_999_emergencysms"), "http://emergencysms.org.uk/") is not None
    assert line("ask_for_ani").refused is not None
    assert line("respect_phoneline").refused is not None
    assert any("not Cheshire" in one for one in line("safe2speak_st_helens", number="01925 220541").queries)
    assert read_phone("0808 8010 327") == read_phone("0808 801 0327")
    assert line("mens_advice_line").hours == line("national_stalking_helpline").hours == ASK_HOURS
    assert line("childline").number == "0800 1111"
    assert len(DIRECTORY.observed_errors) == len(OBSERVED_NUMBERS) + 10


def test_a_hostile_label_is_printed_as_typed_and_changes_no_rule() -> None:
    name = 'he said <he will> & "come" back \u202e'
    printed = line("paladin", name=name)
    assert printed.text == name
    assert printed.mark == "NOT CHECKED"
