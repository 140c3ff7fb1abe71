"""What ``hru-vault`` says to files, words and folders that nobody should hand it: one sentence, and nothing saved."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path

import pytest

from hru_advocate.casework import listing
from hru_advocate.cli import hru_vault
from hru_advocate.errors import AdvocateError
from tests.cli.commands import PASSPHRASE, Done, Run, Said
from tests.odd_files import ODD, odd

SECRET = "Marigoldsecret"
CONTACT = {"happened": "yesterday", "method": "phone", "direction": "in", "with_whom": "victim"}


@pytest.fixture
def ref(run: Run) -> str:
    return str(run("cases", "--json").json()[0]["ref"])


def refused(done: Done, code: int = 1) -> None:
    """One sentence to mend it by, on one line, and not a word of what was typed."""
    assert (done.code, done.out) == (code, "")
    assert len(done.err.strip().splitlines()) == 1, done.err
    assert done.err.strip().endswith(".")
    assert "Traceback" not in done.err
    assert SECRET not in done.err


def contact_with(**more: object) -> bytes:
    return json.dumps(CONTACT | more).encode()


FILES: dict[str, bytes] = {
    "empty": b"",
    "null": b"null",
    "a list": b"[1, 2]",
    "a word": b'"Marigoldsecret"',
    "half a file": b'{"fact": "Marigoldsecret',
    "deep lists": b"[" * 200_000 + b"]" * 200_000,
    "deep objects": b'{"a":' * 100_000 + b"1" + b"}" * 100_000,
    "not a number": b'{"minutes": NaN}',
    "endless number": b'{"minutes": Infinity}',
    "number of 5,000 digits": b'{"minutes": ' + b"9" * 5000 + b"}",
    "a field twice": b'{"happened": "today", "happened": "Marigoldsecret"}',
    "latin letters": b'{"fact": "Marigoldsecret caf\xe9"}',
    "utf-16": '{"fact": "Marigoldsecret"}'.encode("utf-16"),
    "random bytes": bytes(range(256)),
    "enormous number": contact_with().replace(b"}", b', "minutes": 1e999999}'),
    "nothing to be seen": contact_with(fact="\x07\u200b\x00"),
    "lone surrogate": contact_with().replace(b"}", b', "fact": "Marigoldsecret\\ud800"}'),
    "words as a field": contact_with(**{f"{SECRET} typed here": 1}),
    "a million characters": contact_with(fact=f"{SECRET} " * 70_000),
    "an odd state": contact_with(minutes={"state": ["declined"]}),
    "a state with a value": contact_with(minutes={"state": "declined", "value": SECRET}),
    "a moment of odd shape": contact_with(happened={"told": SECRET, "start": "20260101T1000", "end": "20260101T1000"}),
    "a moment of weeks": contact_with(happened={"told": SECRET, "start": "2026-W01-1", "end": "2026-W01-1"}),
    "a moment within a moment": contact_with(happened={"told": {"told": SECRET}}),
    "an unknown service": contact_with(triggers=[SECRET]),
}


@pytest.mark.parametrize("name", FILES)
def test_hostile_answers_are_refused_in_one_sentence(run: Run, ref: str, tmp_path: Path, name: str) -> None:
    path = tmp_path / "answers.json"
    path.write_bytes(FILES[name])
    before = run("show", ref, "--json").json()["records"]
    refused(run("add", "contact", str(path), "--case", ref))
    assert run("show", ref, "--json").json()["records"] == before


def test_a_field_id_is_never_repeated_and_the_nearest_of_ours_is_named(run: Run, ref: str, tmp_path: Path) -> None:
    path = tmp_path / "answers.json"
    path.write_bytes(contact_with(**{SECRET: 1}))
    refused(run("add", "contact", str(path), "--case", ref))
    path.write_bytes(contact_with(facts="x"))
    done = run("add", "contact", str(path), "--case", ref)
    refused(done)
    assert "The nearest it has is fact." in done.err
    assert "facts" not in done.err


@pytest.mark.parametrize(
    "written", [f"{SECRET} = 1\nformat = 1\n", f"a = {{ {SECRET} = 1, {SECRET} = 2 }}\n"]
)  # fmt: skip
def test_a_name_in_a_translation_is_never_repeated(run: Run, tmp_path: Path, written: str) -> None:
    path = tmp_path / "pl.toml"
    path.write_text(written, encoding="utf-8")
    refused(run("translation", str(path)))


@pytest.mark.parametrize(
    "happened",
    [
        "Feb 0000",
        "Dec 9999",
        "9999-12-31 about 23:30",
        "0000-00-00",
        "999 years ago",
        "99:99 on the 99th",
        "1" * 150,
        "yesterday <img src=x>",
        "٣ days ago",
        "never",
    ],
)
def test_odd_times_are_kept_as_told_and_can_be_read_again(run: Run, ref: str, tmp_path: Path, happened: str) -> None:
    path = tmp_path / "answers.json"
    path.write_bytes(contact_with(happened=happened))
    saved = run("add", "contact", str(path), "--case", ref).json()
    shown = next(one for one in run("show", ref, "--json").json()["records"] if one["entry"] == saved["entry"])
    assert shown["answers"]["happened"]["value"]["told"] == " ".join(happened.split())
    assert run("cases").code == 0


def test_hostile_words_are_kept_but_for_what_nobody_sees(run: Run, ref: str, tmp_path: Path) -> None:
    words = 'he said <he will> & "come" back \u202e <img src=x onerror=alert(1)> \\ \t {{7*7}} ' + "z" * 100_000
    path = tmp_path / "answers.json"
    path.write_bytes(b"\xef\xbb\xbf" + contact_with(words=words))
    saved = run("add", "contact", str(path), "--case", ref).json()
    shown = next(one for one in run("show", ref, "--json").json()["records"] if one["entry"] == saved["entry"])
    assert shown["answers"]["words"]["value"] == words.replace("\u202e", "")


def test_large_file_is_refused_at_once(run: Run, ref: str, tmp_path: Path) -> None:
    path = tmp_path / "answers.json"
    with path.open("wb") as file:
        file.truncate(300 * 1024 * 1024)
    refused(run("add", "contact", str(path), "--case", ref))


def test_missing_file_and_folder_are_refused(run: Run, ref: str, tmp_path: Path) -> None:
    refused(run("add", "contact", str(tmp_path / SECRET), "--case", ref))
    refused(run("add", "contact", str(tmp_path), "--case", ref))


def test_unknown_form_case_and_entry_are_refused(run: Run, ref: str, tmp_path: Path) -> None:
    path = tmp_path / "answers.json"
    path.write_bytes(contact_with())
    refused(run("add", SECRET, str(path), "--case", ref))
    refused(run("add", "contact", str(path)))
    refused(run("add", "contact", str(path), "--case", SECRET))
    refused(run("add", "contact", str(path), "--corrects", SECRET, "--reason", Said("Slip.")))
    refused(run("show", SECRET))
    refused(run("suggest", SECRET))
    refused(run("document", "full_plan", SECRET, "--out", str(tmp_path / "plan.pdf")))
    assert not (tmp_path / "plan.pdf").exists()


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        (SECRET,),
        ("search",),
        ("search", "one", SECRET),
        ("search", SECRET),
        ("search", f"{SECRET}\udcff"),
        ("cases", "--text", f"{SECRET} in words"),
        ("cases", "--restricted-because", SECRET),
        ("--restricted-because", SECRET, "cases"),
        ("legal", f"{SECRET} in words"),
        ("show", f"{SECRET} in words"),
        ("met", "HRU", "clock", f"when {SECRET} came"),
        ("cases", "--status", SECRET),
        ("cases", "--stat", "open"),
        ("cases", f"--json={SECRET}"),
        ("flags", f"--all={SECRET}"),
        (f"--json={SECRET}", "cases"),
        (f"--version={SECRET}",),
        ("cases", f"-h{SECRET}"),
        ("demo", "--cases", "0"),
        ("demo", "--cases", SECRET),
        ("demo", "--cases", "1" * 5000),
        ("demo", "--seed", SECRET),
        ("document", SECRET, "HRU", "--out", "x"),
        ("init", "--author", "x" * 121),
        ("--home", "", "cases"),
    ],
)
def test_wrong_use_is_said_without_repeating_it(run: Run, arguments: tuple[str, ...]) -> None:
    done = run(*arguments)
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith("usage: hru-vault")
    assert SECRET not in done.err
    assert "x" * 100 not in done.err


@pytest.mark.parametrize("text", ["", '"', "NEAR(a b) OR * : ^", "%", "'; DROP TABLE entry; --", "\u202e", "x" * 9_000])
def test_search_takes_any_words(run: Run, text: str) -> None:
    assert run("search", Said(text), "--json").code == 0


def test_words_that_do_not_come_or_cannot_be_used_change_nothing(
    run: Run, ref: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for given in (b"", b"\xff\xfe\n", b"x" * 10_001, b"x" * 50_000):
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(given)))
        refused(run("incident", ref, "-"))
    monkeypatch.setattr(sys, "stdin", None)
    refused(run("search", "-"))


def test_passphrase_then_words_then_answers_come_from_standard_input_in_their_order(
    run: Run, ref: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = f"{PASSPHRASE}\nher telephone\nVoicemail of the evening\n"
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(lines.encode())))
    entry = run("incident", ref, Said("yesterday, left a voicemail")).json()["entry"]
    run("--passphrase-file", "-", "evidence", entry, "--held-by", "-", "--what", "-").json()
    what, held = (
        {one["entry"] for one in run("search", Said(words), "--json").json()}
        for words in ("Voicemail of the evening", "her telephone")
    )
    assert len(what & held) == 1


def test_wrong_passphrases_cannot_unlock(run: Run, filled: Path, tmp_path: Path) -> None:
    wrong = tmp_path / "wrong"
    for held in (SECRET.encode(), b"", b"\xff\xfe", f"{PASSPHRASE}x".encode(), b"x" * 5000):
        wrong.write_bytes(held)
        (filled / "home" / "tries").unlink(missing_ok=True)
        refused(run("--passphrase-file", str(wrong), "cases"), code=3)
    refused(run("--passphrase-file", str(tmp_path / "none"), "cases"), code=3)
    refused(run("--passphrase-file", str(tmp_path), "cases"), code=3)
    (filled / "home" / "tries").unlink(missing_ok=True)


@pytest.mark.parametrize("held", [f"{PASSPHRASE}\n\n", f"{PASSPHRASE}\r\n", f"\ufeff{PASSPHRASE}", f"  {PASSPHRASE} "])
def test_line_ends_around_a_passphrase_do_not_count(run: Run, tmp_path: Path, held: str) -> None:
    given = tmp_path / "given"
    given.write_bytes(held.encode())
    assert run("--passphrase-file", str(given), "cases").code == 0


def test_passphrase_and_answers_may_each_come_from_standard_input(
    run: Run, ref: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def typed(data: bytes) -> None:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))

    typed(f"{PASSPHRASE}\nmore".encode())
    assert run("--passphrase-file", "-", "cases").code == 0
    typed(contact_with())
    assert run("add", "contact", "-", "--case", ref).code == 0
    typed(b"")
    assert run("--passphrase-file", "-", "add", "contact", "-", "--case", ref).code == 2
    typed(b"")
    refused(run("--passphrase-file", "-", "cases"), code=3)


def test_homes_that_hold_no_vault(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("not a folder", encoding="utf-8")
    for home in (file, file / "below", tmp_path / "nothing"):
        refused(run("--home", str(home), "cases"), code=3)
    refused(run("--home", str(file), "init", "--no-keychain"))
    assert file.read_text(encoding="utf-8") == "not a folder"
    assert run("--home", str(file), "doctor").code == 0


@pytest.fixture
def copy(filled: Path, tmp_path: Path) -> Path:
    """A copy of the vault to do harm to."""
    home = tmp_path / "copy"
    home.mkdir(mode=0o700)
    for file in (filled / "home").iterdir():
        (home / file.name).write_bytes(file.read_bytes())
    return home


@pytest.mark.parametrize("held", [b"", b"x", bytes(range(256)) * 400, b"SQLite format 3\x00" + bytes(8000)])
def test_random_bytes_for_a_vault_are_told_from_one(run: Run, copy: Path, held: bytes) -> None:
    (copy / "vault.db").write_bytes(held)
    refused(run("--home", str(copy), "cases"), code=3)
    assert (copy / "vault.db").read_bytes() == held
    (copy / "vault.db").unlink()
    refused(run("--home", str(copy), "cases"), code=3)
    (copy / "vault.db").mkdir()
    refused(run("--home", str(copy), "cases"), code=3)


@pytest.mark.parametrize("held", [b"", bytes(range(256)), b"{}", b"\x00" * 5000])
def test_damaged_key_files_cannot_unlock(run: Run, copy: Path, held: bytes) -> None:
    for name in ("vault.header", "vault.header.twin"):
        (copy / name).write_bytes(held)
    refused(run("--home", str(copy), "cases"), code=3)
    assert run("--home", str(copy), "doctor").code == 0


def test_altered_page_is_said(run: Run, copy: Path) -> None:
    data = bytearray((copy / "vault.db").read_bytes())
    data[len(data) // 2] ^= 1
    (copy / "vault.db").write_bytes(data)
    done = run("--home", str(copy), "verify")
    assert done.code in (1, 3)
    assert "Everything holds" not in done.out
    assert "Traceback" not in done.err


def test_what_nobody_foresaw_is_a_sentence_too(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise LookupError(SECRET)

    monkeypatch.setattr(listing, "cases", fail)
    refused(run("cases"))
    assert "LookupError" in run("cases").err


def test_stopping_is_a_sentence(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(listing, "cases", stop)
    refused(run("cases"))


def test_a_stopped_demonstration_leaves_nothing(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    from hru_advocate.demo import filling

    made = filling._make
    before = len(run("cases", "--json").json())

    def fail_later(*arguments: object) -> None:
        made(*arguments)  # type: ignore[arg-type]  # passed on as given
        calls.append(1)
        if len(calls) == 20:
            raise AdvocateError

    calls: list[int] = []
    monkeypatch.setattr(filling, "_make", fail_later)
    refused(run("demo", "--cases", "3"))
    assert len(run("cases", "--json").json()) == before
    assert run("verify").code == 0


def test_broken_output_is_no_fault_of_the_vault(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    class Full(io.StringIO):
        def write(self, _text: str) -> int:
            raise OSError(28, "full")

    class Closed(io.StringIO):
        def write(self, _text: str) -> int:
            raise BrokenPipeError

    for stream, code in ((Full(), 1), (Closed(), 0)):
        monkeypatch.setattr(sys, "stdout", stream)
        options = hru_vault._parser().parse_args(["doctor"])
        options.home = Path("nowhere")
        assert hru_vault._run(options) == code
        sys.stdout.close()


READING: dict[str, list[str]] = {
    "answers": ["add", "contact", "FILE", "--case", "REF"],
    "translation": ["translation", "FILE"],
    "diary": ["diary", "FILE", "--case", "REF", "--preview"],
    "rows": ["incident", "REF", "--rows", "FILE"],
    "letter": ["letter", "letter_mg_11", "REF", "--answers", "FILE"],
    "order": ["order", "REF", "--add", "FILE"],
}


@pytest.mark.parametrize("kind", ODD)
@pytest.mark.parametrize("command", READING)
def test_a_pipe_a_device_or_a_folder_given_as_a_file_is_refused_at_once(
    run: Run, ref: str, tmp_path: Path, command: str, kind: str
) -> None:
    place = str(odd(tmp_path, kind))
    refused(run(*({"FILE": place, "REF": ref}.get(word, word) for word in READING[command])))


@pytest.mark.parametrize("kind", ODD)
def test_a_passphrase_is_read_from_a_plain_file_only(run: Run, tmp_path: Path, kind: str) -> None:
    refused(run("--passphrase-file", str(odd(tmp_path, kind)), "cases"), 3)
