"""UK phone numbers: read as typed or printed, one normal form to compare by, and a sentence for what is wrong.

A number is right in length and kind here; whether it is the right number only the operator's own page can say.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING, Final, Literal

from hru_advocate.errors import AdvocateError

if TYPE_CHECKING:
    from phonenumbers import PhoneNumber

NumberKind = Literal["emergency", "short", "text", "freephone", "standard", "mobile", "personal", "premium", "foreign"]

EMERGENCY = frozenset({"999", "112"})
"""The numbers fixed by law that reach police, ambulance and fire; nobody has to confirm them."""

_SHORT = frozenset({"55", "101", "105", "111", "119", "18000", "18001", "08001111", "116000", "116123"})
"""Real numbers too short for a length check: 55 after 999, 101, 111, Relay UK, Childline, Samaritans and their like."""

_SHORT_OF_PEOPLE = frozenset({"101"})
"""Short numbers through which one person is reached: 101, then a collar number."""

_SCHEME = re.compile(
    r"^['\u2018\u2019=\"]*(?:(?:tel|telephone|phone|mobile|mob|cell|work|home|office|direct|callto|sms|whatsapp)"
    r"(?:\.?\s*n(?:o|umber)\b)?\s*[.:]*|[tmphwdo]\s*[.:]+)?\s*(?=[+(\d])",
    re.IGNORECASE,
)
"""Things before a number that was copied: a word for it, the scheme of a link, the apostrophe of a spreadsheet."""
_EXTENSION = re.compile(
    r"[\s,;/-]*(?P<open>\()?[;,]?\s*(?:(?:and|then)\s+)?(?:ask(?:ing)?\s+(?:for\s+)?)?"
    r"(?:ext(?:ension|n)?\s*[.:=]?|x|#|collar(?:\s*(?:number|no\.?))?\s*[.:]?"
    r"|(?:w?pc|pcso|ps|d[cis]|d?sgt|insp)(?:\s*no\.?)?|(?<=then\s)|(?<=for\s)|(?<=ask\s))"
    r"\s*(?P<digits>\d{1,8})(?(open)\))$",
    re.IGNORECASE,
)
_COLLAR: Final = re.compile(r"(?<!\d)(?P<number>101)[\s,;/-]*(?P<open>[\s,;/(-])(?P<digits>\d{2,8})\)?$")
"""A collar number written behind 101, without a word for it."""
_BEHIND: Final = re.compile(r"(?<=\d)\s*(?:,\s*|(?P<open>\())(?P<digits>\d{2,6})(?(open)\))$")
"""An extension in brackets or behind a comma, where a whole number stands before it."""
_OPTION: Final = re.compile(r"[\s,;(]*(?:opt(?:ion)?|press|choose)\.?\s*(?P<digits>\d)\)?$", re.IGNORECASE)
_TEXT_CODE = re.compile(r"[678]\d{4}")
_RELAY = re.compile(r"(1800[12])(?: ?[+-] ?(?=[+(\d])| ?(?=[+(\d]))|(14(?:1|70)) ?-? ?(?=[+(0])")
"""Digits dialled before a number: 18001 for text by Relay UK, 18002 for an answer by text, 141 to withhold."""

_ALLOWED = re.compile(r"[\d +().\-/]+")
_FULL_LENGTH = 11
"""The digits of nearly every number of the United Kingdom, with its 0."""
_FREEPHONE_IN_TEN = re.compile(r"0800\d{6}")
"""The one range where any ten digits are a number, so that reading the directory loads no table of ranges."""
_COPIED = re.compile(r"440?[1-9]\d{8,9}")
"""A number as messengers hand it over: 44 without its +."""

_MOST = 40
"""No number with its brackets and spaces is longer; anything longer is something else."""

_DIRECTORY_ENQUIRIES = re.compile(r"118\d{3}")
_PREMIUM = ("084", "087", "09")
_COSTLY = "An 084, 087, 09 or 118 number costs the caller extra; look for an 03 or 0800 number first."
_PERSONAL = "An 070 number is not a mobile and can cost a lot to ring; look for another number."
_ABROAD = "This is a number of another country; check that it can be rung from here, and what it costs."
_UNKNOWN_RANGE = "This number is the right length, but not in a range known to be in use; ring it before relying on it."
_WARNINGS: Final[dict[NumberKind, str]] = {"premium": _COSTLY, "personal": _PERSONAL, "foreign": _ABROAD}
_WITHOUT_RANGE: Final = frozenset({"emergency", "short", "text"})
"""The kinds too short to lie in a range of numbers."""


class InvalidPhone(AdvocateError):
    """This is not a phone number that can be used. Nothing was saved; check it and write it again."""


@dataclass(frozen=True)
class Phone:
    """A number that can be used. Two are equal when they are one number, however each was written.

    ``digits`` is the normal form to compare by (national digits from the 0 on; a short code; ``+`` and all digits
    for a number abroad); ``groups`` are the operator's own, or "" when it was written in one run. How it is shown
    and what is to be said of its range take a table that is slow to load: each is worked out when first asked for,
    and kept.
    """

    digits: str
    groups: str = field(compare=False)
    kind: NumberKind = field(compare=False)
    extension: str = ""

    @cached_property
    def shown(self) -> str:
        """The number in the operator's groups; without any, in those usual for its range; with its extension."""
        number = self.groups or _national(self._placed)
        return f"{number}{_said(self.extension)}"

    @cached_property
    def warning(self) -> str:
        """A sentence to show beside the number, or ""."""
        if self.kind in _WARNINGS:
            return _WARNINGS[self.kind]
        if self.kind in _WITHOUT_RANGE or len(self.whose) != _FULL_LENGTH:  # shorter ones were looked up when read
            return ""
        import phonenumbers

        return "" if phonenumbers.is_valid_number(self._placed) else _UNKNOWN_RANGE

    def is_near_miss(self, other: Phone) -> bool:
        """Say whether two numbers differ in one digit, or by two neighbours swapped: the usual copying slip."""
        first, second = self.whose, other.whose
        if len(first) != len(second) or len(first) < 8:
            return False
        unlike = [place for place in range(len(first)) if first[place] != second[place]]
        if len(unlike) != 2:
            return len(unlike) == 1
        here, there = unlike
        return there == here + 1 and first[here] == second[there] and first[there] == second[here]

    @property
    def whose(self) -> str:
        """The digits of who is reached, to compare people by: without those for Relay UK, or to withhold one's own."""
        return _RELAY.sub("", self.digits, count=1) if _RELAY.match(self.digits) else self.digits

    @cached_property
    def _placed(self) -> PhoneNumber:
        return _placed(self.whose)


