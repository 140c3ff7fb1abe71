"""Proves the ledger: the file, its schema, every chain, signature and content, what corrects what, and the views."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from typing import Final

from hru_advocate.domain.ledger.projection import Project
from hru_advocate.errors import DeviceError
from hru_advocate.store import faults
from hru_advocate.store.ledger import upkeep
from hru_advocate.store.ledger.chains import ChainWalk
from hru_advocate.store.ledger.comparing import (
    case_rows,
    contents,
    digest,
    heads,
    places,
    schema,
    search_index,
    whole_file,
)
from hru_advocate.store.ledger.comparing.heads import HeadComparison
from hru_advocate.store.ledger.comparing.seals import PageSeals
from hru_advocate.store.ledger.comparing.standing import LineMarks
from hru_advocate.store.ledger.findings import Check, Discrepancy, Proven, Report, lane_name
from hru_advocate.store.ledger.short_turns import short_turns
from hru_advocate.store.vault_file.driver import Cursor
from hru_advocate.store.vault_file.vault import Vault

DefinitionOf = Callable[[str, int], str | None]
"""Gives the hash of the definition file this program has of a form's version; ``None`` when it has none."""

_SIGNING: Final = 4
"""The threads that check signatures. While entries are worked out each comes to its turn twice in a millisecond, for
one signature: fewer would not keep a second processor at work."""
_PATIENCE: Final = 20
"""The times something long ends in the middle because somebody waits, before it is gone through to its end."""
_AT_ONCE: Final = 3
"""The times all of the file is asked about in one question, before it is asked about in parts that are over sooner."""
_CASES: Final = 20
"""The cases whose rows are compared in one go."""

_NOW: Final = f"SELECT coalesce(max(position), 0), count(*) FROM entry WHERE position <= {places.MOST}"  # noqa: S608 - a fixed number


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """The things that are to be checked, and what they are checked with.

    ``project`` gives what the views show of an entry; without it they are not compared. ``anchors`` are sequence and
    hash of a device's entry, kept outside the file: they show a file cut short or put back. ``definition_of`` tells
    which definitions of forms the program has; without it none are compared. A chain's last signature proves all before
    it, so only that one is checked unless ``every_signature`` asks for each. ``proven`` is what the lists came to when
    they were last compared: lines from before are then held against that, and only newer ones worked out again.
    ``every_word`` asks for the words of the search one by one; without it only that each entry is reached is looked at.
    ``secret`` goes into what the lists come to, so that without it that tells nothing of a line.
    """

    check: Check
    project: Project | None = None
    anchors: Mapping[str, tuple[int, str]] = field(default_factory=dict)
    definition_of: DefinitionOf | None = None
    every_signature: bool = False
    proven: Proven | None = None
    secret: bytes = field(default=b"", repr=False)
    every_word: bool = True
    lists: bool = True
    """False leaves the lists alone, which are looked at as far as that goes without ``project`` too."""
    somebody_waits: Callable[[], bool] = bool
    """Says whether something else waits for the thread that checks: what is long then ends, to be begun again."""


