"""How tests are shared out to workers: a file to one of them, and a group of files too."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Final

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

    def _split_scope(self, nodeid: str) -> str:
        file = nodeid.partition("::")[0]
        return _group_of(self.config.rootpath / file) or file
