"""``hru-vault`` in one process with a cheap key: what each command prints, accepts and refuses."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from hru_advocate import __version__
from hru_advocate.casework import listing
from hru_advocate.casework.paper.document_kinds import DOCUMENT_IDS
from hru_advocate.casework.paper.safety import HowToReachUsMissing
from hru_advocate.cli.papers import UnitNumberMissing, asked_by_options
from tests.cli.commands import Done, Run, Said, fill_folder, make_cheap, runner

pytestmark = pytest.mark.xdist_group("cli")  # what the module makes is made once

CONTACT = {"happened": "yesterday", "method": "phone", "direction": "in", "with_whom": "victim"}
NEED_MORE = frozenset({"retention", "erasure", "kept_figures"})
"""Forms of a closed or an erased case: saved in tests of those."""
CASE_FORMS = [form["id"] for form in listing.forms() if form["about"] == "case" and form["id"] not in NEED_MORE]
UNIT_FORMS = [form["id"] for form in listing.forms() if form["about"] == "unit" and form["id"] not in NEED_MORE]


STANDS_ON = {"agreement": ("safety_plan",), "countersign": ("safety_plan",)}
"""The record that must be there before one can tell of it."""
ASKED_FOR = frozenset({"repeat_look", "closure"})
"""Answers to what the program asks of a case, with its ids in them: tests of their own begin from the question."""
IN_THIS_CASE: dict[str, dict[str, object]] = {
    "outcome": {"stage": "review"},
    "disclosure": {"conflict": "yes"},
    "countersign": {"head": {"state": "not_asked"}},
}
"""Answers that an example cannot know: how it went at the start is told, the other person is in the police, no copy was
made of this vault."""


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return fill_folder(tmp_path_factory.mktemp("vault"), cases=9)


@pytest.fixture
def run(filled: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    make_cheap(monkeypatch)
    return runner(filled, capsys)


@pytest.fixture
def answers(tmp_path: Path) -> Callable[[object], str]:
    def write(value: object) -> str:
        path = tmp_path / "answers.json"
        path.write_text(json.dumps(value, ensure_ascii=False), encoding="utf-8")
        return str(path)

    return write


@pytest.fixture
def ref(run: Run) -> str:
    return str(run("cases", "--status", "open", "--json").json()[0]["ref"])


def test_init_prints_the_recovery_code_and_a_passphrase_it_made(run: Run, tmp_path: Path) -> None:
    given = run("--home", str(tmp_path / "one"), "init", "--no-keychain", "--author", "Robin").json()
    assert set(given) == {"recovery_code"}
    again = run("--home", str(tmp_path / "one"), "init", "--no-keychain")
    assert (again.code, again.out) == (1, "")
    assert "folder already" in again.err


def test_json_may_be_asked_before_or_after_the_command(run: Run) -> None:
    assert run("--json", "cases").json() == run("cases", "--json").json()


def test_cases_lists_open_ones_first(run: Run) -> None:
    rows = run("cases", "--json").json()
    status = [row["status"] for row in rows]
    assert len(rows) >= 9
    assert status == sorted(status, key=lambda one: one != "open")
    assert {"open", "advised", "declined"} == set(status)
    assert {row["ref"] for row in rows} >= {row["ref"] for row in run("cases", "--status", "open", "--json").json()}
    assert rows[0]["ref"] in run("cases").out


def test_forms_say_what_each_field_takes_without_a_vault(run: Run, tmp_path: Path) -> None:
    rows = run("--home", str(tmp_path / "nothing"), "forms", "--json").json()
    fields = {form["id"]: {field["id"]: field for field in form["fields"]} for form in rows}
    assert fields["contact"]["method"]["required"] is True
    assert {choice["id"] for choice in fields["contact"]["direction"]["choices"]} == {"out", "in", "attempt"}
    assert fields["safe_contact"]["ways"]["kind"] == "group"
    assert all(form["version"] >= 1 for form in rows)
    assert "contact (version 1)" in run("forms").out


def examples(form_id: str) -> dict[str, object]:
    form = next(form for form in listing.forms() if form["id"] == form_id)
    # The record answers whether paper is safe, and the program where an action came from: an example is refused.
    left = {"from_entry"}
    if form_id == "paper":
        left = {"lives_with", "searched", "watched", "family_danger"}
    if form_id in STANDS_ON:
        left = {"plan"}  # the version that stands, unless one is named
    return {field["id"]: field["example"] for field in form["fields"] if field["id"] not in left}


@pytest.mark.parametrize("form", [form for form in CASE_FORMS if form not in ASKED_FOR])
def test_every_example_saves_in_a_case(run: Run, answers: Callable[[object], str], ref: str, form: str) -> None:
    for one in STANDS_ON.get(form, ()):
        run("add", one, answers(examples(one)), "--case", ref).json()
    saved = run("add", form, answers(examples(form) | IN_THIS_CASE.get(form, {})), "--case", ref).json()
    assert saved["ref"] == ref
    if form == "equality":  # only counted, and never shown
        return
    entries = [record["entry"] for record in run("show", ref, "--json").json()["records"]]
    assert saved["entry"] in entries


@pytest.mark.parametrize("form", UNIT_FORMS)
def test_every_example_saves_for_the_unit(run: Run, answers: Callable[[object], str], form: str) -> None:
    assert run("add", form, answers(examples(form))).json()["ref"] is None


def test_referral_without_a_case_opens_one(run: Run, answers: Callable[[object], str]) -> None:
    saved = run("add", "referral", answers(examples("referral"))).json()
    assert saved["ref"].startswith("HRU-")
    shown = run("show", saved["ref"].lower(), "--json").json()
    assert [record["form"] for record in shown["records"]] == ["referral"]


def test_states_are_answers(run: Run, answers: Callable[[object], str], ref: str) -> None:
    raw = {"asked_on": "today", "ci_has_pet": {"state": "declined"}, "ci_works": {"state": "answered", "value": False}}
    saved = run("add", "situation", answers(raw), "--case", ref).json()
    shown = next(one for one in run("show", ref, "--json").json()["records"] if one["entry"] == saved["entry"])
    assert shown["answers"]["ci_has_pet"] == {"state": "declined"}
    assert shown["answers"]["ci_works"] == {"state": "answered", "value": False}


def test_correction_needs_a_reason_and_names_what_it_corrects(
    run: Run, answers: Callable[[object], str], ref: str
) -> None:
    first = run("add", "contact", answers(CONTACT), "--case", ref).json()
    bare = run("add", "contact", answers(CONTACT | {"minutes": 5}), "--corrects", first["entry"])
    assert (bare.code, bare.out) == (1, "")
    assert "reason" in bare.err
    mended = run(
        "add", "contact", answers(CONTACT | {"minutes": 5}), "--corrects", first["entry"], "--reason", Said("Slip.")
    ).json()
    assert (mended["record"], mended["ref"]) == (first["record"], ref)
    assert mended["entry"] != first["entry"]
    again = run("add", "contact", answers(CONTACT), "--corrects", first["entry"], "--reason", Said("Slip."))
    assert again.code == 1
    assert "corrected already" in again.err


@pytest.mark.parametrize(
    ("raw", "field"),
    [
        ({**CONTACT, "wrong_field": "x"}, "?"),
        ({**CONTACT, "minutes": "many"}, "minutes"),
        ({**CONTACT, "minutes": 1.5}, "minutes"),
        ({**CONTACT, "minutes": True}, "minutes"),
        ({**CONTACT, "support": "listened, safety"}, "support"),
        ({**CONTACT, "triggers": ["rf_very_frightened"]}, "triggers"),
        ({**CONTACT, "next_contact": "some day"}, "next_contact"),
        ({**CONTACT, "method": {"state": "declined"}}, "method"),
        ({**CONTACT, "with_whom": {"state": "shy"}}, "with_whom"),
        ({**CONTACT, "person": {"name": "Mo", "phone": "1"}}, "person"),
        ({key: CONTACT[key] for key in ("happened", "direction", "with_whom")}, "method"),
    ],
)
def test_what_does_not_fit_is_refused_with_its_field_and_nothing_is_saved(
    run: Run, answers: Callable[[object], str], ref: str, raw: object, field: str
) -> None:
    before = run("show", ref, "--json").json()["records"]
    done = run("add", "contact", answers(raw), "--case", ref)
    assert (done.code, done.out) == (1, "")
    assert done.err.startswith(f"{field}: ")
    assert len(done.err.splitlines()) == 1
    assert run("show", ref, "--json").json()["records"] == before


def test_inside_a_group_the_path_is_named(run: Run, answers: Callable[[object], str], ref: str) -> None:
    raw = {"may_contact": "yes", "confirmed": "2026-11-20", "ways": [{"method": "text"}, {"method": "carrier pigeon"}]}
    done = run("add", "safe_contact", answers(raw), "--case", ref)
    assert done.code == 1
    assert done.err.startswith("ways.2.method: ")
    assert "pigeon" not in done.err


def test_suggest_gives_measures_with_their_why_and_the_refused_ones_with_their_rule(run: Run) -> None:
    refused: list[str] = []
    for case in run("cases", "--status", "open", "--json").json():
        rows = run("suggest", case["ref"], "--json").json()
        assert rows
        for row in rows:
            assert row["text"]
            assert row["answers"]
            assert isinstance(row["advice_first"], list)
            assert row["measure"].startswith("sm_")
        refused += [row["refused"] for row in rows if row["refused"] is not None]
    assert refused
    assert all("Not offered" in rule for rule in refused)
    assert "sm_call_999: " in run("suggest", case["ref"]).out


def test_plan_says_where_to_begin_what_stands_open_and_what_was_not_asked(run: Run) -> None:
    ref = run("cases", "--status", "open", "--json").json()[0]["ref"]
    found = run("plan", ref, "--json").json()
    assert 0 < len(found["first_ten"]) <= 10
    assert all(row["refused"] is None for row in found["first_ten"])
    assert "999" in found["first_ten"][0]["text"]
    said = run("plan", ref).out
    assert said.startswith(f"1. {found['first_ten'][0]['measure']}: ")
    assert all(f"Open: {row['label']}. " in said for row in found["uncovered"])
    assert found["not_asked"] in said
    assert run("show", ref, "--json").json()["not_asked"] == found["not_asked"]


def test_search_finds_what_was_added(run: Run, answers: Callable[[object], str], ref: str) -> None:
    saved = run("add", "contact", answers(CONTACT | {"fact": "A quokka in the hedge."}), "--case", ref).json()
    (hit,) = run("search", Said("quokka"), "--json").json()
    assert (hit["entry"], hit["ref"]) == (saved["entry"], ref)
    assert "quokka" in hit["snippet"]
    assert ref in run("search", Said("quok")).out
    assert run("search", Said("no such words anywhere at all"), "--json").json() == []


def test_show_keeps_what_is_protected_until_asked(vault: Run, written: Callable[[object], str], fresh_ref: str) -> None:
    """A case of its own: in another one somebody else may have told that the telephone is looked through."""
    raw = {
        "may_contact": "yes",
        "confirmed": "2026-11-20",
        "ways": [{"method": "mobile", "number": "07700 900417"}],
        "code_word": "Periwinkle",
    }
    vault("add", "safe_contact", written(raw), "--case", fresh_ref).json()
    plain = vault("show", fresh_ref).out + vault("show", fresh_ref, "--json").out
    assert "900417" not in plain.replace(" ", "")
    assert "Periwinkle" not in plain
    assert "ending 417" in plain
    assert "900417" in vault("show", fresh_ref, "--protected", "--json").out.replace(" ", "")


ASKED = ("--searched=yes", "--watched=yes", "--family-danger=yes", "--because", Said("Talked about"))
"""Questions the made-up case's record does not answer, asked."""


