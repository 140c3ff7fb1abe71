from __future__ import annotations

import re
import tomllib
from importlib.resources import files
from typing import Any

import pytest

from hru_advocate.domain.library.library import Library

TABLES = {
    "measures.toml": {
        "section": 20,
        "circumstance": 96,
        "version": 5,
        "rule": 8,
        "standing_rule": 7,
        "trait": 52,
        "gate": 50,
        "beginning": 65,
        "measure": 326,
        "source": 98,
    },
    "risk_factors.toml": {"theme": 12, "factor": 73, "cluster": 11, "dynamic_trigger": 43, "source": 83},
    "needs.toml": {"external_measure": 5, "domain": 21, "source": 65},
    "services.toml": {"observed_error": 20, "service": 98, "kind": 21, "need": 19, "authority": 4, "area": 23},
    "legal_options.toml": {"known_change": 6, "option": 63, "source": 90},
}
NAMED_BY = ("id", "key", "fact", "name", "printed")
POSTCODE = re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b")


def raw(name: str) -> dict[str, Any]:
    return tomllib.loads(files("resources").joinpath(name).read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def library() -> Library:
    return Library(files("resources"))


def walk(value: object) -> list[object]:
    if isinstance(value, dict):
        return [value, *(found for part in value.values() for found in walk(part))]
    if isinstance(value, list):
        return [found for part in value for found in walk(part)]
    return [value]


@pytest.mark.parametrize("name", TABLES)
def test_every_row_is_there_and_every_id_once(name: str) -> None:
    data = raw(name)
    assert {table: len(data[table]) for table in TABLES[name]} == TABLES[name]
    for table in TABLES[name]:
        ids = [next((row[key] for key in NAMED_BY if row.get(key)), None) for row in data[table]]
        if table != "known_change":
            assert len(set(ids)) == len([i for i in ids if i is not None])


def test_the_parts_of_rows_are_all_there() -> None:
    needs, risk, services, legal = (raw(f"{n}.toml") for n in ("needs", "risk_factors", "services", "legal_options"))
    measures = raw("measures.toml")["measure"]
    assert sum(len(m["when"]) for m in measures) == 817
    assert sum(len(m["advice_first_when"]) for m in measures) == 98
    assert sum(len(m["never_when"]) for m in measures) == 32
    assert sum("no_source" in m["sources"] for m in measures) == 137
    assert sum(m["sources"] == ["no_source"] for m in measures) == 115
    assert sum(len(f["tools"]) for f in risk["factor"]) == 139
    assert sum(len(f["follow_up"]) for f in risk["factor"]) == 230
    assert sum(f["high_harm"] for f in risk["factor"]) == sum(1 for f in risk["factor"] if f.get("high_harm_why")) == 29
    assert len(risk["thresholds"]) == 11
    assert sum(len(d["outcome_indicators"]) for d in needs["domain"]) == 57
    assert sum(len(d["explore"]) for d in needs["domain"]) == 119
    assert len(needs["outcome_statements"]["headline"]) == 8
    assert sum(len(s["phones"]) for s in services["service"]) == 79
    assert sum(len(s["texts"]) for s in services["service"]) == 8
    assert sum(len(s.get("do_not_print", [])) for s in services["service"]) == 45
    assert sum(len(o["tracking_dates"]) for o in legal["option"]) == 230
    assert sum(len(o["eligibility_prompts"]) for o in legal["option"]) == 237


def test_every_id_named_anywhere_exists(library: Library) -> None:
    groups = [
        *(m.when + m.advice_first_when + m.never_when for m in library.measures.measures),
        *(trigger.look_again_at for trigger in library.risk.triggers),
        *(cluster.all_of + cluster.any_of for cluster in library.risk.clusters),
        *(domain.linked_ids for domain in library.needs.domains),
        *(need.domains for need in library.services.needs),
    ]
    named = {known for group in groups for known in group}
    assert len(named) > 150
    assert all(library.label(known) for known in named)


@pytest.mark.parametrize("name", ["measures.toml", "risk_factors.toml", "needs.toml"])
def test_every_source_named_anywhere_exists(name: str) -> None:
    data = raw(name)
    keys = {source["key"] for source in data["source"]}
    named: set[str] = set()
    for row in walk(data):
        if isinstance(row, dict):
            named.update(row.get("sources", []))
            named.update(key for key in [row.get("high_harm_source")] if key)
            named.update(key for key in row.get("basis", "").split(", ") if key and key != "product inference")
    assert named
    assert named <= keys


def test_every_legal_source_and_option_named_exists() -> None:
    legal = raw("legal_options.toml")
    options = {option["id"] for option in legal["option"]}
    assert {key for option in legal["option"] for key in option["source_ids"]} <= {s["id"] for s in legal["source"]}
    assert {name for change in legal["known_change"] for name in change["affects"]} <= options
    assert {option["status"] for option in legal["option"]} <= set(legal["meta"]["status_values"])


def test_a_standing_rule_is_about_pairs_that_exist_and_says_why(library: Library) -> None:
    pairs = {(one, rule.fact) for rule in library.measures.standing_rules for one in rule.measures}
    refusing = {(measure.id, fact) for measure in library.measures.measures for fact in measure.never_when}
    assert pairs <= refusing
    assert len(pairs) == 20
    assert ("sm_silent_55", "ci_landline_only") in pairs
    for measure in library.measures.measures:
        assert not measure.child_facing or (measure.id, "ci_child_under_7") in pairs
    for rule in library.measures.standing_rules:
        assert rule.why.endswith(".")
        assert rule.decided_from
        assert all(library.label(fact) for fact in (rule.fact, *rule.unless))


def test_rules_and_vocabulary_name_what_exists(library: Library) -> None:
    sections = {section.id for section in library.measures.sections}
    order = next(rule for rule in library.measures.rules if rule.id == "ask_order")
    assert set(order.sections) == {"devices", "trackers_vehicle", "social_photos", "contact"}
    assert all(set(rule.sections) <= sections for rule in library.measures.rules)
    assert set(library.measures.vocabulary.living_situation_label) == set(library.measures.vocabulary.living_situation)


def test_every_present_need_and_trigger_has_a_measure(library: Library) -> None:
    answered = {known for measure in library.measures.measures for known in measure.when}
    known = [f.id for f in library.risk.factors] + [d.id for d in library.needs.domains]
    assert set(known) | {t.id for t in library.risk.triggers} <= answered


def test_no_number_of_a_service_stands_in_a_measure(library: Library) -> None:
    for measure in library.measures.measures:
        assert not re.search(r"\d{4}", measure.text + measure.discreet_text), measure.id


def test_no_address_is_stored_for_any_service() -> None:
    services = raw("services.toml")["service"]
    for service in services:
        assert "address" not in service
        assert not any(POSTCODE.search(part) for part in walk(service) if isinstance(part, str) and "://" not in part)


def test_the_perpetrator_line_is_marked_by_its_kind(library: Library) -> None:
    assert [s.id for s in library.services.services if s.kind == "perpetrator_helpline"] == ["respect_phoneline"]


def test_every_mislabel_names_its_pair(library: Library) -> None:
    pairs = [ban for service in library.services.services for ban in service.do_not_print if ban.type == "mislabel"]
    assert len(pairs) == 4
    assert all(ban.target in ban.value and ban.wrong_owner in ban.value for ban in pairs)


def test_every_value_really_seen_in_public_is_kept(library: Library) -> None:
    assert library.services.meta.services == len(library.services.services) == 98
    assert {e.printed for e in library.services.observed_errors} >= {"0808 1644 6600", "Ask for ANI", "0800 1111"}
