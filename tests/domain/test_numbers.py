from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hru_advocate.casework.product import shipped
from hru_advocate.domain.phone_numbers import InvalidPhone, Phone, check_phone, read_phone

LIBRARY = shipped().library


def number(text: str) -> Phone:
    return check_phone(text, service=True)


@pytest.mark.parametrize(
    ("typed", "digits", "shown"),
    [
        ("07700900123", "07700900123", "07700 900123"),
        ("07700 900 123", "07700900123", "07700 900 123"),
        ("+44 7700 900123", "07700900123", "07700 900123"),
        ("+44 (0)20 7946 0123", "02079460123", "020 7946 0123"),
        ("0044 20 7946 0123", "02079460123", "020 7946 0123"),
        ("(01632) 960-123", "01632960123", "01632 960 123"),
        ("01632\u2013960123", "01632960123", "01632 960123"),
        ("\u202a07700 900123\u202c", "07700900123", "07700 900123"),
        ("\u0660\u0667\u0667\u0660\u0660\u0669\u0660\u0660\u0661\u0662\u0663", "07700900123", "07700 900123"),
        ("  020  7946 0123 ", "02079460123", "020 7946 0123"),
    ],
)
def test_a_number_has_one_normal_form_and_keeps_the_grouping_it_came_with(typed: str, digits: str, shown: str) -> None:
    phone = check_phone(typed)
    assert (phone.digits, phone.shown) == (digits, shown)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("0808 1644 6600", "this has 12"),
        ("07700 900 12", "this has 10"),
        ("01632", "this has 5"),
        ("1800 341 900", "may belong to another country"),
        ("7700 900123", "begins with 0 or +44"),
        ("0400 123 4567", "No UK number begins with 04"),
        ("07700 900123 ask for Jo", "digits and spaces"),
        ("01632 960123,45,2", "digits and spaces"),
        ("141 999", "another country"),
        ("<img src=x>", "digits and spaces"),
        ("he said 999", "digits and spaces"),
        ("101", "not a person's"),
        ("999 ext 70123", "not a person's"),
        ("", "no number here"),
        (" \u200b ", "no number here"),
        ("+44 7700+900123", "only at the beginning"),
        ("0" * 100_000, "far longer"),
        ("0 " * 30, "digits and spaces"),
        ("999", "not a person's"),
        ("85258", "not a person's"),
        ("0800 1111", "not a person's"),
        ("+999 1234567", "country code does not exist"),
        ("+48 22 5", "too long or too short for its country"),
    ],
)
def test_a_number_that_cannot_be_is_refused_with_a_sentence_that_repeats_nothing(typed: str, sentence: str) -> None:
    with pytest.raises(InvalidPhone) as caught:
        check_phone(typed)
    assert sentence in caught.value.message
    assert "Nothing was saved" in caught.value.message
    assert len(typed) < 5 or typed not in caught.value.message


def test_a_number_is_written_with_forty_signs_at_most() -> None:
    assert read_phone(f"01632{'-' * 29}960123") is not None
    assert read_phone(f"01632{'-' * 30}960123") is None


@pytest.mark.parametrize(
    ("typed", "kind"),
    [
        ("999", "emergency"),
        ("112", "emergency"),
        ("101", "short"),
        ("111", "short"),
        ("55", "short"),
        ("0800 1111", "short"),
        ("116 123", "short"),
        ("116 000", "short"),
        ("105", "short"),
        ("119", "short"),
        ("18000", "short"),
        ("18001", "short"),
        ("18001 101", "short"),
        ("85258", "text"),
        ("61016", "text"),
        ("118 500", "premium"),
    ],
)
def test_short_numbers_of_services_are_right_as_they_are(typed: str, kind: str) -> None:
    phone = check_phone(typed, service=True)
    assert phone.kind == kind
    assert phone.shown == typed


