"""Records read for a recipient, line by line: which answers may go at all, what each line is, and whose."""

from __future__ import annotations

from typing import Any

import pytest

from hru_advocate.casework.disclosure.reading import RawLine, RecordsRead, read_records
from hru_advocate.casework.people.known_of_case import known_of_case
from hru_advocate.casework.records.entries import Saved, save
from hru_advocate.casework.session import Session
from hru_advocate.domain.forms.fields import Field
from tests.casework.every_form import fill_every_form
from tests.casework.open_sessions import add, id_of, new_case
from tests.casework.test_every_answer_on_every_page import example

OTHER: dict[str, Any] = {"role": "perpetrator", "name": "Darren Holtby"}
CALL: dict[str, Any] = {
    "happened": "2026-11-20", "method": "phone", "direction": "in", "with_whom": "other", "fact": "Rang.",
}  # fmt: skip
MARAC: dict[str, Any] = {
    "kind": "marac", "basis": ["judgement"], "why": "It gets worse.", "state": "planned", "on": "2026-12-01",
}  # fmt: skip


def read(session: Session, case: Saved, template: str, *, to_person: bool = False) -> RecordsRead:
    found = session.product.disclosure_templates.template(template)
    known = known_of_case(session, id_of(case), own=found.own)
    return read_records(session, id_of(case), found, known, to_person=to_person)


def lines_of(found: RecordsRead, part: str) -> list[RawLine]:
    return [line for one in found.parts if one.title == part for record in one.records for line in record.lines]


def labels_of(field: Field) -> set[str]:
    return {field.label, *(label for inner in field.fields for label in labels_of(inner))}


@pytest.fixture(scope="module")
def everything(shared: Session) -> Saved:
    case = new_case(shared)
    fill_every_form(shared, id_of(case), example, "Made up")
    return case


def test_no_answer_goes_to_others_that_their_paper_does_not_name_or_that_is_not_for_every_reader(
    shared: Session, everything: Saved
) -> None:
    forms = {form.purpose: form for form in shared.forms.current()}
    seen = 0
    for template in shared.product.disclosure_templates.templates:
        if template.everything:
            continue
        found = read(shared, everything, template.id)
        for part, shown in zip(template.parts, found.parts, strict=True):
            purpose = {"victim": "person", "needs": "needs"}.get(part.slot, part.slot)
            form = forms[purpose] if purpose in forms else shared.forms.newest(part.slot)
            wanted = set(part.fields)
            may_go = {
                label
                for field in form.fields
                if field.paper != "never" and not field.by_program
                if (field.id in wanted if wanted else field.paper == "always" and not field.protected)
                for label in labels_of(field)
            }
            for record in shown.records:
                for line in record.lines:
                    told = {line.label, line.label.partition(": ")[2], line.label.rpartition(": ")[2]}
                    ours = {"", "Who that is"} | {one for one in told if one.startswith("How it stands on")}
                    assert told & (may_go | ours), (template.id, part.title, line.label)
                    seen += 1
    assert seen > 100


def test_what_is_on_no_paper_is_not_even_on_that_of_everything(shared: Session, everything: Saved) -> None:
    found = read(shared, everything, "subject", to_person=True)
    never = {
        field.label
        for form in shared.forms.current()
        for top in form.fields
        for field in (top, *top.fields)
        if field.paper == "never" and not field.by_program
    }
    told = {line.label for part in found.parts for record in part.records for line in record.lines}
    assert {one for one in told if one in never or one.rpartition(": ")[2] in never} == set()
    assert {sort for sort, _why in found.left_out} >= {"Code words and agreed words", "Equality monitoring"}


@pytest.mark.parametrize("relation", ["a neighbour", None])
def test_somebody_named_is_one_item_and_who_that_is_stands_apart(shared: Session, relation: str | None) -> None:
    case = new_case(shared)
    named = {"name": "Ivo Other"} | ({"relation": relation} if relation else {})
    add(shared, case, "contact", CALL | {"person": named})
    lines = [one for one in lines_of(read(shared, case, "subject"), "Contact") if one.text in ("Ivo Other", relation)]
    assert [(one.text, [item.kind for item in one.whole]) for one in lines] == [
        ("Ivo Other", ["name"]), *([(relation, ["relation"])] if relation else []),
    ]  # fmt: skip
    assert lines[0].whole[0].whose == (relation or "named in passing")


@pytest.mark.parametrize(
    ("field", "value", "kind"),
    [
        ("phone", "07700 900123", "number"), ("email", "daz@post.example", "email"),
        ("address", "12 Acacia Road", "address"), ("born", "1985-03-02", "born"), ("name", "Darren Holtby", None),
    ],
)  # fmt: skip
def test_a_way_to_somebody_is_an_item_from_end_to_end(
    shared: Session, field: str, value: str, kind: str | None
) -> None:
    case = new_case(shared)
    add(shared, case, "person", OTHER | {field: value})
    label = shared.forms.newest("person").by_id[field].label
    (line,) = (one for one in lines_of(read(shared, case, "police"), "People") if one.label == label)
    assert [item.kind for item in line.whole] == ([kind] if kind else [])
    assert all(item.whose == "alleged perpetrator" for item in line.whole)
    assert not line.plain


@pytest.mark.parametrize(
    ("raw", "plain", "quote"),
    [
        ({"method": "phone"}, True, False),
        ({"words": "I ran."}, False, True),
        ({"fact": "She ran."}, False, False),
    ],
)
def test_a_line_says_whose_words_it_is(shared: Session, raw: dict[str, Any], *, plain: bool, quote: bool) -> None:
    case = new_case(shared)
    add(shared, case, "contact", CALL | raw)
    (name,) = raw
    label = shared.forms.newest("contact").by_id[name].label
    (line,) = (one for one in lines_of(read(shared, case, "police"), "Contacts") if one.label == label)
    assert (line.plain, line.quote) == (plain, quote)


