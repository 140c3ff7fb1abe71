"""Safe contact rules for a made-up case: one way of life, its numbers and hours."""

from __future__ import annotations

from datetime import datetime

from hru_advocate.demo.cast import Raw, Telling
from hru_advocate.demo.stories import Profile, WayStory


def safe_contact(telling: Telling, profile: Profile, at: datetime, *, again: bool = False) -> Raw:
    """The rules as agreed at that moment; the numbers stay the same when they are asked ``again``."""
    raw: Raw = {"may_contact": profile.may, "confirmed": at.date().isoformat()}
    if profile.ways:
        raw["ways"] = [_way(telling, profile, way, number) for number, way in enumerate(profile.ways)]
    for part in ("say", "ask_for", "who_answers", "never"):
        if said := getattr(profile, part):
            raw[part] = telling.say(said)
    if again and profile.again:
        raw["never"] = " ".join(filter(None, (telling.say(profile.never), telling.say(profile.again))))
    if profile.code:
        raw["code_word"] = telling.say(profile.code)
    return raw


def _way(telling: Telling, profile: Profile, way: WayStory, number: int) -> Raw:
    raw: Raw = {"method": way.method} | _reach(telling, profile, way, number)
    if way.days:
        raw["days"] = list(way.days)
    if way.hours:
        begin, _, end = way.hours[telling.turn % len(way.hours)].partition("-")
        raw |= {"from": begin, "to": end}
    if way.withheld is not None:
        raw["withheld"] = way.withheld
    if way.voicemail:
        raw["voicemail"] = way.voicemail
    return raw


def _reach(telling: Telling, profile: Profile, way: WayStory, number: int) -> Raw:
    """The number, address or person of one way."""
    if way.method in ("mobile", "text"):
        return {"number": _kept(telling, f"{profile.id} mobile", telling.mobile())}
    if way.method == "landline":
        return {"number": _kept(telling, f"{profile.id} {number}", telling.landline())}
    if way.method == "email":
        fresh = f"{telling.words['called'].lower()}.{telling.rng.randint(10, 99)}@post.example"
        return {"email": _kept(telling, f"{profile.id} e-mail", fresh)}
    if way.method == "in_person":
        return {"address": telling.say(way.place)}
    key = "safe" if "safe" in telling.cast else "officer"
    relation = telling.words.get(f"{key}_relation", "officer in the case")
    return {
        "through": {"name": telling.cast[key].full, "relation": relation},
        "number": _kept(telling, f"{profile.id} {number}", telling.landline()),
    }


def _kept(telling: Telling, name: str, fresh: str) -> str:
    return telling.words.setdefault(name, fresh)