@pytest.mark.parametrize("document", DOCUMENT_IDS)
def test_every_document_is_written_once_and_never_over_another(
    run: Run, answers: Callable[[object], str], ref: str, tmp_path: Path, document: str
) -> None:
    hearing = {"what_for": "trial", "on": "1 Sep 2026", "state": "held"}
    run("add", "hearing", answers(hearing), "--case", ref).json()
    out = tmp_path / "made.pdf"
    whose = ("--for", Said("Sam Example"), "--agreed") if document == "safe_person" else ()
    made = run("document", document, ref, "--out", str(out), *whose, *ASKED).json()
    assert made["pages"] >= 1
    assert out.read_bytes().startswith(b"%PDF-")
    before = out.read_bytes()
    again = run("document", document, ref, "--out", str(out), *whose, *ASKED)
    assert (again.code, again.out) == (1, "")
    assert "already" in again.err
    assert out.read_bytes() == before


def test_what_paper_waits_for_is_named_by_its_option(
    run: Run, answers: Callable[[object], str], tmp_path: Path
) -> None:
    out = tmp_path / "plan.pdf"
    case = run("add", "referral", answers(dict(examples("referral")) | {"lives_together": "apart"})).json()[
        "ref"
    ]  # of another, tests tell more
    refused = run("document", "full_plan", case, "--out", str(out))
    assert (refused.code, out.exists()) == (1, False)
    assert "--searched, --watched, --family-danger" in refused.err
    with pytest.raises(UnitNumberMissing, match="unit --number - --by -"), asked_by_options():
        raise HowToReachUsMissing