def check_phone(text: str, *, service: bool = False) -> Phone:
    """Read a phone number; with ``service``, short codes are right and numbers abroad are refused.

    Raises:
        InvalidPhone: with the sentence that says what is wrong; it never repeats what was typed.
    """
    number, extension = _parts(text)
    written = _plain(number)
    digits = re.sub(r"\D", "", written)
    if (relay := _RELAY.match(written)) is not None and not _short_kind(digits):
        return _dialled_first(relay[1] or relay[2], written[relay.end() :], extension, service=service)
    if "+" in written[1:]:
        raise InvalidPhone("A + stands only at the beginning of a number. Nothing was saved; write it again.")
    reaches_one = service or (bool(extension) and digits in _SHORT_OF_PEOPLE)
    short = None if "+" in written else _short(digits, written, service=reaches_one)
    found = short or (_long(written, digits) if _is_home(written, digits) else _abroad(digits, service=service))
    return replace(found, extension=extension)


def read_phone(text: str) -> Phone | None:
    """Read what may be a number of a service, or ``None`` when there is no usable number in the text."""
    try:
        return check_phone(text, service=True)
    except InvalidPhone:
        return None


def _parts(text: str) -> tuple[str, str]:
    """A number without the word before it, and its extension or collar number."""
    if len(text) > _MOST * 4:
        raise InvalidPhone("This is far longer than a phone number. Nothing was saved; write the number alone.")
    plain = "".join(_character(one) for one in text if unicodedata.category(one) != "Cf").strip()
    plain = _SCHEME.sub("", plain)
    if found := _OPTION.search(plain):
        return plain[: found.start()], f"option {found['digits']}"
    if found := _EXTENSION.search(plain) or _behind(plain):
        return plain[: found.start()], found["digits"]
    found = _COLLAR.match(plain)
    return ("101", found["digits"]) if found else (plain, "")


def _behind(plain: str) -> re.Match[str] | None:
    """An extension without a word for it, behind what is as long as a number."""
    found = _BEHIND.search(plain)
    whole = found is not None and len(re.sub(r"\D", "", plain[: found.start()])) >= _FULL_LENGTH - 1
    return found if whole else None


def _said(extension: str) -> str:
    if not extension:
        return ""
    return f" ext {extension}" if extension.isdigit() else f" {extension}"


