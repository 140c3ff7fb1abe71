"""The plan being written, without widgets."""

from __future__ import annotations

from ui.widgets.plan_sheet import PlanSheet, beside, said


def sheet() -> PlanSheet:
    rows = [
        {"section": "home", "text": "one", "carry": "carry", "state": "chosen"},
        {"section": "out", "text": "two", "carry": "keep", "state": "chosen"},
        {"section": "home", "text": "three", "carry": "speak", "state": "chosen"},
    ]
    return PlanSheet({"own_words": "I want to walk.", "items": rows})


def texts(one: PlanSheet) -> list[object]:
    return [row["text"] for row in one.rows]


def test_a_measure_goes_to_the_others_of_its_situation() -> None:
    one = sheet()
    assert one.add({"section": "home", "text": "four"}) == 3
    assert one.add({"section": "out", "text": "five"}) == 2
    assert texts(one) == ["one", "two", "five", "three", "four"]


def test_a_measure_moves_only_among_its_own() -> None:
    one = sheet()
    assert one.move(2, -1) == 0
    assert texts(one) == ["three", "two", "one"]
    assert one.move(0, -1) == 0
    assert one.move(1, 1) == 1


def test_an_own_measure_stays_off_paper_until_somebody_says_otherwise() -> None:
    one = sheet()
    place = one.own_measure("home", ["rf_very_frightened"])
    assert one.rows[place] == {
        "section": "home",
        "text": "",
        "state": "chosen",
        "carry": "speak",
        "answers": ["rf_very_frightened"],
    }


def test_marks_are_three_and_nothing_else() -> None:
    one = sheet()
    one.mark(0, "speak")
    one.mark(1, "shout")
    assert [row["carry"] for row in one.rows] == ["speak", "keep", "speak"]


def test_wishes_get_ids_of_their_own() -> None:
    one = sheet()
    assert one.wish("to sleep") == "wish_1"
    assert one.wish("to walk") == "wish_2"
    assert one.raw()["wishes"] == [
        {"wish": "wish_1", "words": "to sleep"},
        {"wish": "wish_2", "words": "to walk"},
    ]


def test_extras_are_taken_and_taken_back() -> None:
    one = sheet()
    one.take({"review": "2026-12-07"}, ("review", "own_words"))
    assert "own_words" not in one.raw()
    assert one.raw()["review"] == "2026-12-07"


def test_what_is_handed_out_cannot_change_the_sheet() -> None:
    one = sheet()
    items = one.raw()["items"]
    assert isinstance(items, list)
    items[0]["text"] = "changed"
    assert texts(one)[0] == "one"


def test_own_words_stand_in_place_or_beside() -> None:
    row = {"text": "ours", "words": "hers", "words_instead": True}
    assert (said(row), beside(row)) == ("hers", "")
    row["words_instead"] = False
    assert (said(row), beside(row)) == ("ours", "hers")
    assert said({"text": "ours"}) == "ours"
