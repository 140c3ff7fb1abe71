"""The end of a worker whose test hangs, watched for without a thread for each test.

Pytest's own option starts a thread before each test and waits after it until that has ended: on a busy computer for as
long as the test itself took. Here one watch goes on over many tests, and is begun anew where too little of it is left.
"""

from __future__ import annotations

import faulthandler
import os
import sys
import time
from collections.abc import Iterator
from typing import Final

import pytest

_SHARE: Final = 10
"""A tenth of what a test may take passes before a watch is begun anew."""


def pytest_addoption(parser: pytest.Parser) -> None:
    """Make the two settings known that ``make test`` gives."""
    parser.addini("seconds_a_test_may_take", "after these, or a tenth more, all threads are shown", default="0")
    parser.addini("end_what_hangs", "end the process then too", type="bool", default=False)


def pytest_configure(config: pytest.Config) -> None:
    """Watch where there is a limit."""
    seconds = float(config.getini("seconds_a_test_may_take"))
    if seconds > 0:
        config.pluginmanager.register(Watch(seconds, end=bool(config.getini("end_what_hangs"))))


class Watch:
    """Lets every test have so many seconds, and at most a tenth more."""

    def __init__(self, seconds: float, *, end: bool) -> None:
        self._seconds = seconds
        self._end = end
        self._began = float("-inf")
        assert sys.__stderr__ is not None
        self._shown_on = os.dup(sys.__stderr__.fileno())  # while a test runs, the other is pytest's

    @pytest.hookimpl(wrapper=True, trylast=True)
    def pytest_runtest_protocol(self, nextitem: pytest.Item | None) -> Iterator[None]:
        """Begin the watch anew where it would end too soon for this test; after the last there is none."""
        more = self._seconds / _SHARE
        if time.monotonic() > self._began + more:
            self._began = time.monotonic()
            faulthandler.dump_traceback_later(self._seconds + more, file=self._shown_on, exit=self._end)
        try:
            return (yield)
        finally:
            if nextitem is None:
                self._stop()

    @pytest.hookimpl(tryfirst=True)
    def pytest_enter_pdb(self) -> None:
        """Whoever looks at a test by hand may take any time."""
        self._stop()

    def pytest_unconfigure(self) -> None:
        """Leave nothing behind."""
        self._stop()
        os.close(self._shown_on)

    def _stop(self) -> None:
        faulthandler.cancel_dump_traceback_later()
        self._began = float("-inf")
