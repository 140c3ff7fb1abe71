"""What the data says to people: no mark of an unchecked point, no note of how it was gathered, no half of a warning."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from importlib.resources import files
from typing import Any, Final

import pytest

from hru_advocate.casework.product import shipped

FILES: Final = (
    *(f"{one}.toml" for one in ("measures", "risk_factors", "needs", "services", "legal_options")),
    *(f"{one}.toml" for one in ("plan_templates", "paper_words", "bank_holidays")),
    *("retention.toml", "disclosure.toml"),
    *(f"letters/{one.name}" for one in files("resources").joinpath("letters").iterdir() if one.name.endswith(".toml")),
    *(f"languages/{one}.toml" for one in ("en", "en-easy", "ar", "cy", "pa", "pl", "ro", "ur")),
)
NEVER_SHOWN: Final = frozenset(
    {"research", "unconfirmed", "unverified", "source_note", "read_as", "how_read", "source_date"}
)
"""Fields that say how sure something is or where it was seen; the window, the command line and paper read none."""
CONFIDENCES: Final = frozenset({"confidence", "hours_confidence"})
"""Fields with a closed list of values, which are put into words before anybody sees them."""
GATHERED: Final = re.compile(
    r"unverified|general knowledge|this round|(?:was|were|page|site) not (?:re-)?read\b|could not be (?:read|seen)|"
    r"(?:sources?|excerpts?|cop(?:y|ies)|tools?|text|page)s? read\b|stored (?:excerpt|material|source|version|page)s?|"
    r"not found\b|was found in|names? not recovered|practice-based|inference from|is an inference|\binferred\b|"
    r"\d-era\b|not seen in a source|(?:number|(?:later|claim|date) was) found\b|ha(?:s|ve) (?:two|several) sources|"
    r"content taken from|not checked\)|named triggers?\b|thinking stage|\bdo not ship\b|what people valued|"
    r"\([a-z]+_[a-z_]+\)|\d,\d{3} (?:orders|commissioned)",
    re.IGNORECASE,
)
STATISTICS: Final = re.compile(
    r"\d ?%|\bstage \d|\bpilot\b|\bone study\b|\bodds\b|\btimeline\b|Named (?:trigger|cluster|risk)"
)
TELLS_TO_PRESS: Final = re.compile(
    r"\.(?:text|discreet_text|words|summary|name|what_it_can_do)$|phones\[\]\.label$|\.number\."
)
"""The place of a text that a person may follow word for word."""
WHEN_ASKED: Final = {
    "en": ("when asked", "when the recording asks", "when the recorded message asks", "when you are told to"),
    "en-easy": ("when you are told to",),
    "ar": ("عندما يُطلب", "عند الطلب"),
    "cy": ("pan ofynnir", "pan ddywedir", "wrth gais"),
    "pa": ("ਕਹੇ ਜਾਣ", "ਕਿਹਾ ਜਾਵੇ", "ਕਹਿਣ 'ਤੇ"),
    "pl": ("gdy cię o to poproszą", "gdy usłyszysz", "na prośbę"),
    "ro": ("când vi se cere", "când vi se spune", "la cerere"),
    "ur": ("کہے جانے پر", "جب کہا جائے", "کہنے پر"),
}
"""Words for *when asked*, by language: pressing 55 before the recording asks does nothing."""


def texts(value: object, path: str = "") -> Iterator[tuple[str, str]]:
    """Yield every text that may be shown, with the path it stands at."""
    if isinstance(value, dict):
        for key, one in value.items():
            if key not in NEVER_SHOWN | CONFIDENCES:
                yield from texts(one, f"{path}.{key}")
    elif isinstance(value, list):
        for one in value:
            yield from texts(one, f"{path}[]")
    elif isinstance(value, str):
        yield path, value


def raw(name: str) -> dict[str, Any]:
    return tomllib.loads(files("resources").joinpath(name).read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", FILES)
def test_no_text_says_how_it_was_gathered(name: str) -> None:
    # "source" rows tell where a statement comes from: their titles and dates are those of the source itself.
    data = {key: rows for key, rows in raw(name).items() if key not in ("source", "meta", "observed_error")}
    found = list(texts(data))
    assert found
    assert [(path, text) for path, text in found if GATHERED.search(text)] == []


@pytest.mark.parametrize("name", FILES)
def test_the_mark_of_an_unchecked_point_stands_nowhere(name: str) -> None:
    assert "UNVERIFIED" not in files("resources").joinpath(name).read_text(encoding="utf-8")


def test_what_is_said_of_a_cluster_or_event_is_no_research() -> None:
    risk = shipped().library.risk
    said = [*(one.why for one in risk.clusters), *(one.why for one in risk.triggers)]
    assert len(said) == 54
    assert [why for why in said if STATISTICS.search(why)] == []


def test_what_no_source_confirms_is_kept_in_a_field_of_its_own() -> None:
    library = shipped().library
    risk = library.risk
    held = {one.id: one.unconfirmed for one in risk.factors}
    held |= {one.id: one.unconfirmed for one in risk.clusters}
    held |= {one.id: one.unconfirmed for one in risk.triggers}
    for known in ("rf_fire_setting", "rf_weapons_or_objects", "cl_threat_and_capability", "tr_anniversary"):
        assert held[known], known
    assert {one.id for one in library.needs.domains if one.unconfirmed} >= {"nd_substance", "nd_physical_health"}


def test_55_never_stands_without_when_asked() -> None:
    said: dict[str, list[str]] = {"en": []}
    for name in FILES:
        data, language = raw(name), name.removeprefix("languages/").removesuffix(".toml")
        rows = list(texts({key: one for key, one in data.items() if key not in ("source", "observed_error")}))
        for path, text in rows:
            if re.search(r"(?<!\d)55(?!\d)", text) and TELLS_TO_PRESS.search(path):
                said.setdefault(language if name.startswith("languages/") else "en", []).append(text)
    assert set(said) == set(WHEN_ASKED)
    for language, found in said.items():
        bare = [text for text in found if not any(asked in text for asked in WHEN_ASKED[language])]
        assert bare == [], language


def test_no_measure_asks_for_advice_where_it_is_refused_anyway() -> None:
    for measure in shipped().library.measures.measures:
        if "ci_lives_with" in measure.advice_first_when:
            assert {"any", "living_with"} & set(measure.living_situation), measure.id