def verify(  # noqa: PLR0913 - one for each thing that may be asked, all but the vault by name
    vault: Vault,
    *,
    check: Check,
    project: Project | None = None,
    anchors: Mapping[str, tuple[int, str]] | None = None,
    definition_of: DefinitionOf | None = None,
    every_signature: bool = False,
    lists: bool = True,
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
            lists=lists,
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
        self._digest: digest.LedgerDigest | None = None
        self._since = 0
        self._ledger = self._cases = ""
        self._signing: list[Future[list[Discrepancy]]] = []
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
        log_left = not vault.empty_log()
        with vault.read() as cursor:
            self._found += () if log_left else whole_file.length(vault, cursor)
            self._found += schema.differences(cursor)
            self._until, self.total = cursor.execute(_NOW).fetchone() or (0, 0)
            whole = {row[0] for row in cursor.execute("SELECT id FROM device WHERE whole_chain = 1").fetchall()}
        yield True
        yield from self._file(PageSeals(vault, whole_alone=log_left))
        walk = self._begun(whole, self._proven.position if self._proven else 0)
        before = len(self._found)
        yield from self._chains(walk)
        if not self._as_before():
            del self._found[before:]
            walk = self._begun(whole, 0)
            yield from self._chains(walk)
            self._as_before()
        self._found += _definitions(walk, asked.definition_of)
        yield from self._look(partial(contents.explained, walk.empty))
        yield from self._look(partial(contents.corrections, walk.parents, self._since, self._until))
        yield from self._look(partial(places.out_of_turn, walk.turned))
        if self._heads is not None:
            yield from self._views(self._heads, walk)
        elif asked.lists:
            yield from self._look(heads.strays)
            yield from self._look(heads.missing)
        self._end()

    def _look(self, look: Callable[[Cursor], Iterable[Discrepancy]]) -> Iterator[bool]:
        """Look at something in one go, and from its beginning where somebody came who waits; in the end it is done."""
        for patience in range(_PATIENCE, -1, -1):
            try:
                with self._vault.read_giving_way(self._asked.somebody_waits if patience else bool) as cursor:
                    found = list(look(cursor))
            except faults.Interrupted:
                yield True
                continue
            self._found += found
            yield True
            return

    def _file(self, seals: PageSeals) -> Iterator[bool]:
        """Look at the seal of every page, and beside it whether all fits together."""
        fits: list[Discrepancy] | DeviceError | None = None
        for _time in range(_AT_ONCE):
            with short_turns(), seals.beside():
                fits = self._asked_at_once()
            if fits is not None:
                break
            yield True
        while not seals.done:
            seals.go_on()
            yield True
        self._found += seals.found()
        if isinstance(fits, DeviceError):
            raise fits
        self._found += fits or ()
        if fits is None:
            yield from self._tables()

    def _asked_at_once(self) -> list[Discrepancy] | DeviceError | None:
        """All that one question about the whole file finds; nothing where it ended because somebody waits."""
        try:
            with self._vault.read_giving_way(self._asked.somebody_waits) as cursor:
                return list(whole_file.all_at_once(cursor))
        except faults.Interrupted:
            return None
        except DeviceError as error:  # pages that are not as they were written are named first
            return error

    def _tables(self) -> Iterator[bool]:
        """Look table by table whether all fits together."""
        for table in whole_file.TABLES:
            before = len(self._found)
            yield from self._look(partial(whole_file.of_table, table))
            if len(self._found) > before:
                return
        yield from self._look(whole_file.free_pages)

    def _begun(self, whole: Container[str], since: int) -> ChainWalk:
        """A walk along the chains in which entries up to a place are taken as they were proven."""
        self._since = max(0, min(since, self._until - upkeep.BATCH))  # the newest lines hold words that wait
        self._digest = digest.LedgerDigest(since, self._since) if self._heads is not None else None
        self._walk = ChainWalk(
            self._asked.check,
            whole=whole,
            anchors=self._asked.anchors,
            every_signature=self._asked.every_signature,
            until=self._until,
            digest=self._digest,
        )
        return self._walk

    def _as_before(self) -> bool:
        """Say whether what was taken as proven still comes to what it came to then; work out what all comes to."""
        if self._digest is None:
            return True
        with self._vault.read() as cursor:
            if self._proven is not None and self._since and self._digest.value_then(cursor) != self._proven.ledger:
                return False
            self._ledger = self._digest.value_now(cursor, self._until)
        return True

    def _chains(self, walk: ChainWalk) -> Iterator[bool]:
        """Follow the chains; the signatures of the page before are checked meanwhile on threads of their own."""
        since = min(self._proven.position, self._until - upkeep.BATCH) if self._proven else 0
        with ThreadPoolExecutor(_SIGNING, thread_name_prefix="signatures") as others:
            while not walk.done:
                with short_turns():
                    with self._vault.read() as cursor:
                        found, met = walk.page(cursor)
                        self._found += found
                        if self._heads is not None:
                            self._found += self._heads.page(cursor, [one for one in met if one.position > since])
                    self._signed()
                self._signing = [others.submit(part) for part in walk.signatures_of_page(_SIGNING)]
                yield True
            self._signed()

    def _signed(self) -> None:
        """Wait for the signatures of the page before."""
        for part in self._signing:
            self._found += part.result()
        self._signing = []

    def _views(self, compared: HeadComparison, walk: ChainWalk) -> Iterator[bool]:
        before = self._proven
        standing = LineMarks(self._until)
        yield from self._lines(standing)
        yield from self._look(partial(_strays, standing, walk))
        if before is not None and self._sums[0].value() != before.digest:
            self._proven = None
            yield from self._again(compared, before)
        yield from self._look(case_rows.strays)
        yield from self._look(lambda cursor: search_index.reach(standing.unreached(cursor), cursor))
        yield from self._rows()
        if self._asked.every_word and not self._vault.read_only:  # it needs a table in memory
            words = search_index.IndexWords(self._until)
            while not words.done:
                with self._vault.read() as cursor:
                    words.page(cursor)
                yield True
            with self._vault.read() as cursor:
                self._found += words.compare(cursor, compared.indexed)
            yield True

    def _rows(self) -> Iterator[bool]:
        """Compare the rows of cases; those that are as they were when they were last compared need not be."""
        before = self._proven
        with self._vault.read() as cursor:
            self._cases = case_rows.sums(cursor, self._asked.secret)
            heaps = None
            if before is not None:
                heaps = case_rows.heaps_to_compare(cursor, self._cases, before.cases, before.position)
        yield True
        after, some = "", _CASES if heaps is None else _CASES * 5
        while True:
            with self._vault.read() as cursor:
                cases = case_rows.next_cases(cursor, after, some)
                wanted = [case for case in cases if heaps is None or case_rows.heap_of(case) in heaps]
                self._found += case_rows.rows_of(cursor, wanted)
            if not cases:
                return
            after = cases[-1]
            yield True

    def _lines(self, standing: LineMarks) -> Iterator[bool]:
        """Work out what the lists came to when they were last compared, and what they come to now."""
        project = self._asked.project
        if project is None:
            return
        untils = [self._proven.position] if self._proven is not None else []
        self._sums = [digest.ViewDigest(until, project, self._asked.secret) for until in (*untils, self._until)]
        for after, to in digest.pages(self._until):
            with self._vault.read() as cursor:
                lines = digest.lines_at(cursor, after, to)
                standing.take(lines.after, lines.marks)
                for one in self._sums:
                    one.take(cursor, lines)
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
        set_back = self._walk.set_back if self._walk is not None else 0
        self.report = Report(
            found,
            self.entries,
            replayed=self._heads is not None and self._proven is None,
            followed=self._since == 0,
            set_back=set_back,
            proven=None if held is None else Proven(self._until, held, self._ledger, self._cases),
        )


def _strays(standing: LineMarks, walk: ChainWalk, cursor: Cursor) -> Iterator[Discrepancy]:
    """Name the lines that no current entry explains; each is looked at where entries are missing among the places."""
    if contents.every_place(cursor):
        return heads.strays_among(standing.odd(cursor, walk.others), cursor)
    return heads.strays(cursor)


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
