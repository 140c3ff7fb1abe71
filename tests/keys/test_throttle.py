"""Wrong passphrases slow the next try down, and never lock anyone out for good."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hru_advocate.keys.throttle import Throttle, pause

NOW = 1_795_000_000.0


def test_pause_grows_to_a_minute_and_no_further() -> None:
    assert [pause(failures) for failures in range(10)] == [0, 0, 1, 2, 4, 8, 16, 32, 60, 60]
    assert pause(1_000_000) == 60


def test_failures_outlive_the_program_and_success_forgets_them(tmp_path: Path) -> None:
    path = tmp_path / "tries"
    assert [Throttle(path).failed(NOW) for _ in range(4)] == [0, 1, 2, 4]
    throttle = Throttle(path)
    assert throttle.count == 4
    assert (throttle.wait(NOW), throttle.wait(NOW + 3), throttle.wait(NOW + 4), throttle.wait(NOW + 99)) == (4, 1, 0, 0)
    throttle.succeeded()
    assert Throttle(path).wait(NOW) == 0
    assert list(tmp_path.iterdir()) == []
    throttle.succeeded()


@pytest.mark.parametrize(
    "content",
    [b"", b"junk", b"[" * 5000, b'{"count":-1,"last":0}', b'{"count":9}x', b'{"count":1e99,"last":0}', b'{"last":"x"}'],
)
def test_damaged_file_counts_as_none(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "tries").write_bytes(content)
    throttle = Throttle(tmp_path / "tries")
    assert (throttle.count, throttle.wait(NOW)) == (0, 0)
    throttle.failed(NOW)
    assert Throttle(tmp_path / "tries").count == 1


def test_clock_set_back_does_not_lock_out(tmp_path: Path) -> None:
    throttle = Throttle(tmp_path / "tries")
    for _ in range(20):
        throttle.failed(NOW)
    earlier = NOW - 10_000_000
    assert throttle.wait(earlier) == 60
    assert Throttle(tmp_path / "tries").wait(earlier + 59) == 1
    assert Throttle(tmp_path / "tries").wait(earlier + 60) == 0


@given(st.lists(st.tuples(st.booleans(), st.floats(0, 4e9)), max_size=30), st.floats(0, 4e9))
def test_a_minute_of_waiting_is_always_enough(
    tmp_path_factory: pytest.TempPathFactory, tries: list[tuple[bool, float]], now: float
) -> None:
    throttle = Throttle(tmp_path_factory.mktemp("tries") / "tries")
    for wrong, moment in tries:
        if wrong:
            throttle.failed(moment)
        else:
            throttle.wait(moment)
    assert 0 <= throttle.wait(now) <= 60
    assert throttle.wait(now + 60.001) == 0


def test_file_that_cannot_be_written_keeps_nobody_out(tmp_path: Path) -> None:
    throttle = Throttle(tmp_path / "missing" / "tries")
    assert [throttle.failed(NOW) for _ in range(3)] == [0, 1, 2]
    assert throttle.wait(NOW + 1) == 1
    throttle.succeeded()
    assert throttle.wait(NOW) == 0


def test_a_count_that_cannot_be_put_in_its_place_leaves_nothing_beside_it(tmp_path: Path) -> None:
    path = tmp_path / "tries"
    path.mkdir()  # nothing takes the place of a folder
    assert Throttle(path).failed(NOW) == 0
    assert [one.name for one in tmp_path.iterdir()] == ["tries"]


@pytest.mark.parametrize(("before", "after"), [(999_998, 999_999), (999_999, 1_000_000), (1_000_000, 1_000_000)])
def test_a_count_stays_within_what_the_file_may_hold(before: int, after: int, tmp_path: Path) -> None:
    path = tmp_path / "tries"
    path.write_bytes(f'{{"count":{before},"last":0.0}}'.encode())
    assert Throttle(path).failed(NOW) == 60
    assert Throttle(path).count == after
