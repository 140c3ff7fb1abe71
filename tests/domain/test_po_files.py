"""The files translators work on: what is written is read back, and what is none of ours is refused by its line."""

from __future__ import annotations

import pytest

from hru_advocate.domain.po_files import MOST_BYTES, PoEntry, UnreadablePo, read_po, write_po

HEAD = 'msgid ""\nmsgstr "Language: cy\\n"\n\n'


def test_a_file_is_written_part_by_part() -> None:
    entries = [
        PoEntry("paper.title", "Hello", "Helo", about="The title"),
        PoEntry("", 'Say "no"\\', "Dwed\t\n", fuzzy=True, previous="Say it"),
    ]
    assert write_po({"Language": "cy", "Version": "1"}, entries) == (
        'msgid ""\nmsgstr "Language: cy\\nVersion: 1\\n"\n'
        '\n#. The title\nmsgctxt "paper.title"\nmsgid "Hello"\nmsgstr "Helo"\n'
        '\n#, fuzzy\n#| msgid "Say it"\nmsgid "Say \\"no\\"\\\\"\nmsgstr "Dwed\\t\\n"\n'
    )


def test_what_is_written_is_read_back() -> None:
    entries = (PoEntry("a", "One", "Un"), PoEntry("b", 'Two\n"\t\\', "", fuzzy=True), PoEntry("", "Three", "Tri"))
    read = read_po(write_po({"Language": "cy", "Note": "a: b"}, entries).encode())
    assert read.header == {"Language": "cy", "Note": "a: b"}
    assert [(one.context, one.english, one.words, one.fuzzy) for one in read.entries] == [
        (one.context, one.english, one.words, one.fuzzy) for one in entries
    ]
    assert [one.line for one in read.entries] == [4, 9, 13]


@pytest.mark.parametrize(
    ("text", "entries"),
    [
        ("", []),
        ('msgid "a"\nmsgstr "b"\n', [("", "a", "b", False)]),
        ('msgid "a"\nmsgstr "b"\nmsgid "c"\nmsgstr "d"\n', [("", "a", "b", False), ("", "c", "d", False)]),
        ('msgctxt "x"\nmsgid "a"\nmsgstr "b"', [("x", "a", "b", False)]),
        ('msgid ""\n"a"\n"b"\nmsgstr ""\n"c"\n', [("", "ab", "c", False)]),
        ('  msgid\t"a" \r\nmsgstr "b"\r\n', [("", "a", "b", False)]),
        ('#, fuzzy\nmsgid "a"\nmsgstr "b"\n', [("", "a", "b", True)]),
        ('#, c-format, fuzzy\n#: x\nmsgid "a"\nmsgstr "b"\n', [("", "a", "b", True)]),
        ('# fuzzy\nmsgid "a"\nmsgstr "b"\n', [("", "a", "b", False)]),
        ('#, fuzzy\nmsgid "a"\nmsgstr "b"\n\nmsgid "c"\nmsgstr "d"\n', [("", "a", "b", True), ("", "c", "d", False)]),
        ('#~ msgid "old"\n#~ msgstr "older"\nmsgid "a"\nmsgstr "b"\n', [("", "a", "b", False)]),
        ('msgid "a\\n\\t\\"\\\\"\nmsgstr "b"\n', [("", 'a\n\t"\\', "b", False)]),
    ],
)
def test_each_text_is_read(text: str, entries: list[tuple[str, str, str, bool]]) -> None:
    for mark in (b"", b"\xef\xbb\xbf"):
        read = read_po(mark + (HEAD + text).encode())
        assert read.header == {"Language": "cy"}
        assert [(one.context, one.english, one.words, one.fuzzy) for one in read.entries] == entries


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"\xff", "it is not written in UTF-8"),
        (b"", 'it does not begin with a header (msgid "")'),
        (b'msgid "a"\nmsgstr "b"\n', 'it does not begin with a header (msgid "")'),
        (b'msgctxt "a"\nmsgid ""\nmsgstr "b"\n', 'it does not begin with a header (msgid "")'),
        ((HEAD + "msgid a\n").encode(), "line 4 cannot be read; plural forms are not used here"),
        ((HEAD + 'msgid_plural "a"\n').encode(), "line 4 cannot be read; plural forms are not used here"),
        ((HEAD + '"a"\n').encode(), "line 4 stands in no order"),
        ((HEAD + 'msgid "a"\nmsgid "b"\n').encode(), "line 5 stands in no order"),
        ((HEAD + 'msgid "a"\n\nmsgid "b"\n').encode(), "the text at line 4 has no msgid or no msgstr"),
        ((HEAD + 'msgstr "a"\n').encode(), "the text at line 4 has no msgid or no msgstr"),
        ((HEAD + 'msgid "a\\q"\n').encode(), "line 4 has a sign after \\ that means nothing"),
        (b" " * (MOST_BYTES + 1), "it is larger than 2 MB"),
    ],
)
def test_what_is_no_file_of_ours_is_refused_by_its_line(data: bytes, said: str) -> None:
    with pytest.raises(UnreadablePo) as refused:
        read_po(data)
    assert str(refused.value) == said


def test_a_file_of_so_many_texts_is_read_and_one_more_is_refused() -> None:
    one = 'msgid "a"\nmsgstr ""\n\n'
    assert len(read_po((HEAD + one * 19_999).encode()).entries) == 19_999
    with pytest.raises(UnreadablePo, match="more than 20,000 texts"):
        read_po((HEAD + one * 20_000).encode())
