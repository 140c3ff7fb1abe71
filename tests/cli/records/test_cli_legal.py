"""Legal options by hru-vault: found, filtered, read, held against a case, talked about, confirmed."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.cli.commands import Run, Said

TALK = {"option": "nmo", "talked_on": "2026-11-20", "wants": "yes", "stands": "applying", "next_on": "2026-11-27"}


def test_options_are_found_by_words_and_filters_and_one_is_read(vault: Run) -> None:
    assert len(vault("legal", "--json").json()) == 63
    assert vault("legal", "--text", Said("clare's law")).out.startswith("dvds_right_to_ask: Clare's Law")
    assert {row["id"] for row in vault("legal", "--who", "council", "--need", "nd_housing", "--json").json()} == {
        "sanctuary_scheme", "homelessness_priority",
    }  # fmt: skip
    page = vault("legal", "dapo").json()
    assert page["line"]["confirmed_words"] == "not yet confirmed by the unit"
    assert any("Known change" in words for _tone, words in page["standing"])
    assert page["not_advice"].startswith("Not legal advice")
    assert vault("legal", "--text", Said("zebra"), "--json").json() == []


@pytest.mark.parametrize("wrong", [("legal", "--speed", "soon"), ("legal", "--case", "HRU-0000-0000"),
                                   ("legal", "magic_wand", "--by", Said("A"), "--against", "law"),
                                   ("legal", "nmo", "--by", Said("A"))])  # fmt: skip
def test_what_is_not_there_is_refused_in_a_sentence(vault: Run, wrong: tuple[str, ...]) -> None:
    done = vault(*wrong)
    assert done.code in (1, 2)
    assert done.err.strip()
    assert "Traceback" not in done.err


def test_a_case_answers_the_prompts_and_keeps_what_was_talked_about(
    vault: Run, fresh_ref: str, written: Callable[[object], str]
) -> None:
    fits = {row["id"]: row["fit"] for row in vault("legal", "--case", fresh_ref, "--json").json()}
    assert fits["nmo"] == "may fit"
    assert fits["mappa"] == "not known: ask"
    said = vault("legal", "nmo", "--case", fresh_ref).json()["case"]
    assert said["prompts"][0]["words"] == "Yes, as recorded: Former partner (Referral and intake, 10 Nov 2026)"
    vault("add", "legal_talk", written(TALK), "--case", fresh_ref)
    assert vault("talks", fresh_ref).out == "Non-molestation order · Wants it · Being applied for · next step: 27 Nov\n"


def test_the_number_of_a_clock_is_confirmed_as_an_option_is(
    vault: Run, fresh_ref: str, written: Callable[[object], str]
) -> None:
    assert {row["id"] for row in vault("legal", "--text", Said("referral support service"), "--json").json()} == {
        "clock_support_referral"
    }
    page = vault("legal", "clock_support_referral").json()
    assert page["line"]["confirmed_words"] == "not yet confirmed by the unit"
    vault("add", "criminal_case", written({"stage": "investigating", "reported_on": "2026-11-20"}), "--case", fresh_ref)

    def said() -> str:
        clocks = vault("clocks", fresh_ref, "--json").json()
        return str(next(clock["confirm"] for clock in clocks if clock["id"] == "support_referral"))

    assert said() == "to be confirmed by the unit"
    vault("legal", "clock_support_referral", "--by", Said("A. Sergeant"), "--against", "guidance", "--on", "3 Nov")
    assert said() == "confirmed 3 Nov by A. Sergeant"
    vault("legal", "clock_support_referral", "--by", Said("B. Inspector"), "--against", "force", "--on", "20 Nov",
          "--changed", Said("One working day here."))  # fmt: skip
    assert said() == "changed, says the unit: 20 Nov by B. Inspector: “One working day here.”"
    assert vault("legal", "clock_magic", "--by", Said("A"), "--against", "law").code == 1


def test_the_unit_confirms_an_option_or_says_what_has_changed(vault: Run) -> None:
    kept = vault("legal", "nmo", "--by", Said("A. Sergeant"), "--against", "law", "--on", "3 Nov").json()
    assert kept["line"]["confirmed_words"] == "confirmed 3 Nov by A. Sergeant"
    vault("legal", "dapo", "--by", Said("A. Sergeant"), "--against", "force", "--changed", Said("Made here now."))
    page = vault("legal", "dapo").json()
    assert page["unit_words"] == "Made here now."
    assert page["can_do"]
