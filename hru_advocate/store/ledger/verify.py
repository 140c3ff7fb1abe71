"""Proves the ledger: the file, its schema, every chain, signature and content, what corrects what, and the views."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Final

from hru_advocate.errors import DeviceError
from hru_advocate.store.ledger import upkeep
from hru_advocate.store.ledger.chains import ChainWalk
from hru_advocate.store.ledger.comparing import case_rows, digest, heads, schema, search_index
from hru_advocate.store.ledger.comparing.heads import HeadComparison, Project
from hru_advocate.store.ledger.findings import Check, Discrepancy, Fault, Proven, Report, lane_name
from hru_advocate.store.vault_file import pages
from hru_advocate.store.vault_file.driver import Cursor
from hru_advocate.store.vault_file.vault import Vault

DefinitionOf = Callable[[str, int], str | None]
"""Gives the hash of the definition file this program has of a form's version; ``None`` when it has none."""

_TABLES: Final = ("entry", "entry_content", "entry_parent", "head", "case_row", "draft", "device", "setting", "search")
_CASES: Final = 20
"""The cases whose rows are compared in one go."""

_NOW: Final = "SELECT coalesce(max(position), 0), count(*) FROM entry"
_UNEXPLAINED: Final = """
SELECT entry.id, entry.case_id FROM entry LEFT JOIN entry_content AS content ON content.position = entry.position
WHERE content.position IS NULL AND NOT EXISTS (
    SELECT 1 FROM entry_parent JOIN entry AS erasure ON erasure.id = entry_parent.child AND erasure.kind = 'erasure'
    WHERE entry_parent.parent = entry.id
)"""
_STRAY: Final = "SELECT position FROM entry_content WHERE position NOT IN (SELECT position FROM entry)"
_NO_PARENT: Final = """
SELECT child, parent, case_id FROM entry_parent LEFT JOIN entry ON entry.id = child
WHERE parent NOT IN (SELECT id FROM entry)"""
_OTHER_RECORD: Final = """
SELECT child.id, child.case_id FROM entry_parent JOIN entry AS child ON child.id = entry_parent.child
JOIN entry AS parent ON parent.id = entry_parent.parent
WHERE parent.record <> child.record OR parent.case_id IS NOT child.case_id"""
_PAIRS: Final = """
SELECT parent, child, entry.case_id FROM entry_parent LEFT JOIN entry ON entry.id = child
WHERE coalesce(entry.position, 0) <= ?"""
_CASE_OF: Final = "SELECT case_id FROM entry WHERE id = ?"


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """The things that are to be checked, and what they are checked with.

    ``project`` gives what the views show of an entry; without it they are not compared. ``anchors`` are sequence and
    hash of a device's entry, kept outside the file: they show a file cut short or put back. ``definition_of`` tells
    which definitions of forms the program has; without it none are compared. A chain's last signature proves all before
    it, so only that one is checked unless ``every_signature`` asks for each. ``proven`` is what the lists came to when
    they were last compared: lines from before are then held against that, and only newer ones worked out again.
    ``every_word`` asks for the words of the search one by one; without it only that each entry is reached is looked at.
    """

    check: Check
    project: Project | None = None
    anchors: Mapping[str, tuple[int, str]] = field(default_factory=dict)
    definition_of: DefinitionOf | None = None
    every_signature: bool = False
    proven: Proven | None = None
    every_word: bool = True


def verify(
    vault: Vault,
    *,
    check: Check,
    project: Project | None = None,
    anchors: Mapping[str, tuple[int, str]] | None = None,
    definition_of: DefinitionOf | None = None,
    every_signature: bool = False,
) -> Report:
    """Go through everything in one go; changes nothing. See ``Asked`` for what may be left out."""
    return Verification(
        vault,
        Asked(
            check=check,
            project=project,
            anchors=anchors or {},
            definition_of=definition_of,
            every_signature=every_signature,
        ),
    ).finish()