def _dialled_first(prefix: str, rest: str, extension: str, *, service: bool) -> Phone:
    """A number behind what is dialled before it; the same twice is once."""
    plain = check_phone(f"{rest}{_said(extension)}", service=service)
    if plain.digits.startswith(prefix):
        return plain
    groups = plain.shown.removesuffix(_said(extension))
    return Phone(prefix + plain.digits, f"{prefix} {groups}", plain.kind, extension)


def _plain(text: str) -> str:
    """The number with one space between its groups."""
    plain = " ".join(text.split())
    if not plain:
        raise InvalidPhone("There is no number here. Nothing was saved; write one, or leave it as not known.")
    if len(plain) > _MOST or not _ALLOWED.fullmatch(plain):
        raise InvalidPhone(
            "A phone number holds digits and spaces, perhaps an extension. Nothing was saved; write it again."
        )
    return plain


def _character(one: str) -> str:
    if one.isdecimal():
        return str(unicodedata.decimal(one))
    return "-" if unicodedata.category(one) == "Pd" else one


def _short(digits: str, written: str, *, service: bool) -> Phone | None:
    kind = _short_kind(digits)
    if kind is None:
        return None
    if not service:
        raise InvalidPhone(
            "This is a service's short number, not a person's. Nothing was saved; write the full number."
        )
    return Phone(digits, _grouped(written) or digits, kind)


def _short_kind(digits: str) -> NumberKind | None:
    if digits in EMERGENCY:
        return "emergency"
    if digits in _SHORT:
        return "short"
    if _DIRECTORY_ENQUIRIES.fullmatch(digits):
        return "premium"
    return "text" if _TEXT_CODE.fullmatch(digits) else None


def _is_home(written: str, digits: str) -> bool:
    if written.startswith("+"):
        return digits.startswith("44")
    return not digits.startswith("00") or digits.startswith("0044")


def _long(written: str, digits: str) -> Phone:
    """A UK number in full: from 0, or from +44 with or without the (0)."""
    national = digits
    if written.startswith("+") or digits.startswith("00") or _COPIED.fullmatch(digits):
        national = "0" + digits.removeprefix("00").removeprefix("44").removeprefix("0")
    if not national.startswith("0"):
        raise InvalidPhone(
            "A UK number begins with 0 or +44; this may belong to another country. Nothing was saved; check it."
        )
    if len(national) != _FULL_LENGTH and not _is_valid_in_ten(national):
        raise InvalidPhone(
            f"A UK number has 11 digits, a few have 10; this has {len(national)}. Nothing was saved; count it again."
        )
    if national[1] in "046":
        raise InvalidPhone(f"No UK number begins with 0{national[1]}. Nothing was saved; check it.")
    grouped = _grouped(written) if written.startswith(("0", "(0")) and not digits.startswith("00") else ""
    return Phone(national, grouped, _kind(national))


def _abroad(digits: str, *, service: bool) -> Phone:
    if service:
        raise InvalidPhone("This is not a UK number; UK services have one. Nothing was saved; check whose it is.")
    import phonenumbers

    full = "+" + digits.removeprefix("00")
    try:
        parsed = phonenumbers.parse(full, None)
    except phonenumbers.NumberParseException:
        raise InvalidPhone("This country code does not exist. Nothing was saved; check the first digits.") from None
    if not phonenumbers.is_possible_number(parsed):
        raise InvalidPhone("This number is too long or too short for its country. Nothing was saved; count it again.")
    shown = phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.INTERNATIONAL)
    return Phone(phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164), shown, "foreign")


def _kind(national: str) -> NumberKind:
    if national.startswith(_PREMIUM):
        return "premium"
    if national.startswith("070"):
        return "personal"
    if national.startswith("07"):
        return "mobile"
    return "freephone" if national.startswith(("0800", "0808", "0500")) else "standard"


def _placed(national: str) -> PhoneNumber:
    import phonenumbers

    return phonenumbers.parse(national, "GB")


def _is_valid_in_ten(national: str) -> bool:
    if len(national) != _FULL_LENGTH - 1:
        return False
    if _FREEPHONE_IN_TEN.fullmatch(national):
        return True
    import phonenumbers

    return bool(phonenumbers.is_valid_number(_placed(national)))


def _national(number: PhoneNumber) -> str:
    import phonenumbers

    return str(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.NATIONAL))


def _grouped(written: str) -> str:
    """The groups as they were written, with single spaces, or "" when it was written in one run."""
    groups = re.findall(r"\d+", written)
    return " ".join(groups) if len(groups) > 1 else ""
