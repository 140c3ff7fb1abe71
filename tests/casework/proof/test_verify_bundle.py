"""The stand-alone verifier: whatever is done to a bundle is found, and named by file, line and entry."""

from __future__ import annotations

import random
import re
import subprocess
import sys
from pathlib import Path

import pytest

from hru_advocate.casework.proof import bundle
from hru_advocate.casework.proof.bag import zipped
from hru_advocate.casework.session import Session
from tests.casework.disclosure.told_case import DISCLOSED, told_case
from tests.casework.open_sessions import id_of
from tests.casework.proof.bags import (
    ATTACKS,
    ROOT,
    Files,
    attacked,
    erased_case,
    load_verifier,
    made,
    name_of,
    named,
    one_byte_changed,
    put_folder,
    summed_again,
)
from tests.posix import posix

FEW, MANY = 30, 1_000
SCRIPT = ROOT / "packaging" / "verify_bundle.py"


def said(files: Files) -> list[str]:
    return [str(one) for one in load_verifier().check(files).faults]


def test_a_bundle_of_two_devices_is_whole(bag: Files) -> None:
    verdict = load_verifier().check(bag)
    assert verdict.faults == []
    assert len([line for line in verdict.told if line.startswith("Device")]) == 2


def test_the_time_of_one_check_is_its_own(bag: Files, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is read after it has time again: half an hour after any check, nothing could be read in that process."""
    verifier = load_verifier()
    monkeypatch.setattr(verifier, "MOST_SECONDS", -1)
    assert any("the time is up" in one for one in said(bag))
    (lane, *_others) = (path for path in bag if path.startswith("data/lanes/"))
    faults: list[object] = []
    assert verifier.read_entries(bag, lane, verifier.read_keys(bag, faults), faults)
    assert faults == []


def test_what_was_erased_verifies_as_erased(session: Session, tmp_path: Path) -> None:
    files = made(session, id_of(erased_case(session)), tmp_path / "bag")
    verdict = load_verifier().check(files)
    assert verdict.faults == []
    assert any("Erased by authority" in line for line in verdict.told)
    without = {path: data for path, data in files.items() if path != "data/erasures/unit.jsonl"}
    assert any("says by whose authority" in line for line in said(summed_again(without)))
    (lane,) = (path for path in files if path.startswith("data/lanes/"))
    lines = files[lane].splitlines(keepends=True)
    kept = [line for line in lines if b'\\"kind\\":\\"erasure\\"' not in line]
    assert any("no erasure says so" in line for line in said(summed_again({**files, lane: b"".join(kept)})))


def byte_changes(files: Files, count: int) -> list[str]:
    """The changes that were missed or not named: the bag as it is, and summed again by somebody without the key."""
    chance, missed = random.Random(11), []
    for _ in range(count):
        changed, path, line = one_byte_changed(files, chance)
        faults = load_verifier().check(changed).faults
        if not named(faults, path):
            missed.append(f"{path}, line {line}")
        faults = load_verifier().check(summed_again(changed)).faults
        if not any(one.file == "seal.txt" for one in faults) and path.startswith("data/"):
            missed.append(f"{path}, line {line}: summed again")
        in_lane = path.startswith("data/lanes/")
        if in_lane and not any(one.file == path and one.line in (line, line + 1) for one in faults):
            missed.append(f"{path}, line {line}: not named once summed again")
    return missed


def line_attacks(files: Files, count: int) -> list[str]:
    """The same for whole entries that came, went or moved."""
    chance, missed = random.Random(12), []
    for number in range(count):
        attack = list(ATTACKS)[number % len(ATTACKS)]
        changed, path = attacked(files, attack, chance)
        if changed == files:
            continue
        if not named(load_verifier().check(changed).faults, path):
            missed.append(f"{attack} {number}")
        faults = load_verifier().check(summed_again(changed)).faults
        if not any(one.file in (path, "data/about.json") and one.line for one in faults):
            missed.append(f"{attack} {number}: summed again")
    return missed


def test_changed_bytes_are_found_and_named(bag: Files) -> None:
    assert byte_changes(bag, FEW) == []


def test_entries_that_came_went_or_moved_are_found_and_named(bag: Files) -> None:
    assert line_attacks(bag, FEW) == []


@pytest.mark.soak
def test_a_thousand_of_each_are_found_and_named(bag: Files, session: Session, tmp_path: Path) -> None:
    erased = made(session, id_of(erased_case(session)), tmp_path / "erased")
    for files in (bag, erased):
        assert byte_changes(files, MANY) == []
        assert line_attacks(files, MANY) == []


def zip_changes(tmp_path: Path, files: Files, count: int) -> list[int]:
    """The places in a zip file at which a changed byte was missed."""
    whole, chance, missed = zipped(files, name_of(files)), random.Random(13), []
    place = tmp_path / "changed.zip"
    for _ in range(count):
        at = chance.randrange(len(whole)) if chance.random() < 0.5 else len(whole) - 1 - chance.randrange(2_500)
        data = bytearray(whole)
        data[at] ^= chance.randrange(1, 256)
        place.write_bytes(data)
        faults = load_verifier().verify(str(place)).faults
        if not faults or not all(one.file for one in faults):
            missed.append(at)
    return missed


def test_a_zip_file_is_held_to_its_very_bytes(bag: Files, tmp_path: Path) -> None:
    (tmp_path / "whole.zip").write_bytes(zipped(bag, name_of(bag)))
    assert load_verifier().verify(str(tmp_path / "whole.zip")).faults == []
    assert zip_changes(tmp_path, bag, 30) == []


def test_a_size_that_was_changed_in_a_zip_file_is_named_with_the_file(bag: Files, tmp_path: Path) -> None:
    """The size in the directory of the zip file decides what is read: one byte of it says gigabytes."""
    whole, place = bytearray(zipped(bag, name_of(bag))), tmp_path / "changed.zip"
    path = f"{name_of(bag)}/data/about.json".encode()
    entry = whole.rindex(path) - 46
    for byte in range(4):
        changed = bytearray(whole)
        changed[entry + 24 + byte] ^= 0x7F
        place.write_bytes(changed)
        files = {one.file for one in load_verifier().verify(str(place)).faults}
        assert files & {"data/about.json", "changed.zip"}, byte


@pytest.mark.soak
def test_a_thousand_changed_bytes_of_a_zip_file_are_found(bag: Files, tmp_path: Path) -> None:
    assert zip_changes(tmp_path, bag, MANY) == []


@pytest.mark.parametrize(
    "name", ["another.txt", "data/another.txt", "data/lanes/another.jsonl", "data/forms/a.v1.toml"]
)
def test_a_file_that_was_added_is_named(bag: Files, name: str) -> None:
    for files in ({**bag, name: b"x"}, summed_again({**bag, name: b"x"})):
        assert any(line.startswith(name) for line in said(files))


def test_every_file_that_was_taken_away_is_named(bag: Files) -> None:
    for path in bag:
        rest = {name: data for name, data in bag.items() if name != path}
        assert any(path in line for line in said(rest)), path


def test_a_definition_that_was_exchanged_is_named_by_the_entry_made_with_it(bag: Files) -> None:
    path = "data/forms/incident.v1.toml"
    found = said(summed_again({**bag, path: bag[path] + b"# another\n"}))
    assert any(re.search(r"lanes/.*, line \d+, entry .*another definition", line) for line in found)


def test_a_key_that_was_exchanged_is_named(bag: Files) -> None:
    one, other = sorted(path for path in bag if path.startswith("data/keys/"))
    found = said(summed_again({**bag, one: bag[other]}))
    assert any(line.startswith(f"{one}, line 1") for line in found)


def test_a_bundle_of_one_s_own_making_shows_another_fingerprint(session: Session, tmp_path: Path, bag: Files) -> None:
    """Nothing in a bag can tell whose its keys are: that is why they are printed, to be compared."""
    told = load_verifier().check(bag).told
    assert all(re.search(r"key ([0-9A-Z]{4} ){5}[0-9A-Z]{4}$", line) for line in told if line.startswith("Device"))


END = b',"salt":null,"signature":"' + b"0" * 128 + b'"}\n'
HOSTILE: dict[str, bytes] = {
    "nothing": b"\n",
    "deep": b'{"a":' * 50_000 + b"\n",
    "deep in a header": b'{"body":null,"header":"' + b"[" * 50_000 + b'"' + END,
    "a long number": b'{"body":null,"header":"{\\"format\\":' + b"9" * 9_000 + b'}"' + END,
    "odd types": b'{"body":null,"header":"{\\"format\\":2}"' + END,
    "no text": bytes(range(256)) + b"\n",
    "not a list": b'["body","header"]\n',
    "infinity": b'{"body":null,"header":"{\\"format\\":Infinity}"' + END,
    "half a letter": b'{"body":null,"header":"\\ud800"' + END,
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_lines_are_faults_and_no_more(bag: Files, name: str) -> None:
    for path in (*(one for one in bag if one.startswith("data/lanes/")), "data/about.json", "data/erasures/unit.jsonl"):
        assert any(line.startswith(path) for line in said(summed_again({**bag, path: HOSTILE[name]}))), path


@pytest.mark.parametrize("member", ["case", "id", "parents", "recorded", "sequence", "version", "kind", "author"])
@pytest.mark.parametrize("value", ["0.5", "{}", "null", "true", '\\"x\\"', "[0]", "[[]]", "-1"])
def test_a_header_of_odd_types_is_a_fault(bag: Files, member: str, value: str) -> None:
    path = next(one for one in bag if one.startswith("data/lanes/"))
    first, rest = bag[path].split(b"\n", 1)
    pattern = rb'\\"' + member.encode() + rb'\\":(?:\\"[^"]*?\\"|\{.*?\}|\[.*?\]|\d+|null)'
    changed = re.sub(pattern, lambda _m: f'\\"{member}\\":{value}'.encode(), first, count=1)
    found = said(summed_again({**bag, path: changed + b"\n" + rest}))
    assert any(line.startswith(f"{path}, line 1") for line in found)


def ran(place: Path) -> tuple[int, str]:
    done = subprocess.run([sys.executable, "-I", str(SCRIPT), str(place)], capture_output=True, text=True, check=False)
    assert "Traceback" not in done.stdout + done.stderr
    return done.returncode, done.stdout + done.stderr


def test_exit_codes_and_what_is_said(bag: Files, tmp_path: Path) -> None:
    whole = put_folder(tmp_path / "whole", bag)
    code, text = ran(whole)
    assert code == 0
    assert "Whole:" in text
    lane = next(path for path in bag if path.startswith("data/lanes/") and b"Kev" in bag[path])
    code, text = ran(put_folder(tmp_path / "faulty", {**bag, lane: bag[lane].replace(b"Kev", b"Bev")}))
    assert code == 1
    assert "the first one first" in text
    (tmp_path / "empty").mkdir()
    (tmp_path / "text.txt").write_text("made up", encoding="utf-8")
    for other in ("empty", "text.txt", "not there"):
        assert ran(tmp_path / other)[0] == 2, other


@posix("a link asks for rights on Windows")
def test_links_out_of_a_bag_are_not_followed(bag: Files, tmp_path: Path) -> None:
    place = put_folder(tmp_path / "linked", bag)
    (place / "data" / "note.txt").unlink()
    (place / "data" / "note.txt").symlink_to(tmp_path / "elsewhere.txt")
    assert any("no ordinary file" in str(one) for one in load_verifier().verify(str(place)).faults)


def test_the_verifier_needs_the_standard_library_alone() -> None:
    names = re.findall(r"^(?:from|import) (\w+)", SCRIPT.read_text(encoding="utf-8"), re.MULTILINE)
    assert set(names) <= set(sys.stdlib_module_names)


def test_zip_and_folder_say_the_same(session: Session, tmp_path: Path) -> None:
    case = id_of(told_case(session, "Daz came."))
    bundle.make(session, case, DISCLOSED, tmp_path / "one.zip")
    assert load_verifier().verify(str(tmp_path / "one.zip")).faults == []
