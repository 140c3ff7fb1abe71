"""The shapes of what the program knows before any case: measures, risk factors and needs (``resources/*.toml``)."""

from __future__ import annotations

from typing import Literal

import msgspec

Priority = Literal["immediate", "soon", "later"]
LivingSituation = Literal[
    "any",
    "living_with",
    "separated",
    "never_lived_with",
    "acquaintance",
    "neighbour",
    "colleague",
    "family_member",
    "stranger_or_unknown",
]
Fact = str | int | bool | tuple[str, ...]

NO_SOURCE = "no_source"
"""The source key of sensible practice nobody has published: the unit signs each such measure off."""


class Source(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A source of a statement, and what was really seen of it."""

    key: str
    title: str
    url: str
    kind: str
    read_as: str
    note: str


class MeasureSection(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A heading of the plan, or a theme of the risk conversation."""

    id: str
    order: int
    label: str


class Circumstance(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Something about a person's life that decides which measures fit (``ci_*``).

    ``decides``: it changes what is right for all else, and weighs like a risk; ``turns``: the plan has a part for it;
    ``background``: it only says that a thing is there (a car, a dog), no reason by itself.
    """

    id: str
    label: str
    known_from: str
    decides: bool = False
    turns: bool = False
    background: bool = False


class Version(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A form the plan can take, with the rule for what it may hold."""

    id: str
    label: str
    rule: str
    basis: str


class Rule(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A rule all measures follow; ``sections`` names those it is about, none meaning all."""

    id: str
    rule: str
    basis: str
    sections: tuple[str, ...] = ()


class Vocabulary(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The closed lists of the measures file, with the words for them."""

    living_situation: tuple[LivingSituation, ...]
    living_situation_label: dict[str, str]
    priority: tuple[Priority, ...]
    priority_meaning: dict[Priority, str]
    status_for_each_measure: tuple[str, ...]
    victim_only_words: str


class Trait(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One thing a measure can be made of, such as *something is kept* or *a voice call*: gates are about traits.

    Any of ``words`` in a measure's text needs it (a star stands for any ending). A measure that has it cannot apply
    unless one of ``only_with`` is known to be so, while one of ``not_with`` is so, or once all of ``not_without`` are
    known not to be so.
    """

    id: str
    label: str
    words: tuple[str, ...]
    only_with: tuple[str, ...] = ()
    not_with: tuple[str, ...] = ()
    not_without: tuple[str, ...] = ()


class Gate(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A rule about every measure of one trait: what any of ``when`` makes of it, unless one of ``unless`` is so.

    Where ``together_with`` names ids, one of those has to be so as well.
    ``refused`` may be set aside by a recorded reason, ``never`` may not, ``advice`` comes first and is recorded.
    ``longer_ago`` holds only for facts dated to longer ago than a month; ``ask`` has the advocate ask while nobody
    has answered. ``source`` is the key of a source, or *practice point*.
    """

    id: str
    trait: str
    when: tuple[str, ...]
    outcome: Literal["refused", "never", "advice"]
    why: str
    source: str
    unless: tuple[str, ...] = ()
    together_with: tuple[str, ...] = ()
    longer_ago: bool = False
    ask: bool = False


class Measure(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One short thing a person can choose to do (``sm_*``).

    Any one id of ``when`` suggests it, background only where nothing else is named; while none of ``told_by`` is so it
    comes last. ``advice_first_when`` asks for advice, ``never_when`` refuses it, as do another living situation or a
    ``Gate`` about its ``traits`` (``not_traits`` only seem needed), unless a reason is kept that no rule forbids.
    """

    id: str
    section: str
    text: str
    advocate_note: str
    when: tuple[str, ...]
    told_by: tuple[str, ...] = ()
    advice_first_when: tuple[str, ...]
    never_when: tuple[str, ...]
    living_situation: tuple[LivingSituation, ...]
    traits: tuple[str, ...] = ()
    not_traits: tuple[str, ...] = ()
    discreet_ok: bool
    discreet_text: str
    children: bool
    child_facing: bool
    priority: Priority
    sources: tuple[str, ...]

    @property
    def practice_point(self) -> bool:
        """True if all or part of it rests on practice alone, so that the unit has to sign it off."""
        return not self.sources or NO_SOURCE in self.sources


class CaseStart(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The measures a plan begins with where ``fact`` is so, which no first choice leaves out, the weightiest first."""

    fact: str
    measures: tuple[str, ...]


class StandingRule(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A refusal that no reason sets aside: ``fact``, which is in the ``never_when`` of each of ``measures``.

    It holds while ``fact`` is so and none of ``unless`` is. Only pairs stand here where the measure cannot work while
    the fact is so, where its own note shuts the door and names no way, or where it is words for a child too young.
    """

    id: str
    fact: str
    measures: tuple[str, ...]
    why: str
    decided_from: str
    unless: tuple[str, ...] = ()


class Measures(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The measures file."""

    schema_version: int
    file_kind: Literal["safety_measures"]
    prepared: str
    jurisdiction: str
    vocabulary: Vocabulary
    sections: tuple[MeasureSection, ...] = msgspec.field(name="section")
    circumstances: tuple[Circumstance, ...] = msgspec.field(name="circumstance")
    versions: tuple[Version, ...] = msgspec.field(name="version")
    rules: tuple[Rule, ...] = msgspec.field(name="rule")
    standing_rules: tuple[StandingRule, ...] = msgspec.field(name="standing_rule", default=())
    traits: tuple[Trait, ...] = msgspec.field(name="trait", default=())
    gates: tuple[Gate, ...] = msgspec.field(name="gate", default=())
    beginnings: tuple[CaseStart, ...] = msgspec.field(name="beginning", default=())
    measures: tuple[Measure, ...] = msgspec.field(name="measure")
    sources: tuple[Source, ...] = msgspec.field(name="source")


class ToolItem(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The item of a published tool a prompt corresponds to; never that tool's own words."""

    tool: str
    item: str
    theme: str
    verified: bool


class Factor(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One subject of the risk conversation (``rf_*``).

    ``why_ask`` may be read beside a victim. ``research`` is what stands behind it, ``high_harm_why`` why the unit holds
    it for grave, ``unconfirmed`` what of all this no source confirms: they are shown on no screen or paper.
    """

    id: str
    theme: str
    label: str
    prompt: str
    tools: tuple[ToolItem, ...]
    kind: Literal["dynamic", "static"]
    high_harm: bool
    high_harm_why: str = ""
    high_harm_source: str = ""
    why_ask: str
    research: str = ""
    unconfirmed: tuple[str, ...] = ()
    follow_up: tuple[str, ...]
    answers: tuple[str, ...]
    advocate_note: str = ""
    little_covered_by_tools: bool = False
    sources: tuple[str, ...]


class Cluster(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Factors that together are a reason to escalate; never a score.

    ``research`` and ``unconfirmed`` stand behind ``why`` and are shown on no screen or paper.
    """

    id: str
    label: str
    all_of: tuple[str, ...]
    any_of: tuple[str, ...]
    min_any: int
    why: str
    research: str = ""
    unconfirmed: tuple[str, ...] = ()
    sources: tuple[str, ...]


class Trigger(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """An event that asks for a fresh look at risk and plan (``tr_*``).

    ``research`` and ``unconfirmed`` stand behind ``why`` and are shown on no screen or paper.
    """

    id: str
    label: str
    why: str
    research: str = ""
    unconfirmed: tuple[str, ...] = ()
    look_again_at: tuple[str, ...]
    check: tuple[str, ...]
    review_suggested: str
    in_police_app_list: bool
    sources: tuple[str, ...]


class AnswerMeanings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The answers the risk conversation offers: what they mean, how recent, and who says so."""

    options: tuple[str, ...]
    present: str
    absent: str
    not_known: str
    declined: str
    currency_options: tuple[str, ...]
    currency_why: str
    information_source_options: tuple[str, ...]
    sources: tuple[str, ...]


class WordingSlot(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A published tool whose licensed wording a unit may import; 0 items when the count is not verified."""

    tool: str
    items: int
    count_verified: bool


class OfficialWording(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The way licensed wording comes in, and the tools it is for."""

    how: str
    slots: tuple[WordingSlot, ...]
    zero_means: str
    sources: tuple[str, ...]


class Risk(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The risk factors file. ``thresholds`` are published facts by tool, shown and never computed with."""

    schema_version: int
    file_kind: Literal["risk_factors"]
    prepared: str
    jurisdiction: str
    answers: AnswerMeanings
    official_wording: OfficialWording
    themes: tuple[MeasureSection, ...] = msgspec.field(name="theme")
    factors: tuple[Factor, ...] = msgspec.field(name="factor")
    clusters: tuple[Cluster, ...] = msgspec.field(name="cluster")
    thresholds: dict[str, dict[str, Fact]]
    triggers: tuple[Trigger, ...] = msgspec.field(name="dynamic_trigger")
    sources: tuple[Source, ...] = msgspec.field(name="source")


class Indicator(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One sign that a need is being met."""

    id: str
    text: str
    better_when: Literal["higher", "lower"]


class Domain(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One domain of the needs assessment (``nd_*``); ``anchors`` are words for the ratings 0 to 4.

    ``research`` stands behind ``why``, ``unconfirmed`` is what no source confirms. No screen or paper shows them.
    """

    id: str
    order: int
    label: str
    why: str
    research: str = ""
    unconfirmed: tuple[str, ...] = ()
    explore: tuple[str, ...]
    anchors: tuple[str, str, str, str, str]
    outcome_indicators: tuple[Indicator, ...]
    usual_actions: tuple[str, ...]
    empowerment_star_area: str
    linked_ids: tuple[str, ...]
    handle_with_care: str = ""
    sources: tuple[str, ...]


class RatingScale(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The scale a need is rated on; ratings are never totalled."""

    id: str
    question: str
    levels: tuple[int, ...]
    labels: tuple[str, ...]
    meaning: tuple[str, ...]
    extra_answers: tuple[str, ...]
    who_rates: tuple[str, ...]
    when_rated: tuple[str, ...]
    change_rule: str
    never: tuple[str, ...]
    sources: tuple[str, ...]


class OutcomeStatements(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The statements asked about at start, review and close, and those about the advocate's own work."""

    scale_labels: tuple[str, ...]
    scale_values: tuple[int, ...]
    ask_at: tuple[str, ...]
    headline: tuple[str, ...]
    why_these: str
    experience_questions: tuple[str, ...]
    sources: tuple[str, ...]


class ExternalMeasure(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Another people's outcome measure: facts about it, never its words."""

    id: str
    name: str
    what: str
    facts: tuple[str, ...]
    licence: str
    use_in_app: str
    sources: tuple[str, ...]


class Needs(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The needs file."""

    schema_version: int
    file_kind: Literal["needs"]
    prepared: str
    jurisdiction: str
    rating_scale: RatingScale
    outcome_statements: OutcomeStatements
    external_measures: tuple[ExternalMeasure, ...] = msgspec.field(name="external_measure")
    domains: tuple[Domain, ...] = msgspec.field(name="domain")
    sources: tuple[Source, ...] = msgspec.field(name="source")
