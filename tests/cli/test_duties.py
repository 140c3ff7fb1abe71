"""The unit's work, duty by duty in its own words: each is done with ``hru-vault``, and what was done is read back.

The words are the case study's. A duty that cannot be done fails here: none is left out, and none is only described.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from hru_advocate.casework.vault.opening import Home
from hru_advocate.cli import running
from tests.casework.disclosure.told_case import text_of
from tests.casework.open_sessions import NOW, REFERRAL
from tests.cli.commands import Run, cheap_home
from tests.fixed_clock import FixedClock

Raw = dict[str, Any]
CASES = 1
TODAY = NOW.date()
EVERY_ANSWER = ("safer", "in_control", "own_safety", "kept_informed", "support_investigation", "satisfied")


def ago(days: int) -> str:
    """A day so long ago, or ahead."""
    return (TODAY - timedelta(days=days)).isoformat()


@dataclass
class Desk:
    """Somebody of the unit at the command line, with one fresh case."""

    run: Run
    written: Callable[[object], str]
    ref: str
    folder: Path

    def add(self, form: str, raw: Raw, *more: str) -> str:
        """Save a record of the case; gives its entry."""
        return str(self.run("add", form, self.written(raw), "--case", self.ref, *more).json()["entry"])

    def out(self, *command: str) -> str:
        """What a command prints; it went well."""
        done = self.run(*command)
        assert done.code == 0, done.err
        return done.out

    def rows(self, *command: str) -> Any:
        """What a command tells as data."""
        return self.run(*command, "--json").json()

    def paper(self, *command: str) -> str:
        """The words on a paper that a command makes."""
        made = self.folder / "made.pdf"
        made.unlink(missing_ok=True)
        self.out(*command, "--out", str(made))
        return text_of(made.read_bytes())


@pytest.fixture
def desk(
    vault: Run, fresh_ref: str, written: Callable[[object], str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Desk:
    """Each command comes a minute after the one before."""
    minutes = count(1)

    def later(options: running.Arguments) -> Home:
        home = cheap_home(options)
        assert isinstance(home.clock, FixedClock)
        home.clock.advance(timedelta(minutes=next(minutes)))
        return home

    monkeypatch.setattr(running, "home", later)
    return Desk(vault, written, fresh_ref, tmp_path)


def needs_and_risk(desk: Desk) -> None:
    """The factors present inform the plan, what was not asked is said, and one event asks for a new look."""
    asked = desk.rows("suggest", desk.ref)
    desk.add("needs_assessment", {"held_on": ago(5), "nd_home_safety": {"value": 3, "words": "The lock sticks."}})
    before = desk.out("cover", desk.ref)
    desk.add(
        "risk_conversation", {"held_on": ago(4), "rf_strangulation": {"present": True, "words": "He held my neck."}}
    )
    cover = desk.rows("cover", desk.ref)
    assert "rf_strangulation" in {one["id"] for one in cover["open"]} - set(before.split())
    assert "Safety at home" in {one["label"] for one in cover["open"]}
    assert cover["unasked"].startswith("Not asked yet: The situation (none of it); Risk conversation")
    after = desk.rows("suggest", desk.ref)
    assert not any("rf_strangulation" in one["answers"] for one in asked)
    named = [one for one in after if "rf_strangulation" in one["answers"] and not one["refused"]]
    assert "Because we talked about it" in named[0]["why"]
    plan = {"items": [_line(named[0], ["rf_strangulation"])], "made_on": ago(3), "review": ago(-20)}
    desk.add("safety_plan", plan)
    assert "rf_strangulation" in {one["id"] for one in desk.rows("cover", desk.ref)["live"]}
    noted = desk.run("incident", desk.ref, "yesterday 3 pm, waited at the gate").json()["entry"]
    looked = desk.run("afterwards", noted).json()
    assert looked["events"], "one event asks for a new look"
    desk.run("afterwards", noted, "--event", looked["events"][0][0], "--level", "yes").json()
    (row,) = [one for one in desk.rows("cases") if one["ref"] == desk.ref]
    assert row["review_due"] == TODAY.isoformat(), "the plan is looked at again today"
    assert "to be looked at again" in desk.out("steps", desk.ref)


def _line(measure: Raw, answers: list[str]) -> Raw:
    return {
        "measure": [measure["measure"]],
        "text": measure["text"],
        "answers": answers,
        "state": "chosen",
        "carry": "keep",
        "section": measure["section"],
    }


def interventions(desk: Desk) -> None:
    """An action, a referral, an order and a measure each name what they target; the page shows the gaps first."""
    desk.add("risk_conversation", {"held_on": ago(6), **dict.fromkeys(("rf_loiters", "rf_isolated"), _present())})
    assert {"rf_loiters", "rf_isolated"} <= {one["id"] for one in desk.rows("cover", desk.ref)["open"]}
    desk.add("action", {"what": "Patrols at closing time", "owner": "police", "due": ago(-5), "state": "open",
                        "targets": ["rf_loiters"]})  # fmt: skip
    desk.add("signposting", {"service": ["sv_paladin"], "why": "Company", "answers": ["rf_isolated"],
                             "consent": "given", "state": "referred"})  # fmt: skip
    desk.add("order", _order() | {"targets": ["rf_loiters"]})
    cover = desk.rows("cover", desk.ref)
    live = {one["id"]: one for one in cover["live"]}
    assert {by["kind"] for by in live["rf_loiters"]["by"]} >= {"Action", "Order"}
    gap = next(one for one in cover["open"] if one["id"] == "rf_isolated")
    assert [by["kind"] for by in gap["by"]] == ["Service"], "a referral alone is named and is no cover"
    told = desk.out("cover", desk.ref)
    assert told.index(gap["label"]) < told.index(live["rf_loiters"]["label"]), "gaps first"


def _present() -> Raw:
    return {"present": True}


def _order() -> Raw:
    return {
        "kind": "nmo",
        "stage": "made",
        "made_on": ago(60),
        "served_on": ago(60),
        "until": ago(-5),
        "conditions": [{"kind": "direct", "words": "No contact of any sort."}],
    }


def intake(desk: Desk) -> None:
    """Taken on, advised or declined by area, behaviour and added value, never by a diagnosis; each with its reason."""
    for number, (decision, area, more) in enumerate(
        (
            ("accept", "cheshire_east", {"added_value": "A joint plan."}),
            ("advise", "halton", {"decision_reason": "Advice to the officer."}),
            ("decline", "outside", {"decision_reason": "Lives in another county."}),
        )
    ):
        raw = REFERRAL | {
            "victim": f"Made-up {number}",
            "decision": decision,
            "area": area,
            "behaviour": ["fire_setting"],
        }
        ref = desk.run("add", "referral", desk.written(raw | more)).json()["ref"]
        status = {"accept": "open", "advise": "advised", "decline": "declined"}[decision]
        assert ref in [row["ref"] for row in desk.rows("cases", "--status", status)]
        shown = desk.out("show", ref)
        for words in more.values():
            assert words in shown
    refused = desk.run("add", "referral", desk.written(REFERRAL | {"victim": "Made-up 9", "decision": "decline"}))
    assert (refused.code, "reason" in refused.err) == (1, True)
    assert not any("diagnos" in field["id"] for form in desk.rows("forms") for field in form["fields"])


def support(desk: Desk) -> None:
    """The contact, the support given and how she is are read back, and the next contact is owed."""
    desk.add("contact", {"happened": f"{ago(1)} 14:00", "method": "phone", "direction": "out", "with_whom": "victim",
                         "fact": "Talked for an hour.", "words": "I slept for once.", "outside_rules": "First call.",
                         "support": ["listened"], "next_contact": ago(-2), "next_for": "The locks"})  # fmt: skip
    desk.add("needs_assessment", {"held_on": ago(1), "nd_wellbeing": {"value": 3, "words": "I jump at the bell."}})
    shown = desk.out("show", desk.ref)
    for words in ("Talked for an hour.", "I slept for once.", "Listening and emotional support", "I jump at the bell."):
        assert words in shown
    assert "Talked for an hour." in desk.paper("document", "contact_log", desk.ref)


def liaison(desk: Desk) -> None:
    """Every service of the case study is in the directory, is confirmed by the unit, and a referral has its outcome."""
    named = ("Cheshire CARES", "RASASC", "IDVA", "refuge", "National Stalking Helpline", "Paladin")
    for words in named:
        assert desk.rows("services", *words.split()), words
    desk.run("add", "confirmation", desk.written({"service": ["sv_paladin"], "what": "number", "value": "01632 960777",
             "by": "Robin Example", "on": ago(1), "against": "rang", "right": True})).json()  # fmt: skip
    assert "confirmed yesterday by Robin Example" in desk.out("services", "paladin")
    raw: Raw = {"service": ["sv_paladin"], "why": "She asked.", "consent": "given", "state": "referred"}
    entry = desk.add("signposting", raw)
    assert "Paladin" in desk.out("agencies", desk.ref)
    desk.add("signposting", raw | {"state": "started", "outcome": "An advocate rang her."}, "--corrects", entry,
             "--reason", "They rang.")  # fmt: skip
    assert "An advocate rang her." in desk.out("show", desk.ref)


def plan_and_options(desk: Desk) -> None:
    """A plan is built and printed, options are talked about, an order is followed; flags, safeguarding, monitoring."""
    offered = [one for one in desk.rows("suggest", desk.ref) if not one["refused"] and not one["advice_first"]]
    line = _line(offered[0], []) | {"carry": "carry"}
    desk.add("safety_plan", {"items": [line], "made_on": ago(1), "review": ago(-20)})
    assert offered[0]["text"] in desk.paper("document", "file_copy", desk.ref)
    assert {row["id"]: row["fit"] for row in desk.rows("legal", "--case", desk.ref)}["nmo"] == "may fit"
    desk.add(
        "legal_talk", {"option": "nmo", "talked_on": ago(3), "wants": "yes", "stands": "applying", "next_on": ago(-4)}
    )
    assert "Non-molestation order · Wants it · Being applied for" in desk.out("talks", desk.ref)
    desk.add("order", _order())
    assert "Non-molestation order ends in 5 days" in desk.out("order", desk.ref)
    noted = desk.run("incident", desk.ref, "yesterday 3 pm, rang forty times", "--behaviour", "bh_called").json()
    breached = desk.run("afterwards", noted["entry"]).json()["conditions"]
    assert "No contact of any sort." in str(breached)
    desk.add(
        "flag",
        {"kind": "not_alone", "agreed_by": "Sgt Example", "agreed_on": ago(5), "review": ago(-30), "told": "yes"},
    )
    assert "Do not visit alone" in desk.out("flags", desk.ref)
    desk.add("safeguarding", {"who": "child", "born": "2018-05-02", "authority": "warrington", "why": "Hides.",
                              "consent": "yes", "state": "to_make", "chase_on": ago(1)})  # fmt: skip
    assert desk.rows("safeguarding", desk.ref)[0]["owed"]
    assert any(one["ref"] == desk.ref for one in desk.rows("late"))


def partners(desk: Desk) -> None:
    """MAPPA, MARAC and IOM each with its threshold and actions; a further incident asks whether it is a repeat."""
    for kind in ("marac", "mappa", "iom"):
        entry = desk.add("meeting", {"kind": kind, "basis": ["judgement", "escalation"], "why": "Followed daily.",
                                     "on": ago(40), "state": "held"})  # fmt: skip
        desk.add("action", {"what": f"Told {kind}", "owner": "probation", "owner_name": "An officer", "due": ago(-3),
                            "state": "open", "agreed_at": "meeting", "from_entry": entry})  # fmt: skip
    held = {row["title"]: row for row in desk.rows("meetings", desk.ref)}
    assert {row["actions"][0]["what"] for row in held.values()} == {"Told marac", "Told mappa", "Told iom"}
    assert len(held) == 3
    desk.run("incident", desk.ref, "yesterday 3 pm, followed her").json()
    assert "within 12 months" in desk.out("repeats", desk.ref)


SAFE_PAPER = ("--lives-with", "no", "--searched", "no", "--watched", "no", "--family-danger", "no")


def advocacy(desk: Desk) -> None:
    """Hearing, special measures, personal statement, clocks of the Code, and a letter that argues for her."""
    crime: Raw = {"stage": "investigating", "offences": [{"offence": "Stalking"}], "reported_on": ago(3),
                  "events": [{"what": "arrest", "on": ago(10)}]}  # fmt: skip
    desk.add("criminal_case", crime)
    assert "Arrest: told, with reasons" in desk.out("clocks", desk.ref)
    desk.run("met", desk.ref, "arrest_told", ago(8)).json()
    every = {row["id"]: row["state"] for row in desk.rows("clocks", desk.ref, "--all")}
    assert every["arrest_told"] == "met"
    desk.add("hearing", {"what_for": "trial", "on": ago(-12), "at": "10:00", "court": "Exampleton Crown Court",
                         "measures_wanted": "yes", "measures": [{"measure": "screens", "asked_on": ago(2),
                                                                 "answer": "waiting"}]})  # fmt: skip
    told = desk.out("hearings", desk.ref)
    assert "Exampleton Crown Court" in told
    assert "Screens" in desk.out("show", desk.ref)
    ready = {"to_name": "Witness Care Unit", "subject": "Her evidence", "consent": "yes", "goes_by": "post",
             "text": "Please arrange screens."}  # fmt: skip
    raw = desk.written(ready)
    assert "Please arrange screens." in desk.paper("letter", "court_special_measures", desk.ref, "--answers", raw)
    said = desk.written({"to_name": "The court", "words": "I hear every car.", "consent": "yes", "goes_by": "post"})
    assert "I hear every car." in desk.paper("letter", "personal_statement", desk.ref, "--answers", said, *SAFE_PAPER)
    assert len(desk.rows("letters", desk.ref)) == 2


def consultation(desk: Desk) -> None:
    """A question about each behaviour, with no case and no name; the advice, what came of it, and a case of one."""
    asked: Raw = {"asked_on": ago(20), "who": "Ward manager", "from": "health", "question": "What now?"}
    cases = len(desk.rows("cases"))
    for behaviour in ("fire_setting", "sexual_violence", "querulant"):
        desk.run("add", "consultation", desk.written(asked | {"behaviour": behaviour})).json()
    found = {row["behaviour"]: row for row in desk.rows("consultations", "--standing", "waiting", "--text", "what now")}
    assert set(found) == {"fire_setting", "sexual_violence", "querulant"}
    assert len(desk.rows("cases")) == cases
    advice: Raw = {"advice": "Look at what comes before.", "advised_on": ago(18), "outcome": "followed"}
    entry = found["fire_setting"]["entry"]
    answered = asked | advice | {"behaviour": "fire_setting"}
    done = desk.run("add", "consultation", desk.written(answered), "--corrects", entry, "--reason", "Advised").json()
    told = desk.out("consultation", done["entry"])
    assert "Look at what comes before." in told
    assert "What came of it: They did as was advised" in told
    rest = {"victim": "Made-up Patient", "area": "halton", "decision": "accept", "adds_value": True}
    case = desk.run("consultation", found["querulant"]["entry"], "--refer", desk.written(rest)).json()["ref"]
    assert case in [row["ref"] for row in desk.rows("cases")]
    counted = desk.run("consultations", "--figures").json()
    assert counted["referrals"] >= 1
    assert all(counted["by_behaviour"][one] >= 1 for one in found)


def told_and_able(desk: Desk) -> None:
    """Asked at start, review and close; her own words; counted for the unit with the small numbers left out."""
    for stage, day, safer in (("start", ago(9), "no"), ("review", ago(5), "partly"), ("close", ago(1), "yes")):
        raw: Raw = {"stage": stage, "on": day, "again_told": False, "helped": f"Words at {stage}."}
        desk.add("outcome", raw | dict.fromkeys(EVERY_ANSWER, "yes") | {"safer": safer})
    page = desk.rows("outcomes", desk.ref)
    answers = {one["question"]: one["answers"] for one in page["answers"]}
    assert list(answers["Feels safer"]) == ["No", "In part", "Yes"]
    for words in ("Kept informed", "Able to look after own safety", "Able to support the investigation"):
        assert list(answers[words]) == ["Yes", "Yes", "Yes"]
    assert "Words at close." in desk.out("outcomes", desk.ref)
    figures = desk.rows("figures", "--from", "2026-07-01", "--to", "2026-09-30")
    titles = {section["title"] for section in figures["sections"]}
    assert {"How it is going, at the start", "How it is going, at a review", "How it is going, at the end"} <= titles
    tables = [table for section in figures["sections"] for table in section["tables"]]
    assert any("offended again" in table["said"] for table in tables)
    numbers = [number for table in tables for row in table["rows"] for number in row["numbers"]]
    assert all(number is None or number >= 5 for number in numbers)


DUTIES: list[tuple[str, Callable[[Desk], None]]] = [
    (
        "needs-led, risk-informed; risk is dynamic; presence or absence of factors informs the management plan",
        needs_and_risk,
    ),
    ("an intervention is any activity that targets risks of the individual case", interventions),
    (
        (
            "access not tied to diagnosis; by where the alleged perpetrator lives (Warrington, Halton, Cheshire East, "
            "Cheshire West and Chester); by assessed added value"
        ),
        intake,
    ),
    ("emotional and practical support to victims of stalking or domestic abuse", support),
    (
        (
            "liaison with Cheshire Cares, RASASC, IDVAs, domestic abuse services, refuges, the National Stalking "
            "Helpline, Paladin"
        ),
        liaison,
    ),
    ("coordinate the safety plan and legal tactical options; monitor, flag, safeguard", plan_and_options),
    ("existing risk management: MAPPA, MARAC, IOM", partners),
    (
        "articulate and advocate for the victim in professional, clinical and legal contexts, criminal and civil",
        advocacy,
    ),
    (
        "Targeted Problem Behaviour Consultation Service (fire setting, sexual violence, querulant behaviour)",
        consultation,
    ),
    (
        (
            "victims kept informed, empowered to manage their own safety, to support the investigation; satisfaction; "
            "re-offending"
        ),
        told_and_able,
    ),
]


@pytest.mark.parametrize(("words", "do"), DUTIES, ids=[do.__name__ for _words, do in DUTIES])
def test_the_duty_is_done_and_read_back(desk: Desk, words: str, do: Callable[[Desk], None]) -> None:
    assert words
    do(desk)
