"""Seventy incidents by ``hru-vault``: typed on lines, in rows, from a diary, corrected and taken back.

They become a chronology a court could read, and this reads it: every incident once, in the order of its days, with how
it was told, and nothing of what was corrected or taken back.
"""

from __future__ import annotations

import json
import re
from itertools import pairwise
from pathlib import Path

import pypdfium2
import pytest

from hru_advocate.domain.moments import read_moment
from tests.casework.open_sessions import NOW, REFERRAL
from tests.cli.commands import REACHED, Said, make_cheap, runner

LINES = (
    '1 Sep 2025 23:40, followed me home along the viaduct "I ran the last bit"',
    "3 Sep 2025, sent flowers to work",
    "5 Sep 2025, stood in the wrong garden",
    "6 Sep 2025, mistaken for somebody else",
)
ROWS = [f"{1 + at % 30} {month} 2025\trow {at:02} of the table\trang" for at, month in enumerate(["Sep", "Oct"] * 20)]
TOLD = ["between 1 Oct and 9 Oct 2025\trang me again and again\trang\t40", "long ago\tbefore the dog died"]
DIARY = [f"{1 + at:02}/11/2025,diary page {at:02}" for at in range(24)]


@pytest.fixture
def text(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> str:
    """The words of the chronology, as they are read back from its PDF."""
    make_cheap(monkeypatch)
    (tmp_path / "passphrase").write_text("otter teapot violin meadow cobalt ladle\n", encoding="utf-8")
    run = runner(tmp_path, capsys)

    def file(name: str, words: str) -> str:
        (tmp_path / name).write_text(words, encoding="utf-8")
        return str(tmp_path / name)

    run("init", "--no-keychain", "--author", "Robin Example").json()
    run("add", "unit_number", file("unit.json", json.dumps(REACHED))).json()
    case = run("add", "referral", file("referral.json", json.dumps(REFERRAL))).json()["ref"]
    typed = [run("incident", case, Said(line)).json()["entry"] for line in LINES]
    noted = run("incident", case, "--rows", file("rows.txt", "\n".join([*ROWS, *TOLD]) + "\n")).json()["entries"]
    diary = file("diary.csv", "\n".join(["Date,What happened", *DIARY]) + "\n")
    taken = run("diary", diary, "--case", case).json()["taken"]
    assert len(typed) + len(noted) + taken == 70
    right = file("right.json", json.dumps({"happened": "2025-09-04", "what": "stood in her own garden"}))
    why = ("--corrects", typed[2], "--reason", Said("It was hers, and the day before."))
    run("add", "incident", right, "--case", case, *why).json()
    run("incident", case, "--take-back", typed[3]).json()
    out = tmp_path / "chronology.pdf"
    run("document", "chronology", case, "--out", str(out)).json()
    with pypdfium2.PdfDocument(out.read_bytes()) as paper:
        return "\n".join(page.get_textpage().get_text_bounded().replace("\r\n", "\n") for page in paper)


def test_every_incident_stands_once_and_in_the_order_of_its_days(text: str) -> None:
    flat = " ".join(text.split())
    said = [row.split("\t")[1] for row in (*ROWS, *TOLD)] + [row.partition(",")[2] for row in DIARY]
    said += ["followed me home along the viaduct", "sent flowers to work", "stood in her own garden"]
    assert {words: flat.count(words) for words in said} == dict.fromkeys(said, 1)
    heads = re.findall(r"^(\d+)\. ((?:[MTWFS][a-z]{2} |No day).*)$", text, re.MULTILINE)
    assert [int(number) for number, _when in heads] == list(range(1, 70))
    days = [read_moment(" ".join(when.split()[1:4]).strip(","), NOW).day for _number, when in heads[:-1]]
    assert all(one is not None and other is not None and one <= other for one, other in pairwise(days))
    assert heads[-1][1] == "No day"
    assert "Robin Example" in flat

    # What was corrected or taken back does not stand there, and a correction is said.
    for gone in ("wrong garden", "mistaken for somebody else"):
        assert gone not in flat
    assert "why: It was hers, and the day before." in flat
    assert "How many times: 40 times" in flat
    assert "“I ran the last bit”" in flat
    assert "From a diary file (CSV file), row 2" in flat
    assert "How we know it: Report: told to us" in flat
