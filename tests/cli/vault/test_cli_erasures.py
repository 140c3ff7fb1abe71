"""``hru-vault erase-asked``, ``erase-told``, ``recovery-holder``: an erasure travels, a holder gets what is sealed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from tests.casework.closing.closed_cases import CLOSURE
from tests.cli.commands import Run, Said


def _erased(vault: Run, written: Callable[[object], str], ref: str) -> None:
    matters = [one for kind in vault("closing", ref, "--json").json()["open"] for one in kind["matters"]]
    said = {"how": "handed_on", "said": "To the local service."}
    rows = [{"key": one["key"], "what": one["words"], **said} for one in matters]
    vault("add", "closure", written(CLOSURE | {"open": rows}), "--case", ref).json()
    authority = ("--asked-by", Said("Robin Example"), "--authorised-by", Said("DCI Overton"))
    done = vault("erase", ref, "--ground", "in_error", *authority, "--reference", Said("RRD 2026/17")).json()
    assert done["entries"] > 0


def test_an_erasure_goes_over_by_a_file_and_the_answer_comes_back_through_a_folder(
    vault: Run, other: tuple[str, ...], fresh_ref: str, written: Callable[[object], str], tmp_path: Path
) -> None:
    *there, device = other
    ref, share = fresh_ref, str(tmp_path / "share")
    (tmp_path / "share").mkdir()
    made = vault("seal", ref, "--to", device, "--out", str(tmp_path / "stick")).json()
    vault(*there, "open", made["out"]).json()
    _erased(vault, written, ref)
    assert vault("erase-told").out == f"{ref}  Kim Colleague has not answered\n"
    assert vault("erase-told", "--out", str(tmp_path / "x")).code == 1
    notice = vault("erase-told", ref, "--out", str(tmp_path / "notice")).json()
    assert notice["recipients"] == ["Kim Colleague"]
    heard = vault(*there, "open", notice["out"]).json()
    assert (heard["ref"], heard["sender"], heard["asks"], heard["new"]) == (ref, "Robin Example", True, True)
    assert "by authority of DCI Overton, RRD 2026/17" in vault(*there, "erase-asked").out
    (asked,) = vault(*there, "erase-asked", "--json").json()
    assert (asked["ref"], asked["holds"], asked["here"]) == (ref, [], True)
    assert vault(*there, "show", ref).code == 0, "it is open there, and worked on"
    refused = vault(*there, "open", made["out"])
    assert (refused.code, f"{ref}, " in refused.err) == (1, True)
    assert vault(*there, "erase-asked", "--carry-out", ref).json()["thorough"]
    assert vault(*there, "erase-asked", "--json").json() == []
    assert vault("share", share, "--look").json()["before"]["telling"][0]["names"] == ["Kim Colleague"]
    assert len(vault(*there, "share", share).json()["told"]) == 1
    assert vault("share", share).json()["heard"][0]["words"] == f"{ref}: Kim Colleague has it no more."
    assert vault("erase-told", "--json").json() == [
        {"ref": ref, "words": ["Kim Colleague has it no more"], "heard": True, "kept": False}
    ]
    assert [vault(*given, "verify", "--json").json()["fine"] for given in ((), there)] == [True, True]


def test_it_is_kept_on_with_a_reason(
    vault: Run, other: tuple[str, ...], fresh_ref: str, written: Callable[[object], str], tmp_path: Path
) -> None:
    *there, device = other
    made = vault("seal", fresh_ref, "--to", device, "--out", str(tmp_path / "stick")).json()
    vault(*there, "open", made["out"]).json()
    _erased(vault, written, fresh_ref)
    vault(*there, "open", vault("erase-told", fresh_ref, "--out", str(tmp_path / "notice")).json()["out"]).json()
    assert vault(*there, "erase-asked", "--keep", fresh_ref).code == 1
    assert vault(*there, "erase-asked", "--keep", fresh_ref, "--because", Said("A court asks"), "--json").json() == []
    assert vault(*there, "show", fresh_ref).code == 0
    assert vault(*there, "erase-asked", "--keep", fresh_ref, "--because", Said("Once more")).code == 1


def test_a_recovery_holder_is_enrolled_as_one_and_gets_what_is_sealed(
    vault: Run, other: tuple[str, ...], ref: str, tmp_path: Path
) -> None:
    *_there, device = other
    keeper = ("--home", str(tmp_path / "keeper"))
    assert vault(*keeper, "init", "--no-keychain", "--author", "Jo Supervisor").code == 0
    assert vault("recovery-holder", "--begin").code == 1
    assert vault("recovery-holder").json() == {"this_computer": False, "holders": []}
    assert vault(*keeper, "recovery-holder", "--begin").json() == {"this_computer": True, "holders": []}
    card, mine = str(tmp_path / "keeper.card"), str(tmp_path / "mine.card")
    vault(*keeper, "device-card", "--out", card).json()
    words = Said(" ".join(vault("device-words", card).json()["words"]))
    assert vault("device-enrol", card, words).code == 1
    assert vault("device-enrol", card, words, "--recovery-holder").json()["role"] == "Recovery holder"
    vault(*keeper, "device-enrol", mine, words).json()
    assert [one["name"] for one in vault("recovery-holder").json()["holders"]] == ["Jo Supervisor"]
    made = vault("seal", ref, "--to", device, "--out", str(tmp_path / "stick")).json()
    assert made["recipients"] == ["Kim Colleague", "Jo Supervisor (recovery holder)"]
    assert vault(*keeper, "open", made["out"]).json()["new"] > 0
    refused = vault(*keeper, "show", ref)
    assert (refused.code, "This computer is the recovery holder's" in refused.err) == (1, True)
    assert vault(*keeper, "show", ref, "--restricted-because", Said("Laptop lost")).code == 0