class Verification:
    """A check that goes on in short steps, so that whoever works meanwhile waits for none of them.

    What is written while it lasts is not part of it: it ends with the entry that was the last when it began.
    """

    def __init__(self, vault: Vault, asked: Asked) -> None:
        self.total = 0
        """The number of entries there are to go through; known after the first step."""
        self.report: Report | None = None
        """All that was found, once there is no further step."""
        self._vault = vault
        self._asked = asked
        self._found: list[Discrepancy] = []
        self._until = 0
        self._walk: ChainWalk | None = None
        self._heads = HeadComparison(asked.project, every_word=asked.every_word) if asked.project else None
        self._proven = asked.proven if asked.project is not None else None
        self._sums: list[digest.ViewDigest] = []
        self._signing: Future[list[Discrepancy]] | None = None
        self._steps = self._go()

    @property
    def entries(self) -> int:
        """The number of entries gone through until now."""
        return self._walk.entries if self._walk is not None else 0

    def step(self) -> bool:
        """Go a little further; False once everything was looked at."""
        try:
            return next(self._steps, None) is not None
        except DeviceError:
            self._found.append(Discrepancy("file", "the file is damaged: part of it cannot be read"))
        except Exception:
            if not any(one.fault == "schema" for one in self._found):
                raise
            self._found.append(Discrepancy("schema", "the file's own rules: because of that not all could be checked"))
        self._end()
        return False

    def finish(self) -> Report:
        """Go to the end without a pause."""
        while self.step():
            pass
        if self.report is None:  # only where a step raised what it should not
            raise DeviceError
        return self.report

    def _go(self) -> Iterator[bool]:
        vault, asked = self._vault, self._asked
        vault.checkpoint()
        with vault.read() as cursor:
            self._found += _file(vault, cursor)
            self._found += schema.differences(cursor)
            self._until, self.total = cursor.execute(_NOW).fetchone() or (0, 0)
            whole = {row[0] for row in cursor.execute("SELECT id FROM device WHERE whole_chain = 1").fetchall()}
        yield True
        yield from self._tables()
        self._walk = walk = ChainWalk(
            asked.check,
            whole=whole,
            anchors=asked.anchors,
            every_signature=asked.every_signature,
            until=self._until,
        )
        yield from self._chains(walk)
        with vault.read() as cursor:
            self._found += _definitions(walk, asked.definition_of)
            self._found += _contents(cursor)
            self._found += _parents(cursor, walk, self._until)
        yield True
        with vault.read() as cursor:
            self._found += heads.strays(cursor)
            if self._heads is None:
                self._found += heads.missing(cursor)
        yield True
        if self._heads is not None:
            yield from self._views(self._heads)
        self._end()

    def _tables(self) -> Iterator[bool]:
        for table in _TABLES:
            with self._vault.read() as cursor:
                rows = cursor.execute(f"PRAGMA integrity_check({table})").fetchall()
            if rows != [("ok",)]:
                self._found.append(Discrepancy("file", "the file is damaged: its pages do not fit together"))
                return
            yield True
        with self._vault.read() as cursor:
            # Of a table its own pages are looked at. A page of the list of free ones, from an older copy, may offer one
            # that is in use: only looking at all together finds it, before something is written over.
            (free,) = cursor.execute("PRAGMA freelist_count").fetchone() or (0,)
            question = "PRAGMA quick_check" if free else "PRAGMA integrity_check(sqlite_schema)"
            if cursor.execute(question).fetchall() != [("ok",)]:
                self._found.append(Discrepancy("file", "the file is damaged: its pages do not fit together"))
        yield True

    def _chains(self, walk: ChainWalk) -> Iterator[bool]:
        """Follow the chains; the signatures of the page before are checked meanwhile on a thread of their own."""
        since = min(self._proven.position, self._until - upkeep.BATCH) if self._proven else 0
        with ThreadPoolExecutor(1, thread_name_prefix="signatures") as other:
            while not walk.done:
                with self._vault.read() as cursor:
                    found, met = walk.page(cursor)
                    self._found += found
                    if self._heads is not None:
                        self._found += self._heads.page(cursor, [one for one in met if one.position > since])
                if self._signing is not None:
                    self._found += self._signing.result()
                self._signing = other.submit(walk.signatures_of_page())
                yield True
            if self._signing is not None:
                self._found += self._signing.result()

    def _views(self, compared: HeadComparison) -> Iterator[bool]:
        before = self._proven
        yield from self._lines()
        if before is not None and self._sums[0].value() != before.digest:
            self._proven = None
            yield from self._again(compared, before)
        with self._vault.read() as cursor:
            self._found += case_rows.strays(cursor)
            self._found += search_index.reach(cursor)
        yield True
        after = ""
        while True:
            with self._vault.read() as cursor:
                cases = case_rows.next_cases(cursor, after, _CASES)
                self._found += case_rows.rows_of(cursor, cases)
            if not cases:
                break
            after = cases[-1]
            yield True
        if (
            self._asked.every_word and not self._vault.read_only
        ):  # reading the index word by word needs a table in memory
            with self._vault.read() as cursor:
                self._found += search_index.words(cursor, compared.indexed)
            yield True

    def _lines(self) -> Iterator[bool]:
        """Work out what the lists came to when they were last compared, and what they come to now."""
        project = self._asked.project
        if project is None:
            return
        untils = [self._proven.position] if self._proven is not None else []
        self._sums = [digest.ViewDigest(until, project) for until in (*untils, self._until)]
        for after, to in digest.pages(self._until):
            with self._vault.read() as cursor:
                for one in self._sums:
                    one.page(cursor, after, to)
            yield True

    def _again(self, compared: HeadComparison, before: Proven) -> Iterator[bool]:
        """Work out every line from before: what they come to is not what it was."""
        quiet = ChainWalk(
            lambda *_: True, whole=(), anchors={}, every_signature=False, until=min(before.position, self._until)
        )
        while not quiet.done:
            with self._vault.read() as cursor:
                self._found += compared.page(cursor, quiet.page(cursor)[1])
            yield True

    def _end(self) -> None:
        found = tuple(self._found)
        held = self._sums[-1].value() if self._sums and not found else None
        self.report = Report(
            found,
            self.entries,
            replayed=self._heads is not None and self._proven is None,
            set_back=self._walk.set_back if self._walk is not None else 0,
            proven=None if held is None else Proven(self._until, held),
        )


