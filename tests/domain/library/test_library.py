from __future__ import annotations

import shutil
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path

import pytest

from hru_advocate.domain.library.library import (
    InvalidLibrary,
    Library,
    read_measures,
    read_needs,
    read_risk,
    read_services,
)
from hru_advocate.errors import NotFound


def data(name: str) -> bytes:
    return files("resources").joinpath(name).read_bytes()


def changed(name: str, old: str, new: str) -> bytes:
    text = data(name).decode()
    assert old in text
    return text.replace(old, new, 1).encode()


@pytest.fixture(scope="module")
def library() -> Library:
    return Library(files("resources"))


FAULTS: list[tuple[Callable[[bytes], object], str, str, str, str]] = [
    (
        read_measures,
        "measures.toml",
        'priority = "immediate"\nsources',
        'priority = "now"\nsources',
        "measure[0].priority",
    ),
    (read_measures, "measures.toml", 'section = "emergency"', 'section = "emergncy"', "measure[0].section"),
    (read_measures, "measures.toml", 'id = "sm_silent_55"', 'id = "sm_call_999"', "measure[1].id"),
    (
        read_measures,
        "measures.toml",
        'sources = ["silent_iow", "wave_plan"]',
        'sources = ["silent"]',
        "measure[0]: there is no silent",
    ),
    (
        read_measures,
        "measures.toml",
        'discreet_text = "999: say the place first"',
        'discreet_text = ""',
        "measure[0].discreet_text",
    ),
    (read_measures, "measures.toml", "[vocabulary]", "[[vocabulary]]", "vocabulary"),
    (read_measures, "measures.toml", "never_when = []", "newer_when = []", "measure[0]"),
    (
        read_measures,
        "measures.toml",
        'measures = ["sm_silent_55"]',
        'measures = ["sm_call_999"]',
        "standing_rule[0]: ci_landline_only does not refuse sm_call_999",
    ),
    (read_risk, "risk_factors.toml", 'kind = "dynamic"', 'kind = "moving"', "factor[0].kind"),
    (
        read_risk,
        "risk_factors.toml",
        'theme = "fear_and_voice"\nlabel',
        'theme = "fear"\nlabel',
        "factor[0]: there is no fear",
    ),
    (
        read_risk,
        "risk_factors.toml",
        'all_of = ["rf_separation", ',
        'all_of = ["rf_parting", ',
        "cluster[0]: there is no rf_parting",
    ),
    *(
        (read_risk, "risk_factors.toml", said, f'{said}", "silent', f"{table}[0]: there is no silent")
        for table, said in (
            ("factor", 'sources = ["safelives_dash", "sdash_list", "plymouth_dash'),
            ("cluster", 'states that homicide risk rises by 300%."\nsources = ["plymouth_dash'),
            ("dynamic_trigger", 'in_police_app_list = false\nsources = ["south_tyneside_dash'),
        )
    ),
    (
        read_risk,
        "risk_factors.toml",
        'look_again_at = ["rf_very_frightened"',
        'look_again_at = ["rf_x"',
        "dynamic_trigger[0]",
    ),
    (read_needs, "needs.toml", "order = 20", 'order = "twenty"', "domain[19].order"),
    (
        read_services,
        "services.toml",
        'kind = "police"\nstatus',
        'kind = "polis"\nstatus',
        "service[0]: there is no polis",
    ),
    (read_services, "services.toml", 'tue = "24h"', 'tue = "25h"', "service[0].hours"),
    (read_services, "services.toml", 'wrong_owner = "ManKind", ', "", "do_not_print"),
    (read_services, "services.toml", 'area = "UK"\nphones', 'area = "Mars"\nphones', "service[0]: there is no Mars"),
    (read_services, "services.toml", "[meta]", "[meta", "services.toml"),
]


@pytest.mark.parametrize(
    ("reader", "name", "old", "new", "path"), FAULTS, ids=lambda value: getattr(value, "__name__", str(value))[:30]
)
def test_a_faulty_file_is_refused_with_the_path_of_the_fault(
    reader: Callable[[bytes], object], name: str, old: str, new: str, path: str
) -> None:
    with pytest.raises(InvalidLibrary) as caught:
        reader(changed(name, old, new))
    assert name in caught.value.message
    assert path in caught.value.message
    assert "No record is touched" in caught.value.message


def test_bytes_that_are_not_text_are_refused() -> None:
    with pytest.raises(InvalidLibrary):
        read_measures(b"\xff\xfe\x00")


def test_comments_carry_nothing_the_program_needs() -> None:
    lines = data("measures.toml").decode().splitlines()
    bare = "\n".join(line for line in lines if not line.startswith("#"))
    assert read_measures(bare.encode()) == read_measures(data("measures.toml"))


def test_each_file_is_read_when_first_needed_and_no_sooner(tmp_path: Path) -> None:
    for name in ("needs.toml", "risk_factors.toml"):
        shutil.copyfile(str(files("resources").joinpath(name)), tmp_path / name)
    library = Library(tmp_path)
    assert library.label("nd_pets") == "Pets and animals"
    (tmp_path / "needs.toml").unlink()
    assert library.domain("nd_pets").order == 18
    assert library.factor("rf_strangulation").high_harm
    with pytest.raises(InvalidLibrary, match=r"measures\.toml: it cannot be read"):
        library.measure("sm_call_999")


@pytest.mark.parametrize(
    ("known", "words"),
    [
        ("rf_very_frightened", "Very frightened"),
        ("tr_new_incident", "A new incident or report"),
        ("nd_informed", "Being kept informed"),
        ("ci_all", "Fits nearly everyone"),
        ("cl_honour", "Honour-based concern"),
        ("sm_call_999", "If you are in danger, call 999. Say where you are first."),
    ],
)
def test_any_id_has_its_words(library: Library, known: str, words: str) -> None:
    assert library.label(known) == words


@pytest.mark.parametrize("unknown", ["rf_nothing", "sm_", "nd_x", "", "call 999", "ci_all ", "<b>"])
def test_an_id_that_is_not_there_is_not_found_and_not_repeated(library: Library, unknown: str) -> None:
    with pytest.raises(NotFound) as caught:
        library.label(unknown)
    assert not unknown.strip() or unknown not in caught.value.message


def test_rows_are_found_by_id(library: Library) -> None:
    assert library.section("emergency").order == 1
    assert library.service("paladin").name.startswith("Paladin")
    assert library.cluster("cl_strangulation_any").min_any == 0
    assert library.trigger("tr_new_incident").review_suggested == "same day"
    assert library.circumstance("ci_lives_with").known_from == "living situation"


def test_practice_points_are_those_that_rest_on_practice(library: Library) -> None:
    assert sum(measure.practice_point for measure in library.measures.measures) == 137
