"""The guides name files that are there, and link to pages that are there."""

from __future__ import annotations

import itertools
import re
import tomllib
from pathlib import Path

import pytest
from PIL import Image

from tests.packaging_script import packaging_script

ROOT = Path(__file__).resolve().parents[2]
GUIDES = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / "resources").rglob("*.md")]
TOPS = {path.name for place in (ROOT, ROOT / "hru_advocate") for path in place.iterdir() if path.is_dir()}
EXAMPLES = {"forms/bail_check.v1.toml", "forms/NAME.vVERSION.toml"}
"""Written by whoever follows the guide."""
QUOTED = re.compile(r"`([\w./*-]+/[\w.*-]*)`")
INSIDE = re.compile(r"`([\w./-]+)/` \(((?:`\w+\.py`[^`)]*)+)\)")
"""A folder, and in brackets the files of it to look at."""
LINK = re.compile(r"\]\((?!https?:|#)([^)#\s]+)")


def is_there(name: str) -> bool:
    places = (ROOT, ROOT / "hru_advocate")
    return any(list(place.glob(name.rstrip("/"))) for place in places)


def test_every_file_a_guide_names_is_there() -> None:
    missing = [
        f"{guide.relative_to(ROOT)}: {name}"
        for guide in GUIDES
        for name in QUOTED.findall(guide.read_text(encoding="utf-8"))
        if name.split("/")[0] in TOPS - {"build"} and name not in EXAMPLES and not is_there(name)
    ]
    assert missing == []


def test_every_file_named_behind_its_folder_is_in_it() -> None:
    text = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    named = [f"{folder}/{name}" for folder, names in INSIDE.findall(text) for name in re.findall(r"`(\w+\.py)`", names)]
    assert len(named) > 1
    assert [name for name in named if not is_there(name)] == []


def test_every_page_a_guide_links_to_is_there() -> None:
    broken = [
        f"{guide.relative_to(ROOT)}: {target}"
        for guide in GUIDES
        for target in LINK.findall(guide.read_text(encoding="utf-8"))
        if not (guide.parent / target).exists()
    ]
    assert broken == []


def test_each_decision_has_the_next_number_and_is_headed_with_it() -> None:
    pages = sorted((ROOT / "docs" / "decisions").glob("*.md"))
    numbers = list(range(1, len(pages) + 1))
    assert [int(page.name[:4]) for page in pages] == numbers
    assert [int(page.read_text(encoding="utf-8")[2:].split(".")[0]) for page in pages] == numbers


def test_the_glossary_and_the_architecture_page_name_each_room() -> None:
    text = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    rooms = [
        path.name
        for top in ("hru_advocate", "ui")
        for path in (ROOT / top).iterdir()
        if path.is_dir() and (path / "__init__.py").exists()
    ]
    assert [name for name in rooms if not re.search(rf"\b{name}\b", text)] == []


def box(room: str) -> str:
    """The words in a room's box of the picture, in one line."""
    lines = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8").splitlines()
    top = next(at for at, line in enumerate(lines) if f"┌ {room} " in line)
    left, right = lines[top].index(f"┌ {room} "), lines[top].index("┐", lines[top].index(f"┌ {room} "))
    inside: list[str] = []
    for line in lines[top + 1 :]:
        if line[left] == "└":
            return " ".join(" ".join(inside).split())
        inside.append(line[left + 1 : right])
    raise AssertionError(room)