def test_the_commands_of_the_readme_do_what_they_show(run: Run, ref: str, root: Path, tmp_path: Path) -> None:
    shown = re.findall(
        r"^\.venv/bin/hru-vault --home build/try ([^#\n]+)", (root / "README.md").read_text("utf-8"), re.MULTILINE
    )
    typed = [one.replace("REF", ref).replace("build", str(tmp_path)).split() for one in shown]
    assert [one[0] for one in typed] == ["init", "demo", "demo", "cases", "document", "verify"]
    assert [run(*one).code for one in typed[3:]] == [0, 0, 0]


def test_blank_form_needs_no_vault(run: Run, tmp_path: Path) -> None:
    out = tmp_path / "blank.pdf"
    assert run("--home", str(tmp_path / "nothing"), "blank", "safe_contact", "--out", str(out)).code == 0
    assert out.read_bytes().startswith(b"%PDF-")
    assert run("blank", "nothing_known", "--out", str(tmp_path / "other.pdf")).code == 1
    assert run("blank", "contact", "--out", str(tmp_path / "no" / "folder.pdf")).code == 1


def test_what_may_be_ticked_is_listed_and_printed_once_it_is(run: Run, tmp_path: Path) -> None:
    def made(name: str, *ticks: str) -> Done:
        return run(
            "document", "full_plan", ref, "--out", str(tmp_path / name), *ASKED, *(f"--tick={one}" for one in ticks)
        )

    run("unit", "--number", Said("01632 960100"), "--by", Said("Robin Example"))  # other tests give the unit another
    ref = ""
    first: dict[str, Any] = {"may_tick": []}
    for number, row in enumerate(run("cases", "--status", "open", "--json").json()):
        ref = row["ref"]
        first = made(f"first{number}.pdf").json()
        if first["may_tick"]:  # which made-up case has a service without a confirmed number is left to chance
            break
    assert first["may_tick"]
    assert not any(one["ticked"] for one in first["may_tick"])
    ids = [one["id"] for one in first["may_tick"]]
    second = made("second.pdf", *ids).json()
    assert all(one["ticked"] for one in second["may_tick"])
    assert len(second["left_out"]) < len(first["left_out"])
    refused = made("third.pdf", ids[0], "sv_no_such_service")
    assert (refused.code, refused.out) == (1, "")
    assert "Nothing was made" in refused.err
    assert not (tmp_path / "third.pdf").exists()
    unit = run("unit", "--json").json()["unit"]["number"]
    with_it = run("copies", "--number", Said(unit), "--json").json()
    assert (ref, second["copy"]) in {(line["ref"], line["copy_number"]) for line in with_it}


