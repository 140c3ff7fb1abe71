"""Safe contact: the rules without which no number, address or e-mail is ever shown, and how they are said."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import Final, Literal

import msgspec

from hru_advocate.domain.forms.answers import Answers, answer_to, value_of
from hru_advocate.domain.moments import day_in_words
from hru_advocate.domain.text_folding import fold

DAYS: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
DAY_WORDS: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
STALE_AFTER: Final = timedelta(days=28)
"""After this long the rules are asked again before they are relied on. A working interval, not a national one."""

Means = Literal["ring", "text", "email", "video", "post", "meet", "through"]
"""Ways to reach somebody. A window agreed for one of them says nothing about another."""
MEANS_OF: Final[dict[str, Means]] = {
    "mobile": "ring",
    "landline": "ring",
    "text": "text",
    "email": "email",
    "video": "video",
    "post": "post",
    "in_person": "meet",
    "through": "through",
}
_METHODS: Final = {
    "mobile": "mobile",
    "landline": "landline",
    "text": "text message",
    "email": "e-mail",
    "video": "video call",
    "post": "post",
    "in_person": "meet in person",
    "through": "through someone",
}
_NEVER_WORDS: Final = {
    "voice": "a voice call",
    "voicemail": "voicemail",
    "text": "a text message",
    "email": "e-mail",
    "video": "a video call",
    "post": "post",
    "visit": "a visit",
}
_NEVER_MEANS: Final[dict[str, Means]] = {
    "voice": "ring",
    "text": "text",
    "email": "email",
    "video": "video",
    "post": "post",
    "visit": "meet",
}
_NEED_WORDS: Final = {
    "no_voice": "voice calls do not work",
    "voice_works": "voice calls work",
    "relay": "ring through Relay UK",
    "bsl": "BSL interpreter",
    "interpreter": "interpreter",
}
_TOLD_IN_DAYS: Final = 100
"""From so many days on a confirmation is told by its date."""
_BY_NUMBER: Final = ("mobile", "landline", "text", "video", "through")
_WITH_VOICEMAIL: Final = ("mobile", "landline", "through")
# "Never do this" is free text. A clause that forbids a way whole, without a when or a where, is understood as well.
_OPENING: Final = (
    r"(?:please |absolutely )?(?:never|no|not|do not|don't|dont)? ?(?:ever |to )?"
    r"(?:make|send|use|leave|have|a|an|any|by)? ?(?:anything |a |an |any )?(?:by )?"
)
_FORBIDS: Final = re.compile(r"\W*(?:please |absolutely )?(?:never|no|not|do not|don['’]?t)\b", re.IGNORECASE)
"""Words that forbid by themselves, before which *never* is not said."""
_WHOM: Final = r"(?: (?:her|him|them|me|us))?(?: (?:at all|ever|again|please|under any circumstances))*"
_FORBIDDEN: Final[dict[str, re.Pattern[str]]] = {
    never: re.compile(_OPENING + words + _WHOM)
    for never, words in {
        "voice": r"(?:(?:voice|phone|telephone) ?)?(?:calls?|calling|ring|ringing|phone|phoning|telephone|voice)",
        "voicemail": r"(?:voicemails?|voice ?messages?|messages? on (?:the )?(?:phone|voicemail))",
        "text": r"(?:text|texts|texting|text messages?|sms)",
        "email": r"(?:e-?mails?|e-?mailing)",
        "video": r"video calls?",
        "post": r"(?:post|letters?|write letters?)",
        "visit": r"(?:visits?|visiting|home visits?)",
    }.items()
}
_NO_CONTACT: Final = re.compile(_OPENING + r"(?:contact|contacting|(?:get|getting) in touch)(?: with)?" + _WHOM)
_CLAUSES: Final = re.compile(r"[.;,:!?\n\u2013\u2014]|(?<=\s)-(?=\s)|\b(?:and|or|nor)\b")
_HANGS_ON: Final = re.compile(
    r"\b(?:when\w*|while|whilst|if|unless|before|after|until|till|between|outside|only|except|during|around|whatsapp"
    r"|ring|rings|ringing|calls?|calling|phone|phones|phoning|telephone|texts?|texting|messages?|messaging|sms|contact"
    r"|contacting|touch|e-?mails?|visits?|visiting|letters?|post|voicemails?|video|mobile|landline|number|door|term"
    r"|days?|weekdays?|weekends?|holidays?|mornings?|afternoons?|evenings?|nights?|today|tomorrow|hours?"
    r"|(?:mon|tues|wednes|thurs|fri|satur|sun)days?|(?:mon|tue|wed|thu|fri|sat|sun)s?|\d+ ?(?:am|pm)|\d+[:.]\d\d)\b"
)
"""Words of a clause that speaks of a way, a time or a condition, and so of whether this moment is safe."""
_NOT_TO_SAY: Final = re.compile(
    r"(?:please )?(?:never|no|not|do not|don't|dont)? ?(?:ever )?"
    r"(?:say(?:ing)?|mention(?:ing)?|(?:speak|talk)(?:ing)? (?:of|about)|ask(?:ing)? (?:for|about)|names?|pictures?"
    r"|links?|us(?:e|ing) (?:(?:her|his|their|my|our|the|any|full|first|last|real|old) )*"
    r"(?:names?|surname|title|words?))\b"
    r"(?!.*\b(?:with|within|to|in|at|on|near|through|whoever|first|hears?|aloud|loudly)\b).*"
)
"""A clause about what is said, and not about whether, when or how, nor to whom, where or before what."""
_FILLING: Final = re.compile(
    r"please|never|ever|at all|under any circumstances|whatever happens|thank you|thanks"
    r"|(?:because |as )?(?:she|he|they) (?:is|are) (?:very |profoundly )?(?:deaf|hard of hearing|blind)"
)
"""Words between two commas that say nothing of this moment by themselves."""


_NO_VOICEMAIL: Final = "none"
"""The default itself, put in for what equals it: a default is left out only where it is the same object."""


class Way(msgspec.Struct, frozen=True, omit_defaults=True):
    """One way at one time. ``days`` empty means any day; times are HH:MM, empty means all day."""

    method: str
    number: str = ""
    email: str = ""
    address: str = ""
    through: str = ""
    days: tuple[str, ...] = ()
    start: str = ""
    end: str = ""
    withheld: bool | None = None
    voicemail: str = _NO_VOICEMAIL

    @property
    def means(self) -> Means | None:
        """The thing one does to use it; ``None`` for a way this program does not know."""
        return MEANS_OF.get(self.method)

    @property
    def of_chosen_days(self) -> bool:
        """True where some days of the week were agreed: on a bank holiday these tell nothing of who is at home."""
        return 0 < len(self.days) < len(DAYS)

    @property
    def leads_nowhere(self) -> str:
        """The word for what is missing where it needs a number or an address; "" where it can be used."""
        if self.means in ("ring", "text", "video"):
            return "" if self.number else "no number noted"
        held = self.email if self.means == "email" else self.address
        return "no address noted" if self.means in ("email", "post") and not held else ""

    def covers(self, at: datetime) -> bool:
        """Say whether this moment lies in the window; a window over midnight is understood."""
        now, day = f"{at:%H:%M}", DAYS[at.weekday()]
        if self.start and self.end and self.start > self.end:
            yesterday = DAYS[(at.weekday() - 1) % 7]
            return (self._on(day) and now >= self.start) or (self._on(yesterday) and now < self.end)
        until = "" if self.end == "00:00" and not self.start else self.end  # until midnight is until the day is over
        return self._on(day) and (not self.start or now >= self.start) and (not until or now < until)

    def _on(self, day: str) -> bool:
        return not self.days or day in self.days

    def next_start(self, at: datetime) -> datetime | None:
        """The next opening of the window after this moment, within a week; ``None`` when it always or never is open."""
        if not (self.start or self.end or self.days) or (self.start and self.start == self.end):
            return None
        hour, minute = (int(part) for part in (self.start or "00:00").split(":"))
        for ahead in range(8):
            day = at + timedelta(days=ahead)
            begin = day.replace(hour=hour, minute=minute, second=0, microsecond=0, fold=0)
            if begin > at and self._on(DAYS[day.weekday()]):
                return begin
        return None

    def in_words(self, *, reveal: bool = False) -> str:
        """The way in words; the number only as its last three digits unless revealed with its rules."""
        parts = [days_in_words(self.days) + (f" {self.start}–{self.end}" if self.start and self.end else "")]
        if self.start and not self.end:
            parts[0] += f" from {self.start}"
        elif self.end and not self.start:
            parts[0] += f" until {self.end}"
        method = f"through {self.through}" if self.through else _METHODS.get(self.method, self.method)
        if self.number and self.method in _BY_NUMBER:
            method += f" {self.number}" if reveal else f" ending {self.number.replace(' ', '')[-3:]}"
        elif reveal and (self.email or self.address):
            method += f" {self.email or self.address}"
        parts.append(method)
        if self.withheld is not None:
            parts.append("withheld number is fine" if self.withheld else "never withhold the number")
        if self.method in _WITH_VOICEMAIL:
            parts.append(
                {"agreed": "only the agreed voicemail", "any": "voicemail is fine"}.get(self.voicemail, "no voicemail")
            )
        return " · ".join(part for part in parts if part)


def days_in_words(days: Sequence[str]) -> str:
    """Days in words: weekdays, weekends, any day, or the days named."""
    chosen = [day for day in DAYS if day in days]
    if not chosen or len(chosen) == len(DAYS):
        return "any day"
    if chosen == list(DAYS[:5]):
        return "weekdays"
    if chosen == list(DAYS[5:]):
        return "weekends"
    return ", ".join(DAY_WORDS[DAYS.index(day)][:3] for day in chosen)


class SafeContact(msgspec.Struct, frozen=True, omit_defaults=True, dict=True):
    """The rules agreed with the person. ``confirmed`` is the day they were last confirmed (ISO).

    ``never_ways`` are ways never to be used, whatever the ways say; ``needs`` what a conversation needs. What follows
    from all of it is worked out once: one answer asks for it ten times, and a page of cases has a hundred answers.
    """

    may_contact: str
    ways: tuple[Way, ...] = ()
    say: str = ""
    ask_for: str = ""
    who_answers: str = ""
    never: str = ""
    confirmed: str = ""
    never_ways: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()

    @property
    def confirmed_on(self) -> date | None:
        """The day of the last confirmation."""
        return date.fromisoformat(self.confirmed) if self.confirmed else None

    def stale(self, today: date) -> bool:
        """Say whether the rules are too old to rely on without asking again, or confirmed on a day still to come."""
        confirmed = self.confirmed_on
        return confirmed is None or confirmed > today or today - confirmed > STALE_AFTER

    @cached_property
    def forbidden(self) -> frozenset[str]:
        """The ways never to be used: those ticked, and those that *Never do this* forbids whole."""
        clauses = self._never_clauses
        if any(_NO_CONTACT.fullmatch(clause) for clause in clauses):
            return frozenset({*_FORBIDDEN, *self.never_ways})
        said = {never for never, words in _FORBIDDEN.items() if any(words.fullmatch(clause) for clause in clauses)}
        return frozenset(self.never_ways) | said

    @cached_property
    def hangs_on_words(self) -> bool:
        """Say whether *Never do this* holds words that only a reader can hold against this moment.

        Those are all but a way forbidden whole, and what is only not to be said.
        """
        known = (_NO_CONTACT, _FILLING, *_FORBIDDEN.values())
        return any(
            not any(words.fullmatch(clause) for words in known)
            and (_HANGS_ON.search(clause) is not None or not _NOT_TO_SAY.fullmatch(clause))
            for clause in self._never_clauses
        )

    @cached_property
    def _never_clauses(self) -> list[str]:
        plain = fold(self.never).replace("\u2019", "'").replace("\u2018", "'").replace("never, ever", "never")
        return [" ".join(clause.split()) for clause in _CLAUSES.split(plain) if clause.strip()]

    @cached_property
    def forbidden_means(self) -> frozenset[Means]:
        """The means never to be used; ringing is among it where voice calls do not work without a relay."""
        found = {_NEVER_MEANS[never] for never in self.forbidden if never in _NEVER_MEANS}
        if "no_voice" in self.needs and "relay" not in self.needs:
            found.add("ring")
        return frozenset(found)

    @cached_property
    def usable(self) -> tuple[Way, ...]:
        """The ways that may be used at some time: none against a *never*; only a go-between where that was asked."""
        if self.may_contact in ("no", "they_ring"):
            return ()
        ways = [way for way in self.ways if way.means is not None and way.means not in self.forbidden_means]
        if self.may_contact == "through_someone":
            ways = [way for way in ways if way.means == "through"]
        return tuple(way for way in ways if way.means != "through" or way.through or way.number)


def read_safe_contact(answers: Answers) -> SafeContact:
    """The typed view of a record of purpose ``safe_contact``."""
    rows = value_of(answers, "ways") or ()
    confirmed = value_of(answers, "confirmed")
    return SafeContact(
        may_contact=value_of(answers, "may_contact") or "",
        ways=tuple(_read_way(row) for row in rows),
        say=value_of(answers, "say") or "",
        ask_for=value_of(answers, "ask_for") or "",
        who_answers=value_of(answers, "who_answers") or "",
        never=value_of(answers, "never") or "",
        confirmed=confirmed.isoformat() if confirmed else "",
        never_ways=tuple(value_of(answers, "never_ways") or ()),
        needs=tuple(value_of(answers, "needs") or ()),
    )


def _read_way(row: Answers) -> Way:
    through = value_of(row, "through")
    return Way(
        method=value_of(row, "method") or "",
        number=value_of(row, "number") or "",
        email=value_of(row, "email") or "",
        address=value_of(row, "address") or "",
        through=through.name if through else "",
        days=tuple(value_of(row, "days") or ()),
        start=value_of(row, "from") or "",
        end=value_of(row, "to") or "",
        withheld=value_of(row, "withheld") if answer_to(row, "withheld").given else None,
        voicemail=said if (said := value_of(row, "voicemail") or "") not in {"", _NO_VOICEMAIL} else _NO_VOICEMAIL,
    )


def rules_in_words(
    rules: SafeContact,
    today: date,
    *,
    reveal: bool = False,
    only: Sequence[Way] | None = None,
    dated: bool = False,
) -> str:
    """The rules in one line, as the strip at the head of a case says them. Never the code word.

    With ``reveal`` numbers are whole: all of them, even against the rules, or those of the ways in ``only``.
    ``dated`` says when they were confirmed by its date, for paper.
    """
    opening = {
        "no": "Do not get in touch",
        "they_ring": "Do not ring; they ring us",
        "through_someone": "Only through somebody else",
    }.get(rules.may_contact, "")
    parts = [opening] if opening else []
    against_the_rules = reveal and only is None
    ways = rules.ways if against_the_rules or rules.may_contact == "yes" else rules.usable
    if ways or rules.may_contact not in ("no", "they_ring"):
        said = (way.in_words(reveal=reveal and (only is None or way in only)) for way in ways)
        parts.append(" or ".join(said) or "no way agreed yet")
    parts += [_NEED_WORDS[need] for need in rules.needs if need in _NEED_WORDS]
    if rules.say:
        parts.append(f"say “{rules.say}”")
    if rules.ask_for:
        parts.append(f"ask for {rules.ask_for}")
    if rules.who_answers:
        parts.append(f"may also answer: {rules.who_answers}")
    if never := never_in_words(rules):
        parts.append(never)
    return " · ".join(parts) + ". " + _say_confirmed(rules, today, dated=dated)


def never_in_words(rules: SafeContact) -> str:
    """The words for what is never to be done, as they stand in the rules' one line; nothing where nothing is named."""
    never = [_NEVER_WORDS[never] for never in rules.never_ways if never in _NEVER_WORDS]
    typed = rules.never.strip().rstrip(".")
    alone = typed if _FORBIDS.match(typed) else ""  # "never: Do not ring" would say the opposite of what was typed
    if typed and not alone:
        never.append(typed)
    return " · ".join(filter(None, (f"never: {', '.join(never)}" if never else "", alone)))


def _say_confirmed(rules: SafeContact, today: date, *, dated: bool) -> str:
    confirmed = rules.confirmed_on
    if confirmed is None:
        return "Not confirmed."
    days = (today - confirmed).days
    if days < 0:
        return f"Confirmed on a day still to come, {day_in_words(confirmed)}: confirm again."
    if dated or days >= _TOLD_IN_DAYS:
        return f"Confirmed {day_in_words(confirmed)}."
    return {0: "Confirmed today.", 1: "Confirmed yesterday."}.get(days, f"Confirmed {days} days ago.")


def bare_code_word(answer: str) -> str:
    """The code word alone: the answer is the word *and what it means*, and the word is what must not be seen."""
    return re.split(r"[–—:;=,(\n]| - | means | is ", answer, maxsplit=1)[0].strip()
