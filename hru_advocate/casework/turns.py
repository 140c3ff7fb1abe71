"""One thread on which things are done in turn, so that whatever is long there can give way to who waits."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TypeVar

T = TypeVar("T")


class Turns:
    """Does one thing after the other on a thread of its own, and knows whether somebody waits for a turn."""

    def __init__(self, name: str) -> None:
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix=name)
        self._waiting: set[object] = set()

    def submit(self, work: Callable[[], T]) -> Future[T]:
        """Have something done in its turn; until it begins, whatever is long on the thread knows that it waits.

        Raises:
            RuntimeError: the thread has ended.
        """
        turn = object()

        def begun() -> T:
            self._waiting.discard(turn)
            return work()

        self._waiting.add(turn)
        try:
            future = self._thread.submit(begun)
        except RuntimeError:
            self._waiting.discard(turn)
            raise
        future.add_done_callback(lambda _: self._waiting.discard(turn))  # one that was called off never begins
        return future

    def somebody_waits(self) -> bool:
        """Say whether anything waits for its turn; may be asked on any thread."""
        return bool(self._waiting)

    def end(self) -> None:
        """End the thread once all that was asked is done."""
        self._thread.shutdown()