@pytest.mark.parametrize(
    ("typed", "digits", "shown"),
    [
        ("101 ext 70123", "101", "101 ext 70123"),
        ("101 x70123", "101", "101 ext 70123"),
        ("101, collar number 70123", "101", "101 ext 70123"),
        ("01632 960123 ext 4567", "01632960123", "01632 960123 ext 4567"),
        ("01632 960123 x4567", "01632960123", "01632 960123 ext 4567"),
        ("01632 960123 extension 4567", "01632960123", "01632 960123 ext 4567"),
        ("01632960123#45", "01632960123", "01632 960123 ext 45"),
        ("+44 1632 960123;ext=45", "01632960123", "01632 960123 ext 45"),
        ("18001 07700 900123", "1800107700900123", "18001 07700 900123"),
        ("18001 +44 7700 900123", "1800107700900123", "18001 07700 900123"),
        ("18002 01632 960123 ext 4", "1800201632960123", "18002 01632 960123 ext 4"),
        ("18001 101 ext 70123", "18001101", "18001 101 ext 70123"),
        ("447700900123", "07700900123", "07700 900123"),
        ("4407700900123", "07700900123", "07700 900123"),
        ("tel:+447700900123", "07700900123", "07700 900123"),
        ("Tel: 07700 900123", "07700900123", "07700 900123"),
    ],
)
def test_numbers_are_taken_as_people_have_them_and_say_the_same_again(typed: str, digits: str, shown: str) -> None:
    phone = check_phone(typed)
    assert (phone.digits, phone.shown) == (digits, shown)
    assert check_phone(phone.shown) == phone


def test_an_extension_makes_another_number() -> None:
    assert check_phone("01632 960123 ext 4") != check_phone("01632 960123 ext 5")


def test_relay_uk_is_a_prefix_before_an_ordinary_number() -> None:
    phone = check_phone("18001 020 7946 0123", service=True)
    assert phone.shown == "18001 020 7946 0123"
    assert phone.digits == "1800102079460123"
    with pytest.raises(InvalidPhone):
        check_phone("18001 020 7946", service=True)


@pytest.mark.parametrize("typed", ["0844 8044 999", "0845 30 30 900", "0871 234 5678", "0909 879 0123", "118 500"])
def test_numbers_that_cost_more_are_flagged(typed: str) -> None:
    phone = check_phone(typed, service=True)
    assert phone.kind == "premium"
    assert "costs the caller extra" in phone.warning


def test_a_personal_number_is_not_a_mobile() -> None:
    phone = check_phone("070 1234 5678")
    assert phone.kind == "personal"
    assert "not a mobile" in phone.warning


def test_a_range_not_in_use_is_warned_about_and_kept() -> None:
    assert "not in a range known to be in use" in check_phone("01632 960123").warning
    assert check_phone("020 7946 0123").warning == ""


@pytest.mark.parametrize(
    ("typed", "kind"),
    [
        ("0800 555 111", "freephone"),
        ("0300 123 2040", "standard"),
        ("07700 900123", "mobile"),
        ("0800 40 50 40", "freephone"),
    ],
)
def test_kinds_of_number(typed: str, kind: str) -> None:
    assert check_phone(typed).kind == kind


def test_a_person_may_have_a_number_abroad_and_a_service_may_not() -> None:
    phone = check_phone("00 48 22 555 0123")
    assert (phone.digits, phone.kind) == ("+48225550123", "foreign")
    assert "another country" in phone.warning
    with pytest.raises(InvalidPhone, match="not a UK number"):
        check_phone("+48 22 555 0123", service=True)


def test_numbers_are_compared_by_their_digits() -> None:
    assert read_phone("0808 8010 327") == read_phone("0808 801 0327")
    assert read_phone("+44 20 7946 0123") == read_phone("02079460123")
    assert read_phone("020 7946 0123") != read_phone("020 7946 0124")
    assert read_phone("not a number") is None


