"""What leads a search to its words is held against those words: as many are named as a search does not find."""

from __future__ import annotations

import random
from typing import Final

import pytest

from hru_advocate.store.ledger.comparing.index_pages import IndexPages, words_of
from hru_advocate.store.vault_file.driver import Cursor
from hru_advocate.store.vault_file.vault import Vault

_SMALL_PAGES: Final = "INSERT INTO search (search, rank) VALUES ('pgsz', 64)"
_EACH_BY_ITSELF: Final = "INSERT INTO search (search, rank) VALUES ('automerge', 0)"
_ONE_SEGMENT: Final = "INSERT INTO search (search) VALUES ('optimize')"
_HALF_MERGED: Final = "INSERT INTO search (search, rank) VALUES ('merge', -3)"
_DOCUMENTS: Final = 70
_PARTS: Final = 3

_LOST: Final = """
SELECT count(*) FROM temp.told
WHERE entries <> (SELECT count(*) FROM search WHERE search MATCH '"' || told.term || '"')"""

_THE_ROW: Final = "segid = ?1 AND term = ?2"
_TAMPERED: Final = {
    "gone": f"DELETE FROM search_idx WHERE {_THE_ROW}",
    "gone with all after it": "DELETE FROM search_idx WHERE segid = ?1 AND term >= ?2",
    "gone with all before it": "DELETE FROM search_idx WHERE segid = ?1 AND term <= ?2",
    "alone": "DELETE FROM search_idx WHERE segid = ?1 AND term <> ?2",
    "further back": f"UPDATE OR IGNORE search_idx SET term = CAST(term || 'z' AS BLOB) WHERE {_THE_ROW}",
    "further to the front": f"""
        UPDATE OR IGNORE search_idx SET term = CAST(substr(term, 1, length(term) - 1) || '0' AS BLOB)
        WHERE {_THE_ROW}""",
    "to the next page": f"UPDATE search_idx SET pgno = pgno + 2 WHERE {_THE_ROW}",
    "to the first page": f"UPDATE search_idx SET pgno = 2 WHERE {_THE_ROW}",
    "twice": f"""
        INSERT OR IGNORE INTO search_idx
        SELECT segid, CAST(term || '0' AS BLOB), pgno - 2 FROM search_idx WHERE {_THE_ROW}""",
    "a text": f"UPDATE OR IGNORE search_idx SET term = CAST(term AS TEXT) WHERE {_THE_ROW}",
    "a text that leads on": f"UPDATE search_idx SET pgno = 2.5 WHERE {_THE_ROW}",
}

_ODD: Final = (_TAMPERED["a text"], _TAMPERED["a text that leads on"])


def _fill(cursor: Cursor, *, part: int) -> None:
    drawn = random.Random(part)
    for place in range(part * _DOCUMENTS, (part + 1) * _DOCUMENTS):
        words = ["everywhere", "é" * drawn.randint(1, 3), "long" * drawn.randint(1, 60)]
        words += ["".join(drawn.choices("abcdef", k=drawn.randint(1, 5))) for _ in range(12)]
        cursor.execute("INSERT INTO search (rowid, words) VALUES (?, ?)", (place + 1, " ".join(words)))


@pytest.fixture
def indexed(opened: Vault) -> Vault:
    with opened.write() as cursor:
        cursor.execute(_SMALL_PAGES)
        cursor.execute(_EACH_BY_ITSELF)
    for part in range(_PARTS):
        with opened.write() as cursor:
            _fill(cursor, part=part)
    return opened


def _named(cursor: Cursor) -> int:
    pages = IndexPages()
    while not pages.done:
        pages.page(cursor)
    return pages.not_found


def _tell(cursor: Cursor) -> None:
    """Keep every word with the number of its entries: what is tampered with leads SQLite's own list astray too."""
    cursor.execute("CREATE VIRTUAL TABLE temp.words USING fts5vocab('main', 'search', 'row')")
    cursor.execute("CREATE TEMP TABLE told AS SELECT term, doc AS entries FROM temp.words")


def _lost(cursor: Cursor) -> int:
    return int((cursor.execute(_LOST).fetchone() or (0,))[0])


@pytest.mark.parametrize("then", ["SELECT 1", _ONE_SEGMENT, _HALF_MERGED], ids=["in parts", "in one", "half merged"])
def test_an_index_as_sqlite_writes_it_leads_to_every_word(indexed: Vault, then: str) -> None:
    with indexed.write() as cursor:
        cursor.execute(f"DELETE FROM search WHERE rowid % 7 = 0 AND rowid < {_DOCUMENTS * 2}")
        cursor.execute(then)
        _tell(cursor)
    with indexed.read() as cursor:
        assert _named(cursor) == _lost(cursor) == 0


def test_the_words_of_the_pages_are_those_that_sqlite_tells(indexed: Vault) -> None:
    with indexed.read() as cursor:
        blocks = cursor.execute("SELECT block FROM search_data WHERE id > 137438953471 AND id < 9007199254740992")
        read = {word[1:] for (block,) in blocks.fetchall() for word in words_of(block)}
        _tell(cursor)
        told = {term.encode() for (term,) in cursor.execute("SELECT term FROM temp.told").fetchall()}
    assert told == read
    assert len(told) > 1000


@pytest.mark.parametrize("statement", _TAMPERED.values(), ids=_TAMPERED)
@pytest.mark.parametrize("then", [_ONE_SEGMENT, _HALF_MERGED, "SELECT 1"], ids=["in one", "half merged", "in parts"])
def test_words_a_search_is_not_led_to_are_counted(indexed: Vault, then: str, statement: str) -> None:
    with indexed.write() as cursor:
        cursor.execute(then)
        _tell(cursor)
        rows = cursor.execute("SELECT segid, term FROM search_idx ORDER BY segid, term").fetchall()
        segments = {segment for segment, _ in rows}
        lost_at_all = 0
        for segment, term in [*rows[:: len(rows) // 8], rows[-1]]:
            cursor.execute("SAVEPOINT tampered")
            cursor.execute(statement, (segment, term))
            named, lost = _named(cursor), _lost(cursor)
            cursor.execute("ROLLBACK TO tampered")
            lost_at_all += lost
            if len(segments) == 1 and statement not in _ODD:
                assert named == lost
            elif lost:
                assert named
    assert lost_at_all


@pytest.mark.parametrize("block", [b"", b"\0", b"\0\0\0\4\xff\xff\xff", b"\0\0\0\5abc", bytes(40)])
def test_what_is_no_page_of_words_has_none(block: bytes) -> None:
    assert words_of(block) == []