def _file(vault: Vault, cursor: Cursor) -> Iterator[Discrepancy]:
    for row in cursor.execute("PRAGMA cipher_integrity_check").fetchall():
        yield Discrepancy("file", f"the file is damaged: {row[0]}")
    counted = cursor.execute("PRAGMA page_count").fetchone()
    if counted is not None and vault.path.stat().st_size != counted[0] * pages.SIZE:
        yield Discrepancy("file", f"the file is damaged: it should have {counted[0]} pages")


def _definitions(walk: ChainWalk, definition_of: DefinitionOf | None) -> Iterator[Discrepancy]:
    """Compare the definitions that records were made with with those this program has."""
    if definition_of is None:
        return
    for named, use in sorted(walk.definitions.items()):
        here = definition_of(named.form, named.version)
        if here == named.digest:
            continue
        others = f" and {use.entries - 1} more" if use.entries > 1 else ""
        where = f"entry {use.entry} of {lane_name(use.case)}{others}"
        form = f"form {named.form}, version {named.version}"
        what = f"made with another definition of {form}" if here else f"made with {form}, which this program lacks"
        yield Discrepancy("form", f"{where}: {what}", use.entry, use.case or "")


def _contents(cursor: Cursor) -> Iterator[Discrepancy]:
    for entry, case in cursor.execute(_UNEXPLAINED).fetchall():
        yield _in(case, "content", entry, "its content is missing, and no erasure says so")
    for (position,) in cursor.execute(_STRAY).fetchall():
        yield Discrepancy("content", f"there is content at place {position} without its entry")


def _parents(cursor: Cursor, walk: ChainWalk, until: int) -> Iterator[Discrepancy]:
    for child, parent, case in cursor.execute(_NO_PARENT).fetchall():
        yield _in(case, "parent", child, f"what it corrects, {parent}, is missing")
    for child, case in cursor.execute(_OTHER_RECORD).fetchall():
        yield _in(case, "parent", child, "it corrects an entry of another record")
    kept = {(row[0], row[1]): row[2] for row in cursor.execute(_PAIRS, (until,)).fetchall()}
    for child in sorted({child for _parent, child in kept.keys() ^ walk.parents}):
        (case,) = cursor.execute(_CASE_OF, (child,)).fetchone() or (None,)
        yield _in(case, "parent", child, "what it corrects was changed")


def _in(case: str | None, fault: Fault, entry: str, what: str) -> Discrepancy:
    return Discrepancy(fault, f"entry {entry} of {lane_name(case)}: {what}", entry, case or "")