def test_a_number_of_a_copy_does_not_stand_on_the_line(run: Run) -> None:
    """It may be the person's own."""
    assert run("copies", "--number", "01632960100").code == 2


def test_a_vault_with_the_mark_of_a_backup_is_never_said_to_hold_in_everything(run: Run, filled: Path) -> None:
    """Whoever puts the mark there keeps an older vault from being held against how far it reached."""
    (filled / "home" / "vault.backup").touch()
    try:
        out, told = run("verify").out, run("verify", "--json").json()
    finally:
        (filled / "home" / "vault.backup").unlink()
    assert "Everything holds" not in out
    assert "What was checked holds. This is a backup, opened where it lies. It is not compared with how far" in out
    assert told["not_checked"].startswith("This is a backup")


def test_verify_rebuild_and_doctor(run: Run) -> None:
    entries = run("verify", "--json").json()
    assert entries["fine"] is True
    assert entries["findings"] == []
    assert run("rebuild").json()["entries"] >= entries["entries"]
    cases = len(run("cases", "--json").json())
    assert (entries["whole_cases"], entries["partial_cases"]) == (cases, [])
    assert {lane["ref"] for lane in entries["lanes"] if lane["ref"]} == {
        row["ref"] for row in run("cases", "--json").json()
    }
    out = run("verify").out
    assert "Everything holds." in out
    assert out.startswith("Full check: ")
    quick = run("verify", "--quick").out
    assert quick.startswith("Quick check: ")
    assert "against the last check" in quick
    assert "Everything holds" not in quick
    assert "What was checked holds. Not checked: each signature by itself" in quick
    assert run("verify", "--quick", "--json").json()["not_checked"].startswith("Not checked: ")
    assert run("verify", "--json").json()["not_checked"] == ""
    assert f"{cases} {'case is' if cases == 1 else 'cases are'} whole" in out
    says = [row["says"] for row in run("doctor", "--json").json()]
    forms = len(run("forms", "--json").json())
    assert any(f"{forms} forms, " in one for one in says)
    assert "There is a vault here." in run("doctor").out


def test_version_and_help_are_said(run: Run) -> None:
    assert __version__ in run("--version").out
    assert "docs/hru-vault.md" in run("--help").out


def test_one_record_is_a_page_with_its_copy_number_and_what_is_protected_stays_off(run: Run, tmp_path: Path) -> None:
    refs = [one["ref"] for one in run("cases", "--status", "open", "--json").json()]
    ref, entry = next(  # a case that another test has opened may have no rules yet, and stand first
        (ref, one["entry"])
        for ref in refs
        for one in run("show", ref, "--json").json()["records"]
        if one["form"] == "safe_contact"
    )
    out = tmp_path / "record.pdf"
    made = run("record", entry, "--out", str(out)).json()
    assert made["pages"] == len(PdfReader(out).pages)
    words = " ".join(page.extract_text() for page in PdfReader(out).pages)
    assert "Safe contact" in words
    assert "Periwinkle" not in words
    copies = {one["copy_number"]: one["document"] for one in run("copies", "--case", ref, "--json").json()}
    assert copies[made["copy"]] == "record"
    gone = run("record", "nothing", "--out", str(tmp_path / "none.pdf"))
    assert (gone.code, gone.out) == (1, "")
    assert not (tmp_path / "none.pdf").exists()
