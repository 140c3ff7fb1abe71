"""The scripts beside the program, as modules to be tried."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType
from typing import Final

_PACKAGING: Final = Path(__file__).resolve().parents[1] / "packaging"


def packaging_script(path: str) -> ModuleType:
    """One script of ``packaging`` by its path there, loaded anew: that folder has the name of a library."""
    script = _PACKAGING / path
    spec = importlib.util.spec_from_file_location(f"{script.stem}_script", script)
    assert spec is not None
    assert spec.loader is not None
    made = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(made)
    return made
