"""The made-up stories as data: what each tells, read from ``resources/demo`` and checked when read."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from importlib.resources.abc import Traversable
from typing import Final, Literal, TypeVar

import msgspec

from hru_advocate.domain.toml_files import decode_toml

Said = str | tuple[str, ...]
"""One wording, or several to take turns with. ``{name}`` stands for someone or something of the case."""

T = TypeVar("T")
Who = Literal["woman", "man", "any"]
_PEOPLE: Final = "people.toml"
_PHRASES: Final = "phrases.toml"


class StoryPart(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Anything a story is made of; an unknown word in a file is refused."""


class Someone(StoryPart, frozen=True):
    """A person of a story, called by ``key`` in its texts."""

    key: str
    role: str
    relation: Said
    who: Who = "any"
    family: bool = False
    phone: bool = False
    note: Said = ""


class Referral(StoryPart, frozen=True):
    """The referral that opened the case, and the decision."""

    sources: tuple[str, ...]
    detail: Said
    account: Said
    wants: Said
    value: Said = ""
    decision: Literal["accept", "advise", "decline", "pending"] = "accept"
    because: Said = ""
    crime: bool = True
    area: str = ""


class Situation(StoryPart, frozen=True):
    """The plain circumstances: known true, known false, and the reasons for not knowing; the orders there are."""

    yes: tuple[str, ...]
    orders: Literal["", "none", "in_force"] = ""
    no: tuple[str, ...] = ()
    maybe: tuple[str, ...] = ()
    not_known: tuple[str, ...] = ()
    declined: tuple[str, ...] = ()
    unsafe: tuple[str, ...] = ()
    note: Said = ""


class StoryFactor(StoryPart, frozen=True):
    """One factor as it was talked about. ``chance`` is how often it belongs to the story at all."""

    id: str
    last: Said = ""
    words: Said = ""
    fact: Said = ""
    how: tuple[str, ...] = ("victim_said",)
    chance: float = 1.0
    present: bool = True


class StoryRisk(StoryPart, frozen=True, rename={"factors": "factor"}):
    """A risk conversation, or a later one that goes over some of it again."""

    worries: Said
    last: Said
    factors: tuple[StoryFactor, ...]
    helps: Said = ""
    absent: tuple[str, ...] = ()
    not_known: tuple[str, ...] = ()
    declined: tuple[str, ...] = ()
    unsafe: tuple[str, ...] = ()
    seen: Said = ""
    opinion: Said = ""
    at: float = 0.62


class Wish(StoryPart, frozen=True):
    """A wish of the person's."""

    first: Said


class Need(StoryPart, frozen=True):
    """One need: the person's rating, the advocate's where it differs, the rating later, the words."""

    id: str
    me: int
    us: int | None = None
    later: int | None = None
    words: Said = ""
    wanted: Said = ""


class Judged(StoryPart, frozen=True):
    """A judgement with its reason."""

    level: str
    reason: Said
    because: tuple[str, ...] = ()
    prompted: tuple[str, ...] = ()
    at: float = 0.12


class Event(StoryPart, frozen=True, rename={"next": "for"}):
    """A contact. ``at`` is its place between referral (0) and the last contact (1)."""

    at: float
    how: str = "phone"
    way: Literal["out", "in", "attempt"] = "out"
    who: str = "victim"
    person: str = ""
    fact: Said = ""
    report: Said = ""
    opinion: Said = ""
    words: Said = ""
    triggers: tuple[str, ...] = ()
    support: tuple[str, ...] = ()
    change: str = ""
    next: Said = ""
    chance: float = 1.0


class Incidence(StoryPart, frozen=True):
    """An incident, ``at`` its place between referral and last contact; ``days`` is how long a span it was, if any."""

    at: float
    what: Said
    done: tuple[str, ...]
    hour: int = 0
    days: int = 0
    times: int | None = None
    times_told: str = ""
    where: Said = ""
    words: Said = ""
    basis: Literal["fact", "report", "opinion"] = "report"
    told_to: tuple[str, ...] = ()


class Own(StoryPart, frozen=True):
    """A measure of the person's own."""

    section: str
    text: Said
    answers: tuple[str, ...]
    words: Said = ""
    who: Said = ""
    carry: Literal["carry", "keep", "speak"] = "keep"
    discreet: Said = ""


class PlanStory(StoryPart, frozen=True):
    """The measures the person chooses, the words, and what changed later."""

    words: Said
    prefer: tuple[str, ...]
    own: tuple[Own, ...] = ()
    wish: Said = ""
    said: Mapping[str, Said] = {}
    refuses: tuple[str, ...] = ()
    paper: Literal["full_plan", "plain_sheet", "pocket_card", "large_print", "spoken"] = "full_plan"
    kept: Said = ""
    changed: Said = ""
    services: tuple[str, ...] = ()