def test_a_copying_slip_is_seen() -> None:
    assert number("020 7946 0123").is_near_miss(number("020 7946 0129"))
    assert number("020 7946 0123").is_near_miss(number("020 7946 0132"))
    assert not number("020 7946 0123").is_near_miss(number("020 7946 0123"))
    assert not number("020 7946 0123").is_near_miss(number("020 7946 0345"))
    assert not number("020 7946 0123").is_near_miss(number("020 7946 0321"))
    assert not number("101").is_near_miss(number("111"))


def test_every_number_of_the_directory_reads_and_prints_as_its_operator_groups_it() -> None:
    for service in LIBRARY.services.services:
        listed = [(line.phone, line.number) for line in service.phones]
        for phone, number in [*listed, *((line.phone, line.number) for line in service.texts)]:
            assert phone.shown == number
            assert phone.warning == "", service.id


@given(st.text(max_size=60))
def test_any_text_is_a_number_or_is_refused(text: str) -> None:
    try:
        phone = check_phone(text, service=True)
    except InvalidPhone:
        assert read_phone(text) is None
    else:
        assert phone.digits.isascii()
        assert phone.digits.isdigit()
        assert isinstance(phone.warning, str)
        assert check_phone(phone.shown, service=True).digits == phone.digits


@given(st.from_regex(r"(\+44 ?|0)[1237][0-9 ]{8,12}", fullmatch=True))
def test_what_is_shown_reads_back_as_the_same_number(text: str) -> None:
    try:
        phone = check_phone(text)
    except InvalidPhone:
        return
    assert check_phone(phone.shown) == phone
    assert check_phone(phone.shown).shown == phone.shown


@pytest.mark.parametrize(
    ("typed", "shown", "whose"),
    [
        # an officer by collar number, with and without a word for it
        ("101 70123", "101 ext 70123", "101"),
        ("101/70123", "101 ext 70123", "101"),
        ("101 - 70123", "101 ext 70123", "101"),
        ("101 (ext. 70123)", "101 ext 70123", "101"),
        ("101 collar no. 4321", "101 ext 4321", "101"),
        ("101 PC 4321", "101 ext 4321", "101"),
        ("101 (DC4321)", "101 ext 4321", "101"),
        ("101 and ask for PC 4321", "101 ext 4321", "101"),
        ("101 then ext 4321", "101 ext 4321", "101"),
        ("101, ask for 4321", "101 ext 4321", "101"),
        # an extension behind a whole number
        ("01632 960123 (4567)", "01632 960123 ext 4567", "01632960123"),
        ("01632 960123,4567", "01632 960123 ext 4567", "01632960123"),
        ("01632 (960123)", "01632 960123", "01632960123"),
        ("01632 960123 option 4", "01632 960123 option 4", "01632960123"),
        ("01632 960123, press 2", "01632 960123 option 2", "01632960123"),
        # dialled first
        ("18001-07700-900123", "18001 07700 900123", "07700900123"),
        ("18001 + 07700 900123", "18001 07700 900123", "07700900123"),
        ("18001 18001 07700900123", "18001 07700 900123", "07700900123"),
        ("18002 07700 900123 ext 12", "18002 07700 900123 ext 12", "07700900123"),
        ("141 07700 900123", "141 07700 900123", "07700900123"),
        ("1470 +447700900123", "1470 07700 900123", "07700900123"),
        # copied
        ("whatsapp:+447700900123", "07700 900123", "07700900123"),
        ("callto:07700900123", "07700 900123", "07700900123"),
        ("'07700900123", "07700 900123", "07700900123"),
        ("T: 01632 960 123", "01632 960 123", "01632960123"),
        ("m. 07700 900123", "07700 900123", "07700900123"),
        ("Tel. No.: 01632 960123", "01632 960123", "01632960123"),
        ("mobile number 07700 900123", "07700 900123", "07700900123"),
    ],
)
def test_numbers_of_work_are_kept_with_what_reaches_one_person(typed: str, shown: str, whose: str) -> None:
    phone = check_phone(typed)
    assert (phone.shown, phone.whose) == (shown, whose)
    assert check_phone(phone.shown) == phone
