"""What the gates are for, said apart from the data that makes them: word by word and fact by fact.

A rule names words an offered measure may not hold in some facts. It reads a measure's text, never its traits, so that
a trait that was forgotten, or a gate that lost a fact, is found.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

Outcome = str
"""``refused`` (not offered), or ``advice`` (not offered without advice first)."""


@dataclass(frozen=True)
class GateRule:
    """In any of ``when``, no measure whose text matches ``words`` is offered, or only after advice.

    ``not_words`` are turns of phrase that match and do not do it; ``unless`` facts open the gate again,
    and of ``together_with`` one has to be so as well.
    """

    name: str
    words: str
    when: tuple[str, ...]
    outcome: Outcome
    not_words: str = ""
    unless: tuple[str, ...] = ()
    long_ago: tuple[str, ...] = field(default=())
    together_with: tuple[str, ...] = ()

    def about(self, text: str) -> bool:
        """True if a text does what this rule is about."""
        return bool(re.search(self.words, text, re.IGNORECASE)) and not (
            self.not_words and re.search(self.not_words, text, re.IGNORECASE)
        )


YOUNG = ("ci_under_18", "ci_under_16", "ci_other_under_18")
PICTURES = ("rf_online_exposure", "rf_sexual_harm", "rf_motive_predatory", "tr_image_or_post_online")
SEARCHED = ("ci_belongings_searched", "ci_post_read", "ci_phone_searched")
TRACKED = ("ci_tracker_suspected", "ci_tracker_found", "rf_location_tracking", "tr_tracker_or_device_found")
RULES = (
    GateRule(
        "written while searched",
        r"\bdiary\b|\bwrite (down|things|only)|\btext OK|\bpack\b|\bsave (it|them|what)|keep (proof|vet|the recording)",
        SEARCHED,
        "refused",
        r"rota, diary|we write it down|do not save|ask them to save",
    ),
    GateRule("hidden while searched", r"spare house key|second phone|a little cash|small bag", SEARCHED, "refused"),
    GateRule(
        "hidden from the carer",
        r"spare house key|second phone|a little cash|small bag",
        ("ci_carer_is_other",),
        "refused",
    ),
    GateRule(
        "locks while living together",
        r"\block(s|ed)?\b|spy hole|door codes|do not open (it or|the front)|door shut",
        ("ci_lives_with",),
        "refused",
        r"lock your doors|new home",
    ),
    GateRule(
        "a way to a secret place while tracked",
        r"\brefuge\b|small bag|nowhere safe|take the children with",
        TRACKED,
        "advice",
        r"before you ask for money",
    ),
    GateRule(
        "changing what shows the place", r"turn off location|sat nav|look in bags|alerts for unknown", TRACKED, "advice"
    ),
    GateRule(
        "public funds",
        r"\bcouncil\b|\bbenefits?\b|housing office|\brefuge\b",
        ("ci_nrpf", "ci_visa_depends"),
        "advice",
        r"immigration adviser before",
    ),
    GateRule(
        "an order that is not there",
        r"break the order|photo of the order|your order|order is in force",
        ("ci_no_order",),  # of several people one may have an order ended, and another's may hold
        "refused",
        unless=("ci_order_in_place", "ci_order_ending"),
    ),
    GateRule(
        "pictures of somebody under 18",
        r"private pictures?.*(keep|save|copy)|keep proof.*pictures?",
        ("ci_under_18", "ci_under_16", "ci_other_under_18"),
        "refused",
        r"do not save, copy",
    ),
    GateRule(
        "pictures on a shared cloud",
        r"take a picture of messages|photo of the order|take photos of injuries",
        ("ci_shared_cloud",),
        "refused",
    ),
    GateRule(
        "screens that may show a picture of somebody under 18",
        r"take a picture of messages|save it first|save what is there|someone else to read|ask them to save",
        YOUNG,
        "refused",
        together_with=PICTURES,
    ),
    GateRule(
        "a criminal court where nothing is reported",
        r"tell the court|video link|go to court",
        ("ci_police_not_told",),
        "refused",
        unless=(
            "ci_court_coming",
            "ci_court_ordered_contact",
            "tr_family_proceedings",
            "tr_court_hearing",
            "tr_trial_lead_up",
        ),
    ),
    GateRule("a neighbour three miles off", r"\ba neighbour\b|someone hears", ("ci_rural",), "refused"),
    GateRule("a landlord who may help them", r"landlord", ("rf_helped_by_others",), "advice"),
    GateRule("a landlord who does it", r"landlord", ("ci_landlord_is_other",), "refused"),
    GateRule("a landlord nobody can rule out", r"\blandlord\b", ("ci_stranger_unknown", "rf_unknown_person"), "advice"),
    GateRule(
        "a friend or a neighbour who may be of the family",
        r"code word with a friend|can tell a friend|\ba neighbour\b|close neighbours|people you stay with"
        r"|(person|people|someone|grown-up) you (trust|can ring)|trusted person",
        ("rf_honour_based", "ci_family_involved"),
        "advice",
        r"people you trust use",
    ),
    GateRule(
        "services that sit down with the police",
        r"services together|adult safeguarding|with children's services",
        ("ci_other_in_police",),
        "advice",
    ),
    GateRule("English to be typed", r"999 text service|999 through a relay", ("ci_reads_no_english",), "advice"),
    GateRule(
        "a change of a login that is seen",
        r"extra login step|change passwords|security questions",
        ("ci_device_monitored", "ci_change_noticed", "ci_lives_with"),
        "advice",
    ),
    GateRule("the post of a refuge", r"post to be sent on", ("ci_in_refuge",), "advice"),
    GateRule(
        "telling work or the street, where the other person is or may be",
        r"school, work, doctor and close neighbours",
        ("ci_works_with_perp", "ci_neighbour", "ci_neighbour_linked", "ci_stranger_unknown", "rf_unknown_person"),
        "advice",
    ),
    GateRule(
        "another way for who sees little", r"routes and times|at a different time or place", ("ci_sight",), "advice"
    ),
    GateRule(
        "a service that their agency may be, or sits with",
        r"with children's services|adult safeguarding|crisis team|our own nurses|services together|a worker for people"
        r"|tell the court|off court papers|housing office|tell your doctor",
        ("ci_other_in_partner_agency",),
        "advice",
        r"neck was pressed in the past",
    ),
    GateRule(
        "contact broken off with who gives the care",
        r"not to reply|not agree to meet|not stop to talk|before you block",
        ("ci_carer_is_other",),
        "advice",
    ),
    GateRule("knives put out of sight of the carer", r"out of sight", ("ci_carer_is_other", *SEARCHED), "refused"),
    GateRule("sharing stopped while a tracker is there", r"stop sharing", TRACKED, "advice"),
    GateRule("windows and running", r"window you can get out|\bclimb|\bstairs|gravel", ("ci_mobility",), "refused"),
    GateRule(
        "children kept or taken",
        r"take the children with|who may not|not let this person collect",
        ("ci_court_ordered_contact", "tr_family_proceedings"),
        "advice",
    ),
    GateRule("a case that is not there", r"case already open|give the number", ("ci_police_not_told",), "refused"),
    GateRule(
        "55 for who cannot hear",
        r"\b55\b",
        ("ci_deaf", "ci_bsl", "ci_text_or_relay_only"),
        "refused",
        unless=("ci_voice_works",),
    ),
    GateRule("55 for who hears badly", r"\b55\b", ("ci_voice_works",), "advice", together_with=("ci_deaf",)),
    GateRule(
        "a voice call",
        r"\bcall 999|\bring\b|just hello|voicemail",
        ("ci_deaf", "ci_bsl", "ci_text_or_relay_only"),
        "refused",
        r"do not wipe voicemails|teach a child|you can call 999",  # that voice is the child's, who may hear
        unless=("ci_voice_works",),
    ),
    GateRule(
        "the police, who are theirs",
        r"\bpolice\b",
        ("ci_other_in_police",),
        "advice",
        r"before you tell the police anything|do not want to talk to the police",
    ),
    GateRule(
        "weapons where there is a gun", r"knives|hide the gun|move the gun", ("rf_access_to_firearms",), "refused"
    ),
    GateRule(
        "a grown-up of the family that is the danger",
        r"a parent, an aunt",
        ("rf_honour_based", "ci_family_involved"),
        "advice",
    ),
    GateRule(
        "a grown-up of the family of somebody young whose family it is",
        r"a parent, an aunt",
        ("ci_family_member",),
        "advice",
        together_with=("ci_under_18", "ci_under_16"),
    ),
    GateRule(
        "who may know the family",
        r"safeguarding lead|tell your doctor|tell your midwife|tell school or nursery|people who need to know"
        r"|work or college|ask your college",
        ("rf_honour_based",),
        "advice",
        r"neck was pressed in the past",
    ),
    GateRule("what has to be seen", r"if you see them|looks wrong|spy hole", ("ci_sight",), "refused"),
    GateRule(
        "a workplace they share, or own",
        r"ask work|one person at work|reception can|your rota|parking place|off the website|checked by someone else",
        ("ci_works_with_perp",),
        "advice",
    ),
    GateRule(
        "help today for a neck long ago",
        r"was your neck pressed",
        ("rf_strangulation",),
        "refused",
        unless=("tr_strangulation",),
        long_ago=("rf_strangulation",),
    ),
)
