"""How tests are shared out to workers, a file to one of them and a group of files too, and what they tell of each."""

from __future__ import annotations

import re
from contextlib import suppress
from functools import cache, cached_property
from importlib import import_module  # noqa: TID251 - of tests, in whose contracts each import stands
from pathlib import Path
from typing import Any, Final

import pytest
from xdist.remote import WorkerInteractor
from xdist.scheduler import LoadGroupScheduling

_GROUP: Final = re.compile(r"xdist_group\([\"']([^\"']+)[\"']\)")


@cache
def _group_of(path: Path) -> str | None:
    """The group a file names, or the ``conftest.py`` of its folder for all that is in it."""
    for place in (path, path.with_name("conftest.py")):
        if place.exists() and (found := _GROUP.search(place.read_text(encoding="utf-8"))):
            return found[1]
    return None


class FileByFile(LoadGroupScheduling):  # type: ignore[misc]  # xdist carries no types
    """Hands out whole groups of files, then whole files, those of most tests first.

    Test by test, each worker would make again what a file makes once, and ask for its next test after each. Groups are
    read from the files: since pytest 9.2 a test's name is no longer what xdist writes its group into, and every group
    was torn in two without a word. They take longest for their number of tests: at the end one would keep a worker busy
    while the others have nothing to do.
    """

    def schedule(self) -> None:
        """Hand out the first to each worker, and put the groups at the head of what waits."""
        super().schedule()
        for scope in [scope for scope in reversed(self.workqueue) if not scope.endswith(".py")]:
            self.workqueue.move_to_end(scope, last=False)

    def mark_test_complete(self, node: Any, item_index: int, duration: float = 0) -> None:
        """Forget what is done: whatever a worker was ever given is counted through after each test."""
        given = self.assigned_work[node]
        scope = self._split_scope(self.registered_collections[node][item_index])
        given[scope][self.registered_collections[node][item_index]] = True
        if all(given[scope].values()):
            del given[scope]
        self._reschedule(node)

    def _assign_work_unit(self, node: Any) -> None:
        """As xdist does, which looks for each test from the first of all."""
        scope, unit = self.workqueue.popitem(last=False)
        self.assigned_work.setdefault(node, {})[scope] = unit
        node.send_runtest_some([self._places[one] for one, done in unit.items() if not done])

    @cached_property
    def _places(self) -> dict[str, int]:
        """The place of each test among those collected, which are the same for all workers."""
        return {one: place for place, one in enumerate(next(iter(self.registered_collections.values())))}

    def _split_scope(self, nodeid: str) -> str:
        file = nodeid.partition("::")[0]
        return _group_of(self.config.rootpath / file) or file


class LessTold:
    """A worker that leaves unsaid that a test begins and ends, and was set up and taken down as it should be.

    Of six messages about each test two are left. Each costs the worker, and the one who hears it, as much as many a
    test itself. The last test of a worker is told whole, and so is each where somebody looks at more than the summary.
    """

    def __init__(self, worker: WorkerInteractor) -> None:
        self._worker = worker
        self._tell = worker.sendevent
        worker.sendevent = self._tell_what_counts

    @pytest.hookimpl(tryfirst=True)
    def pytest_report_to_serializable(self, report: pytest.TestReport) -> dict[str, object] | None:
        """Write nothing out that is not told."""
        dull = report.when in ("setup", "teardown") and report.outcome == "passed" and not report.sections
        return {_UNSAID: True} if dull and not self._is_last else None

    @property
    def _is_last(self) -> bool:
        return not isinstance(self._worker.nextitem_index, int)

    def _tell_what_counts(self, name: str, **told: Any) -> None:
        unsaid = name in ("logstart", "logfinish") and not self._is_last
        if not unsaid and _UNSAID not in told.get("data", ()):
            self._tell(name, **told)


def read_own_part(config: pytest.Config) -> None:
    """Import the tests, each worker from another place on, where all are wanted.

    What pytest makes of a file, its asserts written out, it keeps beside Python's own; in a fresh checkout each worker
    would make all of them, at the same moment as the others. So each makes its part, and finds the rest made.
    """
    worker = getattr(config, "workerinput", None)
    if worker is None or config.args_source != pytest.Config.ArgsSource.TESTPATHS:
        return
    files = sorted((config.rootpath / "tests").rglob("test_*.py"))
    first = len(files) * int(worker["workerid"].removeprefix("gw")) // int(worker["workercount"])
    for file in files[first:] + files[:first]:
        with suppress(Exception, pytest.skip.Exception):  # told where pytest itself collects it
            import_module(".".join(file.relative_to(config.rootpath).with_suffix("").parts))


_UNSAID: Final = "unsaid"


def tell_less(config: pytest.Config) -> None:
    """Have this process tell less, if it is a worker and nobody asked for how long all took or for a file of it."""
    option = config.option
    if option.verbose <= 0 and option.durations is None and option.xmlpath is None:
        # By its name: the worker's copy of that class is of a module that xdist sends over.
        workers = [one for one in config.pluginmanager.get_plugins() if type(one).__name__ == WorkerInteractor.__name__]
        for worker in workers:
            config.pluginmanager.register(LessTold(worker))
