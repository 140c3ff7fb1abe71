"""``hru-vault seal``, ``open`` and ``packages``: a case from one vault to another by the command line alone."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from hru_advocate.casework.sharing.shared import NOTHING_LEFT
from tests.cli.commands import Run


def test_a_case_goes_over_and_comes_back(vault: Run, other: tuple[str, ...], ref: str, tmp_path: Path) -> None:
    *there, device = other
    (tmp_path / "stick").mkdir()
    made = vault("seal", ref, "--to", device, "--out", str(tmp_path / "stick"), "--purpose", "cover").json()
    assert Path(made["out"]).parent == tmp_path / "stick"
    assert (made["ref"], made["recipients"]) == (ref, ["Kim Colleague"])
    opened = vault(*there, "open", made["out"]).json()
    assert (opened["ref"], opened["sender"], opened["new"]) == (ref, "Robin Example", made["entries"])
    assert opened["purpose"] == "to stand in while the sender is away"
    assert vault(*there, "show", ref).out == vault("show", ref).out
    assert vault(*there, "verify", "--json").json()["fine"]
    assert "not known to be opened" in vault("packages", ref).out
    back = vault(*there, "seal", ref, "--to", vault(*there, "devices", "--json").json()[0]["device"], "--out",
                 str(tmp_path / "back")).json()  # fmt: skip
    assert vault("open", back["out"]).json()["new"] > 0
    assert "opened by Kim Colleague" in vault("packages", ref).out


def test_a_case_goes_through_a_folder_and_comes_back(
    vault: Run, other: tuple[str, ...], ref: str, tmp_path: Path, written: Callable[[object], str]
) -> None:
    *there, device = other
    (tmp_path / "stick").mkdir()
    (tmp_path / "share").mkdir()
    share = str(tmp_path / "share")
    assert vault("share", share).json()["lines"] == ["Nothing new came.", NOTHING_LEFT]
    made = vault("seal", ref, "--to", device, "--out", str(tmp_path / "stick")).json()
    vault(*there, "open", made["out"]).json()
    looked = vault("share", share, "--look").json()
    assert looked == {"before": looked["before"]}
    assert [one["words"] for one in looked["before"]["going"]] == [f"{ref} for Kim Colleague"]
    assert list(Path(share).iterdir()) == []
    left = vault("share", share, "--case", ref).json()
    assert [Path(one["out"]).parent for one in left["left"]] == [Path(share)]
    vault(*there, "add", "notes", written({"lines": [{"text": "Rang back."}]}), "--case", ref).json()
    back = vault(*there, "share", share).json()
    assert (back["before"]["waiting"], [one["ref"] for one in back["came"]]) == (1, [ref])
    came = vault("share", share).json()
    assert [one["sender"] for one in came["came"]] == ["Kim Colleague"]
    assert came["left"] == []
    assert vault(*there, "show", ref).out == vault("show", ref).out


def test_what_cannot_be_is_said_in_a_sentence(vault: Run, other: tuple[str, ...], ref: str, tmp_path: Path) -> None:
    *_there, device = other
    for command, said in (
        (("seal", ref, "--to", "0" * 16, "--out", str(tmp_path / "a")), "No device of that name is enrolled here"),
        (("seal", "HRU-0000-0000", "--to", device, "--out", str(tmp_path / "a")), "There is nothing with that"),
        (("seal", ref, "--to", device, "--out", str(tmp_path / "mine.card")), "something of that name already"),
        (("seal", ref, "--to", device, "--out", str(tmp_path / "a"), "--days", "91"), "1 to 90 days"),
        (("open", str(tmp_path / "mine.card")), "This is no sealed package"),
        (("share", str(tmp_path / "nothing")), "This folder cannot be read"),
        (("share", str(tmp_path), "--case", ref), "This case was sealed for no laptop that is still here"),
        (("open", str(tmp_path)), "The file cannot be read"),
        (("open", str(tmp_path / "nothing")), "The file cannot be read"),
    ):
        done = vault(*command)
        assert (done.code, done.out, done.err.count("\n")) == (1, "", 1), done.err
        assert said in done.err
        assert str(tmp_path) not in done.err
