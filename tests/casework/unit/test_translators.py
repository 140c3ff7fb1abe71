"""Translations as ``gettext`` PO: out with their context, in text by text, each taken or refused with its line."""

from __future__ import annotations

import re

import pytest

from hru_advocate.casework.session import Session
from hru_advocate.casework.unit import languages
from hru_advocate.casework.unit.translators import bring_in_po, export_po
from hru_advocate.domain.languages import InvalidTranslation, OwnText
from hru_advocate.domain.po_files import PoEntry, UnreadablePo, read_po, write_po

TITLE, MADE = "plan.title", "plan.made"


def _po(*texts: tuple[str, str, str], language: str = "pl", **more: str) -> bytes:
    header = {"Language": language} | more
    return write_po(header, [PoEntry(*one) for one in texts]).encode()


def _words(session: Session, text_id: str, language: str = "pl") -> tuple[str, str]:
    (line,) = (one for one in languages.texts(session, language) if one.id == text_id)
    return line.words, line.state


def test_a_language_goes_out_with_every_text_and_comes_back_with_nothing_new(session: Session) -> None:
    written = export_po(session, "pl")
    read = read_po(written.encode())
    assert read.header["Language"] == "pl"
    assert {one.context: one.english for one in read.entries} == dict(session.product.english)
    held = {text.id: text.words for text in session.product.translations["pl"].texts}
    assert {one.context: one.words for one in read.entries if one.words} == held
    assert "#. A measure of the plan, said to the person." in written
    taken = bring_in_po(session, written.encode())
    assert (taken.saved, taken.texts, taken.refused) == (None, 0, ())


def test_words_that_are_new_are_drafts_and_what_was_checked_stays_checked(session: Session) -> None:
    english = session.product.english
    languages.check(session, "pl", [TITLE], "Anna Example")
    checked = _words(session, TITLE)
    assert checked[1] == "checked"
    taken = bring_in_po(
        session,
        _po((TITLE, english[TITLE], checked[0]), ("plain.title", english["plain.title"], "Zapiski"), ("x", "x", "")),
    )
    assert (taken.texts, taken.refused) == (1, ())
    assert _words(session, TITLE) == checked
    assert _words(session, "plain.title") == ("Zapiski", "draft")


def test_words_whose_english_has_changed_go_out_fuzzy_beside_the_old(session: Session) -> None:
    languages.keep(session, session.product.translations["pl"], [OwnText(TITLE, "My older plan", "Starszy plan")])
    session.product.__dict__["english"] = dict(session.product.english) | {TITLE: "My newest plan"}
    written = export_po(session, "pl")
    (block,) = [one for one in written.split("\n\n") if f'msgctxt "{TITLE}"' in one]
    assert "#, fuzzy" in block
    assert "#| msgid" in block
    assert languages.texts(session, "pl")[0].state == "outdated"


def test_what_is_marked_fuzzy_is_not_taken(session: Session) -> None:
    english = session.product.english["plain.title"]
    fuzzy = write_po({"Language": "pl"}, [PoEntry("plain.title", english, "Zapiski", fuzzy=True)])
    with pytest.raises(InvalidTranslation, match="marked fuzzy"):
        bring_in_po(session, fuzzy.encode())


@pytest.mark.parametrize(
    ("text", "why"),
    [
        (("nothing.ours", "x", "y"), "is none of the texts of our documents"),
        ((TITLE, "My other plan", "Plan"), "was made from another English than today's"),
        ((MADE, "", "Bez miejsc"), "has other places in braces than its English"),
        ((MADE, "", "{made} {review} {made}"), "has other places in braces than its English"),
        ((MADE, "", "{review} · {made}"), ""),
        ((TITLE, "", "M\u00f3j <b>plan</b>"), "has markup"),
        ((TITLE, "", "M\u00f3j &nbsp;plan"), "has markup"),
        ((TITLE, "", "Plan & dom < praca"), ""),
        ((TITLE, "", "M\u00f3j\u202e plan"), "has a sign nobody sees"),
        ((TITLE, "", "M\u00f3j\nplan"), "has a sign nobody sees, a line's end"),
        ((TITLE, "", "x" * 1001), "more than 1,000 letters"),
        ((TITLE, "", "x" * 1000), ""),
        (("sm_call_999.short", "", "998: najpierw powiedz gdzie"), "has other numbers than its English"),
        (("sm_call_999.short", "", "Najpierw powiedz gdzie"), "has other numbers than its English"),
        (("sm_call_999.short", "", "999 albo 116 123: najpierw gdzie"), "has other numbers than its English"),
        (("sm_call_999.short", "", "9\u201399: najpierw powiedz gdzie"), "has other numbers than its English"),
        (("sm_call_999.short", "", "\u0669\u0669\u0669: najpierw powiedz gdzie"), ""),
        ((TITLE, "", "Plan, 01632 960101"), "has other numbers than its English"),
        ((TITLE, "", "\u8ba1\u5212"), "has letters no face of this program holds"),
    ],
)
def test_each_text_is_taken_or_refused_with_its_line(session: Session, text: tuple[str, str, str], why: str) -> None:
    english = session.product.english
    text_id, said, words = text
    good = ("plain.title", english["plain.title"], "Zapiski")
    taken = bring_in_po(session, _po((text_id, said or english.get(text_id, ""), words), good))
    assert taken.texts == (1 if why else 2)
    assert len(taken.refused) == bool(why)
    if why:
        assert why in taken.refused[0]
        assert re.match(r"Line \d+ \(", taken.refused[0])
        assert words not in taken.words
    assert _words(session, "plain.title") == ("Zapiski", "draft")