def test_a_reason_there_is_no_answer_is_the_programs_own_words(shared: Session) -> None:
    case = new_case(shared)
    add(shared, case, "person", OTHER | {"born": {"state": "declined"}})
    label = shared.forms.newest("person").by_id["born"].label
    (line,) = (one for one in lines_of(read(shared, case, "police"), "People") if one.label == label)
    assert (line.plain, line.whole) == (True, ())


def test_why_it_meets_the_threshold_is_ticked_of_all_there_is(shared: Session) -> None:
    case = new_case(shared)
    add(shared, case, "meeting", MARAC | {"basis": ["judgement", "escalation"]})
    ticked = lines_of(read(shared, case, "marac"), "Why it meets the threshold")[0]
    rows = ticked.text.splitlines()
    choices = shared.forms.newest("meeting").by_id["basis"].choices
    assert len(rows) == len(choices)
    assert [row.startswith("[x] ") for row in rows] == [one.id in ("judgement", "escalation") for one in choices]
    assert all(row.startswith("[  ] ") for row in rows if not row.startswith("[x]"))
    assert ticked.plain


def test_only_the_newest_meeting_of_its_kind_is_read_and_its_day_is_no_title(shared: Session) -> None:
    case = new_case(shared)
    add(shared, case, "meeting", MARAC | {"why": "Old.", "on": "2026-12-01"})
    add(shared, case, "meeting", MARAC | {"why": "New.", "on": "2026-12-20"})
    add(shared, case, "meeting", MARAC | {"why": "Another.", "kind": "mappa", "on": "2026-12-30"})
    found = read(shared, case, "marac")
    texts = [line.text for line in lines_of(found, "Why it meets the threshold")]
    assert "New." in texts
    assert not {"Old.", "Another."} & set(texts)
    (part,) = (one for one in found.parts if one.title == "Why it meets the threshold")
    assert [record.title for record in part.records] == [""]


def test_records_stand_the_newest_first_each_with_its_day(shared: Session) -> None:
    case = new_case(shared)
    for day in ("2026-11-01", "2026-11-12", "2026-11-05"):
        add(shared, case, "incident", {"happened": day, "what": "rang", "basis": "report"})
    add(shared, case, "incident", {"happened": "some day", "what": "rang", "basis": "report"})
    (part,) = (one for one in read(shared, case, "police").parts if one.title == "Incidents")
    titles = [record.title for record in part.records]
    assert {"Incident, 12 Nov 2026", "Incident, 5 Nov 2026", "Incident, 1 Nov 2026", "Incident"} == set(titles)
    dated = [one for one in titles if "," in one]
    assert dated == ["Incident, 12 Nov 2026", "Incident, 5 Nov 2026", "Incident, 1 Nov 2026"]


@pytest.mark.parametrize(("template", "kept"), [("marac", True), ("police", False)])
def test_each_line_of_the_safe_contact_rules_is_an_item_of_its_own(
    shared: Session, template: str, *, kept: bool
) -> None:
    case = new_case(shared)
    way = {"method": "mobile", "number": "07700 900456", "days": ["mon"]}
    rules = {"may_contact": "yes", "confirmed": "2026-11-20", "ways": [way], "code_word": "lemon curd"}
    add(shared, case, "safe_contact", rules)
    lines = lines_of(read(shared, case, template), "Safe contact, for the IDVA")
    assert bool(lines) is kept
    assert all("way" in [item.kind for item in line.whole] for line in lines)
    assert not any(line.plain for line in lines)
    assert not any("lemon" in line.text for line in lines)
    numbers = [line for line in lines if "07700" in line.text]
    assert [[item.kind for item in line.whole] for line in numbers] == ([["number", "way"]] if kept else [])


@pytest.mark.parametrize(
    ("until", "stands"), [("2027-10-01", "Holds until 1 Oct 2027"), ("2026-11-22", "Ended 22 Nov 2026")]
)
def test_an_order_says_first_how_it_stands_on_the_day_of_the_paper(shared: Session, until: str, stands: str) -> None:
    case = new_case(shared)
    raw = {"kind": "nmo", "stage": "made", "made_on": "2026-10-01", "served_on": "2026-10-02", "until": until}
    add(shared, case, "order", raw)
    first = lines_of(read(shared, case, "police"), "Orders")[0]
    assert (first.label, first.text, first.plain) == ("How it stands on 23 Nov 2026", stands, True)


def test_a_rating_names_its_need_and_the_words_with_it_are_a_quote(shared: Session) -> None:
    case = new_case(shared)
    rated = {"held_on": "2026-11-20", "nd_housing": {"value": 3, "words": "Damp."}, "nd_housing_wanted": "A lock."}
    add(shared, case, "needs_assessment", rated)
    lines = lines_of(read(shared, case, "marac"), "Needs")
    need = shared.product.label("nd_housing")
    assert {line.text: line.quote for line in lines if line.text in ("Damp.", "A lock.")}["Damp."]
    assert next(line.label for line in lines if line.text == "A lock.").startswith(f"{need}: ")


def test_what_was_corrected_is_said_to_have_been_and_how_often(shared: Session) -> None:
    case = new_case(shared)
    assert not any("earlier" in sort for sort, _why in read(shared, case, "subject").left_out)
    saved = add(shared, case, "contact", CALL)
    for number in range(2):
        saved = save(shared, "contact", CALL | {"fact": f"Rang {number}."}, corrects=[saved.entry], reason="x")
        sorts = [sort for sort, _why in read(shared, case, "subject").left_out]
        assert sorts == [f"{number + 1} earlier version{'' if number == 0 else 's'} of records"]