class Signpost(StoryPart, frozen=True):
    """A service that was offered, and how that went."""

    service: str
    why: Said
    state: tuple[str, ...]
    consent: Literal["given", "refused", "self", "not_safe"] = "given"
    outcome: Said = ""
    at: float = 0.35


class Story(
    StoryPart, frozen=True, rename={"events": "event", "needs": "need", "people": "someone", "incidents": "incident"}
):
    """One skeleton: many cases can be told from it that do not read alike."""

    id: str
    lives: Literal["together", "apart", "never"]
    relationship: tuple[str, ...]
    behaviour: tuple[str, ...]
    victim: tuple[Literal["woman", "man"], ...]
    other: Literal["woman", "man", "opposite", "same", "any", "unknown"]
    ages: tuple[int, int]
    weeks: tuple[int, int]
    contact: tuple[str, ...]
    referral: Referral
    events: tuple[Event, ...]
    communities: tuple[str, ...] = ()
    pool: Mapping[str, tuple[str, ...]] = {}
    people: tuple[Someone, ...] = ()
    access: Said = ""
    situation: Situation | None = None
    risk: StoryRisk | None = None
    later: StoryRisk | None = None
    wish: Wish | None = None
    needs: tuple[Need, ...] = ()
    judged: tuple[Judged, ...] = ()
    plan: PlanStory | None = None
    signpost: tuple[Signpost, ...] = ()
    incidents: tuple[Incidence, ...] = ()


class Community(StoryPart, frozen=True):
    """Names as they go together."""

    id: str
    women: tuple[str, ...]
    men: tuple[str, ...]
    last: tuple[str, ...]
    language: tuple[str, ...] = ()


class People(StoryPart, frozen=True, rename={"communities": "community"}):
    """The names everyone is given; nobody real is meant."""

    communities: tuple[Community, ...]
    ranks: tuple[str, ...]
    towns: tuple[str, ...]
    streets: tuple[str, ...]
    local: Mapping[str, Mapping[str, str]]


class WayStory(StoryPart, frozen=True):
    """One safe way."""

    method: str
    days: tuple[str, ...] = ()
    hours: tuple[str, ...] = ()
    withheld: bool | None = None
    voicemail: str = ""
    place: Said = ""


class Profile(StoryPart, frozen=True, rename={"ways": "way"}):
    """Safe contact rules as one sort of life needs them."""

    id: str
    may: str
    ways: tuple[WayStory, ...] = ()
    say: Said = ""
    ask_for: Said = ""
    who_answers: Said = ""
    never: Said = ""
    code: Said = ""
    again: Said = ""


class Mended(StoryPart, frozen=True):
    """A correction of a contact: the words put right and why."""

    reason: str
    fact: str = ""
    hour: bool = False


class StoryPhrases(StoryPart, frozen=True, rename={"profiles": "profile", "events": "event", "checkins": "checkin"}):
    """Phrases for any story."""

    profiles: tuple[Profile, ...]
    attempts: tuple[str, ...]
    events: tuple[Event, ...]
    checkins: tuple[Event, ...]
    mended: tuple[Mended, ...]
    who: Mapping[str, tuple[str, ...]]
    soon: tuple[str, ...]
    advice: tuple[str, ...]
    not_now: tuple[str, ...]
    stopped: tuple[str, ...]
    paper_kept: tuple[str, ...]


class StoryFile(StoryPart, frozen=True, rename={"stories": "story"}):
    """One file of stories."""

    stories: tuple[Story, ...]


class StoryBook:
    """Everything in ``resources/demo``, read when first asked for."""

    def __init__(self, folder: Traversable) -> None:
        self._folder = folder

    @cached_property
    def people(self) -> People:
        """The names."""
        return self._read(_PEOPLE, People)

    @cached_property
    def phrases(self) -> StoryPhrases:
        """The phrases that fit any story."""
        return self._read(_PHRASES, StoryPhrases)

    @cached_property
    def stories(self) -> tuple[Story, ...]:
        """Every story, in the order of the files' names."""
        names = sorted(one.name for one in self._folder.iterdir() if one.name.startswith("stories_"))
        return tuple(story for name in names for story in self._read(name, StoryFile).stories)

    def profile(self, wanted: str) -> Profile:
        """The safe contact rules of that id."""
        return next(one for one in self.phrases.profiles if one.id == wanted)

    def _read(self, name: str, kind: type[T]) -> T:
        return decode_toml((self._folder / name).read_bytes(), kind)