def test_a_text_that_stands_there_twice_is_taken_neither_time(session: Session) -> None:
    title = (TITLE, session.product.english[TITLE], "Plan")
    with pytest.raises(InvalidTranslation) as refused:
        bring_in_po(session, _po(title, title))
    assert "stands there twice" in str(refused.value)


@pytest.mark.parametrize(
    ("header", "taken"),
    [
        ({"language": "sk", "X-Name": "Slovak", "X-Own-Name": "sloven\u010dina", "X-Direction": "ltr"}, True),
        ({"language": "sk"}, False),
        ({"language": "sk", "X-Name": "Slovak", "X-Own-Name": "sloven\u010dina", "X-Direction": "up"}, False),
        ({"language": "S K", "X-Name": "Slovak", "X-Own-Name": "sloven\u010dina", "X-Direction": "ltr"}, False),
        ({"language": "en_GB"}, False),
        ({"language": "pl"}, True),
    ],
)
def test_a_file_says_of_which_language_it_is(session: Session, header: dict[str, str], *, taken: bool) -> None:
    data = _po((TITLE, session.product.english[TITLE], "Nov\u00fd pl\u00e1n"), **header)
    if taken:
        assert bring_in_po(session, data).texts == 1
        return
    with pytest.raises(InvalidTranslation):
        bring_in_po(session, data)


HEAD = b'msgid ""\nmsgstr "Language: pl\\n"\n\n'


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "header"),
        (b'msgid "x"\nmsgstr "y"\n', "header"),
        (HEAD + b'msgid "x"\n', "line 4 has no msgid or no msgstr"),
        (HEAD + b'msgstr "x"\n', "line 4 has no msgid or no msgstr"),
        (HEAD + b'"x"\n', "line 4 stands in no order"),
        (HEAD + b'msgid "x"\nmsgid "y"\nmsgstr ""\n', "line 5 stands in no order"),
        (HEAD + b'msgid "x"\nmsgid_plural "xs"\nmsgstr[0] "y"\n', "line 5 cannot be read"),
        (HEAD + b'msgid "x\nmsgstr "y"\n', "line 4 cannot be read"),
        (HEAD + b'msgid "x\\q"\nmsgstr "y"\n', "line 4 has a sign after"),
        (HEAD + b'domain "x"\n', "line 4 cannot be read"),
        (b"\xff" + HEAD, "UTF-8"),
        (HEAD + b"#" * (2 * 1024 * 1024), "larger than 2 MB"),
        (HEAD + b'msgid "x"\nmsgstr "y"\n\n' * 20_001, "more than 20,000 texts"),
    ],
    ids=range(13),
)
def test_what_is_no_file_of_a_translator_says_its_line(data: bytes, why: str) -> None:
    with pytest.raises(UnreadablePo, match=re.escape(why)):
        read_po(data)


def test_a_file_as_other_programs_write_it_is_read() -> None:
    """Long texts stand on several lines, comments and texts out of use between them, and lines end as on Windows."""
    data = HEAD + (
        b'# by hand\n#: plan\n#, c-format, fuzzy\n#| msgid "old"\nmsgctxt "a"\nmsgid ""\n"one "\n'
        b'"two"\nmsgstr "\\"x\\"\\t\\\\"\n'
        b'#~ msgid "gone"\n#~ msgstr "gone"\nmsgctxt "b"\nmsgid "three"\nmsgstr ""\n'
        b'msgctxt "c"\nmsgid "d"\nmsgstr "e"\n'
    )
    first, second, third = read_po(data.replace(b"\n", b"\r\n")).entries
    assert (first.context, first.english, first.words, first.fuzzy, first.line) == ("a", "one two", '"x"\t\\', True, 8)
    assert (second.context, second.words, second.fuzzy) == ("b", "", False)
    assert (third.context, third.words) == ("c", "e")
