"""The sources, read once: one worker looks at them, and lets them go when it has."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.architecture.trees import forget

_HERE = Path(__file__).resolve().parent


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Keep what reads the sources on one worker."""
    for item in items:
        if item.path.parent == _HERE:
            item.add_marker(pytest.mark.xdist_group("sources"))


@pytest.fixture(scope="package", autouse=True)
def _let_go() -> Iterator[None]:
    """Trees are made by the million and hold no circle: looking for some among them costs more than parsing does."""
    gc.disable()
    yield
    gc.enable()
    forget()