def layers_of(container: str) -> list[list[str]]:
    """What lies in a container, by the layers of its import contract, from the top."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    contract = next(one for one in project["tool"]["importlinter"]["contracts"] if one.get("containers") == [container])
    return [re.findall(r"\w+", layer) for layer in contract["layers"]]


def place_of(name: str, words: str) -> int | None:
    """Where a name stands in a box; the longest name wins where one begins as another does."""
    found = re.search(rf"(?<![\w]){re.escape(name)}(?![\w])", words) or re.search(
        rf"(?<![\w]){re.escape(name.replace('_', ' '))}(?![\w])", words
    )
    return found.start() if found else None


@pytest.mark.parametrize(
    ("room", "container", "whole"),
    [
        ("ui", "ui", True),
        ("casework", "hru_advocate.casework", True),
        ("domain", "hru_advocate.domain", True),
        ("documents", "hru_advocate.documents", False),
        ("store", "hru_advocate.store", False),
    ],
)
def test_the_picture_of_the_rooms_is_that_of_the_import_contracts(room: str, container: str, *, whole: bool) -> None:
    """Every name of a contract stands in its room's box, and none of an upper layer behind one of a lower."""
    words = box(room)
    places = [[(place_of(name, words), name) for name in layer] for layer in layers_of(container)]
    missing = [name for layer in places for at, name in layer if at is None]
    assert not whole or missing == []
    drawn = [[(at, name) for at, name in layer if at is not None] for layer in places]
    drawn = [layer for layer in drawn if layer]
    assert len(drawn) > 2
    wrong = [
        (upper, lower)
        for above, below in itertools.pairwise(drawn)
        for at, upper in above
        for to, lower in below
        if at > to
    ]
    assert wrong == []


@pytest.mark.parametrize("room", ["casework", "domain"])
def test_the_picture_of_the_rooms_names_each_subject(room: str) -> None:
    text = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    picture = text[text.index(f"┌ {room} ") :]
    drawn = picture[: picture.index("└")].replace("time words", "time_words")
    subjects = [path.parent.name for path in (ROOT / "hru_advocate" / room).glob("*/__init__.py")]
    assert [name for name in subjects if not re.search(rf"\b{name}\b", drawn)] == []


def test_what_the_scripts_for_listeners_name_is_in_the_program() -> None:
    text = (ROOT / "docs" / "accessibility.md").read_text(encoding="utf-8")
    rooms = (ROOT / "ui", ROOT / "hru_advocate")
    source = "\n".join(path.read_text(encoding="utf-8") for room in rooms for path in room.rglob("*.py"))
    named = set(re.findall(r"(?<!\*)\*([^*\n]+)\*(?!\*)", text[text.index("## What is known") :]))
    assert len(named) > 5
    assert sorted(name for name in named if name.rstrip(".") not in source) == []


PICTURES = sorted((ROOT / "docs" / "pictures").glob("*.png"))


def test_each_picture_is_shown_by_a_guide_with_what_is_to_be_seen_on_it() -> None:
    texts = (page.read_text(encoding="utf-8") for page in GUIDES)
    shown = {name: words for text in texts for words, name in re.findall(r"!\[([^\]]*)\]\(pictures/([^)]+)\)", text)}
    assert set(shown) == {one.name for one in PICTURES}
    assert [name for name, words in shown.items() if len(words) < 30] == []


def test_a_picture_is_as_wide_as_the_window_and_small() -> None:
    for one in PICTURES:
        with Image.open(one) as picture:
            assert picture.size == (1366, 768), one.name
            assert not getattr(picture, "text", {}), "a picture carries nothing beside itself"
        assert one.stat().st_size < 70_000, one.name


def test_the_pictures_are_made_of_the_album_and_none_is_kept_that_no_guide_names(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    script = packaging_script("album_guides.py")
    docs, album = tmp_path / "docs", tmp_path / "album" / "light-100"
    (docs / "pictures").mkdir(parents=True)
    album.mkdir(parents=True)
    (docs / "guide.md").write_text("![Today](pictures/today.png)", encoding="utf-8")
    (docs / "pictures" / "gone.png").touch()
    monkeypatch.setattr(script, "DOCS", docs)
    assert script.main([str(tmp_path / "album")]) == 1, "the album has not been drawn"
    assert (docs / "pictures" / "gone.png").exists()
    Image.new("RGB", (1366, 768), "white").save(album / "today.png")
    assert script.main([str(tmp_path / "album")]) == 0
    assert [one.name for one in (docs / "pictures").iterdir()] == ["today.png"]
